//! LNK-MISMATCH: a link leads to the address that it shows.

mod hosts;
mod numbers;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

use crate::model::config::NavEntry;
use crate::model::text::{digit, is_unseen};
use crate::model::{Diagnostic, Document, Notes, RelPath, Site, Span};
use hosts::{are_of_one, host, hosts, is_same_mailbox, mailboxes};
use numbers::{Number, numbers};

const CODE: &str = "LNK-MISMATCH";

/// A link leads to the address that it shows.
pub fn check(document: &Document, notes: &Notes, site: &Site, found: &mut Vec<Diagnostic>) {
    let own = site.config.url.as_deref().and_then(host);
    for link in &notes.links {
        if let Some(shown) = other_than_shown(&link.text, &link.to, own.as_deref()) {
            found.push(finding(&shown, &link.to, &document.path, link.span));
        }
    }
}

fn finding(shown: &str, to: &str, path: &RelPath, span: Span) -> Diagnostic {
    let message = format!("the link shows `{shown}` and leads to `{to}`");
    let hint = "show the address that it leads to, or say in words what is there";
    Diagnostic::warning(CODE, path, span, message).with_hint(hint.to_owned())
}

/// The same of the links that every page has: `nav`, `theme.header` and `theme.footer` of supportal.yaml.
pub fn navigation(site: &Site) -> Vec<Diagnostic> {
    let config = &site.config;
    let own = config.url.as_deref().and_then(host);
    let mut found = Vec::new();
    let mut left: Vec<&NavEntry> = Vec::new();
    left.extend(
        config
            .nav
            .iter()
            .chain(&config.header)
            .chain(&config.footer),
    );
    while let Some(entry) = left.pop() {
        left.extend(&entry.items);
        let (Some(page), Some(title)) = (&entry.page, &entry.title) else {
            continue;
        };
        for words in title.by_locale.values() {
            if let Some(shown) = other_than_shown(&words.value, &page.value, own.as_deref()) {
                found.push(finding(&shown, &page.value, &config.path, words.span));
            }
        }
    }
    found
}

/// What a text says of where its link leads.
enum Shown {
    Nothing,
    /// The address to which it leads.
    Same,
    /// Another one.
    Other(String),
}

/// What `text` shows, where a link to `to` leads elsewhere; `own` is the host of the site.
fn other_than_shown(text: &str, to: &str, own: Option<&str>) -> Option<String> {
    // Most links.
    if text.chars().all(is_of_words) {
        return None;
    }
    let mut other = None;
    for text in readings(text) {
        match shown(text.trim(), to, own) {
            Shown::Nothing => {}
            Shown::Same => return None,
            Shown::Other(address) => other = other.or(Some(address)),
        }
    }
    other
}

/// Whether a text of such characters alone is no address or number in any of its readings: it has letters of
/// European languages and of Chinese, and signs without which none is written.
fn is_of_words(c: char) -> bool {
    match c {
        '.' | '@' | ':' | '0'..='9' => false,
        _ => matches!(c, '\0'..='\x7F' | '\u{C0}'..='\u{24F}' | '\u{4E00}'..='\u{9FFF}'),
    }
}

/// Whether a character is as it looks: those of ASCII, and letters with the accents of Western Europe.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\x7F' | '\u{C0}'..='\u{FF}')
}

/// A text as it is written, and as it looks: without what is not seen, with wide letters as plain ones, with digits of
/// any script, and with the full stop of Chinese and Japanese as the dot that browsers take it for.
fn readings(text: &str) -> Vec<String> {
    let mut readings = vec![text.to_owned()];
    if !text.chars().all(is_plain) {
        let seen = text.nfkc().filter(|&c| !is_unseen(c));
        let seen: String = seen.map(|c| digit(c).unwrap_or(c)).collect();
        let dotted = seen.replace('\u{3002}', ".");
        readings.extend([seen, dotted]);
    }
    readings
}

/// What one reading of a text says.
fn shown(text: &str, to: &str, own: Option<&str>) -> Shown {
    let small = to.trim().to_ascii_lowercase();
    if let Some(number) = small.strip_prefix("tel:") {
        return shown_number(text, number);
    }
    // No other address is written without either.
    if !text.contains(['.', '@']) && !text.contains("://") {
        return Shown::Nothing;
    }
    if let Some(boxes) = small.strip_prefix("mailto:") {
        return shown_mailbox(text, boxes);
    }
    // A page of this site is at an address of its own, which the reader would see.
    let Some(target) = host(to).or_else(|| own.map(str::to_owned)) else {
        return Shown::Nothing;
    };
    let shown = hosts(text);
    if shown.is_empty() {
        // A mailbox among words may be what the page is about; alone it is where the link leads.
        let alone = mailboxes(text).iter().any(|parts| parts.contains(&text));
        return match alone && host(to).is_some() {
            true => Shown::Other(text.to_owned()),
            false => Shown::Nothing,
        };
    }
    if shown.iter().any(|(_, host)| *host == target) {
        return Shown::Same;
    }
    first(shown)
}

/// The first of the web addresses that a text shows, where none of them is that of its link.
fn first(hosts: Vec<(String, String)>) -> Shown {
    let first = hosts.into_iter().next();
    first.map_or(Shown::Nothing, |(address, _)| Shown::Other(address))
}

/// What a text says of the mailboxes `to`, in small letters.
fn shown_mailbox(text: &str, to: &str) -> Shown {
    let to = to.split('?').next().unwrap_or_default();
    let to = percent_decode_str(to).decode_utf8_lossy();
    let to: Vec<&str> = to.split(',').map(str::trim).collect();
    let shown = mailboxes(text);
    let same = |one: &&str| to.iter().any(|to| is_same_mailbox(to, one));
    if shown.iter().flatten().any(same) {
        return Shown::Same;
    }
    if let Some(parts) = shown.first() {
        // What stands before one without a blank may be a word of its own.
        let plain = parts.iter().find(|part| part.is_ascii());
        let other = plain.or(parts.first()).copied();
        return other.map_or(Shown::Nothing, |other| Shown::Other(other.to_owned()));
    }
    let hosts = hosts(text);
    let domains = to.iter().filter_map(|to| to.rsplit_once('@'));
    let mut domains = domains.filter_map(|(_, domain)| host(&format!("https://{domain}")));
    let same = |domain: String| hosts.iter().any(|(_, host)| are_of_one(&domain, host));
    match domains.any(same) {
        true => Shown::Same,
        false => first(hosts),
    }
}

/// What a text says of the number `to`.
fn shown_number(text: &str, to: &str) -> Shown {
    let hosts = hosts(text);
    // The digits of an address are no number.
    if !hosts.is_empty() && !text.contains(char::is_whitespace) {
        return first(hosts);
    }
    let to = percent_decode_str(to.split(';').next().unwrap_or_default()).decode_utf8_lossy();
    let Some(to) = Number::read(&to) else {
        return first(hosts);
    };
    let shown = numbers(text);
    if shown.iter().any(|(_, number)| number.may_be(&to)) {
        return Shown::Same;
    }
    match shown.first() {
        Some((run, _)) => Shown::Other((*run).to_owned()),
        None => first(hosts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_form_alone_is_the_same() {
        for (text, to) in [
            ("https://contoso.com", "https://contoso.com/"),
            ("http://www.Contoso.com/", "https://contoso.com"),
            ("www.contoso.com", "https://contoso.com/help"),
            ("contoso.com/help", "https://contoso.com/en/help"),
            ("請至https://contoso.com。查看", "https://contoso.com/zh"),
            ("https://contoso.com입니다", "https://contoso.com/"),
            ("the help (https://contoso.com).", "https://contoso.com/"),
            ("https://bücher.example", "https://xn--bcher-kva.example/"),
            ("Help@Contoso.com", "mailto:help@contoso.com?subject=Hi"),
            ("a@b.example or c@d.example", "mailto:c@d.example"),
            ("o'brien@a.example", "mailto:o'brien@a.example"),
            ("r&d@a.example", "mailto:r%26d@a.example"),
            ("'help@a.example'", "mailto:help@a.example"),
            ("info/help@a.example", "mailto:help@a.example"),
            ("請寫信給help@a.example詢問", "mailto:help@a.example"),
            ("hilfe@müller.example", "mailto:hilfe@xn--mller-kva.example"),
            ("hilfe@MÜLLER.example", "mailto:hilfe@m%C3%BCller.example"),
            ("user@contoso.com signs in", "https://contoso.com"),
            ("help@contoso.com", "channels/email.md"),
            ("+49 (0)30 123-456", "tel:+4930123456"),
            ("030 123456", "tel:+49-30-123456"),
            ("0049 30 123456", "tel:+4930123456"),
            ("Call +49 30 123456 (24/7)", "tel:+4930123456"),
            ("1-800-MICROSOFT", "tel:+18006427676"),
            ("Since 2024 at 110", "tel:112"),
            ("112", "tel:112"),
            ("https://<tenant>.contoso.com", "https://learn.example"),
            ("https://", "https://learn.example"),
            ("Outlook.com", "https://outlook.live.com"),
            ("readme.md", "https://github.com/contoso/help"),
            ("README.MD", "https://github.com/contoso/help"),
            ("node.js", "https://learn.example"),
            ("Node.js/npm here", "https://learn.example"),
            ("e.g.", "https://learn.example"),
            ("Office.com apps", "https://learn.example"),
            ("VB.NET", "https://learn.example"),
            ("and/or", "https://learn.example"),
            ("contoso.com", "https://CONTOSO.com"),
            ("CONTOSO.COM", "https://contoso.com"),
            ("(contoso.com)", "https://contoso.com/a"),
            ("bücher.de", "https://xn--bcher-kva.de/"),
            ("https://me@contoso.com/a", "https://contoso.com/a"),
            ("https://[tenant].contoso.com", "https://learn.example"),
            ("https://[2001:db8::1]/a", "https://[2001:db8::1]"),
            ("10.0.4.2", "https://learn.example/versions"),
            ("ASP.NET", "https://learn.example"),
            ("https://contoso.com", "billing/refunds.md"),
            ("@", "mailto:a@b.example"),
            ("https://€", "https://a.example"),
            ("（https://contoso.com）", "https://contoso.com"),
            ("https://contoso.com！Next", "https://contoso.com"),
            ("https://contoso.com。Next", "https://contoso.com"),
            ("＋49 30 123456", "tel:+4930123456"),
            ("٠٣٠ ١٢٣٤٥٦", "tel:+4930123456"),
            ("+49 30 123456¹", "tel:+4930123456"),
            ("+49 30 123\u{2011}456", "tel:+4930123456"),
            ("con\u{AD}toso.com", "https://contoso.com"),
            ("contoso.com:8080/a", "https://contoso.com"),
            ("ftp://contoso.com/a", "https://contoso.com/a"),
            ("https://contoso.com", "mailto:help@mail.contoso.com"),
            ("a@contoso.com, www.a.example", "mailto:a@contoso.com"),
            ("+49 30 123456, www.a.example", "tel:+4930123456"),
            ("Write to us", "mailto:a@contoso.com"),
            ("today at 10:30", "https://contoso.com"),
            ("www…", "https://contoso.com"),
        ] {
            assert_eq!(other_than_shown(text, to, None), None, "{text} → {to}");
        }
    }

    #[test]
    fn another_host_mailbox_or_number_is_another() {
        for (text, to, shown) in [
            (
                "https://contoso.com",
                "https://contoso.example",
                "https://contoso.com",
            ),
            (
                "see https://contoso.com or https://[2001:db8::1]/",
                "https://c0ntoso.com",
                "https://contoso.com",
            ),
            (
                "https://help.네이버.한국/login",
                "https://c0ntoso.com",
                "https://help.네이버.한국/login",
            ),
            ("contoso.com", "https://c0ntoso.com", "contoso.com"),
            ("WWW.contoso.com", "https://evil.example", "WWW.contoso.com"),
            (
                "https://contoso.com",
                "https://contoso.com.evil.example",
                "https://contoso.com",
            ),
            ("https://contoso.com", "mailto:a@contoso.com", ""),
            (
                "see https://contoso.com/a, please",
                "http://evil.example",
                "https://contoso.com/a",
            ),
            (
                "help@contoso.com",
                "mailto:help@contoso.example",
                "help@contoso.com",
            ),
            (
                "help@contoso.com",
                "https://evil.example",
                "help@contoso.com",
            ),
            ("r&d@a.example", "mailto:sales@a.example", "r&d@a.example"),
            (
                "請寫信給help@a.example詢問",
                "mailto:sales@a.example",
                "help@a.example",
            ),
            (
                "hilfe@müller.example",
                "mailto:hilfe@muller.example",
                "hilfe@müller.example",
            ),
            ("+49 30 123456", "tel:+4930123457", "+49 30 123456"),
            ("Call 030 1234567 now", "tel:+4930123456", "030 1234567"),
            ("٠٣٠ ١٢٣٤٥٦٧", "tel:+4930123456", "030 1234567"),
            ("110", "tel:112", "110"),
            (
                "https:\u{200B}//bank.example",
                "https://evil.example",
                "https://bank.example",
            ),
            ("bank\u{AD}.example", "https://evil.example", "bank.example"),
            (
                "https://bank。example",
                "https://evil.example",
                "https://bank.example",
            ),
            ("bank｡example", "https://evil.example", "bank.example"),
            ("ｂank.example", "https://evil.example", "ｂank.example"),
            (
                "bank.example:443",
                "https://evil.example",
                "bank.example:443",
            ),
            (
                "ftp://bank.example",
                "https://evil.example",
                "ftp://bank.example",
            ),
            (
                "https://bank.example",
                "mailto:a@evil.example",
                "https://bank.example",
            ),
            ("bank.example", "mailto:a@notbank.example", "bank.example"),
            ("BANK.COM", "https://evil.example", "BANK.COM"),
            ("Bank.Example", "https://evil.example", "Bank.Example"),
            ("b\u{430}nk.com", "https://evil.example", "b\u{430}nk.com"),
            ("банк.рф", "https://evil.example", "банк.рф"),
            ("银行.中国", "https://evil.example", "银行.中国"),
            ("bank.xn--p1ai", "https://evil.example", "bank.xn--p1ai"),
            (
                "https://bank.com@evil.example",
                "https://evil.example",
                "https://bank.com@evil.example",
            ),
            (
                "https://[2001:db8::1]",
                "https://evil.example",
                "https://[2001:db8::1]",
            ),
            (
                "https://localhost:8080",
                "https://evil.example",
                "https://localhost:8080",
            ),
            ("(bank.com)", "https://evil.example", "bank.com"),
            ("„bank.com“", "https://evil.example", "bank.com"),
            ("bank.com.", "https://evil.example", "bank.com"),
            ("bank.com,", "https://evil.example", "bank.com"),
            (
                "bank.com/login here",
                "https://evil.example",
                "bank.com/login",
            ),
            (
                "www.bank.example/?to=https://evil.example",
                "https://evil.example",
                "www.bank.example/?to=https://evil.example",
            ),
            (
                "https://bank.example",
                "tel:+4930123456",
                "https://bank.example",
            ),
            (
                "https://bank.example/4930123456",
                "tel:+4930123456",
                "https://bank.example/4930123456",
            ),
        ] {
            let shown = Some(shown.to_owned()).filter(|shown| !shown.is_empty());
            assert_eq!(other_than_shown(text, to, None), shown, "{text} → {to}");
        }
        let inside = other_than_shown("https://contoso.com", "a.md", Some("help.example"));
        assert_eq!(inside.as_deref(), Some("https://contoso.com"));
        let own = other_than_shown("https://help.example/a", "a.md", Some("help.example"));
        assert_eq!(own, None);
    }
}
