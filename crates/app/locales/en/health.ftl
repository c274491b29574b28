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
health-state-interrupted-hint = The service does not work. A second person confirms it before anybody else sees it.
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
health-update-note = What is known now, and when there will be more. An outage waits for a second person first.
health-update-do = Post update
health-end = End the incident
health-end-note = The service works again. Partners are told by mail; this cannot be taken back.
health-end-do = Service is restored
health-report = Final report
health-report-note = What happened, why, and what prevents it from now on
health-report-do = Publish report
health-done-posted = The incident is posted. Partners are being told.
health-done-written = It is posted.
health-drafts = Second pair of eyes
health-drafts-note = Outages that wait to be confirmed, and those declined in the last seven days
health-drafts-incident = What a second person confirmed or declined
health-drafts-wait = { $count ->
        [one] An outage waits for you to confirm it
       *[other] { $count } outages wait for you to confirm them
    }
health-drafts-wait-text = Partners and customers see nothing of it until then.
health-draft = Outage to be confirmed
health-draft-lead = Partners and customers see an outage once a second person has confirmed it.
health-draft-proposed = Waits for a second person
health-draft-confirmed = Confirmed
health-draft-declined = Declined
health-draft-withdrawn = Taken back
health-draft-what = What it does
health-draft-new = Posts a new incident
health-draft-raises = Makes a posted incident an outage
health-draft-by = Written by
health-draft-decided-by = Decided by
health-draft-because = Why it was declined
health-draft-texts = What will be shown
health-draft-next = What can be done
health-draft-confirm = Confirm and post
health-draft-confirm-text = Partners whose customers use these services are told by mail at once; their customers’ administrators see it. This cannot be taken back.
health-draft-decline = Decline
health-draft-reason = Why not
health-draft-waits = It waits for somebody else to confirm it. To change it, take it back and write it anew.
health-draft-withdraw = Take it back
health-done-proposed = The outage waits for a second person. Nobody outside sees it yet.
health-done-confirmed = The outage is confirmed and posted. Partners are being told.
health-done-declined = The outage was declined. Whoever wrote it sees the reason here.
health-done-withdrawn = The outage was taken back.
conflict-health-draft-open = An outage of this incident waits already for a second person.
conflict-health-draft-decided = Somebody has decided this already.
conflict-health-draft-own = You wrote this. Somebody else has to confirm or decline it.
conflict-health-draft-not-own = Somebody else wrote this.
audit-health-propose-outage = Outage written for a second person
audit-health-confirm-outage = Outage confirmed
audit-health-decline-outage = Outage declined
audit-health-withdraw-outage = Outage taken back
health-maintenance = Planned maintenance
health-maintenance-note = What is under way and what comes next, then what is over
health-maintenance-planned = Planned
health-maintenance-under-way = Under maintenance
health-maintenance-over = Over
health-maintenance-cancelled = Cancelled
health-maintenance-open = View maintenance
health-window = When
health-window-text = { $from } to { $until }
health-starts = Begins
health-ends = Ends
health-cancelled = Cancelled
health-notice = Notice
health-short-notice = Announced at short notice
health-said-planned = Announced
health-said-moved = Changed
health-said-cancelled = Cancelled
health-plan = Plan maintenance
health-plan-lead = It is announced at least five days before. Partners whose customers use a service are told by mail at once and again a day before; their customers’ administrators see it in their centre, and everybody on the public status page. It is over by itself when its time is over.
health-plan-do = Announce maintenance
health-starts-on = Begins on
health-starts-time = Begins at
health-ends-on = Ends on
health-ends-time = Ends at
health-emergency = Short notice
health-emergency-yes = This cannot wait five days
health-emergency-hint = Partners and customers read that it was announced at short notice; the reason is for the operator’s records.
health-emergency-reason = Why it cannot wait
health-move = Change it
health-move-note = Another time, or more to say. Partners are told by mail. A time outside the one announced needs five days of notice again.
health-move-do = Post change
health-cancel = Cancel it
health-cancel-note = It does not take place, or stops at once. Partners are told by mail; this cannot be taken back.
health-cancel-do = Cancel maintenance
health-done-planned = The maintenance is announced. Partners are being told.
health-done-moved = The change is posted. Partners are being told.
health-done-cancelled = The maintenance is cancelled. Partners are being told.
service-planned = Of the services that are sold here, within thirty days
news-maintenance = Planned maintenance: { $title }
news-maintenance-cancelled = Planned maintenance: { $title } – cancelled
problem-health-past = This is past. Say when it will begin.
problem-health-far = Maintenance is announced at most a year ahead.
problem-health-begun = It has begun already. Its beginning cannot be changed any more.
problem-health-ends-before = It has to end after it begins, and not before now.
problem-health-long = Maintenance lasts seven days at most.
problem-health-notice = This is less than five days ahead. Choose a later time, or tick that it cannot wait and say why.
conflict-health-maintenance-over = This maintenance is over or cancelled.
audit-health-plan = Maintenance announced
audit-health-replan = Maintenance changed
audit-health-cancel = Maintenance cancelled
problem-health-time = Write the time like 09:30.
problem-health-future = This is still to come. Say when it began.
problem-health-long-ago = An incident is posted within 30 days.
conflict-health-over = This incident is over. Only the final report is still to come.
conflict-health-state = The incident cannot come to this state from the one it is in. Look at it again.
audit-health-post = Incident posted
audit-health-update = Update of an incident
audit-health-tell = Partners told of an incident
audit-health-remind = Agents reminded of an incident
audit-health-feed = State of the health feed changed

## Measurements

health-measured = Measured
health-measured-note = By the operator’s feed. What people post comes first.
health-measured-regions = Regions
health-measured-at = Last measured
health-measurements = Measurements
health-never-measured = Never
health-not-measured = –
health-region = Region
health-region-state = { $region }: { $state }
health-availability = Availability
health-latency = Latency
health-level-healthy = Healthy
health-level-advisory = Advisory
health-level-degraded = Degraded
health-level-interrupted = Interrupted
health-unknown = Status unknown
health-unknown-since = Status unknown since { $since }
health-unknown-text = No measurement that can be believed has arrived since. Nothing is assumed meanwhile.
health-people-first = What people say comes first
health-people-first-text = An incident or maintenance of this service is posted. The measurements below may say something else.
health-last-days = Last 30 days
health-last-days-note = Means of each day
health-no-days = No measurements yet
health-no-days-text = The feed has said nothing about this service within these days.
health-chart-availability = Availability, { $region }
health-chart-latency = Latency, { $region }
health-as-table = As a table
health-day = Day
service-measured = What is sold here, by measurement and by what the operator posts
health-feed = Measurements
health-feed-lead = A feed tells how each service does in each region. It is believed as long as what it says can be so; then the status is unknown.
health-feed-open = Look at the measurements
health-feed-none = No feed is set
health-feed-none-text = Nothing measures the services. Pages show what is posted and nothing else.
health-feed-state = Feed
health-feed-source = Source
health-feed-every = Asked every
health-feed-holds = A measurement holds
health-feed-seconds = { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }
health-feed-asked = Last asked
health-feed-news = Last news
health-feed-error = Last error
health-feed-error-at = { $what }, { $at }
health-feed-history = How the feed did
health-feed-history-note = One line as long as the same came of asking; of the last 30 days
health-feed-answer = Answer
health-feed-from = From
health-feed-until = Until
health-feed-times = Asked
health-feed-good = Good
health-feed-partly = Believed in part
health-feed-stalled = Nothing new
health-feed-refused = Not believed
health-feed-large = Too long
health-feed-unreadable = No answer of ours
health-feed-away = Did not answer
health-feed-trouble = Feed: { $what }, since { $since }
health-feed-trouble-text = Services it says nothing new about are shown as unknown once the last measurement holds no more.
health-feed-unasked = The feed has not been asked since { $since }
health-feed-unasked-text = The program’s periodic work stands still, or another program than this one should ask. Look at its log.
health-feed-untold = Measured trouble that nobody has posted: { $services }
health-feed-untold-text = Partners and customers see the measurement. Post an incident, so that they know what it means.
health-fault-unknown-service = unknown service
health-fault-unknown-region = unknown region
health-fault-no-time = no time
health-fault-future = in the future
health-fault-old = too old
health-fault-backwards = older than before
health-fault-impossible = impossible value
health-fault-contradiction = contradiction

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
mail-maintenance-planned-subject = Planned maintenance: { $title } ({ $reference })
mail-maintenance-planned-body =
    Dear { $name },

    there will be maintenance of services that customers of { $company } use: { $services }.

    { $title }
    From { $from } to { $until }. { $notice }

    { $text }

    Which customers it concerns:

    { $link }
mail-maintenance-moved-subject = Changed: { $title } ({ $reference })
mail-maintenance-moved-body =
    Dear { $name },

    there is news about maintenance of services that customers of { $company } use: { $services }.

    { $title }
    Now from { $from } to { $until }. { $notice }

    { $text }

    { $link }
mail-maintenance-cancelled-subject = Cancelled: { $title } ({ $reference })
mail-maintenance-cancelled-body =
    Dear { $name },

    maintenance of services that customers of { $company } use does not take place, or was stopped: { $services }.

    { $title }
    It was planned from { $from } to { $until }.

    { $text }

    { $link }
mail-maintenance-soon-subject = Within a day: { $title } ({ $reference })
mail-maintenance-soon-body =
    Dear { $name },

    within a day there will be maintenance of services that customers of { $company } use: { $services }.

    { $title }
    From { $from } to { $until }. { $notice }

    { $text }

    { $link }
mail-health-confirm-subject = To be confirmed: { $title } ({ $reference })
mail-health-confirm-body =
    Dear { $name },

    { $author } has written an outage: “{ $title }”. Partners and customers see it once you or somebody else has confirmed it:

    { $link }
mail-health-due-subject = Overdue: update of { $title } ({ $reference })
mail-health-due-body =
    Dear { $name },

    an update of “{ $title }” was due on { $due }. State: { $state }. Partners and their customers wait for word:

    { $link }
mail-health-report-due-subject = Overdue: final report of { $title } ({ $reference })
mail-health-report-due-body =
    Dear { $name },

    the final report of “{ $title }” was due on { $due }. Please write it:

    { $link }
