//! AST-TYPE: files are what their names say.

use super::svg_active::drawing;
use crate::model::{Asset, Diagnostic, Site, Span, Url};

const CODE: &str = "AST-TYPE";

/// Files are what their names say, and none is a page or script that the theme does not know of.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (url, asset) in site.assets.iter() {
        let (message, hint) = if steers(url) {
            (
                "a host would take this file for what it is told to do".to_owned(),
                "redirects and headers are written by `publish:` of supportal.yaml; turn the rule off, with the reason, for a file that the host asks for",
            )
        } else if runs(asset) {
            (
                "a browser would run this file as part of the site".to_owned(),
                "pages are Markdown and scripts are the theme's; turn the rule off, with the reason, for a file that some service asks for",
            )
        } else if let Some(kind) = not(asset) {
            (
                format!("the file's name says {kind}, and its content does not"),
                "save it again in the format that its name says",
            )
        } else {
            continue;
        };
        let finding = Diagnostic::error(CODE, &asset.path, Span::default(), message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether a host reads the file for itself: at the root of the site, or in any folder.
fn steers(url: &Url) -> bool {
    let name = url.as_str().rsplit('/').next().unwrap_or_default();
    let anywhere = ["web.config", "php.ini"];
    let at_root = [
        "_config.yml",
        "_headers",
        "_redirects",
        "_routes.json",
        "cname",
        "staticwebapp.config.json",
        "vercel.json",
    ];
    let is = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
    is(&anywhere) || name == url.as_str() && is(&at_root)
}

/// Whether a browser, or a server, takes the file for a document or a script.
fn runs(asset: &Asset) -> bool {
    let bytes = asset.bytes.as_slice();
    let named = |endings: &[&str]| endings.iter().any(|ending| has_ending(asset, ending));
    if named(&RUNS) {
        return true;
    }
    if named(&XML) {
        return str::from_utf8(bytes).map_or(true, draws);
    }
    // Where a name tells nothing, or the content is not what it tells, some look at how the content begins.
    !named(&["csv", "json", "md", "svg", "txt"])
        && not(asset).is_none()
        && begins_like_a_page(bytes)
}

/// Whether a name ends so, a compressed copy of it included: `plan.svg.gz`.
fn has_ending(asset: &Asset, ending: &str) -> bool {
    let name = asset.path.as_str().to_ascii_lowercase();
    let name = [".gz", ".br", ".zst"]
        .iter()
        .find_map(|copy| name.strip_suffix(copy))
        .unwrap_or(&name);
    let stem = name.strip_suffix(ending);
    stem.is_some_and(|stem| stem.ends_with('.'))
}

/// Endings of documents and scripts.
const RUNS: [&str; 24] = [
    "asp", "aspx", "cgi", "cjs", "hta", "htc", "htm", "html", "js", "jsp", "mht", "mhtml", "mjs",
    "php", "php3", "php5", "phtml", "shtml", "svgz", "swf", "xht", "xhtml", "xsl", "xslt",
];

/// Endings of what browsers read as XML, and show as a page where it says so.
const XML: [&str; 5] = ["atom", "rdf", "rss", "xml", "xul"];

/// Whether XML names what browsers run or draw by: HTML, SVG, entities or a style sheet.
fn draws(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let what = ["1999/xhtml", "2000/svg", "<!entity", "<?xml-stylesheet"];
    what.iter().any(|one| text.contains(one))
}

/// Whether the first words are those of a page.
fn begins_like_a_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..512).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    let pages = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<svg",
    ];
    pages.iter().any(|page| head.starts_with(page))
}

/// The format that the name of a picture gives, where the first bytes are those of something else.
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
            // Browsers run what stands before a mistake; what has entities is refused as it is (SVG-ACTIVE).
            str::from_utf8(bytes)
                .is_ok_and(|text| text.contains("<!ENTITY") || drawing(text).is_some()),
        ),
        () => return None,
    };
    // Which of these a picture is, all browsers tell by its bytes: only what is none of them misleads.
    let picture = [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8", b"RIFF"];
    let other = kind != "SVG" && picture.iter().any(|start| bytes.starts_with(start));
    (!is && !other).then_some(kind)
}
