//! The credit file of a case: decisions, questions to the bureau, overrides, and the bureau's report.

use crate::review::case::{may_look, name_of};
use crate::review::decide::intent;
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::{BTreeMap, BTreeSet};
use store::credit::decision::{self, Decision};
use store::credit::inquiry::{self, Inquiry};
use store::credit::overrides::{self, Override};
use store::credit::review::{self, Review};
use store::{Reply, operator};
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
        let overrides = overrides::all(tx, scope, id.0)?;
        // The same few people decide again and again: each is looked up once.
        let people = decisions.iter().filter_map(|d| d.analyst_id);
        let proposers = overrides.iter().map(|o| o.proposed_by);
        let deciders = overrides.iter().filter_map(|o| o.decided_by);
        let people: BTreeSet<Uuid> = people.chain(proposers).chain(deciders).collect();
        let mut names = BTreeMap::new();
        for person in people {
            if let Some(name) = name_of(tx, Some(person))? {
                names.insert(person, name);
            }
        }
        let name = |person: Option<Uuid>| names.get(&person?).cloned();
        let made = |decision: Decision| Made {
            analyst: name(decision.analyst_id),
            decision,
        };
        let proposed = |proposal: Override| Proposed {
            proposer: name(Some(proposal.proposed_by)),
            decider: name(proposal.decided_by),
            proposal,
        };
        Ok(File {
            decisions: decisions.into_iter().map(made).collect(),
            inquiries,
            overrides: overrides.into_iter().map(proposed).collect(),
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
