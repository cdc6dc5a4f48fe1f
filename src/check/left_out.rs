//! What only a brand lacks: findings in the words of a base whose page the brand leaves out.

use crate::model::{About, Diagnostic, Layers, Named, RelPath};

/// Says of each finding that something is not there, where the portal itself leaves it out: whoever followed another
/// hint would change the base of all brands.
pub fn left_out(layers: &Layers, found: &mut [Diagnostic]) {
    if layers.left_out.is_empty() {
        return;
    }
    for finding in found {
        let mut paths = layers.left_out.iter();
        let Some(path) = paths.find(|path| is_about(finding, path)) else {
            continue;
        };
        let own = match layers.folder(&finding.path, finding.span.start as usize) {
            "" => "say it otherwise, or take it over",
            _ => "say in this portal what holds without it",
        };
        finding.hint = Some(format!(
            "this portal leaves out `{path}` of its base: {own}"
        ));
    }
}

/// Whether a finding says that the page at `path` is not there, or what it states.
fn is_about(finding: &Diagnostic, path: &RelPath) -> bool {
    let in_language = path.as_str().split_once('/').map(|(_, rest)| rest);
    let is_named = |named: Named, id: &str| {
        let folder = in_language.and_then(|rest| rest.strip_prefix(named.home()));
        named.has_pages() && folder.is_some_and(|rest| rest.starts_with('/')) && path.stem() == id
    };
    match &finding.about {
        Some(About::Page(to)) => {
            let to = to.split(['#', '?']).next().unwrap_or_default();
            let from_here = finding.path.parent().join(to);
            from_here.as_ref() == Some(path) || path.as_str() == to || in_language == Some(to)
        }
        Some(About::Missing(named)) => {
            let id = finding.message.split('`').nth(1);
            id.is_some_and(|id| is_named(*named, id))
        }
        Some(About::NoFact(name)) => {
            let id = name.split('.').nth(1).unwrap_or_default();
            Named::of_reference(name).is_some_and(|named| is_named(named, id))
        }
        _ => false,
    }
}
