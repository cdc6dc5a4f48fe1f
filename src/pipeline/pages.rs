//! The pages of a site, drawn and handed on.

use std::sync::Arc;

use super::Timings;
use crate::memo::{self, Memo};
use crate::model::output::Sink;
use crate::model::{Diagnosed, Diagnostic, Output, Shared, Site};
use crate::{export, render};

/// Pages that are drawn before the content of any of them is handed on.
const RUN: usize = 128;

/// The pages as they were drawn.
#[derive(Default)]
pub(super) struct Pages {
    /// In the order of what was wanted.
    pub(super) pages: Vec<Arc<Output>>,
    pub(super) twins: Vec<Arc<Output>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What the last run drew.
#[derive(Default)]
pub(super) struct Memos {
    views: Memo<Shared<render::View>>,
    pages: Memo<Output>,
    twins: Memo<Output>,
}

impl Memos {
    pub(super) fn once() -> Self {
        Self {
            views: Memo::once(),
            pages: Memo::once(),
            twins: Memo::once(),
        }
    }

    pub(super) fn never() -> Self {
        Self {
            views: Memo::never(),
            pages: Memo::never(),
            twins: Memo::never(),
        }
    }
}

/// What pages are drawn from.
pub(super) struct Drawing<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a render::Theme,
    pub(super) maker: render::Maker<'a>,
    pub(super) sink: Option<&'a dyn Sink>,
    pub(super) timings: &'a Timings,
}

impl Drawing<'_> {
    /// Draws what is `wanted` and hands it on: to a sink some pages at a time, so that few are in memory.
    pub(super) fn draw(&self, wanted: &[render::Wanted], memos: &mut Memos) -> Pages {
        let run = match self.sink {
            Some(_) => RUN,
            None => wanted.len().max(1),
        };
        let mut drawn = Pages::default();
        for wanted in wanted.chunks(run) {
            let pages = self.pages(wanted, memos);
            let mut pages = pages.into_value(&mut drawn.diagnostics);
            let mut twins = self.twins(drawn.pages.len(), &pages, memos);
            self.timings.stage("writing", || {
                for files in [&mut pages, &mut twins] {
                    memo::each(files, |file| hand_on(self.sink, file));
                }
            });
            drawn.pages.extend(pages);
            drawn.twins.extend(twins);
        }
        drawn
    }

    fn pages(&self, wanted: &[render::Wanted], memos: &mut Memos) -> Diagnosed<Vec<Arc<Output>>> {
        let views = self.timings.stage("views", || {
            memos.views.par_map(wanted, &self.maker, render::view)
        });
        self.timings.stage("pages", || {
            memos.pages.par_map(&views.value, self.theme, render::page)
        })
    }

    /// The same `pages` as Markdown, of which the first has the number `first`.
    fn twins(&self, first: usize, pages: &[Arc<Output>], memos: &mut Memos) -> Vec<Arc<Output>> {
        self.timings.stage("pages as Markdown", || {
            let twins = export::twins(self.site, first, pages);
            memos.twins.par_map(&twins, self.site, export::twin).value
        })
    }
}

/// Gives `file` to `sink`, if there is one, and lets go of its content.
pub(super) fn hand_on(sink: Option<&dyn Sink>, file: &mut Arc<Output>) {
    let Some(sink) = sink else { return };
    sink.take(file);
    *file = Arc::new(file.without_content());
}
