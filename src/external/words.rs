//! What an answer means to whoever wrote the link.

use url::Url;

use super::addresses::Place;
use super::answer::{Answer, Failure};
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "LNK-EXT";

const PASSING: &str = "this may pass: check again in an hour";
const REPLACE: &str = "link to what took its place, or take the link out";

/// The finding at a place that names an address which answers so; `None` where nothing is wrong.
pub(super) fn finding(place: &Place, url: &Url, answer: &Answer) -> Option<Diagnostic> {
    let written = &place.written;
    let host = url.host_str().unwrap_or_default();
    let warning = |message: String, hint: &str| {
        let found = Diagnostic::warning(CODE, &place.path, place.span, message);
        Some(found.with_hint(hint.to_owned()))
    };
    match answer {
        Answer::Found => None,
        Answer::Moved(to) => {
            let message = format!("`{written}` has moved for good");
            let note = Diagnostic::note(CODE, &place.path, place.span, message);
            let anchor = written.find('#').map_or("", |at| &written[at..]);
            Some(note.with_hint(format!("write `{to}{anchor}`")))
        }
        answer if answer.is_unclear() => None,
        Answer::Status(404) => warning(format!("there is nothing at `{written}` (404)"), REPLACE),
        Answer::Status(410) => warning(
            format!("what stood at `{written}` is gone for good (410)"),
            REPLACE,
        ),
        Answer::Status(status @ 500..) => warning(
            format!("the server of `{written}` has a problem ({status})"),
            PASSING,
        ),
        Answer::Status(status) => warning(
            format!("`{written}` answers with an error ({status})"),
            "open it in a browser, and link to what readers can see",
        ),
        Answer::Failed(failure) => {
            let (message, hint) = failed(*failure, written, host);
            warning(message, hint)
        }
    }
}

fn failed(failure: Failure, written: &str, host: &str) -> (String, &'static str) {
    match failure {
        Failure::NoHost => (
            format!("no host has the name in `{written}`"),
            "correct the name, or take the link out",
        ),
        Failure::Network | Failure::NoAuthorities | Failure::Unasked => (
            format!("the host of `{written}` cannot be reached from here"),
            PASSING,
        ),
        Failure::Refused => (
            format!("the host of `{written}` refuses the connection"),
            PASSING,
        ),
        Failure::TimedOut => (format!("`{written}` does not answer in time"), PASSING),
        Failure::Closed => (
            format!("the host of `{written}` closes the connection without an answer"),
            PASSING,
        ),
        Failure::Circle => (
            format!("`{written}` redirects in a circle, or more than five times"),
            "link to where readers end up; some sites do this to whoever takes no cookies",
        ),
        Failure::Expired => (
            format!("the certificate of `{written}` is out of date"),
            "tell whoever runs the site; browsers warn readers not to go on",
        ),
        Failure::OtherName => (
            format!("the certificate of `{written}` is not for `{host}`"),
            "use the name that the site has; browsers warn readers not to go on",
        ),
        Failure::Issuer => (
            format!(
                "the certificate of `{written}` is from somebody whom this machine does not trust"
            ),
            "tell whoever runs the site that a certificate between theirs and its authority may be missing, or add the authority to this machine",
        ),
        Failure::Certificate => (
            format!("the certificate of `{written}` is not valid"),
            "tell whoever runs the site; browsers warn readers not to go on",
        ),
        Failure::Encryption => (
            format!("no encrypted connection to `{written}` can be made"),
            "tell whoever runs the site; browsers may warn readers not to go on",
        ),
    }
}

/// That some were not asked.
pub(super) fn limit(site: &Site, left: usize, limit: usize) -> Diagnostic {
    let (addresses, were) = match left {
        1 => ("address", "was"),
        _ => ("addresses", "were"),
    };
    let message =
        format!("{left} outside {addresses} {were} not asked, since {limit} is the limit");
    let hint = "run it again: answers are kept, and the rest comes next; `--external-limit N` asks more at once";
    Diagnostic::note(CODE, &site.config.path, Span::default(), message).with_hint(hint.to_owned())
}
