//! `_redirects` and `_headers`, as Netlify began them and Cloudflare and GitLab read them.
//!
//! A host sends what every fitting rule of `_headers` says, and two values of one header are joined.
//! So no file is named twice with the same header; that all other files are asked for again before use
//! is what both hosts do unasked.

use super::{BY, FOR_EVER, Table, asked};
use crate::model::Output;
use crate::model::host::{Host, Told};

/// Both files, without those that would be empty.
pub(super) fn files(table: &Table, host: &Host) -> Vec<Output> {
    let mut files = Vec::new();
    if !table.moved.is_empty() {
        files.push(super::super::at_root("_redirects", redirects(table, host)));
    }
    if host.headers {
        files.push(super::super::at_root("_headers", headers(table)));
    }
    files
}

fn redirects(table: &Table, host: &Host) -> String {
    // Netlify prefers the page that stands at an old address, unless the rule insists.
    let status = match host.told {
        Told::Netlify => "301!",
        _ => "301",
    };
    let mut text = head(table);
    for moved in &table.moved {
        text.push_str(&format!("{} {} {status}\n", asked(&moved.from), moved.to));
    }
    text
}

fn headers(table: &Table) -> String {
    let mut text = head(table);
    text.push_str(&format!("{}*\n", table.base));
    for (name, value) in &table.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let files = table.lasting_files.iter().map(|path| asked(path));
    let folders = table.lasting_folders.iter();
    let folders = folders.map(|path| format!("{}*", asked(path)));
    for rule in files.chain(folders) {
        text.push_str(&format!("{rule}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}

fn head(table: &Table) -> String {
    let mut text = format!("# {BY}\n");
    if table.bare_folder().is_some() {
        text.push_str("# Hosts read this file at the root of what is published: where the site lies in a\n# folder of it, copy this file there.\n");
    }
    text
}
