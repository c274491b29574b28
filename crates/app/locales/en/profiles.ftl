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
