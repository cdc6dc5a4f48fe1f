//! The file patterns of docfx.json: `**`, `*`, `?` and `{a,b}`, letter case ignored.

/// Whether `path` matches `pattern`; both use `/`.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let path: Vec<&str> = path.split('/').collect();
    alternatives(&pattern.to_lowercase()).iter().any(|pattern| {
        let pattern: Vec<&str> = pattern.trim_start_matches("./").split('/').collect();
        parts(&pattern, &path)
    })
}

/// The patterns that `{a,b}` stands for; a brace that is not closed stands for itself.
fn alternatives(pattern: &str) -> Vec<String> {
    let Some((start, rest)) = pattern.split_once('{') else {
        return vec![pattern.to_owned()];
    };
    let Some((inner, end)) = rest.split_once('}') else {
        return vec![pattern.to_owned()];
    };
    let ends = alternatives(end);
    inner
        .split(',')
        .flat_map(|choice| ends.iter().map(move |end| format!("{start}{choice}{end}")))
        .take(256)
        .collect()
}

fn parts(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.first(), path.first()) {
        (None, None) => true,
        (Some(&"**"), _) => {
            parts(&pattern[1..], path) || (!path.is_empty() && parts(pattern, &path[1..]))
        }
        (Some(head), Some(name)) => {
            let head: Vec<char> = head.chars().collect();
            let name: Vec<char> = name.to_lowercase().chars().collect();
            part(&head, &name) && parts(&pattern[1..], &path[1..])
        }
        _ => false,
    }
}

fn part(pattern: &[char], name: &[char]) -> bool {
    match (pattern.first(), name.first()) {
        (None, None) => true,
        (Some('*'), _) => {
            part(&pattern[1..], name) || (!name.is_empty() && part(pattern, &name[1..]))
        }
        (Some('?'), Some(_)) => part(&pattern[1..], &name[1..]),
        (Some(a), Some(b)) => a == b && part(&pattern[1..], &name[1..]),
        _ => false,
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
    }
}
