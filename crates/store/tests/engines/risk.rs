//! Findings count once and go from the registration to the application.

use super::{at, id};
use domain::enrolment::risk::Code;
use store::risk;
use testkit::TestDb;

testkit::on_both! { TestDb: a_finding_counts_once_and_is_handed_on }

fn a_finding_counts_once_and_is_handed_on(test: &TestDb) {
    let (registration, application) = (id(1), id(2));
    test.write(move |tx| {
        for moment in [at(1), at(2)] {
            risk::add(
                tx,
                registration,
                Code::SharedNumber,
                "+86 199 **** 0001",
                moment,
            )?;
        }
        risk::add(
            tx,
            registration,
            Code::SharedNumber,
            "+86 199 **** 0002",
            at(3),
        )?;
        risk::add(
            tx,
            application,
            Code::SharedNumber,
            "+86 199 **** 0001",
            at(9),
        )?;
        risk::hand_on(tx, registration, application)?;
        risk::hand_on(tx, registration, application)?;
        risk::forget(tx, registration)
    })
    .unwrap();
    let (before, after) = test
        .read(move |tx| Ok((risk::of(tx, registration)?, risk::of(tx, application)?)))
        .unwrap();
    assert_eq!(before, []);
    let found: Vec<_> = after.iter().map(|f| (f.detail.as_str(), f.at)).collect();
    // What the application had keeps its moment.
    assert_eq!(
        found,
        [("+86 199 **** 0002", at(3)), ("+86 199 **** 0001", at(9))]
    );
}
