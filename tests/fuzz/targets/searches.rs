//! The search index and its reader.

use std::collections::BTreeMap;

use supportal::index::query::{Filters, Reader};
use supportal::index::words;

use super::{build, text};

/// A page of any words is found by each of its title's; any query is answered.
pub fn search(data: &[u8]) {
    let text = text(data);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let (body, query) = rest.split_once('\n').unwrap_or((rest, "a"));
    let language =
        ["en", "zh-TW", "de", "ar", "ja"][data.first().map_or(0, |byte| usize::from(byte % 5))];
    let front =
        serde_json::json!({"title": title, "description": body, "search": {"keywords": [query]}});
    let page = format!("---\n{front}\n---\n\n{body}\n\n## {title}\n\n{query}\n");
    let config = format!("title: T\nlanguages: [{language}]\n");
    let site = build(&[
        ("supportal.yaml", config.as_bytes()),
        (&format!("{language}/articles/a.md"), page.as_bytes()),
        (
            &format!("{language}/articles/b.md"),
            b"---\ntitle: Other\n---\n\nWords of another page.\n",
        ),
    ]);
    let files: BTreeMap<&str, String> = site
        .outputs
        .iter()
        .filter_map(|file| {
            let name = file.url.as_str().strip_prefix("search/")?;
            Some((name, String::from_utf8(file.bytes.to_vec()).unwrap()))
        })
        .collect();
    let mut reader = Reader::new(|name: &str| files.get(name).cloned()).expect("an index");
    let answer = reader.search(query, 10, &Filters::default());
    for row in &answer.rows {
        let units: Vec<u16> = row.excerpt.encode_utf16().collect();
        let mut last = 0;
        for &(start, end) in &row.marks {
            assert!(
                last <= start && start <= end && end <= units.len(),
                "{row:?}"
            );
            last = end;
        }
        // The first page is called `T`.
        let known = row.url.starts_with("articles/") || row.url == "index.html";
        assert!(known, "{row:?}");
        assert!(row.score.is_finite(), "{row:?}");
    }
    let mut of_title = Vec::new();
    words::words(&words::clean(title), &mut |_, word| {
        of_title.push(word.to_owned())
    });
    for word in of_title.iter().take(4) {
        let answer = reader.search(word, 10, &Filters::default());
        let found = answer
            .rows
            .iter()
            .any(|row| row.url.starts_with("articles/a.html"));
        // One that no reader can type alone is cut otherwise when it is typed.
        let mut again = Vec::new();
        words::words(&words::clean(word), &mut |_, word| {
            again.push(word.to_owned())
        });
        assert!(
            found || again != [word.clone()],
            "`{word}` of `{title}` finds {answer:?}"
        );
    }
}
