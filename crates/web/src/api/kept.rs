//! The log of requests: what is kept of one; and the answer that is cut off on purpose.

use crate::http::Site;
use app::integration::log::{self, GOT_BYTES, SENT_BYTES};
use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::caller::Caller;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use serde_json::Value;
use std::fmt::Write;
use store::api_log::ApiRequest;
use uuid::Uuid;

/// Most bytes of a path that are kept.
const PATH_BYTES: usize = 1000;
/// Most bytes of all headers.
const HEADER_BYTES: usize = 4000;

/// A request and what is known of its answer.
pub(super) struct Exchange<'a> {
    pub(super) tenant: Uuid,
    pub(super) caller: &'a Caller,
    pub(super) parts: &'a Parts,
    pub(super) document: &'a Value,
    pub(super) operation: &'static str,
    pub(super) correlation: Uuid,
    pub(super) started: Instant,
    pub(super) took: i64,
    pub(super) cut: bool,
}

/// Headers as lines; what proves anything is hidden.
fn lines(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for (name, value) in headers {
        let value = value.to_str().unwrap_or("?");
        let value = match *name {
            header::AUTHORIZATION => "Bearer •••",
            header::COOKIE | header::SET_COOKIE | header::PROXY_AUTHORIZATION => "•••",
            _ if log::is_secret(name.as_str()) => "•••",
            _ => value,
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    log::cut(text, HEADER_BYTES)
}

fn caller_name(caller: &Caller) -> String {
    match caller {
        Caller::Client(client) => client.name.clone(),
        other => other
            .person()
            .map_or_else(String::new, |person| person.sign_in_name.clone()),
    }
}

/// Puts a request aside for the log and gives its answer back. Answers here are whole documents in
/// memory already.
pub(super) async fn logged(site: &Site, exchange: Exchange<'_>, response: Response) -> Response {
    let (head, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await;
    let bytes = bytes.unwrap_or_default();
    let got = serde_json::from_slice::<Value>(&bytes).unwrap_or_default();
    let parts = exchange.parts;
    let status = if exchange.cut {
        0
    } else {
        u32::from(head.status.as_u16())
    };
    let path = parts.uri.path();
    log::put(
        &site.app,
        ApiRequest {
            id: fresh_uuid(&*site.app.entropy),
            tenant_id: exchange.tenant,
            caller: caller_name(exchange.caller),
            at: site.app.clock.now(),
            wall_at: exchange.started,
            method: parts.method.to_string(),
            path: log::clean_path(path, parts.uri.query(), PATH_BYTES),
            operation: exchange.operation.to_owned(),
            status,
            took_us: exchange.took,
            correlation: exchange.correlation,
            sent_headers: lines(&parts.headers),
            sent_body: log::redacted(exchange.document, SENT_BYTES),
            got_headers: lines(&head.headers),
            got_body: log::redacted(&got, GOT_BYTES),
        },
    );
    Response::from_parts(head, Body::from(bytes))
}

/// An answer that breaks off: whoever reads it finds the connection closed.
pub(super) fn cut() -> Response {
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "cut off on purpose");
    let body = Body::from_stream(Broken(Some(broken)));
    Response::new(body)
}

/// A stream that fails at once.
struct Broken(Option<std::io::Error>);

impl futures_core::Stream for Broken {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Err))
    }
}
