## Status page: stages and the way so far

status-progress = Verification
status-fix = Fix now
stage-started = Verification started
stage-email-ownership = E-mail ownership
stage-employment = Employment
stage-business = Business
standing-open = Not begun
standing-pending = Pending
standing-accepted = Accepted
standing-rejected = Rejected
moment-draft = Application begun
moment-submitted = Application submitted
moment-in-review = Review begun
moment-information-requested = More information requested
moment-approved = Review and credit check passed
moment-rejected = Application not approved
moment-provisioning = Agreement signed
moment-active = Account set up
moment-withdrawn = Application withdrawn
moment-lapsed = Application lapsed
moment-reopened = Application reopened
moment-answered = Answers sent, review resumed
moment-appealed = Appeal received
moment-review-reopened = Approval reopened
status-submit-by = Please submit by { $date }
status-answer-by = Please answer by { $date }
status-answer-by-text = Answer every item below, then send the answers. The review rests until then.
status-sign-by = Please sign by { $date }
status-sign-by-text = If nobody signs by then, the application lapses.
status-reopened = The approval is being reviewed again
reopened-legal-data = Your company’s legal data was changed after the approval.
reopened-credit-age = The credit result has become too old to sign on and has to be renewed.
reopened-adverse-fact = We have to look at something again.
reopened-contact-denied = A contact you named told us that the application is not from your company.
status-done-answer = Saved. Send the answers when every item is answered
status-done-answered = Your answers have been sent
status-done-appealed = Your appeal has been sent
status-done-changed = The change has been recorded and the review has begun again
status-done-corrected = The new contact has been recorded and asked to confirm
status-done-document = The document has been added
status-done-resent = The mail is on its way
status-done-withdrawn = The application has been withdrawn

## Answers

answers-title = What we need from you
answers-note = { $answered } of { $total } answered
answers-send = Send answers
answers-send-note = Everything answered? Then the review goes on.
answer-answered = Answered
answer-open = Open
answer-open-section = Open “{ $section }”
answer-comment = Comment
answer-comment-hint = If nothing is to be changed, explain why.
answer-item = { $number }. { $title }
answer-back = Back to the question
answer-files = Documents for question
answer-form = Answer to question
answer-keep = Save answer
target-general = The application as a whole
target-field = { $section }: { $field }

## Contacts

contacts-title = Confirmations
contacts-note = By mail, one click each
contact-mailbox = Primary contact’s mailbox
contact-approval = Approval contact
contact-confirmed = Confirmed
contact-confirmed-note = Nothing to do.
contact-denied = Not from us
contact-denied-note = The person says that the application is not from your company. Name somebody else if that is wrong.
contact-bounced = Mail came back
contact-bounced-note = Our mail could not be delivered. Check the address, or have it sent again.
contact-expired = Link expired
contact-expired-note = The link was valid until { $until }. Have it sent again.
contact-waiting = Waiting
contact-waiting-note = The link is valid until { $until }. Ask the person to look for our mail.
contact-help = { $contact }: { $standing }
contact-until = Link valid until { $until }
contact-later = Can be sent again from { $time }.
contact-resend = Send again
contact-correct = Name another address
contact-correct-do = Save and send

## Rejection and appeal

refused-title = Why the application was not approved
refused-on = Decided on { $date }.
refused-appeal-until = You can appeal until { $date }: add a document or explain, then send.
refused-appeal-over = An appeal was possible until { $date }.
refused-appeals-used = All appeals have been used; this decision is final.
refused-reapply = You can apply anew from { $date }.
appeal-note = Somebody else decides about an appeal.
appeal-files = Documents added
appeal-comment = What has changed, or why the decision is wrong
appeal-comment-hint = Needed if you add no document.
appeal-send = Send appeal
appeal-add = Only add the document

## Beginning again, leaving, changing

restart-title = How to go on
restart-lapsed = You can reopen this application until { $date }. What you typed and uploaded is still there; the checks begin anew when you submit.
restart-lapsed-late = This application could be reopened until { $date }. You can begin a new one; your answers are taken over.
restart-withdrawn = You can begin a new application. Your answers are taken over.
restart-rejected = You can apply anew. Your answers are taken over.
restart-reopen = Reopen this application
restart-begin = Begin a new application
withdraw-open = Withdraw the application
withdraw-question = Withdraw this application?
withdraw-effect = The review ends. You can begin a new application at any time, but this one cannot be taken up again. Its documents are erased after a while.
withdraw-do = Withdraw
legal-change-title = Change legal data
legal-change-lead = Only if something has changed since the review, for example the address on a new licence.
legal-change-effect = A change reopens the review
legal-change-effect-text = The approval is set aside, and what rests on the change is checked again before you can sign.
legal-change-send = Save and have it reviewed
legal-change-offer = Has something about your company changed since the review?

## Case: what has happened

console-sla-paused = Paused, waiting for the company
case-reject-open = Reject…
case-ask-open = Ask for information…
case-earlier-reviewer = You had a hand in rejecting this application
case-earlier-nobody-else = No reviewer who had less of a hand in it is left, so you may judge the appeal. Look at it as if for the first time.
case-reopened = This approval was reopened
case-asked = Information requested
case-asked-note = By { $name }, { $at }; answer by { $due }
case-changes = Answers and changes
case-changes-note = Only what rests on a change is checked again
case-field = Field
case-before = Before
case-after = After
case-document-added = Added
case-document-removed = Removed
case-answered = Answers of { $at }
case-changed = Changed by the company, { $at }
case-nothing-changed = Nothing was changed; see the comments.
case-appeals = Rejections and appeals
case-appeal = Appeal { $number }, { $at }
case-rejection = Rejection
case-rejected-by = Rejected by { $name }, { $at }
case-appeal-comment = The company’s comment
case-done-asked = The company has been asked
case-done-rejected = The application has been rejected
case-overtaken = Something has happened to this case since you opened the page, so nothing was done
case-overtaken-text = What you typed is still here. Read what is new, then send it again.
case-done-proposed = The rejection has been proposed; a second reviewer has to confirm it
case-done-declined = The proposal has been declined
case-done-taken-back = The proposal has been taken back
case-done-reopened = The approval is under review again
case-done-resent = The mail is on its way

## Case: asking

ask-title = Ask for information
ask-due = Answer due { $date }
ask-lead = The company sees each item with its reason and your text, and can change only what the items concern. The time of the review stands still until it answers.
ask-item = Item { $number }
ask-reason = Reason
ask-target = Concerns
ask-text = What the company is to do
ask-text-hint = The company reads this, also in the mail.
ask-send = Send request

## Case: rejecting

reject-title = Reject
reject-effect = Appeal within { $appeal } days; new application after { $reapply } days
reject-reasons = Reasons
reject-needs-second = needs a second reviewer, gives no detail away
reject-text = What the company is told
reject-text-hint = Goes into the mail and onto its status page.
reject-text-when = not with confidential reasons
reject-note = Internal note
reject-note-hint = For colleagues; the company never sees it.
reject-note-when = needed with confidential reasons
reject-send = Reject
proposal-title = Rejection proposed
proposal-by = By { $name }, { $at }
proposal-told = The company would read
proposal-yours = A second reviewer has to confirm your proposal.
proposal-take-back = Take the proposal back
proposal-confirm = Confirm the rejection
proposal-decline = Decline the proposal…
proposal-decline-why = Why the review should go on
proposal-decline-do = Decline

## Case: adverse facts

adverse-title = Enter an adverse fact
adverse-effect = Sets the approval aside and reopens the review
adverse-checks = Checks to be made again
adverse-text-label = What the company is told
adverse-text-hint = Goes into the mail to its global admins.
adverse-note-label = Internal note
adverse-note-hint = For colleagues; the company never sees it.
adverse-send = Reopen the review

## Audited actions

audit-application-answer = Answers sent
audit-application-appeal = Appeal made
audit-application-ask = Information requested
audit-application-bounce = Mail to a contact came back
audit-message-bounce = A mail came back as undeliverable
audit-application-change-legal-data = Legal data changed after approval
audit-application-confirm-rejection = Rejection confirmed
audit-application-correct-contact = Contact corrected
audit-application-decline-rejection = Proposed rejection declined
audit-application-end-checks = Automatic checks given up
audit-application-keep-answer = Answer to an item saved
audit-application-lapse = Application lapsed
audit-application-propose-rejection = Rejection proposed
audit-application-reject = Application rejected
audit-application-remind = Reminder sent
audit-application-reopen = Application reopened
audit-application-reopen-review = Approval reopened
audit-application-resend-link = Link sent again
audit-application-take-back-rejection = Proposed rejection taken back
audit-application-withdraw = Application withdrawn

## Problems and conflicts

problem-choice-required = Choose at least one.
problem-text-confidential = Leave this empty: with a confidential reason the company is told no details.
problem-item-required = Fill in at least one item.
problem-item-unanswered = Not answered yet. Change what it concerns, upload the document, or write a comment.
problem-appeal-empty = Explain why, or add a document.
problem-same-address = This is the address we have already written to. Enter another one.
conflict-earlier-reviewer = Whoever rejected an application does not judge the appeal. Somebody else has to take this case.
conflict-rejection-proposed = A rejection of this application has been proposed and has to be decided first.
conflict-not-proposer = Only the person who proposed this can take it back.
conflict-not-asked = Nothing was asked about this. Only what the request concerns can be changed now.
conflict-appeals-used = All appeals have been used.
conflict-appeal-too-late = The time for an appeal is over.
conflict-reapply-later = A new application is possible only some time after a rejection; the status page names the day.
conflict-reopen-too-late = This application lapsed too long ago to be reopened. Begin a new one.
conflict-nothing-changed = Nothing differs from what we have. The approval stays as it is.
toomany-resend = The mail was sent a short while ago. It can be sent again once an hour.

## Mails: draft

mail-draft-reminder-subject = Your application is not submitted yet, reference { $reference }
mail-draft-reminder-body =
    Dear { $name },

    The application of { $company } to join the Cloud Solution Provider programme has been begun but not submitted. Everything typed so far is saved.

    Continue here:

    { $link }

    If it is not submitted by { $until }, it lapses.

## Mails: reminder of the approval contact

mail-e05-reminder-subject = Reminder: please confirm the application of { $company }, reference { $reference }
mail-e05-reminder-body =
    Dear { $name },

    A few days ago we asked whether your company stands behind the application of { $applicant } for { $company } to join the Cloud Solution Provider programme of { $operator }. We have no answer yet.

    Please answer yes, or say that it is not from you. No account is needed.

    { $link }

    The link is valid until { $until }. Without your answer we cannot approve the application.

## E07: more information needed

mail-e07-subject = Please complete your application by { $until }, reference { $reference }
mail-e07-body =
    Dear { $name },

    To go on with the application of { $company } we need the following from you:

    { $items }

    A global admin answers each item here, by { $until }:

    { $link }

    The review rests until we have your answers.

mail-e07-reminder-subject = Reminder: your answers are due on { $until }, reference { $reference }
mail-e07-reminder-body =
    Dear { $name },

    We are still waiting for answers about the application of { $company }:

    { $items }

    A global admin answers each item here, by { $until }; after that the application lapses:

    { $link }

## E08: answers received

mail-e08-subject = Answers received, reference { $reference }
mail-e08-body =
    Dear { $name },

    We have received the answers about the application of { $company }. The review goes on.

    You can see where things stand here:

    { $link }

## E09: reminder to sign

mail-e09-reminder-subject = Reminder: please sign the agreement by { $until }, reference { $reference }
mail-e09-reminder-body =
    Dear { $name },

    The application of { $company } is approved, but the agreement is not signed yet.

    A global admin reads and signs it here, by { $until }; after that the application lapses:

    { $link }

## E10: not approved

mail-e10-subject = Your application was not approved, reference { $reference }
mail-e10-body =
    Dear { $name },

    We have not approved the application of { $company }.

    { $reasons }

    { $appeal }

    { $link }

    A new application is possible from { $reapply }.
mail-e10-appeal = You can appeal until { $until }: open the page below as a global admin, choose “Fix now”, add a document or explain, and send. Somebody else decides about the appeal.
mail-e10-final = All appeals have been used; this decision is final. Where things stand:

## E11: appeal received

mail-e11-subject = Appeal received, reference { $reference }
mail-e11-body =
    Dear { $name },

    We have received the appeal of { $company }. Another reviewer looks at the application again.

    You can see where things stand here:

    { $link }

## E12: withdrawn

mail-e12-subject = Application withdrawn, reference { $reference }
mail-e12-body =
    Dear { $name },

    The application of { $company } was withdrawn by a global admin. The review has ended, and the documents will be erased.

    If this was a mistake, you can begin a new application here:

    { $link }

## E16: approval reopened

mail-e16-subject = Your approval is being reviewed again, reference { $reference }
mail-e16-body =
    Dear { $name },

    The approval of { $company } has been set aside, and the agreement cannot be signed for now.

    { $why }

    We write to you as soon as something is decided. Where things stand:

    { $link }

## E17 and E18: lapse

mail-e17-subject = Your application lapses on { $until }, reference { $reference }
mail-e17-body =
    Dear { $name },

    The application of { $company } waits for you and lapses on { $until } if nothing happens.

    Continue here:

    { $link }

mail-e18-subject = Your application has lapsed, reference { $reference }
mail-e18-body =
    Dear { $name },

    The application of { $company } has lapsed, because nothing was heard from you in time.

    You can reopen it until { $until }. What was typed and uploaded is still there; the checks begin anew with the submission:

    { $link }
