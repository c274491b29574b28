//! The permission matrix of a partner's users as one table.
//!
//! Pages, use cases and, later, interfaces decide by the same rows; `docs/PERMISSIONS.md` is printed
//! from them. A person has two settings, an agent's and an admin's; their rights add up.

use crate::caller::{AdminSetting, AgentSetting};

/// What a role may do of a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// All of it.
    Yes,
    /// Nothing.
    No,
    /// Only the part named.
    Part(&'static str),
}

/// One field of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What is granted.
    pub grant: Grant,
    /// Whether the published rules of the programme are silent and this is our decision.
    pub ours: bool,
}

/// One row of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its number, from 1 without gaps.
    pub number: usize,
    /// The permissions it speaks of, as interfaces name them.
    pub permissions: &'static [&'static str],
    /// What is not clear from the names.
    pub note: &'static str,
    /// One field for each of [`ROLES`].
    pub cells: [Cell; 6],
}

/// The columns: texts of agent and admin settings.
pub const ROLES: [&str; 6] = [
    "admin-agent",
    "sales-agent",
    "helpdesk-agent",
    "global-admin",
    "billing-admin",
    "user-management-admin",
];

const fn cell(grant: Grant, ours: bool) -> Cell {
    Cell { grant, ours }
}
/// Granted and refused by the programme; the same by our decision; and parts.
const Y: Cell = cell(Grant::Yes, false);
const N: Cell = cell(Grant::No, false);
const OY: Cell = cell(Grant::Yes, true);
const ON: Cell = cell(Grant::No, true);
const fn part(what: &'static str) -> Cell {
    cell(Grant::Part(what), true)
}

const fn row(
    number: usize,
    permissions: &'static [&'static str],
    note: &'static str,
    cells: [Cell; 6],
) -> Row {
    Row {
        number,
        permissions,
        note,
        cells,
    }
}

/// The matrix. Rows 1 to 31 are the programme's, those after it this product's own.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    //                                                                       AA  SA  HD  GA  BA  UM
    row(1, &["customer.search", "customer.view"], "",                       [Y,  Y,  Y,  Y,  ON, ON]),
    row(2, &["customer.create"], "",                                        [Y,  Y,  N,  Y,  ON, ON]),
    row(3, &["customer.edit_details"], "",                                  [Y,  Y,  Y,  Y,  ON, ON]),
    row(4, &["customer.edit_billing_info"], "the form hides that section from helpdesk agents",
                                                                            [Y,  Y,  N,  Y,  ON, ON]),
    row(5, &["customer.view_agreement", "customer.attest_agreement"], "",   [OY, Y,  N,  Y,  part("view"), ON]),
    row(6, &["subscription.view"], "",                                      [Y,  Y,  OY, Y,  ON, ON]),
    row(7, &["subscription.manage"], "order, seats, add-on, upgrade, suspend, cancel, reactivate, nickname, reseller of record",
                                                                            [Y,  Y,  N,  Y,  ON, ON]),
    row(8, &["relationship.request"], "reseller relationship, delegated admin link",
                                                                            [Y,  Y,  N,  Y,  ON, ON]),
    row(9, &["relationship.remove"], "",                                    [OY, ON, ON, OY, ON, ON]),
    row(10, &["service_health.view"], "",                                   [Y,  N,  Y,  Y,  ON, ON]),
    row(11, &["administer_on_behalf"], "needs the customer's grant",        [Y,  N,  Y,  Y,  ON, ON]),
    row(12, &["support.partner_request.create"], "",                        [OY, N,  OY, Y,  part("billing topics"), part("account topics")]),
    row(13, &["support.customer_request.create"], "",                       [OY, N,  OY, Y,  ON, ON]),
    row(14, &["support.request.view"], "",                                  [OY, ON, part("own"), Y, part("own"), part("own")]),
    row(15, &["catalogue.browse"], "in the order flow",                     [Y,  OY, ON, Y,  ON, ON]),
    row(16, &["pricing.view"], "with price lists and offers to download; a sales agent orders without seeing amounts",
                                                                            [Y,  N,  N,  Y,  Y,  ON]),
    row(17, &["catalogue.set_top_five"], "",                                [OY, ON, ON, OY, ON, ON]),
    row(18, &["billing.view"], "with invoices and reconciliation files",    [Y,  N,  N,  Y,  Y,  ON]),
    row(19, &["billing.manage"], "payment proof, dispute, allocation, VAT invoice request",
                                                                            [ON, ON, ON, OY, Y,  ON]),
    row(20, &["partner_profile.view"], "",                                  [OY, OY, N,  Y,  OY, Y]),
    row(21, &["partner_profile.edit"], "domains included",                  [ON, ON, ON, OY, part("billing part"), ON]),
    row(22, &["users.view", "users.create", "users.manage"], "",            [N,  ON, ON, Y,  ON, Y]),
    row(23, &["users.assign_agent_setting"], "",                            [N,  ON, ON, Y,  ON, Y]),
    row(24, &["users.assign_admin_setting"], "",                            [N,  N,  N,  Y,  N,  N]),
    row(25, &["users.reset_password_for_others"], "nobody, not even a global admin",
                                                                            [N,  N,  N,  N,  N,  N]),
    row(26, &["indirect.register_value_added_reseller"], "",                [Y,  Y,  N,  Y,  ON, ON]),
    row(27, &["agreement.view"], "the company's own",                       [OY, ON, ON, Y,  Y,  ON]),
    row(28, &["agreement.sign"], "",                                        [ON, ON, ON, OY, ON, ON]),
    row(29, &["apps.manage", "sandbox.create"], "",                         [ON, ON, ON, Y,  ON, ON]),
    row(30, &["activity_log.view", "activity_log.export"], "",              [Y,  ON, ON, OY, ON, part("user events")]),
    row(31, &["credit_limit.view"], "",                                     [OY, ON, ON, OY, OY, ON]),
    row(32, &["enrolment.view", "enrolment.edit"], "the application to the programme",
                                                                            [ON, ON, ON, OY, ON, ON]),
    row(33, &["webhooks.manage"], "as the interface's documents have it",   [Y,  Y,  Y,  Y,  Y,  ON]),
];

/// A row by its number.
#[must_use]
pub fn by_number(number: usize) -> Option<&'static Row> {
    ROWS.get(number.checked_sub(1)?)
}

/// Whether two settings together grant a row, or at least the part of it that is asked for.
#[must_use]
pub fn allows(row: &Row, part: Option<&str>, agent: AgentSetting, admin: AdminSetting) -> bool {
    let held = [agent.text(), admin.text()];
    ROLES
        .iter()
        .zip(row.cells)
        .filter(|(role, _)| held.contains(role))
        .any(|(_, cell)| match cell.grant {
            Grant::Yes => true,
            Grant::No => false,
            Grant::Part(granted) => part == Some(granted),
        })
}

/// Locale keys of the roles each of which grants a row, or the part of it that is asked for;
/// admin settings first, because they are what a person would ask for.
#[must_use]
pub fn sufficient(row: &Row, part: Option<&str>) -> Vec<&'static str> {
    const KEYS: [&str; 6] = [
        "role-admin-agent",
        "role-sales-agent",
        "role-helpdesk-agent",
        "role-global-admin",
        "role-billing-admin",
        "role-user-management-admin",
    ];
    let enough = |cell: &Cell| match cell.grant {
        Grant::Yes => true,
        Grant::No => false,
        Grant::Part(granted) => part == Some(granted),
    };
    let keys = KEYS.into_iter().zip(row.cells);
    let mut keys: Vec<_> = keys.filter(|(_, cell)| enough(cell)).collect();
    let agents = keys.iter().take_while(|(key, _)| key.ends_with("-agent"));
    let agents = agents.count();
    keys.rotate_left(agents);
    keys.into_iter().map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_are_numbered_and_permissions_occur_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(row.number, at + 1);
            assert_eq!(by_number(row.number).unwrap().number, row.number);
            for permission in row.permissions {
                assert!(seen.insert(permission), "{permission} occurs twice");
            }
        }
        assert!(by_number(0).is_none() && by_number(ROWS.len() + 1).is_none());
        for role in ROLES {
            let known =
                AgentSetting::from_text(role).is_some() || AdminSetting::from_text(role).is_some();
            assert!(known, "{role}");
        }
    }

    #[test]
    fn the_rules_most_easily_forgotten() {
        let row = |permission: &str| {
            let mut rows = ROWS.iter();
            rows.find(|row| row.permissions.contains(&permission))
                .unwrap()
        };
        let may = |permission, agent, admin| allows(row(permission), None, agent, admin);
        use AdminSetting as A;
        use AgentSetting as G;
        // Nobody resets another's password.
        for agent in G::ALL {
            for admin in A::ALL {
                assert!(!may("users.reset_password_for_others", *agent, *admin));
                // Only a global admin gives out admin roles and signs.
                let global = *admin == A::GlobalAdmin;
                assert_eq!(may("users.assign_admin_setting", *agent, *admin), global);
                assert_eq!(may("agreement.sign", *agent, *admin), global);
            }
        }
        // Two settings add up.
        assert!(!may("users.manage", G::SalesAgent, A::None));
        assert!(may("users.manage", G::SalesAgent, A::UserManagementAdmin));
        assert!(may(
            "customer.create",
            G::SalesAgent,
            A::UserManagementAdmin
        ));
        assert!(!may("pricing.view", G::SalesAgent, A::None));
        assert!(may("pricing.view", G::SalesAgent, A::BillingAdmin));
        // With both at none, nothing.
        for row in ROWS {
            assert!(!allows(row, None, G::None, A::None), "{}", row.number);
            assert!(row.number == 25 || allows(row, None, G::None, A::GlobalAdmin));
        }
    }

    #[test]
    fn a_part_is_granted_only_where_it_is_asked_for() {
        let row = by_number(21).unwrap();
        let billing = AdminSetting::BillingAdmin;
        assert!(!allows(row, None, AgentSetting::None, billing));
        assert!(!allows(
            row,
            Some("legal part"),
            AgentSetting::None,
            billing
        ));
        assert!(allows(
            row,
            Some("billing part"),
            AgentSetting::None,
            billing
        ));
        assert_eq!(sufficient(row, None), ["role-global-admin"]);
        assert_eq!(
            sufficient(row, Some("billing part")),
            ["role-global-admin", "role-billing-admin"]
        );
        assert_eq!(
            sufficient(by_number(27).unwrap(), None),
            [
                "role-global-admin",
                "role-billing-admin",
                "role-admin-agent"
            ]
        );
        assert!(sufficient(by_number(25).unwrap(), None).is_empty());
    }
}
