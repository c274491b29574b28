//! What a reviewer works with beside the case itself: who holds it, the thread, what the registry
//! says, risk, and what is new.

use super::thread::{Whole, whole};
use super::{guard, news, risk};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::duty::Involvement;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::audit::Entry;
use store::review::approval::{self, Proposal};
use store::review::duty::{self, Conflict, Seen};
use store::review::registry::{self, CallBack, Entered};
use store::{Reply, operator};

/// Everything on the desk beside the case.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What the visitor has had to do with the case.
    pub involvement: Involvement,
    /// Since when its reviewer holds it.
    pub claimed_at: Option<Instant>,
    /// Conflicts of interest staff have declared with the company.
    pub conflicts: Vec<Conflict>,
    /// When the visitor last looked, if ever.
    pub seen: Option<Seen>,
    /// What others have done since, newest first.
    pub news: Vec<Entry>,
    /// Messages and notes.
    pub thread: Whole,
    /// The newest extract of the registry.
    pub extract: Option<Entered>,
    /// Findings and their points.
    pub risk: risk::Risk,
    /// Calls to the company, newest first.
    pub calls: Vec<CallBack>,
    /// Whether the calls settle the matter.
    pub called: bool,
    /// The approval that waits for a second person.
    pub proposal: Option<Proposal>,
    /// The latest approval a second person did not agree to.
    pub declined: Option<Proposal>,
}

/// The desk for a case.
pub fn view(app: &App, request: &Request, id: ApplicationId) -> Reply<Desk, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let Some(me) = request.caller.person().map(|person| person.account.0) else {
        return Reply::ready(Err(Failure::SignInFirst));
    };
    let app = app.clone();
    app.clone().read(move |tx| {
        let row = operator::application(tx, scope, id.0)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        let involvement = guard::involvement(tx, scope, &row, me)?;
        if involvement.conflict {
            return Err(Failure::conflict("conflict-of-interest"));
        }
        let seen = duty::seen(tx, row.id, me)?;
        let news = match seen {
            Some(seen) => news::after(tx, scope, &row, seen.entry, Some(me))?,
            None => Vec::new(),
        };
        let calls = registry::calls(tx, scope, row.id)?;
        let all = approval::all(tx, row.id)?;
        let declined = all
            .first()
            .filter(|newest| newest.outcome.as_deref() == Some("declined"));
        Ok(Desk {
            involvement,
            claimed_at: duty::claimed_at(tx, row.id)?,
            conflicts: duty::conflicts(tx, scope, row.tenant_id)?,
            seen,
            news,
            thread: whole(tx, scope, row.id)?,
            extract: registry::extract(tx, scope, row.id)?,
            risk: risk::Risk::of(&app, store::risk::of(tx, row.id)?),
            called: risk::called(&calls, row.submitted_at),
            calls,
            declined: declined.cloned(),
            proposal: all.into_iter().find(|p| p.outcome.is_none()),
        })
    })
}
