//! What only a brand lacks or says otherwise: findings in the words of a base.

use crate::model::wording::listed;
use crate::model::{About, Diagnostic, Layers, Named, RelPath, Span};

/// Says of each finding that something is not there, where the portal itself leaves it out, or has `taken` it away of the
/// base's support.yaml: whoever followed another hint would change the base of all brands.
pub fn left_out(layers: &Layers, taken: &[(String, String)], found: &mut [Diagnostic]) {
    for finding in found {
        if let Some(hint) = against(layers, finding) {
            finding.hint = Some(hint);
        }
        let page = (layers.left_out.iter()).find(|path| is_about(finding, path));
        let what = match page {
            Some(path) => Some(format!("leaves out `{path}` of its base")),
            None => taken_away(finding, taken),
        };
        let Some(what) = what else {
            continue;
        };
        let own = match layers.folder(&finding.path, finding.span.start as usize) {
            "" => "say it otherwise, or take it over",
            _ => "say in this portal what holds without it",
        };
        finding.hint = Some(format!("this portal {what}: {own}"));
    }
}

/// What helps where a key of a base cannot stand beside what a folder over it says.
fn against(layers: &Layers, finding: &Diagnostic) -> Option<String> {
    let Some(About::Against(said, key)) = &finding.about else {
        return None;
    };
    let layer = |span: Span| layers.layer(&finding.path, span.start as usize);
    let is_over = layer(*said) < layer(finding.span);
    is_over.then(|| {
        format!("write `{key}:` without a value in this portal, which takes the base's away")
    })
}

/// What the portal has done where a finding says that something is not there that is among the `taken`.
fn taken_away(finding: &Diagnostic, taken: &[(String, String)]) -> Option<String> {
    let (named, id) = missing(finding)?;
    let home = named.home();
    let of_home = taken.iter().filter(|(key, _)| key == home);
    let gone = of_home.map(|(_, one)| one.as_str());
    let gone: Vec<&str> = gone.filter(|one| id.is_none_or(|id| id == *one)).collect();
    let shown = listed(&gone, "and");
    (!gone.is_empty()).then(|| format!("takes {shown} away from `{home}` of its base"))
}

/// What a finding says is not there: what it would be, and its id where the finding is about one alone.
fn missing(finding: &Diagnostic) -> Option<(Named, Option<&str>)> {
    match &finding.about {
        Some(About::Missing(named)) => Some((*named, finding.message.split('`').nth(1))),
        Some(About::NoFact(name)) => Some((Named::of_reference(name)?, name.split('.').nth(1))),
        _ => None,
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
        _ => missing(finding).is_some_and(|(named, id)| id.is_some_and(|id| is_named(named, id))),
    }
}
