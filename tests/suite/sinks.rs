//! What the scripts and templates do not do: make code or markup of text.
//!
//! A browser under the policy refuses it; a site that is opened from the disk, or whose host was told another
//! policy, has nothing but these scripts' own care.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// What makes code or markup of a text, as it is written in a script.
const SINKS: [&str; 22] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTML",
    "parseHTML",
    "parseFromString",
    "createContextualFragment",
    "document.write",
    "document.open",
    "srcdoc",
    "eval(",
    "Function(",
    "execScript",
    "setTimeout(\"",
    "setTimeout('",
    "setTimeout(`",
    "setInterval(\"",
    "setInterval('",
    "javascript:",
    "importScripts",
    "new Worker",
    "createElementNS(\"http://www.w3.org/2000/svg\", \"script",
];

/// Which of them a script has.
fn sinks(script: &str) -> Vec<&'static str> {
    let mut found = SINKS.to_vec();
    found.retain(|sink| script.contains(sink));
    found
}

/// The files below `folder` whose names end so, each as its path and its text.
fn files(folder: &str, end: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(top.join(folder)).sort_by_file_name();
    let paths = entries.into_iter().map(|entry| entry.unwrap().into_path());
    let named = paths.filter(|path| path.to_str().is_some_and(|path| path.ends_with(end)));
    let inside = |path: &Path| path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
    named
        .map(|path| (inside(&path), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// Every script that a page of the site or of the preview runs.
fn scripts() -> Vec<(String, String)> {
    let all = [files("themes", ".js"), files("src", ".js")].concat();
    assert!(all.len() > 15, "{} scripts", all.len());
    all
}

#[test]
fn no_script_makes_code_or_markup_of_text() {
    for (path, script) in scripts() {
        assert_eq!(sinks(&script), [""; 0], "{path}");
    }
    assert_eq!(sinks("a.innerHTML = b; eval(c)"), ["innerHTML", "eval("]);
}

#[test]
fn one_place_alone_loads_scripts_and_passes_their_addresses_through_the_one_policy() {
    let places = |what: &str| {
        let all = scripts().into_iter();
        let having = all.filter(|(_, script)| script.contains(what));
        having.map(|(path, _)| path).collect::<Vec<String>>()
    };
    let search = "src/index/runtime/search.js";
    assert_eq!(places("createPolicy"), [search]);
    assert_eq!(places("createElement('script')"), [search]);
    assert_eq!(places("createElement(\"script\")"), [""; 0]);
    assert_eq!(places(".src ="), [search]);
    // The preview shows pictures anew, and no script.
    assert_eq!(places("\"src\","), ["src/serve/reload.js"]);
    let preview = files("src/serve", ".js");
    assert!(preview.iter().all(
        |(_, script)| script.contains("[\" + name + \"]:not(script)")
            || !script.contains("\"src\",")
    ));
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(search)).unwrap();
    assert_eq!(script.matches("createPolicy").count(), 1);
    assert_eq!(script.matches(".src =").count(), 1);
    assert!(script.contains("element.src = policy.createScriptURL(url);"));
    // The preview alone imports a script once more, from the address that the page has it from.
    assert_eq!(places("import("), ["src/serve/reload.js"]);
}

#[test]
fn templates_have_no_script_or_style_of_their_own() {
    let all = files("themes/default/templates", ".html");
    assert!(all.len() > 30, "{} templates", all.len());
    let own = |text: &str| {
        let mut found = Vec::new();
        for tag in text
            .split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
        {
            let mut attributes = tag.split_ascii_whitespace().skip(1);
            if tag.starts_with("script") && !tag.contains("src=") && !tag.contains("json\"") {
                found.push("script");
            }
            if tag.starts_with("style") || attributes.clone().any(|one| one.starts_with("style=")) {
                found.push("style");
            }
            if attributes.any(|one| one.starts_with("on") && one.contains('=')) {
                found.push("on");
            }
        }
        found
    };
    for (path, text) in all {
        assert_eq!(own(&text), [""; 0], "{path}");
    }
    let bad = "<script>a</script><p style=\"a\" onclick=\"b\"><script type=\"application/json\">";
    assert_eq!(own(bad), ["script", "style", "on"]);
}
