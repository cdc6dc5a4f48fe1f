//! What a portal has to tell those who follow it: notices, new versions of its plans, and changes of its articles.

use super::facet::NoticeCard;
use super::facts::Change;
use super::site::Role;
use super::{Kind, Locale, Page, Site};
use crate::calendar::Date;

/// One piece of news, in one language.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The day it is from, which is never to come.
    pub date: Date,
    /// Its page.
    pub page: &'a Page,
    /// The version of a plan that it is about; `None` for a notice or an article.
    pub change: Option<&'a Change>,
}

/// Articles that are told at once: readers of feeds load all of it each time.
const ARTICLES: usize = 50;

impl Site {
    /// The news in a language, newest first; what has not been translated is told in the source language
    /// alone. A notice is told from the moment it is published, which is before it begins; a version of a
    /// plan from its day on, and so is an article whose author says when it changed: of these the last ones. Whoever
    /// follows a feed is told anew of what has another date, so none depends on the day of the build.
    pub fn news(&self, locale: &Locale) -> Vec<News<'_>> {
        let own = |page: &&Page| page.locale == *locale && !page.is_fallback();
        let notices = self.pages.iter().filter(own);
        let notices = notices.filter(|page| page.kind == Kind::Notice && page.role == Role::Leaf);
        let notices = notices.filter_map(|page| {
            Some(News {
                date: noticed(page)?,
                page,
                change: None,
            })
        });
        let notices = notices.filter(|one| one.date <= self.today);
        let changes = self.plans.iter().flat_map(|plan| {
            let versions = self.page_of(plan).versions.iter();
            let page = versions.map(|&number| &self.pages[number]).find(own);
            let changes = plan.value.changes.iter();
            changes.filter_map(move |change| {
                Some(News {
                    date: change.date.value,
                    page: page?,
                    change: Some(change),
                })
            })
        });
        let changes = changes.filter(|one| one.date <= self.today);
        let articles = self.pages.iter().filter(own);
        let articles = articles.filter(|page| tells_of_changes(page));
        let articles = articles.filter_map(|page| {
            Some(News {
                date: page.front.updated?.value,
                page,
                change: None,
            })
        });
        let articles = articles.filter(|one| one.date <= self.today).collect();
        let mut articles: Vec<News<'_>> = sorted(articles);
        articles.truncate(ARTICLES);
        sorted(notices.chain(changes).chain(articles).collect())
    }
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
