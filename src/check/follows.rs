//! Findings that only follow from another: where the value of a key was refused, it counts as left out, and
//! whoever misspells it need not hear that it is missing as well.

use std::collections::{HashMap, HashSet};

use super::{Check, Rule, names};
use crate::model::facts::Refused;
use crate::model::{About, Diagnostic, Named, Page, RelPath, Severity, Site, Span};

/// Which refused keys explain a finding of a rule.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// These, in the map that the finding is about or further down in it.
    Keys(&'static [&'static str]),
    /// Any, below the key that the finding is about.
    Any,
    /// These, in support.yaml or on any page: the rule looks at all of them.
    Anywhere(&'static [&'static str]),
}

/// What decides when somebody is there.
pub const HOURS: &[&str] = &[
    "always",
    "weekly",
    "holidays",
    "seasons",
    "exceptions",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "hours",
    "closed",
];

/// Rules that find something only since there is nothing at all of the kind.
fn rules_of(named: Named) -> &'static [&'static str] {
    match named {
        Named::Channel => &["SUP-CHANNEL", "CAL-UNUSED"],
        Named::Plan => &["SUP-NOSLA", "CAL-UNUSED"],
        Named::Calendar => &["CAL-UNUSED"],
        Named::Product => &["SUP-VENDOR"],
        Named::Service => &["SUP-SCOPE"],
        Named::HolidaySet | Named::Severity => &[],
    }
}

/// What `finding` says that there is none of by a name.
fn lost(finding: &Diagnostic) -> Option<Named> {
    match finding.about.as_ref()? {
        About::Missing(named) => Some(*named),
        About::NoFact(name) => Named::of_reference(name),
        _ => None,
    }
}

/// Whether `finding` is of a page or a link that is lost with the folder of all that are `named` so.
fn is_of_folder(finding: &Diagnostic, named: Named) -> bool {
    if !named.has_pages() {
        return false;
    }
    let has = |path: &str| path.split('/').any(|part| part == named.home());
    match &finding.about {
        Some(About::Page(path)) => has(path),
        _ => finding.code == "TRN-ORPHAN" && has(finding.path.as_str()),
    }
}

/// So many names that stand for facts are told where they are, if there are no facts.
const FEW: usize = 4;

/// Takes out of `found`, all that was found, what follows from a value that was refused, or from facts that are not
/// there at all.
pub fn leave_out(site: &Site, found: &mut Vec<Diagnostic>) {
    leave_out_baseless(found);
    if leave_out_all(site, found) {
        return;
    }
    leave_out_named(site, found);
    leave_out_languages(site, found);
    leave_out_addresses(found);
    leave_out_doubles(site, found);
    let refused: Vec<_> = refused(site).collect();
    let wrong = found.iter().filter(|one| one.code == "SLA-REF");
    let wrong = wrong.filter_map(|one| Some((one.path.clone(), lost(one)?)));
    let wrong: Vec<_> = wrong.collect();
    if refused.is_empty() && wrong.is_empty() {
        return;
    }
    found.retain(|finding| {
        if is_of_wrong_name(site, &wrong, finding) {
            return false;
        }
        if let Some(About::NoFact(name) | About::NotStated(name)) = &finding.about {
            return !is_of_refused(site, name);
        }
        let Some(by) = super::rule(finding.code).and_then(|rule| rule.follows) else {
            return true;
        };
        !refused.iter().any(|one| is_cause(*one, by, finding))
    });
}

/// Takes out what is found of pages that build on one of a base where there is none: what they lack is missing for this
/// reason. Keys that are wrong are wrong there, too.
fn leave_out_baseless(found: &mut Vec<Diagnostic>) {
    let is_unused = |one: &&Diagnostic| one.code == "OVL-UNUSED" && one.path.has_extension("md");
    let pages: HashSet<RelPath> = (found.iter().filter(is_unused))
        .map(|one| one.path.clone())
        .collect();
    if pages.is_empty() {
        return;
    }
    let told = (found.iter()).filter(|one| one.about == Some(About::NoBase));
    let told: HashSet<RelPath> = told.map(|one| one.path.clone()).collect();
    found.retain(|one| match &one.about {
        // Said of the other page of the two.
        Some(About::Page(other)) if one.code == "A11-TITLE" => {
            !pages.contains(&one.path) && !pages.iter().any(|page| page.as_str() == other)
        }
        _ if !pages.contains(&one.path) => true,
        Some(About::NoBase) => true,
        // Who reads the page alone knows of no base.
        _ if one.code == "OVL-UNUSED" => !told.contains(&one.path),
        _ => one.code == "OVL-STALE" || one.code.starts_with("FM-") && one.code != "FM-MISSING",
    });
}

/// Takes out names that are none since the key was refused below which they are, or since support.yaml says nothing: that
/// is one mistake, and whatever else it should say need not be asked for.
fn leave_out_named(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let says_nothing = facts.keys.is_empty() && !facts.broken;
    let top = facts.refused.iter().filter(|one| one.above.is_empty());
    let refused: Vec<&str> = top.map(|one| one.key.value.as_str()).collect();
    let is_refused = |named: Named| refused.contains(&named.home()) && named.known(site).is_empty();
    let gone = |named: Named| !named.has_pages() && (says_nothing || is_refused(named));
    let gone = Named::ALL.map(gone);
    // What it does not say of the company, too.
    let is_unstated = |finding: &Diagnostic| matches!(&finding.about, Some(About::NotStated(name)) if name.starts_with("organization."));
    let is_lost = |finding: &Diagnostic| {
        lost(finding).is_some_and(|named| gone[named as usize])
            || says_nothing && is_unstated(finding)
    };
    let names = found.iter().filter(|one| is_lost(one)).count();
    let is_told = |one: &Diagnostic| matches!(&one.about, Some(About::Name(name)) if *name == facts.path.as_str());
    // Where the other file is there, too, that is a warning, and all that it does not say is missing.
    let told = (found.iter()).any(|one| one.severity == Severity::Error && is_told(one));
    if !says_nothing || told || names > FEW {
        found.retain(|one| !(is_lost(one) || says_nothing && one.path == facts.path));
    }
    if says_nothing && !told && names > FEW {
        let message = format!(
            "support.yaml is missing or empty, and pages name facts of it in {names} places"
        );
        let hint = "bring the file back; `supportal init DIR` writes one as an example";
        let one = Diagnostic::error("FCT-NAME", &facts.path, Span::default(), message);
        found.push(one.with_hint(hint.to_owned()));
    }
    for named in Named::ALL {
        join_lost(site, named, found);
    }
}

/// Where no page stands in the source language, that is the one mistake: facts, links and translations all begin there,
/// and a site without pages would take the place of a good one.
fn leave_out_all(site: &Site, found: &mut Vec<Diagnostic>) -> bool {
    let config = &site.config;
    let source = config.source();
    let is_own = |path: &RelPath| path.parts().next() == Some(source.as_str());
    let mut written = site.documents.iter().map(|one| &one.path);
    if config.unclear || written.any(is_own) || site.unpublished.keys().any(is_own) {
        return false;
    }
    found.retain(|one| !is_of_pages(one.code));
    let is_misspelt =
        |one: &Diagnostic| matches!(&one.about, Some(About::Name(name)) if name == source.as_str());
    // Pages that could not be read, or those of a base that is not there.
    let is_unread = |one: &Diagnostic| {
        one.severity == Severity::Error && (is_own(&one.path) || one.code == "OVL-BASE")
    };
    if found.iter().any(|one| is_misspelt(one) || is_unread(one)) {
        return true;
    }
    let other = site.documents.first().map(|one| &one.locale);
    let elsewhere = found.iter().any(|one| one.code == "PATH-LANG");
    let none = format!("no page stands in the folder `{source}` of the source language");
    let (message, hint) = match other {
        Some(other) => (
            format!("{none}, and some stand in `{other}`"),
            format!("name `{other}` first in `languages`, or write its pages in `{source}` first"),
        ),
        None if elsewhere => (
            format!("{none}, so the site has none"),
            format!(
                "put its pages below `{source}/`, or name the language that has pages first in `languages`"
            ),
        ),
        None => (
            format!("{none}, so the site has none"),
            format!("bring the folder back, or write `{source}/index.md`"),
        ),
    };
    let one = Diagnostic::error("PATH-LANG", &config.path, Span::default(), message);
    found.push(one.with_hint(hint));
    true
}

/// Whether a rule finds something, in supportal.yaml as well, only since pages or facts are not there.
pub(super) fn is_of_pages(code: &str) -> bool {
    let families = ["CAL-UNUSED", "FCT-", "LEG-", "LNK-", "SRC-", "SUP-", "TRN-"];
    families.iter().any(|family| code.starts_with(family))
}

/// Takes out what search cannot find in a language whose folder is told to have another name.
fn leave_out_languages(site: &Site, found: &mut Vec<Diagnostic>) {
    let folders = found.iter().filter_map(|one| match &one.about {
        Some(About::Name(name)) => Some(name.clone()),
        _ => None,
    });
    let folders: Vec<String> = folders.collect();
    let is_of = |page: &str| {
        page.split_once('/')
            .is_some_and(|(first, _)| folders.iter().any(|one| one == first))
    };
    found.retain(|one| match &one.about {
        // A page that is there is in a folder of its own language.
        Some(About::Page(page)) if one.code == "SRC-EXPECT" && is_of(page) => {
            let mut pages = site.pages.iter();
            pages.any(|one| !one.is_fallback() && one.document.path.as_str() == page)
        }
        _ => true,
    });
}

/// Takes out links that lead nowhere since a fact stands in their address, of which that is said.
fn leave_out_addresses(found: &mut Vec<Diagnostic>) {
    let is_said = |one: &&Diagnostic| one.about == Some(About::NotFilled);
    let said = found.iter().filter(is_said);
    let mut said: Vec<_> = said.map(|one| (one.path.clone(), one.span.start)).collect();
    said.sort_unstable();
    let is_of = |link: &Diagnostic| {
        let from = |at: &(RelPath, u32)| (&at.0, at.1) < (&link.path, link.span.start);
        let first = said.get(said.partition_point(from));
        first.is_some_and(|(path, at)| *path == link.path && *at < link.span.end)
    };
    found.retain(|one| !(matches!(one.code, "LNK-FILE" | "LNK-PAGE") && is_of(one)));
}

/// Takes out what is said of the same place, or follows from what is said of another.
fn leave_out_doubles(site: &Site, found: &mut Vec<Diagnostic>) {
    let config = &site.config.path;
    let places = |is_meant: fn(&Diagnostic) -> bool| {
        let places = found.iter().filter(|one| is_meant(one));
        let places: HashSet<_> = places.map(|one| (one.path.clone(), one.span)).collect();
        places
    };
    let no_ids = places(|one| one.code == "FM-TYPE" && one.severity == Severity::Error);
    let unknown = places(|one| one.code == "FM-KEY");
    let unknown: HashSet<RelPath> = unknown.into_iter().map(|(path, _)| path).collect();
    let is_wrong =
        |one: &Diagnostic| matches!(one.code, "FM-YAML" | "LNK-PAGE") && one.path == *config;
    let navigation = found.iter().any(is_wrong);
    let calendar = |named: &Named| matches!(named, Named::Calendar | Named::HolidaySet);
    let names_none =
        |one: &Diagnostic| matches!(&one.about, Some(About::Missing(named)) if calendar(named));
    let calendars = found.iter().any(names_none);
    let rows = places(|one| {
        let about = one.about.as_ref();
        matches!(
            about,
            Some(About::Missing(Named::Severity | Named::Channel))
        )
    });
    // A row of a plan has the names of its severity and its channels, so those of the others are no hint.
    let has_rows = |path: &RelPath| rows.iter().any(|(row, _)| row == path);
    let plans = site.plans.iter();
    let plans = plans.filter(|plan| has_rows(&site.page_of(plan).document.path));
    let plans: Vec<String> = plans.map(|plan| format!("sla.{}.", plan.id)).collect();
    let is_of_row = |one: &Diagnostic| match &one.about {
        Some(About::NoFact(name)) => plans.iter().any(|plan| name.starts_with(plan)),
        _ => one.code == "SLA-ROW" && rows.contains(&(one.path.clone(), one.span)),
    };
    hint_at_lost(site, &no_ids, found);
    found.retain(|one| match one.code {
        _ if is_of_row(one) => false,
        _ if lost(one).is_some() => !no_ids.contains(&(one.path.clone(), one.span)),
        // The key may be that in another language.
        "CNT-DESC" => one.path == *config || !unknown.contains(&one.path),
        "LNK-ORPHAN" => !navigation,
        "CAL-UNUSED" => !calendars,
        _ => true,
    });
}

/// Says of what is no id which one it should be: one that is merely well written would be the next mistake.
fn hint_at_lost(site: &Site, no_ids: &HashSet<(RelPath, Span)>, found: &mut [Diagnostic]) {
    let place = |one: &Diagnostic| (one.path.clone(), one.span);
    let there = |named: Named| !named.known(site).is_empty();
    let lost = (found.iter()).filter(|one| lost(one).is_some_and(there));
    let hints: HashMap<_, _> = lost
        .map(|one| (place(one), one.hint.clone()))
        .filter(|(place, _)| no_ids.contains(place))
        .collect();
    for one in found.iter_mut().filter(|one| one.code == "FM-TYPE") {
        if let Some(hint) = hints.get(&place(one)) {
            one.hint.clone_from(hint);
        }
    }
}

/// Makes one finding of several names, where there is nothing at all that they could be names of.
fn join_lost(site: &Site, named: Named, found: &mut Vec<Diagnostic>) {
    let place = |one: &&Diagnostic| (one.path.clone(), one.span);
    let is_lost = |one: &Diagnostic| lost(one) == Some(named);
    let is_elsewhere = |one: &Diagnostic| one.about == Some(About::KeysOf(named));
    let lost = || found.iter().filter(|one| is_lost(one));
    let is_withheld = |path: &RelPath| path.parts().any(|part| part == named.home());
    if lost().nth(1).is_none()
        || !named.known(site).is_empty()
        || site.unpublished.keys().any(is_withheld)
    {
        return;
    }
    let elsewhere: Vec<_> = found.iter().filter(|one| is_elsewhere(one)).collect();
    let mut folders: Vec<RelPath> = elsewhere.iter().map(|one| one.path.parent()).collect();
    folders.dedup();
    let first = elsewhere.into_iter().min_by_key(place);
    let (what, names) = (named.name(), lost().count());
    let message = format!("no {what} is defined, and {names} places name one");
    let home = format!("{}/{}", site.config.source(), named.home());
    let hint = match first.map(|first| (first, first.path.parent())) {
        None => names::home(named),
        Some((first, folder)) if folder.as_str() == home => first.hint.clone().unwrap_or_default(),
        Some((_, folder)) if folders.len() == 1 => {
            format!("the pages of `{folder}` state some: move them to `{home}`")
        }
        Some(_) => format!("move the pages that state some to `{home}`"),
    };
    let Some(at) = first.or_else(|| lost().min_by_key(place)) else {
        return;
    };
    let one = Diagnostic::error("FCT-NAME", &at.path, at.span, message).with_hint(hint);
    found.retain(|one| {
        !(is_lost(one)
            || is_elsewhere(one)
            || is_of_folder(one, named)
            || rules_of(named).contains(&one.code)
            || one.code == "TRN-MISSING" && folders.contains(&one.path.parent()))
    });
    found.push(one.about(About::Missing(named)));
}

/// What of `found` says why `rule` finds something left out: the mistake in each value that was refused.
pub fn causes<'a>(site: &Site, rule: &Rule, found: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let (Some(by), Check::Site(check) | Check::Shape(check)) = (rule.follows, rule.check) else {
        return Vec::new();
    };
    let mut lacking = Vec::new();
    check(site, &mut lacking);
    let causes = refused(site).filter(|one| lacking.iter().any(|it| is_cause(*one, by, it)));
    causes
        .filter_map(|(path, one)| {
            let of_value = |finding: &&Diagnostic| {
                finding.severity == Severity::Error
                    && finding.path == *path
                    && (one.key.span.start..one.within.end).contains(&finding.span.start)
            };
            let mistakes = found.iter().filter(of_value);
            mistakes.min_by_key(|finding| finding.span.start)
        })
        .collect()
}

/// Every key whose value was refused, with its file.
fn refused(site: &Site) -> impl Iterator<Item = (&RelPath, &Refused)> {
    let of_facts = site.facts.refused.iter().map(|one| (&site.facts.path, one));
    let of_pages = site.source_pages().flat_map(|page| {
        let refused = page.front.refused.iter();
        refused.map(|one| (&page.document.path, one))
    });
    of_pages.chain(of_facts)
}

/// Whether a value in the file `path`, which was refused, explains `finding` of a rule that follows `by` it.
fn is_cause((path, refused): (&RelPath, &Refused), by: By, finding: &Diagnostic) -> bool {
    match by {
        By::Anywhere(keys) => keys.contains(&refused.key.value.as_str()),
        _ => *path == finding.path && explains(refused, by, finding.span),
    }
}

/// Whether `finding` is one of a promise that a plan has under a name which is none: `wrong` are the pages that say
/// so, and what each of these names should be one of.
fn is_of_wrong_name(site: &Site, wrong: &[(RelPath, Named)], finding: &Diagnostic) -> bool {
    match (&finding.about, finding.code) {
        (Some(About::NoFact(name)), _) => {
            let plan = name.strip_prefix("sla.").and_then(|name| {
                let (id, _) = name.split_once('.')?;
                stated_by(site, Named::Plan, id)
            });
            let of_page = |page: &Page| {
                let of_page = |(path, named): &(RelPath, Named)| {
                    // `sla.business.s1.phone.respond` names both, `sla.business.s1.respond` no channel.
                    let is_in_it = *named == Named::Severity || name.split('.').count() > 4;
                    *path == page.document.path && is_in_it
                };
                wrong.iter().any(of_page)
            };
            plan.is_some_and(of_page)
        }
        (_, "SLA-HOLE" | "SLA-ROW") => {
            let of_page = |(path, named): &(RelPath, Named)| {
                *path == finding.path && *named == Named::Severity
            };
            wrong.iter().any(of_page)
        }
        _ => false,
    }
}

/// The page of a channel or a plan.
fn stated_by<'a>(site: &'a Site, named: Named, id: &str) -> Option<&'a Page> {
    Some(match named {
        Named::Channel => site.page_of(site.channels.iter().find(|one| one.id == id)?),
        _ => site.page_of(site.plans.iter().find(|one| one.id == id)?),
    })
}

fn explains(refused: &Refused, by: By, span: Span) -> bool {
    let below = refused.above.contains(&span);
    match by {
        By::Keys(keys) => {
            // An item of a list has no key that a finding could be about: it is about its id.
            let mut around = std::iter::once(refused.within).chain(refused.item);
            let within = around.any(|it| it.start <= span.start && span.start < it.end);
            // What is said of the whole file; the first of its keys may stand further down.
            let whole = span == Span::default() && refused.above.is_empty();
            keys.contains(&refused.key.value.as_str()) && (within || below || whole)
        }
        _ => below || refused.key.span == span,
    }
}

/// Whether the reference `name` finds nothing since what it names was refused where it is stated.
fn is_of_refused(site: &Site, name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let front = |id: &str| {
        let named = Named::of_reference(name)?;
        Some(&stated_by(site, named, id)?.front)
    };
    match parts[..] {
        ["channel" | "plan", id, key] => front(id).is_some_and(|front| {
            let at = front
                .keys
                .iter()
                .find(|one| one.value == key)
                .map(|one| one.span);
            let mut refused = front.refused.iter();
            refused.any(|one| one.key.value == key || at.is_some_and(|at| one.above.contains(&at)))
        }),
        // A promise is refused by its own name, by what it says, or with all others.
        ["sla", id, _, .., own] => front(id).is_some_and(|front| {
            let keys = [own, "within", "every", "count", "share", "targets"];
            let mut refused = front.refused.iter();
            refused.any(|one| keys.contains(&one.key.value.as_str()))
        }),
        ["organization", key] => {
            let mut refused = site.facts.refused.iter();
            refused.any(|one| one.key.value == key)
        }
        _ => false,
    }
}
