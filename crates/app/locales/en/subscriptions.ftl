## Why nothing can be sold now
error-refused-title = This cannot be done now
error-refused-text = Nothing was changed. When what stands in the way is settled, go back and try again.
selling-obstacle = Nothing can be ordered at present

## The catalogue as an order form
shop-units = Quantity of { $offer }
shop-range = { $min } to { $max }
shop-fixed = Add ({ $units } licences)
price-per-licence = per licence and month
price-per-gigabyte = per GB and month
price-free = Free of charge
cycle-monthly = Billed monthly
cycle-annual = Billed yearly
cycle-none = Not billed
bill-title = Order
bill-offer = Subscription
bill-units = Quantity
bill-unit-price = Unit price
bill-monthly = Per month
bill-sum = Sum per month
bill-note = Before VAT. The prices hold for the whole term. Free of charge until your first billing date after the start.
bill-note-unpriced = Your role does not show prices. They hold for the whole term from the day of the order.

## Subscriptions and orders
subscription-add = Add subscription
subscriptions-none = No subscriptions yet
subscriptions-none-text = What you order for this customer is listed here.
subscription-status = Status
subscription-status-pending = Being set up
subscription-status-active = Active
subscription-status-suspended = Suspended
subscription-status-cancelled = Cancelled
subscription-status-expired = Expired
subscription-status-deleted = Deleted
subscription-next = What comes next
subscription-next-pending = Ready in a few minutes
subscription-next-renews = Renews on { $day }
subscription-next-trial = Trial ends on { $day }
subscription-next-ends = Ends on { $day }
subscription-next-deleted = Data is deleted on { $day }
subscription-next-gone = The data is gone
add-on = Add-on
orders-title = Orders
orders-note = Newest first
order-when = Placed
order-lines = Contents
order-number = Order number
order-cycle = Billing
order-pending = Being set up
order-completed = Completed
order-cancelled = Cancelled

## Adding
subscription-add-lead = Enter how many units of each. Nothing is ordered before the last step.
shop-nothing = Enter a quantity for at least one offer.
shop-submit = Place the order

## One subscription
subscription-facts = About this subscription
subscription-id = Subscription ID
subscription-start = Starts
subscription-end = Term ends
subscription-name = Nickname
price-locked = { $price } a month, fixed for the term
add-on-of = Add-on of { $base }
quantity-note = The last change of a day counts.
quantity-now = { $quantity } at present
quantity-look = See what it costs
quantity-change = From { $from } to { $to }
quantity-cost-monthly = { $before } a month becomes { $after } a month, before VAT.
quantity-cost-yearly = { $before } a year becomes { $after } a year, before VAT.
quantity-when = In force today. The difference is on the next bill, by the day.
quantity-submit = Change the quantity
quantity-leave = Leave it
add-ons-title = Add-ons
add-ons-note = They end with this subscription.
add-on-submit = Add
upgrade-title = Upgrade
upgrade-note = Other offers this one can become.
upgrade-now = Upgrade now
upgrade-effect = A new subscription with all licences starts today at today’s price for a new term of twelve months; this one ends in the same moment.
upgrade-submit = Upgrade
convert-title = Keep it after the trial
convert-note = A trial ends by itself. Converted, it goes on without a break and is billed from today.
convert-submit = Convert

## Its status
renewal-on-text = Renews by itself on { $day } for twelve months, at the price of that day.
renewal-off-text = Ends on { $day } and does not renew.
renewal-on = Renew at the end of the term
renewal-off = Do not renew
suspend = Suspend
suspend-effect = Users are kept out at once, with the add-ons. Administrators can still reach the data. If nobody reactivates it within { $days } days, all data is deleted for good.
suspend-confirm = Suspend it
reactivate = Reactivate
cancel = Cancel subscription
cancel-effect = It ends at once and cannot be brought back. Users are kept out; administrators can fetch the data for { $days } days.
cancel-confirm = Type “{ $name }” to confirm
cancel-submit = Cancel it for good
problem-name-not-typed = Type the name exactly as shown.
countdown-title = All data is deleted on { $day }
countdown-days = { $count } days left
countdown-suspended = Users cannot sign in; administrators still can. Reactivate it before that day; price and term stay as they were.
countdown-parent = It was suspended with its base and comes back with it.
countdown-operator = The operator suspended it. Please contact support.
countdown-ended = It has ended and cannot be reactivated. Administrators can fetch the data until then.
subscription-done-quantity = The quantity was changed.
subscription-done-name = The nickname was changed.
subscription-done-suspended = The subscription is suspended.
subscription-done-active = The subscription is active again.
subscription-done-renewal = The renewal was changed.
subscription-done-cancelled = The subscription is cancelled.
subscription-done-add-on = The add-on was ordered.
subscription-done-upgraded = This is the new subscription; the old one has ended.
subscription-done-converted = The trial is a subscription now.

## Its history
history-title = History
fact-ordered = Ordered: { $quantity }
fact-provisioned = Set up
fact-renewed = Renewed
fact-cycle = Billed otherwise
fact-upgraded = Upgraded, and ended
fact-converted = Converted to { $offer }
fact-suspended = Suspended
fact-reactivated = Reactivated
fact-cancelled = Cancelled
fact-expired = Ended
fact-deleted = Data deleted
fact-quantity = Quantity { $from } → { $to }
fact-changed = Name or renewal changed

## What a change does to the next bill, and whom the customer asks
quantity-bill-title = On the bill of { $day }
quantity-bill-sum = Together, before VAT:
quantity-bill-same = The same as without the change: { $before }.
quantity-bill-more = { $change } more than without the change ({ $before }).
quantity-bill-less = { $change } less than without the change ({ $before }).
subscription-reseller = Reseller of record
support-contact = Support contact
support-contact-note = What the customer sees and uses when something does not work.
support-contact-who = Company
support-contact-mail = E-mail
support-contact-phone = Telephone
