//! `check --external`, against a server of our own on this machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use supportal::external::{self, Cache, Manners, Report};
use supportal::model::Site;
use supportal::pipeline::{Options, site};

use crate::portal::{Portal, list};

const NOW: u64 = 1_800_000_000;

#[test]
fn addresses_that_lead_nowhere_are_found_where_they_are_named() {
    let server = Server::start();
    let portal = portal(
        &server,
        &[
            "[fine](HOST/fine#there) and [again](HOST/fine#elsewhere)",
            "[missing](HOST/missing#a)",
            "and [again](HOST/missing#b)",
            "[gone](HOST/gone)",
            "[refused](HOST/teapot)",
            "[broken](HOST/broken)",
            "[closes](HOST/close)",
            "[circle](HOST/circle)",
            "[far](HOST/far/0)",
            "[leads to nothing](HOST/to-missing)",
            // Nobody listens there.
            "[port](http://127.0.0.1:1/)",
        ],
    );
    let portal = portal.file(
        "support.yaml",
        server.fill("organization: {country: AT, website: \"HOST/missing\"}\n"),
    );
    let mut cache = Cache::default();
    let report = check(&portal, &mut cache);
    let expected = "\
warning LNK-EXT support.yaml:1:38 there is nothing at `HOST/missing` (404)
warning LNK-EXT en/a.md:8:11 there is nothing at `HOST/missing#a` (404)
warning LNK-EXT en/a.md:10:13 there is nothing at `HOST/missing#b` (404)
warning LNK-EXT en/a.md:12:8 what stood at `HOST/gone` is gone for good (410)
warning LNK-EXT en/a.md:14:11 `HOST/teapot` answers with an error (418)
warning LNK-EXT en/a.md:16:10 the server of `HOST/broken` has a problem (503)
warning LNK-EXT en/a.md:18:10 the host of `HOST/close` closes the connection without an answer
warning LNK-EXT en/a.md:20:10 `HOST/circle` redirects in a circle, or more than five times
warning LNK-EXT en/a.md:22:7 `HOST/far/0` redirects in a circle, or more than five times
warning LNK-EXT en/a.md:24:20 there is nothing at `HOST/to-missing` (404)
warning LNK-EXT en/a.md:26:8 the host of `http://127.0.0.1:1/` refuses the connection
";
    assert_eq!(said(&portal, &report, &server), expected);
    assert_eq!((report.asked, report.known, report.unclear), (10, 0, 0));
    // Each address once, however many places name it, and what HEAD is refused for once more.
    let asked = server.asked();
    assert_eq!(asked["HEAD /fine"], 1);
    assert_eq!(asked.get("GET /fine"), None);
    assert_eq!((asked["HEAD /gone"], asked["GET /gone"]), (1, 1));
    assert_eq!(asked["HEAD /far/5"], 1);
    assert_eq!(asked.get("HEAD /far/6"), None);
    for finding in &report.diagnostics {
        assert!(finding.hint.is_some(), "{finding:?}");
    }
}

#[test]
fn what_readers_reach_is_no_finding() {
    let server = Server::start();
    let portal = portal(
        &server,
        &[
            "[no head](HOST/no-head)",
            "[empty](HOST/empty)",
            "[for now](HOST/for-now)",
            "[an app](HOST/app)",
            "[sign in](HOST/sign-in)",
            "[robots](HOST/robots)",
            "[example](https://www.example.com/), [other](https://portal.contoso.example/)",
            "[mail](mailto:help@contoso.com), [phone](tel:+4312345678)",
        ],
    );
    let report = check(&portal, &mut Cache::default());
    assert_eq!(said(&portal, &report, &server), "");
    assert_eq!((report.asked, report.unclear), (6, 2));
    let asked = server.asked();
    assert_eq!((asked["HEAD /no-head"], asked["GET /no-head"]), (1, 1));
    assert_eq!(asked.get("GET /sign-in"), None);
}

#[test]
fn an_address_that_moved_for_good_is_a_note_with_the_new_one() {
    let server = Server::start();
    let portal = portal(
        &server,
        &["[moved](HOST/moved#part)", "[often](HOST/moved-twice)"],
    );
    let report = check(&portal, &mut Cache::default());
    let hints = report.diagnostics.iter().map(|found| {
        let hint = found.hint.as_deref().unwrap();
        let severity = found.severity.name();
        format!("{severity}: {} | {hint}\n", found.message).replace(&server.host, "HOST")
    });
    let expected = "\
note: `HOST/moved#part` has moved for good | write `HOST/fine#part`
note: `HOST/moved-twice` has moved for good | write `HOST/fine`
";
    assert_eq!(hints.collect::<String>(), expected);
}

#[test]
fn a_silent_host_is_not_waited_for_again_and_again() {
    let server = Server::start();
    let links: Vec<String> = (0..6).map(|n| format!("[{n}](HOST/hang/{n})")).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let portal = portal(&server, &links);
    let manners = Manners {
        patience: Duration::from_secs(1),
        ..manners()
    };
    let site = resolved(&portal);
    let report = external::check(&site, &mut Cache::default(), NOW, &manners).unwrap();
    let found = said(&portal, &report, &server);
    assert_eq!(found.matches("does not answer in time").count(), 6);
    // The server may notice what it was asked after nobody waits any more.
    let begun = Instant::now();
    while server.asked().len() < 2 && begun.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(server.asked().len(), 2, "{:?}", server.asked());
    // One that asks for less is left alone, and says nothing about readers.
    let portal = self::portal(&server, &["[a](HOST/busy/a)", "[b](HOST/busy/b)"]);
    let report = check(&portal, &mut Cache::default());
    assert_eq!((report.diagnostics.len(), report.unclear), (0, 2));
    let busy = |(request, _): &(String, usize)| request.contains("/busy/");
    assert_eq!(server.asked().into_iter().filter(busy).count(), 1);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_and_told_who_asks() {
    let server = Server::start();
    let links: Vec<String> = (0..8).map(|n| format!("[{n}](HOST/slow/{n})")).collect();
    // By a redirect from elsewhere, too.
    let other = Server::start();
    let redirect = format!("[to it]({}/to?{}/slow/9)", other.host, server.host);
    let links: Vec<String> = links.into_iter().chain([redirect]).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let portal = portal(&server, &links);
    let report = check(&portal, &mut Cache::default());
    assert_eq!(said(&portal, &report, &server), "");
    let record = server.record.lock().unwrap();
    assert_eq!(record.heads.len(), 9);
    assert_eq!(record.most_at_once, 1);
    for head in &record.heads {
        let head = head.to_ascii_lowercase();
        let agent = format!("user-agent: supportal/{}", env!("CARGO_PKG_VERSION"));
        assert!(head.contains(&agent), "{head}");
        assert!(
            !head.contains("cookie:") && !head.contains("referer:"),
            "{head}"
        );
    }
}

// Elsewhere 127.0.0.1 is the only one of its kind.
#[cfg(target_os = "linux")]
#[test]
fn four_hosts_are_asked_at_once_and_no_more() {
    let server = Server::start_at("0.0.0.0:0");
    let port = server.host.rsplit(':').next().unwrap();
    let links: Vec<String> = (0..32)
        .map(|n| format!("[{n}](http://127.0.0.{}:{port}/slow/{n})", 1 + n % 8))
        .collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let report = check(&portal(&server, &links), &mut Cache::default());
    assert_eq!(report.diagnostics, []);
    let record = server.record.lock().unwrap();
    assert_eq!(record.heads.len(), 32);
    assert!(record.most_at_once <= 4, "{}", record.most_at_once);
}

#[test]
fn answers_are_kept_between_runs() {
    let server = Server::start();
    let portal = portal(&server, &["[fine](HOST/fine)", "[missing](HOST/missing)"]);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("external.json");
    let run = |now: u64| {
        let mut cache = Cache::read(&path).unwrap();
        let report = external::check(&resolved(&portal), &mut cache, now, &manners()).unwrap();
        cache.write(&path, now).unwrap();
        assert_eq!(report.diagnostics.len(), 1);
        (report.asked, report.known)
    };
    const HOUR: u64 = 60 * 60;
    assert_eq!(run(NOW), (2, 0));
    assert_eq!(run(NOW + HOUR - 1), (0, 2));
    // Bad news may have passed, good news is believed longer.
    assert_eq!(run(NOW + HOUR), (1, 1));
    assert_eq!(run(NOW + 7 * 24 * HOUR), (2, 0));
    assert_eq!(server.asked()["HEAD /fine"], 2);
    // Damaged.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text[..text.len() - 5]).unwrap();
    assert_eq!(run(NOW + 7 * 24 * HOUR), (2, 0));
    assert_eq!(run(NOW + 7 * 24 * HOUR), (0, 2));
}

#[test]
fn a_run_asks_no_more_than_its_limit_and_the_next_goes_on() {
    let server = Server::start();
    let links: Vec<String> = (0..5).map(|n| format!("[{n}](HOST/fine/{n})")).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let portal = portal(&server, &links);
    let manners = Manners {
        limit: 3,
        ..manners()
    };
    let mut cache = Cache::default();
    let mut run = || external::check(&resolved(&portal), &mut cache, NOW, &manners).unwrap();
    let first = run();
    assert_eq!(first.asked, 3);
    assert_eq!(
        said(&portal, &first, &server),
        "note LNK-EXT supportal.yaml:1:1 2 outside addresses were not asked, since 3 is the limit\n"
    );
    let second = run();
    assert_eq!((second.asked, second.known), (2, 3));
    assert_eq!(said(&portal, &second, &server), "");
}

#[test]
fn the_site_itself_is_not_asked() {
    let server = Server::start();
    let portal = portal(&server, &["[new page](HOST/help/new.html)"]);
    let config = server.fill("title: Test\nlanguages: [en]\nurl: HOST/help/\n");
    let portal = portal.file("supportal.yaml", config.replace("http:", "https:"));
    assert_eq!(check(&portal, &mut Cache::default()).asked, 0);
}

#[test]
fn an_encrypted_address_needs_an_encrypted_answer() {
    let server = Server::start();
    let secure = server.host.replace("http:", "https:");
    let portal = portal(&server, &[&format!("[secure]({secure}/fine)")]);
    let site = resolved(&portal);
    match external::check(&site, &mut Cache::default(), NOW, &manners()) {
        Ok(report) => {
            let message = &report.diagnostics[0].message;
            assert!(message.starts_with("no encrypted connection"), "{message}");
        }
        // A machine without certificates of authorities can judge no host.
        Err(error) => assert!(
            error.to_string().contains("certificate authority"),
            "{error}"
        ),
    }
}

#[test]
fn nothing_is_asked_unless_it_is_said() {
    let server = Server::start();
    let portal = portal(&server, &["[missing](HOST/missing)", "[fine](HOST/fine)"]);
    let folder = portal.on_disk();
    let home = tempfile::tempdir().unwrap();
    let supportal = |arguments: &[&str]| -> Output {
        Command::new(env!("CARGO_BIN_EXE_supportal"))
            .env_clear()
            .env("XDG_CACHE_HOME", home.path())
            .env("HOME", home.path())
            .env("LOCALAPPDATA", home.path())
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    let out = home.path().join("dist");
    let out = out.to_str().unwrap();
    assert!(supportal(&["build", "-o", out]).status.success());
    assert!(supportal(&["check"]).status.success());
    assert!(supportal(&["check", "--report"]).status.success());
    assert_eq!(server.asked(), BTreeMap::new());
    // Without the switch its options mean nothing.
    assert_eq!(
        supportal(&["check", "--external-limit", "3"]).status.code(),
        Some(2)
    );

    let run = supportal(&["check", "--external"]);
    let text = server.masked(&String::from_utf8(run.stderr).unwrap());
    assert!(run.status.success(), "{text}");
    assert!(text.contains("warning[LNK-EXT]: there is nothing at `HOST/missing` (404)"));
    assert!(text.contains("2 outside addresses asked\n"), "{text}");
    let asked = server.asked();
    assert_eq!(asked["HEAD /missing"], 1);
    let kept = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    #[cfg(target_os = "linux")]
    assert!(kept(&home.path().join("supportal/external.json")).contains("/missing"));

    // Known by now; weighed as all others, in every format.
    let run = supportal(&["check", "--external", "--strict", "--format", "json"]);
    assert_eq!(run.status.code(), Some(1));
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("\"LNK-EXT\""), "{text}");
    let text = String::from_utf8(run.stderr).unwrap();
    assert!(
        text.contains("0 outside addresses asked, 2 known from earlier\n"),
        "{text}"
    );
    assert_eq!(server.asked(), asked);
    folder.write(
        "supportal.yaml",
        "title: Test\nlanguages: [en]\nlevels:\n  - rule: LNK-EXT\n    severity: error\n    why: Contract.\n",
    );
    assert_eq!(supportal(&["check", "--external"]).status.code(), Some(1));

    // A file of one's own choice, and never somebody else's.
    let file = home.path().join("answers/ci.json");
    let named = file.to_str().unwrap();
    supportal(&["check", "--external", "--external-cache", named]);
    assert!(kept(&file).contains("/missing"));
    assert_eq!(server.asked()["HEAD /missing"], 2);
    let run = supportal(&["check", "--external", "--external-cache", "en/a.md"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(kept(&folder.path().join("en/a.md")).contains("missing"));
}

/// A portal whose page `en/a.md` has these paragraphs.
fn portal(server: &Server, paragraphs: &[&str]) -> Portal {
    let head = "---\ntitle: A\ndescription: About A.\n---\n";
    let text = server.fill(&paragraphs.join("\n\n"));
    Portal::new()
        .page("en/index.md", "Welcome.")
        .file("en/a.md", format!("{head}\n{text}\n"))
}

fn manners() -> Manners {
    Manners {
        pause: Duration::from_millis(1),
        proxy: false,
        ..Manners::default()
    }
}

fn resolved(portal: &Portal) -> Site {
    site(&portal.snapshot(), &Options::default()).value
}

fn check(portal: &Portal, cache: &mut Cache) -> Report {
    external::check(&resolved(portal), cache, NOW, &manners()).unwrap()
}

fn said(portal: &Portal, report: &Report, server: &Server) -> String {
    server.masked(&list(&portal.snapshot(), &report.diagnostics))
}

/// Answers by path, and remembers what it was asked.
struct Server {
    host: String,
    record: Arc<Mutex<Record>>,
}

#[derive(Default)]
struct Record {
    heads: Vec<String>,
    at_once: usize,
    most_at_once: usize,
}

impl Server {
    fn start() -> Self {
        Self::start_at("127.0.0.1:0")
    }

    fn start_at(address: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let host = format!("http://{}", listener.local_addr().unwrap());
        let record = Arc::new(Mutex::new(Record::default()));
        let kept = Arc::clone(&record);
        // Ends with the tests.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let record = Arc::clone(&kept);
                thread::spawn(move || drop(serve(stream, &record)));
            }
        });
        Self { host, record }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("HOST", &self.host)
    }

    fn masked(&self, text: &str) -> String {
        text.replace(&self.host, "HOST")
    }

    /// How often it was asked what.
    fn asked(&self) -> BTreeMap<String, usize> {
        let mut asked = BTreeMap::new();
        for head in &self.record.lock().unwrap().heads {
            let line = head.lines().next().unwrap_or_default();
            let request = line.trim_end_matches(" HTTP/1.1").to_owned();
            *asked.entry(request).or_default() += 1;
        }
        asked
    }
}

fn serve(mut stream: TcpStream, record: &Mutex<Record>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
        // The first byte of a handshake of TLS (RFC 8446, section 5.1).
        if head == [22] {
            return stream.write_all(b"HTTP/1.1 400 Said\r\n\r\n");
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
    let is_head = method == "HEAD";
    {
        let mut record = record.lock().unwrap();
        record.heads.push(head.clone());
        record.at_once += 1;
        record.most_at_once = record.most_at_once.max(record.at_once);
    }
    let first = path.split(['/', '?']).nth(1).unwrap_or_default();
    let (status, location) = match first {
        "fine" => (200, None),
        "slow" => {
            thread::sleep(Duration::from_millis(10));
            (200, None)
        }
        "gone" => (410, None),
        "teapot" => (418, None),
        "broken" => (503, None),
        "sign-in" => (401, None),
        "robots" => (403, None),
        "busy" => (429, None),
        "no-head" if is_head => (405, None),
        "no-head" => (206, None),
        "empty" if is_head => (501, None),
        "empty" => (416, None),
        "moved" => (301, Some("/fine".to_owned())),
        "moved-twice" => (308, Some("moved".to_owned())),
        // Who knows where it leads tomorrow.
        "for-now" => (302, Some("/moved".to_owned())),
        "app" => (302, Some("some-app:open".to_owned())),
        "circle" => (302, Some("/circle".to_owned())),
        "to-missing" => (302, Some("/missing".to_owned())),
        "far" => {
            let number: u32 = path.rsplit('/').next().unwrap().parse().unwrap();
            (302, Some(format!("/far/{}", number + 1)))
        }
        "to" => (302, Some(path.split_once('?').unwrap().1.to_owned())),
        "hang" => {
            thread::sleep(Duration::from_secs(600));
            (200, None)
        }
        "close" => (0, None),
        _ => (404, None),
    };
    record.lock().unwrap().at_once -= 1;
    if status == 0 {
        return Ok(());
    }
    let location = location.map_or(String::new(), |to| format!("Location: {to}\r\n"));
    let reply = format!(
        "HTTP/1.1 {status} Said\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(reply.as_bytes())
}
