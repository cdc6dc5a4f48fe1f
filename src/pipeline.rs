//! Placeholder for the stages joined: the shell is written against these signatures.

use crate::model::Snapshot;
use crate::model::output::Build;

/// What a run is asked for.
#[derive(Clone, Debug, Default, Hash)]
pub struct Options {
    /// Publish pages marked `draft: true`.
    pub drafts: bool,
}

/// What earlier runs computed.
#[derive(Debug, Default)]
pub struct Memos {
    _none: (),
}

/// Turns a snapshot into the files of the site.
pub fn compile(snapshot: &Snapshot, _options: &Options, _memos: &mut Memos) -> Build {
    Build {
        diagnostics: snapshot.diagnostics.clone(),
        today: snapshot.today,
        ..Build::default()
    }
}
