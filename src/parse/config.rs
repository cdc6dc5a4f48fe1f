//! supportal.yaml to [`Config`]: complete whatever was wrong, since every other stage needs one.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::model::backend::{Backend, Engine, INDEX};
use crate::model::config::{
    Config, Expectation, Font, FontUse, Level, Limits, NavEntry, Profile, ThemeConfig,
    can_be_lowered,
};
use crate::model::host::{Host, Hsts, Publish};
use crate::model::path::is_refused_by_hosts;
use crate::model::text::is_blank;
use crate::model::wording::listed;
use crate::model::{
    Diagnosed, Diagnostic, Locale, RelPath, Severity, Source, Span, Spanned, Text, uri,
};

use super::formats;
use super::formats::is_page_or_web;
use super::keys::Shape;
use super::keys::portal::{LIMITS, PORTAL};
use super::layers;
use super::read::{self, Fields};
use super::validate::validate_file;
use super::yaml::{Budget, Node, Value, is_broken};

/// Reads supportal.yaml.
pub fn config(source: &Source) -> Diagnosed<Config> {
    let path = &source.path;
    let budget = Budget::of_config();
    let Diagnosed {
        value: node,
        diagnostics: mut found,
    } = layers::file(source, budget);
    let is_broken = is_broken(&found);
    let refused = validate_file(&node, &PORTAL, path, &mut found);

    // A brand takes away what its base says.
    if source.under.is_empty() {
        emptied(&node, path, &mut found);
    }
    let (languages, are_read) = languages(&node, path, &mut found);
    let unclear = |key: &str| match key {
        "languages" => !are_read,
        key => matches!(key, "search" | "synonyms"),
    };
    let unclear = is_broken || refused.iter().any(|one| unclear(&one.key.value));
    let fields = Fields::new(&node, &languages);
    let search = fields.within("search");
    let backend = backend(search.within("backend"));
    let config = Config {
        path: path.clone(),
        title: fields
            .text("title")
            .unwrap_or_else(|| plain("Support", &languages[0])),
        description: fields.text("description").unwrap_or_default(),
        url: url(fields, path, &mut found),
        time_zone: fields
            .read("time_zone", formats::zone)
            .map_or_else(|| Config::default().time_zone, |zone| zone.value),
        profile: match fields
            .string("profile")
            .map(|profile| profile.value)
            .as_deref()
        {
            Some("csp") => Profile::Csp,
            Some("csp-china") => Profile::CspChina,
            Some("generic") => Profile::Generic,
            Some("es-consumer") => Profile::EsConsumer,
            Some("dora") => Profile::Dora,
            Some("jp-tokusho") => Profile::JpTokusho,
            _ => Profile::None,
        },
        nav: fields
            .items("nav")
            .map(|node| nav_entry(node, &languages))
            .collect(),
        theme: theme(fields.within("theme"), backend.is_some()),
        header: links(fields.within("theme"), "header", &languages),
        footer: links(fields.within("theme"), "footer", &languages),
        synonyms: synonyms(search, &languages, unclear, source, &mut found),
        expect: search
            .maps("expect")
            .filter_map(|fields| expectation(fields, &languages, source))
            .collect(),
        backend,
        publish: publish(fields.within("publish")),
        feedback: feedback(fields.within("feedback"), path, &mut found),
        legal: legal(&fields),
        learn: fields
            .string("dialect")
            .is_some_and(|dialect| dialect.value == "learn"),
        limits: limits(fields.within("limits")),
        levels: levels(fields, path, &mut found),
        allow: fields.allow(),
        fingerprint: source.fingerprint(),
        languages: languages.clone(),
        unclear,
    };
    super::in_order(&mut found);
    Diagnosed::new(config, found)
}

fn plain(words: &str, locale: &Locale) -> Text {
    let words = Spanned::new(words.to_owned(), Default::default());
    Text {
        by_locale: BTreeMap::from([(locale.clone(), words)]),
        ..Text::default()
    }
}

/// Keys of which something was meant to be said: without them the site has no map, or another today.
fn emptied(node: &Node, path: &RelPath, found: &mut Vec<Diagnostic>) {
    for (key, example) in [
        ("url", "https://help.example.com/"),
        ("time_zone", "Europe/Berlin"),
    ] {
        let mut entries = node.entries().iter();
        // `null` says that nothing is meant.
        let is_empty = |(name, value): &&(Spanned<String>, Node)| {
            name.value == key && value.value == Value::Null && value.span.start == value.span.end
        };
        if let Some((name, _)) = entries.find(is_empty) {
            let hint = format!("write `{key}: {example}`, or remove the key");
            let message = format!("the key `{key}` has no value");
            found.push(Diagnostic::error("FM-TYPE", path, name.span, message).with_hint(hint));
        }
    }
}

/// At least one language, each once, and whether all that is written was read: a tag that is misspelt is told, and
/// counts as the one that was meant.
fn languages(node: &Node, path: &RelPath, found: &mut Vec<Diagnostic>) -> (Vec<Locale>, bool) {
    let mut languages: Vec<Locale> = Vec::new();
    let list = node.get("languages");
    let mut are_read = list.is_some();
    if let Some(list) = list {
        for item in list.items() {
            let tag = item.as_str().unwrap_or_default();
            let meant = || formats::meant_language(tag);
            match formats::language(tag).ok().or_else(meant) {
                Some(locale) if languages.contains(&locale) => {}
                Some(locale) => languages.push(locale),
                None => are_read = false,
            }
        }
        // A bracket that is never closed is told already.
        let is_told = |one: &Diagnostic| one.code == "FM-YAML" && one.span.start == list.span.start;
        if list.items().is_empty() && !found.iter().any(is_told) {
            let hint = "write the source language, as in `languages: [en]`".to_owned();
            found.push(
                Diagnostic::error("FM-TYPE", path, list.span, "`languages` names no language")
                    .with_hint(hint),
            );
        }
    }
    if languages.is_empty() {
        languages.push(Locale::default());
    }
    (languages, are_read)
}

/// The site's address, ending in `/`.
fn url(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) -> Option<String> {
    let url = fields
        .string("url")
        .filter(|url| !url.value.trim().is_empty())?;
    let text = url.value.as_str();
    // A local address serves to try the portal out, where nothing needs to be encrypted.
    let local = text.strip_prefix("http://").is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        let (host, port) = host.split_once(':').unwrap_or((host, "0"));
        matches!(host, "localhost" | "127.0.0.1") && port.parse::<u16>().is_ok()
    });
    let read = match local {
        true => Ok(()),
        false => formats::https(text, "CFG-URL"),
    };
    if let Err(refusal) = read {
        found.push(
            Diagnostic::error("CFG-URL", path, url.span, refusal.message).with_hint(refusal.hint),
        );
        return None;
    }
    if let Some((message, hint)) = no_folder(text) {
        found.push(Diagnostic::error("CFG-URL", path, url.span, message).with_hint(hint));
        return None;
    }
    // Whatever is made of it is then an address by the standards, too.
    let text = uri::web(text);
    Some(match text.ends_with('/') {
        true => text.into_owned(),
        false => format!("{text}/"),
    })
}

/// What is wrong with the address of a folder, where browsers would ask for another than this one, or for a file.
fn no_folder(text: &str) -> Option<(String, String)> {
    let bare = text.split(['?', '#']).next().unwrap_or_default();
    let folder = match bare.rsplit_once('/') {
        Some((folder, file)) if file.ends_with(".html") || file.ends_with(".htm") => {
            format!("{folder}/")
        }
        _ => bare.to_owned(),
    };
    if folder != text {
        let message = format!("`{text}` is more than the address of a folder");
        return Some((message, format!("write `{folder}`")));
    }
    if text.split('/').any(|part| matches!(part, "." | "..")) {
        let message = format!("`{text}` leads to another folder than it names");
        return Some((message, "write the address without `.` and `..`".to_owned()));
    }
    let is_escape = |rest: &str| {
        let mut digits = rest.bytes();
        let mut is_digit = || digits.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        is_digit() && is_digit()
    };
    if !text.split('%').skip(1).all(is_escape) {
        let message = format!("`{text}` has a `%` without two hexadecimal digits behind it");
        return Some((message, "write the address without the sign".to_owned()));
    }
    // It becomes part of every old address, and of the files that tell a host of them.
    let path = text
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let path = percent_decode_str(path.map_or("", |(_, path)| path)).decode_utf8();
    if path.is_ok_and(|path| !path.contains(is_refused_by_hosts)) {
        return None;
    }
    let message = format!("`{text}` holds characters that hosts refuse or read as a pattern");
    let hint = "a path has none of `? # * : | < > { } ^ % \" \\` and no line ends, escaped or not";
    Some((message, hint.to_owned()))
}

/// What can name no page has its finding, and is not looked for.
fn nav_entry(node: &Node, languages: &[Locale]) -> NavEntry {
    let fields = Fields::new(node, languages);
    let page = read::string(node).or_else(|| fields.string("page"));
    NavEntry {
        title: fields.text("title"),
        page: page.filter(|page| is_page_or_web(&page.value)),
        items: fields
            .items("items")
            .map(|node| nav_entry(node, languages))
            .collect(),
    }
}

fn theme(fields: Fields<'_>, asks_backend: bool) -> ThemeConfig {
    ThemeConfig {
        brand: fields.valid("brand", formats::color),
        logo: fields.path("logo"),
        logo_dark: fields.path("logo_dark"),
        fonts: fields.maps("fonts").filter_map(font).collect(),
        asks_backend,
    }
}

fn font(fields: Fields<'_>) -> Option<Font> {
    let lightest = within(fields, "weight").unwrap_or(400);
    let weight = match within(fields, "weight_to") {
        Some(heaviest) => format!("{lightest} {heaviest}"),
        None => lightest.to_string(),
    };
    Some(Font {
        family: fields.string("family")?.value,
        file: fields.path("file")?,
        weight,
        italic: fields.bool("italic").is_some_and(|italic| italic.value),
        uses: match fields.string("use").map(|word| word.value).as_deref() {
            Some("headings") => FontUse::Headings,
            Some("code") => FontUse::Code,
            _ => FontUse::Text,
        },
    })
}

/// The links of `theme.header` or `theme.footer`.
fn links(theme: Fields<'_>, key: &str, languages: &[Locale]) -> Vec<NavEntry> {
    let entries = theme.items(key).map(|node| nav_entry(node, languages));
    entries.collect()
}

fn publish(fields: Fields<'_>) -> Option<Publish> {
    let hsts = fields.string("hsts");
    let host = fields.read("host", |name| Host::named(name).ok_or(()))?;
    Some(Publish {
        host,
        hsts: hsts
            .and_then(|word| Hsts::named(&word.value))
            .unwrap_or_default(),
    })
}

/// Groups by language. What no query can meet is told: it is said to nobody.
fn synonyms(
    search: Fields<'_>,
    languages: &[Locale],
    unclear: bool,
    source: &Source,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Locale, Vec<Vec<String>>> {
    let path = &source.path;
    let entries = search.get("synonyms").map(Node::entries);
    let mut synonyms = BTreeMap::new();
    let mut tags: Vec<(&Spanned<String>, Locale)> = Vec::new();
    for (tag, groups) in entries.unwrap_or_default() {
        let Ok(locale) = formats::language(&tag.value) else {
            continue;
        };
        if let Some((first, _)) = tags.iter().find(|(_, known)| *known == locale) {
            let message = format!("`{}` is the language that `{}` is", tag.value, first.value);
            let hint = format!("write all groups below one `{locale}`");
            found.push(Diagnostic::error("FM-DUPKEY", path, tag.span, message).with_hint(hint));
            continue;
        }
        // What is no list has its finding.
        let is_list = |group: &&Node| matches!(group.value, Value::List(_));
        let groups = groups.items().iter().filter(is_list);
        let groups = groups.filter_map(|group| synonyms_group(group, path, found));
        synonyms.insert(locale.clone(), groups.collect());
        tags.push((tag, locale));
    }
    for (tag, locale) in tags {
        let takes = |one: &Locale| one.chain().find(|tag| synonyms.contains_key(tag));
        let is_taken = languages
            .iter()
            .any(|one| takes(one).as_ref() == Some(&locale));
        // A brand may have fewer languages than its base.
        if unclear || is_taken || is_inherited(source, tag.span) {
            continue;
        }
        let message = format!(
            "no language of this portal has the synonyms of `{}`",
            tag.value
        );
        let names: Vec<&str> = languages.iter().map(Locale::as_str).collect();
        let hint = format!(
            "`languages` has {}; write one of them, or remove the groups",
            listed(&names, "and")
        );
        found.push(Diagnostic::warning("FM-KEY", path, tag.span, message).with_hint(hint));
    }
    synonyms
}

/// Whether a portal says it that this one extends.
fn is_inherited(source: &Source, span: Span) -> bool {
    let below = source.under.first();
    below.is_some_and(|&start| span.start as usize >= start)
}

/// The words of a group that queries can have, where there are two to stand for each other.
fn synonyms_group(
    group: &Node,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let mut warn = |span, message: String, hint: &str| {
        let warning = Diagnostic::warning("FM-TYPE", path, span, message);
        found.push(warning.with_hint(hint.to_owned()));
    };
    let mut words = Vec::new();
    for item in group.items() {
        let Some(word) = item.as_str().filter(|word| !is_blank(word)) else {
            continue;
        };
        if word.contains(char::is_alphanumeric) {
            words.push(word.to_owned());
        } else {
            let message = format!("search finds no words in `{word}`");
            warn(
                item.span,
                message,
                "write it in letters or digits, or remove it",
            );
        }
    }
    let different: BTreeSet<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if different.len() > 1 {
        return Some(words);
    }
    // Where words were left out, that was said.
    if words.len() == group.items().len() {
        let message = match words.first() {
            Some(word) => format!("`{word}` stands alone in its group of synonyms"),
            None => "a group of synonyms is empty".to_owned(),
        };
        let hint =
            "a group has two words or more that mean the same; add them, or remove the group";
        warn(group.span, message, hint);
    }
    None
}

fn backend(fields: Fields<'_>) -> Option<Backend> {
    let url = fields.valid("url", |text| formats::https(text, "CHN-HTTP"))?;
    Some(Backend {
        engine: fields
            .read("engine", |name| Engine::named(name).ok_or(()))?
            .value,
        url: format!("{}/", uri::web(url.value.trim_end_matches('/'))),
        index: fields
            .string("index")
            .map_or_else(|| INDEX.to_owned(), |name| name.value),
        key: fields
            .string("key")
            .map(|key| key.value)
            .unwrap_or_default(),
    })
}

fn expectation(fields: Fields<'_>, languages: &[Locale], source: &Source) -> Option<Expectation> {
    let page = fields.string("page")?;
    let (path, anchor) = match page.value.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (page.value.as_str(), None),
    };
    let path = RelPath::new(path)?;
    // A query is asked in one language: that of the page's folder, else the source language.
    let folder = |locale: &&Locale| path.parts().next() == Some(locale.as_str());
    let (locale, key) = match languages.iter().find(folder) {
        Some(locale) => (locale, path.strip_prefix(locale.as_str())),
        None => (&languages[0], None),
    };
    Some(Expectation {
        // An empty one is told where all keys are.
        query: fields
            .string("query")
            .filter(|query| !is_blank(&query.value))?,
        locale: locale.clone(),
        key: key.unwrap_or(path),
        anchor: anchor.filter(|anchor| !anchor.is_empty()),
        inherited: is_inherited(source, page.span),
        page,
        within: within(fields, "within")
            .and_then(|place| usize::try_from(place).ok())
            .unwrap_or(3),
    })
}

fn limits(fields: Fields<'_>) -> Limits {
    let usual = Limits::default();
    let size = |key: &str, usual: u64| limit(fields, key).unwrap_or(usual);
    let count = |key: &str, usual: usize| {
        let given = limit(fields, key).and_then(|number| usize::try_from(number).ok());
        given.unwrap_or(usual)
    };
    Limits {
        file_size: size("file_size", usual.file_size),
        page_size: size("page_size", usual.page_size),
        front_matter_size: size("front_matter_size", usual.front_matter_size),
        front_matter_depth: count("front_matter_depth", usual.front_matter_depth),
        front_matter_values: count("front_matter_values", usual.front_matter_values),
        nesting: count("nesting", usual.nesting),
        table_columns: count("table_columns", usual.table_columns),
        table_rows: count("table_rows", usual.table_rows),
        headings: count("headings", usual.headings),
        links: count("links", usual.links),
        include_depth: count("include_depth", usual.include_depth),
        include_size: size("include_size", usual.include_size),
        name_length: count("name_length", usual.name_length),
        picture_size: size("picture_size", usual.picture_size),
        pages: count("pages", usual.pages),
    }
}

/// A limit that may be set so. Of one that is refused the usual one holds: what reads a portal is safe within
/// its bounds alone.
fn limit(fields: Fields<'_>, key: &str) -> Option<u64> {
    let number = within(fields, key)?;
    let is_allowed = match LIMITS.key(key)?.shape {
        Shape::Integer(least, most) => {
            i64::try_from(number).is_ok_and(|n| (*least..=*most).contains(&n))
        }
        _ => false,
    };
    is_allowed.then_some(number)
}

/// A whole number more than zero.
fn within(fields: Fields<'_>, key: &str) -> Option<u64> {
    u64::try_from(fields.integer(key)?.value)
        .ok()
        .filter(|&number| number > 0)
}

fn feedback(
    fields: Fields<'_>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let mail = fields.valid("mail", formats::email);
    let endpoint = fields.read("endpoint", |text| {
        formats::https(text, "CHN-HTTP").map(|()| uri::web(text).into_owned())
    });
    if let (Some(_), Some(endpoint)) = (&mail, &endpoint) {
        let hint = "keep `mail` or `endpoint`".to_owned();
        let message = "`feedback` names two places";
        found.push(Diagnostic::error("FM-KEY", path, endpoint.span, message).with_hint(hint));
    }
    mail.or(endpoint)
}

fn legal(fields: &Fields<'_>) -> Vec<(String, Spanned<String>)> {
    let entries = fields.get("legal").map(Node::entries).unwrap_or_default();
    entries
        .iter()
        .filter_map(|(key, page)| Some((key.value.clone(), read::string(page)?)))
        .collect()
}

fn levels(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) -> Vec<Level> {
    let mut levels = Vec::new();
    for entry in fields.maps("levels") {
        let rule = entry.valid("rule", |text| formats::rule(text, true));
        let severity = match entry.string("level").map(|level| level.value).as_deref() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("note") => Some(Severity::Note),
            Some("off") => None,
            _ => continue,
        };
        let why = entry
            .string("why")
            .filter(|why| !why.value.trim().is_empty());
        let (Some(rule), Some(why)) = (rule, why) else {
            continue;
        };
        if severity != Some(Severity::Error) && !can_be_lowered(&rule.value) {
            let message = format!("`{}` cannot be lowered", rule.value);
            let hint = "what it finds is wrong in every portal; mend it instead".to_owned();
            found.push(Diagnostic::error("FM-TYPE", path, rule.span, message).with_hint(hint));
            continue;
        }
        let why = why.value;
        levels.push(Level {
            rule,
            severity,
            why,
        });
    }
    levels
}
