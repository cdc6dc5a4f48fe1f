//! Plans: what a page of the service level agreement promises.

use crate::model::Site;
use crate::model::facts::{Plan, PlanTarget};
use crate::model::site::Owned;

/// Whether a row holds a promise of time.
pub fn promises(row: &PlanTarget) -> bool {
    row.respond.is_some() || row.update.is_some() || row.restore.is_some()
}

/// Plans that promise something.
pub fn plans(site: &Site) -> impl Iterator<Item = &Owned<Plan>> {
    let plans = site.plans.iter();
    plans.filter(|owned| owned.value.targets.iter().any(promises))
}

/// The same and the versions to come, without those whose front matter ends in a mistake: what they seem to leave
/// out may stand behind it.
pub fn readable(site: &Site) -> impl Iterator<Item = &Owned<Plan>> {
    let coming = site.coming.iter();
    let coming = coming.filter(|owned| owned.value.targets.iter().any(promises));
    let plans = plans(site).chain(coming);
    plans.filter(|plan| !site.page_of(plan).front.broken)
}

/// Whether the plan is in force today.
pub fn in_force(site: &Site, plan: &Owned<Plan>) -> bool {
    site.page_of(plan).front.holds_on(site.today)
}
