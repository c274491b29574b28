//! Usage that meters report: the operator takes it in as files, each row for itself. A record counts once,
//! whoever sends it how often; bills are made of what is there.

pub use super::used::{Explained, Used, file, line, lines, metered};

use super::payments::own;
use crate::catalogue::chain;
use crate::command::me;
use crate::enrolment::network_register;
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::usage_sheet::{self as rules, Fact, MOST_ROWS, Wrong};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::Problem;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::Reply;
use store::billing::ledger;
use store::billing::usage::{self as rows, Import, New, Refusal};
use uuid::Uuid;

/// Files on one page.
pub const PAGE: u32 = 50;
/// Refusals on one page.
pub const REFUSALS: u32 = 200;

/// Whether usage is sold, and so whether anything of it is shown.
#[must_use]
pub fn is_offered(app: &App) -> bool {
    app.programme.features.usage_based_offers
}

/// What may be done by whom, where usage is sold at all.
fn scope(app: &App, request: &Request, action: OperatorAction) -> Result<OperatorScope, Failure> {
    let scope = authorise_operator(&request.caller, action)?;
    if is_offered(app) {
        Ok(scope)
    } else {
        Err(Failure::conflict("usage-not-offered"))
    }
}

/// Whether the caller may take files in.
///
/// # Errors
/// [`Failure`] of the permission; [`Failure::Conflict`] (`usage-not-offered`).
pub fn may_upload(app: &App, request: &Request) -> Result<(), Failure> {
    scope(app, request, OperatorAction::RunBills).map(drop)
}

/// Takes a file of a meter in: what is right becomes records, what is wrong is left out with its reason.
/// Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `file`: not a table, not readable, without the columns, too large, without rows;
/// [`Failure::Conflict`] (`usage-not-offered`).
pub fn upload(
    app: &App,
    request: &Request,
    file_name: &str,
    bytes: &[u8],
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = scope(app, request, OperatorAction::RunBills)?;
    let (by, name) = me(request)?;
    let wrong = |problem| Failure::Invalid(vec![FieldProblem::new("file", problem)]);
    let table = network_register::read(bytes).map_err(wrong)?;
    if table.len() > MOST_ROWS + 1 {
        let many = Problem::new("file-too-many-rows").with("max", MOST_ROWS);
        return Err(wrong(many));
    }
    let head = table.first().map_or(&[][..], Vec::as_slice);
    let places = rules::columns(head).map_err(wrong)?;
    let all = table.into_iter().zip(1..).skip(1);
    let all = all.filter(|(cells, _)| cells.iter().any(|cell| !cell.trim().is_empty()));
    // The number of the record is shown with what is wrong.
    let rows: Vec<Row> = all
        .map(|(cells, number)| Row {
            number,
            record: places[0]
                .and_then(|place| cells.get(place))
                .map(|cell| cell.trim().chars().take(100).collect())
                .unwrap_or_default(),
            read: rules::read(&cells, &places),
        })
        .collect();
    if rows.is_empty() {
        return Err(wrong(Problem::new("file-no-rows")));
    }
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let id = fresh_uuid(&*app.entropy);
    let import = Import {
        id,
        file_name: crate::sheet::shown_name(file_name),
        sha256,
        row_count: i64::try_from(rows.len()).map_err(Failure::internal)?,
        taken: 0,
        known: 0,
        refused: 0,
        uploaded_by: by,
        uploaded_name: name,
        uploaded_at: app.clock.now(),
    };
    let (rows, today) = (Arc::new(rows), app.today());
    let intent = Intent::new(
        "billing.take-usage",
        chain(request)?,
        format!("usage-import/{id}"),
    );
    let input = data_encoding::HEXLOWER.encode(&sha256);
    app.command(request, intent.once(key, &input), move |work| {
        take(work, scope, import.clone(), &rows, today)
    })
    .wait()
}

/// A row that was read.
struct Row {
    number: i64,
    record: String,
    read: Result<Fact, Vec<Wrong>>,
}

/// A subscription and who sold it.
#[derive(Clone)]
struct Sold {
    partner: Uuid,
    rules: rules::Sold,
}

/// What is known of the rows before one.
#[derive(Default)]
struct Before {
    sold: HashMap<Uuid, Option<Sold>>,
    prices: HashMap<(Uuid, Uuid, u32, Date), i64>,
    records: HashMap<String, [u8; 32]>,
}

/// A record that is to be taken in.
struct Judged<'r> {
    fact: &'r Fact,
    digest: [u8; 32],
    partner: Uuid,
    term_from: Date,
}

fn take(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    mut import: Import,
    rows: &[Row],
    today: Date,
) -> Result<Uuid, Failure> {
    let (mut before, mut taken, mut refusals) = (Before::default(), Vec::new(), Vec::new());
    hold(work, scope, rows, &mut before)?;
    let read = rows.iter().filter_map(|row| row.read.as_ref().ok());
    let records: Vec<_> = read.map(|fact| fact.record.as_str()).collect();
    let known = rows::known(work.tx, scope, &records)?.into_iter();
    before.records = known.map(|known| (known.record, known.digest)).collect();
    for row in rows {
        let judged = match &row.read {
            Err(wrong) => Err(wrong.clone()),
            Ok(fact) => judge(work, scope, fact, today, &mut before)?.map_err(|wrong| vec![wrong]),
        };
        match judged {
            Ok(Some(record)) => taken.push(record),
            Ok(None) => import.known += 1,
            Err(wrong) => {
                import.refused += 1;
                for wrong in &wrong {
                    refusals.push(refusal(row, wrong, refusals.len() + 1)?);
                }
            }
        }
    }
    import.taken = i64::try_from(taken.len()).map_err(Failure::internal)?;
    rows::add_import(work.tx, scope, &import, &refusals)?;
    let (app, import_id) = (work.app, import.id);
    let new = taken.iter().map(|record| New {
        id: fresh_uuid(&*app.entropy),
        import: import_id,
        partner: record.partner,
        term_from: record.term_from,
        digest: &record.digest,
        fact: record.fact,
    });
    if rows::add_records(work.tx, scope, new)? != taken.len() as u64 {
        // Somebody took one of them in at the same moment; trying again finds it.
        return Err(Failure::unavailable("a record of usage came twice at once"));
    }
    work.audit("file", import.file_name.as_str());
    work.audit("sha256", data_encoding::HEXLOWER.encode(&import.sha256));
    work.audit("rows", import.row_count);
    work.audit("taken", import.taken);
    work.audit("known", import.known);
    work.audit("refused", import.refused);
    Ok(import.id)
}

/// Holds the ledgers of the partners a file is about, always in the same order: of two files at once, the
/// second finds the prices of the first.
fn hold(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    rows: &[Row],
    before: &mut Before,
) -> Result<(), Failure> {
    let mut partners = BTreeSet::new();
    for fact in rows.iter().filter_map(|row| row.read.as_ref().ok()) {
        if let Entry::Vacant(unknown) = before.sold.entry(fact.subscription) {
            unknown.insert(sold(work, scope, fact.subscription)?);
        }
        let sold = before.sold.get(&fact.subscription);
        partners.extend(sold.and_then(Option::as_ref).map(|sold| sold.partner));
    }
    for partner in partners {
        ledger::hold(work.tx, own(partner)?)?;
    }
    Ok(())
}

fn refusal(row: &Row, wrong: &Wrong, place: usize) -> Result<Refusal, Failure> {
    Ok(Refusal {
        place: i64::try_from(place).map_err(Failure::internal)?,
        row_number: row.number,
        record: row.record.clone(),
        column_name: wrong.column.to_owned(),
        problem: wrong.problem.code.to_owned(),
        args: serde_json::to_string(&wrong.problem.args).map_err(Failure::internal)?,
    })
}

/// Whether a record may be taken in: none when it was before, with the same contents.
fn judge<'r>(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    fact: &'r Fact,
    today: Date,
    before: &mut Before,
) -> Result<Result<Option<Judged<'r>>, Wrong>, Failure> {
    let digest = digest(fact)?;
    match before.records.get(&fact.record) {
        Some(known) if *known == digest => return Ok(Ok(None)),
        Some(_) => {
            return Ok(Err(Wrong {
                column: "record_id",
                problem: Problem::new("usage-record-differs"),
            }));
        }
        None => {}
    }
    let id = fact.subscription;
    let sold = before.sold.get(&id).and_then(Option::as_ref);
    if let Err(wrong) = rules::judge(fact, sold.map(|sold| &sold.rules), today) {
        return Ok(Err(wrong));
    }
    let Some(sold) = sold else {
        return Err(Failure::internal("usage of no subscription"));
    };
    let term_from = sold.rules.term_of(fact.used_on);
    let of = (id, fact.resource, fact.tier, term_from);
    let price = match before.prices.get(&of) {
        Some(price) => Some(*price),
        None => rows::price(work.tx, scope, fact, &term_from.to_string())?,
    };
    if let Err(wrong) = rules::locked(fact, price) {
        return Ok(Err(wrong));
    }
    before.prices.insert(of, fact.price);
    before.records.insert(fact.record.clone(), digest);
    Ok(Ok(Some(Judged {
        fact,
        digest,
        partner: sold.partner,
        term_from,
    })))
}

fn sold(work: &mut Work<'_, '_>, scope: OperatorScope, id: Uuid) -> Result<Option<Sold>, Failure> {
    let Some(found) = rows::sold(work.tx, scope, id)? else {
        return Ok(None);
    };
    let day = |text: &String| text.parse().map_err(Failure::internal);
    let renewals = rows::renewals(work.tx, scope, id)?;
    let renewed_on: Result<Vec<Date>, Failure> = renewals.iter().map(day).collect();
    let life = super::used::life_of(
        day(&found.signed_on)?,
        (found.order_id, found.ordered_on.as_str()),
        found.base_order_id.zip(found.base_ordered_on.as_deref()),
        (found.starts_on.as_str(), found.ended_on.as_deref()),
    )?;
    let rules = rules::Sold {
        billed: !found.is_trial && !found.sandbox,
        starts_on: life.starts_on,
        ended_on: life.ended_on,
        ended_free: life.ended_free(),
        renewed_on: renewed_on?,
    };
    Ok(Some(Sold {
        partner: found.partner_id,
        rules,
    }))
}

/// SHA-256 of everything a record says.
fn digest(fact: &Fact) -> Result<[u8; 32], Failure> {
    let text = serde_json::to_vec(fact).map_err(Failure::internal)?;
    Ok(Sha256::digest(&text).into())
}

/// Files, newest first; and whether there are more.
pub fn imports(app: &App, request: &Request, page: u32) -> Reply<(Vec<Import>, bool), Failure> {
    match scope(app, request, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::imports(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// One file with what was wrong with it after a place; and whether there is more.
pub fn import(
    app: &App,
    request: &Request,
    id: Uuid,
    after: i64,
) -> Reply<(Import, Vec<Refusal>, bool), Failure> {
    match scope(app, request, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let import = rows::import(tx, scope, id)?.ok_or(Failure::NotFound)?;
            let mut found = rows::refusals(tx, scope, id, (after, REFUSALS + 1))?;
            let more = found.len() > REFUSALS as usize;
            found.truncate(REFUSALS as usize);
            Ok((import, found, more))
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
