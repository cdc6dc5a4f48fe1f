//! Verbs and nouns that English writes as two words and as one: `Log in`, `your login`.
//!
//! A page has both, whichever it is written with. Where two words stand apart, neither reader can tell from a query
//! that they are one: most neighbours are none, and a list of all that stand side by side makes an index larger by a
//! fortieth for words nobody knows.

/// What stands before `second` where both are one word as well; as they are folded.
pub fn firsts(second: &str) -> &'static [&'static str] {
    match second {
        "around" => &["turn", "work"],
        "back" => &["call", "fall", "feed", "roll"],
        "desk" => &["help"],
        "down" => &["break", "drop", "lock", "shut"],
        "in" => &["add", "check", "log", "opt", "plug", "sign"],
        "mail" => &["voice"],
        "name" => &["file", "host", "user"],
        "off" => &["log", "sign"],
        "on" => &["add", "log", "sign"],
        "out" => &["check", "lock", "log", "opt", "pay", "roll", "sign", "time"],
        "over" => &["cut", "fail", "hand", "roll", "switch", "take"],
        "page" | "site" => &["web"],
        "spot" => &["hot"],
        "up" => &["back", "follow", "pop", "set", "sign", "start", "top"],
        _ => &[],
    }
}

/// The two words of `word`, if the second has two letters: a query joins longer ones by itself, and cuts what is
/// found nowhere, but `in` alone says nothing.
pub fn apart(word: &str) -> Option<(&str, &str)> {
    let (first, second) = word.split_at_checked(word.len().checked_sub(2)?)?;
    firsts(second).contains(&first).then_some((first, second))
}
