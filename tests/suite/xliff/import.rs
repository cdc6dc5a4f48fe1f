//! What comes back is written where it belongs, and nothing else changes.

use super::{
    export, files, german, import, imported, nothing_changes, pair, portal, read, supportal, unit,
    with_target,
};
use crate::portal::Folder;

/// A byte order mark, line ends of Windows, a comment.
pub fn german_page_with_ends() -> String {
    let text = german("Eins.\n\nZwei  \nund *drei*.").replace("Titel", "  Titel   # von Hand");
    format!("\u{FEFF}{}", text.replace('\n', "\r\n"))
}

#[test]
fn one_target_changes_one_stretch() {
    let folder = pair(
        "One, two.\n\n## Three\n\nFour.",
        "Eins, zwei.\n\n## Drei\n\nVier.",
    )
    .on_disk();
    let before = read(&folder, "de/articles/a.md");
    let xliff = export(&folder);
    imported(&folder, &with_target(&xliff, "Four", "Vier &amp; mehr."));
    assert_eq!(
        read(&folder, "de/articles/a.md"),
        before.replace("Vier.", "Vier & mehr.")
    );
    // It may come twice.
    let ran = import(&folder, &with_target(&xliff, "Four", "Vier &amp; mehr."));
    assert_eq!(
        (ran.said.as_str(), ran.code),
        ("nothing changed\n", Some(0))
    );
}

#[test]
fn line_ends_and_comments_of_the_file_stay() {
    let folder = pair("One.\n\nTwo  \nand *three*.", "")
        .file("de/articles/a.md", german_page_with_ends())
        .on_disk();
    let xliff = export(&folder);
    let changed = with_target(&xliff, ">three<", "2<ph id=\"1\"/>und <pc id=\"2\">3</pc>.");
    let changed = with_target(&changed, "en/articles/a.md", "Ein Titel");
    imported(&folder, &changed);
    let expected = german_page_with_ends()
        .replace("Zwei", "2")
        .replace("drei", "3");
    assert_eq!(
        read(&folder, "de/articles/a.md"),
        expected.replace("Titel ", "Ein Titel ")
    );
}

/// An end of a direction that nothing began is no part of the text, but of the file.
#[test]
fn what_is_left_out_of_a_text_stays_where_it_stands() {
    for (line, words) in [
        (
            "Eins\u{202C}, zwei\u{202C}.\u{2069}",
            ["Vier.", "Vier & mehr."],
        ),
        ("سطر \u{202C}اول\u{202C}.", ["سطر دوم است.", "سطر سوم است."]),
    ] {
        let [old, new] = words;
        let translation = format!("\u{202C}{line}\n\n## Drei\u{202C}\n\n{old}\u{202C}");
        let folder = pair("One, two.\n\n## Three\n\nFour.", &translation).on_disk();
        let before = read(&folder, "de/articles/a.md");
        let xliff = export(&folder);
        let words = new.replace('&', "&amp;");
        imported(&folder, &with_target(&xliff, "Four", &words));
        assert_eq!(read(&folder, "de/articles/a.md"), before.replace(old, new));
    }
}

#[test]
fn a_section_is_renewed_once_all_of_it_came_back() {
    let source =
        |more: &str| format!("---\ntitle: A\n---\n\n## One\n\nTwo.\n{more}\n## Three\n\nFour.\n");
    let page = |more: &str| {
        format!("---\ntitle: B # b\n---\n\n## Eins\n\nZwei.\n{more}\n## Drei\n\nVier.  \n")
    };
    let folder = portal()
        .file("en/articles/a.md", source(""))
        .file("de/articles/a.md", page(""))
        .on_disk();
    let accept = ["translate", "accept", "de/articles/a.md"];
    assert_eq!(supportal(&folder, &accept).code, Some(0));
    folder.write("en/articles/a.md", source("\n```\ncode\n```\n\nMore.\n"));
    let xliff = export(&folder);
    let some = with_target(&xliff, "More", "Mehr.");
    let before = files(&folder);
    let ran = import(&folder, &some);
    assert!(
        ran.said
            .contains("nothing in `de/articles/a.md` stands for")
    );
    assert_eq!(before, files(&folder));
    let all = with_target(&some, "One", "Eins");
    let all = with_target(&all, "Two", "Zwei!");
    // Not over what somebody else wrote there meanwhile.
    folder.write(
        "de/articles/a.md",
        page("\nAnderes.\n\nUnd mehr.\n\nUnd noch mehr.\n"),
    );
    let changed = files(&folder);
    assert_eq!(import(&folder, &all).code, Some(1));
    assert_eq!(changed, files(&folder));
    folder.write("de/articles/a.md", &before["de/articles/a.md"]);
    imported(&folder, &all);
    let text = read(&folder, "de/articles/a.md");
    assert!(
        text.starts_with("---\ntitle: B # b\nsource_hash: ["),
        "{text}"
    );
    let body = "---\n\n## Eins\n\nZwei!\n\n```\ncode\n```\n\nMehr.\n\n## Drei\n\nVier.  \n";
    assert!(text.ends_with(body), "{text}");
    assert!(!supportal(&folder, &["check"]).said.contains("TRN-STALE"));
}

/// What a translation alone says has no place in its source.
#[test]
fn a_section_that_says_more_than_its_source_is_kept() {
    let page = german("Wir zahlen.\n\nHier gilt der Widerruf.\n\nSchicken Sie sie.");
    let folder = portal()
        .file(
            "en/articles/a.md",
            "---\ntitle: A\n---\n\nWe pay.\n\nSend it.\n",
        )
        .file("de/articles/a.md", &page)
        .on_disk();
    let xliff = export(&folder);
    let note = "<note category=\"translation\" appliesTo=\"target\">Wir zahlen.\n\nHier gilt der Widerruf.\n\nSchicken Sie sie.</note>";
    assert!(unit(&xliff, "We pay").contains(note), "{xliff}");
    assert_eq!(xliff.matches("<note ").count(), 1);
    let all = with_target(&xliff, "We pay", "Wir erstatten.");
    let all = with_target(&all, "Send it", "Bitte senden.");
    let ran = import(&folder, &all);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    let told = "the section at de/articles/a.md:6 has blocks that its source has not";
    assert_eq!(ran.said.matches(told).count(), 2, "{}", ran.said);
    assert_eq!(read(&folder, "de/articles/a.md"), page);
    // Once they are out it is as any other.
    let less = page.replace("Hier gilt der Widerruf.\n\n", "");
    folder.write("de/articles/a.md", &less);
    imported(
        &folder,
        &with_target(&export(&folder), "Send it", "Bitte senden."),
    );
    assert_eq!(
        read(&folder, "de/articles/a.md"),
        less.replace("Schicken Sie sie.", "Bitte senden.")
    );
}

/// Another title and description for a page with this front matter, which then is another.
#[track_caller]
fn heads(front: &str, expected: &str) {
    let folder = pair("One.", "")
        .file("de/articles/a.md", format!("---\n{front}---\n\nEins.\n"))
        .on_disk();
    let changed = with_target(&export(&folder), "en/articles/a.md", "Neu: a");
    imported(
        &folder,
        &with_target(&changed, "About en/articles/a.md", "B \"c\" #d"),
    );
    assert_eq!(
        read(&folder, "de/articles/a.md"),
        format!("---\n{expected}---\n\nEins.\n")
    );
}

#[test]
fn front_matter_keeps_its_quotes_and_comments() {
    let new = "title: \"Neu: a\"\n";
    let both = format!("{new}description: \"B \\\"c\\\" #d\"\n");
    heads("title: A\ndescription: B\n", &both);
    heads(
        "title: 'It''s' # c\ndescription: >-\n  x\n  y\n# e\ntags: [a]\n",
        "title: 'Neu: a' # c\ndescription: \"B \\\"c\\\" #d\"\n# e\ntags: [a]\n",
    );
    heads(
        "title: over\n  lines\n# c\ntags: [a]\n",
        &format!("{new}# c\ndescription: \"B \\\"c\\\" #d\"\ntags: [a]\n"),
    );
    heads(
        "title: \"\" # c\ndescription:\n",
        &both.replacen('\n', " # c\n", 1),
    );
    heads("tags: [a]\n", &format!("{both}tags: [a]\n"));
}

#[test]
fn codes_move_with_their_words() {
    let source = "See [here](b.md) and `code` {{ a.b }} *now*.";
    let folder = pair(source, "Sieh [hier](b.md#de) und `code` {{ a.b }} *nun*.").on_disk();
    let xliff = export(&folder);
    let target = "<ph id=\"3\"/> <pc id=\"1\">dort</pc>, <ph id=\"2\"/>";
    imported(&folder, &with_target(&xliff, "See ", target));
    let text = read(&folder, "de/articles/a.md");
    assert!(
        text.ends_with("\n\n{{ a.b }} [dort](b.md#de), `code`\n"),
        "{text}"
    );
}

#[test]
fn a_missing_page_is_begun() {
    let folder = portal()
        .file(
            "en/articles/a.md",
            "---\ntitle: A\ndescription: B.\nslug: c\ntags: [x]\n---\n\n[named] is it.\n\nTwo.\n\n[named]: b.md\n",
        )
        .on_disk();
    let xliff = export(&folder);
    let xliff = with_target(&xliff, "A", "Ein: Titel");
    imported(
        &folder,
        &with_target(&xliff, "is it", "Das ist <pc id=\"1\">benannt</pc>."),
    );
    let text = read(&folder, "de/articles/a.md");
    assert!(
        text.starts_with("---\ntitle: \"Ein: Titel\"\ndescription: B.\ntags: [x]\nsource_hash: ["),
        "{text}"
    );
    assert!(
        text.ends_with("---\n\nDas ist [benannt][named].\n\nTwo.\n\n[named]: b.md\n"),
        "{text}"
    );
    // The rest may come later, from the same export.
    imported(&folder, &with_target(&xliff, "Two", "Zwei."));
    assert!(read(&folder, "de/articles/a.md").contains("\n\nZwei.\n"));
}

#[test]
fn hashes_are_renewed_block_by_block() {
    let source =
        |two: &str, three: &str| format!("---\ntitle: A\n---\n\nOne.\n\n{two}\n\n{three}\n");
    let folder = portal()
        .file("en/articles/a.md", source("Two.", "Three."))
        .on_disk();
    folder.write(
        "de/articles/a.md",
        "---\ntitle: B\n---\n\nEins.\n\nZwei.\n\nDrei.\n",
    );
    let accept = ["translate", "accept", "de/articles/a.md"];
    assert_eq!(supportal(&folder, &accept).code, Some(0));
    folder.write("en/articles/a.md", source("Two now.", "Three now."));
    let xliff = export(&folder);
    assert_eq!(
        xliff
            .matches("state=\"initial\" subState=\"supportal:stale\"")
            .count(),
        2
    );
    imported(&folder, &with_target(&xliff, "Two now", "Zwei nun."));
    let stale = |folder: &Folder| supportal(folder, &["check"]).said;
    let said = stale(&folder);
    assert!(
        said.contains("1 block changed") && said.contains("compare line 9"),
        "{said}"
    );
    // One that is fine as it is was read, too.
    imported(
        &folder,
        &with_target(&export(&folder), "Three now", "Drei."),
    );
    assert!(!stale(&folder).contains("TRN-STALE"), "{}", stale(&folder));
    assert!(read(&folder, "de/articles/a.md").contains("Zwei nun.\n\nDrei."));
}

#[test]
fn words_that_look_like_marks_are_escaped() {
    let source = "One\ntwo.\n\n## Three\n\n- four\n\n| a | b |\n|---|---|\n| five | c |";
    let german = "Eins\nzwei.\n\n## Drei\n\n- vier\n\n| a | b |\n|---|---|\n| fünf | c |";
    for (words, target, expected) in [
        ("One", "# Eins", "\n\n\\# Eins\n\n"),
        ("One", "Eins\n- zwei", "\n\nEins\n\\- zwei\n\n"),
        (
            "One",
            "1. *Eins* [x](y)",
            "\n\n1\\. \\*Eins\\* \\[x\\](y)\n\n",
        ),
        ("One", "{{ a.b }}", "\n\n\\{\\{ a.b }}\n\n"),
        ("One", ":::row:::", "\n\n\\:\\::row\\:\\::\n\n"),
        (
            "One",
            "&lt;b&gt; &amp;amp; snake_case_x",
            "\n\n\\<b> \\&amp; snake_case_x\n\n",
        ),
        ("One", "Eins =\n===", "\n\nEins =\n\\===\n\n"),
        ("One", "  Eins ", "\n\nEins\n\n"),
        (
            "One",
            "snake_case and 3 * 4",
            "\n\nsnake_case and 3 * 4\n\n",
        ),
        ("Three", "Drei\nvier", "## Drei vier\n"),
        ("Three", "Drei ##", "## Drei \\##\n"),
        ("four", "- vier", "- \\- vier\n"),
        ("five", "fünf | sechs", "| fünf \\| sechs | c |"),
    ] {
        let folder = pair(source, german).on_disk();
        imported(&folder, &with_target(&export(&folder), words, target));
        let text = read(&folder, "de/articles/a.md");
        assert!(text.contains(expected), "{target}\n{text}");
        // It is read as it was meant: the next export says the same.
        nothing_changes(&pair(source, "").file("de/articles/a.md", &text));
    }
}

#[test]
fn segments_that_a_program_cut_are_joined() {
    let folder = pair("One *two*. Three.", "Eins *zwei*. Drei.").on_disk();
    let xliff = export(&folder);
    let old = unit(&xliff, "One ");
    let start = old.find("<segment").unwrap();
    let new = format!(
        "{}<segment id=\"a\" state=\"translated\"><source>One <pc id=\"1\">two</pc>.</source><target><mrk id=\"m1\" type=\"term\">1</mrk> <sc id=\"1\"/>2<ec startRef=\"1\"/>.</target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment id=\"b\" state=\"final\"><source>Three.</source><target>3<cp hex=\"0021\"/></target></segment></unit>",
        &old[..start]
    );
    imported(&folder, &xliff.replace(old, &new));
    let text = read(&folder, "de/articles/a.md");
    assert!(text.ends_with("\n\n1 *2*. 3!\n"), "{text}");
}

#[test]
fn what_html_says_is_translated() {
    let page = "<details>\n<summary>How long?</summary>\n\nTwo days.\n\n</details>\n\n> <table>\n> <tr><td>One\n>   line</td><td>Two <b>bold</b></td></tr>\n> </table>\n\n<div><p>Last</p></div>";
    for (words, target, expected) in [
        ("How long?", "Wie lange?", "<summary>Wie lange?</summary>"),
        (
            "How long?",
            "*R* &lt;b&gt;&amp;amp; {{ a.b }}",
            "<summary>*R* &lt;b>&amp;amp; &#123;&#123; a.b }}</summary>",
        ),
        ("line", "Eine Zeile", "> <tr><td>Eine Zeile</td><td>Two"),
        ("Last", "Zuletzt", "<div><p>Zuletzt</p></div>"),
    ] {
        let folder = pair(page, page).on_disk();
        imported(&folder, &with_target(&export(&folder), words, target));
        let text = read(&folder, "de/articles/a.md");
        assert!(text.contains(expected), "{target}\n{text}");
        nothing_changes(&pair(page, "").file("de/articles/a.md", &text));
    }
}
