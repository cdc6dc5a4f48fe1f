//! PUB-LIMIT: what is more than the host takes, with the host's figure.

use crate::model::host::Publish;
use crate::model::{Config, Diagnostic, Output};

/// Compares the host's files and the site's with what the host takes.
pub(super) fn check(
    config: &Config,
    publish: &Publish,
    files: &[Output],
    written: &[&Output],
    found: &mut Vec<Diagnostic>,
) {
    let host = publish.host.value;
    let limits = &host.limits;
    let mut over = |has: u64, most: Option<u64>, what: &str, action: &str| {
        let Some(most) = most.filter(|&most| has > most) else {
            return;
        };
        let message = format!(
            "more than {} takes: {} {what}, where {} are allowed",
            host.title,
            figure(has),
            figure(most)
        );
        let hint = format!("{action}; the figure is from {}", limits.source);
        let finding = Diagnostic::error("PUB-LIMIT", &config.path, publish.host.span, message);
        found.push(finding.with_hint(hint));
    };
    let wide = |most: Option<usize>| most.map(|most| most as u64);
    let fewer = "remove old addresses that nobody asks for from `redirect_from`";
    let smaller = "publish large files elsewhere and link to them";
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
    let all = || written.iter().copied().chain(files);
    let bytes = |file: &Output| file.size;
    let split = "split the portal, or publish it elsewhere";
    over(all().count() as u64, wide(limits.files), "files", split);
    over(
        all().map(bytes).sum(),
        limits.site_bytes,
        "bytes in a site",
        smaller,
    );
    if let Some(largest) = all().max_by_key(|file| bytes(file)) {
        let what = format!("bytes in a file (`{}`)", largest.url);
        over(bytes(largest), limits.file_bytes, &what, smaller);
    }
}

/// `20,480`.
fn figure(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
