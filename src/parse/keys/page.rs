//! Keys of front matter: of any page, and the facts of channels and plans.

use super::{
    ALLOW, BOOL, DATE, DURATION, EVERY, ID, IDS, Key, LANGUAGES, Map, NEEDS, PAGE, PRICE, STRING,
    Shape, TEXT, TEXTS, WITHIN, key,
};
use crate::model::Kind;

/// The keys that a page of `kind` has; `section` is the `index.md` of a folder, which has no facts.
pub fn of(kind: Kind, section: bool) -> &'static Map {
    match kind {
        Kind::Channel if !section => &CHANNEL_PAGE,
        Kind::Sla if !section => &PLAN_PAGE,
        _ => &PAGE_ANY,
    }
}

/// Whether `name` is a fact that only the source language's page of `kind` states.
pub fn is_fact(name: &str, kind: Kind) -> bool {
    let keys = match kind {
        Kind::Channel => CHANNEL_PAGE.keys,
        Kind::Sla => PLAN_PAGE.keys,
        _ => &[],
    };
    let own = keys.iter().any(|key| key.name == name) && PAGE_ANY.key(name).is_none();
    let dates = kind == Kind::Sla && matches!(name, "effective" | "expires");
    own || dates || matches!(name, "starts" | "ends" | "affects")
}

static KIND: Shape = Shape::OneOf(&[
    "home", "support", "channel", "sla", "article", "guide", "faq", "notice", "page",
]);
static AUDIENCE: Shape = Shape::OneOf(&["user", "admin", "billing"]);
static LEVEL: Shape = Shape::OneOf(&["beginner", "intermediate", "advanced"]);
static TITLE: Shape = Shape::String(120);
static DESCRIPTION: Shape = Shape::String(300);
static TAGS: Shape = Shape::List(&STRING);
static AUDIENCES: Shape = Shape::List(&AUDIENCE);
static REDIRECTS: Shape = Shape::List(&STRING);
static HASHES: Shape = Shape::OneOrMany(&STRING);
static ORDER: Shape = Shape::Integer(-1_000_000, 1_000_000);
static BOOST: Shape = Shape::Integer(1, 10);
static INSTANT: Shape = Shape::Instant;
static SEARCH: Shape = Shape::Map(&SEARCH_HINTS);

static SEARCH_HINTS: Map = Map {
    name: "hints for search",
    unknown: "FM-KEY",
    keys: &[
        key("exclude", &BOOL, "Not found by search.").default("false"),
        key(
            "boost",
            &BOOST,
            "How much more it counts than other pages where it is found.",
        )
        .default("1"),
        key("keywords", &TAGS, "Further words the page is found by."),
    ],
};

const ANY: [Key; 24] = [
    key("title", &TITLE, "The title, 1 to 120 characters.").required(),
    key(
        "description",
        &DESCRIPTION,
        "One or two sentences for lists and search engines, up to 300 characters.",
    ),
    key("kind", &KIND, "What kind of page it is.").default("by the folder"),
    key("slug", &ID, "The last part of the address.").default("the file's name"),
    key("products", &IDS, "Products it is about."),
    key(
        "audience",
        &AUDIENCES,
        "Whom it is for; readers see it at the top of the page, but not on the home page.",
    ),
    key("tags", &TAGS, "Free words."),
    key(
        "order",
        &ORDER,
        "Its place among its neighbours; lower comes first.",
    )
    .default("last, by title"),
    key("updated", &DATE, "When the text last changed in substance."),
    key(
        "reviewed",
        &DATE,
        "When somebody last read it and found it right; readers see it.",
    ),
    key("review_by", &DATE, "When somebody must read it again."),
    key("effective", &DATE, "Not published before."),
    key("expires", &DATE, "Not published from this date on."),
    key(
        "redirect_from",
        &REDIRECTS,
        "Old addresses that lead here, from the site's root.",
    ),
    key(
        "source_hash",
        &HASHES,
        "Of a translation: the source it was made from.",
    ),
    key(
        "extends",
        &BOOL,
        "Of a page in place of a base's: keys that are not here, and the text where none is here, are the base's.",
    )
    .default("false"),
    key(
        "base_hash",
        &STRING,
        "Of a page in place of a base's: the base's page as it was then.",
    ),
    key("draft", &BOOL, "Left out of a build.").default("false"),
    key("level", &LEVEL, "Of a guide: what it asks of the reader."),
    key(
        "time_required",
        &DURATION,
        "Of a guide or lesson: the time it takes.",
    ),
    key("starts", &INSTANT, "Of a notice: from when."),
    key("ends", &INSTANT, "Of a notice: until when."),
    key("affects", &IDS, "Of a notice: products it concerns."),
    key(
        "search",
        &SEARCH,
        "What search should know beyond the text.",
    ),
];
const ALLOWED: Key = key("allow", &ALLOW, "Findings that there are reasons to keep.");

/// Any page.
static PAGE_ANY: Map = Map {
    name: "front matter",
    unknown: "FM-KEY",
    keys: &joined::<25>(&[&ANY, &[ALLOWED]]),
};

/// A page of `kind: channel`.
pub static CHANNEL_PAGE: Map = Map {
    name: "front matter of a channel",
    unknown: "FM-KEY",
    keys: &joined::<37>(&[&ANY, &[ALLOWED], &CHANNEL]),
};

/// A page of `kind: sla`.
pub static PLAN_PAGE: Map = Map {
    name: "front matter of a plan",
    unknown: "FM-KEY",
    keys: &joined::<36>(&[&ANY, &[ALLOWED], &PLAN]),
};

/// The keys of `parts`, one after the other. `N` is their number; the compiler says when it is not.
const fn joined<const N: usize>(parts: &[&[Key]]) -> [Key; N] {
    const NO_KEY: Key = key("", &STRING, "");
    let mut keys = [NO_KEY; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut place = 0;
        while place < parts[part].len() {
            let Key {
                name,
                shape,
                required,
                default,
                doc,
            } = parts[part][place];
            keys[at] = Key {
                name,
                shape,
                required,
                default,
                doc,
            };
            place += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(at == N);
    keys
}

const CHANNEL: [Key; 12] = [
    key("channel", &CHANNEL_KIND, "What kind of channel it is.").required(),
    // What an address is depends on the kind of channel: the reader of channels checks it.
    key(
        "address",
        &STRING,
        "The number (`+` and digits), mail address or `https:` address.",
    )
    .required(),
    key(
        "extension",
        &STRING,
        "The extension, where the address is a number.",
    ),
    key(
        "calendar",
        &ID,
        "The calendar of the hours in which it is open.",
    ),
    key(
        "outside_hours",
        &OUTSIDE,
        "What happens when it is not open.",
    )
    .default("closed"),
    key(
        "answered",
        &ID,
        "The calendar of the hours in which requests are answered, where they are taken at other hours.",
    ),
    key("languages", &LANGUAGES, "Languages spoken there."),
    key("human", &BOOL, "Whether a person answers."),
    key("cost", &PRICE, "What reaching it costs."),
    key("severities", &IDS, "Severities it takes, where not all."),
    key(
        "accessible",
        &WAYS,
        "`text`, `relay-service`, `sign-language`, `large-print` …",
    ),
    key(
        "verify",
        &NEEDS,
        "What to have at hand: `customer-number` …",
    ),
];

/// The kinds of channel.
pub const CHANNELS: &[&str] = &[
    "phone", "email", "web", "chat", "portal", "remote", "visit", "post", "fax", "bot",
];

/// One of them.
pub static CHANNEL_KIND: Shape = Shape::OneOf(CHANNELS);

/// How people reach a channel who cannot use it as others do.
pub static ACCESSIBLE: Shape = Shape::Word(&[
    "text",
    "relay-service",
    "video-relay",
    "sign-language",
    "large-print",
    "braille",
    "plain-language",
    "easy-read",
    "wheelchair",
]);

static WAYS: Shape = Shape::List(&ACCESSIBLE);

static OUTSIDE: Shape = Shape::Union(&[
    &Shape::OneOf(&["closed", "voicemail", "queued"]),
    &Shape::Map(&Map {
        name: "another channel",
        unknown: "FM-KEY",
        keys: &[key("channel", &ID, "The channel that takes over.").required()],
    }),
]);

const PLAN: [Key; 11] = [
    key("version", &STRING, "Version of the terms."),
    key("changes", &CHANGES, "What changed, newest first."),
    key(
        "binding",
        &BINDING,
        "Whether the times are a target or a guarantee.",
    ),
    key("clock", &CLOCK, "What starts and stops the clock."),
    key("calendar", &ID, "The calendar of promises that name none."),
    key("price", &PRICE, "What the plan costs."),
    key("services", &IDS, "Services it covers."),
    key("languages", &LANGUAGES, "Languages in which it is given."),
    key("targets", &TARGETS, "The promises."),
    key(
        "remedy",
        &REMEDY,
        "What the customer gets when a promise is missed.",
    ),
    key("exclusions", &TEXTS, "What the plan does not cover."),
];

static BINDING: Shape = Shape::OneOf(&["target", "guarantee"]);

static CHANGES: Shape = Shape::List(&Shape::Map(&Map {
    name: "a change of the terms",
    unknown: "FM-KEY",
    keys: &[
        key("version", &STRING, "The version that brought it.").required(),
        key("date", &DATE, "Its date.").required(),
        key("text", &TEXT, "What changed.").required(),
    ],
}));

/// What starts the clock: each has its sentence, another word would have none.
pub static CLOCK_STARTS: Shape = Shape::OneOf(&["received", "acknowledged"]);

/// What a new severity does to times that are running.
pub static SEVERITY_CHANGE: Shape = Shape::OneOf(&["restarts-remaining", "continues"]);

/// While what the clock stands still.
pub static PAUSE: Shape =
    Shape::Word(&["waiting-for-customer", "waiting-for-vendor", "maintenance"]);

static CLOCK: Shape = Shape::Map(&Map {
    name: "what starts and stops the clock",
    unknown: "FM-KEY",
    keys: &[
        key("starts", &CLOCK_STARTS, "What starts it."),
        key(
            "response",
            &Shape::OneOf(&["human", "automatic"]),
            "What counts as a response.",
        ),
        key(
            "pauses",
            &Shape::List(&PAUSE),
            "What stops it: `waiting-for-customer` …",
        ),
        key(
            "severity_change",
            &SEVERITY_CHANGE,
            "What a new severity does.",
        ),
    ],
});

static TARGETS: Shape = Shape::List(&Shape::Map(&Map {
    name: "a row of promises",
    unknown: "FM-KEY",
    keys: &[
        key("severity", &ID, "For which severity.").required(),
        key("channels", &IDS, "For which channels.").default("any other"),
        key("calendar", &ID, "The calendar it is counted on.").default("the plan's"),
        key("respond", &WITHIN, "First response."),
        key("update", &EVERY, "News."),
        key("restore", &WITHIN, "Working again."),
    ],
}));

/// What follows when a promise is missed.
static REMEDY_KIND: Shape = Shape::OneOf(&["credit", "none"]);

/// What a credit is a share of.
pub static REMEDY_BASE: Shape = Shape::Word(&["monthly-fee", "annual-fee", "service-fee"]);

static REMEDY: Shape = Shape::Map(&Map {
    name: "a remedy",
    unknown: "FM-KEY",
    keys: &[
        key("kind", &REMEDY_KIND, "What it is."),
        key("per_cent", &Shape::Share, "How much, in per cent."),
        key("of", &REMEDY_BASE, "Of what."),
        key("claim_within", &DURATION, "How long it can be claimed."),
        key("how", &PAGE, "The page that explains it."),
    ],
});
