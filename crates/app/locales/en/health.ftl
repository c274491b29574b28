## Service health

nav-health = Service health
customer-tab-services = Service management
health-lead = Incidents that concern services of your customers, as the operator posts them.
health-lead-centre = Incidents that concern services your company uses, as the operator posts them.
health-now = Now
health-over = Over
health-over-note = Of the last 365 days
health-none = No known incident
health-none-text = The operator has posted nothing that concerns these services. This is no measurement of them.
health-none-known = No known incident here
health-title = Incident
health-number = Number
health-service = Service
health-services = Services
health-state = State
health-state-now = State from now on
health-state-advisory = Advisory
health-state-advisory-hint = The service works; something about it should be known.
health-state-degraded = Degraded
health-state-degraded-hint = The service works badly, or for some only.
health-state-interrupted = Interrupted
health-state-interrupted-hint = The service does not work.
health-state-restored = Restored
health-state-post-incident = Final report
health-changed = Last update
health-customers = Customers affected
health-customers-note = Customers of your company that use these services
health-started = Began
health-posted = Posted
health-restored = Restored at
health-facts = Incident
health-updates = Updates
health-updates-note = The newest first
health-ask = Is it still not working?
health-ask-note = If trouble goes on after the incident, write a support request.
health-services-lead = What the customer uses, who administers it, and how it does.
health-services-note = Sold by your company and not over
health-services-none = No services
health-services-none-text = The customer has nothing from your company that is in use.
health-holder = Administered by
health-holder-ours = Your company
health-holder-other = Another partner
health-holder-nobody = The customer itself
health-administer = Subscriptions and licences
health-view = View service health
health-history = Incidents
health-no-delegation = Delegated administration was removed
health-no-delegation-text = You may not act in the customer’s name and cannot write support requests for it until it grants delegated administration again.
health-banner-text = { $state } since { $at }.
health-open = View incident
news-incident = Service health: { $title }
news-incident-over = Service health: { $title } – over
health-desk-lead = What partners and customers are told about services. The first update is due within an hour, then one each hour until the service is restored; the final report within five working days.
health-desk-none = No incidents
health-desk-none-text = Nothing was posted yet.
health-due = Next update due
health-no-due = Nothing due
health-late = Overdue since { $at }
health-late-many = { $count ->
        [one] An update is overdue
       *[other] { $count } updates are overdue
    }
health-late-text = Partners and their customers wait for word. Write an update or the final report.
health-concerns = Concerns
health-reach = Partners: { $partners }, customers: { $customers }
health-new = New incident
health-new-lead = Partners whose customers use a service are told by mail as soon as it is posted. Their customers’ administrators see it in their centre.
health-post = Post incident
health-started-on = Began on
health-started-time = Began at
health-started-time-hint = Hours and minutes in the programme’s time zone, such as 09:30.
health-title-in = Title, { $language }
health-text-in = Text, { $language }
health-update = Write an update
health-update-note = What is known now, and when there will be more
health-update-do = Post update
health-end = End the incident
health-end-note = The service works again. Partners are told by mail; this cannot be taken back.
health-end-do = Service is restored
health-report = Final report
health-report-note = What happened, why, and what prevents it from now on
health-report-do = Publish report
health-done-posted = The incident is posted. Partners are being told.
health-done-written = It is posted.
problem-health-time = Write the time like 09:30.
problem-health-future = This is still to come. Say when it began.
problem-health-long-ago = An incident is posted within 30 days.
conflict-health-over = This incident is over. Only the final report is still to come.
conflict-health-state = The incident cannot come to this state from the one it is in. Look at it again.
audit-health-post = Incident posted
audit-health-update = Update of an incident
audit-health-tell = Partners told of an incident
mail-health-begun-subject = { $state }: { $title } ({ $reference })
mail-health-begun-body =
    Dear { $name },

    customers of { $company } use services that are affected: { $services }.

    { $title }
    State: { $state }. It began on { $at }.

    { $text }

    Updates, and which customers it concerns:

    { $link }
mail-health-ended-subject = Restored: { $title } ({ $reference })
mail-health-ended-body =
    Dear { $name },

    the incident that concerned customers of { $company } is over since { $at }: { $services }.

    { $title }

    { $text }

    The final report will be here. If trouble goes on, write a support request.

    { $link }
