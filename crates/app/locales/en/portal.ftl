## Overview
overview-greeting = Hello, { $name }
overview-facts = Key facts
overview-selling-title = Your company may sell
overview-selling-text = Add customers and sell to them; the action centre says what waits for you.

## The next step
application-none = Not begun
next-begin = Begin the application
next-continue = Continue the application
next-sign = Read and sign the agreement
next-status = See the status
next-none-title = Join the programme
next-none-text = Your organisation has no open application.
next-draft-title = Complete your application
next-draft-text = Describe your company, upload the business licence and submit. Everything is saved as you type.
next-submitted-title = We have received your application
next-submitted-text = Automatic checks are running.
next-in-review-title = Your application is being reviewed
next-in-review-text = Review and credit check can take several weeks. Ask your primary contact and approval contact to answer the mails we sent them.
next-information-requested-title = We need more information
next-information-requested-text = See what is missing and answer each item.
next-approved-title = Approved: sign the agreement
next-approved-text = A global admin reads the agreement and presses “Accept and continue”. The day of signing becomes the monthly billing date.
next-rejected-title = The application was not approved
next-rejected-text = The reasons, and what you can do now, are on the status page.
next-provisioning-title = We are setting up your account
next-provisioning-text = This can take several hours.
next-withdrawn-title = The application was withdrawn
next-withdrawn-text = You can begin a new one.
next-lapsed-title = The application has lapsed
next-lapsed-text = You can reopen it for a while, or begin a new one.

## Setting up
setup-title = We are setting up your account; this can take several hours
setup-text = You can stay signed in: this page refreshes by itself and your rights appear as soon as they are ready.
setup-tasks = What is being set up
setup-progress = { $done } of { $total } done
setup-task-retrying = Will be tried again

## Tiles
tile-billing-day = Monthly billing date
tile-billing-day-value = Day { $day }
tile-signed-on = Agreement signed on { $date }
tile-first-bill = First bill
tile-credit = Credit limit
tile-network = Partner network ID
tile-reference = Reference number

## First steps
checklist-title = Get started
checklist-done-by = Done by { $name }
checklist-mark = Mark as done: { $item }

## Profiles
profile-lead = As set up from your application.
profile-empty = The profiles are filled when the agreement is signed.
profile-title-legal = Legal business profile
profile-title-billing = Billing profile
profile-title-organisation = Organisation profile
profile-title-support = Support profile
profile-name = Name
profile-domain = Domain
profile-language = Language

## Search
search-title = Search
search-label = Customer, domain, ID or invoice
search-hint = Enter the beginning of a customer’s name or domain, an ID, an invoice number, or a part of an offer’s name.
search-for = Results for “{ $text }”
search-nothing = You find what your roles may open. Names and domains are found by their beginning, subscriptions and invoices by the whole ID or number.
search-invoices = Invoices
search-more = All customers that match
