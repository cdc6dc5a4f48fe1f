//! SLA-DATES: a plan has a version and dates, and the agreement is in force (D32).

use super::evidence::{self, Evidence, on_page};
use super::promises;
use crate::model::facts::Plan;
use crate::model::site::Owned;
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "SLA-DATES";

/// Each plan has a version and a first day, has not expired, and some plan has begun.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
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
