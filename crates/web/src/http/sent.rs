//! Files that are sent piece by piece: memory does not grow with them, and no thread waits for whoever
//! reads slowly.

use app::Failure;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::task::{JoinHandle, spawn_blocking};

/// Read in one go.
const PIECE: u64 = 64 * 1024;

/// A file to be saved under a name, from where it stands to its end.
///
/// # Errors
/// [`Failure::Internal`] when its size cannot be asked.
pub fn file(file: File, media_type: &'static str, name: &str) -> Result<Response, Failure> {
    let length = file.metadata().map_err(Failure::internal)?.len();
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    Ok((headers, Body::from_stream(Pieces::Next(file))).into_response())
}

/// What is left of a file.
enum Pieces {
    Next(File),
    Reading(JoinHandle<io::Result<(File, Bytes)>>),
    Over,
}

fn piece(mut file: File) -> io::Result<(File, Bytes)> {
    let mut bytes = Vec::new();
    (&mut file).take(PIECE).read_to_end(&mut bytes)?;
    Ok((file, bytes.into()))
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut *self, Self::Over) {
                Self::Next(file) => *self = Self::Reading(spawn_blocking(move || piece(file))),
                Self::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                        *self = Self::Reading(reading);
                        return Poll::Pending;
                    };
                    let (file, bytes) = match read.map_err(io::Error::other).and_then(|r| r) {
                        Ok(read) => read,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    };
                    if bytes.is_empty() {
                        return Poll::Ready(None);
                    }
                    *self = Self::Next(file);
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Self::Over => return Poll::Ready(None),
            }
        }
    }
}
