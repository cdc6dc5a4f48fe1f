//! The words of the interface: every language of the theme is whole, and none says more than English does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use supportal::cldr;
use supportal::model::Locale;

use crate::portal::Portal;
use crate::properties::starter;

pub const LANGUAGES: [&str; 14] = [
    "ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt-BR", "zh-CN", "zh-TW",
];
/// Two files a language: the interface, and sentences about facts.
const FILES: [&str; 2] = ["", "facts."];

/// The lines `key: "text" # context` of a file; the text as YAML writes it.
fn lines(name: &str) -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/default/strings")
        .join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (key, rest) = line.split_once(": \"").expect(line);
            let (words, context) = rest.rsplit_once('"').expect(line);
            let context = context.trim().trim_start_matches('#').trim();
            (key.to_owned(), words.to_owned(), context.to_owned())
        })
        .collect()
}

pub fn words(name: &str) -> BTreeMap<String, String> {
    let lines = lines(name);
    let words: BTreeMap<String, String> = (lines.iter())
        .map(|(key, words, _)| (key.clone(), words.clone()))
        .collect();
    assert_eq!(words.len(), lines.len(), "{name} has a key twice");
    words
}

fn names(text: &str) -> BTreeSet<&str> {
    let holes = text.split('{').skip(1);
    holes.filter_map(|rest| rest.split('}').next()).collect()
}

/// The family of a plural and its form, where English has the family.
fn plural<'a>(key: &'a str, english: &BTreeMap<String, String>) -> Option<(&'a str, &'a str)> {
    let (family, form) = key.rsplit_once('_')?;
    let has = |form: &str| english.contains_key(&format!("{family}_{form}"));
    let is_form = cldr::PLURAL_FORMS.contains(&form);
    (is_form && has("one") && has("other")).then_some((family, form))
}

#[test]
fn every_text_tells_translators_where_it_is_used() {
    for file in FILES {
        let name = format!("{file}en.yaml");
        for (key, _, context) in lines(&name) {
            assert!(
                context.len() > 5,
                "{name}: `{key}` has no context behind it"
            );
        }
    }
}

/// Where the time stands behind "ends", that word alone says that it is closed.
#[test]
fn the_mark_of_an_open_channel_begins_with_that_it_is_open() {
    for (language, open) in [("ja", "受付中"), ("ko", "운영 중")] {
        let words = words(&format!("{language}.yaml"));
        let (now, until) = (&words["open_now"], &words["open_until"]);
        assert!(now.ends_with(open) && until.starts_with(open), "{until}");
    }
}

#[test]
fn every_language_has_every_text_with_its_plural_forms_and_holes() {
    let mut wrong = Vec::new();
    for file in FILES {
        let english = words(&format!("{file}en.yaml"));
        for language in LANGUAGES {
            let name = format!("{file}{language}.yaml");
            let forms = cldr::plural_forms(&Locale::new(language).unwrap());
            let mut needed = BTreeSet::new();
            for key in english.keys() {
                match plural(key, &english) {
                    Some((family, _)) => {
                        needed.extend(forms.iter().map(|form| format!("{family}_{form}")));
                    }
                    None => _ = needed.insert(key.clone()),
                }
            }
            let words = words(&name);
            let has: BTreeSet<String> = words.keys().cloned().collect();
            wrong.extend(
                needed
                    .difference(&has)
                    .map(|key| format!("{name} lacks `{key}`")),
            );
            wrong.extend(
                has.difference(&needed)
                    .map(|key| format!("{name} has `{key}` too much")),
            );
            for (key, text) in &words {
                let family = plural(key, &english);
                let general = family.map(|(family, _)| format!("{family}_other"));
                let Some(source) = english.get(general.as_ref().unwrap_or(key)) else {
                    continue;
                };
                // "One hour" and the dual say their number in words.
                let in_words = names(text).is_empty()
                    && family.is_some_and(|(_, form)| matches!(form, "zero" | "one" | "two"));
                if names(text) != names(source) && !in_words {
                    wrong.push(format!(
                        "{name}: `{key}` has other holes than English: {text}"
                    ));
                }
                if text.trim().is_empty() && !source.trim().is_empty() {
                    wrong.push(format!("{name}: `{key}` says nothing"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_sentence_has_a_colon_behind_a_colon() {
    for language in LANGUAGES {
        let words = words(&format!("facts.{language}.yaml"));
        let colons = |key: &str| words[key].matches([':', '：']).count();
        // What stands in a hole of the first is a text like the second.
        for (around, inside) in [
            ("example_zone", "zone_short"),
            ("date_time", "zone_short"),
            ("hours_in_zone", "zone_short"),
            ("summary_answered", "zone_short"),
            ("counting_open_hours", "zone_short"),
        ] {
            let count = colons(around) + colons(inside);
            assert!(count < 2, "{language}: `{around}` around `{inside}`");
        }
        assert!(colons("remedy_credit_of") < 2, "{language}");
    }
}

/// A line of hours may begin with a date: "answered until 5 December: Mon 09:00–13:00" says that nobody answers after it.
#[test]
fn a_line_of_hours_stands_behind_a_colon() {
    for language in LANGUAGES {
        let words = words(&format!("facts.{language}.yaml"));
        for key in ["summary_answered", "summary_open_answered"] {
            for (before, hole) in words[key]
                .match_indices('{')
                .map(|(at, _)| words[key].split_at(at))
            {
                let before = before.trim_end();
                assert!(
                    before.ends_with([':', '：']),
                    "{language}: {key}: {before}|{hole}"
                );
            }
        }
    }
}

/// `received` and `acknowledged` name any instant, and so the sentence on working days has to say what becomes of one at
/// which nobody is there: the first day, which is left out, is that of the next opening.
#[test]
fn working_days_are_counted_from_when_somebody_is_there() {
    for (locale, opening, day) in [
        (
            "en",
            "counted from our next opening",
            "The day on which the count begins is left out",
        ),
        (
            "de",
            "ab unserer nächsten Öffnung",
            "an dem die Zählung beginnt, zählt nicht mit",
        ),
        (
            "fr",
            "à partir de notre prochaine ouverture",
            "où commence ce décompte n’est pas compté",
        ),
        (
            "es",
            "se cuentan desde que volvemos a atender",
            "en que empieza esa cuenta no se incluye",
        ),
        (
            "it",
            "si contano dalla nostra riapertura",
            "in cui inizia il conteggio non è incluso",
        ),
        (
            "nl",
            "vanaf het moment dat we weer open zijn",
            "waarop het tellen begint, telt niet mee",
        ),
        (
            "pl",
            "od ich najbliższego rozpoczęcia",
            "w którym zaczyna się to liczenie, nie wlicza się",
        ),
        (
            "pt-BR",
            "a partir do momento em que voltamos a atender",
            "em que essa contagem começa não entra",
        ),
        ("ja", "次に受付を開始する時点から", "数え始める日は含まず"),
        (
            "ko",
            "다음 운영 시작 시각부터",
            "세기 시작하는 날은 포함하지 않으며",
        ),
        ("zh-CN", "自下一次服务时间开始时起算", "起算当天不计入"),
        ("zh-TW", "自下一次服務時間開始時起算", "起算當天不計入"),
        (
            "ar",
            "من بداية ساعات عملنا التالية",
            "اليوم الذي يبدأ فيه هذا العدّ",
        ),
        (
            "he",
            "מתחילת שעות הפעילות הבאות",
            "היום שבו מתחילה ספירה זו אינו נספר",
        ),
    ] {
        let words = words(&format!("facts.{locale}.yaml"));
        let said = &words["counting_open_days"];
        let (opening, day) = (said.find(opening), said.find(day));
        assert!(opening.is_some() && opening < day, "{locale}: {said}");
    }
}

#[test]
fn a_percentage_is_set_as_the_language_sets_it() {
    for (language, set) in [
        ("en", "{share}%"),
        ("de", "{share}\\u00a0%"),
        ("zh-TW", "{share}%"),
    ] {
        let words = words(&format!("facts.{language}.yaml"));
        for key in ["target_share", "remedy_credit_of", "remedy_credit_share"] {
            assert!(words[key].contains(set), "{language}: {key}");
        }
    }
}

#[test]
fn the_theme_speaks_fourteen_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        found.insert(name.trim_end_matches(".yaml").to_owned());
    }
    let expected = LANGUAGES
        .iter()
        .flat_map(|tag| FILES.map(|file| format!("{file}{tag}")));
    let expected: BTreeSet<String> = expected.chain(["languages".to_owned()]).collect();
    assert_eq!(found, expected);
}

/// The starter portal with further languages.
fn speaking(languages: &str) -> Portal {
    let portal = starter();
    let config = portal.text("supportal.yaml").to_owned();
    let more = format!("languages: [en, zh-TW, {languages}]");
    let more = config.replace("languages: [en, zh-TW]", &more);
    assert_ne!(config, more);
    portal.file("supportal.yaml", more)
}

#[test]
fn promises_take_the_form_that_each_language_asks_for() {
    let portal = speaking("pl, ar, he, ja, fr");
    assert_eq!(portal.check(), "");
    for (language, promise) in [
        ("pl", "w ciągu 2 dni roboczych"),
        ("ar", "خلال يومي عمل"),
        ("he", "תוך שני ימי עבודה"),
        ("ja", "2 営業日以内"),
        ("fr", "sous 2 jours ouvrés"),
    ] {
        let page = portal.output(&format!("{language}/sla/business.html"));
        assert!(page.contains(promise), "{language}: no `{promise}`");
    }
}

#[test]
fn a_language_takes_the_words_of_its_nearest() {
    let portal = speaking("zh-Hant-TW, zh-Hant-HK, de-AT, pt, pt-PT");
    assert_eq!(portal.check(), "");
    for (language, words) in [
        ("zh-Hant-TW", "跳到主要內容"),
        ("zh-Hant-HK", "跳到主要內容"),
        ("de-AT", "Zum Inhalt springen"),
        ("pt", "Ir para o conteúdo"),
        ("pt-PT", "Ir para o conteúdo"),
    ] {
        let page = portal.output(&format!("{language}/index.html"));
        assert!(page.contains(words), "{language}: no `{words}`");
    }
    // What a portal says otherwise in the nearest language holds for what takes its words.
    let own = "skip_to_content: 直接看內容\n";
    let portal = portal.file("theme/strings/zh-TW.yaml", own);
    for language in ["zh-Hant-TW", "zh-Hant-HK"] {
        let page = portal.output(&format!("{language}/index.html"));
        assert!(page.contains("直接看內容"), "{language}");
    }
}

#[test]
fn a_language_that_no_words_are_near_to_is_told() {
    let found = speaking("sr-Latn, fil").check();
    assert_eq!(
        found.lines().collect::<Vec<_>>(),
        [
            "warning THM-STRING supportal.yaml:1:1 the interface has no texts in `fil`; pages show English ones",
            "warning THM-STRING supportal.yaml:1:1 the interface has no texts in `sr-Latn`; pages show English ones",
        ]
    );
}

#[test]
fn english_words_in_another_language_take_the_form_that_english_asks_for() {
    // Indonesian has one form for all numbers.
    let portal = speaking("id").page("id/sla/business.md", "Kami menjawab.");
    let page = portal.output("id/sla/business.html");
    assert!(page.contains("within 1 hour"), "no `within 1 hour`");
    assert!(!page.contains("1 hours"), "`1 hours`");
    // Its own words are taken as it asks.
    let own = "within_hours_other: \"{n} jam\"\n";
    let portal = portal.file("theme/strings/id.yaml", own);
    let page = portal.output("id/sla/business.html");
    assert!(page.contains("within 1 jam"), "no `within 1 jam`");
}

#[test]
fn a_portal_may_change_the_plural_forms_that_its_language_has() {
    let portal = speaking("pl").file(
        "theme/strings/pl.yaml",
        "within_hours_few: \"{n} godzinek\"\nwithin_hours_two: \"{n} godzin\"\n",
    );
    let found = portal.check();
    assert_eq!(
        found.lines().collect::<Vec<_>>(),
        [
            "error THM-STRING theme/strings/pl.yaml:1:1 no text of the interface is called `within_hours_two`"
        ]
    );
    assert!(portal.output("pl/sla/business.html").contains("4 godzinek"));
}

/// A portal of one language shows `seat` as it is written; pages in another do so too, where nobody gave it a text.
#[test]
fn a_word_of_the_portals_own_is_found_in_languages_without_a_text_for_it() {
    let channel = |per: &str| {
        format!(
            "---\ntitle: Hotline\ndescription: By phone.\nchannel: phone\naddress: \"+49301234567\"\ncost: {{amount: \"9.00\", currency: EUR, per: {per}, tax: excluded}}\n---\n\nCall us.\n"
        )
    };
    let found = |languages: &str, per: &str, texts: &[(&str, &str)]| {
        let config = format!("title: Help\nlanguages: [{languages}]\n");
        let source = languages.split(", ").next().unwrap();
        let mut portal = Portal::new()
            .file("supportal.yaml", &config)
            .file(&format!("{source}/channels/hotline.md"), channel(per));
        for language in languages.split(", ") {
            portal = portal.page(&format!("{language}/index.md"), "Text.");
        }
        for (language, text) in texts {
            portal = portal.file(&format!("theme/strings/{language}.yaml"), text);
        }
        let found = portal.build().diagnostics.into_iter();
        let found = found.filter(|one| one.code == "TRN-DATA" && one.message.contains("own word"));
        let found: Vec<String> = found
            .map(|one| format!("{} | {}", one.message, one.hint.unwrap_or_default()))
            .collect();
        found.join("\n")
    };
    let none = "has no text in";
    assert_eq!(found("en", "seat", &[]), "");
    assert_eq!(found("en, en-GB", "seat", &[]), "");
    assert_eq!(found("en, de", "month", &[]), "");
    assert_eq!(
        found("en, de, fr", "seat", &[]),
        format!(
            "your own word `seat` {none} `de` and `fr` | write `per_seat: …` into `theme/strings/de.yaml`"
        )
    );
    let german = ("de", "per_seat: pro Platz\n");
    assert_eq!(found("en, de", "seat", &[german]), "");
    // A text in English says nothing to others.
    let english = ("en", "per_seat: per seat\n");
    assert!(found("en, de", "seat", &[english]).contains(none));
    // No word can be Chinese: it is an English one, in a portal that says all in Chinese, too.
    assert_eq!(
        found("zh-TW, en", "seat", &[]),
        format!(
            "your own word `seat` {none} `zh-TW` | write `per_seat: …` into `theme/strings/zh-TW.yaml`"
        )
    );
    assert!(found("ar", "seat", &[]).contains("no text in `ar`"));
    assert!(found("ja, de", "seat", &[]).contains("no text in `ja` and `de`"));
    assert_eq!(found("zh-TW, en, en-GB", "month", &[]), "");
    let chinese = ("zh-TW", "per_seat: 每席\n");
    assert_eq!(found("zh-TW, en", "seat", &[chinese]), "");
}
