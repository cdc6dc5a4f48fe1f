//! Words to numbers, quickly: one buffer for all text, one table for all lookups.

use std::hash::{BuildHasherDefault, Hasher};

/// A hash for maps whose order nobody sees: fast, and of no use against an enemy. An author who
/// slows a build down by choosing words has slowed down nobody else.
pub type Fx = BuildHasherDefault<FxHasher>;

/// See [`Fx`].
#[derive(Clone, Copy, Default)]
pub struct FxHasher(u64);

impl FxHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for FxHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for chunk in whole {
            self.add(u64::from_le_bytes(*chunk));
        }
        // The length keeps `a` and `a\0` apart.
        self.add(joined(rest) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn finish(&self) -> u64 {
        // The table is indexed by the low bits, the multiplication mixes into the high ones.
        self.0 ^ (self.0 >> 32)
    }
}

/// Fewer than eight bytes as one number, with a few reads that overlap where there are not so many.
fn joined(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let behind = 8 * (bytes.len() as u32 - 4);
        return u64::from(u32::from_le_bytes(*first))
            | u64::from(u32::from_le_bytes(*last)) << behind;
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |&byte| u64::from(byte));
    byte(0) | byte(1) << 8 | byte(2) << 16
}

/// Marks a free place of a table. Not 0: memory that the system gives zeroed is mapped twice, when it
/// is read first and when it is then written, and the second time all threads wait.
const FREE: u32 = u32::MAX;

/// Distinct strings, numbered in the order in which they came.
#[derive(Clone, Default)]
pub struct Interner {
    text: String,
    ends: Vec<u32>,
    /// Of each string: spares reading it again, here and where it is interned elsewhere.
    keys: Vec<Key>,
    /// Number of a string, at the place of its key or after it, or [`FREE`]; a power of two in length.
    table: Vec<u32>,
}

impl Interner {
    /// With room for about `words` strings.
    pub fn with_room(words: usize) -> Self {
        Self {
            text: String::with_capacity(words * 6),
            ends: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            table: vec![FREE; (words * 2 + 16).next_power_of_two()],
        }
    }

    /// The number of `name`, which may be new.
    pub fn intern(&mut self, name: &str) -> u32 {
        self.intern_key(name, Key::of(name))
    }

    /// The number of the string that has `number` in `other`.
    pub fn intern_from(&mut self, other: &Interner, number: u32) -> u32 {
        self.intern_key(other.name(number), other.keys[number as usize])
    }

    #[inline]
    fn intern_key(&mut self, name: &str, key: Key) -> u32 {
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = key.place() & mask;
        // Most words of a text have come before. An empty table has no slot at all.
        while let Some(&number) = self.table.get(slot).filter(|&&number| number != FREE) {
            if self.keys[number as usize] == key && (key.is_all() || self.is_named(number, name)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        self.add(name, key)
    }

    /// The number of `name`, which is new.
    #[inline(never)]
    fn add(&mut self, name: &str, key: Key) -> u32 {
        if self.table.len() < self.ends.len() * 2 + 16 {
            self.grow();
        }
        let number = self.ends.len() as u32;
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        self.keys.push(key);
        put(&mut self.table, key, number);
        number
    }

    /// The string that has `number`.
    pub fn name(&self, number: u32) -> &str {
        &self.text[self.place(number)]
    }

    /// Whether the string that has `number` is `name`: looks at bytes, not at where characters begin.
    fn is_named(&self, number: u32, name: &str) -> bool {
        self.text.as_bytes().get(self.place(number)) == Some(name.as_bytes())
    }

    fn place(&self, number: u32) -> std::ops::Range<usize> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }

    /// All of them, by their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.name(number))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn grow(&mut self) {
        let size = (self.ends.len() * 4 + 256).next_power_of_two();
        let mut table = vec![FREE; size];
        for (number, &key) in (0..).zip(&self.keys) {
            put(&mut table, key, number);
        }
        self.table = table;
    }
}

/// Tells strings apart: most at first sight.
#[derive(Clone, Copy, PartialEq)]
struct Key(u64);

impl Key {
    /// Bytes of a string that a key has all of, with its length.
    const ALL: usize = 7;
    /// Marks a hash: no length is so great.
    const HASH: u64 = 1 << 63;

    #[inline]
    fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        if bytes.len() <= Self::ALL {
            return Self(joined(bytes) | (bytes.len() as u64) << 56);
        }
        let mut hasher = FxHasher::default();
        hasher.write(bytes);
        Self(hasher.finish() | Self::HASH)
    }

    /// Whether no other string has the same.
    fn is_all(self) -> bool {
        self.0 & Self::HASH == 0
    }

    /// Where the search for it begins, of any number of places.
    fn place(self) -> usize {
        let mut hasher = FxHasher::default();
        hasher.add(self.0);
        hasher.finish() as u32 as usize
    }
}

/// Puts `number` into the first free place from that of `key` on.
fn put(table: &mut [u32], key: Key, number: u32) {
    let mask = table.len() - 1;
    let mut slot = key.place() & mask;
    while table[slot] != FREE {
        slot = (slot + 1) & mask;
    }
    table[slot] = number;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_look_alike_are_told_apart() {
        let all = [
            "",
            "\0",
            "a",
            "a\0",
            "ab",
            "aba",
            "abcd",
            "abcde",
            "abcdeab",
            "abcdeabc",
            "abcdeabc\0",
            "電",
            "電話",
            "電話線",
        ];
        let mut names = Interner::default();
        let numbers = all.map(|name| names.intern(name));
        assert_eq!(numbers, std::array::from_fn(|number| number as u32));
        assert_eq!(all.map(|name| names.intern(name)), numbers);
        let mut others = Interner::with_room(2);
        others.intern("電話");
        let numbers = numbers.map(|number| others.intern_from(&names, number));
        assert_eq!(numbers.map(|number| others.name(number)), all);
    }
}
