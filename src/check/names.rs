//! Ids that name something which is not there.

use crate::model::diagnostic::nearest;
use crate::model::facts::Id;
use crate::model::{Diagnostic, RelPath};

/// What an id can be the name of.
pub struct Kind {
    name: &'static str,
    /// Where such things are defined.
    home: &'static str,
}

/// A channel.
pub const CHANNEL: Kind = Kind {
    name: "channel",
    home: "a channel is a page of `channels/` in the source language; its id is the file's name",
};

/// A finding where `id` is none of `known`.
pub fn unknown<'a>(
    code: &'static str,
    path: &RelPath,
    id: &Id,
    kind: &Kind,
    known: impl Iterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let known: Vec<&str> = known.collect();
    if known.contains(&id.value.as_str()) {
        return None;
    }
    let hint = match nearest(&id.value, known.iter().copied()) {
        Some(near) => format!("`{near}` exists"),
        None if known.is_empty() => kind.home.to_owned(),
        None => format!("there is {}", listed(&known)),
    };
    let message = format!("no {} is called `{}`", kind.name, id.value);
    Some(Diagnostic::error(code, path, id.span, message).with_hint(hint))
}

/// Words in backticks: `` `a`, `b` and `c` ``.
pub fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}
