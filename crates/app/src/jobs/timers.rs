//! What is done from time to time: reminders, expiry, retention.
//!
//! A sweep asks the database what is due and runs one idempotent command for each row, as
//! [`Caller::System`]. It therefore catches up after a pause, and running it twice does nothing
//! twice. Of several nodes one runs a sweep at its time.

use super::{housekeeping, lapses, registrations, sla};
use crate::agreements::campaign;
use crate::enrolment::scanning;
use crate::enrolment::{network_register, provisioning};
use crate::{App, Failure, Request, accounts, credit, integration};
use domain::caller::Caller;
use domain::ids::fresh_uuid;

/// A periodic job.
pub struct Timer {
    /// Its name in the database and in the log.
    pub name: &'static str,
    /// Seconds between two runs.
    pub every_seconds: i64,
    /// What it does; the number of rows it changed.
    pub sweep: fn(&App, &Request) -> Result<u64, Failure>,
}

/// Every periodic job.
pub const ALL: &[Timer] = &[
    Timer {
        name: "housekeeping",
        every_seconds: 600,
        sweep: housekeeping::run,
    },
    Timer {
        name: "registrations",
        every_seconds: 60,
        sweep: registrations::run,
    },
    Timer {
        name: "partners",
        every_seconds: 60,
        sweep: crate::partners::standing::sweep,
    },
    Timer {
        name: "network-imports",
        every_seconds: 3600,
        sweep: network_register::forget,
    },
    Timer {
        name: "screening-lists",
        every_seconds: 3600,
        sweep: crate::enrolment::screening::forget,
    },
    Timer {
        name: "screening-hits",
        every_seconds: 60,
        sweep: crate::enrolment::screening_hits::sweep,
    },
    Timer {
        name: "customer-imports",
        every_seconds: 600,
        sweep: crate::customers::imports::sweep,
    },
    Timer {
        name: "domains",
        every_seconds: 600,
        sweep: accounts::domains::sweep,
    },
    Timer {
        name: "erase-users",
        every_seconds: 3600,
        sweep: accounts::purge::run,
    },
    Timer {
        name: "lost-access",
        every_seconds: 60,
        sweep: crate::identity::lost::sweep::run,
    },
    Timer {
        name: "retention",
        every_seconds: 3600,
        sweep: crate::privacy::retention::sweep,
    },
    Timer {
        name: "document-scans",
        every_seconds: 600,
        sweep: scanning::sweep,
    },
    Timer {
        name: "agreements",
        every_seconds: 60,
        sweep: campaign::run,
    },
    Timer {
        name: "provisioning",
        every_seconds: 60,
        sweep: provisioning::watch,
    },
    Timer {
        name: "lapses",
        every_seconds: 300,
        sweep: lapses::run,
    },
    Timer {
        name: "subscriptions",
        every_seconds: 300,
        sweep: crate::subscriptions::run,
    },
    Timer {
        name: "subscription-notices",
        every_seconds: 3600,
        sweep: crate::subscriptions::notices::sweep,
    },
    Timer {
        name: "billing",
        every_seconds: 300,
        sweep: crate::billing::sweep,
    },
    Timer {
        name: "invoice-exports",
        every_seconds: 600,
        sweep: crate::billing::exports::sweep,
    },
    Timer {
        name: "payment-reminders",
        every_seconds: 3600,
        sweep: crate::billing::lateness::remind,
    },
    Timer {
        name: "payment-suspensions",
        every_seconds: 3600,
        sweep: crate::billing::suspension::sweep,
    },
    Timer {
        name: "price-lists",
        every_seconds: 30,
        sweep: crate::catalogue::sweep,
    },
    Timer {
        name: "support",
        every_seconds: 300,
        sweep: crate::support::sweep::run,
    },
    Timer {
        name: "service-health",
        every_seconds: 30,
        sweep: crate::health::notices::sweep,
    },
    Timer {
        name: "health-feed",
        every_seconds: 10,
        sweep: crate::health::feed::sweep,
    },
    Timer {
        name: "digests",
        every_seconds: 300,
        sweep: crate::notifications::digest::sweep,
    },
    Timer {
        name: "health-days",
        every_seconds: 86_400,
        sweep: crate::health::feed::forget,
    },
    Timer {
        name: "review-time",
        every_seconds: 600,
        sweep: sla::run,
    },
    Timer {
        name: "signing-keys",
        every_seconds: 3600,
        sweep: integration::signing::rotate,
    },
    Timer {
        name: "key-reminders",
        every_seconds: 3600,
        sweep: integration::reminders::sweep,
    },
    Timer {
        name: "hooks",
        every_seconds: 60,
        sweep: integration::hooks::sweep,
    },
    Timer {
        name: "api-log",
        every_seconds: 600,
        sweep: integration::log::sweep,
    },
    Timer {
        name: "audit-verification",
        every_seconds: 10,
        sweep: crate::audit::run,
    },
    Timer {
        name: "credit-inquiries",
        every_seconds: 600,
        sweep: credit::inquiries::sweep,
    },
    Timer {
        name: "credit-reviews",
        every_seconds: 3600,
        sweep: credit::reviews::sweep,
    },
];

/// The request a sweep makes.
#[must_use]
pub fn request(app: &App) -> Request {
    Request {
        caller: Caller::System,
        ip: String::new(),
        user_agent: "timer".to_owned(),
        correlation: fresh_uuid(&*app.entropy),
        language: app.programme.languages.default,
    }
}

/// Runs the sweeps whose time has come. A failure is logged and the others go on; the failed one
/// comes again at its next time.
pub fn run_due(app: &App) {
    // Every node looks, whichever runs the sweeps.
    if let Err(failure) = crate::catalogue::refresh(app) {
        tracing::error!(?failure, "published prices could not be read");
    }
    for timer in ALL {
        if let Err(failure) = claim(app, timer).and_then(|mine| {
            if mine {
                (timer.sweep)(app, &request(app)).map(drop)
            } else {
                Ok(())
            }
        }) {
            tracing::error!(timer = timer.name, ?failure, "a periodic job failed");
        }
    }
}

/// Whether this node is to run the sweep now.
fn claim(app: &App, timer: &'static Timer) -> Result<bool, Failure> {
    let now = app.clock.now();
    let next = now.plus_seconds(timer.every_seconds);
    let due = app
        .read(move |tx| Ok(store::timer::is_due(tx, timer.name, now, next)?))
        .wait()?;
    if !due {
        return Ok(false);
    }
    app.db
        .write(move |tx| store::timer::claim(tx, timer.name, now, next).map_err(Failure::from))
        .wait()
}
