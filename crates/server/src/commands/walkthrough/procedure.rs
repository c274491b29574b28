//! Which procedure is walked: the whole one, or one that branches off it.
//!
//! A new one is a flag in [`Choice`], a [`Procedure`], and a line in each of the two functions.

use super::{Difference, steps};
use clap::Args;
use url::Url;

/// The flags; at most one is given.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct Choice {}

/// A procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Procedure {
    /// A new company creates its account and enrols, to the signed agreement.
    Whole,
}

impl Choice {
    /// The procedure that was asked for.
    pub(super) fn procedure(&self) -> Procedure {
        Procedure::Whole
    }
}

impl Procedure {
    /// Walks it and returns how many steps it had.
    ///
    /// # Errors
    /// The first [`Difference`].
    pub(super) fn walk(self, base: &Url) -> Result<u32, Difference> {
        match self {
            Self::Whole => steps::walk(base),
        }
    }
}
