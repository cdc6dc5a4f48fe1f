//! The file patterns of docfx.json: `**`, `*`, `?` and `{a,b}`, letter case ignored.

/// What stands at a place of a pattern. Numbers are places.
enum Sign {
    /// This character.
    Is(char),
    /// Any character of a name.
    Any,
    /// Characters of a name, as many as there are; then what stands there.
    Name(usize),
    /// Whole names, each behind a `/`; then what stands there.
    Names(usize),
    /// Characters, `/` among them; then what stands there.
    Rest(usize),
    /// What stands at one of them.
    One(Vec<usize>),
}

/// Whether `path` matches `pattern`; both use `/`.
///
/// Keeps all places of the pattern that the path so far leads to, so that it takes no longer than the one
/// times the other is long.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.to_lowercase();
    let signs = signs(&pattern);
    let mut places = reached(&signs, vec![0]);
    for c in std::iter::once('/').chain(path.to_lowercase().chars()) {
        let next = places.iter().filter_map(|&place| match signs.get(place)? {
            Sign::Is(sign) => (*sign == c).then_some(place + 1),
            Sign::Any => (c != '/').then_some(place + 1),
            Sign::Name(_) => (c != '/').then_some(place),
            Sign::Names(_) => (c == '/').then_some(place + 1),
            Sign::Rest(_) => Some(place),
            Sign::One(_) => None,
        });
        places = reached(&signs, next.collect());
    }
    places.contains(&signs.len())
}

/// `places`, and those that need no character more.
fn reached(signs: &[Sign], mut places: Vec<usize>) -> Vec<usize> {
    let mut seen = vec![false; signs.len() + 1];
    let mut all = Vec::new();
    while let Some(place) = places.pop() {
        if seen.get(place) != Some(&false) {
            continue;
        }
        seen[place] = true;
        all.push(place);
        match signs.get(place) {
            Some(Sign::Name(then) | Sign::Names(then) | Sign::Rest(then)) => places.push(*then),
            Some(Sign::One(of)) => places.extend(of),
            Some(Sign::Is(_) | Sign::Any) | None => {}
        }
    }
    all
}

/// A pattern sign by sign. Like the path, it begins with a `/`, which each name then has before it.
fn signs(pattern: &str) -> Vec<Sign> {
    let text: Vec<char> = format!("/{}", pattern.trim_start_matches("./"))
        .chars()
        .collect();
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    while let Some(&c) = text.get(signs.len()) {
        let at = signs.len();
        let stars = |from: usize| text[from..].iter().take_while(|c| **c == '*').count();
        let ends = |at: usize| matches!(text.get(at), None | Some('/' | ',' | '}'));
        match c {
            '/' if stars(at + 1) == 2 && ends(at + 3) => {
                let then = at + 3;
                signs.extend([Sign::Names(then), Sign::Rest(then), Sign::Rest(then)]);
            }
            '*' => {
                let then = at + stars(at);
                let begins = matches!(text.get(at.wrapping_sub(1)), Some('{' | ','));
                let whole = then - at == 2 && begins && ends(then);
                signs.resize_with(then, || match whole {
                    true => Sign::Rest(then),
                    false => Sign::Name(then),
                });
            }
            '?' => signs.push(Sign::Any),
            c => signs.push(Sign::Is(c)),
        }
    }
    choices(&text, &mut signs);
    signs
}

/// Makes choices of braces. One that is not closed stands for itself.
fn choices(text: &[char], signs: &mut [Sign]) {
    // Where each that is open has its beginning and its commas.
    let mut open: Vec<Vec<usize>> = Vec::new();
    for (at, c) in text.iter().enumerate() {
        match c {
            '{' => open.push(vec![at]),
            ',' => {
                if let Some(last) = open.last_mut() {
                    last.push(at);
                }
            }
            '}' => {
                let Some(places) = open.pop() else { continue };
                signs[at] = Sign::One(vec![at + 1]);
                for comma in places.iter().skip(1) {
                    signs[*comma] = Sign::One(vec![at + 1]);
                }
                signs[places[0]] = Sign::One(places.iter().map(|place| place + 1).collect());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_of_docfx_json() {
        let check =
            |pattern, path, yes| assert_eq!(matches(pattern, path), yes, "{pattern} {path}");
        check("**/*.md", "billing.md", true);
        check("**/*.md", "a/b/Billing.MD", true);
        check("**/*.{md,yml}", "a/b.yml", true);
        check("**/includes/**", "includes/a.md", true);
        check("**/includes/**", "a/includes/b/c.md", true);
        check("**/includes/**", "a/included.md", false);
        check("README.md", "README.md", true);
        check("README.md", "a/README.md", false);
        check("a*/?.md", "abc/d.md", true);
        check("*.md", "a/b.md", false);
        check("a/**", "a/b/c", true);
        check("a/**/d", "a/d", true);
        check("a/**/d", "a/b/c/d", true);
        check("a/**/d", "a/bd", false);
        check("{a,**}/b", "c/d/b", true);
        check("a**d", "abcd", true);
        check("a**d", "ab/cd", false);
        check("?.md", "表.md", true);
        check("{a,b{c,d}}.md", "bd.md", true);
        check("{a,b{c,d}}.md", "b.md", false);
        check("a{b,c", "a{b,c", true);
        check("a,b}", "a,b}", true);
        check("", "", true);
    }

    #[test]
    fn patterns_may_be_long() {
        let name = "a".repeat(1_000);
        assert!(!matches(&"*a".repeat(500), &"b".repeat(1_000)));
        assert!(!matches(&format!("{}b", "*a".repeat(500)), &name));
        assert!(matches(&"{a}".repeat(1_000), &name));
        assert!(matches(&"{a,b}".repeat(1_000), &name));
        assert!(!matches(&"{".repeat(60_000), &name));
        assert!(matches(&"*".repeat(60_000), &name));
    }
}
