//! Search over a small portal: what a reader types and what is found, in the terminal and, where
//! Node is installed, in the browser's engine too.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use supportal::index::query::{Answer, Filters, Reader};
use supportal::index::{self, Boost, Chinese, Entry, Room, Rules};
use supportal::model::{Finished, Kind, Locale, Output, RelPath, Url};

use crate::skipped;

/// Whether a program is installed; said where it is not.
#[track_caller]
pub fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        skipped::for_want_of(&format!("{program} is not installed"));
    }
    found
}

/// A language's index, in memory: its files by their names in `search/`.
pub struct Portal(BTreeMap<String, String>);

pub fn page(url: &str, title: &str, html: &str) -> Entry {
    let kind = url
        .split_once('/')
        .map_or(Kind::Page, |(folder, _)| Kind::of_folder(folder));
    Entry {
        url: Url::new(&RelPath::new(url).expect("a path inside the root")),
        title: title.to_owned(),
        description: String::new(),
        rtl: false,
        chinese: None,
        kind,
        products: Vec::new(),
        boost: Boost::of(kind),
        keywords: Vec::new(),
        html: Arc::new(Finished::from(html.to_owned()).into()),
        facts: Vec::new(),
    }
}

fn outputs(language: &str, entries: &[Entry], synonyms: &[&[&str]]) -> Vec<Arc<Output>> {
    outputs_in(Room::default(), language, entries, synonyms)
}

fn outputs_in(
    room: Room,
    language: &str,
    entries: &[Entry],
    synonyms: &[&[&str]],
) -> Vec<Arc<Output>> {
    let language = Locale::new(language).expect("a tag");
    let group = |group: &&[&str]| group.iter().map(|&word| word.to_owned()).collect();
    let rules = Rules {
        language: language.clone(),
        synonyms: synonyms.iter().map(group).collect(),
        room,
    };
    let chinese = Chinese::of(&language);
    let entries = entries.iter().cloned();
    let entries = entries.map(|entry| Entry { chinese, ..entry });
    let terms: Vec<_> = entries
        .map(|entry| Arc::new(index::terms(&entry, &()).value))
        .collect();
    let files = index::search(&language, "", &rules, &terms).into_iter();
    files.map(|file| Arc::new(file.output())).collect()
}

impl Portal {
    pub fn new(language: &str, entries: &[Entry]) -> Self {
        Self::with_synonyms(language, entries, &[])
    }

    fn with_synonyms(language: &str, entries: &[Entry], synonyms: &[&[&str]]) -> Self {
        Self::of(&outputs(language, entries, synonyms), "")
    }

    /// The index among the files of a site, of the language whose folder it is.
    pub fn of(outputs: &[Arc<Output>], folder: &str) -> Self {
        let text = |output: &Arc<Output>| {
            let name = output.url.as_str().strip_prefix(folder)?;
            let text = String::from_utf8(output.bytes.to_vec());
            Some((
                name.strip_prefix("search/")?.to_owned(),
                text.expect("text"),
            ))
        };
        Self(outputs.iter().filter_map(text).collect())
    }

    pub fn ask(&self, query: &str, filters: &Filters) -> Answer {
        let mut reader = Reader::new(|name: &str| self.0.get(name).cloned()).expect("an index");
        reader.search(query, 10, filters)
    }

    /// What the browser's engine must answer to the queries, one after the other: the same as the terminal,
    /// where each is the first.
    #[track_caller]
    pub fn agrees(&self, queries: &[(&str, Filters)], more: &[&OsStr]) {
        if !has("node") {
            return;
        }
        let dir = tempfile::tempdir().expect("a folder");
        for (name, text) in &self.0 {
            write(dir.path(), &format!("search/{name}"), text.as_bytes());
        }
        let mut lines = String::new();
        for (query, filters) in queries {
            let Filters { kind, product } = filters;
            let line = serde_json::json!({ "q": query, "kind": kind, "product": product });
            // The answer goes in as it is: a JSON value would reorder its fields.
            let line = line.to_string();
            let answer = serde_json::to_string(&self.ask(query, filters)).expect("JSON");
            let line = line.trim_end_matches('}');
            lines.push_str(&format!("{line},\"answer\":{answer}}}\n"));
        }
        write(dir.path(), "queries.jsonl", lines.as_bytes());
        let run = Command::new("node")
            .arg(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/browser/engine.mjs"
            ))
            .arg(dir.path())
            .arg(dir.path().join("queries.jsonl"))
            .args(more)
            .output()
            .expect("Node runs");
        let said = String::from_utf8_lossy(&run.stdout);
        let said = format!("{said}{}", String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success(), "{said}");
        let agreed = format!("{} queries, 0 differ", queries.len());
        assert!(said.starts_with(&agreed), "{said}");
    }

    /// What is marked in the excerpt of the first row.
    fn marked(&self, query: &str) -> Vec<String> {
        let row = self.ask(query, &Filters::default()).rows.remove(0);
        let units: Vec<u16> = row.excerpt.encode_utf16().collect();
        let marked = row.marks.iter().map(|&(from, to)| &units[from..to]);
        marked.map(String::from_utf16_lossy).collect()
    }

    /// Addresses of the rows, in their order.
    #[track_caller]
    fn check(&self, query: &str, expected: &[&str]) {
        let answer = self.ask(query, &Filters::default());
        let urls: Vec<_> = answer.rows.iter().map(|row| row.url.as_str()).collect();
        assert_eq!(urls, expected, "for `{query}`");
    }
}

fn english() -> Vec<Entry> {
    let mut phone = page(
        "channels/phone.html",
        "Reach us",
        "<p>We answer in person.</p>",
    );
    phone.facts = vec![("address".into(), "Number".into(), "+886 2 5550 1234".into())];
    let mut refunds = page(
        "articles/refunds.html",
        "Get a refund",
        "<p>Money goes back to your card.</p><h2 id=\"deadline\">Deadline</h2><p>You have thirty days for a cancellation.</p>\
         <h2 id=\"x-1\">Exceptions</h2><p>Reserved instances are not covered.</p>",
    );
    refunds.products = vec!["azure".into()];
    let mut invoices = page(
        "articles/invoices.html",
        "Read your invoice",
        "<p>An invoice lists charges. A refund appears as a credit.</p>",
    );
    invoices.keywords = vec!["billing".into()];
    vec![
        refunds,
        invoices,
        page(
            "articles/sign-in.html",
            "Sign in to PartnerCenter",
            "<p>Use your authenticator.</p>",
        ),
        page(
            "faq/general.html",
            "Questions",
            "<details id=\"d\"><summary><h2 id=\"lost\">I lost my password</h2></summary><p>Reset it.</p></details>",
        ),
        phone,
    ]
}

#[test]
fn a_result_leads_to_the_section_that_has_the_words() {
    let portal = Portal::new("en", &english());
    portal.check("cancellation", &["articles/refunds.html#deadline"]);
    portal.check("reserved instances", &["articles/refunds.html#x-1"]);
    portal.check("lost password", &["faq/general.html#lost"]);
    let row = portal
        .ask("thirty days", &Filters::default())
        .rows
        .remove(0);
    assert_eq!(
        (row.section.as_str(), row.kind.as_str()),
        ("Deadline", "article")
    );
    let marked: Vec<_> = row
        .marks
        .iter()
        .map(|&(from, to)| &row.excerpt[from..to])
        .collect();
    assert_eq!(marked, ["thirty", "days"]);
}

/// Whoever shows an excerpt tells by its lines what stood in which cell, item or paragraph.
#[test]
fn cells_items_and_paragraphs_are_lines_of_an_excerpt() {
    let html = "<p>We are here</p><table><tr><th>Severity</th><td>Critical</td></tr></table>\
                <ul><li>By phone</li><li>In writing</li></ul>";
    let portal = Portal::new("en", &[page("articles/times.html", "Times", html)]);
    let row = portal.ask("critical", &Filters::default()).rows.remove(0);
    let lines = "We are here\nSeverity\nCritical\nBy phone\nIn writing";
    assert_eq!(row.excerpt, lines);
    portal.agrees(&[("critical", Filters::default())], &[]);
}

/// Characters of two UTF-16 units: a mark holds both, and cuts none.
#[test]
fn marks_hold_whole_characters() {
    let name = page("articles/name.html", "姓名", "<p>他姓𠀀𠀁，住在此。</p>");
    let row = Portal::new("zh-TW", &[name])
        .ask("𠀀𠀁", &Filters::default())
        .rows
        .remove(0);
    let units: Vec<u16> = row.excerpt.encode_utf16().collect();
    let marked = row.marks.iter();
    let marked: Vec<_> = marked
        .map(|&(from, to)| String::from_utf16(&units[from..to]).unwrap())
        .collect();
    assert_eq!(marked, ["𠀀𠀁"]);
}

#[test]
fn the_title_weighs_more_than_the_text() {
    Portal::new("en", &english()).check(
        "refund",
        &["articles/refunds.html", "articles/invoices.html"],
    );
}

/// Pages about something else.
fn others(count: u32) -> impl Iterator<Item = Entry> {
    (0..count).map(|number| {
        let url = format!("articles/other-{number}.html");
        page(&url, &format!("Nothing {number}"), "<p>Of the kind.</p>")
    })
}

/// Short pages that are about drivers and about settings or options, and two long ones that mention those of a driver
/// once, behind much else.
fn neighbours() -> Vec<Entry> {
    let short = (0..8).map(|number| {
        page(
            &format!("articles/short-{number}.html"),
            &format!("Page {number}"),
            "<p>Settings, then a driver. A driver, then settings.</p>",
        )
    });
    let much = |verbs: &str| -> String {
        let verbs = verbs.split(' ');
        let said = verbs.map(|verb| {
            format!("<p>The driver {verb} here, all settings and options {verb} there.</p>")
        });
        said.collect()
    };
    let text = much("is was is was is was") + "<p>Look at the driver settings.</p>";
    let heading = much("is was has had may can must will");
    let heading =
        format!("{heading}<h2 id=\"driver-options\">Driver options</h2><p>There are many.</p>");
    let long = [
        page("articles/text.html", "All of it", &text),
        page("articles/heading.html", "More of it", &heading),
    ];
    let options = (0..8).map(|number| {
        let text = "<p>Options for a driver, driver without options.</p>";
        page(
            &format!("articles/option-{number}.html"),
            &format!("Sheet {number}"),
            text,
        )
    });
    short.chain(long).chain(options).chain(others(30)).collect()
}

#[test]
fn words_that_follow_each_other_are_found_wherever_they_do() {
    let portal = Portal::new("en", &neighbours());
    for (query, url) in [
        ("driver settings", "articles/text.html"),
        // Cut short, and with another ending.
        ("driver setti", "articles/text.html"),
        ("driver setting", "articles/text.html"),
        ("driver options", "articles/heading.html#driver-options"),
    ] {
        let answer = portal.ask(query, &Filters::default());
        assert_eq!(answer.rows[0].url, url, "for `{query}`");
    }
    let asked = [
        "driver settings",
        "setting drivers",
        "driver opt",
        "dirver settings",
    ];
    portal.agrees(&asked.map(|query| (query, Filters::default())), &[]);
}

#[test]
fn the_particle_behind_a_korean_word_hides_no_title() {
    let pages = [
        page(
            "articles/edit.html",
            "구역 편집",
            "<p>열려 있는 문서의 구역을 고칩니다.</p>",
        ),
        page(
            "articles/list.html",
            "구역 목록",
            "<p>구역을 고르고 편집을 마칩니다. 목록에서 편집을 고릅니다.</p>",
        ),
    ];
    let pages: Vec<_> = pages.into_iter().chain(others(9)).collect();
    let portal = Portal::new("ko", &pages);
    let queries = ["구역 편집", "구역 편집을", "구역편집을", "구역 편집에서"];
    for query in queries {
        let answer = portal.ask(query, &Filters::default());
        assert_eq!(answer.rows[0].url, "articles/edit.html", "for `{query}`");
    }
    let asked = queries.into_iter().chain(["을", "집을", "구역 edit를"]);
    let asked: Vec<_> = asked.map(|query| (query, Filters::default())).collect();
    portal.agrees(&asked, &[]);
}

#[test]
fn the_page_that_is_called_so_comes_before_those_that_say_it_everywhere() {
    let own = page(
        "articles/wizards.html",
        "ウィザード",
        "<p>手紙、ファックス、議題などの書類の作成を、ひとつずつの問いで案内します。</p>",
    );
    let letters = ["レター", "ファックス", "グラフ"].map(|kind| {
        page(
            &format!("articles/{}.html", kind.chars().count()),
            &format!("{kind}ウィザード"),
            &format!(
                "<p>案内します。</p><h2 id=\"x\">{kind}ウィザード - 書式</h2><p>このウィザードで書式を選びます。ウィザードを閉じます。</p>"
            ),
        )
    });
    let pages: Vec<_> = letters.into_iter().chain([own]).chain(others(9)).collect();
    let portal = Portal::new("ja", &pages);
    let answer = portal.ask("ウィザード", &Filters::default());
    assert_eq!(answer.rows[0].url, "articles/wizards.html");
    portal.agrees(&[("ウィザード", Filters::default())], &[]);
}

#[test]
fn the_last_word_may_be_a_beginning() {
    let portal = Portal::new("en", &english());
    portal.check("authent", &["articles/sign-in.html"]);
    portal.check("inv", &["articles/invoices.html"]);
    // After a space it is complete.
    portal.check("inv ", &[]);
}

/// Otherwise a title with the same words apart, which is shorter, would be first until the last letter.
#[test]
fn a_phrase_counts_while_its_last_word_is_typed() {
    let told = |url: &str, title: &str| page(url, title, "<p>Colours.</p>");
    let portal = Portal::new(
        "en",
        &[
            told("a/apart.html", "Location of a screen"),
            told("a/row.html", "Which keys turn the screen lock on"),
        ],
    );
    portal.check("screen loc", &["a/row.html", "a/apart.html"]);
}

/// A text says it as it is asked, the title of another page in other forms of the same words.
#[test]
fn a_phrase_of_a_text_comes_before_other_forms_of_its_words_in_a_title() {
    let mut pages: Vec<Entry> = others(12).collect();
    pages.push(page(
        "a/title.html",
        "Jak se zpráva a složka v okně programu na ploše počítače zobrazí",
        "<p>Vzhled.</p>",
    ));
    let text = "<p>Potom vyberte zprávy složky, jejich písmo, barvu a velikost.</p>";
    pages.push(page("a/text.html", "Vzhled", text));
    let portal = Portal::new("cs", &pages);
    portal.check("zprávy složky", &["a/text.html", "a/title.html"]);
}

/// Forms that no list tells of were two words.
#[test]
fn inflections_are_found_in_languages_of_many_cases() {
    let cases = [
        ("cs", "Přesun souborů", "přesunu souboru"),
        ("uk", "Налаштування мережі", "налаштувати мережу"),
        ("hu", "Címkék használata", "címkéhez használat"),
        ("fi", "Tiedoston avaaminen", "tiedostoja avaamisen"),
        ("el", "Προσθήκη επαφής", "προσθήκες επαφών"),
        ("hr", "Postavke mreže", "postavkama mreža"),
        ("ca", "Impressores compartides", "impressora compartida"),
        ("ru", "Важный документ", "важную документов"),
        // What is mine, as one writes who asks for help.
        ("tr", "Telefon ayarları", "telefonumu"),
        ("tr", "Faturayı görme", "faturamı"),
        ("tr", "Hesabı silme", "hesabıma"),
        ("tr", "Yazıcı ayarları", "yazıcımı"),
        ("hu", "A számla olvasása", "számlámat"),
        ("hu", "Telefon beállítása", "telefonomat"),
        ("hu", "Eszköz törlése", "eszközeimet"),
        ("hu", "Elfelejtett jelszó", "jelszavamat"),
        ("fi", "Laskun lukeminen", "laskuni"),
        ("fi", "Kadonnut puhelin", "puhelimeni"),
        // Several of them.
        ("fi", "Tulostin ei toimi", "tulostimet"),
        ("fi", "Outo viesti", "viestejä"),
        ("fi", "Unohtunut salasana", "salasanojen"),
        ("fi", "Kadonnut laite", "laitteita"),
        ("nl", "Een factuur lezen", "facturen"),
        ("de", "Ein Konto anlegen", "Konten"),
        // Vowels that come and go.
        ("uk", "Як читати рахунок", "рахунки"),
        ("uk", "Скасування підписки", "підписок"),
        ("ru", "Ошибка печати", "ошибок"),
        ("pl", "Zapłacony rachunek", "rachunku"),
        ("cs", "Tiskové položky", "položek"),
        ("sk", "Zaplatený poplatok", "poplatky"),
        ("hr", "Dodatak programu", "dodatka"),
        // What has happened to somebody, and how a page names it.
        ("pt", "Palavra-passe esquecida", "esqueci"),
        ("fi", "Sivun tulostus", "tulostaa"),
        ("da", "Sikkerhedskopi", "sikkerhedskopiering"),
        ("cs", "Zálohování souborů", "záloha"),
        ("es", "Archivo perdido", "perdió"),
        ("fr", "Choisir une langue", "choisissez"),
        ("en", "Cancel a booking", "cancelled"),
    ];
    for (language, title, asked) in cases {
        let told = page("a/told.html", title, "<p>1.</p>");
        let mut pages: Vec<Entry> = others(12).collect();
        pages.push(told);
        let portal = Portal::new(language, &pages);
        let answer = portal.ask(&format!("{asked} "), &Filters::default());
        assert_eq!(answer.corrected, None, "for `{asked}`");
        let urls: Vec<&str> = answer.rows.iter().map(|row| row.url.as_str()).collect();
        assert_eq!(urls, ["a/told.html"], "for `{asked}`");
        portal.agrees(&[(asked, Filters::default())], &[]);
    }
}

/// It is often the last word, and the beginning of others: what one has forgotten or wants to cancel counts for more.
#[test]
fn a_portuguese_pronoun_behind_a_hyphen_tells_little() {
    let cases = [
        ("Palavra-passe esquecida", "Mensagem suspeita", "esqueci-me"),
        ("Cancelar pedidos", "Losango azul", "cancelá-los"),
        ("Pedidos", "Losango azul", "cancelá-los"),
        ("Fotografias", "Lote de imagens", "cancelá-lo"),
    ];
    for (title, begun, asked) in cases {
        let mut pages: Vec<Entry> = others(12).collect();
        pages.push(page("a/begun.html", begun, "<p>1.</p>"));
        pages.push(page("a/told.html", title, "<p>Pode cancelar tudo.</p>"));
        let portal = Portal::new("pt", &pages);
        let answer = portal.ask(asked, &Filters::default());
        assert_eq!(answer.rows[0].url, "a/told.html", "for `{asked}`");
        portal.agrees(&[(asked, Filters::default())], &[]);
    }
}

#[test]
fn a_slip_is_corrected_and_said() {
    let portal = Portal::new("en", &english());
    for query in ["pasword", "passwrod", "passsword", "paszword"] {
        let answer = portal.ask(query, &Filters::default());
        assert_eq!(answer.rows[0].url, "faq/general.html#lost", "for `{query}`");
        assert_eq!(answer.corrected.as_deref(), Some("password"));
    }
    let answer = portal.ask("authentcatro", &Filters::default());
    assert_eq!(answer.corrected.as_deref(), Some("authenticator"));
    assert_eq!(portal.ask("password", &Filters::default()).corrected, None);
    portal.check("pxsswxrd", &[]);
}

#[test]
fn inflections_and_parts_of_names_are_found() {
    let portal = Portal::new("en", &english());
    portal.check("exception", &["articles/refunds.html#x-1"]);
    portal.check("partner", &["articles/sign-in.html"]);
    portal.check("billing", &["articles/invoices.html"]);
}

/// Lists of frequent words fill their shards, and their other forms stand elsewhere.
#[test]
fn inflections_are_found_whatever_shard_they_stand_in() {
    let local = ["lokale", "lokalem", "lokalen", "lokaler", "lokales"];
    others_are_found(&local, &local, "Lokaler Drucker");
    // A stem of three letters is one of its own alone, and keeps nothing from longer ones.
    others_are_found(&["tage", "tagen", "tages"], &["tage"], "Tagen");
}

/// Asks for forms of a word, of which each is in hundreds of texts: the page with the `title` comes first.
fn others_are_found(forms: &[&str], asked: &[&str], title: &str) {
    let told = |number: usize| {
        let others = ["und", "aber", "denn", "oder", "weil", "wenn"];
        let text = |word| {
            format!(
                "<p>Daten {} {word}{number}.</p>",
                forms[number % forms.len()]
            )
        };
        let url = format!("articles/n{number}.html");
        page(
            &url,
            &format!("Nummer {number}"),
            &others.map(text).concat(),
        )
    };
    let titled = page("articles/titled.html", title, "<p>Papier, jeden Tag.</p>");
    let pages: Vec<_> = (0..1_500).map(told).chain([titled]).collect();
    let portal = Portal::new("de", &pages);
    for query in asked {
        let answer = portal.ask(&format!("{query} "), &Filters::default());
        assert_eq!(answer.rows[0].url, "articles/titled.html", "for `{query}`");
    }
    let asked: Vec<_> = asked
        .iter()
        .map(|query| (*query, Filters::default()))
        .collect();
    portal.agrees(&asked, &[]);
}

#[test]
fn a_phone_number_is_found_in_any_grouping() {
    let portal = Portal::new("en", &english());
    for query in [
        "+886 2 5550 1234",
        "+886255501234",
        "02 5550 1234",
        "0255501234",
        "(02) 5550-1234",
        "5550 1234",
        "55501234",
    ] {
        portal.check(query, &["channels/phone.html#address"]);
    }
}

#[test]
fn filters_leave_what_they_ask_for() {
    let portal = Portal::new("en", &english());
    let urls = |kind: Option<&str>, product: Option<&str>| -> Vec<String> {
        let filters = Filters {
            kind: kind.map(str::to_owned),
            product: product.map(str::to_owned),
        };
        portal
            .ask("refund password", &filters)
            .rows
            .into_iter()
            .map(|row| row.url)
            .collect()
    };
    assert_eq!(urls(Some("faq"), None), ["faq/general.html#lost"]);
    assert_eq!(urls(None, Some("azure")), ["articles/refunds.html"]);
    assert_eq!(urls(Some("guide"), None), [""; 0]);
}

/// In a small portal the words of a question are rarer than those of its subject.
#[test]
fn questions_are_found_by_their_subject() {
    let mut english = english();
    english.push(page(
        "articles/plan.html",
        "What you want to do",
        "<p>Say how you work, and what you do not need from us, in one dose or does.</p>",
    ));
    english.extend((0..4).map(|number| {
        let url = format!("articles/{number}.html");
        page(&url, "Credits", "<p>A refund is no credit.</p>")
    }));
    let first = |portal: &Portal, query: &str, url: &str| {
        let answer = portal.ask(query, &Filters::default());
        let page = answer.rows[0].url.split('#').next();
        assert_eq!(page, Some(url), "for `{query}`");
        answer.corrected
    };
    let portal = Portal::new("en", &english);
    for query in [
        "I want a refund",
        "how do I get my refund",
        "can you not refund us",
    ] {
        first(&portal, query, "articles/refunds.html");
    }
    // They are found all the same, and are no slips: neither `dose` nor `does` is meant.
    first(&portal, "what do you want", "articles/plan.html");
    for query in ["does a refund", "doesn't it refund"] {
        let corrected = first(&portal, query, "articles/refunds.html");
        assert_eq!(corrected, None, "for `{query}`");
    }

    let mut chinese = chinese();
    chinese.push(page(
        "faq/general.html",
        "你們可以做什麼？",
        "<p>我們怎麼幫您。</p>",
    ));
    let portal = Portal::new("zh-TW", &chinese);
    for query in ["你們的電話是什麼", "你们的电话是什么"] {
        first(&portal, query, "channels/phone.html");
    }
    // A piece of a sentence that ends around such a word: one character is left, which is in no index.
    let event = page("faq/event.html", "會發生什麼事", "<p>說明。</p>");
    let what = page("faq/what.html", "什麼", "<p>說明。</p>");
    chinese.extend([what, event]);
    let portal = Portal::new("zh-TW", &chinese);
    first(&portal, "生什麼", "faq/event.html");
    portal.agrees(&[("生什麼", Filters::default())], &[]);
}

#[test]
fn synonyms_are_found_and_a_missing_word_never_empties_the_result() {
    let portal = Portal::with_synonyms(
        "en",
        &english(),
        &[&["passcode", "password"], &["money back", "refund"]],
    );
    portal.check("passcode", &["faq/general.html#lost"]);
    assert_eq!(
        portal.ask("money back", &Filters::default()).rows[0].url,
        "articles/refunds.html"
    );
    portal.check("authenticator zzzzzz", &["articles/sign-in.html"]);
}

/// Of a long run every second pair is asked for; the others are marked with them.
#[test]
fn a_chinese_word_is_marked_as_a_whole() {
    let portal = Portal::new("zh-TW", &chinese());
    for query in ["停止續訂", "說明停止續訂的事", "請問如何停止續訂"] {
        assert_eq!(portal.marked(query), ["停止續訂"], "for `{query}`");
    }
}

/// Between Han characters there is no space that would tell where a word begins.
#[test]
fn synonyms_are_found_inside_a_chinese_sentence() {
    let portal = Portal::with_synonyms("zh-TW", &chinese(), &[&["刷卡", "信用卡"]]);
    portal.check("刷卡", &["articles/card.html"]);
    portal.check("刷卡到期", &["articles/card.html"]);
    portal.check("我的刷卡", &["articles/card.html"]);
    portal.check("ABC刷卡嗎", &["articles/card.html"]);
}

/// Of pages that say the same the boosted one comes first.
#[test]
fn a_boosted_page_counts_more() {
    let text = "<p>Ask for a refund.</p>";
    let mut pages = ["a", "b", "c"].map(|name| {
        let url = format!("articles/{name}.html");
        page(&url, "Refunds", text)
    });
    pages[2].boost.always = 20;
    let portal = Portal::new("en", &pages);
    let found = ["articles/c.html", "articles/a.html", "articles/b.html"];
    portal.check("refund", &found);
    // Not where it is not found.
    pages[2] = page("articles/c.html", "Invoices", "<p>See refunds.</p>");
    pages[2].boost.always = 20;
    let portal = Portal::new("en", &pages);
    portal.check("ask", &["articles/a.html", "articles/b.html"]);
}

/// Words of somebody who looks for a person prefer the pages on support, also inside a sentence.
#[test]
fn who_looks_for_a_person_in_chinese_finds_the_channel() {
    let mut pages = chinese();
    // It says the same, and comes first where nothing is preferred.
    let mut home = page("start.html", "電話支援", "<p>週一至週五。</p>");
    home.kind = Kind::Home;
    pages.push(home);
    let portal = Portal::new("zh-TW", &pages);
    for query in ["找電話", "要打電話給誰"] {
        let answer = portal.ask(query, &Filters::default());
        assert_eq!(answer.rows[0].url, "channels/phone.html", "for `{query}`");
    }
}

/// A page with headings that have nothing of their own below them.
fn outline() -> Entry {
    let long = "One sentence comes after the other here. ".repeat(9);
    page(
        "articles/outline.html",
        "Outline of a move",
        &format!(
            "<h2 id=\"plan\">Planning</h2><h3 id=\"who\">People</h3><p>Name a person in charge.</p>\
             <h2 id=\"do\">Carrying out</h2><h3 id=\"first\">Weekend</h3><h4 id=\"fri\">Friday</h4><p>{long}</p>\
             <h2 id=\"none\">Nowhere</h2><h2 id=\"end\">Ending</h2><p>Look back.</p>"
        ),
    )
}

#[test]
fn a_heading_without_text_shows_what_stands_below_it() {
    let portal = Portal::new("en", &[outline()]);
    let row = |query: &str| {
        let row = portal.ask(query, &Filters::default()).rows.remove(0);
        (row.url, row.section, row.excerpt)
    };
    let leads = |query: &str, anchor: &str, heading: &str, excerpt: &str| {
        let url = format!("articles/outline.html{anchor}");
        let wanted = (url, heading.to_owned(), excerpt.to_owned());
        assert_eq!(row(query), wanted, "{query}");
    };
    leads("planning", "#plan", "Planning", "Name a person in charge.");
    leads("outline of a move", "", "", "Name a person in charge.");
    let cut = "One sentence comes after the other here. One sentence comes after the other here. One sentence comes after the other here. One sentence comes after the other…";
    leads("carrying out", "#do", "Carrying out", cut);
    leads("weekend", "#first", "Weekend", cut);
    // What is empty altogether has nothing to show, and nothing is found where it is only shown.
    leads("nowhere", "#none", "Nowhere", "");
    leads("person", "#who", "People", "Name a person in charge.");
}

#[test]
fn nothing_found_is_an_empty_answer() {
    let portal = Portal::new("en", &english());
    portal.check("", &[]);
    portal.check("…", &[]);
    portal.check("zzzzzzzz", &[]);
    assert_eq!(
        Portal::new("en", &[]).ask("refund", &Filters::default()),
        Answer::default()
    );
}

fn chinese() -> Vec<Entry> {
    vec![
        page(
            "articles/subscribe.html",
            "訂閱發票通知",
            "<p>每月寄送帳單。</p><h2 id=\"取消\">取消訂閱</h2><p>隨時可以停止續訂。</p>",
        ),
        page(
            "articles/card.html",
            "變更信用卡",
            "<p>卡片到期前請更新ＡＢＣ。</p>",
        ),
        page("channels/phone.html", "電話支援", "<p>週一至週五。</p>"),
    ]
}

#[test]
fn any_two_characters_are_found_in_either_form() {
    let portal = Portal::new("zh-TW", &chinese());
    portal.check("閱發", &["articles/subscribe.html"]);
    portal.check("停止續訂", &["articles/subscribe.html#%E5%8F%96%E6%B6%88"]);
    portal.check("停止续订", &["articles/subscribe.html#%E5%8F%96%E6%B6%88"]);
    portal.check("发票通知", &["articles/subscribe.html"]);
    portal.check("信用", &["articles/card.html"]);
    portal.check("abc", &["articles/card.html"]);
    portal.check("話", &["channels/phone.html"]);
}

#[test]
fn a_word_is_found_by_its_characters_and_by_the_reading_above_them() {
    let ruby = "<ruby>接<rp>（</rp><rt>せつ</rt><rp>）</rp>続<rt>ぞく</rt></ruby>";
    let others = [("a", "印刷"), ("b", "契約"), ("c", "料金")];
    let others = others.map(|(url, title)| {
        page(
            &format!("articles/{url}.html"),
            title,
            "<p>ぞくぞくと書きます。</p>",
        )
    });
    let own = page(
        "articles/line.html",
        "回線",
        &format!("<p>はじめに。</p><h2 id=\"x\">ケーブル</h2><p>{ruby}先を確認します。</p>"),
    );
    let entries: Vec<Entry> = others.into_iter().chain([own]).collect();
    let portal = Portal::new("ja", &entries);
    for query in ["接続", "接続先", "せつぞく"] {
        let answer = portal.ask(query, &Filters::default());
        assert_eq!(answer.rows[0].url, "articles/line.html#x", "{query}");
        assert_eq!(answer.rows[0].excerpt, "接続先を確認します。", "{query}");
    }
    assert_eq!(portal.marked("接続先"), ["接続先"]);
    let queries = ["接続", "接続先", "せつぞく"].map(|query| (query, Filters::default()));
    portal.agrees(&queries, &[]);
}

#[test]
fn umlauts_are_found_however_they_are_written() {
    let pages = [
        page(
            "articles/a.html",
            "Rückerstattung anfordern",
            "<p>Geld zurück.</p>",
        ),
        page("articles/b.html", "Groesse", "<p>Maße.</p>"),
    ];
    let portal = Portal::new("de", &pages);
    for query in [
        "Rückerstattung",
        "Rueckerstattung",
        "ruckerstattung",
        "Rückerstattungen",
    ] {
        portal.check(query, &["articles/a.html"]);
    }
    portal.check("Größe", &["articles/b.html"]);
}

/// As many pages as it takes for an index of many files.
fn many() -> Vec<Entry> {
    let word = |seed: usize| {
        let mut rest = seed.wrapping_mul(2_654_435_761) % 1_000_003;
        let mut word = String::new();
        while rest > 0 {
            word.push(char::from(b"bcdfglmnprst"[rest % 12]));
            word.push(char::from(b"aeiou"[rest / 12 % 5]));
            rest /= 60;
        }
        word
    };
    let text = |page: usize, from: usize| {
        let words: Vec<_> = (from..from + 60)
            .map(|n| word(n * n % 700 + page % 7))
            .collect();
        words.join(" ")
    };
    (0..160)
        .map(|number| {
            let sections: String = (0..4)
                .map(|part| {
                    format!(
                        "<h2 id=\"p{part}\">{}</h2><p>{} 電話支援{}</p>",
                        word(number * 5 + part),
                        text(number, part * 40),
                        ["訂閱", "帳單", "發票"][number % 3]
                    )
                })
                .collect();
            page(
                &format!("articles/{number}.html"),
                &format!("{} {}", word(number + 9_001), word(number * 3 + 7)),
                &sections,
            )
        })
        .collect()
}

#[test]
fn an_index_is_the_same_bytes_every_time_and_has_no_file_twice() {
    let first = outputs("en", &many(), &[]);
    assert_eq!(first, outputs("en", &many(), &[]));
    assert!(first.len() > 50, "{} files", first.len());
    assert!(first.windows(2).all(|pair| pair[0].url < pair[1].url));
}

#[test]
fn a_file_that_is_missing_or_broken_is_told() {
    let portal = Portal::new("en", &many());
    let asked = |lacks: &dyn Fn(&str) -> bool, cut: usize| {
        let mut reader = Reader::new(|name: &str| {
            let text = portal.0.get(name)?;
            let end = if lacks(name) {
                cut.min(text.len())
            } else {
                text.len()
            };
            text.get(..end)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        })
        .expect("an index");
        reader.search("refund babe", 10, &Filters::default());
        reader.lost().map(str::to_owned)
    };
    let words = |name: &str| name.contains("/t");
    assert_eq!(asked(&|_| false, 0), None);
    assert!(asked(&words, 0).is_some_and(|name| words(&name)));
    assert!(asked(&words, 30).is_some_and(|name| words(&name)));
}

#[test]
fn a_file_that_is_missing_or_broken_is_no_panic() {
    let portal = Portal::new("en", &many());
    for (name, text) in portal.0.iter().step_by(7) {
        let cut: String = text.chars().take(text.chars().count() / 2).collect();
        let reader = Reader::new(|asked: &str| {
            (asked != name)
                .then(|| portal.0.get(asked).cloned())
                .flatten()
        });
        if let Some(mut reader) = reader {
            reader.search("baba refund 電話", 10, &Filters::default());
        }
        if let Some(mut reader) = Reader::new(|asked: &str| {
            if asked == name {
                Some(cut.clone())
            } else {
                portal.0.get(asked).cloned()
            }
        }) {
            reader.search("baba refund 電話", 10, &Filters::default());
        }
    }
}

/// What a large portal has: no file lists all others.
#[test]
fn lists_in_two_levels_lead_to_the_same_pages() {
    let entries = many();
    let room = Room { most: 1, block: 2 };
    let large = Portal::of(&outputs_in(room, "en", &entries, &[]), "");
    let small = Portal::new("en", &entries);
    for list in ["dt0", "df0", "db0", "dr0"] {
        let is_list = |name: &&String| name.ends_with(&format!("/{list}.js"));
        assert_eq!(large.0.keys().filter(is_list).count(), 1, "{list}");
        assert_eq!(small.0.keys().filter(is_list).count(), 0, "{list}");
    }
    let mut queries = Vec::new();
    for entry in entries.iter().step_by(3) {
        let (first, second) = entry.title.split_once(' ').expect("two words");
        let whole = format!("{} ", entry.title);
        let urls = |answer: Answer| answer.rows.into_iter().map(|row| row.url);
        let [found, expected] =
            [&large, &small].map(|portal| portal.ask(&whole, &Filters::default()));
        assert!(urls(found).eq(urls(expected)), "{whole}");
        let slip = format!("{first}x 電話支援");
        let begun = format!("{second} {}", &first[..2]);
        queries.extend([
            whole,
            slip,
            begun,
            first[..2].to_owned(),
            first[..1].to_owned(),
        ]);
    }
    for query in &queries {
        let answer = large.ask(query, &Filters::default());
        assert!(!answer.rows.is_empty(), "{query}");
    }
    let queries: Vec<_> = (queries.iter())
        .map(|query| (query.as_str(), Filters::default()))
        .collect();
    large.agrees(&queries, &[]);
}

/// Language, pages, synonyms, queries.
type Case<'a> = (&'a str, Vec<Entry>, &'a [&'a [&'a str]], Vec<&'a str>);

/// Asks both engines everything that the tests above ask, and queries drawn from the pages.
#[test]
fn the_browser_gives_the_same_rows_as_the_terminal() {
    let german = [
        page(
            "articles/a.html",
            "Rückerstattung anfordern",
            "<p>Geld zurück.</p>",
        ),
        page("articles/b.html", "Groesse", "<p>Maße.</p>"),
    ];
    let synonyms: &[&[&str]] = &[&["passcode", "password"], &["money back", "refund"]];
    let drawn: Vec<String> = many()
        .iter()
        .step_by(3)
        .flat_map(|page| {
            let words: Vec<&str> = page.title.split(' ').collect();
            let cut = &words[1][..words[1].len() - 1];
            [
                page.title.clone(),
                format!("{} {cut}", words[0]),
                format!("{}x 電話支援訂閱", words[0]),
                words[0][..2].to_owned(),
            ]
        })
        .collect();
    let drawn: Vec<&str> = drawn.iter().map(String::as_str).collect();
    let cases: [Case; 6] = [
        (
            "en",
            english(),
            synonyms,
            vec![
                "refund",
                "reserved instances",
                "lost password",
                "authent",
                "inv ",
                "pasword",
                "authentcatro",
                "exception",
                "02 5550 1234",
                "0255501234",
                "money back",
                "passcode",
                "phone",
                "",
                "…",
                "zzzz",
                "I",
                "PartnerCenter sign",
                "how do I get my money",
                "does it wrk",
            ],
        ),
        (
            "zh-TW",
            chinese(),
            &[&["刷卡", "信用卡"]],
            vec![
                "刷卡",
                "我的刷卡",
                "刷卡到期嗎",
                "找電話支援",
                "請問如何停止續訂？",
                "怎麼怎麼辦",
                "信用卡是什麼時候到期呢 ?",
                "什麼是訂閱通知，怎麼辦??",
            ],
        ),
        (
            "de",
            german.to_vec(),
            &[],
            vec![
                "Rueckerstattung",
                "Größe",
                "ruckerstattungen",
                "mass",
                "geld zuruck",
            ],
        ),
        (
            "zh-TW",
            chinese(),
            &[],
            vec![
                "閱發",
                "停止续订",
                "发票通知",
                "話",
                "ABC 信用卡",
                "電話",
                "隨時可以停止續訂",
                "不存在的字",
                "請問我的信用卡怎麼了",
            ],
        ),
        ("en", many(), &[], drawn),
        (
            "en",
            vec![outline()],
            &[],
            vec![
                "planning",
                "outline",
                "carrying",
                "weekend",
                "nowhere",
                "person in charge",
            ],
        ),
    ];
    for (language, entries, synonyms, queries) in cases {
        let portal = Portal::with_synonyms(language, &entries, synonyms);
        let queries: Vec<_> = (queries.into_iter().enumerate())
            .map(|(number, query)| {
                let kind = (number % 5 == 4).then(|| "article".to_owned());
                let product = None;
                (query, Filters { kind, product })
            })
            .collect();
        // Published in its place while the page is open. An index of one file is in memory whole: it
        // misses nothing.
        let next = tempfile::tempdir().expect("a folder");
        for output in outputs("en", &chinese(), &[]) {
            write(next.path(), output.url.as_str(), &output.bytes);
        }
        let more = ["變更信用卡", "articles/card.html"].map(OsStr::new);
        match entries.len() {
            ..=100 => portal.agrees(&queries, &[]),
            _ => portal.agrees(&queries, &[next.path().as_os_str(), more[0], more[1]]),
        };
    }
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("written");
}
