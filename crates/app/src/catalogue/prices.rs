//! How this process learns of price lists that were published, and of offers that were changed, here or
//! by another node.

use super::changes;
use crate::{App, Failure, Work};
use domain::catalogue::{Listed, OfferChange, Published};
use jiff::civil::Date;
use store::Tx;
use store::offer_changes;
use store::price_lists::{self, PublishedLine};

/// The number of the newest edition, every list that counts, and every change that was agreed to.
type News = (i64, Vec<Published>, Vec<OfferChange>);

/// What is new since an edition.
fn news(tx: &mut Tx<'_>, known: i64, today: Date) -> Result<Option<News>, Failure> {
    // Both numbers only grow: their sum tells that one of them has.
    let edition = price_lists::edition(tx)? + offer_changes::edition(tx, &today.to_string())?;
    if edition <= known {
        return Ok(None);
    }
    Ok(Some((edition, published(tx)?, changes::agreed(tx)?)))
}

/// Every list that counts, by day.
pub(super) fn published(tx: &mut Tx<'_>) -> Result<Vec<Published>, Failure> {
    let mut lists: Vec<Published> = Vec::new();
    for line in price_lists::published(tx)? {
        let PublishedLine {
            effective_on,
            offer_id,
            list_minor,
            suggested_minor,
        } = line;
        let effective = effective_on.parse().map_err(Failure::internal)?;
        let listed = Listed {
            offer: offer_id,
            list_minor,
            suggested_minor,
        };
        match lists.last_mut() {
            Some(list) if list.effective == effective => list.lines.push(listed),
            _ => lists.push(Published {
                effective,
                lines: vec![listed],
            }),
        }
    }
    Ok(lists)
}

/// Learns what was published since. Pages may be behind by the seconds between two looks; what is
/// sold is not, because a command that sells looks by itself.
///
/// # Errors
/// [`Failure`] of the store.
pub fn refresh(app: &App) -> Result<(), Failure> {
    let (known, today) = (app.programme.catalogue_edition(), app.today());
    let news = app.read(move |tx| news(tx, known, today)).wait()?;
    if let Some((edition, lists, changes)) = news {
        app.programme.learn(edition, &lists, (&changes, today));
    }
    Ok(())
}

/// [`refresh`] inside a command that has published nothing itself.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn refresh_within(work: &mut Work<'_, '_>) -> Result<(), Failure> {
    let (programme, today) = (&work.app.programme, work.app.today());
    if let Some((edition, lists, changes)) = news(work.tx, programme.catalogue_edition(), today)? {
        programme.learn(edition, &lists, (&changes, today));
    }
    Ok(())
}
