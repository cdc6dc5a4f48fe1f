//! A11-FOREIGN: passages in another script say their language (WCAG 3.1.2).

use crate::model::document::Script;
use crate::model::{Diagnostic, Site};

const CODE: &str = "A11-FOREIGN";

/// Passages in another script than the page's say their language.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        for passage in &document.body.foreign {
            let (script, tag) = name(passage.script);
            let locale = &document.locale;
            let begins = &passage.begins;
            let message = format!("`{begins}` is written in {script}, on a page in `{locale}`");
            let hint = format!(
                "translate it, or put it into `<span lang=\"{tag}\">` with the tag of its language"
            );
            let finding = Diagnostic::warning(CODE, &document.path, passage.span, message);
            found.push(finding.with_hint(hint));
        }
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
