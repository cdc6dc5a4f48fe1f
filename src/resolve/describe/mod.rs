//! Typed facts become what a page shows: complete words of the page's language.
//!
//! Goes in: a [`Scene`], which is the facts, the words of the theme and one language.
//! Comes out: the cards of `model::facet`, the words of a fact in prose, the HTML of a block.
//! Every text that a reader sees stands in the theme's `strings/facts.*.yaml`; what is not stated in
//! the facts is not said. Nothing here reports: a fact that points nowhere is left out, and a rule
//! of `check` tells the author.

mod answers;
mod block;
mod channel;
mod elision;
mod example;
mod hours;
mod intake;
mod known;
mod notice;
mod phone;
mod plan;
mod reference;
mod support;
mod version;
mod words;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::calendar::Date;
use crate::model::document::FrontMatter;
use crate::model::facet::Entry;
use crate::model::facts::{Calendar, Channel, Duration, Plan, Product, Service, SeverityLevel};
use crate::model::site::Owned;
use crate::model::{Config, Facts, Locale, Strings};

pub use block::{contact as block_contact, hours as block_hours, sla as block_sla};
pub use channel::channel;
pub use hours::hours;
pub use intake::intake;
pub use known::Known;
pub use notice::notice;
pub use plan::{plan, severities};
pub use reference::{Unknown, Words, names, reference, with_references};
pub use support::support;
pub use version::{plan_entry, version};

/// All that the description of a portal in one language is made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// support.yaml.
    pub facts: &'a Facts,
    /// The words of the theme.
    pub strings: &'a Strings,
    /// The site's configuration: its source language, its title.
    pub config: &'a Config,
    /// The channels, in navigation order.
    pub channels: &'a [Owned<Channel>],
    /// The plans, in navigation order: of each the version that holds today, or else the one to come.
    pub plans: &'a [Owned<Plan>],
    /// The version of a plan that the page is about, whether or not it holds today.
    pub own: Option<&'a Owned<Plan>>,
    /// Guides, as they are listed in this language.
    pub guides: &'a [Entry],
    /// The language of the page.
    pub locale: &'a Locale,
    /// The date from which coming dates are told.
    pub today: Date,
    /// The page of this language for the number of a page in the source language.
    pub entry: &'a dyn Fn(usize) -> Entry,
    /// The front matter of a page in the source language, by its number.
    pub front: &'a dyn Fn(usize) -> &'a FrontMatter,
    /// The page of this language for a page's key or a folder, as facts name it: `billing/late.md`,
    /// `articles/`.
    pub page_by_key: &'a dyn Fn(&str) -> Option<Entry>,
    /// Names of facts, sorted when the first unknown one needs them.
    pub known: &'a OnceLock<Known>,
}

impl<'a> Scene<'a> {
    fn known(&self) -> &'a Known {
        self.known.get_or_init(|| Known::of(self))
    }

    fn calendar_of(&self, id: &str) -> Option<&'a Calendar> {
        self.facts.calendar(id)
    }

    fn channel_of(&self, id: &str) -> Option<&'a Owned<Channel>> {
        self.channels.iter().find(|one| one.id == id)
    }

    /// Those of the plans that hold today.
    fn in_force(&self) -> impl Iterator<Item = &'a Owned<Plan>> {
        let plans = self.plans.iter();
        plans.filter(|plan| (self.front)(plan.page).holds_on(self.today))
    }

    fn plan_of(&self, id: &str) -> Option<&'a Owned<Plan>> {
        self.own
            .into_iter()
            .chain(self.plans)
            .find(|one| one.id == id)
    }

    fn severity_of(&self, id: &str) -> Option<&'a SeverityLevel> {
        self.facts.severities.iter().find(|one| one.id.value == id)
    }

    fn service_of(&self, id: &str) -> Option<&'a Service> {
        self.facts.services.iter().find(|one| one.id.value == id)
    }

    fn product_of(&self, id: &str) -> Option<&'a Product> {
        self.facts.products.iter().find(|one| one.id.value == id)
    }
}

/// A length of time in words, such as a lesson needs: `20 minutes`.
pub fn length(scene: &Scene<'_>, length: Duration) -> String {
    scene.length(length)
}

/// A date in words: `1 May 2026`.
pub fn date(scene: &Scene<'_>, date: Date) -> String {
    scene.day(date)
}

/// The level of a guide in words: `Beginner`.
pub fn level(scene: &Scene<'_>, level: &str) -> String {
    scene.named("guide_level", level)
}
