//! The integration sandbox account: a second tenant of a partner with people, programs, customers and
//! keys of its own. A global admin makes it, once; whoever is its first administrator signs in there
//! like anybody else. Nothing in it is billed.

use crate::accounts::add_user::{mailbox_outside, taken_meanwhile};
use crate::accounts::secret::{self, Fresh};
use crate::enrolment::application::own_scope;
use crate::i18n::texts;
use crate::identity::proof::require_recent;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::details;
use domain::enrolment::form::{self, Answers};
use domain::enrolment::provisioning::GROUPS;
use domain::ids::{AccountId, TenantId, fresh_uuid};
use domain::language::Language;
use domain::partner::Status;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::sandbox::account::{FIELDS, prefixes};
use serde::{Deserialize, Serialize};
use store::accounts::Partner;
use store::identity::{self, Account, Tenant};
use store::sandbox_account::{self as rows, Line, SandboxAccount};
use store::{Reply, accounts, customers, registration};
use uuid::Uuid;
use zeroize::Zeroizing;

/// What partners are granted when they are set up, and a sandbox at once.
const GRANTS: [&str; 5] = [
    "catalogue",
    "price-lists",
    "top-five",
    "activity-log",
    "integration",
];

/// How a company stands with its sandbox account.
#[derive(Debug, Clone)]
pub enum Standing {
    /// It has none and may make one.
    None,
    /// It has none, and is no active partner: a sandbox is for those who sell.
    NotYet,
    /// It has one.
    Made {
        /// Which.
        account: SandboxAccount,
        /// Whether nobody has signed in as its first administrator yet; until when the temporary
        /// password is good then.
        waits: Option<Instant>,
    },
    /// It is one: how many customers it holds.
    Inside {
        /// Customers.
        customers: u32,
    },
}

/// How the caller's company stands with its sandbox account.
pub fn standing(app: &App, request: &Request) -> Reply<Standing, Failure> {
    let scope = match own_scope(request, TenantAction::ManageApps) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let room = app.programme.sandbox.customers;
    app.read(move |tx| {
        let partner = accounts::partner(tx, scope)?;
        if partner.as_ref().is_some_and(|partner| partner.sandbox) {
            let customers = customers::count_up_to(tx, scope, room)?;
            return Ok(Standing::Inside { customers });
        }
        let Some(account) = rows::of(tx, scope)? else {
            return Ok(match partner.as_ref().and_then(status) {
                Some(Status::Active) => Standing::None,
                _ => Standing::NotYet,
            });
        };
        let admin = identity::account_to_sign_in(tx, &account.admin)?;
        let waits = admin.filter(is_fresh).and_then(|a| a.temporary_until);
        Ok(Standing::Made { account, waits })
    })
}

fn status(partner: &Partner) -> Option<Status> {
    Status::from_text(&partner.status)
}

/// Whether nobody has ever signed in with an account.
fn is_fresh(account: &Account) -> bool {
    account.status == "invited"
}

#[derive(Serialize, Deserialize)]
struct Made {
    tenant: Uuid,
}

/// Makes the caller's company's sandbox account, once. Blocks for a password hash. `cookie` is the
/// caller's session cookie: the first password is sealed with it, see [`reveal`].
///
/// # Errors
/// [`Failure::Invalid`] at [`FIELDS`]; [`Failure::Conflict`] (`sandbox-exists`, `sandbox-not-yet`,
/// `authenticate-again`); [`Failure::NotFound`] inside a sandbox, which has none of its own.
pub fn create(
    app: &App,
    request: &Request,
    typed: &Answers,
    cookie: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::ManageApps)?;
    if request.caller.standing().sandbox {
        return Err(Failure::NotFound);
    }
    let mut judged = form::judge(FIELDS.iter(), typed, &app.programme, app.today());
    mailbox_outside(app, &mut judged);
    if !judged.problems.is_empty() {
        return Err(Failure::Invalid(judged.problems));
    }
    let fresh = secret::make(app, cookie)?;
    let (tenant, account) = (
        TenantId::fresh(&*app.entropy),
        AccountId::fresh(&*app.entropy),
    );
    let values = judged.values;
    let subject = format!("tenant/{tenant}");
    let intent = Intent::new("sandbox.create", scope.tenant().0, subject).once(key, typed);
    let made = app.command(request, intent, move |work| {
        require_recent(work)?;
        let partner = accounts::partner(work.tx, scope)?;
        let partner = partner.filter(|partner| status(partner) == Some(Status::Active));
        let partner = partner.ok_or(Failure::conflict("sandbox-not-yet"))?;
        if rows::of(work.tx, scope)?.is_some() {
            return Err(Failure::conflict("sandbox-exists"));
        }
        let sandbox = add_tenant(work, scope, tenant)?;
        let own = authorise(&Caller::System, TenantAction::ViewOverview, tenant)?;
        set_up(work, scope, own, &sandbox, partner)?;
        let admin = administrator(work, &sandbox, account, &values, &fresh)?;
        let row = SandboxAccount {
            tenant_id: sandbox.id,
            admin: admin.sign_in_name.clone(),
            created_at: work.now,
            created_by: work.request.caller.actor_name().to_owned(),
            domain: sandbox.domain.clone(),
        };
        // Two at once: the index of the table decides.
        rows::add(work.tx, scope, &row).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("sandbox-exists")
            } else {
                error.into()
            }
        })?;
        fresh.keep(work, sandbox.id)?;
        welcome(work, &sandbox, &admin)?;
        work.audit("domain", sandbox.domain.as_str());
        work.audit("sign_in_name", admin.sign_in_name.as_str());
        Ok(Made { tenant: sandbox.id })
    });
    made.wait().map(drop)
}

/// The tenant, below the partner's own name.
fn add_tenant(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: TenantId,
) -> Result<Tenant, Failure> {
    let own = identity::tenant(work.tx, scope)?;
    let prefix = own.domain.split('.').next().unwrap_or_default();
    let mut free = None;
    for prefix in prefixes(prefix) {
        let domain = details::domain(&prefix, &work.app.programme);
        registration::free_domain(work.tx, &domain, work.now)?;
        if !registration::domain_taken(work.tx, &domain, Uuid::nil(), work.now)?
            && !registration::looks_taken(work.tx, &prefix)?
        {
            free = Some(domain);
            break;
        }
    }
    let domain = free.ok_or(Failure::conflict("domain-taken"))?;
    let language = Language::from_tag(&own.language).unwrap_or(Language::ZhHans);
    let tenant = Tenant {
        id: id.0,
        kind: "sandbox-partner".to_owned(),
        name: texts(language).format("sandbox-account-of", &[("company", &own.name)]),
        domain,
        language: own.language,
    };
    identity::add_tenant(work.tx, &tenant, work.now).map_err(|error| {
        if error.is_unique() {
            Failure::conflict("domain-taken")
        } else {
            error.into()
        }
    })?;
    Ok(tenant)
}

/// What provisioning builds for a partner, from what the partner has: the same profiles, currency,
/// billing day and limit. The day orders terms; no bill is ever made.
fn set_up(
    work: &mut Work<'_, '_>,
    primary: TenantScope,
    own: TenantScope,
    tenant: &Tenant,
    partner: Partner,
) -> Result<(), Failure> {
    let row = Partner {
        tenant_id: tenant.id,
        status: Status::Active.text().to_owned(),
        may_resell: true,
        signed_at: work.now,
        active_at: Some(work.now),
        orders_blocked_from: None,
        sandbox: true,
        ..partner
    };
    accounts::add_partner(work.tx, &row)?;
    let billing = accounts::billing_account(work.tx, primary)?;
    let billing = billing.ok_or_else(|| Failure::internal("a partner without billing account"))?;
    accounts::add_billing_account(work.tx, own, &billing)?;
    for field in accounts::profiles(work.tx, primary)? {
        let value = match (field.profile.as_str(), field.field.as_str()) {
            // Nothing is billed: where the company's money is, is not for who tries programs.
            (
                "billing",
                "tax_id" | "bank_name" | "bank_account" | "tax_address" | "tax_phone"
                | "purchase_order",
            ) => continue,
            ("organisation", "name") => &tenant.name,
            ("organisation", "domain") => &tenant.domain,
            _ => &field.value,
        };
        accounts::set_profile_field(work.tx, own, &field.profile, &field.field, value)?;
    }
    for name in GROUPS {
        let id = fresh_uuid(&*work.app.entropy);
        accounts::add_group(work.tx, own, name, id)?;
    }
    for name in GRANTS {
        accounts::grant(work.tx, own, name, work.now)?;
    }
    Ok(())
}

fn administrator(
    work: &mut Work<'_, '_>,
    tenant: &Tenant,
    id: AccountId,
    values: &Answers,
    fresh: &Fresh,
) -> Result<Account, Failure> {
    let text = |field: &str| values.get(field).cloned().unwrap_or_default();
    let days = i64::from(work.app.programme.registration.temporary_password_days);
    let account = Account {
        family_name: text("family_name"),
        given_name: text("given_name"),
        contact_email: text("contact_email"),
        language: work.request.language.tag().to_owned(),
        agent_setting: "admin-agent".to_owned(),
        admin_setting: "global-admin".to_owned(),
        ..Account::invited(
            id.0,
            tenant.id,
            format!("{}@{}", text("user_name"), tenant.domain),
            fresh.hash.clone(),
            work.now.plus_days(days),
        )
    };
    identity::add_account(work.tx, &account, work.now).map_err(taken_meanwhile)?;
    identity::remember_password(work.tx, account.id, &fresh.hash, work.now)?;
    Ok(account)
}

/// U01, as to every new user: the sign-in name, and never the password.
fn welcome(work: &mut Work<'_, '_>, tenant: &Tenant, account: &Account) -> Result<(), Failure> {
    let by = work.request.caller.person().map(|p| p.name.clone());
    Notice::new("u01", &account.contact_email, &account.language, "")
        .name(&account.full_name())
        .company(&tenant.name)
        .with("sign_in_name", &account.sign_in_name)
        .with("by", &by.unwrap_or_default())
        .date("until", account.temporary_until.unwrap_or(work.now))
        .link("/signin")
        .queue(work, format!("u01/{}", account.id))
}

/// Gives the first administrator another temporary password, as long as nobody has signed in with the
/// account: a page that was closed too early would lock a company out for good, for it has one sandbox
/// only. Afterwards there is recovery by oneself, as for everybody. Blocks for a password hash.
///
/// # Errors
/// [`Failure::NotFound`] without a sandbox; [`Failure::Conflict`] (`sandbox-in-use`,
/// `authenticate-again`).
pub fn renew(app: &App, request: &Request, cookie: &str, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::ManageApps)?;
    let fresh = secret::make(app, cookie)?;
    let intent = Intent::new(
        "sandbox.renew-password",
        scope.tenant().0,
        "sandbox/administrator",
    );
    let done = app.command(request, intent.once(key, &()), move |work| {
        require_recent(work)?;
        let row = rows::of(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let account = identity::account_to_sign_in(work.tx, &row.admin)?;
        let mut account = account
            .filter(is_fresh)
            .ok_or(Failure::conflict("sandbox-in-use"))?;
        let days = i64::from(work.app.programme.registration.temporary_password_days);
        account.password_hash.clone_from(&fresh.hash);
        account.temporary_until = Some(work.now.plus_days(days));
        account.failures = 0;
        account.locked_until = None;
        identity::save_sign_in_state(work.tx, &account)?;
        identity::remember_password(work.tx, account.id, &fresh.hash, work.now)?;
        // Whoever had begun to sign in with the old one begins anew.
        identity::end_all_sessions(work.tx, account.id, work.now)?;
        fresh.keep(work, row.tenant_id)?;
        work.audit("sign_in_name", row.admin.as_str());
        Ok(())
    });
    done.wait()
}

/// What the page after [`create`] shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The sandbox account.
    pub account: SandboxAccount,
    /// The first password, on the first look of whoever made the account.
    pub password: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows the first password, on the first look only; the look is audited.
///
/// # Errors
/// [`Failure::NotFound`] without a sandbox.
pub fn reveal(app: &App, request: &Request, cookie: &str) -> Result<Shown, Failure> {
    let scope = own_scope(request, TenantAction::ManageApps)?;
    let account = app
        .read(move |tx| rows::of(tx, scope)?.ok_or(Failure::NotFound))
        .wait()?;
    let owner = account.tenant_id;
    let subject = format!("tenant/{owner}");
    let intent = Intent::new("sandbox.reveal-password", scope.tenant().0, subject);
    let taken = app.command(request, intent, move |work| {
        let sealed = secret::take(work, owner)?;
        Ok(Looked { sealed })
    });
    let password = secret::open(cookie, taken.wait()?.sealed);
    Ok(Shown { account, password })
}

/// The sandbox accounts of all partners as the operator lists them, and how many there are.
pub fn list(app: &App, request: &Request, part: (u32, u32)) -> Reply<(Vec<Line>, i64), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ManageProvisioning) {
        Ok(scope) => app.read(move |tx| {
            let lines = rows::list(tx, scope, part)?;
            Ok((lines, rows::count(tx, scope)?))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
