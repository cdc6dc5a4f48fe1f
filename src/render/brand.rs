//! A portal's own colour: the tokens that are derived from it, readable in both schemes.
//!
//! A brand colour is rarely dark enough for text on white, and never light enough on black as well;
//! so its hue is kept, and its lightness is moved in OKLCH, where equal steps look equal, until
//! WCAG's 4.5 : 1 is met on every ground of the theme. Greys turn to its hue, too.

use palette::color_difference::Wcag21RelativeContrast as _;
use palette::{FromColor as _, IntoColor as _, Oklch, Srgb};

/// What text has on the plain ground so that on every tinted one it has what WCAG 2.2 asks (1.4.3): 4.5.
const CONTRAST: f32 = 5.2;
/// What WCAG 2.2 asks of text.
const WCAG: f32 = 4.5;
/// Moves of lightness between black and white.
const STEPS: u16 = 200;
/// The brand is a grey below this chroma, and turns nothing to its hue.
const GREY: f32 = 0.02;
/// How much of their chroma greys keep in the hue of the brand: other hues than blue show sooner.
const TINT: f32 = 0.6;

/// Greys of `styles/tokens.css`, light and dark, that take the hue of the brand.
const GREYS: [(&str, [&str; 2]); 8] = [
    ("--ground", ["#ffffff", "#12151c"]),
    ("--ground-soft", ["#f5f7fa", "#181c25"]),
    ("--raised", ["#ffffff", "#1c212b"]),
    ("--line", ["#e0e4eb", "#2e3542"]),
    ("--line-strong", ["#7d8698", "#76808f"]),
    ("--text", ["#1a2130", "#e7eaf0"]),
    ("--text-soft", ["#515b6d", "#aab3c2"]),
    ("--code-ground", ["#f6f8fb", "#181c25"]),
];

type Rgb = Srgb<u8>;

/// One of the two schemes of colours.
struct Scheme {
    /// Its place in [`GREYS`].
    at: usize,
    /// The ground that text is hardest to read on; `styles/tokens.css` has it.
    ground: Rgb,
    /// The end of lightness that text moves to.
    end: f32,
    /// Lightness and highest chroma of what is tinted with the brand, and of its borders.
    soft: [f32; 2],
    line: [f32; 2],
}

const LIGHT: Scheme = Scheme {
    at: 0,
    ground: Rgb::new(255, 255, 255),
    end: 0.0,
    soft: [0.966, 0.016],
    line: [0.87, 0.055],
};
const DARK: Scheme = Scheme {
    at: 1,
    ground: Rgb::new(33, 38, 48),
    end: 1.0,
    soft: [0.262, 0.034],
    line: [0.42, 0.07],
};

/// What becomes of a brand colour.
pub struct Brand {
    /// The tokens, as a style sheet that follows `styles/tokens.css`.
    pub style: String,
    /// Where text of the brand colour cannot be read on white: what it has there, to one decimal, and
    /// the colour that the light scheme has instead.
    pub moved: Option<(String, String)>,
}

/// The tokens that follow from the colour `#rrggbb`; `None` where it is not one of that form.
pub fn brand(colour: &str) -> Option<Brand> {
    let brand = parse(colour)?;
    let light = LIGHT.tokens(brand);
    let dark = DARK.tokens(brand);
    let paper = shown(LIGHT.accent(brand));
    let has = contrast(brand, LIGHT.ground);
    Some(Brand {
        style: format!(
            "@layer tokens {{\n\
             :root {{ {light}--accent-paper: {paper}; }}\n\
             @media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {dark}}} }}\n\
             @media screen {{ :root[data-theme=\"dark\"] {{ {dark}}} }}\n}}\n"
        ),
        moved: (has < WCAG).then(|| (format!("{:.1}", (has * 10.0).floor() / 10.0), paper)),
    })
}

impl Scheme {
    fn tokens(&self, brand: Rgb) -> String {
        let accent = self.accent(brand);
        let tint = |[lightness, chroma]: [f32; 2]| self.tint(brand, lightness, chroma);
        let mut out = format!(
            "--accent: {}; --on-accent: {}; --accent-soft: {}; --accent-line: {}; ",
            shown(accent),
            shown(text_on(accent)),
            shown(tint(self.soft)),
            shown(tint(self.line)),
        );
        for (name, grey) in self.greys(brand) {
            out.push_str(&format!("{name}: {}; ", shown(grey)));
        }
        out
    }

    /// The brand, moved as little as makes it readable on the ground.
    fn accent(&self, brand: Rgb) -> Rgb {
        let from = lch(brand);
        let moved = (0..=STEPS).map(|step| {
            let share = f32::from(step) / f32::from(STEPS);
            let lightness = from.l + (self.end - from.l) * share;
            match step {
                0 => brand,
                _ => within(Oklch {
                    l: lightness,
                    ..from
                }),
            }
        });
        let readable = |colour: &Rgb| contrast(*colour, self.ground) >= CONTRAST;
        moved.into_iter().find(readable).unwrap_or(self.ground)
    }

    fn tint(&self, brand: Rgb, lightness: f32, chroma: f32) -> Rgb {
        let from = lch(brand);
        within(Oklch::new(lightness, from.chroma.min(chroma), from.hue))
    }

    /// The greys, with the hue of the brand and their own lightness.
    fn greys(&self, brand: Rgb) -> impl Iterator<Item = (&'static str, Rgb)> {
        let from = lch(brand);
        let at = self.at;
        GREYS.into_iter().filter_map(move |(name, greys)| {
            let grey = lch(parse(greys[at])?);
            let chroma = match from.chroma < GREY {
                true => 0.0,
                false => grey.chroma * TINT,
            };
            Some((name, within(Oklch::new(grey.l, chroma, from.hue))))
        })
    }
}

/// The contrast of WCAG 2: 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f32 {
    a.into_format::<f32>()
        .relative_contrast(b.into_format::<f32>())
}

/// White or near-black, whichever reads better on this colour.
fn text_on(colour: Rgb) -> Rgb {
    let (white, black) = (Rgb::new(255, 255, 255), Rgb::new(16, 19, 26));
    match contrast(colour, white) >= contrast(colour, black) {
        true => white,
        false => black,
    }
}

fn parse(text: &str) -> Option<Rgb> {
    // Three digits would be a colour, too, and are not what supportal.yaml takes.
    (text.len() == 7 && text.starts_with('#'))
        .then(|| text.parse().ok())
        .flatten()
}

fn lch(colour: Rgb) -> Oklch {
    Oklch::from_color(colour.into_format::<f32>())
}

/// The colour of that lightness and hue that a screen can show, with as much chroma as it can.
fn within(mut colour: Oklch) -> Rgb {
    let chroma = colour.chroma;
    for step in (0..=50_u8).rev() {
        colour.chroma = chroma * f32::from(step) / 50.0;
        let rgb: Srgb = palette::convert::IntoColorUnclamped::into_color_unclamped(colour);
        let inside = |part: f32| (-0.0005..=1.0005).contains(&part);
        if inside(rgb.red) && inside(rgb.green) && inside(rgb.blue) {
            break;
        }
    }
    let rgb: Srgb = colour.into_color();
    rgb.into_format()
}

fn shown(colour: Rgb) -> String {
    format!("#{colour:x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours that `styles/tokens.css` gives in the block behind `selector`.
    fn tokens(selector: &str) -> Vec<(&'static str, Rgb)> {
        let css = include_str!("../../themes/default/styles/tokens.css");
        let (_, rest) = css.split_once(selector).unwrap();
        let (block, _) = rest.split_once('}').unwrap();
        let declared = block
            .lines()
            .filter_map(|line| line.trim().split_once(": "));
        declared
            .filter_map(|(name, value)| Some((name, parse(value.trim_end_matches(';'))?)))
            .collect()
    }

    fn schemes() -> [(Vec<(&'static str, Rgb)>, Scheme); 2] {
        [
            (tokens("\n  :root {"), LIGHT),
            (tokens("\n    :root[data-theme=\"dark\"] {"), DARK),
        ]
    }

    /// Every brand of a grid through the cube of colours.
    fn brands() -> impl Iterator<Item = Rgb> {
        let parts = || (0..=255_u8).step_by(51);
        parts()
            .flat_map(move |r| parts().flat_map(move |g| parts().map(move |b| Rgb::new(r, g, b))))
    }

    #[test]
    fn the_greys_that_turn_are_those_of_the_theme() {
        for (tokens, scheme) in schemes() {
            for (name, greys) in GREYS {
                let own = tokens.iter().find(|(token, _)| *token == name).unwrap().1;
                assert_eq!(shown(own), greys[scheme.at], "{name}");
            }
        }
    }

    #[test]
    fn any_brand_colour_is_readable_on_every_ground_of_the_theme() {
        for (tokens, scheme) in schemes() {
            for brand in brands() {
                let accent = scheme.accent(brand);
                let greys: Vec<(&str, Rgb)> = scheme.greys(brand).collect();
                let grey = |name: &str| greys.iter().find(|(grey, _)| *grey == name).unwrap().1;
                let [lightness, chroma] = scheme.soft;
                let soft = scheme.tint(brand, lightness, chroma);
                // Links stand in the text, in alerts, in lists and beside code.
                let alerts = tokens.iter().filter(|(name, _)| {
                    let own =
                        greys.iter().any(|(grey, _)| grey == name) || *name == "--accent-soft";
                    name.ends_with("-soft") && !own
                });
                let mut grounds: Vec<(&str, Rgb)> = alerts.copied().collect();
                assert_eq!(grounds.len(), 5, "{grounds:?}");
                grounds.push(("--accent-soft", soft));
                for name in ["--ground", "--ground-soft", "--raised", "--code-ground"] {
                    grounds.push((name, grey(name)));
                }
                let check = |what: &str, text: Rgb, on: &str, ground: Rgb, least: f32| {
                    let has = contrast(text, ground);
                    let brand = shown(brand);
                    assert!(has >= least, "{what} of {brand} on {on}: {has:.2}");
                };
                for (name, ground) in grounds {
                    check("--accent", accent, name, ground, WCAG);
                    check("--text", grey("--text"), name, ground, WCAG);
                }
                for (name, ground) in [
                    ("--ground", grey("--ground")),
                    ("--ground-soft", grey("--ground-soft")),
                    ("--raised", grey("--raised")),
                    ("--accent-soft", soft),
                ] {
                    check("--text-soft", grey("--text-soft"), name, ground, WCAG);
                    // Borders of fields and buttons (WCAG 2.2, 1.4.11).
                    check("--line-strong", grey("--line-strong"), name, ground, 3.0);
                }
                for part in ["comment", "string", "keyword", "number", "name", "variable"] {
                    let token = format!("--code-{part}");
                    let colour = tokens.iter().find(|(name, _)| *name == token).unwrap().1;
                    check(&token, colour, "code", grey("--code-ground"), WCAG);
                }
                check("text", text_on(accent), "--accent", accent, WCAG);
            }
        }
    }

    #[test]
    fn the_colours_of_the_theme_are_readable() {
        for (tokens, _) in schemes() {
            let colour = |name: &str| {
                let found = tokens.iter().find(|(token, _)| *token == name);
                found.unwrap_or_else(|| panic!("no {name}")).1
            };
            let check = |text: &str, ground: &str| {
                let has = contrast(colour(text), colour(ground));
                assert!(has >= WCAG, "{text} on {ground}: {has:.2}");
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
            let line = contrast(colour("--line-strong"), colour("--ground"));
            assert!(line >= 3.0, "{line:.2}");
        }
    }

    #[test]
    fn a_colour_that_is_readable_as_it_is_stays() {
        let brand = brand("#2f5bd7").unwrap();
        assert!(
            brand
                .style
                .contains(":root { --accent: #2f5bd7; --on-accent: #ffffff;")
        );
        assert_eq!(brand.moved, None);
    }

    #[test]
    fn a_colour_that_is_not_is_told_with_both_values_and_keeps_its_hue() {
        let (has, instead) = brand("#ffd200").unwrap().moved.unwrap();
        assert_eq!(has, "1.4");
        let (yellow, moved) = (
            lch(parse("#ffd200").unwrap()),
            lch(parse(&instead).unwrap()),
        );
        let turned = (yellow.hue - moved.hue).into_degrees().abs();
        assert!(turned < 3.0, "{instead} is turned by {turned}");
    }

    #[test]
    fn what_is_not_a_colour_makes_no_style() {
        for text in ["2f5bd7", "#2f5", "#2f5bdé", "#2f5bd7; }", "red"] {
            assert!(brand(text).is_none(), "{text}");
        }
    }
}
