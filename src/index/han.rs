//! Traditional and Simplified forms: which Han characters search takes for one.
//!
//! A page's words hold the simplified form of each class; the index is then written in the form
//! that the portal itself uses most, so that an ordinary query needs no table. Only a query that
//! finds nothing loads the list of the other forms (`h.js`).

use std::sync::LazyLock;

/// Block in which the classes lie: CJK Unified Ideographs.
const BLOCK: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

struct Table {
    /// Number of the class plus one, by place in [`BLOCK`].
    numbers: Vec<u16>,
    classes: Vec<Box<[char]>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut numbers = vec![0; BLOCK.count()];
    let mut classes: Vec<Box<[char]>> = Vec::new();
    let lines = include_str!("han.txt").lines();
    for class in lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(' '))
    {
        let class: Box<[char]> = class.chars().collect();
        for &c in &class {
            if let Some(number) = place(c).and_then(|at| numbers.get_mut(at)) {
                *number = classes.len() as u16 + 1;
            }
        }
        classes.push(class);
    }
    Table { numbers, classes }
});

fn place(c: char) -> Option<usize> {
    BLOCK
        .contains(&u32::from(c))
        .then(|| (u32::from(c) - BLOCK.start()) as usize)
}

/// The forms of `c`, the simplified one first, where it has more than one.
pub fn forms(c: char) -> Option<&'static [char]> {
    let number = TABLE.numbers[place(c)?];
    (number > 0).then(|| &*TABLE.classes[usize::from(number) - 1])
}

/// The simplified form of `c`.
pub fn simplified(c: char) -> char {
    forms(c).map_or(c, |forms| forms[0])
}

/// Every class.
pub fn classes() -> impl Iterator<Item = &'static [char]> {
    TABLE.classes.iter().map(|class| &**class)
}
