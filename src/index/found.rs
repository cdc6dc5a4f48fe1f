//! Where a word stands in a page.

/// Where a word stands in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// How often in title, headings, text.
    pub counts: [u16; 3],
    /// Parts that have it in their text.
    pub parts: Parts,
    /// Parts that have it in their heading.
    pub headings: Parts,
    /// What comes after it, as [`sign`] tells it, of a gram the next character, of a word the next one;
    /// [`Found::NOTHING`] where there is less.
    pub after: [u8; Found::SIGNS],
}

impl Found {
    /// Enough to tell neighbours, and one character each.
    pub const SKETCH: u32 = 61;
    /// How many signs are kept.
    pub const SIGNS: usize = 6;
    /// Letters of a word that its sign tells.
    pub const LETTERS: usize = 3;
    /// No sign.
    pub const NOTHING: u8 = u8::MAX;

    /// Keeps `sign`, as long as there is room.
    pub(super) fn keep(&mut self, sign: u8) {
        let free = |kept: &&mut u8| **kept == Self::NOTHING || **kept == sign;
        if let Some(free) = self.after.iter_mut().find(free) {
            *free = sign;
        }
    }
}

/// Numbers of parts, in four bytes: there are some hundred thousand of these.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Parts(u32);

impl Parts {
    /// Parts that have a bit: what a shift in JavaScript can hold, less a sign and a mark.
    pub const BITS: u32 = 30;
    /// Marks a number that is beyond those with a bit.
    const FAR: u32 = 1 << 31;

    /// The parts whose bits are set.
    pub fn of(bits: u32) -> Self {
        Self(bits & !Self::FAR)
    }

    /// One part.
    pub fn one(part: u32) -> Self {
        match part {
            ..Self::BITS => Self(1 << part),
            _ => Self(part | Self::FAR),
        }
    }

    /// Bit `n` for part `n`, as far as they go.
    pub fn bits(self) -> u32 {
        match self.0 & Self::FAR {
            0 => self.0,
            _ => 0,
        }
    }

    /// The first of those beyond, if no bit is set; else 0.
    pub fn far(self) -> u32 {
        match self.0 & Self::FAR {
            0 => 0,
            _ => self.0 & !Self::FAR,
        }
    }

    /// As it is kept.
    pub fn raw(self) -> u32 {
        self.0
    }

    pub(super) fn add(&mut self, part: u32) {
        if part < Self::BITS {
            self.0 = self.bits() | 1 << part;
        } else if self.0 == 0 {
            *self = Self::one(part);
        }
    }
}

/// What is kept of a text that comes after a word, in a number below [`Found::SKETCH`]: enough of its beginning to tell
/// it from others, and no more than a word that is cut short or has another ending still has.
pub fn sign(next: &str) -> u8 {
    let begins = next.as_bytes().first_chunk::<{ Found::LETTERS }>();
    let sum = match begins.filter(|letters| letters.is_ascii()) {
        Some(letters) => letters.iter().fold(0, |sum, &c| sum * 26 + u64::from(c)),
        None => {
            let letters = next.chars().take(Found::LETTERS);
            letters.fold(0, |sum, c| sum * 26 + u64::from(c))
        }
    };
    (sum % u64::from(Found::SKETCH)) as u8
}
