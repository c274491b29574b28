//! "Outcomes: ask for more information (item list, due date), resubmit by the applicant."

use super::Difference;
use super::browser::Browser;
use super::steps::{Walk, accepted, applied};
use crate::commands::demo::specimen;
use url::Url;

/// The address on the new licence.
const ADDRESS: &str = "漫步路 90 号 1 幢 1501 室";

/// Walks to the approval of a company that was asked for more, and returns how many steps it had.
pub(super) fn walk(base: &Url) -> Result<u32, Difference> {
    let mut walk = applied(base)?;
    walk.step("The operator reviews: the case is claimed and its checks are decided.");
    let mut reviewer = walk.reviewer(0)?;
    let case = walk.case(&mut reviewer)?;
    walk.claim(&mut reviewer, &case)?;
    walk.pass_checks(&mut reviewer, &case)?;
    walk.grant_credit(&case)?;
    walk.ask(&mut reviewer, &case)?;
    walk.answer()?;
    walk.look_again(&mut reviewer, &case)?;
    walk.approve(&mut reviewer, &case)?;
    Ok(walk.steps())
}

impl Walk {
    fn ask(&mut self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        self.step(
            "The reviewer asks for more: each item has a reason, what it concerns, and a text.",
        );
        reviewer.open(&format!("{case}?do=ask"))?;
        let ask = format!("{case}/ask");
        let refused = reviewer.form(&ask)?;
        let page = reviewer.send(refused)?;
        if page.status != 422 {
            return Err(Difference::new(format!(
                "an empty request is answered {}",
                page.status
            )));
        }
        self.came_back(&format!(
            "an empty request is refused: {}",
            reviewer.page.heading()
        ));
        let form = reviewer.form(&ask)?.fill_all(&[
            ("reason-1", "ADDRESS_MISMATCH"),
            ("target-1", "field:address_line1"),
            (
                "text-1",
                "The register shows another building. Please enter the address of the licence.",
            ),
            ("reason-2", "LICENCE_UNREADABLE"),
            ("target-2", "document:business-licence"),
            ("text-2", "Please upload a scan in colour."),
            ("reason-3", "OTHER"),
            ("target-3", "general"),
            ("text-3", "Which customers do you sell to?"),
        ]);
        accepted("ask", reviewer.send(form)?)?;
        self.mail("E07")
    }

    fn answer(&mut self) -> Result<(), Difference> {
        self.step("The status page lists what is needed; nothing else can be changed.");
        self.visitor.open("/enrol/status")?;
        self.expect("/enrol/status")?;
        self.expect_words("The address differs from the business licence.")?;
        self.expect_words("Which customers do you sell to?")?;
        self.visitor.open("/enrol/support")?;
        self.expect("/enrol/status")?;

        self.step("Answers are sent when every item is answered.");
        let form = self.visitor.form("/enrol/answers")?;
        let page = self.visitor.send(form)?;
        if page.status != 422 {
            return Err(Difference::new(format!(
                "no answers at all are answered {}",
                page.status
            )));
        }
        self.came_back(&format!("not yet: {}", self.visitor.page.heading()));

        self.step("Answer each: a changed field, a document, a comment.");
        let code = self.company.credit_code.clone();
        let in_colour = specimen::document("For a walkthrough, in colour", &[&code]);
        for (n, what) in ["address_line1", "file", "comment"].into_iter().enumerate() {
            let css = format!("#item-{} form[action^=\"/enrol/answers/\"]", n + 1);
            let action = self
                .visitor
                .page
                .attribute(&css, "action")
                .ok_or_else(|| Difference::new(format!("item {} cannot be answered", n + 1)))?;
            let form = self.visitor.form(&action)?;
            let form = match what {
                "file" => form.choose("file", "licence-in-colour.pdf", &in_colour),
                "comment" => form.fill("comment", "Manufacturers in Shanghai and Jiangsu."),
                field => form.fill(field, ADDRESS),
            };
            self.visitor.send(form)?;
            self.expect("/enrol/status")?;
        }
        let form = self.visitor.form("/enrol/answers")?;
        self.visitor.send(form)?;
        self.expect("/enrol/status")?;
        self.expect_words("Your answers have been sent")?;
        self.mail("E08")
    }

    fn look_again(&mut self, reviewer: &mut Browser, case: &str) -> Result<(), Difference> {
        self.step("The reviewer sees what changed, and only what rests on it is checked again.");
        reviewer.open(case)?;
        let words = reviewer.page.words();
        for wanted in [
            "漫步路 88 号 6 幢 1203 室",
            ADDRESS,
            "Manufacturers in Shanghai",
        ] {
            if !words.contains(wanted) {
                return Err(Difference::new(format!(
                    "the case does not show “{wanted}”"
                )));
            }
        }
        let approve = reviewer.form(&format!("{case}/approve"))?;
        if reviewer.send(approve)?.status != 409 {
            return Err(Difference::new(
                "the case can be approved before it was looked at again",
            ));
        }
        reviewer.open(case)?;
        let form = reviewer
            .form(&format!("{case}/checks/business-registration"))?
            .fill("result", "passed")
            .fill("reason", "The new address is in the register.");
        accepted("check", reviewer.send(form)?)?;
        self.came_back("old and new address side by side; the registration is checked again");
        Ok(())
    }
}
