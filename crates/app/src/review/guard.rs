//! May this person act on this case now? Every decision of staff about an application asks here,
//! after its role has been authorised.

use crate::enrolment::application::state_of;
use crate::{Failure, Work};
use domain::caller::StaffRole;
use domain::enrolment::application::State;
use domain::enrolment::duty::{Again, Duty, Hand, Involvement, Refusal, again, hand, judge};
use domain::permission::OperatorScope;
use store::application::Application;
use store::credit::decision;
use store::review::{approval, duty};
use store::{Tx, operator, rejection};
use uuid::Uuid;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::conflict(refusal.code())
    }
}

/// What a person has had to do with an application so far.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn involvement(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    person: Uuid,
) -> Result<Involvement, Failure> {
    let approval = approval::open(tx, row.id)?.map(|proposal| proposal.proposed_by);
    let rejection = rejection::open(tx, row.id)?.map(|proposal| proposal.proposed_by);
    // A case is held while it is worked on; once decided it is nobody's alone.
    let held = matches!(
        state_of(row)?,
        State::InReview | State::InformationRequested
    );
    Ok(Involvement {
        conflict: duty::has_conflict(tx, scope, row.tenant_id, person)?,
        reviewed: operator::reviewed(tx, scope, row.id, person)?,
        decided_credit: decision::by_person(tx, scope, row.id, person)?,
        again: judged_before(tx, scope, row, person)?.1,
        proposed: [approval, rejection].contains(&Some(person)),
        held_by_colleague: held && row.reviewer_id.is_some_and(|holder| holder != person),
    })
}

/// What hand a person had in rejections of an application, and what that leaves now that everybody
/// else who could judge is looked at.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn judged_before(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    person: Uuid,
) -> Result<(Hand, Again), Failure> {
    let all = rejection::of_application(tx, row.id)?;
    let confirmed: Vec<_> = all
        .iter()
        .filter(|r| r.outcome.as_deref() == Some("confirmed"))
        .map(|r| (r.proposed_by, r.decided_by))
        .collect();
    let mine = hand(person, &confirmed);
    if mine == Hand::None {
        return Ok((mine, Again::Free));
    }
    let proposers = [
        approval::open(tx, row.id)?.map(|proposal| proposal.proposed_by),
        rejection::open(tx, row.id)?.map(|proposal| proposal.proposed_by),
    ];
    let mut others = Vec::new();
    for colleague in duty::colleagues(tx, scope, StaffRole::Reviewer.text(), row.tenant_id)? {
        let other = colleague.id;
        if other != person
            && !proposers.contains(&Some(other))
            && !decision::by_person(tx, scope, row.id, other)?
        {
            others.push(hand(other, &confirmed));
        }
    }
    Ok((mine, again(mine, &others)))
}

/// Asks whether the caller may do something about an application, and says who the caller is. A
/// reviewer who acts on a case that nobody holds takes it by that.
///
/// # Errors
/// [`Failure::Conflict`] with the code of the [`Refusal`].
pub(crate) fn may(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &mut Application,
    duty: Duty,
) -> Result<Uuid, Failure> {
    let caller = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let person = caller.account.0;
    judge(duty, &involvement(work.tx, scope, row, person)?)?;
    if duty == Duty::Review && row.reviewer_id.is_none() {
        if !duty::take_if_free(work.tx, scope, row.id, person, work.now)? {
            return Err(Refusal::Held.into());
        }
        row.reviewer_id = Some(person);
        work.audit("claimed", true);
    }
    Ok(person)
}

/// Refuses other decisions while one waits for its second person.
pub(crate) fn no_proposal(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    if approval::open(work.tx, row.id)?.is_some() {
        return Err(Failure::conflict("approval-proposed"));
    }
    if rejection::open(work.tx, row.id)?.is_some() {
        return Err(Failure::conflict("rejection-proposed"));
    }
    Ok(())
}
