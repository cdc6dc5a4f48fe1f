//! Links that Markdown leaves in the text, though their author meant them.
//!
//! Brackets are a sign of many things: places in a list, keys, notes, what is left out. So only those are found
//! behind which the address of a file or a site stands, or a name that such lists of addresses have.

use super::emphasis::shortened;
use super::*;

const CODE: &str = "LNK-UNREAD";

/// Bytes of words, and of an address, that may be those of a link; so no text is looked at again and again.
const LONGEST: usize = 400;

/// The brackets of a block that are left in its text.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<usize>,
    /// The last that were closed.
    last: Range<usize>,
}

impl Writer<'_, '_> {
    /// Keeps a bracket that stands at `at` of the prepared text, as text.
    pub(super) fn note_bracket(&mut self, bracket: char, at: usize) {
        if bracket == '[' {
            return self.brackets.open.push(at);
        }
        let Some(start) = self.brackets.open.pop() else {
            return;
        };
        if at - start > LONGEST {
            return;
        }
        let last = std::mem::replace(&mut self.brackets.last, start..at + 1);
        let text = &self.prepared.text;
        let inner = &text[start + 1..at];
        let is_double = last == (start + 1..at);
        if let Some(label) = inner.strip_prefix('^') {
            self.note_footnote(label, start..at + 1);
        } else if self.note_mark(&(start..at + 1)) {
        } else if is_double {
            self.note_wiki(start..at + 1);
        } else if text[..start].ends_with(')') && is_address(inner) {
            self.note_turned(start..at + 1);
        } else if text[at + 1..].starts_with('(') {
            self.note_address(start..at + 1);
        } else if text[at + 1..].starts_with('（') {
            self.note_wide(start..at + 1);
        } else if !last.is_empty() && last.end == start {
            self.note_reference(last, start..at + 1);
        } else if text[at + 1..].starts_with(" (") {
            self.note_apart(start..at + 1);
        }
    }

    /// The block is read to its end.
    pub(super) fn end_brackets(&mut self) {
        let open = std::mem::take(&mut self.brackets).open;
        self.note_open_mark(&open);
    }

    /// `[^note]`, where there is no note of this name.
    fn note_footnote(&mut self, label: &str, range: Range<usize>) {
        let (before, after) = self.beside(&range);
        let number = label.len() <= 3
            && !label.starts_with('0')
            && label.bytes().all(|byte| byte.is_ascii_digit());
        let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        // `[^a-z]` is a set of letters, and so may be what stands alone.
        let name = label.len() > 2
            && label.starts_with(char::is_alphabetic)
            && label.chars().all(of_name)
            && label.chars().nth(1).is_none_or(|c| c != '-')
            && before.is_some_and(|c| !c.is_whitespace());
        // Of one or two letters it may be such a set behind a letter, too, but hardly at the end of a word.
        let ends_word = before.is_some_and(char::is_alphabetic)
            && after.is_none_or(|c| c.is_whitespace() || ".,;:".contains(c));
        let short = matches!(label.len(), 1 | 2)
            && label.chars().all(|c| c.is_ascii_lowercase())
            && ends_word;
        let of_pattern = |c: Option<char>| c.is_some_and(|c| "[](){}*+?|/\\^$\"'`".contains(c));
        if label.is_empty() || !(number || name || short) || of_pattern(before) || of_pattern(after)
        {
            return;
        }
        let hint = format!("write the note in a line that begins with `[^{label}]:`");
        let message = format!("there is no note `[^{label}]`, so it is shown as text");
        self.found_unread(&range, message, hint);
    }

    /// `[words](address)`, where the address cannot be read.
    fn note_address(&mut self, brackets: Range<usize>) {
        let text = &self.prepared.text;
        let words = &text[brackets.start + 1..brackets.end - 1];
        let behind = &text[brackets.end + 1..];
        let Some(close) = closing(behind) else {
            return self.note_open_address(brackets);
        };
        let written = &behind[..close];
        let address = written.trim();
        let meant = without_blanks(address);
        let first = address.split_whitespace().next().unwrap_or_default();
        let has_title = address.contains(" \"") || address.contains(" '");
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let is_path = !path.contains(' ') && (path.is_empty() || is_address(path));
        let is_heading = anchor.starts_with(char::is_alphabetic) && anchor.contains(' ');
        let anchor = (is_path && is_heading && !has_title).then_some(anchor);
        let hint = if words.contains("](") {
            "a link cannot hold another one".to_owned()
        } else if let Some(meant) = &meant {
            format!("write `{meant}`")
        } else if first.starts_with("http") && first.len() < address.len() && !has_title {
            "the address of a site has no blanks; behind it only a title may stand, in straight quotes"
                .to_owned()
        } else if let Some(anchor) = anchor {
            format!(
                "write `{path}#{}`, as the anchor of a heading has no blanks",
                slug(anchor)
            )
        } else if is_address(address) && first.len() < address.len() {
            format!("write `<{address}>` between the brackets, or `%20` for each blank")
        } else if is_address(first) && first.len() < address.len() && !has_title {
            format!("behind `{first}` only a title may stand, in straight quotes")
        } else {
            return;
        };
        let is_meant = meant.is_some() || anchor.is_some();
        let is_meant = is_meant || is_address(address) || is_address(first);
        if words.trim().is_empty() || !is_meant {
            return;
        }
        let message = format!("`({written})` is not read as the address of a link");
        let message = self.restored(&message).into_owned();
        let hint = self.restored(&hint).into_owned();
        let range = brackets.start..brackets.end + close + "()".len();
        self.found_unread(&range, message, hint);
    }

    /// `[words](address`, which nothing ends in its line.
    fn note_open_address(&mut self, brackets: Range<usize>) {
        let text = &self.prepared.text;
        let behind = &text[brackets.end + 1..];
        let end = behind
            .bytes()
            .take(LONGEST)
            .position(|byte| byte.is_ascii_whitespace());
        let end = end.unwrap_or(behind.len().min(LONGEST));
        let address = behind.get(..end).unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ':']);
        let words = &text[brackets.start + 1..brackets.end - 1];
        if words.trim().is_empty() || !is_address(address) {
            return;
        }
        let message = format!("the address `{address}` of this link is not closed");
        let hint = format!("write `)` behind `{address}`");
        self.found_unread(
            &(brackets.start..brackets.end + 1 + address.len()),
            message,
            hint,
        );
    }

    /// `[words] (address)`, with a blank between the brackets.
    fn note_apart(&mut self, brackets: Range<usize>) {
        let text = &self.prepared.text;
        let words = &text[brackets.start + 1..brackets.end - 1];
        let behind = &text[brackets.end..];
        let open = behind.len() - behind.trim_start_matches([' ', '(']).len();
        let Some(close) = closing(&behind[open..]) else {
            return;
        };
        let address = &behind[open..open + close];
        // What is quoted has `[sic]` in it, and `[1]` refers to a list of sources.
        let is_name = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
        let is_words = words.split(' ').any(is_name) || words.chars().any(is_wide);
        let starts = ["#", "/", "mailto:"].into_iter();
        let mut rests = starts.filter_map(|start| address.strip_prefix(start));
        let begins = rests.any(|rest| rest.starts_with(char::is_alphabetic));
        if !is_words || address.contains(char::is_whitespace) || !(begins || is_address(address)) {
            return;
        }
        let written = &text[brackets.start..brackets.end + open + close + 1];
        let message = format!(
            "`{}` is not read as a link",
            shortened(&self.restored(written))
        );
        let hint = "leave no blank between `]` and `(`".to_owned();
        self.found_unread(
            &(brackets.start..brackets.start + written.len()),
            message,
            hint,
        );
    }

    /// `[words]（address）`, with the brackets of Chinese type.
    fn note_wide(&mut self, brackets: Range<usize>) {
        let text = &self.prepared.text;
        let words = &text[brackets.start + 1..brackets.end - 1];
        let behind = &text[brackets.end + '（'.len_utf8()..];
        let near = behind.char_indices().take(LONGEST);
        let mut near = near.take_while(|(_, c)| *c != '\n');
        let Some((close, bracket)) = near.find(|(_, c)| matches!(c, '）' | ')')) else {
            return;
        };
        let address = behind[..close].trim();
        if words.trim().is_empty() || !is_address(address) {
            return;
        }
        let message = format!("`[{words}]（{address}）` is not read as a link");
        let message = self.restored(&message).into_owned();
        let hint = self
            .restored(&format!("write `[{words}]({address})`"))
            .into_owned();
        let end = brackets.end + '（'.len_utf8() + close + bracket.len_utf8();
        self.found_unread(&(brackets.start..end), message, hint);
    }

    /// `[[page]]` or `[[page|words]]`, a link of wikis.
    fn note_wiki(&mut self, range: Range<usize>) {
        let text = &self.prepared.text;
        let inner = &text[range.start + 2..range.end - 2];
        let (before, after) = self.beside(&range);
        let is_part = |c: Option<char>| {
            c.is_some_and(|c| c.is_ascii_alphanumeric() || "_[](){}$=\"'`|".contains(c))
        };
        let of_name = |c: char| c.is_alphanumeric() || " -_/.:#|'&(),".contains(c);
        let is_name = inner.starts_with(char::is_alphabetic)
            && !inner.ends_with(' ')
            && inner.chars().all(of_name)
            && inner.chars().filter(|c| c.is_alphabetic()).count() > 1
            // A set of letters.
            && !(inner.len() == 3 && inner.contains('-'));
        if !is_name || is_part(before) || is_part(after) {
            return;
        }
        let (page, words) = inner.split_once('|').unwrap_or((inner, inner));
        let message = format!("`[[{inner}]]` is a link in wikis, and is shown as text here");
        let hint = match is_address(page) {
            true => format!("write `[{words}]({page})`"),
            false => format!("write `[{words}](…)` with the path of the page in round brackets"),
        };
        self.found_unread(&range, message, hint);
    }

    /// `(words)[address]`, a link turned round, of which the second brackets stand at `address`.
    fn note_turned(&mut self, address: Range<usize>) {
        let text = &self.prepared.text;
        let to = &text[address.start + 1..address.end - 1];
        let mut line = text.as_bytes()[..address.start - 1].iter().rev();
        let before = line
            .by_ref()
            .take(LONGEST)
            .take_while(|byte| **byte != b'\n');
        let Some(length) = before.copied().position(|byte| matches!(byte, b'(' | b')')) else {
            return;
        };
        let start = address.start - 1 - length;
        let words = &text[start..address.start - 1];
        if !text[..start].ends_with('(') || words.trim().is_empty() || to.contains(' ') {
            return;
        }
        let message = format!(
            "`({words})[{to}]` is not read as a link: its brackets stand the wrong way round"
        );
        let message = self.restored(&message).into_owned();
        let hint = format!("write `[{words}]({to})`");
        let hint = self.restored(&hint).into_owned();
        self.found_unread(&(start - 1..address.end), message, hint);
    }

    /// `[words][name]`, where no line says which address the name has.
    fn note_reference(&mut self, words: Range<usize>, name: Range<usize>) {
        let (before, after) = (self.beside(&words).0, self.beside(&name).1);
        let text = &self.prepared.text;
        let said = &text[words.start + 1..words.end - 1];
        let id = &text[name.start + 1..name.end - 1];
        let is_part =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "_])}".contains(c));
        if is_part(before) || matches!(after, Some('[' | '(')) || !is_reference(said, id) {
            return;
        }
        let name = if id.is_empty() { said } else { id };
        let message = format!("no line says which address `[{name}]` has, so it is shown as text");
        let hint =
            format!("add a line `[{name}]: address`, or write the address in round brackets");
        self.found_unread(
            &(words.start..words.end + id.len() + "[]".len()),
            message,
            hint,
        );
    }

    /// A link of Markdown without an address.
    pub(super) fn note_empty_address(&mut self, range: &Range<usize>) {
        let message = "the link has no address, so it leads nowhere".to_owned();
        let hint = "write it between the round brackets".to_owned();
        self.found_unread(range, message, hint);
    }

    fn beside(&self, range: &Range<usize>) -> (Option<char>, Option<char>) {
        let text = &self.prepared.text;
        let before = text[..range.start].chars().next_back();
        (before, text[range.end..].chars().next())
    }

    fn found_unread(&mut self, range: &Range<usize>, message: String, hint: String) {
        let found = Diagnostic::warning(CODE, self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint));
    }
}

/// Where the round bracket closes before which `text` begins, if it does in this line.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let line = text.bytes().take(LONGEST);
    let mut line = line.take_while(|&byte| byte != b'\n');
    line.position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    })
}

/// The address of a phone, a mailbox or a site that was written with blanks: `tel: 0123 456`. A title has quotes.
fn without_blanks(written: &str) -> Option<String> {
    let (scheme, rest) = written.split_once(':')?;
    let inner = rest.trim_start();
    let of_number = |c: char| c.is_ascii_digit() || "+-()/. ".contains(c);
    let inner = match scheme {
        "tel" if inner.chars().all(of_number) => inner.replace(' ', ""),
        "mailto" if inner.contains('@') => inner.replace(' ', "%20"),
        "https" | "http" if inner.len() < rest.len() && !inner.contains(' ') => inner.to_owned(),
        _ => return None,
    };
    let meant = format!("{scheme}:{inner}");
    let is_plain = !written.contains(['"', '\'', '<', '`']);
    (is_plain && meant != written && inner.len() > 1).then_some(meant)
}

/// Whether a text can be nothing else than the address of a page, a file or a site.
fn is_address(text: &str) -> bool {
    const ENDINGS: [&str; 19] = [
        "md", "html", "htm", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "docx", "xlsx",
        "pptx", "zip", "csv", "txt", "json", "yml", "yaml",
    ];

    if text.contains(['<', '>', '"', '`', '[', ']']) {
        return false;
    }
    let begins = |start: &str| {
        let rest = text.strip_prefix(start);
        rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["https://", "http://", "./", "../"].into_iter().any(begins)
        || ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether `[said][id]` is a link by how it is written: words, and a name as those of addresses are.
fn is_reference(said: &str, id: &str) -> bool {
    let letters = said.chars().filter(|c| c.is_alphabetic()).count();
    let is_wide = said.chars().any(is_wide);
    let words = said.split_whitespace().count();
    let is_text = letters > 2 && !said.contains(['[', ']', '\n', '`', '|', '=', '<']);
    let is_phrase = is_text && (words > 1 || (is_wide && letters > 1));
    let of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let is_id = id.len() <= 60 && id.chars().all(of_id);
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    let is_compound = id.contains(['-', '_']) && id.contains(|c: char| c.is_ascii_lowercase());
    let is_name = said.chars().any(|c| !of_id(c));
    match is_number {
        true => is_phrase && is_id,
        false => is_id && is_text && (is_phrase || (is_compound && is_name)),
    }
}
