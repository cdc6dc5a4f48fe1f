//! The block between `---` and `---`: what the portal names itself is read, the rest stays as text.

use super::yaml::Node;
use crate::model::toml::is_toml;
use crate::model::yaml::quoted;

/// Keys that mean something in a portal and something else, or nothing, on Learn. `audience` and
/// `level` are not among them: the reader of pages knows Learn's words for them.
const OURS: [&str; 19] = [
    "kind",
    "slug",
    "products",
    "tags",
    "order",
    "updated",
    "reviewed",
    "review_by",
    "effective",
    "expires",
    "redirect_from",
    "source_hash",
    "draft",
    "time_required",
    "starts",
    "ends",
    "affects",
    "search",
    "allow",
];

/// A file cut into its front matter and its text.
pub(super) enum Split<'a> {
    /// No front matter.
    None,
    /// It begins and does not end.
    Unclosed,
    /// The lines between the fences, the text, and the line on which the text begins.
    Block(&'a str, &'a str, usize),
    /// The same of TOML, between `+++` and `+++`.
    Toml(&'a str, &'a str, usize),
}

/// What front matter says.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    /// The title on one line, and its line in the file.
    pub title: Option<(String, usize)>,
    /// The description on one line, and its line in the file.
    pub description: Option<(String, usize)>,
    /// `ms.contentlocale`.
    pub locale: Option<String>,
    /// Whether readers do not see the page.
    pub draft: bool,
    /// All other entries, as written.
    pub kept: String,
    /// Their keys.
    pub keys: Vec<String>,
    /// Those of them that had to get another name, with their line.
    pub renamed: Vec<(String, usize)>,
}

/// Cuts `text` at its fences.
pub(super) fn split(text: &str) -> Split<'_> {
    let Some((first, rest)) = text.split_once('\n') else {
        return Split::None;
    };
    let first = first.trim_end();
    if !matches!(first, "---" | "+++") {
        return Split::None;
    }
    let mut at = 0;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let (block, body) = (&rest[..at], &rest[at + line.len()..]);
        match (first, line.trim_end()) {
            ("---", "---" | "...") => return Split::Block(block, body, number + 3),
            ("+++", "+++") => {
                return match is_toml(block) {
                    true => Split::Toml(block, body, number + 3),
                    false => Split::None,
                };
            }
            _ => at += line.len(),
        }
    }
    match first {
        "---" => Split::Unclosed,
        _ => Split::None,
    }
}

/// Reads front matter in TOML as far as a portal has it: the title, the description and whether it is a draft. The
/// other lines come beside it, each with its number in the file.
pub(super) fn toml(block: &str) -> (Meta, Vec<(usize, &str)>) {
    let mut meta = Meta::default();
    let mut left = Vec::new();
    let mut is_top = true;
    for (number, line) in block.lines().enumerate() {
        let (number, line) = (number + 2, line.trim());
        is_top &= !line.starts_with('[');
        let pair = line.split_once('=').filter(|_| is_top);
        let (key, value) = pair.map_or(("", ""), |(key, value)| {
            (key.trim(), without_comment(value.trim()))
        });
        match (key, one_line_of_toml(value)) {
            _ if line.is_empty() || line.starts_with('#') => {}
            ("title", Some(text)) => meta.title = Some((text, number)),
            ("description", Some(text)) => meta.description = Some((text, number)),
            ("draft", _) if matches!(value, "true" | "false") => {
                meta.draft = value == "true";
                meta.kept += &format!("draft: {value}\n");
            }
            _ => left.push((number, line)),
        }
    }
    (meta, left)
}

/// A value of TOML without the comment behind it.
fn without_comment(value: &str) -> &str {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return value.split('#').next().unwrap_or_default().trim_end();
    };
    let mut is_escaped = false;
    let close = value[1..].find(|c| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped && quote == '"';
        is_end
    });
    let end = close.map_or(value.len(), |close| 1 + close + 1);
    match value[end..].trim_start().starts_with('#') {
        true => &value[..end],
        false => value,
    }
}

/// A text of TOML on one line.
fn one_line_of_toml(value: &str) -> Option<String> {
    let literal = value
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    if let Some(literal) = literal.filter(|literal| !literal.contains('\'')) {
        return Some(literal.to_owned());
    }
    // Its escapes are those of JSON, but for one that nobody writes.
    serde_json::from_str::<String>(value).ok()
}

/// Reads the lines between the fences; the error is the line in the file and what is wrong there. `plain` is a folder
/// of Markdown that no other tool publishes, where `draft` can only mean what a portal takes it for.
pub(super) fn read(block: &str, plain: bool) -> Result<Meta, (usize, String)> {
    match read_all(block, plain) {
        Ok(meta) => Ok(meta),
        // `title: Refunds: an overview` is the usual mistake. It costs nothing to read it as meant.
        Err(error) => {
            let (lines, others) = without_texts(block);
            let mut meta = read_all(&others, plain).map_err(|_| error)?;
            let kept = meta.kept.split_inclusive('\n');
            meta.kept = kept.filter(|line| *line != HELD).collect();
            for (key, text, line) in lines {
                let text = text.trim().trim_matches(['"', '\'']).trim().to_owned();
                match key {
                    "title" => meta.title = Some((text, line)),
                    _ => meta.description = Some((text, line)),
                }
            }
            Ok(meta)
        }
    }
}

/// Whether a key of all pages in docfx.json is one that Learn keeps in front matter.
pub(super) fn is_page_key(key: &str) -> bool {
    key.starts_with("ms.") || matches!(key, "author" | "manager" | "robots" | "ROBOTS")
}

/// Metadata of a YAML page as entries of front matter: scalars alone, one a line.
pub(super) fn from_node(metadata: Option<&Node>) -> Meta {
    let mut meta = Meta::default();
    for (key, value) in metadata.into_iter().flat_map(Node::pairs) {
        let text = value.one_line();
        match key.text().to_ascii_lowercase().as_str() {
            "title" => meta.title = Some((text, value.line)),
            "description" => meta.description = Some((text, value.line)),
            name => {
                if name == "ms.contentlocale" {
                    meta.locale = Some(text.clone());
                }
                let renamed = renamed(&mut meta, key);
                meta.kept += &format!("{renamed}: {}\n", quoted(&text));
            }
        }
    }
    meta
}

fn read_all(block: &str, plain: bool) -> Result<Meta, (usize, String)> {
    // Lines of the block are counted from 1, and the fence stands above them.
    let node = Node::read(block).map_err(|(line, what)| (line + 1, what))?;
    let mut meta = Meta::default();
    if !node.is_map() {
        return if node.text().is_empty() && node.items().is_empty() {
            Ok(meta)
        } else {
            Err((
                node.line + 1,
                "front matter is not a list of keys".to_owned(),
            ))
        };
    }
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let pairs: Vec<&(Node, Node)> = node.pairs().collect();
    for (number, (key, value)) in pairs.iter().copied().enumerate() {
        let end = pairs
            .get(number + 1)
            .map_or(lines.len() + 1, |next| next.0.line);
        let entry = lines.get(key.line.wrapping_sub(1)..end.wrapping_sub(1));
        let Some(entry @ [first, ..]) = entry.filter(|_| end > key.line) else {
            return Err((key.line + 1, "two keys on one line".to_owned()));
        };
        if first.starts_with('{') {
            return Err((key.line + 1, "keys in braces".to_owned()));
        }
        match key.text().to_ascii_lowercase().as_str() {
            "title" => meta.title = meta.title.or(Some((value.one_line(), key.line + 1))),
            "description" => {
                meta.description = meta.description.or(Some((value.one_line(), key.line + 1)));
            }
            name => {
                if name == "ms.contentlocale" {
                    meta.locale = Some(value.one_line());
                }
                let written = entry.concat();
                let is_draft = name == "draft" && matches!(value.text(), "true" | "false");
                let name = match plain && is_draft {
                    true => {
                        meta.draft = value.text() == "true";
                        meta.keys.push(name.to_owned());
                        name.to_owned()
                    }
                    false => renamed(&mut meta, key),
                };
                meta.kept += &written.replacen(key.text(), &name, 1);
                if !meta.kept.ends_with('\n') {
                    meta.kept.push('\n');
                }
            }
        }
    }
    Ok(meta)
}

/// The key to write for `key`; notes it.
fn renamed(meta: &mut Meta, key: &Node) -> String {
    let name = key.text();
    meta.keys.push(name.to_owned());
    if OURS.contains(&name) {
        meta.renamed.push((name.to_owned(), key.line + 1));
        format!("docfx.{name}")
    } else {
        name.to_owned()
    }
}

/// Stands for a line that was taken out, so that the others keep their numbers.
const HELD: &str = "#\n";

/// The lines of title and description with their line in the file, and the block without them.
fn without_texts(block: &str) -> (Vec<(&'static str, &str, usize)>, String) {
    let mut texts = Vec::new();
    let mut others = String::new();
    for (number, line) in block.split_inclusive('\n').enumerate() {
        let found = line.split_once(':').and_then(|(key, value)| {
            let key = ["title", "description"]
                .into_iter()
                .find(|name| key.trim_end().eq_ignore_ascii_case(name))?;
            Some((key, value, number + 2))
        });
        match found {
            Some(text) => {
                texts.push(text);
                others.push_str(HELD);
            }
            None => others.push_str(line),
        }
    }
    (texts, others)
}
