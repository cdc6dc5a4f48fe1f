//! Facts that were typed by hand are found in whole files, in whatever digits they were typed.

use crate::portal::Portal;

/// A portal in Japanese, Arabic and Hindi with a hotline and a plan.
fn portal() -> Portal {
    let calendars = "calendars:\n  office: {name: A, time_zone: Asia/Tokyo, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n";
    let severities = "severities:\n  - {id: s1, rank: 1, name: A}\n";
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [ja, ar, hi]\nlevels:\n  TRN: {level: off, why: Another test.}\n",
        )
        .file("support.yaml", format!("{calendars}{severities}"))
        .page("ja/index.md", "A")
        .file(
            "ja/channels/hotline.md",
            "---\ntitle: H\ndescription: D.\nchannel: phone\naddress: \"+81355550123\"\ncalendar: office\n---\n\nA\n",
        )
        .file(
            "ja/sla/plan.md",
            "---\ntitle: P\ndescription: D.\nversion: \"1\"\neffective: 2026-01-01\ncalendar: office\ntargets:\n  - {severity: s1, respond: {within: PT4H, count: open-hours}}\n---\n\nA\n",
        )
}

/// What is found of a text in a page of that path, and where.
fn found(path: &str, text: &str) -> Vec<String> {
    let portal = match portal().text(path) {
        "" => portal().page(path, text),
        page => portal().file(path, page.replace("\n\nA\n", &format!("\n\n{text}\n"))),
    };
    let found = portal.check();
    let typed = ["FCT-TYPED", "SLA-PROSE"];
    let lines = found.lines().filter_map(|line| {
        let rule = typed.iter().find(|rule| line.contains(*rule))?;
        let (_, place) = line.split_once(path)?;
        let column = place.split([' ', ':']).nth(2)?;
        Some(format!("{rule} {column} {}", place.split('`').nth(1)?))
    });
    lines.collect()
}

#[test]
fn a_number_of_a_channel_is_found_in_any_digits() {
    for (path, number) in [
        ("ja/articles/a.md", "03-5555-0123"),
        ("ja/articles/a.md", "０３－５５５５－０１２３"),
        ("ja/articles/a.md", "０３（５５５５）０１２３"),
        ("ja/articles/a.md", "＋８１－３－５５５５－０１２３"),
        // A slip.
        ("ja/articles/a.md", "０３－５５５５－０１２４"),
        ("ar/articles/a.md", "٠٣ ٥٥٥٥ ٠١٢٣"),
        ("ar/articles/a.md", "۰۳ ۵۵۵۵ ۰۱۲۳"),
        ("hi/articles/a.md", "०३-५५५५-०१२३"),
    ] {
        let found = found(path, &format!("電話 {number} へ。"));
        assert_eq!(found, [format!("FCT-TYPED 4 {number}")]);
    }
    assert_eq!(
        found("ja/articles/a.md", "番号 ０６－７７７７－８８８８ へ。"),
        [""; 0]
    );
}

#[test]
fn a_time_of_support_is_found_in_any_digits() {
    for (path, promise, time) in [
        ("ja/channels/hotline.md", "5分以内に応答します。", "5分"),
        ("ja/channels/hotline.md", "５分以内に応答します。", "５分"),
        ("ja/sla/plan.md", "１０分以内に応答します。", "１０分"),
        (
            "ar/sla/plan.md",
            "نرد على المشكلات الخطيرة خلال ٢ ساعات.",
            "٢ ساعات",
        ),
    ] {
        let found = found(path, promise);
        let column = 1 + promise.split(time).next().unwrap().chars().count();
        assert_eq!(found, [format!("SLA-PROSE {column} {time}")]);
    }
}
