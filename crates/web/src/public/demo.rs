//! The guide of a demonstration: who to be, what to try. Without a demonstration it does not exist.

use super::{page, words};
use crate::DemoAccount;
use crate::api::sandbox::turned;
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::integration::sandbox::{ClockView, going_on, wish};
use crate::ui::{Chrome, Link, Text, respond};
use app::Failure;
use app::identity::authenticator;
use app::jobs::timers;
use app::sandbox::clock as sandbox;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::effects::Instant;

/// How long a code of the authenticator lasts, in seconds.
const STEP_SECONDS: i64 = 30;

struct Account<'a> {
    account: &'a DemoAccount,
    /// What the account is for: roles of staff, state of a company's application.
    purpose: Vec<Purpose>,
    code: String,
}

struct Purpose {
    what: Text,
    more: Option<Text>,
}

struct Group<'a> {
    id: &'static str,
    title: Text,
    note: Text,
    accounts: Vec<Account<'a>>,
}

struct Task {
    title: Text,
    text: String,
    link: Link,
}

#[derive(Template)]
#[template(path = "pages/public/demo.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tasks: Vec<Task>,
    groups: Vec<Group<'a>>,
    left: String,
    clock: Option<ClockView>,
}

/// What to try, and the accounts with their present codes.
pub async fn show(visit: Visit) -> Answer {
    let t = visit.t();
    let now = visit.app().clock.wall();
    let guide = visit.site.options.demo.as_ref().ok_or(Failure::NotFound)?;
    let group = |id: &'static str, kind: &str| {
        let of_kind = guide.accounts.iter().filter(|account| account.kind == kind);
        Ok::<_, Failure>(Group {
            id,
            title: t.get(format!("demo-{id}")),
            note: t.get(format!("demo-{id}-note")),
            accounts: of_kind
                .map(|a| account(&visit, a, now))
                .collect::<Result<_, _>>()?,
        })
    };
    let mut groups = vec![
        group("staff", "staff")?,
        group("partners", "partner")?,
        group("customers", "customer")?,
        group("work-accounts", "work-account")?,
        group("colleagues", "work-account-user")?,
    ];
    groups.retain(|group| !group.accounts.is_empty());
    let left = seconds_left(now);
    let mut chrome = page(&visit, t.get("demo-title"));
    // Codes change every 30 seconds; the page follows each change.
    chrome.refresh = u32::try_from(left).ok();
    let mut clock = None;
    if visit.app().is_sandbox() {
        let (app, request) = (visit.app().clone(), timers::request(visit.app()));
        let state = blocking(move || sandbox::state(&app, &request)).await?;
        going_on(&visit, &state, &mut chrome);
        let mut view = ClockView::new(&visit, &state, "/demo/clock");
        // The guide belongs to nobody who could have subscriptions.
        view.facts.truncate(3);
        clock = Some(view);
    }
    let page = Page {
        clock,
        tasks: tasks(&visit),
        left: t.format("demo-left", &[("count", &left.to_string())]),
        groups,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Turns the clock; in a demonstration anybody may be anybody.
pub async fn turn(visit: Visit, form: Form) -> Answer {
    if visit.site.options.demo.is_none() {
        return Err(Failure::NotFound.into());
    }
    let request = timers::request(visit.app());
    turned(&visit.site, &request, wish(&form), form.key().to_owned()).await?;
    Ok(go("/demo#happened"))
}

/// The same for programs.
pub async fn json(visit: Visit) -> Answer {
    let guide = visit.site.options.demo.as_ref().ok_or(Failure::NotFound)?;
    let json = serde_json::to_string_pretty(guide).map_err(Failure::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// From 1 to 30.
pub(super) fn seconds_left(now: Instant) -> i64 {
    STEP_SECONDS - (now.0 / 1_000_000).rem_euclid(STEP_SECONDS)
}

fn account<'a>(
    visit: &Visit,
    account: &'a DemoAccount,
    now: Instant,
) -> Result<Account<'a>, Failure> {
    let t = visit.t();
    let more = |value: &str| {
        let id = format!("demo-for-{value}");
        t.has(&id).then(|| t.get(&id))
    };
    let mut purpose: Vec<_> = account
        .roles
        .iter()
        .map(|role| Purpose {
            what: words(visit, "role", role.text()),
            more: more(role.text()),
        })
        .collect();
    let state = account.application_state.as_str();
    if !state.is_empty() {
        purpose.push(Purpose {
            what: words(visit, "application", state),
            more: more(state),
        });
    }
    let code = if account.totp_secret.is_empty() {
        String::new()
    } else {
        authenticator::code_at(&account.totp_secret, now)?
    };
    Ok(Account {
        account,
        purpose,
        code,
    })
}

/// The walk through the programme, one company's way after the other's.
fn tasks(visit: &Visit) -> Vec<Task> {
    let t = visit.t();
    let fixed = visit
        .app()
        .programme
        .challenge
        .non_production_fixed_code
        .as_deref();
    let task = |id: &str, href: &'static str| Task {
        title: t.get(format!("demo-{id}")),
        text: t.format(
            &format!("demo-{id}-text"),
            &[("code", fixed.unwrap_or_default())],
        ),
        link: Link::new(href, t.get(format!("demo-{id}-link"))),
    };
    vec![
        task("network", "/partner-network/join"),
        task(
            if fixed.is_some() {
                "register-fixed"
            } else {
                "register"
            },
            "/register/cn/join",
        ),
        task("existing", "/register/cn/join"),
        task("apply", "/signin?next=/enrol"),
        task("mail", "/signin?next=/ops/outbox"),
        task("review", "/signin?next=/ops/applications"),
        task("sign", "/signin?next=/agreements/sign"),
        task("verify", "/verify"),
        task("sell", "/signin?next=/customers"),
        task("centre", "/signin?next=/admin"),
        task("clock", "/demo#clock"),
        task("bills", "/signin?next=/billing"),
        task("run", "/signin?next=/ops/billing"),
        task("prices", "/signin?next=/ops/catalogue/price-lists"),
        task("programs", "/signin?next=/account/apps"),
        task("audit", "/signin?next=/ops/audit"),
    ]
}
