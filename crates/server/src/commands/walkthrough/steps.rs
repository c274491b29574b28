//! The published procedure, step by step.

use super::Difference;
use super::browser::{Browser, Page, all};
use super::company::Company;
use super::staff::{self, enter_code, guide, message, sign_in, with_role};
use crate::commands::demo::specimen;
use adapters::{SystemClock, SystemEntropy};
use domain::caller::StaffRole;
use domain::effects::Clock;
use sha2::{Digest, Sha256};
use std::thread;
use std::time::Duration;
use url::Url;
use web::DemoGuide;

/// The password chosen at the first sign-in.
const PASSWORD: &str = "Walking-the-channel-2026";

/// What is typed into the fields of a form.
type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A walk: who walks, and how far it has come.
pub(super) struct Walk {
    pub(super) base: Url,
    pub(super) company: Company,
    pub(super) visitor: Browser,
    pub(super) platform: Browser,
    pub(super) guide: DemoGuide,
    steps: u32,
    name: String,
    secret: String,
}

/// Walks the whole procedure and returns how many steps it had.
pub(super) fn walk(base: &Url) -> Result<u32, Difference> {
    let mut walk = applied(base)?;
    walk.review()?;
    walk.sign()?;
    walk.set_up()?;
    Ok(walk.steps)
}

/// A company that has done nothing yet.
pub(super) fn begun(base: &Url) -> Result<Walk, Difference> {
    let guide = guide(base)?;
    let company = Company::draw(&SystemEntropy)?;
    println!(
        "Walking as {} ({}) at {base}\n",
        company.legal_name, company.credit_code
    );
    let platform = sign_in(base, with_role(&guide, StaffRole::PlatformAdmin)?)?;
    Ok(Walk {
        base: base.clone(),
        company,
        visitor: Browser::new(base, "en"),
        platform,
        guide,
        steps: 0,
        name: String::new(),
        secret: String::new(),
    })
}

/// A company that has applied and whose contacts have confirmed.
pub(super) fn applied(base: &Url) -> Result<Walk, Difference> {
    let mut walk = begun(base)?;
    let network_id = walk.open_link()?;
    walk.describe_company()?;
    walk.telephone_challenge()?;
    let (name, password) = walk.create_account()?;
    walk.secret = walk.first_sign_in(&name, &password)?;
    walk.name = name;
    walk.enrol(&network_id)?;
    walk.confirm_contacts()?;
    Ok(walk)
}

impl Walk {
    /// How many steps there were.
    pub(super) fn steps(&self) -> u32 {
        self.steps
    }

    pub(super) fn step(&mut self, words: &str) {
        self.steps += 1;
        println!("{:2}. {words}", self.steps);
    }

    pub(super) fn came_back(&self, what: &str) {
        println!("    → {what}");
    }

    /// The page in front must be the one the procedure names.
    pub(super) fn expect(&self, path: &str) -> Result<(), Difference> {
        let page = &self.visitor.page;
        if page.status == 200 && page.path.split('?').next() == Some(path) {
            self.came_back(&format!("{path}: {}", page.heading()));
            return Ok(());
        }
        Err(Difference::new(format!(
            "expected {path}, got {} with status {}: {}",
            page.path,
            page.status,
            page.heading()
        )))
    }

    pub(super) fn expect_words(&self, words: &str) -> Result<(), Difference> {
        if self.visitor.page.words().contains(words) {
            return Ok(());
        }
        Err(Difference::new(format!(
            "{} does not say “{words}”",
            self.visitor.page.path
        )))
    }

    pub(super) fn open_link(&mut self) -> Result<String, Difference> {
        self.step("Join the partner network and note the membership number (location ID).");
        self.visitor.open("/partner-network/join")?;
        let form = self
            .visitor
            .form("/partner-network/join")?
            .fill("company_name", &self.company.legal_name)
            .fill("contact_email", &self.company.mail("office"));
        self.visitor.send(form)?;
        let words = self.visitor.page.words();
        let network_id = words
            .split(|c: char| !c.is_ascii_digit())
            .find(|n| n.len() == 7)
            .ok_or_else(|| Difference::new("the join page shows no number of seven digits"))?
            .to_owned();
        self.came_back(&format!("location ID {network_id}"));

        self.step("Open the enrolment link.");
        self.visitor.open("/register/resellercnjoinnow")?;
        self.expect("/register/cn/join")?;

        self.step(
            "Sign in with a work account that has global admin privileges, or choose “Create one”.",
        );
        let form = self.visitor.form("/register/cn/join")?;
        self.visitor.send(form)?;
        self.expect("/register/cn/account")?;
        let form = self.visitor.form("/register/cn/account")?;
        self.visitor.send(form)?;
        self.expect("/register/cn/details")?;
        Ok(network_id)
    }

    pub(super) fn describe_company(&mut self) -> Result<(), Difference> {
        self.step("On “Create a Partner Center account”, enter details of your organisation and of the person who becomes global admin, then Continue.");
        let mail = self.company.mail("lin.mei");
        let form = self.visitor.form("/register/cn/details")?.fill_all(&[
            ("legal_name", &self.company.legal_name),
            (
                "latin_name",
                "Shanghai Walk Information Technology Co., Ltd.",
            ),
            ("province", "SH"),
            ("city", "上海市"),
            ("district", "浦东新区"),
            ("address_line1", "漫步路 88 号 6 幢 1203 室"),
            ("postal_code", "200120"),
            ("organisation_phone", &self.company.mobile),
            ("language", "en"),
            ("domain_prefix", &self.company.prefix),
            ("family_name", "林"),
            ("given_name", "梅"),
            ("job_title", "总经理"),
            ("user_name", "lin.mei"),
            ("contact_email", &mail),
            ("mobile", &self.company.mobile),
        ]);
        self.visitor.send(form)?;
        self.expect("/register/cn/phone")
    }

    pub(super) fn telephone_challenge(&mut self) -> Result<(), Difference> {
        self.step("You may be asked to complete a telephone challenge; use your organisation's China number.");
        let form = self
            .visitor
            .form("/register/cn/phone/send")?
            .fill("phone", &self.company.mobile)
            .fill("method", "sms");
        self.visitor.send(form)?;
        self.expect("/register/cn/phone")?;
        let number = format!("+86{}", self.company.mobile);
        let text = message(&mut self.platform, &number, "CODE")?;
        let code = text
            .split(|c: char| !c.is_ascii_digit())
            .find(|n| n.len() == 6)
            .ok_or_else(|| Difference::new("the text message has no code of six digits"))?
            .to_owned();
        let form = self
            .visitor
            .form("/register/cn/phone/verify")?
            .fill("code", &code);
        self.visitor.send(form)?;
        self.expect("/register/cn/create")
    }

    pub(super) fn create_account(&mut self) -> Result<(String, String), Difference> {
        self.step("Select Create account. A message confirms it; save this information, you need it for the first sign-in.");
        let form = self
            .visitor
            .form("/register/cn/create")?
            .fill_all(&[("terms", "yes"), ("privacy", "yes")]);
        self.visitor.send(form)?;
        self.expect("/register/cn/done")?;
        let shown = self.secrets();
        let name = format!("lin.mei@{}", self.company.prefix);
        let sign_in_name = shown.iter().find(|v| v.starts_with(&name)).cloned();
        let sign_in_name =
            sign_in_name.ok_or_else(|| Difference::new("the page shows no sign-in name"))?;
        let password = self
            .visitor
            .page
            .attribute(".secret.hot [data-copy]", "data-copy")
            .ok_or_else(|| Difference::new("the page shows no temporary password"))?;
        let kept = self
            .visitor
            .page
            .headers
            .get("cache-control")
            .and_then(|v| v.to_str().ok());
        if kept != Some("no-store") {
            return Err(Difference::new(
                "the page with the password may be kept by caches",
            ));
        }
        self.came_back(&format!(
            "sign-in name {sign_in_name}, a temporary password of {} characters",
            password.chars().count()
        ));

        self.step("A second look at the credentials page shows no password.");
        self.visitor.open("/register/cn/done")?;
        self.expect("/register/cn/done")?;
        if self.visitor.page.text().contains(&password) {
            return Err(Difference::new("the password is shown a second time"));
        }

        self.step("Tick that the information is saved, then Continue and sign in with the new credentials.");
        let form = self.visitor.form("/register/cn/done")?.fill("saved", "yes");
        self.visitor.send(form)?;
        self.expect("/signin")?;
        Ok((sign_in_name, password))
    }

    fn secrets(&self) -> Vec<String> {
        let document = self.visitor.page.document();
        super::browser::all(&document, ".secret [data-copy]")
            .iter()
            .filter_map(|e| e.attr("data-copy"))
            .map(str::to_owned)
            .collect()
    }

    pub(super) fn first_sign_in(
        &mut self,
        name: &str,
        password: &str,
    ) -> Result<String, Difference> {
        let form = self
            .visitor
            .form("/signin")?
            .fill("sign_in_name", name)
            .fill("password", password);
        self.visitor.send(form)?;
        self.expect("/signin/change-password")?;

        self.step("The temporary password must be changed before anything else.");
        self.visitor.open("/dashboard/overview")?;
        self.expect("/signin/change-password")?;
        let form = self.visitor.form("/signin/change-password")?.fill_all(&[
            ("current", password),
            ("password", PASSWORD),
            ("repeated", PASSWORD),
        ]);
        self.visitor.send(form)?;
        self.expect("/signin/mfa")?;

        self.step("Set up an authenticator.");
        let secret = self
            .visitor
            .page
            .attribute("[data-secret]", "data-secret")
            .ok_or_else(|| Difference::new("the page shows no authenticator key"))?;
        enter_code(&mut self.visitor, &secret)?;
        self.expect("/account/me/recovery-codes")?;

        self.step("Keep the recovery codes; they are shown once.");
        let codes = all(&self.visitor.page.document(), "ol code").len();
        if codes != 10 {
            return Err(Difference::new(format!(
                "the page shows {codes} recovery codes"
            )));
        }
        self.visitor.open("/dashboard/overview")?;
        self.expect("/dashboard/overview")?;
        Ok(secret)
    }

    fn enrol(&mut self, network_id: &str) -> Result<(), Difference> {
        self.step("On “Enroll in the Cloud Solution Provider program”, enter the MPN ID, legal business profile, approval contact and customer support information.");
        let section = |section: &str| format!("/enrol/{section}");
        self.visitor.open("/enrol")?;
        self.expect("/enrol")?;
        let (primary, approval) = (self.company.mail("lin.mei"), self.company.mail("shen.yuan"));
        let (invoice, support) = (self.company.mail("finance"), self.company.mail("support"));
        let site = format!("https://support.{}", self.company.mail_domain);
        let mobile = self.company.mobile.clone();
        let code = self.company.credit_code.clone();
        let sections: [(&str, Fields<'_>); 2] = [
            (
                "programme",
                vec![("model", "direct"), ("network_id", network_id)],
            ),
            (
                "legal",
                vec![
                    ("credit_code", &code),
                    ("registration_type", ""),
                    ("established_on", "2017-04-12"),
                    ("registered_capital", "5,000,000.00"),
                    ("legal_representative", "沈远"),
                    ("primary_name", "林梅"),
                    ("primary_title", "总经理"),
                    ("primary_email", &primary),
                    ("primary_phone", &mobile),
                ],
            ),
        ];
        for (name, fields) in &sections {
            self.visitor.open(&section(name))?;
            let mut form = self.visitor.form(&section(name))?.fill_all(fields);
            if *name == "legal" {
                let first = self.visitor.page.attribute(
                    "select[name=registration_type] option:not([value=\"\"])",
                    "value",
                );
                form = form.fill("registration_type", &first.unwrap_or_default());
            }
            self.visitor.send(form)?;
            let next = if *name == "programme" {
                "/enrol/legal"
            } else {
                "/enrol/documents"
            };
            self.expect(next)?;
        }

        self.step("Upload the business licence and the authorisation letter.");
        // The programme's day has begun wherever this runs.
        let today = jiff::Timestamp::from_microsecond(SystemClock.now().0);
        let today = today.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string());
        let today = today.unwrap_or_default();
        for kind in ["business-licence", "authorisation-letter"] {
            self.visitor.open("/enrol/documents")?;
            let lines = [kind, &self.company.credit_code];
            let file = specimen::document("For a walkthrough", &lines);
            let form = self
                .visitor
                .form("/enrol/documents/upload")?
                .fill("kind", kind)
                .fill("dated_on", &today)
                .choose("file", "specimen.pdf", &file);
            self.visitor.send(form)?;
            self.expect("/enrol/documents")?;
        }
        let sections: [(&str, Fields<'_>, &str); 5] = [
            (
                "approval",
                vec![
                    ("approval_name", "沈远"),
                    ("approval_title", "执行董事"),
                    ("approval_email", &approval),
                    ("approval_phone", "021 5555 0188"),
                    ("approval_address", "上海市浦东新区漫步路 88 号"),
                ],
                "/enrol/support",
            ),
            (
                "support",
                vec![
                    ("support_website", &site),
                    ("support_email", &support),
                    ("support_phone", "400 555 0146"),
                    ("support_hours", "7 × 24 小时"),
                ],
                "/enrol/billing",
            ),
            (
                "billing",
                vec![("invoice_name", "吴敏"), ("invoice_email", &invoice)],
                "/enrol/credit",
            ),
            (
                "credit",
                vec![
                    ("expected_monthly", "60,000.00"),
                    ("requested_limit", "120,000.00"),
                    ("years_trading", "8"),
                    ("credit_authorisation", "yes"),
                ],
                "/enrol/declarations",
            ),
            (
                "declarations",
                vec![
                    ("declare_true", "yes"),
                    ("declare_entitled", "yes"),
                    ("declare_guide", "yes"),
                    ("declare_documents", "yes"),
                ],
                "/enrol",
            ),
        ];
        for (name, fields, next) in &sections {
            self.visitor.open(&section(name))?;
            let form = self.visitor.form(&section(name))?.fill_all(fields);
            self.visitor.send(form)?;
            self.expect(next)?;
        }

        self.step("Submit; the information is reviewed.");
        let form = self.visitor.form("/enrol/submit")?;
        self.visitor.send(form)?;
        self.expect("/enrol/status")?;
        self.mail("E04")
    }

    fn confirm_contacts(&mut self) -> Result<(), Difference> {
        self.step(
            "The primary contact and the approval contact confirm by the links sent to them.",
        );
        for (name, code) in [("lin.mei", "E06"), ("shen.yuan", "E05")] {
            let text = message(&mut self.platform, &self.company.mail(name), code)?;
            let path = staff::link(&text, "/confirm/")?;
            let mut reader = Browser::new(&self.base, "en");
            reader.open(&path)?;
            let form = reader.form(&path)?.fill("answer", "yes");
            let page = reader.send(form)?;
            if page.status != 200 {
                return Err(Difference::new(format!(
                    "{code}: the answer was refused: {}",
                    page.heading()
                )));
            }
            self.came_back(&format!("{code}: {}", reader.page.heading()));
        }
        Ok(())
    }

    fn review(&mut self) -> Result<(), Difference> {
        self.step("The operator reviews: the case is claimed and its checks are decided.");
        let mut reviewer = self.reviewer(0)?;
        let case = self.case(&mut reviewer)?;
        self.claim(&mut reviewer, &case)?;
        self.pass_checks(&mut reviewer, &case)?;
        self.grant_credit(&case)?;
        self.approve(&mut reviewer, &case)
    }

    /// A reviewer at the console, the nth of the demonstration.
    pub(super) fn reviewer(&self, n: usize) -> Result<Browser, Difference> {
        let accounts = self.guide.accounts.iter();
        let account = accounts
            .filter(|a| a.roles.contains(&StaffRole::Reviewer))
            .nth(n)
            .ok_or_else(|| Difference::new("the demonstration has too few reviewers"))?;
        sign_in(&self.base, account)
    }

    /// The address of the company's case, once it is under review.
    pub(super) fn case(&self, reviewer: &mut Browser) -> Result<String, Difference> {
        let code = &self.company.credit_code;
        // The automatic checks run after the answer to the submission.
        for _ in 0..60 {
            reviewer.open(&format!("/ops/applications?q={code}&state=in-review"))?;
            let links = reviewer.page.links("/ops/applications/");
            // The list of cases has links of its own (its export): a case ends with its id.
            let case = links.into_iter().find(|href| !href.contains('?'));
            if let Some(case) = case {
                reviewer.open(&case)?;
                return Ok(case);
            }
            thread::sleep(Duration::from_millis(250));
        }
        Err(Difference::new("the queue does not show the application"))
    }

    pub(super) fn claim(&self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        let form = reviewer.form(&format!("{case}/claim"))?;
        accepted("claim", reviewer.send(form)?)
    }

    /// Passes what a reviewer decides by hand.
    pub(super) fn pass_checks(&self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        for kind in ["employment", "business-registration", "restricted-party"] {
            let form = reviewer
                .form(&format!("{case}/checks/{kind}"))?
                .fill("result", "passed")
                .fill("reason", "Compared with the register extract.");
            accepted(&format!("check {kind}"), reviewer.send(form)?)?;
        }
        self.came_back(&format!("{}: checks decided", reviewer.page.heading()));
        Ok(())
    }

    pub(super) fn grant_credit(&mut self, case: &str) -> Result<(), Difference> {
        self.step("The credit check is decided by somebody else.");
        let account = with_role(&self.guide, StaffRole::CreditAnalyst)?;
        let mut analyst = sign_in(&self.base, account)?;
        let credit = format!("{case}/credit");
        analyst.open(&credit)?;
        let form = analyst.form(&credit)?.fill_all(&[
            ("result", "pass"),
            ("limit", "120,000.00"),
            ("reason", "Two years of statements in order."),
        ]);
        accepted("credit", analyst.send(form)?)?;
        self.came_back("limit ¥120,000.00");
        Ok(())
    }

    pub(super) fn approve(&mut self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        self.step("You receive an e-mail that says whether your application is approved.");
        reviewer.open(case)?;
        let form = reviewer.form(&format!("{case}/approve"))?;
        accepted("approve", reviewer.send(form)?)?;
        self.mail("E09")
    }

    /// A mail of the catalogue to the primary contact has left.
    pub(super) fn mail(&mut self, code: &str) -> Result<(), Difference> {
        let text = message(&mut self.platform, &self.company.mail("lin.mei"), code)?;
        self.came_back(&format!("mail {code}: {}", first_words(&text)));
        Ok(())
    }

    fn sign(&mut self) -> Result<(), Difference> {
        self.step("Sign in with the credentials you saved.");
        self.visitor = Browser::new(&self.base, "en");
        self.visitor.open("/agreements/sign")?;
        self.expect("/signin")?;
        let form = self
            .visitor
            .form("/signin")?
            .fill("sign_in_name", &self.name)
            .fill("password", PASSWORD);
        self.visitor.send(form)?;
        enter_code(&mut self.visitor, &self.secret)?;
        self.expect("/agreements/sign")?;

        self.step("Select Accept and continue to sign the agreement.");
        let shown = self
            .visitor
            .form("/agreements/sign")?
            .value("text_sha256")
            .to_owned();
        let download = self
            .visitor
            .page
            .links("/programme/text/")
            .first()
            .cloned()
            .ok_or_else(|| Difference::new("the text cannot be downloaded before signing"))?;
        let mut reader = Browser::new(&self.base, "en");
        let text = reader.open(&download)?;
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&text.bytes));
        if hash != shown {
            return Err(Difference::new(format!(
                "the text has hash {hash}, the page says {shown}"
            )));
        }
        self.came_back(&format!(
            "the downloaded text has the hash on the page: {hash}"
        ));
        let form = self
            .visitor
            .form("/agreements/sign")?
            .fill_all(&[("consent_bind", "yes"), ("consent_electronic", "yes")]);
        self.visitor.send(form)?;
        self.expect("/dashboard/overview")?;
        self.mail("E13")
    }

    fn set_up(&mut self) -> Result<(), Difference> {
        self.step("It can take several hours to set your account up; then you may sell.");
        for attempt in 0..120 {
            self.visitor.open("/enrol/status")?;
            if self.visitor.page.words().contains("Your company may sell") {
                break;
            }
            if attempt == 119 {
                return Err(Difference::new("the account is not set up after a minute"));
            }
            thread::sleep(Duration::from_millis(500));
        }
        self.expect("/enrol/status")?;
        message(&mut self.platform, &self.company.mail("lin.mei"), "E14")?;

        self.step("Get started from the overview.");
        self.visitor.open("/pcv/dashboard/overview")?;
        self.expect("/dashboard/overview")?;
        self.expect_words("Get started")?;
        self.expect_words("Monthly billing date")?;

        self.step("The signed agreement can be downloaded and verified by anybody.");
        let mut copies = Vec::new();
        for _ in 0..120 {
            self.visitor.open("/account/agreements")?;
            copies = self.visitor.page.links("/account/agreements/");
            if copies.len() >= 2 {
                break;
            }
            thread::sleep(Duration::from_millis(500));
        }
        if copies.len() < 2 {
            return Err(Difference::new(
                "the signed copies are not printed; without a Chinese font: apt-get install fonts-wqy-microhei, and start the demonstration again",
            ));
        }
        let verify = self.visitor.page.links("/verify/").first().cloned();
        for copy in &copies {
            let page = self.visitor.open(copy)?;
            if !page.bytes.starts_with(b"%PDF-") {
                return Err(Difference::new(format!("{copy} is no PDF")));
            }
        }
        self.came_back("copies in Chinese and English");
        let mut anybody = Browser::new(&self.base, "en");
        let verify = verify.ok_or_else(|| Difference::new("no verification link"))?;
        let page = anybody.open(&verify)?;
        if page.status != 200 || !page.words().contains(&self.company.legal_name) {
            return Err(Difference::new(format!("verification: {}", page.heading())));
        }
        self.came_back(&anybody.page.heading());
        Ok(())
    }
}

/// The answer to a form is a page and no refusal.
pub(super) fn accepted(what: &str, page: &Page) -> Result<(), Difference> {
    if page.status == 200 {
        return Ok(());
    }
    Err(Difference::new(format!(
        "{what}: status {}: {}",
        page.status,
        page.heading()
    )))
}

/// The beginning of a message, for the print-out.
fn first_words(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(100)
        .collect()
}
