## The list
customers-lead = Companies you sell to.
customers-search = Company name, domain or customer ID
customers-name = Company
customers-units = Licences
customers-none = No customers yet
customers-none-text = Add your first customer. The company gets its own account with a first administrator, and you can order for it at once.
customers-no-match = No customer’s name or domain begins like this. Check the spelling or search for the beginning only.
customers-first-page = First page
customer-done-ended = The relationship has ended. The customer is no longer in your list.

tile-customers-open = Find them, or add one

## About one customer
customer-tabs = Customer
customer-tab-sales = Subscriptions
customer-tab-account = Account
customer-id = Customer ID
customer-domain = Domain
customer-since = Customer since
customer-delegated = Delegated administration
customer-address = Address
customer-contact = Primary contact
customer-phone = Telephone
customer-language = Language
customer-account-lead = Company details, agreement and relationship.
customer-relationship = Relationship
customer-company = Company
customer-done-edited = The account was changed.
customer-done-attested = It is recorded that the customer accepted the agreement. You can order now.
field-email = E-mail
field-address1 = Address
field-address2 = Address, second line

## Its agreement
customer-agreement = Customer agreement
customer-agreement-note = Needed before the first order.
customer-agreement-version = Version
customer-agreement-by = Accepted by
customer-agreement-told = Recorded
customer-not-agreed = Not recorded yet.
customer-agreed-on = Accepted by the primary contact on { $day }.
customer-attest = Record acceptance
customer-attest-text = Say who accepted the agreement for the customer, and when. This is your company’s word and is kept as such.
customer-attest-open = Record acceptance of the agreement
field-agreed_on = Accepted on
customer-agreed-hint = The day the primary contact accepted the agreement. Leave it empty if nothing is ordered yet.
problem-agreed-before-order = Enter the day on which the customer accepted its agreement, or order nothing for now.

## The end of a relationship
customer-end = End the relationship
customer-end-confirm = End it for good
customer-end-effect = { $name } leaves your list, delegated administration ends, and you can sell it nothing more. Its account and data stay its own. This cannot be undone here.
customer-end-not-yet = The relationship can be ended when no subscription is active or suspended. Cancel what is left first.

## A new customer
customer-new = Add customer
customer-new-lead = For companies that do not have an account yet. Nothing is created before the last step.
customer-step-account = Account
customer-step-products = Subscriptions
customer-step-review = Review
customer-step-done = Confirmation
customer-company-note = Exactly as on the business licence.
customer-contact-note = Becomes the first administrator of the customer’s account.
customer-credit-code-hint = 18 characters. With it nobody adds the same company twice.
customer-domain-hint = 3 to 27 lower-case letters, digits and hyphens. Cannot be changed later.
customer-email-hint = A mailbox of the customer, not yours.
customer-give-up = Cancel
customer-to-products = Next: subscriptions
customer-to-review = Next: review
customer-products-lead = Enter how many units of each. You can leave everything empty and order later.
customer-review-lead = Check everything before you submit.
customer-first-order = First order
customer-no-order = Nothing is ordered for now.
customer-submit = Create the customer
customer-update-account = Change account
customer-update-products = Change subscriptions
customer-done-title = The customer was added
customer-done-lead = Pass these credentials on to { $name } now. The password works for { $days } days and must be changed at the first sign-in.
customer-done-lead-again = The password for { $name } was shown before. It worked for { $days } days from then; without it, the customer recovers access on the sign-in page.
customer-done-pass-on = Nobody can show this password again
customer-done-pass-on-text = Hand it to the administrator in person or by telephone, not in the same message as the sign-in name.
customer-done-open = Open the customer
customer-done-list = All customers
customer-order-placed = The order was placed. The subscriptions start tomorrow.
customer-order-refused = The customer was created, but nothing was ordered
customer-order-again = Order again
