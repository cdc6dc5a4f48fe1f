//! One view through its template: one file of the site.

use serde::Serialize;
use tera::{Context, Value};

use super::menu::Menu;
use super::templates::Words;
use super::theme::Theme;
use super::view::View;
use crate::model::dialled;
use crate::model::{Diagnosed, Output, Shared};

/// Draws the page that `view` describes. What a template does wrong is a finding at its line; the
/// page is then drawn with the default theme's template.
pub fn page(view: &Shared<View>, theme: &Theme) -> Diagnosed<Output> {
    let mut found = Vec::new();
    let context = context(view, theme);
    let html = theme
        .templates
        .render(view.template, &context, &view.t)
        .into_value(&mut found)
        .unwrap_or_else(|| bare(view).into_bytes());
    let html = match view.site.dir {
        "rtl" => with_numbers(html),
        _ => html,
    };
    Diagnosed::new(Output::new(view.url.clone(), html), found)
}

/// A page from right to left, with the numbers of its texts as they are dialled.
fn with_numbers(html: Vec<u8>) -> Vec<u8> {
    // Templates write UTF-8.
    match String::from_utf8(html) {
        Ok(html) => dialled::in_page(&html).into_owned().into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// Draws the menu that many pages share; empty where even the default theme cannot.
pub(super) fn menu(menu: &Menu, theme: &Theme) -> Diagnosed<String> {
    let mut context = Context::new();
    insert(&mut context, "lines", &menu.lines);
    context.insert_value("t", theme.templates.words(&menu.t));
    let html = theme.templates.render("parts/side.html", &context, &menu.t);
    let text = String::from_utf8(html.value.unwrap_or_default());
    Diagnosed::new(text.unwrap_or_default(), html.diagnostics)
}

fn context(view: &View, theme: &Theme) -> Context {
    let mut context = Context::new();
    insert(&mut context, "page", &view.page);
    insert(&mut context, "site", &view.site);
    insert(&mut context, "facet", &view.facet);
    let words: &Words = &view.t;
    context.insert_value("t", theme.templates.words(words));
    context
}

fn insert(context: &mut Context, key: &'static str, value: &impl Serialize) {
    // Plain structs and JSON always have a form in Tera.
    if let Ok(value) = Value::try_from_serializable(value) {
        context.insert_value(key, value);
    }
}

/// What is left where even the default theme cannot draw the page: its text.
fn bare(view: &View) -> String {
    let title = view.page.title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<h1>{title}</h1>\n{}\n",
        view.page.html.html()
    )
}
