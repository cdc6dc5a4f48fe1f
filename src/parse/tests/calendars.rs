//! Hours, holidays and what else a calendar states.

use super::facts::{check_facts, told};
use super::*;

#[test]
fn calendars() {
    let check = |inside: &str, expected: &str| {
        let text = format!("calendars:\n  office: {{time_zone: Europe/Berlin, {inside}}}\n");
        assert_eq!(told(&facts(&text)), expected, "{inside}");
    };
    check("weekly: {mon: [\"22:00-06:00\"], tue: [00:00-24:00]}", "");
    check(
        "weekly: {mon: [\"9am-5pm\"]}",
        "CAL-INTERVAL `9am-5pm` is not an opening | write `09:00-17:00`",
    );
    check(
        "weekly: {mon: [\"9 – 17:30 Uhr\"]}",
        "CAL-INTERVAL `9 – 17:30 Uhr` is not an opening | write `09:00-17:30`",
    );
    check(
        "weekly: {mon: [\"9-12 und 13-17 Uhr\"]}",
        "CAL-INTERVAL `9-12 und 13-17 Uhr` is not an opening | write `\"09:00-12:00\", \"13:00-17:00\"`, each in quotes of its own",
    );
    check(
        "weekly: {mon: [\"24:00-06:00\"]}",
        "CAL-INTERVAL `24:00-06:00` starts at 24:00, the end of a day | write `00:00-06:00` on the next day",
    );
    check(
        "weekly: {mon: [\"09:00-09:00\"]}",
        "CAL-INTERVAL `09:00-09:00` ends where it starts | a full day is `00:00-24:00`",
    );
    check(
        "weekly: {mon: [\"09:00-25:00\"]}",
        "CAL-INTERVAL `09:00-25:00` is not an opening | an opening is written `09:00-17:00`, in the calendar's local time",
    );
    check(
        "weekly: {mon: [\"00:00-23:59\"]}",
        "CAL-2359 `00:00-23:59` leaves the last minute of the day closed | write `00:00-24:00`",
    );
    check(
        "weekly: {sat: closed}",
        "CAL-INTERVAL `closed` is not an opening | write `[]`: a day without an opening is closed",
    );
    check(
        "weekly: {mon: 09:00-12:00}",
        "FM-TYPE `mon` is one word or text, not a list | write `mon: [\"09:00-12:00\"]`",
    );
    check(
        "weekly: {montag: []}",
        "CAL-KEY `montag` is not a day | write `mon`",
    );
    for day in ["Tue", "SAT"] {
        let told = format!(
            "CAL-KEY `{day}` is not a day | write `{}`",
            day.to_lowercase()
        );
        check(&format!("weekly: {{{day}: []}}"), &told);
    }
    for days in ["mon-fri", "Mon–Fri", "sat/sun", "Mo-Fr"] {
        let told = format!(
            "CAL-KEY `{days}` is not a day | write a line for each day, as in `mon: [\"09:00-17:00\"]`"
        );
        check(&format!("weekly: {{{days}: []}}"), &told);
    }
    check(
        "weekly: {moon: []}",
        "CAL-KEY `moon` is not a day | the nearest key is `mon`",
    );
    check(
        "wekly: {}",
        "CAL-KEY unknown key `wekly` | the nearest key is `weekly`",
    );
    check(
        "always: true, holidays: [de]",
        "CAL-ALWAYS `office` is open at every instant and has `holidays` too | remove `always` or `holidays`",
    );
    check("always: true, holidays: none", "");
    check(
        "exceptions: [{date: 2026-02-30}]",
        "CAL-DATE the date `2026-02-30` does not exist | 2026-02 has 28 days",
    );
    check(
        "exceptions: [{date: 2026-03-01}, {date: 2026-03-01}]",
        "CAL-DATE `2026-03-01` is listed twice | keep one entry for a date; it can have several openings",
    );
    check(
        "seasons: [{from: 2026-03-02, to: 2026-03-01, closed: true}]",
        "CAL-DATE the days end on `2026-03-01`, before they begin on `2026-03-02` | both dates belong to the stretch; `from` comes first",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-07-01, to: 2026-08-01, closed: true}]",
        "CAL-DATE `2026-07-01` to `2026-08-01` runs into `2026-08-01` to `2026-08-31` | end one before the other begins; a single date is written under `exceptions`",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-09-01, to: 2026-09-02, closed: true}]",
        "",
    );
    // What a season has, and a date has not.
    for (date, hint) in [
        (
            "closed: true",
            "remove it: an exception without `hours` is closed",
        ),
        (
            "closed: false",
            "write its openings, as in `hours: [\"09:00-17:00\"]`",
        ),
        (
            "closed: true, hours: [\"09:00-12:00\"]",
            "remove it: the date has the openings under `hours`, and without them it is closed",
        ),
    ] {
        check(
            &format!("exceptions: [{{date: 2026-12-24, {date}}}]"),
            &format!("CAL-KEY unknown key `closed` | {hint}"),
        );
    }
    for season in ["", ", closed: false", ", note: Short days"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31{season}}}]"),
            "CAL-KEY this season is not closed and has no hours | add `closed: true`, or `weekly` with its openings",
        );
    }
    for week in ["{}", "{mon: []}", "{mon: [], tue: }"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31, weekly: {week}}}]"),
            "CAL-KEY this season is not closed and has no hours | write `closed: true` in its place, or its openings",
        );
    }
    for season in ["closed: true", "weekly: {mon: [\"08:00-13:00\"]}"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31, {season}}}]"),
            "",
        );
    }
    check(
        "seasons: [{from: 2026-07-01, to: 2026-08-31, wekly: {mon: []}}]",
        "CAL-KEY unknown key `wekly` | the nearest key is `weekly`",
    );
    check(
        "holidays: some",
        "FM-TYPE `some` is not known for `holidays` | write `none`, or `[some]`",
    );
    check(
        "name: {xx: A}",
        "FM-LANG `xx` is not a language tag | a language is a BCP 47 tag, as in `en`, `de` or `zh-TW`; this text is either words, or a map by language",
    );

    let zone = |zone: &str| {
        let read = facts(&format!("calendars:\n  a: {{time_zone: {zone}}}\n"));
        told(&read)
    };
    assert_eq!(zone("Asia/Taipei"), "");
    assert_eq!(zone("America/Argentina/Buenos_Aires"), "");
    assert_eq!(zone("Etc/UTC"), "");
    assert_eq!(
        zone("EST"),
        "CAL-ZONE `EST` is an abbreviation, which is wrong for half the year or in half the world | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("US/Eastern"),
        "CAL-ZONE `US/Eastern` is not a time zone of a place | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("GMT+8"),
        "CAL-ZONE `GMT+8` is an offset, which knows no summer time | write the zone of a place, as in `Asia/Taipei`"
    );
    assert_eq!(
        zone("UTC"),
        "CAL-ZONE `UTC` is not a time zone of a place | write the zone of a place, as in `Etc/UTC`"
    );
    assert_eq!(
        zone("Europe/Berlinn").split(" | ").next(),
        Some("CAL-ZONE `Europe/Berlinn` is not a time zone of a place")
    );
    let hint = |text: &str| {
        zone(text)
            .split(" | ")
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    };
    for (written, meant) in [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Amercia/New_York", "America/New_York"),
        ("Asia/Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Asia/Hong Kong", "Asia/Hong_Kong"),
    ] {
        assert_eq!(hint(written), format!("the nearest is `{meant}`"));
    }
    // A city that names no zone is not one that is spelt alike.
    assert_eq!(
        hint("Europe/Munich"),
        "zones are named after few cities: write one with the same clock, as `Europe/Lisbon`, `Europe/London`, `Europe/Berlin`, `Europe/Athens` or `Europe/Moscow`"
    );
    for written in ["Asia/Osaka", "Asia/Beijing", "Africa/Pretoria"] {
        assert!(hint(written).starts_with("zones are named"), "{written}");
    }
    let missing = facts("calendars:\n  a: {always: true}\n");
    assert_eq!(missing.diagnostics[0].code, "CAL-ZONE");
    assert_eq!(
        missing.diagnostics[0].message,
        "`time_zone` is missing in `a`"
    );
}

#[test]
fn holidays_lie_in_the_time_that_their_set_speaks_about() {
    let set = |date: &str| {
        format!(
            "holiday_sets:\n  de:\n    valid: {{from: 2026-01-01, to: 2027-12-31}}\n    days:\n      - {{date: {date}, name: Good Friday}}\n"
        )
    };
    check_facts(
        &set("2028-03-26"),
        "CAL-DATE 5:16 `2028-03-26` is not in the time that the set speaks about, 2026-01-01 to 2027-12-31 | mend the date, or let `valid` begin or end with it",
    );
    check_facts(&set("2027-12-31"), "");
}
