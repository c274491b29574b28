//! What the interface calls the acts that are done in a company's name.

/// An act and its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// What the audit log calls it.
    pub action: &'static str,
    /// What the interface calls it.
    pub operation: &'static str,
    /// What kind of thing it is done to.
    pub resource: &'static str,
}

const fn act(action: &'static str, operation: &'static str, resource: &'static str) -> Act {
    Act {
        action,
        operation,
        resource,
    }
}

/// Acts that are part of what was done for customers, by programs, and to the company's users. What
/// is not here (signing in, the application, credit) is none of the interface's.
pub const ACTS: &[Act] = &[
    act("customer.create", "add_customer", "customer"),
    act(
        "customer.update-profile",
        "update_customer_billing_profile",
        "customer",
    ),
    act("customer.delete", "delete_customer", "customer"),
    act(
        "customer.end-relationship",
        "remove_partner_customer_relationship",
        "partner_customer_relationship",
    ),
    act(
        "customer.remove-delegation",
        "dap_admin_relationship_terminated",
        "partner_customer_dap",
    ),
    act(
        "delegation.take",
        "dap_admin_relationship_terminated",
        "partner_customer_dap",
    ),
    act(
        "delegation.give",
        "dap_admin_relationship_approved",
        "partner_customer_dap",
    ),
    act(
        "relationship.accept",
        "create_partner_relationship",
        "partner_relationship",
    ),
    act("customer.attest-agreement", "create_agreement", "agreement"),
    act("order.place", "create_order", "order"),
    act("cart.checkout", "create_order", "order"),
    act("order.update", "update_order", "order"),
    act("order.extend", "update_order", "order"),
    act("order.set-cycle", "update_order", "order"),
    act("order.cancel", "update_order", "order"),
    act("order.provision", "update_order", "order"),
    act("subscription.change", "update_subscription", "subscription"),
    act("subscription.day", "update_subscription", "subscription"),
    act(
        "subscription.upgrade",
        "upgrade_subscription",
        "subscription",
    ),
    act(
        "subscription.convert",
        "convert_trial_subscription",
        "subscription",
    ),
    act("app.register", "register_application", "application"),
    act(
        "app.add-key",
        "add_application_credential",
        "application_credential",
    ),
    act(
        "app.revoke-key",
        "remove_application_credential",
        "application_credential",
    ),
    act("user.add", "create_partner_user", "partner_user"),
    act(
        "organisation.add-user",
        "create_partner_user",
        "partner_user",
    ),
    act("user.edit", "update_partner_user", "partner_user"),
    act("user.set-roles", "update_partner_user", "partner_user"),
    act("user.block", "update_partner_user", "partner_user"),
    act("user.unblock", "update_partner_user", "partner_user"),
    act("user.restore", "update_partner_user", "partner_user"),
    act("user.delete", "remove_partner_user", "partner_user"),
];

/// Days back records can be asked for.
pub const KEPT_DAYS: i64 = 90;
/// Days back they are given when nobody says how many.
pub const USUAL_DAYS: i64 = 30;

/// The kind of thing that is done to users of the company.
pub const USERS: &str = "partner_user";

/// The act of an action.
#[must_use]
pub fn of(action: &str) -> Option<&'static Act> {
    ACTS.iter().find(|act| act.action == action)
}

/// The kind of thing a client means: `CustomerUser`, `customer_user` and `Customer User` are one.
#[must_use]
pub fn resource(written: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = plain(written);
    let mut all = ACTS.iter();
    all.find(|act| plain(act.resource) == wanted)
        .map(|act| act.resource)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_one_name_and_kinds_are_found_however_they_are_written() {
        for (at, act) in ACTS.iter().enumerate() {
            assert!(ACTS[..at].iter().all(|other| other.action != act.action));
            assert_eq!(of(act.action), Some(act));
        }
        assert_eq!(of("session.begin"), None);
        for written in ["PartnerUser", "partner_user", "partner user"] {
            assert_eq!(resource(written), Some(USERS));
        }
        assert_eq!(resource("License"), None);
    }
}
