//! LNK-PAGE: a link leads to a page that exists.

use super::{FROM_HERE, exists, outside};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-PAGE";

/// A link leads to a page that exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Page {
                to,
                unpublished: Some(why),
                ..
            } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the page at `{to}` is not published: {why}"),
                )
                .with_hint("remove the link, or publish the page".to_owned()),
            ),
            Loose::Page { to, nearest, .. } => Some(
                Diagnostic::error(CODE, &end.path, end.span, format!("no page at `{to}`"))
                    .with_hint(outside(to).unwrap_or_else(|| exists(nearest, FROM_HERE))),
            ),
            Loose::Nav { to, nearest } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`nav` names `{to}`, and there is no such page"),
                )
                .with_hint(exists(
                    nearest,
                    "a path in `nav` begins at the folder of the language",
                )),
            ),
            Loose::MovedFrom { to, now } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the page at `{to}` has moved"),
                )
                .with_hint(format!("write `{now}`")),
            ),
            Loose::Named { to, nearest } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{to}` is named here, and there is no such page"),
                )
                .with_hint(exists(
                    nearest,
                    "the path begins at the folder of the language",
                )),
            ),
            _ => None,
        }
    }));
}
