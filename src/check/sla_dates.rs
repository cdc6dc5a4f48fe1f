//! SLA-DATES: a plan has a version and dates, and the agreement is in force (D32).

use super::evidence::{self, Evidence, on_page};
use super::promises;
use crate::model::facts::Plan;
use crate::model::site::Owned;
use crate::model::{Diagnostic, Severity, Site, Span};

const CODE: &str = "SLA-DATES";

/// Each plan has a version and a first day, has not expired, and some plan has begun. Of several versions one holds on
/// each day.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in site.plan_versions.values() {
        for pair in versions.windows(2) {
            found.extend(follows(site, &pair[0], &pair[1]));
        }
        found.extend(versions.iter().filter_map(|plan| named(site, plan)));
        found.extend(lost(site, versions));
    }
    for plan in promises::readable(site) {
        dates(site, plan, found);
    }
    // A plan that begins later is shown as coming. Where there is no other, nothing is agreed today.
    let begins = promises::plans(site).filter_map(|plan| {
        let effective = site.page_of(plan).front.effective?;
        (effective.value > site.today).then_some((plan, effective))
    });
    let coming: Vec<_> = begins.collect();
    if coming.len() == promises::plans(site).count() {
        for (plan, effective) in coming {
            let date = effective.value;
            let message = format!("no agreement is in force before {date}");
            let hint = "keep the plan that holds until then beside this one";
            found.push(finding(site, plan, effective.span, message, hint));
        }
    }
}

/// That one version does not end where the `next` one begins, or is called the same.
fn follows(site: &Site, plan: &Owned<Plan>, next: &Owned<Plan>) -> Option<Diagnostic> {
    let front = &site.page_of(plan).front;
    let begin = site.page_of(next).front.effective.as_ref()?;
    let label = |plan: &Owned<Plan>| plan.value.version.as_ref().map(|one| one.value.clone());
    let (own, others) = (label(plan)?, label(next)?);
    if own == others {
        let span = next.value.version.as_ref()?.span;
        let message = format!("two pages of the plan `{}` are version `{own}`", plan.id);
        return Some(finding(site, next, span, message, "count the later one up"));
    }
    let expires = front.expires.as_ref()?;
    let hint = format!(
        "leave `expires` out: version `{others}` takes its place on {}",
        begin.value
    );
    if expires.value > begin.value {
        let message = format!("version `{own}` still holds when version `{others}` begins");
        return Some(finding(site, plan, expires.span, message, &hint));
    }
    if expires.value < begin.value {
        let message = format!(
            "no version of the plan `{}` holds from {} until {}",
            plan.id, expires.value, begin.value
        );
        let mut gap = finding(site, plan, expires.span, message, &hint);
        gap.severity = Severity::Warning;
        return Some(gap);
    }
    None
}

/// That the list of changes names the version that holds today, and no page is that version: the one before would be
/// shown as in force again. So it is where a plan is dated ahead in the only file that it has.
fn lost(site: &Site, versions: &[Owned<Plan>]) -> Option<Diagnostic> {
    let begin = |plan: &Owned<Plan>| {
        let effective = site.page_of(plan).front.effective.as_ref();
        effective.map(|date| date.value)
    };
    let next = versions.last()?;
    let begins = begin(next).filter(|date| *date > site.today)?;
    let since = versions
        .iter()
        .filter_map(begin)
        .filter(|date| *date <= site.today)
        .max();
    let held = |date| date <= site.today && since.is_none_or(|since| date > since);
    let changes = next.value.changes.iter();
    let change = changes
        .filter(|change| held(change.date.value))
        .max_by_key(|change| change.date.value)?;
    let label = &change.version.value;
    let is_it = |plan: &Owned<Plan>| {
        let version = plan.value.version.as_ref();
        version.is_some_and(|version| version.value == *label)
    };
    if versions.iter().any(is_it) {
        return None;
    }
    let message = format!(
        "version `{label}` holds from {} until {begins}, and no page has its terms",
        change.date.value
    );
    let hint = format!(
        "keep it beside this one, as `{}@{label}.md`; before it was changed, the file had its terms",
        next.id
    );
    Some(finding(site, next, change.version.span, message, &hint))
}

/// That the name of a version's file says another number than its front matter.
fn named(site: &Site, plan: &Owned<Plan>) -> Option<Diagnostic> {
    let version = plan.value.version.as_ref()?;
    let stem = site.page_of(plan).document.key.stem();
    let (_, number) = stem.split_once('@')?;
    if number == version.value {
        return None;
    }
    let message = format!(
        "this is version `{}`, and the name of its file says `{number}`",
        version.value
    );
    let hint = "write the same in both: customers are led to the version by its address";
    Some(finding(site, plan, version.span, message, hint))
}

/// Version and first day of each plan.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let mut plans = promises::plans(site).peekable();
    if plans.peek().is_none() {
        return Evidence::NotApplicable("no service level agreement");
    }
    Evidence::all(plans.map(|plan| {
        let front = &site.page_of(plan).front;
        let (begins, expires) = (front.effective.as_ref()?, front.expires.as_ref());
        plan.value.version.as_ref()?;
        let ended = expires.is_some_and(|end| end.value <= site.today || end.value <= begins.value);
        let words = format!("{} holds from {}", evidence::plan(plan), begins.value);
        (!ended).then(|| on_page(site, plan, begins.span, words))
    }))
}

fn dates(site: &Site, plan: &Owned<Plan>, found: &mut Vec<Diagnostic>) {
    let front = &site.page_of(plan).front;
    if plan.value.version.is_none() {
        let message = format!("the plan `{}` has no version", plan.id);
        let hint = "add `version`, as in `version: \"1.0\"`";
        found.push(finding(site, plan, front.at("version"), message, hint));
    }
    if front.effective.is_none() {
        let message = format!("nothing says from when the plan `{}` holds", plan.id);
        let hint = "add `effective` with the first day";
        found.push(finding(site, plan, front.at("effective"), message, hint));
    }
    let Some(expires) = &front.expires else {
        return;
    };
    let begin = front.effective.as_ref();
    if let Some(begin) = begin.filter(|begin| begin.value >= expires.value) {
        let message = format!(
            "the plan `{}` expires before it begins on {}",
            plan.id, begin.value
        );
        let hint = "`expires` is the first day on which it holds no more";
        found.push(finding(site, plan, expires.span, message, hint));
    } else if expires.value <= site.today {
        let message = format!("the plan `{}` expired on {}", plan.id, expires.value);
        let hint = "renew it, or rename the file to keep it readable as an earlier version, as in `business@1.0.md`";
        found.push(finding(site, plan, expires.span, message, hint));
    }
}

fn finding(site: &Site, plan: &Owned<Plan>, span: Span, message: String, hint: &str) -> Diagnostic {
    let path = &site.page_of(plan).document.path;
    Diagnostic::error(CODE, path, span, message).with_hint(hint.to_owned())
}
