//! The description of support holds what its profile asks for.
//!
//! The starter portal has all of it under `profile: csp`. Here one fact is taken out, and the rule that asks
//! for it speaks, once, where the fact belongs.

use supportal::check::profile::lines;
use supportal::check::rules;
use supportal::model::audit::{Answer, Audit, Force};
use supportal::model::config::Profile;
use supportal::pipeline::{Options, SearchIndex};

use crate::portal::{Portal, compiled, list};
use crate::properties::starter;

const SUPPORT: &str = "support.yaml";
const HOTLINE: &str = "en/channels/hotline.md";
const BUSINESS: &str = "en/sla/business.md";

/// File, what is taken out of it, what is found then, and before which text of what is left; an empty
/// one stands for the whole file.
type Case = (&'static str, &'static str, &'static str, &'static str);

/// What must be said, and what has to be right, each with the row of the profile that asks for it. What no row names is
/// asked by law.
#[rustfmt::skip]
const MUST: [(&str, Case); 19] = [
    ("D1", (SUPPORT, "first_contact: hotline\n", "error SUP-FIRST", "")),
    ("D2", ("en/support.md", "kind: support\n", "error SUP-CHANNEL", "")),
    ("D5", (SUPPORT, "    area: billing\n", "error SUP-SCOPE", "services:")),
    ("D6", (SUPPORT, "    area: provisioning\n", "error SUP-SCOPE", "services:")),
    ("D7", (SUPPORT, "    area: troubleshooting\n", "error SUP-SCOPE", "services:")),
    ("D8", (SUPPORT, "    area: updates\n", "error SUP-SCOPE", "services:")),
    ("D9", (SUPPORT, "    area: usage\n", "error SUP-SCOPE", "services:")),
    ("D7", (SUPPORT, ", desktop", "error SUP-TROUBLE", "fix\n")),
    ("D11", (HOTLINE, "calendar: office\n", "error SUP-HOURS", "channel: phone")),
    ("D12", (SUPPORT, "    channels: [email, portal]\n", "error SUP-CHANNEL", "training\n    area")),
    ("D13", (SUPPORT, "    price: included\n", "error SUP-PRICE", "billing\n    area")),
    ("D13", (BUSINESS, "price: {amount: \"6800.00\", currency: TWD, per: month, tax: excluded, from: 2025-07-01}\n",
        "error SUP-PRICE", "title:")),
    ("D16", (SUPPORT, "  - level: 1\n    name: {en: Service desk, zh-TW: 客服中心}\n    \
        channels: [hotline, email, portal, chat, emergency]\n", "error ESC-LEVELS", "2\n    name: {en: Engineers")),
    ("D29", (SUPPORT, "phone: \"+886255550188\", ", "error SUP-SECURITY", "security: {contact")),
    ("D29", (SUPPORT, "security: {contact: \"mailto:security@camphor.example\", phone: \"+886255550188\", \
        expires: 2027-10-31, policy: security.md}\n", "error SUP-SECURITY", "")),
    // No row names it, and no support can do without.
    ("L1", (SUPPORT, "  country: TW\n", "error SUP-ORG", "organization:")),
    ("D4", (SUPPORT, "    vendor_takes_customers: false\n", "error SUP-VENDOR", "m365")),
    ("D17", (SUPPORT, "  - level: 3\n    name: {en: The vendor of the product, zh-TW: 產品原廠}\n    vendor: microsoft\n    \
        filed_by: partner\n    on: [service-down, undocumented-fault, bug, network, regional]\n",
        "error SUP-ESCALATE", "2\n    name: {en: Engineers")),
    ("D18", (SUPPORT, "    filed_by: partner\n", "error SUP-ESCALATE", "microsoft\n    on:")),
];

/// What should be said.
#[rustfmt::skip]
const SHOULD: [Case; 13] = [
    (SUPPORT, "delivered_by: self\n", "warning SUP-PROVIDER", ""),
    (SUPPORT, "    health: https://status.cloud.microsoft/\n", "warning SUP-HEALTH", "m365"),
    (SUPPORT, "    billing: self\n", "warning SUP-THIRD", "tidebox\n"),
    (SUPPORT, ", incidents: [partner, vendor]", "warning SUP-COMMS", "notices:"),
    (SUPPORT, "buy: partner, ", "warning SUP-CHANGES", "changes:"),
    (SUPPORT, "by: customer, ", "note SUP-CLOSE", "closing:"),
    (SUPPORT, ", suspend_after: P45D", "warning SUP-COLLECT", "collections:"),
    (SUPPORT, ", need: [tenant-id, incident-id, times, affected-users, mail-from-affected-domain]",
        "warning SUP-CREDIT", "credits:"),
    (SUPPORT, "credits: {page: articles/billing/service-credits.md, \
        need: [tenant-id, incident-id, times, affected-users, mail-from-affected-domain]}\n", "warning SUP-CREDIT", ""),
    (SUPPORT, "data: {remote_access: consent-each-time, logs_kept: P180D, places: [TW], privacy: legal/privacy.md}\n",
        "warning SUP-DATA", ""),
    (SUPPORT, ", policy: security.md", "warning SUP-SECURITY", "security: {contact"),
    (SUPPORT, "notices: {subscription: partner, billing: partner, incidents: [partner, vendor], maintenance: partner}\n",
        "warning SUP-COMMS", ""),
    (SUPPORT, "complaints: {channels: [email, hotline], address: complaints@camphor.example, \
        answer: {within: P5D, count: open-days}, arbitration: none}\n", "warning SUP-COMPLAINT", ""),
];

/// Nothing is called met whose fact is absent: the report says so on the very row.
#[test]
fn what_must_be_said_is_asked_for_and_missed_in_the_report() {
    let mut missed = Vec::new();
    for (row, case) in &MUST {
        let (_, fact, ..) = case;
        let (rule, unmet) = taken_out(*case);
        assert!(unmet.contains(&(*row, rule)), "without {fact:?}: {unmet:?}");
        // Who asks for something else has it still.
        let other = unmet.iter().find(|(of, by)| of != row && *by != rule);
        assert_eq!(other, None, "without {fact:?}");
        missed.extend(unmet);
    }
    let asked = lines(Profile::Csp).filter(|line| line.force == Force::Must);
    let never: Vec<_> = asked
        .map(|line| (line.row, line.rule))
        .filter(|one| !missed.contains(one))
        .collect();
    // Taken out below, as it takes two plans.
    assert_eq!(never, [("D3", "SUP-NOSLA")]);
}

#[test]
fn what_should_be_said_is_missed_in_the_report_too() {
    for case in &SHOULD {
        let (_, fact, ..) = case;
        let (rule, unmet) = taken_out(*case);
        assert!(unmet.iter().any(|(_, of)| *of == rule), "without {fact:?}");
        assert!(unmet.iter().all(|(_, of)| *of == rule), "{unmet:?}");
    }
}

#[test]
fn the_report_names_what_meets_each_demand() {
    for profile in [
        "csp",
        "csp-china",
        "generic",
        "es-consumer",
        "dora",
        "jp-tokusho",
    ] {
        let profile = format!("profile: {profile}");
        let portal = replaced(starter(), "supportal.yaml", "profile: csp", &profile);
        let audit = audited(&portal);
        let unmet: Vec<_> = unmet(&audit);
        // In China no plan stands in for a phone at all hours.
        let expected: &[_] = match profile.ends_with("china") {
            true => &[("D31", "SUP-NOSLA")],
            false => &[],
        };
        assert_eq!(unmet, expected, "{profile}");
        for demand in &audit.demands {
            let named = match &demand.answer {
                Answer::Met(facts) => !facts.is_empty() && facts.iter().all(|one| one.span.end > 0),
                _ => true,
            };
            assert!(named, "{} of {profile}: {:?}", demand.row, demand.answer);
        }
    }
}

#[test]
fn the_report_tells_allowed_from_met() {
    let without = replaced(starter(), SUPPORT, "first_contact: hotline\n", "");
    let answer = |portal: &Portal| {
        let demands = audited(portal).demands;
        demands
            .into_iter()
            .find(|one| one.row == "D1")
            .unwrap()
            .answer
    };
    let allow = "allow: [{rule: SUP-FIRST, why: a desk in each branch}]\n";
    let level = "levels: [{rule: SUP-*, level: off, why: a desk in each branch}]\n";
    for (file, more) in [
        (SUPPORT, allow),
        ("supportal.yaml", allow),
        ("supportal.yaml", level),
    ] {
        let text = format!("{}{more}", without.text(file));
        let portal = without.clone().file(file, text);
        let Answer::Allowed(found) = answer(&portal) else {
            panic!("{more}");
        };
        assert_eq!(found[0].1.why, "a desk in each branch");
        assert_eq!(found[0].1.path.as_str(), file);
    }
    // A channel that is not there answers nobody.
    let gone = replaced(
        starter(),
        SUPPORT,
        "first_contact: hotline",
        "first_contact: desk",
    );
    assert!(matches!(answer(&gone), Answer::NotMet(found) if found.len() == 1));
    // What cannot be read is not judged, and what is of no third party needs no publisher.
    let broken = replaced(starter(), SUPPORT, "organization:\n", "organization: [\n");
    assert_eq!(answer(&broken), Answer::NotJudged);
    let own = replaced(starter(), SUPPORT, "    third_party: true\n", "");
    let audit = audited(&own);
    let third = audit
        .demands
        .iter()
        .find(|one| one.rule == "SUP-THIRD")
        .unwrap();
    assert!(matches!(third.answer, Answer::NotApplicable(_)));
    // Plans that ended agree nothing.
    let expired = [BUSINESS, "en/sla/standard.md"]
        .iter()
        .fold(starter(), |portal, plan| {
            replaced(portal, plan, "expires: null", "expires: 2026-01-01")
        });
    let unmet = unmet(&audited(&expired));
    assert!(unmet.contains(&("D3", "SUP-NOSLA")), "{unmet:?}");
}

/// A value that cannot be read is not one that nobody stated.
#[test]
fn the_report_names_the_mistake_in_what_it_asks_for() {
    for (file, from, to, row, mistake) in [
        (
            SUPPORT,
            "first_contact: hotline",
            "first_contact: [hotline]",
            "D1",
            "FM-TYPE",
        ),
        (SUPPORT, "first_contact:", "first_contcat:", "D1", "FM-KEY"),
        (SUPPORT, "country: TW", "country: Taiwan", "L1", "FM-TYPE"),
    ] {
        let portal = replaced(starter(), file, from, to);
        let demands = audited(&portal).demands.into_iter();
        let mut unmet =
            demands.filter(|one| one.row == row && matches!(one.answer, Answer::NotMet(_)));
        let Some(Answer::NotMet(found)) = unmet.next().map(|one| one.answer) else {
            panic!("{row} is met with {to:?}");
        };
        let codes: Vec<_> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes, [mistake], "{found:?}");
    }
}

/// What the report says; nobody asks the search of these portals.
fn audited(portal: &Portal) -> Audit {
    let options = Options {
        search: SearchIndex::Later,
        ..Options::default()
    };
    compiled(&portal.snapshot(), &options).audit
}

/// A row that is not met, and the rule that says so.
type Unmet = (&'static str, &'static str);

fn unmet(audit: &Audit) -> Vec<Unmet> {
    let unmet = |answer: &Answer| !matches!(answer, Answer::Met(_) | Answer::NotApplicable(_));
    let demands = audit.demands.iter().filter(|one| unmet(&one.answer));
    demands.map(|one| (one.row, one.rule)).collect()
}

/// Takes a fact out of the starter, of which one thing is found then. Gives the rule that asks for it, and what the
/// report does not call met.
#[track_caller]
fn taken_out((file, fact, finding, at): Case) -> (&'static str, Vec<Unmet>) {
    let portal = replaced(starter(), file, fact, "");
    let snapshot = portal.snapshot();
    let build = compiled(&snapshot, &Options::default());
    let found = short(&list(&snapshot, &build.diagnostics));
    let place = match file {
        "en/support.md" => SUPPORT,
        _ => file,
    };
    let expected = placed(&portal, place, finding, at);
    assert_eq!(found, [expected.as_str()], "without {fact:?}");
    let rule = finding.split(' ').nth(1).unwrap();
    (rule, unmet(&build.audit))
}

#[test]
fn an_agreement_or_a_phone_around_the_clock_must_be_there() {
    let check = Portal::check;
    let expired = [BUSINESS, "en/sla/standard.md"]
        .iter()
        .fold(starter(), |portal, plan| {
            replaced(portal, plan, "expires: null", "expires: 2026-01-01")
        });
    let gone = placed(&expired, HOTLINE, "error SUP-NOSLA", "office\n");
    let found = check(&expired);
    assert!(short(&found).contains(&gone), "{found}");
    // The emergency phone takes critical problems alone; a phone for every severity is enough.
    let emergency = "en/channels/emergency.md";
    let phone = replaced(expired.clone(), emergency, "severities: [s1]\n", "");
    let found = check(&phone);
    assert!(!found.contains("SUP-NOSLA"), "{found}");
    // Hours that leave no minute out are around the clock, too; where no day is an exception.
    let week = |holidays: &str| {
        let days: Vec<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .map(|day| format!("{day}: [\"08:00-20:00\", \"20:00-08:00\"]"))
            .collect();
        format!(
            "calendars:\n  whole:\n    name: {{en: All hours, zh-TW: 全天}}\n    time_zone: Asia/Taipei\n    holidays: {holidays}\n    weekly: {{{}}}\n",
            days.join(", ")
        )
    };
    for (holidays, missing) in [
        ("none", false),
        (
            "[{date: 2026-12-25, name: {en: Day off, zh-TW: 休息}}]",
            true,
        ),
    ] {
        let phone = replaced(expired.clone(), emergency, "severities: [s1]\n", "");
        let phone = replaced(phone, emergency, "calendar: always", "calendar: whole");
        let phone = replaced(phone, SUPPORT, "calendars:\n", &week(holidays));
        let found = check(&phone);
        assert_eq!(found.contains("SUP-NOSLA"), missing, "{found}");
        let said = phone
            .output("support.html")
            .contains("around the clock, on every day of the year");
        assert_eq!(said, !missing);
    }
    // A plan that comes later is none today, and none is missed where another holds.
    let later = |portal, plan, date: &str| replaced(portal, plan, date, "effective: 2027-01-01");
    let kept = replaced(
        starter(),
        "en/sla/business@1.0.md",
        "expires: 2025-10-01",
        "expires: 2027-01-01",
    );
    let coming = later(kept, BUSINESS, "effective: 2025-10-01");
    assert_eq!(check(&coming), "");
    let coming = later(starter(), BUSINESS, "effective: 2025-10-01");
    let coming = later(coming, "en/sla/standard.md", "effective: 2025-07-01");
    let found = check(&coming);
    let at = placed(&coming, BUSINESS, "error SLA-DATES", "2027-01-01");
    assert!(short(&found).contains(&at), "{found}");
    // Nor does the contact page say what it will promise then.
    let page = coming.output("channels/index.html");
    assert!(!page.contains("data-plan=\"business\""), "{page}");
    assert!(!page.contains("value=\"standard\""), "{page}");
    let page = starter().output("channels/index.html");
    assert!(page.contains("data-plan=\"business\"") && page.contains("value=\"standard\""));
    // In China support is continuous, whatever is agreed.
    let china = replaced(
        starter(),
        "supportal.yaml",
        "profile: csp",
        "profile: csp-china",
    );
    let gone = placed(&china, HOTLINE, "error SUP-NOSLA", "office\n");
    assert_eq!(short(&check(&china)), [gone.as_str()]);
    // There, customers must be told that their problem is solved.
    let silent = replaced(china, SUPPORT, "by: customer, ", "");
    let ends = placed(&silent, SUPPORT, "error SUP-CLOSE", "closing:");
    assert_eq!(short(&check(&silent)), [gone, ends]);
    // Without a profile nothing is asked for.
    let none = replaced(
        starter().without(SUPPORT),
        "supportal.yaml",
        "profile: csp",
        "profile: none",
    );
    let found = check(&none);
    assert!(!found.contains(" SUP-"), "{found}");
}

#[test]
fn a_mistake_in_yaml_is_one_mistake() {
    let broken = [
        (SUPPORT, "organization:\n", "organization: [\n"),
        (HOTLINE, "channel: phone\n", "channel: phone: x\n"),
        (BUSINESS, "version: \"1.1\"\n", "version: 1.1: x\n"),
        (SUPPORT, "holidays: [tw]\n", "holidays: TW\n"),
    ];
    for (file, from, to) in broken {
        let portal = replaced(starter(), file, from, to);
        let found = portal.check();
        let about_facts = |code: &str| {
            ["SUP-", "SLA-", "CAL-", "ESC-", "FCT-"]
                .iter()
                .any(|family| code.contains(family))
        };
        assert!(found.contains("error FM-"), "{found}");
        assert!(!found.lines().any(about_facts), "{found}");
    }
}

/// Also where the law of a market makes an error of it under the other profiles.
#[test]
fn what_has_an_id_twice_stands_in_a_page_once_whatever_the_severity() {
    let portal = replaced(
        starter(),
        "support.yaml",
        "services:\n",
        "services:\n  - {id: billing, area: billing, name: {en: Twice, zh-TW: 兩次}, channels: [hotline], price: included}\n",
    );
    let settings = format!(
        "{}\nlevels:\n  - {{rule: FM-DUPID, level: note, why: Imported.}}\n",
        portal.text("supportal.yaml")
    );
    let page = portal
        .file("supportal.yaml", settings)
        .output("support.html");
    assert_eq!(page.matches("id=\"_service-billing\"").count(), 1);
}

#[test]
fn profiles_of_single_laws_only_note() {
    for (profile, rules) in [
        ("es-consumer", &["SUP-CHANNEL", "SUP-COMPLAINT"][..]),
        ("dora", &["SUP-SCOPE", "SUP-ORG", "SUP-DATA"]),
        ("jp-tokusho", &["SUP-ORG", "SUP-CHANNEL", "SUP-CHANGES"]),
    ] {
        let config = format!("title: T\nlanguages: [en]\nprofile: {profile}\n");
        let portal = Portal::new()
            .file("supportal.yaml", config)
            .file("support.yaml", "markets: [ES, JP]\ncustomers: [consumer]\n")
            .page("en/index.md", "Welcome.");
        let found = portal.check();
        let about = found.lines().filter(|line| line.contains(" SUP-"));
        let about: Vec<&str> = about.collect();
        assert!(
            about.iter().all(|line| line.starts_with("note ")),
            "{found}"
        );
        for rule in rules {
            assert!(found.contains(&format!("note {rule} ")), "{rule}: {found}");
        }
    }
}

/// What Japan asks for is told of a telephone and of an address, and of nothing in their place.
#[test]
fn a_seller_in_japan_is_asked_for_its_telephone_and_its_address() {
    let calendars = "calendars:\n  office: {name: A, time_zone: Asia/Tokyo, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n";
    let seller = "organization:\n  legal_name: A\n  country: JP\n";
    let address = "  address: {street: 1-2-3, postal_code: \"105-0001\", city: 東京都港区}\n";
    let page = |channel: &str| format!("---\ntitle: A\ndescription: D.\n{channel}\n---\n\nA\n");
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: T\nlanguages: [en]\nprofile: jp-tokusho\n",
        )
        .file(SUPPORT, format!("{seller}{calendars}"))
        .file(
            "en/channels/mail.md",
            page("channel: email\naddress: a@b.example\ncalendar: office"),
        )
        .page("en/index.md", "Welcome.");
    let phone = |calendar: &str| {
        let page = page(&format!(
            "channel: phone\naddress: \"+81355550123\"{calendar}"
        ));
        portal.clone().file("en/channels/phone.md", page)
    };
    let answers = |portal: &Portal, rule: &str| -> Vec<Answer> {
        let demands = audited(portal).demands.into_iter();
        let of_rule = demands.filter(|one| one.rule == rule);
        of_rule.map(|one| one.answer).collect()
    };
    let notes = |portal: &Portal, rule: &str| -> Vec<String> {
        let found = portal.check();
        let of_rule = found.lines().filter(|line| line.contains(rule));
        of_rule.map(str::to_owned).collect()
    };

    // A mailbox is no telephone, and its hours are not those of one.
    assert!(matches!(
        answers(&portal, "SUP-CHANNEL")[..],
        [Answer::NotMet(_)]
    ));
    assert!(matches!(
        answers(&portal, "SUP-HOURS")[..],
        [Answer::NotApplicable(_)]
    ));
    assert_eq!(
        notes(&portal, "SUP-CHANNEL"),
        ["note SUP-CHANNEL support.yaml:1:1 no channel gives a telephone number"]
    );
    assert_eq!(notes(&portal, "SUP-HOURS"), [""; 0]);

    let told = phone("\ncalendar: office");
    let [Answer::Met(number)] = &answers(&told, "SUP-CHANNEL")[..] else {
        panic!("the number is there");
    };
    let words: Vec<&str> = number.iter().map(|fact| fact.words.as_str()).collect();
    assert_eq!(words, ["channel `phone`: `+81355550123`"]);
    let [Answer::Met(hours)] = &answers(&told, "SUP-HOURS")[..] else {
        panic!("the hours are there");
    };
    let words: Vec<&str> = hours.iter().map(|fact| fact.words.as_str()).collect();
    assert_eq!(words, ["channel `phone`: calendar `office`"]);
    let typed = portal.clone().file(
        "en/channels/phone.md",
        page("channel: phone\naddress: 03-5555-0123"),
    );
    assert!(matches!(
        answers(&typed, "SUP-CHANNEL")[..],
        [Answer::NotMet(_)]
    ));
    assert_eq!(notes(&typed, "SUP-CHANNEL"), [""; 0], "CHN-PHONE says it");
    let silent = phone("");
    assert!(matches!(
        answers(&silent, "SUP-HOURS")[..],
        [Answer::NotMet(_)]
    ));
    assert_eq!(
        notes(&silent, "SUP-HOURS"),
        ["note SUP-HOURS en/channels/phone.md:4:1 the channel `phone` has no hours"]
    );

    // A name and a country are not where the seller is found.
    assert!(matches!(answers(&told, "SUP-ORG")[..], [Answer::NotMet(_)]));
    assert_eq!(
        notes(&told, "SUP-ORG"),
        ["note SUP-ORG support.yaml:1:1 the organization has no address"]
    );
    let part = format!("{seller}  address: {{city: A}}\n{calendars}");
    assert_eq!(
        notes(&told.clone().file(SUPPORT, part), "SUP-ORG"),
        ["note SUP-ORG support.yaml:1:1 a part of the organization's address is missing"]
    );
    let whole = told.file(SUPPORT, format!("{seller}{address}{calendars}"));
    assert!(matches!(answers(&whole, "SUP-ORG")[..], [Answer::Met(_)]));
    assert_eq!(notes(&whole, "SUP-ORG"), [""; 0]);
}

/// What Spain asks for is by when a complaint is answered, and not where it is sent alone.
#[test]
fn a_complaint_in_spain_is_answered_in_fifteen_working_days() {
    let spain = replaced(
        starter(),
        "supportal.yaml",
        "profile: csp",
        "profile: es-consumer",
    );
    let answer = |within: &str| {
        let old = ", answer: {within: P5D, count: open-days}";
        let portal = replaced(spain.clone(), SUPPORT, old, within);
        let found = portal.check();
        let mut demands = audited(&portal).demands.into_iter();
        let answer = demands
            .find(|one| one.rule == "SUP-COMPLAINT")
            .unwrap()
            .answer;
        assert!(matches!(answer, Answer::Met(_) | Answer::NotMet(_)));
        let notes = found.lines().filter(|line| line.contains("SUP-COMPLAINT"));
        let notes: Vec<&str> = notes
            .filter_map(|line| line.splitn(4, ' ').nth(3))
            .collect();
        (matches!(answer, Answer::Met(_)), notes.join("\n"))
    };
    let met = (true, String::new());
    for within in [
        ", answer: {within: P5D, count: open-days}",
        ", answer: {within: P15D, count: open-days}",
        // Three weeks have no more.
        ", answer: {within: PT504H, count: clock}",
    ] {
        assert_eq!(answer(within), met, "{within}");
    }
    let unsaid = "by when a complaint is answered is not said".to_owned();
    assert_eq!(answer(""), (false, unsaid));
    for (within, length) in [
        (", answer: {within: P16D, count: open-days}", "P16D"),
        (", answer: {within: PT505H, count: clock}", "PT505H"),
    ] {
        let late = format!(
            "a complaint is answered within `{length}`, which is more than 15 working days"
        );
        assert_eq!(answer(within), (false, late));
    }
}

#[test]
fn each_row_has_its_rule_with_examples() {
    for profile in [
        Profile::Csp,
        Profile::CspChina,
        Profile::Generic,
        Profile::EsConsumer,
        Profile::Dora,
        Profile::JpTokusho,
    ] {
        for line in lines(profile) {
            let rule = rules().iter().find(|rule| rule.code == line.rule);
            let rule = rule.unwrap_or_else(|| panic!("{}: no rule {}", line.row, line.rule));
            // What stands there is compiled by the tests of the rules.
            let sections = ["\n## Wrong\n", "\n## Right\n"];
            assert!(
                sections.iter().all(|one| rule.doc.contains(one)),
                "{}",
                line.rule
            );
            assert!(!line.source.is_empty(), "{}", line.row);
        }
    }
    let rows = |profile| {
        let of_microsoft = lines(profile).filter(|line| line.row.starts_with('D'));
        let mut rows: Vec<u32> = of_microsoft
            .map(|line| line.row[1..].parse().unwrap())
            .collect();
        rows.sort();
        rows.dedup();
        rows
    };
    let all: Vec<u32> = (1..=32).collect();
    assert_eq!(rows(Profile::CspChina), all);
    let but_china: Vec<u32> = all.into_iter().filter(|row| *row != 31).collect();
    assert_eq!(rows(Profile::Csp), but_china);
    assert_eq!(lines(Profile::None).count(), 0);
}

/// Findings without their words: `error SUP-FIRST support.yaml:1:1`.
fn short(found: &str) -> Vec<String> {
    let short = |line: &str| line.split(' ').take(3).collect::<Vec<_>>().join(" ");
    found.lines().map(short).collect()
}

fn replaced(portal: Portal, file: &str, from: &str, to: &str) -> Portal {
    let text = portal.text(file);
    assert!(text.contains(from), "{file} has no {from:?}");
    let text = text.replacen(from, to, 1);
    portal.file(file, text)
}

fn placed(portal: &Portal, file: &str, finding: &str, at: &str) -> String {
    let text = portal.text(file);
    let start = text.find(at);
    let before = &text[..start.unwrap_or_else(|| panic!("{file} has no {at:?}"))];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{finding} {file}:{line}:{column}")
}

#[test]
fn a_channel_takes_requests_at_all_hours_where_it_says_so_alone() {
    let page = |calendar: &str| {
        let front =
            format!("channel: chat\naddress: https://chat.example/\n{calendar}answered: short\n");
        let page = format!("---\ntitle: Chat\n{front}---\nText.\n");
        let hours = |days| format!("{{time_zone: Europe/Berlin, weekly: {days}, holidays: none}}");
        let facts = format!(
            "calendars:\n  long: {}\n  short: {}\n  always: {{time_zone: Etc/UTC, always: true}}\n",
            hours("{mon: [\"08:00-20:00\"]}"),
            hours("{mon: [\"09:00-17:00\"]}")
        );
        let portal = Portal::new().file("support.yaml", facts);
        portal.file("en/channels/chat.md", page)
    };
    let all = "Requests are taken at all hours and answered in these:";
    let within = "Requests are answered in these hours:";
    for (calendar, said, other) in [
        ("calendar: long\n", within, all),
        ("calendar: always\n", all, within),
        ("", all, within),
    ] {
        for url in ["channels/chat.html", "channels/chat.md"] {
            let page = page(calendar).output(url);
            assert!(page.contains(said), "{calendar} {url}: {page}");
            assert!(!page.contains(other), "{calendar} {url}: {page}");
        }
    }
}

/// What it costs, who answers at night, what the agreement is: said above the lists, not to machines alone.
#[test]
fn a_card_says_what_its_channel_does_not_take() {
    // Who sees only that the emergency phone is there at night calls it with a question.
    let html = starter().output("index.html");
    let (_, card) = html.split_once("data-channel=\"emergency\"").unwrap();
    let (card, _) = card.split_once("</li>").unwrap();
    assert!(
        card.contains("only problems of severity Critical"),
        "{card}"
    );
    let (_, card) = html.split_once("data-channel=\"hotline\"").unwrap();
    let (card, _) = card.split_once("</li>").unwrap();
    assert!(!card.contains("only problems"), "{card}");
}

#[test]
fn readers_are_told_what_stands_above_the_lists() {
    let page = crate::properties::starter().output("support.html");
    for (id, sentence) in [
        (
            "scope",
            "Part of this support is charged; the price stands with each service.",
        ),
        (
            "channels",
            "you can call “Emergency phone” around the clock, on every day of the year.",
        ),
        (
            "plans",
            "Our service level agreement lays down how fast we answer: Standard plan and Business plan.",
        ),
        ("escalation", "A request goes through these levels in turn"),
    ] {
        let heading = format!("<h2 id=\"{id}\">");
        let below = page.split_once(&heading).map(|(_, below)| below);
        let section = below.and_then(|below| below.split("<h2").next());
        assert!(
            section.is_some_and(|section| section.contains(sentence)),
            "{id}: {section:?}"
        );
    }
}
