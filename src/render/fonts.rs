//! A portal's own fonts: the rules that name its files, and the families that texts ask for first.

use crate::model::Url;
use crate::model::config::{Font, FontUse};

/// The style sheet for `fonts`, as seen from the style sheet at `from`.
///
/// A font that comes late is left for the next page (`font-display: optional`): nothing that is being
/// read moves.
pub fn style(fonts: &[Font], from: &Url) -> String {
    let mut out = String::new();
    for font in fonts {
        let file = Url::new(&font.file.value).href(from);
        out.push_str(&format!(
            "@font-face {{ font-family: {}; src: url(\"{file}\"); font-weight: {}; font-style: {}; font-display: optional; }}\n",
            quoted(&font.family),
            font.weight,
            if font.italic { "italic" } else { "normal" },
        ));
    }
    let uses = [
        (FontUse::Text, "--font-text"),
        (FontUse::Headings, "--font-headings"),
        (FontUse::Code, "--font-code"),
    ];
    for (wanted, token) in uses {
        let Some(font) = fonts.iter().find(|font| font.uses == wanted) else {
            continue;
        };
        let family = quoted(&font.family);
        let families = match wanted {
            // What the font has no letters for comes from the system's, as the theme names them.
            FontUse::Code => format!("{family}, ui-monospace, monospace"),
            FontUse::Text | FontUse::Headings => family,
        };
        out.push_str(&format!(
            "@layer tokens {{ :root {{ {token}: {families}; }} }}\n"
        ));
    }
    out
}

/// A family as CSS takes it: nothing in it can end the text.
fn quoted(family: &str) -> String {
    let plain = |c: &char| !c.is_control() && !matches!(c, '"' | '\\');
    format!("\"{}\"", family.chars().filter(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RelPath, Span, Spanned};

    fn font(family: &str, uses: FontUse) -> Font {
        Font {
            family: family.to_owned(),
            file: Spanned::new(
                RelPath::new("assets/fonts/a b.woff2").unwrap(),
                Span::default(),
            ),
            weight: "100 900".to_owned(),
            italic: false,
            uses,
        }
    }

    #[test]
    fn a_font_is_named_from_where_the_style_sheet_stands() {
        let from = Url::new(&RelPath::new("assets/theme/theme.css").unwrap());
        let style = style(&[font("Inter", FontUse::Text)], &from);
        assert!(
            style.contains("src: url(\"../fonts/a%20b.woff2\");"),
            "{style}"
        );
        assert!(style.contains("--font-text: \"Inter\";"), "{style}");
        assert!(!style.contains("--font-code"), "{style}");
    }

    #[test]
    fn a_family_cannot_leave_its_quotes() {
        assert_eq!(quoted("A\"; } * { color: red"), "\"A; } * { color: red\"");
        assert_eq!(quoted("A\\\n"), "\"A\"");
    }
}
