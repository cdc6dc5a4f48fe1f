//! What a portal has to tell those who follow it: notices, new versions of its plans, and changes of its articles.

use super::facet::NoticeCard;
use super::facts::{Change, Plan};
use super::site::{Owned, Role};
use super::{Kind, Locale, Page, RelPath, Site, Text};
use crate::calendar::Date;

/// One piece of news, in one language.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The day it is from, which is never to come.
    pub date: Date,
    /// Its page.
    pub page: &'a Page,
    /// The version of a plan that it is about; `None` for a notice or an article.
    pub version: Option<NewVersion<'a>>,
}

/// A version of a plan that is news.
#[derive(Clone, Debug)]
pub struct NewVersion<'a> {
    /// The key of the plan's own page, `sla/gold.md`, whichever file has the version: news keep their names when the
    /// next version comes.
    pub plan: RelPath,
    /// Its number.
    pub number: &'a str,
    /// What changed, where the plan says it.
    pub texts: Vec<&'a Text>,
}

impl<'a> News<'a> {
    /// Takes in what else is told of its version on a day that is not to come; what is to come is not told with it.
    fn join(&mut self, date: Date, text: Option<&'a Text>, today: Date) {
        let is_told = self.date <= today;
        self.date = if is_told { self.date.max(date) } else { date };
        if let Some(version) = &mut self.version {
            if !is_told {
                version.texts.clear();
            }
            version.texts.extend(text);
        }
    }
}

/// Articles that are told at once: readers of feeds load all of it each time.
const ARTICLES: usize = 50;

impl Site {
    /// The news in a language, newest first; what has not been translated is told in the source language
    /// alone. A notice is told from the moment it is published, which is before it begins; a version of a
    /// plan from the day on which it comes into force, and so is an article whose author says when it changed: of these the last ones. Whoever
    /// follows a feed is told anew of what has another date, so none depends on the day of the build.
    pub fn news(&self, locale: &Locale) -> Vec<News<'_>> {
        let own = |page: &&Page| page.locale == *locale && !page.is_fallback();
        let notices = self.pages.iter().filter(own);
        let notices = notices.filter(|page| page.kind == Kind::Notice && page.role == Role::Leaf);
        let notices = notices.filter_map(|page| {
            Some(News {
                date: noticed(page)?,
                page,
                version: None,
            })
        });
        let notices = notices.filter(|one| one.date <= self.today);
        let versions = self.plans.iter();
        let versions = versions.flat_map(|plan| self.new_versions(plan, locale));
        let versions = versions.filter(|one| one.date <= self.today);
        let articles = self.pages.iter().filter(own);
        let articles = articles.filter(|page| tells_of_changes(page));
        let articles = articles.filter_map(|page| {
            Some(News {
                date: page.front.updated?.value,
                page,
                version: None,
            })
        });
        let articles = articles.filter(|one| one.date <= self.today).collect();
        let mut articles: Vec<News<'_>> = sorted(articles);
        articles.truncate(ARTICLES);
        sorted(notices.chain(versions).chain(articles).collect())
    }

    /// The versions of a plan that a language has a page of, each once: those that are in force or were, and those that
    /// their `changes` tell of. The first of its files is no news by itself.
    fn new_versions(&self, plan: &Owned<Plan>, locale: &Locale) -> Vec<News<'_>> {
        let files = self.plan_versions.get(&plan.id).map_or(&[][..], |all| all);
        let effective =
            |file: &Owned<Plan>| self.page_of(file).front.effective.map(|date| date.value);
        let has_begun = |file: &&Owned<Plan>| effective(file).is_none_or(|from| from <= self.today);
        let page_of = |file: &Owned<Plan>| {
            let pages = self.page_of(file).versions.iter();
            let mut pages = pages.map(|&number| &self.pages[number]);
            pages.find(|page| page.locale == *locale && !page.is_fallback())
        };
        let in_force = page_of(plan);
        let mut news: Vec<News<'_>> = Vec::new();
        // The newest file knows best what it changed, and all that it says of a version is one piece of news.
        for (at, file) in files
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, file)| has_begun(file))
        {
            let own = file
                .value
                .version
                .as_ref()
                .map(|version| version.value.as_str());
            let told = file.value.changes.iter();
            let told = told.map(|change| (change.version.value.as_str(), Some(change)));
            let is_told = |number: &str| told.clone().any(|(told, _)| told == number);
            let untold = own.filter(|number| at > 0 && !is_told(number));
            let untold = untold.map(|number| (number, None));
            let newer = news.len();
            for (number, change) in told.clone().chain(untold) {
                let with_file = files.iter().find(|file| {
                    let version = file.value.version.as_ref();
                    version.is_some_and(|version| version.value == number)
                });
                let page = with_file.filter(has_begun).and_then(page_of);
                let Some(page) = page.or_else(|| page_of(file)).or(in_force) else {
                    continue;
                };
                // What was told ahead of its day is news on that day.
                let said = change.map(|change: &Change| change.date.value);
                let Some(date) = said.max(with_file.and_then(effective)) else {
                    continue;
                };
                let text = change.map(|change: &Change| &change.text);
                let known = |one: &News<'_>| {
                    let version = one.version.as_ref();
                    version.is_some_and(|version| version.number == number)
                };
                if let Some(at) = news.iter().position(known) {
                    if at >= newer && date <= self.today {
                        news[at].join(date, text, self.today);
                    }
                    continue;
                }
                news.push(News {
                    date,
                    page,
                    version: Some(NewVersion {
                        plan: own_key(&self.page_of(file).document.key, &plan.id),
                        number,
                        texts: text.into_iter().collect(),
                    }),
                });
            }
        }
        news
    }
}

/// `sla/gold.md` for `sla/gold@3.0.md`.
fn own_key(key: &RelPath, id: &str) -> RelPath {
    let own = key.parent().join(&format!("{id}.md"));
    own.unwrap_or_else(|| key.clone())
}

/// Newest first.
fn sorted(mut news: Vec<News<'_>>) -> Vec<News<'_>> {
    news.sort_by(|a, b| {
        let by_date = b.date.cmp(&a.date);
        by_date.then_with(|| a.page.url.cmp(&b.page.url))
    });
    news
}

/// Whether readers of the feed are told when the page changed.
fn tells_of_changes(page: &Page) -> bool {
    match page.role {
        Role::Leaf => matches!(page.kind, Kind::Article | Kind::Guide | Kind::Faq),
        // One that a course takes in as well is read by more people than those who take it.
        Role::Lesson => page.kind == Kind::Article,
        _ => false,
    }
}

/// The day a notice is from: that on which its author changed it, else that from which it is published, else
/// that of the last change by the history, else that on which what it tells of begins. A notice that names no day is
/// none.
fn noticed(page: &Page) -> Option<Date> {
    let front = &page.front;
    let said = front.updated.or(front.effective).map(|date| date.value);
    let moment = || front.starts.as_ref().or(front.ends.as_ref());
    let date = said.or(page.changed);
    date.or_else(|| Some(moment()?.value.0.date()))
}

impl NoticeCard {
    /// Whether it ended before `today`, wherever one is.
    pub fn is_over(&self, today: Date) -> bool {
        let day = self.ends_utc.get(..10);
        day.is_some_and(|day| day < today.to_string().as_str())
    }

    /// Whether it begins after `today`, wherever one is.
    pub fn is_to_come(&self, today: Date) -> bool {
        let day = self.starts_utc.get(..10);
        day.is_some_and(|day| day > today.to_string().as_str())
    }
}
