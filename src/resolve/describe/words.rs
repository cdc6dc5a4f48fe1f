//! Small words: lists, dates, lengths of time, prices, names of languages.

use super::Scene;
use super::elision::fill_elided;
use crate::calendar::{self, Date};
use crate::cldr;
use crate::model::facet::Tongue;
use crate::model::facts::{Calendar, Count, Duration, Interval, Money, Price, Target};
use crate::model::strings::{self, fill};
use crate::model::text::capitalised;
use crate::model::{Locale, Text};

impl<'a> Scene<'a> {
    /// The text `key`.
    pub(super) fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text `key` with its holes filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let texts = self.strings.of(self.locale);
        match texts.and_then(|texts| texts.get(key)) {
            Some(text) if self.is_wide() => fill_wide(text, values),
            Some(text) if self.locale.direction() == "rtl" => fill_isolated(text, values),
            Some(text) => fill_elided(self.locale, text, values)
                .unwrap_or_else(|| strings::fill(text, values)),
            None => key.to_owned(),
        }
    }

    /// Whether the language is set as Chinese and Japanese are.
    pub fn is_wide(&self) -> bool {
        matches!(self.locale.language(), "zh" | "ja" | "yue")
    }

    /// The word for what an author named by a keyword (`billing` in the family `area`); the
    /// author's own word where the theme has none.
    pub(super) fn named(&self, family: &str, name: &str) -> String {
        let key = format!("{family}_{name}");
        let texts = self.strings.of(self.locale);
        texts
            .and_then(|texts| texts.get(&key))
            .map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// Where something is: the portal's own text for it, a country's name, else what the author wrote.
    pub(super) fn place(&self, place: &str) -> String {
        let name = self.named("place", place);
        match cldr::region(self.locale, place) {
            Some(country) if name == place => country.to_owned(),
            _ => name,
        }
    }

    /// The text `key` in its form for `n`, which is the affair of the language that its words are of.
    pub(super) fn counted(&self, key: &str, n: u64) -> String {
        let form = match self.strings.is_english(self.locale, key) {
            true => cldr::plural_form(&Locale::default(), n),
            false => cldr::plural_form(self.locale, n),
        };
        let texts = self.strings.of(self.locale);
        // Texts of a portal's own may have the general form alone.
        let of_form = format!("{key}_{form}");
        let key = match texts.is_some_and(|texts| texts.contains_key(&of_form)) {
            true => of_form,
            false => format!("{key}_other"),
        };
        let n = cldr::decimal(self.locale, &n.to_string());
        self.fill(&key, &[("n", &n)])
    }

    /// A text of the facts in the language of the page.
    pub(super) fn text(&self, text: &Text) -> String {
        text.get(self.locale, self.config.source()).to_owned()
    }

    /// The same, where there is one; else nothing.
    pub(super) fn text_or_empty(&self, text: Option<&Text>) -> String {
        text.map_or_else(String::new, |text| self.text(text))
    }

    /// The language of a text, where it falls back to another than the page's.
    pub(super) fn tongue(&self, text: Option<&Text>) -> Tongue {
        Tongue::of(text.and_then(|text| text.foreign(self.locale, self.config.source())))
    }

    /// `a, b and c`.
    pub(super) fn and(&self, items: &[String]) -> String {
        self.list(cldr::and, items)
    }

    /// `a, b or c`.
    pub(super) fn or(&self, items: &[String]) -> String {
        self.list(cldr::or, items)
    }

    fn list(&self, form: fn(&Locale, &[String]) -> String, items: &[String]) -> String {
        if !self.is_wide() {
            return form(self.locale, items);
        }
        // The data has no spaces, which Latin letters beside ideographs need.
        let names: Vec<String> = (0..items.len()).map(|number| number.to_string()).collect();
        let holes: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
        let pattern = form(self.locale, &holes);
        let pattern = pattern.replace('{', " {").replace('}', "} ");
        let values = names.iter().zip(items);
        let values: Vec<_> = values.map(|(name, item)| (&**name, &**item)).collect();
        fill_wide(pattern.trim(), &values)
    }

    /// Sentences as one text.
    pub(super) fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(&self.say("sentence_space"))
    }

    /// The partner, as customers know it; the site's title where it is not named.
    pub(super) fn organization(&self) -> String {
        let organization = self.facts.organization.as_ref();
        let name = organization.and_then(|one| {
            let mut names = [one.name.as_ref(), one.legal_name.as_ref()]
                .into_iter()
                .flatten();
            names.find(|name| !name.is_empty())
        });
        self.text(name.unwrap_or(&self.config.title))
    }

    /// A vendor by its id or name: `microsoft` → `Microsoft`.
    pub(super) fn vendor(&self, vendor: &str) -> String {
        let name = self.named("vendor", vendor);
        if name != vendor || vendor.contains(|c: char| !c.is_ascii_lowercase()) {
            return name;
        }
        // An id that the theme does not know reads best as the name it was made from.
        capitalised(vendor)
    }

    /// The titles of the channels, in the order given; those that do not exist are left out.
    pub(super) fn channel_titles<'b>(
        &self,
        ids: impl IntoIterator<Item = &'b String>,
    ) -> Vec<String> {
        ids.into_iter()
            .filter_map(|id| self.channel_of(id))
            .map(|channel| (self.entry)(channel.page).title)
            .collect()
    }

    /// The name of a severity; its id where it has none.
    pub(super) fn severity_name(&self, id: &str) -> String {
        let name = self.severity_of(id).and_then(|one| one.name.as_ref());
        name.map_or_else(|| id.to_owned(), |name| self.text(name))
    }

    /// The name of a product; its id where it has none.
    pub(super) fn product_name(&self, id: &str) -> String {
        let name = self.product_of(id).and_then(|one| one.name.as_ref());
        name.map_or_else(|| id.to_owned(), |name| self.text(name))
    }

    /// The names of languages, each as its speakers call it; a tag where the name is not known.
    pub(super) fn languages<'b>(&self, tags: impl IntoIterator<Item = &'b String>) -> String {
        let known = &self.strings.language_names;
        let name = |tag: &'b String| {
            let locale = Locale::new(tag);
            let mut chain = locale.iter().flat_map(Locale::chain);
            chain
                .find_map(|tag| known.get(tag.as_str()))
                .unwrap_or(tag)
                .clone()
        };
        let names: Vec<String> = tags.into_iter().map(name).collect();
        names.join(&self.say("list_comma"))
    }

    /// `Friday, 1 May 2026`.
    pub(super) fn date(&self, date: Date) -> String {
        cldr::date(self.locale, date)
    }

    /// `1 May 2026`.
    pub(super) fn day(&self, date: Date) -> String {
        cldr::day(self.locale, date)
    }

    /// `1 May to 8 May 2026`; one date where both are the same.
    pub(super) fn dates(&self, from: Date, to: Date) -> String {
        if from == to {
            return self.date(from);
        }
        let (from, to) = cldr::days(self.locale, from, to);
        self.fill("date_range", &[("from", &from), ("to", &to)])
    }

    /// `09:00`.
    pub(super) fn clock(&self, minutes: u16) -> String {
        cldr::clock(self.locale, minutes)
    }

    /// `09:00–12:00, 13:00–18:00`; `all day`; `closed`.
    pub(super) fn openings(&self, openings: &[Interval]) -> String {
        if openings.is_empty() {
            return self.say("hours_closed");
        }
        let openings: Vec<String> = openings
            .iter()
            .map(|opening| {
                if (opening.start, opening.end) == (0, 1440) {
                    return self.say("hours_all_day");
                }
                let next_day = opening.is_past_midnight();
                self.fill(
                    if next_day {
                        "hours_interval_next_day"
                    } else {
                        "hours_interval"
                    },
                    &[
                        ("start", &self.clock(opening.start)),
                        ("end", &self.clock(opening.end)),
                    ],
                )
            })
            .collect();
        openings.join(&self.say("hours_comma"))
    }

    /// `Taipei time`; `UTC`; the zone's own name where it is no place.
    pub(super) fn zone(&self, zone: &str) -> String {
        self.zone_as("zone_short", zone)
    }

    /// The same with the zone's own name: `Taipei time (Asia/Taipei)`.
    pub(super) fn zone_in_full(&self, zone: &str) -> String {
        self.zone_as("zone_full", zone)
    }

    fn zone_as(&self, key: &str, zone: &str) -> String {
        if matches!(zone, "UTC" | "Etc/UTC") {
            return self.say("zone_utc");
        }
        let Some(city) = calendar::city(zone) else {
            return zone.to_owned();
        };
        let city = cldr::city(self.locale, zone).unwrap_or(city);
        self.fill(key, &[("city", &city), ("zone", zone)])
    }

    /// `4 hours`, `90 minutes`, `2 days`.
    pub(super) fn length(&self, length: Duration) -> String {
        self.length_as("", length)
    }

    /// `4 hours` as it reads after `within` or `after`: other languages inflect it.
    pub(super) fn length_after(&self, length: Duration) -> String {
        self.length_as("within_", length)
    }

    fn length_as(&self, form: &str, length: Duration) -> String {
        let seconds = match length {
            Duration::Days(days) => return self.counted(&format!("{form}days"), days.into()),
            Duration::Seconds(seconds) => seconds,
        };
        // "1 hour and 30 minutes" reads worse than "90 minutes", "5 hours and 30 minutes" better.
        let mixed = seconds % 3600 != 0;
        let hours = if mixed && seconds < 3 * 3600 {
            0
        } else {
            seconds / 3600
        };
        let minutes = (seconds - hours * 3600) / 60;
        let parts: Vec<String> = [
            ("hours", hours),
            ("minutes", minutes),
            ("seconds", seconds % 60),
        ]
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(unit, n)| self.counted(&format!("{form}{unit}"), *n))
        .collect();
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |a, b| {
            self.fill("length_and", &[("a", &a), ("b", &b)])
        })
    }

    /// `within 4 hours while we are open`; `usual` is the calendar that readers take for granted,
    /// `counted` the one that this target is counted on.
    pub(super) fn within(
        &self,
        target: &Target,
        usual: Option<&str>,
        counted: Option<&str>,
    ) -> String {
        let length = match (target.length.value, self.counts(target, counted)) {
            (Duration::Days(0), _) => self.say("within_same_day"),
            (Duration::Days(days), Some(Count::OpenDays)) => {
                let days = self.counted("within_working_days", days.into());
                self.fill("within_length", &[("length", &days)])
            }
            (length, _) => self.fill("within_length", &[("length", &self.length_after(length))]),
        };
        self.qualified(&length, target, usual, counted)
    }

    /// `every 2 hours, around the clock`.
    pub(super) fn every(
        &self,
        target: &Target,
        usual: Option<&str>,
        counted: Option<&str>,
    ) -> String {
        let length = match (target.length.value, self.counts(target, counted)) {
            (Duration::Seconds(60), _) => self.say("every_minute"),
            (Duration::Seconds(3600), _) => self.say("every_hour"),
            (Duration::Days(1), Some(Count::OpenDays)) => self.say("every_working_day"),
            (Duration::Days(1), _) => self.say("every_day"),
            (Duration::Days(days), Some(Count::OpenDays)) => {
                let days = self.counted("working_days", days.into());
                self.fill("every_length", &[("length", &days)])
            }
            (length, _) => self.fill("every_length", &[("length", &self.length(length))]),
        };
        self.qualified(&length, target, usual, counted)
    }

    /// `after 4 hours of opening time`.
    pub(super) fn after(&self, target: &Target) -> String {
        let count = target.count.as_ref().map(|count| count.value);
        match (target.length.value, count) {
            (Duration::Days(days), Some(Count::OpenDays)) => {
                let days = self.counted("within_working_days", days.into());
                self.fill("after_length", &[("length", &days)])
            }
            (length, count) => {
                let key = match count {
                    Some(Count::Clock) => "after_clock",
                    Some(Count::OpenHours) => "after_open",
                    _ => "after_length",
                };
                self.fill(key, &[("length", &self.length_after(length))])
            }
        }
    }

    /// How a target is counted in effect: a calendar that is always open has no open hours or open
    /// days of its own.
    pub(super) fn counts(&self, target: &Target, counted: Option<&str>) -> Option<Count> {
        let count = target.count.as_ref()?.value;
        let always = counted
            .and_then(|id| self.calendar_of(id))
            .is_some_and(|calendar| calendar.always);
        Some(if always { Count::Clock } else { count })
    }

    fn qualified(
        &self,
        length: &str,
        target: &Target,
        usual: Option<&str>,
        counted: Option<&str>,
    ) -> String {
        let other = counted
            .filter(|id| Some(*id) != usual)
            .and_then(|id| self.calendar_of(id))
            .map(|calendar| self.calendar_name(calendar));
        let words = match (self.counts(target, counted), &other) {
            (Some(Count::Clock), _) => self.fill("target_clock", &[("time", length)]),
            (Some(Count::OpenHours), None) => self.fill("target_open", &[("time", length)]),
            (Some(_), Some(calendar)) => self.fill(
                "target_calendar",
                &[("time", length), ("calendar", calendar)],
            ),
            (Some(Count::OpenDays), None) | (None, _) => length.to_owned(),
        };
        self.shared(words, target)
    }

    /// With the share of cases that a promise is made for, where that is not all.
    fn shared(&self, words: String, target: &Target) -> String {
        match &target.share {
            None => words,
            Some(share) => {
                let share = self.decimal(&share.value);
                self.fill("target_share", &[("time", &words), ("share", &share)])
            }
        }
    }

    /// A promise of somebody else: their hours are not ours.
    pub(super) fn within_their_hours(&self, target: &Target) -> String {
        let count = target.count.as_ref().map(|count| count.value);
        if count != Some(Count::OpenHours) {
            return self.within(target, None, None);
        }
        let length = self.length_after(target.length.value);
        let time = self.fill("within_length", &[("length", &length)]);
        let words = self.fill("target_open_theirs", &[("time", &time)]);
        self.shared(words, target)
    }

    /// The name of a calendar; where it has none, its hours in one line.
    pub(super) fn calendar_name(&self, calendar: &Calendar) -> String {
        match &calendar.name {
            Some(name) if !name.is_empty() => self.text(name),
            _ => self.one_line(calendar),
        }
    }

    /// `EUR 95.00 per hour, tax excluded`; `free of charge`.
    pub(super) fn price(&self, price: &Price) -> String {
        match price {
            Price::Included => self.say("price_included"),
            Price::Free => self.say("price_free"),
            Price::BasicRate => self.say("price_basic_rate"),
            Price::Amount(money) => self.money(money),
        }
    }

    fn money(&self, money: &Money) -> String {
        let (amount, currency) = (&money.amount.value, &money.currency.value);
        let mut words = cldr::money(self.locale, amount, currency);
        if let Some(per) = &money.per {
            let unit = self.named("per", &per.value);
            words = if unit == per.value {
                self.fill("price_per_other", &[("price", &words), ("unit", &unit)])
            } else {
                self.fill("price_per", &[("price", &words), ("per", &unit)])
            };
        }
        if let Some(tax) = &money.tax {
            let tax = self.named("tax", &tax.value);
            words = self.fill("price_tax", &[("price", &words), ("tax", &tax)]);
        }
        // A price in force needs no date; one to come does.
        match &money.from {
            Some(from) if from.value > self.today => {
                let from = self.day(from.value);
                self.fill("price_from", &[("price", &words), ("date", &from)])
            }
            _ => words,
        }
    }

    /// Decimal digits as written, with the marks of the language: `2,400.00`.
    pub(super) fn decimal(&self, digits: &str) -> String {
        cldr::decimal(self.locale, digits)
    }
}

/// Fills holes in a text that runs from right to left: what holds Latin letters or a number to dial is
/// isolated (UAX #9: first strong isolate), or it would draw the words beside it into its own direction.
fn fill_isolated(text: &str, values: &[(&str, &str)]) -> String {
    let foreign = |value: &str| value.contains(|c: char| c.is_ascii_alphabetic() || c == '+');
    let isolated = |value: &str| match foreign(value) {
        true => format!("\u{2068}{value}\u{2069}"),
        false => value.to_owned(),
    };
    let values: Vec<(&str, String)> = (values.iter())
        .map(|(name, value)| (*name, isolated(value)))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    fill(text, &values)
}

/// Fills holes as Chinese and Japanese are set: the space that a text keeps around a hole stays
/// beside Latin letters and figures, and goes between two ideographs or beside wide punctuation.
fn fill_wide(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, hole) = rest.split_at(open);
        out.push_str(before);
        let found = hole.find('}').and_then(|close| {
            let name = &hole[1..close];
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((*value, &hole[close + 1..]))
        });
        let Some((value, after)) = found else {
            out.push('{');
            rest = &hole[1..];
            continue;
        };
        let left = out.strip_suffix(' ').and_then(|out| out.chars().last());
        if spaceless(left, value.chars().next()) {
            out.pop();
        }
        out.push_str(value);
        rest = strings::after(value, after);
        if let Some(next) = rest.strip_prefix(' ')
            && spaceless(out.chars().last(), next.chars().next())
        {
            rest = next;
        }
    }
    out.push_str(rest);
    out
}

/// Whether no space belongs between two characters.
fn spaceless(left: Option<char>, right: Option<char>) -> bool {
    let punctuation = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let ideograph = |c: char| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    punctuation(left) || punctuation(right) || (ideograph(left) && ideograph(right))
}
