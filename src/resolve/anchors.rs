//! Every id of every page: of headings, of extra anchors, of includes, of what is drawn from facts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Parts;
use super::headings::Headings;
use super::pages::Pages;
use crate::model::{Config, Document, Facet, RelPath};

/// The ids of each page, sorted. Versions of a page that are made from one file share them. Of two that are alike,
/// what the page's author wrote keeps its id.
pub fn of_pages(
    parts: &Parts<'_>,
    pages: &Pages,
    headings: &Headings,
    facets: &mut [Facet],
) -> Vec<Arc<[Arc<str>]>> {
    let documents: HashMap<&RelPath, &Arc<Document>> = (parts.documents.iter())
        .filter(|document| !pages.unpublished.contains_key(&document.path))
        .map(|document| (&document.path, document))
        .collect();
    let mut known: HashMap<&RelPath, Arc<[Arc<str>]>> = HashMap::new();
    let all = pages.list.iter().zip(facets).map(|(placed, facet)| {
        let path = &placed.document.path;
        let own = known.entry(path).or_insert_with(|| {
            let mut ids = collect(&placed.document, &documents, headings, &parts.config);
            ids.sort();
            ids.dedup();
            ids.into()
        });
        let Facet::Support(description) = facet else {
            return own.clone();
        };
        let mut ids = own.to_vec();
        for id in description.ids() {
            if own.binary_search_by(|own| (**own).cmp(id)).is_ok() {
                id.insert(0, '_');
            }
            ids.push(id.as_str().into());
        }
        ids.sort();
        ids.dedup();
        ids.into()
    });
    all.collect()
}

/// The ids of a document and of what it includes. Each file is looked at once, at its least depth.
fn collect(
    document: &Document,
    documents: &HashMap<&RelPath, &Arc<Document>>,
    headings: &Headings,
    config: &Config,
) -> Vec<Arc<str>> {
    let depth = config.limits.include_depth;
    let mut ids = Vec::new();
    let mut seen = HashSet::from([&document.path]);
    let mut row = vec![document];
    for _ in 0..=depth {
        if row.is_empty() {
            break;
        }
        let mut next = Vec::new();
        for document in row {
            let body = &document.body;
            ids.extend(headings.all(document).cloned());
            ids.extend(body.anchors.iter().map(|id| id.as_str().into()));
            for include in body.includes() {
                let find = |path: &RelPath| documents.get(path);
                if let Some(path) = document.included(include)
                    && let Some(included) = config.own_or_source(&path, find)
                    && seen.insert(&included.path)
                {
                    next.push(&***included);
                }
            }
        }
        row = next;
    }
    ids
}
