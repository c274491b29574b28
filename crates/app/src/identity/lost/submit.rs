//! A request comes in, for a name anybody may have.

use super::notices::{self, stop_token};
use super::papers::{self, File};
use super::subject;
use crate::privacy::retention::operator;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::identity::lost::{
    self, New, PER_ADDRESS, PER_NAME, Paper, REFERENCE_BYTES, State, Typed,
};
use domain::ids::fresh_uuid;
use serde::{Deserialize, Serialize};
use store::identity::{self, Account};
use store::lost_access::{self, LostAccess};
use store::{DbError, Tx};
use uuid::Uuid;

/// How often a name may be asked for, and from one address.
#[derive(Clone)]
struct Limits {
    name: (String, u32),
    address: (String, u32),
}

impl Limits {
    fn of(app: &App, request: &Request, name: &str) -> Self {
        // Keyed: people type passwords into the wrong field.
        let source = app.keyring.code_hash(b"lost-access-name", name);
        Self {
            name: (
                data_encoding::HEXLOWER.encode(&source),
                app.ceiling(request, PER_NAME),
            ),
            address: (request.ip.clone(), app.ceiling(request, PER_ADDRESS)),
        }
    }

    fn allow(&self, tx: &mut Tx<'_>, now: Instant) -> Result<bool, DbError> {
        let since = now.plus_days(-1);
        let of_name = identity::attempts(tx, "lost-access-name", &self.name.0, since)?;
        let of_address = identity::attempts(tx, "lost-access-address", &self.address.0, since)?;
        Ok(of_name < self.name.1 && of_address < self.address.1)
    }
}

fn too_many(now: Instant) -> Failure {
    Failure::TooMany {
        code: "lost-access",
        until: Some(now.plus_days(1)),
    }
}

/// What the visitor is told; the same whether anybody has the name or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Received {
    id: Uuid,
    reference: String,
}

/// Whether an account can be helped this way. The operator's own people are helped by each other:
/// a platform administrator blocks the account and adds another.
fn can_be_helped(account: &Account, operator: Uuid) -> bool {
    matches!(account.status.as_str(), "invited" | "active") && account.tenant_id != operator
}

/// Takes a request with its papers and returns its reference. Blocks for the inspection of the
/// papers, the scanner and the storage.
///
/// # Errors
/// [`Failure::Invalid`] at the fields, `letter` or `proof`; [`Failure::TooMany`] (`lost-access`).
pub fn submit(
    app: &App,
    request: &Request,
    typed: &Typed,
    letter: Option<File<'_>>,
    proof: Option<File<'_>>,
    key: &str,
) -> Result<String, Failure> {
    let operator = operator(app)?;
    let webmail = &app.programme.registration.webmail_domains;
    let judged = lost::judge(typed, webmail, &app.programme.domain_suffix);
    let mut problems = judged.as_ref().err().cloned().unwrap_or_default();
    if letter.is_none() {
        problems.push(FieldProblem::plain("letter", "required"));
    }
    let (Ok(new), Some(letter), true) = (judged, letter, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    // Asked before anything is looked into or stored, and once more when it counts.
    let limits = Limits::of(app, request, &new.sign_in_name);
    let (now, asked) = (app.clock.now(), limits.clone());
    if !app.read(move |tx| Ok(asked.allow(tx, now)?)).wait()? {
        return Err(too_many(now));
    }
    let id = fresh_uuid(&*app.entropy);
    let mut kept = vec![papers::judged(app, request, Paper::Letter, letter)?];
    if let Some(proof) = proof {
        kept.push(papers::judged(app, request, Paper::Proof, proof)?);
    }
    let kept = papers::store(app, id, kept)?;
    let intent = Intent::new("lost-access.ask", operator, subject(id));
    let hashes: Vec<_> = kept.iter().map(|paper| paper.source_sha256).collect();
    let intent = intent.once(key, &(&new, hashes));
    let (row, rows) = (fresh_row(app, request, id, &new), kept.clone());
    let outcome = app
        .command(request, intent, move |work| {
            if !limits.allow(work.tx, work.now)? {
                return Err(too_many(work.now));
            }
            for (kind, source) in [
                ("lost-access-name", &limits.name.0),
                ("lost-access-address", &limits.address.0),
            ] {
                let attempt = fresh_uuid(&*work.app.entropy);
                identity::add_attempt(work.tx, attempt, kind, source, work.now)?;
            }
            let account = identity::account_to_sign_in(work.tx, &row.sign_in_name)?
                .filter(|account| can_be_helped(account, operator));
            let row = LostAccess {
                account_id: account.as_ref().map(|account| account.id),
                received_at: work.now,
                ..row.clone()
            };
            lost_access::add(work.tx, &row)?;
            for paper in &rows {
                lost_access::add_paper(work.tx, &paper.row)?;
            }
            notices::received(work, &row, account.as_ref())?;
            work.audit("reference", row.reference.as_str());
            Ok(Received {
                id,
                reference: row.reference,
            })
        })
        .wait();
    match outcome {
        Ok(received) => {
            if received.id != id {
                // The same form again: the papers of the first time are kept.
                papers::discard(app, &kept);
            }
            Ok(received.reference)
        }
        Err(failure) => {
            // After a fault of ours the rows may have been committed all the same.
            if !matches!(failure, Failure::Internal(_) | Failure::Unavailable(_)) {
                papers::discard(app, &kept);
            }
            Err(failure)
        }
    }
}

fn fresh_row(app: &App, request: &Request, id: Uuid, new: &New) -> LostAccess {
    let mut random = [0; REFERENCE_BYTES];
    app.entropy.fill(&mut random);
    LostAccess {
        id,
        reference: lost::reference(&random),
        account_id: None,
        sign_in_name: new.sign_in_name.clone(),
        full_name: new.full_name.clone(),
        company_name: new.company_name.clone(),
        new_email: new.new_email.clone(),
        new_mobile: new.new_mobile.clone(),
        reason: new.reason.clone(),
        language: request.language.tag().to_owned(),
        state: State::Received.text().to_owned(),
        received_at: app.clock.now(),
        endorsed_by: None,
        endorsed_at: None,
        endorsement: String::new(),
        approved_by: None,
        approved_at: None,
        ready_at: None,
        stop_hash: token_hash(&stop_token(app, id)),
        link_hash: None,
        link_until: None,
        code_hash: None,
        code_sent_at: None,
        code_wrong: 0,
        code_sends: 0,
        closed_by: None,
        closed_at: None,
        answer: String::new(),
        version: 1,
    }
}
