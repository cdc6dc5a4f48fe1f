//! Another tool's tree to a portal, outside the pipeline.
//!
//! [`docfx`] reads a Learn/DocFX repository and writes a portal that builds: the pages with their
//! paths, the navigation as an explicit tree, redirects as `redirect_from`. What it cannot carry
//! over it lists, construct by construct, with file and line; every file of the source is either
//! in the portal or in the [`Report`].
//!
//! [`mkdocs()`] does the same with a project of MkDocs, whose Markdown is another one: admonitions, tabs and
//! their like are written as a portal has them.
//!
//! [`holidays()`] reads the days of an iCalendar file, and [`Set`] puts them into support.yaml.
//!
//! Bodies from DocFX stay as their authors wrote them. Only line ends, byte order marks, links that would
//! otherwise lead nowhere, references by uid, double braces, and headings that skip a level or have no words
//! are touched: the Markdown reader knows the Learn dialect.

#![allow(
    clippy::disallowed_methods,
    reason = "an import reads another tool's tree and writes a new portal, both outside any build"
)]

mod anchors;
mod bilingual;
mod content_lines;
mod docfx;
mod docset;
mod drawings;
mod faq;
mod files;
mod front_matter;
mod glob;
mod headings;
mod holiday_set;
mod holidays;
mod landing;
mod locales;
mod markdown;
mod mkdocs;
mod navigation;
mod originals;
mod portal;
mod redirects;
mod references;
mod report;
mod targets;
mod titles;
mod toc;
mod tree;
mod yaml;

pub use docfx::{Translations, docfx};
pub use holiday_set::{Set, Wanted};
pub use holidays::{Holidays, Remark, holidays};
pub use mkdocs::mkdocs;
pub use report::{Left, Report};
