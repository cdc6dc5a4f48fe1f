//! What a translation does not have of its own is the source's: files beside pages, and files to include.

use supportal::pipeline::Memos;

use crate::portal::Portal;

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
const TEXT: &str = "![A picture](img/pic.svg)\n\n[The form](form.pdf)\n\n[!INCLUDE [n](../includes/deep/nested.md)]";

/// A page in two languages; what it shows and includes is there in the source language alone.
fn portal() -> Portal {
    Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n")
        .page("en/articles/pics.md", TEXT)
        .page("zh-TW/articles/pics.md", TEXT)
        .page("en/articles/other.md", "Other.")
        .page("zh-TW/articles/other.md", "Other.")
        .file("en/articles/img/pic.svg", PICTURE)
        .file("en/articles/form.pdf", "%PDF-1.4")
        .file(
            "en/includes/deep/nested.md",
            "## Nested\n\nA [page](../../articles/other.md), ![p](../../articles/img/pic.svg)\n\n[!INCLUDE [m](more.md)]\n",
        )
        .file("en/includes/deep/more.md", "More.\n")
}

const PAGE: &str = "zh-TW/articles/pics.html";

#[track_caller]
fn has(html: &str, part: &str) {
    let from = html.find("<div class=\"prose\"").unwrap_or_default();
    assert!(html.contains(part), "no `{part}` in\n{}", &html[from..]);
}

/// What files and includes of a portal are told about.
fn loose(portal: &Portal) -> String {
    let found = portal.check();
    let about = ["LNK-", "INC-", "PATH-"];
    let lines = found.lines().filter(|line| {
        let mut codes = about.iter();
        codes.any(|code| line.contains(code)) && !line.contains("ORPHAN")
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_translation_shows_the_files_and_includes_of_its_source() {
    let portal = portal();
    assert_eq!(loose(&portal), "");
    let html = portal.output(PAGE);
    has(
        &html,
        "src=\"../../articles/img/pic.svg\" width=\"40\" height=\"20\"",
    );
    has(&html, "href=\"../../articles/form.pdf\"");
    // What is in another language says so, and leads to pages of the reader's.
    has(&html, "<h2 id=\"nested\" lang=\"en\">");
    has(&html, "<p lang=\"en\">A <a href=\"other.html\">page</a>");
    has(&html, "<p lang=\"en\">More.</p>");
    let build = portal.build();
    let files = build.outputs.iter().map(|output| output.url.as_str());
    let published: Vec<&str> = files
        .filter(|url| url.ends_with("pic.svg") || url.ends_with("form.pdf"))
        .collect();
    assert_eq!(published, ["articles/form.pdf", "articles/img/pic.svg"]);
}

#[test]
fn a_file_of_its_own_comes_first_also_when_it_comes_later() {
    let before = portal();
    let after = before
        .clone()
        .file("zh-TW/articles/img/pic.svg", PICTURE)
        .file("zh-TW/includes/deep/nested.md", "Own.\n");
    let mut memos = Memos::default();
    before.check_again(&mut memos);
    let options = supportal::pipeline::Options::default();
    for portal in [&after, &before, &after] {
        let warm = supportal::pipeline::compile(&portal.snapshot(), &options, &mut memos);
        let page = |build: &supportal::model::output::Build| {
            let mut outputs = build.outputs.iter();
            let page = outputs.find(|output| output.url.as_str() == PAGE).unwrap();
            String::from_utf8(page.bytes.to_vec()).unwrap()
        };
        assert_eq!(page(&warm), page(&portal.clean()));
    }
    let html = after.output(PAGE);
    has(&html, "src=\"img/pic.svg\"");
    has(&html, "href=\"../../articles/form.pdf\"");
    has(&html, "<p>Own.</p>");
    // A page of the source keeps what belongs to it.
    has(
        &after.output("articles/pics.html"),
        "src=\"img/pic.svg\" width",
    );
}

#[test]
fn words_of_the_source_in_a_sentence_say_their_language() {
    let portal = portal()
        .file("en/includes/name.md", "Contoso {{ calendar.office }}\n")
        .file(
            "support.yaml",
            "calendars:\n  office: {name: Office, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n",
        )
        .page(
            "zh-TW/articles/pics.md",
            "請聯絡 [!INCLUDE [n](../includes/name.md)]。",
        );
    let html = portal.output(PAGE);
    has(&html, "請聯絡 <span lang=\"en\">Contoso ");
    has(
        &html,
        "Contoso Mon 09:00\u{2060}–\u{2060}17:00, Berlin time</span>。",
    );
}

#[test]
fn a_draft_hides_nothing_and_what_nobody_has_is_still_missing() {
    let draft = portal().file(
        "zh-TW/includes/deep/nested.md",
        "---\ndraft: true\n---\n\nNot yet.\n",
    );
    assert_eq!(loose(&draft), "");
    has(&draft.output(PAGE), "<h2 id=\"nested\" lang=\"en\">");

    let both = draft.file(
        "en/includes/deep/nested.md",
        "---\ndraft: true\n---\n\nNot yet.\n",
    );
    assert_eq!(
        loose(&both),
        "warning INC-MISSING en/articles/pics.md:10:1 the file to include at `../includes/deep/nested.md` is not published, so it is left out: it is a draft\n\
         warning INC-MISSING zh-TW/articles/pics.md:10:1 the file to include at `../includes/deep/nested.md` is not published, so it is left out: it is a draft\n",
    );

    let gone = portal()
        .page("zh-TW/articles/pics.md", "![A picture](img/pik.svg)\n\n[f](../../../form.pdf)\n\n[!INCLUDE [n](../includes/deep/nestde.md)]")
        .check();
    for line in [
        "error LNK-FILE zh-TW/articles/pics.md:6:1 no file at `img/pik.svg`",
        "error PATH-ESCAPE zh-TW/articles/pics.md:8:5 `../../../form.pdf` leaves the portal",
        "error INC-MISSING zh-TW/articles/pics.md:10:1 no file to include at `../includes/deep/nestde.md`",
    ] {
        assert!(gone.contains(line), "{gone}");
    }
}

#[test]
fn capital_letters_are_told_apart_in_either_folder() {
    let text = "![A picture](img/Pic.svg)";
    let source = portal().page("zh-TW/articles/pics.md", text);
    assert_eq!(
        loose(&source),
        "error LNK-CASE zh-TW/articles/pics.md:6:1 `img/Pic.svg` differs from the file in capital letters\n"
    );
    let hints = |portal: &Portal| -> Vec<String> {
        let found = portal.build().diagnostics;
        let found = found.iter().filter(|found| found.code == "LNK-CASE");
        found.filter_map(|found| found.hint.clone()).collect()
    };
    assert!(
        hints(&source)[0].starts_with("write `img/pic.svg`"),
        "{:?}",
        hints(&source)
    );
    // Its own picture is meant, not the source's that is written so.
    let own = portal().file("zh-TW/articles/img/PIC.svg", PICTURE);
    assert!(
        hints(&own)[0].starts_with("write `img/PIC.svg`"),
        "{:?}",
        hints(&own)
    );
}

#[test]
fn files_in_a_circle_are_told_about_in_every_language() {
    let portal = portal().file(
        "en/includes/deep/more.md",
        "[!INCLUDE [n](../../../zh-TW/includes/deep/nested.md)]\n",
    );
    let found = loose(&portal);
    assert!(
        found.contains("error INC-CYCLE en/includes/deep/more.md:1:1 files include each other in a circle: `en/includes/deep/nested.md` → `en/includes/deep/more.md` → `en/includes/deep/nested.md`"),
        "{found}"
    );
}

#[test]
fn an_anchor_of_an_included_source_is_one_of_the_page() {
    let portal = portal().page(
        "zh-TW/articles/other.md",
        "[x](pics.md#nested), [y](pics.md#none)",
    );
    let found = loose(&portal);
    assert!(
        found.contains("none") && !found.contains("`nested`"),
        "{found}"
    );
    has(
        &portal.output("zh-TW/articles/other.html"),
        "href=\"pics.html#nested\"",
    );
}

#[test]
fn titles_of_pages_that_are_not_translated_say_their_language() {
    let mut portal = crate::properties::starter();
    for page in [
        "sla/standard.md",
        "channels/hotline.md",
        "guides/first-week/share-and-ask.md",
    ] {
        portal = portal.without(&format!("zh-TW/{page}"));
    }
    let has = |url: &str, part: &str| {
        let html = portal.output(url);
        assert!(html.contains(part), "no `{part}` in {url}\n{html}");
    };
    let foreign = " lang=\"en\" dir=\"ltr\">";
    has(
        "zh-TW/support.html",
        &format!("<a href=\"sla/standard.html\"{foreign}Standard plan</a></h3>"),
    );
    has(
        "zh-TW/support.html",
        &format!("<caption class=\"visually-hidden\"{foreign}Standard plan</caption>"),
    );
    has(
        "zh-TW/support.html",
        &format!("<a href=\"channels/hotline.html\"{foreign}Hotline</a></h3>"),
    );
    has(
        "zh-TW/guides/first-week/sign-in-safely.html",
        &format!("<strong{foreign}Share files and ask for help</strong>"),
    );
    // Where one chooses, too.
    has(
        "zh-TW/channels/index.html",
        &format!("<option value=\"standard\"{foreign}Standard plan</option>"),
    );
    has(
        "zh-TW/sla/standard.html",
        &format!("{foreign}Hotline</option>"),
    );
}

#[test]
fn severities_without_a_name_in_the_language_say_theirs_where_one_chooses() {
    let portal = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n")
        .file(
            "support.yaml",
            "severities:\n  - {id: s1, rank: 1, name: Critical}\n  - {id: s2, rank: 2, name: {en: High, zh-TW: 高}}\n",
        )
        .file(
            "en/channels/hotline.md",
            "---\ntitle: Hotline\nchannel: phone\naddress: \"+49301234567\"\n---\n",
        )
        .page("en/index.md", "Text.");
    let html = portal.output("zh-TW/channels/index.html");
    for option in [
        "<option value=\"s1\" lang=\"en\" dir=\"ltr\">Critical</option>",
        "<option value=\"s2\">高</option>",
    ] {
        assert!(html.contains(option), "no `{option}` in\n{html}");
    }
}
