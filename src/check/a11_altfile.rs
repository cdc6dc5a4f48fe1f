//! A11-ALTFILE: alternative text is no file name (WCAG 1.1.1).

use percent_encoding::percent_decode_str;

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-ALTFILE";

/// Extensions of pictures.
const PICTURES: [&str; 12] = [
    "apng", "avif", "bmp", "emf", "gif", "ico", "jpeg", "jpg", "png", "svg", "tiff", "webp",
];

/// Alternative text is no file name (WCAG 1.1.1).
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    for image in &document.body.images {
        let Some(alt) = image.alt.as_deref() else {
            continue;
        };
        if !is_file_name(alt, &image.src) {
            continue;
        }
        let message = format!("the alternative text `{alt}` is the name of a file");
        let hint = "say what the picture shows";
        let finding = Diagnostic::warning(CODE, &document.path, image.span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether `alt` is the name of a picture: of any by its extension, of this one also without.
fn is_file_name(alt: &str, src: &str) -> bool {
    let alt = alt.trim();
    let src = src.split(['?', '#']).next().unwrap_or_default();
    let src = percent_decode_str(src).decode_utf8_lossy();
    let name = src.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let extension = alt
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let picture = extension.is_some_and(|of| PICTURES.contains(&of.as_str()));
    let one_word = !alt.contains(char::is_whitespace);
    picture && (one_word || same(alt, name)) || (same(alt, stem) && is_no_word(stem))
}

/// Whether a name is one that a program or a habit made: `image001`, `add_user`, `add-a-new-user`.
/// `sign-in` is also a word.
fn is_no_word(stem: &str) -> bool {
    let one_word = !stem.contains(char::is_whitespace);
    let numbered = stem.ends_with(|c: char| c.is_ascii_digit());
    one_word && (stem.contains('_') || stem.matches('-').count() >= 2 || numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_words() {
        for (alt, src) in [
            ("image001.png", "a.png"),
            ("Screenshot.JPG", "b.jpg"),
            ("../media/add.svg", "../media/add.svg"),
            ("Screen shot 1.png", "../media/Screen%20shot%201.png"),
            ("wht1", "images/wht1.png"),
            ("Add-a-user", "images/add-a-user.png?raw=true"),
            ("new_user", "new_user.png"),
        ] {
            assert!(is_file_name(alt, src), "{alt}");
        }
        for (alt, src) in [
            ("sign-in", "sign-in.svg"),
            ("Invoice", "invoice.png"),
            ("Save as report.png", "dialog.png"),
            ("Windows 11", "windows 11.png"),
            ("The .png extension", "x.png"),
            ("", ".png"),
            ("contoso.com", "contoso.png"),
            ("產品 A", "a.png"),
        ] {
            assert!(!is_file_name(alt, src), "{alt}");
        }
    }
}
