//! `supportal explain`: what a rule asks for, why, and how it looks right and wrong.

use anyhow::{Result, bail};

use super::{Status, print};
use crate::check::{Rule, rules};
use crate::model::nearest::nearest;

/// Explain a rule, or list all of them
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The rule, as it stands in brackets behind `error`: LNK-PAGE
    rule: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let text = match &arguments.rule {
        Some(name) => explained(name, rules())?,
        None => listed(rules()),
    };
    print(&text)?;
    Ok(Status::Fine)
}

fn explained(name: &str, rules: &[Rule]) -> Result<String> {
    let code = name.trim_matches(['[', ']']).to_ascii_uppercase();
    if let Some(rule) = rules.iter().find(|rule| rule.code == code) {
        return Ok(format!("{}\n", rule.doc.trim_end()));
    }
    match nearest(&code, rules.iter().map(|rule| rule.code)) {
        Some(near) => bail!("no rule `{name}`\nhint: `{near}` exists"),
        None => bail!("no rule `{name}`\nhint: `supportal explain` lists all rules"),
    }
}

fn listed(rules: &[Rule]) -> String {
    let width = rules
        .iter()
        .map(|rule| rule.code.len())
        .max()
        .unwrap_or_default();
    rules
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.code, rule.summary()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_as_they_are_typed() {
        let text = explained("[lnk-page]", rules()).unwrap();
        assert!(text.starts_with("# LNK-PAGE: "), "{text}");
        let error = explained("LNK-PAG", rules()).unwrap_err().to_string();
        assert_eq!(error, "no rule `LNK-PAG`\nhint: `LNK-PAGE` exists");
        assert!(listed(rules()).contains("LNK-PAGE "));
    }
}
