//! What happens to subscriptions by themselves, at the beginning of a local day: terms end or begin
//! anew, and what was kept long enough is deleted.

use super::{apply, offer_of, save_from};
use crate::{App, Failure, Intent, Request};
use domain::ids::TenantId;
use domain::permission::{OperatorAction, TenantAction, authorise, authorise_operator};
use domain::subscriptions::Command;
use store::subscriptions::{self as rows, Due};

/// Rows looked at in one go.
const BATCH: u32 = 200;
/// Terms one subscription can have missed: more than a program is ever away.
const MOST_TERMS: u32 = 100;

/// Does what is due, and says for how many subscriptions. What fails is told in the log and comes
/// again; the others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManageProvisioning)?;
    let now = app.clock.now();
    let (mut done, mut after): (u64, Option<Due>) = (0, None);
    loop {
        let last = after.clone();
        let page = app
            .read(move |tx| Ok(rows::due(tx, scope, now, last.as_ref(), BATCH)?))
            .wait()?;
        for due in &page {
            match begin_day(app, request, due) {
                Ok(()) => done += 1,
                Err(failure) => {
                    tracing::error!(?failure, subscription = %due.id, "a subscription's day failed");
                }
            }
        }
        after = page.last().cloned();
        if after.is_none() {
            break;
        }
    }
    Ok(done)
}

/// Does what was due for one partner's subscriptions by a moment: its bill waits for that.
///
/// # Errors
/// The first [`Failure`].
pub(crate) fn settle(
    app: &App,
    request: &Request,
    scope: domain::permission::TenantScope,
    until: domain::effects::Instant,
) -> Result<(), Failure> {
    let page = app
        .read(move |tx| Ok(rows::due_of(tx, scope, until)?))
        .wait()?;
    for due in &page {
        begin_day(app, request, due)?;
    }
    Ok(())
}

fn begin_day(app: &App, request: &Request, due: &Due) -> Result<(), Failure> {
    let partner = TenantId(due.partner_id);
    let scope = authorise(&request.caller, TenantAction::ManageSubscriptions, partner)?;
    let id = due.id;
    let subject = format!("subscription/{id}");
    let intent = Intent::new("subscription.day", partner.0, subject);
    app.command(request, intent, move |work| {
        crate::catalogue::refresh_within(work)?;
        let mut before = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        for _ in 0..MOST_TERMS {
            let mut row = before.clone();
            apply(work, scope, &mut row, Command::DayBegins)?;
            if row == before {
                break;
            }
            let renewed = row.ends_on != before.ends_on;
            let what = if renewed {
                "renewed"
            } else {
                row.status.as_str()
            }
            .to_owned();
            if renewed {
                // A term is sold at the price of the day it begins.
                let begins = before.ends_on.parse().map_err(Failure::internal)?;
                let offer = offer_of(work.app, row.offer_id)?;
                let buyer = Some(row.customer_id);
                let prices = crate::catalogue::prices(work.tx, scope, buyer, begins)?;
                if let Some(price) = prices.of(offer) {
                    row.unit_price = price.minor;
                    row.special_price_id = price.special;
                }
            }
            work.audit("became", what.as_str());
            work.also(row.customer_id);
            // It counts from the day it was due, however late it is done.
            let due = before.delete_on.as_ref().unwrap_or(&before.ends_on).clone();
            renew_whatever_the_limit(work, scope, &before, &row, &what, due)?;
            row.version += 1;
            before = row;
        }
        Ok(())
    })
    .wait()
}

/// Renewals do not stop at the credit limit; what they cost is kept all the same.
fn renew_whatever_the_limit(
    work: &mut crate::Work<'_, '_>,
    scope: domain::permission::TenantScope,
    before: &rows::Subscription,
    row: &rows::Subscription,
    what: &str,
    day: String,
) -> Result<(), Failure> {
    let change = super::advance(row)? - super::advance(before)?;
    if change > 0 {
        rows::commit(work.tx, scope, change)?;
        let same_cost = rows::Subscription {
            unit_price: row.unit_price,
            ..before.clone()
        };
        return save_from(work, scope, &same_cost, row, what, day);
    }
    save_from(work, scope, before, row, what, day)
}
