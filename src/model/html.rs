//! HTML of our own making to a tree. It is well-formed; what is not would be lost, never misread.

use std::borrow::Cow;

use super::markup::{Piece, pieces};

/// Elements in each other, at most: what is deeper counts as beside.
const DEPTH: usize = 48;
/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];

/// Whether an element stands in a line of text, as words do: of what HTML calls phrasing content all but controls,
/// drawings and scripts. `br` is one, too: who parts lines asks for it beside.
pub fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "br"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// A part of a page. All parts stand in one list; those of an element follow it.
#[derive(Debug)]
pub enum Node<'a> {
    /// Words, escaped as they stand in the page.
    Text(&'a str),
    /// An element.
    Element(Element<'a>),
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// Its name.
    pub name: &'a str,
    /// What stands between its name and the end of the tag.
    attributes: &'a str,
    /// The number of the first node behind what is in it.
    pub end: usize,
}

impl<'a> Element<'a> {
    /// Names and values, escaped.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start();
            let ends = |byte: u8| matches!(byte, b'=' | b' ' | b'\n' | b'/');
            let end = rest.bytes().position(ends).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => ("", after.get(1..).unwrap_or_default()),
            };
            rest = after;
            (!name.is_empty()).then_some((name, value))
        })
    }

    /// An attribute, unescaped.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = self.attributes();
        attributes
            .find(|(own, _)| *own == name)
            .map(|(_, value)| unescaped(value))
    }

    /// Whether it is of a class.
    pub fn is(&self, class: &str) -> bool {
        self.attributes()
            .any(|(name, value)| name == "class" && value.split(' ').any(|own| own == class))
    }
}

/// Reads `html`.
pub fn nodes(html: &str) -> Vec<Node<'_>> {
    let mut tree = Tree {
        nodes: Vec::with_capacity(html.len() / 24),
        open: Vec::new(),
    };
    for piece in pieces(html) {
        match piece {
            Piece::Text(words) => tree.nodes.push(Node::Text(words)),
            Piece::Tag(tag) => match tag.strip_prefix('/') {
                Some(name) => tree.close(name),
                None => tree.start(tag),
            },
            Piece::Comment(_) => {}
        }
    }
    while !tree.open.is_empty() {
        tree.shut();
    }
    tree.nodes
}

/// A tree that is being read.
struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// The elements that have not ended: their names and numbers.
    open: Vec<(&'a str, usize)>,
}

impl<'a> Tree<'a> {
    fn start(&mut self, tag: &'a str) {
        let ends = |byte: u8| matches!(byte, b' ' | b'\n' | b'/');
        let end = tag.bytes().position(ends).unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(end);
        let number = self.nodes.len();
        self.nodes.push(Node::Element(Element {
            name,
            attributes,
            end: number + 1,
        }));
        if !VOID.contains(&name) && !tag.ends_with('/') && self.open.len() < DEPTH {
            self.open.push((name, number));
        }
    }

    /// An end without a beginning, as of an element that is too deep, ends nothing.
    fn close(&mut self, name: &str) {
        // Nearly every end is that of the element that began last.
        if self.open.last().is_some_and(|(own, _)| *own == name) {
            return self.shut();
        }
        let known = self.open.iter().any(|(own, _)| *own == name);
        if !known || self.open.len() >= DEPTH {
            return;
        }
        while let Some((own, _)) = self.open.last() {
            let done = *own == name;
            self.shut();
            if done {
                return;
            }
        }
    }

    fn shut(&mut self) {
        let behind = self.nodes.len();
        if let Some((_, number)) = self.open.pop()
            && let Some(Node::Element(element)) = self.nodes.get_mut(number)
        {
            element.end = behind;
        }
    }
}

/// With the references that our pages have replaced.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return text.into();
    };
    let (before, mut rest) = text.split_at(first);
    let mut out = before.to_owned();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (letter, length) = reference(&rest[at..]);
        out.push(letter);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out.into()
}

/// The letter that a text begins with, which is `&` alone or a reference, and its length.
pub fn reference(text: &str) -> (char, usize) {
    let end = text.bytes().take(12).position(|byte| byte == b';');
    let letter = end.and_then(|end| letter(text.get(1..end)?));
    match (letter, end) {
        (Some(letter), Some(end)) => (letter, end + 1),
        _ => ('&', 1),
    }
}

/// The letter that a reference names: by its number, or by one of the names that our pages have.
fn letter(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            _ => None,
        };
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    };
    code.and_then(char::from_u32)
}
