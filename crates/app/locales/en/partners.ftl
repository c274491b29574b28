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

### Suspending, restoring and ending partners.

standing-title = Suspension and end
standing-none = Nothing was done yet.
standing-suspend = Suspend
standing-suspend-effect = The partner creates no customers, orders nothing and changes no licences until it is restored. What it has sold goes on running, and it can still look after customers, pay and be billed. Its global admins get a mail with the reason.
standing-suspend-confirm = Suspend the partner
standing-restore = Restore
standing-restore-effect = The partner is in business again at once. If it was to end, it no longer does. Its global admins get a mail with the reason.
standing-restore-confirm = Restore the partner
standing-terminate = End the partnership
standing-terminate-effect = A second person must agree. Then thirty days of notice begin: the partner takes on nothing new, and its customers are told to find another partner.
standing-terminate-confirm = Propose the end
standing-reason = Reason
standing-reason-hint = The partner reads these words.
standing-cause = Cause
standing-cause-payment = Bills are unpaid
standing-cause-profile = Its data could not be vetted
standing-cause-abuse = Misuse
standing-domain = The partner’s domain
standing-domain-hint = Type { $domain } to confirm.
problem-partner-domain = This is not { $domain }.
standing-proposal = The end of this partnership is proposed
standing-proposal-effect = If a second person agrees, thirty days of notice begin and every customer of the partner gets a mail.
standing-approve = Agree
standing-decline = Decline
standing-take-back = Take back
standing-act-suspend = Suspended
standing-act-restore = Restored
standing-act-terminate = End decided
standing-act-proposed = End proposed
standing-act-declined = End not wanted
standing-ends = Last day { $day }
standing-done-suspended = The partner is suspended.
standing-done-restored = The partner is in business again.
standing-done-proposed = The end is proposed. A second person must agree.
standing-done-ending = The days of notice have begun.
standing-done-declined = The proposal is closed.
conflict-partner-standing = The partner’s status does not allow this.
conflict-partner-act-open = A proposal about this partner waits already.
conflict-partner-act-same = Somebody else must agree: you proposed it yourself.
standing-banner-payment = Your company is suspended: bills are overdue
standing-banner-profile = Your company is suspended: its data could not be vetted
standing-banner-abuse = Your company is suspended for misuse
standing-banner-text = You cannot add customers, order, or change licences. Everything you have sold goes on running, and you can look after it.
standing-banner-pay = See what is due
standing-banner-mend = Look at your profiles
standing-banner-terminating = Your partnership is ending
standing-banner-terminating-text = The mail to your global admins names the last day. You take on nothing new; customers were told to find another partner.
standing-banner-terminated = Your partnership has ended
standing-banner-terminated-text = Nothing can be sold any more.
audit-partner-suspend = Partner suspended
audit-partner-restore = Partner restored
audit-partner-propose-end = End of a partnership proposed
audit-partner-approve-end = End of a partnership decided
audit-partner-decline-end = End of a partnership declined
audit-partner-end = Partnership ended
audit-partner-tell-customers = Customers told of the end

mail-partner-suspended-subject = { $company } is suspended
mail-partner-suspended-body =
    Dear { $name },

    { $company } is suspended. The reason:

    { $reason }

    While this lasts your company cannot add customers, order, or change licences. Everything that was sold goes on running, and you can look after it:

    { $link }

mail-partner-restored-subject = { $company } is in business again
mail-partner-restored-body =
    Dear { $name },

    { $company } is in business again. What was decided:

    { $reason }

    You can sell as before:

    { $link }

mail-partner-ends-subject = The partnership with { $company } ends after { $day }
mail-partner-ends-body =
    Dear { $name },

    Two people of ours have decided that the partnership with { $company } ends. Its last day is { $day }. The reason:

    { $reason }

    From now on your company takes on nothing new. Your customers are told to find another partner; what they use goes on running meanwhile. A last bill follows:

    { $link }

mail-partner-ended-subject = The partnership with { $company } has ended
mail-partner-ended-body =
    Dear { $name },

    the days of notice are over, and the partnership with { $company } has ended. What you can still see is here:

    { $link }

mail-partner-leaves-subject = { $partner } will no longer be your partner
mail-partner-leaves-body =
    To { $company },

    { $partner }, who sells your subscriptions to you, leaves the programme. Its last day is { $day }. Please find another partner before: it sends you a link, and your users keep their accounts. Sign in as before:

    { $link }
conflict-partner-overdue = Something is unpaid for which this partner would be suspended again at once. Agree to wait for it on the page of overdue invoices; that ends the suspension by itself.
standing-by-itself-suspend = By itself: invoice { $invoice } was unpaid
standing-by-itself-restore = By itself: nothing was overdue any more
