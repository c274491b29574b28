## The action centre
action-centre = Action centre
action-centre-lead = What you have to do for your company, and what is new.
action-centre-bell = Action centre: { $count } to do
actions-title = To be done
actions-all = All
actions-mandatory = Mandatory
actions-recommended = Recommended
actions-none = Nothing to do
actions-none-here = Nothing of this kind
actions-none-text = What waits for you appears here by itself.
actions-more = Open the action centre
actions-due = Due { $day } ({ $when })
actions-on = { $day } ({ $when })
actions-late = Was due { $day } ({ $when })
todo-sign = Sign the new version of the reseller agreement
todo-sign-note = Once it is overdue, new orders wait. The billing date stays as it is.
todo-sign-open = Read and sign
todo-sign-first = Sign the reseller agreement
todo-sign-first-note = Your application is approved.
todo-sign-first-open = Read and sign
todo-answer = Answer the reviewer’s questions
todo-answer-note = Without an answer the application lapses.
todo-answer-open = Answer
todo-change-documents = Send the documents for your changed legal profile
todo-change-documents-note = Until then what was vetted stays in force.
todo-change-documents-open = Add documents
todo-support = Answer about request { $number }: { $summary }
todo-support-note = Support waits for you.
todo-support-open = Answer
todo-contact = { $email } has not confirmed the application
todo-contact-note = Ask for the answer, send the link again or name another address.
todo-contact-open = See how it stands
todo-overdue = Pay bill { $number }: { $amount } are open
todo-overdue-open = Open
todo-due = Pay bill { $number }: { $amount } are open
todo-due-open = Open
todo-deletion = The data of “{ $name }” at { $customer } is deleted
todo-deletion-note = Reactivate the subscription to keep it.
todo-deletion-open = Open
todo-key = The key { $hint }… of “{ $program }” runs out
todo-key-note = Give the program a new key before that; from then on it is refused.
todo-key-open = Give a new key
todo-hook = Nothing has reached your webhook since { $since }
todo-hook-note = After a day without a single delivery we stop trying, until somebody resumes it.
todo-hook-open = See what failed
todo-domain = The proof of the domain { $domain } is missing
todo-domain-note = Users of the domain need it.
todo-domain-open = See the record
todo-import =
    { $count ->
        [one] “{ $file }” waits: { $count } row can be imported
       *[other] “{ $file }” waits: { $count } rows can be imported
    }
todo-import-open = Open
todo-trial = The trial “{ $name }” at { $customer } ends
todo-trial-note = Convert it if the customer stays.
todo-trial-open = Open
todo-ending = “{ $name }” at { $customer } ends for good
todo-ending-note = Turn automatic renewal on if the customer stays.
todo-ending-open = Open
todo-draft = Send your application
todo-draft-note = The review begins when it is sent.
todo-draft-open = Continue
todo-reach = { $value } is not confirmed
todo-reach-note = Codes that bring you back into your account go to confirmed addresses only.
todo-reach-open = Confirm
todo-codes = Recovery codes left: { $left }
todo-codes-note = Without them nobody but the operator brings you back when the authenticator is lost.
todo-codes-open = Make new ones
todo-first-step = { $item }
todo-first-step-open = Get started
news-title = News
news-note = Of the last 31 days
news-none = Nothing new.
news-what = What
news-when = When
news-invoice = Bill { $number } was issued
news-prices = The prices of { $month } are published
news-special-price = A special price for { $offer } was granted
news-special-price-over = A special price for { $offer } was ended
news-import =
    { $count ->
        [one] { $file }: { $count } row imported
       *[other] { $file }: { $count } rows imported
    }

## What the keyboard does
keyboard-title = Keyboard
keyboard-lead = Everything can be reached with Tab and opened with Enter. These keys are quicker. Letters after g are pressed one after the other.
keyboard-keys = Keys
keyboard-press = Press
keyboard-does = What happens
keyboard-search = Go to the search
keyboard-help = Open this page
keyboard-close = Close a menu
keyboard-home = Overview
keyboard-on = Use these keys in this browser
footer-keyboard = Keyboard
todo-inquiry = A customer asks: “{ $summary }”
todo-inquiry-open = Answer
