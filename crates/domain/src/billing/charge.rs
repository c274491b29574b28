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
    /// Usage that was metered.
    UsageFee,
    /// Usage that was not paid when its subscription ended.
    UsageFeeWhenCancel,
    /// A discount on the first usage of a subscription.
    ActivationDiscount,
    /// A discount on usage.
    CycleDiscount,
    /// A discount on usage of the period in which a term began anew.
    RenewDiscount,
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
    UsageFee => "assess-usage-fee-for-current-cycle",
    UsageFeeWhenCancel => "assess-usage-fee-when-cancel",
    ActivationDiscount => "activation-discount",
    CycleDiscount => "cycle-discount",
    RenewDiscount => "renew-discount",
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
    /// Usage charges, which are in the usage file.
    Usage,
    /// Other discounts on usage, below zero, in the usage file as well.
    UsageDiscounts,
}

impl ChargeType {
    /// The section of the invoice.
    #[must_use]
    pub fn section(self) -> Section {
        match self {
            Self::ProrateWhenActivate => Section::OtherProducts,
            Self::Offset => Section::Credits,
            Self::UsageFee | Self::UsageFeeWhenCancel => Section::Usage,
            Self::ActivationDiscount | Self::CycleDiscount | Self::RenewDiscount => {
                Section::UsageDiscounts
            }
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
            Self::UsageFee => "Assess usage fee for current cycle",
            Self::UsageFeeWhenCancel => "Assess usage fee when cancel",
            Self::ActivationDiscount => "Activation discount",
            Self::CycleDiscount => "Cycle discount",
            Self::RenewDiscount => "Renew discount",
        }
    }

    /// Whether it pays for a whole period in advance.
    #[must_use]
    pub fn is_advance(self) -> bool {
        matches!(self, Self::PurchaseFee | Self::CycleFee | Self::RenewFee)
    }
}
