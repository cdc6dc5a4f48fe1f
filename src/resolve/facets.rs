//! What each page shows of the facts and of the pages around it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::courses;
use super::describe::{self, Scene};
use super::pages::{Pages, Part};
use super::versions::Versions;
use super::{Parts, named};
use crate::calendar::Date;
use crate::model::facet::{Entry, Guide, Home, Lesson, LessonEntry, Module, NoticeCard, Section};
use crate::model::facts::{Channel, Plan};
use crate::model::site::{Navigation, Owned, Role, Target};
use crate::model::{Config, Facet, Kind, Locale, Spanned};
use std::collections::BTreeMap;

/// Pages shown below a section in a list of two levels.
const FIRST: usize = 4;
/// Notices on the first page.
const NOTICES: usize = 5;

/// The portal as the describing functions see it, in any of its languages.
pub struct Scenes<'a> {
    parts: &'a Parts<'a>,
    pages: &'a Pages,
    channels: &'a [Owned<Channel>],
    plans: &'a [Owned<Plan>],
    versions: &'a BTreeMap<String, Versions>,
    guides: HashMap<Locale, Vec<Entry>>,
    known: OnceLock<describe::Known>,
}

impl<'a> Scenes<'a> {
    /// The scenes of all languages.
    pub fn new(
        parts: &'a Parts<'a>,
        pages: &'a Pages,
        channels: &'a [Owned<Channel>],
        plans: &'a [Owned<Plan>],
        versions: &'a BTreeMap<String, Versions>,
    ) -> Self {
        let mut guides: HashMap<Locale, Vec<Entry>> = HashMap::new();
        for (number, placed) in pages.list.iter().enumerate() {
            let alone = placed.kind == Kind::Guide && placed.role == Role::Leaf;
            if placed.role == Role::Guide || alone {
                let entries = guides.entry(placed.locale.clone()).or_default();
                entries.push(entry(pages, number));
            }
        }
        Self {
            parts,
            pages,
            channels,
            plans,
            versions,
            guides,
            known: OnceLock::new(),
        }
    }

    /// The site's configuration.
    pub fn config(&self) -> &Config {
        &self.parts.config
    }

    /// Calls `f` with the scene of one language.
    pub fn with<R>(&self, locale: &Locale, f: impl FnOnce(&Scene<'_>) -> R) -> R {
        self.scene(None, locale, f)
    }

    /// Calls `f` with the scene that the text of page `number` is in: its plan is the version that it is about.
    pub fn of_page<R>(&self, number: usize, locale: &Locale, f: impl FnOnce(&Scene<'_>) -> R) -> R {
        let versions = self.versions_of(self.pages.in_locale(number, &self.pages.source));
        let own = versions.map(|(Versions(versions), at)| &versions[at].plan);
        self.scene(own, locale, f)
    }

    fn scene<R>(
        &self,
        own: Option<&Owned<Plan>>,
        locale: &Locale,
        f: impl FnOnce(&Scene<'_>) -> R,
    ) -> R {
        let pages = self.pages;
        let entry = |number: usize| entry(pages, pages.in_locale(number, locale));
        let front = |number: usize| &*pages.list[number].front;
        let page_by_key = |key: &str| Some(entry(pages.find(locale, &named::key(key)?)?));
        let guides = self.guides.get(locale).map_or(&[][..], Vec::as_slice);
        f(&Scene {
            facts: &self.parts.facts,
            strings: &self.parts.strings,
            config: &self.parts.config,
            channels: self.channels,
            plans: self.plans,
            own,
            guides,
            locale,
            today: self.parts.today,
            entry: &entry,
            front: &front,
            page_by_key: &page_by_key,
            known: &self.known,
        })
    }

    /// What page `number` shows besides its text.
    pub fn facet(&self, number: usize, trees: &BTreeMap<Locale, Navigation>) -> Facet {
        let placed = &self.pages.list[number];
        let tree = &trees[&placed.locale];
        let original = self.pages.in_locale(number, &self.pages.source);
        match (placed.role, placed.kind) {
            (Role::Home, _) => Facet::Home(self.home(&placed.locale, tree).into()),
            (Role::Section, kind) => Facet::Section(self.section(number, kind, tree).into()),
            (Role::Guide | Role::Module, _) | (Role::Leaf, Kind::Guide) => {
                Facet::Guide(self.guide(number, tree).into())
            }
            (Role::Lesson, _) => self.lesson(number, tree),
            (Role::Leaf, Kind::Channel) => self.with(&placed.locale, |scene| {
                let owned = self.channels.iter().find(|owned| owned.page == original);
                owned.map_or(Facet::None, |owned| {
                    Facet::Channel(Box::new(describe::channel(scene, owned)))
                })
            }),
            (Role::Leaf, Kind::Sla) => {
                let known = self.versions_of(original);
                known.map_or(Facet::None, |(Versions(versions), at)| {
                    self.with(&placed.locale, |scene| {
                        Facet::Plan(Box::new(describe::version(scene, versions, at)))
                    })
                })
            }
            (Role::Leaf, Kind::Support) => self.with(&placed.locale, |scene| {
                Facet::Support(Box::new(describe::support(scene)))
            }),
            (Role::Leaf, Kind::Notice) => Facet::Notice(self.notice(number).into()),
            (Role::Leaf, _) => Facet::None,
        }
    }

    /// The versions of the plan on a page of the source language, and which of them it has.
    fn versions_of(&self, page: usize) -> Option<(&Versions, usize)> {
        let stem = self.pages.list[page].document.key.stem();
        let id = stem.split_once('@').map_or(stem, |(id, _)| id);
        let versions = self.versions.get(id)?;
        let at = (versions.0.iter()).position(|version| version.plan.page == page)?;
        Some((versions, at))
    }

    /// The dates of a page's last change and last review, in words.
    pub fn dates(&self, number: usize) -> (String, String) {
        let placed = &self.pages.list[number];
        let words = |date: Option<Spanned<Date>>| match date {
            Some(date) => self.with(&placed.locale, |scene| describe::date(scene, date.value)),
            None => String::new(),
        };
        (words(placed.front.updated), words(placed.front.reviewed))
    }

    fn home(&self, locale: &Locale, tree: &Navigation) -> Home {
        let pages = self.pages;
        let of_kind = |kind: Kind| {
            let all = pages.list.iter().enumerate();
            all.filter(move |(_, placed)| {
                placed.locale == *locale && placed.kind == kind && placed.role == Role::Leaf
            })
            .map(|(number, _)| number)
        };
        let mut notices = self.notices(of_kind(Kind::Notice));
        notices.retain(|notice| !notice.is_over(self.parts.today));
        notices.truncate(NOTICES);
        Home {
            topics: self.topics(tree),
            channels: self.channel_cards(locale),
            support: of_kind(Kind::Support)
                .next()
                .map(|number| entry(pages, number)),
            plans: self.with(locale, |scene| {
                let plans = self.plans.iter();
                plans
                    .map(|plan| describe::plan_entry(scene, plan.page))
                    .collect()
            }),
            notices,
        }
    }

    /// The tasks people come for: the sections of articles, guides and questions.
    fn topics(&self, tree: &Navigation) -> Vec<Entry> {
        let is_content = |node: usize| match tree.nodes[node].target {
            Target::Page(number) => {
                matches!(
                    self.pages.list[number].kind,
                    Kind::Article | Kind::Guide | Kind::Faq | Kind::Page
                ) && !tree.nodes[node].children.is_empty()
            }
            _ => false,
        };
        let mut topics = Vec::new();
        for &root in tree.roots.iter().filter(|&&root| is_content(root)) {
            let sections: Vec<usize> = tree.nodes[root]
                .children
                .iter()
                .copied()
                .filter(|&node| is_content(node))
                .collect();
            // "Articles" alone tells nobody where to look: its sections do.
            if sections.len() > 1 {
                topics.extend(sections);
            } else {
                topics.push(root);
            }
        }
        topics
            .iter()
            .filter_map(|&node| self.listed(node, tree, true))
            .collect()
    }

    fn channel_cards(&self, locale: &Locale) -> Vec<crate::model::facet::ChannelCard> {
        self.with(locale, |scene| {
            let mut cards: Vec<_> = self
                .channels
                .iter()
                .map(|owned| describe::channel(scene, owned))
                .collect();
            cards.sort_by_key(|card| !card.first);
            cards
        })
    }

    fn section(&self, number: usize, kind: Kind, tree: &Navigation) -> Section {
        let placed = &self.pages.list[number];
        let channels = match kind {
            Kind::Channel => self.channel_cards(&placed.locale),
            _ => Vec::new(),
        };
        let is_notice = |entry: &Entry| entry.kind == Kind::Notice && entry.count == 0;
        let children = self.children(number, tree, true).into_iter();
        let (notices, entries): (Vec<Entry>, Vec<Entry>) = children.partition(is_notice);
        Section {
            notices: self.notices(notices.iter().map(|entry| entry.page)),
            entries,
            intake: (!channels.is_empty()).then(|| self.with(&placed.locale, describe::intake)),
            channels,
        }
    }

    fn children(&self, number: usize, tree: &Navigation, deep: bool) -> Vec<Entry> {
        let node = self.pages.list[number].node;
        let children = node.map_or(&[][..], |node| &tree.nodes[node].children);
        children
            .iter()
            .filter_map(|&child| self.listed(child, tree, deep))
            .collect()
    }

    /// A line of a list: a page with the first pages below it, or a caption's pages.
    fn listed(&self, node: usize, tree: &Navigation, deep: bool) -> Option<Entry> {
        let line = &tree.nodes[node];
        let below = line.children.iter();
        let first = match line.target {
            Target::Page(number) => number,
            // A caption leads to the first page below it.
            Target::Caption => below
                .clone()
                .find_map(|&child| match tree.nodes[child].target {
                    Target::Page(number) => Some(number),
                    _ => None,
                })?,
            Target::External(_) => return None,
        };
        let plan = match line.target {
            Target::Page(_) => self.plan_of(first),
            _ => None,
        };
        let mut listed = plan.unwrap_or_else(|| entry(self.pages, first));
        if listed.page == first {
            listed.title.clone_from(&line.title);
        }
        listed.count = count(node, tree);
        if deep {
            listed.children = below
                .filter_map(|&child| self.listed(child, tree, false))
                .take(FIRST)
                .collect();
        }
        Some(listed)
    }

    /// Of the plan that the page `number` is a version of, the one that holds today.
    fn plan_of(&self, number: usize) -> Option<Entry> {
        let page = &self.pages.list[number];
        let is_plan = entry(self.pages, number).kind == Kind::Sla;
        let original = is_plan.then(|| self.pages.in_locale(number, &self.pages.source))?;
        let plan = self.plans.iter().find(|plan| {
            let versions = self.versions.get(&plan.id).map_or(&[][..], |all| &all.0);
            versions.iter().any(|version| version.plan.page == original)
        })?;
        Some(self.with(&page.locale, |scene| describe::plan_entry(scene, plan.page)))
    }

    fn guide(&self, number: usize, tree: &Navigation) -> Guide {
        let placed = &self.pages.list[number];
        let front = &placed.front;
        self.with(&placed.locale, |scene| Guide {
            level: front
                .level
                .as_ref()
                .map_or_else(String::new, |level| describe::level(scene, &level.value)),
            time: front
                .time_required
                .map_or_else(String::new, |time| describe::length(scene, time.value)),
            lessons: (placed.part).map_or_else(Vec::new, |part| self.lessons(part, tree, scene)),
        })
    }

    /// The lessons below a node of a course, numbered as the whole course has them.
    fn lessons(&self, part: Part, tree: &Navigation, scene: &Scene<'_>) -> Vec<LessonEntry> {
        let Part { course, node: top } = part;
        let mut seen = HashSet::new();
        let all = courses::below(tree, course).filter_map(|node| match tree.nodes[node].target {
            Target::Page(page) => {
                let is_lesson = self.pages.list[page].role == Role::Lesson;
                (is_lesson && seen.insert(page)).then_some((node, page))
            }
            _ => None,
        });
        let numbered = (1..).zip(all);
        let own = numbered.filter(|&(_, (node, _))| tree.line(node).any(|above| above == top));
        let mut lessons: Vec<LessonEntry> = Vec::new();
        let mut open = None;
        for (number, (node, page)) in own {
            let module = courses::module(self.pages, tree, node, top);
            if module != open
                && let Some(last) = lessons.last_mut()
            {
                last.closes = open.is_some();
            }
            let time = self.pages.list[page].front.time_required;
            let mut entry = entry(self.pages, page);
            entry.title.clone_from(&tree.nodes[node].title);
            lessons.push(LessonEntry {
                number,
                time: time.map_or_else(String::new, |time| describe::length(scene, time.value)),
                opens: module
                    .filter(|_| module != open)
                    .map(|node| opened(node, tree)),
                closes: false,
                entry,
            });
            open = module;
        }
        if let Some(last) = lessons.last_mut() {
            last.closes = open.is_some();
        }
        lessons
    }

    /// What the page of a lesson shows: the whole course, in which a script ticks what the reader has done. So the pages
    /// of a course grow with the square of its lessons; most courses have some dozens.
    fn lesson(&self, number: usize, tree: &Navigation) -> Facet {
        let placed = &self.pages.list[number];
        let Some(Part { course, .. }) = placed.part else {
            return Facet::None;
        };
        let Target::Page(guide) = tree.nodes[course].target else {
            return Facet::None;
        };
        let whole = Part {
            course,
            node: course,
        };
        self.with(&placed.locale, |scene| {
            let lessons = self.lessons(whole, tree, scene);
            let own = lessons.iter().find(|lesson| lesson.entry.page == number);
            let lesson = Lesson {
                guide: entry(self.pages, guide),
                number: own.map_or(1, |lesson| lesson.number),
                time: own.map(|lesson| lesson.time.clone()).unwrap_or_default(),
                lessons,
            };
            Facet::Lesson(lesson.into())
        })
    }

    /// Notices as their readers need them: what is so now, the latest first; what comes next; what is over.
    fn notices(&self, numbers: impl Iterator<Item = usize>) -> Vec<NoticeCard> {
        let today = self.parts.today;
        let mut notices: Vec<NoticeCard> = numbers.map(|number| self.notice(number)).collect();
        let rank = |notice: &NoticeCard| match notice.is_over(today) {
            true => 2,
            false => u8::from(notice.is_to_come(today)),
        };
        notices.sort_by(|a, b| {
            let starts = match rank(a) {
                1 => a.starts_utc.cmp(&b.starts_utc),
                _ => b.starts_utc.cmp(&a.starts_utc),
            };
            (rank(a).cmp(&rank(b)))
                .then(starts)
                .then(a.page.cmp(&b.page))
        });
        notices
    }

    fn notice(&self, number: usize) -> NoticeCard {
        let placed = &self.pages.list[number];
        self.with(&placed.locale, |scene| {
            describe::notice(scene, &entry(self.pages, number), &placed.front)
        })
    }
}

/// A page in a list.
pub fn entry(pages: &Pages, number: usize) -> Entry {
    let placed = &pages.list[number];
    let description = placed.front.description.as_ref();
    Entry {
        page: number,
        title: placed.document.title.clone(),
        description: description
            .map(|text| text.value.clone())
            .unwrap_or_default(),
        mark: String::new(),
        kind: placed.kind,
        locale: placed.document.locale.clone(),
        count: 0,
        children: Vec::new(),
    }
}

/// A module of a course as its first lesson opens it.
fn opened(node: usize, tree: &Navigation) -> Module {
    let line = &tree.nodes[node];
    Module {
        page: match line.target {
            Target::Page(page) => Some(page),
            _ => None,
        },
        title: line.title.clone(),
        lang: line.foreign.clone(),
        dir: line.foreign.as_ref().map(Locale::direction),
    }
}

/// Pages below a node.
fn count(node: usize, tree: &Navigation) -> usize {
    let children = tree.nodes[node].children.iter();
    children
        .map(|&child| match tree.nodes[child].target {
            Target::Page(_) => 1 + count(child, tree),
            _ => count(child, tree),
        })
        .sum()
}
