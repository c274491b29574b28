//! The built program as a process with real peers: it is killed, its peers fail, and nothing is lost
//! or done twice.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bills;
mod crash;
mod imports;
mod installation;
mod letters;
mod otherwise;
mod peer;
mod pictures;
mod restart;
mod seconds;
mod services;
mod storage;
