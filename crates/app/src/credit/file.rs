//! The credit file of a case: decisions, questions to the bureau, overrides, and the bureau's report.

use crate::review::case::{may_look, name_of};
use crate::review::decide::intent;
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::credit::decision::{self, Decision};
use store::credit::inquiry::{self, Inquiry};
use store::credit::overrides::{self, Override};
use store::credit::review::{self, Review};
use store::{Reply, Tx, operator};
use uuid::Uuid;

/// A decision and who made it.
#[derive(Debug, Clone)]
pub struct Made {
    /// The decision.
    pub decision: Decision,
    /// The analyst's name.
    pub analyst: Option<String>,
}

/// A proposed override and the people behind it.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// The proposal.
    pub proposal: Override,
    /// Who proposed it.
    pub proposer: Option<String>,
    /// Who decided it.
    pub decider: Option<String>,
}

/// Everything on the credit page of a case besides the case.
#[derive(Debug, Clone)]
pub struct File {
    /// Decisions, newest first.
    pub decisions: Vec<Made>,
    /// Questions to the bureau, newest first. Without the right to see them, scores and references
    /// are empty.
    pub inquiries: Vec<Inquiry>,
    /// Overrides, newest first.
    pub overrides: Vec<Proposed>,
    /// The open yearly review.
    pub review: Option<Review>,
    /// Whether a limit can be granted by two people only.
    pub barred: bool,
    /// Whether there is a bureau.
    pub bureau: bool,
}

/// Opens the credit file of a case. Whoever is close to the company sees none of it.
pub fn open(app: &App, request: &Request, id: ApplicationId) -> Reply<File, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let all = authorise_operator(&request.caller, OperatorAction::ViewCreditFile).is_ok();
    let (bureau, now) = (app.bureau.is_some(), app.clock.now());
    let me = request.caller.person().map(|person| person.account.0);
    app.read(move |tx| {
        let row = operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        may_look(tx, scope, &row, me)?;
        let decisions = decision::all(tx, scope, id.0)?;
        let barred = super::is_barred(&decisions, now);
        let mut inquiries = inquiry::all(tx, scope, id.0)?;
        for inquiry in inquiries.iter_mut().filter(|_| !all) {
            inquiry.score = String::new();
            inquiry.reference = String::new();
            inquiry.credit_limit = None;
        }
        let made = |tx: &mut Tx<'_>, decision: Decision| {
            let analyst = name_of(tx, decision.analyst_id)?;
            Ok::<_, Failure>(Made { decision, analyst })
        };
        let proposed = |tx: &mut Tx<'_>, proposal: Override| {
            Ok::<_, Failure>(Proposed {
                proposer: name_of(tx, Some(proposal.proposed_by))?,
                decider: name_of(tx, proposal.decided_by)?,
                proposal,
            })
        };
        let decisions = decisions
            .into_iter()
            .map(|d| made(tx, d))
            .collect::<Result<_, _>>()?;
        let overrides = overrides::all(tx, scope, id.0)?;
        let overrides = overrides
            .into_iter()
            .map(|o| proposed(tx, o))
            .collect::<Result<_, _>>()?;
        Ok(File {
            decisions,
            inquiries,
            overrides,
            review: review::of_application(tx, scope, id.0)?,
            barred,
            bureau,
        })
    })
}

/// The bureau's report, as it sent it. Every look is written to the audit log first.
///
/// # Errors
/// [`Failure::NotFound`] when there is none; [`Failure::Conflict`] with `conflict-of-interest`.
pub fn report(
    app: &App,
    request: &Request,
    id: ApplicationId,
    inquiry: Uuid,
) -> Result<String, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewCreditFile)?;
    let me = request.caller.person().map(|person| person.account.0);
    let sealed = app
        .read(move |tx| {
            let row = operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
            may_look(tx, scope, &row, me)?;
            inquiry::report(tx, scope, id.0, inquiry)?.ok_or(Failure::NotFound)
        })
        .wait()?;
    let intent = intent(app, "credit.look", scope, id)?;
    app.command(request, intent, move |work| {
        work.audit("inquiry", inquiry.to_string());
        Ok(())
    })
    .wait()?;
    let bytes = app.keyring.open(inquiry.as_bytes(), &sealed)?;
    String::from_utf8(bytes).map_err(Failure::internal)
}
