//! What a page says, once more for machines: one block of JSON-LD in the words of schema.org.
//!
//! It holds what the facts say and the page shows, and no date that does not stand on the page. A block
//! of data is no script: the policy of the pages lets it pass.

mod course;
mod faq;
mod hours;
mod organization;
mod services;

use serde_json::{Map, Value, json};

use crate::model::site::{Navigation, Role, Target};
use crate::model::{Facet, Kind, Page, Site, Text, Url};

/// The block of a page, ready to stand in `<script type="application/ld+json">`. `url` is the address
/// that search engines should know the page by, empty where the portal has none; `home` the first page
/// of its language, as pages call it.
pub fn block(site: &Site, page: &Page, url: &str, home: (&str, &Url)) -> String {
    let scene = Scene { site, page, url };
    let page = course::course(&scene).unwrap_or_else(|| scene.page());
    let mut graph = vec![organization::node(&scene), page];
    graph.extend(services::nodes(&scene));
    graph.extend(scene.path(home));
    graph.retain(|node| !node.is_null());
    let fields = [
        ("@context", Value::from("https://schema.org")),
        ("@graph", Value::Array(graph)),
    ];
    // Objects of serde_json are sorted by key, and those without other keys than strings can be written.
    let block = Map::from_iter(fields.map(|(key, value)| (key.to_owned(), value)));
    embedded(&serde_json::to_string(&block).unwrap_or_default())
}

/// A page and what it needs to speak of itself.
struct Scene<'a> {
    site: &'a Site,
    page: &'a Page,
    url: &'a str,
}

impl Scene<'_> {
    /// A text of the facts in the language of the page.
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(&self.page.locale, self.site.config.source())
    }

    /// The absolute address of a page; empty where the portal has none.
    fn absolute(&self, url: &Url) -> String {
        self.site.config.address(url).unwrap_or_default()
    }

    /// The page in the language of this one, itself where it has none.
    fn in_language(&self, number: usize) -> &Page {
        let page = &self.site.pages[number];
        let mut versions = page
            .versions
            .iter()
            .map(|&version| &self.site.pages[version]);
        versions
            .find(|version| version.locale == self.page.locale)
            .unwrap_or(page)
    }

    /// What kind of page it is, in schema.org's words.
    fn page(&self) -> Value {
        let page = self.page;
        let is_text = matches!(page.role, Role::Leaf | Role::Lesson);
        let kind = match (page.role, page.kind) {
            (Role::Home, _) => "WebSite",
            (_, Kind::Faq) if is_text => "FAQPage",
            (Role::Lesson, _) => "TechArticle",
            (_, Kind::Article | Kind::Guide) if is_text => "TechArticle",
            (_, Kind::Channel) if is_text => "ContactPage",
            (Role::Section, _) => "CollectionPage",
            _ => "WebPage",
        };
        let title = match page.role {
            Role::Home => self.text(&self.site.config.title),
            _ => page.title(),
        };
        let name = if kind == "TechArticle" {
            "headline"
        } else {
            "name"
        };
        // The other templates do not show it.
        let dated = is_text && matches!(kind, "TechArticle" | "FAQPage");
        let updated = page
            .front
            .updated
            .as_ref()
            .filter(|_| dated && !page.updated.is_empty());
        let reviewed = page
            .front
            .reviewed
            .as_ref()
            .filter(|_| dated && !page.reviewed.is_empty())
            .map(|date| Value::from(date.value.to_string()));
        // A page is reviewed; an article is what a page is about.
        let (reviewed, around) = match kind {
            "TechArticle" => {
                let page = |date| node("WebPage", [("lastReviewed", date)]);
                (Value::Null, reviewed.map_or(Value::Null, page))
            }
            _ => (reviewed.unwrap_or_default(), Value::Null),
        };
        let questions = match kind {
            "FAQPage" => faq::questions(&page.html.html()),
            _ => Vec::new(),
        };
        let kind = if kind == "FAQPage" && questions.is_empty() {
            "WebPage"
        } else {
            kind
        };
        node(
            kind,
            [
                (name, title.into()),
                ("description", page.description().into()),
                ("url", self.url.into()),
                ("inLanguage", page.document.locale.as_str().into()),
                ("about", self.products().into()),
                (
                    "dateModified",
                    updated.map(|date| date.value.to_string()).into(),
                ),
                ("lastReviewed", reviewed),
                ("mainEntityOfPage", around),
                (
                    "timeRequired",
                    course::time(page).filter(|_| kind == "TechArticle").into(),
                ),
                ("isPartOf", course::of_lesson(self).into()),
                ("publisher", organization::reference(self)),
                ("mainEntity", questions.into()),
            ],
        )
    }

    /// The products that the page shows it is about.
    fn products(&self) -> Vec<Value> {
        if !matches!(
            self.page.facet,
            Facet::None | Facet::Guide(_) | Facet::Lesson(_)
        ) {
            return Vec::new();
        }
        let products = self.page.front.products.iter();
        let named = products.filter_map(|id| {
            let mut all = self.site.facts.products.iter();
            let product = all.find(|product| product.id.value == id.value)?;
            let name = self.text(product.name.as_ref()?);
            Some(node("Thing", [("name", name.into())]))
        });
        named.collect()
    }

    /// The way to the page as it is shown above it.
    fn path(&self, home: (&str, &Url)) -> Option<Value> {
        let tree = self.site.navigation.get(&self.page.locale)?;
        if self.page.role == Role::Home {
            return None;
        }
        let mut steps = vec![(home.0.to_owned(), self.absolute(home.1))];
        steps.extend(self.above(tree));
        steps.push((self.page.title().to_owned(), self.url.to_owned()));
        let page = |url: String| match url.is_empty() {
            true => Value::Null,
            false => json!({"@id": url}),
        };
        let steps = steps.into_iter().enumerate().map(|(place, (name, item))| {
            let fields = [
                ("position", (place + 1).into()),
                ("name", name.into()),
                ("item", page(item)),
            ];
            node("ListItem", fields)
        });
        Some(node(
            "BreadcrumbList",
            [("itemListElement", steps.collect::<Vec<_>>().into())],
        ))
    }

    fn above(&self, tree: &Navigation) -> Vec<(String, String)> {
        let mut above = Vec::new();
        let mut next = self.page.node.and_then(|node| tree.nodes[node].parent);
        while let Some(node) = next {
            let line = &tree.nodes[node];
            let url = match &line.target {
                Target::Page(number) => self.absolute(&self.site.pages[*number].url),
                Target::External(url) => url.clone(),
                Target::Caption => String::new(),
            };
            above.push((line.title.clone(), url));
            next = line.parent;
        }
        above.reverse();
        above
    }
}

/// An object of a type; what is empty says nothing and is left out.
fn node<'a>(kind: &str, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut map = Map::new();
    map.insert("@type".to_owned(), kind.into());
    for (key, value) in fields {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            map.insert(key.to_owned(), value);
        }
    }
    Value::Object(map)
}

/// JSON that cannot end the element it stands in: HTML looks for `<` there (WHATWG HTML, 4.12.1.3), and
/// U+2028 and U+2029 end a line for scripts.
fn embedded(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_the_block() {
        let text = "</script><!-- \u{2028}\u{2029}";
        let written = embedded(&json!({ "a": text }).to_string());
        assert_eq!(written, r#"{"a":"\u003c/script>\u003c!-- \u2028\u2029"}"#);
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["a"], text);
    }
}
