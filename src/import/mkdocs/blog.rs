//! Posts of Material's plugin blog: which pages they are, and whether they were published.

use std::path::Path;

use super::config::one_text;
use super::front;
use crate::import::front_matter::{self, Split};
use crate::import::report::Report;
use crate::import::tree;
use crate::import::yaml::Node;
use crate::model::RelPath;

/// A blog of the site.
pub(super) struct Blog {
    /// The folder of its posts, below the folder of pages.
    posts: String,
    /// Whether drafts are published, too.
    drafts: bool,
    /// Whether a post is a draft until its day.
    waits: bool,
}

/// A page of a blog.
pub(super) struct Post {
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
        Some(Self {
            posts: plain(&posts.replace("{blog}", &folder)),
            drafts: is("draft"),
            waits: is("draft_if_future_date"),
        })
    }

    /// Whether the page at `path` below the folder of pages is a post.
    pub fn has(&self, path: &RelPath) -> bool {
        path.strip_prefix(&self.posts).is_some()
    }

    /// What the post in `file` says of itself.
    pub fn post(&self, file: &Path) -> anyhow::Result<Post> {
        let text = tree::text(file, "", &mut Report::default())?;
        let node = match front_matter::split(&text) {
            Split::Block(block, _, _) => Node::read(block).ok(),
            Split::None | Split::Unclosed => None,
        };
        let value = |key: &str| node.as_ref().and_then(|node| node.get(key));
        let said = value("draft").map(one_text).unwrap_or_default();
        let created = value("date").map(|date| date.get("created").unwrap_or(date));
        let created = created.and_then(|date| front::day(date.text()));
        // A post that says itself whether it is a draft waits for no day.
        let waits = self.waits && said.is_empty() && !self.drafts;
        Ok(Post {
            draft: said.eq_ignore_ascii_case("true") && !self.drafts,
            from: created.filter(|_| waits).map(str::to_owned),
        })
    }
}

/// A path without a dot for the folder that it begins in, and without slashes at its ends.
fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.collect::<Vec<_>>().join("/")
}
