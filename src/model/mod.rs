//! The nouns: plain data that flows between the stages.
//!
//! Nothing here reads a disk, a clock or the environment, and nothing here knows a stage.

pub mod audit;
pub mod backend;
pub mod bytes;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod e164;
pub mod emoji;
pub mod facet;
pub mod facts;
pub mod fingerprint;
mod finished;
pub mod footnote;
pub mod host;
pub mod html;
pub mod incident;
pub mod layers;
pub mod leaf;
pub mod locale;
pub mod long;
pub mod markup;
pub mod nearest;
pub mod news;
pub mod noted;
pub mod output;
pub mod path;
pub mod record;
pub mod results;
pub mod secret;
pub mod segment;
pub mod site;
pub mod slot;
pub mod source;
pub mod strings;
pub mod text;
pub mod xml;

pub use config::Config;
pub use diagnostic::{Diagnosed, Diagnostic, Severity, Span, Spanned};
pub use document::{Body, Document, Hole, Kind, Piece};
pub use facet::Facet;
pub use facts::Facts;
pub use fingerprint::{Fingerprint, Shared};
pub use finished::Finished;
pub use layers::Layers;
pub use locale::Locale;
pub use long::{Given, Long};
pub use noted::{Noted, Notes};
pub use output::Output;
pub use path::{RelPath, Url};
pub use results::Results;
pub use site::{Page, Site};
pub use source::{Asset, Snapshot, Source};
pub use strings::{Strings, Texts};
pub use text::Text;
