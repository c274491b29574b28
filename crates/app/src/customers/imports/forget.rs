//! Forgetting the rows of old files, in small steps. What was imported stays known.

use crate::{App, Failure, Request};
use domain::customers::imports::KEPT_DAYS;
use domain::permission::{OperatorAction, authorise_operator};
use store::imports;

/// Imports looked at in one sweep.
const IMPORTS: u32 = 20;
/// Rows removed in one transaction.
const ROWS: u32 = 1000;

/// Removes the rows of imports that are older than [`KEPT_DAYS`], were given up, or never came whole.
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
    for import in old {
        loop {
            let id = import.id;
            let rows = app
                .db
                .write(move |tx| {
                    let rows = imports::remove_rows(tx, id, ROWS)?;
                    if rows < u64::from(ROWS) {
                        imports::forgotten(tx, id)?;
                    }
                    Ok::<_, Failure>(rows)
                })
                .wait()?;
            removed += rows;
            if rows < u64::from(ROWS) {
                break;
            }
        }
    }
    Ok(removed)
}
