## Billing

mail-invoice-ready-subject = Invoice { $reference } of { $operator }
mail-invoice-ready-body =
    Dear { $name },

    Invoice { $reference } for { $company } is ready. Charges of this invoice: { $total }, to be paid by { $due_on }. The invoice and its reconciliation file are here:

    { $link }

    When you pay, please quote the invoice number.

billing-lead = One invoice a month for everything you sell, in advance for the month to come.
billing-now = At present
billing-overdue = Of that overdue
billing-overdue-disputed = Of that disputed
billing-due = Due date
billing-day = Billing day
billing-day-of-month = Day { $day } of the month, or the last day of a shorter month
billing-next = Next invoice
billing-none = No invoices yet
billing-none-text = The first invoice is made on your billing date, once something was sold.
billing-days = { $from } – { $to }
invoice-title = Invoice { $number }
invoice-lead = Issued invoices are never changed.
invoice-file = Reconciliation file
invoice-file-save = Save the lines as CSV
invoice-file-save-workbook = Save the lines as XLSX
invoice-file-csv = Reconciliation file (CSV)
invoice-file-xlsx = Reconciliation file (XLSX)
invoice-file-hash = SHA-256 of the CSV:
invoice-sums = Sums
invoice-facts = Invoice
invoice-parties = Who bills whom
invoice-lines = Lines
invoice-no-lines = Nothing is charged in this period.
invoice-charge = Charge
invoice-number = Invoice number
invoice-date = Billing date
invoice-period = Period that ended
invoice-currency = Currency
invoice-recurring = Recurring charges
invoice-other-products = Other products and services
invoice-subtotal = Charges before tax
invoice-tax = { $tax }, { $rate } %, by line
invoice-total = Charges of this invoice
invoice-previous = Unpaid before
invoice-amount-due = Amount due
invoice-seller = Issued by
invoice-seller-code = Credit code of the issuer
invoice-buyer = Billed to
invoice-buyer-code = Credit code of the company
invoice-recipient = Recipient
invoice-recipient-email = E-mail of the recipient
invoice-purchase-order = Purchase order
invoice-pay-title = How to pay
invoice-pay = Transfer the amount due to { $bank }, account { $account }, and quote invoice number { $number }.
charge-purchase-fee = Purchase fee
charge-cycle-fee = Cycle fee
charge-renew-fee = Renew fee
charge-cancel-instance-prorate = Cancel instance prorate: the advance given back
charge-cycle-instance-prorate = Cycle instance prorate: days with this quantity
charge-prorate-fees-when-cancel = Prorate fees when cancel: days not used
charge-prorate-fees-when-purchase = Prorate fees when purchase: until the billing date
charge-prorate-fees-when-activate = Prorate fees when activate: after the reactivation
explain-title = Line { $line }
explain-how = How the amount came about
explain-facts = What it is for
explain-amount = Amount
explain-price = Price for one licence and month, locked for the term
explain-months = Months paid in advance
explain-seats = Quantity
explain-days = Days charged
explain-of-days = Days of the period
explain-credit = Credit
explain-billed = Billed for the period before
explain-exact = Before rounding: { $above } ÷ { $below } hundredths.
explain-rounding = Rounded once, to the nearest hundredth, halves away from zero.
explain-reversal = Everything billed for the period is given back, to the hundredth; the lines after it charge the period anew.
explain-customer = Customer
explain-subscription = Subscription
explain-charged = Charged for
explain-span = Period of the advance
explain-line-tax = Tax
explain-open = Open the subscription
nav-bill-runs = Bill runs
bill-runs-lead = Every partner is billed on its billing date, shortly after midnight. Missed dates are caught up in order.
bill-runs-none = No bill run yet.
bill-run-title = Bills of { $day }
bill-report-lead = Bills that could not be made come first. They are tried again by themselves.
bill-run-again-done = The bill was made.
bill-run-again-failed = The bill could not be made, or there was nothing to bill.
bill-partner = Partner
bill-state = State
bill-state-published = Issued
bill-state-empty = Nothing to bill
bill-state-failed = Failed
bill-tried = Last tried
bill-again = Try again
bill-preview-title = Next bill of { $partner }
bill-preview-lead = A trial: what the next bill would be if nothing changed any more. Nothing is issued.
billing-open = To pay
billing-unallocated = Paid, not yet used for an invoice
billing-balance = Balance
billing-last-payment = Last payment
billing-last-payment-words = { $amount } on { $day }
billing-payments = Payments
billing-payments-none = No payment has been recorded yet. A transfer appears here once the operator has matched it.
invoice-status-due = To pay
invoice-status-partly-paid = Partly paid
invoice-status-overdue = Overdue
invoice-status-paid = Paid
invoice-status-credit = Credit
invoice-stand = Paid and open
invoice-paid = Paid or set off
invoice-used = Used for other invoices
invoice-credited = Taken off by credit notes
invoice-open = Open
invoice-gives = Goes towards the next invoice
invoice-movements = What changed the open amount
ledger-invoice = Invoice { $about }
ledger-set-off = Set off against invoice { $about }
ledger-payment = Payment { $about }
ledger-payment-reversal = Payment { $about } taken back
ledger-allocation = Paid by transfer { $about }
ledger-release = No longer paid by transfer { $about }
ledger-credit-note = Credit note { $about }
statement-title = Statement of account
statement-lead = Every invoice and every payment in the order of their days, and what was owed after each.
statement-years = Years
statement-movements = Movements
statement-day = Day
statement-what = What
statement-balance = Balance
statement-opening = Balance brought forward
statement-closing = Balance at the end
statement-charged = Charged
statement-credited = Paid or credited
statement-owed = Owed
statement-favour = In your favour
partner-account-title = Account of { $partner }
partner-account-lead = What the partner owes and has paid. Every balance is the sum of the movements below.
account-open = Account
account-open-invoices = Open invoices
account-nothing-open = Nothing is open.
nav-payments = Payments
payments-lead = Transfers that reached the operator’s account, and the invoices they pay.
payments-search = Search by transfer, company or domain
payments-all = All
payments-left = With something left
payments-none = No payments here.
payments-no-match = No payment matches.
payment-status-given = Used in full
payment-status-left = Something left
payment-status-reversed = Taken back
payment-new = Record a payment
payment-new-lead = Record a transfer as the bank statement shows it. Each transfer is recorded once.
payment-record = Record payment
payment-partner = Partner
payment-partner-hint = Domain, credit code, partner-network ID, exact name, or the number of one of its invoices.
payment-reference = Bank reference
payment-reference-hint = What the bank calls the transfer.
payment-value = Value date
payment-value-hint = The day the money came.
payment-amount = Amount
payment-pays = Pays
payment-pays-oldest = Invoices that are due first
payment-pays-invoice = The invoice named here; the rest is kept for later
payment-pays-nothing = Nothing yet
payment-invoice = Invoice number
payment-invoice-hint = Only when it is to pay one invoice.
payment-note = Remark
payment-note-hint = What the transfer says, and where the proof of it is kept.
payment-title = Payment { $reference }
payment-facts = Payment
payment-recorded = Recorded
payment-reversed-by = Taken back
payment-reason = Reason
payment-given = What it pays
payment-given-none = It pays no invoice yet.
payment-release = Take from this invoice
payment-release-hint = The amount is free again for another invoice. The partner sees the reason.
payment-open = Open invoices of this partner
payment-open-note = Type amounts, or let the invoices that are due first be paid.
payment-give = Amount to pay
payment-give-to = For { $number }
payment-give-typed = Pay these amounts
payment-give-oldest = Pay those due first
payment-reverse = Take the payment back
payment-reverse-text = For a transfer that was recorded by mistake or was returned. Every invoice it paid is open again, and the transfer can be recorded anew.
payment-reverse-hint = The partner sees the reason.
payment-done-recorded = The payment was recorded.
payment-done-given = The invoices were paid with these amounts.
payment-done-released = The amount is free again.
payment-done-reversed = The payment was taken back.
problem-payment-partner-unknown = No partner that is billed goes by this. Check the domain, the codes or the invoice number.
problem-payment-partner-several = Several partners go by this. Use the domain or the credit code.
problem-payment-not-positive = Enter an amount above zero.
problem-payment-future = This day is still to come. A payment is recorded once the money is there.
problem-payment-too-early = On this day the partner had not signed yet. Check the year.
problem-payment-currency = This partner is billed in { $currency }.
problem-payment-twice = A payment with this bank reference has been recorded already.
problem-payment-not-open = This partner has no open invoice with this number.
problem-payment-more-than-open = More than is open of this invoice.
problem-payment-more-than-left = More than is left of the payment.
problem-payment-nothing-chosen = Type an amount at one invoice at least.
conflict-payment-reversed = This payment has been taken back.
conflict-payment-nothing-open = Nothing is open, or nothing is left of the payment.
conflict-payment-not-open = This invoice is paid by now, or there is none with this number. Nothing was done; open the payment again to see what is left.
conflict-payment-not-given = The payment does not pay this invoice any more.
audit-payment-record = Payment recorded
audit-payment-allocate = Payment used for invoices
audit-payment-release = Payment taken from an invoice
audit-payment-reverse = Payment taken back
invoice-paper = Invoice as PDF
invoice-bill-to = Bill to
invoice-do-not-pay = DO NOT PAY. This invoice was made in a sandbox; nothing in it is owed.
invoice-paper-note = The lines behind these charges are in the reconciliation file. Issued invoices are never changed; a correction is a document of its own.
nav-credit-notes = Credit notes
credit-notes-lead = What of invoices is not owed after all. One person proposes, another approves.
credit-notes-none = No credit note has been proposed.
credit-note-number = Credit note
credit-note-unnumbered = Not issued
credit-note-total = Amount with tax
credit-note-state-proposed = Waits for approval
credit-note-state-issued = Issued
credit-note-state-declined = Declined
credit-note-state-withdrawn = Withdrawn
credit-note-new = Propose a credit note
credit-note-new-lead = It counts once somebody else has approved it. Invoices themselves are never changed.
credit-note-propose = Propose
credit-note-before-tax = Amount before tax
credit-note-before-tax-hint = The tax follows from the rate of the invoice.
credit-note-title = Credit note { $number }
credit-note-facts = Credit note
credit-note-proposed = Proposed
credit-note-decided = Decided
credit-note-issued = Issued on
credit-note-declined-because = Why it was declined
credit-note-next = What can be done
credit-note-approve = Approve and issue
credit-note-approve-text = It gets the next number, takes the amount off the invoice at once, and cannot be changed any more. What was paid already goes towards other invoices.
credit-note-decline = Decline
credit-note-decline-reason = Why not
credit-note-waits = It waits for somebody else to approve it.
credit-note-withdraw = Take the proposal back
credit-note-done-proposed = The credit note was proposed. Somebody else has to approve it.
credit-note-done-issued = The credit note was issued.
credit-note-done-declined = The credit note was declined.
credit-note-done-withdrawn = The proposal was taken back.
problem-credit-note-invoice = There is no invoice with this number.
problem-credit-note-not-positive = Enter an amount above zero.
problem-credit-note-too-much = More than the invoice charges before tax and earlier credit notes have left.
problem-credit-note-nothing-left = This invoice charges nothing, or all of it has been credited.
conflict-credit-note-open = A credit note about this invoice waits already.
conflict-credit-note-decided = Somebody has decided this credit note already.
conflict-credit-note-own = You proposed this credit note; somebody else has to decide it.
conflict-credit-note-not-own = Somebody else proposed this credit note.
conflict-credit-note-too-much = More than is left of the invoice by now.
conflict-credit-note-nothing-left = All of this invoice has been credited by now.
conflict-credit-note-not-positive = A credit note is more than nothing.
audit-billing-propose-credit-note = Credit note proposed
audit-billing-approve-credit-note = Credit note issued
audit-billing-decline-credit-note = Credit note declined
audit-billing-withdraw-credit-note = Credit note taken back
compare-title = Compare with a file
compare-lead = Upload the reconciliation file or a table of your own: line by line it is compared with this invoice, to the hundredth. Nothing of the file is kept.
compare-file = File
compare-file-hint = CSV in UTF-8 or GB18030, at most 10 MB. Columns may come in any order.
compare-now = Compare
compare-result = Result
compare-agrees = Agrees
compare-differs = Differs
compare-same = File and invoice agree in all { $rows } rows.
compare-different = { $count } differences; { $rows } rows were read.
compare-sums = Sums
compare-invoice = Invoice
compare-difference = File less invoice
compare-differences = Differences
compare-differences-note = What only one of the two has is a difference, too.
compare-unknown = Not on this invoice
compare-wrong = { $count } rows could not be read
compare-wrong-note = They do not count. Totals at the end of a table are among them.
compare-columns-note = The more of these columns a file has, the finer it is compared. Other columns are passed over.
compare-role-must = Has to be there: the subscription as the portal shows it
compare-role-apart = Tells the lines of a subscription apart
compare-role-sum = Is compared; one of these has to be there
problem-compare-subscription = This is no id of a subscription.
problem-compare-charge = Invoices have no charge of this type.
problem-compare-date = This is no date.
problem-compare-quantity = This is no whole number.
problem-compare-amount = This is no amount with at most two decimals.
problem-payment-paid-meanwhile = Invoice { $number } is paid by now, or there is none with this number. Nothing was done.

mail-payment-soon-subject = Invoice { $reference } of { $operator } is due on { $due_on }
mail-payment-soon-body =
    Dear { $name },

    Invoice { $reference } for { $company } is to be paid by { $due_on }. Still open: { $open }. If you have paid already, there is nothing more to do.

    { $link }

    When you pay, please quote the invoice number.

mail-payment-due-subject = Invoice { $reference } of { $operator } is due today
mail-payment-due-body =
    Dear { $name },

    Today, { $due_on }, is the last day to pay invoice { $reference } for { $company }. Still open: { $open }. A transfer that reaches us today is in time.

    { $link }

    When you pay, please quote the invoice number.

mail-payment-overdue-subject = Invoice { $reference } of { $operator } is overdue
mail-payment-overdue-body =
    Dear { $name },

    Invoice { $reference } for { $company } was to be paid by { $due_on }, { $days ->
        [one] { $days } day ago
       *[other] { $days } days ago
    }. Still open: { $open }. Please pay it now. For each day it is late the agreement allows a finance charge on the next invoice.

    { $link }

    When you pay, please quote the invoice number. If you have paid already, send us the bank's reference.

invoice-finance-charges = Finance charges
ledger-waiver = Finance charge for invoice { $about } waived
nav-overdue = Overdue
overdue-lead = Invoices that should have been paid by now, those that are late longest first.
overdue-none = No invoice is overdue.
overdue-no-match = No overdue invoice matches. Search for a number, a company or a domain.
overdue-search = Number, company or domain
overdue-days = { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
overdue-reminded = Reminded last
overdue-not-reminded = Not yet
finance-charge-title = Finance charge for invoice { $number }
finance-charge-lead = For days on which an invoice was unpaid after its due date. Finance charges bear none themselves.
finance-charges-lead = What partners were charged for late payment. A charge that stands can be waived.
finance-charges-none = Nothing was charged for late payment.
finance-charge-late = Late invoice
finance-charge-on = Charged on invoice
finance-charge-principal = Unpaid
finance-charge-rate = Rate of a month: the agreed one or the legal maximum, whichever is lower
finance-charge-days = Days late
finance-charge-month = Days of a month
finance-charge-charged = Charged before for these days
finance-charge-gives-back-text = It is known now that something else was unpaid on these days. What was charged for them is given back in full, and the lines after it charge them anew.
finance-charge-given-back-on = Given back on invoice
finance-charge-open-late = Open the late invoice
finance-charge-state-charged = Charged
finance-charge-state-waived = Waived
finance-charge-state-given-back = Given back
finance-charge-state-gives-back = Gives back
finance-charge-waived-because = Why it was waived
finance-charge-waived-by = Waived by
finance-charge-waive = Waive this charge
finance-charge-waive-text = { $amount } is taken off the invoice at once, and these days are not charged again. It cannot be undone.
finance-charge-done-waived = The finance charge was waived.
conflict-finance-charge-waived = This finance charge has been waived already.
conflict-finance-charge-given-back = This finance charge was given back, or gives back itself: there is nothing to waive.
conflict-finance-charge-credited = Credit notes have left less of this invoice than the finance charge.
audit-billing-waive-finance-charge = Finance charge waived
audit-billing-remind = Payment reminder

billing-suspends = Suspension, if nothing is paid
billing-suspended = Suspended
billing-suspended-words = Everything works again at once when { $amount } that is overdue has reached us
billing-deferred = Postponed
billing-deferred-words = Invoice { $number }, until { $day }: { $reason }
overdue-late = Late
overdue-deferred = Postponed until { $day }
overdue-suspended = Partner is suspended
overdue-suspends = Suspension on { $day }
deferral-title = Agreements to wait
deferral-new = Agree to wait
deferral-new-text = Until that day nobody is reminded or suspended for this invoice; a partner that is suspended for nothing else is in business again. The due date and the finance charge stay. A nearer day shortens an earlier agreement.
deferral-until = Until
deferral-until-hint = The last day, at most { $day }.
deferral-grant = Postpone
deferral-done = The suspension was postponed.
problem-deferral-past = This day is past.
problem-deferral-too-long = At most until { $day }: all agreements about an invoice count together.
problem-deferral-not-overdue = This invoice is not overdue.
conflict-deferral-not-overdue = This invoice is not overdue any more.
audit-billing-suspend = Suspension for late payment
audit-billing-defer = Payment postponed

mail-payment-suspension-subject = { $company } will be suspended on { $suspends_on } unless invoice { $reference } is paid
mail-payment-suspension-body =
    Dear { $name },

    Invoice { $reference } for { $company } was to be paid by { $due_on }. Still open: { $open }. If it is not paid, { $company } will be suspended on { $suspends_on }: it can then add no customers, place no orders and change no licences. What you have sold goes on running.

    { $link }

    If you cannot pay in time, talk to us: { $operator } can agree to wait. If you have paid already, send us the bank's reference.

mail-payment-suspended-subject = { $company } is suspended: invoice { $reference } is unpaid
mail-payment-suspended-body =
    Dear { $name },

    Invoice { $reference } for { $company } was to be paid by { $due_on } and is unpaid. Therefore { $company } is suspended from today: it can add no customers, place no orders and change no licences. What you have sold goes on running, and you can look after your customers as before.

    To pay: { $overdue }. As soon as the payment is recorded everything works again by itself.

    { $link }

mail-payment-released-subject = { $company } is in business again
mail-payment-released-body =
    Dear { $name },

    Nothing of { $company } is overdue any more. The suspension has ended, and everything works again.

    { $link }

mail-payment-deferred-subject = Invoice { $reference }: { $operator } waits until { $until }
mail-payment-deferred-body =
    Dear { $name },

    { $operator } agrees to wait for invoice { $reference } of { $company } until { $until }. Still open: { $open }. Reason: { $reason }

    If it is not paid by then, { $company } is suspended on the next day at the earliest. The due date and the finance charge stay as they are.

    { $link }

dispute-list = Disputes
dispute-lead = What of your invoices you say is not owed, and what became of it.
dispute-none = Nothing was disputed. Open an invoice or one of its lines to dispute it.
dispute-title = Dispute
dispute-about = About
dispute-about-line = Invoice { $number }, line { $line }
dispute-new = Dispute
dispute-new-lead = What you dispute bears no finance charge and suspends nobody until it is decided.
dispute-room = Can be disputed at most, before tax
dispute-amount-hint = Before tax; the tax follows from the rate of the invoice.
dispute-reason-hint = What is wrong, and how you know: ten letters at least.
dispute-open = Open the dispute
dispute-invoice = Open the invoice
dispute-sum = Disputed, with tax
dispute-opened = Opened
dispute-ended = Ended
dispute-answer = Answer
dispute-withdraw = Take the dispute back
dispute-withdraw-text = The sum is owed again from today. The same can be disputed again later.
dispute-support = This decision stands. If you know something new,
dispute-support-open = send a support request.
dispute-state-open = Being looked at
dispute-state-agreed = Accepted, credit note waits
dispute-state-accepted = Accepted
dispute-state-refused = Refused
dispute-state-withdrawn = Taken back
dispute-console-lead = What partners say they do not owe, those that wait longest first.
dispute-console-none = Nothing was disputed.
dispute-accept = Accept
dispute-accept-text = Proposes a credit note, which somebody else approves. Until then the sum stays disputed; if the note is not approved the dispute is open again.
dispute-accept-hint = All of it, or the part that is not owed.
dispute-refuse = Refuse
dispute-refuse-text = The sum is owed again from today. The same cannot be disputed again.
dispute-done-opened = The dispute was opened. You will be told by mail what became of it.
dispute-done-withdrawn = The dispute was taken back.
dispute-done-accepted = The dispute was accepted. Somebody else has to approve the credit note.
dispute-done-refused = The dispute was refused.
problem-dispute-not-positive = Enter an amount above zero.
problem-dispute-too-much = More than can be disputed.
conflict-dispute-not-positive = A dispute is about more than nothing.
conflict-dispute-too-much = More than can be disputed.
conflict-dispute-nothing-left = Nothing is left to be disputed: nothing is charged, or it was credited or is disputed already.
conflict-dispute-twice = This was disputed before. If you know something new, send a support request.
conflict-dispute-decided = Somebody has decided about this dispute already, or it was taken back.
overdue-disputed = of that { $amount } disputed
audit-billing-dispute = Dispute opened
audit-billing-withdraw-dispute = Dispute taken back
audit-billing-accept-dispute = Dispute accepted
audit-billing-refuse-dispute = Dispute refused

mail-dispute-opened-subject = { $company } disputes something of invoice { $reference }
mail-dispute-opened-body =
    Dear { $name },

    { $company } says that { $amount } of invoice { $reference } is not owed. Until somebody decides, this sum bears no finance charge. The reason is here:

    { $link }

mail-dispute-accepted-subject = Your dispute about invoice { $reference } was accepted
mail-dispute-accepted-body =
    Dear { $name },

    { $company } disputed { $amount } of invoice { $reference }. { $operator } has accepted it and issued a credit note. Answer: { $reason }

    { $link }

mail-dispute-refused-subject = Your dispute about invoice { $reference } was refused
mail-dispute-refused-body =
    Dear { $name },

    { $company } disputed { $amount } of invoice { $reference }. { $operator } has looked at it and does not agree: the sum is owed. Answer: { $reason }

    { $link }

    If you know something new, send a support request.

# Adjustments: discounts, and what the next invoice gives back of a line.
nav-adjustments = Adjustments
adjustments-lead = Discounts on what subscriptions will be charged, and what the next invoice gives back of a line. One person proposes, another approves.
adjustments-none = No adjustment has been proposed.
adjustment-kind = Adjustment
adjustment-kind-discount = Discount
adjustment-kind-offset = Offset a line item
adjustment-about = Concerns
adjustment-of = Gives back of
adjustment-of-line = Invoice { $number }, line { $line }
adjustment-customer = Customer
adjustment-subscription = Subscription
adjustment-subscription-hint = Its id, as the portal and the column SyndicationPartnerSubscriptionNumber show it.
adjustment-line = Line
adjustment-line-hint = Its number on the invoice, as its explanation says it.
adjustment-amount-hint-discount = It is taken off the next charges of the subscription until it is used up; tax is charged on the rest.
adjustment-amount-hint-offset = No more than is left of the line. Its part of the tax goes with it.
adjustment-reason-hint = The partner reads it.
adjustment-new-discount = Propose a discount
adjustment-new-discount-lead = It counts from the next bill that is made after somebody else has approved it.
adjustment-new-offset = Offset a line item
adjustment-new-offset-lead = A part of a line of an issued invoice is given back with its tax on the next invoice, once somebody else has approved it.
adjustment-title = Adjustment for { $partner }
adjustment-facts = Adjustment
adjustment-left = Left of the discounts on this subscription
adjustment-given-on = Given back on invoice
adjustment-next-invoice = The next one
adjustment-state-proposed = Waits for approval
adjustment-state-issued = Approved
adjustment-state-declined = Declined
adjustment-state-withdrawn = Withdrawn
adjustment-approve = Approve
adjustment-approve-discount = The next bill that is made takes it off the charges of the subscription. It cannot be changed any more.
adjustment-approve-offset = The next bill that is made gives the amount back with its tax. It cannot be changed any more.
adjustment-done-proposed = The adjustment was proposed. Somebody else has to approve it.
adjustment-done-issued = The adjustment was approved.
adjustment-done-declined = The adjustment was declined.
problem-adjustment-subscription = There is no subscription with this id that is charged.
problem-adjustment-line = This invoice has no line with this number.
problem-adjustment-not-positive = Enter an amount above zero.
problem-adjustment-too-much = More than is left of the line, or of the invoice after credit notes.
problem-adjustment-nothing-left = This line charges nothing, or all of it was given back.
conflict-adjustment-decided = Somebody has decided this adjustment already.
conflict-adjustment-own = You proposed this adjustment; somebody else has to decide it.
conflict-adjustment-not-own = Somebody else proposed this adjustment.
conflict-adjustment-not-positive = An adjustment is more than nothing.
conflict-adjustment-too-much = More than is left of the line by now.
conflict-adjustment-nothing-left = All of this line has been given back by now.
audit-billing-propose-adjustment = Adjustment proposed
audit-billing-approve-adjustment = Adjustment approved
audit-billing-decline-adjustment = Adjustment declined
audit-billing-withdraw-adjustment = Adjustment taken back
charge-offset-a-line-item = Offset a line item: given back with its tax
invoice-discounts = Discounts
invoice-discounted = With a discount
invoice-credits = Credits & adjustments, with tax
explain-adjusted = Adjustments
explain-discount = Discount
explain-taxed = Before tax, after the discount
explain-granted = Discount granted: { $amount }
explain-given-back = Given back of an earlier line
explain-offset = A part of a line of an earlier invoice is given back, with its part of that line’s tax. It is not charged anew.

export-title = Export for programs
export-lead = All lines of licences as packed JSON, { $lines } in each file, made in the background. The files are kept for { $days } days; their addresses work for an hour and need no sign-in, so hand them to nobody else.
export-set = Attributes
export-set-full = All attributes
export-set-full-hint = Every column of the reconciliation file.
export-set-basic = Basic attributes
export-set-basic-hint = What it takes to book a line: whose, what for, when, how much.
export-ask = Prepare the files
export-none = No export of this invoice is there.
export-asked = Asked for by
export-kept = Kept until
export-progress = { $done } of { $total } lines are written
export-state-ready = Ready
export-state-waiting = Being prepared
export-file = File
export-size = Size (unpacked)
export-done-asked = The files are being prepared.
conflict-export-too-many = Too many exports are kept. They are removed after some days; until then use those that are there.
conflict-export-expired = The files of this export were removed. Ask for them again.
conflict-export-address-old = The time of this address is over. Open the invoice's exports, or the manifest, for a new one.
audit-billing-export = Export of an invoice asked for
audit-billing-export-file = File of an export written
audit-billing-export-expire = Files of an export removed
nav-usage = Usage
usage-lead = Files of meters that were taken in. Their records are billed once, on the next invoice of the partner.
usage-none = No file has been taken in yet.
usage-new = Take in a file
usage-new-lead = Each row is a record of a meter. Rows that are wrong are left out and reported, the others count. A record that was taken in before does not count again.
usage-new-file = File
usage-new-hint = CSV with at most { $rows } rows.
usage-upload = Take it in
usage-template = Template
usage-columns-note = The first row names them, in any order. The names of the usage file are understood too.
usage-column-optional = May be missing
usage-column-record_id = The meter’s own number of the record; no two records have the same
usage-column-subscription_id = The subscription, as the portal shows its ID
usage-column-usage_date = The day, for example 2026-06-20
usage-column-service_name = Service
usage-column-service_type = Kind of the service
usage-column-resource_id = The resource, a GUID
usage-column-resource_name = Resource
usage-column-region = Region
usage-column-sku = SKU
usage-column-tier = Price tier, a number from 1; 1 if it is missing
usage-column-consumed_quantity = Units used, with at most six decimals
usage-column-included_quantity = Units that cost nothing; none if it is missing
usage-column-list_price = Price of one unit before tax, with at most six decimals
usage-column-metered_region = Region, as the meter calls it
usage-column-metered_service = Service, as the meter calls it
usage-column-metered_service_type = Kind of the service, as the meter calls it
usage-column-project = What the customer files it under
usage-column-service_info = What else the service says
usage-state-all = Taken in
usage-state-part = In part
usage-state-none = Nothing taken in
usage-rows = Rows of the file
usage-taken = Records taken in
usage-known = Taken in before
usage-refused = Rows left out
usage-uploaded = Taken in on
usage-sha256 = SHA-256 of the file
usage-facts = The file
usage-import-lead = What became of each row. Correct the rows that were left out and take the file in again: the others do not count twice.
usage-refusals = Rows that were left out
usage-refusals-note = Nothing of these rows is billed.
usage-record = Record
usage-done-taken = The file was taken in.
usage-lines = Usage
usage-pager = Pages of the usage
usage-what = Resource
usage-day = Used on
usage-consumed = Units used
usage-included = Units that cost nothing
usage-overage = Units charged
usage-price = Price of one unit, locked for the term
usage-total = With tax
usage-rate = One unit came to
usage-rate-taxed = One unit came to, with tax
usage-line-title = Usage, line { $line }
usage-discount-text = What was left of the discounts on this subscription, up to its usage on this invoice.
usage-file = Usage file
usage-file-save = Save the usage as CSV
usage-file-save-workbook = Save the usage as XLSX
invoice-usage = Usage charges
invoice-usage-discounts = Other discounts on usage
charge-assess-usage-fee-for-current-cycle = Assess usage fee for current cycle
charge-assess-usage-fee-when-cancel = Assess usage fee when cancel: usage not paid when the subscription ended
charge-activation-discount = Activation discount
charge-cycle-discount = Cycle discount
charge-renew-discount = Renew discount
conflict-usage-not-offered = This programme sells nothing by usage: there are no usage records and no usage file.
problem-usage-number = Write a number of digits with at most one point, for example 11 or 0.0808.
problem-usage-decimals = Use at most { $max } decimals.
problem-usage-too-large = The largest number is { $max }.
problem-usage-amount-too-large = One record comes to at most { $max } yuan. Divide it.
problem-usage-id = Write an ID of 32 digits and letters, as the portal shows it.
problem-usage-day = Write a day as 2026-06-20.
problem-usage-subscription = There is no subscription with this ID.
problem-usage-never-billed = Trials and what is sold in a sandbox are never billed.
problem-usage-to-come = This day is yet to come.
problem-usage-before-start = The subscription had not begun on this day.
problem-usage-after-end = The subscription had ended before this day.
problem-usage-too-old = This is too long ago to be billed.
problem-usage-price-changed = In this term one unit of this resource costs { $price }.
problem-usage-record-differs = A record with this number says something else. A record is never changed: send the correction under a number of its own.
adjustment-on = Taken off
adjustment-on-licences = What licences are charged
adjustment-on-usage = Usage
nav-refunds = Refunds
refunds-lead = What was paid too much, or what an invoice gives back, goes back to the partner. One person proposes, another approves.
refunds-none = No refund has been proposed.
refund-new = Pay back
refund-new-lead = Another person has to approve it; then it counts in the ledger at once, and the transfer is made at the bank.
refund-about = Transfer or invoice
refund-about-hint = The bank’s reference of the transfer of which too much came, or the number of the invoice that gives something back.
refund-amount-hint = At most what is left of the transfer, or what the invoice still gives back.
refund-account = Bank account
refund-account-hint = Where it goes: the bank, the holder and the number, as the partner has written.
refund-of = Of
refund-of-payment = Transfer { $about }
refund-of-invoice = Invoice { $about }
refund-title = Refund to { $partner }
refund-facts = The refund
refund-state-proposed = Waits for approval
refund-state-issued = Paid back
refund-state-declined = Declined
refund-state-withdrawn = Withdrawn
refund-approve = Approve and pay back
refund-approve-text = The amount is taken off what the partner has in credit at once, and the partner is told. Make the transfer at the bank. It cannot be undone.
refund-done-proposed = The refund was proposed. Another person has to approve it.
refund-done-issued = The refund was approved. The partner is told.
refund-done-declined = The refund was declined.
problem-refund-about = There is no transfer with this reference that counts, and no invoice with this number.
problem-refund-not-positive = A refund is above zero.
problem-refund-too-much = More than there is to pay back.
problem-refund-nothing-left = There is nothing to pay back of it.
problem-refund-owes = The partner has overdue invoices: what it has in credit goes there first.
conflict-refund-open = Another refund of the same waits for approval.
conflict-refund-decided = Somebody has decided this refund already.
conflict-refund-own = You proposed this refund; somebody else has to decide it.
conflict-refund-not-own = Somebody else proposed this refund.
conflict-refund-not-positive = A refund is above zero.
conflict-refund-too-much = More than there is to pay back by now.
conflict-refund-nothing-left = There is nothing to pay back of it by now.
conflict-refund-owes = The partner has overdue invoices by now: what it has in credit goes there first.
conflict-payment-refunded = A part of this payment went back to the partner; it cannot be taken back any more.
ledger-refund = Paid back { $about }
mail-refund-paid-subject = { $operator } pays { $amount } back to you
mail-refund-paid-body =
    Dear { $name },

    { $operator } pays { $amount } of { $reference } back to { $company }. It goes to this account: { $account }

    Reason: { $reason }

    { $link }
audit-billing-take-usage = File of usage taken in
audit-billing-propose-refund = Refund proposed
audit-billing-approve-refund = Refund approved
audit-billing-decline-refund = Refund declined
audit-billing-withdraw-refund = Refund taken back
refund-choice-transfer = A transfer of which something is left over
refund-choice-invoice = An invoice that gives something back
problem-usage-ended-free = This subscription ended while it was free: nothing of it is billed.

# VAT invoices (fapiao): the tax documents beside invoices.
nav-fapiao = VAT invoices
fapiao-card = VAT invoice
fapiao-card-none = No VAT invoice has been asked for.
fapiao-card-open = Open the VAT invoices of this invoice
fapiao-of = VAT invoice of { $number }
fapiao-lead = The tax document beside the invoice. The operator makes it in the tax office’s system; with its number and day you can check it at the tax office’s site.
fapiao-ask = Ask for the VAT invoice
fapiao-ask-text = It is about what the invoice charges less what was given back of it, and prints your company as it stands now.
fapiao-ask-profile = Is something wrong? Change it before you ask:
fapiao-profile = Billing profile
fapiao-missing = Something is missing
fapiao-missing-text = A VAT invoice can be asked for once the billing profile has:
fapiao-none-left = This invoice charges nothing, or all of it was given back: there is nothing to make a VAT invoice of.
fapiao-may-not = No VAT invoice waits or is there. Global admins and billing admins of your company can ask for it.
fapiao-withdraw = Take the request back
fapiao-withdraw-text = No VAT invoice is made. You can ask again later.
fapiao-kind = Kind
fapiao-kind-ordinary = Ordinary VAT invoice
fapiao-kind-special = Special VAT invoice
fapiao-kind-red-ordinary = Red-letter ordinary VAT invoice
fapiao-kind-red-special = Red-letter special VAT invoice
fapiao-state-requested = Asked for
fapiao-state-due = Due
fapiao-state-issued = Issued
fapiao-state-refused = Not issued
fapiao-state-withdrawn = Taken back
fapiao-number = Number
fapiao-number-hint = The 20 digits the tax office’s system gave it.
fapiao-date = Date
fapiao-original = Takes something off
fapiao-cause = Because of
fapiao-cause-adjustment = An adjustment that gives back a part of a line
fapiao-cause-waiver = A finance charge that was waived
fapiao-total = Amount with tax
fapiao-title = Title
fapiao-email = Sent to
fapiao-email-hint = Who is told the number, beside the recipient of the invoices and the global admins.
fapiao-asked = Asked for by
fapiao-reason = Why it was not issued
fapiao-done-asked = The VAT invoice was asked for. You will be told by mail when it is issued.
fapiao-done-withdrawn = The request was taken back.
fapiao-done-issued = The VAT invoice was issued. The partner is told.
fapiao-done-refused = The request was refused. The partner is told.
fapiao-console-lead = What partners ask for, and red-letter ones that are due because something was given back; the oldest first.
fapiao-console-none = There are none in this state.
fapiao-tab-requested = Waiting
fapiao-tab-issued = Issued
fapiao-tab-refused = Refused
fapiao-tab-withdrawn = Taken back
fapiao-since = Since
fapiao-earliest = Dated this day at the earliest
fapiao-issue = Write it down as issued
fapiao-issue-text = Make it in the tax office’s system with exactly these amounts and this buyer, then enter its number and day. It cannot be changed any more.
fapiao-issue-red-text = Make the red-letter one in the tax office’s system against the number above, with exactly these amounts, then enter its number and day. It cannot be changed any more.
fapiao-refuse = Refuse
fapiao-refuse-text = No VAT invoice is made. The partner reads the reason and can ask again.
problem-fapiao-number-format = The number of a digital VAT invoice has 20 digits.
problem-fapiao-number-twice = Another VAT invoice has this number.
problem-fapiao-date-future = This day is yet to come.
problem-fapiao-date-early = This day is before what the VAT invoice is about.
conflict-fapiao-nothing-left = Nothing is left of this invoice that a VAT invoice could be about: nothing is charged, or all of it was given back.
conflict-fapiao-live = This invoice has a VAT invoice already, or one is asked for.
conflict-fapiao-decided = Somebody has issued or refused this VAT invoice already, or the request was taken back.
conflict-fapiao-red = The law wants a red-letter VAT invoice here: it can only be issued.
conflict-fapiao-changed = Something was given back of the invoice since you opened the page, so the amount is another one. Open the page again and make the VAT invoice with what it shows.
audit-billing-ask-fapiao = VAT invoice asked for
audit-billing-withdraw-fapiao = Request for a VAT invoice taken back
audit-billing-issue-fapiao = VAT invoice issued
audit-billing-refuse-fapiao = VAT invoice refused

mail-fapiao-asked-subject = { $company } asks for the VAT invoice of { $reference }
mail-fapiao-asked-body =
    Dear { $name },

    { $company } asks for the VAT invoice of invoice { $reference }, { $amount } with tax. Make it in the tax office’s system and write its number down here:

    { $link }

mail-fapiao-red-due-subject = A red-letter VAT invoice is due for { $reference }
mail-fapiao-red-due-body =
    Dear { $name },

    { $amount } with tax was given back of invoice { $reference } of { $company }, which has a VAT invoice. Make the red-letter one in the tax office’s system and write its number down here:

    { $link }

mail-fapiao-issued-subject = The VAT invoice of { $reference } is issued
mail-fapiao-issued-body =
    Dear { $name },

    { $operator } has issued the VAT invoice of invoice { $reference } to { $company }: number { $number }, { $on }, { $amount } with tax. You can check it with its number at the tax office’s site.

    { $link }

mail-fapiao-red-issued-subject = A red-letter VAT invoice of { $reference } is issued
mail-fapiao-red-issued-body =
    Dear { $name },

    { $operator } has given back { $amount } with tax of invoice { $reference } to { $company } and issued a red-letter VAT invoice for it: number { $number }, { $on }, against number { $original }.

    { $link }

mail-fapiao-refused-subject = The VAT invoice of { $reference } was not issued
mail-fapiao-refused-body =
    Dear { $name },

    { $operator } has not issued the VAT invoice of invoice { $reference } that { $company } asked for, { $amount } with tax. Reason: { $reason }

    You can ask again here:

    { $link }
