//! LNK-MISMATCH: a link leads to the address that it shows.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::model::config::NavEntry;
use crate::model::text::is_unseen;
use crate::model::{Diagnostic, Document, Notes, RelPath, Site, Span};

const CODE: &str = "LNK-MISMATCH";

/// Last parts of names of hosts, as far as no file is named so: `readme.md` and `setup.sh` are files.
const DOMAINS: &str = "at au be biz br ca ch cloud cn com cz de dk edu es eu example fi fr gov hk ie info int \
                       it jp kr mx net nl no nz org pt se sg tw uk us";

/// The same in other scripts, as readers see them.
const FOREIGN_DOMAINS: &str = "рф бел укр қаз срб мкд мон бг ею ελ ευ հայ გე 中国 中國 公司 网络 網絡 台湾 台灣 \
                               香港 澳門 新加坡 한국 भारत ไทย ישראל السعودية امارات مصر ایران";

/// So many digits make a number among words; fewer are a year or a price.
const DIGITS: usize = 7;

/// What web addresses begin with in running text. Others stand in no link, and are shown as well.
const BEGINNINGS: [&str; 6] = [
    "https://", "http://", "ftp://", "ftps://", "sftp://", "www.",
];

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

/// A text as it is written, and as it looks: without what is not seen, with wide letters as plain ones,
/// and with the full stop of Chinese and Japanese as the dot that browsers take it for.
fn readings(text: &str) -> Vec<String> {
    let mut readings = vec![text.to_owned()];
    if !text.chars().all(is_plain) {
        let seen: String = text.nfkc().filter(|&c| !is_unseen(c)).collect();
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
        let alone = mailboxes(text).into_iter().find(|mailbox| mailbox == text);
        return alone
            .filter(|_| host(to).is_some())
            .map_or(Shown::Nothing, Shown::Other);
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
    let same = |one: &String| to.iter().any(|to| to.eq_ignore_ascii_case(one));
    if shown.iter().any(same) {
        return Shown::Same;
    }
    if let Some(other) = shown.into_iter().next() {
        return Shown::Other(other);
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

/// Whether one of two hosts is the other, or below it: mail often has a name of its own.
fn are_of_one(one: &str, other: &str) -> bool {
    let below = |long: &str, short: &str| {
        let rest = long.strip_suffix(short);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    below(one, other) || below(other, one)
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
    let starts = BEGINNINGS
        .iter()
        .flat_map(|word| small.match_indices(*word));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    starts.sort_unstable();
    let mut found = Vec::new();
    let mut from = 0;
    for start in starts {
        // One that stands in another is part of it.
        if start < from {
            continue;
        }
        let (before, rest) = text.split_at(start);
        let (address, after) = rest.split_at(address_length(rest));
        let shown = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
        from = start + address.len();
        // `https://<tenant>.example` shows a pattern, and the name of one site never begins in a word.
        let whole = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "./@".contains(c));
        let pattern = after.starts_with(['<', '{', '[']);
        if let Some(host) = web_host(shown).filter(|_| whole && !pattern) {
            found.push((shown.to_owned(), host));
        }
    }
    if found.is_empty() {
        let bare = text.trim_matches(is_around_an_address);
        let words = text.split_whitespace();
        let mut words = words.map(|word| word.trim_matches(is_around_an_address));
        // Among words, a name alone may be that of a product; with a path it is an address.
        let bare = Some(bare).filter(|bare| is_bare_domain(bare));
        let bare = bare.or_else(|| words.find(|word| word.contains('/') && is_bare_domain(word)));
        let host = |bare: &str| Some((bare.to_owned(), host(&format!("https://{bare}"))?));
        found.extend(bare.and_then(host));
    }
    found
}

/// What stands around an address in running text, and is no part of it.
fn is_around_an_address(c: char) -> bool {
    !c.is_alphanumeric() && (ends_address(c) || ".,;:!?…*_‚‹›".contains(c))
}

/// The host of an address as shown, by whichever way it is asked.
fn web_host(shown: &str) -> Option<String> {
    let rest = match shown.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => rest,
        _ => shown,
    };
    let rest = match rest.split(['/', '?', '#']).next()?.rsplit_once('@') {
        // Readers take what stands before `@` for the host, if it looks like one.
        Some((name, _)) if is_bare_domain(name) => name,
        _ => rest,
    };
    let is_name = |host: &String| host.contains(['.', ':']) || host == "localhost";
    host(&format!("https://{rest}")).filter(is_name)
}

/// Bytes of the address that `text` begins with.
fn address_length(text: &str) -> usize {
    // The brackets of `https://[2001:db8::1]/` are part of it.
    let host = text.find("://[").map_or(0, |at| at + "://[".len());
    let of_number = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '.';
    let begin = match text.split_at(host).1.find(|c| !of_number(c)) {
        Some(end) if host > 0 && text.split_at(host + end).1.starts_with(']') => host + end + 1,
        _ => 0,
    };
    let end = text.split_at(begin).1.find(ends_address);
    end.map_or(text.len(), |end| begin + end)
}

/// What ends an address in running text: blanks, brackets, quotes, and letters of scripts that are
/// written without blanks.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || "<>{}[]()\"'`|\\«»“”„‘’".contains(c)
        || ('\u{2E80}'..='\u{9FFF}').contains(&c)
        || ('\u{FF00}'..='\u{FFEF}').contains(&c)
}

/// `contoso.com/help` or `contoso.com:443` and nothing else. `Outlook.com` is the name of a product, and so is
/// `ASP.NET`.
fn is_bare_domain(text: &str) -> bool {
    let name = text.split(['/', '?', '#']).next().unwrap_or_default();
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let name = match name.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => name,
    };
    let Some((names, last)) = name.rsplit_once('.') else {
        return false;
    };
    let plain = |label: &str| {
        let letter = |c: char| c.is_alphanumeric() || c == '-' || is_combining_mark(c);
        !label.is_empty() && label.chars().all(letter)
    };
    !text.contains(char::is_whitespace)
        && name.split('.').all(plain)
        && is_domain(last)
        && !is_product(names, last)
}

/// Whether `last` ends the names of hosts.
fn is_domain(last: &str) -> bool {
    let small = last.to_lowercase();
    let mut known = DOMAINS.split_ascii_whitespace();
    let mut foreign = FOREIGN_DOMAINS.split_whitespace();
    small.starts_with("xn--") || known.any(|one| one == small) || foreign.any(|one| one == small)
}

/// Whether a name is written as those of products are: with a capital letter and a small ending, `Outlook.com`,
/// or for a platform, `ASP.NET`.
fn is_product(names: &str, last: &str) -> bool {
    let capital = |c: char| c.is_uppercase();
    let titled = names.contains(capital) && !last.contains(capital);
    titled || (last.contains(capital) && last.eq_ignore_ascii_case("net"))
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

/// The telephone numbers in a text, as shown and as read.
fn numbers(text: &str) -> Vec<(&str, Number)> {
    let of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-–‐‑()./".contains(c);
    let alone = text.chars().all(of_number);
    let runs = text.split(|c| !of_number(c)).map(without_remark);
    runs.filter_map(|run| Some((run, Number::read(run)?)))
        .filter(|(_, number)| alone || number.digits.len() >= DIGITS)
        .collect()
}

/// A run of digits and marks without what stands in brackets behind a number: `(24/7)`.
fn without_remark(run: &str) -> &str {
    let digits = run.match_indices(|c: char| c.is_ascii_digit());
    let mut digits = digits.skip(DIGITS - 1);
    let number = digits.next().map_or(run.len(), |(last, _)| last);
    let (begin, rest) = run.split_at(number);
    let remark = rest.find(" (").map(|at| begin.len() + at);
    let end = remark.unwrap_or(run.len());
    run.split_at(end).0.trim()
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
