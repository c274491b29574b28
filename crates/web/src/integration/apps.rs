//! `/account/apps`: the programs that call the interface for the company, and their keys.

use super::addresses::Part;
use super::tabs;
use crate::accounts::new_user::settings;
use crate::http::{Answer, Form, Query, Visit, address, blocking, fields, frame, go};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, Pair, Tab, Text, Tone, format, respond,
};
use app::Failure;
use app::integration::apps::{self, Overview};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::ClientAppId;
use domain::integration::Validity;
use std::collections::HashMap;
use store::client_app::{ClientApp, Secret};
use uuid::Uuid;

const NAME: &str = "app_name";

fn below_list(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    frame::portal(visit, title.clone())
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb("", title)
}

/// An id from an address; what is no id belongs to nobody.
pub(super) fn id_of(text: &str) -> ClientAppId {
    ClientAppId(Uuid::parse_str(text).unwrap_or_default())
}

fn status(visit: &Visit, app: &ClientApp) -> (Tone, Text) {
    let t = visit.t();
    match app.disabled_at {
        None => (Tone::Ok, t.get("apps-enabled")),
        Some(_) => (Tone::Bad, t.get("apps-disabled")),
    }
}

#[derive(Template)]
#[template(path = "pages/integration/apps.html")]
struct List<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    name: String,
    id: String,
    keys: i64,
    last_used: Option<jiff::Timestamp>,
    expires: Option<jiff::Timestamp>,
    status: (Tone, Text),
}

/// The company's programs.
pub async fn list(visit: Visit) -> Answer {
    let found = apps::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-apps"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-apps"));
    let row = |Overview { app, keys }: Overview| Row {
        href: format!("/account/apps/{}", app.id),
        id: app.id.to_string(),
        keys: keys.as_ref().map_or(0, |keys| keys.live),
        last_used: keys
            .as_ref()
            .and_then(|k| k.last_used_at)
            .map(|at| visit.timestamp(at)),
        expires: keys
            .as_ref()
            .and_then(|k| k.expires_at)
            .map(|at| visit.timestamp(at)),
        status: status(&visit, &app),
        name: app.name,
    };
    let page = List {
        chrome: &chrome,
        tabs: tabs(&visit, "/account/apps"),
        rows: found.into_iter().map(row).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/integration/new_app.html")]
struct New<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    name: Field,
    settings: Vec<Field>,
    request_id: String,
}

fn form_page(visit: &Visit, key: String, typed: &Answers, problems: &[FieldProblem]) -> Answer {
    let t = visit.t();
    let mut chrome = below_list(visit, t.get("apps-new"));
    let name = Field::text(NAME, t.get("field-app_name"))
        .hint(t.get("hint-app_name"))
        .value(typed.get(NAME).cloned().unwrap_or_default())
        .error(fields::problem_at(visit, problems, NAME))
        .required();
    let settings = settings(visit, typed, problems, false);
    let errors = ErrorSummary::of(t, std::iter::once(&name).chain(&settings));
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = New {
        chrome: &chrome,
        errors,
        name,
        settings,
        request_id: key,
    };
    Ok(respond(status, &page))
}

/// The form for another program.
pub async fn new(visit: Visit) -> Answer {
    // Whoever may not send it need not fill it in.
    drop(apps::list(visit.app(), &visit.request).await?);
    let begin = [("agent_setting", "admin-agent"), ("admin_setting", "none")];
    let begin = begin.map(|(name, value)| (name.to_owned(), value.to_owned()));
    form_page(&visit, visit.fresh_key(), &begin.into(), &[])
}

/// Registers a program.
pub async fn register(visit: Visit, form: Form) -> Answer {
    let mut typed = form.answers();
    typed.retain(|name, _| [NAME, "agent_setting", "admin_setting"].contains(&name.as_str()));
    match apps::register(visit.app(), &visit.request, &typed, form.key()).await {
        Ok(id) => Ok(go(&format!("/account/apps/{id}?done=registered"))),
        Err(Failure::Invalid(problems)) => {
            form_page(&visit, form.key().to_owned(), &typed, &problems)
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/integration/app.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    app: &'a ClientApp,
    status: (Tone, Text),
    facts: Vec<Pair>,
    keys: Vec<Key>,
    /// What time keys go by, in a sandbox whose clock was turned.
    real_time: Option<String>,
    validity: Field,
    toggle: (&'static str, Text, String),
    people: Part,
    request_id: String,
    toggle_id: String,
}

struct Key {
    id: Uuid,
    hint: String,
    created: jiff::Timestamp,
    expires: jiff::Timestamp,
    last_used: Option<jiff::Timestamp>,
    status: (Tone, Text),
    live: bool,
    request_id: String,
}

fn key_row(visit: &Visit, secret: Secret) -> Key {
    let (t, now) = (visit.t(), visit.app().clock.wall());
    let (status, live) = if secret.revoked_at.is_some() {
        ((Tone::Mute, t.get("apps-key-revoked")), false)
    } else if secret.expires_at <= now {
        ((Tone::Mute, t.get("apps-key-expired")), false)
    } else if secret.expires_at <= now.plus_days(30) {
        ((Tone::Warn, t.get("apps-key-expiring")), true)
    } else {
        ((Tone::Ok, t.get("apps-key-valid")), true)
    };
    Key {
        id: secret.id,
        hint: secret.hint,
        created: visit.timestamp(secret.created_at),
        expires: visit.timestamp(secret.expires_at),
        last_used: secret.last_used_at.map(|at| visit.timestamp(at)),
        status,
        live,
        request_id: visit.fresh_key(),
    }
}

/// Keys go by real time: that has to be said where the installation's is another.
fn real_time(visit: &Visit) -> Option<String> {
    let clock = &visit.app().clock;
    let wall = clock.wall();
    let zone = visit.app().programme.time_zone();
    (clock.now() != wall).then(|| {
        let now = format::datetime(visit.t(), visit.timestamp(wall), zone);
        visit.t().format("apps-keys-real", &[("now", &now)])
    })
}

/// What a program needs to know besides its key.
fn facts(visit: &Visit, app: &ClientApp) -> Vec<Pair> {
    let t = visit.t();
    let base = visit.app().public_url.as_str();
    let tenant = app.tenant_id;
    vec![
        Pair::new(t.get("apps-client-id"), app.id.to_string()).copy(),
        Pair::new(t.get("apps-tenant-id"), tenant.to_string()).copy(),
        Pair::new(t.get("apps-api-address"), base.to_owned()).copy(),
        Pair::new(
            t.get("apps-token-address"),
            format!("{base}/{tenant}/oauth2/v2.0/token"),
        )
        .copy(),
        Pair::new(
            t.get("apps-authorize-address"),
            format!("{base}/{tenant}/oauth2/v2.0/authorize"),
        )
        .copy(),
        Pair::new(t.get("apps-scope"), format!("{base}/.default")).copy(),
        Pair::new(
            t.get("field-agent_setting"),
            t.get(format!("role-{}", app.agent_setting)),
        ),
        Pair::new(
            t.get("field-admin_setting"),
            t.get(format!("role-{}", app.admin_setting)),
        ),
    ]
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(
        visit,
        what,
        &[
            ("registered", "apps-done-registered"),
            ("revoked", "apps-done-revoked"),
            ("disabled", "apps-done-disabled"),
            ("enabled", "apps-done-enabled"),
            ("address-added", "apps-done-address-added"),
            ("address-removed", "apps-done-address-removed"),
            ("public-changed", "apps-done-public-changed"),
            ("leave-revoked", "apps-done-leave-revoked"),
        ],
    )
}

/// One program.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let done = done(&visit, query.get("done"));
    page(&visit, id_of(&id), done, "", &[]).await
}

/// The page of a program, with an address that was typed and is wrong.
pub(super) async fn page(
    visit: &Visit,
    id: ClientAppId,
    done: Option<Banner>,
    typed: &str,
    problems: &[FieldProblem],
) -> Answer {
    let (app, secrets) = apps::get(visit.app(), &visit.request, id).await?;
    let people = Part::of(visit, &app, typed, problems).await?;
    let t = visit.t();
    let mut chrome = below_list(visit, app.name.clone()).notice(done);
    let validity = Field::select(
        "validity",
        t.get("apps-validity"),
        vec![
            Choice::new("1", t.get("apps-validity-1")).selected(true),
            Choice::new("2", t.get("apps-validity-2")),
        ],
    )
    .unmarked();
    let toggle = match app.disabled_at {
        None => ("disable", t.get("apps-disable"), "apps-disable-effect"),
        Some(_) => ("enable", t.get("apps-enable"), "apps-enable-effect"),
    };
    let errors = ErrorSummary::of(t, [&people.field]);
    chrome.invalid = errors.is_some();
    let code = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        chrome: &chrome,
        errors,
        status: status(visit, &app),
        facts: facts(visit, &app),
        keys: secrets.into_iter().map(|s| key_row(visit, s)).collect(),
        real_time: real_time(visit),
        validity,
        toggle: (toggle.0, toggle.1, t.get(toggle.2).into_owned()),
        people,
        request_id: visit.fresh_key(),
        toggle_id: visit.fresh_key(),
        app: &app,
    };
    Ok(respond(code, &page))
}

/// Gives a program another key.
pub async fn add_key(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    // Whether the choice is right is told to who has one.
    drop(apps::get(visit.app(), &visit.request, id).await?);
    let Some(validity) = Validity::from_text(form.get("validity")) else {
        let problem = FieldProblem::plain("validity", "choice-unknown");
        return Err(Failure::Invalid(vec![problem]).into());
    };
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let secret = blocking(move || apps::add_key(&app, &request, id, validity, &cookie, &key));
    Ok(go(&format!("/account/apps/{id}/keys/{}", secret.await?)))
}

#[derive(Template)]
#[template(path = "pages/integration/key.html")]
struct Shown<'a> {
    chrome: &'a Chrome,
    lead: Text,
    key: &'a str,
    file: String,
    facts: Vec<Pair>,
    back: String,
}

/// Shows a key on the first look.
pub async fn key(visit: Visit, Path((id, secret)): Path<(String, String)>) -> Answer {
    let (id, secret) = (id_of(&id), id_of(&secret).0);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    // A look at a stranger's program must not even be written down as a look.
    let (found, _) = apps::get(visit.app(), &visit.request, id).await?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || apps::reveal(&app, &request, id, secret, &cookie)).await?;
    let t = visit.t();
    let chrome = below_list(&visit, t.get("apps-key-title"));
    let key = shown.as_ref().map_or("", |key| key.as_str());
    let facts = facts(&visit, &found);
    let lines: Vec<_> = facts
        .iter()
        .map(|p| format!("{}: {}", p.term, p.value))
        .collect();
    let text = format!("{}\r\n{}: {key}\r\n", lines.join("\r\n"), t.get("apps-key"));
    let page = Shown {
        chrome: &chrome,
        lead: t.get(if key.is_empty() {
            "apps-key-lead-again"
        } else {
            "apps-key-lead"
        }),
        key,
        file: format!("data:text/plain;charset=utf-8,{}", address::encoded(&text)),
        facts,
        back: format!("/account/apps/{id}"),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Makes a key worth nothing.
pub async fn revoke(
    visit: Visit,
    Path((id, secret)): Path<(String, String)>,
    _form: Form,
) -> Answer {
    let (id, secret) = (id_of(&id), id_of(&secret).0);
    apps::revoke_key(visit.app(), &visit.request, id, secret).await?;
    Ok(go(&format!("/account/apps/{id}?done=revoked")))
}

async fn set_enabled(visit: &Visit, id: &str, form: &Form, enabled: bool) -> Answer {
    let (id, version) = (id_of(id), form.get("version").parse().unwrap_or(-1));
    apps::set_enabled(visit.app(), &visit.request, id, version, enabled).await?;
    let word = if enabled { "enabled" } else { "disabled" };
    Ok(go(&format!("/account/apps/{id}?done={word}")))
}

/// Stops a program.
pub async fn disable(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    set_enabled(&visit, &id, &form, false).await
}

/// Lets a program call again.
pub async fn enable(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    set_enabled(&visit, &id, &form, true).await
}
