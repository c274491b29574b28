//! At 11.00.

use crate::billing::priced;
use testkit::{Engine, Fixture, TestApp};

testkit::on_both! { Eleven:
    g4_seats_changed_in_a_paid_period,
    g5_cancelled_in_a_paid_period,
    g6_cancelled_after_a_change_of_seats,
    g12_seats_changed_on_the_billing_date_after_the_run,
}

const PRICE: i64 = 1_100;

struct Eleven(TestApp);

impl Fixture for Eleven {
    fn fresh(engine: Engine) -> Self {
        Self(priced(engine, PRICE, ""))
    }

    fn check(&self) {
        self.0.check();
    }
}

fn g4_seats_changed_in_a_paid_period(app: &Eleven) {
    super::g4(&app.0, PRICE);
}

fn g5_cancelled_in_a_paid_period(app: &Eleven) {
    super::g5(&app.0, PRICE);
}

fn g6_cancelled_after_a_change_of_seats(app: &Eleven) {
    super::g6(&app.0, PRICE);
}

fn g12_seats_changed_on_the_billing_date_after_the_run(app: &Eleven) {
    super::g12(&app.0, PRICE);
}
