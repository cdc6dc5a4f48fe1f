//! The page on what templates can see, from the views and what stands above their fields.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Pages, cell, head};

/// Where the views are told.
const SOURCES: [&str; 4] = [
    include_str!("../../../src/render/view.rs"),
    include_str!("../../../src/render/originals.rs"),
    include_str!("../../../src/model/facet.rs"),
    include_str!("../../../src/model/facet/plan.rs"),
];

/// What `facet` is on pages of each template, by its word `facet.is`.
const FACETS: [(&str, &str, &str); 8] = [
    ("home", "home.html", "Home"),
    ("section", "section.html", "Section"),
    ("guide", "guide.html", "Guide"),
    ("lesson", "lesson.html", "Lesson"),
    ("channel", "channel.html", "ChannelCard"),
    ("plan", "plan.html", "PlanCard"),
    ("support", "support.html", "Description"),
    ("notice", "notice.html", "NoticeCard"),
];

pub fn pages(pages: &mut Pages) {
    let about = "What a template of your own can show: every field of the page, of the site and of the facts that a \
        page shows.";
    let mut text = head("Fields of templates", about, 40);
    text.push_str(
        "\nA template in `theme/templates` is [Tera](https://keats.github.io/tera/). It sees what stands here, and nothing \
         else: `page`, `site`, `facet`, and the texts of the interface as `t`, for instance `{{ t.search }}`. To Tera's \
         filters come `fill`, which puts values into a text, `encode` for a part of an address, and `breakable` for an \
         address that may go on in the next line. Links are relative to the page. Texts are escaped as they are shown; \
         what is called finished here is HTML, or attributes, and is shown with `| safe`.\n\n\
         `supportal theme show templates/page.html` prints the template that most build on, and that of plans, \
         `templates/plan.html`, shows how facts are used; `supportal theme show strings/en.yaml` lists the texts. \
         A template that shows a field that is not here is told by [THM-TEMPLATE](../rules/thm/thm-template.md); of \
         what conditions ask for, it says so of `page`, `site` and `facet`.\n",
    );
    let structs = structs();
    let mut shown: Vec<String> = Vec::new();
    let mut wanted: Vec<String> = Vec::new();
    for (title, name) in [("`page`", "PageView"), ("`site`", "SiteView")] {
        let _ = write!(text, "\n## {title}\n\n{}\n", structs[name].doc);
        table(&structs[name], &structs, &mut wanted, &mut text);
    }
    text.push_str(
        "\n## `facet`\n\nWhat the page shows of the facts. `facet.is` names it; on any other page it is `none`.\n\n\
         | `facet.is` | Template | Its fields |\n| --- | --- | --- |\n",
    );
    for (word, template, name) in FACETS {
        wanted.push(name.to_owned());
        let _ = writeln!(
            text,
            "| `{word}` | `{template}` | {} |",
            link(name, &structs)
        );
    }
    text.push_str("\n## What they hold\n");
    while let Some(name) = wanted.iter().find(|name| !shown.contains(name)).cloned() {
        let one = &structs[&name];
        let (title, rest) = one.doc.split_once(['.', ':']).unwrap();
        let _ = write!(text, "\n### {title} {{#{}}}\n", anchor(&name));
        if !rest.trim().is_empty() {
            let _ = write!(text, "\n{}\n", one.doc);
        }
        table(one, &structs, &mut wanted, &mut text);
        shown.push(name);
    }
    pages.insert("keys/templates.md".to_owned(), text);
}

/// A struct of the views.
struct Struct {
    doc: String,
    /// Name, type and meaning.
    fields: Vec<[String; 3]>,
}

/// The structs with public fields, by name. Those that are not passed on are left out.
fn structs() -> BTreeMap<String, Struct> {
    let mut structs = BTreeMap::new();
    for source in SOURCES {
        let mut doc = String::new();
        let mut skipped = false;
        let mut open: Option<(String, Struct)> = None;
        for line in source.lines() {
            let line = line.trim();
            if let Some(words) = line.strip_prefix("///") {
                let blank = if doc.is_empty() { "" } else { " " };
                doc = format!("{doc}{blank}{}", words.trim());
                continue;
            }
            if line.starts_with("#[") {
                skipped |= line == "#[serde(skip)]";
                continue;
            }
            if let Some(name) = line
                .strip_prefix("pub struct ")
                .and_then(|rest| rest.strip_suffix(" {"))
            {
                let fields = Vec::new();
                let doc = std::mem::take(&mut doc);
                open = Some((name.to_owned(), Struct { doc, fields }));
            } else if let (Some((_, one)), Some(field)) = (&mut open, line.strip_prefix("pub ")) {
                let (name, of) = field.trim_end_matches(',').split_once(": ").unwrap();
                if !skipped {
                    one.fields.push([name, of, &doc].map(str::to_owned));
                }
            } else if line == "}"
                && let Some((name, one)) = open.take()
            {
                structs.insert(name, one);
            }
            doc.clear();
            skipped = false;
        }
    }
    structs
}

fn table(
    one: &Struct,
    structs: &BTreeMap<String, Struct>,
    wanted: &mut Vec<String>,
    text: &mut String,
) {
    text.push_str("\n| Field | Value | Meaning |\n| --- | --- | --- |\n");
    for [name, of, meaning] in &one.fields {
        // A page is a number until its link is made.
        if name == "page" {
            let _ = write!(
                text,
                "| `href` | a text | Where its page is. |\n| `foreign` | a text | Attributes that tell the language of \
                 the page, where it is not the reader's; elsewhere nothing. Finished. |\n"
            );
            continue;
        }
        let value = value(of, structs, wanted);
        let _ = writeln!(text, "| `{name}` | {} | {} |", cell(&value), cell(meaning));
    }
}

/// A type in words; the structs in it are `wanted`.
fn value(of: &str, structs: &BTreeMap<String, Struct>, wanted: &mut Vec<String>) -> String {
    let inner = |around: &str| {
        let rest = of.strip_prefix(around)?.strip_prefix('<')?;
        rest.strip_suffix('>')
    };
    if let Some(inner) = inner("Option") {
        return format!("{}, or nothing", value(inner, structs, wanted));
    }
    if let Some(inner) = inner("Vec") {
        return format!("a list; each is {}", value(inner, structs, wanted));
    }
    if let Some(inner) = inner("BTreeMap") {
        let (_, inner) = inner.split_once(", ").unwrap();
        return format!("a map; each is {}", value(inner, structs, wanted));
    }
    match of {
        "String" | "&'static str" | "Arc<str>" | "Kind" | "Standing" => "a text".to_owned(),
        "Locale" => "a language tag: `zh-TW`".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "usize" | "i32" | "i64" | "u64" => "a number".to_owned(),
        "MenuView" | "Arc<Shared<Finished>>" => "finished HTML".to_owned(),
        name => {
            assert!(structs.contains_key(name), "{name} is not told");
            wanted.push(name.to_owned());
            link(name, structs)
        }
    }
}

/// A link to the section of a struct.
fn link(name: &str, structs: &BTreeMap<String, Struct>) -> String {
    let (title, _) = structs[name].doc.split_once(['.', ':']).unwrap();
    let mut letters = title.chars();
    let first = letters.next().unwrap().to_lowercase();
    format!("[{first}{}](#{})", letters.as_str(), anchor(name))
}

/// `LinkView` as `link-view`.
fn anchor(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
