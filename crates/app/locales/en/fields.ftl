## Sections of the account form

section-organisation = Organisation
section-organisation-lead = Exactly as on the business licence. It is checked during the review.
section-account = Account domain
section-account-lead = Your organisation gets its own domain. All users sign in under it.
section-admin = First administrator
section-admin-lead = The last page shows this person’s credentials, once.
section-consent = Consent
section-consent-lead = Please read both texts. We keep the version you agree to.

## Sections of the application

section-programme = Programme and membership
section-programme-lead = How you will sell, and your membership in the partner network.
section-legal = Legal business profile
section-legal-lead = Taken over from your organisation’s details. It must agree with the business licence.
section-documents = Documents
section-documents-lead = Files are stored encrypted in the operator’s region, and every look at them is recorded.
section-approval = Approval contact
section-approval-lead = Somebody entitled to confirm this application for the company, preferably not the person filling it in. We send this person a link.
section-support = Customer support
section-support-lead = How your customers reach you. Shown to them in their admin centre.
section-billing = Billing and tax
section-billing-lead = Who receives the invoice. Tax details can wait until the first VAT invoice.
section-credit = Credit check
section-credit-lead = Used to propose a credit limit. It needs an authorisation of its own.
section-declarations = Declarations and submission
section-declarations-lead = You cannot change anything during the review. If something is missing, we list what we need.

## Organisation

field-country = Country or region
hint-country = Set by the programme; cannot be changed later.
field-legal_name = Legal name
hint-legal_name = Exactly as on the business licence, in Chinese
field-latin_name = Name in Latin letters
hint-latin_name = For documents in English
field-province = Province
field-city = City
field-district = District
field-address_line1 = Address
hint-address_line1 = Registered address: street, number, building, room
field-address_line2 = Address, second line
field-postal_code = Postal code
hint-postal_code = 6 digits
field-organisation_phone = Organisation’s telephone
hint-organisation_phone = Your organisation’s number in China; it must be able to take a call. We verify it in the next step.
field-language = Preferred language
hint-language = For e-mails and calls

## Account and administrator

field-domain_prefix = Domain prefix
hint-domain_prefix = 3 to 27 lower-case letters, digits and hyphens. Becomes part of every sign-in name and cannot be changed later.
field-family_name = Family name
field-given_name = Given name
field-job_title = Job title
field-user_name = User name
hint-user_name = The part of the sign-in name before the @: lower-case letters, digits, dots, hyphens, underscores
field-contact_email = Contact e-mail
hint-contact_email = A company mailbox that exists; free mail services are not accepted.
field-mobile = Mobile number
hint-mobile = In China; for recovering access
field-terms = I accept the terms of use.
field-privacy = I have read the privacy notice and agree to the processing it describes.

## Programme

field-model = Business model
field-network_id = Partner network ID
hint-network_id = 4 to 10 digits; must be a location ID in China

## Legal business profile

field-credit_code = Unified social credit code
hint-credit_code = 18 characters, without I, O, S, V, Z
field-registration_type = Type of registration
hint-registration_type = As stated on the business licence
field-established_on = Date of establishment
hint-established_on = For example 2017-04-12
field-registered_capital = Registered capital
hint-registered_capital = In yuan
field-term_ends_on = End of business term
hint-term_ends_on = Leave empty if the licence sets no end
field-telecom_business = Value-added telecom business
hint-telecom_business = Such as hosting, content delivery or a paid online service. With “Yes” we ask for the permit.
field-legal_representative = Legal representative
field-primary_name = Primary contact
hint-primary_name = Works for the company; should be a global admin
field-primary_title = Primary contact’s title
field-primary_email = Primary contact’s e-mail
hint-primary_email = Company address. We check that this mailbox is read.
field-primary_phone = Primary contact’s telephone

## Documents

document-business-licence = Business licence
document-authorisation-letter = Authorisation letter
document-telecom-permit = Value-added telecom permit
document-domain-proof = Proof of domain ownership
document-financial-statement = Financial statement
documents-limits = PDF, JPG or PNG, up to { $megabytes } MB each, at most { $max } files
field-business-licence = { document-business-licence }
field-authorisation-letter = { document-authorisation-letter }
field-telecom-permit = { document-telecom-permit }
field-domain-proof = { document-domain-proof }
field-financial-statement = { document-financial-statement }

## Approval contact

field-approval_name = Approval contact
field-approval_title = Approval contact’s title
field-approval_email = Approval contact’s e-mail
hint-approval_email = Company address; the link to confirm goes here.
field-approval_phone = Approval contact’s telephone
field-approval_address = Approval contact’s address

## Customer support

field-support_website = Support website
hint-support_website = Begins with https:// and can be opened from outside
field-support_email = Support e-mail
hint-support_email = A shared mailbox is fine
field-support_phone = Support telephone
hint-support_phone = Mobile, landline, 400, 800 or 95 number in China
field-support_hours = Support hours
hint-support_hours = Partners provide continuous support, for example 24 hours a day, all year

## Billing and tax

field-invoice_name = Invoice recipient
hint-invoice_name = The invoice goes to exactly one person.
field-invoice_email = Invoice recipient’s e-mail
field-taxpayer_type = Type of taxpayer
taxpayer-general = General taxpayer
taxpayer-small-scale = Small-scale taxpayer
field-tax_id = Tax ID
hint-tax_id = Equals the unified social credit code
field-bank_name = Bank and branch
hint-bank_name = Needed before the first VAT invoice
field-bank_account = Bank account number
hint-bank_account = 8 to 30 digits
field-tax_address = Address for VAT invoices
hint-tax_address = As registered with the tax authority
field-tax_phone = Telephone for VAT invoices
field-purchase_order = Purchase-order number
hint-purchase_order = Printed on your invoices

## Credit

field-expected_monthly = Expected monthly purchase
hint-expected_monthly = In yuan, before VAT
field-requested_limit = Credit limit requested
hint-requested_limit = In yuan. Usually twice the expected monthly purchase: it covers a month’s advance and the time until payment.
field-years_trading = Years in business
hint-years_trading = Whole years
field-bank_reference = Bank reference number
hint-bank_reference = If your bank has issued a credit reference
field-credit_authorisation = Our company authorises the operator to obtain credit information about it in order to set a credit limit.

## Declarations

field-declare_true = The information and documents in this application are true, accurate and complete.
field-declare_entitled = I am entitled to submit this application for the company and to bind it.
field-declare_guide = I have read the programme guide.
field-declare_documents = I consent to the processing of the identity documents uploaded, and the persons named in them have agreed.

## Signing

field-consent_bind = Authority to sign
field-consent_electronic = Electronic signature

## Sign-in, codes and decisions

field-sign_in_name = Sign-in name
hint-sign_in_name = In the form name@domain
field-password = Password
hint-password = At the first sign-in: the temporary password, with or without hyphens
field-current = Current password
hint-current = At the first sign-in: the temporary password, with or without hyphens
field-repeated = New password again
hint-repeated = To rule out typing errors
field-code = Code
hint-code = 6 digits. Never tell anyone; our staff do not ask for it.
field-phone = China telephone number
hint-phone = Use your organisation’s number. When you change it, earlier codes stop working.
field-method = How to send the code
method-sms = Text message
method-sms-hint = Mobile numbers only
method-voice = Voice call
method-voice-hint = Mobile or landline; the code is read out twice
field-result = Result
field-reason = Reason
hint-reason = Kept in the record of this case
field-limit = Credit limit
hint-limit = In yuan
field-company_name = Company

## Checks

check-mailbox = Primary contact’s mailbox
check-employment = Employment and mail domain
check-business-registration = Business registration
check-network-id = Partner network ID
check-approval-contact = Confirmation by the approval contact
check-duplicate = Duplicate applications
check-support-website = Support website
check-restricted-party = Restricted parties and adverse media
check-credit = Credit check
outcome-not-started = Not started
outcome-pending = Pending
outcome-passed = Passed
outcome-failed = Failed
outcome-waived = Waived
credit-pass = Pass
credit-refer = Closer look needed
credit-fail = Fail

## States

application-draft = Draft
application-submitted = Submitted
application-in-review = In review
application-information-requested = More information needed
application-approved = Approved, to be signed
application-rejected = Not approved
application-provisioning = Being set up
application-active = Active
application-withdrawn = Withdrawn
application-lapsed = Lapsed
registration-open = Begun
registration-identified = Identified
registration-details = Details saved
registration-challenge = Verifying telephone
registration-locked = Verification locked
registration-verified = Telephone verified
registration-creating = Account being created
registration-created = Account created, credentials not confirmed
registration-done = Done
registration-expired = Expired
registration-blocked = Closed

## Roles

role-none = None
role-global-admin = Global admin
role-billing-admin = Billing admin
role-user-management-admin = User management admin
role-admin-agent = Admin agent
role-sales-agent = Sales agent
role-helpdesk-agent = Helpdesk agent
role-reviewer = Reviewer
role-credit-analyst = Credit analyst
role-credit-lead = Credit lead
role-catalogue-manager = Catalogue manager
role-billing-operator = Billing operator
role-support-agent = Support agent
role-auditor = Auditor
role-platform-admin = Platform admin

## Setting up

task-reseller-flag = Right to resell
task-groups = Security groups
task-billing-account = Billing account and billing day
task-credit-limit = Credit limit
task-catalogue = Catalogue and price lists
task-profiles = Legal, billing and organisation profiles
task-support-profile = Support profile
task-top-five = Catalogue top five
task-activity-log = Activity log
task-integration = Apps and webhooks
task-welcome = Getting started
checklist-verify-profiles = Verify your profiles
checklist-verify-profiles-hint = Legal, billing and organisation profile, taken over from the application
checklist-add-users = Add users and set permissions
checklist-add-users-hint = Have at least two global admins, so that nobody is locked out.
checklist-customise-catalogue = Customise the catalogue
checklist-customise-catalogue-hint = Choose the five offers you sell most.
checklist-tax-details = Complete the VAT invoice details
checklist-tax-details-hint = Needed before the first VAT invoice is issued
