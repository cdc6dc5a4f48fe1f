//! Where code is written: between fences, or indented.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::options;
use crate::model::markup::has;

/// The code blocks between fences of a text, with their fences, in order.
pub(in crate::parse) fn fences(text: &str) -> Vec<Range<usize>> {
    match has_fences(text) {
        true => blocks(text, |kind| matches!(kind, CodeBlockKind::Fenced(_))),
        false => Vec::new(),
    }
}

/// The same with those that are indented.
pub(in crate::parse) fn code_blocks(text: &str) -> Vec<Range<usize>> {
    match has_fences(text) || has(text, "    ") || has(text, "\t") {
        true => blocks(text, |_| true),
        false => Vec::new(),
    }
}

fn has_fences(text: &str) -> bool {
    has(text, "```") || has(text, "~~~")
}

/// An item, a quotation and the end of either decide with fences and blanks what is code, so that Markdown itself
/// is asked.
fn blocks(text: &str, is_meant: impl Fn(&CodeBlockKind<'_>) -> bool) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let blocks = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(kind)) => is_meant(&kind).then_some(range),
        _ => None,
    });
    blocks.collect()
}
