//! Documents against a real S3 server that checks signatures.

use crate::loopback;
use adapters::{S3Config, S3Documents, Secret};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::effects::{DocumentError, Documents};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A server with one bucket, `papers`; the files end with the directory.
fn server() -> (u16, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("papers")).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(directory.path()).unwrap());
    builder.set_auth(SimpleAuth::from_single("AKTEST", "geheim-secret-key"));
    let service = builder.build();
    let router = Router::new().fallback(move |request: Request| {
        let service = service.clone();
        async move {
            match service.call(request.map(s3s::Body::http_body_unsync)).await {
                Ok(answer) => answer.map(Body::new).into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    });
    (loopback::serve(router), directory)
}

fn config(port: u16) -> S3Config {
    let endpoint = format!("http://127.0.0.1:{port}");
    let secret = Secret::new("geheim-secret-key");
    let mut config = S3Config::new(&endpoint, "us-east-1", "papers", "AKTEST", secret);
    config.timeout = Duration::from_secs(10);
    config
}

fn documents(port: u16) -> S3Documents {
    S3Documents::new(config(port)).unwrap()
}

fn storage<T: std::fmt::Debug>(result: Result<T, DocumentError>) -> String {
    match result {
        Err(DocumentError::Storage(reason)) => reason,
        other => panic!("expected a storage failure: {other:?}"),
    }
}

#[test]
fn a_document_is_kept_replaced_and_removed() {
    let (port, directory) = server();
    let documents = documents(port);
    documents.check().unwrap();
    let key = "agreements/2026-10/0190c1f0-7e3a";
    let big: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    documents.put(key, b"first").unwrap();
    assert_eq!(documents.get(key).unwrap(), b"first");
    documents.put(key, &big).unwrap();
    assert_eq!(documents.get(key).unwrap(), big);
    documents.put("empty", b"").unwrap();
    assert_eq!(documents.get("empty").unwrap(), b"");
    assert!(directory.path().join("papers").join(key).is_file());
    documents.delete(key).unwrap();
    documents.delete(key).unwrap();
    assert_eq!(documents.get(key), Err(DocumentError::Missing(key.into())));
}

#[test]
fn a_missing_bucket_is_not_a_missing_document() {
    let (port, _directory) = server();
    let away = S3Config {
        bucket: "elsewhere".into(),
        ..config(port)
    };
    let documents = S3Documents::new(away).unwrap();
    assert!(storage(documents.check()).contains("does not exist"));
    let no_bucket = loopback::raw(
        b"HTTP/1.1 404 Not Found\r\ncontent-length: 39\r\n\r\n<Error><Code>NoSuchBucket</Code></Error>",
    );
    assert!(storage(self::documents(no_bucket).get("a")).contains("NoSuchBucket"));
    assert!(storage(self::documents(no_bucket).put("a", b"x")).contains("NoSuchBucket"));
    assert!(storage(self::documents(no_bucket).delete("a")).contains("NoSuchBucket"));
}

#[test]
fn a_wrong_key_opens_nothing_and_is_not_repeated() {
    let (port, directory) = server();
    for (access_key, secret) in [("AKTEST", "geheim-wrong"), ("AKOTHER", "geheim-secret-key")] {
        let stranger = S3Config {
            access_key: access_key.into(),
            secret_key: Secret::new(secret),
            ..config(port)
        };
        let documents = S3Documents::new(stranger).unwrap();
        let reasons = [
            storage(documents.check()),
            storage(documents.put("a", b"x")),
            storage(documents.get("a")),
            storage(documents.delete("a")),
        ];
        for reason in reasons {
            assert!(
                !reason.contains("geheim") && !reason.contains("X-Amz"),
                "{reason}"
            );
        }
    }
    assert!(!directory.path().join("papers/a").exists());
}

#[test]
fn keys_that_could_leave_the_bucket_are_refused_here() {
    let (port, _directory) = server();
    for key in ["../other/a", "a/../../b", "/a", "a?x=1", "a#b", "A", ""] {
        assert!(
            storage(documents(port).put(key, b"x")).contains("unusable key"),
            "{key}"
        );
        assert!(
            storage(documents(port).get(key)).contains("unusable key"),
            "{key}"
        );
        assert!(
            storage(documents(port).delete(key)).contains("unusable key"),
            "{key}"
        );
    }
}

#[test]
fn one_stumble_is_forgiven_and_two_are_not() {
    let stumbling = |times: usize| {
        let count = Arc::new(AtomicUsize::new(0));
        let router = Router::new().fallback(move || async move {
            if count.fetch_add(1, Ordering::SeqCst) < times {
                let said = "<Error><Code>SlowDown</Code><Message>secret</Message></Error>";
                return (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
            }
            "kept".into_response()
        });
        documents(loopback::serve(router))
    };
    assert_eq!(stumbling(1).get("a").unwrap(), b"kept");
    assert_eq!(storage(stumbling(2).get("a")), "HTTP 503 SlowDown");
}

#[test]
fn what_is_too_large_is_not_read() {
    let router = Router::new().fallback(|| async { Response::new(Body::from(vec![0; 65 << 20])) });
    assert!(storage(documents(loopback::serve(router)).get("a")).contains("more than a document"));
    // The same without a length in the head.
    let mut endless = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    endless.resize(66 << 20, 0);
    let endless = loopback::raw(Vec::leak(endless));
    assert_eq!(
        storage(documents(endless).get("a")),
        "a: the answer is too large"
    );
    let (port, _directory) = server();
    let large = vec![0; adapters::MAX_DOCUMENT_BYTES + 1];
    assert!(storage(documents(port).put("a", &large)).contains("more than a document"));
}

#[test]
fn an_answer_cut_short_is_not_a_document() {
    let cut = loopback::raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this");
    storage(documents(cut).get("a"));
}

#[test]
fn a_storage_that_is_silent_away_or_moved_fails_in_time() {
    let (_kept, silent) = loopback::silent();
    let garbage = loopback::raw(b"garbage\r\n\r\n");
    let moved = loopback::raw(
        b"HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n",
    );
    for port in [silent, garbage, moved, loopback::closed()] {
        let quick = S3Config {
            timeout: Duration::from_millis(500),
            ..config(port)
        };
        let documents = S3Documents::new(quick).unwrap();
        let began = Instant::now();
        for reason in [
            storage(documents.get("a")),
            storage(documents.put("a", b"x")),
        ] {
            assert!(!reason.contains("X-Amz"), "{reason}");
        }
        storage(documents.check());
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "took {:?}",
            began.elapsed()
        );
    }
}
