//! Notices on the pages: before they begin, while they are in force, and when they are over.

use crate::portal::Portal;

/// As of 1 June 2026, one of each.
fn portal() -> Portal {
    let notice = |title: &str, times: &str| {
        format!("---\ntitle: {title}\ndescription: What happens.\n{times}---\n\nText.\n")
    };
    Portal::new()
        .page("en/index.md", "Text.")
        .page("en/articles/a.md", "Text.")
        .file(
            "en/notices/over.md",
            notice(
                "Over",
                "starts: 2026-05-04T08:00:00Z[UTC]\nends: 2026-05-31T23:59:00Z[UTC]\n",
            ),
        )
        .file(
            "en/notices/today.md",
            notice("Today", "ends: 2026-06-01T02:00:00Z[UTC]\n"),
        )
        .file(
            "en/notices/coming.md",
            notice(
                "Coming",
                "starts: 2026-07-04T08:00:00Z[UTC]\nends: 2026-07-04T09:30:00Z[UTC]\n",
            ),
        )
        .file("en/notices/always.md", notice("Always", ""))
}

/// The lines of a part of a page that hold `mark`.
fn lines<'a>(html: &'a str, from: &str, to: &str, mark: &str) -> Vec<&'a str> {
    let part = html.split_once(from).unwrap().1;
    let part = part.split_once(to).unwrap().0;
    part.lines().filter(|line| line.contains(mark)).collect()
}

#[test]
fn the_banner_says_when_for_readers_without_a_script() {
    let html = portal().output("articles/a.html");
    let lines = lines(&html, "<div class=\"banner\" data-notices", "</ul>", "<li");
    let of = |title: &str| {
        let mut own = lines.iter().filter(|line| line.contains(title));
        own.next().copied().unwrap_or_default()
    };
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(of("Over"), "");
    let coming = of("Coming");
    assert!(
        coming.contains("data-starts=\"2026-07-04T08:00:00Z\" data-ends=\"2026-07-04T09:30:00Z\""),
        "{coming}"
    );
    let when = "<span class=\"when\">Saturday, 4 July 2026, 08:00 (UTC) – 09:30</span>";
    assert!(coming.contains(when), "{coming}");
    let today = of("Today");
    let when = "<span class=\"when\">– Monday, 1 June 2026, 02:00 (UTC)</span>";
    assert!(today.contains(when), "{today}");
    assert!(!of("Always").is_empty() && !of("Always").contains("class=\"when\""));
}

#[test]
fn the_first_page_tells_of_nothing_that_is_over() {
    let html = portal().output("index.html");
    let from = "<section aria-labelledby=\"_notices-title\" data-notices>";
    let titles = lines(&html, from, "</section>", "<h3>");
    for (title, is_told) in [
        ("Over", false),
        ("Today", true),
        ("Coming", true),
        ("Always", true),
    ] {
        let told = titles.iter().any(|line| line.contains(title));
        assert_eq!(told, is_told, "{title}: {titles:?}");
    }
    // A script goes by the same times between two builds.
    let items = lines(&html, from, "</section>", "<li");
    let times = "<li class=\"notice-item\" data-starts=\"2026-07-04T08:00:00Z\" data-ends=\"2026-07-04T09:30:00Z\">";
    assert!(items.contains(&times), "{items:?}");
    // Their own page keeps those that are over.
    let section = portal().output("notices/index.html");
    assert!(section.contains("over.html\">Over</a>"), "{section}");
    assert!(
        !section
            .split_once("<main")
            .unwrap()
            .1
            .contains("data-notices")
    );
    // Where all are over there is nothing to tell.
    let past = portal()
        .without("en/notices/always.md")
        .today("2026-07-05")
        .output("index.html");
    assert!(!past.contains("_notices-title"), "{past}");
}

#[test]
fn their_own_page_tells_what_is_so_now_first_and_when() {
    let portal = portal().file(
        "en/notices/later.md",
        "---\ntitle: Later\ndescription: What happens.\nstarts: 2026-08-01T08:00:00Z[UTC]\nends: 2026-08-01T09:00:00Z[UTC]\n---\n\nText.\n",
    );
    let section = portal.output("notices/index.html");
    let titles = lines(&section, "<ul class=\"notice-list\">", "</ul>", "<h2>");
    let told: Vec<&str> = ["Always", "Coming", "Later", "Over", "Today"]
        .into_iter()
        .filter(|title| titles.iter().any(|line| line.contains(title)))
        .collect();
    assert_eq!(told.len(), titles.len(), "{titles:?}");
    let place = |title: &str| titles.iter().position(|line| line.contains(title));
    let order = ["Today", "Coming", "Later", "Over"].map(place);
    assert!(order.is_sorted(), "{titles:?}");
    assert!(place("Always") < place("Coming"), "{titles:?}");
    let times = lines(
        &section,
        "<ul class=\"notice-list\">",
        "</ul>",
        "class=\"when\"",
    );
    assert!(
        times
            .iter()
            .any(|line| line.contains("4 July 2026, 08:00 (UTC)")),
        "{times:?}"
    );
    // One that has one end alone tells which.
    let since = portal
        .file(
            "en/notices/since.md",
            "---\ntitle: Since\nstarts: 2026-09-01T08:00:00Z[UTC]\n---\n\nText.\n",
        )
        .output("notices/index.html");
    let beginning = "From <time datetime=\"2026-09-01T08:00:00Z\"";
    assert!(since.contains(beginning), "{since}");
    let ending = "Until <time datetime=\"2026-06-01T02:00:00Z\"";
    assert!(times.iter().any(|line| line.contains(ending)), "{times:?}");
}
