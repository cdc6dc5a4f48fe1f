//! The theme's templates, compiled, and Tera's errors as findings with their place.
//!
//! Tera lives in this file and in `page.rs` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Context, Error, ErrorKind, Kwargs, State, StringInput, Tera, Value};

use super::conditions::{self, Asked, FACET, TEXTS};
use super::theme::in_portal;
use super::views::search::ADDED;
use crate::model::facet::Facet;
use crate::model::nearest::nearest;
use crate::model::strings;
use crate::model::{Diagnosed, Diagnostic, Span, Texts};

/// The rule on templates.
pub(super) const RULE: &str = "THM-TEMPLATE";
/// The rule on words of the interface.
const STRING_RULE: &str = "THM-STRING";

/// What of a facet has a field for each list that the page shows.
const BY_LIST: &str = "heads";

/// Bytes of most pages: they are drawn without being copied as they grow.
const ROOM: usize = 32_000;

/// Words of the interface by key, as a view holds them.
pub(super) type Words = Arc<Texts>;

/// Compiled templates.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The default theme's alone, where the portal has templates of its own: draws the page where
    /// one of those fails.
    fallback: Option<Tera>,
    /// Tera's form of each language's words. A few languages share some hundred words among
    /// thousands of pages, and turning them costs more than drawing a page.
    words: RwLock<Vec<(Words, Value)>>,
    /// The portal's templates as written.
    sources: Sources,
    /// What conditions of the portal's templates ask for, with the templates' names.
    asked: Vec<(String, Asked)>,
    /// What `facet` has on any page; empty where no condition asks for it.
    of_facets: BTreeSet<String>,
}

/// The portal's templates by name, as written; the default theme's are in the program.
type Sources = BTreeMap<String, String>;

/// Compiles the templates among `files`; those named in `portal` are the portal's own, and are
/// left out where they are wrong.
pub(super) fn compile(
    files: &BTreeMap<String, Arc<Vec<u8>>>,
    portal: &[String],
) -> Diagnosed<Templates> {
    let mut found = Vec::new();
    let default = default_tera();
    let mut sources = Sources::new();
    for name in portal {
        let path = format!("templates/{name}");
        // Of one that is not UTF-8, whoever read it has told.
        if let Some(Ok(text)) = files.get(&path).map(|bytes| std::str::from_utf8(bytes)) {
            sources.insert(name.clone(), text.to_owned());
        }
    }
    // Most portals have none of their own: a copy of all templates, checked anew, would be theirs twice.
    let (tera, fallback) = match portal {
        [] => (default, None),
        _ => {
            let mut tera = default.clone();
            add(&mut tera, &sources, &mut found);
            (tera, Some(default))
        }
    };
    let asked = asked(&sources);
    let asks_facet = |(_, asked): &(String, Asked)| {
        let root = asked.path.first();
        root.is_some_and(|(_, root)| root == FACET)
    };
    let of_facets = match asked.iter().any(asks_facet) {
        true => of_facets(),
        false => BTreeSet::new(),
    };
    let templates = Templates {
        tera,
        fallback,
        words: RwLock::default(),
        asked,
        of_facets,
        sources,
    };
    Diagnosed::new(templates, found)
}

impl Templates {
    /// Draws `template`. Where a template of the portal fails, the default theme's draws the page
    /// and the failure is a finding; where that fails too, there is no text.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        words: &Words,
    ) -> Diagnosed<Option<Vec<u8>>> {
        let draw = |tera: &Tera| {
            let mut html = Vec::with_capacity(ROOM);
            tera.render_to(template, context, &mut html).map(|()| html)
        };
        let error = match draw(&self.tera) {
            Ok(html) => return Diagnosed::new(Some(html), self.unknown(context)),
            Err(error) => error,
        };
        let fallback = self.fallback.as_ref();
        let html = fallback.and_then(|tera| draw(tera).ok());
        Diagnosed::new(
            html,
            vec![finding(&error, template, &self.sources, Some(words))],
        )
    }

    /// Fields that conditions ask for and that a page, or what it holds, does not have.
    fn unknown(&self, context: &Context) -> Vec<Diagnostic> {
        let unknown = self.asked.iter().filter_map(|(template, asked)| {
            let ((_, root), fields) = asked.path.split_first()?;
            let mut value = context.get(root)?;
            let is_facet = root == FACET;
            for (depth, (at, field)) in fields.iter().enumerate() {
                // What is empty or a list says nothing of its fields.
                let map = value.as_map()?;
                let known = map.iter().find(|(key, _)| key.as_str() == Some(field));
                let Some((_, inner)) = known else {
                    let mut names: BTreeSet<&str> =
                        map.keys().filter_map(|key| key.as_str()).collect();
                    if is_facet && depth == 0 {
                        // A template may draw pages of several kinds, and asks what this one is.
                        names = self.of_facets.iter().map(String::as_str).collect();
                        if names.contains(field.as_str()) {
                            return None;
                        }
                    }
                    return Some(misspelt(template, root, (*at, field), &names));
                };
                if is_facet && field == BY_LIST {
                    return None;
                }
                value = inner;
            }
            None
        });
        unknown.collect()
    }

    /// The words in Tera's form.
    pub(super) fn words(&self, words: &Words) -> Value {
        let known = self.words.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, value)) = known.iter().find(|(known, _)| Arc::ptr_eq(known, words)) {
            return value.clone();
        }
        drop(known);
        let value = Value::from_serializable(&**words);
        let mut known = self.words.write().unwrap_or_else(PoisonError::into_inner);
        // Words of an earlier build are nobody else's any more.
        known.retain(|(known, _)| Arc::strong_count(known) > 1);
        known.push((words.clone(), value.clone()));
        value
    }
}

/// What conditions of the portal's templates ask for.
fn asked(sources: &Sources) -> Vec<(String, Asked)> {
    let all = sources.iter();
    let all = all.flat_map(|(name, text)| {
        let asked = conditions::asked(text).into_iter();
        asked.map(|asked| (name.clone(), asked))
    });
    all.collect()
}

/// What a facet has on any page.
fn of_facets() -> BTreeSet<String> {
    let mut names = BTreeSet::from(ADDED.map(str::to_owned));
    for facet in Facet::each() {
        let value = Value::from_serializable(&facet);
        let fields = value.as_map().into_iter().flatten();
        names.extend(fields.filter_map(|(key, _)| key.as_str().map(str::to_owned)));
    }
    names
}

/// A condition asks for a field that is none of the `names` that `root`, or what it holds, has.
fn misspelt(
    template: &str,
    root: &str,
    (at, field): (usize, &str),
    names: &BTreeSet<&str>,
) -> Diagnostic {
    let path = in_portal(&format!("templates/{template}"));
    let span = Span::new(at..at + field.len());
    let (rule, message) = match root {
        TEXTS => (
            STRING_RULE,
            format!("the interface has no text `{field}`, which a condition takes for false"),
        ),
        _ => (
            RULE,
            format!("there is no `{field}`, so the condition takes it for false"),
        ),
    };
    // Of names that are as near, the first of the alphabet.
    let near = nearest(field, names.iter().copied()).map(|name| format!("there is `{name}`"));
    let hint =
        near.unwrap_or_else(|| "write `is defined` behind it if it may be missing".to_owned());
    Diagnostic::warning(rule, &path, span, message).with_hint(hint)
}

fn default_tera() -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("fill", fill);
    tera.register_filter("encode", encode);
    tera.register_filter("breakable", breakable);
    let templates = super::theme::default_paths()
        .into_iter()
        .filter_map(|path| {
            let text = std::str::from_utf8(super::theme::default_file(path)?).ok()?;
            Some((path.strip_prefix("templates/")?, text))
        });
    let added = tera.add_raw_templates(templates);
    // A test draws a page with every template, so they are right here.
    if let Err(error) = added {
        debug_assert!(false, "{error}");
    }
    tera
}

/// Adds the portal's templates, all at once so that they may use each other; where that fails, as
/// many as can be.
fn add(tera: &mut Tera, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let mut own: Vec<(&String, &String)> = sources.iter().collect();
    own.retain(|&(name, text)| {
        let error = Tera::new().add_raw_template(name, text).err();
        // Alone it may lack its parent; only what is wrong in itself counts yet.
        let error = error.filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)));
        found.extend(
            error
                .as_ref()
                .map(|error| finding(error, name, sources, None)),
        );
        error.is_none()
    });
    if tera.add_raw_templates(own.iter().copied()).is_ok() {
        return;
    }
    loop {
        let before = own.len();
        own.retain(|&(name, text)| tera.add_raw_template(name, text).is_err());
        if own.len() == before {
            break;
        }
    }
    for (name, text) in own {
        if let Err(error) = tera.add_raw_template(name, text) {
            found.push(finding(&error, name, sources, None));
        }
    }
}

/// Tera's error on `template` as a finding. `words` are those of the page, if one was drawn.
fn finding(error: &Error, template: &str, sources: &Sources, words: Option<&Words>) -> Diagnostic {
    let source = |name: &str| {
        sources
            .get(name)
            .map_or_else(|| default_source(name), String::as_str)
    };
    let text;
    let (name, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (report.filename(), range, report.message())
        }
        _ => {
            text = error.to_string();
            located(&text, source).unwrap_or((template, 0..0, &text))
        }
    };
    // Where an error is of the whole template, Tera names none.
    let name = if name.is_empty() { template } else { name };
    if words.is_none() && !sources.contains_key(name) {
        // One of ours no longer fits: the cause is the portal's template that was added.
        let path = in_portal(&format!("templates/{template}"));
        let message = format!("with this template, `{name}` fails: {}", sentence(message));
        return Diagnostic::error(RULE, &path, Span::default(), message);
    }
    let path = in_portal(&format!("templates/{name}"));
    let span = Span::new(range.clone());
    let missing = words.and_then(|words| {
        let key = word_at(source(name), &range)?;
        (!words.contains_key(key)).then_some((key, words))
    });
    if let Some((key, words)) = missing {
        let nearest = nearest(key, words.keys().map(String::as_str));
        let message = format!("the interface has no text `{key}`");
        return Diagnostic::error(STRING_RULE, &path, span, message)
            .with_hint(nearest.map(|key| format!("it has `{key}`")));
    }
    let (message, names) = message
        .split_once(". Available fields: ")
        .or_else(|| message.split_once(". Available variables: "))
        .unwrap_or((message, ""));
    let wanted = message.split('`').nth(1).unwrap_or_default();
    let names = names.split(", ").filter(|name| !name.is_empty());
    let near = nearest(wanted, names).map(|name| format!("there is `{name}`"));
    let text = source(name);
    let near = near.or_else(|| unclosed(text, range.start));
    let other = near
        .is_none()
        .then(|| named(message, text, &range, sources));
    let (span, near) = match other.flatten() {
        Some((place, near)) => (Span::new(place), near),
        None => (span, near),
    };
    let hint = near.unwrap_or_else(|| way_out(message, name, sources.contains_key(name)));
    Diagnostic::error(RULE, &path, span, sentence(message)).with_hint(hint)
}

/// What helps with an error that names nothing near to what was written.
fn way_out(message: &str, name: &str, own: bool) -> String {
    let begins = |with: &str| {
        let begin = message.get(..with.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(with))
    };
    if !own {
        "this template is supportal's own, drawn from one that the portal replaced".to_owned()
    } else if begins("found ") {
        "`{{ value }}` shows a value and `{% order %}` gives an order; each is closed as it began"
            .to_owned()
    } else if begins("unknown filter") {
        "filters are those of Tera, and `fill` and `encode`".to_owned()
    } else {
        let shown = match default_source(name) {
            "" => "page.html",
            _ => name,
        };
        format!("`supportal theme show templates/{shown}` prints the theme's own")
    }
}

/// Where an error is about a template or a block that is not there: its name's place, and the nearest that there is.
fn named(
    message: &str,
    text: &str,
    range: &Range<usize>,
    sources: &Sources,
) -> Option<(Range<usize>, Option<String>)> {
    let is_of_block = message.contains("not defined in any parent template");
    let inherits = message
        .split_once("inheriting from '")
        .and_then(|(_, rest)| {
            let (parent, _) = rest.split_once('\'')?;
            Some(parent)
        });
    let is_of_template = inherits.is_some() || message.to_lowercase().contains("unknown template");
    let wanted = match inherits {
        Some(parent) => parent,
        None if is_of_block => message.split('`').nth(1)?,
        // The name stands in the order at the place of the error, in quotes.
        None if is_of_template => {
            let order = text.get(range.start..)?.split("%}").next()?;
            order.split(['"', '\'']).nth(1)?
        }
        None => return None,
    };
    let at = text.get(range.start..).and_then(|rest| rest.find(wanted));
    let place = at.map_or(range.clone(), |at| {
        range.start + at..range.start + at + wanted.len()
    });
    let defaults = super::theme::default_paths();
    let defaults = defaults
        .iter()
        .filter_map(|path| path.strip_prefix("templates/"));
    let all: Vec<&str> = defaults.chain(sources.keys().map(String::as_str)).collect();
    let near = match is_of_block {
        true => {
            let texts = all.iter().filter(|name| !sources.contains_key(**name));
            let blocks = texts.flat_map(|name| orders(default_source(name)));
            let blocks = blocks.filter_map(|(_, order)| order.strip_prefix("block "));
            nearest(wanted, blocks.map(str::trim))
        }
        false => nearest(wanted, all.iter().copied().filter(|name| *name != wanted)),
    };
    Some((place, near.map(|near| format!("there is `{near}`"))))
}

/// The orders of a template, each with its place: `block more`.
fn orders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let places = text.match_indices("{%");
    places.filter_map(|(at, _)| {
        let (order, _) = text[at + 2..].split_once("%}")?;
        Some((at, order.trim_matches(['-', ' ', '\n', '\r', '\t'])))
    })
}

/// Where an order at `at` ends something, and another that began later is still open, which one that is.
fn unclosed(text: &str, at: usize) -> Option<String> {
    const OPEN: [&str; 4] = ["block", "if", "for", "filter"];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (place, order) in orders(text) {
        let word = order.split_whitespace().next().unwrap_or_default();
        match word.strip_prefix("end") {
            Some(ended) => {
                let (begun, last) = *open.last()?;
                // The place of an error is that of the order's word.
                let is_here = (place..place + "{%- ".len() + order.len()).contains(&at);
                if last != ended {
                    let line = text[..begun].matches('\n').count() + 1;
                    let hint = format!(
                        "`{{% {last} %}}` of line {line} is not closed: write `{{% end{last} %}}` before this"
                    );
                    return is_here.then_some(hint);
                }
                open.pop();
            }
            None if OPEN.contains(&word) => open.push((place, word)),
            None => {}
        }
    }
    None
}

/// The default theme's template `name` as written; empty where there is none.
fn default_source(name: &str) -> &'static str {
    super::theme::default_file(&format!("templates/{name}"))
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// The first of the reports that Tera has joined into one text: the template's name, the place in
/// its source, and the message.
fn located<'a, 's>(
    text: &'a str,
    source: impl Fn(&str) -> &'s str,
) -> Option<(&'a str, Range<usize>, &'a str)> {
    let message = text.strip_prefix("error: ")?.lines().next()?;
    let place = text.split_once("--> ")?.1.lines().next()?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let source = source(name);
    let lines = source.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = lines.map(str::len).sum();
    let row = source.get(start..)?.lines().next().unwrap_or_default();
    let chars = row.chars().take(column.checked_sub(1)?);
    let start = start + chars.map(char::len_utf8).sum::<usize>();
    // The report's row of `^` is as long as what it is about.
    let length = text.lines().nth(4)?.matches('^').count().max(1);
    Some((name, start..(start + length).min(source.len()), message))
}

/// The key, where the place in `source` is an interface's text: `t.search`.
fn word_at<'a>(source: &'a str, place: &Range<usize>) -> Option<&'a str> {
    let before = source.get(..place.start)?;
    let here = source.get(place.start..)?;
    let key = match here.strip_prefix("t.") {
        Some(key) => key,
        None if before.ends_with("t.") => here,
        None => return None,
    };
    let end = key
        .find(|c: char| c != '_' && !c.is_ascii_alphanumeric())
        .unwrap_or(key.len());
    Some(&key[..end]).filter(|key| !key.is_empty())
}

/// Tera's sentence in the manner of ours: lower case, no full stop.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `{{ t.updated_on | fill(date=page.updated) }}`: each `{name}` replaced by its value.
fn fill(text: StringInput<'_>, values: Kwargs, _: &State<'_>) -> String {
    let values: Vec<(&str, String)> = values
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?, value.to_string())))
        .collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    strings::fill(text.as_str(), &values)
}

/// `{{ page.title | encode }}`: percent-encoded, as part of a query.
fn encode(text: StringInput<'_>, _: Kwargs, _: &State<'_>) -> String {
    // All but what RFC 3986 calls unreserved.
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    utf8_percent_encode(text.as_str(), ENCODED).to_string()
}

/// `{{ channel.address | breakable }}`: an address that may go on in the next line where a reader
/// would break it, rather than anywhere.
fn breakable(text: StringInput<'_>, _: Kwargs, state: &State<'_>) -> tera::TeraResult<Value> {
    let escaped = text.rendered(state)?;
    let broken = escaped.replace('@', "@<wbr>").replace(".", "<wbr>.");
    Ok(Value::safe_string(&broken))
}
