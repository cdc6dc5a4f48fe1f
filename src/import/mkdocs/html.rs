//! Raw HTML that a portal shows only as Markdown: pictures, headings, boxes whose inside is Markdown.

use super::fences::escaped;
use super::lines::Line;

/// What the report says of an address that a portal never has.
pub(in crate::import) const REFUSED: &str =
    "address that a portal refuses, kept as text or left out";

/// What it says of a picture that a light page does not show.
pub(super) const DARK: &str = "picture for dark pages alone";

/// Boxes that say nothing to a reader: their tags fall away.
const BOXES: [&str; 10] = [
    "p", "div", "figure", "center", "section", "article", "picture", "source", "span", "header",
];

/// A tag: `<name key="value">`.
pub(super) struct Tag {
    /// In lower case, with a `/` before it at the end of an element.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Bytes, with both brackets.
    pub length: usize,
}

impl Tag {
    /// The tag at the start of `text`, by the rules of Markdown.
    ///
    /// By these a `<` stands in quotes alone, and each quote begins or ends a value. Of all that begin in a line and
    /// have no end, no more than three therefore go on through the same place, and time grows with the line.
    pub fn at(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let slash = usize::from(inner.starts_with('/'));
        let word = inner[slash..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
        let name = inner[..slash + word].to_ascii_lowercase();
        if !name[slash..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut attributes = Vec::new();
        let mut at = 1 + slash + word;
        loop {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '/']).len();
            at += blank;
            let rest = &text[at..];
            if rest.starts_with('>') {
                return Some(Self {
                    name,
                    attributes,
                    length: at + 1,
                });
            }
            let end = rest.find(|c: char| ends_word(c) || matches!(c, '=' | '/'))?;
            if end == 0 {
                return None;
            }
            let key = rest[..end].to_ascii_lowercase();
            at += end;
            let Some(value) = text[at..].trim_start_matches(BLANK).strip_prefix('=') else {
                attributes.push((key, String::new()));
                continue;
            };
            let value = value.trim_start_matches(BLANK);
            at = text.len() - value.len();
            let (start, end) = match value.chars().next()? {
                quote @ ('"' | '\'') => (1, 1 + value[1..].find(quote)?),
                _ => (0, value.find(ends_word)?),
            };
            attributes.push((key, value[start..end].to_owned()));
            at += end + start;
        }
    }

    /// The value of an attribute.
    pub fn value(&self, key: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(own, _)| own == key)?;
        Some(value)
    }

    /// Whether it leads to an address that a portal refuses.
    pub fn has_refused(&self) -> bool {
        self.attributes.iter().any(is_refused_attribute)
    }

    /// A picture as Markdown; `None` for one that only a dark page shows.
    pub fn picture(&self) -> Option<String> {
        let src = for_light(self.value("src").unwrap_or_default())?;
        let alt = self.value("alt").unwrap_or_default();
        let alt = alt.replace(['[', ']'], "");
        Some(match is_refused(src) {
            true => alt,
            false if src.contains([' ', '(', ')']) => format!("![{alt}](<{src}>)"),
            false => format!("![{alt}]({src})"),
        })
    }
}

/// What may stand around the `=` of an attribute.
const BLANK: [char; 3] = [' ', '\t', '\n'];

/// Whether the name of an attribute ends before `c`, or a value without quotes.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'')
}

/// Whether an attribute of a tag is an address that a portal refuses.
pub(super) fn is_refused_attribute((key, to): &(String, String)) -> bool {
    matches!(key.as_str(), "href" | "src") && is_refused(to)
}

/// Whether a portal refuses an address: it has another scheme than the usual ones, or carries a user name.
pub(in crate::import) fn is_refused(to: &str) -> bool {
    let Some((scheme, rest)) = to.split_once(':') else {
        return false;
    };
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(letters) {
        return false;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" | "tel" => false,
        "http" | "https" => {
            let host = rest.trim_start_matches('/');
            let host = host.split(['/', '?', '#']).next();
            host.is_some_and(|host| host.contains('@'))
        }
        _ => true,
    }
}

/// The address of a picture without `#only-light`; `None` with `#only-dark`.
pub(super) fn for_light(src: &str) -> Option<&str> {
    match src.split_once('#') {
        Some((_, "only-dark" | "gh-dark-mode-only")) => None,
        Some((src, "only-light" | "gh-light-mode-only")) => Some(src),
        _ => Some(src),
    }
}

/// Where an element ends that must not run in a portal: `<script>`, `<style>`.
pub(super) fn dropped(lines: &[Line], at: usize) -> Option<usize> {
    let tag = Tag::at(lines[at].text.trim_start())?;
    if !matches!(tag.name.as_str(), "script" | "style") {
        return None;
    }
    let close = format!("</{}", tag.name);
    let rest = lines[at..].iter();
    let last = rest
        .take_while(|line| !line.text.to_lowercase().contains(&close))
        .count();
    Some((at + last + 1).min(lines.len()))
}

/// Whether the line is the tag of a box whose inside is Markdown.
pub(super) fn is_markdown(text: &str) -> bool {
    Tag::at(text).is_some_and(|tag| {
        let name = tag.name.trim_start_matches('/');
        let boxed = matches!(
            name,
            "figure" | "figcaption" | "center" | "section" | "article"
        );
        boxed || (tag.value("markdown").is_some() && matches!(name, "div" | "p" | "details"))
    })
}

/// The tag without `markdown`, or what it holds where a portal does not have the element.
pub(super) fn without_markdown(text: &str) -> Vec<String> {
    let Some(tag) = Tag::at(text) else {
        return vec![text.to_owned()];
    };
    let rest = text[tag.length..].trim();
    match tag.name.trim_start_matches('/') {
        "div" | "details" => {
            let class = tag
                .value("class")
                .map(|class| format!(" class=\"{class}\""));
            let tag = format!("<{}{}>", tag.name, class.unwrap_or_default());
            let mut lines = vec![tag];
            if !rest.is_empty() {
                lines.extend([String::new(), rest.to_owned()]);
            }
            lines
        }
        "figcaption" => {
            let words = rest.strip_suffix("</figcaption>").unwrap_or(rest).trim();
            let shown = !words.is_empty();
            shown.then(|| format!("*{words}*")).into_iter().collect()
        }
        name => {
            let close = format!("</{name}>");
            let words = rest.strip_suffix(&close).unwrap_or(rest).trim();
            let shown = !words.is_empty();
            shown.then(|| words.to_owned()).into_iter().collect()
        }
    }
}

/// Lines without an empty one between them, of which each that begins with a tag may begin a block of HTML: where
/// they end, and where after each of them there is something that counts. All are looked through once.
#[derive(Default)]
pub(super) struct Run {
    end: usize,
    /// After the last line that holds a picture or a heading.
    shown: usize,
    /// After the last line that holds what Markdown lacks.
    lacked: usize,
}

impl Run {
    /// Where the block of HTML that begins at `at` ends, if it holds pictures or headings and nothing that Markdown
    /// lacks. Asked from top to bottom.
    pub fn pictured(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        Tag::at(lines[at].text.trim_start())?;
        if at >= self.end {
            *self = Self::at(lines, at);
        }
        (at < self.shown && at >= self.lacked).then_some(self.end)
    }

    fn at(lines: &[Line], at: usize) -> Self {
        let mut run = Self::default();
        let block = lines.iter().enumerate().skip(at);
        for (number, line) in block.take_while(|(_, line)| !line.is_blank()) {
            run.end = number + 1;
            let text = line.text.to_lowercase();
            let has = |names: &[&str]| names.iter().any(|name| text.contains(name));
            if has(&["<img", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"]) {
                run.shown = run.end;
            }
            if has(&["<table", "<pre", "<details", "<ul", "<ol"]) {
                run.lacked = run.end;
            }
        }
        run
    }
}

/// The same as Markdown, and the tags of which something was left out, each with what the report says of it.
pub(super) fn flattened(lines: &[Line]) -> (Vec<Line>, Vec<(&'static str, Line)>) {
    let mut flat = Flat::default();
    for line in lines {
        flat.number = line.number;
        let mut rest = line.text.trim();
        while let Some(c) = rest.chars().next() {
            match Tag::at(rest) {
                Some(tag) => {
                    flat.tag(&tag, &rest[..tag.length]);
                    rest = &rest[tag.length..];
                }
                None => {
                    let length = c.len_utf8();
                    let end = rest[length..]
                        .find('<')
                        .map_or(rest.len(), |at| length + at);
                    flat.words(&rest[..end]);
                    rest = &rest[end..];
                }
            }
        }
        flat.line.push(' ');
    }
    flat.end_heading();
    flat.end();
    (flat.lines, flat.lost)
}

/// HTML on its way to Markdown.
#[derive(Default)]
struct Flat {
    lines: Vec<Line>,
    lost: Vec<(&'static str, Line)>,
    line: String,
    number: usize,
    /// Destination of the link that is open, and where its words begin in this line.
    open: Option<(String, usize)>,
    /// Of a heading that is open, its anchor, which may be empty.
    heading: Option<String>,
    /// Whether what stands between the tags is Markdown.
    markdown: bool,
}

impl Flat {
    fn lose(&mut self, what: &'static str, written: &str) {
        self.lost.push((what, Line::new(self.number, written)));
    }

    /// Words between two tags, in which no sign of Markdown means anything.
    fn words(&mut self, words: &str) {
        match self.markdown {
            true => self.line.push_str(words),
            false => {
                let (angle, words) = words.split_at(usize::from(words.starts_with('<')));
                self.line.push_str(angle);
                self.line.push_str(&escaped(words));
            }
        }
    }

    fn tag(&mut self, tag: &Tag, written: &str) {
        if tag.has_refused() {
            self.lose(REFUSED, written);
        }
        self.markdown |= tag.value("markdown").is_some();
        match tag.name.as_str() {
            // A heading is one line.
            "span" | "/span" if self.heading.is_some() => {}
            "br" if self.heading.is_some() => self.line.push(' '),
            "img" => match tag.picture() {
                Some(picture) => self.line.push_str(&picture),
                None => self.lose(DARK, written),
            },
            "a" => {
                // A link ends where the next begins: there are none within each other.
                self.close();
                let to = tag.value("href").unwrap_or_default().to_owned();
                self.open = Some((to, self.line.len()));
            }
            "/a" => self.close(),
            "em" | "i" | "/em" | "/i" => self.line.push('*'),
            "strong" | "b" | "/strong" | "/b" => self.line.push_str("**"),
            "br" => self.end_line("\\"),
            "figcaption" => {
                self.end();
                self.line.push('*');
            }
            "/figcaption" => {
                self.end_line("*");
                self.end();
            }
            name => match name
                .strip_prefix('h')
                .and_then(|level| level.parse::<usize>().ok())
            {
                Some(level) if (1..=6).contains(&level) => {
                    self.end_heading();
                    self.end();
                    self.heading = Some(tag.value("id").unwrap_or_default().to_owned());
                    self.line = format!("{} ", "#".repeat(level));
                    let begun = self.line.len();
                    self.open.iter_mut().for_each(|link| link.1 = begun);
                }
                _ if BOXES.contains(&name.trim_start_matches('/')) || name.starts_with("/h") => {
                    self.end_heading();
                    // A picture in a link is no end of it.
                    if self.open.is_none() {
                        self.end();
                    }
                }
                _ => self.line.push_str(written),
            },
        }
    }

    /// Ends a heading that is open. Behind its anchor stand no words.
    fn end_heading(&mut self) {
        let Some(id) = self.heading.take().filter(|id| is_anchor(id)) else {
            return;
        };
        let open = self.open.take();
        if let Some((to, start)) = &open {
            self.link(to, *start);
        }
        self.line.push_str(&format!(" {{#{id}}}"));
        self.end();
        self.open = open.map(|(to, _)| (to, 0));
    }

    fn close(&mut self) {
        if let Some((to, start)) = self.open.take() {
            self.link(&to, start);
        }
    }

    /// Makes what stands from `start` on a link.
    fn link(&mut self, to: &str, start: usize) {
        let words = self.line.split_off(start);
        let shown = words.trim();
        if is_refused(to) || shown.is_empty() {
            return self.line.push_str(&words);
        }
        let edge = |is: bool| if is { " " } else { "" };
        let (before, after) = (
            edge(words.starts_with(char::is_whitespace)),
            edge(words.ends_with(char::is_whitespace)),
        );
        self.line
            .push_str(&format!("{before}[{shown}]({to}){after}"));
    }

    /// Ends the line with `sign`. A link that is open goes on in the next one.
    fn end_line(&mut self, sign: &str) {
        if let Some((to, start)) = self.open.take() {
            self.link(&to, start);
            self.open = Some((to, 0));
        }
        self.line.push_str(sign);
        let words: Vec<&str> = self.line.split_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(Line::new(self.number, words.join(" ")));
        }
        self.line.clear();
    }

    fn end(&mut self) {
        self.end_line("");
        // Below the last line of a block none is broken. Of backslashes that are meant there are two.
        while let Some(last) = self.lines.last_mut() {
            let signs = last.text.len() - last.text.trim_end_matches('\\').len();
            if signs % 2 == 0 {
                break;
            }
            last.text.pop();
            if !last.is_blank() {
                break;
            }
            self.lines.pop();
        }
        super::lines::gap(&mut self.lines, self.number);
    }
}

/// Whether a heading of a portal takes it for its anchor.
fn is_anchor(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "{}<>\\`".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn tags_are_those_of_markdown() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let tag = Tag::at(text).filter(|tag| tag.name == "a");
            let tag = tag.unwrap_or_else(|| panic!("{text}"));
            let found = tag.attributes.iter();
            let found: Vec<_> = found.map(|(key, value)| (&**key, &**value)).collect();
            assert_eq!((tag.length, &*found), (text.len(), expected), "{text}");
        };
        check("<a>", &[]);
        check("<a b=c/d E='<f>'>", &[("b", "c/d"), ("e", "<f>")]);
        check("<a b = \"c d\" e/>", &[("b", "c d"), ("e", "")]);
        for text in [
            "<a b=c\"d>",
            "<a b=c<d>",
            "<a b\"c>",
            "<a b='c>",
            "<a",
            "< a>",
        ] {
            assert!(Tag::at(text).is_none(), "{text}");
        }
    }
}
