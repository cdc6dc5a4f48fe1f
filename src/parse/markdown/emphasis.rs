//! Signs of emphasis that Markdown leaves in the text, though their author meant them.
//!
//! Stars begin and end emphasis only where letters, blanks and punctuation stand around them as CommonMark asks
//! ("left-flanking", "right-flanking"). Chinese and Japanese have no blanks between words, and Korean none between a
//! word and its particle, so a bracket or a colon within the stars leaves them as they are, or has them embrace other words. What may be meant as it
//! stands is not found: powers, patterns for files, marks of footnotes, names in programs.

use super::*;

const CODE: &str = "MD-EMPH";

/// Characters of what is shown in a finding.
const SHOWN: usize = 40;

/// The signs of a block that are left in its text.
#[derive(Default)]
pub(super) struct Signs {
    runs: Vec<Run>,
    /// What is open within the block, outermost first.
    around: Vec<Around>,
    /// The text is read up to here.
    at: usize,
    /// Where what follows stands.
    place: Place,
    /// Signs that stand behind words somewhere on the page, as marks of footnotes do, with their number.
    marks: HashSet<(char, usize)>,
}

/// Equal signs with nothing between them, in the prepared text.
struct Run {
    sign: char,
    range: Range<usize>,
    /// Where the element begins that they stand in.
    around: Option<usize>,
    place: Place,
}

/// What words or signs are the first of, whatever signs of lists, quotations or cells stand before them.
#[derive(Clone, Copy, Default, PartialEq)]
enum Place {
    #[default]
    Block,
    Line,
    Words,
}

/// An element within a block.
struct Around {
    start: usize,
    /// What it begins with, if it is emphasis.
    signs: &'static str,
    /// Whether its end was found to be missing.
    is_found: bool,
    /// Whether a star that is left in the text stands before its own.
    is_cut: bool,
}

impl Writer<'_, '_> {
    /// Keeps the signs of emphasis that an event leaves in the text.
    pub(super) fn note_signs(&mut self, event: &Event<'_>, range: &Range<usize>) {
        self.note_signs_in(event, range);
        self.signs.place = match event {
            Event::Start(tag) if is_block(&tag.to_end()) => Place::Block,
            Event::End(tag) if is_block(tag) => Place::Block,
            Event::TaskListMarker(_) => self.signs.place,
            Event::SoftBreak | Event::HardBreak => Place::Line,
            Event::InlineHtml(html) if html.starts_with("<br") => Place::Line,
            _ => Place::Words,
        };
    }

    fn note_signs_in(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if is_block(&tag.to_end()) => self.end_signs(),
            Event::End(tag) if is_block(tag) => self.end_signs(),
            Event::Start(Tag::Image { .. }) => {}
            Event::Start(_) => self.note_emphasis(range.start),
            Event::End(_) => {
                if let Some(around) = self.signs.around.pop() {
                    self.note_uneven(&around, range.end);
                }
            }
            Event::Text(text) if self.code.is_none() && self.originals == 0 => {
                self.note_signs_of(text, range);
            }
            Event::Html(_) | Event::InlineHtml(_) => self.note_marks_of_html(range),
            _ => {}
        }
    }

    /// Whether emphasis or a link of Markdown is open here.
    pub(super) fn is_within_words(&self) -> bool {
        !self.signs.around.is_empty()
    }

    fn note_signs_of(&mut self, text: &str, range: &Range<usize>) {
        let read = std::mem::replace(&mut self.signs.at, range.end);
        let prepared = &self.prepared.text;
        // A reference such as `&ast;` is no sign.
        let is_signed = has_byte(text, [b'*', b'_', b'[']) || text.contains([']', '~']);
        if !is_signed || prepared.get(range.clone()) != Some(text) {
            return;
        }
        let is_escaped = read < range.start && prepared[..range.start].ends_with('\\');
        if is_escaped {
            self.note_escaped(range.start);
        }
        for (at, sign) in text.char_indices().skip(usize::from(is_escaped)) {
            let at = range.start + at;
            match self.signs.runs.last_mut() {
                _ if matches!(sign, '[' | ']') => self.note_bracket(sign, at),
                _ if !matches!(sign, '*' | '_' | '~') => {}
                Some(run) if run.sign == sign && run.range.end == at => run.range.end += 1,
                _ => self.signs.runs.push(Run {
                    sign,
                    range: at..at + 1,
                    around: self.signs.around.last().map(|around| around.start),
                    place: match at == range.start {
                        true => self.signs.place,
                        false => Place::Words,
                    },
                }),
            }
        }
    }

    /// Marks of footnotes whose signs are escaped, the last of which stands here: `Price\*\*`.
    fn note_escaped(&mut self, at: usize) {
        let text = &self.prepared.text;
        let Some(sign @ ('*' | '_' | '~')) = text[at..].chars().next() else {
            return;
        };
        if text[at + 1..]
            .strip_prefix('\\')
            .unwrap_or_default()
            .starts_with(sign)
        {
            return;
        }
        let mut before = &text[..at + 1];
        let mut count = 0;
        while let Some(shorter) = before
            .strip_suffix(sign)
            .and_then(|it| it.strip_suffix('\\'))
        {
            before = shorter;
            count += 1;
        }
        let run = Run::of(sign, before.len()..at + 1);
        if run.is_mark(text) {
            self.signs.marks.insert((sign, count));
        }
    }

    /// Marks of footnotes in HTML, where Markdown does not read them: `<td>10 EUR**</td>`.
    fn note_marks_of_html(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text;
        let Some(html) = text.get(range.clone()).filter(|html| html.contains('*')) else {
            return;
        };
        let mut at = range.start;
        // Bold that was meant in HTML is no mark.
        let mut begun = HashSet::new();
        for part in html.split_inclusive(|c| c != '*') {
            let signs = part.bytes().take_while(|&byte| byte == b'*').count();
            if signs > 0 && !Run::of('*', at..at + signs).is_mark(text) {
                begun.insert(signs);
            } else if signs > 0 && !begun.contains(&signs) {
                self.signs.marks.insert(('*', signs));
            }
            at += part.len();
        }
    }

    /// Emphasis within the same emphasis, begun right behind punctuation, was meant as the end of the outer one.
    fn note_emphasis(&mut self, start: usize) {
        let prepared = self.prepared;
        let signs = ["**", "*", "__", "_"];
        let begins = |signs: &&str| prepared.text[start..].starts_with(signs);
        let signs = signs.into_iter().find(begins).unwrap_or_default();
        let sign = signs.chars().next().unwrap_or_default();
        let run = Run::of(sign, start..start + signs.len());
        let around = run.around(&prepared.text);
        let mut open = self.signs.around.iter_mut().rev();
        if !signs.is_empty()
            && around.looks_like_end()
            && let Some(outer) = open.find(|outer| outer.signs == signs)
            && !std::mem::replace(&mut outer.is_found, true)
        {
            let begin = outer.start..outer.start + signs.len();
            self.found_emphasis(&begin, &run.range, false);
        }
        let is_cut = signs == "*"
            && self.signs.runs.last().is_some_and(|run| {
                run.sign == '*' && run.range == (start.saturating_sub(1)..start)
            });
        self.signs.around.push(Around {
            start,
            signs,
            is_found: false,
            is_cut,
        });
    }

    /// Words that begin with two stars and end with one: `**Save* first.`
    fn note_uneven(&mut self, around: &Around, end: usize) {
        let text = &self.prepared.text;
        let begin = self.signs.runs.last();
        let begin = begin.filter(|run| around.is_cut && run.range.end == around.start);
        let Some(begin) = begin else { return };
        let range = begin.range.start..end;
        let words = text.get(around.start + 1..end.saturating_sub(1));
        let words = words.unwrap_or_default();
        // A mark, and a note in italics.
        let is_note = match begin.place {
            Place::Block => self.signs.marks.contains(&('*', 1)),
            Place::Line => true,
            Place::Words => !begin.is_behind_words(text),
        };
        let is_free = is_blank_or_none(begin.around(text).before);
        let rest = near(&text[end..]).lines().next().unwrap_or_default();
        let goes_on = rest.starts_with(|c| c == ' ' || is_closing(c)) && has_words(rest);
        if is_note || !is_free || !goes_on || !are_plain(words) {
            return;
        }
        let message =
            format!("`**{words}*` is opened by two stars and closed by one, so one is shown");
        let hint = format!("write `**{words}**` or `*{words}*`");
        let found = Diagnostic::warning(CODE, self.input.path, self.span(&range), message);
        self.found.push(found.with_hint(hint));
    }

    /// The block is read to its end.
    fn end_signs(&mut self) {
        self.end_brackets();
        self.signs.around.clear();
        let runs = std::mem::take(&mut self.signs.runs);
        let prepared = self.prepared;
        let runs = runs.into_iter().filter(|run| run.is_whole(&prepared.text));
        let runs: Vec<Run> = runs.collect();
        self.note_marks(&runs);
        // The last run of each kind, as long as nothing ends with it.
        let mut open: HashMap<_, &Run> = HashMap::new();
        let mut found = HashSet::new();
        for run in &runs {
            if run.is_empty_bold(&prepared.text) {
                self.found_empty(&run.range);
                continue;
            }
            let kind = run.kind();
            match open.remove(&kind) {
                Some(begin) if are_meant(begin, run, &prepared.text) => {
                    self.found_emphasis(&begin.range, &run.range, true);
                    found.insert(kind);
                }
                _ => drop(open.insert(kind, run)),
            }
        }
        let runs = runs.iter().filter(|run| !found.contains(&run.kind()));
        self.note_unended(runs);
    }

    fn note_marks(&mut self, runs: &[Run]) {
        let text = &self.prepared.text;
        let mut counts: HashMap<_, usize> = HashMap::new();
        for run in runs {
            *counts.entry(run.kind()).or_default() += 1;
        }
        for run in runs {
            let signs = run.range.len();
            // Behind a blank, what others began may have been meant to end: `**Save **`.
            let is_alone = counts.get(&run.kind()) == Some(&1);
            let is_free = is_blank_or_none(run.around(text).before);
            if run.is_mark(text) && (is_alone || !is_free) {
                self.signs.marks.insert((run.sign, signs));
            }
            // The note of `**` stands below that of `*`.
            if run.sign == '*' && run.place != Place::Words {
                self.signs.marks.insert((run.sign, signs + 1));
            }
        }
    }

    /// Signs that begin emphasis, where none that could end it follow: `**Save first.`
    fn note_unended<'a>(&mut self, runs: impl Iterator<Item = &'a Run>) {
        let text = &self.prepared.text;
        // The first of each kind, and whether all can but begin.
        let mut kinds: HashMap<_, (&Run, bool)> = HashMap::new();
        for run in runs {
            let is_begun = run.is_begun(text);
            kinds
                .entry(run.kind())
                .and_modify(|(_, all)| *all &= is_begun && run.is_free_in_line(text))
                .or_insert((run, is_begun));
        }
        let marks = &self.signs.marks;
        let is_mark = |run: &Run| marks.contains(&(run.sign, run.range.len()));
        let unended = kinds.into_values();
        let unended = unended.filter_map(|(run, all)| (all && !is_mark(run)).then_some(run));
        let mut unended: Vec<&Run> = unended.collect();
        unended.sort_unstable_by_key(|run| run.range.start);
        for run in unended {
            let line = near(&text[run.range.start..]);
            let line = line.lines().next().unwrap_or_default();
            let written = shortened(&self.restored(line));
            let signs = &text[run.range.clone()];
            let message =
                format!("`{written}` begins emphasis that nothing ends, so its signs are shown");
            let escaped = format!("\\{}", run.sign).repeat(signs.len());
            let hint = format!(
                "write `{signs}` behind the words; `{escaped}` if the characters are meant"
            );
            let found = Diagnostic::warning(CODE, self.input.path, self.span(&run.range), message);
            self.found.push(found.with_hint(hint));
        }
    }

    fn found_empty(&mut self, range: &Range<usize>) {
        let message = "`****` stands where words should be bold, and is shown as text".to_owned();
        let found = Diagnostic::warning(CODE, self.input.path, self.span(range), message);
        let hint = "put two stars on each side of the words, or delete them";
        self.found.push(found.with_hint(hint.to_owned()));
    }

    /// Finds emphasis from `begin` to `end` that was meant and is not read.
    fn found_emphasis(&mut self, begin: &Range<usize>, end: &Range<usize>, is_shown: bool) {
        let text = &self.prepared.text;
        let signs = &text[begin.clone()];
        // Other words may be embraced instead; the first signs are those that were meant to be the end.
        let inner = &text[begin.end..end.start];
        let inner = &inner[..inner.find(signs).unwrap_or(inner.len())];
        let range = begin.start..begin.end + inner.len() + signs.len();
        let written = self.restored(&text[range.clone()]).into_owned();
        let written = shortened(&written);
        let message = match is_shown {
            true => format!("`{written}` is not read as emphasis, so its signs are shown"),
            false => format!("the emphasis of `{written}` goes on behind it"),
        };
        let element = if signs.len() == 1 { "em" } else { "strong" };
        let element = format!("`<{element}>…</{element}>`");
        let hint = match mended(&self.restored(inner), signs) {
            Some(mended) => format!("write `{mended}`, or {element}"),
            None if inner.trim() != inner => {
                format!("leave no blank inside of the signs, or write {element}")
            }
            // A particle stands at its word, and a blank before it is a mistake.
            None if text[range.end..].starts_with(is_hangul) => {
                format!("write {element} in place of the signs")
            }
            None => format!("put a blank outside of the signs, or write {element}"),
        };
        let found = Diagnostic::warning(CODE, self.input.path, self.span(&range), message);
        self.found.push(found.with_hint(hint));
    }
}

/// The beginning of a text, long enough for a word and for what is shown of it: whoever looks at all that follows signs
/// looks at a page as often as it has any.
fn near(text: &str) -> &str {
    let end = text.char_indices().nth(4 * SHOWN);
    end.map_or(text, |(end, _)| &text[..end])
}

/// The end of a text, likewise.
fn near_before(text: &str) -> &str {
    let start = text.char_indices().rev().nth(SHOWN);
    start.map_or(text, |(start, _)| &text[start..])
}

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

impl Run {
    fn of(sign: char, range: Range<usize>) -> Self {
        let (around, place) = (None, Place::Words);
        Run {
            sign,
            range,
            around,
            place,
        }
    }

    /// Whether none of the signs began or ended anything, or was escaped.
    fn is_whole(&self, text: &str) -> bool {
        let Edges { before, after } = self.around(text);
        before != Some(self.sign) && after != Some(self.sign)
    }

    fn around(&self, text: &str) -> Edges {
        Edges {
            before: text[..self.range.start].chars().next_back(),
            after: text[self.range.end..].chars().next(),
        }
    }

    /// What has to be the same of two runs for the second to end what the first begins.
    fn kind(&self) -> (char, usize, Option<usize>) {
        (self.sign, self.range.len(), self.around)
    }

    /// Whether they stand at the end of a word, as the mark of a footnote does, or behind a price or all words of a line.
    fn is_mark(&self, text: &str) -> bool {
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
    fn is_free_in_line(&self, text: &str) -> bool {
        self.place == Place::Words && is_blank_or_none(self.around(text).before)
    }

    /// Whether they can be nothing but the beginning of emphasis: they stand before a word, which is none of a program.
    /// One star alone is never found: it is a sign of too much, as of notes, of pointers, and in `*nix`.
    fn is_begun(&self, text: &str) -> bool {
        let before = self.around(text).before;
        let rest = near(&text[self.range.end..]);
        let is_first = self.place == Place::Block;
        let is_code = |c: char| "_*~/\\=$(){}<>|".contains(c);
        let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
        let is_sign = |c: char| !c.is_alphanumeric() && !is_code(c);
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let word = word.trim_end_matches(is_sign);
        let begins = word.chars().next();
        // A whole sentence without blanks is none.
        let is_name = !begins.is_some_and(is_cjk)
            && (word.contains(is_code) || word.contains(['.', ':', '@']));
        let is_free =
            is_blank_or_none(before) || before.is_some_and(|c| is_opening(c) || is_cjk(c));
        let is_long = word.chars().nth(1).is_some();
        let is_word = begins.is_some_and(char::is_alphabetic) && is_long && !is_name;
        let is_plain = is_word && !has_digit(word) && !word.contains('-');
        match (self.sign, self.range.len()) {
            // Arguments of Python, as is told of them in any text.
            ('*', 2 | 3) if matches!(word, "args" | "kwargs") => false,
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

    fn is_behind_words(&self, text: &str) -> bool {
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

    /// Bold without words, behind those that it was meant for: `\[Save\]****`.
    fn is_empty_bold(&self, text: &str) -> bool {
        let edges = self.around(text);
        let before = edges.before.is_some_and(|c| "])}」』】〉》）".contains(c));
        self.sign == '*' && self.range.len() == 4 && before
    }
}

/// Whether signs before this, at the begin of a block, begin emphasis though no long word follows: `**A user`,
/// `**1. Open`, `` **`Save` ``, `**(optional)`.
fn begins_block(rest: &str) -> bool {
    let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let is_step = matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    ((is_step || is_letter) && behind.starts_with(char::is_alphabetic))
        || rest.starts_with(['`', '(', '（', learn::OPEN])
}

/// What stands beside signs.
#[derive(Clone, Copy)]
struct Edges {
    before: Option<char>,
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

    fn looks_like_end(self) -> bool {
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
fn are_meant(begin: &Run, end: &Run, text: &str) -> bool {
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
        // A mark and its footnote.
        (true, false) => false,
        (false, true) => {
            let said = inner.trim_end();
            let is_said = said.ends_with(|c: char| !c.is_ascii_alphanumeric() && !",;".contains(c));
            let begins = !is_letter(first.before) || wide;
            begins && (is_said || !is_letter(last.after))
        }
    }
}

/// Whether these are a few words of no program.
fn are_plain(words: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " ,.:!?’'-".contains(c);
    words.starts_with(char::is_alphabetic)
        && near(words).len() == words.len()
        && (2..=SHOWN).contains(&words.chars().count())
        && words.chars().all(is_plain)
}

fn has_words(text: &str) -> bool {
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

fn is_blank_or_none(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_opening(c: char) -> bool {
    "([{<（［｛「『【〔《〈“‘„«".contains(c)
}

fn is_closing(c: char) -> bool {
    ".,:;!?)]}>，。、；：！？）］｝」』】〕》〉…”’»".contains(c)
}

/// The same words emphasised so that Markdown reads it: with blanks and punctuation outside of the signs.
fn mended(inner: &str, signs: &str) -> Option<String> {
    let stars = "*".repeat(signs.len());
    let core = inner.trim_matches(|c: char| !c.is_alphanumeric());
    let is_plain = |c: char| c.is_alphanumeric() || " -.,:&，、：；。．".contains(c);
    if core.is_empty() || core.chars().count() > SHOWN || !core.chars().all(is_plain) {
        return None;
    }
    let inner = inner.trim();
    let at = inner.find(core)?;
    let (before, after) = (&inner[..at], &inner[at + core.len()..]);
    Some(format!("{before}{stars}{core}{stars}{after}"))
}

/// In one line, and not too long.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}
