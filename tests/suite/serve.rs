//! A portal that is built again after each change: from what changed alone, and as if from nothing.
//!
//! Edits are drawn with a fixed seed, 40 of them. `EDITS=1000` makes as many.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use supportal::calendar::Date;
use supportal::discover;
use supportal::model::output::Build;
use supportal::pipeline::{Memos, Options, SearchIndex, compile};
use supportal::serve::{Change, News, Workshop};

use crate::chance::Chance;
use crate::portal::{Folder, Portal};
use crate::properties::{assert_same, edit, starter};

#[test]
fn after_any_edits_on_the_disk_the_site_is_as_if_built_from_nothing() {
    let edits = std::env::var("EDITS").map_or(40, |count| count.parse().expect("a number"));
    let mut chance = Chance(11);
    let mut portal = starter();
    let folder = portal.on_disk();
    let mut workshop = workshop(&folder);
    let mut last = workshop.build(SearchIndex::Now);
    let (mut story, mut effective) = (Vec::new(), 0);
    for number in 1..=edits {
        let before = portal.clone();
        let mut changed = BTreeSet::new();
        story.push(change(&mut portal, &folder, &mut chance, &mut changed));
        save(&before, &portal, &folder, &mut changed);
        let change = match chance.below(20) {
            // The system lost count.
            0 => Change::Anything,
            _ => Change::Paths(changed),
        };
        // Pages first, search after: sometimes more is saved before it was its turn.
        if workshop.read(&change, today()).unwrap().is_some() {
            workshop.build(SearchIndex::Later);
            effective += 1;
        }
        let is_last = number == edits;
        if !is_last && chance.below(3) == 0 {
            continue;
        }
        last = workshop.build(SearchIndex::Now);
        // It takes a build from nothing.
        if is_last || number % (edits / 20).max(10) == 0 {
            let snapshot = discover::snapshot(folder.path(), today()).unwrap();
            assert!(
                *workshop.snapshot() == snapshot,
                "read otherwise: {story:#?}"
            );
            let clean = compile(&snapshot, &Options::default(), &mut Memos::default());
            assert_same(&last, &clean, &format!("{story:#?}"));
        }
    }
    assert!(
        effective > edits / 2,
        "edits that change nothing prove nothing"
    );
    assert!(
        last.outputs
            .iter()
            .any(|file| file.url.as_str().ends_with("search/root.js"))
    );
}

#[test]
fn without_a_new_index_pages_and_findings_are_right_at_once() {
    let portal = Portal::new()
        .page("en/index.md", "Welcome.")
        .page("en/a.md", "An azalea. [B](b.md)")
        .page("en/b.md", "A begonia.");
    let folder = portal.on_disk();
    let mut workshop = workshop(&folder);
    let first = workshop.build(SearchIndex::Now);
    let mut saved = |path: &str, text: &str| {
        folder.write(path, text);
        let paths = Change::Paths([real(&folder).join(path)].into());
        assert!(workshop.read(&paths, today()).unwrap().is_some());
        let pages = workshop.build(SearchIndex::Later);
        (pages, workshop.build(SearchIndex::Now))
    };
    let index = |build: &Build| -> Vec<_> {
        let files = build.outputs.iter();
        files
            .filter(|file| file.url.as_str().starts_with("search/"))
            .cloned()
            .collect()
    };
    let (pages, all) = saved(
        "en/b.md",
        "---\ntitle: Camellia\ndescription: C.\n---\n\nA camellia.\n",
    );
    assert_eq!(index(&pages), index(&first), "the last index stands in");
    assert_ne!(index(&all), index(&first));
    let shown = |build: &Build, url: &str, words: &str| {
        let file = build
            .outputs
            .iter()
            .find(|file| file.url.as_str() == url)
            .unwrap();
        String::from_utf8_lossy(&file.bytes).contains(words)
    };
    assert!(shown(&pages, "b.html", "A camellia.") && shown(&pages, "index.html", "Camellia"));
    let (pages, _) = saved(
        "en/a.md",
        "---\ntitle: A\ndescription: A.\n---\n\n[C](c.md)\n",
    );
    let codes: Vec<_> = pages.diagnostics.iter().map(|found| found.code).collect();
    assert!(codes.contains(&"LNK-PAGE"), "{codes:?}");
}

/// Hears of changes until they are what the test asks for.
fn wait_until(workshop: &mut Workshop, what: &str, is_so: impl Fn(&Workshop) -> bool) {
    let mut waits = 0;
    while !is_so(workshop) {
        let news = workshop.wait(Duration::from_secs(20));
        assert!(
            matches!(news, News::Edited(_) | News::Same),
            "{what}: {news:?}"
        );
        waits += 1;
        assert!(waits < 20, "{what}");
    }
}

#[test]
fn what_changes_on_the_disk_is_noticed() {
    let portal = Portal::new()
        .page("en/index.md", "Welcome.")
        .page("en/articles/one.md", "One.");
    let folder = portal.on_disk();
    let mut workshop = workshop(&folder);
    let (root, elsewhere) = (real(&folder), tempfile::tempdir().unwrap());
    let mut check = |what: &str, has: &[&str], has_not: &[&str]| {
        let has_all = |workshop: &Workshop| {
            has.iter()
                .all(|path| workshop.snapshot().file(path).is_some())
                && has_not
                    .iter()
                    .all(|path| workshop.snapshot().file(path).is_none())
        };
        wait_until(&mut workshop, what, has_all);
        // What may still come of it.
        while !matches!(workshop.wait(Duration::from_millis(700)), News::Quiet) {}
        let now = discover::snapshot(&root, today()).unwrap();
        assert!(*workshop.snapshot() == now, "{what}");
    };
    let page = |title: &str| format!("---\ntitle: {title}\n---\n\nText.\n");
    folder.write("en/articles/two.md", page("Two"));
    check("a new file", &["en/articles/two.md"], &[]);
    folder.write("en/articles/.two.md.swp", "");
    folder.write("en/articles/three.tmp", page("Three"));
    fs::rename(
        root.join("en/articles/three.tmp"),
        root.join("en/articles/three.md"),
    )
    .unwrap();
    check("a save by another name", &["en/articles/three.md"], &[]);
    fs::rename(root.join("en/articles"), elsewhere.path().join("away")).unwrap();
    check(
        "a folder that is moved out",
        &[],
        &["en/articles/one.md", "en/articles/three.md"],
    );
    folder.write("en/deep/er/four.md", page("Four"));
    check("folders in folders", &["en/deep/er/four.md"], &[]);
    fs::rename(elsewhere.path().join("away"), root.join("en/guides")).unwrap();
    check("a folder that is moved in", &["en/guides/one.md"], &[]);
    folder.write("en/guides/one.md", page("One more"));
    folder.write("en/guides/five.md", page("Five"));
    check(
        "a file in a folder that was moved in",
        &["en/guides/five.md"],
        &[],
    );
    fs::rename(root.join("en/guides"), root.join("en/faq")).unwrap();
    check(
        "a folder with another name",
        &["en/faq/five.md"],
        &["en/guides/five.md"],
    );
    // As a checkout does: many at once, some gone.
    for number in 0..50 {
        folder.write(&format!("en/articles/many-{number}.md"), page("Many"));
    }
    fs::remove_file(root.join("en/faq/five.md")).unwrap();
    check(
        "many files",
        &["en/articles/many-49.md"],
        &["en/faq/five.md"],
    );
}

#[test]
fn a_portal_that_goes_is_missed_and_found_again() {
    let folder = Portal::new().page("en/index.md", "Welcome.").on_disk();
    let mut workshop = workshop(&folder);
    let (root, elsewhere) = (real(&folder), tempfile::tempdir().unwrap());
    let away = elsewhere.path().join("portal");
    fs::rename(&root, &away).unwrap();
    let news = workshop.wait(Duration::from_secs(20));
    assert!(matches!(news, News::Failed(_)), "{news:?}");
    assert!(
        workshop.snapshot().file("en/index.md").is_some(),
        "what was read stays"
    );
    fs::rename(&away, &root).unwrap();
    let news = wait_for_edit(&mut workshop);
    assert!(matches!(news, News::Edited(_)), "{news:?}");
    folder.write("en/new.md", "---\ntitle: New\n---\n");
    while workshop.snapshot().file("en/new.md").is_none() {
        let news = wait_for_edit(&mut workshop);
        assert!(matches!(news, News::Edited(_)), "{news:?}");
    }
}

fn wait_for_edit(workshop: &mut Workshop) -> News {
    let mut news = News::Same;
    for _ in 0..30 {
        news = workshop.wait(Duration::from_secs(20));
        if !matches!(news, News::Same | News::Quiet) {
            break;
        }
    }
    news
}

fn today() -> Date {
    "2026-06-01".parse().unwrap()
}

fn workshop(folder: &Folder) -> Workshop {
    let options = Options::default();
    Workshop::new(folder.path(), Box::new(|| Ok(today())), options).unwrap()
}

/// The folder's path as systems report it.
fn real(folder: &Folder) -> PathBuf {
    folder.path().canonicalize().unwrap()
}

/// Does to a portal on the disk what writers, their editors and `git` do.
fn change(
    portal: &mut Portal,
    folder: &Folder,
    chance: &mut Chance,
    changed: &mut BTreeSet<PathBuf>,
) -> String {
    let paths: Vec<String> = portal.paths().map(str::to_owned).collect();
    let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".md")).collect();
    let page = chance.of(&pages).to_string();
    let root = real(folder);
    let bytes = |portal: &Portal, path: &str| portal.bytes(path).unwrap().to_vec();
    match chance.below(8) {
        0 => {
            let to = page.replace(".md", "-renamed.md");
            *portal = portal
                .clone()
                .file(&to, bytes(portal, &page))
                .without(&page);
            format!("{page} became {to}")
        }
        1 => {
            folder.write(&page, bytes(portal, &page));
            changed.insert(root.join(&page));
            format!("{page} was touched")
        }
        2 => {
            let from = Path::new(&page).parent().unwrap().to_str().unwrap();
            let to = format!("{from}-{}", chance.below(100));
            // The folder of a language is not moved: with it all goes.
            if from.split('/').count() < 2 {
                return "nothing happened".to_owned();
            }
            for path in paths
                .iter()
                .filter(|path| path.starts_with(&format!("{from}/")))
            {
                let moved = format!("{to}{}", &path[from.len()..]);
                *portal = portal
                    .clone()
                    .file(&moved, bytes(portal, path))
                    .without(path);
            }
            let (from, to) = (root.join(from), root.join(to));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::rename(&from, &to).unwrap();
            let story = format!("{} became {}", from.display(), to.display());
            changed.extend([from, to]);
            story
        }
        3 => {
            let bad = chance.of(&[
                "en/broken.yaml",
                "assets/a\u{300}.txt",
                "theme/styles/nope.css",
                "en/.hidden.txt",
            ]);
            *portal = match portal.bytes(bad) {
                Some(_) => portal.clone().without(bad),
                None => portal.clone().file(bad, b"---\ntitle: \xFF\n---\n"),
            };
            format!("{bad} came or went")
        }
        _ => edit(portal, chance),
    }
}

/// Brings the disk from `before` to `after`.
fn save(before: &Portal, after: &Portal, folder: &Folder, changed: &mut BTreeSet<PathBuf>) {
    let root = real(folder);
    for path in before.paths().filter(|path| after.bytes(path).is_none()) {
        // A folder that was moved has taken it along.
        let _ = fs::remove_file(root.join(path));
        changed.insert(root.join(path));
    }
    for path in after.paths() {
        if before.bytes(path) != after.bytes(path) {
            folder.write(path, after.bytes(path).unwrap());
            changed.insert(root.join(path));
        }
    }
}

#[test]
fn a_change_of_a_base_is_noticed_in_the_brand() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().canonicalize().unwrap();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("base/supportal.yaml", "title: Base\n");
    write("base/en/index.md", "# Of the base\n");
    write("other/supportal.yaml", "title: Other\n");
    write("other/en/index.md", "# Of the other\n");
    write("brand/supportal.yaml", "extends: ../base\n");
    let brand = root.join("brand");
    let mut workshop = Workshop::new(&brand, Box::new(|| Ok(today())), Options::default()).unwrap();
    let mut check = |what: &str, path: &str, text: &str, shown: &str| {
        write(path, text);
        let home = |workshop: &Workshop| {
            let file = workshop.snapshot().file("en/index.md");
            file.map_or_else(String::new, |file| file.text.to_string())
        };
        wait_until(&mut workshop, what, |workshop| {
            home(workshop).contains(shown)
        });
    };
    check(
        "a page of the base",
        "base/en/index.md",
        "# Again\n",
        "Again",
    );
    let other = "extends: ../other\n";
    check(
        "another base",
        "brand/supportal.yaml",
        other,
        "Of the other",
    );
    check(
        "its page",
        "other/en/index.md",
        "# Other again\n",
        "Other again",
    );
    // One that is not there is waited for, and one that went comes back.
    write("brand/supportal.yaml", "extends: ../late\n");
    let mut sees = |expected: bool| {
        let news = wait_for_edit(&mut workshop);
        assert!(matches!(news, News::Edited(_)), "{news:?}");
        assert_eq!(workshop.snapshot().file("en/index.md").is_some(), expected);
    };
    sees(false);
    write("late/en/index.md", "# Late\n");
    write("late/supportal.yaml", "title: Late\n");
    sees(true);
    fs::rename(root.join("late"), root.join("away")).unwrap();
    sees(false);
    fs::rename(root.join("away"), root.join("late")).unwrap();
    sees(true);
}
