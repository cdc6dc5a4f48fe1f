//! Courses: what is one, which lessons it has, and what its readers see of it.

use crate::portal::Portal;

/// What a page says of lessons, one thing a line: a module as `# Title`, a lesson as `1 Title`.
fn lessons(portal: &Portal, url: &str) -> String {
    let html = portal.output(url);
    let Some((_, list)) = html.split_once("<ol class=\"lesson-list") else {
        return String::new();
    };
    let (list, _) = list.split_once("</section>").unwrap();
    let mut lines = Vec::new();
    for line in list.lines() {
        let words = |from: &str, to: &str| {
            let (_, rest) = line.split_once(from)?;
            let (words, _) = rest.split_once(to)?;
            let (_, words) = words.split_once('>')?;
            Some(words.to_owned())
        };
        if let Some(title) = words("<h3", "</h3>") {
            let title = title.split_once('>').map_or(title.clone(), |(_, title)| {
                let title = title.trim_end_matches("</a>");
                title.trim_end_matches("</span>").to_owned()
            });
            lines.push(format!("# {title}"));
        } else if let Some(title) = words("<strong", "</strong>") {
            let number = words("class=\"number\"", "</span>").unwrap();
            lines.push(format!("{number} {title}"));
        } else if line.contains("</ol></li>") {
            lines.push("-".to_owned());
        }
    }
    lines.join("\n")
}

fn titled(portal: Portal, path: &str, title: &str, front: &str) -> Portal {
    let text = format!("---\ntitle: {title}\ndescription: About it.\n{front}---\n\nText.\n");
    portal.file(path, text)
}

/// Whether a page can be ticked off.
fn has_box(portal: &Portal, url: &str) -> bool {
    portal.output(url).contains("data-lesson ")
}

fn with_nav(nav: &str) -> Portal {
    let yaml = format!("title: Test\nlanguages: [en]\nnav: {nav}\n");
    let mut portal = Portal::new().file("supportal.yaml", yaml);
    for (path, title) in [
        ("guides/index.md", "Guides"),
        ("guides/a/index.md", "First week"),
        ("guides/a/one.md", "One"),
        ("guides/a/two.md", "Two"),
        ("guides/a/three.md", "Three"),
        ("articles/vpn.md", "VPN"),
        ("faq/ask.md", "Ask"),
    ] {
        portal = titled(portal, &format!("en/{path}"), title, "");
    }
    portal
}

#[test]
fn lessons_below_a_caption_stay_lessons() {
    let portal = with_nav(
        "[{page: guides/index.md, items: [{page: guides/a/index.md, items: [guides/a/one.md, {title: Daily work, items: [guides/a/two.md, {page: \"https://example.com/\", title: E}]}, guides/a/three.md]}]}, articles/vpn.md, faq/ask.md]",
    );
    let list = "1 One\n# Daily work\n2 Two\n-\n3 Three";
    assert_eq!(lessons(&portal, "guides/a/index.html"), list);
    assert_eq!(lessons(&portal, "guides/a/two.html"), list);
    let two = portal.output("guides/a/two.html");
    assert!(two.contains("Lesson 2 of 3"), "{two}");
    assert!(two.contains("<a class=\"tag\" href=\"index.html\">First week</a>"));
    assert!(has_box(&portal, "guides/a/two.html"));
    assert!(
        !portal
            .output("guides/a/index.html")
            .contains("Daily work\",\"url")
    );
}

#[test]
fn what_counts_as_a_lesson_can_be_finished() {
    let portal = with_nav(
        "[{page: guides/index.md, items: [{page: guides/a/index.md, items: [guides/a/one.md, articles/vpn.md, faq/ask.md, guides/a/two.md, {page: guides/a/three.md, items: [guides/a/one.md]}]}]}]",
    );
    // A page that stands there twice is one lesson, and questions are none.
    let list = "1 One\n2 VPN\n3 Two\n4 Three";
    assert_eq!(lessons(&portal, "guides/a/index.html"), list);
    for url in [
        "guides/a/one",
        "articles/vpn",
        "guides/a/two",
        "guides/a/three",
    ] {
        assert!(has_box(&portal, &format!("{url}.html")), "{url}");
    }
    assert!(portal.output("faq/ask.html").contains("data-open-all"));
}

#[test]
fn a_lesson_of_two_courses_is_listed_in_both() {
    let portal = with_nav(
        "[{page: guides/a/index.md, items: [guides/a/one.md]}, {page: guides/a/two.md, items: [guides/a/one.md, guides/a/three.md]}, guides/index.md, articles/vpn.md, faq/ask.md]",
    );
    assert_eq!(lessons(&portal, "guides/a/index.html"), "1 One");
    assert_eq!(lessons(&portal, "guides/a/two.html"), "1 One\n2 Three");
    assert!(
        portal
            .output("guides/a/one.html")
            .contains("First week</a>")
    );
}

#[test]
fn folders_of_a_course_are_its_modules() {
    let mut portal = Portal::new();
    for (path, title, front) in [
        ("index.md", "Work safely", "order: 1\n"),
        ("intro.md", "Welcome", "order: 1\n"),
        ("m1/index.md", "Module one", "order: 2\n"),
        ("m1/x.md", "X", "order: 1\n"),
        ("m1/deep/index.md", "Deep", "order: 2\n"),
        ("m1/deep/y.md", "Y", ""),
        ("m2/z.md", "Z", ""),
        ("own/index.md", "A lesson with pictures", "order: 3\n"),
    ] {
        portal = titled(portal, &format!("en/guides/mod/{path}"), title, front);
    }
    let course = "1 Welcome\n# Module one\n2 X\n3 Y\n-\n4 A lesson with pictures\n# M2\n5 Z\n-";
    assert_eq!(lessons(&portal, "guides/mod/index.html"), course);
    // A module has its own lessons, by their numbers in the course.
    assert_eq!(
        lessons(&portal, "guides/mod/m1/index.html"),
        "2 X\n# Deep\n3 Y\n-"
    );
    assert_eq!(lessons(&portal, "guides/mod/m1/deep/y.html"), course);
    assert!(
        portal
            .output("guides/mod/m1/deep/y.html")
            .contains("Lesson 3 of 5")
    );
    assert!(!has_box(&portal, "guides/mod/m1/index.html"));
    assert!(has_box(&portal, "guides/mod/own/index.html"));
    let course = portal.output("guides/mod/index.html");
    assert!(course.contains("<h3><a href=\"m1/index.html\">Module one</a></h3>"));
}

#[test]
fn a_page_of_kind_guide_is_a_course_wherever_it_stands() {
    let level = "kind: guide\nlevel: beginner\ntime_required: PT20M\n";
    let portal = titled(
        Portal::new(),
        "en/training/onb/index.md",
        "Onboarding",
        level,
    );
    let lesson = "kind: guide\ntime_required: PT10M\norder: 1\n";
    let portal = titled(portal, "en/training/onb/one.md", "One", lesson);
    let portal = titled(portal, "en/training/onb/two.md", "Two", "");
    assert_eq!(lessons(&portal, "training/onb/index.html"), "1 One\n2 Two");
    let course = portal.output("training/onb/index.html");
    assert!(course.contains("Beginner") && course.contains("20 minutes"));
    assert!(has_box(&portal, "training/onb/two.html"));
    assert_eq!(lessons(&portal, "training/index.html"), "");
    // A course alone beside the list of guides, which says that it is one.
    let portal = titled(Portal::new(), "en/guides/index.md", "Onboarding", level);
    let portal = titled(portal, "en/guides/one.md", "One", "");
    assert_eq!(lessons(&portal, "guides/index.html"), "1 One");
    let portal = titled(portal, "en/guides/index.md", "Guides", "");
    assert_eq!(lessons(&portal, "guides/index.html"), "");
    assert!(!has_box(&portal, "guides/one.html"));
    // Several courses of one subject stand in a folder that is none.
    let portal = titled(
        portal,
        "en/guides/admins/index.md",
        "Admins",
        "kind: page\n",
    );
    let portal = titled(portal, "en/guides/admins/mail/index.md", "Mail", "");
    let portal = titled(portal, "en/guides/admins/mail/a.md", "A", "");
    assert_eq!(lessons(&portal, "guides/admins/index.html"), "");
    assert_eq!(lessons(&portal, "guides/admins/mail/index.html"), "1 A");
}

#[test]
fn a_guide_of_one_page_says_how_long_it_takes() {
    let front = "level: advanced\ntime_required: PT45M\n";
    let portal = titled(Portal::new(), "en/guides/alone.md", "Alone", front);
    let html = portal.output("guides/alone.html");
    assert!(
        html.contains("Advanced") && html.contains("45 minutes"),
        "{html}"
    );
    assert!(html.contains("PT45M"), "{html}");
}

#[test]
fn an_article_that_is_a_lesson_keeps_what_it_shows() {
    let mut portal = with_nav(
        "[{page: guides/index.md, items: [{page: guides/a/index.md, items: [guides/a/one.md, articles/vpn.md]}]}, articles/other.md]",
    );
    let front = "updated: 2026-01-02\nreviewed: 2026-02-02\nproducts: [mailer]\ntags: [foo]\n";
    portal = portal.file("support.yaml", "products: [{id: mailer, name: Mailer}]\n");
    for (page, title) in [
        ("articles/vpn", "VPN"),
        ("articles/other", "Other"),
        ("guides/a/index", "First week"),
        ("guides/alone", "Alone"),
    ] {
        portal = titled(portal, &format!("en/{page}.md"), title, front);
    }
    let lesson = portal.output("articles/vpn.html");
    assert!(lesson.contains("Lesson 2 of 2"), "{lesson}");
    for page in [
        "articles/vpn",
        "articles/other",
        "guides/a/index",
        "guides/alone",
    ] {
        let html = portal.output(&format!("{page}.html"));
        for shown in [
            "<span class=\"tag\">Mailer</span>",
            "Updated 2 January 2026",
            "Reviewed 2 February 2026",
            "<h2 id=\"_related-title\">",
        ] {
            assert_eq!(html.matches(shown).count(), 1, "{page}: {shown}\n{html}");
        }
    }
}

#[test]
fn a_guide_with_no_lesson_below_it_is_no_course() {
    let portal = with_nav(
        "[{page: guides/index.md, items: [{page: guides/about.md, items: [faq/ask.md, {page: \"https://example.com/\", title: E}]}]}, articles/vpn.md]",
    );
    let front = "updated: 2026-01-02\nlevel: advanced\n";
    let portal = titled(portal, "en/guides/about.md", "About", front);
    let html = portal.output("guides/about.html");
    let shown = html.contains("Advanced") && html.contains("Updated 2 January 2026");
    assert!(shown, "{html}");
    // A course has no pages beside it.
    assert!(html.contains("class=\"neighbours\""), "{html}");
    let asked = titled(portal, "en/faq/ask.md", "Ask", "kind: article\n");
    assert_eq!(lessons(&asked, "guides/about.html"), "1 Ask");
}

#[test]
fn readers_see_whom_a_page_is_for() {
    let yaml = "title: Test\nlanguages: [en, de]\n";
    let mut portal = Portal::new().file("supportal.yaml", yaml);
    let channel = "channel: phone\naddress: \"+49301234567\"\n";
    let pages = [
        ("guides/a/index", ""),
        ("guides/a/one", ""),
        ("guides/alone", ""),
        ("articles/a", ""),
        ("articles/index", ""),
        ("faq/a", ""),
        ("support", "kind: support\n"),
        ("channels/line", channel),
        ("channels/index", ""),
        ("sla/gold", ""),
        ("notices/a", "starts: 2026-07-04T08:00:00Z[UTC]\n"),
        ("terms", ""),
        ("index", ""),
    ];
    for (page, front) in pages {
        let front = format!("audience: [admin, billing]\n{front}");
        portal = titled(portal, &format!("en/{page}.md"), page, &front);
    }
    portal = titled(portal, "de/articles/a.md", "Artikel", "");
    let both =
        "<span class=\"tag\">For administrators</span> <span class=\"tag\">For billing</span>";
    for (page, _) in pages {
        let html = portal.output(&format!("{page}.html"));
        // The home page is for all.
        assert_eq!(html.contains(both), page != "index", "{page}: {html}");
    }
    assert!(
        portal
            .output("de/articles/a.html")
            .contains("Für Administratoren")
    );
}

#[test]
fn the_course_above_a_lesson_is_in_its_own_language() {
    let yaml = "title: Test\nlanguages: [en, ar]\n";
    let portal = Portal::new().file("supportal.yaml", yaml);
    let portal = titled(portal, "en/guides/safe/index.md", "Work safely", "");
    let portal = titled(portal, "en/guides/safe/d.md", "Devices", "");
    let html = portal.output("ar/guides/safe/d.html");
    let course = "<a class=\"tag\" href=\"index.html\" lang=\"en\" dir=\"ltr\">Work safely</a>";
    assert!(html.contains(course), "{html}");
}

#[test]
fn the_name_of_a_module_in_another_language_begins_where_its_lessons_do() {
    let yaml = "title: Test\nlanguages: [en, ar]\nnav: [{page: guides/safe/index.md, items: [{title: Daily work, items: [guides/safe/d.md]}, {page: guides/safe/m/index.md, items: [guides/safe/m/e.md]}]}]\n";
    let mut portal = Portal::new().file("supportal.yaml", yaml);
    for page in ["index", "d", "m/index", "m/e"] {
        portal = titled(portal, &format!("en/guides/safe/{page}.md"), page, "");
    }
    for page in ["index", "d"] {
        let html = portal.output(&format!("ar/guides/safe/{page}.html"));
        // Set in a block, the direction would move the name to the other edge.
        for name in [
            "<h3><span lang=\"en\" dir=\"ltr\">Daily work</span></h3>",
            "<h3><a href=\"m/index.html\" lang=\"en\" dir=\"ltr\">m/index</a></h3>",
        ] {
            assert!(html.contains(name), "{page}: {html}");
        }
    }
}
