//! The text of a page back to Markdown, with facts and includes filled in: for whoever reads pages with a
//! program.
//!
//! Goes in: the HTML that a page's text became. Comes out: CommonMark with tables. Buttons, pictures
//! drawn in the page and the original of a bilingual text are left out.

mod tree;

use tree::{Element, Node};

/// Elements that stand in a line of text.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "br", "button", "cite", "code", "dfn", "em", "i", "img", "input",
    "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];
/// Elements that say nothing to a program.
const SILENT: [&str; 9] = [
    "button", "input", "label", "script", "style", "svg", "form", "nav", "template",
];

/// The text of a page as Markdown, ending in a line end; empty where it says nothing.
pub(super) fn text(html: &str) -> String {
    let blocks = blocks(&tree::nodes(html));
    match blocks.is_empty() {
        true => String::new(),
        false => format!("{}\n", blocks.join("\n\n")),
    }
}

/// Plain words as Markdown that shows them as they are.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if r"\`*_[]<".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn blocks(nodes: &[Node<'_>]) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut line = String::new();
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Element(element) if !is_inline(element) => {
                flush(&mut line, &mut blocks);
                let text = block(element);
                if !text.is_empty() {
                    blocks.push(text);
                }
            }
            node => push_word(node, nodes[..at].last(), &mut line),
        }
    }
    flush(&mut line, &mut blocks);
    blocks
}

fn flush(line: &mut String, blocks: &mut Vec<String>) {
    let text = tidy(line);
    if !text.is_empty() {
        blocks.push(text);
    }
    line.clear();
}

fn is_inline(element: &Element<'_>) -> bool {
    INLINE.contains(&element.name)
}

fn block(element: &Element<'_>) -> String {
    if element.is_for_eyes() {
        return String::new();
    }
    let within = || blocks(&element.children).join("\n\n");
    match element.name {
        name if SILENT.contains(&name) => String::new(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = element.name[1..].parse().unwrap_or(2);
            let words = words(&element.children);
            match words.is_empty() {
                true => words,
                false => format!("{} {words}", "#".repeat(level)),
            }
        }
        "p" | "summary" | "dt" | "figcaption"
            if element.is("alert-title") || element.name != "p" =>
        {
            let words = words(&element.children);
            match words.is_empty() || words.starts_with("**") {
                true => words,
                false => format!("**{words}**"),
            }
        }
        "p" => words(&element.children),
        "hr" => "---".to_owned(),
        "ul" | "ol" => list(element),
        "dl" => terms(element),
        "pre" => code(element),
        "table" => table(element),
        "blockquote" | "aside" => prefixed(&within(), "> ", "> "),
        "div" if element.is("alert") => prefixed(&within(), "> ", "> "),
        _ => within(),
    }
}

fn list(element: &Element<'_>) -> String {
    let ordered = element.name == "ol";
    let first = element
        .attribute("start")
        .and_then(|start| start.parse().ok());
    let first: usize = first.unwrap_or(1);
    let items = children(element, "li").enumerate().map(|(at, item)| {
        let mark = match ordered {
            true => format!("{}. ", first.saturating_add(at)),
            false => "- ".to_owned(),
        };
        let text = blocks(&item.children).join("\n\n");
        prefixed(&text, &mark, &" ".repeat(mark.len()))
    });
    items.collect::<Vec<_>>().join("\n")
}

/// Terms, each followed by what it means.
fn terms(element: &Element<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut pairs = Vec::new();
    for node in &element.children {
        match node {
            Node::Element(child) if child.name == "div" => pairs.extend(&child.children),
            node => pairs.push(node),
        }
    }
    for node in pairs {
        match node {
            Node::Element(child) if child.name == "dt" => {
                lines.push(format!("- {}:", block(child)))
            }
            Node::Element(child) if child.name == "dd" => {
                let text = prefixed(&blocks(&child.children).join("\n\n"), " ", "  ");
                match lines.last_mut() {
                    Some(line) => line.push_str(&text),
                    None => lines.push(format!("-{text}")),
                }
            }
            _ => {}
        }
    }
    lines.join("\n")
}

fn code(element: &Element<'_>) -> String {
    let mut text = String::new();
    push_raw(&element.children, &mut text);
    let text = text.trim_end_matches('\n');
    let language = children(element, "code").find_map(|code| {
        let classes = code.attribute("class")?;
        let mut classes = classes.split(' ');
        classes.find_map(|class| Some(class.strip_prefix("language-")?.to_owned()))
    });
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
}

fn push_raw(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => out.push_str(words),
            Node::Element(element) if element.name == "button" => {}
            Node::Element(element) => push_raw(&element.children, out),
        }
    }
}

fn table(element: &Element<'_>) -> String {
    let mut rows = Vec::new();
    push_rows(element, &mut rows);
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width == 0 {
        return String::new();
    }
    let line = |cells: &[String]| {
        let cells = (0..width).map(|at| cells.get(at).map_or("", String::as_str));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

fn push_rows(element: &Element<'_>, rows: &mut Vec<Vec<String>>) {
    for node in &element.children {
        let Node::Element(child) = node else { continue };
        match child.name {
            "tr" => rows.push(child.children.iter().filter_map(cell).collect()),
            "thead" | "tbody" | "tfoot" => push_rows(child, rows),
            _ => {}
        }
    }
}

fn cell(node: &Node<'_>) -> Option<String> {
    let Node::Element(child) = node else {
        return None;
    };
    let is_cell = matches!(child.name, "td" | "th");
    is_cell.then(|| {
        let text = blocks(&child.children).join(" ");
        let text = text.strip_prefix("- ").unwrap_or(&text);
        let text = text.replace("\n- ", ", ").replace("\\\n", " ");
        text.replace('\n', " ").replace('|', "\\|")
    })
}

/// Text in one line.
fn words(nodes: &[Node<'_>]) -> String {
    let mut out = String::new();
    push_words(nodes, &mut out);
    tidy(&out)
}

fn push_words(nodes: &[Node<'_>], out: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        push_word(node, nodes[..at].last(), out);
    }
}

/// What the theme sets apart by its style is set apart by a dash: a link and what is said of it.
fn push_word(node: &Node<'_>, before: Option<&Node<'_>>, out: &mut String) {
    match node {
        Node::Text(words) => out.push_str(&plain(&spaced(words))),
        Node::Element(element) => {
            let text = inline(element);
            let follows = matches!(before, Some(Node::Element(_))) && !out.trim().is_empty();
            if follows && element.name == "span" && !text.trim().is_empty() {
                out.push_str(" – ");
            }
            out.push_str(&text);
        }
    }
}

fn inline(element: &Element<'_>) -> String {
    let mut within = String::new();
    push_words(&element.children, &mut within);
    let marked = |mark: &str, within: String| match within.trim() {
        "" => within,
        words => within.replacen(words, &format!("{mark}{words}{mark}"), 1),
    };
    match element.name {
        _ if element.is_for_eyes() => String::new(),
        name if SILENT.contains(&name) => String::new(),
        "br" => "\\\n".to_owned(),
        "strong" | "b" => marked("**", within),
        "em" | "i" => marked("*", within),
        "code" | "kbd" => {
            let mut raw = String::new();
            push_raw(&element.children, &mut raw);
            let mark = if raw.contains('`') { "``" } else { "`" };
            marked(mark, spaced(&raw))
        }
        "a" => match element.attribute("href") {
            Some(href) if !within.trim().is_empty() => format!("[{within}]({})", target(&href)),
            _ => within,
        },
        "img" => {
            let alt = element.attribute("alt").unwrap_or_default();
            let src = element.attribute("src").unwrap_or_default();
            format!("![{}]({})", plain(&spaced(&alt)), target(&src))
        }
        // The original of a bilingual text.
        "span" if element.is("sxs-lookup") => String::new(),
        _ => within,
    }
}

/// An address in the brackets of a link.
fn target(address: &str) -> String {
    match address.contains([' ', '(', ')', '<', '>']) {
        true => format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")),
        false => address.to_owned(),
    }
}

fn children<'a>(element: &'a Element<'a>, name: &'a str) -> impl Iterator<Item = &'a Element<'a>> {
    element.children.iter().filter_map(move |node| match node {
        Node::Element(child) if child.name == name => Some(child),
        _ => None,
    })
}

/// White space as one space, also where a line must not be broken: programs look for plain ones.
fn spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut space = false;
    for letter in words.chars() {
        let white = matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{a0}' | '\u{202f}');
        if !white || !space {
            out.push(if white { ' ' } else { letter });
        }
        space = white;
    }
    out
}

/// Without double spaces, and without such at the ends.
fn tidy(line: &str) -> String {
    let mut text = line.trim().trim_end_matches('\\').to_owned();
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    text.replace(" \\\n", "\\\n")
        .replace("\\\n ", "\\\n")
        .trim()
        .to_owned()
}

/// `first` before the first line, `others` before those below that are not empty.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| match (at, line) {
        (0, line) => format!("{first}{line}"),
        (_, "") => others.trim_end().to_owned(),
        (_, line) => format!("{others}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
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
