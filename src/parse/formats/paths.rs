//! How pages and assets are named from afar.

use crate::model::RelPath;
use crate::model::text::is_blank;

use super::{Read, refuse};

/// Whether `text` can name a page below the language's folder, or is a web address.
pub fn is_page_or_web(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web || page(text, "").is_ok()
}

/// A page or folder below the language's folder, as the value of the key `name`.
pub fn page(text: &str, name: &str) -> Read<()> {
    const BELOW: &str =
        "a page is a path below the language's folder, as in `articles/billing/refunds.md`";
    let (page, _) = text.split_once('#').unwrap_or((text, ""));
    if is_blank(text) {
        return refuse(
            "FM-TYPE",
            format!("`{name}` is empty"),
            "write a page, or remove the key",
        );
    }
    if page.contains(':') || page.contains('\\') {
        return refuse("FM-TYPE", format!("`{text}` is not a page"), BELOW);
    }
    let below = page.trim_start_matches('/');
    match RelPath::new(page) {
        Some(_) => Ok(()),
        None if below.len() < page.len() && !below.is_empty() && RelPath::new(below).is_some() => {
            refuse(
                "PATH-ESCAPE",
                format!("`{text}` begins outside of the language's folder"),
                format!("write `{}`, without the `/`", text.trim_start_matches('/')),
            )
        }
        None => refuse(
            "PATH-ESCAPE",
            format!("`{text}` leads out of the language's folder"),
            "a page is a path below that folder, as in `articles/billing/refunds.md`",
        ),
    }
}

/// A file below `assets/`.
pub fn asset(text: &str) -> Read<()> {
    match RelPath::new(text) {
        None => refuse(
            "PATH-ESCAPE",
            format!("`{text}` leads out of the portal"),
            "it is a file below `assets/`",
        ),
        Some(path) if !path.as_str().starts_with("assets/") => refuse(
            "FM-TYPE",
            format!("`{text}` is not below `assets/`"),
            "write it as in `assets/logo.svg`",
        ),
        Some(_) => Ok(()),
    }
}
