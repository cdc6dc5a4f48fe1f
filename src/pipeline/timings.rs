//! What each stage of a build takes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::memo;

/// What a process has used up to a moment, or between two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Time on the clock.
    pub wall: Duration,
    /// Time that all threads together were at work; none where the system does not tell.
    pub cpu: Option<Duration>,
    /// Most memory held at once up to the end, in bytes; none where the system does not tell.
    pub peak: Option<u64>,
}

impl Usage {
    /// Adds what the same stage took later.
    fn add(&mut self, later: Self) {
        self.wall += later.wall;
        self.cpu = self.cpu.zip(later.cpu).map(|(one, other)| one + other);
        self.peak = later.peak;
    }
}

/// Measures stages, if it has a meter. Stages that a build does at once are then done one after the
/// other: so each is told apart, and the whole takes a little longer than it does unmeasured.
#[derive(Clone, Default)]
pub struct Timings {
    meter: Option<fn() -> Usage>,
    stages: Arc<Mutex<Vec<(&'static str, Usage)>>>,
}

impl Timings {
    /// Measures with `meter`, which tells what the process has used so far.
    pub fn with(meter: fn() -> Usage) -> Self {
        Self {
            meter: Some(meter),
            ..Self::default()
        }
    }

    /// Does the `work` of a stage.
    pub fn stage<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let Some(meter) = self.meter else {
            return work();
        };
        let before = meter();
        let done = work();
        let after = meter();
        let cpu = after.cpu.zip(before.cpu);
        let usage = Usage {
            wall: after.wall.saturating_sub(before.wall),
            cpu: cpu.map(|(after, before)| after.saturating_sub(before)),
            peak: after.peak,
        };
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        // What is done for some pages at a time is one stage.
        match stages.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.add(usage),
            None => stages.push((name, usage)),
        }
        drop(stages);
        done
    }

    /// Does two things at once, or one after the other where they are measured.
    pub fn both<A: Send, B: Send>(
        &self,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        match self.meter {
            Some(_) => (first(), second()),
            None => memo::both(first, second),
        }
    }

    /// The stages in the order in which they were done; nothing where none was measured.
    pub fn stages(&self) -> Vec<(&'static str, Usage)> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.clone()
    }
}
