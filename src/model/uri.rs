//! Addresses in the form that standards ask for, which is ASCII alone (RFC 3986), made of what an author typed.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, utf8_percent_encode};
use unicode_normalization::char::is_combining_mark;
use url::Host;

/// Letters outside ASCII are encoded whatever the set; nothing else is.
const BEYOND_ASCII: &AsciiSet = &AsciiSet::EMPTY;

/// A web address with its host as programs ask for it, `xn--mller-kva.example`, and other letters outside ASCII
/// percent-encoded. What is ASCII stays as its author wrote it, and so does a host that nobody can ask for.
pub fn web(address: &str) -> Cow<'_, str> {
    if address.is_ascii() {
        return address.into();
    }
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (&address[..scheme.len() + "://".len()], rest),
        None => ("", address),
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (authority, None),
    };
    let mut uri = format!("{scheme}{}", host(name).unwrap_or_else(|| name.to_owned()));
    if let Some(port) = port {
        uri.push(':');
        uri.push_str(port);
    }
    uri.extend(utf8_percent_encode(path, BEYOND_ASCII));
    uri.into()
}

/// The name of a host, with a dot in it, in the letters that are asked for; `None` where it names none.
pub fn host(name: &str) -> Option<String> {
    let of_name = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '.');
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let is_name = name.contains('.') && name.chars().all(of_name) && name.split('.').all(is_label);
    match Host::parse(name).ok().filter(|_| is_name)? {
        Host::Domain(host) => Some(host),
        Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_ascii() {
        for (written, uri) in [
            ("https://a.example/B?c=%20", "https://a.example/B?c=%20"),
            (
                "https://hilfe.müller.example",
                "https://hilfe.xn--mller-kva.example",
            ),
            (
                "https://Müller.example:8443/ä/%C3%A4?ö=1#ü",
                "https://xn--mller-kva.example:8443/%C3%A4/%C3%A4?%C3%B6=1#%C3%BC",
            ),
            (
                "https://help.example/支援/",
                "https://help.example/%E6%94%AF%E6%8F%B4/",
            ),
            ("http://हिन्दी.example/", "http://xn--j2bd4cyah0f.example/"),
        ] {
            assert_eq!(web(written), uri);
            assert_eq!(web(uri), uri);
        }
    }

    #[test]
    fn what_no_host_is_called_names_none() {
        for name in [
            "",
            ".",
            "a",
            "a.",
            ".a.example",
            "a..example",
            "-a.example",
            "a_b.example",
            "a%41.example",
            "192.0.2.1",
            "a/b.example",
            "a b.example",
        ] {
            assert_eq!(host(name), None, "{name}");
        }
    }
}
