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
