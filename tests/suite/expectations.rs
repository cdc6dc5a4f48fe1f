//! `search.expect` of supportal.yaml: tests that writers write.

use supportal::pipeline::{Memos, Options, compile};

use crate::portal::{Portal, list};

/// Two languages; a page that is not translated, a draft, a page that search leaves out, and pages that
/// come and go.
fn portal(expectations: &str) -> Portal {
    let head = "title: Help\nlanguages: [en, zh-TW]\nsearch:\n  expect:\n";
    let page = |title: &str, rest: &str| {
        format!("---\ntitle: {title}\ndescription: About {title}.\n{rest}")
    };
    Portal::new()
        .file("supportal.yaml", format!("{head}{expectations}"))
        .file("en/index.md", page("Welcome", "---\n\nChoose.\n"))
        .file(
            "en/articles/refunds.md",
            page(
                "Refunds",
                "---\n\nWe repay.\n\n## Late fees\n\nA surcharge for each day.\n",
            ),
        )
        .file(
            "en/articles/invoices.md",
            page(
                "Invoices",
                "---\n\nAn invoice names what a refund repays.\n",
            ),
        )
        .file(
            "en/articles/plain.md",
            page("Plain", "---\n\nNot translated.\n"),
        )
        .file("en/draft.md", page("Draft", "draft: true\n---\n\nSoon.\n"))
        .file(
            "en/hidden.md",
            page("Hidden", "search: {exclude: true}\n---\n\nNot found.\n"),
        )
        .file(
            "en/later.md",
            page("Later", "effective: 2027-01-01\n---\n\nNot yet.\n"),
        )
        .file(
            "en/gone.md",
            page("Gone", "expires: 2026-01-01\n---\n\nNo more.\n"),
        )
        .file(
            "en/untold.md",
            page("Untold", "---\n\nIts translation is a draft.\n"),
        )
        .file(
            "zh-TW/untold.md",
            page("未完", "draft: true\n---\n\n未完。\n"),
        )
        .file("zh-TW/index.md", page("歡迎", "---\n\n請選擇。\n"))
        .file(
            "zh-TW/articles/refunds.md",
            page("退款", "---\n\n我們會把費用退還。\n"),
        )
        .file(
            "zh-TW/articles/invoices.md",
            page("帳單", "---\n\n帳單列出費用。\n"),
        )
        .file("zh-TW/own.md", page("專頁", "---\n\n只有中文。\n"))
}

/// `expected`: what is found, one a line, `5:15 message`; the first expectation stands in line 5.
#[track_caller]
fn check(expectations: &[&str], expected: &[&str]) {
    let lines: String = (expectations.iter())
        .map(|one| format!("    - {{{one}}}\n"))
        .collect();
    let said = portal(&lines).check();
    let said: Vec<&str> = said
        .lines()
        .filter(|line| line.contains(" SRC-EXPECT "))
        .map(|line| line.trim_start_matches("error SRC-EXPECT supportal.yaml:"))
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn what_is_found_is_not_mentioned() {
    check(
        &[
            "query: refund, page: articles/refunds.md, within: 1",
            "query: refund, page: articles/invoices.md",
            "query: refund, page: en/articles/invoices.md, within: 2",
            "query: surcharg, page: \"articles/refunds.md#late-fees\", within: 1",
            // The simplified form of what the page writes.
            "query: 帐单, page: zh-TW/articles/invoices.md, within: 1",
            "query: 只有中文, page: zh-TW/own.md",
        ],
        &[],
    );
}

#[test]
fn what_comes_instead_is_said() {
    check(
        &[
            "query: refund, page: articles/invoices.md, within: 1",
            "query: refund, page: articles/plain.md",
            "query: invocie, page: articles/refunds.md, within: 1",
            "query: zebra, page: articles/refunds.md",
            "query: repay, page: \"articles/refunds.md#late-fees\"",
            "query: refund, page: zh-TW/articles/refunds.md",
            "query: 費用, page: zh-TW/own.md",
        ],
        &[
            "5:15 `refund` finds `en/articles/invoices.md` in place 2, not first: 1. `en/articles/refunds.md` (Refunds)",
            "6:15 `refund` does not find `en/articles/plain.md`, but 1. `en/articles/refunds.md` (Refunds), 2. `en/articles/invoices.md` (Invoices)",
            "7:15 `invocie`, read as `invoice`, does not find `en/articles/refunds.md`, but 1. `en/articles/invoices.md` (Invoices)",
            "8:15 `zebra` finds nothing; `en/articles/refunds.md` is expected",
            "9:15 `repay` finds `en/articles/refunds.md` at its beginning, not at `#late-fees`",
            "10:15 `refund` finds nothing; `zh-TW/articles/refunds.md` is expected",
            "11:15 `費用` does not find `zh-TW/own.md`, but 1. `zh-TW/articles/invoices.md` (帳單), 2. `zh-TW/articles/refunds.md` (退款)",
        ],
    );
}

#[test]
fn a_page_that_no_query_finds_is_another_mistake() {
    check(
        &[
            "query: refund, page: articles/refund.md",
            "query: refund, page: refunds.md",
            "query: refund, page: own.md",
            "query: refund, page: fr/refunds.md",
            "query: soon, page: draft.md",
            "query: found, page: hidden.md",
            "query: yet, page: later.md",
            "query: more, page: gone.md",
            "query: plain, page: zh-TW/articles/plain.md",
            "query: surcharge, page: \"articles/refunds.md#late-fee\"",
            "query: 未完, page: zh-TW/untold.md",
        ],
        &[
            "5:29 no page at `articles/refund.md`, which search is to find",
            "6:29 no page at `refunds.md`, which search is to find",
            "7:29 no page at `own.md`, which search is to find",
            "8:29 no page at `fr/refunds.md`, which search is to find",
            "9:27 search cannot find `en/draft.md`: it is a draft",
            "10:28 search cannot find `en/hidden.md`: it is excluded",
            "11:26 search cannot find `en/later.md`: it is not published before 2027-01-01",
            "12:27 search cannot find `en/gone.md`: it expired on 2026-01-01",
            "13:28 search cannot find `zh-TW/articles/plain.md`: it is not translated",
            "14:32 `en/articles/refunds.md` has no heading `#late-fee`",
            "15:25 search cannot find `zh-TW/untold.md`: it is a draft",
        ],
    );
}

#[test]
fn a_page_that_may_have_been_meant_is_named() {
    let check = |page: &str, hint: &str| {
        let build = portal(&format!("    - {{query: x, page: {page}}}\n")).build();
        let mut found = build.diagnostics.iter();
        let found = found.find(|one| one.code == "SRC-EXPECT").unwrap();
        assert_eq!(found.hint.as_deref(), Some(hint), "{page}");
    };
    check("articles/refund.md", "`articles/refunds.md` exists");
    check("refunds.md", "`articles/refunds.md` exists");
    check("en/refunds.md", "`en/articles/refunds.md` exists");
    check("own.md", "`zh-TW/own.md` exists");
    check("zh-tw/own.md", "`zh-TW/own.md` exists");
    check(
        "zh_TW/articles/invoices.md",
        "`zh-TW/articles/invoices.md` exists",
    );
    check(
        "zh-tw/articles/invoice.md",
        "`zh-TW/articles/invoices.md` exists",
    );
    check(
        "EN/articles/invoices.md",
        "`en/articles/invoices.md` exists",
    );
    check("\"articles/refunds.md#late-fee\"", "`#late-fees` exists");
    check(
        "zh-TW/articles/plain.md",
        "write the translation, or expect `en/articles/plain.md`",
    );
}

#[test]
fn an_empty_query_is_one_mistake() {
    let said = portal("    - {query: \"\", page: articles/refunds.md}\n").check();
    let said: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("supportal.yaml"))
        .collect();
    assert_eq!(said, ["error FM-TYPE supportal.yaml:5:15 `query` is empty"]);
}

#[test]
fn a_draft_is_found_where_drafts_are_shown() {
    let portal = portal("    - {query: soon, page: draft.md}\n");
    let snapshot = portal.snapshot();
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let build = compile(&snapshot, &options, &mut Memos::default());
    let said = list(&snapshot, &build.diagnostics);
    assert!(!said.contains("SRC-EXPECT"), "{said}");
}

#[test]
fn a_portal_may_weigh_them_otherwise() {
    let rest = "    - {query: zebra, page: articles/refunds.md}\nlevels: [{rule: SRC-EXPECT, level: warning, why: new pages are on their way}]\n";
    let said = portal(rest).check();
    assert!(said.contains("warning SRC-EXPECT"), "{said}");
}

#[test]
fn a_warm_build_judges_again() {
    let mut memos = Memos::default();
    let asked = portal("    - {query: zebra, page: articles/refunds.md}\n");
    assert!(
        asked
            .check_again(&mut memos)
            .contains("`zebra` finds nothing")
    );
    let mended = asked.page("en/articles/refunds.md", "A zebra.");
    let said = mended.check_again(&mut memos);
    assert!(!said.contains("SRC-EXPECT"), "{said}");
}
