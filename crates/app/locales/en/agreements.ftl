## Navigation and banners of the portal

nav-selling = Selling
nav-pricing = Pricing and offers
nav-billing = Billing
nav-support = Support requests
nav-locked-setting-up = We are setting up your account. Grey entries open by themselves as soon as it is ready.
nav-locked-over = Your company is no partner any more: grey entries stay closed.
resign-title = There is a new version of the reseller agreement to sign
resign-text = A global admin signs it by { $day }. After that day new orders wait until it is signed; existing subscriptions go on.
resign-overdue-title = New orders wait: the new version of the reseller agreement is not signed
resign-overdue-text = The time to sign ended on { $day }. As soon as a global admin signs, orders are possible again. Existing subscriptions go on.
resign-open = Read and sign

## Signing again

sign-lead-again = Version { $version } replaces the one your company signed. A global admin signs by { $until }.
sign-lead-free = Version { $version } applies to new partners. Your company may sign it and does not have to.
sign-changes = What has changed since version { $version }
sign-billing-stays = Your billing day stays day { $day } of the month
sign-billing-stays-note = It was fixed by your first signature. Signing a new version changes nothing about it.
sign-otherwise = Not signing now

## Another person, or declining

hand-over = I am not the right person
hand-over-text = Choose the global admin who is to sign. We send that person a mail with a link to this page.
hand-over-choose = Global admin
hand-over-do = Ask to sign
hand-over-nobody = Your company has no other global admin yet. Add one first; more than one is advised.
hand-over-add = Add a user
hand-over-done = { $by } asked { $to } to sign, { $at }
hand-over-told = We have sent your colleague a mail with the link
decline = Decline
decline-text = Nothing is signed, and the operator is told. Your company can still sign later, as long as the time lasts.
decline-reason = Reason
decline-reason-hint = Tell us what keeps your company from signing, so that we can answer.
decline-do = Decline the agreement
decline-done = { $name } declined this version, { $at }
decline-done-text = The operator has been told and will answer. You can still sign below.
decline-told = Recorded. We have told the operator.
ask-admin-title = Ask a global admin
ask-admin-text = Only a global admin of your company can sign the agreement. These people can:
ask-admin-nobody = Your company has no active global admin. Contact us.
ask-admin-nothing = At the moment there is nothing to sign.
agreements-newer = Version { $version } of the agreement applies to new partners
agreements-newer-text = Your signed version stays in force. You may sign the new one and do not have to.
text-ahead = This version comes into force on { $day }

## Differences between two texts

differences-title = Differences
differences-added = Added:
differences-removed = Removed:
differences-none = The two texts are the same, word for word.
differences-clauses-same =
    { $count ->
        [one] { $count } clause unchanged
       *[other] { $count } clauses unchanged
    }

differences-paragraphs-same =
    { $count ->
        [one] { $count } paragraph unchanged
       *[other] { $count } paragraphs unchanged
    }


## Console: versions

agreement-console-lead = Which version partners sign, from when, and who has signed.
agreement-declines = Companies that declined
agreement-declines-note = Talk to the company, then note what was agreed
agreement-declined-by = { $name } declined version { $version }, { $at }
agreement-decline-close = Close
agreement-decline-answer = What was agreed
agreement-decline-answer-hint = Stays in the record. The company does not see it.
agreement-versions-note = Versions lie in the programme’s folder; two people publish one
agreement-effective = In force from
agreement-effective-hint = A day in the programme’s time zone; from its beginning the new version is signed. Today means: from the moment the second person agrees.
agreement-signed-count = Companies that signed it
agreement-bound-count = Partners bound by it now
agreement-compare = Compare
agreement-compare-lead = from { $from } to { $to }
agreement-compare-from = Old version
agreement-compare-to = New version
agreement-others = Other texts
agreement-others-note = Shown as the programme’s file says; they are not signed
agreement-dated = Date
agreement-standing-in-force = In force
agreement-standing-scheduled = Scheduled
agreement-standing-proposed = Waits for a second person
agreement-standing-replaced = Replaced
agreement-standing-unpublished = Not published
agreement-facts = Facts
agreement-acts = History
agreement-act-began = The installation began with this version
agreement-act-proposed = Proposed
agreement-act-approved = Agreed to by a second person
agreement-act-withdrawn = Taken back
agreement-act-day = In force from { $day }
agreement-waits = { $name } proposed to publish this version
agreement-waits-mine = Another platform admin has to agree. Until then nothing changes for partners.
agreement-waits-other = Read the text and compare it with the version in force, then agree or take it back.
agreement-comes = This version comes into force on { $day }
agreement-unpublished = This version lies in the programme’s folder and is not published
agreement-unpublished-text = Only staff can read it. Companies go on signing the version in force.
agreement-propose = Publish this version
agreement-propose-note = Takes two platform admins
agreement-propose-do = Propose
agreement-publish = Publication
agreement-approve-do = Agree and publish
agreement-withdraw = Take back
agreement-withdraw-text = The version is not published. It can be proposed again later.
agreement-resign = Who signs it
agreement-resign-yes = Every partner signs it
agreement-resign-yes-hint = Each is asked on the day it comes into force and has { $days } days. After that new orders wait; existing subscriptions go on.
agreement-resign-no = Only companies that sign from now on
agreement-resign-no-hint = Partners keep the version they have signed. They may sign the new one.
console-done-proposed = Proposed. Another platform admin has been told
console-done-published = The version has been published
console-done-withdrawn = The publication has been taken back
console-done-decline = The work item is closed

## Console: signing again

campaign-title = Signing again
campaign-lead = who has signed version { $version }, and who has not
campaign-progress = { $done } of { $total } partners have signed
campaign-left =
    { $count ->
        [one] { $count } partner is still to be asked
       *[other] { $count } partners are still to be asked
    }

campaign-list = Partners
campaign-empty = Partners appear here on the day the version comes into force.
campaign-search = Company or domain
campaign-asked = Asked
campaign-signed = Signed
campaign-waiting = In time
campaign-overdue = Overdue
campaign-declined = Declined
campaign-superseded = Replaced by a later version
campaign-ended = No longer a partner
campaign-show-all = All
campaign-show-waiting = In time
campaign-show-overdue = Overdue
campaign-show-signed = Signed
campaign-show-declined = Declined
campaign-company = Company
campaign-domain = Domain
campaign-asked-on = Asked on
campaign-due = Last day
campaign-signed-on = Signed on
campaign-declined-on = Declined on
campaign-told = Mails

## What is refused

problem-effective-past = This day is past. Choose today or a later day.
problem-effective-far = This day is more than a year ahead. Choose an earlier one.
conflict-version-published = This version has been published already.
conflict-publication-open = Another version is proposed or scheduled. One at a time: wait for it or take it back.
conflict-version-older = This version is not newer than the one in force.
conflict-effective-past = The day it was to come into force is past. Take it back and propose it anew.
conflict-effective-far = The day it is to come into force is too far ahead.
conflict-publication-decided = Somebody has decided this publication in the meantime.
conflict-version-in-force = This version is in force. Only another version can replace it.
conflict-version-incomplete = A language of this version is missing in the programme’s folder.
conflict-version-changed = The texts in the folder are no longer those that were proposed. Take it back and propose it anew.
conflict-agreement-unavailable = The agreement cannot be signed at the moment. Nothing was changed; our staff see this in the log. Try again later.
conflict-not-a-partner = Your company is no longer a partner in this programme.
conflict-nothing-to-retry = This partner is set up. There is nothing left to try.
conflict-no-campaign = Nobody has to sign this version again.
toomany-hand-over = This person was asked a moment ago. Wait an hour before asking again.

## Audited actions

audit-agreement-begin = First version of the agreement recorded
audit-agreement-propose = Publication proposed
audit-agreement-publish = Version published
audit-agreement-withdraw = Publication taken back
audit-agreement-ask = Partner asked to sign a new version
audit-agreement-remind = Partner reminded of a new version
audit-agreement-decline = Agreement declined
audit-agreement-answer-decline = Declined agreement: work item closed
audit-agreement-hand-over = Another admin asked to sign

## The chains of signatures

console-verify-signatures = Signatures read: { $signatures }.
console-fault-signature-order = A signature does not follow the one before
console-fault-signature-changed = The record of a signature has been changed
console-fault-signature-unknown = A signature is not in the audit log
console-fault-signature-missing = A signature in the audit log is missing

## Mail: a version waits for a second person, to platform admins

mail-publication-subject = Agreement { $version } waits for your agreement
mail-publication-body =
    Dear { $name },

    { $proposer } proposes to publish version { $version } of the reseller agreement, in force from { $effective_on }. A second platform admin has to agree.

    Read it, compare it with the version in force, then agree or take it back:

    { $link }


## Mail: a company declined, to the reviewer or the platform admins

mail-declined-subject = { $company } declined the agreement, reference { $reference }
mail-declined-body =
    Dear { $name },

    { $decliner } has declined version { $version } of the reseller agreement for { $company }. Nothing has been signed; the company can still sign.

    Please talk to the company and note the result:

    { $link }


## Mail: a colleague asks to sign, to a global admin

mail-sign-request-subject = { $asker } asks you to sign the agreement, reference { $reference }
mail-sign-request-body =
    Dear { $name },

    { $asker } asks you, as a global admin of { $company }, to read and sign version { $version } of the reseller agreement.

    Sign in and open this page:

    { $link }

    To sign you confirm your authenticator once more. If you are not the right person either, you can name another global admin there.


## Mail: a new version to sign, to global admins

mail-new-version-subject = Please sign the new version of the agreement by { $last_day }, reference { $reference }
mail-new-version-body =
    Dear { $name },

    Version { $version } of the reseller agreement is in force. Please read and sign it for { $company }, at the latest on { $last_day }. The page shows what has changed:

    { $link }

    After that day new orders wait until it is signed. Existing subscriptions are not affected, and the billing day stays as it is.

mail-new-version-reminder-subject = Reminder: sign the new version of the agreement by { $last_day }, reference { $reference }
mail-new-version-reminder-body =
    Dear { $name },

    Version { $version } of the reseller agreement is not signed for { $company } yet. The last day is { $last_day }:

    { $link }

    After that day new orders wait until it is signed. Existing subscriptions are not affected.

mail-new-version-overdue-subject = New orders wait until the agreement is signed, reference { $reference }
mail-new-version-overdue-body =
    Dear { $name },

    The time to sign version { $version } of the reseller agreement for { $company } ended on { $last_day }. New orders wait from now on. Existing subscriptions are not affected.

    As soon as a global admin signs, orders are possible again:

    { $link }


## Mail: the new version is signed, to signer, primary contact and invoice recipient

mail-new-version-signed-subject = New version of the agreement signed, reference { $reference }
mail-new-version-signed-body =
    Dear { $name },

    { $company } signed version { $version } of the reseller agreement on { $signed_at }.

    The monthly billing day stays day { $billing_day }.

    The signed copy is here:

    { $link }
