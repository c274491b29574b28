## Requesting a relationship (09 §4)

relation-request = Request a relationship
relation-lead = For a company that already is a customer here: of another partner, or of yours before. Once it has accepted, you find it in your list and can sell to it.
relation-mail = Mail
relation-mail-note = Change what you like, but not the link. It is the same for every customer and holds nothing about any of them.
relation-text = Text
relation-text-hint = Changes made here are for copying; they are not saved.
relation-open-mail = Open in a mail program
relation-mail-subject = { $partner } asks for a relationship as your reseller
relation-mail-body =
    We would like to be one of the partners from whom your company buys and by whom its services are administered.

    What you have bought elsewhere stays as it is: neither your subscriptions nor your bills change by this.

    To accept, please open this link, sign in as a global admin of your company, and confirm:

    { $link }

    { $partner }
relation-link = Link
relation-link-note = Only this link leads to your company. It stays good until it is replaced.
relation-replace = Replace the link
relation-replace-effect = Links sent so far lead nowhere from now on. Customers that have accepted stay customers.
relation-done-replaced = There is a new link. The one before leads nowhere.
relation-invitation = A partner asks for a relationship
relation-what-lead = This partner asks to become one of your resellers. If you accept:
relation-what-sell = it can sell to your company, and bills you for what it sold;
relation-what-stays = what you bought from others, its bills and its terms stay as they are.
relation-phishing = Accept only if you know the partner and expected this request. We never ask for a password by mail.
relation-consent = On behalf of my company I accept { $partner } as a reseller with delegated administration.
problem-consent-needed = Tick this to accept, or go back without accepting.
relation-accept = Accept
relation-decline = Do not accept
relation-accepted = { $partner } is a reseller of { $company }.
relation-not-now = { $partner } cannot take on { $company } as a customer at present. Nothing was changed.
relation-needs-admin = Only a global admin of { $company } can accept { $partner }. Pass the link on.
relation-not-a-customer = { $company } is no customer here and cannot accept { $partner }. Sign in with an account of the customer.
conflict-relationship-not-now = The partner cannot take on customers at present. Nothing was changed.
conflict-relationship-no-customer = Only a customer can accept this request. Sign in with an account of the customer.
audit-relationship-accept = Relationship accepted by the customer
audit-relationship-replace-link = Link for relationships replaced
hook-event-reseller-relationship-accepted-by-customer = A customer accepted your request for a relationship.

## What programs are told

api-no-such-reseller = There is no such reseller, or none that has a relationship with you.

## R01: the partner is told

mail-r01-subject = { $company } has accepted the relationship
mail-r01-body =
    Dear { $name },

    { $company } has accepted { $partner } as its reseller. You find it in your list of customers:

    { $link }

## R02: the customer is told

mail-r02-subject = { $partner } is a reseller of your company
mail-r02-body =
    Dear { $name },

    A global admin of { $company } has accepted { $partner } as a reseller with delegated administration. If that was not meant, tell us or the partner:

    { $link }
