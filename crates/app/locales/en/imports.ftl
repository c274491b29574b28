## Imports of customers and orders
imports-open = Import
imports-title = Imports
imports-lead = Customers and orders from files. An import goes on when you leave the page.
imports-none = No imports yet
imports-none-text = Add many customers or orders at once from a spreadsheet.
import-new = New import
import-new-lead = First every row is judged and nothing is made; then you confirm. Sending the same file again makes nothing twice.
import-file = File
import-file-hint = CSV in UTF-8 or GB18030, at most { $rows } rows and { $megabytes } MB.
import-upload = Read the file
import-template = Template
import-rows = Rows
import-by = Uploaded by
import-at = Uploaded at
import-state = State
import-kind = What the file holds
import-kind-customers = Customers
import-kind-customers-hint = A new customer in each row.
import-kind-orders = Orders
import-kind-orders-hint = An order for one of your customers in each row.
import-columns-customers = Columns of a file of customers
import-columns-orders = Columns of a file of orders
import-columns-note = The first row names them, in any order. Chinese names are understood too.
import-column-domain_prefix = Domain prefix; a customer is imported once for each
import-column-company_name = Company
import-column-credit_code = Unified social credit code; may be empty
import-column-country = Country, two letters; may be empty
import-column-province = Province, its code or its name
import-column-city = City
import-column-district = District; may be empty
import-column-address1 = Address
import-column-address2 = Address, second line; may be empty
import-column-postal_code = Postal code
import-column-family_name = Contact’s family name
import-column-given_name = Contact’s given name
import-column-email = Contact’s e-mail
import-column-phone = Contact’s telephone; may be empty
import-column-language = Language: zh-Hans, zh-Hant or en; may be empty
import-column-agreed_on = Day the contact accepted the customer agreement, such as 2026-03-01; may be empty, and is needed before the first order
import-column-tags = Tags, with semicolons between them; may be empty
import-column-reference = Your own number of the order; an order is imported once for each
import-column-customer = The customer’s domain or ID
import-column-offer_id = Offer ID
import-column-quantity = Licences
import-column-name = Name of the subscription; may be empty
import-column-cycle = Billing: monthly or annual; may be empty
import-column-base_id = ID of the subscription an add-on is added to; empty otherwise
import-lead-customers = Customers from a file.
import-lead-orders = Orders from a file.
import-state-receiving = Being received
import-state-checking = Being checked
import-state-checked = Waits for you
import-state-running = Running
import-state-stopped = Stopped
import-state-done = Done
import-state-discarded = Given up
import-checking = The rows are being checked. Nothing is made yet.
import-running = The rows are being imported
import-leave = You can leave this page; the work goes on, and you find it again under Imports.
import-progress-checking = { $done } of { $total } rows checked
import-progress-running = { $done } of { $total } rows done
import-progress-stopped = { $done } of { $total } rows done
import-all-known = Every row was imported before. There is nothing to do.
import-nothing-right = No row can be imported
import-partly-text = They are left out if you import now. You can also correct the file and send it again: rows that were imported are not imported twice.
import-again-text = Download the rows with problems, correct them and send that file.
import-ready-text = Nothing has been made yet.
import-stopped = The import is stopped
import-stopped-text = What was imported stays. Let it go on whenever you want.
import-done = The import is done
import-discarded = This import was given up. What was imported before stays.
import-done-discarded = The import was given up.
import-confirm = Import { $count } rows
import-stop = Stop
import-resume = Go on
import-discard = Give up
import-discard-effect = The rest of the file is forgotten. What was imported stays.
import-discard-confirm = Give the import up
import-problems-file = Rows with problems (CSV)
import-results-file = Result (CSV)
import-count-rows = Rows of the file
import-count-ready = Can be imported
import-count-done = Imported
import-count-known = Imported before
import-count-wrong = Wrong, left out
import-count-failed = Could not be imported
import-row-ready = Can be imported
import-row-new = Not checked
import-row-wrong = Wrong
import-row-known = Imported before
import-row-done = Imported
import-row-failed = Failed
import-problems = Rows with problems
import-problems-note = They are not imported.
import-first = First rows
import-first-note = So you see that columns were understood.
import-what = Customer or order
import-detail = Domain prefix or customer
import-made = ID
import-facts = About this import
import-uploaded = Uploaded
import-confirmed = Confirmed
import-finished = Finished
problem-import-row-twice = This stands in row { $row } already.
problem-import-key-other = This was imported before with other values. Change it where it is, not here.
problem-import-customer-unknown = You have no customer with this domain or ID.
problem-import-id-format = This is not the ID of a subscription.
conflict-import-state = The import is no longer where you saw it. Look at its page.

## In the audit log
console-job-import = Import of customers or orders
audit-customer-import-upload = Import file uploaded
audit-customer-import-judge = Import file checked
audit-customer-import-confirm = Import confirmed
audit-customer-import-stop = Import stopped
audit-customer-import-resume = Import gone on with
audit-customer-import-discard = Import given up
audit-customer-import-finish = Import done

## Mail to whoever started an import that took long
mail-import-done-subject = The import of { $file } is done
mail-import-done-body =
    Dear { $name },

    The import of { $file } is done.

    Imported: { $done }
    Imported before: { $known }
    Left out, because something is wrong: { $left }

    You find the rows with problems and the result here:

    { $link }
