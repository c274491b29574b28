//! Lists an operator can extend: documents, reasons, provinces, holidays, texts.

use super::Localised;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An identifier an applicant gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// Id, such as `unified-social-credit-code`.
    pub id: String,
    /// Whether an application needs it.
    pub required: bool,
    /// What forms call it.
    pub name: Localised,
}

/// The three ways of being a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BusinessModelId {
    /// Buys from the operator and sells to customers.
    Direct,
    /// Buys from the operator and sells through indirect resellers.
    IndirectProvider,
    /// Sells what an indirect provider buys.
    IndirectReseller,
}

impl BusinessModelId {
    /// The id used in files, forms and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::IndirectProvider => "indirect-provider",
            Self::IndirectReseller => "indirect-reseller",
        }
    }
}

/// A business model, offered or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessModel {
    /// Which one.
    pub id: BusinessModelId,
    /// Whether companies can apply for it.
    pub enabled: bool,
    /// Its name.
    pub name: Localised,
    /// One sentence for the form.
    pub description: Localised,
}

/// Whether an application needs a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Requirement {
    /// Always.
    Required,
    /// When the type's condition holds.
    Conditional,
    /// Never, but it helps.
    Optional,
}

/// When a conditional document is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentCondition {
    /// The applicant is not the legal representative.
    ApplicantIsNotLegalRepresentative,
    /// The company runs a value-added telecom business.
    TelecomBusiness,
    /// A contact's mail domain is not known to be the company's.
    EmailDomainUnproven,
}

/// A kind of document an applicant uploads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// Id, such as `business-licence`.
    pub id: String,
    /// Whether an application needs it.
    pub requirement: Requirement,
    /// When it is needed; given exactly for conditional documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<DocumentCondition>,
    /// Largest file.
    pub max_bytes: u64,
    /// Most files.
    pub max_files: u32,
    /// Most pages of a PDF.
    #[serde(default = "max_pages")]
    pub max_pages: u32,
    /// Oldest date of issue; absent when age does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_months: Option<u32>,
    /// Accepted media types; the content must match, not only the name.
    pub media_types: Vec<String>,
    /// Its name.
    pub name: Localised,
    /// One sentence for the form.
    pub hint: Localised,
}

/// Pages of a PDF where a kind of document says nothing else.
fn max_pages() -> u32 {
    50
}

/// A legal form of companies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationType {
    /// Stored value.
    pub code: String,
    /// As printed on licences.
    pub name: Localised,
}

/// Why an application is sent back or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonCode {
    /// Stored value, such as `NAME_MISMATCH`.
    pub code: String,
    /// Whether a rejection for it needs a second person.
    #[serde(default)]
    pub second_approver: bool,
    /// Whether the reviewer must explain.
    #[serde(default)]
    pub free_text: bool,
    /// What the applicant may read.
    pub text: Localised,
}

/// Places of the programme's country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// Provinces an address can be in.
    pub provinces: Vec<Province>,
}

/// A province, autonomous region or municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Division code (GB/T 2260), the first two digits of credit codes registered there.
    pub division: String,
    /// Second part of the ISO 3166-2 code.
    pub iso: String,
    /// First two digits of its postal codes.
    pub postal_prefixes: Vec<String>,
    /// Its short name.
    pub name: Localised,
}

/// A region services run in, for their health.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Stored value, and what a health feed calls it.
    pub code: String,
    /// Its name.
    pub name: Localised,
}

/// The one region of a programme that names none.
pub(super) fn one_region() -> Vec<Region> {
    vec![Region {
        code: "all".to_owned(),
        name: Localised {
            zh_hans: "全部地区".to_owned(),
            zh_hant: "所有地區".to_owned(),
            en: "All regions".to_owned(),
        },
    }]
}

/// Public holidays and weekend days worked in exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Last day the lists below know about.
    pub covered_until: Date,
    /// Saturdays and Sundays that are worked.
    pub working_days: Vec<Date>,
    /// Days off besides weekends.
    pub holidays: Vec<Holiday>,
}

/// A public holiday of one or more days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// First day off.
    pub from: Date,
    /// Last day off.
    pub until: Date,
    /// Its name.
    pub name: Localised,
}

/// A text people read or agree to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextEntry {
    /// Id, such as `reseller-agreement`; the name of its folder.
    pub id: String,
    /// The version shown and agreed to now.
    pub current: String,
    /// Its title.
    pub title: Localised,
    /// Every version ever published, oldest first.
    pub versions: Vec<TextVersion>,
}

/// One version of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextVersion {
    /// Version, the name of its folder.
    pub version: String,
    /// Day of publication.
    pub date: Date,
}
