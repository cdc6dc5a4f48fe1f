//! Content lines as iCalendar has them: `NAME;PARAMETER=VALUE:VALUE`, unfolded (RFC 5545, 3.1 and 3.2).
//!
//! Reads what other programs write, so it forgives what does no harm: line ends of one byte, empty
//! lines, folds in the middle of a character. What is no content line is an error with its line.

/// A line, as it was before it was folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins, from 1.
    pub number: usize,
    /// Where its value begins, from 1 and in characters; 1 where a fold stands before it.
    pub column: usize,
    /// In capitals.
    pub name: String,
    /// Names in capitals.
    pub parameters: Vec<(String, String)>,
    /// As written.
    pub value: String,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is not UTF-8.
    Encoding,
    /// It has no name, or no `:`.
    Form,
}

impl Line {
    /// The parameter of that name; `name` is in capitals.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(own, _)| own == name)?;
        Some(value)
    }

    /// The value as a text: `\n`, `\,`, `\;` and `\\` mean what they stand for.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(c) => out.push(c),
                    None => {}
                },
                c => out.push(c),
            }
        }
        out
    }
}

/// The lines of a file, each with its number or what is wrong with it.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = Result<Line, (usize, Wrong)>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut physical = bytes.split(|byte| *byte == b'\n').zip(1..).peekable();
    std::iter::from_fn(move || {
        loop {
            let (first, number) = physical.next()?;
            let first = ended(first);
            let mut whole = first.to_vec();
            // A fold may stand inside a character, so lines are joined before they are read.
            while let Some((next, _)) =
                physical.next_if(|(next, _)| matches!(next.first(), Some(b' ' | b'\t')))
            {
                whole.extend_from_slice(&ended(next)[1..]);
            }
            if !whole.is_empty() {
                return Some(line(&whole, number, first.len()));
            }
        }
    })
}

fn ended(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn line(bytes: &[u8], number: usize, first: usize) -> Result<Line, (usize, Wrong)> {
    let text = str::from_utf8(bytes).map_err(|_| (number, Wrong::Encoding))?;
    let mut quoted = false;
    let mut ends = Vec::new();
    let mut colon = None;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => ends.push(at),
            ':' if !quoted => {
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let colon = colon.ok_or((number, Wrong::Form))?;
    ends.push(colon);
    let mut parts = Vec::new();
    let mut from = 0;
    for end in ends {
        parts.push(&text[from..end]);
        from = end + 1;
    }
    let name = parts.remove(0).trim().to_ascii_uppercase();
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    if name.is_empty() || !name.chars().all(known) {
        return Err((number, Wrong::Form));
    }
    let parameters = parts.iter().map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim_matches('"').to_owned();
        (name.trim().to_ascii_uppercase(), value)
    });
    let column = match colon < first {
        true => text[..=colon].chars().count() + 1,
        false => 1,
    };
    Ok(Line {
        number,
        column,
        name,
        parameters: parameters.collect(),
        value: text[colon + 1..].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: impl AsRef<[u8]>, expected: &[&str]) {
        let shown = |line: Result<Line, (usize, Wrong)>| match line {
            Ok(line) => {
                let parameters = line.parameters.iter();
                let parameters: String = parameters.map(|(n, v)| format!(" {n}={v}")).collect();
                let (number, column) = (line.number, line.column);
                format!(
                    "{number}:{column} {}{parameters} {:?}",
                    line.name,
                    line.text()
                )
            }
            Err((number, wrong)) => format!("{number} {wrong:?}"),
        };
        let lines: Vec<String> = lines(text.as_ref()).map(shown).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn names_parameters_and_values() {
        check(
            "BEGIN:VEVENT\r\nsummary;LANGUAGE=de;X=\"a;b:c\":Neu\\, jahr\\n\\;\\\\:\r\n",
            &[
                "1:7 BEGIN \"VEVENT\"",
                "2:31 SUMMARY LANGUAGE=de X=a;b:c \"Neu, jahr\\n;\\\\:\"",
            ],
        );
        check(
            "\n\nno colon\nX:\n:\nA B:c\n",
            &["3 Form", "4:3 X \"\"", "5 Form", "6 Form"],
        );
        check("\u{feff}A:b\\", &["1:3 A \"b\""]);
        check("", &[]);
    }

    #[test]
    fn folds_are_undone_also_inside_a_character() {
        check(
            "A:one\r\n  two\r\n\tthree\nB:x",
            &["1:3 A \"one twothree\"", "4:3 B \"x\""],
        );
        let mut bytes = b"A:\xE5\xB9\r\n \xB4\r\nB:\xFF\r\n".to_vec();
        check(&bytes, &["1:3 A \"年\"", "3 Encoding"]);
        bytes.clear();
        check("A;X=1\n ;Y=2:z\n", &["1:1 A X=1 Y=2 \"z\""]);
        check(" a\n b=c\n", &["1 Form"]);
    }
}
