//! Changing, blocking, deleting and restoring a user.

use super::add_user::{mailbox_outside, taken_meanwhile, tell_admins};
use super::{actor, refused, standing, subject};
use crate::enrolment::application::own_scope;
use crate::identity::proof::require_recent;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::users::{Change, RESTORE_DAYS, Standing, Status, decide, judge, loses};
use domain::caller::{AdminSetting, AgentSetting};
use domain::enrolment::form::Answers;
use domain::ids::AccountId;
use domain::permission::{TenantAction, TenantScope};
use serde::Serialize;
use store::users::{self, User};
use store::{identity, shown_secret};

/// Corrects names, title and language; and, as long as the person has never signed in, contact
/// e-mail and mobile. Afterwards these are the person's own: whoever could change them could
/// recover the account for himself, and nobody resets another's password.
pub fn edit(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    typed: &Answers,
    key: &str,
) -> Pending<()> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => edit_in(app, request, scope, id, version, typed, key),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose users the caller manages.
pub(crate) fn edit_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    id: AccountId,
    version: i64,
    typed: &Answers,
    key: &str,
) -> Pending<()> {
    let (programme, today) = (&app.programme, app.today());
    let person = judge(&["person"], typed, programme, today);
    let mut recovery = judge(&["recovery"], typed, programme, today);
    mailbox_outside(app, &mut recovery);
    let intent = intent("user.edit", scope, id).once(key, &(version, typed));
    app.command(request, intent, move |work| {
        let (mut user, before) = load(work, scope, id)?;
        let after = judged(work, scope, &before, Change::Edit)?;
        as_shown(&user, version)?;
        let mut problems = person.problems.clone();
        if !before.has_signed_in {
            problems.extend(recovery.problems.clone());
        }
        if !problems.is_empty() {
            return Err(Failure::Invalid(problems));
        }
        let mut set = |place: &mut String, name: &str, value: &str| {
            if place != value {
                work.audit(name, format!("{place} -> {value}"));
                value.clone_into(place);
            }
        };
        set(
            &mut user.family_name,
            "family_name",
            person.value("family_name"),
        );
        set(
            &mut user.given_name,
            "given_name",
            person.value("given_name"),
        );
        set(&mut user.title, "job_title", person.value("job_title"));
        set(&mut user.language, "language", person.value("language"));
        if !before.has_signed_in {
            let (email, mobile) = (recovery.value("contact_email"), recovery.value("mobile"));
            set(&mut user.contact_email, "contact_email", email);
            set(&mut user.mobile, "mobile", mobile);
        }
        save(work, scope, user, &before, &after)
    })
}

/// Gives other settings. An admin role, given or taken, needs a recent proof of identity.
pub fn settings(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    agent: AgentSetting,
    admin: AdminSetting,
    key: &str,
) -> Pending<()> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => settings_in(app, request, scope, id, version, (agent, admin), key),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose users the caller manages.
pub(crate) fn settings_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    id: AccountId,
    version: i64,
    (agent, admin): (AgentSetting, AdminSetting),
    key: &str,
) -> Pending<()> {
    let intent = intent("user.set-roles", scope, id).once(key, &(version, agent, admin));
    app.command(request, intent, move |work| {
        let (mut user, before) = load(work, scope, id)?;
        let after = judged(work, scope, &before, Change::Settings(agent, admin))?;
        as_shown(&user, version)?;
        if before.admin != after.admin {
            require_recent(work)?;
        }
        work.audit(
            "agent_setting",
            arrow(before.agent.text(), after.agent.text()),
        );
        work.audit(
            "admin_setting",
            arrow(before.admin.text(), after.admin.text()),
        );
        after.agent.text().clone_into(&mut user.agent_setting);
        after.admin.text().clone_into(&mut user.admin_setting);
        if before.admin != after.admin && after.admin == AdminSetting::GlobalAdmin {
            tell_admins(work, scope, &user.sign_in_name, user.id, user.version)?;
        }
        save(work, scope, user, &before, &after)
    })
}

fn arrow(before: &str, after: &str) -> String {
    if before == after {
        before.to_owned()
    } else {
        format!("{before} -> {after}")
    }
}

/// What the buttons of a user's page do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Action {
    /// Keep out.
    Block,
    /// Let in again.
    Unblock,
    /// Delete.
    Delete,
    /// Bring back.
    Restore,
}

/// Blocks, unblocks, deletes or restores a user. Whoever never signed in is erased at once when
/// deleted: there is nothing to restore, and the name is free for another try.
pub fn act(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    action: Action,
    key: &str,
) -> Pending<()> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => act_in(app, request, scope, id, version, action, key),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose users the caller manages.
pub(crate) fn act_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    id: AccountId,
    version: i64,
    action: Action,
    key: &str,
) -> Pending<()> {
    let (name, change) = match action {
        Action::Block => ("user.block", Change::Block),
        Action::Unblock => ("user.unblock", Change::Unblock),
        Action::Delete => ("user.delete", Change::Delete),
        Action::Restore => ("user.restore", Change::Restore),
    };
    let intent = intent(name, scope, id).once(key, &(version, action));
    app.command(request, intent, move |work| {
        let (mut user, before) = load(work, scope, id)?;
        let after = judged(work, scope, &before, change)?;
        as_shown(&user, version)?;
        // Whatever brings an admin back, or takes one away, is as grave as giving the role.
        if before.admin != AdminSetting::None {
            require_recent(work)?;
        }
        if action == Action::Restore {
            restorable(work, &user)?;
        }
        after.status.text().clone_into(&mut user.status);
        user.deleted_from = after.deleted_from.map(|s| s.text().to_owned());
        user.deleted_at = (after.status == Status::Deleted).then_some(work.now);
        work.audit("status", arrow(before.status.text(), after.status.text()));
        let id = user.id;
        save(work, scope, user, &before, &after)?;
        if action == Action::Delete {
            // A customer's people have licences; whoever is gone needs none.
            let freed = store::centre::licences::free_user(work.tx, scope, id)?;
            if freed > 0 {
                work.audit("licences_freed", freed);
            }
        }
        if action == Action::Delete && before.status == Status::Invited {
            shown_secret::discard(work.tx, id)?;
            users::purge(work.tx, scope, id, work.now)?;
            work.audit("erased", true);
        }
        Ok(())
    })
}

fn restorable(work: &mut Work<'_, '_>, user: &User) -> Result<(), Failure> {
    let end = user.deleted_at.map(|at| at.plus_days(RESTORE_DAYS));
    if end.is_none_or(|end| work.now >= end) {
        return Err(Failure::conflict("restore-too-late"));
    }
    let person = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let tenant = person.tenant.0;
    if users::is_mailbox_taken(work.tx, tenant, &user.contact_email, user.id)? {
        return Err(Failure::conflict("mailbox-taken"));
    }
    Ok(())
}

fn intent(action: &'static str, scope: TenantScope, id: AccountId) -> Intent {
    Intent::new(action, scope.tenant().0, subject(id.0))
}

fn load(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: AccountId,
) -> Result<(User, Standing), Failure> {
    let user = users::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
    let standing = standing(&user)?;
    Ok((user, standing))
}

/// Whether the page that was decided on still shows the user as he is. Asked after the rights, so
/// that nobody learns from it who has none.
fn as_shown(user: &User, version: i64) -> Result<(), Failure> {
    if user.version == version {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// The rules, asked about actor and target as they are in this transaction. Two admins who demote
/// each other at once both wrote the tenant's audit chain: the database lets one of them be first,
/// and the other is judged anew as what he has become.
fn judged(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    target: &Standing,
    change: Change,
) -> Result<Standing, Failure> {
    let actor = actor(work, scope)?;
    let others = users::other_global_admins(work.tx, scope, target.account.0)?;
    decide(&actor, target, change, others).map_err(refused)
}

fn save(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    user: User,
    before: &Standing,
    after: &Standing,
) -> Result<(), Failure> {
    if !users::save(work.tx, scope, &user).map_err(taken_meanwhile)? {
        return Err(Failure::conflict("stale"));
    }
    if loses(before, after) {
        let ended = identity::end_all_sessions(work.tx, user.id, work.now)?;
        work.audit("sessions_ended", ended);
    }
    Ok(())
}
