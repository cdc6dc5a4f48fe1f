//! What each profile asks of the description of support: one line a demand, with its source.
//!
//! `profile:` of supportal.yaml chooses; `none` asks for nothing. A line that must be met makes an error
//! of whatever weight its rule has of itself.

use crate::model::config::Profile;
use crate::model::{Diagnostic, RelPath, Severity, Site, Span};

/// How strongly a source asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Something that the description has to get right.
    Fact,
    /// It should.
    Should,
    /// It must.
    Must,
}

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
    profiles: &'static [Profile],
}

const CSP: &[Profile] = &[Profile::Csp, Profile::CspChina];
const CHINA: &[Profile] = &[Profile::CspChina];
const GENERIC: &[Profile] = &[Profile::Generic];
const ALL: &[Profile] = &[Profile::Csp, Profile::CspChina, Profile::Generic];

const fn line(
    row: &'static str,
    rule: &'static str,
    force: Force,
    profiles: &'static [Profile],
    source: &'static str,
) -> Line {
    Line {
        row,
        rule,
        force,
        source,
        profiles,
    }
}

// The names of Partner Center's pages are the last parts of their addresses below
// learn.microsoft.com/partner-center.
const SUPPORT: &str = "Partner Center, customer-support";
const GCLOUD: &str = "UK G-Cloud, service definition";

#[rustfmt::skip]
static LINES: &[Line] = &[
    line("D1", "SUP-FIRST", Force::Must, CSP, SUPPORT),
    line("P2", "SUP-FIRST", Force::Should, GENERIC, "Google, reseller technical support guidelines 1.1"),
    line("D2", "SUP-CHANNEL", Force::Must, CSP, SUPPORT),
    line("D12", "SUP-CHANNEL", Force::Must, CSP, SUPPORT),
    line("L1", "SUP-CHANNEL", Force::Must, GENERIC, "Directive 2000/31/EC, art. 5"),
    line("D3", "SUP-NOSLA", Force::Must, CSP, SUPPORT),
    line("D31", "SUP-NOSLA", Force::Must, CHINA, "Partner Center operated by 21Vianet, customer support"),
    line("D4", "SUP-VENDOR", Force::Fact, CSP, SUPPORT),
    line("D5", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("D6", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("D7", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("D8", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("D9", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("D10", "SUP-SCOPE", Force::Must, CSP, SUPPORT),
    line("P5", "SUP-SCOPE", Force::Should, GENERIC, GCLOUD),
    line("D7", "SUP-TROUBLE", Force::Must, CSP, SUPPORT),
    line("D9", "SUP-SELF", Force::Should, CSP, SUPPORT),
    line("D11", "SUP-HOURS", Force::Must, CSP, SUPPORT),
    line("P5", "SUP-HOURS", Force::Must, GENERIC, GCLOUD),
    line("D13", "SUP-PRICE", Force::Must, CSP, SUPPORT),
    line("P5", "SUP-PRICE", Force::Should, GENERIC, GCLOUD),
    line("D14", "SUP-PROVIDER", Force::Should, CSP, SUPPORT),
    line("D15", "SUP-PROVIDER", Force::Fact, CSP, SUPPORT),
    line("P1", "SUP-PROVIDER", Force::Should, GENERIC, "AWS Partner Central, partner-led support"),
    line("D16", "ESC-LEVELS", Force::Must, CSP, "Partner Center, provide-technical-support"),
    line("D17", "SUP-ESCALATE", Force::Fact, CSP, "Partner Center, escalate-problems-to-microsoft"),
    line("D18", "SUP-ESCALATE", Force::Fact, CSP, "Partner Center, report-problems-on-behalf-of-a-customer"),
    line("P6", "SUP-ESCALATE", Force::Should, GENERIC, "ISO/IEC 20000-1, 8.6.1"),
    line("D19", "SLA-BACKED", Force::Fact, CSP, "Partner Center, report-problems-on-behalf-of-a-customer"),
    line("D20", "SUP-HEALTH", Force::Should, CSP, "Partner Center, check-service-health"),
    line("D21", "SUP-COMMS", Force::Fact, CSP, "Partner Center, customer-communication-from-microsoft"),
    line("D22", "SUP-SELF", Force::Fact, CSP, "Partner Center, customer-self-support"),
    line("D22", "SUP-CHANGES", Force::Fact, CSP, "Partner Center, customer-self-support"),
    line("P5", "SUP-CHANGES", Force::Should, GENERIC, GCLOUD),
    line("D23", "SUP-SELF", Force::Should, CSP, "Partner Center, increasing-adoption-and-satisfaction"),
    line("P2", "SUP-SELF", Force::Should, GENERIC, "Google, reseller FAQ"),
    line("D24", "SUP-TRAIN", Force::Should, CSP, "Partner Center, increasing-adoption-and-satisfaction"),
    line("P5", "SUP-TRAIN", Force::Should, GENERIC, GCLOUD),
    line("D25", "SUP-COLLECT", Force::Should, CSP, "Partner Center, provide-billing-support"),
    line("D26", "SUP-CLOSE", Force::Must, CHINA, "Partner Center operated by 21Vianet, provide-billing-support"),
    line("D26", "SUP-CLOSE", Force::Should, CSP, "Partner Center, provide-billing-support"),
    line("P6", "SUP-CLOSE", Force::Should, GENERIC, "ISO/IEC 20000-1, 8.6.1"),
    line("D27", "SUP-THIRD", Force::Fact, ALL, "Partner Center, report-problems-on-behalf-of-a-customer"),
    line("D28", "SUP-CREDIT", Force::Fact, CSP, "Partner Center, request-credit"),
    line("P5", "SUP-CREDIT", Force::Should, GENERIC, GCLOUD),
    line("D29", "SUP-SECURITY", Force::Must, CSP, "Partner Center, security requirements"),
    line("D30", "SUP-SECURITY", Force::Should, ALL, "RFC 9116"),
    line("D32", "SLA-DATES", Force::Fact, CSP, "Partner Center, direct-bill partner requirements"),
    line("D32", "FRS-REVIEW", Force::Fact, CSP, "Partner Center, direct-bill partner requirements"),
    line("L1", "SUP-ORG", Force::Must, ALL, "Directive 2000/31/EC, art. 5"),
    line("L3", "SUP-COMPLAINT", Force::Should, ALL, "Directive 2006/123/EC, art. 27; ISO/IEC 20000-1, 8.3.2"),
    line("L7", "SUP-A11Y", Force::Should, ALL, "EN 301 549, 12.2.3; Directive (EU) 2019/882, annex I"),
    line("L11", "SUP-DATA", Force::Should, ALL, "Regulation (EU) 2022/2554, art. 30; Regulation (EU) 2016/679, art. 13"),
    line("L10", "SUP-ROBOT", Force::Should, ALL, "Ley 10/2025 (Spain)"),
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
        let own = lines(self.site.config.profile)
            .find(|line| line.rule == self.code && line.row == row)
            .unwrap_or(self.line);
        Demand { line: own, ..*self }
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
        };
        let hint = format!("{action} ({})", self.line.source);
        Diagnostic::new(severity, self.code, path, span, message).with_hint(hint)
    }
}
