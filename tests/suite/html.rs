//! HTML of what authors got wrong: it says what they meant, and stays valid.

use crate::portal::Portal;

#[test]
fn the_words_of_a_picture_that_is_not_there_stand_in_for_it() {
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nlevels:\n  - {rule: LNK-FILE, level: warning, why: imported}\n",
        )
        .page("en/index.md", "A ![list of \"customers\" > 3](lost.png) and more.");
    let page = portal.output("index.html");
    assert!(
        page.contains(
            "A <span class=\"lost-picture\">list of &quot;customers&quot; &gt; 3</span> and more."
        ),
        "{page}"
    );
}
