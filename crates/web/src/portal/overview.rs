//! The first page after signing in.

use crate::enrolment::{contacts, status};
use crate::http::{Answer, Form, Visit, frame, go};
use crate::ui::{Banner, Check, Chrome, Link, Meter, Text, Tile, Tone, respond};
use app::Failure;
use app::actions::Action;
use app::overview::{self, Overview};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::actions::Kind;
use domain::caller::Caller;
use domain::enrolment::application::State;
use domain::permission::TenantAction;

/// How much of what is to be done stands here; the rest is in the action centre.
const MOST_ACTIONS: usize = 5;

#[derive(Template)]
#[template(path = "pages/portal/overview.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    greeting: String,
    today: String,
    card: Option<Card>,
    /// What keeps a contact from confirming.
    help: Vec<Banner>,
    tiles: Vec<Tile>,
    actions: Vec<Check>,
    setting_up: Option<(Meter, Vec<Check>)>,
    checklist: Vec<Check>,
    checklist_meter: Option<Meter>,
    open_items: Vec<(&'static str, Text)>,
    is_active: bool,
}

/// The one thing that comes next.
struct Card {
    tone: Tone,
    state: Text,
    title: Text,
    text: Text,
    action: Option<Link>,
}

fn is_sandbox(overview: &Overview) -> bool {
    overview
        .partner
        .as_ref()
        .is_some_and(|partner| partner.sandbox)
}

fn card(visit: &Visit, overview: &Overview) -> Option<Card> {
    // A sandbox has neither applied nor signed.
    if is_sandbox(overview) {
        return None;
    }
    let t = visit.t();
    let state = overview.application.as_ref().map(|(_, state)| *state);
    let key = match state {
        None => "none",
        Some(State::Active) => return None,
        Some(state) => state.text(),
    };
    let action = match state {
        None => Some(("/enrol", "next-begin")),
        Some(State::Draft) => Some(("/enrol", "next-continue")),
        Some(State::Approved) => Some(("/agreements/sign", "next-sign")),
        Some(State::Provisioning) => None,
        Some(_) => Some(("/enrol/status", "next-status")),
    };
    // Others read what comes next; a global admin does it.
    let action = action.filter(|_| frame::may(visit, TenantAction::EditApplication));
    Some(Card {
        tone: state.map_or(Tone::Info, status::tone),
        state: t.get(format!("application-{key}")),
        title: t.get(format!("next-{key}-title")),
        text: t.get(format!("next-{key}-text")),
        action: action.map(|(href, label)| Link::new(href, t.get(label))),
    })
}

fn tiles(visit: &Visit, overview: &Overview) -> Vec<Tile> {
    let t = visit.t();
    let mut tiles = Vec::new();
    let mut tile =
        |label: &str, value: String, detail: Option<String>, href: Option<&'static str>| {
            tiles.push(Tile {
                label: t.get(label),
                value: value.into(),
                words: true,
                detail: detail.map(Into::into),
                href: href.map(Into::into),
                meter: None,
            });
        };
    if let Some(count) = overview.customers {
        let mut words = crate::ui::format::number(count.into());
        if count >= overview::MOST_COUNTED {
            words.push('+');
        }
        let detail = t.get("tile-customers-open").into_owned();
        tile("nav-customers", words, Some(detail), Some("/customers"));
    }
    if let Some(billing) = overview.billing.as_ref().filter(|_| !is_sandbox(overview)) {
        let day = |text: &str| {
            text.parse()
                .map_or_else(|_| text.to_owned(), |d| crate::ui::format::date(t, d))
        };
        let number = billing.anchor_day.to_string();
        tile(
            "tile-billing-day",
            t.format("tile-billing-day-value", &[("day", &number)]),
            Some(t.format("tile-signed-on", &[("date", &day(&billing.signed_on))])),
            Some("/account/agreements"),
        );
        tile(
            "tile-first-bill",
            day(&billing.first_billing_date),
            Some(t.format(
                "sign-net",
                &[("days", &billing.payment_terms_days.to_string())],
            )),
            None,
        );
        if overview.shows_limit {
            let limit =
                domain::money::Money::new(billing.credit_limit, domain::money::Currency::CNY);
            tile("tile-credit", limit.to_string(), None, None);
        }
    }
    if let (Some((row, _)), Some(partner)) = (&overview.application, &overview.partner) {
        tile(
            "tile-network",
            partner.network_id.clone(),
            None,
            Some("/account/profile"),
        );
        tile(
            "tile-reference",
            row.reference.clone(),
            None,
            Some("/enrol/status"),
        );
    }
    tiles
}

/// What is to be done, the most urgent first, but for the first steps, which have a card of their own.
fn actions(visit: &Visit, all: &[Action]) -> Vec<Check> {
    let all = all.iter().filter(|action| action.kind != Kind::FirstStep);
    let first = all.take(MOST_ACTIONS);
    first
        .map(|action| super::actions::check(visit, action))
        .collect()
}

/// The overview; the console for staff, the centre for a customer's people.
pub async fn show(visit: Visit) -> Answer {
    match visit.request.caller {
        Caller::Staff { .. } => return Ok(go("/ops")),
        Caller::Customer { .. } => return Ok(go("/admin")),
        _ => {}
    }
    let overview = overview::view(visit.app(), &visit.request).await?;
    let waiting = app::actions::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let person = visit.request.caller.person().ok_or(Failure::SignInFirst)?;
    let mut chrome = frame::portal(&visit, t.get("nav-overview"));
    let setting_up = overview
        .partner
        .as_ref()
        .is_some_and(|p| p.status == "provisioning");
    if setting_up {
        // The page shows progress by itself; nobody has to sign out and in again.
        chrome.refresh = Some(60);
    }
    let check = |label: Text, note: Option<Text>, done: bool, action: Option<Link>| Check {
        label,
        note,
        done,
        action,
    };
    let setting_up = setting_up.then(|| {
        let done = overview
            .tasks
            .iter()
            .filter(|task| task.state == "done")
            .count();
        let count = |n: usize| u64::try_from(n).unwrap_or(0);
        let words = t.format(
            "setup-progress",
            &[
                ("done", &done.to_string()),
                ("total", &overview.tasks.len().to_string()),
            ],
        );
        let checks = overview.tasks.iter().map(|task| {
            let waits = (task.state == "failed").then(|| t.get("setup-task-retrying"));
            check(
                t.get(format!("task-{}", task.name)),
                waits,
                task.state == "done",
                None,
            )
        });
        (
            Meter::progress(words, count(done), count(overview.tasks.len())),
            checks.collect(),
        )
    });
    let done = overview
        .checklist
        .iter()
        .filter(|item| item.done_at.is_some())
        .count();
    let total = overview.checklist.len();
    let checklist_meter = (total > 0).then(|| {
        let words = t.format(
            "setup-progress",
            &[("done", &done.to_string()), ("total", &total.to_string())],
        );
        Meter::progress(
            words,
            u64::try_from(done).unwrap_or(0),
            u64::try_from(total).unwrap_or(0),
        )
    });
    let open_items = overview
        .checklist
        .iter()
        .filter(|item| item.done_at.is_none())
        .filter_map(|item| {
            let name = domain::enrolment::provisioning::CHECKLIST
                .into_iter()
                .find(|n| *n == item.name)?;
            Some((name, t.get(format!("checklist-{name}"))))
        });
    let checklist = overview.checklist.iter().map(|item| {
        let hint = match item.done_at {
            Some(_) => t
                .format("checklist-done-by", &[("name", &item.done_by)])
                .into(),
            None => t.get(format!("checklist-{}-hint", item.name)),
        };
        let action = match item.name.as_str() {
            "verify-profiles" if frame::may(&visit, TenantAction::ViewProfiles) => {
                Some(Link::new("/account/profile", t.get("action-view")))
            }
            "add-users" if frame::may(&visit, TenantAction::ManageUsers) => {
                Some(Link::new("/account/users", t.get("action-open")))
            }
            _ => None,
        };
        check(
            t.get(format!("checklist-{}", item.name)),
            Some(hint),
            item.done_at.is_some(),
            action,
        )
    });
    let page = Page {
        greeting: t.format("overview-greeting", &[("name", &person.name)]),
        today: format!(
            "{} · {}",
            crate::ui::format::date(t, visit.app().today()),
            person.organisation
        ),
        card: card(&visit, &overview),
        actions: actions(&visit, &waiting),
        help: contacts::banners(&visit, &overview.contacts),
        tiles: tiles(&visit, &overview),
        setting_up,
        checklist: checklist.collect(),
        checklist_meter,
        open_items: open_items.collect(),
        is_active: overview
            .application
            .as_ref()
            .is_some_and(|(_, state)| *state == State::Active),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Ticks an item of the first-run checklist.
pub async fn tick(visit: Visit, Path(item): Path<String>, _form: Form) -> Answer {
    overview::tick(visit.app(), &visit.request, &item).await?;
    Ok(go("/dashboard/overview"))
}

/// Addresses printed in the original documentation.
pub async fn from_printed_address() -> Answer {
    Ok(axum::response::Redirect::permanent("/dashboard/overview").into_response())
}
