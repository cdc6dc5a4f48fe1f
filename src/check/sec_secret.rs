//! SEC-SECRET: published files hold no credentials. Pages are read for them where they are read at all.

use crate::model::secret::{self, secrets};
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "SEC-SECRET";

/// No file that is published as it is holds what looks like a credential.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, asset) in site.assets.iter() {
        // Pictures and archives are no text from their first bytes on.
        let Ok(text) = str::from_utf8(&asset.bytes) else {
            continue;
        };
        for secret in secrets(text) {
            let line = text[..secret.range.start].matches('\n').count() + 1;
            let message = format!(
                "line {line} of the file holds what looks like {}",
                secret.what
            );
            let finding = Diagnostic::warning(CODE, &asset.path, Span::default(), message);
            found.push(finding.with_hint(secret::HINT.to_owned()));
        }
    }
}
