//! What a price is written with.

use super::{Map, Shape, key};

/// A price as a word in a map: `{kind: basic-rate}`.
pub static PRICE_WORD: Map = Map {
    name: "a price",
    unknown: "FM-KEY",
    keys: &[key(
        "kind",
        &Shape::OneOf(&["included", "free", "basic-rate"]),
        "Why nothing is charged.",
    )
    .required()],
};

/// What a price is for.
pub static PER: Shape = Shape::Word(&[
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "call",
    "incident",
    "request",
    "user",
    "device",
    "user-month",
    "visit",
]);

/// A price as an amount.
pub static MONEY: Map = Map {
    name: "an amount of money",
    unknown: "FM-KEY",
    keys: &[
        key("amount", &Shape::Amount, "Digits, in quotes.").required(),
        key("currency", &Shape::Currency, "ISO 4217.").required_by("PRC-CURRENCY"),
        key("per", &PER, "For what."),
        key(
            "tax",
            &Shape::OneOf(&["included", "excluded"]),
            "Whether tax is in it.",
        ),
        key("from", &Shape::Date("FM-DATE"), "In force from."),
    ],
};
