//! The smallest stretches of prose in a text: what a translator works on, one after another.

use std::ops::Range;

use super::segment::Segment;

/// A stretch of prose: a paragraph, a heading, what one item of a list or one cell of a table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What it is.
    pub form: Form,
    /// Whether it stands in a block of HTML, where Markdown is not read.
    pub in_html: bool,
    /// What it is made of, from first to last byte: each part begins where the one before it ends.
    pub parts: Vec<Part>,
}

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Sentences.
    Paragraph,
    /// A heading, or the words on a tab or on something that opens.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A term that is explained below it.
    Term,
}

/// A part of a leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Words or a code.
    pub role: Role,
    /// Where it stands in the file, in bytes.
    pub range: Range<usize>,
}

/// What a part of a leaf is to a translator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Words, as written: with escapes, and with line ends where nothing else stands between two lines.
    Text,
    /// A code that stands for itself.
    Alone(Mark),
    /// A code that begins something around words.
    Open(Mark),
    /// The code that ends what was opened last.
    Close(Mark),
}

/// What a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `*emphasis*`.
    Emphasis,
    /// `**strong**`.
    Strong,
    /// `~~struck out~~`.
    Struck,
    /// A link around its words.
    Link,
    /// A picture around its description, or a film around its title.
    Picture,
    /// Code within a line.
    Code,
    /// `{{ channel.phone.address }}`.
    Fact,
    /// Something that is taken from elsewhere, or another directive within a line.
    Include,
    /// A tag of HTML.
    Html,
    /// `<https://…>`.
    Address,
    /// The mark of a footnote.
    Footnote,
    /// The end of a line that is shown as one.
    Break,
    /// The end of a line that is not, with what begins the next: `>` of a quotation, blanks of an item.
    Wrap,
    /// A character by its name: `&nbsp;`.
    Character,
}

impl Mark {
    /// Whether a translation may do without it.
    pub fn may_be_left_out(self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Struck
                | Self::Break
                | Self::Wrap
                | Self::Character
        )
    }

    /// Whether it may stand in a translation more often than in the source.
    pub fn may_be_repeated(self) -> bool {
        self.may_be_left_out()
    }
}

impl Leaf {
    /// Where it stands in the file, in bytes.
    pub fn range(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |part| part.range.start);
        start..self.parts.last().map_or(start, |part| part.range.end)
    }

    /// Whether there is a word in it.
    pub fn is_prose(&self, text: &str) -> bool {
        self.parts.iter().any(|part| {
            part.role == Role::Text && text[part.range.clone()].chars().any(char::is_alphanumeric)
        })
    }

    /// The number of the block that it belongs to.
    pub fn block(&self, blocks: &[Segment]) -> Option<usize> {
        let at = self.range().start;
        let after = blocks.partition_point(|block| block.span.start as usize <= at);
        let block = after.checked_sub(1)?;
        (at < blocks[block].span.end as usize).then_some(block)
    }
}
