//! Numbers as printable characters: they survive a string literal and decode at memory speed.
//!
//! 93 symbols, the printable characters of ASCII without `"` and `\`. A value below 62 is one
//! symbol; of a larger one the symbol says 62 plus the remainder by 31, and the rest follows.

const ONE: u64 = 62;
const BASE: u64 = 31;

/// What symbols are written to: they are ASCII.
pub trait Symbols {
    /// Appends one.
    fn put(&mut self, symbol: u8);
}

impl Symbols for String {
    fn put(&mut self, symbol: u8) {
        self.push(char::from(symbol));
    }
}

impl Symbols for Vec<u8> {
    fn put(&mut self, symbol: u8) {
        self.push(symbol);
    }
}

/// Appends `value`.
pub fn push(out: &mut impl Symbols, mut value: u64) {
    while value >= ONE {
        value -= ONE;
        out.put(symbol(ONE + value % BASE));
        value /= BASE;
    }
    out.put(symbol(value));
}

/// Reads one value from the front of `text`; 0 at its end or at a character that is no symbol.
#[inline]
pub fn take(text: &mut &[u8]) -> u64 {
    // Most are one symbol.
    match text.split_first() {
        Some((&byte, rest)) if digit(byte) < ONE => {
            *text = rest;
            digit(byte)
        }
        _ => take_long(text),
    }
}

fn take_long(text: &mut &[u8]) -> u64 {
    let mut value = 0u64;
    let mut scale = 1u64;
    while let Some((&byte, rest)) = text.split_first() {
        *text = rest;
        let digit = digit(byte);
        // What goes on was taken from what was left above 62.
        value = value.saturating_add(digit.saturating_mul(scale));
        if digit < ONE {
            break;
        }
        scale = scale.saturating_mul(BASE);
    }
    value
}

/// Moves `text` behind the value at its front.
pub fn skip(text: &mut &[u8]) {
    const MORE: u8 = symbol(ONE);
    // Symbols are in the order of what they say.
    let last = text.iter().position(|&byte| byte < MORE);
    *text = &text[last.map_or(text.len(), |last| last + 1)..];
}

/// The symbol of a digit: of a value below 62 there is no other.
pub const fn symbol(digit: u64) -> u8 {
    let code = b' ' + digit as u8;
    let code = code + (code >= b'"') as u8;
    code + (code >= b'\\') as u8
}

fn digit(byte: u8) -> u64 {
    let code = byte.saturating_sub(b' ');
    u64::from(code - u8::from(byte > b'"') - u8::from(byte > b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let values = [
            0,
            1,
            61,
            62,
            92,
            93,
            1983,
            1984,
            2015,
            70_000,
            u64::from(u32::MAX),
        ];
        let mut text = String::new();
        for value in values {
            push(&mut text, value);
        }
        assert!(
            text.bytes()
                .all(|byte| matches!(byte, 32..127) && byte != b'"' && byte != b'\\')
        );
        let mut rest = text.as_bytes();
        let mut skipped = rest;
        for value in values {
            assert_eq!(take(&mut rest), value);
            skip(&mut skipped);
            assert_eq!(skipped, rest);
        }
        assert!(rest.is_empty());
    }

    #[test]
    fn small_numbers_are_one_symbol() {
        let mut text = String::new();
        push(&mut text, 61);
        assert_eq!(text.len(), 1);
    }
}
