//! The threads that work off what requests left to be done.

use crate::trouble::Trouble;
use app::App;
use app::integration::hooks::send;
use app::jobs::worker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a worker rests after a defect ended its round.
const REST: Duration = Duration::from_secs(2);

/// Threads that bring events to partners' programs. They are apart from the others, so that slow
/// receivers hold up no mail.
const MESSENGERS: usize = 4;

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
            let (name, round): (_, Round) = if n < count {
                (format!("worker-{n}"), worker::run)
            } else {
                (format!("messenger-{}", n - count), send::run)
            };
            thread::Builder::new()
                .name(name)
                .spawn(move || work(&app, &stop, round))
                .map_err(|error| Trouble::Runtime {
                    what: "a worker",
                    reason: error.to_string(),
                })
        };
        let threads = (0..count + MESSENGERS)
            .map(start)
            .collect::<Result<_, _>>()?;
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
            send::wake(app);
            thread::sleep(step);
        }
        tracing::warn!("a worker did not finish its job in time; another start will do it again");
    }
}

/// What a thread does until it is told to stop.
type Round = fn(&App, &AtomicBool);

fn work(app: &App, stop: &AtomicBool, round: Round) {
    while !stop.load(Ordering::Relaxed) {
        // A defect in one job must not end the delivery of all others.
        if catch_unwind(AssertUnwindSafe(|| round(app, stop))).is_err() {
            tracing::error!("a worker met a defect and goes on");
            thread::sleep(REST);
        }
    }
}
