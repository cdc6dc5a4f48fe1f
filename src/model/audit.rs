//! What the profile asks for, demand by demand, and what the portal has to show for it.

use super::config::Profile;
use super::{Diagnostic, RelPath, Span};

/// How strongly a source asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Whoever it is for is told of it.
    Info,
    /// Something that the description has to get right.
    Fact,
    /// It should.
    Should,
    /// It must.
    Must,
}

/// The description of support, held against its profile.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The portal's title in its source language.
    pub title: String,
    /// Whose demands these are.
    pub profile: Profile,
    /// Every demand, in the profile's order.
    pub demands: Vec<Demand>,
}

/// One demand and its answer.
#[derive(Clone, Debug)]
pub struct Demand {
    /// `D1`.
    pub row: &'static str,
    /// The rule that checks it.
    pub rule: &'static str,
    /// What is asked for, as the end of "the description …".
    pub asks: &'static str,
    /// How strongly.
    pub force: Force,
    /// Who asks.
    pub source: &'static str,
    /// What the portal has to show.
    pub answer: Answer,
}

/// What a portal has to show for a demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These facts meet it; there is at least one.
    Met(Vec<Fact>),
    /// It is not met, which these findings say; where there is none, nothing states what is asked for.
    NotMet(Vec<Diagnostic>),
    /// It is not met, and the portal gives reasons for each finding.
    Allowed(Vec<(Diagnostic, Reason)>),
    /// What it is about does not exist here.
    NotApplicable(&'static str),
    /// The file that would say so cannot be read to its end.
    NotJudged,
}

/// Something that the portal states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// In words: ``first contact: channel `hotline` ``.
    pub words: String,
    /// The file.
    pub path: RelPath,
    /// Where in the file.
    pub span: Span,
}

/// Why a finding is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The author's words.
    pub why: String,
    /// The file that says so.
    pub path: RelPath,
    /// Where in the file.
    pub span: Span,
}
