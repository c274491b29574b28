//! Looking things up in the lists.

use super::{
    BusinessModel, BusinessModelId, DocumentType, Programme, Province, ReasonCode, Region,
    RegistrationType, Requirement,
};
use crate::language::Language;
use crate::validate::is_under;

impl Programme {
    /// Offered languages, in the order of the menu.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.languages.offered
    }

    /// Provinces an address can be in.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.places.provinces
    }

    /// A province by ISO code, `SH` or `CN-SH`, in any case.
    #[must_use]
    pub fn province(&self, iso: &str) -> Option<&Province> {
        let country = self.country.as_str();
        let code = match iso.split_once('-') {
            Some((prefix, code)) if prefix.eq_ignore_ascii_case(country) => code,
            Some(_) => return None,
            None => iso,
        };
        self.places
            .provinces
            .iter()
            .find(|p| p.iso.eq_ignore_ascii_case(code))
    }

    /// Regions services run in.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// A kind of document by id.
    #[must_use]
    pub fn document_type(&self, id: &str) -> Option<&DocumentType> {
        self.document_types.iter().find(|d| d.id == id)
    }

    /// Documents every application needs.
    pub fn required_documents(&self) -> impl Iterator<Item = &DocumentType> {
        self.document_types
            .iter()
            .filter(|d| d.requirement == Requirement::Required)
    }

    /// A legal form by code.
    #[must_use]
    pub fn registration_type(&self, code: &str) -> Option<&RegistrationType> {
        self.registration_types.iter().find(|r| r.code == code)
    }

    /// A reason by code.
    #[must_use]
    pub fn reason_code(&self, code: &str) -> Option<&ReasonCode> {
        self.reason_codes.iter().find(|r| r.code == code)
    }

    /// A business model, offered or not.
    #[must_use]
    pub fn business_model(&self, id: BusinessModelId) -> Option<&BusinessModel> {
        self.business_models.iter().find(|m| m.id == id)
    }

    /// Whether a domain prefix is on the reserved list.
    #[must_use]
    pub fn is_reserved_prefix(&self, prefix: &str) -> bool {
        self.registration
            .reserved_domain_prefixes
            .iter()
            .any(|p| p.eq_ignore_ascii_case(prefix))
    }

    /// Whether a mail domain, or the domain above it, belongs to a free mail service.
    #[must_use]
    pub fn is_webmail_domain(&self, domain: &str) -> bool {
        let listed = &self.registration.webmail_domains;
        listed.iter().any(|upper| is_under(domain, upper))
    }

    /// Whether a mail domain, or the domain above it, hands out throw-away mailboxes.
    #[must_use]
    pub fn is_disposable_domain(&self, domain: &str) -> bool {
        let listed = &self.risk.disposable_email_domains;
        listed.iter().any(|upper| is_under(domain, upper))
    }

    /// Whether a mainland mobile number (`1…`, without country code) belongs to a virtual operator.
    #[must_use]
    pub fn is_virtual_operator(&self, national_number: &str) -> bool {
        self.challenge
            .virtual_operator_prefixes
            .iter()
            .any(|p| national_number.starts_with(p))
    }
}
