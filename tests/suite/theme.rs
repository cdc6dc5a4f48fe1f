//! What a portal changes of its looks without a template: colours, logo, fonts, links of head and foot.

use crate::portal::Portal;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"32\" height=\"32\"/>";

fn portal(theme: &str) -> Portal {
    Portal::new()
        .file(
            "supportal.yaml",
            format!("title: Help\nlanguages: [en, de]\ntheme:\n{theme}"),
        )
        .file("assets/logo.svg", SVG)
        .file("assets/night.svg", SVG)
        .file("assets/inter.woff2", "wOF2")
        .page("en/index.md", "Welcome.")
        .page("en/about.md", "About us.")
        .page("en/articles/a.md", "A.")
        .page("de/index.md", "Willkommen.")
        .page("de/articles/a.md", "Ein A.")
        .page("de/about.md", "Über uns.")
}

/// The one style sheet of the theme.
fn style(portal: &Portal) -> String {
    let build = portal.build();
    let mut styles = build.outputs.iter().filter(|file| {
        let url = file.url.as_str();
        url.starts_with("assets/theme/") && url.ends_with(".css")
    });
    let style = styles.next().unwrap();
    assert!(styles.next().is_none(), "one file is enough");
    String::from_utf8(style.bytes.to_vec()).unwrap()
}

#[test]
fn a_logo_has_another_on_dark_ground() {
    let portal = portal("  logo: assets/logo.svg\n  logo_dark: assets/night.svg\n");
    assert_eq!(portal.check(), "");
    let page = portal.output("articles/a.html");
    assert!(page.contains("class=\"on-light\" src=\"../assets/logo.svg\""));
    assert!(page.contains("class=\"on-dark\" src=\"../assets/night.svg\""));
    // A logo for both grounds is shown on both.
    let portal = self::portal("  logo: assets/logo.svg\n");
    assert!(!portal.output("articles/a.html").contains("on-light"));
}

#[test]
fn fonts_are_the_portals_own_files() {
    let portal = portal(
        "  fonts:\n    - {family: Inter, file: assets/inter.woff2, weight: 100, weight_to: 900}\n",
    );
    assert_eq!(portal.check(), "");
    let style = style(&portal);
    let rule =
        "@font-face { font-family: \"Inter\"; src: url(\"../inter.woff2\"); font-weight: 100 900;";
    assert!(style.contains(rule), "{}", &style[..400]);
    assert!(style.contains("--font-text: \"Inter\";"));
}

#[test]
fn a_font_is_for_what_it_is_said_to_be_for() {
    let portal = portal(
        "  fonts:\n\
         \x20   - {family: Inter, file: assets/inter.woff2}\n\
         \x20   - {family: Inter, file: assets/slant.woff2, italic: true}\n\
         \x20   - {family: Lora, file: assets/lora.woff2, use: headings, weight: 700}\n\
         \x20   - {family: Hack, file: assets/hack.woff2, use: code}\n",
    )
    .file("assets/slant.woff2", "wOF2")
    .file("assets/lora.woff2", "wOF2")
    .file("assets/hack.woff2", "wOF2");
    assert_eq!(portal.check(), "");
    let style = style(&portal);
    for said in [
        "\"Inter\"; src: url(\"../inter.woff2\"); font-weight: 400; font-style: normal;",
        "\"Inter\"; src: url(\"../slant.woff2\"); font-weight: 400; font-style: italic;",
        "\"Lora\"; src: url(\"../lora.woff2\"); font-weight: 700; font-style: normal;",
        "--font-text: \"Inter\";",
        "--font-headings: \"Lora\";",
        "--font-code: \"Hack\", ui-monospace, monospace;",
    ] {
        assert!(style.contains(said), "{said}: {}", &style[..1_000]);
    }
}

#[test]
fn head_and_foot_lead_where_the_portal_says_in_each_language() {
    let portal = portal(
        "  header: [{page: \"https://status.example/\", title: {en: Status, de: Zustand}}]\n  footer: [about.md]\n",
    );
    assert_eq!(portal.check(), "");
    let menu = |page: &str| {
        let menu = page.split_once("id=\"_site-menu\"").unwrap().1;
        menu.split_once("</nav>").unwrap().0.to_owned()
    };
    let foot = |page: &str| page.split_once("<footer").unwrap().1.to_owned();
    let page = portal.output("articles/a.html");
    assert!(menu(&page).contains("<a href=\"https://status.example/\">Status</a>"));
    assert!(
        foot(&page).contains("<a href=\"../about.html\">en/about.md</a>"),
        "{}",
        foot(&page)
    );
    let page = portal.output("de/articles/a.html");
    assert!(menu(&page).contains("<a href=\"https://status.example/\">Zustand</a>"));
    assert!(
        foot(&page).contains("<a href=\"../about.html\">"),
        "{}",
        foot(&page)
    );
    // What stands at the foot does not stand in the menu as well.
    assert!(!menu(&page).contains("about.html"), "{}", menu(&page));
}

#[test]
fn a_section_that_the_head_leads_to_stands_in_the_menu_once_and_at_its_end() {
    let portal = portal("  header: [articles/index.md]\n")
        .file("en/articles/index.md", "---\ntitle: All articles\n---\n");
    let page = portal.output("articles/a.html");
    let menu = page.split_once("id=\"_site-menu\"").unwrap().1;
    let menu = menu.split_once("</nav>").unwrap().0;
    assert_eq!(menu.matches("All articles").count(), 1, "{menu}");
    let line = "<li class=\"header-link\"><a href=\"index.html\" aria-current=\"true\">All articles</a></li>";
    assert!(menu.contains(line), "{menu}");
}

#[test]
fn what_is_named_and_not_there_is_found() {
    let portal = portal(
        "  logo: assets/log.svg\n  header: [about.md]\n  footer: [abot.md]\n  brand: \"#ffd200\"\n",
    );
    let found = portal.check();
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    for (line, what) in lines.iter().zip([
        "LNK-FILE supportal.yaml:4",
        "LNK-PAGE supportal.yaml:6",
        "THM-BRAND supportal.yaml:7",
    ]) {
        assert!(line.contains(what), "{found}");
    }
}

#[test]
fn a_brand_wins_over_the_colours_of_the_theme() {
    let light = style(&portal("  brand: \"#0b5cad\"\n"));
    assert!(light.contains(":root { --accent: #0b5cad; --on-accent: #ffffff;"));
    // The theme's own colours stand before it, and lose.
    assert!(light.find("--accent: #2f5bd7").unwrap() < light.find("--accent: #0b5cad").unwrap());
}

#[test]
fn braces_that_a_text_is_not_given_are_found() {
    let portal = portal("  brand: \"#0b5cad\"\n").file(
        "theme/strings/en.yaml",
        "results_for: \"{n} results for {query}\"\npage_count: \"Pages {count\"\nsearch: \"Find {it}\"\nper_seat: per {seat}\n",
    );
    let found = portal.check();
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    for (line, what) in lines.iter().zip([
        "warning THM-STRING theme/strings/en.yaml:1:1 `results_for` is given nothing called `{n}`",
        "warning THM-STRING theme/strings/en.yaml:1:1 this `{` is never closed",
        "warning THM-STRING theme/strings/en.yaml:1:1 `search` is given nothing called `{it}`",
    ]) {
        assert!(line.contains(what), "{found}");
    }
}

#[test]
fn the_names_of_languages_may_be_the_portals_own() {
    let portal = portal("  brand: \"#0b5cad\"\n");
    let named = portal.clone().file(
        "theme/strings/languages.yaml",
        "de: Unser Deutsch\nno-language-at-all: X\n",
    );
    let found = named.check();
    assert!(
        found.contains(
            "THM-STRING theme/strings/languages.yaml:1:1 `no-language-at-all` is no language"
        ),
        "{found}"
    );
    assert_eq!(found.lines().count(), 1, "{found}");
    let named = portal.file("theme/strings/languages.yaml", "de: Unser Deutsch\n");
    assert!(named.output("articles/a.html").contains(">Unser Deutsch<"));
}

#[test]
fn texts_that_no_language_reads_are_found() {
    for (name, what) in [
        ("en.yml", "no language is called like this file"),
        ("english.yaml", "no language is called like this file"),
        ("fr.yaml", "the portal has no `fr`"),
    ] {
        let portal = portal("  brand: \"#0b5cad\"\n");
        let path = format!("theme/strings/{name}");
        let found = portal.file(&path, "search: Find\n").check();
        assert!(
            found.contains(&format!("warning THM-STRING {path}:1:1 {what}")),
            "{found}"
        );
        assert_eq!(found.lines().count(), 1, "{found}");
    }
}

/// Pages show any picture that browsers do, whatever a tool saved it as.
#[test]
fn a_logo_is_any_picture_that_browsers_show() {
    for (name, bytes) in [
        ("logo.ico", &b"\0\0\x01\0\x01\0"[..]),
        ("logo.BMP", b"BM"),
        ("logo.apng", b"\x89PNG\r\n\x1A\n"),
        ("logo.jfif", b"\xFF\xD8\xFF\xE0"),
    ] {
        let path = format!("assets/{name}");
        let portal = portal(&format!("  logo: {path}\n")).file(&path, bytes);
        assert_eq!(portal.check(), "", "{name}");
    }
    let portal = portal("  logo: assets/logo.tiff\n").file("assets/logo.tiff", "II*\0");
    assert!(portal.check().contains("error AST-TYPE supportal.yaml:4"));
}

/// A path in a style sheet leads to where the site has the file, which for the source language is no folder of its own.
#[test]
fn a_style_sheet_shows_what_stands_beside_the_pages() {
    let delivered = |address: &str, more: &str| {
        let portal = Portal::new()
            .file(
                "supportal.yaml",
                format!("title: Help\nlanguages: [en, de]\n{more}"),
            )
            .file("en/pic.svg", SVG)
            .file("de/bild.svg", SVG)
            .file("assets/sq.svg", SVG)
            .file("assets/nl.svg", SVG)
            .file("scripts/made.svg", SVG)
            .page("en/index.md", "Welcome.")
            .page("de/index.md", "Willkommen.")
            .file(
                "theme/styles/portal.css",
                format!(".a {{ background: url({address}) }}"),
            );
        let found: Vec<String> = portal
            .build()
            .diagnostics
            .iter()
            .filter(|found| found.code == "THM-BLOCKED")
            .map(|found| {
                let hint = found.hint.as_deref().unwrap_or_default();
                format!("{}; {hint}", found.message)
            })
            .collect();
        if !found.is_empty() {
            return found.join("\n");
        }
        let style = style(&portal);
        let (_, rest) = style.rsplit_once("url(").unwrap();
        rest.split(')').next().unwrap().to_owned()
    };
    for (written, expected) in [
        ("../../en/pic.svg", "../../pic.svg"),
        ("/en/pic.svg", "../../pic.svg"),
        ("../../de/bild.svg", "../../de/bild.svg"),
        ("../../pic.svg", "../../pic.svg"),
        ("/pic.svg", "../../pic.svg"),
        ("/assets/sq.svg", "../sq.svg"),
        ("../sq.svg", "../sq.svg"),
        // What stands elsewhere in the folder of a portal is not published.
        (
            "../../scripts/made.svg",
            "no file at `scripts/made.svg`; a path begins at this file, as in `../../assets/ground.png`",
        ),
        (
            "../../assets/SQ.svg",
            "no file at `assets/SQ.svg`; write `../../assets/sq.svg`",
        ),
        (
            "../../pik.svg",
            "no file at `pik.svg`; write `../../en/pic.svg`",
        ),
    ] {
        assert_eq!(delivered(written, ""), expected, "{written}");
    }
    let url = "url: https://x.example/sub/\n";
    let refused = |address: &str| {
        format!(
            "the policy of every page lets it load files of the site alone, and not `{address}`; put it below `assets/`, and name it from there"
        )
    };
    for (written, expected) in [
        ("/sub/assets/sq.svg", "../sq.svg"),
        ("/sub/pic.svg?a#b", "../../pic.svg?a#b"),
        ("/assets/sq.svg", "../sq.svg"),
        ("https://x.example/sub/assets/sq.svg", "../sq.svg"),
        ("//X.example/sub/pic.svg", "../../pic.svg"),
        // Nobody knows what else stands on that host.
        ("/elsewhere/logo.png", "/elsewhere/logo.png"),
        (
            "https://x.example/elsewhere/logo.png",
            "https://x.example/elsewhere/logo.png",
        ),
        (
            "/sub/assets/sqq.svg",
            "no file at `assets/sqq.svg`; write `../../assets/sq.svg`",
        ),
        (
            "https://x.example/sub/assets/Sq.svg",
            "no file at `assets/Sq.svg`; write `../../assets/sq.svg`",
        ),
    ] {
        assert_eq!(delivered(written, url), expected, "{written}");
    }
    for other in [
        "https://x.example.org/sub/assets/sq.svg",
        "http://x.example/sub/assets/sq.svg",
        "https://x.example:8080/sub/assets/sq.svg",
        "https://x.example@y.example/sub/assets/sq.svg",
    ] {
        assert_eq!(delivered(other, url), refused(other));
    }
}

#[test]
fn a_template_may_name_the_address_of_the_site_itself() {
    let check = |url: &str| {
        Portal::new()
            .file("supportal.yaml", format!("title: Help\nlanguages: [en]\n{url}"))
            .file("assets/sq.svg", SVG)
            .page("en/index.md", "Welcome.")
            .page("en/articles/a.md", "A.")
            .file(
                "theme/templates/article.html",
                "{% extends \"page.html\" %}\n{% block more %}<img src=\"https://x.example/sub/assets/sq.svg\" alt=\"\">{% endblock %}\n",
            )
            .check()
    };
    assert_eq!(check("url: https://x.example/sub/\n"), "");
    assert!(check("").contains("THM-BLOCKED"));
    assert!(check("url: https://y.example/sub/\n").contains("THM-BLOCKED"));
}
