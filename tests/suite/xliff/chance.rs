//! Pages put together by chance.

use super::{export, german, import, nothing_changes, portal, read};
use crate::chance::Chance;

/// Blocks put together by chance, with codes, quotations and lists within each other.
fn random(chance: &mut Chance) -> String {
    fn line(chance: &mut Chance) -> String {
        let parts = [
            "word",
            "*a b*",
            "**c**",
            "~~d~~",
            "`e | f`",
            "[g *h*](i.md)",
            "![j](k.png)",
            "{{ l.m }}",
            "<b>n</b>",
            "<https://o.example>",
            "\\*p\\*",
            "&amp;",
            "q_r_s",
            "* t",
            "[u]",
            "{#v}",
            "  ",
            "\\",
            "[^1]",
            "\u{5B57}\u{3002}",
            "**\u{5B57}**",
            ":::no-loc text=\"w\":::",
            "]",
            "(",
            "_",
            "\\{{ x }}",
            "|",
            "&#65;",
            "`",
            "<!-- y -->",
        ];
        let count = 1 + chance.below(6);
        let words: Vec<&str> = (0..count).map(|_| *chance.of(&parts)).collect();
        let joint = *chance.of(&[" ", "", " "]);
        words.join(joint)
    }
    fn blocks(chance: &mut Chance, depth: usize) -> String {
        let mut out = String::new();
        for _ in 0..1 + chance.below(4) {
            let text = line(chance);
            let next = line(chance);
            let inner = |prefix: &str, first: &str, chance: &mut Chance| -> String {
                let text = match depth {
                    2 => line(chance),
                    _ => blocks(chance, depth + 1),
                };
                let lines: Vec<String> = text
                    .trim_end()
                    .lines()
                    .map(|line| format!("{prefix}{line}"))
                    .collect();
                lines.join("\n").replacen(prefix, first, 1)
            };
            out.push_str(&match chance.below(15) {
                0 => format!("## {text} ##"),
                1 => format!("{text}\n==="),
                2 => format!("> {}", inner("> ", "", chance)),
                3 => format!("> [!TIP]\n> {text}"),
                4 => inner("  ", "- ", chance),
                5 => inner("   ", "1. ", chance),
                6 => format!("| {text} | x |\n| --- | --- |\n| {next} | y |"),
                7 => format!("```\n{text}\n```"),
                8 => format!("{text}  \n{next}"),
                9 => format!("{text}\n: {next}"),
                10 => format!("- [ ] {text}\n- {next}"),
                11 => format!("<div><p>{text}\n  {next}</p></div>"),
                12 => format!("<table><tr><td>{text}</td>\n<td>{next}</table>"),
                13 => format!("<details><summary>{text}</summary>\n\n{next}\n\n</details>"),
                _ => format!("{text}\n{next}"),
            });
            out.push_str("\n\n");
        }
        out
    }
    blocks(chance, 0)
}

#[test]
fn whatever_is_written_comes_back_unchanged() {
    let mut portal = portal();
    let mut chance = Chance(7);
    for number in 0..150 {
        let text = random(&mut chance);
        let other = match chance.below(3) {
            0 => random(&mut chance),
            _ => text.replace("word", "Wort"),
        };
        portal = portal
            .page(&format!("en/articles/a{number}.md"), &text)
            .file(&format!("de/articles/a{number}.md"), german(&other));
    }
    nothing_changes(&portal);
}

#[test]
fn whatever_is_translated_keeps_the_rest_of_the_page() {
    let mut chance = Chance(11);
    let mut portal = portal();
    for number in 0..60 {
        portal = portal.page(&format!("en/articles/a{number}.md"), &random(&mut chance));
    }
    let folder = portal.on_disk();
    let xliff = export(&folder);
    // Every text in another language, its codes where they were.
    let back: Vec<String> = xliff
        .split("<source>")
        .map(|part| match part.split_once("</source>") {
            Some((source, rest)) => {
                let target = source.replace("word", "Wort mit # und 1. und _x_");
                format!("{source}</source><target>{target}</target>{rest}")
            }
            None => part.to_owned(),
        })
        .collect();
    let back = back
        .join("<source>")
        .replace("state=\"initial\"", "state=\"final\"");
    let ran = import(&folder, &back);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(ran.said.matches("began ").count() > 20, "{}", ran.said);
    // What was written is read as it was meant.
    let again = export(&folder);
    let count = |text: &str, what: &str| text.matches(what).count();
    for mark in ["<pc ", "<ph "] {
        let sources = |text: &str| -> usize {
            let parts = text.split("<source>").skip(1);
            parts
                .map(|part| count(part.split("</source>").next().unwrap(), mark))
                .sum()
        };
        let targets: usize = again
            .split("</unit>")
            .filter(|unit| unit.contains("<target>"))
            .map(|unit| {
                let (source, target) = unit.split_once("<target>").unwrap();
                assert_eq!(count(source, mark), count(target, mark), "{unit}");
                count(target, mark)
            })
            .sum();
        assert!(targets > 10 && targets <= sources(&again));
    }
}

#[test]
fn whatever_comes_back_leaves_the_form_of_the_page() {
    let parts = [
        "word ",
        "*a*",
        "**",
        "`",
        "[",
        "](y)",
        "{{ a.b }}",
        "&lt;b&gt;",
        "&lt;!--",
        "\\",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "&gt; ",
        "|",
        "~~~",
        "\n---",
        "\n===",
        "\n|-|",
        ":::row:::",
        "[!NOTE]",
        "[^1]",
        "{#x}",
        "&amp;amp;",
        "    ",
        "[a]: b",
        ": x",
        "  \n",
        "\u{A0}",
        "<ph id=\"1\"/>",
        "# [t](#tab/x)",
        "<pc id=\"1\">w</pc>",
        "<pc id=\"2\">\u{5B57}\u{3002}</pc>",
    ];
    let page = super::export::RICH.replace("assets/a.png", "a.png");
    let mut chance = Chance(13);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..12 {
        let german = german(&page.replace("and", "und"));
        let folder = portal()
            .page("en/articles/a.md", &page)
            .file("de/articles/a.md", &german)
            .on_disk();
        let xliff = export(&folder);
        let back = xliff.split("<target>").enumerate().map(|(number, part)| {
            let (target, rest) = part.split_once("</target>").unwrap_or(("", part));
            if number == 0 {
                return part.to_owned();
            }
            let count = 1 + chance.below(6);
            let other: String = (0..count).map(|_| *chance.of(&parts)).collect();
            let target = if chance.below(2) == 0 { target } else { &other };
            format!("<target>{target}</target>{rest}")
        });
        let ran = import(&folder, &back.collect::<String>());
        refused += ran.said.matches("error: ").count();
        taken += ran.said.matches("changed de/").count();
        let again = export(&folder);
        let targets = |xliff: &str| xliff.matches("<target>").count();
        assert!(
            targets(&again) >= targets(&xliff),
            "{}",
            read(&folder, "de/articles/a.md")
        );
        let code = |text: &str| text.split("```").nth(1).unwrap().to_owned();
        assert_eq!(code(&read(&folder, "de/articles/a.md")), code(&german));
    }
    assert!(taken > 6 && refused > 20, "{taken} and {refused}");
}
