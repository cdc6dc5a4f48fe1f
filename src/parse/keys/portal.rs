//! Keys of supportal.yaml.

use crate::model::backend::{Engine, INDEX};
use crate::model::host::{Host, Hsts};

use super::{ALLOW, ID, LANGUAGE, LANGUAGES, Map, PAGE, STRING, STRINGS, Shape, TEXT, key};

/// supportal.yaml.
pub static PORTAL: Map = Map {
    name: "the configuration",
    unknown: "FM-KEY",
    keys: &[
        key("title", &TEXT, "Name of the site.").default("Support"),
        key("description", &TEXT, "One or two sentences on the site."),
        key(
            "url",
            &STRING,
            "Absolute `https:` address of the site's root; without it there is no canonical address, no hreflang and no sitemap.",
        ),
        key(
            "time_zone",
            &Shape::Zone,
            "The zone that says which date today is.",
        )
        .default("Etc/UTC"),
        key(
            "languages",
            &LANGUAGES,
            "Languages of the portal; the first is the source language.",
        )
        .default("[en]"),
        key(
            "profile",
            &Shape::OneOf(&[
                "csp",
                "csp-china",
                "generic",
                "es-consumer",
                "dora",
                "jp-tokusho",
                "none",
            ]),
            "The set of rules on what the support description must say.",
        )
        .default("none"),
        key(
            "nav",
            &NAV,
            "The whole navigation as a tree; without it, folders and `order:` make it.",
        ),
        key("theme", &Shape::Map(&THEME), "Colours, logo, fonts and links."),
        key("search", &Shape::Map(&SEARCH), "What search should know."),
        key("publish", &Shape::Map(&PUBLISH), "Where the site is put."),
        key(
            "lastmod",
            &Shape::OneOf(&["front-matter", "git"]),
            "What dates a page in the site map that has no `updated:`: nothing, or the last commit of its file. With `git`, the same files without their history give other bytes.",
        )
        .default("front-matter"),
        key(
            "feedback",
            &Shape::Map(&FEEDBACK),
            "Where answers to \"did this help?\" go, and searches that find nothing; without it nothing is asked and nothing is sent.",
        ),
        key(
            "legal",
            &LEGAL,
            "Pages that the law asks for, linked from the foot of every page.",
        ),
        key(
            "dialect",
            &Shape::OneOf(&["supportal", "learn"]),
            "`learn` keeps front matter of Learn and DocFX without a finding.",
        )
        .default("supportal"),
        key("limits", &Shape::Map(&LIMITS), "Budgets."),
        key(
            "levels",
            &Shape::List(&Shape::Map(&LEVEL)),
            "Severities changed for a rule or a family, each with its reason.",
        ),
        key(
            "allow",
            &ALLOW,
            "Findings that the portal has reasons to keep.",
        ),
        key(
            "extends",
            &STRING,
            "The folder of a portal that this one is laid over, as in `../base`: its files are taken over where this one has none, and `supportal.yaml` and `support.yaml` are merged key by key.",
        ),
        key(
            "without",
            &STRINGS,
            "Files and folders of the base that are not taken over; a path without a language's folder means every language.",
        ),
    ],
};

static NAV: Shape = Shape::List(&NAV_ENTRY);
static NAV_ENTRY: Shape = Shape::Union(&[&NAV_PAGE, &Shape::Map(&NAV_MAP)]);
static NAV_PAGE: Shape = Shape::Union(&[&PAGE, &Shape::Web("URL-SCHEME")]);

/// An entry of `nav:`.
static NAV_MAP: Map = Map {
    name: "an entry of the navigation",
    unknown: "FM-KEY",
    keys: &[
        key(
            "page",
            &NAV_PAGE,
            "The page, below the language's folder, or an `https:` address; without it the entry is a caption.",
        ),
        key("title", &TEXT, "The words shown.").default("the page's title"),
        key("items", &NAV, "What stands below it."),
    ],
};

static THEME: Map = Map {
    name: "a theme",
    unknown: "FM-KEY",
    keys: &[
        key(
            "brand",
            &Shape::Color,
            "The colour of links and buttons, and the tint of grounds. It is made darker or lighter where text could not be read.",
        )
        .default("the theme's own"),
        key("logo", &Shape::Asset, "The logo."),
        key("logo_dark", &Shape::Asset, "The logo on dark ground.").default("the same"),
        key(
            "fonts",
            &Shape::List(&Shape::Map(&FONT)),
            "Fonts of your own, each file once; the first of a use is the one that texts are set in.",
        )
        .default("those of the reader's system"),
        key(
            "header",
            &LINKS,
            "Links in the head of every page, at the end of the menu.",
        ),
        key(
            "footer",
            &LINKS,
            "Links at the foot of every page; a page that stands here is left out of the navigation by folders.",
        ),
    ],
};

static LINKS: Shape = Shape::List(&LINK);
static LINK: Shape = Shape::Union(&[&NAV_PAGE, &Shape::Map(&LINK_MAP)]);

static LINK_MAP: Map = Map {
    name: "a link",
    unknown: "FM-KEY",
    keys: &[
        key(
            "page",
            &NAV_PAGE,
            "The page, below the language's folder, or an `https:` address.",
        )
        .required(),
        key("title", &TEXT, "The words shown.").default("the page's title"),
    ],
};

static FONT: Map = Map {
    name: "a font",
    unknown: "FM-KEY",
    keys: &[
        key("family", &STRING, "The family's name, as in `Inter`.").required(),
        key("file", &Shape::Asset, "The file, best WOFF2.").required(),
        key(
            "weight",
            &Shape::Integer(1, 1000),
            "The weight of the file: 400 is regular, 700 bold.",
        )
        .default("400"),
        key(
            "weight_to",
            &Shape::Integer(1, 1000),
            "Of a variable font: the heaviest weight, where `weight` is the lightest.",
        ),
        key("italic", &Shape::Bool, "Whether it is the italic.").default("false"),
        key(
            "use",
            &Shape::OneOf(&["text", "headings", "code"]),
            "Which texts are set in the family.",
        )
        .default("text"),
    ],
};

static SEARCH: Map = Map {
    name: "the settings of search",
    unknown: "FM-KEY",
    keys: &[
        key(
            "synonyms",
            &Shape::MapOf(&LANGUAGE, &Shape::List(&Shape::List(&STRING))),
            "Groups of words that mean the same, by language.",
        ),
        key(
            "expect",
            &Shape::List(&Shape::Map(&EXPECT)),
            "Queries with the page that must be found; the build fails where it is not.",
        ),
        key(
            "backend",
            &Shape::Map(&BACKEND),
            "A search engine on a server that readers' browsers ask; where it does not answer, the portal's own index does.",
        ),
    ],
};

static BACKEND: Map = Map {
    name: "a search engine",
    unknown: "FM-KEY",
    keys: &[
        key(
            "engine",
            &Shape::OneOf(&Engine::NAMES),
            "The engine, which `supportal search-export` writes the indexes for.",
        )
        .required(),
        key(
            "url",
            &Shape::Web("CHN-HTTP"),
            "Its `https:` address, without the name of an index.",
        )
        .required(),
        key(
            "index",
            &Shape::Id,
            "What its indexes are called before their language, as in `support-en`.",
        )
        .default(INDEX),
        key(
            "key",
            &STRING,
            "What the browser shows the engine: a key that may search and nothing else, as everybody can read it. For OpenSearch, the value of `Authorization`.",
        ),
    ],
};

static EXPECT: Map = Map {
    name: "an expectation of search",
    unknown: "FM-KEY",
    keys: &[
        key("query", &STRING, "What a reader types.").required(),
        key(
            "page",
            &PAGE,
            "The page that must be found, below the source language's folder or beginning with the folder of another language; with an anchor, that part of it.",
        )
        .required(),
        key(
            "within",
            &Shape::Integer(1, 100),
            "The last place in the results that is good enough.",
        )
        .default("3"),
    ],
};

static PUBLISH: Map = Map {
    name: "a place of publication",
    unknown: "FM-KEY",
    keys: &[
        key(
            "host",
            &Shape::OneOf(&Host::NAMES),
            "The host: it gets files of its own for redirects and headers, and its limits are kept.",
        )
        .required(),
        key(
            "hsts",
            &Shape::OneOf(&Hsts::NAMES),
            "Whether browsers are told to come encrypted only, for a year: never, for the host of the site, or for all below it, too.",
        )
        .default("off"),
    ],
};

static FEEDBACK: Map = Map {
    name: "a place for feedback",
    unknown: "FM-KEY",
    keys: &[
        key("mail", &Shape::Email, "A mail address."),
        key(
            "endpoint",
            &Shape::Web("CHN-HTTP"),
            "An `https:` endpoint of your own.",
        ),
    ],
};

static LEGAL: Shape = Shape::MapOf(&ID, &PAGE);

/// `limits` of supportal.yaml.
pub static LIMITS: Map = Map {
    name: "limits",
    unknown: "FM-KEY",
    keys: &[
        key(
            "file_size",
            &Shape::Integer(1024, 1 << 30),
            "Bytes of one YAML file.",
        )
        .default("4194304"),
        key(
            "page_size",
            &Shape::Integer(1024, 1 << 26),
            "Bytes of one page.",
        )
        .default("2097152"),
        key(
            "front_matter_size",
            &Shape::Integer(256, 1 << 24),
            "Bytes of a page's front matter.",
        )
        .default("65536"),
        key(
            "front_matter_depth",
            &Shape::Integer(1, 64),
            "Lists and maps of front matter inside each other.",
        )
        .default("16"),
        key(
            "front_matter_values",
            &Shape::Integer(1, 1_000_000),
            "Values of a page's front matter.",
        )
        .default("5000"),
        key(
            "nesting",
            &Shape::Integer(1, 512),
            "Quotations, lists and elements of a page inside each other.",
        )
        .default("64"),
        key(
            "table_columns",
            &Shape::Integer(1, 10_000),
            "Columns of a table.",
        )
        .default("100"),
        key(
            "table_rows",
            &Shape::Integer(1, 1_000_000),
            "Rows of a table.",
        )
        .default("5000"),
        key(
            "headings",
            &Shape::Integer(1, 1_000_000),
            "Headings of a page.",
        )
        .default("5000"),
        key(
            "links",
            &Shape::Integer(1, 1_000_000),
            "Links and pictures of a page.",
        )
        .default("20000"),
        key(
            "include_depth",
            &Shape::Integer(1, 64),
            "Files included into each other, deep.",
        )
        .default("16"),
        key(
            "include_size",
            &Shape::Integer(1024, 1 << 28),
            "Bytes of all that includes and facts put into one page.",
        )
        .default("4194304"),
        key(
            "name_length",
            &Shape::Integer(8, 240),
            "Characters of a file's name.",
        )
        .default("80"),
        key(
            "picture_size",
            &Shape::Integer(1024, 1 << 29),
            "Bytes of one picture.",
        )
        .default("20971520"),
        key(
            "pages",
            &Shape::Integer(1, 10_000_000),
            "Pages of the portal, in all languages.",
        )
        .default("200000"),
    ],
};

static LEVEL: Map = Map {
    name: "a changed severity",
    unknown: "FM-KEY",
    keys: &[
        key(
            "rule",
            &Shape::Rule(true),
            "A rule (`LNK-PAGE`) or a family (`LNK-*`).",
        )
        .required(),
        key(
            "level",
            &Shape::OneOf(&["error", "warning", "note", "off"]),
            "The severity it has in this portal.",
        )
        .required(),
        key("why", &STRING, "The reason; the report lists it.").required(),
    ],
};
