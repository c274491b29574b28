//! "Reject with reasons", "Fix now", and a different reviewer.

use super::Difference;
use super::browser::Browser;
use super::steps::{Walk, accepted, applied};
use crate::commands::demo::specimen;
use url::Url;

/// Walks to the approval of a company that was rejected first, and returns how many steps it had.
pub(super) fn walk(base: &Url) -> Result<u32, Difference> {
    let mut walk = applied(base)?;
    let mut first = walk.reviewer(0)?;
    let case = walk.case(&mut first)?;
    walk.reject(&mut first, &case)?;
    walk.appeal()?;
    walk.refuse_the_first(&mut first, &case)?;
    walk.step("Another reviewer takes the appeal and decides.");
    let mut second = walk.reviewer(1)?;
    second.open(&case)?;
    walk.claim(&mut second, &case)?;
    walk.pass_checks(&mut second, &case)?;
    walk.grant_credit(&case)?;
    walk.approve(&mut second, &case)?;
    Ok(walk.steps())
}

impl Walk {
    fn reject(&mut self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        self.step(
            "The reviewer rejects, with reasons from the programme and a text for the company.",
        );
        self.claim(reviewer, case)?;
        reviewer.open(&format!("{case}?do=reject"))?;
        let form = reviewer.form(&format!("{case}/reject"))?.fill_all(&[
            ("reasons", "LICENCE_EXPIRED"),
            (
                "text",
                "The term on the licence ended last month. Please renew it first.",
            ),
        ]);
        accepted("reject", reviewer.send(form)?)?;
        self.mail("E10")
    }

    fn appeal(&mut self) -> Result<(), Difference> {
        self.step("The status page shows the reasons, Rejected, and Fix now.");
        self.visitor.open("/enrol/status")?;
        self.expect("/enrol/status")?;
        for words in ["Rejected", "The business licence has expired.", "Fix now"] {
            self.expect_words(words)?;
        }
        let form = self.visitor.form("/enrol/appeal")?;
        if self.visitor.send(form)?.status != 422 {
            return Err(Difference::new(
                "an appeal without a word and a document is taken",
            ));
        }
        self.came_back("an empty appeal is refused");

        self.step("Upload the document, comment, submit; the status shows Pending meanwhile.");
        let code = self.company.credit_code.clone();
        let renewed = specimen::document("For a walkthrough, renewed", &[&code]);
        let form = self
            .visitor
            .form("/enrol/appeal")?
            .fill("kind", "business-licence")
            .fill("comment", "The renewed licence is attached.")
            .choose("file", "renewed-licence.pdf", &renewed);
        self.visitor.send(form)?;
        self.expect("/enrol/status")?;
        self.expect_words("Pending")?;
        if self.visitor.page.words().contains("Fix now") {
            return Err(Difference::new("the appeal can be sent twice"));
        }
        self.mail("E11")
    }

    fn refuse_the_first(&mut self, first: &mut Browser, case: &str) -> Result<(), Difference> {
        self.step("Whoever rejected does not judge the appeal.");
        first.open(case)?;
        if first.page.has_form(&format!("{case}/claim")) {
            return Err(Difference::new("the first reviewer may take the appeal"));
        }
        let form = first.form(&format!("{case}/approve"))?;
        let page = first.send(form)?;
        if page.status != 409 {
            return Err(Difference::new(format!(
                "the first reviewer's approval: {}",
                page.status
            )));
        }
        self.came_back(&format!("refused: {}", first.page.heading()));
        Ok(())
    }
}
