//! Where code is written between fences.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::options;
use crate::model::markup::has;

/// The code blocks between fences of a text, with their fences, in order. An item, a quotation and the end
/// of either decide with the fences what is code, so that Markdown itself is asked.
pub(in crate::parse) fn fences(text: &str) -> Vec<Range<usize>> {
    if !has(text, "```") && !has(text, "~~~") {
        return Vec::new();
    }
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let fences = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(range),
        _ => None,
    });
    fences.collect()
}
