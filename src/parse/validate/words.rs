//! One word, number or date.

use crate::model::config::can_be_lowered;
use crate::model::nearest::{nearest, slip};
use crate::model::wording::listed;
use crate::model::{Severity, Span, mail};

use super::super::formats::{self, Refusal};
use super::super::keys::Shape;
use super::Check;

impl Check<'_> {
    /// One word, number or date.
    pub(super) fn scalar(
        &mut self,
        text: &str,
        quoted: bool,
        span: Span,
        shape: &Shape,
        name: &str,
    ) {
        let type_error = |message: String, hint: String| {
            Err(Refusal {
                code: "FM-TYPE",
                message,
                hint,
            })
        };
        let read = match shape {
            Shape::String(most) => {
                self.filled(text, span, name);
                let count = text.chars().count();
                match *most != 0 && count > *most {
                    true => Err(Refusal {
                        code: "FM-LONG",
                        message: format!("`{name}` has {count} characters; {most} are the most"),
                        hint: "a shorter text is read whole in lists and search results".to_owned(),
                    }),
                    false => Ok(()),
                }
            }
            Shape::Id => formats::id(text),
            Shape::Word(words) => {
                formats::id(text).and_then(|()| match slip(text, words.iter().copied()) {
                    Some(word) if !words.contains(&text) => type_error(
                        format!("`{text}` is not known for `{name}`"),
                        format!("write `{word}`; another word of yours is shown as it is"),
                    ),
                    _ => Ok(()),
                })
            }
            Shape::Bool => match (text, quoted) {
                ("true" | "false", false) => Ok(()),
                _ => {
                    let hint = match text.to_ascii_lowercase().as_str() {
                        "yes" | "on" | "true" => format!("write `{name}: true`"),
                        "no" | "off" | "false" => format!("write `{name}: false`"),
                        _ => "write `true` or `false`, without quotes".to_owned(),
                    };
                    let message = match quoted {
                        true => format!("`\"{text}\"` is a text, neither `true` nor `false`"),
                        false => format!("`{text}` is neither `true` nor `false`"),
                    };
                    let hint = match (text, quoted) {
                        ("true" | "false", true) => format!("{hint}, without quotes"),
                        _ => hint,
                    };
                    type_error(message, hint)
                }
            },
            Shape::Integer(least, most) => match text.parse::<i64>() {
                Ok(number) if number >= *least && number <= *most => Ok(()),
                Ok(_) => type_error(
                    format!("`{name}` is `{text}`"),
                    format!("it is at least {least} and at most {most}"),
                ),
                Err(_) => type_error(
                    format!("`{text}` is not a whole number"),
                    match weight(text).filter(|_| name.starts_with("weight")) {
                        Some(weight) => format!("write `{name}: {weight}`"),
                        None => format!("write `{name}: {}`", shape.example()),
                    },
                ),
            },
            Shape::Date(code) => formats::date(text, code).map(drop),
            Shape::Instant => formats::instant(text).map(drop),
            Shape::Duration => formats::duration(text).map(drop),
            Shape::Promise => formats::promise(text).map(drop),
            Shape::Interval => formats::interval(text).map(drop),
            Shape::Zone => formats::zone(text).map(drop),
            Shape::Language => formats::language(text).map(drop),
            Shape::Country => formats::country(text),
            Shape::Region => formats::region(text),
            Shape::Currency => formats::currency(text),
            Shape::Amount => formats::amount(text).and_then(|()| match quoted {
                true => Ok(()),
                false => type_error(
                    format!("the amount `{text}` has no quotes"),
                    format!("write `\"{text}\"`, so that no tool rounds it"),
                ),
            }),
            Shape::Share => formats::share(text),
            Shape::Phone => formats::phone(text),
            Shape::Email => formats::email(text),
            Shape::Web(code) => formats::https(text, code),
            Shape::Contact => match mail::of_link(text) {
                Some(address) => formats::email(&address),
                None if text.starts_with("https:") => formats::https(text, "URL-SCHEME"),
                None => type_error(
                    format!("`{text}` is neither a `mailto:` nor an `https:` address"),
                    "write it as in `\"mailto:security@example.com\"`".to_owned(),
                ),
            },
            Shape::Color => formats::color(text),
            Shape::Page => formats::page(text, name),
            Shape::Asset => formats::asset(text),
            Shape::Rule(family) => {
                formats::rule(text, *family).and_then(|()| match can_be_lowered(text) || *family {
                    true => Ok(()),
                    false => type_error(
                        format!("`{text}` cannot be allowed"),
                        "what it finds is wrong in every portal; mend it instead".to_owned(),
                    ),
                })
            }
            Shape::OneOf(words) if words.contains(&text) => Ok(()),
            Shape::OneOf(words) => {
                let lower = text.to_lowercase();
                let hint = match nearest(&lower, words.iter().copied()) {
                    Some(word) if words.len() > 4 => format!("the nearest is `{word}`"),
                    _ => format!("write {}", listed(words, "or")),
                };
                type_error(format!("`{text}` is not known for `{name}`"), hint)
            }
            // The other shapes are not words; `node` never brings them here.
            _ => Ok(()),
        };
        if let Err(refusal) = read {
            let mild = match refusal.code {
                // A link without encryption can be what the other side offers; a form cannot.
                "URL-SCHEME" => text.starts_with("http://"),
                // It may be a word of the portal's own.
                "FM-TYPE" => matches!(shape, Shape::Word(_)) && formats::id(text).is_ok(),
                // It is all there, and a portal of others' texts can be published with it.
                code => code == "FM-LONG",
            };
            self.refusal(refusal, span);
            if let (true, Some(last)) = (mild, self.found.last_mut()) {
                last.severity = Severity::Warning;
            }
        }
    }
}

/// The weight of a font that a word stands for (CSS Fonts 4, 2.2.1, and the names that programs give).
fn weight(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase().replace(['-', '_', ' '], "");
    Some(match word.as_str() {
        "thin" | "hairline" => 100,
        "extralight" | "ultralight" => 200,
        "light" => 300,
        "normal" | "regular" | "book" => 400,
        "medium" => 500,
        "semibold" | "demibold" => 600,
        "bold" => 700,
        "extrabold" | "ultrabold" => 800,
        "black" | "heavy" => 900,
        _ => return None,
    })
}
