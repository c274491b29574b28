## List of users

users-lead = Everybody who can sign in for your company, and what they may do.
users-new = Add user
users-search = Name, sign-in name or e-mail
users-role = Role
users-all-roles = All roles
users-tab-present = Users
users-tab-deleted = Deleted
users-none-deleted = Nobody is deleted. Deleted users can be restored for 30 days.
users-no-match = No user matches. Clear the search to see everybody.
users-last-sign-in = Last sign-in
users-never = Never
users-mfa = Authenticator
users-mfa-on = Set up
users-mfa-off = Not yet
users-status = Status
users-created = Account made
users-temporary-until = Temporary password valid until
users-restore-until = Can be restored until
users-too-few = Add a second global admin
users-too-few-text =
    { $count ->
        [one] Your company has { $count } global admin. We advise at least { $least }: nobody can reset another person’s password, so one person who loses everything locks the company out.
       *[other] Your company has { $count } global admins who can sign in. We advise at least { $least }: nobody can reset another person’s password, so one person who loses everything locks the company out.
    }
users-too-many = Many global admins
users-too-many-text = Your company has { $count } global admins. Each can do everything. We advise at most { $most }; give others only what they need.
users-done-erased = The user never signed in and was erased. The sign-in name is free again.
account-status-invited = Invited
account-status-active = Active
account-status-blocked = Blocked
account-status-deleted = Deleted

## Adding a user

users-new-lead = The temporary password is shown once, on the next page. You pass it on yourself.
users-person = Person
users-sign-in = Sign-in
users-sign-in-note = The sign-in name cannot be changed later.
users-recovery = Contact and recovery
users-recovery-note = Where mail reaches the person, and how they get back in by themselves. Once they have signed in, only they can change this.
users-settings = Permissions
users-settings-note = Everybody has two settings; the rights add up.
users-admin-only-global = Only a global admin gives or takes admin roles.
field-agent_setting = Agent setting
hint-agent_setting = Which customer and company data the person sees
field-admin_setting = Admin setting
hint-admin_setting = Which of the company’s own settings the person may change
setting-agent-none = Sees no customers; right for those who only administer
setting-admin-none = Right for most people
role-admin-agent-about = Everything about customers, prices and bills included
role-sales-agent-about = Customers and orders, without prices
role-helpdesk-agent-about = Customers’ services and support, without billing data
role-global-admin-about = Everything, and the only one who gives admin roles and signs agreements
role-billing-admin-about = Bills, payments, prices
role-user-management-admin-about = Users without admin roles

## Shown once

user-done-title = User added
user-done-lead = { $name } can sign in now and replaces the temporary password at the first sign-in. It is valid for { $days } days.
user-done-lead-again = { $name } can sign in with the temporary password, which is valid for { $days } days.
user-done-pass-on = Pass the password on now
user-done-pass-on-text = Tell the person yourself, by telephone or in person. It is never sent by e-mail and cannot be shown again.
user-done-gone = The password was shown once
user-done-gone-text = Nobody can show or reset it. If it is lost before the first sign-in, delete the user and add them again.
user-done-back = Back to the list
user-done-open = Open this user

## One user

user-account = Account
user-own = This is your own account. Change your contact data and password under “My profile”; ask another global admin for anything else.
user-has-admin-role = This person has an admin role. Only a global admin can change the account.
user-own-admin-setting = Nobody changes their own admin setting. Another global admin can.
user-save-settings = Save permissions
user-password = Password and recovery data
user-password-text = Nobody can reset another person’s password, not even a global admin. “Can’t access your account?” on the sign-in page leads back in with the person’s own contact data.
user-actions = Block or delete
user-action-block = Block
user-action-unblock = Unblock
user-action-delete = Delete
user-action-restore = Restore
user-effect-block = { $name } is signed out everywhere within a minute and cannot sign in until unblocked.
user-effect-unblock = { $name } can sign in again with the same password and authenticator.
user-effect-delete = { $name } is signed out everywhere and cannot sign in. You can restore the account for { $days } days; then it is erased.
user-effect-delete-invited = { $name } has never signed in: the account is erased at once, and the sign-in name is free again.
user-effect-restore = { $name } gets the account back as it was, with the same permissions.
user-done-edited = Saved.
user-done-settings = The permissions were saved. They hold at once.
user-done-block = The user is blocked and signed out everywhere.
user-done-unblock = The user can sign in again.
user-done-delete = The user is deleted and can be restored for a while.
user-done-restore = The user was restored.

## Problems

problem-user-name-taken = This sign-in name is taken. Choose another user name. Names of deleted users are free again after 30 days.
problem-email-taken = Another user of your organisation has this e-mail address. Each person needs a mailbox of their own.
problem-email-in-tenant = This is a sign-in name, not a mailbox. Enter an address where mail arrives.
conflict-own-account = You cannot do this to your own account. Ask another administrator.
conflict-last-global-admin = This is the last global admin who can sign in. Make somebody else global admin first, and wait for their first sign-in.
conflict-restore-too-late = This account can no longer be restored.
conflict-mailbox-taken = Another user has this person’s contact e-mail by now. Change it there first.

## Mails

mail-u01-subject = An account at { $company } was made for you
mail-u01-body =
    Dear { $name },

    { $by } has made an account for you at { $company }.

    Sign-in name: { $sign_in_name }

    You get the temporary password from { $by }, never by e-mail. It is valid until { $until }. At the first sign-in you replace it and set up an authenticator:

    { $link }

    If you did not expect this, do not sign in; tell your company.
mail-u02-subject = New global admin at { $company }
mail-u02-body =
    Dear { $name },

    { $by } has made { $sign_in_name } a global admin of { $company }. Global admins can do everything, assign roles and sign agreements.

    If this is not right, sign in and take the role away:

    { $link }

## Audit

audit-user-add = User added
audit-user-edit = User corrected
audit-user-set-roles = Permissions changed
audit-user-block = User blocked
audit-user-unblock = User unblocked
audit-user-delete = User deleted
audit-user-restore = User restored
audit-user-erase = User erased
audit-user-reveal-password = Temporary password page opened
