//! Keys of support.yaml.

use super::{
    ALLOW, BOOL, DATE, DURATION, ID, IDS, LANGUAGES, Map, NEEDS, PAGE, PRICE, STRING, STRINGS,
    Shape, TEXT, TEXTS, WEB, WITHIN, key,
};

/// support.yaml.
pub static SUPPORT: Map = Map {
    name: "the facts",
    unknown: "FM-KEY",
    keys: &[
        key(
            "organization",
            &Shape::Map(&ORGANIZATION),
            "Who gives support.",
        ),
        key(
            "markets",
            &Shape::List(&Shape::Country),
            "Countries whose law applies.",
        ),
        key(
            "customers",
            &Shape::List(&Shape::OneOf(&["business", "consumer", "public-sector"])),
            "Who the customers are.",
        ),
        key("first_contact", &ID, "The channel to turn to first."),
        key("delivered_by", &DELIVERY, "Who delivers support."),
        key(
            "calendars",
            &Shape::MapOf(&ID, &Shape::Map(&CALENDAR)),
            "When somebody is there, by id.",
        ),
        key(
            "holiday_sets",
            &Shape::MapOf(&ID, &Shape::Map(&HOLIDAY_SET)),
            "Public holidays, by id.",
        ),
        key(
            "services",
            &Shape::List(&Shape::Map(&SERVICE)),
            "What is supported, and what is not.",
        ),
        key(
            "products",
            &Shape::List(&Shape::Map(&PRODUCT)),
            "Products that support is about.",
        ),
        key(
            "severities",
            &Shape::List(&Shape::Map(&SEVERITY)),
            "How bad a problem can be.",
        ),
        key(
            "escalation",
            &Shape::List(&Shape::Map(&ESCALATION)),
            "Who deals with a problem, in steps.",
        ),
        key(
            "backed_by",
            &Shape::List(&Shape::Map(&BACKING)),
            "Promises of those behind the partner.",
        ),
        key("maintenance", &Shape::Map(&MAINTENANCE), "Planned work."),
        key("complaints", &Shape::Map(&COMPLAINTS), "How to complain."),
        key(
            "notices",
            &Shape::MapOf(&SUBJECT, &Shape::OneOrMany(&PARTY)),
            "Who writes to the customer, by subject: `subscription`, `billing`, `incidents`, `maintenance`.",
        ),
        key(
            "changes",
            &Shape::Map(&CHANGES),
            "How to buy and to cancel.",
        ),
        key("closing", &Shape::Map(&CLOSING), "How a request ends."),
        key(
            "collections",
            &Shape::Map(&COLLECTIONS),
            "What happens when a bill is not paid.",
        ),
        key(
            "credits",
            &Shape::Map(&CREDITS),
            "How to claim a service credit.",
        ),
        key("data", &Shape::Map(&DATA), "How data is handled."),
        key(
            "security",
            &Shape::Map(&SECURITY),
            "Where to report a security problem.",
        ),
        key(
            "accessibility",
            &Shape::Map(&ACCESSIBILITY),
            "Accessibility of the support itself.",
        ),
        key(
            "allow",
            &ALLOW,
            "Findings in this file that there are reasons to keep.",
        ),
    ],
};

/// What a message is about.
pub static SUBJECT: Shape = Shape::Word(&[
    "subscription",
    "subscriptions",
    "billing",
    "incidents",
    "maintenance",
    "security",
    "products",
    "prices",
    "changes",
]);

static PARTY: Shape = Shape::OneOf(&["partner", "vendor"]);

static ORGANIZATION: Map = Map {
    name: "an organization",
    unknown: "FM-KEY",
    keys: &[
        key("legal_name", &TEXT, "The name as registered."),
        key("name", &TEXT, "The name that customers know.").default("the legal name"),
        key("country", &Shape::Country, "Its country."),
        key("address", &Shape::Map(&ADDRESS), "Where it is."),
        key(
            "register",
            &Shape::Map(&REGISTER),
            "Where it is registered.",
        ),
        key("vat_id", &STRING, "Its VAT number."),
        key("represented_by", &TEXTS, "Who represents it."),
        key("website", &WEB, "Its own site."),
    ],
};

static ADDRESS: Map = Map {
    name: "an address",
    unknown: "FM-KEY",
    keys: &[
        key("street", &TEXT, "Street and number."),
        key("postal_code", &STRING, "Postal code."),
        key("city", &TEXT, "City."),
    ],
};

static REGISTER: Map = Map {
    name: "an entry in a register",
    unknown: "FM-KEY",
    keys: &[
        key("court", &TEXT, "The court or office."),
        key("number", &STRING, "The number there."),
    ],
};

static DELIVERY: Shape = Shape::Union(&[
    &Shape::OneOf(&["self"]),
    &Shape::Map(&Map {
        name: "whose support it is",
        unknown: "FM-KEY",
        keys: &[
            key("resold_from", &TEXT, "Whose support is resold."),
            key(
                "outsourced_to",
                &TEXT,
                "Who gives it on the partner's behalf.",
            ),
        ],
    }),
]);

/// A calendar.
pub static CALENDAR: Map = Map {
    name: "a calendar",
    unknown: "CAL-KEY",
    keys: &[
        key("name", &TEXT, "Its name."),
        key("time_zone", &Shape::Zone, "The zone its hours are in.").required_by("CAL-ZONE"),
        key(
            "always",
            &BOOL,
            "Open at every instant; then it has neither hours nor holidays.",
        )
        .default("false"),
        key(
            "weekly",
            &Shape::Map(&WEEK),
            "Openings by the weekday on which they start.",
        ),
        key(
            "holidays",
            &HOLIDAYS,
            "`none`, or sets and days on which it is closed or has other hours.",
        ),
        key(
            "seasons",
            &Shape::List(&Shape::Map(&SEASON)),
            "Stretches of dates with other hours, or none.",
        ),
        key(
            "exceptions",
            &Shape::List(&Shape::Map(&EXCEPTION)),
            "Single dates with other hours, or none.",
        ),
    ],
};

static CAL_DATE: Shape = Shape::Date("CAL-DATE");
static HOURS: Shape = Shape::List(&Shape::Interval);

/// The weekdays.
pub static WEEK: Map = Map {
    name: "a week of openings",
    unknown: "CAL-KEY",
    keys: &[
        key("mon", &HOURS, "Openings that start on a Monday.").default("[]"),
        key("tue", &HOURS, "Openings that start on a Tuesday.").default("[]"),
        key("wed", &HOURS, "Openings that start on a Wednesday.").default("[]"),
        key("thu", &HOURS, "Openings that start on a Thursday.").default("[]"),
        key("fri", &HOURS, "Openings that start on a Friday.").default("[]"),
        key("sat", &HOURS, "Openings that start on a Saturday.").default("[]"),
        key("sun", &HOURS, "Openings that start on a Sunday.").default("[]"),
    ],
};

static HOLIDAYS: Shape = Shape::Union(&[
    &Shape::OneOf(&["none"]),
    &Shape::List(&Shape::Union(&[&ID, &Shape::Map(&HOLIDAY)])),
]);

static HOLIDAY: Map = Map {
    name: "a holiday",
    unknown: "CAL-KEY",
    keys: &[
        key("date", &CAL_DATE, "The date.").required(),
        key("name", &TEXT, "Its name.").required(),
        key("hours", &HOURS, "Openings on that date.").default("[]"),
    ],
};

/// A stretch of dates with hours of its own.
pub static SEASON: Map = Map {
    name: "a season",
    unknown: "CAL-KEY",
    keys: &[
        key("from", &CAL_DATE, "The first date.").required(),
        key("to", &CAL_DATE, "The last date.").required(),
        key("closed", &BOOL, "Closed throughout.").default("false"),
        key(
            "weekly",
            &Shape::Map(&WEEK),
            "Openings by weekday, where it is not closed.",
        ),
        key("note", &TEXT, "Why."),
    ],
};

static EXCEPTION: Map = Map {
    name: "an exception",
    unknown: "CAL-KEY",
    keys: &[
        key("date", &CAL_DATE, "The date.").required(),
        key("hours", &HOURS, "Openings on that date.").default("[]"),
        key("note", &TEXT, "Why."),
    ],
};

static HOLIDAY_SET: Map = Map {
    name: "a set of holidays",
    unknown: "CAL-KEY",
    keys: &[
        key(
            "region",
            &Shape::Region,
            "The country or the part of it where they hold.",
        ),
        key(
            "valid",
            &Shape::Map(&VALID),
            "The dates that the set speaks about.",
        )
        .required(),
        key(
            "source",
            &Shape::Map(&HOLIDAY_SOURCE),
            "Where the dates come from.",
        ),
        key("days", &Shape::List(&Shape::Map(&HOLIDAY)), "The holidays.").required(),
    ],
};

static VALID: Map = Map {
    name: "a first and a last date",
    unknown: "CAL-KEY",
    keys: &[
        key("from", &CAL_DATE, "The first date.").required(),
        key("to", &CAL_DATE, "The last date.").required(),
    ],
};

static HOLIDAY_SOURCE: Map = Map {
    name: "a source",
    unknown: "CAL-KEY",
    keys: &[
        key("name", &TEXT, "Whose list it is."),
        key(
            "checked",
            &CAL_DATE,
            "When the dates were last compared with it.",
        ),
    ],
};

static SERVICE: Map = Map {
    name: "a service",
    unknown: "FM-KEY",
    keys: &[
        key("id", &ID, "Its id.").required(),
        key(
            "area",
            &Shape::OneOf(&[
                "billing",
                "provisioning",
                "troubleshooting",
                "updates",
                "usage",
                "other",
            ]),
            "What kind of help it is.",
        ),
        key("name", &TEXT, "Its name."),
        key("description", &TEXT, "What exactly it is."),
        key(
            "covers",
            &Shape::List(&Shape::OneOf(&[
                "performance",
                "availability",
                "connectivity",
                "desktop",
            ])),
            "Problems that troubleshooting covers.",
        ),
        key("channels", &IDS, "Channels that take requests for it."),
        key(
            "self_help",
            &Shape::List(&PAGE),
            "Pages or folders where customers help themselves.",
        ),
        key("price", &PRICE, "What it costs."),
        key(
            "not_offered",
            &TEXT,
            "Why it is not offered; left out where it is.",
        ),
    ],
};

static PRODUCT: Map = Map {
    name: "a product",
    unknown: "FM-KEY",
    keys: &[
        key("id", &ID, "Its id.").required(),
        key("vendor", &ID, "Who makes it."),
        key("name", &TEXT, "Its name."),
        key(
            "vendor_takes_customers",
            &BOOL,
            "Whether the vendor takes requests from the partner's customers.",
        ),
        key("health", &WEB, "Its service health page."),
        key(
            "third_party",
            &BOOL,
            "From a marketplace, by a third party.",
        )
        .default("false"),
        key(
            "technical",
            &Shape::Map(&PUBLISHER),
            "The publisher, where that one gives technical help.",
        ),
        key(
            "billing",
            &STRING,
            "Who answers about billing: `self`, or a name.",
        ),
    ],
};

static PUBLISHER: Map = Map {
    name: "a publisher",
    unknown: "FM-KEY",
    keys: &[
        key("publisher", &TEXT, "Its name.").required(),
        key("url", &WEB, "Where it helps."),
    ],
};

static WHO: Shape = Shape::OneOf(&["customer", "partner"]);

static SEVERITY: Map = Map {
    name: "a severity",
    unknown: "FM-KEY",
    keys: &[
        key("id", &ID, "Its id.").required(),
        key("rank", &Shape::Integer(1, 99), "Its place; 1 is worst."),
        key("name", &TEXT, "Its name."),
        key("when", &TEXT, "When a problem has it."),
        key("examples", &TEXTS, "Examples."),
        key("set_by", &WHO, "Who sets it."),
        key("confirmed_by", &WHO, "Who confirms it."),
        key(
            "customer_must",
            &TEXT,
            "What the customer must do meanwhile.",
        ),
    ],
};

/// What leads to the next level.
pub static LEADS_ON: Shape = Shape::Word(&[
    "no-progress",
    "customer-asks",
    "service-down",
    "undocumented-fault",
    "bug",
    "network",
    "regional",
]);

static ESCALATION: Map = Map {
    name: "a level of escalation",
    unknown: "FM-KEY",
    keys: &[
        key("level", &Shape::Integer(1, 99), "Its number, from 1.").required(),
        key("name", &TEXT, "Who it is."),
        key("channels", &IDS, "Channels that reach it."),
        key("after", &WITHIN, "After how long without progress."),
        key(
            "on",
            &Shape::List(&LEADS_ON),
            "What leads there: `no-progress`, `customer-asks`, `service-down`, `bug` …",
        ),
        key("vendor", &ID, "The vendor, where it is one."),
        key("filed_by", &WHO, "Who files the request there."),
    ],
};

static BACKING: Map = Map {
    name: "a promise behind",
    unknown: "FM-KEY",
    keys: &[
        key("vendor", &ID, "Who promises.").required(),
        key("severity", &ID, "For which severity.").required(),
        key("respond", &WITHIN, "First response."),
        key("languages", &LANGUAGES, "Languages spoken there."),
    ],
};

static MAINTENANCE: Map = Map {
    name: "planned work",
    unknown: "FM-KEY",
    keys: &[
        key("calendar", &ID, "The calendar of its windows."),
        key("notice", &DURATION, "How long before it is announced."),
        key("emergency_notice", &DURATION, "The same in an emergency."),
    ],
};

static COMPLAINTS: Map = Map {
    name: "how to complain",
    unknown: "FM-KEY",
    keys: &[
        key("channels", &IDS, "Channels that take complaints."),
        key("address", &Shape::Email, "A mail address for them."),
        key("answer", &WITHIN, "How fast they are answered."),
        key("arbitration", &TEXT, "The body of arbitration, or `none`."),
    ],
};

static CHANGES: Map = Map {
    name: "how to buy and to cancel",
    unknown: "FM-KEY",
    keys: &[
        key("buy", &PARTY, "Who sells."),
        key("cancel", &Shape::Map(&CANCEL), "How to cancel."),
    ],
};

static CANCEL: Map = Map {
    name: "how to cancel",
    unknown: "FM-KEY",
    keys: &[
        key("by", &PARTY, "Who cancels."),
        key("notice", &DURATION, "Notice to give."),
        key("page", &PAGE, "The page that explains it."),
    ],
};

static CLOSING: Map = Map {
    name: "how a request ends",
    unknown: "FM-KEY",
    keys: &[
        key(
            "by",
            &WHO,
            "Who closes a request; either way the customer is told that it is solved.",
        ),
        key(
            "close_after",
            &DURATION,
            "When a request is closed whose customer does not answer, counted from the last question.",
        ),
        key(
            "reopen_within",
            &DURATION,
            "How long a closed request can be opened again.",
        ),
        key("page", &PAGE, "The page that explains it."),
    ],
};

static COLLECTIONS: Map = Map {
    name: "a collections policy",
    unknown: "FM-KEY",
    keys: &[
        key(
            "reminders",
            &Shape::List(&DURATION),
            "Reminders, counted from the date due.",
        ),
        key(
            "suspend_after",
            &DURATION,
            "When access stops, counted from the date due.",
        ),
        key("page", &PAGE, "The page that explains it."),
    ],
};

static CREDITS: Map = Map {
    name: "how to claim a credit",
    unknown: "FM-KEY",
    keys: &[
        key("page", &PAGE, "The page that explains it."),
        key("need", &NEEDS, "What the partner needs for a claim."),
    ],
};

/// Whether systems are reached from afar.
pub static REMOTE: Shape = Shape::Word(&["never", "consent-each-time"]);

static DATA: Map = Map {
    name: "how data is handled",
    unknown: "FM-KEY",
    keys: &[
        key(
            "remote_access",
            &REMOTE,
            "When somebody of yours looks into a device.",
        ),
        key("logs_kept", &DURATION, "How long records are kept."),
        key(
            "places",
            &STRINGS,
            "Where data is: countries by their codes, as in `CH`, or `EU`; pages have their names.",
        ),
        key("privacy", &PAGE, "The privacy page."),
    ],
};

static SECURITY: Map = Map {
    name: "a security contact",
    unknown: "FM-KEY",
    keys: &[
        key("contact", &Shape::Contact, "Where to report a problem."),
        key("phone", &Shape::Phone, "A number for it."),
        key("expires", &DATE, "Until when the contact holds."),
        key("policy", &PAGE, "The page on policy."),
    ],
};

static ACCESSIBILITY: Map = Map {
    name: "accessibility of the support",
    unknown: "FM-KEY",
    keys: &[
        key("page", &PAGE, "The page about it."),
        key("contact", &ID, "The channel for questions about it."),
    ],
};
