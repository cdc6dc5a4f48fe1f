//! What the files of a site are, by their endings.

/// A kind of file.
pub(super) struct Type {
    /// The endings.
    pub(super) endings: &'static [&'static str],
    /// Its media type.
    pub(super) name: &'static str,
    /// Whether it is a text, and ours are UTF-8.
    pub(super) text: bool,
    /// Whether servers know it without being told.
    pub(super) common: bool,
}

impl Type {
    /// The value of `Content-Type`.
    pub(super) fn header(&self) -> String {
        match self.text {
            true => format!("{}; charset=utf-8", self.name),
            false => self.name.to_owned(),
        }
    }
}

const fn common(endings: &'static [&'static str], name: &'static str, text: bool) -> Type {
    Type {
        endings,
        name,
        text,
        common: true,
    }
}

const fn rare(endings: &'static [&'static str], name: &'static str, text: bool) -> Type {
    Type {
        endings,
        name,
        text,
        common: false,
    }
}

/// What pages, and what a portal has in `assets/`, are made of. (IANA, Media Types.)
pub(super) const TYPES: &[Type] = &[
    common(&["html", "htm"], "text/html", true),
    common(&["css"], "text/css", true),
    rare(&["js"], "text/javascript", true),
    common(&["json"], "application/json", false),
    rare(&["xml"], "application/xml", false),
    rare(&["txt"], "text/plain", true),
    rare(&["md"], "text/markdown", true),
    rare(&["ics"], "text/calendar", true),
    rare(&["vcf"], "text/vcard", true),
    rare(&["webmanifest"], "application/manifest+json", false),
    common(&["svg"], "image/svg+xml", false),
    common(&["png"], "image/png", false),
    common(&["jpg", "jpeg"], "image/jpeg", false),
    common(&["gif"], "image/gif", false),
    rare(&["webp"], "image/webp", false),
    rare(&["avif"], "image/avif", false),
    rare(&["ico"], "image/x-icon", false),
    rare(&["woff2"], "font/woff2", false),
    common(&["pdf"], "application/pdf", false),
    rare(&["zip"], "application/zip", false),
    rare(&["csv"], "text/csv", true),
    rare(&["vtt"], "text/vtt", true),
    rare(&["mp4"], "video/mp4", false),
    rare(&["webm"], "video/webm", false),
    rare(&["mp3"], "audio/mpeg", false),
    rare(
        &["docx"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        false,
    ),
    rare(
        &["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        false,
    ),
    rare(
        &["pptx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        false,
    ),
];
