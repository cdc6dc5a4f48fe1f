//! Who gives support (schema.org/Organization), and how to reach them (schema.org/ContactPoint).

use serde_json::{Value, json};

use super::{Scene, hours};
use crate::model::facts::{Channel, Organization, Price};
use crate::model::site::{Owned, Role};
use crate::model::{Facet, Spanned, Text, uri};

/// Whole on the first page, on pages of channels and on the description; by name alone elsewhere.
/// Nothing where nobody is named.
pub fn node(scene: &Scene<'_>) -> Value {
    let Some(organization) = named(scene) else {
        return Value::Null;
    };
    let say = |text: &Option<Text>| text.as_ref().map(|text| scene.text(text).to_owned());
    let (legal, known) = (say(&organization.legal_name), say(&organization.name));
    let plain = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let website = website(organization).or_else(|| scene.site.config.url.clone());
    let mut fields = vec![
        ("@id", id(scene).into()),
        ("name", known.or_else(|| legal.clone()).into()),
        ("url", website.into()),
    ];
    let channels: Option<(Vec<&Owned<Channel>>, bool)> = match &scene.page.facet {
        Facet::Channel(card) => {
            let channels = scene.site.channels.iter();
            Some((channels.filter(|one| one.id == card.id).collect(), true))
        }
        Facet::Support(_) => Some((scene.site.channels.iter().collect(), true)),
        // The first page tells the hours of a week, and no dates.
        _ if scene.page.role == Role::Home => Some((scene.site.channels.iter().collect(), false)),
        _ => None,
    };
    if let Some((channels, dated)) = channels {
        let points = channels
            .into_iter()
            .map(|channel| contact(scene, channel, dated));
        fields.extend([
            ("legalName", legal.into()),
            ("vatID", plain(&organization.vat_id).into()),
            ("address", address(scene, organization)),
            ("contactPoint", points.collect::<Vec<_>>().into()),
        ]);
    }
    super::node("Organization", fields)
}

/// What other things say of it.
pub fn reference(scene: &Scene<'_>) -> Value {
    match named(scene) {
        Some(_) => json!({"@id": id(scene)}),
        None => Value::Null,
    }
}

fn named<'a>(scene: &Scene<'a>) -> Option<&'a Organization> {
    let organization = scene.site.facts.organization.as_ref();
    organization.filter(|_| scene.site.has_card())
}

/// One for the whole site. Without any address it is known within the page.
fn id(scene: &Scene<'_>) -> String {
    let root = scene.site.config.url.clone();
    match root.or_else(|| website(named(scene)?)) {
        Some(root) => format!("{root}#organization"),
        None => "_:organization".to_owned(),
    }
}

fn website(organization: &Organization) -> Option<String> {
    let website = organization.website.as_ref()?;
    Some(uri::web(&website.value).into_owned())
}

fn address(scene: &Scene<'_>, organization: &Organization) -> Value {
    let say = |text: &Option<Text>| text.as_ref().map(|text| scene.text(text).to_owned());
    let plain = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    if organization.street.is_none() && organization.city.is_none() {
        return Value::Null;
    }
    super::node(
        "PostalAddress",
        [
            ("streetAddress", say(&organization.street).into()),
            ("postalCode", plain(&organization.postal_code).into()),
            ("addressLocality", say(&organization.city).into()),
            ("addressCountry", plain(&organization.country).into()),
        ],
    )
}

fn contact(scene: &Scene<'_>, owned: &Owned<Channel>, dated: bool) -> Value {
    let channel = &owned.value;
    let page = scene.in_language(owned.page);
    let Facet::Channel(card) = &page.facet else {
        return Value::Null;
    };
    let (scheme, _) = card.href.split_once(':').unwrap_or_default();
    let is = |wanted: &str| scheme == wanted;
    let phone = channel
        .address
        .as_ref()
        .filter(|_| is("tel") || card.channel == "fax");
    let number = if card.channel == "fax" {
        "faxNumber"
    } else {
        "telephone"
    };
    let url = match is("https") {
        true => card.href.clone(),
        false => scene.absolute(&page.url),
    };
    let languages: Vec<&str> = values(&channel.languages);
    super::node(
        "ContactPoint",
        [
            ("name", page.title().into()),
            ("contactType", kinds(scene, owned).into()),
            (number, phone.map(|phone| phone.value.as_str()).into()),
            ("email", is("mailto").then_some(&*card.address).into()),
            ("url", url.into()),
            ("availableLanguage", languages.into()),
            ("areaServed", values(&scene.site.facts.markets).into()),
            ("contactOption", options(channel).into()),
            (
                "hoursAvailable",
                hours::available(scene, channel, dated).into(),
            ),
        ],
    )
}

/// What it is for, by the services that name it. There is no list of such words; these are the ones
/// that schema.org and search engines give as examples.
fn kinds(scene: &Scene<'_>, owned: &Owned<Channel>) -> Vec<&'static str> {
    if !owned.value.severities.is_empty() {
        return vec!["emergency"];
    }
    let services = scene.site.facts.services.iter();
    let served = services.filter(|service| {
        service.not_offered.is_none() && service.channels.iter().any(|id| id.value == owned.id)
    });
    let mut kinds: Vec<&'static str> = served
        .filter_map(|service| match service.area.as_ref()?.value.as_str() {
            "billing" => Some("billing support"),
            "provisioning" | "troubleshooting" | "updates" | "usage" => Some("technical support"),
            _ => None,
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        kinds.push("customer support");
    }
    kinds
}

/// schema.org/ContactPointOption.
fn options(channel: &Channel) -> Vec<&'static str> {
    let is_phone = channel
        .channel
        .as_ref()
        .is_some_and(|kind| kind.value == "phone");
    let is_free = matches!(&channel.cost, Some(cost) if cost.value == Price::Free);
    let signs = ["relay-service", "sign-language"];
    let hears = channel
        .accessible
        .iter()
        .any(|one| signs.contains(&one.value.as_str()));
    let mut options = Vec::new();
    if is_phone && is_free {
        options.push("https://schema.org/TollFree");
    }
    if hears {
        options.push("https://schema.org/HearingImpairedSupported");
    }
    options
}

fn values(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|one| one.value.as_str()).collect()
}
