//! Requests to the preview, as bytes on a connection.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use supportal::model::output::Build;
use supportal::model::{RelPath, Snapshot};
use supportal::pipeline::Options;
use supportal::serve::{self, Door, Finding, Preview, Reporter, Site, Workshop};

use super::files::folder;

const SECRET: &str = "what no answer holds";

/// A request: it is answered, says nothing that was kept, and the next reader gets the page.
pub fn preview(data: &[u8]) {
    static PORT: OnceLock<u16> = OnceLock::new();
    let port = *PORT.get_or_init(start);
    let mut parts = data.splitn(3, |byte| *byte == b'\n');
    let mut part = || parts.next().unwrap_or_default();
    let [path, header, rest] = [(); 3].map(|()| part());
    let host = format!(" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    let request = [b"GET /", path, host.as_bytes(), header, b"\r\n\r\n", rest].concat();
    // It may be one that the server waits for the rest of.
    let answer = asked(port, &request, Duration::from_millis(300));
    let said = String::from_utf8_lossy(&answer);
    assert!(!said.contains(SECRET), "{said}");
    if !answer.is_empty() {
        let status = said.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5));
        let status: u16 = status
            .and_then(|status| status.parse().ok())
            .unwrap_or_else(|| panic!("{said}"));
        assert!((200..500).contains(&status), "{said}");
    }
    let whole = [b"GET /", host.as_bytes(), b"\r\n"].concat();
    let good = asked(port, &whole, Duration::from_secs(60));
    let good = String::from_utf8_lossy(&good);
    assert!(
        good.starts_with("HTTP/1.1 200") && good.contains("<title>"),
        "{good}"
    );
}

/// What comes back on a connection of its own until it ends, or is silent for so long.
fn asked(port: u16, request: &[u8], patience: Duration) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    stream.set_read_timeout(Some(patience)).unwrap();
    let mut answer = Vec::new();
    // It may refuse before all is sent.
    let _ = stream.write_all(request);
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// Starts a preview of a small portal for as long as the process lives.
fn start() -> u16 {
    let dir = folder(&[
        ("portal/supportal.yaml", b"title: T\nlanguages: [en]\n"),
        ("portal/en/index.md", b"---\ntitle: Home\n---\n\nWords.\n"),
        ("portal/en/.hidden.md", SECRET.as_bytes()),
        ("portal/notes.txt", SECRET.as_bytes()),
        ("secret.txt", SECRET.as_bytes()),
    ]);
    let root = dir.path().join("portal");
    let today = Box::new(|| Ok("2026-06-01".parse().unwrap()));
    let workshop = Workshop::new(&root, today, Options::default()).expect("a portal");
    let door = Door::new("127.0.0.1", Some(0)).expect("a port");
    let port = door
        .url
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let mut preview = Preview {
        workshop,
        site: Arc::new(Site::new().expect("random numbers")),
        follow: false,
        reporter: Box::new(Quiet),
    };
    preview.begin();
    thread::spawn(move || {
        let _kept = dir;
        serve::serve(door, preview)
    });
    port
}

struct Quiet;

impl Reporter for Quiet {
    fn built(&mut self, _: &Snapshot, _: &Build, _: &[RelPath]) -> Vec<Finding> {
        Vec::new()
    }

    fn unwatched(&mut self) {}

    fn failed(&mut self, error: &anyhow::Error) -> Finding {
        panic!("{error:?}")
    }
}
