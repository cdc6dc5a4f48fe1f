//! What ends nowhere in a portal's own style sheets: a browser passes over the rules behind it, and says nothing.
//!
//! All sheets are joined into one, so that those of the theme that follow are lost as well.

use std::ops::Range;

use super::blocked::{address, quoted};
use super::theme::in_portal;
use crate::model::{Diagnostic, Span};

pub(super) const RULE: &str = "THM-STYLE";

/// Looks at the style sheet of the portal's at `path` of its theme.
pub(super) fn check(path: &str, text: &str, found: &mut Vec<Diagnostic>) {
    let path = in_portal(path);
    found.extend(loose(text).into_iter().map(|(at, message, hint)| {
        Diagnostic::warning(RULE, &path, Span::new(at), message).with_hint(hint.to_owned())
    }));
}

/// Braces without their other half, and a comment without its end.
fn loose(text: &str) -> Vec<(Range<usize>, &'static str, &'static str)> {
    let bytes = text.as_bytes();
    let mut loose = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        at = match byte {
            b'/' if rest.starts_with(b"/*") => match text[at + 2..].find("*/") {
                Some(length) => at + 2 + length + 2,
                None => {
                    let message =
                        "nothing ends the comment that begins here, so all behind it is lost";
                    loose.push((at..at + 2, message, "write `*/` behind its words"));
                    bytes.len()
                }
            },
            b'"' | b'\'' => quoted(bytes, at, byte),
            b'\\' => at + 2,
            // What stands in an address without quotes is of it.
            b'(' if at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"url") => {
                address(bytes, at + 1).1
            }
            b'{' => {
                open.push(at);
                at + 1
            }
            b'}' => {
                if open.pop().is_none() {
                    let message = "`}` ends nothing here, so the rule behind it is lost";
                    let hint = "delete it, or write the `{` that it belongs to";
                    loose.push((at..at + 1, message, hint));
                }
                at + 1
            }
            _ => at + 1,
        };
    }
    // Those around it are open since this one is.
    if let Some(&at) = open.first() {
        let message = "nothing ends what `{` begins here, so the rules behind it are lost";
        loose.push((at..at + 1, message, "write `}` behind its last line"));
    }
    loose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::{default_file, default_paths};

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let places: Vec<usize> = loose(text).iter().map(|(at, _, _)| at.start).collect();
        assert_eq!(places, expected, "{text}");
    }

    #[test]
    fn what_ends_nowhere_is_found_where_it_begins() {
        check("p { color: red;\na { color: blue }\n", &[2]);
        check("@media print { p { a: b }\n", &[13]);
        check("p { a: b } }\nq { c: d }", &[11]);
        check("é { a: b } /* c", &[12]);
        check("p { a: '}\n", &[2]);
        check("}\np {", &[0, 4]);
    }

    #[test]
    fn what_stands_in_texts_and_comments_is_none() {
        for text in [
            "p::before { content: \"{\"; quotes: '}' '\\'{' } /* { */",
            ".a\\{b { c: d } @media print { p { a: b; &:hover { c: d } } }",
            "a { b: url(data:image/svg+xml,{) } c { d: url( \"}\" ) }",
            "",
        ] {
            check(text, &[]);
        }
        for path in default_paths()
            .into_iter()
            .filter(|path| path.ends_with(".css"))
        {
            let text = std::str::from_utf8(default_file(path).unwrap()).unwrap();
            check(text, &[]);
        }
    }
}
