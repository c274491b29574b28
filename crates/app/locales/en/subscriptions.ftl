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
