//! Forgetting the rows of old files, in small steps. What was imported stays known.

use crate::{App, Failure, Request};
use domain::customers::imports::KEPT_DAYS;
use domain::permission::{OperatorAction, authorise_operator};
use store::imports::{self, Old};
use uuid::Uuid;

/// Imports looked at in one sweep.
const IMPORTS: u32 = 20;
/// Rows removed in one transaction.
const ROWS: u32 = 1000;

/// Removes the rows of imports that are older than [`KEPT_DAYS`], were given up, or never came whole;
/// what never came whole is given up with them.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    authorise_operator(&request.caller, OperatorAction::ViewQueue)?;
    let now = app.clock.now();
    let (before, receiving) = (now.plus_days(-KEPT_DAYS), now.plus_days(-1));
    let old = app
        .read(move |tx| Ok(imports::old(tx, before, receiving, IMPORTS)?))
        .wait()?;
    let mut removed = 0;
    for Old { id, .. } in old {
        removed += rows(app, id)?;
        app.db
            .write(move |tx| imports::forgotten(tx, id).map_err(Failure::from))
            .wait()?;
    }
    Ok(removed)
}

/// Removes the rows of an import, some in each transaction, so that nobody waits for all of them.
pub(super) fn rows(app: &App, import: Uuid) -> Result<u64, Failure> {
    let mut removed = 0;
    loop {
        let rows = app
            .db
            .write(move |tx| imports::remove_rows(tx, import, ROWS).map_err(Failure::from))
            .wait()?;
        removed += rows;
        if rows < u64::from(ROWS) {
            return Ok(removed);
        }
    }
}
