//! Names of files and folders: what is wrong with one, whatever the file holds and whether there is one.

use std::path::Path;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::characters::{is_invisible, is_refused, visible};
use super::passed::passed_over;
use crate::model::path::{MAX_NAME, MAX_PATH, is_reserved};
use crate::model::{Diagnostic, RelPath, Span};

/// What would be found of the names of a file at `path` and of the folders that lead to it, from the root down.
pub fn judge(path: &RelPath) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in on_the_way(path) {
        if is_passed_over(&part, path) {
            break;
        }
        if part.file_name().contains('\\') {
            found.push(unreadable(&part));
            break;
        }
        found.extend(name(&part));
    }
    found
}

/// Whether a file at `path` would be no part of its portal, as its name or one on the way to it says.
pub fn is_left_out(path: &RelPath) -> bool {
    on_the_way(path).any(|part| is_passed_over(&part, path))
}

/// The folders that lead to a file, from the root down, and the file.
fn on_the_way(path: &RelPath) -> impl Iterator<Item = RelPath> {
    path.parts().scan(RelPath::default(), |above, part| {
        *above = above.join(part)?;
        Some(above.clone())
    })
}

fn is_passed_over(part: &RelPath, file: &RelPath) -> bool {
    passed_over(Path::new(part.as_str()), part != file, part.parts().count())
}

/// That nobody can tell on every system what the last part of `path` is called.
pub(super) fn unreadable(path: &RelPath) -> Diagnostic {
    let message = format!(
        "the name `{}` is not readable text on every system",
        visible(path.file_name())
    );
    let hint = "rename it; names are UTF-8 without `\\`";
    error("PATH-CHARS", path, message, hint)
}

/// Judges the last part of `path`.
pub(super) fn name(path: &RelPath) -> Vec<Diagnostic> {
    let name = path.file_name();
    let mut found = Vec::new();
    if !is_nfc(name) {
        let message =
            format!("the name `{name}` is written with separate accents (not in Unicode form C)");
        let hint = format!(
            "rename it to `{}`, as a link to it would be typed",
            name.nfc().collect::<String>()
        );
        found.push(error("PATH-CHARS", path, message, &hint));
    }
    if let Some(refused) = name.chars().find(|&c| is_refused(c)) {
        let shown = visible(name);
        let message = match refused.is_control() || is_invisible(refused) {
            true => format!(
                "the name `{shown}` holds the invisible character U+{:04X}",
                u32::from(refused)
            ),
            false => {
                format!("the name `{shown}` holds `{refused}`, which web hosts or Windows refuse")
            }
        };
        let hint = "rename it with letters, digits, `-`, `_` and `.`";
        found.push(error("PATH-CHARS", path, message, hint));
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        let message =
            format!("the name `{name}` begins or ends with a space or a dot, which Windows drops");
        found.push(error("PATH-CHARS", path, message, "rename it"));
    }
    if is_reserved(name) {
        let message = format!(
            "the name `{name}` is reserved on Windows: the site could not be unpacked there"
        );
        found.push(error("PATH-RESERVED", path, message, "rename it"));
    }
    let long = path.as_str().encode_utf16().count();
    if long > MAX_PATH || name.len() > MAX_NAME {
        let message = format!(
            "the path is too long: {long} characters, {} bytes in its name",
            name.len()
        );
        let hint = format!("shorten it to {MAX_PATH} characters and {MAX_NAME} bytes in each name");
        found.push(error("PATH-LONG", path, message, &hint));
    }
    found
}

fn error(code: &'static str, path: &RelPath, message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(code, path, Span::default(), message).with_hint(hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_way_to_a_file_are_judged_before_there_is_one() {
        let check = |path: &str, codes: &[&str], left_out: bool| {
            let path = RelPath::new(path).unwrap();
            let found = judge(&path);
            let found: Vec<&str> = found.iter().map(|one| one.code).collect();
            assert_eq!((&*found, is_left_out(&path)), (codes, left_out), "{path}");
        };
        check("en/articles/refunds.md", &[], false);
        check("en/con/aux.md", &["PATH-RESERVED", "PATH-RESERVED"], false);
        check("en/a?.md", &["PATH-CHARS"], false);
        check("en/a\\b/con.md", &["PATH-CHARS"], false);
        check(&format!("en/{}.md", "a".repeat(300)), &["PATH-LONG"], false);
        check("en/.a/con.md", &[], true);
        check("con/.a.md", &["PATH-RESERVED"], true);
        check("en/node_modules/a.md", &[], true);
        check("en/target/a.md", &[], false);
    }
}
