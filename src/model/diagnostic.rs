//! What is wrong with an author's content, as data: collected, never thrown.

use super::{Named, RelPath};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never changes the exit code.
    Note,
    /// Should be mended; fails under `--strict`.
    Warning,
    /// Must be mended before anything is published.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Bytes of a file, from `start` up to but not including `end`. `0..0` stands for the whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`; files of 4 GiB and more are refused long before.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// The same bytes, `by` further down the file.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by..self.end as usize + by)
    }
}

/// A value and where the author wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where, in the file that the owner of the value names.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, as it stands at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// What a finding is about, for those who tell which findings only follow from another, or which way out there is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// Something that is not there, where its id is named.
    Missing(Named),
    /// A reference to a fact that is not there: its name.
    NoFact(String),
    /// A reference to a fact that its owner does not state: its name.
    NotStated(String),
    /// A reference where no fact is filled in.
    NotFilled,
    /// A key that a page or a file lacks.
    NoKey(&'static str),
    /// Keys that state facts of such a thing, on a page that is none.
    KeysOf(Named),
    /// A page that is not found: its path, as it is named.
    Page(String),
    /// A page that builds on one of the base, which has none there.
    NoBase,
    /// The file of one of the folders that the portal is made from, by its number, where another folder's file is taken
    /// instead or stands over it.
    Of(usize),
    /// The name that a folder or a file should have.
    Name(String),
    /// A translation whose source says something else by now: the file of the source, and the bytes where its texts
    /// begin.
    Behind(RelPath, Vec<usize>),
    /// A key that cannot stand beside another: where the other one's value stands, and this key.
    Against(Span, &'static str),
}

/// One finding about the portal's content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule: `LNK-PAGE`.
    pub code: &'static str,
    /// How much it weighs, before `levels:` of supportal.yaml.
    pub severity: Severity,
    /// The file.
    pub path: RelPath,
    /// Where in the file.
    pub span: Span,
    /// What is so: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// A fact or an action that helps to mend it.
    pub hint: Option<String>,
    /// What it is about, where others can follow from it or it from others.
    pub about: Option<About>,
}

impl Diagnostic {
    /// A finding that stops publication.
    pub fn error(
        code: &'static str,
        path: &RelPath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, path, span, message)
    }

    /// A finding that should be mended.
    pub fn warning(
        code: &'static str,
        path: &RelPath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, path, span, message)
    }

    /// A finding worth knowing.
    pub fn note(
        code: &'static str,
        path: &RelPath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, path, span, message)
    }

    /// A finding of a weight that is decided elsewhere.
    pub fn new(
        severity: Severity,
        code: &'static str,
        path: &RelPath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            path: path.clone(),
            span,
            message: message.into(),
            hint: None,
            about: None,
        }
    }

    /// Adds a way out; `None` leaves it as it is.
    pub fn with_hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds what it is about.
    pub fn about(mut self, about: impl Into<Option<About>>) -> Self {
        self.about = about.into();
        self
    }
}

/// A value that is usable whatever was wrong, and what was wrong.
#[derive(Clone, Debug, Default)]
pub struct Diagnosed<T> {
    /// The best that could be made of the input.
    pub value: T,
    /// What was found on the way, in the order of the input.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// `value` with what was found.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// The value alone; what was found moves to `found`.
    pub fn into_value(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.diagnostics);
        self.value
    }
}
