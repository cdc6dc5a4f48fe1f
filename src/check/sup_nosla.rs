//! SUP-NOSLA: a phone is open around the clock, or an agreement is in force (D3; D31 in China).

use super::evidence::{self, Evidence, on_page};
use super::{profile, promises, reach};
use crate::model::config::Profile;
use crate::model::{Diagnostic, RelPath, Severity, Site, Span};

const CODE: &str = "SUP-NOSLA";

/// A phone is open around the clock for every severity, or a plan is in force. In China support is
/// continuous, whatever is agreed.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let (path, span) = place(site);
    if site.config.profile == Profile::CspChina {
        if !reach::around_the_clock(site, |kind| kind != "bot") {
            let message = "no channel is answered around the clock for every severity";
            let action = "give a channel a calendar that is `always` open";
            found.push(demand.row("D31").at(path, span, message, action));
        }
        return;
    }
    let agreed = promises::plans(site).any(|plan| promises::in_force(site, plan));
    if !agreed && !reach::around_the_clock(site, |kind| kind == "phone") {
        let message =
            "no phone is open around the clock and no service level agreement is in force";
        let action = "open a phone channel with a calendar that is `always` open, or publish a plan under `sla/`";
        found.push(demand.at(path, span, message, action));
    }
}

/// The plans in force and the phones that are open around the clock; for D31 the channels that are.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let kinds = |kind: &str| {
        if row == "D31" {
            kind != "bot"
        } else {
            kind == "phone"
        }
    };
    let mut facts = Vec::new();
    if row != "D31" {
        let plans = promises::plans(site).filter(|plan| promises::in_force(site, plan));
        facts.extend(plans.map(|plan| {
            let words = format!("{} is in force", evidence::plan(plan));
            let span = site.page_of(plan).front.at("effective");
            on_page(site, plan, span, words)
        }));
    }
    if reach::around_the_clock(site, kinds) {
        facts.extend(reach::always_open(site, kinds).map(|one| {
            let words = format!("channel `{}` is open around the clock", one.id);
            let span = site.page_of(one).front.at("calendar");
            on_page(site, one, span, words)
        }));
    }
    Evidence::any(facts)
}

/// The hours of the first phone, else support.yaml.
fn place(site: &Site) -> (&RelPath, Span) {
    match reach::phones(site).next() {
        Some(phone) => {
            let hours = phone.value.calendar.as_ref();
            let span = hours.map_or_else(|| reach::place(site, phone), |id| id.span);
            (&site.page_of(phone).document.path, span)
        }
        None => (&site.facts.path, Span::default()),
    }
}
