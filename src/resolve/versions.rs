//! The versions of each plan: which holds today, which held before, which is to come.
//!
//! `sla/business.md` and `sla/business@3.0.md` are versions of one plan. Which of them holds is said by
//! their dates alone: a version that was prepared comes into force on its day without another edit.

use std::collections::BTreeMap;

use super::pages::Pages;
use crate::calendar::Date;
use crate::model::facet::Standing;
use crate::model::facts::Plan;
use crate::model::site::Owned;

/// A version of a plan.
pub struct Version {
    /// The plan as this version has it, under the id that all of them share.
    pub plan: Owned<Plan>,
    /// The first day on which it holds.
    pub effective: Option<Date>,
    /// Whether it holds today.
    pub standing: Standing,
}

/// The versions of a plan, oldest first.
pub struct Versions(pub Vec<Version>);

impl Versions {
    /// The version that holds today; where none does, the one at the plan's own address.
    fn chosen(&self, pages: &Pages) -> &Version {
        let Self(versions) = self;
        let holds = |version: &&Version| version.standing == Standing::InForce;
        let own = |version: &&Version| !is_dated(pages, version.plan.page);
        (versions.iter().find(holds))
            .or_else(|| versions.iter().find(own))
            .unwrap_or(&versions[versions.len() - 1])
    }
}

/// The plans of the portal in all their versions, by id. None is without a version.
pub fn all(pages: &Pages, today: Date) -> BTreeMap<String, Versions> {
    let mut plans: BTreeMap<String, Versions> = BTreeMap::new();
    for (number, placed) in pages.list.iter().enumerate() {
        let Some(plan) = placed
            .front
            .plan
            .as_ref()
            .filter(|_| placed.locale == pages.source)
        else {
            continue;
        };
        let stem = placed.document.key.stem();
        let id = stem.split_once('@').map_or(stem, |(id, _)| id);
        let effective = placed.front.effective.map(|date| date.value);
        let expires = placed.front.expires.map(|date| date.value);
        let standing = match (effective, expires) {
            (Some(date), _) if date > today => Standing::Coming,
            (_, Some(date)) if date <= today => Standing::Earlier,
            _ => Standing::InForce,
        };
        let version = Version {
            plan: Owned {
                id: id.to_owned(),
                page: number,
                value: (**plan).clone(),
            },
            effective,
            standing,
        };
        let versions = plans
            .entry(id.to_owned())
            .or_insert_with(|| Versions(Vec::new()));
        versions.0.push(version);
    }
    for Versions(versions) in plans.values_mut() {
        // Of two that begin on one day, the plan's own address has the later one; without a date, too.
        versions.sort_by_key(|version| {
            let own = !is_dated(pages, version.plan.page);
            (version.effective.or(own.then_some(Date::MAX)), own)
        });
        let last = versions
            .iter()
            .rposition(|version| version.standing == Standing::InForce);
        // The next version ends the one before it, whether or not that has a date for it.
        for version in versions.iter_mut().take(last.unwrap_or(0)) {
            version.standing = Standing::Earlier;
        }
    }
    plans
}

/// The plans as they hold today, in navigation order.
pub fn in_force(plans: &BTreeMap<String, Versions>, pages: &Pages) -> Vec<Owned<Plan>> {
    let chosen = plans.values().map(|versions| &versions.chosen(pages).plan);
    let mut chosen: Vec<Owned<Plan>> = chosen.cloned().collect();
    chosen.sort_by_key(|plan| plan.page);
    chosen
}

/// Versions that begin later, in navigation order, without those that stand for their plan today.
pub fn coming(plans: &BTreeMap<String, Versions>, chosen: &[Owned<Plan>]) -> Vec<Owned<Plan>> {
    let versions = plans.values().flat_map(|Versions(versions)| versions);
    let coming = versions.filter(|version| version.standing == Standing::Coming);
    let mut coming: Vec<Owned<Plan>> = coming
        .map(|version| &version.plan)
        .filter(|plan| chosen.iter().all(|known| known.page != plan.page))
        .cloned()
        .collect();
    coming.sort_by_key(|plan| plan.page);
    coming
}

/// Each plan in all its versions, oldest first.
pub fn by_id(plans: &BTreeMap<String, Versions>) -> BTreeMap<String, Vec<Owned<Plan>>> {
    let plans = plans.iter();
    plans
        .map(|(id, Versions(all))| (id.clone(), all.iter().map(|one| one.plan.clone()).collect()))
        .collect()
}

/// Whether a page has the number of a version in its address.
fn is_dated(pages: &Pages, page: usize) -> bool {
    pages.list[page].document.key.stem().contains('@')
}
