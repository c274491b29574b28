//! Places where a test makes the process end, to see that nothing is lost or done twice.
//!
//! A place has a name, such as `agreement.sign`, and a moment, such as `before-commit`. A debug
//! build that is told `agreement.sign/before-commit` with [`arm`] ends there as if it had been
//! killed; `provisioning.task/after-commit:3` ends at the third time. A release build has neither
//! names nor places: `docs/decisions/0008-fault-points.md`.

/// Ends the process if this is the place it was armed for.
#[inline(always)]
pub(crate) fn point(place: &str, moment: &str) {
    #[cfg(debug_assertions)]
    armed::point(place, moment);
    #[cfg(not(debug_assertions))]
    let _ = (place, moment);
}

#[cfg(debug_assertions)]
pub use armed::{arm, passed};

#[cfg(debug_assertions)]
mod armed {
    use std::collections::BTreeSet;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Mutex, OnceLock, PoisonError};

    struct Armed {
        place: String,
        moment: String,
        left: AtomicU32,
    }

    static ARMED: OnceLock<Armed> = OnceLock::new();
    static PASSED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    /// Every place this process has passed so far, as it would be armed: a test that walks a way
    /// finds out where one can die on it.
    pub fn passed() -> BTreeSet<String> {
        PASSED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Arms one place: `place/moment`, or `place/moment:n` for its n-th time. False when the text
    /// is none, or something is armed already.
    pub fn arm(text: &str) -> bool {
        let (point, times) = text.split_once(':').unwrap_or((text, "1"));
        let (Some((place, moment)), Ok(times)) = (point.split_once('/'), times.parse()) else {
            return false;
        };
        let armed = Armed {
            place: place.to_owned(),
            moment: moment.to_owned(),
            left: AtomicU32::new(times),
        };
        times > 0 && ARMED.set(armed).is_ok()
    }

    pub(super) fn point(place: &str, moment: &str) {
        let Some(armed) = ARMED.get() else {
            let mut passed = PASSED.lock().unwrap_or_else(PoisonError::into_inner);
            passed.insert(format!("{place}/{moment}"));
            return;
        };
        if armed.place == place
            && armed.moment == moment
            && armed.left.fetch_sub(1, Ordering::SeqCst) == 1
        {
            std::process::abort();
        }
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn only_a_place_with_a_moment_is_armed() {
            for text in ["", "x", "x/y:0", "x/y:z", "x/y:-1"] {
                assert!(!super::arm(text), "{text}");
            }
            assert!(super::arm("x/y:1000"));
            assert!(!super::arm("x/y"), "one at a time");
            // Elsewhere, and here less often than armed, nothing happens.
            for _ in 0..10 {
                super::point("x", "z");
                super::point("x", "y");
            }
        }
    }
}
