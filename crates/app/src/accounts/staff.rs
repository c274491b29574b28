//! The operator's staff: who there is, what each may do, and who may change that.

use super::add_user::Shown;
use super::secret::{self, Fresh};
use super::{illegal, subject};
use crate::identity::proof::require_recent;
use crate::identity::session::noted_since;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::staff::{self as rules, Change, Member, Refusal, decide, judge, loses};
use domain::accounts::users::Status;
use domain::caller::StaffRole;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::identity::session::Place;
use domain::ids::AccountId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::identity::{self, Account};
use store::users::{self, User};
use store::{Reply, Tx, staff};
use uuid::Uuid;

/// A member of staff.
#[derive(Debug, Clone)]
pub struct View {
    /// The account.
    pub user: User,
    /// What the person may do.
    pub roles: BTreeSet<StaffRole>,
    /// Sessions that are open.
    pub sessions: u32,
}

fn scope_of(request: &Request) -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(
        &request.caller,
        OperatorAction::ManageStaff,
    )?)
}

/// Everybody.
pub fn list(app: &App, request: &Request) -> Reply<Vec<View>, Failure> {
    let scope = match scope_of(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let since = noted_since(Place::Console, app.clock.now());
    app.read(move |tx| {
        let (roles, open) = (
            staff::roles(tx, scope)?,
            staff::open_sessions(tx, scope, since)?,
        );
        let view = |user: User| {
            let mine = roles.iter().filter(|r| r.account_id == user.id);
            let mine = mine.filter_map(|r| StaffRole::from_text(&r.role)).collect();
            let sessions = open.iter().find(|o| o.account_id == user.id);
            View {
                roles: mine,
                sessions: sessions.map_or(0, |o| u32::try_from(o.n).unwrap_or(u32::MAX)),
                user,
            }
        };
        Ok(staff::list(tx, scope)?.into_iter().map(view).collect())
    })
}

/// One member of staff.
pub fn get(app: &App, request: &Request, id: AccountId) -> Reply<View, Failure> {
    let scope = match scope_of(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let since = noted_since(Place::Console, app.clock.now());
    app.read(move |tx| {
        let user = staff::get(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let open = staff::open_sessions(tx, scope, since)?;
        let open = open.iter().find(|o| o.account_id == id.0);
        Ok(View {
            roles: roles_of(tx, id.0)?,
            sessions: open.map_or(0, |o| u32::try_from(o.n).unwrap_or(u32::MAX)),
            user,
        })
    })
}

fn roles_of(tx: &mut Tx<'_>, account: Uuid) -> Result<BTreeSet<StaffRole>, Failure> {
    let roles = staff::roles_of(tx, account)?;
    Ok(roles
        .iter()
        .filter_map(|r| StaffRole::from_text(r))
        .collect())
}

/// What the rules know about somebody, as it is in this transaction.
fn member(work: &mut Work<'_, '_>, user: &User) -> Result<Member, Failure> {
    Ok(Member {
        account: AccountId(user.id),
        status: Status::from_text(&user.status)
            .ok_or_else(|| Failure::internal(format!("unknown status of {}", user.id)))?,
        has_signed_in: user.temporary_until.is_none(),
        roles: roles_of(work.tx, user.id)?,
    })
}

fn actor(work: &mut Work<'_, '_>, scope: OperatorScope) -> Result<Member, Failure> {
    let person = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let account = person.account.0;
    let user = staff::get(work.tx, scope, account)?.ok_or(Failure::SignInFirst)?;
    member(work, &user)
}

fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::NeedsPlatformAdmin => Failure::NeedsRole(vec!["role-platform-admin"]),
        Refusal::OwnAccount => Failure::conflict("own-account"),
        Refusal::LastPlatformAdmin => Failure::conflict("last-platform-admin"),
        Refusal::Apart(one, other) => {
            let problem = Problem::new("roles-apart").with("one", one.text());
            let problem = problem.with("other", other.text());
            Failure::Invalid(vec![FieldProblem::new("roles", problem)])
        }
        Refusal::Illegal(status) => illegal(status),
    }
}

fn intent(request: &Request, action: &'static str, id: Uuid) -> Result<Intent, Failure> {
    // Staff belong to the operator's tenant; its chain holds what happens to them.
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok(Intent::new(action, person.tenant.0, subject(id)))
}

/// Adds a member of staff with a temporary password, once for each key. Blocks for a password hash.
///
/// # Errors
/// [`Failure::Invalid`] at fields; [`Failure::NeedsRole`]; [`Failure::Conflict`]
/// (`authenticate-again`).
pub fn add(
    app: &App,
    request: &Request,
    typed: &Answers,
    roles: &BTreeSet<StaffRole>,
    cookie: &str,
    key: &str,
) -> Result<AccountId, Failure> {
    let scope = scope_of(request)?;
    let judged = judge(typed, &app.programme, app.today());
    let mut problems = judged.problems;
    if roles.is_empty() {
        problems.push(FieldProblem::plain("roles", "roles-none"));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let fresh = secret::make(app, cookie)?;
    let id = AccountId::fresh(&*app.entropy);
    let intent = intent(request, "staff.add", id.0)?.once(key, &(typed, roles));
    let (values, roles) = (judged.values, roles.clone());
    app.command(request, intent, move |work| {
        let actor = actor(work, scope)?;
        rules::may_add(&actor, &roles).map_err(refused)?;
        require_recent(work)?;
        let account = insert(work, id, &values, &fresh)?;
        for role in &roles {
            identity::add_staff_role(work.tx, id.0, role.text())?;
        }
        fresh.keep(work, id.0)?;
        tell_new(work, &account)?;
        if roles.contains(&StaffRole::PlatformAdmin) {
            tell_admins(work, scope, &account.sign_in_name, id.0, 1)?;
        }
        work.audit("sign_in_name", account.sign_in_name);
        work.audit("roles", words(&roles));
        Ok(id)
    })
    .wait()
}

fn words(roles: &BTreeSet<StaffRole>) -> String {
    let texts: Vec<&str> = roles.iter().map(|role| role.text()).collect();
    texts.join(", ")
}

fn insert(
    work: &mut Work<'_, '_>,
    id: AccountId,
    values: &Answers,
    fresh: &Fresh,
) -> Result<Account, Failure> {
    let text = |field: &str| values.get(field).cloned().unwrap_or_default();
    let tenant = identity::operator(work.tx)?.ok_or(Failure::NotFound)?;
    let sign_in_name = format!("{}@{}", text("user_name"), tenant.domain);
    let taken = users::taken(work.tx, tenant.id, &sign_in_name, &text("contact_email"))?;
    if !taken.is_empty() {
        let problems = taken.into_iter().map(super::add_user::problem);
        return Err(Failure::Invalid(problems.collect::<Vec<_>>()));
    }
    let days = i64::from(work.app.programme.registration.temporary_password_days);
    let account = Account {
        family_name: text("family_name"),
        given_name: text("given_name"),
        contact_email: text("contact_email"),
        mobile: text("mobile"),
        language: text("language"),
        ..Account::invited(
            id.0,
            tenant.id,
            sign_in_name,
            fresh.hash.clone(),
            work.now.plus_days(days),
        )
    };
    identity::add_account(work.tx, &account, work.now).map_err(super::add_user::taken_meanwhile)?;
    identity::remember_password(work.tx, id.0, &fresh.hash, work.now)?;
    Ok(account)
}

fn by(work: &Work<'_, '_>) -> String {
    let person = work.request.caller.person();
    person.map(|p| p.name.clone()).unwrap_or_default()
}

fn company(work: &mut Work<'_, '_>) -> Result<String, Failure> {
    let operator = identity::operator(work.tx)?;
    Ok(operator.map(|o| o.name).unwrap_or_default())
}

/// U01, as to any new user.
fn tell_new(work: &mut Work<'_, '_>, account: &Account) -> Result<(), Failure> {
    let until = account.temporary_until.unwrap_or(work.now);
    Notice::new("u01", &account.contact_email, &account.language, "")
        .name(&account.full_name())
        .company(&company(work)?)
        .with("sign_in_name", &account.sign_in_name)
        .with("by", &by(work))
        .date("until", until)
        .link("/signin")
        .queue(work, format!("u01/{}", account.id))
}

/// U03 to every other platform admin: there is one more who gives out roles.
fn tell_admins(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    sign_in_name: &str,
    account: Uuid,
    version: i64,
) -> Result<(), Failure> {
    for admin in staff::list(work.tx, scope)? {
        let able = admin.status == Status::Active.text() && admin.id != account;
        if !able || !roles_of(work.tx, admin.id)?.contains(&StaffRole::PlatformAdmin) {
            continue;
        }
        Notice::new("u03", &admin.contact_email, &admin.language, "")
            .name(&admin.full_name())
            .company(&company(work)?)
            .with("sign_in_name", sign_in_name)
            .with("by", &by(work))
            .link("/ops/staff")
            .queue(work, format!("u03/{account}/{version}/{}", admin.id))?;
    }
    Ok(())
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows the temporary password, on the first look of whoever made the account only.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn reveal(app: &App, request: &Request, id: AccountId, cookie: &str) -> Result<Shown, Failure> {
    let scope = scope_of(request)?;
    let user = app
        .read(move |tx| staff::get(tx, scope, id.0)?.ok_or(Failure::NotFound))
        .wait()?;
    let intent = intent(request, "staff.reveal-password", id.0)?;
    let looked = app
        .command(request, intent, move |work| {
            let sealed = secret::take(work, id.0)?;
            Ok(Looked { sealed })
        })
        .wait()?;
    Ok(Shown {
        user,
        password: secret::open(cookie, looked.sealed),
    })
}

/// Gives other roles.
pub fn set_roles(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    roles: BTreeSet<StaffRole>,
    key: &str,
) -> Pending<()> {
    change(
        app,
        request,
        id,
        version,
        Change::Roles(roles),
        "staff.set-roles",
        key,
    )
}

/// Keeps a member of staff out.
pub fn block(app: &App, request: &Request, id: AccountId, version: i64, key: &str) -> Pending<()> {
    change(app, request, id, version, Change::Block, "staff.block", key)
}

/// Lets a member of staff in again.
pub fn unblock(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    key: &str,
) -> Pending<()> {
    change(
        app,
        request,
        id,
        version,
        Change::Unblock,
        "staff.unblock",
        key,
    )
}

fn change(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    change: Change,
    action: &'static str,
    key: &str,
) -> Pending<()> {
    let (scope, intent) =
        match scope_of(request).and_then(|scope| Ok((scope, intent(request, action, id.0)?))) {
            Ok(found) => found,
            Err(failure) => return Pending::refused(failure),
        };
    let wanted = match &change {
        Change::Roles(roles) => words(roles),
        Change::Block | Change::Unblock => String::new(),
    };
    let intent = intent.once(key, &(version, &wanted));
    app.command(request, intent, move |work| {
        let user = staff::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        // Both read here, in this transaction: two platform admins who take each other's role at
        // once both write the operator's audit chain, so one of them is judged after the other.
        let (actor, before) = (actor(work, scope)?, member(work, &user)?);
        let others = staff::other_platform_admins(work.tx, scope, id.0)?;
        let after = decide(&actor, &before, &change, others).map_err(refused)?;
        if user.version != version {
            return Err(Failure::conflict("stale"));
        }
        require_recent(work)?;
        if !staff::save_status(work.tx, scope, id.0, version, after.status.text())? {
            return Err(Failure::conflict("stale"));
        }
        for role in after.roles.difference(&before.roles) {
            identity::add_staff_role(work.tx, id.0, role.text())?;
        }
        for role in before.roles.difference(&after.roles) {
            staff::remove_role(work.tx, scope, id.0, role.text())?;
        }
        if after.roles != before.roles {
            let (old, new) = (words(&before.roles), words(&after.roles));
            work.audit("roles", format!("{old} -> {new}"));
        }
        if after.status != before.status {
            let (old, new) = (before.status.text(), after.status.text());
            work.audit("status", format!("{old} -> {new}"));
        }
        let admin = StaffRole::PlatformAdmin;
        if after.roles.contains(&admin) && !before.roles.contains(&admin) {
            tell_admins(work, scope, &user.sign_in_name, id.0, version)?;
        }
        if loses(&before, &after) {
            let ended = identity::end_all_sessions(work.tx, id.0, work.now)?;
            work.audit("sessions_ended", ended);
        }
        Ok(())
    })
}

/// Signs a member of staff out everywhere.
pub fn end_sessions(app: &App, request: &Request, id: AccountId, key: &str) -> Pending<()> {
    let (scope, intent) = match scope_of(request)
        .and_then(|scope| Ok((scope, intent(request, "staff.end-sessions", id.0)?)))
    {
        Ok(found) => found,
        Err(failure) => return Pending::refused(failure),
    };
    app.command(request, intent.once(key, &id), move |work| {
        staff::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        if !actor(work, scope)?.is_able_admin() {
            return Err(refused(Refusal::NeedsPlatformAdmin));
        }
        let ended = identity::end_all_sessions(work.tx, id.0, work.now)?;
        work.audit("sessions_ended", ended);
        Ok(())
    })
}
