//! What others name by its id: channels, plans, and entries of support.yaml.

use super::facts::Id;
use super::{Page, Site, Text};

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

    /// The id of the one whose name in any language, or region, was written in place of `id`, as it is or as an id is made
    /// of it; `None` where several have that name. The id is none itself where a page stands in a file of such a name.
    pub fn called<'a>(self, site: &'a Site, id: &str) -> Option<&'a str> {
        let is_it = |name: &str| name.trim() == id || id_of(name).as_deref() == Some(id);
        let has_page = |of: &str, page: &Page| {
            let mut versions = page.versions.iter().map(|&number| &site.pages[number]);
            is_it(of) || is_it(page.title()) || versions.any(|version| is_it(version.title()))
        };
        let has = |name: &Option<Text>| {
            let mut names = name.iter().flat_map(|name| name.by_locale.values());
            names.any(|name| is_it(&name.value))
        };
        let facts = &site.facts;
        match self {
            Self::Channel => only(&site.channels, |one| {
                has_page(&one.id, site.page_of(one)).then_some(&one.id)
            }),
            Self::Plan => only(&site.plans, |one| {
                has_page(&one.id, site.page_of(one)).then_some(&one.id)
            }),
            Self::Calendar => only(&facts.calendars, |one| {
                has(&one.name).then_some(&one.id.value)
            }),
            Self::HolidaySet => only(&facts.holiday_sets, |one| {
                let region = one.region.as_ref()?;
                is_it(&region.value).then_some(&one.id.value)
            }),
            Self::Product => only(&facts.products, |one| {
                has(&one.name).then_some(&one.id.value)
            }),
            Self::Service => only(&facts.services, |one| {
                has(&one.name).then_some(&one.id.value)
            }),
            Self::Severity => only(&facts.severities, |one| {
                has(&one.name).then_some(&one.id.value)
            }),
        }
    }
}

/// The id of the one that has one.
fn only<T>(all: &[T], id: impl Fn(&T) -> Option<&String>) -> Option<&str> {
    let mut ids = all.iter().filter_map(id);
    let first = ids.next()?;
    ids.next().is_none().then_some(first)
}

/// Whether `text` is an id: `[a-z0-9-]{1,40}`.
pub fn is_id(text: &str) -> bool {
    id_of(text).is_some_and(|id| id == text)
}

/// The id that `text` is, or was meant as. It is known by that, so that a refused `S2` is one mistake, and not another
/// wherever `s2` is named.
pub fn id_of(text: &str) -> Option<String> {
    let of_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_plain = text.chars().all(of_id);
    let meant = match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => {
            let german = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")];
            let text = text.to_lowercase();
            (german.into_iter()).fold(text, |text, (from, to)| text.replace(from, to))
        }
    };
    let meant: String = meant
        .chars()
        .map(|c| if of_id(c) { c } else { '-' })
        .collect();
    let meant = if is_plain {
        &meant
    } else {
        meant.trim_matches('-')
    };
    (1..=40).contains(&meant.len()).then(|| meant.to_owned())
}
