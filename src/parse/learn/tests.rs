//! The dialect without Markdown around it.

use super::*;

fn meanings(text: &str) -> Vec<Meaning> {
    let placeholders = prepare(text).placeholders;
    placeholders.into_iter().map(|p| p.meaning).collect()
}

#[test]
fn facts_are_read_but_not_where_they_are_escaped() {
    assert_eq!(
        meanings("Call {{ channel.phone.address }} or \\{{ literal }}."),
        [Meaning::Fact("channel.phone.address".into())]
    );
    assert_eq!(
        meanings("{{ two words }} {{}} {{#if x}} {{ over\nlines }}"),
        [Meaning::Fact("two words".into())]
    );
}

#[test]
fn a_reference_may_be_wrapped_where_it_has_blanks() {
    for text in [
        "call {{\nchannel.phone.address }} or",
        "call {{ channel.phone.address\r\n}} or",
        "- call {{  \n  channel.phone.address\n  }} or",
        "> - call {{\n>   channel.phone.address }} or",
        "> call {{\nchannel.phone.address }} or",
    ] {
        let wanted = Meaning::Fact("channel.phone.address".into());
        assert_eq!(meanings(text), [wanted], "{text}");
        let wrapped = &format!("{text} {{{{ a.b\n}}}}\n:::row:::\n");
        assert_eq!(meanings(wrapped).len(), 3, "{wrapped}");
    }
    // What begins in one block ends in no other.
    for text in [
        "call {{\n\nchannel.phone.address }}",
        "call {{\n> channel.phone.address }}",
        "> call {{\n>> channel.phone.address }}",
        "call {{ channel.phone\n.address }}",
    ] {
        assert_eq!(meanings(text), [], "{text}");
    }
}

#[test]
fn a_file_to_include_may_stand_in_angles_as_that_of_a_link() {
    for written in ["a b.md", "<a b.md>", " <a b.md> "] {
        assert_eq!(
            meanings(&format!("[!INCLUDE [x]({written})]")),
            [Meaning::Include("a b.md".into())]
        );
    }
}

#[test]
fn fences_hide_everything() {
    assert_eq!(meanings("```\n:::row:::\n{{ a.b }}\n```\n"), []);
    assert_eq!(
        meanings("> ~~~\n> {{ a.b }}\n> ~~~\n{{ c.d }}"),
        [Meaning::Fact("c.d".into())]
    );
    // Of an item, of a quotation that ends, and signs that are no fence since they are code.
    for before in [
        "- ```\n  {{ a.b }}\n  ```\n",
        "> ```\n> {{ a.b }}\n",
        "text\n\n    ```\n",
        "1. a\n\n   ~~~~\n   ```\n   ~~~~\n",
    ] {
        let text = format!("{before}\n{{{{ c.d }}}}");
        assert_eq!(meanings(&text), [Meaning::Fact("c.d".into())], "{before}");
    }
}

#[test]
fn what_is_indented_as_code_is_code() {
    for code in [
        "Write:\n\n    :::steps:::\n    1. a\n    :::steps-end:::\n",
        "- a\n\n      # [Windows](#tab/w)\n",
        ">     :::row:::\n",
        ":::row:::\n:::column:::\n\n   a\n\n       :::sla plan=\"a\":::\n:::column-end:::\n:::row-end:::",
    ] {
        let shapes = if code.starts_with(':') { 4 } else { 0 };
        let text = format!("{code}\n{{{{ c.d }}}}");
        assert_eq!(meanings(&text).len(), shapes + 1, "{code}");
    }
    // The same blanks in an item, below a paragraph, and before all that a row holds.
    for text in [
        "1. a\n\n    :::sla plan=\"a\":::",
        "a\n    :::sla plan=\"a\":::",
        ":::row:::\n    :::column:::\n    a\n    :::column-end:::\n:::row-end:::",
    ] {
        let directives = text.matches(":::").count() / 2;
        assert_eq!(meanings(text).len(), directives, "{text}");
    }
}

#[test]
fn a_placeholder_is_one_that_was_made() {
    let text = "{{ a.b }} and \u{FDD0}00\u{FDD1}";
    let prepared = prepare(text);
    let forged = "\u{FDD0}00\u{FDD1}x";
    assert_eq!(prepared.split(forged), [Part::Text("x")]);
    assert!(prepared.text.ends_with("and 00"), "{}", prepared.text);
    let text = "{{ a.b }}\n\n```\n\u{FDD0}0\u{FDD1}\n```\n";
    let code = &*prepare(text).text;
    assert!(code.ends_with("```\n0\n```\n"), "{code}");
}

#[test]
fn places_lead_back_to_the_original() {
    let text = "a {{ x.y }} b\n:::row:::\ntail";
    let prepared = prepare(text);
    for word in [" b", "tail"] {
        let new = prepared.text.find(word).expect("the word stays");
        assert_eq!(
            prepared.original(new),
            text.find(word).expect("the word is there")
        );
    }
}

#[test]
fn code_gets_its_source_back() {
    let text = "`{{ a.b }}`";
    let prepared = prepare(text);
    assert_eq!(prepared.restore(&prepared.text, text), text);
}

#[test]
fn attributes_know_their_place() {
    let text = ":::image source=\"a.png\" alt-text='A \"b\"':::";
    let prepared = prepare(text);
    let Meaning::Directive { name, attributes } = &prepared.placeholders[0].meaning else {
        panic!("a directive");
    };
    assert_eq!(name, "image");
    assert_eq!(&text[attributes[0].range.clone()], "a.png");
    assert_eq!(attributes[1].value, "A \"b\"");
}
