//! A portal's folder to a [`Snapshot`]: the only stage that reads the disk.
//!
//! What is wrong with a file is a finding, and the file is still there as far as it can be used.
//! An error is returned only where there is no portal to speak of.
//! Hidden files, `node_modules`, a `target` folder at the top and folders that hold a published
//! site are passed over. Nothing is parsed here.

// Nor is anything taken from outside its bounds, whatever a file holds.
#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod characters;
mod names;
mod passed;
mod refresh;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use walkdir::{DirEntry, WalkDir};

use crate::calendar::Date;
use crate::memo;
use crate::model::path::CONFIG;
use crate::model::text::{ANNOTATION, IDLE_END, IDLE_END_HINT, STACKED, STRAY_TAG};
use crate::model::{Asset, Diagnostic, Fingerprint, Given, RelPath, Snapshot, Source, Span};
pub use characters::as_read;
use characters::{
    clean, is_annotation, is_bidi, is_noncharacter, is_of_old_macs, may_hide, normal,
    stacked_selectors, stray_tags, utf16, visible, without_idle_ends,
};
pub use names::{is_left_out, judge};
use passed::{MANIFEST, holds_site, passed_over};
pub use refresh::{is_hidden, refresh};

/// Bytes of one text file, whatever the portal allows: what is allowed is not read yet.
const MAX_TEXT: u64 = 64 << 20;

/// Files of a theme that are texts.
const THEME_TEXTS: [&str; 5] = ["css", "html", "js", "svg", "yaml"];

/// Bytes of one published file, all of which are held in memory; no static host takes larger ones.
const MAX_ASSET: u64 = 512 << 20;

/// Reads the portal below `root`, to be judged against `today`.
///
/// # Errors
///
/// Where `root` is no folder, cannot be listed or holds no supportal.yaml.
pub fn snapshot(root: &Path, today: Date) -> Result<Snapshot> {
    let real = portal(root)?;
    let walk = WalkDir::new(&real).min_depth(1).sort_by_file_name();
    let mut sites = Vec::new();
    let entries: Vec<_> = walk
        .into_iter()
        .filter_entry(|entry| {
            let (path, is_dir) = (entry.path(), entry.file_type().is_dir());
            if passed_over(path, is_dir, entry.depth()) {
                return false;
            }
            let is_site = is_dir && entry.depth() > 0 && holds_site(path);
            if is_site {
                sites.push(relative(path.strip_prefix(&real).unwrap_or(path)).0);
            }
            !is_site
        })
        .collect();
    let mut found = read_entries(&real, &entries, today);
    found.sites = sites;
    sort(&mut found);
    Ok(found)
}

fn sort(found: &mut Snapshot) {
    // A folder's name sorts before its content here, and after `folder-2` on the walk.
    found.sources.sort_by(|a, b| a.path.cmp(&b.path));
    found.assets.sort_by(|a, b| a.path.cmp(&b.path));
    found.theme.sort_by(|a, b| a.path.cmp(&b.path));
    found.links.sort();
    found.sites.sort();
    found
        .diagnostics
        .sort_by(|a, b| (&a.path, a.span, a.code).cmp(&(&b.path, b.span, b.code)));
}

/// Files read by one thread before another helps.
const ALONE: usize = 64;

/// Reads `entries` of the portal at `root`, halves of a long list at once.
fn read_entries(
    root: &Path,
    entries: &[Result<DirEntry, walkdir::Error>],
    today: Date,
) -> Snapshot {
    if entries.len() > ALONE {
        let (first, second) = entries.split_at(entries.len() / 2);
        let (mut all, more) = memo::both(
            || read_entries(root, first, today),
            || read_entries(root, second, today),
        );
        all.sources.extend(more.sources);
        all.assets.extend(more.assets);
        all.theme.extend(more.theme);
        all.links.extend(more.links);
        all.diagnostics.extend(more.diagnostics);
        return all;
    }
    let mut reader = Reader::new(root, today);
    for entry in entries {
        match entry {
            Ok(entry) => reader.entry(entry.path(), entry.file_type()),
            Err(error) => reader.unlisted(error),
        }
    }
    reader.found
}

/// Makes sure that `root` is a portal, and follows links on the way to it.
///
/// # Errors
///
/// As [`snapshot`].
pub fn portal(root: &Path) -> Result<PathBuf> {
    let shown = root.display();
    let real = match root.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("no portal at `{shown}`: there is no such folder\n{WAY_OUT}")
        }
        Err(error) => return Err(error).with_context(|| format!("cannot open `{shown}`")),
    };
    if !real.is_dir() {
        bail!("no portal at `{shown}`: it is a file, not a folder\n{WAY_OUT}");
    }
    // A dangling link counts: that it cannot be read is a finding, as for any other file.
    if real.join(CONFIG).symlink_metadata().is_err() {
        bail!("no portal at `{shown}`: it has no {CONFIG}\n{WAY_OUT}");
    }
    if real.join(CONFIG).is_dir() {
        bail!("no portal at `{shown}`: its {CONFIG} is a folder\n{WAY_OUT}");
    }
    Ok(real)
}

const WAY_OUT: &str =
    "hint: name the folder of a portal, or write a new one with `supportal init DIR`";

struct Reader {
    root: PathBuf,
    found: Snapshot,
}

impl Reader {
    fn new(root: &Path, today: Date) -> Self {
        Self {
            root: root.to_owned(),
            found: Snapshot::empty(today),
        }
    }

    fn entry(&mut self, real: &Path, kind: FileType) {
        let (path, faithful) = self.relative(real);
        if kind.is_symlink() {
            self.found.links.push(path.clone());
        }
        // The parts above had their turn.
        if !faithful {
            return self.found.diagnostics.push(names::unreadable(&path));
        }
        self.found.diagnostics.extend(names::name(&path));
        if kind.is_dir() {
            return;
        }
        if kind.is_symlink() {
            if let Some(target) = self.target(&path, real) {
                self.file(path, &target);
            }
        } else if kind.is_file() {
            self.file(path, real);
        } else {
            let message = format!("`{path}` is {}, which cannot be published", special(kind));
            self.error(
                "FS-TYPE",
                &path,
                Span::default(),
                message,
                "remove it, or put a file in its place",
            );
        }
    }

    /// The path from the root, and whether it says exactly what the disk says.
    fn relative(&self, path: &Path) -> (RelPath, bool) {
        relative(path.strip_prefix(&self.root).unwrap_or(path))
    }

    /// The file that a symbolic link leads to, where it may be read.
    fn target(&mut self, path: &RelPath, link: &Path) -> Option<PathBuf> {
        let whole = Span::default();
        let shown = fs::read_link(link)
            .unwrap_or_default()
            .display()
            .to_string();
        let Ok(target) = link.canonicalize() else {
            let message = format!(
                "the link leads to `{}`, which does not exist",
                visible(&shown)
            );
            self.error(
                "FS-READ",
                path,
                whole,
                message,
                "point it to a file of the portal, or remove it",
            );
            return None;
        };
        let Ok(inside) = target.strip_prefix(&self.root) else {
            let message = format!("the link leads out of the portal, to `{}`", visible(&shown));
            self.error(
                "PATH-ESCAPE",
                path,
                whole,
                message,
                "copy the file into the portal",
            );
            return None;
        };
        let hidden = inside
            .iter()
            .any(|part| part.to_string_lossy().starts_with('.'));
        if hidden || target.is_dir() {
            let what = if hidden { "a hidden file" } else { "a folder" };
            let message = format!(
                "the link leads to {what}, `{}`, and is not followed",
                visible(&shown)
            );
            self.error(
                "PATH-SYMLINK",
                path,
                whole,
                message,
                "put the file itself in its place",
            );
            return None;
        }
        Some(target)
    }

    fn file(&mut self, path: RelPath, real: &Path) {
        let theme = path.strip_prefix("theme");
        let text = theme.is_none()
            && !path.as_str().starts_with("assets/")
            && ["md", "yaml", "yml"]
                .iter()
                .any(|wanted| path.has_extension(wanted));
        // Beside the configuration stand scripts, logs and copies of databases: none of the site's.
        if !text && path.parts().nth(1).is_none() {
            return;
        }
        let most = if text { MAX_TEXT } else { MAX_ASSET };
        let bytes = match read(real, most) {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(size)) => {
                let message = format!(
                    "the file has {} MiB; {} MiB are allowed",
                    size >> 20,
                    most >> 20
                );
                let hint = if text {
                    "split it into several pages"
                } else {
                    "publish it elsewhere and link to it"
                };
                return self.error("LIM-SIZE", &path, Span::default(), message, hint);
            }
            Err(error) => {
                let message = format!("the file cannot be read: {}", reason(&error));
                return self.error(
                    "FS-READ",
                    &path,
                    Span::default(),
                    message,
                    "see that it is there and may be read",
                );
            }
        };
        if text {
            let text = self.text(&path, bytes);
            return self.found.sources.push(Source::of(path, text));
        }
        if theme.is_some() && THEME_TEXTS.iter().any(|wanted| path.has_extension(wanted)) {
            // What it says is judged where the theme is read.
            let _ = self.decoded(&path, &bytes);
        }
        let fingerprint = Fingerprint::of(&bytes);
        let asset = |path| Asset {
            path,
            bytes: bytes.into(),
            fingerprint,
        };
        match theme {
            Some(inside) => self.found.theme.push(asset(inside)),
            None => self.found.assets.push(asset(path)),
        }
    }

    /// UTF-8 with LF, and a finding for what is not. What [`as_read`] makes of the file.
    fn text(&mut self, path: &RelPath, bytes: Vec<u8>) -> Given {
        let text = match self.decoded(path, &bytes) {
            Ok(text) => text,
            // Whatever else the bytes make: one finding says it all.
            Err(text) => return clean(text).into(),
        };
        if !may_hide(text.as_bytes()) {
            return text.into();
        }
        if is_of_old_macs(&text) {
            let message = "the lines of this file end with U+000D alone, as those of old Macs did";
            let hint = "save it with the line ends LF in your editor";
            self.error(
                "ENC-CONTROL",
                path,
                Span::default(),
                message.to_owned(),
                hint,
            );
            return clean(text.replace('\r', "\n")).into();
        }
        let (text, idle) = without_idle_ends(text);
        self.idle_ends(path, &idle);
        let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
        let places = |is_meant: fn(char) -> bool| {
            let places = text.char_indices();
            places.filter(move |&(_, c)| is_meant(c))
        };
        let what = "a control character";
        self.characters("ENC-CONTROL", path, places(is_control), what);
        let what = "a code that is no character";
        self.characters("ENC-CONTROL", path, places(is_noncharacter), what);
        let what = "a character that turns the reading direction";
        self.characters("ENC-BIDI", path, places(is_bidi), what);
        let (code, what) = ANNOTATION;
        self.characters(code, path, places(is_annotation), what);
        let (code, what) = STRAY_TAG;
        self.characters(code, path, stray_tags(&text), what);
        let (code, what) = STACKED;
        self.characters(code, path, stacked_selectors(&text), what);
        let left_out = idle.iter().map(|&(at, _)| at).collect();
        Given::without(clean(text), left_out)
    }

    /// The text with LF; `Err` with what can be read of one that is not UTF-8, which is a finding.
    fn decoded(&mut self, path: &RelPath, bytes: &[u8]) -> Result<String, String> {
        let at = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => return Ok(normal(text.to_owned())),
            Err(error) => error.valid_up_to(),
        };
        let as_utf16 = utf16(bytes);
        let hint = match as_utf16 {
            Some(_) => "it is UTF-16; save it as UTF-8",
            None => "save it as UTF-8 in your editor",
        };
        let lossy = || String::from_utf8_lossy(bytes).into_owned();
        let text = normal(as_utf16.unwrap_or_else(lossy));
        // Spans are of the text as the stages see it.
        let before = String::from_utf8_lossy(bytes.split_at(at).0).into_owned();
        let start = normal(before).len();
        let message = format!(
            "the text is not UTF-8 from byte {at} on (`0x{:02X}`)",
            bytes.get(at).copied().unwrap_or_default()
        );
        let first = text.get(start..).and_then(|rest| rest.chars().next());
        let span = Span::new(start..start + first.map_or(0, char::len_utf8));
        self.error("ENC-UTF8", path, span, message, hint);
        Err(text)
    }

    /// One finding at the first of the characters at `places`, with the number of the others.
    fn characters(
        &mut self,
        code: &'static str,
        path: &RelPath,
        mut places: impl Iterator<Item = (usize, char)>,
        what: &str,
    ) {
        let Some((at, first)) = places.next() else {
            return;
        };
        let more = match places.count() {
            0 => String::new(),
            more => format!(", and {more} more in this file"),
        };
        let message = format!(
            "U+{:04X}, {what}, stands in the text{more}",
            u32::from(first)
        );
        let span = Span::new(at..at + first.len_utf8());
        self.error(
            code,
            path,
            span,
            message,
            "delete it: it cannot be seen, but changes what is read",
        );
    }

    /// One warning at the first of the characters at `places`, which are left out: they change nothing that is shown.
    fn idle_ends(&mut self, path: &RelPath, places: &[(usize, char)]) {
        let Some(&(at, first)) = places.first() else {
            return;
        };
        let more = match places.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more in this file"),
        };
        let message = format!(
            "U+{:04X}, {IDLE_END}, stands in the text{more}",
            u32::from(first)
        );
        let found = Diagnostic::warning("ENC-BIDI", path, Span::new(at..at), message);
        let hint = IDLE_END_HINT.to_owned();
        self.found.diagnostics.push(found.with_hint(hint));
    }

    fn unlisted(&mut self, error: &walkdir::Error) {
        let (path, _) = self.relative(error.path().unwrap_or(&self.root));
        let why = error
            .io_error()
            .map_or_else(|| "its links lead in a circle".to_owned(), reason);
        let message = format!("the folder cannot be listed: {why}");
        self.error(
            "FS-READ",
            &path,
            Span::default(),
            message,
            "see that it may be read",
        );
    }

    fn error(
        &mut self,
        code: &'static str,
        path: &RelPath,
        span: Span,
        message: String,
        hint: &str,
    ) {
        let diagnostic = Diagnostic::error(code, path, span, message).with_hint(hint.to_owned());
        self.found.diagnostics.push(diagnostic);
    }
}

/// See [`Reader::relative`]; `inside` is below the root already.
fn relative(inside: &Path) -> (RelPath, bool) {
    let mut faithful = true;
    let parts: Vec<Cow<'_, str>> = inside
        .iter()
        .map(|part| {
            let part = part.to_string_lossy();
            faithful &= matches!(part, Cow::Borrowed(_)) && !part.contains('\\');
            part
        })
        .collect();
    (RelPath::new(&parts.join("/")).unwrap_or_default(), faithful)
}

/// The content of a file, or its size where that is over `most`.
#[allow(
    clippy::disallowed_methods,
    reason = "this is the stage that reads the disk"
)]
fn read(path: &Path, most: u64) -> io::Result<Result<Vec<u8>, u64>> {
    use io::Read as _;

    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > most {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    // It may grow while it is read.
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

/// What the system says, without its error number, which differs between systems.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        kind => kind.to_string(),
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;

    match () {
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "not a file"
}
