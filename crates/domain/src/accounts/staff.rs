//! The operator's staff: who may be what together, and what nobody may do to himself (00, actors).

use super::users::Status;
use crate::caller::StaffRole;
use crate::enrolment::form::{self, Answers, Choices, Field, Judged, Rule};
use crate::ids::AccountId;
use crate::programme::Programme;
use jiff::civil::Date;
use std::collections::BTreeSet;

use StaffRole as R;

/// Roles one person cannot hold together, because the one watches over the other.
///
/// The programme's rule is about one application: nobody both reviews and decides its credit, and
/// a platform admin decides none. Whoever holds both roles meets that rule case by case and can still
/// be talked into looking away; so the roles themselves are kept apart.
pub const APART: &[(R, &[R], &str)] = &[
    (
        R::Reviewer,
        &[R::CreditAnalyst, R::CreditLead],
        "a review and the credit behind it are two people's judgement",
    ),
    (
        R::CreditAnalyst,
        &[R::CreditLead],
        "an override is proposed by the one and approved by the other",
    ),
    (
        R::PlatformAdmin,
        &[
            R::Reviewer,
            R::CreditAnalyst,
            R::CreditLead,
            R::BillingOperator,
        ],
        "gives out roles and configures, so decides neither applications nor money",
    ),
    (
        R::Auditor,
        &[
            R::Reviewer,
            R::CreditAnalyst,
            R::CreditLead,
            R::CatalogueManager,
            R::BillingOperator,
            R::PlatformAdmin,
        ],
        "reads what the others have done",
    ),
];

/// The first two of some roles that one person cannot hold together.
#[must_use]
pub fn conflict(roles: &BTreeSet<R>) -> Option<(R, R)> {
    APART.iter().find_map(|(one, others, _)| {
        let other = others.iter().find(|other| roles.contains(other))?;
        roles.contains(one).then_some((*one, *other))
    })
}

/// What decides about a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Whose account.
    pub account: AccountId,
    /// Where it stands.
    pub status: Status,
    /// Whether the person has ever chosen a password.
    pub has_signed_in: bool,
    /// What the person may do.
    pub roles: BTreeSet<R>,
}

impl Member {
    /// Whether this is a platform admin the operator can rely on.
    #[must_use]
    pub fn is_able_admin(&self) -> bool {
        self.status == Status::Active && self.roles.contains(&R::PlatformAdmin)
    }
}

/// What somebody wants to do with a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Give other roles.
    Roles(BTreeSet<R>),
    /// Keep out.
    Block,
    /// Let in again.
    Unblock,
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No platform admin.
    NeedsPlatformAdmin,
    /// Nobody changes the own roles or blocks himself.
    OwnAccount,
    /// The console would have no platform admin left who can sign in.
    LastPlatformAdmin,
    /// These two roles are apart.
    Apart(R, R),
    /// The account stands elsewhere.
    Illegal(Status),
}

/// Whether an actor may add somebody with some roles.
///
/// # Errors
/// [`Refusal::NeedsPlatformAdmin`], [`Refusal::Apart`].
pub fn may_add(actor: &Member, roles: &BTreeSet<R>) -> Result<(), Refusal> {
    if !actor.is_able_admin() {
        return Err(Refusal::NeedsPlatformAdmin);
    }
    conflict(roles).map_or(Ok(()), |(one, other)| Err(Refusal::Apart(one, other)))
}

/// What a member of staff becomes by a change. `other_admins` is the number of platform admins
/// besides the target who are [able](Member::is_able_admin).
///
/// # Errors
/// [`Refusal`].
pub fn decide(
    actor: &Member,
    target: &Member,
    change: &Change,
    other_admins: u32,
) -> Result<Member, Refusal> {
    if !actor.is_able_admin() {
        return Err(Refusal::NeedsPlatformAdmin);
    }
    if actor.account == target.account {
        return Err(Refusal::OwnAccount);
    }
    let mut next = target.clone();
    match change {
        Change::Roles(roles) => {
            if target.status == Status::Deleted {
                return Err(Refusal::Illegal(target.status));
            }
            // What is there already, from the command line perhaps, may be made smaller.
            if !roles.is_subset(&target.roles)
                && let Some((one, other)) = conflict(roles)
            {
                return Err(Refusal::Apart(one, other));
            }
            next.roles.clone_from(roles);
        }
        Change::Block => match target.status {
            Status::Invited | Status::Active => next.status = Status::Blocked,
            other => return Err(Refusal::Illegal(other)),
        },
        Change::Unblock => match target.status {
            Status::Blocked if target.has_signed_in => next.status = Status::Active,
            Status::Blocked => next.status = Status::Invited,
            other => return Err(Refusal::Illegal(other)),
        },
    }
    if target.is_able_admin() && !next.is_able_admin() && other_admins == 0 {
        return Err(Refusal::LastPlatformAdmin);
    }
    Ok(next)
}

/// Whether sessions opened before a change must end.
#[must_use]
pub fn loses(before: &Member, after: &Member) -> bool {
    !before.roles.is_subset(&after.roles)
        || matches!(after.status, Status::Blocked | Status::Deleted)
}

/// The fields of "Add staff", but for the roles.
pub const FIELDS: &[Field] = &[
    Field::new("family_name", "person", Rule::PersonName, true),
    Field::new("given_name", "person", Rule::PersonName, true),
    Field::new("language", "person", Rule::Choice(Choices::Languages), true),
    Field::new("user_name", "sign-in", Rule::UserName, true),
    Field::new("contact_email", "recovery", Rule::CompanyEmail, true),
    Field::new("mobile", "recovery", Rule::Mobile, false),
];

/// Judges the answers to "Add staff".
#[must_use]
pub fn judge(answers: &Answers, programme: &Programme, today: Date) -> Judged {
    form::judge(FIELDS, answers, programme, today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn member(n: u128, status: Status, roles: &[R]) -> Member {
        Member {
            account: AccountId(Uuid::from_u128(n)),
            status,
            has_signed_in: status != Status::Invited,
            roles: roles.iter().copied().collect(),
        }
    }

    #[test]
    fn roles_that_watch_each_other_are_apart() {
        let found = |roles: &[R]| conflict(&roles.iter().copied().collect());
        assert_eq!(
            found(&[R::CreditLead, R::Reviewer]),
            Some((R::Reviewer, R::CreditLead))
        );
        assert_eq!(
            found(&[R::CreditAnalyst, R::CreditLead]),
            Some((R::CreditAnalyst, R::CreditLead))
        );
        assert_eq!(
            found(&[R::PlatformAdmin, R::Reviewer]),
            Some((R::PlatformAdmin, R::Reviewer))
        );
        for fine in [
            &[R::Reviewer, R::SupportAgent][..],
            &[R::PlatformAdmin, R::SupportAgent, R::CatalogueManager],
            &[R::CreditAnalyst, R::BillingOperator],
            &[],
        ] {
            assert_eq!(found(fine), None, "{fine:?}");
        }
        for role in R::ALL {
            assert_eq!(found(&[*role]), None);
        }
        for (one, others, why) in APART {
            assert!(!others.contains(one) && !why.is_empty());
        }
    }

    #[test]
    fn guards() {
        let admin = member(1, Status::Active, &[R::PlatformAdmin]);
        let other = member(2, Status::Active, &[R::PlatformAdmin]);
        let reviewer = member(3, Status::Active, &[R::Reviewer]);
        let roles = |roles: &[R]| Change::Roles(roles.iter().copied().collect());
        for (by, target, change, others, expected) in [
            (
                &reviewer,
                &other,
                Change::Block,
                1,
                Err(Refusal::NeedsPlatformAdmin),
            ),
            (&admin, &admin, roles(&[]), 1, Err(Refusal::OwnAccount)),
            (&admin, &admin, Change::Block, 1, Err(Refusal::OwnAccount)),
            (
                &admin,
                &other,
                Change::Block,
                0,
                Err(Refusal::LastPlatformAdmin),
            ),
            (
                &admin,
                &other,
                roles(&[R::SupportAgent]),
                0,
                Err(Refusal::LastPlatformAdmin),
            ),
            (&admin, &other, Change::Block, 1, Ok(Status::Blocked)),
            (
                &admin,
                &reviewer,
                Change::Unblock,
                1,
                Err(Refusal::Illegal(Status::Active)),
            ),
            (
                &admin,
                &reviewer,
                roles(&[R::Reviewer, R::CreditLead]),
                1,
                Err(Refusal::Apart(R::Reviewer, R::CreditLead)),
            ),
            (
                &admin,
                &reviewer,
                roles(&[R::Reviewer, R::SupportAgent]),
                1,
                Ok(Status::Active),
            ),
        ] {
            let got = decide(by, target, &change, others).map(|next| next.status);
            assert_eq!(got, expected, "{change:?}");
        }
        assert_eq!(
            may_add(&reviewer, &BTreeSet::new()),
            Err(Refusal::NeedsPlatformAdmin)
        );
        // A combination from before may be made smaller step by step.
        let old = member(
            4,
            Status::Active,
            &[R::Reviewer, R::CreditAnalyst, R::CreditLead],
        );
        assert!(decide(&admin, &old, &roles(&[R::CreditAnalyst, R::CreditLead]), 1).is_ok());
    }

    #[test]
    fn sessions_end_when_a_role_goes() {
        let before = member(1, Status::Active, &[R::Reviewer, R::SupportAgent]);
        let fewer = member(1, Status::Active, &[R::Reviewer]);
        let more = member(
            1,
            Status::Active,
            &[R::Reviewer, R::SupportAgent, R::CatalogueManager],
        );
        let blocked = Member {
            status: Status::Blocked,
            ..before.clone()
        };
        assert!(loses(&before, &fewer) && loses(&before, &blocked));
        assert!(!loses(&before, &more) && !loses(&fewer, &before));
    }

    proptest! {
        #[test]
        fn the_console_never_loses_its_last_admin(
            steps in prop::collection::vec(
                (0..4_usize, 0..4_usize, 0..3_u8, prop::collection::btree_set(prop::sample::select(R::ALL), 0..4)),
                0..50,
            )
        ) {
            let mut people = [
                member(1, Status::Active, &[R::PlatformAdmin]),
                member(2, Status::Active, &[R::PlatformAdmin]),
                member(3, Status::Invited, &[R::PlatformAdmin]),
                member(4, Status::Active, &[R::Reviewer]),
            ];
            for (actor, target, what, roles) in steps {
                let change = match what {
                    0 => Change::Roles(roles),
                    1 => Change::Block,
                    _ => Change::Unblock,
                };
                let others = people.iter().enumerate();
                let others = others.filter(|(n, p)| *n != target && p.is_able_admin()).count();
                let (by, before) = (people[actor].clone(), people[target].clone());
                let Ok(after) = decide(&by, &before, &change, u32::try_from(others).unwrap()) else {
                    continue;
                };
                prop_assert!(actor != target && by.is_able_admin());
                prop_assert!(conflict(&after.roles).is_none());
                people[target] = after;
                prop_assert!(people.iter().any(Member::is_able_admin));
            }
        }
    }
}
