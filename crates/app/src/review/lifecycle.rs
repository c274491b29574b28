//! What has happened to a case since its submission, as the reviewer sees it: requests and answers,
//! changes, rejections and appeals, contacts.

use super::guard;
use crate::enrolment::contacts::{Contact, contacts};
use crate::enrolment::information::{Asked, load};
use crate::{App, Failure, Request};
use domain::enrolment::duty::{Again, Hand};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::information::{self, Change};
use store::rejection::{self, Appeal, Rejection, Reopening};
use store::{Reply, Tx, application, confirmation, identity, operator};
use uuid::Uuid;

/// A request for information, answered or not.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The request with its items.
    pub asked: Asked,
    /// Who asked.
    pub by: String,
}

/// A rejection with its reasons and the people behind it.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The rejection.
    pub row: Rejection,
    /// Its reason codes.
    pub reasons: Vec<String>,
    /// Who proposed it.
    pub proposer: String,
    /// Who decided about it.
    pub decider: Option<String>,
}

/// Everything that has happened to a case since its submission.
#[derive(Debug, Clone)]
pub struct Lifecycle {
    /// Requests for information, newest first.
    pub exchanges: Vec<Exchange>,
    /// What the applicant changed, newest first.
    pub changes: Vec<Change>,
    /// Rejections, newest first; the first is the open proposal if its outcome is none.
    pub verdicts: Vec<Verdict>,
    /// Appeals, oldest first.
    pub appeals: Vec<Appeal>,
    /// Approvals that were reopened, newest first.
    pub reopenings: Vec<Reopening>,
    /// The contacts and their links.
    pub contacts: Vec<Contact>,
    /// What hand the visitor had in rejections, and what that leaves.
    pub judged_before: (Hand, Again),
}

impl Lifecycle {
    /// Whether the visitor has to leave the judgement to somebody else.
    #[must_use]
    pub fn leaves_it(&self) -> bool {
        self.judged_before.1 != Again::Free
    }

    /// The rejection that waits for a second person.
    #[must_use]
    pub fn proposal(&self) -> Option<&Verdict> {
        self.verdicts.iter().find(|v| v.row.outcome.is_none())
    }
}

fn name_of(tx: &mut Tx<'_>, account: Uuid) -> Result<String, Failure> {
    let account = identity::own_account(tx, account)?;
    Ok(account.full_name())
}

/// What has happened to a case.
pub fn view(app: &App, request: &Request, id: ApplicationId) -> Reply<Lifecycle, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (app, now) = (app.clone(), app.clock.now());
    let me = request.caller.person().map(|person| person.account.0);
    app.clone().read(move |tx| {
        let row = operator::application(tx, scope, id.0)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        let mut exchanges = Vec::new();
        for request in information::requests(tx, row.id)? {
            let by = name_of(tx, request.asked_by)?;
            let asked = load(tx, &row, request)?;
            exchanges.push(Exchange { asked, by });
        }
        let mut verdicts = Vec::new();
        for rejection in rejection::of_application(tx, row.id)? {
            let decider = match rejection.decided_by {
                Some(person) => Some(name_of(tx, person)?),
                None => None,
            };
            verdicts.push(Verdict {
                reasons: rejection::reasons(tx, rejection.id)?,
                proposer: name_of(tx, rejection.proposed_by)?,
                decider,
                row: rejection,
            });
        }
        let links = confirmation::of_application(tx, row.id)?;
        let checks = application::checks(tx, row.id)?;
        let judged_before = match me {
            Some(me) => guard::judged_before(tx, scope, &row, me)?,
            None => Default::default(),
        };
        Ok(Lifecycle {
            exchanges,
            changes: information::changes(tx, row.id)?,
            verdicts,
            appeals: rejection::appeals(tx, row.id)?,
            reopenings: rejection::reopenings(tx, row.id)?,
            contacts: contacts(&app, now, &row, &links, &checks),
            judged_before,
        })
    })
}
