//! Runs of signs of emphasis, and what stands around them: whether they begin, end or mark something, or are meant as
//! they stand.

use super::emphasis::SHOWN;
use super::*;

/// Names that two stars stand before in Python, Ruby, C and Rust, as is told of them in any text.
const ARGUMENTS: [&str; 14] = [
    "args", "argc", "argv", "attrs", "cfg", "ctx", "envp", "kwargs", "kwds", "nil", "opts",
    "params", "ptr", "self",
];

/// Equal signs with nothing between them, in the prepared text.
pub(super) struct Run {
    pub(super) sign: char,
    pub(super) range: Range<usize>,
    /// Where the element begins that they stand in.
    pub(super) around: Option<usize>,
    pub(super) place: Place,
}

/// A sign, how many stand together, and where the element begins that they stand in.
pub(super) type Kind = (char, usize, Option<usize>);

/// What words or signs are the first of, whatever signs of lists, quotations or cells stand before them.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Place {
    #[default]
    Block,
    Line,
    Words,
}

/// The beginning of a text, long enough for a word and for what is shown of it: whoever looks at all that follows signs
/// looks at a page as often as it has any.
pub(super) fn near(text: &str) -> &str {
    let end = text.char_indices().nth(4 * SHOWN);
    end.map_or(text, |(end, _)| &text[..end])
}

/// The end of a text, likewise.
pub(super) fn near_before(text: &str) -> &str {
    let start = text.char_indices().rev().nth(SHOWN);
    start.map_or(text, |(start, _)| &text[start..])
}

pub(super) fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

impl Run {
    pub(super) fn of(sign: char, range: Range<usize>) -> Self {
        let (around, place) = (None, Place::Words);
        Run {
            sign,
            range,
            around,
            place,
        }
    }

    /// Whether none of the signs began or ended anything, or was escaped.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        let Edges { before, after } = self.around(text);
        before != Some(self.sign) && after != Some(self.sign)
    }

    pub(super) fn around(&self, text: &str) -> Edges {
        Edges {
            before: text[..self.range.start].chars().next_back(),
            after: text[self.range.end..].chars().next(),
        }
    }

    /// What has to be the same of two runs for the second to end what the first begins.
    pub(super) fn kind(&self) -> Kind {
        (self.sign, self.range.len(), self.around)
    }

    /// Whether they stand at the end of a word, as the mark of a footnote does, or behind a price or all words of a line.
    pub(super) fn is_mark(&self, text: &str) -> bool {
        let edges = self.around(text);
        let ends = |c: char| c.is_whitespace() || "|<".contains(c) || is_closing(c);
        if edges.after.is_some_and(|c| !ends(c)) || self.place != Place::Words {
            return false;
        }
        let rest = near(&text[self.range.end..]).trim_start_matches([' ', '\t']);
        let is_last = rest.is_empty() || rest.starts_with(['\n', '|', '<']);
        let behind = near_before(&text[..self.range.start]).trim_end();
        let is_price = behind.ends_with(|c: char| c.is_numeric() || "€$£¥%".contains(c));
        !is_blank_or_none(edges.before) || is_last || is_price
    }

    /// Whether they stand behind a blank, and are not the mark of one of several notes, each on a line.
    pub(super) fn is_free_in_line(&self, text: &str) -> bool {
        self.place == Place::Words && is_blank_or_none(self.around(text).before)
    }

    /// Whether they can be nothing but the beginning of emphasis: they stand before a word, which is none of a program.
    /// One star alone is never found: it is a sign of too much, as of notes, of pointers, and in `*nix`.
    pub(super) fn is_begun(&self, text: &str) -> bool {
        let before = self.around(text).before;
        let rest = near(&text[self.range.end..]);
        let is_first = self.place == Place::Block;
        let is_code = |c: char| "_*~/\\=$(){}<>|".contains(c);
        let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
        let is_sign = |c: char| !c.is_alphanumeric() && !is_code(c);
        let mut written = rest.split(char::is_whitespace).next().unwrap_or_default();
        if self.link(text).is_some() {
            written = written.split("](").next().unwrap_or_default();
        }
        let word = written.trim_end_matches(is_sign);
        let begins = word.chars().next();
        // A whole sentence without blanks is none.
        let is_name = !begins.is_some_and(is_cjk)
            && (word.contains(is_code) || word.contains(['.', ':', '@']));
        let is_free =
            is_blank_or_none(before) || before.is_some_and(|c| is_opening(c) || is_cjk(c));
        let is_long = word.chars().nth(1).is_some();
        let is_word = begins.is_some_and(char::is_alphabetic) && is_long && !is_name;
        // `__Host-` is what names begin with.
        let is_joined = word.contains('-') || written[word.len()..].starts_with('-');
        let is_plain = is_word && !has_digit(word) && !is_joined;
        match (self.sign, self.range.len()) {
            ('*', 2 | 3) if ARGUMENTS.contains(&word) => false,
            ('*', 2 | 3) => {
                let is_term = is_word && !has_digit(word) && !self.is_pointer(text, word);
                let is_shown = rest
                    .starts_with(|c| (is_opening(c) && !"(（".contains(c)) || "\"¿¡".contains(c));
                let is_shown = is_shown || (rest.starts_with('`') && self.is_behind_words(text));
                let is_begin = is_first && (is_word || begins_block(rest));
                is_free && (is_term || is_shown || is_begin)
            }
            // `__init` and `__FILE` are names.
            ('_', 2) => {
                let mut chars = word.chars();
                let is_title = chars.next().is_some_and(|c| c.is_uppercase() || is_cjk(c));
                is_free && is_plain && is_title && chars.any(|c| !c.is_uppercase())
            }
            ('~', 2) => is_free && is_plain,
            _ => false,
        }
    }

    /// Where the link begins whose words they stand in.
    fn link(&self, text: &str) -> Option<usize> {
        self.around.filter(|&at| text[at..].starts_with('['))
    }

    /// Whether one of them stands at an edge of a link's words and the other right outside: `[**Save](a.md)**`,
    /// `**[Save**](a.md)`.
    pub(super) fn crosses_link(&self, end: &Run, text: &str) -> bool {
        let inner = || &text[self.range.end..end.range.start];
        let is_same = self.sign == '*' && end.sign == '*' && self.range.len() == end.range.len();
        let leaves = || {
            let begins = self.link(text).is_some_and(|at| at + 1 == self.range.start);
            begins && self.around != end.around && inner().ends_with(')') && is_one_link(inner())
        };
        let enters =
            || end.link(text) == Some(self.range.end) && text[end.range.end..].starts_with("](");
        is_same && self.range.len() == 2 && (leaves() || enters())
    }

    /// Whether they can be nothing but the end of what should have begun before them: `For customers:** Read on`. A
    /// colon has no footnote; a full stop may have one.
    pub(super) fn is_ended(&self, text: &str) -> bool {
        let before = near_before(&text[..self.range.start]);
        let words = before.strip_suffix([':', '：']).unwrap_or_default();
        let rest = near(&text[self.range.end..]);
        self.sign == '*'
            && self.range.len() == 2
            && self.place == Place::Words
            && words.ends_with(char::is_alphabetic)
            && rest.starts_with(' ')
            && rest.trim_start().starts_with(char::is_alphabetic)
    }

    pub(super) fn is_behind_words(&self, text: &str) -> bool {
        let behind = near_before(&text[..self.range.start]).trim_end();
        behind.ends_with(|c: char| c.is_alphabetic() || ",.:;!?".contains(c))
    }

    /// Whether the word behind them is one of a program: `char **names;`, `Array **int`, `**defaults, **options`.
    fn is_pointer(&self, text: &str, word: &str) -> bool {
        let is_type = |word: &str| {
            let types = ["char", "int", "void", "float", "bool", "const", "struct"];
            types.contains(&word)
        };
        let before = near_before(&text[..self.range.start]).trim_end();
        let before = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let behind = &text[self.range.end + word.len()..];
        is_type(word) || before.is_some_and(is_type) || (is_small && behind.starts_with([',', ';']))
    }

    /// Bold without words, behind those that it was meant for, or between two that were to be bold: `\[Save\]****`,
    /// `**如何****知道**`.
    pub(super) fn is_empty_bold(&self, text: &str) -> bool {
        if self.sign != '*' || self.range.len() != 4 {
            return false;
        }
        let is_blank = |c: char| c.is_whitespace() && c != '\n';
        let is_letter = |c: char| c.is_alphabetic() && is_wide(c);
        let before = near_before(&text[..self.range.start]);
        let rest = near(&text[self.range.end..]);
        if before.ends_with(|c| "])}」』】〉》）".contains(c)) {
            return true;
        }
        // Behind a blank and round brackets, they are a hotel's: `Adlon (Berlin) **** superior`.
        let words = before.trim_end_matches(is_blank);
        if words.ends_with(|c| "]}」』】〉》".contains(c)) {
            let behind = rest.trim_start_matches(is_blank).chars().next();
            return behind.is_some_and(|c| {
                (c.is_alphabetic() && !c.is_uppercase()) || (is_wide(c) && is_closing(c))
            });
        }
        // Elsewhere they may hide a name: `王****先生`.
        let is_bold = self.around.is_some_and(|at| text[at..].starts_with("**"));
        is_bold && before.ends_with(is_letter) && rest.starts_with(is_letter)
    }
}

/// Whether the words of a link and its address, without the first bracket, are all that this is.
fn is_one_link(text: &str) -> bool {
    text.matches("](").count() == 1 && !text.contains(['[', '\n'])
}

/// Whether signs before this, at the begin of a block, begin emphasis though no long word follows: `**A user`,
/// `**1. Open`, `**24/7 support`, `` **`Save` ``, `**(optional)`.
fn begins_block(rest: &str) -> bool {
    let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let is_step = matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    // A date, a version, `24/7`.
    let figure = word.strip_prefix('v').unwrap_or(word);
    let figure = figure.trim_end_matches([':', ',']);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_figure = figure.starts_with(is_digit)
        && figure.ends_with(is_digit)
        && figure.contains(['-', '/', '.'])
        && figure.chars().all(|c| is_digit(c) || "-/.".contains(c));
    ((is_step || is_letter || is_figure) && behind.starts_with(char::is_alphabetic))
        || rest.starts_with(['`', '(', '（', learn::OPEN])
}

/// What stands beside signs.
#[derive(Clone, Copy)]
pub(super) struct Edges {
    pub(super) before: Option<char>,
    after: Option<char>,
}

impl Edges {
    /// Whether the signs cannot begin anything, as a letter stands before and punctuation behind them.
    fn fails_to_begin(self) -> bool {
        is_letter(self.before) && is_sign(self.after)
    }

    /// The other way round.
    fn fails_to_end(self) -> bool {
        is_sign(self.before) && is_letter(self.after)
    }

    pub(super) fn looks_like_end(self) -> bool {
        let is_opening = self
            .before
            .is_some_and(|c| is_opening(c) || "\"'*_".contains(c));
        self.fails_to_end() && !is_opening
    }

    fn is_wide(self) -> bool {
        [self.before, self.after].into_iter().flatten().any(is_cjk)
    }

    fn has(self, wanted: char) -> bool {
        [self.before, self.after].contains(&Some(wanted))
    }
}

/// Whether the words between two runs of signs, left in the text, were meant to be emphasised.
pub(super) fn are_meant(begin: &Run, end: &Run, text: &str) -> bool {
    let inner = &text[begin.range.end..end.range.start];
    let (first, last) = (begin.around(text), end.around(text));
    let is_pattern = first.has('/') || last.has('/');
    let is_dotted = inner.starts_with('.') && inner[1..].starts_with(char::is_alphanumeric);
    let is_stop = first.after.is_some_and(is_closing) && !(is_dotted && begin.range.len() > 1);
    let is_opened = last.before.is_some_and(is_opening);
    // Two notes below each other.
    let are_notes = end.place != Place::Words && !is_blank_or_none(last.after);
    if are_notes
        || is_pattern
        || is_stop
        || is_opened
        || is_formula(first, last)
        || !has_words(inner)
    {
        return false;
    }
    match (begin.sign, begin.range.len()) {
        ('*', 1) => are_stars_meant(first, last),
        ('*', 2 | 3) => are_blanks_meant(first, last, inner),
        ('_', 2) => are_lines_meant(first, last, inner),
        _ => false,
    }
}

/// `10**-3 and 10**-6`, `a**(b + c)**d`; and two marks of footnotes before brackets.
fn is_formula(first: Edges, last: Edges) -> bool {
    let are_same = first.after == last.after && is_sign(first.after);
    let is_number = first.before.is_some_and(|c| c.is_ascii_digit()) && !first.is_wide();
    let in_brackets =
        matches!(first.after, Some('(' | '（')) && matches!(last.before, Some(')' | '）'));
    let factors = is_ascii(first.before) && is_ascii(last.after);
    are_same || is_number || (in_brackets && factors)
}

/// Lines are parts of names such as `__init__`.
fn are_lines_meant(first: Edges, last: Edges, inner: &str) -> bool {
    let blank = is_blank_or_none(first.after) || is_blank_or_none(last.before);
    let in_name = is_ascii(first.before) && is_ascii(last.after);
    !blank && !in_name && inner.chars().any(is_cjk)
}

/// A star alone is a sign of many things: it is found where the scripts without blanks are the reason that it is none
/// of emphasis.
fn are_stars_meant(first: Edges, last: Edges) -> bool {
    let begins = first.fails_to_begin() && first.is_wide();
    let ends = last.fails_to_end() && last.is_wide();
    // `單價*（數量）*稅率`; `請參閱*註1、*註2`.
    let in_brackets =
        matches!(first.after, Some('(' | '（')) && matches!(last.before, Some(')' | '）'));
    let is_list = last.before.is_some_and(|c| ",、，;；".contains(c));
    let blank = is_blank_or_none(first.after) || is_blank_or_none(last.before);
    (begins || ends) && !in_brackets && !is_list && !blank
}

/// Blanks within the stars are a slip where the outer sides show what was meant: `**Note: **Sign in`.
fn are_blanks_meant(first: Edges, last: Edges, inner: &str) -> bool {
    let wide = inner.chars().any(is_cjk);
    let begins_blank = is_blank_or_none(first.after);
    let ends_blank = is_blank_or_none(last.before);
    match (begins_blank, ends_blank) {
        (false, false) => true,
        (true, true) => wide && first.before.is_some_and(|c| c != '\n'),
        // A mark and its footnote, unless it is seen that they are none.
        (true, false) => false,
        (false, true) => {
            let said = inner.trim_end();
            let is_said = said.ends_with(|c: char| !c.is_ascii_alphanumeric() && !",;".contains(c));
            let begins = !is_letter(first.before) || wide;
            begins && (is_said || !is_letter(last.after))
        }
    }
}

/// Two stars behind a blank, or between two, before a few words that begin as a name does: `Choose ** Save ** first`,
/// `** Step one:** Open`. Powers have numbers or small letters there, and marks of footnotes stand at their words.
pub(super) fn are_loose_meant(begin: &Run, end: &Run, text: &str) -> bool {
    let (first, last) = (begin.around(text), end.around(text));
    let inner = &text[begin.range.end..end.range.start];
    let rest = near(&text[end.range.end..]);
    let rest = rest.lines().next().unwrap_or_default();
    let word = near_before(&text[..begin.range.start]).trim_end();
    let word = word.rsplit(char::is_whitespace).next().unwrap_or_default();
    let before = word.chars().next_back();
    let is_first = begin.place == Place::Block;
    let is_free = is_first || is_blank_or_none(first.before);
    let is_apart = is_blank_or_none(last.after) || last.after.is_some_and(is_closing);
    if begin.range.len() != 2
        || end.place != Place::Words
        || !is_blank_or_none(first.after)
        || !(is_free && is_apart)
        || begin.is_mark(text)
    {
        return false;
    }
    let behind = rest.trim_start().chars().next();
    let ends_blank = is_blank_or_none(last.before);
    // Words between those of a script without blanks.
    if ends_blank && before.is_some_and(is_cjk) && !is_first {
        let is_code = |c: char| "_*~/\\=$+<>|".contains(c);
        let is_plain = near(inner).len() == inner.len() && !inner.contains(is_code);
        let is_plain = is_plain && has_words(inner);
        return is_plain && behind.is_some_and(|c| is_cjk(c) || is_closing(c));
    }
    let words = inner.trim();
    let is_name = words.starts_with(char::is_uppercase) && !words.contains(['\n', '?']);
    let is_short = words.split_whitespace().count() <= 5;
    // One sentence does not end within them.
    let is_one = !words.contains(". ") && !words.contains("! ");
    // A power, or the mark of a price in `EUR`.
    let is_shouted = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let is_number = is_shouted || before.is_some_and(|c| c.is_ascii_digit() || ")]*_=".contains(c));
    // Parts in a row begin with capitals, and a note can have stars at its end.
    let goes_on = behind.is_some_and(|c| c.is_lowercase() || is_closing(c));
    let goes_on = goes_on || (is_first && behind.is_some_and(char::is_alphabetic));
    let is_end = ends_blank && !is_first && behind.is_none();
    is_name
        && is_short
        && is_one
        && are_plain(words)
        && (is_first || !is_number)
        && (goes_on || is_end)
}

/// Whether these are a few words of no program.
pub(super) fn are_plain(words: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " ,.:!?’'-".contains(c);
    words.starts_with(char::is_alphabetic)
        && near(words).len() == words.len()
        && (2..=SHOWN).contains(&words.chars().count())
        && words.chars().all(is_plain)
}

pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Characters that count as punctuation; a placeholder is none.
fn is_sign(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, learn::OPEN | learn::CLOSE)
    })
}

fn is_letter(c: Option<char>) -> bool {
    !is_blank_or_none(c) && !is_sign(c)
}

fn is_ascii(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

pub(super) fn is_blank_or_none(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_opening(c: char) -> bool {
    "([{<（［｛「『【〔《〈“‘„«".contains(c)
}

pub(super) fn is_closing(c: char) -> bool {
    ".,:;!?)]}>，。、；：！？）］｝」』】〕》〉…”’»".contains(c)
}
