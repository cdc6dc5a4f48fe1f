//! Blocks drawn from facts in the middle of an article, as HTML: `:::contact channel="phone":::`.
//!
//! No headings, so that a page's outline stays its author's; tables have header cells. A link to a page
//! is written `href="page:12"`, with the page's number, for whoever knows where the block stands.

use std::fmt::Write as _;

use super::{Scene, Unknown, Words, channel, plan};
use crate::model::facet::{Entry, Fact, Hours, TargetRow, Tongue};
use crate::model::markup::escaped;
use crate::model::nearest::nearest_of;
use crate::model::{About, Named};

/// A channel: address, hours, and what else there is to know.
///
/// # Errors
/// Where there is no such channel.
pub fn contact(scene: &Scene<'_>, id: &str) -> Result<String, Unknown> {
    let owned = scene
        .channel_of(id)
        .ok_or_else(|| unknown(Named::Channel, id, &scene.known().channels))?;
    let card = channel(scene, owned);
    let mut facts = Vec::new();
    let mut add = |label: String, text: String, href: String| {
        if !text.is_empty() {
            facts.push(Fact { label, text, href });
        }
    };
    add(card.kind, card.address, card.href);
    add(scene.say("label_hours"), card.summary, String::new());
    facts.extend(card.facts);
    let rows = facts.into_iter().map(|fact| (fact, Tongue::default()));
    let title = linked(scene, &card.entry);
    Ok(aside("contact", &card.entry.title, &title, &list(rows)))
}

/// A calendar: its week, its zone, coming dates that differ.
///
/// # Errors
/// Where there is no such calendar.
pub fn hours(scene: &Scene<'_>, id: &str) -> Result<String, Unknown> {
    let calendar = scene
        .calendar_of(id)
        .ok_or_else(|| unknown(Named::Calendar, id, &scene.known().calendars))?;
    let hours = super::hours(scene, calendar);
    let title = told(&hours.name, &hours.name_in);
    let inner = hours_html(scene, &hours);
    Ok(aside("hours", &hours.name, &title, &inner))
}

/// A plan: its promises.
///
/// # Errors
/// Where there is no such plan.
pub fn sla(scene: &Scene<'_>, id: &str) -> Result<String, Unknown> {
    let owned = scene
        .plan_of(id)
        .ok_or_else(|| unknown(Named::Plan, id, &scene.known().plans))?;
    let card = plan(scene, owned);
    let mut html = targets_html(scene, &card.targets);
    for sentence in &card.counting {
        let _ = write!(html, "<p>{}</p>", escaped(sentence));
    }
    let mut hours = (card.hours.iter())
        .filter_map(|hours| Some((hours, scene.calendar_of(&hours.id)?)))
        .map(|(hours, calendar)| {
            let fact = Fact {
                label: hours.name.clone(),
                text: scene.one_line(calendar),
                href: String::new(),
            };
            (fact, hours.name_in.clone())
        })
        .peekable();
    if hours.peek().is_some() {
        html.push_str(&list(hours));
    }
    let title = linked(scene, &card.entry);
    Ok(aside("sla", &card.entry.title, &title, &html))
}

fn unknown(named: Named, id: &str, ids: &[String]) -> Unknown {
    Unknown {
        about: Some(About::Missing(named)),
        message: format!("no {} is called `{id}`", named.name()),
        hint: nearest_of(id, ids).map(|near| format!("`{near}` is known")),
    }
}

/// The title of a page as a link to it.
fn linked(scene: &Scene<'_>, entry: &Entry) -> String {
    let foreign = (entry.locale != *scene.locale).then_some(&entry.locale);
    let language = attributes(&Tongue::of(foreign));
    let (page, title) = (entry.page, escaped(&entry.title));
    format!("<a href=\"page:{page}\"{language}>{title}</a>")
}

/// Words with their language, where that is another than the page's.
fn told(words: &str, tongue: &Tongue) -> String {
    match attributes(tongue) {
        same if same.is_empty() => escaped(words),
        language => format!("<span{language}>{}</span>", escaped(words)),
    }
}

/// What says of an element which language its words are in; nothing where that is the page's.
fn attributes(tongue: &Tongue) -> String {
    let (Some(lang), Some(dir)) = (&tongue.lang, tongue.dir) else {
        return String::new();
    };
    format!(" lang=\"{}\" dir=\"{dir}\"", escaped(lang.as_str()))
}

/// What a block shows. `title` is how it is called, and `shown` the same as it stands in it.
fn aside(class: &str, title: &str, shown: &str, inner: &str) -> String {
    let title = escaped(title);
    format!(
        "<aside class=\"facts facts-{class}\" aria-label=\"{title}\">\
         <p class=\"facts-title\">{shown}</p>{inner}</aside>"
    )
}

/// Facts, each with the language of its label.
fn list(facts: impl Iterator<Item = (Fact, Tongue)>) -> String {
    let mut html = String::from("<dl>");
    for (fact, tongue) in facts {
        let label = told(&fact.label, &tongue);
        let (text, href) = (fact.text, fact.href);
        let value = Words { text, href }.html();
        let _ = write!(html, "<dt>{label}</dt><dd>{value}</dd>");
    }
    html.push_str("</dl>");
    html
}

fn hours_html(scene: &Scene<'_>, hours: &Hours) -> String {
    if hours.always {
        return format!("<p>{}</p>", escaped(&hours.summary));
    }
    let mut heads = vec![scene.say("label_day")];
    if hours.then.is_empty() {
        heads.push(scene.say("label_hours"));
    } else {
        heads.extend([hours.until.clone(), hours.then.clone()]);
    }
    let days = hours.days.iter().map(|day| {
        let mut cells: Vec<String> = [&day.label, &day.text, &day.then]
            .map(|cell| escaped(cell))
            .into();
        cells.truncate(heads.len());
        cells
    });
    let mut html = table(&heads, days, &[]);
    let _ = write!(html, "<p>{}</p>", escaped(&hours.zone));
    if !hours.closed_days.is_empty() {
        let coming = hours.closed_days.iter();
        let ends: Vec<&str> = coming.clone().map(|day| day.ends.as_str()).collect();
        let table = table(
            &[scene.say("label_date"), scene.say("label_coming")],
            coming.map(|day| vec![escaped(&day.label), escaped(&day.text)]),
            &ends,
        );
        let _ = write!(html, "<div data-coming>{table}</div>");
    }
    html
}

fn targets_html(scene: &Scene<'_>, rows: &[TargetRow]) -> String {
    if rows.is_empty() {
        return format!("<p>{}</p>", escaped(&scene.say("no_promise_plan")));
    }
    type Cell = fn(&TargetRow) -> String;
    let columns: [(&str, Cell); 5] = [
        ("severity", |row| told(&row.name, &row.name_in)),
        ("channels", |row| escaped(&row.channels)),
        ("target_respond", |row| escaped(&row.respond)),
        ("target_update", |row| escaped(&row.update)),
        ("target_restore", |row| escaped(&row.restore)),
    ];
    let used: Vec<_> = columns
        .iter()
        .filter(|(_, cell)| rows.iter().any(|row| !cell(row).is_empty()))
        .collect();
    let heads: Vec<String> = used.iter().map(|(label, _)| scene.say(label)).collect();
    table(
        &heads,
        rows.iter()
            .map(|row| used.iter().map(|(_, cell)| cell(row)).collect()),
        &[],
    )
}

/// A table whose first row and first column are header cells. It scrolls where it is wider than a phone: keys
/// reach it, and its columns name it. The cells are HTML. `ends` are the instants at which what each row tells is over.
fn table(heads: &[String], rows: impl Iterator<Item = Vec<String>>, ends: &[&str]) -> String {
    let mut html = format!(
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
        escaped(&heads.join(", "))
    );
    for head in heads {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escaped(head));
    }
    html.push_str("</tr></thead><tbody>");
    for (number, row) in rows.enumerate() {
        let _ = match ends.get(number) {
            Some(at) => write!(html, "<tr data-ends=\"{at}\">"),
            None => write!(html, "<tr>"),
        };
        for (column, cell) in row.into_iter().enumerate() {
            let _ = if column == 0 {
                write!(html, "<th scope=\"row\">{cell}</th>")
            } else {
                write!(html, "<td>{cell}</td>")
            };
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div>");
    html
}
