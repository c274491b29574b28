//! Why an adapter could not be built from its configuration.

use thiserror::Error;

/// A configuration an adapter refuses at start; the text is for the operator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SetupError {
    /// The sender address of mail cannot be read.
    #[error("the sender {0:?} is not a mail address")]
    Sender(String),
    /// A user name without a password, or the other way round.
    #[error("mail needs both a user name and a password, or neither")]
    Credentials,
    /// Unencrypted traffic to another machine without an explicit permission.
    #[error("{0} would be reached without encryption; use TLS or allow it explicitly")]
    Unencrypted(String),
    /// A URL that is not an absolute http or https URL, or carries credentials or a fragment.
    #[error("{0:?} is not a usable http or https URL")]
    Url(String),
    /// A shared secret too short to be one.
    #[error("the secret must have at least {0} characters")]
    ShortSecret(usize),
    /// A name that may not be empty or has characters its protocol cannot carry.
    #[error("the {0} is empty or has characters it may not have")]
    Name(&'static str),
    /// A certificate file that cannot be read as PEM certificates.
    #[error("the certificate authority is not readable PEM: {0}")]
    Authority(String),
    /// The TLS library refused its settings.
    #[error("TLS could not be set up: {0}")]
    Tls(String),
    /// The document directory cannot be made, read or written.
    #[error("the document directory {directory} cannot be used: {reason}")]
    Directory {
        /// The directory as configured.
        directory: String,
        /// What the operating system said.
        reason: String,
    },
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes: {0}")]
    Entropy(String),
    /// Name servers that are no addresses.
    #[error("{0}")]
    Resolver(String),
}

impl SetupError {
    /// A code that stays the same over releases, for scripts and documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sender(_) => "mail_sender_invalid",
            Self::Credentials => "mail_credentials_incomplete",
            Self::Unencrypted(_) => "connection_unencrypted",
            Self::Url(_) => "url_invalid",
            Self::ShortSecret(_) => "secret_too_short",
            Self::Name(_) => "name_invalid",
            Self::Authority(_) => "authority_unreadable",
            Self::Tls(_) => "tls_setup_failed",
            Self::Directory { .. } => "document_directory_unusable",
            Self::Entropy(_) => "entropy_unavailable",
            Self::Resolver(_) => "resolver_invalid",
        }
    }
}
