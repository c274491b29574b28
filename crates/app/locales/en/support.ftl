## Support requests

support-kind-partner = About the partner centre
support-kind-customer = For customers
support-lead = What your company asked the operator’s support, and what came of it.
support-lead-own = Your own requests. Admin agents and global admins see those of the whole company.
support-new = New request
support-new-lead = Say what happened, and what you expected. The more you say, the fewer questions come back.
support-new-lead-customer = For { $customer }. You are its first support: say what you have tried already.
support-choose = Choose
support-choose-lead = Which customer is it for?
support-choose-no-delegation = You have no delegated administration here. Ask the customer for it first.
support-search = Number or summary
support-search-desk = Number, summary or company
support-none = No requests yet
support-none-text = Whatever you cannot solve yourself is answered by the operator’s support.
support-no-match = Nothing matches. Change or clear the filter.
support-number = Number
support-summary = Summary
support-summary-hint = One line by which both sides recognise it.
support-topic = Topic
support-topic-choose = Choose a topic
support-severity = Severity
support-severity-critical = Critical
support-severity-critical-hint = Business stands still. Answered within { $count ->
        [one] a minute
       *[other] { $count } minutes
    }, day and night.
support-severity-moderate = Moderate
support-severity-moderate-hint = Work is hindered. Answered within { $count ->
        [one] one working hour
       *[other] { $count } working hours
    }.
support-severity-minimal = Minimal
support-severity-minimal-hint = A question. Answered within { $count ->
        [one] one working day
       *[other] { $count } working days
    }.
support-details = Details
support-details-hint = What you did, what happened, what you expected; messages as they were shown.
support-effect = Effect on the business
support-effect-hint = Needed for a critical request: who cannot work, and since when.
support-tried = What you have tried
support-tried-hint = Steps you took with the customer, and what came of them.
support-related = Belongs to
support-related-hint = Numbers of invoices or orders, correlation IDs.
support-phone = Call back at
support-phone-hint = Leave it empty to be answered in writing only.
support-files = Files
support-files-hint = PDF, JPEG or PNG; up to { $count } with a message, together at most { $size } MB. No passwords, please.
support-consent = Access for support
support-consent-tick = The operator’s support may look into our data as far as this request needs it.
support-consent-given = Given
support-consent-not = Not given
support-send = Send request
support-state = State
support-any-state = Any
support-state-unfinished = Not over
support-state-new = New
support-state-open = In progress
support-state-waiting = More information needed
support-state-resolved = Solved
support-state-closed = Closed
support-state-cancelled = Taken back
support-reporter = Asked by
support-created = Sent
support-changed = Last change
support-customer = Customer
support-agent = Agent
support-facts = The request
support-thread = Messages
support-write = Write a message
support-due = You will be answered by { $due }
support-waits = Support waits for your answer
support-waits-text = Without one the request is closed on { $until }.
support-resolved = Support says that this is solved
support-resolved-text = If it is not, write a message: the request goes on. Otherwise close it; it closes by itself later.
support-close = Yes, it is solved: close
support-cancel = Take the request back
support-cancel-note = Nobody works on it any more, and it cannot be opened again.
support-cancel-do = Take it back
support-reopen = Open it again
support-reopen-why = What is not solved?
support-done-sent = Your request was sent.
support-done-written = Your message was sent.
support-done-closed = The request is closed. Thank you for saying so.
support-done-cancelled = The request was taken back.
support-done-reopened = The request is open again.
support-step = { $what } · { $by } · { $at }
support-step-by-itself = { $what } · { $at }
support-step-create = Request sent
support-step-take = Taken by an agent
support-step-ask = More information asked for
support-step-answer = Answered
support-step-resolve = Called solved
support-step-close = Closed
support-step-lapse = Closed, because no answer came
support-step-reopen = Opened again
support-step-cancel = Taken back
support-step-critical = Severity changed to critical
support-step-moderate = Severity changed to moderate
support-step-minimal = Severity changed to minimal
support-topic-invoice = Invoice
support-topic-payment = Payment
support-topic-reconciliation = Reconciliation file
support-topic-credit = Credit limit
support-topic-profile = Company profiles
support-topic-users = Users and sign-in
support-topic-agreement = Agreement
support-topic-customers = Customers and relationships
support-topic-orders = Orders and subscriptions
support-topic-pricing = Offers and prices
support-topic-interface = Programming interface
support-topic-outage = Outage or fault
support-topic-other = Something else
support-topic-customer-access = Sign-in of the customer
support-topic-customer-service = A service does not work
support-topic-customer-licence = Seats and licences
support-topic-customer-misuse = Misuse or fraud
support-topic-customer-other = Something else
support-desk-lead = What partners ask. What has to be answered first comes first; the colour says how much of the time is left.
support-desk-none = Nobody waits for an answer.
support-queue = To be answered
support-mine = Mine
support-all = All
support-due-head = Answer by
support-no-due = Nobody waits
support-take = Take it
support-take-over = Take it over
support-write-partner = Write to the partner
support-how = Then
support-how-goes-on = It goes on
support-how-goes-on-hint = The partner reads it; nothing is asked.
support-how-asks = The partner has to answer
support-how-asks-hint = The clock stops. Reminders go out; without an answer it is closed.
support-how-solves = It is solved
support-how-solves-hint = The partner may say that it is not.
support-note = Internal note
support-note-note = Only staff read it.
support-note-save = Save note
support-rate = Severity
support-rate-note = The time to answer is counted anew by it.
support-rate-do = Change severity
support-flag = Improper escalation
support-flag-note = The partner could have solved it with its own training, documents and tools. Only staff see this.
support-flag-why = Why?
support-flag-do = Call it improper
support-flag-back = Take this back
support-flag-taken-back = It is no improper escalation after all.
support-flagged = Called an improper escalation
support-plan = Arrange a meeting about a remediation plan
support-plan-text = { $count } improper escalations of this partner in ninety days.
support-done-taken = The request is yours.
support-done-answered = Your answer was sent.
support-done-noted = The note was saved.
support-done-rated = The severity was changed.
support-done-flagged = Saved.
conflict-support-over = This request is over and takes no messages. Open it again, or send a new one.
conflict-support-too-late = This request was closed too long ago to be opened again. Send a new one.
conflict-support-no-delegation = Your company has no delegated administration for this customer. Ask the customer for it first.
problem-too-many-files = Choose at most { $max } files.
audit-support-create = Support request sent
audit-support-write = Message in a support request
audit-support-reopen = Support request opened again
audit-support-close = Support request closed
audit-support-cancel = Support request taken back
audit-support-take = Support request taken
audit-support-answer = Support request answered
audit-support-note = Internal note on a support request
audit-support-rate = Severity of a support request changed
audit-support-flag = Improper escalation
audit-support-look = File of a support request looked at
audit-support-scan = File of a support request scanned
audit-support-infected = Malware in a file of a support request
audit-support-time = Support request moved on by time
mail-support-received-subject = Your support request { $reference } was received
mail-support-received-body =
    Dear { $name },

    we have received your request “{ $summary }”. Its number is { $reference }. You will be answered by { $due }. Here you can read it and add to it:

    { $link }
mail-support-answered-subject = Support has written about request { $reference }
mail-support-answered-body =
    Dear { $name },

    { $agent } has written to you about “{ $summary }”. Nothing is asked of you. Read it here:

    { $link }
mail-support-asked-subject = Support has a question about request { $reference }
mail-support-asked-body =
    Dear { $name },

    { $agent } needs an answer from you about “{ $summary }”. Without one the request is closed after { $days } days. Answer here:

    { $link }
mail-support-resolved-subject = Request { $reference } is solved
mail-support-resolved-body =
    Dear { $name },

    { $agent } says that “{ $summary }” is solved. If it is not, write so, and the request goes on:

    { $link }
mail-support-reminder-subject = Support still waits for your answer, request { $reference }
mail-support-reminder-body =
    Dear { $name },

    support needs an answer from you about “{ $summary }”. Without one the request is closed on { $until }. Answer here:

    { $link }
mail-support-closed-subject = Request { $reference } is closed
mail-support-closed-body =
    Dear { $name },

    your request “{ $summary }” is closed. You can open it again within { $days } days:

    { $link }
mail-support-new-subject = New support request { $reference } of { $company }
mail-support-new-body =
    Dear { $name },

    { $company } asks: “{ $summary }”. It has to be answered by { $due }:

    { $link }
mail-support-reply-subject = { $company } has written about request { $reference }
mail-support-reply-body =
    Dear { $name },

    { $company } has written about “{ $summary }”. It has to be answered by { $due }:

    { $link }
support-kind-inquiry = From customers
support-partner = Partner
support-topic-customer-bill = Bill of the customer
support-step-consent = May be passed on to the operator
support-step-pass-on = Passed on to the operator
inquiry-lead = What your customers ask you. You are their first support.
inquiry-none-text = Customers ask in their own centre. What they write comes here.
inquiry-severity-critical-hint = Business stands still.
inquiry-severity-moderate-hint = Work is hindered.
inquiry-severity-minimal-hint = A question.
inquiry-new-lead = Your partner is your support. Say what happened, and what you expected.
inquiry-consent = Passing on to the operator
inquiry-consent-tick = Our partner may pass this request on to the operator, whose support then reads it.
inquiry-consent-text = Your partner may not pass this request on to the operator yet. If it cannot help alone, agree to it here.
inquiry-consent-do = Agree to passing it on
inquiry-done-consented = Your partner may pass it on now.
inquiry-waits = Your partner waits for your answer
inquiry-resolved = Your partner says that this is solved
inquiry-passed-on = Passed on to the operator
inquiry-passed-on-note = Requests to the operator’s support that came of it.
inquiry-pass-on = Pass it on to the operator
inquiry-pass-on-note = If you cannot solve it with your own training, documents and tools.
inquiry-pass-on-do = Write to the operator
inquiry-no-consent = The customer has not agreed to passing it on. Ask for it in a message: the customer agrees on its own page of this request.
inquiry-share-tick = The customer sees that it was passed on, and how it stands.
inquiry-origin = The customer asked it as
inquiry-write = Write to the customer
inquiry-how-goes-on = It goes on
inquiry-how-goes-on-hint = The customer reads it; nothing is asked.
inquiry-how-asks = The customer has to answer
inquiry-how-asks-hint = Reminders go out; without an answer it is closed.
inquiry-how-solves = It is solved
inquiry-how-solves-hint = The customer may say that it is not.
inquiry-note-note = Only your own people read it.
centre-requests = Ask your partner
centre-requests-lead = What your company asked its partners, and what came of it.
centre-requests-none = Whatever does not work, your partner helps.
conflict-inquiry-no-consent = The customer has not agreed to passing it on.
audit-support-consent = Passing a request on to the operator allowed
mail-inquiry-received-subject = Your request { $reference } was received
mail-inquiry-received-body =
    Dear { $name },

    your partner { $company } has received your request “{ $summary }”. Here you can read it and add to it:

    { $link }
mail-inquiry-answered-subject = { $company } has written about request { $reference }
mail-inquiry-answered-body =
    Dear { $name },

    { $agent } of { $company } has written to you about “{ $summary }”. Nothing is asked of you. Read it here:

    { $link }
mail-inquiry-asked-subject = { $company } has a question about request { $reference }
mail-inquiry-asked-body =
    Dear { $name },

    { $agent } of { $company } needs an answer from you about “{ $summary }”. Without one the request is closed after { $days } days. Answer here:

    { $link }
mail-inquiry-resolved-subject = Request { $reference } is solved
mail-inquiry-resolved-body =
    Dear { $name },

    { $agent } of { $company } says that “{ $summary }” is solved. If it is not, write so, and the request goes on:

    { $link }
mail-inquiry-reminder-subject = { $company } still waits for your answer, request { $reference }
mail-inquiry-reminder-body =
    Dear { $name },

    { $company } needs an answer from you about “{ $summary }”. Without one the request is closed on { $until }. Answer here:

    { $link }
mail-inquiry-closed-subject = Request { $reference } is closed
mail-inquiry-closed-body =
    Dear { $name },

    your request “{ $summary }” is closed. You can open it again within { $days } days:

    { $link }
mail-inquiry-new-subject = Your customer { $company } asks, request { $reference }
mail-inquiry-new-body =
    Dear { $name },

    your customer { $company } asks: “{ $summary }”. Answer here:

    { $link }
mail-inquiry-reply-subject = Your customer { $company } has written about request { $reference }
mail-inquiry-reply-body =
    Dear { $name },

    your customer { $company } has written about “{ $summary }”. Answer here:

    { $link }
conflict-inquiry-no-partner = Your company has no partner here that it could ask.
conflict-inquiry-partner-gone = This partner does not sell to your company any more. Ask another of your partners.
mail-answer-above = Write your answer above this line
mail-answer-so = You can answer this mail: what you write above the first line becomes a message of the request. PDF, JPG and PNG files can go along.
mail-answer-not = Please do not answer this mail; nobody reads what is sent to its address. Write on the page.
mail-support-returned-subject = Your mail about request { $reference } was not taken
mail-support-returned-body =
    Dear { $name },

    your mail about “{ $summary }” was not taken, and nothing of it is kept: { $why } Here you can write on the page:

    { $link }
audit-support-letter = Letter to a support request given back
audit-support-lost = Letter that leads nowhere
conflict-support-letters = Too many mails came to this request within an hour. Write on the page.
support-letter-too-long = It is too large or has too many parts. All files together may have 20 MB.
support-letter-empty = There are no words of yours in it. Write above the first line of the mail that you answer.
support-letter-files = (See the files.)
support-letter-may-not = You may not write to this request at present.
support-by-mail = { $at }, by mail
