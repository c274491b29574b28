## Staff

staff-lead = Who works in this console, and what each may do.
staff-new = Add staff
staff-roles = Roles
staff-roles-hint = At least one
staff-apart-note = Some roles are apart: one person cannot hold both, because the one watches over the other.
staff-save-roles = Save roles
staff-sessions = Open sessions
staff-actions = Sign-in
staff-end-sessions = End all sessions
staff-effect-end-sessions = { $name } is signed out everywhere and can sign in again at once.
staff-alone = There is only one platform admin who can sign in
staff-alone-text = Nobody can give this role back if that person loses access. Add a second one.
staff-own = This is your own account. Nobody changes their own roles; ask another platform admin.
staff-password-text = Nobody can reset another person’s password. “Can’t access your account?” on the sign-in page leads back in.
staff-done-title = Staff added
staff-done-roles = The roles were saved. They hold at once.
staff-done-sessions = All sessions of this person have ended.
role-reviewer-about = Vets applications; decides no credit
role-credit-analyst-about = Decides credit, proposes overrides
role-credit-lead-about = Approves credit overrides
role-catalogue-manager-about = Offers and price lists
role-billing-operator-about = Bill runs and payments
role-support-agent-about = Service requests; lost access
role-auditor-about = Reads the audit log, changes nothing
role-platform-admin-about = Staff, set-up jobs, configuration; decides no application
problem-roles-none = Choose at least one role.
problem-roles-apart = { $one } and { $other } cannot be one person. Take one of the two away.
conflict-last-platform-admin = This is the last platform admin who can sign in. Give somebody else the role first, and wait for their first sign-in.
mail-u03-subject = New platform admin at { $company }
mail-u03-body =
    Dear { $name },

    { $by } has given { $sign_in_name } the role of platform admin. Platform admins add staff and give out roles.

    If this is not right, sign in and take the role away:

    { $link }
audit-staff-set-roles = Staff roles changed
audit-staff-block = Staff account blocked
audit-staff-unblock = Staff account unblocked
audit-staff-end-sessions = Sessions of staff ended
audit-staff-reveal-password = Temporary password page of staff opened
