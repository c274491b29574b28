//! Users of a partner's tenant: what they have, who may change it, and what nobody may.

use crate::caller::{AdminSetting, AgentSetting, text_of_enum};
use crate::enrolment::form::{self, Answers, Choices, Field, Judged, Rule};
use crate::ids::AccountId;
use crate::programme::Programme;
use jiff::civil::Date;

/// Fewest global admins a company should have: nobody can reset another's password, so one person
/// who loses everything would lock the company out.
pub const ADVISED_LEAST: u32 = 2;
/// Most global admins a company should have.
pub const ADVISED_MOST: u32 = 5;
/// How long a deleted user can be restored, days.
pub const RESTORE_DAYS: i64 = 30;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Has a temporary password nobody has changed yet.
    Invited,
    /// Has signed in.
    Active,
    /// May not sign in.
    Blocked,
    /// Gone, restorable for a while.
    Deleted,
}

text_of_enum!(Status {
    Invited => "invited",
    Active => "active",
    Blocked => "blocked",
    Deleted => "deleted",
});

/// What decides about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whose.
    pub account: AccountId,
    /// Where it stands.
    pub status: Status,
    /// Whether the person has ever chosen a password: what an unblocked or restored account
    /// comes back to.
    pub has_signed_in: bool,
    /// Where a deleted account stood before.
    pub deleted_from: Option<Status>,
    /// Customers.
    pub agent: AgentSetting,
    /// The company's account.
    pub admin: AdminSetting,
}

impl Standing {
    /// Whether this is a global admin the company can rely on: invited ones may never come.
    #[must_use]
    pub fn is_able_admin(&self) -> bool {
        self.status == Status::Active && self.admin == AdminSetting::GlobalAdmin
    }

    /// Whether a session of this account may live.
    #[must_use]
    pub fn may_sign_in(&self) -> bool {
        matches!(self.status, Status::Invited | Status::Active)
    }
}

/// What somebody wants to do with a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Correct names, title, language.
    Edit,
    /// Give other settings.
    Settings(AgentSetting, AdminSetting),
    /// Keep out.
    Block,
    /// Let in again.
    Unblock,
    /// Remove.
    Delete,
    /// Bring a deleted user back.
    Restore,
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Neither global admin nor user-management admin.
    NeedsUserAdmin,
    /// Admin roles and those who have them are a global admin's business.
    NeedsGlobalAdmin,
    /// Nobody changes, blocks or deletes himself.
    OwnAccount,
    /// The company would have no global admin left who can sign in.
    LastGlobalAdmin,
    /// The account stands elsewhere.
    Illegal(Status),
}

/// Whether an actor may add a user with some admin setting.
///
/// # Errors
/// [`Refusal::NeedsUserAdmin`], [`Refusal::NeedsGlobalAdmin`].
pub fn may_add(actor: &Standing, admin: AdminSetting) -> Result<(), Refusal> {
    may_manage(actor, admin)
}

/// Whether an actor may manage accounts with some admin setting.
fn may_manage(actor: &Standing, admin: AdminSetting) -> Result<(), Refusal> {
    match (actor.status, actor.admin) {
        (Status::Active, AdminSetting::GlobalAdmin) => Ok(()),
        (Status::Active, AdminSetting::UserManagementAdmin) if admin == AdminSetting::None => {
            Ok(())
        }
        (Status::Active, AdminSetting::UserManagementAdmin) => Err(Refusal::NeedsGlobalAdmin),
        _ => Err(Refusal::NeedsUserAdmin),
    }
}

/// What an account becomes by a change, or why it does not. `other_admins` is the number of global
/// admins of the company besides the target who are [able](Standing::is_able_admin).
///
/// # Errors
/// [`Refusal`].
pub fn decide(
    actor: &Standing,
    target: &Standing,
    change: Change,
    other_admins: u32,
) -> Result<Standing, Refusal> {
    may_manage(actor, target.admin)?;
    let own = actor.account == target.account;
    let mut next = *target;
    match change {
        Change::Edit => {
            if target.status == Status::Deleted {
                return Err(Refusal::Illegal(target.status));
            }
        }
        Change::Settings(agent, admin) => {
            if target.status == Status::Deleted {
                return Err(Refusal::Illegal(target.status));
            }
            if admin != target.admin {
                may_manage(actor, admin)?;
                if own {
                    return Err(Refusal::OwnAccount);
                }
            }
            (next.agent, next.admin) = (agent, admin);
        }
        Change::Block => match target.status {
            Status::Invited | Status::Active => next.status = Status::Blocked,
            other => return Err(Refusal::Illegal(other)),
        },
        Change::Unblock => match target.status {
            Status::Blocked => next.status = usable(target),
            other => return Err(Refusal::Illegal(other)),
        },
        Change::Delete => match target.status {
            Status::Deleted => return Err(Refusal::Illegal(target.status)),
            from => {
                next.status = Status::Deleted;
                next.deleted_from = Some(from);
            }
        },
        Change::Restore => match (target.status, target.deleted_from) {
            (Status::Deleted, Some(Status::Blocked)) => {
                (next.status, next.deleted_from) = (Status::Blocked, None);
            }
            (Status::Deleted, _) => {
                (next.status, next.deleted_from) = (usable(target), None);
            }
            (other, _) => return Err(Refusal::Illegal(other)),
        },
    }
    if own && matches!(change, Change::Block | Change::Delete) {
        return Err(Refusal::OwnAccount);
    }
    if target.is_able_admin() && !next.is_able_admin() && other_admins == 0 {
        return Err(Refusal::LastGlobalAdmin);
    }
    Ok(next)
}

fn usable(target: &Standing) -> Status {
    if target.has_signed_in {
        Status::Active
    } else {
        Status::Invited
    }
}

/// Whether sessions opened before a change must end: the account is closed, or a right is gone.
#[must_use]
pub fn loses(before: &Standing, after: &Standing) -> bool {
    let agent = before.agent != AgentSetting::None && before.agent != after.agent;
    let admin = before.admin != AdminSetting::None && before.admin != after.admin;
    agent || admin || (before.may_sign_in() && !after.may_sign_in())
}

/// What the list of users says about the number of global admins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Add one.
    TooFew,
    /// Every one of them can do everything.
    TooMany,
}

/// Advice on a number of able global admins.
#[must_use]
pub fn advice(global_admins: u32) -> Option<Advice> {
    match global_admins {
        n if n < ADVISED_LEAST => Some(Advice::TooFew),
        n if n > ADVISED_MOST => Some(Advice::TooMany),
        _ => None,
    }
}

/// The fields of "Add user".
pub const FIELDS: &[Field] = &[
    Field::new("family_name", "person", Rule::PersonName, true),
    Field::new("given_name", "person", Rule::PersonName, true),
    Field::new("job_title", "person", Rule::Line(1, 60), false),
    Field::new("language", "person", Rule::Choice(Choices::Languages), true),
    Field::new("user_name", "sign-in", Rule::UserName, true),
    Field::new("contact_email", "recovery", Rule::CompanyEmail, true),
    Field::new("mobile", "recovery", Rule::Mobile, false),
    Field::new(
        "agent_setting",
        "settings",
        Rule::Choice(Choices::AgentSettings),
        true,
    ),
    Field::new(
        "admin_setting",
        "settings",
        Rule::Choice(Choices::AdminSettings),
        true,
    ),
];

/// The fields of one section of "Add user".
pub fn fields(section: &str) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |f| f.section == section)
}

/// Judges the answers to some sections.
#[must_use]
pub fn judge(sections: &[&str], answers: &Answers, programme: &Programme, today: Date) -> Judged {
    let wanted = FIELDS.iter().filter(|f| sections.contains(&f.section));
    form::judge(wanted, answers, programme, today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn user(n: u128, status: Status, admin: AdminSetting) -> Standing {
        Standing {
            account: AccountId(Uuid::from_u128(n)),
            status,
            has_signed_in: status != Status::Invited,
            deleted_from: None,
            agent: AgentSetting::None,
            admin,
        }
    }

    use AdminSetting as A;
    use Status as S;

    #[test]
    fn who_may_do_what_to_whom() {
        let global = user(1, S::Active, A::GlobalAdmin);
        let manager = user(2, S::Active, A::UserManagementAdmin);
        let billing = user(3, S::Active, A::BillingAdmin);
        let plain = user(4, S::Active, A::None);
        let agent = Change::Settings(AgentSetting::SalesAgent, A::None);
        for (actor, target, change, expected) in [
            (global, plain, Change::Block, Ok(S::Blocked)),
            (manager, plain, Change::Block, Ok(S::Blocked)),
            (manager, plain, agent, Ok(S::Active)),
            (
                manager,
                billing,
                Change::Edit,
                Err(Refusal::NeedsGlobalAdmin),
            ),
            (
                manager,
                global,
                Change::Delete,
                Err(Refusal::NeedsGlobalAdmin),
            ),
            (
                manager,
                manager,
                Change::Edit,
                Err(Refusal::NeedsGlobalAdmin),
            ),
            (billing, plain, Change::Edit, Err(Refusal::NeedsUserAdmin)),
            (plain, plain, Change::Edit, Err(Refusal::NeedsUserAdmin)),
            (global, global, Change::Block, Err(Refusal::OwnAccount)),
            (global, global, Change::Delete, Err(Refusal::OwnAccount)),
            (
                global,
                plain,
                Change::Unblock,
                Err(Refusal::Illegal(S::Active)),
            ),
            (
                global,
                plain,
                Change::Restore,
                Err(Refusal::Illegal(S::Active)),
            ),
        ] {
            let got = decide(&actor, &target, change, 1).map(|next| next.status);
            assert_eq!(got, expected, "{change:?} of {target:?} by {actor:?}");
        }
        let to_billing = Change::Settings(AgentSetting::None, A::BillingAdmin);
        assert_eq!(
            decide(&manager, &plain, to_billing, 1),
            Err(Refusal::NeedsGlobalAdmin)
        );
        assert_eq!(
            decide(&global, &global, to_billing, 1),
            Err(Refusal::OwnAccount)
        );
        // One's own agent setting is no admin setting.
        let own = Change::Settings(AgentSetting::AdminAgent, A::GlobalAdmin);
        assert_eq!(
            decide(&global, &global, own, 0).unwrap().agent,
            AgentSetting::AdminAgent
        );
        let blocked = user(1, S::Blocked, A::GlobalAdmin);
        assert_eq!(may_add(&blocked, A::None), Err(Refusal::NeedsUserAdmin));
        assert_eq!(may_add(&manager, A::None), Ok(()));
        assert_eq!(
            may_add(&manager, A::UserManagementAdmin),
            Err(Refusal::NeedsGlobalAdmin)
        );
    }

    #[test]
    fn the_last_global_admin_stays() {
        let (one, other) = (
            user(1, S::Active, A::GlobalAdmin),
            user(2, S::Active, A::GlobalAdmin),
        );
        let demote = Change::Settings(AgentSetting::None, A::None);
        for change in [Change::Block, Change::Delete, demote] {
            assert_eq!(
                decide(&one, &other, change, 0),
                Err(Refusal::LastGlobalAdmin)
            );
            assert!(decide(&one, &other, change, 1).is_ok());
        }
        // One who never came is nobody to rely on.
        let invited = user(3, S::Invited, A::GlobalAdmin);
        assert!(decide(&one, &invited, Change::Delete, 0).is_ok());
    }

    #[test]
    fn what_was_blocked_comes_back_blocked() {
        let admin = user(1, S::Active, A::GlobalAdmin);
        for status in [S::Invited, S::Active, S::Blocked] {
            let before = user(2, status, A::None);
            let gone = decide(&admin, &before, Change::Delete, 1).unwrap();
            assert_eq!(gone.status, S::Deleted);
            assert_eq!(
                decide(&admin, &gone, Change::Delete, 1),
                Err(Refusal::Illegal(S::Deleted))
            );
            assert_eq!(decide(&admin, &gone, Change::Restore, 1).unwrap(), before);
        }
        let invited = user(2, S::Invited, A::None);
        let blocked = decide(&admin, &invited, Change::Block, 1).unwrap();
        let open = decide(&admin, &blocked, Change::Unblock, 1).unwrap();
        assert_eq!(open, invited);
        assert!(loses(&invited, &blocked) && !loses(&blocked, &open));
    }

    #[test]
    fn sessions_end_when_a_right_goes() {
        let before = Standing {
            agent: AgentSetting::SalesAgent,
            ..user(1, S::Active, A::BillingAdmin)
        };
        let with = |agent, admin| Standing {
            agent,
            admin,
            ..before
        };
        assert!(!loses(&before, &before));
        assert!(loses(&before, &with(AgentSetting::None, A::BillingAdmin)));
        assert!(loses(&before, &with(AgentSetting::SalesAgent, A::None)));
        let plain = user(1, S::Active, A::None);
        assert!(!loses(
            &plain,
            &Standing {
                admin: A::GlobalAdmin,
                ..plain
            }
        ));
    }

    #[test]
    fn advice_at_the_borders() {
        let all: Vec<_> = (0..=6).map(advice).collect();
        let (few, many) = (Some(Advice::TooFew), Some(Advice::TooMany));
        assert_eq!(all, [few, few, None, None, None, None, many]);
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let agent = prop::sample::select(AgentSetting::ALL);
        let admin = prop::sample::select(AdminSetting::ALL);
        prop_oneof![
            Just(Change::Edit),
            (agent, admin).prop_map(|(agent, admin)| Change::Settings(agent, admin)),
            Just(Change::Block),
            Just(Change::Unblock),
            Just(Change::Delete),
            Just(Change::Restore),
        ]
    }

    proptest! {
        /// Whatever a company's people do to one another, in whatever order: somebody can always
        /// sign in and put things right, and nobody ever gets above himself.
        #[test]
        fn a_company_never_locks_itself_out(
            steps in prop::collection::vec((0..5_usize, 0..5_usize, any_change()), 0..60)
        ) {
            let mut people = [
                user(1, S::Active, A::GlobalAdmin),
                user(2, S::Active, A::GlobalAdmin),
                user(3, S::Invited, A::GlobalAdmin),
                user(4, S::Active, A::UserManagementAdmin),
                user(5, S::Active, A::None),
            ];
            for (actor, target, change) in steps {
                let (by, before) = (people[actor], people[target]);
                let others = people.iter().enumerate();
                let others = others.filter(|(n, p)| *n != target && p.is_able_admin()).count();
                let Ok(after) = decide(&by, &before, change, u32::try_from(others).unwrap()) else {
                    continue;
                };
                people[target] = after;
                prop_assert!(by.status == S::Active);
                if before.admin != after.admin {
                    prop_assert!(by.admin == A::GlobalAdmin && actor != target);
                }
                if by.admin == A::UserManagementAdmin {
                    prop_assert!(before.admin == A::None && after.admin == A::None);
                }
                prop_assert!(people.iter().any(Standing::is_able_admin));
            }
        }
    }
}
