//! The way to a fact, for programs and for readers.

/// One step of the way to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key.
    Key(String),
    /// The item of a list that is called so.
    Item(String),
    /// What a text says in a language.
    Language(String),
}

/// What the entries of a list or map are called, one by one.
const SUBJECTS: &[(&str, &str)] = &[
    ("announced", "announced plan"),
    ("backed_by", "promise of"),
    ("calendars", "calendar"),
    ("channels", "channel"),
    ("escalation", "escalation level"),
    ("holiday_sets", "holidays"),
    ("plans", "plan"),
    ("products", "product"),
    ("services", "service"),
    ("severities", "severity"),
];

/// Lists whose items say by their name what they are.
const PLAIN: &[&str] = &["targets", "days", "exceptions", "changes"];

/// Keys that read better otherwise, the longer ways first.
const KEYS: &[(&[&str], &str)] = &[
    (&["respond", "within"], "response"),
    (&["respond", "count"], "response counted in"),
    (&["respond", "share"], "response, share in per cent"),
    (&["restore", "within"], "restoration"),
    (&["restore", "count"], "restoration counted in"),
    (&["restore", "share"], "restoration, share in per cent"),
    (&["update", "every"], "updates every"),
    (&["update", "count"], "updates counted in"),
    (&["weekly", "mon"], "Monday"),
    (&["weekly", "tue"], "Tuesday"),
    (&["weekly", "wed"], "Wednesday"),
    (&["weekly", "thu"], "Thursday"),
    (&["weekly", "fri"], "Friday"),
    (&["weekly", "sat"], "Saturday"),
    (&["weekly", "sun"], "Sunday"),
    (&["respond"], "response"),
    (&["restore"], "restoration"),
    (&["update"], "updates"),
    (&["tzdata"], "time zone data"),
];

/// `plans.business.targets[s1].respond.within`.
pub(super) fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(name) => path.push_str(&format!("[{name}]")),
            Step::Key(name) | Step::Language(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
        }
    }
    path
}

/// `plan business, s1: response`.
pub(super) fn what(steps: &[Step]) -> String {
    let (subject, rest) = match steps {
        [
            Step::Key(list),
            Step::Key(name) | Step::Item(name),
            rest @ ..,
        ] => match SUBJECTS.iter().find(|(known, _)| known == list) {
            Some((_, word)) => (format!("{word} {name}"), rest),
            None => (plain(list), &steps[1..]),
        },
        [Step::Key(key), rest @ ..] => (one(key), rest),
        _ => (String::new(), steps),
    };
    let mut subjects = vec![subject];
    let mut attribute: Vec<&str> = Vec::new();
    let mut language = None;
    for step in rest {
        match step {
            Step::Key(key) => attribute.push(key),
            Step::Language(tag) => language = Some(tag),
            Step::Item(name) => {
                if attribute.last().is_some_and(|list| PLAIN.contains(list)) {
                    attribute.pop();
                    subjects.push(name.clone());
                } else {
                    attribute.push(name);
                }
            }
        }
    }
    let mut words = subjects.join(", ");
    if !attribute.is_empty() {
        words.push_str(&format!(": {}", phrase(&attribute)));
    }
    if let Some(tag) = language {
        words.push_str(&format!(" ({tag})"));
    }
    words
}

fn phrase(keys: &[&str]) -> String {
    let mut words = Vec::new();
    let mut rest = keys;
    while let Some((first, after)) = rest.split_first() {
        match KEYS.iter().find(|(known, _)| rest.starts_with(known)) {
            Some((known, word)) => {
                words.push((*word).to_owned());
                rest = &rest[known.len()..];
            }
            None => {
                words.push(plain(first));
                rest = after;
            }
        }
    }
    words.join(" ")
}

fn one(key: &str) -> String {
    phrase(&[key])
}

fn plain(key: &str) -> String {
    key.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_reader_calls_it() {
        let key = |name: &str| Step::Key(name.to_owned());
        let item = |name: &str| Step::Item(name.to_owned());
        let check = |steps: &[Step], written: &str, read: &str| {
            assert_eq!(
                (path(steps).as_str(), what(steps).as_str()),
                (written, read)
            );
        };
        check(
            &[
                key("plans"),
                key("business"),
                key("targets"),
                item("s1"),
                key("respond"),
                key("within"),
            ],
            "plans.business.targets[s1].respond.within",
            "plan business, s1: response",
        );
        check(
            &[key("calendars"), key("office"), key("weekly"), key("mon")],
            "calendars.office.weekly.mon",
            "calendar office: Monday",
        );
        check(
            &[
                key("holiday_sets"),
                key("tw"),
                key("days"),
                item("2026-01-01"),
            ],
            "holiday_sets.tw.days[2026-01-01]",
            "holidays tw, 2026-01-01",
        );
        check(
            &[
                key("services"),
                item("fix"),
                key("name"),
                Step::Language("en".into()),
            ],
            "services[fix].name.en",
            "service fix: name (en)",
        );
        check(&[key("first_contact")], "first_contact", "first contact");
        check(
            &[key("organization"), key("legal_name")],
            "organization.legal_name",
            "organization: legal name",
        );
    }
}
