//! The order that titles stand in, as a dictionary of the language has them.

use icu_collator::CollatorBorrowed;
use icu_locale::extensions::unicode::{Value, key};

use super::preferences;
use crate::model::Locale;

/// The alphabet of a language: letters with marks where its readers look for them, figures by their value
/// (`Step 2` before `Step 10`), Chinese by strokes in Taiwan and by sound in China.
///
/// It is loaded once for a list and asked once for each title, for a key that compares as bytes.
pub struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// That of `locale`; of a language that CLDR does not know, the order all languages share.
    pub fn of(locale: &Locale) -> Self {
        let mut known = preferences(locale);
        let yes = Value::new_empty();
        known.extensions.unicode.keywords.set(key!("kn"), yes);
        Self(CollatorBorrowed::try_new((&known).into(), Default::default()).ok())
    }

    /// What `text` is sorted by.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        match &self.0 {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend(text.to_lowercase().bytes()),
        }
        key
    }
}
