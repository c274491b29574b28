//! Everything lost: a request with the company's letter, a call to a number held before, two
//! agents, three days in which it can be stopped, and new ways to be reached in the end.
//!
//! A name nobody has is a request like any other, with the same answer, rows and jobs: only the
//! agents learn that there is no account.

pub mod decide;
pub mod desk;
pub mod finish;
mod notices;
pub mod papers;
pub mod stop;
pub mod submit;
pub mod sweep;

use crate::{App, Failure, Work};
use domain::enrolment::machine::Machine;
use domain::identity::lost::{Event, State};
use domain::permission::OperatorScope;
use store::Tx;
use store::identity::{self, Account};
use store::lost_access::{self, LostAccess};
use uuid::Uuid;

/// Where a request stands.
///
/// # Errors
/// [`Failure::Internal`] when the row holds a state this program does not know.
pub(crate) fn state_of(row: &LostAccess) -> Result<State, Failure> {
    State::from_text(&row.state)
        .ok_or_else(|| Failure::internal(format!("unknown state {} of a request", row.state)))
}

/// Moves a request on.
///
/// # Errors
/// [`Failure::Conflict`] (`lost-moved`) when it has moved on by itself or by somebody else.
fn apply(row: &mut LostAccess, event: Event) -> Result<State, Failure> {
    let next = state_of(row)?
        .apply(event)
        .map_err(|_| Failure::conflict("lost-moved"))?;
    next.text().clone_into(&mut row.state);
    Ok(next)
}

/// Writes a request back.
///
/// # Errors
/// [`Failure::Conflict`]: `stale`, or `lost-other-waits` when another request of the account is
/// further.
fn save(work: &mut Work<'_, '_>, row: &LostAccess) -> Result<(), Failure> {
    match lost_access::save(work.tx, row) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::conflict("stale")),
        Err(store::DbError::Unique(_)) => Err(Failure::conflict("lost-other-waits")),
        Err(error) => Err(error.into()),
    }
}

/// The account of a request, if somebody has the name.
fn account_of(tx: &mut Tx<'_>, row: &LostAccess) -> Result<Option<Account>, Failure> {
    let found = row.account_id.map(|id| identity::own_account(tx, id));
    Ok(found.transpose()?)
}

/// The chain a request is audited in: that of the company, or the operator's where there is none.
fn chain_of(tx: &mut Tx<'_>, row: &LostAccess, operator: Uuid) -> Result<Uuid, Failure> {
    let account = account_of(tx, row)?;
    Ok(account.map_or(operator, |account| account.tenant_id))
}

fn subject(id: Uuid) -> String {
    format!("lost-access/{id}")
}

/// A request and the chain it is audited in, for the operator.
fn find(app: &App, scope: OperatorScope, id: Uuid) -> Result<(LostAccess, Uuid), Failure> {
    let operator = crate::privacy::retention::operator(app)?;
    app.read(move |tx| {
        let row = lost_access::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let chain = chain_of(tx, &row, operator)?;
        Ok((row, chain))
    })
    .wait()
}
