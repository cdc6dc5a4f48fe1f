//! What search gives for a query, in pages of the site rather than addresses.

/// The answer to a query of `search.expect`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best, in their order.
    pub rows: Vec<Row>,
    /// The query as it was understood, where words had to be corrected.
    pub corrected: Option<String>,
}

/// A page that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub page: usize,
    /// The part of it that the row leads to; empty for its beginning.
    pub anchor: String,
}
