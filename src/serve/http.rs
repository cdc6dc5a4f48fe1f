//! Requests to answers: files of the shown site, and the stream that tells pages of changes.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Uri};
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use futures_util::future::select;
use futures_util::stream;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use percent_encoding::percent_decode_str;

use super::files::{self, Content};
use super::guard::{self, Hosts};
use super::preview::Preview;
use super::site::Site;
use super::{page, signals};

/// The script of every page, and the style of what it shows.
const RELOAD: &[u8] = include_bytes!("reload.js");
const PANEL: &[u8] = include_bytes!("panel.css");

/// Said of every answer, beside the policy: nothing is kept without asking, nothing is guessed, and no
/// other site gets anything.
const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-cache"),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// How long the head of a request may take, also that of the next one on the same connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// Until somebody is let in again after nobody could be.
const PAUSE: Duration = Duration::from_millis(100);

/// Where the server listens.
pub struct Door {
    listener: TcpListener,
    hosts: Hosts,
    /// What to open in a browser: `http://127.0.0.1:4000/`.
    pub url: String,
    /// Whether others on the network can knock.
    pub is_public: bool,
    /// The port that was wanted, where another program has it.
    pub taken: Option<u16>,
}

impl Door {
    /// Listens at `host`, on `port` or, where none was named, on the first free one from 4000.
    ///
    /// # Errors
    ///
    /// Where `host` is not this machine, or the port is not free.
    pub fn new(host: &str, port: Option<u16>) -> Result<Self> {
        const FIRST: u16 = 4000;
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let addresses = (name, 0).to_socket_addrs();
        let mut addresses = addresses.with_context(|| {
            format!("`{host}` is no host that is known here\nhint: name an address of this machine with `--host`")
        })?;
        let address = addresses
            .next()
            .map_or(IpAddr::from([127, 0, 0, 1]), |first| first.ip());
        let try_port = |port: u16| TcpListener::bind(SocketAddr::new(address, port));
        let listener = match port {
            Some(port) => try_port(port),
            None => (FIRST..FIRST + 100).chain([0]).map(try_port).find(|tried| {
                !matches!(tried, Err(error) if error.kind() == io::ErrorKind::AddrInUse)
            }).unwrap_or_else(|| try_port(0)),
        };
        let listener = listener.map_err(|error| {
            let wanted = port.unwrap_or(FIRST);
            let hint = match error.kind() {
                io::ErrorKind::AddrInUse => {
                    "another program has it; leave `--port` out, and a free one is found"
                }
                io::ErrorKind::PermissionDenied => {
                    "ports below 1024 are for the system; name a higher one with `--port`"
                }
                _ => "name an address of this machine with `--host`, or leave it out",
            };
            anyhow::Error::new(error).context(format!(
                "cannot listen on {}\nhint: {hint}",
                SocketAddr::new(address, wanted)
            ))
        })?;
        listener
            .set_nonblocking(true)
            .context("cannot wait for requests")?;
        let own = listener
            .local_addr()
            .context("cannot tell which port is used")?;
        let shown = match address {
            IpAddr::V4(any) if any.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(any) if any.is_unspecified() => "[::1]".to_owned(),
            _ if name.contains(':') => format!("[{name}]"),
            _ => name.to_owned(),
        };
        Ok(Self {
            listener,
            hosts: Hosts::new(name, address),
            url: format!("http://{shown}:{}/", own.port()),
            is_public: !address.is_loopback(),
            taken: (port.is_none() && own.port() != FIRST).then_some(FIRST),
        })
    }
}

/// Answers requests while `preview` builds, until the user ends it.
///
/// # Errors
///
/// Where the system gives no thread, or fails the server.
pub fn serve(door: Door, preview: Preview) -> Result<()> {
    let runtime = signals::runtime()?;
    let app = app(preview.site.clone(), door.hosts);
    thread::Builder::new()
        .spawn(|| preview.run())
        .context("cannot start a thread")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(door.listener);
        let server = answer(listener.context("cannot wait for requests")?, app, PATIENCE);
        // Open pages are not waited for: their streams never end by themselves.
        select(
            std::pin::pin!(server),
            std::pin::pin!(signals::asked_to_end()),
        )
        .await
        .factor_first()
        .0
    })
}

/// Answers whoever comes. Who does not say in time what is wanted is not waited for: each holds one of the few files
/// that a process may open.
async fn answer(listener: tokio::net::TcpListener, app: Router, patience: Duration) -> Result<()> {
    let mut connection = http1::Builder::new();
    connection
        .timer(TokioTimer::new())
        .header_read_timeout(patience);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // One that was given up, or no file is left: in a moment there may be one again.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(app.clone());
        let answered = connection.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async {
            // Who hangs up is told nothing.
            let _ = answered.await;
        });
    }
}

fn app(site: Arc<Site>, hosts: Hosts) -> Router {
    Router::new()
        .route("/.supportal/{token}/{name}", get(own))
        .fallback(file)
        .layer(from_fn_with_state(Arc::new(hosts), guard::guard))
        .layer(map_response_with_state(site.clone(), headed))
        .with_state(site)
}

/// What is said of every answer, refusals among them.
async fn headed(site: State<Arc<Site>>, mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&site.shown().policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What only pages of this site know the address of.
async fn own(
    site: State<Arc<Site>>,
    Path((token, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    if token != site.token {
        return StatusCode::NOT_FOUND.into_response();
    }
    let bytes = match name.as_str() {
        "changes" => return changes(&site).into_response(),
        "reload.js" => RELOAD,
        "panel.css" => PANEL,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let content = Content {
        bytes: Bytes::from_static(bytes),
        kind: files::kind(&name),
        tag: crate::model::Fingerprint::of(bytes).short(16),
    };
    files::answer(StatusCode::OK, content, &headers)
}

/// The state of the preview, now and after each change.
fn changes(site: &Site) -> impl axum::response::IntoResponse + use<> {
    let states = stream::unfold(site.states(), |mut states| async {
        // It ends with the program.
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone();
        Some((Ok::<_, Infallible>(Event::default().data(&*state)), states))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

async fn file(site: State<Arc<Site>>, request: Request) -> Response<Body> {
    let uri = request.uri();
    let Some(path) = decoded(uri) else {
        return (StatusCode::BAD_REQUEST, "no address of a site\n").into_response();
    };
    let shown = site.shown();
    if let Some(file) = shown.file(&path) {
        return files::answer(
            StatusCode::OK,
            content(file, &shown, &site),
            request.headers(),
        );
    }
    // As hosts do: a folder's links are relative to it.
    if !path.is_empty() && shown.file(&format!("{path}/")).is_some() {
        let to = HeaderValue::from_str(&format!("{}/", uri.path()));
        return match to {
            Ok(to) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        };
    }
    match shown.file("404.html") {
        Some(file) => files::answer(
            StatusCode::NOT_FOUND,
            content(file, &shown, &site),
            request.headers(),
        ),
        None => (StatusCode::NOT_FOUND, "no such page\n").into_response(),
    }
}

fn content(file: &crate::model::Output, shown: &super::site::Shown, site: &Site) -> Content {
    let kind = files::kind(file.url.as_str());
    let tag = file.fingerprint.short(16);
    match kind.starts_with("text/html") {
        true => Content {
            bytes: page::page(file, shown, site).into(),
            kind,
            // The script in it knows the program and the build.
            tag: format!("{tag}-{:.8}-{}", site.token, shown.generation),
        },
        false => Content {
            bytes: files::shared(file.bytes.clone()),
            kind,
            tag,
        },
    }
}

/// The path that is asked for, without its first `/`. `None` where it is none of a site: it climbs, is
/// empty in places, or is written so that another program could understand it otherwise.
fn decoded(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_odd = |c: char| c.is_control() || c == '\\';
    let mut parts = path.split('/');
    let climbs = parts.any(|part| part == ".." || part == ".");
    (!path.contains(is_odd) && !climbs && !path.starts_with('/')).then(|| path.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn who_never_says_what_is_wanted_is_not_waited_for() {
        let runtime = signals::runtime().unwrap();
        let app = Router::new().fallback(|| async { "here" });
        let said = runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let asked = tokio::task::spawn_blocking(move || {
                let said = |request: &str| {
                    let mut stream = TcpStream::connect(address).unwrap();
                    let patience = Some(Duration::from_secs(30));
                    stream.set_read_timeout(patience).unwrap();
                    stream.write_all(request.as_bytes()).unwrap();
                    let mut said = String::new();
                    // Some systems say that the other side hung up.
                    let end = stream
                        .read_to_string(&mut said)
                        .map_err(|error| error.kind());
                    assert_ne!(end, Err(io::ErrorKind::WouldBlock));
                    said
                };
                // The end of a head never comes, neither of the first request nor of the second.
                let whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
                ["", "GET / HTTP/1.1\r\nHost: a\r\n", whole].map(said)
            });
            let server = answer(listener, app, Duration::from_millis(200));
            match select(std::pin::pin!(server), asked).await {
                futures_util::future::Either::Left(_) => panic!("the server ended"),
                futures_util::future::Either::Right((said, _)) => said.unwrap(),
            }
        });
        assert!(
            said[2].ends_with("here") && !said[1].contains("here"),
            "{said:?}"
        );
    }
}
