//! What an author may have meant.
//!
//! A portal that was moved here from elsewhere can have a broken link on every page, so what is looked
//! at for one of them does not grow with the number of files.

use std::collections::HashMap;

/// Files compared for one suggestion: all of a folder that people keep by hand, and in a larger one those
/// that begin alike.
const MOST: usize = 32;

/// Names compared for one suggestion, in the same way. Each costs less than a path does.
const MOST_NAMES: usize = 64;

/// Paths that exist.
pub struct Paths<'a> {
    sorted: Vec<&'a str>,
    /// The same by file name, each sorted.
    by_name: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Paths<'a> {
    /// Of all of these.
    pub fn new(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut sorted: Vec<&str> = paths.collect();
        sorted.sort_unstable();
        let mut by_name: HashMap<&str, Vec<&str>> = HashMap::new();
        for path in &sorted {
            by_name.entry(name(path)).or_default().push(path);
        }
        Self { sorted, by_name }
    }

    /// The path that has the same file name as `wanted`, else the one of the same folder most like it.
    pub fn like(&self, wanted: &str) -> Option<&'a str> {
        let same = self
            .by_name
            .get(name(wanted))
            .map(|same| near(same, wanted, MOST));
        let same = same.unwrap_or_default().iter().copied();
        // The first folder is that of a language, and a link stays in its own.
        let is_apart = |path: &str| path.split('/').next() != wanted.split('/').next();
        let same = same.min_by_key(|path| (is_apart(path), distance(path, wanted), *path));
        same.filter(|path| !is_apart(path))
            .or_else(|| self.slip(wanted))
            .or(same)
    }

    /// The path of the same folder that is most like `wanted`. The folder, which they have in common, makes
    /// no two names alike.
    fn slip(&self, wanted: &str) -> Option<&'a str> {
        let folder = wanted.len() - name(wanted).len();
        let around = near(self.folder(wanted), wanted, MOST).iter();
        let below: Vec<(&str, &'a str)> = around.map(|path| (&path[folder..], *path)).collect();
        let found = nearest(name(wanted), below.iter().map(|(name, _)| *name))?;
        let mut below = below.into_iter();
        below.find(|(name, _)| *name == found).map(|(_, path)| path)
    }

    /// Names of files in the folder of `wanted`, of very many those that begin alike; `None` where there is no such
    /// folder.
    pub fn beside(&self, wanted: &str) -> Option<Vec<&'a str>> {
        let folder = wanted.len() - name(wanted).len();
        let below = near(self.folder(wanted), wanted, MOST).iter();
        let names = below.clone().map(|path| &path[folder..]);
        let files = names.filter(|name| !name.contains('/')).collect();
        (below.len() > 0).then_some(files)
    }

    /// Everything below the folder that `wanted` names.
    fn folder(&self, wanted: &str) -> &[&'a str] {
        let folder = &wanted[..wanted.len() - name(wanted).len()];
        let start = self.sorted.partition_point(|path| *path < folder);
        let rest = &self.sorted[start..];
        &rest[..rest.partition_point(|path| path.starts_with(folder))]
    }
}

/// How many slips lead from `a` to `b`: letters too many, missing, changed, or two exchanged. What both
/// begin with alike costs nothing, and paths of one folder begin with most of themselves.
fn distance(a: &str, b: &str) -> usize {
    let pairs = a.char_indices().zip(b.chars());
    let differ = pairs.clone().find(|((_, a), b)| a != b);
    let alike = differ.map_or(a.len().min(b.len()), |((at, _), _)| at);
    strsim::osa_distance(&a[alike..], &b[alike..])
}

/// The one of the `sorted` names most like `name`. Among very many those are compared that begin alike: a page
/// of a program may have as many wrong names as right ones.
pub fn nearest_of<'a, S: AsRef<str>>(name: &str, sorted: &'a [S]) -> Option<&'a str> {
    let around = near(sorted, name, MOST_NAMES);
    nearest(name, around.iter().map(AsRef::as_ref))
}

/// The candidate most like `name`, if one is like enough to have been meant. One that differs in small and capital
/// letters alone is the most alike: some systems take both for the same name.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            if small(candidate).eq(small(name)) {
                return Some((false, 0, candidate));
            }
            let other = candidate.chars().count();
            let most = length.max(other).div_ceil(3);
            // Each character too many is a difference of its own.
            if length.abs_diff(other) > most {
                return None;
            }
            let distance = distance(name, candidate);
            (distance <= most).then_some((true, distance, candidate))
        })
        .min()
        .map(|(.., candidate)| candidate)
}

fn small(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().flat_map(char::to_lowercase)
}

/// The candidate that `name` is a slip of: by one letter, in a long name by two. Where other names are right as
/// well, one that is merely alike was not meant.
pub fn slip<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let near = candidates.into_iter().filter_map(|candidate| {
        let most = match length.max(candidate.chars().count()) {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let distance = distance(name, candidate);
        (1..=most)
            .contains(&distance)
            .then_some((distance, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// The one of the `sorted` names that `name` is a slip of. Among very many those are compared that begin alike.
pub fn slip_of<'a>(name: &str, sorted: &[&'a str]) -> Option<&'a str> {
    slip(name, near(sorted, name, MOST_NAMES).iter().copied())
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Those of the `sorted` names that stand around `wanted`, `most` of them.
fn near<'s, S: AsRef<str>>(sorted: &'s [S], wanted: &str, most: usize) -> &'s [S] {
    let at = sorted.partition_point(|name| name.as_ref() < wanted);
    let from = at
        .saturating_sub(most / 2)
        .min(sorted.len().saturating_sub(most));
    &sorted[from..sorted.len().min(from + most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_comes_first_then_the_folder() {
        let paths = [
            "en/a/refunds.md",
            "en/b/invoices.md",
            "en/b/index.md",
            "en/c/index.md",
        ];
        let paths = Paths::new(paths.into_iter());
        assert_eq!(paths.like("en/b/refunds.md"), Some("en/a/refunds.md"));
        assert_eq!(paths.like("en/b/invoice.md"), Some("en/b/invoices.md"));
        assert_eq!(paths.like("en/d/index.md"), Some("en/b/index.md"));
        assert_eq!(paths.like("en/b/nothing-of-that-kind.md"), None);
        assert_eq!(paths.like("en/b/nowhere.md"), None);
        assert_eq!(paths.like("zh-TW/x.md"), None);
    }

    #[test]
    fn a_slip_in_the_language_is_nearer_than_the_name_in_another() {
        let paths = ["en/a/payments.md", "zh-TW/a/payment.md", "zh-TW/b/hours.md"];
        let paths = Paths::new(paths.into_iter());
        assert_eq!(paths.like("en/a/payment.md"), Some("en/a/payments.md"));
        assert_eq!(paths.like("en/a/hours.md"), Some("zh-TW/b/hours.md"));
    }

    #[test]
    fn a_slip_is_found_among_very_many() {
        let many: Vec<String> = (0..5_000).map(|n| format!("en/page-{n:04}.md")).collect();
        let paths = Paths::new(many.iter().map(String::as_str));
        assert_eq!(paths.like("en/page-1234x.md"), Some("en/page-1234.md"));
        assert_eq!(
            nearest_of("en/page-1234x.md", &many),
            Some("en/page-1234.md")
        );
    }

    #[test]
    fn a_name_in_other_letters_is_the_nearest() {
        let names = ["assets/nl.svg", "assets/sq.svg"];
        assert_eq!(nearest("assets/SQ.svg", names), Some("assets/sq.svg"));
        assert_eq!(nearest("SQ.SVG", ["nl.svg", "sq.svg"]), Some("sq.svg"));
        assert_eq!(nearest("SQ.SVG", ["nl.svg"]), None);
    }
}
