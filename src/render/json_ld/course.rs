//! Guides as courses (schema.org/Course): what they teach, how long they take, and their lessons.

use serde_json::Value;

use super::{Scene, node, organization};
use crate::model::site::Role;
use crate::model::{Facet, Kind, Page};

/// The course that a guide's first page is; `None` for other pages, and for guides that do not say what they teach or
/// have no lesson: search engines take them for no course.
pub fn course(scene: &Scene<'_>) -> Option<Value> {
    let page = scene.page;
    let Facet::Guide(guide) = &page.facet else {
        return None;
    };
    if !is_course(page) || guide.lessons.is_empty() {
        return None;
    }
    let time = time(page);
    let instance = time.as_ref().map(|time| {
        // Whoever reads it takes it, whenever they like.
        let fields = [("courseMode", "online"), ("courseWorkload", time)];
        node(
            "CourseInstance",
            fields.map(|(key, text)| (key, text.into())),
        )
    });
    let lessons = guide.lessons.iter().map(|lesson| {
        let url = scene.absolute(&scene.site.pages[lesson.entry.page].url);
        let headline = lesson.entry.title.as_str().into();
        node("TechArticle", [("headline", headline), ("url", url.into())])
    });
    let fields = [
        ("name", page.title().into()),
        ("description", page.description().into()),
        ("url", scene.url.into()),
        ("inLanguage", page.document.locale.as_str().into()),
        ("educationalLevel", guide.level.as_str().into()),
        ("timeRequired", time.into()),
        ("provider", organization::reference(scene)),
        ("hasCourseInstance", instance.into()),
        ("hasPart", lessons.collect::<Vec<_>>().into()),
    ];
    Some(node("Course", fields))
}

/// The course that a lesson is a part of.
pub fn of_lesson(scene: &Scene<'_>) -> Option<Value> {
    let Facet::Lesson(lesson) = &scene.page.facet else {
        return None;
    };
    let guide = &scene.site.pages[lesson.guide.page];
    is_course(guide).then(|| {
        let url = scene.absolute(&guide.url).into();
        node("Course", [("name", guide.title().into()), ("url", url)])
    })
}

/// The time that a page asks of its readers and shows them.
pub fn time(page: &Page) -> Option<String> {
    let time = page.front.time_required?;
    let shown = matches!(page.role, Role::Guide | Role::Module | Role::Lesson);
    let is_alone = page.role == Role::Leaf && page.kind == Kind::Guide;
    (shown || is_alone).then(|| time.value.to_string())
}

fn is_course(guide: &Page) -> bool {
    guide.role == Role::Guide && !guide.description().is_empty()
}
