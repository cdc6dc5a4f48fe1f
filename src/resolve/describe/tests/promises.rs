//! Promises, plans and prices in words.

use super::*;

#[test]
fn a_promise_of_others_is_counted_by_their_hours() {
    let mut portal = portal();
    portal.facts.backed_by = vec![Backing {
        vendor: Some(s("contoso")),
        severity: Some(s("s2")),
        respond: target(Duration::Seconds(4 * HOUR), Count::OpenHours),
        languages: Vec::new(),
    }];
    let check = |locale: &str, expected: &str| {
        let said = portal.in_language(locale, support);
        let said = &part(&said.parts, "vendor").sentences;
        assert!(said.iter().any(|one| one.contains(expected)), "{said:?}");
    };
    check("en", "within 4 hours while it is open");
    check(
        "de",
        "innerhalb von 4 Stunden während der dortigen Servicezeiten",
    );
}

#[test]
fn examples_are_asked_by_hours_that_close() {
    let mut portal = portal();
    let plan = &mut portal.plans[0].value;
    plan.calendar = Some(s("always"));
    plan.targets[0].calendar = Some(s("berlin"));
    let card = portal.in_language("en", |scene| super::super::plan(scene, &scene.plans[0]));
    assert_eq!(
        card.example_note,
        "A request of severity “Critical”. All times are Berlin time."
    );
    assert_eq!(card.examples[0].asked, "Monday, 1 June 2026, 09:00");
    assert_eq!(card.clock, "berlin");
    for row in &mut portal.plans[0].value.targets {
        row.calendar = None;
    }
    let card = portal.in_language("en", |scene| super::super::plan(scene, &scene.plans[0]));
    assert_eq!(card.clock, "");
}

#[test]
fn a_row_that_promises_no_response_is_not_passed_over() {
    let mut portal = portal();
    portal.plans[0].value.targets[1].respond = None;
    let promises = portal.in_language("en", |scene| intake(scene).promises);
    let of_duty = promises.iter().find(|one| one.channels == ["duty"]);
    assert_eq!(of_duty.map(|one| one.respond.as_str()), Some(""));
}

#[test]
fn promises_say_how_time_is_counted() {
    let portal = portal();
    let check = |locale: &str, name: &str, words: &str| {
        assert_eq!(portal.words(locale, &format!("sla.business.{name}")), words);
    };
    check(
        "en",
        "s1.duty.respond",
        "within 30 minutes, around the clock",
    );
    check("en", "s1.duty.update", "every hour, around the clock");
    check(
        "en",
        "s2.respond",
        "within 4 hours while we are open, in 95% of cases",
    );
    check("en", "s2.restore", "within 2 working days");
    check(
        "en",
        "s2.mail.respond",
        "within 90 minutes, counted by “Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time”",
    );
    check(
        "de",
        "s1.duty.restore",
        "innerhalb von 8 Stunden, rund um die Uhr",
    );
    check("de", "s2.restore", "innerhalb von 2 Arbeitstagen");
    check(
        "de",
        "s2.respond",
        "innerhalb von 4 Stunden während unserer Servicezeiten, in 95 % der Fälle",
    );
    check("zh-TW", "s1.duty.respond", "30 分鐘內（24 小時全天候）");
    check("zh-TW", "s2.restore", "2 個工作天內");
    check(
        "zh-TW",
        "s2.respond",
        "4 小時內（僅計服務時間），適用於 95% 的案件",
    );
}

#[test]
fn lengths_are_exact() {
    let portal = portal();
    portal.in_language("en", |scene| {
        let check = |seconds: u64, words: &str| {
            assert_eq!(length(scene, Duration::Seconds(seconds)), words);
        };
        check(HOUR, "1 hour");
        check(90 * 60, "90 minutes");
        check(5 * HOUR + 60, "5 hours and 1 minute");
        check(72 * HOUR, "72 hours");
        check(90, "1 minute and 30 seconds");
        assert_eq!(length(scene, Duration::Days(1)), "1 day");
    });
}

#[test]
fn examples_are_told_to_the_second() {
    let mut portal = portal();
    let row = &mut portal.plans[0].value.targets[1];
    row.respond = target(Duration::Seconds(90), Count::Clock);
    let check = |locale: &str, due: &str| {
        let examples = portal.in_language(locale, |scene| plan(scene, &scene.plans[0]).examples);
        assert_eq!(examples[0].respond, due);
    };
    check("en", "Monday, 1 June 2026, 10:01:30");
    check("de", "Montag, 1. Juni 2026, 10:01:30 Uhr");
    check("zh-TW", "2026年6月1日星期一 10:01:30");
}

#[test]
fn open_hours_of_a_calendar_that_never_closes_are_told_as_the_clock() {
    let mut portal = portal();
    portal.plans[0].value.targets[0].calendar = Some(s("always"));
    let words = portal.words("en", "sla.business.s1.respond");
    assert_eq!(words, "within 1 hour, around the clock");
}

#[test]
fn a_plan_tells_what_it_does_not_promise() {
    let portal = portal();
    let rows: Vec<String> = portal.in_language("en", |scene| {
        let card = plan(scene, &scene.plans[0]);
        let row = |row: &crate::model::facet::TargetRow| {
            format!(
                "{} | {} | {} | {}",
                row.name, row.channels, row.respond, row.update
            )
        };
        card.targets.iter().map(row).collect()
    });
    assert_eq!(
        rows[..2],
        [
            "Critical | Emergency phone | within 30 minutes, around the clock | every hour, around the clock",
            "Critical | any other channel | within 1 hour while we are open | no promised time",
        ]
    );
    assert_eq!(
        rows.last().unwrap(),
        "Low | Hotline or Mail | no promised time | no promised time"
    );
}

#[test]
fn a_promise_is_told_for_the_channels_that_take_the_severity() {
    let mut portal = portal();
    let channels = |portal: &Portal, severity: &str| -> Vec<String> {
        portal.in_language("en", |scene| {
            let rows = plan(scene, &scene.plans[0]).targets.into_iter();
            let rows = rows.filter(|row| row.severity == severity);
            rows.map(|row| row.channels).collect()
        })
    };
    // The emergency phone takes critical problems alone, and mail has a row of its own.
    assert_eq!(channels(&portal, "s2"), ["Mail", "Hotline"]);
    assert_eq!(channels(&portal, "s3"), ["Hotline or Mail"]);
    assert_eq!(
        channels(&portal, "s1"),
        ["Emergency phone", "any other channel"]
    );
    // Nobody can ask in another way than the row says: there is nothing else to promise.
    portal.channels[2].value.severities = vec![s("s2")];
    portal.channels[0].value.severities = vec![s("s2")];
    portal.plans[0]
        .value
        .targets
        .retain(|row| row.severity.value == "s2" || !row.channels.is_empty());
    assert_eq!(channels(&portal, "s1"), ["Emergency phone"]);
    // Where each channel takes all, none need be named.
    for channel in &mut portal.channels {
        channel.value.severities.clear();
    }
    assert_eq!(channels(&portal, "s3"), ["any channel"]);
    assert_eq!(channels(&portal, "s2"), ["Mail", "any other channel"]);
}

#[test]
fn who_answers_when_is_told_for_severities_and_channels_together() {
    let mut portal = portal();
    let rows = |portal: &Portal| -> Vec<String> {
        portal.in_language("en", |scene| {
            let rows = answers::answers(scene).into_iter();
            rows.map(|row| {
                let channels: Vec<_> = row.channels.into_iter().map(|one| one.title).collect();
                [
                    row.severities.join("+"),
                    channels.join("+"),
                    row.answered,
                    row.languages,
                ]
                .join(" | ")
                .replace('\u{a0}', " ")
            })
            .collect()
        })
    };
    let office = "Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time | 繁體中文, English, tlh";
    let berlin = "Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time | ";
    assert_eq!(
        rows(&portal),
        [
            &format!("Critical | Hotline | {office}"),
            "Critical | Emergency phone | around the clock, every day of the year | ",
            &format!("Critical | Mail | {berlin}"),
            &format!("High+Low | Hotline | {office}"),
            &format!("High+Low | Mail | {berlin}"),
        ]
    );
    // Mail with the hotline's hours and languages shares its row.
    portal.channels[2].value.answered = Some(s("office"));
    portal.channels[2].value.languages = portal.channels[0].value.languages.clone();
    portal.channels[1].value.severities.clear();
    assert_eq!(
        rows(&portal),
        [
            &format!("Critical+High+Low | Hotline+Mail | {office}"),
            "Critical+High+Low | Emergency phone | around the clock, every day of the year | ",
        ]
    );
    portal.facts.severities.clear();
    assert_eq!(rows(&portal), [""; 0]);
}

#[test]
fn a_plan_explains_only_the_ways_of_counting_that_it_uses() {
    let mut portal = portal();
    let counting = |portal: &Portal| {
        portal.in_language("en", |scene| {
            plan(scene, &scene.plans[0]).counting.join(" ")
        })
    };
    assert!(counting(&portal).contains("we are waiting for you"));
    assert!(counting(&portal).contains("A working day is"));
    portal.plans[0]
        .value
        .targets
        .retain(|row| row.severity.value == "s1");
    assert!(!counting(&portal).contains("A working day is"));
    assert!(counting(&portal).contains("While we are open"));
    // A row that is counted by other hours says so itself.
    let own = "“While we are open” counts only these hours: Office hours. Outside";
    let mut other = portal.plans[0].value.targets[0].clone();
    other.calendar = Some(s("berlin"));
    portal.plans[0].value.targets.push(other.clone());
    assert!(counting(&portal).contains(own), "{}", counting(&portal));
    portal.plans[0].value.targets = vec![other];
    assert!(!counting(&portal).contains("While we are open"));
}

#[test]
fn a_plan_says_from_when_working_days_are_counted() {
    let mut portal = portal();
    let counting = |portal: &Portal, locale: &str| {
        let counting = portal.in_language(locale, |scene| plan(scene, &scene.plans[0]).counting);
        counting.join(" ")
    };
    let said = counting(&portal, "en");
    let opening =
        "If the clock starts while we are closed, working days are counted from our next opening.";
    assert!(said.contains(opening), "{said}");
    // Whoever asks at two in the morning is told which day that is.
    let midnight = "Hours that run past midnight belong to the day on which they begin.";
    assert!(!counting(&portal, "en").contains(midnight));
    let days = |row: &&mut PlanTarget| {
        let restore = row.restore.as_ref().and_then(|one| one.count.as_ref());
        restore.is_some_and(|count| count.value == Count::OpenDays)
    };
    let row = portal.plans[0].value.targets.iter_mut().find(days);
    row.unwrap().calendar = Some(s("night"));
    assert!(counting(&portal, "en").contains(midnight));
}

#[test]
fn prices_stand_in_the_writing_of_the_language() {
    let mut portal = portal();
    assert_eq!(
        portal.words("en", "plan.business.price"),
        "EUR 95.00 per hour, tax excluded"
    );
    assert_eq!(
        portal.words("de", "plan.business.price"),
        "95,00 EUR pro Stunde, zuzüglich Steuer"
    );
    assert_eq!(
        portal.words("zh-TW", "plan.business.price"),
        "每小時 EUR 95.00，未稅"
    );
    if let Some(price) = &mut portal.plans[0].value.price
        && let Price::Amount(money) = &mut price.value
    {
        money.from = Some(of(date("2026-07-01")));
        money.per = Some(s("fathom"));
        money.amount = s("1234567.50");
    }
    assert_eq!(
        portal.words("en", "plan.business.price"),
        "EUR 1,234,567.50 per fathom, tax excluded (from 1 July 2026)"
    );
    assert_eq!(portal.words("de", "channel.mail.cost"), "kostenlos");
}

#[test]
fn a_missed_promise_has_its_remedy() {
    let remedy = |locale| {
        portal().in_language(locale, |scene| {
            plan(scene, &scene.plans[0]).remedy.replace('\u{a0}', " ")
        })
    };
    assert_eq!(
        remedy("en"),
        "If we miss a promise, you get a credit of 2.5% of the monthly fee. \
         Please claim it within 30 days. How to claim it: Page billing/credits.md."
    );
    assert!(
        remedy("de")
            .contains("2,5 % der Monatsgebühr. Bitte fordern Sie sie innerhalb von 30 Tagen an.")
    );
}
