//! The theme's own style sheets and scripts as they are delivered: without comments and indentation,
//! which are a seventh of their weight when compressed.
//!
//! They are written for whoever ejects them. What a portal puts in their place is delivered as it stands:
//! nobody knows how it is written. No compressor: names and lines stay, so that what a browser says of
//! them can be understood. Only the scripts of search, which weigh what its engine does, go further: see `model::script`.

/// A style sheet without comments and indentation.
pub(super) fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '/' if rest.starts_with("/*") => {
                // Two words that a comment divides stay two.
                out.push(' ');
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '"' | '\'' => quoted(rest, first),
            _ => first.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    trimmed(out.lines())
}

/// A script without indentation and without the comments that stand on lines of their own.
pub(super) fn script(text: &str) -> String {
    trimmed(
        text.lines()
            .filter(|line| !line.trim_start().starts_with("//")),
    )
}

/// The length of the text in quotes that `rest` begins with.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn trimmed<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut out, line| {
        out.push_str(line);
        out.push('\n');
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::{default_file, default_paths};

    #[test]
    fn comments_and_indentation_go_and_texts_stay() {
        let check = |written: &str, delivered: &str| assert_eq!(style(written), delivered);
        check(
            "/* why */\n\na {\n  color: red; /* b */\n}\n",
            "a {\ncolor: red;\n}\n",
        );
        check(
            "a::after { content: \"/* no */\"; }",
            "a::after { content: \"/* no */\"; }\n",
        );
        check("a { b: '\\'/*'; }/* c", "a { b: '\\'/*'; }\n");
        check("a/**/b {}", "a b {}\n");
        let code = "(() => {\n  // why\n\n  go(\"//\"); // here\n})();\n";
        assert_eq!(script(code), "(() => {\ngo(\"//\"); // here\n})();\n");
    }

    /// A text that goes over several lines would lose its white space.
    #[test]
    fn no_line_of_the_theme_ends_within_a_text() {
        for path in default_paths() {
            if !path.starts_with("scripts/") && !path.starts_with("styles/") {
                continue;
            }
            let text = String::from_utf8(default_file(path).unwrap().to_vec()).unwrap();
            for line in text.lines() {
                let whole = line.matches('`').count() % 2 == 0 && !line.ends_with('\\');
                assert!(whole, "{path}: {line}");
            }
        }
    }
}
