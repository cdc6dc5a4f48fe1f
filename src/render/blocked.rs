//! What a portal's own styles and templates ask for and no browser gives them: the policy of every page
//! lets it load files of the site alone, and run no script and take no style that stands in the page.
//!
//! Goes in: such a file as written. Comes out: findings, and style sheets whose paths lead on from where they
//! are delivered.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::theme::in_portal;
use crate::model::config::Config;
use crate::model::markup::{tag_end, tag_name};
use crate::model::nearest::nearest;
use crate::model::{Diagnostic, RelPath, Span, Url};

pub(super) const RULE: &str = "THM-BLOCKED";

const OWN_FILE: &str = "put it below `assets/`, and name it from there";
const OWN_STYLE: &str =
    "give the element a class, and write a rule for it in `theme/styles/portal.css`";
const OWN_SCRIPT: &str = "put it in `theme/scripts/portal.js`, which every page loads";

/// What a file says that comes to nothing: where, what is so, and what to do.
type Found = (Range<usize>, String, String);

/// Where the site stands, and where it has the files of the portal.
#[derive(Debug, Default, Hash)]
pub(super) struct Published<'a> {
    /// Scheme and host of the site; empty where nobody knows them.
    origin: (&'a str, &'a str),
    /// The folder of its host that the site stands in, as in `/help/`.
    folder: String,
    /// Files by their paths in the portal.
    by_path: Vec<(&'a RelPath, Url)>,
    /// The same by their addresses.
    by_url: Vec<(Url, &'a RelPath)>,
}

impl<'a> Published<'a> {
    /// Those of `files` that the site of `config` has.
    pub(super) fn new(config: &'a Config, files: impl Iterator<Item = &'a RelPath>) -> Self {
        let address = config.url.as_deref().unwrap_or_default();
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        let folder = percent_decode_str(config.base()).decode_utf8_lossy();
        let by_path = files.filter_map(|path| Some((path, config.published(path)?)));
        let mut by_path: Vec<(&RelPath, Url)> = by_path.collect();
        by_path.sort_unstable();
        let by_url = by_path.iter().map(|(path, url)| (url.clone(), *path));
        let mut by_url: Vec<(Url, &RelPath)> = by_url.collect();
        by_url.sort_unstable();
        Self {
            origin: (scheme, host),
            folder: folder.into_owned(),
            by_path,
            by_url,
        }
    }

    /// What an address names on the site's own host, from the root of that; `None` where it names another host, or none.
    fn on_own_host<'t>(&self, address: &'t str) -> Option<&'t str> {
        let (scheme, host) = self.origin;
        let address = address.trim();
        let rest = address.strip_prefix("//").or_else(|| {
            let (said, rest) = address.split_once("://")?;
            said.eq_ignore_ascii_case(scheme).then_some(rest)
        })?;
        let (said, path) = rest.split_at_checked(host.len())?;
        let is_own = !host.is_empty()
            && said.eq_ignore_ascii_case(host)
            && (path.is_empty() || path.starts_with(['/', '?', '#']));
        is_own.then_some(path)
    }

    /// Where the site has the file at `path` of the portal.
    fn of(&self, path: &RelPath) -> Option<&Url> {
        let at = self.by_path.binary_search_by(|(one, _)| (*one).cmp(path));
        at.ok().map(|at| &self.by_path[at].1)
    }

    /// What the site has at `url`.
    fn at(&self, url: &str) -> Option<&(Url, &'a RelPath)> {
        let at = self
            .by_url
            .binary_search_by(|(one, _)| one.as_str().cmp(url));
        at.ok().map(|at| &self.by_url[at])
    }

    /// The file that `name` may have meant, by its path in the portal or by its address.
    fn like(&self, name: &str) -> Option<&'a RelPath> {
        let paths = self.by_path.iter().map(|(path, _)| path.as_str());
        let urls = self.by_url.iter().map(|(url, _)| url.as_str());
        let near = nearest(name, paths.chain(urls))?;
        let is_near = |(path, _): &&(&RelPath, Url)| path.as_str() == near;
        let of_path = self.by_path.iter().find(is_near).map(|(path, _)| *path);
        of_path.or_else(|| self.at(near).map(|(_, path)| *path))
    }
}

/// A style sheet of the portal's at `path` of its theme, as it is delivered in the one at `to`: a path that leads from
/// there to a file of the portal leads from the latter to where the site has that.
pub(super) fn style<'t>(
    path: &str,
    text: &'t str,
    site: &Published<'_>,
    to: &Url,
    found: &mut Vec<Diagnostic>,
) -> Cow<'t, str> {
    let folder = in_portal(path).parent();
    let mut out = String::new();
    let mut from = 0;
    let mut told = Vec::new();
    for asked in asked(text) {
        let (at, address) = match asked {
            Asked::Import(at) => {
                let message = "`@import` does nothing here: all style sheets are joined into one, in which it comes too late";
                told.push((at, message.to_owned(), "write its rules here".to_owned()));
                continue;
            }
            Asked::File(at) => (at.clone(), &text[at]),
        };
        match led(address, &folder, site, to) {
            Led::Anywhere => {}
            Led::Away(message, hint) => told.push((at, message, hint)),
            Led::To(new) => {
                out.push_str(&text[from..at.start]);
                out.push_str(&new);
                from = at.end;
            }
        }
    }
    tell(path, told, found);
    match from {
        0 => text.into(),
        _ => (out + &text[from..]).into(),
    }
}

/// A template of the portal's at `path` of its theme.
pub(super) fn template(path: &str, text: &str, site: &Published<'_>, found: &mut Vec<Diagnostic>) {
    tell(path, in_template(text, site), found);
}

fn tell(path: &str, told: Vec<Found>, found: &mut Vec<Diagnostic>) {
    let path = in_portal(path);
    found.extend(told.into_iter().map(|(at, message, hint)| {
        Diagnostic::warning(RULE, &path, Span::new(at), message).with_hint(hint)
    }));
}

/// What a style sheet asks for.
enum Asked {
    /// Another style sheet: the whole rule.
    Import(Range<usize>),
    /// A file: its address, without quotes.
    File(Range<usize>),
}

/// What a style sheet asks for, in its order. Comments and texts in quotes ask for nothing.
fn asked(text: &str) -> Vec<Asked> {
    let bytes = text.as_bytes();
    let mut asked = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let begins = |word: &[u8]| {
            rest.get(..word.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        };
        let is_within = at > 0 && is_of_name(bytes[at - 1]);
        at = match rest[0] {
            b'/' if begins(b"/*") => behind(text, at + 2, "*/"),
            quote @ (b'"' | b'\'') => quoted(bytes, at, quote),
            b'@' if begins(b"@import") => {
                let end = end_of_rule(bytes, at);
                asked.push(Asked::Import(at..end));
                end
            }
            // Its address is a name, and nothing is loaded from there.
            b'@' if begins(b"@namespace") => end_of_rule(bytes, at),
            _ if !is_within && begins(b"url(") => {
                let (file, end) = address(bytes, at + b"url(".len());
                asked.push(Asked::File(file));
                end
            }
            _ => at + 1,
        };
    }
    asked
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

fn behind(text: &str, from: usize, end: &str) -> usize {
    let rest = text.get(from..).and_then(|rest| rest.find(end));
    rest.map_or(text.len(), |at| from + at + end.len())
}

/// The byte behind the text in quotes that begins at `at`. A line's end ends it, too, as browsers have it.
pub(super) fn quoted(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return at,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The byte behind the `;` that ends a rule without a block.
fn end_of_rule(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b';' => return at + 1,
            b'{' | b'}' => return at,
            quote @ (b'"' | b'\'') => at = quoted(bytes, at, quote),
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The address in `url(…)`, which begins behind the bracket at `from`, and the byte behind the closing one.
pub(super) fn address(bytes: &[u8], from: usize) -> (Range<usize>, usize) {
    let blank = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_whitespace);
    let mut start = from;
    while blank(&start) {
        start += 1;
    }
    let (range, end) = match bytes.get(start) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = quoted(bytes, start, quote);
            let is_closed = end > start + 1 && bytes.get(end - 1) == Some(&quote);
            (start + 1..end - usize::from(is_closed), end)
        }
        _ => {
            let rest = bytes.get(start..).unwrap_or_default();
            let length = rest.iter().position(|&byte| byte == b')');
            let end = start + length.unwrap_or(rest.len());
            let mut last = end;
            while last > start && blank(&(last - 1)) {
                last -= 1;
            }
            (start..last, end)
        }
    };
    let rest = bytes.get(end..).unwrap_or_default();
    let close = rest.iter().position(|&byte| byte == b')');
    (range, close.map_or(bytes.len(), |at| end + at + 1))
}

/// Where an address in a style sheet leads.
enum Led {
    /// Where it says, or nobody knows.
    Anywhere,
    /// Nowhere: what is so, and what to do.
    Away(String, String),
    /// To a file, by another address.
    To(String),
}

fn led(address: &str, folder: &RelPath, site: &Published<'_>, to: &Url) -> Led {
    // Escapes of CSS are for names that no file of a portal has.
    if address.is_empty() || address.starts_with('#') || address.contains('\\') {
        return Led::Anywhere;
    }
    if let Some(refused) = elsewhere(address, site) {
        return Led::Away(refused, OWN_FILE.to_owned());
    }
    let on_host = site.on_own_host(address);
    let address = on_host.unwrap_or(address);
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, more) = address.split_at(end);
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let from_root = decoded.strip_prefix('/');
    // As the author sees the files: from the one that this stands in, or from the root of the portal.
    let written = match from_root {
        Some(path) => RelPath::new(path),
        None => folder.join(&decoded),
    };
    // As a browser sees them: from the sheet that is delivered, or from the root of the host.
    let below = decoded.strip_prefix(site.folder.as_str());
    let seen = match from_root {
        Some(_) => below.and_then(RelPath::new),
        None => RelPath::new(to.folder()).and_then(|folder| folder.join(&decoded)),
    };
    let of_written = || written.as_ref().and_then(|path| site.of(path));
    let of_seen = || Some(&site.at(seen.as_ref()?.as_str())?.0);
    let (is_relative, is_outside) = (from_root.is_none() && on_host.is_none(), below.is_none());
    let file = match (is_relative, on_host) {
        // The same path, which authors find by trying.
        (true, _) if of_written().is_none() && of_seen().is_some() => return Led::Anywhere,
        (true, _) => of_written(),
        (false, None) => of_seen().or_else(of_written),
        (false, Some(_)) => of_seen(),
    };
    if let Some(file) = file {
        return Led::To(file.href(to) + more);
    }
    let meant = if is_relative || is_outside {
        written
    } else {
        seen
    };
    let name = meant.map_or_else(|| decoded.to_string(), |path| path.to_string());
    let near = site.like(&name);
    // Nobody knows what else stands on the host.
    if !is_relative && is_outside && (on_host.is_some() || near.is_none()) {
        return Led::Anywhere;
    }
    let from_here = |path: &str| {
        let ups = folder.parts().count();
        format!("{}{path}", "../".repeat(ups))
    };
    let hint = match near {
        Some(near) => format!("write `{}`", from_here(near.as_str())),
        None => format!(
            "a path begins at this file, as in `{}`",
            from_here("assets/ground.png")
        ),
    };
    Led::Away(format!("no file at `{name}`"), hint)
}

/// Why nothing is loaded from an address that is none of the site, if it is none.
fn elsewhere(address: &str, site: &Published<'_>) -> Option<String> {
    if site.on_own_host(address).is_some() {
        return None;
    }
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let scheme = scheme.filter(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(of_scheme)
    });
    match scheme {
        Some("data" | "blob") => Some(
            "the policy of every page lets it show files alone, and none that stand in a text"
                .to_owned(),
        ),
        None if !address.starts_with("//") => None,
        _ => Some(format!(
            "the policy of every page lets it load files of the site alone, and not `{address}`"
        )),
    }
}

/// What a template writes into pages that does nothing there.
fn in_template(text: &str, site: &Published<'_>) -> Vec<Found> {
    let html = without_orders(text);
    let lower = html.to_ascii_lowercase();
    let mut told = Vec::new();
    let mut from = 0;
    while let Some(open) = html[from..].find('<').map(|at| from + at) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            from = behind(&html, open, "-->");
            continue;
        }
        let name = tag_name(&rest[1..]).to_ascii_lowercase();
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            from = open + 1;
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let tag = open..open + end + 1;
        let attributes = attributes(&html, open + 1 + name.len()..open + end);
        let value = |wanted: &str| {
            let mut all = attributes.iter();
            all.find(|(name, _)| lower[name.clone()] == *wanted)
                .map(|(_, value)| &html[value.clone()])
        };
        let rel = value("rel").unwrap_or_default();
        from = tag.end;
        match name.as_str() {
            "script" => {
                if value("src").is_none() && runs(value("type").unwrap_or_default()) {
                    let message =
                        "the policy of every page lets it run no script that stands in it";
                    told.push((tag.clone(), message.to_owned(), OWN_SCRIPT.to_owned()));
                }
                from = behind(&lower, from, "</script");
            }
            "style" => {
                let message = "the policy of every page lets it take no style that stands in it";
                let hint = "put it in `theme/styles/portal.css`, which every page loads";
                told.push((tag.clone(), message.to_owned(), hint.to_owned()));
                from = behind(&lower, from, "</style");
            }
            "iframe" | "object" | "embed" => {
                let message = "the policy of every page lets it hold no other page and no program";
                let hint = "link to it instead".to_owned();
                told.push((tag.clone(), message.to_owned(), hint));
                continue;
            }
            _ => {}
        }
        for (name_at, value_at) in attributes.iter().cloned() {
            let attribute = &lower[name_at.clone()];
            let place = name_at.start..value_at.end.max(name_at.end);
            match attribute {
                "style" => {
                    let message =
                        "the policy of every page lets it take no style that stands in it";
                    told.push((place, message.to_owned(), OWN_STYLE.to_owned()));
                }
                handler if is_handler(handler) => {
                    let message =
                        "the policy of every page lets it run no script that stands in it";
                    let hint = "let `theme/scripts/portal.js` add what is to happen, with `addEventListener`";
                    told.push((place, message.to_owned(), hint.to_owned()));
                }
                _ if loads(&name, attribute, rel) => {
                    if let Some(message) = elsewhere(&html[value_at.clone()], site) {
                        told.push((value_at, message, OWN_FILE.to_owned()));
                    }
                }
                _ => {}
            }
        }
    }
    told
}

/// Whether a browser takes what is between the tags for a script.
fn runs(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "" | "module" | "importmap" | "speculationrules"
    ) || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
}

/// Whether an attribute holds a script, as `onclick` does.
fn is_handler(name: &str) -> bool {
    let event = name.strip_prefix("on");
    event.is_some_and(|event| event.len() > 2 && event.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Whether a page with this attribute loads what it names.
fn loads(element: &str, attribute: &str, rel: &str) -> bool {
    const RELATIONS: [&str; 5] = ["stylesheet", "icon", "manifest", "preload", "modulepreload"];
    match (element, attribute) {
        ("script" | "img" | "audio" | "video" | "source" | "track" | "input", "src")
        | ("video", "poster") => true,
        ("link", "href") => {
            let mut words = rel.split_ascii_whitespace();
            words.any(|word| RELATIONS.iter().any(|one| word.eq_ignore_ascii_case(one)))
        }
        _ => false,
    }
}

/// Names and values of the attributes in `tag`; of one without a value, an empty range behind it.
fn attributes(html: &str, tag: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = html.as_bytes();
    let mut all = Vec::new();
    let mut at = tag.start;
    let skip = |at: &mut usize, is: fn(u8) -> bool| {
        while *at < tag.end && is(bytes[*at]) {
            *at += 1;
        }
    };
    loop {
        skip(&mut at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        let start = at;
        skip(&mut at, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'/')
        });
        let name = start..at;
        if name.is_empty() {
            // A stray `=` is nobody's.
            at += 1;
            if at >= tag.end {
                return all;
            }
            continue;
        }
        let mut value = at..at;
        let mut next = at;
        skip(&mut next, |byte| byte.is_ascii_whitespace());
        if next < tag.end && bytes[next] == b'=' {
            at = next + 1;
            skip(&mut at, |byte| byte.is_ascii_whitespace());
            value = match bytes.get(at).filter(|_| at < tag.end) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let rest = &bytes[at + 1..tag.end];
                    let length = rest.iter().position(|&byte| byte == quote);
                    let end = at + 1 + length.unwrap_or(rest.len());
                    let value = at + 1..end;
                    at = (end + 1).min(tag.end);
                    value
                }
                _ => {
                    let start = at;
                    skip(&mut at, |byte| !byte.is_ascii_whitespace());
                    start..at
                }
            };
        }
        all.push((name, value));
    }
}

/// The template with blanks in place of what is for Tera: what is left stands where it stood.
fn without_orders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, order) = rest.split_at(open);
        out.push_str(before);
        let close = match order.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                out.push('{');
                rest = &order[1..];
                continue;
            }
        };
        let end = behind(order, 2, close);
        out.extend(std::iter::repeat_n(' ', end));
        rest = &order[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests;
