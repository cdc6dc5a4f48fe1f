//! Who looks for somebody to talk to is led to the channel that the portal names first, in every language of the theme.

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
fn what_people_type_who_want_somebody_leads_to_the_first_contact_in_every_language() {
    let languages = LANGUAGES.join(", ");
    let config = format!("title: Test\nlanguages: [{languages}]\n");
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
    }
    let outputs = portal.build().outputs;
    for language in LANGUAGES {
        let folder = match language == LANGUAGES[0] {
            true => String::new(),
            false => format!("{language}/"),
        };
        let portal = Portal::of(&outputs, &folder);
        let theme = words(&format!("facts.{language}.yaml"));
        for kind in ["channel", "hours", "phone"] {
            let phrases = theme[&format!("looked_for_{kind}")].split(", ");
            for phrase in phrases.filter(|phrase| !OF_ANY_SUBJECT.contains(phrase)) {
                let rows = portal.ask(phrase, &Filters::default()).rows;
                // The list of all channels may be called just that.
                let mut channels = rows.iter().filter(|row| row.url != "channels/index.html");
                let first = channels.next().map(|row| row.url.as_str());
                assert_eq!(first, Some("channels/two.html"), "`{phrase}` in {language}");
            }
        }
    }
}
