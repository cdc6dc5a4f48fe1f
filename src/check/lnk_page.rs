//! LNK-PAGE: a link leads to a page that exists.

use super::{FROM_HERE, exists, outside};
use crate::model::site::{Around, Loose};
use crate::model::{About, Diagnostic, Site};

const CODE: &str = "LNK-PAGE";

/// A link leads to a page that exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        let (to, message, hint) = said(&end.what)?;
        let one = Diagnostic::error(CODE, &end.path, end.span, message).with_hint(hint);
        Some(one.about(About::Page(to.clone())))
    }));
}

/// The page that is not there, as it is written; what is so, and what to do.
fn said(what: &Loose) -> Option<(&String, String, String)> {
    let (to, message, hint) = match what {
        Loose::Page {
            to,
            unpublished: Some(why),
            ..
        } => (
            to,
            format!("the page at `{to}` is not published: {why}"),
            "remove the link, or publish the page".to_owned(),
        ),
        Loose::Page {
            to,
            nearest,
            around,
            ..
        } => {
            let otherwise = || match around {
                Some(around) => what_is(around),
                None => exists(nearest, FROM_HERE),
            };
            let hint = outside(to).unwrap_or_else(otherwise);
            (to, format!("no page at `{to}`"), hint)
        }
        Loose::Nav { to, nearest } => (
            to,
            format!("`nav` names `{to}`, and there is no such page"),
            exists(
                nearest,
                "a path in `nav` begins at the folder of the language",
            ),
        ),
        Loose::MovedFrom { to, now } => (
            to,
            format!("the page at `{to}` has moved"),
            format!("write `{now}`"),
        ),
        Loose::Named { to, nearest } => (
            to,
            format!("`{to}` is named here, and there is no such page"),
            exists(nearest, "the path begins at the folder of the language"),
        ),
        _ => return None,
    };
    Some((to, message, hint))
}

/// What there is where the link leads.
fn what_is(around: &Around) -> String {
    match around {
        Around::Titled(path) => format!("the title of `{path}` has these words"),
        Around::NoFolder(folder) if folder.starts_with('/') => format!(
            "there is no folder `{folder}`: a path with `/` before it begins at the folder of the language"
        ),
        Around::NoFolder(folder) => format!("there is no folder `{folder}`; {FROM_HERE}"),
        Around::Folder {
            folder,
            pages,
            more,
        } => {
            let folder = match folder.as_str() {
                "" => "this folder".to_owned(),
                folder => format!("`{folder}`"),
            };
            let named: Vec<String> = pages.iter().map(|page| format!("`{page}`")).collect();
            match (more, named.split_last()) {
                (false, Some((last, first))) if !first.is_empty() => {
                    format!("{folder} has {} and {last}", first.join(", "))
                }
                (false, _) => format!("{folder} has {}", named.concat()),
                (true, _) => format!("{folder} has {} and others", named.join(", ")),
            }
        }
    }
}
