//! Attribute lists: `{ #id .class key="value" }`, also with a colon, and the options of fences.

/// What an attribute list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub id: Option<String>,
    pub classes: Vec<String>,
    /// Keys and values.
    pub values: Vec<(String, String)>,
    /// Words that are none of these.
    pub words: Vec<String>,
}

impl Attributes {
    /// The list at the start of `text`, and its length; `None` where braces mean something else.
    pub fn at(text: &str) -> Option<(Self, usize)> {
        let inner = text.strip_prefix('{')?;
        let end = inner.find('}')?;
        let inner = &inner[..end];
        let list = Self::read(inner.trim_start_matches(':').trim());
        // `{#id word}` and `{: word }`: what has no value is an attribute there. In other braces it is more likely text.
        let is_list = list.id.is_some() || inner.starts_with(": ");
        let means = match list.words.is_empty() {
            true => list.id.is_some() || !list.classes.is_empty() || !list.values.is_empty(),
            false => is_list,
        };
        means.then_some((list, end + 2))
    }

    /// Reads words that are not in braces.
    pub fn read(text: &str) -> Self {
        let mut list = Self::default();
        for word in words(text) {
            let name = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            match word.split_once('=') {
                Some((key, value)) if !key.is_empty() && !key.contains(['"', '\'']) => {
                    list.values.push((key.to_owned(), unquoted(value)));
                }
                _ => match (word.strip_prefix('#'), word.strip_prefix('.')) {
                    // `#\9.0`: a backslash escapes what would be a sign.
                    (Some(id), _) => list.id = name(&id.replace('\\', "")),
                    (_, Some(class)) => list.classes.extend(name(class)),
                    _ => list.words.push(word.to_owned()),
                },
            }
        }
        list
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        let mut values = self.values.iter();
        let (_, value) = values.find(|(own, _)| own == key)?;
        Some(value)
    }
}

/// A value without the quotes around it. A backslash stands before a quote that is meant.
fn unquoted(value: &str) -> String {
    let inner = ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    match inner {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\'", "'"),
        None => value.to_owned(),
    }
}

/// The words of a text; blanks in quotes part nothing.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut quote = None;
    let mut start = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let is_meant = escaped;
        escaped = c == '\\' && !is_meant;
        match (quote, c) {
            _ if is_meant => {}
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        match (start, c.is_whitespace() && quote.is_none()) {
            (Some(from), true) => {
                words.push(&text[from..at]);
                start = None;
            }
            (None, false) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| &text[from..]));
    words
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn lists_are_told_from_other_braces() {
        let check = |text, id: Option<&str>, length: Option<usize>| {
            let found = Attributes::at(text);
            assert_eq!(found.as_ref().map(|(_, length)| *length), length, "{text}");
            assert_eq!(found.and_then(|(list, _)| list.id).as_deref(), id, "{text}");
        };
        check("{#a-b.c}", Some("a-b.c"), Some(8));
        check("{: #x .y }z", Some("x"), Some(10));
        check("{ width=\"3 4\" loading=lazy }", None, Some(28));
        check("{: #\\9.0}", Some("9.0"), Some(9));
        check("{name}", None, None);
        check("{ .x and more }", None, None);
        check("{#x and more}", Some("x"), Some(13));
        check("{: more }", None, Some(9));
        check("{: }", None, None);
        check("{:more}", None, None);
        check("{", None, None);
    }
}
