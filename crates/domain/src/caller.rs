//! Who is asking: the outcome of authentication, before any question of permission.

use crate::effects::Instant;
use crate::ids::{AccountId, ClientAppId, RegistrationId, SessionId, TenantId};
use crate::language::Language;
use crate::partner::Standing;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a partner's user may see of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgentSetting {
    /// No customer data.
    None,
    /// Everything about customers.
    AdminAgent,
    /// Sales without prices.
    SalesAgent,
    /// Support.
    HelpdeskAgent,
}

/// What a partner's user may do to the company's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdminSetting {
    /// Nothing; right for most.
    None,
    /// Everything.
    GlobalAdmin,
    /// Bills and payments.
    BillingAdmin,
    /// Users without admin roles.
    UserManagementAdmin,
}

/// A role of the operator's staff (00, actors).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Vets applications.
    Reviewer,
    /// Decides credit.
    CreditAnalyst,
    /// Approves credit overrides.
    CreditLead,
    /// Offers and price lists.
    CatalogueManager,
    /// Bill runs and payments.
    BillingOperator,
    /// Service requests.
    SupportAgent,
    /// Reads the audit log.
    Auditor,
    /// Configuration, staff, jobs; may not decide applications.
    PlatformAdmin,
}

macro_rules! text_of_enum {
    ($type:ident { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The spelling in the database, in locale keys and in programme files.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads [`Self::text`] back.
            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use text_of_enum;

text_of_enum!(AgentSetting {
    None => "none",
    AdminAgent => "admin-agent",
    SalesAgent => "sales-agent",
    HelpdeskAgent => "helpdesk-agent",
});
text_of_enum!(AdminSetting {
    None => "none",
    GlobalAdmin => "global-admin",
    BillingAdmin => "billing-admin",
    UserManagementAdmin => "user-management-admin",
});
text_of_enum!(StaffRole {
    Reviewer => "reviewer",
    CreditAnalyst => "credit-analyst",
    CreditLead => "credit-lead",
    CatalogueManager => "catalogue-manager",
    BillingOperator => "billing-operator",
    SupportAgent => "support-agent",
    Auditor => "auditor",
    PlatformAdmin => "platform-admin",
});

/// How far a sign-in has come. Nothing else is reachable before [`Stage::Full`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A temporary password was used and must be changed.
    ChangePassword,
    /// No authenticator yet.
    SetUpMfa,
    /// Password right, authenticator code missing.
    VerifyMfa,
    /// Signed in.
    Full,
}

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The sign-in.
    pub session: SessionId,
    /// The person's own tenant.
    pub tenant: TenantId,
    /// The organisation's name.
    pub organisation: String,
    /// `local@domain`.
    pub sign_in_name: String,
    /// Full name in the order the person's language uses.
    pub name: String,
    /// Language of the account.
    pub language: Language,
    /// How far the sign-in has come.
    pub stage: Stage,
    /// When the authenticator was last used in this session.
    pub mfa_at: Option<Instant>,
    /// How the person's company stands as a partner.
    pub standing: Standing,
}

/// A program a partner has registered, which calls the interface for itself.
#[derive(Debug, Clone)]
pub struct Client {
    /// Which.
    pub app: ClientAppId,
    /// What the company calls it.
    pub name: String,
    /// The company's tenant.
    pub tenant: TenantId,
    /// What it may do with customers.
    pub agent: AgentSetting,
    /// What it may do to the company's account.
    pub admin: AdminSetting,
    /// How the company stands as a partner.
    pub standing: Standing,
}

/// A program that acts for a person who lets it. It may what the person may, by the person's
/// settings; its own count only where it calls for itself.
#[derive(Debug, Clone)]
pub struct Delegate {
    /// The program.
    pub client: Client,
    /// The person; its session is the family of tokens.
    pub person: Person,
    /// What the person may do with customers.
    pub agent: AgentSetting,
    /// What the person may do to the company's account.
    pub admin: AdminSetting,
}

/// Who is asking.
#[derive(Debug, Clone)]
pub enum Caller {
    /// Nobody we know.
    Visitor,
    /// The holder of a registration draft's cookie.
    Registrant(RegistrationId),
    /// A partner's user.
    User {
        /// The person.
        person: Person,
        /// Customers.
        agent: AgentSetting,
        /// The company's account.
        admin: AdminSetting,
    },
    /// The operator's staff.
    Staff {
        /// The person.
        person: Person,
        /// What the person may do.
        roles: Vec<StaffRole>,
    },
    /// A customer's user, at home in the customer's own centre. Not a partner's: nothing of a
    /// partner's portal exists for one.
    Customer {
        /// The person.
        person: Person,
        /// What the person may do to the customer's account.
        admin: AdminSetting,
    },
    /// A program with a token of the interface.
    Client(Client),
    /// A program with a token of a person.
    Delegate(Box<Delegate>),
    /// tongdao itself: workers, timers, commands of the command line.
    System,
}

impl Caller {
    /// The signed-in person, if any.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::User { person, .. }
            | Self::Staff { person, .. }
            | Self::Customer { person, .. } => Some(person),
            Self::Delegate(delegate) => Some(&delegate.person),
            _ => None,
        }
    }

    /// The tenant the caller belongs to, if any.
    #[must_use]
    pub fn tenant(&self) -> Option<TenantId> {
        match self {
            Self::Client(client) => Some(client.tenant),
            other => other.person().map(|person| person.tenant),
        }
    }

    /// Who acts, for records of who did something: the person's account, or the program.
    #[must_use]
    pub fn actor(&self) -> Option<Uuid> {
        match self {
            Self::Client(client) => Some(client.app.0),
            other => other.person().map(|person| person.account.0),
        }
    }

    /// What the one who acts is called: the sign-in name, or the program's name.
    #[must_use]
    pub fn actor_name(&self) -> &str {
        match self {
            Self::Client(client) => &client.name,
            other => other.person().map_or("", |person| &person.sign_in_name),
        }
    }

    /// How the caller's company stands as a partner.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self {
            Self::Client(client) => client.standing,
            other => other
                .person()
                .map_or_else(Standing::default, |p| p.standing),
        }
    }
}
