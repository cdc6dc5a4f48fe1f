//! Blocks drawn from facts, and the list of related pages.

use crate::model::Document;
use crate::model::document::Block;
use crate::model::markup::escaped;
use crate::model::site::Loose;

use super::super::describe;
use super::super::describe::{Scene, Unknown};
use super::Filler;
use crate::resolve::foreign::Told;

impl Filler<'_, '_> {
    pub(super) fn block(&mut self, document: &Document, block: &Block, scene: &Scene<'_>) {
        if self.is_full {
            return;
        }
        let Some(key) = Block::key(&block.name) else {
            return self.related();
        };
        let draw: fn(&Scene<'_>, &str) -> Result<String, Unknown> = match key {
            "channel" => describe::block_contact,
            "calendar" => describe::block_hours,
            _ => describe::block_sla,
        };
        let mut attributes = block.attributes.iter();
        let Some((_, id)) = attributes.find(|(name, _)| name == key) else {
            let what = Loose::Fact {
                message: format!("`:::{}:::` does not say which {key}", block.name),
                hint: Some(format!("write `:::{} {key}=\"…\":::`", block.name)),
                about: None,
            };
            return self.loose(document, block.span, what);
        };
        match draw(scene, &id.value) {
            Ok(html) => {
                if self.has_room(document, block.span, html.len()) {
                    let html = self.with_hrefs(html);
                    self.html.push_str(&html);
                }
            }
            Err(unknown) => self.unknown(document, id.span, unknown),
        }
    }

    /// Pages of the same section, for `:::related:::`.
    fn related(&mut self) {
        let siblings = self.pages.in_folder(self.number);
        let siblings = siblings.filter(|&number| number != self.number);
        let siblings = siblings.map(|number| &self.pages.list[number]);
        let items: Vec<String> = siblings
            .take(6)
            .map(|other| {
                let href = other.url.href(&self.placed.url);
                let title = escaped(&other.document.title);
                let told = Told {
                    of: &other.document.locale,
                    around: &self.placed.locale,
                };
                let foreign = told.attributes();
                format!("<li><a href=\"{href}\"{foreign}>{title}</a></li>\n")
            })
            .collect();
        if !items.is_empty() {
            self.html.push_str("<ul class=\"related\">\n");
            self.html.push_str(&items.concat());
            self.html.push_str("</ul>\n");
        }
    }

    /// Blocks link to pages by number; here the numbers become addresses.
    fn with_hrefs(&mut self, html: String) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find("href=\"page:") {
            let (before, after) = rest.split_at(at + 6);
            out.push_str(before);
            let end = after.find('"').unwrap_or(after.len());
            if let Some(page) = after[5..end]
                .parse()
                .ok()
                .filter(|&page| page < self.pages.list.len())
            {
                let page = self.pages.in_locale(page, &self.placed.locale);
                self.targets.push(page);
                out.push_str(&self.pages.list[page].url.href(&self.placed.url));
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}
