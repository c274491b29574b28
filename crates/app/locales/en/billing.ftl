## Billing

mail-invoice-ready-subject = Invoice { $reference } of { $operator }
mail-invoice-ready-body =
    Dear { $name },

    Invoice { $reference } for { $company } is ready. Charges of this invoice: { $total }, to be paid by { $due_on }. The invoice and its reconciliation file are here:

    { $link }

    When you pay, please quote the invoice number.

billing-lead = One invoice a month for everything you sell, in advance for the month to come.
billing-now = At present
billing-balance = To pay
billing-overdue = Of that overdue
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
