//! The block of YAML at the head of a page: what any page says of itself, and the facts of a channel
//! or a plan.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::document::{FrontMatter, SearchHints};
use crate::model::facts::{
    Change, Channel, Clock, OutsideHours, Plan, PlanTarget, Refused, Remedy,
};
use crate::model::text::is_blank;
use crate::model::{About, Config, Diagnosed, Diagnostic, Kind, Named, RelPath, Span, Spanned};

use super::formats;
use super::keys::{Map, page, quoted};
use super::layers::EXTENDS;
use super::learn;
use super::read::Fields;
use super::validate::{unknown_key, validate, validate_file};
use super::yaml::{self, Budget, Node, Value};

/// Where the parts of a page stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the fences; `None` where the page has no front matter.
    pub yaml: Option<Range<usize>>,
    /// The first byte of the text below.
    pub body: usize,
    /// What is wrong with the lines that begin and end the front matter: it is read as it was meant.
    pub slip: Option<Slip>,
}

/// A line that was meant to begin or end front matter and does not, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    at: Range<usize>,
    message: String,
    hint: &'static str,
}

impl Slip {
    /// FM-UNCLOSED, for the page at `path`.
    pub fn finding(&self, path: &RelPath) -> Diagnostic {
        let span = Span::new(self.at.clone());
        Diagnostic::error("FM-UNCLOSED", path, span, &*self.message).with_hint(self.hint.to_owned())
    }
}

/// Divides a page into front matter and text. `---` on the first line begins it, `---` or `...` on a line
/// of its own ends it; blanks after them do not matter.
pub fn split(text: &str) -> Parts {
    let begin = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    let first = text[begin..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    if first.trim_end() != "---" {
        return meant(text, begin).unwrap_or(Parts {
            yaml: None,
            body: begin,
            slip: None,
        });
    }
    let start = begin + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Parts {
                yaml: Some(start..at),
                body: at + line.len(),
                slip: None,
            };
        }
        at += line.len();
    }
    // Nobody meant the whole page as YAML.
    let (end, fence) = end_of_keys(text, start);
    let slip = match text[end..fence].trim() {
        "" => Slip {
            at: begin..begin + "---".len(),
            message: "this front matter is never closed".to_owned(),
            hint: "write `---` on a line of its own below the last key",
        },
        written => Slip {
            at: end..end + written.len(),
            message: format!("`{written}` does not end this front matter"),
            hint: THREE_DASHES,
        },
    };
    Parts {
        yaml: Some(start..end),
        body: fence,
        slip: Some(slip),
    }
}

const THREE_DASHES: &str = "write `---`, three short dashes, above the keys and below them";

/// Front matter of a page whose first line does not begin it: below empty lines, below another number of dashes than
/// three or long ones, which editors make of short ones, or with its keys at once. Only where there is a title.
fn meant(text: &str, begin: usize) -> Option<Parts> {
    let above = text[begin..].len() - text[begin..].trim_start().len();
    let first = text[begin + above..].lines().next()?.trim_end();
    let at = begin + above..begin + above + first.len();
    let start = match is_drawn(first) {
        true => text[at.start..].find('\n').map(|end| at.start + end + 1)?,
        false if above == 0 => at.start,
        false => return None,
    };
    let (end, fence) = end_of_keys(text, start);
    let keys = text[start..end].split_inclusive('\n');
    let is_title = |line: &str| {
        let (key, _) = line.split_once(':').unwrap_or_default();
        key.eq_ignore_ascii_case("title")
    };
    let begins = text[start..end].starts_with(|c: char| c.is_ascii_alphabetic() || c == '#');
    if !begins || !keys.into_iter().any(is_title) {
        return None;
    }
    let (message, hint) = match first {
        "---" => (
            "front matter begins on the first line".to_owned(),
            "delete the blanks or lines before its `---`",
        ),
        _ if start > at.start => (
            format!("`{first}` does not begin front matter"),
            THREE_DASHES,
        ),
        _ if fence > end => (
            "no `---` stands above this front matter".to_owned(),
            "write `---` on a line of its own above the first key",
        ),
        _ => (
            "no `---` stands above and below this front matter".to_owned(),
            "write `---` on a line of its own above the first key, and below the last one",
        ),
    };
    Some(Parts {
        yaml: Some(start..end),
        body: fence,
        slip: Some(Slip { at, message, hint }),
    })
}

/// Where the keys end that begin at `start` and that no `---` needs to end: with the first empty line, heading or line
/// of dashes; and where that line of dashes ends.
fn end_of_keys(text: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if is_drawn(line.trim_end()) {
            return (end, end + line.len());
        }
        if line.trim().is_empty() || line.starts_with("# ") {
            break;
        }
        end += line.len();
    }
    (end, end)
}

/// Whether a line is nothing but dashes, short or long.
fn is_drawn(line: &str) -> bool {
    line.len() > 1 && line.chars().all(|c| "-–—―".contains(c))
}

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
    found.extend(unused_extends(&node, path).filter(|_| !broken));
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
        slug: fields.id("slug"),
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
        search: SearchHints {
            exclude: fields
                .within("search")
                .bool("exclude")
                .is_some_and(|exclude| exclude.value),
            keywords: fields.within("search").strings("keywords"),
        },
        allow: fields.allow(),
        channel,
        plan: (own_facts && facts == Kind::Sla).then(|| Box::new(plan(fields))),
        stated: (own_facts && matches!(facts, Kind::Channel | Kind::Sla))
            .then(|| Box::new(node.json())),
        extra,
    };
    found.extend(ends_first(&front, path));
    super::in_order(&mut found);
    Diagnosed::new(front, found)
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

/// Reports and removes facts that a translation states: they live in the source language's file alone.
fn take_facts_out(
    node: &mut Node,
    kind: Kind,
    place: Place<'_>,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let Value::Map(entries) = &mut node.value else {
        return;
    };
    let below = place
        .path
        .as_str()
        .split_once('/')
        .map_or("", |(_, below)| below);
    let original = format!("{}/{below}", config.source());
    entries.retain(|(key, _)| {
        let fact = page::is_fact(&key.value, kind);
        if fact {
            let message = format!("`{}` is a fact, and this is a translation", key.value);
            let hint = format!("facts stand in `{original}` alone; a translation holds texts");
            found
                .push(Diagnostic::error("TRN-FACT", place.path, key.span, message).with_hint(hint));
        }
        !fact
    });
}

/// Judges the keys of a page; `absent` where it has no block of front matter at all.
fn check(
    node: &Node,
    map: &'static Map,
    place: Place<'_>,
    config: &Config,
    absent: bool,
    found: &mut Vec<Diagnostic>,
) -> Vec<Refused> {
    let before = found.len();
    let refused = validate_file(node, map, place.path, found);
    let mut own = found.split_off(before);
    // In the Learn dialect a page may take its title from its first heading.
    own.retain(|diagnostic| {
        !(config.learn
            && diagnostic.code == "FM-MISSING"
            && diagnostic.message == "`title` is missing")
    });
    explain_keys(&mut own, node, map, place);
    if absent {
        join_missing(&mut own);
    }
    found.append(&mut own);
    refused
}

/// Makes one finding of keys that are missing where there is no block that a key could be added to.
fn join_missing(found: &mut Vec<Diagnostic>) {
    let is_missing = |one: &Diagnostic| one.code == "FM-MISSING";
    let (missing, others) = found.drain(..).partition::<Vec<_>, _>(is_missing);
    *found = others;
    let names = missing
        .iter()
        .filter_map(|one| one.message.split('`').nth(1));
    let lines = missing
        .iter()
        .filter_map(|one| one.hint.as_deref()?.split('`').nth(1));
    let lines: Vec<String> = lines.map(|line| format!("a line `{line}`")).collect();
    let names = quoted(&names.collect::<Vec<_>>(), "and");
    let verb = if missing.len() > 1 { "are" } else { "is" };
    let hint = format!(
        "begin the file with front matter: a line `---`, {}, a line `---`",
        lines.join(", ")
    );
    found.extend(missing.into_iter().next().map(|one| Diagnostic {
        message: format!("{names} {verb} missing"),
        hint: Some(hint),
        ..one
    }));
}

/// Says of unknown keys where they are known. Those of a channel or a plan on another page are one mistake: the page
/// stands in the wrong folder.
fn explain_keys(found: &mut Vec<Diagnostic>, node: &Node, map: &'static Map, place: Place<'_>) {
    let written = |finding: &Diagnostic| {
        let mut entries = node.entries().iter();
        let (key, _) = entries.find(|(key, _)| key.span == finding.span)?;
        (finding.code == "FM-KEY").then_some(key.value.as_str())
    };
    let is_of = |kind: Kind, finding: &Diagnostic| {
        written(finding).is_some_and(|key| page::of(kind, false).key(key).is_some())
    };
    let count = |kind| found.iter().filter(|one| is_of(kind, one)).count();
    let of = [Kind::Channel, Kind::Sla].map(|kind| (count(kind), kind));
    for finding in found.iter_mut() {
        if let Some(key) = written(finding) {
            finding.hint = Some(unknown(key, map, place.section, node));
        }
    }
    let (most, kind) = if of[1].0 > of[0].0 { of[1] } else { of[0] };
    if most < 2 {
        return;
    }
    let keys = found.iter().filter(|one| is_of(kind, one));
    let keys: Vec<&str> = keys.filter_map(written).collect();
    let of = match kind {
        Kind::Sla => Named::Plan,
        _ => Named::Channel,
    };
    let (keys, what) = (quoted(&keys, "and"), of.name());
    let message = format!("{keys} are keys of a {what}, and this page is none");
    let hint = match place.section {
        true => OF_SECTION.to_owned(),
        false => format!(
            "move it to `{}/`, or add `kind: {}`",
            of.home(),
            kind.name()
        ),
    };
    let mut first = true;
    found.retain_mut(|finding| {
        if !is_of(kind, finding) {
            return true;
        }
        (finding.message, finding.hint) = (message.clone(), Some(hint.clone()));
        finding.about = Some(About::KeysOf(of));
        std::mem::take(&mut first)
    });
}

const OF_SECTION: &str =
    "the `index.md` of a folder states no facts; they stand in the other files";

/// The hint for an unknown key: another kind of page may have it.
fn unknown(name: &str, map: &'static Map, section: bool, node: &Node) -> String {
    let of = |kind: Kind| page::of(kind, false).key(name).is_some();
    match (of(Kind::Channel), of(Kind::Sla)) {
        (true, _) | (_, true) if section => OF_SECTION.to_owned(),
        (true, true) => "a page of `kind: channel` or `kind: sla` has it".to_owned(),
        (true, false) => "a page of `kind: channel` has it".to_owned(),
        (false, true) => "a page of `kind: sla` has it".to_owned(),
        (false, false) => unknown_key(name, map, map, node),
    }
}

/// `extends` where nothing is extended: where there is a page of a base, its keys are here by now, and this one is not.
fn unused_extends(node: &Node, path: &RelPath) -> Option<Diagnostic> {
    let unused = node.get(EXTENDS)?.span;
    let message = "there is no page of a base that this one extends";
    let hint = "remove `extends`, or name the base with `extends` in supportal.yaml".to_owned();
    Some(Diagnostic::error("OVL-UNUSED", path, unused, message).with_hint(hint))
}

fn channel(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) -> Channel {
    let kind = fields.channel_kind();
    Channel {
        address: address(fields, kind.as_ref(), path, found),
        channel: kind,
        extension: fields.string("extension"),
        calendar: fields.id("calendar"),
        outside_hours: outside_hours(fields),
        answered: fields.id("answered"),
        languages: fields.languages("languages"),
        human: fields.bool("human"),
        cost: fields.price("cost"),
        severities: fields.ids("severities"),
        accessible: fields.ids("accessible"),
        verify: fields.ids("verify"),
    }
}

/// The address in the form that its kind of channel has.
fn address(
    fields: Fields<'_>,
    kind: Option<&Spanned<String>>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let address = fields
        .string("address")
        .filter(|address| !is_blank(&address.value))?;
    let read = match kind.map_or("", |kind| kind.value.as_str()) {
        "phone" | "fax" => formats::phone(&address.value),
        "email" => formats::email(&address.value),
        "web" | "chat" | "portal" | "bot" => formats::https(&address.value, "CHN-HTTP"),
        // A visit, a letter or a remote session has whatever leads there.
        _ => Ok(()),
    };
    match read {
        Ok(()) => Some(address),
        Err(refusal) => {
            found.push(
                Diagnostic::error(refusal.code, path, address.span, refusal.message)
                    .with_hint(refusal.hint),
            );
            None
        }
    }
}

/// An address that stands in `node` and is none for its kind of channel.
fn refused_address(channel: &Channel, node: &Node) -> Option<Refused> {
    let written = node.get("address")?.span;
    channel.address.is_none().then(|| Refused {
        key: Spanned::new("address".to_owned(), written),
        within: node.span,
        above: Vec::new(),
    })
}

fn outside_hours(fields: Fields<'_>) -> Option<Spanned<OutsideHours>> {
    let span = fields.get("outside_hours")?.span;
    let outside = match fields.string("outside_hours") {
        Some(word) => match word.value.as_str() {
            "closed" => OutsideHours::Closed,
            "voicemail" => OutsideHours::Voicemail,
            "queued" => OutsideHours::Queued,
            _ => return None,
        },
        None => OutsideHours::Channel(fields.within("outside_hours").id("channel")?),
    };
    Some(Spanned::new(outside, span))
}

fn plan(fields: Fields<'_>) -> Plan {
    Plan {
        version: fields.string("version"),
        changes: fields.maps("changes").filter_map(change).collect(),
        binding: fields.string("binding"),
        clock: fields.map("clock").map(|fields| Clock {
            starts: fields.string("starts"),
            response: fields.string("response"),
            pauses: fields.get("pauses").map(|_| fields.strings("pauses")),
            severity_change: fields.string("severity_change"),
        }),
        calendar: fields.id("calendar"),
        price: fields.price("price"),
        services: fields.ids("services"),
        languages: fields.languages("languages"),
        targets: fields.maps("targets").filter_map(target).collect(),
        remedy: fields.map("remedy").map(|fields| Remedy {
            kind: fields.string("kind"),
            per_cent: fields.valid("per_cent", formats::share),
            of: fields.string("of"),
            claim_within: fields.duration("claim_within"),
            how: fields.string("how"),
        }),
        exclusions: fields.texts("exclusions"),
    }
}

fn change(fields: Fields<'_>) -> Option<Change> {
    Some(Change {
        version: fields.string("version")?,
        date: fields.date("date")?,
        text: fields.text("text")?,
    })
}

fn target(fields: Fields<'_>) -> Option<PlanTarget> {
    Some(PlanTarget {
        span: fields.span(),
        severity: fields.id("severity")?,
        channels: fields.ids("channels"),
        calendar: fields.id("calendar"),
        respond: fields.target("respond", "within"),
        update: fields.target("update", "every"),
        restore: fields.target("restore", "within"),
    })
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
