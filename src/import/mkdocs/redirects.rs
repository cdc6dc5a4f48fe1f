//! Old addresses of pages: those of the plugin redirects, and those that change because a portal's pages are
//! files and not folders.

use std::collections::{BTreeMap, BTreeSet};

use super::project::{Project, is_own_page};
use crate::import::portal::Page;
use crate::import::report::Report;
use crate::import::yaml::Node;
use crate::model::RelPath;

/// What an old address cannot hold, as a portal makes a file of it.
const REFUSED: &str = r##"?#*\"<>|:%{}^`"##;

/// An entry of the plugin redirects that ends at a page: the old path, and the page by its number.
pub(super) fn read(project: &Project, report: &mut Report) -> Vec<(RelPath, usize)> {
    let settings = project.config.plugin("redirects");
    let map = settings.and_then(|node| node.get("redirect_maps"));
    let pairs = map.into_iter().flat_map(Node::pairs);
    let entries: Vec<&(Node, Node)> = pairs.collect();
    let goals: BTreeMap<&str, &str> = entries
        .iter()
        .map(|(from, to)| (from.text(), to.text()))
        .collect();
    let mut solved = BTreeMap::new();
    let mut redirects = Vec::new();
    for (from, to) in entries {
        let shown = format!("{} → {}", from.text(), to.text());
        let mut leave = |what: &str| {
            report.leave(what, project.config.file_of("plugins"), from.line, &shown);
        };
        let Some(old) = RelPath::new(from.text()) else {
            leave("redirect from outside the site");
            continue;
        };
        match follow(to.text(), &goals, project, &mut solved) {
            Err(what) => leave(what),
            Ok(_) if project.page(0, &old).is_some() => {
                leave("redirect away from a page that still exists");
            }
            Ok((page, whole)) => {
                if !whole {
                    leave("redirect to a place within a page, kept as the page");
                }
                redirects.push((old, page));
            }
        }
    }
    redirects
}

/// The page at the end of a chain, and whether the chain names no part of it; else what the report says.
type Found = Result<(usize, bool), &'static str>;

/// Follows the goal of a redirect, which may be the old address of another. What is found is the same for all goals on
/// the way, and kept in `solved`.
fn follow<'a>(
    mut goal: &'a str,
    goals: &BTreeMap<&'a str, &'a str>,
    project: &Project,
    solved: &mut BTreeMap<&'a str, Found>,
) -> Found {
    let mut passed = Vec::new();
    let found = loop {
        if let Some(found) = solved.get(goal) {
            break *found;
        }
        // Who comes by here again before the end is known never gets there.
        solved.insert(goal, Err("redirects in a circle"));
        passed.push(goal);
        if goal.contains("://") || goal.starts_with('/') {
            break Err("redirect to another site");
        }
        let path = goal.split('#').next().unwrap_or_default();
        let page = RelPath::new(path).and_then(|path| project.page(0, &path));
        match (page, goals.get(path)) {
            (Some(page), _) => break Ok((page, !goal.contains('#'))),
            (None, Some(next)) => goal = next,
            (None, None) => break Err("redirect to a page that is not here"),
        }
    };
    solved.extend(passed.into_iter().map(|goal| (goal, found)));
    found
}

/// Gives the pages of a language their old addresses; `numbers` are those of the pages in the project.
pub(super) fn attach(
    project: &Project,
    moved: &[(RelPath, usize)],
    numbers: &[usize],
    pages: &mut [Page],
    report: &mut Report,
) {
    let in_folders = project.config.directory_urls();
    // A folder with pages has a page of its own in a portal, written or not.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for language in 0..project.languages.list.len() {
        let tag = project.languages.folder(language);
        let pages = project.pages.iter();
        let folders = pages.flat_map(|page| folders(page.key.parent().as_str()));
        taken.extend(folders.map(|folder| format!("{tag}/{folder}").trim_matches('/').to_owned()));
    }
    for (number, page) in numbers.iter().zip(pages) {
        let address = project.address(*number);
        let old = &project.pages[*number].old;
        let (is_index, is_kept) = (old.stem() == "index", *old == page.key);
        match &project.pages[*number].post {
            Some(post) if post.address.is_none() => {
                let what = "post whose old address cannot be told";
                report.leave(what, &page.source, 1, "");
            }
            Some(_) if !in_folders => add(page, &format!("/{address}.html"), &taken, report),
            None if is_kept && (is_index || !in_folders) => {}
            None if !in_folders && is_own_page(old) => {
                let what = "old address at which a portal has a page of its own";
                report.leave(what, &page.source, 1, format!("/{address}.html"));
            }
            None if !is_index && !in_folders => {
                add(page, &format!("/{address}.html"), &taken, report);
            }
            // `/refunds/` is served from a file that a portal writes only as a redirect.
            _ => add(page, &format!("/{address}/"), &taken, report),
        }
        for (old, _) in moved.iter().filter(|(_, to)| to == number) {
            let path = old.as_str();
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let folder = stem.strip_suffix("index").unwrap_or(stem);
            let folder = folder.strip_suffix("README").unwrap_or(folder);
            let address = match in_folders || folder != stem {
                true => format!("/{}/", folder.trim_end_matches('/')),
                false => format!("/{stem}.html"),
            };
            add(page, &address, &taken, report);
        }
    }
}

/// A folder and those that it is in.
fn folders(folder: &str) -> Vec<String> {
    let ends = folder.match_indices('/').map(|(at, _)| at);
    let ends = ends.chain(Some(folder.len()));
    ends.map(|end| folder[..end].to_owned()).collect()
}

fn add(page: &mut Page, address: &str, taken: &BTreeSet<String>, report: &mut Report) {
    if taken.contains(address.trim_matches('/')) {
        let what = "old address at which a portal lists the pages of a folder";
        return report.leave(what, &page.source, 1, address);
    }
    if address.contains(|c: char| REFUSED.contains(c)) {
        let what = "old address with a sign that a portal refuses";
        report.leave(what, &page.source, 1, address);
    } else if page.redirects.insert(address.to_owned()) {
        report.redirects += 1;
    }
}
