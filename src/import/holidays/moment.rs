//! When an event is: dates and lengths of time, as RFC 5545 writes them.

use crate::calendar::Date;

/// A date, or a date with a time of day.
pub(super) struct Moment {
    pub date: Date,
    /// Whether a day begins then: a date, or midnight, as Outlook writes days.
    pub midnight: bool,
    pub utc: bool,
}

pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    digits(date, 8)?;
    let number = |text: &str| text.parse::<i8>().ok();
    let date = Date::new(
        date[..4].parse().ok()?,
        number(&date[4..6])?,
        number(&date[6..])?,
    )
    .ok()?;
    let Some(time) = time else {
        return Some(Moment {
            date,
            midnight: true,
            utc: false,
        });
    };
    let utc = time.ends_with(['Z', 'z']);
    let time = time.trim_end_matches(['Z', 'z']);
    digits(time, 6)?;
    let whole = number(&time[..2])? < 24 && number(&time[2..4])? < 60 && number(&time[4..])? <= 60;
    whole.then_some(Moment {
        date,
        midnight: time == "000000",
        utc,
    })
}

/// The days of `P1D`, `P2W`, `PT24H`; a part of a day counts as one.
pub(super) fn duration(text: &str) -> Option<i64> {
    let rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut seconds, mut number, mut any) = (0_i64, None::<i64>, false);
    for c in rest.chars() {
        let unit = match c {
            '0'..='9' => {
                let digit = i64::from(c as u8 - b'0');
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
            'T' if number.is_none() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
        any = true;
    }
    (any && number.is_none()).then(|| seconds.div_euclid(86_400) + i64::from(seconds % 86_400 > 0))
}
