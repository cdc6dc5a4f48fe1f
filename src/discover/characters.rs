//! What may stand in a text and in a name: byte order marks, line ends, characters that hide, names that
//! some system refuses.

use crate::model::text::is_unseen;
pub(super) use crate::model::text::{
    idle_ends, is_annotation, is_bidi, is_noncharacter, stacked_selectors, stray_tags,
};

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

/// The text of a file in UTF-16 with its mark: it is read as it was meant, so that its encoding is all that is found.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    let of: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes.chunks_exact(2);
    let units = pairs.filter_map(|pair| pair.try_into().ok().map(of));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}'));
    Some(chars.collect())
}

/// Whether a control, bidirectional or tag character, or a code that is none, can be in there: one quick look
/// at the bytes, as nearly all files have none.
pub(super) fn may_hide(bytes: &[u8]) -> bool {
    const RUN: usize = 64;
    let begins = |byte: u8, next: u8| {
        let alone = matches!(byte, 0..=8 | 11..=31 | 0x7F | 0xC2 | 0xE2 | 0xF0..);
        // By the first byte alone, each comma of a Chinese text would be looked into.
        alone | ((byte == 0xEF) & matches!(next, 0xB7 | 0xB8 | 0xBF))
    };
    let mut runs = bytes.chunks(RUN).enumerate();
    let inside = runs.any(|(number, run)| {
        let from = number * RUN;
        let next = bytes.get(from + 1..).unwrap_or_default();
        // Without an end in between, a run is compared at once.
        let pairs = run.iter().zip(next);
        let some = pairs.fold(false, |some, (&byte, &next)| some | begins(byte, next));
        some && (from..from + run.len()).any(|at| bytes.get(at..).is_some_and(hides))
    });
    // The last byte begins no pair.
    inside || bytes.last().is_some_and(|&last| hides(&[last]))
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
        // U+FFF9 to U+FFFB.
        [0xEF, 0xBF, 0xB9..=0xBB, ..] => true,
        // Two variation selectors in a row.
        [0xEF, 0xB8, 0x80..=0x8F, rest @ ..] => selects(rest),
        [0xF3, 0xA0, 0x84..=0x87, _, rest @ ..] => selects(rest),
        // The last two of the other planes.
        [0xF0..=0xFF, plane, 0xBF, 0xBE..=0xBF, ..] => plane & 0x0F == 0x0F,
        // U+E0000 to U+E007F.
        [0xF3, 0xA0, 0x80..=0x81, ..] => true,
        _ => false,
    }
}

/// Whether `bytes` begin with a variation selector.
fn selects(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xEF, 0xB8, 0x80..=0x8F, ..] | [0xF3, 0xA0, 0x84..=0x87, ..]
    )
}

/// Without the ends of directions that nothing began; and where these stood in what is left, if there are any. A blank
/// in place of one would part the word it stands in.
pub(super) fn without_idle_ends(text: String) -> (String, Vec<(usize, char)>) {
    let mut idle: Vec<(usize, char)> = idle_ends(&text).collect();
    let (mut out, mut start) = (String::with_capacity(text.len()), 0);
    for (at, c) in &mut idle {
        out.push_str(text.get(start..*at).unwrap_or_default());
        start = *at + c.len_utf8();
        *at = out.len();
    }
    if idle.is_empty() {
        return (text, idle);
    }
    out.push_str(text.get(start..).unwrap_or_default());
    (out, idle)
}

/// The text of a file that is UTF-8, as all stages see it.
pub fn as_read(raw: &str) -> String {
    let text = normal(raw.to_owned());
    if !may_hide(text.as_bytes()) {
        return text;
    }
    if is_of_old_macs(&text) {
        return clean(text.replace('\r', "\n"));
    }
    clean(without_idle_ends(text).0)
}

/// Whether its lines end with U+000D alone.
pub(super) fn is_of_old_macs(text: &str) -> bool {
    text.contains('\r') && !text.contains('\n')
}

/// With a blank for each byte of a character that has been reported, so that no later stage meets one.
pub(super) fn clean(text: String) -> String {
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    let is_bad = |c: char| is_control(c) || is_bidi(c) || is_noncharacter(c) || is_annotation(c);
    if !may_hide(text.as_bytes()) {
        return text;
    }
    let mut stray = stray_tags(&text).peekable();
    let mut stacked = stacked_selectors(&text).peekable();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_stray = stray.next_if(|&(tag, _)| tag == at).is_some();
        let is_stacked = stacked.next_if(|&(selector, _)| selector == at).is_some();
        if is_bad(c) || is_stray || is_stacked {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

/// What a reader of a name does not see.
pub(super) fn is_invisible(c: char) -> bool {
    is_unseen(c) || is_noncharacter(c) || is_annotation(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Windows refuses the first eight; `#`, `?` and `%` are cut off or decoded by hosts and proxies.
pub(super) fn is_refused(c: char) -> bool {
    matches!(
        c,
        '<' | '>' | ':' | '"' | '|' | '*' | '\\' | '/' | '#' | '?' | '%'
    ) || c.is_control()
        || is_invisible(c)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Each `#` stands for a byte that is taken out.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let expected = expected.replace('#', " ");
        assert_eq!(clean(text.to_owned()), expected, "{text:?}");
        // Wherever it stands in the runs that are looked at together.
        for before in 60..70 {
            let before = "a".repeat(before);
            let cleaned = clean(format!("{before}{text}"));
            assert_eq!(cleaned, format!("{before}{expected}"), "{text:?}");
        }
    }

    #[test]
    fn what_stands_in_no_text_is_taken_out() {
        let harmless = "a\tb\nc，é￥🏴\u{FFFD}";
        check(harmless, harmless);
        check("a\u{1B}", "a#");
        check("\u{85}a\u{202E}", "##a###");
        check("\u{FDD0}0\u{FDD1}", "###0###");
        check("\u{FFF9}a\u{FFFA}b\u{FFFB}", "###a###b###");
        check("☎\u{FE0F}\u{FE0E}!", "☎\u{FE0F}###!");
        check("葛\u{E0100}\u{E0101}", "葛\u{E0100}####");
        check("\u{FFFE}a\u{1FFFF}b\u{10FFFE}", "###a####b####");
    }

    #[test]
    fn no_name_holds_what_leaves_no_mark() {
        for c in "\u{FE0F}\u{3164}\u{2800}\u{E0100}\u{34F}\u{200D}\u{AD}\u{FFF9}".chars() {
            assert!(is_refused(c), "{c:?}");
        }
        for c in "a帳é☎ \u{301}".chars() {
            assert!(!is_refused(c), "{c:?}");
        }
    }

    #[test]
    fn tag_characters_stand_in_flags_alone() {
        let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        check(england, england);
        check(&format!("{england}\u{E0041}"), &format!("{england}####"));
        check("a\u{E0068}\u{E0069}", "a########");
        check("\u{1F3F4}\u{E0068}\u{E0069}", "\u{1F3F4}########");
    }
}
