//! Tokens of known forms: how they begin, what they are written with, and how many letters follow.

use std::ops::Range;

use super::Secret;
use super::placeholders::{distinct, is_placeholder, turns};

/// Whether a sign stands behind a letter, and before as many letters as any token has.
pub(super) fn is_long_word(bytes: &[u8], at: usize) -> bool {
    let behind = bytes.get(at + 1..at + 1 + SHORTEST).unwrap_or_default();
    at > 0
        && bytes[at - 1].is_ascii_alphanumeric()
        && behind.len() == SHORTEST
        && behind.iter().all(|&byte| Letters::Words.have(byte))
}

/// Letters of the shortest token behind its beginning.
const SHORTEST: usize = 20;

/// What tokens of one kind look like.
pub(super) struct Token {
    pub(super) begins: &'static str,
    pub(super) letters: Letters,
    /// How many letters follow.
    pub(super) length: Range<usize>,
    pub(super) what: &'static str,
}

/// What a token is written with behind its beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
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

pub(super) const GITHUB: &str = "a token of GitHub";

const SLACK: &str = "a token of Slack";

const STRIPE: &str = "a key of Stripe";

const AMAZON: &str = "an access key of Amazon Web Services";

const SHOPIFY: &str = "a token of Shopify";

/// Tokens whose beginning ends in `_` or `-`.
pub(super) static MARKED: [Token; 23] = [
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
pub(super) static UNMARKED: [Token; 3] = [
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
    pub(super) fn last(&self) -> u8 {
        let begins = self.begins.as_bytes();
        begins[begins.len() - 2]
    }

    /// The token whose beginning ends before byte `at`.
    pub(super) fn ending(&self, text: &str, at: usize) -> Option<Secret> {
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
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            let carry = 0xEDB8_8320 & (sum & 1).wrapping_neg();
            (sum >> 1) ^ carry
        })
    })
}
