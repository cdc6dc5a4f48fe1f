//! Credentials in a text, told by their form alone.
//!
//! Whoever is warned in vain reads no warning any more, so what may be a placeholder is taken for one: a value has to
//! look as no word and no example does. What is found is never said again, only its kind and its place.

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter, memmem};

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

/// Whether a sign stands behind a letter, and before as many letters as any token has.
fn is_long_word(bytes: &[u8], at: usize) -> bool {
    let behind = bytes.get(at + 1..at + 1 + SHORTEST).unwrap_or_default();
    at > 0
        && bytes[at - 1].is_ascii_alphanumeric()
        && behind.len() == SHORTEST
        && behind.iter().all(|&byte| Letters::Words.have(byte))
}

/// Letters of the shortest token behind its beginning.
const SHORTEST: usize = 20;

/// What tokens of one kind look like.
struct Token {
    begins: &'static str,
    letters: Letters,
    /// How many letters follow.
    length: Range<usize>,
    what: &'static str,
}

/// What a token is written with behind its beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Capitals and the digits from 2 to 7: base32.
    Capitals,
    /// Digits and letters from a to f.
    Hex,
    /// Letters and digits.
    Plain,
    /// Letters, digits, `_` and `-`.
    Words,
    /// Thirty letters and digits, and six that are their checksum.
    Summed,
}

const GITHUB: &str = "a token of GitHub";
const SLACK: &str = "a token of Slack";
const STRIPE: &str = "a key of Stripe";
const AMAZON: &str = "an access key of Amazon Web Services";
const SHOPIFY: &str = "a token of Shopify";

/// Tokens whose beginning ends in `_` or `-`.
static MARKED: [Token; 23] = [
    token("ghp_", Letters::Summed, 36..37, GITHUB),
    token("gho_", Letters::Summed, 36..37, GITHUB),
    token("ghu_", Letters::Summed, 36..37, GITHUB),
    token("ghs_", Letters::Summed, 36..37, GITHUB),
    token("ghr_", Letters::Summed, 36..37, GITHUB),
    token("github_pat_", Letters::Words, 82..83, GITHUB),
    token("glpat-", Letters::Words, 20..64, "a token of GitLab"),
    token("npm_", Letters::Plain, 36..37, "a token of npm"),
    token("pypi-", Letters::Words, 80..250, "a token of PyPI"),
    token("xoxb-", Letters::Words, 40..250, SLACK),
    token("xoxp-", Letters::Words, 40..250, SLACK),
    token("xoxa-", Letters::Words, 40..250, SLACK),
    token("xoxr-", Letters::Words, 40..250, SLACK),
    token("xapp-", Letters::Words, 80..250, SLACK),
    token("sk_live_", Letters::Plain, 24..120, STRIPE),
    token("rk_live_", Letters::Plain, 24..120, STRIPE),
    token("sk-ant-", Letters::Words, 80..140, "a key of Anthropic"),
    token("sk-proj-", Letters::Words, 48..200, "a key of OpenAI"),
    token("GOCSPX-", Letters::Words, 28..29, "a secret of Google"),
    token("hf_", Letters::Plain, 34..35, "a token of Hugging Face"),
    token("dop_v1_", Letters::Hex, 64..65, "a token of DigitalOcean"),
    token("shpat_", Letters::Hex, 32..33, SHOPIFY),
    token("shpss_", Letters::Hex, 32..33, SHOPIFY),
];

/// Tokens that begin with letters alone.
static UNMARKED: [Token; 3] = [
    token("AKIA", Letters::Capitals, 16..17, AMAZON),
    token("ASIA", Letters::Capitals, 16..17, AMAZON),
    token("AIza", Letters::Words, 35..36, "a key of Google"),
];

const fn token(
    begins: &'static str,
    letters: Letters,
    length: Range<usize>,
    what: &'static str,
) -> Token {
    Token {
        begins,
        letters,
        length,
        what,
    }
}

impl Token {
    /// The letter before the sign that its beginning ends in.
    fn last(&self) -> u8 {
        let begins = self.begins.as_bytes();
        begins[begins.len() - 2]
    }

    /// The token whose beginning ends before byte `at`.
    fn ending(&self, text: &str, at: usize) -> Option<Secret> {
        let before = text.get(..at)?.strip_suffix(self.begins)?;
        // In a longer word it is a part of that.
        if before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
            return None;
        }
        let rest = text[at..].bytes().take(self.length.end);
        let length = rest.take_while(|&byte| self.letters.have(byte)).count();
        let rest = &text[at..at + length];
        let is_one = self.length.contains(&length)
            && match self.letters {
                Letters::Summed => is_summed(rest),
                Letters::Capitals => !is_placeholder(rest) && distinct(rest) >= 6,
                _ => !is_placeholder(rest) && distinct(rest) >= 8 && turns(rest) >= 3,
            };
        is_one.then_some(Secret {
            range: before.len()..at + length,
            what: self.what,
        })
    }
}

impl Letters {
    fn have(self, byte: u8) -> bool {
        match self {
            Self::Capitals => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Plain | Self::Summed => byte.is_ascii_alphanumeric(),
            Self::Words => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
        }
    }
}

/// Whether the last six of 36 letters are the CRC-32 of those before, in base 62.
/// <https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/>
fn is_summed(token: &str) -> bool {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    let Some((words, sum)) = token.split_at_checked(30) else {
        return false;
    };
    let mut rest = crc32(words.as_bytes());
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    sum.as_bytes() == digits
}

/// The checksum of Ethernet, zip and PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            let carry = 0xEDB8_8320 & (sum & 1).wrapping_neg();
            (sum >> 1) ^ carry
        })
    })
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

/// What passwords and keys are called, in small letters, by the byte in which that ends: most words before a sign end
/// in another, and are compared with nothing.
fn called(last: u8) -> &'static [&'static str] {
    match last.to_ascii_lowercase() {
        b'd' => &["password", "passwd", "pwd", "wachtwoord"],
        b'e' => &["passphrase", "mot de passe"],
        b't' => &["secret", "passwort", "kennwort"],
        b'y' => &[
            "secretkey",
            "secret_key",
            "secret-key",
            "apikey",
            "api_key",
            "api-key",
            "api key",
            "accesskey",
            "access_key",
            "access key",
            "accountkey",
        ],
        b'n' => &["authtoken", "auth_token", "apitoken", "api_token"],
        b'a' => &["contraseña", "senha"],
        b'o' => &["hasło"],
        0x80.. => &["密碼", "密码", "パスワード", "비밀번호"],
        _ => &[],
    }
}

/// The longest value that is looked at.
const LONGEST: usize = 256;

/// The value behind a sign that gives it to what is called a password: `password: …`, `AccountKey=…`.
fn assigned(text: &str, sign: Range<usize>) -> Option<Secret> {
    let is_mark = |c: char| matches!(c, ' ' | '\t' | '"' | '\'' | '`' | '*');
    let name = text[..sign.start].trim_end_matches(is_mark);
    let is_called = |called: &str| {
        let from = name.len().checked_sub(called.len());
        let last = from.and_then(|from| name.get(from..));
        last.is_some_and(|last| last.eq_ignore_ascii_case(called))
    };
    called(*name.as_bytes().last()?)
        .iter()
        .find(|one| is_called(one))?;
    let behind = beginning(&text[sign.end..]);
    let value = behind.trim_start_matches(|c: char| is_mark(c) || matches!(c, '=' | '>'));
    let start = sign.end + (behind.len() - value.len());
    let ends = |c: char| !c.is_ascii_graphic() || "\"'`<>(){}[],;|&\\".contains(c);
    let end = value.find(ends).unwrap_or(value.len());
    // A call, a list or a template is no value.
    if value[end..].starts_with(['(', '[', '{', '<', '\\']) {
        return None;
    }
    let value = value[..end].trim_end_matches(['.', ':', '*', '?']);
    is_credential(value).then_some(Secret {
        range: start..start + value.len(),
        what: "a password or a key",
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
    let rest = beginning(rest);
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

/// As much of a text as a value may take.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a value was chosen or made to be guessed by nobody: with a sign among its letters and digits, or long
/// and without any word in it.
fn is_credential(value: &str) -> bool {
    let stands_for_another = value.starts_with(['$', '%', '@', '#', '/', '-', '~', ':', '='])
        || value.starts_with("eyJ")
        || ["://", "..", "**", "${"]
            .iter()
            .any(|part| value.contains(part));
    if value.len() < 8 || stands_for_another || is_placeholder(value) || distinct(value) < 6 {
        return false;
    }
    let has = |is: fn(&u8) -> bool| value.as_bytes().iter().any(is);
    let (small, capital) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    let digit = has(u8::is_ascii_digit);
    let sign = value.contains(['!', '@', '#', '$', '%', '^', '&', '*', '+', '~', '?']);
    let is_mail = value
        .rsplit_once('@')
        .is_some_and(|(_, host)| host.contains('.'));
    let is_chosen = sign && !is_mail && (small || capital) && digit && turns(value) >= 1;
    let classes = [small, capital, digit, sign].into_iter().filter(|&has| has);
    if is_chosen && classes.count() >= 3 {
        return true;
    }
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-');
    value.len() >= 20
        && value.chars().all(letters)
        && !is_uuid(value)
        && (is_hex || (small && capital))
        && turns(value) >= 4
}

/// How often letters and digits follow each other: in words with a number it is seldom.
fn turns(value: &str) -> usize {
    let pairs = value.as_bytes().windows(2);
    let is_turn = |pair: &&[u8]| {
        let (letter, digit) = (u8::is_ascii_alphabetic, u8::is_ascii_digit);
        (letter(&pair[0]) && digit(&pair[1])) || (digit(&pair[0]) && letter(&pair[1]))
    };
    pairs.filter(is_turn).count()
}

/// How many different letters there are.
fn distinct(value: &str) -> usize {
    let seen = value
        .bytes()
        .fold(0u128, |seen, byte| seen | 1 << (byte & 0x7F));
    seen.count_ones() as usize
}

/// `6731de76-14a6-49ae-97bc-6eba6914391e`, which names something and opens nothing.
fn is_uuid(value: &str) -> bool {
    let lengths = value.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
}

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
fn is_placeholder(value: &str) -> bool {
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

#[cfg(test)]
mod tests {
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
