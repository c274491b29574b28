//! `/ops/partners/{id}`: one partner.

use super::standing::{self, Standing, Typed};
use super::{model, pill};
use crate::accounts::{name, status_pill};
use crate::console::{case_href, console, desk, id_of, may, moment, state_pill, timeline};
use crate::http::profiles::{Profile, profiles};
use crate::http::{Answer, Query, Visit, fields};
use crate::ui::{Banner, Chrome, Moment, Text, Tile, Tone, format, respond};
use app::agreements::evidence::Signed;
use app::i18n::Texts;
use app::partners::{self, Partner};
use askama::Template;
use axum::extract::Path;
use domain::credit::history::Source;
use domain::effects::Instant;
use domain::partner::Status;
use domain::permission::OperatorAction;
use std::collections::HashMap;
use store::partners::{Applied, CreditStep};
use store::provisioning::Task;
use store::users::User;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/partners/detail.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    company: String,
    status: (Tone, Text),
    note: String,
    tiles: Vec<Tile>,
    /// Why it cannot order now.
    banner: Option<Banner>,
    standing: Standing,
    profiles: Vec<Profile>,
    agreements: Vec<Agreement>,
    credit: Option<Vec<Credit>>,
    people: Option<Vec<Person>>,
    people_note: String,
    applications: Vec<Application>,
    tasks: Vec<(Text, (Tone, Text))>,
    tasks_note: String,
    provisioning: Option<String>,
    activity: Option<Vec<Moment>>,
    audit: Option<String>,
    /// Where its special prices are.
    special: Option<String>,
}

struct Agreement {
    title: String,
    version: String,
    at: String,
    by: String,
    hash: String,
}

struct Credit {
    at: String,
    result: (Tone, Text),
    limit: String,
    until: String,
    by: String,
    reference: String,
}

struct Person {
    name: String,
    sign_in_name: String,
    email: String,
    roles: String,
    status: (Tone, Text),
    authenticator: bool,
    last: Option<String>,
}

struct Application {
    href: Option<String>,
    reference: String,
    state: (Tone, Text),
    submitted: String,
    decided: String,
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let notice = standing::done(&visit, query.get("done"));
    page(&visit, id_of(&id), &Typed::default(), notice).await
}

/// The page, perhaps with a form of it that was sent and is wrong.
pub(super) async fn page(visit: &Visit, id: Uuid, typed: &Typed, notice: Option<Banner>) -> Answer {
    let found = match partners::view(visit.app(), &visit.request, id).await {
        Ok(found) => found,
        Err(failure) => return desk::refused(visit, "", "", failure).await,
    };
    let t = visit.t();
    let line = &found.line;
    let mut chrome = console(visit, line.name.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/partners", t.get("nav-partners"))
        .crumb("", line.name.clone())
        .notice(notice);
    let standing = standing::of(visit, &found, typed);
    chrome.invalid = standing.errors.is_some();
    let facts = [
        ("domain", line.domain.as_str()),
        ("code", line.credit_code.as_str()),
        ("network", line.network_id.as_str()),
        ("model", &model(visit, &line.model)),
    ];
    let done = found
        .tasks
        .iter()
        .filter(|task| task.state == "done")
        .count();
    let counted = [
        ("done", done.to_string()),
        ("tasks", found.tasks.len().to_string()),
    ];
    let counted = counted
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let page = Page {
        company: line.name.clone(),
        status: pill(t, &line.status),
        note: t.format("partners-note", &facts),
        tiles: tiles(visit, &found),
        banner: banner(visit, &found),
        standing,
        profiles: profiles(visit, &found.profiles),
        agreements: found.signed.iter().map(|s| agreement(visit, s)).collect(),
        credit: found
            .credit
            .as_ref()
            .map(|steps| steps.iter().map(|step| credit(visit, step)).collect()),
        people_note: match &found.users {
            Some((_, count)) => t.format("partners-users-note", &[("count", &count.to_string())]),
            None => String::new(),
        },
        people: found
            .users
            .as_ref()
            .map(|(users, _)| users.iter().map(|user| person(visit, user)).collect()),
        applications: found
            .applications
            .iter()
            .map(|row| application(visit, row))
            .collect(),
        tasks: found.tasks.iter().map(|task| set_up(visit, task)).collect(),
        tasks_note: t.format("console-tasks", &counted),
        provisioning: may(visit, OperatorAction::ManageProvisioning)
            .then(|| format!("/ops/provisioning/{id}")),
        activity: found
            .activity
            .as_ref()
            .map(|entries| timeline::moments(visit, entries)),
        special: may(visit, OperatorAction::ViewSpecialPrices)
            .then(|| format!("/ops/catalogue/special-prices?partner={id}")),
        audit: may(visit, OperatorAction::ViewAudit).then(|| format!("/ops/audit?chain={id}")),
        chrome: &chrome,
    };
    Ok(respond(fields::status(&typed.problems), &page))
}

fn day(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone();
    format::date(visit.t(), domain::calendar::local_date(at, zone))
}

/// Billing day, limit, signature, users.
fn tiles(visit: &Visit, found: &Partner) -> Vec<Tile> {
    let t = visit.t();
    let billing = found.billing.as_ref();
    let mut tiles = vec![Tile {
        label: t.get("partners-billing-day"),
        value: billing.map_or("—".into(), |b| b.anchor_day.to_string().into()),
        detail: billing.and_then(|b| {
            let first = b.first_billing_date.parse().ok()?;
            let first = format::date(t, first);
            Some(t.format("partners-first-bill", &[("date", &first)]).into())
        }),
        ..Tile::default()
    }];
    if let (Some(steps), Some(b)) = (&found.credit, billing) {
        tiles.push(Tile {
            label: t.get("partners-limit"),
            value: format::money(b.credit_limit, &b.currency).into(),
            words: true,
            detail: steps
                .first()
                .map(|step| t.get(format!("credit-{}", step.result))),
            href: Some("#credit".into()),
            ..Tile::default()
        });
    }
    tiles.push(Tile {
        label: t.get("console-signed-at"),
        value: day(visit, found.line.signed_at).into(),
        words: true,
        detail: found.signed.first().map(|signed| {
            let version = [("version", signed.record.version.as_str())];
            t.format("partners-version", &version).into()
        }),
        href: Some("#agreements".into()),
        ..Tile::default()
    });
    let done = found
        .tasks
        .iter()
        .filter(|task| task.state == "done")
        .count();
    tiles.push(Tile {
        label: t.get("setup-tasks"),
        value: format!("{done} / {}", found.tasks.len()).into(),
        detail: found.line.active_at.map(|at| {
            let at = day(visit, at);
            t.format("partners-ready", &[("date", &at)]).into()
        }),
        href: Some("#setup".into()),
        ..Tile::default()
    });
    tiles
}

/// Why it cannot order now, when it cannot.
fn banner(visit: &Visit, found: &Partner) -> Option<Banner> {
    let t = visit.t();
    let now = visit.app().clock.now();
    let status = Status::from_text(&found.line.status);
    let standing = domain::partner::Standing {
        status,
        orders_blocked_from: found.line.orders_blocked_from,
        sandbox: false,
    };
    let refusal = standing.may_order(now).err()?;
    let tone = match status {
        Some(Status::Provisioning) => Tone::Info,
        Some(Status::Terminating | Status::Terminated) => Tone::Mute,
        _ => Tone::Warn,
    };
    let title = t.get(format!("partners-no-orders-{}", refusal.code()));
    Some(Banner::new(tone, title))
}

fn agreement(visit: &Visit, signed: &Signed) -> Agreement {
    Agreement {
        title: signed.record.title.clone(),
        version: signed.record.version.clone(),
        at: moment(visit, signed.signature.signed_at),
        by: signed.record.signer_name.clone(),
        hash: data_encoding::HEXLOWER.encode(&signed.signature.hash),
    }
}

fn credit(visit: &Visit, step: &CreditStep) -> Credit {
    let tone = match step.result.as_str() {
        "pass" => Tone::Ok,
        "fail" => Tone::Bad,
        _ => Tone::Wait,
    };
    Credit {
        at: moment(visit, step.decided_at),
        result: (tone, visit.t().get(format!("credit-{}", step.result))),
        limit: format::money(step.credit_limit, &step.currency),
        until: day(visit, step.valid_until),
        by: decider(visit.t(), step),
        reference: step.reference.clone(),
    }
}

/// Who decided, and that it was not the one person alone where it was not.
fn decider(t: &'static Texts, step: &CreditStep) -> String {
    let Some(name) = step.decided_by() else {
        return t.get(format!("credit-source-{}", step.source)).into_owned();
    };
    if step.source == Source::Override.text() {
        let source = t.get(format!("credit-source-{}", step.source));
        return format!("{name}{}{source}", t.get("console-separator"));
    }
    name
}

fn person(visit: &Visit, user: &User) -> Person {
    let t = visit.t();
    let roles = [&user.admin_setting, &user.agent_setting];
    let roles: Vec<Text> = roles
        .into_iter()
        .filter(|role| role.as_str() != "none")
        .map(|role| t.get(format!("role-{role}")))
        .collect();
    Person {
        name: name(user),
        sign_in_name: user.sign_in_name.clone(),
        email: user.contact_email.clone(),
        roles: roles.join(&t.get("console-list")),
        status: status_pill(t, &user.status),
        authenticator: user.totp_confirmed_at.is_some(),
        last: user.last_sign_in_at.map(|at| moment(visit, at)),
    }
}

fn application(visit: &Visit, row: &Applied) -> Application {
    Application {
        href: may(visit, OperatorAction::ViewApplication).then(|| case_href(row.id)),
        reference: row.reference.clone(),
        state: state_pill(visit.t(), &row.state),
        submitted: moment(visit, row.submitted_at),
        decided: row
            .decided_at
            .map(|at| moment(visit, at))
            .unwrap_or_default(),
    }
}

fn set_up(visit: &Visit, task: &Task) -> (Text, (Tone, Text)) {
    let t = visit.t();
    let tone = match task.state.as_str() {
        "done" => Tone::Ok,
        "failed" => Tone::Bad,
        _ => Tone::Wait,
    };
    let state = t.get(format!("setup-state-{}", task.state));
    (t.get(format!("task-{}", task.name)), (tone, state))
}
