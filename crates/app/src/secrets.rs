//! Keys, sealed values and password hashes.

mod password_hashing;

pub use password_hashing::PasswordHashing;

use crate::failure::Failure;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use domain::effects::Entropy;
use domain::support::letters::TAG_BYTES;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Keys derived from the installation's master key. Losing it makes authenticators useless.
pub struct Keyring {
    present: Keys,
    /// What an earlier master key has sealed still opens, until [`crate::reseal`] has seen to it.
    former: Option<Keys>,
}

struct Keys {
    sealing: [u8; 32],
    forms: [u8; 32],
    codes: [u8; 32],
    letters: [u8; 32],
    addresses: [u8; 32],
}

impl Keys {
    fn of(master: &[u8; 32]) -> Self {
        let derive = |purpose: &str| expand(master, purpose);
        Self {
            sealing: derive("sealing"),
            forms: derive("forms"),
            codes: derive("codes"),
            letters: derive("letters"),
            addresses: derive("addresses"),
        }
    }
}

impl Keys {
    fn letter_tag(&self, ticket: &[u8]) -> [u8; TAG_BYTES] {
        let mut tag = [0; TAG_BYTES];
        tag.copy_from_slice(&mac(&self.letters, ticket)[..TAG_BYTES]);
        tag
    }
}

impl Keyring {
    /// Derives the keys.
    #[must_use]
    pub fn new(master: &[u8; 32]) -> Self {
        Self {
            present: Keys::of(master),
            former: None,
        }
    }

    /// The same while an earlier master key is being replaced: it opens, and seals nothing any more.
    #[must_use]
    pub fn with_former(master: &[u8; 32], former: &[u8; 32]) -> Self {
        Self {
            present: Keys::of(master),
            former: Some(Keys::of(former)),
        }
    }

    /// Encrypts a value for the database; `context` binds it to its place.
    ///
    /// # Errors
    /// [`Failure::Internal`], which cannot happen for values of sane length.
    pub fn seal(
        &self,
        entropy: &dyn Entropy,
        context: &[u8],
        value: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        seal(&self.present.sealing, entropy, context, value)
    }

    /// Opens a sealed value.
    ///
    /// # Errors
    /// [`Failure::Internal`] when it was sealed elsewhere, for another place or with another key.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Failure> {
        open(&self.present.sealing, context, sealed).or_else(|failure| match &self.former {
            Some(former) => open(&former.sealing, context, sealed),
            None => Err(failure),
        })
    }

    /// Whether a value was sealed with the present key.
    #[must_use]
    pub fn is_present(&self, context: &[u8], sealed: &[u8]) -> bool {
        open(&self.present.sealing, context, sealed)
            .map(zeroize::Zeroizing::new)
            .is_ok()
    }

    /// The anti-forgery token that belongs to a visitor's cookie.
    #[must_use]
    pub fn form_token(&self, cookie: &str) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&mac(&self.present.forms, cookie.as_bytes()))
    }

    /// Hash of a short code; keyed, because six digits would be guessed from a plain hash.
    #[must_use]
    pub fn code_hash(&self, owner: &[u8], code: &str) -> [u8; 32] {
        mac(
            &self.present.codes,
            &[owner, b":", code.as_bytes()].concat(),
        )
    }

    /// The tag that makes an address for answers by mail hard to guess.
    #[must_use]
    pub fn letter_tag(&self, ticket: &[u8]) -> [u8; TAG_BYTES] {
        self.present.letter_tag(ticket)
    }

    /// Whether a tag is ours; those of an earlier key count as long as that is known.
    #[must_use]
    pub fn is_letter_tag(&self, ticket: &[u8], tag: &[u8; TAG_BYTES]) -> bool {
        self.any(|keys| bool::from(keys.letter_tag(ticket).ct_eq(tag)))
    }

    /// The tag that makes an address work for whoever has it.
    #[must_use]
    pub fn address_tag(&self, address: &[u8]) -> [u8; 32] {
        mac(&self.present.addresses, address)
    }

    /// Whether a tag of an address is ours; those of an earlier key count as long as that is known.
    #[must_use]
    pub fn is_address_tag(&self, address: &[u8], tag: &[u8; 32]) -> bool {
        self.any(|keys| bool::from(mac(&keys.addresses, address).ct_eq(tag)))
    }

    /// Whether something is so with the present key or an earlier one, always asking both.
    fn any(&self, is_so: impl Fn(&Keys) -> bool) -> bool {
        let keys = std::iter::once(&self.present).chain(&self.former);
        keys.fold(false, |found, keys| found | is_so(keys))
    }

    /// The hash an earlier key gave a code that lives long, while that key is still known.
    #[must_use]
    pub fn former_code_hash(&self, owner: &[u8], code: &str) -> Option<[u8; 32]> {
        let former = self.former.as_ref()?;
        Some(mac(&former.codes, &[owner, b":", code.as_bytes()].concat()))
    }
}

fn expand(key: &[u8; 32], purpose: &str) -> [u8; 32] {
    let mut output = [0; 32];
    let expanded =
        Hkdf::<Sha256>::new(Some(b"tongdao v1"), key).expand(purpose.as_bytes(), &mut output);
    debug_assert!(expanded.is_ok(), "32 bytes are always a valid length");
    output
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    Hmac::<Sha256>::new_from_slice(key).map_or([0; 32], |mut hmac| {
        hmac.update(message);
        hmac.finalize().into_bytes().into()
    })
}

fn seal(
    key: &[u8; 32],
    entropy: &dyn Entropy,
    context: &[u8],
    value: &[u8],
) -> Result<Vec<u8>, Failure> {
    let mut nonce = [0; 12];
    entropy.fill(&mut nonce);
    let sealed = ChaCha20Poly1305::new(key.into())
        .encrypt(
            &Nonce::from(nonce),
            Payload {
                msg: value,
                aad: context,
            },
        )
        .map_err(|_| Failure::internal("a value could not be sealed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let fault = || Failure::internal("a sealed value does not open with this key");
    let (nonce, sealed) = sealed.split_first_chunk::<12>().ok_or_else(fault)?;
    ChaCha20Poly1305::new(key.into())
        .decrypt(
            &Nonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: context,
            },
        )
        .map_err(|_| fault())
}

/// Seals a value with a key that only the holder of a cookie has; the database keeps the cookie's
/// hash, so whoever reads the database cannot open it.
///
/// # Errors
/// [`Failure::Internal`].
pub fn seal_for_cookie(
    entropy: &dyn Entropy,
    cookie: &str,
    value: &[u8],
) -> Result<Vec<u8>, Failure> {
    seal(&cookie_key(cookie), entropy, b"cookie", value)
}

/// Opens what [`seal_for_cookie`] sealed.
///
/// # Errors
/// [`Failure::Internal`].
pub fn open_with_cookie(cookie: &str, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    open(&cookie_key(cookie), b"cookie", sealed)
}

fn cookie_key(cookie: &str) -> [u8; 32] {
    let digest: [u8; 32] = Sha256::digest(cookie.as_bytes()).into();
    // A second derivation keeps the key apart from the hash that is stored.
    expand(&mac(&digest, cookie.as_bytes()), "cookie")
}

/// Hash under which a cookie or link is found in the database.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
