//! Figures in a text that may be promises: lengths of time, and `24/7`.

use std::ops::Range;

use super::quantities::{Folded, Kind, hours_behind, is_blank, is_wide, unit};

/// A figure, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// With its unit.
    pub range: Range<usize>,
    /// Its length in seconds; `None` for a way to say "around the clock".
    pub seconds: Option<u64>,
    /// Alone, it is an hour of the day as well: `9 h` in a cell.
    pub may_be_of_day: bool,
}

/// Ways to write "around the clock", in small letters without spaces. Longer ones come before those they begin with.
const ALWAYS: [&str; 34] = [
    "24/7",
    "24x7",
    "24×7",
    "7x24",
    "7×24",
    "24/365",
    "24h/24et7j/7",
    "24h/24,7j/7",
    "24h/247j/7",
    "24h/24",
    "24heuressur24et7jourssur7",
    "24heuressur24,7jourssur7",
    "24heuressur24",
    "24hsur24",
    "24oresu24e7giornisu7",
    "24oresu24,7giornisu7",
    "24oresu24",
    "24horasaldía",
    "24haldía",
    "24horasdeldía",
    "24horaspordia",
    "24horasaodia",
    "24horasdodia",
    "24uurperdag",
    "24godzinynadobę",
    "24שעותביממה",
    "24時間365日",
    "24時間年中無休",
    "365日24時間",
    "24시간365일",
    "24시간연중무휴",
    "365일24시간",
    "24小時全年無休",
    "24小时全年无休",
];

/// Bytes on each side of a number in which all stands that tells what it counts, so that a long text is not read
/// anew for each.
const NEAR: usize = 100;

const HOUR: f64 = 3600.0;
const MINUTE: f64 = 60.0;

/// 24 hours.
const DAY: f64 = 24.0 * HOUR;

/// Languages that count hours and name those of the day with the same word, what stands before the latter, and what
/// joins two of them.
const OF_DAY: [(&str, &[&str], &[&str]); 4] = [
    ("es", &["las", "la"], &["a", "y", "hasta"]),
    ("fr", &["à", "vers", "dès", "à partir de"], &["à", "et"]),
    (
        "nl",
        &["om", "vanaf", "rond", "voor", "tot"],
        &["tot", "en"],
    ),
    ("pt", &["às", "as", "das"], &["a", "e", "às", "até"]),
];

/// The figures of a text in `language` (`de`), in order.
pub fn figures(text: &str, language: &str) -> Vec<Figure> {
    let folded = Folded::new(text);
    let (typed, text) = (text, folded.text.as_str());
    let mut figures = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        at = start + digits(&text[start..]);
        // A comma of full width parts sentences, and no number.
        if !stands_alone(&typed[..folded.place(&(start..start)).start]) {
            continue;
        }
        if let Some(length) = always(&text[start..]) {
            at = start + length;
            figures.push(Figure {
                range: folded.place(&(start..at)),
                seconds: None,
                may_be_of_day: false,
            });
            continue;
        }
        let part = text[at..].strip_prefix(['.', ',']).map_or(0, digits);
        at += if part > 0 { part + 1 } else { 0 };
        let number = text[start..at].replace(',', ".").parse::<f64>();
        let near = around(text, &(start..at), NEAR);
        let (before, behind) = (&text[near.start..start], &text[at..near.end]);
        let (Ok(number), Some(unit)) = (number, minutes_or_hours(before, behind, language)) else {
            continue;
        };
        at += unit.letters;
        // Exact for every number that somebody promises.
        let seconds = number * unit.seconds;
        let names_hours = OF_DAY.iter().find(|(of, ..)| *of == language);
        let names_hours = names_hours.filter(|_| unit.is_clock);
        if let Some((_, before_hours, joints)) = names_hours {
            let said = says_hour(before, before_hours) && seconds != DAY;
            if said || joins_hours(before, &text[at..near.end], before_hours, joints) {
                continue;
            }
        }
        figures.push(Figure {
            range: folded.place(&(start..at)),
            seconds: Some(seconds as u64),
            may_be_of_day: names_hours.is_some() && unit.is_short && (6.0..24.0).contains(&number),
        });
    }
    figures
}

/// A part of a text, and so many bytes on each side of it.
pub fn around(text: &str, part: &Range<usize>, bytes: usize) -> Range<usize> {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let first = part.start.saturating_sub(bytes);
    let last = part.end.saturating_add(bytes).min(text.len());
    let start = (first..=part.start).find(is_boundary).unwrap_or(part.start);
    let end = (part.end..=last).rfind(is_boundary).unwrap_or(part.end);
    start..end
}

/// The unit behind a number.
struct Unit {
    /// How much of the text it takes, with what joins it to the number.
    letters: usize,
    seconds: f64,
    /// Its word may name an hour of the day as well.
    is_clock: bool,
    /// As `h` does more often than not.
    is_short: bool,
}

/// Minutes or hours. Days are none: they are lengths of much else.
fn minutes_or_hours(before: &str, behind: &str, language: &str) -> Option<Unit> {
    let length = |letters: usize, seconds: f64| Unit {
        letters,
        seconds,
        is_clock: false,
        is_short: false,
    };
    let unit = match unit(behind) {
        Some((letters, Kind::Length(seconds))) => length(letters, seconds),
        Some(_) => return None,
        None => match behind.trim_start_matches(is_blank).strip_prefix('分') {
            Some(rest) if language == "ja" => length(behind.len() - rest.len(), MINUTE),
            _ => {
                let letters = hours_behind(behind)?;
                let word = behind[..letters].trim_start_matches(is_blank);
                Unit {
                    is_clock: true,
                    is_short: word.chars().count() <= 3,
                    ..length(letters, HOUR)
                }
            }
        },
    };
    if unit.seconds == HOUR {
        return Some(unit);
    }
    // `9時30分` is a time of day, `3分の1` a third, `3分野` three fields.
    let clock = ['時', '时', '點', '点', '시'];
    let is_of_day = before.trim_end_matches(is_blank).ends_with(clock);
    let of_another = ['の', '의', '野', '類', '割', '岐'];
    let is_another = behind[unit.letters..].starts_with(of_another);
    (unit.seconds == MINUTE && !is_of_day && !is_another).then_some(unit)
}

/// Whether a text ends with a word that stands before an hour of the day: `a las 9 h`.
fn says_hour(before: &str, words: &[&str]) -> bool {
    let before = before.trim_end_matches(is_blank);
    words.iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether an hour is one of two, as hours of the day are: `de 9 a 18 h`, `9–18 h`, `8 h 30`.
fn joins_hours(before: &str, after: &str, words: &[&str], joints: &[&str]) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let dash = ['-', '–', '—'];
    let before = before.trim_end_matches(is_blank);
    let (joined, rest) = match before.strip_suffix(dash) {
        Some(rest) => (true, rest),
        None => {
            let mut rest = before;
            for word in words {
                rest = rest.strip_suffix(word).unwrap_or(rest).trim_end();
            }
            let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
            (joints.contains(&last), &rest[..rest.len() - last.len()])
        }
    };
    // With its own unit between, or without.
    if joined && rest.split_whitespace().rev().take(2).any(begins) {
        return true;
    }
    let after = after.trim_start_matches(is_blank);
    let mut next = after.trim_start_matches(dash).split_whitespace().peekable();
    if !after.starts_with(dash) {
        // `8 h 30`
        let first = next.next().unwrap_or_default();
        if begins(first) || !joints.contains(&first) {
            return begins(first);
        }
    }
    next.next_if(|word| words.contains(word));
    next.next().is_some_and(begins)
}

/// Whether a number that follows `before` begins there: it is no part of a word, a date, a time of day
/// or an address.
fn stands_alone(before: &str) -> bool {
    let mut before = before.chars().rev();
    match before.next() {
        // Hebrew joins a word to a number so.
        Some('-' | '–' | '~') => before
            .next()
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, ' ' | 'א'..='ת')),
        Some(c) => !c.is_ascii_alphanumeric() && !"./:+#@_&=%$€,".contains(c),
        None => true,
    }
}

/// The length of a way to write "around the clock" at the start of a text in small letters.
fn always(text: &str) -> Option<usize> {
    ALWAYS.iter().find_map(|way| {
        let mut rest = text;
        for c in way.chars() {
            rest = rest.trim_start_matches(|c| is_blank(c) || c == '・');
            rest = rest.strip_prefix(c)?;
        }
        let mut after = rest.chars();
        let goes_on = match after.next() {
            Some('.' | ',' | '-') => after.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => (c.is_alphanumeric() && !is_wide(c)) || c == '/',
            None => false,
        };
        (!goes_on).then_some(text.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[&str]) {
        let found = figures(text, language);
        let found: Vec<&str> = found.iter().map(|one| &text[one.range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lengths_in_hours_and_minutes_are_found() {
        check("en", "We answer within 1 hour.", &["1 hour"]);
        check(
            "en",
            "8 to 16 hours, or 30 minutes",
            &["16 hours", "30 minutes"],
        );
        check(
            "en",
            "8–16 hours, a 4-hour response",
            &["16 hours", "4-hour"],
        );
        check(
            "en",
            "within 4 business hours (4h)",
            &["4 business hours", "4h"],
        );
        check(
            "de",
            "innerhalb von 4 Stunden, 30 Min.",
            &["4 Stunden", "30 Min"],
        );
        check("de", "24-Stunden-Hotline", &["24-Stunden"]);
        check("zh", "1小時內回覆，30 分鐘更新", &["1小時", "30 分鐘"]);
        check(
            "zh",
            "4 個小時、4 个工作小时",
            &["4 個小時", "4 个工作小时"],
        );
        check(
            "en",
            "open 24/7, 24 x 7 and 7×24.",
            &["24/7", "24 x 7", "7×24"],
        );
        check(
            "es",
            "en 2 horas o 30 minutos, 4 h",
            &["2 horas", "30 minutos", "4 h"],
        );
        check(
            "fr",
            "sous 2 heures, en moins de 30 minutes",
            &["2 heures", "30 minutes"],
        );
        check(
            "it",
            "entro 2 ore, 1 ora o 30 minuti",
            &["2 ore", "1 ora", "30 minuti"],
        );
        check(
            "pt",
            "em até 2 horas ou 30 minutos",
            &["2 horas", "30 minutos"],
        );
        check(
            "nl",
            "binnen 2 uur, 4 werkuren of 30 minuten",
            &["2 uur", "4 werkuren", "30 minuten"],
        );
        check(
            "pl",
            "w ciągu 2 godzin lub 30 minut",
            &["2 godzin", "30 minut"],
        );
        check(
            "ja",
            "２時間以内、30分以内、4営業時間",
            &["２時間", "30分", "4営業時間"],
        );
        check(
            "ko",
            "2시간 이내, 30분, 4영업시간",
            &["2시간", "30분", "4영업시간"],
        );
        check("ar", "خلال ٤ ساعات أو 30 دقيقة", &["٤ ساعات", "30 دقيقة"]);
        check("he", "תוך 4 שעות, ב-30 דקות", &["4 שעות", "30 דקות"]);
        assert_eq!(figures("1.5 hours", "en")[0].seconds, Some(5400));
        assert_eq!(figures("99999999999999999999999 hours", "en").len(), 1);
        assert_eq!(figures("30 minutes", "en")[0].seconds, Some(1800));
    }

    #[test]
    fn around_the_clock_is_said_in_many_ways() {
        for (language, text, way) in [
            ("fr", "Joignable 24 h/24 et 7 j/7.", "24 h/24 et 7 j/7"),
            ("fr", "Ouvert 24\u{a0}h/24, tous les jours", "24\u{a0}h/24"),
            ("fr", "24 heures sur 24", "24 heures sur 24"),
            ("it", "24 ore su 24, tutti i giorni", "24 ore su 24"),
            (
                "es",
                "Atención 24 horas al día, los 365 días",
                "24 horas al día",
            ),
            ("es", "las 24 horas del día", "24 horas del día"),
            ("pt", "24 horas por dia", "24 horas por dia"),
            ("nl", "24 uur per dag", "24 uur per dag"),
            ("ja", "２４時間３６５日受付", "２４時間３６５日"),
            ("ja", "24時間・365日", "24時間・365日"),
            ("ko", "24시간 365일 상담", "24시간 365일"),
            ("ko", "365일 24시간", "365일 24시간"),
        ] {
            check(language, text, &[way]);
            assert_eq!(figures(text, language)[0].seconds, None, "{text}");
        }
    }

    #[test]
    fn dates_times_and_names_are_none() {
        check("en", "within 30 days, on 24/7/2026, at 09:00 hours", &[]);
        check("en", "S1 hours, https://a.example/24/7/", &[]);
        check("en", "4 houses, 3 ministers, 1 Stundensatz, 24/77", &[]);
        check("en", "", &[]);
        check("es", "a las 8 horas, de 9 a 18 horas, 9–18 h", &[]);
        check("es", "de 9 h a 18 h, entre las 9 y las 18 horas", &[]);
        check("pt", "às 8 horas, das 9 às 18 horas, de 9 a 18 h", &[]);
        check("fr", "à 8 heures, de 9 h à 18 h, 9 h – 18 h, 8 h 30", &[]);
        check("fr", "à partir de 9 h, dès 9 heures", &[]);
        check("nl", "om 9 uur, van 9 tot 17 uur, 9 uur tot 17 uur", &[]);
        check("ja", "9時30分、3分の1、午後5時", &[]);
        check("ko", "9시 30분, 3분의 1, 4분기", &[]);
        check("ja", "3分野、2分割", &[]);
        check("fr", "7 jours sur 7, 7 j/7", &[]);
    }

    #[test]
    fn an_hour_alone_may_be_one_of_the_day() {
        let alone = |text: &str, language: &str| figures(text, language)[0].may_be_of_day;
        assert!(alone("9 h", "fr") && alone("9 uur", "nl"));
        assert!(!alone("4 h", "fr") && !alone("9 horas", "es") && !alone("9 h", "de"));
    }
}
