//! What a demonstration tells its visitors: who they may be, and what to try.

use domain::caller::StaffRole;

/// An account of the demonstration. Its password and authenticator are no secret.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct DemoAccount {
    /// Whose: `staff`, `partner`, `customer`, `work-account` (global admin of an organisation that has not
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
    /// A program that may call the interface.
    #[serde(default)]
    pub program: Option<DemoProgram>,
}

/// A program of the demonstration that may call the interface, with things to call about.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct DemoProgram {
    /// Whose program it is.
    pub organisation: String,
    /// Where the interface is.
    pub api_url: String,
    /// Where tokens are.
    pub token_url: String,
    /// What tokens are asked for.
    pub scope: String,
    /// Of the certificate's issuer, PEM; empty without TLS.
    pub trust_file: String,
    /// The company's tenant.
    pub tenant_id: String,
    /// The program.
    pub client_id: String,
    /// Its key.
    pub client_secret: String,
    /// A customer.
    pub customer_id: String,
    /// An order for it.
    pub order_id: String,
    /// The subscriptions of the order.
    pub subscription_ids: Vec<String>,
    /// Offers that can be ordered.
    pub offer_ids: Vec<String>,
}
