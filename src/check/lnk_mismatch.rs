//! LNK-MISMATCH: a link leads to the address that it shows.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "LNK-MISMATCH";

/// Last parts of names of hosts, as far as no file is named so: `readme.md` and `setup.sh` are files.
const DOMAINS: &str = "at au be biz br ca ch cloud cn com cz de dk edu es eu example fi fr gov hk ie info int \
                       it jp kr mx net nl no nz org pt se sg tw uk us";

/// So many digits make a number among words; fewer are a year or a price.
const DIGITS: usize = 7;

/// A link leads to the address that it shows.
pub fn check(document: &Document, site: &Site, found: &mut Vec<Diagnostic>) {
    let own = site.config.url.as_deref().and_then(host);
    for link in &document.body.links {
        let Some(shown) = other_than_shown(&link.text, &link.to, own.as_deref()) else {
            continue;
        };
        let message = format!("the link shows `{shown}` and leads to `{}`", link.to);
        let hint = "show the address that it leads to, or say in words what is there";
        let finding = Diagnostic::warning(CODE, &document.path, link.span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// What `text` shows, where a link to `to` leads elsewhere; `own` is the host of the site.
fn other_than_shown(text: &str, to: &str, own: Option<&str>) -> Option<String> {
    let text = text.trim();
    let small = to.trim().to_ascii_lowercase();
    if let Some(number) = small.strip_prefix("tel:") {
        return other_number(text, number);
    }
    // No other address is written without either.
    if !text.contains(['.', '@']) {
        return None;
    }
    if let Some(boxes) = small.strip_prefix("mailto:") {
        let boxes = boxes.split('?').next().unwrap_or_default();
        let boxes = percent_decode_str(boxes).decode_utf8_lossy();
        let shown = mailboxes(text);
        let same = |one: &&str| {
            boxes
                .split(',')
                .any(|to| to.trim().eq_ignore_ascii_case(one))
        };
        return match shown.iter().any(|one| same(&one.as_str())) {
            true => None,
            false => shown.into_iter().next(),
        };
    }
    let target = match host(to) {
        Some(target) => target,
        // A page of this site, whose address the reader would see.
        None => own?.to_owned(),
    };
    let shown = hosts(text);
    if shown.is_empty() {
        // A mailbox among words may be what the page is about; alone it is where the link leads.
        let alone = mailboxes(text).into_iter().find(|mailbox| mailbox == text);
        return alone.filter(|_| host(to).is_some());
    }
    let same = |(_, host): &(String, String)| *host == target;
    let other = shown.into_iter().map(|shown| (same(&shown), shown.0));
    let other: Vec<(bool, String)> = other.collect();
    match other.iter().any(|(same, _)| *same) {
        true => None,
        false => other.into_iter().next().map(|(_, address)| address),
    }
}

/// The host of a web address in the form in which two can be compared: `www.` is no other host.
fn host(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url
        .host_str()
        .filter(|_| url.scheme().starts_with("http"))?;
    let host = host.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The web addresses in a text, as shown and with their hosts.
fn hosts(text: &str) -> Vec<(String, String)> {
    let small = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = first_of(&small[from..], &["https://", "http://", "www."]) {
        let start = from + at;
        let rest = &text[start..];
        let end = rest.find(ends_address).unwrap_or(rest.len());
        let shown = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
        from = start + end.max(4);
        // `https://<tenant>.example` shows a pattern, and the name of one site never begins in a word.
        let whole =
            !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || "./@".contains(c));
        let pattern = rest[end..].starts_with(['<', '{', '[']);
        if let Some(host) = web_host(shown).filter(|_| whole && !pattern) {
            found.push((shown.to_owned(), host));
        }
        if !text.is_char_boundary(from) {
            return found;
        }
    }
    if found.is_empty() && is_bare_domain(text) {
        found.extend(host(&format!("https://{text}")).map(|host| (text.to_owned(), host)));
    }
    found
}

fn web_host(shown: &str) -> Option<String> {
    let named = |host: &String| host.contains('.');
    match shown.to_ascii_lowercase().starts_with("www.") {
        true => host(&format!("https://{shown}")).filter(named),
        false => host(shown).filter(named),
    }
}

fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| text.find(word)).min()
}

/// What ends an address in running text: blanks, brackets, quotes, and letters of scripts that are
/// written without blanks.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || "<>{}[]()\"'`|\\«»“”„‘’".contains(c)
        || ('\u{2E80}'..='\u{9FFF}').contains(&c)
        || ('\u{FF00}'..='\u{FFEF}').contains(&c)
}

/// `contoso.com/help` and nothing else, in small letters: `Outlook.com` is the name of a product.
fn is_bare_domain(text: &str) -> bool {
    let name = text.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |label: &str| {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !label.is_empty() && label.chars().all(letter)
    };
    let last = name.rsplit_once('.').map(|(_, last)| last);
    !text.contains(char::is_whitespace)
        && name.split('.').all(plain)
        && last.is_some_and(|last| DOMAINS.split_ascii_whitespace().any(|known| known == last))
}

/// The mail addresses in a text.
fn mailboxes(text: &str) -> Vec<String> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let of_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let mailbox = |(at, _): (usize, &str)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let start = before.trim_end_matches(of_name).len();
        let length = after.find(|c| !of_host(c)).unwrap_or(after.len());
        let domain = after[..length].trim_end_matches(['.', '-']);
        let named = domain.contains('.') && !domain.starts_with('.');
        (start < at && named).then(|| format!("{}@{domain}", &before[start..]))
    };
    text.match_indices('@').filter_map(mailbox).collect()
}

/// The number that `text` shows, where it is not the number `to`.
fn other_number(text: &str, to: &str) -> Option<String> {
    let to = percent_decode_str(to.split(';').next().unwrap_or_default()).decode_utf8_lossy();
    let to = Number::read(&to)?;
    let of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-–‑()./".contains(c);
    let alone = text.chars().all(of_number);
    let runs = text.split(|c| !of_number(c)).map(without_remark);
    let shown: Vec<(&str, Number)> = runs
        .filter_map(|run| Some((run, Number::read(run)?)))
        .filter(|(_, number)| alone || number.digits.len() >= DIGITS)
        .collect();
    match shown.iter().any(|(_, number)| number.may_be(&to)) {
        true => None,
        false => shown.first().map(|(run, _)| (*run).to_owned()),
    }
}

/// A run of digits and marks without what stands in brackets behind a number: `(24/7)`.
fn without_remark(run: &str) -> &str {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let mut brackets = run.match_indices(" (").map(|(at, _)| &run[..at]);
    brackets
        .find(|before| digits(before) >= DIGITS)
        .unwrap_or(run)
        .trim()
}

/// A phone number.
struct Number {
    /// Whether it begins with the code of a country.
    international: bool,
    digits: String,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let plus = text.trim_start_matches(['(', ' ']).starts_with('+');
        // `+49 (0)30` is +4930 from abroad.
        let text = if plus {
            text.replace("(0)", "")
        } else {
            text.to_owned()
        };
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let abroad = digits.strip_prefix("00").filter(|_| !plus);
        let (international, digits) = match abroad {
            Some(rest) => (true, rest.to_owned()),
            None => (plus, digits),
        };
        (!digits.is_empty()).then_some(Self {
            international,
            digits,
        })
    }

    /// Whether both may be one number: the country or the area may be left out.
    fn may_be(&self, other: &Self) -> bool {
        if self.international && other.international {
            return self.digits == other.digits;
        }
        let ends_with = |long: &Self, short: &Self| {
            let bare = short.digits.trim_start_matches('0');
            !short.international && bare.len() >= 3 && long.digits.ends_with(bare)
        };
        self.digits == other.digits || ends_with(self, other) || ends_with(other, self)
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
            ("the help (https://contoso.com).", "https://contoso.com/"),
            ("https://bücher.example", "https://xn--bcher-kva.example/"),
            ("Help@Contoso.com", "mailto:help@contoso.com?subject=Hi"),
            ("a@b.example or c@d.example", "mailto:c@d.example"),
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
            ("ASP.NET", "https://learn.example"),
            ("https://contoso.com", "billing/refunds.md"),
            ("@", "mailto:a@b.example"),
            ("https://€", "https://a.example"),
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
            ("+49 30 123456", "tel:+4930123457", "+49 30 123456"),
            ("Call 030 1234567 now", "tel:+4930123456", "030 1234567"),
            ("110", "tel:112", "110"),
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
