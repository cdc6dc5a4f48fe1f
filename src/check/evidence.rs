//! What a rule of the profile can show for a demand.

use crate::model::audit::Fact;
use crate::model::facts::{Calendar, Channel, Id, Plan, Price, Service};
use crate::model::site::Owned;
use crate::model::{Page, RelPath, Site, Span};

/// What the portal states about one demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// All that the demand needs; at least one fact.
    Facts(Vec<Fact>),
    /// Something that it needs is not stated.
    Lacks,
    /// What it is about does not exist here: this.
    NotApplicable(&'static str),
}

impl Evidence {
    /// Every one of `facts` has to be there, and at least one.
    pub fn all(facts: impl IntoIterator<Item = Option<Fact>>) -> Self {
        match facts.into_iter().collect::<Option<Vec<Fact>>>() {
            Some(facts) if !facts.is_empty() => Self::Facts(facts),
            _ => Self::Lacks,
        }
    }

    /// Any of `facts` is enough.
    pub fn any(facts: impl IntoIterator<Item = Fact>) -> Self {
        Self::all(facts.into_iter().map(Some))
    }
}

/// A fact of support.yaml.
pub fn stated(site: &Site, span: Span, words: String) -> Fact {
    written(&site.facts.path, span, words)
}

/// A fact of the page that states a channel or a plan.
pub fn on_page<T>(site: &Site, fact: &Owned<T>, span: Span, words: String) -> Fact {
    written(&site.page_of(fact).document.path, span, words)
}

/// That a page is there.
pub fn page(page: &Page, words: String) -> Fact {
    written(&page.document.path, page.front.at("title"), words)
}

/// A fact of the file `path`.
pub fn written(path: &RelPath, span: Span, words: String) -> Fact {
    Fact {
        words,
        path: path.clone(),
        span,
    }
}

/// The channel of that id.
pub fn channel<'a>(site: &'a Site, id: &Id) -> Option<&'a Owned<Channel>> {
    site.channels.iter().find(|one| one.id == id.value)
}

/// The calendar that a channel keeps.
pub fn calendar<'a>(site: &'a Site, channel: &'a Owned<Channel>) -> Option<(&'a Id, &'a Calendar)> {
    let id = channel.value.calendar.as_ref()?;
    Some((id, site.facts.calendar(&id.value)?))
}

/// Services that customers can have.
pub fn offered(site: &Site) -> impl Iterator<Item = &Service> {
    let services = site.facts.services.iter();
    services.filter(|one| one.not_offered.is_none())
}

/// A price in a few words.
pub fn price(price: &Price) -> String {
    match price {
        Price::Included => "included".to_owned(),
        Price::Free => "free".to_owned(),
        Price::BasicRate => "basic rate".to_owned(),
        Price::Amount(money) => {
            let per = money.per.as_ref();
            let per = per.map_or_else(String::new, |per| format!(" per {}", per.value));
            format!("`{} {}`{per}", money.currency.value, money.amount.value)
        }
    }
}

/// `` plan `business` 1.1 ``.
pub fn plan(plan: &Owned<Plan>) -> String {
    let version = plan.value.version.as_ref();
    let version = version.map_or_else(String::new, |one| format!(" {}", one.value));
    format!("plan `{}`{version}", plan.id)
}
