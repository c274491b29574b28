//! Which procedure is walked: the whole one, or one that branches off it.
//!
//! A new one is a flag in [`Choice`], a [`Procedure`], and a line in each of the two functions.

use super::{Difference, appeal, ask_more, existing_account, resume, steps};
use clap::Args;
use url::Url;

/// The flags; at most one is given.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct Choice {
    /// Walk a review that asks for more information, up to the approval
    #[arg(long)]
    ask_more: bool,
    /// Walk a rejection, its appeal, and the approval by another reviewer
    #[arg(long)]
    reject_and_appeal: bool,
    /// Walk a registration with a work account that exists, up to the application
    #[arg(long)]
    existing_account: bool,
    /// Walk a registration that is left and resumed in another browser
    #[arg(long)]
    resume: bool,
}

/// A procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Procedure {
    /// A new company creates its account and enrols, to the signed agreement.
    Whole,
    /// The reviewer asks for more; the company answers and is approved.
    AskMore,
    /// The reviewer rejects; the company appeals, and another reviewer approves.
    RejectAndAppeal,
    /// A global admin registers the organisation with the account it has.
    ExistingAccount,
    /// A registration goes on in another browser.
    Resume,
}

impl Choice {
    /// The procedure that was asked for.
    pub(super) fn procedure(&self) -> Procedure {
        if self.ask_more {
            Procedure::AskMore
        } else if self.reject_and_appeal {
            Procedure::RejectAndAppeal
        } else if self.existing_account {
            Procedure::ExistingAccount
        } else if self.resume {
            Procedure::Resume
        } else {
            Procedure::Whole
        }
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
            Self::AskMore => ask_more::walk(base),
            Self::RejectAndAppeal => appeal::walk(base),
            Self::ExistingAccount => existing_account::walk(base),
            Self::Resume => resume::walk(base),
        }
    }
}
