//! The adapters against real peers on loopback: an SMTP server, HTTP gateways, a name server, an S3
//! server, a malware scanner, a directory. Needs the Debian packages python3-aiosmtpd, dnsmasq-base and
//! openssl; nothing leaves the machine.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::disallowed_methods,
    reason = "peers are real, and so is their time"
)]

mod bureau;
mod clamd;
mod disk;
mod dns;
mod feed;
mod loopback;
mod s3;
mod smtp;
mod smtp_peer;
mod telephone;
