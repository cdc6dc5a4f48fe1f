//! `build --brands` and `check --brands`: the portals of a folder, one after the other, in one process.

#![allow(
    clippy::disallowed_methods,
    reason = "one look at the names in a folder of portals"
)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::beforehand::{self, Texts};
use super::progress::Progress;
use super::publishing::{self, Target};
use super::report::{self, Count, Files, Format, OfBrands, Row, human};
use super::run::Run;
use super::{Global, Status, clock, portal, print, say, summary};
use crate::emit::{self, Withdrawn};
use crate::model::path::CONFIG;
use crate::model::{Diagnostic, Fingerprint, RelPath, Snapshot, Source};
use crate::overlay::Reader;
use crate::parse::layers;
use crate::pipeline::{self, Memos, Options};

/// Every Nth brand, for one of several machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    number: usize,
    of: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/');
        let numbers = numbers.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => {
                Err("write the number of the shard and how many there are, as in `1/4`".to_owned())
            }
        }
    }
}

impl Shard {
    /// Those of `all` that are its own.
    fn of<T>(self, all: Vec<T>) -> Vec<T> {
        let all = all.into_iter().skip(self.number - 1);
        all.step_by(self.of).collect()
    }
}

/// What to do with brands.
pub(super) struct Wanted<'a> {
    /// Which of them.
    pub(super) shard: Option<Shard>,
    /// Whether pages marked `draft: true` belong to them.
    pub(super) drafts: bool,
    /// Whether warnings fail.
    pub(super) strict: bool,
    /// Which date it is.
    pub(super) run: &'a Run,
    /// How findings are told: to people as they are found, to programs in one document.
    pub(super) format: Format,
    /// How they are written; without it they are checked.
    pub(super) build: Option<Built<'a>>,
}

/// How brands are written.
#[derive(Clone, Copy)]
pub(super) struct Built<'a> {
    /// The folder of all of them.
    pub(super) target: &'a Target,
    /// Whether sites of other brands are taken out of it.
    pub(super) prune: bool,
}

/// What all brands have in common.
struct Job<'a> {
    wanted: &'a Wanted<'a>,
    options: Options,
    reader: Reader,
    memos: Memos,
    /// What each brand has for itself, of all shards.
    own: Own,
    /// What was said already: what is wrong in the base is wrong in every brand.
    said: HashSet<Fingerprint>,
    /// What programs are told.
    rows: OfBrands,
}

/// Builds or checks every brand of the folder `named`; each is built into a folder of its name below that
/// of `--out`. The mistakes of one brand do not stop the others. Sites of other brands that stand there are named, or
/// taken away: whoever publishes the folder would publish them, too, as old as they are.
pub(super) fn run(wanted: &Wanted<'_>, named: &Path, global: Global) -> Result<Status> {
    let begun = clock::start();
    let is_quiet = global.quiet || wanted.format != Format::Human;
    let mut brands = brands(named)?;
    let width = brands.iter().map(|brand| name(brand).chars().count());
    let width = width.max().unwrap_or_default();
    let own = Own::of(&brands);
    if let Some(shard) = wanted.shard {
        brands = shard.of(brands);
    }
    let others = match wanted.build {
        Some(build) => others(&build.target.out, &brands)?,
        None => Vec::new(),
    };
    if let Some(build) = wanted.build.filter(|build| build.prune) {
        // Before anything is built: nothing is published but what this run has looked through.
        for other in &others {
            let line = withdrawn(&build.target.out, other)?;
            if !global.quiet {
                say(&format!("{:width$}  {line}\n", report::plain(other)));
            }
        }
    }
    let mut job = Job {
        wanted,
        options: Options {
            drafts: wanted.drafts,
            ..Options::default()
        },
        reader: portal::reader(),
        memos: Memos::brands(),
        own,
        said: HashSet::new(),
        rows: OfBrands::default(),
    };
    let (mut fine, mut failed) = (0, 0);
    for root in &brands {
        let begun = clock::start();
        let name = name(root);
        let end = match job.brand(root, &name) {
            Ok((true, end)) => {
                fine += 1;
                format!("{end}, {}", summary::duration(begun.elapsed()))
            }
            Ok((false, end)) => end,
            // A folder that cannot be read or written is no reason to leave out the others.
            Err(error) => {
                failed += 1;
                say(&report::world(&error));
                "failed".to_owned()
            }
        };
        if !is_quiet {
            say(&format!("{:width$}  {end}\n", report::plain(&name)));
        }
    }
    if !is_quiet {
        say(&total(fine, brands.len(), wanted, begun.elapsed()));
        if let Some(build) = wanted.build.filter(|build| !build.prune) {
            say(&also(&build.target.out, &others));
        }
    }
    let rows = std::mem::take(&mut job.rows).sorted();
    if let Some(document) = wanted.format.document(&rows, wanted.strict) {
        print(&document)?;
    }
    let all = brands.len();
    // The process ends: giving back page by page what is remembered would take longer than a brand.
    std::mem::forget(job);
    match (failed, fine == all) {
        (0, true) => Ok(Status::Fine),
        (0, false) => Ok(Status::Findings),
        (failed, _) => bail!("{failed} of {all} brands could not be read or written"),
    }
}

fn total(fine: usize, all: usize, wanted: &Wanted<'_>, took: Duration) -> String {
    let took = summary::duration(took);
    match (all, wanted.build) {
        (0, _) => "no brand belongs to this shard\n".to_owned(),
        (_, None) => format!("\n{fine} of {all} brands may be built; checked in {took}\n"),
        (_, Some(_)) if fine == 0 => format!("\nbuilt 0 of {all} brands in {took}\n"),
        (_, Some(build)) => {
            let out = build.target.out.display();
            format!("\nbuilt {fine} of {all} brands in {took}; each is a folder of `{out}`\n")
        }
    }
}

/// Names of the sites in the output folder that are of none of `brands`.
fn others(out: &Path, brands: &[PathBuf]) -> Result<Vec<String>> {
    let shown = out.display();
    let mut others = emit::siblings(out).with_context(|| format!("cannot list `{shown}`"))?;
    let brands: HashSet<String> = brands.iter().map(|brand| name(brand)).collect();
    others.retain(|other| !brands.contains(other));
    Ok(others)
}

/// Takes the site `name` out of `out`, and says what became of it.
fn withdrawn(out: &Path, name: &str) -> Result<String> {
    Ok(match emit::withdraw(out, name)? {
        Withdrawn::Removed => "removed: of no brand of this run".to_owned(),
        Withdrawn::Aside { to, why } => {
            let [to, why] = [to.display().to_string(), why].map(|text| report::plain(&text));
            format!("moved to `{to}`: of no brand of this run, and {why}")
        }
    })
}

/// What else would be published with `out`.
fn also(out: &Path, others: &[String]) -> String {
    const SHOWN: usize = 5;

    if others.is_empty() {
        return String::new();
    }
    let shown: Vec<_> = others
        .iter()
        .take(SHOWN)
        .map(|name| report::plain(name))
        .collect();
    let more = match others.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (names, out) = (shown.join(", "), out.display());
    format!(
        "`{out}` also has sites of no brand of this run: {names}{more}; `--prune` takes them away\n"
    )
}

/// Names of brands by what no two may have in common.
#[derive(Default)]
struct Own {
    /// The address that each gives its site.
    addresses: HashMap<String, Vec<String>>,
    /// The index of a search engine that each asks.
    indexes: HashMap<layers::Index, Vec<String>>,
}

impl Own {
    /// Of all `brands`. What cannot be read is told where the brand is.
    fn of(brands: &[PathBuf]) -> Self {
        let mut own = Self::default();
        let mut texts = Texts::new();
        for brand in brands {
            let config = config(brand, &mut texts);
            if let Some(address) = layers::address(&config) {
                let names = own.addresses.entry(same(&address.value)).or_default();
                names.push(name(brand));
            }
            if let Some(index) = layers::index(&config) {
                own.indexes
                    .entry(index.value)
                    .or_default()
                    .push(name(brand));
            }
        }
        own
    }
}

/// supportal.yaml of a brand and of those that it extends, one under the other. `texts` are those read before.
fn config(brand: &Path, texts: &mut Texts) -> Source {
    let (mut all, mut under) = (String::new(), Vec::new());
    for config in beforehand::configs(brand, texts) {
        if !all.is_empty() {
            under.push(all.len());
        }
        all.push_str(&config.text);
        // Where one ends, the next begins.
        all.push('\n');
    }
    let mut config = Source::new(RelPath::new(CONFIG).unwrap_or_default(), all);
    config.under = under;
    config
}

/// An address as all ways to write it have it in common: hosts know no capitals, and the last slash is added.
fn same(address: &str) -> String {
    let address = address.trim().trim_end_matches('/');
    let host = address.find("://").map_or(0, |at| at + 3);
    let host = address[host..]
        .find('/')
        .map_or(address.len(), |at| host + at);
    let (host, path) = address.split_at(host);
    host.to_ascii_lowercase() + path
}

impl Job<'_> {
    /// That another brand has the same address, or asks the same index.
    fn shared(&self, snapshot: &Snapshot, brand: &str) -> Vec<Diagnostic> {
        let Some(config) = snapshot.file(CONFIG) else {
            return Vec::new();
        };
        let other = |names: Option<&Vec<String>>| {
            let mut names = names.into_iter().flatten();
            names
                .find(|name| *name != brand)
                .map(|name| report::plain(name))
        };
        let address = layers::address(config).and_then(|address| {
            let other = other(self.own.addresses.get(&same(&address.value)))?;
            let message = format!("the brand `{other}` has the same address");
            let found = Diagnostic::error("OVL-URL", &config.path, address.span, message);
            Some(found.with_hint("give each brand the address that it is published at".to_owned()))
        });
        let index = layers::index(config).and_then(|index| {
            let other = other(self.own.indexes.get(&index.value))?;
            let (_, name) = &index.value;
            let message = format!("the brand `{other}` has the same search index `{name}`");
            let found = Diagnostic::error("OVL-INDEX", &config.path, index.span, message);
            Some(found.with_hint("give each brand an `index` of its own".to_owned()))
        });
        address.into_iter().chain(index).collect()
    }

    /// Builds or checks one brand. Says whether nothing stands against it, and what there is to tell of it.
    fn brand(&mut self, root: &Path, name: &str) -> Result<(bool, String)> {
        let mut snapshot = portal::read(&mut self.reader, root, self.wanted.run.today)?.snapshot();
        let shared = self.shared(&snapshot, name);
        snapshot.diagnostics.extend(shared);
        let mut build = pipeline::compile(&snapshot, &self.options, &mut self.memos);
        let progress = Progress::new(true);
        let target = self.wanted.build.map(|build| build.target.within(name));
        let packed = match &target {
            Some(target) => publishing::prepare(&mut build, target, progress)?,
            None => None,
        };
        let files = Files::new(&snapshot, root);
        let mut above = 0;
        if self.wanted.format == Format::Human {
            for found in &build.diagnostics {
                match self.said.insert(Row::of(found, &files).id()) {
                    true => say(&human(std::slice::from_ref(found), &files)),
                    false => above += 1,
                }
            }
        } else {
            self.rows
                .add(name, report::rows(&build.diagnostics, &files));
        }
        let count = Count::of(&build.diagnostics);
        let told = match above {
            0 => count.text(),
            // Another brand has them, too.
            above => format!("{} ({above} told above)", count.text()),
        };
        let fails = count.fail(self.wanted.strict);
        let Some(target) = target else {
            self.memos.release((snapshot, build));
            return Ok((!fails, told));
        };
        if fails {
            return Ok((false, format!("{told}; nothing was written")));
        }
        let pages = report::plural(build.pages.len(), "page");
        let changes = publishing::publish(&mut build, None, packed, &target, progress)?;
        let changed = changes.added.len() + changes.changed.len() + changes.removed.len();
        let changed = report::plural(changed, "changed file");
        self.memos.release((snapshot, build, changes));
        Ok((true, format!("{pages}, {changed}, {told}")))
    }
}

/// The folders of portals in `folder`, by name.
fn brands(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot open `{shown}`"))?;
    let mut brands = Vec::new();
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot list `{shown}`"))?
            .path();
        let is_portal = path.join(CONFIG).symlink_metadata().is_ok();
        if is_portal && !name(&path).starts_with('.') {
            brands.push(path);
        }
    }
    if brands.is_empty() {
        bail!(
            "no brand in `{shown}`: none of its folders has a {CONFIG}\nhint: name the folder that holds the folders of the brands"
        );
    }
    brands.sort();
    Ok(brands)
}

fn name(brand: &Path) -> String {
    brand
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn shards_share_all_brands_and_each_is_in_one() {
        let check = |shard: &str, expected: &[u32]| {
            let shard: Shard = shard.parse().unwrap();
            assert_eq!(shard.of((1..=7).collect()), expected);
        };
        check("1/1", &[1, 2, 3, 4, 5, 6, 7]);
        check("1/3", &[1, 4, 7]);
        check("2/3", &[2, 5]);
        check("3/3", &[3, 6]);
        check("9/9", &[]);
        for wrong in ["0/3", "4/3", "1", "1/0", "-1/3", "a/b", ""] {
            wrong.parse::<Shard>().unwrap_err();
        }
    }
}
