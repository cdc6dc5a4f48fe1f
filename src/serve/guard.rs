//! Who may ask: this machine's own browser, for pages of this site.
//!
//! A page of another site cannot read answers, as nothing here allows it to. It could still have its
//! visitor's browser ask: under a name of its own that leads to this machine (DNS rebinding), or for a
//! script or a stream of this server. Both are refused before anything is looked up.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// The names that this server answers to. With any port, since a tunnel has one of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    names: Vec<String>,
    /// Whether any address does: nobody's domain name is one.
    any_address: bool,
}

impl Hosts {
    /// Those of a server that listens at `address`, under the `name` that the user gave.
    pub fn new(name: &str, address: IpAddr) -> Self {
        let own = ["localhost", "127.0.0.1", "::1", name];
        Self {
            names: own.map(|name| name.to_ascii_lowercase()).to_vec(),
            any_address: address.is_unspecified(),
        }
    }

    /// Whether a request for `authority` (`localhost:4000`) is for this server.
    pub fn knows(&self, authority: &str) -> bool {
        let Ok(authority) = authority.parse::<Authority>() else {
            return false;
        };
        // Without a user, and with a port that is one or none.
        let bare = authority.as_str() == authority.host();
        if authority.as_str().contains('@') || !(bare || authority.port().is_some()) {
            return false;
        }
        let host = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']');
        let host = host.to_ascii_lowercase();
        self.names.contains(&host) || (self.any_address && host.parse::<IpAddr>().is_ok())
    }
}

/// Refuses what no page of this site asks for.
pub(super) async fn guard(hosts: State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    match refusal(&hosts, &request) {
        None => next.run(request).await,
        Some((StatusCode::METHOD_NOT_ALLOWED, why)) => {
            (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")], why).into_response()
        }
        Some((status, why)) => (status, why).into_response(),
    }
}

fn refusal(hosts: &Hosts, request: &Request) -> Option<(StatusCode, &'static str)> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((
            StatusCode::METHOD_NOT_ALLOWED,
            "only GET and HEAD are answered\n",
        ));
    }
    let headers = request.headers();
    let Some(host) = only(headers, HOST.as_str()) else {
        return Some((StatusCode::BAD_REQUEST, "which host is asked?\n"));
    };
    let target = request.uri().authority();
    if !hosts.knows(host) || target.is_some_and(|target| !hosts.knows(target.as_str())) {
        return Some((
            StatusCode::FORBIDDEN,
            "this is the preview of a portal on another host; `supportal serve --host NAME` answers to NAME\n",
        ));
    }
    let foreign = Some((StatusCode::FORBIDDEN, "not for other sites\n"));
    if headers.contains_key(ORIGIN) {
        let own = format!("http://{host}");
        let origin = only(headers, ORIGIN.as_str());
        if origin.is_none_or(|origin| !origin.eq_ignore_ascii_case(&own)) {
            return foreign;
        }
    }
    // Another port of this machine is another site's page, too.
    let is = |name, value| only(headers, name) == Some(value);
    let from_elsewhere = is("sec-fetch-site", "cross-site") || is("sec-fetch-site", "same-site");
    let follows_link = is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document");
    if from_elsewhere && !follows_link {
        return foreign;
    }
    None
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_hosts_are_answered() {
        let loopback = Hosts::new("127.0.0.1", "127.0.0.1".parse().unwrap());
        let network = Hosts::new("0.0.0.0", "0.0.0.0".parse().unwrap());
        let named = Hosts::new("desk.example", "192.0.2.7".parse().unwrap());
        let check = |host: &str, expected: [bool; 3]| {
            let known = [&loopback, &network, &named].map(|hosts| hosts.knows(host));
            assert_eq!(known, expected, "{host}");
        };
        check("127.0.0.1:4000", [true, true, true]);
        check("LOCALHOST", [true, true, true]);
        check("[::1]:4000", [true, true, true]);
        check("192.0.2.7:4000", [false, true, false]);
        check("desk.example:8080", [false, false, true]);
        for foreign in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:4000",
            "a@localhost",
            "localhost.",
            "127.1",
            "0x7f000001",
            "2130706433",
            "",
            "localhost:port",
            "http://localhost",
        ] {
            check(foreign, [false, false, false]);
        }
    }
}
