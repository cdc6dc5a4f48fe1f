//! support.yaml to [`Facts`].

mod dates;

use std::collections::BTreeMap;

use crate::model::facts::*;
use crate::model::nearest::{slip, slip_of};
use crate::model::{Config, Diagnosed, Diagnostic, Facts, RelPath, Source, Spanned};

use super::formats;
use super::keys::support::SUPPORT;
use super::layers;
use super::read::{self, Fields};
use super::validate::validate_file;
use super::yaml::{self, Budget, Node, Value};

/// Reads support.yaml; without the file there are no facts, which is for the rules to judge.
pub fn facts(source: Option<&Source>, config: &Config) -> Diagnosed<Facts> {
    let Some(source) = source else {
        let path = RelPath::support();
        return Diagnosed::new(
            Facts {
                path,
                ..Facts::default()
            },
            Vec::new(),
        );
    };
    let path = &source.path;
    let Diagnosed {
        value: node,
        diagnostics: mut found,
    } = layers::file(source, Budget::of(&config.limits));
    let broken = yaml::is_broken(&found);
    let refused = validate_file(&node, &SUPPORT, path, &mut found);
    let fields = Fields::new(&node, &config.languages);
    dates::written(fields, path, &mut found);
    if !broken {
        dates::hours_of_seasons(fields, path, &mut found);
    }
    let facts = Facts {
        path: path.clone(),
        fingerprint: source.fingerprint(),
        stated: node.json(),
        broken,
        refused,
        ..read_all(fields)
    };
    words(&facts, &mut found);
    vendors(&facts, &mut found);
    for calendar in &facts.calendars {
        dates::agreed(calendar, &facts, &mut found);
    }
    super::in_order(&mut found);
    Diagnosed::new(facts, found)
}

/// Words that mean something of their own among names that can be any, where one was misspelt.
fn words(facts: &Facts, found: &mut Vec<Diagnostic>) {
    let mut said = |written: &Spanned<String>, word: &str, what: &str| {
        // Of a text in one language, near ones have the same.
        let is_said = || found.iter().any(|one| one.span == written.span);
        if slip(&written.value, [word]).is_none() || is_said() {
            return;
        }
        let message = format!("`{}` is read as the name of {what}", written.value);
        let hint = format!("write `{word}` if that is meant");
        let warning = Diagnostic::warning("FM-TYPE", &facts.path, written.span, message);
        found.push(warning.with_hint(hint));
    };
    for billing in facts.products.iter().filter_map(|one| one.billing.as_ref()) {
        said(billing, "self", "a company");
    }
    let complaints = facts.complaints.as_ref();
    let arbitration = complaints.and_then(|complaints| complaints.arbitration.as_ref());
    for body in arbitration.iter().flat_map(|body| body.by_locale.values()) {
        said(body, "none", "a body of arbitration");
    }
}

/// A vendor whose id is that of another but for a letter or two, which is named more often.
fn vendors(facts: &Facts, found: &mut Vec<Diagnostic>) {
    let products = facts.products.iter().map(|one| &one.vendor);
    let levels = facts.escalation.iter().map(|one| &one.vendor);
    let behind = facts.backed_by.iter().map(|one| &one.vendor);
    let named: Vec<&Id> = products.chain(levels).chain(behind).flatten().collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &named {
        *times.entry(id.value.as_str()).or_default() += 1;
    }
    // By a number of times, the vendors that are named more often, in their order: of all lists together no longer than
    // `named`.
    let mut more: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (id, times) in &times {
        for fewer in 1..*times {
            more.entry(fewer).or_default().push(id);
        }
    }
    for id in named {
        let own = times.get(id.value.as_str()).copied().unwrap_or_default();
        let more = more.get(&own).map(Vec::as_slice).unwrap_or_default();
        if let Some(meant) = slip_of(&id.value, more) {
            let message = format!("`{}` is a vendor of its own beside `{meant}`", id.value);
            let hint = format!("write `{meant}` if that is meant");
            let warning = Diagnostic::warning("FM-TYPE", &facts.path, id.span, message);
            found.push(warning.with_hint(hint));
        }
    }
}

fn read_all(fields: Fields<'_>) -> Facts {
    Facts {
        path: RelPath::default(),
        fingerprint: Default::default(),
        stated: serde_json::Value::Null,
        broken: false,
        keys: fields.keys(),
        refused: Vec::new(),
        organization: fields.map("organization").map(organization),
        markets: fields.valids("markets", formats::country),
        customers: fields.strings("customers"),
        first_contact: fields.id("first_contact"),
        delivered_by: delivered_by(fields),
        calendars: fields.named("calendars").filter_map(calendar).collect(),
        holiday_sets: fields.named("holiday_sets").map(holiday_set).collect(),
        services: fields.maps("services").filter_map(service).collect(),
        products: fields.maps("products").filter_map(product).collect(),
        severities: severities(fields),
        escalation: fields.maps("escalation").filter_map(escalation).collect(),
        backed_by: fields.maps("backed_by").map(backing).collect(),
        maintenance: fields.map("maintenance").map(|fields| Maintenance {
            calendar: fields.id("calendar"),
            notice: fields.duration("notice"),
            emergency_notice: fields.duration("emergency_notice"),
        }),
        complaints: fields.map("complaints").map(|fields| Complaints {
            channels: fields.ids("channels"),
            address: fields.valid("address", formats::email),
            answer: fields.target("answer", "within"),
            arbitration: fields.text("arbitration"),
        }),
        notices: notices(fields),
        changes: fields.map("changes").map(changes),
        closing: fields.map("closing").map(|fields| Closing {
            by: fields.string("by"),
            close_after: fields.duration("close_after"),
            reopen_within: fields.duration("reopen_within"),
            page: fields.string("page"),
        }),
        collections: fields.map("collections").map(|fields| Collections {
            reminders: durations(fields, "reminders"),
            suspend_after: fields.duration("suspend_after"),
            page: fields.string("page"),
        }),
        credits: fields.map("credits").map(|fields| Credits {
            page: fields.string("page"),
            need: fields.ids("need"),
        }),
        data: fields.map("data").map(|fields| DataHandling {
            remote_access: fields.string("remote_access"),
            logs_kept: fields.duration("logs_kept"),
            places: fields.strings("places"),
            privacy: fields.string("privacy"),
        }),
        security: fields.map("security").map(|fields| Security {
            contact: fields.string("contact"),
            phone: fields.valid("phone", formats::phone),
            expires: fields.date("expires"),
            policy: fields.string("policy"),
        }),
        accessibility: fields.map("accessibility").map(|fields| Accessibility {
            page: fields.string("page"),
            contact: fields.id("contact"),
        }),
        allow: fields.allow(),
    }
}

fn organization(fields: Fields<'_>) -> Organization {
    let (address, register) = (fields.within("address"), fields.within("register"));
    Organization {
        span: fields.span(),
        legal_name: fields.text("legal_name"),
        name: fields.text("name"),
        country: fields.valid("country", formats::country),
        street: address.text("street"),
        postal_code: address.string("postal_code"),
        city: address.text("city"),
        register_court: register.text("court"),
        register_number: register.string("number"),
        vat_id: fields.string("vat_id"),
        represented_by: fields.texts("represented_by"),
        website: web(fields, "website"),
    }
}

/// An address of the web. One without encryption has been warned of, and leads somewhere all the same.
fn web(fields: Fields<'_>, key: &str) -> Option<Spanned<String>> {
    fields.valid(key, |text| match text.strip_prefix("http://") {
        Some(rest) => formats::https(&format!("https://{rest}"), "URL-SCHEME"),
        None => formats::https(text, "URL-SCHEME"),
    })
}

fn delivered_by(fields: Fields<'_>) -> Option<Spanned<Delivery>> {
    let span = fields.get("delivered_by")?.span;
    let delivery = match fields.string("delivered_by") {
        Some(word) if word.value == "self" => Delivery::Own,
        Some(_) => return None,
        None => {
            let other = fields.map("delivered_by")?;
            match other.text("resold_from") {
                Some(name) => Delivery::ResoldFrom(name),
                None => Delivery::OutsourcedTo(other.text("outsourced_to")?),
            }
        }
    };
    Some(Spanned::new(delivery, span))
}

fn calendar((id, fields): (&Spanned<String>, Fields<'_>)) -> Option<Calendar> {
    let is_map = fields
        .node
        .is_some_and(|node| matches!(node.value, Value::Map(_)));
    let utc = || Spanned::new("Etc/UTC".to_owned(), id.span);
    is_map.then(|| Calendar {
        id: read::named_id(id),
        name: fields.text("name"),
        // A calendar whose zone is wrong still has an id that others name.
        time_zone: fields.read("time_zone", formats::zone).unwrap_or_else(utc),
        always: fields.bool("always").is_some_and(|always| always.value),
        weekly: fields.week("weekly"),
        holidays: holidays(fields),
        seasons: fields.maps("seasons").filter_map(season).collect(),
        exceptions: fields.maps("exceptions").filter_map(exception).collect(),
    })
}

fn holidays(fields: Fields<'_>) -> Option<Vec<HolidayRef>> {
    let node = fields.get("holidays")?;
    // `none`; of another word it is said that it is none.
    if node.as_str().is_some() {
        return Some(Vec::new());
    }
    // An empty list says neither which nor that there are none.
    if node.items().is_empty() {
        return None;
    }
    let refs = node.items().iter().filter_map(|item| match item.as_str() {
        Some(_) => read::id(item).map(HolidayRef::Set),
        None => holiday(Fields {
            node: Some(item),
            ..fields
        })
        .map(HolidayRef::Day),
    });
    Some(refs.collect())
}

fn holiday(fields: Fields<'_>) -> Option<Holiday> {
    Some(Holiday {
        date: fields.date("date")?,
        name: fields.text("name").unwrap_or_default(),
        hours: fields.intervals("hours"),
    })
}

fn season(fields: Fields<'_>) -> Option<Season> {
    Some(Season {
        from: fields.date("from")?,
        to: fields.date("to")?,
        closed: fields.bool("closed").is_some_and(|closed| closed.value),
        weekly: fields.week("weekly"),
        note: fields.text("note"),
    })
}

fn exception(fields: Fields<'_>) -> Option<Exception> {
    Some(Exception {
        date: fields.date("date")?,
        hours: fields.intervals("hours"),
        note: fields.text("note"),
    })
}

fn holiday_set((id, fields): (&Spanned<String>, Fields<'_>)) -> HolidaySet {
    let (valid, source) = (fields.within("valid"), fields.within("source"));
    HolidaySet {
        id: read::named_id(id),
        region: fields.valid("region", formats::region),
        valid: valid.date("from").zip(valid.date("to")),
        source: source.text("name"),
        checked: source.date("checked"),
        days: fields.maps("days").filter_map(holiday).collect(),
    }
}

fn service(fields: Fields<'_>) -> Option<Service> {
    Some(Service {
        id: fields.id("id")?,
        area: fields.string("area"),
        name: fields.text("name"),
        description: fields.text("description"),
        covers: fields.strings("covers"),
        channels: fields.ids("channels"),
        self_help: fields.strings("self_help"),
        price: fields.price("price"),
        not_offered: fields.text("not_offered"),
    })
}

fn product(fields: Fields<'_>) -> Option<Product> {
    let technical = fields.within("technical");
    Some(Product {
        id: fields.id("id")?,
        vendor: fields.id("vendor"),
        name: fields.text("name"),
        vendor_takes_customers: fields.bool("vendor_takes_customers"),
        health: web(fields, "health"),
        third_party: fields.bool("third_party").is_some_and(|third| third.value),
        technical: technical
            .text("publisher")
            .map(|name| (name, web(technical, "url"))),
        billing: fields.string("billing"),
    })
}

/// Worst first; those without a rank come last, in the order of the file.
fn severities(fields: Fields<'_>) -> Vec<SeverityLevel> {
    let mut severities: Vec<SeverityLevel> =
        fields.maps("severities").filter_map(severity).collect();
    severities.sort_by_key(|severity| severity.rank.as_ref().map_or(i64::MAX, |rank| rank.value));
    severities
}

fn severity(fields: Fields<'_>) -> Option<SeverityLevel> {
    Some(SeverityLevel {
        id: fields.id("id")?,
        rank: fields.integer("rank"),
        name: fields.text("name"),
        when: fields.text("when"),
        examples: fields.texts("examples"),
        set_by: fields.string("set_by"),
        confirmed_by: fields.string("confirmed_by"),
        customer_must: fields.text("customer_must"),
    })
}

fn escalation(fields: Fields<'_>) -> Option<EscalationLevel> {
    Some(EscalationLevel {
        level: fields.integer("level")?,
        name: fields.text("name"),
        channels: fields.ids("channels"),
        after: fields.target("after", "within"),
        on: fields.ids("on"),
        vendor: fields.id("vendor"),
        filed_by: fields.string("filed_by"),
    })
}

fn backing(fields: Fields<'_>) -> Backing {
    Backing {
        vendor: fields.id("vendor"),
        severity: fields.id("severity"),
        respond: fields.target("respond", "within"),
        languages: fields.languages("languages"),
    }
}

fn notices(fields: Fields<'_>) -> Vec<(String, Vec<Spanned<String>>)> {
    let subjects = fields.get("notices").map(Node::entries).unwrap_or_default();
    subjects
        .iter()
        .map(|(subject, who)| {
            (
                subject.value.clone(),
                who.items().iter().filter_map(read::string).collect(),
            )
        })
        .collect()
}

fn changes(fields: Fields<'_>) -> Changes {
    let cancel = fields.within("cancel");
    Changes {
        buy: fields.string("buy"),
        cancel_by: cancel.string("by"),
        cancel_notice: cancel.duration("notice"),
        cancel_page: cancel.string("page"),
    }
}

fn durations(fields: Fields<'_>, key: &str) -> Vec<Spanned<Duration>> {
    fields
        .items(key)
        .filter_map(|node| {
            let value = formats::duration(node.as_str()?).ok()?;
            Some(Spanned::new(value, node.span))
        })
        .collect()
}
