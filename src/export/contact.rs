//! `contact.vcf`: the partner and its channels for an address book, in each language (vCard 4.0,
//! RFC 6350).

use super::content_lines::Lines;
use super::{absolute, channels, data_date, id, in_language, text};
use crate::model::facts::{Channel, Organization};
use crate::model::site::Owned;
use crate::model::{Facet, Locale, Output, Site, Spanned, Text, uri};

/// Its name.
pub const NAME: &str = "contact.vcf";

/// A card in each language; none where nobody is named who gives support.
pub fn files(site: &Site) -> impl Iterator<Item = Output> {
    let locales = site.config.languages.iter();
    locales.filter_map(|locale| {
        let organization = site
            .facts
            .organization
            .as_ref()
            .filter(|_| site.has_card())?;
        Some(super::in_folder(
            site,
            locale,
            NAME,
            card(site, organization, locale),
        ))
    })
}

fn card(site: &Site, organization: &Organization, locale: &Locale) -> String {
    let mut lines = Lines::default();
    let legal = organization.legal_name.as_ref();
    let known = organization.name.as_ref();
    let say = |value: &Text| text(site, locale, value).to_owned();
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", "4.0");
    lines.raw("PRODID", super::PRODUCT);
    lines.raw("UID", &format!("urn:uuid:{}", id(site, &["contact"])));
    if let Some(source) = absolute(site, &super::url(site, locale, NAME)) {
        lines.raw("SOURCE", &source);
    }
    lines.raw("KIND", "org");
    lines.text("FN", &known.or(legal).map(say).unwrap_or_default());
    lines.text("ORG", &legal.or(known).map(say).unwrap_or_default());
    address(&mut lines, organization, |value| text(site, locale, value));
    for (number, channel) in channels(site).into_iter().enumerate() {
        push_channel(&mut lines, site, locale, channel, number + 1);
    }
    if let Some(website) = &organization.website {
        lines.raw("URL", &uri::web(&website.value));
    }
    for (place, language) in languages(site).into_iter().enumerate() {
        // 1 is preferred, 100 least (5.3).
        lines.raw(&format!("LANG;PREF={}", (place + 1).min(100)), language);
    }
    if let Some(zone) = zone(site) {
        lines.raw("TZ", zone);
    }
    if let Some(date) = data_date(site) {
        lines.raw("REV", &date.strftime("%Y%m%dT000000Z").to_string());
    }
    lines.raw("END", "VCARD");
    lines.into_text()
}

/// Seven parts, two of which nobody should use (6.3.1). The facts know a country by its code, which
/// RFC 8605 has a parameter for.
fn address<'a>(
    lines: &mut Lines,
    organization: &'a Organization,
    say: impl Fn(&'a Text) -> &'a str,
) {
    let street = organization.street.as_ref().map_or("", &say);
    let city = organization.city.as_ref().map_or("", &say);
    let plain = |value: &'a Option<Spanned<String>>| {
        value.as_ref().map_or("", |value| value.value.as_str())
    };
    let (postal, country) = (
        plain(&organization.postal_code),
        plain(&organization.country),
    );
    if [street, city, postal].iter().all(|part| part.is_empty()) {
        return;
    }
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    let name = match is_code {
        true => format!("ADR;TYPE=work;CC={country}"),
        false => "ADR;TYPE=work".to_owned(),
    };
    lines.parts(&name, &["", "", street, city, "", postal, country]);
}

/// A number, a mailbox or a page, grouped with the channel's name, which many address books show.
fn push_channel(
    lines: &mut Lines,
    site: &Site,
    locale: &Locale,
    owned: &Owned<Channel>,
    number: usize,
) {
    let page = in_language(site, owned.page, locale);
    let Facet::Channel(card) = &page.facet else {
        return;
    };
    let group = format!("item{number}");
    let first = if card.first { ";PREF=1" } else { "" };
    match (card.channel.as_str(), card.href.split_once(':')) {
        ("phone", Some(("tel", _))) => {
            let name = format!("{group}.TEL;VALUE=uri;TYPE=work,voice{first}");
            lines.raw(&name, &card.href);
        }
        ("fax", _) => {
            let Some(address) = &owned.value.address else {
                return;
            };
            let name = format!("{group}.TEL;VALUE=uri;TYPE=work,fax{first}");
            lines.raw(&name, &format!("tel:{}", address.value));
        }
        (_, Some(("mailto", _))) => {
            lines.text(&format!("{group}.EMAIL;TYPE=work{first}"), &card.address);
        }
        (_, Some(("https" | "http", _))) => {
            lines.raw(&format!("{group}.URL;TYPE=work{first}"), &card.href);
        }
        _ => return,
    }
    lines.text(&format!("{group}.X-ABLABEL"), page.title());
}

/// Languages spoken, those of the first contact first, each once.
fn languages(site: &Site) -> Vec<&str> {
    let mut languages: Vec<&str> = Vec::new();
    for channel in channels(site) {
        for language in &channel.value.languages {
            if !languages.contains(&language.value.as_str()) {
                languages.push(&language.value);
            }
        }
    }
    languages
}

/// The zone of the first contact's hours.
fn zone(site: &Site) -> Option<&str> {
    let channel = channels(site).into_iter().next()?;
    let id = &channel.value.calendar.as_ref()?.value;
    let calendar = site
        .facts
        .calendars
        .iter()
        .find(|one| one.id.value == *id)?;
    Some(calendar.time_zone.value.as_str()).filter(|zone| !zone.is_empty())
}
