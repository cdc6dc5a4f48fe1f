//! What Python's Markdown has within a line: keys, icons, marks, attribute lists, macros, pictures in HTML.

use super::attributes::Attributes;
use super::fences::literal;
use super::html::{DARK, REFUSED, for_light, is_refused};
use super::page::{Critic, Text, is_of_link};
use crate::import::markdown;
use crate::model::emoji::emoji;
use crate::model::text::{beginning, capitalised};

/// What the report says of a macro that shows something.
pub(super) const MACRO: &str = "macro `{{`, kept as its text";

/// What the report says of a formula.
pub(super) const FORMULA: &str = "formula, kept as its source";

/// Characters of a macro that the report shows.
const SHOWN: usize = 80;

/// Bytes within which a mark is looked for that ends another. Where each begins one and none ends, time would
/// otherwise grow with the square of the line.
const NEAR: usize = 4096;

impl Text<'_, '_> {
    /// One line that is no code, as a portal reads it.
    pub fn inline(&mut self, line: &str, number: usize) -> String {
        // The anchor of a heading stays.
        if line.starts_with('#')
            && let Some(at) = line.rfind(" {#").filter(|_| line.ends_with('}'))
        {
            return self.inside(&line[..at], number) + &line[at..];
        }
        self.inside(line, number)
    }

    fn inside(&mut self, line: &str, number: usize) -> String {
        let mut out = String::with_capacity(line.len());
        let mut at = 0;
        // Brackets that are open: words of links.
        let mut depth = 0usize;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            if let Some(taken) = self.mark(c, rest, depth > 0, number, &mut out) {
                depth -= usize::from(c == ']');
                at += taken;
                continue;
            }
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if let Some(taken) = self.goal(rest, number, &mut out) {
                depth = depth.saturating_sub(1);
                at += taken;
                continue;
            }
            let word = !out.ends_with(|c: char| c.is_alphanumeric() || "_-/.#@".contains(c));
            if depth == 0
                && word
                && !line.starts_with('#')
                && let Some(length) = self.abbreviation(rest, &mut out)
            {
                at += length;
                continue;
            }
            out.push(c);
            at += c.len_utf8();
        }
        out
    }

    /// What the sign `c` begins in `rest`, and how long that is; nothing where it is a letter like others.
    fn mark(
        &mut self,
        c: char,
        rest: &str,
        in_link: bool,
        number: usize,
        out: &mut String,
    ) -> Option<usize> {
        match c {
            '`' => Some(self.code(rest, out)),
            '\\' | '$' if self.signs.formulas && formula(rest).is_some() => {
                let length = formula(rest).unwrap_or_default();
                let written = &rest[..length];
                self.leave(FORMULA, number, written);
                // The signs of a formula mark no words.
                out.push_str(&format!("`{written}`"));
                Some(length)
            }
            '\\' => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..length]);
                Some(length)
            }
            '<' => self.tag(rest, number, out),
            '{' => self.brace(rest, number, out),
            '!' => self.picture(rest, number, out),
            ':' => self.icon(rest, number, out),
            '+' if self.signs.keys => keys(rest, out),
            '=' if self.signs.mark => self.span(rest, "==", ["", ""], out),
            // A footnote is none.
            '^' if self.signs.caret && !out.ends_with('[') => self
                .span(rest, "^^", ["", ""], out)
                .or_else(|| self.span(rest, "^", ["<sup>", "</sup>"], out)),
            '~' if rest.starts_with("~~") => {
                out.push_str("~~");
                Some(2)
            }
            '~' if self.signs.tilde => self.span(rest, "~", ["<sub>", "</sub>"], out),
            ']' if in_link => self
                .apart(rest, out)
                .or_else(|| self.reference(rest, number, out)),
            _ => None,
        }
    }

    /// The goal of a link at `](`, which is no text. One that no page may lead to stands behind the words instead.
    fn goal(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        let inner = rest.strip_prefix("](")?;
        let (start, end) = markdown::destination(inner)?;
        let to = &inner[start..end];
        if is_refused(to)
            && let Some(open) = open(out)
            && let Some(close) = near(&inner[end..]).find(')')
        {
            self.leave(REFUSED, number, to);
            let words = out.split_off(open);
            let picture = out.ends_with('!');
            out.truncate(out.len() - usize::from(picture));
            out.push_str(&words[1..]);
            if !picture {
                out.push_str(&format!(" (`{to}`)"));
            }
            return Some(2 + end + close + 1);
        }
        out.push_str(&rest[..2 + end]);
        Some(2 + end)
    }

    /// A code span, without the name of its language.
    fn code(&mut self, rest: &str, out: &mut String) -> usize {
        let run = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = markdown::closing(&rest[run..], run) else {
            out.push_str(&rest[..run]);
            return run;
        };
        let inner = &rest[run..end];
        let plain = inner.strip_prefix("#!").or(inner.strip_prefix(":::"));
        let plain = plain.filter(|_| self.signs.highlight);
        match plain.and_then(|plain| plain.split_once(' ')) {
            Some((_, code)) => {
                self.change("languages of code within lines left out");
                out.push_str(&format!("{0}{code}{0}", &rest[..run]));
            }
            // Python's tables leave code whole, those of a portal end a cell at each bar.
            None if self.table => out.push_str(&rest[..run + end].replace('|', "\\|")),
            None => out.push_str(&rest[..run + end]),
        }
        run + end
    }

    /// A macro, which is kept as its text, or an attribute list.
    fn brace(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        // No more than a report can show: there may be one sign after the other, and none ends.
        let shown = |end: &str| {
            let cut = rest.char_indices().nth(SHOWN);
            let first = cut.map_or(rest, |(at, _)| &rest[..at]);
            &first[..first.find(end).map_or(first.len(), |at| at + 2)]
        };
        if rest.starts_with("{{") {
            self.leave(MACRO, number, shown("}}"));
            // Otherwise a portal would look for a fact of this name.
            out.push_str("\\{{");
            return Some(2);
        }
        if rest.starts_with("{%") {
            self.leave("macro `{%`, kept as its text", number, shown("%}"));
            out.push_str("{%");
            return Some(2);
        }
        if let Some(length) = self.critic(rest, number, out) {
            return Some(length);
        }
        if !out.ends_with([')', ']', '`', '*', '_', '>', ':']) {
            return None;
        }
        let (list, length) = Attributes::at(near(rest))?;
        self.attributes("attributes of words or of a picture", &list, number);
        if let Some(id) = list.id {
            // A link of nothing is there for its anchor.
            if out.ends_with("[]()") {
                out.truncate(out.len() - "[]()".len());
            }
            out.push_str(&format!("<a id=\"{id}\"></a>"));
        }
        Some(length)
    }

    /// A change that somebody proposed, as the extension shows it: what is struck out, what is new. A comment is for
    /// those who write.
    fn critic(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        const MARKS: [(&str, &str); 5] = [
            ("{--", "--}"),
            ("{++", "++}"),
            ("{~~", "~~}"),
            ("{==", "==}"),
            ("{>>", "<<}"),
        ];
        let mode = self.signs.critic?;
        let mut marks = MARKS.into_iter();
        let (start, end) = marks.find(|(start, _)| rest.starts_with(start))?;
        let inner = near(&rest[start.len()..]);
        let Some(inner) = inner.find(end).map(|end| &inner[..end]) else {
            let what = "proposed change over several lines, kept as its text";
            self.leave(what, number, beginning(rest, SHOWN));
            out.push_str(start);
            return Some(start.len());
        };
        let length = start.len() + inner.len() + end.len();
        self.leave("proposed change", number, &rest[..length]);
        let (old, new) = match start {
            "{--" => (inner, ""),
            "{~~" => inner.split_once("~>").unwrap_or((inner, "")),
            "{==" => (inner, inner),
            "{>>" => ("", ""),
            _ => ("", inner),
        };
        let words = match mode {
            Critic::View if old != new && !old.trim().is_empty() => {
                format!("~~{}~~{new}", old.trim())
            }
            Critic::View | Critic::Accept => new.to_owned(),
            Critic::Reject => old.to_owned(),
        };
        let words = self.inside(&words, number);
        out.push_str(&words);
        Some(length)
    }

    /// A picture for light or dark pages alone.
    fn picture(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        let words = near(rest.strip_prefix("![")?).find("](")? + 4;
        let (start, end) = markdown::destination(&rest[words..])?;
        let to = &rest[words + start..words + end];
        let close = words + end + near(&rest[words + end..]).find(')')? + 1;
        match for_light(to) {
            Some(src) if src == to => None,
            Some(src) => {
                self.change("pictures for light pages shown on all");
                out.push_str(&format!("{}{src}", &rest[..words + start]));
                Some(words + end)
            }
            None => {
                self.leave(DARK, number, &rest[..close]);
                let blank =
                    rest[close..].starts_with(' ') && (out.is_empty() || out.ends_with(' '));
                Some(close + usize::from(blank))
            }
        }
    }

    /// `:material-clock:`, which is left out, or the name of an emoji, which stays.
    pub(super) fn icon(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        if !self.signs.emoji || out.ends_with(char::is_alphanumeric) {
            return None;
        }
        let name = &rest[1..1 + near(&rest[1..]).find(':')?];
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c);
        if !name.chars().all(known) {
            return None;
        }
        // Times have colons, too: what has no letter has to be the name of one.
        let letters = name.contains(|c: char| c.is_ascii_lowercase());
        if !letters && emoji(name).is_none() {
            return None;
        }
        let length = name.len() + 2;
        let sets = ["material-", "octicons-", "fontawesome-", "simple-"];
        if !sets.iter().any(|set| name.starts_with(set)) {
            match emoji(name) {
                Some(emoji) => {
                    self.change("names of emoji made the sign");
                    out.push_str(emoji);
                }
                None => {
                    self.leave("emoji by its name, kept as that", number, &rest[..length]);
                    out.push_str(&rest[..length]);
                }
            }
            return Some(length);
        }
        self.leave("icon", number, &rest[..length]);
        let list = Attributes::at(near(&rest[length..])).map_or(0, |(_, length)| length);
        let after = &rest[length + list..];
        // A link of an icon alone says which.
        if out.ends_with('[') && after.starts_with(']') {
            out.push_str(&icon_words(name));
        }
        let mut taken = length + list;
        // Words that were to be marked and were an icon alone leave nothing to mark.
        let (before, marks) = opening(out);
        if !marks.is_empty() && closing(after) == marks {
            taken += marks.len();
            let length = before.len();
            out.truncate(length);
        }
        let after = &rest[taken..];
        // One blank between two words is enough, and none may stand within signs of emphasis.
        let (before, marks) = opening(out);
        let begins = before.is_empty() || before.ends_with([' ', '[', '(']);
        let blank = after.starts_with(' ') && begins;
        if marks.is_empty() && out.ends_with(' ') && !closing(after).is_empty() {
            out.truncate(out.trim_end_matches(' ').len());
        }
        Some(taken + usize::from(blank))
    }

    /// Words between two signs.
    fn span(
        &mut self,
        rest: &str,
        sign: &str,
        [open, close]: [&str; 2],
        out: &mut String,
    ) -> Option<usize> {
        let inner = rest.strip_prefix(sign)?;
        let end = near(inner).find(sign)?;
        let words = &inner[..end];
        // A single sign holds no blank, so that `~5 or ~6` is not taken for one.
        let single = sign.len() == 1 && words.contains(char::is_whitespace);
        if words.is_empty() || single || words.starts_with(' ') || words.ends_with(' ') {
            return None;
        }
        self.change(match open {
            "" => "marks of highlighted and inserted words left out",
            _ => "raised and lowered words made HTML",
        });
        out.push_str(&format!("{open}{words}{close}"));
        Some(2 * sign.len() + end)
    }

    /// `] [label]` of a link: Python's Markdown takes a blank between its words and its name.
    fn apart(&self, rest: &str, out: &mut String) -> Option<usize> {
        let label = self.apart_label(rest.strip_prefix("] ")?)?;
        if !is_of_link(out) {
            return None;
        }
        out.push_str(&format!("][{label}]"));
        Some("] []".len() + label.len())
    }

    /// The name of a link in the brackets that `text` begins with.
    pub(super) fn apart_label<'t>(&self, text: &'t str) -> Option<&'t str> {
        let inner = text.strip_prefix('[')?;
        let label = &inner[..near(inner).find(']')?];
        let is_name = !inner[label.len() + 1..].starts_with(['(', '[', ':']);
        (is_name && self.labels.contains(&label.to_lowercase())).then_some(label)
    }

    /// `][label]` of a reference that nothing defines: to a part of a program, or to a heading by its name.
    fn reference(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        let inner = rest.strip_prefix("][").filter(|_| self.signs.references)?;
        let end = near(inner).find(']')?;
        let open = open(out)?;
        let words = out[open + 1..].to_owned();
        let label = if end == 0 {
            words.as_str()
        } else {
            &inner[..end]
        };
        // `[^1][^2]` are two footnotes.
        if label.starts_with('^') || self.labels.contains(&label.to_lowercase()) {
            return None;
        }
        let what = "reference to a heading or a part of a program by its name, kept as its words";
        self.leave(what, number, &format!("[{words}][{}]", &inner[..end]));
        out.truncate(open);
        out.push_str(&words);
        Some(3 + end)
    }

    /// The first use of an abbreviation on a page says what it stands for.
    fn abbreviation(&mut self, rest: &str, out: &mut String) -> Option<usize> {
        let (short, words) = self.abbreviations.take(rest)?;
        self.change("abbreviations explained where a page first uses them");
        let words = words.replace('&', "&amp;").replace('"', "&quot;");
        out.push_str(&format!("<abbr title=\"{words}\">{short}</abbr>"));
        Some(short.len())
    }
}

/// Signs of emphasis, of struck and of marked words.
const MARKS: [char; 4] = ['*', '_', '~', '='];

/// Signs in a row that may mark words. Where there are more they mark none, and are not gone through for each icon.
const RUN: usize = 5;

/// What stands before the signs that `out` ends with, and those, if words begin behind them.
fn opening(out: &str) -> (&str, &str) {
    let run = out.chars().rev().take(RUN);
    let length = run.take_while(|c| MARKS.contains(c)).count();
    let (before, marks) = out.split_at(out.len() - length);
    match before.chars().next_back() {
        Some(c) if !c.is_whitespace() && !matches!(c, '(' | '[' | '"' | '|' | '>') => (out, ""),
        _ => (before, marks),
    }
}

/// The signs that `after` begins with, if words end in front of them.
fn closing(after: &str) -> &str {
    let run = after.chars().take(RUN);
    let length = run.take_while(|c| MARKS.contains(c)).count();
    let ends = |c: char| c.is_whitespace() || ".,;:!?)]}\"'|".contains(c);
    match after[length..].chars().next() {
        Some(c) if !ends(c) => "",
        _ => &after[..length],
    }
}

/// Where the last `[` stands in `out`, if that is near its end.
pub(super) fn open(out: &str) -> Option<usize> {
    let mut start = out.len().saturating_sub(NEAR);
    while !out.is_char_boundary(start) {
        start += 1;
    }
    Some(start + out[start..].rfind('[')?)
}

/// As much of the beginning of `text` as a mark is looked for in.
pub(super) fn near(text: &str) -> &str {
    beginning(text, NEAR)
}

/// The words of an icon's name, without its set and its size: `octicons-file-code-16` is `File code`.
fn icon_words(name: &str) -> String {
    let parts = name.split('-').skip(1);
    let parts = parts.filter(|part| !matches!(*part, "brands" | "solid" | "regular"));
    let parts = parts.filter(|part| !part.chars().all(|c| c.is_ascii_digit()));
    capitalised(&parts.collect::<Vec<_>>().join(" "))
}

/// `++ctrl+alt+del++` as keys; what stands in quotes may be any words.
fn keys(rest: &str, out: &mut String) -> Option<usize> {
    let inner = near(rest.strip_prefix("++")?);
    let mut shown = Vec::new();
    let mut at = 0;
    loop {
        let (name, length) = match inner[at..].strip_prefix('"') {
            Some(quoted) => {
                let words = &quoted[..quoted.find('"')?];
                (literal(words).replace("\\<", "&lt;"), words.len() + 2)
            }
            None => {
                let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let name = &inner[at..];
                let name = &name[..name.find(|c: char| !of_name(c))?];
                (key(name), name.len())
            }
        };
        if name.is_empty() {
            return None;
        }
        shown.push(format!("<kbd>{name}</kbd>"));
        let rest = inner[at + length..].strip_prefix('+')?;
        at += length + 1;
        if rest.starts_with('+') {
            out.push_str(&shown.join("+"));
            return Some("++".len() + at + 1);
        }
    }
}

/// What stands on a key.
fn key(name: &str) -> String {
    match name {
        "ctrl" | "control" => "Ctrl".to_owned(),
        "cmd" | "command" => "Cmd".to_owned(),
        "del" | "delete" => "Del".to_owned(),
        "esc" | "escape" => "Esc".to_owned(),
        "arrow-up" => "↑".to_owned(),
        "arrow-down" => "↓".to_owned(),
        "arrow-left" => "←".to_owned(),
        "arrow-right" => "→".to_owned(),
        "plus" => "+".to_owned(),
        "backslash" => "\\\\".to_owned(),
        name if name.chars().count() == 1 => name.to_uppercase(),
        name => {
            let words = name.split(['-', '_']).map(|word| {
                let mut chars = word.chars();
                let first = chars.next().map(|first| first.to_ascii_uppercase());
                first.into_iter().chain(chars).collect::<String>()
            });
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

/// The length of the formula that `rest` begins with: `$x_1$`, which prices are not, or `\(x_1\)`.
fn formula(rest: &str) -> Option<usize> {
    let near = near(rest);
    if let Some(inner) = near.strip_prefix("\\(") {
        let end = inner
            .find("\\)")
            .filter(|end| !inner[..*end].contains('`'))?;
        return Some(end + "\\(\\)".len());
    }
    let inner = near.strip_prefix('$')?;
    let end = inner.find('$')?;
    let (words, after) = (&inner[..end], inner[end + 1..].chars().next());
    let is_formula = !words.is_empty()
        && words.trim() == words
        && !words.ends_with('\\')
        && !words.contains('`')
        && !after.is_some_and(|c| c.is_ascii_digit());
    is_formula.then_some(end + "$$".len())
}
