//! Addresses that stand in a text as they are: `www.example.com`, `https://example.org`,
//! `help@example.org` (GFM, "Autolinks (extension)").
//!
//! Goes in: the events of a text. Comes out: the same, with a link around each address, as if its author
//! had put it between `<` and `>`. Chinese, Japanese and Korean are written without blanks, so their letters
//! and punctuation end an address.

use std::collections::VecDeque;
use std::iter::Peekable;

use pulldown_cmark::CowStr;

use super::*;
use crate::model::markup::places;

/// Events of a text, with links around the addresses in it.
pub(super) struct Autolinks<'a, I: Iterator> {
    events: Peekable<I>,
    /// The prepared text.
    text: &'a str,
    /// Where in it the [`SIGNS`] stand, in order.
    signs: Vec<usize>,
    /// Links, pictures and code that are open: nothing in them becomes a link.
    closed: usize,
    ready: VecDeque<(Event<'a>, Range<usize>)>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Autolinks<'a, I> {
    /// Of the events of `text`, which is the prepared one.
    pub(super) fn new(text: &'a str, events: I) -> Self {
        let mut signs: Vec<usize> = SIGNS.iter().flat_map(|sign| places(text, sign)).collect();
        signs.sort_unstable();
        Self {
            events: events.peekable(),
            text,
            signs,
            closed: 0,
            ready: VecDeque::new(),
        }
    }

    /// Whether an event, at its place, is words with a sign in them.
    fn has_sign(&self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let next = self.signs.partition_point(|&sign| sign < range.start);
        let is_signed = self.signs.get(next).is_some_and(|&sign| sign < range.end);
        is_signed && matches!(event, Event::Text(_))
    }
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Autolinks<'a, I> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(event) = self.ready.pop_front() {
            return Some(event);
        }
        let (event, range) = self.events.next()?;
        match &event {
            Event::Start(tag) if is_closed(&tag.to_end()) => self.closed += 1,
            Event::End(tag) if is_closed(tag) => self.closed = self.closed.saturating_sub(1),
            _ => {}
        }
        if self.signs.is_empty() || self.closed > 0 || !is_words(&event) {
            return Some((event, range));
        }
        // Most words hold none, and go on as they are.
        let mut is_signed = self.has_sign(&event, &range);
        if !is_signed && !self.events.peek().is_some_and(|(next, _)| is_words(next)) {
            return Some((event, range));
        }
        self.ready.push_back((event, range));
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_words(event)) {
            is_signed |= self.has_sign(&event, &range);
            self.ready.push_back((event, range));
        }
        if is_signed {
            let mut run = Run::new(self.text);
            for (event, range) in self.ready.drain(..) {
                run.push(event, range);
            }
            run.write(&mut self.ready);
        }
        self.ready.pop_front()
    }
}

/// Each address holds one of these in one piece, unless its author escaped it.
const SIGNS: [&str; 3] = ["://", "www.", "@"];

/// Whether nothing within an element becomes a link.
fn is_closed(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Link
            | TagEnd::Image
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
    )
}

/// Whether an address may go on with this: words, and marks that are part of it where they stand in it.
fn is_words(event: &Event<'_>) -> bool {
    let is_mark = |end: &TagEnd| {
        matches!(
            end,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
        )
    };
    match event {
        Event::Text(_) => true,
        Event::Start(tag) => is_mark(&tag.to_end()),
        Event::End(tag) => is_mark(tag),
        _ => false,
    }
}

/// What an event is to an address.
enum Role {
    /// Words as they are written.
    Plain,
    /// A character by its name, `&copy;`, or what else is not written as it is read.
    Named,
    /// The mark that begins an emphasis.
    Open,
    /// The mark that ends one, and where in the words it began.
    Close(usize),
}

/// An event, and what it says.
struct Piece<'a> {
    event: Event<'a>,
    range: Range<usize>,
    role: Role,
    /// Where its words, or its mark, begin in those of the run.
    start: usize,
    /// Where these stand in the prepared text.
    written: Range<usize>,
}

/// Words without a break.
struct Run<'a> {
    text: &'a str,
    words: String,
    pieces: Vec<Piece<'a>>,
    /// Where in the words the marks of emphasis begin that are open.
    open: Vec<usize>,
    /// Places in the words of what is escaped, or a character by its name.
    escapes: Vec<usize>,
}

impl<'a> Run<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            words: String::new(),
            pieces: Vec::new(),
            open: Vec::new(),
            escapes: Vec::new(),
        }
    }

    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        let start = self.words.len();
        let (role, written) = match &event {
            Event::Text(words) => {
                let is_plain = self.text.get(range.clone()) == Some(&**words);
                let before = range.start.checked_sub(1);
                let is_escaped = before.is_some_and(|at| {
                    self.text.as_bytes().get(at) == Some(&b'\\')
                        && self.pieces.last().is_none_or(|last| last.written.end <= at)
                });
                if is_escaped || !is_plain {
                    self.escapes.push(start);
                }
                self.words.push_str(words);
                let role = if is_plain { Role::Plain } else { Role::Named };
                (role, range.clone())
            }
            Event::Start(tag) => {
                self.open.push(start);
                let width = self.width(&tag.to_end(), &range);
                (Role::Open, range.start..range.start + width)
            }
            Event::End(tag) => {
                // One that began before the run ends with a mark of its own.
                let from = self.open.pop().unwrap_or(start);
                let width = self.width(tag, &range);
                (
                    Role::Close(from),
                    range.end.saturating_sub(width)..range.end,
                )
            }
            _ => (Role::Named, range.clone()),
        };
        if matches!(role, Role::Open | Role::Close(_)) {
            let mark = self.text.get(written.clone()).unwrap_or("*");
            self.words.push_str(mark);
        }
        self.pieces.push(Piece {
            event,
            range,
            role,
            start,
            written,
        });
    }

    /// Bytes of the mark of an emphasis.
    fn width(&self, end: &TagEnd, range: &Range<usize>) -> usize {
        let written = self.text.get(range.clone()).unwrap_or_default();
        match end {
            TagEnd::Strong => 2,
            TagEnd::Strikethrough if written.starts_with("~~") => 2,
            _ => 1,
        }
    }

    /// The events of the run, with those of links.
    fn write(self, out: &mut VecDeque<(Event<'a>, Range<usize>)>) {
        let links = self.links();
        let mut links = links.iter().peekable();
        let starts = self.pieces.iter().skip(1).map(|piece| piece.start);
        let ends: Vec<usize> = starts.chain([self.words.len()]).collect();
        for (piece, end) in self.pieces.into_iter().zip(ends) {
            if links.peek().is_none_or(|link| link.words.start >= end) {
                out.push_back((piece.event, piece.range));
                continue;
            }
            let mut at = piece.start;
            while at < end {
                let link = links.peek().filter(|link| link.words.start < end);
                let stop = match link {
                    None => end,
                    Some(link) if link.words.start > at => link.words.start,
                    Some(link) => link.words.end.min(end),
                };
                if let Some(link) = link.filter(|link| link.words.start == at) {
                    out.push_back((link.begin(), link.place.clone()));
                }
                let words = self.words.get(at..stop).unwrap_or_default().to_owned();
                let place = piece.place(at).start..piece.place(stop).end;
                out.push_back((Event::Text(words.into()), place));
                if let Some(link) = links.next_if(|link| link.words.end == stop) {
                    out.push_back((Event::End(TagEnd::Link), link.place.clone()));
                }
                at = stop;
            }
        }
    }

    /// The addresses in the words, in order.
    fn links(&self) -> Vec<Link> {
        let words = self.words.as_str();
        let mut found: Vec<Link> = Vec::new();
        // No address begins before it.
        let mut from = 0;
        for (at, sign) in words.match_indices([':', 'w', '@']) {
            if at < from {
                continue;
            }
            let seen = match sign {
                ":" => self.web(from, at),
                "w" => self.bare_web(at),
                _ => self.mail(from, at),
            };
            match seen {
                Seen::Nothing => {}
                Seen::Other(end) => from = end,
                Seen::Link(link) => {
                    from = link.words.end;
                    found.push(link);
                }
            }
        }
        found
    }

    /// `https://…`, whose colon is at `at`.
    fn web(&self, from: usize, at: usize) -> Seen {
        let (before, after) = (&self.words[from..at], &self.words[at..]);
        let ends_with = |scheme: &str| {
            let rest = before.len().checked_sub(scheme.len());
            let last = rest.and_then(|rest| before.get(rest..));
            last.is_some_and(|last| last.eq_ignore_ascii_case(scheme))
        };
        let scheme = ["https", "http"].into_iter().find(|one| ends_with(one));
        let Some(scheme) = scheme.filter(|_| after.starts_with("://")) else {
            return Seen::Nothing;
        };
        let host = at + "://".len();
        self.address(at - scheme.len(), host, "")
    }

    /// `www.…`, whose first letter is at `at`.
    fn bare_web(&self, at: usize) -> Seen {
        match self.words[at..].starts_with("www.") {
            true => self.address(at, at, "http://"),
            false => Seen::Nothing,
        }
    }

    /// An address of the web that begins at `start`, its host at `host`; `scheme` is what it lacks.
    fn address(&self, start: usize, host: usize, scheme: &str) -> Seen {
        let sign = start..host.max(start + "www.".len());
        if !may_precede(&self.words[..start]) || self.is_escaped(sign) {
            return Seen::Nothing;
        }
        let rest = &self.words[host..];
        let domain = self.host(start, host);
        let least = host + rest[..domain].trim_end_matches('.').len();
        let is_named = is_domain(&self.words[host..least]);
        // What stands before `@` asks, and is not asked. The next scheme ends the search, and without one a
        // name is needed, so that a line of many is not searched for each.
        let ends_authority = |c: char| ends_address(c) || matches!(c, '/' | '\\' | '?' | '#');
        if is_named || host > start {
            let authority = rest.find(ends_authority).unwrap_or(rest.len());
            if rest[..authority].contains('@') {
                return Seen::Other(host + authority);
            }
        }
        if !is_named {
            return Seen::Other(host + domain);
        }
        let length = rest.find(ends_address).unwrap_or(rest.len());
        let end = host + length;
        // With a reference in it, nobody knows yet where it leads.
        if rest[length..].starts_with(learn::OPEN) {
            return Seen::Other(end);
        }
        let end = self.trimmed(start, end);
        if end < least {
            return Seen::Other(host + domain);
        }
        let to = format!("{scheme}{}", &self.words[start..end]);
        Seen::Link(self.link(start..end, LinkType::Autolink, to))
    }

    /// Bytes of the name of a host that begins at `host`, in an address that begins at `start`.
    fn host(&self, start: usize, host: usize) -> usize {
        let rest = &self.words[host..];
        let length = rest.find(|c| !is_of_host(c)).unwrap_or(rest.len());
        // `_www.example.com_`: the last mark is of the emphasis around it.
        let is_around = |role: &Role| matches!(role, Role::Close(open) if *open < start);
        let mark = self.mark(host, host + length, is_around);
        mark.map_or(length, |mark| mark - host)
    }

    /// Where the first mark of an emphasis begins between two places that is `wanted`.
    fn mark(&self, from: usize, to: usize, wanted: impl Fn(&Role) -> bool) -> Option<usize> {
        let first = self.pieces.partition_point(|piece| piece.start < from);
        let pieces = self.pieces[first..].iter();
        let mut marks = pieces
            .take_while(|piece| piece.start < to)
            .filter(|piece| matches!(piece.role, Role::Open | Role::Close(_)));
        marks
            .find(|piece| wanted(&piece.role))
            .map(|piece| piece.start)
    }

    /// Where the last mark of an emphasis ends between two places.
    fn mark_before(&self, from: usize, to: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.start < to);
        let pieces = self.pieces[..after].iter().rev();
        let mut pieces = pieces
            .take_while(|piece| piece.start >= from)
            .filter(|piece| matches!(piece.role, Role::Open | Role::Close(_)));
        pieces.next().map(|piece| piece.start + piece.written.len())
    }

    /// `help@example.org`, whose `@` is at `at`.
    fn mail(&self, from: usize, at: usize) -> Seen {
        let (before, after) = (&self.words[from..at], &self.words[at + 1..]);
        let is_local = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
        let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        let name = before.trim_end_matches(is_local).len();
        let name = self
            .mark_before(from + name, at)
            .map_or(name, |end| end - from);
        let length = after.find(|c| !is_host(c)).unwrap_or(after.len());
        let mark = self.mark(at + 1, at + 1 + length, |_| true);
        let length = mark.map_or(length, |mark| mark - at - 1);
        let domain = after[..length].trim_end_matches('.');
        let last = domain.rsplit('.').next().unwrap_or_default();
        // `pkg@1.0.0` is a version.
        let is_named = last.len() > 1 && last.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_whole = !after[length..].starts_with(['@', learn::OPEN]);
        let ahead = &self.words[..from + name];
        let stands_alone = !ahead.ends_with(|c: char| {
            matches!(c, '/' | '\\' | '@' | learn::CLOSE) || (c.is_alphanumeric() && !is_cjk(c))
        });
        let is_address = name < before.len()
            && is_named
            && is_whole
            && stands_alone
            && is_domain(domain)
            && !domain.ends_with(['-', '_'])
            && !self.is_escaped(at..at + 1);
        if !is_address {
            return Seen::Nothing;
        }
        let end = at + 1 + domain.len();
        let scheme = "mailto:";
        let begin = before[..name].strip_suffix(scheme).map(str::len);
        let begin = begin.filter(|&begin| may_precede(&self.words[..from + begin]));
        let (start, kind) = match begin {
            Some(begin) => (from + begin, LinkType::Autolink),
            None => (from + name, LinkType::Email),
        };
        let to = self.words[start..end].to_owned();
        Seen::Link(self.link(start..end, kind, to))
    }

    fn link(&self, words: Range<usize>, kind: LinkType, to: String) -> Link {
        let piece = |at: usize| {
            let after = self.pieces.partition_point(|piece| piece.start <= at);
            self.pieces.get(after.saturating_sub(1))
        };
        let start = piece(words.start).map_or(0, |piece| piece.place(words.start).start);
        let end =
            piece(words.end.saturating_sub(1)).map_or(start, |piece| piece.place(words.end).end);
        Link {
            place: start..end.max(start),
            words,
            kind,
            to,
        }
    }

    /// Whether the author escaped a character there.
    fn is_escaped(&self, part: Range<usize>) -> bool {
        let first = self.escapes.partition_point(|&at| at < part.start);
        self.escapes.get(first).is_some_and(|&at| at < part.end)
    }

    /// Where an address ends that goes on up to `end` at most: before an emphasis that does not begin and end
    /// within it, and before the punctuation of the sentence around it.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        let first = self.pieces.partition_point(|piece| piece.start < start);
        let within = self.pieces[first..].iter();
        let within = within.take_while(|piece| piece.start < end);
        let mut open = Vec::new();
        let mut end = end;
        for piece in within {
            match piece.role {
                Role::Open => open.push(piece.start),
                Role::Close(_) if open.pop().is_none() => {
                    end = piece.start;
                    break;
                }
                _ => {}
            }
        }
        end = open.first().map_or(end, |&open| end.min(open));
        self.without_punctuation(start, end)
    }

    fn without_punctuation(&self, start: usize, mut end: usize) -> usize {
        let count = |sign: char| self.words[start..end].matches(sign).count();
        let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
        let mut more = pairs.map(|(open, close)| count(close).saturating_sub(count(open)));
        while let Some(last) = self.words[start..end].chars().next_back() {
            let before = end - last.len_utf8();
            let after = self.pieces.partition_point(|piece| piece.start <= before);
            let piece = self.pieces.get(after.saturating_sub(1));
            end = match piece.map(|piece| (&piece.role, piece.start)) {
                Some((Role::Close(open), _)) => (*open).max(start),
                Some((Role::Open | Role::Named, begin)) => begin.max(start),
                _ => match pairs.iter().position(|(_, close)| *close == last) {
                    Some(pair) if more[pair] > 0 => {
                        more[pair] -= 1;
                        before
                    }
                    None if last == ';' => self.before_name(start, before),
                    None if is_punctuation(last) => before,
                    _ => return end,
                },
            };
        }
        end
    }

    /// Where `&copy` begins that ends at `end`, else `end`.
    fn before_name(&self, start: usize, end: usize) -> usize {
        let words = &self.words[start..end];
        let name = words.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        match name.strip_suffix('&') {
            Some(before) if name.len() < words.len() => start + before.len(),
            _ => end,
        }
    }
}

impl Piece<'_> {
    /// Where a place in the words of the run stands in the prepared text, as a beginning and as an end.
    fn place(&self, at: usize) -> Range<usize> {
        match self.role {
            Role::Named => self.written.clone(),
            _ => {
                let at = self.written.start + at.saturating_sub(self.start);
                at.min(self.written.end)..at.min(self.written.end)
            }
        }
    }
}

/// What stands at a sign of an address.
enum Seen {
    Nothing,
    /// No address, and none begins before this place.
    Other(usize),
    Link(Link),
}

/// An address among words.
struct Link {
    words: Range<usize>,
    /// Where it stands in the prepared text.
    place: Range<usize>,
    kind: LinkType,
    to: String,
}

impl Link {
    fn begin<'a>(&self) -> Event<'a> {
        Event::Start(Tag::Link {
            link_type: self.kind,
            dest_url: CowStr::from(self.to.clone()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        })
    }
}

/// Whether an address may begin behind these words: not in a word, a path or a name.
fn may_precede(words: &str) -> bool {
    words.chars().next_back().is_none_or(|c| {
        c.is_whitespace() || is_cjk(c) || is_unseen(c) || "*_~([{|:,;\"'“”„‘’«»‹›–—・".contains(c)
    })
}

/// Whether a character may be in the name of a host.
fn is_of_host(c: char) -> bool {
    !is_cjk(c) && (c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether it is the name of a host: parts with dots between them, and no `_` in the last two.
fn is_domain(name: &str) -> bool {
    let mut last = name.rsplit('.').take(2);
    name.contains('.')
        && name.split('.').all(|part| !part.is_empty())
        && last.all(|part| !part.contains('_'))
}

/// What no address goes on behind.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_cjk(c)
        || is_unseen(c)
        || matches!(
            c,
            '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»' | learn::OPEN | learn::CLOSE
        )
}

/// Whether the last character of an address is the sentence's.
fn is_punctuation(c: char) -> bool {
    "?!.,:;*_~'’‘›…–—".contains(c)
}

#[cfg(test)]
mod tests;
