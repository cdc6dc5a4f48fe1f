//! SLA-PROSE: times of support are drawn from the facts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::figures::{Figure, figures};
use crate::model::facts::{Calendar, Channel, Duration, Target};
use crate::model::site::{Owned, Page};
use crate::model::{Diagnostic, Document, Hole, Kind, RelPath, Site};

const CODE: &str = "SLA-PROSE";

/// Words that make a length of time one of support: when somebody answers, is there, or has mended it.
/// Beginnings, in small letters, so that endings do not matter.
#[rustfmt::skip]
const WORDS: [&str; 57] = [
    "respon", "answer", "reply", "repli", "react", "call back", "callback", "call you back", "get back",
    "restor", "resol", "acknowledg", "escalat", "reach us", "be reached", "reachable", "available",
    "availability", "staffed", "are open", "is open", "stay open", "opening", "phone support",
    "telephone support", "support is", "support team", "support desk", "help desk", "service desk",
    "hotline", "antwort", "reagi", "reaktion", "rückruf", "rufen sie zurück", "melden uns", "behoben",
    "beheb", "gelöst", "erreichbar", "geöffnet", "eskal", "回應", "回应", "回覆", "回复", "答覆", "回電", "恢復", "恢复",
    "修復", "客服", "電話支援", "技術支援", "受理", "專線",
];

/// A sentence of so many bytes, which are 8 Chinese characters, says no more than its figure: a cell of a table, an entry of a list.
const SHORT: usize = 24;

/// 24 hours, in seconds: more often a way to say "around the clock" than a promise.
const DAY: u64 = 24 * 60 * 60;

/// Pages that describe support hold no time of support that was typed, nor does what they include.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Without facts there is nothing to draw from.
    if site.channels.is_empty() && site.plans.is_empty() {
        return;
    }
    let mut read = BTreeSet::new();
    let pages = site.pages.iter().filter(|page| !page.is_fallback());
    for page in pages.filter(|page| describes_support(page)) {
        let mut ahead: Vec<&Document> = vec![&page.document];
        while let Some(document) = ahead.pop() {
            if read.insert(&document.path) {
                look(site, page, document, found);
                ahead.extend(included(site, document));
            }
        }
    }
}

/// Looks into a file that a page shows.
fn look(site: &Site, page: &Page, document: &Document, found: &mut Vec<Diagnostic>) {
    for passage in &document.body.noted.read().passages {
        for figure in figures(&passage.text) {
            if !is_of_support(&passage.text, &figure) {
                continue;
            }
            let typed = &passage.text[figure.range.clone()];
            let message = format!("`{typed}` is typed by hand, and stays when the facts change");
            let span = passage.span(figure.range.clone());
            let finding = Diagnostic::warning(CODE, &document.path, span, message);
            found.push(finding.with_hint(way_out(site, page, &figure)));
        }
    }
}

/// The files that a file includes.
fn included<'a>(site: &'a Site, document: &'a Document) -> impl Iterator<Item = &'a Document> {
    document.body.includes().filter_map(|include| {
        let path = document.included(include)?;
        let documents = &site.documents;
        let find = |path: &RelPath| {
            let number = documents.binary_search_by(|one| one.path.cmp(path)).ok()?;
            documents.get(number)
        };
        site.config.own_or_source(&path, find).map(|one| &**one)
    })
}

/// Whether a page is about when support is there: by its kind, or since it draws hours or addresses.
fn describes_support(page: &Page) -> bool {
    match page.kind {
        Kind::Sla | Kind::Support | Kind::Channel => true,
        Kind::Page => page.document.body.holes().any(|hole| {
            matches!(hole, Hole::Block(block) if matches!(block.name.as_str(), "contact" | "hours" | "sla"))
        }),
        _ => false,
    }
}

/// Whether the sentence speaks about support, as far as its words tell.
fn is_of_support(text: &str, figure: &Figure) -> bool {
    if figure.seconds.is_none() {
        return true;
    }
    // "15.00 EUR per 30 minutes" is a price, "240 minutes per user" an allowance.
    let before = text[..figure.range.start].trim_end().to_lowercase();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let after = text[figure.range.end..].trim_start().to_lowercase();
    let mut after = after.split(|c: char| !c.is_alphanumeric());
    let each = |word: Option<&str>| matches!(word, Some("per" | "pro" | "je"));
    let per_day = |word: Option<&str>| matches!(word, Some("day" | "week" | "tag" | "woche"));
    if each(last) || (each(after.next()) && !per_day(after.next())) {
        return false;
    }
    let sentence = text[sentence(text, &figure.range)].trim();
    let low = sentence.to_lowercase();
    sentence.len() <= SHORT || WORDS.iter().any(|word| low.contains(word))
}

/// The sentence around a part of a text.
fn sentence(text: &str, part: &Range<usize>) -> Range<usize> {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | ';');
    let stops = |at: usize, c: char| {
        let after = at + c.len_utf8();
        ends(c) || (matches!(c, '.' | '!' | '?') && text[after..].starts_with(char::is_whitespace))
    };
    let marks = || text.char_indices().filter(|&(at, c)| stops(at, c));
    let start = text[..part.start]
        .char_indices()
        .rfind(|&(at, c)| stops(at, c));
    let end = marks().find(|(at, _)| *at >= part.end);
    start.map_or(0, |(at, c)| at + c.len_utf8())..end.map_or(text.len(), |(at, _)| at)
}

/// The reference that says the same, where there is just one, or an example of one.
fn way_out(site: &Site, page: &Page, figure: &Figure) -> String {
    let own = page.document.key.stem();
    let hours = || {
        let known = site.channels.iter().find(|one| one.id == own);
        match known.or(site.channels.first()) {
            Some(channel) => format!("write `{{{{ channel.{}.hours }}}}`", channel.id),
            None => "draw a calendar with `:::hours calendar=\"…\":::`".to_owned(),
        }
    };
    let Some(seconds) = figure.seconds else {
        let none = || format!("no channel is open around the clock: {}", hours());
        return always(site, own).unwrap_or_else(none);
    };
    let own_plan = page.kind == Kind::Sla && site.plans.iter().any(|plan| plan.id == own);
    let plans = site.plans.iter().filter(|plan| !own_plan || plan.id == own);
    let mut names = Vec::new();
    for plan in plans {
        for row in &plan.value.targets {
            let channel = row.channels.first().map(|id| format!(".{}", id.value));
            for (what, target) in [
                ("respond", &row.respond),
                ("update", &row.update),
                ("restore", &row.restore),
            ] {
                if target.as_ref().is_some_and(|target| lasts(target, seconds)) {
                    let channel = channel.as_deref().unwrap_or_default();
                    names.push(format!(
                        "sla.{}.{}{channel}.{what}",
                        plan.id, row.severity.value
                    ));
                }
            }
        }
    }
    match (names.as_slice(), site.plans.first()) {
        ([name], _) => format!("write `{{{{ {name} }}}}`, which says the same"),
        ([name, ..], _) => format!("write a reference, as in `{{{{ {name} }}}}`"),
        ([], _) if page.kind == Kind::Channel || seconds == DAY => hours(),
        ([], Some(plan)) => format!(
            "draw the plan with `:::sla plan=\"{}\":::`, or state the time there",
            plan.id
        ),
        ([], None) => "state the time in the facts, and draw it from there".to_owned(),
    }
}

/// The reference to a channel that is open around the clock, to `own` where that is one: as the promise says.
fn always(site: &Site, own: &str) -> Option<String> {
    let open = |channel: &&Owned<Channel>| {
        let id = channel.value.calendar.as_ref();
        let calendar = id.and_then(|id| site.facts.calendar(&id.value));
        calendar.is_some_and(Calendar::never_closes)
    };
    let mut channels = site.channels.iter().filter(open);
    let own = channels.clone().find(|channel| channel.id == own);
    let channel = own.or_else(|| channels.next())?;
    Some(format!("write `{{{{ channel.{}.hours }}}}`", channel.id))
}

fn lasts(target: &Target, seconds: u64) -> bool {
    target.length.value == Duration::Seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_whether_a_time_is_one_of_support() {
        let of_support = |text: &str| {
            let found = figures(text);
            found
                .first()
                .is_some_and(|figure| is_of_support(text, figure))
        };
        for promise in [
            "We answer critical problems within 1 hour on every day of the year.",
            "重大問題會在 1 小時內由工程師回覆，並持續追蹤到解決為止。",
            "Schwere Störungen beantworten wir innerhalb von 4 Stunden.",
            "Within 4 business hours",
            "30 分鐘",
            "The desk is there 24/7 for customers of the Business plan.",
        ] {
            assert!(of_support(promise), "{promise}");
        }
        for other in [
            "The upload takes about 4 hours on a slow line, so begin early.",
            "Work is charged at 95.00 EUR per 30 minutes; we answer before.",
            "The plan has 240 minutes per user, and we answer questions on them.",
            "使用率資料可能會延遲最多 8 小時才會顯示在報表中。",
            "Warten Sie 10 Minuten und starten Sie das Programm erneut. Wir antworten gern.",
        ] {
            assert!(!of_support(other), "{other}");
        }
    }
}
