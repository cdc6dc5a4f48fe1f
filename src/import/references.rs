//! What a portal would take for something else: references by uid and addresses that it refuses become their
//! words, and double braces, between which a portal looks for the name of a fact, stay braces.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::mkdocs::{REFUSED, is_refused};
use super::report::Report;
use crate::model::markup::fence;

/// What begins a reference by uid in an address.
const UID: &str = "xref:";

/// What begins such a reference in a tag of HTML.
const HREF: &str = "href=\"xref:";

/// `text` as a portal can read it; `first` is the line of `file` on which it begins.
pub(super) fn settled<'t>(
    text: &'t str,
    first: usize,
    file: &str,
    report: &mut Report,
) -> Cow<'t, str> {
    // An address that a portal refuses has a scheme.
    if !text.contains("{{") && !text.contains(':') {
        return Cow::Borrowed(text);
    }
    let mut pass = Pass {
        text,
        edits: Vec::new(),
        open: Vec::new(),
        left: Vec::new(),
        code: 0,
        end: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        pass.event(&event, range);
    }
    let (mut line, mut at) = (first, 0);
    pass.left.sort_by_key(|(place, _, _)| *place);
    for (place, construct, written) in pass.left {
        line += text[at..place].matches('\n').count();
        at = place;
        report.leave(construct, file, line, written);
    }
    if pass.edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut at) = (String::with_capacity(text.len() + 64), 0);
    pass.edits.sort_by_key(|(range, _)| range.start);
    for (range, instead) in pass.edits {
        // What is gone with what is around it is not changed.
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&instead);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// The pass over the events of a text.
struct Pass<'t> {
    text: &'t str,
    /// What stands instead of what.
    edits: Vec<(Range<usize>, String)>,
    /// Links and pictures around what is read: where the words begin and what stands behind them, for those
    /// that become their words.
    open: Vec<Option<(usize, String)>>,
    /// What is not carried over: its place, what it is, what is written there.
    left: Vec<(usize, &'static str, &'t str)>,
    /// Depth of code blocks.
    code: usize,
    /// Where what was read last ends.
    end: usize,
}

impl Pass<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code = self.code.saturating_sub(1),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let written = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.begin(dest_url, written, 1, range);
            }
            Event::Start(Tag::Image { dest_url, .. }) => self.begin(dest_url, false, 2, range),
            Event::End(TagEnd::Link | TagEnd::Image) => self.finish(range),
            Event::Text(_) if self.code == 0 => {
                self.braces(&range, "\\{");
                self.end = self.end.max(range.end);
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.tags(&range);
                self.braces(&range, "&#123;");
                self.end = self.end.max(range.end);
            }
            Event::Start(_) => {}
            _ => self.end = self.end.max(range.end),
        }
    }

    /// A link or a picture begins, with `mark` characters before its words.
    fn begin(&mut self, to: &str, is_written: bool, mark: usize, range: Range<usize>) {
        let uid = uid(to);
        if uid.is_none() && !is_refused(to) {
            return self.open.push(None);
        }
        let construct = if uid.is_some() {
            "reference by uid, kept as its text"
        } else {
            REFUSED
        };
        self.left
            .push((range.start, construct, &self.text[range.clone()]));
        if is_written {
            // The address is its words.
            self.edits
                .push((range.clone(), code(uid.as_deref().unwrap_or(to))));
            self.end = range.end;
            return self.open.push(None);
        }
        let start = range.start + mark;
        self.end = start;
        self.edits.push((range.start..start, String::new()));
        let behind = match uid {
            Some(uid) => code(&uid),
            None => format!(" ({})", code(to)),
        };
        self.open.push(Some((start, behind)));
    }

    /// The link or picture that began last ends: of one that becomes its words, all behind them goes.
    fn finish(&mut self, range: Range<usize>) {
        let Some(Some((start, behind))) = self.open.pop() else {
            return self.end = self.end.max(range.end);
        };
        let behind_words = self.text.get(self.end..range.end).unwrap_or_default();
        let close = behind_words.find(']').map_or(range.end, |at| self.end + at);
        let is_empty = self.text[start..close].trim().is_empty();
        let is_uid = !behind.starts_with(' ');
        let instead = if is_uid && !is_empty {
            String::new()
        } else {
            behind
        };
        self.edits.push((close..range.end, instead));
        self.end = range.end;
    }

    /// Double braces between which a portal would look for a fact, the first of them written `brace`.
    fn braces(&mut self, range: &Range<usize>, brace: &str) {
        for (at, _) in self.text[range.clone()].match_indices("{{") {
            let at = range.start + at;
            let rest = &self.text[at + 2..];
            let stops = |c: char| matches!(c, '{' | '}' | '<' | '>' | '`' | '\n');
            let Some(close) = rest.find(stops) else {
                continue;
            };
            let is_name = rest[..close]
                .trim_start()
                .starts_with(char::is_alphanumeric);
            if is_name && rest[close..].starts_with("}}") && !self.text[..at].ends_with('\\') {
                let written = &self.text[at..at + close + 4];
                self.left
                    .push((at, "braces `{{`, kept as their text", written));
                self.edits.push((at..at + 1, brace.to_owned()));
            }
        }
    }

    /// References by uid in tags: the tag stays, and leads nowhere.
    fn tags(&mut self, range: &Range<usize>) {
        for (at, _) in self.text[range.clone()].match_indices(HREF) {
            let start = range.start + at + HREF.len() - UID.len();
            let Some(length) = self.text[start..range.end].find('"') else {
                continue;
            };
            let written = &self.text[start..start + length];
            self.left
                .push((start, "reference by uid, kept as its text", written));
            self.edits.push((start..start + length, String::new()));
        }
    }
}

/// What a reference by uid names, as it is said: without what asks for a form of it.
fn uid(to: &str) -> Option<String> {
    let begins = to.get(..UID.len())?.eq_ignore_ascii_case(UID);
    let name = to.get(UID.len()..)?.split(['?', '#']).next()?;
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    begins.then(|| name.trim_end_matches('*').to_owned())
}

/// `text` as code, whatever backticks it holds.
fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let pad = if text.contains('`') { " " } else { "" };
    let text = text.replace(['\n', '\r'], " ");
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, left: &[(usize, &str)]) {
        let mut report = Report::default();
        assert_eq!(settled(text, 1, "a.md", &mut report), expected);
        let found = report.left.iter();
        let found: Vec<_> = found.map(|one| (one.line, one.text.as_str())).collect();
        assert_eq!(found, left);
    }

    #[test]
    fn a_reference_by_uid_becomes_its_words() {
        check(
            "See <xref:System.String> and\n[the *text*](xref:System.String?text=a \"b\") or ![](xref:A%60B*).",
            "See `System.String` and\nthe *text* or `` A`B ``.",
            &[
                (1, "<xref:System.String>"),
                (2, "[the *text*](xref:System.String?text=a \"b\")"),
                (2, "![](xref:A%60B*)"),
            ],
        );
        check(
            "[a][b] `<xref:c>` <a href=\"xref:d\">d</a>\n\n[b]: xref:e\n",
            "a `<xref:c>` <a href=\"\">d</a>\n\n[b]: xref:e\n",
            &[(1, "[a][b]"), (1, "xref:d")],
        );
        check(
            "[a {{ b }}](skype:c) [d](e.md)",
            "a \\{{ b }} (`skype:c`) [d](e.md)",
            &[(1, "[a {{ b }}](skype:c)"), (1, "{{ b }}")],
        );
    }

    #[test]
    fn braces_are_no_facts() {
        check(
            "Set {{tenantId}} and **{{ resource.name }}**, `{{ code }}`, {{#if}}, \\{{ done }}.\n\n    {{ code }}\n\n```\n{{ code }}\n```\n\n<div>\n{{ a }}\n</div>\n",
            "Set \\{{tenantId}} and **\\{{ resource.name }}**, `{{ code }}`, {{#if}}, \\{{ done }}.\n\n    {{ code }}\n\n```\n{{ code }}\n```\n\n<div>\n&#123;{ a }}\n</div>\n",
            &[
                (1, "{{tenantId}}"),
                (1, "{{ resource.name }}"),
                (10, "{{ a }}"),
            ],
        );
    }
}
