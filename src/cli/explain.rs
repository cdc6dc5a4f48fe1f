//! `supportal explain`: what a rule asks for, why, and how it looks right and wrong.

use anyhow::{Result, bail};

use super::{Status, print};
use crate::model::diagnostic::nearest;

/// Explain a rule, or list all of them
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The rule, as it stands in brackets behind `error`: LNK-PAGE
    rule: Option<String>,
}

// TO WIRE: crate::check::{rules, Rule} with these fields, then this falls away.
struct Rule {
    code: &'static str,
    summary: &'static str,
    doc: &'static str,
}
fn rules() -> &'static [Rule] {
    &[]
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
        .map(|Rule { code, summary, .. }| format!("{code:width$}  {summary}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [Rule; 2] = [
        Rule {
            code: "LNK-PAGE",
            summary: "a link leads to a page",
            doc: "# LNK-PAGE\n\nMore.\n\n",
        },
        Rule {
            code: "FS-READ",
            summary: "a file can be read",
            doc: "",
        },
    ];

    #[test]
    fn rules_are_found_as_they_are_typed() {
        assert_eq!(
            explained("[lnk-page]", &RULES).unwrap(),
            "# LNK-PAGE\n\nMore.\n"
        );
        let error = explained("LNK-PAG", &RULES).unwrap_err().to_string();
        assert_eq!(error, "no rule `LNK-PAG`\nhint: `LNK-PAGE` exists");
        assert_eq!(
            listed(&RULES),
            "LNK-PAGE  a link leads to a page\nFS-READ   a file can be read\n"
        );
    }
}
