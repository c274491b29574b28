//! The automatic checks after submission (T10), and again when what they rest on has changed.

use super::application::{save, state_of};
use super::screening;
use crate::credit::inquiries;
use crate::names::{self, Website};
use crate::{App, Failure, Intent, Request, Work};
use domain::credit::inquiry::Purpose;
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate;
use store::application::{self, Application, Check};
use store::{operator, registration};

/// Who decides what nobody has to look at.
pub(crate) const BY_MACHINE: &str = "tongdao";

/// Runs the checks a machine can decide and hands the case to the reviewers. Running it twice
/// changes nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    hand_over(app, request, id, "application.check", true)
}

/// Hands the case to the reviewers without what the machine could not find out in its hour.
/// The reviewers set those checks aside or wait for an answer.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn give_up(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    hand_over(app, request, id, "application.end-checks", false)
}

fn hand_over(
    app: &App,
    request: &Request,
    id: ApplicationId,
    action: &'static str,
    decides: bool,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let inside = app.clone();
    // Before the transaction: long lists take a while, and nobody could write meanwhile. What was
    // submitted does not change until it is under review.
    let (found, lists, listed) = app
        .read(move |tx| {
            let found = operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
            let answers = registration::answers(tx, id.0)?;
            let lists = screening::in_force(tx)?;
            Ok((found, lists, screening::screen(tx, &inside, &answers)?))
        })
        .wait()?;
    let intent = Intent::new(action, found.tenant_id, format!("application/{id}"));
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        if state != State::Submitted {
            return Ok(());
        }
        row.state = state.apply(Event::FinishChecks)?.text().to_owned();
        save(work, &row)?;
        let answers = registration::answers(work.tx, row.id)?;
        let by_machine: Vec<_> = Kind::ALL
            .iter()
            .copied()
            .filter(|kind| kind.by_machine())
            .collect();
        if decides {
            decide(work, scope, &row, &answers, &by_machine)?;
        } else {
            super::facts::set_back(work, row.id, &by_machine)?;
        }
        // A list that came into force meanwhile was held against cases under review, and this is none
        // yet.
        let listed = if screening::in_force(work.tx)? == lists {
            listed.clone()
        } else {
            screening::screen(work.tx, work.app, &answers)?
        };
        begin_by_hand(work, &row, &answers, listed)?;
        inquiries::put(work, scope, &row, Purpose::Enrolment, None)?;
        crate::review::risk::assess(work, scope, &row, &answers)
    })
    .wait()
}

/// Decides those of some checks that a machine can decide.
pub(super) fn decide(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    answers: &Answers,
    kinds: &[Kind],
) -> Result<(), Failure> {
    if kinds.contains(&Kind::NetworkId) {
        let network_id = answers.get("network_id").cloned().unwrap_or_default();
        let member = registration::network_member(work.tx, &network_id)?;
        let (outcome, evidence) = match member {
            Some(m) if m.active && m.kind == "location" => {
                (Outcome::Passed, format!("{}: {}", m.network_id, m.name))
            }
            _ => (Outcome::Failed, network_id),
        };
        set(work, row, Kind::NetworkId, outcome, evidence)?;
    }
    if kinds.contains(&Kind::Duplicate) {
        let duplicates = operator::duplicates(work.tx, scope, row)?;
        // A company that applies again is not its own duplicate.
        let others = duplicates.iter().filter(|d| d.tenant_id != row.tenant_id);
        let names: Vec<_> = others.map(|d| d.reference.as_str()).collect();
        let outcome = if names.is_empty() {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        let names = names.join(", ");
        set(work, row, Kind::Duplicate, outcome, names)?;
    }
    if kinds.contains(&Kind::RestrictedParty) {
        hold_against_lists(work, row, answers)?;
    }
    Ok(())
}

/// Restricted parties: what the lists in force have, or that they have nothing, for the person who
/// decides the check.
fn hold_against_lists(
    work: &mut Work<'_, '_>,
    row: &Application,
    answers: &Answers,
) -> Result<(), Failure> {
    match screening::screen(work.tx, work.app, answers)? {
        Some((outcome, found)) => set(work, row, Kind::RestrictedParty, outcome, found),
        None => Ok(()),
    }
}

/// What reviewers decide begins with what they will compare.
fn begin_by_hand(
    work: &mut Work<'_, '_>,
    row: &Application,
    answers: &Answers,
    listed: Option<(Outcome, String)>,
) -> Result<(), Failure> {
    let domain = |field: &str| {
        validate::email_domain(answers.get(field).map_or("", String::as_str)).to_owned()
    };
    let (primary, approval) = (domain("primary_email"), domain("approval_email"));
    let code = row.credit_code.clone().unwrap_or_default();
    for (kind, evidence) in [
        (Kind::Employment, format!("{primary} / {approval}")),
        (Kind::BusinessRegistration, code),
        (Kind::RestrictedParty, String::new()),
    ] {
        set(work, row, kind, Outcome::Pending, evidence)?;
    }
    if let Some((outcome, found)) = listed {
        set(work, row, Kind::RestrictedParty, outcome, found)?;
    }
    set(
        work,
        row,
        Kind::SupportWebsite,
        Outcome::Pending,
        String::new(),
    )?;
    ask_for_website(work, ApplicationId(row.id))
}

/// Has the support website looked up after the commit: name servers may take their time.
pub(super) fn ask_for_website(work: &mut Work<'_, '_>, id: ApplicationId) -> Result<(), Failure> {
    let dedupe = format!("website/{id}/{}", work.now.0);
    work.after_commit("website", &format!("application/{id}"), &id, dedupe)
}

/// Looks the support website up and decides its check, as long as it waits: what a reviewer has
/// said stays. Where names are not looked up at all the check is set aside; where nobody answers it
/// goes on waiting, and the reviewer looks.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn look_at_website(
    app: &App,
    request: &Request,
    id: ApplicationId,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let (tenant, address) = app
        .read(move |tx| {
            let row = operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
            Ok((row.tenant_id, website_of(&registration::answers(tx, id.0)?)))
        })
        .wait()?;
    // Withdrawn and erased meanwhile.
    if address.is_empty() {
        return Ok(());
    }
    let (outcome, evidence) = match names::website(app, &address) {
        Website::Public(addresses) => {
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            (Outcome::Passed, addresses.join(", "))
        }
        Website::Nowhere | Website::Inside => (Outcome::Failed, address.clone()),
        Website::Unanswered => (Outcome::Pending, address.clone()),
        Website::NotLooked => (Outcome::Waived, address.clone()),
    };
    let intent = Intent::new(
        "application.check-website",
        tenant,
        format!("application/{id}"),
    );
    app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let checks = application::checks(work.tx, id.0)?;
        let waits = checks.iter().any(|check| {
            check.kind == Kind::SupportWebsite.text() && check.result == Outcome::Pending.text()
        });
        // Changed while the name servers were asked: another job asks about the new one.
        let same = website_of(&registration::answers(work.tx, id.0)?) == address;
        if waits && same {
            set(work, &row, Kind::SupportWebsite, outcome, evidence.clone())?;
        }
        work.audit("outcome", outcome.text());
        Ok(())
    })
    .wait()
}

fn website_of(answers: &Answers) -> String {
    answers.get("support_website").cloned().unwrap_or_default()
}

fn set(
    work: &mut Work<'_, '_>,
    row: &Application,
    kind: Kind,
    outcome: Outcome,
    evidence: String,
) -> Result<(), Failure> {
    let check = Check {
        kind: kind.text().to_owned(),
        result: outcome.text().to_owned(),
        evidence,
        decided_by: BY_MACHINE.to_owned(),
        decided_at: Some(work.now),
    };
    Ok(application::set_check(work.tx, row.id, &check)?)
}
