//! Who may do what, decided in one place; and the scopes only this decision can make.
//!
//! A query for tenant data wants a [`TenantScope`], one across tenants an [`OperatorScope`]. Both
//! have no other constructor than [`authorise`] and [`authorise_operator`], so data cannot be
//! reached by a path that forgot to ask.

use crate::caller::{AdminSetting, Caller, StaffRole, Stage};
use crate::ids::TenantId;

/// Leave to read and write one tenant's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenantScope(TenantId);

impl TenantScope {
    /// The tenant.
    #[must_use]
    pub fn tenant(self) -> TenantId {
        self.0
    }
}

/// Leave to read and write across tenants, for the operator.
#[derive(Debug, Clone, Copy)]
pub struct OperatorScope(());

/// What a partner's user does to the own company's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenantAction {
    /// See the overview, the own profile, sign out.
    ViewOverview,
    /// Register the company for the programme with its work account (T2: global admin only).
    Register,
    /// See the application.
    ViewApplication,
    /// Fill in, submit or withdraw the application.
    EditApplication,
    /// See and download the company's agreements.
    ViewAgreements,
    /// Sign an agreement (03 §4, 28: global admin only).
    SignAgreement,
}

/// What the operator's staff do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorAction {
    /// See the work queue.
    ViewQueue,
    /// See applications, documents and partners.
    ViewApplication,
    /// Claim, check, approve, reject.
    DecideApplication,
    /// Decide credit.
    DecideCredit,
    /// See and retry provisioning.
    ManageProvisioning,
    /// See the audit log and verify its chains.
    ViewAudit,
    /// See what the embedded mail and telephone defaults hold.
    ViewOutbox,
    /// See registrations that were locked for good, and let them go on or stop them.
    ReviewRegistration,
    /// See and import the partner network's register.
    ManageNetwork,
}

/// Why somebody may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denial {
    /// Not signed in.
    SignInFirst,
    /// Signed in, but a step of the sign-in is missing.
    FinishSignIn(Stage),
    /// Signed in, but what was asked for belongs to somebody else: it does not exist for them.
    Invisible,
    /// One's own company's, but a role is missing; the text is the role's locale key.
    NeedsRole(&'static str),
}

fn admin_suffices(admin: AdminSetting, action: TenantAction) -> Result<(), Denial> {
    use TenantAction as A;
    match (action, admin) {
        (_, AdminSetting::GlobalAdmin)
        | (A::ViewOverview, _)
        | (A::ViewAgreements, AdminSetting::BillingAdmin) => Ok(()),
        _ => Err(Denial::NeedsRole("role-global-admin")),
    }
}

/// Decides whether a caller may act on a tenant's data, and if so makes the scope for it.
///
/// # Errors
/// [`Denial`].
pub fn authorise(
    caller: &Caller,
    action: TenantAction,
    tenant: TenantId,
) -> Result<TenantScope, Denial> {
    match caller {
        Caller::Visitor | Caller::Registrant(_) => Err(Denial::SignInFirst),
        Caller::System => Ok(TenantScope(tenant)),
        // Staff read tenants through operator actions, never as if they were the tenant.
        Caller::Staff { .. } => Err(Denial::Invisible),
        Caller::User { person, .. } if person.stage != Stage::Full => {
            Err(Denial::FinishSignIn(person.stage))
        }
        Caller::User { person, .. } if person.tenant != tenant => Err(Denial::Invisible),
        Caller::User { admin, .. } => admin_suffices(*admin, action).map(|()| TenantScope(tenant)),
    }
}

/// Decides whether a caller may act as the operator.
///
/// # Errors
/// [`Denial`]; to a partner's user the console does not exist.
pub fn authorise_operator(
    caller: &Caller,
    action: OperatorAction,
) -> Result<OperatorScope, Denial> {
    use OperatorAction as A;
    use StaffRole as R;
    let (person, roles) = match caller {
        Caller::Visitor | Caller::Registrant(_) => return Err(Denial::SignInFirst),
        Caller::System => return Ok(OperatorScope(())),
        Caller::User { .. } => return Err(Denial::Invisible),
        Caller::Staff { person, roles } => (person, roles),
    };
    if person.stage != Stage::Full {
        return Err(Denial::FinishSignIn(person.stage));
    }
    let (enough, named): (&[R], _) = match action {
        A::ViewQueue => (R::ALL, "role-reviewer"),
        A::ViewApplication => (
            &[R::Reviewer, R::CreditAnalyst, R::CreditLead, R::Auditor],
            "role-reviewer",
        ),
        A::DecideApplication => (&[R::Reviewer], "role-reviewer"),
        A::DecideCredit => (&[R::CreditAnalyst, R::CreditLead], "role-credit-analyst"),
        A::ManageProvisioning | A::ViewOutbox | A::ManageNetwork => {
            (&[R::PlatformAdmin], "role-platform-admin")
        }
        A::ReviewRegistration => (&[R::Reviewer, R::PlatformAdmin], "role-reviewer"),
        A::ViewAudit => (&[R::Auditor, R::PlatformAdmin], "role-auditor"),
    };
    if roles.iter().any(|role| enough.contains(role)) {
        Ok(OperatorScope(()))
    } else {
        Err(Denial::NeedsRole(named))
    }
}
