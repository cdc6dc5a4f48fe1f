//! Words that lose or change their end before a value: `d’Azure`, `lorsqu’un`, `dall’8 maggio`, `ad Adobe`.
//!
//! What the value will be is not known where the text is written, so the text has the full word, and this makes the
//! other form of it.

use crate::model::Locale;
use crate::model::strings::fill_joined;

/// A word, and what it is before a vowel, with the space or the apostrophe that follows.
type Form = (&'static str, &'static str);

const FRENCH: &[Form] = &[("de", "d’"), ("lorsque", "lorsqu’"), ("que", "qu’")];

const ITALIAN: &[Form] = &[
    ("al", "all’"),
    ("dal", "dall’"),
    ("del", "dell’"),
    ("nel", "nell’"),
    ("sul", "sull’"),
];

/// Fills the holes of a text whose language elides; `None` where the language does not.
pub fn fill_elided(locale: &Locale, text: &str, values: &[(&str, &str)]) -> Option<String> {
    match locale.language() {
        "fr" => Some(fill_joined(text, values, |out, value| {
            if begins_with_vowel(value) {
                elide(out, FRENCH);
            }
        })),
        "it" => Some(fill_joined(text, values, |out, value| {
            if begins_with_vowel(value) || is_vowel_as_number(value) {
                elide(out, ITALIAN);
            }
            // Before other vowels than its own the preposition stays as it is.
            if value.starts_with(['a', 'A', 'à', 'À']) {
                elide(out, &[("a", "ad ")]);
            }
        })),
        _ => None,
    }
}

/// Whether a word begins with a vowel as it is spoken. An h may be silent or not: only a dictionary knows.
fn begins_with_vowel(value: &str) -> bool {
    let mut letters = value.chars().flat_map(char::to_lowercase);
    // "le onze", and "de oui".
    let spoken_apart = ["onz", "oui"].iter().any(|start| value.starts_with(start));
    letters
        .next()
        .is_some_and(|letter| "aàâæeéèêëiîïoôœuùûü".contains(letter))
        && !spoken_apart
}

/// Whether figures are spoken with a vowel first: `otto`, `ottanta`, `undici`, `undicimila`.
fn is_vowel_as_number(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = value.split_at(digits);
    // A mark between thousands, as in `11.000`, leaves the first figures what they are.
    !rest.starts_with(':') && (number == "11" || number.starts_with('8'))
}

/// Gives the last word of `out` its other form, if it has one.
fn elide(out: &mut String, forms: &[Form]) {
    let Some(before) = out.strip_suffix(' ') else {
        return;
    };
    let start = before.rfind([' ', '\u{a0}', '(']).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let word = &before[start..];
    let form = forms.iter().find(|(full, _)| word.to_lowercase() == *full);
    if let Some((_, elided)) = form {
        // What begins a sentence goes on doing so.
        let first: String = word.chars().take(1).collect();
        let rest: String = elided.chars().skip(1).collect();
        out.truncate(start);
        out.push_str(&first);
        out.push_str(&rest);
    }
}

#[cfg(test)]
mod tests {
    use super::fill_elided;
    use crate::model::Locale;

    fn check(tag: &str, text: &str, value: &str, filled: &str) {
        let locale = Locale::new(tag).unwrap();
        let shown = fill_elided(&locale, text, &[("x", value)]);
        assert_eq!(shown.as_deref(), Some(filled));
    }

    #[test]
    fn french_words_lose_their_e_before_a_vowel() {
        check("fr", "Si de {x}.", "Azure", "Si d’Azure.");
        check("fr-CH", "lorsque {x}", "un service", "lorsqu’un service");
        check("fr", "lorsque {x}", "il y a", "lorsqu’il y a");
        check("fr", "lorsque {x}", "vous", "lorsque vous");
        check("fr", "heure de {x}", "Évian", "heure d’Évian");
        check("fr", "de {x}", "Hongkong", "de Hongkong");
        check("fr", "de {x}", "8 heures", "de 8 heures");
        check("fr", "mode {x}", "un", "mode un");
    }

    #[test]
    fn italian_prepositions_have_an_apostrophe_before_a_vowel() {
        check("it", "Dal {x}", "8 maggio", "Dall’8 maggio");
        check("it", "(dal {x})", "11 maggio", "(dall’11 maggio)");
        check("it", "dal {x}", "1º maggio", "dal 1º maggio");
        check("it", "dal {x}", "18 maggio", "dal 18 maggio");
        check("it", "nel {x}% dei casi", "80", "nell’80% dei casi");
        check("it", "a {x}", "Adobe", "ad Adobe");
        check("it-CH", "a {x}", "Oracle", "a Oracle");
        check("it", "canale {x}", "Adobe", "canale Adobe");
    }

    #[test]
    fn other_languages_elide_nothing() {
        let spanish = Locale::new("es").unwrap();
        assert_eq!(fill_elided(&spanish, "de {x}", &[("x", "Azure")]), None);
    }
}
