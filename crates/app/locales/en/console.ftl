## Everywhere in the console

console-search = Company, credit code or reference
console-separator = {", "}
console-list = {", "}
console-state = Status
console-action = Action
console-when = When
console-details = Details
console-last-error = Last error
console-nobody = Nobody yet
console-not-given = Not given
console-no-match-text = Check the spelling, or search for fewer words.
console-read-only = You can read this, but not decide it
console-actor-system = Automatic
console-actor-visitor = Visitor
console-refused = Refused

## Work queue and list of applications

console-queue-lead = Applications that need somebody to act, oldest first.
console-waiting = To be worked on
console-rows-only = Your role sees the queue, but cannot open applications.
console-list-title = List of applications
console-list-empty-text = Applications appear here once they have been submitted.
console-all = All
console-cut = Only the { $count } oldest are shown. Search or choose a status to see the others.
console-export-cut = This file does not have everything: only { $count } rows are read for it. Search or choose a status, and export again.
console-submitted-at = Submitted
console-sla = Working days used
console-sla-used = { $used } of { $promised } working days used
console-checks = Checks

## Case

console-case-note = { $reference } · { $model } · submitted { $submitted }
console-case-state = State of the case
console-credit-open = Not decided yet
console-credit-asked = { $limit } requested
console-submitted = Automatic checks are running
console-waits-for-company = Waiting for the company’s answer
console-approved = Approved. The company still has to sign the agreement
console-provisioning = Signed. The account is being set up
console-active = This partner may sell
console-closed = This application is closed
console-approved-by = Approved by { $name }, { $at }. Credit limit { $limit }.
console-checks-note = { $passed } in order, { $failed } failed, { $open } open
console-check = Check
console-evidence = Evidence
console-decided-by = Decided by
console-decided-at = Decided
console-decide = Decide:
console-record = Record the result
console-reason-if-failed = needed if failed
console-waive = Waive this check
console-waive-hint = The check then no longer stands in the way of an approval. Your name and the reason stay in the record.
console-waive-do = Waive
console-looks-recorded = Every look is recorded
console-open-tab = Open in a new tab
console-document-note = { $type }, { $size }, uploaded { $at }
console-looked =
    { $count ->
        [one] Looked at once, by { $name }, { $at }
       *[other] Looked at { $count } times, last by { $name }, { $at }
    }
console-no-documents = No documents
console-no-documents-text = The company has not uploaded any.
console-answers = Application
console-answers-note = As submitted
console-doubles = Possible duplicates
console-no-doubles = No other application has the same code, network ID or name.
console-same = The same
console-timeline = Timeline

## Decision

console-approve-ready = Ready to be approved
console-approve-not-ready = Cannot be approved yet
console-approve-effect = The company is asked to sign the agreement. Credit limit { $limit }.
console-obstacles = Still open: { $checks }.
console-approve = Approve
console-claim = Claim this case
console-done-claimed = You have taken this case
console-done-check = The result has been recorded
console-done-approved = The application has been approved
console-done-credit = The credit decision has been recorded

## Credit

console-credit-answers = What the company states
console-credit-latest = Latest decision
console-credit-none = Credit has not been decided yet.
console-valid-until = Valid until
console-credit-proposal = Proposed limit
console-credit-proposal-note = From the expected monthly purchase
console-credit-months = Months covered
console-credit-product = Before the cap
console-credit-capped = Proposed limit (capped)
console-credit-no-amount = The application states no expected monthly purchase, so there is no proposal.
console-credit-decide = Decide credit
console-credit-pass-hint = A limit is granted
console-credit-refer-hint = The check stays open
console-credit-fail-hint = The application cannot be approved
console-limit-hint = In yuan, at most { $cap }
console-limit-if-pass = needed to pass
console-credit-closed = Credit can be decided only during a review
console-credit-reviewer = You review this application

## Provisioning

console-provisioning-lead = Partners that have signed, and how far their accounts are set up.
console-progress = Progress
console-tasks = { $done } of { $tasks } tasks done
console-signed-at = Signed
console-no-partners = No partners yet
console-no-partners-text = A company appears here as soon as it has signed the agreement.

## Sent messages

console-outbox-lead = Mails, text messages and calls that have left, and jobs that have not finished.
console-recipient = Recipient’s address or number
console-jobs = Unfinished jobs
console-jobs-note = Tried again by themselves until they are given up
console-no-jobs = Everything has been carried out.
console-job = Job
console-job-mail = Mail
console-job-telephone = Text message or call
console-job-checks = Automatic checks
console-job-print = Printed agreement
console-job-provision = Setting up a partner
console-attempts = Attempts
console-given-up = Given up
console-returned = Only mail that came back
console-bounced = Came back
console-bounced-at = Came back { $at }: { $reason }
console-waits = Waiting
console-messages = Messages
console-channel-mail = Mail
console-channel-sms = Text message
console-channel-voice = Voice call
console-text = Text
console-no-text = The text was handed over for delivery and is not kept here.
console-no-messages = Nothing has been sent yet.
console-no-message-to = Nothing has been sent to this recipient.

## Audit log

console-audit-lead = Every change and every look at a document, newest first.
console-audit-search = Action, subject or person
console-entries = Entries of the audit log
console-no-entries = Nothing has been recorded yet.
console-actor = Who
console-subject = Subject
console-outcome = Outcome
console-outcome-succeeded = Succeeded
console-outcome-failed = Refused
console-chain = Chain
console-older = Older entries
console-verify = Verify the chains
console-verify-lead = Each entry holds the hash of the one before. A verification recomputes all of them, and every signature.
console-verify-again = Verify again
console-verify-ok = The audit log is complete and unchanged
console-verify-faults = The audit log does not agree with itself
console-verify-read = Chains read: { $chains }. Entries read: { $entries }.
console-verify-begin = Verify now
console-verify-running = A verification goes on
console-verify-progress = { $done } of { $total } entries read
console-verify-at = Verified { $at }.
console-verify-past = Verifications
console-verify-never = Never verified here
console-verify-never-text = Verify now to see whether the log is complete and unchanged.
console-verify-sound = Sound
console-verify-count =
    { $count ->
        [one] { $count } fault
       *[other] { $count } faults
    }
console-faults = What does not agree
console-fault = Fault
console-place = Entry
console-fault-no-head = The chain has no recorded end
console-fault-end = Entries at the end are missing
console-fault-gap = An entry before this one is missing
console-fault-order = Does not follow the entry before
console-fault-changed = The entry has been changed
console-fault-empty = All entries are missing

audit-filter = More filters
audit-filter-action-hint = A beginning suffices, such as application.
audit-filter-subject-hint = As in the entries, such as application/…
audit-filter-chain-hint = All entries of one company or registration, by its whole ID
problem-chain = Enter the whole ID of the chain, as the details of an entry show it.
audit-export-cut = This file ends after { $count } entries, and there are more. They go on at { $address }
audit-filter-from = From
audit-filter-until = To and including
problem-correlation = Enter the whole number of the request, as an entry or an error page shows it.

## Audited actions

audit-audit-export = Audit log exported
audit-audit-verify = Verification of the audit log asked for
audit-account-change-password = Password changed
audit-account-set-language = Language chosen
audit-account-set-up-authenticator = Authenticator set up
audit-agreement-print = Agreement printed
audit-agreement-sign = Agreement signed
audit-application-approve = Application approved
audit-application-begin = Application begun
audit-application-check = Automatic checks finished
audit-application-claim = Case claimed
audit-application-confirm = Confirmation link answered
audit-application-decide-credit = Credit decided
audit-application-keep = Draft saved
audit-application-set-check = Check decided
audit-application-submit = Application submitted
audit-checklist-tick = First step ticked off
audit-document-look = Document looked at
audit-document-remove = Document removed
audit-document-upload = Document uploaded
audit-network-join = Joined the partner network
audit-operator-create = Operator set up
audit-provisioning-finish = Partner set up
audit-provisioning-task = Set-up task done
audit-provisioning-task-failed = Set-up task failed
audit-registration-acknowledge = Credentials saved
audit-registration-begin = Registration begun
audit-registration-create-account = Account created
audit-registration-enter-code = Telephone code entered
audit-registration-identify = Kind of account chosen
audit-registration-keep = Registration draft saved
audit-registration-reveal-credentials = Credentials page opened
audit-registration-save-details = Company details saved
audit-registration-send-code = Telephone code sent
audit-session-begin = Sign-in attempt
audit-session-end = Signed out
audit-session-end-others = Other sessions ended
audit-session-verify-code = Authenticator code entered
audit-staff-add = Staff account added
console-oldest-first = Oldest first
