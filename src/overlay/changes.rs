//! What a portal changes of the one that it extends.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::RelPath;

/// What a portal's own folder changes of its base. Each file stands in one list; pages that are stale or
/// unmarked stand in another as well.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// In place of the base's.
    pub replaced: Vec<RelPath>,
    /// In part in place of the base's.
    pub merged: Vec<RelPath>,
    /// Files that the base has not.
    pub added: Vec<RelPath>,
    /// Files of the base that are not taken over.
    pub left_out: Vec<RelPath>,
    /// Files that say just what the base's says.
    pub same: Vec<RelPath>,
    /// Pages whose `base_hash` is not that of the base's page: it changed since.
    pub stale: Vec<RelPath>,
    /// Pages in place of the base's that do not say what that was.
    pub unmarked: Vec<RelPath>,
    /// What `base_hash` of each page in place of the base's would be now.
    #[serde(skip)]
    pub hashes: BTreeMap<RelPath, String>,
}

impl Changes {
    /// A file of the uppermost folder; `before` says whether it is that of the base, where there is one.
    pub(super) fn file(&mut self, path: &RelPath, before: Option<bool>) {
        let list = match before {
            None => &mut self.added,
            Some(true) => &mut self.same,
            Some(false) => &mut self.replaced,
        };
        list.push(path.clone());
    }

    pub(super) fn sort(&mut self) {
        let lists = [
            &mut self.replaced,
            &mut self.merged,
            &mut self.added,
            &mut self.left_out,
            &mut self.same,
        ];
        for list in lists {
            list.sort();
        }
    }
}
