//! Signs that other programs read and nothing here does: `==words==`, `$formula$`, `:smile:`, `{width=300}`.
//!
//! They are shown as they are written. Each kind is told once for a page, where it first stands, and only in a form
//! that is hardly meant as it stands: prices, comparisons, times and ratios have the same signs.

use super::emphasis::shortened;
use super::*;
use crate::model::emoji::emoji;
use crate::model::markup::has;

const CODE: &str = "MD-SIGN";

/// Bytes of what stands between two signs, and of a formula on lines of its own.
const LONGEST: usize = 400;
const LONGEST_FORMULA: usize = 1_500;

/// The kinds that a page may still have.
pub(super) struct Elsewhere {
    highlights: bool,
    formulas: bool,
    emoji: bool,
    attributes: bool,
}

impl Elsewhere {
    /// Those whose signs `text` has at all.
    pub(super) fn of(text: &str) -> Self {
        Self {
            highlights: has(text, "=="),
            formulas: has(text, "$"),
            emoji: true,
            attributes: ["){", "{:", "{#", "{."].iter().any(|sign| has(text, sign)),
        }
    }
}

impl Writer<'_, '_> {
    /// Looks for such signs in the words of an event, which stands at `range` of the prepared text.
    pub(super) fn note_elsewhere(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Event::Text(words) = event else { return };
        let is_braced = self.elsewhere.attributes && has_byte(words, [b'{'; 3]);
        let is_signed = is_braced || has_byte(words, [b'=', b'$', b':']);
        if !is_signed || self.code.is_some() || self.originals > 0 || !self.links.is_empty() {
            return;
        }
        let prepared = self.prepared;
        if prepared.text.get(range.clone()) != Some(words) || self.is_in_raw_code() {
            return;
        }
        let places = |sign: &'static str| words.match_indices(sign).map(|(at, _)| range.start + at);
        if self.elsewhere.highlights
            && let Some(place) = places("==").find_map(|at| highlight(&prepared.text, at))
        {
            self.elsewhere.highlights = false;
            let inner = &prepared.text[place.start + 2..place.end - 2];
            let hint = format!("write `**{}**`", shortened(&self.restored(inner)));
            self.found_elsewhere(&place, "as words to be marked", &hint, "==");
        }
        if self.elsewhere.formulas
            && let Some(place) = places("$").find_map(|at| formula(&prepared.text, at))
        {
            self.elsewhere.formulas = false;
            let hint = "write it in words, as code, or as a picture with its words";
            self.found_elsewhere(&place, "as a formula", hint, "$");
        }
        if self.elsewhere.emoji
            && let Some((place, sign)) = places(":").find_map(|at| short_name(&prepared.text, at))
        {
            self.elsewhere.emoji = false;
            let hint = format!("write `{sign}` itself");
            self.found_elsewhere(&place, "as the name of a sign", &hint, ":");
        }
        if is_braced && let Some(place) = attributes(&prepared.text, range) {
            self.elsewhere.attributes = false;
            let written = &prepared.text[place.clone()];
            let is_size = ["width", "height"].iter().any(|size| has(written, size));
            let hint = match is_size {
                true => {
                    "delete it: a picture has the size of its file, and is no wider than the text"
                }
                false if written.starts_with("{#") => {
                    "delete it: only a heading takes an anchor, and nothing but that and classes, as in `{#pay}`"
                }
                false => "delete it",
            };
            self.found_elsewhere(&place, "as attributes", hint, "{");
        }
    }

    fn found_elsewhere(&mut self, place: &Range<usize>, what: &str, hint: &str, sign: &str) {
        let written = shortened(&self.restored(&self.prepared.text[place.clone()]));
        let message = format!("`{written}` is not read {what}, and is shown as it is written");
        let hint = format!("{hint}; `\\{sign}` if the characters are meant");
        let found = Diagnostic::warning(CODE, self.input.path, self.span(place), message);
        self.found.push(found.with_hint(hint));
    }
}

/// What stands beside the signs at `place`.
fn beside(text: &str, place: &Range<usize>) -> (Option<char>, Option<char>) {
    let before = text[..place.start].chars().next_back();
    (before, text[place.end..].chars().next())
}

/// The beginning of `text`, up to the end of its line.
fn line(text: &str, longest: usize) -> &str {
    let near = text.char_indices().nth(longest);
    let near = near.map_or(text, |(end, _)| &text[..end]);
    near.split('\n').next().unwrap_or_default()
}

/// `==words==` at `at`.
fn highlight(text: &str, at: usize) -> Option<Range<usize>> {
    let behind = line(&text[at + 2..], LONGEST);
    let inner = &behind[..behind.find("==")?];
    let place = at..at + inner.len() + "====".len();
    let (before, after) = beside(text, &place);
    let is_part = |c: char| c.is_ascii_alphanumeric() || "=\\\"'!<>`".contains(c);
    let is_apart = !before.is_some_and(is_part) && !after.is_some_and(is_part);
    let is_words = inner.starts_with(char::is_alphanumeric)
        && inner.ends_with(|c: char| !c.is_whitespace() && c != '\\')
        && inner.contains(char::is_alphabetic)
        && !inner.contains(['`', '=']);
    (is_apart && is_words).then_some(place)
}

/// `$formula$` at `at`, or one between `$$` on lines of its own.
fn formula(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if text[at..].starts_with("$$") {
        return is_new_line(before).then(|| display(text, at)).flatten();
    }
    let inner = line(&text[at + 1..], LONGEST);
    let inner = &inner[..inner.find('$')?];
    let place = at..at + inner.len() + "$$".len();
    let is_part = |c: char| c.is_ascii_alphanumeric() || "$\\`_-/\"'".contains(c);
    let (before, after) = beside(text, &place);
    let is_apart = !before.is_some_and(is_part) && !after.is_some_and(is_part);
    let is_whole = inner.trim() == inner && !inner.ends_with('\\');
    (is_apart && is_whole && is_formula(inner)).then_some(place)
}

fn display(text: &str, at: usize) -> Option<Range<usize>> {
    let behind = &text[at + 2..];
    let near = behind.char_indices().nth(LONGEST_FORMULA);
    let near = near.map_or(behind, |(end, _)| &behind[..end]);
    let inner = &near[..near.find("$$")?];
    let end = at + inner.len() + "$$$$".len();
    let ends = text[end..].trim_start_matches([' ', '\t']).chars().next();
    let is_block = !inner.contains("\n\n") && inner.contains(['\\', '^', '_', '=', '+']);
    (is_block && is_new_line(ends)).then_some(at..end)
}

fn is_new_line(c: Option<char>) -> bool {
    c.is_none_or(|c| c == '\n' || c == '\r')
}

/// Whether words between two `$` are a formula: commands, powers and indices of TeX, or letters that are reckoned with.
fn is_formula(inner: &str) -> bool {
    let mut after = inner.split('\\').skip(1);
    let is_tex = inner.contains("_{")
        || inner.contains('^')
        || after.any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()));
    let of_sum = |c: char| c.is_ascii_alphanumeric() || " +-*/=<>().,|'".contains(c);
    let mut letters = inner.split(|c: char| !c.is_ascii_alphabetic());
    let is_short = letters.clone().all(|run| run.len() <= 2) && letters.any(|run| !run.is_empty());
    let is_letter = inner.len() == 1 && is_short;
    let is_sum = inner.contains(['+', '-', '*', '/', '=', '<', '>']) && inner.chars().all(of_sum);
    !inner.is_empty() && (is_tex || is_letter || (is_sum && is_short))
}

/// `{width=300}` behind a link or a picture, which ends where the words at `range` begin, `{: .wide }` among them, or
/// `{#pay .wide key=value}` at the end of a line: alone behind a heading, anchors and classes are read.
fn attributes(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let is_behind = words.starts_with('{') && text[..range.start].ends_with(')');
    let first = is_behind.then_some(0);
    let mut places = first
        .into_iter()
        .chain(words.match_indices("{:").map(|(at, _)| at))
        .chain(words.match_indices(['#', '.']).filter_map(|(at, _)| {
            let is_braced = words[..at].ends_with('{') && !words[..at].ends_with("{{");
            is_braced.then(|| at - 1)
        }));
    places.find_map(|at| {
        let at = range.start + at;
        let line = line(&text[at + 1..], LONGEST);
        let inner = &line[..line.find('}')?];
        let is_behind = at == range.start && text[..at].ends_with(')');
        let ends = line[inner.len() + 1..].trim_end().is_empty();
        if !is_behind && !inner.starts_with(':') && !ends {
            return None;
        }
        let first = inner.trim_start_matches(':').split_whitespace().next()?;
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(of_name)
        };
        let is_list = match first.split_once('=') {
            Some((key, value)) => is_name(key) && !value.is_empty(),
            None => {
                // `{:#x}` is how programs write a number.
                let name = first.strip_prefix(['.', '#']);
                name.is_some_and(|name| name.len() > 1 && is_name(name))
            }
        };
        (is_list && !text[..at].ends_with('\\')).then_some(at..at + inner.len() + "{}".len())
    })
}

/// `:name:` at `at`, if it is the name of an emoji, and the emoji.
fn short_name(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c);
    let behind = &text[at + 1..];
    let length = behind.find(|c: char| !of_name(c))?;
    let name = &behind[..length];
    // Of the names without a letter, `:100:` may be part of a ratio.
    let is_name = name.contains(|c: char| c.is_ascii_lowercase()) || matches!(name, "+1" | "-1");
    if !behind[length..].starts_with(':') || !is_name {
        return None;
    }
    let place = at..at + length + "::".len();
    let (before, after) = beside(text, &place);
    let is_before = before.is_none_or(|c| c.is_whitespace() || "(*>|".contains(c) || !c.is_ascii());
    let is_after =
        after.is_none_or(|c| c.is_whitespace() || ".,;!?)*<|".contains(c) || !c.is_ascii());
    let sign = emoji(name).filter(|_| is_before && is_after)?;
    Some((place, sign))
}
