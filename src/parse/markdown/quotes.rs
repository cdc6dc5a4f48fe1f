//! Quotations, and what is written as one: alerts, and blocks of DocFX.

use super::*;

impl Writer<'_, '_> {
    pub(super) fn start_quote(&mut self, range: &Range<usize>) {
        let prepared = self.prepared;
        let text = &prepared.text[range.clone()];
        if let Some((mark, length)) = QuoteMark::of(text) {
            self.alerts.push(true);
            self.skip_until = range.start + length;
            if matches!(mark, QuoteMark::Alert(..)) && is_blank(&text[length.min(text.len())..]) {
                self.empty_alert(range.start, text);
            }
            return match mark {
                QuoteMark::Alert(class, key) => {
                    self.push("<div class=\"alert alert-");
                    self.push(class);
                    self.push("\" role=\"note\"><p class=\"alert-title\">");
                    self.sink.hole(Hole::Word(key));
                    self.push("</p>\n");
                }
                QuoteMark::Block("") => self.push("<div>\n"),
                QuoteMark::Block(class) => self.push(&format!("<div class=\"{class}\">\n")),
            };
        }
        let inner = text.trim_start_matches(['>', ' ', '\t', '\n']);
        let word = inner.strip_prefix("[!");
        if let Some((word, behind)) = word.and_then(|rest| rest.split_once(']')) {
            let start = range.start + (text.len() - inner.len());
            self.unknown_alert(word, behind, start);
        }
        let wide = inner
            .strip_prefix("[！")
            .and_then(|rest| rest.split_once(']'));
        if let Some((word, _)) = wide.filter(|(word, _)| alert(word).is_some()) {
            let start = range.start + (text.len() - inner.len());
            let span = self.span(&(start..start + "[！]".len() + word.len()));
            let message = format!("`[！{word}]` is no alert, so it is shown as text");
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            self.found
                .push(found.with_hint(format!("write `[!{word}]`")));
        }
        let by_words = self.input.learn.then(|| alert_by_words(inner)).flatten();
        self.alerts.push(by_words.is_some());
        match by_words {
            Some(class) => {
                self.push("<div class=\"alert alert-");
                self.push(class);
                self.push("\" role=\"note\">\n");
            }
            None => self.push("<blockquote>\n"),
        }
    }
}

impl Writer<'_, '_> {
    /// An alert whose text stands below it, or nowhere.
    fn empty_alert(&mut self, start: usize, text: &str) {
        let from = text.find("[!").unwrap_or_default();
        let to = text.find(']').map_or(text.len(), |at| at + 1);
        let span = self.span(&(start + from..start + to));
        let message = "this alert has no text";
        let found = Diagnostic::warning("MD-BLOCK", self.input.path, span, message);
        let hint = "begin each line of its text with `>`, or remove it";
        self.found.push(found.with_hint(hint.to_owned()));
    }
}

/// Whether nothing is shown of a quotation: its signs and comments alone.
fn is_blank(quote: &str) -> bool {
    let rest = quote.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let comment = rest.strip_prefix("<!--").map(|rest| rest.split_once("-->"));
    match comment {
        Some(behind) => behind.is_none_or(|(_, behind)| is_blank(behind)),
        None => rest.is_empty(),
    }
}

/// What a quotation says of itself before its words.
pub(super) enum QuoteMark<'t> {
    /// `[!NOTE]`: the class, and the key of the word above it.
    Alert(&'static str, &'static str),
    /// `[!div class="checklist"]`, as DocFX has it: no quotation, but a block of that class.
    Block(&'t str),
}

impl<'t> QuoteMark<'t> {
    /// The mark of `quote`, and the bytes up to the words: with the end of its line, so that no break is left at
    /// their start.
    pub(super) fn of(quote: &'t str) -> Option<(Self, usize)> {
        let inner = quote.trim_start_matches(['>', ' ', '\t', '\n']);
        let (word, rest) = inner.strip_prefix("[!")?.split_once(']')?;
        let mark = match alert(word) {
            Some((class, key)) => Self::Alert(class, key),
            None => Self::Block(block_class(word, rest)?),
        };
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let newline = usize::from(rest[blank..].starts_with('\n'));
        let start = quote.len() - inner.len();
        Some((mark, start + "[!]".len() + word.len() + blank + newline))
    }

    /// Whether a paragraph is nothing but such a mark.
    pub(super) fn is_all(paragraph: &'t str) -> bool {
        Self::of(paragraph).is_some_and(|(_, length)| paragraph[length..].trim().is_empty())
    }
}

/// The class in `div class="checklist"`; empty where it has none.
fn block_class<'t>(word: &'t str, behind: &str) -> Option<&'t str> {
    let name = word.get(.."div".len())?;
    let attributes = &word["div".len()..];
    let is_div = name.eq_ignore_ascii_case("div") && !behind.starts_with(['(', '[', ':']);
    if !is_div
        || !(attributes.is_empty() || attributes.starts_with(' '))
        || attributes.contains('\n')
    {
        return None;
    }
    let class = attributes.split_once(" class=").and_then(|(_, value)| {
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    });
    let of_class = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let class = class.filter(|class| class.chars().all(of_class));
    Some(class.map_or("", str::trim))
}

/// The class of a quotation that is an alert by its first bold words: so Learn wrote them before it
/// had `[!NOTE]`. The words stay as its title.
fn alert_by_words(text: &str) -> Option<&'static str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['*', ' ']);
        match rest.strip_prefix('<') {
            Some(tag) => rest = &tag[tag.find('>')? + 1..],
            None => break,
        }
    }
    if !text[..text.len() - rest.len()].contains("**") {
        return None;
    }
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    Some(match word.to_lowercase().as_str() {
        "note" | "注意" | "附註" | "hinweis" => "note",
        "tip" | "提示" | "秘訣" | "tipp" => "tip",
        "important" | "重要" | "重要事項" | "wichtig" => "important",
        "warning" | "警告" | "warnung" => "warning",
        "caution" | "小心" | "vorsicht" | "achtung" => "caution",
        _ => return None,
    })
}

/// The class and the interface's word of an alert.
pub(super) fn alert(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word.to_ascii_uppercase().as_str() {
        "NOTE" => ("note", "alert_note"),
        "TIP" => ("tip", "alert_tip"),
        "IMPORTANT" => ("important", "alert_important"),
        "WARNING" => ("warning", "alert_warning"),
        "CAUTION" => ("caution", "alert_caution"),
        _ => return None,
    })
}
