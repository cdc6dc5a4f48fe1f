//! What stands in a file of an index: the call of one function with a value in JSON, which is JavaScript.

use serde::Serialize;

use crate::model::markup::places_of;
use crate::model::output::Waiting;

/// The function that every file calls with what it holds, and the end of the call.
const CALL: [&str; 2] = ["supportalSearch.r(", ")\n"];

/// The file that `write` writes the value of, in about `size` bytes: it is put together in one piece, and a large
/// index copied no second time.
pub fn written(size: usize, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let [begin, end] = CALL;
    let mut file = Vec::with_capacity(begin.len() + size + size / 32 + 64);
    file.extend_from_slice(begin.as_bytes());
    write(&mut file);
    file.extend_from_slice(end.as_bytes());
    file
}

/// A file with `value`.
pub fn of<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    written(0, |out| push(out, value))
}

/// A file with `text`.
pub fn of_text(text: &str) -> Vec<u8> {
    written(text.len(), |out| push_text(out, text))
}

/// One file with what `files` hold, by their names.
pub fn of_all(files: &[(String, Waiting)]) -> Vec<u8> {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let size = files.iter().map(|(_, file)| file.content.len()).sum();
    written(size, |out| {
        out.push(b'{');
        for (number, (name, file)) in files.into_iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            push_text(out, name);
            out.push(b':');
            let bytes = file.content.bytes();
            let [begin, end] = CALL.map(str::len);
            out.extend_from_slice(bytes.get(begin..bytes.len() - end).unwrap_or_default());
        }
        out.push(b'}');
    })
}

/// Appends `value`; what is written here has no map with other keys than strings, and so cannot fail.
fn push<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    let _ = serde_json::to_writer(out, value);
}

/// Appends `text` as JSON has it. Most of an index is texts, so that many of their bytes are looked at at once.
pub fn push_text(out: &mut Vec<u8>, text: &str) {
    let is_control = |byte: u8| (byte < b' ') & (byte != b'\n');
    // Without an end in between, many bytes are compared at once.
    if text
        .bytes()
        .fold(false, |some, byte| some | is_control(byte))
    {
        return push(out, text);
    }
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut from = 0;
    for at in places_of(text, [b'"', b'\\', b'\n']) {
        out.extend_from_slice(&bytes[from..at]);
        out.push(b'\\');
        out.push(match bytes[at] {
            b'\n' => b'n',
            byte => byte,
        });
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_json_has_it() {
        for text in [
            "",
            "plain",
            "a \"b\" \\c\n電話\n",
            "\t\u{1}\u{7f}",
            "\"",
            "\n\n",
        ] {
            let mut out = Vec::new();
            push_text(&mut out, text);
            assert_eq!(
                String::from_utf8(out).unwrap(),
                serde_json::to_string(text).unwrap()
            );
        }
    }

    #[test]
    fn one_file_holds_what_all_hold() {
        let file = |name: &str, bytes| (name.to_owned(), Waiting::new(bytes));
        let all = of_all(&[file("t0", of_text("a\nb")), file("p", of(&[1, 2]))]);
        let all = String::from_utf8(all).unwrap();
        assert_eq!(all, "supportalSearch.r({\"p\":[1,2],\"t0\":\"a\\nb\"})\n");
    }
}
