//! What others name by its id: channels, plans, and entries of support.yaml.

use super::Site;
use super::facts::Id;

/// What an id can be the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// A channel page.
    Channel,
    /// A plan's page.
    Plan,
    /// An entry of `calendars`.
    Calendar,
    /// An entry of `holiday_sets`.
    HolidaySet,
    /// An entry of `products`.
    Product,
    /// An entry of `services`.
    Service,
    /// An entry of `severities`.
    Severity,
}

impl Named {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Channel,
        Self::Plan,
        Self::Calendar,
        Self::HolidaySet,
        Self::Product,
        Self::Service,
        Self::Severity,
    ];

    /// What it is called in findings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Plan => "plan",
            Self::Calendar => "calendar",
            Self::HolidaySet => "set of holidays",
            Self::Product => "product",
            Self::Service => "service",
            Self::Severity => "severity",
        }
    }

    /// The folder that has a page of each, or the key of support.yaml below which they are.
    pub fn home(self) -> &'static str {
        match self {
            Self::Channel => "channels",
            Self::Plan => "sla",
            Self::Calendar => "calendars",
            Self::HolidaySet => "holiday_sets",
            Self::Product => "products",
            Self::Service => "services",
            Self::Severity => "severities",
        }
    }

    /// Whether each has a page.
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Channel | Self::Plan)
    }

    /// What a reference to a fact, such as `channel.phone.hours`, takes it from.
    pub fn of_reference(reference: &str) -> Option<Self> {
        match reference.split('.').next()? {
            "channel" => Some(Self::Channel),
            "plan" | "sla" => Some(Self::Plan),
            "calendar" => Some(Self::Calendar),
            "product" => Some(Self::Product),
            "severity" => Some(Self::Severity),
            _ => None,
        }
    }

    /// The ids of all that exist.
    pub fn known(self, site: &Site) -> Vec<&str> {
        fn ids<'a>(ids: impl Iterator<Item = &'a Id>) -> Vec<&'a str> {
            ids.map(|id| id.value.as_str()).collect()
        }
        let facts = &site.facts;
        match self {
            Self::Channel => site.channels.iter().map(|one| one.id.as_str()).collect(),
            Self::Plan => site.plans.iter().map(|one| one.id.as_str()).collect(),
            Self::Calendar => ids(facts.calendars.iter().map(|one| &one.id)),
            Self::HolidaySet => ids(facts.holiday_sets.iter().map(|one| &one.id)),
            Self::Product => ids(facts.products.iter().map(|one| &one.id)),
            Self::Service => ids(facts.services.iter().map(|one| &one.id)),
            Self::Severity => ids(facts.severities.iter().map(|one| &one.id)),
        }
    }
}
