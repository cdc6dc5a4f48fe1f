//! Numbers in a text, as its language writes them.

use std::ops::Range;

use super::units::{self, half_before, half_behind};
use super::{Kind, Quantity};

/// Digits of the shortest telephone number.
const DIALLED: usize = 7;

/// Digits of the longest, and what it may take with all that divides them.
const DIALLED_AT_MOST: usize = 16;
const LONGEST: usize = 40;

/// Words that make one passage of two numbers: what follows the second counts for both.
const JOINTS: [&str; 17] = [
    "-", "–", "—", "~", "～", "至", "到", "to", "bis", "and", "und", "à", "al", "a", "até", "及",
    "或",
];

/// The quantities of a text in `language` (`de`), in order.
pub fn quantities(text: &str, language: &str) -> Vec<Quantity> {
    let folded = Folded::new(text);
    let mut reader = Reader {
        text: &folded.text,
        commas: writes_commas(language),
        at: 0,
        dates: 0,
        found: Vec::new(),
    };
    reader.read();
    share_units(&mut reader.found, &folded.text);
    let mut found = reader.found;
    for one in &mut found {
        one.range = folded.places[one.range.start]..folded.places[one.range.end];
    }
    found
}

/// Whether a language writes the decimals behind a comma.
fn writes_commas(language: &str) -> bool {
    matches!(
        language,
        "de" | "fr"
            | "es"
            | "it"
            | "nl"
            | "pt"
            | "pl"
            | "ru"
            | "uk"
            | "cs"
            | "sk"
            | "sv"
            | "nb"
            | "da"
            | "fi"
            | "tr"
            | "ro"
            | "hu"
            | "bg"
            | "el"
            | "id"
            | "vi"
    )
}

/// A text in lower case, its digits and signs in ASCII.
struct Folded {
    text: String,
    /// The place in the original of each byte.
    places: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len() + 1),
        };
        for (at, c) in text.char_indices() {
            match c {
                '\u{FF01}'..='\u{FF5E}' => folded.push(ascii(c, '\u{FF01}', '!'), at),
                '٠'..='٩' => folded.push(ascii(c, '٠', '0'), at),
                '۰'..='۹' => folded.push(ascii(c, '۰', '0'), at),
                '٫' => folded.push('.', at),
                '٬' => folded.push(',', at),
                _ => c.to_lowercase().for_each(|c| folded.push(c, at)),
            }
        }
        folded.places.push(text.len());
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c.to_ascii_lowercase());
        self.places.resize(self.text.len(), at);
    }
}

fn ascii(c: char, from: char, to: char) -> char {
    let code = u32::from(c) - u32::from(from) + u32::from(to);
    char::from_u32(code).unwrap_or(c)
}

struct Reader<'t> {
    text: &'t str,
    commas: bool,
    at: usize,
    /// The end of the dates last seen, in which no telephone number begins.
    dates: usize,
    found: Vec<Quantity>,
}

fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(next) = self.text[self.at..].find(|c: char| c.is_ascii_digit()) {
            let start = self.at + next;
            if let Some(end) = self.address(start) {
                self.at = end;
                continue;
            }
            let taken = self.phone(start).or_else(|| self.time(start));
            let taken = taken.or_else(|| self.date(start));
            if taken.is_none() {
                self.number(start);
            }
        }
    }

    /// The end of the web or mail address that a digit stands in.
    fn address(&self, digit: usize) -> Option<usize> {
        let inside = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | ')');
        let start = self.text[..digit].trim_end_matches(inside).len();
        let rest = &self.text[start..];
        let length = rest.len() - rest.trim_start_matches(inside).len();
        let mut word = &rest[..length];
        // `365: https://…` written without the blank: what stands before the scheme is no address.
        if let Some((before, _)) = word.split_once("://") {
            let scheme = before
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .len();
            if start + scheme > digit {
                return None;
            }
            word = &word[scheme..];
        }
        let is_address = word.contains("://") || word.contains('@') || word.starts_with("www.");
        is_address.then_some(start + length)
    }

    fn push(&mut self, range: Range<usize>, number: f64, kind: Kind) -> &mut Quantity {
        self.at = range.end;
        let loose = self.is_loose(range.start);
        self.found.push(Quantity {
            range,
            number,
            also: Vec::new(),
            name: None,
            kind,
            loose,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Whether what begins here is part of a word: `S1`, `Windows-10`, `24/7`.
    fn is_loose(&self, start: usize) -> bool {
        let mut before = self.text[..start].chars().rev();
        match before.next() {
            Some(c) if c.is_alphabetic() => c < '\u{2E80}',
            Some('-' | '_' | '.' | '/' | '#' | '+' | '\u{2011}') => before
                .next()
                .is_some_and(|c| c.is_alphabetic() && c < '\u{2E80}'),
            _ => false,
        }
    }

    /// A telephone number: with a plus, or digits in groups as only telephone numbers have them.
    fn phone(&mut self, digit: usize) -> Option<()> {
        let before = &self.text[..digit];
        let start = before.trim_end_matches('(').trim_end_matches('+').len();
        let start = before[start..]
            .find(['+', '('])
            .map_or(digit, |at| start + at);
        let opens = self.text[start..digit].contains('+');
        let bracket = before.ends_with('(') || self.text[start..digit].contains('(');
        let Dialled { length, groups } = dialled(&self.text[digit..], opens, bracket);
        let typed = &self.text[digit..digit + length];
        let total: usize = groups.iter().map(|group| group.len()).sum();
        if !(DIALLED..=DIALLED_AT_MOST).contains(&total) {
            return None;
        }
        let tail = &groups[1.min(groups.len())..];
        let by_thousands = groups[0].len() <= 3 && tail.iter().all(|group| group.len() == 3);
        let in_groups = tail.iter().any(|group| group.len() >= 3);
        let local = groups[0].starts_with('0') && !is_decimal(typed);
        let by_twos = groups.len() == 5 && groups.iter().all(|group| group.len() == 2);
        let alone = (local && (in_groups || by_twos))
            || (groups.len() >= 3 && total >= 9 && in_groups && !by_thousands);
        let marked = opens || (bracket && in_groups);
        if !marked && are_dates(&groups) {
            self.dates = digit + length;
        }
        if !(marked || (alone && digit >= self.dates)) {
            return None;
        }
        // The zero in `+49 (0)30` is dialled from within alone.
        let name: String = typed
            .replace("(0)", "")
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let phone = self.push(start..digit + typed.len(), 0.0, Kind::Phone);
        phone.name = Some(name);
        phone.loose = false;
        Some(())
    }

    /// A date in three short numbers, or a day and a month as German writes them: `12.02.17`, `1.5.`.
    fn date(&mut self, start: usize) -> Option<()> {
        let text = self.text;
        let short = |from: usize| {
            let length = digits(&text[from..]);
            let number: Option<u32> = text[from..from + length].parse().ok();
            let number = number.filter(|_| length <= 2)?;
            Some((from..from + length, number))
        };
        let (first, one) = short(start)?;
        let mark = text[first.end..].chars().next()?;
        let mut before = text[..start].chars().rev();
        let is_inside =
            before.next() == Some(mark) && before.next().is_some_and(|c| c.is_ascii_digit());
        if is_inside || !matches!(mark, '.' | '/' | '-') {
            return None;
        }
        let (second, two) = short(first.end + 1)?;
        let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
        let rest = &text[second.end..];
        let goes_on = |rest: &str| rest.strip_prefix(mark).is_some_and(|rest| digits(rest) > 0);
        if goes_on(rest) {
            let (third, year) = short(second.end + 1)?;
            let is_date = third.len() == 2 && (is_day(one, two) || is_day(two, one));
            if !is_date || goes_on(&text[third.end..]) {
                return None;
            }
            let century = if year < 70 { 2000 } else { 1900 };
            self.push(first, one.into(), Kind::Plain);
            self.push(second, two.into(), Kind::Plain);
            let year_in_full = f64::from(century + year);
            self.push(third, year.into(), Kind::Plain).also = vec![year_in_full];
            return Some(());
        }
        // The stop behind the month is often left out.
        let stops = rest.starts_with('.') || !self.is_counted(start, second.end);
        if !(mark == '.' && self.commas && stops && is_day(one, two)) {
            return None;
        }
        // It may be the version that ends a sentence, and is what the other text has.
        let decimal: f64 = text[start..second.end].parse().unwrap_or_default();
        self.push(first, one.into(), Kind::Plain).also = vec![decimal];
        self.push(second, two.into(), Kind::Plain).also = vec![decimal];
        Some(())
    }

    /// Whether a word beside a number says what it counts.
    fn is_counted(&self, start: usize, end: usize) -> bool {
        let behind = &self.text[end..];
        units::unit(behind).is_some()
            || units::multiplier(behind).is_some()
            || units::currency_behind(behind).is_some()
            || units::currency_before(&self.text[..start]).is_some()
            || behind.trim_start().starts_with('%')
    }

    /// A time of day with minutes: `16:30`, `8.30 Uhr`, `8h30`, `8點30分`.
    fn time(&mut self, start: usize) -> Option<()> {
        let text = self.text;
        let hour_digits = digits(&text[start..]);
        let hour: u32 = text[start..start + hour_digits].parse().ok()?;
        let rest = &text[start + hour_digits..];
        let (mark, sure) = [
            (":", true),
            ("點", true),
            ("点", true),
            ("時", true),
            ("h", true),
            (".", false),
        ]
        .into_iter()
        .find(|(mark, _)| rest.starts_with(mark))?;
        let minute_digits = digits(&rest[mark.len()..]);
        if hour > 24 || minute_digits != 2 {
            return None;
        }
        let mut end = start + hour_digits + mark.len() + minute_digits;
        let minute: u32 = text[end - 2..end]
            .parse()
            .ok()
            .filter(|&minute| minute < 60)?;
        let clock = units::of_the_clock(&text[end..]);
        let half = half_behind(&text[end..]);
        if !sure && clock.is_none() && half.is_none() {
            return None;
        }
        if text[end..].starts_with(':') && digits(&text[end + 1..]) == 2 {
            end += 3;
        }
        if text[end..].starts_with('分') {
            end += '分'.len_utf8();
        }
        end += half.map(|(length, _)| length).or(clock).unwrap_or_default();
        let half = half.map(|(_, half)| half).or(half_before(&text[..start]));
        let hours = f64::from(hour) + f64::from(minute) / 60.0;
        self.push(start..end, in_half(hours, half), Kind::Time);
        Some(())
    }

    /// Any other number, with its unit.
    fn number(&mut self, start: usize) {
        let (end, readings) = self.figures(start);
        let text = self.text;
        let (number, also) = match readings {
            Readings::Name(name) => {
                self.push(start..end, 0.0, Kind::Name).name = Some(name);
                return;
            }
            Readings::Numbers(number, also) => (number, also),
        };
        let (start, number, also) = match self.stop_before(start, end) {
            Some(decimal) => (start - 1, decimal, None),
            None => (start, number, also),
        };
        let also: Vec<f64> = also.into_iter().collect();
        let round_the_clock = is_round_the_clock(&text[start..]) || is_second_half(&text[..end]);
        let behind = &text[end..];
        let before = &text[..start];
        let hour = number <= 24.0 && number.fract() == 0.0;
        if let Some((length, half)) = half_behind(behind).filter(|_| hour) {
            self.push(start..end + length, in_half(number, Some(half)), Kind::Time);
        } else if let Some((length, kind)) = units::unit(behind) {
            self.push(start..end + length, number, kind).also = also;
        } else if let Some(length) = units::of_the_clock(behind).filter(|_| hour) {
            let half = half_before(before);
            let half_hour = behind[length..].starts_with('半');
            let number = in_half(number, half) + if half_hour { 0.5 } else { 0.0 };
            self.push(start..end + length, number, Kind::Time);
        } else {
            let (times, end) = match units::multiplier(behind) {
                Some((length, times)) => (times, end + length),
                None => (1.0, end),
            };
            let front = units::currency_before(before);
            let back = units::currency_behind(&text[end..]);
            let (range, kind) = match (front, back) {
                (Some((at, own)), _) => (at..end, Kind::Money(own)),
                (None, Some((length, own))) => (start..end + length, Kind::Money(own)),
                (None, None) => (start..end, Kind::Plain),
            };
            let number = self.push(range, number * times, kind);
            number.also = also.iter().map(|also| also * times).collect();
            number.loose |= round_the_clock;
            if kind != Kind::Plain {
                number.loose = false;
            }
        }
    }

    /// What `.50` means: a stop that no word ends with begins a decimal.
    fn stop_before(&self, start: usize, end: usize) -> Option<f64> {
        let before = self.text[..start].strip_suffix('.')?;
        let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '$' | '€' | '£' | '¥');
        let is_alone = before.chars().next_back().is_none_or(opens);
        let figures = &self.text[start..end];
        let is_whole = figures.bytes().all(|byte| byte.is_ascii_digit());
        let decimal = || format!("0.{figures}").parse().ok();
        (is_alone && is_whole).then(decimal).flatten()
    }

    /// Digits with what divides them, and what they may mean.
    fn figures(&self, start: usize) -> (usize, Readings) {
        let text = self.text;
        let mut end = start + digits(&text[start..]);
        let mut parts = vec![&text[start..end]];
        // The second number of a list or a date that was taken apart.
        let mut before = text[..start].chars().rev();
        let apart = before
            .next()
            .filter(|_| before.next().is_some_and(|c| c.is_ascii_digit()));
        let mut marks = Vec::new();
        while let Some(mark) = text[end..].chars().next() {
            let next = end + mark.len_utf8();
            let length = digits(&text[next..]);
            let divides = match mark {
                '.' | ',' => length > 0 && apart != Some(mark),
                '\'' | '’' | '\u{a0}' | '\u{202f}' => length == 3 && parts[0].len() <= 3,
                ' ' => self.commas && length == 3 && parts[0].len() <= 3,
                _ => false,
            };
            if !divides {
                break;
            }
            marks.push(mark);
            parts.push(&text[next..next + length]);
            end = next + length;
        }
        let number = |text: String| Readings::Numbers(text.parse().unwrap_or_default(), None);
        let Some((&last, rest)) = marks.split_last() else {
            return (end, number(parts[0].to_owned()));
        };
        let thousands =
            |parts: &[&str]| parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
        let alike = rest.iter().all(|&mark| mark == last);
        let fraction = parts[parts.len() - 1];
        if !alike
            && rest.iter().all(|&mark| mark == rest[0])
            && thousands(&parts[..parts.len() - 1])
            && matches!(last, '.' | ',')
        {
            let whole = parts[..parts.len() - 1].concat();
            return (end, number(format!("{whole}.{fraction}")));
        }
        if rest.is_empty() {
            let whole = parts.concat();
            let decimal = format!("{}.{fraction}", parts[0]);
            let ambiguous = thousands(&parts) && parts[0] != "0";
            let value = |text: &str| text.parse().unwrap_or_default();
            return (
                end,
                match (ambiguous, last) {
                    (true, '.' | ',') => Readings::Numbers(value(&whole), Some(value(&decimal))),
                    (true, _) => number(whole),
                    (false, _) => number(decimal),
                },
            );
        }
        if alike && thousands(&parts) {
            return (end, number(parts.concat()));
        }
        // A list without blanks, or a date: number by number.
        if last == ',' || is_date(&parts) {
            let end = start + parts[0].len();
            return (end, number(parts[0].to_owned()));
        }
        (end, Readings::Name(text[start..end].to_owned()))
    }
}

/// Ways to write "around the clock": a text in another language may say it without a digit.
const ROUND_THE_CLOCK: [&str; 7] = ["24/7", "24x7", "24×7", "7x24", "7×24", "24/365", "7/24"];

fn is_round_the_clock(text: &str) -> bool {
    ROUND_THE_CLOCK.iter().any(|way| text.starts_with(way))
}

/// Whether a text ends with the second number of such a way.
fn is_second_half(text: &str) -> bool {
    ROUND_THE_CLOCK.iter().any(|way| text.ends_with(way))
}

/// What digits may mean.
enum Readings {
    Numbers(f64, Option<f64>),
    Name(String),
}

/// The start of a text as far as it may be dialled.
struct Dialled<'t> {
    length: usize,
    groups: Vec<&'t str>,
}

/// Takes digits group by group, while what divides them may stand in one telephone number. `opens`: a
/// plus stands before it; `bracket`: a bracket is open.
fn dialled(text: &str, opens: bool, mut bracket: bool) -> Dialled<'_> {
    // With a plus or a bracket nothing else can be meant, so that signs may be mixed.
    let sure = opens || bracket;
    let mut length = digits(text);
    let mut groups = vec![&text[..length]];
    let mut stops = None;
    loop {
        let rest = &text[length..];
        let behind = rest.trim_start_matches(|c: char| {
            matches!(
                c,
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '/' | '(' | ')' | '\u{2011}'
            )
        });
        let group = digits(behind);
        let joint = &rest[..rest.len() - behind.len()];
        // What is longer is none, and need not be read to its end from each of its digits.
        if group == 0 || joint.is_empty() || length > LONGEST {
            break;
        }
        let sign = joint.trim();
        let (closes, sign) = match sign.strip_prefix(')') {
            Some(sign) => (true, sign.trim()),
            None => (false, sign),
        };
        let (begins, sign) = match sign.strip_suffix('(') {
            Some(sign) => (true, sign.trim()),
            None => (false, sign),
        };
        let area = groups.len() == 1 || (opens && groups.len() <= 3);
        let may_follow = match sign {
            "" | "-" | "\u{2011}" => true,
            "/" => area && (sure || groups[0].starts_with('0')),
            // Where a sentence ends, a blank follows.
            "." => !joint.contains(char::is_whitespace),
            _ => false,
        };
        let in_brackets = group <= 5 && behind[group..].starts_with(')');
        let fits = closes == bracket && (!begins || (area && in_brackets));
        // `0.13 4800`: signs are not mixed.
        let alike = sure || stops.is_none_or(|stops| stops == (sign == "."));
        if !(may_follow && fits && alike) {
            break;
        }
        bracket = begins;
        stops = Some(sign == ".");
        length += joint.len() + group;
        groups.push(&behind[..group]);
    }
    Dialled { length, groups }
}

/// `0.1234567`.
fn is_decimal(typed: &str) -> bool {
    typed.starts_with("0.")
}

/// Days, months and years, each year beside a shorter number: `2026-05-01`, `16 2021-15 2022`.
fn are_dates(groups: &[&str]) -> bool {
    let years = groups.iter().filter(|group| is_year(group)).count();
    let short = groups.iter().filter(|group| group.len() <= 2).count();
    years > 0 && short >= years && years + short == groups.len()
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

/// `1.5.2026`, `01/05/2026`, `2026-05-01`.
fn is_date(groups: &[&str]) -> bool {
    let short = |groups: &[&str]| groups.iter().all(|group| group.len() <= 2);
    matches!(groups, [short_ones @ .., last] if short_ones.len() == 2 && is_year(last) && short(short_ones))
        || matches!(groups, [first, short_ones @ ..] if short_ones.len() == 2 && is_year(first) && short(short_ones))
}

/// An hour in the half of the day that is said.
fn in_half(hours: f64, half: Option<bool>) -> f64 {
    match half {
        Some(true) if hours < 12.0 => hours + 12.0,
        Some(false) if (12.0..13.0).contains(&hours) => hours - 12.0,
        _ => hours,
    }
}

/// `8 to 16 hours`: the unit behind the second number is that of the first, and `下午 1 點至 5 點` stays
/// in the afternoon.
fn share_units(found: &mut [Quantity], text: &str) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let Some(between) = text.get(first.range.end..second.range.start) else {
            continue;
        };
        if !JOINTS.contains(&between.trim()) {
            continue;
        }
        match (first.kind, second.kind) {
            (Kind::Plain, Kind::Length(_) | Kind::Months(_) | Kind::Money(_)) => {
                first.kind = second.kind
            }
            (Kind::Plain, Kind::Time) if first.number <= 24.0 => {
                first.kind = Kind::Time;
                // From 1 to 5 pm is all afternoon, from 9 to 5 pm is not.
                if first.number + 12.0 < second.number {
                    first.also.push(first.number + 12.0);
                }
            }
            (Kind::Time, Kind::Time) if first.number >= 12.0 && second.number < 12.0 => {
                second.also.push(second.number + 12.0);
            }
            _ => {}
        }
    }
}
