//! "Add user": an account with a temporary password that is shown once, to whoever made it.

use super::secret::{self, Fresh};
use super::{actor, domains, refused, subject};
use crate::enrolment::application::own_scope;
use crate::identity::proof::require_recent;
use crate::names::{self, Mailed};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::accounts::users::{self as rules, judge, may_add};
use domain::caller::AdminSetting;
use domain::enrolment::form::{Answers, FieldProblem, Judged};
use domain::ids::AccountId;
use domain::permission::{TenantAction, TenantScope};
use domain::validate;
use serde::{Deserialize, Serialize};
use store::identity::{self, Account};
use store::users::{self, Taken, User};
use store::{DbError, accounts};
use zeroize::Zeroizing;

/// The sections of the form.
const SECTIONS: &[&str] = &["person", "sign-in", "recovery", "settings"];

/// The field of the domain a sign-in name ends in, where the company has several.
pub const DOMAIN: &str = "sign_in_domain";

/// Adds a user, once for each key. Blocks for a password hash, and for as long as name servers
/// need. `cookie` is the caller's session cookie: the temporary password is sealed with it. `meant`
/// is the mail domain the caller was told about.
///
/// # Errors
/// [`Failure::Invalid`] at fields; [`Failure::NeedsRole`]; [`Failure::Conflict`]
/// (`authenticate-again`) when an admin role is given and the authenticator was used too long ago.
pub fn add(
    app: &App,
    request: &Request,
    typed: &Answers,
    cookie: &str,
    key: &str,
    meant: &str,
) -> Result<Mailed<AccountId>, Failure> {
    let scope = own_scope(request, TenantAction::ManageUsers)?;
    add_in(app, request, scope, typed, cookie, key, meant)
}

/// Adds a user to a company whose users the caller manages, as [`add`] does.
///
/// # Errors
/// As [`add`].
pub(crate) fn add_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    typed: &Answers,
    cookie: &str,
    key: &str,
    meant: &str,
) -> Result<Mailed<AccountId>, Failure> {
    let mut judged = judge(SECTIONS, typed, &app.programme, app.today());
    mailbox_outside(app, &mut judged);
    if !judged.problems.is_empty() {
        return Err(Failure::Invalid(judged.problems));
    }
    if let Some(doubt) = names::mail_doubt(app, judged.value("contact_email"), meant) {
        return Ok(Mailed::Doubted(doubt));
    }
    let fresh = secret::make(app, cookie)?;
    let id = AccountId::fresh(&*app.entropy);
    let mut values = judged.values;
    values.extend(
        typed
            .get_key_value(DOMAIN)
            .map(|(k, v)| (k.clone(), v.clone())),
    );
    let intent = Intent::new("user.add", scope.tenant().0, subject(id.0)).once(key, typed);
    app.command(request, intent, move |work| {
        let admin = AdminSetting::from_text(value(&values, "admin_setting"));
        let admin = admin.unwrap_or(AdminSetting::None);
        let actor = actor(work, scope)?;
        may_add(&actor, admin).map_err(refused)?;
        if admin != AdminSetting::None {
            require_recent(work)?;
        }
        let account = insert(work, scope, id, &values, &fresh)?;
        fresh.keep(work, id.0)?;
        tell(work, scope, &account, admin)?;
        let by = work.request.caller.person().map(|p| p.name.clone());
        let by = by.unwrap_or_default();
        accounts::tick_checklist_item(work.tx, scope, "add-users", &by, work.now)?;
        work.audit("sign_in_name", account.sign_in_name.as_str());
        work.audit("agent_setting", account.agent_setting.as_str());
        work.audit("admin_setting", account.admin_setting.as_str());
        Ok(id)
    })
    .wait()
    .map(Mailed::Done)
}

fn value<'a>(values: &'a Answers, field: &str) -> &'a str {
    values.get(field).map_or("", String::as_str)
}

/// Whether an address is below the programme's own suffix: it is a sign-in name then, and no
/// mailbox, because nobody runs mail there.
pub(super) fn is_sign_in_name(app: &App, email: &str) -> bool {
    validate::is_under(validate::email_domain(email), &app.programme.domain_suffix)
}

/// Refuses a sign-in name as contact e-mail.
pub(crate) fn mailbox_outside(app: &App, judged: &mut Judged) {
    if is_sign_in_name(app, judged.value("contact_email")) {
        let problem = FieldProblem::plain("contact_email", "email-in-tenant");
        judged.problems.push(problem);
    }
}

fn insert(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: AccountId,
    values: &Answers,
    fresh: &Fresh,
) -> Result<Account, Failure> {
    let tenant = identity::tenant(work.tx, scope)?;
    let suffixes = domains::suffixes(work, scope)?;
    let suffix = match value(values, DOMAIN) {
        "" => suffixes.first(),
        chosen => suffixes.iter().find(|suffix| *suffix == chosen),
    };
    let suffix = suffix
        .ok_or_else(|| Failure::Invalid(vec![FieldProblem::plain(DOMAIN, "choice-unknown")]))?;
    let sign_in_name = format!("{}@{suffix}", value(values, "user_name"));
    let email = value(values, "contact_email");
    let taken = users::taken(work.tx, tenant.id, &sign_in_name, email)?;
    if !taken.is_empty() {
        return Err(Failure::Invalid(taken.into_iter().map(problem).collect()));
    }
    let days = i64::from(work.app.programme.registration.temporary_password_days);
    let text = |field: &str| value(values, field).to_owned();
    let account = Account {
        family_name: text("family_name"),
        given_name: text("given_name"),
        title: text("job_title"),
        contact_email: email.to_owned(),
        mobile: text("mobile"),
        language: text("language"),
        agent_setting: text("agent_setting"),
        admin_setting: text("admin_setting"),
        ..Account::invited(
            id.0,
            tenant.id,
            sign_in_name,
            fresh.hash.clone(),
            work.now.plus_days(days),
        )
    };
    identity::add_account(work.tx, &account, work.now).map_err(taken_meanwhile)?;
    identity::remember_password(work.tx, id.0, &fresh.hash, work.now)?;
    Ok(account)
}

/// The words for what a unique index refused.
pub(crate) fn taken_meanwhile(error: DbError) -> Failure {
    match users::taken_by(&error) {
        Some(taken) => Failure::Invalid(vec![problem(taken)]),
        None => error.into(),
    }
}

pub(super) fn problem(taken: Taken) -> FieldProblem {
    match taken {
        Taken::SignInName => FieldProblem::plain("user_name", "user-name-taken"),
        Taken::ContactEmail => FieldProblem::plain("contact_email", "email-taken"),
    }
}

/// U01 to the new user, U02 to every global admin when there is one more of them.
fn tell(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    account: &Account,
    admin: AdminSetting,
) -> Result<(), Failure> {
    let tenant = identity::tenant(work.tx, scope)?;
    let by = work.request.caller.person().map(|p| p.name.clone());
    let by = by.unwrap_or_default();
    let until = account.temporary_until.unwrap_or(work.now);
    Notice::new("u01", &account.contact_email, &account.language, "")
        .name(&account.full_name())
        .company(&tenant.name)
        .with("sign_in_name", &account.sign_in_name)
        .with("by", &by)
        .date("until", until)
        .link("/signin")
        .queue(work, format!("u01/{}", account.id))?;
    if admin == AdminSetting::GlobalAdmin {
        tell_admins(work, scope, &account.sign_in_name, account.id, 1)?;
    }
    Ok(())
}

/// U02: somebody was made global admin. Nobody should learn that from the list alone.
pub(super) fn tell_admins(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    sign_in_name: &str,
    account: uuid::Uuid,
    version: i64,
) -> Result<(), Failure> {
    let tenant = identity::tenant(work.tx, scope)?;
    let by = work.request.caller.person().map(|p| p.name.clone());
    let by = by.unwrap_or_default();
    for admin in identity::global_admins(work.tx, scope)? {
        if admin.id == account || admin.status != rules::Status::Active.text() {
            continue;
        }
        Notice::new("u02", &admin.contact_email, &admin.language, "")
            .name(&admin.full_name())
            .company(&tenant.name)
            .with("sign_in_name", sign_in_name)
            .with("by", &by)
            .link(super::list_page(&work.request.caller))
            .queue(work, format!("u02/{account}/{version}/{}", admin.id))?;
    }
    Ok(())
}

/// What the confirmation page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The user.
    pub user: User,
    /// The temporary password, on the first look of whoever made the account.
    pub password: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows the temporary password, on the first look only; the look is audited.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn reveal(app: &App, request: &Request, id: AccountId, cookie: &str) -> Result<Shown, Failure> {
    let scope = own_scope(request, TenantAction::ManageUsers)?;
    reveal_in(app, request, scope, id, cookie)
}

/// Shows the temporary password of a user of a company whose users the caller manages.
///
/// # Errors
/// As [`reveal`].
pub(crate) fn reveal_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    id: AccountId,
    cookie: &str,
) -> Result<Shown, Failure> {
    let user = app
        .read(move |tx| users::get(tx, scope, id.0)?.ok_or(Failure::NotFound))
        .wait()?;
    let intent = Intent::new("user.reveal-password", scope.tenant().0, subject(id.0));
    let taken = app
        .command(request, intent, move |work| {
            let sealed = secret::take(work, id.0)?;
            Ok(Looked { sealed })
        })
        .wait()?;
    Ok(Shown {
        user,
        password: secret::open(cookie, taken.sealed),
    })
}
