//! Formats and units: how a date, a duration, an opening, a phone number … is written.
//!
//! Each function takes the author's letters and gives the value, or a [`Refusal`] that says which rule
//! is broken and what to write instead. The readers call the same functions as the check of types, so
//! that nothing can be accepted by the one and dropped by the other.

mod paths;
mod times;

use url::Url;

use crate::model::{Locale, e164, id_of, is_id, mail};

use super::codes;
pub use paths::{asset, is_page_or_web, page};
pub use times::{date, duration, instant, interval, promise, zone};

/// Why a text is not what its key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub code: &'static str,
    /// What is so.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// The value, or why there is none.
pub type Read<T> = Result<T, Refusal>;

fn refuse<T>(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Read<T> {
    Err(Refusal {
        code,
        message: message.into(),
        hint: hint.into(),
    })
}

/// A BCP 47 tag.
pub fn language(text: &str) -> Read<Locale> {
    if let Some(locale) = registered(text) {
        return Ok(locale);
    }
    let hint = match meant_language(text) {
        Some(meant) => format!("write `{meant}`"),
        None if text.contains(['，', '、']) => {
            "between two languages a comma of ASCII stands, as in `[en, de]`".to_owned()
        }
        None => "a language is a BCP 47 tag, as in `en`, `de` or `zh-TW`".to_owned(),
    };
    refuse("FM-LANG", format!("`{text}` is not a language tag"), hint)
}

/// The language that is meant by what is no tag, if that is clear: `zh_TW`, `german`.
pub fn meant_language(text: &str) -> Option<Locale> {
    let known = codes::meant_language(text).and_then(Locale::new);
    known.or_else(|| registered(&text.replace('_', "-")))
}

fn registered(tag: &str) -> Option<Locale> {
    let is_registered =
        |locale: &Locale| locale.language().len() != 2 || codes::is_language(locale.language());
    Locale::new(tag).filter(is_registered)
}

/// A country of ISO 3166-1 alpha-2: `DE`.
pub fn country(text: &str) -> Read<()> {
    if codes::is_country(text) {
        return Ok(());
    }
    let upper = text.to_ascii_uppercase();
    let hint = match codes::meant_country(text) {
        Some(meant) => format!("write `{meant}`"),
        None if codes::is_country(&upper) => format!("write `{upper}`"),
        None => "a country is two letters of ISO 3166-1, as in `DE`, `GB` or `TW`".to_owned(),
    };
    refuse("FM-TYPE", format!("`{text}` is not a country code"), hint)
}

/// A country, or a part of one by ISO 3166-2: `DE-BY`.
pub fn region(text: &str) -> Read<()> {
    let Some((land, part)) = text.split_once('-') else {
        return country(text);
    };
    let form = (1..=3).contains(&part.len())
        && part
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if codes::is_country(land) && form {
        return Ok(());
    }
    let upper = text.to_ascii_uppercase();
    let hint = if upper != text && region(&upper).is_ok() {
        format!("write `{upper}`")
    } else {
        "a part of a country is written by ISO 3166-2, as in `DE-BY`".to_owned()
    };
    refuse("FM-TYPE", format!("`{text}` is not a region code"), hint)
}

/// A currency of ISO 4217: `EUR`.
pub fn currency(text: &str) -> Read<()> {
    if codes::is_currency(text) {
        return Ok(());
    }
    let upper = text.to_ascii_uppercase();
    let meant = match text {
        "€" | "Euro" | "euro" => Some("EUR"),
        "£" => Some("GBP"),
        "US$" => Some("USD"),
        "NT$" | "NTD" => Some("TWD"),
        "RMB" | "CNH" => Some("CNY"),
        "Fr." | "SFr." => Some("CHF"),
        _ if codes::is_currency(&upper) => Some(upper.as_str()),
        _ => None,
    };
    let hint = match meant {
        Some(meant) => format!("write `{meant}`"),
        None => "a currency is three letters of ISO 4217, as in `EUR` or `TWD`".to_owned(),
    };
    refuse("PRC-CURRENCY", format!("`{text}` is not a currency"), hint)
}

/// Decimal digits of an amount: `190.00`.
pub fn amount(text: &str) -> Read<()> {
    if is_amount(text) {
        return Ok(());
    }
    let hint = match meant_amount(text) {
        Some(meant) => format!("write `\"{meant}\"`, and the currency under `currency`"),
        None if text.starts_with(['-', '\u{2212}']) => {
            "an amount is nothing or more, in digits with a point, as in `\"45.00\"`".to_owned()
        }
        None => "an amount is digits with a point, as in `\"45.00\"`".to_owned(),
    };
    refuse("FM-TYPE", format!("`{text}` is not an amount"), hint)
}

/// The amount in a text that has a currency beside it, or blanks between thousands. None of a text with two numbers, or
/// with a sign before the number: another amount is not what was meant.
fn meant_amount(text: &str) -> Option<String> {
    let is_beside = |c: char| c.is_alphabetic() || c.is_whitespace() || "$€£¥₩₪₹'’".contains(c);
    let is_between = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let number = text
        .trim_start_matches(is_beside)
        .trim_end_matches(is_beside);
    let kept: String = number.chars().filter(|c| !is_between(*c)).collect();
    decimal(&kept)
}

/// A number as it is written here, for one with another sign before its decimals or with signs between thousands.
pub fn decimal(text: &str) -> Option<String> {
    let whole = |text: &str| text.replace([',', '.'], "");
    let meant = match text.rsplit_once([',', '.']) {
        Some((before, decimals)) if (1..=2).contains(&decimals.len()) => {
            format!("{}.{decimals}", whole(before))
        }
        _ => whole(text),
    };
    (text.chars().all(is_of_number) && is_amount(&meant)).then_some(meant)
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

fn is_amount(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| {
        (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(whole) && digits(part)
}

/// More than 0 and at most 100.
pub fn share(text: &str) -> Read<()> {
    let digits = text.replacen('.', "", 1);
    let form = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let in_range = text
        .parse::<f64>()
        .is_ok_and(|share| share > 0.0 && share <= 100.0);
    if form && in_range {
        return Ok(());
    }
    let number = text.strip_suffix('%').unwrap_or(text).trim();
    let hint = match decimal(number) {
        Some(meant) if meant != text && share(&meant).is_ok() => format!("write `{meant}`"),
        _ => "a share is per cent, more than 0 and at most 100, as in `95`".to_owned(),
    };
    refuse("FM-TYPE", format!("`{text}` is not a share"), hint)
}

/// Digits of a number that is dialled as it is, without a code.
const SHORT_NUMBER: usize = 6;

/// An E.164 number: `+`, then 8 to 15 digits.
pub fn phone(text: &str) -> Read<()> {
    let is_whole = |text: &str| {
        text.strip_prefix('+').is_some_and(|digits| {
            (8..=15).contains(&digits.len())
                && !digits.starts_with('0')
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let zero = e164::national_zero(text);
    if is_whole(text) && zero.is_none() {
        return Ok(());
    }
    let is_quote = |c: char| "\"'“”„‘’".contains(c);
    let bare = text.trim_matches(|c: char| c == ' ' || is_quote(c));
    let bare = bare.trim_start_matches("tel:").replace("(0)", "");
    let bare = match bare.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => bare,
    };
    let mut digits: String = bare
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '/' | '(' | ')' | '.' | '\u{a0}'))
        .collect();
    if let Some(code) = e164::national_zero(&digits) {
        digits.remove(1 + code.len());
    }
    // As companies in Israel have them, and services for emergencies.
    let is_of_dial = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    let is_short = digits.starts_with(['*', '#']) || digits.len() <= SHORT_NUMBER;
    let hint = if is_whole(&digits) && e164::national_zero(&digits).is_none() {
        format!("write `\"{digits}\"`; pages show it with spaces")
    } else if is_short && !digits.is_empty() && digits.chars().all(is_of_dial) {
        "a short number is dialled in one country alone: give the number that is reached from anywhere, as in `\"+49301234567\"`, and write the short one into the channel's title or text".to_owned()
    } else {
        "a number is `+`, the country code and digits, as in `\"+49301234567\"`; an extension stands under `extension`".to_owned()
    };
    let message = match zero.filter(|_| is_whole(text)) {
        Some(code) => {
            format!("`{text}` has a 0 behind `+{code}`, which is dialled in the country alone")
        }
        None => format!("`{text}` is not an international phone number"),
    };
    refuse("CHN-PHONE", message, hint)
}

/// A plain mail address.
pub fn email(text: &str) -> Read<()> {
    if mail::is_address(text) {
        return Ok(());
    }
    let bare = text.trim().trim_start_matches("mailto:");
    let bare = bare.split_once('?').map_or(bare, |(address, _)| address);
    let bare = match bare.split_once('<') {
        Some((_, rest)) => rest.trim_end_matches('>'),
        None => bare,
    };
    let hint = if mail::is_address(bare) {
        format!("write `{bare}`")
    } else {
        "a mail address is written `help@example.com`".to_owned()
    };
    refuse(
        "CHN-EMAIL",
        format!("`{text}` is not a plain mail address"),
        hint,
    )
}

/// An `https:` address; other schemes and `http:` break `code`.
pub fn https(text: &str, code: &'static str) -> Read<()> {
    let Some((scheme, rest)) = text.split_once("://") else {
        let hint = if is_host(text.split('/').next().unwrap_or_default()) {
            format!("write `https://{text}`")
        } else {
            "an address is written `https://example.com/`".to_owned()
        };
        return refuse(code, format!("`{text}` is not a web address"), hint);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return refuse(
            "URL-CREDENTIALS",
            format!("`{text}` carries a name or password"),
            "write the address without what stands before `@`",
        );
    }
    let strange = text.chars().any(|letter| {
        letter.is_whitespace() || letter.is_control() || "<>\"\\^`{|}".contains(letter)
    });
    if strange
        || !is_host(
            authority
                .rsplit_once(':')
                .map_or(authority, |(host, _)| host),
        )
    {
        return refuse(
            code,
            format!("`{text}` is not a web address"),
            "an address is written `https://example.com/`, with spaces and quotes escaped",
        );
    }
    // What browsers cannot ask is no address, however much it looks like one: `https://a.example:*/`.
    if let Err(error) = Url::parse(text) {
        return refuse(
            code,
            format!("`{text}` is not a web address: {error}"),
            "an address is written `https://example.com/`, with digits behind a `:`",
        );
    }
    match scheme {
        "https" => Ok(()),
        "http" => refuse(
            code,
            format!("`{text}` is not encrypted"),
            format!("write `https://{rest}`"),
        ),
        _ => refuse(
            code,
            format!("`{scheme}:` is not a scheme for the web"),
            format!("write `https://{rest}`"),
        ),
    }
}

fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.contains('.')
        && !text.starts_with('.')
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '.')
}

/// `[a-z0-9-]{1,40}`.
pub fn id(text: &str) -> Read<()> {
    let hint = match id_of(text) {
        _ if is_id(text) => return Ok(()),
        Some(meant) => format!("write `{meant}`: small letters, digits and `-`"),
        None => "an id is 1 to 40 small letters, digits and `-`".to_owned(),
    };
    refuse("FM-TYPE", format!("`{text}` is not an id"), hint)
}

/// `#rrggbb`.
pub fn color(text: &str) -> Read<()> {
    if is_color(text) {
        return Ok(());
    }
    let hint = match meant_color(text) {
        Some(meant) => format!("write `\"{meant}\"`, in quotes"),
        None => "a colour is written `\"#0b5cad\"`, in quotes".to_owned(),
    };
    refuse("FM-TYPE", format!("`{text}` is not a colour"), hint)
}

/// A colour without its sign, or with one digit for two, as style sheets may have it.
fn meant_color(text: &str) -> Option<String> {
    let hex = text.strip_prefix('#').unwrap_or(text);
    let digits = match hex.len() {
        3 => hex.chars().flat_map(|digit| [digit; 2]).collect(),
        _ => hex.to_owned(),
    };
    let meant = format!("#{digits}");
    is_color(&meant).then_some(meant)
}

fn is_color(text: &str) -> bool {
    let hex = text.strip_prefix('#');
    hex.is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A rule (`LNK-PAGE`), or where `family` is allowed also `LNK-*`.
pub fn rule(text: &str, family: bool) -> Read<()> {
    let valid = text.split_once('-').is_some_and(|(group, name)| {
        let word = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        word(group) && (name.split('-').all(word) || family && name == "*")
    });
    if valid {
        return Ok(());
    }
    let upper = text.to_ascii_uppercase();
    let hint = if upper != text && rule(&upper, family).is_ok() {
        format!("write `{upper}`")
    } else if family {
        "a rule is written `LNK-PAGE`, a family of rules `LNK-*`".to_owned()
    } else {
        "a rule is written `LNK-PAGE`".to_owned()
    };
    refuse("FM-TYPE", format!("`{text}` is not a rule"), hint)
}
