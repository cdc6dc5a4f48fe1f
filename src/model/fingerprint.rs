//! Hashes of content, equal on every host.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

/// The first 16 bytes of a BLAKE3 hash: enough that two different inputs never meet by accident.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self::finish(blake3::Hasher::new().update(bytes))
    }

    /// The fingerprint of whatever a value feeds to its hasher.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Blake::default();
        value.hash(&mut hasher);
        hasher.flush();
        Self::finish(&hasher.hasher)
    }

    /// The fingerprint of all that was given to `hasher`.
    pub fn finish(hasher: &blake3::Hasher) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(first)
    }

    /// The fingerprint of both, in this order.
    pub fn and(self, other: Self) -> Self {
        Self::of(&[self.0, other.0].concat())
    }

    /// The first `digits` hexadecimal digits, for names of files.
    pub fn short(&self, digits: usize) -> String {
        let mut text = self.to_string();
        text.truncate(digits);
        text
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        f.write_str(&digits.map(digit).collect::<String>())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A value that many others hold: what it feeds to a hasher is made once for all of them.
#[derive(Clone, Default)]
pub struct Shared<T> {
    value: T,
    fingerprint: OnceLock<Fingerprint>,
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self {
            value,
            fingerprint: OnceLock::new(),
        }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let made = || Fingerprint::of_value(&self.value);
        self.fingerprint.get_or_init(made).hash(state);
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A hasher without accidents: two values share a key only if they feed it the same bytes.
///
/// Structs feed it a few bytes at a time, which BLAKE3 takes one by one at a price: they are gathered.
struct Blake {
    hasher: blake3::Hasher,
    gathered: [u8; 1024],
    length: usize,
}

impl Default for Blake {
    fn default() -> Self {
        Self {
            hasher: blake3::Hasher::new(),
            gathered: [0; 1024],
            length: 0,
        }
    }
}

impl Blake {
    fn flush(&mut self) {
        self.hasher.update(&self.gathered[..self.length]);
        self.length = 0;
    }
}

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() > self.gathered.len() {
            self.flush();
        }
        if bytes.len() > self.gathered.len() {
            self.hasher.update(bytes);
        } else {
            self.gathered[self.length..self.length + bytes.len()].copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.update(&self.gathered[..self.length]);
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}
