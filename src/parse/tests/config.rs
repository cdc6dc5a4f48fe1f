//! supportal.yaml, and the texts of the interface.

use super::*;

pub(super) fn check_config(text: &str, expected: &str) -> Config {
    let read = config(text);
    assert_eq!(shown(text, &read.diagnostics), expected, "\n{text}");
    read.value
}

#[test]
fn a_bracket_that_is_never_closed_is_told_alone() {
    let never = "this `[` is never closed | write `,` between what is in it and `]` after the last";
    check_config("title: A\nlanguages: [\n", &format!("FM-YAML 2:12 {never}"));
    check_config(
        "title: A\nlanguages: [en\ntime_zone: UTC\n",
        &format!("FM-YAML 2:12 {never}"),
    );
    check_config(
        "title: A\nwithout: [\ndialect: learn\n",
        &format!("FM-YAML 2:10 {never}"),
    );
    check_config(
        "title: A\nwithout: [a, [b]\ndialect: learn\n",
        &format!("FM-YAML 2:10 {never}"),
    );
    check_config(
        "title: A\nlanguages: [\nurl: https://a.example/\nprofile: none\n",
        &format!("FM-YAML 2:12 {never}"),
    );
    check_config(
        "title: A\nwithout: a]\n",
        "FM-TYPE 2:10 `without` is one word or text, not a list | write `without: [a]`",
    );
}

/// Severities are a list, since each has a reason; whoever writes a map is shown the list of it.
#[test]
fn levels_as_a_map_are_told_with_the_list_that_was_meant() {
    check_config(
        "title: A\nlevels: {PATH-LANG: off, LNK-*: warning}\n",
        "FM-TYPE 2:9 `levels` is a map, not a list | write `levels: [{rule: PATH-LANG, level: off, why: Some words}, {rule: LNK-*, level: warning, why: Some words}]`",
    );
}

#[test]
fn no_host_reads_more_than_a_path_in_the_address_of_the_site() {
    for path in [
        "a%0alocation",
        "%0A",
        "%0d/",
        "a%22",
        "%7b",
        "%25",
        "a:b",
        "%c2%85",
        "%ff",
    ] {
        for root in ["https://a.example/", "http://localhost:8000/"] {
            let text = format!("url: {root}{path}/\n");
            let read = config(&text);
            let found = shown(&text, &read.diagnostics);
            let said = "holds characters that hosts refuse or read as a pattern";
            assert!(
                found.starts_with("CFG-URL 1:6 ") && found.contains(said),
                "{found}"
            );
            assert_eq!(read.value.url, None);
        }
    }
}

#[test]
fn the_configuration() {
    let config = check_config(
        "title: {en: Help, zh-tw: 支援}\nurl: https://help.example/base\nlanguages: [en, zh-tw]\nprofile: csp\n\
         nav:\n  - articles/\n  - {title: More, items: [{page: \"https://a.example/\"}, {page: a.md, title: A}]}\n\
         search: {synonyms: {en: [[call, phone]], zh-TW: [[電話, 致電]]}, expect: [{query: refund, page: a.md, within: 1}, {query: 退款, page: \"zh-TW/b/a.md#late\"}]}\n\
         theme: {brand: \"#0b5cad\", logo: assets/logo.svg}\npublish: {host: netlify}\nfeedback: {mail: a@b.example}\n\
         legal: {imprint: legal/imprint.md}\ndialect: learn\nlimits: {file_size: 2048}\n\
         levels: [{rule: LNK-*, level: warning, why: imported}, {rule: SUP-CLOSE, level: off, why: x}]\nallow: [{rule: A11-VAGUE, why: x}]\n",
        "",
    );
    assert_eq!(config.url.as_deref(), Some("https://help.example/base/"));
    assert_eq!(config.languages, [locale("en"), locale("zh-TW")]);
    assert_eq!(config.title.get(&locale("zh-TW"), &locale("en")), "支援");
    assert_eq!(config.profile, Profile::Csp);
    assert_eq!(config.nav[0].page.as_ref().unwrap().value, "articles/");
    assert_eq!(config.nav[1].items.len(), 2);
    assert_eq!(config.synonyms[&locale("zh-TW")][0], ["電話", "致電"]);
    assert_eq!(
        (
            config.expect[0].within,
            config.limits.file_size,
            config.learn
        ),
        (1, 2048, true)
    );
    let [plain, other] = &config.expect[..] else {
        panic!("{:?}", config.expect);
    };
    assert_eq!((&plain.locale, plain.key.as_str()), (&locale("en"), "a.md"));
    assert_eq!(
        (&other.locale, other.key.as_str()),
        (&locale("zh-TW"), "b/a.md")
    );
    assert_eq!((other.anchor.as_deref(), other.within), (Some("late"), 3));
    assert_eq!(config.levels.len(), 2);
    assert_eq!(config.levels[1].severity, None);

    let broken = check_config(
        "title: A: B\n",
        "FM-YAML 1:9 a colon inside a text that has no quotes | write `title: \"A: B\"`",
    );
    assert_eq!(broken.languages, [locale("en")]);
    check_config(
        "url: http://a.example/\n",
        "CFG-URL 1:6 `http://a.example/` is not encrypted | write `https://a.example/`",
    );
    check_config(
        "url: https://a.example/?x=1\n",
        "CFG-URL 1:6 `https://a.example/?x=1` is more than the address of a folder | write `https://a.example/`",
    );
    check_config(
        "url: https://a.example/help/index.html\n",
        "CFG-URL 1:6 `https://a.example/help/index.html` is more than the address of a folder | write `https://a.example/help/`",
    );
    check_config(
        "url: https://a.example/../y\n",
        "CFG-URL 1:6 `https://a.example/../y` leads to another folder than it names | write the address without `.` and `..`",
    );
    check_config(
        "url: https://a.example/%zz\n",
        "CFG-URL 1:6 `https://a.example/%zz` has a `%` without two hexadecimal digits behind it | write the address without the sign",
    );
    check_config("url: https://a.example/v1.2/h%C3%BC/\n", "");
    assert_eq!(
        check_config("url: http://localhost:8080\n", "")
            .url
            .as_deref(),
        Some("http://localhost:8080/")
    );
    check_config(
        "languages: [en_US, english, cn, en, en]\n",
        "FM-LANG 1:13 `en_US` is not a language tag | write `en-US`\n\
         FM-LANG 1:20 `english` is not a language tag | write `en`\n\
         FM-LANG 1:29 `cn` is not a language tag | write `zh-CN`\n\
         FM-DUPID 1:37 `en` is listed twice | keep one of them",
    );
    // Said to nobody: what no language takes, a word that stands for itself, signs that search passes over.
    let read = check_config(
        "languages: [en, zh-TW]\nsearch: {synonyms: {en: [[a, b], [c], [d, D], [\"!\", e], []], zh: [[甲, 乙]], fr: [[f, g]], EN: [[h, i]]}}\n",
        "FM-TYPE 2:34 `c` stands alone in its group of synonyms | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-TYPE 2:39 `d` stands alone in its group of synonyms | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-TYPE 2:48 search finds no words in `!` | write it in letters or digits, or remove it\n\
         FM-TYPE 2:57 a group of synonyms is empty | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-KEY 2:76 no language of this portal has the synonyms of `fr` | `languages` has `en` and `zh-TW`; write one of them, or remove the groups\n\
         FM-DUPKEY 2:90 `EN` is the language that `en` is | write all groups below one `en`",
    );
    assert_eq!(read.synonyms[&locale("en")], [["a", "b"]]);
    // Of several that fit, a language takes the nearest.
    check_config(
        "languages: [zh-TW]\nsearch: {synonyms: {zh: [[a, b]], zh-TW: [[c, d]]}}\n",
        "FM-KEY 2:21 no language of this portal has the synonyms of `zh` | `languages` has `zh-TW`; write one of them, or remove the groups",
    );
    check_config(
        "languages: []\n",
        "FM-TYPE 1:12 `languages` names no language | write the source language, as in `languages: [en]`",
    );
    check_config(
        "levels: [{rule: LNK-*, level: warning}]\n",
        "FM-MISSING 1:11 `why` is missing in `levels` | add `why: Some words`",
    );
    check_config(
        "levels: [{rule: LIM-SIZE, level: off, why: x}]\n",
        "FM-TYPE 1:17 `LIM-SIZE` cannot be lowered | what it finds is wrong in every portal; mend it instead",
    );
    check_config(
        "allow: [{rule: PATH-ESCAPE, why: x}, {rule: LNK-*, why: y}]\n",
        "FM-TYPE 1:16 `PATH-ESCAPE` cannot be allowed | what it finds is wrong in every portal; mend it instead\n\
         FM-TYPE 1:45 `LNK-*` is not a rule | a rule is written `LNK-PAGE`",
    );
    check_config(
        "profile: cps\n",
        "FM-TYPE 1:10 `cps` is not known for `profile` | the nearest is `csp`",
    );
    check_config(
        "theme: {brand: \"#fff\"}\n",
        "FM-TYPE 1:16 `#fff` is not a colour | write `\"#ffffff\"`, in quotes",
    );
    check_config(
        "theme: {brand: 0B5CAD}\n",
        "FM-TYPE 1:16 `0B5CAD` is not a colour | write `\"#0B5CAD\"`, in quotes",
    );
    check_config(
        "theme: {brand: teal}\n",
        "FM-TYPE 1:16 `teal` is not a colour | a colour is written `\"#0b5cad\"`, in quotes",
    );
    check_config(
        "theme: {logo: ../logo.svg}\n",
        "PATH-ESCAPE 1:15 `../logo.svg` leads out of the portal | it is a file below `assets/`",
    );
    check_config(
        "nav: [{pages: a.md}]\n",
        "FM-KEY 1:8 unknown key `pages` | the nearest key is `page`",
    );
    check_config("", "");
    check_config(
        "url:\ntime_zone:\ndescription:\n",
        "FM-TYPE 1:1 the key `url` has no value | write `url: https://help.example.com/`, or remove the key\n\
         FM-TYPE 2:1 the key `time_zone` has no value | write `time_zone: Europe/Berlin`, or remove the key",
    );
    check_config("url: ~\ntime_zone: null\n", "");
}

#[test]
fn a_brand_takes_an_address_away_with_an_empty_key() {
    let brand = "url:\ntitle: Brand\n";
    let text = format!("{brand}url: https://a.example/\n");
    let mut source = Source::new(path("supportal.yaml"), text);
    source.under = vec![brand.len()];
    let read = super::super::config(&source);
    assert_eq!(shown(&source.text, &read.diagnostics), "");
    assert_eq!(read.value.url, None);
}

#[test]
fn interface_texts() {
    let defaults = [
        (
            "en".to_owned(),
            "open: Open\nuntil: Until {time}\nper_month: per month\nper_year: per year\nper_call: per call\n"
                .to_owned(),
        ),
        (
            "de".to_owned(),
            "open: Offen\nuntil: Bis {time}\nper_month: pro Monat\nper_year: pro Jahr\nper_call: pro Anruf\n"
                .to_owned(),
        ),
        (
            "fr".to_owned(),
            "open: Ouvert\nper_month: par mois\nper_year: par an\nper_call: par appel\n".to_owned(),
        ),
    ];
    let own = [(
        locale("de-AT"),
        Source::new(
            path("theme/strings/de-AT.yaml"),
            "open: Geöffnet\nuntill: x\nper_seat: pro Platz\nper_case: pro Fall\nper_mnoth: pro Monat\nplace_CH: Schweiz\n",
        ),
    )];
    let read = super::super::strings(
        &defaults,
        &own,
        &[locale("en"), locale("de-AT"), locale("fr"), locale("tlh")],
    );
    let told = |d: &Diagnostic| {
        format!(
            "{} {} {} | {}",
            d.code,
            d.path,
            d.message,
            d.hint.as_deref().unwrap_or("-")
        )
    };
    let found: Vec<String> = read.diagnostics.iter().map(told).collect();
    assert_eq!(
        found,
        [
            "THM-STRING theme/strings/de-AT.yaml no text of the interface is called `per_mnoth` | the nearest key is `per_month`",
            "THM-STRING theme/strings/de-AT.yaml no text of the interface is called `untill` | the nearest key is `until`",
            "THM-STRING theme/strings/fr.yaml `until` is missing; pages show the English `Until {time}` | add `until:` with its words",
            "THM-STRING supportal.yaml the interface has no texts in `tlh`; pages show English ones | write them into `theme/strings/tlh.yaml`",
        ]
    );
    let own = [(
        locale("tlh"),
        Source::new(
            path("theme/strings/tlh.yaml"),
            "open: poSmaH\nper_month: jar\nper_year: DIS\nper_call: mIr\n",
        ),
    )];
    let partly = super::super::strings(&defaults, &own, &[locale("tlh")]).diagnostics;
    assert_eq!(
        partly[0].message,
        "`until` is missing; pages show English instead"
    );
    // A text for an own word says nothing of the interface's.
    let words = [(
        locale("tlh"),
        Source::new(
            path("theme/strings/tlh.yaml"),
            "per_seat: quSDaq\nplace_CH: Suy\n",
        ),
    )];
    let worded = super::super::strings(&defaults, &words, &[locale("tlh")]);
    let told: Vec<String> = worded.diagnostics.iter().map(told).collect();
    assert_eq!(told, found[3..]);
    let seat = worded.value.fill(&locale("tlh"), "per_seat", &[]);
    assert_eq!(seat, "quSDaq");
    let text = |tag: &str, key: &str| read.value.fill(&locale(tag), key, &[("time", "6")]);
    assert_eq!(
        (text("de-AT", "open"), text("de-AT", "until")),
        ("Geöffnet".into(), "Bis 6".into())
    );
    assert_eq!(
        (text("fr", "until"), text("tlh", "open")),
        ("Until 6".into(), "Open".into())
    );
    assert_eq!(text("de-AT", "per_seat"), "pro Platz");
}

#[test]
fn german_words_of_the_theme_are_written_as_in_switzerland_there() {
    let defaults = [
        ("en".to_owned(), "out: Outside “{title}”\n"),
        ("de".to_owned(), "out: Außerhalb von „{title}“\n"),
    ];
    let own = [(
        locale("de-LI"),
        Source::new(path("theme/strings/de-LI.yaml"), "out: Außer „{title}“\n"),
    )];
    let tags = ["de", "de-AT", "de-CH", "de-LI", "en-CH"].map(locale);
    let read = super::super::strings(&defaults, &own, &tags).value;
    assert_eq!(
        tags.map(|tag| read.fill(&tag, "out", &[("title", "Maß")])),
        [
            "Außerhalb von „Maß“",
            "Außerhalb von „Maß“",
            "Ausserhalb von «Maß»",
            "Außer „Maß“",
            "Outside “Maß”",
        ]
    );
}

#[test]
fn languages_have_their_own_names() {
    let text = include_str!("../../../themes/default/strings/languages.yaml");
    let names = super::super::language_names(text, None).value;
    assert_eq!(names["zh-TW"], "繁體中文");
    assert!(names.iter().all(|(tag, name)| {
        Locale::new(tag).is_some_and(|locale| locale.as_str() == tag) && !name.is_empty()
    }));
}

/// A large documentation tree, imported, names each of its pages.
#[test]
fn the_navigation_may_name_a_hundred_thousand_pages() {
    let pages = (0..100_000)
        .map(|number| format!("  - {{title: \"A page of many\", page: a{number}.md}}\n"));
    let text = format!(
        "title: Help\nlanguages: [en]\nnav:\n{}",
        String::from_iter(pages)
    );
    assert!(text.len() as u64 > Limits::default().file_size);
    assert_eq!(check_config(&text, "").nav.len(), 100_000);
}
