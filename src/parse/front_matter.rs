//! The block of YAML at the head of a page: what any page says of itself, and the facts of a channel
//! or a plan.

mod facts;
mod fences;
mod mistakes;

use std::collections::BTreeMap;

use crate::calendar;
use crate::model::document::{FrontMatter, SearchHints};
use crate::model::facts::Instant;
use crate::model::text::is_blank;
use crate::model::{Config, Diagnosed, Diagnostic, Kind, RelPath, Span, Spanned, is_id};

use super::keys::{Map, page};
use super::learn;
use super::read::Fields;
use super::validate::validate;
use super::yaml::{self, Budget, Node, Value};
use facts::{channel, plan, refused_address, take_facts_out};
pub use fences::{Parts, Slip, split};
use mistakes::{check, unused_extends};

/// What the front matter of one page is read by.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The page's file.
    pub path: &'a RelPath,
    /// The kind that its folder gives it; `kind:` may say another.
    pub kind: Kind,
    /// Whether it is the `index.md` of a folder, which states no facts.
    pub section: bool,
    /// Whether it stands in the source language, where facts belong.
    pub source: bool,
}

/// Reads `yaml`, which begins at byte `offset` of the page. A page without front matter has an empty
/// `yaml`.
pub fn front_matter(
    yaml: &str,
    offset: usize,
    place: Place<'_>,
    config: &Config,
) -> Diagnosed<FrontMatter> {
    let path = place.path;
    let Diagnosed {
        value: node,
        diagnostics: mut found,
    } = yaml::parse(yaml, path, offset, Budget::of_front_matter(&config.limits));
    let broken = yaml::is_broken(&found);
    // Where keys cannot be told apart, a page is not laid over that of its base.
    let is_apart = found.is_empty();
    let cut = |name| cut_by_comment(node.get(name)?, name, yaml, offset, path);
    found.extend(["title", "description"].into_iter().filter_map(cut));
    let kind = kind(Fields::new(&node, &config.languages));
    let facts = kind.as_ref().map_or(place.kind, |kind| kind.value);
    let own_facts = place.source && !place.section;
    let (mut node, extra) = match config.learn {
        true => take_learn_out(node, page::of(facts, place.section)),
        false => (node, BTreeMap::new()),
    };
    if !place.source && !place.section {
        take_facts_out(&mut node, facts, place, config, &mut found);
    }
    let mut refused = check(
        &node,
        page::of(facts, !own_facts),
        place,
        config,
        offset == 0,
        &mut found,
    );
    found.extend(unused_extends(&node, path).filter(|_| is_apart));
    let fields = Fields::new(&node, &config.languages);
    let channel =
        (own_facts && facts == Kind::Channel).then(|| Box::new(channel(fields, path, &mut found)));
    refused.extend(
        channel
            .as_ref()
            .and_then(|channel| refused_address(channel, &node)),
    );
    let front = FrontMatter {
        span: match yaml.is_empty() {
            true => Span::default(),
            false => Span::new(offset..offset + yaml.len()),
        },
        broken,
        keys: fields.keys(),
        refused,
        title: words(fields, "title", path, &mut found),
        description: words(fields, "description", path, &mut found),
        kind,
        // An address is made of it.
        slug: fields.id("slug").filter(|slug| is_id(&slug.value)),
        products: fields.ids("products"),
        audience: fields.strings("audience"),
        tags: fields.strings("tags"),
        order: fields.integer("order").map(|order| order.value),
        updated: fields.date("updated"),
        reviewed: fields.date("reviewed"),
        review_by: fields.date("review_by"),
        effective: fields.date("effective"),
        expires: fields.date("expires"),
        redirect_from: fields.strings("redirect_from"),
        source_hash: fields.strings("source_hash"),
        draft: fields.bool("draft").is_some_and(|draft| draft.value),
        level: fields.string("level"),
        time_required: fields.duration("time_required"),
        starts: fields.instant("starts"),
        ends: fields.instant("ends"),
        affects: fields.ids("affects"),
        search: search_hints(fields.within("search")),
        allow: fields.allow(),
        channel,
        plan: (own_facts && facts == Kind::Sla).then(|| Box::new(plan(fields))),
        stated: (own_facts && matches!(facts, Kind::Channel | Kind::Sla))
            .then(|| Box::new(node.json())),
        extra,
    };
    found.extend(ends_first(&front, path));
    found.extend(expires_first(&front, path, config));
    super::in_order(&mut found);
    Diagnosed::new(front, found)
}

fn search_hints(fields: Fields<'_>) -> SearchHints {
    SearchHints {
        exclude: fields.bool("exclude").is_some_and(|one| one.value),
        boost: fields
            .integer("boost")
            .and_then(|boost| u8::try_from(boost.value).ok()),
        keywords: fields.strings("keywords"),
    }
}

/// Where words of a title end at a `#`, which was hardly meant to begin a comment: `title: Invoice #12 is wrong`.
fn cut_by_comment(
    node: &Node,
    name: &str,
    yaml: &str,
    offset: usize,
    path: &RelPath,
) -> Option<Diagnostic> {
    let said = node.as_str()?;
    let end = (node.span.end as usize).checked_sub(offset)?;
    let behind = yaml.get(end..)?.lines().next()?;
    let comment = behind.trim();
    let is_meant = comment
        .strip_prefix('#')?
        .starts_with(char::is_alphanumeric);
    let is_quoted = yaml[..end].ends_with(['"', '\'']);
    if !is_meant || is_quoted || !behind.starts_with(' ') {
        return None;
    }
    let start = end + behind.len() - behind.trim_start().len();
    let span = Span::new(start..start + comment.len()).shifted(offset);
    let message = format!("`{comment}` is a comment, so `{name}` is `{said}`");
    let whole = format!("{said} {comment}")
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    let hint = match whole.len() <= 80 {
        true => format!("write `{name}: \"{whole}\"`; a comment has a blank behind its `#`"),
        false => "put the whole text in quotes; a comment has a blank behind its `#`".to_owned(),
    };
    Some(Diagnostic::warning("FM-TYPE", path, span, message).with_hint(hint))
}

fn kind(fields: Fields<'_>) -> Option<Spanned<Kind>> {
    let kind = fields.string("kind")?;
    let known = Kind::ALL
        .into_iter()
        .find(|known| known.name() == kind.value)?;
    Some(Spanned::new(known, kind.span))
}

/// The plain text of `key`. It is shown in menus, lists and search, and no fact is filled in there.
fn words(
    fields: Fields<'_>,
    key: &str,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let text = fields.string(key).filter(|text| !is_blank(&text.value))?;
    let place = format!("`{key}`");
    // Nothing escapes a brace in YAML: what is no name of ours are the words of some other program.
    let names = learn::references(&text.value).into_iter();
    for (name, _) in names.filter(|(name, _)| learn::is_of_facts(name)) {
        let hint = "write its words here; references stand in the text below".to_owned();
        found.push(learn::not_filled(&name, &place, path, text.span).with_hint(hint));
    }
    Some(text)
}

/// Takes the keys of the Learn dialect out: what is not a key here is kept as written.
///
/// `Title` and `Description` are understood in any case. `audience`, `products` and `level` have other
/// words there, and are kept as well where they are none of ours.
fn take_learn_out(mut node: Node, map: &Map) -> (Node, BTreeMap<String, String>) {
    let mut extra = BTreeMap::new();
    if let Value::Map(entries) = &mut node.value {
        for (key, _) in entries.iter_mut() {
            let lower = key.value.to_lowercase();
            if matches!(lower.as_str(), "title" | "description") {
                key.value = lower;
            }
        }
        entries.retain(|(key, value)| {
            let known = map.key(&key.value);
            let shared = matches!(
                key.value.as_str(),
                "audience" | "products" | "level" | "kind"
            );
            let theirs = known.is_some_and(|known| {
                let mut found = Vec::new();
                if shared {
                    validate(
                        value,
                        known.shape,
                        known.name,
                        &RelPath::default(),
                        &mut found,
                    );
                }
                !found.is_empty()
            });
            let keep = known.is_some() && !theirs;
            if !keep {
                extra.insert(key.value.clone(), plain(value));
            }
            keep
        });
    }
    (node, extra)
}

/// A value in one line.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar { text, .. } => text.clone(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", key.value, plain(value)))
                .collect();
            entries.join(", ")
        }
    }
}

/// A notice that ends before it starts.
fn ends_first(front: &FrontMatter, path: &RelPath) -> Option<Diagnostic> {
    let (starts, ends) = (front.starts.as_ref()?, front.ends.as_ref()?);
    if ends.value.0.timestamp() > starts.value.0.timestamp() {
        return None;
    }
    let message = "this notice ends before it starts";
    let hint = "`starts` comes first".to_owned();
    Some(Diagnostic::error("FM-DATE", path, ends.span, message).with_hint(hint))
}

/// A notice that is published no more on a day on which it has yet to begin or to end.
fn expires_first(front: &FrontMatter, path: &RelPath, config: &Config) -> Option<Diagnostic> {
    let expires = front.expires.as_ref()?;
    // The first whole day on which it may be gone, as the portal counts days.
    let gone = |at: &Spanned<Instant>, whole: u16| {
        let (date, minutes) = calendar::wall(at.value.0.timestamp(), &config.time_zone);
        calendar::later(date, i32::from(minutes >= whole))
    };
    // What begins at midnight has the day before it; what ends then is over.
    let starts = front.starts.as_ref().map(|at| gone(at, 0));
    let ends = front.ends.as_ref().map(|at| gone(at, 1));
    let what = match (starts, ends) {
        (Some(starts), _) if expires.value < starts => "starts",
        (_, Some(ends)) if expires.value < ends => "ends",
        _ => return None,
    };
    let message = format!("this notice expires before it {what}");
    let hint = ends
        .or(starts)
        .map(|date| format!("write `expires: {date}`, or leave it out"));
    Some(Diagnostic::error("FM-DATE", path, expires.span, message).with_hint(hint))
}
