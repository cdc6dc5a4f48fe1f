//! Limits of supportal.yaml: each holds what its name says.

use supportal::parse::schema::schemas;

use crate::portal::Portal;

/// A page with so much below its front matter.
fn page(text: &str) -> Portal {
    portal().page("en/articles/a.md", text)
}

/// A page with this in its front matter.
fn front(keys: &str) -> Portal {
    let text = format!("---\ntitle: A\ndescription: About it.\n{keys}\n---\n\nText.\n");
    portal().file("en/articles/a.md", text)
}

fn portal() -> Portal {
    Portal::new().page("en/index.md", "Welcome.")
}

/// The key, a value that the portal goes beyond, one that it keeps, the finding, and the portal.
fn cases() -> Vec<(&'static str, u32, u32, &'static str, Portal)> {
    let long = "word ".repeat(500);
    let include = |name: &str| format!("[!INCLUDE [a](../includes/{name}.md)]\n");
    let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>{long}</desc></svg>");
    let rows = "| A |\n|---|\n| 1 |\n| 2 |\n| 3 |";
    vec![
        (
            "file_size",
            1024,
            8192,
            "LIM-YAML",
            portal().file("support.yaml", format!("markets: [DE]\n# {long}\n")),
        ),
        ("page_size", 1024, 8192, "LIM-SIZE", page(&long)),
        (
            "front_matter_size",
            256,
            8192,
            "LIM-YAML",
            front(&format!("# {long}")),
        ),
        (
            "front_matter_depth",
            3,
            9,
            "LIM-YAML",
            front("tags: [[[[[a]]]]]"),
        ),
        (
            "front_matter_values",
            9,
            90,
            "LIM-YAML",
            front("tags: [a, b, c, d, e, f, g, h, i, j]"),
        ),
        ("nesting", 2, 9, "LIM-NEST", page("> > > > A")),
        (
            "table_columns",
            2,
            3,
            "LIM-TABLE",
            page("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |"),
        ),
        ("table_rows", 2, 3, "LIM-TABLE", page(rows)),
        ("headings", 2, 3, "LIM-COUNT", page("## A\n\n## B\n\n## C")),
        (
            "links",
            2,
            3,
            "LIM-COUNT",
            page("[A](#a), [B](#a) and [C](#a)"),
        ),
        (
            "include_depth",
            1,
            2,
            "LIM-INCLUDE",
            page(&include("b"))
                .file("en/includes/b.md", include("c"))
                .file("en/includes/c.md", "Text.\n"),
        ),
        (
            "include_size",
            1024,
            8192,
            "LIM-INCLUDE",
            page(&include("b")).file("en/includes/b.md", &long),
        ),
        (
            "name_length",
            20,
            40,
            "LIM-NAME",
            portal().page("en/articles/how-we-answer-requests.md", "Text."),
        ),
        (
            "picture_size",
            1024,
            8192,
            "LIM-SIZE",
            page("![A](../../assets/a.svg)").file("assets/a.svg", picture),
        ),
        ("pages", 1, 9, "LIM-COUNT", page("Text.")),
    ]
}

#[test]
fn each_limit_is_the_one_that_its_finding_names() {
    let mut known = Vec::new();
    for (key, beyond, kept, code, portal) in cases() {
        let found = |limit: u32| {
            let config = format!("title: Test\nlanguages: [en]\nlimits: {{{key}: {limit}}}\n");
            let build = portal.clone().file("supportal.yaml", config).build();
            let found = build.diagnostics.into_iter();
            let found = found.filter(|found| found.code.starts_with("LIM-"));
            let told = found.map(|found| (found.code, found.hint.unwrap_or_default()));
            told.collect::<Vec<_>>()
        };
        let way = format!("`limits.{key}`");
        let told = found(beyond);
        assert!(!told.is_empty(), "{key}: {beyond} is not held");
        for (of, hint) in &told {
            assert!(*of == code && hint.contains(&way), "{key}: {told:?}");
        }
        let told = found(kept);
        assert!(told.is_empty(), "{key}: {kept} is too little: {told:?}");
        known.push(key);
    }
    known.sort_unstable();
    let schemas = schemas();
    let (_, schema) = schemas
        .iter()
        .find(|(name, _)| *name == "supportal.yaml")
        .unwrap();
    let limits = &schema["$defs"]["limits"]["properties"];
    let mut keys: Vec<&String> = limits.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    assert_eq!(known, keys, "each has its case");
}
