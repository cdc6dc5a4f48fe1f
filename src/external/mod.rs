//! A site's outside links to findings: asks every address that its pages and facts name, once.
//!
//! The one part of supportal that uses the network, and only for `check --external`. It stands outside
//! the pipeline: no stage calls it, so that a build never depends on who answers today. What comes in
//! is the [`Site`], the time and what was heard before; what goes out are findings.

mod addresses;
mod answer;
mod ask;
mod cache;
mod queue;
mod words;

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::model::{Diagnostic, Site};
use addresses::Address;
use answer::{Answer, Failure};

pub use cache::Cache;

/// How addresses are asked.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// How long one answer is waited for.
    pub patience: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Requests at the same time, each to another host.
    pub at_once: usize,
    /// Addresses in one run.
    pub limit: usize,
    /// Whether to go through the proxy that the environment names.
    pub proxy: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(10),
            pause: Duration::from_millis(200),
            at_once: 4,
            limit: 1000,
            proxy: true,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// A finding at every place that names an address which leads nowhere or elsewhere. `levels:` and
    /// `allow:` are not applied yet.
    pub diagnostics: Vec<Diagnostic>,
    /// Addresses that were asked.
    pub asked: usize,
    /// Addresses whose answer was known from an earlier run.
    pub known: usize,
    /// Answers that say nothing about readers, such as a request to sign in.
    pub unclear: usize,
}

/// Asks each outside address of the site that `cache` has no answer for at `now`, in seconds since 1970.
///
/// # Errors
///
/// Where this machine reaches no host at all: that says nothing about the links.
pub fn check(site: &Site, cache: &mut Cache, now: u64, manners: &Manners) -> Result<Report> {
    let addresses = addresses::of(site);
    let mut answers: Vec<Option<Answer>> = addresses
        .iter()
        .map(|address| cache.answer(address.url.as_str(), now).cloned())
        .collect();
    let mut open: Vec<usize> = (0..answers.len())
        .filter(|&number| answers[number].is_none())
        .collect();
    let known = answers.len() - open.len();
    let left = open.len().saturating_sub(manners.limit);
    open.truncate(manners.limit);

    let urls: Vec<_> = open.iter().map(|&number| &addresses[number].url).collect();
    let heard = queue::ask(&urls, manners);
    for (&number, answer) in open.iter().zip(heard) {
        answers[number] = answer;
    }
    let asked = open
        .iter()
        .filter_map(|&number| Some((&addresses[number], answers[number].as_ref()?)));
    let asked: Vec<(&Address, &Answer)> = asked.collect();
    in_order(&asked)?;
    for (address, answer) in &asked {
        cache.keep(address.url.as_str(), (*answer).clone(), now);
    }

    let mut report = Report {
        asked: asked.len(),
        known,
        ..Report::default()
    };
    for (address, answer) in addresses.iter().zip(&answers) {
        let Some(answer) = answer else { continue };
        report.unclear += usize::from(answer.is_unclear());
        let places = address.places.iter();
        let found = places.filter_map(|place| words::finding(place, &address.url, answer));
        report.diagnostics.extend(found);
    }
    if left > 0 {
        report
            .diagnostics
            .push(words::limit(site, left, manners.limit));
    }
    Ok(report)
}

/// Refuses answers that tell about this machine rather than about the addresses.
fn in_order(asked: &[(&Address, &Answer)]) -> Result<()> {
    let failed = |failures: &[Failure]| {
        asked
            .iter()
            .all(|(_, answer)| matches!(answer, Answer::Failed(with) if failures.contains(with)))
    };
    let no_authorities = Answer::Failed(Failure::NoAuthorities);
    if asked.iter().any(|(_, answer)| **answer == no_authorities) {
        bail!(
            "this machine knows no certificate authority, so no `https:` address can be asked\nhint: install the package `ca-certificates`"
        );
    }
    let hosts: BTreeSet<_> = asked
        .iter()
        .map(|(address, _)| address.url.host_str())
        .collect();
    // A host or two can be gone. That all are, and nobody else was there, is the cable.
    let all_gone = failed(&[Failure::Network, Failure::NoHost, Failure::TimedOut]);
    if !asked.is_empty() && (failed(&[Failure::Network]) || (hosts.len() >= 3 && all_gone)) {
        bail!(
            "no outside address can be reached from here, {} asked\nhint: connect this machine to the network, or name its proxy in HTTPS_PROXY",
            asked.len()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_network_is_told_from_dead_links() {
        let check = |answers: &[(&str, Answer)], sound: bool| {
            let addresses: Vec<Address> = answers
                .iter()
                .map(|(url, _)| Address {
                    url: url::Url::parse(url).unwrap(),
                    places: vec![],
                })
                .collect();
            let answers = answers.iter().map(|(_, answer)| answer);
            let asked: Vec<_> = addresses.iter().zip(answers).collect();
            assert_eq!(in_order(&asked).is_ok(), sound, "{asked:?}");
        };
        let failed = Answer::Failed;
        let gone = || failed(Failure::NoHost);
        check(&[], true);
        check(&[("https://a.test/", gone())], true);
        check(&[("https://a.test/", failed(Failure::Network))], false);
        let (a, b, c) = ("https://a.test/", "https://b.test/", "https://c.test/");
        check(
            &[(a, gone()), (b, failed(Failure::TimedOut)), (c, gone())],
            false,
        );
        check(
            &[(a, gone()), ("https://a.test/2", gone()), (b, gone())],
            true,
        );
        check(&[(a, gone()), (b, gone()), (c, Answer::Status(404))], true);
        check(
            &[(a, Answer::Found), (b, failed(Failure::NoAuthorities))],
            false,
        );
    }
}
