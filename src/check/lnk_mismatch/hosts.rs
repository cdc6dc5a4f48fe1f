//! Web and mail addresses in a text, as readers see them.

use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::model::mail;
use crate::model::text::is_cjk;

/// Whether one of two hosts is the other, or below it: mail often has a name of its own.
pub(super) fn are_of_one(one: &str, other: &str) -> bool {
    let below = |long: &str, short: &str| {
        let rest = long.strip_suffix(short);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    below(one, other) || below(other, one)
}

/// The host of a web address in the form in which two can be compared: `www.` is no other host.
pub(super) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url
        .host_str()
        .filter(|_| url.scheme().starts_with("http"))?;
    let host = host.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The web addresses in a text, as shown and with their hosts.
pub(super) fn hosts(text: &str) -> Vec<(String, String)> {
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
    let of_number = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '.';
    let after_scheme = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let number = after_scheme.strip_prefix("://[");
    let bracketed = number.and_then(|number| {
        let after = number.trim_start_matches(of_number);
        after.strip_prefix(']')
    });
    let begin = bracketed.map_or(0, |after| text.len() - after.len());
    // A particle follows an address at once, and a name may be Korean itself.
    let mut before = ' ';
    let mut ends = |c: char| {
        let last = std::mem::replace(&mut before, c);
        ends_address(c) || (is_hangul(c) && last.is_ascii_alphanumeric())
    };
    let end = text.split_at(begin).1.find(&mut ends);
    end.map_or(text.len(), |end| begin + end)
}

/// A syllable of Korean.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7AF}')
}

/// What ends an address in running text: blanks, brackets, quotes, and letters of scripts that are
/// written without blanks.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || "<>{}[]()\"'`|\\«»“”„‘’".contains(c)
        || (is_cjk(c) && !is_hangul(c))
        || ('\u{FF61}'..='\u{FFEF}').contains(&c)
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

/// The mail addresses in a text, each with all that it may be read as, the longest first.
pub(super) fn mailboxes(text: &str) -> Vec<Vec<&str>> {
    let named = |address: &&str| mail::is_address(address);
    let all = mail::shown(text).map(|parts| {
        let parts = parts.into_iter().map(|part| &text[part]);
        parts.filter(named).collect::<Vec<&str>>()
    });
    all.filter(|parts| !parts.is_empty()).collect()
}

/// Whether two texts are the same mailbox, with its host as readers or as programs write it.
pub(super) fn is_same_mailbox(one: &str, other: &str) -> bool {
    let link = |address: &str| mail::link(&address.to_lowercase());
    one.eq_ignore_ascii_case(other) || link(one).is_some_and(|one| link(other) == Some(one))
}

/// Last parts of names of hosts, as far as no file is named so: `readme.md` and `setup.sh` are files.
const DOMAINS: &str = "at au be biz br ca ch cloud cn com cz de dk edu es eu example fi fr gov hk ie info int \
                       it jp kr mx net nl no nz org pt se sg tw uk us";

/// The same in other scripts, as readers see them.
const FOREIGN_DOMAINS: &str = "рф бел укр қаз срб мкд мон бг ею ελ ευ հայ გე 中国 中國 公司 网络 網絡 台湾 台灣 \
                               香港 澳門 新加坡 한국 भारत ไทย ישראל السعودية امارات مصر ایران";

/// What web addresses begin with in running text. Others stand in no link, and are shown as well.
const BEGINNINGS: [&str; 6] = [
    "https://", "http://", "ftp://", "ftps://", "sftp://", "www.",
];
