//! Which blocks a translation was made from, once some of them came back.

use std::collections::BTreeMap;

use super::filling::{Done, Filling};
use super::front;
use crate::model::segment::{changes, source_hash};

/// A page with the hashes of those blocks of its source whose texts have come back.
pub(super) fn renewed(text: &str, filling: &Filling<'_>, done: &Done) -> String {
    let renewed = hashes(filling, done)
        .and_then(|hashes| front::in_page(text, |yaml| front::with_hashes(yaml, &hashes)));
    renewed.unwrap_or_else(|| text.to_owned())
}

/// `source_hash` once what is `done` is written; `None` where it stays.
fn hashes(filling: &Filling<'_>, done: &Done) -> Option<Vec<String>> {
    let old = &filling.base.document.front.source_hash;
    let mut hashes: Vec<String> = old.iter().map(|hash| hash.value.clone()).collect();
    let new = source_hash(filling.source);
    // All texts of a block, for each block that has some.
    let mut whole: BTreeMap<usize, bool> = BTreeMap::new();
    for (number, entry) in filling.entries.iter().enumerate() {
        *whole.entry(entry.hash).or_insert(true) &= done.back.contains(&number);
    }
    let came = |at: usize| {
        let put = at
            .checked_sub(1)
            .is_some_and(|block| done.blocks.contains(&block));
        put || whole.get(&at).copied().unwrap_or(false)
    };
    let (then, now): (Vec<&str>, Vec<&str>) = (
        hashes.iter().map(String::as_str).collect(),
        new.iter().map(String::as_str).collect(),
    );
    if then.is_empty() {
        return None;
    }
    let mut renewed = false;
    for change in changes(&then, &now).into_iter().rev() {
        if change.old.len() == change.new.len() {
            for (old, new_at) in change.old.zip(change.new) {
                if came(new_at) {
                    renewed = true;
                    hashes[old].clone_from(&new[new_at]);
                }
            }
        } else if !change.new.is_empty() && change.new.clone().all(came) {
            renewed = true;
            hashes.splice(change.old, new[change.new].iter().cloned());
        }
    }
    renewed.then_some(hashes)
}
