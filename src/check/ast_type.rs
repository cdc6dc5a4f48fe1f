//! AST-TYPE: files are what their names say.

use super::svg_active::drawing;
use crate::model::{Asset, Diagnostic, Site, Span};

const CODE: &str = "AST-TYPE";

/// Files are what their names say, and none is a page or script that the theme does not know of.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, asset) in site.assets.iter() {
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
        } else {
            continue;
        };
        let finding = Diagnostic::error(CODE, &asset.path, Span::default(), message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether a browser takes the file for a document or a script.
fn runs(asset: &Asset) -> bool {
    let endings = ["html", "htm", "xhtml", "xht", "shtml", "js", "mjs", "swf"];
    endings
        .iter()
        .any(|ending| asset.path.has_extension(ending))
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
