//! What can be done, and how it is drawn.

use proptest::prelude::*;
use proptest::sample::select;

/// One act. Numbers choose among what there is when it is done.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// The next thing a well-meaning world would do for a company.
    Advance(usize),
    /// Somebody of a company acts for it.
    Applicant(usize, Applicant),
    /// The operator's staff acts on a company's application: who, which, what.
    Staff(usize, usize, Staff),
    /// Somebody registers a company: in which of two browsers, what.
    Registrant(usize, Registrant),
    /// Staff lets a registration go on that was locked, or stops it: who, whose, which of both.
    Registrations(usize, usize, bool),
    /// The reader of a mailed link answers it: company, approval or mailbox, yes or no.
    Link(usize, bool, bool),
    /// Somebody who has no business there: a member of staff in the portal, a company in the console.
    Misplaced(usize, Applicant),
    /// A company's admin in the console.
    Intruding(usize, Staff),
    /// What is due is done.
    Drain,
    /// The periodic jobs run, then what is due.
    Tick,
    /// Days go by while the jobs run.
    Wait(i64),
    /// Time passes, seconds; negative when somebody turns the clock back.
    Pass(i64),
}

/// What a company's global admin may try.
#[derive(Debug, Clone)]
pub(super) enum Applicant {
    /// Fills everything in, uploads the licence.
    FillIn,
    /// Keeps half of a section.
    Spoil,
    Upload(u8),
    RemoveDocument,
    Submit,
    Withdraw,
    Appeal(bool),
    AnswerItems,
    SendAnswers,
    ChangeLegalData(u8),
    Begin,
    Reopen,
    Sign(bool),
    Decline,
    ResendLink(bool),
    CorrectContact(u8),
}

/// What somebody without an account may try.
#[derive(Debug, Clone)]
pub(super) enum Registrant {
    /// Begins anew; what was begun in this browser is left.
    Begin,
    ChooseCreate,
    /// With the account an organisation has already.
    ByWorkAccount,
    /// Right, with a wrong city, of a company that is there already, with another telephone, or of the
    /// company in the other browser.
    Details(u8),
    SendCode,
    EnterCode(bool),
    /// Wrong codes until the telephone is locked.
    FailTillLocked,
    Create,
    /// The process dies between the two steps of a creation.
    Die,
    Reveal,
    Acknowledge,
    /// Asks for a link, and goes on by it with the right code or a wrong one.
    Resume(bool),
    /// "I did not begin this."
    Refuse,
    /// The next thing a well-meaning visitor would do.
    Advance,
}

impl Registrant {
    /// Whether it reads what was sent just before.
    pub(super) fn reads(&self) -> bool {
        matches!(self, Self::EnterCode(_) | Self::Refuse)
    }

    /// That it was done, in words.
    pub(super) fn met(&self) -> String {
        format!("act: {self:?}")
    }

    /// Those that succeed for somebody.
    pub(super) fn all() -> [Self; 15] {
        [
            Self::Begin,
            Self::ChooseCreate,
            Self::ByWorkAccount,
            Self::Details(0),
            Self::Details(3),
            Self::SendCode,
            Self::EnterCode(true),
            Self::FailTillLocked,
            Self::Create,
            Self::Die,
            Self::Reveal,
            Self::Acknowledge,
            Self::Resume(true),
            Self::Refuse,
            Self::Advance,
        ]
    }

    /// Whether it is several acts in a row, of which the last may be refused.
    pub(super) fn is_a_row(&self) -> bool {
        matches!(self, Self::FailTillLocked | Self::Resume(_) | Self::Advance)
    }
}

/// What staff may try.
#[derive(Debug, Clone)]
pub(super) enum Staff {
    Claim,
    Release,
    TakeOver,
    DeclareConflict,
    SetCheck(&'static str, &'static str),
    Credit(&'static str),
    /// With the case as it is, or as it was a version ago.
    Approve(bool),
    ConfirmApproval,
    DeclineApproval,
    TakeBackApproval,
    Ask(&'static str),
    Reject(&'static str),
    ConfirmRejection,
    DeclineRejection,
    TakeBackRejection,
    ReopenReview,
    ProposeOverride(&'static str),
    ApproveOverride,
    DeclineOverride,
    WithdrawOverride,
}

fn applicant() -> impl Strategy<Value = Applicant> {
    prop_oneof![
        2 => Just(Applicant::FillIn),
        1 => Just(Applicant::Spoil),
        1 => (0_u8..3).prop_map(Applicant::Upload),
        1 => Just(Applicant::RemoveDocument),
        4 => Just(Applicant::Submit),
        2 => Just(Applicant::Withdraw),
        3 => any::<bool>().prop_map(Applicant::Appeal),
        2 => Just(Applicant::AnswerItems),
        2 => Just(Applicant::SendAnswers),
        2 => (0_u8..3).prop_map(Applicant::ChangeLegalData),
        2 => Just(Applicant::Begin),
        2 => Just(Applicant::Reopen),
        3 => any::<bool>().prop_map(Applicant::Sign),
        1 => Just(Applicant::Decline),
        1 => any::<bool>().prop_map(Applicant::ResendLink),
        1 => (0_u8..2).prop_map(Applicant::CorrectContact),
    ]
}

fn staff() -> impl Strategy<Value = Staff> {
    let kinds = vec![
        "mailbox",
        "employment",
        "business-registration",
        "network-id",
        "approval-contact",
        "duplicate",
        "restricted-party",
        "credit",
    ];
    prop_oneof![
        2 => Just(Staff::Claim),
        1 => Just(Staff::Release),
        1 => Just(Staff::TakeOver),
        1 => Just(Staff::DeclareConflict),
        2 => Just(Staff::ConfirmApproval),
        1 => Just(Staff::DeclineApproval),
        1 => Just(Staff::TakeBackApproval),
        4 => (select(kinds), select(vec!["passed", "failed", "waived"]))
            .prop_map(|(kind, result)| Staff::SetCheck(kind, result)),
        2 => select(vec!["pass", "refer", "fail"]).prop_map(Staff::Credit),
        4 => any::<bool>().prop_map(Staff::Approve),
        2 => select(vec!["general", "field:city", "document:business-licence", "section:support"])
            .prop_map(Staff::Ask),
        3 => select(vec!["NAME_MISMATCH", "FRAUD_SUSPECTED", "NO_SUCH_REASON"])
            .prop_map(Staff::Reject),
        2 => Just(Staff::ConfirmRejection),
        1 => Just(Staff::DeclineRejection),
        1 => Just(Staff::TakeBackRejection),
        1 => Just(Staff::ReopenReview),
        2 => select(vec!["240000", "6000000", "0"]).prop_map(Staff::ProposeOverride),
        2 => Just(Staff::ApproveOverride),
        1 => Just(Staff::DeclineOverride),
        1 => Just(Staff::WithdrawOverride),
    ]
}

fn registrant() -> impl Strategy<Value = Registrant> {
    prop_oneof![
        1 => Just(Registrant::Begin),
        2 => Just(Registrant::ChooseCreate),
        3 => (0_u8..5).prop_map(Registrant::Details),
        3 => Just(Registrant::SendCode),
        3 => any::<bool>().prop_map(Registrant::EnterCode),
        3 => Just(Registrant::FailTillLocked),
        3 => Just(Registrant::Create),
        2 => Just(Registrant::Die),
        1 => Just(Registrant::Reveal),
        2 => Just(Registrant::Acknowledge),
        2 => Just(Registrant::ByWorkAccount),
        1 => any::<bool>().prop_map(Registrant::Resume),
        1 => Just(Registrant::Refuse),
        9 => Just(Registrant::Advance),
    ]
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Any act.
pub(super) fn anything() -> impl Strategy<Value = Act> {
    let gaps = vec![
        1,
        HOUR,
        DAY,
        8 * DAY,
        31 * DAY,
        61 * DAY,
        91 * DAY,
        181 * DAY,
        -HOUR,
        -3 * DAY,
    ];
    prop_oneof![
        10 => any::<usize>().prop_map(Act::Advance),
        8 => (any::<usize>(), applicant()).prop_map(|(n, act)| Act::Applicant(n, act)),
        8 => (any::<usize>(), any::<usize>(), staff())
            .prop_map(|(who, n, act)| Act::Staff(who, n, act)),
        2 => (any::<usize>(), any::<usize>(), any::<bool>())
            .prop_map(|(who, n, go_on)| Act::Registrations(who, n, go_on)),
        2 => select(vec![1, 8, 31]).prop_map(Act::Wait),
        10 => (any::<usize>(), registrant()).prop_map(|(n, act)| Act::Registrant(n, act)),
        2 => (any::<usize>(), any::<bool>(), any::<bool>())
            .prop_map(|(n, approval, yes)| Act::Link(n, approval, yes)),
        1 => (any::<usize>(), applicant()).prop_map(|(n, act)| Act::Misplaced(n, act)),
        1 => (any::<usize>(), staff()).prop_map(|(n, act)| Act::Intruding(n, act)),
        3 => Just(Act::Drain),
        3 => Just(Act::Tick),
        3 => select(gaps).prop_map(Act::Pass),
    ]
}
