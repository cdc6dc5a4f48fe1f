//! Numbers in words: a text may say `two` where another says `2`, and a month by its name.

use super::{Kind, units};

/// A number and the words for it.
type Row = (f64, &'static [&'static str]);

/// Words for a number, by language. Only ever looked for where a number is missing, so that a word which
/// means something else as well does no harm.
const WORDS: &[(&str, &[Row])] = &[
    (
        "en",
        &[
            (0.0, &["zero", "no", "midnight"]),
            (0.5, &["half"]),
            (
                1.0,
                &[
                    "one", "a", "an", "first", "once", "single", "january", "jan", "each", "every",
                    "per", "the",
                ],
            ),
            (
                2.0,
                &[
                    "two", "second", "twice", "both", "february", "feb", "pair", "double", "half",
                ],
            ),
            (3.0, &["three", "third", "march", "mar"]),
            (
                4.0,
                &["four", "fourth", "april", "apr", "quarter", "quarters"],
            ),
            (5.0, &["five", "fifth", "may"]),
            (6.0, &["six", "sixth", "june", "jun"]),
            (7.0, &["seven", "seventh", "july", "jul"]),
            (8.0, &["eight", "eighth", "august", "aug"]),
            (9.0, &["nine", "ninth", "september", "sep", "sept"]),
            (10.0, &["ten", "tenth", "october", "oct"]),
            (11.0, &["eleven", "november", "nov"]),
            (12.0, &["twelve", "december", "dec", "noon", "dozen"]),
            (13.0, &["thirteen"]),
            (14.0, &["fourteen"]),
            (15.0, &["fifteen", "quarter"]),
            (16.0, &["sixteen"]),
            (17.0, &["seventeen"]),
            (18.0, &["eighteen"]),
            (19.0, &["nineteen"]),
            (20.0, &["twenty", "twentieth"]),
            (24.0, &["midnight"]),
            (30.0, &["thirty", "half"]),
            (40.0, &["forty"]),
            (50.0, &["fifty"]),
            (60.0, &["sixty"]),
            (70.0, &["seventy"]),
            (80.0, &["eighty"]),
            (90.0, &["ninety"]),
            (100.0, &["hundred", "hundreds"]),
            (1e3, &["thousand", "thousands"]),
            (45.0, &["quarters"]),
            (1e6, &["million", "millions"]),
            (1e9, &["billion", "billions"]),
            (1e12, &["trillion", "trillions"]),
        ],
    ),
    (
        "de",
        &[
            (0.0, &["null", "kein", "keine", "mitternacht"]),
            (0.5, &["halb", "halbe", "halben"]),
            (
                1.0,
                &[
                    "ein", "eine", "einen", "einem", "einer", "eines", "eins", "erste", "ersten",
                    "einmal", "januar", "jan", "jede", "jeden", "jeder", "pro",
                ],
            ),
            (
                2.0,
                &[
                    "zwei", "zweite", "zweiten", "zweimal", "beide", "beiden", "februar", "feb",
                ],
            ),
            (3.0, &["drei", "dritte", "dritten", "märz", "drittel"]),
            (4.0, &["vier", "vierte", "april", "apr", "viertel"]),
            (5.0, &["fünf", "fünfte", "mai"]),
            (6.0, &["sechs", "sechste", "juni"]),
            (7.0, &["sieben", "siebte", "juli"]),
            (8.0, &["acht", "achte", "august", "aug"]),
            (9.0, &["neun", "neunte", "september", "sept"]),
            (10.0, &["zehn", "zehnte", "oktober", "okt"]),
            (11.0, &["elf", "november", "nov"]),
            (12.0, &["zwölf", "dezember", "dez", "mittag", "mittags"]),
            (13.0, &["dreizehn"]),
            (14.0, &["vierzehn"]),
            (15.0, &["fünfzehn", "viertelstunde"]),
            (16.0, &["sechzehn"]),
            (17.0, &["siebzehn"]),
            (18.0, &["achtzehn"]),
            (19.0, &["neunzehn"]),
            (20.0, &["zwanzig"]),
            (24.0, &["mitternacht"]),
            (30.0, &["dreißig", "halbe", "halben"]),
            (45.0, &["dreiviertelstunde"]),
            (40.0, &["vierzig"]),
            (50.0, &["fünfzig"]),
            (60.0, &["sechzig"]),
            (70.0, &["siebzig"]),
            (80.0, &["achtzig"]),
            (90.0, &["neunzig"]),
            (100.0, &["hundert"]),
            (1e3, &["tausend"]),
            (1e6, &["million", "millionen"]),
            (1e9, &["milliarde", "milliarden"]),
            (1e12, &["billion", "billionen"]),
        ],
    ),
    (
        "fr",
        &[
            (0.5, &["demi", "demie"]),
            (
                1.0,
                &["un", "une", "premier", "première", "janvier", "chaque"],
            ),
            (2.0, &["deux", "deuxième", "février"]),
            (3.0, &["trois", "troisième", "mars"]),
            (4.0, &["quatre", "avril", "quart"]),
            (5.0, &["cinq", "mai"]),
            (6.0, &["six", "juin"]),
            (7.0, &["sept", "juillet"]),
            (8.0, &["huit", "août"]),
            (9.0, &["neuf", "septembre"]),
            (10.0, &["dix", "octobre"]),
            (11.0, &["onze", "novembre"]),
            (12.0, &["douze", "décembre", "midi"]),
            (13.0, &["treize"]),
            (14.0, &["quatorze"]),
            (15.0, &["quinze", "quart"]),
            (16.0, &["seize"]),
            (20.0, &["vingt", "vingts"]),
            (24.0, &["minuit"]),
            (30.0, &["trente", "demi", "demie"]),
            (40.0, &["quarante"]),
            (50.0, &["cinquante"]),
            (60.0, &["soixante"]),
            (70.0, &["soixante"]),
            (80.0, &["vingt", "vingts"]),
            (90.0, &["vingt"]),
            (100.0, &["cent", "cents"]),
            (1e3, &["mille"]),
            (45.0, &["quarts"]),
            (1e6, &["million", "millions"]),
            (1e9, &["milliard", "milliards"]),
            (1e12, &["billion", "billions"]),
        ],
    ),
    (
        "es",
        &[
            (0.5, &["media", "medio"]),
            (
                1.0,
                &[
                    "un", "una", "uno", "primer", "primero", "primera", "enero", "cada",
                ],
            ),
            (2.0, &["dos", "segundo", "segunda", "febrero"]),
            (3.0, &["tres", "tercer", "tercero", "marzo"]),
            (4.0, &["cuatro", "abril", "cuarto"]),
            (5.0, &["cinco", "mayo"]),
            (6.0, &["seis", "junio"]),
            (7.0, &["siete", "julio"]),
            (8.0, &["ocho", "agosto"]),
            (9.0, &["nueve", "septiembre"]),
            (10.0, &["diez", "octubre"]),
            (11.0, &["once", "noviembre"]),
            (12.0, &["doce", "diciembre", "mediodía"]),
            (13.0, &["trece"]),
            (14.0, &["catorce"]),
            (15.0, &["quince", "cuarto"]),
            (16.0, &["dieciséis"]),
            (17.0, &["diecisiete"]),
            (18.0, &["dieciocho"]),
            (19.0, &["diecinueve"]),
            (20.0, &["veinte", "veinti"]),
            (24.0, &["medianoche"]),
            (30.0, &["treinta", "media"]),
            (40.0, &["cuarenta"]),
            (50.0, &["cincuenta"]),
            (60.0, &["sesenta"]),
            (70.0, &["setenta"]),
            (80.0, &["ochenta"]),
            (90.0, &["noventa"]),
            (100.0, &["cien", "ciento", "cientos"]),
            (1e3, &["mil"]),
            (45.0, &["cuartos"]),
            (1e6, &["millón", "millones"]),
            (1e12, &["billón", "billones"]),
        ],
    ),
];

/// Whether `text` says `number` in words of `language` (`en`); `None` where the language's words are not
/// known.
pub fn says(text: &str, number: f64, language: &str) -> Option<bool> {
    if is_han(language) {
        return Some(says_in_han(text, number));
    }
    let (_, table) = WORDS.iter().find(|(of, _)| *of == language)?;
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let known = |number: f64| {
        let rows = table.iter().filter(move |(value, _)| *value == number);
        rows.flat_map(|(_, known)| known.iter().copied())
    };
    // `vierstufig`, `dreimonatig`, `achtfach`, not `achten`.
    let of_more = |word: &str, known: &str| {
        let rest = word.strip_prefix(known).unwrap_or_default();
        ["ig", "fach", "mal", "lich"]
            .iter()
            .any(|ending| rest.contains(ending))
    };
    let is_said = known(number).any(|known| {
        words.contains(&known)
            || (language == "de" && number > 1.0 && words.iter().any(|word| of_more(word, known)))
    });
    // `hundertzwanzig` is one word.
    let part_is_said = |part: f64| {
        known(part).any(|known| {
            words.contains(&known)
                || (matches!(language, "de" | "es")
                    && known.len() > 2
                    && words.iter().any(|word| word.contains(known)))
        })
    };
    // Spanish has no word for a thousand million.
    let counts = |unit: &f64| known(*unit).next().is_some();
    let large: Vec<f64> = LARGE.into_iter().filter(counts).collect();
    let parts = parts(number, &large);
    Some(is_said || (parts.len() > 1 && parts.into_iter().all(part_is_said)))
}

/// Whether a language writes numbers in Chinese characters.
pub fn is_han(language: &str) -> bool {
    matches!(language, "zh" | "ja")
}

/// Whether `text` says a length of time in words, of another unit than the `number` of `kind`: `a week` for 7 days.
/// `None` where the language's words are not known.
pub fn says_length(text: &str, number: f64, kind: Kind, language: &str) -> Option<bool> {
    if !is_han(language) && !WORDS.iter().any(|(of, _)| *of == language) {
        return None;
    }
    let text = text.to_lowercase();
    let mut units = units::lengths();
    Some(units.any(|(word, unit)| {
        let times = match (kind, unit) {
            (Kind::Length(own), Kind::Length(their)) | (Kind::Months(own), Kind::Months(their)) => {
                number * own / their
            }
            _ => return false,
        };
        let is_other = times != number && times >= 1.0 && times.fract() == 0.0;
        is_other
            && text.match_indices(word).any(|(at, _)| {
                let after = &text[at + word.len()..];
                let ends = is_han(language) || !after.starts_with(char::is_alphabetic);
                ends && says(counted(&text[..at], language), times, language) == Some(true)
            })
    }))
}

/// The word before what it counts, at the end of a text.
fn counted<'t>(text: &'t str, language: &str) -> &'t str {
    if is_han(language) {
        let text = text.trim_end_matches(['個', '个', 'か', 'ヶ']);
        let is_number = |c: char| is_small(c) || matches!(c, '百' | '千' | '萬' | '万');
        return &text[text.trim_end_matches(is_number).len()..];
    }
    text.split_whitespace().next_back().unwrap_or_default()
}

/// What words count large numbers in, where a language has such a word.
const LARGE: [f64; 5] = [1e12, 1e9, 1e6, 1e3, 100.0];

/// The numbers whose words together say a number: 100 and 20 for 120.
fn parts(number: f64, large: &[f64]) -> Vec<f64> {
    if number.fract() != 0.0 || !(21.0..1e15).contains(&number) {
        return vec![number];
    }
    let mut rest = number;
    let mut found = Vec::new();
    for &unit in large {
        let times = (rest / unit).floor();
        if times > 0.0 {
            found.push(unit);
            // `a hundred`, `hundert`
            if times > 1.0 {
                found.extend(parts(times, large));
            }
            rest -= times * unit;
        }
    }
    if rest > 20.0 {
        let ones = rest % 10.0;
        found.push(rest - ones);
        rest = ones;
    }
    if rest > 0.0 {
        found.push(rest);
    }
    found
}

/// What a character of Chinese numbers counts for.
fn han_digit(c: char) -> Option<usize> {
    match c {
        '零' => Some(0),
        '兩' | '两' => Some(2),
        _ => "〇一二三四五六七八九".chars().position(|known| known == c),
    }
}

/// `二十四`, `兩百萬`, `半`.
fn says_in_han(text: &str, number: f64) -> bool {
    let mut years = units::eras(text).filter_map(|(before, rest)| {
        let rest = rest.trim_start();
        let year = match rest.starts_with("元年") {
            true => 1,
            false => small(&rest[..rest.len() - rest.trim_start_matches(is_small).len()])?,
        };
        Some(before + f64::from(year))
    });
    if years.any(|year| year == number) {
        return true;
    }
    // What is added up, of it what the next `萬` multiplies, of that the last digit.
    let mut total: Option<usize> = None;
    let mut value: Option<usize> = None;
    let mut pending = None;
    for c in text.chars().chain([' ']) {
        let single = match c {
            '雙' | '双' | '次' => Some(2),
            '每' | '單' | '单' | '首' => Some(1),
            _ => han_digit(c),
        };
        let times = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        };
        let section: Option<usize> = match c {
            '萬' | '万' => Some(10_000),
            '億' | '亿' => Some(100_000_000),
            _ => None,
        };
        let before = value.is_some() || pending.is_some();
        match (single, times, section) {
            (Some(single), ..) => pending = Some(single),
            (None, Some(times), _) => {
                let more = pending.take().unwrap_or(1) * times;
                value = Some(value.unwrap_or_default() + more);
            }
            (None, None, Some(section)) if before => {
                let counted = value.take().unwrap_or_default() + pending.take().unwrap_or_default();
                total = Some(total.unwrap_or_default() + counted.saturating_mul(section));
            }
            _ => {
                let parts = [total.take(), value.take(), pending.take()];
                let mut said = parts.into_iter().flatten().peekable();
                let is_number = |said: usize| said as f64 == number;
                let is_any = said.peek().is_some();
                let said: usize = said.sum();
                // `三割`
                let share = said.saturating_mul(10);
                let is_share = match c {
                    '割' | '成' => is_number(share),
                    '折' => is_number(share) || is_number(100_usize.saturating_sub(share)),
                    _ => false,
                };
                let is_said = is_any && (is_number(said) || is_share);
                if is_said || (c == '半' && (number == 0.5 || number == 30.0)) {
                    return true;
                }
            }
        }
    }
    let noon = (text.contains("中午") || text.contains("正午")) && number == 12.0;
    noon || text.contains("午夜") && (number == 0.0 || number == 24.0)
}

/// Hours as Korean says them.
const KOREAN_HOURS: [(&str, u32); 12] = [
    ("열한", 11),
    ("열두", 12),
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("열", 10),
];

/// The hour in characters at the end of a text, and where it begins.
pub(super) fn hour_before(text: &str) -> Option<(usize, u32)> {
    let korean = text.trim_end();
    let mut hours = KOREAN_HOURS.iter();
    if let Some((word, hour)) = hours.find(|(word, _)| korean.ends_with(word)) {
        return Some((korean.len() - word.len(), *hour));
    }
    let start = text.trim_end_matches(is_small).len();
    let hour = small(&text[start..]).filter(|&hour| hour <= 24)?;
    Some((start, hour))
}

/// The minutes in characters at the start of a text, and how much of it says them.
pub(super) fn minutes(text: &str) -> (usize, u32) {
    let said = text.trim_start();
    if said.starts_with(['半', '반']) {
        return (text.len() - said.len() + '半'.len_utf8(), 30);
    }
    let rest = text.trim_start_matches(is_small);
    let length = text.len() - rest.len();
    match (small(&text[..length]), rest.chars().next()) {
        (Some(minutes), Some('分')) if minutes < 60 => (length + '分'.len_utf8(), minutes),
        (Some(quarters), Some('刻')) if quarters < 4 => (length + '刻'.len_utf8(), quarters * 15),
        _ => (0, 0),
    }
}

fn is_small(c: char) -> bool {
    c == '十' || han_digit(c).is_some()
}

/// A number below a hundred in characters.
fn small(text: &str) -> Option<u32> {
    let digit = |text: &str, none: u32| {
        let mut all = text.chars();
        match (all.next(), all.next()) {
            (None, _) => Some(none),
            (Some(c), None) => han_digit(c).and_then(|digit| u32::try_from(digit).ok()),
            _ => None,
        }
    };
    match text.split_once('十') {
        Some((tens, ones)) => Some(digit(tens, 1)? * 10 + digit(ones.trim_start_matches('零'), 0)?),
        None if text.is_empty() => None,
        None => digit(
            text.strip_prefix('零')
                .filter(|rest| !rest.is_empty())
                .unwrap_or(text),
            0,
        ),
    }
}
