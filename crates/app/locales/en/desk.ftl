## Queue

console-reference = Reference number
queue-mine = Mine
queue-unassigned = Nobody’s
queue-credit = Credit open
queue-second = Second reviewer
queue-all = All
queue-views = Whose work
queue-times = Time used
queue-time-late = Over time
queue-time-late-note = All of the promised days used
queue-time-soon = Half or more used
queue-time-soon-note = Look at these next
queue-time-calm = In time
queue-time-calm-note = Less than half used
queue-time-paused = Clock stands
queue-time-paused-note = The company has to answer
queue-time-chosen = Only these are shown
queue-next = Claim the next case
queue-unread =
    { $count ->
        [one] { $count } unread message
       *[other] { $count } unread messages
    }
queue-conflict = Conflict of interest
queue-mine-empty = You hold no case
queue-mine-empty-text = Claim the next one, or choose one that is nobody’s.
queue-unassigned-empty = Every case has its reviewer
queue-unassigned-empty-text = New applications appear here as soon as they are submitted.
queue-credit-empty = Credit is decided everywhere
queue-credit-empty-text = New applications appear here as soon as they are submitted.
queue-second-empty = Nothing waits for a second reviewer
queue-second-empty-text = Approvals that are drawn and grave rejections appear here.
queue-all-empty = Nothing waits
queue-all-empty-text = New applications appear here as soon as they are submitted.

## Checks

check-waived-by = Waived by { $name }

## Documents

paper-smaller = Show smaller
paper-larger = Show larger
paper-next = Next document
paper-pages = Pages of the document
paper-page = Page { $page } of { $pages }
paper-look-page = page { $page }
paper-shown = Shown
paper-recorded = That you look at it is recorded.
conflict-document-unreadable = This file cannot be shown here. Open it in a tab of its own.

## Who holds a case

desk-holder-you = { $name } (you)
desk-held-since = Claimed { $at }
desk-held = { $name } has been working on this case since { $at }
desk-held-text = You can read it and write notes. To decide anything, take the case over first.
desk-release = Give the case back
desk-take-over = Take over…
desk-take-over-effect = The case becomes yours. Your colleague is told by e-mail, with your reason, and can no longer decide anything on an open page.
desk-take-over-why = Why do you take over?
desk-take-over-do = Take the case over
desk-conflict = Declare a conflict of interest…
desk-conflict-effect = You will no longer see this company’s papers or decide anything about it, now or later. A case you hold goes back into the queue. You cannot undo this.
desk-conflict-why = What connects you with the company?
desk-conflict-do = Declare the conflict
desk-conflict-declared = { $name } declared a conflict of interest, { $at }
desk-closed-title = This case is closed to you
desk-news =
    { $count ->
        [one] { $count } thing has happened since you last looked, { $at }
       *[other] { $count } things have happened since you last looked, { $at }
    }
desk-since = What has happened since you opened the page
desk-open-again = Open the case again

## A second person

desk-second = Second reviewer
desk-second-waits = { $name } has approved, { $at }. The approval was drawn for a second reviewer
desk-second-text = Look at the checks, the papers and the registry with fresh eyes. The approval takes effect when a second reviewer confirms it.
desk-second-confirm = Confirm the approval
desk-second-decline = Do not confirm…
desk-second-decline-why = What is not in order?
desk-second-decline-hint = The first reviewer reads this. The case goes on, and its next approval needs a second reviewer again.
desk-second-decline-do = Send the case back
desk-second-declined = The approval by { $name }, { $at }, was not confirmed
desk-second-take-back = Take the approval back

## Thread

desk-thread = Messages and notes
desk-thread-note = The company sees everything but the notes
desk-thread-empty = Nobody has written yet.
desk-side-applicant = Applicant
desk-side-note = Internal note
desk-reply = Write to the company
desk-reply-hint = The company’s global admins are told by e-mail that there is a message.
desk-send = Send to the company
desk-note = Internal note
desk-note-hint = Only staff see it. The company never does.
desk-note-write = Write an internal note
desk-note-save = Save the note
message-new = New
messages-title = Messages
messages-thread = Messages with the review team
messages-note = The review team reads and answers here
messages-empty = Nobody has written yet.
messages-none-new = No new messages.
messages-new =
    { $count ->
        [one] { $count } new message from the review team.
       *[other] { $count } new messages from the review team.
    }
messages-team = Review team
messages-write = Write to the review team
messages-hint = Please send no passwords and no documents here. If documents are needed, we will ask for them.
messages-send = Send
messages-sent = Your message has been sent

## Business registry

registry-title = Stated and registered
registry-note =
    { $differences ->
        [0] Looked up { $date }, everything agrees
        [one] Looked up { $date }, { $differences } difference
       *[other] Looked up { $date }, { $differences } differences
    }
registry-none = The registry has not been looked up yet
registry-source = { $source }. Entered by { $name }, { $at }.
registry-source-default = National Enterprise Credit Information Publicity System
registry-source-hint = Which registry, and where you looked
registry-column-field = Field
registry-column-stated = Application
registry-column-registered = Registry
registry-column-verdict = Compared
registry-same = The same
registry-differs = Differs
registry-missing = Not given
registry-enter = Enter what the registry says
registry-enter-again = Look up again and enter
registry-save = Save the extract
registry-field-name = Registered name
registry-field-status = Status in the registry
registry-field-address = Registered address
registry-field-checked_on = Looked up on
registry-field-source = Source
registry-evidence = Extract #{ $number } of the registry
registry-active = In business
registry-irregular = In business, listed as irregular
registry-moved-out = Moved to another registry
registry-liquidation = In liquidation
registry-revoked = Licence revoked
registry-deregistered = Struck off

## Risk and calls

desk-risk = Risk
desk-risk-points =
    { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
desk-risk-findings =
    { $count ->
        [0] No finding
        [one] { $count } finding
       *[other] { $count } findings
    }
desk-risk-must-call = The company must be called
risk-note = From { $limit } points on, the company is called before an approval
risk-none = Nothing stands out.
risk-finding = Finding
risk-detail = What was found
risk-points = Points
risk-sum = Together
risk-virtual-operator-number = Number of a virtual operator
risk-shared-number = Number in several registrations
risk-disposable-email = Throw-away mailbox
risk-document-reused = Document used in another application
risk-name-similar-to-partner = Name like a partner’s
risk-new-company = Founded less than a year ago
risk-applicant-is-approval-contact = Applicant and approval contact are one
call-needed-text = Call the company at the number the registry or its own website gives, not at one from the application.
call-settled = The company has confirmed the application by telephone
call-record = Record a call to the company
call-save = Save the call
call-by = called by { $name }, { $at }
call-number = Number called
call-number-hint = From the registry or the company’s website
call-reached = Who answered
call-reached-hint = Name and position
call-reached-note = needed if somebody was reached
call-outcome = What did the call tell?
call-note = What was said
call-note-hint = At least 5 characters
call-confirmed = The company stands behind the application
call-not-reached = Nobody was reached
call-denied = The company knows nothing of it

## Done

desk-done-released = You have given the case back
desk-done-taken-over = You have taken the case over
desk-done-conflict = Your conflict of interest has been recorded
desk-done-nothing-free = No case waits for you now
desk-done-drawn = Your approval has been drawn for a second reviewer. It takes effect when a colleague confirms it
desk-done-approval-declined = The case has gone back to its reviewer
desk-done-approval-taken-back = The approval has been taken back
desk-done-sent = Your message has been sent
desk-done-noted = The note has been saved
desk-done-extract = The extract has been saved
desk-done-called = The call has been recorded

## What is wrong or not possible

problem-look-up-too-old = This was looked up more than { $days } days ago. Look it up again.
problem-registry-missing = Enter what the registry says first, or give the reason for passing without it (at least 5 characters).
problem-registry-differs = The registry differs from what the company states. Give the reason for passing all the same (at least 5 characters).
conflict-held = A colleague works on this case. Take it over before you decide anything.
conflict-changed = Something has happened to this case since you opened the page, so nothing was decided. Look at it and decide again.
conflict-not-yours = This is not yours to take back: another person holds it.
conflict-conflict-of-interest = You have declared a conflict of interest with this company, so its papers and decisions are closed to you.
conflict-approval-proposed = The approval waits for a second reviewer. Confirm it, send it back, or have it taken back first.
conflict-no-proposal = Nothing waits for a second reviewer any more.
conflict-call-back-missing = The risk points require a call to the company. Record one that confirms the application first.
conflict-thread-closed = Nothing more can be written here at this stage.
toomany-messages = Too many messages in one hour. Put what you want to say into fewer messages, or wait.

## Mails to the company and to staff

mail-new-message-subject = You have a message, reference { $reference }
mail-new-message-body =
    Dear { $name },

    The review team has written to you about the application of { $company }. Sign in to read and answer:

    { $link }

    The message itself is never sent by e-mail.
mail-new-reply-subject = Message from { $company }, reference { $reference }
mail-new-reply-body =
    Dear { $name },

    { $company } has written about its application. Sign in to read and answer:

    { $link }
mail-e20-case-subject = A case waits: { $company }, reference { $reference }
mail-e20-case-body =
    Dear { $name },

    The application of { $company } is ready to be reviewed.

    { $link }
mail-e20-credit-subject = Credit to be decided: { $company }, reference { $reference }
mail-e20-credit-body =
    Dear { $name },

    The application of { $company } waits for a credit decision.

    { $link }
mail-e20-second-subject = A second reviewer is needed: { $company }, reference { $reference }
mail-e20-second-body =
    Dear { $name },

    A decision on the application of { $company } needs a second reviewer.

    { $link }
mail-e20-time-subject = { $percent } % of the review time used: { $company }, reference { $reference }
mail-e20-time-body =
    Dear { $name },

    { $percent } % of the { $promised } working days promised for the application of { $company } are used.

    { $link }
mail-e20-taken-over-subject = { $by } has taken over a case of yours, reference { $reference }
mail-e20-taken-over-body =
    Dear { $name },

    { $by } has taken over the case of { $company }. Reason: { $reason }

    { $link }

## Audited actions

audit-application-call-back = Company called
audit-application-confirm-approval = Approval confirmed by a second reviewer
audit-application-declare-conflict = Conflict of interest declared
audit-application-decline-approval = Approval not confirmed
audit-application-enter-extract = Registry extract entered
audit-application-message = Message written
audit-application-note = Internal note written
audit-application-release = Case given back
audit-application-take-back-approval = Approval taken back
audit-application-take-over = Case taken over
audit-application-warn = Reviewers warned about the time used
