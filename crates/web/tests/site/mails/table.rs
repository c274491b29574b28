//! The catalogue of mails: which event brings which mail, to whom, in whose language. A template
//! that is missing here fails the test, and so does a line that no story tells.

use Tongue::{Account, Company, Typed};
use Who::{Approver, Asker, Contact, Invoices, Own, Staff};

/// Whom a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// People of the company: the contact of a registration, global admins, the holder of an account.
    Own,
    /// The primary contact of an application, with a mailbox of its own.
    Contact,
    /// Somebody who asks for new ways into an account, at the mailbox he has typed in.
    Asker,
    /// The approval contact of an application.
    Approver,
    /// Whoever gets the bills.
    Invoices,
    /// The operator's own people.
    Staff,
}

/// Which language a mail is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tongue {
    /// The one the company chose when it registered.
    Company,
    /// The one of the reader's account.
    Account,
    /// The one somebody typed in for a new account, or read a page in without being signed in.
    Typed,
}

/// One mail: its text, what brings it about, and its readers.
pub(super) struct Line(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static [(Who, Tongue)],
);

const COMPANY: &[(Who, Tongue)] = &[(Own, Company)];
const ACCOUNT: &[(Who, Tongue)] = &[(Own, Account)];
const APPROVER: &[(Who, Tongue)] = &[(Approver, Company)];
const STAFF: &[(Who, Tongue)] = &[(Staff, Account)];
const ASKER: &[(Who, Tongue)] = &[(Asker, Typed)];
const BOTH: &[(Who, Tongue)] = &[(Asker, Typed), (Own, Account)];
const CONTACT: &[(Who, Tongue)] = &[(Contact, Company)];
const CONTACT_AND_ADMINS: &[(Who, Tongue)] = &[(Contact, Company), (Own, Account)];
const SIGNED: &[(Who, Tongue)] = &[(Own, Account), (Contact, Company), (Invoices, Company)];
const MONEY: &[(Who, Tongue)] = &[(Own, Account), (Invoices, Company)];
const SIGNED_AGAIN: &[(Who, Tongue)] = &[(Own, Account), (Invoices, Company)];

/// Every mail.
#[rustfmt::skip]
pub(super) const MAILS: &[Line] = &[
    // Registration
    Line("E01", "the details are accepted", COMPANY),
    Line("E01-EXISTING", "the details are accepted, with a work account that exists", COMPANY),
    Line("E01-TWICE", "somebody else registers the same company", COMPANY),
    Line("E01-RELEASED", "a person lets a locked registration go on", COMPANY),
    Line("RESUME-CODE", "a code is asked for at the link of E01", COMPANY),
    Line("E02", "the telephone challenge is locked for a time", COMPANY),
    Line("E02-PEOPLE", "the telephone challenge waits for a person", COMPANY),
    Line("E03", "the credentials are acknowledged", ACCOUNT),
    Line("E03-EXISTING", "the account number is acknowledged", ACCOUNT),
    Line("E19", "somebody registers a company that is a partner", ACCOUNT),
    Line("E19-OPEN", "somebody registers a company that is applying", ACCOUNT),
    Line("ALERT-CODES", "too many codes went to one prefix", STAFF),
    Line("ALERT-CODES-ALL", "too many codes were sent altogether", STAFF),
    // Application
    Line("DRAFT-REMINDER", "a draft is 7, 30, 75 days old", ACCOUNT),
    Line("E04", "an application is submitted", CONTACT_AND_ADMINS),
    Line("E05", "an application is submitted", APPROVER),
    Line("E05-REMINDER", "the approval contact is silent for 7 days", APPROVER),
    Line("E06", "an application is submitted", CONTACT),
    Line("E07", "a reviewer asks", CONTACT_AND_ADMINS),
    Line("E07-REMINDER", "nothing is answered for 7, 21, 28 days", CONTACT_AND_ADMINS),
    Line("E08", "the answers are sent", CONTACT_AND_ADMINS),
    Line("E09", "an application is approved", CONTACT_AND_ADMINS),
    Line("E09-REMINDER", "nothing is signed for 7, 30, 53 days", CONTACT_AND_ADMINS),
    Line("E10", "an application is rejected", CONTACT_AND_ADMINS),
    Line("E11", "a company appeals", CONTACT_AND_ADMINS),
    Line("E12", "an application is withdrawn", CONTACT_AND_ADMINS),
    Line("E13", "the agreement is signed", SIGNED),
    Line("E14", "the account is set up", ACCOUNT),
    Line("E15", "the set-up takes more than 24 hours", ACCOUNT),
    Line("E16", "an approval is reopened", ACCOUNT),
    Line("E17", "an application lapses in 3 days", ACCOUNT),
    Line("E18", "an application has lapsed", ACCOUNT),
    Line("NEW-MESSAGE", "the desk writes to the company", ACCOUNT),
    // The desk
    Line("E20-CASE", "a case waits for a reviewer", STAFF),
    Line("E20-CREDIT", "credit waits for an analyst", STAFF),
    Line("E20-SECOND", "a rejection waits for a second reviewer", STAFF),
    Line("E20-TIME", "50, 80, 100 % of the promised time are used", STAFF),
    Line("E20-TAKEN-OVER", "a colleague takes a case over", STAFF),
    Line("NEW-REPLY", "the company writes to the desk", STAFF),
    Line("SCREENING-HIT", "a list of restricted parties comes into force, and a company is like an entry", STAFF),
    Line("SETUP-FAILING", "a task of a set-up failed three times", STAFF),
    Line("SETUP-LATE", "a set-up takes 8 hours", STAFF),
    Line("SETUP-ESCALATED", "a set-up takes 24 hours", STAFF),
    // Agreements
    Line("SIGN-REQUEST", "a global admin hands the signature over", ACCOUNT),
    Line("DECLINED", "a company declines", STAFF),
    Line("PUBLICATION", "a version is proposed", STAFF),
    Line("NEW-VERSION", "a version that asks for new signatures is in force", ACCOUNT),
    Line("NEW-VERSION-REMINDER", "7 days and 1 day before it is due", ACCOUNT),
    Line("NEW-VERSION-OVERDUE", "new orders wait", ACCOUNT),
    Line("NEW-VERSION-SIGNED", "the new version is signed", SIGNED_AGAIN),
    // Accounts
    Line("U01", "an account is added", &[(Own, Typed), (Staff, Typed)]),
    Line("U02", "a global admin is added", ACCOUNT),
    Line("U03", "a platform admin is added", STAFF),
    Line("S01", "a code is asked for to recover an account", ACCOUNT),
    Line("S02", "a password is set by recovery", ACCOUNT),
    Line("S03", "an account is unlocked by recovery", ACCOUNT),
    Line("S04", "a recovery code is used", ACCOUNT),
    Line("S05", "new recovery codes are made", ACCOUNT),
    Line("S06", "a password is guessed at until the account is locked", ACCOUNT),
    Line("S07", "an authenticator is replaced", ACCOUNT),
    Line("S08", "somebody asks for new ways into an account", ASKER),
    Line("S09", "somebody asks for new ways into one's account", ACCOUNT),
    Line("S10", "two agents have agreed, 72 hours begin", ACCOUNT),
    Line("S11", "the 72 hours are over", ASKER),
    Line("S12", "mailbox and mobile were replaced", BOTH),
    Line("S13", "the request is refused", ASKER),
    Line("S14", "the request is stopped", BOTH),
    Line("S15", "nobody decides about the request, or uses its link", ASKER),
    Line("S16", "two agents have agreed", ASKER),
    Line("C01", "another mailbox is to be confirmed", ACCOUNT),
    Line("C02", "the mailbox was changed", ACCOUNT),
    Line("C03", "the mobile number was changed", ACCOUNT),
    Line("R01", "a customer accepts the partner's link", ACCOUNT),
    Line("R02", "a customer accepts a partner's link, told to the customer", ACCOUNT),
    Line("R03", "a customer takes services from a partner that administered them", ACCOUNT),
    Line("N01", "a subscription is suspended", ACCOUNT),
    Line("N02", "the data of what is suspended is deleted in 30, 14, 7, 1 days", ACCOUNT),
    Line("N03", "a subscription is cancelled", ACCOUNT),
    Line("N04", "a term begins anew in 60, 30, 7 days", ACCOUNT),
    Line("N05", "a term ends for good in 60, 30, 7 days", ACCOUNT),
    Line("N06", "a trial ends in 7 days, in 1 day", ACCOUNT),
    Line("IMPORT-DONE", "an import that took long is done", ACCOUNT),
    Line("INVOICE-READY", "a bill is issued", &[(Invoices, Company)]),
    Line("PAYMENT-SOON", "an unpaid invoice is due in 7 days", &[(Invoices, Company)]),
    Line("PAYMENT-DUE", "an unpaid invoice is due today", &[(Invoices, Company)]),
    Line("PAYMENT-OVERDUE", "an invoice is late by 1, 7, 14, 21 days", &[(Invoices, Company)]),
    Line("PAYMENT-SUSPENSION", "an invoice is late by 23 days", MONEY),
    Line("PAYMENT-SUSPENDED", "an invoice is late by 30 days", MONEY),
    Line("PAYMENT-RELEASED", "nothing of a suspended partner is overdue any more", MONEY),
    Line("PAYMENT-DEFERRED", "the operator agrees to wait for an invoice", MONEY),
    Line("DISPUTE-OPENED", "a partner disputes something of an invoice", STAFF),
    Line("DISPUTE-ACCEPTED", "the credit note for what was disputed is issued", MONEY),
    Line("DISPUTE-REFUSED", "the operator refuses a dispute", MONEY),
    Line("REFUND-PAID", "a refund is approved", MONEY),
    Line("FAPIAO-ASKED", "a partner asks for a VAT invoice", STAFF),
    Line("FAPIAO-RED-DUE", "something is given back of an invoice that has a VAT invoice", STAFF),
    Line("FAPIAO-ISSUED", "a VAT invoice is issued", MONEY),
    Line("FAPIAO-RED-ISSUED", "a red-letter VAT invoice is issued", MONEY),
    Line("FAPIAO-REFUSED", "the operator refuses a VAT invoice", MONEY),
    Line("PRICE-LIST-DRAFT", "a price list is uploaded", STAFF),
    Line("PRICE-LIST", "a price list is published", ACCOUNT),
    Line("PRICE-LIST-WITHDRAWN", "a price list is taken back", ACCOUNT),
    Line("SPECIAL-PRICE-PROPOSED", "a special price is asked for", STAFF),
    Line("SPECIAL-PRICE-GRANTED", "a special price is approved", ACCOUNT),
    Line("SPECIAL-PRICE-ENDED", "a special price is ended early", ACCOUNT),
    // Support
    Line("SUPPORT-RECEIVED", "a support request is sent", ACCOUNT),
    Line("SUPPORT-ANSWERED", "an agent writes", ACCOUNT),
    Line("SUPPORT-ASKED", "an agent asks", ACCOUNT),
    Line("SUPPORT-RESOLVED", "an agent says that it is solved", ACCOUNT),
    Line("SUPPORT-REMINDER", "nothing is answered for 3, 7 days", ACCOUNT),
    Line("SUPPORT-CLOSED", "time closes a support request", ACCOUNT),
    Line("SUPPORT-NEW", "a support request is sent", STAFF),
    Line("SUPPORT-RETURNED", "a letter to a request cannot be taken", ACCOUNT),
    Line("SUPPORT-REPLY", "the partner writes to a request", STAFF),
    Line("INQUIRY-RECEIVED", "a customer asks its partner", ACCOUNT),
    Line("INQUIRY-ANSWERED", "the partner writes", ACCOUNT),
    Line("INQUIRY-ASKED", "the partner asks", ACCOUNT),
    Line("INQUIRY-RESOLVED", "the partner says that it is solved", ACCOUNT),
    Line("INQUIRY-REMINDER", "nothing is answered for 3, 7 days", ACCOUNT),
    Line("INQUIRY-CLOSED", "time closes what a customer asked", ACCOUNT),
    Line("INQUIRY-NEW", "a customer asks its partner", ACCOUNT),
    Line("INQUIRY-REPLY", "the customer writes, or lets it be passed on", ACCOUNT),
    // Service health
    Line("HEALTH-BEGUN", "an incident of a service is posted", ACCOUNT),
    Line("HEALTH-ENDED", "the service works again", ACCOUNT),
    Line("HEALTH-CONFIRM", "an outage waits for a second person", STAFF),
    Line("HEALTH-DUE", "an update is overdue, each hour", STAFF),
    Line("HEALTH-REPORT-DUE", "the final report is overdue, each day", STAFF),
    Line("MAINTENANCE-PLANNED", "maintenance is announced", ACCOUNT),
    Line("MAINTENANCE-SOON", "it begins within a day", ACCOUNT),
    Line("MAINTENANCE-MOVED", "it is changed", ACCOUNT),
    Line("MAINTENANCE-CANCELLED", "it is cancelled", ACCOUNT),
    Line("PROFILE-CHANGED", "the bank account of the bills is changed", ACCOUNT),
    Line("PROFILE-WAITS", "vetted facts are to be changed", ACCOUNT),
    Line("PROFILE-DOCUMENTS", "vetted facts are to be changed that ask for documents", ACCOUNT),
    Line("PROFILE-ASKED", "a reviewer asks about the change", ACCOUNT),
    Line("PROFILE-SENT", "the company sends documents or an answer", STAFF),
    Line("PROFILE-APPROVED", "a reviewer agrees to the change", ACCOUNT),
    Line("PROFILE-REJECTED", "a reviewer rejects the change", ACCOUNT),
    Line("PARTNER-SUSPENDED", "the operator suspends a partner", ACCOUNT),
    Line("PARTNER-RESTORED", "the operator restores a partner", ACCOUNT),
    Line("PARTNER-ENDS", "two people end a partnership", ACCOUNT),
    Line("PARTNER-LEAVES", "the customers of a partner that ends are told", &[(Own, Typed)]),
    Line("PARTNER-ENDED", "the days of notice are over", ACCOUNT),
    Line("KEY-EXPIRY", "a program's key ends in 30, 7 days, in 1 day", ACCOUNT),
    Line("W01", "nothing reached a webhook's receiver for a day", ACCOUNT),
    Line("DIGEST", "the morning after notices somebody wants once a day", ACCOUNT),
    Line("D01", "the proof of a domain is missing", ACCOUNT),
    Line("D02", "a domain is no longer verified", ACCOUNT),
];
