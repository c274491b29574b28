//! F3, "Create a Partner Center account": the company and the person who becomes global admin.

use super::form::{self, Answers, Choices, Field, FieldProblem, Judged, Rule};
use super::registration::Way;
use crate::programme::Programme;
use crate::validate;
use jiff::civil::Date;

/// The fields of F3 in the order of the page.
pub const FIELDS: &[Field] = &[
    Field::new("country", "organisation", Rule::Country, true),
    Field::new("legal_name", "organisation", Rule::OrganisationName, true),
    Field::new("latin_name", "organisation", Rule::LatinName, false),
    Field::new(
        "province",
        "organisation",
        Rule::Choice(Choices::Provinces),
        true,
    ),
    Field::new("city", "organisation", Rule::Line(1, 100), true),
    Field::new("district", "organisation", Rule::Line(1, 100), true),
    Field::new("address_line1", "organisation", Rule::Line(1, 200), true),
    Field::new("address_line2", "organisation", Rule::Line(1, 200), false),
    Field::new("postal_code", "organisation", Rule::PostalCode, true),
    Field::new(
        "organisation_phone",
        "organisation",
        Rule::OrganisationPhone,
        true,
    ),
    Field::new(
        "language",
        "organisation",
        Rule::Choice(Choices::Languages),
        true,
    ),
    Field::new("domain_prefix", "account", Rule::DomainPrefix, true),
    Field::new("family_name", "admin", Rule::PersonName, true),
    Field::new("given_name", "admin", Rule::PersonName, true),
    Field::new("job_title", "admin", Rule::Line(1, 60), false),
    Field::new("user_name", "admin", Rule::UserName, true),
    Field::new("contact_email", "admin", Rule::CompanyEmail, true),
    Field::new("mobile", "admin", Rule::Mobile, true),
    Field::new("terms", "consent", Rule::Tick, true),
    Field::new("privacy", "consent", Rule::Tick, true),
];

/// The fields of F3 for a way of being identified, without the consents, which are ticked on the
/// last page (11, `/register/cn/create`). Whoever has a work account has a domain and is known.
pub fn fields(way: Way) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| match field.section {
        "consent" => false,
        "organisation" => true,
        _ => way == Way::Create,
    })
}

/// Judges F3 without the consents.
#[must_use]
pub fn judge(answers: &Answers, way: Way, programme: &Programme, today: Date) -> Judged {
    let mut judged = form::judge(fields(way), answers, programme, today);
    if way == Way::Existing {
        return judged;
    }
    let email_domain = validate::email_domain(judged.value("contact_email")).to_owned();
    let own = domain(judged.value("domain_prefix"), programme);
    // Mail into a tenant that does not exist yet would never arrive.
    if !email_domain.is_empty() && email_domain == own {
        judged.values.remove("contact_email");
        judged
            .problems
            .push(FieldProblem::plain("contact_email", "email-in-new-tenant"));
    }
    judged
}

/// The tenant's domain for a prefix.
#[must_use]
pub fn domain(prefix: &str, programme: &Programme) -> String {
    format!("{prefix}.{}", programme.domain_suffix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::form::tests::{TODAY, answers, withstands};
    use crate::programme::china_csp;

    fn right() -> Answers {
        answers(&[
            ("country", "CN"),
            ("legal_name", "杭州试航信息技术有限公司"),
            (
                "latin_name",
                "Hangzhou Shihang Information Technology Co., Ltd.",
            ),
            ("province", "ZJ"),
            ("city", "杭州市"),
            ("district", "西湖区"),
            ("address_line1", "文岚路 188 号 3 幢"),
            ("address_line2", "602 室"),
            ("postal_code", "310012"),
            ("organisation_phone", "+8619900000111"),
            ("language", "zh-Hans"),
            ("domain_prefix", "shihang"),
            ("family_name", "周"),
            ("given_name", "文清"),
            ("job_title", "总经理"),
            ("user_name", "zhou.wenqing"),
            ("contact_email", "zhou.wenqing@shihang.example"),
            ("mobile", "+8619900000111"),
        ])
    }

    #[test]
    fn right_answers_are_taken_as_they_are() {
        let programme = china_csp().unwrap();
        let judged = judge(&right(), Way::Create, &programme, TODAY);
        assert_eq!((judged.problems, judged.warnings), (vec![], vec![]));
        assert_eq!(judged.values, right());
    }

    #[test]
    fn typing_habits_are_smoothed() {
        let programme = china_csp().unwrap();
        let mut typed = right();
        for (name, value) in [
            ("legal_name", "　杭州试航信息技术有限公司 "),
            ("postal_code", "３１００１２"),
            ("organisation_phone", "0086 199-0000 0111"),
            ("mobile", "１９９ ００００ ０１１１"),
            ("user_name", "Zhou.WenQing"),
            ("contact_email", "zhou.wenqing@SHIHANG.example"),
        ] {
            typed.insert(name.to_owned(), value.to_owned());
        }
        let judged = judge(&typed, Way::Create, &programme, TODAY);
        assert_eq!(judged.problems, vec![]);
        assert_eq!(judged.values, right());
    }

    #[test]
    fn hostile_answers_stay_at_their_field() {
        let programme = china_csp().unwrap();
        let judge = |answers: &Answers| judge(answers, Way::Create, &programme, TODAY);
        let fields: Vec<_> = FIELDS
            .iter()
            .filter(|f| f.section != "consent")
            .copied()
            .collect();
        withstands(
            &fields,
            &right(),
            &judge,
            &[("domain_prefix", "contact_email")],
        );
    }

    #[test]
    fn mail_into_the_tenant_to_be_is_refused() {
        let programme = china_csp().unwrap();
        let mut typed = right();
        let own = format!("zhou@{}", domain("shihang", &programme));
        typed.insert("contact_email".to_owned(), own);
        let judged = judge(&typed, Way::Create, &programme, TODAY);
        assert_eq!(
            judged.problems,
            vec![FieldProblem::plain("contact_email", "email-in-new-tenant")]
        );
        assert!(!judged.values.contains_key("contact_email"));
    }

    #[test]
    fn webmail_and_reserved_prefixes_are_refused() {
        let programme = china_csp().unwrap();
        for (field, value) in [
            ("contact_email", "zhou@qq.com"),
            ("contact_email", "zhou@GMAIL.com"),
            ("domain_prefix", "admin"),
            ("domain_prefix", "-a"),
            ("domain_prefix", "ab"),
            ("mobile", "0571-55550111"),
            ("organisation_phone", "400-800-1234"),
            ("organisation_phone", "+852 5550 0111"),
            ("country", "HK"),
            ("province", "HK"),
        ] {
            let mut typed = right();
            typed.insert(field.to_owned(), value.to_owned());
            let judged = judge(&typed, Way::Create, &programme, TODAY);
            assert!(
                judged.problems.iter().any(|p| p.field == field),
                "{field} takes {value}"
            );
        }
    }

    #[test]
    fn whoever_has_an_account_is_asked_about_the_organisation_alone() {
        let programme = china_csp().unwrap();
        let asked: Vec<_> = fields(Way::Existing).map(|f| f.name).collect();
        assert!(asked.contains(&"legal_name") && asked.contains(&"organisation_phone"));
        for name in [
            "domain_prefix",
            "user_name",
            "contact_email",
            "mobile",
            "terms",
        ] {
            assert!(!asked.contains(&name), "{name}");
        }
        let mut typed = right();
        for name in ["domain_prefix", "user_name", "contact_email", "mobile"] {
            typed.insert(name.to_owned(), "<wrong>".to_owned());
        }
        let judged = judge(&typed, Way::Existing, &programme, TODAY);
        assert_eq!(judged.problems, vec![]);
        assert!(!judged.values.contains_key("domain_prefix"));
        assert_eq!(
            judge(&typed, Way::Create, &programme, TODAY).problems.len(),
            4
        );
    }
}
