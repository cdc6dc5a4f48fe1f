//! LIM-SIZE: files are not too large.

use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "LIM-SIZE";

/// Endings of the names of pictures.
const PICTURES: [&str; 11] = [
    "avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp",
];

/// Pictures are not too large. Pages are measured as they are read.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let most = site.config.limits.picture_size;
    for (_, asset) in site.assets.iter() {
        let size = asset.bytes.len() as u64;
        let is_picture = || {
            PICTURES
                .iter()
                .any(|ending| asset.path.has_extension(ending))
        };
        if size > most && is_picture() {
            let message = format!("the picture has {size} bytes; {most} are allowed");
            let hint =
                "save it smaller, or raise `limits.picture_size` in supportal.yaml".to_owned();
            found.push(
                Diagnostic::error(CODE, &asset.path, Span::default(), message).with_hint(hint),
            );
        }
    }
}
