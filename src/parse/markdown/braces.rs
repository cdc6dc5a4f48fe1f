//! Names of facts in other braces than those of a reference: `{ channel.phone.address }`. Whether there is such a
//! fact, only the site knows.

use super::*;

/// Bytes of a name.
const LONGEST: usize = 120;

impl Writer<'_, '_> {
    /// Keeps such names of the words of an event, which stands at `range` of the prepared text.
    pub(super) fn note_braces(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Event::Text(words) = event else { return };
        let is_wide = self.wide && has(words, "｛｛");
        let has_braces = is_wide || has_byte(words, [b'{'; 3]);
        if !has_braces || self.code.is_some() || self.originals > 0 {
            return;
        }
        let prepared = self.prepared;
        if prepared.text.get(range.clone()) != Some(words) || self.is_in_raw_code() {
            return;
        }
        if is_wide {
            self.note_wide_braces(words, range);
        }
        let mut from = 0;
        while let Some(at) = words[from..].find('{').map(|at| from + at) {
            let inner = words[at..].trim_start_matches('{');
            from = words.len() - inner.len();
            // A variable of a program, or characters that are meant.
            let is_meant = prepared.text[..range.start + at].ends_with(['\\', '$', '%', '#']);
            let begun = from - at;
            if let Some(length) = self.braced(inner, begun).filter(|_| !is_meant) {
                let place = range.start + at..range.start + from + length;
                let written = self.restored(&prepared.text[place.clone()]).into_owned();
                let written = Spanned::new(written, self.span(&place));
                self.sink.hole(Hole::Braced(Box::new(written)));
                from += length;
            }
        }
    }

    /// The same in the braces of Chinese type, which names of facts alone have around them.
    fn note_wide_braces(&mut self, words: &str, range: &Range<usize>) {
        let mut rest = words;
        while let Some((_, behind)) = rest.split_once("｛｛") {
            rest = behind;
            let near = behind.char_indices().take(LONGEST);
            let Some((close, _)) = near.into_iter().find(|(_, c)| *c == '｝') else {
                continue;
            };
            let start = offset(behind, words) - "｛｛".len();
            let end = offset(behind, words) + close + "｝｝".len();
            let name = behind[..close].trim();
            if !behind[close..].starts_with("｝｝") || !learn::is_of_facts(name) {
                continue;
            }
            let span = self.span(&(range.start + start..range.start + end));
            let message = format!("`{}` is no reference to a fact", &words[start..end]);
            let hint = format!("write `{{{{ {name} }}}}`");
            let found = Diagnostic::error("FCT-NAME", self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// Where the name of a fact ends, with its braces, that `inner` begins with behind `begun` of them.
    fn braced(&self, inner: &str, begun: usize) -> Option<usize> {
        let near = inner.bytes().take(LONGEST);
        let close = near
            .take_while(|byte| !matches!(byte, b'{' | b'}' | b'\n'))
            .count();
        let (name, behind) = (inner.get(..close)?, inner.get(close..)?);
        let ended = behind.bytes().take_while(|byte| *byte == b'}').count();
        let of_name = |c: char| c.is_ascii_alphanumeric() || " .-_".contains(c);
        // A reference within further braces is filled in, and they are shown.
        let is_reference = name.starts_with(learn::OPEN) && name.ends_with(learn::CLOSE);
        let is_name = name.chars().all(of_name) && learn::is_of_facts(name.trim()) && begun <= 3;
        let is_fact = |part: &Part<'_>| match part {
            Part::Placeholder(number) => {
                matches!(
                    self.prepared.placeholders[*number].meaning,
                    Meaning::Fact(_)
                )
            }
            Part::Text(_) => false,
        };
        let is_whole = is_reference && begun == 1 && {
            let parts = self.prepared.split(name);
            parts.len() == 1 && parts.iter().all(is_fact)
        };
        (ended > 0 && (is_whole || (is_name && (begun, ended) != (2, 2)))).then_some(close + ended)
    }
}
