//! SVG-ACTIVE: drawings run nothing and load nothing.

use roxmltree::{Document, Node, ParsingOptions};

use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "SVG-ACTIVE";

/// Drawings run nothing and load nothing. What is no drawing at all is AST-TYPE.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, asset) in site.assets.iter() {
        if !asset.path.has_extension("svg") {
            continue;
        }
        let Ok(text) = str::from_utf8(&asset.bytes) else {
            continue;
        };
        if let Some(what) = active(text) {
            let message = format!("the drawing holds {what}");
            let hint =
                "save it as plain SVG: shapes, texts and pictures inside the file".to_owned();
            found.push(
                Diagnostic::error(CODE, &asset.path, Span::default(), message).with_hint(hint),
            );
        }
    }
}

/// The first thing in a drawing that is more than a drawing.
fn active(text: &str) -> Option<String> {
    if text.contains("<!ENTITY") {
        return Some("an entity of its own".to_owned());
    }
    // Old programs write a document type, which by itself does nothing.
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).ok()?;
    if document
        .root()
        .children()
        .any(|node| node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet"))
    {
        return Some("a style sheet from elsewhere".to_owned());
    }
    document.descendants().find_map(of_element)
}

fn of_element(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name().to_ascii_lowercase();
    if matches!(
        name.as_str(),
        "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "listener"
    ) {
        return Some(format!("`<{}>`", node.tag_name().name()));
    }
    let style = (name == "style").then(|| node.text().unwrap_or_default());
    if style.is_some_and(|css| css.contains("@import") || loads(css)) {
        return Some("a style that loads something".to_owned());
    }
    node.attributes().find_map(|attribute| {
        let key = attribute.name().to_ascii_lowercase();
        let value: String = attribute.value().split_whitespace().collect();
        let value = value.to_ascii_lowercase();
        if key.starts_with("on") {
            return Some(format!("the handler `{}`", attribute.name()));
        }
        let leads = matches!(key.as_str(), "href" | "src" | "to" | "from" | "values");
        let runs = [
            "javascript:",
            "vbscript:",
            "data:text",
            "data:image/svg",
            "data:application",
        ];
        if leads && runs.iter().any(|scheme| value.contains(scheme)) {
            return Some(format!("`{}` that runs something", attribute.name()));
        }
        let own = value.starts_with('#') || value.starts_with("data:image/");
        if matches!(key.as_str(), "href" | "src") && name != "a" && !value.is_empty() && !own {
            return Some(format!("a reference to `{}`", attribute.value()));
        }
        loads(&value).then(|| format!("`{}` that loads something", attribute.name()))
    })
}

/// Whether a style names an address outside the file.
fn loads(css: &str) -> bool {
    css.to_ascii_lowercase().split("url(").skip(1).any(|rest| {
        let address = rest.trim_start().trim_start_matches(['"', '\'']);
        !address.starts_with('#') && !address.starts_with("data:")
    })
}
