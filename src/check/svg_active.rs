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
    // Browsers give elements the attributes that a document type declares, handlers among them.
    for (declaration, what) in [("<!ENTITY", "an entity"), ("<!ATTLIST", "attributes")] {
        if text.contains(declaration) {
            return Some(format!("{what} of its own document type"));
        }
    }
    if let Some(encoding) = encoding(text)
        && !encoding.eq_ignore_ascii_case("utf-8")
    {
        return Some(format!(
            "the encoding `{encoding}`, which browsers read it in"
        ));
    }
    let document = drawing(text)?;
    if document
        .root()
        .children()
        .any(|node| node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet"))
    {
        return Some("a style sheet from elsewhere".to_owned());
    }
    document.descendants().find_map(of_element)
}

/// The encoding that the first line of an XML file names.
fn encoding(text: &str) -> Option<&str> {
    let (declaration, _) = text
        .trim_start_matches('\u{FEFF}')
        .strip_prefix("<?xml")?
        .split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1)
}

/// A text as a drawing; `None` where it is none.
pub(super) fn drawing(text: &str) -> Option<Document<'_>> {
    // Old programs write a document type, which by itself does nothing.
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).ok()?;
    let is_drawing = document.root_element().tag_name().name() == "svg";
    is_drawing.then_some(document)
}

fn of_element(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name().to_ascii_lowercase();
    // Elements of HTML are what they are in a page, wherever they stand.
    let of_html = node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml");
    if of_html
        || matches!(
            name.as_str(),
            "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "listener"
        )
    {
        return Some(format!("`<{}>`", node.tag_name().name()));
    }
    let style = || -> String {
        let texts = node.descendants().filter_map(|node| node.text());
        texts.collect()
    };
    if name == "style" && loads(&style()) {
        return Some("a style that loads something".to_owned());
    }
    node.attributes().find_map(|attribute| {
        let key = attribute.name().to_ascii_lowercase();
        let value: String = attribute.value().split_whitespace().collect();
        let value = value.to_ascii_lowercase();
        if key.starts_with("on") {
            return Some(format!("the handler `{}`", attribute.name()));
        }
        // What it becomes in time is not looked at.
        if key == "attributename"
            && (value.ends_with("href") || value == "src" || value.starts_with("on"))
        {
            return Some(format!(
                "`<{}>` that changes `{}`",
                node.tag_name().name(),
                attribute.value()
            ));
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
        if matches!(key.as_str(), "href" | "src" | "base")
            && name != "a"
            && !value.is_empty()
            && !own
        {
            return Some(format!("a reference to `{}`", attribute.value()));
        }
        loads(&value).then(|| format!("`{}` that loads something", attribute.name()))
    })
}

/// Whether a style names an address outside the file. What looks like a comment may stand in quotes.
fn loads(css: &str) -> bool {
    let commented = css.contains("/*") && leads_out(&unescaped(&css.replace("/*", "  ")));
    commented || leads_out(&unescaped(css))
}

fn leads_out(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let elsewhere = |rest: &str| {
        let address = rest.trim_start().trim_start_matches(['"', '\'']);
        !address.starts_with('#') && !address.starts_with("data:")
    };
    css.contains("@import")
        || css.contains("image-set(")
        || css.split("url(").skip(1).any(elsewhere)
}

/// A style without what its words can be hidden by: comments, and letters as numbers (`\75 rl`).
fn unescaped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['\\', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let Some(escape) = from.strip_prefix('\\') else {
            out.push('/');
            rest = from.strip_prefix('/').unwrap_or_default();
            continue;
        };
        let digits = escape.bytes().take(6);
        let digits = digits.take_while(u8::is_ascii_hexdigit).count();
        let (number, after) = escape.split_at(digits);
        let letter = u32::from_str_radix(number, 16)
            .ok()
            .and_then(char::from_u32);
        out.extend(letter);
        rest = after;
        if digits > 0 {
            rest = after.strip_prefix([' ', '\t', '\n']).unwrap_or(after);
        }
    }
    out + rest
}
