//! What the format asks for, and that sources with their codes are what the files say.

use roxmltree::{Document, Node};

use crate::portal::Portal;

const CORE: &str = "urn:oasis:names:tc:xliff:document:2.0";

pub fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((CORE, name))
}

/// The text of a source or target with its codes as they are in Markdown.
fn restored(node: Node<'_, '_>) -> String {
    let unit = node.ancestors().find(|node| is(node, "unit")).unwrap();
    let data = |name: Option<&str>| -> String {
        let data = unit
            .descendants()
            .find(|one| is(one, "data") && one.attribute("id") == name);
        name.map_or(String::new(), |_| restored(data.unwrap()))
    };
    let mut out = String::new();
    for child in node.children() {
        if child.is_text() {
            out.push_str(child.text().unwrap());
        } else if is(&child, "ph") {
            out.push_str(&data(child.attribute("dataRef")));
        } else if is(&child, "pc") {
            out.push_str(&data(child.attribute("dataRefStart")));
            out.push_str(&restored(child));
            out.push_str(&data(child.attribute("dataRefEnd")));
        } else {
            panic!("{} in content", child.tag_name().name());
        }
    }
    out
}

/// Sources with their codes put back stand in the file, in order.
#[track_caller]
pub fn codes_lead_back(xliff: &str, portal: &Portal) {
    let document = Document::parse(xliff).unwrap();
    for file in document.descendants().filter(|node| is(node, "file")) {
        let text = portal
            .text(file.attribute("original").unwrap())
            .replace("\r\n", "\n");
        let mut at = 0;
        for source in file.descendants().filter(|node| is(node, "source")) {
            let unit = source.parent().unwrap().parent().unwrap();
            if !unit.attribute("id").unwrap().starts_with('u') {
                continue;
            }
            let said = restored(source);
            match text[at..].find(&said) {
                Some(found) => at += found + said.len(),
                None => panic!("`{said}` is not in\n{}", &text[at..]),
            }
        }
    }
}

type Names = &'static [&'static str];

/// An element: its name, what may stand in it, the attributes that it must have and those that it may.
type Rule = (&'static str, Names, Names, Names);

/// What the core of XLIFF 2.1 asks for, as far as it concerns what is written: elements in their order,
/// attributes, ids that are unique, references that lead somewhere.
#[track_caller]
pub fn holds_to_the_core(xliff: &str) {
    let document = Document::parse(xliff).unwrap();
    let root = document.root_element();
    assert!(is(&root, "xliff"));
    assert_eq!(root.attribute("version"), Some("2.1"));
    assert!(root.has_attribute("srcLang") && root.has_attribute("trgLang"));
    let known: &[Rule] = &[
        ("xliff", &["file"], &["version", "srcLang", "trgLang"], &[]),
        ("file", &["unit"], &["id"], &["original", "space"]),
        (
            "unit",
            &["notes", "originalData", "segment"],
            &["id"],
            &["type"],
        ),
        ("notes", &["note"], &[], &[]),
        ("note", &[], &[], &["category", "appliesTo"]),
        ("originalData", &["data"], &[], &[]),
        ("data", &["cp"], &["id"], &[]),
        (
            "segment",
            &["source", "target"],
            &[],
            &["state", "subState"],
        ),
        ("source", &["ph", "pc", "cp"], &[], &[]),
        ("target", &["ph", "pc", "cp"], &[], &[]),
        (
            "pc",
            &["ph", "pc", "cp"],
            &["id"],
            &[
                "canCopy",
                "canDelete",
                "type",
                "subType",
                "dataRefStart",
                "dataRefEnd",
            ],
        ),
        (
            "ph",
            &[],
            &["id"],
            &[
                "canCopy",
                "canDelete",
                "type",
                "subType",
                "dataRef",
                "equiv",
            ],
        ),
        ("cp", &[], &["hex"], &[]),
    ];
    let token = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || "-._:".contains(c))
    };
    let types = ["fmt", "ui", "quote", "link", "image", "other"];
    for node in root.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let rule = known.iter().find(|rule| rule.0 == name);
        let Some((_, children, required, optional)) = rule else {
            panic!("`{name}` is no element of the core");
        };
        assert_eq!(node.tag_name().namespace(), Some(CORE));
        let elements = node.children().filter(Node::is_element);
        let elements: Vec<&str> = elements.map(|child| child.tag_name().name()).collect();
        let all = elements.iter().all(|child| children.contains(child));
        assert!(all, "{elements:?} in `{name}`");
        for attribute in node.attributes() {
            let own = attribute.name();
            assert!(
                required.contains(&own) || optional.contains(&own),
                "`{own}` at `{name}`"
            );
            match own {
                "id" => assert!(token(attribute.value())),
                "canCopy" | "canDelete" => assert_eq!(attribute.value(), "no"),
                "type" if name == "unit" => assert!(attribute.value().contains(':')),
                "type" => assert!(types.contains(&attribute.value())),
                "subType" | "subState" => assert!(attribute.value().contains(':')),
                "state" => assert!(["initial", "translated"].contains(&attribute.value())),
                _ => {}
            }
        }
        for own in *required {
            assert!(node.has_attribute(*own), "`{name}` has no `{own}`");
        }
        // `subState` needs a state, and `subType` a type.
        assert!(!node.has_attribute("subState") || node.has_attribute("state"));
        assert!(!node.has_attribute("subType") || node.has_attribute("type"));
        match name {
            "xliff" | "file" | "originalData" => assert!(!elements.is_empty()),
            "segment" => assert!(matches!(elements[..], ["source"] | ["source", "target"])),
            "unit" => assert!(matches!(
                elements.strip_prefix(&["notes"]).unwrap_or(&elements),
                ["segment"] | ["originalData", "segment"]
            )),
            "notes" => assert_eq!(elements, ["note"]),
            _ => {}
        }
    }
    let unique = |nodes: Vec<Node<'_, '_>>| {
        let mut ids: Vec<&str> = nodes
            .iter()
            .map(|node| node.attribute("id").unwrap())
            .collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids stand twice: {ids:?}");
    };
    let below = |node: Node<'_, '_>, names: &[&str]| -> Vec<String> {
        let found = node
            .descendants()
            .filter(|node| names.iter().any(|name| is(node, name)));
        found
            .map(|node| node.attribute("id").unwrap().to_owned())
            .collect()
    };
    unique(root.children().filter(Node::is_element).collect());
    for file in root.children().filter(Node::is_element) {
        unique(file.descendants().filter(|node| is(node, "unit")).collect());
        for unit in file.descendants().filter(|node| is(node, "unit")) {
            unique(unit.descendants().filter(|node| is(node, "data")).collect());
            let data = below(unit, &["data"]);
            for node in unit.descendants() {
                for name in ["dataRef", "dataRefStart", "dataRefEnd"] {
                    if let Some(to) = node.attribute(name) {
                        assert!(data.iter().any(|id| id == to), "`{to}` leads nowhere");
                    }
                }
                if is(&node, "source") || is(&node, "target") {
                    unique(
                        node.descendants()
                            .filter(|node| is(node, "ph") || is(node, "pc"))
                            .collect(),
                    );
                }
            }
        }
    }
}
