//! Text messages and calls against a real HTTP gateway.

use crate::loopback::{self, SECRET, Seen, said, temporary};
use crate::smtp_peer::certificate;
use adapters::{GatewayConfig, HttpTelephone, Secret, sign, verify};
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::effects::{DeliveryError, Telephone, TelephoneMessage, TelephoneMethod};
use domain::language::Language;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

const DOCUMENT: &str = include_str!("../../../../docs/operate/telephone-gateway.md");

/// A gateway that behaves as the path says.
fn gateway() -> (u16, Seen) {
    loopback::gateway(answer)
}

fn answer(path: &str, tries: usize) -> Response {
    match path {
        "/ok" => said(StatusCode::ACCEPTED, "{}"),
        "/third-time" if tries == 3 => said(StatusCode::OK, "taken"),
        "/third-time" | "/broken" => said(StatusCode::SERVICE_UNAVAILABLE, "code 123456"),
        "/busy-briefly" if tries == 2 => StatusCode::NO_CONTENT.into_response(),
        "/busy-briefly" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "0")]).into_response(),
        "/busy-long" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "60")]).into_response(),
        "/refuses" => said(StatusCode::BAD_REQUEST, r#"{"reason":"unknown_number"}"#),
        "/moved" => (StatusCode::TEMPORARY_REDIRECT, [("location", "/ok")]).into_response(),
        "/moved-get" => (StatusCode::SEE_OTHER, [("location", "/ok")]).into_response(),
        "/garbage-body" => said(StatusCode::OK, "<<<not json\u{0}"),
        "/endless" => {
            let megabyte = Body::from(vec![b'x'; 32 << 20]);
            (StatusCode::BAD_REQUEST, megabyte).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn telephone(port: u16, path: &str) -> HttpTelephone {
    HttpTelephone::new(loopback::config(port, path)).unwrap()
}

fn message() -> TelephoneMessage {
    TelephoneMessage {
        id: Uuid::from_u128(0x0190_c1f0_7e3a_7000_8000_0000_0000_0007),
        to: "+861012345678;ext=12".into(),
        method: TelephoneMethod::Voice,
        text: "通道合作伙伴中心：验证码 123456，请勿告诉任何人。".into(),
        language: Language::ZhHans,
    }
}

fn permanent(result: Result<(), DeliveryError>) -> String {
    match result {
        Err(DeliveryError::Permanent(reason)) => reason,
        other => panic!("expected a permanent failure: {other:?}"),
    }
}

#[test]
fn a_message_arrives_signed_and_complete() {
    let (port, seen) = gateway();
    telephone(port, "/ok").deliver(&message()).unwrap();
    let seen = seen.lock().unwrap();
    let (headers, body) = &seen[0];
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(headers["x-tongdao-key"], "k-2026");
    assert_eq!(
        headers["idempotency-key"],
        "0190c1f0-7e3a-7000-8000-000000000007"
    );
    assert_eq!(headers["content-type"], "application/json; charset=utf-8");
    let stamp: u64 = headers["x-tongdao-timestamp"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    assert!(now.abs_diff(stamp) < 60);
    assert!(body["sent_at"].as_str().unwrap().ends_with('Z'));
    let mut rest = body.clone();
    rest.as_object_mut().unwrap().remove("sent_at");
    assert_eq!(
        rest,
        serde_json::json!({
            "id": "0190c1f0-7e3a-7000-8000-000000000007",
            "to": "+861012345678;ext=12",
            "method": "voice",
            "language": "zh-Hans",
            "text": "通道合作伙伴中心：验证码 123456，请勿告诉任何人。",
        })
    );
}

#[test]
fn a_wrong_secret_is_final() {
    let (port, seen) = gateway();
    let url = format!("http://127.0.0.1:{port}/ok");
    let config = GatewayConfig::new(&url, "k", Secret::new("another-secret-with-32-characters"));
    let reason = permanent(HttpTelephone::new(config).unwrap().deliver(&message()));
    assert_eq!(reason, "HTTP 401");
    assert!(seen.lock().unwrap().is_empty());
}

#[test]
fn a_gateway_that_stumbles_is_tried_again_with_the_same_id() {
    let (port, seen) = gateway();
    telephone(port, "/third-time").deliver(&message()).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 3);
    assert!(
        seen.iter().all(|(h, b)| *b == seen[0].1
            && h["idempotency-key"] == "0190c1f0-7e3a-7000-8000-000000000007")
    );
}

#[test]
fn tries_are_bounded_and_the_reason_holds_no_code() {
    let (port, seen) = gateway();
    assert_eq!(
        temporary(telephone(port, "/broken").deliver(&message())),
        "HTTP 503"
    );
    assert_eq!(seen.lock().unwrap().len(), 3);
}

#[test]
fn a_busy_gateway_is_given_the_time_it_asks_for() {
    let (port, seen) = gateway();
    telephone(port, "/busy-briefly")
        .deliver(&message())
        .unwrap();
    assert_eq!(seen.lock().unwrap().len(), 2);
    let (port, seen) = gateway();
    assert_eq!(
        temporary(telephone(port, "/busy-long").deliver(&message())),
        "HTTP 429"
    );
    assert_eq!(
        seen.lock().unwrap().len(),
        1,
        "a minute is left to the queue"
    );
}

#[test]
fn a_refusal_is_final_and_names_its_reason() {
    let (port, seen) = gateway();
    let reason = permanent(telephone(port, "/refuses").deliver(&message()));
    assert_eq!(reason, "HTTP 400 unknown_number");
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[test]
fn a_redirect_is_not_followed() {
    for (path, status) in [("/moved", "HTTP 307"), ("/moved-get", "HTTP 303")] {
        let (port, seen) = gateway();
        assert_eq!(permanent(telephone(port, path).deliver(&message())), status);
        assert_eq!(seen.lock().unwrap().len(), 1);
    }
}

#[test]
fn the_body_of_a_yes_does_not_matter_and_an_endless_no_is_not_read() {
    let (port, _) = gateway();
    telephone(port, "/garbage-body")
        .deliver(&message())
        .unwrap();
    assert_eq!(
        permanent(telephone(port, "/endless").deliver(&message())),
        "HTTP 400"
    );
}

#[test]
fn slow_silent_absent_and_garbled_gateways_are_temporary() {
    let (slow, seen) = gateway();
    let (_kept, silent) = loopback::silent();
    let garbage = loopback::raw(b"220 mail.example ESMTP\r\n");
    let cases = [
        (slow, "no answer in time"),
        (silent, "no answer in time"),
        (garbage, ""),
    ];
    for (port, expected) in cases.into_iter().chain([(loopback::closed(), "")]) {
        let began = Instant::now();
        let reason = temporary(telephone(port, "/slow").deliver(&message()));
        assert!(reason.contains(expected), "{reason}");
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "took {:?}",
            began.elapsed()
        );
    }
    assert_eq!(
        seen.lock().unwrap().len(),
        1,
        "a slow gateway is left to the queue"
    );
}

/// An answer that breaks off: before its status nobody knows, after it the status is what counts.
#[test]
fn half_an_answer_counts_as_far_as_it_came() {
    let deliver = |answer| telephone(loopback::raw(answer), "/half").deliver(&message());
    for half in [
        &b""[..],
        b"HTTP/1.1",
        b"HTTP/1.1 202 Accepted\r\nContent-Le",
    ] {
        let reason = temporary(deliver(half));
        assert!(!reason.contains("123456"), "{reason}");
    }
    deliver(b"HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\n{\"id\":").unwrap();
    let no = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\n{\"reason\":\"unkn";
    assert_eq!(permanent(deliver(no)), "HTTP 400");
}

#[test]
fn only_the_right_signature_fits() {
    let signature = sign(b"secret", "1767225600", b"{}");
    assert!(verify(b"secret", "1767225600", b"{}", &signature));
    assert!(!verify(b"Secret", "1767225600", b"{}", &signature));
    assert!(!verify(b"secret", "1767225601", b"{}", &signature));
    assert!(!verify(b"secret", "1767225600", b"{ }", &signature));
    for bad in [
        "",
        "v1=",
        "v1=00",
        &signature[3..],
        &signature.replace("v1", "v2"),
        &signature[..66],
    ] {
        assert!(!verify(b"secret", "1767225600", b"{}", bad), "{bad}");
    }
}

/// The first fenced block of the document that is marked with `language`.
fn block(language: &str) -> &'static str {
    loopback::block(DOCUMENT, language)
}

#[test]
fn the_sample_of_the_document_is_right() {
    let sample = block("http");
    let (head, body) = sample.split_once("\n\n").unwrap();
    let field = |name: &str| loopback::field(head, name);
    assert!(DOCUMENT.contains(SECRET));
    let body = body.trim_end().as_bytes();
    let expected = sign(SECRET.as_bytes(), field("X-Tongdao-Timestamp"), body);
    assert_eq!(field("X-Tongdao-Signature"), expected);
    let fields: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(field("Idempotency-Key"), fields["id"]);
}

#[test]
fn the_gateway_of_the_document_works() {
    let (mut child, port, mut out) = loopback::python(block("python"));
    let taken = telephone(port, "/send").deliver(&message());
    let line = out.next();
    let repeated = telephone(port, "/send").deliver(&message());
    let url = format!("http://127.0.0.1:{port}/send");
    let config = GatewayConfig::new(&url, "k", Secret::new("another-secret-with-32-characters"));
    let stranger = HttpTelephone::new(config).unwrap().deliver(&message());
    child.kill().unwrap();
    child.wait().unwrap();
    taken.unwrap();
    assert_eq!(
        line.unwrap().unwrap(),
        "voice to +861012345678;ext=12 in zh-Hans"
    );
    repeated.unwrap();
    assert_eq!(permanent(stranger), "HTTP 401 bad_signature");
    assert_eq!(out.count(), 0, "the repeated message was dropped");
}

/// Answers every POST with 204 over TLS; arguments are the certificate and the key.
const TLS_GATEWAY: &str = r#"
import http.server, ssl, sys
class Gateway(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
    def log_message(self, *_):
        pass
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
"#;

#[test]
fn a_company_authority_is_trusted_only_when_given() {
    let directory = tempfile::tempdir().unwrap();
    let (pem, cert, key) = certificate(directory.path());
    let mut child = Command::new("/usr/bin/python3")
        .args([
            "-c",
            TLS_GATEWAY,
            &cert["cert=".len()..],
            &key["key=".len()..],
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("these tests need /usr/bin/python3");
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let port = out.next().unwrap().unwrap();
    let url = format!("https://localhost:{port}/send");
    let config = GatewayConfig::new(&url, "k", Secret::new(SECRET));
    let stranger = HttpTelephone::new(config.clone())
        .unwrap()
        .deliver(&message());
    let with_authority = GatewayConfig {
        authority: Some(pem),
        ..config
    };
    let friend = HttpTelephone::new(with_authority)
        .unwrap()
        .deliver(&message());
    child.kill().unwrap();
    child.wait().unwrap();
    temporary(stranger);
    friend.unwrap();
}
