//! Credit: who decides, by hand, through a bureau or by two people, and what a decision brings about.

pub mod answers;
pub mod decide;
pub mod file;
pub mod inquiries;
pub mod overrides;
pub mod reviews;

mod question;

use crate::enrolment::application::state_of;
use crate::review::guard;
use crate::{App, Failure, Work};
use domain::caller::Caller;
use domain::credit::history::{Past, Source, needs_override};
use domain::credit::overrides::State as OverrideState;
use domain::credit::proposal::Inputs;
use domain::credit::review::{changes_limit, ends_review};
use domain::credit::standing::Standing;
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{CreditResult, Kind};
use domain::enrolment::duty::{Duty, judge};
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::ids::{ApplicationId, TenantId, fresh_uuid};
use domain::permission::{OperatorScope, TenantAction, authorise};
use domain::validate;
use store::application::{self, Application, Check};
use store::credit::decision::{self, Decision};
use store::credit::overrides as proposals;
use store::credit::review::{self, Review};
use store::{accounts, operator, registration};

/// What the newest decision of an application is worth now.
#[must_use]
pub fn standing(newest: Option<&Decision>, now: Instant) -> Standing {
    let read = |d: &Decision| Some((CreditResult::from_text(&d.result)?, d.valid_until));
    Standing::of(newest.and_then(read), now)
}

/// What a limit is computed from, by an application's answers; nothing while an amount is missing or
/// wrong.
#[must_use]
pub fn inputs(app: &App, answers: &Answers) -> Option<Inputs> {
    let amount = |field: &str| validate::amount_cny(answers.get(field)?).ok();
    let (expected, requested) = (amount("expected_monthly")?, amount("requested_limit")?);
    Some(Inputs::new(expected, requested, &app.programme.credit))
}

/// Why credit of a case can be decided now.
#[derive(Debug, Clone)]
pub(crate) enum Open {
    /// Its application is under review.
    Enrolment,
    /// It is a partner whose limit is due.
    Review(Review),
}

/// Loads a case in which a person may decide credit.
///
/// # Errors
/// [`Failure::Conflict`] with the state the application is in.
pub(crate) fn open_case(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    id: ApplicationId,
) -> Result<(Application, Open), Failure> {
    let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
    let state = state_of(&row)?;
    if state == State::Active
        && let Some(due) = review::of_application(work.tx, scope, row.id)?
    {
        return Ok((row, Open::Review(due)));
    }
    // Whatever can be approved can be decided about.
    state.apply(Event::Approve)?;
    Ok((row, Open::Enrolment))
}

/// Asks whether a person may decide credit of a case, or confirm what a colleague proposed: nobody
/// who is close to the company or has reviewed the case, and no second person who is the first (00,
/// role separation).
pub(crate) fn may(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    duty: Duty,
    person: uuid::Uuid,
    proposed_by: Option<uuid::Uuid>,
) -> Result<(), Failure> {
    let mut involved = guard::involvement(work.tx, scope, row, person)?;
    // A reviewer who holds the case has reviewed it, whatever the log says.
    involved.reviewed |= row.reviewer_id == Some(person);
    involved.proposed = proposed_by == Some(person);
    Ok(judge(duty, &involved)?)
}

/// What counts of the decisions so far, newest first.
fn pasts(decisions: &[Decision]) -> impl Iterator<Item = Past> {
    decisions.iter().filter_map(|d| {
        Some(Past {
            source: Source::from_text(&d.source)?,
            result: CreditResult::from_text(&d.result)?,
            valid_until: d.valid_until,
        })
    })
}

/// Whether a limit can only be granted by two people, by what was decided so far.
pub(crate) fn is_barred(decisions: &[Decision], now: Instant) -> bool {
    needs_override(pasts(decisions), now)
}

/// Whether a person has said no in a way that even a bureau's yes does not take back.
pub(crate) fn person_refused(decisions: &[Decision], now: Instant) -> bool {
    let yes = Past {
        source: Source::Bureau,
        result: CreditResult::Pass,
        valid_until: Instant(i64::MAX),
    };
    needs_override(std::iter::once(yes).chain(pasts(decisions)), now)
}

/// A decision that is to be recorded.
pub(crate) struct New {
    pub(crate) source: Source,
    pub(crate) result: CreditResult,
    /// Minor units; counts only when passed.
    pub(crate) limit: i64,
    pub(crate) reason: String,
    pub(crate) analyst: Option<uuid::Uuid>,
    /// What the case page shows as who decided.
    pub(crate) decided_by: String,
    pub(crate) valid_until: Instant,
}

/// Records a decision with all it brings about: the check of the review, a waiting override that it
/// makes void, or the partner's limit and the end of the yearly review.
pub(crate) fn record(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    open: &Open,
    new: New,
) -> Result<Decision, Failure> {
    let answers = registration::answers(work.tx, row.id)?;
    let inputs = inputs(work.app, &answers)
        .map_or_else(|| Ok(String::new()), |i| serde_json::to_string(&i))
        .map_err(Failure::internal)?;
    let granted = if new.result == CreditResult::Pass {
        new.limit
    } else {
        0
    };
    let made = Decision {
        id: fresh_uuid(&*work.app.entropy),
        source: new.source.text().to_owned(),
        result: new.result.text().to_owned(),
        credit_limit: granted,
        currency: row.currency.clone(),
        reason: new.reason.clone(),
        analyst_id: new.analyst,
        inputs,
        decided_at: work.now,
        valid_until: new.valid_until,
    };
    decision::add(work.tx, scope, row.id, &made)?;
    if let Some(waiting) = proposals::waiting(work.tx, scope, row.id)? {
        let (state, now) = (OverrideState::Outdated.text(), work.now);
        proposals::settle(work.tx, scope, waiting.id, state, None, "", now)?;
        work.audit("outdated_override", waiting.id.to_string());
    }
    work.audit("source", new.source.text());
    work.audit("result", new.result.text());
    work.audit("limit", granted);
    work.audit("reason", new.reason.as_str());
    match open {
        Open::Enrolment => {
            let check = Check {
                kind: Kind::Credit.text().to_owned(),
                result: new.result.outcome().text().to_owned(),
                evidence: new.reason,
                decided_by: new.decided_by,
                decided_at: Some(work.now),
            };
            application::set_check(work.tx, row.id, &check)?;
        }
        Open::Review(due) => {
            if changes_limit(new.result) {
                change_limit(work, TenantId(row.tenant_id), granted)?;
            }
            if ends_review(new.result) {
                review::close(work.tx, scope, due.id, made.id, work.now)?;
            }
        }
    }
    Ok(made)
}

/// A partner's new limit holds from this commit on.
fn change_limit(work: &mut Work<'_, '_>, tenant: TenantId, limit: i64) -> Result<(), Failure> {
    let scope = authorise(&Caller::System, TenantAction::ViewOverview, tenant)?;
    let account = accounts::billing_account(work.tx, scope)?;
    let account = account.ok_or_else(|| Failure::internal("a partner without billing account"))?;
    accounts::set_credit_limit(work.tx, scope, limit)?;
    work.audit("limit_before", account.credit_limit);
    work.audit("limit_after", limit);
    Ok(())
}

/// Until when a decision made now is good.
pub(crate) fn good_until(work: &Work<'_, '_>) -> Instant {
    let days = i64::from(work.app.programme.credit.result_valid_days);
    work.now.plus_days(days)
}
