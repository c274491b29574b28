//! A scanner against a daemon that speaks clamd's protocol, and against some that do not.

use crate::loopback;
use adapters::ClamdScanner;
use domain::effects::{DeliveryError, Scanner, Verdict};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What every scanner calls a virus for tests.
const EICAR: &[u8] = br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

type Seen = Arc<Mutex<Vec<Vec<u8>>>>;

/// Reads a command and, for a stream, its chunks; answers as clamd does.
fn converse(mut stream: impl Read + Write, seen: &Seen) {
    let mut command = Vec::new();
    let mut byte = [0_u8];
    while stream.read_exact(&mut byte).is_ok() && byte[0] != 0 {
        command.push(byte[0]);
    }
    let answer: &[u8] = match command.as_slice() {
        b"zPING" => b"PONG\0",
        b"zINSTREAM" => {
            let mut file = Vec::new();
            loop {
                let mut length = [0; 4];
                if stream.read_exact(&mut length).is_err() {
                    return;
                }
                let length = u32::from_be_bytes(length) as usize;
                if length == 0 {
                    break;
                }
                let at = file.len();
                file.resize(at + length, 0);
                stream.read_exact(&mut file[at..]).unwrap();
            }
            let found = file.windows(EICAR.len()).any(|w| w == EICAR);
            let limit = file.starts_with(b"over the limit");
            let cut = file.starts_with(b"cut");
            seen.lock().unwrap().push(file);
            match (found, limit, cut) {
                (true, ..) => b"stream: Eicar-Test-Signature FOUND\0",
                (_, true, _) => b"INSTREAM size limit exceeded. ERROR\0",
                (.., true) => b"stream: O",
                _ => b"stream: OK\0",
            }
        }
        _ => b"UNKNOWN COMMAND\0",
    };
    let _ = stream.write_all(answer);
}

fn daemon() -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let seen = Seen::default();
    let kept = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in listener.incoming() {
            converse(stream.unwrap(), &kept);
        }
    });
    (address, seen)
}

fn scanner(address: &str) -> ClamdScanner {
    ClamdScanner::new(address, Duration::from_secs(1)).unwrap()
}

fn temporary<T: std::fmt::Debug>(result: Result<T, DeliveryError>) -> String {
    match result {
        Err(DeliveryError::Temporary(reason)) => reason,
        other => panic!("expected a temporary failure: {other:?}"),
    }
}

#[test]
fn files_arrive_whole_and_the_verdict_comes_back() {
    let (address, seen) = daemon();
    let scanner = scanner(&address);
    assert_eq!(scanner.check(), Ok(()));
    assert_eq!(scanner.scan(b"%PDF-1.7"), Ok(Verdict::Clean));
    // More than one chunk, and not a multiple of one.
    let large: Vec<u8> = (0..200_003_u32)
        .map(|n| u8::try_from(n % 251).unwrap())
        .collect();
    assert_eq!(scanner.scan(&large), Ok(Verdict::Clean));
    assert_eq!(scanner.scan(b""), Ok(Verdict::Clean));
    let found = scanner.scan(&[b"before ", EICAR].concat());
    assert_eq!(
        found,
        Ok(Verdict::Infected("Eicar-Test-Signature".to_owned()))
    );
    let seen = seen.lock().unwrap();
    assert_eq!(seen[1], large);
    assert_eq!(seen[2], b"");
}

#[test]
fn a_socket_serves_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clamd.ctl");
    let listener = UnixListener::bind(&path).unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            converse(stream.unwrap(), &Seen::default());
        }
    });
    let scanner = scanner(&format!("unix:{}", path.display()));
    assert_eq!(scanner.check(), Ok(()));
    assert!(matches!(scanner.scan(EICAR), Ok(Verdict::Infected(_))));
    let nowhere = ClamdScanner::new("unix:/nonexistent/clamd.ctl", Duration::from_secs(1));
    temporary(nowhere.unwrap().scan(b"x"));
}

#[test]
fn no_answer_and_half_an_answer_are_no_verdict() {
    let (address, _) = daemon();
    let scanner_there = scanner(&address);
    assert!(temporary(scanner_there.scan(b"over the limit")).contains("size limit"));
    assert_eq!(temporary(scanner_there.scan(b"cut")), "answers \"O\"");
    let (_kept, silent) = loopback::silent();
    let garbage = loopback::raw(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    for (port, expected) in [
        (silent, "no answer in time"),
        (garbage, ""),
        (loopback::closed(), ""),
    ] {
        let scanner = scanner(&format!("127.0.0.1:{port}"));
        let began = Instant::now();
        assert!(temporary(scanner.scan(b"x")).contains(expected));
        temporary(scanner.check());
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "took {:?}",
            began.elapsed()
        );
    }
}
