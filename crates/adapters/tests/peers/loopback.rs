//! Small servers on free ports of 127.0.0.1, and what both gateways' tests share.

use adapters::{GatewayConfig, Secret, verify};
use axum::Router;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::effects::DeliveryError;
use std::fmt::Debug;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The secret that signs what is posted to a gateway.
pub(crate) const SECRET: &str = "example-secret-with-32-characters";

/// What a gateway was sent with a right signature, oldest first.
pub(crate) type Seen = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A gateway that checks every signature and then answers by the path and the number of tries so far;
/// `/slow` takes twenty seconds and then agrees. Gives its port.
pub(crate) fn gateway(answer: fn(&str, usize) -> Response) -> (u16, Seen) {
    let seen = Seen::default();
    let kept = seen.clone();
    let handler = move |request: Request| received(request, kept.clone(), answer);
    (serve(Router::new().fallback(handler)), seen)
}

async fn received(request: Request, seen: Seen, answer: fn(&str, usize) -> Response) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let text = |name: &str| {
        let value = parts.headers.get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default()
    };
    let (timestamp, signature) = (text("x-tongdao-timestamp"), text("x-tongdao-signature"));
    if !verify(SECRET.as_bytes(), timestamp, &body, signature) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let tries = {
        let mut seen = seen.lock().unwrap();
        seen.push((parts.headers.clone(), body));
        seen.len()
    };
    if parts.uri.path() == "/slow" {
        tokio::time::sleep(Duration::from_secs(20)).await;
        return StatusCode::OK.into_response();
    }
    answer(parts.uri.path(), tries)
}

/// A status with a body.
pub(crate) fn said(status: StatusCode, text: &str) -> Response {
    (status, text.to_owned()).into_response()
}

/// How a gateway on a port is reached, with a second's patience.
pub(crate) fn config(port: u16, path: &str) -> GatewayConfig {
    let url = format!("http://127.0.0.1:{port}{path}");
    let mut config = GatewayConfig::new(&url, "k-2026", Secret::new(SECRET));
    config.timeout = Duration::from_secs(1);
    config
}

/// Why something is to be tried again.
pub(crate) fn temporary<T: Debug>(result: Result<T, DeliveryError>) -> String {
    match result {
        Err(DeliveryError::Temporary(reason)) => reason,
        other => panic!("expected a temporary failure: {other:?}"),
    }
}

/// The first fenced block of a document that is marked with `language`.
pub(crate) fn block<'a>(document: &'a str, language: &str) -> &'a str {
    let start = format!("```{language}\n");
    let (_, rest) = document.split_once(&start).unwrap();
    rest.split_once("```").unwrap().0
}

/// The value of a header field in a sample request.
pub(crate) fn field<'a>(head: &'a str, name: &str) -> &'a str {
    let line = head.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_once(": ").unwrap().1
}

/// Starts a Python program that takes requests signed with [`SECRET`] and says its port at the end of
/// its first line; gives the port, and the lines it says afterwards.
pub(crate) fn python(program: &str) -> (Child, u16, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new("/usr/bin/python3")
        .args(["-c", program])
        .env("PORT", "0")
        .env("SECRET", SECRET)
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests need /usr/bin/python3");
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = out.next().unwrap().unwrap();
    let port = line.rsplit_once(' ').unwrap().1.parse().unwrap();
    (child, port, out)
}

/// Serves a router on its own thread until the test binary ends; gives the port.
pub(crate) fn serve(router: Router) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    port
}

/// Answers every connection with the same bytes and closes it; gives the port.
pub(crate) fn raw(answer: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut request = [0_u8; 4096];
            let _ = connection.read(&mut request);
            let _ = connection.write_all(answer);
            // Closed with something unread, the answer might be lost on its way.
            let _ = connection.shutdown(std::net::Shutdown::Write);
            let _ = connection.set_read_timeout(Some(std::time::Duration::from_millis(200)));
            while matches!(connection.read(&mut request), Ok(1..)) {}
        }
    });
    port
}

/// A listener that takes connections and never says a word; keep it alive.
pub(crate) fn silent() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// A port nobody listens on.
pub(crate) fn closed() -> u16 {
    silent().1
}
