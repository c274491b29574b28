//! Who runs the programme and in which languages.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// A short text in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localised {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    /// English.
    pub en: String,
}

impl Localised {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::ZhHans => &self.zh_hans,
            Language::ZhHant => &self.zh_hant,
            Language::En => &self.en,
        }
    }

    pub(crate) fn write(&mut self, language: Language, text: String) {
        match language {
            Language::ZhHans => self.zh_hans = text,
            Language::ZhHant => self.zh_hant = text,
            Language::En => self.en = text,
        }
    }

    /// What a reader of a language is shown of a text that is empty where nobody wrote it: it, else
    /// the programme's own language, else any.
    #[must_use]
    pub fn shown(&self, language: Language, default: Language) -> &str {
        let order = [language, default].into_iter().chain(Language::ALL);
        let mut texts = order.map(|language| self.get(language));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// The company that runs the programme, issues the bills and signs the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Registered name.
    pub legal_name: Localised,
    /// Name in running text and in messages to telephones.
    pub short_name: Localised,
    /// Its own 18-character code (GB 32100-2015).
    pub unified_social_credit_code: String,
    /// Address of the partner portal, `https`, without a slash at the end.
    pub portal_url: String,
    /// Where a company obtains a partner network ID.
    pub membership_url: String,
    /// Registered address.
    pub address: OperatorAddress,
    /// How partners and applicants reach it.
    pub support: OperatorSupport,
    /// Where invoices are paid to.
    pub bank: OperatorBank,
}

/// The operator's registered address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorAddress {
    /// Everything but the postal code, in one line.
    pub lines: Localised,
    /// ISO code of the province, such as `SH`.
    pub province: String,
    /// Six digits.
    pub postal_code: String,
}

/// How the operator is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorSupport {
    /// Telephone in E.164.
    pub phone: String,
    /// E-mail address for partners and applicants.
    pub email: String,
    /// E-mail address for requests about personal data.
    pub privacy_email: String,
    /// When somebody answers.
    pub hours: Localised,
}

/// The account invoices are paid to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorBank {
    /// Bank and branch.
    pub name: Localised,
    /// Account number as printed on invoices.
    pub account_number: String,
}

/// Languages of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    /// Offered languages, in the order of the menu.
    pub offered: Vec<Language>,
    /// Used when nobody chose one.
    pub default: Language,
    /// The language whose text is binding.
    pub governing: Language,
}
