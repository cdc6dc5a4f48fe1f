//! Fences, with the options that stand behind them.

use std::borrow::Cow;

use super::attributes::Attributes;
use super::lines::Line;
use super::page::Text;
use crate::import::markdown;

impl Text<'_, '_> {
    /// A fence with what is in it; returns the line after it.
    pub fn fence(&mut self, lines: &[Line], at: usize, out: &mut Vec<Line>) -> usize {
        let line = &lines[at];
        let number = line.number;
        let Some((mark, length, _)) = markdown::fence_of(&line.text) else {
            return at + 1;
        };
        let start = line.text.find(mark).unwrap_or_default();
        let (prefix, rest) = line.text.split_at(start);
        let (fence, info) = rest.split_at(length);
        let (language, title) = self.options(info, number);
        if let Some(title) = title {
            self.change("titles of code put above it");
            let title = literal(&title);
            out.push(Line::new(number, format!("{prefix}**{title}**")));
            out.push(Line::new(number, prefix.trim_end()));
        }
        let code = |text: String, number| Line {
            number,
            text,
            code: true,
        };
        out.push(code(format!("{prefix}{fence}{language}"), number));
        let mut end = at + 1;
        while let Some(line) = lines.get(end) {
            end += 1;
            let close = markdown::fence_of(&line.text)
                .is_some_and(|(other, long, alone)| other == mark && long >= length && alone);
            let text = match annotation(&line.text) {
                Some(text) if !close => {
                    let what =
                        "code annotation: its number stays in the code, its text in the list below";
                    self.leave(what, line.number, line.text.trim());
                    text
                }
                _ => line.text.clone(),
            };
            out.push(code(text, line.number));
            if close {
                break;
            }
        }
        end
    }

    /// The language and the title that the words after a fence give.
    fn options(&mut self, info: &str, number: usize) -> (String, Option<String>) {
        let list = Attributes::read(&unbraced(info.trim()));
        let mut looks = ["annotate", "copy", "no-copy", "select", "no-select"].into_iter();
        let mut classes = list
            .classes
            .iter()
            .filter(|class| !looks.any(|look| look == *class));
        let language = list.words.first().or_else(|| classes.next());
        let language = language.cloned().unwrap_or_default();
        if language == "mermaid" {
            self.leave("diagram, kept as its source", number, info);
        }
        for (key, _) in list
            .values
            .iter()
            .filter(|(key, _)| key != "title" && key != "tab")
        {
            self.leave(format!("option `{key}` of code"), number, info);
        }
        let title = list.value("title").or_else(|| list.value("tab"));
        (language, title.map(str::to_owned))
    }
}

/// The words after a fence without the braces around them: `{ .py title="{{ a }}" }`, `py { title="a" }`.
fn unbraced(info: &str) -> Cow<'_, str> {
    let inner = || {
        let (before, inner) = info.strip_suffix('}')?.split_once('{')?;
        // Those of a value are its own.
        (!before.contains(['=', '"', '\''])).then(|| format!("{before} {inner}"))
    };
    inner().map_or(Cow::Borrowed(info), Cow::Owned)
}

/// Words that no sign in them marks, and whose double braces are no macro.
pub(super) fn literal(words: &str) -> String {
    let words = escaped(words).replace("{{", "\\{{");
    words.replace("{%", "\\{%")
}

/// Words that no sign in them marks.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let after = words[at + c.len_utf8()..].chars().next();
        let is_inside = before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric);
        if matches!(c, '\\' | '*' | '`' | '[' | '<') || c == '_' && !is_inside {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A line of code without the `!` after its annotation's number: `# (1)!`.
fn annotation(text: &str) -> Option<String> {
    let rest = text.trim_end().strip_suffix(")!")?;
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < rest.len() && digits.ends_with('(');
    numbered.then(|| format!("{rest})"))
}
