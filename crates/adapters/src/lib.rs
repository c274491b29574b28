//! The outside world: mail by SMTP, telephone by an HTTP gateway, credit checks by an HTTP bureau,
//! how services do by an HTTP feed, events to partners' programs over HTTP, names by the DNS, documents on disk or in S3, malware scanning by clamd, pictures of pages by child
//! processes, the system's clock and randomness.
//!
//! Every adapter implements one trait of [`domain::effects`] and knows nothing of the rules.
//! Adapters block; callers run them on worker threads, outside any database transaction.

mod clamd;
mod disk;
mod document_key;
mod gateway;
mod http;
mod http_bureau;
mod http_feed;
mod http_messenger;
mod http_telephone;
pub mod pictures;
mod reason;
mod resolver;
mod s3;
mod secret;
mod setup_error;
mod smtp;
mod system;

pub use clamd::ClamdScanner;
pub use disk::DiskDocuments;
pub use document_key::MAX_DOCUMENT_BYTES;
pub use gateway::{GatewayConfig, sign, verify};
pub use http_bureau::HttpBureau;
pub use http_feed::HttpFeed;
pub use http_messenger::HttpMessenger;
pub use http_telephone::HttpTelephone;
pub use pictures::ChildPictures;
pub use resolver::{DnsResolver, ResolverConfig};
pub use s3::{S3Config, S3Documents};
pub use secret::Secret;
pub use setup_error::SetupError;
pub use smtp::{Security, SmtpConfig, SmtpMailer};
pub use system::{SystemClock, SystemEntropy};
