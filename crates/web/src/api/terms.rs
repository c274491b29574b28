//! What documents say about a purchase besides offer, units and billing: terms, promotions, partners
//! on record. What this programme has only one of may be said as it is; anything else is refused
//! rather than passed over, because the purchase would be another than the client thinks.

use super::call::Call;
use super::json::Node;
use super::problem::Problem;
use app::selling;
use app::subscriptions::term_of;
use domain::catalogue::Offer;

/// A text that says something.
fn said<'a>(node: &Node<'a>) -> Result<Option<&'a str>, Problem> {
    let text = node.text()?.map(str::trim);
    Ok(text.filter(|text| !text.is_empty()))
}

/// Refuses what belongs to terms that are not part of this programme; empty objects and lists say
/// nothing.
pub(super) fn foreign(node: &Node<'_>, names: &[&str]) -> Result<(), Problem> {
    for name in names {
        let found = node.at(name);
        if found.says_something() {
            return Err(Problem::no_such_terms(found.pointer()));
        }
    }
    Ok(())
}

/// A line of a cart or an order may name the term its offer has, and nothing of other terms.
pub(super) fn of_line(node: &Node<'_>, offer: Option<&Offer>) -> Result<(), Problem> {
    let term = node.at("termDuration");
    if let (Some(wished), Some(offer)) = (said(&term)?, offer)
        && !wished.eq_ignore_ascii_case(term_of(offer.is_trial()))
    {
        return Err(Problem::property(term.pointer(), "api-no-such-term").numbered(800_084));
    }
    node.at("customTermEndDate").text()?;
    let names = ["customTermEndDate", "renewsTo", "purchaseCommitment"];
    foreign(node, &names)?;
    let promotion = node.at("promotionId");
    if said(&promotion)?.is_some() {
        let unknown = Problem::property(promotion.pointer(), "api-no-such-promotion");
        return Err(unknown.numbered(27_007));
    }
    Ok(())
}

/// A subscription that is sent back may not ask for what is scheduled, charged or renewed in terms of
/// other programmes.
pub(super) fn of_subscription(node: &Node<'_>) -> Result<(), Problem> {
    foreign(
        node,
        &[
            "scheduledNextTermInstructions",
            "nextChargeInstructions",
            "customTermEndDate",
            "renewalTermDuration",
            "promotionId",
        ],
    )
}

/// The partner on record would be an indirect reseller, and there are none.
pub(super) async fn partner(call: &Call, node: &Node<'_>) -> Result<(), Problem> {
    let Some(wished) = said(node)? else {
        return Ok(());
    };
    let at = |message| Problem::property(node.pointer(), message);
    if wished == selling::own_number(call.app(), &call.request).await? {
        return Err(at("api-own-number").numbered(2072).as_missing());
    }
    // Whether others have such a number is nobody's business: none of them is a reseller here.
    if wished.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(at("api-not-a-reseller").numbered(800_016));
    }
    Err(at("api-no-such-number").numbered(800_015).as_missing())
}

/// The partners of every line of a document: each of `lines` once.
pub(super) async fn partners(call: &Call, lines: &[Node<'_>]) -> Result<(), Problem> {
    for line in lines {
        partner(call, &line.at("partnerIdOnRecord")).await?;
        for one in line.at("participants").items()? {
            partner(call, &one.at("value")).await?;
        }
    }
    Ok(())
}
