//! References to characters whose name HTML does not know: `&nbps;`.

use super::*;
use crate::model::nearest::slip;

const CODE: &str = "HTML-REF";

/// References that people write, among which a slip is looked for.
const COMMON: [&str; 46] = [
    "amp", "apos", "asymp", "bull", "cent", "copy", "darr", "deg", "divide", "emsp", "ensp",
    "euro", "frac12", "frac14", "frac34", "ge", "gt", "hellip", "iexcl", "iquest", "laquo", "larr",
    "ldquo", "le", "lsquo", "lt", "mdash", "middot", "minus", "nbsp", "ndash", "ne", "para",
    "plusmn", "pound", "quot", "raquo", "rarr", "rdquo", "reg", "rsquo", "sect", "shy", "thinsp",
    "times", "trade",
];

impl Writer<'_, '_> {
    /// Finds such references in the words of an event, which stands at `range` of the prepared text.
    pub(super) fn note_references(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Event::Text(words) = event else { return };
        // Those that HTML knows are an event of their own, which says something else than the text.
        if !has_byte(words, [b'&'; 3]) || self.code.is_some() || self.originals > 0 {
            return;
        }
        if self.prepared.text.get(range.clone()) == Some(words) {
            self.references_in(words, |part| shift(&part, range));
        }
    }

    /// The same in text between tags; `place` says where a part of it stands.
    pub(super) fn references_in(
        &mut self,
        text: &str,
        place: impl Fn(Range<usize>) -> Range<usize>,
    ) {
        // An address is a link, and may have such names in its query.
        if !self.links.is_empty() {
            return;
        }
        for (at, _) in text.match_indices('&') {
            let Some((name, is_whole)) = unknown(text, at) else {
                continue;
            };
            let place = place(at..at + "&".len() + name.len() + usize::from(is_whole));
            if self.prepared.text[..place.start].ends_with('\\') || self.is_in_raw_code() {
                continue;
            }
            let (message, hint) = match (is_whole, meant(name)) {
                (false, _) => (
                    format!("`&{name}` has no `;`, and stays as it is written"),
                    format!("write `&{name};`"),
                ),
                (true, Some(meant)) => (
                    format!("`&{name};` is no character of HTML, and stays as it is written"),
                    format!("write `&{meant};`"),
                ),
                (true, None) => (
                    format!("`&{name};` is no character of HTML, and stays as it is written"),
                    format!("write the character itself, or `&amp;{name};` if the text is meant"),
                ),
            };
            let found = Diagnostic::warning(CODE, self.input.path, self.span(&place), message);
            self.found.push(found.with_hint(hint));
        }
    }
}

/// The name in the reference at `at` of `text`, if it is one that HTML does not know, and whether `;` stands behind it.
fn unknown(text: &str, at: usize) -> Option<(&str, bool)> {
    const LONGEST: usize = 32;

    let behind = &text[at + 1..];
    let bytes = behind.bytes().take(LONGEST + 1);
    let length = bytes.take_while(u8::is_ascii_alphanumeric).count();
    let name = behind
        .get(..length)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let end = behind[length..].chars().next();
    if name == "nbsp" && !matches!(end, Some(';' | '=')) {
        return Some((name, false));
    }
    let before = text[..at].chars().next_back();
    let is_apart = !before.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_word = length > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_meant = (is_apart && is_word) || meant(name).is_some();
    let is_whole = end == Some(';') && (2..=LONGEST).contains(&length);
    (is_whole && is_meant && html::character(&format!("&{name};")).is_none())
        .then_some((name, true))
}

/// The reference that `name` is a slip of.
fn meant(name: &str) -> Option<&'static str> {
    let small = name.to_ascii_lowercase();
    let same = COMMON.into_iter().find(|common| *common == small);
    same.or_else(|| slip(&small, COMMON))
}
