//! How dates, instants, lengths of time, openings and time zones are written.

use crate::calendar::{self, Date, Zoned};
use crate::model::facts::{Duration, Instant, Interval, clock_text};
use crate::model::nearest::slip;
use crate::model::wording::listed;

use super::super::codes;
use super::{Read, Refusal, refuse};

/// `2026-05-01`. A date that is none breaks `code`: FM-DATE, or CAL-DATE in calendars.
pub fn date(text: &str, code: &'static str) -> Read<Date> {
    let numbers = three_numbers(text);
    if is_iso_date(text) {
        let [year, month, day] = numbers.unwrap_or_default();
        return match civil(year, month, day) {
            Some(date) => Ok(date),
            None => {
                let days = (1..=31)
                    .rev()
                    .find(|&day| civil(year, month, day).is_some());
                let hint = match days {
                    Some(days) => format!("{year:04}-{month:02} has {days} days"),
                    None => "a date is written year-month-day, as in `2026-05-01`".to_owned(),
                };
                refuse(code, format!("the date `{text}` does not exist"), hint)
            }
        };
    }
    // A day written the local way is clear only where one reading is possible.
    let meant = numbers.and_then(|[first, second, third]| match (first, second, third) {
        (1000.., _, _) => civil(first, second, third),
        (13.., _, 1000..) => civil(third, second, first),
        (_, 13.., 1000..) => civil(third, first, second),
        (_, _, 1000..) if text.contains('.') => civil(third, second, first),
        (_, _, 1000..) if first == second => civil(third, second, first),
        _ => None,
    });
    let hint = match meant {
        Some(date) => format!("write `{date}`"),
        None => "a date is written year-month-day, as in `2026-05-01`".to_owned(),
    };
    refuse(code, format!("`{text}` is not a date"), hint)
}

fn is_iso_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn three_numbers(text: &str) -> Option<[u16; 3]> {
    let mut parts = text
        .split(['-', '.', '/'])
        .map(|part| part.trim().parse().ok());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// `2026-07-03T20:00:00+02:00[Europe/Berlin]`, or without the zone in brackets.
pub fn instant(text: &str) -> Read<Instant> {
    let read = instant_of(text);
    match read {
        Some(instant) => Ok(instant),
        None => {
            if let Some(refusal) = zone_refused(text) {
                return Err(refusal);
            }
            let local = text.get(..10).is_some_and(is_iso_date);
            let message = format!("`{text}` is not an instant");
            if local && instant_of(&format!("{}Z", text.replacen(' ', "T", 1))).is_some() {
                return refuse(
                    "FM-DATE",
                    message,
                    "a time needs its offset, as in `2026-07-03T20:00:00+02:00`",
                );
            }
            refuse(
                "FM-DATE",
                message,
                "an instant is written `2026-07-03T20:00:00+02:00[Europe/Berlin]`; the zone in brackets may be left out",
            )
        }
    }
}

/// Why an instant is none that is well written but for the zone in brackets: there is no such zone, or its
/// clocks never show that time with that offset.
fn zone_refused(text: &str) -> Option<Refusal> {
    let (time, zone) = text.strip_suffix(']')?.split_once('[')?;
    let wall = time.strip_suffix(offset_of(time)?)?;
    let refusal = |message, hint| Refusal {
        code: "FM-DATE",
        message,
        hint,
    };
    if !calendar::zone_exists(zone) {
        instant_of(time)?;
        let meant = codes::meant_zone(zone).map(str::to_owned);
        let hint = match meant.or_else(|| near_zone(zone)) {
            Some(meant) => format!("write `{time}[{meant}]`"),
            None => format!("write `{time}`, or a zone as in `[Europe/Berlin]`"),
        };
        return Some(refusal(format!("no time zone is called `{zone}`"), hint));
    }
    let (meant, skipped) = calendar::shown_in(wall, zone)?;
    let meant = meant.to_string();
    let message = match meant.split_once('[').and_then(|(time, _)| offset_of(time)) {
        _ if skipped => format!("clocks in `{zone}` skip `{wall}`"),
        Some(offset) => format!("`{text}` contradicts itself: `{zone}` is at `{offset}` then"),
        None => return None,
    };
    Some(refusal(message, format!("write `{meant}`")))
}

fn instant_of(text: &str) -> Option<Instant> {
    let (local, _) = text.split_once('T')?;
    if !is_iso_date(local) || calendar::instant(text).is_none() {
        return None;
    }
    if text.ends_with(']') {
        // The offset must stand there too: without it an hour that occurs twice would be ambiguous.
        let time = text.split_once('[')?.0;
        offset_of(time)?;
        return text.parse::<Zoned>().ok().map(Instant);
    }
    let zone = match offset_of(text)? {
        "Z" => "UTC",
        offset => offset,
    };
    format!("{text}[{zone}]").parse::<Zoned>().ok().map(Instant)
}

/// The offset at the end of a date and time: `+02:00`, or `Z`.
fn offset_of(text: &str) -> Option<&str> {
    if text.ends_with('Z') {
        return text.get(text.len() - 1..);
    }
    let offset = text.get(text.len().checked_sub(6)?..)?;
    let form = offset.bytes().enumerate().all(|(at, byte)| match at {
        0 => matches!(byte, b'+' | b'-'),
        3 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    form.then_some(offset)
}

/// As [`duration`], and `P0D`: by the close of the same day, where days are counted on a calendar.
pub fn promise(text: &str) -> Read<Duration> {
    match text {
        "P0D" => Ok(Duration::Days(0)),
        _ => duration(text),
    }
}

/// `PT4H`, `PT1H30M`, `P1D`: time or whole days, never both, more than nothing.
pub fn duration(text: &str) -> Read<Duration> {
    let code = "SLA-UNIT";
    let message = format!("`{text}` is not a length of time that can be promised");
    match iso_duration(text) {
        Some(IsoDuration {
            months: false,
            weeks: false,
            days: 0,
            seconds: 0,
        }) => refuse(
            code,
            format!("`{text}` is no time at all"),
            "a length of time is more than zero, as in `PT30M`",
        ),
        Some(IsoDuration { months: true, .. }) => refuse(
            code,
            format!("`{text}` counts months or years, which differ in length"),
            "count days, as in `P30D`, or say it in words on a page; minutes follow a `T`, as in `PT30M`",
        ),
        Some(IsoDuration {
            weeks: true,
            days,
            seconds,
            ..
        }) => {
            let hint = if seconds == 0 {
                format!("write `P{days}D`")
            } else {
                "write days alone, as in `P7D`".to_owned()
            };
            refuse(code, format!("`{text}` counts weeks"), hint)
        }
        Some(IsoDuration {
            days: days @ 1..=MOST_DAYS,
            seconds: seconds @ 1..,
            ..
        }) => {
            // Hours by the clock; of days on a calendar nobody but the author knows how many they are.
            let hours = Duration::Seconds(seconds.saturating_add(days * 24 * 60 * 60));
            let hint = format!("write hours alone, `{hours}`, or whole days");
            refuse(code, format!("`{text}` mixes days and hours"), hint)
        }
        Some(IsoDuration { days, seconds, .. })
            if days > MOST_DAYS || seconds > MOST_DAYS * 24 * 60 * 60 =>
        {
            refuse(
                code,
                format!("`{text}` is longer than a hundred years"),
                "promise a time that somebody will wait for, as in `P30D`",
            )
        }
        Some(IsoDuration {
            days: 0, seconds, ..
        }) => Ok(Duration::Seconds(seconds)),
        Some(IsoDuration { days, .. }) => match u32::try_from(days) {
            Ok(days) => Ok(Duration::Days(days)),
            Err(_) => refuse(
                code,
                message,
                "a length of time is written `PT4H`, `PT30M` or `P1D`",
            ),
        },
        None => {
            let hint = match spelled_duration(text) {
                Some(meant) => format!("write `{meant}`"),
                None => "a length of time is written `PT4H`, `PT30M` or `P1D`".to_owned(),
            };
            refuse(code, format!("`{text}` is not a length of time"), hint)
        }
    }
}

/// Days of a hundred years: nothing longer is promised.
const MOST_DAYS: u64 = 36_525;

struct IsoDuration {
    months: bool,
    weeks: bool,
    days: u64,
    seconds: u64,
}

/// ISO 8601 without fractions.
fn iso_duration(text: &str) -> Option<IsoDuration> {
    let mut rest = text.strip_prefix('P')?;
    let mut read = IsoDuration {
        months: false,
        weeks: false,
        days: 0,
        seconds: 0,
    };
    let (mut time, mut any) = (false, false);
    // Units come in falling order, each at most once.
    let mut last = 0;
    while !rest.is_empty() {
        if let (false, Some(after)) = (time, rest.strip_prefix('T')) {
            (time, rest, any) = (true, after, false);
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().ok()?;
        let unit = rest[digits..].chars().next()?;
        rest = &rest[digits + unit.len_utf8()..];
        let rank = match (time, unit) {
            (false, 'Y') => 1,
            (false, 'M') => 2,
            (false, 'W') => 3,
            (false, 'D') => 4,
            (true, 'H') => 5,
            (true, 'M') => 6,
            (true, 'S') => 7,
            _ => return None,
        };
        if rank <= last || number > 1_000_000_000 {
            return None;
        }
        (last, any) = (rank, true);
        match rank {
            1 | 2 => read.months = true,
            3 => (read.weeks, read.days) = (true, number * 7),
            4 => read.days += number,
            5 => read.seconds += number * 3600,
            6 => read.seconds += number * 60,
            _ => read.seconds += number,
        }
    }
    any.then_some(read)
}

/// Openings that were written as one, as a list.
fn several_intervals(text: &str) -> Option<String> {
    let mut parts: Vec<&str> = text.split([',', ';', '/', '、', '，']).collect();
    for word in [" und ", " and ", " & ", "和", "及"] {
        if parts.len() == 1 {
            parts = text.split(word).collect();
        }
    }
    let one = |part: &&str| {
        let (start, end) = loose_interval(part.trim())?;
        Some(format!("\"{}-{}\"", clock_text(start), clock_text(end)))
    };
    let all: Option<Vec<String>> = parts.iter().map(one).collect();
    all.filter(|all| all.len() > 1).map(|all| all.join(", "))
}

/// The ISO form of `4 hours`, `30min`, `2 days`, `pt4h`.
fn spelled_duration(text: &str) -> Option<String> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    // The `T` stands before hours and minutes, and before no days.
    let with_time = upper.replacen('P', "PT", 1);
    let forms = [upper.replacen("PT", "P", 1), with_time];
    if let Some(meant) = [upper]
        .into_iter()
        .chain(forms)
        .find(|form| iso_duration(form).is_some())
    {
        return Some(meant);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = text[..digits].parse().ok()?;
    let unit = text[digits..].trim().to_lowercase();
    if number == 0 {
        return None;
    }
    Some(match unit.as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunde" | "stunden" | "小時" | "小时" | "時間" =>
        {
            format!("PT{number}H")
        }
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" | "分鐘" | "分钟" | "分" => {
            format!("PT{number}M")
        }
        "d" | "day" | "days" | "tag" | "tage" | "business days" | "business day" | "天" | "日" => {
            format!("P{number}D")
        }
        "w" | "week" | "weeks" | "woche" | "wochen" => format!("P{}D", u64::from(number) * 7),
        _ => return None,
    })
}

/// `09:00-17:00`: an opening of a day. It may run past midnight.
pub fn interval(text: &str) -> Read<Interval> {
    let read = text
        .split_once('-')
        .and_then(|(start, end)| Some((clock(start)?, clock(end)?)));
    let Some((start, end)) = read else {
        let hint = match text.trim().to_lowercase().as_str() {
            "closed" | "geschlossen" | "none" | "-" => {
                "write `[]`: a day without an opening is closed".to_owned()
            }
            _ => match loose_interval(text) {
                Some((start, end)) => format!("write `{}-{}`", clock_text(start), clock_text(end)),
                None if let Some(several) = several_intervals(text) => {
                    format!("write `{several}`, each in quotes of its own")
                }
                None => {
                    "an opening is written `09:00-17:00`, in the calendar's local time".to_owned()
                }
            },
        };
        return refuse("CAL-INTERVAL", format!("`{text}` is not an opening"), hint);
    };
    if start == 1440 {
        let hint = format!("write `00:00-{}` on the next day", clock_text(end));
        return refuse(
            "CAL-INTERVAL",
            format!("`{text}` starts at 24:00, the end of a day"),
            hint,
        );
    }
    if end == 1439 {
        let hint = format!("write `{}-24:00`", clock_text(start));
        return refuse(
            "CAL-2359",
            format!("`{text}` leaves the last minute of the day closed"),
            hint,
        );
    }
    if start == end {
        return refuse(
            "CAL-INTERVAL",
            format!("`{text}` ends where it starts"),
            "a full day is `00:00-24:00`",
        );
    }
    Ok(Interval { start, end })
}

/// `HH:MM` in minutes after midnight, up to 24:00.
fn clock(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    let form = bytes.len() == 5
        && bytes[2] == b':'
        && [0, 1, 3, 4].iter().all(|&at| bytes[at].is_ascii_digit());
    if !form {
        return None;
    }
    let (hour, minute): (u16, u16) = (text[..2].parse().ok()?, text[3..].parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
}

/// Two times of day written in other ways: `9am-5pm`, `9 – 17`, `8.30 to 12.00`.
fn loose_interval(text: &str) -> Option<(u16, u16)> {
    let text = text
        .to_lowercase()
        .replace(['–', '—', '~', '～', '至'], "-")
        .replace(" to ", "-")
        .replace(" bis ", "-");
    let (start, end) = text.split_once('-')?;
    let (start, end) = (loose_clock(start)?, loose_clock(end)?);
    let end = if end == 1439 { 1440 } else { end };
    (start < 1440 && start != end).then_some((start, end))
}

fn loose_clock(text: &str) -> Option<u16> {
    let text = text
        .trim()
        .trim_end_matches("uhr")
        .trim_end_matches('h')
        .trim();
    let (text, shift) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(text), _) => (text.trim(), Some(0)),
        (_, Some(text)) => (text.trim(), Some(12)),
        _ => (text, None),
    };
    let (hour, minute) = text
        .split_once([':', '.', 'h', '：'])
        .unwrap_or((text, "0"));
    let (mut hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    if let Some(shift) = shift {
        if hour == 0 || hour > 12 {
            return None;
        }
        hour = hour % 12 + shift;
    }
    (hour <= 24 && minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
}

/// The IANA name of a place's zone, or `Etc/UTC`.
pub fn zone(text: &str) -> Read<String> {
    const AREAS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let of_a_place = text.split_once('/').is_some_and(|(area, place)| {
        AREAS.contains(&area)
            && place
                .split('/')
                .all(|part| part.starts_with(|first: char| first.is_ascii_uppercase()))
    });
    if text == "Etc/UTC" || of_a_place && calendar::zone_exists(text) {
        return Ok(text.to_owned());
    }
    let area = text.split('/').next().unwrap_or_default();
    let large: Vec<&str> = codes::zones_of(area).collect();
    let hint = match (codes::meant_zone(text), near_zone(text)) {
        (Some(meant), _) => format!("write the zone of a place, as in `{meant}`"),
        (None, Some(near)) => format!("the nearest is `{near}`"),
        (None, None) if of_a_place && !large.is_empty() => format!(
            "zones are named after few cities: write one with the same clock, as {}",
            listed(&large, "or")
        ),
        (None, None) => {
            "a zone is written as in `Europe/Berlin`, `Asia/Taipei` or `Etc/UTC`".to_owned()
        }
    };
    let abbreviation =
        text.len() <= 5 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let offset = text.contains(['+', '-']) && text.bytes().any(|byte| byte.is_ascii_digit());
    let message = if abbreviation && !matches!(text, "UTC" | "GMT") {
        format!(
            "`{text}` is an abbreviation, which is wrong for half the year or in half the world"
        )
    } else if offset {
        format!("`{text}` is an offset, which knows no summer time")
    } else {
        format!("`{text}` is not a time zone of a place")
    };
    refuse("CAL-ZONE", message, hint)
}

/// The zone of the city that was meant: of that name, wherever it lies, or of one in the same area that it is a slip of.
/// A city that is merely alike has another clock.
fn near_zone(text: &str) -> Option<String> {
    let place = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_lowercase();
    let wanted = place(&text.replace(' ', "_"));
    let area = text.split_once('/').map(|(area, _)| area.to_lowercase());
    let is_around = |zone: &String| {
        let own = zone.split('/').next().unwrap_or_default().to_lowercase();
        area.as_ref().is_none_or(|area| *area == own)
    };
    let zones: Vec<(String, String)> = calendar::places()
        .map(|zone| (place(&zone), zone))
        .collect();
    let mut same = zones.iter();
    if let Some((_, zone)) = same.find(|(place, _)| *place == wanted) {
        return Some(zone.clone());
    }
    let around = || zones.iter().filter(|(_, zone)| is_around(zone));
    let near = slip(&wanted, around().map(|(place, _)| place.as_str()))?;
    let mut around = around();
    around
        .find(|(place, _)| place == near)
        .map(|(_, zone)| zone.clone())
}
