//! Changes of vetted facts of partners that are set up: a reviewer puts them in force or rejects them
//! (03 §1). Only the changed facts are judged. What is asked and looked at meanwhile is in
//! [`super::change_documents`].

use super::change_documents::{self, Paper};
use crate::accounts::change_documents::{erase_later, stage_of};
use crate::accounts::profiles::{next, set, tell};
use crate::{App, Failure, Intent, Request};
use domain::accounts::change_documents::Stage;
use domain::accounts::profiles::Profile;
use domain::caller::Caller;
use domain::enrolment::form::FieldProblem;
use domain::ids::TenantId;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use domain::validate::text;
use store::Reply;
use store::change_document::{self, Line};
use store::profile_change::{self as rows, Change, Fact, Waiting};
use uuid::Uuid;

/// Changes shown at most.
const MOST: u32 = 200;

pub(super) fn asks(
    request: &Request,
    action: OperatorAction,
) -> Result<(OperatorScope, Uuid), Failure> {
    let scope = authorise_operator(&request.caller, action)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok((scope, person.account.0))
}

/// The changes that wait, oldest first.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Waiting>, Failure> {
    match asks(request, OperatorAction::ViewApplication) {
        Ok((scope, person)) => app.read(move |tx| Ok(rows::waiting(tx, scope, person, MOST)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A change.
#[derive(Debug, Clone)]
pub struct View {
    /// The change itself.
    pub change: Change,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// The company's name.
    pub company: String,
    /// Whose turn it is, as long as it waits.
    pub stage: Stage,
    /// Documents the company has sent.
    pub papers: Vec<Paper>,
    /// What was asked and answered, oldest first.
    pub lines: Vec<Line>,
}

/// One change.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let (scope, person) = match asks(request, OperatorAction::ViewApplication) {
        Ok(found) => found,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let change = rows::of_any(tx, scope, person, id)?.ok_or(Failure::NotFound)?;
        let tenant = TenantId(change.tenant_id);
        let own = authorise(&Caller::System, TenantAction::ViewProfiles, tenant)?;
        Ok(View {
            facts: rows::facts(tx, id)?,
            company: store::identity::tenant(tx, own)?.name,
            stage: stage_of(&change)?,
            papers: change_documents::sent(tx, scope, &change)?,
            lines: change_document::lines(tx, id)?,
            change,
        })
    })
}

/// Puts the facts of a change in force, or rejects it with a reason the company reads. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] (`stale`) for a change that waits no more,
/// and, where it is to be put in force, `documents-awaited` or `documents-unscanned`;
/// [`Failure::NotFound`].
pub fn decide(
    app: &App,
    request: &Request,
    id: Uuid,
    approve: bool,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let (scope, person) = asks(request, OperatorAction::DecideApplication)?;
    let reason = match approve {
        true => String::new(),
        false => {
            let reason = text::line(reason, 3, 300);
            let invalid = |problem| Failure::Invalid(vec![FieldProblem::new("reason", problem)]);
            reason.map_err(invalid)?.value
        }
    };
    let found = app
        .read(move |tx| Ok(rows::of_any(tx, scope, person, id)?))
        .wait()?
        .ok_or(Failure::NotFound)?;
    let tenant = TenantId(found.tenant_id);
    let own = authorise(&Caller::System, TenantAction::EditProfiles, tenant)?;
    let action = if approve {
        "profile.approve"
    } else {
        "profile.reject"
    };
    let intent = Intent::new(action, found.tenant_id, "profile/legal").once(key, &(id, &reason));
    app.command(request, intent, move |work| {
        let state = if approve { "approved" } else { "rejected" };
        let by = work.request.caller.actor_name().to_owned();
        if approve {
            change_documents::may_be_approved(work, scope, person, id)?;
        }
        if !rows::settle(work.tx, id, (state, &reason), &by, work.now)? {
            return Err(Failure::conflict("stale"));
        }
        let version = rows::version(work.tx, own, Profile::Legal.text())?;
        next(work, own, Profile::Legal, version)?;
        if approve {
            for fact in rows::facts(work.tx, id)? {
                set(work, own, Profile::Legal, &fact.field, &fact.new_value)?;
            }
        }
        // What was never sent was nobody's to judge.
        for key in change_document::erase(work.tx, id, true, work.now)? {
            erase_later(work, &key)?;
        }
        work.audit("change", id.to_string());
        if !approve {
            work.audit("reason", reason.as_str());
        }
        let what = if approve {
            "profile-approved"
        } else {
            "profile-rejected"
        };
        tell(work, own, what, &(version + 1).to_string(), &reason)
    })
    .wait()
}
