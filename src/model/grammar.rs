//! The names that Markdown of a portal knows beside Markdown's own signs: elements of HTML, directives, alerts.
//!
//! `parse` reads what bears one of them. Who only passes a text on, as `import` does, asks here what will be read.

/// Directives after `:::`, but for their ends.
pub const DIRECTIVES: [&str; 11] = [
    "image", "no-loc", "row", "column", "zone", "steps", "moniker", "contact", "hours", "sla",
    "related",
];

/// What alerts are called, after `[!`.
pub const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// `[!INCLUDE …]`, in small letters.
pub const INCLUDE: &str = "include";

/// `[!VIDEO …]`, in small letters.
pub const VIDEO: &str = "video";

/// Whether a page may have `[!name`; the name is in small letters.
pub fn is_marker(name: &str) -> bool {
    ALERTS.contains(&name) || matches!(name, INCLUDE | VIDEO)
}

/// Whether a page may have the element: articles really use it, and it can do nothing but structure text.
pub fn is_element(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "br"
            | "caption"
            | "code"
            | "col"
            | "colgroup"
            | "del"
            | "details"
            | "div"
            | "em"
            | "hr"
            | "i"
            | "kbd"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "rp"
            | "rt"
            | "ruby"
            | "span"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
