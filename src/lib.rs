//! supportal turns a folder of Markdown and support facts into a static support portal.
//!
//! One build, from disk to disk:
//!
//! ```text
//! discover::snapshot   directory -> Snapshot    the only stage that reads the disk
//! overlay::Portal      Snapshots -> Snapshot    a portal laid over those that it extends
//! parse::…             Source    -> Document    one file, nothing else
//! resolve::site        Documents -> Site        addresses, links, navigation, facts in words
//! check::site          Site      -> Diagnostics what no file can know of itself
//! render::…            Site      -> pages       views, then templates
//! index::…             pages     -> search      terms of each page, then shards
//! export::files        Site, pages -> other files sitemap, redirects, feeds, assets
//! precompress::add     Build     -> Build       compressed copies, where they are asked for
//! emit::sync           Build     -> directory   the only stage that writes the disk
//! diff::sites          two sites -> Difference  for whoever asks what changed
//! ```
//!
//! [`pipeline::compile`] joins what lies between the two snapshots and the files, from `parse` to `export`; it is the one
//! way to build. [`cli`] and [`serve`] call what stands before and behind it, and beside it lie what changes a portal's own
//! files: [`import`] from other tools, [`xliff`] for translators, and [`external`], the only one that asks other hosts.
//! Findings about content are data ([`model::Diagnostic`]) and flow with the values; `anyhow::Error` is for the
//! world.

pub mod model;

pub mod calendar;
pub mod cldr;

pub mod discover;
pub mod parse;

pub mod overlay;

pub mod resolve;

pub mod check;

pub mod render;

pub mod index;

pub mod export;

pub mod precompress;

pub mod emit;

pub mod diff;

pub mod memo;
pub mod pipeline;

pub mod serve;

pub mod import;

pub mod external;

pub mod xliff;

pub mod cli;
