//! One word, number or date.

use std::ops::RangeInclusive;

use crate::model::config::can_be_lowered;
use crate::model::nearest::{nearest, slip};
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Span, mail};

use super::super::formats::{self, Refusal};
use super::super::keys::Shape;
use super::Check;

type Read = Result<(), Refusal>;

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
        if let Shape::String(_) = shape {
            self.filled(text, span, name);
        }
        if let Shape::String(0) = shape {
            self.unquoted(text, span);
        }
        if let Err(mut refusal) = read(text, quoted, shape, name) {
            let is_bare = matches!(shape, Shape::Bool | Shape::Integer(..));
            let inside = inside_quotes(text);
            let inside = inside.filter(|text| read(text, !is_bare, shape, name).is_ok());
            if let Some(text) = inside {
                refusal.hint = match is_bare {
                    true => format!("write `{text}`, without quotes"),
                    false => typed_quotes(text),
                };
            }
            let is_mild = is_mild(&refusal, text, shape);
            self.refusal(refusal, span);
            if let (true, Some(last)) = (is_mild, self.found.last_mut()) {
                last.severity = Severity::Warning;
            }
        }
    }
}

/// What stands in quotation marks of a text, which are none of YAML: programs for texts set them for those of the
/// keyboard.
fn inside_quotes(text: &str) -> Option<&str> {
    const PAIRS: [(char, &[char]); 8] = [
        ('„', &['“', '”', '"']),
        ('“', &['”', '“']),
        ('”', &['”']),
        ('«', &['»']),
        ('»', &['«']),
        ('‚', &['‘', '’', '\'']),
        ('‘', &['’']),
        ('「', &['」']),
    ];
    let (_, ends) = PAIRS.iter().find(|(first, _)| text.starts_with(*first))?;
    let inside = text.chars().next().map(char::len_utf8)?;
    let inside = text[inside..].strip_suffix(*ends)?;
    (!inside.is_empty()).then_some(inside)
}

fn typed_quotes(text: &str) -> String {
    format!("the quotes of YAML are those of the keyboard: write `\"{text}\"`")
}

/// Whether `text` is what `shape` asks for.
fn read(text: &str, quoted: bool, shape: &Shape, name: &str) -> Read {
    match shape {
        Shape::String(most) => short_enough(text, *most, name),
        Shape::Id => formats::id(text),
        Shape::Word(words) => formats::id(text).and_then(|()| no_slip(text, words, name)),
        Shape::Bool => boolean(text, quoted, name),
        Shape::Integer(least, most) => integer(text, *least..=*most, shape, name),
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
        Shape::Amount => formats::amount(text).and_then(|()| in_quotes(text, quoted)),
        Shape::Share => formats::share(text),
        Shape::Phone => formats::phone(text),
        Shape::Email => formats::email(text),
        Shape::Web(code) => formats::https(text, code),
        Shape::Contact => contact(text),
        Shape::Color => formats::color(text),
        Shape::Page => formats::page(text, name),
        Shape::Asset => formats::asset(text),
        Shape::Rule(family) => formats::rule(text, *family).and_then(|()| allowed(text, *family)),
        Shape::OneOf(words) => one_of(text, words, name),
        // The other shapes are not words; `node` never brings them here.
        _ => Ok(()),
    }
}

impl Check<'_> {
    /// A number or code in quotation marks of a text, which would be shown with it; words may be a quotation.
    fn unquoted(&mut self, text: &str, span: Span) {
        let is_code = |text: &&str| {
            text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_whitespace)
        };
        let Some(inside) = inside_quotes(text).filter(is_code) else {
            return;
        };
        let message = format!("`{text}` is taken with its quotation marks");
        let finding = Diagnostic::warning("FM-TYPE", self.path, span, message);
        self.found.push(finding.with_hint(typed_quotes(inside)));
    }
}

/// Whether what is refused is there all the same, and the portal may be published with it.
fn is_mild(refusal: &Refusal, text: &str, shape: &Shape) -> bool {
    match refusal.code {
        // A link without encryption can be what the other side offers; a form cannot.
        "URL-SCHEME" => text.starts_with("http://"),
        // It may be a word of the portal's own.
        "FM-TYPE" => matches!(shape, Shape::Word(_)) && formats::id(text).is_ok(),
        // It is all there, and a portal of others' texts can be published with it.
        code => code == "FM-LONG",
    }
}

fn type_error(message: String, hint: String) -> Read {
    Err(Refusal {
        code: "FM-TYPE",
        message,
        hint,
    })
}

fn short_enough(text: &str, most: usize, name: &str) -> Read {
    let count = text.chars().count();
    match most != 0 && count > most {
        true => Err(Refusal {
            code: "FM-LONG",
            message: format!("`{name}` has {count} characters; {most} are the most"),
            hint: "a shorter text is read whole in lists and search results".to_owned(),
        }),
        false => Ok(()),
    }
}

/// A word of the author's own may be another than ours, but none that is nearly ours.
fn no_slip(text: &str, words: &[&str], name: &str) -> Read {
    match slip(text, words.iter().copied()) {
        Some(word) if !words.contains(&text) => type_error(
            format!("`{text}` is not known for `{name}`"),
            format!("write `{word}`; another word of yours is shown as it is"),
        ),
        _ => Ok(()),
    }
}

fn boolean(text: &str, quoted: bool, name: &str) -> Read {
    let hint = match text.to_ascii_lowercase().as_str() {
        "yes" | "on" | "true" => format!("write `{name}: true`"),
        "no" | "off" | "false" => format!("write `{name}: false`"),
        _ => "write `true` or `false`, without quotes".to_owned(),
    };
    match (text, quoted) {
        ("true" | "false", false) => Ok(()),
        ("true" | "false", true) => type_error(
            format!("`\"{text}\"` is a text, neither `true` nor `false`"),
            format!("{hint}, without quotes"),
        ),
        (_, true) => type_error(
            format!("`\"{text}\"` is a text, neither `true` nor `false`"),
            hint,
        ),
        (_, false) => type_error(format!("`{text}` is neither `true` nor `false`"), hint),
    }
}

fn integer(text: &str, range: RangeInclusive<i64>, shape: &Shape, name: &str) -> Read {
    match text.parse::<i64>() {
        Ok(number) if range.contains(&number) => Ok(()),
        Ok(_) => type_error(
            format!("`{name}` is `{text}`"),
            format!(
                "it is at least {} and at most {}",
                range.start(),
                range.end()
            ),
        ),
        Err(_) => type_error(
            format!("`{text}` is not a whole number"),
            match weight(text).filter(|_| name.starts_with("weight")) {
                Some(weight) => format!("write `{name}: {weight}`"),
                None => {
                    let meant = whole(text, &range);
                    let meant = meant.map_or_else(|| shape.example(), |one| one.to_string());
                    format!("write `{name}: {meant}`")
                }
            },
        ),
    }
}

/// The whole number of `range` that is next to a decimal one.
fn whole(text: &str, range: &RangeInclusive<i64>) -> Option<i64> {
    let (before, behind) = text.split_once(['.', ','])?;
    let first: u32 = behind.chars().next()?.to_digit(10)?;
    let is_number = behind.chars().all(|c| c.is_ascii_digit());
    let number: i64 = before.parse().ok().filter(|_| is_number)?;
    let up = i64::from(first >= 5);
    let up = if before.starts_with('-') { -up } else { up };
    let number = number.checked_add(up)?;
    Some(number.clamp(*range.start(), *range.end()))
}

fn in_quotes(amount: &str, quoted: bool) -> Read {
    match quoted {
        true => Ok(()),
        false => type_error(
            format!("the amount `{amount}` has no quotes"),
            format!("write `\"{amount}\"`, so that no tool rounds it"),
        ),
    }
}

fn contact(text: &str) -> Read {
    match mail::of_link(text) {
        Some(address) => formats::email(&address),
        None if text.starts_with("https:") => formats::https(text, "URL-SCHEME"),
        None => type_error(
            format!("`{text}` is neither a `mailto:` nor an `https:` address"),
            "write it as in `\"mailto:security@example.com\"`".to_owned(),
        ),
    }
}

fn allowed(rule: &str, family: bool) -> Read {
    match can_be_lowered(rule) || family {
        true => Ok(()),
        false => type_error(
            format!("`{rule}` cannot be allowed"),
            "what it finds is wrong in every portal; mend it instead".to_owned(),
        ),
    }
}

fn one_of(text: &str, words: &[&str], name: &str) -> Read {
    if words.contains(&text) {
        return Ok(());
    }
    let lower = text.to_lowercase();
    let hint = match nearest(&lower, words.iter().copied()) {
        Some(word) if words.len() > 4 => format!("the nearest is `{word}`"),
        _ => format!("write {}", listed(words, "or")),
    };
    type_error(format!("`{text}` is not known for `{name}`"), hint)
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
