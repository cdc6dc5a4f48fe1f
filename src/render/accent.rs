//! A portal's own colour, made readable: the style sheet that replaces the theme's accent.
//!
//! A brand colour is rarely dark enough for text on white, or light enough for text on black; so
//! the hue is kept and its lightness moved until WCAG's 4.5 : 1 is met on both grounds.

/// A little more than WCAG 2.2 asks (1.4.3), so that tinted grounds pass as well.
const CONTRAST: f64 = 5.2;
/// Ground of the light scheme; `styles/tokens.css` has the same.
const LIGHT: Rgb = Rgb([255, 255, 255]);
/// Lightest ground of the dark scheme; `styles/tokens.css` has the same.
const DARK: Rgb = Rgb([33, 38, 48]);

/// The style sheet for the accent `#rrggbb`; `None` where it is not a colour of that form.
pub fn style(accent: &str) -> Option<String> {
    let accent = Rgb::parse(accent)?;
    let light = accent.towards(Rgb([0, 0, 0]), LIGHT);
    let dark = accent.towards(Rgb([255, 255, 255]), DARK);
    let (light_on, dark_on) = (light.text(), dark.text());
    Some(format!(
        ":root {{ --accent: {light}; --on-accent: {light_on}; }}\n\
         @media (prefers-color-scheme: dark) {{\n  \
         :root:not([data-theme=\"light\"]) {{ --accent: {dark}; --on-accent: {dark_on}; }}\n}}\n\
         :root[data-theme=\"dark\"] {{ --accent: {dark}; --on-accent: {dark_on}; }}\n\
         @media print {{ :root:root {{ --accent: {light}; --on-accent: {light_on}; }} }}\n"
    ))
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Rgb([u8; 3]);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// This colour, mixed with as little of `end` as makes it readable on `ground`.
    fn towards(self, end: Self, ground: Self) -> Self {
        (0..=50)
            .map(|step| self.mix(end, f64::from(step) / 50.0))
            .find(|colour| colour.contrast(ground) >= CONTRAST)
            .unwrap_or(end)
    }

    fn mix(self, other: Self, share: f64) -> Self {
        let mut mixed = [0; 3];
        for (at, part) in mixed.iter_mut().enumerate() {
            let value = f64::from(self.0[at]) * (1.0 - share) + f64::from(other.0[at]) * share;
            *part = value.round() as u8;
        }
        Self(mixed)
    }

    /// White or near-black, whichever reads better on this colour.
    fn text(self) -> Self {
        let (white, black) = (Self([255, 255, 255]), Self([16, 19, 26]));
        if self.contrast(white) >= self.contrast(black) {
            white
        } else {
            black
        }
    }

    /// The contrast ratio of WCAG 2: 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_brand_colour_becomes_readable_in_both_schemes() {
        for brand in [
            "#ffd200", "#000000", "#ffffff", "#e3001b", "#2f5bd7", "#00a4a6",
        ] {
            let accent = Rgb::parse(brand).unwrap();
            let light = accent.towards(Rgb([0, 0, 0]), LIGHT);
            let dark = accent.towards(Rgb([255, 255, 255]), DARK);
            assert!(light.contrast(LIGHT) >= 4.5, "{brand} on white");
            assert!(dark.contrast(DARK) >= 4.5, "{brand} on dark");
            assert!(light.contrast(light.text()) >= 4.5, "text on {brand}");
            assert!(dark.contrast(dark.text()) >= 4.5, "text on {brand}, dark");
        }
    }

    /// The colours that `styles/tokens.css` gives in the block behind `selector`.
    fn tokens(selector: &str) -> Vec<(&'static str, Rgb)> {
        let css = include_str!("../../themes/default/styles/tokens.css");
        let (_, rest) = css.split_once(selector).unwrap();
        let (block, _) = rest.split_once('}').unwrap();
        let declared = block
            .lines()
            .filter_map(|line| line.trim().split_once(": "));
        declared
            .filter_map(|(name, value)| Some((name, Rgb::parse(value.trim_end_matches(';'))?)))
            .collect()
    }

    #[test]
    fn any_brand_colour_is_readable_on_every_ground_of_the_theme() {
        let schemes = [
            (tokens("\n  :root {"), Rgb([0, 0, 0]), LIGHT),
            (
                tokens("\n  :root[data-theme=\"dark\"] {"),
                Rgb([255, 255, 255]),
                DARK,
            ),
        ];
        for (tokens, end, against) in schemes {
            let ground = tokens
                .iter()
                .find(|(name, _)| *name == "--ground")
                .unwrap()
                .1;
            // Links stand in the text, in alerts, in lists and beside code.
            let is_ground = |name: &str| {
                let soft = name.ends_with("-soft") && name != "--text-soft";
                soft && name != "--accent-soft"
                    || matches!(name, "--ground" | "--raised" | "--code-ground")
            };
            let grounds = tokens.iter().filter(|(name, _)| is_ground(name));
            let grounds: Vec<_> = grounds.collect();
            assert!(grounds.len() >= 9, "{grounds:?}");
            let parts = || (0..=255).step_by(51);
            for (r, g, b) in
                parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| (r, g, b))))
            {
                let brand = Rgb([r, g, b]);
                let accent = brand.towards(end, against);
                for (name, ground) in &grounds {
                    assert!(accent.contrast(*ground) >= 4.5, "{brand} on {name}");
                }
                // `--accent-soft` is mixed by the browser.
                let soft = ground.mix(accent, 0.08);
                assert!(accent.contrast(soft) >= 4.5, "{brand} on its own tint");
                assert!(accent.contrast(accent.text()) >= 4.5, "text on {brand}");
            }
        }
    }

    #[test]
    fn the_colours_of_the_theme_are_readable() {
        for selector in ["\n  :root {", "\n  :root[data-theme=\"dark\"] {"] {
            let tokens = tokens(selector);
            let colour = |name: &str| {
                let found = tokens.iter().find(|(token, _)| *token == name);
                found.unwrap_or_else(|| panic!("no {name}")).1
            };
            let check = |text: &str, ground: &str| {
                let contrast = colour(text).contrast(colour(ground));
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
            };
            for ground in ["--ground", "--ground-soft", "--raised", "--accent-soft"] {
                for text in ["--text", "--text-soft", "--accent"] {
                    check(text, ground);
                }
            }
            check("--on-accent", "--accent");
            check("--text", "--mark");
            for kind in ["note", "tip", "important", "warning", "caution"] {
                let soft = format!("--{kind}-soft");
                for text in ["--text", "--accent", &format!("--{kind}")] {
                    check(text, &soft);
                }
            }
            for part in ["comment", "string", "keyword", "number", "name", "variable"] {
                check(&format!("--code-{part}"), "--code-ground");
            }
            // Borders of fields and buttons: 3 : 1 (WCAG 2.2, 1.4.11).
            let line = colour("--line-strong").contrast(colour("--ground"));
            assert!(line >= 3.0, "{selector}: {line:.2}");
        }
    }

    #[test]
    fn a_colour_that_is_readable_as_it_is_stays() {
        let style = style("#2f5bd7").unwrap();
        assert!(style.starts_with(":root { --accent: #2f5bd7; --on-accent: #ffffff; }"));
    }

    #[test]
    fn what_is_not_a_colour_makes_no_style() {
        for text in ["2f5bd7", "#2f5", "#2f5bdé", "#2f5bd7; }", "red"] {
            assert_eq!(style(text), None, "{text}");
        }
    }
}
