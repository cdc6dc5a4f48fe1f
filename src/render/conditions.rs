//! What the conditions of a portal's templates ask the page and the site for.
//!
//! Tera takes a field that is not there for false within a condition, and says nothing. A page and a site have the same
//! fields whatever they show, so one that they lack is misspelt.

use std::ops::Range;

/// One field that a condition asks for: `page.previous.title`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Where it stands in the template.
    pub range: Range<usize>,
    /// The names, `page` or `site` first.
    pub path: Vec<String>,
}

/// What may be asked for its fields. Those of `facet` differ from page to page.
const ROOTS: [&str; 2] = ["page", "site"];

/// All that conditions of this template ask for.
pub(super) fn asked(text: &str) -> Vec<Asked> {
    let text = without_comments(text);
    let orders: Vec<(usize, &str)> = inside(&text, "{%", "%}").collect();
    let is_taken = |root: &str| orders.iter().any(|(_, order)| binds(order, root));
    let roots: Vec<&str> = ROOTS.into_iter().filter(|root| !is_taken(root)).collect();
    let conditions = orders.iter().filter_map(|&(at, order)| {
        let begin = order.trim_start_matches(['-', ' ', '\n', '\r', '\t']);
        let at = at + order.len() - begin.len();
        let condition = begin.strip_prefix("if").or(begin.strip_prefix("elif"))?;
        let at = at + begin.len() - condition.len();
        condition
            .starts_with(|c: char| !c.is_alphanumeric() && c != '_')
            .then_some((at, condition))
    });
    let names = conditions.flat_map(|(at, condition)| names(at, condition));
    names
        .filter(|asked| asked.path.len() > 1 && roots.contains(&asked.path[0].as_str()))
        .collect()
}

/// The text with blanks in place of its comments, and of what is shown as it is written.
fn without_comments(text: &str) -> String {
    let mut out = text.to_owned();
    let raw = |order: &str| order.trim_matches(['-', ' ']) == "raw";
    let mut hidden: Vec<Range<usize>> = inside(text, "{#", "#}")
        .map(|(at, comment)| at..at + comment.len())
        .collect();
    for (at, order) in inside(text, "{%", "%}").filter(|(_, order)| raw(order)) {
        let begin = at + order.len();
        let end = text[begin..].find("endraw").unwrap_or(text.len() - begin);
        hidden.push(begin + 2..begin + end.max(2));
    }
    for range in hidden {
        let blanks = " ".repeat(range.len());
        if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
            out.replace_range(range, &blanks);
        }
    }
    out
}

/// What stands between `open` and `close`, with its places.
fn inside<'t>(
    text: &'t str,
    open: &'static str,
    close: &'static str,
) -> impl Iterator<Item = (usize, &'t str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(open)? + open.len();
        let end = start + text[start..].find(close)?;
        at = end + close.len();
        Some((start, &text[start..end]))
    })
}

/// Whether an order gives the name `root` to something else: `set page = …`, `for page in …`, `component row(page)`.
fn binds(order: &str, root: &str) -> bool {
    let order = order.trim_matches(['-', ' ', '\n', '\r', '\t']);
    let bound = match order.split_whitespace().next() {
        Some("for") => order.split_once(" in ").map(|(bound, _)| bound),
        Some("set" | "set_global") => order.split_once('=').map(|(bound, _)| bound),
        Some("component") => Some(order),
        _ => None,
    };
    let mut words = bound
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word == root)
}

/// The names in a condition that stands at `start`, without those whose being there is what it asks.
fn names(start: usize, condition: &str) -> Vec<Asked> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut chars = condition.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '"' | '\'' | '`') {
            let _ = chars.by_ref().find(|&(_, next)| next == c);
        } else if is_name(c) || c == '.' {
            let mut end = at + 1;
            while let Some((next, _)) = chars.next_if(|&(_, c)| is_name(c) || c == '.') {
                end = next + 1;
            }
            let path = &condition[at..end];
            let mut behind = condition[end..].split_whitespace();
            let is_asked = behind.next() == Some("is")
                && behind.any(|word| matches!(word, "defined" | "undefined"));
            let is_path = path.split('.').all(|name| !name.is_empty());
            if is_path && !is_asked {
                found.push(Asked {
                    range: start + at..start + end,
                    path: path.split('.').map(str::to_owned).collect(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let asked = asked(text);
        let written: Vec<&str> = asked.iter().map(|one| &text[one.range.clone()]).collect();
        assert_eq!(written, expected, "{text}");
        assert!(
            asked
                .iter()
                .all(|one| one.path.join(".") == text[one.range.clone()])
        );
    }

    #[test]
    fn conditions_ask_the_page_and_the_site() {
        check(
            "{% if page.a %}é{%- elif not site.b.c -%}",
            &["page.a", "site.b.c"],
        );
        check(
            "{% if t.a and page.b == \"page.c\" or (site.d) %}",
            &["page.b", "site.d"],
        );
        check("{% if page.a[0].b | length > 1 %}", &["page.a"]);
    }

    #[test]
    fn what_is_no_condition_on_them_is_passed_over() {
        for text in [
            "{{ page.a }}{% for b in page.c %}{% iffy page.d %}page.e",
            "{# {% if page.a %} #}{% raw %}{% if page.a %}{% endraw %}",
            "{% if page.a is defined %}{% if page.a is not defined %}",
            "{% for page in site.pages %}{% if page.a %}",
            "{% set page = facet %}{% if page.a %}",
            "{% if facet.a and link.page.b and page and 1.5 %}",
            "{% if page.a",
        ] {
            check(text, &[]);
        }
    }
}
