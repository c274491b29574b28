//! What a demonstration tells its visitors: who they may be, and what to try.

use domain::caller::StaffRole;

/// An account of the demonstration. Its password and authenticator are no secret.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct DemoAccount {
    /// Whose: `staff`, `partner`, `work-account` (global admin of an organisation that has not
    /// registered) or `work-account-user` (a colleague without the role).
    pub kind: String,
    /// The person's name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// `local@domain`.
    pub sign_in_name: String,
    /// The password.
    pub password: String,
    /// The authenticator's secret in Base32.
    pub totp_secret: String,
    /// Roles of staff; empty for partners.
    pub roles: Vec<StaffRole>,
    /// Where the application of the company stands; empty for staff and where there is none.
    pub application_state: String,
    /// Where mail reaches the person.
    #[serde(default)]
    pub contact_email: String,
}

/// Everything on the demonstration's guide, also written to `demo.json`.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct DemoGuide {
    /// The portal's address.
    pub portal_url: String,
    /// The console's address.
    pub console_url: String,
    /// The accounts.
    pub accounts: Vec<DemoAccount>,
}
