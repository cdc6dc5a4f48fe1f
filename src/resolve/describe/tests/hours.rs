//! Hours, coming dates and notices in words.

use super::*;

#[test]
fn hours_are_told_in_one_line() {
    let portal = portal();
    let check = |locale: &str, id: &str, line: &str| {
        assert_eq!(portal.words(locale, &format!("calendar.{id}")), line);
    };
    check(
        "en",
        "office",
        "Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time",
    );
    check(
        "de",
        "office",
        "Mo–Fr 09:00–12:00, 13:00–18:00, Ortszeit Taipeh",
    );
    check(
        "zh-TW",
        "office",
        "週一至週五 09:00–12:00、13:00–18:00（台北時間）",
    );
    check(
        "en",
        "berlin",
        "Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time",
    );
    check("en", "night", "Mon, Wed 18:00–08:00 the next day, UTC");
    check("en", "always", "around the clock, every day of the year");
}

#[test]
fn a_week_that_begins_at_the_weekend_is_one_run() {
    use Weekday::*;
    let check = |days: &[Weekday], line: &str| {
        let mut portal = portal();
        portal.facts.calendars[2].weekly = weekly(days, &["08:00-16:00"]);
        let said = portal.words("en", "calendar.night");
        assert_eq!(said, format!("{line} 08:00–16:00, UTC"));
    };
    check(&[Monday, Tuesday, Wednesday, Thursday, Sunday], "Sun–Thu");
    check(&[Monday, Tuesday, Wednesday, Saturday, Sunday], "Sat–Wed");
    check(&[Monday, Wednesday, Sunday], "Sun–Mon, Wed");
    check(&[Saturday, Sunday], "Sat–Sun");
    // The weekend follows the week here, and does not begin it.
    check(&[Monday, Friday, Saturday, Sunday], "Mon, Fri–Sun");
}

#[test]
fn a_week_is_told_as_calendars_of_the_language_have_it() {
    use Weekday::*;
    let mut portal = portal();
    let days = [Sunday, Monday, Tuesday, Wednesday, Thursday, Friday];
    portal.facts.calendars[2].weekly = weekly(&days, &["08:00-16:00"]);
    for (locale, first, last) in [("en", "Monday", "Sunday"), ("zh-TW", "星期日", "星期六")] {
        let days = portal.hours(locale, "night").days;
        assert_eq!([&*days[0].label, &*days[6].label], [first, last]);
    }
    assert_eq!(
        portal.words("en", "calendar.night"),
        "Mon–Fri, Sun 08:00–16:00, UTC"
    );
    let said = portal.words("zh-TW", "calendar.night");
    assert!(said.starts_with("週日至週五"), "{said}");
}

#[test]
fn a_week_has_seven_days_and_its_zone() {
    let portal = portal();
    let hours = portal.hours("de", "office");
    assert_eq!(hours.name, "Bürozeiten");
    assert_eq!(hours.zone, "Ortszeit Taipeh (Asia/Taipei)");
    let days: Vec<_> = hours
        .days
        .iter()
        .map(|day| format!("{} {}", day.label, day.text))
        .collect();
    assert_eq!(days[0], "Montag 09:00–12:00, 13:00–18:00");
    assert_eq!(days[5..], ["Samstag geschlossen", "Sonntag geschlossen"]);
    assert_eq!(portal.hours("en", "always").days[6].text, "all day");
}

#[test]
fn coming_dates_are_those_that_differ() {
    let portal = portal();
    let coming = |locale: &str| -> Vec<String> {
        let days = portal.hours(locale, "office").closed_days;
        days.iter()
            .map(|day| format!("{} | {}", day.label, day.text))
            .collect()
    };
    // Past holidays, a holiday on a Saturday and one inside the closed season change nothing.
    assert_eq!(
        coming("en"),
        [
            "Friday, 19 June 2026 | Dragon Boat: closed",
            "Friday, 25 September 2026 | Open as usual: open 09:00–12:00, 13:00–18:00",
            "Thursday, 24 December 2026 | open 09:00–12:00",
            "28 December 2026 to 3 January 2027 | Stocktaking: closed",
        ]
    );
    assert_eq!(coming("zh-TW")[0], "2026年6月19日星期五 | 端午節：休息");
    assert_eq!(
        coming("de")[3],
        "28. Dezember 2026 bis 3. Januar 2027 | Stocktaking: geschlossen"
    );
}

#[test]
fn a_season_in_force_is_told_with_its_end_and_what_follows() {
    let season = |from: &str, to: &str, weekly, note| Season {
        from: of(date(from)),
        to: of(date(to)),
        closed: false,
        weekly,
        note,
    };
    let mornings = || weekly(&WORKDAYS, &["09:00-12:00"]);
    let mut portal = portal();
    portal.facts.calendars[0].seasons[0].to = of(date("2027-01-03"));
    portal.facts.calendars[0].seasons.push(season(
        "2026-05-15",
        "2026-06-30",
        mornings(),
        Some(en("Short days")),
    ));
    assert_eq!(
        portal.words("en", "calendar.office"),
        "until 30 June 2026 (Short days): Mon–Fri 09:00–12:00; from 1 July 2026: Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time"
    );
    assert_eq!(
        portal.words("zh-TW", "calendar.office"),
        "至 2026年6月30日止（Short days）：週一至週五 09:00–12:00；自 2026年7月1日起：週一至週五 09:00–12:00、13:00–18:00（台北時間）"
    );
    let hours = portal.hours("de", "office");
    assert_eq!(hours.until, "bis 30. Juni 2026 (Short days)");
    assert_eq!(hours.then, "ab 1. Juli 2026");
    let monday = &hours.days[0];
    assert_eq!(monday.text, "09:00–12:00");
    assert_eq!(monday.then, "09:00–12:00, 13:00–18:00");
    assert_eq!(hours.days[6].then, "geschlossen");
    // It is none of the days to come; a holiday within it, and another season, are.
    let coming: Vec<_> = hours.closed_days.iter().map(|day| &day.label).collect();
    assert_eq!(coming[0], "Freitag, 19. Juni 2026");
    assert_eq!(coming.len(), 4, "{coming:?}");

    // One season after the other, up to the week that holds when all are over.
    let after = |from, to, note| {
        season(
            from,
            to,
            weekly(&WORKDAYS[..1], &["10:00-12:00"]),
            Some(en(note)),
        )
    };
    let seasons = &mut portal.facts.calendars[0].seasons;
    seasons.push(after("2026-07-06", "2026-07-12", "Move"));
    seasons.push(after("2026-07-01", "2026-07-05", "Fair"));
    assert_eq!(
        portal.words("en", "calendar.office"),
        "until 30 June 2026 (Short days): Mon–Fri 09:00–12:00; \
         1 July to 5 July 2026 (Fair): Mon 10:00–12:00; \
         6 July to 12 July 2026 (Move): Mon 10:00–12:00; \
         from 13 July 2026: Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time"
    );
    let hours = portal.hours("en", "office");
    assert_eq!(hours.then, "1 July to 5 July 2026 (Fair)");
    let told: Vec<_> = hours.closed_days.iter().map(|day| &day.label).collect();
    assert!(
        !told.iter().any(|day| day.starts_with("1 July")),
        "{told:?}"
    );
    assert!(told.iter().any(|day| day.starts_with("6 July")), "{told:?}");

    // Without a week: from season to season.
    let mut check = |seasons: Vec<Season>, line: &str| {
        portal.facts.calendars[2].weekly = Vec::new();
        portal.facts.calendars[2].seasons = seasons;
        assert_eq!(portal.words("en", "calendar.night"), line);
    };
    let spring = || season("2026-04-01", "2026-06-30", mornings(), None);
    let autumn = || season("2026-09-01", "2026-10-31", mornings(), None);
    check(
        vec![autumn(), spring()],
        "until 30 June 2026: Mon–Fri 09:00–12:00; 1 September to 31 October 2026: Mon–Fri 09:00–12:00, UTC",
    );
    check(
        vec![autumn()],
        "until 31 August 2026: closed; 1 September to 31 October 2026: Mon–Fri 09:00–12:00, UTC",
    );
    check(
        vec![spring()],
        "until 30 June 2026: Mon–Fri 09:00–12:00; from 1 July 2026: closed, UTC",
    );
    check(
        vec![season("2026-01-01", "2026-03-31", mornings(), None)],
        "closed, UTC",
    );
}

#[test]
fn the_dates_of_a_year_are_told_and_at_least_ten() {
    let told = |dates: &mut dyn Iterator<Item = String>| {
        let mut portal = portal();
        let days = dates.map(|date| holiday(&date, en("Fair"), &[]));
        portal.facts.holiday_sets[0].days = days.collect();
        portal.hours("en", "office").closed_days
    };
    let of_year = told(&mut (1..=14).map(|day| format!("2026-07-{day:02}")));
    assert!(of_year.len() > 10, "{of_year:?}");
    let of_years = told(&mut (2026..=2039).map(|year| format!("{year}-07-01")));
    assert_eq!(of_years.len(), 10, "{of_years:?}");
}

#[test]
fn a_notice_of_one_day_tells_the_day_once() {
    let portal = portal();
    let check = |locale: &str, starts: &str, ends: &str, expected: &str| {
        let at = |text: &str| Some(of(Instant(text.parse().unwrap())));
        let front = FrontMatter {
            starts: at(starts),
            ends: at(ends),
            ..FrontMatter::default()
        };
        let entry = Entry::default();
        let card = portal.in_language(locale, |scene| notice(scene, &entry, &front));
        assert_eq!(format!("{} – {}", card.starts, card.ends), expected);
    };
    let (from, until) = (
        "2026-07-03T20:00:00+02:00[Europe/Berlin]",
        "2026-07-03T23:00:00+02:00[Europe/Berlin]",
    );
    let english = "Friday, 3 July 2026, 20:00 (Berlin time) – 23:00";
    check("en", from, until, english);
    let german = "Freitag, 3. Juli 2026, 20:00 Uhr (Ortszeit Berlin) – 23:00 Uhr";
    check("de", from, until, german);
    check(
        "zh-TW",
        from,
        until,
        "2026年7月3日星期五 20:00（柏林時間） – 23:00",
    );
    // Another day, another zone, and the night in which the clock is turned back.
    let next = "2026-07-04T01:00:00+02:00[Europe/Berlin]";
    let both =
        "Friday, 3 July 2026, 20:00 (Berlin time) – Saturday, 4 July 2026, 01:00 (Berlin time)";
    check("en", from, next, both);
    let away = "2026-07-03T23:00:00Z[UTC]";
    let zones = "Friday, 3 July 2026, 20:00 (Berlin time) – Friday, 3 July 2026, 23:00 (UTC)";
    check("en", from, away, zones);
    let (summer, winter) = (
        "2026-10-25T02:30:00+02:00[Europe/Berlin]",
        "2026-10-25T02:45:00+01:00[Europe/Berlin]",
    );
    let night = "Sunday, 25 October 2026, 02:30 (Berlin time, UTC+02:00) – Sunday, 25 October 2026, 02:45 (Berlin time, UTC+01:00)";
    check("en", summer, winter, night);
    let earlier = "2026-10-25T02:15:00+01:00[Europe/Berlin]";
    let back = "Sonntag, 25. Oktober 2026, 02:30 Uhr (Ortszeit Berlin, UTC+02:00) – Sonntag, 25. Oktober 2026, 02:15 Uhr (Ortszeit Berlin, UTC+01:00)";
    check("de", summer, earlier, back);
}

#[test]
fn a_notice_tells_its_times_in_the_zone_they_were_written_in() {
    let portal = portal();
    let front = FrontMatter {
        starts: Some(of(Instant(
            "2026-07-03T22:00:00+02:00[Europe/Berlin]".parse().unwrap(),
        ))),
        affects: vec![s("m365")],
        ..FrontMatter::default()
    };
    let check = |locale: &str, starts: &str| {
        let entry = Entry::default();
        let card = portal.in_language(locale, |scene| notice(scene, &entry, &front));
        assert_eq!(card.starts, starts);
        assert_eq!(card.starts_utc, "2026-07-03T20:00:00Z");
        assert_eq!(card.starts_offset, 120);
        assert_eq!((card.ends.as_str(), card.ends_utc.as_str()), ("", ""));
        assert_eq!(card.affects, ["Microsoft 365"]);
    };
    check("en", "Friday, 3 July 2026, 22:00 (Berlin time)");
    check("de", "Freitag, 3. Juli 2026, 22:00 Uhr (Ortszeit Berlin)");
    check("zh-TW", "2026年7月3日星期五 22:00（柏林時間）");
}
