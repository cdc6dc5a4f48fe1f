//! Texts that customers read, in one language or several.

use std::collections::BTreeMap;

use super::{Locale, Span, Spanned};

/// A text in one or more languages, each with its place in the file.
///
/// A plain string in YAML is a text in the source language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// By language.
    pub by_locale: BTreeMap<Locale, Spanned<String>>,
    /// The whole value.
    pub span: Span,
}

impl Text {
    /// The text in `locale`, else in the nearest language of it, else in `source`, else in any.
    pub fn get(&self, locale: &Locale, source: &Locale) -> &str {
        self.find(locale)
            .or_else(|| self.find(source))
            .or_else(|| {
                self.by_locale
                    .values()
                    .next()
                    .map(|text| text.value.as_str())
            })
            .unwrap_or_default()
    }

    /// The language of what [`Text::get`] gives, where it is not `locale` or one that `locale` is a variety of.
    pub fn foreign<'a>(&'a self, locale: &Locale, source: &'a Locale) -> Option<&'a Locale> {
        if self.find(locale).is_some() {
            return None;
        }
        match self.find(source) {
            Some(_) => Some(source),
            None => self.by_locale.keys().next(),
        }
    }

    fn find(&self, locale: &Locale) -> Option<&str> {
        locale
            .chain()
            .find_map(|tag| self.by_locale.get(&tag))
            .map(|text| text.value.as_str())
    }

    /// Whether it is said in `locale`, or in a language that `locale` is a variety of.
    pub fn is_in(&self, locale: &Locale) -> bool {
        self.find(locale).is_some_and(|text| !text.is_empty())
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.by_locale.values().all(|text| text.value.is_empty())
    }
}

/// Embeddings, overrides and isolates: they let text read otherwise than it is (CVE-2021-42574).
/// The marks U+200E and U+200F, which Arabic and Hebrew need, are harmless.
pub fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The place of `text` at or before `byte` where a character begins.
pub fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The beginning of `text`, of no more than `bytes`.
pub fn beginning(text: &str, bytes: usize) -> &str {
    &text[..floor(text, bytes)]
}

/// Whether each direction isolate of a text (U+2066 to U+2068) is closed in it (U+2069), and none twice: then it turns
/// nothing but what it holds, and no letters, which only overrides do (UAX #9, 2.4).
pub fn closes_isolates(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return false,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// How many changes of the reading direction are open where a text is read.
#[derive(Debug, Default)]
pub struct Directions {
    embeddings: usize,
    isolates: usize,
}

impl Directions {
    /// Reads `c`, and says whether it ends an embedding, an override or an isolate where none is open. Such an end changes
    /// nothing (UAX #9, X6a and X7): Arabic and Persian texts keep them from editors that deleted the other half.
    pub fn is_idle_end(&mut self, c: char) -> bool {
        let open = match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{202C}' => &mut self.embeddings,
            '\u{2066}'..='\u{2069}' => &mut self.isolates,
            _ => return false,
        };
        let is_end = matches!(c, '\u{202C}' | '\u{2069}');
        let is_idle = is_end && *open == 0;
        *open = if is_end {
            open.saturating_sub(1)
        } else {
            *open + 1
        };
        is_idle
    }
}

/// The ends of directions that nothing began in a text, with their places.
pub fn idle_ends(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut directions = Directions::default();
    text.char_indices()
        .filter(move |&(_, c)| directions.is_idle_end(c))
}

/// What is said of an end of a direction that nothing began, behind its name.
pub const IDLE_END: &str = "which ends a change of the reading direction that nothing began";

/// What to do about it.
pub const IDLE_END_HINT: &str = "delete it: it is not shown, and does nothing";

/// Codes that programs keep for themselves, as marks in a text: no text has them (Unicode 23.7). Among them
/// are the last two of each plane.
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The tag characters: ASCII once more, which is not drawn.
pub fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Begins the flag of a region, which tag characters spell.
const FLAG: char = '\u{1F3F4}';

/// Bytes of the flag that `text` begins with: England, Scotland or another region, whose code has three to
/// six letters and digits (UTS #51, annex C). What is longer is no region, but words that hide.
fn flag_length(text: &str) -> Option<usize> {
    const END: char = '\u{E007F}';
    const TAG: usize = END.len_utf8();

    let rest = text.strip_prefix(FLAG)?;
    let is_code = |c: char| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    let code = rest.len() - rest.trim_start_matches(is_code).len();
    let ends = rest.get(code..)?.starts_with(END);
    (ends && (3 * TAG..=6 * TAG).contains(&code)).then_some(FLAG.len_utf8() + code + TAG)
}

/// The tag characters that are part of no flag, with their places: nobody sees what they say.
pub fn stray_tags(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut flag_end = 0;
    text.char_indices().filter(move |&(at, c)| {
        if c == FLAG {
            let length = text.get(at..).and_then(flag_length);
            flag_end = at + length.unwrap_or_default();
        }
        is_tag(c) && at >= flag_end
    })
}

/// Whether a character belongs to a script that is written without spaces: Chinese and Japanese.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is Chinese, Japanese or Korean: a word or an address of another script may stand next to it
/// without a blank.
pub fn is_cjk(c: char) -> bool {
    is_wide(c)
        || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3100}'..='\u{31EF}' | '\u{AC00}'..='\u{D7AF}')
}

/// The digit of ASCII that a digit of any script stands for: `3` of `３`, of `٣` and of `३`. Unicode has the ten of each
/// script in a row (category Nd); those of the scripts that nobody writes today are left out.
pub fn digit(c: char) -> Option<char> {
    const ZEROS: [char; 36] = [
        '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}',
        '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}', '\u{DE6}', '\u{E50}', '\u{ED0}', '\u{F20}',
        '\u{1040}', '\u{1090}', '\u{17E0}', '\u{1810}', '\u{1946}', '\u{19D0}', '\u{1A80}',
        '\u{1A90}', '\u{1B50}', '\u{1BB0}', '\u{1C40}', '\u{1C50}', '\u{A620}', '\u{A8D0}',
        '\u{A900}', '\u{A9D0}', '\u{A9F0}', '\u{AA50}', '\u{ABF0}', '\u{FF10}',
    ];

    match c {
        '0'..='9' => Some(c),
        // Most characters: Latin, Greek, Cyrillic and Hebrew, signs, Chinese and Japanese, Korean.
        '\0'..'\u{660}' | '\u{1C5A}'..'\u{A620}' | '\u{ABFA}'..'\u{FF10}' | '\u{FF1A}'.. => None,
        _ => {
            let script = ZEROS.partition_point(|&zero| zero <= c).checked_sub(1)?;
            let value = u32::from(c) - u32::from(ZEROS[script]);
            char::from_digit(value, 10)
        }
    }
}

/// How many digits of any script `text` has.
pub fn digits(text: &str) -> usize {
    // Most passages have none but of ASCII: they are counted without being read character by character.
    let own = count(text, |byte| byte.is_ascii_digit());
    match count(text, begins_digit) {
        0 => own,
        _ => text.chars().filter(|&c| digit(c).is_some()).count(),
    }
}

/// Whether a character of more than one byte that is a digit may begin with `byte`.
fn begins_digit(byte: u8) -> bool {
    matches!(byte, 0xD9 | 0xDB | 0xDF..=0xE1 | 0xEA | 0xEF)
}

/// How many bytes of `text` are such; stretches whose count fits into a byte are compared at once.
fn count(text: &str, is: impl Fn(u8) -> bool) -> usize {
    let stretches = text.as_bytes().chunks(u8::MAX.into());
    let count = |stretch: &[u8]| stretch.iter().map(|&byte| u8::from(is(byte))).sum::<u8>();
    stretches.map(|stretch| usize::from(count(stretch))).sum()
}

/// Whether a reader sees nothing of `text`: it is empty, or of white space and of characters that leave no mark.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Whether a character leaves no mark, or changes another one at most: Default_Ignorable_Code_Point of Unicode, and
/// the empty Braille cell.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Characters that choose a form of the one before them.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The variation selectors that follow another one, with their places: a character has one form (Unicode 23.4), and
/// what more of them say is for machines alone. One that is there twice, as some editors leave it, says nothing.
pub fn stacked_selectors(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    text.char_indices().filter(move |&(_, c)| {
        let stacked = is_selector(c) && before.is_some_and(|before| before != c);
        before = is_selector(c).then_some(c);
        stacked
    })
}

/// The rule that such a selector breaks, and what it is.
pub const STACKED: (&str, &str) = ("ENC-CONTROL", "a variation selector behind another one");

/// Marks of notes above a text, for programs that keep them: no text that is passed on has them (Unicode 23.8).
pub fn is_annotation(c: char) -> bool {
    matches!(c, '\u{FFF9}'..='\u{FFFB}')
}

/// The rule that a tag character breaks which is part of no flag, and what it is.
pub const STRAY_TAG: (&str, &str) = ("ENC-CONTROL", "a tag character");

/// The rule that a mark of notes breaks, and what it is.
pub const ANNOTATION: (&str, &str) = ("ENC-CONTROL", "a mark of a note above the text");

/// The rule that a character breaks which stands in no text, and what it is. Tag characters may stand in one.
pub fn hidden(c: char) -> Option<(&'static str, &'static str)> {
    match c {
        '\n' | '\t' | '\r' => None,
        c if c.is_control() => Some(("ENC-CONTROL", "a control character")),
        c if is_noncharacter(c) => Some(("ENC-CONTROL", "a code that is no character")),
        c if is_annotation(c) => Some(ANNOTATION),
        c if is_bidi(c) => Some(("ENC-BIDI", "a character that turns the reading direction")),
        _ => None,
    }
}

/// Whether a character would steer a terminal, or turn or hide what stands around it there: the end of a line is one.
pub fn steers(c: char) -> bool {
    c.is_control() || hidden(c).is_some()
}

/// The same of a character that is written as a number. Flags are written as they are: a tag character that
/// is not is part of none.
pub fn hidden_reference(c: char) -> Option<(&'static str, &'static str)> {
    if is_tag(c) {
        Some(STRAY_TAG)
    } else {
        hidden(c)
    }
}

/// `text` with its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_becomes_large() {
        let check = |text: &str, expected: &str| assert_eq!(capitalised(text), expected);
        check("late payment", "Late payment");
        check("ünlü", "Ünlü");
        check("ßa", "SSa");
        check("支払い", "支払い");
        check("", "");
    }

    #[test]
    fn digits_of_all_scripts_are_known() {
        let check = |text: &str, expected: &str| {
            assert_eq!(text.chars().filter_map(digit).collect::<String>(), expected);
            assert_eq!(digits(text), expected.len(), "{text}");
        };
        check("03-12 a\u{2F}\u{3A}", "0312");
        check("０３－５９／：", "0359");
        check("٠٩ ۰۹ ०९ ๐๙ ০৯ ߀߉", "090909090909");
        check("\u{65F}\u{66A}\u{6EF}\u{6FA}\u{1C5A}\u{ABFA}", "");
        check("五分以内、½ ③ Ⅷ ² 5分", "5");
        check(&"1２".repeat(600), &"12".repeat(600));
        // Whatever is a digit is seen among the bytes of a long text.
        for c in ('\u{80}'..char::MAX).filter(|&c| digit(c).is_some()) {
            assert!(
                c.is_numeric() && begins_digit(c.to_string().as_bytes()[0]),
                "{c}"
            );
        }
    }

    #[test]
    fn no_text_has_noncharacters() {
        for c in "\u{FDD0}\u{FDEF}\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}".chars() {
            assert_eq!(
                hidden(c).map(|(code, _)| code),
                Some("ENC-CONTROL"),
                "{c:?}"
            );
        }
        for c in "\u{FFF9}\u{FFFA}\u{FFFB}".chars() {
            assert_eq!(hidden(c), Some(ANNOTATION), "{c:?}");
        }
        for c in "\u{FDCF}\u{FDF0}\u{FFF8}\u{FFFC}\u{FFFD}\u{1FFFD}\u{20000}\u{E0067}".chars() {
            assert_eq!(hidden(c), None, "{c:?}");
        }
        assert_eq!(hidden_reference('\u{E0067}'), Some(STRAY_TAG));
    }

    #[test]
    fn a_character_has_one_form() {
        let stacked = |text: &str| stacked_selectors(text).count();
        assert_eq!(stacked("☎\u{FE0F}☎\u{FE0F}\u{FE0F} 葛\u{E0100}"), 0);
        assert_eq!(stacked("a\u{FE0F}\u{FE0E} b\u{E0100}\u{E0101}\u{FE00}"), 3);
    }

    #[test]
    fn what_leaves_no_mark_is_blank() {
        for text in ["", " \t", "\u{2060}\u{200B}", "\u{3164}\u{A0}\u{FE0F}"] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "\u{200B}。", "👩\u{200D}💻"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn a_flag_has_the_code_of_a_region() {
        let flag = |code: &str| {
            let tag = |c: char| char::from_u32(0xE0000 + u32::from(c)).unwrap();
            let tags: String = code.chars().map(tag).collect();
            flag_length(&format!("{FLAG}{tags}\u{E007F}!"))
        };
        assert_eq!(flag("gbeng"), Some(4 + 5 * 4 + 4));
        assert_eq!(flag("us48"), Some(4 + 4 * 4 + 4));
        for hidden in ["", "gb", "pay them", "gbengland", "GBENG"] {
            assert_eq!(flag(hidden), None, "{hidden}");
        }
        assert_eq!(flag_length("\u{1F3F4}!"), None);
    }
}
