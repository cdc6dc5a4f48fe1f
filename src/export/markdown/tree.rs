//! HTML of our own making to a tree. It is well-formed; what is not would be lost, never misread.

/// Elements in each other, at most: what is deeper counts as beside.
const DEPTH: usize = 48;
/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];

/// A part of a page.
#[derive(Debug)]
pub(super) enum Node {
    /// Words, unescaped.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: String,
    /// What stands between its name and the end of the tag.
    attributes: String,
    /// What is in it.
    pub(super) children: Vec<Node>,
}

impl Element {
    /// An attribute, unescaped.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let start = format!(" {name}=\"");
        let at = self.attributes.find(&start)? + start.len();
        let value = self.attributes[at..].split('"').next()?;
        Some(unescaped(value))
    }

    /// Whether it is hidden, or says again what stands at the head of the text or beside it.
    pub(super) fn is_for_eyes(&self) -> bool {
        const BESIDE: [&str; 7] = [
            "lead", "about", "turn", "related", "feedback", "tools", "path",
        ];
        let hidden = format!("{} ", self.attributes).contains(" hidden ");
        let silent = self
            .attribute("aria-hidden")
            .is_some_and(|value| value == "true");
        hidden || silent || self.name == "h1" || BESIDE.iter().any(|class| self.is(class))
    }

    /// Whether it is of a class.
    pub(super) fn is(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split(' ').any(|own| own == class)
    }
}

/// Reads `html`.
pub(super) fn nodes(html: &str) -> Vec<Node> {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut open, Node::Text(unescaped(&rest[..at])));
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        match tag.strip_prefix('/') {
            Some(name) => close(&mut open, name),
            None => start(&mut open, tag),
        }
    }
    push(&mut open, Node::Text(unescaped(rest)));
    while open.len() > 1 {
        shut(&mut open);
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}

/// Where a tag ends; a `>` in a quoted value does not end it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quoted = false;
    rest.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

fn push(open: &mut [Element], node: Node) {
    if matches!(&node, Node::Text(words) if words.is_empty()) {
        return;
    }
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn start(open: &mut Vec<Element>, tag: &str) {
    let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
    let element = Element {
        name: name.to_owned(),
        attributes: tag[name.len()..].replace('\n', " "),
        children: Vec::new(),
    };
    if VOID.contains(&name) || tag.ends_with('/') || open.len() > DEPTH {
        push(open, Node::Element(element));
    } else {
        open.push(element);
    }
}

/// An end without a beginning, as of an element that is too deep, ends nothing.
fn close(open: &mut Vec<Element>, name: &str) {
    let known = open.iter().skip(1).any(|element| element.name == name);
    let deep = open.len() > DEPTH && open.last().is_none_or(|last| last.name != name);
    if !known || deep {
        return;
    }
    while open.len() > 1 {
        let done = open.last().is_some_and(|last| last.name == name);
        shut(open);
        if done {
            return;
        }
    }
}

fn shut(open: &mut Vec<Element>) {
    if let Some(element) = open.pop() {
        push(open, Node::Element(element));
    }
}

/// With the references that our pages have replaced.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}
