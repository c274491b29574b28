//! At 10.00.

use crate::billing::priced;
use testkit::{Engine, Fixture, TestApp};

testkit::on_both! { Ten:
    g1_new_without_change,
    g2_cancelled_in_the_free_period,
    g3_seats_changed_in_the_free_period,
    g4_seats_changed_in_a_paid_period,
    g5_cancelled_in_a_paid_period,
    g6_cancelled_after_a_change_of_seats,
    g7_suspended_and_reactivated,
    g8_an_add_on,
    g9_an_upgrade,
    g10_a_term_begins_anew_at_another_price,
    g11_ordered_around_the_billing_date,
    g13_billed_on_the_last_day_of_months,
    g14_rounding_drift,
}

const PRICE: i64 = 1_000;

struct Ten(TestApp);

impl Fixture for Ten {
    fn fresh(engine: Engine) -> Self {
        Self(priced(
            engine,
            PRICE,
            ", { from = \"2027-06-01\", list_minor = 1200, suggested_minor = 3400 }",
        ))
    }

    fn check(&self) {
        self.0.check();
    }
}

fn g1_new_without_change(app: &Ten) {
    super::g1(&app.0, PRICE);
}

fn g2_cancelled_in_the_free_period(app: &Ten) {
    super::g2(&app.0, PRICE);
}

fn g3_seats_changed_in_the_free_period(app: &Ten) {
    super::g3(&app.0, PRICE);
}

fn g4_seats_changed_in_a_paid_period(app: &Ten) {
    super::g4(&app.0, PRICE);
}

fn g5_cancelled_in_a_paid_period(app: &Ten) {
    super::g5(&app.0, PRICE);
}

fn g6_cancelled_after_a_change_of_seats(app: &Ten) {
    super::g6(&app.0, PRICE);
}

fn g7_suspended_and_reactivated(app: &Ten) {
    super::g7(&app.0, PRICE);
}

fn g8_an_add_on(app: &Ten) {
    super::g8(&app.0, PRICE);
}

fn g9_an_upgrade(app: &Ten) {
    super::g9(&app.0, PRICE);
}

fn g10_a_term_begins_anew_at_another_price(app: &Ten) {
    super::g10(&app.0, PRICE);
}

fn g11_ordered_around_the_billing_date(app: &Ten) {
    super::g11(&app.0, PRICE);
}

fn g13_billed_on_the_last_day_of_months(app: &Ten) {
    super::g13(&app.0, PRICE);
}

fn g14_rounding_drift(app: &Ten) {
    super::g14(&app.0, PRICE);
}
