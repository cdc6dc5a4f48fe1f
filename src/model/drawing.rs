//! Drawings, and what in one is more than a drawing: what it runs and what it loads.

use std::ops::Range;

use roxmltree::{Attribute, Document, NS_XML_URI, Node, ParsingOptions};

use super::xml::tangled;

/// The first thing in a drawing that is more than a drawing.
pub fn active(text: &str) -> Option<String> {
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
    let mut nodes = document.descendants();
    nodes.find_map(|node| {
        of_element(node)
            .or_else(|| of_attributes(node).next())
            .map(|(what, _)| what)
    })
}

/// The drawing without what makes it more than one; `None` where that is not some elements and attributes of it.
/// What browsers show instead stays: programs write it beside what not all can show.
pub fn without_active(text: &str) -> Option<String> {
    let document = drawing(text)?;
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for node in document.descendants() {
        let sheet = is_style_sheet(node).then(|| node.range());
        let whole = sheet.or_else(|| of_element(node).map(|(_, range)| range));
        let parts: Vec<Range<usize>> = match whole {
            Some(range) => vec![range],
            None => of_attributes(node).map(|(_, range)| range).collect(),
        };
        // What is in an element that is left out is left out with it.
        for part in parts {
            if part.start < from {
                continue;
            }
            out.push_str(text.get(from..part.start)?);
            from = part.end;
        }
    }
    out.push_str(text.get(from..)?);
    (active(&out).is_none() && drawing(&out).is_some()).then_some(out)
}

/// What the document type of an XML text adds to it.
pub fn declared(text: &str) -> Option<&'static str> {
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
pub fn is_in_other_encoding(text: &str) -> bool {
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
pub fn has_style_sheet(document: &Document<'_>) -> bool {
    document.descendants().any(is_style_sheet)
}

fn is_style_sheet(node: Node<'_, '_>) -> bool {
    node.pi().is_some_and(|pi| pi.target == "xml-stylesheet")
}

/// A text as a drawing; `None` where it is none.
pub fn drawing(text: &str) -> Option<Document<'_>> {
    let document = xml(text)?;
    let is_drawing = document.root_element().tag_name().name() == "svg";
    is_drawing.then_some(document)
}

/// Whether a drawing is one for browsers, too: its elements are those of SVG by their namespace alone (SVG 2, 5.1.1).
pub fn is_shown(drawing: &Document<'_>) -> bool {
    drawing.root_element().tag_name().namespace() == Some("http://www.w3.org/2000/svg")
}

/// A text as XML; `None` where it is none, or a tangle that would take ages.
pub fn xml(text: &str) -> Option<Document<'_>> {
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

/// What an element does that is more than drawing, and where it stands.
fn of_element(node: Node<'_, '_>) -> Option<(String, Range<usize>)> {
    let name = node.tag_name().name().to_ascii_lowercase();
    // Elements of HTML are what they are in a page, wherever they stand.
    let of_html = node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml");
    let runs = of_html
        || matches!(
            name.as_str(),
            "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "listener"
        );
    let what = if runs {
        format!("`<{}>`", node.tag_name().name())
    } else if name == "style" && loads(&text_of(node)) {
        "a style that loads something".to_owned()
    } else {
        let changed = changed_address(node, &name)?;
        format!("`<{}>` that changes `{changed}`", node.tag_name().name())
    };
    Some((what, node.range()))
}

/// The attributes of an element that do more than drawing: what, and where each stands.
fn of_attributes<'a>(node: Node<'a, '_>) -> impl Iterator<Item = (String, Range<usize>)> + use<'a> {
    let name = node.tag_name().name().to_ascii_lowercase();
    let attributes = node.attributes();
    attributes
        .filter_map(move |attribute| Some((of_attribute(&attribute, &name)?, attribute.range())))
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
    fn what_a_drawing_runs_and_loads_can_be_left_out() {
        let check = |text: &str, expected: Option<&str>| {
            assert!(active(text).is_some(), "{text}");
            assert_eq!(without_active(text).as_deref(), expected, "{text}");
        };
        let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
        for (inside, left) in [
            (
                "<switch><foreignObject><p onclick='a()'>b</p></foreignObject><text>b</text></switch>",
                "<switch><text>b</text></switch>",
            ),
            (
                "<style>@import url(https://a.example/f);</style><g/>",
                "<g/>",
            ),
            (
                "<g onload='a()' id='b' style='fill:url(//a)'/>",
                "<g  id='b' />",
            ),
            (
                "<?xml-stylesheet href='a'?><a href='javascript:b'>ü</a>",
                "<a >ü</a>",
            ),
        ] {
            check(&svg(inside), Some(&svg(left)));
        }
        check("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", None);
        check("<?xml version='1.0' encoding='GBK'?><svg/>", None);
        check("<svg:svg xmlns:svg='http://www.w3.org/1999/xhtml'/>", None);
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
