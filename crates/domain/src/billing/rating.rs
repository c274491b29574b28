//! Rating: from what happened to a subscription and what was billed already to the lines of a
//! bill. A pure function, so that a bill can be tried, repeated and caught up.
//!
//! The bill of a billing date looks at two periods. For the one that ends it settles what changed
//! in it; for the one that begins it charges the advance. What happens on a billing date belongs to
//! the period that begins, so a bill made late is the bill that would have been made in time.

use super::charge::ChargeType;
use super::proration::Prorated;
use crate::calendar::nth_billing_date;
use crate::money::MoneyError;
use crate::subscriptions::first_billing_date;
use jiff::civil::Date;

/// A term and the price locked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub begins: Date,
    /// First day after it, a billing date.
    pub ends: Date,
    /// For one seat and one month, minor units.
    pub unit_price: i64,
    /// Whether it followed another.
    pub renewed: bool,
}

/// How a subscription is from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// First day it is so.
    pub day: Date,
    /// Seats.
    pub seats: u32,
    /// Whether it runs and is charged.
    pub runs: bool,
    /// Whether it is paid until the end of the term instead of month by month.
    pub annual: bool,
}

/// Everything about a subscription that counts for a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The day the partner signed; bills are on its day of month.
    pub signed_on: Date,
    /// First day.
    pub starts_on: Date,
    /// Whether it costs nothing until the first billing date.
    pub free: bool,
    /// Its terms, oldest first.
    pub terms: Vec<Term>,
    /// What changed, in order; of several on a day the last one counts.
    pub changes: Vec<Change>,
}

/// What an advance pays for: days from one billing date to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// Billing periods in it.
    pub months: u32,
}

impl Span {
    /// How many days it has, N.
    #[must_use]
    pub fn days(self) -> u32 {
        days(self.from, self.to)
    }

    fn covers(self, day: Date) -> bool {
        self.from <= day && day < self.to
    }
}

/// What was billed for a span so far, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Billed {
    /// The span.
    pub span: Span,
    /// The sum of its lines, minor units.
    pub net: i64,
}

/// A line of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub charge: ChargeType,
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// What its days are a part of.
    pub span: Span,
    /// What it is computed from. A line that gives back what was billed repeats the seats of then.
    pub basis: Prorated,
    /// Minor units; credits are negative.
    pub amount: i64,
}

/// A bill that cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RatingError {
    /// An amount is too large.
    #[error("bill-overflow")]
    Overflow,
    /// A term does not end on a billing date.
    #[error("bill-term-end")]
    TermEnd,
    /// A term begins anew on another day than the last one ended.
    #[error("bill-renewal")]
    Renewal,
    /// It runs on a day without a term.
    #[error("bill-no-term")]
    NoTerm,
}

impl From<MoneyError> for RatingError {
    fn from(_: MoneyError) -> Self {
        Self::Overflow
    }
}

/// Days from one day to another.
pub(super) fn days(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

/// Seats and whether it runs, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    day: Date,
    seats: u32,
    runs: bool,
}

/// The lines of the `k`-th bill for one subscription.
///
/// # Errors
/// [`RatingError`] when what is known contradicts itself.
pub fn rate(
    subscription: &Subscription,
    billed: &[Billed],
    k: u32,
) -> Result<Vec<Line>, RatingError> {
    let s = subscription;
    check_terms(s)?;
    let ended = Span {
        from: nth_billing_date(s.signed_on, k.saturating_sub(1)),
        to: nth_billing_date(s.signed_on, k),
        months: 1,
    };
    let paid = billed.iter().find(|b| b.span.covers(ended.from));
    let mut lines = match paid {
        Some(billed) => settle(s, *billed, ended)?,
        None => charge_afterwards(s, ended)?,
    };
    // What is paid until the end of the term is not due again before.
    if !paid.is_some_and(|billed| billed.span.covers(ended.to)) {
        lines.extend(advance(s, ended.to, k)?);
    }
    Ok(lines)
}

fn check_terms(s: &Subscription) -> Result<(), RatingError> {
    let mut last: Option<Date> = None;
    for term in &s.terms {
        if first_billing_date(s.signed_on, term.ends) != term.ends {
            return Err(RatingError::TermEnd);
        }
        if last.is_some_and(|end| term.begins != end) {
            return Err(RatingError::Renewal);
        }
        last = Some(term.ends);
    }
    Ok(())
}

impl Subscription {
    /// The term a day lies in.
    fn term_on(&self, day: Date) -> Option<&Term> {
        self.terms
            .iter()
            .find(|term| term.begins <= day && day < term.ends)
    }

    /// How it was before a day began, counting from its start.
    fn before(&self, day: Date) -> Option<Change> {
        self.changes
            .iter()
            .rev()
            .find(|change| change.day < day)
            .copied()
    }

    /// How it was on each day of `[from, until)` on which that differs from the day before, the
    /// first day always, as long as something is known.
    fn states(&self, from: Date, until: Date) -> Vec<State> {
        let mut states: Vec<State> = Vec::new();
        for change in self.changes.iter().filter(|change| change.day < until) {
            let state = State {
                day: change.day.max(from),
                seats: change.seats,
                runs: change.runs,
            };
            match states.last_mut() {
                Some(last) if last.day == state.day => *last = state,
                _ => states.push(state),
            }
        }
        states
            .dedup_by(|later, earlier| (later.seats, later.runs) == (earlier.seats, earlier.runs));
        states
    }
}

/// The advance for the span that begins, if it runs then.
fn advance(s: &Subscription, on: Date, k: u32) -> Result<Option<Line>, RatingError> {
    let state = s.before(on).filter(|state| state.runs);
    let (Some(state), true) = (state, s.starts_on <= on) else {
        return Ok(None);
    };
    // It has ended by time.
    let Some(term) = s.term_on(on) else {
        return Ok(None);
    };
    let mut months = 1;
    while state.annual && nth_billing_date(s.signed_on, k + months) < term.ends {
        months += 1;
    }
    let span = Span {
        from: on,
        to: nth_billing_date(s.signed_on, k + months),
        months,
    };
    let charge = if term.renewed && term.begins == on {
        ChargeType::RenewFee
    } else if first_billing_date(s.signed_on, s.starts_on) == on && (s.free || s.starts_on == on) {
        ChargeType::PurchaseFee
    } else {
        ChargeType::CycleFee
    };
    part(charge, span, on, span.to, state.seats, term, 1).map(Some)
}

/// A line for some days of a span, `sign` -1 for a credit.
fn part(
    charge: ChargeType,
    span: Span,
    from: Date,
    to: Date,
    seats: u32,
    term: &Term,
    sign: i64,
) -> Result<Line, RatingError> {
    let basis = Prorated {
        unit_price: term.unit_price,
        months: span.months,
        seats,
        days: days(from, to),
        of_days: span.days(),
    };
    Ok(Line {
        charge,
        from,
        to,
        span,
        basis,
        amount: basis.amount()? * sign,
    })
}

/// Settles a span that was paid in advance with what changed in the period that ended.
fn settle(s: &Subscription, billed: Billed, ended: Span) -> Result<Vec<Line>, RatingError> {
    let span = billed.span;
    let Some(paid) = s.before(ended.from) else {
        return Ok(vec![]);
    };
    let mut now = s.states(ended.from, ended.to);
    // The first one is what was paid for, unless something happened on that very day.
    let was = State {
        day: ended.from,
        seats: paid.seats,
        runs: paid.runs,
    };
    if now.first() == Some(&was) {
        now.remove(0);
    }
    if now.is_empty() {
        return Ok(vec![]);
    }
    let term = s.term_on(span.from).ok_or(RatingError::NoTerm)?;
    let seats_changed = now.iter().any(|state| state.seats != was.seats);
    if !seats_changed {
        let mut lines = Vec::new();
        let mut runs = was.runs;
        for state in now {
            if state.runs != runs {
                runs = state.runs;
                lines.push(switch(span, state, span.to, state.seats, state.day, term)?);
            }
        }
        return Ok(lines);
    }
    // All of it is given back, and every stretch charged anew.
    let whole = part(
        ChargeType::CancelInstanceProrate,
        span,
        span.from,
        span.to,
        was.seats,
        term,
        -1,
    )?;
    let given_back = Line {
        amount: billed.net.checked_neg().ok_or(RatingError::Overflow)?,
        ..whole
    };
    let states = s.states(span.from, ended.to);
    let first = ChargeType::CycleInstanceProrate;
    let mut lines = vec![given_back];
    lines.extend(stretches(&states, first, span, term, true)?);
    Ok(lines)
}

/// The line of a suspension, an end or a reactivation, for some of the days after it.
fn switch(
    span: Span,
    state: State,
    to: Date,
    seats: u32,
    from: Date,
    term: &Term,
) -> Result<Line, RatingError> {
    let (charge, sign) = if state.runs {
        (ChargeType::ProrateWhenActivate, 1)
    } else {
        (ChargeType::ProrateWhenCancel, -1)
    };
    part(charge, span, from, to, seats, term, sign)
}

/// Charges every stretch of days with one number of seats to the end of the span, and gives back
/// what follows a suspension or an end. The first stretch is charged as `first`.
fn stretches(
    states: &[State],
    first: ChargeType,
    span: Span,
    term: &Term,
    was_paid: bool,
) -> Result<Vec<Line>, RatingError> {
    let mut tiles: Vec<(Date, Date, u32)> = Vec::new();
    for state in states {
        match tiles.last_mut() {
            Some(last) if last.2 == state.seats => {}
            Some(last) => {
                last.1 = state.day;
                tiles.push((state.day, span.to, state.seats));
            }
            None => tiles.push((state.day, span.to, state.seats)),
        }
    }
    let mut lines = Vec::new();
    for (at, (from, to, seats)) in tiles.iter().enumerate() {
        let charge = if at == 0 {
            first
        } else {
            ChargeType::CycleInstanceProrate
        };
        lines.push(part(charge, span, *from, *to, *seats, term, 1)?);
    }
    // A paid span was charged whether it ran on its first day or not.
    let mut runs = was_paid || states.first().is_some_and(|state| state.runs);
    for state in states {
        if state.runs == runs {
            continue;
        }
        runs = state.runs;
        for (from, to, seats) in &tiles {
            if *to > state.day {
                let from = (*from).max(state.day);
                lines.push(switch(span, *state, *to, *seats, from, term)?);
            }
        }
    }
    Ok(lines)
}

/// What is charged for the period that ended because nothing was paid for it in advance: it began
/// in it, or it was suspended when it began.
fn charge_afterwards(s: &Subscription, ended: Span) -> Result<Vec<Line>, RatingError> {
    if s.starts_on >= ended.to {
        return Ok(vec![]);
    }
    let states = s.states(s.starts_on.max(ended.from), ended.to);
    let began = s.starts_on >= ended.from;
    if began && s.free {
        return free_days(s, &states, ended);
    }
    let Some(at) = states.iter().position(|state| state.runs) else {
        return Ok(vec![]);
    };
    let states = &states[at..];
    // Its term was over, or it has none yet.
    let Some(term) = s.term_on(states[0].day) else {
        return Ok(vec![]);
    };
    let first = if began {
        ChargeType::ProrateWhenPurchase
    } else {
        ChargeType::ProrateWhenActivate
    };
    stretches(states, first, ended, term, false)
}

/// The free days of what goes on: nothing to pay, and nothing to say unless seats changed.
fn free_days(s: &Subscription, states: &[State], ended: Span) -> Result<Vec<Line>, RatingError> {
    let goes_on = states.last().is_some_and(|state| state.runs);
    let changed = states.windows(2).any(|two| two[0].seats != two[1].seats);
    if !goes_on || !changed {
        return Ok(vec![]);
    }
    let Some(term) = s.term_on(s.starts_on) else {
        return Err(RatingError::NoTerm);
    };
    let free = Term {
        unit_price: 0,
        ..*term
    };
    let seats_only: Vec<State> = states
        .iter()
        .map(|state| State {
            runs: true,
            ..*state
        })
        .collect();
    let first = ChargeType::CycleInstanceProrate;
    stretches(&seats_only, first, ended, &free, true)
}
