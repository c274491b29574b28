//! Reading the audit log and verifying its chains.

use crate::{App, Failure, Intent, Request};
use domain::calendar::start_of_day;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::audit::{Checked, Entry, Filter, Key, Verification};
use store::{DbError, Reply, audit, identity};
use uuid::Uuid;

/// What is asked of the log.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Action, subject or actor contain it.
    pub text: String,
    /// The action begins with it.
    pub action: String,
    /// The actor's name contains it.
    pub actor: String,
    /// The subject is it.
    pub subject: String,
    /// The chain it is in: a company's, or a registration draft's.
    pub chain: Option<Uuid>,
    /// The request.
    pub correlation: Option<Uuid>,
    /// From the beginning of this day in the programme's time zone.
    pub from: Option<Date>,
    /// To the end of this day.
    pub until: Option<Date>,
    /// Only what comes behind it.
    pub after: Option<Key>,
}

impl Wanted {
    fn filter(&self, app: &App) -> Filter {
        let zone = app.programme.time_zone();
        let short = |text: &str| text.trim().chars().take(200).collect::<String>();
        let begin = |date: Date| start_of_day(date, zone);
        let end = |date: Date| date.tomorrow().map_or(Instant(i64::MAX), begin);
        Filter {
            text: short(&self.text),
            action: short(&self.action),
            actor: short(&self.actor),
            subject: short(&self.subject),
            chain: self.chain,
            correlation: self.correlation,
            from: self.from.map_or(Instant(0), begin),
            until: self.until.map_or(Instant(i64::MAX), end),
            after: self.after,
        }
    }
}

/// Entries on a page.
pub const PAGE: u32 = 100;
/// Entries in a file.
pub const EXPORT: u32 = 10_000;

/// The newest entries that are wanted, a page of them.
pub fn search(app: &App, request: &Request, wanted: &Wanted) -> Reply<Vec<Entry>, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAudit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let filter = wanted.filter(app);
    app.read(move |tx| Ok(audit::search(tx, scope, &filter, PAGE)?))
}

/// What staff do about the log itself is audited under the operator.
fn intent(app: &App, action: &'static str) -> Result<Intent, Failure> {
    let operator = app.read(|tx| Ok(identity::operator(tx)?)).wait()?;
    let operator = operator.ok_or(Failure::NotFound)?;
    Ok(Intent::new(action, operator.id, "audit"))
}

/// What a file takes.
#[derive(Debug, Clone)]
pub struct Export {
    /// The entries, [`EXPORT`] at most.
    pub entries: Vec<Entry>,
    /// Whether there are more behind the last.
    pub cut: bool,
}

/// The wanted entries for a file. That they were taken out of the house is audited, with everything
/// that tells which they were.
///
/// # Errors
/// [`Failure::NeedsRole`].
pub fn export(app: &App, request: &Request, wanted: &Wanted) -> Result<Export, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewAudit)?;
    let filter = wanted.filter(app);
    let asked = asked(&filter, wanted);
    let mut entries = app
        .read(move |tx| Ok(audit::search(tx, scope, &filter, EXPORT + 1)?))
        .wait()?;
    let most = usize::try_from(EXPORT).unwrap_or(usize::MAX);
    let cut = entries.len() > most;
    entries.truncate(most);
    let count = entries.len();
    app.command(request, intent(app, "audit.export")?, move |work| {
        work.audit("entries", count);
        work.audit("cut", cut);
        for (name, value) in &asked {
            work.audit(name, value.as_str());
        }
        Ok(())
    })
    .wait()?;
    Ok(Export { entries, cut })
}

/// What was asked of the log, in words for the log; what was not asked is left out.
fn asked(filter: &Filter, wanted: &Wanted) -> Vec<(&'static str, String)> {
    let after = filter.after.map(|after| {
        let Key {
            at,
            chain,
            sequence,
        } = after;
        format!("{}.{chain}.{sequence}", at.0)
    });
    [
        ("text", Some(filter.text.clone())),
        ("action", Some(filter.action.clone())),
        ("actor", Some(filter.actor.clone())),
        ("subject", Some(filter.subject.clone())),
        ("chain", filter.chain.map(|id| id.to_string())),
        ("correlation", filter.correlation.map(|id| id.to_string())),
        ("from", wanted.from.map(|day| day.to_string())),
        ("until", wanted.until.map(|day| day.to_string())),
        ("after", after),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
    .collect()
}

/// Recomputes every chain at once.
pub fn verify(app: &App, request: &Request) -> Reply<Verification, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAudit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| Ok(audit::verify(tx, scope)?))
}

/// A place where the log does not agree with itself, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The chain.
    pub chain: Uuid,
    /// The entry, or the place where one is missing.
    pub sequence: i64,
    /// What does not agree.
    pub problem: String,
}

/// A verification that was asked for.
#[derive(Debug, Clone)]
pub struct Verified {
    /// How it stands.
    pub row: Checked,
    /// What does not agree.
    pub faults: Vec<Fault>,
}

/// The verifications of the past, newest first, with the one that goes on.
pub fn verifications(app: &App, request: &Request) -> Reply<Vec<Verified>, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAudit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| {
        let rows = audit::checked(tx, scope, 10)?;
        rows.into_iter()
            .map(|row| {
                Ok(Verified {
                    faults: serde_json::from_str(&row.faults).map_err(Failure::internal)?,
                    row,
                })
            })
            .collect()
    })
}

/// Asks for a verification; it is made in the background.
///
/// # Errors
/// [`Failure::NeedsRole`]; [`Failure::Conflict`] with `verifying` while another goes on.
pub fn begin(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewAudit)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (person, id) = (person.account.0, fresh_uuid(&*app.entropy));
    let intent = intent(app, "audit.verify")?.once(key, &());
    app.command(request, intent, move |work| {
        match audit::begin(work.tx, scope, id, person, work.now) {
            Err(DbError::Unique(_)) => Err(Failure::conflict("verifying")),
            done => Ok(done?),
        }
    })
    .wait()
}

/// Chains of a part, which is read in one transaction, at most; and after how many entries it ends. A
/// chain is never split, so that the last one of a part may bring any number more.
const PART: (u32, i64) = (500, 20_000);
/// After how many entries a run of the sweep ends, with the part it is in; the next one goes on.
const RUN: i64 = 100_000;

/// Goes on with the verification that was asked for.
///
/// # Errors
/// [`Failure`] of the database.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewAudit)?;
    let mut read = 0;
    while read < RUN {
        let open = app.read(move |tx| Ok(audit::unfinished(tx, scope)?));
        let Some(before) = open.wait()? else { break };
        let after = part(app, scope, &before)?;
        read += (after.entries - before.entries).max(1);
        let went_on = app
            .db
            .write(move |tx| audit::note_part(tx, scope, &before, &after).map_err(Failure::from))
            .wait()?;
        // Another node is at it.
        if !went_on {
            break;
        }
    }
    Ok(read.unsigned_abs())
}

/// Verifies the next chains.
fn part(app: &App, scope: OperatorScope, before: &Checked) -> Result<Checked, Failure> {
    let from = before.next_chain;
    let (next, found) = app
        .read(move |tx| {
            let heads = audit::heads(tx, scope, from, PART.0)?;
            let mut entries = 0;
            let last = heads.iter().find(|head| {
                entries += head.sequence;
                entries >= PART.1
            });
            let full = heads.len() >= usize::try_from(PART.0).unwrap_or(usize::MAX);
            let last = last.or_else(|| heads.last().filter(|_| full));
            // Behind the last head there may be entries whose head somebody has taken away.
            let to = last.map_or(Uuid::max(), |head| head.chain);
            let found = audit::verify_part(tx, scope, from, to)?;
            Ok((last.and_then(|head| following(head.chain)), found))
        })
        .wait()?;
    let mut faults: Vec<Fault> = serde_json::from_str(&before.faults).map_err(Failure::internal)?;
    faults.extend(found.faults.into_iter().map(|fault| Fault {
        chain: fault.chain,
        sequence: fault.sequence,
        problem: fault.problem.to_owned(),
    }));
    faults.truncate(100);
    let count = |before: i64, more: u64| before.saturating_add_unsigned(more);
    Ok(Checked {
        chains: count(before.chains, found.chains),
        entries: count(before.entries, found.entries),
        signatures: count(before.signatures, found.signatures),
        faults: serde_json::to_string(&faults).map_err(Failure::internal)?,
        next_chain: next.unwrap_or(Uuid::max()),
        finished_at: next.is_none().then(|| app.clock.now()),
        ..before.clone()
    })
}

/// The id behind an id.
fn following(id: Uuid) -> Option<Uuid> {
    id.as_u128().checked_add(1).map(Uuid::from_u128)
}
