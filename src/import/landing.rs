//! Landing pages (`YamlMime:Landing`) to Markdown: the summary, then each card as a section of links.

use std::fmt::Write as _;

use super::markdown::{self, Place};
use super::report::Report;
use super::yaml::Node;

/// The text below the title.
pub(super) fn body(root: &Node, place: Place<'_>, report: &mut Report) -> String {
    let file = place.source.as_str();
    for (key, value) in root.pairs() {
        if !matches!(
            key.text(),
            "title" | "summary" | "metadata" | "landingContent"
        ) {
            let construct = format!("part `{}` of a landing page", key.text());
            report.leave(construct, file, key.line, value.one_line());
        }
    }
    let mut out = String::new();
    // A page shows its description below its title: the same sentence would stand there twice.
    let described = root
        .get("metadata")
        .and_then(|meta| meta.get("description"));
    let described = described.map(Node::one_line);
    let summary = root.get("summary");
    if let Some(summary) = summary.filter(|summary| Some(summary.one_line()) != described) {
        out += summary.text().trim();
        out += "\n";
    }
    for card in root
        .get("landingContent")
        .map(Node::items)
        .unwrap_or_default()
    {
        let _ = write!(out, "\n## {}\n\n", card.line_of("title"));
        for (key, value) in card.pairs() {
            if !matches!(key.text(), "title" | "linkLists") {
                let construct = format!("part `{}` of a card", key.text());
                report.leave(construct, file, key.line, value.one_line());
            }
        }
        for list in card.get("linkLists").map(Node::items).unwrap_or_default() {
            if let Some(kind) = list.get("linkListType") {
                let construct = "kind of a list of links on a landing page";
                report.leave(construct, file, kind.line, kind.one_line());
            }
            for link in list.get("links").map(Node::items).unwrap_or_default() {
                let text = link.line_of("text").replace('[', "\\[").replace(']', "\\]");
                let url = link.line_of("url");
                let line = format!("- [{text}]({})\n", bracketed(&url));
                out += &markdown::body(&line, link.line, place, report);
            }
        }
    }
    out
}

/// A destination that holds blanks or parentheses, in angle brackets.
fn bracketed(url: &str) -> String {
    if url.contains([' ', '(', ')']) {
        format!("<{url}>")
    } else {
        url.to_owned()
    }
}
