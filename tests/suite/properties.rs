//! What holds for any portal, shown on the starter: what a build gives depends on its inputs alone, and
//! a build that fails leaves no trace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use supportal::model::output::Build;
use supportal::pipeline::{Memos, Options, compile};

use crate::chance::Chance;
use crate::portal::Portal;

#[test]
fn after_any_edits_a_warm_build_equals_a_clean_one() {
    for seed in [1, 2] {
        let mut chance = Chance(seed);
        let mut portal = starter();
        let mut memos = Memos::default();
        let mut before = compile(&portal.snapshot(), &Options::default(), &mut memos);
        let (mut story, mut effective) = (Vec::new(), 0);
        for _ in 0..10 {
            story.push(edit(&mut portal, &mut chance));
            let warm = compile(&portal.snapshot(), &Options::default(), &mut memos);
            let clean = portal.clean();
            assert_same(&warm, &clean, &format!("seed {seed}: {story:#?}"));
            effective += usize::from(warm.outputs != before.outputs);
            before = warm;
        }
        assert!(effective > 4, "edits that change nothing prove nothing");
    }
}

#[test]
fn what_is_no_part_of_the_site_is_not_published() {
    let portal = starter()
        .file("backup.sql", "customers")
        .file("scripts/deploy.sh", "key")
        .file("en/articles/price-list.txt", "10")
        .file("assets/manual.txt", "Press.");
    let build = portal.build();
    let published = build.outputs.iter().map(|output| output.url.as_str());
    let texts: Vec<&str> = published
        .filter(|url| url.ends_with(".sql") || url.ends_with(".sh") || url.ends_with("t.txt"))
        .collect();
    assert_eq!(texts, ["articles/price-list.txt"]);
    assert_eq!(portal.output("assets/manual.txt"), "Press.");
}

#[test]
fn what_was_there_before_leaves_no_trace() {
    let portal = starter();
    let mut memos = Memos::default();
    let clean = portal.clean();
    for other in [
        portal.clone().without("supportal.yaml"),
        portal.clone().without("support.yaml"),
        Portal::new(),
        portal.clone().today("2027-03-01"),
        portal.clone().file("theme/styles/portal.css", "p{}"),
    ] {
        compile(&other.snapshot(), &Options::default(), &mut memos);
        let again = compile(&portal.snapshot(), &Options::default(), &mut memos);
        assert_same(&again, &clean, "the starter portal after another one");
    }
}

#[test]
fn threads_and_memory_change_no_byte() {
    let home = tempfile::tempdir().unwrap();
    let build = |threads: &str, memory: &str| {
        let out = home.path().join(format!("{threads}-{memory}"));
        let arguments = [
            "build",
            "--quiet",
            "--threads",
            threads,
            "--memory",
            memory,
            "-o",
        ];
        supportal(&arguments, &[out.clone(), content()]).is_fine();
        tree(&out)
    };
    let one = build("1", "64");
    assert_trees(&one, &build("4", "64"));
    // Nearly every long text lies in a file meanwhile.
    assert_trees(&one, &build("4", "0"));
}

#[test]
fn folder_and_environment_change_no_byte() {
    let home = tempfile::tempdir().unwrap();
    let portals = ["a", "elsewhere/with blanks/帳單"].map(|name| {
        let portal = home.path().join(name);
        supportal(&["init", "--quiet"], std::slice::from_ref(&portal)).is_fine();
        portal
    });
    let build = |command: &mut Command| Ran(command.output().unwrap()).is_fine();
    build(
        binary()
            .args(["build", "--quiet", "."])
            .current_dir(&portals[0]),
    );
    build(
        binary()
            .arg("build")
            .arg(&portals[1])
            .args(["--color", "always", "-o"])
            .arg(home.path().join("out"))
            .current_dir(home.path())
            .envs([
                ("TZ", "Pacific/Kiritimati"),
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "ar_EG.UTF-8"),
                ("HOME", "/nonexistent"),
                ("RAYON_NUM_THREADS", "3"),
            ]),
    );
    assert_trees(
        &tree(&portals[0].join("dist")),
        &tree(&home.path().join("out")),
    );
}

/// Folder, umask, zone with locale, threads: each in two ways, in all sixteen combinations.
#[cfg(unix)]
#[test]
fn sixteen_surroundings_give_one_site() {
    let home = tempfile::tempdir().unwrap();
    let portals = ["a", "elsewhere/帳單 2"].map(|name| {
        let portal = home.path().join(name);
        supportal(&["init", "--quiet"], std::slice::from_ref(&portal)).is_fine();
        portal
    });
    let mut first = None;
    for number in 0..16 {
        let way = |bit: u32| number >> bit & 1;
        let out = home.path().join(format!("out-{number}"));
        let script = format!(
            "umask {}; exec \"$0\" build --quiet --threads {} \"$1\" -o \"$2\"",
            ["022", "077"][way(0)],
            [1, 3][way(1)]
        );
        let mut command = Command::new("sh");
        command
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1780272000")
            .args(["-c", &script, env!("CARGO_BIN_EXE_supportal")])
            .args([&portals[way(2)], &out]);
        if way(3) == 1 {
            command
                .env("TZ", "Pacific/Kiritimati")
                .env("LC_ALL", "tr_TR.UTF-8");
        }
        Ran(command.output().unwrap()).is_fine();
        let tree = tree(&out);
        match &first {
            None => first = Some(tree),
            Some(first) => assert_trees(first, &tree),
        }
    }
}

#[test]
fn a_date_of_the_source_is_a_number_or_refused() {
    let run = |value: &str| {
        let mut command = binary();
        command
            .env("SOURCE_DATE_EPOCH", value)
            .args(["check", "nowhere"]);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    for odd in [
        "",
        " 5",
        "5 ",
        "+5",
        "-5",
        "5.0",
        "0x5",
        "１",
        "99999999999999999999",
    ] {
        let said = run(odd);
        assert!(
            said.contains("not a number of seconds since 1970"),
            "{odd}: {said}"
        );
    }
    assert!(run("253402300800").contains("beyond the year 9999"));
    assert!(run("1780272000").contains("no portal at `nowhere`"));
}

#[test]
fn the_starter_portal_builds_without_a_finding() {
    let build = starter().build();
    assert!(build.diagnostics.is_empty(), "{:#?}", build.diagnostics);

    let home = tempfile::tempdir().unwrap();
    let portal = home.path().join("my-portal");
    supportal(&["init", "--quiet"], std::slice::from_ref(&portal)).is_fine();
    // What `init` writes is what is in the repository, and no more.
    assert_trees(&tree(&portal), &tree(&content()));
    let ran = supportal(&["check", "--strict", "--quiet"], &[portal]);
    ran.is_fine();
    assert_eq!(ran.said(), "");
}

#[test]
fn a_build_that_fails_leaves_the_site_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let (portal, out) = (home.path().join("portal"), home.path().join("dist"));
    supportal(&["init", "--quiet"], std::slice::from_ref(&portal)).is_fine();
    let build = |more: &[&str]| {
        let arguments: Vec<&str> = ["build", "--quiet"].iter().chain(more).copied().collect();
        supportal(
            &[&arguments[..], &["-o"]].concat(),
            &[out.clone(), portal.clone()],
        )
    };
    build(&[]).is_fine();
    let published = tree(&out);
    assert!(published.len() > 100);

    let page = portal.join("en/articles/billing/late-payment.md");
    let text = fs::read_to_string(&page).unwrap();
    let fails = |text: &str, more: &[&str]| {
        fs::write(&page, text).unwrap();
        let ran = build(more);
        assert_eq!(ran.0.status.code(), Some(1), "{}", ran.said());
        assert_trees(&tree(&out), &published);
        assert_eq!(
            fs::read_dir(home.path()).unwrap().count(),
            2,
            "nothing is left beside it"
        );
    };
    fails(&format!("{text}\n[gone](gone.md)\n"), &[]);
    fails("---\ntitle: [\n---\n", &[]);
    // A warning fails it where that is asked for.
    fails(
        &format!("{text}\n![A chart](https://charts.example/1.png)\n"),
        &["--strict"],
    );
    fs::write(&page, text).unwrap();
    build(&["--strict"]).is_fine();
    assert_trees(&tree(&out), &published);
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let foreign = home.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("index.html"), "years of work").unwrap();
    let before = tree(&foreign);
    let ran = supportal(&["build", "--quiet", "-o"], &[foreign.clone(), content()]);
    assert_eq!(ran.0.status.code(), Some(2), "{}", ran.said());
    assert_trees(&tree(&foreign), &before);
}

// ── edits ──

/// Does to the portal one of the things that its writers do, and says what.
pub fn edit(portal: &mut Portal, chance: &mut Chance) -> String {
    let pages: Vec<String> = portal
        .paths()
        .filter(|path| path.ends_with(".md"))
        .map(str::to_owned)
        .collect();
    let page = chance.of(&pages).clone();
    let number = chance.below(1000);
    let change = |portal: &mut Portal, path: &str, from: &str, to: &str| {
        let text = portal.text(path).replacen(from, to, 1);
        *portal = portal.clone().file(path, text);
        format!("`{from}` became `{to}` in {path}")
    };
    match chance.below(10) {
        0 => {
            let text = format!(
                "{}\n\n## Added {number}\n\nWords {number}.\n",
                portal.text(&page)
            );
            *portal = portal.clone().file(&page, text);
            format!("a section was added to {page}")
        }
        1 => change(portal, &page, "title: ", &format!("title: No. {number} ")),
        2 => {
            let folder = chance.of(&[
                "articles/billing",
                "articles",
                "faq",
                "guides/first-week",
                "new",
            ]);
            let path = format!("en/{folder}/added-{number}.md");
            *portal = portal.clone().page(
                &path,
                "See the [home page](/index.md) and {{ channel.hotline.address }}.",
            );
            format!("{path} was written")
        }
        3 => {
            *portal = portal.clone().without(&page);
            format!("{page} was removed")
        }
        4 => change(
            portal,
            "en/channels/hotline.md",
            "5555",
            &format!("5{number:03}"),
        ),
        5 => change(portal, "support.yaml", "\"09:00-12:00\"", "\"08:00-12:00\""),
        6 => {
            let css = format!("main{{order:{number}}}");
            *portal = portal.clone().file("theme/styles/portal.css", css);
            "the portal's own style was changed".to_owned()
        }
        7 => {
            let template =
                format!("{{% extends \"page.html\" %}}{{% block more %}}{number}{{% endblock %}}");
            *portal = portal
                .clone()
                .file("theme/templates/article.html", template);
            "the template of articles was replaced".to_owned()
        }
        8 => {
            let (from, to) = chance.of(&[
                ("en: Camphor Cloud Support", "en: Support"),
                ("#0b6b4f", "#333399"),
                ("[en, zh-TW]", "[en, zh-TW, de]"),
                ("[en, zh-TW]", "[zh-TW, en]"),
                ("- [call, phone", "- [bell, call, phone"),
                ("profile: csp", "profile: none"),
            ]);
            change(portal, "supportal.yaml", from, to)
        }
        _ => change(
            portal,
            &page,
            "\n---\n",
            &format!("\nunknown-{number}: 1\n---\n"),
        ),
    }
}

#[track_caller]
pub fn assert_same(warm: &Build, clean: &Build, when: &str) {
    assert_eq!(warm.diagnostics, clean.diagnostics, "{when}");
    let files = |build: &Build| -> BTreeMap<String, Vec<u8>> {
        let outputs = build.outputs.iter();
        outputs
            .map(|output| (output.url.to_string(), output.bytes.to_vec()))
            .collect()
    };
    let (warm, clean) = (files(warm), files(clean));
    assert_trees(&warm, &clean);
}

// ── folders and commands ──

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// The portal that `init` writes.
pub fn starter() -> Portal {
    let files = tree(&content()).into_iter();
    files.fold(Portal::new(), |portal, (path, bytes)| {
        portal.file(&path, bytes)
    })
}

type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below `dir`.
fn tree(dir: &Path) -> Tree {
    fn add(dir: &Path, inside: &str, tree: &mut Tree) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                add(&entry.path(), &format!("{name}/"), tree);
            } else {
                tree.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut tree = Tree::new();
    add(dir, "", &mut tree);
    tree
}

#[track_caller]
fn assert_trees(one: &Tree, other: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let differ = one.iter().filter(|(name, bytes)| other[*name] != **bytes);
    let differ: Vec<&String> = differ.map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "not the same: {differ:?}");
}

struct Ran(Output);

impl Ran {
    fn said(&self) -> String {
        [&self.0.stdout, &self.0.stderr]
            .map(|bytes| String::from_utf8_lossy(bytes))
            .concat()
    }

    #[track_caller]
    fn is_fine(&self) {
        assert_eq!(self.0.status.code(), Some(0), "{}", self.said());
    }
}

fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supportal"));
    command.env_clear().env("SOURCE_DATE_EPOCH", "1780272000");
    command
}

fn supportal(arguments: &[&str], paths: &[PathBuf]) -> Ran {
    Ran(binary().args(arguments).args(paths).output().unwrap())
}
