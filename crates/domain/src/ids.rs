//! Ids: UUIDs of version 4 made from [`Entropy`], one type per thing, and references people read.

use crate::effects::Entropy;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id.
            #[must_use]
            pub fn fresh(entropy: &dyn Entropy) -> Self {
                Self(fresh_uuid(entropy))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An organisation's directory: operator, partner or customer.
    TenantId,
    /// A person's account in one tenant.
    AccountId,
    /// A program a partner has registered for the interface.
    ClientAppId,
    /// A sign-in.
    SessionId,
    /// A registration draft.
    RegistrationId,
    /// An application to the programme.
    ApplicationId,
    /// An uploaded document.
    DocumentId,
    /// A signed agreement.
    SignatureId,
    /// An order of a partner for a customer.
    OrderId,
    /// A cart of a partner for a customer.
    CartId,
    /// A subscription of a customer.
    SubscriptionId,
}

/// A random UUID (version 4).
#[must_use]
pub fn fresh_uuid(entropy: &dyn Entropy) -> Uuid {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// A reference number people read out: `TD-` and ten characters that cannot be mistaken for one
/// another (spec: random, at least ten characters, so that guessing is hopeless).
#[must_use]
pub fn fresh_reference(entropy: &dyn Entropy) -> String {
    // 32 characters, so five bits of each byte choose without bias.
    const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bytes = [0; 10];
    entropy.fill(&mut bytes);
    let tail = bytes
        .iter()
        .map(|b| char::from(ALPHABET[usize::from(b & 31)]));
    "TD-".chars().chain(tail).collect()
}

/// Thirty-two random bytes as 52 lower-case characters: cookies and links.
#[must_use]
pub fn fresh_token(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    data_encoding::BASE32_NOPAD
        .encode(&bytes)
        .to_ascii_lowercase()
}
