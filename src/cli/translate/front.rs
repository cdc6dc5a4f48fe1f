//! Keys of front matter, line by line, so that whatever is not meant stays as somebody wrote it.

use std::ops::Range;

use crate::parse::front_matter::split;

/// `text` with other front matter, which `renewed` makes of it; `None` without front matter.
pub(in super::super) fn in_page(
    text: &str,
    renewed: impl FnOnce(&str) -> String,
) -> Option<String> {
    let parts = split(text);
    let yaml = parts.yaml.filter(|_| parts.slip.is_none())?;
    let new = renewed(&text[yaml.clone()]);
    Some([&text[..yaml.start], &new, &text[yaml.end..]].concat())
}

/// The keys at the top of a block of YAML, each with all its lines.
pub(super) fn entries(yaml: &str) -> Vec<(&str, Range<usize>)> {
    let mut entries: Vec<(&str, Range<usize>)> = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let begins =
            line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\''));
        match (
            begins.then(|| line.split_once(':')).flatten(),
            entries.last_mut(),
        ) {
            (Some((key, _)), _) => entries.push((key.trim().trim_matches(['"', '\'']), range)),
            (None, Some((_, last))) => last.end = range.end,
            (None, None) => {}
        }
    }
    entries
}

/// The lines of `source_hash`, ended as `newline` says.
pub(super) fn hashes(hashes: &[String], newline: &str) -> String {
    let quoted: Vec<String> = hashes.iter().map(|hash| format!("\"{hash}\"")).collect();
    let lines: Vec<String> = quoted.chunks(8).map(|line| line.join(", ")).collect();
    match &lines[..] {
        [only] => format!("[{only}]"),
        lines => {
            let joint = format!(",{newline}  ");
            format!("[{newline}  {}{newline}]", lines.join(&joint))
        }
    }
}

/// `yaml` with other hashes in `source_hash`; everything else stays as it is.
pub(super) fn with_hashes(yaml: &str, list: &[String]) -> String {
    with_value(yaml, "source_hash", &hashes(list, newline(yaml)))
}

fn newline(yaml: &str) -> &'static str {
    if yaml.contains("\r\n") { "\r\n" } else { "\n" }
}

/// `yaml` with another value of `key`, a word or a list; everything else stays as it is.
pub(in super::super) fn with_value(yaml: &str, key: &str, new: &str) -> String {
    let newline = newline(yaml);
    let found = entries(yaml).into_iter().find(|(name, _)| *name == key);
    let Some((_, range)) = found else {
        let joint = if yaml.is_empty() || yaml.ends_with('\n') {
            ""
        } else {
            newline
        };
        return format!("{yaml}{joint}{key}: {new}{newline}");
    };
    let entry = &yaml[range.clone()];
    let value = entry.find(':').map_or(entry.len(), |at| at + 1);
    let old = value_length(&entry[value..]);
    let (before, after) = (
        &yaml[..range.start + value],
        &yaml[range.start + value + old..],
    );
    format!("{before} {new}{after}")
}

/// How far a value goes, blanks before it among it: to the bracket that ends a list, over the lines that
/// begin with a hyphen, or to the end of the word.
pub(super) fn value_length(text: &str) -> usize {
    let first = text.lines().next().unwrap_or_default();
    let trimmed = first.trim();
    if trimmed.starts_with('[') {
        return text.find(']').map_or(first.len(), |at| at + 1);
    }
    if !trimmed.is_empty() && !trimmed.starts_with('#') {
        let comment = first.find(" #").unwrap_or(first.len());
        return first[..comment].trim_end().len();
    }
    let mut length = first.trim_end().len();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("- ") {
            length = at + line.trim_end().len();
        }
        at += line.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yaml: &str, expected: &str) {
        assert_eq!(
            with_hashes(yaml, &["aa".to_owned(), "bb".to_owned()]),
            expected
        );
    }

    #[test]
    fn only_the_hashes_change() {
        let new = "source_hash: [\"aa\", \"bb\"]";
        check("title: A\n", &format!("title: A\n{new}\n"));
        check("title: A\r\n", &format!("title: A\r\n{new}\r\n"));
        check(
            "source_hash: [x, y] # by hand\ntitle:   A\n",
            &format!("{new} # by hand\ntitle:   A\n"),
        );
        check(
            "source_hash: x # one\ntags: [a]\n",
            &format!("{new} # one\ntags: [a]\n"),
        );
        check(
            "source_hash:\n- x\n- y\n\n# next\ntags: [a]\n",
            &format!("{new}\n\n# next\ntags: [a]\n"),
        );
        check(
            "source_hash: [\n  \"x\",\n  \"y\"\n]\ntags: [a]\n",
            &format!("{new}\ntags: [a]\n"),
        );
    }

    #[test]
    fn many_hashes_stand_on_several_lines() {
        let list: Vec<String> = (0..9).map(|number| format!("{number:08}")).collect();
        let said = with_hashes("title: A\n", &list);
        assert_eq!(said.lines().count(), 5, "{said}");
        assert_eq!(with_hashes(&said, &list), said);
    }
}
