//! SVG-ACTIVE: drawings run nothing and load nothing.

use roxmltree::{Attribute, Document, NS_XML_URI, Node, ParsingOptions};

use crate::model::xml::tangled;
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
            let hint = "save it as plain SVG in UTF-8: shapes, texts and pictures inside the file"
                .to_owned();
            found.push(
                Diagnostic::error(CODE, &asset.path, Span::default(), message).with_hint(hint),
            );
        }
    }
}

/// The first thing in a drawing that is more than a drawing.
fn active(text: &str) -> Option<String> {
    if let Some(what) = declared(text) {
        return Some(what.to_owned());
    }
    if is_in_other_encoding(text) {
        return Some("a text in another encoding than UTF-8".to_owned());
    }
    if let Some(what) = tangled(text) {
        return Some(what.to_owned());
    }
    let document = drawing(text)?;
    if has_style_sheet(&document) {
        return Some("a style sheet from elsewhere".to_owned());
    }
    document.descendants().find_map(of_element)
}

/// What the document type of an XML text adds to it.
pub(super) fn declared(text: &str) -> Option<&'static str> {
    // Browsers give elements the attributes that a document type declares, handlers among them.
    let declarations = [
        ("<!ENTITY", "an entity of its own document type"),
        ("<!ATTLIST", "attributes of its own document type"),
    ];
    let mut declared = declarations.into_iter();
    let declared = declared.find(|(word, _)| text.contains(*word));
    declared.map(|(_, what)| what)
}

/// Whether the first line of an XML text names another encoding than UTF-8: browsers would read another
/// text than stands there.
pub(super) fn is_in_other_encoding(text: &str) -> bool {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(declaration) = text.strip_prefix("<?xml") else {
        return false;
    };
    if !declaration.starts_with(|c: char| c.is_ascii_whitespace()) {
        return false;
    }
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let is_this = |rest: &str| {
        let name = rest.trim_start().strip_prefix('=').unwrap_or_default();
        let name = name.trim_start();
        let name = ['"', '\''].iter().find_map(|&quote| {
            let (name, _) = name.strip_prefix(quote)?.split_once(quote)?;
            Some(name.to_ascii_lowercase())
        });
        match name.as_deref() {
            Some("utf-8" | "utf8") => true,
            Some("us-ascii" | "ascii") => text.is_ascii(),
            _ => false,
        }
    };
    !declaration.split("encoding").skip(1).all(is_this)
}

/// Whether a document asks for a style sheet, which may be a program.
pub(super) fn has_style_sheet(document: &Document<'_>) -> bool {
    let nodes = document.descendants();
    let mut targets = nodes.filter_map(|node| node.pi()).map(|pi| pi.target);
    targets.any(|target| target == "xml-stylesheet")
}

/// A text as a drawing; `None` where it is none.
pub(super) fn drawing(text: &str) -> Option<Document<'_>> {
    let document = xml(text)?;
    let is_drawing = document.root_element().tag_name().name() == "svg";
    is_drawing.then_some(document)
}

/// A text as XML; `None` where it is none, or a tangle that would take ages.
pub(super) fn xml(text: &str) -> Option<Document<'_>> {
    if tangled(text).is_some() {
        return None;
    }
    // Old programs write a document type, which by itself does nothing.
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).ok()
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
    if name == "style" && loads(&text_of(node)) {
        return Some("a style that loads something".to_owned());
    }
    if let Some(changed) = changed_address(node, &name) {
        return Some(format!(
            "`<{}>` that changes `{changed}`",
            node.tag_name().name()
        ));
    }
    node.attributes()
        .find_map(|attribute| of_attribute(&attribute, &name))
}

/// The text in an element itself. Browsers read it as one, whatever comments stand in between.
fn text_of(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(|child| child.is_text());
    texts.filter_map(|child| child.text()).collect()
}

/// The attribute that an animation changes, where it is one that leads somewhere or runs something.
fn changed_address<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    if name != "set" && !name.starts_with("animate") {
        return None;
    }
    let mut names = node
        .attributes()
        .filter(|attribute| attribute.name().eq_ignore_ascii_case("attributename"));
    names.find_map(|attribute| {
        let changed = attribute.value().trim();
        let local = changed.rsplit(':').next().unwrap_or_default();
        let local = local.to_ascii_lowercase();
        let leads = matches!(local.as_str(), "href" | "src" | "style" | "base");
        (leads || local.starts_with("on")).then_some(changed)
    })
}

/// What an attribute of the element `name` does that is more than drawing.
fn of_attribute(attribute: &Attribute<'_, '_>, name: &str) -> Option<String> {
    let key = attribute.name().to_ascii_lowercase();
    let value: String = attribute.value().split_whitespace().collect();
    let value = value.to_ascii_lowercase();
    if key.starts_with("on") {
        return Some(format!("the handler `{}`", attribute.name()));
    }
    if key == "base" && attribute.namespace() == Some(NS_XML_URI) {
        return Some("`xml:base`, which leads all its references elsewhere".to_owned());
    }
    let leads = matches!(
        key.as_str(),
        "href" | "src" | "to" | "from" | "by" | "values"
    );
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
    let loads = loads(attribute.value()) || loads(&value);
    loads.then(|| format!("`{}` that loads something", attribute.name()))
}

/// Whether a style names an address outside the file. Read with its comments and without: what stands
/// between `/*` and `*/` is none in quotes, and which these are is a browser's to say.
fn loads(css: &str) -> bool {
    names_address(&unescaped(css)) || names_address(&unescaped(&without_comments(css)))
}

/// Whether a style without escapes does.
fn names_address(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let elsewhere = |rest: &str| {
        let address = rest.trim_start().trim_start_matches(['"', '\'']);
        !address.starts_with('#') && !address.starts_with("data:")
    };
    css.contains("@import")
        || css.contains("image-set(")
        || css.split("url(").skip(1).any(elsewhere)
}

/// A style without what its words can be parted by.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// A style with letters in place of the numbers that they can be written as: `\75 rl`.
fn unescaped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = escape.bytes().take(6);
        let digits = digits.take_while(u8::is_ascii_hexdigit).count();
        let (number, after) = escape.split_at(digits);
        let letter = u32::from_str_radix(number, 16)
            .ok()
            .and_then(char::from_u32);
        out.extend(letter);
        rest = after;
        if digits > 0 {
            let blank = ["\r\n", "\r", "\n", "\t", "\u{C}", " "];
            let mut behind = blank.iter().filter_map(|blank| after.strip_prefix(blank));
            rest = behind.next().unwrap_or(after);
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_with_comments_and_without() {
        for css in [
            "a{content:\"/*\"}rect{fill:url(https://a.example/x)}",
            "a{content:'/*'}@import 'https://a.example/x';/* */",
            "a{fill:u/**/\\72 l(//a)}",
            "a{fill:\\75\r\nrl(//a)}",
            "a{background:im\\61 ge-set('//a' 1x)}",
            "a{fill:u\\rl(//a)}",
            "a{content:\"\\/*\"}rect{fill:url(//a)}",
        ] {
            assert!(loads(css), "{css}");
        }
        for css in [
            "/* https://a.example/x */a{fill:url(#b)}",
            "a{content:\"\\201C\"}",
            "a{fill:url('data:image/png;base64,AAAA')}",
            "\\",
        ] {
            assert!(!loads(css), "{css}");
        }
    }

    #[test]
    fn another_encoding_is_another_text() {
        for (declaration, other) in [
            ("<?xml version=\"1.0\" encoding=\"GBK\"?>", true),
            ("<?xml version='1.0' encoding = 'iso-2022-jp'?>", true),
            ("<?xml\tversion='1.0'\nencoding='UTF-16'?>", true),
            ("\u{FEFF}<?xml version='1.0' encoding='UTF-7'?>", true),
            ("<?xml version='encoding=\"utf-8\"' encoding='GBK'?>", true),
            ("<?xml version='1.0' encoding='us-ascii'?>é", true),
            ("<?xml version='1.0' encoding='us-ascii'?>", false),
            (
                "<?xml version='1.0' encoding='Utf-8' standalone='no'?>",
                false,
            ),
            ("<?xml version='1.0'?>", false),
            ("<?xml-stylesheet encoding='GBK'?>", false),
            ("<svg encoding='GBK'/>", false),
        ] {
            assert_eq!(is_in_other_encoding(declaration), other, "{declaration}");
        }
    }
}
