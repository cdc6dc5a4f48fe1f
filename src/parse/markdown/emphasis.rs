//! Signs of emphasis that Markdown leaves in the text, though their author meant them.
//!
//! Stars begin and end emphasis only where letters, blanks and punctuation stand around them as CommonMark asks
//! ("left-flanking", "right-flanking"). Chinese and Japanese have no blanks between words, and Korean none between a
//! word and its particle, so a bracket or a colon within the stars leaves them as they are, or has them embrace other words. What may be meant as it
//! stands is not found: powers, patterns for files, marks of footnotes, names in programs.

use super::runs::{
    Kind, Place, Run, are_loose_meant, are_meant, are_plain, has_words, is_blank_or_none,
    is_closing, is_hangul, near, near_before,
};
use super::*;

const CODE: &str = "MD-EMPH";

/// Characters of what is shown in a finding.
pub(super) const SHOWN: usize = 40;

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
    /// Whether the page has a note to two stars, as far as that was asked.
    has_note: Option<bool>,
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
        let mut counts: HashMap<_, usize> = HashMap::new();
        for run in &runs {
            *counts.entry(run.kind()).or_default() += 1;
        }
        let are_marks = self.signs.marks.contains(&('*', 2));
        // The last run of each kind, as long as nothing ends with it.
        let mut open: HashMap<_, &Run> = HashMap::new();
        let mut found = HashSet::new();
        let mut taken = HashSet::new();
        for run in &runs {
            if run.is_empty_bold(&prepared.text) {
                self.found_empty(&run.range);
                continue;
            }
            let kind = run.kind();
            // Signs between the parts of a row are as many as they happen to be.
            let is_even = counts.get(&kind).is_some_and(|count| count % 2 == 0);
            let are_pairs = is_even && !are_marks;
            let is_meant = |begin: &&Run| {
                are_meant(begin, run, &prepared.text)
                    || (are_pairs
                        && are_loose_meant(begin, run, &prepared.text)
                        && !self.has_note())
            };
            match open.remove(&kind).filter(is_meant) {
                Some(begin) => {
                    self.found_emphasis(&begin.range, &run.range, true);
                    found.insert(kind);
                    taken.extend([begin.range.start, run.range.start]);
                }
                None => drop(open.insert(kind, run)),
            }
        }
        for pair in runs.windows(2) {
            let [begin, end] = pair else { continue };
            let is_free = !taken.contains(&begin.range.start);
            if is_free && begin.crosses_link(end, &prepared.text) {
                self.found_across_link(&(begin.range.start..end.range.end));
                found.extend([begin.kind(), end.kind()]);
                taken.extend([begin.range.start, end.range.start]);
            }
        }
        for run in &runs {
            let is_alone = counts.get(&run.kind()) == Some(&1) && !taken.contains(&run.range.start);
            if is_alone && !are_marks && run.is_ended(&prepared.text) && !self.has_note() {
                self.found_ended(&run.range);
                taken.insert(run.range.start);
            }
        }
        let left = runs.iter().filter(|run| !taken.contains(&run.range.start));
        self.note_marks(left, &counts);
        let runs = runs.iter().filter(|run| !found.contains(&run.kind()));
        self.note_unended(runs);
    }

    /// Keeps the marks of footnotes among what no emphasis was found in, of which a block has as many as `counts` says.
    fn note_marks<'a>(
        &mut self,
        runs: impl Iterator<Item = &'a Run>,
        counts: &HashMap<Kind, usize>,
    ) {
        let text = &self.prepared.text;
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

    /// Whether a line or cell of the page begins with two stars that nothing ends in it, as the note to a mark does.
    fn has_note(&mut self) -> bool {
        let text = &self.prepared.text;
        let is_note = |part: &str| {
            let part =
                part.trim_start_matches(|c: char| c.is_ascii_digit() || " \t-+.)".contains(c));
            part.starts_with("**") && part.matches("**").count() % 2 == 1
        };
        let has_note = || text.contains("\\*") || text.split(['\n', '|', '>']).any(is_note);
        *self.signs.has_note.get_or_insert_with(has_note)
    }

    fn found_ended(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text;
        let before = &text[..range.start];
        let line = near_before(before);
        let is_cut = line.len() < before.len() && !line.contains('\n');
        let line = line.rsplit('\n').next().unwrap_or_default();
        let line = match line.split_once(' ').filter(|_| is_cut) {
            Some((_, words)) => format!("…{words}"),
            None => line
                .trim_start_matches([' ', '\t', '>', '|', '-', '+', '*', '#'])
                .to_owned(),
        };
        let line = self.restored(&line);
        let signs = &text[range.clone()];
        let message =
            format!("`{line}{signs}` ends emphasis that nothing begins, so its signs are shown");
        let escaped = "\\*".repeat(signs.len());
        let hint =
            format!("write `{signs}` before the words; `{escaped}` if the characters are meant");
        let found = Diagnostic::warning(CODE, self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint));
    }

    fn found_across_link(&mut self, range: &Range<usize>) {
        let written = shortened(&self.restored(&self.prepared.text[range.clone()]));
        let message = format!("`{written}` is not read as emphasis, so its signs are shown");
        let hint = "put the signs before and behind the whole link, or both between its brackets";
        let found = Diagnostic::warning(CODE, self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint.to_owned()));
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
