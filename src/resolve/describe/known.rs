//! Names that an author may have meant by one that is unknown.

use super::{Scene, names};

/// All names of facts, each list sorted. They are the same in every language.
pub struct Known {
    /// As references write them: `calendar.office`.
    pub names: Vec<String>,
    /// Ids of channels.
    pub channels: Vec<String>,
    /// Ids of calendars.
    pub calendars: Vec<String>,
    /// Ids of plans.
    pub plans: Vec<String>,
}

impl Known {
    /// Those of a portal.
    pub fn of(scene: &Scene<'_>) -> Self {
        let calendars = scene.facts.calendars.iter().map(|one| &one.id.value);
        Self {
            names: sorted(names(scene)),
            channels: sorted(scene.channels.iter().map(|owned| owned.id.clone())),
            calendars: sorted(calendars.cloned()),
            plans: sorted(scene.plans.iter().map(|owned| owned.id.clone())),
        }
    }
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_unstable();
    names
}
