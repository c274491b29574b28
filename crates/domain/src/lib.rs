//! The rules of a cloud-reseller programme, pure: no clock, no database, no network.
//!
//! Time, randomness and ids are arguments. Whoever wants an effect asks for it through a trait of
//! [`effects`] and gets it carried out by `adapters`, after commit.

pub mod accounts;
pub mod actions;
pub mod agreements;
pub mod billing;
pub mod calendar;
pub mod caller;
pub mod catalogue;
pub mod centre;
pub mod credit;
pub mod customers;
pub mod effects;
pub mod enrolment;
pub mod health;
pub mod identity;
pub mod ids;
pub mod integration;
pub mod language;
pub mod money;
pub mod notices;
pub mod orders;
pub mod partner;
pub mod permission;
pub mod privacy;
pub mod programme;
pub mod sandbox;
pub mod selling;
pub mod subscriptions;
pub mod support;
pub mod two_people;
pub mod validate;
