//! TRN-DATA: what the facts are called is said in the source language and in every other that is promised.

use std::collections::BTreeSet;

use super::{prices, translations};
use crate::model::document::Script;
use crate::model::facts::{HolidayRef, Id};
use crate::model::path::typed;
use crate::model::wording::listed;
use crate::model::yaml::in_brackets;
use crate::model::{Diagnostic, Locale, RelPath, Site, Span, Spanned, Text};

const CODE: &str = "TRN-DATA";

/// Characters of a text that is not said again where it can stay as it is.
const LONG: usize = 30;

/// Severities, services, levels, calendars, holidays and channels have a name in every promised language,
/// and like the title of the portal in the source language, from which others are made.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let source = site.config.source();
    let promised = translations::promised(site);
    for (what, text) in [
        ("the title", &site.config.title),
        ("the description", &site.config.description),
    ] {
        found.extend(lacking(site, &site.config.path, what, text, &[source]));
    }
    let languages: Vec<&Locale> = std::iter::once(source)
        .chain(promised.iter().copied())
        .collect();
    let facts = &site.facts;
    let mut lacks = |what: String, text: Option<&Text>| {
        let text = text.into_iter();
        found.extend(text.filter_map(|text| lacking(site, &facts.path, &what, text, &languages)));
    };
    let of = |what: &str, id: &Id| format!("{what} of `{}`", id.value);
    for severity in &facts.severities {
        lacks(of("the name", &severity.id), severity.name.as_ref());
        lacks(of("`when`", &severity.id), severity.when.as_ref());
        lacks(
            of("`customer_must`", &severity.id),
            severity.customer_must.as_ref(),
        );
        for example in &severity.examples {
            lacks(of("an example", &severity.id), Some(example));
        }
    }
    for service in &facts.services {
        lacks(of("the name", &service.id), service.name.as_ref());
        lacks(
            of("the description", &service.id),
            service.description.as_ref(),
        );
        lacks(
            of("`not_offered`", &service.id),
            service.not_offered.as_ref(),
        );
    }
    for level in &facts.escalation {
        let what = format!("the name of level {}", level.level.value);
        lacks(what, level.name.as_ref());
    }
    for calendar in &facts.calendars {
        lacks(of("the name", &calendar.id), calendar.name.as_ref());
        for written in calendar.holidays.iter().flatten() {
            if let HolidayRef::Day(day) = written {
                lacks(format!("the name of {}", day.date.value), Some(&day.name));
            }
        }
        for season in &calendar.seasons {
            let what = format!("why hours differ from {}", season.from.value);
            lacks(what, season.note.as_ref());
        }
        for exception in &calendar.exceptions {
            let what = format!("why hours differ on {}", exception.date.value);
            lacks(what, exception.note.as_ref());
        }
    }
    for set in &facts.holiday_sets {
        for day in &set.days {
            lacks(format!("the name of {}", day.date.value), Some(&day.name));
        }
    }
    found.extend(plans(site, &languages));
    found.extend(channels(site, &promised));
    own_words(site, &languages, found);
}

/// The place of a word in the facts: its file, and where it stands in it.
type At<'s> = (&'s RelPath, Span);

/// Every word of the facts that has a text in a family of the interface's, known or the portal's own.
fn words(site: &Site) -> Vec<(&'static str, &str, At<'_>)> {
    let facts = &site.facts;
    let mut words = Vec::new();
    for (path, money) in prices::amounts(site) {
        add(&mut words, "per", path, &money.per);
    }
    for owned in &site.channels {
        let (channel, path) = (&owned.value, &site.page_of(owned).document.path);
        add(&mut words, "accessible", path, &channel.accessible);
        add(&mut words, "need", path, &channel.verify);
    }
    for owned in site.plans.iter().chain(&site.coming) {
        let (plan, path) = (&owned.value, &site.page_of(owned).document.path);
        let pauses = plan.clock.iter().flat_map(|clock| &clock.pauses);
        add(&mut words, "pause", path, pauses.flatten());
        let bases = plan.remedy.iter().filter_map(|remedy| remedy.of.as_ref());
        add(&mut words, "remedy_base", path, bases);
    }
    let path = &facts.path;
    let leads = facts.escalation.iter().flat_map(|level| &level.on);
    add(&mut words, "on", path, leads);
    let need = facts.credits.iter().flat_map(|credits| &credits.need);
    add(&mut words, "need", path, need);
    let remote = facts
        .data
        .iter()
        .filter_map(|data| data.remote_access.as_ref());
    add(&mut words, "remote", path, remote);
    for (subject, senders) in &facts.notices {
        let sender = senders.first();
        let span = sender.map_or_else(Span::default, |sender| sender.span);
        words.push(("subject", subject.as_str(), (path, span)));
    }
    words
}

fn add<'s>(
    words: &mut Vec<(&'static str, &'s str, At<'s>)>,
    family: &'static str,
    path: &'s RelPath,
    written: impl IntoIterator<Item = &'s Spanned<String>>,
) {
    let written = written.into_iter();
    words.extend(written.map(|word| (family, word.value.as_str(), (path, word.span))));
}

/// Words of the portal's own, such as `per: seat`, in languages that have no text for them, of those that pages are
/// promised in. Pages in the language that the word is written in show it as it stands.
fn own_words(site: &Site, languages: &[&Locale], found: &mut Vec<Diagnostic>) {
    let written = language_of_words(site.config.source());
    let others = languages.iter().filter(|one| one.language() != written);
    let others: Vec<&Locale> = others.copied().collect();
    let mut told = BTreeSet::new();
    for (family, word, (path, span)) in words(site) {
        let key = format!("{family}_{word}");
        let lacks = |locale: &&&Locale| {
            let texts = site.strings.of(locale);
            texts.is_none_or(|texts| !texts.contains_key(&key))
        };
        let missing: Vec<&str> = others
            .iter()
            .filter(lacks)
            .map(|one| one.as_str())
            .collect();
        let Some(first) = missing.first() else {
            continue;
        };
        let hint = format!("write `{key}: …` into `theme/strings/{first}.yaml`");
        let message = format!(
            "your own word `{word}` has no text in {}",
            listed(&missing, "and")
        );
        if told.insert(key) {
            found.push(Diagnostic::warning(CODE, path, span, message).with_hint(hint));
        }
    }
}

/// The language that the words of facts are written in. They are made of small letters from `a` to `z`: who writes in
/// others has no words of the source language, and takes English ones, as all words are that the facts know.
fn language_of_words(source: &Locale) -> &str {
    let scripts = Script::of(source);
    match scripts.is_empty() || scripts.contains(&Script::Latin) {
        true => source.language(),
        false => "en",
    }
}

/// Texts of plans, which are in the files of their pages.
fn plans<'s>(site: &'s Site, languages: &'s [&Locale]) -> impl Iterator<Item = Diagnostic> + 's {
    site.plans.iter().flat_map(move |plan| {
        let path = &site.page_of(plan).document.path;
        let exclusions = plan.value.exclusions.iter();
        let exclusions = exclusions.map(|text| ("what it does not cover".to_owned(), text));
        let changes = plan.value.changes.iter();
        let changes = changes.map(|change| {
            (
                format!("what changed in {}", change.version.value),
                &change.text,
            )
        });
        let texts = exclusions.chain(changes);
        texts.filter_map(move |(what, text)| lacking(site, path, &what, text, languages))
    })
}

/// A finding where a text is said, and not in all of these languages.
fn lacking(
    site: &Site,
    path: &RelPath,
    what: &str,
    text: &Text,
    languages: &[&Locale],
) -> Option<Diagnostic> {
    let lacking = languages.iter().filter(|locale| !text.is_in(locale));
    let missing: Vec<&str> = lacking.map(|locale| locale.as_str()).collect();
    if text.is_empty() || missing.is_empty() {
        return None;
    }
    let message = format!("{what} is not said in {}", listed(&missing, "and"));
    let hint = completed(site, text, &missing);
    Some(Diagnostic::error(CODE, path, text.span, message).with_hint(hint))
}

/// Channels whose page, and with it their name, a language does not have.
fn channels<'s>(site: &'s Site, promised: &'s [&Locale]) -> impl Iterator<Item = Diagnostic> + 's {
    site.channels.iter().filter_map(move |channel| {
        let page = site.page_of(channel);
        let lacks = |locale: &&&Locale| {
            let mut versions = page.versions.iter().map(|&number| &site.pages[number]);
            versions.any(|one| one.locale == ***locale && one.is_fallback())
        };
        let missing: Vec<&str> = promised
            .iter()
            .filter(lacks)
            .map(|one| one.as_str())
            .collect();
        let first = missing.first()?;
        let path = &page.document.path;
        let message = format!(
            "the channel `{}` has no page, and so no name, in {}",
            channel.id,
            listed(&missing, "and")
        );
        let hint = format!(
            "`supportal translate new {first} {}` begins it",
            typed(path.as_str())
        );
        let span = page.document.front.at("title");
        Some(Diagnostic::error(CODE, path, span, message).with_hint(hint))
    })
}

/// What to write: all that is said, in the order of the portal's languages, with a place for what is missing. Of long
/// texts that are given by language, these are not said again.
fn completed(site: &Site, text: &Text, missing: &[&str]) -> String {
    let languages = &site.config.languages;
    let place = |locale: &Locale| languages.iter().position(|one| one == locale);
    let mut said: Vec<(&Locale, &Spanned<String>)> = (text.by_locale.iter())
        .filter(|(_, said)| !said.value.is_empty())
        .collect();
    said.sort_by_key(|(locale, _)| place(locale).unwrap_or(languages.len()));
    let missing = missing.iter().map(|language| format!("{language}: …"));
    // A plain string becomes a map, into which it has to be copied whole.
    let is_map = said.iter().all(|(_, said)| said.span != text.span);
    let is_long = said
        .iter()
        .any(|(_, said)| said.value.chars().count() > LONG);
    if let Some((first, _)) = said.first().filter(|_| is_map && is_long) {
        let missing: Vec<String> = missing.map(|entry| format!("`{entry}`")).collect();
        return format!("write {} beside `{first}: …`", missing.join(", "));
    }
    let said = said
        .into_iter()
        .map(|(locale, said)| format!("{locale}: {}", in_brackets(&said.value)));
    let entries: Vec<String> = said.chain(missing).collect();
    format!("write `{{{}}}`", entries.join(", "))
}
