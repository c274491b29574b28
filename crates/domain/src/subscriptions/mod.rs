//! The life of a subscription.

mod term;

pub use term::{first_billing_date, starts_on, term_end};

use crate::calendar::days_after;
use crate::caller::text_of_enum;
use crate::selling::Reason;
use jiff::civil::Date;

/// Where a subscription is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Ordered, being set up.
    Pending,
    /// In use.
    Active,
    /// Users are kept out, the data waits.
    Suspended,
    /// Ended by the partner; administrators can still fetch the data.
    Cancelled,
    /// Ended by time; administrators can still fetch the data.
    Expired,
    /// The data is gone.
    Deleted,
}

text_of_enum!(Status {
    Pending => "pending",
    Active => "active",
    Suspended => "suspended",
    Cancelled => "cancelled",
    Expired => "expired",
    Deleted => "deleted",
});

impl Status {
    /// Whether it costs something.
    #[must_use]
    pub fn is_billed(self) -> bool {
        matches!(self, Self::Pending | Self::Active)
    }

    /// Whether it is over for good.
    #[must_use]
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired | Self::Deleted)
    }
}

/// Who suspended it, and therefore who can release it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuspendedBy {
    /// The partner.
    Partner,
    /// The operator.
    Operator,
    /// The base it is an add-on of.
    Parent,
}

text_of_enum!(SuspendedBy {
    Partner => "partner",
    Operator => "operator",
    Parent => "parent",
});

/// What the rules look at and decide about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Where it is.
    pub status: Status,
    /// Who suspended it, while it is.
    pub suspended_by: Option<SuspendedBy>,
    /// The local day it was suspended.
    pub suspended_on: Option<Date>,
    /// The local day its data is deleted, once that is counted.
    pub delete_on: Option<Date>,
    /// Units.
    pub quantity: u32,
    /// Whether the term begins anew at its end.
    pub auto_renew: bool,
    /// First day after the term.
    pub ends_on: Date,
    /// Free of charge, for a while.
    pub is_trial: bool,
}

/// What the decision needs to know besides.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The local day.
    pub today: Date,
    /// The day the partner signed; its day of month is that of every bill.
    pub signed_on: Date,
    /// Fewest units.
    pub minimum: u32,
    /// Most units.
    pub maximum: u32,
    /// Most units in a sandbox; none elsewhere.
    pub sandbox_seats: Option<u32>,
    /// Whether the offer is still sold at the end of the term and the base, if any, goes on.
    pub renewable: bool,
    /// How the base stands; none when there is none.
    pub base: Option<Status>,
    /// Days the data is kept after users were kept out.
    pub kept_days: u32,
}

/// What happens to a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// It has been set up.
    Provisioned,
    /// More or fewer units.
    SetQuantity(u32),
    /// Whether the term begins anew.
    SetAutoRenew(bool),
    /// Users are to be kept out.
    Suspend(SuspendedBy),
    /// Users are to be let in again, by whoever may.
    Reactivate(SuspendedBy),
    /// It ends now.
    Cancel,
    /// A trial becomes a subscription of so many units.
    Convert(u32),
    /// A local day has begun.
    DayBegins,
}

impl Facts {
    /// Whether there is no base, or it stands in one of these ways.
    fn base_is(&self, statuses: &[Status]) -> bool {
        self.base.is_none_or(|status| statuses.contains(&status))
    }

    /// Whether there may be so many units.
    fn allow(&self, quantity: u32) -> Result<(), Reason> {
        if !(self.minimum..=self.maximum).contains(&quantity) {
            Err(Reason::QuantityOutOfRange)
        } else if self.sandbox_seats.is_some_and(|most| quantity > most) {
            Err(Reason::SandboxLimit)
        } else {
            Ok(())
        }
    }
}

impl Life {
    /// What becomes of it.
    ///
    /// # Errors
    /// The [`Reason`] why not; it stays as it was.
    pub fn apply(self, command: Command, facts: &Facts) -> Result<Self, Reason> {
        use Status as S;
        match command {
            Command::DayBegins => return Ok(self.day_begins(facts)),
            Command::Provisioned => {
                return match self.status {
                    // Its base was suspended in the meantime; one that is still being set up runs soon.
                    S::Pending if !facts.base_is(&[S::Pending, S::Active]) => {
                        Ok(self.suspended(SuspendedBy::Parent, facts))
                    }
                    S::Pending => Ok(self.with(S::Active)),
                    _ => Err(Reason::NoSuchStatus),
                };
            }
            _ if self.status.has_ended() => return Err(Reason::Deleted),
            Command::Cancel => {
                // From pending too: nobody has used it.
                let delete_on = Some(days_after(facts.today, facts.kept_days));
                return Ok(Self {
                    delete_on,
                    suspended_by: None,
                    suspended_on: None,
                    ..self.with(S::Cancelled)
                });
            }
            // What is not set up yet looks at its base when it is.
            Command::Suspend(SuspendedBy::Parent) if self.status == S::Pending => return Ok(self),
            _ if self.status == S::Pending => return Err(Reason::Pending),
            _ => {}
        }
        match command {
            Command::SetQuantity(quantity) => self.set_quantity(quantity, facts),
            Command::SetAutoRenew(auto_renew) => self.set_auto_renew(auto_renew, facts),
            Command::Suspend(by) => self.suspend(by, facts),
            Command::Reactivate(by) => self.reactivate(by, facts),
            Command::Convert(quantity) => self.convert(quantity, facts),
            Command::Provisioned | Command::Cancel | Command::DayBegins => {
                Err(Reason::NoSuchStatus)
            }
        }
    }

    fn with(self, status: Status) -> Self {
        Self { status, ..self }
    }

    fn set_quantity(self, quantity: u32, facts: &Facts) -> Result<Self, Reason> {
        if quantity == self.quantity {
            return Ok(self);
        }
        if self.status == Status::Suspended {
            return Err(Reason::SeatsWhileSuspended);
        }
        if self.is_trial {
            return Err(Reason::TrialFixed);
        }
        facts.allow(quantity)?;
        Ok(Self { quantity, ..self })
    }

    fn set_auto_renew(self, auto_renew: bool, facts: &Facts) -> Result<Self, Reason> {
        if auto_renew == self.auto_renew {
            return Ok(self);
        }
        if self.is_trial {
            return Err(Reason::TrialEnds);
        }
        if self.status == Status::Suspended {
            return Err(Reason::ChangeWhileSuspended);
        }
        // Until the day before the term ends.
        if facts.today >= self.ends_on {
            return Err(Reason::TermIsOver);
        }
        Ok(Self { auto_renew, ..self })
    }

    fn suspend(self, by: SuspendedBy, facts: &Facts) -> Result<Self, Reason> {
        if self.status == Status::Suspended {
            // The operator's hand is stronger; otherwise nothing changes.
            let stronger = by == SuspendedBy::Operator;
            let suspended_by = if stronger {
                Some(by)
            } else {
                self.suspended_by
            };
            return Ok(Self {
                suspended_by,
                ..self
            });
        }
        if self.is_trial && by == SuspendedBy::Partner {
            return Err(Reason::TrialStatus);
        }
        Ok(self.suspended(by, facts))
    }

    fn suspended(self, by: SuspendedBy, facts: &Facts) -> Self {
        Self {
            suspended_by: Some(by),
            suspended_on: Some(facts.today),
            delete_on: Some(days_after(facts.today, facts.kept_days)),
            ..self.with(Status::Suspended)
        }
    }

    fn reactivate(self, by: SuspendedBy, facts: &Facts) -> Result<Self, Reason> {
        if self.status == Status::Active {
            return Ok(self);
        }
        if self.suspended_by == Some(SuspendedBy::Operator) && by != SuspendedBy::Operator {
            return Err(Reason::NotByPartner);
        }
        if !facts.base_is(&[Status::Active]) {
            return Err(Reason::BaseNotActive);
        }
        let in_time = self.delete_on.is_none_or(|day| facts.today < day);
        if facts.today >= self.ends_on || !in_time {
            return Err(Reason::ReactivatedTooLate);
        }
        Ok(Self {
            suspended_by: None,
            suspended_on: None,
            delete_on: None,
            ..self.with(Status::Active)
        })
    }

    fn convert(self, quantity: u32, facts: &Facts) -> Result<Self, Reason> {
        if !self.is_trial || self.status != Status::Active || facts.today >= self.ends_on {
            return Err(Reason::NoConversion);
        }
        facts.allow(quantity)?;
        Ok(Self {
            quantity,
            is_trial: false,
            auto_renew: true,
            ends_on: term_end(facts.signed_on, facts.today),
            ..self
        })
    }

    /// What the calendar does, once: a term ends and perhaps begins anew, data is deleted. To be
    /// repeated until nothing changes, because days may have been missed.
    fn day_begins(self, facts: &Facts) -> Self {
        let ended = facts.today >= self.ends_on;
        match self.status {
            Status::Active if ended && self.auto_renew && facts.renewable => Self {
                ends_on: term_end(facts.signed_on, self.ends_on),
                ..self
            },
            Status::Active if ended => Self {
                auto_renew: false,
                delete_on: Some(days_after(self.ends_on, facts.kept_days)),
                ..self.with(Status::Expired)
            },
            Status::Suspended | Status::Cancelled | Status::Expired
                if self.delete_on.is_some_and(|day| facts.today >= day) =>
            {
                Self {
                    suspended_by: None,
                    suspended_on: None,
                    delete_on: None,
                    auto_renew: false,
                    ..self.with(Status::Deleted)
                }
            }
            _ => self,
        }
    }

    /// The local day at whose beginning something happens by itself.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        match self.status {
            Status::Pending | Status::Deleted => None,
            Status::Active => Some(self.ends_on),
            Status::Suspended | Status::Cancelled | Status::Expired => self.delete_on,
        }
    }
}

#[cfg(test)]
mod tests;
