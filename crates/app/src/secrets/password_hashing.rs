//! Password hashes, and how many are made at a time.

use crate::failure::Failure;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use domain::effects::Entropy;
use std::sync::{Condvar, Mutex, PoisonError};

/// Hashes passwords, only so many at a time: each takes 19 MiB and a core for some milliseconds.
///
/// The memory of a slot is kept for the next password. Taking it from the system each time costs
/// a quarter of the whole work, and the allocator would keep some of it for each thread that ever
/// hashed.
pub struct PasswordHashing {
    free: Mutex<Vec<Vec<Block>>>,
    returned: Condvar,
    decoy: String,
    params: Params,
}

impl PasswordHashing {
    /// A hasher for `slots` passwords at a time.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the parameters are refused.
    pub fn new(slots: usize) -> Result<Self, Failure> {
        Self::with(slots, Params::DEFAULT)
    }

    /// A hasher whose hashes cost next to nothing: for tests, which make thousands of accounts. A
    /// release build does not have it.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the parameters are refused.
    #[cfg(debug_assertions)]
    pub fn weak(slots: usize) -> Result<Self, Failure> {
        Self::with(slots, Params::new(64, 1, 1, None).map_err(refused)?)
    }

    fn with(slots: usize, params: Params) -> Result<Self, Failure> {
        let mut free = vec![Vec::new(); slots.max(1)];
        let mut unused = Vec::new();
        let memory = free.last_mut().unwrap_or(&mut unused);
        let decoy = hash(&params, &[7; 16], "nobody's password", memory)?;
        Ok(Self {
            free: Mutex::new(free),
            returned: Condvar::new(),
            decoy,
            params,
        })
    }

    /// Argon2id with the OWASP parameters of the library's default, as a PHC string.
    ///
    /// # Errors
    /// [`Failure::Internal`].
    pub fn hash(&self, entropy: &dyn Entropy, password: &str) -> Result<String, Failure> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.in_slot(|memory| hash(&self.params, &salt, password, memory))
    }

    /// Whether a password fits a hash. Without a hash the same work is done for nothing, so that
    /// an answer's time does not tell whether an account exists.
    #[must_use]
    pub fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        // An account whose first password nobody has asked for yet.
        let hash = hash.filter(|hash| !hash.is_empty());
        let fits = self.in_slot(|memory| fits(password, hash.unwrap_or(&self.decoy), memory));
        fits.unwrap_or(false) && hash.is_some()
    }

    fn in_slot<T>(&self, work: impl FnOnce(&mut Vec<Block>) -> T) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = loop {
            match free.pop() {
                Some(memory) => break memory,
                None => {
                    free = self
                        .returned
                        .wait(free)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        };
        drop(free);
        let result = work(&mut memory);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(memory);
        drop(free);
        self.returned.notify_one();
        result
    }
}

fn refused(error: impl std::fmt::Display) -> Failure {
    Failure::internal(format!("argon2: {error}"))
}

/// Argon2 into `out`, in memory that grows when the parameters ask for more than it ever had.
fn fill(
    argon2: &Argon2<'_>,
    password: &str,
    salt: &[u8],
    out: &mut [u8],
    memory: &mut Vec<Block>,
) -> Result<(), Failure> {
    let blocks = argon2.params().block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::default());
    }
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, out, &mut memory[..blocks])
        .map_err(refused)
}

fn hash(
    params: &Params,
    salt: &[u8; 16],
    password: &str,
    memory: &mut Vec<Block>,
) -> Result<String, Failure> {
    let argon2 = Argon2::new(Algorithm::default(), Version::default(), params.clone());
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    fill(&argon2, password, salt, &mut out, memory)?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon2.params()).map_err(refused)?,
        salt: Some(Salt::new(salt).map_err(refused)?),
        hash: Some(Output::new(&out).map_err(refused)?),
    };
    Ok(hash.to_string())
}

/// Whether a password fits a hash that may have been made with other parameters.
fn fits(password: &str, hash: &str, memory: &mut Vec<Block>) -> Result<bool, Failure> {
    let hash = PasswordHash::new(hash).map_err(refused)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
        return Ok(false);
    };
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).map_err(refused)?;
    let version = hash.version.map(Version::try_from).transpose();
    let version = version.map_err(refused)?.unwrap_or_default();
    let argon2 = Argon2::new(
        algorithm,
        version,
        Params::try_from(&hash).map_err(refused)?,
    );
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..expected.len()).unwrap_or_default();
    fill(&argon2, password, salt, out, memory)?;
    // `Output` compares in constant time.
    Ok(Output::new(out).map_err(refused)? == *expected)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use argon2::{PasswordHasher, PasswordVerifier};

    struct Zeros;

    impl Entropy for Zeros {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0);
        }
    }

    #[test]
    fn the_library_agrees_with_hashes_made_in_kept_memory() {
        let hashing = PasswordHashing::new(1).unwrap();
        let made = hashing.hash(&Zeros, "right").unwrap();
        assert!(
            made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{made}"
        );
        let library = Argon2::default();
        assert_eq!(
            made,
            library
                .hash_password_with_salt(b"right", &[0; 16])
                .unwrap()
                .to_string()
        );
        let verifier: &dyn PasswordVerifier<str> = &library;
        assert!(verifier.verify_password(b"right", &made).is_ok());
        assert!(hashing.verify("right", Some(&made)));
        assert!(!hashing.verify("wrong", Some(&made)));
        assert!(!hashing.verify("nobody's password", None));
        assert!(!hashing.verify("right", Some("no hash at all")));
    }

    #[test]
    fn hashes_of_other_parameters_fit_too() {
        let other = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 3, 2, Some(48)).unwrap(),
        );
        let made = other
            .hash_password_with_salt(b"right", &[1; 16])
            .unwrap()
            .to_string();
        let hashing = PasswordHashing::new(1).unwrap();
        assert!(hashing.verify("right", Some(&made)));
        assert!(!hashing.verify("wrong", Some(&made)));
    }

    #[test]
    fn more_threads_than_slots_wait_for_one_another() {
        let hashing = PasswordHashing::new(2).unwrap();
        let made = hashing.hash(&Zeros, "right").unwrap();
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| assert!(hashing.verify("right", Some(&made))));
            }
        });
        assert_eq!(hashing.free.lock().unwrap().len(), 2);
    }
}
