//! Numbers in words: a text may say `two` where another says `2`, and a month by its name.

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
                    "two", "second", "twice", "both", "february", "feb", "pair", "double",
                ],
            ),
            (3.0, &["three", "third", "march", "mar"]),
            (4.0, &["four", "fourth", "april", "apr"]),
            (5.0, &["five", "fifth", "may"]),
            (6.0, &["six", "sixth", "june", "jun"]),
            (7.0, &["seven", "seventh", "july", "jul"]),
            (8.0, &["eight", "eighth", "august", "aug"]),
            (9.0, &["nine", "ninth", "september", "sep", "sept"]),
            (10.0, &["ten", "tenth", "october", "oct"]),
            (11.0, &["eleven", "november", "nov"]),
            (12.0, &["twelve", "december", "dec", "noon", "dozen"]),
            (15.0, &["fifteen", "quarter"]),
            (20.0, &["twenty"]),
            (24.0, &["midnight"]),
            (30.0, &["thirty", "half"]),
            (100.0, &["hundred"]),
            (1000.0, &["thousand"]),
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
            (3.0, &["drei", "dritte", "dritten", "märz"]),
            (4.0, &["vier", "vierte", "april", "apr"]),
            (5.0, &["fünf", "fünfte", "mai"]),
            (6.0, &["sechs", "sechste", "juni"]),
            (7.0, &["sieben", "siebte", "juli"]),
            (8.0, &["acht", "achte", "august", "aug"]),
            (9.0, &["neun", "neunte", "september", "sept"]),
            (10.0, &["zehn", "zehnte", "oktober", "okt"]),
            (11.0, &["elf", "november", "nov"]),
            (12.0, &["zwölf", "dezember", "dez", "mittag", "mittags"]),
            (15.0, &["fünfzehn", "viertelstunde"]),
            (20.0, &["zwanzig"]),
            (24.0, &["mitternacht"]),
            (30.0, &["dreißig", "halbe", "halben"]),
            (100.0, &["hundert"]),
            (1000.0, &["tausend"]),
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
            (4.0, &["quatre", "avril"]),
            (5.0, &["cinq", "mai"]),
            (6.0, &["six", "juin"]),
            (7.0, &["sept", "juillet"]),
            (8.0, &["huit", "août"]),
            (9.0, &["neuf", "septembre"]),
            (10.0, &["dix", "octobre"]),
            (11.0, &["onze", "novembre"]),
            (12.0, &["douze", "décembre", "midi"]),
            (24.0, &["minuit"]),
            (30.0, &["trente", "demi", "demie"]),
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
            (4.0, &["cuatro", "abril"]),
            (5.0, &["cinco", "mayo"]),
            (6.0, &["seis", "junio"]),
            (7.0, &["siete", "julio"]),
            (8.0, &["ocho", "agosto"]),
            (9.0, &["nueve", "septiembre"]),
            (10.0, &["diez", "octubre"]),
            (11.0, &["once", "noviembre"]),
            (12.0, &["doce", "diciembre", "mediodía"]),
            (24.0, &["medianoche"]),
            (30.0, &["treinta", "media"]),
        ],
    ),
];

/// Whether `text` says `number` in words of `language` (`en`); `None` where the language's words are not
/// known.
pub fn says(text: &str, number: f64, language: &str) -> Option<bool> {
    if matches!(language, "zh" | "ja") {
        return Some(says_in_han(text, number));
    }
    let (_, table) = WORDS.iter().find(|(of, _)| *of == language)?;
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    let mut rows = table.iter().filter(|(value, _)| *value == number);
    Some(rows.any(|(_, known)| known.iter().any(|word| words.contains(word))))
}

/// `二十四`, `兩`, `半`.
fn says_in_han(text: &str, number: f64) -> bool {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|known| known == c);
    let mut value: Option<usize> = None;
    let mut pending = None;
    for c in text.chars().chain([' ']) {
        let single = match c {
            '零' => Some(0),
            '兩' | '两' | '雙' | '双' | '次' => Some(2),
            '每' | '單' | '单' | '首' => Some(1),
            _ => digit(c),
        };
        let times = match c {
            '十' => Some(10),
            '百' => Some(100),
            '千' => Some(1000),
            _ => None,
        };
        match (single, times) {
            (Some(single), _) => pending = Some(single),
            (None, Some(times)) => {
                let sum = value.unwrap_or_default() + pending.take().unwrap_or(1) * times;
                value = Some(sum);
            }
            (None, None) => {
                let said = match (value.take(), pending.take()) {
                    (None, None) => None,
                    (sum, last) => Some(sum.unwrap_or_default() + last.unwrap_or_default()),
                };
                let is_number =
                    |said: usize| u32::try_from(said).is_ok_and(|said| f64::from(said) == number);
                if said.is_some_and(is_number) || (c == '半' && (number == 0.5 || number == 30.0))
                {
                    return true;
                }
            }
        }
    }
    let noon = (text.contains("中午") || text.contains("正午")) && number == 12.0;
    noon || text.contains("午夜") && (number == 0.0 || number == 24.0)
}
