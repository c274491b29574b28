//! "Save and finish later": the mailed link opens nothing, its code does, in another browser.

use super::Difference;
use super::browser::Browser;
use super::staff::{link, message};
use super::steps::{Walk, begun};
use url::Url;

/// Walks from the enrolment link over an interruption to the first sign-in, and returns how many
/// steps it had.
pub(super) fn walk(base: &Url) -> Result<u32, Difference> {
    let mut walk = begun(base)?;
    walk.open_link()?;
    let path = walk.leave()?;
    walk.come_back(&path)?;
    walk.describe_company()?;
    walk.telephone_challenge()?;
    let (name, password) = walk.create_account()?;
    walk.first_sign_in(&name, &password)?;
    walk.link_is_over(&path)?;
    Ok(walk.steps())
}

impl Walk {
    /// Types half of the form, leaves, and gives the path of the mailed link.
    fn leave(&mut self) -> Result<String, Difference> {
        self.step("Select “Save and finish later”. A mail with a link follows.");
        let mail = self.company.mail("lin.mei");
        let name = self.company.legal_name.clone();
        let form = self
            .visitor
            .form("/register/cn/details/later")?
            .fill_all(&[("legal_name", &name), ("contact_email", &mail)]);
        self.visitor.send(form)?;
        self.expect("/register/cn/later")?;
        let text = message(&mut self.platform, &mail, "E01")?;
        let path = link(&text, "/register/resume/")?;
        self.came_back("mail E01 with a link that works once, for seven days");
        Ok(path)
    }

    /// Opens the link elsewhere and enters the code.
    fn come_back(&mut self, path: &str) -> Result<(), Difference> {
        self.step("Open the link in another browser. It alone shows nothing of what was typed.");
        self.visitor = Browser::new(&self.base, "en");
        self.visitor.open(path)?;
        self.expect(path)?;
        let page = &self.visitor.page;
        if page.words().contains(&self.company.legal_name) {
            return Err(Difference::new("the link alone tells the company's name"));
        }
        // A scanner that opens it again changes nothing.
        Browser::new(&self.base, "en").open(path)?;

        self.step("Enter the code that is mailed to the same address.");
        let form = self.visitor.form(&format!("{path}/code"))?;
        self.visitor.send(form)?;
        self.expect(path)?;
        let text = message(
            &mut self.platform,
            &self.company.mail("lin.mei"),
            "RESUME-CODE",
        )?;
        let code = text
            .split(|c: char| !c.is_ascii_digit())
            .find(|n| n.len() == 6)
            .ok_or_else(|| Difference::new("the mail has no code of six digits"))?
            .to_owned();
        let form = self.visitor.form(path)?.fill("code", &code);
        self.visitor.send(form)?;
        self.expect("/register/cn/details")?;
        let kept = self.visitor.form("/register/cn/details")?;
        if kept.value("legal_name") != self.company.legal_name {
            return Err(Difference::new("what was typed is lost"));
        }
        self.came_back("what was typed is there");
        Ok(())
    }

    fn link_is_over(&mut self, path: &str) -> Result<(), Difference> {
        self.step("The link is of no use to anybody else.");
        let mut other = Browser::new(&self.base, "en");
        let page = other.open(path)?;
        if page.has_form(&format!("{path}/code")) {
            return Err(Difference::new("the link can be used again"));
        }
        self.came_back(&other.page.heading());
        Ok(())
    }
}
