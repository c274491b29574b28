//! Who administers which service for a customer: at most one partner each.

use uuid::Uuid;

/// What a customer decided about a service, once it decided anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The service.
    pub service: Uuid,
    /// Who administers it; none is nobody.
    pub partner: Option<Uuid>,
}

/// A partner that sells to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The partner.
    pub partner: Uuid,
    /// Whether it may administer anything.
    pub delegated: bool,
}

/// Who administers a service. What the customer decided counts, as long as that partner is still its
/// partner and has not given everything back itself; about what it never decided, the partner that came first and may administer.
///
/// `standing` are the partners in the order they came.
#[must_use]
pub fn holder(service: Uuid, choices: &[Choice], standing: &[Standing]) -> Option<Uuid> {
    match choices.iter().find(|choice| choice.service == service) {
        Some(choice) => choice.partner.filter(|partner| {
            standing
                .iter()
                .any(|s| s.partner == *partner && s.delegated)
        }),
        None => standing.iter().find(|s| s.delegated).map(|s| s.partner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn partner(n: u128, delegated: bool) -> Standing {
        Standing {
            partner: id(n),
            delegated,
        }
    }

    #[test]
    fn the_first_partner_administers_what_nobody_decided_about() {
        let standing = [partner(1, false), partner(2, true), partner(3, true)];
        assert_eq!(holder(id(9), &[], &standing), Some(id(2)));
        assert_eq!(holder(id(9), &[], &[partner(1, false)]), None);
        assert_eq!(holder(id(9), &[], &[]), None);
    }

    #[test]
    fn a_decision_counts_for_its_service_while_the_partner_is_one() {
        let choice = |partner| {
            [Choice {
                service: id(9),
                partner,
            }]
        };
        let standing = [partner(1, true), partner(2, true)];
        assert_eq!(holder(id(9), &choice(Some(id(2))), &standing), Some(id(2)));
        assert_eq!(holder(id(8), &choice(Some(id(2))), &standing), Some(id(1)));
        // Nobody is a decision too, and whoever left does not come back by an old one.
        assert_eq!(holder(id(9), &choice(None), &standing), None);
        assert_eq!(holder(id(9), &choice(Some(id(3))), &standing), None);
        // Nor what a partner gave back.
        let given_back = [partner(1, true), partner(2, false)];
        assert_eq!(holder(id(9), &choice(Some(id(2))), &given_back), None);
    }
}
