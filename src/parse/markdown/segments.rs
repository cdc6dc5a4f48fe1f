//! The blocks of a text, for whoever compares it with its translation.

use super::*;
use crate::model::Fingerprint;
use crate::model::segment::{Form, Segment};

/// Finds the outermost blocks among the events of a text.
#[derive(Default)]
pub(super) struct Blocks {
    depth: usize,
    found: Vec<(Form, Range<usize>)>,
}

impl Blocks {
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => {
                if self.depth == 0 {
                    self.found.push((form(tag), range.clone()));
                }
                self.depth += 1;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Rule if self.depth == 0 => self.found.push((Form::Other, range.clone())),
            _ => {}
        }
    }

    /// The blocks with their places in the file.
    pub(super) fn segments(self, input: &Input<'_>, prepared: &Prepared<'_>) -> Vec<Segment> {
        let segment = |(form, range): (Form, Range<usize>)| {
            let start = prepared.original(range.start);
            let end = prepared.original(range.end).clamp(start, input.text.len());
            let written = input.text.get(start..end)?;
            let text = written.trim();
            if text.is_empty() {
                return None;
            }
            let start = start + (written.len() - written.trim_start().len());
            let directive = form == Form::Paragraph && text.starts_with(":::");
            Some(Segment {
                form: if directive { Form::Other } else { form },
                span: Span::new(start..start + text.len()).shifted(input.offset),
                hash: Fingerprint::of(text.as_bytes()),
            })
        };
        self.found.into_iter().filter_map(segment).collect()
    }
}

fn form(tag: &Tag<'_>) -> Form {
    match tag {
        Tag::Paragraph => Form::Paragraph,
        Tag::Heading { level, .. } => Form::Heading(*level as u8),
        Tag::List(_) | Tag::DefinitionList => Form::List,
        Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => Form::Quote,
        Tag::CodeBlock(_) => Form::Code,
        Tag::Table(_) => Form::Table,
        _ => Form::Other,
    }
}
