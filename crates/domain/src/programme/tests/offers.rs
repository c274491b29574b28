//! What is sold: as shipped, and broken.

use super::super::shipped::offers_text;
use super::{line_of, read_text, settings_text};
use crate::catalogue::{BillingCycle, Kind};
use crate::language::Language;
use crate::programme::{CHINA_CSP_FOLDER, Programme, china_csp};
use jiff::civil::date;

/// Breaks the offers and expects the findings `(field, part of the message)`, the first of them on
/// the changed line.
fn breaks(from: &str, to: &str, expected: &[(&str, &str)]) {
    assert!(offers_text().contains(from), "{from} is not there");
    let read = |path: &str| {
        Ok(match path {
            "offers.toml" => offers_text().replacen(from, to, 1),
            other => read_text(other)?,
        })
    };
    let errors = Programme::parse(settings_text(), &read).expect_err(to);
    assert_eq!(errors.len(), expected.len(), "{to}: {errors:?}");
    for (error, (field, message)) in errors.iter().zip(expected) {
        assert_eq!(error.file, format!("{CHINA_CSP_FOLDER}/offers.toml"));
        assert_eq!(error.field, *field, "{error}");
        assert!(error.message.contains(message), "{error}");
    }
    assert_eq!(
        errors[0].line,
        line_of(offers_text(), from.trim_end()),
        "{errors:?}"
    );
}

#[test]
fn what_is_shipped_can_be_sold() {
    let programme = china_csp().unwrap();
    let catalogue = programme.catalogue();
    let today = date(2026, 3, 2);
    let sold = catalogue.sold_on(today, None);
    assert!(sold.len() >= 20 && sold.len() < catalogue.offers.len());
    assert!(sold.windows(2).all(|pair| pair[0].rank <= pair[1].rank));
    for offer in &catalogue.offers {
        for language in Language::ALL {
            assert!(!offer.name.get(language).is_empty());
        }
        match offer.kind {
            Kind::Trial => {
                assert_eq!(offer.usual_cycle(), BillingCycle::None);
                assert_eq!(offer.price_on(today), None);
                assert_eq!(offer.minimum, programme.trial.seats);
            }
            Kind::Base | Kind::AddOn => {
                assert!(offer.has_cycle(BillingCycle::Monthly));
                assert!(!offer.has_cycle(BillingCycle::None));
                let price = offer.price_on(today).unwrap();
                assert!(price.suggested_minor > price.list_minor);
                assert_eq!(offer.price_on(price.from.yesterday().unwrap()), None);
            }
        }
    }
    let shelves = catalogue.shelves();
    assert!(shelves.windows(2).all(|pair| pair[0].rank < pair[1].rank));
    for shelf in shelves {
        assert!(!catalogue.sold_on(today, Some(&shelf.id)).is_empty());
    }
    let with_add_ons = sold.iter().filter(|o| {
        let add_ons = catalogue.add_ons_of(o.id, today);
        assert!(add_ons.iter().all(|a| a.is_add_on()));
        !add_ons.is_empty()
    });
    assert!(with_add_ons.count() > 3);
}

#[test]
fn broken_offers_are_found_where_they_stand() {
    breaks(
        "category = \"business\"",
        "category = \"shelf\"",
        &[("offers[0].category", "one of categories")],
    );
    breaks(
        "minimum = 1\n",
        "minimum = 0\n",
        &[("offers[0].minimum", "between 1 and")],
    );
    breaks(
        "maximum = 300\n",
        "maximum = 10000001\n",
        &[("offers[0].maximum", "between 1 and 10000000")],
    );
    breaks(
        "minimum = 25\n",
        "minimum = 24\n",
        &[("offers[17].minimum", "trial.seats")],
    );
    breaks(
        "billing_cycles = [\"monthly\"]",
        "billing_cycles = []",
        &[("offers[0].billing_cycles", "must name")],
    );
    breaks(
        "list_minor = 5200",
        "list_minor = 0",
        &[("offers[0].prices[0].list_minor", "between 1")],
    );
    breaks(
        "parents = [\"",
        "parents = [\"00000000-0000-4000-8000-000000000000\", \"",
        &[("offers[20].parents[0]", "another offer that is a base")],
    );
    breaks(
        "unit = \"storage-gb\"",
        "unit = \"pound\"",
        &[("offers[22].unit", "unknown variant")],
    );
    let first = offers_text()
        .lines()
        .find(|line| line.starts_with("id = \"") && line.len() > 40);
    let id = first.unwrap();
    breaks(
        id,
        "id = \"not-an-id\"",
        &[("products[0].id", "invalid character")],
    );
}

#[test]
fn a_folder_without_offers_says_so() {
    let read = |path: &str| match path {
        "offers.toml" => Err("no such file".to_owned()),
        other => read_text(other),
    };
    let errors = Programme::parse(settings_text(), &read).unwrap_err();
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["programmes/china-csp/offers.toml:0: offers.toml: cannot be read: no such file"]
    );
}
