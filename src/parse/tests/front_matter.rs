//! The front matter of pages.

use super::*;

#[test]
fn front_matter_of_pages() {
    let check = |file: &str, yaml: &str, expected: &str| {
        assert_eq!(page(file, yaml).0, expected, "\n{yaml}")
    };
    check(
        "en/articles/a.md",
        "description: D\n",
        "FM-MISSING 2:1 `title` is missing | add `title: Some words`",
    );
    check(
        "en/articles/a.md",
        "title: Call {{ channel.hotline.address }}\n",
        "FCT-NAME 2:8 `{{ channel.hotline.address }}` stays as it is: no fact is filled into `title` | write its words here; references stand in the text below",
    );
    check("en/articles/a.md", "title: Use {{ name }} in mails\n", "");
    for colon in [":", "：", ":\u{a0}"] {
        let (found, _) = page(
            "en/articles/a.md",
            &format!("title{colon}T\ndescription: D\n"),
        );
        assert!(
            found.starts_with("FM-YAML 2:6 ") && found.ends_with("| write `title: T`"),
            "{found}"
        );
    }
    // Written under a name that nobody knows it is one mistake, not two.
    check(
        "en/articles/a.md",
        "titel: T\n",
        "FM-KEY 2:1 unknown key `titel` | the nearest key is `title`",
    );
    check(
        "en/articles/a.md",
        "title: T\ntilte: U\n",
        "FM-KEY 3:1 unknown key `tilte` | the nearest key is `title`",
    );
    check(
        "en/articles/a.md",
        "title: T\ncalendar: office\n",
        "FM-KEY 3:1 unknown key `calendar` | a page of `kind: channel` or `kind: sla` has it",
    );
    check(
        "en/channels/index.md",
        "title: T\naddress: x\n",
        "FM-KEY 3:1 unknown key `address` | the `index.md` of a folder states no facts; they stand in the other files",
    );
    check(
        "en/contact/phone.md",
        "title: T\nchannel: phone\naddress: x\nlanguages: [en]\n",
        "FM-KEY 3:1 `channel`, `address` and `languages` are keys of a channel, and this page is none | move it to `channels/`, or add `kind: channel`",
    );
    check(
        "en/plans/a.md",
        "title: T\nbinding: target\ntargets: []\n",
        "FM-KEY 3:1 `binding` and `targets` are keys of a plan, and this page is none | move it to `sla/`, or add `kind: sla`",
    );
    check("en/channels/index.md", "title: T\n", "");
    check(
        "en/channels/a.md",
        "title: T\nchannel: post\n",
        "FM-MISSING 2:1 `address` is missing | add `address: Some words`",
    );
    check(
        "en/a.md",
        "title: T\nkind: manual\n",
        "FM-TYPE 3:7 `manual` is not known for `kind` | write `home`, `support`, `channel`, `sla`, `article`, `guide`, `faq`, `notice` or `page`",
    );
    check(
        "en/a.md",
        "title: T\nupdated: 2026-13-01\n",
        "FM-DATE 3:10 the date `2026-13-01` does not exist | a date is written year-month-day, as in `2026-05-01`",
    );
    check(
        "en/a.md",
        "title: T\ntags: a, b\n",
        "FM-TYPE 3:7 `tags` is one word or text, not a list | write `tags: [a, b]`",
    );
    check(
        "en/a.md",
        "title: \"\"\n",
        "FM-TYPE 2:8 `title` is empty | write its words, or remove the key",
    );
    check(
        "en/notices/a.md",
        "title: T\nstarts: 2026-07-03 20:00\n",
        "FM-DATE 3:9 `2026-07-03 20:00` is not an instant | a time needs its offset, as in `2026-07-03T20:00:00+02:00`",
    );
    for (starts, expected) in [
        (
            "2026-12-03T20:00:00+02:00[Europe/Berlin]",
            "`2026-12-03T20:00:00+02:00[Europe/Berlin]` contradicts itself: `Europe/Berlin` is at `+01:00` then \
             | write `2026-12-03T20:00:00+01:00[Europe/Berlin]`",
        ),
        (
            "2027-03-28T02:30:00+01:00[Europe/Berlin]",
            "clocks in `Europe/Berlin` skip `2027-03-28T02:30:00` | write `2027-03-28T03:30:00+02:00[Europe/Berlin]`",
        ),
        (
            "2027-03-28T04:30:00+01:00[Europe/Berln]",
            "no time zone is called `Europe/Berln` | write `2027-03-28T04:30:00+01:00[Europe/Berlin]`",
        ),
        (
            "2026-12-03T20:00:00+02:00[Mars/Base]",
            "no time zone is called `Mars/Base` | write `2026-12-03T20:00:00+02:00`, or a zone as in `[Europe/Berlin]`",
        ),
    ] {
        check(
            "en/notices/a.md",
            &format!("title: T\nstarts: {starts}\n"),
            &format!("FM-DATE 3:9 {expected}"),
        );
    }
    check(
        "en/notices/a.md",
        "title: T\nstarts: 2026-07-03T20:00:00Z\nends: 2026-07-03T20:00:00+00:00\n",
        "FM-DATE 4:7 this notice ends before it starts | `starts` comes first",
    );
    let (starts, ends) = (
        "starts: 2026-12-13T01:00:00+01:00\n",
        "ends: 2026-12-13T05:00:00+01:00\n",
    );
    for (times, expires, expected) in [
        (
            format!("{starts}{ends}"),
            "2026-12-10",
            "FM-DATE 5:10 this notice expires before it starts | write `expires: 2026-12-14`, or leave it out",
        ),
        (
            format!("{starts}{ends}"),
            "2026-12-13",
            "FM-DATE 5:10 this notice expires before it starts | write `expires: 2026-12-14`, or leave it out",
        ),
        (
            starts.to_owned(),
            "2026-12-13",
            "FM-DATE 4:10 this notice expires before it starts | write `expires: 2026-12-14`, or leave it out",
        ),
        (
            ends.to_owned(),
            "2026-12-13",
            "FM-DATE 4:10 this notice expires before it ends | write `expires: 2026-12-14`, or leave it out",
        ),
        (
            format!("starts: 2026-12-12T22:00:00Z\n{ends}"),
            "2026-12-13",
            "FM-DATE 5:10 this notice expires before it ends | write `expires: 2026-12-14`, or leave it out",
        ),
        (format!("{starts}{ends}"), "2026-12-14", ""),
        // At midnight it ends and expires.
        ("ends: 2026-12-13T00:00:00Z\n".to_owned(), "2026-12-13", ""),
    ] {
        check(
            "en/notices/a.md",
            &format!("title: T\n{times}expires: {expires}\n"),
            expected,
        );
    }
    check(
        "en/a.md",
        "title: T\nallow: [{rule: A11-VAGUE}]\n",
        "FM-MISSING 3:10 `why` is missing in `allow` | add `why: Some words`",
    );
    check(
        "en/a.md",
        "title: T\nslug: ../x\n",
        "FM-TYPE 3:7 `../x` is not an id | write `x`: small letters, digits and `-`",
    );
    let long = "x".repeat(121);
    check(
        "en/a.md",
        &format!("title: {long}\n"),
        "FM-LONG 2:8 `title` has 121 characters; 120 are the most | a shorter text is read whole in lists and search results",
    );
    let (found, front) = page(
        "en/sla/a.md",
        "title: T\nversion: 3.10\nsearch: {exclude: true, keywords: [bill]}\n",
    );
    assert_eq!(found, "");
    assert_eq!(front.plan.unwrap().version.unwrap().value, "3.10");
    assert!(front.search.exclude && front.search.keywords.len() == 1);
    let (_, front) = page(
        "en/a.md",
        "title: T\nkind: channel\nchannel: post\naddress: Street 1\n",
    );
    assert_eq!(front.kind.unwrap().value, Kind::Channel);
    assert!(front.channel.is_some());
}

#[test]
fn a_translation_states_no_facts() {
    let (found, front) = page(
        "zh-TW/channels/hotline.md",
        "title: 專線\naddress: \"+886255550100\"\n",
    );
    assert_eq!(
        found,
        "TRN-FACT 3:1 `address` is a fact, and this is a translation | facts stand in `en/channels/hotline.md` alone; a translation holds texts"
    );
    assert!(front.channel.is_none());
    let (found, _) = page(
        "zh-TW/sla/business.md",
        "title: 商務\neffective: 2026-01-01\n",
    );
    assert!(found.starts_with("TRN-FACT 3:1 `effective`"), "{found}");
    let (found, _) = page(
        "zh-TW/articles/a.md",
        "title: 文章\nupdated: 2026-01-01\ntags: [帳單]\n",
    );
    assert_eq!(found, "");
}

#[test]
fn the_learn_dialect_keeps_what_it_does_not_know() {
    let config = Config {
        learn: true,
        ..Config::default()
    };
    let text = "---\nTitle: T\nDescription: D\nms.date: 06/01/2017\nROBOTS: NOINDEX\nauthor: x\naudience: ITPro\nversion: 2\n---\n";
    let read = page_in("en/articles/a.md", text, &config);
    assert_eq!(shown(text, &read.diagnostics), "");
    let front = read.value;
    assert_eq!(front.title.unwrap().value, "T");
    assert_eq!(front.description.unwrap().value, "D");
    let kept: Vec<String> = front
        .extra
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(
        kept,
        [
            "ROBOTS=NOINDEX",
            "audience=ITPro",
            "author=x",
            "ms.date=06/01/2017",
            "version=2"
        ]
    );
    let strict = page_in("en/articles/a.md", text, &Config::default());
    assert!(strict.diagnostics.len() >= 6);
}

#[test]
fn front_matter_ends_where_its_fence_is() {
    let check = |text: &str, yaml: Option<&str>, body: &str, unclosed: bool| {
        let parts = split(text);
        assert_eq!(parts.yaml.map(|range| &text[range]), yaml, "{text:?}");
        assert_eq!(
            (&text[parts.body..], parts.slip.is_some()),
            (body, unclosed),
            "{text:?}"
        );
    };
    check("---\na: 1\n---\nB\n", Some("a: 1\n"), "B\n", false);
    check("---\na: 1\n...\nB\n", Some("a: 1\n"), "B\n", false);
    check(
        "\u{feff}---  \r\na: 1\r\n---\r\nB",
        Some("a: 1\r\n"),
        "B",
        false,
    );
    check("---\n---\n", Some(""), "", false);
    check("---\n---", Some(""), "", false);
    check("# A\n\n---\n", None, "# A\n\n---\n", false);
    check("----\n", None, "----\n", false);
    check("", None, "", false);
    check("---\na: 1\n\n# B\nC\n", Some("a: 1\n"), "\n# B\nC\n", true);
    check("---\n", Some(""), "", true);
}

/// What is wrong with a fence is one mistake: everything in it is read as it was meant.
#[test]
fn front_matter_without_its_fences_is_read() {
    let above = "write `---` on a line of its own above the first key";
    let both = &format!("{above}, and below the last one");
    let dashes = "write `---`, three short dashes, above the keys and below them";
    for (before, after, at, message, hint) in [
        (
            "",
            "---",
            "1:1",
            "no `---` stands above this front matter",
            above,
        ),
        (
            "",
            "",
            "1:1",
            "no `---` stands above and below this front matter",
            both,
        ),
        (
            "\n---\n",
            "---",
            "2:1",
            "front matter begins on the first line",
            "delete the blanks or lines before its `---`",
        ),
        (
            " ---\n",
            "---",
            "1:2",
            "front matter begins on the first line",
            "delete the blanks or lines before its `---`",
        ),
        (
            "----\n",
            "----",
            "1:1",
            "`----` does not begin front matter",
            dashes,
        ),
        ("—\n", "—", "1:1", "`—` does not begin front matter", dashes),
        (
            "---\n",
            "--",
            "4:1",
            "`--` does not end this front matter",
            dashes,
        ),
    ] {
        let text = format!("{before}kind: faq\ntitle: A\n{after}\n\nWords.\n");
        let read = page_in("en/articles/a.md", &text, &Config::default());
        let expected = format!("FM-UNCLOSED {at} {message} | {hint}");
        let slip = split(&text)
            .slip
            .unwrap()
            .finding(&path("en/articles/a.md"));
        assert_eq!(
            shown(&text, &[&[slip], &read.diagnostics[..]].concat()),
            expected,
            "{text}"
        );
        assert_eq!(
            read.value.title.map(|title| title.value).as_deref(),
            Some("A"),
            "{text}"
        );
    }
    for text in [
        "Note: words\n---\nWords.\n",
        "---------\n\nA title: words\n---\n",
        "\ntitle: A\n",
    ] {
        assert_eq!(split(text).slip, None, "{text}");
    }
}

/// Whoever forgot the fences and adds a line as the hint of the key says has mended nothing.
#[test]
fn a_page_without_front_matter_is_shown_a_whole_one() {
    let check = |file: &str, text: &str, expected: &str| {
        let found = page_in(file, text, &Config::default()).diagnostics;
        assert_eq!(shown(text, &found), expected);
    };
    let title = "FM-MISSING 1:1 `title` is missing | begin the file with front matter: a line `---`, a line `title: Some words`, a line `---`";
    check("en/articles/a.md", "Hello.\n", title);
    check("en/articles/a.md", "+++\ntitle: A\n+++\n", title);
    check(
        "en/channels/a.md",
        "Hello.\n",
        "FM-MISSING 1:1 `title`, `channel` and `address` are missing | begin the file with front matter: a line `---`, a line `title: Some words`, a line `channel: phone`, a line `address: Some words`, a line `---`",
    );
}

/// Hugo and Zola have keys in TOML. Above or below a block of YAML, they are no text for readers.
#[test]
fn front_matter_in_toml_is_told_and_not_shown() {
    for (text, yaml, place) in [
        ("+++\ntitle = \"A\"\n\n[extra]\n+++\n\nText.\n", None, "1:1"),
        (
            "---\ntitle: A\n---\n\n+++\ntitle = \"A\"\n+++\n\nText.\n",
            Some(4..13),
            "5:1",
        ),
    ] {
        let parts = split(text);
        assert_eq!(&text[parts.body..], "\nText.\n");
        assert_eq!(parts.yaml, yaml);
        let found = parts.slip.expect("a slip").finding(&path("en/a.md"));
        assert_eq!(
            shown(text, &[found]),
            format!(
                "FM-UNCLOSED {place} front matter between `+++` is TOML, which is not read | write its keys as `key: value` between two lines `---`, and delete both `+++`"
            )
        );
    }
    for text in [
        "+++\nWords.\n+++\n",
        "+++\n\n[Words](b.md) of a text.\n\n+++\n",
        "+++\nA title\n=======\n\nWords.\n+++\n",
        "+++\ntitle = \"A\"\n\nWords.\n+++\n",
        "+++\na = 1\n",
        "---\ntitle: A\n---\n\nA\n+++\na=1\n+++\n",
    ] {
        assert_eq!(split(text).slip, None, "{text}");
    }
}
