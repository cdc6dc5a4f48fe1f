//! TRN-NUMBERS: a translation says the same numbers.

use super::quantities::{self, All, Kind, Quantity, words};
use super::translations::{self, Versions};
use crate::model::document::{Document, Passage};
use crate::model::{Diagnostic, Site, Span, Spanned};

const CODE: &str = "TRN-NUMBERS";

/// So many numbers that the other text has not in digits are looked for in its words: one difference is told, and a
/// text that has more of them is another one.
const ASKED: usize = 40;

/// The largest number that a language whose words are not known may say in words.
const IN_WORDS: f64 = 31.0;

/// What it may say in words as well when nothing is left over: `מיליון`.
const ROUND: f64 = 1e5;

/// A day in seconds.
const DAY: f64 = 86_400.0;

/// Numbers, times, lengths of time, prices and telephone numbers are those of the source.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in translations::all(site) {
        let Versions {
            source,
            translation,
            ..
        } = versions;
        for (theirs, ours) in heads(&versions) {
            found.extend(told(&versions, &theirs, &ours));
        }
        if source.body.counted.is_empty() && translation.body.counted.is_empty() {
            continue;
        }
        for pair in versions.pairs() {
            let theirs = Side::of_blocks(source, pair.source);
            let ours = Side::of_blocks(translation, pair.translation);
            found.extend(told(&versions, &theirs, &ours));
        }
    }
}

/// One of two texts that must agree.
struct Side<'d> {
    language: &'d str,
    /// As written, for numbers in words.
    text: &'d str,
    /// Where it stands.
    span: Span,
    said: Vec<Said>,
}

/// A quantity as somebody wrote it.
struct Said {
    what: Quantity,
    text: String,
    span: Span,
}

impl<'d> Side<'d> {
    fn of_blocks(document: &'d Document, blocks: std::ops::Range<usize>) -> Self {
        let segments = &document.body.segments[blocks];
        let (first, last) = (segments.first(), segments.last());
        let span = Span {
            start: first.map_or(0, |segment| segment.span.start),
            end: last.map_or(0, |segment| segment.span.end),
        };
        let language = document.locale.language();
        let counted = &document.body.counted;
        let place = |passage: &Passage| passage.places.first().map_or(0, |place| place.1);
        let from = counted.partition_point(|passage| place(passage) < span.start);
        let inside = counted[from..].iter();
        let inside = inside.take_while(|passage| place(passage) < span.end);
        let said = inside.flat_map(|passage| {
            let found = quantities::quantities(&passage.text, language).into_iter();
            found.map(|what| Said {
                text: passage.text[what.range.clone()].to_owned(),
                span: passage.span(what.range.clone()),
                what,
            })
        });
        Self {
            language,
            text: translations::text(document, span),
            span,
            said: said.collect(),
        }
    }

    fn first_line(&self) -> Span {
        let line = self.text.lines().next().unwrap_or_default();
        let start = self.span.start as usize;
        Span::new(start..start + line.len())
    }

    fn of_text(document: &'d Document, text: &'d Spanned<String>) -> Self {
        let language = document.locale.language();
        let found = quantities::quantities(&text.value, language).into_iter();
        let said = found.map(|what| Said {
            text: text.value[what.range.clone()].to_owned(),
            span: text.span,
            what,
        });
        Self {
            language,
            text: &text.value,
            span: text.span,
            said: said.collect(),
        }
    }
}

/// Title and description, where both languages have them.
fn heads<'s>(versions: &Versions<'s>) -> Vec<(Side<'s>, Side<'s>)> {
    let (source, translation) = (&versions.source.front, &versions.translation.front);
    let texts = [
        (&source.title, &translation.title),
        (&source.description, &translation.description),
    ];
    let texts = texts.into_iter().filter_map(|(theirs, ours)| {
        let (theirs, ours) = (theirs.as_ref()?, ours.as_ref()?);
        Some((
            Side::of_text(versions.source, theirs),
            Side::of_text(versions.translation, ours),
        ))
    });
    texts.collect()
}

/// What differs, as of a translation that may be another folder's than the text it was made from.
fn told(versions: &Versions<'_>, theirs: &Side<'_>, ours: &Side<'_>) -> Option<Diagnostic> {
    Some(compare(versions, theirs, ours)?.about(versions.behind(theirs.span.start)))
}

fn compare(versions: &Versions<'_>, theirs: &Side<'_>, ours: &Side<'_>) -> Option<Diagnostic> {
    // Where one of them takes from the facts what the other says itself, no two numbers can be compared.
    let references = |side: &Side<'_>| side.text.matches("{{").count();
    if references(theirs) != references(ours) {
        return None;
    }
    let digits = !(quantities::knows(theirs.language) && quantities::knows(ours.language));
    let (mut missing, mut new) = unmatched(&theirs.said, &ours.said, digits);
    missing.truncate(ASKED);
    new.truncate(ASKED);
    missing.retain(|said| !is_in_words(said, ours));
    new.retain(|said| !is_in_words(said, theirs));
    // A language whose words are not known may say a small number in them, if nothing stands for it.
    if missing.is_empty() || new.is_empty() {
        missing.retain(|said| !may_be_in_words(said, ours));
        new.retain(|said| !may_be_in_words(said, theirs));
    }
    begun_list(versions, theirs, ours, &missing).or_else(|| {
        let new = new.first().copied();
        let old = new.map_or(missing.first(), |new| meant(new, &missing));
        differing(versions, theirs, ours, old.copied(), new)
    })
}

/// That a number which the text lacks begins a list in the translation, where it was meant to stand in the text.
fn begun_list(
    versions: &Versions<'_>,
    theirs: &Side<'_>,
    ours: &Side<'_>,
    missing: &[&Said],
) -> Option<Diagnostic> {
    let (old, (span, mark)) = missing.iter().find_map(|old| {
        let number = old.what.digits;
        let begun = list_of(versions.translation, ours.span, number)?;
        let is_list = [number - 1.0, number + 1.0]
            .into_iter()
            .any(|number| list_of(versions.translation, ours.span, number).is_some());
        let also = list_of(versions.source, theirs.span, number).is_some();
        (!is_list && !also).then_some((*old, begun))
    })?;
    let place = versions.source_place(old.span);
    let message = format!(
        "`{mark}` begins a list here, and the text lacks the `{}` of `{place}`",
        shown(old)
    );
    let (number, sign) = mark.split_at(mark.len() - 1);
    let hint = format!("write `{number}\\{sign}`, so that it is part of the text");
    let path = &versions.translation.path;
    Some(Diagnostic::error(CODE, path, span, message).with_hint(hint))
}

/// The number of the source for which `new` stands most likely.
fn meant<'s, 'a>(new: &Said, missing: &'s [&'a Said]) -> Option<&'s &'a Said> {
    let mut all = missing.iter();
    let other_kind =
        all.find(|old| old.what.has_number_of(&new.what) && old.what.kind != new.what.kind);
    let mut all = missing.iter();
    let kin = || all.find(|old| old.what.kind.name() == new.what.kind.name());
    other_kind.or_else(kin).or(missing.first())
}

/// That a number of the source, `old`, is another here or is missing, or that `new` is not in it.
fn differing(
    versions: &Versions<'_>,
    theirs: &Side<'_>,
    ours: &Side<'_>,
    old: Option<&Said>,
    new: Option<&Said>,
) -> Option<Diagnostic> {
    let (span, message, hint) = match (old, new) {
        (None, None) => return None,
        (Some(old), Some(new)) => {
            let place = versions.source_place(old.span);
            let kinds = match (old.what.kind.name(), new.what.kind.name()) {
                (Some(old), Some(new)) if old != new => format!(": {new}, and there {old}"),
                _ if has_same_digits(&old.text, &new.text) => {
                    "; digits have changed places".to_owned()
                }
                _ => String::new(),
            };
            let [new_text, old_text] = [new, old].map(shown);
            (
                new.span,
                format!("`{new_text}` stands for `{old_text}` of `{place}`{kinds}"),
                "write the number of the source, or mend the source",
            )
        }
        (None, Some(new)) => {
            let place = versions.source_place(theirs.span);
            (
                new.span,
                format!("`{}` is not in the source, `{place}`", shown(new)),
                "write what the source says, or add it there",
            )
        }
        (Some(old), None) => {
            let place = versions.source_place(old.span);
            (
                ours.first_line(),
                format!("`{}` of `{place}` is missing here", shown(old)),
                "write what the source says, in digits or in words",
            )
        }
    };
    let path = &versions.translation.path;
    Some(Diagnostic::error(CODE, path, span, message).with_hint(hint.to_owned()))
}

/// The mark of a list that has taken a number from the text, as `20. Dezember` at the start of a block does.
fn list_of(document: &Document, span: Span, number: f64) -> Option<(Span, &str)> {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = document.text.get(..start)?;
    // A block begins behind its mark.
    let mut at = before.rfind('\n').map_or(0, |line| line + 1);
    for line in document.text.get(at..end)?.split_inclusive('\n') {
        let mut rest = line;
        while let Some(inner) = opened(rest) {
            let mark = rest[..rest.len() - inner.len()].trim();
            let digits = mark.strip_suffix(['.', ')']).unwrap_or_default();
            if digits.parse() == Ok(number) {
                let from = at + rest.len() - rest.trim_start().len() + (line.len() - rest.len());
                return Some((Span::new(from..from + mark.len()), mark));
            }
            rest = inner;
        }
        at += line.len();
    }
    None
}

/// What is inside a list's item or a quotation that a line begins.
fn opened(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let inner = match line.len() - rest.len() {
        0 => rest.strip_prefix(['-', '*', '+', '>'])?,
        1..=9 => rest.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let opens = inner.is_empty() || inner.starts_with(char::is_whitespace);
    opens.then_some(inner)
}

fn shown(said: &Said) -> String {
    said.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What of each side nothing of the other side agrees with. Saying a number twice is saying it. The
/// `digits` are enough where what stands beside them cannot be read.
fn unmatched<'s>(
    theirs: &'s [Said],
    ours: &'s [Said],
    digits: bool,
) -> (Vec<&'s Said>, Vec<&'s Said>) {
    let alone = |said: &'s [Said], others: &[Said]| -> Vec<&'s Said> {
        let others = All::of(others.iter().map(|other| &other.what));
        let agree =
            |one: &Quantity| others.agree_with(one) || (digits && others.have_digits_of(one));
        let lonely = |one: &&Said| !one.what.loose && !agree(&one.what);
        said.iter().filter(lonely).collect()
    };
    (alone(theirs, ours), alone(ours, theirs))
}

/// Whether the other text says a number in words.
fn is_in_words(said: &Said, other: &Side<'_>) -> bool {
    says(said, other) == Some(true)
}

fn may_be_in_words(said: &Said, other: &Side<'_>) -> bool {
    let number = said.what.number;
    let may_be = |number: f64| number <= IN_WORDS || number % ROUND == 0.0;
    // 48 hours are two days.
    let in_days = match said.what.kind {
        Kind::Length(unit) => Some(number * unit / DAY).filter(|days| days.fract() == 0.0),
        _ => None,
    };
    let is_small = said.what.name.is_none() && (may_be(number) || in_days.is_some_and(may_be));
    is_small && says(said, other).is_none()
}

fn says(said: &Said, other: &Side<'_>) -> Option<bool> {
    if said.what.name.is_some() {
        return Some(false);
    }
    let number = said.what.number;
    let says = |number: f64| words::says(other.text, number, other.language);
    if said.what.kind == Kind::Time {
        let hours = quantities::hours_in_words(other.text, other.language);
        // `las cinco de la tarde`; where hours are written in characters it is known of which half they are.
        let words = [number.floor(), number.floor() - 12.0];
        let by_word = |hour: f64| hour >= 2.0 && says(hour) == Some(true);
        let is_said = hours.into_iter().any(|hour| said.what.may_be(hour))
            || (!words::is_han(other.language) && words.into_iter().any(by_word));
        if is_said {
            return Some(true);
        }
    }
    let in_another_unit = || {
        let mut readings = std::iter::once(number).chain(said.what.also.iter().copied());
        readings.any(|number| {
            let said = words::says_length(other.text, number, said.what.kind, other.language);
            said == Some(true)
        })
    };
    says(number).map(|is_said| is_said || in_another_unit())
}

/// Whether two numbers have the same digits in another order.
fn has_same_digits(old: &str, new: &str) -> bool {
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let (old, new) = (digits(old), digits(new));
    old.len() > 1 && old == new
}
