//! One Markdown file to a document.

use std::sync::Arc;

use super::front_matter::{self, Parts, Place, front_matter};
use super::markdown::{self, Input};
use super::prose;
use crate::model::document::{Body, FrontMatter};
use crate::model::secret::{self, secrets};
use crate::model::{
    About, Config, Diagnosed, Diagnostic, Document, Fingerprint, Kind, Locale, RelPath, Source,
    Span, Spanned,
};

/// Whether a Markdown file belongs to the portal: it stands below the folder of a language.
pub fn is_page(path: &RelPath, config: &Config) -> bool {
    path.has_extension("md") && locale(path, config).is_some()
}

/// Reads a file. Whatever is wrong with it, the document can be shown: its title is that of the front
/// matter, else its first heading, else its file name.
pub fn document(source: &Source, config: &Config) -> Diagnosed<Document> {
    let mut found = Vec::new();
    let locale = locale(&source.path, config).unwrap_or_else(|| config.source());
    let key = source
        .path
        .strip_prefix(locale.as_str())
        .unwrap_or_else(|| source.path.clone());
    let fragment = key.parent().parts().any(|folder| folder == "includes");
    let kind = Kind::of_key(&key);
    let place = Place {
        path: &source.path,
        kind,
        section: key.file_name() == "index.md",
        source: locale == config.source(),
    };
    let text = source.text.read();
    let parts = front_matter::split(&text);
    let front = match fragment {
        true => front_of_fragment(&text, &parts, place, config),
        false => front_of_page(&text, &parts, place, config),
    };
    let front = front.into_value(&mut found);
    let kind = front.kind.as_ref().map_or(kind, |kind| kind.value);
    let own = front.title.as_ref().map(|title| title.value.clone());
    let input = Input {
        path: &source.path,
        text: &text[parts.body..],
        offset: parts.body,
        kind,
        title: own.as_deref(),
        learn: config.learn,
        language: locale,
        translated: config.languages.len() > 1,
        limits: &config.limits,
    };
    let mut parsed = markdown::body(input, &mut found);
    parsed.body.unfinished.extend(unfinished(&front, locale));
    let first = parsed
        .title
        .map(|title| title.value)
        .filter(|title| !title.is_empty());
    let title = own
        .or(first)
        .unwrap_or_else(|| source.path.stem().to_owned());
    found.extend(credentials(&source.path, &text));
    let fingerprint = source.fingerprint_of(&text);
    let written = written(fingerprint, &front, &title, &text[parts.body..]);
    let yaml = &text[parts.yaml.unwrap_or_default()];
    let shape = shape(yaml, &title, &parsed.body);
    let document = Document {
        path: source.path.clone(),
        locale: locale.clone(),
        key,
        fragment,
        kind,
        front: Arc::new(front),
        title,
        body: parsed.body,
        written,
        fingerprint,
        shape,
        text: source.text.clone(),
    };
    Diagnosed::new(document, found)
}

/// What a page says of itself, and what is wrong with where that begins and ends.
fn front_of_page(
    text: &str,
    parts: &Parts,
    place: Place<'_>,
    config: &Config,
) -> Diagnosed<FrontMatter> {
    let yaml = parts.yaml.clone().unwrap_or(parts.body..parts.body);
    let mut front = front_matter(&text[yaml.clone()], yaml.start, place, config);
    if let Some(slip) = &parts.slip {
        // What is missing stands in keys that are not read, and with a slip nothing is laid over a page of a base.
        (front.diagnostics).retain(|finding| match finding.about {
            Some(About::NoKey(_)) => parts.yaml.is_some(),
            _ => finding.code != "OVL-UNUSED",
        });
        front.diagnostics.insert(0, slip.finding(place.path));
    }
    front
}

/// The same of a fragment, which is part of other pages: it needs no title, hence no front matter.
fn front_of_fragment(
    text: &str,
    parts: &Parts,
    place: Place<'_>,
    config: &Config,
) -> Diagnosed<FrontMatter> {
    if parts.yaml.is_none() && parts.slip.is_none() {
        return Diagnosed::default();
    }
    let mut front = front_of_page(text, parts, place, config);
    (front.diagnostics).retain(|finding| !matches!(finding.about, Some(About::NoKey(_))));
    front
}

/// Words of title and description that somebody meant to replace.
fn unfinished(front: &FrontMatter, locale: &Locale) -> impl Iterator<Item = Spanned<String>> {
    let shown = [&front.title, &front.description].into_iter().flatten();
    shown.flat_map(move |text| {
        let places = prose::unfinished(&text.value, locale).into_iter();
        places.map(|place| Spanned::new(text.value[place].to_owned(), text.span))
    })
}

/// Warns of what looks like a credential, wherever in the file: code and comments are read by others, too.
fn credentials<'t>(path: &'t RelPath, text: &'t str) -> impl Iterator<Item = Diagnostic> {
    secrets(text).into_iter().map(move |secret| {
        let message = format!("this looks like {}", secret.what);
        let span = Span::new(secret.range);
        Diagnostic::warning("SEC-SECRET", path, span, message).with_hint(secret::HINT.to_owned())
    })
}

/// The fingerprint of the file's words, where that of all of the file is `whole`. Front matter that states facts is left
/// out, for a changed fact is told as such; what other front matter says, a notice's dates for instance, nothing else
/// tells.
fn written(whole: Fingerprint, front: &FrontMatter, title: &str, body: &str) -> Fingerprint {
    if front.stated.is_none() {
        return whole;
    }
    let description = front.description.as_ref();
    let description = description.map_or("", |text| text.value.as_str());
    let words = [title, description, body].join("\0");
    Fingerprint::of(words.as_bytes())
}

/// The fingerprint of what other pages can show or reach of a file.
fn shape(yaml: &str, title: &str, body: &Body) -> Fingerprint {
    let headings = body.headings.iter();
    let headings: Vec<_> = headings
        .map(|heading| (heading.level, &heading.id, heading.named))
        .collect();
    let includes: Vec<_> = body.includes().map(|include| &include.path).collect();
    Fingerprint::of_value(&(yaml, title, headings, &body.anchors, includes))
}

fn locale<'c>(path: &RelPath, config: &'c Config) -> Option<&'c Locale> {
    let folder = path.parts().next()?;
    config
        .languages
        .iter()
        .find(|locale| locale.as_str() == folder)
}
