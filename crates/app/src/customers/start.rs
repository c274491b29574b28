//! "Add customer" as one form: the account, the customer's word on its agreement, the first order.

use super::create::{ADMINISTRATOR, code_taken, create_sealed};
use super::{attest, intent, seller_domains};
use crate::accounts::secret;
use crate::orders::{self, NewOrder};
use crate::{App, Failure, Request, selling};
use domain::customers::{ATTESTATION, judge_new};
use domain::enrolment::form::{Answers, FieldProblem, judge};
use domain::ids::{OrderId, TenantId};
use domain::orders::Line;
use domain::permission::TenantAction;
use domain::selling::Refusal;
use serde::{Deserialize, Serialize};
use store::customers::Customer;
use store::{Reply, registration};
use uuid::Uuid;
use zeroize::Zeroizing;

/// What is known of a new customer.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// [`domain::customers::PROFILE`] and [`domain::customers::NEW`], as typed.
    pub profile: Answers,
    /// The day its contact accepted the customer agreement; empty when not yet.
    pub agreed_on: String,
    /// What it orders at once.
    pub lines: Vec<Line>,
}

impl Start {
    /// The contact's word on the agreement, [`ATTESTATION`].
    fn attestation(&self) -> Answers {
        let contact = ["family_name", "given_name", "email", "phone"];
        let mut word: Answers = contact
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), self.profile.get(name)?.clone())))
            .collect();
        word.insert("agreed_on".to_owned(), self.agreed_on.clone());
        word
    }
}

/// What is wrong with a new customer, before anything is made of it: what [`super::create`] would
/// refuse, and what is missing for the order.
pub fn check(app: &App, request: &Request, start: &Start) -> Reply<Vec<FieldProblem>, Failure> {
    let scope = match selling::scope(request, TenantAction::CreateCustomers) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, start, now) = (app.clone(), start.clone(), app.clock.now());
    app.read(move |tx| {
        let today = inside.today();
        let sellers = seller_domains(&inside, tx, scope)?;
        let sellers: Vec<_> = sellers.iter().map(String::as_str).collect();
        let judged = judge_new(&start.profile, &sellers, &inside.programme, today);
        let mut problems = judged.problems;
        let prefix = judged.values.get("domain_prefix").cloned();
        let fine = |problems: &[FieldProblem], field| problems.iter().all(|p| p.field != field);
        if let Some(prefix) = prefix.filter(|_| fine(&problems, "domain_prefix")) {
            let domain = format!("{prefix}.{}", inside.programme.domain_suffix);
            if registration::domain_taken(tx, &domain, Uuid::nil(), now)? {
                problems.push(FieldProblem::plain("domain_prefix", "domain-taken"));
            }
        }
        let code = judged.values.get("credit_code").cloned();
        if let Some(code) = code
            && fine(&problems, "credit_code")
            && code_taken(tx, scope, &code)?
        {
            problems.push(FieldProblem::plain("credit_code", "customer-known"));
        }
        if !start.agreed_on.is_empty() {
            let word = judge(ATTESTATION, &start.attestation(), &inside.programme, today);
            problems.extend(word.problems.into_iter().filter(|p| p.field == "agreed_on"));
        } else if !start.lines.is_empty() {
            problems.push(FieldProblem::plain("agreed_on", "agreed-before-order"));
        }
        Ok(problems)
    })
}

/// A customer that was made.
#[derive(Debug, Clone)]
pub struct Started {
    /// The customer.
    pub customer: TenantId,
    /// Its first order; none when nothing was ordered.
    pub order: Option<OrderId>,
    /// Why the order was refused; the customer stays.
    pub refused: Vec<Refusal>,
}

/// Makes a customer, keeps its word on the agreement and places its first order, each once for a
/// key. A refused order leaves the customer, so that it can be ordered again.
///
/// # Errors
/// As [`super::create`]; nothing was made then.
pub fn start(
    app: &App,
    request: &Request,
    start: &Start,
    cookie: &str,
    key: &str,
) -> Result<Started, Failure> {
    let problems = check_again(app, request, start, key)?;
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let customer = create_sealed(app, request, &start.profile, cookie, key)?;
    if !start.agreed_on.is_empty() {
        match attest(app, request, customer, &start.attestation(), key).wait() {
            Err(Failure::Conflict(conflict)) if conflict.code == "attested-before" => {}
            other => {
                other?;
            }
        }
    }
    let mut started = Started {
        customer,
        order: None,
        refused: Vec::new(),
    };
    if start.lines.is_empty() {
        return Ok(started);
    }
    let new = NewOrder {
        cycle: None,
        lines: start.lines.clone(),
    };
    match orders::place(app, request, customer, &new, key) {
        Ok(order) => started.order = Some(order),
        Err(Failure::Refused(refusals)) => started.refused = refusals,
        Err(other) => return Err(other),
    }
    Ok(started)
}

/// Only what the customer itself does not answer: a repetition finds its own domain taken.
fn check_again(
    app: &App,
    request: &Request,
    start: &Start,
    key: &str,
) -> Result<Vec<FieldProblem>, Failure> {
    let mut problems = check(app, request, start).wait()?;
    if !key.is_empty() {
        let own = |p: &FieldProblem| ["domain-taken", "customer-known"].contains(&p.problem.code);
        problems.retain(|problem| !own(problem));
    }
    Ok(problems)
}

/// What the page after "Add customer" shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The customer.
    pub customer: Customer,
    /// Its first administrator.
    pub sign_in_name: String,
    /// The temporary password, on the first look of whoever made the customer.
    pub password: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows the first administrator's temporary password, on the first look only; the look is audited.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn reveal(app: &App, request: &Request, id: TenantId, cookie: &str) -> Result<Shown, Failure> {
    let scope = selling::scope(request, TenantAction::CreateCustomers)?;
    let customer = app
        .read(move |tx| selling::customer(tx, scope, id))
        .wait()?;
    let intent = intent("customer.reveal-password", scope, id);
    let taken = app
        .command(request, intent, move |work| {
            let sealed = secret::take(work, id.0)?;
            Ok(Looked { sealed })
        })
        .wait()?;
    Ok(Shown {
        sign_in_name: format!("{ADMINISTRATOR}@{}", customer.domain),
        password: secret::open(cookie, taken.sealed),
        customer,
    })
}
