//! In which order addresses are asked: host by host, a few hosts at a time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use url::{Origin, Url};

use super::Manners;
use super::answer::{Answer, Failure};
use super::ask::{Asker, Heard};

/// So many addresses of a host may be silent before the rest is taken to be, too.
const SILENT: usize = 2;

/// What each address answers, in the order of `urls`.
pub(super) fn ask(urls: &[&Url], manners: &Manners) -> Vec<Option<Answer>> {
    let mut answers = vec![None; urls.len()];
    if urls.is_empty() {
        return answers;
    }
    let asker = Asker::new(manners);
    let groups = by_host(urls);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut heard = Vec::new();
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            heard.extend(ask_host(group, urls, &asker));
        }
        heard
    };
    thread::scope(|scope| {
        let threads = manners.at_once.clamp(1, groups.len());
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            for (number, answer) in thread.join().unwrap_or_default() {
                answers[number] = Some(answer);
            }
        }
    });
    answers
}

/// Numbers of the addresses of each host, the host with most of them first: it takes longest.
fn by_host(urls: &[&Url]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<Origin, usize> = HashMap::new();
    for (number, url) in urls.iter().enumerate() {
        let group = *known.entry(url.origin()).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// Asks the addresses of one host. Where the host is not there, or wants to be left alone, what it
/// said once is what it says.
fn ask_host(group: &[usize], urls: &[&Url], asker: &Asker) -> Vec<(usize, Answer)> {
    let mut silent = 0;
    let mut verdict: Option<Answer> = None;
    let mut answers = Vec::with_capacity(group.len());
    for &number in group {
        if let Some(verdict) = &verdict {
            answers.push((number, verdict.clone()));
            continue;
        }
        let Heard { answer, redirected } = asker.ask(urls[number]);
        let for_all = match &answer {
            Answer::Failed(Failure::TimedOut) => {
                silent += 1;
                silent >= SILENT
            }
            Answer::Failed(Failure::Closed | Failure::Circle | Failure::Unasked) => false,
            Answer::Failed(_) | Answer::Status(429) => true,
            _ => {
                silent = 0;
                false
            }
        };
        if for_all && !redirected {
            verdict = Some(answer.clone());
        }
        answers.push((number, answer));
    }
    answers
}
