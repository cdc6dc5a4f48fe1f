//! PUB-LIMIT: what is more than the host takes, with the host's figure.

use crate::model::host::Publish;
use crate::model::output::Build;
use crate::model::wording::number;
use crate::model::{Config, Diagnostic, Output};

/// Compares the host's files and the site's with what the host takes.
pub(super) fn check(
    config: &Config,
    publish: &Publish,
    files: &[Output],
    written: &[&Output],
    found: &mut Vec<Diagnostic>,
) {
    let limits = &publish.host.value.limits;
    let mut over = |has: u64, most: Option<u64>, what: &str, action: &str| {
        found.extend(over(config, publish, has, most, what, action));
    };
    let fewer = "remove old addresses that nobody asks for from `redirect_from`";
    for file in files {
        let text = String::from_utf8_lossy(&file.bytes);
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let longest = lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or_default() as u64;
        let name = format!("bytes in `{}`", file.url);
        over(file.size, wide(limits.config_bytes), &name, fewer);
        match file.url.as_str() {
            "_redirects" => {
                let what = "redirects in `_redirects`";
                over(lines().count() as u64, wide(limits.redirects), what, fewer);
                let what = "characters in a line of `_redirects`";
                over(
                    longest,
                    wide(limits.redirect_length),
                    what,
                    "shorten the longest addresses",
                );
            }
            "_headers" => {
                let rules = lines().filter(|line| !line.starts_with(' ')).count() as u64;
                let what = "rules in `_headers`";
                over(
                    rules,
                    wide(limits.header_rules),
                    what,
                    "publish fewer languages in one portal",
                );
                let what = "characters in a line of `_headers`";
                over(
                    longest,
                    wide(limits.header_length),
                    what,
                    "shorten the address of `feedback`",
                );
            }
            _ => {}
        }
    }
    let all: Vec<&Output> = written.iter().copied().chain(files).collect();
    let [split, smaller] = [
        "split the portal, or publish it elsewhere",
        "publish large files elsewhere and link to them",
    ];
    found.extend(
        sizes(config, publish, &all, split, smaller)
            .into_iter()
            .flatten(),
    );
}

/// What the host says to files beside which compressed copies stand, where it said nothing without them.
pub(super) fn with_copies(build: &Build) -> Vec<Diagnostic> {
    let Some(publish) = &build.config.publish else {
        return Vec::new();
    };
    let all: Vec<&Output> = build.outputs.iter().map(|file| &**file).collect();
    let is_own = |file: &&&Output| !build.is_copy(file.url.as_str());
    let own: Vec<&Output> = all.iter().filter(is_own).copied().collect();
    let [before, after] = [own, all].map(|files| {
        let fewer = "leave the compressed copies out";
        sizes(&build.config, publish, &files, fewer, fewer)
    });
    let new = before.into_iter().zip(after);
    new.filter_map(|(before, after)| after.filter(|_| before.is_none()))
        .collect()
}

/// How many files there are, how large all are and the largest is; what helps is to have `fewer` or `smaller` ones.
fn sizes(
    config: &Config,
    publish: &Publish,
    files: &[&Output],
    fewer: &str,
    smaller: &str,
) -> [Option<Diagnostic>; 3] {
    let limits = &publish.host.value.limits;
    let over = |has, most, what: &str, action| over(config, publish, has, most, what, action);
    let all = files.iter().map(|file| file.size).sum();
    let largest = files.iter().max_by_key(|file| file.size);
    [
        over(files.len() as u64, wide(limits.files), "files", fewer),
        over(all, limits.site_bytes, "bytes in a site", smaller),
        largest.and_then(|file| {
            let what = format!("bytes in a file (`{}`)", file.url);
            over(file.size, limits.file_bytes, &what, smaller)
        }),
    ]
}

fn over(
    config: &Config,
    publish: &Publish,
    has: u64,
    most: Option<u64>,
    what: &str,
    action: &str,
) -> Option<Diagnostic> {
    let host = publish.host.value;
    let most = most.filter(|&most| has > most)?;
    let message = format!(
        "more than {} takes: {} {what}, where {} are allowed",
        host.title,
        number(has),
        number(most)
    );
    let hint = format!("{action}; the figure is from {}", host.limits.source);
    let finding = Diagnostic::error("PUB-LIMIT", &config.path, publish.host.span, message);
    Some(finding.with_hint(hint))
}

fn wide(most: Option<usize>) -> Option<u64> {
    most.map(|most| most as u64)
}
