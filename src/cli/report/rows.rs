//! Findings as programs are told of them: the same in each of their formats.

use std::collections::HashMap;

use super::files::{Files, Place};
use crate::model::Fingerprint;
use crate::model::diagnostic::{Diagnostic, Severity};

/// A finding with its place, as the reader would type it.
pub(crate) struct Row {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) path: String,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// The brands that have it, where several are checked.
    pub(super) brands: Vec<String>,
}

impl Row {
    pub(crate) fn of(found: &Diagnostic, files: &Files<'_>) -> Self {
        Self {
            code: found.code,
            severity: found.severity,
            path: files.shown(found),
            place: files.place(found),
            message: found.message.clone(),
            hint: files.hint(found),
            brands: Vec::new(),
        }
    }

    /// What makes it another finding. What helps may name the brand that was checked.
    pub(crate) fn id(&self) -> Fingerprint {
        let place = (self.place.line, self.place.column);
        let end = (self.place.end_line, self.place.end_column);
        Fingerprint::of_value(&(self.code, &self.path, place, end, &self.message))
    }

    /// What is so and, on lines of their own, what to do and which brands have it: for formats that have one text for all.
    pub(super) fn text(&self) -> String {
        let mut text = self.message.clone();
        if let Some(hint) = &self.hint {
            text.push_str(&format!("\nhint: {hint}"));
        }
        if !self.brands.is_empty() {
            text.push_str(&format!("\nbrands: {}", self.brands.join(", ")));
        }
        text
    }
}

/// The findings of one portal.
pub(crate) fn rows(diagnostics: &[Diagnostic], files: &Files<'_>) -> Vec<Row> {
    let rows = diagnostics.iter().map(|found| Row::of(found, files));
    rows.collect()
}

/// The findings of several brands: each once, with the brands that have it.
#[derive(Default)]
pub(crate) struct OfBrands {
    rows: Vec<Row>,
    known: HashMap<Fingerprint, usize>,
}

impl OfBrands {
    /// Adds those of one brand.
    pub(crate) fn add(&mut self, brand: &str, rows: Vec<Row>) {
        for row in rows {
            let at = *self.known.entry(row.id()).or_insert_with(|| {
                self.rows.push(row);
                self.rows.len() - 1
            });
            let brands = &mut self.rows[at].brands;
            if brands.last().is_none_or(|last| last != brand) {
                brands.push(brand.to_owned());
            }
        }
    }

    /// All, by file and place.
    pub(crate) fn sorted(mut self) -> Vec<Row> {
        self.rows.sort_by(|a, b| {
            let key = |row: &Row| (row.place.line, row.place.column);
            a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b)))
        });
        self.rows
    }
}
