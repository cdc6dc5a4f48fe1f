//! Files of interface texts to [`Strings`]: flat maps from a key to its words, one file a language.
//!
//! English is complete by definition. A language of the portal that has no file borrows English words,
//! which is reported once; a key that a file leaves out is a mistake of that file. A file that has texts for the portal's
//! own words alone does not make its language one that the interface has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cldr;
use crate::model::config::Limits;
use crate::model::nearest::slip;
use crate::model::{Diagnosed, Diagnostic, Locale, RelPath, Source, Span, Strings};

use super::formats;
use super::keys::FAMILIES;
use super::validate::known_keys;
use super::yaml::{self, Budget, Value};

/// A language's words, as one file has them.
type Words = BTreeMap<String, String>;

/// Reads the theme's texts (`defaults`: tag and YAML) and the portal's own (`overrides`) for each of the
/// portal's `languages`.
pub fn strings(
    defaults: &[(String, impl AsRef<str>)],
    overrides: &[(Locale, Source)],
    languages: &[Locale],
) -> Diagnosed<Strings> {
    let mut found = Vec::new();
    let tags: Vec<&str> = defaults.iter().map(|(tag, _)| tag.as_str()).collect();
    let needed =
        |tag: &str| tag == "en" || languages.iter().any(|locale| serves(tag, locale, &tags));
    let defaults = defaults.iter().filter(|(tag, _)| needed(tag));
    let defaults = read_defaults(defaults, &mut found);
    let english = defaults
        .get("en")
        .map(|(words, _)| words.clone())
        .unwrap_or_default();
    let own = read_overrides(overrides, &english, &mut found);
    let mut strings = Strings::default();
    let mut asked = BTreeSet::new();
    for locale in languages {
        let mut words = english.clone();
        let mut known = false;
        // From the general to the special: `de`, then `de-DE`; the theme's words, then the portal's.
        let mut chain: Vec<String> = locale.chain().map(|tag| tag.to_string()).collect();
        chain.extend(near(locale, &tags).map(str::to_owned));
        chain.reverse();
        asked.extend(chain.iter().cloned());
        for tag in &chain {
            if let Some((texts, path)) = defaults.get(tag) {
                known = true;
                complete(texts, &english, locale, path, &mut found);
                words.extend(regional(texts, locale));
            }
            if let Some((texts, path)) = own.get(tag) {
                // A language of the portal's own making has nothing but this file, unless that gives texts for the
                // portal's own words alone: then it borrows all of the interface's, as without any file.
                if !known && speaks(texts, &english, locale) {
                    found.extend(incomplete(texts, &english, locale, path));
                    known = true;
                }
                words.extend(texts.clone());
            }
        }
        if !known {
            found.push(no_words(locale));
        }
        let own = chain.iter().flat_map(|tag| {
            let texts = [&defaults, &own].map(|files| files.get(tag));
            texts.into_iter().flatten().map(|(texts, _)| texts)
        });
        let families = borrowed(own, &english);
        (strings.english).insert(locale.clone(), families);
        (strings.by_locale).insert(locale.clone(), Arc::new(words.into()));
    }
    for (locale, source) in overrides {
        if !asked.contains(locale.as_str()) {
            let message = format!("the portal has no `{locale}`, so nothing uses this file");
            let hint =
                format!("add `{locale}` to `languages` in supportal.yaml, or remove the file");
            let finding = Diagnostic::warning("THM-STRING", &source.path, Span::default(), message);
            found.push(finding.with_hint(hint));
        }
    }
    Diagnosed::new(strings, found)
}

/// Files among the interface's texts that are none of a language, as their names have it: `en.yml`.
pub fn unread_strings(paths: &[RelPath]) -> Vec<Diagnostic> {
    let found = paths.iter().map(|path| {
        let message = "no language is called like this file, so nothing uses it".to_owned();
        let hint = match path.extension() {
            "yml" => format!("name it `{}.yaml`", path.stem()),
            _ => "a file is called like its language, as `en.yaml` or `zh-TW.yaml`".to_owned(),
        };
        Diagnostic::warning("THM-STRING", path, Span::default(), message).with_hint(hint)
    });
    found.collect()
}

/// The theme's words as the region of `locale` writes them: German of Switzerland and Liechtenstein has no ß, and its
/// quotation marks are «these» (Schweizerische Bundeskanzlei, *Schreibweisungen*). A portal's own words stay as they are.
fn regional(words: &Words, locale: &Locale) -> Words {
    let swiss = locale.language() == "de" && matches!(locale.region(), Some("CH" | "LI"));
    if !swiss {
        return words.clone();
    }
    let written = |text: &String| {
        text.chars().fold(String::new(), |mut out, letter| {
            match letter {
                'ß' => out.push_str("ss"),
                '„' => out.push('«'),
                '“' => out.push('»'),
                _ => out.push(letter),
            }
            out
        })
    };
    (words.iter())
        .map(|(key, text)| (key.clone(), written(text)))
        .collect()
}

/// The families of plural forms that none of a language's `own` texts has words for.
fn borrowed<'a>(own: impl Iterator<Item = &'a Words>, english: &Words) -> BTreeSet<String> {
    let own: Vec<&Words> = own.collect();
    let families = english
        .keys()
        .filter(|key| plural(key, english).is_some_and(|(_, form)| form == "other"))
        .filter(|key| !own.iter().any(|texts| texts.contains_key(*key)));
    let families = families.filter_map(|key| key.strip_suffix("_other"));
    families.map(str::to_owned).collect()
}

/// Whether the theme's file `tag` gives words to `locale`.
fn serves(tag: &str, locale: &Locale, tags: &[&str]) -> bool {
    locale.chain().any(|known| known.as_str() == tag) || near(locale, tags) == Some(tag)
}

/// The theme's language that is nearest to one which it does not have: `zh-TW` for `zh-Hant-HK`.
fn near<'a>(locale: &Locale, tags: &[&'a str]) -> Option<&'a str> {
    if locale.chain().any(|tag| tags.contains(&tag.as_str())) {
        return None;
    }
    cldr::nearest(locale, tags.iter().copied())
}

/// The keys that a language must have: those of English, with the plural forms of its own.
fn needed_keys(english: &Words, locale: &Locale) -> Vec<String> {
    let forms = cldr::plural_forms(locale);
    let mut keys = Vec::new();
    for key in english.keys() {
        match plural(key, english) {
            None => keys.push(key.clone()),
            // Once for each family.
            Some((family, "other")) => {
                keys.extend(forms.iter().map(|form| format!("{family}_{form}")));
            }
            Some(_) => {}
        }
    }
    keys
}

/// The English words for a key, which may be a plural form that English has not.
fn english_of<'a>(english: &'a Words, key: &str) -> &'a str {
    let general = || {
        let (family, _) = key.rsplit_once('_')?;
        english.get(&format!("{family}_other"))
    };
    let text = english.get(key).or_else(general);
    text.map_or("", String::as_str)
}

/// Whether `key` is one of the theme's, the form of one that words take in `locale`, or the text for a word of the
/// portal's own.
fn is_known(key: &str, english: &Words, locale: &Locale) -> bool {
    is_of_interface(key, english, locale) || is_own_word(key, english)
}

/// Whether `key` is one of the theme's, or the form of one that words take in `locale`.
fn is_of_interface(key: &str, english: &Words, locale: &Locale) -> bool {
    let is_form =
        || plural(key, english).is_some_and(|(_, form)| cldr::plural_forms(locale).contains(&form));
    english.contains_key(key) || is_form()
}

/// Whether `texts` has any of the interface's. Without English ones, they are whatever the portal's own theme asks for.
fn speaks(texts: &Words, english: &Words, locale: &Locale) -> bool {
    let mut keys = texts.keys();
    english.is_empty() || keys.any(|key| is_of_interface(key, english, locale))
}

/// Whether `key` gives the text for a word that an author may add to those that facts know, or for a place: `per_seat`,
/// `place_CH`.
fn is_own_word(key: &str, english: &Words) -> bool {
    // The word alone is judged, as it is where facts name it: `per_seat` is nearer to `per_year` than `seat` to `year`.
    let is_added = FAMILIES.iter().any(|(family, _)| {
        let known = english.keys().filter_map(|key| word_of(family, key));
        word_of(family, key)
            .is_some_and(|word| formats::id(word).is_ok() && slip(word, known).is_none())
    });
    let is_place = key.strip_prefix("place_").is_some_and(|place| {
        formats::id(place).is_ok() || formats::country(place).is_ok() || place == "EU"
    });
    is_place || is_added
}

/// The word that `key` has in a family of texts: `seat` of `per_seat`.
fn word_of<'k>(family: &str, key: &'k str) -> Option<&'k str> {
    key.strip_prefix(family)?.strip_prefix('_')
}

/// The family and the form of a plural: `hours_few` is (`hours`, `few`), as English has both forms of its own.
fn plural<'a>(key: &'a str, english: &Words) -> Option<(&'a str, &'a str)> {
    let (family, form) = key.rsplit_once('_')?;
    let has = |form: &str| english.contains_key(&format!("{family}_{form}"));
    let is_form = cldr::PLURAL_FORMS.contains(&form);
    (is_form && has("one") && has("other")).then_some((family, form))
}

/// Languages by their own names, from the theme's `languages.yaml` and the portal's: tag → name.
pub fn language_names(text: &str, own: Option<&Source>) -> Diagnosed<BTreeMap<String, String>> {
    let path = RelPath::new("theme/strings/languages.yaml").unwrap_or_default();
    // The file is the program's own and right, which a test makes sure of.
    let mut names = words(text, &path, &mut Vec::new());
    let mut found = Vec::new();
    for (tag, name) in own
        .map(|own| words(&own.text, &own.path, &mut found))
        .into_iter()
        .flatten()
    {
        match Locale::new(&tag) {
            Some(locale) => _ = names.insert(locale.to_string(), name),
            None => {
                let message = format!("`{tag}` is no language");
                let hint = "a key is the tag of a language, as `en` or `zh-TW`".to_owned();
                let finding = Diagnostic::error("THM-STRING", &path, name.key, message);
                found.push(finding.with_hint(hint));
            }
        }
    }
    let names = names.into_iter();
    Diagnosed::new(names.map(|(tag, name)| (tag, name.text)).collect(), found)
}

fn no_words(locale: &Locale) -> Diagnostic {
    let path = RelPath::config();
    let message = format!("the interface has no texts in `{locale}`; pages show English ones");
    let hint = format!("write them into `theme/strings/{locale}.yaml`");
    Diagnostic::warning("THM-STRING", &path, Span::default(), message).with_hint(hint)
}

fn read_defaults<'a, T: AsRef<str> + 'a>(
    files: impl Iterator<Item = &'a (String, T)>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, (Words, RelPath)> {
    files
        .map(|(tag, text)| {
            let path = RelPath::new(&format!("theme/strings/{tag}.yaml")).unwrap_or_default();
            let words = words(text.as_ref(), &path, found)
                .into_iter()
                .map(|(key, written)| (key, written.text))
                .collect();
            (tag.clone(), (words, path))
        })
        .collect()
}

/// Reports each key of English that a file of another language lacks.
fn complete(
    words: &Words,
    english: &Words,
    locale: &Locale,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) {
    for key in needed_keys(english, locale) {
        if words.contains_key(&key) {
            continue;
        }
        let text = english_of(english, &key);
        let message = format!("`{key}` is missing; pages show the English `{text}`");
        let diagnostic = Diagnostic::error("THM-STRING", path, Span::default(), message)
            .with_hint(format!("add `{key}:` with its words"));
        // Two regions of a language share its file, which is wrong once.
        if !found.contains(&diagnostic) {
            found.push(diagnostic);
        }
    }
}

/// Reports what the only file of a language lacks, as one finding.
fn incomplete(
    words: &Words,
    english: &Words,
    locale: &Locale,
    path: &RelPath,
) -> Option<Diagnostic> {
    let needed = needed_keys(english, locale);
    let mut missing = needed.iter().filter(|key| !words.contains_key(*key));
    let first = missing.next()?;
    let more = missing.count();
    let message = match more {
        0 => format!("`{first}` is missing; pages show English instead"),
        _ => format!("`{first}` and {more} more texts are missing; pages show English instead"),
    };
    let hint = "copy the theme's `strings/en.yaml` and translate it whole".to_owned();
    Some(Diagnostic::error("THM-STRING", path, Span::default(), message).with_hint(hint))
}

fn read_overrides(
    files: &[(Locale, Source)],
    english: &Words,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, (Words, RelPath)> {
    let mut own: BTreeMap<String, (Words, RelPath)> = BTreeMap::new();
    for (locale, source) in files {
        let mut kept = Words::new();
        for (key, written) in words(&source.text, &source.path, found) {
            // Without any English the theme is the portal's own, and its keys are its own.
            if english.is_empty() || is_known(&key, english, locale) {
                found.extend(unfilled(&key, &written, english, source));
                kept.insert(key, written.text);
                continue;
            }
            let span = written.key;
            let message = format!("no text of the interface is called `{key}`");
            let hint =
                match crate::model::nearest::nearest(&key, english.keys().map(String::as_str)) {
                    Some(_) => known_keys(&key, english.keys().map(String::as_str)),
                    None => "a key is one of the theme's own texts".to_owned(),
                };
            found
                .push(Diagnostic::error("THM-STRING", &source.path, span, message).with_hint(hint));
        }
        own.entry(locale.as_str().to_owned())
            .or_insert_with(|| (Words::new(), source.path.clone()))
            .0
            .extend(kept);
    }
    own
}

/// What stands in braces in a text of the portal's and is nothing that this text is given: readers would see it so.
fn unfilled(key: &str, written: &Written, english: &Words, source: &Source) -> Vec<Diagnostic> {
    let Some(given) = given(key, english) else {
        return Vec::new();
    };
    let has = match given
        .iter()
        .map(|name| format!("`{{{name}}}`"))
        .collect::<Vec<_>>()
    {
        names if names.is_empty() => "it is given no values; leave the braces out".to_owned(),
        names => format!("it is given {}", names.join(", ")),
    };
    let mut found = Vec::new();
    for (hole, is_closed) in holes(&written.text) {
        let message = match is_closed {
            true if given.contains(hole) => continue,
            true => {
                format!("`{key}` is given nothing called `{{{hole}}}`; pages show it as it stands")
            }
            false if given.is_empty() => continue,
            false => "this `{` is never closed; pages show it as it stands".to_owned(),
        };
        let written_so = match is_closed {
            true => format!("{{{hole}}}"),
            false => format!("{{{hole}"),
        };
        let value = written.value.start as usize..written.value.end as usize;
        let text = source.text.get(value.clone()).unwrap_or_default();
        let span = text.find(&written_so).map_or(written.value, |at| {
            let start = value.start + at;
            Span::new(start..start + written_so.len())
        });
        let near = crate::model::nearest::nearest(hole, given.iter().copied());
        let hint = near.map_or_else(|| has.clone(), |near| format!("{has}; write `{{{near}}}`"));
        found.push(Diagnostic::warning("THM-STRING", &source.path, span, message).with_hint(hint));
    }
    found
}

/// The values that the English text of `key` has places for, in any of its plural forms; `None` where there is no such
/// text.
fn given<'a>(key: &str, english: &'a Words) -> Option<BTreeSet<&'a str>> {
    let own = english.get(key);
    let family = plural(key, english).map(|(family, _)| format!("{family}_other"));
    let general = family.and_then(|family| english.get(&family));
    own.or(general)?;
    let texts = own.into_iter().chain(general);
    let names = texts
        .flat_map(|text| holes(text))
        .filter(|(_, is_closed)| *is_closed);
    Some(names.map(|(name, _)| name).collect())
}

/// What stands in braces in a text, and whether the brace is closed: `{count}`.
fn holes(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split('{')
        .skip(1)
        .map(|rest| match rest.split_once('}') {
            Some((name, _)) => (name, true),
            None => (rest, false),
        })
}

/// A text as a file has it.
struct Written {
    text: String,
    /// Where its key stands.
    key: Span,
    /// Where it stands itself.
    value: Span,
}

/// The flat map of one file.
fn words(text: &str, path: &RelPath, found: &mut Vec<Diagnostic>) -> BTreeMap<String, Written> {
    let read = yaml::parse(text, path, 0, Budget::of(&Limits::default()));
    let node = read.into_value(found);
    let mut words = BTreeMap::new();
    for (key, value) in node.entries() {
        match &value.value {
            Value::Scalar { text, .. } => {
                let written = Written {
                    text: text.clone(),
                    key: key.span,
                    value: value.span,
                };
                words.insert(key.value.clone(), written);
            }
            _ => {
                let message = format!("`{}` is not a text", key.value);
                let hint = format!("write `{}: Some words`", key.value);
                found.push(
                    Diagnostic::error("THM-STRING", path, value.span, message).with_hint(hint),
                );
            }
        }
    }
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        let hint = "write `key: words`, one key a line".to_owned();
        found.push(
            Diagnostic::error("THM-STRING", path, node.span, "these are not texts by key")
                .with_hint(hint),
        );
    }
    words
}
