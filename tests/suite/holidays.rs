//! Holidays from a calendar file: what supportal writes it reads, and what it writes into support.yaml is
//! the set and nothing else.

use std::collections::BTreeSet;

use serde_json::Value;
use supportal::calendar::{Date, Timestamp, Weekday, known};
use supportal::import::{Set, Wanted, holidays};
use supportal::model::{Config, RelPath};
use supportal::model::{Facts, Locale, Source};
use supportal::parse;

use crate::portal::Portal;
use crate::properties::starter;

#[test]
fn the_holidays_of_a_portal_are_read_back() {
    let portal = starter();
    for file in ["holidays.ics", "zh-TW/holidays.ics"] {
        let found = holidays(portal.output(file).as_bytes(), 2026, 2027);
        let days: BTreeSet<Date> = found.days.keys().copied().collect();
        let (facts, _) = facts(portal.text("support.yaml"));
        // The file begins with today's month and has the next twelve; on a weekend nobody is there anyway.
        let date = |text: &str| text.parse::<Date>().unwrap();
        let months = date("2026-06-01")..date("2027-07-01");
        let set = facts
            .holiday_sets
            .iter()
            .find(|set| set.id.value == "tw")
            .unwrap();
        let expected = set.days.iter().map(|day| day.date.value).filter(|day| {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            months.contains(day) && !weekend
        });
        assert_eq!(days, expected.collect(), "{file}");
        let errors: Vec<_> = found.remarks.iter().filter(|one| one.error).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

/// However often a rule names a day, and however often an event comes again.
#[test]
fn a_number_of_a_rule_counts_once() {
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
    let found = |events: &str| holidays(calendar(events).as_bytes(), 2026, 2027);
    let repeated = |rule: &str| {
        let rule = format!("RRULE:FREQ=YEARLY;{rule}");
        found(&format!(
            "BEGIN:VEVENT\nDTSTART:20260101\n{rule}\nSUMMARY:A\nEND:VEVENT\n"
        ))
    };
    let days = |rule: &str| {
        let days = repeated(rule).days.into_keys();
        days.map(|day| day.to_string()).collect::<Vec<_>>()
    };
    let ones = vec!["1"; 50_000].join(",");
    assert_eq!(
        days(&format!("BYMONTHDAY={ones};BYMONTH={ones}")),
        ["2026-01-01", "2027-01-01"]
    );
    let weekdays = vec!["1TH"; 50_000].join(",");
    assert_eq!(
        days(&format!("BYMONTH=1;BYDAY={weekdays};BYSETPOS={ones}")),
        ["2026-01-01", "2027-01-07"]
    );
    assert_eq!(days("BYMONTH=1;BYDAY=TH;BYSETPOS=500"), [""; 0]);
    // Each day of each year, for three months each.
    let months = "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU";
    let event = format!(
        "BEGIN:VEVENT\nDTSTART:00010101\nDURATION:P90D\nRRULE:FREQ=YEARLY;{months};COUNT=1000000\nSUMMARY:A\nEND:VEVENT\n"
    );
    let remarks = found(&event).remarks;
    let too_many = "the file repeats too many events";
    assert!(
        remarks.iter().any(|one| one.message == too_many),
        "{remarks:?}"
    );
}

#[test]
fn only_the_set_changes() {
    let file = |year: i16| {
        let event = format!("BEGIN:VEVENT\nDTSTART:{year}0501\nSUMMARY:May: day\nEND:VEVENT\n");
        format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\n")
    };
    let old = "  tw:\n    valid: {from: 2026-01-01, to: 2026-12-31}\n    # a list\n\n    days:\n    - {date: 2026-01-01, name: A}\n";
    let new = "  tw:\n    valid: {from: 2027-01-01, to: 2027-12-31}\n    source: {name: a.ics, checked: 2026-06-01}\n    days:\n      - {date: 2027-05-01, name: \"May: day\"}\n";
    let joined = new
        .replace("from: 2027", "from: 2026")
        .replace("days:\n", "days:\n      - {date: 2026-01-01, name: A}\n");
    let added = new.to_owned();
    let other = "  de: # b\n    valid: {from: 2026-01-01, to: 2026-12-31}\n    days: []\n";
    let check = |before: String, after: Option<String>| {
        for end in ["\n", "\r\n"] {
            let before = before.replace('\n', end);
            // A file of one line does not say how lines end.
            let end = if before.contains(end) { end } else { "\n" };
            let after = after.as_ref().map(|text| text.replace('\n', end));
            assert_eq!(put(&before, &file(2027)), after, "{before}");
        }
    };
    let all =
        |before: &str, sets: &str, after: &str| format!("{before}holiday_sets: # a\n{sets}{after}");
    for (head, tail) in [
        ("", ""),
        ("# c\nmarkets: [TW]\n\n", "\n# d\ncustomers: [business]\n"),
        ("---\n", "...\n"),
    ] {
        // Alone, first, last, and not there yet.
        check(all(head, old, tail), Some(all(head, &joined, tail)));
        check(
            all(head, &format!("{old}\n  # x\n{other}"), tail),
            Some(all(head, &format!("{joined}\n  # x\n{other}"), tail)),
        );
        check(
            all(head, &format!("{other}\n{old}"), tail),
            Some(all(head, &format!("{other}\n{joined}"), tail)),
        );
        check(
            all(head, other, tail),
            Some(all(head, &format!("{other}{added}"), tail)),
        );
        check(all(head, "", tail), Some(all(head, &added, tail)));
    }
    check(
        "markets: [TW]".to_owned(),
        Some(format!("markets: [TW]\n\nholiday_sets:\n{added}")),
    );
    check(String::new(), Some(format!("holiday_sets:\n{added}")));
    // Where lines cannot be exchanged.
    check(
        "holiday_sets: {tw: {valid: {from: 2026-01-01, to: 2026-12-31}, days: []}}\n".to_owned(),
        None,
    );
    check("{holiday_sets: {}}\n".to_owned(), None);
}

#[test]
fn no_bytes_of_a_calendar_make_it_panic() {
    let seed = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:A\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260131\r\nDTEND;VALUE=DATE:20260202\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=-1MO;BYSETPOS=1;COUNT=3\r\nEXDATE:20270101\r\nSUMMARY;LANGUAGE=de:年\\, b\r\n c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let mut state = 7_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).unwrap()
    };
    for _ in 0..3000 {
        let mut bytes = seed.as_bytes().to_vec();
        for _ in 0..=below(4) {
            let at = below(bytes.len());
            match below(3) {
                0 => bytes[at] = u8::try_from(below(256)).unwrap(),
                1 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, b"09-;:=,\n TZ"[below(11)]),
            }
        }
        holidays(&bytes, 2026, 2027);
    }
}

/// support.yaml after the import of `calendar` as `tw`; `None` where it is refused.
fn put(text: &str, calendar: &str) -> Option<String> {
    let (facts, config) = facts(text);
    let today: Date = "2026-06-01".parse().unwrap();
    let wanted = Wanted {
        id: "tw",
        language: &Locale::new("en").unwrap(),
        region: None,
        file: "a.ics",
        today,
    };
    let set = Set::joined(
        &holidays(calendar.as_bytes(), 2027, 2027),
        &facts,
        &config,
        &wanted,
    );
    set.unwrap().put_into(text, &facts).ok()
}

fn facts(text: &str) -> (Facts, Config) {
    let config = Config::default();
    let source = Source::new(RelPath::new("support.yaml").unwrap(), text);
    (parse::facts(Some(&source), &config).value, config)
}

/// The lists of a calendar with these holidays: `set from to`, one a line.
fn check_known(holidays: &str, expected: &[&str]) {
    let text = format!(
        "calendars:\n  office: {{time_zone: Etc/UTC, weekly: {{}}, holidays: {holidays}}}\n\
         holiday_sets:\n  \
         y26: {{region: DE-BE, valid: {{from: 2026-01-01, to: 2026-12-31}}, days: []}}\n  \
         y27: {{region: DE-BE, valid: {{from: 2027-01-01, to: 2027-12-31}}, days: []}}\n  \
         y28: {{region: DE-BE, valid: {{from: 2027-07-01, to: 2028-12-31}}, days: []}}\n  \
         y29: {{region: DE-BE, valid: {{from: 2029-01-01, to: 2029-12-31}}, days: []}}\n  \
         both: {{region: DE-BE, valid: {{from: 2026-01-01, to: 2027-12-31}}, days: []}}\n  \
         at: {{region: AT, valid: {{from: 2027-01-01, to: 2027-12-31}}, days: []}}\n"
    );
    let (facts, _) = facts(&text);
    let lists = known(&facts.calendars[0], &facts.holiday_sets);
    let shown = lists.iter().map(|list| {
        let from = list
            .from
            .map_or("-".to_owned(), |from| from.value.to_string());
        format!("{} {from} {}", list.set.unwrap_or("-"), list.to)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{holidays}");
}

#[test]
fn a_list_goes_as_far_as_it_says_or_to_the_end_of_the_year() {
    check_known("none", &[]);
    check_known("[y26]", &["y26 2026-01-01 2026-12-31"]);
    check_known(
        "[{date: 2026-12-25, name: A}, {date: 2025-05-01, name: B}]",
        &["- - 2026-12-31"],
    );
    check_known(
        "[y26, {date: 2029-05-01, name: A}]",
        &["y26 2026-01-01 2026-12-31"],
    );
}

#[test]
fn the_set_of_the_next_year_continues_that_of_this() {
    check_known("[y27, y26]", &["y27 2026-01-01 2027-12-31"]);
    check_known(
        "[y26, y27, y29]",
        &["y27 2026-01-01 2027-12-31", "y29 2029-01-01 2029-12-31"],
    );
    check_known(
        "[y26, both]",
        &["y26 2026-01-01 2026-12-31", "both 2026-01-01 2027-12-31"],
    );
    // As after an import of this year and the next in each year.
    check_known("[both, y28]", &["y28 2026-01-01 2028-12-31"]);
    check_known("[both, y27]", &["both 2026-01-01 2027-12-31"]);
    check_known("[y26, y27, y28, y29]", &["y29 2026-01-01 2029-12-31"]);
    check_known(
        "[y26, both, y27]",
        &["y27 2026-01-01 2027-12-31", "both 2026-01-01 2027-12-31"],
    );
    check_known(
        "[y26, y28]",
        &["y26 2026-01-01 2026-12-31", "y28 2027-07-01 2028-12-31"],
    );
    check_known(
        "[y26, at]",
        &["y26 2026-01-01 2026-12-31", "at 2027-01-01 2027-12-31"],
    );
}

/// Where holidays are not known yet, nothing is said of the hours.
#[test]
fn hours_are_published_where_the_holidays_are_known() {
    let portal = |holidays: &str| {
        Portal::new().today("2026-11-27").file(
            "support.yaml",
            format!(
                "calendars:\n  office: {{time_zone: Etc/UTC, weekly: {{mon: [\"09:00-17:00\"]}}, holidays: {holidays}}}\n\
                 holiday_sets:\n  y27: {{valid: {{from: 2027-01-01, to: 2027-06-30}}, days: []}}\n"
            ),
        ).page("en/index.md", "Text.")
    };
    let minutes = |holidays: &str| {
        let hours: Value = serde_json::from_str(&portal(holidays).output("hours.json")).unwrap();
        let office = &hours["calendars"]["office"];
        let date = |key: &str| {
            let minute = office[key].as_i64().unwrap();
            Timestamp::from_second(minute * 60).unwrap().to_string()
        };
        (date("valid_from"), date("valid_until"))
    };
    let (from, until) = minutes("[y27]");
    assert_eq!((&from[..10], &until[..10]), ("2027-01-01", "2027-07-01"));
    let (_, until) = minutes("[{date: 2026-05-01, name: May}]");
    assert_eq!(&until[..10], "2027-01-01");
    let (from, until) = minutes("[{date: 2024-12-25, name: Past}]");
    assert_eq!(from, until);
}
