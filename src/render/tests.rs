//! What a reader or an author would notice of drawn pages.

use std::collections::BTreeSet;

use super::samples;
use super::theme::{Given, Theme, default_file, default_paths, theme};
use super::view::View;
use crate::model::config::ThemeConfig;
use crate::model::script::breach;
use crate::model::{Asset, Diagnostic, Fingerprint, RelPath, Severity, Span, Spanned};

const LANGUAGES: [&str; 3] = ["en", "zh-TW", "de"];

fn default_theme() -> Theme {
    let config = ThemeConfig::default();
    let theme = theme(&[], &Given::new(&config));
    assert_eq!(theme.diagnostics, []);
    theme.value
}

fn draw(view: &View, theme: &Theme) -> String {
    let page = super::page(&view.clone().into(), theme);
    assert_eq!(page.diagnostics, [], "{}", view.template);
    String::from_utf8(page.value.bytes.to_vec()).unwrap()
}

#[test]
fn every_template_draws_a_sound_page_in_every_language() {
    let theme = default_theme();
    for tag in LANGUAGES {
        for view in samples::all(&theme, tag) {
            let html = draw(&view, &theme);
            let name = format!("{tag} {} ({})", view.url.as_str(), view.template);
            check_structure(&html, &name);
            check_policy(&html, &name);
        }
    }
}

/// Landmarks, headings and ids, as assistive technology meets them.
fn check_structure(html: &str, name: &str) {
    let count = |text: &str| html.matches(text).count();
    assert!(html.starts_with("<!doctype html>"), "{name}");
    assert_eq!(count("<h1"), 1, "one first heading: {name}");
    assert_eq!(count("<main"), 1, "one main part: {name}");
    assert_eq!(count("<title>"), 1, "{name}");
    assert!(
        html.contains("<a class=\"skip\" href=\"#_main\">"),
        "skip link: {name}"
    );
    assert!(
        count("id=\"_footer-help\"") == 1,
        "help in the same place on each page: {name}"
    );
    let mut ids = BTreeSet::new();
    for id in values(html, " id=\"") {
        assert!(ids.insert(id), "id `{id}` twice: {name}");
    }
    for attribute in ["aria-labelledby", "for", "popovertarget", "aria-controls"] {
        for id in values(html, &format!(" {attribute}=\"")) {
            assert!(ids.contains(id), "{attribute} names no `{id}`: {name}");
        }
    }
    let mut last = 1;
    for level in html
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next()?.to_digit(10))
    {
        assert!(level <= last + 1, "h{level} follows h{last}: {name}");
        last = level;
    }
}

/// What the content security policy would refuse, and what would log an error.
fn check_policy(html: &str, name: &str) {
    let head = html.find("<head>\n<meta http-equiv=\"Content-Security-Policy\"");
    assert!(head.is_some(), "the policy stands first: {name}");
    assert!(!html.contains(" style=\""), "inline style: {name}");
    assert!(!html.contains("<style"), "inline style: {name}");
    assert!(!html.contains("javascript:"), "{name}");
    for tag in html.split("<script").skip(1) {
        let (attributes, rest) = tag.split_once('>').unwrap();
        // A data block is not run, and the policy does not touch it.
        if attributes.contains("type=\"application/json\"") {
            let (text, _) = rest.split_once("</script>").unwrap();
            let data: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert!(data.is_ok() && !text.contains('<'), "data: {name}");
            continue;
        }
        assert!(attributes.contains(" src=\""), "inline script: {name}");
        assert!(rest.starts_with("</script>"), "inline script: {name}");
    }
    for attribute in html
        .split([' ', '\n'])
        .filter(|part| part.starts_with("on"))
    {
        assert!(!attribute.contains("=\""), "handler `{attribute}`: {name}");
    }
    for src in values(html, " src=\"") {
        assert!(!src.contains(':'), "loads `{src}`: {name}");
    }
}

fn values<'a>(html: &'a str, start: &str) -> Vec<&'a str> {
    html.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn the_languages_have_the_same_words_with_the_same_places() {
    let english = samples::words("en");
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect()
    };
    for tag in LANGUAGES {
        let words = samples::words(tag);
        assert!(words.keys().eq(english.keys()), "{tag}");
        for (key, text) in words.iter() {
            assert_eq!(places(text), places(&english[key]), "{tag}: {key}");
            assert!(!text.trim().is_empty(), "{tag}: {key}");
        }
    }
}

#[test]
fn templates_use_words_that_exist_and_no_word_is_idle() {
    let (words, all) = (samples::words("en"), samples::all_words("en"));
    let mut used = BTreeSet::new();
    for path in default_paths()
        .into_iter()
        .filter(|path| path.starts_with("templates/"))
    {
        let text = std::str::from_utf8(default_file(path).unwrap()).unwrap();
        for rest in text
            .split([' ', '{', '(', '='])
            .filter_map(|part| part.strip_prefix("t."))
        {
            let end = rest
                .find(|c: char| c != '_' && !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            assert!(all.contains_key(&rest[..end]), "{path}: t.{}", &rest[..end]);
            used.insert(rest[..end].to_owned());
        }
    }
    // These fill holes of the text, name folders without a page of their own, or are put into views.
    let elsewhere = [
        "alert_",
        "section_",
        "footnote_back",
        "watch_video",
        "video_captions",
        "read_transcript",
        "not_found_title",
    ];
    let idle: Vec<_> = words
        .keys()
        .filter(|key| !used.contains(*key) && !elsewhere.iter().any(|word| key.starts_with(word)))
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn styles_load_nothing_and_know_no_left_and_right() {
    let theme = default_theme();
    let css = theme
        .outputs
        .iter()
        .find(|output| output.url.as_str().ends_with(".css"))
        .unwrap();
    let css = std::str::from_utf8(&css.bytes).unwrap();
    // The writer's word: figures end at the right in every script.
    let css = css.replace(".align-right { text-align: right; }", "");
    for refused in ["@import", "url(", "http:", "https:", "mask-image", "data:"] {
        assert!(!css.contains(refused), "{refused}");
    }
    for side in [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        " left:",
        " right:",
        " top:",
        " bottom:",
        ": left;",
        ": right;",
        "float: left",
        "float: right",
    ] {
        assert!(!css.contains(side), "{side}");
    }
}

/// The dark colours stand twice, for the system's choice and for the reader's.
#[test]
fn both_ways_to_dark_colours_agree() {
    let css = std::str::from_utf8(default_file("styles/tokens.css").unwrap()).unwrap();
    let block = |start: &str| -> Vec<String> {
        let rest = &css[css.find(start).unwrap() + start.len()..];
        rest[..rest.find('}').unwrap()]
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    assert_eq!(
        block(":root:not([data-theme=\"light\"]) {"),
        block(":root[data-theme=\"dark\"] {")
    );
}

#[test]
fn scripts_touch_no_sink_that_trusted_types_guards() {
    for path in default_paths()
        .into_iter()
        .filter(|path| path.starts_with("scripts/"))
    {
        let text = std::str::from_utf8(default_file(path).unwrap()).unwrap();
        for sink in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "DOMParser",
            "createContextualFragment",
            "srcdoc",
            ".src =",
            "import(",
            "export ",
        ] {
            assert!(!text.contains(sink), "{path}: {sink}");
        }
    }
}

#[test]
fn short_scripts_are_written_as_the_rules_say() {
    for path in super::theme::SHORT {
        let text = std::str::from_utf8(default_file(path).unwrap()).unwrap();
        assert_eq!(breach(text), None, "{path}");
    }
}

#[test]
fn a_portal_replaces_one_template() {
    let theme = portal(&[(
        "templates/notice.html",
        "<!doctype html><h1>{{ page.title }}!</h1>",
    )]);
    assert_eq!(theme.1, []);
    let view = sample(&theme.0, "notice.html");
    assert_eq!(
        draw(&view, &theme.0),
        "<!doctype html><h1>Maintenance of the customer portal!</h1>"
    );
    draw(&sample(&theme.0, "article.html"), &theme.0);
}

#[test]
fn a_portal_adds_parts_that_its_templates_name() {
    let theme = portal(&[
        ("templates/notice.html", "{% include \"parts/mine.html\" %}"),
        ("templates/parts/mine.html", "mine"),
    ]);
    assert_eq!(theme.1, []);
    assert_eq!(draw(&sample(&theme.0, "notice.html"), &theme.0), "mine");
}

#[test]
fn styles_and_scripts_are_replaced_and_renamed() {
    let default = default_theme();
    let (theme, found) = portal(&[("styles/portal.css", "p { color: green }")]);
    assert_eq!(found, []);
    assert_ne!(theme.styles, default.styles);
    assert_eq!(theme.scripts, default.scripts);
    assert_ne!(theme.fingerprint, default.fingerprint);
}

/// A browser runs nothing of a script with a slip: search and the notice of an incident are in another.
#[test]
fn a_portals_script_is_a_file_of_its_own_after_the_themes() {
    let default = default_theme();
    let own = "addEventListener(\"load\", () => {\n  go(1;\n});\n";
    let (theme, found) = portal(&[("scripts/portal.js", own)]);
    assert_eq!(found, []);
    assert_eq!(theme.scripts.len(), 2);
    assert_eq!(theme.scripts[0], default.scripts[0]);
    let file = theme
        .outputs
        .iter()
        .find(|file| file.url == theme.scripts[1]);
    assert_eq!(file.unwrap().bytes.to_vec(), own.as_bytes());
    let page = draw(&sample(&theme, "article.html"), &theme);
    let [first, second] = [0, 1].map(|number| {
        let name = theme.scripts[number].as_str().rsplit('/').next().unwrap();
        let end = page.find(name).unwrap();
        page[..end].rfind("<script defer").unwrap()
    });
    assert!(first < second);
}

/// Nobody knows by which rules it is written.
#[test]
fn a_script_in_the_place_of_a_short_one_is_delivered_as_it_stands() {
    let own = "var first = `a\n  b`;\nwith (first) { /* go */ show (first) }\n";
    let (theme, found) = portal(&[("scripts/search-box.js", own)]);
    assert_eq!(found, []);
    let mut files = theme.outputs.iter();
    let script = files.find(|file| file.url == theme.scripts[0]).unwrap();
    let script = String::from_utf8(script.bytes.to_vec()).unwrap();
    assert!(script.contains(own));
}

#[test]
fn files_that_nothing_uses_are_found() {
    check_found(
        &[("templates/articel.html", "")],
        "warning[THM-TEMPLATE] theme/templates/articel.html: the theme has no file `templates/articel.html`, so nothing uses this one (the theme has `templates/article.html`)",
    );
}

#[test]
fn templates_that_cannot_be_read_are_found_at_their_place() {
    check_found(
        &[(
            "templates/faq.html",
            "{% extends \"page.html\" %}\n{% block text %}{{ page.title | }}{% endblock %}",
        )],
        "error[THM-TEMPLATE] theme/templates/faq.html `}}`: found `}}` but expected identifier (`{{ value }}` shows a value and `{% order %}` gives an order; each is closed as it began)",
    );
    check_found(
        &[("templates/faq.html", "é {{ page.title | shout }}")],
        "error[THM-TEMPLATE] theme/templates/faq.html `shout`: unknown filter `shout` (filters are those of Tera, and `fill` and `encode`)",
    );
    check_found(
        &[(
            "templates/faq.html",
            "{% extends \"own/wholly-other.html\" %}",
        )],
        "error[THM-TEMPLATE] theme/templates/faq.html `own/wholly-other.html`: template 'faq.html' is inheriting from 'own/wholly-other.html', which doesn't exist or isn't loaded (`supportal theme show templates/faq.html` prints the theme's own)",
    );
    check_found(
        &[("templates/faq.html", "{% extends \"pag.html\" %}")],
        "error[THM-TEMPLATE] theme/templates/faq.html `pag.html`: template 'faq.html' is inheriting from 'pag.html', which doesn't exist or isn't loaded (there is `page.html`)",
    );
    check_found(
        &[("templates/faq.html", "{% include \"parts/fedback.html\" %}")],
        "error[THM-TEMPLATE] theme/templates/faq.html `parts/fedback.html`: unknown template `parts/fedback.html` (there is `parts/feedback.html`)",
    );
    check_found(
        &[(
            "templates/faq.html",
            "{% extends \"page.html\" %}{% block mroe %}{% endblock %}",
        )],
        "error[THM-TEMPLATE] theme/templates/faq.html `mroe`: block `mroe` is not defined in any parent template (there is `more`)",
    );
    check_found(
        &[(
            "templates/faq.html",
            "{% extends \"page.html\" %}\n{% block more %}{% if page.title == \"x\" %}\n{% endblock %}",
        )],
        "error[THM-TEMPLATE] theme/templates/faq.html `endblock`: unknown tag (`{% if %}` of line 2 is not closed: write `{% endif %}` before this)",
    );
}

#[test]
fn a_template_that_breaks_one_of_ours_is_to_blame() {
    let base = default_file("templates/base.html").unwrap();
    let base = std::str::from_utf8(base).unwrap();
    check_found(
        &[(
            "templates/base.html",
            &base.replace("block header_search", "block finder"),
        )],
        "error[THM-TEMPLATE] theme/templates/base.html ``: with this template, `404.html` fails: block `header_search` is not defined in any parent template",
    );
}

#[test]
fn a_brand_and_fonts_are_tokens_in_the_one_style_sheet() {
    let config = ThemeConfig {
        brand: Some(Spanned::new("#ffd200".to_owned(), Span::default())),
        ..ThemeConfig::default()
    };
    // What a portal writes is delivered as it stands.
    let own = "/* ours */\n  p { color: green }\n";
    let files = [asset(&("styles/portal.css", own))];
    let made = theme(&files, &Given::new(&config));
    let told = made.diagnostics.iter().map(|found| found.message.as_str());
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "`#ffd200` has a contrast of 1.4 : 1 on white, and text needs 4.5 : 1; pages show `#816a03`"
        ]
    );
    let theme = made.value;
    assert_eq!(theme.styles.len(), 1);
    let style = theme
        .outputs
        .iter()
        .find(|file| file.url == theme.styles[0]);
    let style = String::from_utf8(style.unwrap().bytes.to_vec()).unwrap();
    // A portal's own rules come last and win.
    assert!(style.find("--accent: #816a03").unwrap() < style.rfind(own).unwrap());
    assert_ne!(theme.fingerprint, default_theme().fingerprint);
}

/// Widths that follow from what stands there: the button in the search box, and the one on code.
const BESIDE_A_BUTTON: [&str; 2] = ["7.5rem", "5.5rem"];

#[test]
fn spaces_and_sizes_are_those_of_the_design() {
    let of_scale = [
        "padding",
        "margin",
        "gap",
        "row-gap",
        "column-gap",
        "font-size",
    ];
    let styles = super::theme::default_paths();
    let mut read = 0;
    for path in styles.iter().filter(|path| path.starts_with("styles/")) {
        if *path == "styles/tokens.css" {
            continue;
        }
        let text = String::from_utf8(default_file(path).unwrap().to_vec()).unwrap();
        for declaration in text.split(['{', ';', '}']) {
            let Some((property, value)) = declaration.trim().split_once(": ") else {
                continue;
            };
            let base = ["padding-", "margin-"]
                .iter()
                .find(|base| property.starts_with(**base));
            let property = base.map_or(property, |base| base.trim_end_matches('-'));
            if !of_scale.contains(&property) {
                continue;
            }
            read += 1;
            let stray = value.split([' ', '(', ')', ',']).find(|part| {
                let number = part.strip_suffix("rem").or_else(|| part.strip_suffix("px"));
                number.is_some_and(|number| number.parse::<f32>().is_ok_and(|number| number != 0.0))
                    && !BESIDE_A_BUTTON.contains(part)
            });
            assert_eq!(stray, None, "{path}: {property}: {value}");
        }
    }
    assert!(read > 200, "{read}");
}

#[test]
fn a_broken_template_leaves_the_default_one_in_place() {
    let (theme, found) = portal(&[("templates/faq.html", "{% if %}")]);
    assert_eq!(found.len(), 1);
    assert!(draw(&sample(&theme, "faq.html"), &theme).contains("<main"));
}

#[test]
fn what_goes_wrong_in_a_page_is_found_at_the_template() {
    check_page(
        "{{ page.titel }}",
        "error[THM-TEMPLATE] theme/templates/faq.html `titel`: field `titel` is not defined (there is `title`)",
    );
    check_page(
        "<p>{{ t.serch }}</p>",
        "error[THM-STRING] theme/templates/faq.html `serch`: the interface has no text `serch` (it has `search`)",
    );
    check_page(
        "{{ t.updated | fill(date=page.updated) }}",
        "error[THM-STRING] theme/templates/faq.html `t`: the interface has no text `updated` (it has `related`)",
    );
}

fn check_page(template: &str, expected: &str) {
    let (theme, found) = portal(&[("templates/faq.html", template)]);
    assert_eq!(found, []);
    let page = super::page(&sample(&theme, "faq.html").into(), &theme);
    assert_eq!(told(&page.diagnostics, template), expected);
    assert!(page.value.bytes.starts_with(b"<!doctype html>"));
}

fn check_found(files: &[(&str, &str)], expected: &str) {
    let (_, found) = portal(files);
    assert_eq!(told(&found, files[0].1), expected);
}

fn told(found: &[Diagnostic], source: &str) -> String {
    let lines: Vec<String> = found
        .iter()
        .map(|found| {
            let place = &source[found.span.start as usize..found.span.end as usize];
            let place = if found.severity == Severity::Error {
                format!(" `{place}`")
            } else {
                String::new()
            };
            let hint = found
                .hint
                .as_ref()
                .map_or(String::new(), |hint| format!(" ({hint})"));
            format!(
                "{}[{}] {}{place}: {}{hint}",
                found.severity.name(),
                found.code,
                found.path,
                found.message
            )
        })
        .collect();
    lines.join("\n")
}

fn portal(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    let files: Vec<Asset> = files.iter().map(asset).collect();
    let config = ThemeConfig::default();
    let theme = theme(&files, &Given::new(&config));
    (theme.value, theme.diagnostics)
}

fn asset((path, text): &(&str, &str)) -> Asset {
    Asset {
        path: RelPath::new(path).unwrap(),
        bytes: text.as_bytes().to_vec().into(),
        fingerprint: Fingerprint::of(text.as_bytes()),
    }
}

fn sample(theme: &Theme, template: &str) -> View {
    samples::all(theme, "en")
        .into_iter()
        .find(|view| view.template == template)
        .unwrap()
}
