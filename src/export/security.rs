//! `.well-known/security.txt`: where to report a security problem (RFC 9116).

use super::{absolute, at_root};
use crate::calendar::{Date, later};
use crate::model::facts::Security;
use crate::model::{Output, Site, mail, uri};

const NAME: &str = ".well-known/security.txt";

/// The file, where there is a contact and a date until which it holds: it must have both (2.5.3,
/// 2.5.5). It counts only at a host's root.
pub fn file(site: &Site) -> Option<Output> {
    let security = site.facts.security.as_ref()?;
    let expires = security.expires.as_ref()?.value;
    let contacts = contacts(security);
    if contacts.is_empty() {
        return None;
    }
    let mut text = String::new();
    if super::in_sub_folder(site) {
        text.push_str("# This file is looked for at the root of a host only: copy it there.\n");
    }
    for contact in contacts {
        text.push_str(&format!("Contact: {contact}\n"));
    }
    // A contact holds on its last day, too; and whoever reads of it must not rely on what was true a year
    // ago (2.5.5).
    let year = within_a_year(site.today);
    text.push_str(&format!("Expires: {}T23:59:59Z\n", expires.min(year)));
    let languages = languages(site, security);
    text.push_str(&format!("Preferred-Languages: {}\n", languages.join(", ")));
    let file = at_root(NAME, String::new());
    if let Some(address) = absolute(site, &file.url).filter(|url| is_web(url)) {
        text.push_str(&format!("Canonical: {address}\n"));
    }
    if let Some(policy) = policy(site, security) {
        text.push_str(&format!("Policy: {policy}\n"));
    }
    Some(at_root(NAME, text))
}

/// The last date that may be promised: as the month begins, so that the file changes with it.
fn within_a_year(today: Date) -> Date {
    let month = today.first_of_month();
    later(month, i32::from(month.days_in_year()) - 1)
}

/// Addresses in order of preference, as URIs; a page must be asked for by https (2.5.3).
fn contacts(security: &Security) -> Vec<String> {
    let contact = security.contact.as_ref();
    let contact = contact.map(|contact| match mail::of_link(&contact.value) {
        Some(address) => mail::link(&address).unwrap_or_default(),
        None => uri::web(&contact.value).into_owned(),
    });
    let phone = security
        .phone
        .as_ref()
        .map(|phone| format!("tel:{}", phone.value));
    let is_plain = |address: &String| {
        let known = ["mailto:", "https:", "tel:"];
        let one_word = address.chars().all(|c| c.is_ascii_graphic());
        one_word && known.iter().any(|scheme| address.starts_with(scheme))
    };
    contact.into_iter().chain(phone).filter(is_plain).collect()
}

/// The languages of the channel that the contact is, else those of the portal.
fn languages<'a>(site: &'a Site, security: &Security) -> Vec<&'a str> {
    let contact = security
        .contact
        .as_ref()
        .map_or("", |contact| contact.value.as_str());
    let contact = mail::of_link(contact).unwrap_or_else(|| contact.to_owned());
    let channel = site.channels.iter().find(|channel| {
        let address = channel.value.address.as_ref();
        address.is_some_and(|address| address.value == contact)
    });
    match channel.filter(|channel| !channel.value.languages.is_empty()) {
        Some(channel) => {
            let languages = channel.value.languages.iter();
            languages.map(|language| language.value.as_str()).collect()
        }
        None => site
            .config
            .languages
            .iter()
            .map(|locale| locale.as_str())
            .collect(),
    }
}

fn policy(site: &Site, security: &Security) -> Option<String> {
    let key = &security.policy.as_ref()?.value;
    let page = site
        .pages
        .iter()
        .find(|page| page.locale == *site.config.source() && page.document.key.as_str() == key)?;
    absolute(site, &page.url).filter(|url| is_web(url))
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://")
}
