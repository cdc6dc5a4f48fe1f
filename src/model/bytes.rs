//! Numbers and texts one after the other in few bytes: what a large portal keeps of each page.

/// Seven bits a byte, the lowest first; the eighth says that more follow (LEB128).
pub fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 0x7F {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes what [`push`] appended from the front of `bytes`.
pub fn take(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = take_byte(bytes);
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// Takes one byte; 0 where there is none.
pub fn take_byte(bytes: &mut &[u8]) -> u8 {
    match bytes.split_first() {
        Some((&byte, rest)) => {
            *bytes = rest;
            byte
        }
        None => 0,
    }
}

/// A text after its length.
pub fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

/// Takes what [`push_text`] appended from the front of `bytes`.
pub fn take_text<'a>(bytes: &mut &'a [u8]) -> &'a str {
    let length = take(bytes) as usize;
    let (text, rest) = bytes.split_at_checked(length).unwrap_or_default();
    *bytes = rest;
    std::str::from_utf8(text).unwrap_or_default()
}
