//! Lines of vCard and iCalendar: `NAME;PARAMETER=VALUE:VALUE`, folded, each ended by CR LF.
//!
//! Both formats share this form (RFC 6350, 3.2 and 3.4; RFC 5545, 3.1 and 3.3.11). It is written here
//! because the libraries that write it bring a second set of time zones and read the clock.

/// The longest line, in bytes, without its end.
const WIDTH: usize = 75;

/// A file of content lines.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// A line with a value that is written as it is, such as a date or an address.
    pub fn raw(&mut self, name: &str, value: &str) {
        let mut room = WIDTH;
        for c in name.chars().chain([':']).chain(value.chars()) {
            // A line break would begin a line that nobody meant.
            if c.is_control() && c != '\t' {
                continue;
            }
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The blank counts.
                room = WIDTH - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line with a text; none where the text is empty.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.raw(name, &escaped(text));
        }
    }

    /// A line with a text that has parts, such as a postal address.
    pub fn parts(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.raw(name, &parts.join(";"));
    }

    /// The finished file.
    pub fn into_text(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl FnOnce(&mut Lines), expected: &str) {
        let mut lines = Lines::default();
        write(&mut lines);
        let text = lines.into_text();
        assert_eq!(text, expected);
        assert!(text.split("\r\n").all(|line| line.len() <= WIDTH), "{text}");
    }

    #[test]
    fn what_separates_is_escaped() {
        check(
            |lines| lines.text("NOTE", "a;b, c\\d\r\ne\nf:g\r\u{7}"),
            "NOTE:a\\;b\\, c\\\\d\\ne\\nf:g\r\n",
        );
        check(
            |lines| lines.parts("ADR", &["", "8F., No. 68", "a;b"]),
            "ADR:;8F.\\, No. 68;a\\;b\r\n",
        );
        check(
            |lines| lines.raw("URL", "https://a.example/\r\nX:y"),
            "URL:https://a.example/X:y\r\n",
        );
        check(|lines| lines.text("NOTE", ""), "");
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let at = |count: usize| format!("N:{}", "x".repeat(count));
        check(
            |lines| lines.text("N", &"x".repeat(73)),
            &format!("{}\r\n", at(73)),
        );
        check(
            |lines| lines.text("N", &"x".repeat(74)),
            &format!("{}\r\n x\r\n", at(73)),
        );
        // 24 characters of three bytes fill 72 of 73.
        check(
            |lines| lines.text("N", &"字".repeat(26)),
            &format!("N:{}\r\n 字字\r\n", "字".repeat(24)),
        );
        check(
            |lines| lines.text("N", &"🙂".repeat(40)),
            &format!("N:{0}\r\n {0}\r\n {1}\r\n", "🙂".repeat(18), "🙂".repeat(4)),
        );
    }
}
