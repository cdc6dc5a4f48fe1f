//! What day it is, and how long something took: the only questions to the clock and the environment.

#![allow(
    clippy::disallowed_methods,
    reason = "the stages get from here what they must not ask for"
)]

use std::env;
use std::time::{Instant, SystemTime};

use anyhow::{Context, Result, bail};

use crate::calendar::{self, Date};

/// The date that counts as today in `time_zone` (UTC where that is unknown): that of SOURCE_DATE_EPOCH
/// where it is set, so that a build can be repeated, else now.
///
/// # Errors
///
/// Where SOURCE_DATE_EPOCH is not a number of seconds.
pub fn today(time_zone: &str) -> Result<Date> {
    let seconds = match env::var_os("SOURCE_DATE_EPOCH") {
        Some(text) => {
            let text = text.to_string_lossy();
            let Ok(seconds) = text.trim().parse() else {
                bail!(
                    "SOURCE_DATE_EPOCH is `{text}`, not a number of seconds since 1970\nhint: set it to the output of `git log -1 --format=%ct`, or unset it"
                );
            };
            seconds
        }
        None => {
            let since = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        }
    };
    calendar::date_at(seconds, time_zone).context("SOURCE_DATE_EPOCH is beyond the year 9999")
}

/// A moment, to measure from.
pub(super) fn start() -> Instant {
    Instant::now()
}
