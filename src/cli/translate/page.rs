//! A translation while it is filled in: what it says, what would change, and whether a change leaves its
//! form alone.

use std::ops::Range;

use super::front;
use crate::discover::as_read;
use crate::model::leaf::{Leaf, Role};
use crate::model::segment::Form;
use crate::model::text::idle_ends;
use crate::model::{Config, Document, RelPath, Source};
use crate::parse;
use crate::parse::front_matter::split;
use crate::xliff::fill::{self, Words, Written};
use crate::xliff::{Entry, Place, Version, units};

/// The units of a page and its translation.
pub(super) fn entries(source: &Document, translation: Option<&Document>) -> Vec<Entry> {
    let (ours, theirs) = (leaves(source), translation.map(leaves));
    let theirs = translation.zip(theirs.as_deref());
    let theirs = theirs.map(|(document, leaves)| Version { document, leaves });
    let source = Version {
        document: source,
        leaves: &ours,
    };
    units(source, theirs)
}

fn leaves(document: &Document) -> Vec<Leaf> {
    let body = split(&document.text).body;
    parse::leaves(&document.text[body..], body)
}

/// A change of one text.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// Whose text it is.
    pub(super) place: Place,
    /// The bytes that are replaced.
    pub(super) range: Range<usize>,
    /// What stands there then.
    pub(super) text: String,
    /// What is read there then: the parts of a leaf, or the words of the front matter.
    pub(super) expected: Written,
}

/// A translation before anything is filled in.
pub(super) struct Base {
    pub(super) document: Document,
    pub(super) leaves: Vec<Leaf>,
}

impl Base {
    /// The page that has `text`.
    pub(super) fn new(path: &RelPath, text: &str, config: &Config) -> Self {
        let source = Source::new(path.clone(), text);
        let document = parse::document(&source, config).value;
        let leaves = leaves(&document);
        Self { document, leaves }
    }

    /// What a leaf says.
    pub(super) fn text(&self, leaf: usize) -> &str {
        &self.document.text[self.leaves[leaf].range()]
    }

    /// Whether a leaf may go over several lines: it has done so, or is one that could.
    pub(super) fn has_lines(&self, leaf: usize) -> bool {
        self.text(leaf).contains('\n')
    }

    /// Another text for a leaf.
    pub(super) fn leaf(&self, place: Place, leaf: usize, expected: Written) -> Edit {
        Edit {
            place,
            range: self.leaves[leaf].range(),
            text: fill::text(&expected),
            expected,
        }
    }

    /// Another title or description; a key that is not there yet is added. `None` where there is no front
    /// matter.
    pub(super) fn head(&self, place: Place, value: &str, words: Words) -> Option<Edit> {
        let text = self.document.text.as_str();
        let parts = split(text);
        let yaml = parts.yaml.filter(|_| parts.slip.is_none())?;
        let key = match place {
            Place::Title => "title",
            _ => "description",
        };
        let entries = front::entries(&text[yaml.clone()]);
        let of = |key: &str| {
            let mut entries = entries.iter();
            let entry = entries.find(|(name, _)| name.to_lowercase() == key);
            entry.map(|(_, range)| yaml.start + range.start..yaml.start + range.end)
        };
        let quoted = || serde_json::to_string(value).unwrap_or_default();
        let expected = vec![(Role::Text, value.to_owned())];
        let Some(entry) = of(key) else {
            let at = of("title").map_or(yaml.start, |title| title.end);
            let value = match words {
                Words::AsTheyAre => value.to_owned(),
                _ => quoted(),
            };
            return Some(Edit {
                place,
                range: at..at,
                text: format!("{key}: {value}\n"),
                expected,
            });
        };
        let front = &self.document.front;
        let now = match place {
            Place::Title => front.title.as_ref(),
            _ => front.description.as_ref(),
        };
        let span = now.map(|now| now.span.start as usize..now.span.end as usize);
        let span = span.filter(|span| entry.start <= span.start && span.end <= entry.end);
        let raw = span.clone().map_or("", |span| &text[span]);
        let plain = now.is_some_and(|now| now.value == raw);
        let (range, text) = match (span, raw.chars().next()) {
            (Some(span), Some('\'')) if words == Words::AsTheyAre => {
                (span, format!("'{}'", value.replace('\'', "''")))
            }
            (Some(span), Some('"' | '\'')) => (span, quoted()),
            (Some(span), _) if plain && words == Words::AsTheyAre => (span, value.to_owned()),
            (Some(span), _) if plain => (span, quoted()),
            // Text over several lines is written on one.
            (span, _) => {
                let written = &text[entry.clone()];
                let colon = written.find(':').map_or(written.len(), |at| at + 1);
                let length = front::value_length(&written[colon..]);
                let start = entry.start + colon;
                let end = span.map_or(start + length, |span| span.end.max(start));
                (start..end, format!(" {}", quoted()))
            }
        };
        Some(Edit {
            place,
            range,
            text,
            expected,
        })
    }

    /// The page with `edits`, which are in order. One that another one touches is passed over.
    pub(super) fn with(&self, edits: &[Edit]) -> String {
        let text = self.document.text.as_str();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in edits {
            let Some(before) = text.get(at..edit.range.start) else {
                continue;
            };
            out.push_str(before);
            out.push_str(&edit.text);
            at = edit.range.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// Whether the page with `edits` has the same blocks as before, says what the edits mean it to say, and
    /// else what it said.
    pub(super) fn holds(&self, edits: &[Edit], config: &Config) -> bool {
        let new = Self::new(&self.document.path, &self.with(edits), config);
        let forms = |base: &Self| -> Vec<Form> {
            let segments = base.document.body.segments.iter();
            segments.map(|segment| segment.form).collect()
        };
        if forms(self) != forms(&new) || self.leaves.len() != new.leaves.len() {
            return false;
        }
        let expected = |wanted: fn(&Place) -> bool| {
            let edit = edits.iter().find(|edit| wanted(&edit.place));
            edit.map(|edit| fill::text(&edit.expected))
        };
        let front = |base: &Self| {
            let front = &base.document.front;
            let value = |text: &Option<crate::model::Spanned<String>>| {
                text.as_ref().map(|text| text.value.clone())
            };
            (value(&front.title), value(&front.description))
        };
        let (title, description) = front(self);
        let title = expected(|place| matches!(place, Place::Title)).or(title);
        let description = expected(|place| matches!(place, Place::Description)).or(description);
        if front(&new) != (title, description) || new.document.front.broken {
            return false;
        }
        let mut touched = vec![false; self.document.body.segments.len()];
        let mut wanted: Vec<Option<&Written>> = vec![None; self.leaves.len()];
        for edit in edits {
            let Place::Leaf {
                translation: Some(leaf),
                ..
            } = edit.place
            else {
                continue;
            };
            wanted[leaf] = Some(&edit.expected);
            if let Some(block) = self.leaves[leaf].block(&self.document.body.segments) {
                touched[block] = true;
            }
        }
        let leaves = self.leaves.iter().zip(&new.leaves).zip(wanted);
        let texts = (self.document.text.as_str(), new.document.text.as_str());
        for ((old, new), wanted) in leaves {
            let is = fill::written(new, texts.1);
            let same = match wanted {
                Some(wanted) => is == *wanted,
                None => is == fill::written(old, texts.0),
            };
            if !same || old.form != new.form {
                return false;
            }
        }
        let blocks = |base: &Self| base.document.body.segments.clone();
        let mut blocks = blocks(self).into_iter().zip(blocks(&new)).zip(touched);
        blocks.all(|((old, new), touched)| touched || old.hash == new.hash)
    }
}

/// Bytes of a text, and what stands there then.
pub(super) type Replaced = (Range<usize>, String);

/// A page as it stands on the disk, with `edits` of its `text`: its byte order mark, the ends of its lines and what
/// is left out as it is read stay. `None` where it is no longer the page that the edits are for.
pub(super) fn on_disk(raw: &str, text: &str, edits: &[Replaced]) -> Option<String> {
    if as_read(raw) != text {
        return None;
    }
    let newline = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    // Where each byte of the text, as it is read, stands on the disk.
    let mut places = Vec::with_capacity(raw.len());
    let bytes = raw.as_bytes();
    let mut idle = idle_ends(raw).peekable();
    let mut at = bytes.len() - bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).len();
    while at < bytes.len() {
        if let Some((_, end)) = idle.next_if(|&(place, _)| place == at) {
            at += end.len_utf8();
            continue;
        }
        let length = 1 + usize::from(bytes[at..].starts_with(b"\r\n"));
        places.push(at..at + length);
        at += length;
    }
    let place = |edit: &Replaced| {
        let Range { start, end } = edit.0;
        let from = places.get(start).map_or(raw.len(), |place| place.start);
        // What is left out behind the last byte is none of its text.
        let last = (start..end).last().map(|last| places.get(last));
        let to = last.map_or(Some(from), |last| last.map(|place| place.end))?;
        Some((from..to, edit.1.replace('\n', newline)))
    };
    let edits: Option<Vec<Replaced>> = edits.iter().map(place).collect();
    spliced(raw, &edits?)
}

/// A text with `edits`, which are in order; `None` where they do not fit.
pub(super) fn spliced(text: &str, edits: &[Replaced]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, new) in edits {
        out.push_str(text.get(copied..range.start)?);
        out.push_str(new);
        copied = range.end;
    }
    out.push_str(text.get(copied..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edits say what takes the place of the words before `=`.
    #[track_caller]
    fn check(raw: &str, text: &str, edits: &[&str], expected: &str) {
        let edits: Vec<Replaced> = edits
            .iter()
            .map(|edit| {
                let (old, new) = edit.split_once('=').unwrap();
                let at = text.find(old).unwrap();
                (at..at + old.len(), new.to_owned())
            })
            .collect();
        assert_eq!(
            on_disk(raw, text, &edits).as_deref(),
            Some(expected),
            "{raw:?}"
        );
    }

    #[test]
    fn what_is_left_out_of_a_text_stays_in_its_file() {
        let pdf = "\u{202C}";
        check(
            &format!("\u{FEFF}a{pdf}\r\nb {pdf}{pdf}c{pdf}d\u{2069}"),
            "a\nb cd",
            &["a=1\n2", "b=3", "c=4", "d=5"],
            &format!("\u{FEFF}1\r\n2{pdf}\r\n3 {pdf}{pdf}4{pdf}5\u{2069}"),
        );
        check(&format!("ab{pdf}c"), "abc", &["bc=d"], "ad");
        // One that ends what was begun is a blank as it is read.
        let pair = format!("\u{202A}{pdf} a{pdf}b");
        check(&pair, "       ab", &["b=c"], &pair.replace('b', "c"));
        assert_eq!(on_disk("other", "another", &[]), None);
        let behind = [(3..3, "c".to_owned())];
        assert_eq!(on_disk("a\r\nb", "a\nb", &behind).unwrap(), "a\r\nbc");
        assert_eq!(on_disk("a", "a", &[(0..2, String::new())]), None);
    }

    #[test]
    fn an_edit_that_another_one_touches_is_passed_over() {
        let config = Config::default();
        let base = Base::new(&RelPath::new("en/a.md").unwrap(), "one two", &config);
        let edit = |range: Range<usize>, text: &str| Edit {
            place: Place::Title,
            range,
            text: text.to_owned(),
            expected: Written::new(),
        };
        let edits = [edit(0..3, "eins"), edit(0..3, "uno"), edit(4..7, "zwei")];
        assert_eq!(base.with(&edits), "eins zwei");
    }
}
