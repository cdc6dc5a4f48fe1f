//! Front matter of other programs, in TOML between two lines of `+++`: told from text, and not read.

/// Whether `block` is TOML beyond doubt: keys with values, names of tables, comments and empty lines, with one key at
/// least. `+++` may stand in a text, which nobody should lose.
pub fn is_toml(block: &str) -> bool {
    let mut has_keys = false;
    let mut open = Open::default();
    for line in block.lines() {
        let line = line.trim();
        if open.is_open() {
            open.read(line);
            continue;
        }
        if line.is_empty() || line.starts_with('#') || is_table(line) {
            continue;
        }
        let Some((_, value)) = line.split_once('=').filter(|(key, _)| is_key(key)) else {
            return false;
        };
        let value = value.trim_start();
        if !is_value(value) {
            return false;
        }
        open.read(value);
        has_keys = true;
    }
    has_keys && !open.is_open()
}

/// `[extra]` or `[[menu.main]]`, and a comment at most.
fn is_table(line: &str) -> bool {
    let Some((name, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    let (name, rest) = match (name.strip_prefix('['), rest.strip_prefix(']')) {
        (Some(name), Some(rest)) => (name, rest),
        _ => (name, rest),
    };
    let rest = rest.trim_start();
    is_key(name) && (rest.is_empty() || rest.starts_with('#'))
}

/// `title`, `extra.author` or `"the key"`.
fn is_key(key: &str) -> bool {
    key.split('.').map(str::trim).all(|part| {
        let is_quoted = |quote: char| {
            let inner = part
                .strip_prefix(quote)
                .and_then(|rest| rest.strip_suffix(quote));
            inner.is_some_and(|inner| !inner.contains(quote))
        };
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        !part.is_empty() && part.chars().all(is_bare) || is_quoted('"') || is_quoted('\'')
    })
}

/// Whether `text` begins as a value: a text, a list, a table, a number, a day, or one of four words.
fn is_value(text: &str) -> bool {
    let end = text.find(|c: char| c.is_whitespace() || c == '#');
    let word = &text[..end.unwrap_or(text.len())];
    let signs = word.trim_start_matches(['+', '-']);
    text.starts_with(['"', '\'', '[', '{'])
        || signs.starts_with(|c: char| c.is_ascii_digit())
        || matches!(signs, "true" | "false" | "inf" | "nan")
}

/// What of a value goes on on the next line.
#[derive(Default)]
struct Open {
    /// The three marks that end a text.
    text: Option<&'static str>,
    /// Lists and tables.
    depth: usize,
}

impl Open {
    fn is_open(&self) -> bool {
        self.text.is_some() || self.depth > 0
    }

    fn read(&mut self, line: &str) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            if let Some(marks) = self.text {
                let Some((_, behind)) = rest.split_once(marks) else {
                    return;
                };
                self.text = None;
                rest = behind;
                continue;
            }
            let long = ["\"\"\"", "'''"].into_iter();
            if let Some(marks) = long.into_iter().find(|marks| rest.starts_with(marks)) {
                self.text = Some(marks);
                rest = &rest[marks.len()..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            match c {
                '#' => return,
                '"' | '\'' => rest = &rest[end_of_text(rest, c)..],
                '[' | '{' => self.depth += 1,
                ']' | '}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

/// Where the text ends that `quote` began before `rest`, behind its closing quote.
fn end_of_text(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = rest.find(|c| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped && quote == '"';
        is_end
    });
    end.map_or(rest.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_not_taken_for_toml() {
        let check = |block: &str, wanted: bool| assert_eq!(is_toml(block), wanted, "{block}");
        check("title = \"A\"\n\n# Note\n[extra] # more\na.b = 1\n", true);
        check("[[menu.main]]\n\"the key\"=true\nday = 2024-01-02\n", true);
        check(
            "tags = [\n  \"a]\", # first\n  \"b\",\n]\ndraft = true\n",
            true,
        );
        check("a = \"\"\"\nOne line.\n[b](c)\n\"\"\"\n", true);
        check("a = {b = 1, c = '}'}\n", true);
        check("", false);
        check("[extra]\n", false);
        check("Words.\n", false);
        check("title: A\n", false);
        check("[words](a.md)\n", false);
        check("[a]: b.md\n", false);
        check("Title\n====\n", false);
        check("title = \"A\"\n\nWords.\n", false);
        check("title = words\n", false);
        check("two words = 1\n", false);
        check("a = [\n1,\n", false);
        check("a = \"\"\"\nWords.\n", false);
    }
}
