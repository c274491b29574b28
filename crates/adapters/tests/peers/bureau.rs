//! Credit questions against a real HTTP service: one that answers, and all kinds that do not.

use crate::loopback::{self, SECRET, Seen, said, temporary};
use adapters::{GatewayConfig, HttpBureau, Secret, sign};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::credit::inquiry::Purpose;
use domain::effects::{
    BureauAnswer, BureauReply, CallError, CreditBureau, CreditInquiry, DeliveryError,
    Instant as Moment,
};
use domain::enrolment::checks::CreditResult;
use std::time::{Duration, Instant};
use uuid::Uuid;

const CALL_BACK: &str = "another-secret-with-32-characters";
const DOCUMENT: &str = include_str!("../../../../docs/operate/credit-bureau.md");

/// A service that behaves as the path says.
fn service() -> (u16, Seen) {
    loopback::gateway(answer)
}

fn answer(path: &str, tries: usize) -> Response {
    let answered = r#"{"status":"answered","result":"pass","limit_minor":20000000,"score":731,"reference":"B-1","report":{"x":[1]}}"#;
    match path {
        "/answers" => said(StatusCode::OK, answered),
        "/accepts" => StatusCode::ACCEPTED.into_response(),
        "/pending" => said(StatusCode::OK, r#"{"status":"pending","reference":"B-7"}"#),
        "/third-time" if tries == 3 => said(StatusCode::OK, answered),
        "/third-time" | "/broken" => said(StatusCode::BAD_GATEWAY, "score 731"),
        "/refuses" => said(
            StatusCode::UNPROCESSABLE_ENTITY,
            r#"{"reason":"unknown_company"}"#,
        ),
        "/other" => said(
            StatusCode::OK,
            r#"{"id":"00000000-0000-0000-0000-000000000001","status":"answered","result":"pass"}"#,
        ),
        "/half" => said(StatusCode::OK, &answered[..40]),
        "/nothing" => StatusCode::OK.into_response(),
        "/no-result" => said(StatusCode::OK, r#"{"status":"answered","limit_minor":1}"#),
        "/wrong-result" => said(StatusCode::OK, r#"{"status":"answered","result":"PASS"}"#),
        "/fraction" => said(
            StatusCode::OK,
            r#"{"status":"answered","result":"pass","limit_minor":12.5}"#,
        ),
        "/negative" => said(
            StatusCode::OK,
            r#"{"status":"answered","result":"pass","limit_minor":-1}"#,
        ),
        "/list-score" => said(
            StatusCode::OK,
            r#"{"status":"answered","result":"pass","score":["731"]}"#,
        ),
        "/endless" => said(StatusCode::OK, &"x".repeat(2 << 20)),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn bureau(port: u16, path: &str) -> HttpBureau {
    let config = loopback::config(port, path);
    HttpBureau::new(config, Secret::new(CALL_BACK)).unwrap()
}

fn question() -> CreditInquiry {
    CreditInquiry {
        id: Uuid::from_u128(0x0190_c1f0_7e3a_7000_8000_0000_0000_0007),
        legal_name: "杭州试航信息技术有限公司".into(),
        credit_code: "91330106MATD00019K".into(),
        registered_capital: Some(1_000_000_000),
        years_trading: 9,
        currency: "CNY".into(),
        requested_limit: 24_000_000,
        expected_monthly: 12_000_000,
        consent_id: "credit-authorisation".into(),
        consent_version: "2025-06".into(),
        consent_at: Moment(1_767_225_600_000_000),
        purpose: Purpose::Enrolment,
        call_back: "https://partner.example/hooks/credit/0190c1f0-7e3a-7000-8000-000000000007"
            .into(),
    }
}

#[test]
fn a_question_arrives_signed_and_complete_and_the_answer_comes_back() {
    let (port, seen) = service();
    let reply = bureau(port, "/answers").ask(&question()).unwrap();
    let BureauReply::Answered(answer) = reply else {
        panic!("{reply:?}")
    };
    assert_eq!(
        (answer.result, answer.limit),
        (CreditResult::Pass, Some(20_000_000))
    );
    assert_eq!(
        (answer.score.as_str(), answer.reference.as_str()),
        ("731", "B-1")
    );
    assert!(
        answer.report.contains(r#""report":{"x":[1]}"#),
        "the body is kept as it came"
    );
    let seen = seen.lock().unwrap();
    let (headers, body) = &seen[0];
    assert_eq!(headers["x-tongdao-key"], "k-2026");
    assert_eq!(
        headers["idempotency-key"],
        "0190c1f0-7e3a-7000-8000-000000000007"
    );
    let body = std::str::from_utf8(body).unwrap();
    let (_, sample) = block("http").split_once("\n\n").unwrap();
    assert_eq!(body, sample.trim_end(), "the document shows the very bytes");
    let review = CreditInquiry {
        purpose: Purpose::Review,
        registered_capital: None,
        ..question()
    };
    drop(seen);
    let (port, seen) = service();
    bureau(port, "/accepts").ask(&review).unwrap();
    let body = String::from_utf8(seen.lock().unwrap()[0].1.to_vec()).unwrap();
    assert!(body.contains(r#""purpose":"yearly-review""#) && !body.contains("capital"));
}

#[test]
fn a_promise_is_no_answer() {
    let (port, _) = service();
    let reply = bureau(port, "/accepts").ask(&question()).unwrap();
    assert_eq!(
        reply,
        BureauReply::Accepted {
            reference: String::new()
        }
    );
    let reply = bureau(port, "/pending").ask(&question()).unwrap();
    assert_eq!(
        reply,
        BureauReply::Accepted {
            reference: "B-7".into()
        }
    );
}

#[test]
fn half_an_answer_is_asked_for_again() {
    for path in [
        "/half",
        "/nothing",
        "/other",
        "/no-result",
        "/wrong-result",
        "/fraction",
        "/negative",
        "/list-score",
        "/endless",
    ] {
        let (port, seen) = service();
        let reason = temporary(bureau(port, path).ask(&question()));
        assert!(reason.starts_with("half an answer"), "{path}: {reason}");
        assert!(!reason.contains("731"), "{path}: {reason}");
        assert_eq!(seen.lock().unwrap().len(), 1, "{path}");
    }
}

#[test]
fn a_service_that_stumbles_refuses_or_is_slow() {
    let (port, seen) = service();
    assert!(bureau(port, "/third-time").ask(&question()).is_ok());
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|(_, body)| *body == seen[0].1));
    let (port, _) = service();
    assert_eq!(
        temporary(bureau(port, "/broken").ask(&question())),
        "HTTP 502"
    );
    let refused = bureau(port, "/refuses").ask(&question());
    assert_eq!(
        refused,
        Err(DeliveryError::Permanent("HTTP 422 unknown_company".into()))
    );
    let (_kept, silent) = loopback::silent();
    for port in [
        port,
        silent,
        loopback::closed(),
        loopback::raw(b"220 smtp\r\n"),
    ] {
        let began = Instant::now();
        temporary(bureau(port, "/slow").ask(&question()));
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "took {:?}",
            began.elapsed()
        );
    }
}

#[test]
fn a_call_back_is_believed_for_its_signature_alone() {
    let bureau = bureau(1, "/");
    let id = "0190c1f0-7e3a-7000-8000-000000000007";
    let body = format!(r#"{{"id":"{id}","result":"refer","score":null}}"#);
    let right = sign(CALL_BACK.as_bytes(), "1767229200", body.as_bytes());
    let call = bureau.read("1767229200", &right, body.as_bytes()).unwrap();
    assert_eq!(call.inquiry.to_string(), id);
    assert_eq!(call.signed_at, Moment(1_767_229_200_000_000));
    let expected = BureauAnswer {
        result: CreditResult::Refer,
        limit: None,
        score: String::new(),
        reference: String::new(),
        report: body.clone(),
    };
    assert_eq!(call.answer, expected);
    let forged = |timestamp: &str, signature: &str, body: &[u8]| {
        assert_eq!(
            bureau.read(timestamp, signature, body),
            Err(CallError::Forged)
        );
    };
    forged("1767229201", &right, body.as_bytes());
    forged("1767229200", &right, &[body.as_bytes(), b" "].concat());
    forged("1767229200", "", body.as_bytes());
    // The secret of questions does not sign answers.
    forged(
        "1767229200",
        &sign(SECRET.as_bytes(), "1767229200", body.as_bytes()),
        body.as_bytes(),
    );
    let signed = |timestamp: &str, body: &[u8]| {
        bureau.read(
            timestamp,
            &sign(CALL_BACK.as_bytes(), timestamp, body),
            body,
        )
    };
    assert_eq!(signed("soon", body.as_bytes()), Err(CallError::Forged));
    for unreadable in [
        &b"{}"[..],
        b"",
        b"\xff\xfe",
        b"[1]",
        br#"{"id":"x","result":"pass"}"#,
        br#"{"id":"0190c1f0-7e3a-7000-8000-000000000007"}"#,
        br#"{"id":"0190c1f0-7e3a-7000-8000-000000000007","result":"pass","reference":"a\nb"}"#,
    ] {
        let read = signed("1767229200", unreadable);
        assert!(matches!(read, Err(CallError::Unreadable(_))), "{read:?}");
    }
}

/// The first fenced block of the document that is marked with `language`.
fn block(language: &str) -> &'static str {
    loopback::block(DOCUMENT, language)
}

#[test]
fn the_samples_of_the_document_are_right() {
    assert!(DOCUMENT.contains(SECRET) && DOCUMENT.contains(CALL_BACK));
    for (language, secret) in [("http", SECRET), ("call-back", CALL_BACK)] {
        let (head, body) = block(language).split_once("\n\n").unwrap();
        let field = |name: &str| loopback::field(head, name);
        let body = body.trim_end().as_bytes();
        let expected = sign(secret.as_bytes(), field("X-Tongdao-Timestamp"), body);
        assert_eq!(field("X-Tongdao-Signature"), expected, "{language}");
    }
    let (head, body) = block("call-back").split_once("\n\n").unwrap();
    let call = bureau(1, "/").read(
        "1767229200",
        head.lines().last().unwrap().split_once(": ").unwrap().1,
        body.trim_end().as_bytes(),
    );
    assert_eq!(call.unwrap().answer.limit, Some(20_000_000));
}

#[test]
fn the_service_of_the_document_works() {
    let (mut child, port, _out) = loopback::python(block("python"));
    let first = bureau(port, "/ask").ask(&question());
    let second = bureau(port, "/ask").ask(&question());
    let config = GatewayConfig::new(
        &format!("http://127.0.0.1:{port}/ask"),
        "k",
        Secret::new(CALL_BACK),
    );
    let stranger = HttpBureau::new(config, Secret::new(CALL_BACK))
        .unwrap()
        .ask(&question());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        first.unwrap(),
        BureauReply::Accepted {
            reference: "S-1".into()
        }
    );
    let BureauReply::Answered(answer) = second.unwrap() else {
        panic!()
    };
    assert_eq!(
        (answer.result, answer.limit),
        (CreditResult::Pass, Some(12_000_000))
    );
    assert_eq!(
        stranger,
        Err(DeliveryError::Permanent("HTTP 401 bad_signature".into()))
    );
}

#[test]
fn weak_secrets_are_refused() {
    let config = |secret: &str| GatewayConfig::new("https://b.example/", "k", Secret::new(secret));
    let made = |config, secret: &str| HttpBureau::new(config, Secret::new(secret)).map(drop);
    assert_eq!(made(config(SECRET), CALL_BACK), Ok(()));
    assert_eq!(
        made(config(SECRET), "short").unwrap_err().code(),
        "secret_too_short"
    );
    assert_eq!(
        made(config("short"), CALL_BACK).unwrap_err().code(),
        "secret_too_short"
    );
    let shown = format!("{:?}", bureau(1, "/ask?token=x"));
    assert!(
        !shown.contains("secret-with") && !shown.contains("token"),
        "{shown}"
    );
}
