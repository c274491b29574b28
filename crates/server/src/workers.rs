//! The threads that work off what requests left to be done.

use crate::trouble::Trouble;
use app::App;
use app::jobs::worker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a worker rests after a defect ended its round.
const REST: Duration = Duration::from_secs(2);

/// Running workers.
pub(crate) struct Workers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts so many.
    ///
    /// # Errors
    /// [`Trouble::Runtime`] when the system gives no thread.
    pub(crate) fn start(app: &App, count: usize) -> Result<Self, Trouble> {
        let stop = Arc::new(AtomicBool::new(false));
        let start = |n: usize| {
            let (app, stop) = (app.clone(), Arc::clone(&stop));
            thread::Builder::new()
                .name(format!("worker-{n}"))
                .spawn(move || work(&app, &stop))
                .map_err(|error| Trouble::Runtime {
                    what: "a worker",
                    reason: error.to_string(),
                })
        };
        let threads = (0..count).map(start).collect::<Result<_, _>>()?;
        Ok(Self { stop, threads })
    }

    /// Tells all to stop and waits at most so long for the jobs in hand. A job that is cut off is
    /// done again when its lease has run out.
    pub(crate) fn stop(self, app: &App, patience: Duration) {
        self.stop.store(true, Ordering::Relaxed);
        let step = Duration::from_millis(20);
        let steps = patience.as_millis() / step.as_millis();
        for _ in 0..steps {
            if self.threads.iter().all(JoinHandle::is_finished) {
                return;
            }
            app.bell.ring();
            thread::sleep(step);
        }
        tracing::warn!("a worker did not finish its job in time; another start will do it again");
    }
}

fn work(app: &App, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        // A defect in one job must not end the delivery of all others.
        if catch_unwind(AssertUnwindSafe(|| worker::run(app, stop))).is_err() {
            tracing::error!("a worker met a defect and goes on");
            thread::sleep(REST);
        }
    }
}
