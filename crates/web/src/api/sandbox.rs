//! What only a sandbox offers to programs: its clock, and beginning anew.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::link;
use super::table::operations;
use super::wire::moment;
use crate::http::{Site, blocking};
use app::sandbox::clock::{self, State, Turned};
use app::sandbox::reset as again;
use app::{Failure, Request};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

operations! {
    GET "/v1/sandbox/clock" "sandbox.get_clock" ManageSubscriptions => show;
    POST "/v1/sandbox/clock" "sandbox.turn_clock" ManageSubscriptions => turn;
    PATCH "/v1/sandbox/clock" "sandbox.update_clock" ManageSubscriptions => turn;
    POST "/v1/sandbox/reset" "sandbox.reset" CreateCustomers => reset;
}

/// How long an answer waits for a turn that takes its time.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where the clock is.
const PLACE: &str = "/v1/sandbox/clock";

/// Turns the clock; none when that takes longer than anybody waits. It goes on all the same.
///
/// # Errors
/// [`Failure`] of the use case.
pub(crate) async fn turned(
    site: &Site,
    request: &Request,
    wish: String,
    key: String,
) -> Result<Option<Turned>, Failure> {
    let (app, request) = (site.app.clone(), request.clone());
    let work = blocking(move || clock::turn(&app, &request, &wish, &key));
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(done)) => done.map(Some),
        Ok(Err(error)) => Err(Failure::internal(format!("a turn panicked: {error}"))),
        Err(_) => Ok(None),
    }
}

async fn state(call: &Call) -> Result<State, Problem> {
    let (app, request) = (call.app().clone(), call.request.clone());
    Ok(blocking(move || clock::state(&app, &request)).await?)
}

fn document(state: &State) -> Value {
    let turn = |(from, to): (_, _)| json!({ "from": moment(from), "to": moment(to) });
    let happened = state.happened.iter().map(|event| {
        json!({
            "at": moment(event.at),
            "event": event.action,
            "resource": event.subject,
            "detail": serde_json::from_str::<Value>(&event.detail).unwrap_or_default(),
        })
    });
    let last = state.last.as_ref().map(|last| {
        let failed: Vec<_> = last.failures.split_whitespace().collect();
        json!({
            "from": moment(last.from_at),
            "to": moment(last.to_at),
            "done": last.done_at.is_some(),
            "happened": happened.collect::<Vec<_>>(),
            "failed": failed,
        })
    });
    json!({
        "now": moment(state.now),
        "realTime": moment(state.wall),
        "aheadSeconds": state.now.seconds_since(state.wall),
        "nextRenewal": state.next.map(moment),
        "underWay": state.under_way.map(turn),
        "lastAdvance": last,
        "links": { "self": link("/sandbox/clock") },
        "attributes": { "objectType": "SandboxClock" },
    })
}

/// How the clock stands.
pub async fn show(call: Call) -> Answer {
    Ok(Reply::ok(document(&state(&call).await?)))
}

/// Turns it: 200 when all is done, 202 when that takes a while.
pub async fn turn(call: Call) -> Answer {
    let document_sent = call.document();
    let (by, to) = (document_sent.at("advance"), document_sent.at("to"));
    let (wish, place) = match to.text()? {
        Some(to) if !by.is_there() => (to.to_owned(), "/to"),
        _ => (by.words()?, "/advance"),
    };
    let key = call.key().to_owned();
    let done = turned(&call.site, &call.request, wish, key).await;
    let done = done.map_err(|failure| Problem::of(failure, &[("advance", place)]))?;
    let state = state(&call).await?;
    let mut reply = Reply::ok(document(&state));
    if done.is_none() {
        reply.status = StatusCode::ACCEPTED;
        reply.location = Some(PLACE.to_owned());
    }
    Ok(reply)
}

/// Begins anew, and names the samples as `demo.json` does.
pub async fn reset(call: Call) -> Answer {
    let word = call.document().at("confirm").words()?;
    let (app, request, key) = (
        call.app().clone(),
        call.request.clone(),
        call.key().to_owned(),
    );
    let samples = blocking(move || again::reset(&app, &request, &word, &key)).await?;
    let body = serde_json::to_value(samples).map_err(Failure::internal)?;
    Ok(Reply::ok(body))
}
