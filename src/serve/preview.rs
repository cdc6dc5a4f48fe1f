//! The loop: wait for a change, build, show.

use std::sync::Arc;
use std::time::Duration;

use super::site::{Finding, Site};
use super::workshop::{IDLE, News, Workshop};
use crate::model::output::Build;
use crate::model::{RelPath, Snapshot, Url};
use crate::pipeline::SearchIndex;

/// Pages are shown before the search index is made again: whoever asks for the page has this long to
/// get it before all cores are busy with the index.
const PAGES_FIRST: Duration = Duration::from_millis(100);

/// Who tells people.
pub trait Reporter: Send {
    /// Tells what was built, `edited` being the texts that changed, and puts the first of what was found
    /// in words, as far as a page shows it.
    fn built(&mut self, snapshot: &Snapshot, build: &Build, edited: &[RelPath]) -> Vec<Finding>;

    /// Tells that the system watches no more folders.
    fn unwatched(&mut self);

    /// Tells that the portal cannot be read, and puts it in words.
    fn failed(&mut self, error: &anyhow::Error) -> Finding;
}

/// A portal that is shown, and shown anew after each change.
pub struct Preview {
    /// What reads and builds.
    pub workshop: Workshop,
    /// Where it is shown.
    pub site: Arc<Site>,
    /// Whether open pages go to the page that was just edited.
    pub follow: bool,
    /// Who tells people.
    pub reporter: Box<dyn Reporter>,
}

impl Preview {
    /// Builds the whole site and shows it.
    pub fn begin(&mut self) {
        self.show(SearchIndex::Now, &[]);
    }

    /// Builds and shows the site after each change, until it is stopped.
    pub fn run(mut self) {
        let mut search_is_due = false;
        loop {
            let patience = if search_is_due { PAGES_FIRST } else { IDLE };
            match self.workshop.wait(patience) {
                News::Stop => return,
                News::Edited(edited) => {
                    self.show(SearchIndex::Later, &edited);
                    search_is_due = true;
                }
                News::Quiet if search_is_due => {
                    self.show(SearchIndex::Now, &[]);
                    search_is_due = false;
                }
                News::Quiet | News::Same => {}
                News::Unwatched => self.reporter.unwatched(),
                News::Failed(error) => {
                    let finding = self.reporter.failed(&error);
                    self.site.tell(true, (&[finding], 1), None);
                }
            }
        }
    }

    fn show(&mut self, search: SearchIndex, edited: &[RelPath]) {
        let build = self.workshop.build(search);
        // Before what was found is put in words: whoever asks for the page has it already.
        let shows = self.site.publish(&build);
        let findings = (self.reporter).built(self.workshop.snapshot(), &build, edited);
        let follow = edited.iter().find_map(|path| address(&build, path));
        let follow = follow.filter(|_| self.follow);
        let findings = (&findings[..], build.diagnostics.len());
        self.site.tell(!shows, findings, follow);
    }
}

/// Where the page made from `path` stands.
fn address<'a>(build: &'a Build, path: &RelPath) -> Option<&'a Url> {
    let page = build.pages.iter().find(|page| page.path == *path);
    page.map(|page| &page.url)
}
