//! E20: mails to reviewers and analysts about work that waits for them.

use super::guard;
use crate::notifications::Notice;
use crate::{Failure, Work};
use domain::caller::StaffRole;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::duty::{Duty, judge};
use domain::ids::ApplicationId;
use domain::permission::OperatorScope;
use store::application::{self, Application};
use store::review::duty::{self, Colleague};
use uuid::Uuid;

/// Queues one mail; once for each occasion and reader.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    row: &Application,
    reader: &Colleague,
    code: &'static str,
    occasion: &str,
    more: impl FnOnce(Notice) -> Notice,
) -> Result<(), Failure> {
    let path = format!("/ops/applications/{}", ApplicationId(row.id));
    let notice = Notice::new(
        code,
        &reader.contact_email,
        &reader.language,
        &row.reference,
    )
    .name(&reader.full_name())
    .company(&row.legal_name)
    .link(&path);
    more(notice).queue(work, format!("{code}/{}/{occasion}/{}", row.id, reader.id))
}

/// Those who are to look after a case: its holder, or, while nobody holds it, every reviewer who may
/// take it. Whoever rejected it is not called to its appeal.
pub(crate) fn reviewers(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
) -> Result<Vec<Colleague>, Failure> {
    if let Some(holder) = row.reviewer_id
        && let Some(colleague) = duty::colleague(work.tx, scope, holder)?
    {
        return Ok(vec![colleague]);
    }
    let role = StaffRole::Reviewer.text();
    let mut free = Vec::new();
    for colleague in duty::colleagues(work.tx, scope, role, row.tenant_id)? {
        let involvement = guard::involvement(work.tx, scope, row, colleague.id)?;
        if judge(Duty::Review, &involvement).is_ok() {
            free.push(colleague);
        }
    }
    Ok(free)
}

/// A case has come into the queue: E20 to its reviewer, or to all of them, and to the analysts
/// while credit is open.
pub(crate) fn announce(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
) -> Result<(), Failure> {
    let occasion = work.now.0.to_string();
    for reader in reviewers(work, scope, row)? {
        tell(work, row, &reader, "e20-case", &occasion, |notice| notice)?;
    }
    let credit = application::checks(work.tx, row.id)?
        .into_iter()
        .find(|check| check.kind == Kind::Credit.text());
    let settled = [Outcome::Passed.text(), Outcome::Waived.text()];
    if credit.is_some_and(|check| settled.contains(&check.result.as_str())) {
        return Ok(());
    }
    let role = StaffRole::CreditAnalyst.text();
    for reader in duty::colleagues(work.tx, scope, role, row.tenant_id)? {
        tell(work, row, &reader, "e20-credit", &occasion, |notice| notice)?;
    }
    Ok(())
}

/// A decision waits for a second reviewer: E20 to everybody but the first.
pub(super) fn announce_second(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    first: Uuid,
) -> Result<(), Failure> {
    let occasion = work.now.0.to_string();
    let role = StaffRole::Reviewer.text();
    let others = duty::colleagues(work.tx, scope, role, row.tenant_id)?;
    for reader in others.iter().filter(|reader| reader.id != first) {
        tell(work, row, reader, "e20-second", &occasion, |notice| notice)?;
    }
    Ok(())
}

/// A share of the promised time is used: E20 to whoever looks after the case. Gives back how many
/// that are.
pub(crate) fn warn(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    percent: i64,
) -> Result<usize, Failure> {
    let since = row.sla_since.map_or(0, |since| since.0);
    let days = row.sla_days;
    // The clock of another review of the same case warns anew.
    let occasion = format!("{percent}/{since}/{days}");
    let promised = work.app.programme.application.sla_working_days.to_string();
    let readers = reviewers(work, scope, row)?;
    for reader in &readers {
        tell(work, row, reader, "e20-time", &occasion, |notice| {
            notice
                .with("percent", &percent.to_string())
                .with("promised", &promised)
        })?;
    }
    Ok(readers.len())
}

/// Tells a reviewer that a colleague has taken his case.
pub(super) fn tell_of_take_over(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    from: Uuid,
    by: &str,
    reason: &str,
) -> Result<(), Failure> {
    let Some(reader) = duty::colleague(work.tx, scope, from)? else {
        return Ok(());
    };
    let occasion = work.now.0.to_string();
    tell(work, row, &reader, "e20-taken-over", &occasion, |notice| {
        notice.with("by", by).with("reason", reason)
    })
}
