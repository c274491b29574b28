# Special prices: what single partners pay less than the list for.

special-prices = Special prices
special-prices-lead = What your company pays less than the price list for. Nothing has to be done: orders, conversions, upgrades and renewals on these days take the lowest price that applies.
special-prices-none-own = Your company has no special prices.
special-prices-lock = A subscription keeps the price of its order day for its whole term, also after the special price has ended. A renewal takes the price of its day.
special-prices-console-lead = What single partners pay less than the price list for. One catalogue manager asks for it, another approves it.
special-prices-none = No special price has been asked for.
special-prices-all = All special prices
special-price-new = New special price
special-price-new-lead = It applies to what is ordered, converted, upgraded or renewed on its days. Prices that are locked in a running term do not change.
special-price-partner-hint = Domain, credit code, partner-network ID or name.
special-price-for = Customer
special-price-all-customers = All customers
special-price-domain = Domain of the customer
special-price-customer-hint = The domain of one customer of the partner. Leave it empty for all of them.
special-price-choose = Choose an offer
special-price-kind = What is granted
special-price-kind-fixed = A fixed price
special-price-kind-off = A percentage off the list price
special-price-value = Price or percentage
special-price-value-hint = For one unit and one month, before tax, such as 49.90; or a percentage such as 12.5.
special-price-until-hint = The last day. Five years at most.
special-price-reason-hint = Why this partner pays less: five letters at least. Kept in the audit log; the partner does not see it.
special-price-propose = Ask for approval
special-price-off = { $percent } % off the list price
special-price-list = list price { $list }
special-price-list-off = { $off }, { $list }
special-price-price = Special price
special-price-percent = Percent off
special-price-list-price = List price
special-price-comes-to = Comes to
special-price-terms = Granted
special-price-days = Days
special-price-status = Status
special-price-facts = The special price
special-price-proposed = Asked for
special-price-decided = Decided
special-price-closed = Ended
special-price-because = Because
special-price-shown-proposed = Waits for approval
special-price-shown-declined = Declined
special-price-shown-taken-back = Taken back
special-price-shown-withdrawn = Ended early
special-price-shown-ahead = Approved
special-price-shown-applies = Applies
special-price-shown-over = Over
special-price-waits = You asked for it, so somebody else has to approve it. Your colleagues have been told by e-mail.
special-price-approve = Approve
special-price-approve-text = It applies from its first day, or from today if that has passed. The partner’s global and billing admins are told by e-mail.
special-price-decline = Decline
special-price-decline-reason = Why not
special-price-take-back = Take back
special-price-withdraw = End early
special-price-withdraw-text = From today on nothing is sold at this price. What was sold keeps it until its term ends. The partner is told by e-mail.
special-price-withdraw-reason = Why it ends
special-price-done-proposed = Asked for. Somebody else has to approve it.
special-price-done-approved = Approved. The partner is being told.
special-price-done-declined = Declined.
special-price-done-taken-back = Taken back.
special-price-done-withdrawn = Ended. The partner is being told.
special-price-banner =
    { $count ->
        [one] Your company has a special price
       *[other] Your company has { $count } special prices
    }
special-price-banner-text = This list does not show them. Where you order, the lowest price that applies is shown.
special-price-open = See special prices
special-price-instead = special price instead of { $list }
price-locked-special = { $price } a month (special price), fixed until the term ends
explain-special-price = The unit price is a special price that applied from { $from } to { $until }; it was locked when the term began.

problem-special-price-zero = A price is more than zero.
problem-special-price-percent = A percentage is more than 0 and less than 100, with at most two digits after the point.
problem-special-price-not-lower = Not lower than the list price of the first day, { $list }.
problem-special-price-not-sold = The price list does not have this offer on the first day.
problem-special-price-past = The first day cannot lie in the past.
problem-special-price-order = The last day lies before the first.
problem-special-price-long = At most { $years } years. Ask again before it ends.
problem-special-price-customer = The partner has no customer with this domain.

conflict-special-price-step = This step is no longer possible. Reload the page to see how the special price stands.
conflict-special-price-own = You asked for this special price, so somebody else has to decide about it.
conflict-special-price-not-own = Somebody else asked for this special price.
conflict-special-price-over = The last day of this special price has passed.
conflict-special-price-no-longer-lower = The price list does not ask more than that any longer, or no longer has the offer. Decline it.

mail-special-price-proposed-subject = A special price for { $company } waits for your approval
mail-special-price-proposed-body =
    Dear { $name },

    { $author } asks for a special price for { $company }: { $offer }, { $price }. Customer: { $customer }. A second catalogue manager has to approve it:

    { $link }

mail-special-price-granted-subject = A special price for { $company } from { $from }
mail-special-price-granted-body =
    Dear { $name },

    { $operator } grants { $company } a special price for { $offer }: { $price }, for one unit and one month, before tax. Customer: { $customer }. It applies to what is ordered, converted, upgraded or renewed from { $from } to { $until }.

    Running subscriptions keep the price of their term. All special prices are here:

    { $link }

mail-special-price-ended-subject = A special price of { $company } ends
mail-special-price-ended-body =
    Dear { $name },

    { $operator } has ended a special price of { $company }: { $offer }, { $price }. Customer: { $customer }. From { $from } on the price list applies again, or another special price. What was sold keeps its price until its term ends.

    { $link }

audit-special-price-propose = Special price asked for
audit-special-price-approve = Special price approved
audit-special-price-decline = Special price declined
audit-special-price-take-back = Special price taken back
audit-special-price-withdraw = Special price ended early
