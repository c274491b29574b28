# Everything lost: a request with the company's letter, two agents, a wait, new ways to be reached.

lost-link = Mailbox and phone are lost, too?
lost-title = All ways into your account are lost
lost-lead = You have neither the password nor the second factor, and the mailbox and phone of the account reach you no more. With a letter of your company you can ask us for new ways to be reached.
lost-first = Can you still read the mailbox or hold the phone of the account?
lost-first-text = Then you need no letter: two of three proofs are enough, and it takes minutes instead of days.
lost-first-link = Recover the account yourself
lost-who = Who you are
lost-reach = How you can be reached from now on
lost-papers = Letter and proof
lost-full-name = Your full name
lost-company = Company
lost-company-hint = As in the business licence
lost-new-email = New contact e-mail
lost-new-email-hint = Your own mailbox at the company. Free mail services cannot be used.
lost-new-mobile = New mobile
lost-new-mobile-hint = A number in mainland China that only you use
lost-reason = What happened
lost-reason-hint = For example: the phone was stolen, the old mail domain was given up.
lost-letter = Letter of the company
lost-proof = Further proof
lost-file-hint = PDF, JPEG or PNG, at most 5 MB and 20 pages. After an error the file has to be chosen again.
lost-proof-hint = If there is any, for example a report to the police. No identity documents, please.
lost-letter-says = A letter on the company's paper, with its seal and the signature of the legal representative, that says:
lost-letter-1 = your full name and the sign-in name;
lost-letter-2 = that you work for the company and may use the account;
lost-letter-3 = the new contact e-mail and the new mobile, exactly as above;
lost-letter-4 = the date, not older than 30 days.
lost-send = Send the request
lost-note = Whoever can still be reached at the old addresses and numbers is told of your request and can stop it.
lost-received-title = Your request has arrived
lost-received-lead = Whether it leads to new ways in is decided by people. We have sent the reference to the new mailbox.
lost-reference = Reference
lost-about = About the request
lost-next = What happens next
lost-next-1 = We read the letter and call your company at a number we held before. We never call a number from the request.
lost-next-2 = Two of our staff decide independently of each other, as a rule within a few working days.
lost-next-3 = Then 72 hours pass in which everybody who can be reached is told and can stop the request.
lost-next-4 = In the end a link comes to the new mailbox and a code to the new mobile. The password stays as it is; you choose another with the two.
lost-link-unknown = This link leads nowhere
lost-link-unknown-text = It may have been copied in part. Open it once more from the mail.
lost-stop-title = Stop the request
lost-stop-lead = Somebody says that this account's password, second factor, mailbox and phone are all lost, and asks for new ones. If that is not so, stop it.
lost-stop-button = Stop the request
lost-stopped = The request is stopped
lost-stopped-text = Nothing about the account has changed. If you do not know who asked, choose another password and tell us.
lost-too-late = The account's ways to be reached have been replaced
lost-too-late-text = If you did not want that, call us at once.
lost-over = This request is over; there is nothing to stop.
lost-received-at = Received
lost-finish-title = New ways to be reached
lost-finish-lead = The request for { $name } was granted. One step is left: a code to the new mobile { $number }.
lost-finish-until = This link is good until { $until }.
lost-finish-effect = After this the new mailbox and mobile belong to the account. The old authenticator and the recovery codes are void, and all sessions end.
lost-finish-button = Enter the code
lost-done = Mailbox and mobile are new
lost-done-text = Now choose a new password with a code to each of them. At the next sign-in a text message stands in for the authenticator; set up a new one right afterwards.
lost-done-recover = Choose a new password
lost-over-link = This link is no longer good
lost-over-link-text = It was used, its time is over, or the request was stopped.
lost-again = Ask anew

## For support agents

demo-for-support-agent = Helps people who have lost every way into their account
nav-access = Lost access
lost-list-lead = People who have lost password, second factor, mailbox and phone. Two agents decide; nobody decides twice.
lost-list-empty = Nobody waits for a decision.
lost-list-no-closed = No request has been closed yet.
lost-open = Open
lost-closed = Closed
lost-until = To be decided until
lost-nobody-short = no such account
lost-mine = endorsed by you
lost-state-received = Received
lost-state-endorsed = Waits for a second agent
lost-state-waiting = 72 hours running
lost-state-ready = Link sent
lost-state-done = Done
lost-state-refused = Refused
lost-state-cancelled = Stopped
lost-state-expired = Expired
lost-asked = What is asked for
lost-account = The account
lost-account-note = As it is now. What is here was not told to whoever asks.
lost-account-company = Company of the account
lost-account-name = Name
lost-account-status = Status
lost-account-email = Contact e-mail
lost-account-mobile = Mobile
lost-account-factor = Authenticator
lost-none = none
lost-confirmed = confirmed { $at }
lost-unconfirmed = never confirmed
lost-factor-since = since { $at }
lost-papers-note = Every look is written to the audit log.
lost-paper-letter = Letter of the company
lost-paper-proof = Further proof
lost-scan-none = Not scanned
lost-scan-pending = Being scanned
lost-scan-clean = No malware
lost-scan-infected = Malware
lost-scan-failed = Scan failed
lost-calls = Calls to the company
lost-calls-note = Only to numbers that were held before the request came.
lost-no-calls = Nobody has called yet.
lost-call-record = Record a call
lost-call-number = Number called
lost-call-confirmed = The company stands behind the request
lost-call-not-reached = Nobody was reached
lost-call-denied = The company knows nothing of it
lost-held-since = held since { $at }
lost-source-account = confirmed mobile of the account
lost-source-primary_phone = primary contact
lost-source-approval_phone = approval contact
lost-source-support_phone = support contact
lost-no-number = No number is held that could be called
lost-no-number-text = Without a call the request cannot be granted. Refuse it; the company turns to you in writing.
lost-nobody = There is no such account
lost-endorse = Stand behind the request
lost-endorse-note = Another agent decides after you. You are asked for a code of your authenticator.
lost-letter-checked = The letter bears the seal and the signature, names the person, the sign-in name and the new contact data, and is not older than 30 days.
lost-endorsement = What you have seen
lost-endorsement-hint = For the second agent: what in the letter and in the call convinced you.
lost-endorse-button = Stand behind it
lost-endorsed-by = { $name } stands behind the request
lost-needs-another = Another agent decides now
lost-approve-note = With your word the 72 hours begin, and everybody who can be reached is told. Look at the letter and the calls yourself first.
lost-approve-button = Agree, begin the 72 hours
lost-take-back = Take my word back
lost-refuse = Refuse the request
lost-refuse-note = The person is told that the request was refused, not why.
lost-refuse-why = Why
lost-refuse-why-hint = For the record; only staff read it.
lost-answer = Why it was refused
lost-history = History
lost-endorsed-at = First agent
lost-approved-at = Second agent
lost-ready-at = 72 hours over
lost-closed-at = Closed
lost-is-waiting = The 72 hours are running
lost-is-waiting-text = They count from the moment the last notice has left. Whoever was told can stop the request, and so can you.
lost-is-ready = The link has gone to the new mailbox
lost-is-ready-text = It is good until { $until }. You can still refuse.
lost-was-done = The ways to be reached were replaced { $at }.
lost-was-refused = Refused { $at }.
lost-was-cancelled = Stopped { $at }, by a link in a notice or by a sign-in.
lost-was-expired = Expired { $at }.
lost-done-called = The call is recorded
lost-done-endorsed = You stand behind the request now
lost-done-taken-back = You have taken your word back
lost-done-approved = The 72 hours have begun
lost-done-refused = The request is refused
toomany-lost-access = Too many requests for this name or from your network today. Try again tomorrow, or call us.
toomany-lost-codes = No more codes can be sent to this number. Call us.
conflict-lost-moved = This request has moved on in the meantime. Open it again to see where it stands.
conflict-lost-same-agent = You stand behind this request yourself. Another agent has to agree.
conflict-lost-not-yours = Only the agent who stands behind the request can take that back.
conflict-lost-other-waits = Another request for the same account is further on. Refuse one of the two.
conflict-lost-unknown = Nobody has this sign-in name, or it belongs to our own staff. Refuse the request; the answer does not say why.
conflict-lost-account-closed = The account is blocked or deleted. Its company has to unblock or restore it first.
conflict-lost-infected = Malware was found in a paper. Refuse the request.
conflict-lost-unscanned = A paper has not been scanned for malware yet. It is asked about every minute.
conflict-lost-not-called = No call has confirmed the request yet, or the last one denied it.
conflict-lost-email-taken = Another user of the company has the new contact e-mail already.
conflict-lost-link-over = This link is no longer good.
kept-lost-access = Requests after everything was lost
kept-lost-access-note = With letters and calls, from the day they were closed
holding-lost-access = Request for new ways into an account
audit-lost-access-ask = Everything lost: request received
audit-lost-access-infected = Everything lost: paper refused, malware
audit-lost-access-scan = Everything lost: paper scanned
audit-lost-access-look = Everything lost: paper looked at
audit-lost-access-call-back = Everything lost: company called
audit-lost-access-endorse = Everything lost: first agent stands behind it
audit-lost-access-take-back = Everything lost: first agent takes it back
audit-lost-access-approve = Everything lost: second agent agrees
audit-lost-access-refuse = Everything lost: request refused
audit-lost-access-stop = Everything lost: request stopped
audit-lost-access-mature = Everything lost: 72 hours over
audit-lost-access-expire = Everything lost: request expired
audit-lost-access-send-code = Everything lost: code sent to the new mobile
audit-lost-access-complete = Everything lost: code of the new mobile entered

## Mails

mail-s08-subject = Your request { $reference } has arrived
mail-s08-body =
    Good day,

    we have received your request for new ways into your account. Its reference is { $reference }.

    We read the letter, call the company at a number we held before, and two of our staff decide. After that 72 hours have to pass. You hear from us at this address.

    If you did not ask for this, you need do nothing.

mail-s09-subject = Somebody says your account is lost
mail-s09-body =
    Dear { $name },

    on { $at } somebody told us that password, second factor, mailbox and phone of { $sign_in_name } are all lost, and asked for new ones (reference { $reference }). We are examining the request.

    If this was not you, stop it:

    { $link }

    If it was you, you need do nothing.

mail-s10-subject = In 72 hours an account's mailbox and phone will be replaced
mail-s10-body =
    Dear { $name },

    two of our staff have agreed to the request { $reference } for new ways into the account { $sign_in_name }. From { $until } on its contact e-mail and mobile can be replaced.

    If nobody of your company has asked for this, stop it now:

    { $link }

    Signing in with the authenticator stops it, too.

mail-s11-subject = One step is left: { $reference }
mail-s11-body =
    Dear { $name },

    the 72 hours are over. Open this link and enter the code that we send to your new mobile; then both belong to { $sign_in_name }:

    { $link }

    The link works once and is good until { $until }.

mail-s12-subject = Contact e-mail and mobile were replaced
mail-s12-body =
    Dear { $name },

    contact e-mail and mobile of { $sign_in_name } were replaced on { $at } (reference { $reference }). The old authenticator and the recovery codes are void, and all sessions were ended. The password is unchanged.

    The owner of the account can choose a new password here:

    { $link }

    If this was not wanted, call us at once: { $support_phone }.

mail-s13-subject = Your request { $reference } was refused
mail-s13-body =
    Good day,

    we could not grant your request { $reference } for new ways into an account. For reasons of security we do not say why.

    Your company can turn to us: { $support_phone }, { $support_hours }.

mail-s14-subject = The request { $reference } was stopped
mail-s14-body =
    Good day,

    the request { $reference } for new ways into an account was stopped on { $at }, by somebody who was told of it or by a sign-in. Nothing about the account has changed.

    If you did not expect this, call us: { $support_phone }.

mail-s15-subject = The request { $reference } has expired
mail-s15-body =
    Good day,

    the request { $reference } for new ways into an account was not completed in time. Nothing about the account has changed. You can ask anew.

mail-s16-subject = Your request { $reference } was granted; 72 hours are running
mail-s16-body =
    Dear { $name },

    two of our staff have agreed to your request { $reference }. Everybody who can still be reached under the old addresses and numbers is told now and can stop it.

    If nobody does, you get a link at this address after { $until }.

telephone-notice-s09 = { $product }: somebody says that your account is lost and asks for new ways in. Not you? Open the link in our mail, sign in, or call us.
telephone-notice-s10 = { $product }: in 72 hours mailbox and mobile of your account will be replaced. Not wanted? Sign in, open the link in our mail, or call us.
telephone-notice-s12 = { $product }: mailbox and mobile of your account were replaced. Not wanted? Call us at once.
