//! Ids that name something which is not there.

use crate::model::facts::Id;
use crate::model::nearest::nearest;
use crate::model::wording::listed;
use crate::model::{About, Diagnostic, Named, RelPath, Site};

/// A finding where nothing of the kind is called `id`, written in the file `path`.
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
    if unread || known.contains(&id.value.as_str()) {
        return None;
    }
    let called = named.called(site, &id.value);
    // Of ids as short as `s1` all are alike.
    let near = match id.value.len() {
        0..=2 => None,
        _ => nearest(&id.value, known.iter().copied()),
    };
    let hint = match near {
        _ if called.is_some() => {
            let id = called.unwrap_or_default();
            format!("write `{id}`, the id of what is called so")
        }
        Some(near) => format!("`{near}` exists"),
        None if known.is_empty() => home(named),
        None => format!("there is {}", listed(&known, "and")),
    };
    let message = format!("no {} is called `{}`", named.name(), id.value);
    let found = Diagnostic::error(code, path, id.span, message).with_hint(hint);
    Some(found.about(About::Missing(named)))
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
