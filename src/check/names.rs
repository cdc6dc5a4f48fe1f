//! Ids that name something which is not there.

use crate::model::facts::{Channel, Id};
use crate::model::nearest::nearest;
use crate::model::site::Owned;
use crate::model::wording::listed;
use crate::model::{About, Diagnostic, Named, Page, RelPath, Site, id_of, is_id};

/// A finding where nothing of the kind is called `id`, written in the file `path`, or what is cannot be named.
pub fn unknown(
    code: &'static str,
    site: &Site,
    path: &RelPath,
    id: &Id,
    named: Named,
) -> Option<Diagnostic> {
    let known = named.known(site);
    // What cannot be found may stand behind a mistake in support.yaml.
    let unread = site.facts.broken && named != Named::Channel;
    let is_known = known.contains(&id.value.as_str());
    if unread || is_known && (is_id(&id.value) || !named.has_pages()) {
        return None;
    }
    let called = match is_known {
        true => Some(id.value.as_str()),
        false => (named.called(site, &id.value)).or_else(|| renamed(site, named, &id.value)),
    };
    let message = format!("no {} is called `{}`", named.name(), id.value);
    let hint = match called {
        Some(called) if is_id(called) => format!("write `{called}`, the id of what is called so"),
        Some(called) => unnameable(site, named, called),
        None => there_is(named, &id.value, &known),
    };
    let found = Diagnostic::error(code, path, id.span, message).with_hint(hint);
    Some(found.about(About::Missing(named)))
}

/// What there is in place of `id`.
fn there_is(named: Named, id: &str, known: &[&str]) -> String {
    let known: Vec<&str> = known.iter().copied().filter(|id| is_id(id)).collect();
    // Of ids as short as `s1` all are alike.
    let near = match id.len() {
        0..=2 => None,
        _ => nearest(id, known.iter().copied()),
    };
    match near {
        Some(near) => format!("`{near}` exists"),
        None if known.is_empty() => home(named),
        None => format!("there is {}", listed(&known, "and")),
    }
}

/// The way out where what is meant has a name that is no id.
fn unnameable(site: &Site, named: Named, id: &str) -> String {
    let Some((_, page)) = pages(site, named).into_iter().find(|(of, _)| *of == id) else {
        let home = named.home();
        return format!("give `{id}` below `{home}` in support.yaml an id, and write that");
    };
    let path = &page.document.path;
    match meant_id(site, named, id) {
        Some(meant) => {
            format!("rename `{path}` to `{meant}.md`, in every language: `{meant}` is its id then")
        }
        None => format!(
            "give `{path}` a name of small letters, digits and `-`, in every language: it is its id then"
        ),
    }
}

/// What would be called `id` once its file has the name that is proposed for it.
fn renamed<'a>(site: &'a Site, named: Named, id: &str) -> Option<&'a str> {
    let mut ids = pages(site, named).into_iter().map(|(of, _)| of);
    ids.find(|of| !is_id(of) && meant_id(site, named, of).as_deref() == Some(id))
}

/// The pages of all channels, or of all plans in their versions, each with its id.
pub fn pages(site: &Site, named: Named) -> Vec<(&str, &Page)> {
    let channels = site.channels.iter();
    let plans = site.plan_versions.values().flatten();
    match named {
        Named::Channel => (channels.map(|one| (one.id.as_str(), site.page_of(one)))).collect(),
        Named::Plan => (plans.map(|one| (one.id.as_str(), site.page_of(one)))).collect(),
        _ => Vec::new(),
    }
}

/// The id that the file of a channel or a plan could have for a name, where its own is none.
pub fn meant_id(site: &Site, named: Named, id: &str) -> Option<String> {
    let known = named.known(site);
    let kind = |one: &Owned<Channel>| one.value.channel.as_ref().map(|kind| kind.value.clone());
    let channels = (site.channels.iter()).filter(|_| named == Named::Channel);
    let own = channels.clone().find(|one| one.id == id).and_then(kind);
    // Two of one kind cannot both be called so.
    let own = own.filter(|own| channels.filter_map(kind).filter(|one| one == own).count() == 1);
    let mut meant = id_of(id).into_iter().chain(own);
    meant.find(|meant| !known.contains(&meant.as_str()))
}

/// Where such things are defined.
pub fn home(named: Named) -> String {
    let (name, home) = (named.name(), named.home());
    let all = match named {
        Named::HolidaySet => "sets",
        _ => home,
    };
    match named.has_pages() {
        true => format!(
            "a {name} is a page of `{home}/` in the source language; its id is the file's name"
        ),
        false => format!("{all} are defined under `{home}` in support.yaml"),
    }
}
