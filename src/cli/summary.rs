//! The end of a build, as a person likes to read it.

use std::path::Path;
use std::time::Duration;

use super::publishing::Written;
use super::report::{plain, plural};
use crate::emit::Changes;
use crate::model::Kind;
use crate::model::output::{Build, Summary};
use crate::model::wording;
use crate::pipeline::Usage;

/// What was built, what it weighs, what changed, what was found, and where to look.
pub(super) fn text(build: &Build, written: &Written, out: &Path, took: Duration) -> String {
    let Summary {
        fallbacks,
        bytes,
        search_bytes,
        copies,
        ..
    } = build.summary;
    let shown = plain(&out.display().to_string());
    let mut text = table(&build.summary);
    if fallbacks > 0 {
        let are = if fallbacks == 1 { "is" } else { "are" };
        text.push_str(&format!(
            "{} {are} shown in the source language, not yet translated\n",
            pages(fallbacks)
        ));
    }
    let files = number(build.outputs.len() - copies.files);
    text.push_str(&format!("{files} files, {}", size(bytes)));
    if search_bytes > 0 {
        text.push_str(&format!(", of which {} for search", size(search_bytes)));
    }
    text.push('\n');
    if copies.files > 0 {
        let (files, fresh) = (number(copies.files), number(copies.fresh));
        let bytes = size(copies.bytes);
        text.push_str(&format!(
            "{files} compressed copies, {bytes}; {fresh} of them compressed now\n"
        ));
    }
    text.push_str(&changed(&written.changes));
    text.push_str(&format!("{}\n", written.total));
    text.push_str(&format!(
        "\nbuilt `{shown}` in {}; open {shown}/index.html\n",
        duration(took)
    ));
    text
}

/// The same for one build of many.
pub(super) fn short(written: &Written, out: &Path, took: Duration) -> String {
    let (changes, found) = (changed(&written.changes), &written.total);
    let (out, took) = (plain(&out.display().to_string()), duration(took));
    format!("{changes}{found}\nbuilt `{out}` in {took}\n")
}

/// Pages by language and kind. Kinds that no language has are left out.
fn table(summary: &Summary) -> String {
    let count = |kinds: &[(Kind, usize)], kind: Kind| {
        kinds
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    let columns: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|&kind| {
            summary
                .pages
                .iter()
                .any(|(_, kinds)| count(kinds, kind) > 0)
        })
        .collect();
    if columns.is_empty() {
        return String::new();
    }
    let mut rows = vec![vec![String::new(), "pages".to_owned()]];
    rows[0].extend(columns.iter().map(|kind| kind.name().to_owned()));
    for (locale, kinds) in &summary.pages {
        let total = kinds.iter().map(|(_, count)| count).sum();
        let mut row = vec![locale.to_string(), number(total)];
        row.extend(columns.iter().map(|&kind| match count(kinds, kind) {
            0 => "-".to_owned(),
            count => number(count),
        }));
        rows.push(row);
    }
    aligned(&rows)
}

/// What each stage took, and what all took together; nothing where none was measured.
pub(super) fn timings(stages: &[(&str, Usage)]) -> String {
    if stages.is_empty() {
        return String::new();
    }
    let wall = |usages: &[(&str, Usage)]| usages.iter().map(|(_, usage)| usage.wall).sum();
    let cpu = |usages: &[(&str, Usage)]| usages.iter().filter_map(|(_, usage)| usage.cpu).sum();
    let all: (Duration, Duration) = (wall(stages), cpu(stages));
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let share = |part: Duration| {
        let share = part.as_secs_f64() / all.1.as_secs_f64().max(f64::MIN_POSITIVE);
        format!("{:.0}%", share * 100.0)
    };
    let row = |name: &str, wall: Duration, cpu: Option<Duration>, peak: Option<u64>| {
        let work = cpu.map_or(["-".to_owned(), "-".to_owned()], |cpu| {
            [milliseconds(cpu), share(cpu)]
        });
        let [work, share] = work;
        let peak = peak.map_or("-".to_owned(), size);
        vec![name.to_owned(), milliseconds(wall), work, share, peak]
    };
    let head = ["stage", "time", "work", "share", "memory"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend((stages.iter()).map(|(name, usage)| row(name, usage.wall, usage.cpu, usage.peak)));
    let last = stages.last().and_then(|(_, usage)| usage.peak);
    let known = stages.iter().any(|(_, usage)| usage.cpu.is_some());
    rows.push(row("all", all.0, known.then_some(all.1), last));
    aligned(&rows)
}

/// A table, and an empty line: the first column begins at the left, numbers end at the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].len())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| match column {
                0 => format!("{cell:width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

fn changed(changes: &Changes) -> String {
    let mut text = if changes.is_empty() {
        "nothing changed\n".to_owned()
    } else {
        let parts = [
            (changes.added.len(), "added"),
            (changes.changed.len(), "changed"),
            (changes.removed.len(), "removed"),
            (changes.unchanged, "unchanged"),
        ];
        let parts = parts.into_iter().filter(|&(count, _)| count > 0);
        let parts: Vec<String> = parts
            .map(|(count, what)| format!("{} {what}", number(count)))
            .collect();
        format!("{}\n", parts.join(", "))
    };
    if !changes.kept.is_empty() {
        // More would push the rest off the screen.
        let first: Vec<String> = changes
            .kept
            .iter()
            .take(5)
            .map(|name| plain(name))
            .collect();
        let more = match changes.kept.len() - first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        text.push_str(&format!(
            "carried over, not written by supportal: {}{more}\n",
            first.join(", ")
        ));
    }
    text
}

/// `1,204`.
fn number(count: usize) -> String {
    wording::number(count as u64)
}

fn pages(count: usize) -> String {
    if count < 1000 {
        plural(count, "page")
    } else {
        format!("{} pages", number(count))
    }
}

/// `740 B`, `12.4 kB`, `3.1 MB`.
#[allow(
    clippy::cast_precision_loss,
    reason = "one digit behind the point is shown"
)]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_950 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..999_950_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        999_950..1_000_000 => "1.0 MB".to_owned(),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// `84 ms`, `1.8 s`.
pub(super) fn duration(took: Duration) -> String {
    match took.as_millis() {
        millis @ 0..1_000 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Locale;

    #[test]
    fn reads_at_a_glance() {
        let locale = |tag| Locale::new(tag).unwrap();
        let build = Build {
            summary: Summary {
                pages: vec![
                    (locale("en"), vec![(Kind::Home, 1), (Kind::Article, 1203)]),
                    (locale("zh-TW"), vec![(Kind::Article, 98)]),
                ],
                fallbacks: 14,
                bytes: 38_240_000,
                search_bytes: 410_000,
                ..Summary::default()
            },
            ..Build::default()
        };
        let changes = Changes {
            added: vec!["a".into()],
            unchanged: 1204,
            kept: vec![".git".into(), "CNAME".into()],
            ..Changes::default()
        };
        let written = Written {
            changes,
            total: "no findings".to_owned(),
        };
        let took = Duration::from_millis(1840);
        let text = text(&build, &written, Path::new("dist"), took);
        let expected = "       pages  home  article
en     1,204     1    1,203
zh-TW     98     -       98

14 pages are shown in the source language, not yet translated
0 files, 38.2 MB, of which 410.0 kB for search
1 added, 1,204 unchanged
carried over, not written by supportal: .git, CNAME
no findings

built `dist` in 1.8 s; open dist/index.html
";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_name_that_somebody_else_chose_is_no_line_and_no_colour() {
        let changes = Changes {
            kept: vec!["for\u{1b}]0;PWN\u{7}\nerror: \u{1b}[31mred".into()],
            ..Changes::default()
        };
        assert_eq!(
            changed(&changes),
            "nothing changed\ncarried over, not written by supportal: for\u{fffd}]0;PWN\u{fffd}\u{fffd}error: \u{fffd}[31mred\n"
        );
    }
}
