//! The stages, joined. This is the one place that knows more than one of them.

use std::sync::Arc;

use crate::memo::Memo;
use crate::model::output::{Build, Summary};
use crate::model::{Diagnosed, Document, Output, Site, Snapshot, Source};
use crate::{check, export, index, parse, render, resolve};

/// What a run is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Shows drafts and pages that are not in force.
    pub drafts: bool,
}

/// What the last run computed.
#[derive(Default)]
pub struct Memos {
    documents: Memo<Document>,
    terms: Memo<index::Terms>,
    pages: Memo<Output>,
}

/// Turns the files of a portal into the files of a site, and says what is wrong with them.
pub fn compile(snapshot: &Snapshot, options: &Options, memos: &mut Memos) -> Build {
    let mut found = snapshot.diagnostics.clone();
    let config = Arc::new(parse::config(snapshot).into_value(&mut found));
    let facts = Arc::new(parse::facts(snapshot, &config).into_value(&mut found));
    let strings = Arc::new(parse::strings(snapshot, render::words(), &config).into_value(&mut found));
    let theme = render::theme(&snapshot.theme, &config.theme).into_value(&mut found);
    let sources = parse::pages(snapshot, &config);
    let documents = memos.documents.par_map(&sources, &*config, parse::document).into_value(&mut found);

    let site = resolve::site(&resolve::Parts {
        documents: &documents,
        assets: &snapshot.assets,
        facts,
        config,
        strings,
        today: snapshot.today,
        drafts: options.drafts,
    });
    found.extend(check::site(&site));

    let views = render::views(&site, &theme);
    let pages = memos.pages.par_map(&views, &theme, render::page).into_value(&mut found);
    let search = search(&site, &mut memos.terms).into_value(&mut found);
    let others = export::files(&site);

    let summary = summary(&site, &search);
    Build {
        diagnostics: check::weigh(found, &site.config, &documents),
        outputs: sorted(pages, search, theme.outputs, others),
        summary,
        today: snapshot.today,
    }
}
