//! The yearly review of partners' limits, and everything that waits for those who decide credit.

use super::inquiries;
use crate::{App, Failure, Intent, Request};
use domain::caller::Caller;
use domain::credit::history::Source;
use domain::credit::inquiry::Purpose;
use domain::credit::review::{decided_before, due_at};
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, authorise_operator};
use store::credit::decision::{self, Undecided};
use store::credit::inquiry::{self, InFlight};
use store::credit::overrides::{self, Pending};
use store::credit::review::{self, Due, Review};
use store::{Reply, operator};

/// Partners looked at in one sweep.
const BATCH: u32 = 500;
/// How many lines a list shows at most.
const MOST: u32 = 200;
/// Days a question that was given up stays on the list.
const GIVEN_UP_DAYS: i64 = 14;

/// Opens the reviews that are due, one for each partner.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&Caller::System, OperatorAction::DecideCredit)?;
    let (now, months) = (app.clock.now(), app.programme.credit.review_months);
    let zone = app.programme.time_zone();
    let before = decided_before(now, months, zone);
    let found = app
        .read(move |tx| Ok(review::candidates(tx, scope, before, now, BATCH)?))
        .wait()?;
    let mut opened = 0;
    for partner in found {
        let source = Source::from_text(&partner.source)
            .ok_or_else(|| Failure::internal(format!("unknown source {}", partner.source)))?;
        let due = due_at(
            source,
            partner.decided_at,
            partner.valid_until,
            months,
            zone,
        );
        if due > now {
            continue;
        }
        let subject = format!("application/{}", ApplicationId(partner.application_id));
        let intent = Intent::new("credit.open-review", partner.tenant_id, subject);
        opened += u64::from(
            app.command(request, intent, move |work| {
                let review = Review {
                    id: fresh_uuid(&*work.app.entropy),
                    tenant_id: partner.tenant_id,
                    application_id: partner.application_id,
                    due_at: due,
                    opened_at: work.now,
                };
                if !review::open(work.tx, scope, &review)? {
                    return Ok(false);
                }
                work.audit("due_at", due.0);
                let row = operator::application(work.tx, scope, partner.application_id)?;
                let row = row.ok_or(Failure::NotFound)?;
                inquiries::put(work, scope, &row, Purpose::Review, None)?;
                Ok(true)
            })
            .wait()?,
        );
    }
    Ok(opened)
}

/// What waits for those who decide credit.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Applications under review, oldest first.
    pub undecided: Vec<Undecided>,
    /// Overrides that wait for a second person.
    pub overrides: Vec<Pending>,
    /// Partners whose limit is due.
    pub reviews: Vec<Due>,
    /// Questions to the bureau that are on their way or were given up.
    pub inquiries: Vec<InFlight>,
    /// The bureau, if there is one.
    pub bureau: Option<String>,
}

/// Everything on the credit page.
pub fn desk(app: &App, request: &Request) -> Reply<Desk, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::DecideCredit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let since = app.clock.now().plus_days(-GIVEN_UP_DAYS);
    let bureau = app.bureau.as_ref().map(|bureau| bureau.describe());
    app.read(move |tx| {
        Ok(Desk {
            undecided: decision::undecided(tx, scope, MOST)?,
            overrides: overrides::pending(tx, scope, MOST)?,
            reviews: review::due(tx, scope, MOST)?,
            inquiries: inquiry::in_flight(tx, scope, since, MOST)?,
            bureau,
        })
    })
}
