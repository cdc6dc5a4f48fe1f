//! The openings of a calendar as events: one for each time of day, repeated every week, with the dates
//! that differ left out, and one for each opening that the week does not say.

use super::icalendar::{Event, Time, Window};
use crate::calendar::vtimezone::{Occurrence, last_moment, occurrence};
use crate::calendar::{
    Date, Special, SpecialHours, WEEKDAYS, Week, Weekday, day_of_week, known_dates, special_dates,
    week,
};
use crate::model::facts::{Calendar, HolidaySet, Interval};

/// The events of `calendar`; none where it is always open.
pub fn events<'a>(
    calendar: &'a Calendar,
    sets: &'a [HolidaySet],
    window: Window,
) -> Vec<Event<'a>> {
    let window = known(calendar, sets, window);
    let usual = week(&calendar.weekly);
    let specials = special_dates(calendar, sets, window.first);
    let zone = calendar.time_zone.value.as_str();
    let last_moment = last_moment(window.last, zone).filter(|_| !calendar.always);
    let Some(last_moment) = last_moment else {
        return Vec::new();
    };
    let mut repeated: Vec<Repeated> = repeated(&usual);
    let mut single = Vec::new();
    for date in window.dates() {
        let (hours, why) = on(date, &usual, &specials);
        for (number, opening) in hours.iter().enumerate() {
            let Some(found) = occurrence(date, *opening, zone) else {
                continue;
            };
            let weekly = repeated.iter_mut().find(|one| one.is(date, *opening));
            match weekly.filter(|_| found.regular) {
                Some(weekly) => {
                    weekly.first.get_or_insert(found);
                    weekly.last = Some(date);
                }
                None => single.push(Event {
                    key: vec![
                        calendar.id.value.clone(),
                        date.to_string(),
                        number.to_string(),
                    ],
                    time: once(found, zone),
                    why,
                }),
            }
        }
        for weekly in &mut repeated {
            // Before the first there is nothing to leave out.
            let differs = weekly.last != Some(date) && weekly.days.contains(&date.weekday());
            if differs && weekly.first.is_some() {
                weekly.except.push(start(date, weekly.opening));
            }
        }
    }
    let repeated = repeated.into_iter().enumerate();
    let repeated = repeated.filter_map(|(number, weekly)| {
        Some(Event {
            key: vec![
                calendar.id.value.clone(),
                "weekly".to_owned(),
                number.to_string(),
            ],
            time: Time::Weekly {
                zone,
                first: weekly.first?.local,
                days: weekly.days,
                until: last_moment.clone(),
                except: weekly.except,
            },
            why: None,
        })
    });
    repeated.chain(single).collect()
}

/// The window, cut to where the holidays are known: what is told must be true.
pub fn known(calendar: &Calendar, sets: &[HolidaySet], window: Window) -> Window {
    let (from, to) = known_dates(calendar, sets);
    Window {
        first: window.first.max(from),
        last: window.last.min(to),
    }
}

/// An opening that comes again every week.
struct Repeated {
    opening: Interval,
    days: Vec<Weekday>,
    first: Option<Occurrence>,
    /// The last date so far on which it takes place as usual.
    last: Option<Date>,
    except: Vec<String>,
}

impl Repeated {
    fn is(&self, date: Date, opening: Interval) -> bool {
        self.opening == opening && self.days.contains(&date.weekday())
    }
}

/// Each opening of the week once, with the days that have it.
fn repeated(usual: &Week) -> Vec<Repeated> {
    let mut found: Vec<Repeated> = Vec::new();
    for (openings, day) in usual.iter().zip(WEEKDAYS) {
        for opening in openings {
            match found.iter_mut().find(|one| one.opening == *opening) {
                Some(same) => same.days.push(day),
                None => found.push(Repeated {
                    opening: *opening,
                    days: vec![day],
                    first: None,
                    last: None,
                    except: Vec::new(),
                }),
            }
        }
    }
    found
}

/// What holds on a date, and why it is not the usual.
fn on<'w, 'a>(
    date: Date,
    usual: &'w Week,
    specials: &'w [Special<'a>],
) -> (&'w [Interval], Option<&'a crate::model::Text>) {
    let day = day_of_week(date.weekday());
    let mut specials = specials.iter();
    match specials.find(|special| special.from <= date && date <= special.to) {
        None => (&usual[day], None),
        Some(special) => match &special.hours {
            SpecialHours::Closed => (&[], special.why),
            SpecialHours::Day(openings) => (openings, special.why),
            SpecialHours::Week(week) => (&week[day], special.why),
        },
    }
}

fn once(found: Occurrence, zone: &str) -> Time<'_> {
    match found.regular {
        true => Time::Once {
            zone,
            at: found.local,
        },
        false => Time::Utc { at: found.utc },
    }
}

/// The start as a weekly event has it, whether or not clocks ever show it.
fn start(date: Date, opening: Interval) -> String {
    let (hour, minute) = (opening.start / 60, opening.start % 60);
    format!("{}T{hour:02}{minute:02}00", date.strftime("%Y%m%d"))
}
