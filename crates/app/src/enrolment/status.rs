//! Everything the company sees about how its application stands.

use super::appeal::{Refused, refused};
use super::application::{View, own_scope, state_of};
use super::contacts::{Contact, contacts};
use super::information::{Asked, asked};
use super::{clock, restart};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::thread::Side;
use domain::permission::TenantAction;
use store::application::{self, Step};
use store::rejection::{self, Reopening};
use store::review::thread;
use store::{Reply, confirmation, registration};

/// An application with all that has happened to it.
#[derive(Debug, Clone)]
pub struct Status {
    /// The application.
    pub view: View,
    /// What it was asked and has not answered.
    pub asked: Option<Asked>,
    /// Why it was rejected, and what can be done about it.
    pub refused: Option<Refused>,
    /// Its contacts, while it is under review.
    pub contacts: Vec<Contact>,
    /// The states it has been in.
    pub steps: Vec<Step>,
    /// Messages of the reviewers nobody of the company has read; nothing before a submission.
    pub unread: Option<u32>,
    /// Why an approval was reopened last, while it is under review again.
    pub reopened: Option<Reopening>,
    /// Working days of the review used.
    pub days_used: u32,
    /// Until when it can be reopened, once lapsed.
    pub reopen_until: Option<Instant>,
    /// The moment of this view.
    pub now: Instant,
}

impl Status {
    /// The checks and how they stand.
    #[must_use]
    pub fn outcomes(&self) -> Vec<(Kind, Outcome)> {
        crate::review::case::outcomes(&self.view.checks)
    }
}

/// The company's newest application with everything that has happened to it.
pub fn view(app: &App, request: &Request) -> Reply<Status, Failure> {
    let scope = match own_scope(request, TenantAction::ViewApplication) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (app, now) = (app.clone(), app.clock.now());
    app.clone().read(move |tx| {
        let row = application::newest(tx, scope)?.ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        let checks = application::checks(tx, row.id)?;
        let under_review = matches!(
            state,
            State::Submitted | State::InReview | State::InformationRequested
        );
        let contacts = if under_review {
            let links = confirmation::of_application(tx, row.id)?;
            contacts(&app, now, &row, &links, &checks)
        } else {
            Vec::new()
        };
        let asked = match state {
            State::InformationRequested => asked(tx, &row)?,
            _ => None,
        };
        let refused = match state {
            State::Rejected => refused(&app, tx, &row)?,
            _ => None,
        };
        let reopened = match state {
            State::InReview => {
                let newest = rejection::reopenings(tx, row.id)?.into_iter().next();
                newest.filter(|r| row.entered_at.is_some_and(|entered| r.at >= entered))
            }
            _ => None,
        };
        Ok(Status {
            asked,
            refused,
            contacts,
            steps: application::steps(tx, row.id)?,
            unread: match row.submitted_at {
                Some(_) => Some(thread::unread(tx, row.id, Side::Applicant)?),
                None => None,
            },
            reopened,
            days_used: clock::days_used(&app, row.sla_since, row.sla_days, now),
            reopen_until: (state == State::Lapsed).then(|| restart::reopen_until(&app, &row)),
            now,
            view: View {
                state,
                answers: registration::answers(tx, row.id)?,
                documents: store::document::all(tx, row.id)?,
                checks,
                row,
            },
        })
    })
}
