//! What an author, a visitor or whoever runs the build would notice.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod agreements;
mod beside;
mod bundle;
mod chance;
mod changes;
mod cli;
mod completions;
mod copies;
mod courses;
mod description;
mod discover;
mod emit;
mod engines;
mod expectations;
mod exports;
mod external;
mod faults;
mod fuzz;
#[path = "../fuzz/targets/mod.rs"]
mod fuzz_targets;
mod growth;
mod handbook;
mod hints;
mod holidays;
mod hostile;
mod hours;
mod html;
mod import;
mod import_bilingual;
mod import_mkdocs;
mod imports;
mod json_ld;
mod killed;
mod limits;
mod map;
mod menu;
mod mistakes;
mod moved;
mod names;
mod notices;
mod originals;
mod overlay;
mod portal;
mod properties;
mod publish;
mod recipes;
mod reports;
mod rules;
mod search;
mod search_agrees;
mod search_contact;
mod search_rows;
mod search_specials;
mod secrets;
mod serve;
mod serve_floods;
mod serve_http;
mod serve_unwatched;
mod sinks;
mod skipped;
mod stands_in;
mod streaming;
mod strings;
mod supply;
mod theme;
mod timings;
mod translations;
mod typed;
mod vectors;
mod versions;
mod xliff;
