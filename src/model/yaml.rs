//! Texts as they are written into YAML.

use std::borrow::Cow;

/// Plain where YAML reads it as the same text, also in braces; else in quotes.
pub fn scalar(text: &str) -> String {
    let word = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '(' | ')' | '.' | '/')
    };
    let plain = text.chars().all(word)
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

/// In double quotes: a JSON string is a scalar of YAML. Characters that YAML does not take as they are fall out.
pub fn quoted(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{7f}'..='\u{9f}'))
        .collect();
    serde_json::Value::String(text).to_string()
}

/// A text as YAML has it between brackets: in quotes, where something else would be read.
pub fn in_brackets(text: &str) -> Cow<'_, str> {
    let first = |c: char| c.is_alphanumeric() || c == '/';
    let plain = |c: char| !"{}[],\"\\#".contains(c) && !c.is_control();
    let ends = text.contains(": ") || text.ends_with(':') || text.trim() != text;
    let is_null = text.eq_ignore_ascii_case("null");
    match text.starts_with(first) && text.chars().all(plain) && !ends && !is_null {
        true => Cow::Borrowed(text),
        // A JSON string is one of YAML.
        false => Cow::Owned(serde_json::Value::from(text).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_in_quotes_where_yaml_would_read_something_else() {
        for plain in ["Late payment", "帳單", "Mother's Day (observed)"] {
            assert_eq!(scalar(plain), plain);
        }
        for other in [
            "Refunds: when?",
            "No",
            "y",
            "2026",
            " a",
            "a ",
            "- a",
            "#a",
            "",
        ] {
            assert_eq!(scalar(other), format!("\"{other}\""));
        }
        assert_eq!(scalar("\u{FEFF}a\u{85}\n\""), r#""a\n\"""#);
    }
}
