//! The parts of a text that hold words, and which of them stand for each other in two languages: where the
//! original of a translation can be shown.

use std::ops::Range;

use super::segment::sections;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Sentences, but for the first ones of an item or a meaning.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A term that is explained below it.
    Term,
    /// What explains a term.
    Meaning,
    /// The words of a picture or a table.
    Caption,
    /// The words on something that opens.
    Summary,
    /// Code.
    Code,
}

impl Slot {
    /// What an element of HTML is.
    pub fn of_element(name: &str) -> Option<Self> {
        Some(match name {
            "p" => Self::Paragraph,
            "li" => Self::Item,
            "td" | "th" => Self::Cell,
            "dt" => Self::Term,
            "dd" => Self::Meaning,
            "caption" | "figcaption" => Self::Caption,
            "summary" => Self::Summary,
            "pre" => Self::Code,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name.as_bytes()[1] - b'0'),
            _ => return None,
        })
    }

    /// Whether a paragraph that begins it is no part of its own: an item says the same with blank lines
    /// around it and without.
    pub fn takes_paragraph(self) -> bool {
        matches!(self, Self::Item | Self::Meaning)
    }
}

/// Which parts of a text and its translation stand for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Numbers of parts that do: of the source, of the translation. In order.
    pub pairs: Vec<(usize, usize)>,
    /// Sections in which they do not.
    pub differences: Vec<Difference>,
}

/// A section whose parts are not those of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Parts of the source's section from the first that is not the same; empty where only the translation
    /// goes on.
    pub source: Range<usize>,
    /// The same of the translation.
    pub translation: Range<usize>,
}

/// Headings divide both texts. A section whose parts are the same from first to last aligns, another does
/// not: which of its parts was left out nobody can tell. From the first heading on that has another level
/// nothing aligns.
pub fn align(source: &[Slot], translation: &[Slot]) -> Alignment {
    let mut alignment = Alignment::default();
    let is_heading = |slot: &Slot| matches!(slot, Slot::Heading(_));
    let [theirs, ours] = [source, translation].map(|text| sections(text, is_heading));
    for (theirs, ours) in theirs.into_iter().zip(ours) {
        let level = |section: &[Slot]| match section.first() {
            Some(Slot::Heading(level)) => Some(*level),
            _ => None,
        };
        if level(&source[theirs.clone()]) != level(&translation[ours.clone()]) {
            break;
        }
        let parts = theirs.clone().zip(ours.clone());
        let same = parts.take_while(|&(old, new)| source[old] == translation[new]);
        let same = same.count();
        if same == theirs.len() && same == ours.len() {
            alignment.pairs.extend(theirs.zip(ours));
        } else {
            alignment.differences.push(Difference {
                source: theirs.start + same..theirs.end,
                translation: ours.start + same..ours.end,
            });
        }
    }
    alignment
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts by letters: `2`, `3` headings, `p`, `i`, `c`.
    fn slots(letters: &str) -> Vec<Slot> {
        let slot = |c| match c {
            'p' => Slot::Paragraph,
            'i' => Slot::Item,
            'c' => Slot::Code,
            c => Slot::Heading(c.to_digit(10).unwrap() as u8),
        };
        letters.chars().map(slot).collect()
    }

    #[track_caller]
    fn check(source: &str, translation: &str, pairs: &str, differences: &str) {
        let alignment = align(&slots(source), &slots(translation));
        let said = |(old, new): &(usize, usize)| format!("{old}={new}");
        let said: Vec<String> = alignment.pairs.iter().map(said).collect();
        assert_eq!(said.join(" "), pairs);
        let said = alignment.differences.iter().map(|one| {
            let (old, new) = (one.source.clone(), one.translation.clone());
            format!("{}/{}", &source[old], &translation[new])
        });
        assert_eq!(said.collect::<Vec<_>>().join(" "), differences);
    }

    #[test]
    fn sections_align_whole_or_not_at_all() {
        check("p2pi", "p2pi", "0=0 1=1 2=2 3=3", "");
        check("p2pp2i", "p2p2i", "0=0 4=3 5=4", "p/");
        check("p2p2i", "p2pp2i", "0=0 3=4 4=5", "/p");
        check("pip", "ppp", "", "ip/pp");
    }

    #[test]
    fn a_heading_of_another_level_ends_what_aligns() {
        check("p2p3p", "p2p2p", "0=0 1=1 2=2", "");
        check("p2p", "p", "0=0", "");
        check("2p", "p2p", "0=1 1=2", "/p");
    }

    #[test]
    fn nothing_aligns_with_nothing() {
        check("", "", "", "");
        check("p", "", "", "p/");
    }
}
