## Page

design-title = Components
design-lead = Each component is written once and used everywhere. This page shows all their states.
design-toc = On this page
design-light = Light
design-dark = Dark
design-sample = Sample

## Mark and colours

design-brand = Mark and colours
design-mark = Tongdao mark
design-mark-text = The channel between two banks. At least 16 pixels; may be one colour.
design-canvas = Ground
design-surface = Card
design-sunken = Sunken
design-line = Line
design-ink = Ink
design-accent = Accent
design-fill = Primary button
design-copper = Copper
design-ok = Good
design-warn = Look
design-bad = Stopped
design-c3 = Comparison

## Text

design-type = Text and numbers
design-type-hero = Every fen has an origin
design-type-body = Body 14, line height 1.5: subscription, invoice, reconciliation file.
design-type-hint = Hints are 13 and still meet AA.

## Buttons

design-buttons = Buttons
design-buttons-text = One primary button in each view. A disabled one says why.
design-primary = Primary
design-secondary = Secondary
design-quiet = Quiet
design-danger = Reject…
design-danger-do = Reject the application
design-busy = Sending
design-disabled = Not available
design-disabled-why = Available when the account has been set up
design-small = Small
design-big = Large

## Fields

design-fields = Form fields
design-f-text = Legal name
design-f-text-hint = Exactly as on the business licence
design-f-code = Unified social credit code
design-f-code-hint = 18 characters, without I, O, S, V, Z
design-f-code-error = The check character is wrong. Compare the 18th character with the licence.
design-f-domain = Domain prefix
design-f-domain-good = This prefix is free
design-f-note = Note
design-f-website = Website
design-f-website-warning = This site does not answer at the moment. You can continue.
design-f-currency = Currency
design-f-currency-hint = Set by the programme
design-f-currency-value = Chinese yuan
design-f-locked = Contact
design-f-locked-hint = Cannot be changed during review
design-f-amount = Expected monthly purchase
design-f-amount-suffix = CNY a month
design-f-province = Province
design-f-founded = Date of establishment
design-f-email = E-mail
design-f-phone = China telephone number
design-f-password = Password
design-f-sms = Code from the text message
design-f-sms-hint = 6 digits. Never tell anyone; our staff do not ask for it.
design-f-reason = Reason
design-f-method = How to send the code
design-f-sms-choice = Text message
design-f-sms-choice-hint = Mobile numbers only
design-f-voice-choice = Voice call
design-f-voice-choice-hint = Mobile or landline, read out twice
design-f-mail-choice = Letter
design-f-mail-choice-hint = Not offered in this programme
design-f-roles = Roles
design-f-role-billing = Billing admin
design-f-role-agent = Admin agent
design-f-licence = Business licence
design-f-licence-hint = PDF, JPG or PNG, up to 10 MB each
design-f-true = The information is true and complete
design-f-guide = I have read the
design-f-guide-link = programme guide
design-f-guide-error = Tick this to continue.

## Banners

design-banners = Banners
design-banners-text = What happened, what it means, what to do.
design-b-bad = Account suspended: payment overdue
design-b-bad-text = No new customers or orders. Existing services keep running; you can still manage customers and pay.
design-b-bad-action = Pay now
design-b-warn = Your account is being set up, which may take hours
design-b-warn-text = 3 of 5 tasks are done. Selling opens by itself.
design-b-info = Test account
design-b-info-text = Orders in the sandbox cost nothing.
design-b-ok = Payment received
design-b-mute = You are acting for another company

## Status

design-status = Status
design-status-text = Word, colour and shape together: ● running, ◐ waiting, ▲ look, ■ stopped, ○ none.
design-s-ok = Active
design-s-wait = In review
design-s-info = Information
design-s-warn = Renewal off
design-s-bad = Suspended
design-s-mute = Cancelled
design-s-tag = Key account
design-s-pass = Passed
design-s-fail = Differs
design-s-open = Waiting
design-s-tie = Ties out

## Amounts

design-money = Amounts and ids
design-m-amount = Amount
design-m-credit = Credit
design-m-zero = Zero
design-m-date = Date
design-m-time = Time
design-m-short = In lists
design-m-reference = Reference number

## Tables

design-tables = Tables
design-t-customer = Customer
design-t-seats = Seats
design-t-status = Status
design-t-amount = Amount
design-t-total = Total
design-t-loading = Loading
design-t-empty = No customers yet
design-t-empty-text = Add a new company, or request a relationship with one that has an account.
design-t-empty-action = Add a customer
design-t-failed = The customers could not be loaded
design-t-locked = Prices need the role admin agent or billing admin
design-t-locked-text = You are a sales agent and can order without prices.

## Navigation, steps, progress

design-navigation = Navigation
design-n-account = Account
design-n-subscriptions = Subscriptions
design-n-requests = Requests
design-n-sections = Sections of the form
design-n-legal = Legal business profile
design-n-contact = Approval contact
design-n-credit = Credit check
design-steps = Steps and progress
design-p-account = Sign in
design-p-organisation = Organisation
design-p-phone = Telephone
design-p-credentials = Credentials
design-p-import = 184 of 240 rows imported
design-p-credit = Unpaid 29%, not yet billed 31%
design-tiles = Key figures
design-k-deadline = Time used
design-k-deadline-value = Day 4 of 15
design-k-balance = Balance due
design-k-balance-detail = Due in 27 days
design-k-customers = Customers

## Confirmation, explanation, lists

design-confirm = Confirmation and decision
design-c-question = Cancel the subscription?
design-c-effect = Takes effect at once and cannot be undone. 10 users lose access.
design-c-open = Cancel the subscription…
design-c-do = Cancel the subscription
design-c-decide = 1 check differs, 2 wait
design-c-decide-note = Approval needs every check passed or waived
design-c-ask = Ask for 1 thing…
design-c-approve = Approve
design-explain = Explained amount
design-x-title = 20–30 July, 12 seats
design-x-price = locked monthly price
design-x-seats = seats
design-x-days = days
design-x-period = days in the period
design-x-exact = exact
design-x-rounded = rounded once, to the fen
design-lists = Timeline, files, messages
design-l-next = Account is set up
design-l-now = Agreement is signed
design-l-past = Application approved
design-l-about = About 4 hours
design-l-file = Business licence · 1.8 MB
design-l-file-ok = Scanned, usable
design-l-file-wait = Being scanned
design-l-file-bad = Older than 12 months
design-l-check = Scan of the business licence
design-l-check-note = PDF, JPG or PNG
design-l-check-open = Confirmation by the approval contact
design-l-theirs = The original is with our legal department.
design-l-own = Thank you. We continue when it is here.
design-l-note = Financial statements complete for two years.
design-l-applicant = Applicant
design-l-reviewer = Reviewer
design-l-internal = Internal note
design-secrets = Secrets
design-secret-password = Temporary password
design-secret-key = Application key
design-icons = Icons
design-fold = More
design-d-same = The partner pays within 30 days.
design-d-old = The partner tells the operator within 24 hours of a loss of data.
design-d-new = The partner tells the operator within 12 hours of a loss of personal data.
