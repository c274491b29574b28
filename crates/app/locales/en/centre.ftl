## A customer's own centre
surface-centre = Admin Centre
site-centre = Tongdao Admin Centre
centre-home = Home
centre-company = Company
centre-me = Me
centre-users = Users
centre-subscriptions = Subscriptions
centre-licences = Licences
centre-role = Role
centre-support = Support
centre-support-note = Your partners help with everything they sold to you.
centre-support-change = To buy, change or cancel something, ask the partner that sold it.
centre-no-partner = No partner sells to your company
centre-no-partner-text = A partner that wants to will send you an invitation.
centre-no-support = This partner has not said how to reach its support.
centre-tiles = At a glance
centre-assigned = Assigned
centre-assigned-of = { $count } of { $total } assigned
centre-mine = My licences
centre-mine-none = You have no licence at present.
centre-mine-suspended = Suspended: you cannot use it until your partner reactivates it.
centre-ask = { $names } can give you licences and roles.
centre-ask-nobody = Nobody of your company can give licences at present. Turn to your partner.
centre-suspended = { $name } is suspended
centre-suspended-text = Nobody can use it. Administrators can still sign in here. Unless { $partner } reactivates it before { $day }, its data is deleted then.
centre-countdown = { $name } is suspended. Its data is deleted { $left }, on { $day }.

## Subscriptions
centre-subscriptions-lead = What your partners sold to you.
centre-subscriptions-none = Nothing was bought yet
centre-subscriptions-none-text = What a partner sells to your company is listed here. Your partner takes orders.
centre-sold-by = Sold by
centre-ended = Ended
centre-ended-note = Nobody can use these any more.

## Users and licences
centre-users-lead = Everybody who can sign in for your company, and what they may use.
centre-new-lead = They get a sign-in name and a temporary password, which you pass on. Licences come afterwards.
centre-own = This is your own account. Change your contact data and password under “My profile”.
centre-licences-note = What this person may use.
centre-licences-none = There is nothing to give: no running subscription is counted in people.
centre-licence-left = { $left } of { $total } left · sold by { $partner }
centre-licence-suspended = Suspended: cannot be used, and is given to nobody new
centre-save-licences = Save licences
centre-save-role = Save role
centre-done-licences = The licences were changed.
centre-done-role = The role was changed.
centre-delete-licences = Licences go back at once; whoever is restored needs new ones.
centre-role-none-hint = Uses what there is a licence for
centre-role-global-admin-hint = Everything; the only one who accepts partners and gives roles
centre-role-billing-admin-hint = Sees subscriptions, partners and the customer agreement
centre-role-user-management-admin-hint = Users without a role, and everybody’s licences
problem-licence-none-left = Every unit is somebody’s. Take one back from somebody else, or ask your partner for more.
problem-licence-not-running = It does not run, so nobody new gets it.
problem-licence-not-for-people = It is not counted in people.
problem-licence-user-deleted = This user was deleted.
refused-licences-assigned = People of the customer have more licences of it than that. They have to be taken back in the customer’s centre first.

## The demonstration
demo-centre = Be a customer
demo-centre-text = As the administrator below you see what was bought and whom to ask, add people and give them licences; one subscription is suspended.
demo-centre-link = Open the admin centre
demo-customers = Customers
demo-customers-note = Their own admin centre

## Pages
centre-partners = Partners
centre-agreement = Customer agreement
centre-organisation = Organisation
centre-security = Security
centre-export = Export
centre-account = Account

## Partners and invitations
centre-partners-lead = Who sells to your company, and who administers which service for you.
centre-services = Services
centre-services-note = A partner that administers a service can manage it for you. What it may sell does not depend on that.
centre-service = Service
centre-administered-by = Administered by
centre-since = Since
centre-nobody = Nobody
centre-partner-since = Reseller since { $day }
centre-delegated = Delegated administration
centre-not-delegated = No delegated administration
centre-take = Remove delegated administration
centre-take-effect = { $partner } cannot administer the ticked services for you any more within five minutes, nor upgrade subscriptions of them. What it sold runs on, and it goes on billing you for it.
centre-take-again = To let { $partner } administer a service, open its invitation again.
centre-hand-to = Who administers them then
centre-only-global = Only a global admin can change this.
centre-done-accepted = The partner was accepted. Both sides are told by mail.
centre-done-declined = The invitation was declined. Nothing was changed.
centre-done-taken = Delegated administration was removed. The partner is told.
centre-done-moved = The services were handed over. The partner that lost them is told.
conflict-delegation-nothing = None of the ticked services is this partner’s to administer. Tick at least one that is.
relation-again-lead = This partner sells to your company already and asks to administer services for you. If you accept:
relation-what-free = it administers for you what nobody administers now (delegated administration):
relation-what-held = it administers services of other partners only if you tick them below;
relation-held-by = now administered by { $partner }
relation-replace-services = Replace the partner that administers these?
relation-replace-hint = A service has one administering partner. What you do not tick stays as it is.

## The customer agreement
centre-agreement-lead = The terms between your company and the operator. They have to be accepted before a partner can order for you.
centre-agreement-read = Read the agreement
centre-agreement-none = Nobody has accepted the customer agreement for your company yet
centre-agreement-accepted = Accepted
centre-agreement-accept = Accept
centre-agreement-accept-note = Your partner does not have to confirm it then.
centre-agreement-consent = On behalf of { $company } I accept the customer agreement.
centre-agreement-own = Accepted here
centre-agreement-told = Recorded
centre-done-agreement = The customer agreement was accepted.

## The company
centre-organisation-lead = Your partners see these data too.
centre-contact = Contact
centre-contact-note = Whom partners and the operator turn to.
centre-done-organisation = The data were changed. Your partners see them.

## The log
centre-security-lead = Who signed in, what was changed, and what partners did on your behalf.
centre-policy = How everybody signs in
centre-policy-text = With a password and an authenticator, always. Nobody can switch the authenticator off, and nobody can reset another person’s password.
centre-log = Log
centre-log-all = Everything
centre-log-partners = By partners
centre-log-from = From
centre-log-until = Until
centre-log-show = Show
centre-log-save = Save as a table
centre-log-when = When
centre-log-who = Who
centre-log-what = What
centre-log-more = Details
centre-log-partner = On behalf, by
centre-log-ip = Address
centre-log-outcome = Outcome
centre-log-failed = Failed
centre-log-succeeded = Done
centre-log-system = This system
centre-log-operator = The operator
centre-log-none = Nothing was done in these days
centre-log-none-text = Choose other days.
centre-log-older = Older entries
centre-log-cut = Only the newest { $count } entries are here. Choose fewer days for the others.
centre-on-behalf = { $partner }, on behalf of your company

## The copy of the data
centre-export-lead = A copy of what is kept about your company here, as long as it is kept.
centre-kept = Kept for a while only
centre-kept-note = The data of these is deleted on the day given. Save what you need before.
centre-kept-until = Deleted on
centre-export-save = Save
centre-export-note = You may be asked for your authenticator’s code. The log notes every copy.
centre-export-all = Everything (JSON)
centre-export-users = Users and licences (CSV)
centre-export-subscriptions = Subscriptions (CSV)

## What the log tells
audit-customer-create = Customer added
audit-customer-update-profile = Customer’s data changed
audit-customer-attest-agreement = Acceptance of the customer agreement confirmed
audit-customer-end-relationship = Relationship with the customer ended
audit-customer-remove-delegation = Delegated administration given back by the partner
audit-customer-reveal-password = First password of the customer’s administrator shown
audit-customer-delete = Customer of a sandbox deleted
audit-order-place = Ordered
audit-order-extend = Order extended
audit-order-set-cycle = Billing cycle of an order changed
audit-order-cancel = Order cancelled
audit-order-provision = Order set up
audit-cart-checkout = Ordered from a cart
audit-subscription-change = Subscription changed
audit-subscription-upgrade = Subscription upgraded
audit-subscription-convert = Trial converted
audit-licence-set = Licences of a user changed
audit-relationship-decline = Request of a partner declined by the customer
audit-delegation-take = Delegated administration removed by the customer
audit-delegation-reduce = Delegated administration of some services removed by the customer
audit-delegation-give = Delegated administration given by the customer
audit-delegation-extend = Delegated administration of more services given by the customer
audit-customer-accept-agreement = Customer agreement accepted by the customer
audit-organisation-update = Company data changed by the customer
audit-centre-export = Copy of a customer’s data saved

centre-fact-quantity = Units
centre-fact-status = Status
centre-fact-became = Became
centre-fact-services = Services
centre-fact-given_to = Given to
centre-fact-sign_in_name = User
centre-fact-admin_setting = Role
centre-fact-company_name = Company
centre-fact-partner = Partner
centre-fact-auto_renew = Renews
centre-fact-form = What
centre-fact-template = Version

## R03: a partner is told that it administers less

mail-r03-subject = { $company } has changed who administers services for it
mail-r03-body =
    Dear { $name },

    A global admin of { $company } has decided that your company does not administer these services for it any more: { $services }.

    You go on selling to { $company } and billing it for what you sold; your duties towards it stay. To administer again, send it your link:

    { $link }
