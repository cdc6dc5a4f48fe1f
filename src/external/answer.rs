//! What an address answers, as data.

use serde::{Deserialize, Serialize};

/// What was heard of an address, its redirects followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    /// There is something.
    Found,
    /// There is something at another address, for good.
    Moved(String),
    /// The server refuses, with this status (RFC 9110, section 15).
    Status(u16),
    /// There was no answer.
    Failed(Failure),
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Failure {
    /// No host has this name.
    NoHost,
    /// The way there is closed: no names, no route, a proxy that refuses.
    Network,
    /// Nobody listens at the port.
    Refused,
    /// Nothing came in time.
    TimedOut,
    /// The connection was closed, or what came is not HTTP.
    Closed,
    /// Redirects that do not end.
    Circle,
    /// The certificate has expired, or is not valid yet.
    Expired,
    /// The certificate is another host's.
    OtherName,
    /// The certificate is from somebody that this machine does not trust.
    Issuer,
    /// The certificate cannot be accepted for another reason.
    Certificate,
    /// No encrypted connection could be made.
    Encryption,
    /// This machine trusts nobody: it has no list of authorities.
    NoAuthorities,
    /// The address is one that browsers mend and this program cannot ask.
    Unasked,
}

impl Answer {
    /// Whether it says nothing about what readers see: they may have signed in, servers turn robots
    /// away, and many know no HEAD.
    pub(super) fn is_unclear(&self) -> bool {
        match self {
            Self::Status(status) => {
                matches!(status, 401 | 403 | 405 | 407 | 429) || !(400..600).contains(status)
            }
            Self::Failed(failure) => *failure == Failure::Unasked,
            Self::Found | Self::Moved(_) => false,
        }
    }

    /// Whether it is likely to be the same in some days.
    pub(super) fn lasts(&self) -> bool {
        match self {
            Self::Found | Self::Moved(_) => true,
            Self::Status(429) => false,
            Self::Status(_) | Self::Failed(_) => self.is_unclear(),
        }
    }
}
