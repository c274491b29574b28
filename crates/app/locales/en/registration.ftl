## Before you begin
join-title = Before you begin
join-lead = Have these ready. Creating the account takes about 15 minutes; the application, review and credit check can take several weeks.
join-resume-title = You have begun a registration in this browser
join-resume-text = Nothing you typed is lost.
join-resume-button = Continue where you left off
join-need = What you need
join-need-admin = Global admin credentials of a work account
join-need-admin-note = If your company has none, create one on the way.
join-need-network = Partner network ID
join-need-network-note = Membership is mandatory; it must be a location ID in China.
join-network-link = Look one up or get one
join-need-code = Unified social credit code
join-need-code-note = 18 characters, as on the business licence.
join-need-licence = Scan of the business licence
join-need-licence-note = PDF, JPG or PNG, at most 10 MB.
join-need-phone = A China telephone number that can take a call
join-need-phone-note = It must belong to your organisation.
join-need-address = Legal address
join-need-address-note = As entered in the company register.
join-need-signer = A person who may sign
join-need-signer-note = And somebody who can confirm the application for the company.
join-need-support = Customer support details
join-need-support-note = Website, e-mail address and telephone your customers will use.
join-need-purchase = Expected monthly purchase
join-need-purchase-note = The credit check rests on it.
join-know = Good to know
join-know-weeks = You can leave at any time and come back; entries are saved.
join-know-tenants = A partner may not buy from another partner with the tenant it sells with.
join-guide = Programme guide
join-agreement = Reseller agreement
join-start = Start
join-sign-in = I already have an account

## Steps
step-account = Account
step-details = Company details
step-phone = Telephone
step-create = Create account
step-save = Save credentials

## F2
account-title = Sign in or create a work account
account-lead = The programme is tied to a work account of your organisation.
account-create = Create one
account-create-text = We create a tenant for your organisation and its first user, who becomes global admin.
account-create-button = Create one
account-existing = I have a work account
account-existing-text = Sign in as a global admin of your organisation.
account-personal = Personal and webmail accounts cannot be used.

## F3
details-title = Create a Partner Centre account
details-lead = Describe your organisation as it is registered, and the person who will administer it.
details-first-user = The first account is a global admin. Global admins reach every admin feature and are the only ones who can assign other admin roles. You may have more than one; keep it to a few people.
country-CN = China

## F4
phone-title = Verify your organisation’s telephone
phone-lead = We send a six-digit code. Use your organisation’s China number.
phone-code-title = Enter the code we sent
phone-texted = We sent a text message to
phone-called = We are calling
phone-valid-until = Valid until { $time }
phone-no-code = This code is no longer valid. Have a new one sent.
phone-sends = Sent { $sends } of { $max } times
phone-verify = Verify and continue
phone-other = No code? Have it sent again, called, or to another number
phone-send = Send code
phone-send-again = Send a new code
phone-lock-note = After three used-up codes the registration is locked for 30 minutes. Never share a code; our staff will not ask for it.

## Create
create-title = Check and create the account
create-lead = Domain and country cannot be changed later.
create-facts = What will be created
create-address = Address
create-sign-in-name = Sign-in name
create-admin = Global admin
create-verified-phone = Verified telephone
create-change = Change these details
create-button = Create account

## F5
done-title = Your account has been created
done-lead = Save this information now; you need it for the first sign-in. The temporary password is shown only this once, is not sent by e-mail, and nobody can look it up for you.
done-lead-again = The temporary password was shown before and cannot be shown again.
done-sign-in-name = Sign-in name
done-password = Temporary password
done-domain = Tenant domain
done-tenant = Account ID
done-portal = Portal address
done-reference = Reference number
done-once = Shown once; reloading hides the password
done-download = Download as text
done-warning-title = The password will not appear again once you leave or reload this page
done-warning-text = It works for seven days and must be changed at the first sign-in.
done-gone-title = No password on this page
done-gone-text = Use the password you saved. If it is lost, contact the operator’s support with your reference number; nobody can read the password out to you.
done-saved = I have saved this information
done-next = Next: sign in, change the password, set up an authenticator, fill in the application
