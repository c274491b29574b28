//! Giving people licences of what was bought, and taking them back.

use super::scope;
use crate::accounts::{actor, refused, standing, subject};
use crate::subscriptions::offer_of;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::users::may_add;
use domain::caller::AdminSetting;
use domain::centre::licences::{Refused, may_take};
use domain::enrolment::form::FieldProblem;
use domain::ids::AccountId;
use domain::permission::centre::{CustomerAction, CustomerScope};
use domain::subscriptions::Status;
use serde::Serialize;
use std::collections::BTreeSet;
use store::centre::{licences as rows, one_owned};
use store::users::{self, User};
use uuid::Uuid;

/// What is to change about a person's licences: ids of subscriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// To be given.
    pub give: BTreeSet<Uuid>,
    /// To be taken back.
    pub take: BTreeSet<Uuid>,
}

/// The field of the form that a subscription is ticked at.
#[must_use]
pub fn field(subscription: Uuid) -> String {
    format!("licence-{subscription}")
}

/// Gives a user licences and takes others back, all of it or nothing. What the user has already is
/// not given twice, what somebody else took back is not missed.
///
/// Refused with [`Failure::Invalid`] at [`field`]s: there is none left, it does not run.
pub fn set(app: &App, request: &Request, id: AccountId, change: &Change, key: &str) -> Pending<()> {
    let scope = match scope(request, CustomerAction::AssignLicences) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("licence.set", scope.customer().0, subject(id.0));
    let change = change.clone();
    app.command(request, intent.once(key, &(id, &change)), move |work| {
        let actor = actor(work, scope.own())?;
        may_add(&actor, AdminSetting::None).map_err(refused)?;
        let user = users::get(work.tx, scope.own(), id.0)?.ok_or(Failure::NotFound)?;
        let mut taken = Vec::new();
        for subscription in &change.take {
            if rows::take_back(work.tx, scope, *subscription, user.id)? {
                taken.push(subscription.to_string());
            }
        }
        let held = rows::of_user(work.tx, scope, user.id)?;
        let has = |id: &Uuid| held.iter().any(|licence| licence.subscription_id == *id);
        let (mut given, mut problems) = (Vec::new(), Vec::new());
        // In one order everywhere: two at once wait for each other, and not both for both.
        for subscription in change.give.iter().filter(|id| !has(id)) {
            match give(work, scope, &user, *subscription)? {
                Ok(()) => given.push(subscription.to_string()),
                Err(why) => problems.push(FieldProblem::plain(&field(*subscription), why.code())),
            }
        }
        if !problems.is_empty() {
            return Err(Failure::Invalid(problems));
        }
        work.audit("sign_in_name", user.sign_in_name.as_str());
        work.audit("given", given);
        work.audit("taken_back", taken);
        Ok(())
    })
}

fn give(
    work: &mut Work<'_, '_>,
    scope: CustomerScope,
    user: &User,
    subscription: Uuid,
) -> Result<Result<(), Refused>, Failure> {
    let found = one_owned(work.tx, scope, subscription)?;
    let owned = found.ok_or(Failure::NotFound)?;
    let status = Status::from_text(&owned.status)
        .ok_or_else(|| Failure::internal(format!("unknown status of {subscription}")))?;
    let unit = offer_of(work.app, owned.offer_id)?.unit;
    let who = standing(user)?.status;
    if let Err(why) = may_take(unit, status, owned.quantity, owned.assigned, who) {
        return Ok(Err(why));
    }
    match rows::give(work.tx, scope, subscription, user.id, work.now)? {
        true => Ok(Ok(())),
        // Somebody was faster.
        false => Ok(Err(Refused::NoneLeft)),
    }
}
