//! Posts of Material's plugin blog: which pages they are, where they stood, and whether they were published.

use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::config::one_text;
use super::front;
use crate::import::front_matter::{self, Split};
use crate::import::report::Report;
use crate::import::tree;
use crate::import::yaml::Node;
use crate::model::RelPath;

/// A blog of the site.
pub(super) struct Blog {
    /// Its own folder, below that of pages.
    folder: String,
    /// Addresses of its posts below that folder, as `{date}/{slug}`.
    format: String,
    /// How dates are written in them, as `yyyy/MM/dd`.
    dates: String,
    /// What stands for a blank in a slug.
    separator: String,
    /// How slugs are made of titles, and of categories.
    slugs: Slugs,
    categories: Slugs,
    /// How many categories an address names.
    most: usize,
    /// The folder of its posts, below the folder of pages.
    posts: String,
    /// Whether drafts are published, too.
    drafts: bool,
    /// Whether a post is a draft until its day.
    waits: bool,
}

/// How words become part of an address.
#[derive(Clone, Copy)]
enum Slugs {
    Lower,
    AsWritten,
    /// By a function of the site's own.
    Unknown,
}

/// A page of a blog.
pub(super) struct Post {
    /// Its address below that of the language, without slashes at its ends and without an ending; none where it
    /// cannot be told.
    pub address: Option<String>,
    /// Whether it is not published.
    pub draft: bool,
    /// The day before which it is not published.
    pub from: Option<String>,
}

impl Blog {
    /// What the settings of the plugin say; none where they turn it off.
    pub fn read(settings: &Node) -> Option<Self> {
        let text = |key: &str| settings.get(key).map(one_text);
        let is = |key: &str| text(key).is_some_and(|text| text.eq_ignore_ascii_case("true"));
        if text("enabled").is_some_and(|text| text.eq_ignore_ascii_case("false")) {
            return None;
        }
        let folder = text("blog_dir").unwrap_or_else(|| "blog".to_owned());
        let folder = plain(&folder);
        let posts = text("post_dir").unwrap_or_else(|| "{blog}/posts".to_owned());
        let or = |key: &str, usual: &str| text(key).unwrap_or_else(|| usual.to_owned());
        Some(Self {
            format: or("post_url_format", "{date}/{slug}"),
            dates: or("post_url_date_format", "yyyy/MM/dd"),
            separator: or("post_slugify_separator", "-"),
            slugs: Slugs::read(settings.get("post_slugify")),
            categories: Slugs::read(settings.get("categories_slugify")),
            most: text("post_url_max_categories")
                .and_then(|text| text.parse().ok())
                .unwrap_or(1),
            posts: plain(&posts.replace("{blog}", &folder)),
            drafts: is("draft"),
            waits: is("draft_if_future_date"),
            folder,
        })
    }

    /// Whether the page at `path` below the folder of pages is a post.
    pub fn has(&self, path: &RelPath) -> bool {
        path.strip_prefix(&self.posts).is_some()
    }

    /// What the post at `path` below the folder of pages says of itself; `file` is where it is on the disk.
    pub fn post(&self, path: &RelPath, file: &Path) -> anyhow::Result<Post> {
        let text = tree::text(file, "", &mut Report::default())?;
        let (node, body) = match front_matter::split(&text) {
            Split::Block(block, body, _) => (Node::read(block).ok(), body),
            Split::None | Split::Unclosed | Split::Toml(..) => (None, &*text),
        };
        let value = |key: &str| node.as_ref().and_then(|node| node.get(key));
        let said = value("draft").map(one_text).unwrap_or_default();
        let created = value("date").map(|date| date.get("created").unwrap_or(date));
        let created = created.and_then(|date| front::day(date.text()));
        // A post that says itself whether it is a draft waits for no day.
        let waits = self.waits && said.is_empty() && !self.drafts;
        let address = node
            .as_ref()
            .and_then(|node| self.address(path, node, body, created));
        Ok(Post {
            address,
            draft: said.eq_ignore_ascii_case("true") && !self.drafts,
            from: created.filter(|_| waits).map(str::to_owned),
        })
    }

    /// The address of a post, where its settings tell it.
    fn address(
        &self,
        path: &RelPath,
        node: &Node,
        body: &str,
        created: Option<&str>,
    ) -> Option<String> {
        let mut out = String::new();
        let mut rest = self.format.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            out += before;
            out += &match name {
                "date" => date(created?, &self.dates)?,
                "file" => path.stem().to_owned(),
                "slug" => match node.get("slug").map(one_text) {
                    Some(slug) if !slug.is_empty() => slug,
                    _ => self.slugs.of(&title(path, node, body), &self.separator)?,
                },
                "categories" => {
                    let names = node.get("categories").map(Node::items).unwrap_or_default();
                    let names = names.iter().take(self.most);
                    let names = names.map(|name| self.categories.of(&name.one_line(), "-"));
                    names.collect::<Option<Vec<_>>>()?.join("/")
                }
                _ => return None,
            };
            rest = after;
        }
        out += rest;
        let address = plain(&format!("{}/{out}", self.folder));
        (!address.is_empty()).then_some(address)
    }
}

impl Slugs {
    /// What the settings say: without a word, small letters.
    fn read(function: Option<&Node>) -> Self {
        let case = function.map(|node| node.get("kwds").and_then(|kwds| kwds.get("case")));
        match case.map(|case| case.map(Node::text)) {
            None | Some(Some("lower")) => Self::Lower,
            Some(Some("none")) => Self::AsWritten,
            Some(_) => Self::Unknown,
        }
    }

    /// Letters, digits, `_` and `-` alone, and `separator` for each blank.
    fn of(self, words: &str, separator: &str) -> Option<String> {
        let words: String = words.nfc().collect();
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
        let kept: String = words.chars().filter(kept).collect();
        let kept = match self {
            Self::Lower => kept.to_lowercase(),
            Self::AsWritten => kept,
            Self::Unknown => return None,
        };
        Some(kept.trim().replace(' ', separator))
    }
}

/// The title of a post: that of its front matter, the heading that it begins with, or the name of its file.
fn title(path: &RelPath, node: &Node, body: &str) -> String {
    let said = node.get("title").map(Node::one_line);
    if let Some(title) = said.filter(|title| !title.is_empty()) {
        return title;
    }
    let mut lines = body.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty());
    let heading = first.and_then(|line| line.strip_prefix("# "));
    heading.map_or_else(
        || path.stem().replace(['-', '_'], " "),
        |words| words.trim().to_owned(),
    )
}

/// A day such as `2024-01-31` as `format` has it; none where that asks for words.
fn date(day: &str, format: &str) -> Option<String> {
    let (year, month, of_month) = (day.get(..4)?, day.get(5..7)?, day.get(8..10)?);
    let mut out = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(first).len();
        let (sign, after) = rest.split_at(run);
        out += match sign {
            "yyyy" | "y" => year,
            "yy" => &year[2..],
            "MM" => month,
            "M" => month.trim_start_matches('0'),
            "dd" => of_month,
            "d" => of_month.trim_start_matches('0'),
            _ if first.is_alphabetic() || first == '\'' => return None,
            other => other,
        };
        rest = after;
    }
    Some(out)
}

/// A path without a dot for the folder that it begins in, and without slashes at its ends.
fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.collect::<Vec<_>>().join("/")
}
