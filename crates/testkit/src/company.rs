//! Invented companies with everything they type, right in every field.

use domain::enrolment::form::Answers;
use domain::validate::uscc;

/// One company; no two numbers share a name, a code, a domain or a telephone.
#[derive(Debug, Clone)]
pub struct Company {
    /// Prefix of the tenant's domain.
    pub prefix: String,
    /// Legal name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Partner-network number.
    pub network_id: String,
    /// The global admin's mailbox.
    pub email: String,
    /// The primary contact's mailbox: the global admin's, unless it has one of its own.
    pub contact: String,
    /// The approval contact's mailbox.
    pub approval_email: String,
    /// Where bills go.
    pub invoice_email: String,
    /// Organisation phone and the admin's mobile, E.164.
    pub mobile: String,
    /// What is typed into F3.
    pub details: Answers,
    /// What is typed into F6.
    pub application: Answers,
}

impl Company {
    /// The company of a number below 10 000.
    ///
    /// # Panics
    /// When the number is larger.
    #[must_use]
    pub fn new(n: u16) -> Self {
        assert!(
            n < 10_000,
            "the organisation code has four digits for the number"
        );
        let prefix = format!("shihang{n}");
        // Another row of characters for each digit: a name that repeats one looks odd to the rules.
        let rows = [
            "甲乙丙丁戊己庚辛壬癸",
            "子丑寅卯辰巳午未申酉",
            "春夏秋冬东南西北中正",
            "金木水火土日月星云风",
        ];
        let digits = n.to_string();
        let number: String = digits
            .bytes()
            .zip(rows.iter().cycle())
            .filter_map(|(digit, row)| row.chars().nth(usize::from(digit - b'0')))
            .collect();
        let name = format!("杭州试航{number}信息技术有限公司");
        let mobile = format!("+861990000{n:04}");
        let [email, approval_email, invoice_email, support_email] =
            ["zhou.wenqing", "approval", "finance", "support"]
                .map(|who| format!("{who}@{prefix}.example"));
        let website = format!("https://www.{prefix}.example/");
        let credit_code = credit_code(&format!("MATT{n:04}"));
        let network_id = format!("50{n:05}");
        let place = [
            ("legal_name", name.as_str()),
            ("province", "ZJ"),
            ("city", "杭州市"),
            ("district", "西湖区"),
            ("address_line1", "文岚路 188 号 3 幢 602 室"),
            ("postal_code", "310012"),
        ];
        let details = [
            ("country", "CN"),
            ("organisation_phone", mobile.as_str()),
            ("language", "zh-Hans"),
            ("domain_prefix", &prefix),
            ("family_name", "周"),
            ("given_name", "文清"),
            ("job_title", "总经理"),
            ("user_name", "zhou.wenqing"),
            ("contact_email", &email),
            ("mobile", &mobile),
        ];
        let application = [
            ("model", "direct"),
            ("network_id", network_id.as_str()),
            ("credit_code", &credit_code),
            ("registration_type", "llc"),
            ("established_on", "2016-04-12"),
            ("registered_capital", "10000000"),
            ("legal_representative", "周文清"),
            ("primary_name", "周文清"),
            ("primary_title", "总经理"),
            ("primary_email", &email),
            ("primary_phone", &mobile),
            ("approval_name", "郑若兰"),
            ("approval_title", "财务总监"),
            ("approval_email", &approval_email),
            ("approval_phone", "0571-55550111"),
            ("approval_address", "杭州市西湖区文岚路 188 号"),
            ("support_website", &website),
            ("support_email", &support_email),
            ("support_phone", "0571-55550112"),
            ("support_hours", "7×24×365"),
            ("invoice_name", "郑若兰"),
            ("invoice_email", &invoice_email),
            ("taxpayer_type", "general"),
            ("tax_id", &credit_code),
            ("expected_monthly", "120000"),
            ("requested_limit", "240000"),
            ("years_trading", "9"),
            ("credit_authorisation", "yes"),
            ("declare_true", "yes"),
            ("declare_entitled", "yes"),
            ("declare_guide", "yes"),
            ("declare_documents", "yes"),
        ];
        Self {
            details: answers(details.into_iter().chain(place)),
            application: answers(application.into_iter().chain(place)),
            prefix,
            name,
            credit_code,
            network_id,
            contact: email.clone(),
            email,
            approval_email,
            invoice_email,
            mobile,
        }
    }

    /// The company with a mailbox of its own for the primary contact.
    #[must_use]
    pub fn with_contact(mut self) -> Self {
        self.contact = format!("contact@{}.example", self.prefix);
        let field = "primary_email".to_owned();
        self.application.insert(field, self.contact.clone());
        self
    }

    /// What the business registry says about it, as a reviewer types it: the same in other words.
    #[must_use]
    pub fn registered(&self) -> Answers {
        answers(
            [
                ("name", self.name.as_str()),
                ("credit_code", &self.credit_code),
                ("status", "active"),
                ("address", "浙江省杭州市西湖区文岚路188号3幢602室"),
                ("legal_representative", "周文清"),
                ("capital", "10,000,000"),
                ("established_on", "2016-04-12"),
                ("source", "国家企业信用信息公示系统"),
            ]
            .into_iter(),
        )
    }

    /// The answers of one section of F6.
    #[must_use]
    pub fn section(&self, section: &str) -> Answers {
        let fields = domain::enrolment::sections::fields(section);
        fields
            .filter_map(|field| {
                Some((
                    field.name.to_owned(),
                    self.application.get(field.name)?.clone(),
                ))
            })
            .collect()
    }
}

fn credit_code(organisation: &str) -> String {
    let inner = uscc::org_check(organisation).expect("a sound organisation code");
    let first = format!("91330106{organisation}{inner}");
    let last = uscc::check_digit(&first).expect("a sound code");
    format!("{first}{last}")
}

fn answers<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Answers {
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::enrolment::documents::{Kind, Uploaded};
    use domain::enrolment::{details, sections};
    use domain::programme::china_csp;

    #[test]
    fn a_company_types_nothing_wrong() {
        let programme = china_csp().unwrap();
        let today = jiff_date();
        for n in [0, 7, 98, 123] {
            let company = Company::new(n);
            let judged = details::judge(
                &company.details,
                domain::enrolment::registration::Way::Create,
                &programme,
                today,
            );
            assert_eq!((judged.problems, judged.warnings), (vec![], vec![]));
            let licence = [Uploaded {
                kind: Kind::BusinessLicence,
            }];
            let judged = sections::judge(&company.application, &licence, &programme, today);
            assert_eq!((judged.problems, judged.warnings), (vec![], vec![]));
        }
    }

    fn jiff_date() -> jiff::civil::Date {
        jiff::civil::date(2026, 3, 2)
    }
}
