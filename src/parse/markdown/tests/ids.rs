//! Ids of a page: those that it uses itself, and those of two places.

use super::*;

#[test]
fn ids_that_the_page_uses_itself_are_found() {
    check_findings(
        "## A {#_main}\n\n<a id=\"fn-1\" name=\"fn-1\"></a> <span id=\"fnref-1-2\">b</span>\n",
        &[
            ("FM-DUPID", "## A {#_main}"),
            ("FM-DUPID", "<a id=\"fn-1\" name=\"fn-1\">"),
            ("FM-DUPID", "<span id=\"fnref-1-2\">"),
        ],
    );
    check_outline("## A {#_main}", &["2 a = A"]);
    check_findings("<a name=\"_Toc1\"></a> a {#_gjdgxs}", &[]);
}

#[test]
fn ids_of_two_places_are_found() {
    check_findings(
        "## A {#x}\n\na\n\n## B {#x}\n",
        &[("FM-DUPID", "## B {#x}")],
    );
    check_findings(
        "## A {#x}\n\n<a id=\"x\"></a>b\n\n<a name=\"x\"></a>c\n",
        &[("FM-DUPID", "<a name=\"x\">")],
    );
    check_outline("## A {#x}\n\na\n\n## B {#x}\n", &["2 x = A", "2 b = B"]);
    check_findings(
        "# A {#x}\n\na\n\n<p id=\"x\">b</p>\n",
        &[("FM-DUPID", "<p id=\"x\">")],
    );
    // The words of a heading give it an id as well.
    check_findings(
        "## Refunds\n\nA\n\n## Money {#refunds}",
        &[("FM-DUPID", "## Money {#refunds}")],
    );
    check_findings(
        "# Refunds\n\nA\n\n## Money {#refunds}",
        &[("FM-DUPID", "## Money {#refunds}")],
    );
    check_findings(
        "## Refunds\n\nA\n\n## Money\n\n<p id=\"refunds\">B</p>",
        &[("FM-DUPID", "<p id=\"refunds\">")],
    );
    for right in [
        "<a id=\"refunds\"></a>\n## Refunds",
        "## Refunds\n\n<a id=\"refunds\"></a>\n\nA",
        "## <a name=\"refunds\"></a>Refunds\n\nA\n\n## <a name=\"refunds\"></a>Geld",
        "## Money {#refunds}\n\nA\n\n## Refunds",
    ] {
        check_findings(right, &[]);
    }
    for same in [
        "## <a name=\"x\"></a>A {#x}\n",
        "<a name=\"x\"></a>\n\n## A {#x}\n\na\n",
        "## A {#x}\n\n<a id=\"x\"></a>\n\na\n",
        "<a id=\"x\" name=\"x\"></a><a name=\"x\"></a>a\n",
        "## <a name=\"x\"></a>A\n\na\n\n## <a name=\"x\"></a>A\n",
        // A heading's own words give it an id that an anchor may have as well.
        "## A\n\na <a id=\"a\"></a>\n",
    ] {
        check_findings(same, &[]);
    }
}
