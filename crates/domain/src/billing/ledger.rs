//! What partners owe and have paid, in double entry. Every change of a balance is a [`Posting`],
//! which cannot be made unless its entries sum to nothing.

use crate::caller::text_of_enum;
use crate::money::MoneyError;
use uuid::Uuid;

/// Where an amount is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// What is owed for an invoice.
    Receivable,
    /// What was charged before tax.
    Revenue,
    /// Tax that was charged.
    Tax,
    /// Money in the operator's bank account.
    Bank,
    /// What a partner has paid that belongs to no invoice yet; it is owed to the partner.
    Unallocated,
}

text_of_enum!(Account {
    Receivable => "receivable",
    Revenue => "revenue",
    Tax => "tax",
    Bank => "bank",
    Unallocated => "unallocated",
});

/// What a posting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An invoice was issued.
    Invoice,
    /// What one invoice gives back pays for another.
    SetOff,
    /// Money came in.
    Payment,
    /// A payment was not one.
    PaymentReversal,
    /// A payment pays for an invoice.
    Allocation,
    /// It no longer does.
    Release,
    /// Something of an invoice is not owed after all.
    CreditNote,
}

text_of_enum!(Kind {
    Invoice => "invoice",
    SetOff => "set-off",
    Payment => "payment",
    PaymentReversal => "payment-reversal",
    Allocation => "allocation",
    Release => "release",
    CreditNote => "credit-note",
});

/// One side of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// Minor units; a debit is above zero.
    pub amount: i64,
    /// The invoice it is about.
    pub invoice: Option<Uuid>,
}

/// A change of balances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    kind: Kind,
    payment: Option<Uuid>,
    credit_note: Option<Uuid>,
    waived_charge: Option<Uuid>,
    refund: Option<Uuid>,
    entries: Vec<Entry>,
}

fn entry(account: Account, amount: i64, invoice: Option<Uuid>) -> Entry {
    Entry {
        account,
        amount,
        invoice,
    }
}

fn negative(amount: i64) -> Result<i64, MoneyError> {
    amount.checked_neg().ok_or(MoneyError::Overflow)
}

impl Posting {
    fn of(kind: Kind, payment: Option<Uuid>, entries: Vec<Entry>) -> Self {
        debug_assert_eq!(
            entries.iter().map(|e| i128::from(e.amount)).sum::<i128>(),
            0
        );
        Self {
            kind,
            payment,
            credit_note: None,
            waived_charge: None,
            refund: None,
            entries,
        }
    }

    /// An invoice was issued: so much before tax, and its tax.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn invoice(invoice: Uuid, before_tax: i64, tax: i64) -> Result<Self, MoneyError> {
        let total = before_tax.checked_add(tax).ok_or(MoneyError::Overflow)?;
        let about = Some(invoice);
        let entries = vec![
            entry(Account::Receivable, total, about),
            entry(Account::Revenue, negative(before_tax)?, about),
            entry(Account::Tax, negative(tax)?, about),
        ];
        Ok(Self::of(Kind::Invoice, None, entries))
    }

    /// Two accounts, one amount: from the second to the first.
    fn pair(
        kind: Kind,
        payment: Option<Uuid>,
        amount: i64,
        debit: (Account, Option<Uuid>),
        credit: (Account, Option<Uuid>),
    ) -> Result<Self, MoneyError> {
        let entries = vec![
            entry(debit.0, amount, debit.1),
            entry(credit.0, negative(amount)?, credit.1),
        ];
        Ok(Self::of(kind, payment, entries))
    }

    /// Money came in.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn payment(payment: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let (bank, partner) = ((Account::Bank, None), (Account::Unallocated, None));
        Self::pair(Kind::Payment, Some(payment), amount, bank, partner)
    }

    /// A payment was not one. What it paid for has to be released before.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn payment_reversal(payment: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let (bank, partner) = ((Account::Bank, None), (Account::Unallocated, None));
        Self::pair(Kind::PaymentReversal, Some(payment), amount, partner, bank)
    }

    /// What was paid too much goes back: a reversal of a part of the payment.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn refund(refund: Uuid, payment: Uuid, amount: i64) -> Result<Self, MoneyError> {
        Ok(Self {
            refund: Some(refund),
            ..Self::payment_reversal(payment, amount)?
        })
    }

    /// What an invoice gives back is paid.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn refund_of_invoice(refund: Uuid, invoice: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let (gives, bank) = ((Account::Receivable, Some(invoice)), (Account::Bank, None));
        Ok(Self {
            refund: Some(refund),
            ..Self::pair(Kind::PaymentReversal, None, amount, gives, bank)?
        })
    }

    /// A payment pays for an invoice.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn allocation(payment: Uuid, invoice: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let left = (Account::Unallocated, None);
        let owed = (Account::Receivable, Some(invoice));
        Self::pair(Kind::Allocation, Some(payment), amount, left, owed)
    }

    /// It no longer does.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn release(payment: Uuid, invoice: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let left = (Account::Unallocated, None);
        let owed = (Account::Receivable, Some(invoice));
        Self::pair(Kind::Release, Some(payment), amount, owed, left)
    }

    /// What one invoice gives back pays for another.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn set_off(gives: Uuid, owes: Uuid, amount: i64) -> Result<Self, MoneyError> {
        let gives = (Account::Receivable, Some(gives));
        let owes = (Account::Receivable, Some(owes));
        Self::pair(Kind::SetOff, None, amount, gives, owes)
    }

    /// Something of an invoice is not owed after all: so much before tax, and its tax.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn credit_note(
        note: Uuid,
        invoice: Uuid,
        before_tax: i64,
        tax: i64,
    ) -> Result<Self, MoneyError> {
        let total = before_tax.checked_add(tax).ok_or(MoneyError::Overflow)?;
        let about = Some(invoice);
        let entries = vec![
            entry(Account::Receivable, negative(total)?, about),
            entry(Account::Revenue, before_tax, about),
            entry(Account::Tax, tax, about),
        ];
        Ok(Self {
            credit_note: Some(note),
            ..Self::of(Kind::CreditNote, None, entries)
        })
    }

    /// A finance charge on an invoice is waived: a credit note of its own kind.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn waiver(
        charge: Uuid,
        invoice: Uuid,
        before_tax: i64,
        tax: i64,
    ) -> Result<Self, MoneyError> {
        Ok(Self {
            credit_note: None,
            waived_charge: Some(charge),
            ..Self::credit_note(charge, invoice, before_tax, tax)?
        })
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The payment, where there is one.
    #[must_use]
    pub fn payment_id(&self) -> Option<Uuid> {
        self.payment
    }

    /// The credit note, where there is one.
    #[must_use]
    pub fn credit_note_id(&self) -> Option<Uuid> {
        self.credit_note
    }

    /// The finance charge that is waived, where there is one.
    #[must_use]
    pub fn waived_charge_id(&self) -> Option<Uuid> {
        self.waived_charge
    }

    /// The refund, where it is one.
    #[must_use]
    pub fn refund_id(&self) -> Option<Uuid> {
        self.refund
    }

    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_posting_sums_to_nothing() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let postings = [
            Posting::invoice(a, 10_000, 600),
            Posting::invoice(a, -10_000, -600),
            Posting::payment(b, 10_600),
            Posting::payment_reversal(b, 10_600),
            Posting::allocation(b, a, 600),
            Posting::release(b, a, 600),
            Posting::set_off(a, b, 1),
            Posting::credit_note(b, a, 100, 6),
            Posting::waiver(b, a, 3_500, 0),
            Posting::refund(a, b, 100),
            Posting::refund_of_invoice(b, a, 100),
        ];
        for posting in postings {
            let posting = posting.unwrap();
            let sum: i64 = posting.entries().iter().map(|entry| entry.amount).sum();
            assert_eq!(sum, 0, "{posting:?}");
        }
        let refund = Posting::refund(a, b, 100).unwrap();
        assert_eq!(
            (refund.refund_id(), refund.payment_id()),
            (Some(a), Some(b))
        );
        let of_invoice = Posting::refund_of_invoice(b, a, 100).unwrap();
        assert_eq!(of_invoice.payment_id(), None);
        // What an invoice gives back is owed no more.
        assert_eq!(of_invoice.entries()[0].invoice, Some(a));
        assert_eq!(of_invoice.entries()[0].amount, 100);
        let too_much = Posting::invoice(a, i64::MAX, 1);
        assert_eq!(too_much, Err(MoneyError::Overflow));
    }
}
