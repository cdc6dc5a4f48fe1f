//! Beginnings that many words share: who has typed so much of a word asks for the pages of all of them, and should not
//! load all their shards.

use std::ops::Range;

use super::block::Open;
use super::directory::{Homes, Room};
use super::lists::Sorted;
use super::postings::{self, Sealed};
use super::shards::{self, Joined};
use crate::memo;

/// Pages kept of a beginning that many words share.
const PREFIX_LIST: usize = 200;
/// A beginning that needs more shards than this has a list of its own.
pub const PREFIX_SHARDS: usize = 3;
/// Stands after a beginning that has a list of its own: sorts before every letter and digit.
pub const PREFIX_MARK: char = '*';

/// Words, to be joined by what they begin with.
pub(super) struct Beginnings<'a> {
    pub(super) words: &'a Sorted<'a>,
    /// What the words of each shard are not less than.
    pub(super) starts: &'a [String],
    pub(super) room: Room,
}

impl Beginnings<'_> {
    /// Those whose words lie in more shards than a query should load, with what is told of their pages: those of a site
    /// of so many `pages`.
    pub(super) fn shared_by_many(&self, pages: u32) -> Vec<Joined> {
        let mut letters = self.longer(0..self.words.names.len(), 0);
        letters.retain(|(words, common)| self.are_many(&self.words.names[words.start][..*common]));
        let found = memo::map(letters.len(), |number| {
            let (mut found, mut list) = (Vec::new(), Vec::new());
            let mut seen = vec![0; pages as usize];
            let (words, letter) = letters[number].clone();
            let blocks = self
                .words
                .lists
                .open(&self.words.numbers[words.clone()], self.words.blocks);
            self.join(words, letter, &blocks, &mut seen, &mut list, &mut found);
            found
        });
        found.into_iter().flatten().collect()
    }

    /// Words among `words`, which have so many bytes in `common`, that share one character more, each with the bytes
    /// that they have in common then. A word that has no more stands alone.
    fn longer(&self, words: Range<usize>, common: usize) -> Vec<(Range<usize>, usize)> {
        let mut all = Vec::new();
        let mut start = words.start;
        while start < words.end {
            let more = self.words.names[start][common..].chars().next();
            let length = common + more.map_or(0, char::len_utf8);
            let beginning = &self.words.names[start][..length];
            let same = |name: &&&str| more.is_some() && name.starts_with(beginning);
            let alike = self.words.names[start + 1..words.end]
                .iter()
                .take_while(same);
            let end = start + 1 + alike.count();
            all.push((start..end, length));
            start = end;
        }
        all
    }

    /// Whether words with this beginning lie in more shards than a query should load.
    fn are_many(&self, beginning: &str) -> bool {
        let block = match self.starts.len() > self.room.most {
            true => self.room.block,
            false => 0,
        };
        Homes::of(self.starts, block, beginning).many
    }

    /// Appends the pages of `words`, which have so many bytes in `common`, to `list`. Where a query should not load all
    /// their shards, that goes to `found`, and so it does for longer beginnings; each posting is read once for all of
    /// these.
    ///
    /// `blocks` are open for all of them; `seen` has a place for each page and is left as it was.
    fn join<'b>(
        &self,
        words: Range<usize>,
        common: usize,
        blocks: &'b [Open<'_>],
        seen: &mut [u32],
        list: &mut Vec<Sealed<'b>>,
        found: &mut Vec<Joined>,
    ) {
        let beginning = &self.words.names[words.start][..common];
        let before = list.len();
        if !self.are_many(beginning) {
            self.read(words, blocks, list);
            return keep_best(list, before, seen);
        }
        for (words, length) in self.longer(words, common) {
            if length > common {
                self.join(words, length, blocks, seen, list, found);
            } else {
                self.read(words, blocks, list);
            }
        }
        keep_best(list, before, seen);
        let list = &list[before..];
        let mut text = String::new();
        let best = postings::best(list, PREFIX_LIST);
        postings::push_sealed(&mut text, list.len() as u32, &best);
        let name = format!("{beginning}{PREFIX_MARK}");
        let shard = *shards::range(self.starts, &name).start();
        found.push(Joined { shard, name, text });
    }

    /// Reads the postings of `words` to the end of `list`.
    fn read<'b>(&self, words: Range<usize>, blocks: &'b [Open<'_>], list: &mut Vec<Sealed<'b>>) {
        for &word in &self.words.numbers[words] {
            let runs = self.words.lists.runs(word, blocks);
            runs.for_each(|run| run.read(list));
        }
    }
}

/// Keeps the best posting of each page, of those in `list` from `start` on. `seen` has a place for each page and is left
/// as it was.
fn keep_best(list: &mut Vec<Sealed<'_>>, start: usize, seen: &mut [u32]) {
    let mut end = start;
    for at in start..list.len() {
        let posting = list[at];
        match &mut seen[posting.page as usize] {
            0 => {
                list[end] = posting;
                end += 1;
                seen[posting.page as usize] = (end - start) as u32;
            }
            place => {
                let known = &mut list[start + *place as usize - 1];
                if posting.says() > known.says() {
                    *known = posting;
                }
            }
        }
    }
    list.truncate(end);
    for known in &list[start..] {
        seen[known.page as usize] = 0;
    }
}
