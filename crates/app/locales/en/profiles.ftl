## Profiles of a partner that is set up

profile-title-security = Security contact
profile-update = Update
profile-correct = Correct what is asked for
profile-withdraw = Take the change back
profile-nothing = Nothing is written here yet.
profile-facts = Changed facts
profile-fact = Fact
profile-before = In force
profile-after = Wanted
profile-fields = What can be changed
profile-fixed = What stays
profile-fixed-legal = Name, number and model are those of the agreement. To change them, write to support: a company of another name signs anew.
profile-fixed-billing = Only a global admin changes these.
profile-address = Another address
profile-address-note = Only if it differs from the legal address: all of it, or nothing.
profile-send = Send for review
profile-save = Save
profile-lead-legal = These facts were vetted. A change is reviewed first; until then what was vetted stays in force.
profile-lead-billing = A change counts from the next bill. Every global admin is told of changes to bank, tax number, recipient and contact.
profile-lead-organisation = How your organisation calls itself, and the language its bills are written in.
profile-lead-support = Your customers see this in their admin centre.
profile-lead-security = Whom we call when something looks wrong with your account.
profile-done-saved = The profile was changed.
profile-done-unchanged = Nothing differed: the profile is as it was.
profile-done-waits = The change was sent. It is in force once it was reviewed.
profile-done-withdrawn = The change was taken back.
profile-waits-title = A change waits for review
profile-waits-text = Sent on { $at } by { $by }. What was vetted stays in force until then.
profile-rejected-title = The last change was rejected
profile-rejected-text = The reviewer says: { $reason }
field-name = Name
field-security_name = Name of the security contact
field-security_email = E-mail of the security contact
field-security_phone = Telephone of the security contact
problem-profile-fixed = This cannot be changed while the agreement is in force. Write to support.
nav-profiles = Changed profiles
profiles-lead = Changes of vetted facts that wait for a reviewer, oldest first.
profiles-none = No change waits.
profiles-company = Company
profiles-facts = Facts
profiles-made = Asked for
profiles-by = By
profiles-one = Change of the legal business profile
profiles-partner = The partner
profiles-about = About this change
profiles-state = State
profiles-state-pending = Waits for review
profiles-state-approved = In force
profiles-state-rejected = Rejected
profiles-state-withdrawn = Taken back
profiles-decided = Decided
profiles-decided-by = Decided by
profiles-reason = Reason for a rejection
profiles-reason-hint = The company reads it. Not needed to put the facts in force.
profiles-decide = Decide
profiles-decide-note = Compare the facts with the register and, where they are about people, call back.
profiles-approve = Put in force
profiles-reject = Reject
profiles-done-approved = The facts are in force, and the company was told.
profiles-done-rejected = The change was rejected, and the company was told.
mail-profile-changed-subject = The billing profile of { $company } was changed
mail-profile-changed-body =
    Dear { $name },

    { $by } changed the billing profile of { $company } on { $at }. If you did not expect this, look at it now and tell { $operator }:

    { $link }
mail-profile-waits-subject = A change of { $company }’s legal profile waits for review
mail-profile-waits-body =
    Dear { $name },

    { $by } asked for a change of vetted facts of { $company } on { $at }. { $operator } reviews it; until then what was vetted stays in force. You can see it and take it back here:

    { $link }
mail-profile-approved-subject = The legal profile of { $company } was changed
mail-profile-approved-body =
    Dear { $name },

    { $operator } has reviewed the change of { $company }’s legal profile. The new facts are in force since { $at }:

    { $link }
mail-profile-rejected-subject = The change of { $company }’s legal profile was rejected
mail-profile-rejected-body =
    Dear { $name },

    { $operator } has rejected the change of { $company }’s legal profile on { $at }. The reason: { $reason }

    What was vetted before stays in force. You can correct the change here:

    { $link }
audit-profile-update = Profile changed
audit-profile-propose = Change of vetted facts asked for
audit-profile-withdraw = Change of vetted facts taken back
audit-profile-approve = Change of vetted facts put in force
audit-profile-reject = Change of vetted facts rejected
profile-documents = Documents
profile-documents-lead = Documents for your change of vetted facts, and what the reviewer asks about it.
profile-documents-kept = Documents of this change
profile-documents-empty = Nothing was added yet.
profile-documents-none = No change waits for review, so there is nothing to add documents to.
profile-documents-send = Send to the reviewer
profile-documents-send-note = What was sent stays with the reviewer. Until then you can remove it.
profile-documents-sent-text = The reviewer has what you sent. You can add more until it is decided.
profile-asked-title = The reviewer asks you something
profile-awaited-title = Your change needs documents
profile-awaited-text = It is reviewed once you have added what is asked for and sent it. Until then what was vetted stays in force.
profile-wanted = What is asked for
profile-lines = Questions and answers
profile-line-asked = Asked
profile-line-sent = Sent
profile-line-kinds = Asked for: { $kinds }
profile-document-unsent = Not sent yet
profile-comment = Comment
profile-comment-hint = What the reviewer should know, or your answer.
profile-done-awaited = The change is kept. It is reviewed once you have sent the documents.
profile-done-document = The document was added. Send it when everything is there.
profile-done-removed = The document was removed.
profile-done-sent = It was sent to the reviewer.
profiles-stage-awaited = Waits for documents
profiles-stage-sent = Waits for review
profiles-stage-asked = Waits for an answer
profiles-done-asked = The company was asked.
profiles-ask = Ask the company
profiles-ask-note = The change waits until the company answers; meanwhile it can only be rejected.
profiles-ask-kinds = Documents you need
profiles-ask-kinds-hint = The company cannot answer without a new one of each.
profiles-question = Question
profiles-question-hint = The company reads it. Say what is missing or does not match.
profiles-line-asked = Question of the reviewer
profiles-line-sent = Sent by the company
profiles-document-reused = also came with { $references }
profiles-no-documents = The company has not sent any.
profiles-decide-awaited = The company has to send something first. Until then the change can only be rejected.
problem-document-asked = { $name } is asked for. Add it before you send.
problem-nothing-to-send = Add a document or write a comment first.
conflict-no-change-waits = No change waits for review any more.
conflict-document-sent = This document was sent to the reviewer and stays with the change.
conflict-too-many-lines = There are too many questions and answers about this change. Decide it, or take it back.
conflict-documents-awaited = The company has to send something first.
mail-profile-documents-subject = A change of { $company }’s legal profile needs documents
mail-profile-documents-body =
    Dear { $name },

    { $by } asked for a change of vetted facts of { $company } on { $at }. { $operator } reviews it once you have sent the documents it asks for; until then what was vetted stays in force. Add them here:

    { $link }
mail-profile-asked-subject = { $operator } asks about the change of { $company }’s legal profile
mail-profile-asked-body =
    Dear { $name },

    { $operator } has looked at the change of { $company }’s legal profile and asks: { $reason }

    The change waits until you answer. Add documents or a comment here:

    { $link }
mail-profile-sent-subject = { $company } has sent documents for its change
mail-profile-sent-body =
    Dear { $name },

    { $company } has sent documents or an answer for its change of vetted facts. The change waits for review:

    { $link }
audit-profile-add-document = Document of a change added
audit-profile-remove-document = Document of a change removed
audit-profile-send-documents = Documents of a change sent
audit-profile-ask = Company asked about a change
audit-profile-infected-document = Document of a change refused: malware
audit-profile-scan-document = Document of a change scanned
