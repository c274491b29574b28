//! Charge types and the sections of an invoice they stand in.

use crate::caller::text_of_enum;

/// What a line is for. The texts are those of the reconciliation file, in capitals there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChargeType {
    /// First advance of a subscription.
    PurchaseFee,
    /// Advance of a following period.
    CycleFee,
    /// First advance of a term that began anew.
    RenewFee,
    /// The advance given back because seats changed.
    CancelInstanceProrate,
    /// A stretch of days with one number of seats.
    CycleInstanceProrate,
    /// The days not used after a cancellation or a suspension.
    ProrateWhenCancel,
    /// Until the next billing date, for what has no free period.
    ProrateWhenPurchase,
    /// From a reactivation to the end of the period.
    ProrateWhenActivate,
    /// A part of a line of an earlier invoice, given back with its tax.
    Offset,
}

text_of_enum!(ChargeType {
    PurchaseFee => "purchase-fee",
    CycleFee => "cycle-fee",
    RenewFee => "renew-fee",
    CancelInstanceProrate => "cancel-instance-prorate",
    CycleInstanceProrate => "cycle-instance-prorate",
    ProrateWhenCancel => "prorate-fees-when-cancel",
    ProrateWhenPurchase => "prorate-fees-when-purchase",
    ProrateWhenActivate => "prorate-fees-when-activate",
    Offset => "offset-a-line-item",
});

/// Where a line stands on an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Recurring charges.
    Recurring,
    /// Other products and services.
    OtherProducts,
    /// Credits and adjustments, which bring their tax along.
    Credits,
}

impl ChargeType {
    /// The section of the invoice.
    #[must_use]
    pub fn section(self) -> Section {
        match self {
            Self::ProrateWhenActivate => Section::OtherProducts,
            Self::Offset => Section::Credits,
            _ => Section::Recurring,
        }
    }

    /// As reconciliation files and interfaces write it.
    #[must_use]
    pub fn printed(self) -> &'static str {
        match self {
            Self::PurchaseFee => "Purchase fee",
            Self::CycleFee => "Cycle fee",
            Self::RenewFee => "Renew fee",
            Self::CancelInstanceProrate => "Cancel instance prorate",
            Self::CycleInstanceProrate => "Cycle instance prorate",
            Self::ProrateWhenCancel => "Prorate fees when cancel",
            Self::ProrateWhenPurchase => "Prorate fees when purchase",
            Self::ProrateWhenActivate => "Prorate fees when activate",
            Self::Offset => "Offset a line item",
        }
    }

    /// Whether it pays for a whole period in advance.
    #[must_use]
    pub fn is_advance(self) -> bool {
        matches!(self, Self::PurchaseFee | Self::CycleFee | Self::RenewFee)
    }
}
