//! The shape of `programme.toml`. Unknown keys are refused everywhere.

mod catalogue;
mod enrolment;
mod lists;
mod money;
mod operator;

pub use catalogue::{Features, Interface, PriceList, Retention, Sandbox, SupportHours, Trial};
pub use enrolment::{
    Application, Challenge, ChallengePolicy, Credit, Provisioning, Registration, Risk, RiskPoints,
    Signing,
};
pub use lists::{
    BusinessModel, BusinessModelId, Calendar, DocumentCondition, DocumentType, Holiday, Identifier,
    Places, Province, ReasonCode, Region, RegistrationType, Requirement, TextEntry, TextVersion,
};
pub use money::{Currency, FinanceCharge, Invoice, LegalCap, Payment, Tax};
pub use operator::{
    Languages, Localised, Operator, OperatorAddress, OperatorBank, OperatorSupport,
};

use serde::{Deserialize, Serialize};

/// Everything in `programme.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Short id, part of addresses and of every row that belongs to the programme.
    pub id: String,
    /// Whether real companies use it.
    pub environment: Environment,
    /// ISO 3166-1 alpha-2 code of the one country it runs in.
    pub country: String,
    /// IANA name of the zone of all business dates; the zone itself is `Programme::time_zone`.
    #[serde(rename = "time_zone")]
    pub time_zone_name: String,
    /// What follows an organisation's chosen prefix in its first domain.
    pub domain_suffix: String,
    /// The programme's name.
    pub name: Localised,
    /// The company that runs it.
    pub operator: Operator,
    /// Languages of the interface, the mails and the texts.
    pub languages: Languages,
    /// The one currency of prices and invoices.
    pub currency: Currency,
    /// Tax on invoice lines.
    pub tax: Tax,
    /// Payment terms and what follows when they are missed.
    pub payment: Payment,
    /// Numbers of invoices, and rounding.
    #[serde(default)]
    pub invoice: Invoice,
    /// Charge on late payment.
    pub finance_charge: FinanceCharge,
    /// Rules of publishing prices.
    pub price_list: PriceList,
    /// How long data is kept.
    pub retention: Retention,
    /// Rules of trials.
    pub trial: Trial,
    /// Limits of integration sandboxes.
    pub sandbox: Sandbox,
    /// When support works, and what it promises.
    #[serde(default)]
    pub support: SupportHours,
    /// How often programs may call the interface.
    #[serde(default)]
    pub interface: Interface,
    /// What is switched on.
    pub features: Features,
    /// Registration before a partner account exists.
    pub registration: Registration,
    /// The telephone challenge.
    pub challenge: Challenge,
    /// Time-outs and targets of applications.
    pub application: Application,
    /// Signing the agreement.
    pub signing: Signing,
    /// Setting up the account after signature.
    pub provisioning: Provisioning,
    /// Credit checks and limits.
    pub credit: Credit,
    /// Thresholds that make people look.
    pub risk: Risk,
    /// Identifiers an applicant gives.
    pub identifiers: Vec<Identifier>,
    /// Business models, offered or not.
    pub business_models: Vec<BusinessModel>,
    /// Documents an applicant may or must upload.
    pub document_types: Vec<DocumentType>,
    /// Legal forms of companies.
    pub registration_types: Vec<RegistrationType>,
    /// Why an application is sent back or refused.
    pub reason_codes: Vec<ReasonCode>,
    /// Regions services run in.
    #[serde(default = "lists::one_region")]
    pub regions: Vec<Region>,
    /// Provinces.
    pub places: Places,
    /// Public holidays.
    pub calendar: Calendar,
    /// Agreements and notices; the loaded texts are `Programme::text`.
    pub texts: Vec<TextEntry>,
}

/// Whether real companies use a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Environment {
    /// Real companies, real money.
    Production,
    /// Demonstrations and tests; the only place a fixed telephone code is allowed.
    NonProduction,
}
