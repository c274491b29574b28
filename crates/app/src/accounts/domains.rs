//! Custom domains of a company: added, proved by a record in the DNS, chosen, looked at again.

use crate::enrolment::application::own_scope;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::domains::{Finding, MOST, Reason, Standing, State, finding, record_name};
use domain::effects::{Instant, LookupError};
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_token};
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::validate::{Problem, custom_domain};
use std::collections::HashMap;
use store::domains::{self, Domain};
use store::{Reply, Tx, identity};
use uuid::Uuid;

/// Looks at the name servers by hand, of one company within an hour.
const LOOKS_PER_HOUR: u32 = 30;
/// Domains taken up in one sweep.
const BATCH: u32 = 200;
/// Of these, domains of one company: it is not to fill the outbox for the others.
const OF_ONE_COMPANY: u32 = 4;

/// The company's domains.
#[derive(Debug, Clone)]
pub struct View {
    /// The first domain, permanent.
    pub first: String,
    /// The others.
    pub custom: Vec<Domain>,
    /// Whether names can be looked up here at all.
    pub can_prove: bool,
}

/// The caller's company's domains.
pub fn view(app: &App, request: &Request) -> Reply<View, Failure> {
    match own_scope(request, TenantAction::ViewProfiles) {
        Ok(scope) => view_in(app, scope),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The domains of a company the caller may see.
pub(crate) fn view_in(app: &App, scope: TenantScope) -> Reply<View, Failure> {
    let can_prove = app.resolver.is_some();
    app.read(move |tx| {
        Ok(View {
            first: identity::tenant(tx, scope)?.domain,
            custom: domains::list(tx, scope)?,
            can_prove,
        })
    })
}

/// The domains new sign-in names may end in, the preferred one first.
pub(crate) fn suffixes(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<Vec<String>, Failure> {
    suffixes_in(work.tx, scope)
}

/// The same for readers.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn suffixes_in(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<String>, Failure> {
    let first = identity::tenant(tx, scope)?.domain;
    Ok(order(first, domains::list(tx, scope)?))
}

/// Verified domains and the first one, the primary one at the front.
pub(super) fn order(first: String, custom: Vec<Domain>) -> Vec<String> {
    let verified = custom
        .into_iter()
        .filter(|d| d.state == State::Verified.text());
    let (mut names, mut rest) = (Vec::new(), vec![first]);
    for domain in verified {
        if domain.is_primary {
            names.push(domain.name);
        } else {
            rest.push(domain.name);
        }
    }
    names.append(&mut rest);
    names
}

fn intent(action: &'static str, scope: TenantScope, name: &str) -> Intent {
    Intent::new(action, scope.tenant().0, format!("domain/{name}"))
}

/// Adds a domain that waits for its proof.
///
/// # Errors
/// [`Failure::Invalid`] at `domain`; [`Failure::NeedsRole`].
pub fn add(app: &App, request: &Request, typed: &str, key: &str) -> Pending<()> {
    match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => add_in(app, request, scope, typed, key),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose domains the caller changes.
pub(crate) fn add_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    typed: &str,
    key: &str,
) -> Pending<()> {
    let registration = &app.programme.registration;
    let name = custom_domain(
        typed,
        &app.programme.domain_suffix,
        &registration.webmail_domains,
    );
    let name = match name {
        Ok(checked) => checked.value,
        Err(problem) => {
            return Pending::refused(Failure::Invalid(vec![FieldProblem::new("domain", problem)]));
        }
    };
    let token = fresh_token(&*app.entropy);
    let intent = intent("domain.add", scope, &name).once(key, &name);
    app.command(request, intent, move |work| {
        let wrong = |problem| Failure::Invalid(vec![FieldProblem::new("domain", problem)]);
        if domains::list(work.tx, scope)?.len() >= MOST {
            return Err(wrong(Problem::new("domain-too-many").with("max", MOST)));
        }
        let row = row(scope, &name, &token, Standing::new(work.now));
        if !domains::add(work.tx, scope, &row)? {
            return Err(wrong(Problem::new("domain-added")));
        }
        Ok(())
    })
}

fn row(scope: TenantScope, name: &str, token: &str, standing: Standing) -> Domain {
    let mut row = Domain {
        tenant_id: scope.tenant().0,
        name: name.to_owned(),
        token: token.to_owned(),
        state: String::new(),
        reason: String::new(),
        misses: 0,
        is_primary: false,
        since: standing.since,
        checked_at: None,
        next_check_at: None,
        verified_at: None,
        version: 1,
    };
    write(&mut row, standing);
    row
}

fn write(row: &mut Domain, standing: Standing) {
    standing.state.text().clone_into(&mut row.state);
    standing
        .reason
        .map_or("", Reason::text)
        .clone_into(&mut row.reason);
    row.misses = standing.misses;
    row.since = standing.since;
    row.next_check_at = standing.next;
}

fn standing(row: &Domain) -> Result<Standing, Failure> {
    let unknown = || Failure::internal(format!("unknown state of {}", row.name));
    Ok(Standing {
        state: State::from_text(&row.state).ok_or_else(unknown)?,
        reason: Reason::from_text(&row.reason),
        misses: row.misses,
        since: row.since,
        next: row.next_check_at,
    })
}

/// Looks for the record now. Blocks for as long as name servers need.
///
/// # Errors
/// [`Failure::Conflict`] (`resolver-missing`) where names cannot be looked up;
/// [`Failure::TooMany`]; [`Failure::NotFound`].
pub fn verify(app: &App, request: &Request, name: &str) -> Result<State, Failure> {
    let scope = own_scope(request, TenantAction::EditProfiles)?;
    verify_in(app, request, scope, name)
}

/// The same in a company whose domains the caller changes.
///
/// # Errors
/// As [`verify`].
pub(crate) fn verify_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    name: &str,
) -> Result<State, Failure> {
    if app.resolver.is_none() {
        return Err(Failure::conflict("resolver-missing"));
    }
    let (source, name) = (format!("tenant/{}", scope.tenant()), name.to_owned());
    let most = app.ceiling(request, LOOKS_PER_HOUR);
    let attempt = domain::ids::fresh_uuid(&*app.entropy);
    let now = app.clock.now();
    // Checked and counted in one go: many at once are no way round the limit.
    let row = app
        .db
        .write(move |tx| {
            let row = domains::get(tx, scope, &name)?.ok_or(Failure::NotFound)?;
            let hour = now.plus_seconds(-3600);
            if identity::attempts(tx, "domain-look", &source, hour)? >= most {
                return Err(Failure::TooMany {
                    code: "generic",
                    until: None,
                });
            }
            identity::add_attempt(tx, attempt, "domain-look", &source, now)?;
            Ok(row)
        })
        .wait()?;
    look(app, request, scope, &row)
}

/// Asks the name servers, outside of any transaction, and records what they say.
fn look(app: &App, request: &Request, scope: TenantScope, row: &Domain) -> Result<State, Failure> {
    let resolver = app
        .resolver
        .as_ref()
        .ok_or_else(|| Failure::conflict("resolver-missing"))?;
    let found = match resolver.txt(&record_name(&row.name)) {
        Ok(records) => finding(&records, &row.token),
        Err(LookupError::NoSuchName) => Finding::NoRecord,
        Err(LookupError::Unavailable(reason)) => {
            tracing::warn!(domain = row.name, reason, "name servers give no answer");
            Finding::NoAnswer
        }
    };
    let (name, token) = (row.name.clone(), row.token.clone());
    let intent = intent("domain.look", scope, &name);
    app.command(request, intent, move |work| {
        let mut row = domains::get(work.tx, scope, &name)?.ok_or(Failure::NotFound)?;
        // Removed and added again while the name servers were asked: what was found is about the
        // other token.
        if row.token != token {
            return Err(Failure::conflict("stale"));
        }
        let before = standing(&row)?;
        let mut after = before.after(found, work.now);
        if after.state == State::Verified
            && before.state != State::Verified
            && domains::strangers_at(work.tx, scope, &name)?
        {
            after = before.lost();
        }
        let after = settle(work, scope, &mut row, before, after)?;
        work.audit("state", after.state.text());
        if let Some(reason) = after.reason {
            work.audit("reason", reason.text());
        }
        Ok(after.state)
    })
    .wait()
}

/// Writes where a domain stands, and says where that is: a proof that comes second is lost.
fn settle(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &mut Domain,
    before: Standing,
    mut after: Standing,
) -> Result<Standing, Failure> {
    write(row, after);
    row.checked_at = Some(work.now);
    row.verified_at = match after.state {
        State::Verified => row.verified_at.or(Some(work.now)),
        State::Pending | State::Failed => None,
    };
    row.is_primary &= after.state == State::Verified;
    let saved = work.tx.nested(|tx| domains::save(tx, scope, row));
    match saved {
        Ok(true) => {}
        Ok(false) => return Err(Failure::conflict("stale")),
        // Another company proved it first, and its proof holds.
        Err(error) if error.is_unique() => {
            after = before.lost();
            write(row, after);
            row.verified_at = None;
            row.is_primary = false;
            if !domains::save(work.tx, scope, row)? {
                return Err(Failure::conflict("stale"));
            }
        }
        Err(error) => return Err(error.into()),
    }
    let (first_miss, lost) = (
        after.state == State::Verified && after.misses == 1 && before.misses == 0,
        before.state == State::Verified && after.state == State::Failed,
    );
    if first_miss || lost {
        tell(work, scope, row, if lost { "d02" } else { "d01" })?;
    }
    Ok(after)
}

/// D01: the record of a proved domain is missing. D02: the domain is lost.
fn tell(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &Domain,
    code: &str,
) -> Result<(), Failure> {
    // Nobody asks for it: the company's kind says where its domains are found.
    let kind = identity::tenant(work.tx, scope)?.kind;
    let page = match kind.as_str() {
        "customer" | "sandbox-customer" => "/admin/domains",
        _ => "/account/domains",
    };
    for admin in identity::global_admins(work.tx, scope)? {
        Notice::new(code, &admin.contact_email, &admin.language, "")
            .name(&admin.full_name())
            .with("domain", &row.name)
            .with("record", &record_name(&row.name))
            .link(page)
            .queue(
                work,
                format!("{code}/{}/{}/{}", row.name, work.now.0, admin.id),
            )?;
    }
    Ok(())
}

/// Makes a verified domain, or the first one, what new sign-in names end in.
pub fn make_primary(app: &App, request: &Request, name: &str) -> Pending<()> {
    match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => make_primary_in(app, request, scope, name),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose domains the caller changes.
pub(crate) fn make_primary_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    name: &str,
) -> Pending<()> {
    let name = name.to_owned();
    let intent = intent("domain.make-primary", scope, &name);
    app.command(request, intent, move |work| {
        if identity::tenant(work.tx, scope)?.domain == name {
            domains::clear_primary(work.tx, scope)?;
            return Ok(());
        }
        let row = domains::get(work.tx, scope, &name)?.ok_or(Failure::NotFound)?;
        if row.state != State::Verified.text() {
            return Err(Failure::conflict("domain-not-verified"));
        }
        domains::clear_primary(work.tx, scope)?;
        // Read again: what was just cleared may have been this one.
        let mut row = domains::get(work.tx, scope, &name)?.ok_or(Failure::NotFound)?;
        row.is_primary = true;
        if domains::save(work.tx, scope, &row)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}

/// Removes a domain nobody's sign-in name ends in.
pub fn remove(app: &App, request: &Request, name: &str) -> Pending<()> {
    match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => remove_in(app, request, scope, name),
        Err(failure) => Pending::refused(failure),
    }
}

/// The same in a company whose domains the caller changes.
pub(crate) fn remove_in(
    app: &App,
    request: &Request,
    scope: TenantScope,
    name: &str,
) -> Pending<()> {
    let name = name.to_owned();
    let intent = intent("domain.remove", scope, &name);
    app.command(request, intent, move |work| {
        domains::get(work.tx, scope, &name)?.ok_or(Failure::NotFound)?;
        if domains::users_at(work.tx, scope, &name)? > 0 {
            return Err(Failure::conflict("domain-in-use"));
        }
        domains::remove(work.tx, scope, &name)?;
        Ok(())
    })
}

/// Has the domains looked at whose time has come. Name servers, those of a company that means harm
/// above all, may take their time: each domain is a job of its own.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    if app.resolver.is_none() {
        return Ok(0);
    }
    let all = authorise_operator(&request.caller, OperatorAction::ManageStaff)?;
    let now: Instant = app.clock.now();
    let due = app
        .read(move |tx| Ok(domains::due(tx, all, now, BATCH)?))
        .wait()?;
    let mut of_company: HashMap<Uuid, u32> = HashMap::new();
    let mut asked = 0;
    for domain in due {
        let before = of_company.entry(domain.tenant_id).or_default();
        *before += 1;
        if *before > OF_ONE_COMPANY {
            continue;
        }
        match ask_for_look(app, request, &domain) {
            Ok(fresh) => asked += u64::from(fresh),
            Err(failure) => {
                let name = domain.name;
                tracing::error!(domain = name, ?failure, "a domain cannot be looked at");
            }
        }
    }
    Ok(asked)
}

/// Makes the job, once for each state of the row: while it waits, the domain is still due.
fn ask_for_look(app: &App, request: &Request, domain: &Domain) -> Result<bool, Failure> {
    let tenant = TenantId(domain.tenant_id);
    let due = domain.next_check_at.map_or(0, |due| due.0);
    let dedupe = format!("domain/{tenant}/{}/{}/{due}", domain.name, domain.version);
    let subject = format!("domain/{}", domain.name);
    let job = (tenant, domain.name.as_str());
    app.queue(request, "domain", &subject, &job, dedupe)?.wait()
}

/// Looks at a domain that was due, if it still is.
///
/// # Errors
/// [`Failure`] of the store; [`Failure::Conflict`] (`resolver-missing`).
pub(crate) fn look_again(
    app: &App,
    request: &Request,
    tenant: TenantId,
    name: &str,
) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::EditProfiles, tenant)?;
    let wanted = name.to_owned();
    let row = app
        .read(move |tx| Ok(domains::get(tx, scope, &wanted)?))
        .wait()?;
    let now: Instant = app.clock.now();
    let due = row.filter(|row| row.next_check_at.is_some_and(|at| at <= now));
    match due.map(|row| look(app, request, scope, &row)) {
        None | Some(Ok(_) | Err(Failure::NotFound)) => Ok(()),
        // Changed meanwhile: the next sweep sees it as it is then.
        Some(Err(Failure::Conflict(conflict))) if conflict.code == "stale" => Ok(()),
        Some(Err(failure)) => Err(failure),
    }
}
