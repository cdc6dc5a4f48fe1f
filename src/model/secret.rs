//! Credentials in a text, told by their form alone.
//!
//! Whoever is warned in vain reads no warning any more, so what may be a placeholder is taken for one: a value has to
//! look as no word and no example does. What is found is never said again, only its kind and its place.

mod assigned;
mod placeholders;
mod tokens;

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter, memmem};

use super::text::beginning;

use assigned::{LONGEST, assigned, is_credential};
use placeholders::{distinct, is_placeholder};
use tokens::{MARKED, UNMARKED, is_long_word};

/// What looks like a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// What it looks like: `a private key`.
    pub what: &'static str,
}

/// What to do about one.
pub const HINT: &str = "make it void where it was given out, since copies of the file remain, and write `<password>` in its place";

/// All of them, in reading order. Each place is looked at over a length that is limited, so that the time grows
/// with the text alone.
pub fn secrets(text: &str) -> Vec<Secret> {
    let bytes = text.as_bytes();
    let mut found: Vec<Secret> = private_keys(text).collect();
    for at in memchr3_iter(b'_', b'-', b'=', bytes) {
        match bytes[at] {
            b'=' => found.extend(assigned(text, at..at + 1)),
            // Most words with a hyphen are shorter than what follows here.
            _ if !is_long_word(bytes, at) => {}
            _ => {
                // Few end in this letter, and only those are compared.
                let last = bytes[at - 1];
                let mut alike = MARKED.iter().filter(|token| token.last() == last);
                found.extend(alike.find_map(|token| token.ending(text, at + 1)));
            }
        }
    }
    for at in memchr2_iter(b':', 0x9A, bytes) {
        let sign = match text.get(..at + 1) {
            Some(before) if before.ends_with('：') => at + 1 - '：'.len_utf8()..at + 1,
            Some(before) if before.ends_with(':') => at..at + 1,
            _ => continue,
        };
        found.extend(assigned(text, sign));
        found.extend(in_address(text, at));
    }
    for token in &UNMARKED {
        let places = memmem::find_iter(bytes, token.begins);
        found.extend(places.filter_map(|at| token.ending(text, at + token.begins.len())));
    }
    found.sort_by_key(|secret| (secret.range.start, secret.range.end));
    // A token that is called a password is one thing.
    found.dedup_by(|next, last| next.range.start < last.range.end);
    found
}

/// Private keys in PEM (RFC 7468) that hold one: an example often shows its frame alone. Found is the line that says
/// what follows.
fn private_keys(text: &str) -> impl Iterator<Item = Secret> {
    const BEGIN: &str = "-----BEGIN ";
    /// What stands before the words, with room for the kind of the key.
    const KIND: usize = 32;
    /// How far behind its first line a key begins; headers may stand between.
    const NEAR: usize = 400;
    /// Letters of a line of a key, and fewer than any has.
    const LINE: usize = 40;

    memmem::find_iter(text.as_bytes(), "PRIVATE KEY-----").filter_map(|at| {
        let before = &text.as_bytes()[at.saturating_sub(KIND)..at];
        let kind = memmem::rfind(before, BEGIN.as_bytes())? + BEGIN.len();
        let kind = &before[kind..];
        let start = at - kind.len() - BEGIN.len();
        let is_kind = kind.iter().all(|&c| c.is_ascii_uppercase() || c == b' ');
        let end = at + "PRIVATE KEY-----".len();
        let behind = &text.as_bytes()[end..text.len().min(end + NEAR)];
        let in_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let mut lines = behind.split(|byte| !in_key(byte));
        let holds = lines.any(|line| {
            let line = str::from_utf8(line).unwrap_or_default();
            line.len() >= LINE && distinct(line) >= 16 && !is_placeholder(line)
        });
        (is_kind && holds).then_some(Secret {
            range: start..end,
            what: "a private key",
        })
    })
}

/// The password in an address of something that is no page: `postgres://user:password@host`. In a link it is
/// URL-CREDENTIALS. The colon of `://` stands at byte `at`.
fn in_address(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?.strip_prefix("://")?;
    let scheme = &text[..at];
    if scheme.ends_with("http") || scheme.ends_with("https") {
        return None;
    }
    let rest = beginning(rest, LONGEST);
    let ends = |c: char| !c.is_ascii_graphic() || "\"'`<>/?#".contains(c);
    let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let (user, _) = authority.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let start = at + "://".len() + name.len() + 1;
    is_credential(password).then_some(Secret {
        range: start..start + password.len(),
        what: "a password in a connection string",
    })
}

#[cfg(test)]
mod tests {
    use super::tokens::{GITHUB, Letters, crc32};
    use super::*;

    /// What is found in a text.
    fn found(text: &str) -> Vec<(&str, &'static str)> {
        let found = secrets(text).into_iter();
        found
            .map(|secret| (&text[secret.range], secret.what))
            .collect()
    }

    /// Letters as a machine makes them, none of which opens anything.
    fn made(letters: &str, length: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let mut seed = 7u32;
        let next = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            letters[(seed >> 16) as usize % letters.len()]
        };
        (0..length).map(next).collect()
    }

    const PLAIN: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    #[test]
    fn tokens_are_told_by_their_form() {
        for token in MARKED.iter().chain(&UNMARKED) {
            let letters = match token.letters {
                Letters::Capitals => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
                Letters::Hex => "0123456789abcdef",
                _ => PLAIN,
            };
            if token.letters == Letters::Summed {
                continue;
            }
            let one = format!("{}{}", token.begins, made(letters, token.length.start));
            let text = format!("curl -H 'Authorization: {one}' …\n\n| a | {one} |");
            assert_eq!(found(&text), [(one.as_str(), token.what); 2], "{text}");
            for other in [
                format!("{one}{}", made(letters, token.length.end)),
                one[..one.len() - 1].to_owned(),
                format!("a{one}"),
                format!("{}{}", token.begins, "x".repeat(token.length.start)),
            ] {
                assert_eq!(found(&other), [], "{other}");
            }
        }
    }

    #[test]
    fn a_checksum_tells_a_token_from_an_example() {
        // Published with the description of the format, and void.
        let one = ["gh", "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat();
        assert_eq!(found(&format!("token {one}.")), [(one.as_str(), GITHUB)]);
        let other = one.replace("zQWB", "zQWC");
        assert_eq!(found(&format!("token {other}.")), []);
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_private_key_is_more_than_its_frame() {
        let line = made(PLAIN, 64);
        let frame = |kind: &str, inside: &str| {
            format!("-----BEGIN {kind}KEY-----\n{inside}\n-----END {kind}KEY-----\n")
        };
        for kind in [
            "PRIVATE ",
            "RSA PRIVATE ",
            "OPENSSH PRIVATE ",
            "ENCRYPTED PRIVATE ",
        ] {
            let text = frame(kind, &line);
            let first = text.lines().next().unwrap();
            assert_eq!(found(&text), [(first, "a private key")], "{text}");
            let quoted = format!("> {}", text.replace('\n', "\n> "));
            assert_eq!(found(&quoted).len(), 1, "{quoted}");
            assert_eq!(found(&frame(kind, "MIIEvQIBADANBgkqhkiG...")), []);
            assert_eq!(found(&frame(kind, "…")), []);
        }
        assert_eq!(found(&frame("PUBLIC ", &line)), []);
    }

    #[test]
    fn a_password_is_what_is_no_word() {
        let what = "a password or a key";
        for (text, value) in [
            ("password: Kq7#mZ2vTpL", "Kq7#mZ2vTpL"),
            ("**Password:** `Kq7#mZ2vTpL`", "Kq7#mZ2vTpL"),
            ("\"adminPassword\": \"Kq7#mZ2vTpL\",", "Kq7#mZ2vTpL"),
            ("Server=db1;User Id=app;Pwd=Kq7#mZ2vTpL;", "Kq7#mZ2vTpL"),
            ("密碼：Kq7#mZ2vTpL。", "Kq7#mZ2vTpL"),
            ("Kennwort = Kq7#mZ2vTpL.", "Kq7#mZ2vTpL"),
            (
                "export API_KEY=9f86d081884c7d659a2feaa0c55ad015",
                "9f86d081884c7d659a2feaa0c55ad015",
            ),
        ] {
            assert_eq!(found(text), [(value, what)], "{text}");
        }
        let key = format!("{}==", made(PLAIN, 86));
        let text = format!("DefaultEndpointsProtocol=https;AccountName=a;AccountKey={key};");
        assert_eq!(found(&text), [(key.as_str(), what)]);
        assert_eq!(
            found("redis://app:Kq7#mZ2vTpL@cache/0"),
            [],
            "a # ends what an address says of its host"
        );
        assert_eq!(
            found("postgres://app:Kq7!mZ2vTpL@db.internal/app"),
            [("Kq7!mZ2vTpL", "a password in a connection string")]
        );
    }

    #[test]
    fn what_stands_for_another_is_none() {
        for text in [
            "password: at least 8 characters",
            "Password: P@ssw0rd!",
            "password: Pa55w.rd1234",
            "Password=<your password>",
            "password = $env:DB_PASSWORD1",
            "password: ${{ secrets.DB_PASS_1! }}",
            "password = ConvertTo-SecureString \"x\"",
            "\"password\": \"{password}\"",
            "password = getpass.getpass2(!)",
            "password=%DB_PASS1!%",
            "secret: 6731de76-14a6-49ae-97bc-6eba6914391e",
            "api_key: xxxxxxxxxxxx1!Axxxxxxx",
            "password: user1@mail.partner.tw",
            "password: ********1a!",
            "Secret: /run/secrets/db1!",
            "密碼：至少 8 個字元，例如 Aa1!",
            "passwords: Kq7#mZ2vTpL",
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
            "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
            "https://user:Kq7!mZ2vTpL@help.example/",
            "access_token: eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsIng1dCI6Ik1",
            "a: b = c :// - _ ： =",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_text_of_beginnings_is_read_once() {
        for part in [
            "password=",
            "glpat-",
            "a://b:",
            "-----BEGIN PRIVATE KEY-----",
            "\"",
            "= ",
        ] {
            secrets(&part.repeat(100_000));
        }
    }
}
