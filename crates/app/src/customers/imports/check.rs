//! Judging the rows of a file: what each holds, whether it stands there twice, and whether what it
//! says is possible as things are now.

use super::work::{LEG, Leg};
use super::{as_json, intent, said};
use crate::customers::{create, seller_domains};
use crate::{App, Failure, Request, orders, selling};
use domain::customers::imports::{
    Kind, NewCustomer, NewOrder, RowState, Step, Whom, customer, order,
};
use domain::customers::search_key;
use domain::enrolment::form::FieldProblem;
use domain::ids::TenantId;
use domain::permission::TenantScope;
use domain::selling::Reason;
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::customers::Customer;
use store::imports::{self, Import, Line};
use store::{Tx, customers, registration};
use uuid::Uuid;

/// Rows judged in one transaction.
const AT_ONCE: u32 = 100;

/// Judges some rows; behind the last one the file is judged.
pub(super) fn leg(
    app: &App,
    request: &Request,
    scope: TenantScope,
    import: &Import,
    kind: Kind,
) -> Result<Leg, Failure> {
    let mut judged = 0;
    while judged < LEG {
        let (inside, id) = (app.clone(), import.id);
        let some = app
            .db
            .write(move |tx| some(&inside, tx, scope, id, kind))
            .wait()?;
        crate::fault::point("import", "judged");
        if some == 0 {
            return end(app, request, scope, import.id);
        }
        judged += some;
    }
    Ok(Leg::More)
}

fn end(app: &App, request: &Request, scope: TenantScope, id: Uuid) -> Result<Leg, Failure> {
    let intent = intent("customer.import-judge", scope, id);
    app.command(request, intent, move |work| {
        let mut import = imports::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        // Given up meanwhile, or judged by another worker.
        let next = super::state(&import)?.after(Step::Judged);
        let next = next.ok_or(Failure::NotFound)?;
        next.text().clone_into(&mut import.state);
        if !imports::save(work.tx, scope, &import)? {
            return Err(Failure::NotFound);
        }
        work.audit("ready", import.ready);
        work.audit("wrong", import.wrong);
        work.audit("known", import.known);
        Ok(())
    })
    .wait()
    .or_else(|failure| match failure {
        Failure::NotFound => Ok(()),
        other => Err(other),
    })?;
    Ok(Leg::Over)
}

fn some(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    kind: Kind,
) -> Result<u32, Failure> {
    let sellers = seller_domains(app, tx, scope)?;
    let sellers: Vec<_> = sellers.iter().map(String::as_str).collect();
    let (mut counts, mut rows) = ([0; 3], 0);
    for mut line in imports::lines(tx, id, RowState::New.text(), 0, AT_ONCE)? {
        rows += 1;
        let verdict = match kind {
            Kind::Customers => of_customer(app, tx, scope, id, &mut line, &sellers),
            Kind::Orders => of_order(app, tx, scope, id, &mut line),
        };
        let state = match verdict {
            Ok(state) => state,
            Err(failure) => {
                line.problems = as_json(&said(failure)?)?;
                RowState::Wrong
            }
        };
        state.text().clone_into(&mut line.state);
        if imports::judged(tx, id, &line)? {
            let at = match state {
                RowState::Wrong => 1,
                RowState::Known => 2,
                _ => 0,
            };
            counts[at] += 1;
        }
    }
    imports::count_judged(tx, id, counts)?;
    Ok(rows)
}

pub(super) fn cells(line: &Line) -> Result<Vec<String>, Failure> {
    serde_json::from_str(&line.cells).map_err(Failure::internal)
}

/// A row of customers as it is now.
pub(super) fn read_customer(
    app: &App,
    line: &Line,
    sellers: &[&str],
) -> Result<NewCustomer, Failure> {
    let read = customer(&cells(line)?, sellers, &app.programme, app.today());
    read.map_err(Failure::Invalid)
}

fn fingerprint(what: &impl serde::Serialize) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(what).map_err(Failure::internal)?;
    Ok(data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)))
}

fn at(field: &str, problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new(field, problem)])
}

/// Whether an import of the past made the row, which then says the same.
fn known(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    kind: Kind,
    line: &mut Line,
    field: &str,
) -> Result<bool, Failure> {
    match imports::key(tx, scope, kind.text(), &line.row_key)? {
        None => Ok(false),
        Some(key) => {
            line.made_id = Some(key.made_id);
            if key.fingerprint == line.fingerprint {
                Ok(true)
            } else {
                Err(at(field, Problem::new("import-key-other")))
            }
        }
    }
}

fn of_customer(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    import: Uuid,
    line: &mut Line,
    sellers: &[&str],
) -> Result<RowState, Failure> {
    let new = read_customer(app, line, sellers)?;
    let value = |field: &str| new.profile.get(field).cloned().unwrap_or_default();
    line.fingerprint = fingerprint(&(&new.profile, &new.word, &new.tags))?;
    let domain = format!("{}.{}", value("domain_prefix"), app.programme.domain_suffix);
    line.row_key.clone_from(&domain);
    // In a sandbox many customers may be of one company.
    line.also = match create::is_sandbox(tx, scope)? {
        true => String::new(),
        false => value("credit_code"),
    };
    let twice = |row: i64| Problem::new("import-row-twice").with("row", row);
    if let Some(row) = imports::earlier(tx, import, &line.row_key, line.number)? {
        return Err(at("domain_prefix", twice(row)));
    }
    if let Some(row) = imports::earlier_also(tx, import, &line.also, line.number)? {
        return Err(at("credit_code", twice(row)));
    }
    if known(tx, scope, Kind::Customers, line, "domain_prefix")? {
        return Ok(RowState::Known);
    }
    if registration::domain_taken(tx, &domain, Uuid::nil(), app.clock.now())? {
        return Err(at("domain_prefix", Problem::new("domain-taken")));
    }
    if create::code_taken(tx, scope, &line.also)? {
        return Err(at("credit_code", Problem::new("customer-known")));
    }
    Ok(RowState::Ready)
}

/// A row of orders, and who orders.
pub(super) fn read_order(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    line: &Line,
) -> Result<(NewOrder, Customer), Failure> {
    let new = order(&cells(line)?, &app.programme).map_err(Failure::Invalid)?;
    let id = match &new.customer {
        Whom::Id(id) => Some(*id),
        Whom::Domain(domain) => customers::id_by_domain(tx, scope, domain)?,
    };
    let unknown = || at("customer", Problem::new("import-customer-unknown"));
    let id = TenantId(id.ok_or_else(unknown)?);
    match selling::customer(tx, scope, id) {
        Ok(buyer) => Ok((new, buyer)),
        Err(Failure::NotFound) => Err(unknown()),
        Err(other) => Err(other),
    }
}

fn of_order(
    app: &App,
    tx: &mut Tx<'_>,
    scope: TenantScope,
    import: Uuid,
    line: &mut Line,
) -> Result<RowState, Failure> {
    let (new, buyer) = read_order(app, tx, scope, line)?;
    line.fingerprint = fingerprint(&(TenantId(buyer.id), &new.line))?;
    line.row_key = search_key(&new.reference);
    if let Some(row) = imports::earlier(tx, import, &line.row_key, line.number)? {
        let problem = Problem::new("import-row-twice").with("row", row);
        return Err(at("reference", problem));
    }
    if known(tx, scope, Kind::Orders, line, "reference")? {
        return Ok(RowState::Known);
    }
    if customers::attestations(tx, buyer.id)?.is_empty() {
        return Err(Reason::AttestationMissing.into());
    }
    orders::check(tx, app, scope, &buyer, std::slice::from_ref(&new.line))?;
    Ok(RowState::Ready)
}
