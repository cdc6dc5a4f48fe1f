//! Paths inside a portal and URLs inside a site: both relative, both with `/`, neither can escape.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization as _;

/// Characters of a path from the portal's root. Windows and many archives stop at 260 for the whole.
pub const MAX_PATH: usize = 230;

/// Bytes of a file's name. File systems stop at 255; `.html` is longer than `.md`.
pub const MAX_NAME: usize = 240;

/// The file that makes a folder a portal.
pub const CONFIG: &str = "supportal.yaml";

/// The file with a portal's facts.
pub const SUPPORT: &str = "support.yaml";

/// Whether `name` is that of a device on Windows, with any extension
/// (learn.microsoft.com/windows/win32/fileio/naming-a-file). A raised digit counts as the digit there.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        let mut number = number.unwrap_or_default().chars();
        matches!(
            number.next(),
            Some('1'..='9' | '\u{B9}' | '\u{B2}' | '\u{B3}')
        ) && number.next().is_none()
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || ["COM", "LPT"].into_iter().any(numbered)
}

/// Whether hosts refuse `letter` in the path of an address, or read it as a pattern or as the end of a line.
pub fn is_refused_by_hosts(letter: char) -> bool {
    r##"?#*\"<>|:%{}^`"##.contains(letter) || letter.is_control()
}

/// What file systems of some hosts hold for the same name: without capitals, and in one form of accents.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// A path as it is typed behind a command: in quotes, where a shell would read something else.
pub fn typed(path: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,=@:~".contains(letter);
    // Letters that say something in double quotes, too, which every shell has.
    let special = |letter: char| "\"$`\\!".contains(letter);
    if path.chars().all(plain) {
        Cow::Borrowed(path)
    } else if path.contains(special) {
        Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")))
    } else {
        Cow::Owned(format!("\"{path}\""))
    }
}

/// A path inside the portal (or the theme), with `/` between its parts and no `.`, `..` or empty part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// Normalises `path`; `None` where it is absolute or climbs out of the root.
    pub fn new(path: &str) -> Option<Self> {
        Self::default().join(path)
    }

    /// The file that makes a folder a portal.
    pub fn config() -> Self {
        Self(CONFIG.into())
    }

    /// The file with a portal's facts.
    pub fn support() -> Self {
        Self(SUPPORT.into())
    }

    /// The first page of the folder that paths are told from.
    pub fn index() -> Self {
        Self("index.md".into())
    }

    /// The path as written in files: `en/articles/billing/refunds.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds it; the root for a path of one part.
    pub fn parent(&self) -> Self {
        Self(self.0.rfind('/').map_or("", |at| &self.0[..at]).into())
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rfind('.')
            .filter(|&at| at > 0)
            .map_or(name, |at| &name[..at])
    }

    /// The extension as written, without the dot; empty where there is none.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        name.rfind('.')
            .filter(|&at| at > 0)
            .map_or("", |at| &name[at + 1..])
    }

    /// Whether the extension is `wanted` (lower case), whatever its case.
    pub fn has_extension(&self, wanted: &str) -> bool {
        let (path, wanted) = (self.0.as_bytes(), wanted.as_bytes());
        let start = path.len().saturating_sub(wanted.len());
        path[start..].eq_ignore_ascii_case(wanted) && self.extension().len() == wanted.len()
    }

    /// The parts, from the root down.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// Follows `path` from this folder; `None` where it is absolute or climbs out of the root.
    pub fn join(&self, path: &str) -> Option<Self> {
        if path.starts_with('/') {
            return None;
        }
        let mut parts: Vec<&str> = self.parts().collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self(parts.join("/").into()))
    }

    /// What remains below `folder`; `None` where the path is not inside it.
    pub fn strip_prefix(&self, folder: &str) -> Option<Self> {
        if folder.is_empty() {
            return Some(self.clone());
        }
        let rest = self.0.strip_prefix(folder)?.strip_prefix('/')?;
        Some(Self(rest.into()))
    }
}

/// Where a page or file of the site stands, from the site's root: `zh-TW/articles/refunds.html`.
///
/// Held as plain text; [`Url::href`] writes it into a page with the escapes a URL needs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Url(Arc<str>);

impl Url {
    /// A URL from a path that is already relative and normal.
    pub fn new(path: &RelPath) -> Self {
        Self(path.0.clone())
    }

    /// Stands for a page that a host shows at any address: what it links to is named from the host's
    /// root, where the site stands in `folder` (`/` or `/help/`, percent-encoded).
    pub fn anywhere(folder: &str) -> Self {
        Self(format!("/{}", folder.trim_start_matches('/')).into())
    }

    /// The text from the site's root, not escaped: also the file's name below the output folder.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that it stands in, without the last `/`; empty for the site's root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Where a host serves this file: at its folder for `index.html`, and without its ending where the
    /// host `drops_html`.
    pub fn served(&self, drops_html: bool) -> Self {
        let text = self.as_str();
        let folder = text.strip_suffix("index.html");
        let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let bare = || text.strip_suffix(".html").filter(|_| drops_html);
        folder
            .or_else(bare)
            .map_or_else(|| self.clone(), |text| Self(text.into()))
    }

    /// The relative path from the page `from` to this one, percent-encoded.
    pub fn href(&self, from: &Url) -> String {
        if from.0.starts_with('/') {
            return format!("{}{}", from.0, self.encoded());
        }
        // The folders that both stand in: up to the last `/` before which they are the same.
        let same = from
            .0
            .bytes()
            .zip(self.0.bytes())
            .take_while(|(a, b)| a == b);
        let shared = self.0.as_bytes()[..same.count()]
            .iter()
            .rposition(|&byte| byte == b'/');
        let shared = shared.map_or(0, |at| at + 1);
        let ups = from.0[shared..].matches('/').count();
        let rest = &self.0[shared..];
        let mut href = String::with_capacity(ups * 3 + rest.len());
        for _ in 0..ups {
            href.push_str("../");
        }
        href.extend(utf8_percent_encode(rest, ENCODED));
        // `a:b.html` would read as a scheme.
        if ups == 0
            && rest
                .split('/')
                .next()
                .is_some_and(|part| part.contains(':'))
        {
            href.insert_str(0, "./");
        }
        href
    }

    /// The relative path from this page to the site's root: empty, or `../` as often as needed.
    pub fn to_root(&self) -> String {
        if self.0.starts_with('/') {
            return self.0.to_string();
        }
        "../".repeat(self.0.matches('/').count())
    }

    /// The path from the site's root, percent-encoded.
    pub fn encoded(&self) -> String {
        self.href(&Url::default())
    }
}

/// What does not stand in a path as it is: all but what RFC 3986 calls `pchar`, without `&` and `'`, and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');

macro_rules! text_like {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}
text_like!(RelPath);
text_like!(Url);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_typed_as_shells_read_them() {
        for (path, expected) in [
            ("en/articles/a-b_c.md", "en/articles/a-b_c.md"),
            ("zh-TW/articles/帳單.md", "zh-TW/articles/帳單.md"),
            ("en/Dunning Letter.md", "\"en/Dunning Letter.md\""),
            ("en/what's (new) & old.md", "\"en/what's (new) & old.md\""),
            ("en/5 $ each.md", "'en/5 $ each.md'"),
            ("en/what's 5$.md", r"'en/what'\''s 5$.md'"),
        ] {
            assert_eq!(typed(path), expected);
        }
    }

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a path inside the root")
    }

    #[test]
    fn paths_are_normal_and_stay_inside() {
        assert_eq!(path("a/./b//../c.md").as_str(), "a/c.md");
        assert_eq!(RelPath::new("../a"), None);
        assert_eq!(RelPath::new("/a"), None);
        assert_eq!(path("a/b").join("../../.."), None);
    }

    #[test]
    fn devices_of_windows_are_known_by_any_extension() {
        for name in [
            "con",
            "Aux.md",
            "nul.tar.gz",
            "COM1",
            "lpt9.html",
            "COM\u{B9}.md",
            "LPT\u{B3}",
            "CONIN$.md",
            "conout$",
        ] {
            assert!(is_reserved(name), "{name}");
        }
        for name in [
            "console", "com", "COM0", "COM10", "com1a.md", "a.con", "CONIN",
        ] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn hrefs_climb_no_further_than_they_must() {
        let check = |from: &str, to: &str, href: &str| {
            assert_eq!(Url::new(&path(to)).href(&Url::new(&path(from))), href);
        };
        check("index.html", "a/b.html", "a/b.html");
        check("a/b.html", "index.html", "../index.html");
        check("a/b.html", "a/c.html", "c.html");
        check("a/b/c.html", "a/d/e.html", "../d/e.html");
        check("a.html", "帳單 1.html", "%E5%B8%B3%E5%96%AE%201.html");
        check("a.html", "b:c.html", "./b:c.html");
    }

    #[test]
    fn a_first_page_is_served_at_its_folder() {
        let check = |file: &str, kept: &str, dropped: &str| {
            let url = Url::new(&path(file));
            assert_eq!(url.served(false).as_str(), kept);
            assert_eq!(url.served(true).as_str(), dropped);
        };
        check("index.html", "", "");
        check("a/index.html", "a/", "a/");
        check("a/b.html", "a/b.html", "a/b");
        check("a/my-index.html", "a/my-index.html", "a/my-index");
        check("a/b.ics", "a/b.ics", "a/b.ics");
    }

    #[test]
    fn a_page_shown_anywhere_links_from_the_root_of_its_host() {
        let check = |folder: &str, href: &str| {
            let from = Url::anywhere(folder);
            assert_eq!(Url::new(&path("a/帳.html")).href(&from), href);
            assert_eq!(from.to_root(), href.trim_end_matches("a/%E5%B8%B3.html"));
        };
        check("", "/a/%E5%B8%B3.html");
        check("help/center/", "/help/center/a/%E5%B8%B3.html");
    }
}
