//! Trying changed files of a programme without putting them to work: the same checks as at the start of
//! the program, and what would be different.

use super::{Programme, ProgrammeError, Text};
use crate::caller::text_of_enum;

/// The folder messages name: the files are no folder of ours.
const FOLDER: &str = "upload";

impl Programme {
    /// This programme with other settings, other offers, or both. Texts are those of this one: a
    /// version it lacks is named as one that cannot be read.
    ///
    /// # Errors
    /// Everything that is wrong, with file, line and field, as at the start of the program.
    pub fn tried(
        &self,
        settings: Option<&str>,
        offers: Option<&str>,
    ) -> Result<Self, Vec<ProgrammeError>> {
        let unwritable = |file: &str, error: toml::ser::Error| {
            vec![ProgrammeError {
                file: format!("{FOLDER}/{file}"),
                line: 0,
                field: file.to_owned(),
                message: error.to_string(),
            }]
        };
        let settings = match settings {
            Some(text) => text.to_owned(),
            None => toml::to_string(self.settings())
                .map_err(|error| unwritable("programme.toml", error))?,
        };
        let offers = match offers {
            Some(text) => text.to_owned(),
            None => toml::to_string(self.shipped_catalogue())
                .map_err(|error| unwritable("offers.toml", error))?,
        };
        let read = |path: &str| {
            if path == super::OFFERS_FILE {
                return Ok(offers.clone());
            }
            let known = |text: &&Text| {
                let Text {
                    id,
                    version,
                    language,
                    ..
                } = text;
                path == format!("texts/{id}/{version}/{}.md", language.tag())
            };
            let text = self.all_texts().iter().find(known);
            text.map(|text| text.body.clone())
                .ok_or_else(|| "it is not among the texts of the running programme".to_owned())
        };
        Self::parse_in(FOLDER, &settings, &read)
    }
}

/// What a setting is about, and with it what a change of it affects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Who the programme is: it cannot become another one.
    Identity,
    /// The operator: names, addresses, accounts on pages, mails and bills.
    Operator,
    /// Languages.
    Languages,
    /// Currency and tax of everything that is rated from then on.
    Money,
    /// Terms of payment, finance charges, numbers of invoices, notice of prices.
    Payment,
    /// Trials, sandboxes, programs.
    Selling,
    /// Registration, application, credit, signing, set-up.
    Enrolment,
    /// Support hours.
    Support,
    /// How long things are kept.
    Retention,
    /// What is switched on.
    Features,
    /// Provinces, holidays.
    Places,
    /// Agreements and other texts.
    Texts,
    /// What can be sold.
    Offers,
}

text_of_enum!(Area {
    Identity => "identity",
    Operator => "operator",
    Languages => "languages",
    Money => "money",
    Payment => "payment",
    Selling => "selling",
    Enrolment => "enrolment",
    Support => "support",
    Retention => "retention",
    Features => "features",
    Places => "places",
    Texts => "texts",
    Offers => "offers",
});

impl Area {
    /// The area of a setting, by its path, such as `payment.net_days`.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let top = path.split(['.', '[']).next().unwrap_or_default();
        match top {
            "id" | "environment" | "country" | "time_zone" | "domain_suffix" => Self::Identity,
            "name" | "operator" => Self::Operator,
            "languages" => Self::Languages,
            "currency" | "tax" => Self::Money,
            "payment" | "invoice" | "finance_charge" | "price_list" => Self::Payment,
            "trial" | "sandbox" | "interface" => Self::Selling,
            "support" => Self::Support,
            "retention" => Self::Retention,
            "features" => Self::Features,
            "places" | "calendar" | "regions" => Self::Places,
            "texts" => Self::Texts,
            "offers" | "products" | "categories" => Self::Offers,
            _ => Self::Enrolment,
        }
    }

    /// Whether an installation with partners breaks when it changes: ids, dates and amounts in the
    /// database are written by it.
    #[must_use]
    pub fn is_fixed(path: &str) -> bool {
        matches!(
            path,
            "id" | "country"
                | "time_zone"
                | "domain_suffix"
                | "currency.code"
                | "currency.minor_digits"
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;

    #[test]
    fn the_programme_passes_its_own_trial() {
        let programme = china_csp().unwrap();
        let again = programme.tried(None, None).unwrap();
        assert_eq!(again.settings(), programme.settings());
        assert_eq!(again.shipped_catalogue(), programme.shipped_catalogue());
        assert_eq!(again.all_texts(), programme.all_texts());
    }

    #[test]
    fn what_is_wrong_is_told_with_file_line_and_field() {
        let programme = china_csp().unwrap();
        let text = toml::to_string(programme.settings()).unwrap();
        let wrong = text.replace("net_days = 30", "net_days = 400");
        assert_ne!(wrong, text);
        let errors = programme.tried(Some(&wrong), None).unwrap_err();
        let first = &errors[0];
        assert_eq!(first.file, "upload/programme.toml");
        assert_eq!(first.field, "payment.net_days");
        assert!(first.line > 0);
        let errors = programme.tried(Some("id ="), None).unwrap_err();
        assert_eq!(errors.len(), 1);
        let errors = programme.tried(None, Some("offers = 3")).unwrap_err();
        assert_eq!(errors[0].file, "upload/offers.toml");
    }

    #[test]
    fn each_setting_has_an_area() {
        for (path, area) in [
            ("payment.net_days", Area::Payment),
            ("texts[privacy].current", Area::Texts),
            ("offers[1].name", Area::Offers),
            ("risk.random_recheck_percent", Area::Enrolment),
            ("time_zone", Area::Identity),
        ] {
            assert_eq!(Area::of(path), area, "{path}");
        }
        assert!(Area::is_fixed("currency.code") && !Area::is_fixed("currency.symbol"));
    }
}
