//! What a portal has to tell those who follow it: notices, and new versions of its plans.

use super::facts::Change;
use super::{Kind, Locale, Page, Site};
use crate::calendar::Date;

/// One piece of news, in one language.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// The day it is from. Nothing is told before its day, and nothing without one.
    pub date: Date,
    /// Its page.
    pub page: &'a Page,
    /// The version of a plan that it is about; `None` for a notice.
    pub change: Option<&'a Change>,
}

impl Site {
    /// The news in a language, newest first. A notice is from the day it was `updated`, else from the
    /// day it begins; what has not been translated is told in the source language alone.
    pub fn news(&self, locale: &Locale) -> Vec<News<'_>> {
        let own = |page: &&Page| page.locale == *locale && !page.is_fallback();
        let notices = self.pages.iter().filter(own);
        let notices = notices.filter(|page| page.kind == Kind::Notice);
        let notices = notices.filter_map(|page| {
            let updated = page.front.updated.as_ref().map(|date| date.value);
            let starts = || {
                let card = page.front.starts.as_ref()?;
                Some(card.value.0.date())
            };
            let date = updated.or_else(starts)?;
            Some(News {
                date,
                page,
                change: None,
            })
        });
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
        let mut news: Vec<News<'_>> = notices.chain(changes).collect();
        news.retain(|one| one.date <= self.today);
        news.sort_by(|a, b| {
            b.date
                .cmp(&a.date)
                .then_with(|| a.page.url.cmp(&b.page.url))
        });
        news
    }
}
