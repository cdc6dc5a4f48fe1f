//! Whether a value stands for another, as in examples; and what tells those that machines make from words.

/// Parts of values that stand for others, in small letters.
const PLACEHOLDERS: [&str; 36] = [
    "password",
    "passwort",
    "kennwort",
    "passw",
    "passphrase",
    "secret",
    "example",
    "sample",
    "placeholder",
    "changeme",
    "change",
    "your",
    "dummy",
    "fake",
    "demo",
    "test",
    "xxx",
    "todo",
    "insert",
    "replace",
    "redacted",
    "removed",
    "hidden",
    "contoso",
    "fabrikam",
    "adatum",
    "northwind",
    "12345",
    "abcde",
    "qwert",
    "foobar",
    "default",
    "token",
    "value",
    "string",
    "enter",
];

/// Keys of emulators, the same on each machine and written in their manuals.
const PUBLIC: [&str; 2] = [
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IF",
    "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9",
];

/// Whether a value stands for one, also where it is written as such words often are: `P@ssw0rd`.
pub(super) fn is_placeholder(value: &str) -> bool {
    let small = value.to_ascii_lowercase();
    let letter = |c: char| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '$' | '5' => 's',
        '1' | '!' => 'i',
        '3' => 'e',
        '7' => 't',
        _ => c,
    };
    let read: String = small.chars().map(letter).collect();
    PLACEHOLDERS
        .iter()
        .any(|word| small.contains(word) || read.contains(word))
        || PUBLIC.iter().any(|key| value.starts_with(key))
}

/// How many different letters there are.
pub(super) fn distinct(value: &str) -> usize {
    let seen = value
        .bytes()
        .fold(0u128, |seen, byte| seen | 1 << (byte & 0x7F));
    seen.count_ones() as usize
}

/// How often letters and digits follow each other: in words with a number it is seldom.
pub(super) fn turns(value: &str) -> usize {
    let pairs = value.as_bytes().windows(2);
    let is_turn = |pair: &&[u8]| {
        let (letter, digit) = (u8::is_ascii_alphabetic, u8::is_ascii_digit);
        (letter(&pair[0]) && digit(&pair[1])) || (digit(&pair[0]) && letter(&pair[1]))
    };
    pairs.filter(is_turn).count()
}
