//! Who may do what in a customer's own centre, as one table; and the scope only this makes.
//!
//! `docs/PERMISSIONS.md` is printed from it. A customer's people have one setting, the same words as
//! an admin setting of a partner's people and none of their rights.

use super::{Denial, TenantScope};
use crate::caller::{AdminSetting, Caller, Stage};
use crate::ids::TenantId;

/// Leave of a customer's own people to read and write what is the customer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerScope(TenantScope);

impl CustomerScope {
    /// The customer.
    #[must_use]
    pub fn customer(self) -> TenantId {
        self.0.tenant()
    }

    /// The same leave for what every tenant has: its people, domains and log.
    #[must_use]
    pub fn own(self) -> TenantScope {
        self.0
    }
}

/// What a customer's people do in its centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerAction {
    /// See the home page, the own licences, and whom to ask.
    ViewHome,
    /// See subscriptions and who supports them.
    ViewSubscriptions,
    /// See, add, change, block and delete users.
    ManageUsers,
    /// Give licences to people and take them back.
    AssignLicences,
    /// Give and take admin roles.
    AssignAdminSetting,
    /// See partners and what they may administer.
    ViewPartners,
    /// Accept partners, and end or move what they may administer.
    DecideRelationships,
    /// See the customer agreement and who accepted it.
    ViewAgreement,
    /// Accept the customer agreement.
    AcceptAgreement,
    /// See the company's data and domains.
    ViewOrganisation,
    /// Change the company's data and domains.
    EditOrganisation,
    /// See who signed in and what was done, by partners too.
    ViewLog,
    /// Take a copy of the company's data.
    ExportData,
    /// Ask the partners, and read what they answer.
    AskPartners,
    /// See incidents of services the company uses.
    ViewHealth,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is done.
    pub action: CustomerAction,
    /// The permission, as documents name it.
    pub permission: &'static str,
    /// Global admins, billing admins, user-management admins, everybody else.
    pub cells: [bool; 4],
}

/// The columns of [`ROWS`]; everybody else has none of these settings.
pub const ROLES: [AdminSetting; 4] = [
    AdminSetting::GlobalAdmin,
    AdminSetting::BillingAdmin,
    AdminSetting::UserManagementAdmin,
    AdminSetting::None,
];

const fn row(action: CustomerAction, permission: &'static str, cells: [bool; 4]) -> Row {
    Row {
        action,
        permission,
        cells,
    }
}

/// The table.
#[rustfmt::skip]
pub const ROWS: &[Row] = {
    use CustomerAction as A;
    const Y: bool = true;
    const N: bool = false;
    &[
        //                                                           GA BA UM –
        row(A::ViewHome, "centre.view",                             [Y, Y, Y, Y]),
        row(A::ViewSubscriptions, "centre.subscriptions.view",      [Y, Y, Y, N]),
        row(A::ManageUsers, "centre.users.manage",                  [Y, N, Y, N]),
        row(A::AssignLicences, "centre.licences.assign",            [Y, N, Y, N]),
        row(A::AssignAdminSetting, "centre.users.assign_role",      [Y, N, N, N]),
        row(A::ViewPartners, "centre.partners.view",                [Y, Y, N, N]),
        row(A::DecideRelationships, "centre.partners.decide",       [Y, N, N, N]),
        row(A::ViewAgreement, "centre.agreement.view",              [Y, Y, N, N]),
        row(A::AcceptAgreement, "centre.agreement.accept",          [Y, N, N, N]),
        row(A::ViewOrganisation, "centre.organisation.view",        [Y, Y, Y, N]),
        row(A::EditOrganisation, "centre.organisation.edit",        [Y, N, N, N]),
        row(A::ViewLog, "centre.log.view",                          [Y, N, N, N]),
        row(A::ExportData, "centre.data.export",                    [Y, N, N, N]),
        row(A::AskPartners, "centre.requests.manage",               [Y, Y, Y, N]),
        row(A::ViewHealth, "centre.health.view",                    [Y, Y, Y, N]),
    ]
};

/// The locale keys of the roles that suffice for an action.
fn sufficient(row: &Row) -> Vec<&'static str> {
    const KEYS: [&str; 3] = [
        "role-global-admin",
        "role-billing-admin",
        "role-user-management-admin",
    ];
    let keys = KEYS.into_iter().zip(row.cells);
    keys.filter(|(_, may)| *may).map(|(key, _)| key).collect()
}

/// Whether a setting suffices for an action, by the table.
///
/// # Errors
/// [`Denial::NeedsRole`].
fn suffices(admin: AdminSetting, action: CustomerAction) -> Result<(), Denial> {
    let row = ROWS.iter().find(|row| row.action == action);
    let Some(row) = row else {
        return Err(Denial::NeedsRole(vec!["role-global-admin"]));
    };
    let at = ROLES.iter().position(|role| *role == admin);
    match at.and_then(|at| row.cells.get(at)) {
        Some(true) => Ok(()),
        _ => Err(Denial::NeedsRole(sufficient(row))),
    }
}

/// Decides whether a caller may act on a customer's data as one of its people.
///
/// # Errors
/// [`Denial`]; to everybody else a customer's centre does not exist.
pub fn authorise_customer(
    caller: &Caller,
    action: CustomerAction,
    customer: TenantId,
) -> Result<CustomerScope, Denial> {
    match caller {
        Caller::Visitor | Caller::Registrant(_) => Err(Denial::SignInFirst),
        Caller::System => Ok(CustomerScope(TenantScope(customer))),
        Caller::User { .. } | Caller::Staff { .. } | Caller::Client(_) | Caller::Delegate(_) => {
            Err(Denial::Invisible)
        }
        Caller::Customer { person, .. } if person.stage != Stage::Full => {
            Err(Denial::FinishSignIn(person.stage))
        }
        Caller::Customer { person, .. } if person.tenant != customer => Err(Denial::Invisible),
        Caller::Customer { admin, .. } => {
            suffices(*admin, action).map(|()| CustomerScope(TenantScope(customer)))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_action_has_one_row_and_a_role_that_suffices() {
        for (at, row) in ROWS.iter().enumerate() {
            let same =
                |other: &Row| other.action == row.action || other.permission == row.permission;
            assert!(
                !ROWS[..at].iter().any(same),
                "{} occurs twice",
                row.permission
            );
            assert!(row.cells[0], "a global admin may everything");
            assert!(!sufficient(row).is_empty());
        }
    }

    #[test]
    fn who_decides_about_partners_and_roles() {
        use AdminSetting as S;
        use CustomerAction as A;
        for action in [A::DecideRelationships, A::AssignAdminSetting, A::ExportData] {
            for setting in [S::BillingAdmin, S::UserManagementAdmin, S::None] {
                let denied = Denial::NeedsRole(vec!["role-global-admin"]);
                assert_eq!(suffices(setting, action), Err(denied), "{action:?}");
            }
            assert_eq!(suffices(S::GlobalAdmin, action), Ok(()));
        }
        assert!(suffices(S::UserManagementAdmin, A::AssignLicences).is_ok());
        assert!(suffices(S::None, A::ViewHome).is_ok());
        assert!(suffices(S::None, A::ViewSubscriptions).is_err());
    }
}
