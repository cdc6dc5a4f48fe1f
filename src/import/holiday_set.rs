//! A set of `holiday_sets` in support.yaml, made from a file of holidays and from what the set said before.

use std::collections::BTreeMap;

use super::holidays::Holidays;
use crate::calendar::Date;
use crate::model::facts::{Holiday, HolidaySet, Interval, clock_text};
use crate::model::yaml::{quoted, scalar};
use crate::model::{Config, Facts, Locale, Text};

/// A set, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    id: String,
    region: Option<String>,
    /// The years it speaks about, whole.
    valid: Option<(Date, Date)>,
    /// Whose list it is, by language; without one where that is the source language alone.
    source: Vec<(Option<String>, String)>,
    checked: Date,
    days: BTreeMap<Date, Day>,
    /// What whoever imports should know.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Day {
    /// In YAML.
    name: String,
    /// Whether that is also in the source language.
    named: bool,
    hours: Vec<Interval>,
}

impl Day {
    fn new(names: &BTreeMap<String, String>, hours: Vec<Interval>, config: &Config) -> Self {
        Self {
            name: written(names, config),
            named: names.contains_key(config.source().as_str()),
            hours,
        }
    }
}

/// What is imported beside the days.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The set's id.
    pub id: &'a str,
    /// The language of names for which the file has none.
    pub language: &'a Locale,
    /// ISO 3166.
    pub region: Option<&'a str>,
    /// The name of the file.
    pub file: &'a str,
    /// When the days were compared with the file.
    pub today: Date,
}

impl Set {
    /// Joins `holidays` with what the set of `facts` says: its days in other years, its words in other
    /// languages and its hours stay, and so do its region and its source.
    ///
    /// # Errors
    ///
    /// Where years between the two would be missing.
    pub fn joined(
        holidays: &Holidays,
        facts: &Facts,
        config: &Config,
        wanted: &Wanted<'_>,
    ) -> Result<Self, String> {
        let mut sets = facts.holiday_sets.iter();
        let old = sets.find(|set| set.id.value == wanted.id);
        let mut set = Self {
            id: wanted.id.to_owned(),
            checked: wanted.today,
            ..Self::default()
        };
        set.valid = Some(match old {
            Some(old) => set.keep(old, holidays, config, wanted)?,
            None => years(holidays, wanted.today),
        });
        set.notes.extend(old.and_then(|old| gone(old, holidays)));
        set.add(holidays, old, config, wanted);
        let before = old.and_then(|old| old.region.as_ref());
        let region = wanted.region.or(before.map(|region| region.value.as_str()));
        set.region = region.map(scalar);
        let source = old.and_then(|old| old.source.as_ref());
        set.source = match source {
            Some(source) => ordered(&names(source), config),
            None => vec![(
                None,
                holidays.name.as_deref().unwrap_or(wanted.file).to_owned(),
            )],
        };
        set.notes.extend(set.nameless(config.source()));
        Ok(set)
    }

    /// Keeps the days that `old` has in other years than `holidays`; answers the years of both.
    fn keep(
        &mut self,
        old: &HolidaySet,
        holidays: &Holidays,
        config: &Config,
        wanted: &Wanted<'_>,
    ) -> Result<(Date, Date), String> {
        let (first, last) = years(holidays, wanted.today);
        let (from, to) = match &old.valid {
            Some((from, to)) => (from.value, to.value),
            None => (first, last),
        };
        let apart = |one: Date, other: Date| one.tomorrow().is_ok_and(|next| next < other);
        if apart(to, first) && to >= wanted.today {
            return Err(format!(
                "the set `{}` ends on {to}, and the file begins with {}: what lies between is missing",
                wanted.id,
                first.year()
            ));
        }
        if apart(to, first) || apart(last, from) {
            self.notes.push(format!(
                "what the set had from {from} to {to} is left out: the years between are missing"
            ));
            return Ok((first, last));
        }
        // A day with hours is the partner's own, as no list of public holidays has one.
        let own = |day: &&Holiday| !holidays.tell_of(day.date.value) || !day.hours.is_empty();
        let kept = old.days.iter().filter(own);
        self.days.extend(kept.map(|day| {
            let own = Day::new(&names(&day.name), hours(day), config);
            (day.date.value, own)
        }));
        Ok((first.min(from), last.max(to)))
    }

    /// Adds the days of `holidays`. What an author has written of the same day in `old` stays.
    fn add(
        &mut self,
        holidays: &Holidays,
        old: Option<&HolidaySet>,
        config: &Config,
        wanted: &Wanted<'_>,
    ) {
        let mut unknown = None;
        for (date, imported) in &holidays.days {
            let before = old.and_then(|old| old.days.iter().find(|day| day.date.value == *date));
            let mut names = before.map_or_else(BTreeMap::new, |day| names(&day.name));
            let mut joined: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for (tag, name) in imported {
                let language = match tag {
                    None => wanted.language,
                    Some(tag) => language(tag, config).unwrap_or_else(|| {
                        unknown.get_or_insert(tag);
                        wanted.language
                    }),
                };
                let own = joined.entry(language.as_str().to_owned()).or_default();
                if !own.contains(&name.as_str()) {
                    own.push(name);
                }
            }
            for (language, own) in joined {
                names.entry(language).or_insert_with(|| own.join(" / "));
            }
            let day = Day::new(&names, before.map_or_else(Vec::new, hours), config);
            self.days.insert(*date, day);
        }
        if let Some(tag) = unknown {
            self.notes.push(format!(
                "names are marked as `{tag}`, which is no language of this portal; they are taken as `{}`",
                wanted.language
            ));
        }
    }

    /// That days have no name in the `source` language.
    fn nameless(&self, source: &Locale) -> Option<String> {
        let days = match self.days.values().filter(|day| !day.named).count() {
            0 => return None,
            1 => "1 day has".to_owned(),
            days => format!("{days} days have"),
        };
        Some(format!("{days} no name in `{source}`"))
    }

    /// How many days it has.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The first and the last date it speaks about.
    pub fn valid(&self) -> Option<(Date, Date)> {
        self.valid
    }

    /// As support.yaml has it, with `holiday_sets:` above.
    pub fn yaml(&self) -> String {
        format!("holiday_sets:\n{}\n", self.lines(2).join("\n"))
    }

    fn lines(&self, indent: usize) -> Vec<String> {
        let mut lines = vec![format!("{}:", self.id)];
        lines.extend(
            self.region
                .as_ref()
                .map(|region| format!("  region: {region}")),
        );
        if let Some((from, to)) = self.valid {
            lines.push(format!("  valid: {{from: {from}, to: {to}}}"));
        }
        let checked = self.checked;
        match &self.source[..] {
            [(None, name)] => {
                lines.push(format!(
                    "  source: {{name: {}, checked: {checked}}}",
                    scalar(name)
                ));
            }
            names => {
                lines.extend(["  source:".to_owned(), "    name:".to_owned()]);
                // Outside of braces a comma separates nothing.
                let name =
                    |name: &str| match scalar(&name.replace(',', " ")) == name.replace(',', " ") {
                        true => name.to_owned(),
                        false => quoted(name),
                    };
                lines.extend(names.iter().map(|(tag, text)| {
                    let tag = tag.as_deref().unwrap_or_default();
                    format!("      {tag}: {}", name(text))
                }));
                lines.push(format!("    checked: {checked}"));
            }
        }
        lines.push("  days:".to_owned());
        lines.extend(self.days.iter().map(|(date, day)| {
            let hours: Vec<String> = day
                .hours
                .iter()
                .map(|one| format!("\"{}-{}\"", clock_text(one.start), clock_text(one.end)))
                .collect();
            let hours = match hours.is_empty() {
                true => String::new(),
                false => format!(", hours: [{}]", hours.join(", ")),
            };
            format!("    - {{date: {date}, name: {}{hours}}}", day.name)
        }));
        let margin = " ".repeat(indent);
        lines.iter().map(|line| format!("{margin}{line}")).collect()
    }

    /// `text`, which is support.yaml and says `facts`, with this set in the place of the one of its id,
    /// or after the others. Every other byte stays.
    ///
    /// # Errors
    ///
    /// Where the sets are written in a form in which lines cannot be exchanged.
    pub fn put_into(&self, text: &str, facts: &Facts) -> Result<String, &'static str> {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let Some(key) = facts.keys.iter().find(|key| key.value == "holiday_sets") else {
            let mut out = text.to_owned();
            if !out.is_empty() && !out.ends_with('\n') {
                out.push_str(end);
            }
            if !out.is_empty() {
                out.push_str(end);
            }
            return Ok(out + &self.yaml().replace('\n', end));
        };
        let before = |at: usize| {
            text.get(..at)
                .and_then(|text| text.rfind('\n'))
                .map_or(0, |at| at + 1)
        };
        // Where a key is alone before its colon on a line, which begins there.
        let block = |span: crate::model::Span| {
            let (start, at) = (before(span.start as usize), span.start as usize);
            let indent = text.get(start..at)?;
            indent
                .bytes()
                .all(|byte| byte == b' ')
                .then_some((start, indent.len()))
        };
        let cannot = "its `holiday_sets` are written in braces: write each set on lines of its own";
        let (start, _) = block(key.span).ok_or(cannot)?;
        let own = facts
            .holiday_sets
            .iter()
            .find(|set| set.id.value == self.id);
        let (from, to, indent) = match (own, facts.holiday_sets.last()) {
            (Some(own), _) => {
                let (start, indent) = block(own.id.span).ok_or(cannot)?;
                (start, extent(text, start, indent), indent)
            }
            (None, Some(last)) => {
                let (start, indent) = block(last.id.span).ok_or(cannot)?;
                let to = extent(text, start, indent);
                (to, to, indent)
            }
            (None, None) => {
                let to = extent(text, start, 0);
                (to, to, 2)
            }
        };
        let lines = self.lines(indent).join(end);
        let (head, tail) = (
            text.get(..from).ok_or(cannot)?,
            text.get(to..).ok_or(cannot)?,
        );
        let join = if own.is_some() { "" } else { end };
        Ok(format!("{head}{join}{lines}{tail}"))
    }

    /// Whether lines that the set has now hold comments, which are replaced with it.
    pub fn replaces_comments(&self, text: &str, facts: &Facts) -> bool {
        let own = facts
            .holiday_sets
            .iter()
            .find(|set| set.id.value == self.id);
        own.is_some_and(|own| {
            let at = own.id.span.start as usize;
            let start = text
                .get(..at)
                .and_then(|text| text.rfind('\n'))
                .map_or(0, |at| at + 1);
            let lines = text
                .get(start..extent(text, start, at - start))
                .unwrap_or_default();
            lines
                .lines()
                .any(|line| line.trim_start().starts_with('#') || line.contains(" #"))
        })
    }
}

/// The years that `holidays` tell of, whole.
fn years(holidays: &Holidays, today: Date) -> (Date, Date) {
    let date = |year: Option<&i16>, month, day| {
        let date = year.and_then(|year| Date::new(*year, month, day).ok());
        date.unwrap_or(today)
    };
    let years = &holidays.years;
    (date(years.first(), 1, 1), date(years.last(), 12, 31))
}

/// That `old` has days which `holidays`, though they tell of their years, do not have.
fn gone(old: &HolidaySet, holidays: &Holidays) -> Option<String> {
    let gone = old.days.iter().filter(|day| day.hours.is_empty());
    let gone = gone.map(|day| day.date.value);
    let gone = gone.filter(|day| holidays.tell_of(*day) && !holidays.days.contains_key(day));
    let gone: Vec<String> = gone.map(|day| day.to_string()).collect();
    let days = gone.join(", ");
    (!gone.is_empty()).then(|| format!("the set had days that the file does not have: {days}"))
}

/// The end of the last line, without what ends it, that belongs to the key at `indent` on the line that
/// begins at `start`.
fn extent(text: &str, start: usize, indent: usize) -> usize {
    let (mut at, mut end) = (start, start);
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        let inner = content.trim_start_matches(' ');
        // What is empty or a comment belongs to it where more of it follows.
        let counts = !inner.trim().is_empty() && !inner.starts_with('#');
        if number > 0 && counts && content.len() - inner.len() <= indent {
            break;
        }
        if number == 0 || counts {
            end = at + content.len();
        }
        at += line.len();
    }
    end
}

fn hours(day: &Holiday) -> Vec<Interval> {
    day.hours.iter().map(|one| one.value).collect()
}

fn names(text: &Text) -> BTreeMap<String, String> {
    let names = text.by_locale.iter();
    names
        .map(|(locale, text)| (locale.as_str().to_owned(), text.value.clone()))
        .collect()
}

/// The language of the portal that `tag` speaks of, nearest first.
fn language<'a>(tag: &str, config: &'a Config) -> Option<&'a Locale> {
    let tag = tag.replace('_', "-").to_lowercase();
    let within = |whole: &str, part: &str| {
        whole
            .strip_prefix(part)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let fits = |locale: &&Locale| {
        let own = locale.as_str().to_lowercase();
        within(&tag, &own) || within(&own, &tag)
    };
    let exact = |locale: &&Locale| locale.as_str().eq_ignore_ascii_case(&tag);
    let mut languages = config.languages.iter();
    let exact = languages.clone().find(exact);
    exact.or_else(|| languages.find(fits))
}

/// A text as YAML has it: a string where it is in the source language alone.
fn written(names: &BTreeMap<String, String>, config: &Config) -> String {
    match &ordered(names, config)[..] {
        [(None, name)] => scalar(name),
        names => {
            let names = names.iter().map(|(tag, name)| {
                let tag = tag.as_deref().unwrap_or_default();
                format!("{tag}: {}", scalar(name))
            });
            format!("{{{}}}", names.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Names in the order of the portal's languages; without a tag where there is that of the first alone.
fn ordered(names: &BTreeMap<String, String>, config: &Config) -> Vec<(Option<String>, String)> {
    if let (1, Some(name)) = (names.len(), names.get(config.source().as_str())) {
        return vec![(None, name.clone())];
    }
    let place = |tag: &str| {
        let mut languages = config.languages.iter();
        languages
            .position(|locale| locale.as_str() == tag)
            .unwrap_or(usize::MAX)
    };
    let mut names: Vec<_> = names.iter().collect();
    names.sort_by_key(|(tag, _)| place(tag));
    names
        .into_iter()
        .map(|(tag, name)| (Some(tag.clone()), name.clone()))
        .collect()
}
