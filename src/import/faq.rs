//! FAQ files (`YamlMime:FAQ`) to Markdown: sections and questions become headings.

use std::fmt::Write as _;

use super::markdown::{self, Place};
use super::report::Report;
use super::yaml::Node;

/// The text below the title.
///
/// Learn does not show the name of a section that is the only one; neither does the portal.
pub(super) fn body(root: &Node, place: Place<'_>, report: &mut Report) -> String {
    let file = place.source.as_str();
    for (key, value) in root.pairs() {
        let known = [
            "title",
            "summary",
            "metadata",
            "sections",
            "additionalContent",
        ];
        if !known.contains(&key.text()) {
            let construct = format!("part `{}` of an FAQ", key.text());
            report.leave(construct, file, key.line, value.one_line());
        }
    }
    let mut out = String::new();
    paragraph(root.get("summary"), place, &mut out, report);
    let sections = root.get("sections").map(Node::items).unwrap_or_default();
    for section in sections {
        let level = match section.get("name") {
            Some(name) if sections.len() > 1 => {
                let _ = write!(out, "\n## {}\n", name.one_line());
                "###"
            }
            Some(name) => {
                let construct = "name of the only section of an FAQ";
                report.leave(construct, file, name.line, name.one_line());
                "##"
            }
            None => "##",
        };
        for entry in section
            .get("questions")
            .map(Node::items)
            .unwrap_or_default()
        {
            let question = entry.line_of("question");
            let heading = format!("{level} {question}\n");
            let _ = write!(
                out,
                "\n{}\n",
                markdown::body(&heading, entry.line, place, report)
            );
            paragraph(entry.get("answer"), place, &mut out, report);
        }
    }
    if let Some(more) = root.get("additionalContent") {
        out.push('\n');
        paragraph(Some(more), place, &mut out, report);
    }
    out
}

fn paragraph(node: Option<&Node>, place: Place<'_>, out: &mut String, report: &mut Report) {
    if let Some(node) = node {
        let text = format!("{}\n", node.text().trim());
        *out += &markdown::body(&text, node.line, place, report);
    }
}
