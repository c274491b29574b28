//! How this process learns of price lists that were published, here or by another node.

use crate::{App, Failure, Work};
use domain::catalogue::{Listed, Published};
use store::Tx;
use store::price_lists::{self, PublishedLine};

/// The number of the newest edition and every list that counts.
type News = (i64, Vec<Published>);

/// What is new since an edition.
fn news(tx: &mut Tx<'_>, known: i64) -> Result<Option<News>, Failure> {
    let edition = price_lists::edition(tx)?;
    if edition <= known {
        return Ok(None);
    }
    Ok(Some((edition, published(tx)?)))
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
    let known = app.programme.price_edition();
    let news = app.read(move |tx| news(tx, known)).wait()?;
    if let Some((edition, lists)) = news {
        app.programme.learn_prices(edition, &lists);
    }
    Ok(())
}

/// [`refresh`] inside a command that has published nothing itself.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn refresh_within(work: &mut Work<'_, '_>) -> Result<(), Failure> {
    if let Some((edition, lists)) = news(work.tx, work.app.programme.price_edition())? {
        work.app.programme.learn_prices(edition, &lists);
    }
    Ok(())
}
