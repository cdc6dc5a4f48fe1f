//! Values behind names that are those of credentials: `password=…`.

use std::ops::Range;

use super::super::text::beginning;
use super::Secret;
use super::placeholders::{distinct, is_placeholder, turns};

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
pub(super) const LONGEST: usize = 256;

/// The value behind a sign that gives it to what is called a password: `password: …`, `AccountKey=…`.
pub(super) fn assigned(text: &str, sign: Range<usize>) -> Option<Secret> {
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
    let behind = beginning(&text[sign.end..], LONGEST);
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

/// Whether a value was chosen or made to be guessed by nobody: with a sign among its letters and digits, or long
/// and without any word in it.
pub(super) fn is_credential(value: &str) -> bool {
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

/// `6731de76-14a6-49ae-97bc-6eba6914391e`, which names something and opens nothing.
fn is_uuid(value: &str) -> bool {
    let lengths = value.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
}
