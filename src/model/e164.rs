//! Telephone numbers as ITU-T E.164 has them: a country code, then the number within the country.

/// Country codes of which no number begins with a 0, as that is what is dialled before it within the country (the
/// national prefix of ITU-T E.164, left out behind a country code). In Italy, say, the 0 is part of the number.
const WITHOUT_ZERO: [&str; 50] = [
    "20", "27", "31", "32", "33", "40", "41", "43", "44", "46", "49", "51", "54", "60", "61", "62",
    "63", "64", "66", "81", "82", "84", "86", "90", "91", "92", "94", "98", "212", "213", "234",
    "254", "353", "355", "358", "359", "370", "380", "381", "385", "386", "387", "389", "421",
    "880", "886", "961", "966", "971", "972",
];

/// The country code of a number, from its `+` on, that has the 0 of calls within that country behind it.
pub fn national_zero(number: &str) -> Option<&'static str> {
    let digits = number.strip_prefix('+')?;
    let has = |code: &&str| (digits.strip_prefix(*code)).is_some_and(|rest| rest.starts_with('0'));
    WITHOUT_ZERO.into_iter().find(has)
}

/// Whether within a country no zero is dialled before its numbers, so that they are typed as they are behind its code.
pub fn is_without_prefix(country: &str) -> bool {
    country != "1" && !WITHOUT_ZERO.contains(&country)
}

/// How many digits the country code has that the number `digits` begins with (list of assigned codes).
pub fn country_length(digits: &str) -> usize {
    const TWO: &[&str] = &[
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if TWO.contains(&two) => 2,
        _ => 3,
    }
}
