//! `exclude_docs`: patterns as in .gitignore, of which the last that fits decides.

use crate::import::glob;

/// The patterns, in their order.
pub(super) struct Patterns(Vec<Pattern>);

struct Pattern {
    /// Whether what fits is taken back in.
    negated: bool,
    globs: Vec<String>,
}

impl Patterns {
    /// Reads one pattern a line.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(lines.map(Pattern::read).collect())
    }

    /// Whether `path` is left out.
    pub fn leave_out(&self, path: &str) -> bool {
        let last = self.0.iter().rev().find(|pattern| pattern.fits(path));
        last.is_some_and(|pattern| !pattern.negated)
    }
}

impl Pattern {
    fn read(line: &str) -> Self {
        let negated = line.starts_with('!');
        let line = line.trim_start_matches('!');
        let folder = line.ends_with('/');
        let name = line.trim_end_matches('/');
        // A slash that is not the last ties a pattern to the root.
        let from_root = name.contains('/');
        let name = name.trim_start_matches('/');
        let base = match from_root {
            true => name.to_owned(),
            false => format!("**/{name}"),
        };
        let mut globs = vec![format!("{base}/**")];
        if !folder {
            globs.push(base);
        }
        Self { negated, globs }
    }

    fn fits(&self, path: &str) -> bool {
        self.globs.iter().any(|glob| {
            // `a/**` fits what is in the folder, not a file of its name.
            let inside = glob.strip_suffix("/**");
            glob::matches(glob, path) && inside.is_none_or(|folder| !glob::matches(folder, path))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn patterns_of_gitignore() {
        let check = |patterns, path, out| {
            assert_eq!(
                Patterns::read(patterns).leave_out(path),
                out,
                "{patterns} {path}"
            );
        };
        check("*.py", "a/b.py", true);
        check("/*.py", "a/b.py", false);
        check("drafts/", "a/drafts/b.md", true);
        check("drafts/", "drafts", false);
        check("/drafts", "a/drafts/b.md", false);
        check("a/drafts", "a/drafts/b.md", true);
        check("# none\n*.md\n!keep.md", "a/keep.md", false);
        check("*.md\n!keep.md", "a/other.md", true);
    }
}
