//! PATH-CHARS: names of files work on every system and host. What works nowhere is found where files are read; here it is
//! names that work, and by which facts cannot name what the file states.

use super::names;
use crate::model::{Diagnostic, Named, Page, Site, Span, is_id};

const CODE: &str = "PATH-CHARS";

/// The file of a channel or a plan has an id for a name.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for named in [Named::Channel, Named::Plan] {
        let pages = names::pages(site, named).into_iter();
        let pages = pages.filter(|(id, _)| !is_id(id));
        found.extend(pages.map(|(id, page)| finding(site, named, id, page)));
    }
}

fn finding(site: &Site, named: Named, id: &str, page: &Page) -> Diagnostic {
    let (name, what) = (page.document.path.file_name(), named.name());
    let message = format!("the name `{name}` of a {what}'s file is no id");
    let meant = names::meant_id(site, named, id);
    let rename = match &meant {
        Some(meant) => {
            let stem = page.document.key.stem();
            let version = stem.strip_prefix(id).unwrap_or_default();
            format!("rename it to `{meant}{version}.md`")
        }
        None => "give it a name of 1 to 40 small letters, digits and `-`".to_owned(),
    };
    // Of addresses that differ in capital letters alone some disks keep one.
    let same = page.front.slug.is_some() || meant == Some(id.to_lowercase());
    let redirect = match same {
        true => "",
        false => ", with its old address in `redirect_from`",
    };
    let hint = format!("{rename}, in every language{redirect}");
    Diagnostic::warning(CODE, &page.document.path, Span::default(), message).with_hint(hint)
}
