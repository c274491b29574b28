//! Setting a partner up after the signature (T18, T19): tasks, attempts, alerts.

use super::application::{advance, intent, save};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::calendar;
use domain::caller::{Caller, StaffRole};
use domain::enrolment::application::Event;
use domain::enrolment::provisioning::{ALERT_ATTEMPTS, Alert, CHECKLIST, GROUPS, Task};
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use store::provisioning::{self, Attempt, Job};
use store::{Reply, accounts, agreements, application, identity, registration};
use uuid::Uuid;

/// Carries out the tasks that are not done, each in a command of its own, and activates the
/// partner when all are. Running it twice changes nothing.
///
/// # Errors
/// The first task's failure; the worker tries again later. The tasks behind it have been tried.
pub fn run(app: &App, request: &Request, tenant: TenantId) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewOverview, tenant)?;
    attempt(app, request, scope, None, "")?;
    finish(app, request, scope)
}

/// Tries every task that is not done, or one of them. One that fails does not hold the others up.
fn attempt(
    app: &App,
    request: &Request,
    scope: TenantScope,
    only: Option<Task>,
    by: &str,
) -> Result<(), Failure> {
    let tasks = app
        .read(move |tx| Ok(provisioning::tasks(tx, scope)?))
        .wait()?;
    let mut failed = None;
    for row in tasks.iter().filter(|task| task.state != "done") {
        let task = Task::from_text(&row.name)
            .ok_or_else(|| Failure::internal(format!("unknown task {}", row.name)))?;
        if only.is_some_and(|only| only != task) {
            continue;
        }
        if let Err(failure) = carry_out_once(app, request, scope, task, by) {
            note_failure(app, request, scope, task, by, &failure)?;
            failed.get_or_insert(failure);
        }
    }
    failed.map_or(Ok(()), Err)
}

fn carry_out_once(
    app: &App,
    request: &Request,
    scope: TenantScope,
    task: Task,
    by: &str,
) -> Result<(), Failure> {
    let by = by.to_owned();
    app.command(request, intent("provisioning.task", scope), move |work| {
        work.audit("task", task.text());
        carry_out(work, scope, task)?;
        // None: another worker has done it meanwhile.
        if let Some(number) = provisioning::finish_task(work.tx, scope, task.text(), work.now)? {
            log(work, scope, task, number, "done", "", &by)?;
        }
        Ok(())
    })
    .wait()
}

fn note_failure(
    app: &App,
    request: &Request,
    scope: TenantScope,
    task: Task,
    by: &str,
    failure: &Failure,
) -> Result<(), Failure> {
    let (code, told, by) = (failure.code(), failure.for_operator(), by.to_owned());
    let intent = intent("provisioning.task-failed", scope);
    app.command(request, intent, move |work| {
        work.audit("task", task.text());
        work.audit("error", code);
        if let Some(number) = provisioning::fail_task(work.tx, scope, task.text(), code)? {
            work.audit("attempt", number);
            log(work, scope, task, number, "failed", &told, &by)?;
        }
        Ok(())
    })
    .wait()
}

fn log(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    task: Task,
    number: i64,
    outcome: &str,
    error: &str,
    by: &str,
) -> Result<(), Failure> {
    let attempt = Attempt {
        id: fresh_uuid(&*work.app.entropy),
        name: task.text().to_owned(),
        number: u32::try_from(number).unwrap_or(u32::MAX),
        at: work.now,
        outcome: outcome.to_owned(),
        error: error.to_owned(),
        by_name: by.to_owned(),
        correlation: work.request.correlation,
    };
    Ok(provisioning::add_attempt(work.tx, scope, &attempt)?)
}

/// "Retry now": tries one task, or all that are not done, at once. The worker's own attempts go on.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] `nothing-to-retry` when the partner is set up. That a
/// task fails again is no error: it is in the answer, `false`.
pub fn retry(
    app: &App,
    request: &Request,
    tenant: TenantId,
    only: Option<&str>,
    key: &str,
) -> Result<bool, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManageProvisioning)?;
    let only = only
        .map(|name| Task::from_text(name).ok_or(Failure::NotFound))
        .transpose()?;
    let job = app
        .read(move |tx| provisioning::job(tx, scope, tenant.0)?.ok_or(Failure::NotFound))
        .wait()?;
    let by = request
        .caller
        .person()
        .map_or("", |p| p.name.as_str())
        .to_owned();
    let wanted = only.map_or("all", Task::text);
    let intent =
        Intent::new("provisioning.retry", tenant.0, format!("tenant/{tenant}")).once(key, &wanted);
    app.command(request, intent, move |work| {
        work.audit("task", wanted);
        if job.status == "provisioning" {
            Ok(())
        } else {
            Err(Failure::conflict("nothing-to-retry"))
        }
    })
    .wait()?;
    // The tasks are the program's own work; the entry above says who wanted it.
    let system = Request {
        caller: Caller::System,
        ..request.clone()
    };
    let own = authorise(&system.caller, TenantAction::ViewOverview, tenant)?;
    match attempt(app, &system, own, only, &by) {
        Ok(()) => finish(app, &system, own).map(|()| true),
        Err(failure) => {
            tracing::warn!(?failure, %tenant, "a set-up task failed again");
            Ok(false)
        }
    }
}

/// Partners looked at in one go.
const BATCH: u32 = 100;

/// Tells the operator, and in the end the partner, of set-ups that take too long; each once.
///
/// # Errors
/// The first [`Failure`]; the others are told all the same.
pub fn watch(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManageProvisioning)?;
    let (settings, now) = (&app.programme.provisioning, app.clock.now());
    let since = |hours: u32| now.plus_seconds(-i64::from(hours) * 3600);
    let (late, escalated) = (
        since(settings.alert_hours),
        since(settings.escalation_hours),
    );
    let (mut told, mut failed) = (0, None);
    // The gravest first: who learns that a day has passed need not be told of eight hours.
    for alert in [Alert::Escalated, Alert::Late, Alert::Failing] {
        loop {
            let due = app
                .read(move |tx| {
                    Ok(match alert {
                        Alert::Failing => provisioning::failing(tx, scope, ALERT_ATTEMPTS, BATCH)?,
                        Alert::Late => {
                            provisioning::waiting_since(tx, scope, alert.text(), late, BATCH)?
                        }
                        Alert::Escalated => {
                            provisioning::waiting_since(tx, scope, alert.text(), escalated, BATCH)?
                        }
                    })
                })
                .wait()?;
            let before = told;
            for tenant in &due {
                match raise(app, request, TenantId(*tenant), alert) {
                    Ok(()) => told += 1,
                    Err(failure) => drop(failed.get_or_insert(failure)),
                }
            }
            // A partner nobody can be told of stays in the list; the next run tries again.
            if told == before || due.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
                break;
            }
        }
    }
    failed.map_or(Ok(told), Err)
}

fn raise(app: &App, request: &Request, tenant: TenantId, alert: Alert) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewOverview, tenant)?;
    app.command(request, intent("provisioning.alert", scope), move |work| {
        work.audit("alert", alert.text());
        if !provisioning::add_alert(work.tx, scope, alert.text(), work.now)? {
            return Ok(());
        }
        if alert == Alert::Escalated {
            provisioning::add_alert(work.tx, scope, Alert::Late.text(), work.now)?;
            apologise(work, scope)?;
        }
        tell_operator(work, scope, alert)
    })
    .wait()
}

/// The platform admins learn what is stuck.
fn tell_operator(work: &mut Work<'_, '_>, scope: TenantScope, alert: Alert) -> Result<(), Failure> {
    let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let tasks = provisioning::tasks(work.tx, scope)?;
    let open = tasks.iter().filter(|task| task.state != "done").count();
    let since = row.signed_at.unwrap_or(work.now);
    let hours = work.now.seconds_since(since) / 3600;
    let tenant = scope.tenant();
    // Also for those who watch the log rather than their mail.
    tracing::error!(%tenant, alert = alert.text(), open, hours, "a set-up takes too long");
    for person in agreements::staff_with_role(work.tx, StaffRole::PlatformAdmin.text())? {
        let code = match alert {
            Alert::Failing => "setup-failing",
            Alert::Late => "setup-late",
            Alert::Escalated => "setup-escalated",
        };
        let name = person.full_name();
        Notice::new(
            code,
            &person.contact_email,
            &person.language,
            &row.reference,
        )
        .name(&name)
        .company(&row.legal_name)
        .with("hours", &hours.to_string())
        .with("open", &open.to_string())
        .with("total", &tasks.len().to_string())
        .link(&format!("/ops/provisioning/{tenant}"))
        .queue(work, format!("{code}/{tenant}/{}", person.id))?;
    }
    Ok(())
}

/// E15: an apology to the global admins with a new estimate, the end of the next working day.
fn apologise(work: &mut Work<'_, '_>, scope: TenantScope) -> Result<(), Failure> {
    let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let programme = &work.app.programme;
    let today = calendar::local_date(work.now, programme.time_zone());
    let estimate = programme.add_working_days(today, 1).unwrap_or(today);
    work.audit("estimate", estimate.to_string());
    for admin in identity::global_admins(work.tx, scope)? {
        Notice::new("e15", &admin.contact_email, &admin.language, &row.reference)
            .name(&admin.full_name())
            .company(&row.legal_name)
            .day("estimate", estimate)
            .link("/dashboard/overview")
            .queue(work, format!("e15/{}/{}", row.id, admin.id))?;
    }
    Ok(())
}

/// Set-ups as the console lists them.
#[derive(Debug, Clone)]
pub struct Jobs {
    /// Running, the oldest first.
    pub running: Vec<Job>,
    /// Done, newest first.
    pub finished: Vec<Job>,
}

/// Most set-ups a list shows.
const MOST: u32 = 200;

/// Set-ups that run and that are done.
pub fn jobs(app: &App, request: &Request) -> Reply<Jobs, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ManageProvisioning) {
        Ok(scope) => app.read(move |tx| {
            Ok(Jobs {
                running: provisioning::running(tx, scope, MOST)?,
                finished: provisioning::finished(tx, scope, MOST)?,
            })
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// One set-up with everything that was tried.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The set-up.
    pub job: Job,
    /// Its tasks in order.
    pub tasks: Vec<provisioning::Task>,
    /// Attempts, newest first.
    pub attempts: Vec<Attempt>,
    /// What was told, oldest first.
    pub alerts: Vec<provisioning::Alert>,
}

/// Most attempts a page shows.
const ATTEMPTS: u32 = 200;

/// One set-up.
pub fn detail(app: &App, request: &Request, tenant: Uuid) -> Reply<Detail, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ManageProvisioning) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| {
        let job = provisioning::job(tx, scope, tenant)?.ok_or(Failure::NotFound)?;
        let own = authorise(
            &Caller::System,
            TenantAction::ViewOverview,
            TenantId(job.tenant_id),
        )?;
        Ok(Detail {
            tasks: provisioning::tasks(tx, own)?,
            attempts: provisioning::attempts(tx, own, ATTEMPTS)?,
            alerts: provisioning::alerts(tx, own)?,
            job,
        })
    })
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
        let tasks = provisioning::tasks(work.tx, scope)?;
        let partner = accounts::partner(work.tx, scope)?.ok_or(Failure::NotFound)?;
        if partner.status != "provisioning" || tasks.iter().any(|task| task.state != "done") {
            return Ok(());
        }
        let (mut row, next) = advance(work, scope, Event::FinishProvisioning)?;
        row.state = next.text().to_owned();
        row.active_at = Some(work.now);
        save(work, &row)?;
        accounts::activate(work.tx, scope, work.now)?;
        crate::partners::changed(work, scope.tenant().0);
        for admin in identity::global_admins(work.tx, scope)? {
            let name = admin.full_name();
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
