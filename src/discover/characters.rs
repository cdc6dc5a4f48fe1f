//! What may stand in a text and in a name: byte order marks, line ends, characters that hide, names that
//! some system refuses.

pub(super) use crate::model::text::{is_bidi, is_noncharacter};

/// Without byte order mark, lines ended by LF.
pub(super) fn normal(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') {
        return text.replace("\r\n", "\n");
    }
    text
}

/// Whether a control or bidirectional character, or a code that is none, can be in there: one quick look at the bytes, as
/// nearly all files have none.
pub(super) fn may_hide(bytes: &[u8]) -> bool {
    const RUN: usize = 64;
    let begins = |byte: u8| matches!(byte, 0..=8 | 11..=31 | 0x7F | 0xC2 | 0xE2 | 0xEF);
    let mut runs = bytes.chunks(RUN).enumerate();
    runs.any(|(number, run)| {
        // Without an end in between, a run is compared at once.
        let some = run.iter().fold(false, |some, &byte| some | begins(byte));
        let from = number * RUN;
        some && (from..from + run.len()).any(|at| bytes.get(at..).is_some_and(hides))
    })
}

/// Whether `bytes` begin with such a character.
fn hides(bytes: &[u8]) -> bool {
    match bytes {
        [0..=8 | 11..=31 | 0x7F, ..] => true,
        // U+0080 to U+009F.
        [0xC2, next, ..] => *next < 0xA0,
        // U+202A to U+202E, U+2066 to U+2069.
        [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..] => true,
        // U+FDD0 to U+FDEF, U+FFFE and U+FFFF.
        [0xEF, 0xB7, 0x90..=0xAF, ..] | [0xEF, 0xBF, 0xBE..=0xBF, ..] => true,
        _ => false,
    }
}

/// With a blank for each byte of a character that has been reported, so that no later stage meets one.
pub(super) fn clean(text: String) -> String {
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    let is_bad = |c: char| is_control(c) || is_bidi(c) || is_noncharacter(c);
    if !may_hide(text.as_bytes()) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_bad(c) {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

pub(super) fn is_invisible(c: char) -> bool {
    is_bidi(c)
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
        )
}

/// Windows refuses the first eight; `#`, `?` and `%` are cut off or decoded by hosts and proxies.
pub(super) fn is_refused(c: char) -> bool {
    matches!(
        c,
        '<' | '>' | ':' | '"' | '|' | '*' | '\\' | '/' | '#' | '?' | '%'
    ) || c.is_control()
        || is_invisible(c)
}

/// The names of devices on Windows, with any extension.
pub(super) fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        stem => ["COM", "LPT"]
            .iter()
            .filter_map(|device| stem.strip_prefix(device))
            .any(|number| matches!(number.as_bytes(), [b'1'..=b'9'])),
    }
}

/// With invisible characters spelled out.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_invisible(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}
