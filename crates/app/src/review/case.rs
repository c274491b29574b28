//! One application as the reviewer sees it.

use crate::enrolment::application::state_of;
use crate::{App, Failure, Intent, Request};
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome, obstacles};
use domain::enrolment::form::Answers;
use domain::ids::{ApplicationId, DocumentId};
use domain::permission::{OperatorAction, authorise_operator};
use store::application::{self, Application, Check, Document};
use store::audit::{self, Entry};
use store::operator::{self, CreditDecision};
use store::{Reply, identity, registration};

/// Everything on the case page.
#[derive(Debug, Clone)]
pub struct Case {
    /// The row.
    pub row: Application,
    /// Its state.
    pub state: State,
    /// The answers.
    pub answers: Answers,
    /// The documents.
    pub documents: Vec<Document>,
    /// The checks, in the order of [`Kind::ALL`].
    pub checks: Vec<Check>,
    /// The newest credit decision.
    pub credit: Option<CreditDecision>,
    /// Who reviews.
    pub reviewer: Option<String>,
    /// Other applications of the same company, code or number.
    pub duplicates: Vec<Application>,
    /// What happened, newest first.
    pub timeline: Vec<Entry>,
}

impl Case {
    /// The checks that stand in the way of an approval.
    #[must_use]
    pub fn obstacles(&self) -> Vec<Kind> {
        obstacles(&outcomes(&self.checks))
    }
}

pub(super) fn outcomes(checks: &[Check]) -> Vec<(Kind, Outcome)> {
    checks
        .iter()
        .filter_map(|c| Some((Kind::from_text(&c.kind)?, Outcome::from_text(&c.result)?)))
        .collect()
}

/// Opens a case.
pub fn open(app: &App, request: &Request, id: ApplicationId) -> Reply<Case, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| {
        let row = operator::application(tx, scope, id.0)?
            // A draft is the applicant's alone.
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        let reviewer = match row.reviewer_id {
            Some(id) => Some(identity::own_account(tx, id)?),
            None => None,
        };
        let mut checks = application::checks(tx, row.id)?;
        let place = |c: &Check| Kind::ALL.iter().position(|k| k.text() == c.kind);
        checks.sort_by_key(place);
        Ok(Case {
            state: state_of(&row)?,
            answers: registration::answers(tx, row.id)?,
            documents: application::documents(tx, row.id)?,
            checks,
            credit: operator::credit_decision(tx, row.id)?,
            reviewer: reviewer
                .map(|a| crate::identity::session::full_name(&a.family_name, &a.given_name)),
            duplicates: operator::duplicates(tx, scope, &row)?,
            timeline: audit::of_subject(tx, scope, &format!("application/{id}"), 30)?,
            row,
        })
    })
}

/// The bytes of a document. Every look is written to the audit log first.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Internal`] when the storage fails or the bytes have changed.
pub fn document(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
) -> Result<(Document, Vec<u8>), Failure> {
    use sha2::{Digest, Sha256};
    let scope = authorise_operator(&request.caller, OperatorAction::ViewApplication)?;
    let (document, tenant) = app
        .read(move |tx| {
            let row = operator::application(tx, scope, application.0)?.ok_or(Failure::NotFound)?;
            let document = operator::document(tx, scope, application.0, id.0)?;
            Ok((document.ok_or(Failure::NotFound)?, row.tenant_id))
        })
        .wait()?;
    let subject = format!("application/{application}");
    let intent = Intent::new("document.look", tenant, subject);
    let name = document.name.clone();
    app.command(request, intent, move |work| {
        work.audit("document", id.to_string());
        work.audit("name", name.as_str());
        Ok(())
    })
    .wait()?;
    let bytes = app.documents.get(&document.storage_key).map_err(Failure::internal)?;
    let sha256: [u8; 32] = Sha256::digest(&bytes).into();
    if sha256 == document.sha256 {
        Ok((document, bytes))
    } else {
        Err(Failure::internal(format!("document {id} has changed in the storage")))
    }
}
