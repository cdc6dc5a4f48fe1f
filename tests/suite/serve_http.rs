//! The server of `supportal serve`, asked as browsers, programs and other sites' pages ask.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::portal::{Folder, Portal};

/// A server that shows a portal, and is ended with it.
pub struct Server {
    child: Child,
    pub port: u16,
    portal: Folder,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn portal() -> Portal {
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en, de]\nurl: https://host.example/help/\n",
        )
        .page("en/index.md", "Welcome.")
        .page("en/articles/帳單 1.md", "A page.")
        .file("assets/manual.bin", (0..=255).collect::<Vec<u8>>())
        .file("secret.txt", "secret")
        .file("en/.secret.md", "secret")
}

pub fn serve() -> Server {
    preview_of(&portal())
}

fn preview_of(portal: &Portal) -> Server {
    begun(portal, "127.0.0.1", Stdio::inherit())
}

fn begun(portal: &Portal, host: &str, stderr: Stdio) -> Server {
    let portal = portal.on_disk();
    let mut child = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .args(["serve", "--quiet", "--port", "0", "--host", host])
        .arg(portal.path())
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let port = line
        .trim()
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap();
    assert!(line.starts_with("serving http://127.0.0.1:"), "{line}");
    Server {
        port: port.parse().unwrap(),
        child,
        portal,
    }
}

/// What came back: the head in small letters, and the body.
pub struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Answer {
    pub fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines();
        let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    /// Sends a request as it is written, and reads to its end.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("a head");
        Answer {
            head: String::from_utf8_lossy(&bytes[..end]).to_lowercase(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn get(&self, path: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        ))
    }

    /// The address that a page has of its reload channel.
    pub fn channel(&self) -> String {
        let page = self.get("/", "").text();
        let from = page.find("/.supportal/").unwrap();
        let to = page[from..].find("reload.js").unwrap();
        format!("{}changes", &page[from..from + to])
    }
}

#[test]
fn files_of_the_site_come_as_a_host_sends_them() {
    let server = serve();
    let page = server.get("/", "");
    assert_eq!(
        (page.status(), page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert!(policy.ends_with("trusted-types supportal"), "{policy}");
    assert_eq!(page.header("access-control-allow-origin"), "");
    assert!(page.text().contains("Welcome."));

    assert_eq!(
        server
            .get("/articles/%E5%B8%B3%E5%96%AE%201.html?a=b", "")
            .status(),
        200
    );
    let folder = server.get("/de", "");
    assert_eq!((folder.status(), folder.header("location")), (302, "/de/"));
    assert!(server.get("/de/", "").text().contains("Welcome."));
    // Links of the page for missing addresses begin where the site stands at its host.
    let missing = server.get("/no/such/page.html", "");
    assert_eq!(missing.status(), 404);
    let style = missing.text();
    let style = style
        .split("stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(style.starts_with("/help/assets/"), "{style}");
    assert_eq!(
        server.get(style, "").header("content-type"),
        "text/css; charset=utf-8"
    );

    let tag = page.header("etag").to_owned();
    let again = server.get("/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status(), again.body.len()), (304, 0));
    let head = server.raw("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status(), head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));

    let manual = "/assets/manual.bin";
    let part = server.get(manual, "Range: bytes=250-\r\n");
    assert_eq!(
        (part.status(), part.header("content-range")),
        (206, "bytes 250-255/256")
    );
    assert_eq!(part.body, [250, 251, 252, 253, 254, 255]);
    let tag = part.header("etag").to_owned();
    let part = |of: &str| server.get(manual, &format!("Range: bytes=0-1\r\nIf-Range: {of}\r\n"));
    assert_eq!(
        (part(&tag).status(), part("\"older\"").status()),
        (206, 200)
    );
    let beyond = server.get(manual, "Range: bytes=256-\r\n");
    assert_eq!(
        (beyond.status(), beyond.header("content-range")),
        (416, "bytes */256")
    );
    let post = server.raw(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    assert_eq!((post.status(), post.header("allow")), (405, "get, head"));
}

#[test]
fn nothing_but_the_site_is_sent_however_it_is_asked_for() {
    let server = serve();
    let climbs = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "..%2f..",
        "%2e%2e%2f",
        "%252e%252e",
        "..%5c",
        "..\\",
        "....//",
        "..;",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "..%00",
        "./..",
        "assets/../..",
        "assets/..%2f..",
        "%2f..",
        "/..",
        "..%u2215",
        "\u{ff0e}\u{ff0e}",
        "~",
        "C:",
        "file:",
        "...",
    ];
    for climb in climbs {
        for target in [
            "secret.txt",
            "supportal.yaml",
            "en/.secret.md",
            "etc/passwd",
            "en/index.md",
        ] {
            let path = format!("/{climb}/{target}");
            let answer = server.get(&path, "");
            assert!(
                matches!(answer.status(), 400 | 404),
                "{path}: {}",
                answer.head
            );
            let text = answer.text();
            assert!(
                !text.contains("secret") && !text.contains("languages:") && !text.contains("root:"),
                "{path}"
            );
        }
    }
    for path in [
        "/secret.txt",
        "/supportal.yaml",
        "/en/index.md",
        "/.supportal-manifest.json",
        "/en/.secret.md",
    ] {
        assert_eq!(server.get(path, "").status(), 404, "{path}");
    }
}

#[test]
fn other_sites_are_refused() {
    let server = serve();
    let port = server.port;
    let asked = |target: &str, host: &str, more: &str| {
        server
            .raw(&format!(
                "GET {target} HTTP/1.1\r\nConnection: close\r\n{host}{more}\r\n"
            ))
            .status()
    };
    let own = format!("Host: localhost:{port}\r\n");
    assert_eq!(asked("/", &own, ""), 200);
    // A name of another's that leads to this machine.
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.0.2.1",
        "0.0.0.0",
        "",
    ] {
        let host = format!("Host: {host}:{port}\r\n");
        assert!(matches!(asked("/", &host, ""), 400 | 403), "{host}");
    }
    assert_eq!(asked("/", "", ""), 400);
    assert!(matches!(
        asked("/", &format!("{own}Host: evil.example\r\n"), ""),
        400
    ));
    assert_eq!(asked("http://evil.example/", &own, ""), 403);
    // Pages of other sites, on this machine or not.
    let channel = server.channel();
    for origin in [
        "http://evil.example",
        "null",
        "https://localhost",
        "http://localhost:1",
        &format!("http://127.0.0.1:{port}"),
    ] {
        for target in ["/", &channel] {
            assert_eq!(
                asked(target, &own, &format!("Origin: {origin}\r\n")),
                403,
                "{origin}"
            );
        }
    }
    assert_eq!(
        asked("/", &own, &format!("Origin: http://localhost:{port}\r\n")),
        200
    );
    let fetched = |site: &str, mode: &str, dest: &str| {
        let headers = format!(
            "Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n"
        );
        asked("/", &own, &headers)
    };
    assert_eq!(fetched("cross-site", "no-cors", "script"), 403);
    assert_eq!(fetched("same-site", "cors", "empty"), 403);
    assert_eq!(fetched("cross-site", "navigate", "iframe"), 403);
    assert_eq!(
        fetched("cross-site", "navigate", "document"),
        200,
        "a link may lead here"
    );
    assert_eq!(fetched("same-origin", "cors", "empty"), 200);
    // The channel has an address that only its own pages know.
    let guess = channel.replace(|c: char| c.is_ascii_digit(), "0");
    assert_ne!(guess, channel);
    assert_eq!(asked(&guess, &own, ""), 404);
}

#[test]
fn idle_connections_block_nobody_and_an_open_page_hears_of_a_change() {
    let server = serve();
    let idle: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
            // Half of them have begun to ask.
            if number % 2 == 0 {
                stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
            }
            stream
        })
        .collect();
    assert_eq!(server.get("/", "").status(), 200);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let (channel, port) = (server.channel(), server.port);
    write!(
        stream,
        "GET {channel} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    )
    .unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut heard = |words: &str| {
        let line = lines.find(|line| line.starts_with("data: ") && line.contains(words));
        line.expect("the channel stays open")
    };
    let before = heard("\"generation\":");
    server.portal.save(
        "en/index.md",
        "---\ntitle: A\ndescription: B.\n---\n\nWelcome back.\n",
    );
    // What was written just before the server began may be told as a change, too.
    while heard("\"generation\":") == before
        || !server.get("/", "").text().contains("Welcome back.")
    {}
    server.portal.save(
        "en/index.md",
        "---\ntitle: A\ndescription: B.\n---\n\n[Gone](gone.md)\n",
    );
    heard("\"stale\":true,\"total\":1,\"findings\":[{\"severity\":\"error\",\"code\":\"LNK-PAGE\"");
    assert!(
        server.get("/", "").text().contains("Welcome back."),
        "the last good page stays"
    );
    drop(idle);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let portal = portal().on_disk();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let ran = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .args(["serve", "--port", &port])
        .arg(portal.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(
        said.contains(&format!("cannot listen on 127.0.0.1:{port}")),
        "{said}"
    );
    assert!(said.contains("another program has it"), "{said}");
    assert!(ran.stdout.is_empty());
}

/// Whoever opens a preview to others is told what they can read.
#[test]
fn a_preview_that_others_can_reach_says_so() {
    let warning = "anyone who can reach this address can read the site, drafts among it";
    for (host, is_public) in [("127.0.0.1", false), ("0.0.0.0", true)] {
        let mut server = begun(&portal(), host, Stdio::piped());
        assert_eq!(server.get("/", "").status(), 200, "{host}");
        let mut stderr = server.child.stderr.take().unwrap();
        drop(server);
        let mut said = String::new();
        stderr.read_to_string(&mut said).unwrap();
        assert_eq!(said.contains(warning), is_public, "{host}: {said}");
    }
}

/// Ends by the signal of Ctrl-C, and says with which code.
#[cfg(unix)]
fn interrupted(child: &mut Child) -> Option<i32> {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    child.wait().unwrap().code()
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_a_good_end() {
    let mut server = serve();
    assert_eq!(server.get("/", "").status(), 200);
    assert_eq!(interrupted(&mut server.child), Some(0));
}

#[cfg(unix)]
#[test]
fn a_watching_build_writes_after_each_change() {
    let draft = "---\ntitle: Soon\ndescription: Soon here.\ndraft: true\n---\n\nSoon.\n";
    let portal = portal().file("en/articles/soon.md", draft).on_disk();
    // Inside the portal, as many have it: what is written there is no change.
    let out = portal.path().join("dist");
    let mut child = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .args(["build", "--watch", "--drafts", "--color", "never", "-o"])
        .arg(&out)
        .arg(portal.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    // On a busy machine one save may be built twice, where the first look came between its parts.
    let mut hears = |words: &str| {
        let mut heard: Vec<String> = Vec::new();
        for line in said.by_ref() {
            let ends = line.starts_with("built") || line.contains("nothing was written");
            heard.push(line);
            if ends && heard.iter().any(|line| line.contains(words)) {
                return;
            }
        }
        panic!("{words}: {heard:#?}");
    };
    let home = || fs::read_to_string(out.join("index.html")).unwrap();
    hears("added");
    assert!(home().contains("Welcome.") && !home().contains(".supportal/"));
    assert!(out.join("articles/soon.html").exists());
    let page = |text: &str| {
        portal.save(
            "en/index.md",
            format!("---\ntitle: A\ndescription: B.\n---\n\n{text}\n"),
        )
    };
    page("Welcome back.");
    hears("changed: en/index.md");
    assert!(home().contains("Welcome back."));
    page("[Gone](gone.md)");
    hears("error[LNK-PAGE]");
    assert!(home().contains("Welcome back."));
    page("Again.");
    hears("changed: en/index.md");
    assert!(home().contains("Again."));
    assert_eq!(interrupted(&mut child), Some(0));
    // Beside it stands the site before, and nothing of a build that runs.
    let beside = fs::read_dir(portal.path().join(".dist.supportal")).unwrap();
    let beside: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["last"]);
}

#[test]
fn a_preview_has_pages_where_the_host_has_them_too() {
    let page = "/articles/%E5%B8%B3%E5%96%AE%201";
    assert_eq!(serve().get(page, "").status(), 404);
    let config = "title: Test\nlanguages: [en, de]\npublish: {host: cloudflare-pages}\n";
    let server = preview_of(&portal().file("supportal.yaml", config));
    assert_eq!(server.get(page, "").status(), 200);
    assert_eq!(server.get(&format!("{page}.html"), "").status(), 200);
    assert_eq!(server.get("/de", "").status(), 302);
}
