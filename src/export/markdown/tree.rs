//! HTML of our own making to a tree. It is well-formed; what is not would be lost, never misread.

use std::borrow::Cow;

/// Elements in each other, at most: what is deeper counts as beside.
const DEPTH: usize = 48;
/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];

/// A part of a page.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// Words, unescaped.
    Text(Cow<'a, str>),
    /// An element.
    Element(Element<'a>),
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What stands between its name and the end of the tag.
    attributes: &'a str,
    /// What is in it.
    pub(super) children: Vec<Node<'a>>,
}

impl<'a> Element<'a> {
    /// An attribute, unescaped.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        while let Some(at) = rest.find(name) {
            let alone = rest[..at].ends_with([' ', '\n']);
            rest = &rest[at + name.len()..];
            if let (true, Some(value)) = (alone, rest.strip_prefix("=\"")) {
                return Some(unescaped(value.split('"').next()?));
            }
        }
        None
    }

    /// Whether it is hidden, or says again what stands at the head of the text or beside it.
    pub(super) fn is_for_eyes(&self) -> bool {
        const BESIDE: [&str; 7] = [
            "lead", "about", "turn", "related", "feedback", "tools", "path",
        ];
        if self.name == "h1" {
            return true;
        }
        if self.attributes.is_empty() {
            return false;
        }
        let mut words = self.attributes.split([' ', '\n']);
        let hidden = words.any(|word| word == "hidden");
        let silent = self
            .attribute("aria-hidden")
            .is_some_and(|value| value == "true");
        let class = self.attribute("class").unwrap_or_default();
        hidden || silent || class.split(' ').any(|own| BESIDE.contains(&own))
    }

    /// Whether it is of a class.
    pub(super) fn is(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split(' ').any(|own| own == class)
    }
}

/// Reads `html`.
pub(super) fn nodes(html: &str) -> Vec<Node<'_>> {
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

fn push<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    if matches!(&node, Node::Text(words) if words.is_empty()) {
        return;
    }
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn start<'a>(open: &mut Vec<Element<'a>>, tag: &'a str) {
    let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
    let element = Element {
        name,
        attributes: &tag[name.len()..],
        children: Vec::new(),
    };
    if VOID.contains(&name) || tag.ends_with('/') || open.len() > DEPTH {
        push(open, Node::Element(element));
    } else {
        open.push(element);
    }
}

/// An end without a beginning, as of an element that is too deep, ends nothing.
fn close(open: &mut Vec<Element<'_>>, name: &str) {
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

fn shut(open: &mut Vec<Element<'_>>) {
    if let Some(element) = open.pop() {
        push(open, Node::Element(element));
    }
}

/// With the references that our pages have replaced.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
        .into()
}
