//! The texts that findings are about, and where in them a finding stands.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::plain;
use crate::model::layers::Part;
use crate::model::path::{CONFIG, typed};
use crate::model::text::floor;
use crate::model::{About, Diagnostic, Given, Layers, RelPath, Snapshot, Source, Span};
use crate::parse;

/// Bytes of a line that are quoted before and behind the place that is meant; far more than is shown.
const AROUND: usize = 512;

/// Commands of hints that find the portal with `--portal`.
const OF_A_PORTAL: [&str; 5] = [
    BEGINS,
    "`supportal translate accept ",
    "`supportal brand accept ",
    "`supportal facts import-ics ",
    "`supportal new ",
];

/// The command that begins a translation, up to its language.
const BEGINS: &str = "`supportal translate new ";

/// The command of hints that is given the portal alone.
const COUNTS: &str = "`supportal translate status";

/// The files of a portal, for quoting.
pub(crate) struct Files<'a> {
    /// Before each path, as the reader would type it: `content/`, or nothing.
    prefix: String,
    texts: HashMap<Cow<'a, str>, Origin<'a>>,
    layers: &'a Layers,
    /// Texts that others were made of, by their folder and path.
    parts: HashMap<(usize, &'a str), Origin<'a>>,
    /// The texts that were asked for last: findings come file by file, and there may be some in every file.
    opened: Mutex<VecDeque<Arc<Text<'a>>>>,
}

/// So many texts are held at once: more than threads that put findings into words.
const OPENED: usize = 32;

/// A file of the portal.
struct Text<'a> {
    origin: Origin<'a>,
    text: Cow<'a, str>,
    /// Where its lines begin.
    lines: Vec<usize>,
    /// Before which of its bytes the file has characters that the text is without.
    left_out: &'a [usize],
    /// How many characters begin before each [`STRETCH`] of its bytes: a line may hold a thousand findings.
    characters: Vec<usize>,
}

/// Bytes in which characters are counted one by one.
const STRETCH: usize = 1 << 10;

/// Where a text is read from, once it is quoted.
#[derive(Clone, Copy)]
enum Origin<'a> {
    Given(&'a Given),
    Text(&'a str),
    /// What is not UTF-8.
    Bytes(&'a [u8]),
}

impl Origin<'_> {
    fn is(self, other: Origin<'_>) -> bool {
        match (self, other) {
            (Self::Given(one), Origin::Given(other)) => std::ptr::eq(one, other),
            (Self::Text(one), Origin::Text(other)) => std::ptr::eq(one, other),
            (Self::Bytes(one), Origin::Bytes(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }
}

impl<'a> Text<'a> {
    fn read(origin: Origin<'a>) -> Self {
        let text = match origin {
            Origin::Given(given) => given.read(),
            Origin::Text(text) => Cow::Borrowed(text),
            // As it was when its place was found.
            Origin::Bytes(bytes) => String::from_utf8_lossy(bytes).replace("\r\n", "\n").into(),
        };
        let left_out = match origin {
            Origin::Given(given) => given.left_out(),
            Origin::Text(_) | Origin::Bytes(_) => &[],
        };
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let stretches = text.as_bytes().chunks(STRETCH).scan(0, |all, stretch| {
            *all += begin(stretch);
            Some(*all)
        });
        let characters = std::iter::once(0).chain(stretches).collect();
        Self {
            origin,
            lines,
            left_out,
            characters,
            text,
        }
    }

    /// The number, from 0, and the first byte of the line that `byte` is on.
    fn line(&self, byte: usize) -> (usize, usize) {
        let past = self.lines.partition_point(|&start| start <= byte);
        let number = past.saturating_sub(1);
        (number, self.lines.get(number).copied().unwrap_or_default())
    }

    /// How many characters of the file begin before `byte`, or before those that are left out right before it.
    fn before(&self, byte: usize, left_out: bool) -> usize {
        let gone = self.left_out.partition_point(|&at| match left_out {
            true => at <= byte,
            false => at < byte,
        });
        self.characters(byte) + gone
    }

    /// How many characters begin before `byte`.
    fn characters(&self, byte: usize) -> usize {
        let stretch = byte / STRETCH;
        let before = self.characters.get(stretch).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stretch * STRETCH..byte);
        before + rest.map_or(0, begin)
    }
}

/// How many characters begin in `bytes`.
fn begin(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// A finding's place, for people and editors: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The line a finding begins on, or what stands around it there.
#[derive(Debug)]
pub(super) struct Quote {
    pub(super) line: String,
    /// The bytes of the line that it is about.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Files<'a> {
    /// The files of the portal that was read from `root`.
    pub(crate) fn new(snapshot: &'a Snapshot, root: &Path) -> Self {
        let root = plain(&root.display().to_string()).replace('\\', "/");
        let prefix = prefix(&root);
        let sources = snapshot.sources.iter();
        let sources = sources.map(|source| {
            let path = source.path.as_str().into();
            (path, Origin::Given(&source.text))
        });
        // Templates and styles are kept as bytes, below `theme/`.
        let theme = snapshot.theme.iter().map(|file| {
            let text = std::str::from_utf8(&file.bytes);
            let origin = text.map_or(Origin::Bytes(&file.bytes), Origin::Text);
            (format!("theme/{}", file.path).into(), origin)
        });
        let texts = sources.chain(theme);
        let layers = &*snapshot.layers;
        let joined = layers.joined.iter();
        let parts = joined.flat_map(|(path, parts)| {
            let part = |part: &'a Part| ((part.layer, path.as_str()), Origin::Given(&part.text));
            parts.iter().map(part)
        });
        Self {
            prefix,
            texts: texts.collect(),
            parts: parts.collect(),
            layers,
            opened: Mutex::default(),
        }
    }

    /// The text that holds the bytes of `span`, and the span there: of a text that several folders have a
    /// part in, that of the folder.
    fn text(&self, path: &RelPath, span: Span) -> Option<(Arc<Text<'a>>, Span)> {
        let Some(part) = self.layers.part(path, span.start as usize) else {
            return Some((self.open(*self.texts.get(path.as_str())?), span));
        };
        let text = self.open(*self.parts.get(&(part.layer, path.as_str()))?);
        let there = |at: u32| (at as usize).saturating_sub(part.start) + part.from;
        let span = match span.end {
            0 => span,
            end => Span::new(there(span.start)..there(end)),
        };
        Some((text, span))
    }

    /// The text of `origin`, which is read again where others were asked for since.
    fn open(&self, origin: Origin<'a>) -> Arc<Text<'a>> {
        let opened = || self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let known = opened().iter().find(|text| text.origin.is(origin)).cloned();
        known.unwrap_or_else(|| {
            let text = Arc::new(Text::read(origin));
            let mut opened = opened();
            opened.truncate(OPENED - 1);
            opened.push_front(text.clone());
            text
        })
    }

    /// The path of a finding, as the reader would type it.
    pub(super) fn shown(&self, diagnostic: &Diagnostic) -> String {
        let path = &diagnostic.path;
        let folder = self.layers.folder_of(diagnostic);
        format!("{}{}", self.prefix_of(folder), plain(path.as_str()))
    }

    /// Before the paths of a folder that is reached like this from the portal's own.
    fn prefix_of(&self, folder: &str) -> String {
        match folder {
            "" => self.prefix.clone(),
            folder => prefix(&within(&self.prefix, folder)),
        }
    }

    /// What helps. Commands name the portal that they are for, where they would not find it by themselves: the one
    /// that has the file, which may be a base.
    pub(super) fn hint(&self, diagnostic: &Diagnostic) -> Option<String> {
        let hint = diagnostic.hint.as_deref()?;
        let path = &diagnostic.path;
        if let Some(About::Behind(source, texts)) = &diagnostic.about {
            return Some(self.hint_behind(diagnostic, hint, source, texts));
        }
        if !OF_A_PORTAL.iter().any(|command| hint.contains(command)) {
            return Some(hint.to_owned());
        }
        let folder = match hint.split_once(BEGINS) {
            Some((_, rest)) => {
                let language = rest.split(' ').next().unwrap_or_default();
                self.of_translation(path, language)
            }
            None => self.layers.folder_of(diagnostic),
        };
        Some(for_portal(hint, &self.prefix_of(folder)))
    }

    /// What helps a translation whose source has its texts from `texts` on: another one where the source's texts are of
    /// a folder over it, else what is proposed, in the first folder in which that is true.
    fn hint_behind(
        &self,
        diagnostic: &Diagnostic,
        hint: &str,
        source: &RelPath,
        texts: &[usize],
    ) -> String {
        let (path, layers) = (&diagnostic.path, self.layers);
        let of_source = layers.first_at(source, texts);
        let of_hash = layers.layer(path, diagnostic.span.start as usize);
        let first = layers.first(path);
        let in_folder = |hint: &str, layer: usize| {
            let folder = layers.folders.get(layer).map_or("", String::as_str);
            for_portal(hint, &self.prefix_of(folder))
        };
        // There it says what the source there says.
        if of_source < first {
            let language = path.parts().next().unwrap_or_default();
            let hint = format!(
                "it was made from the page of a base; {BEGINS}{language} {}` begins one of this page",
                typed(source.as_str())
            );
            return in_folder(&hint, of_source);
        }
        // A file that has its hashes from a folder below takes them over from there, unless its source has texts
        // that are not there.
        let is_below = of_source >= of_hash;
        in_folder(hint, if is_below { of_hash } else { first })
    }

    /// The folder in which a translation of the page at `path` is begun: beside it, so that all portals have it that
    /// show the page, unless it is of a base that has no such language.
    fn of_translation(&self, path: &RelPath, language: &str) -> &str {
        let layer = self.layers.first(path);
        let folder = self.layers.folders.get(layer).filter(|_| layer > 0);
        let folder = folder.filter(|_| self.has_language(layer, language));
        folder.map_or("", String::as_str)
    }

    /// Whether a base, with what it extends itself, is a portal in `language`.
    fn has_language(&self, layer: usize, language: &str) -> bool {
        let all = self.layers.joined.get(CONFIG).into_iter().flatten();
        let mut starts = (all.filter(|part| part.layer >= layer)).map(|part| part.start);
        let (Some(origin), Some(start)) = (self.texts.get(CONFIG), starts.next()) else {
            return false;
        };
        let text = self.open(*origin);
        let text = text.text.get(start..).unwrap_or_default();
        let mut config = Source::new(RelPath::config(), text);
        config.under = starts.map(|next| next - start).collect();
        let languages = parse::config(&config).value.languages;
        languages.iter().any(|one| one.as_str() == language)
    }

    /// A path from the portal's own folder: that of a base's file leads out of it.
    pub(super) fn named(&self, path: &RelPath, span: Span) -> String {
        let folder = prefix(self.layers.folder(path, span.start as usize));
        format!("{}{}", plain(&folder), plain(path.as_str()))
    }

    /// Where a finding stands; 1:1 for a whole file or one that cannot be quoted.
    pub(super) fn place(&self, diagnostic: &Diagnostic) -> Place {
        self.place_of(&diagnostic.path, diagnostic.span)
    }

    /// Where a span stands; 1:1 for a whole file or one that cannot be quoted.
    pub(super) fn place_of(&self, path: &RelPath, span: Span) -> Place {
        let Some((file, span)) = self.text(path, span) else {
            return Place {
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
            };
        };
        let at = |byte: usize, left_out: bool| {
            let (number, start) = file.line(byte);
            let column = file.before(byte, left_out) - file.before(start, false);
            (number + 1, column + 1)
        };
        let (start, end) = ends(&file.text, span);
        // A span without bytes is that of what is left out.
        let ((line, column), (end_line, end_column)) = (at(start, start < end), at(end, false));
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The line to show under a finding; `None` where it is about a whole file or one that is not text.
    pub(super) fn quote(&self, diagnostic: &Diagnostic) -> Option<Quote> {
        if diagnostic.span.end == 0 {
            return None;
        }
        let (file, span) = self.text(&diagnostic.path, diagnostic.span)?;
        let text = &*file.text;
        let (start, end) = ends(text, span);
        let (_, first) = file.line(start);
        // Of a line without end only what stands around it: a thousand findings may be on that line.
        let first = first.max(floor(text, start.saturating_sub(AROUND)));
        let rest = &text[first..floor(text, start + AROUND)];
        let line = rest.find('\n').map_or(rest, |at| &rest[..at]);
        let start = (start - first).min(line.len());
        let end = (end - first).clamp(start, line.len());
        Some(Quote {
            line: line.to_owned(),
            start,
            end,
        })
    }
}

/// `hint`, where its commands name the portal in `folder` if they would not look there by themselves.
pub(crate) fn for_portal(hint: &str, folder: &str) -> String {
    let mut hint = hint.to_owned();
    let Some(folder) = argument(folder) else {
        return hint;
    };
    let named = format!(" --portal {folder}");
    let alone = (COUNTS, format!(" {folder}"));
    let commands = OF_A_PORTAL.map(|command| (command, named.clone()));
    for (command, portal) in commands.into_iter().chain([alone]) {
        let begin = hint.find(command).map(|at| at + command.len());
        let end = begin.and_then(|begin| Some(begin + hint.get(begin..)?.find('`')?));
        if let Some(end) = end {
            hint.insert_str(end, &portal);
        }
    }
    hint
}

/// A portal's folder as commands have to be given it; nothing for one that they find by themselves.
fn argument(folder: &str) -> Option<String> {
    let folder = prefix(&plain(folder).replace('\\', "/"));
    let folder = folder.trim_end_matches('/');
    let named = !matches!(folder, "" | "content");
    named.then(|| typed(folder).into_owned())
}

/// The command that checks the portal in `folder`, in backticks.
pub(crate) fn checked(folder: &str) -> String {
    match argument(folder) {
        Some(folder) => format!("`supportal check {folder}`"),
        None => "`supportal check`".to_owned(),
    }
}

/// Before the paths of a folder: nothing for the one that the reader is in.
fn prefix(folder: &str) -> String {
    match folder.trim_end_matches('/') {
        "." | "" => String::new(),
        folder => format!("{}/", folder.strip_prefix("./").unwrap_or(folder)),
    }
}

/// The folder `to` as it is reached from `from`: from `brands/acme/`, `../../base` is `base`.
pub(crate) fn within(from: &str, to: &str) -> String {
    let mut from = from.trim_end_matches('/');
    let mut to = to;
    while let Some(rest) = to.strip_prefix("../") {
        let (above, last) = from.rsplit_once('/').unwrap_or(("", from));
        if matches!(last, "" | ".." | ".") {
            break;
        }
        (from, to) = (above, rest);
    }
    match from {
        "" => to.to_owned(),
        from => format!("{from}/{to}"),
    }
}

/// The span, moved to where characters of `text` begin, should it not fit.
fn ends(text: &str, span: Span) -> (usize, usize) {
    let start = floor(text, span.start as usize);
    (start, floor(text, span.end as usize).max(start))
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::calendar::Date;

    #[test]
    fn commands_name_the_portal_that_they_are_for() {
        let check = |hint: &str, folder: &str, expected: &str| {
            assert_eq!(for_portal(hint, folder), expected);
        };
        let accept =
            "`supportal translate accept PATH` marks it, `supportal translate status` lists it";
        for here in [".", "", "content/", "./content"] {
            check(accept, here, accept);
        }
        check(
            accept,
            "my help/",
            "`supportal translate accept PATH --portal \"my help\"` marks it, `supportal translate status \"my help\"` lists it",
        );
        check(
            "begin a course with `supportal new guide NAME`",
            "../p",
            "begin a course with `supportal new guide NAME --portal ../p`",
        );
        check(
            "`supportal explain` lists all",
            "p/",
            "`supportal explain` lists all",
        );
    }

    #[test]
    fn characters_are_counted_from_any_byte() {
        let text = "表a".repeat(1_000);
        let file = Text::read(Origin::Text(&text));
        let bytes = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        for (number, byte) in bytes.enumerate() {
            assert_eq!(file.characters(byte), number);
        }
    }

    #[test]
    fn what_is_left_out_of_a_text_has_a_column() {
        let path = RelPath::new("en/a.md").unwrap();
        // The file has one before `a`, one at the end of its line, two before `c` and one before `d`.
        let text = Given::without("表a\nb\ncd".to_owned(), vec![3, 4, 7, 7, 8]);
        let snapshot = Snapshot {
            sources: vec![Source::of(path.clone(), text)],
            ..Snapshot::empty(Date::default())
        };
        let files = Files::new(&snapshot, Path::new("content"));
        let check = |span: Range<usize>, expected: (usize, usize, usize)| {
            let place = files.place_of(&path, Span::new(span.clone()));
            let place = (place.line, place.column, place.end_column);
            assert_eq!(place, expected, "{span:?}");
        };
        check(0..3, (1, 1, 2));
        check(3..3, (1, 2, 2));
        check(3..4, (1, 3, 4));
        check(4..4, (1, 4, 4));
        check(5..6, (2, 1, 2));
        check(7..7, (3, 1, 1));
        check(7..9, (3, 3, 6));
        check(8..9, (3, 5, 6));
    }
}
