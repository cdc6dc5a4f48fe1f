//! What an author may have meant.

use crate::model::diagnostic::nearest;

/// Names compared for one suggestion: enough for any folder that people keep by hand.
const MOST: usize = 2_000;

/// The candidate that has the same last part as `wanted`, else the one most like it.
pub fn path<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let wanted_name = wanted.rsplit('/').next().unwrap_or(wanted);
    let same = candidates.clone().filter(|path| name(path) == wanted_name);
    same.min_by_key(|path| (strsim::osa_distance(path, wanted), *path))
        .or_else(|| nearest(wanted, candidates.take(MOST)))
}
