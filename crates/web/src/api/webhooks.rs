//! Webhooks: where a company's programs are told of events. Properties are written as the
//! interface's documents write them, with capitals.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::table::operations;
use super::wire::moment;
use crate::http::blocking;
use app::Failure;
use app::integration::hooks::{self, Wish};
use axum::http::StatusCode;
use domain::integration::hooks::EVENTS;
use serde_json::{Value, json};
use store::hooks::{Attempt, Hook};
use uuid::Uuid;

operations! {
    GET "/webhooks/v1/registration" "webhooks.get_registration" ManageHooks => get;
    POST "/webhooks/v1/registration" "webhooks.create_registration" ManageHooks => create;
    PUT "/webhooks/v1/registration" "webhooks.update_registration" ManageHooks => update;
    DELETE "/webhooks/v1/registration" "webhooks.delete_registration" ManageHooks => remove;
    GET "/webhooks/v1/registration/events" "webhooks.list_events" ManageHooks => events;
    POST "/webhooks/v1/registration/validationEvents" "webhooks.create_validation_event" ManageHooks => test;
    GET "/webhooks/v1/registration/validationEvents/{correlation_id}" "webhooks.get_validation_event" ManageHooks => validation;
}

/// Where the fields of a registration stand.
const PLACES: [(&str, &str); 2] = [
    ("hook_url", "/WebhookUrl"),
    ("hook_events", "/WebhookEvents"),
];

/// Which events there are.
pub async fn events(_: Call) -> Answer {
    let names: Vec<_> = EVENTS.iter().map(|told| Value::from(told.name)).collect();
    Ok(Reply::ok(names.into()))
}

fn document(hook: &Hook, named: bool) -> Value {
    let events: Vec<_> = hook.events.split(',').collect();
    let mut told = json!({
        "WebhookUrl": hook.url,
        "WebhookEvents": events,
        "SignatureTokenToMsSignatureHeader": hook.ms_header,
    });
    if named {
        told["SubscriberId"] = hook.id.to_string().into();
    }
    told
}

async fn registered(call: &Call) -> Result<Hook, Problem> {
    let found = hooks::registration(call.app(), &call.request).await?;
    found.ok_or_else(Problem::not_found)
}

/// The company's registration.
pub async fn get(call: Call) -> Answer {
    Ok(Reply::ok(document(&registered(&call).await?, false)))
}

fn wish(call: &Call) -> Result<Wish, Problem> {
    let sent = call.document();
    sent.object()?;
    let mut events = Vec::new();
    for event in sent.at("WebhookEvents").items()? {
        events.push(event.words()?);
    }
    Ok(Wish {
        url: sent.at("WebhookUrl").words()?,
        events,
        ms_header: sent.at("SignatureTokenToMsSignatureHeader").flag()?,
    })
}

async fn register(call: Call, version: Option<i64>) -> Answer {
    let wish = wish(&call)?;
    let (app, request) = (call.app().clone(), call.request.clone());
    let key = call.key().to_owned();
    let done = blocking(move || hooks::register(&app, &request, &wish, version, &key)).await;
    done.map_err(|failure| Problem::of(failure, &PLACES))?;
    Ok(Reply::ok(document(&registered(&call).await?, true)))
}

/// Registers.
pub async fn create(call: Call) -> Answer {
    register(call, None).await
}

/// Changes what is registered.
pub async fn update(call: Call) -> Answer {
    register(call, Some(0)).await
}

/// Removes the registration.
pub async fn remove(call: Call) -> Answer {
    hooks::remove(call.app(), &call.request, 0, call.key()).await?;
    Ok(Reply::bare(StatusCode::NO_CONTENT))
}

/// Sends a test event.
pub async fn test(call: Call) -> Answer {
    let done = hooks::test(call.app(), &call.request, call.key()).await;
    let id = done.map_err(|failure| match failure {
        Failure::Conflict(refused) => {
            Problem::refused_for("/WebhookEvents", format!("conflict-{}", refused.code))
        }
        other => other.into(),
    })?;
    Ok(Reply::ok(json!({ "correlationId": id.to_string() })))
}

/// One attempt as clients know results: names of statuses are written as one word.
fn result(attempt: &Attempt) -> Value {
    let status = attempt.status.and_then(|status| u16::try_from(status).ok());
    let named = status.and_then(|status| StatusCode::from_u16(status).ok());
    let reason = named.and_then(|status| status.canonical_reason());
    let code = reason.map_or_else(
        || status.map_or_else(String::new, |status| status.to_string()),
        |reason| reason.replace([' ', '-', '\''], ""),
    );
    json!({
        "responseCode": code,
        "responseMessage": attempt.problem,
        "systemError": attempt.status.is_none(),
        "dateTimeUtc": moment(attempt.at).trim_end_matches('Z'),
    })
}

/// What became of a test event.
pub async fn validation(call: Call) -> Answer {
    let id: Uuid = call.id("correlation_id")?;
    let seen = hooks::validation(call.app(), &call.request, id).await?;
    let status = match seen.delivery.state.as_str() {
        "delivered" => "completed",
        "given-up" => "failed",
        _ => "pending",
    };
    let last = seen.attempts.last().map(|attempt| attempt.url.clone());
    let url = last.or(seen.hook.map(|hook| hook.url)).unwrap_or_default();
    let results: Vec<_> = seen.attempts.iter().map(result).collect();
    Ok(Reply::ok(json!({
        "correlationId": id.to_string(),
        "partnerId": seen.delivery.tenant_id.to_string(),
        "status": status,
        "callbackUrl": url,
        "results": results,
    })))
}
