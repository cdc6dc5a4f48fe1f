//! A search engine on a server, which a portal's search box asks before its own index.

/// An engine that the parts of pages are exported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch; what is made for it Elasticsearch takes as well.
    OpenSearch,
    /// Meilisearch.
    Meilisearch,
    /// Typesense.
    Typesense,
}

impl Engine {
    /// As supportal.yaml and the command line write them.
    pub const NAMES: [&'static str; 3] = ["opensearch", "meilisearch", "typesense"];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::OpenSearch, Self::Meilisearch, Self::Typesense];
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Some(all[at])
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// `search.backend` of supportal.yaml: where readers' browsers ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// Which engine it is.
    pub engine: Engine,
    /// Its https address, which ends with `/`.
    pub url: String,
    /// What its indexes are called before their language, as [`index_name`] joins them.
    pub index: String,
    /// What a browser shows it; public, as all that a browser has. Empty for none.
    pub key: String,
}

/// What indexes are called before their language, unless somebody says otherwise.
pub const INDEX: &str = "support";

/// What the index of a language is called: `support-zh-tw`.
pub fn index_name(name: &str, tag: &str) -> String {
    format!("{name}-{}", tag.to_lowercase())
}
