## Frame

brand = Tongdao
surface-portal = Partner Centre
surface-console = Operations console
site-portal = Tongdao Partner Centre
site-console = Tongdao operations console
title-invalid = {"Errors: "}
skip = Skip to main content
menu = Menu
main-nav = Main navigation
breadcrumb = Breadcrumb
help = Help
language = Language:
account-menu = Account:
notifications = Notifications
search = Search
my-profile = My profile
demo-strip = Demonstration with fictional data. Nothing here is real, and nothing is sent.
demo-link = About this demonstration
footer-operator = Operator: { $name }
footer-status = Service status
footer-privacy = Privacy
footer-terms = Terms of use
footer-reference = Reference { $number }
zone-asia-shanghai = Beijing time
zone-note-asia-shanghai = All times are in Beijing time (UTC+8)
zone-note = All times are in { $zone }

## Navigation of the partner portal

nav-overview = Overview
nav-customers = Customers
nav-account = Account settings
nav-profile = Partner profile
nav-users = Users and permissions
nav-agreements = Agreements
nav-application = Enrolment
nav-locked = Grey entries open once the application is approved and the agreement is signed.

## Navigation of the operator console

nav-queue = Work queue
nav-applications = Applications
nav-provisioning = Provisioning jobs
nav-platform = Platform
nav-staff = Staff
nav-messages = Sent messages
nav-audit = Audit

## Actions

action-continue = Continue
action-back = Back
action-save = Save
action-save-later = Save and continue later
action-copy = Copy
action-print = Print
action-download = Download
action-upload = Upload
action-sign-in = Sign in
action-sign-out = Sign out
action-remove = Remove
action-retry = Try again
action-refresh = Refresh
action-search = Search
action-filter = Filter
action-clear = Clear
action-view = View
action-open = Open
action-undo = Undo
action-export-csv = Export CSV
copied = Copied

## Fields

optional = optional
required = required
choose = Please choose
file-drop = Choose files, or drop them here
error-summary-title =
    { $count ->
        [one] Correct { $count } thing before you continue
       *[other] Correct { $count } things before you continue
    }
error-item = { $label }: { $error }
saved = Saved
domain-free = { $domain } is free
saved-at = Saved automatically, { $time }
save-failed = Not saved. Your entries are still on this page.
yes = Yes
no = No
none = None

## Lists, steps and states

pager = Pages
pager-range = { $from }–{ $to } of { $total }
pager-previous = Previous
pager-next = Next
pager-page = Page
steps = Progress
step-done = (completed)
check-done = (done)
check-open = (still open)
section-errors =
    { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
section-missing =
    { $count ->
        [one] { $count } answer missing
       *[other] { $count } answers missing
    }
state-loading = Loading
state-empty = Nothing here yet
state-no-match = Nothing matches
state-failed-text = Your data has not changed.
correlation = Correlation ID
secret-gone = Shown once, now hidden
secret-once = Shown only once. Copy it or write it down before you leave this page.

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
relative-today = today
relative-tomorrow = tomorrow
relative-yesterday = yesterday
relative-in-days = in { $count } days
relative-days-ago = { $count } days ago

## Error pages

error-home = Go to the start page
error-retry-seconds =
    { $count ->
        [one] Try again in { $count } second.
       *[other] Try again in { $count } seconds.
    }
error-retry-minutes =
    { $count ->
        [one] Try again in { $count } minute.
       *[other] Try again in { $count } minutes.
    }
error-400-title = This request cannot be read
error-400-text = The page may have been open for too long, or the address is incomplete. Go back, reload the page and try again. Nothing has been changed.
error-403-title = You do not have permission for this
error-403-text = Your account does not have the role this needs. Ask a global admin of your organisation to assign it.
error-403-needed = Needed: { $role }.
error-404-title = This page does not exist
error-404-text = The address may be wrong, or what it led to is no longer here or not visible to you.
error-409-title = This has changed in the meantime
error-409-text = Somebody else changed it after you opened the page, so your change was not made. Load the current version and decide again.
error-409-state = Current state: { $state }.
kept-title = What you wrote
kept-lead = It was not sent, and is not lost: copy what you still need before you leave this page.
kept-text = Your text
error-413-title = This is too large
error-413-text = What you sent is larger than allowed. Choose a smaller file and send it again.
error-413-limit = The limit is { $limit }.
error-422-title = This is not possible
error-422-text = The request was understood, but what it asks for cannot be done. Go back and check your entries.
error-429-title = Too many attempts
error-429-text = To protect your account and others, this is paused for a moment.
error-500-title = Something went wrong on our side
error-500-text = Your request was not carried out. If it happens again, give our support the correlation ID below.
error-503-title = The service is not available right now
error-503-text = Something this site depends on does not answer at the moment. Nothing you saved is lost. If you have just sent a form, go back and send it again in a moment: nothing is done twice.
