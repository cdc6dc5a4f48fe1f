//! Which folder a portal extends, and whether it can.

use std::path::{Path, PathBuf};

use super::{Layer, MOST};
use crate::model::path::CONFIG;
use crate::model::{Diagnostic, RelPath, Source, Spanned};
use crate::parse::layers::source_language;

const CODE: &str = "OVL-BASE";

/// A folder to be laid under those before it.
pub(super) struct Base {
    pub(super) real: PathBuf,
    pub(super) folder: String,
}

/// The base of the last of `layers`; `None` where it has none, or none that can be read, which is found
/// then.
pub(super) fn next(layers: &mut [Layer]) -> Option<Base> {
    let named = layers.last()?.extends.base.clone()?;
    // That it is empty is found where all of the file is read.
    if named.value.trim().is_empty() {
        return None;
    }
    match base(layers, &named.value) {
        Ok(base) => Some(base),
        Err((message, hint)) => {
            refuse(layers, &named, message, hint);
            None
        }
    }
}

/// Says that the base that the last of `layers` names could not be read.
pub(super) fn unread(layers: &mut [Layer], error: &anyhow::Error) {
    let Some(named) = layers.last().and_then(|last| last.extends.base.clone()) else {
        return;
    };
    let error = format!("{error:#}");
    let why = error.lines().next().unwrap_or_default();
    let message = format!("`{}` cannot be read: {why}", named.value);
    refuse(layers, &named, message, "see that it may be read");
    // It would be tried again.
    if let Some(last) = layers.last_mut() {
        last.extends.base = None;
    }
}

/// The source language of a portal that states no language: [`crate::model::Config`]'s default.
const SOURCE: &str = "en";

/// Finds that the last of `layers`, a base with facts on its pages, has another source language than the portal over it:
/// facts are stated in that language alone, and would all be lost.
pub(super) fn speaks_alike(layers: &mut [Layer]) {
    let [.., over, under] = layers else { return };
    let language = |layer: &Layer| source_language(layer.snapshot.file(CONFIG)?);
    let Some(own) = language(over) else { return };
    let base = match language(under) {
        Some(language) => language.value,
        // It has those of its own base.
        None if under.extends.base.is_some() => return,
        None => SOURCE.to_owned(),
    };
    let has_facts = |source: &Source| {
        let path = source.path.as_str();
        let below = path
            .strip_prefix(&*base)
            .and_then(|rest| rest.strip_prefix('/'));
        below.is_some_and(|rest| rest.starts_with("channels/") || rest.starts_with("sla/"))
    };
    if own.value == base || !under.snapshot.sources.iter().any(has_facts) {
        return;
    }
    let named = over
        .extends
        .base
        .as_ref()
        .map_or("", |base| base.value.as_str());
    let message = format!(
        "`{}` comes first here and `{base}` in `{named}`, where channels and plans stand in `{base}`",
        own.value
    );
    let hint = format!("begin `languages` with `{base}`");
    let finding = Diagnostic::error(CODE, &RelPath::config(), own.span, message);
    over.found.push(finding.with_hint(hint));
}

fn refuse(layers: &mut [Layer], named: &Spanned<String>, message: String, hint: &str) {
    if let Some(last) = layers.last_mut() {
        let finding = Diagnostic::error(CODE, &RelPath::config(), named.span, message);
        last.found.push(finding.with_hint(hint.to_owned()));
    }
}

fn base(layers: &[Layer], named: &str) -> Result<Base, (String, &'static str)> {
    const FROM_HERE: &str = "name a folder from this one on, as in `../base`";
    let Some(last) = layers.last() else {
        return Err((String::new(), FROM_HERE));
    };
    let path = Path::new(named);
    // A path that begins at a root or with a drive holds on one machine alone.
    if path.has_root() || named.contains(['\\', ':']) {
        let message = format!("`{named}` is no path from the folder of this file");
        return Err((message, FROM_HERE));
    }
    let Ok(real) = last.real.join(path).canonicalize() else {
        let message = format!("there is no folder `{named}`");
        return Err((message, "a path begins at the folder of this file"));
    };
    if !real.is_dir() {
        let message = format!("`{named}` is a file, not a folder");
        return Err((message, "name the folder that holds its supportal.yaml"));
    }
    if !real.join(CONFIG).is_file() {
        let message = format!("`{named}` is no portal: it has no {CONFIG}");
        return Err((message, "name the folder that holds its supportal.yaml"));
    }
    let folder = joined(&last.folder, named);
    if layers.iter().any(|layer| layer.real == real) {
        let message = "the portals extend each other in a circle".to_owned();
        return Err((message, "the last of them extends nothing"));
    }
    const BESIDE: &str = "put the two folders side by side";
    if layers.iter().any(|layer| real.starts_with(&layer.real)) {
        let message = format!("`{named}` lies inside the portal that extends it");
        return Err((message, BESIDE));
    }
    if layers.iter().any(|layer| layer.real.starts_with(&real)) {
        let message = format!("`{named}` holds the portal that extends it");
        return Err((message, BESIDE));
    }
    if layers.len() == MOST {
        let message = format!("more than {MOST} portals extend each other");
        return Err((message, "lay the portal over fewer others"));
    }
    Ok(Base { real, folder })
}

/// `to`, from the folder that `from` leads to: `../base` and `../first` are `../first`.
fn joined(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in from.split('/').chain(to.split('/')) {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(&last)) if last != ".." => {
                parts.pop();
            }
            (part, _) => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_way_over_another_is_short() {
        let check = |from, to, expected| assert_eq!(joined(from, to), expected);
        check("", "../base", "../base");
        check("../base", "../first", "../first");
        check("../base", "../../other/./first/", "../../other/first");
        check("../base/one", "../two", "../base/two");
    }
}
