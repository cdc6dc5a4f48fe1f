//! A portal that is built again after each change, and shown from memory.
//!
//! ```text
//! Watch      files that change  -> Change       what systems report, gathered until it is quiet
//! Workshop   Change             -> Build        reads what changed, calls the one `compile`, keeps the memos
//! Site       Build              -> what is shown, and word of it to the pages that are open
//! http       requests           -> answers      from the files of the last good build alone
//! ```
//!
//! One thread watches and builds ([`Preview::run`]), another answers. Nothing is written to the disk;
//! `build --watch` shares the first two and hands each build to `emit`.

// What others send has nothing that could be out of its bounds.
#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod files;
mod guard;
mod http;
mod page;
mod preview;
mod signals;
mod site;
mod watch;
mod workshop;

pub use guard::Hosts;
pub use http::{Door, serve};
pub use preview::{Preview, Reporter};
pub use signals::until_stopped;
pub use site::{Finding, SHOWN, Site};
pub use watch::{Change, Stop, UNWATCHED, UNWATCHED_HINT, Watch};
pub use workshop::{IDLE, News, Today, Workshop};
