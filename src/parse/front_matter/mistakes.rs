//! Keys of a page that are missing, or that another page has.

use crate::model::facts::Refused;
use crate::model::wording::listed;
use crate::model::{About, Config, Diagnostic, Kind, Named, RelPath};

use super::super::keys::{Key, Map, page};
use super::super::layers::{EXTENDS, is_true};
use super::super::validate::{unknown_key, validate_file};
use super::super::yaml::Node;
use super::Place;

/// Judges the keys of a page; `absent` where it has no block of front matter at all.
pub(super) fn check(
    node: &Node,
    map: &'static Map,
    place: Place<'_>,
    config: &Config,
    absent: bool,
    found: &mut Vec<Diagnostic>,
) -> Vec<Refused> {
    let before = found.len();
    let refused = validate_file(node, map, place.path, found);
    let mut own = found.split_off(before);
    // In the Learn dialect a page may take its title from its first heading.
    own.retain(|finding| !(config.learn && finding.about == Some(About::NoKey("title"))));
    explain_keys(&mut own, node, map, place);
    if absent {
        join_missing(&mut own, map);
    }
    found.append(&mut own);
    refused
}

/// Makes one finding of keys that are missing where there is no block that a key could be added to.
fn join_missing(found: &mut Vec<Diagnostic>, map: &'static Map) {
    let key = |one: &Diagnostic| match one.about {
        Some(About::NoKey(name)) => map.key(name),
        _ => None,
    };
    let keys: Vec<&Key> = found.iter().filter_map(key).collect();
    let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
    let verb = if keys.len() > 1 { "are" } else { "is" };
    let message = format!("{} {verb} missing", listed(&names, "and"));
    let line = |key: &&Key| format!("a line `{}: {}`", key.name, key.shape.example());
    let lines: Vec<String> = keys.iter().map(line).collect();
    let hint = format!(
        "begin the file with front matter: a line `---`, {}, a line `---`",
        lines.join(", ")
    );
    let mut first = true;
    found.retain_mut(|finding| {
        if key(finding).is_none() {
            return true;
        }
        (finding.message, finding.hint) = (message.clone(), Some(hint.clone()));
        std::mem::take(&mut first)
    });
}

/// Says of unknown keys where they are known. Those of a channel or a plan on another page are one mistake: the page
/// stands in the wrong folder.
fn explain_keys(found: &mut Vec<Diagnostic>, node: &Node, map: &'static Map, place: Place<'_>) {
    let written = |finding: &Diagnostic| {
        let mut entries = node.entries().iter();
        let (key, _) = entries.find(|(key, _)| key.span == finding.span)?;
        (finding.code == "FM-KEY").then_some(key.value.as_str())
    };
    let is_of = |kind: Kind, finding: &Diagnostic| {
        written(finding).is_some_and(|key| page::of(kind, false).key(key).is_some())
    };
    let count = |kind| found.iter().filter(|one| is_of(kind, one)).count();
    let of = [Kind::Channel, Kind::Sla].map(|kind| (count(kind), kind));
    for finding in found.iter_mut() {
        if let Some(key) = written(finding) {
            finding.hint = Some(unknown(key, map, place.section, node));
        }
    }
    let (most, kind) = if of[1].0 > of[0].0 { of[1] } else { of[0] };
    if most < 2 {
        return;
    }
    let keys = found.iter().filter(|one| is_of(kind, one));
    let keys: Vec<&str> = keys.filter_map(written).collect();
    let of = match kind {
        Kind::Sla => Named::Plan,
        _ => Named::Channel,
    };
    let (keys, what) = (listed(&keys, "and"), of.name());
    let message = format!("{keys} are keys of a {what}, and this page is none");
    let hint = match place.section {
        true => OF_SECTION.to_owned(),
        false => format!(
            "move it to `{}/`, or add `kind: {}`",
            of.home(),
            kind.name()
        ),
    };
    let mut first = true;
    found.retain_mut(|finding| {
        if !is_of(kind, finding) {
            return true;
        }
        (finding.message, finding.hint) = (message.clone(), Some(hint.clone()));
        finding.about = Some(About::KeysOf(of));
        std::mem::take(&mut first)
    });
}

const OF_SECTION: &str =
    "the `index.md` of a folder states no facts; they stand in the other files";

/// The hint for an unknown key: another kind of page may have it.
fn unknown(name: &str, map: &'static Map, section: bool, node: &Node) -> String {
    let of = |kind: Kind| page::of(kind, false).key(name).is_some();
    match (of(Kind::Channel), of(Kind::Sla)) {
        (true, _) | (_, true) if section => OF_SECTION.to_owned(),
        (true, true) => "a page of `kind: channel` or `kind: sla` has it".to_owned(),
        (true, false) => "a page of `kind: channel` has it".to_owned(),
        (false, true) => "a page of `kind: sla` has it".to_owned(),
        (false, false) => unknown_key(name, map, map, node),
    }
}

/// `extends` where nothing is extended: where there is a page of a base, its keys are here by now, and this one is not.
pub(super) fn unused_extends(node: &Node, path: &RelPath) -> Option<Diagnostic> {
    let said = node.get(EXTENDS)?;
    // What is written in its place is told, and stays where there is a page of a base.
    if !is_true(said) {
        return None;
    }
    let unused = said.span;
    let message = "there is no page of a base that this one extends";
    let hint = "remove `extends`, or name the base with `extends` in supportal.yaml".to_owned();
    Some(Diagnostic::error("OVL-UNUSED", path, unused, message).with_hint(hint))
}
