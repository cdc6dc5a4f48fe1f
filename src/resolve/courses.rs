//! Courses: which pages have lessons below them in the navigation, and which pages are those lessons.
//!
//! A course is a page of kind guide. What stands below it, by folder or by `nav`, are its lessons; the first page of a
//! folder below it, and a caption, are modules, which hold lessons and are none. Only what can be finished is a lesson.

use std::collections::BTreeMap;

use super::pages::{Pages, Part, Placed};
use crate::model::site::{Navigation, Role, Target};
use crate::model::{Kind, Locale};

/// Tells each page of a course what it is there.
pub fn tell(pages: &mut Pages, trees: &BTreeMap<Locale, Navigation>) {
    for tree in trees.values() {
        // The course that a node is in, if it is in one. Parents come before their children.
        let mut courses: Vec<Option<usize>> = Vec::with_capacity(tree.nodes.len());
        for (node, line) in tree.nodes.iter().enumerate() {
            let mut course = line.parent.and_then(|parent| courses[parent]);
            if let Target::Page(number) = line.target {
                let role = match course {
                    Some(_) => role_below(pages, tree, node),
                    None => begins(&pages.list[number], || has_lessons(pages, tree, node))
                        .then_some(Role::Guide),
                };
                if role == Some(Role::Guide) {
                    course = Some(node);
                }
                if let (Some(role), Some(course)) = (role, course) {
                    place(&mut pages.list[number], role, Part { course, node });
                }
            }
            courses.push(course);
        }
    }
    // One that the navigation leaves out still says how long it takes.
    for placed in &mut pages.list {
        if placed.role == Role::Section && begins(placed, || false) {
            placed.role = Role::Guide;
        }
    }
}

/// The nodes below one, in reading order.
pub fn below(tree: &Navigation, top: usize) -> impl Iterator<Item = usize> {
    let is_below = move |&node: &usize| {
        let parent = tree.nodes[node].parent;
        parent.is_some_and(|parent| parent >= top)
    };
    (top + 1..tree.nodes.len()).take_while(is_below)
}

/// The module that a lesson stands in, of those directly below `top`.
pub fn module(pages: &Pages, tree: &Navigation, lesson: usize, top: usize) -> Option<usize> {
    let first = (tree.line(lesson)).find(|&node| tree.nodes[node].parent == Some(top))?;
    let is_module = match tree.nodes[first].target {
        Target::Page(number) => pages.list[number].role != Role::Lesson,
        Target::Caption | Target::External(_) => true,
    };
    (is_module && first != lesson).then_some(first)
}

fn is_page(tree: &Navigation, node: usize) -> bool {
    matches!(tree.nodes[node].target, Target::Page(_))
}

/// Whether a page that is in no course begins one. The list of all guides does where it says what only a course has.
fn begins(placed: &Placed, has_lessons: impl Fn() -> bool) -> bool {
    let is_first = placed.document.key.file_name() == "index.md";
    let lists_guides = placed.document.key.as_str() == "guides/index.md"
        && !placed.says_kind
        && placed.front.level.is_none()
        && placed.front.time_required.is_none();
    placed.kind == Kind::Guide && !lists_guides && (is_first || has_lessons())
}

/// Whether anything below a page could be a lesson of it.
fn has_lessons(pages: &Pages, tree: &Navigation, node: usize) -> bool {
    below(tree, node).any(|node| role_below(pages, tree, node) == Some(Role::Lesson))
}

/// What a page below a course is. Those of other kinds show facts or questions, and are read rather than finished.
fn role_below(pages: &Pages, tree: &Navigation, node: usize) -> Option<Role> {
    let Target::Page(number) = tree.nodes[node].target else {
        return None;
    };
    let placed = &pages.list[number];
    if !matches!(placed.kind, Kind::Guide | Kind::Article | Kind::Page) {
        return None;
    }
    let is_first = placed.document.key.file_name() == "index.md";
    match is_first && below(tree, node).any(|node| is_page(tree, node)) {
        true => Some(Role::Module),
        false => Some(Role::Lesson),
    }
}

/// A page that stands in several places has its own lessons wherever it has any, and else belongs to the first course.
fn place(placed: &mut Placed, role: Role, part: Part) {
    let rank = |role: Role| match role {
        Role::Home => 4,
        Role::Guide => 3,
        Role::Module => 2,
        Role::Lesson => 1,
        Role::Section | Role::Leaf => 0,
    };
    if rank(role) > rank(placed.role) {
        placed.role = role;
        placed.part = Some(part);
    }
}
