## The sandbox and its clock

nav-sandbox = Sandbox
sandbox-lead = For people who write programs: nothing here is meant, and time can be turned on.
sandbox-none = This installation is no sandbox
sandbox-clock = Clock
sandbox-clock-note = There is one clock for everybody here. Turning it on does what falls due on the way, in order: setting up, renewals, ends of trials and terms, suspensions, deletions, reminders. It never goes back. Sign-ins, tokens and authenticator codes follow real time.
sandbox-now = Here it is
sandbox-real-time = Outside it is
sandbox-ahead = Ahead by
sandbox-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
sandbox-next = Next renewal or end
sandbox-day = One day
sandbox-month = One month
sandbox-to-next = To the next renewal
sandbox-any = By another span, or to a moment
sandbox-any-hint = As ISO 8601 writes it: P2W, PT6H, P1Y or 2027-03-01T08:00:00Z. At most 400 days at once.
sandbox-turn = Turn on
sandbox-turned = The clock was turned. What fell due is done and listed below.
sandbox-going-on = The clock is being turned
sandbox-going-on-text = What falls due on the way is being done. This page looks again by itself.
sandbox-happened = What happened
sandbox-span = From { $from } to { $to }
sandbox-nothing = Nothing of yours fell due in this time.
sandbox-failed = Failed on the way, and will be tried again:
sandbox-what = What
sandbox-about = About
problem-clock-unreadable = Write a span such as P1D or P1M, a moment such as 2027-03-01T08:00:00Z, or next-renewal.
problem-clock-back = The clock only goes forward. Choose a later moment.
problem-clock-too-far = That is too far: at most 400 days at once, and at most ten years ahead of real time.
problem-clock-nothing-due = None of your subscriptions renews or ends. Choose a span.
explorer-area-profiles = Profiles
explorer-area-validations = Validations
explorer-area-catalog = Catalogue
explorer-area-customers = Customers
explorer-area-agreements = Agreements
explorer-area-carts = Carts
explorer-area-orders = Orders
explorer-area-subscriptions = Subscriptions
explorer-area-products = Products
explorer-area-webhooks = Webhooks
explorer-area-audit = Audit log
explorer-area-relationships = Relationships
explorer-area-indirect = Indirect resellers
explorer-area-invoices = Invoices
explorer-area-sandbox = Sandbox
audit-sandbox-turn-clock = Sandbox clock turned
audit-subscription-day = A subscription’s day began
apps-keys-real = Keys follow real time, which is not turned with this sandbox’s clock. Outside it is { $now }.
