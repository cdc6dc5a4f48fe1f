//! What building, checking and looking have in common: with how many threads, and on which day.

use crate::calendar::Date;
use crate::memo;

/// How a command runs.
#[derive(clap::Args, Clone)]
pub(super) struct Run {
    /// Use so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Judge dates against this one [default: that of SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,
}

impl Run {
    /// Sets the number of threads, once for the process.
    pub(super) fn apply(&self) {
        if let Some(threads) = self.threads {
            memo::use_threads(threads.into());
        }
    }
}
