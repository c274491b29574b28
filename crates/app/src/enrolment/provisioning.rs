//! Setting a partner up after the signature (T18, T19; spec 01 §10).

use super::application::{advance, intent, save};
use crate::notifications::Notice;
use crate::{App, Failure, Request, Work};
use domain::enrolment::application::Event;
use domain::enrolment::provisioning::{CHECKLIST, GROUPS, Task};
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{TenantAction, TenantScope, authorise};
use store::{accounts, application, identity, registration};

/// Carries out the tasks that are not done, each in a command of its own, and activates the
/// partner when all are. Running it twice changes nothing.
///
/// # Errors
/// The first task's failure; the worker tries again later, the other tasks stay as they are.
pub fn run(app: &App, request: &Request, tenant: TenantId) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewOverview, tenant)?;
    let tasks = app.read(move |tx| Ok(accounts::tasks(tx, scope)?)).wait()?;
    for row in tasks.iter().filter(|task| task.state != "done") {
        let task = Task::from_text(&row.name)
            .ok_or_else(|| Failure::internal(format!("unknown task {}", row.name)))?;
        let done = app
            .command(request, intent("provisioning.task", scope), move |work| {
                work.audit("task", task.text());
                carry_out(work, scope, task)?;
                accounts::finish_task(work.tx, scope, task.text(), work.now)?;
                Ok(())
            })
            .wait();
        if let Err(failure) = done {
            let reason = failure.code();
            app.command(
                request,
                intent("provisioning.task-failed", scope),
                move |work| {
                    work.audit("task", task.text());
                    accounts::fail_task(work.tx, scope, task.text(), reason)?;
                    Ok(())
                },
            )
            .wait()?;
            return Err(failure);
        }
    }
    finish(app, request, scope)
}

fn carry_out(work: &mut Work<'_, '_>, scope: TenantScope, task: Task) -> Result<(), Failure> {
    let now = work.now;
    match task {
        Task::ResellerFlag => accounts::allow_reselling(work.tx, scope)?,
        Task::Groups => {
            for name in GROUPS {
                let id = fresh_uuid(&*work.app.entropy);
                accounts::add_group(work.tx, scope, name, id)?;
            }
        }
        Task::BillingAccount => {
            let account = accounts::billing_account(work.tx, scope)?;
            let account = account.ok_or_else(|| Failure::internal("no billing account"))?;
            work.audit("billing_day", account.anchor_day);
        }
        Task::CreditLimit => {
            let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
            let limit = row
                .credit_limit
                .ok_or_else(|| Failure::internal("approved without a limit"))?;
            accounts::set_credit_limit(work.tx, scope, limit)?;
            work.audit("credit_limit", limit);
        }
        Task::Catalogue => {
            accounts::grant(work.tx, scope, "catalogue", now)?;
            accounts::grant(work.tx, scope, "price-lists", now)?;
        }
        Task::Profiles => copy_profiles(work, scope, &["legal", "billing", "organisation"])?,
        Task::SupportProfile => copy_profiles(work, scope, &["support"])?,
        Task::TopFive => accounts::grant(work.tx, scope, "top-five", now)?,
        Task::ActivityLog => accounts::grant(work.tx, scope, "activity-log", now)?,
        Task::Integration => accounts::grant(work.tx, scope, "integration", now)?,
        Task::Welcome => {
            for (position, item) in (0_u32..).zip(CHECKLIST) {
                accounts::add_checklist_item(work.tx, scope, item, position)?;
            }
        }
    }
    Ok(())
}

/// Which answers of F6 fill which profile.
fn profile_of(field: &str) -> Option<&'static str> {
    match domain::enrolment::sections::section_of(field) {
        "legal" | "approval" | "programme" => Some("legal"),
        "billing" => Some("billing"),
        "support" => Some("support"),
        _ => None,
    }
}

fn copy_profiles(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    profiles: &[&str],
) -> Result<(), Failure> {
    let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let answers = registration::answers(work.tx, row.id)?;
    for (field, value) in &answers {
        if let Some(profile) = profile_of(field).filter(|p| profiles.contains(p)) {
            accounts::set_profile_field(work.tx, scope, profile, field, value)?;
        }
    }
    if profiles.contains(&"organisation") {
        let tenant = identity::tenant(work.tx, scope)?;
        for (field, value) in [
            ("name", &tenant.name),
            ("domain", &tenant.domain),
            ("language", &tenant.language),
        ] {
            accounts::set_profile_field(work.tx, scope, "organisation", field, value)?;
        }
    }
    Ok(())
}

/// T18 and E14.
fn finish(app: &App, request: &Request, scope: TenantScope) -> Result<(), Failure> {
    app.command(request, intent("provisioning.finish", scope), move |work| {
        let tasks = accounts::tasks(work.tx, scope)?;
        let partner = accounts::partner(work.tx, scope)?.ok_or(Failure::NotFound)?;
        if partner.status != "provisioning" || tasks.iter().any(|task| task.state != "done") {
            return Ok(());
        }
        let (mut row, next) = advance(work, scope, Event::FinishProvisioning)?;
        row.state = next.text().to_owned();
        row.active_at = Some(work.now);
        save(work, &row)?;
        accounts::activate(work.tx, scope, work.now)?;
        for admin in identity::global_admins(work.tx, scope)? {
            let name = crate::identity::session::full_name(&admin.family_name, &admin.given_name);
            Notice::new("e14", &admin.contact_email, &admin.language, &row.reference)
                .name(&name)
                .company(&row.legal_name)
                .link("/dashboard/overview")
                .queue(work, format!("e14/{}/{}", row.id, admin.id))?;
        }
        Ok(())
    })
    .wait()
}
