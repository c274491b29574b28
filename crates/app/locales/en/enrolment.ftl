## Form
enrol-title = Application to the Cloud Solution Provider programme
enrol-lead = { $company } · reference { $reference }
enrol-sections = Sections
enrol-progress = { $done } of { $total } sections complete
enrol-complete = Complete
enrol-all = All sections
enrol-save-continue = Save and continue
enrol-submit = Submit application
enrol-submit-note = Everything is filled in. After submission nothing can be changed during the review; if something is missing we will list exactly what.
enrol-incomplete = Some sections are not complete. Submitting lists what is missing.
enrol-support-hours = 24 hours a day, every day of the year
enrol-credit-proposal = Proposed limit: { $expected } × { $multiplier } = { $proposal }. It covers one month in advance and 30 days until payment.
enrol-read-authorisation = Read the credit authorisation
enrol-read-documents = Read the consent on identity documents
enrol-documents-kept = Uploaded documents
enrol-documents-empty = Upload at least the business licence.
enrol-documents-add = Add a document
enrol-documents-where = Documents are kept by the operator in mainland China; every look at them is recorded.
enrol-document-kind = What the document proves
enrol-document-file = File
document-kept = Received
document-missing = { $name } (still missing)
field-file = File

## Status
status-title = Application status
status-checks = Checks
status-check-done = In order
status-check-open = Under way
status-path = Progress
status-days = Working day { $days } of { $target }
status-now-draft = The application has not been submitted yet.
status-now-submitted = We are running the automatic checks.
status-now-in-review = Our reviewers are looking at your application. We write to you when something is decided or missing.
status-now-information-requested = We need more information from you.
status-now-approved = Approved. A global admin can sign the agreement now.
status-now-rejected = The application was not approved.
status-now-provisioning = Signed. We are setting up your account; this can take several hours.
status-now-active = Your company may sell.
status-now-withdrawn = The application was withdrawn.
status-now-lapsed = The application has lapsed.

## Signing
sign-title = Sign the reseller agreement
sign-lead = The review is complete. A global admin reads and signs, at the latest on { $until }.
sign-version = Version
sign-governs = This language governs
sign-governs-not = The simplified Chinese text governs
sign-accept = Accept and continue
sign-later = Not now
sign-recorded = Recorded with the signature: signer, time, IP address, browser, way and time of authentication, and the hash of the text above. The record cannot be changed.
sign-billing-day = Signed today, your billing day is day { $day } of the month
sign-billing-note = The day of signing fixes the monthly billing date. It can never be changed.
sign-first-bill = First bill
sign-first-due = First payment due
sign-terms = Payment terms
sign-net = Net { $days } days
sign-limit = Credit limit
sign-reauth-title = Confirm that it is you
sign-reauth-text = To sign you must have used your authenticator within the last ten minutes.

## Agreements
agreements-title = Agreements
agreements-empty = No agreement has been signed yet.
agreements-name = Agreement
agreements-accepted = Accepted on
agreements-version = Version
agreements-by = Accepted by
agreements-copies = Signed copy
agreements-printing = Being printed
agreements-verify = Verify
