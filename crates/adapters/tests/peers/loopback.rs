//! Small servers on free ports of 127.0.0.1.

use axum::Router;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

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
