//! Lists of restricted parties: the operator imports them in two steps, and every application is held
//! against those in force. What they have, or that they have nothing, is evidence for the person who decides.

use super::network_register::read;
use crate::{App, Failure, Intent, Request};
use domain::enrolment::checks::Outcome;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::screening::{Entry, Subject, columns, entry};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::{Problem, text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use store::screening::{self as rows, List};
use store::{Reply, Tx};
use uuid::Uuid;

/// Wrong rows that are told; the others are counted.
const TOLD: usize = 200;
/// Likenesses that are written down; more are counted.
const MOST_HITS: usize = 10;

fn scope(request: &Request) -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(
        &request.caller,
        OperatorAction::ManageScreening,
    )?)
}

/// The lists in force.
pub fn lists(app: &App, request: &Request) -> Reply<Vec<List>, Failure> {
    match scope(request) {
        Ok(scope) => app.read(move |tx| Ok(rows::in_force(tx, scope)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A row that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wrong {
    /// Its number in the file; the first row has the names of the columns.
    pub number: u64,
    /// The name as the file spells it.
    pub name: String,
    /// Each wrong cell.
    pub problems: Vec<WrongCell>,
}

/// A cell that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WrongCell {
    /// Its column.
    pub column: String,
    /// The code of the problem.
    pub code: String,
    /// What the words about it name.
    pub args: Vec<(String, String)>,
}

/// Reads a file and keeps its list for the preview. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `list_name`, and at `file`: not a table, not readable, without the columns,
/// too large, without a right row.
pub fn upload(
    app: &App,
    request: &Request,
    name: &str,
    (file_name, bytes): (&str, &[u8]),
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (by, chain) = (person.account.0, person.tenant.0);
    let mut problems = Vec::new();
    let name = text::line(name, 2, 60).map_or_else(
        |problem| {
            problems.push(FieldProblem::new("list_name", problem));
            String::new()
        },
        |checked| checked.value,
    );
    let (entries, wrong) = judged(bytes).unwrap_or_else(|problem| {
        problems.push(FieldProblem::new("file", problem));
        Default::default()
    });
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let list = List {
        id: fresh_uuid(&*app.entropy),
        name,
        file_name: crate::sheet::shown_name(file_name),
        sha256,
        entries: count(entries.len()),
        refused: count(wrong.len()),
        problems: serde_json::to_string(wrong.get(..TOLD).unwrap_or(&wrong))
            .map_err(Failure::internal)?,
        uploaded_at: app.clock.now(),
        confirmed_at: None,
        ended_at: None,
    };
    let subject = format!("screening-list/{}", list.id);
    let hash = data_encoding::HEXLOWER.encode(&sha256);
    let once = (list.name.clone(), hash.clone());
    let intent = Intent::new("screening.upload", chain, subject).once(key, &once);
    app.command(request, intent, move |work| {
        let list = List {
            uploaded_at: work.now,
            ..list.clone()
        };
        rows::add(work.tx, scope, &list, &entries, by)?;
        work.audit("list", list.name.as_str());
        work.audit("file", list.file_name.as_str());
        work.audit("sha256", hash.as_str());
        work.audit("entries", list.entries);
        Ok(list.id)
    })
    .wait()
}

type Judged = (Vec<(i64, Entry)>, Vec<Wrong>);

/// The rows of a file that are right, and what is wrong with the others.
fn judged(bytes: &[u8]) -> Result<Judged, Problem> {
    let table = read(bytes)?;
    let head = table.first().map_or(&[][..], Vec::as_slice);
    let places = columns(head)?;
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    for (row, number) in table.iter().zip(1_u32..).skip(1) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match entry(row, &places) {
            Ok(found) => entries.push((i64::from(number), found)),
            Err(problems) => wrong.push(Wrong {
                number: number.into(),
                name: places[1]
                    .and_then(|at| row.get(at))
                    .cloned()
                    .unwrap_or_default(),
                problems: problems
                    .into_iter()
                    .map(|(column, problem)| {
                        let args = problem.args.into_iter();
                        let args = args.map(|(name, value)| (name.to_owned(), value)).collect();
                        WrongCell {
                            column: column.to_owned(),
                            code: problem.code.to_owned(),
                            args,
                        }
                    })
                    .collect(),
            }),
        }
    }
    if entries.is_empty() && wrong.is_empty() {
        return Err(Problem::new("file-no-rows"));
    }
    Ok((entries, wrong))
}

/// A list before it is put in force, beside the one it would replace.
#[derive(Debug, Clone)]
pub struct View {
    /// The list.
    pub list: List,
    /// What is wrong with its first wrong rows.
    pub wrong: Vec<Wrong>,
    /// The one of the same name that is in force.
    pub replaces: Option<List>,
    /// Entries the one in force lacks.
    pub fresh: usize,
    /// Entries of the one in force that it lacks.
    pub gone: usize,
}

/// What putting a list in force changes.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let list = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let mut replaces = rows::in_force(tx, scope)?.into_iter();
        let replaces = replaces.find(|other| other.name == list.name && other.id != id);
        let own = names(tx, scope, id)?;
        let before = match &replaces {
            Some(before) => names(tx, scope, before.id)?,
            None => BTreeSet::new(),
        };
        Ok(View {
            wrong: serde_json::from_str(&list.problems).map_err(Failure::internal)?,
            fresh: own.difference(&before).count(),
            gone: before.difference(&own).count(),
            replaces,
            list,
        })
    })
}

fn names(tx: &mut Tx<'_>, scope: OperatorScope, list: Uuid) -> Result<BTreeSet<String>, Failure> {
    let kept = rows::entries(tx, scope, list)?;
    kept.into_iter().map(|kept| Ok(kept.entry)).collect()
}

/// Puts a list in force, in the place of the one of its name.
///
/// # Errors
/// [`Failure::Conflict`] (`screening-done`) when it is in force or has ended, (`screening-empty`)
/// when no row is right; [`Failure::NotFound`].
pub fn confirm(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (by, chain) = (person.account.0, person.tenant.0);
    let intent = Intent::new("screening.import", chain, format!("screening-list/{id}"));
    app.command(request, intent.once(key, &id), move |work| {
        let list = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        if list.entries == 0 {
            return Err(Failure::conflict("screening-empty"));
        }
        if !rows::confirm(work.tx, scope, &list, by, work.now)? {
            return Err(Failure::conflict("screening-done"));
        }
        // Who is there already is held against it too, some at a time.
        store::screening_hit::begin(work.tx, scope, id)?;
        work.audit("list", list.name.as_str());
        work.audit("entries", list.entries);
        Ok(())
    })
    .wait()
}

/// Retires a list that is in force, or throws one away that is not yet.
///
/// # Errors
/// [`Failure::Conflict`] (`screening-done`) when it has ended; [`Failure::NotFound`].
pub fn retire(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let chain = person.tenant.0;
    let intent = Intent::new("screening.retire", chain, format!("screening-list/{id}"));
    app.command(request, intent.once(key, &id), move |work| {
        let list = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        if !rows::end(work.tx, scope, id, work.now)? {
            return Err(Failure::conflict("screening-done"));
        }
        work.audit("list", list.name.as_str());
        Ok(())
    })
    .wait()
}

/// How long a list waits to be put in force, days.
const WAITING_DAYS: i64 = 30;

/// Throws lists away that nobody put in force.
///
/// # Errors
/// [`Failure`] of the store.
pub fn forget(app: &App, request: &Request) -> Result<u64, Failure> {
    let (scope, now) = (scope(request)?, app.clock.now());
    let before = now.plus_days(-WAITING_DAYS);
    app.db
        .write(move |tx| rows::forget(tx, scope, before, now).map_err(Failure::from))
        .wait()
}

/// Which lists are in force.
pub(super) fn in_force(tx: &mut Tx<'_>) -> Result<Vec<Uuid>, Failure> {
    let system = domain::caller::Caller::System;
    let scope = authorise_operator(&system, OperatorAction::ManageScreening)?;
    Ok(rows::in_force(tx, scope)?
        .iter()
        .map(|list| list.id)
        .collect())
}

/// Holds a company against the lists in force: what comes of the check, and what it rests on. None
/// where no list is in force.
pub(super) fn screen(
    tx: &mut Tx<'_>,
    app: &App,
    answers: &Answers,
) -> Result<Option<(Outcome, String)>, Failure> {
    let system = domain::caller::Caller::System;
    let scope = authorise_operator(&system, OperatorAction::ManageScreening)?;
    let lists = rows::in_force(tx, scope)?;
    if lists.is_empty() {
        return Ok(None);
    }
    let subjects = Subject::of(answers);
    let zone = app.programme.time_zone().clone();
    let (mut hits, mut looked) = (Vec::new(), Vec::new());
    for list in lists {
        let since = list.confirmed_at.unwrap_or(list.uploaded_at);
        let day = domain::calendar::local_date(since, &zone);
        let named = format!("{} ({day})", list.name);
        for kept in rows::entries(tx, scope, list.id)? {
            let listed: Entry = serde_json::from_str(&kept.entry).map_err(Failure::internal)?;
            let alike = subjects.iter().find_map(|subject| subject.like(&listed));
            if let Some(own) = alike {
                let (name, number) = (&listed.name, kept.number);
                hits.push(format!("{named} #{number}: {name} ≈ {own}"));
            }
        }
        looked.push(format!("{named}: 0 / {}", list.entries));
    }
    if hits.is_empty() {
        // Adverse media are in no list: a reviewer passes it, without having to write anything.
        return Ok(Some((Outcome::Pending, looked.join("; "))));
    }
    let more = hits.len().saturating_sub(MOST_HITS);
    hits.truncate(MOST_HITS);
    if more > 0 {
        hits.push(format!("+{more}"));
    }
    Ok(Some((Outcome::Pending, hits.join("; "))))
}
