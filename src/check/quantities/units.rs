//! Words beside a number that say what it counts. Words that mean two things are left out: `8 horas` and
//! `8 uur` are a length of time and a time of day, and only the reader knows.

use super::Kind;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;
const WEEK: f64 = 604_800.0;

/// What may stand between a number and its unit.
const BETWEEN: [&str; 27] = [
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
    "営業",
    "영업",
    "업무",
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
    ("minuto", Kind::Length(MINUTE)),
    ("minuti", Kind::Length(MINUTE)),
    ("minuut", Kind::Length(MINUTE)),
    ("minuty", Kind::Length(MINUTE)),
    ("minutę", Kind::Length(MINUTE)),
    ("minut", Kind::Length(MINUTE)),
    ("دقائق", Kind::Length(MINUTE)),
    ("دقيقة", Kind::Length(MINUTE)),
    ("דקות", Kind::Length(MINUTE)),
    ("דקה", Kind::Length(MINUTE)),
    ("mins", Kind::Length(MINUTE)),
    ("min", Kind::Length(MINUTE)),
    ("分鐘", Kind::Length(MINUTE)),
    ("分钟", Kind::Length(MINUTE)),
    ("分間", Kind::Length(MINUTE)),
    ("분기", Kind::Months(3.0)),
    ("분", Kind::Length(MINUTE)),
    ("hours", Kind::Length(HOUR)),
    ("hour", Kind::Length(HOUR)),
    ("hrs", Kind::Length(HOUR)),
    ("hr", Kind::Length(HOUR)),
    ("stunden", Kind::Length(HOUR)),
    ("stunde", Kind::Length(HOUR)),
    ("std", Kind::Length(HOUR)),
    ("ore", Kind::Length(HOUR)),
    ("ora", Kind::Length(HOUR)),
    ("uren", Kind::Length(HOUR)),
    ("werkuren", Kind::Length(HOUR)),
    ("kantooruren", Kind::Length(HOUR)),
    ("godziny", Kind::Length(HOUR)),
    ("godzinę", Kind::Length(HOUR)),
    ("godzin", Kind::Length(HOUR)),
    ("ساعات", Kind::Length(HOUR)),
    ("ساعة", Kind::Length(HOUR)),
    ("שעות", Kind::Length(HOUR)),
    ("שעה", Kind::Length(HOUR)),
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
    ("día", Kind::Length(DAY)),
    ("dias", Kind::Length(DAY)),
    ("dia", Kind::Length(DAY)),
    ("giorni", Kind::Length(DAY)),
    ("giorno", Kind::Length(DAY)),
    ("dagen", Kind::Length(DAY)),
    ("天", Kind::Length(DAY)),
    ("日間", Kind::Length(DAY)),
    ("日以内", Kind::Length(DAY)),
    ("日以內", Kind::Length(DAY)),
    ("日内", Kind::Length(DAY)),
    ("日內", Kind::Length(DAY)),
    ("weeks", Kind::Length(WEEK)),
    ("week", Kind::Length(WEEK)),
    ("wochen", Kind::Length(WEEK)),
    ("woche", Kind::Length(WEEK)),
    ("semaines", Kind::Length(WEEK)),
    ("semaine", Kind::Length(WEEK)),
    ("semanas", Kind::Length(WEEK)),
    ("semana", Kind::Length(WEEK)),
    ("settimane", Kind::Length(WEEK)),
    ("settimana", Kind::Length(WEEK)),
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
const OF_THE_CLOCK: [&str; 11] = [
    "o'clock",
    "o’clock",
    "o´clock",
    "uhr",
    "點鐘",
    "点钟",
    "點",
    "点",
    "時",
    "时",
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

/// Words that multiply the number before them. Longer words come before those they begin with.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("tausend", 1e3),
    ("tsd", 1e3),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("mrd", 1e9),
    ("mille", 1e3),
    ("millions", 1e6),
    ("milliard", 1e9),
    ("milliards", 1e9),
    ("mil millones", 1e9),
    ("millones", 1e6),
    ("millón", 1e6),
    ("mil milhões", 1e9),
    ("milhões", 1e6),
    ("milhão", 1e6),
    ("bilhões", 1e9),
    ("bilhão", 1e9),
    ("mil", 1e3),
    ("mila", 1e3),
    ("milioni", 1e6),
    ("milione", 1e6),
    ("miliardi", 1e9),
    ("miliardo", 1e9),
    ("duizend", 1e3),
    ("miljoen", 1e6),
    ("miljard", 1e9),
    ("tysiąc", 1e3),
    ("tysiące", 1e3),
    ("tysięcy", 1e3),
    ("tys", 1e3),
    ("milion", 1e6),
    ("miliony", 1e6),
    ("milionów", 1e6),
    ("miliona", 1e6),
    ("mln", 1e6),
    ("miliard", 1e9),
    ("miliardy", 1e9),
    ("miliardów", 1e9),
    ("mld", 1e9),
    ("ألف", 1e3),
    ("ألفًا", 1e3),
    ("آلاف", 1e3),
    ("مليون", 1e6),
    ("مليونًا", 1e6),
    ("ملايين", 1e6),
    ("مليار", 1e9),
    ("مليارات", 1e9),
    ("אלף", 1e3),
    ("אלפים", 1e3),
    ("מיליון", 1e6),
    ("מיליוני", 1e6),
    ("מיליארד", 1e9),
    ("千萬", 1e7),
    ("千万", 1e7),
    ("百萬", 1e6),
    ("百万", 1e6),
    ("萬", 1e4),
    ("万", 1e4),
    ("億", 1e8),
    ("亿", 1e8),
    ("千", 1e3),
    ("천만", 1e7),
    ("백만", 1e6),
    ("만", 1e4),
    ("억", 1e8),
    ("천", 1e3),
];

/// Words that make a share of the number before them, in tenths, as in `3割`. `8折` is what is left to pay, and is
/// said as what is taken off as well.
const TENTHS: [(&str, bool); 3] = [("割", false), ("成", false), ("折", true)];

/// What is a hundredth and a thousandth behind `割`.
const SMALLER_SHARES: [(&str, f64); 2] = [("分", 1.0), ("厘", 0.1)];

/// Eras that years are counted in, by the year before their first.
const ERAS: [(&str, f64); 5] = [
    ("令和", 2018.0),
    ("平成", 1988.0),
    ("昭和", 1925.0),
    ("民國", 1911.0),
    ("民国", 1911.0),
];

/// Words that add quarters to the hour before them, by language.
const QUARTERS_BEHIND: &[(&str, &str, f64)] = &[
    ("es", "y media", 0.5),
    ("es", "y medio", 0.5),
    ("es", "y cuarto", 0.25),
    ("es", "menos cuarto", -0.25),
    ("pt", "e meia", 0.5),
    ("pt", "e meio", 0.5),
    ("pt", "e um quarto", 0.25),
    ("pt", "menos um quarto", -0.25),
    ("fr", "et demie", 0.5),
    ("fr", "et demi", 0.5),
    ("fr", "et quart", 0.25),
    ("fr", "moins le quart", -0.25),
    ("it", "e mezza", 0.5),
    ("it", "e mezzo", 0.5),
    ("it", "e un quarto", 0.25),
    ("it", "e tre quarti", 0.75),
    ("it", "meno un quarto", -0.25),
];

/// The same before an hour. Longer words come before those they end with.
const QUARTERS_BEFORE: &[(&str, &str, f64)] = &[
    ("en", "half past", 0.5),
    ("en", "quarter past", 0.25),
    ("en", "quarter after", 0.25),
    ("en", "quarter to", -0.25),
    ("de", "viertel nach", 0.25),
    ("de", "viertel vor", -0.25),
    ("de", "viertel ab", 0.25),
    ("de", "dreiviertel", -0.25),
    ("de", "viertel", -0.75),
    ("de", "halb", -0.5),
    ("nl", "kwart over", 0.25),
    ("nl", "kwart voor", -0.25),
    ("nl", "half", -0.5),
    ("pl", "kwadrans po", 0.25),
    ("pl", "za kwadrans", -0.25),
    ("pl", "wpół do", -0.5),
];

/// The part of the day that an hour is said to be of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Half {
    First,
    Second,
    /// About noon: 11 and 12 are what they are, 1 is 13.
    Noon,
    /// 10 is 22, 12 the end of the day, 1 what it is.
    Night,
}

use Half::{First, Night, Noon, Second};

impl Half {
    /// The hour of the day.
    pub(super) fn of_day(self, hours: f64) -> f64 {
        match self {
            First if (12.0..13.0).contains(&hours) => hours - 12.0,
            Second if hours < 12.0 => hours + 12.0,
            Noon if hours < 6.0 => hours + 12.0,
            Night if (6.0..13.0).contains(&hours) => hours + 12.0,
            _ => hours,
        }
    }
}

/// The languages whose words are in the tables here. Of others only the digits can be compared.
const KNOWN: [&str; 13] = [
    "ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "zh",
];

/// Whether the words beside a number are known in a language (`de`).
pub fn knows(language: &str) -> bool {
    KNOWN.contains(&language)
}

/// Words for the part of the day behind an hour, and behind `Uhr`. Longer words come before those they
/// begin with.
const HALVES_BEHIND: &[(&str, Half)] = &[
    ("a.m.", First),
    ("p.m.", Second),
    ("a.m", First),
    ("p.m", Second),
    ("a. m.", First),
    ("p. m.", Second),
    ("a.\u{a0}m.", First),
    ("p.\u{a0}m.", Second),
    ("a.\u{202f}m.", First),
    ("p.\u{202f}m.", Second),
    ("am morgen", First),
    ("am vormittag", First),
    ("am nachmittag", Second),
    ("am abend", Second),
    ("am", First),
    ("pm", Second),
    ("in the morning", First),
    ("in the afternoon", Second),
    ("in the evening", Second),
    ("at night", Night),
    ("morgens", First),
    ("früh", First),
    ("vormittags", First),
    ("mittags", Noon),
    ("nachmittags", Second),
    ("abends", Second),
    ("nachts", Night),
    ("du matin", First),
    ("de l'après-midi", Second),
    ("de l’après-midi", Second),
    ("du soir", Second),
    ("de la mañana", First),
    ("de la madrugada", First),
    ("del mediodía", Noon),
    ("de la tarde", Second),
    ("de la noche", Night),
    ("da manhã", First),
    ("da madrugada", First),
    ("da tarde", Second),
    ("da noite", Night),
    ("del mattino", First),
    ("di mattina", First),
    ("del pomeriggio", Second),
    ("di sera", Second),
    ("della sera", Second),
    ("di notte", Night),
    ("'s ochtends", First),
    ("’s ochtends", First),
    ("'s morgens", First),
    ("’s morgens", First),
    ("'s middags", Noon),
    ("’s middags", Noon),
    ("'s avonds", Second),
    ("’s avonds", Second),
    ("'s nachts", Night),
    ("’s nachts", Night),
    ("rano", First),
    ("przed południem", First),
    ("w południe", Noon),
    ("po południu", Second),
    ("wieczorem", Second),
    ("w nocy", Night),
    ("صباحًا", First),
    ("صباحاً", First),
    ("صباحا", First),
    ("فجرًا", First),
    ("فجرا", First),
    ("ظهرًا", Noon),
    ("ظهراً", Noon),
    ("ظهرا", Noon),
    ("بعد الظهر", Second),
    ("عصرًا", Second),
    ("عصراً", Second),
    ("عصرا", Second),
    ("مساءً", Second),
    ("مساء", Second),
    ("ليلًا", Night),
    ("ليلاً", Night),
    ("ليلا", Night),
    ("ص", First),
    ("م", Second),
    ("בבוקר", First),
    ("לפני הצהריים", First),
    ("לפנות בוקר", First),
    ("לפנה״צ", First),
    ("לפנה\"צ", First),
    ("בצהריים", Noon),
    ("אחר הצהריים", Second),
    ("אחרי הצהריים", Second),
    ("אחה״צ", Second),
    ("אחה\"צ", Second),
    ("בערב", Second),
    ("בלילה", Night),
];

/// The same before an hour.
const HALVES_BEFORE: &[(&str, Half)] = &[
    ("上午", First),
    ("早上", First),
    ("早晨", First),
    ("清晨", First),
    ("凌晨", First),
    ("中午", Noon),
    ("下午", Second),
    ("傍晚", Second),
    ("晚上", Night),
    ("晚間", Night),
    ("晚间", Night),
    ("夜間", Night),
    ("夜间", Night),
    ("夜裡", Night),
    ("夜里", Night),
    ("半夜", Night),
    ("午前", First),
    ("朝", First),
    ("未明", First),
    ("昼", Noon),
    ("午後", Second),
    ("午后", Second),
    ("夕方", Second),
    ("夜", Night),
    ("오전", First),
    ("아침", First),
    ("새벽", First),
    ("낮", Noon),
    ("오후", Second),
    ("저녁", Second),
    ("밤", Night),
];

/// Words for an hour of the day that count hours as well.
const HOURS: [&str; 6] = ["h", "uur", "heures", "heure", "horas", "hs"];

/// The length of `word` at the start of a text in lower case, if it stands there and ends there.
fn begins(text: &str, word: &str) -> Option<usize> {
    let rest = text.strip_prefix(word)?;
    let is_word = word.ends_with(|c: char| c.is_alphabetic() && !is_wide(c));
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() && !is_wide(c));
    (!(is_word && goes_on)).then_some(word.len())
}

/// Whether a character is of a script without blanks between words.
pub fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// Blanks and a hyphen between a number and its unit.
fn joint(text: &str) -> usize {
    let rest = text.trim_start_matches(is_blank);
    let rest = rest.strip_prefix(['-', '\u{2011}']).unwrap_or(rest);
    text.len() - rest.len()
}

/// Blanks, and the marks of direction that are written beside digits in Hebrew and Arabic.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{200e}' | '\u{200f}')
}

fn first<T: Copy>(text: &str, table: &[(&str, T)]) -> Option<(usize, T)> {
    table.iter().find_map(|(word, value)| {
        let length = begins(text, word)?;
        Some((length, *value))
    })
}

/// The unit at the start of a text in lower case, and how much of the text it takes.
pub fn unit(text: &str) -> Option<(usize, Kind)> {
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

/// Whether a word follows that makes an hour of a number with two digits behind a stop: `17.30 uur`.
pub fn hours_behind(text: &str) -> Option<usize> {
    let at = joint(text);
    let length = HOURS.iter().find_map(|word| begins(&text[at..], word))?;
    Some(at + length)
}

/// A part of the day behind an hour.
#[derive(Clone, Copy)]
pub(super) struct HalfBehind {
    /// How much of the text says it.
    pub(super) length: usize,
    pub(super) half: Half,
    /// `م` is a metre as well.
    pub(super) sure: bool,
}

pub(super) fn half_behind(text: &str, language: &str) -> Option<HalfBehind> {
    let clock = of_the_clock(text)
        .or_else(|| hours_behind(text))
        .unwrap_or_default();
    [clock, 0].into_iter().find_map(|at| {
        let at = at + joint(&text[at..]);
        let (length, half) = first(&text[at..], HALVES_BEHIND)?;
        let word = &text[at..at + length];
        // `Die 12 am Montag`.
        let is_word = language == "de" && word == "am";
        (!is_word).then_some(HalfBehind {
            length: at + length,
            half,
            sure: word.chars().nth(1).is_some(),
        })
    })
}

/// The part of the day before an hour.
pub(super) fn half_before(text: &str) -> Option<Half> {
    let text = text.trim_end_matches(is_blank);
    let mut halves = HALVES_BEFORE.iter();
    let found = halves.find(|(word, _)| text.ends_with(word))?;
    Some(found.1)
}

/// Whether a text names the afternoon or the evening.
pub(super) fn has_second_half(text: &str) -> bool {
    let mut halves = HALVES_BEFORE.iter();
    halves.any(|(word, half)| *half != First && text.contains(word))
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

/// The quarters of an hour that are said behind a number, and how much of the text says them, or before it.
pub(super) fn quarters(before: &str, behind: &str, language: &str) -> Option<(usize, f64)> {
    let clock = hours_behind(behind).unwrap_or_default();
    let of = |(of, word, quarters): &(&str, &'static str, f64)| {
        (*of == language).then_some((*word, *quarters))
    };
    let at_end = [clock, 0].into_iter().find_map(|at| {
        let at = at + joint(&behind[at..]);
        let mut words = QUARTERS_BEHIND.iter().filter_map(of);
        words.find_map(|(word, quarters)| Some((at + begins(&behind[at..], word)?, quarters)))
    });
    let before = before.trim_end_matches(is_blank);
    let mut words = QUARTERS_BEFORE.iter().filter_map(of);
    at_end.or_else(|| {
        words.find_map(|(word, quarters)| {
            let rest = before.strip_suffix(word)?;
            let is_word = !rest.ends_with(char::is_alphanumeric);
            is_word.then_some((0, quarters))
        })
    })
}

/// The year before the first of the era that a text ends with.
pub(super) fn era_before(text: &str) -> Option<f64> {
    let text = text.trim_end_matches(is_blank);
    let era = ERAS.iter().find(|(era, _)| text.ends_with(era))?;
    Some(era.1)
}

/// Eras that a text names: the year before the first, and what follows.
pub(super) fn eras(text: &str) -> impl Iterator<Item = (f64, &str)> {
    ERAS.iter().flat_map(move |&(era, before)| {
        let named = text.match_indices(era);
        named.map(move |(at, _)| (before, &text[at + era.len()..]))
    })
}

/// The word that makes tenths of the number before it, how much of the text it takes, and whether the number is what
/// is left.
pub(super) fn tenths(text: &str) -> Option<(usize, bool)> {
    let at = joint(text);
    let (length, is_left) = first(&text[at..], &TENTHS)?;
    Some((at + length, is_left))
}

/// What a number behind tenths counts in hundredths.
pub(super) fn smaller_share(text: &str) -> Option<(usize, f64)> {
    first(text, &SMALLER_SHARES)
}

/// Whether a text ends with a word that multiplies and is written without blanks, as `万`.
pub(super) fn is_wide_multiplier(text: &str) -> bool {
    text.ends_with(is_wide)
}

/// The words for lengths of time, and what they are.
pub(super) fn lengths() -> impl Iterator<Item = (&'static str, Kind)> {
    UNITS.iter().copied()
}
