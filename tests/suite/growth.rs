//! Time grows with the length of a text, whatever is in it.
//!
//! Each pattern is built at one length and at four times that. Twice the text may take 2.6 times as long, so
//! the second may take 6.8 times, where what grows with the square takes sixteen. No time is judged by
//! itself. Where the system tells it, it is that of the one thread that builds, and one that was disturbed is
//! measured again, so that a busy machine fails nothing.

use std::time::Duration;

use supportal::diff::{Change, Difference, Files, Text};
use supportal::pipeline::{Memos, Options, compile};

use crate::portal::Portal;

/// How much longer four times the text may take.
const MOST: f64 = 2.6 * 2.6;

/// A name, a length, and the text that has it.
type Pattern = (&'static str, usize, fn(usize) -> String);

#[test]
fn time_grows_with_the_text() {
    let patterns: &[Pattern] = &[
        ("one long line", 400_000, |n| "word ".repeat(n / 5)),
        ("one long line of Han", 60_000, |n| "帳單".repeat(n / 2)),
        ("combining marks", 40_000, |n| {
            format!("a{}", "\u{301}".repeat(n))
        }),
        ("equal headings", 1_500, |n| "## Same\n\n".repeat(n)),
        ("brackets", 20_000, |n| "[".repeat(n)),
        ("links without end", 8_000, |n| "[a](".repeat(n)),
        ("pictures without end", 10_000, |n| "![".repeat(n)),
        ("links", 3_000, |n| "[a](a.md) ".repeat(n)),
        ("emphasis", 8_000, |n| "*a _b ".repeat(n)),
        ("emphasis of two kinds", 4_000, |n| "*a **a ".repeat(n)),
        ("emphasis that is not read", 1_500, |n| {
            "看**「甲」**乙 ".repeat(n)
        }),
        ("emphasis that nothing ends", 1_500, |n| {
            "[（**ab](b)".repeat(n)
        }),
        ("emphasis that only begins", 4_000, |n| "**ab ".repeat(n)),
        ("stars at the edges of links", 1_500, |n| {
            "[**ab](b)** ".repeat(n)
        }),
        ("stars behind colons", 3_000, |n| "ab:** cd\n\n".repeat(n)),
        ("stars between blanks", 2_000, |n| {
            "Press ** Save ** first. ".repeat(n)
        }),
        ("escaped stars", 10_000, |n| "\\*".repeat(n)),
        ("stars in HTML", 10_000, |n| {
            format!("<p>{}", "a*".repeat(n))
        }),
        ("links that are not read", 1_500, |n| {
            "[[a](b c.md)".repeat(n)
        }),
        ("links of wikis", 4_000, |n| "[[a b]] ".repeat(n)),
        ("links turned round", 3_000, |n| "(a)[b.md] ".repeat(n)),
        ("links in wide brackets", 3_000, |n| "[a]（b ".repeat(n)),
        ("names in wide braces", 3_000, |n| "｛｛sla.a ".repeat(n)),
        ("rows of too many cells", 1_500, |n| {
            format!("|a|\n|-|\n{}", "|a|b|\n".repeat(n))
        }),
        ("too few colons", 1_500, |n| "::sla a=\"\n".repeat(n)),
        ("too few colons, closed", 1_500, |n| "::sla a::\n".repeat(n)),
        ("attributes of other programs", 4_000, |n| {
            "[a](b){: {:".repeat(n)
        }),
        ("marks that are not read", 3_000, |n| {
            "[!NOTE] [TOC] [!include a] ".repeat(n / 3)
        }),
        ("marks without end", 8_000, |n| "[!include ".repeat(n)),
        ("highlights without end", 8_000, |n| "==a ".repeat(n)),
        ("formulas", 6_000, |n| "$5 ".repeat(n)),
        ("formulas without end", 8_000, |n| "$$\na\n".repeat(n)),
        ("names between colons", 6_000, |n| ":key".repeat(n)),
        ("references that are none", 4_000, |n| "&nbps;".repeat(n)),
        ("runs of backticks", 2_000, |n| {
            (0..n).map(|run| "`".repeat(1 + run % 61) + " ").collect()
        }),
        ("one run of backticks in a fence", 20_000, |n| {
            format!("~~~\n{}\n~~~\n", "`".repeat(n))
        }),
        ("less-than signs", 30_000, |n| "<".repeat(n)),
        ("tags without end", 6_000, |n| "<a href=\"".repeat(n)),
        ("comments without end", 20_000, |n| "a <!-- ".repeat(n)),
        ("entities", 20_000, |n| "&amp;".repeat(n)),
        ("footnotes", 1_500, |n| {
            let notes = (0..n).map(|note| format!("[^{note}]: a\n"));
            let uses = (0..n).map(|note| format!("[^{note}] "));
            uses.chain(["\n\n".to_owned()]).chain(notes).collect()
        }),
        ("footnotes without end", 15_000, |n| "[^a".repeat(n)),
        ("reference definitions", 2_000, |n| {
            let links = (0..n).map(|link| format!("[r{link}]: a.md\n"));
            links
                .chain((0..n).map(|link| format!("[r{link}] ")))
                .collect()
        }),
        ("pipes", 30_000, |n| "|".repeat(n)),
        ("tables", 1_000, |n| "|a|b|\n|-|-|\n|c|d|\n\n".repeat(n)),
        ("rows of no table", 4_000, |n| "|a|b|\n".repeat(n)),
        ("rows of many cells", 8_000, |n| {
            format!("|{}\n|-|\n", "a|".repeat(n))
        }),
        ("items without a blank", 4_000, |n| "-a\n".repeat(n)),
        ("numbers without a blank", 4_000, |n| "1.a\n".repeat(n)),
        ("headings without a blank", 2_000, |n| "##a\n".repeat(n)),
        ("braces", 30_000, |n| "{{".repeat(n)),
        ("braces with words", 8_000, |n| "{{ a ".repeat(n)),
        ("wrapped braces", 4_000, |n| {
            "> {{\n> a.b }} {{ c\n".repeat(n)
        }),
        ("braces around no reference", 6_000, |n| {
            "{ channel.a.b } {{{ a }}} {channel. ".repeat(n / 9)
        }),
        ("tags of other programs without end", 8_000, |n| {
            "{% a ".repeat(n)
        }),
        ("includes without end", 6_000, |n| {
            "[!INCLUDE [a](b".repeat(n)
        }),
        ("directives without end", 3_000, |n| {
            ":::image type=\"content\" source=\"".repeat(n)
        }),
        ("fences", 3_000, |n| "```\na\n```\n\n".repeat(n)),
        ("spans", 6_000, |n| "<span lang=\"de\">a</span> ".repeat(n)),
        ("attributes of one tag", 4_000, |n| {
            format!("<p {}>a</p>", "class=\"a\" ".repeat(n))
        }),
        ("colons", 20_000, |n| format!("a {}", ":".repeat(n))),
        ("beginnings of addresses", 4_000, |n| "www._".repeat(n)),
        ("addresses that are none", 3_000, |n| "_www.a_b;".repeat(n)),
        ("addresses of mail that are none", 6_000, |n| "a@".repeat(n)),
        ("an address with marks behind it", 10_000, |n| {
            format!("https://a.example/{}", "*a*!&a;)".repeat(n / 8))
        }),
        ("addresses in the text of a link", 6_000, |n| {
            format!("[{}](https://b.example/)", "https://a.example/ ".repeat(n))
        }),
        ("addresses that end in a bracket", 6_000, |n| {
            "https://a.example/(".repeat(n)
        }),
        ("bare addresses", 1_000, |n| {
            "https://a.example/*a ".repeat(n)
        }),
        ("zones", 800, |n| {
            let zones =
                (0..n).map(|one| format!("::: zone pivot=\"{one}\"\n\na\n\n::: zone-end\n\n"));
            zones.collect()
        }),
        ("columns", 800, |n| {
            ":::row:::\n  :::column:::\n      a\n  :::column-end:::\n:::row-end:::\n".repeat(n)
        }),
        ("tabs", 800, |n| "# [a](#tab/b)\n\na\n\n".repeat(n)),
        ("many findings on one line", 800, |n| "[a](b.md) ".repeat(n)),
        ("includes on one line", 8_000, |n| {
            "[!INCLUDE [a](b.md)] ".repeat(n)
        }),
        ("kept words on one line", 3_000, |n| {
            ":::no-loc text=\"a\"::: ".repeat(n)
        }),
        ("declarations without end", 10_000, |n| {
            format!("<div>\n{}", "<?x <![x <!x\n".repeat(n / 3))
        }),
        ("wrong anchors", 1_000, |n| {
            let heads = (0..n / 4).map(|number| format!("## head number {number} here\n\n"));
            let links = (0..n).map(|number| format!("[a](#hed-number-{number}-hre) "));
            heads.chain(links).collect()
        }),
        ("includes of one file", 400, |n| {
            "[!INCLUDE [a](../includes/b.md)]\n\n".repeat(n)
        }),
    ];
    let slow: Vec<String> = patterns
        .iter()
        .filter_map(|&(name, length, text)| {
            let ratio = ratio(&portal(&text(length / 2)), &portal(&text(2 * length)));
            (ratio > MOST).then(|| format!("{name}: {ratio:.1} times as long"))
        })
        .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn time_grows_with_the_wrong_names_of_facts() {
    let portal = |n: usize| {
        let named = (0..n).map(|number| format!("{{{{ calendar.offise-{number} }}}} "));
        let calendars =
            (0..n / 4).map(|number| format!("  office-{number}: {{time_zone: Etc/UTC}}\n"));
        let facts = format!("calendars:\n{}", calendars.collect::<String>());
        portal(&named.collect::<String>()).file("support.yaml", facts)
    };
    let ratio = ratio(&portal(600), &portal(2_400));
    assert!(ratio <= MOST, "{ratio:.1} times as long");
}

#[test]
fn time_grows_with_vendors_and_with_seasons() {
    let vendors = |n: usize| {
        let products = (0..n).map(|number| {
            let vendor = number / 3 * 2 + number % 3 / 2;
            format!("  - {{id: p-{number}, vendor: vendor-{vendor}, name: P}}\n")
        });
        format!("products:\n{}", products.collect::<String>())
    };
    let seasons = |n: usize| {
        let days = (0..n).map(|number| (2000 + number / 336, number % 336 / 28 + 1, number % 28));
        let seasons = days.map(|(year, month, day)| {
            let date = format!("{year}-{month:02}-{:02}", day + 1);
            format!("      - {{from: {date}, to: {date}, closed: true}}\n")
        });
        let seasons = seasons.collect::<String>();
        format!("calendars:\n  office:\n    time_zone: Etc/UTC\n    seasons:\n{seasons}")
    };
    let portal = |facts: String| portal("Words.").file("support.yaml", facts);
    for (what, ratio) in [
        (
            "vendors",
            ratio(&portal(vendors(600)), &portal(vendors(2_400))),
        ),
        (
            "seasons",
            ratio(&portal(seasons(600)), &portal(seasons(2_400))),
        ),
    ] {
        assert!(ratio <= MOST, "{what}: {ratio:.1} times as long");
    }
}

#[test]
fn time_grows_with_a_translation_that_says_something_else() {
    let portal = |paragraphs: usize| {
        let text = |first: usize| -> String {
            let numbers = first..first + paragraphs;
            let words =
                numbers.map(|n| format!("Costs {n} each, see [a](https://a.example/{n}).\n\n"));
            words.collect()
        };
        Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
            .page("en/articles/a.md", &text(10_000))
            .page("de/articles/a.md", &text(50_000))
    };
    let ratio = ratio(&portal(150), &portal(600));
    assert!(ratio <= MOST, "{ratio:.1} times as long");
}

#[test]
fn time_grows_with_the_numbers_of_a_block_in_two_languages() {
    let numbers = |first: usize, n: usize| -> String {
        let numbers = (first..first + n).map(|number| format!("{number} a "));
        numbers.collect()
    };
    let alike = |n: usize| "1,".repeat(n);
    let portal = |source: &str, translation: &str| {
        Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
            .page("en/articles/a.md", source)
            .page("de/articles/a.md", translation)
    };
    let without_blanks = |n| portal(&alike(n), &alike(n));
    let differing = |n| portal(&numbers(10_000, n), &numbers(50_000, n));
    let ratios = [
        ratio(&without_blanks(4_000), &without_blanks(16_000)),
        ratio(&differing(2_000), &differing(8_000)),
    ];
    assert!(ratios.iter().all(|ratio| *ratio <= MOST), "{ratios:?}");
}

#[test]
fn time_grows_with_old_addresses_and_with_wrong_names_and_not_with_both_at_once() {
    let portal = |n: usize| {
        let nav = (0..n).map(|one| format!("  - articles/gone-{one}.md\n"));
        let old = (0..n).map(|one| format!("  - /old/{one}\n"));
        let nav = format!("title: Test\nnav:\n{}", nav.collect::<String>());
        let front = format!(
            "title: A\ndescription: About A.\nredirect_from:\n{}",
            old.collect::<String>()
        );
        Portal::new()
            .file("supportal.yaml", nav)
            .file("en/articles/a.md", format!("---\n{front}---\n\nText.\n"))
    };
    let ratio = ratio(&portal(400), &portal(1_600));
    assert!(ratio <= MOST, "{ratio:.1} times as long");
}

#[test]
fn time_grows_with_the_pages_that_changed() {
    let changed = |n: usize| {
        let paths = (0..n).map(|page| format!("articles/{page:05}.html"));
        let text = |path: &String| Text {
            path: path.clone(),
            title: String::new(),
            change: Change::Changed,
        };
        let changed: Vec<String> = paths.collect();
        Difference {
            texts: changed.iter().skip(1).map(text).collect(),
            files: Files {
                changed,
                ..Files::default()
            },
            ..Difference::default()
        }
    };
    let (one, four) = (changed(2_000), changed(8_000));
    let redrawn = |difference: &Difference| {
        let begun = used();
        assert_eq!(difference.redrawn(), 1);
        used() - begun
    };
    let ratio = ratio_of(|| redrawn(&one), || redrawn(&four));
    assert!(ratio <= MOST, "{ratio:.1} times as long");
}

#[test]
fn time_grows_with_channels_and_with_numbers_and_not_with_both_at_once() {
    let portal = |channels: usize| {
        let numbers = 0..20 * channels;
        let text: String = numbers
            .map(|n| format!("+49 30 {} a\n", 2_000_000 + n))
            .collect();
        let portal = Portal::new().page("en/articles/a.md", &text);
        (0..channels).fold(portal, |portal, n| {
            let front = format!("title: Phone {n}\nchannel: phone\naddress: \"+49309{n:06}\"");
            portal.file(
                &format!("en/channels/p{n}.md"),
                format!("---\n{front}\n---\n\nText.\n"),
            )
        })
    };
    let ratio = ratio(&portal(30), &portal(120));
    assert!(ratio <= MOST, "{ratio:.1} times as long");
}

#[test]
fn time_grows_with_the_figures_of_one_sentence() {
    let facts = "calendars:\n  office: {name: O, time_zone: Etc/UTC, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n";
    let front = "title: Phone\nchannel: phone\naddress: \"+49301234567\"\ncalendar: office";
    for (language, text) in [("en", "upload 9 hours and "), ("es", "(9 h(9 h-")] {
        let portal = |n: usize| {
            Portal::new()
                .file(
                    "supportal.yaml",
                    format!("title: Test\nlanguages: [{language}]\n"),
                )
                .file("support.yaml", facts)
                .file(
                    &format!("{language}/channels/phone.md"),
                    format!("---\n{front}\n---\n\n{}\n", text.repeat(n)),
                )
        };
        let ratio = ratio(&portal(400), &portal(1_600));
        assert!(ratio <= MOST, "{language}: {ratio:.1} times as long");
    }
}

fn portal(text: &str) -> Portal {
    Portal::new()
        .page("en/articles/a.md", text)
        .file("en/includes/b.md", "Some words.")
}

/// How much longer the second portal takes, as far as what else the machine does allows to tell.
fn ratio(one: &Portal, four: &Portal) -> f64 {
    ratio_of(|| time(one), || time(four))
}

/// The same of any two times.
fn ratio_of(one: impl Fn() -> Duration, four: impl Fn() -> Duration) -> f64 {
    let (mut short, mut long) = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::MAX;
    for _ in 0..6 {
        short = short.min(one());
        long = long.min(four());
        ratio = long.as_secs_f64() / short.as_secs_f64();
        if ratio <= MOST {
            break;
        }
    }
    ratio
}

fn time(portal: &Portal) -> Duration {
    let snapshot = portal.snapshot();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.unwrap().install(|| {
        let begun = used();
        compile(&snapshot, &Options::default(), &mut Memos::default());
        used() - begun
    })
}

/// How long this thread has worked so far: what others do meanwhile, other tests among them, is no part of it.
#[cfg(unix)]
fn used() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

#[cfg(not(unix))]
fn used() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}
