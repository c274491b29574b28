## Why something of catalogue, customers, orders or subscriptions is refused

refused-partner-suspended = Your account is suspended. Pay what is overdue, then try again.
refused-not-a-partner = Your company cannot sell at present because its partner account is not active.
refused-agreement-unsigned = Orders wait until your company has signed the new version of the agreement.
refused-prices-hidden = Your role does not show prices.
refused-credit-too-low = Your credit limit does not cover this. Pay open invoices or ask for a higher limit.
refused-not-in-sandbox = This is possible in an integration sandbox only.
refused-sandbox-limit = The limit of the integration sandbox is reached. Delete what you no longer need.
refused-no-relationship = Your company has no reseller relationship with this customer.
refused-relationship-in-use = Suspend or cancel all subscriptions of this customer first.
refused-attestation-missing = Confirm first that the customer has accepted the customer agreement.
refused-offer-unknown = This offer does not exist.
refused-offer-not-sold = This offer is not on sale.
refused-offer-not-for-customer = This customer does not qualify for the offer.
refused-reactivate-instead = The customer has a suspended subscription of this offer. Reactivate it instead.
refused-offer-limit-reached = The customer has bought this offer as often as allowed.
refused-trial-of-owned = The customer already owns what this trial would show.
refused-quantity-out-of-range = The quantity is outside what the offer allows.
refused-cycle-not-offered = This offer is not billed in that cycle.
refused-base-missing = An add-on needs a base subscription. Name one of this customer.
refused-base-of-other-offer = This add-on does not belong to that base subscription.
refused-base-not-active = The base subscription is not active.
refused-more-than-base = An add-on cannot have more units than its base subscription.
refused-not-an-add-on = This offer is not an add-on and takes no base subscription.
refused-lines-invalid = The numbers of the lines are not right.
refused-name-invalid = The name of the subscription is too long or holds characters that cannot be used. Take up to 100 ordinary characters.
refused-order-not-cancellable = This order cannot be cancelled. Suspend or cancel its subscriptions instead.
refused-order-change-unknown = Only add-ons and the billing cycle of an order can be changed.
refused-cycle-while-inactive = The billing cycle can change only while all subscriptions of the order are active.
refused-cycle-not-in-offer = An offer in this order is not billed in that cycle.
refused-cart-expired = This cart has expired. Make a new one.
refused-cart-empty = The cart is empty.
refused-cart-has-errors = Some lines of the cart cannot be ordered.
refused-cart-ordered = This cart was ordered before.
refused-pending = The subscription is still being set up. Try again in a moment.
refused-deleted = The subscription has ended and can no longer change.
refused-seats-while-suspended = The quantity cannot change while the subscription is suspended.
refused-change-while-suspended = A suspended subscription cannot change. Reactivate it first.
refused-no-such-status = The subscription cannot go to that status from the present one.
refused-reactivated-too-late = It is too late to reactivate this subscription.
refused-not-by-partner = The operator has suspended this subscription. Please contact support.
refused-trial-fixed = The quantity of a trial cannot change.
refused-trial-ends = A trial does not renew.
refused-trial-status = A trial cannot be suspended. Cancel it, or let it end.
refused-term-is-over = The term is ending, so this can no longer change.
refused-no-upgrade = This subscription cannot be upgraded to that offer.
refused-upgrade-not-active = Only an active subscription can be upgraded.
refused-upgrade-needs-delegation = An upgrade needs delegated administration of the customer.
refused-upgrade-with-add-ons = Cancel the add-ons first that do not fit the new offer.
refused-target-owned = The customer already owns that offer.
refused-no-conversion = Only a running trial can be converted, and only to its own offers.
refused-cycle-of-order = The billing cycle of a subscription is changed at its order.
refused-term-fixed = The term of this subscription cannot change.
refused-partner-fixed = The partner of this subscription cannot change.

## Problems at fields of customers

problem-email-of-seller = This mailbox belongs to the seller’s own domain. Enter an address of the customer.
problem-customer-known = This company already has an account. Ask it for a relationship instead.

conflict-attested-before = It has already been confirmed that this customer accepted its agreement.
