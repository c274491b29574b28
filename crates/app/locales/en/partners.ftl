### Partners in the operator console.

nav-partners = Partners
partners-lead = Companies that have signed the agreement.
partners-search = Company, domain, code or network ID
partners-list = List of partners
partners-empty = No partners yet
partners-empty-text = Companies appear here when they have signed the agreement.
partners-model = Business model
partners-billing-day = Billing day
partners-note = { $domain } · { $code } · { $network } · { $model }
partners-standing = How the partner stands
partners-first-bill = First bill { $date }
partners-version = Version { $version }
partners-ready = Ready since { $date }
partners-limit = Credit limit
partners-credit = Credit decisions
partners-credit-note = Newest first
partners-credit-until = Signature until
partners-users-note =
    { $count ->
        [one] { $count } user
       *[other] { $count } users
    }
partners-set-up-log = Tasks and attempts
partners-activity = Activity
partners-audit = All entries in the audit log
partners-open = Open the partner
partners-no-orders-not-a-partner = The agreement has ended: no new orders
partners-no-orders-setting-up = Being set up: no orders yet
partners-no-orders-suspended = Suspended: no new orders
partners-no-orders-agreement-unsigned = No new orders: the new version of the agreement is not signed
partner-status-provisioning = Being set up
partner-status-active = Active
partner-status-suspended-payment = Suspended: bills unpaid
partner-status-suspended-profile = Suspended: vetting
partner-status-suspended-abuse = Suspended: misuse
partner-status-terminating = Ending
partner-status-terminated = Ended
