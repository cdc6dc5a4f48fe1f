//! A project of MkDocs, above all with the theme Material, to a portal.

mod abbreviations;
mod attributes;
mod blocks;
mod blog;
mod config;
mod fences;
mod front;
mod html;
mod inline;
mod languages;
mod lines;
mod links;
mod literate;
mod navigation;
mod page;
mod patterns;
mod project;
mod redirects;
mod snippets;
mod tags;

pub(super) use html::{REFUSED, is_refused};

use std::path::Path;

use self::config::Config;
use self::lines::Line;
use self::links::Here;
use self::navigation::Entries;
use self::page::Text;
use self::project::Project;
use self::snippets::Snippets;
use super::portal::{self, Made, Page};
use super::report::Report;
use super::{markdown, navigation as shared, titles, tree};
use crate::model::{Locale, RelPath};

/// Turns the project at `src`, the folder of mkdocs.yml or the file itself, into a portal at `dir`, which is
/// made, and says what became of each part: one report for each language, the default one first.
///
/// `language` is that of the pages, where mkdocs.yml does not name several.
///
/// Fails where there is no mkdocs.yml or it cannot be read, where `dir` has something in it, and where the
/// disk fails; whatever is wrong inside a page is in the report.
pub fn mkdocs(src: &Path, language: Option<&Locale>, dir: &Path) -> anyhow::Result<Vec<Report>> {
    portal::refuse_full(dir)?;
    let config = Config::read(src)?;
    let mut reports = Vec::new();
    let project = Project::read(config, language, &mut reports)?;
    portal::refuse_inside(dir, [&*project.docs()])?;
    if let Some(first) = reports.first_mut() {
        project.config.leave(first);
    }
    let moved = match reports.first_mut() {
        Some(first) => redirects::read(&project, first),
        None => Vec::new(),
    };
    let places = places(&project);
    let mut all = Vec::with_capacity(reports.len());
    for (language, report) in reports.into_iter().enumerate() {
        all.push(made(&project, language, &moved, &places, report)?);
    }
    portal::write(all, "", dir)
}

/// For each page of the project its place among those of its language.
fn places(project: &Project) -> Vec<usize> {
    let mut counts = vec![0; project.languages.list.len()];
    let pages = project.pages.iter().map(|page| {
        let count = &mut counts[page.language];
        *count += 1;
        *count - 1
    });
    pages.collect()
}

fn made(
    project: &Project,
    language: usize,
    moved: &[(RelPath, usize)],
    places: &[usize],
    mut report: Report,
) -> anyhow::Result<Made> {
    let own = &project.languages.list[language];
    let of_language = |number: &usize| project.pages[*number].language == language;
    let numbers: Vec<usize> = (0..project.pages.len()).filter(of_language).collect();
    let mut entries = Entries {
        project,
        language,
        places,
        report: &mut report,
        named: language == 0,
        listed: std::collections::BTreeSet::new(),
    };
    let nav = entries.all()?;
    let names = navigation::names(&nav);
    let mut snippets = Snippets::new(&project.config);
    let mut pages = Vec::with_capacity(numbers.len());
    for number in &numbers {
        let mut page = page(project, *number, moved, &mut snippets, &mut report)?;
        if page.title.is_empty() {
            page.title = title_of(&page, names.get(&places[*number]));
            report.change(TITLES);
        }
        pages.push(page);
        report.pages += 1;
    }
    let fragments = fragments(project, language, moved, snippets, &mut report);
    titles::show_headings(&mut pages, &mut report);
    titles::cut(&mut pages, &mut report);
    redirects::attach(project, moved, &numbers, &mut pages, &mut report);
    let title = own
        .title
        .clone()
        .or_else(|| project.config.text(&["site_name"]));
    let title = title.unwrap_or_else(|| "Documentation".to_owned());
    let home = match language {
        0 => shared::home_of(&nav, &pages, &title),
        _ => None,
    };
    let description = own.description.clone();
    let description = description.or_else(|| {
        project
            .config
            .text(&["site_description"])
            .filter(|_| language == 0)
    });
    let assets = project
        .assets
        .iter()
        .filter(|asset| asset.language == language);
    let assets: Vec<_> = assets
        .map(|asset| (project.file(&asset.source), asset.key.clone()))
        .collect();
    report.language = own.locale.to_string();
    report.title = title.clone();
    report.generated = usize::from(home.is_some());
    report.fragments = fragments.len();
    report.assets = assets.len();
    let url = site_url(project, language, &mut report);
    Ok(Made {
        language: own.locale.clone(),
        title: Some(title),
        description,
        url,
        nav,
        pages,
        home,
        fragments,
        assets,
        report,
    })
}

/// The address of the site, with which a portal has canonical addresses.
fn site_url(project: &Project, language: usize, report: &mut Report) -> Option<String> {
    let url = project
        .config
        .text(&["site_url"])
        .filter(|_| language == 0)?;
    let line = project
        .config
        .get(&["site_url"])
        .map_or(1, |node| node.line);
    if !url.starts_with("https://") {
        let what = "address of the site that is not `https:`";
        report.leave(what, project.config.file_of("site_url"), line, &url);
        return None;
    }
    Some(format!("{}/", url.trim_end_matches('/')))
}

/// What the report says of titles that no front matter has.
const TITLES: &str = "titles taken from the first heading, the navigation, or the name of the file";

fn page(
    project: &Project,
    number: usize,
    moved: &[(RelPath, usize)],
    snippets: &mut Snippets<'_>,
    report: &mut Report,
) -> anyhow::Result<Page> {
    let file = &project.pages[number];
    let here = Here::of(project, moved, number);
    let text = tree::text(&project.file(&file.source), &here.shown, report)?;
    // The home page is known by its place; `kind: home` is not written.
    let kind = (file.key.as_str() != "index.md").then_some("article");
    let mut page = Page {
        key: file.key.clone(),
        source: here.shown.clone(),
        kind,
        lines: (1, 1),
        ..Page::default()
    };
    let is_post = file.post.is_some();
    let (text, first) = front::read(&text, &here.shown, is_post, &mut page, report);
    if file.draft {
        page.kept += "draft: true\n";
        report.change("pages that MkDocs does not publish, kept as drafts");
    } else if let Some(day) = file.post.as_ref().and_then(|post| post.from.as_ref()) {
        page.kept += &format!("effective: {day}\n");
        report.change("posts that are drafts until their day");
    }
    let mut lines = snippets.expand(Line::all(text, first), &file.key, &here.shown, report)?;
    snippets.append(&mut lines, &file.key, report)?;
    let mut text = Text::new(&here, report);
    text.named.clone_from(&page.title);
    let (body, heading) = text.written(&lines);
    page.heading = heading;
    page.body = format!("\n{body}");
    Ok(page)
}

/// The title of a page that has none of its own: its first heading where that is of the first level, what the
/// navigation calls it, another heading, or its file's name.
fn title_of(page: &Page, name: Option<&String>) -> String {
    let heading = page.heading.as_ref().or(name).cloned();
    let found = heading.or_else(|| markdown::heading(&page.body));
    found.unwrap_or_else(|| {
        let folder = page.key.parent();
        let own = match (page.key.stem(), folder.parts().last()) {
            ("index", Some(folder)) => folder,
            (stem, _) => stem,
        };
        navigation::words(own)
    })
}

/// The files that pages include, each read as a page is.
fn fragments(
    project: &Project,
    language: usize,
    moved: &[(RelPath, usize)],
    snippets: Snippets<'_>,
    report: &mut Report,
) -> Vec<(RelPath, String)> {
    let files = snippets.included.into_iter();
    let fragments = files.map(|(key, (shown, text))| {
        let here = Here {
            project,
            moved,
            shown,
            language,
            path: key.clone(),
            root: project.below(language, &key),
            folder: RelPath::default(),
        };
        let (text, _) = Text::new(&here, report).written(&Line::all(&text, 1));
        (key, text)
    });
    fragments.collect()
}
