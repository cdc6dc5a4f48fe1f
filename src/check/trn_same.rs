//! TRN-SAME: a translation is translated.

use std::collections::HashSet;

use super::translations::{self, Versions};
use crate::model::segment::{Form, Segment, source_hash};
use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "TRN-SAME";

/// So many words are a sentence: fewer may be names, which all languages share.
const SENTENCE: usize = 5;

/// No block of a translation is word for word one of the source's.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in translations::all(site) {
        let Versions {
            source,
            translation,
            ..
        } = versions;
        // American and British English have most sentences in common.
        if source.locale.language() == translation.locale.language() {
            continue;
        }
        let known: HashSet<_> = source.body.segments.iter().map(|one| one.hash).collect();
        let segments = translation.body.segments.iter();
        let same =
            segments.filter(|one| known.contains(&one.hash) && is_sentence(translation, one));
        let same: Vec<_> = same.collect();
        let Some(first) = same.first() else { continue };
        let message = match same.len() {
            1 => format!("this is word for word what `{}` says", source.path),
            number => format!(
                "{number} blocks, this the first, are word for word those of `{}`",
                source.path
            ),
        };
        let hint = "translate it, or remove the file: the source stands in for it".to_owned();
        found.push(
            Diagnostic::warning(CODE, &translation.path, first.span, message).with_hint(hint),
        );
    }
}

/// Whether nobody has translated a page yet: it is the copy that it began as, or all its sentences are.
pub fn is_untouched(translation: &Document, source: &Document) -> bool {
    if source.locale.language() == translation.locale.language() {
        return false;
    }
    let known: HashSet<_> = source.body.segments.iter().map(|one| one.hash).collect();
    let segments = translation.body.segments.iter();
    let mut sentences = segments
        .filter(|one| is_sentence(translation, one))
        .peekable();
    let made_from = translation.front.source_hash.iter().map(|hash| &hash.value);
    made_from.eq(&source_hash(translation))
        || (sentences.peek().is_some() && sentences.all(|one| known.contains(&one.hash)))
}

fn is_sentence(document: &Document, segment: &Segment) -> bool {
    let forms = [Form::Paragraph, Form::List, Form::Quote, Form::Table];
    forms.contains(&segment.form) && words(translations::text(document, segment.span)) >= SENTENCE
}

/// How many words of a language a text has: without code, tags, addresses and facts.
fn words(text: &str) -> usize {
    let mut words = 0;
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 || part.contains(":::") {
            continue;
        }
        let is_word = |word: &&str| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            letters > 1 && !word.contains(['<', '>', '/', '{', '}', '@', '=', '_'])
        };
        words += part.split_whitespace().filter(is_word).count();
        // Chinese and Japanese write without spaces: two characters are a word.
        let wide = part
            .chars()
            .filter(|&c| c >= '\u{3040}' && c.is_alphabetic())
            .count();
        words += wide / 2;
    }
    words
}
