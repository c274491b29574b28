//! Invented companies by number, and what each types into the forms.

use crate::commands::demo::specimen;
use app::Failure;
use domain::enrolment::form::Answers;
use domain::validate::uscc;

/// Companies that can be told apart: as many as mobile numbers of the invented range.
pub(super) const MOST: u32 = 10_000;

/// One company with its global admin, who is its legal representative too.
pub(super) struct Company {
    number: u32,
    credit_code: String,
}

impl Company {
    /// The company of a number below [`MOST`].
    ///
    /// # Errors
    /// [`Failure::Internal`] for a number that gives no credit code.
    pub(super) fn new(number: u32) -> Result<Self, Failure> {
        let organisation = format!("MABN{number:04}");
        let coded = uscc::org_check(&organisation).and_then(|inner| {
            let first = format!("91330106{organisation}{inner}");
            let last = uscc::check_digit(&first)?;
            Some(format!("{first}{last}"))
        });
        let credit_code = coded
            .filter(|_| number < MOST)
            .ok_or_else(|| Failure::internal("there are no more companies"))?;
        Ok(Self {
            number,
            credit_code,
        })
    }

    fn host(&self) -> String {
        format!("messung{:04}.example", self.number)
    }

    /// Legal name.
    pub(super) fn name(&self) -> String {
        format!("杭州云帆第{:04}信息技术有限公司", self.number)
    }

    /// The company's mobile number.
    pub(super) fn mobile(&self) -> String {
        format!("1990001{:04}", self.number)
    }

    /// The global admin's mailbox.
    pub(super) fn email(&self) -> String {
        format!("zhou.wenqing@{}", self.host())
    }

    /// The approval contact's mailbox.
    pub(super) fn approval_email(&self) -> String {
        format!("approval@{}", self.host())
    }

    /// What it types to join the partner network.
    pub(super) fn network(&self) -> Answers {
        answers(&[
            ("company_name", &self.name()),
            ("contact_email", &self.email()),
        ])
    }

    /// The account details (F3).
    pub(super) fn details(&self, country: &str) -> Answers {
        let mobile = self.mobile();
        let mut typed = answers(&[
            ("country", country),
            ("legal_name", &self.name()),
            (
                "latin_name",
                "Hangzhou Yunfan Information Technology Co., Ltd.",
            ),
            ("organisation_phone", &mobile),
            ("language", "zh-Hans"),
            ("domain_prefix", &format!("messung{:04}", self.number)),
            ("family_name", "周"),
            ("given_name", "文清"),
            ("job_title", "总经理"),
            ("user_name", "zhou.wenqing"),
            ("contact_email", &self.email()),
            ("mobile", &mobile),
            ("terms", "yes"),
            ("privacy", "yes"),
        ]);
        typed.extend(address());
        typed
    }

    /// The whole application (F6).
    pub(super) fn application(&self, network_id: &str) -> Answers {
        let mobile = self.mobile();
        let mut typed = answers(&[
            ("model", "direct"),
            ("network_id", network_id),
            ("legal_name", &self.name()),
            ("credit_code", &self.credit_code),
            ("registration_type", "llc"),
            ("established_on", "2016-04-12"),
            ("registered_capital", "10000000"),
            ("legal_representative", "周文清"),
            ("primary_name", "周文清"),
            ("primary_title", "总经理"),
            ("primary_email", &self.email()),
            ("primary_phone", &mobile),
            ("approval_name", "郑若兰"),
            ("approval_title", "财务总监"),
            ("approval_email", &self.approval_email()),
            ("approval_phone", "0571-55550111"),
            ("approval_address", "杭州市西湖区文岚路 188 号"),
            ("support_website", &format!("https://www.{}/", self.host())),
            ("support_email", &format!("support@{}", self.host())),
            ("support_phone", "0571-55550111"),
            ("support_hours", "周一至周五 9:00–18:00"),
            ("invoice_name", "郑若兰"),
            ("invoice_email", &format!("finance@{}", self.host())),
            ("taxpayer_type", "general"),
            ("tax_id", &self.credit_code),
            ("expected_monthly", "120000"),
            ("requested_limit", "300000"),
            ("years_trading", "4"),
            ("credit_authorisation", "yes"),
            ("declare_true", "yes"),
            ("declare_entitled", "yes"),
            ("declare_guide", "yes"),
            ("declare_documents", "yes"),
        ]);
        typed.extend(address());
        typed
    }

    /// A business licence to upload, padded to a usual size by a comment before its end.
    pub(super) fn licence(&self) -> Vec<u8> {
        const USUAL: usize = 200 * 1024;
        const TABLE: &[u8] = b"startxref";
        let mut file = specimen::document("For a benchmark", &[self.credit_code.as_str()]);
        let padding = USUAL.saturating_sub(file.len());
        if let Some(at) = file.windows(TABLE.len()).rposition(|part| part == TABLE) {
            let comment = [b"%".as_slice(), &vec![b' '; padding], b"\n"].concat();
            file.splice(at..at, comment);
        }
        file
    }
}

fn address() -> Answers {
    answers(&[
        ("province", "ZJ"),
        ("city", "杭州市"),
        ("district", "西湖区"),
        ("address_line1", "文岚路 188 号 3 幢 602 室"),
        ("postal_code", "310012"),
    ])
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::enrolment::documents::{Kind, Uploaded};
    use domain::enrolment::{details, sections};
    use domain::programme::china_csp;

    #[test]
    fn every_company_fills_every_form_right() {
        let programme = china_csp().unwrap();
        let today = jiff::civil::date(2026, 1, 1);
        let files = [Uploaded {
            kind: Kind::BusinessLicence,
        }];
        let mut codes = std::collections::HashSet::new();
        for number in (0..MOST).step_by(97) {
            let company = Company::new(number).unwrap();
            let found = details::judge(
                &company.details("CN"),
                domain::enrolment::registration::Way::Create,
                &programme,
                today,
            );
            assert_eq!(found.problems, []);
            let typed = company.application("4100021");
            let found = sections::judge(&typed, &files, &programme, today);
            assert_eq!(found.problems, []);
            assert!(codes.insert(company.credit_code));
        }
        assert!(Company::new(MOST).is_err());
    }
}
