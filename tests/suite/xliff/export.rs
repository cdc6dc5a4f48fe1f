//! What a translator gets to see.

use roxmltree::{Document, Node};

use super::import::german_page_with_ends;
use super::standard::{holds_to_the_core, is};
use super::{export, files, imported, nothing_changes, pair, portal, read, supportal, unit};
use crate::portal::Portal;
use crate::properties::starter;

/// All inline kinds, all blocks, and the Learn dialect.
pub const RICH: &str = r#"Write to the [desk](desk.md "The desk"), *soon*, **very _soon_** or ~~never~~.
This line goes on: `code with *stars*` and {{ channel.hotline.address }}, <https://a.example/x>,
<kbd>Ctrl</kbd>, 2 \* 3 &lt; 7&nbsp;kg, a note[^1].  
A hard break, and ![a *big* picture](/assets/a.png), [named], [words][named] and [!INCLUDE [x](../includes/x.md)].

Setext title
============

## Fixed {#fixed .wide}

> [!NOTE]
> A quotation that
> goes on **over
> lines**.
>
> - and a list

1. One
   and more of it

   with a paragraph

   ```sh
   rm *not prose*
   ```

2. Two
   - [ ] task with `code`
   - [x] done

| Head | Other |
| --- | :-: |
| a \| b | `c\|d` **e** |
| {{ channel.hotline.address }} | — |

Term
: What it means.

# [Windows](#tab/windows)

In a tab, with :::no-loc text="Word"::: inside.

# [macOS](#tab/macos)

In another tab.

---

:::image source="/assets/a.png" alt-text="A picture":::

<details><summary>An answer &amp; more</summary></details>

<table>
  <tr><td>A cell
    goes on</td><td>B <b>fat</b></td></tr>
</table>

##<a name="old"></a>Old anchor

Emphasis *at* the **end**

[named]: https://a.example/named
[^1]: What the note says.
"#;

#[test]
fn what_comes_back_unchanged_changes_nothing() {
    nothing_changes(
        &starter().file(
            "supportal.yaml",
            starter()
                .text("supportal.yaml")
                .replace("[en, zh-TW]", "[en, de, zh-TW]"),
        ),
    );
    let assets = |portal: Portal| portal.file("assets/a.png", "");
    nothing_changes(&assets(portal().page("en/articles/a.md", RICH)));
    // The same page in both languages, its words in capitals but not its codes.
    let german = RICH
        .replace("goes on", "GEHT WEITER")
        .replace("Two", "ZWEI");
    nothing_changes(&assets(pair(RICH, &german)));
    nothing_changes(&assets(pair(RICH, "Alles ist anders.")));
    let with_ends = german_page_with_ends();
    nothing_changes(&pair("One.\n\nTwo.", "Eins.\n\nZwei.").file("de/articles/a.md", with_ends));
}

#[test]
fn starter_portal_translations_are_offered() {
    let folder = starter().on_disk();
    let ran = supportal(
        &folder,
        &["translate", "export", "zh-TW", "--out", "out.xlf"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    let xliff = read(&folder, "out.xlf");
    holds_to_the_core(&xliff);
    let translated = xliff.matches("state=\"translated\"").count();
    let all = xliff.matches("<segment").count();
    assert!(translated > 50 && all > translated, "{translated} of {all}");
    let before = files(&folder);
    imported(&folder, &xliff);
    assert_eq!(before, files(&folder));
}

#[test]
fn what_no_translator_may_touch_is_a_code() {
    let xliff = export(&portal().page("en/articles/a.md", RICH).on_disk());
    let words = Document::parse(&xliff).unwrap();
    let mut prose = String::new();
    for source in words.descendants().filter(|node| is(node, "source")) {
        let texts = source.descendants().filter(Node::is_text);
        prose.extend(texts.map(|text| text.text().unwrap()));
        prose.push('\n');
    }
    for code in [
        "desk.md",
        "hotline",
        "a.example",
        "kbd",
        "nbsp",
        "code",
        "[^1]",
        "a.png",
        "INCLUDE",
        "not prose",
        "amp",
        "table",
        "no-loc",
        "tab/windows",
        "NOTE",
        "fixed",
        "old",
        "> ",
        "**",
        "[x]",
    ] {
        assert!(!prose.contains(code), "`{code}` in\n{prose}");
    }
    for words in [
        "desk",
        "soon",
        "never",
        "big",
        "picture",
        "named",
        "Setext title",
        "Fixed",
        "A quotation that",
        "and a list",
        "and more of it",
        "with a paragraph",
        "task with ",
        "done",
        "Head",
        "a \\| b",
        "Term",
        "What it means.",
        "Windows",
        "In a tab, with ",
        "Old anchor",
        "What the note says.",
    ] {
        assert!(prose.contains(words), "no `{words}` in\n{prose}");
    }
    assert!(unit(&xliff, "What it means").contains("supportal:paragraph"));
    assert!(unit(&xliff, "Windows").contains("supportal:heading"));
    assert!(unit(&xliff, "and more").contains("supportal:item"));
    assert!(unit(&xliff, "Head").contains("supportal:cell"));
}
