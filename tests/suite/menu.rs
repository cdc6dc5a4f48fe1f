//! The menu of a section, as a reader meets it on each of its pages.

use crate::portal::Portal;

/// A section of 60 articles and, below it, a folder of two.
fn portal() -> Portal {
    let mut portal = Portal::new()
        .page("en/index.md", "Home.")
        .page("en/articles/index.md", "Articles.")
        .page("en/articles/billing/index.md", "Billing.")
        .page("en/articles/billing/a.md", "A.")
        .page("en/articles/billing/b.md", "B.");
    for number in 0..60 {
        portal = portal.page(&format!("en/articles/{number:02}.md"), "Text.");
    }
    portal
}

/// The lines of the menu on a page: where each leads, and whether it is marked as the page itself.
fn menu(html: &str) -> Vec<(&str, bool)> {
    let start = html.find("id=\"_section-menu\"").unwrap();
    let menu = &html[start..start + html[start..].find("</nav>").unwrap()];
    let links = menu.split("<a href=\"").skip(1);
    links
        .map(|link| {
            let (href, rest) = link.split_once('"').unwrap();
            let tag = rest.split_once('>').unwrap().0;
            (href, tag.contains("aria-current=\"page\""))
        })
        .collect()
}

#[test]
fn every_page_of_a_section_is_marked_in_its_menu_and_no_other_is() {
    let build = portal().build();
    let mut seen = 0;
    for output in &build.outputs {
        let url = output.url.as_str();
        let Some(file) = url
            .strip_prefix("articles/")
            .filter(|url| url.ends_with(".html"))
        else {
            continue;
        };
        let html = str::from_utf8(&output.bytes).unwrap();
        let name = file.rsplit('/').next().unwrap();
        let marked: Vec<&str> = menu(html)
            .into_iter()
            .filter_map(|(href, marked)| marked.then_some(href))
            .collect();
        assert_eq!(marked, [name], "{url}");
        assert!(!html.contains("<!0") && !html.contains("<!1"), "{url}");
        seen += 1;
    }
    assert_eq!(seen, 64);
}

#[test]
fn a_long_section_shows_the_neighbours_and_how_many_more_there_are() {
    let portal = portal();
    let html = portal.output("articles/35.html");
    let lines = menu(&html);
    for near in ["30.html", "34.html", "36.html", "40.html"] {
        assert!(lines.contains(&(near, false)), "{near}: {lines:?}");
    }
    assert!(lines.len() < 45, "{}", lines.len());
    // 60 articles and the folder, of which 40 are shown.
    assert!(html.contains("21 more"), "{html}");
}

#[test]
fn a_folder_below_opens_where_its_pages_are_read() {
    let portal = portal();
    let closed = portal.output("articles/10.html");
    let open = portal.output("articles/billing/a.html");
    assert!(
        !menu(&closed)
            .iter()
            .any(|(href, _)| href.ends_with("billing/b.html"))
    );
    assert!(menu(&open).contains(&("b.html", false)));
}

/// The titles of pages in the section's menu and in the list from A to Z, in a portal of one language.
fn in_order(language: &str, titles: &[&str]) -> [Vec<String>; 2] {
    let settings = format!("title: Test\nlanguages: [{language}]\n");
    let mut portal = Portal::new().file("supportal.yaml", settings);
    for (number, title) in titles.iter().enumerate() {
        let text = format!("---\ntitle: \"{title}\"\ndescription: About {number}.\n---\n\nText.\n");
        portal = portal.file(&format!("{language}/articles/p{number}.md"), text);
    }
    let portal = portal
        .page(&format!("{language}/index.md"), "Home.")
        .page(&format!("{language}/articles/index.md"), "Articles.");
    let listed = |html: &str, from: &str| {
        let start = html.find(from).unwrap();
        let list = &html[start..];
        let shown = list.split("</a>").filter_map(|link| {
            let text = link.rsplit('>').next().unwrap().trim();
            titles.contains(&text).then(|| text.to_owned())
        });
        shown.take(titles.len()).collect()
    };
    [
        listed(&portal.output("articles/p0.html"), "id=\"_section-menu\""),
        listed(&portal.output("search.html"), "class=\"a-to-z\""),
    ]
}

#[test]
fn an_entry_of_the_navigation_that_leads_nowhere_is_one_finding() {
    for (entry, found) in [
        ("../../x.md", "error PATH-ESCAPE"),
        ("nope.md", "error LNK-PAGE"),
        ("ftp://a.example/", "error URL-SCHEME"),
        ("http://a.example/", "warning URL-SCHEME"),
        ("{page: ../../x.md, title: X}", "error PATH-ESCAPE"),
        ("{page: 'a:b.md', title: X}", "error FM-TYPE"),
    ] {
        for key in ["nav", "theme: {header"] {
            let end = if key == "nav" { "" } else { "}" };
            let settings = format!("title: T\nlanguages: [en]\n{key}: [{entry}, index.md]{end}\n");
            let portal = portal().file("supportal.yaml", settings);
            let check = portal.check();
            let lines = check.lines().filter(|line| line.contains("supportal.yaml"));
            let lines: Vec<&str> = lines.collect();
            assert!(
                lines.len() == 1 && lines[0].starts_with(found),
                "{key} {entry}: {lines:?}"
            );
        }
    }
    // One without encryption is a warning, and there.
    let settings =
        "title: T\nlanguages: [en]\ntheme: {header: [{page: 'http://a.example/', title: Old}]}\n";
    let page = portal()
        .file("supportal.yaml", settings)
        .output("index.html");
    assert!(page.contains("href=\"http://a.example/\""), "{page}");
}

#[test]
fn pages_without_an_order_stand_as_dictionaries_of_the_language_have_them() {
    for (language, titles) in [
        ("de", vec!["Äpfel", "apfelmus", "Ärger", "Zebra"]),
        // A letter of its own in one language is a vowel with a mark in another.
        ("sv", vec!["Zebra", "Äpple"]),
        ("pl", vec!["Cena", "Ćwiczenie", "Dostęp"]),
        ("en", vec!["0", "1", "2", "10", "100", "Step 2", "Step 10"]),
        // By the number of strokes in Taiwan, by sound in China, as the Unicode CLDR has it.
        ("zh-TW", vec!["一般", "小組", "安裝", "帳單", "維護"]),
        ("zh-CN", vec!["安装", "维护", "小组", "一般", "账单"]),
        ("ja", vec!["アカウント", "いんすとーる", "サポート"]),
    ] {
        let mut mixed = titles.clone();
        mixed.reverse();
        let [menu, all] = in_order(language, &mixed);
        assert_eq!(menu, titles, "{language}, menu");
        assert_eq!(all, titles, "{language}, A to Z");
    }
}

/// The addresses in the menu on top of the home page.
fn top(html: &str) -> Vec<String> {
    let start = html.find("id=\"_site-menu\"").unwrap();
    let end = html[start..].find("</nav>").unwrap();
    let links = html[start..start + end].split("<a href=\"").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn all_sections_of_nav_stand_on_top_and_of_folders_a_dozen_with_a_way_to_the_others() {
    let names: Vec<String> = (10..30).map(|number| format!("s{number}")).collect();
    let with = |settings: String| {
        let mut portal = Portal::new().file("supportal.yaml", settings);
        for name in &names {
            portal = portal.page(&format!("en/{name}/index.md"), "Text.");
        }
        portal.page("en/index.md", "Home.").output("index.html")
    };
    let chosen: Vec<String> = names
        .iter()
        .map(|name| format!("{name}/index.md"))
        .collect();
    let settings = format!(
        "title: Test\nlanguages: [en]\nnav: [{}]\n",
        chosen.join(", ")
    );
    assert_eq!(top(&with(settings)).len(), 20);
    let own = with("title: Test\nlanguages: [en]\n".to_owned());
    let shown = top(&own);
    assert_eq!(shown.len(), 13, "{shown:?}");
    assert_eq!(shown.last().unwrap(), "search.html");
    assert!(own.contains(">8 more</a>"), "{shown:?}");
}

/// A page far below sees itself and the way to it.
#[test]
fn a_menu_has_every_level() {
    let mut portal = Portal::new().page("en/index.md", "Home.");
    let mut folder = "en/articles".to_owned();
    for _ in 0..30 {
        portal = portal.page(&format!("{folder}/index.md"), "Text.");
        folder.push_str("/a");
    }
    let page = format!("{folder}/leaf.md");
    let html = portal
        .page(&page, "Text.")
        .output(&page.replace("en/", "").replace(".md", ".html"));
    let lines = menu(&html);
    assert_eq!(lines.len(), 32, "{lines:?}");
    assert_eq!(lines[31], ("leaf.html", true));
    let start = html.find("id=\"_section-menu\"").unwrap();
    let menu = &html[start..start + html[start..].find("</nav>").unwrap()];
    assert_eq!(menu.matches("<ul>").count(), 9);
}
