//! The catalogue with the price lists that were published, and what was changed of offers on screen,
//! since the program started.
//!
//! Editions are only ever added: a request that began with one ends with it, and nobody waits for
//! anybody. A list is published a few times a year, so walking to the newest is a step or two.

use super::{Catalogue, OfferChange, Published};
use jiff::civil::Date;
use std::sync::OnceLock;

/// Editions of a catalogue, the shipped one first.
#[derive(Debug, Clone)]
pub struct Editions(Edition);

#[derive(Debug, Clone)]
struct Edition {
    number: i64,
    /// The folder's offers as they were changed on screen, without lists.
    ground: Catalogue,
    catalogue: Catalogue,
    next: OnceLock<Box<Edition>>,
}

impl Editions {
    /// What the programme ships with, before any list was published.
    #[must_use]
    pub fn new(shipped: Catalogue) -> Self {
        Self(Edition {
            number: 0,
            ground: shipped.clone(),
            catalogue: shipped,
            next: OnceLock::new(),
        })
    }

    fn last(&self) -> &Edition {
        let mut edition = &self.0;
        while let Some(next) = edition.next.get() {
            edition = next;
        }
        edition
    }

    /// The catalogue as the programme's folder has it.
    #[must_use]
    pub fn shipped(&self) -> &Catalogue {
        &self.0.ground
    }

    /// The folder's offers as they were changed on screen, without the lists that were published.
    #[must_use]
    pub fn ground(&self) -> &Catalogue {
        &self.last().ground
    }

    /// The newest catalogue.
    #[must_use]
    pub fn newest(&self) -> &Catalogue {
        &self.last().catalogue
    }

    /// The number of the newest edition: how often lists were published or withdrawn, and changes of
    /// offers agreed to, given up, or begun.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.last().number
    }

    /// Adds an edition with every published list and every change that counts on a day. One that is not
    /// newer is dropped.
    pub fn add(&self, number: i64, lists: &[Published], (changes, day): (&[OfferChange], Date)) {
        let ground = self.shipped().with_changes(changes, day);
        let mut edition = Box::new(Edition {
            number,
            catalogue: ground.with_lists(lists),
            ground,
            next: OnceLock::new(),
        });
        // Two threads may learn of the same list at the same time; one of them is first.
        loop {
            let last = self.last();
            if last.number >= number {
                return;
            }
            match last.next.set(edition) {
                Ok(()) => return,
                Err(back) => edition = back,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Listed;
    use crate::programme::china_csp;
    use jiff::civil::date;

    #[test]
    fn whoever_began_with_an_edition_ends_with_it() {
        let shipped = china_csp().unwrap().catalogue().clone();
        let editions = Editions::new(shipped.clone());
        let (before, day) = (editions.newest(), date(2027, 1, 1));
        let offer = shipped.offers.iter().find(|o| !o.is_trial()).unwrap().id;
        let list = |minor| Published {
            effective: day,
            lines: vec![Listed {
                offer,
                list_minor: minor,
                suggested_minor: minor,
            }],
        };
        editions.add(2, &[list(7)], (&[], day));
        editions.add(1, &[list(8)], (&[], day));
        editions.add(2, &[list(9)], (&[], day));
        let price = |c: &Catalogue| c.offer(offer).unwrap().price_on(day).unwrap().list_minor;
        assert_eq!((editions.number(), price(editions.newest())), (2, 7));
        assert_eq!(price(before), price(&shipped));
        std::thread::scope(|scope| {
            for number in 3..20 {
                let editions = &editions;
                scope.spawn(move || editions.add(number, &[], (&[], day)));
            }
        });
        assert_eq!(editions.number(), 19);
        assert_eq!(editions.newest(), &shipped);
    }
}
