//! One address over HTTP: the only file that speaks it.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustls::CertificateError;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, Error, Proxy, http::Response};
use url::Url;

use super::Manners;
use super::answer::{Answer, Failure};

/// Redirects that are followed.
const REDIRECTS: usize = 5;

/// Says who asks and what for, so that whoever runs a server can tell.
const USER_AGENT: &str = concat!("supportal/", env!("CARGO_PKG_VERSION"), " (link check)");

/// Asks addresses, one at a time of each host.
pub(super) struct Asker {
    agent: Agent,
    manners: Manners,
    /// Held while a host is asked, and during the pause after.
    gates: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

/// An answer, and whether it is of another address, which the first sent us to.
pub(super) struct Heard {
    pub(super) answer: Answer,
    pub(super) redirected: bool,
}

/// What one request brought.
struct Reply {
    status: u16,
    location: Option<String>,
}

impl Asker {
    pub(super) fn new(manners: &Manners) -> Self {
        // The machine's own authorities: those of an intranet are known to it, and to nobody else.
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .proxy(manners.proxy.then(Proxy::try_from_env).flatten())
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            // Each hop is another host's, with a gate of its own.
            .max_redirects(0)
            .timeout_global(Some(manners.patience))
            .build()
            .new_agent();
        Self {
            agent,
            manners: *manners,
            gates: Mutex::default(),
        }
    }

    /// What stands at `address`, its redirects followed.
    pub(super) fn ask(&self, address: &Url) -> Heard {
        let mut at = address.clone();
        let mut seen = vec![at.clone()];
        let mut for_good = true;
        let answer = loop {
            let reply = match self.reply(&at) {
                Ok(reply) => reply,
                Err(failure) => break Answer::Failed(failure),
            };
            let next = match (reply.status, &reply.location) {
                (301 | 302 | 303 | 307 | 308, Some(location)) => at.join(location).ok(),
                _ => None,
            };
            let Some(mut next) = next else {
                break match reply.status {
                    200..300 if for_good && at != *address => Answer::Moved(at.into()),
                    200..300 => Answer::Found,
                    status => Answer::Status(status),
                };
            };
            // Into a program on the reader's machine.
            if !matches!(next.scheme(), "http" | "https") {
                break Answer::Found;
            }
            next.set_fragment(None);
            if seen.contains(&next) || seen.len() > REDIRECTS {
                break Answer::Failed(Failure::Circle);
            }
            for_good &= matches!(reply.status, 301 | 308);
            seen.push(next.clone());
            at = next;
        };
        let redirected = seen.len() > 1;
        Heard { answer, redirected }
    }

    /// Asks for the head alone; where that is refused, for a first byte, as readers' browsers would:
    /// servers that know no HEAD answer it with almost any error.
    fn reply(&self, address: &Url) -> Result<Reply, Failure> {
        let gate = self.gate(address);
        let _one_at_a_time = gate.lock().unwrap_or_else(PoisonError::into_inner);
        let head = self.heard(self.agent.head(address.as_str()).call());
        let again = match &head {
            Ok(reply) => reply.status >= 400 && !matches!(reply.status, 401 | 407 | 429),
            Err(failure) => *failure == Failure::Closed,
        };
        if !again {
            return head;
        }
        let get = self.agent.get(address.as_str());
        let mut reply = self.heard(get.header("Range", "bytes=0-0").call())?;
        // There is something, and it is empty: it has no first byte.
        if reply.status == 416 {
            reply.status = 200;
        }
        Ok(reply)
    }

    fn gate(&self, address: &Url) -> Arc<Mutex<()>> {
        let host = address.host_str().unwrap_or_default().to_owned();
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        gates.entry(host).or_default().clone()
    }

    /// Reads a reply, and rests before the next request.
    fn heard(&self, result: Result<Response<Body>, Error>) -> Result<Reply, Failure> {
        let reply = result.map_err(|error| failure(&error)).map(|response| {
            let location = response.headers().get("location");
            Reply {
                status: response.status().as_u16(),
                // In UTF-8 where it is not escaped, as browsers read it.
                location: location.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned()),
            }
        });
        thread::sleep(self.manners.pause);
        reply
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::Timeout(_) => Failure::TimedOut,
        Error::HostNotFound => Failure::NoHost,
        Error::Io(error) => failure_of_connection(error),
        // Before there is a connection: how the verifier says that it could be made of nothing.
        Error::Rustls(rustls::Error::General(_)) => Failure::NoAuthorities,
        Error::Rustls(error) => failure_of_encryption(error),
        Error::BadUri(_) | Error::Http(_) => Failure::Unasked,
        Error::Tls(_) => Failure::Encryption,
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Failure::Network,
        _ => Failure::Closed,
    }
}

fn failure_of_connection(error: &io::Error) -> Failure {
    let inner = error.get_ref();
    if let Some(error) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return failure_of_encryption(error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Failure::Refused,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Failure::TimedOut,
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable => Failure::Network,
        _ => failure_of_lookup(error).unwrap_or(Failure::Closed),
    }
}

/// The standard library has no kind for names that are not found: on Unix it has these words before
/// those of the system, on Windows the number of Winsock.
fn failure_of_lookup(error: &io::Error) -> Option<Failure> {
    match error.raw_os_error() {
        Some(11001 | 11004) if cfg!(windows) => return Some(Failure::NoHost),
        Some(11002 | 11003) if cfg!(windows) => return Some(Failure::Network),
        _ => {}
    }
    let text = error.to_string();
    let reason = text.strip_prefix("failed to lookup address information: ")?;
    // EAI_AGAIN, in the words of glibc and of musl.
    let passing = ["Temporary failure", "Try again"];
    Some(
        match passing.iter().any(|words| reason.starts_with(words)) {
            true => Failure::Network,
            false => Failure::NoHost,
        },
    )
}

fn failure_of_encryption(error: &rustls::Error) -> Failure {
    let rustls::Error::InvalidCertificate(flaw) = error else {
        return Failure::Encryption;
    };
    match flaw {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Failure::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Failure::OtherName
        }
        CertificateError::UnknownIssuer => Failure::Issuer,
        _ => Failure::Certificate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_network_are_told_apart() {
        let check = |error: io::Error, expected| assert_eq!(failure(&Error::Io(error)), expected);
        let lookup = "failed to lookup address information: ";
        let words = |text: &str| io::Error::other(format!("{lookup}{text}"));
        check(words("Name or service not known"), Failure::NoHost);
        check(
            words("Temporary failure in name resolution"),
            Failure::Network,
        );
        let kind = io::Error::from;
        check(kind(io::ErrorKind::ConnectionRefused), Failure::Refused);
        check(kind(io::ErrorKind::NetworkUnreachable), Failure::Network);
        check(kind(io::ErrorKind::ConnectionReset), Failure::Closed);
        check(kind(io::ErrorKind::UnexpectedEof), Failure::Closed);
        let flaw = |flaw| {
            let error = rustls::Error::InvalidCertificate(flaw);
            io::Error::new(io::ErrorKind::InvalidData, error)
        };
        check(flaw(CertificateError::Expired), Failure::Expired);
        check(flaw(CertificateError::NotValidForName), Failure::OtherName);
        check(flaw(CertificateError::UnknownIssuer), Failure::Issuer);
        check(flaw(CertificateError::Revoked), Failure::Certificate);
    }
}
