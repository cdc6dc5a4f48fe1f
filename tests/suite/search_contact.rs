//! Who looks for somebody to talk to is led to the channel that the portal names first, and who asks for what the law wants
//! published to that page, in every language of the theme.

use supportal::index::query::Filters;

use crate::search::Portal;
use crate::strings::{LANGUAGES, words};

/// Words of the theme's lists that any subject may have: "open" an account, a "closed" invoice. Alone they find a
/// channel, but put none before others.
const OF_ANY_SUBJECT: [&str; 6] = ["closed", "open", "مغلق", "مفتوح", "סגור", "פתוח"];

const SUPPORT: &str = "\
organization: {legal_name: Test GmbH, country: DE}
first_contact: two
calendars:
  office:
    time_zone: Europe/Berlin
    weekly: {mon: [\"08:00-18:00\"], tue: [\"08:00-18:00\"]}
";

#[test]
fn what_people_type_who_want_somebody_or_the_law_leads_there_in_every_language() {
    let languages = LANGUAGES.join(", ");
    let legal = "legal: {privacy: legal/data.md, imprint: legal/firm.md}";
    let config = format!("title: Test\nlanguages: [{languages}]\n{legal}\n");
    let mut portal = crate::portal::Portal::new()
        .file("supportal.yaml", config)
        .file("support.yaml", SUPPORT);
    for language in LANGUAGES {
        // In the order of their names another one comes before it, and one behind it.
        for (name, facts) in [
            ("one", "channel: chat\naddress: https://a.example.com/\n"),
            ("two", "channel: phone\naddress: \"+49 30 1234567\"\n"),
            ("yet", "channel: chat\naddress: https://b.example.com/\n"),
        ] {
            let facts = match language == LANGUAGES[0] {
                true => format!("{facts}calendar: office\n"),
                false => String::new(),
            };
            let text = format!("---\ntitle: {name}\ndescription: {name}\n{facts}---\n\nB.\n");
            portal = portal.file(&format!("{language}/channels/{name}.md"), text);
        }
        for name in ["data", "firm", "rest"] {
            let text = format!("---\ntitle: {name}\ndescription: {name}\n---\n\nB.\n");
            portal = portal.file(&format!("{language}/legal/{name}.md"), text);
        }
    }
    let outputs = portal.build().outputs;
    for language in LANGUAGES {
        let folder = match language == LANGUAGES[0] {
            true => String::new(),
            false => format!("{language}/"),
        };
        let portal = Portal::of(&outputs, &folder);
        let theme = words(&format!("facts.{language}.yaml"));
        let first = |phrase: &str| {
            let rows = portal.ask(phrase, &Filters::default()).rows;
            // The list of all channels may be called just that.
            let mut rows = rows
                .into_iter()
                .filter(|row| row.url != "channels/index.html");
            rows.next().map(|row| row.url)
        };
        for (kind, page) in [
            ("channel", "channels/two.html"),
            ("hours", "channels/two.html"),
            ("phone", "channels/two.html"),
            ("privacy", "legal/data.html"),
            ("imprint", "legal/firm.html"),
        ] {
            let phrases = theme[&format!("looked_for_{kind}")].split(", ");
            for phrase in phrases.filter(|phrase| !OF_ANY_SUBJECT.contains(phrase)) {
                assert_eq!(
                    first(phrase).as_deref(),
                    Some(page),
                    "`{phrase}` in {language}"
                );
            }
        }
    }
}
