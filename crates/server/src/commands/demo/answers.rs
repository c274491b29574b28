//! What each company types into the forms.

use super::companies::Company;
use app::App;
use domain::enrolment::form::Answers;
use domain::language::Language;
use domain::validate::uscc;

impl Company {
    /// The credit code with its two check characters; none for an impossible organisation code,
    /// which a test excludes.
    pub(super) fn credit_code(&self) -> Option<String> {
        let [division, organisation] = self.code;
        let inner = uscc::org_check(organisation)?;
        let first = format!("{division}{organisation}{inner}");
        let last = uscc::check_digit(&first)?;
        Some(format!("{first}{last}"))
    }

    /// The global admin's name as forms want it.
    pub(super) fn admin_name(&self) -> String {
        app::identity::session::full_name(self.admin[0], self.admin[1])
    }

    /// The global admin's mailbox.
    pub(super) fn email(&self) -> String {
        format!("{}@{}.example", self.admin[3], self.prefix)
    }

    /// The approval contact's mailbox.
    pub(super) fn approval_email(&self) -> String {
        format!("approval@{}.example", self.prefix)
    }

    /// The legal representative.
    pub(super) fn legal_representative(&self) -> String {
        if self.representative.is_empty() {
            self.admin_name()
        } else {
            self.representative.to_owned()
        }
    }

    fn place(&self) -> [(&'static str, &'static str); 5] {
        let names = [
            "province",
            "city",
            "district",
            "address_line1",
            "postal_code",
        ];
        std::array::from_fn(|n| (names[n], self.address[n]))
    }

    /// What the business registry says: the same, but for the street.
    pub(super) fn extract(&self, app: &App, line: &str) -> Answers {
        let [code, city, district, ..] = self.address;
        let province = app.programme.province(code);
        let province = province.map_or("", |found| found.name.get(Language::ZhHans));
        let address = format!("{province}{city}{district}{line}");
        let (today, credit_code) = (app.today().to_string(), self.credit_code());
        let representative = self.legal_representative();
        answers(
            [
                ("name", self.name),
                ("credit_code", credit_code.as_deref().unwrap_or_default()),
                ("status", "active"),
                ("address", &address),
                ("legal_representative", &representative),
                ("capital", self.figures[1]),
                ("established_on", self.figures[0]),
                ("source", "国家企业信用信息公示系统"),
                ("checked_on", &today),
            ]
            .into_iter(),
        )
    }

    /// The account details (F3).
    pub(super) fn details(&self, country: &str) -> Answers {
        let email = self.email();
        let language = self.language.tag();
        let [family_name, given_name, job_title, user_name] = self.admin;
        answers(
            [
                ("country", country),
                ("legal_name", self.name),
                ("latin_name", self.latin),
                ("organisation_phone", self.mobile),
                ("language", language),
                ("domain_prefix", self.prefix),
                ("family_name", family_name),
                ("given_name", given_name),
                ("job_title", job_title),
                ("user_name", user_name),
                ("contact_email", &email),
                ("mobile", self.mobile),
                ("terms", "yes"),
                ("privacy", "yes"),
            ]
            .into_iter()
            .chain(self.place()),
        )
    }

    /// The whole application (F6).
    pub(super) fn application(&self, credit_code: &str) -> Answers {
        let (name, email) = (self.admin_name(), self.email());
        let approval_email = self.approval_email();
        let support_email = format!("support@{}.example", self.prefix);
        let invoice_email = format!("finance@{}.example", self.prefix);
        let website = format!("https://www.{}.example/", self.prefix);
        let representative = self.legal_representative();
        let [established_on, capital, monthly, limit] = self.figures;
        let address = self.address[1..4].concat();
        answers(
            [
                ("model", "direct"),
                ("network_id", self.network_id),
                ("legal_name", self.name),
                ("credit_code", credit_code),
                ("registration_type", "llc"),
                ("established_on", established_on),
                ("registered_capital", capital),
                ("legal_representative", &representative),
                ("primary_name", &name),
                ("primary_title", self.admin[2]),
                ("primary_email", &email),
                ("primary_phone", self.mobile),
                ("approval_name", self.approval[0]),
                ("approval_title", self.approval[1]),
                ("approval_email", &approval_email),
                ("approval_phone", self.landline),
                ("approval_address", &address),
                ("support_website", &website),
                ("support_email", &support_email),
                ("support_phone", self.landline),
                ("support_hours", "周一至周五 9:00–18:00"),
                ("invoice_name", self.approval[0]),
                ("invoice_email", &invoice_email),
                ("taxpayer_type", "general"),
                ("tax_id", credit_code),
                ("expected_monthly", monthly),
                ("requested_limit", limit),
                ("years_trading", "4"),
                ("credit_authorisation", "yes"),
                ("declare_true", "yes"),
                ("declare_entitled", "yes"),
                ("declare_guide", "yes"),
                ("declare_documents", "yes"),
            ]
            .into_iter()
            .chain(self.place()),
        )
    }
}

fn answers<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Answers {
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::companies::COMPANIES;
    use domain::enrolment::documents::{Kind, Uploaded};
    use domain::enrolment::{details, sections};
    use domain::programme::china_csp;

    #[test]
    fn every_form_is_right_and_no_code_comes_twice() {
        let programme = china_csp().unwrap();
        let today = jiff::civil::date(2026, 1, 1);
        let files =
            [Kind::BusinessLicence, Kind::AuthorisationLetter].map(|kind| Uploaded { kind });
        let mut codes = std::collections::HashSet::new();
        for company in COMPANIES {
            let found = details::judge(
                &company.details("CN"),
                domain::enrolment::registration::Way::Create,
                &programme,
                today,
            );
            assert_eq!(found.problems, [], "{}", company.name);
            let code = company.credit_code().unwrap();
            let found = sections::judge(&company.application(&code), &files, &programme, today);
            assert_eq!(found.problems, [], "{}", company.name);
            assert_eq!(found.warnings, [], "{}", company.name);
            assert!(codes.insert(code) && codes.insert(company.mobile.to_owned()));
            assert!(
                company.life.is_sorted_by_key(|(when, _)| when.key()),
                "{}",
                company.name
            );
        }
    }
}
