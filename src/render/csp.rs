//! The content security policy of every page, from one table in two forms.
//!
//! Goes in: where feedback is sent and which search engine is asked, if any. Comes out: the value of the header, and of the
//! `<meta>` for hosts that set no headers.

use url::Url;

use crate::model::config::Config;

/// Directive and value, in the order in which they are written.
const POLICY: [(&str, &str); 13] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
    ("frame-ancestors", "'none'"),
    ("object-src", "'none'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "supportal"),
];

/// What a browser ignores in a `<meta>`, and logs an error for.
const HEADER_ONLY: [&str; 1] = ["frame-ancestors"];

/// Where answers may be sent by a form or a script.
const FEEDBACK: [&str; 2] = ["connect-src", "form-action"];

/// Where a search engine is asked.
const BACKEND: [&str; 1] = ["connect-src"];

/// An origin beside the site's own, and the directives that it is allowed in.
type Other = (String, &'static [&'static str]);

/// The policy as the value of `Content-Security-Policy`.
pub fn header(config: &Config) -> String {
    policy(&others(config), &[])
}

/// The policy as the content of `<meta http-equiv="Content-Security-Policy">`.
pub fn meta(config: &Config) -> String {
    policy(&others(config), &HEADER_ONLY)
}

fn others(config: &Config) -> Vec<Other> {
    let feedback = config.feedback.as_ref().map(|to| to.value.as_str());
    let backend = config.backend.as_ref().map(|backend| backend.url.as_str());
    let feedback = feedback.and_then(origin).map(|to| (to, &FEEDBACK[..]));
    let backend = backend.and_then(origin).map(|to| (to, &BACKEND[..]));
    feedback.into_iter().chain(backend).collect()
}

/// The origin of an https address that can stand in a policy, its host in the form that browsers ask for:
/// `https://xn--…`. `None` for mail addresses.
fn origin(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str().filter(|_| url.scheme() == "https")?;
    // Anything else, a `;` above all, would end the directive and begin another.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let plain = !host.is_empty() && host.chars().all(plain);
    plain.then(|| url.origin().ascii_serialization())
}

fn policy(others: &[Other], without: &[&str]) -> String {
    let mut out = String::new();
    for (directive, value) in POLICY {
        if without.contains(&directive) {
            continue;
        }
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(directive);
        out.push(' ');
        out.push_str(value);
        for (origin, directives) in others {
            if directives.contains(&directive) {
                out.push(' ');
                out.push_str(origin);
            }
        }
    }
    out
}

#[cfg(test)]
pub(super) fn meta_without_others() -> String {
    policy(&[], &HEADER_ONLY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_others_nothing_but_the_site_itself_is_allowed() {
        let header = policy(&[], &[]);
        assert_eq!(
            header,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
             form-action 'self'; frame-ancestors 'none'; object-src 'none'; \
             require-trusted-types-for 'script'; trusted-types supportal"
        );
        let meta = policy(&[], &HEADER_ONLY);
        assert!(!meta.contains("frame-ancestors"));
        assert_eq!(header.replace("frame-ancestors 'none'; ", ""), meta);
    }

    #[test]
    fn feedback_adds_its_origin_alone() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        };
        check(
            "https://example.com/feedback?a=b",
            Some("https://example.com"),
        );
        check("https://example.com:8443", Some("https://example.com:8443"));
        check(
            "https://hilfe.müller.example/x",
            Some("https://hilfe.xn--mller-kva.example"),
        );
        check("https://a.example;script-src *", None);
        check("help@example.com", None);
        let header = policy(
            &[
                ("https://a.example".to_owned(), &FEEDBACK),
                ("https://b.example".to_owned(), &BACKEND),
            ],
            &[],
        );
        assert!(header.contains("connect-src 'self' https://a.example https://b.example;"));
        assert!(header.contains("form-action 'self' https://a.example;"));
        assert!(header.contains("script-src 'self';"));
    }
}
