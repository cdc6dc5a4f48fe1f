//! Files put into pages with `--8<--`, or with `{! !}`: whole Markdown files are included by the portal, too; code, parts of
//! files and files whose links depend on the page are put into the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use super::abbreviations::{Abbreviations, LONGEST};
use super::blocks::definition;
use super::config::Config;
use super::lines::Line;
use super::page::label;
use super::project;
use crate::import::markdown;
use crate::import::report::Report;
use crate::import::tree;
use crate::import::yaml::Node;
use crate::model::{RelPath, Url};

/// Files within files, deep.
const DEPTH: usize = 8;

/// Bytes that are put into one page, as much as a portal includes into one.
const ROOM: usize = 4 << 20;

/// Bytes that a snippet takes beside its own: of empty ones there is no end otherwise.
const LEAST: usize = 256;

/// Bytes that are read for one page, of files of which only parts are put into it.
const READ: usize = 16 * ROOM;

/// What the report says once the page has no more room.
const FULL: &str = "snippets of more than 4 MiB in one page";

/// Extensions that put in what `{! file !}` names.
pub(super) const INCLUDES: [&str; 2] = ["mdx_include", "markdown_include.include"];

/// What the report says of a part that its file does not have.
const NO_PART: &str = "part of a snippet that is not there";

/// Where snippets are, and those that pages of one language include.
pub(super) struct Snippets<'c> {
    config: &'c Config,
    /// Whether `{! file !}` is one, too.
    braces: bool,
    /// Folders that are searched, in their order.
    bases: Vec<PathBuf>,
    /// The folders of the project and of its pages, without links: what is read lies in them.
    roots: Vec<PathBuf>,
    /// Bytes that may still be put into the page.
    room: usize,
    /// Bytes that may still be read for the page.
    unread: usize,
    /// Whether a snippet found no room in the page: no other is put into it then.
    full: bool,
    /// Key of the file to include, with its file and its text.
    pub included: BTreeMap<RelPath, (String, String)>,
}

/// What a line asks for.
struct Wanted<'l> {
    file: &'l str,
    /// Lines or a part of it: `4:7`, `part`.
    part: Option<&'l str>,
}

/// What a line says to this extension.
enum Meaning<'l> {
    Words,
    /// A line about snippets, without the sign that makes it words.
    Escaped(&'l str),
    /// A block of names begins or ends.
    Border,
    /// It asks for a file.
    Names(&'l str),
}

/// Whose lines are read.
#[derive(Clone, Copy)]
struct Place<'l> {
    /// The page's place below the folder of the language.
    key: &'l RelPath,
    /// What the report calls it.
    file: &'l str,
    /// Files around it.
    depth: usize,
}

impl Place<'_> {
    /// In a file that it asks for.
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// What a line asks for, found.
struct Found {
    /// As the report names the file.
    shown: String,
    /// All of the file.
    text: String,
    /// The lines of it that are wanted.
    lines: Vec<String>,
    /// Where it is put if the page may include it as it is.
    target: Option<RelPath>,
}

impl<'c> Snippets<'c> {
    /// The snippets of a project.
    pub fn new(config: &'c Config) -> Self {
        let braces = INCLUDES.iter().find_map(|name| config.extension(name));
        let settings = [config.extension("pymdownx.snippets"), braces];
        let mut bases = Vec::new();
        for base in settings.into_iter().flatten() {
            match base.get("base_path") {
                Some(node) if !node.items().is_empty() => {
                    bases.extend(node.items().iter().map(Node::one_line));
                }
                Some(node) => bases.push(node.one_line()),
                None => {}
            }
        }
        bases.push(String::new());
        let docs = config.docs_dir();
        let bases = bases.into_iter().map(|base| {
            let base = base.replace("$docs_dir", &docs).replace("$config_dir", ".");
            config.root.join(base)
        });
        let roots = [config.root.clone(), config.root.join(&docs)];
        let roots = roots.iter().filter_map(|root| project::real(root).ok());
        Self {
            config,
            braces: braces.is_some(),
            bases: bases.collect(),
            roots: roots.collect(),
            room: ROOM,
            unread: READ,
            full: false,
            included: BTreeMap::new(),
        }
    }

    /// The lines with their snippets; `key` is the page's place below the folder of the language, and `file`
    /// what the report calls it.
    pub fn expand(
        &mut self,
        lines: Vec<Line>,
        key: &RelPath,
        file: &str,
        report: &mut Report,
    ) -> anyhow::Result<Vec<Line>> {
        (self.room, self.unread, self.full) = (ROOM, READ, false);
        let depth = 0;
        self.expanded(lines, Place { key, file, depth }, report)
    }

    fn expanded(
        &mut self,
        lines: Vec<Line>,
        place: Place<'_>,
        report: &mut Report,
    ) -> anyhow::Result<Vec<Line>> {
        let mut out = Vec::with_capacity(lines.len());
        let mut fence = false;
        let mut block = false;
        for line in lines {
            fence ^= markdown::fence_of(&line.text).is_some();
            match self.meaning(line.text.trim(), block) {
                Meaning::Words => out.push(line),
                Meaning::Escaped(text) => {
                    let indent = &line.text[..line.indent()];
                    out.push(Line::new(line.number, format!("{indent}{text}")));
                }
                Meaning::Border => block = !block,
                Meaning::Names(name) if name.is_empty() || name.starts_with(';') => {}
                Meaning::Names(_) if self.full => {}
                Meaning::Names(name) => {
                    let may_include = !fence && place.depth == 0 && line.indent() == 0;
                    match self.found(name, &line, place, report)? {
                        Ok(found) => {
                            out.extend(self.put(found, may_include, &line, place, report)?);
                        }
                        Err(what) => {
                            self.full = what == FULL;
                            report.leave(what, place.file, line.number, line.text.trim());
                        }
                    }
                }
            }
        }
        Ok(out)
    }

    /// What a line says; in a `block` each names a file.
    fn meaning<'l>(&self, text: &'l str, block: bool) -> Meaning<'l> {
        if let Some(escaped) = text
            .strip_prefix(';')
            .filter(|text| scissors(text).is_some())
        {
            return Meaning::Escaped(escaped);
        }
        match scissors(text) {
            Some("") => Meaning::Border,
            Some(name) => Meaning::Names(name.trim_matches(['"', '\''])),
            None if block => Meaning::Names(text),
            None => match in_braces(text).filter(|_| self.braces) {
                Some(name) => Meaning::Names(name),
                None => Meaning::Words,
            },
        }
    }

    /// The file that a line names and the lines of it that are wanted; else what the report says.
    fn found(
        &mut self,
        name: &str,
        line: &Line,
        place: Place<'_>,
        report: &mut Report,
    ) -> anyhow::Result<Result<Found, &'static str>> {
        if name.contains("://") {
            return Ok(Err("snippet from another site"));
        }
        let wanted = wanted(name);
        let Some((shown, text)) = self.find(wanted.file, report)? else {
            return Ok(Err("snippet that is not in the project"));
        };
        if place.depth >= DEPTH {
            return Ok(Err("snippets that are nested too deep"));
        }
        let lines = match self.part(&text, wanted.part, line.indent()) {
            Ok(lines) => lines.into_iter().map(str::to_owned).collect(),
            Err(what) => return Ok(Err(what)),
        };
        let target = self.target(wanted.file);
        Ok(Ok(Found {
            target: target.filter(|_| wanted.part.is_none() && stands_alone(&text)),
            shown,
            text,
            lines,
        }))
    }

    /// What stands for the line that asks for it: a line that includes the file, or its lines.
    fn put(
        &mut self,
        found: Found,
        may_include: bool,
        line: &Line,
        place: Place<'_>,
        report: &mut Report,
    ) -> anyhow::Result<Vec<Line>> {
        if let Some(target) = found.target.filter(|_| may_include) {
            report.change("snippets made files to include");
            let to = Url::new(&target).href(&Url::new(place.key));
            let include = Line {
                number: line.number,
                text: format!("[!INCLUDE [{}]({to})]", target.stem()),
                // It is right as it is.
                code: true,
            };
            self.included.insert(target, (found.shown, found.text));
            let empty = || Line::new(line.number, "");
            return Ok(vec![empty(), include, empty()]);
        }
        report.change("snippets put into the text");
        let indent = " ".repeat(line.indent());
        let lines = found.lines.iter().filter(|line| !is_mark(line));
        let lines = lines.map(|text| Line::new(line.number, format!("{indent}{text}")));
        self.expanded(lines.collect(), place.deeper(), report)
    }

    /// What the extension adds to every page: of definitions those that the page uses.
    pub fn append(
        &mut self,
        lines: &mut Vec<Line>,
        key: &RelPath,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let settings = self.config.extension("pymdownx.snippets");
        let files = settings.and_then(|node| node.get("auto_append"));
        let files = files.map(Node::items).unwrap_or_default();
        let used: Vec<String> = lines.iter().map(|line| line.text.to_lowercase()).collect();
        // What stands in brackets, as a reference does.
        let ends = used.iter().flat_map(|text| text.split(']'));
        let referred: BTreeSet<&str> = ends
            .filter_map(|text| Some(text.rsplit_once('[')?.1))
            .collect();
        let own: BTreeSet<String> = lines
            .iter()
            .filter_map(|line| Some(label(line.text.trim())?.to_lowercase()))
            .collect();
        let last = lines.last().map_or(1, |line| line.number);
        let mut appended = Vec::new();
        let mut known = Abbreviations::default();
        for name in files {
            let name = name.one_line();
            let Some((shown, text)) = self.find(&name, report)? else {
                let what = "snippet that is not in the project";
                report.leave(what, self.config.file_of("markdown_extensions"), 1, &name);
                continue;
            };
            // It may consist of other files.
            let file = &shown;
            let place = Place {
                key,
                file,
                depth: 1,
            };
            let text = self.expanded(Line::all(&text, 1), place, report)?;
            for line in &text {
                if let Some((short, words)) = definition(line.text.trim()) {
                    known.add(&short.to_lowercase(), words);
                }
            }
            appended.extend(text);
        }
        let explained: BTreeSet<String> = used.iter().flat_map(|text| known.used(text)).collect();
        let wanted = |line: &&Line| {
            let bare = line.text.trim();
            match (label(bare), definition(bare)) {
                (Some(label), _) => {
                    let label = label.to_lowercase();
                    !own.contains(&label) && referred.contains(label.as_str())
                }
                // One that is too long is in the report of the page.
                (_, Some((short, _))) => {
                    short.len() > LONGEST || explained.contains(&short.to_lowercase())
                }
                _ => !bare.is_empty(),
            }
        };
        let added = appended.iter().filter(wanted);
        let added: Vec<Line> = added.map(|line| Line::new(last, &line.text)).collect();
        if !added.is_empty() {
            lines.push(Line::new(last, ""));
            lines.extend(added);
        }
        Ok(())
    }

    /// A file by its name below one of the folders: as the report names it, and its text.
    fn find(&self, name: &str, report: &mut Report) -> anyhow::Result<Option<(String, String)>> {
        let mut files = self.bases.iter().map(|base| base.join(name));
        // Nothing outside the project is read, by whatever way a folder or a link leads there.
        let inside = |file: &PathBuf| {
            let real = project::real(file);
            real.is_ok_and(|real| self.roots.iter().any(|root| real.starts_with(root)))
        };
        let Some(file) = files.find(|file| file.is_file() && inside(file)) else {
            return Ok(None);
        };
        let shown = file.strip_prefix(&self.config.root).unwrap_or(&file);
        let shown = shown.to_string_lossy().replace('\\', "/");
        let text = tree::text(&file, &shown, report)?;
        Ok(Some((shown, text)))
    }

    /// The lines of a file that `part` names, as long as the page has room for them, each after `indent` blanks;
    /// else what the report says.
    fn part<'t>(
        &mut self,
        text: &'t str,
        part: Option<&str>,
        indent: usize,
    ) -> Result<Vec<&'t str>, &'static str> {
        self.unread = self.unread.checked_sub(text.len()).ok_or(FULL)?;
        let mut room = self.room.checked_sub(LEAST).ok_or(FULL)?;
        let lines: Vec<&str> = text.lines().collect();
        let mut found = Vec::new();
        for range in ranges(&lines, part).ok_or(NO_PART)? {
            for line in lines.get(range).ok_or(NO_PART)? {
                room = room.checked_sub(indent + line.len() + 1).ok_or(FULL)?;
                found.push(*line);
            }
        }
        self.room = room;
        Ok(found)
    }

    /// Where a Markdown file is put that pages include.
    fn target(&self, name: &str) -> Option<RelPath> {
        let path = RelPath::new(name)?;
        let parts = path
            .parts()
            .filter(|part| !part.starts_with('.') && *part != "includes");
        let parts: Vec<&str> = parts.collect();
        let path = RelPath::new(&format!("includes/{}", parts.join("/")))?;
        path.has_extension("md").then_some(path)
    }
}

/// What follows the sign on a line that puts a file in.
fn scissors(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('-')?.trim_start_matches('-');
    let rest = rest.strip_prefix("8<-")?.trim_start_matches('-');
    let rest = rest.trim();
    (rest.is_empty() || rest.starts_with(['"', '\''])).then_some(rest)
}

/// The file that stands between braces: `{! file !}`, or `{!> file !}` for one without a heading.
fn in_braces(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("{!")?.strip_suffix("!}")?;
    Some(inner.trim_start_matches('>').trim())
}

fn wanted(text: &str) -> Wanted<'_> {
    match text.split_once(':') {
        Some((file, part)) => Wanted {
            file,
            part: Some(part),
        },
        None => Wanted {
            file: text,
            part: None,
        },
    }
}

/// Whether a text means the same in any page: it has no front matter, no relative link and no definition.
fn stands_alone(text: &str) -> bool {
    let inside = |to: &str| !to.starts_with('#') && !to.contains(':');
    let mut goals = text.match_indices("](").filter_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let (start, end) = markdown::destination(rest)?;
        Some(&rest[start..end])
    });
    let html = text.contains("href=\"") || text.contains("src=\"");
    let nested = text.lines().any(|line| scissors(line.trim()).is_some());
    let defines = |line: &str| label(line.trim()).is_some() || definition(line.trim()).is_some();
    let matter = text.starts_with("---\n");
    !(matter || html || nested || goals.any(inside) || text.lines().any(defines))
}

/// The lines that `part` names: `4:7`, `:7`, several of these after commas, or a section between marks; all where
/// it is none.
fn ranges(lines: &[&str], part: Option<&str>) -> Option<Vec<Range<usize>>> {
    let all = lines.len();
    let Some(part) = part else {
        return Some(std::iter::once(0..all).collect());
    };
    let counts = |c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | '-');
    if part.chars().all(counts) {
        let ranges = part.split(',').map(|range| {
            let (start, end) = range.split_once(':').unwrap_or((range, ""));
            let start = start.parse::<usize>().unwrap_or(1).max(1);
            start - 1..end.parse::<usize>().unwrap_or(all).min(all)
        });
        return Some(ranges.collect());
    }
    let named = |kind: &str| {
        let sign = format!("[{kind}:{part}]");
        let is_it = |line: &&str| is_mark(line) && line.replace(' ', "").contains(&sign);
        lines.iter().position(is_it)
    };
    Some(named("start")? + 1..named("end")?).map(|section| vec![section])
}

/// `# --8<-- [start:part]`.
fn is_mark(line: &str) -> bool {
    line.contains("-8<-") && (line.contains("[start:") || line.contains("[end:"))
}
