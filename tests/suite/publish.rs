//! What each host under `publish:` is told. Golden files stand in `tests/sites/publish/HOST/`;
//! `UPDATE=1 cargo test --test suite publish::` writes them, to be read before they are committed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use supportal::export;
use supportal::model::host::{HOSTS, Told};
use supportal::model::record::Record;
use supportal::model::{Output, RelPath, Url};
use supportal::precompress::{self, Format};

use crate::portal::Portal;

/// A portal in a folder of its host, with old addresses that need care.
fn portal(host: &str) -> Portal {
    let old =
        "[/kb/1042, \"/kb/帳 單\", \"/old/a(b)$c;d'e.html\", /en%E5%B8%B3, \"/articles/refunds\"]";
    Portal::new()
        .file(
            "supportal.yaml",
            format!(
                "title: Test\nurl: https://a.example/help/\nlanguages: [en, zh-TW]\nfeedback: {{endpoint: \"https://answers.example/in\"}}\npublish: {{host: {host}, hsts: host}}\n"
            ),
        )
        .page("en/index.md", "Text.")
        .page("zh-TW/index.md", "文字。")
        .file(
            "en/articles/refunds.md",
            format!("---\ntitle: Refunds\ndescription: Money back.\nredirect_from: {old}\n---\n\nText.\n"),
        )
        .file(
            "en/articles/發票 $1.md",
            "---\ntitle: Invoices\ndescription: Bills.\nredirect_from: [/kb/7]\n---\n\nText.\n",
        )
}

/// The files of a build that are there for the host alone.
const OWN: [&str; 8] = [
    "_headers",
    "_redirects",
    "staticwebapp.config.json",
    ".nojekyll",
    "s3-website.json",
    "nginx.conf",
    ".htaccess",
    "Caddyfile",
];

/// What hashes are depends on the theme, and is no matter of the host.
fn without_hashes(text: &str) -> String {
    let is_hash = |word: &&str| {
        matches!(word.len(), 8 | 10)
            && word.bytes().all(|byte| byte.is_ascii_hexdigit())
            && word.bytes().any(|byte| byte.is_ascii_digit())
    };
    let mut out = text.to_owned();
    let words: Vec<&str> = text.split(['.', '/']).filter(is_hash).collect();
    for word in words {
        out = out.replace(word, "HASH");
    }
    out
}

#[test]
fn each_host_is_told_in_its_own_files() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/publish");
    for host in &HOSTS {
        let build = portal(host.name).build();
        let errors = build.diagnostics.iter().map(|found| found.code);
        // The portal has one page in its second language, which is told, too.
        let expected = ["PUB-HEADERS", "TRN-MISSING"];
        let errors: Vec<&str> = errors.filter(|code| !expected.contains(code)).collect();
        assert!(errors.is_empty(), "{}: {:?}", host.name, build.diagnostics);
        let files = build
            .outputs
            .iter()
            .filter(|file| OWN.contains(&file.url.as_str()));
        let dir = golden.join(host.name);
        let mut names = Vec::new();
        for file in files {
            let name = file.url.as_str().trim_start_matches('.').to_owned();
            let text = without_hashes(str::from_utf8(&file.bytes).unwrap());
            let path = dir.join(&name);
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(&dir).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(text, expected, "{}", path.display());
            names.push(name);
        }
        let mut kept: Vec<String> = fs::read_dir(&dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        kept.sort();
        names.sort();
        assert_eq!(names, kept, "{}", host.name);
    }
}

#[test]
fn without_a_host_no_host_is_told() {
    let portal = portal("netlify").file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n");
    let build = portal.build();
    let told = build
        .outputs
        .iter()
        .find(|file| OWN.contains(&file.url.as_str()));
    assert_eq!(told.map(|file| &file.url), None);
}

#[test]
fn the_address_of_a_page_is_where_the_host_serves_it() {
    let check = |host: &str, address: &str| {
        let portal = portal(host);
        let page = portal.output("articles/refunds.html");
        let link = format!("<link rel=\"canonical\" href=\"{address}\">");
        assert!(page.contains(&link), "{host}: {page}");
        assert!(
            portal
                .output("sitemap.xml")
                .contains(&format!("<loc>{address}</loc>"))
        );
        // From a disk nobody drops an ending: links are as they were.
        assert!(
            portal
                .output("index.html")
                .contains("href=\"articles/refunds.html\"")
        );
    };
    check("nginx", "https://a.example/help/articles/refunds.html");
    check(
        "cloudflare-pages",
        "https://a.example/help/articles/refunds",
    );
}

#[test]
fn a_page_stands_at_each_old_address_unless_it_would_hide_the_rule() {
    for host in &HOSTS {
        let build = portal(host.name).build();
        let page = build
            .outputs
            .iter()
            .any(|file| file.url.as_str() == "kb/1042/index.html");
        assert_eq!(page, host.told != Told::GitLab, "{}", host.name);
    }
    // GitLab needs to know what its rules have to begin with.
    let unknown = portal("gitlab-pages").file(
        "supportal.yaml",
        "title: Test\nlanguages: [en, zh-TW]\npublish: {host: gitlab-pages}\n",
    );
    let page = unknown.output("kb/1042/index.html");
    assert!(page.contains("http-equiv=\"refresh\""));
    // No server of such a host says what a page may do.
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
}

#[test]
fn an_old_address_does_not_take_that_of_a_page() {
    let check = |host: &str, expected: &str| {
        let portal = Portal::new()
            .file("supportal.yaml", format!("title: Test\nlanguages: [en]\npublish: {{host: {host}}}\n"))
            .page("en/index.md", "[A](a.md), [b](b.md)")
            .page("en/a.md", "Text.")
            .file(
                "en/b.md",
                "---\ntitle: B\ndescription: About B.\nredirect_from: [/a, /search]\n---\n\nText.\n",
            );
        assert_eq!(portal.check(), expected, "{host}");
    };
    check("nginx", "");
    check(
        "cloudflare-pages",
        "error RDR-TAKEN en/b.md:4:17 the old address `/a` is where Cloudflare Pages serves `a.html`\n\
         error RDR-TAKEN en/b.md:4:21 the old address `/search` is where Cloudflare Pages serves `search.html`\n",
    );
}

#[test]
fn an_old_address_is_a_path_of_this_site_and_nothing_else() {
    let check = |from: &str, expected: &str| {
        let page = format!(
            "---\ntitle: A\ndescription: About A.\nredirect_from: [\"{from}\"]\n---\n\nText.\n"
        );
        let portal = Portal::new()
            .page("en/index.md", "[A](a.md)")
            .file("en/a.md", page);
        let found = portal.check();
        let code = found.split(' ').nth(1).unwrap_or_default();
        assert_eq!(code, expected, "{from}: {found}");
    };
    check("/kb/%E5%B8%B3", "");
    check("//evil.example/", "RDR-OPEN");
    check("https://evil.example/", "RDR-OPEN");
    check("/a/../../b", "RDR-OPEN");
    check("/a/%2e%2e/%2e%2e/b", "RDR-OPEN");
    check("/a%0d%0aSet-Cookie:%20x", "RDR-CHARS");
    check("/a%0Ab", "RDR-CHARS");
    check("/a\\u000ab", "RDR-CHARS");
    check("/a/{http.request.host}", "RDR-CHARS");
    check("/a%2A", "RDR-CHARS");
    check("/%FF", "RDR-CHARS");
    check("/a%25b", "RDR-CHARS");
}

/// A page that stood at so many `addresses` before.
fn page_with_old(addresses: usize) -> String {
    let old: Vec<String> = (0..addresses)
        .map(|number| format!("/kb/{number}.html"))
        .collect();
    format!(
        "---\ntitle: A\ndescription: About A.\nredirect_from: [{}]\n---\n\nText.\n",
        old.join(", ")
    )
}

#[test]
fn more_than_a_host_takes_is_an_error() {
    let check = |host: &str, addresses: usize, expected: &str| {
        let portal = Portal::new()
            .file(
                "supportal.yaml",
                format!("title: Test\nurl: https://a.example/\nlanguages: [en]\npublish: {{host: {host}}}\n"),
            )
            .page("en/index.md", "[A](a.md)")
            .file("en/a.md", page_with_old(addresses));
        let found = portal.check();
        let found: Vec<&str> = found
            .lines()
            .filter(|line| !line.contains("PUB-HEADERS"))
            .collect();
        assert_eq!(found.join("\n"), expected, "{host}");
    };
    check("cloudflare-pages", 2_000, "");
    check(
        "cloudflare-pages",
        2_001,
        "error PUB-LIMIT supportal.yaml:4:17 more than Cloudflare Pages takes: 2,001 redirects in `_redirects`, where 2,000 are allowed",
    );
    check("gitlab-pages", 1_000, "");
    check(
        "gitlab-pages",
        1_001,
        "error PUB-LIMIT supportal.yaml:4:17 more than GitLab Pages takes: 1,001 redirects in `_redirects`, where 1,000 are allowed",
    );
    check("azure-static-web-apps", 200, "");
    check("netlify", 3_000, "");
    check("nginx", 3_000, "");
}

/// A site within the limits is not, once each file of it is there twice.
#[test]
fn compressed_copies_count_as_files() {
    let mut build = portal("cloudflare-pages").build();
    let text = "Text. ".repeat(200);
    for number in 0..10_000 {
        let url = Url::new(&RelPath::new(&format!("assets/{number}.txt")).unwrap());
        build
            .outputs
            .push(Arc::new(Output::new(url, text.clone().into_bytes())));
    }
    assert!(export::with_copies(&build).is_empty());
    let formats = [Format::Gzip].into();
    precompress::add(&mut build, &formats, &Record::default(), |_| None).unwrap();
    let copies = build.summary.copies.files;
    let files = build.outputs.len();
    assert!(copies > 10_000 && files < 21_000, "{copies} {files}");
    let found = export::with_copies(&build);
    let message = format!(
        "more than Cloudflare Pages takes: 20,{:03} files, where 20,000 are allowed",
        files - 20_000
    );
    assert_eq!(
        (found.len(), found[0].message.as_str()),
        (1, message.as_str())
    );
    // Nobody can ask for the files that the host reads, and none has a copy.
    let hidden = |file: &Arc<Output>| {
        let name = file.url.as_str();
        OWN.iter()
            .any(|own| name.len() > own.len() && name.starts_with(own))
    };
    assert!(!build.outputs.iter().any(hidden));
    let own = |file: &&Arc<Output>| file.url.as_str() == "_headers" && file.size > 1024;
    assert!(build.outputs.iter().any(|file| own(&file)));
}

#[test]
fn the_settings_of_azure_are_no_larger_than_it_reads() {
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\npublish: {host: azure-static-web-apps}\n",
        )
        .page("en/index.md", "[A](a.md)")
        .file("en/a.md", page_with_old(300));
    let found = portal.check();
    let start = "error PUB-LIMIT supportal.yaml:3:17 more than Azure Static Web Apps takes: 20,";
    let end = " bytes in `staticwebapp.config.json`, where 20,480 are allowed";
    let alone = found.lines().count() == 1;
    assert!(
        alone && found.starts_with(start) && found.trim_end().ends_with(end),
        "{found}"
    );
}

/// Who is told of an incident is told at once: no host that takes headers lets `incident.js` be kept without asking.
#[test]
fn an_incident_is_asked_for_anew_whatever_the_host() {
    for host in HOSTS.iter().filter(|host| host.headers) {
        let build = portal(host.name).build();
        let told = build.outputs.iter().filter(|output| {
            OWN.contains(&output.url.as_str()) && output.url.as_str() != "_redirects"
        });
        let told: String = told
            .map(|output| String::from_utf8(output.bytes.to_vec()).unwrap())
            .collect();
        match host.told {
            // What they do unasked: `public, max-age=0, must-revalidate`.
            Told::Netlify | Told::Cloudflare => {
                let rules = told.lines().filter(|line| line.starts_with('/'));
                let lasting = rules.filter(|rule| *rule != "/help/*");
                for rule in lasting {
                    let below = [
                        "/help/assets/theme/",
                        "/help/search/",
                        "/help/zh-TW/search/",
                    ];
                    assert!(
                        below.iter().any(|folder| rule.starts_with(folder)),
                        "{rule}"
                    );
                }
            }
            _ => {
                assert!(told.contains("no-cache"), "{}: {told}", host.name);
                assert!(!told.contains("incident"), "{}: {told}", host.name);
            }
        }
    }
}

/// Caddy's matcher of paths takes capital and small letters for the same: a page led to itself, for ever.
#[test]
fn an_old_address_in_other_letters_is_not_that_of_the_page() {
    let text = portal("caddy")
        .file(
            "en/support.md",
            "---\ntitle: Support\ndescription: Help.\nredirect_from: [/Support.html]\n---\n\nText.\n",
        )
        .output("Caddyfile");
    let table = text.split_once("map {path} {moved} {\n").unwrap().1;
    let (table, _) = table.split_once("\n\t}\n").unwrap();
    let row = "\t\t\"/help/Support.html\" /help/support.html\n";
    assert!(table.contains(row), "{text}");
    let inside = text.split_once("handle ").unwrap().1.lines().map(str::trim);
    for line in inside {
        let redirects = line.strip_prefix("redir ");
        assert!(redirects.is_none_or(|to| to.starts_with('@')), "{line}");
    }
    // Without an old address there is no table.
    let none = Portal::new()
        .file("supportal.yaml", "title: Test\npublish: {host: caddy}\n")
        .output("Caddyfile");
    assert!(!none.contains("moved"), "{none}");
}

/// Two portals in one site, or one beside what the owner of the site has named, were refused by Caddy.
#[test]
fn nothing_that_is_imported_into_a_site_has_a_name_there() {
    let text = portal("caddy").output("Caddyfile");
    let named = text.lines().filter(|line| line.starts_with('@'));
    assert_eq!(named.count(), 0, "{text}");
    assert!(text.contains("\nredir \"/help\" /help/ 301\n"), "{text}");
    assert!(text.contains("\nhandle \"/help/*\" {\n"), "{text}");
}

#[test]
fn apache_leads_on_from_old_addresses_that_begin_with_a_dot() {
    let page =
        "---\ntitle: Support\ndescription: Help.\nredirect_from: [/.net/help]\n---\n\nText.\n";
    let text = portal("apache")
        .file("en/support.md", page)
        .output(".htaccess");
    let old = text.find("RedirectMatch 301 \"^/help/\\.net/help").unwrap();
    let hidden = text.find("RedirectMatch 404").unwrap();
    assert!(old < hidden, "{text}");
}

/// A family that is lowered does not take this with it: the build ended with the words of a full disk.
#[test]
fn two_files_at_one_address_are_an_error_in_every_portal() {
    let lowered = "title: Test\nurl: https://a.example/\nlevels: [{rule: RDR-*, level: warning, why: t}, {rule: PATH-*, level: off, why: t}]\n";
    let portal = Portal::new().file("supportal.yaml", lowered);
    for old in ["/sitemap.xml", "/robots.txt", "/b.html"] {
        let page = format!("---\ntitle: A\nredirect_from: [{old}]\n---\n\nText.\n");
        let portal = portal
            .clone()
            .file("en/a.md", page)
            .page("en/b.md", "Text.");
        let found = portal.check();
        assert!(found.contains("error RDR-TAKEN en/a.md"), "{old}: {found}");
    }
    let both = portal
        .page("en/a.md", "Text.")
        .page("en/a.html/index.md", "Text.");
    let found = both.check();
    assert!(found.contains("error PATH-TAKEN"), "{found}");
}
