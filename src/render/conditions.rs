//! What the conditions of a portal's templates ask the page, the site and the texts of the interface for.
//!
//! Tera takes a field that is not there for false within a condition, and says nothing. A page and a site have the same
//! fields whatever they show, so one that they lack is misspelt; and so is one that no facet of any page has.

use std::ops::Range;

/// One field that a condition asks for, as its names with their places in the template: `page.previous.title`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The names, one of [`ROOTS`] first.
    pub path: Vec<(usize, String)>,
}

/// What may be asked for its fields.
const ROOTS: [&str; 4] = ["page", "site", FACET, TEXTS];

/// What the page shows of the facts.
pub(super) const FACET: &str = "facet";

/// The texts of the interface.
pub(super) const TEXTS: &str = "t";

/// All that conditions of this template ask for, without what it asks the being there of.
pub(super) fn asked(text: &str) -> Vec<Asked> {
    let text = without_comments(text);
    let orders: Vec<(usize, &str)> = inside(&text, "{%", "%}").collect();
    let is_taken = |root: &str| orders.iter().any(|(_, order)| binds(order, root));
    let roots: Vec<&str> = ROOTS.into_iter().filter(|root| !is_taken(root)).collect();
    let conditions = orders.iter().filter_map(|&(at, order)| of_order(at, order));
    let shown = inside(&text, "{{", "}}").filter_map(|(at, shown)| of_value(at, shown));
    let mut names: Vec<Name> = conditions
        .chain(shown)
        .flat_map(|(at, condition)| names(at, condition))
        .collect();
    names.sort_by_key(|name| name.path.first().map(|&(at, _)| at));
    let defined: Vec<Name> = names.extract_if(.., |name| name.is == Is::Asked).collect();
    let words = |name: &Name| -> Vec<String> {
        let words = name.path.iter();
        words.map(|(_, word)| word.clone()).collect()
    };
    let defined: Vec<Vec<String>> = defined.iter().map(words).collect();
    names.retain(|name| {
        let path = words(name);
        name.is == Is::Taken
            && path.len() > 1
            && roots.contains(&path[0].as_str())
            && !defined.iter().any(|defined| path.starts_with(defined))
    });
    let names = names.into_iter();
    names.map(|name| Asked { path: name.path }).collect()
}

/// What an order that stands at `at` takes for true or false.
fn of_order(at: usize, order: &str) -> Option<(usize, &str)> {
    let begin = order.trim_start_matches(['-', ' ', '\n', '\r', '\t']);
    let at = at + order.len() - begin.len();
    let mut parts = begin.split(|c: char| !is_name(c));
    let word = parts.next()?;
    let (at, rest) = (at + word.len(), &begin[word.len()..]);
    match word {
        "if" | "elif" => Some((at, rest)),
        "set" | "set_global" => {
            let value = rest.find('=')? + 1;
            of_value(at + value, &rest[value..])
        }
        _ => None,
    }
}

/// What of a value that stands at `at` is taken for true or false: between `if` and `else`, or all of it where it is
/// made with `or`, `and` or `not`.
fn of_value(at: usize, value: &str) -> Option<(usize, &str)> {
    let words = words(value);
    let find = |wanted: &[&str]| {
        let mut words = words.iter();
        words.find(|&word| wanted.contains(&&value[word.clone()]))
    };
    match find(&["if"]) {
        Some(begin) => {
            let end = find(&["else"]).map_or(value.len(), |end| end.start);
            let condition = value.get(begin.end..end)?;
            Some((at + begin.end, condition))
        }
        None => find(&["or", "and", "not"]).map(|_| (at, value)),
    }
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

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The places of words that stand in no text. Those with points in them are one.
fn words(value: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut chars = value.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '"' | '\'' | '`') {
            let _ = chars.by_ref().find(|&(_, next)| next == c);
        } else if is_name(c) || c == '.' {
            let mut end = at + 1;
            while let Some((next, _)) = chars.next_if(|&(_, c)| is_name(c) || c == '.') {
                end = next + 1;
            }
            words.push(at..end);
        }
    }
    words
}

/// What a condition does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// It takes its value.
    Taken,
    /// It asks whether it is there.
    Asked,
    /// It has another value where it is not.
    Replaced,
}

/// A name in a condition.
struct Name {
    path: Vec<(usize, String)>,
    is: Is,
}

/// The names in a condition that stands at `start`.
fn names(start: usize, condition: &str) -> Vec<Name> {
    let mut end = 0;
    let mut names = Vec::new();
    for word in words(condition) {
        // One in brackets is a part of the name before.
        if word.start < end {
            continue;
        }
        let mut path = Vec::new();
        end = dotted(condition, word, &mut path);
        while let Some(key) = key(condition, end) {
            end = key.end + 2;
            path.push(key);
            let more = &condition[end..];
            if more.starts_with('.') {
                let length = more.find(|c: char| !is_name(c) && c != '.');
                let length = length.unwrap_or(more.len());
                end = dotted(condition, end + 1..end + length, &mut path);
            }
        }
        if path.iter().any(Range::is_empty) {
            continue;
        }
        let is = is(&condition[end..]);
        let path = path.into_iter();
        let path = path.map(|name| (start + name.start, condition[name].to_owned()));
        let path = path.collect();
        names.push(Name { path, is });
    }
    names
}

/// Adds the names of `word`, which points part, and says where it ends.
fn dotted(condition: &str, word: Range<usize>, path: &mut Vec<Range<usize>>) -> usize {
    let mut at = word.start;
    for name in condition[word.clone()].split('.') {
        path.push(at..at + name.len());
        at += name.len() + 1;
    }
    word.end
}

/// The name in `["name"]`, where that stands at `at`.
fn key(condition: &str, at: usize) -> Option<Range<usize>> {
    let inner = condition[at..].strip_prefix('[')?;
    let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let length = inner[1..].find(quote)?;
    let key = at + 2..at + 2 + length;
    condition[key.end + 1..].starts_with(']').then_some(key)
}

/// What the words behind a name say of it.
fn is(behind: &str) -> Is {
    let behind = behind.trim_start();
    let mut words = behind
        .split(|c: char| !is_name(c))
        .filter(|w| !w.is_empty());
    if behind.starts_with('|') {
        return match words.next() {
            Some("default") => Is::Replaced,
            _ => Is::Taken,
        };
    }
    let is_test = behind.starts_with("is") && words.next() == Some("is");
    let test = words.next();
    let test = match test {
        Some("not") => words.next(),
        _ => test,
    };
    match test {
        Some("defined" | "undefined") if is_test => Is::Asked,
        _ => Is::Taken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let asked = asked(text);
        let written = |one: &Asked| -> String {
            let names = one.path.iter();
            let names: Vec<&str> = names
                .map(|(at, name)| {
                    assert!(text[*at..].starts_with(name.as_str()), "{text}");
                    name.as_str()
                })
                .collect();
            names.join(".")
        };
        let written: Vec<String> = asked.iter().map(written).collect();
        assert_eq!(written, expected, "{text}");
    }

    #[test]
    fn conditions_ask_the_page_the_site_and_the_texts() {
        check(
            "{% if page.a %}é{%- elif not site.b.c -%}",
            &["page.a", "site.b.c"],
        );
        check(
            "{% if t.a and page.b == \"page.c\" or (site.d) %}",
            &["t.a", "page.b", "site.d"],
        );
        check("{% if page.a[0].b | length > 1 %}", &["page.a"]);
        check("{% if facet.a.b %}", &["facet.a.b"]);
        check(
            "{% if page[\"a\"] and page['b'].c.d[\"e\"] and page.f[g.h] %}",
            &["page.a", "page.b.c.d.e", "page.f"],
        );
    }

    #[test]
    fn values_ask_where_they_are_chosen() {
        check(
            "{{ page.a if not page.b else site.c }}{% if page.d %}",
            &["page.b", "page.d"],
        );
        check("{{ page.a or \"é\" }}", &["page.a"]);
        check("{{ \"page.a or\" ~ page.b }}", &[]);
        check(
            "{%- set a = page.b and 1 -%}{% set c = page.d %}",
            &["page.b"],
        );
    }

    #[test]
    fn what_is_no_condition_on_them_is_passed_over() {
        for text in [
            "{{ page.a }}{% for b in page.c %}{% iffy page.d %}page.e",
            "{# {% if page.a %} #}{% raw %}{% if page.a %}{% endraw %}",
            "{% if page.a is defined %}{% if (page.a is not defined) %}",
            "{% for page in site.pages %}{% if page.a %}",
            "{% set page = facet %}{% if page.a %}",
            "{% for facet in page.b %}{% if facet.a %}",
            "{% if fact.a and link.page.b and page and 1.5 %}",
            "{% if page.a | default(value=true) %}{{ page.b|default(value=1) or 2 }}",
            "{% if page.a",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_is_asked_for_its_being_there_may_be_taken() {
        check("{% if page.a is defined and page.a %}", &[]);
        check(
            "{% if page.a is defined %}{% if page.a.b == 1 and page.ab %}",
            &["page.ab"],
        );
        check(
            "{% if page.a is containing(b) and b is defined %}",
            &["page.a"],
        );
    }
}
