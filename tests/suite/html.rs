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

#[test]
fn words_around_a_video_have_the_marks_of_their_language() {
    let video = "[!VIDEO https://v.example/1 \"T\" captions]";
    let said = |language: &str| {
        let config = format!("title: Test\nlanguages: [{language}]\n");
        let portal = Portal::new()
            .file("supportal.yaml", config)
            .page(&format!("{language}/index.md"), video);
        portal.output("index.html")
    };
    for (language, words) in [
        ("en", ">Watch the video: T</a> (with captions)</p>"),
        ("ja", ">動画を見る：T</a>（字幕あり）</p>"),
    ] {
        let page = said(language);
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn a_fact_is_filled_in_as_its_place_allows() {
    let portal = Portal::new()
        .file(
            "en/channels/phone.md",
            "---\ntitle: Phone\nchannel: phone\naddress: \"+4930123456\"\n---\n\nCall us.\n",
        )
        .page(
            "en/call.md",
            "## Call {{ channel.phone.address }} {#call}\n\n\
             <div>\nDial {{ channel.phone.address }}.\n</div>\n\n\
             [Write, do not call {{ channel.phone.address }}](index.md) or {{ channel.phone.address }}\n\n\
             ## \\{{ Not {{ a fact }}\n",
        )
        .page("en/index.md", "A text.");
    let page = portal.output("call.html");
    let number = "+49\u{a0}30\u{a0}123\u{a0}456";
    let link = format!("<a href=\"tel:+4930123456\">{number}</a>");
    for part in [
        format!("<div>\nDial {link}.\n</div>"),
        format!("do not call {number}</a> or {link}</p>"),
        format!("<a href=\"#call\">Call {number}</a>"),
        ">{{ Not {{ a fact }}</a>".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} in {page}");
    }
}
