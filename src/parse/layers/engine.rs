//! Which index of a search engine a portal asks, where several folders say something of it.

use super::{EXTENDS, entry, file};
use crate::model::backend::INDEX;
use crate::model::{Diagnostic, RelPath, Source, Spanned};
use crate::parse::yaml::{Budget, Node, Value};

const SEARCH: &str = "search";
const BACKEND: &str = "backend";

/// The engine's address and the name, so that two are equal where they are the same index.
pub type Index = (String, String);

/// The index that a portal asks, if any: where the first folder that wrote supportal.yaml says so, else where what it
/// says of its base stands.
pub fn index(source: &Source) -> Option<Spanned<Index>> {
    let node = file(source, Budget::of_config()).value;
    let own = source.under.first().copied().unwrap_or(source.text.len());
    let (index, place) = asked(&node)?;
    Some(Spanned {
        value: index,
        span: said(&node, place, own).0.span,
    })
}

/// The index that `config` asks, with what is said of the engine.
pub(super) fn asked(config: &Node) -> Option<(Index, &Node)> {
    let backend = config.get(SEARCH)?.get(BACKEND)?;
    let text = |key: &str| backend.get(key).and_then(Node::as_str);
    let address = text("url")?.trim().trim_end_matches('/');
    let name = text("index").unwrap_or(INDEX).trim();
    Some(((address.to_ascii_lowercase(), name.to_owned()), backend))
}

/// What the first `own` bytes say of the index, and whether they do.
fn said<'a>(config: &'a Node, backend: &'a Node, own: usize) -> (&'a Node, bool) {
    let keys = ["index", "url"].into_iter();
    let is_own = |node: &&Node| (node.span.start as usize) < own;
    match keys.filter_map(|key| backend.get(key)).find(is_own) {
        Some(node) => (node, true),
        None => (config.get(EXTENDS).unwrap_or(config), false),
    }
}

/// Takes out of `merged` an engine whose index is one of `theirs`, those of the portals under it, and says so: what
/// readers would find are pages of another site, with those that this one leaves out.
pub(super) fn keep_apart(merged: &mut Node, theirs: &[Index], own: usize) -> Option<Diagnostic> {
    let (index, backend) = asked(merged)?;
    if !theirs.contains(&index) {
        return None;
    }
    let (place, is_said) = said(merged, backend, own);
    let (address, name) = &index;
    let whose = match is_said {
        true => "of a portal that this one extends, and not asked",
        false => "of the portal that this one extends, and not taken over",
    };
    let message = format!("`{name}` at `{address}` is the search index {whose}");
    let hint = "write `search: {backend: {index: NAME}}` with an index that holds this portal's pages, or `backend:` without a value where its own search is enough";
    let path = RelPath::config();
    let found = Diagnostic::warning("OVL-INDEX", &path, place.span, message);
    let search = entry(merged, SEARCH);
    if let Some(Value::Map(entries)) = search.map(|search| &mut search.value) {
        entries.retain(|(key, _)| key.value != BACKEND);
    }
    Some(found.with_hint(hint.to_owned()))
}
