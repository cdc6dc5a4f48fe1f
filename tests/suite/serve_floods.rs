//! The server of `supportal serve`, asked by those who mean no good, and by many at once.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::serve_http::{Server, serve};

/// What comes back on a connection of its own, until so many answers have begun and its other side is
/// silent for a while.
fn answered(server: &Server, pieces: &[&[u8]], half_closed: bool, answers: usize) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    for piece in pieces {
        // It may have hung up: then what it said is there to be read.
        if stream.write_all(piece).is_err() {
            break;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    if half_closed {
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
    let mut said = String::new();
    let mut piece = [0; 1 << 13];
    loop {
        let patience = if count(&said) < answers {
            Duration::from_secs(60)
        } else {
            Duration::from_millis(1_500)
        };
        stream.set_read_timeout(Some(patience)).unwrap();
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => said.push_str(&String::from_utf8_lossy(&piece[..read])),
            _ => return said,
        }
    }
}

fn count(said: &str) -> usize {
    said.matches("HTTP/1.1 ").count()
}

#[test]
fn requests_that_mean_no_good_are_answered_shortly_and_harm_nobody() {
    let server = serve();
    // No other answer waits for the first build.
    assert_eq!(server.get("/", "").status(), 200);
    let port = server.port;
    let head = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
    let close = "Connection: close\r\n\r\n";
    let long = "a".repeat(1 << 20);
    let many: String = (0..500)
        .map(|number| format!("X-{number}: a\r\n"))
        .collect();
    // What is asked, how many answers come, and what the first of them is.
    let rows: &[(String, usize, &[u16])] = &[
        (format!("{head}{close}"), 1, &[200]),
        // One behind the other, on one connection.
        (format!("{head}\r\n{head}\r\n{head}{close}"), 3, &[200]),
        // Heads that are too large, each in its own way.
        (format!("{head}X: {long}\r\n{close}"), 1, &[431]),
        (format!("{head}{many}{close}"), 1, &[431]),
        (
            format!("GET /{long} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[404, 414, 431],
        ),
        // Bodies that nobody asked for: whole, without end, and told in two ways.
        (
            format!("{head}Transfer-Encoding: chunked\r\n{close}5\r\nhello\r\n0\r\n\r\n"),
            1,
            &[200],
        ),
        (
            format!("{head}Transfer-Encoding: chunked\r\n{close}fffffffffffffffff\r\n"),
            1,
            &[200, 400],
        ),
        (
            format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n{close}hello"),
            1,
            &[400],
        ),
        (format!("{head}Content-Length: -1\r\n{close}"), 1, &[400]),
        (
            format!("{head}Content-Length: 99999999999\r\n{close}"),
            1,
            &[200],
        ),
        (
            format!("{head}Transfer-Encoding: gzip\r\n{close}"),
            1,
            &[200, 400, 501],
        ),
        // Targets in other forms.
        (
            format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[200],
        ),
        (
            format!("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[403],
        ),
        (
            format!("GET * HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[400, 404],
        ),
        (
            format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[400, 403, 405],
        ),
        (
            format!(
                "{head}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{close}"
            ),
            1,
            &[200],
        ),
        (
            format!("{head}Upgrade: h2c\r\nHTTP2-Settings: a\r\n{close}"),
            1,
            &[200],
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 0, &[]),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0".to_owned(), 1, &[400]),
        // Heads that would become two.
        (
            format!("GET /a%0d%0aX:%20b HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[400, 404],
        ),
        (format!("{head}X : a\r\n{close}"), 1, &[400]),
        (format!("{head}X: a\r\n b: c\r\n{close}"), 1, &[200, 400]),
        (
            format!("GET / HTTP/9.9\r\nHost: 127.0.0.1:{port}\r\n{close}"),
            1,
            &[400, 505],
        ),
    ];
    for (request, answers, statuses) in rows {
        let said = answered(&server, &[request.as_bytes()], false, *answers);
        let told = &request[..request.len().min(120)];
        assert_eq!(count(&said), *answers, "{told}: {said:.300}");
        let status = said
            .split(' ')
            .nth(1)
            .map(|status| status.parse::<u16>().unwrap());
        let Some(status) = status else { continue };
        assert!(statuses.contains(&status), "{told}: {said:.300}");
        assert!(
            !said.to_lowercase().contains("\nx: b"),
            "{told}: {said:.300}"
        );
    }
    // Byte by byte, and by one who listens but says no more.
    let whole = format!("{head}{close}");
    let bytes: Vec<&[u8]> = whole.as_bytes().chunks(1).collect();
    assert!(answered(&server, &bytes, false, 1).starts_with("HTTP/1.1 200"));
    answered(&server, &[whole.as_bytes()], true, 0);
    answered(&server, &[b"GET / HT"], true, 0);
    assert_eq!(server.get("/", "").status(), 200);
}

#[test]
fn many_who_wait_for_changes_keep_nobody_out() {
    let server = serve();
    let channel = server.channel();
    let port = server.port;
    let open = |target: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(
            stream,
            "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )
        .unwrap();
        stream
    };
    let waiting: Vec<TcpStream> = (0..300).map(|_| open(&channel)).collect();
    // More than a hundred ask at once for a page, and hang up without reading it.
    for _ in 0..200 {
        drop(open("/"));
    }
    assert_eq!(server.get("/", "").status(), 200);
    for (number, stream) in waiting.into_iter().enumerate() {
        if number % 100 != 0 {
            continue;
        }
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        assert!(lines.any(|line| line.starts_with("data: ")), "{number}");
    }
    assert_eq!(server.get("/", "").status(), 200);
}
