//! "Sign in with a work account that has global admin privileges": a company that has accounts
//! registers without a new user and without a new password.

use super::Difference;
use super::browser::Browser;
use super::staff::{enter_code, message};
use super::steps::{Walk, begun};
use url::Url;
use web::DemoAccount;

/// Walks from the enrolment link to the application of an organisation of the demonstration, and
/// returns how many steps it had. Each walk uses up one organisation.
pub(super) fn walk(base: &Url) -> Result<u32, Difference> {
    let mut walk = begun(base)?;
    let admin = walk.free_organisation()?;
    println!(
        "Registering {} as {}\n",
        admin.organisation, admin.sign_in_name
    );
    walk.open_enrolment()?;
    walk.wrong_accounts(&admin)?;
    walk.use_account(&admin)?;
    walk.describe_organisation()?;
    walk.telephone_challenge()?;
    walk.create_without_user(&admin)?;
    Ok(walk.steps())
}

impl Walk {
    /// An organisation of the demonstration that has not registered yet.
    fn free_organisation(&mut self) -> Result<DemoAccount, Difference> {
        let admins = self.guide.accounts.iter();
        let admins: Vec<_> = admins
            .filter(|a| a.kind == "work-account")
            .cloned()
            .collect();
        for admin in admins {
            let mut browser = Browser::new(&self.base, "en");
            browser.open("/signin?next=/register/cn/existing")?;
            let form = browser
                .form("/signin")?
                .fill("sign_in_name", &admin.sign_in_name)
                .fill("password", &admin.password);
            browser.send(form)?;
            enter_code(&mut browser, &admin.totp_secret)?;
            // Without a draft an organisation that may register is led to the beginning.
            if browser.page.path == "/register/cn/join" {
                return Ok(admin);
            }
        }
        Err(Difference::new(
            "every organisation of the demonstration has registered; delete its data to begin anew",
        ))
    }

    fn open_enrolment(&mut self) -> Result<(), Difference> {
        self.step("Open the enrolment link.");
        self.visitor.open("/register/resellercnjoinnow")?;
        self.expect("/register/cn/join")?;
        let form = self.visitor.form("/register/cn/join")?;
        self.visitor.send(form)?;
        self.expect("/register/cn/account")
    }

    fn wrong_accounts(&mut self, admin: &DemoAccount) -> Result<(), Difference> {
        self.step(
            "Personal accounts and accounts of another cloud are refused before any password.",
        );
        for (name, words) in [
            ("lin.mei@qq.com", "personal mailboxes"),
            ("lin.mei@elsewhere.example", "another cloud"),
        ] {
            let form = self
                .visitor
                .form("/register/cn/account/sign-in")?
                .fill("work_account", name);
            let page = self.visitor.send(form)?;
            if page.status != 422 {
                return Err(Difference::new(format!(
                    "{name} is answered {}",
                    page.status
                )));
            }
            self.expect_words(words)?;
        }
        self.came_back("both are explained");

        self.step("An account without the role is told which role is needed, and who has it.");
        let colleague = self
            .guide
            .accounts
            .iter()
            .find(|a| a.kind == "work-account-user")
            .cloned();
        if let Some(user) = colleague {
            let mut browser = Browser::new(&self.base, "en");
            browser.open("/signin?next=/register/cn/existing")?;
            let form = browser
                .form("/signin")?
                .fill("sign_in_name", &user.sign_in_name)
                .fill("password", &user.password);
            browser.send(form)?;
            enter_code(&mut browser, &user.totp_secret)?;
            // The account reads what its holder chose; the walk reads English.
            browser.open("/language?to=en&back=/register/cn/existing")?;
            let page = &browser.page;
            if page.status != 403 || !page.words().contains("Global admin") {
                return Err(Difference::new(format!(
                    "{} is answered {}: {}",
                    user.sign_in_name,
                    page.status,
                    page.heading()
                )));
            }
            self.came_back(&format!("{}: {}", user.sign_in_name, page.heading()));
        }
        self.visitor.open("/register/cn/account")?;
        self.came_back(&format!("the way back leads to {}", admin.organisation));
        Ok(())
    }

    fn use_account(&mut self, admin: &DemoAccount) -> Result<(), Difference> {
        self.step("Sign in with a work account that has global admin privileges.");
        let form = self
            .visitor
            .form("/register/cn/account/sign-in")?
            .fill("work_account", &admin.sign_in_name);
        self.visitor.send(form)?;
        self.expect("/signin")?;
        let form = self.visitor.form("/signin")?;
        if form.value("sign_in_name") != admin.sign_in_name {
            return Err(Difference::new(
                "the sign-in does not know the name typed before",
            ));
        }
        let form = form.fill("password", &admin.password);
        self.visitor.send(form)?;
        enter_code(&mut self.visitor, &admin.totp_secret)?;
        self.expect("/register/cn/existing")?;
        self.visitor
            .open("/language?to=en&back=/register/cn/existing")?;
        self.expect_words(&admin.organisation)?;
        let form = self.visitor.form("/register/cn/existing")?;
        self.visitor.send(form)?;
        self.expect("/register/cn/details")
    }

    fn describe_organisation(&mut self) -> Result<(), Difference> {
        self.step("On “Create a Partner Center account”, enter details of your organisation. No user and no domain is asked for.");
        let form = self.visitor.form("/register/cn/details")?;
        for field in ["domain_prefix", "user_name", "contact_email"] {
            if form.has(field) {
                return Err(Difference::new(format!("the form asks for {field}")));
            }
        }
        let mobile = self.company.mobile.clone();
        let form = form.fill_all(&[
            ("province", "SH"),
            ("city", "上海市"),
            ("district", "浦东新区"),
            ("address_line1", "漫步路 90 号 2 幢 301 室"),
            ("postal_code", "200120"),
            ("organisation_phone", &mobile),
            ("language", "en"),
        ]);
        self.visitor.send(form)?;
        self.expect("/register/cn/phone")
    }

    fn create_without_user(&mut self, admin: &DemoAccount) -> Result<(), Difference> {
        self.step("Select Create account. Nothing about your sign-in changes: use your existing credentials.");
        let form = self
            .visitor
            .form("/register/cn/create")?
            .fill_all(&[("terms", "yes"), ("privacy", "yes")]);
        self.visitor.send(form)?;
        self.expect("/register/cn/done")?;
        self.expect_words("Use your existing credentials")?;
        self.expect_words(&admin.sign_in_name)?;
        let secret = self
            .visitor
            .page
            .attribute(".secret.hot [data-copy]", "data-copy");
        if secret.is_some() {
            return Err(Difference::new("a password is shown"));
        }

        self.step("Continue to the application.");
        let form = self.visitor.form("/register/cn/done")?;
        self.visitor.send(form)?;
        self.expect("/enrol")?;
        let to = admin.contact_email.clone();
        let told = message(&mut self.platform, &to, "E03")?;
        if told.contains("temporary password") || told.contains("临时密码") {
            return Err(Difference::new("the mail speaks of a password"));
        }
        self.came_back("mail E03 names the existing credentials");
        Ok(())
    }
}
