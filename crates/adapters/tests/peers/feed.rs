//! A health feed against a real HTTP service: one that answers, and all kinds that do not.

use crate::loopback::{self, SECRET, Seen, said};
use adapters::{GatewayConfig, HttpFeed, Secret};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::effects::{FeedQuestion, HealthFeed};
use domain::health::feed::{FeedError, Said};
use std::time::{Duration, Instant};
use uuid::Uuid;

const DOCUMENT: &str = include_str!("../../../../docs/operate/health-feed.md");
const SERVICE: &str = "6bc17f2e-7753-5a5d-9e7f-acd910732474";

fn one(rest: &str) -> String {
    format!(
        r#"{{"measurements":[{{"service":"{SERVICE}","region":"cn-east","at":"2026-11-28T10:00:00Z",{rest}}}]}}"#
    )
}

const WELL: &str = r#""state":"healthy","availability_ppm":999950,"latency_ms":120"#;

fn answer(path: &str, _: usize) -> Response {
    let answered = one(WELL);
    match path {
        "/answers" => said(StatusCode::OK, &answered),
        "/no-latency" => said(
            StatusCode::OK,
            &one(r#""state":"interrupted","availability_ppm":0"#),
        ),
        "/nobody" => said(StatusCode::OK, r#"{"measurements":[]}"#),
        "/nothing" => StatusCode::OK.into_response(),
        "/html" => said(StatusCode::OK, "<html>secret-word</html>"),
        "/half" => said(StatusCode::OK, &answered[..60]),
        "/list" => said(StatusCode::OK, "[]"),
        "/fraction" => said(
            StatusCode::OK,
            &one(r#""state":"healthy","availability_ppm":99.9"#),
        ),
        "/text" => said(
            StatusCode::OK,
            &one(r#""state":"healthy","availability_ppm":"1000000""#),
        ),
        "/too-big" => said(
            StatusCode::OK,
            &one(r#""state":"healthy","availability_ppm":99999999999999999999"#),
        ),
        "/twice" => said(
            StatusCode::OK,
            &one(r#""state":"healthy","state":"interrupted","availability_ppm":1"#),
        ),
        "/no-state" => said(StatusCode::OK, &one(r#""availability_ppm":1"#)),
        "/deep" => said(StatusCode::OK, &"[".repeat(100_000)),
        "/endless" => said(StatusCode::OK, &" ".repeat(2 << 20)),
        "/broken" => said(StatusCode::BAD_GATEWAY, "secret-word"),
        "/refuses" => said(StatusCode::FORBIDDEN, r#"{"reason":"unknown_key"}"#),
        "/moved" => (StatusCode::FOUND, [("location", "http://169.254.169.254/")]).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn service() -> (u16, Seen) {
    loopback::gateway(answer)
}

fn feed(port: u16, path: &str) -> HttpFeed {
    HttpFeed::new(loopback::config(port, path)).unwrap()
}

fn question() -> FeedQuestion {
    FeedQuestion {
        id: Uuid::from_u128(0x0190_c1f0_7e3a_7000_8000_0000_0000_0007),
        services: vec![SERVICE.parse().unwrap()],
        regions: vec!["cn-north".to_owned(), "cn-east".to_owned()],
    }
}

fn ask(port: u16, path: &str) -> Result<Vec<Said>, FeedError> {
    feed(port, path).ask(&question())
}

#[test]
fn a_question_arrives_signed_and_the_answer_comes_back_as_it_was_sent() {
    let (port, seen) = service();
    let answer = ask(port, "/answers").unwrap();
    let expected = Said {
        service: SERVICE.to_owned(),
        region: "cn-east".to_owned(),
        at: "2026-11-28T10:00:00Z".to_owned(),
        state: "healthy".to_owned(),
        availability_ppm: 999_950,
        latency_ms: Some(120),
    };
    assert_eq!(answer, [expected]);
    let (headers, body) = seen.lock().unwrap().remove(0);
    assert_eq!(headers["idempotency-key"], question().id.to_string());
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["services"][0], SERVICE);
    assert_eq!(body["regions"][1], "cn-east");
    assert_eq!(ask(port, "/no-latency").unwrap()[0].latency_ms, None);
    assert_eq!(ask(port, "/nobody"), Ok(Vec::new()));
}

#[test]
fn what_is_no_answer_is_told_by_its_place_and_asked_once() {
    for path in [
        "/nothing",
        "/html",
        "/half",
        "/list",
        "/fraction",
        "/text",
        "/too-big",
        "/twice",
        "/no-state",
        "/deep",
    ] {
        let (port, seen) = service();
        match ask(port, path) {
            Err(FeedError::Unreadable(place)) => {
                assert!(place.starts_with("line 1"), "{path}: {place}");
            }
            other => panic!("{path}: {other:?}"),
        }
        assert_eq!(seen.lock().unwrap().len(), 1, "{path}");
    }
    let (port, _) = service();
    assert_eq!(ask(port, "/endless"), Err(FeedError::Large));
}

#[test]
fn a_feed_that_is_away_slow_or_leads_elsewhere_is_not_waited_for() {
    let away = |port: u16, path: &str| match ask(port, path) {
        Err(FeedError::Away(reason)) => reason,
        other => panic!("{path}: {other:?}"),
    };
    let (port, seen) = service();
    assert_eq!(away(port, "/broken"), "HTTP 502");
    assert_eq!(away(port, "/refuses"), "HTTP 403 unknown_key");
    assert_eq!(away(port, "/moved"), "HTTP 302");
    assert_eq!(seen.lock().unwrap().len(), 3, "each is asked once");
    let (_kept, silent) = loopback::silent();
    let garbage = loopback::raw(b"what was the question\r\n\r\n");
    let torn = loopback::raw(b"HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"meas");
    for port in [silent, garbage, torn, loopback::closed()] {
        let began = Instant::now();
        let reason = away(port, "/answers");
        assert!(
            !reason.is_empty() && !reason.contains("/answers"),
            "{reason}"
        );
        assert!(began.elapsed() < Duration::from_secs(5), "{reason}");
    }
    let slow = Instant::now();
    assert_eq!(away(service().0, "/slow"), "no answer in time");
    assert!(slow.elapsed() < Duration::from_secs(5));
}

#[test]
fn weak_settings_are_refused_and_nothing_secret_is_shown() {
    let made = |url: &str, secret: &str| {
        let config = GatewayConfig::new(url, "k", Secret::new(secret));
        HttpFeed::new(config).map(drop)
    };
    assert!(made("http://metrics.example/", SECRET).is_err());
    assert!(made("file:///etc/passwd", SECRET).is_err());
    assert!(made("https://metrics.example/", "short").is_err());
    assert!(made("https://metrics.example/", SECRET).is_ok());
    let shown = format!(
        "{:?} {}",
        feed(1, "/ask?token=x"),
        feed(1, "/ask?token=x").describe()
    );
    assert!(
        !shown.contains("token") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn the_documented_answer_is_one() {
    let answer: serde_json::Value =
        serde_json::from_str(loopback::block(DOCUMENT, "json")).unwrap();
    let question = DOCUMENT.split("```json").nth(1).unwrap();
    assert!(question.contains("\"regions\""), "{answer}");
    let sample = DOCUMENT.split("```json\n").nth(2).unwrap();
    let sample = sample.split("```").next().unwrap();
    let sample: &'static str = Box::leak(sample.to_owned().into_boxed_str());
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{sample}",
        sample.len()
    );
    let port = loopback::raw(Box::leak(head.into_bytes().into_boxed_slice()));
    let answer = ask(port, "/").unwrap();
    assert_eq!(answer.len(), 2);
    assert_eq!(answer[1].latency_ms, None);
}
