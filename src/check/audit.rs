//! The description of support, held against its profile, with what answers each demand.
//!
//! A demand is met where its rule can name the facts that it asks for, and the rule finds nothing against
//! them. Nothing is met by silence: where no fact can be named, the demand is not met, or what it is about
//! does not exist.

use super::evidence::Evidence;
use super::levels::Levels;
use super::{follows, profile, rule};
use crate::model::audit::{Answer, Audit, Demand};
use crate::model::{Diagnostic, Document, Severity, Site};

/// What the portal has to show for each demand of its profile. `found` is every finding, before
/// `levels:` and `allow:`.
pub fn audit(site: &Site, found: &[Diagnostic], documents: &[impl AsRef<Document>]) -> Audit {
    let levels = Levels::of(&site.config, &site.facts, documents);
    let lines: Vec<_> = profile::lines(site.config.profile).collect();
    let evidence: Vec<_> = lines
        .iter()
        .map(|line| evidence(site, line.rule, line.row))
        .collect();
    // A finding is about those rows of its rule that lack something; about all of them where none does.
    let lacks = |rule: &str| {
        let mut rows = lines.iter().zip(&evidence);
        rows.any(|(line, evidence)| line.rule == rule && *evidence == Evidence::Lacks)
    };
    let demands = lines.iter().zip(&evidence).map(|(line, evidence)| {
        let against = against(found, line.rule);
        // A note tells of what comes, and takes nothing from what is stated.
        let heavy = || {
            let mut against = against.iter();
            against.any(|one| one.severity > Severity::Note)
        };
        let answer = match evidence {
            _ if site.facts.broken => Answer::NotJudged,
            Evidence::Lacks if against.is_empty() => {
                Answer::NotMet(refused(site, line.rule, found))
            }
            Evidence::Lacks => unmet(&against, &levels),
            _ if heavy() && !lacks(line.rule) => unmet(&against, &levels),
            Evidence::Facts(facts) => Answer::Met(facts.clone()),
            Evidence::NotApplicable(what) => Answer::NotApplicable(what),
        };
        Demand {
            row: line.row,
            rule: line.rule,
            asks: line.asks,
            force: line.force,
            source: line.source,
            answer,
        }
    });
    let source = site.config.source();
    Audit {
        title: site.config.title.get(source, source).to_owned(),
        profile: site.config.profile,
        demands: demands.collect(),
    }
}

fn evidence(site: &Site, code: &str, row: &str) -> Evidence {
    let evidence = rule(code).and_then(|rule| rule.evidence);
    evidence.map_or(Evidence::Lacks, |evidence| evidence(site, row))
}

/// What is wrong with the values that would state what the rule asks for.
fn refused(site: &Site, code: &str, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let causes = rule(code).map(|rule| follows::causes(site, rule, found));
    causes.into_iter().flatten().cloned().collect()
}

/// What the rule found, by file and place.
fn against<'a>(found: &'a [Diagnostic], rule: &str) -> Vec<&'a Diagnostic> {
    let mut against: Vec<_> = found.iter().filter(|one| one.code == rule).collect();
    let key = |one: &&'a Diagnostic| (&one.path, one.span, &one.message);
    against.sort_by(|a, b| key(a).cmp(&key(b)));
    against.dedup();
    against
}

/// Not met; allowed where there is a reason for each finding.
fn unmet(against: &[&Diagnostic], levels: &Levels<'_>) -> Answer {
    let reasons = against.iter().map(|one| levels.reason(one));
    match reasons.collect::<Option<Vec<_>>>() {
        Some(reasons) if !reasons.is_empty() => {
            let against = against.iter().map(|one| (*one).clone());
            Answer::Allowed(against.zip(reasons).collect())
        }
        _ => {
            let open = against.iter().filter(|one| levels.reason(one).is_none());
            Answer::NotMet(open.map(|one| (*one).clone()).collect())
        }
    }
}
