//! Signing again: asking every partner, reminding, and the operator's view of it.
//!
//! Two sweeps in batches, each partner in a command of its own: partner, duty, mails and audit entry
//! are there together or not at all. A kill in between loses and doubles nothing, and the next run
//! goes on where the last one stopped, because what is due is asked of the database each time.

use super::{AGREEMENT, force, publishing};
use crate::notifications::Notice as Mail;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::agreements::campaign::{Notice, due_at, last_day, orders_blocked_from, step};
use domain::agreements::publication as rule;
use domain::calendar;
use domain::ids::TenantId;
use domain::partner::Status;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use store::agreements::{self, Publication};
use store::campaign::{self, Duty, Filter, Line, Progress};
use store::{Reply, accounts, application, identity};
use uuid::Uuid;

/// Partners looked at in one go; what a sweep holds in memory.
const BATCH: u32 = 200;

/// Pins what the installation began with, asks who has to be asked, tells who has to be told.
///
/// # Errors
/// The first [`Failure`] of any of them; the others were done, and the failed one comes again.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let pinned = publishing::pin(app, request)?;
    let asked = ask(app, request);
    let told = tell(app, request);
    Ok(pinned + asked? + told?)
}

fn operator(request: &Request) -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(
        &request.caller,
        OperatorAction::PublishAgreement,
    )?)
}

fn scope_of(request: &Request, tenant: Uuid) -> Result<TenantScope, Failure> {
    Ok(authorise(
        &request.caller,
        TenantAction::ViewAgreements,
        TenantId(tenant),
    )?)
}

/// Does something for a batch of partners at once and says for how many it did. A command that lost
/// its place to the others is tried again alone; what fails then is left for the next run.
fn all(tenants: &[Uuid], failed: &mut Option<Failure>, one: impl Fn(Uuid) -> Pending<bool>) -> u64 {
    let batch: Vec<_> = tenants
        .iter()
        .map(|tenant| (*tenant, one(*tenant)))
        .collect();
    let mut done = 0;
    for (tenant, pending) in batch {
        match pending.wait().or_else(|_| one(tenant).wait()) {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(failure) => {
                tracing::error!(?failure, %tenant, "a partner could not be asked or told");
                failed.get_or_insert(failure);
            }
        }
    }
    done
}

fn ask(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = operator(request)?;
    let now = app.clock.now();
    let wanted = app
        .read(move |tx| {
            let rows = agreements::publications(tx, AGREEMENT)?;
            let number = rule::to_be_signed(&force::rules(&rows)?, now).and_then(|p| p.number);
            Ok(number.and_then(|n| rows.into_iter().find(|row| row.number == Some(n))))
        })
        .wait()?;
    let Some(publication) = wanted else {
        return Ok(0);
    };
    let number = publication.number.unwrap_or(0);
    let (mut after, mut done, mut failed) = (Uuid::nil(), 0, None);
    loop {
        let next = app
            .read(move |tx| Ok(campaign::to_ask(tx, scope, number, after, BATCH)?))
            .wait()?;
        let Some(last) = next.last() else {
            return failed.map_or(Ok(done), Err);
        };
        after = *last;
        done += all(&next, &mut failed, |tenant| {
            ask_one(app, request, tenant, &publication)
        });
    }
}

fn ask_one(app: &App, request: &Request, tenant: Uuid, publication: &Publication) -> Pending<bool> {
    let scope = match scope_of(request, tenant) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("agreement.ask", tenant, format!("tenant/{tenant}"));
    let publication = publication.clone();
    app.command(request, intent, move |work| {
        let number = publication.number.unwrap_or(0);
        let partner = accounts::partner(work.tx, scope)?.ok_or(Failure::NotFound)?;
        if partner.agreement_asked >= number {
            return Ok(false);
        }
        work.audit("version", publication.version.as_str());
        let before = campaign::open_duty(work.tx, scope)?;
        if before.is_some() {
            campaign::close_duty(work.tx, scope, "superseded", None, work.now)?;
        }
        if partner.agreement_signed >= number {
            campaign::note_asked(work.tx, scope, number, None)?;
            return Ok(true);
        }
        let signing = &work.app.programme.signing;
        let zone = work.app.programme.time_zone();
        let last = last_day(
            calendar::local_date(work.now, zone),
            signing.new_version_days,
        );
        let due = due_at(last, zone);
        let before = &signing.new_version_reminder_days_before;
        let step = step(work.now, due, before, 0, work.now);
        let duty = Duty {
            publication_id: publication.id,
            tenant_id: tenant,
            asked_at: work.now,
            due_at: due,
            told: step.told,
            next_notice_at: step.next_at,
        };
        campaign::add_duty(work.tx, scope, &duty)?;
        let from = orders_blocked_from(partner.orders_blocked_from, due, work.now);
        campaign::note_asked(work.tx, scope, number, Some(from))?;
        work.audit("sign_by", last.to_string());
        say(work, scope, &publication.version, &duty, Notice::Asked)?;
        Ok(true)
    })
}

fn tell(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = operator(request)?;
    let now = app.clock.now();
    let (mut done, mut failed) = (0, None);
    loop {
        let next = app
            .read(move |tx| Ok(campaign::to_tell(tx, scope, now, BATCH)?))
            .wait()?;
        let told = all(&next, &mut failed, |tenant| tell_one(app, request, tenant));
        let size = next.len();
        done += told;
        // A partner that cannot be told stays first in the list; the next run tries again.
        if failed.is_some() || told == 0 || size < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            return failed.map_or(Ok(done), Err);
        }
    }
}

fn tell_one(app: &App, request: &Request, tenant: Uuid) -> Pending<bool> {
    let scope = match scope_of(request, tenant) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("agreement.remind", tenant, format!("tenant/{tenant}"));
    app.command(request, intent, move |work| {
        let Some(duty) = campaign::open_duty(work.tx, scope)? else {
            return Ok(false);
        };
        let partner = accounts::partner(work.tx, scope)?.ok_or(Failure::NotFound)?;
        if matches!(
            Status::from_text(&partner.status),
            Some(Status::Terminating | Status::Terminated)
        ) {
            campaign::close_duty(work.tx, scope, "ended", None, work.now)?;
            return Ok(true);
        }
        let before = &work.app.programme.signing.new_version_reminder_days_before;
        let step = step(duty.asked_at, duty.due_at, before, duty.told, work.now);
        let id = duty.publication_id;
        if !campaign::note_told(work.tx, scope, id, duty.told, step.told, step.next_at)? {
            return Ok(false);
        }
        let publication = agreements::publication(work.tx, id)?.ok_or(Failure::NotFound)?;
        if let Some(notice) = step.notice {
            let told = Duty {
                told: step.told,
                ..duty
            };
            say(work, scope, &publication.version, &told, notice)?;
        }
        work.audit("version", publication.version.as_str());
        work.audit("notice", step.told);
        Ok(true)
    })
}

/// Writes to every global admin: only they can sign.
fn say(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    version: &str,
    duty: &Duty,
    notice: Notice,
) -> Result<(), Failure> {
    let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let zone = work.app.programme.time_zone();
    let due = calendar::local_date(duty.due_at, zone);
    let last = due.yesterday().unwrap_or(due);
    let code = match notice {
        Notice::Asked => "new-version",
        Notice::Reminder(_) => "new-version-reminder",
        Notice::Overdue => "new-version-overdue",
    };
    for admin in identity::global_admins(work.tx, scope)? {
        let name = admin.full_name();
        let mail = Mail::new(code, &admin.contact_email, &admin.language, &row.reference)
            .name(&name)
            .company(&row.legal_name)
            .with("version", version)
            .day("last_day", last)
            .link("/agreements/sign");
        let (id, tenant) = (duty.publication_id, scope.tenant());
        mail.queue(
            work,
            format!("{code}/{id}/{tenant}/{}/{}", duty.told, admin.id),
        )?;
    }
    Ok(())
}

/// A campaign as the operator sees it.
#[derive(Debug, Clone)]
pub struct View {
    /// The publication.
    pub publication: Publication,
    /// How far it has come.
    pub progress: Progress,
    /// Partners still to be asked.
    pub left: i64,
    /// Companies, in the order of their ids.
    pub lines: Vec<Line>,
    /// Whether there are more after the last one.
    pub more: bool,
}

/// Companies on one page.
const PAGE: u32 = 50;

/// The choices of the list.
pub const SHOWN: [&str; 5] = ["all", "waiting", "overdue", "signed", "declined"];

fn shown(text: &str) -> &'static str {
    SHOWN
        .into_iter()
        .find(|known| *known == text)
        .unwrap_or("all")
}

/// The publication of a version that every partner has to sign.
fn published(app: &App, rows: Vec<Publication>, version: &str) -> Result<Publication, Failure> {
    publishing::version(app, version)?;
    rows.into_iter()
        .find(|row| row.version == version && row.number.is_some() && row.resign)
        .ok_or_else(|| Failure::conflict("no-campaign"))
}

/// A campaign: progress, and companies after `after`.
pub fn view(
    app: &App,
    request: &Request,
    version: &str,
    show: &str,
    text: &str,
    after: Uuid,
) -> Reply<View, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAgreements) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (version, now, show) = (version.to_owned(), app.clock.now(), shown(show));
    let text: String = text.trim().chars().take(100).collect();
    let reader = app.clone();
    app.read(move |tx| {
        let publication = published(&reader, agreements::publications(tx, AGREEMENT)?, &version)?;
        let filter = Filter { show, text: &text };
        let mut lines = campaign::lines(tx, scope, publication.id, filter, now, after, PAGE + 1)?;
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = lines.len() > page;
        lines.truncate(page);
        // Nobody is asked before the day has come.
        let begun = publication.effective_at.is_some_and(|at| at <= now);
        Ok(View {
            progress: campaign::progress(tx, scope, publication.id, now)?,
            left: if begun {
                campaign::left_to_ask(tx, scope, publication.number.unwrap_or(0))?
            } else {
                0
            },
            publication,
            lines,
            more,
        })
    })
}

/// Calls `each` with the companies of a campaign, a thousand at a time, all of them in the end.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] `no-campaign` when nobody has to sign it again.
pub fn export(
    app: &App,
    request: &Request,
    version: &str,
    mut each: impl FnMut(&[Line]),
) -> Result<(), Failure> {
    const PIECE: u32 = 1000;
    let scope = authorise_operator(&request.caller, OperatorAction::ViewAgreements)?;
    let (version, now) = (version.to_owned(), app.clock.now());
    let reader = app.clone();
    let publication = app
        .read(move |tx| published(&reader, agreements::publications(tx, AGREEMENT)?, &version))
        .wait()?;
    let (id, mut after) = (publication.id, Uuid::nil());
    loop {
        let lines = app
            .read(move |tx| {
                let filter = Filter {
                    show: "all",
                    text: "",
                };
                Ok(campaign::lines(tx, scope, id, filter, now, after, PIECE)?)
            })
            .wait()?;
        let Some(last) = lines.last() else {
            return Ok(());
        };
        after = last.tenant_id;
        each(&lines);
    }
}
