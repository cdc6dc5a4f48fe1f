//! A file as an answer: its type, its tag, the part of it that was asked for.

use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE,
    RANGE,
};
use axum::http::response::Builder;
use axum::http::{HeaderMap, HeaderName, Response, StatusCode};

/// The content of a file, with what a browser should know of it.
pub(super) struct Content {
    /// All of it.
    pub(super) bytes: Bytes,
    /// Its type: `text/html; charset=utf-8`.
    pub(super) kind: String,
    /// Changes with the content; without quotes.
    pub(super) tag: String,
}

/// Bytes that are shared with the build: a download of half a gigabyte is not copied to be sent.
pub(super) fn shared(bytes: Arc<Vec<u8>>) -> Bytes {
    struct Shared(Arc<Vec<u8>>);
    impl AsRef<[u8]> for Shared {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    Bytes::from_owner(Shared(bytes))
}

/// The type of the file at `url`.
pub(super) fn kind(url: &str) -> String {
    let name = url.rsplit('/').next().unwrap_or(url);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kind = match extension.to_ascii_lowercase().as_str() {
        // The registered names; what `mime_guess` knows of these is older.
        "vcf" => "text/vcard",
        "ico" => "image/vnd.microsoft.icon",
        other => mime_guess::from_ext(other)
            .first_raw()
            .unwrap_or("application/octet-stream"),
    };
    match kind.starts_with("text/") {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_owned(),
    }
}

/// The answer to a request with `headers` for `content`.
pub(super) fn answer(status: StatusCode, content: Content, headers: &HeaderMap) -> Response<Body> {
    let Content { bytes, kind, tag } = content;
    let tag = format!("\"{tag}\"");
    let asked = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let begun = |status| Response::builder().status(status).header(ETAG, &tag);
    let is_known = |list: &str| {
        let mut known = list
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/"));
        known.any(|one| one == tag || one == "*")
    };
    if status == StatusCode::OK && asked(IF_NONE_MATCH).is_some_and(is_known) {
        return finished(begun(StatusCode::NOT_MODIFIED), Body::empty());
    }
    let whole = |answer: Builder, bytes: Bytes| {
        let answer = answer
            .header(CONTENT_LENGTH, bytes.len())
            .header(CONTENT_TYPE, &kind);
        finished(answer, Body::from(bytes))
    };
    // A part of another version is of no use.
    let is_same = asked(IF_RANGE).is_none_or(|of| of == tag);
    let range = asked(RANGE).filter(|_| status == StatusCode::OK && is_same);
    let length = bytes.len();
    match range.map_or(Part::Whole, |range| part(range, length)) {
        Part::Whole => whole(begun(status).header(ACCEPT_RANGES, "bytes"), bytes),
        Part::Of(range) => {
            let of = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let answer = begun(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, of);
            whole(answer, bytes.slice(range))
        }
        Part::Beyond => {
            let answer = begun(StatusCode::RANGE_NOT_SATISFIABLE);
            let answer = answer.header(CONTENT_RANGE, format!("bytes */{length}"));
            finished(answer, Body::empty())
        }
    }
}

fn finished(answer: Builder, body: Body) -> Response<Body> {
    // Headers that are made here are always well-formed.
    answer.body(body).unwrap_or_default()
}

/// What is asked for of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Of(Range<usize>),
    Beyond,
}

/// RFC 9110, section 14.1.2. Several ranges at once, and what is not understood, get the whole.
fn part(range: &str, length: usize) -> Part {
    let Some((first, last)) = range
        .strip_prefix("bytes=")
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More digits than a number has: beyond any file.
        digits.then(|| text.parse().unwrap_or(usize::MAX))
    };
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Part::Whole,
    };
    match range.is_empty() {
        true => Part::Beyond,
        false => Part::Of(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for() {
        let check = |range: &str, expected: Part| assert_eq!(part(range, 10), expected, "{range}");
        check("bytes=0-0", Part::Of(0..1));
        check("bytes=2-5", Part::Of(2..6));
        check("bytes=5-", Part::Of(5..10));
        check("bytes=-3", Part::Of(7..10));
        check("bytes=-30", Part::Of(0..10));
        check("bytes=8-99", Part::Of(8..10));
        check("bytes=0-99999999999999999999999", Part::Of(0..10));
        check("bytes=10-", Part::Beyond);
        check("bytes=-0", Part::Beyond);
        for whole in [
            "bytes=5-2",
            "bytes=0-1,3-4",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "lines=1-2",
        ] {
            check(whole, Part::Whole);
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
    }

    #[test]
    fn files_have_the_types_that_browsers_act_on() {
        let check = |url: &str, expected: &str| assert_eq!(kind(url), expected, "{url}");
        check("a/index.html", "text/html; charset=utf-8");
        check("assets/theme/theme.1234.css", "text/css; charset=utf-8");
        check("search/search.js", "text/javascript; charset=utf-8");
        check("hours.json", "application/json");
        check("icon.svg", "image/svg+xml");
        check("a.PNG", "image/png");
        check("support.vcf", "text/vcard; charset=utf-8");
        check("hours.ics", "text/calendar; charset=utf-8");
        check("index.md", "text/markdown; charset=utf-8");
        check("site.webmanifest", "application/manifest+json");
        check("manual.pdf", "application/pdf");
        check("assets/LICENSE", "application/octet-stream");
    }
}
