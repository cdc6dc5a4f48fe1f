//! What each profile asks of the description of support: one line a demand, with its source.
//!
//! `profile:` of supportal.yaml chooses; `none` asks for nothing. A line that must be met makes an error
//! of whatever weight its rule has of itself.

pub use crate::model::audit::Force;
use crate::model::config::Profile;
use crate::model::{Diagnostic, RelPath, Severity, Site, Span};

/// One demand.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// `D1`: the duty of a cloud solution provider, `P2`: another programme, `L3`: a law.
    pub row: &'static str,
    /// The rule that checks it.
    pub rule: &'static str,
    /// How strongly it is asked for.
    pub force: Force,
    /// Who asks for it.
    pub source: &'static str,
    /// What is asked for, as the end of "the description …".
    pub asks: &'static str,
    profiles: &'static [Profile],
}

const CSP: &[Profile] = &[Profile::Csp, Profile::CspChina];
const CHINA: &[Profile] = &[Profile::CspChina];
const GENERIC: &[Profile] = &[Profile::Generic];
const SPAIN: &[Profile] = &[Profile::EsConsumer];
const DORA: &[Profile] = &[Profile::Dora];
const JAPAN: &[Profile] = &[Profile::JpTokusho];
/// Without those of single laws, which tell of these alone.
const ALL: &[Profile] = &[Profile::Csp, Profile::CspChina, Profile::Generic];

const fn line(
    row: &'static str,
    rule: &'static str,
    force: Force,
    profiles: &'static [Profile],
    source: &'static str,
    asks: &'static str,
) -> Line {
    Line {
        row,
        rule,
        force,
        source,
        asks,
        profiles,
    }
}

// The names of Partner Center's pages are the last parts of their addresses below
// learn.microsoft.com/partner-center.
const SUPPORT: &str = "Partner Center, customer-support";
const GCLOUD: &str = "UK G-Cloud, service definition";
const LEY: &str = "Ley 10/2025 (Spain)";
const TOKUSHO: &str = "Act on Specified Commercial Transactions (Japan), art. 11";

#[rustfmt::skip]
static LINES: &[Line] = &[
    line("D1", "SUP-FIRST", Force::Must, CSP, SUPPORT,
        "says that the partner is the first point of contact"),
    line("P2", "SUP-FIRST", Force::Should, GENERIC, "Google, reseller technical support guidelines 1.1",
        "sends customers to the reseller first"),
    line("D2", "SUP-CHANNEL", Force::Must, CSP, SUPPORT,
        "is published, and tells customers how they get support"),
    line("D12", "SUP-CHANNEL", Force::Must, CSP, SUPPORT,
        "gives the contact method of each kind of support"),
    line("L1", "SUP-CHANNEL", Force::Must, GENERIC, "Directive 2000/31/EC, art. 5",
        "gives a way to reach the provider directly"),
    line("D3", "SUP-NOSLA", Force::Must, CSP, SUPPORT,
        "offers support by phone around the clock, or carries a service level agreement"),
    line("D31", "SUP-NOSLA", Force::Must, CHINA, "Partner Center operated by 21Vianet, customer support",
        "offers continuous support, 24 hours on 365 days"),
    line("D4", "SUP-VENDOR", Force::Fact, CSP, SUPPORT,
        "says that the vendor takes no requests from the partner's customers"),
    line("D5", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "covers billing and subscriptions"),
    line("D6", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "covers provisioning, deployment and configuration"),
    line("D7", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "covers troubleshooting"),
    line("D8", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "covers managing updates of services and software"),
    line("D9", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "covers questions on usage"),
    line("D10", "SUP-SCOPE", Force::Must, CSP, SUPPORT,
        "names the kinds of support"),
    line("P5", "SUP-SCOPE", Force::Should, GENERIC, GCLOUD,
        "says what is supported, and what is not offered"),
    line("D7", "SUP-TROUBLE", Force::Must, CSP, SUPPORT,
        "covers problems of performance, availability, connectivity and the desktop"),
    line("D9", "SUP-SELF", Force::Should, CSP, SUPPORT,
        "answers questions on usage with self-help, too"),
    line("D11", "SUP-HOURS", Force::Must, CSP, SUPPORT,
        "gives the service hours"),
    line("P5", "SUP-HOURS", Force::Must, GENERIC, GCLOUD,
        "gives the support hours"),
    line("D13", "SUP-PRICE", Force::Must, CSP, SUPPORT,
        "gives the price where support is charged"),
    line("P5", "SUP-PRICE", Force::Should, GENERIC, GCLOUD,
        "gives prices"),
    line("D14", "SUP-PROVIDER", Force::Should, CSP, SUPPORT,
        "says who delivers support where it is resold or outsourced"),
    line("D15", "SUP-PROVIDER", Force::Fact, CSP, SUPPORT,
        "tells customers which of reseller and provider answers"),
    line("P1", "SUP-PROVIDER", Force::Should, GENERIC, "AWS Partner Central, partner-led support",
        "says who gives support"),
    line("D16", "ESC-LEVELS", Force::Must, CSP, "Partner Center, provide-technical-support",
        "says what happens to a request: who receives, diagnoses and solves it"),
    line("D17", "SUP-ESCALATE", Force::Fact, CSP, "Partner Center, escalate-problems-to-microsoft",
        "says what goes on to the vendor"),
    line("D18", "SUP-ESCALATE", Force::Fact, CSP, "Partner Center, report-problems-on-behalf-of-a-customer",
        "says that the partner files requests with the vendor"),
    line("P6", "SUP-ESCALATE", Force::Should, GENERIC, "ISO/IEC 20000-1, 8.6.1",
        "says how incidents are escalated"),
    line("D19", "SLA-BACKED", Force::Fact, CSP, "Partner Center, report-problems-on-behalf-of-a-customer",
        "promises no more than the vendor behind it"),
    line("D20", "SUP-HEALTH", Force::Should, CSP, "Partner Center, check-service-health",
        "sends customers to the service health of each product"),
    line("D21", "SUP-COMMS", Force::Fact, CSP, "Partner Center, customer-communication-from-microsoft",
        "says who writes to customers about what"),
    line("D22", "SUP-SELF", Force::Fact, CSP, "Partner Center, customer-self-support",
        "says what customers can do themselves"),
    line("D22", "SUP-CHANGES", Force::Fact, CSP, "Partner Center, customer-self-support",
        "says that customers buy and cancel through the partner"),
    line("P5", "SUP-CHANGES", Force::Should, GENERIC, GCLOUD,
        "explains ordering and termination"),
    line("D23", "SUP-SELF", Force::Should, CSP, "Partner Center, increasing-adoption-and-satisfaction",
        "puts self-service next to the ways to reach the partner"),
    line("P2", "SUP-SELF", Force::Should, GENERIC, "Google, reseller FAQ",
        "sends customers to help pages"),
    line("D24", "SUP-TRAIN", Force::Should, CSP, "Partner Center, increasing-adoption-and-satisfaction",
        "offers training"),
    line("P5", "SUP-TRAIN", Force::Should, GENERIC, GCLOUD,
        "offers training"),
    line("D25", "SUP-COLLECT", Force::Should, CSP, "Partner Center, provide-billing-support",
        "states the collections policy, and when access stops"),
    line("D26", "SUP-CLOSE", Force::Must, CHINA, "Partner Center operated by 21Vianet, provide-billing-support",
        "says who closes a request"),
    line("D26", "SUP-CLOSE", Force::Should, CSP, "Partner Center, provide-billing-support",
        "says how a request ends"),
    line("P6", "SUP-CLOSE", Force::Should, GENERIC, "ISO/IEC 20000-1, 8.6.1",
        "says how a request is closed"),
    line("D27", "SUP-THIRD", Force::Fact, ALL, "Partner Center, report-problems-on-behalf-of-a-customer",
        "says who helps with products of third parties"),
    line("D28", "SUP-CREDIT", Force::Fact, CSP, "Partner Center, request-credit",
        "says how a service credit is claimed, and what a claim needs"),
    line("P5", "SUP-CREDIT", Force::Should, GENERIC, GCLOUD,
        "says how missed service levels are compensated"),
    line("D29", "SUP-SECURITY", Force::Must, CSP, "Partner Center, security requirements",
        "keeps a contact for security, with a phone"),
    line("D30", "SUP-SECURITY", Force::Should, ALL, "RFC 9116",
        "says where and how a vulnerability is reported"),
    line("D32", "SLA-DATES", Force::Fact, CSP, "Partner Center, direct-bill partner requirements",
        "keeps service levels dated and versioned"),
    line("D32", "FRS-REVIEW", Force::Fact, CSP, "Partner Center, direct-bill partner requirements",
        "is read again by a date"),
    line("L1", "SUP-ORG", Force::Must, ALL, "Directive 2000/31/EC, art. 5",
        "names the provider and its country"),
    line("L3", "SUP-COMPLAINT", Force::Should, ALL, "Directive 2006/123/EC, art. 27; ISO/IEC 20000-1, 8.3.2",
        "says where to complain"),
    line("L7", "SUP-A11Y", Force::Should, ALL, "EN 301 549, 12.2.3; Directive (EU) 2019/882, annex I",
        "gives ways of contact that use different senses"),
    line("L11", "SUP-DATA", Force::Should, ALL, "Regulation (EU) 2022/2554, art. 30; Regulation (EU) 2016/679, art. 13",
        "says how data is handled, and links the privacy page"),
    line("L10", "SUP-ROBOT", Force::Should, ALL, LEY,
        "gives a way to reach a person"),
    line("L10", "SUP-CHANNEL", Force::Info, SPAIN, LEY,
        "says before a contract is made how customers are helped"),
    line("L10", "SUP-ROBOT", Force::Info, SPAIN, LEY,
        "gives a way to reach a person on request"),
    line("L10", "SUP-PRICE", Force::Info, SPAIN, LEY,
        "says what help costs"),
    line("L10", "SUP-COMPLAINT", Force::Info, SPAIN, LEY,
        "says where to complain, and answers within 15 working days"),
    line("L11", "SUP-SCOPE", Force::Info, DORA, "Regulation (EU) 2022/2554, art. 30(2)(a)",
        "describes all services clearly"),
    line("L11", "SUP-ORG", Force::Info, DORA, "Regulation (EU) 2022/2554, art. 30(2)(b)",
        "says from which country services are given"),
    line("L11", "SUP-DATA", Force::Info, DORA, "Regulation (EU) 2022/2554, art. 30(2)(b)",
        "says where and how data is handled"),
    line("L11", "SLA-DATES", Force::Info, DORA, "Regulation (EU) 2022/2554, art. 30(2)(e)",
        "describes service levels, with their revisions"),
    line("L11", "SUP-PRICE", Force::Info, DORA, "Regulation (EU) 2022/2554, art. 30(2)(f)",
        "gives help in an incident free of charge, or at a price that is fixed before"),
    line("L12", "SUP-ORG", Force::Info, JAPAN, TOKUSHO,
        "names the seller and its address"),
    line("L12", "SUP-CHANNEL", Force::Info, JAPAN, TOKUSHO,
        "gives the seller's telephone number"),
    line("L12", "SUP-HOURS", Force::Info, JAPAN, TOKUSHO,
        "says when the telephone is answered"),
    line("L12", "SUP-PRICE", Force::Info, JAPAN, TOKUSHO,
        "gives prices"),
    line("L12", "SUP-CHANGES", Force::Info, JAPAN, TOKUSHO,
        "says how an order is withdrawn"),
];

/// What a profile asks for.
pub fn lines(profile: Profile) -> impl Iterator<Item = &'static Line> {
    LINES
        .iter()
        .filter(move |line| line.profiles.contains(&profile))
}

/// A rule that the portal's profile asks to be met.
pub struct Demand<'a> {
    site: &'a Site,
    code: &'static str,
    own: Severity,
    line: &'static Line,
}

/// What the portal's profile asks of the rule `code`; `None` where it does not ask, and where support.yaml
/// cannot be read to its end: one mistake is not twenty. `own` is the weight of a finding where no line
/// must be met.
pub fn demand<'a>(site: &'a Site, code: &'static str, own: Severity) -> Option<Demand<'a>> {
    if site.facts.broken {
        return None;
    }
    let lines = lines(site.config.profile).filter(|line| line.rule == code);
    let strongest = lines.reduce(|one, other| if other.force > one.force { other } else { one });
    strongest.map(|line| Demand {
        site,
        code,
        own,
        line,
    })
}

impl Demand<'_> {
    /// The same, as one of several rows of the rule asks for it; itself where the profile lacks the row.
    pub fn row(&self, row: &str) -> Demand<'_> {
        self.asked_by(row).unwrap_or(Demand { ..*self })
    }

    /// The same, as `row` asks for it, if the profile has that row.
    pub fn asked_by(&self, row: &str) -> Option<Demand<'_>> {
        let mut lines = lines(self.site.config.profile);
        let own = lines.find(|line| line.rule == self.code && line.row == row)?;
        Some(Demand { line: own, ..*self })
    }

    /// The same, heavier: as an error.
    pub fn as_error(self) -> Self {
        Self {
            own: Severity::Error,
            ..self
        }
    }

    /// A fact is missing below `key` of support.yaml, or the key itself.
    pub fn missing(&self, key: &str, message: impl Into<String>, action: &str) -> Diagnostic {
        let facts = &self.site.facts;
        self.at(&facts.path, facts.at(key), message, action)
    }

    /// Something at `span` is not as it is asked for; `action` mends it.
    pub fn at(
        &self,
        path: &RelPath,
        span: Span,
        message: impl Into<String>,
        action: &str,
    ) -> Diagnostic {
        let severity = match self.line.force {
            Force::Must => Severity::Error,
            Force::Should | Force::Fact => self.own,
            Force::Info => Severity::Note,
        };
        let hint = format!("{action} ({})", self.line.source);
        Diagnostic::new(severity, self.code, path, span, message).with_hint(hint)
    }
}
