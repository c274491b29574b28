//! `/account/explorer`: operations of the interface tried from a page, in a sandbox. The call is made
//! here, through the interface itself, as the signed-in person or as one of the company's programs;
//! no token leaves the server, and no script is needed.

use super::tabs;
use crate::api::examples::{self, Samples};
use crate::api::serve::{Known, service};
use crate::api::{Operation, all};
use crate::http::{Answer, Form, Visit, frame};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Tab, Text, Tone, respond};
use app::Failure;
use app::customers::{self, Search};
use app::integration::apps;
use app::sandbox::is_for;
use app::subscriptions;
use askama::Template;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Request as HttpRequest};
use axum::http::{StatusCode, header};
use domain::caller::Caller;
use domain::ids::{ClientAppId, TenantId};
use serde_json::Value;
use std::net::{IpAddr, SocketAddr};
use tower::ServiceExt;
use uuid::Uuid;

/// Most bytes of an answer that are shown.
const SHOWN: usize = 64 * 1024;
/// The value of the field for the person itself.
const MYSELF: &str = "me";

struct Group {
    id: String,
    title: Text,
    operations: Vec<&'static Operation>,
}

#[derive(Template)]
#[template(path = "pages/integration/explorer.html")]
struct List<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    groups: Vec<Group>,
    is_sandbox: bool,
}

fn groups(visit: &Visit) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let clock = visit.app().is_sandbox();
    for op in all().filter(|op| clock || !op.turns_the_clock()) {
        let id = op.id.split('.').next().unwrap_or_default();
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.operations.push(op),
            None => groups.push(Group {
                id: id.to_owned(),
                title: visit.t().get(format!("explorer-area-{id}")),
                operations: vec![op],
            }),
        }
    }
    groups
}

fn operation(id: &str) -> Result<&'static Operation, Failure> {
    all().find(|op| op.id == id).ok_or(Failure::NotFound)
}

/// The operations.
pub async fn list(visit: Visit) -> Answer {
    // Whoever may not look after programs sees nothing here either.
    drop(apps::list(visit.app(), &visit.request).await?);
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-explorer"))
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb("", t.get("nav-explorer"));
    let page = List {
        chrome: &chrome,
        tabs: tabs(&visit, "/account/explorer"),
        groups: groups(&visit),
        is_sandbox: is_for(visit.app(), &visit.request.caller),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What an example can be about: the first customer, its first subscription, offers.
async fn samples(visit: &Visit) -> Samples {
    let app = visit.app();
    let sold = app.programme.catalogue().sold_on(app.today(), None);
    let mut samples = Samples::default();
    let base = sold
        .iter()
        .find(|offer| !offer.is_add_on() && !offer.is_trial());
    if let Some(offer) = base {
        samples.offer = offer.id.to_string();
        samples.product = offer.product.to_string();
    }
    samples.other_offer.clone_from(&samples.offer);
    let first = customers::list(app, &visit.request, Search::All, None, 20).await;
    for customer in first.map(|page| page.customers).unwrap_or_default() {
        let id = customer.id;
        if samples.customer.is_empty() {
            samples.customer = id.to_string();
        }
        let found = subscriptions::list(app, &visit.request, TenantId(id)).await;
        if let Some(first) = found.ok().and_then(|all| all.into_iter().next()) {
            samples.customer = id.to_string();
            samples.subscription = first.row.id.to_string();
            samples.order = first.row.order_id.to_string();
            break;
        }
    }
    samples
}

fn placeholders(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// What was sent and what came back.
struct Shown {
    sent: String,
    status: (Tone, String),
    headers: String,
    body: String,
}

#[derive(Template)]
#[template(path = "pages/integration/explore.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    op: &'static Operation,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    action: String,
    shown: Option<Shown>,
    request_id: String,
}

async fn fields(
    visit: &Visit,
    op: &'static Operation,
    form: Option<&Form>,
) -> Result<Vec<Field>, Failure> {
    let t = visit.t();
    let samples = if form.is_none() {
        samples(visit).await
    } else {
        Samples::default()
    };
    let value = |name: &str, first: String| form.map_or(first, |form| form.get(name).to_owned());
    let mut fields: Vec<Field> = placeholders(op.path)
        .map(|name| {
            Field::text(name, name)
                .value(value(name, samples.of(name)))
                .required()
        })
        .collect();
    fields.push(
        Field::text("query", t.get("explorer-query"))
            .hint(t.get("explorer-query-hint"))
            .value(value("query", examples::query(op.id).to_owned())),
    );
    if op.writes() && op.method != "DELETE" {
        let (suffix, today) = (&visit.app().programme.domain_suffix, visit.app().today());
        let body = examples::body(op.id, &samples, suffix, &today.to_string());
        let body = body.and_then(|body| serde_json::to_string_pretty(&body).ok());
        fields.push(
            Field::textarea("body", t.get("explorer-body"))
                .rows(14)
                .value(value("body", body.unwrap_or_default())),
        );
    }
    fields.push(
        Field::text("fault", t.get("explorer-fault"))
            .hint(t.get("explorer-fault-hint"))
            .value(value("fault", String::new())),
    );
    let chosen = value("as", MYSELF.to_owned());
    let mut callers =
        vec![Choice::new(MYSELF, t.get("explorer-myself")).selected(chosen == MYSELF)];
    for overview in apps::list(visit.app(), &visit.request).await? {
        if overview.app.disabled_at.is_none() {
            let id = overview.app.id.to_string();
            let here = chosen == id;
            callers.push(Choice::new(id, overview.app.name).selected(here));
        }
    }
    fields.push(Field::select("as", t.get("explorer-as"), callers).unmarked());
    Ok(fields)
}

fn page(visit: &Visit, op: &'static Operation, fields: Vec<Field>, shown: Option<Shown>) -> Answer {
    let t = visit.t();
    let mut chrome = frame::portal(visit, op.id)
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb("/account/explorer", t.get("nav-explorer"))
        .crumb("", op.id);
    let errors = ErrorSummary::of(t, &fields);
    chrome.invalid = errors.is_some();
    let status = if errors.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = Page {
        chrome: &chrome,
        op,
        errors,
        fields,
        action: format!("/account/explorer/{}", op.id),
        shown,
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

/// An operation's form.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    drop(apps::list(visit.app(), &visit.request).await?);
    let op = operation(&id)?;
    if !is_for(visit.app(), &visit.request.caller) {
        return list(visit).await;
    }
    let fields = fields(&visit, op, None).await?;
    page(&visit, op, fields, None)
}

/// Whom the call is made as.
async fn caller(visit: &Visit, chosen: &str) -> Result<Caller, Failure> {
    if chosen == MYSELF || chosen.is_empty() {
        return Ok(visit.request.caller.clone());
    }
    let id = ClientAppId(Uuid::parse_str(chosen).unwrap_or_default());
    apps::as_caller(visit.app(), &visit.request, id).await
}

/// The path with its placeholders filled; what cannot stand in a path is encoded.
fn filled(op: &'static Operation, form: &Form) -> String {
    let mut path = op.path.to_owned();
    for name in placeholders(op.path) {
        let value = crate::http::address::encoded(form.get(name).trim()).replace('/', "%2F");
        path = path.replace(&format!("{{{name}}}"), &value);
    }
    let query = form.get("query").trim().trim_start_matches('?');
    if !query.is_empty() {
        path.push('?');
        path.push_str(query);
    }
    path
}

/// Makes the call and shows what came back.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    drop(apps::list(visit.app(), &visit.request).await?);
    let op = operation(&id)?;
    if !is_for(visit.app(), &visit.request.caller) {
        return Err(Failure::NotFound.into());
    }
    let t = visit.t();
    let mut fields = fields(&visit, op, Some(&form)).await?;
    let missing: Vec<&str> = placeholders(op.path)
        .filter(|name| form.get(name).trim().is_empty())
        .collect();
    let path = filled(op, &form);
    let uri = path.parse::<axum::http::Uri>();
    let count = placeholders(op.path).count();
    for (n, name) in placeholders(op.path).enumerate() {
        if missing.contains(&name) {
            fields[n] = fields[n].clone().error(Some(t.get("problem-required")));
        }
    }
    if uri.is_err() {
        fields[count] = fields[count]
            .clone()
            .error(Some(t.get("api-malformed-query")));
    }
    let (Ok(uri), true) = (uri, missing.is_empty()) else {
        return page(&visit, op, fields, None);
    };
    let caller = caller(&visit, form.get("as")).await?;
    let mut request = HttpRequest::builder()
        .method(op.method)
        .uri(uri)
        .header(header::ACCEPT, "application/json")
        .header(header::USER_AGENT, "explorer")
        .header("x-locale", visit.language().tag());
    let body = form.get("body").trim().to_owned();
    if !body.is_empty() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    if !form.key().is_empty() {
        request = request.header("ms-requestid", form.key());
    }
    let fault = form.get("fault").trim();
    if !fault.is_empty() {
        request = request.header(domain::sandbox::fault::HEADER, fault);
    }
    if let Ok(ip) = visit.request.ip.parse::<IpAddr>() {
        request = request.extension(ConnectInfo(SocketAddr::new(ip, 0)));
    }
    let request = request.extension(Known(caller)).body(Body::from(body));
    let request = request.map_err(|_| Failure::Invalid(Vec::new()))?;
    let answer = service(visit.site.clone()).oneshot(request).await;
    let shown = shown(
        &visit,
        op,
        &path,
        answer.unwrap_or_else(|never| match never {}),
    )
    .await;
    page(&visit, op, fields, Some(shown))
}

async fn shown(
    visit: &Visit,
    op: &'static Operation,
    path: &str,
    answer: axum::response::Response,
) -> Shown {
    let (parts, body) = answer.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await;
    let cut = bytes.is_err();
    let text = bytes.map(|b| String::from_utf8_lossy(&b).into_owned());
    let text = text.unwrap_or_default();
    let pretty = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok());
    let headers: Vec<String> = parts
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or_default()))
        .collect();
    let tone = if parts.status.is_success() && !cut {
        Tone::Ok
    } else {
        Tone::Warn
    };
    Shown {
        sent: format!("{} {path}", op.method),
        status: if cut {
            (tone, visit.t().get("requests-cut").into_owned())
        } else {
            (tone, parts.status.to_string())
        },
        headers: headers.join("\n"),
        body: app::integration::log::cut(pretty.unwrap_or(text), SHOWN),
    }
}
