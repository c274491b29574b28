## Registering with a work account (F2)
step-confirmation = Confirmation
field-work_account = Work account
hint-work_account = Your sign-in name, for example name@company.{ $suffix }
account-signed-in = You are signed in as
account-use = Continue with this account
account-elsewhere = Is this a domain of your own organisation?
account-elsewhere-text = If your organisation has proved that the domain is its own, you can sign in with it.
account-elsewhere-link = Sign in all the same
existing-title = Register with your work account
existing-lead = Your organisation registers for the programme with the account that is signed in. No user is created and no password changes.
existing-begun = Your organisation has begun to register. You or a colleague can continue where it stands.
existing-applied = Your organisation has registered already. Its application continues in the portal.
existing-too-early-lead = The last application of your organisation was not approved.
existing-too-early = A new application is possible from { $date }
existing-too-early-text = Until then you can read the reasons and appeal.
existing-partner = Your organisation is a partner of this programme. There is nothing to register.
existing-needs-admin-lead = This account cannot register your organisation.
existing-needs-admin = The role needed is: { $role }
existing-needs-admin-text = Ask one of the people below to register your organisation, or to give you the role.
existing-wrong-kind-lead = This account cannot be used to register a company.
existing-kind-operator = You are signed in as staff of the operator
existing-kind-customer = You are signed in to a customer’s organisation
existing-kind-sandbox = You are signed in to an integration sandbox
existing-wrong-kind-text = Sign out, then sign in with a work account of the company that wants to become a partner, or create one.
existing-signed-in = Signed in
existing-organisation = Organisation
existing-account = Work account
existing-name = Name
existing-choose = Continue with this account
existing-to-application = Go to the application
existing-admins = Global admins of your organisation
existing-admins-note = They have the role that is needed.
existing-other = Not the right account?
section-holder = Global admin
section-holder-lead = Taken from your work account. You can change it in your profile.
create-lead-existing = Your organisation’s partner account is created in its own tenant. You keep your sign-in name and your password.
create-failed = The attempt at { $time } did not succeed
create-failed-text = Nothing was created. Press “Create account” to try again.
creating-title = Your account is being created
creating-text = This takes a few seconds. The page continues by itself.
creating-slow = This takes longer than usual. Your boxes stay ticked: select Create account once more. It creates one account, however often it is selected.
done-lead-existing = Use your existing credentials: nothing about your sign-in has changed.
done-existing-title = No password is needed here
done-existing-text = Sign in with your work account as before. Any global admin of your organisation can fill in the application.
done-next-existing = Next: fill in the application
problem-work-account-format = Enter the whole sign-in name, for example name@company.{ $suffix }.
problem-work-account-personal = { $domain } is a service for personal mailboxes, not a work account. Use an account of your organisation, or create one.
problem-work-account-operator = This is an account of the operator’s staff. It cannot register a company.
problem-work-account-elsewhere = { $domain } is not under { $suffix }. Accounts of another cloud do not work here, nor do those of a global instance.
conflict-register-first = Your organisation has not registered for the programme yet. Begin with “Join”; it takes about 15 minutes.
conflict-already-applied = Your organisation has an application already. Continue with it in the portal.

problem-phone-extension-unsupported = Our voice calls cannot dial extensions. Enter a direct line or a mobile.
problem-domain-lookalike = This looks like “{ $like }”, which is reserved. Choose a prefix nobody takes for it.
problem-domain-looks-taken = This looks too much like another organisation’s domain. Choose another prefix.

## Programs and people
human-hidden = Leave this empty
human-again = Please try once more
human-again-text = The form was sent faster than a person reads, or it had been open for a day. Nothing was lost: check the page and send it again.

## An ended registration
join-expired = The registration begun in this browser has expired
join-expired-text = Nothing was created. You can begin again.
join-blocked = The registration begun in this browser has been closed
join-blocked-text = If you think this is a mistake, contact us and give the reference number.

## Save and finish later
later-title = Finish later
later-lead = Everything you typed is saved. With the link in our mail you can continue on any device.
later-lead-existing = Everything you typed is saved. Any global admin of your organisation continues by signing in.
later-browser = In this browser you continue without the link, for seven days.
later-sent = We sent a mail to { $to } on { $time }
later-sent-text = If it has not arrived, look in the spam folder or have it sent again.
later-again-at = It can be sent again from { $time }.
later-bounced = Our mail to { $to } came back
later-bounced-text = Go back and check the contact e-mail. When it is right, have the mail sent again, or ask who runs that mailbox.
later-not-sent = No mail has been sent yet
later-not-sent-text = We can send it to { $to }.
later-no-address = We have no e-mail address to send the link to
later-no-address-text = Go back and enter the contact e-mail of the person who becomes global admin. Until then you can continue in this browser only.
later-send = Send the link
later-send-again = Send it again

## Continuing by the link
resume-title = Continue your registration
resume-lead = The link alone opens nothing. We send a six-digit code to
resume-code-lead = Enter the six-digit code we sent to
resume-closed-lead = This link can no longer be used.
resume-send = Send code
resume-button = Continue
resume-wait = A new code can be sent one minute after the last one.
resume-note = Do you not read this mailbox? Then you cannot continue this registration, and we do not show what was typed in it.
resume-not-mine = I did not begin this registration
resume-not-mine-text = Then somebody entered your address by mistake or without your knowledge. You can end the registration here; no further mail follows.
resume-refuse = End this registration
resume-to-join = Begin a registration
resume-unknown = We do not know this link
resume-unknown-text = Check that the whole address was copied from the mail. Links of registrations that ended long ago have been erased.
resume-expired = This link expired on { $time }
resume-expired-text = Go on in the browser you began with and have a new link sent, or begin again.
resume-used = This link has been used
resume-used-text = The registration continues in the browser it was used in. There, “Save and finish later” sends a new link.
resume-replaced = A newer link has been sent
resume-replaced-text = Use the link in the newest mail.
resume-refused = This registration was ended from this mailbox
resume-refused-text = Nothing was created, and what was typed will be erased.
resume-spent = Too many codes were sent or entered wrongly
resume-spent-text = Go on in the browser you began with and have a new link sent, or begin again.
resume-ended = This registration has ended
resume-ended-text = It stood still for too long or was closed. You can begin again.
resume-finished = The account has been created
resume-finished-text = Sign in to continue with the application. If the password was not saved, use “Can’t access your account?” or contact us.

## Mails

mail-e01-subject = Continue your registration, reference { $reference }
mail-e01-body =
    Dear { $name },

    A registration for the Cloud Solution Provider programme has been begun with this address. With this link you continue it on any device:

    { $link }

    The link works once, until { $until }. It opens nothing by itself: we send a code to this mailbox when you open it.

    If you did not begin a registration, open the link and say so, or do nothing: it expires by itself.
mail-e01-existing-subject = Continue your registration, reference { $reference }
mail-e01-existing-body =
    Dear { $name },

    You have begun to register { $company } for the Cloud Solution Provider programme with your work account. Every global admin of your organisation can continue by signing in:

    { $link }

    If you did not begin a registration, tell us.
mail-e02-subject = Telephone verification locked, reference { $reference }
mail-e02-body =
    Dear { $name },

    The telephone verification of your registration is locked until { $until }, because too many codes were sent or entered wrongly.

    After that you can continue in the browser you began with:

    { $link }

    If it was not you, or if your telephone receives no codes, contact us and give the reference number.
mail-e02-people-subject = Telephone verification closed, reference { $reference }
mail-e02-people-body =
    Dear { $name },

    The telephone verification of your registration has failed too often and is closed. One of our staff looks at it and lets you continue if everything is in order; you then receive a mail.

    You can see the state here, in the browser you began with:

    { $link }

    If it is urgent, contact us and give the reference number.
mail-e03-existing-subject = Account created, reference { $reference }
mail-e03-existing-body =
    Dear { $name },

    { $company } is registered for the Cloud Solution Provider programme with your work account.

    Sign-in name: { $sign_in_name }

    Nothing about your sign-in has changed: use your existing credentials. Continue with the application here:

    { $link }
mail-resume-code-subject = Your code to continue, reference { $reference }
mail-resume-code-body =
    Your code to continue the registration is { $code }. It is valid for { $minutes } minutes.

    Never share it with anyone; our staff do not ask for it. If you did not open the link, ignore this mail.
mail-alert-codes-subject = Codes to numbers beginning with { $prefix } are stopped
mail-alert-codes-body =
    Dear { $name },

    { $ceiling } codes were sent to numbers beginning with { $prefix } within 24 hours. No more are sent to them until the number falls: somebody may be earning from texts and calls.

    Look at the registrations and at the telephone company’s bill:

    { $link }
mail-alert-codes-all-subject = Codes by text and call are stopped
mail-alert-codes-all-body =
    Dear { $name },

    { $ceiling } codes were sent within 24 hours. No more are sent to anybody until the number falls: somebody may be earning from texts and calls, and nobody can register meanwhile.

    Look at the registrations and at the telephone company’s bill:

    { $link }

## Somebody else tried to register the same company (E19)
mail-e19-subject = Somebody tried to register { $company }, reference { $reference }
mail-e19-body =
    Dear { $name },

    On { $date } somebody tried to register { $company } for the Cloud Solution Provider programme. The company is a partner already, so the attempt was refused; nothing was told about you or your account.

    If it was a colleague, show them how to use your account; you can add users in the portal:

    { $link }

    If nobody of your company did this, report it to us. Otherwise you do not need to do anything.
mail-e19-open-subject = Somebody tried to register { $company } again, reference { $reference }
mail-e19-open-body =
    Dear { $name },

    On { $date } somebody tried to register { $company } for the Cloud Solution Provider programme. Your company has an application open already, so the attempt was refused; nothing was told about you or your application.

    Any global admin continues with the application by signing in:

    { $link }

    If nobody of your company did this, report it to us.
mail-e01-twice-subject = Continue your registration, reference { $reference }
mail-e01-twice-body =
    Dear { $name },

    Somebody else has just tried to register the same company. Your registration is the older one and can be continued with this link:

    { $link }

    The link works once, until { $until }. It opens nothing by itself: we send a code to this mailbox when you open it.

    If nobody of your company did this, tell us.

## Console: registrations
nav-registrations = Registrations
registrations-lead = Registrations whose telephone verification was locked three times wait for a person.
registrations-waiting = Waiting for a person
registrations-none = No registration waits.
registrations-waits = Waits for you
registrations-pauses = Locked for a time
registrations-not-typed = Not entered
registrations-sharing = Other registrations with this number
registrations-ip = IP address
registrations-locks = Locks so far
registrations-begun = Begun
registrations-used = Last used
registrations-until = Locked until
registrations-reason = Reason
registrations-reason-hint = For the audit log, for example: called back, code had not arrived.
registrations-release = Let it go on
registrations-block = Stop it
registrations-effect = Letting it go on starts the verification anew and mails the applicant a link. Stopping it ends the registration; its number receives no more codes.
registrations-released = The registration may go on. The applicant receives a link.
registrations-blocked = The registration was stopped.
registrations-pausing = Locked for a time
registrations-pausing-note = They unlock by themselves.
registrations-none-pausing = None.
registrations-codes = Codes sent in 24 hours
registrations-codes-note = At the ceiling, codes stop and platform administrators are alerted.
registrations-codes-words = { $codes } of at most { $most }
registrations-prefixes = Numbers most codes went to
registrations-prefix = Beginning with
registrations-sent = Codes
registrations-ceiling = Ceiling
mail-e01-released-subject = You can continue your registration, reference { $reference }
mail-e01-released-body =
    Dear { $name },

    We have looked at your registration; the telephone verification is open again. With this link you continue:

    { $link }

    The link works once, until { $until }. It opens nothing by itself: we send a code to this mailbox when you open it.

## The demonstration's guide
demo-existing = Register with a work account
demo-existing-text = Begin a registration, choose “I have a work account” and sign in as one of the organisations below. No user is created and no password changes.
demo-existing-link = Begin a registration
demo-work-accounts = Organisations with work accounts
demo-work-accounts-note = Not registered yet
demo-colleagues = A colleague without the role
demo-colleagues-note = Is told who can register

## Audit log
audit-registration-begin-creation = Account creation begun
audit-registration-destroy-secret = Unseen password destroyed
audit-registration-fail-creation = Account creation failed
audit-registration-pass-time = Time ran out
audit-registration-refuse = Registration ended from the mailbox
audit-registration-resume = Registration resumed by link
audit-registration-send-link = Link to continue sent
audit-registration-send-link-code = Code for the link sent
audit-registration-release = Registration released
audit-registration-block = Registration stopped
audit-organisation-add = Organisation added
audit-organisation-add-user = User added to an organisation
