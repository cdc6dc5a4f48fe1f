//! What day it is, how long something took, where this user's caches are: the only questions to the
//! clock and the environment.

#![allow(
    clippy::disallowed_methods,
    reason = "the stages get from here what they must not ask for"
)]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::calendar::{self, Date, Timestamp};
use crate::pipeline::Usage;

/// The date that counts as today in `time_zone` (UTC where that is unknown): that of SOURCE_DATE_EPOCH
/// where it is set, so that a build can be repeated, else now.
///
/// # Errors
///
/// Where SOURCE_DATE_EPOCH is not a number of seconds.
pub fn today(time_zone: &str) -> Result<Date> {
    let seconds = seconds()?;
    calendar::date_at(seconds, time_zone).context("SOURCE_DATE_EPOCH is beyond the year 9999")
}

/// The instant that counts as now: that of SOURCE_DATE_EPOCH where it is set.
///
/// # Errors
///
/// As [`today`].
pub(super) fn instant() -> Result<Timestamp> {
    let seconds = seconds()?;
    Timestamp::from_second(seconds).context("SOURCE_DATE_EPOCH is beyond the year 9999")
}

/// Seconds since 1970 that count as now.
fn seconds() -> Result<i64> {
    match env::var_os("SOURCE_DATE_EPOCH") {
        Some(text) => {
            let text = text.to_string_lossy();
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let seconds = text.parse().ok().filter(|_| digits);
            let Some(seconds) = seconds else {
                bail!(
                    "SOURCE_DATE_EPOCH is `{text}`, not a number of seconds since 1970\nhint: set it to the output of `git log -1 --format=%ct`, or unset it"
                );
            };
            Ok(seconds)
        }
        None => Ok(i64::try_from(now()).unwrap_or(i64::MAX)),
    }
}

/// A moment, to measure from.
pub(super) fn start() -> Instant {
    Instant::now()
}

/// What this process has used so far.
pub(super) fn usage() -> Usage {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    Usage {
        wall: BEGUN.elapsed(),
        cpu: cpu(),
        peak: peak(),
    }
}

#[cfg(unix)]
#[allow(
    clippy::unnecessary_wraps,
    reason = "other systems are asked for nothing"
)]
fn cpu() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).ok()
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
    None
}

/// As Linux tells it, in kibibytes: `VmHWM:   123456 kB`.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Seconds since 1970, whatever SOURCE_DATE_EPOCH says: for what is about the world and not the portal.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// The folder for what supportal may lose, where this system keeps such things for this user.
pub(super) fn cache_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = env::var_os(name).map(PathBuf::from);
        // A relative one is to be ignored (XDG Base Directory Specification).
        folder.filter(|folder| folder.is_absolute())
    };
    let caches = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("supportal"))
}
