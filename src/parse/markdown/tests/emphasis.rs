//! Signs of emphasis that Markdown does not read are found; those that are meant as they stand are not.

use super::*;

#[test]
fn emphasis_that_is_meant_is_found() {
    #[track_caller]
    fn check_emphasis(markdown: &str, written: &[&str], hint: &str) {
        let (_, found) = parse_as(markdown, Kind::Article);
        let places: Vec<&str> = found
            .iter()
            .map(|one| &markdown[one.span.start as usize..one.span.end as usize])
            .collect();
        assert_eq!(places, written, "{markdown}");
        let said: Vec<&str> = found.iter().filter_map(|one| one.hint.as_deref()).collect();
        assert!(said.iter().all(|said| said.contains(hint)), "{said:?}");
        assert!(found.iter().all(|one| one.code == "MD-EMPH"));
    }
    check_emphasis(
        "請看**「設定」**頁",
        &["**「設定」**"],
        "write `「**設定**」`",
    );
    check_emphasis("**注意：**請先", &["**注意：**"], "write `**注意**：`");
    check_emphasis("**\"설정\"**을", &["**\"설정\"**"], "write `\"**설정**\"`");
    check_emphasis(
        "看**[頁](a.md)**時",
        &["**[頁](a.md)**"],
        "put a blank outside",
    );
    check_emphasis(
        "**비밀번호(암호)**는",
        &["**비밀번호(암호)**"],
        "write `<strong>…</strong>` in place of the signs",
    );
    check_emphasis("請用**.NET**平台", &["**.NET**"], "write `.**NET**`");
    check_emphasis(
        "從__「設定」__到",
        &["__「設定」__"],
        "write `「**設定**」`",
    );
    check_emphasis("請看*「設定」*頁", &["*「設定」*"], "`<em>…</em>`");
    check_emphasis("**Note: **Sign in", &["**Note: **"], "write `**Note**:`");
    check_emphasis("**Note:**Sign in", &["**Note:**"], "write `**Note**:`");
    check_emphasis("a **b (c) ** d", &["**b (c) **"], "leave no blank inside");
    check_emphasis(
        "選取 \\[位置\\]****。",
        &["****"],
        "put two stars on each side",
    );
    for (markdown, written) in [
        ("從 \\[已停用\\] **** 開始。", "****"),
        ("選取 [設定] ****   圖示", "****"),
        ("Select [Save] **** now.", "****"),
        ("變更為 [已啟用] **** 。 當", "****"),
        ("變更為 [已啟用]\u{202F}**** 。 當", "****"),
        ("**我們如何知道****公司有效？**", "****"),
        ("標示**為 [已****暫停**]。", "****"),
    ] {
        check_emphasis(markdown, &[written], "put two stars on each side");
    }
    check_emphasis(
        "Choose ** Save ** to go on.",
        &["** Save **"],
        "write `**Save**`",
    );
    check_emphasis(
        "Choose ** Save changes ** or ** Discard **.",
        &["** Save changes **", "** Discard **"],
        "write `**",
    );
    check_emphasis(
        "Click ** Save** first.\n\nClick ** Save**.",
        &["** Save**", "** Save**"],
        "write `**Save**`",
    );
    check_emphasis(
        "- ** Step 1:** Open the app.\n- ** Step 2: ** Go on.",
        &["** Step 1:**", "** Step 2: **"],
        "write `**Step",
    );
    check_emphasis("** Note ** Do it.", &["** Note **"], "write `**Note**`");
    check_emphasis("Choose ** Save **", &["** Save **"], "write `**Save**`");
    check_emphasis(
        "摘要上 ** (ACR) ** 區域",
        &["** (ACR) **"],
        "write `(**ACR**)`",
    );
    // Other words are embraced.
    check_emphasis(
        "**注意：**請看**設定**頁",
        &["**注意：**"],
        "write `**注意**：`",
    );
    check_emphasis(
        "用**「甲」**和**乙**做",
        &["**「甲」**"],
        "write `「**甲**」`",
    );
    check_emphasis(
        "# 用**「甲」**做\n\n- **乙：**丙\n\n|**丁。**戊|\n|--|\n|甲|",
        &["**「甲」**", "**乙：**", "**丁。**"],
        "<strong>",
    );
}

#[test]
fn emphasis_that_nothing_ends_is_found() {
    for (markdown, written) in [
        ("**Save first. Then go.", "**"),
        ("Then **\"Save\" it.\n\nGo** on.", "**"),
        ("- a **[b](c.md)\n- d", "**"),
        ("| a | **before c | d |\n|--|--|--|\n", "**"),
        ("***Note that this", "***"),
        ("請先看**設定頁，再按「儲存」。", "**"),
        ("**Save first. Then **close the window.", "**"),
        ("**E-Mail-Adresse ändern", "**"),
        ("Dann **E-Mail-Adresse ändern", "**"),
        ("- **A user can do it.", "**"),
        ("> **1. Open the app.", "**"),
        ("- [ ] **1) Open the app.", "**"),
        ("**`Save` first.", "**"),
        ("Press **`Save` first.", "**"),
        ("**¿Qué pasa?", "**"),
        ("Dime: **¿qué pasa?", "**"),
        ("## **O365 öffnen", "**"),
        ("**(Optional) go", "**"),
        ("**{{ channel.a.b }} go", "**"),
        ("Cher client, **« attention » à vous.", "**"),
        ("__Note that this", "__"),
        ("It is ~~free of charge", "~~"),
        ("**Save `it**`", "**"),
    ] {
        check_findings(markdown, &[("MD-EMPH", written)]);
    }
    for (markdown, written) in [
        ("**Save* first.", "**Save*"),
        ("- Press **Save as*, then go.", "**Save as*"),
        ("**2026-01-05: We move.", "**"),
        ("**24/7 support for all.", "**"),
        ("- **1.0.0 released", "**"),
        ("[**Save](a.md) to go on", "**"),
        ("Press [**Save](a.md)** to go on", "**Save](a.md)**"),
        ("Press **[Save**](a.md) to go on", "**[Save**"),
        ("- For customers:** Customers must accept.", "**"),
        ("Azure 雲端的新商務體驗：** 客戶必須接受", "**"),
    ] {
        check_findings(markdown, &[("MD-EMPH", written)]);
    }
    for (markdown, said) in [
        ("> - For customers:** Go on.", "`For customers:**` ends"),
        (
            "This is what is new for customers and partners:** Go on.",
            "`…what is new for customers and partners:**` ends",
        ),
    ] {
        let (_, found) = parse_as(markdown, Kind::Article);
        let message = format!("{said} emphasis that nothing begins, so its signs are shown");
        assert_eq!(found[0].message, message);
    }
    check_findings("<!-- **a** -->\n\n**Save first.", &[("MD-EMPH", "**")]);
    check_findings(
        "**Note ** and\n\n**Save first.",
        &[("MD-EMPH", "**Note **"), ("MD-EMPH", "**")],
    );
    let (_, found) = parse_as("**Save first.\nThen go.", Kind::Article);
    let hint = "write `**` behind the words; `\\*\\*` if the characters are meant";
    assert_eq!(found[0].hint.as_deref(), Some(hint));
    let said = "`**Save first.` begins emphasis that nothing ends, so its signs are shown";
    assert_eq!(found[0].message, said);
}

#[test]
fn signs_that_are_meant_are_no_emphasis() {
    for meant in [
        "2 **3, 5**, 5 *x and *x, a *) b, (*) c, (*optional), **) d",
        "*Without tax.\n**Without freight.\n\n*note and * note",
        "|Price**|\n|--|\n|1|\n\n**Without tax.",
        "all *.txt, **.txt, *-old, *_old and **/a; *args, **kwargs; int *p, f(*name)",
        "Press *Save and go",
        "- *Without tax.\n- *Name\n- *必須項目\n\n> *Required field\n\n> [!NOTE]\n> *Required field",
        "1. Open the form.\n   *Required fields.\n- Price\n  *Without tax.\n\n   *Indented note\n\n## *Optional step",
        "| Basic | *excluding VAT |\n|--|--|\n| *Name | a |",
        "macOS and *nix systems, Linux and *BSD alike; Max Muster, *Berlin",
        "In C: char *name; delete *pointer; let x = *reference;",
        "In C: char **names;\n\nfree **names;\n\nArray **int and\n\n{ **defaults, **options, a }",
        "Name **(optional) and",
        "Price<sup>**</sup>\n\n**Without tax.",
        "Price\\*\\*\n\n- **Without tax.",
        "9,99 € **\n\n**Without tax.",
        "9,99 € ** a month\n\n> **Without tax.",
        "## Prices **\n\n**Without tax.",
        "| 5 EUR ** |\n|--|\n\n**Without tax.",
        "<table><td>5 EUR**</td></table>\n\n**Without tax.",
        "<b>5 EUR **</b>\n\n**Without tax.",
        "- *Without tax.\n- **Without freight.",
        "Price<br>*Without tax.<br>**Without freight.",
        "- **Without tax.\n  **Without freight.",
        "`a` **`b`, 2 **x2",
        "Price*\n\n**Without tax* and freight.",
        "***Name** of the contact\n- ***Price:** without tax\n\nFields ***Name**, ***Place** are required",
        "Our prices:** Net\n\n**Without tax.",
        "Our prices:** Net\n\n| a | **Without tax. |\n|--|--|",
        "Our prices:** Net\n\n\\*\\* Without tax.",
        "std::** and a:**b, 5:** a, done.** Then go, Price** for all",
        "[**kwargs](a.md), [Price**](a.md) for **",
        "*Save** first, **Save***, 2 **1.0 x",
        "**Without tax.*\n\nPrice\n**net* of tax, 2 **ab* 3, a **b*c d, *Price** and, **/ab* c, \\**ab* c",
        "The __Secure- prefix and the __Host- prefix",
        "In Ruby **opts is a double splat, and **nil takes none.",
        "Rust: use **self and **other. In C, **argv is a pointer.",
        "__dirname, __FILE__, __FILE, __init__, __init, __Host-id, __VIEWSTATE and snake_case",
        "~~/a, ~5, about ~~5, 10~~20, hi~~",
        "`**Save` and \\*\\*Save and <code>**Save</code>",
        "2 ** 3 and 2 ** 4, 10**-3 and 10**-6, a**(b + c)**d",
        "`**` and \\*\\*注意：\\*\\*請 and &ast;&ast;注意：&ast;&ast;請",
        "**/*.md and src/**/*.rs and a/**/b",
        "*.jpg、*.png和*.gif",
        "call f(**kwargs, **options) with *args",
        "10 €** and 20 €**, without VAT",
        "價格**、運費**。",
        "價格**（未稅）與運費**（未稅）",
        "姓名*、電話*為必填",
        "請參閱*註1、*註2",
        "單價*（數量）*稅率",
        "檔案__init__與__main__在",
        "** Without VAT and freight**",
        "Home ** Products ** Contact\n\nHome ** Help ** News ** more of it",
        "2 ** Eight ** is, 10 EUR ** Net ** of tax",
        "x ** y ** z, BASE ** 2 ** n, a ** B ** c",
        "Use ** for bold and ** for powers. The ** and ** operators.",
        "Price** a year\n\nPlans ** Basic** and more",
        "Plan ** Basic ** is cheap.\n\n** Without VAT",
        "Net **\n** Without VAT\n\n** WARNING **",
        "以 x ** y ** z 計算",
        "1234****5678 **** a",
        "Adlon (Berlin) **** superior, [Adlon](a.md) **** superior, [card] **** 1234, [Adlon] ****",
        "王****先生、深圳市****有限公司、卡號****結尾、**김****씨**、****公司",
        "a * b * c, a_b_c, x*y",
        "**a __b__ c** and ***d** e* and **f**：g",
        "[ROUND(ROUND(Price * Amount / Days, 2) * Days)]",
    ] {
        check_findings(meant, &[]);
    }
}
