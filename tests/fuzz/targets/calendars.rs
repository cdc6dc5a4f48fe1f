//! Calendars and promises.

use supportal::calendar::{Hours, Timestamp, due, joined};
use supportal::model::facts::{Count, Duration};
use supportal::model::{Config, RelPath, Source};
use supportal::parse;

use super::{Numbers, build, output, text, writers};

const ZONES: [&str; 8] = [
    "Etc/UTC",
    "Europe/Berlin",
    "Asia/Taipei",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Antarctica/Troll",
];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A promise takes as much open time as it says, whatever the hours, and calendars that are written can be read.
pub fn calendar(data: &[u8]) {
    let mut numbers = Numbers::of(data);
    let zone = ZONES[usize::from(numbers.below(8))];
    let interval = |numbers: &mut Numbers<'_>| {
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let (start, end) = (numbers.below(1_440), numbers.below(1_441));
        format!("\"{}-{}\"", time(start), time(end))
    };
    let mut weekly = String::new();
    for day in DAYS {
        let hours: Vec<String> = (0..numbers.below(3))
            .map(|_| interval(&mut numbers))
            .collect();
        weekly.push_str(&format!("{day}: [{}], ", hours.join(", ")));
    }
    let mut exceptions = String::new();
    for _ in 0..numbers.below(3) {
        let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
        let hours = if numbers.below(2) == 0 {
            String::new()
        } else {
            interval(&mut numbers)
        };
        exceptions.push_str(&format!(
            "{{date: 2026-{month:02}-{day:02}, hours: [{hours}]}}, "
        ));
    }
    let at = 1_767_225_600 + i64::from(numbers.below(60_000)) * 601;
    let length = i64::from(numbers.below(60_000)) * 7;
    let rest: Vec<u8> = numbers.0.copied().collect();
    let note = serde_json::to_string(&*text(&rest)).unwrap();
    let yaml = format!(
        "calendars:\n  a:\n    name: {note}\n    time_zone: {zone}\n    weekly: {{{weekly}}}\n    holidays: none\n    \
         exceptions: [{exceptions}]\n"
    );
    let config = config();
    let source = Source::new(RelPath::new("support.yaml").unwrap(), yaml.clone());
    let facts = parse::facts(Some(&source), &config).value;
    let Some(calendar) = facts.calendars.first() else {
        return;
    };
    let hours = Hours::new(calendar, &[]);
    let at = Timestamp::from_second(at).unwrap();
    let one = due(
        &hours,
        at,
        Duration::Seconds(length.unsigned_abs()),
        Count::OpenHours,
    );
    let more = due(
        &hours,
        at,
        Duration::Seconds(length.unsigned_abs() + 60),
        Count::OpenHours,
    );
    if let Some(one) = one {
        assert!(
            at <= one.clock_starts && one.clock_starts <= one.due,
            "{one:?}\n{yaml}"
        );
        assert!(
            more.is_none_or(|more| more.due >= one.due),
            "{one:?} {more:?}\n{yaml}"
        );
        // Counted by hand: the openings of all days from the one before, joined.
        let openings = hours.openings(
            hours.date(at).yesterday().unwrap().yesterday().unwrap(),
            hours.date(one.due).tomorrow().unwrap(),
        );
        let joined = joined(&openings);
        let open = joined.iter().map(|(start, end)| {
            let (start, end) = ((*start).max(at), (*end).min(one.due));
            (end.as_second() - start.as_second()).max(0)
        });
        assert_eq!(open.sum::<i64>(), length, "{one:?} at {at}\n{yaml}");
    }
    let status = hours.status(at);
    assert!(
        status.closes.is_none_or(|end| status.open && end > at),
        "{status:?}\n{yaml}"
    );
    assert!(
        status.opens.is_none_or(|start| !status.open && start > at),
        "{status:?}\n{yaml}"
    );
    if let Some(start) = status.opens {
        assert!(hours.status(start).open, "{status:?}\n{yaml}");
    }
    let channel = "---\ntitle: C\nchannel: email\naddress: a@b.example\ncalendar: a\n---\n";
    let site = build(&[
        (
            "supportal.yaml",
            b"title: T\nlanguages: [en]\nurl: https://host.example/\n",
        ),
        ("support.yaml", yaml.as_bytes()),
        ("en/channels/c.md", channel.as_bytes()),
    ]);
    writers::check(&site);
    if site
        .outputs
        .iter()
        .any(|file| file.url.as_str() == "hours.json")
    {
        output(&site, "hours.json");
    }
}

fn config() -> Config {
    let source = Source::new(
        RelPath::new("supportal.yaml").unwrap(),
        "title: T\nlanguages: [en]\n".to_owned(),
    );
    parse::config(&source).value
}
