//! Who may do what, decided in one place; and the scopes only this decision can make.
//!
//! A query for tenant data wants a [`TenantScope`], one across tenants an [`OperatorScope`]. Both
//! have no other constructor than [`authorise`] and [`authorise_operator`], so data cannot be
//! reached by a path that forgot to ask.

pub mod centre;
pub mod matrix;

#[cfg(test)]
mod printed;

use crate::caller::{AdminSetting, AgentSetting, Caller, StaffRole, Stage};
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
    /// Sign an agreement, decline it or ask a colleague to sign.
    SignAgreement,
    /// See the company's profiles and domains.
    ViewProfiles,
    /// Change the company's profiles and domains.
    EditProfiles,
    /// Change the part of the billing profile that billing admins may change.
    EditBillingProfile,
    /// See bills and how the company is billed.
    ViewBilling,
    /// Say that something of a bill is not owed.
    DisputeInvoices,
    /// Ask for the VAT invoice of an invoice.
    AskFapiao,
    /// See the credit limit.
    ViewCreditLimit,
    /// See, add, change, block and delete users.
    ManageUsers,
    /// Give and take admin settings.
    AssignAdminSetting,
    /// Find and see customers.
    ViewCustomers,
    /// Make new customers.
    CreateCustomers,
    /// Tag customers.
    EditCustomerDetails,
    /// Change what a customer is called and whom it names.
    EditCustomerBilling,
    /// See whether a customer has accepted its agreement.
    ViewCustomerAgreement,
    /// Confirm that a customer has accepted its agreement.
    AttestCustomerAgreement,
    /// See orders and subscriptions.
    ViewSubscriptions,
    /// Order, and change subscriptions.
    ManageSubscriptions,
    /// End the relationship with a customer.
    EndRelationship,
    /// See what can be sold.
    BrowseCatalogue,
    /// Register programs for the interface, give and revoke their keys.
    ManageApps,
    /// See what it costs.
    ViewPrices,
    /// Say where the company's programs are told of events, see what was told, send it again.
    ManageHooks,
    /// See what was done in the company's name, at least about users.
    ViewActivity,
    /// See all of it.
    ViewAllActivity,
    /// Ask a customer for a relationship.
    RequestRelationship,
    /// Replace the link by which customers are asked (global admin only).
    ReplaceRelationshipLink,
    /// Ask the operator's support about anything of the partner centre.
    RequestSupport,
    /// Ask it about bills and payments.
    RequestBillingSupport,
    /// Ask it about the company's account and its users.
    RequestAccountSupport,
    /// Ask it for a customer.
    RequestCustomerSupport,
    /// Read and answer what customers ask the company.
    AnswerCustomers,
    /// See one's own support requests.
    ViewOwnSupport,
    /// See all support requests of the company.
    ViewSupport,
    /// See incidents of services that customers of the company use.
    ViewServiceHealth,
}

impl TenantAction {
    /// The row of the matrix that decides; none for what everybody in the company may.
    #[must_use]
    pub fn row(self) -> Option<&'static matrix::Row> {
        let number = match self {
            Self::ViewOverview => return None,
            Self::Register | Self::ViewApplication | Self::EditApplication => 32,
            Self::ViewAgreements => 27,
            Self::SignAgreement => 28,
            Self::ViewProfiles => 20,
            Self::EditProfiles | Self::EditBillingProfile => 21,
            Self::ViewBilling | Self::DisputeInvoices => 18,
            Self::AskFapiao => 19,
            Self::ViewCreditLimit => 31,
            Self::ManageUsers => 22,
            Self::AssignAdminSetting => 24,
            Self::ViewCustomers => 1,
            Self::CreateCustomers => 2,
            Self::EditCustomerDetails => 3,
            Self::EditCustomerBilling => 4,
            Self::ViewCustomerAgreement | Self::AttestCustomerAgreement => 5,
            Self::ViewSubscriptions => 6,
            Self::ManageSubscriptions => 7,
            Self::EndRelationship => 9,
            Self::BrowseCatalogue => 15,
            Self::ManageApps => 29,
            Self::ViewPrices => 16,
            Self::ManageHooks => 33,
            Self::ViewActivity | Self::ViewAllActivity => 30,
            Self::RequestRelationship => 8,
            Self::ReplaceRelationshipLink => 29,
            Self::RequestSupport | Self::RequestBillingSupport | Self::RequestAccountSupport => 12,
            Self::RequestCustomerSupport | Self::AnswerCustomers => 13,
            Self::ViewOwnSupport | Self::ViewSupport => 14,
            Self::ViewServiceHealth => 10,
        };
        matrix::by_number(number)
    }

    /// The part of the row that suffices, where a part does.
    fn part(self) -> Option<&'static str> {
        match self {
            Self::ViewCustomerAgreement => Some("view"),
            Self::ViewActivity => Some("user events"),
            Self::EditBillingProfile => Some("billing part"),
            Self::RequestBillingSupport => Some("billing topics"),
            Self::RequestAccountSupport => Some("account topics"),
            Self::ViewOwnSupport => Some("own"),
            _ => None,
        }
    }
}

/// What the operator's staff do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorAction {
    /// See every offer, sold or not, what goes with it and what it can become.
    ViewOffers,
    /// See price lists that are not published yet, and who was told of those that are.
    ViewPriceLists,
    /// Upload, approve, publish and withdraw price lists.
    ManagePriceLists,
    /// See the programme's settings.
    ViewProgramme,
    /// Try changed files of the programme.
    PreviewProgramme,
    /// Change offers: propose, agree, give up.
    ManageOffers,
    /// See special prices of partners, also those that wait.
    ViewSpecialPrices,
    /// Ask for, approve and end special prices of partners.
    ManageSpecialPrices,
    /// Let a change of prices be published later than the days of notice allow.
    ConsentToShortNotice,
    /// See the work queue.
    ViewQueue,
    /// See applications, documents and partners.
    ViewApplication,
    /// Claim, check, approve, reject.
    DecideApplication,
    /// Write notes on a case that only staff see.
    WriteNote,
    /// See partners: status, profiles, agreements, billing day, provisioning.
    ViewPartner,
    /// See a partner's credit limit and how it came about.
    ViewPartnerCredit,
    /// See who works for a partner.
    ViewPartnerUsers,
    /// Suspend, restore and end partners.
    ManagePartners,
    /// Decide credit.
    DecideCredit,
    /// Approve or decline an override of credit.
    ApproveOverride,
    /// See financial statements, scores and reports of a bureau.
    ViewCreditFile,
    /// See and retry provisioning.
    ManageProvisioning,
    /// See the audit log and verify its chains.
    ViewAudit,
    /// See agreements, their versions, and who has signed.
    ViewAgreements,
    /// Propose, agree to and withdraw the publication of a version.
    PublishAgreement,
    /// Answer a company that declined to sign.
    AnswerDecline,
    /// See what the embedded mail and telephone defaults hold.
    ViewOutbox,
    /// See, add, block staff and give them roles.
    ManageStaff,
    /// See registrations that were locked for good, and let them go on or stop them.
    ReviewRegistration,
    /// See and import the partner network's register.
    ManageNetwork,
    /// See, import and retire lists of restricted parties.
    ManageScreening,
    /// See bills of partners, bill runs and what a bill would be.
    ViewBills,
    /// Make a bill again that failed.
    RunBills,
    /// Record payments, say which invoices they pay, and take them back.
    RecordPayments,
    /// Propose credit notes, and take own proposals back.
    ProposeCreditNotes,
    /// Approve or decline credit notes that somebody else proposed.
    DecideCreditNotes,
    /// Waive finance charges.
    WaiveFinanceCharges,
    /// Agree to wait for an overdue invoice.
    DeferPayments,
    /// Accept or refuse what partners dispute.
    DecideDisputes,
    /// Issue or refuse VAT invoices.
    IssueFapiao,
    /// See what is kept for how long, requests about personal data, and looks at documents.
    ViewPrivacy,
    /// Open and settle requests about personal data, take the copy for the person.
    ManagePrivacy,
    /// See, judge and refuse requests of people who have lost every way into their account.
    JudgeLostAccess,
    /// See support requests of partners, with notes and files.
    ViewSupport,
    /// Take support requests, answer them, write notes.
    WorkOnSupport,
    /// See incidents of services, and whom they concern.
    ViewIncidents,
    /// Post incidents of services, write updates and reports, end them.
    PostIncidents,
    /// Confirm or decline an outage that somebody else wrote.
    ConfirmOutages,
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
    /// One's own company's, but a role is missing; the texts are locale keys of roles that suffice.
    NeedsRole(Vec<&'static str>),
}

fn settings_suffice(
    agent: AgentSetting,
    admin: AdminSetting,
    action: TenantAction,
) -> Result<(), Denial> {
    match action.row() {
        Some(row) if !matrix::allows(row, action.part(), agent, admin) => {
            Err(Denial::NeedsRole(matrix::sufficient(row, action.part())))
        }
        _ => Ok(()),
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
        Caller::Customer { person, .. } if person.stage != Stage::Full => {
            Err(Denial::FinishSignIn(person.stage))
        }
        // Staff read tenants through operator actions, never as if they were the tenant; a
        // customer's people are let in by [`centre::authorise_customer`].
        Caller::Staff { .. } | Caller::Customer { .. } => Err(Denial::Invisible),
        Caller::User { person, .. } if person.stage != Stage::Full => {
            Err(Denial::FinishSignIn(person.stage))
        }
        Caller::User { person, .. } if person.tenant != tenant => Err(Denial::Invisible),
        Caller::User { agent, admin, .. } => {
            settings_suffice(*agent, *admin, action).map(|()| TenantScope(tenant))
        }
        Caller::Client(client) if client.tenant != tenant => Err(Denial::Invisible),
        // A program could make itself more keys with a stolen one.
        Caller::Client(_) if action == TenantAction::ManageApps => Err(Denial::NeedsRole(vec![])),
        Caller::Client(client) => {
            settings_suffice(client.agent, client.admin, action).map(|()| TenantScope(tenant))
        }
        Caller::Delegate(delegate) if delegate.person.tenant != tenant => Err(Denial::Invisible),
        Caller::Delegate(_) if action == TenantAction::ManageApps => Err(Denial::NeedsRole(vec![])),
        Caller::Delegate(delegate) => {
            settings_suffice(delegate.agent, delegate.admin, action).map(|()| TenantScope(tenant))
        }
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
        Caller::User { .. } | Caller::Customer { .. } | Caller::Client(_) | Caller::Delegate(_) => {
            return Err(Denial::Invisible);
        }
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
        A::ApproveOverride => (&[R::CreditLead], "role-credit-lead"),
        A::DecideCredit | A::ViewCreditFile => {
            (&[R::CreditAnalyst, R::CreditLead], "role-credit-analyst")
        }
        A::WriteNote => (
            &[R::Reviewer, R::CreditAnalyst, R::CreditLead],
            "role-reviewer",
        ),
        A::ViewPartner => (R::ALL, "role-reviewer"),
        A::ManagePartners => (
            &[R::BillingOperator, R::SupportAgent],
            "role-billing-operator",
        ),
        A::ViewPartnerCredit => (
            &[
                R::CreditAnalyst,
                R::CreditLead,
                R::BillingOperator,
                R::Reviewer,
                R::Auditor,
            ],
            "role-credit-analyst",
        ),
        A::ViewPartnerUsers => (
            &[R::Reviewer, R::SupportAgent, R::PlatformAdmin, R::Auditor],
            "role-reviewer",
        ),
        A::ManageProvisioning
        | A::ViewOutbox
        | A::ManageStaff
        | A::PublishAgreement
        | A::ManagePrivacy
        | A::ManageNetwork
        | A::ManageScreening => (&[R::PlatformAdmin], "role-platform-admin"),
        A::JudgeLostAccess | A::WorkOnSupport | A::PostIncidents => {
            (&[R::SupportAgent], "role-support-agent")
        }
        A::ConfirmOutages => (&[R::SupportAgent, R::PlatformAdmin], "role-support-agent"),
        A::ViewSupport | A::ViewIncidents => (
            &[R::SupportAgent, R::PlatformAdmin, R::Auditor],
            "role-support-agent",
        ),
        A::ViewBills => (
            &[
                R::BillingOperator,
                R::CreditLead,
                R::PlatformAdmin,
                R::Auditor,
            ],
            "role-billing-operator",
        ),
        A::RunBills
        | A::RecordPayments
        | A::ProposeCreditNotes
        | A::WaiveFinanceCharges
        | A::DeferPayments
        | A::DecideDisputes
        | A::IssueFapiao => (&[R::BillingOperator], "role-billing-operator"),
        A::DecideCreditNotes => (
            &[R::BillingOperator, R::CreditLead],
            "role-billing-operator",
        ),
        A::ViewPriceLists | A::ViewSpecialPrices | A::ViewOffers => (
            &[
                R::CatalogueManager,
                R::BillingOperator,
                R::PlatformAdmin,
                R::Auditor,
            ],
            "role-catalogue-manager",
        ),
        A::ManagePriceLists | A::ManageSpecialPrices | A::ManageOffers => {
            (&[R::CatalogueManager], "role-catalogue-manager")
        }
        A::ConsentToShortNotice => (&[R::BillingOperator], "role-billing-operator"),
        A::ReviewRegistration => (&[R::Reviewer, R::PlatformAdmin], "role-reviewer"),
        A::ViewProgramme => (&[R::PlatformAdmin, R::Auditor], "role-platform-admin"),
        A::PreviewProgramme => (&[R::PlatformAdmin], "role-platform-admin"),
        A::ViewAgreements => (
            &[R::PlatformAdmin, R::Reviewer, R::Auditor],
            "role-platform-admin",
        ),
        A::AnswerDecline => (&[R::PlatformAdmin, R::Reviewer], "role-platform-admin"),
        A::ViewAudit | A::ViewPrivacy => (&[R::Auditor, R::PlatformAdmin], "role-auditor"),
    };
    if roles.iter().any(|role| enough.contains(role)) {
        Ok(OperatorScope(()))
    } else {
        Err(Denial::NeedsRole(vec![named]))
    }
}
