# How people want to be told, the archive of the action centre, and the mail of the morning.
actions-archived = Archived
actions-archive = Archive
actions-archive-lead = What you have put away. It comes back by itself when what it tells changes.
actions-archive-none = Nothing is archived
actions-archive-none-text = Recommended things and news can be archived in the action centre. What is mandatory stays until it is done.
actions-archive-it = Archive
actions-archived-at = Archived
actions-restore-it = Put back
actions-done-archived = It is in the archive now.
actions-done-restored = It is back, if it is still to be told.
news-archive-all = Archive all news
conflict-action-mandatory = This cannot be archived. It goes when it is done.
audit-notice-archive = Notice archived
audit-notice-restore = Notice taken out of the archive
audit-notice-choose = Ways of being told chosen
audit-notice-digest = Mail with the notices of a day sent
notice-title = Notification preferences
notice-lead = How you are told, kind by kind. It counts for you alone; your colleagues choose for themselves.
notice-always = Always told
notice-always-note = By mail at once: nobody can switch these off.
notice-kind = Kind
notice-about = What it is about
notice-mails = Mails
notice-mails-at-once = Each at once
notice-mails-daily = Once a day, in one mail
notice-mails-never = None
notice-news = Show it in the news of the action centre
notice-done-saved = Your preferences are saved.
notice-subscriptions = Changed subscriptions
notice-subscriptions-note = Subscriptions that were suspended or cancelled.
notice-terms = Renewals and trials
notice-terms-note = Terms that begin anew and what they will cost, trials that end.
notice-imports = Imports
notice-imports-note = Files of customers or orders that you started and that took long.
notice-customers = New customers
notice-customers-note = Customers that accepted your company’s link.
notice-special-prices = Special prices
notice-special-prices-note = Special prices that were granted to your company.
notice-support = Support requests
notice-support-note = That a request was received, answered, solved or closed. Questions to you always arrive.
notice-inquiries = Requests of customers
notice-inquiries-note = What customers ask your company, and what they add.
notice-health = Incidents of services
notice-health-note = When a service of your customers is disturbed, and when it works again.
notice-maintenance = Planned maintenance
notice-maintenance-note = Maintenance that is announced, begins, is moved or cancelled.
notice-programs = Programs
notice-programs-note = Keys that run out, and webhooks that are not reached.
notice-bills = Bills and payments
notice-bills-note = Bills, reminders, suspension for overdue payment, disputes.
notice-prices = Price lists
notice-prices-note = New price lists, those that are taken back, and special prices that end early.
notice-endings = Endings and deletions
notice-endings-note = Subscriptions that end for good, and data that will be deleted.
notice-answers = Questions of support
notice-answers-note = What support asks you and waits for.
notice-application = Application
notice-application-note = How your application stands, and what the reviewers ask.
notice-agreement = Agreement
notice-agreement-note = New versions of the reseller agreement, and signatures.
notice-profiles = Profiles and domains
notice-profiles-note = Changes of vetted facts and of bank data, proofs of domains.
notice-standing = Your company’s standing
notice-standing-note = Suspension, restoration, and the end of the partnership.
notice-access = Sign-in and administrators
notice-access-note = Passwords, authenticators, contact data, and new administrators.
digest-more = … and { $count } more

## DIGEST: everything of a day

mail-digest-subject = Notices since yesterday: { $count }
mail-digest-body =
    Dear { $name },

    This is what you wanted to be told once a day:

    { $list }

    You change how you are told here:

    { $link }
