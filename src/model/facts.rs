//! What a partner states about its support, typed (FACTS.md, section 3).
//!
//! `support.yaml` makes [`Facts`]; a channel and a plan stand in the front matter of their own pages.
//! Ids are kept as written and checked against each other by the rules, not here.

mod hours;
mod promise;

use super::{Fingerprint, RelPath, Span, Spanned, Text};
use crate::calendar::{Date, Zoned};

pub use hours::{
    Calendar, Exception, Holiday, HolidayRef, HolidaySet, Interval, Season, clock_text,
};
pub use promise::{Backing, Change, Clock, Count, Duration, Plan, PlanTarget, Remedy, Target};

/// An id as written: `[a-z0-9-]{1,40}`.
pub type Id = Spanned<String>;

/// A finding that the author has reasons to keep.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Allow {
    /// The rule: `A11-VAGUE`.
    pub rule: Spanned<String>,
    /// The reason.
    pub why: String,
}

/// A moment with its zone: RFC 3339, or RFC 9557 with the zone in brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Instant(pub Zoned);

/// All of support.yaml. A portal with `profile: none` may have none of it.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The file, also where it does not exist.
    pub path: RelPath,
    /// Of the file.
    pub fingerprint: Fingerprint,
    /// The file as JSON, for programs.
    pub stated: serde_json::Value,
    /// Whether its YAML ends in a mistake, so that what is missing may stand behind it.
    pub broken: bool,
    /// The keys of the file, as written: where something missing below them belongs.
    pub keys: Vec<Spanned<String>>,
    /// Keys whose values were refused.
    pub refused: Vec<Refused>,
    /// Who gives support.
    pub organization: Option<Organization>,
    /// Countries whose law applies, ISO 3166-1 alpha-2.
    pub markets: Vec<Spanned<String>>,
    /// `business`, `consumer`, `public-sector`.
    pub customers: Vec<Spanned<String>>,
    /// The channel to turn to first.
    pub first_contact: Option<Id>,
    /// Who delivers support.
    pub delivered_by: Option<Spanned<Delivery>>,
    /// When somebody is there.
    pub calendars: Vec<Calendar>,
    /// Public holidays, by set.
    pub holiday_sets: Vec<HolidaySet>,
    /// What is supported, and what is not.
    pub services: Vec<Service>,
    /// Products that support is about.
    pub products: Vec<Product>,
    /// How bad a problem can be, worst first as ranked.
    pub severities: Vec<SeverityLevel>,
    /// Who deals with a problem, in steps.
    pub escalation: Vec<EscalationLevel>,
    /// Promises of those behind the partner.
    pub backed_by: Vec<Backing>,
    /// Planned work.
    pub maintenance: Option<Maintenance>,
    /// How to complain.
    pub complaints: Option<Complaints>,
    /// Who writes to the customer about what: subject → `partner`, `vendor` or both.
    pub notices: Vec<(String, Vec<Spanned<String>>)>,
    /// How to buy and to cancel.
    pub changes: Option<Changes>,
    /// How a request ends.
    pub closing: Option<Closing>,
    /// What happens when a bill is not paid.
    pub collections: Option<Collections>,
    /// How to claim a credit.
    pub credits: Option<Credits>,
    /// How data is handled.
    pub data: Option<DataHandling>,
    /// Where to report a security problem.
    pub security: Option<Security>,
    /// Accessibility of the support itself.
    pub accessibility: Option<Accessibility>,
    /// Findings in the file that the author has reasons to keep.
    pub allow: Vec<Allow>,
}

impl Facts {
    /// Where `key` of the file stands; the whole file where it does not.
    pub fn at(&self, key: &str) -> Span {
        let known = self.keys.iter().find(|known| known.value == key);
        known.map_or_else(Span::default, |known| known.span)
    }

    /// The calendar of that id.
    pub fn calendar(&self, id: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|one| one.id.value == id)
    }
}

/// A key whose value was refused, which is said: what it should say counts as left out, and need not be asked
/// for again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refused {
    /// The key; of a misspelt one, that which was meant.
    pub key: Spanned<String>,
    /// The map that it stands in.
    pub within: Span,
    /// The item of a list that is around it.
    pub item: Option<Span>,
    /// The keys around it, outermost first.
    pub above: Vec<Span>,
}

/// `organization:`.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// The whole entry.
    pub span: Span,
    /// As registered.
    pub legal_name: Option<Text>,
    /// As customers know it.
    pub name: Option<Text>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Spanned<String>>,
    /// Street and number.
    pub street: Option<Text>,
    /// Postal code.
    pub postal_code: Option<Spanned<String>>,
    /// City.
    pub city: Option<Text>,
    /// Court or office of the register.
    pub register_court: Option<Text>,
    /// Number in the register.
    pub register_number: Option<Spanned<String>>,
    /// VAT number.
    pub vat_id: Option<Spanned<String>>,
    /// Who represents it.
    pub represented_by: Vec<Text>,
    /// Its own site.
    pub website: Option<Spanned<String>>,
}

/// Who delivers support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The partner.
    Own,
    /// Somebody whose support the partner resells.
    ResoldFrom(Text),
    /// Somebody on the partner's behalf.
    OutsourcedTo(Text),
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Decimal digits as written: `190.00`.
    pub amount: Spanned<String>,
    /// ISO 4217.
    pub currency: Spanned<String>,
    /// `hour`, `month`, `minute`, `incident` …
    pub per: Option<Spanned<String>>,
    /// `included` or `excluded`.
    pub tax: Option<Spanned<String>>,
    /// In force from.
    pub from: Option<Spanned<Date>>,
}

/// What something costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Part of what the customer pays anyway.
    Included,
    /// Nothing.
    Free,
    /// The basic rate of a call.
    BasicRate,
    /// An amount.
    Amount(Money),
}

/// A service of the scope.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its id.
    pub id: Id,
    /// `billing`, `provisioning`, `troubleshooting`, `updates`, `usage`, `other`.
    pub area: Option<Spanned<String>>,
    /// Its name.
    pub name: Option<Text>,
    /// What exactly.
    pub description: Option<Text>,
    /// `performance`, `availability`, `connectivity`, `desktop`.
    pub covers: Vec<Spanned<String>>,
    /// Channels that take requests for it.
    pub channels: Vec<Id>,
    /// Page keys or folders where customers help themselves.
    pub self_help: Vec<Spanned<String>>,
    /// What it costs.
    pub price: Option<Spanned<Price>>,
    /// Why it is not offered; `None` where it is.
    pub not_offered: Option<Text>,
}

/// A product that support is about.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its id.
    pub id: Id,
    /// Who makes it.
    pub vendor: Option<Spanned<String>>,
    /// Its name.
    pub name: Option<Text>,
    /// Whether the vendor takes requests from the partner's customers.
    pub vendor_takes_customers: Option<Spanned<bool>>,
    /// Its service health page.
    pub health: Option<Spanned<String>>,
    /// From a marketplace, by a third party.
    pub third_party: bool,
    /// Publisher that gives technical help, with its page.
    pub technical: Option<(Text, Option<Spanned<String>>)>,
    /// Who answers about billing: `self` or a name.
    pub billing: Option<Spanned<String>>,
}

/// A severity.
#[derive(Clone, Debug)]
pub struct SeverityLevel {
    /// Its id.
    pub id: Id,
    /// 1 is worst.
    pub rank: Option<Spanned<i64>>,
    /// Its name.
    pub name: Option<Text>,
    /// When a problem has it.
    pub when: Option<Text>,
    /// Examples.
    pub examples: Vec<Text>,
    /// `customer` or `partner`.
    pub set_by: Option<Spanned<String>>,
    /// `customer` or `partner`.
    pub confirmed_by: Option<Spanned<String>>,
    /// What the customer must do meanwhile.
    pub customer_must: Option<Text>,
}

/// A step of the ladder.
#[derive(Clone, Debug)]
pub struct EscalationLevel {
    /// 1, 2, 3 …
    pub level: Spanned<i64>,
    /// Who it is.
    pub name: Option<Text>,
    /// Channels that reach it.
    pub channels: Vec<Id>,
    /// After how long without progress.
    pub after: Option<Target>,
    /// What leads there: `no-progress`, `customer-asks`, `bug` …
    pub on: Vec<Spanned<String>>,
    /// The vendor, where it is one.
    pub vendor: Option<Spanned<String>>,
    /// Who files the request there.
    pub filed_by: Option<Spanned<String>>,
}

/// `maintenance:`.
#[derive(Clone, Debug)]
pub struct Maintenance {
    /// The calendar of its windows.
    pub calendar: Option<Id>,
    /// Announced so long before.
    pub notice: Option<Spanned<Duration>>,
    /// The same in an emergency.
    pub emergency_notice: Option<Spanned<Duration>>,
}

/// `complaints:`.
#[derive(Clone, Debug)]
pub struct Complaints {
    /// Channels that take them.
    pub channels: Vec<Id>,
    /// A mail address.
    pub address: Option<Spanned<String>>,
    /// Answered within.
    pub answer: Option<Target>,
    /// A body of arbitration, or `none`.
    pub arbitration: Option<Text>,
}

/// `changes:`.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Who sells: `partner`.
    pub buy: Option<Spanned<String>>,
    /// Who cancels.
    pub cancel_by: Option<Spanned<String>>,
    /// Notice to give.
    pub cancel_notice: Option<Spanned<Duration>>,
    /// The page that explains it.
    pub cancel_page: Option<Spanned<String>>,
}

/// `closing:`.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Who closes a request: `customer` or `partner`.
    pub by: Option<Spanned<String>>,
    /// One whose customer does not answer is closed after.
    pub close_after: Option<Spanned<Duration>>,
    /// So long it can be opened again.
    pub reopen_within: Option<Spanned<Duration>>,
    /// The page that explains it.
    pub page: Option<Spanned<String>>,
}

/// `collections:`.
#[derive(Clone, Debug)]
pub struct Collections {
    /// Reminders, counted from the date due.
    pub reminders: Vec<Spanned<Duration>>,
    /// Access stops after.
    pub suspend_after: Option<Spanned<Duration>>,
    /// The page that explains it.
    pub page: Option<Spanned<String>>,
}

/// `credits:`.
#[derive(Clone, Debug)]
pub struct Credits {
    /// The page that explains it.
    pub page: Option<Spanned<String>>,
    /// What the partner needs.
    pub need: Vec<Spanned<String>>,
}

/// `data:`.
#[derive(Clone, Debug)]
pub struct DataHandling {
    /// `never`, `consent-each-time` …
    pub remote_access: Option<Spanned<String>>,
    /// How long records are kept.
    pub logs_kept: Option<Spanned<Duration>>,
    /// Where data is.
    pub places: Vec<Spanned<String>>,
    /// The privacy page.
    pub privacy: Option<Spanned<String>>,
}

/// `security:`.
#[derive(Clone, Debug)]
pub struct Security {
    /// `mailto:` or `https:`.
    pub contact: Option<Spanned<String>>,
    /// E.164.
    pub phone: Option<Spanned<String>>,
    /// Until when the contact holds.
    pub expires: Option<Spanned<Date>>,
    /// The page on policy.
    pub policy: Option<Spanned<String>>,
}

/// `accessibility:`.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// The page.
    pub page: Option<Spanned<String>>,
    /// The channel.
    pub contact: Option<Id>,
}

/// One way to reach the partner: the facts of a channel page. Its id is the file's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// `phone`, `email`, `web`, `chat`, `portal`, `remote`, `visit`, `post`, `fax`, `bot`.
    pub channel: Option<Spanned<String>>,
    /// Number, address or URL.
    pub address: Option<Spanned<String>>,
    /// Extension, where the address is a number.
    pub extension: Option<Spanned<String>>,
    /// When it is open.
    pub calendar: Option<Id>,
    /// What happens otherwise.
    pub outside_hours: Option<Spanned<OutsideHours>>,
    /// When requests are answered, where they are taken at other hours.
    pub answered: Option<Id>,
    /// BCP 47 tags.
    pub languages: Vec<Spanned<String>>,
    /// Whether a person answers.
    pub human: Option<Spanned<bool>>,
    /// What reaching it costs.
    pub cost: Option<Spanned<Price>>,
    /// Where it takes only some severities.
    pub severities: Vec<Id>,
    /// `text`, `relay-service`, `sign-language`, `large-print` …
    pub accessible: Vec<Spanned<String>>,
    /// What to have at hand: `customer-number` …
    pub verify: Vec<Spanned<String>>,
}

/// What a channel does when it is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutsideHours {
    /// Nothing.
    Closed,
    /// Takes a message.
    Voicemail,
    /// Takes the request and answers later.
    Queued,
    /// Sends on to another channel.
    Channel(Id),
}

impl Channel {
    /// Whether it takes requests of a severity.
    pub fn takes(&self, severity: &str) -> bool {
        self.severities.is_empty() || self.severities.iter().any(|id| id.value == severity)
    }
}
