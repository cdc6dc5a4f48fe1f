//! What comes back broken is told, and left out.

use super::{export, files, german, import, imported, pair, read, unit, with_target};

/// A mistake in one unit is said at its line and column; the others are taken over.
#[track_caller]
fn refused(target: &str, message: &str) {
    let source = "See [here](b.md) and `code` *now*.\n\nTwo.";
    let folder = pair(source, "Sieh [hier](b.md) und `code` *nun*.\n\nZwei.").on_disk();
    let xliff = with_target(&export(&folder), "See ", target);
    let xliff = with_target(&xliff, "Two", "2!");
    let line = xliff[..xliff.find(unit(&xliff, "See ")).unwrap()]
        .matches('\n')
        .count()
        + 1;
    let ran = import(&folder, &xliff);
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains(message), "{}", ran.said);
    assert!(ran.said.contains("  = hint: "), "{}", ran.said);
    let at = ran.said.split(" --> back.xlf:").nth(1).unwrap();
    let at: usize = at.split(':').next().unwrap().parse().unwrap();
    assert!(
        (line..line + 15).contains(&at),
        "line {at}, not {line}\n{}",
        ran.said
    );
    let text = read(&folder, "de/articles/a.md");
    assert!(
        text.contains("Sieh [hier](b.md) und `code` *nun*.\n\n2!\n"),
        "{text}"
    );
}

#[test]
fn a_broken_target_is_left_out_and_the_others_are_taken() {
    let (a, b) = ("<pc id=\"1\">da</pc>", "<ph id=\"2\"/>");
    refused(&format!("Nur {a}."), "the code 2, `'code'`, was lost");
    refused("Nur <ph id=\"2\"/>.", "the code 1, `[…](b.md)`, was lost");
    refused(
        &format!("{a} {b} {b}"),
        "the code 2, `'code'`, stands here more than once",
    );
    refused(
        &format!("{a} {b} <ph id=\"9\"/>"),
        "the code 9 is not in the source",
    );
    refused(
        &format!("{a} {b} <ph id=\"x\"/>"),
        "the code `x` is not in the source",
    );
    refused(
        &format!("<ph id=\"1\"/> {b}"),
        "the code 1, `[…](b.md)`, stands around words in the source",
    );
    refused(&format!("{a} {b}\n\nNoch eins."), "it holds a blank line");
    refused(
        &format!("{a} {b} <pc id=\"3\"> nun </pc>"),
        "would be read as something else",
    );
    refused(
        "<pc id=\"1\">da <sc id=\"3\"/></pc><ph id=\"2\"/><ec startRef=\"3\"/>",
        "codes overlap",
    );
    refused(" ", "is empty");
    let deep = "<mrk id=\"m\">".repeat(99) + &"</mrk>".repeat(99);
    refused(&deep, "more than 64 deep");
}

#[test]
fn characters_that_no_page_may_have_are_refused() {
    let codes = "<pc id=\"1\">da</pc> <ph id=\"2\"/>";
    for (written, message) in [
        ("<cp hex=\"001b\"/>", "U+001B, a control character, stands"),
        ("<cp hex=\"202e\"/>", "U+202E, a character that turns"),
        ("\u{202e}", "U+202E, a character that turns"),
        ("&#x2067;", "U+2067, a character that turns"),
        ("<cp hex=\"000D\"/>", "U+000D, a control character, stands"),
        ("<mrk id=\"m\"><cp hex=\"7F\"/></mrk>", "U+007F, a control"),
    ] {
        refused(&format!("{codes} a{written}b"), message);
    }
    // A mark that Hebrew and Arabic need is taken over.
    let folder = pair("One.", "Eins.").on_disk();
    imported(&folder, &with_target(&export(&folder), "One", "1\u{200f}!"));
    assert!(read(&folder, "de/articles/a.md").contains("1\u{200f}!"));
}

/// A document that cannot be taken at all.
#[track_caller]
fn unreadable(change: impl Fn(&str) -> String, message: &str, place: &str) {
    let folder = pair("One.", "Eins.").on_disk();
    let before = files(&folder);
    let xliff = with_target(&export(&folder), "One", "1!");
    let ran = import(&folder, &change(&xliff));
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    assert!(ran.said.contains(message), "{}", ran.said);
    assert!(
        ran.said.contains(&format!(" --> back.xlf:{place}\n")),
        "{}",
        ran.said
    );
    assert!(ran.said.contains("  = hint: "), "{}", ran.said);
    assert_eq!(before, files(&folder));
}

#[test]
fn what_is_no_such_document_is_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<xliff ";
    unreadable(
        |x| x.replacen("<xliff ", bomb, 1),
        "has a document type",
        "2:1",
    );
    unreadable(|x| x.replace("</target>", ""), "this is no XML", "8:7");
    let crowd: String = (0..100_000).map(|n| format!("a{n}='b' ")).collect();
    unreadable(
        |x| x.replacen("<xliff ", &format!("<xliff {crowd}"), 1),
        "holds an element of over 1,000 attributes",
        "1:1",
    );
    unreadable(|_| String::new(), "this is no XML", "1:1");
    unreadable(|_| "<html/>".to_owned(), "this is `html`, not XLIFF", "1:1");
    unreadable(
        |_| "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"/>".to_owned(),
        "this is XLIFF 1.2",
        "1:1",
    );
    unreadable(
        |x| x.replace("xliff:document:2.0", "xliff:document:2.1"),
        "this is XLIFF 2.1 with the namespace `urn:oasis:names:tc:xliff:document:2.1`, which none has",
        "2:1",
    );
    unreadable(
        |x| x.replace("xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"", ""),
        "this is XLIFF 2.1 without a namespace, which all have",
        "2:1",
    );
    unreadable(
        |x| x.replace("trgLang=\"de\"", "trgLang=\"fr\""),
        "no translations to `fr`",
        "2:1",
    );
    unreadable(
        |x| x.replace("srcLang=\"en\"", "srcLang=\"fr\""),
        "translates from `fr`",
        "2:1",
    );
    unreadable(
        |x| x.replace("en/articles/a.md\" xml", "en/articles/b.md\" xml"),
        "no page at `en/articles/b.md`",
        "3:3",
    );
    unreadable(
        |x| x.replace("<unit id=\"u1-", "<unit id=\"u1"),
        "is no unit of an export",
        "16:5",
    );
}

#[test]
fn a_flood_of_elements_is_refused_or_read_and_never_kills() {
    let many = "<g>".repeat(200_000);
    let folder = pair("One.", "Eins.").on_disk();
    assert_eq!(import(&folder, &many).code, Some(1));
    let xliff = export(&folder);
    let deep = "<mrk id=\"m\">".repeat(50_000) + &"</mrk>".repeat(50_000);
    assert_eq!(
        import(&folder, &with_target(&xliff, "One", &deep)).code,
        Some(1)
    );
}

#[test]
fn what_changed_meanwhile_is_not_written_over() {
    let folder = pair("One.\n\nTwo.", "Eins.\n\nZwei.").on_disk();
    let xliff = with_target(&export(&folder), "One", "1!");
    let xliff = with_target(&xliff, "Two", "2!");
    folder.write("de/articles/a.md", german("Erstens.\n\nZwei."));
    let ran = import(&folder, &xliff);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.said
            .contains("changed in `de/articles/a.md` since the export"),
        "{}",
        ran.said
    );
    assert_eq!(read(&folder, "de/articles/a.md"), german("Erstens.\n\n2!"));

    let folder = pair("One.\n\nTwo.", "Eins.\n\nZwei.").on_disk();
    let xliff = with_target(&export(&folder), "One", "1!");
    let xliff = with_target(&xliff, "Two", "2!");
    let source = read(&folder, "en/articles/a.md");
    folder.write("en/articles/a.md", source.replace("One.", "Only one."));
    let ran = import(&folder, &xliff);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.said.contains("is no longer in `en/articles/a.md`"),
        "{}",
        ran.said
    );
    assert_eq!(read(&folder, "de/articles/a.md"), german("Eins.\n\n2!"));

    // Where the office changed nothing, what others wrote meanwhile stays without a word.
    let folder = pair("One.\n\nTwo.", "Eins.\n\nZwei.").on_disk();
    let xliff = with_target(&export(&folder), "Two", "2!");
    folder.write("de/articles/a.md", german("Erstens.\n\nZwei."));
    imported(&folder, &xliff);
    assert_eq!(read(&folder, "de/articles/a.md"), german("Erstens.\n\n2!"));

    // A block above it in both is no change of it.
    let folder = pair("One.\n\nTwo.", "Eins.\n\nZwei.").on_disk();
    let xliff = with_target(&export(&folder), "Two", "2!");
    let source = read(&folder, "en/articles/a.md");
    folder.write("en/articles/a.md", source.replace("One.", "Zero.\n\nOne."));
    folder.write("de/articles/a.md", german("Null.\n\nEins.\n\nZwei."));
    imported(&folder, &xliff);
    assert_eq!(
        read(&folder, "de/articles/a.md"),
        german("Null.\n\nEins.\n\n2!")
    );
}

#[test]
fn a_block_without_a_counterpart_is_told() {
    let folder = pair("One.\n\nTwo.", "Eins und zwei.").on_disk();
    let xliff = export(&folder);
    assert_eq!(unit(&xliff, "One").matches("<target>").count(), 0);
    let ran = import(&folder, &with_target(&xliff, "One", "1!"));
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.said
            .contains("nothing in `de/articles/a.md` stands for"),
        "{}",
        ran.said
    );
}

/// Where each place is counted from the beginning, these take minutes.
#[test]
fn many_troubles_are_told_in_time() {
    let folder = pair("One.", "Eins.").on_disk();
    let xliff = export(&folder);
    let begun = std::time::Instant::now();
    let (head, _) = xliff.split_once("<file").unwrap();
    let files = "<file id=\"a\" original=\"en/z.md\"/>".repeat(40_000);
    let ran = import(&folder, &format!("{head}{files}</xliff>"));
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.said.matches("no page at `en/z.md`").count(), 40_000);
    let took = begun.elapsed();
    assert!(took.as_secs() < 20, "{took:?}");
}
