//! "Add customer": a tenant with its first administrator, and the relationship.

use super::{at_field, fill, seller_domains, value};
use crate::accounts::secret::{self, Fresh, fresh_password};
use crate::{App, Failure, Intent, Request, Work, selling};
use domain::customers::{judge_new, search_key};
use domain::enrolment::form::Answers;
use domain::identity::password::ungrouped;
use domain::ids::{AccountId, TenantId, fresh_uuid};
use domain::integration::hooks::Event;
use domain::language::Language;
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use serde::{Deserialize, Serialize};
use store::customers::{self, Customer};
use store::identity::{self, Account, Tenant};
use store::{Tx, registration};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The local part of a customer's first administrator.
pub(super) const ADMINISTRATOR: &str = "admin";

/// A new customer.
#[derive(Debug, Clone)]
pub struct Created {
    /// The customer.
    pub customer: TenantId,
    /// Its first administrator, `admin@domain`.
    pub sign_in_name: String,
    /// The temporary password: there for the call that made the customer, gone for a repetition.
    pub password: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
struct Made {
    customer: Uuid,
    sign_in_name: String,
}

/// Makes a customer, once for each key. Blocks for a password hash.
///
/// `typed` holds [`domain::customers::PROFILE`] and [`domain::customers::NEW`]. The partner gets the
/// relationship and delegated administration at once.
///
/// # Errors
/// [`Failure::Invalid`] at fields, also `domain_prefix` (`domain-taken`) and `credit_code`
/// (`customer-known`); [`Failure::Refused`] when the partner may not sell or its sandbox is full.
pub fn create(
    app: &App,
    request: &Request,
    typed: &Answers,
    key: &str,
) -> Result<Created, Failure> {
    may_begin(app, request, typed)?;
    let password = fresh_password(app);
    let hash = app.passwords.hash(&*app.entropy, &ungrouped(&password))?;
    let id = TenantId::fresh(&*app.entropy);
    let made = make(app, request, typed, key, id, hash, None)?;
    Ok(Created {
        password: (made.customer == id.0).then_some(password),
        customer: TenantId(made.customer),
        sign_in_name: made.sign_in_name,
    })
}

/// Makes a customer as [`create`] does, and keeps the password, sealed with the caller's session
/// cookie, until the caller looks at it with [`super::reveal`]: an answer that got lost loses
/// nothing.
///
/// # Errors
/// As [`create`].
pub(super) fn create_sealed(
    app: &App,
    request: &Request,
    typed: &Answers,
    cookie: &str,
    key: &str,
) -> Result<TenantId, Failure> {
    may_begin(app, request, typed)?;
    let fresh = secret::make(app, cookie)?;
    let id = TenantId::fresh(&*app.entropy);
    let hash = fresh.hash.clone();
    let made = make(app, request, typed, key, id, hash, Some(fresh))?;
    Ok(TenantId(made.customer))
}

/// Says what can be said before a password is hashed.
fn may_begin(app: &App, request: &Request, typed: &Answers) -> Result<(), Failure> {
    selling::scope(request, TenantAction::CreateCustomers)?;
    let judged = judge_new(typed, &[], &app.programme, app.today());
    if judged.problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Invalid(judged.problems))
    }
}

fn make(
    app: &App,
    request: &Request,
    typed: &Answers,
    key: &str,
    id: TenantId,
    hash: String,
    sealed: Option<Fresh>,
) -> Result<Made, Failure> {
    let scope = selling::scope(request, TenantAction::CreateCustomers)?;
    let asked = typed.clone();
    let intent = Intent::new(
        "customer.create",
        scope.tenant().0,
        format!("customer/{id}"),
    )
    .also(id.0);
    app.command(request, intent.once(key, typed), move |work| {
        selling::may_sell(work, scope)?;
        let judged = judged_among_sellers(work, scope, &asked)?;
        let (customer, sign_in_name) = add_with(work, scope, id.0, &judged, &hash)?;
        if let Some(sealed) = &sealed {
            sealed.keep(work, customer.id)?;
        }
        Ok(Made {
            customer: customer.id,
            sign_in_name,
        })
    })
    .wait()
}

/// Adds a customer of a judged form with its first administrator, whose password has this hash.
fn add_with(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: Uuid,
    judged: &Answers,
    hash: &str,
) -> Result<(Customer, String), Failure> {
    let customer = add(work, scope, id, judged)?;
    let sign_in_name = administrator(work, &customer, hash)?;
    let made_id = TenantId(customer.id);
    super::happened(work, scope, Event::CustomerCreated, made_id);
    work.audit("company_name", customer.company_name.as_str());
    work.audit("domain", customer.domain.as_str());
    Ok((customer, sign_in_name))
}

/// Adds a customer whose first administrator gets a password when somebody asks for one, see
/// [`super::first_password()`]: of a hundred thousand nobody could look at each.
pub(super) fn add_without_password(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: Uuid,
    judged: &Answers,
) -> Result<Customer, Failure> {
    add_with(work, scope, id, judged, "").map(|(customer, _)| customer)
}

fn judged_among_sellers(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    asked: &Answers,
) -> Result<Answers, Failure> {
    let sellers = seller_domains(work.app, work.tx, scope)?;
    let sellers: Vec<_> = sellers.iter().map(String::as_str).collect();
    let judged = judge_new(asked, &sellers, &work.app.programme, work.app.today());
    if judged.problems.is_empty() {
        Ok(judged.values)
    } else {
        Err(Failure::Invalid(judged.problems))
    }
}

/// Whether the company is a sandbox, whose customers are made up.
pub(super) fn is_sandbox(tx: &mut Tx<'_>, scope: TenantScope) -> Result<bool, Failure> {
    Ok(identity::tenant(tx, scope)?.kind == "sandbox-partner")
}

/// Whether a company of that credit code is a customer already, which a sandbox does not care about.
pub(super) fn code_taken(tx: &mut Tx<'_>, scope: TenantScope, code: &str) -> Result<bool, Failure> {
    Ok(!code.is_empty() && !is_sandbox(tx, scope)? && customers::is_known(tx, code)?)
}

fn add(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: Uuid,
    values: &Answers,
) -> Result<Customer, Failure> {
    let sandbox = is_sandbox(work.tx, scope)?;
    let room = work.app.programme.sandbox.customers;
    if sandbox && customers::count_up_to(work.tx, scope, room)? >= room {
        return Err(Reason::SandboxLimit.into());
    }
    let text = |field: &str| value(values, field);
    let credit_code = Some(text("credit_code")).filter(|code| !code.is_empty());
    if code_taken(work.tx, scope, credit_code.as_deref().unwrap_or_default())? {
        return Err(at_field("credit_code", "customer-known"));
    }
    let programme = &work.app.programme;
    let domain = format!("{}.{}", text("domain_prefix"), programme.domain_suffix);
    // A registration that still waits holds its domain; one whose time is over does not.
    registration::free_domain(work.tx, &domain, work.now)?;
    if registration::domain_taken(work.tx, &domain, Uuid::nil(), work.now)? {
        return Err(at_field("domain_prefix", "domain-taken"));
    }
    let kind = if sandbox {
        "sandbox-customer"
    } else {
        "customer"
    };
    let tenant = Tenant {
        id,
        kind: kind.to_owned(),
        name: text("company_name"),
        domain: domain.clone(),
        language: spoken(&text("language")).tag().to_owned(),
    };
    // Two at once: the index of the domains decides.
    identity::add_tenant(work.tx, &tenant, work.now).map_err(|error| {
        if error.is_unique() {
            at_field("domain_prefix", "domain-taken")
        } else {
            error.into()
        }
    })?;
    let mut customer = Customer {
        id,
        commerce_id: fresh_uuid(&*work.app.entropy),
        profile_id: fresh_uuid(&*work.app.entropy),
        domain,
        credit_code,
        qualification: "none".to_owned(),
        sandbox,
        created_at: work.now,
        version: 1,
        delegated: true,
        since: work.now,
        ..Customer::default()
    };
    fill(&mut customer, values);
    let name_key = search_key(&customer.company_name);
    customers::add(work.tx, scope, &customer, &name_key).map_err(|error| {
        if error.is_unique() {
            at_field("credit_code", "customer-known")
        } else {
            error.into()
        }
    })?;
    Ok(customer)
}

fn spoken(tag: &str) -> Language {
    Language::from_tag(tag).unwrap_or(Language::ZhHans)
}

fn administrator(
    work: &mut Work<'_, '_>,
    customer: &Customer,
    hash: &str,
) -> Result<String, Failure> {
    let days = i64::from(work.app.programme.registration.temporary_password_days);
    let account = Account {
        family_name: customer.family_name.clone(),
        given_name: customer.given_name.clone(),
        contact_email: customer.email.clone(),
        language: spoken(&customer.language).tag().to_owned(),
        admin_setting: "global-admin".to_owned(),
        ..Account::invited(
            AccountId::fresh(&*work.app.entropy).0,
            customer.id,
            format!("{ADMINISTRATOR}@{}", customer.domain),
            hash.to_owned(),
            work.now.plus_days(days),
        )
    };
    identity::add_account(work.tx, &account, work.now)?;
    if !hash.is_empty() {
        identity::remember_password(work.tx, account.id, hash, work.now)?;
    }
    Ok(account.sign_in_name)
}
