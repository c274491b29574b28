//! The answer of a database thread: awaited by servers, waited for by everything else.

use super::DbError;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// What a read or write will have returned.
#[must_use = "a write whose reply nobody reads may still have failed"]
pub struct Reply<T, E>(oneshot::Receiver<Result<T, E>>);

pub(super) struct Sender<T, E>(oneshot::Sender<Result<T, E>>);

pub(super) fn channel<T, E>() -> (Sender<T, E>, Reply<T, E>) {
    let (sender, receiver) = oneshot::channel();
    (Sender(sender), Reply(receiver))
}

impl<T, E> Sender<T, E> {
    pub(super) fn send(self, outcome: Result<T, E>) {
        // The caller may have gone away; the work is done all the same.
        drop(self.0.send(outcome));
    }
}

fn closed() -> DbError {
    DbError::Unreachable("the database threads have stopped".to_owned())
}

impl<T, E: From<DbError>> Reply<T, E> {
    /// An answer that is known already.
    pub fn ready(outcome: Result<T, E>) -> Self {
        let (sender, reply) = channel();
        sender.send(outcome);
        reply
    }

    /// Blocks until the answer is there. Not for use inside an async task.
    ///
    /// # Errors
    /// What the function returned, or [`DbError`] when it could not run or commit.
    pub fn wait(self) -> Result<T, E> {
        self.0
            .blocking_recv()
            .unwrap_or_else(|_| Err(closed().into()))
    }
}

impl<T, E: From<DbError>> Future for Reply<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0)
            .poll(context)
            .map(|received| received.unwrap_or_else(|_| Err(closed().into())))
    }
}
