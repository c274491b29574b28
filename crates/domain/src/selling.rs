//! What catalogue, customers, orders and subscriptions refuse, in one list.
//!
//! A [`Reason`] has a stable text, part of the locale key `refused-<text>`, and the number by which
//! programs that talk to a partner centre know it.

use crate::caller::text_of_enum;
use crate::partner::NoOrders;
use serde::{Deserialize, Serialize};

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The partner is suspended.
    PartnerSuspended,
    /// The partner is not in business: being set up, ending, or never was.
    NotAPartner,
    /// The time to sign a new version of the reseller agreement is over.
    AgreementUnsigned,
    /// The caller may not see prices.
    PricesHidden,
    /// The credit limit does not cover it.
    CreditTooLow,
    /// It is possible in an integration sandbox only.
    NotInSandbox,
    /// The sandbox holds no more.
    SandboxLimit,
    /// The partner no longer sells to the customer.
    NoRelationship,
    /// Subscriptions run, so the relationship cannot end.
    RelationshipInUse,
    /// Nobody has confirmed that the customer accepted its agreement.
    AttestationMissing,
    /// There is no such offer.
    OfferUnknown,
    /// The offer is no longer, or not yet, sold.
    OfferNotSold,
    /// The customer does not qualify.
    OfferNotForCustomer,
    /// The customer has a suspended subscription of the offer.
    ReactivateInstead,
    /// The customer has as many subscriptions of the offer as allowed.
    OfferLimitReached,
    /// The customer owns what the trial would show.
    TrialOfOwned,
    /// Fewer or more units than the offer allows.
    QuantityOutOfRange,
    /// The offer is not billed in that cycle.
    CycleNotOffered,
    /// An add-on without its base.
    BaseMissing,
    /// The add-on does not belong to the base's offer.
    BaseOfOtherOffer,
    /// The base does not run.
    BaseNotActive,
    /// More units than the base has.
    MoreThanBase,
    /// A base was given to something that needs none.
    NotAnAddOn,
    /// Line numbers are missing, double or out of range.
    LinesInvalid,
    /// The name of the subscription is too long, or cannot be written.
    NameInvalid,
    /// Outside a sandbox orders stand; subscriptions are suspended or cancelled.
    OrderNotCancellable,
    /// A change of an order other than a new add-on or another billing cycle.
    OrderChangeUnknown,
    /// A subscription of the order does not run, so the cycle stays.
    CycleWhileInactive,
    /// An offer of the order has no such cycle.
    CycleNotInOffer,
    /// The cart has run out.
    CartExpired,
    /// The cart holds nothing.
    CartEmpty,
    /// Lines of the cart cannot be ordered.
    CartHasErrors,
    /// The cart was ordered before.
    CartOrdered,
    /// Fewer units than people have licences.
    LicencesAssigned,
    /// Something is still being done to the subscription.
    Pending,
    /// The subscription has ended.
    Deleted,
    /// Units do not change while it is suspended.
    SeatsWhileSuspended,
    /// What was asked for needs a running subscription.
    ChangeWhileSuspended,
    /// The status does not follow from the present one.
    NoSuchStatus,
    /// The term is over, or the days until deletion are.
    ReactivatedTooLate,
    /// The operator suspended it; the partner cannot release it.
    NotByPartner,
    /// A trial's units do not change.
    TrialFixed,
    /// A trial does not renew.
    TrialEnds,
    /// A trial cannot be suspended; it ends by itself or is cancelled.
    TrialStatus,
    /// The term ends today or has ended.
    TermIsOver,
    /// The offer has no way to the one asked for.
    NoUpgrade,
    /// Only a running subscription can be upgraded or converted.
    UpgradeNotActive,
    /// An upgrade needs delegated administration.
    UpgradeNeedsDelegation,
    /// Add-ons run that do not fit the target.
    UpgradeWithAddOns,
    /// The customer already owns the target.
    TargetOwned,
    /// Not a trial, or not of that offer.
    NoConversion,
    /// How a subscription is billed changes at its order.
    CycleOfOrder,
    /// A subscription's term does not change.
    TermFixed,
    /// The partner of a subscription does not change.
    PartnerFixed,
}

text_of_enum!(Reason {
    PartnerSuspended => "partner-suspended",
    NotAPartner => "not-a-partner",
    AgreementUnsigned => "agreement-unsigned",
    PricesHidden => "prices-hidden",
    CreditTooLow => "credit-too-low",
    NotInSandbox => "not-in-sandbox",
    SandboxLimit => "sandbox-limit",
    NoRelationship => "no-relationship",
    RelationshipInUse => "relationship-in-use",
    AttestationMissing => "attestation-missing",
    OfferUnknown => "offer-unknown",
    OfferNotSold => "offer-not-sold",
    OfferNotForCustomer => "offer-not-for-customer",
    ReactivateInstead => "reactivate-instead",
    OfferLimitReached => "offer-limit-reached",
    TrialOfOwned => "trial-of-owned",
    QuantityOutOfRange => "quantity-out-of-range",
    CycleNotOffered => "cycle-not-offered",
    BaseMissing => "base-missing",
    BaseOfOtherOffer => "base-of-other-offer",
    BaseNotActive => "base-not-active",
    MoreThanBase => "more-than-base",
    NotAnAddOn => "not-an-add-on",
    LinesInvalid => "lines-invalid",
    NameInvalid => "name-invalid",
    OrderNotCancellable => "order-not-cancellable",
    OrderChangeUnknown => "order-change-unknown",
    CycleWhileInactive => "cycle-while-inactive",
    CycleNotInOffer => "cycle-not-in-offer",
    CartExpired => "cart-expired",
    CartEmpty => "cart-empty",
    CartHasErrors => "cart-has-errors",
    CartOrdered => "cart-ordered",
    LicencesAssigned => "licences-assigned",
    Pending => "pending",
    Deleted => "deleted",
    SeatsWhileSuspended => "seats-while-suspended",
    ChangeWhileSuspended => "change-while-suspended",
    NoSuchStatus => "no-such-status",
    ReactivatedTooLate => "reactivated-too-late",
    NotByPartner => "not-by-partner",
    TrialFixed => "trial-fixed",
    TrialEnds => "trial-ends",
    TrialStatus => "trial-status",
    TermIsOver => "term-is-over",
    NoUpgrade => "no-upgrade",
    UpgradeNotActive => "upgrade-not-active",
    UpgradeNeedsDelegation => "upgrade-needs-delegation",
    UpgradeWithAddOns => "upgrade-with-add-ons",
    TargetOwned => "target-owned",
    NoConversion => "no-conversion",
    CycleOfOrder => "cycle-of-order",
    TermFixed => "term-fixed",
    PartnerFixed => "partner-fixed",
});

impl Reason {
    /// The number the programming interface answers with.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::PartnerSuspended | Self::NotAPartner => 800_039,
            Self::AgreementUnsigned => 800_062,
            Self::PricesHidden => 800_043,
            Self::CreditTooLow => 800_023,
            Self::NotInSandbox => 900_127,
            Self::SandboxLimit => 800_018,
            Self::NoRelationship => 20002,
            Self::RelationshipInUse | Self::UpgradeNeedsDelegation | Self::UpgradeWithAddOns => {
                800_036
            }
            Self::AttestationMissing => 13605,
            Self::OfferUnknown => 800_004,
            Self::OfferNotSold => 2091,
            Self::OfferNotForCustomer
            | Self::ReactivateInstead
            | Self::TrialOfOwned
            | Self::TargetOwned => 2085,
            Self::OfferLimitReached => 27006,
            Self::QuantityOutOfRange | Self::MoreThanBase => 2002,
            Self::CycleNotOffered => 900_269,
            Self::BaseMissing | Self::BaseOfOtherOffer | Self::NotAnAddOn => 800_029,
            Self::BaseNotActive => 27009,
            Self::LinesInvalid => 800_071,
            Self::NameInvalid => 3000,
            Self::OrderNotCancellable => 800_063,
            Self::OrderChangeUnknown => 800_042,
            Self::CycleWhileInactive => 6000,
            Self::CycleNotInOffer => 6001,
            Self::CartExpired => 800_008,
            Self::CartEmpty | Self::CartHasErrors => 800_009,
            Self::CartOrdered => 800_065,
            Self::LicencesAssigned => 800_090,
            Self::Pending => 900_278,
            Self::Deleted => 2011,
            Self::SeatsWhileSuspended => 2001,
            Self::ChangeWhileSuspended => 800_091,
            Self::NoSuchStatus | Self::ReactivatedTooLate => 800_040,
            Self::NotByPartner | Self::TrialStatus => 800_096,
            Self::TrialFixed => 800_095,
            Self::TrialEnds => 800_093,
            Self::TermIsOver => 900_277,
            Self::NoUpgrade | Self::NoConversion => 2006,
            Self::UpgradeNotActive => 800_012,
            Self::CycleOfOrder => 2054,
            Self::TermFixed => 800_121,
            Self::PartnerFixed => 800_098,
        }
    }

    /// A refusal that has nothing to do with a line.
    #[must_use]
    pub fn alone(self) -> Refusal {
        Refusal {
            reason: self,
            line: None,
        }
    }

    /// A refusal of a line.
    #[must_use]
    pub fn of_line(self, line: u32) -> Refusal {
        Refusal {
            reason: self,
            line: Some(line),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown reason {text}")))
    }
}

impl From<NoOrders> for Reason {
    fn from(no: NoOrders) -> Self {
        match no {
            NoOrders::NotAPartner | NoOrders::SettingUp => Self::NotAPartner,
            NoOrders::Suspended => Self::PartnerSuspended,
            NoOrders::AgreementUnsigned => Self::AgreementUnsigned,
        }
    }
}

/// A refusal, of a line or of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// Which line of an order or a cart, from 0; none for the whole.
    pub line: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_text_and_a_number_of_its_own_kind() {
        let mut texts = std::collections::BTreeSet::new();
        for reason in Reason::ALL {
            assert!(texts.insert(reason.text()), "{reason:?} shares its text");
            assert_eq!(Reason::from_text(reason.text()), Some(*reason));
            assert!(reason.number() > 1000, "{reason:?}");
        }
        assert_eq!(Reason::from_text("never-heard-of"), None);
        assert_eq!(Reason::from(NoOrders::SettingUp), Reason::NotAPartner);
        assert_eq!(Reason::QuantityOutOfRange.of_line(3).line, Some(3));
    }
}
