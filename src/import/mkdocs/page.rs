//! The text of a page: from Python's Markdown to that of a portal.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::abbreviations::{Abbreviations, LONGEST};
use super::attributes::Attributes;
use super::blocks::{DRAWN, definition, identifier};
use super::config::Config;
use super::inline::open;
use super::lines::{Comments, Line, gap};
use super::links::Here;
use super::tags::begins_html;
use crate::import::headings::underline;
use crate::import::markdown::{self, Links as _, Shown, without_links};
use crate::import::report::Report;
use crate::import::yaml::Node;
use crate::model;

/// What becomes of changes that somebody proposed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Critic {
    /// What is struck out stands beside what is new.
    View,
    Accept,
    Reject,
}

/// Which signs within a line mean something, by the extensions that are in use.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    pub keys: bool,
    pub mark: bool,
    pub caret: bool,
    pub tilde: bool,
    pub emoji: bool,
    pub critic: Option<Critic>,
    /// Whether a line ends where it is written to end.
    breaks: bool,
    /// `` `#!py code` ``.
    pub highlight: bool,
    /// `[words][part.of.a.program]`.
    pub references: bool,
    /// Formulas between `$` and `$`, and between `\(` and `\)`.
    pub formulas: bool,
    /// Whether `#Title` is none.
    blank_headings: bool,
    /// How anchors are made.
    slugs: Slugify,
}

/// What makes an anchor of the words of a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slugify {
    /// Of ASCII alone, one `-` between words.
    Ascii,
    /// Of letters of all languages, one `-` between words.
    Letters,
    /// pymdownx.slugs: the same with a `-` for each blank, in small letters or as it is written.
    Blanks { small: bool },
}

impl Slugify {
    fn of(config: &Config) -> Self {
        let toc = config.extension("toc");
        match toc.and_then(|toc| toc.get("slugify")) {
            None => Self::Ascii,
            Some(function) if function.is_map() => {
                let case = function.get("kwds").map(|kwds| kwds.line_of("case"));
                let is_kept = |case: String| matches!(&*case, "" | "none");
                Self::Blanks {
                    small: !case.is_none_or(is_kept),
                }
            }
            Some(_) => Self::Letters,
        }
    }
}

impl Signs {
    /// Those that the configuration turns on.
    pub fn of(config: &Config) -> Self {
        let has = |name: &str| config.extension(name).is_some();
        Self {
            keys: has("pymdownx.keys"),
            mark: has("pymdownx.mark"),
            caret: has("pymdownx.caret"),
            tilde: has("pymdownx.tilde"),
            emoji: has("pymdownx.emoji"),
            breaks: has("nl2br"),
            critic: config.extension("pymdownx.critic").map(|critic| {
                match critic.get("mode").map(Node::text) {
                    Some("accept") => Critic::Accept,
                    Some("reject") => Critic::Reject,
                    _ => Critic::View,
                }
            }),
            highlight: has("pymdownx.inlinehilite"),
            references: config.plugin("mkdocstrings").is_some()
                || config.plugin("autorefs").is_some(),
            formulas: has("pymdownx.arithmatex") || has("mdx_math"),
            blank_headings: has("pymdownx.saneheaders"),
            slugs: Slugify::of(config),
        }
    }
}

/// A text on its way.
pub(super) struct Text<'p, 'r> {
    pub here: &'p Here<'p>,
    pub report: &'r mut Report,
    pub signs: Signs,
    /// Those that were not met yet.
    pub abbreviations: Abbreviations,
    /// Names of link references, in lower case.
    pub labels: BTreeSet<String>,
    /// Anchors that headings have on the old site.
    anchors: BTreeSet<String>,
    /// The last number that was tried behind each.
    numbers: BTreeMap<String, usize>,
    /// Whether the line is one of a table.
    pub table: bool,
    /// Whether it is one of a block of HTML.
    pub html: bool,
    /// Whether a formula is open.
    pub formula: bool,
    /// Whether a heading came before.
    headed: bool,
    /// The words of the first heading, where that is of the first level.
    title: Option<String>,
    /// The title in the front matter, empty where that has none.
    pub named: String,
    /// Headings of the first level.
    titles: usize,
    /// Levels by which headings go down, as those of the first level are parts of the page.
    deeper: usize,
}

impl<'p, 'r> Text<'p, 'r> {
    /// A text that stands at `here`.
    pub fn new(here: &'p Here<'p>, report: &'r mut Report) -> Self {
        Self {
            here,
            report,
            signs: Signs::of(&here.project.config),
            abbreviations: Abbreviations::default(),
            labels: BTreeSet::new(),
            anchors: BTreeSet::new(),
            numbers: BTreeMap::new(),
            table: false,
            html: false,
            formula: false,
            headed: false,
            title: None,
            named: String::new(),
            titles: 0,
            deeper: 0,
        }
    }

    /// The lines as a portal's Markdown, and the title that readers see.
    pub fn written(mut self, lines: &[Line]) -> (String, Option<String>) {
        self.read_definitions(lines);
        let lines = self.blocks(lines, 0);
        let lines = self.joined(lines);
        let mut out = String::new();
        let mut comment = false;
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1).filter(|next| !next.code);
            self.table = !line.is_blank() && (self.table || next.is_some_and(is_delimiter));
            self.html = !line.code && !line.is_blank() && (self.html || begins_html(&line.text));
            // One empty line parts blocks as well as several.
            if !line.code && line.is_blank() && out.ends_with("\n\n") {
                continue;
            }
            if line.code {
                out.push_str(&line.text);
            } else {
                let text = match comment {
                    true => line.text.clone(),
                    false => self.inline(&line.text, line.number),
                };
                let (links, report) = (self.here, &mut *self.report);
                comment = markdown::line(&text, line.number, comment, links, &mut out, report);
                if self.signs.breaks
                    && !comment
                    && !self.table
                    && next.is_some_and(|next| is_broken(line, next))
                {
                    out.push_str("  ");
                }
            }
            out.push('\n');
        }
        let title = self.title.filter(|title| !title.is_empty());
        (out.trim_matches('\n').to_owned() + "\n", title)
    }

    /// The lines, where the words of a link end in one and its name begins the next: it stands behind its words.
    fn joined(&self, lines: Vec<Line>) -> Vec<Line> {
        let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
        for mut line in lines {
            let bare = line.text.trim_start();
            let above = joined
                .last_mut()
                .filter(|above| !above.code && !line.code && above.text.ends_with(']'));
            if let Some(above) = above
                && let Some(label) = self.apart_label(bare)
                && !is_one_line(&above.text)
                && is_of_link(&above.text)
            {
                // A full stop stays behind its word.
                let name = label.len() + "[]".len();
                let end = bare[name..].find(' ').map_or(bare.len(), |at| name + at);
                let (name, rest) = bare.split_at(end);
                above.text.push_str(name);
                line.text = rest.trim_start().to_owned();
                if line.is_blank() {
                    continue;
                }
            }
            joined.push(line);
        }
        joined
    }

    fn read_definitions(&mut self, lines: &[Line]) {
        let abbreviations = self.here.project.config.extension("abbr").is_some();
        let mut fence: Option<(char, usize)> = None;
        let mut comments = Comments::default();
        let mut end_of_comment = 0;
        let mut above = "";
        for (at, line) in lines.iter().enumerate() {
            if at < end_of_comment {
                continue;
            }
            match (fence, markdown::fence_of(&line.text)) {
                (Some((open, length)), Some((close, long, true)))
                    if open == close && long >= length =>
                {
                    fence = None;
                }
                (None, Some((open, length, _))) => fence = Some((open, length)),
                _ => {}
            }
            let text = line.text.trim();
            if fence.is_some() {
                continue;
            }
            if let Some(end) = comments.end(lines, at) {
                end_of_comment = end;
                continue;
            }
            let is_title = match self.is_heading(text) {
                true => !text.starts_with("##"),
                false => underline(text, above) == Some(1),
            };
            self.titles += usize::from(is_title && line.indent() < 4);
            above = text;
            if let Some((short, words)) = definition(text).filter(|_| abbreviations) {
                if !self.abbreviations.add(short, words) {
                    let what = format!("abbreviation of more than {LONGEST} bytes");
                    self.leave(what, line.number, text);
                }
            } else if let Some(label) = label(text) {
                self.labels.insert(label.to_lowercase());
            }
        }
    }

    /// Notes that something was not carried over.
    pub fn leave(&mut self, what: impl Into<String>, number: usize, text: &str) {
        self.report.leave(what, self.here.file(), number, text);
    }

    /// Counts a change in the text.
    pub fn change(&mut self, what: &str) {
        self.report.change(what);
    }

    /// Notes an attribute list, of which the anchor alone is kept.
    pub fn attributes(&mut self, what: &str, list: &Attributes, number: usize) {
        let classes = list.classes.iter().map(|class| format!(".{class}"));
        let values = list
            .values
            .iter()
            .map(|(key, value)| format!("{key}={value}"));
        let words = list.words.iter().cloned();
        let lost: Vec<String> = classes.chain(values).chain(words).collect();
        if !lost.is_empty() {
            self.leave(what, number, &lost.join(" "));
        }
    }

    /// The words of a title, without marks and icons.
    pub fn words(&mut self, text: &str, number: usize) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            match (c == ':')
                .then(|| self.icon(&text[at..], number, &mut out))
                .flatten()
            {
                Some(length) => at += length,
                None => {
                    out.push(c);
                    at += c.len_utf8();
                }
            }
        }
        markdown::plain(&out)
    }

    /// Whether a line without its indentation is a heading. `#12` is the number of something in any text.
    pub fn is_heading(&self, bare: &str) -> bool {
        let text = bare.trim_start_matches('#');
        let level = bare.len() - text.len();
        let begins = match self.signs.blank_headings {
            true => text.starts_with(' '),
            false => text.starts_with(|c: char| c == ' ' || c.is_alphabetic()),
        };
        (1..=6).contains(&level) && begins
    }

    /// A heading, with the anchor that it has on the old site where a portal would give it another.
    pub fn heading(&mut self, line: &Line, out: &mut Vec<Line>) {
        let bare = line.text.trim();
        let text = bare.trim_start_matches('#');
        let level = bare.len() - text.len();
        let list = text.rfind('{').and_then(|at| {
            let (list, length) = Attributes::at(&text[at..])?;
            (at + length == text.len()).then_some((at, list))
        });
        let (text, list) = match list {
            Some((at, list)) => (&text[..at], list),
            None => (text, Attributes::default()),
        };
        self.attributes("attributes of a heading", &list, line.number);
        let text = text.trim();
        // `## Title ##`: the signs at the end are no words.
        let plain = text.trim_end_matches('#');
        let text = if plain.ends_with(' ') {
            plain.trim_end()
        } else {
            text
        };
        // `# ::: name` is drawn, too.
        let text = match identifier(text) {
            Some(name) => {
                self.leave(DRAWN, line.number, bare);
                name
            }
            None => text,
        };
        let first = !std::mem::replace(&mut self.headed, true) && level == 1;
        let below = out.iter().any(|line| !line.is_blank());
        // Below text, a heading of the first level may be one of several parts of a page with a name of its own.
        let title = first && {
            let seen = Seen::of(out);
            let is_name = || markdown::plain(&without_links(text, TITLE)) == self.named;
            let is_only = self.titles == 1;
            let is_named = self.named.is_empty() || seen < Seen::Words || is_name();
            seen == Seen::Nothing || is_only && is_named
        };
        if first && !title {
            self.deeper = 1;
            self.change("pages whose parts have headings of the first level, put below the title");
        }
        let (id, needed) = match list.id {
            Some(id) => (id, true),
            None => self.anchor(text),
        };
        self.anchors.insert(id.clone());
        let marks = "#".repeat((level + self.deeper).min(6));
        gap(out, line.number);
        if !title {
            let id = Some(format!(" {{#{id}}}")).filter(|_| needed && !id.is_empty());
            let text = format!("{marks} {text}{}", id.unwrap_or_default());
            return out.push(Line::new(line.number, text));
        }
        self.title = Some(self.words(&without_links(text, TITLE), line.number));
        // A portal shows the title of a page before its text.
        if below {
            self.change("titles that stood below the beginning of a text put above it");
        } else {
            out.push(Line::new(line.number, format!("# {text}")));
            out.push(Line::new(line.number, ""));
        }
        // The title of a page has the anchor of its words where it stands in the text.
        if needed || below && !id.is_empty() {
            out.push(Line::new(line.number, format!("<a id=\"{id}\"></a>")));
        }
    }

    /// The anchor that Python's Markdown gives a heading, and whether a portal would give it another.
    fn anchor(&mut self, text: &str) -> (String, bool) {
        let shown = markdown::plain(&without_links(text, TITLE));
        let words = match self.signs.slugs {
            Slugify::Blanks { small: false } => shown.clone(),
            // Accents fall away from letters before what is no ASCII does.
            Slugify::Ascii => shown.to_lowercase().nfkd().collect(),
            _ => shown.to_lowercase(),
        };
        let kept = |c: &char| {
            let letter = match self.signs.slugs {
                Slugify::Ascii => c.is_ascii_alphanumeric(),
                _ => c.is_alphanumeric(),
            };
            letter || matches!(c, '_' | '-' | ' ')
        };
        let kept: String = words.chars().filter(kept).collect();
        let mut slug = String::new();
        if let Slugify::Blanks { .. } = self.signs.slugs {
            slug = kept.replace(' ', "-");
        } else {
            for c in kept.trim().chars() {
                match c {
                    ' ' | '-' if slug.ends_with('-') => {}
                    ' ' => slug.push('-'),
                    c => slug.push(c),
                }
            }
        }
        let mut same = slug == model::slug::slug(&shown);
        let mut id = slug.clone();
        if self.anchors.contains(&id) {
            same = false;
            let number = self.numbers.entry(slug.clone()).or_default();
            while self.anchors.contains(&id) {
                *number += 1;
                id = format!("{slug}_{number}");
            }
        }
        // Without a letter of ASCII an anchor is a number, which nobody wrote down.
        let none = slug.is_empty();
        (if none { String::new() } else { id }, !same && !none)
    }
}

/// Whether `line` is the one below the head of a table.
fn is_delimiter(line: &Line) -> bool {
    let text = line.text.trim_start_matches([' ', '>']);
    let is_sign = |c: char| matches!(c, '|' | ':' | '-' | ' ');
    text.contains('|') && text.contains('-') && text.chars().all(is_sign)
}

/// Whether `line` and the `next` are of one paragraph, as far as their signs tell: the blanks of a break harm no other
/// line.
fn is_broken(line: &Line, next: &Line) -> bool {
    let (text, next) = (
        line.text.trim_start(),
        next.text.trim_start_matches([' ', '>']),
    );
    let is_words = |c: char| c.is_alphanumeric() || !c.is_ascii() || "*_[(`\"+".contains(c);
    let is_alone = line.code
        || text.is_empty()
        || text.starts_with(['#', '<', ':', '|'])
        || text.ends_with(['\\', '>'])
        || text.contains("[!");
    let is_item = next.starts_with("* ") || next.starts_with("+ ");
    !is_alone && !is_item && next.starts_with(is_words)
}

/// Whether a line ends what it holds: a heading, or where a link leads.
fn is_one_line(text: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_digit() || " >-*+.)".contains(c);
    let words = text.trim_start_matches(is_mark);
    words.starts_with('#') || label(words).is_some()
}

/// Whether the brackets at the end of `text` hold words of a link, and not the name of one, the sign of a task, a
/// footnote or an alert.
pub(super) fn is_of_link(text: &str) -> bool {
    let Some(at) = open(text) else {
        return false;
    };
    let inner = text[at + 1..].trim_end_matches(']');
    let is_sign = matches!(inner, "" | " " | "x" | "X") || inner.starts_with(['^', '!']);
    let is_name = text[..at].ends_with(']');
    let is_meant = text[..at].ends_with('\\') || text.ends_with("\\]");
    !is_sign && !is_name && !is_meant
}

/// The name of a link reference that a line defines.
pub(super) fn label(text: &str) -> Option<&str> {
    let (label, _) = text.strip_prefix('[')?.split_once("]:")?;
    (!label.starts_with('^') && !label.is_empty()).then_some(label)
}

/// What the title of a page shows.
const TITLE: Shown = Shown {
    pictures: true,
    references: false,
};

/// What readers see of lines that stand above a heading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// Comments at most.
    Nothing,
    /// Pictures and lines across the page, and anchors, which a heading may have above it.
    Pictures,
    Words,
}

impl Seen {
    fn of(lines: &[Line]) -> Self {
        let mut seen = Self::Nothing;
        let mut comment = false;
        for line in lines.iter().filter(|line| !line.is_blank()) {
            let text = line.text.trim();
            let is_comment = !line.code && (comment || text.starts_with("<!--"));
            // What stands behind a comment is seen.
            let behind = match (is_comment, text.rfind("-->")) {
                (false, _) => text,
                (true, Some(end)) => text[end + "-->".len()..].trim(),
                (true, None) => "",
            };
            comment = is_comment && !text.contains("-->");
            if behind.is_empty() {
                continue;
            }
            let without_pictures = Shown {
                pictures: false,
                references: true,
            };
            let words = markdown::plain(&without_links(behind, without_pictures));
            let words = words.trim();
            let is_list = Attributes::at(words).is_some_and(|(_, end)| end == words.len());
            if line.code || !is_list && words.contains(char::is_alphanumeric) {
                return Self::Words;
            }
            seen = Self::Pictures;
        }
        seen
    }
}
