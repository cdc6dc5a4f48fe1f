//! AST-TYPE: files are what their names say.

use roxmltree::Document;

use crate::model::drawing::{
    declared, drawing, has_style_sheet, is_in_other_encoding, is_shown, xml,
};
use crate::model::host::COPIES;
use crate::model::xml::tangled;
use crate::model::{Asset, Diagnostic, RelPath, Site, Span, Spanned};

const CODE: &str = "AST-TYPE";

/// Endings of what browsers open as pages, run as programs, or take for a page's scripts and styles, and
/// of what some servers run.
const RUN: &[&str] = &[
    "asa", "ashx", "asmx", "asp", "aspx", "atom", "cfm", "cgi", "cjs", "fcgi", "hta", "htc", "htm",
    "html", "jar", "js", "jsf", "jsp", "jspx", "mht", "mhtml", "mjs", "phar", "pht", "phtml", "pl",
    "rss", "shtm", "shtml", "stm", "svgz", "swf", "xbl", "xht", "xhtm", "xhtml", "xsl", "xslt",
    "xul",
];

/// Endings that other tools give their pages.
const MARKDOWN: &[&str] = &["markdown", "mdown", "mkd", "mkdn"];

/// Endings of data that browsers read as XML, and draw as a page what is one in there.
const XML: &[&str] = &[
    "dae", "gpx", "kml", "mathml", "mml", "opml", "owl", "plist", "rdf", "resx", "rng", "tei",
    "wsdl", "xlf", "xliff", "xml", "xsd", "xspf",
];

/// Endings of text that every server calls so, which browsers show as it is.
const TEXT: &[&str] = &[
    "css",
    "csv",
    "ics",
    "json",
    "log",
    "md",
    "text",
    "tsv",
    "txt",
    "vcf",
    "vtt",
    "webmanifest",
    "yaml",
    "yml",
];

/// Endings of pictures that every browser shows. The first are the usual ones.
const PICTURES: &[&str] = &[
    "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "apng", "jfif", "ico", "bmp",
];

/// Endings of fonts that every browser reads.
const FONTS: &[&str] = &["woff2", "woff", "ttf", "otf"];

/// What their files begin with (OpenType 1.9, WOFF 1.0 and 2.0, Apple's TrueType).
const FONT_STARTS: &[&[u8]] = &[b"wOF2", b"wOFF", b"OTTO", b"\0\x01\0\0", b"true"];

/// Names of elements by which browsers tell a page where nothing else does (mimesniff.spec.whatwg.org,
/// section 7.1), and of some that run or load as much.
const TAGS: &[&str] = &[
    "!doctype", "a", "b", "body", "br", "div", "embed", "font", "frameset", "h1", "head", "html",
    "iframe", "img", "meta", "object", "p", "script", "style", "svg", "table", "title",
];

/// The namespaces whose elements do in any XML what they do in a page or a drawing.
const ACTIVE: &[&str] = &[
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul",
];

/// Files are what their names say, and none is a page or script that the theme does not know of.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, asset) in site.assets.iter() {
        if is_meant_as_page(&asset.path, site) {
            let message = "this file is published as it is and not as a page".to_owned();
            let finding = Diagnostic::warning(CODE, &asset.path, Span::default(), message);
            found.push(finding.with_hint(format!("rename it to `{}.md`", asset.path.stem())));
            continue;
        }
        let (message, hint) = if runs(asset) {
            (
                "a browser would run this file as part of the site".to_owned(),
                "pages are Markdown and scripts are the theme's; turn the rule off, with the reason, for a file that some service asks for",
            )
        } else if let Some(kind) = not(asset) {
            (
                format!("the file's name says {kind}, and its content does not"),
                "save it again in the format that its name says",
            )
        } else if is_nameless(asset) {
            (
                "no browser shows this drawing: its elements are not in the namespace of SVG"
                    .to_owned(),
                "begin it with `<svg xmlns=\"http://www.w3.org/2000/svg\"`",
            )
        } else if let Some(begin) = like_a_page(asset) {
            (
                format!(
                    "the file begins like {}, whatever its name says",
                    begin.name()
                ),
                begin.hint(),
            )
        } else {
            continue;
        };
        let finding = Diagnostic::error(CODE, &asset.path, Span::default(), message);
        found.push(finding.with_hint(hint.to_owned()));
    }
    let theme = &site.config.theme;
    let logos = [&theme.logo, &theme.logo_dark].into_iter().flatten();
    for logo in logos {
        shown_as(logo, "picture", PICTURES, site, found);
    }
    for font in &theme.fonts {
        shown_as(&font.file, "font", FONTS, site, found);
    }
}

/// A file of the theme in supportal.yaml is of the kind that pages take it for.
fn shown_as(
    file: &Spanned<RelPath>,
    kind: &str,
    endings: &[&str],
    site: &Site,
    found: &mut Vec<Diagnostic>,
) {
    let path = &file.value;
    let is_one = endings.iter().any(|ending| path.has_extension(ending));
    // One that is not there is LNK-FILE.
    if is_one || !site.assets.iter().any(|(_, asset)| asset.path == *path) {
        return;
    }
    let message = format!("pages take `{path}` for a {kind}, and it is called like none");
    let endings: Vec<String> = endings
        .iter()
        .map(|ending| format!("`.{ending}`"))
        .collect();
    let hint = format!("a {kind} ends in {}", endings.join(", "));
    found.push(Diagnostic::error(CODE, &site.config.path, file.span, message).with_hint(hint));
}

/// Whether a file is a drawing by its names alone, as it stands within a page of HTML.
fn is_nameless(asset: &Asset) -> bool {
    asset.path.has_extension("svg")
        && str::from_utf8(&asset.bytes)
            .ok()
            .and_then(drawing)
            .is_some_and(|drawing| !is_shown(&drawing))
}

/// Whether a file stands among the pages of a language, and only its ending keeps it from being one.
fn is_meant_as_page(path: &RelPath, site: &Site) -> bool {
    let folder = path.parts().next();
    MARKDOWN.iter().any(|ending| path.has_extension(ending))
        && (site.config.languages.iter()).any(|language| folder == Some(language.as_str()))
}

/// Whether a browser takes the file for a document or a script, or a server for a program.
fn runs(asset: &Asset) -> bool {
    let (ending, is_compressed) = ending(&asset.path);
    let ending = ending.as_str();
    let is_xml = XML.contains(&ending);
    // Nobody looks at what is compressed.
    let is_hidden = is_compressed && (is_xml || ending == "svg");
    // `php`, `php5`, `phps`.
    RUN.contains(&ending)
        || ending.starts_with("php")
        || is_hidden
        || (is_xml && str::from_utf8(&asset.bytes).is_ok_and(is_active))
}

/// The ending of a file's name, in small letters. Servers send what is compressed, `page.html.gz`, as
/// what it was before: then it is that ending.
fn ending(path: &RelPath) -> (String, bool) {
    let name = path.file_name().to_ascii_lowercase();
    let mut original = name.as_str();
    while let Some(inside) = COPIES.iter().find_map(|copy| original.strip_suffix(*copy)) {
        original = inside;
    }
    let ending = original.rsplit_once('.').map_or("", |(_, ending)| ending);
    (ending.to_owned(), original.len() < name.len())
}

/// Whether a text of XML is more than data.
fn is_active(text: &str) -> bool {
    let active = |document: Document<'_>| {
        let mut nodes = document.descendants();
        let of_page = |namespace: &str| ACTIVE.contains(&namespace);
        has_style_sheet(&document)
            || nodes.any(|node| node.tag_name().namespace().is_some_and(of_page))
    };
    declared(text).is_some() || tangled(text).is_some() || xml(text).is_some_and(active)
}

/// What the first bytes of a file are those of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    /// A page of HTML.
    Page,
    /// A drawing, in which scripts run as in a page, and which is looked through under its own ending alone.
    Drawing,
}

impl Begin {
    fn name(self) -> &'static str {
        match self {
            Self::Page => "a page of HTML",
            Self::Drawing => "a drawing (SVG)",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Page => "save it again in the format that its name says; pages are Markdown",
            Self::Drawing => {
                "let its name end in `.svg`, or save it again in the format that its name says"
            }
        }
    }
}

/// What a browser that goes by the first bytes takes the file for, where it runs what is in there. It does so where a
/// server does not know the ending, and where a program opens it from the disk.
fn like_a_page(asset: &Asset) -> Option<Begin> {
    const LOOK: usize = 1024;
    let (ending, _) = ending(&asset.path);
    let ending = ending.as_str();
    if ending == "svg" || TEXT.contains(&ending) || XML.contains(&ending) {
        return None;
    }
    let begin = asset.bytes.get(..LOOK).unwrap_or(&asset.bytes);
    let begin = String::from_utf8_lossy(begin);
    let tag = first_tag(&begin)?;
    let behind = tag.get("!doctype".len()..).map(str::trim_start);
    let is_drawing = |text: &str| is_tag(text, "svg");
    if is_drawing(tag) || (is_tag(tag, "!doctype") && behind.is_some_and(is_drawing)) {
        return Some(Begin::Drawing);
    }
    // Browsers take a comment for a page's.
    let is_page = tag.starts_with("!--") || TAGS.iter().any(|name| is_tag(tag, name));
    is_page.then_some(Begin::Page)
}

/// What stands behind the `<` of a text that begins with a tag, after blanks and what is said to programs.
fn first_tag(text: &str) -> Option<&str> {
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    let mut rest = text.trim_start_matches(blank);
    while let Some(said) = rest.strip_prefix("<?") {
        let (_, after) = said.split_once("?>")?;
        rest = after.trim_start_matches(blank);
    }
    rest.strip_prefix('<')
}

/// Whether `tag` is one of this name.
fn is_tag(tag: &str, name: &str) -> bool {
    let Some((begin, rest)) = tag.split_at_checked(name.len()) else {
        return false;
    };
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    begin.eq_ignore_ascii_case(name) && rest.starts_with(ends)
}

/// The format that the name of a picture or of data gives, where the first bytes are those of something else.
fn not(asset: &Asset) -> Option<&'static str> {
    let bytes = asset.bytes.as_slice();
    let named = |ending: &str| asset.path.has_extension(ending);
    let (kind, is) = match () {
        () if named("png") => ("PNG", bytes.starts_with(b"\x89PNG")),
        () if named("jpg") || named("jpeg") => ("JPEG", bytes.starts_with(b"\xFF\xD8\xFF")),
        () if named("gif") => ("GIF", bytes.starts_with(b"GIF8")),
        () if named("webp") => (
            "WebP",
            bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        ),
        () if named("avif") => ("AVIF", bytes.get(4..8) == Some(b"ftyp")),
        () if named("svg") => (
            "SVG",
            // Browsers run what stands before a mistake; two kinds are refused as they are (SVG-ACTIVE).
            str::from_utf8(bytes).is_ok_and(|text| {
                text.contains("<!ENTITY") || tangled(text).is_some() || drawing(text).is_some()
            }),
        ),
        // Which of these a font is, all browsers tell by its bytes.
        () if FONTS.iter().any(|ending| named(ending)) => (
            "a font",
            FONT_STARTS.iter().any(|start| bytes.starts_with(start)),
        ),
        () if XML.contains(&ending(&asset.path).0.as_str()) && begins_with_tag(bytes) => (
            "XML in UTF-8",
            // The same holds for these.
            str::from_utf8(bytes)
                .is_ok_and(|text| xml(text).is_some() && !is_in_other_encoding(text)),
        ),
        () => return None,
    };
    // Which of these a picture is, all browsers tell by its bytes: only what is none of them misleads.
    let picture = [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8", b"RIFF"];
    let other = picture.iter().any(|start| bytes.starts_with(start));
    let other = other && !matches!(kind, "SVG" | "a font");
    (!is && !other).then_some(kind)
}

/// Whether a file begins with a `<`, in any encoding that browsers look for by themselves: XML that does
/// not is a mistake from the start.
fn begins_with_tag(bytes: &[u8]) -> bool {
    const MARKS: &[u8] = &[0, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF];
    let mut bytes = bytes.iter().copied();
    let first = bytes.find(|byte| !byte.is_ascii_whitespace() && !MARKS.contains(byte));
    first == Some(b'<')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fingerprint;

    fn asset(name: &str, content: &[u8]) -> Asset {
        Asset {
            path: RelPath::new(&format!("assets/{name}")).unwrap(),
            bytes: content.to_vec().into(),
            fingerprint: Fingerprint::of(content),
        }
    }

    #[test]
    fn the_ending_is_that_of_what_a_server_sends() {
        for name in [
            "a.HTML",
            "a.html.gz",
            "a.js.br.zst",
            "a.svg.br",
            "a.svgz",
            "a.xml.gz",
            "a.php5",
            "a.jsp",
            "a.hta",
            "a.cjs",
            "a.rss",
            "a.xsl",
        ] {
            assert!(runs(&asset(name, b"")), "{name}");
        }
        for name in [
            "a.csv.gz",
            "a.tar.gz",
            "a.xml",
            "a.json",
            "html",
            "a.docx",
            "a.html.txt",
        ] {
            assert!(!runs(&asset(name, b"")), "{name}");
        }
    }

    #[test]
    fn xml_is_data_unless_it_holds_a_page() {
        let page =
            "<d><h:script xmlns:h='http://www.w3.org/1999/xhtm&#108;'>alert(1)</h:script></d>";
        for active in [
            page,
            "<?xml-stylesheet href='a.xsl'?><d/>",
            "<!DOCTYPE d [<!ATTLIST d xmlns CDATA 'a'>]><d/>",
            "<d><svg xmlns='http://www.w3.org/2000/svg'/></d>",
        ] {
            assert!(runs(&asset("a.xml", active.as_bytes())), "{active}");
            assert!(runs(&asset("a.kml", active.as_bytes())), "{active}");
        }
        let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for unread in [
            &utf16[..],
            b"<?xml version='1.0' encoding='GBK'?><d/>",
            b"<d><e></d>",
            b"\xEF\xBB\xBF <d>\xFF</d>",
        ] {
            assert!(not(&asset("a.xml", unread)).is_some(), "{unread:?}");
        }
        for data in [
            "<?xml version='1.0' encoding='utf-8'?><d xmlns='urn:d'>1</d>",
            "<d/>",
            "bplist00",
        ] {
            let asset = asset("a.plist", data.as_bytes());
            assert!(!runs(&asset) && not(&asset).is_none(), "{data}");
        }
    }

    #[test]
    fn fonts_and_drawings_are_such_as_browsers_show() {
        for (name, content) in [
            ("a.woff2", &b"x"[..]),
            ("a.woff", b"\x89PNG\r\n"),
            ("a.ttf", b"<svg/>"),
            ("a.otf", b""),
        ] {
            assert!(not(&asset(name, content)).is_some(), "{name}");
        }
        for (name, content) in [
            ("a.woff2", &b"wOF2"[..]),
            ("a.woff2", b"wOFF"),
            ("a.ttf", b"\0\x01\0\0"),
            ("a.OTF", b"OTTO"),
        ] {
            assert_eq!(not(&asset(name, content)), None, "{name}");
        }
        let bare = "<svg width='1' height='1'><path d='M0 0'/></svg>";
        let named = "<s:svg xmlns:s='http://www.w3.org/2000/svg'/>";
        assert!(is_nameless(&asset("a.svg", bare.as_bytes())));
        assert!(!is_nameless(&asset("a.svg", named.as_bytes())));
        assert!(!is_nameless(&asset("a.svg", b"<svg")));
    }

    #[test]
    fn what_begins_like_a_page_is_told_by_its_bytes() {
        for page in [
            "<!DOCTYPE html>",
            "\u{FEFF} \n<html lang=en>",
            "<script>",
            "<!-- a --> b",
        ] {
            for name in ["a.ico", "a.bmp", "a.pdf", "a.woff2", "a.bin", "a"] {
                let begin = like_a_page(&asset(name, page.as_bytes()));
                assert_eq!(begin, Some(Begin::Page), "{name} {page}");
            }
            let text = asset("a.txt", page.as_bytes());
            assert_eq!(like_a_page(&text), None, "{page}");
        }
        for drawing in [
            "<?a ?><svg/>",
            "<svg xmlns='http://www.w3.org/2000/svg'>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''><svg/>",
        ] {
            let begin = like_a_page(&asset("a.svg.x", drawing.as_bytes()));
            assert_eq!(begin, Some(Begin::Drawing), "{drawing}");
        }
        for other in ["", "<", "<abc>", "%PDF-1.7", "a <script>", "<?xml"] {
            let begin = like_a_page(&asset("a.pdf", other.as_bytes()));
            assert_eq!(begin, None, "{other}");
        }
    }
}
