//! Pages: front matter, Markdown, links, and graphs of includes and redirects.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use supportal::model::output::Build;

use super::{Numbers, build, html, output, refuses, text};

const CONFIG: (&str, &[u8]) = ("supportal.yaml", b"title: T\nlanguages: [en]\n");
const PAGE: &str = "articles/a.html";

/// YAML between the lines of a page: whatever it says, there is a page with a title.
pub fn front_matter(data: &[u8]) {
    let page = format!("---\n{}\n---\n\nSome words.\n", text(data));
    let build = build(&[
        CONFIG,
        ("en/a.md", page.as_bytes()),
        ("en/index.md", b"---\ntitle: Home\n---\n"),
    ]);
    check(&build);
}

/// A text: its page is whole, and nothing in it runs.
pub fn markdown(data: &[u8]) {
    let page = format!("---\ntitle: A\ndescription: A.\n---\n\n{}", text(data));
    let files: [(&str, &[u8]); 5] = [
        CONFIG,
        ("en/articles/a.md", page.as_bytes()),
        (
            "en/articles/b.md",
            b"---\ntitle: B\ndescription: B.\n---\n\n## Part\n\nText.\n",
        ),
        ("en/includes/c.md", b"*Words*\n\n- one\n- two\n"),
        (
            "assets/a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ];
    let build = build(&files);
    check(&build);
    // What a page says survives as Markdown, for those who read that.
    if build.pages.iter().any(|page| page.url.as_str() == PAGE) {
        output(&build, PAGE);
        output(&build, "articles/a.md");
    }
}

/// An address in a link: it leads to a file of the site, to another host, or nowhere.
pub fn links(data: &[u8]) {
    let to = text(data);
    let plain = to.replace(['\n', '\r'], " ");
    let angled = plain.replace(['<', '>', '\\'], "");
    let page = format!(
        "---\ntitle: A\n---\n\n[a](<{angled}>) [b]({plain}) ![c](<{angled}>) [d][r]\n\n[r]: <{angled}>\n"
    );
    let build = build(&[
        CONFIG,
        ("en/articles/a.md", page.as_bytes()),
        (
            "en/articles/b c.md",
            b"---\ntitle: B\n---\n\n## Part\n\nText.\n",
        ),
        ("en/guides/d/index.md", b"---\ntitle: D\n---\n\nText.\n"),
        ("en/index.md", b"---\ntitle: Home\n---\n"),
        (
            "assets/a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    check(&build);
}

/// Files that include each other, and old addresses that lead to each other's.
pub fn graphs(data: &[u8]) {
    let mut numbers = Numbers::of(data);
    let mut files = vec![(CONFIG.0.to_owned(), CONFIG.1.to_vec())];
    let names = [
        "articles/a",
        "articles/b",
        "guides/c",
        "includes/d",
        "includes/e",
        "includes/f",
    ];
    for name in names {
        let mut page = format!("---\ntitle: {name}\nredirect_from: [");
        for _ in 0..numbers.below(4) {
            let other = names[usize::from(numbers.below(6))];
            let address = match numbers.below(6) {
                0 => format!("/{other}.html"),
                1 => format!("/{other}"),
                2 => format!("/old/{}", numbers.below(3)),
                3 => format!("/old/{}/", numbers.below(3)),
                4 => format!("/{other}/index.html"),
                _ => format!("/OLD/{}.html", numbers.below(3)),
            };
            page.push_str(&format!("{address}, "));
        }
        page.push_str("]\n---\n\nWords.\n\n");
        for _ in 0..numbers.below(5) {
            let other = names[usize::from(numbers.below(6))];
            page.push_str(&format!("[!INCLUDE [x](../{other}.md)]\n\n"));
        }
        files.push((format!("en/{name}.md"), page.into_bytes()));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (&**path, &**bytes))
        .collect();
    let build = build(&files);
    check(&build);
    let size: usize = build.outputs.iter().map(|output| output.bytes.len()).sum();
    assert!(size < 16 << 20, "{size} bytes");
    // Each old address leads to a page at once, and to no other old address.
    let urls: HashMap<&str, &[u8]> = build
        .outputs
        .iter()
        .map(|output| (output.url.as_str(), output.bytes.as_slice()))
        .collect();
    let leads = |bytes: &[u8]| {
        let html = str::from_utf8(bytes).unwrap();
        let (_, to) = html.split_once("http-equiv=\"refresh\" content=\"0; url=")?;
        Some(html::decoded(to.split('"').next().unwrap()))
    };
    for (from, bytes) in urls.iter().filter(|(url, _)| url.ends_with(".html")) {
        let Some(to) = leads(bytes) else { continue };
        let target = reached(from, &to).unwrap_or_else(|| panic!("{from} leads out, to {to}"));
        let page = urls
            .get(&*target)
            .unwrap_or_else(|| panic!("{from} leads to {target}, which is not there"));
        assert_eq!(
            leads(page),
            None,
            "{from} leads to {target}, which leads on"
        );
    }
}

/// What holds for every page of a site: it is whole, and leads to files that are there.
fn check(build: &Build) {
    let there = |url: &str| {
        build
            .outputs
            .iter()
            .any(|output| output.url.as_str() == url)
    };
    for file in &build.outputs {
        let from = file.url.as_str();
        if !from.ends_with(".html") {
            continue;
        }
        let page = str::from_utf8(&file.bytes).unwrap();
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let title = page
            .split_once("<title>")
            .unwrap()
            .1
            .split_once("</title>")
            .unwrap()
            .0;
        assert!(!title.trim().is_empty(), "{from} has no title");
        for href in html::hrefs(page) {
            // Browsers read an address without the white space around it.
            let href = href.trim();
            let scheme = href
                .split_once(':')
                .map(|(scheme, _)| scheme.to_ascii_lowercase());
            match scheme.as_deref() {
                Some("http" | "https" | "mailto" | "tel") => continue,
                Some(scheme) if !scheme.contains(['/', '.', '#', '?', '%']) => {
                    panic!("{from} leads to {href}")
                }
                _ => {}
            }
            assert!(!href.starts_with("//"), "{from} leads to {href}");
            if from == "404.html" || refuses(build, "PATH-CHARS") {
                continue;
            }
            let target =
                reached(from, href).unwrap_or_else(|| panic!("{from} leads out, to {href}"));
            assert!(there(&target), "{from} leads to {href}, which is not there");
        }
    }
}

/// The file that `href` leads to from the page `from`, as a browser reads it; `None` outside the site.
fn reached(from: &str, href: &str) -> Option<String> {
    let address = href.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(
        percent_decode_str(&parts.join("/"))
            .decode_utf8()
            .ok()?
            .into_owned(),
    )
}
