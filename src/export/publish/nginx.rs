//! A piece of nginx's configuration, for the block of a server.

use super::types::TYPES;
use super::{BY, FOR_EVER, REVALIDATED, Table, quoted};

/// The file's name.
pub(super) const NAME: &str = "nginx.conf";

/// The file.
pub(super) fn text(table: &Table) -> String {
    let (base, folder) = (&table.base, &table.folder);
    let mut text = format!(
        "# {BY}\n\
         # Include it in the block of a server whose `root` holds the site in `{folder}`:\n\
         #\n\
         #     server {{\n\
         #         root /srv/www;\n\
         #         include /srv/www{folder}{NAME};\n\
         #     }}\n\
         #\n\
         # It changes with old addresses and with supportal.yaml alone: reload nginx then. `gzip_static`\n\
         # needs a module that is part of nginx wherever it is packaged; it sends `page.html.gz`, if there\n\
         # is one, to whoever takes it.\n\n"
    );
    if let Some(bare) = table.bare_folder() {
        let bare = quoted(bare);
        text.push_str(&format!(
            "location = {bare} {{\n    absolute_redirect off;\n    return 301 {base};\n}}\n\n"
        ));
    }
    text.push_str(&format!("location ^~ {} {{\n", quoted(folder)));
    let not_found = table.not_found();
    let texts = TYPES
        .iter()
        .filter(|one| one.text && one.name != "text/html");
    let texts: Vec<&str> = texts.map(|one| one.name).collect();
    text.push_str(&format!(
        "    index index.html;\n    autoindex off;\n    absolute_redirect off;\n    \
         error_page 404 {not_found};\n    error_page 403 =404 {not_found};\n    \
         charset utf-8;\n    charset_types {};\n    gzip_static on;\n    gzip_vary on;\n\n",
        texts.join(" ")
    ));
    push_headers(&mut text, table, "    ", REVALIDATED, " always");
    text.push_str("\n    default_type application/octet-stream;\n    types {\n");
    for one in TYPES {
        text.push_str(&format!(
            "        {} {};\n",
            one.name,
            one.endings.join(" ")
        ));
    }
    text.push_str("    }\n\n");
    let pattern = quoted_pattern(&table.lasting_pattern());
    text.push_str(&format!("    location ~ {pattern} {{\n"));
    // Where there is no such file, nobody should remember that for a year.
    push_headers(&mut text, table, "        ", FOR_EVER, "");
    text.push_str("    }\n\n");
    text.push_str("    location ~ \"/\\.(?!well-known/)\" { return 404; }\n");
    let own = quoted(&format!("{folder}{NAME}"));
    text.push_str(&format!("    location = {own} {{ return 404; }}\n\n"));
    for moved in &table.moved {
        let from = quoted(&moved.from);
        text.push_str(&format!(
            "    location = {from} {{ return 301 {}; }}\n",
            moved.to
        ));
    }
    text.push_str("}\n");
    text
}

/// A block that adds a header has to repeat those around it.
fn push_headers(text: &mut String, table: &Table, indent: &str, cache: &str, when: &str) {
    text.push_str(&format!(
        "{indent}add_header Cache-Control {}{when};\n",
        quoted(cache)
    ));
    for (name, value) in &table.headers {
        text.push_str(&format!(
            "{indent}add_header {name} {} always;\n",
            quoted(value)
        ));
    }
}

/// In quotes, with backslashes as they are: nginx takes one away only before a quote or a backslash.
fn quoted_pattern(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('"', "\\\""))
}
