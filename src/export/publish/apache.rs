//! `.htaccess` for Apache 2.4: it holds for the folder that it lies in, and for a `<Directory>` that
//! includes it.

use super::types::TYPES;
use super::{BY, FOR_EVER, REVALIDATED, Table, literal, quoted};

/// Endings of files that are sent compressed where there is a compressed one beside them.
const COMPRESSED: &str = "html|css|js|json|xml|txt|md|svg|ics|vcf|webmanifest";

/// The file.
pub(super) fn text(table: &Table) -> String {
    let Table { base, folder, .. } = table;
    let mut text = format!(
        "# {BY}\n\
         # Apache reads it where the site lies, if the folder has `AllowOverride All`; or else include it:\n\
         #\n\
         #     <Directory \"/srv/www{folder}\">\n\
         #         AllowOverride None\n\
         #         Include \"/srv/www{folder}.htaccess\"\n\
         #     </Directory>\n\
         #\n\
         # It needs mod_alias, mod_dir, mod_headers and mod_mime: `a2enmod alias dir headers mime`. Without\n\
         # mod_headers, Apache answers nothing, which is better than pages without their policy.\n\n\
         Options -Indexes -MultiViews\n\
         DirectoryIndex index.html\n\
         ErrorDocument 403 {base}404.html\n\
         ErrorDocument 404 {base}404.html\n\n"
    );
    for (name, value) in &table.headers {
        text.push_str(&format!("Header always set {name} {}\n", quoted(value)));
    }
    // A compressed file is sent by its own name.
    let pattern = table.lasting_pattern();
    let pattern =
        format!("{}(?:\\.(?:br|gz))?$", pattern.trim_end_matches('$')).replace('#', "\\x23");
    text.push_str(&format!(
        "Header set Cache-Control {}\nHeader set Cache-Control {} \"expr=%{{REQUEST_URI}} =~ m#{}#\"\n\n",
        quoted(REVALIDATED),
        quoted(FOR_EVER),
        pattern.replace('"', "\\\""),
    ));
    for one in TYPES {
        let endings: Vec<String> = one
            .endings
            .iter()
            .map(|ending| format!(".{ending}"))
            .collect();
        let endings = endings.join(" ");
        text.push_str(&format!("AddType {} {endings}\n", one.name));
        if one.text {
            text.push_str(&format!("AddCharset utf-8 {endings}\n"));
        }
    }
    text.push_str(&format!("\n{}\n", compressed()));
    for moved in &table.moved {
        let from = literal(&moved.from);
        // Apache escapes the target itself.
        let to = percent_encoding::percent_decode_str(&moved.to).decode_utf8_lossy();
        let to = to.replace('$', "\\$");
        text.push_str(&format!("RedirectMatch 301 \"^{from}$\" \"{to}\"\n"));
    }
    // What tells the program or the server something is nobody else's to read, nor what lies hidden beside it: behind old
    // addresses, which may begin with a dot.
    text.push_str("RedirectMatch 404 \"/\\.(?!well-known/)\"\n");
    text
}

/// `page.html.br` and `page.html.gz` in place of `page.html`. Some systems take `.br` for Breton.
fn compressed() -> String {
    let mut text = String::from("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{coding}\\b\"\n\
             RewriteCond \"%{{REQUEST_FILENAME}}.{ending}\" -f\n\
             RewriteRule \"^(.+\\.(?:{COMPRESSED}))$\" \"$1.{ending}\" [L]\n"
        ));
    }
    text.push_str(&format!(
        "<FilesMatch \"\\.(?:{COMPRESSED})\\.(?:br|gz)$\">\n\
         RemoveType .br .gz\n\
         RemoveLanguage .br\n\
         AddEncoding br .br\n\
         AddEncoding gzip .gz\n\
         </FilesMatch>\n\
         <FilesMatch \"\\.(?:{COMPRESSED})(?:\\.(?:br|gz))?$\">\n\
         Header append Vary Accept-Encoding\n\
         </FilesMatch>\n\
         </IfModule>\n"
    ));
    text
}
