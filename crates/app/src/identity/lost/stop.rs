//! Stopping a request: by the link in a notice, or by signing in after all.

use super::decide::close;
use super::{apply, chain_of, notices, save, state_of, subject};
use crate::privacy::retention::operator;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::identity::lost::{Event, State};
use store::lost_access::{self, LostAccess};
use store::{Reply, Tx};
use uuid::Uuid;

/// The request a link is about, for whoever has the link.
pub fn view(app: &App, token: &str) -> Reply<(LostAccess, State), Failure> {
    let hash = token_hash(token);
    app.read(move |tx| {
        let row = by_token(tx, &hash)?;
        let state = state_of(&row)?;
        Ok((row, state))
    })
}

fn by_token(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<LostAccess, Failure> {
    lost_access::by_stop(tx, hash)?.ok_or(Failure::NotFound)
}

/// Stops the request a link is about.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`lost-moved`) once it is over.
pub fn stop(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    let (hash, operator) = (token_hash(token), operator(app)?);
    let (id, chain) = app
        .read(move |tx| {
            let row = by_token(tx, &hash)?;
            Ok((row.id, chain_of(tx, &row, operator)?))
        })
        .wait()?;
    let intent = Intent::new("lost-access.stop", chain, subject(id));
    app.command(request, intent, move |work| {
        let mut row = by_token(work.tx, &hash)?;
        work.audit("reference", row.reference.as_str());
        work.audit("by", "link");
        cancel(work, &mut row, None)
    })
    .wait()
}

fn cancel(work: &mut Work<'_, '_>, row: &mut LostAccess, by: Option<Uuid>) -> Result<(), Failure> {
    apply(row, Event::Cancel)?;
    close(row, by, work.now);
    save(work, row)?;
    notices::cancelled(work, row)
}

/// Stops every open request for an account whose owner has just proved to have a way in.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn by_owner(work: &mut Work<'_, '_>, account: Uuid) -> Result<(), Failure> {
    let open = lost_access::open_of(work.tx, account)?;
    if open.is_empty() {
        return Ok(());
    }
    let references: Vec<_> = open.iter().map(|row| row.reference.clone()).collect();
    for mut row in open {
        cancel(work, &mut row, Some(account))?;
    }
    work.audit("lost_access_stopped", references.join(", "));
    Ok(())
}
