//! Numbers in a text, as its language writes them.

mod dates;
mod phone;

use std::ops::Range;

use super::units::{self, Half, half_before, half_behind, is_blank};
use super::{Folded, Kind, Quantity, words};
use dates::{are_dates, is_date};

/// Words that make one passage of two numbers: what follows the second counts for both.
const JOINTS: [&str; 26] = [
    "-", "–", "—", "~", "～", "〜", "至", "到", "から", "부터", "to", "bis", "and", "und", "à",
    "al", "a", "até", "às", "alle", "tot", "do", "إلى", "עד", "及", "或",
];

/// The quantities of a text in `language` (`de`), in order.
pub fn quantities(text: &str, language: &str) -> Vec<Quantity> {
    let folded = Folded::new(text);
    let mut reader = Reader {
        text: &folded.text,
        language,
        commas: writes_commas(language),
        at: 0,
        dates: 0,
        run: Run::default(),
        found: Vec::new(),
    };
    reader.read();
    share_units(&mut reader.found, &folded.text);
    let mut found = reader.found;
    for one in &mut found {
        one.range = folded.place(&one.range);
    }
    found
}

/// The hours of the day that a text says in characters: `下午五點半`, `午後五時`, `오후 다섯 시`. They are no
/// [`quantities`], as `一點` is a little as well: another text may say them, and need not.
pub fn hours_in_words(text: &str, language: &str) -> Vec<f64> {
    let marks: &[char] = match language {
        "zh" => &['點', '点', '時', '时'],
        "ja" => &['時'],
        "ko" => &['시'],
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let (mut read, mut is_second) = (0, false);
    for (at, mark) in text.match_indices(marks) {
        let behind = &text[at + mark.len()..];
        if behind.starts_with(['間', '间', '간']) {
            continue;
        }
        let Some((start, hour)) = words::hour_before(&text[read..at]) else {
            continue;
        };
        let before = &text[read..read + start];
        is_second |= units::has_second_half(before);
        let (length, minutes) = words::minutes(behind);
        read = at + mark.len() + length;
        let hours = f64::from(hour) + f64::from(minutes) / 60.0;
        match half_before(before) {
            Some(half) => found.push(half.of_day(hours)),
            None => found.push(hours),
        }
        // `下午一點至五點` stays in the afternoon.
        if is_second {
            found.push(Half::Second.of_day(hours));
        }
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

struct Reader<'t> {
    text: &'t str,
    language: &'t str,
    commas: bool,
    at: usize,
    /// The end of the dates last seen, in which no telephone number begins.
    dates: usize,
    /// The run last seen.
    run: Run,
    found: Vec<Quantity>,
}

/// Characters in a row that addresses are made of.
#[derive(Default)]
struct Run {
    end: usize,
    /// Where the web or mail address begins that they end with.
    address: Option<usize>,
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
    fn address(&mut self, digit: usize) -> Option<usize> {
        // Looked at once, however many digits stand in it.
        if digit >= self.run.end {
            self.run = self.run(digit);
        }
        let begins = self.run.address?;
        (begins <= digit).then_some(self.run.end)
    }

    /// The run that a digit stands in.
    fn run(&self, digit: usize) -> Run {
        let inside = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | ')');
        let start = self.text[..digit].trim_end_matches(inside).len();
        let rest = &self.text[start..];
        let length = rest.len() - rest.trim_start_matches(inside).len();
        let mut word = &rest[..length];
        let mut begins = start;
        // `365: https://…` written without the blank: what stands before the scheme is no address.
        if let Some((before, _)) = word.split_once("://") {
            let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            begins += scheme.len();
            word = &word[scheme.len()..];
        }
        let is_address = word.contains("://") || word.contains('@') || word.starts_with("www.");
        Run {
            end: start + length,
            address: is_address.then_some(begins),
        }
    }

    fn push(&mut self, range: Range<usize>, number: f64, kind: Kind) -> &mut Quantity {
        self.at = range.end;
        let loose = self.is_loose(range.start);
        self.found.push(Quantity {
            range,
            number,
            digits: number,
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
        // It may be the version that ends a sentence, or a time of day, and is what the other text has.
        let figures = &text[start..second.end];
        let decimal: f64 = figures.parse().unwrap_or_default();
        let whole: Vec<f64> = [decimal]
            .into_iter()
            .chain(self.clock(start..second.end))
            .collect();
        self.push(first, one.into(), Kind::Plain).also = whole.clone();
        self.push(second, two.into(), Kind::Plain).also = whole;
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
        let hour_end = start + digits(&text[start..]);
        let hour: u32 = text[start..hour_end].parse().ok()?;
        let after = skip_blanks(text, hour_end);
        let mark = [":", ".", "h", "點", "点", "時", "时", "시"]
            .into_iter()
            .find(|mark| text[after..].starts_with(mark))?;
        let spaced = !matches!(mark, ":" | ".");
        let behind = after + mark.len();
        let minutes = if spaced {
            skip_blanks(text, behind)
        } else {
            behind
        };
        if hour > 24 || (!spaced && after > hour_end) {
            return None;
        }
        let mut end = minutes + digits(&text[minutes..]);
        let said = skip_blanks(text, end);
        let word = ["分", "분"]
            .into_iter()
            .find(|word| spaced && text[said..].starts_with(word));
        let short = end - minutes == 1 && word.is_some();
        // `5 點 30 人` has no minutes; in French nothing follows them.
        let is_said = minutes == behind || mark == "h" || word.is_some();
        if !(is_said && (end - minutes == 2 || short)) {
            return None;
        }
        let minute: u32 = text[minutes..end].parse().ok()?;
        if minute > 59 {
            return None;
        }
        let clock = units::of_the_clock(&text[end..]);
        let half = half_behind(&text[end..], self.language);
        // A decimal has a comma where this is written.
        let hours = units::hours_behind(&text[end..]).filter(|_| self.commas);
        if mark == "." && clock.is_none() && half.is_none() && hours.is_none() {
            return None;
        }
        if text[end..].starts_with(':') && digits(&text[end + 1..]) == 2 {
            end += 3;
        }
        if let Some(word) = word {
            end = said + word.len();
        }
        let number = f64::from(hour) + f64::from(minute) / 60.0;
        if mark == "h" && half.is_none() {
            // An hour and a half as well as a time of day.
            let whole = [number, f64::from(hour * 60 + minute)];
            for part in [hour, minute] {
                self.push(start..end, part.into(), Kind::Plain).also = whole.to_vec();
            }
            return Some(());
        }
        let behind = half.map(|half| half.length).or(clock).or(hours);
        end += behind.unwrap_or_default();
        let half = half.map(|half| half.half).or(half_before(&text[..start]));
        self.push_time(start..end, number, half);
        Some(())
    }

    /// The time of day that `17.30` is in Italian or Polish, where nothing beside it says so.
    fn clock(&self, figures: Range<usize>) -> Option<f64> {
        let (hour, minute) = self.text[figures].split_once('.')?;
        let (hours, minutes): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let is_time = self.commas && hours <= 24 && minute.len() == 2 && minutes < 60;
        is_time.then(|| f64::from(hours) + f64::from(minutes) / 60.0)
    }

    fn push_time(&mut self, range: Range<usize>, hours: f64, half: Option<Half>) -> &mut Quantity {
        let number = half.map_or(hours, |half| half.of_day(hours));
        let time = self.push(range, number, Kind::Time);
        time.digits = hours;
        if number == 24.0 {
            time.also.push(0.0);
        }
        time
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
        let quarters = units::quarters(before, behind, self.language).filter(|_| hour);
        if let Some(era) = units::era_before(before).filter(|_| number.fract() == 0.0) {
            let year = self.push(start..end, number + era, Kind::Plain);
            year.digits = number;
            year.also = vec![number];
        } else if let Some((length, quarters)) = quarters {
            // A time of either half of the day, and a length of time.
            let time = number + quarters;
            self.push(start..end + length, number, Kind::Plain).also = vec![time, time + 12.0];
        } else if let Some((end, shares)) = self.tenths(number, end) {
            self.push(start..end, number, Kind::Plain).also = shares;
        } else if let Some(said) = half_behind(behind, self.language).filter(|_| hour) {
            let range = start..end + said.length;
            if said.sure {
                self.push_time(range, number, Some(said.half));
            } else {
                let of_day = said.half.of_day(number);
                self.push(range, number, Kind::Plain).also = vec![of_day];
            }
        } else if let Some((length, kind)) = units::unit(behind) {
            self.push(start..end + length, number, kind).also = also;
        } else if let Some(length) = units::of_the_clock(behind).filter(|_| hour) {
            let rest = behind[length..].trim_start_matches(is_blank);
            let (_, minutes) = words::minutes(rest);
            let half = half_before(before);
            let time = number + f64::from(minutes) / 60.0;
            self.push_time(start..end + length, time, half);
        } else {
            let (times, end) = match units::multiplier(behind) {
                Some((length, times)) => (times, end + length),
                None => (1.0, end),
            };
            let (rest, short, end) = self.rest(times, end);
            let front = units::currency_before(before);
            let back = units::currency_behind(&text[end..]);
            let (range, kind) = match (front, back) {
                (Some((at, own)), _) => (at..end, Kind::Money(own)),
                (None, Some((length, own))) => (start..end + length, Kind::Money(own)),
                (None, None) => (start..end, Kind::Plain),
            };
            let clock = self.clock(start..end).filter(|_| kind == Kind::Plain);
            let clock = clock.filter(|&clock| clock != number);
            let digits = number;
            let total = number * times + rest;
            let also = also.iter().map(|also| also * times + rest);
            let number = self.push(range, total, kind);
            number.digits = digits;
            number.also = also.chain(clock).collect();
            number.also.extend(short.map(|short| total + short));
            number.loose |= round_the_clock;
            if kind != Kind::Plain {
                number.loose = false;
            }
        }
    }

    /// What follows a number that was multiplied, as far as it is part of it: `8,000` in `4万8,000`, `500 mil` in
    /// `2 millones 500 mil`. With it, how much more it is where the last word is left out, as in `1萬2`, and the end.
    fn rest(&self, times: f64, at: usize) -> (f64, Option<f64>, usize) {
        let text = self.text;
        let (mut rest, mut short, mut end, mut below) = (0.0, None, at, times);
        while below > 1.0 {
            let start = skip_blanks(text, end);
            let length = digits(&text[start..]);
            if length == 0 {
                break;
            }
            let (behind, Readings::Numbers(number, _)) = self.figures(start) else {
                break;
            };
            let more = units::multiplier(&text[behind..]);
            let (length_of_word, times) = more.unwrap_or((0, 1.0));
            // `3 萬 24 小時` are two numbers, `2 million 24-hour` as well.
            let is_part = match more {
                Some(_) => true,
                None => {
                    let is_long = behind - start >= 3;
                    units::is_wide_multiplier(&text[..end]) && (start == end || is_long)
                }
            };
            if !is_part || number * times >= below {
                break;
            }
            if more.is_none() && start == end && number < 10.0 {
                short = Some(number * below / 10.0 - number);
            }
            rest += number * times;
            end = behind + length_of_word;
            below = times;
        }
        (rest, short, end)
    }

    /// The percentages that a number may be with a word for tenths behind it: `3割`, `1割5分`, `85折`.
    fn tenths(&self, number: f64, at: usize) -> Option<(usize, Vec<f64>)> {
        let text = self.text;
        let (length, is_left) = units::tenths(&text[at..])?;
        let mut end = at + length;
        let mut share = if number <= 10.0 {
            number * 10.0
        } else {
            number
        };
        loop {
            let behind = end + digits(&text[end..]);
            let smaller: Option<f64> = text[end..behind].parse().ok();
            let Some((number, (length, times))) =
                smaller.zip(units::smaller_share(&text[behind..]))
            else {
                break;
            };
            share += number * times;
            end = behind + length;
        }
        let off = is_left.then_some(100.0 - share);
        Some((end, [share].into_iter().chain(off).collect()))
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

fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
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
        // `4〜5万`
        let counts = |one: &Quantity| matches!(one.kind, Kind::Plain | Kind::Money(_));
        let times = second.number / second.digits;
        if counts(first) && counts(second) && times > 1.0 && first.number == first.digits {
            first.also.push(first.number * times);
        }
    }
}
