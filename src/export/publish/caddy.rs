//! A piece of a Caddyfile, for the block of a site.

use super::types::TYPES;
use super::{BY, FOR_EVER, REVALIDATED, Table, quoted};

/// The file's name.
pub(super) const NAME: &str = "Caddyfile";

/// Paths without a hidden file or folder, which is nobody's to read; `.well-known/` is there to be read.
const SEEN: &str = r"^(?:(?:/\.well-known)?/(?:[^./][^/]*)?)*$";

/// The file.
pub(super) fn text(table: &Table) -> String {
    let (base, folder) = (&table.base, &table.folder);
    let mut text = format!(
        "# {BY}\n\
         # Import it in the block of a site whose `root` holds the site in `{folder}`:\n\
         #\n\
         #     support.example.com {{\n\
         #         root * /srv/www\n\
         #         import /srv/www{folder}{NAME}\n\
         #     }}\n\
         #\n\
         # It changes with old addresses and with supportal.yaml alone: reload Caddy then.\n\n"
    );
    // Outside of the block nothing has a name: several portals may be imported into one site, beside what its owner has
    // named. Caddy tries the longer of two folders first.
    if let Some(bare) = table.bare_folder() {
        text.push_str(&format!("redir {} {base} 301\n\n", quoted(bare)));
    }
    text.push_str(&format!(
        "handle {} {{\n\theader {{\n",
        quoted(&format!("{folder}*"))
    ));
    for (name, value) in &table.headers {
        text.push_str(&format!("\t\t{name} {}\n", quoted(value)));
    }
    text.push_str(&format!(
        "\t\tCache-Control {}\n\t}}\n\n",
        quoted(REVALIDATED)
    ));
    // Caddy's `path` takes capital and small letters for the same, and would lead a page to itself that an old
    // address names in other letters. The table of a `map` does not.
    if !table.moved.is_empty() {
        text.push_str("\tmap {path} {moved} {\n");
        for moved in &table.moved {
            text.push_str(&format!("\t\t{} {}\n", quoted(&moved.from), moved.to));
        }
        text.push_str(
            "\t\tdefault \"\"\n\t}\n\t@moved not vars {moved} \"\"\n\tredir @moved {moved} 301\n\n",
        );
    }
    text.push_str(&format!(
        "\t@folder {{\n\t\tpath */\n\t\tpath_regexp `{SEEN}`\n\t\tfile {{path}}index.html\n\t}}\n\
         \thandle @folder {{\n\t\tfile_server {{\n\t\t\tprecompressed br zstd gzip\n\t\t}}\n\t}}\n\n\
         \t@file {{\n\t\tnot path */ {}\n\t\tpath_regexp `{SEEN}`\n\t\tfile {{path}} {{path}}/index.html\n\t}}\n\
         \thandle @file {{\n",
        quoted(&format!("{folder}{NAME}"))
    ));
    let pattern = table.lasting_pattern();
    text.push_str(&format!(
        "\t\t@lasting path_regexp `{pattern}`\n\t\theader @lasting Cache-Control {}\n",
        quoted(FOR_EVER)
    ));
    for one in TYPES.iter().filter(|one| !one.common) {
        let name = one.endings.first().copied().unwrap_or_default();
        let endings: Vec<String> = one
            .endings
            .iter()
            .map(|ending| format!("*.{ending}"))
            .collect();
        text.push_str(&format!(
            "\t\t@{name} path {}\n\t\theader @{name} Content-Type {}\n",
            endings.join(" "),
            quoted(&one.header())
        ));
    }
    text.push_str(&format!(
        "\t\tfile_server {{\n\t\t\tprecompressed br zstd gzip\n\t\t}}\n\t}}\n\n\
         \thandle {{\n\t\trewrite * {}\n\t\tfile_server {{\n\t\t\tstatus 404\n\t\t}}\n\t}}\n}}\n",
        table.not_found()
    ));
    text
}
