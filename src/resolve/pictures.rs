//! How large pictures are, so that a page does not jump when they arrive.

use std::collections::HashMap;

use crate::model::{Asset, RelPath, Url};

/// Width and height in CSS pixels.
pub type Size = (u32, u32);

/// The size of every picture that says it.
pub fn sizes(assets: &[(Url, Asset)]) -> HashMap<RelPath, Size> {
    let sized = assets
        .iter()
        .filter_map(|(_, asset)| Some((asset.path.clone(), size(asset)?)));
    sized.collect()
}

fn size(asset: &Asset) -> Option<Size> {
    match asset.path.extension().to_ascii_lowercase().as_str() {
        "svg" => svg(std::str::from_utf8(&asset.bytes).ok()?),
        "png" | "jpg" | "jpeg" | "gif" | "webp" => {
            let size = imagesize::blob_size(&asset.bytes).ok()?;
            Some((
                u32::try_from(size.width).ok()?,
                u32::try_from(size.height).ok()?,
            ))
        }
        _ => None,
    }
}

/// `width` and `height` of the root element, else the size of its `viewBox`.
fn svg(text: &str) -> Option<Size> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let number = |name: &str| {
        let value = attribute(tag, name)?;
        value
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .and_then(pixels)
    };
    number("width").zip(number("height")).or_else(|| {
        let mut sides = attribute(tag, "viewBox")?
            .split([' ', ','])
            .filter(|side| !side.is_empty())
            .skip(2);
        let mut side = || sides.next()?.parse::<f64>().ok().and_then(pixels);
        Some((side()?, side()?))
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[start..start + tag[start..].find('"')?])
}

fn pixels(length: f64) -> Option<u32> {
    (1.0..100_000.0)
        .contains(&length)
        .then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn drawings_say_their_size_in_two_ways() {
        assert_eq!(
            svg("<svg width=\"10\" height=\"20.4px\" viewBox=\"0 0 1 2\">"),
            Some((10, 20))
        );
        assert_eq!(
            svg("<?xml?><svg viewBox=\"0 0 640,360\">"),
            Some((640, 360))
        );
        assert_eq!(svg("<svg width=\"100%\">"), None);
        assert_eq!(svg("<svg width=\"-1\" height=\"0\">"), None);
    }
}
