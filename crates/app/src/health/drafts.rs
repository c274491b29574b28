//! Outages wait for a second pair of eyes: somebody else of the staff confirms what one of them wrote,
//! and only then anybody else sees it.

use super::post::{add, say};
use super::state;
use crate::command::{me, reason_of};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::StaffRole;
use domain::effects::Instant;
use domain::enrolment::machine::Machine;
use domain::health::draft::{State, code};
use domain::health::form::New;
use domain::health::{State as Health, next_due};
use domain::language::Language;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::programme::Localised;
use domain::two_people::{Refused, may_decide, may_withdraw};
use store::agreements;
use store::health::drafts::{self as rows, Draft, End};
use store::health::{self, Incident};
use store::{Reply, Tx};
use uuid::Uuid;

/// Most drafts in a list.
const MOST: u32 = 100;
/// Days a draft that was declined stays in the list.
const DECLINED_DAYS: i64 = 7;

/// A draft and the services it is about.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The draft.
    pub row: Draft,
    /// Its services.
    pub services: Vec<Uuid>,
}

fn refused(refused: Refused) -> Failure {
    Failure::conflict(code(refused))
}

fn shown(tx: &mut Tx<'_>, row: Draft) -> Result<Shown, Failure> {
    Ok(Shown {
        services: rows::services(tx, row.id)?,
        row,
    })
}

/// Those that wait, and those that were declined a short while ago.
pub(super) fn list(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    now: Instant,
) -> Result<Vec<Shown>, Failure> {
    let since = now.plus_days(-DECLINED_DAYS);
    let found = rows::list(tx, scope, since, MOST)?.into_iter();
    found.map(|row| shown(tx, row)).collect()
}

/// A draft.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Shown, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        Ok(scope) => app.read(move |tx| {
            let row = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
            shown(tx, row)
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// What is to be shown once a second person agrees.
pub(super) struct Proposed<'a> {
    pub(super) id: Uuid,
    pub(super) number: &'a str,
    pub(super) raises: bool,
    pub(super) title: Localised,
    pub(super) text: Localised,
    pub(super) started_at: Instant,
    pub(super) services: &'a [Uuid],
}

impl<'a> Proposed<'a> {
    pub(super) fn new(id: Uuid, number: &'a str, new: &'a New) -> Self {
        Self {
            id,
            number,
            raises: false,
            title: new.title.clone(),
            text: new.text.clone(),
            started_at: new.started_at,
            services: &new.services,
        }
    }
}

/// Keeps it within a command.
pub(super) fn propose(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    (by, name): (Uuid, &str),
    what: Proposed<'_>,
) -> Result<(), Failure> {
    work.is("health.propose-outage");
    let draft = Draft {
        id: what.id,
        number: what.number.to_owned(),
        raises: what.raises,
        state: State::Proposed.text().to_owned(),
        title_zh_hans: what.title.zh_hans,
        title_zh_hant: what.title.zh_hant,
        title_en: what.title.en,
        text_zh_hans: what.text.zh_hans,
        text_zh_hant: what.text.zh_hant,
        text_en: what.text.en,
        started_at: what.started_at,
        proposed_by: by,
        proposed_name: name.to_owned(),
        proposed_at: work.now,
        decided_name: String::new(),
        decided_at: None,
        reason: String::new(),
    };
    rows::add(work.tx, scope, &draft, what.services).map_err(|error| {
        if error.is_unique() {
            Failure::conflict("health-draft-open")
        } else {
            error.into()
        }
    })?;
    work.audit("number", what.number);
    ask_others(work, &draft)
}

/// All others who may confirm it learn that it waits for one of them.
fn ask_others(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    let default = work.app.programme.languages.default;
    // Whoever has both roles gets one mail: the second has the key of the first.
    let mut staff = agreements::staff_with_role(work.tx, StaffRole::SupportAgent.text())?;
    staff.extend(agreements::staff_with_role(
        work.tx,
        StaffRole::PlatformAdmin.text(),
    )?);
    for agent in staff.iter().filter(|agent| agent.id != draft.proposed_by) {
        let language = Language::from_tag(&agent.language).unwrap_or(default);
        Notice::new(
            "health-confirm",
            &agent.contact_email,
            &agent.language,
            &draft.number,
        )
        .name(&agent.full_name())
        .with("title", draft.title().shown(language, default))
        .with("author", &draft.proposed_name)
        .link(&format!("/ops/health/drafts/{}", draft.id))
        .queue(work, format!("health-confirm/{}/{}", draft.id, agent.id))?;
    }
    Ok(())
}

/// An incident that ended is not raised any more.
pub(super) fn drop_of(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    number: &str,
    by: (Uuid, &str),
) -> Result<(), Failure> {
    let with = End {
        state: State::Withdrawn.text(),
        reason: "",
        by,
        at: work.now,
    };
    if rows::end(work.tx, scope, number, with)? {
        work.audit("draft", State::Withdrawn.text());
    }
    Ok(())
}

/// Does something to a draft that waits and gives the number of its incident.
fn decide(
    app: &App,
    request: &Request,
    (action, right): (&'static str, OperatorAction),
    id: Uuid,
    (key, input): (&str, &impl serde::Serialize),
    act: impl Fn(&mut Work<'_, '_>, OperatorScope, &Draft) -> Result<State, Failure> + Send + 'static,
    reason: String,
) -> Result<String, Failure> {
    let scope = authorise_operator(&request.caller, right)?;
    let (by, name) = me(request)?;
    let chain = request.caller.tenant().ok_or(Failure::SignInFirst)?.0;
    let intent = Intent::new(action, chain, format!("incident-draft/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        let draft = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let with = End {
            state: act(work, scope, &draft)?.text(),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        if !rows::end(work.tx, scope, &draft.number, with)? {
            return Err(refused(Refused::Decided));
        }
        work.audit("number", draft.number.as_str());
        work.audit("proposed_by", draft.proposed_name.as_str());
        if !reason.is_empty() {
            work.audit("reason", reason.as_str());
        }
        Ok(draft.number)
    })
    .wait()
}

fn waits(draft: &Draft) -> bool {
    draft.state == State::Proposed.text()
}

/// A second person agrees: the outage is posted, or the incident becomes one. Gives its number. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`health-draft-decided`, `health-draft-own`, `health-state` when the incident
/// cannot become an outage any more); [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn confirm(app: &App, request: &Request, id: Uuid, key: &str) -> Result<String, Failure> {
    let right = OperatorAction::ConfirmOutages;
    authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act = move |work: &mut Work<'_, '_>,
                    scope: OperatorScope,
                    draft: &Draft|
          -> Result<State, Failure> {
        may_decide(waits(draft), draft.proposed_by, by).map_err(refused)?;
        let incident = match draft.raises {
            false => fresh(work, scope, draft)?,
            true => raised(work, scope, draft)?,
        };
        say(work, scope, &incident, (&draft.proposed_name, draft.text()))?;
        Ok(State::Confirmed)
    };
    decide(
        app,
        request,
        ("health.confirm-outage", right),
        id,
        (key, &"confirm"),
        act,
        String::new(),
    )
}

fn fresh(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    draft: &Draft,
) -> Result<Incident, Failure> {
    let new = New {
        services: rows::services(work.tx, draft.id)?,
        state: Health::Interrupted,
        title: draft.title(),
        text: draft.text(),
        started_at: draft.started_at,
    };
    // It keeps the draft's id: nothing is drawn anew when the database asks for a second time.
    add(work, scope, (draft.id, &draft.number), &new)
}

fn raised(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    draft: &Draft,
) -> Result<Incident, Failure> {
    let row = health::get(work.tx, scope, &draft.number)?;
    let mut row = row.ok_or(Failure::NotFound)?;
    let before = state(&row)?;
    let event = before.event_to(Health::Interrupted);
    let event = event.ok_or_else(|| Failure::conflict("health-state"))?;
    let next = before.apply(event)?;
    next.text().clone_into(&mut row.state);
    row.changed_at = work.now;
    row.due_at = next_due(&work.app.programme, next, work.now);
    if !health::save(work.tx, scope, &row)? {
        return Err(Failure::conflict("stale"));
    }
    Ok(row)
}

/// A second person does not agree, and says why. Blocks.
///
/// # Errors
/// As [`confirm`]; [`Failure::Invalid`] at `reason`.
pub fn decline(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<String, Failure> {
    let right = OperatorAction::ConfirmOutages;
    authorise_operator(&request.caller, right)?;
    let ((by, _), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act =
        move |_: &mut Work<'_, '_>, _: OperatorScope, draft: &Draft| -> Result<State, Failure> {
            may_decide(waits(draft), draft.proposed_by, by).map_err(refused)?;
            Ok(State::Declined)
        };
    let what = ("health.decline-outage", right);
    decide(app, request, what, id, (key, &input), act, reason)
}

/// Whoever wrote it takes it back. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`health-draft-decided`, `health-draft-not-own`); as [`confirm`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<String, Failure> {
    let right = OperatorAction::PostIncidents;
    authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act =
        move |_: &mut Work<'_, '_>, _: OperatorScope, draft: &Draft| -> Result<State, Failure> {
            may_withdraw(waits(draft), draft.proposed_by, by).map_err(refused)?;
            Ok(State::Withdrawn)
        };
    decide(
        app,
        request,
        ("health.withdraw-outage", right),
        id,
        (key, &"withdraw"),
        act,
        String::new(),
    )
}
