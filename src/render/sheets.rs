//! What ends nowhere in a portal's own style sheets: a browser passes over the rules behind it, and says nothing.
//!
//! All sheets are joined into one, so that those that follow are lost as well.

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

/// Braces and brackets without their other half, and a comment without its end or its begin. A bracket that ends
/// nothing is no such thing: a browser passes over what it stands in, and goes on behind that.
fn loose(text: &str) -> Vec<(Range<usize>, &'static str, &'static str)> {
    let bytes = text.as_bytes();
    let mut loose = Vec::new();
    // What is open, by the bytes that begin it. Within brackets, the end of another kind is passed over.
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
            // `2*/**/3` is a product.
            b'*' if rest.starts_with(b"*/") && !rest.starts_with(b"*/*") => {
                let message = "`*/` ends no comment here, so the rule behind it is lost";
                let hint = "delete it: a comment ends at its first `*/`, whatever begins within it";
                loose.push((at..at + 2, message, hint));
                at + 2
            }
            b'"' | b'\'' => quoted(bytes, at, byte),
            b'\\' => at + 2,
            // What stands in an address without quotes is of it.
            b'(' if at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"url") => {
                address(bytes, at + 1).1
            }
            b'{' | b'(' | b'[' => {
                open.push(at);
                at + 1
            }
            b'}' | b')' | b']' => {
                let begin = match byte {
                    b'}' => b'{',
                    b')' => b'(',
                    _ => b'[',
                };
                let last = open.last().map(|&last| bytes[last]);
                if last == Some(begin) {
                    open.pop();
                } else if last.is_none() && byte == b'}' {
                    let message = "`}` ends nothing here, so the rule behind it is lost";
                    let hint = "delete it, or write the `{` that it belongs to";
                    loose.push((at..at + 1, message, hint));
                }
                at + 1
            }
            _ => at + 1,
        };
    }
    // The braces around a bracket are open since this one is, and those in a brace since that one is.
    let bracket = open.iter().find(|&&at| bytes[at] != b'{');
    if let Some(&at) = bracket.or(open.first()) {
        let (message, hint) = match bytes[at] {
            b'(' => (
                "nothing ends what `(` begins here, so the rules behind it are lost",
                "write `)` behind its last word",
            ),
            b'[' => (
                "nothing ends what `[` begins here, so the rules behind it are lost",
                "write `]` behind its last word",
            ),
            _ => (
                "nothing ends what `{` begins here, so the rules behind it are lost",
                "write `}` behind its last line",
            ),
        };
        loose.push((at..at + 1, message, hint));
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
        check("@media (min-width: 1px { p { a: b } } q { c: d }", &[7]);
        check("p { a: rgb(1, 2; } q { c: d }", &[10]);
        check("p[a=\"1\" { c: d } q:is(r) { e: f }", &[1]);
        check("p { a: b } */ q { c: d }", &[11]);
        check("/* /* a */ b */ p { c: d }", &[13]);
    }

    #[test]
    fn what_stands_in_texts_and_comments_is_none() {
        for text in [
            "p::before { content: \"{\"; quotes: '}' '\\'{' } /* { */",
            ".a\\{b { c: d } @media print { p { a: b; &:hover { c: d } } }",
            "a { b: url(data:image/svg+xml,{) } c { d: url( \"}\" ) }",
            "p[a=\")\"]:is(q) { b: calc((1px + 2px)*/**/2) } r { s: t) ] }",
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
