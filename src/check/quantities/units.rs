//! Words beside a number that say what it counts. Words that mean two things are left out: `8 horas` and
//! `8 uur` are a length of time and a time of day, and only the reader knows.

use super::Kind;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;
const WEEK: f64 = 604_800.0;

/// What may stand between a number and its unit.
const BETWEEN: [&str; 24] = [
    "business",
    "working",
    "work",
    "office",
    "opening",
    "open",
    "calendar",
    "consecutive",
    "full",
    "clock",
    "volle",
    "vollen",
    "個",
    "个",
    "工作",
    "營業",
    "营业",
    "上班",
    "服務",
    "个工作",
    "jours ouvrés",
    "more",
    "weitere",
    "consecutivi",
];

/// Units by their words. Longer words come before those they begin with.
const UNITS: &[(&str, Kind)] = &[
    ("seconds", Kind::Length(1.0)),
    ("second", Kind::Length(1.0)),
    ("sekunden", Kind::Length(1.0)),
    ("secondes", Kind::Length(1.0)),
    ("segundos", Kind::Length(1.0)),
    ("秒", Kind::Length(1.0)),
    ("minutes", Kind::Length(MINUTE)),
    ("minute", Kind::Length(MINUTE)),
    ("minuten", Kind::Length(MINUTE)),
    ("minutos", Kind::Length(MINUTE)),
    ("minuti", Kind::Length(MINUTE)),
    ("mins", Kind::Length(MINUTE)),
    ("min", Kind::Length(MINUTE)),
    ("分鐘", Kind::Length(MINUTE)),
    ("分钟", Kind::Length(MINUTE)),
    ("分間", Kind::Length(MINUTE)),
    ("분", Kind::Length(MINUTE)),
    ("hours", Kind::Length(HOUR)),
    ("hour", Kind::Length(HOUR)),
    ("hrs", Kind::Length(HOUR)),
    ("hr", Kind::Length(HOUR)),
    ("stunden", Kind::Length(HOUR)),
    ("stunde", Kind::Length(HOUR)),
    ("std", Kind::Length(HOUR)),
    ("小時", Kind::Length(HOUR)),
    ("小时", Kind::Length(HOUR)),
    ("鐘頭", Kind::Length(HOUR)),
    ("钟头", Kind::Length(HOUR)),
    ("時間", Kind::Length(HOUR)),
    ("시간", Kind::Length(HOUR)),
    ("days", Kind::Length(DAY)),
    ("day", Kind::Length(DAY)),
    ("tagen", Kind::Length(DAY)),
    ("tage", Kind::Length(DAY)),
    ("tag", Kind::Length(DAY)),
    ("werktagen", Kind::Length(DAY)),
    ("werktage", Kind::Length(DAY)),
    ("werktag", Kind::Length(DAY)),
    ("arbeitstagen", Kind::Length(DAY)),
    ("arbeitstage", Kind::Length(DAY)),
    ("arbeitstag", Kind::Length(DAY)),
    ("geschäftstagen", Kind::Length(DAY)),
    ("geschäftstage", Kind::Length(DAY)),
    ("kalendertagen", Kind::Length(DAY)),
    ("kalendertage", Kind::Length(DAY)),
    ("jours", Kind::Length(DAY)),
    ("jour", Kind::Length(DAY)),
    ("días", Kind::Length(DAY)),
    ("dias", Kind::Length(DAY)),
    ("giorni", Kind::Length(DAY)),
    ("dagen", Kind::Length(DAY)),
    ("天", Kind::Length(DAY)),
    ("日間", Kind::Length(DAY)),
    ("weeks", Kind::Length(WEEK)),
    ("week", Kind::Length(WEEK)),
    ("wochen", Kind::Length(WEEK)),
    ("woche", Kind::Length(WEEK)),
    ("semaines", Kind::Length(WEEK)),
    ("semanas", Kind::Length(WEEK)),
    ("settimane", Kind::Length(WEEK)),
    ("週", Kind::Length(WEEK)),
    ("周", Kind::Length(WEEK)),
    ("星期", Kind::Length(WEEK)),
    ("months", Kind::Months(1.0)),
    ("month", Kind::Months(1.0)),
    ("monaten", Kind::Months(1.0)),
    ("monate", Kind::Months(1.0)),
    ("monat", Kind::Months(1.0)),
    ("mois", Kind::Months(1.0)),
    ("meses", Kind::Months(1.0)),
    ("mesi", Kind::Months(1.0)),
    ("years", Kind::Months(12.0)),
    ("year", Kind::Months(12.0)),
    ("jahren", Kind::Months(12.0)),
    ("jahre", Kind::Months(12.0)),
    ("jahr", Kind::Months(12.0)),
];

/// The same after a word of [`BETWEEN`]: alone, `日` and `月` belong to a date.
const COUNTED: &[(&str, Kind)] = &[("日", Kind::Length(DAY)), ("月", Kind::Months(1.0))];

/// Words that follow an hour of the day.
const OF_THE_CLOCK: [&str; 10] = [
    "o'clock",
    "o’clock",
    "o´clock",
    "uhr",
    "點鐘",
    "点钟",
    "點",
    "点",
    "時",
    "시",
];

/// Currencies by their words and signs. `$`, `¥` and `元` are of several countries.
const CURRENCIES: &[(&str, Option<&str>)] = &[
    ("nt$", Some("TWD")),
    ("us$", Some("USD")),
    ("hk$", Some("HKD")),
    ("twd", Some("TWD")),
    ("ntd", Some("TWD")),
    ("usd", Some("USD")),
    ("eur", Some("EUR")),
    ("euros", Some("EUR")),
    ("euro", Some("EUR")),
    ("gbp", Some("GBP")),
    ("chf", Some("CHF")),
    ("jpy", Some("JPY")),
    ("cny", Some("CNY")),
    ("rmb", Some("CNY")),
    ("dollars", None),
    ("新臺幣", Some("TWD")),
    ("新台幣", Some("TWD")),
    ("台幣", Some("TWD")),
    ("人民幣", Some("CNY")),
    ("人民币", Some("CNY")),
    ("美元", Some("USD")),
    ("歐元", Some("EUR")),
    ("欧元", Some("EUR")),
    ("日圓", Some("JPY")),
    ("元", None),
    ("円", Some("JPY")),
    ("원", Some("KRW")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₩", Some("KRW")),
    ("$", None),
    ("¥", None),
    ("￥", None),
];

/// Words that multiply the number before them.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("thousand", 1e3),
    ("tausend", 1e3),
    ("million", 1e6),
    ("millionen", 1e6),
    ("millions", 1e6),
    ("mio", 1e6),
    ("billion", 1e9),
    ("milliarden", 1e9),
    ("千萬", 1e7),
    ("百萬", 1e6),
    ("百万", 1e6),
    ("萬", 1e4),
    ("万", 1e4),
    ("億", 1e8),
    ("亿", 1e8),
    ("千", 1e3),
];

/// Words for the half of the day, before the hour in Chinese and behind it in English.
const HALVES: &[(&str, bool)] = &[
    ("a.m.", false),
    ("p.m.", true),
    ("a.m", false),
    ("p.m", true),
    ("am", false),
    ("pm", true),
    ("上午", false),
    ("早上", false),
    ("凌晨", false),
    ("下午", true),
    ("晚上", true),
    ("傍晚", true),
    ("오전", false),
    ("오후", true),
    ("午前", false),
    ("午後", true),
];

/// The length of `word` at the start of a text in lower case, if it stands there and ends there.
fn begins(text: &str, word: &str) -> Option<usize> {
    let rest = text.strip_prefix(word)?;
    let is_word = word.ends_with(|c: char| c.is_alphabetic() && !is_wide(c));
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() && !is_wide(c));
    (!(is_word && goes_on)).then_some(word.len())
}

fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// Blanks and a hyphen between a number and its unit.
fn joint(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let rest = rest.strip_prefix(['-', '\u{2011}']).unwrap_or(rest);
    text.len() - rest.len()
}

fn first<T: Copy>(text: &str, table: &[(&str, T)]) -> Option<(usize, T)> {
    table.iter().find_map(|(word, value)| {
        let length = begins(text, word)?;
        Some((length, *value))
    })
}

/// The unit at the start of a text in lower case, and how much of the text it takes.
pub(super) fn unit(text: &str) -> Option<(usize, Kind)> {
    let mut at = joint(text);
    let mut counted = false;
    for _ in 0..3 {
        let rest = &text[at..];
        if let Some((length, kind)) = first(rest, UNITS) {
            return Some((at + length, kind));
        }
        if let Some((length, kind)) = first(rest, COUNTED).filter(|_| counted) {
            return Some((at + length, kind));
        }
        let word = BETWEEN.iter().find_map(|word| begins(rest, word))?;
        at += word;
        at += joint(&text[at..]);
        counted = true;
    }
    None
}

/// The word that makes an hour of the number before it.
pub(super) fn of_the_clock(text: &str) -> Option<usize> {
    let at = joint(text);
    let words = OF_THE_CLOCK.iter();
    let length = words.filter_map(|word| begins(&text[at..], word)).next()?;
    Some(at + length)
}

/// The half of the day behind an hour; true for the second.
pub(super) fn half_behind(text: &str) -> Option<(usize, bool)> {
    let at = joint(text);
    let (length, half) = first(&text[at..], &HALVES[..6])?;
    Some((at + length, half))
}

/// The half of the day before an hour.
pub(super) fn half_before(text: &str) -> Option<bool> {
    let text = text.trim_end_matches([' ', '\u{a0}']);
    let mut halves = HALVES[6..].iter();
    let found = halves.find(|(word, _)| text.ends_with(word))?;
    Some(found.1)
}

/// The currency before a number, and where it begins.
pub(super) fn currency_before(text: &str) -> Option<(usize, Option<&'static str>)> {
    let trimmed = text.trim_end_matches([' ', '\u{a0}']);
    CURRENCIES.iter().find_map(|(word, currency)| {
        let rest = trimmed.strip_suffix(word)?;
        let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic());
        let goes_on = rest.ends_with(|c: char| c.is_alphabetic() && !is_wide(c));
        (!(is_word && goes_on)).then_some((rest.len(), *currency))
    })
}

/// The currency behind a number.
pub(super) fn currency_behind(text: &str) -> Option<(usize, Option<&'static str>)> {
    let at = joint(text);
    let (length, currency) = first(&text[at..], CURRENCIES)?;
    Some((at + length, currency))
}

/// What multiplies the number before it.
pub(super) fn multiplier(text: &str) -> Option<(usize, f64)> {
    let at = joint(text);
    let (length, times) = first(&text[at..], MULTIPLIERS)?;
    Some((at + length, times))
}
