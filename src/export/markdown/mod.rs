//! The text of a page back to Markdown, with facts and includes filled in: for whoever reads pages with a
//! program.
//!
//! Goes in: the HTML that a page's text became. Comes out: CommonMark with tables. Buttons, pictures
//! drawn in the page and the original of a bilingual text are left out.

mod writer;

use std::borrow::Cow;
use std::ops::Range;

use crate::model::html::{self, Element, Node};
use writer::Writer;

/// Elements that stand in a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "br", "button", "cite", "code", "dfn", "em", "i", "img", "input",
    "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];
/// Elements that say nothing to a program.
const SILENT: [&str; 10] = [
    "button", "fieldset", "input", "label", "script", "style", "svg", "form", "nav", "template",
];

/// The text of a page as Markdown, ending in a line end; empty where it says nothing.
pub(super) fn text(html: &str) -> String {
    let nodes = html::nodes(html);
    let mut translator = Translator {
        nodes: &nodes,
        out: Writer::new(html.len() / 2),
        in_words: false,
        in_bold: false,
    };
    translator.nodes(0..nodes.len());
    translator.out.finish()
}

/// Whether an element is hidden, or says again what stands at the head of the text or beside it.
fn is_for_eyes(element: Element<'_>) -> bool {
    const BESIDE: [&str; 7] = [
        "lead", "about", "turn", "related", "feedback", "tools", "path",
    ];
    element.name == "h1"
        || element.attributes().any(|(name, value)| match name {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "class" => value.split(' ').any(|own| BESIDE.contains(&own)),
            _ => false,
        })
}

/// Plain words as Markdown that shows them as they are, in one line: a line of its own could be a heading.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if r"\`*_[]<".contains(letter) {
            out.push('\\');
        }
        out.push(match letter {
            '\n' | '\r' => ' ',
            letter => letter,
        });
    }
    out
}

struct Translator<'a> {
    nodes: &'a [Node<'a>],
    out: Writer,
    /// Whether all elements stand in a line of text, as in a heading.
    in_words: bool,
    in_bold: bool,
}

impl<'a> Translator<'a> {
    fn nodes(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut follows = false;
        while at < range.end
            && let Some(node) = self.nodes.get(at)
        {
            match node {
                Node::Text(words) => {
                    self.out.text(words);
                    at += 1;
                }
                Node::Element(element) => {
                    self.element(*element, at + 1..element.end, follows);
                    at = element.end;
                }
            }
            follows = matches!(node, Node::Element(_));
        }
    }

    fn element(&mut self, element: Element<'a>, within: Range<usize>, follows: bool) {
        if SILENT.contains(&element.name) || is_for_eyes(element) {
            return;
        }
        if self.in_words || INLINE.contains(&element.name) {
            return self.inline(element, within, follows);
        }
        self.out.end_block();
        self.block(element, within);
        self.out.end_block();
    }

    fn block(&mut self, element: Element<'a>, within: Range<usize>) {
        match element.name {
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                const LEVELS: [&str; 5] = ["## ", "### ", "#### ", "##### ", "###### "];
                let level = element.name.as_bytes()[1] - b'2';
                let in_cell = self.out.is_in_cell();
                let level = if in_cell {
                    ""
                } else {
                    LEVELS[usize::from(level)]
                };
                let mark = self.out.mark(level);
                self.words(within);
                self.out.close_mark(mark, "");
            }
            "summary" | "dt" | "figcaption" => self.bold(within),
            "p" if element.is("alert-title") => self.bold(within),
            "p" => self.words(within),
            "hr" => self.out.word("---"),
            "ul" | "ol" => self.list(element, within),
            "dl" => {
                self.out.open_list();
                let open = self.terms(within, false);
                self.end_term(open);
                self.out.close();
            }
            "pre" => self.code(within),
            "table" => self.table(within),
            "blockquote" | "aside" => self.quotation(within),
            "div" if element.is("alert") => self.quotation(within),
            _ => self.nodes(within),
        }
    }

    /// Text in one line.
    fn words(&mut self, within: Range<usize>) {
        let before = std::mem::replace(&mut self.in_words, true);
        self.nodes(within);
        self.in_words = before;
    }

    fn bold(&mut self, within: Range<usize>) {
        self.marked("**", within, |this, within| {
            let before = std::mem::replace(&mut this.in_bold, true);
            this.words(within);
            this.in_bold = before;
        });
    }

    fn marked(
        &mut self,
        mark: &'static str,
        within: Range<usize>,
        write: impl FnOnce(&mut Self, Range<usize>),
    ) {
        let open = self.out.mark(mark);
        write(self, within);
        self.out.close_mark(open, mark);
    }

    fn quotation(&mut self, within: Range<usize>) {
        self.out.open("> ", "> ");
        self.nodes(within);
        self.out.close();
    }

    fn list(&mut self, element: Element<'a>, within: Range<usize>) {
        let start = element.attribute("start");
        let mut number: usize = start.and_then(|start| start.parse().ok()).unwrap_or(1);
        self.out.open_list();
        for (_, item) in self.children(within, &["li"]) {
            match element.name {
                "ol" => {
                    let mark = format!("{number}. ");
                    let indent = " ".repeat(mark.len());
                    self.out.open(mark, indent);
                    number = number.saturating_add(1);
                }
                _ => self.out.open("- ", "  "),
            }
            self.nodes(item);
            self.out.close();
        }
        self.out.close();
    }

    /// Terms, each followed by what it means in the same line. Says whether the last one is still open.
    fn terms(&mut self, within: Range<usize>, mut open: bool) -> bool {
        for (element, within) in self.children(within, &["div", "dt", "dd"]) {
            match element.name {
                "dt" => {
                    self.end_term(open);
                    self.out.open("- ", "  ");
                    self.bold(within);
                    if self.out.is_in_line() {
                        self.out.word(":");
                    }
                    self.out.glue();
                    open = true;
                }
                "dd" => {
                    self.out.glue();
                    self.nodes(within);
                }
                _ => open = self.terms(within, open),
            }
        }
        open
    }

    fn end_term(&mut self, open: bool) {
        self.out.unglue();
        if open {
            self.out.close();
        }
    }

    fn code(&mut self, within: Range<usize>) {
        let mut text = String::new();
        self.push_raw(within.clone(), &mut text);
        if self.out.is_in_cell() {
            return self.out.code(&text, &fence(&text, 1));
        }
        let language = self.children(within, &["code"]).find_map(|(code, _)| {
            let classes = code.attribute("class")?;
            let mut classes = classes.split(' ');
            classes.find_map(|class| Some(class.strip_prefix("language-")?.to_owned()))
        });
        let fence = fence(&text, 3);
        let first = format!("{fence}{}", language.unwrap_or_default());
        let lines = text.trim_end_matches('\n').split('\n');
        let lines = std::iter::once(first.as_str()).chain(lines);
        self.out.lines(lines.chain([fence.as_str()]));
    }

    fn push_raw(&self, within: Range<usize>, out: &mut String) {
        let mut at = within.start;
        while at < within.end
            && let Some(node) = self.nodes.get(at)
        {
            at = match node {
                Node::Element(element) if element.name == "button" => element.end,
                Node::Element(_) => at + 1,
                Node::Text(words) => {
                    out.push_str(&html::unescaped(words));
                    at + 1
                }
            };
        }
    }

    fn table(&mut self, within: Range<usize>) {
        let mut rows = Vec::new();
        self.push_rows(within, &mut rows);
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        if width == 0 {
            return;
        }
        if self.out.is_in_cell() {
            return rows.into_iter().flatten().for_each(|cell| {
                self.out.end_block();
                self.nodes(cell);
            });
        }
        for (number, row) in rows.iter().enumerate() {
            self.out.row(number);
            for column in 0..width {
                let cell = row.get(column).cloned().unwrap_or_default();
                let outer = self.out.open_cell();
                self.nodes(cell);
                self.out.close_cell(outer);
            }
            if number == 0 {
                self.out.rule(width);
            }
        }
    }

    fn push_rows(&self, within: Range<usize>, rows: &mut Vec<Vec<Range<usize>>>) {
        for (element, within) in self.children(within, &["tr", "thead", "tbody", "tfoot"]) {
            match element.name {
                "tr" => {
                    let cells = self.children(within, &["td", "th"]);
                    rows.push(cells.map(|(_, cell)| cell).collect());
                }
                _ => self.push_rows(within, rows),
            }
        }
    }

    /// What the theme sets apart by its style is set apart by a dash: a link and what is said of it.
    fn inline(&mut self, element: Element<'a>, within: Range<usize>, follows: bool) {
        match element.name {
            "br" => self.out.break_line(),
            "strong" | "b" if !self.in_bold => self.marked("**", within, Self::nodes),
            "em" | "i" => self.marked("*", within, Self::nodes),
            "code" | "kbd" => {
                let mut raw = String::new();
                self.push_raw(within, &mut raw);
                self.out.code(&raw, &fence(&raw, 1));
            }
            "a" => match element.attribute("href") {
                Some(href) => {
                    let open = self.out.mark("[");
                    self.nodes(within);
                    self.out.close_mark(open, &format!("]({})", target(&href)));
                }
                None => self.nodes(within),
            },
            "img" => {
                let alt = element.attribute("alt").unwrap_or_default();
                let src = element.attribute("src").unwrap_or_default();
                let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                let image = format!("![{}]({})", plain(&alt), target(&src));
                self.out.word(&image);
            }
            // The original of a bilingual text.
            "span" if element.is("sxs-lookup") => {}
            "span" if follows && self.out.is_in_line() => {
                let dash = self.out.mark_apart("– ");
                self.nodes(within);
                self.out.close_mark(dash, "");
            }
            _ => self.nodes(within),
        }
    }

    /// The elements right in a range that have one of these names, with what is in them.
    fn children(
        &self,
        within: Range<usize>,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = (Element<'a>, Range<usize>)> + use<'a> {
        let nodes = self.nodes;
        let mut at = within.start;
        std::iter::from_fn(move || {
            while at < within.end {
                let number = at;
                at += 1;
                if let Some(Node::Element(element)) = nodes.get(number) {
                    at = element.end;
                    if names.contains(&element.name) {
                        return Some((*element, number + 1..element.end));
                    }
                }
            }
            None
        })
    }
}

/// Backticks that do not occur in `text`, at least so many.
fn fence(text: &str, least: usize) -> String {
    let mut fence = "`".repeat(least);
    while text.contains(&fence) {
        fence.push('`');
    }
    fence
}

/// An address in the brackets of a link.
fn target(address: &str) -> Cow<'_, str> {
    match address.contains([' ', '(', ')', '<', '>']) {
        true => format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")).into(),
        false => address.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(text(html).trim_end_matches('\n'), expected, "{html}");
    }

    #[test]
    fn text_keeps_its_form() {
        check(
            "<h2 id=\"a\">A &amp; b</h2>\n<p>One\n<strong>two</strong> <a href=\"x.html#y\">three</a>.</p>",
            "## A & b\n\nOne **two** [three](x.html#y).",
        );
        check("<p>a<br>b</p>", "a\\\nb");
        check(
            "<p>1 * 2 [x] &lt;b&gt; <code>a_b</code></p>",
            "1 \\* 2 \\[x\\] \\<b> `a_b`",
        );
        check(
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li><p>c</p><p>d</p></li>\n</ul>",
            "- a\n\n  - b\n- c\n\n  d",
        );
        check("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b");
        check(
            "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>x</p></div>",
            "> **Note**\n>\n> x",
        );
        check(
            "<pre><code class=\"language-sh\">a <span class=\"k\">&lt;</span>\n  b\n</code></pre>",
            "```sh\na <\n  b\n```",
        );
        check(
            "<table><thead><tr><th>A</th><th>B|</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
            "| A | B\\| |\n| --- | --- |\n| 1 |  |",
        );
        check(
            "<ul><li><a href=\"a.html\">A</a><span>About a.</span></li></ul>",
            "- [A](a.html) – About a.",
        );
        check(
            "<table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table>",
            "| a, b |\n| --- |",
        );
        check(
            "<p>1. April</p><p>- 8 <b>€</b></p><p>&gt; 1</p><p>2020 is &gt; 1</p><table><tr><td>- 8</td></tr></table>",
            "1\\. April\n\n\\- 8 **€**\n\n\\> 1\n\n2020 is > 1\n\n| - 8 |\n| --- |",
        );
        check(
            "<p><b> a</b>b<i></i> <a href=\"x\"> c </a>d<br> <code>`|` </code>.</p>",
            "**a**b [c](x) d\\\n`` `|` `` .",
        );
        check("<dl><dt>Cost</dt><dd>free</dd></dl>", "- **Cost**: free");
        check(
            "<details><summary><h3>Q?</h3></summary><p>A.</p></details>",
            "**Q?**\n\nA.",
        );
        check(
            "<p><img src=\"a b.svg\" alt=\"A [b]\"></p>",
            "![A \\[b\\]](<a b.svg>)",
        );
    }

    #[test]
    fn what_is_for_eyes_alone_is_left_out() {
        check(
            "<p>a <button type=\"button\">Copy</button><svg><path d=\"M0\"/></svg>b</p>",
            "a b",
        );
        check(
            "<p>中文<span class=\"sxs-lookup\" lang=\"en\">Chinese <b>x</b></span>。</p>",
            "中文。",
        );
        check("<p></p><h2></h2>", "");
        check(
            "<p><span class=\"rank\" aria-hidden=\"true\">1</span>Critical</p><p hidden>x</p>",
            "Critical",
        );
    }

    #[test]
    fn hostile_nesting_ends() {
        let deep = "<blockquote>".repeat(20_000) + "x" + &"</blockquote>".repeat(20_000);
        assert!(text(&deep).contains('x'));
        assert_eq!(text("<p>a > b</p></p></div>").trim(), "a > b");
        text("<a href=\"");
    }
}
