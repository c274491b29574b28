//! Payments: what may be recorded, which invoices they pay, and how an invoice stands.

use crate::caller::text_of_enum;
use jiff::civil::Date;
use uuid::Uuid;

/// What is open of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// The invoice.
    pub invoice: Uuid,
    /// Minor units; below zero for what the invoice gives back.
    pub amount: i64,
}

/// So much for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The invoice.
    pub invoice: Uuid,
    /// Minor units, above zero.
    pub amount: i64,
}

/// Why something about a payment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing, or less.
    #[error("payment-not-positive")]
    NotPositive,
    /// Its value date is still to come.
    #[error("payment-future")]
    Future,
    /// Its value date is before the partner signed.
    #[error("payment-too-early")]
    TooEarly,
    /// The partner is billed in another currency.
    #[error("payment-currency")]
    Currency,
    /// The transfer is recorded already.
    #[error("payment-twice")]
    Twice,
    /// The invoice is another partner's, or there is none, or nothing of it is open.
    #[error("payment-not-open")]
    NotOpen,
    /// More than is open of the invoice.
    #[error("payment-more-than-open")]
    MoreThanOpen,
    /// More than is left of the payment.
    #[error("payment-more-than-left")]
    MoreThanLeft,
    /// The payment was reversed.
    #[error("payment-reversed")]
    Reversed,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPositive => "payment-not-positive",
            Self::Future => "payment-future",
            Self::TooEarly => "payment-too-early",
            Self::Currency => "payment-currency",
            Self::Twice => "payment-twice",
            Self::NotOpen => "payment-not-open",
            Self::MoreThanOpen => "payment-more-than-open",
            Self::MoreThanLeft => "payment-more-than-left",
            Self::Reversed => "payment-reversed",
        }
    }
}

/// Whether an amount can be that of a payment.
///
/// # Errors
/// [`Refused::NotPositive`].
pub fn may_be_paid(amount: i64) -> Result<(), Refused> {
    if amount > 0 {
        Ok(())
    } else {
        Err(Refused::NotPositive)
    }
}

/// Whether a day can be the value date of a payment of a partner.
///
/// # Errors
/// [`Refused::Future`], [`Refused::TooEarly`].
pub fn may_have_come(value_on: Date, signed_on: Date, today: Date) -> Result<(), Refused> {
    if value_on > today {
        Err(Refused::Future)
    } else if value_on < signed_on {
        Err(Refused::TooEarly)
    } else {
        Ok(())
    }
}

/// What an amount pays of the invoices, in their order, until nothing is left of it or nothing is open.
#[must_use]
pub fn in_order(left: i64, open: &[Open]) -> Vec<Part> {
    let mut left = left.max(0);
    let mut parts = Vec::new();
    for open in open {
        let amount = open.amount.min(left);
        if amount > 0 {
            left -= amount;
            parts.push(Part {
                invoice: open.invoice,
                amount,
            });
        }
    }
    parts
}

/// Whether chosen parts can be paid with what is left; each invoice is named once.
///
/// # Errors
/// The first part that cannot be, and why: [`Refused::NotPositive`], [`Refused::NotOpen`],
/// [`Refused::MoreThanOpen`], [`Refused::MoreThanLeft`].
pub fn chosen(left: i64, open: &[Open], parts: &[Part]) -> Result<(), (Uuid, Refused)> {
    let mut left = left.max(0);
    let mut seen = Vec::new();
    for part in parts {
        let refuse = |why| Err((part.invoice, why));
        if part.amount <= 0 {
            return refuse(Refused::NotPositive);
        }
        let found = open.iter().find(|open| open.invoice == part.invoice);
        let Some(found) = found.filter(|open| open.amount > 0) else {
            return refuse(Refused::NotOpen);
        };
        if part.amount > found.amount || seen.contains(&part.invoice) {
            return refuse(Refused::MoreThanOpen);
        }
        if part.amount > left {
            return refuse(Refused::MoreThanLeft);
        }
        left -= part.amount;
        seen.push(part.invoice);
    }
    Ok(())
}

/// What one invoice gives back and another owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetOff {
    /// The invoice that gives back.
    pub gives: Uuid,
    /// The invoice that is paid with it.
    pub owes: Uuid,
    /// Minor units, above zero.
    pub amount: i64,
}

/// Pays what is owed with what is given back, both in their order; afterwards only one of the two is
/// left.
#[must_use]
pub fn set_off(open: &[Open]) -> Vec<SetOff> {
    let mut owed: Vec<Open> = open.iter().copied().filter(|o| o.amount > 0).collect();
    let mut done = Vec::new();
    for gives in open.iter().filter(|open| open.amount < 0) {
        let mut left = gives.amount.saturating_neg();
        for owes in &mut owed {
            let amount = left.min(owes.amount);
            if amount > 0 {
                left -= amount;
                owes.amount -= amount;
                done.push(SetOff {
                    gives: gives.invoice,
                    owes: owes.invoice,
                    amount,
                });
            }
        }
    }
    done
}

/// How an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// To be paid by its due date.
    Due,
    /// The same, and something of it is paid.
    PartlyPaid,
    /// Its due date is past, and something of it is open.
    Overdue,
    /// Nothing of it is open.
    Paid,
    /// It gives back what no invoice has taken yet.
    Credit,
}

text_of_enum!(Status {
    Due => "due",
    PartlyPaid => "partly-paid",
    Overdue => "overdue",
    Paid => "paid",
    Credit => "credit",
});

impl Status {
    /// How an invoice stands that came to something, less what was credited, and of which something is
    /// open; on its due date it is not overdue yet.
    #[must_use]
    pub fn of(owed: i64, open: i64, due_on: Date, today: Date) -> Self {
        match open {
            0 => Self::Paid,
            ..0 => Self::Credit,
            _ if due_on < today => Self::Overdue,
            _ if open < owed => Self::PartlyPaid,
            _ => Self::Due,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::credit_note::{Taxed, credit};
    use super::super::ledger::{Account, Posting};
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn open(n: u128, amount: i64) -> Open {
        Open {
            invoice: id(n),
            amount,
        }
    }

    fn part(n: u128, amount: i64) -> Part {
        Part {
            invoice: id(n),
            amount,
        }
    }

    #[test]
    fn the_oldest_is_paid_first_and_the_rest_is_left() {
        let owed = [open(1, 100), open(2, -30), open(3, 50)];
        assert_eq!(in_order(120, &owed), [part(1, 100), part(3, 20)]);
        assert_eq!(in_order(1_000, &owed), [part(1, 100), part(3, 50)]);
        assert_eq!(in_order(0, &owed), []);
        assert_eq!(in_order(-5, &owed), []);
    }

    #[test]
    fn what_is_chosen_has_to_be_open_and_there() {
        let owed = [open(1, 100), open(2, -30), open(3, 50)];
        assert_eq!(chosen(120, &owed, &[part(3, 50), part(1, 70)]), Ok(()));
        for (parts, why) in [
            (vec![part(1, 0)], Refused::NotPositive),
            (vec![part(1, -1)], Refused::NotPositive),
            (vec![part(2, 1)], Refused::NotOpen),
            (vec![part(9, 1)], Refused::NotOpen),
            (vec![part(1, 101)], Refused::MoreThanOpen),
            (vec![part(1, 60), part(1, 60)], Refused::MoreThanOpen),
            (vec![part(1, 100), part(3, 21)], Refused::MoreThanLeft),
        ] {
            let refused = chosen(120, &owed, &parts).unwrap_err();
            assert_eq!(refused.1, why, "{parts:?}");
            assert_eq!(why.to_string(), why.code());
        }
    }

    #[test]
    fn what_is_given_back_pays_the_oldest() {
        let all = [open(1, 100), open(2, -130), open(3, 50), open(4, -40)];
        let wanted = [(2, 1, 100), (2, 3, 30), (4, 3, 20)].map(|(gives, owes, amount)| SetOff {
            gives: id(gives),
            owes: id(owes),
            amount,
        });
        assert_eq!(set_off(&all), wanted);
        assert_eq!(set_off(&[open(1, 100)]), []);
    }

    #[test]
    fn an_invoice_is_overdue_after_its_due_date() {
        let (due, day) = (date(2026, 7, 15), |day| date(2026, 7, day));
        assert_eq!(Status::of(100, 100, due, day(15)), Status::Due);
        assert_eq!(Status::of(100, 40, due, day(15)), Status::PartlyPaid);
        assert_eq!(Status::of(100, 40, due, day(16)), Status::Overdue);
        assert_eq!(Status::of(100, 0, due, day(16)), Status::Paid);
        assert_eq!(Status::of(-100, -60, due, day(16)), Status::Credit);
        assert_eq!(Status::of(0, 0, due, day(16)), Status::Paid);
        // Of 100, 60 were credited: nothing of the rest is paid.
        assert_eq!(Status::of(40, 40, due, day(15)), Status::Due);
    }

    #[test]
    fn days_of_payments() {
        let (signed, today) = (date(2026, 1, 15), date(2026, 7, 1));
        assert_eq!(may_have_come(today, signed, today), Ok(()));
        assert_eq!(may_have_come(signed, signed, today), Ok(()));
        let tomorrow = date(2026, 7, 2);
        assert_eq!(may_have_come(tomorrow, signed, today), Err(Refused::Future));
        let before = date(2026, 1, 14);
        assert_eq!(may_have_come(before, signed, today), Err(Refused::TooEarly));
        assert_eq!(may_be_paid(0), Err(Refused::NotPositive));
        assert_eq!(may_be_paid(-1), Err(Refused::NotPositive));
        assert_eq!(may_be_paid(1), Ok(()));
    }

    /// What happens to a partner's account.
    #[derive(Debug, Clone)]
    enum Act {
        Bill(i64, i64),
        Pay(i64),
        PayInOrder(usize),
        Choose(usize, usize, i64),
        Release(usize),
        Reverse(usize),
        Credit(usize, i64),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            (-20_000i64..60_000, -1_000i64..3_000).prop_map(|(net, tax)| Act::Bill(net, tax)),
            (1i64..80_000).prop_map(Act::Pay),
            (0usize..8).prop_map(Act::PayInOrder),
            (0usize..8, 0usize..8, 1i64..40_000).prop_map(|(p, i, a)| Act::Choose(p, i, a)),
            (0usize..16).prop_map(Act::Release),
            (0usize..8).prop_map(Act::Reverse),
            (0usize..8, 1i64..40_000).prop_map(|(i, a)| Act::Credit(i, a)),
        ];
        prop::collection::vec(act, 0..60)
    }

    /// An account kept by postings, and beside it what was billed and paid, kept by hand.
    #[derive(Default)]
    struct Books {
        postings: Vec<Posting>,
        /// Each with what it charges, and what of it was credited.
        invoices: Vec<(Uuid, Taxed, Taxed)>,
        payments: Vec<(Uuid, i64, bool)>,
        billed: i64,
        credited: i64,
        received: i64,
    }

    impl Books {
        fn post(&mut self, posting: Posting) {
            let sum: i64 = posting.entries().iter().map(|entry| entry.amount).sum();
            assert_eq!(sum, 0);
            self.postings.push(posting);
        }

        fn sum(&self, wanted: impl Fn(&Posting, Account, Option<Uuid>) -> bool) -> i64 {
            let mut sum = 0;
            for posting in &self.postings {
                for entry in posting.entries() {
                    if wanted(posting, entry.account, entry.invoice) {
                        sum += entry.amount;
                    }
                }
            }
            sum
        }

        fn open(&self) -> Vec<Open> {
            let open = self.invoices.iter().map(|(id, ..)| Open {
                invoice: *id,
                amount: self.sum(|_, account, invoice| {
                    account == Account::Receivable && invoice == Some(*id)
                }),
            });
            open.collect()
        }

        fn left(&self, payment: Uuid) -> i64 {
            -self.sum(|posting, account, _| {
                posting.payment_id() == Some(payment) && account == Account::Unallocated
            })
        }

        fn paid_by(&self, payment: Uuid) -> BTreeMap<Uuid, i64> {
            let mut paid = BTreeMap::new();
            for posting in &self.postings {
                if posting.payment_id() == Some(payment) {
                    for entry in posting.entries() {
                        if let Some(invoice) = entry.invoice {
                            *paid.entry(invoice).or_default() -= entry.amount;
                        }
                    }
                }
            }
            paid.retain(|_, amount| *amount != 0);
            paid
        }

        fn set_off(&mut self) {
            for part in set_off(&self.open()) {
                self.post(Posting::set_off(part.gives, part.owes, part.amount).unwrap());
            }
        }

        fn allocate(&mut self, payment: Uuid, parts: &[Part]) {
            for part in parts {
                let posting = Posting::allocation(payment, part.invoice, part.amount);
                self.post(posting.unwrap());
            }
        }

        fn release(&mut self, payment: Uuid) {
            for (invoice, amount) in self.paid_by(payment) {
                self.post(Posting::release(payment, invoice, amount).unwrap());
            }
            self.set_off();
        }

        fn act(&mut self, act: &Act) {
            let fresh = id(self.postings.len() as u128 + 1_000);
            let payment = |books: &Self, n: usize| books.payments.get(n).copied();
            match *act {
                Act::Bill(net, tax) => {
                    let charged = Taxed {
                        before_tax: net,
                        tax,
                    };
                    self.invoices.push((fresh, charged, Taxed::default()));
                    self.billed += net + tax;
                    self.post(Posting::invoice(fresh, net, tax).unwrap());
                    self.set_off();
                }
                Act::Pay(amount) => {
                    self.payments.push((fresh, amount, true));
                    self.received += amount;
                    self.post(Posting::payment(fresh, amount).unwrap());
                }
                Act::PayInOrder(n) => {
                    if let Some((id, _, true)) = payment(self, n) {
                        let parts = in_order(self.left(id), &self.open());
                        self.allocate(id, &parts);
                    }
                }
                Act::Choose(n, i, amount) => {
                    let found = (payment(self, n), self.invoices.get(i).copied());
                    if let (Some((id, _, true)), Some((invoice, ..))) = found {
                        let parts = [Part { invoice, amount }];
                        if chosen(self.left(id), &self.open(), &parts).is_ok() {
                            self.allocate(id, &parts);
                        }
                    }
                }
                Act::Release(n) => {
                    if let Some((id, _, true)) = payment(self, n) {
                        self.release(id);
                    }
                }
                Act::Reverse(n) => {
                    if let Some((id, amount, true)) = payment(self, n) {
                        self.release(id);
                        self.post(Posting::payment_reversal(id, amount).unwrap());
                        self.payments[n].2 = false;
                        self.received -= amount;
                    }
                }
                Act::Credit(i, before_tax) => {
                    let Some((invoice, charged, credited)) = self.invoices.get_mut(i) else {
                        return;
                    };
                    // What is left decides, whatever was paid of it.
                    let Ok(note) = credit(charged.less(*credited), 600, before_tax) else {
                        return;
                    };
                    credited.before_tax += note.before_tax;
                    credited.tax += note.tax;
                    let invoice = *invoice;
                    self.credited += note.before_tax + note.tax;
                    let posting = Posting::credit_note(fresh, invoice, note.before_tax, note.tax);
                    self.post(posting.unwrap());
                    self.set_off();
                }
            }
        }

        fn check(&self) {
            let of = |wanted| self.sum(|_, account, _| account == wanted);
            assert_eq!(self.sum(|_, _, _| true), 0);
            // What is owed and not yet given to an invoice is what was billed less what came in.
            let balance = of(Account::Receivable) + of(Account::Unallocated);
            let owed = self.billed - self.credited;
            assert_eq!(balance, owed - self.received);
            assert_eq!(of(Account::Bank), self.received);
            assert_eq!(of(Account::Revenue) + of(Account::Tax), -owed);
            let open = self.open();
            let sum: i64 = open.iter().map(|open| open.amount).sum();
            assert_eq!(sum, of(Account::Receivable));
            // Nothing is given back and owed at once, and nothing is paid twice.
            let gives = open.iter().any(|open| open.amount < 0);
            let owes = open.iter().any(|open| open.amount > 0);
            assert!(!(gives && owes), "{open:?}");
            for (open, (_, charged, credited)) in open.iter().zip(&self.invoices) {
                let total = charged.before_tax + charged.tax;
                // What was paid before a credit note is given back, once, to other invoices.
                let credited = credited.before_tax + credited.tax;
                let range = total.min(0) - credited..=total.max(0);
                assert!(range.contains(&open.amount), "{open:?} of {total}");
            }
            let mut left = 0;
            for (payment, amount, counts) in &self.payments {
                let (unused, used) = (self.left(*payment), self.paid_by(*payment));
                let used: i64 = used.values().sum();
                assert!(unused >= 0 && used >= 0);
                assert_eq!(unused + used, if *counts { *amount } else { 0 });
                left += unused;
            }
            assert_eq!(left, -of(Account::Unallocated));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn balances_hold_whatever_happens(acts in acts()) {
            let mut books = Books::default();
            for act in &acts {
                books.act(act);
                books.check();
            }
        }
    }
}
