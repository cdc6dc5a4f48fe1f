//! Signs of life: a spinner on a terminal, plain lines elsewhere, nothing for work that is done at once.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::say;

/// Shorter work is over before a message about it is read.
const PATIENCE: Duration = Duration::from_millis(500);

/// How work is shown.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    quiet: bool,
}

impl Progress {
    /// Shows nothing at all where `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Does `work`, and says that it is `doing` it once it takes long.
    pub(super) fn during<T>(self, doing: &str, work: impl FnOnce() -> T) -> T {
        if self.quiet {
            return work();
        }
        thread::scope(|scope| {
            let (done, wait) = channel::<()>();
            scope.spawn(move || {
                // The other end is dropped, whether the work ended or panicked.
                if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                let spinner = ProgressBar::new_spinner().with_message(doing.to_owned());
                if spinner.is_hidden() {
                    return say(&format!("{doing} …\n"));
                }
                if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                    spinner.set_style(style);
                }
                while wait.recv_timeout(Duration::from_millis(100))
                    == Err(RecvTimeoutError::Timeout)
                {
                    spinner.tick();
                }
                spinner.finish_and_clear();
            });
            let result = work();
            drop(done);
            result
        })
    }
}
