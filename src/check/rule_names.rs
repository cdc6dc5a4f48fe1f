//! The rules that `levels:` and `allow:` name are there. A line about one that is not does nothing, and
//! nobody would see that. It is told as a value of a wrong kind (FM-TYPE) is; only here are rules known.

use std::collections::BTreeSet;

use super::levels::covers;
use super::rules;
use crate::model::nearest::nearest;
use crate::model::{Diagnostic, RelPath, Site, Spanned};

/// Every name in the portal that no rule has.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let (config, facts) = (&site.config, &site.facts);
    let levels = config.levels.iter().map(|level| &level.rule);
    let levels = levels.filter_map(|rule| unknown(&config.path, rule));
    let in_pages = site.documents.iter();
    let in_pages = in_pages.map(|document| (&document.path, &document.front.allow));
    let all = [(&config.path, &config.allow), (&facts.path, &facts.allow)];
    let allowed = all.into_iter().chain(in_pages);
    let allowed = allowed.flat_map(|(path, all)| all.iter().map(move |one| (path, &one.rule)));
    let allowed = allowed.filter_map(|(path, rule)| unknown(path, rule));
    levels.chain(allowed).collect()
}

fn unknown(path: &RelPath, rule: &Spanned<String>) -> Option<Diagnostic> {
    let name = rule.value.as_str();
    if rules().iter().any(|rule| covers(name, rule.code)) {
        return None;
    }
    let what = match name.ends_with('*') {
        true => "family of rules",
        false => "rule",
    };
    let message = format!("there is no {what} `{name}`, so this says nothing");
    let hint = match like(name) {
        Some(near) => format!("`{near}` exists"),
        None => "`supportal explain` lists all rules".to_owned(),
    };
    Some(Diagnostic::warning("FM-TYPE", path, rule.span, message).with_hint(hint))
}

/// The rule, or the family, that may have been meant.
fn like(name: &str) -> Option<String> {
    let codes = rules().iter().map(|rule| rule.code);
    if !name.ends_with('*') {
        return nearest(name, codes).map(str::to_owned);
    }
    let families = codes.filter_map(|code| code.split_once('-'));
    let families: BTreeSet<String> = families.map(|(family, _)| format!("{family}-*")).collect();
    nearest(name, families.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(name: &str, expected: Option<(&str, &str)>) {
        let path = RelPath::config();
        let rule = Spanned {
            value: name.to_owned(),
            span: Span::default(),
        };
        let found = unknown(&path, &rule);
        let found = found.map(|found| (found.message, found.hint.unwrap_or_default()));
        let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn a_name_that_no_rule_has_is_told_with_the_nearest() {
        for known in ["LNK-PAGE", "LNK-*", "SLA-CHANNEL-SHUT", "A11-*"] {
            check(known, None);
        }
        check(
            "LNK-PAEG",
            Some((
                "there is no rule `LNK-PAEG`, so this says nothing",
                "`LNK-PAGE` exists",
            )),
        );
        check(
            "LKN-*",
            Some((
                "there is no family of rules `LKN-*`, so this says nothing",
                "`LNK-*` exists",
            )),
        );
        check(
            "ABCDEFGH-IJKLMNOP",
            Some((
                "there is no rule `ABCDEFGH-IJKLMNOP`, so this says nothing",
                "`supportal explain` lists all rules",
            )),
        );
    }
}
