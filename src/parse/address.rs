//! What a link may lead to.

use crate::model::nearest::nearest;
use crate::model::{Diagnostic, RelPath, Span};

/// Whether an address names another site, a mailbox or a phone.
pub fn is_external(to: &str) -> bool {
    scheme(to).is_some() || to.trim_start().starts_with("//")
}

/// The scheme of an address, if it has one: what stands before the first colon, where that is a
/// letter and then letters, digits, `+`, `-` or `.` (RFC 3986, section 3.1).
fn scheme(to: &str) -> Option<&str> {
    split(to).map(|(scheme, _)| scheme)
}

/// The same, and what stands behind the colon.
fn split(to: &str) -> Option<(&str, &str)> {
    // Browsers drop blanks before a scheme, and tabs and line ends inside it, so they must not hide one from us.
    let (scheme, rest) = to.trim_start().split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.\t\n\r".contains(c);
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (starts && scheme.chars().all(plain)).then_some((scheme, rest))
}

/// Refuses addresses that run a script, hide another one or carry a password.
pub fn check(to: &str, path: &RelPath, span: Span) -> Result<(), Box<Diagnostic>> {
    let refuse = |code, message: String, hint: &str| {
        Err(Box::new(
            Diagnostic::error(code, path, span, message).with_hint(hint.to_owned()),
        ))
    };
    if to.chars().any(|c| c.is_control()) {
        return refuse(
            "URL-CHARS",
            format!(
                "the address `{}` holds a control character",
                to.escape_debug()
            ),
            "remove it",
        );
    }
    if to.trim_start().starts_with("//") {
        return refuse(
            "URL-SCHEME",
            format!("the address `{to}` has no scheme"),
            "write `https:` in front of it",
        );
    }
    let Some((scheme, rest)) = split(to) else {
        return Ok(());
    };
    match scheme.to_ascii_lowercase().as_str() {
        kind @ ("https" | "http") => {
            let host = rest.trim_start_matches(['/', '\\']);
            let host = host.split(['/', '\\', '?', '#']).next().unwrap_or_default();
            if host.contains('@') {
                return refuse(
                    "URL-CREDENTIALS",
                    format!("the address `{to}` carries a user name"),
                    "remove what stands before `@`",
                );
            }
            let address = rest.trim_start_matches(['/', '\\']);
            let begins = |start: &str| {
                let begin = address.get(..start.len());
                begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start))
            };
            // Without them, a browser looks beside the page where that has the same scheme.
            if !rest.starts_with("//") {
                return refuse(
                    "URL-SCHEME",
                    format!("the address `{to}` has no `//` behind `{scheme}:`"),
                    &format!("write `{kind}://{address}`"),
                );
            }
            if begins("https://") || begins("http://") {
                return refuse(
                    "URL-SCHEME",
                    format!("the address `{to}` begins with two schemes"),
                    &format!("write `{address}`"),
                );
            }
            if host.is_empty() || rest.starts_with("///") {
                let hint = match host {
                    "" => "write the name of the site behind it".to_owned(),
                    _ => format!("write `{kind}://{address}`"),
                };
                let message = format!("the address `{to}` names no site behind `{scheme}://`");
                return refuse("URL-SCHEME", message, &hint);
            }
            Ok(())
        }
        "mailto" | "tel" => Ok(()),
        other => {
            let hint = match nearest(other, ["https", "http", "mailto", "tel"]) {
                Some(meant) => format!("write `{meant}:{rest}`"),
                None => "links lead to files of the portal, `https:`, `http:`, `mailto:` or `tel:`"
                    .to_owned(),
            };
            let message = format!("the scheme `{other}:` is not allowed");
            refuse("URL-SCHEME", message, &hint)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        let code = |to: &str| {
            let path = RelPath::default();
            check(to, &path, Span::default()).err().map(|d| d.code)
        };
        for good in [
            "https://a.example/x",
            "mailto:a@b.example",
            "tel:+123",
            "a.md#b",
            "#b",
            "a/b:c.md",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "//a.example",
            "file:///etc",
            "https:a.example",
            "HTTP:/a.example",
            "https:\\\\a.example",
            "htps://a.example",
            "https:///a.example",
            "https://",
            "https://https://a.example",
        ] {
            assert_eq!(code(bad), Some("URL-SCHEME"), "{bad}");
        }
        let hint = |to: &str| {
            let refused = check(to, &RelPath::default(), Span::default()).err();
            refused.and_then(|refused| refused.hint).unwrap_or_default()
        };
        for wrong in [
            "https:///a.example",
            "https:/a.example",
            "http://https://a.example",
            "htps://a.example",
        ] {
            assert_eq!(hint(wrong), "write `https://a.example`", "{wrong}");
        }
        assert_eq!(code("java\tscript:x"), Some("URL-CHARS"));
        for bad in [
            "https://u:p@a.example/",
            " https://u:p@a.example/",
            "\u{A0}https://u:p@a.example/",
            "https:\\\\u:p@a.example/",
        ] {
            assert_eq!(code(bad), Some("URL-CREDENTIALS"), "{bad}");
        }
        assert_eq!(code("\u{3000}\u{3000}http://a.test/"), None);
    }
}
