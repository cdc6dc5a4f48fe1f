//! A text cut into words, parts of words, words joined by a sign, pairs of characters and numbers.

use super::{Class, Kind, LONGEST, SPEC, Spec};

/// Signs that join the words on both sides of one: `Wi-Fi`, `Node.js`, `TCP/IP`, `max_connections`, `FRITZ!Box`, `Q&A`.
pub(super) const JOINS: [char; 6] = ['-', '.', '/', '_', '!', '&'];

/// Digits of a number that counts as one number however it is grouped.
const JOINED: std::ops::RangeInclusive<usize> = 6..=15;

/// Gives every word of `text`, which is clean, to `emit`, in reading order.
pub fn words(text: &str, emit: &mut impl FnMut(Kind, &str)) {
    let mut cutter = Cutter {
        emit,
        word: String::new(),
        length: 0,
        seams: Vec::new(),
        last: Last::Other,
        before: String::new(),
        possessive: false,
        grams: String::new(),
        ends: Vec::new(),
        number: Number::default(),
    };
    let spec: &Spec = &SPEC;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Most of a text in Latin letters is small ones.
        if c.is_ascii_alphabetic() {
            let bytes = rest.as_bytes();
            let small = bytes[1..].iter();
            let small = small.take_while(|byte| byte.is_ascii_lowercase()).count();
            let end = 1 + small;
            let ends = |&sign: &u8| {
                let is_before_space = || bytes.get(end + 1) == Some(&b' ');
                spec.ends[usize::from(sign)] || sign == b'.' && is_before_space()
            };
            if cutter.is_between() && end <= LONGEST && bytes.get(end).is_some_and(ends) {
                cutter.whole(&rest[..end]);
                rest = &rest[end + 1..];
                continue;
            }
            let (letters, after) = rest.split_at(end);
            let (first, small) = letters.split_at(usize::from(c.is_ascii_uppercase()));
            if !first.is_empty() {
                cutter.letter(c.to_ascii_lowercase(), Last::Capital);
            }
            cutter.letters(small);
            rest = after;
            continue;
        }
        rest = super::within(c, &rest[c.len_utf8()..]);
        match c {
            '0'..='9' => cutter.letter(c, Last::Digit),
            _ => match spec.class(c) {
                Class::Drop => {}
                Class::Fold => {
                    if let Some(&Some(plain)) = spec.latin.get(c as usize) {
                        cutter.letter(plain, Last::Other);
                        continue;
                    }
                    for plain in spec.folds.get(&c).map_or("", |plain| plain).chars() {
                        match spec.class(plain) {
                            _ if plain.is_ascii_digit() => cutter.letter(plain, Last::Digit),
                            Class::Break => cutter.gap(plain),
                            Class::Gram(_) => cutter.gram(plain),
                            Class::Drop => {}
                            _ => cutter.letter(plain, Last::Other),
                        }
                    }
                }
                Class::Letter => cutter.letter(c, Last::Other),
                Class::Gram(_) => cutter.gram(c),
                Class::Break => cutter.gap(c),
            },
        }
    }
    cutter.end_word();
    cutter.end_grams();
    cutter.end_number();
}

/// The state of [`words`] between two characters.
struct Cutter<'e, E> {
    emit: &'e mut E,
    word: String,
    /// Characters of `word`.
    length: usize,
    /// Bytes of `word` where a part begins.
    seams: Vec<usize>,
    last: Last,
    /// The word that the last character, one of [`JOINS`], stands behind, unless it is a number.
    before: String,
    /// Whether an apostrophe stands between the last word and this one.
    possessive: bool,
    grams: String,
    /// Bytes of `grams` where each character ends.
    ends: Vec<usize>,
    number: Number,
}

/// What the last character of a word was, for the seams of camelCase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Small,
    Capital,
    Digit,
    Other,
}

/// Groups of digits that may be one number.
#[derive(Default)]
struct Number {
    digits: String,
    groups: usize,
    /// Characters since the last group.
    gap: usize,
    phone: bool,
    /// Whether the character before is `+`.
    plus: bool,
}

impl<E: FnMut(Kind, &str)> Cutter<'_, E> {
    /// Whether no word or run of grams has begun that a letter would go on or end, and no apostrophe or sign that
    /// joins words stands before it.
    fn is_between(&self) -> bool {
        self.length == 0 && self.ends.is_empty() && !self.possessive && self.before.is_empty()
    }

    /// A word of small letters of ASCII, the first of which may be a capital, with the space or sign behind it.
    fn whole(&mut self, letters: &str) {
        self.end_number();
        if letters.starts_with(|first: char| first.is_ascii_lowercase()) {
            return (self.emit)(Kind::Word, letters);
        }
        self.word.push_str(letters);
        self.word.make_ascii_lowercase();
        (self.emit)(Kind::Word, &self.word);
        self.word.clear();
    }

    fn letter(&mut self, c: char, kind: Last) {
        if !self.grams.is_empty() {
            self.end_grams();
        }
        if self.length == LONGEST {
            return;
        }
        let seam = match (self.last, kind) {
            (Last::Small, Last::Capital) => true,
            (Last::Digit, other) | (other, Last::Digit) => other != Last::Digit,
            _ => false,
        };
        if seam && self.length > 0 {
            self.seams.push(self.word.len());
        }
        self.word.push(c);
        self.length += 1;
        self.last = kind;
    }

    /// Small letters of ASCII.
    fn letters(&mut self, small: &str) {
        let Some(first) = small.chars().next() else {
            return;
        };
        // The first may begin a part of the word; those behind it go on with it.
        self.letter(first, Last::Small);
        let room = LONGEST - self.length;
        let more = &small[1..small.len().min(1 + room)];
        self.word.push_str(more);
        self.length += more.len();
    }

    fn gram(&mut self, c: char) {
        if self.length > 0 {
            self.end_word();
        }
        self.possessive = false;
        self.before.clear();
        if self.grams.is_empty() {
            self.end_number();
        }
        self.grams.push(c);
        self.ends.push(self.grams.len());
    }

    fn gap(&mut self, c: char) {
        let word = self.length > 0;
        if word {
            self.end_word();
        }
        if !word || !JOINS.contains(&c) {
            self.before.clear();
        }
        if !self.ends.is_empty() {
            self.end_grams();
        }
        self.possessive = word && matches!(c, '\'' | '\u{2019}');
        match c {
            '+' => {
                self.end_number();
                self.number.plus = true;
            }
            ' ' | '-' | '.' | ',' | '/' | '(' | ')' | '\u{A0}' | '\u{2010}'..='\u{2013}'
                if self.number.gap < 2 =>
            {
                self.number.gap += 1;
                self.number.plus = false;
            }
            _ => self.end_number(),
        }
    }

    fn end_word(&mut self) {
        if self.length == 0 {
            return;
        }
        if !(self.possessive && self.word == "s") {
            let digits = self.word.bytes().all(|byte| byte.is_ascii_digit());
            if !digits {
                self.end_number();
            }
            (self.emit)(Kind::Word, &self.word);
            if !self.before.is_empty() && !digits {
                self.before.push_str(&self.word);
                (self.emit)(Kind::Joined, &self.before);
            }
            if !self.seams.is_empty() {
                self.parts();
            }
            self.before.clear();
            match digits {
                true => self.count(),
                false => self.before.push_str(&self.word),
            }
        } else {
            self.before.clear();
        }
        self.word.clear();
        self.length = 0;
        self.seams.clear();
        self.last = Last::Other;
        self.possessive = false;
    }

    /// The parts of two letters and more.
    fn parts(&mut self) {
        self.seams.push(self.word.len());
        let mut start = 0;
        for &end in &self.seams {
            let part = &self.word[start..end];
            if part.chars().nth(1).is_some() {
                (self.emit)(Kind::Part, part);
            }
            start = end;
        }
    }

    /// Adds the word, all digits, to the number that it is a group of.
    fn count(&mut self) {
        let number = &mut self.number;
        if number.groups == 0 {
            number.phone = number.plus || self.word.starts_with('0');
        }
        number.digits.push_str(&self.word);
        number.groups += 1;
        number.gap = 0;
        number.plus = false;
    }

    fn end_number(&mut self) {
        self.number.plus = false;
        self.number.gap = 0;
        if self.number.groups > 0 {
            self.give_number();
        }
    }

    /// Gives the number whose groups of digits were read, and forgets it.
    #[inline(never)]
    fn give_number(&mut self) {
        let number = std::mem::take(&mut self.number);
        // Zeros before a number are dialled from one place and not from another.
        let digits = number.digits.trim_start_matches('0');
        if JOINED.contains(&digits.len()) && (number.groups > 1 || number.phone) {
            let phone = number.phone;
            (self.emit)(Kind::Number { phone }, digits);
        }
    }

    fn end_grams(&mut self) {
        match self.ends.as_slice() {
            [] => return,
            [_] => (self.emit)(Kind::Gram, &self.grams),
            [_, pairs @ ..] => {
                let starts = std::iter::once(&0).chain(&self.ends);
                for (&start, &end) in starts.zip(pairs) {
                    (self.emit)(Kind::Gram, &self.grams[start..end]);
                }
            }
        }
        self.ends.clear();
        self.grams.clear();
    }
}
