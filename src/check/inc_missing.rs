//! INC-MISSING: an included file exists.

use super::{FROM_HERE, exists};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "INC-MISSING";

/// An included file exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::IncludeMissing {
                to,
                unpublished: Some(why),
                ..
            } => Some(
                // A day that comes must not keep a site from being built.
                Diagnostic::warning(
                    CODE,
                    &end.path,
                    end.span,
                    format!(
                        "the file to include at `{to}` is not published, so it is left out: {why}"
                    ),
                )
                .with_hint("take the include out, or publish the file".to_owned()),
            ),
            Loose::IncludeBlocks { to } => Some(
                Diagnostic::warning(
                    CODE,
                    &end.path,
                    end.span,
                    format!("only the words of `{to}` are shown: no block may stand here"),
                )
                .with_hint("put the include on a line of its own".to_owned()),
            ),
            Loose::IncludeMissing { to, nearest, .. } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("no file to include at `{to}`"),
                )
                .with_hint(match to.rsplit_once('.') {
                    Some((bare, extension)) if nearest.is_none() && is_other(extension) => {
                        format!("Markdown alone can be included: name it `{bare}.md`")
                    }
                    _ => exists(nearest, FROM_HERE),
                }),
            ),
            _ => None,
        }
    }));
}

/// Whether files with this extension are none of Markdown.
fn is_other(extension: &str) -> bool {
    let is_name = extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name && !extension.is_empty() && !extension.eq_ignore_ascii_case("md")
}
