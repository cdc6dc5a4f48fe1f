//! What is told of the characters of a text.

use super::*;

#[test]
fn words_that_tag_characters_spell_are_found_and_flags_are_not() {
    let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
    let found = |text: String| -> Vec<String> {
        let mut reader = Reader::new(Path::new(""), "2026-07-01".parse().unwrap());
        reader.text(&RelPath::default(), text.into_bytes());
        let found = reader.found.diagnostics.into_iter();
        found
            .map(|one| format!("{} {}", one.code, one.message))
            .collect()
    };
    let told = "ENC-CONTROL U+E0068, a tag character, stands in the text, and 1 more in this file";
    assert_eq!(found(format!("{england} a\u{E0068}\u{E0069}")), [told]);
    assert_eq!(found(england.to_owned()), [""; 0]);
    let told = "ENC-CONTROL U+E0101, a variation selector behind another one, stands in the text, and 238 more in this file";
    let hidden: String = ('\u{E0100}'..='\u{E01EF}').collect();
    assert_eq!(found(format!("a{hidden}")), [told]);
    let told = "ENC-CONTROL U+FFF9, a mark of a note above the text, stands in the text, and 1 more in this file";
    assert_eq!(found("a\u{FFF9}b\u{FFFB}".to_owned()), [told]);
    assert_eq!(found("☎\u{FE0F}☎\u{FE0F}".to_owned()), [""; 0]);
}

#[test]
fn lines_of_old_macs_are_told_as_such() {
    let mut reader = Reader::new(Path::new(""), "2026-07-01".parse().unwrap());
    let text = "---\rtitle: A\r---\r\rWords\r";
    let read = reader.text(&RelPath::default(), text.into());
    assert_eq!(*read, text.replace('\r', "\n"));
    let [found] = &reader.found.diagnostics[..] else {
        panic!("{:?}", reader.found.diagnostics);
    };
    assert!(found.hint.as_deref().unwrap().contains("line ends LF"));
    // Among others, one is not seen.
    let mixed = reader.text(&RelPath::default(), "A\r\nB\rC\n".into());
    assert_eq!(*mixed, "A\nB C\n");
    let last = reader.found.diagnostics.last();
    assert!(last.is_some_and(|found| found.message.starts_with("U+000D")));
}
