//! Files of the theme that a portal took over: each copy says which text it was made from.

use super::theme::{default_file, in_portal};
use crate::model::{Asset, Diagnostic, Fingerprint, Span};

pub(super) const RULE: &str = "THM-OLD";

/// What stands before the fingerprint of the text that a copy was made from.
const MARK: &str = "supportal-theme:";

/// A copy of the theme's file at `path` for a portal to change, which says in its last line what it was
/// made from; `None` where the theme has no such file.
pub fn copy(path: &str) -> Option<Vec<u8>> {
    let bytes = default_file(path)?;
    let note = format!("{MARK} {}", Fingerprint::of(bytes).short(8));
    let (_, extension) = path.rsplit_once('.')?;
    // White space around a comment of a template is not the page's.
    let line = match extension {
        "html" => format!("{{#- {note} -#}}\n"),
        "css" | "js" => format!("/* {note} */\n"),
        "svg" => format!("<!-- {note} -->\n"),
        _ => format!("# {note}\n"),
    };
    Some([bytes, line.as_bytes()].concat())
}

/// A finding where `file`, a copy of the theme's file at `path`, was made from another text than the
/// theme has today. A file that says nothing of its origin is its author's own.
pub(super) fn check(path: &str, file: &Asset) -> Option<Diagnostic> {
    let now = Fingerprint::of(default_file(path)?).short(8);
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let at = text.rfind(MARK)?;
    let rest = text[at + MARK.len()..].trim_start_matches(' ');
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let made_from = &rest[..end.unwrap_or(rest.len())];
    if made_from == now {
        return None;
    }
    let until = text.len() - rest.len() + made_from.len();
    let message = format!("`{path}` of the theme has changed since this copy was made of it");
    let hint = format!(
        "`supportal theme show {path}` prints it as it is now: carry over what changed, then write `{MARK} {now}` here"
    );
    Some(Diagnostic::warning(RULE, &in_portal(path), Span::new(at..until), message).with_hint(hint))
}
