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
