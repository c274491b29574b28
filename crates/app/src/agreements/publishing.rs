//! Publishing a version: one person proposes, another agrees, either takes it back in time.

use super::{AGREEMENT, force};
use crate::identity::proof::require_recent;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::agreements::publication::{self as rule, Refused, State};
use domain::caller::StaffRole;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::TextVersion;
use domain::{calendar, validate};
use jiff::civil::Date;
use store::agreements::{self, Publication};
use store::identity;
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// A version of the agreement in the programme.
pub(super) fn version<'a>(app: &'a App, version: &str) -> Result<&'a TextVersion, Failure> {
    let entry = app.programme.texts.iter().find(|text| text.id == AGREEMENT);
    entry
        .and_then(|entry| entry.versions.iter().find(|v| v.version == version))
        .ok_or(Failure::NotFound)
}

/// What the operator does is audited in the operator's own chain.
fn intent(app: &App, action: &'static str, version: &str) -> Result<Intent, Failure> {
    let operator = app.read(|tx| Ok(identity::operator(tx)?)).wait()?;
    let operator = operator.ok_or(Failure::NotFound)?;
    Ok(Intent::new(
        action,
        operator.id,
        format!("agreement/{AGREEMENT}/{version}"),
    ))
}

fn name(request: &Request) -> String {
    request
        .caller
        .person()
        .map_or("", |p| p.name.as_str())
        .to_owned()
}

/// A row that says what the installation began with, so that editing the programme's file cannot
/// change what is signed.
fn beginning(app: &App, now: Instant, today: Date) -> Result<Publication, Failure> {
    let version = force::first_version(&app.programme).to_owned();
    let hashes = force::hashes(&app.programme, &version);
    Ok(Publication {
        id: fresh_uuid(&*app.entropy),
        text_id: AGREEMENT.to_owned(),
        version,
        state: State::Approved.text().to_owned(),
        number: Some(0),
        effective_on: today.to_string(),
        effective_at: Some(now),
        resign: false,
        hashes: serde_json::to_string(&hashes).map_err(Failure::internal)?,
        proposed_by: None,
        proposed_name: String::new(),
        proposed_at: now,
        approved_name: String::new(),
        approved_at: Some(now),
        withdrawn_name: String::new(),
        withdrawn_at: None,
    })
}

fn pin_within(work: &mut Work<'_, '_>) -> Result<(), Failure> {
    if agreements::publications(work.tx, AGREEMENT)?.is_empty() {
        let today = calendar::local_date(work.now, work.app.programme.time_zone());
        let row = beginning(work.app, work.now, today)?;
        work.audit("began_with", row.version.as_str());
        agreements::add_publication(work.tx, &row)?;
    }
    Ok(())
}

/// Records what the installation began with, once its operator is set up.
///
/// # Errors
/// [`Failure`] of the store.
pub fn pin(app: &App, request: &Request) -> Result<u64, Failure> {
    let (known, operator) = app
        .read(|tx| {
            let known = !agreements::publications(tx, AGREEMENT)?.is_empty();
            Ok((known, identity::operator(tx)?.is_some()))
        })
        .wait()?;
    if known || !operator {
        return Ok(0);
    }
    let intent = intent(app, "agreement.begin", force::first_version(&app.programme))?;
    app.command(request, intent, pin_within).wait()?;
    Ok(1)
}

/// What is typed to propose a version.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Proposal {
    /// The local day from which it is to be signed.
    pub effective_on: String,
    /// `yes` when every partner has to sign it, `no` when only new ones do.
    pub resign: String,
}

impl Proposal {
    fn judge(&self, today: Date) -> Result<(Date, bool), Failure> {
        let mut problems = Vec::new();
        let day = validate::date(&self.effective_on).and_then(|day| {
            rule::judge_day(day, today)
                .map(|()| day)
                .map_err(|refused| validate::Problem::new(refused.code()))
        });
        if let Err(problem) = &day {
            problems.push(FieldProblem::new("effective_on", problem.clone()));
        }
        if !matches!(self.resign.as_str(), "yes" | "no") {
            problems.push(FieldProblem::plain("resign", "choice-unknown"));
        }
        match day {
            Ok(day) if problems.is_empty() => Ok((day, self.resign == "yes")),
            _ => Err(Failure::Invalid(problems)),
        }
    }
}

/// Proposes a version; nothing changes for partners until a second person agrees.
///
/// # Errors
/// [`Failure::Invalid`] at `effective_on` or `resign`; [`Failure::Conflict`] with the code of
/// [`Refused`], `version-incomplete` when a language lacks its text, or `authenticate-again`.
pub fn propose(
    app: &App,
    request: &Request,
    wanted: &str,
    proposal: &Proposal,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::PublishAgreement)?;
    let dated = version(app, wanted)?.date;
    let (effective_on, resign) = proposal.judge(app.today())?;
    let wanted = wanted.to_owned();
    let who = name(request);
    let account = request.caller.person().map(|p| p.account.0);
    let intent = intent(app, "agreement.propose", &wanted)?.once(key, &(&wanted, proposal));
    app.command(request, intent, move |work| {
        require_recent(work)?;
        pin_within(work)?;
        let rows = agreements::publications(work.tx, AGREEMENT)?;
        let current = force::of(&rows, work.app, work.now)?;
        let current_dated = version(work.app, &current.version).map_or(Date::MIN, |v| v.date);
        let rules = force::rules(&rows)?;
        rule::may_propose(&rules, &wanted, dated, current_dated, work.now)?;
        let hashes = force::hashes(&work.app.programme, &wanted);
        if hashes.len() < work.app.programme.languages().len() {
            return Err(Failure::conflict("version-incomplete"));
        }
        let row = Publication {
            id: fresh_uuid(&*work.app.entropy),
            version: wanted.clone(),
            state: State::Proposed.text().to_owned(),
            number: None,
            effective_on: effective_on.to_string(),
            effective_at: None,
            resign,
            hashes: serde_json::to_string(&hashes).map_err(Failure::internal)?,
            proposed_by: account,
            proposed_name: who.clone(),
            approved_at: None,
            ..beginning(work.app, work.now, effective_on)?
        };
        match agreements::add_publication(work.tx, &row) {
            // Somebody else proposed at the same time.
            Err(error) if error.is_unique() => return Err(Refused::Open.into()),
            other => other?,
        }
        work.audit("effective_on", row.effective_on.as_str());
        work.audit("resign", resign);
        work.audit("hashes", row.hashes.as_str());
        tell_colleagues(work, &row)
    })
    .wait()
}

/// The other platform admins learn that somebody has to agree.
fn tell_colleagues(work: &mut Work<'_, '_>, row: &Publication) -> Result<(), Failure> {
    let day: Date = row.effective_on.parse().map_err(Failure::internal)?;
    for person in agreements::staff_with_role(work.tx, StaffRole::PlatformAdmin.text())? {
        if Some(person.id) == row.proposed_by {
            continue;
        }
        let to = person.full_name();
        Notice::new(
            "publication",
            &person.contact_email,
            &person.language,
            &row.version,
        )
        .name(&to)
        .with("version", &row.version)
        .with("proposer", &row.proposed_name)
        .day("effective_on", day)
        .link(&format!("/ops/agreements/{}", row.version))
        .queue(work, format!("publication/{}/{}", row.id, person.id))?;
    }
    Ok(())
}

/// The open publication of a version: the one that is not withdrawn.
fn open(rows: Vec<Publication>, wanted: &str) -> Result<Publication, Failure> {
    rows.into_iter()
        .find(|row| row.version == wanted && row.state != State::Withdrawn.text())
        .ok_or_else(|| Refused::Decided.into())
}

fn person(request: &Request) -> Result<Uuid, Failure> {
    request
        .caller
        .person()
        .map(|p| p.account.0)
        .ok_or(Failure::SignInFirst)
}

/// A second person agrees: the version is in force from the beginning of its day, or from now on.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`], `authenticate-again`, or `version-changed` when
/// the texts in the folder are no longer those that were proposed.
pub fn approve(app: &App, request: &Request, wanted: &str, key: &str) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::PublishAgreement)?;
    version(app, wanted)?;
    let (wanted, account, who) = (wanted.to_owned(), person(request)?, name(request));
    let intent = intent(app, "agreement.publish", &wanted)?.once(key, &wanted);
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let rows = agreements::publications(work.tx, AGREEMENT)?;
        let number = rows
            .iter()
            .filter_map(|row| row.number)
            .max()
            .map_or(1, |n| n + 1);
        let mut row = open(rows, &wanted)?;
        let found = row.rule()?;
        let zone = work.app.programme.time_zone();
        rule::may_approve(&found, account, calendar::local_date(work.now, zone))?;
        let hashes = force::hashes(&work.app.programme, &wanted);
        if serde_json::to_string(&hashes).map_err(Failure::internal)? != row.hashes {
            return Err(Failure::conflict("version-changed"));
        }
        let start = calendar::start_of_day(found.effective_on, zone);
        row.state = State::Approved.text().to_owned();
        row.number = Some(number);
        row.effective_at = Some(start.max(work.now));
        row.approved_name = who.clone();
        row.approved_at = Some(work.now);
        save(work, State::Proposed, &row)?;
        work.audit("proposed_by", row.proposed_name.as_str());
        work.audit("effective_on", row.effective_on.as_str());
        work.audit("resign", row.resign);
        work.audit("hashes", row.hashes.as_str());
        Ok(())
    })
    .wait()
}

/// Takes a publication back that is not in force yet.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`].
pub fn withdraw(app: &App, request: &Request, wanted: &str, key: &str) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::PublishAgreement)?;
    version(app, wanted)?;
    let (wanted, who) = (wanted.to_owned(), name(request));
    let intent = intent(app, "agreement.withdraw", &wanted)?.once(key, &wanted);
    app.command(request, intent, move |work| {
        let mut row = open(agreements::publications(work.tx, AGREEMENT)?, &wanted)?;
        let found = row.rule()?;
        rule::may_withdraw(&found, work.now)?;
        row.state = State::Withdrawn.text().to_owned();
        row.withdrawn_name = who.clone();
        row.withdrawn_at = Some(work.now);
        work.audit("before", found.state.text());
        save(work, found.state, &row)
    })
    .wait()
}

fn save(work: &mut Work<'_, '_>, from: State, row: &Publication) -> Result<(), Failure> {
    match agreements::save_publication(work.tx, from.text(), row) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::conflict("stale")),
        Err(error) if error.is_unique() => Err(Failure::conflict("stale")),
        Err(error) => Err(error.into()),
    }
}
