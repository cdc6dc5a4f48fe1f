//! The end: Ctrl-C, or a polite request of the system.

use std::thread;

use anyhow::{Context as _, Result};
use tokio::runtime::{Builder, Runtime};

use super::watch::Stop;

/// Does `work` on a thread of its own until the user ends it; then what is begun is finished.
///
/// # Errors
///
/// Where the system gives no thread or no word of signals.
pub fn until_stopped(stop: &Stop, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let runtime = runtime()?;
    let worker = thread::Builder::new()
        .spawn(work)
        .context("cannot start a thread")?;
    runtime.block_on(asked_to_end())?;
    stop.stop();
    // It panicked: the message is out, and there is nothing left to finish.
    let _ = worker.join();
    Ok(())
}

pub(super) fn runtime() -> Result<Runtime> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot wait for requests")
}

/// Ends when the user wants the program to end.
pub(super) async fn asked_to_end() -> Result<()> {
    let told = async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};

            let mut terminate = signal(SignalKind::terminate())?;
            let interrupt = std::pin::pin!(tokio::signal::ctrl_c());
            let terminate = std::pin::pin!(terminate.recv());
            match futures_util::future::select(interrupt, terminate).await {
                futures_util::future::Either::Left((result, _)) => result,
                futures_util::future::Either::Right(_) => Ok(()),
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await
    };
    let told: std::io::Result<()> = told.await;
    told.context("cannot wait for Ctrl-C")
}
