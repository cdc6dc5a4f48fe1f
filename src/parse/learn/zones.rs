//! Zones side by side. Learn shows the one that its reader has chosen; here they are tabs, since a page cannot know.

use std::collections::{HashMap, HashSet};

use super::{Meaning, Placeholder};

/// A zone that is one of several tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The number of its group in the text, counted from 1.
    pub group: usize,
    /// Whether it is the first one of its group.
    pub is_first: bool,
}

/// A zone with its place among the placeholders, and what it is for.
struct Zone<'a> {
    begin: usize,
    end: usize,
    pivot: &'a str,
    /// Blanks before it: as many before each are in one item.
    indent: usize,
}

/// The zones that are tabs, by the number of their beginning: those of different pivots with nothing but blank
/// lines between them.
pub(super) fn tabs(text: &str, placeholders: &[Placeholder]) -> HashMap<usize, Tab> {
    let mut tabs = HashMap::new();
    let mut groups = 0;
    let mut pivots = HashSet::new();
    let mut before: Option<Zone<'_>> = None;
    for zone in zones(text, placeholders) {
        let beside = before.filter(|before| {
            let [end, begin] = [before.end, zone.begin].map(|at| &placeholders[at].range);
            zone.begin == before.end + 1
                && zone.indent == before.indent
                && !pivots.contains(zone.pivot)
                && text[end.end..begin.start].trim().is_empty()
        });
        match beside {
            Some(before) => {
                let first = Tab {
                    group: groups + 1,
                    is_first: true,
                };
                groups = tabs.entry(before.begin).or_insert(first).group;
                let tab = Tab {
                    group: groups,
                    is_first: false,
                };
                tabs.insert(zone.begin, tab);
            }
            None => pivots.clear(),
        }
        pivots.insert(zone.pivot);
        before = Some(zone);
    }
    tabs
}

/// The zones that name a pivot and end, by where they begin. Those within another one are no tabs.
fn zones<'p>(text: &str, placeholders: &'p [Placeholder]) -> Vec<Zone<'p>> {
    let mut zones = Vec::new();
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    for (number, placeholder) in placeholders.iter().enumerate() {
        let Meaning::Directive { name, attributes } = &placeholder.meaning else {
            continue;
        };
        match name.as_str() {
            "zone" => {
                let pivot = attributes.iter().find(|one| one.name == "pivot");
                let pivot = pivot.map(|one| one.value.trim());
                open.push((number, pivot.filter(|pivot| !pivot.is_empty())));
            }
            "zone-end" => {
                if let Some((begin, Some(pivot))) = open.pop()
                    && open.is_empty()
                    && let Some(indent) = indent(text, placeholders[begin].range.start)
                    && Some(indent) == self::indent(text, placeholder.range.start)
                {
                    zones.push(Zone {
                        begin,
                        end: number,
                        pivot,
                        indent,
                    });
                }
            }
            _ => {}
        }
    }
    zones
}

/// How many blanks stand before `at` in its line; nothing where something else does.
fn indent(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')).then_some(at - before.len())
}
