//! A11-FOREIGN: passages in another script say their language (WCAG 3.1.2).

use crate::model::document::{Foreign, Script};
use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-FOREIGN";

/// Passages in another script than the page's say their language; the first of each script is told.
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    let passages = &document.body.foreign;
    let mut told: Vec<Script> = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        // A page that was never translated is one mistake.
        if told.contains(&passage.script) {
            continue;
        }
        told.push(passage.script);
        let same = |other: &Foreign| other.script == passage.script;
        let (script, tag) = name(passage.script);
        let locale = &document.locale;
        let begins = &passage.begins;
        let more = match passages[number + 1..].iter().any(same) {
            true => ", and so is more of the page",
            false => "",
        };
        let message = format!("`{begins}` is written in {script}, on a page in `{locale}`{more}");
        let hint = format!(
            "translate it, or put it into `<span lang=\"{tag}\">` with the tag of its language"
        );
        let finding = Diagnostic::warning(CODE, &document.path, passage.span, message);
        found.push(finding.with_hint(hint));
    }
}

/// A script in words, and a language that is written in it.
fn name(script: Script) -> (&'static str, &'static str) {
    match script {
        Script::Latin => ("Latin letters", "en"),
        Script::Greek => ("Greek letters", "el"),
        Script::Cyrillic => ("Cyrillic letters", "ru"),
        Script::Hebrew => ("Hebrew letters", "he"),
        Script::Arabic => ("Arabic letters", "ar"),
        Script::Devanagari => ("Devanagari", "hi"),
        Script::Thai => ("Thai letters", "th"),
        Script::Hangul => ("Korean letters", "ko"),
        Script::Han => ("Chinese characters", "zh"),
        Script::Kana => ("Japanese characters", "ja"),
    }
}
