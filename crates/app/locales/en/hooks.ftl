## Webhooks: where a company's programs are told of events

nav-hooks = Webhooks
hooks-lead = Your programs are told here of what happens to customers, orders and subscriptions, a moment after it happened.
hooks-registration = Registration
hooks-registration-note = One address for your company. Every event is signed; the documentation of the interface says how to check it.
hooks-register = Register
field-hook_url = Address
hint-hook_url = A public https address that answers with a status from 200 to 299 within ten seconds. Redirects are not followed.
problem-url-port-low = Ports below 1024 belong to other services. Leave the port out, or choose one from 1024.
field-hook_events = Events
problem-hook-no-event = Choose at least one event.
problem-hook-event-unknown = There is no event of the name { $event } here.
hook-event-test-created = Somebody asked for a test.
hook-event-subscription-updated = A subscription is another than before, whoever changed it.
hook-event-customer-created = A customer was added.
hook-event-customer-updated = A customer's profile was changed.
hook-event-relationship-changed = The relationship with a customer began or ended.
hook-event-order-created = An order was placed.
hook-event-order-updated = An order was changed, or has been set up.
hook-event-invoice-ready = An invoice was issued.
hook-event-invoice-export-ready = The files of an export are there.
hook-event-dap-admin-relationship-approved = A customer gave you delegated administration.
hook-event-dap-admin-relationship-terminated = A customer took delegated administration from you.
hook-event-service-request-updated = A support request was made, answered, or is in another state.
hook-event-price-list-published = A price list was published.
hook-event-application-status-changed = Your application is in another state.
hook-event-partner-status-changed = Your account was set up, suspended, restored or ended.
field-ms_header = Put the signature into x-ms-signature
hint-ms_header = Otherwise it stands in the header Authorization.
hooks-working = Working
hooks-failing = Failing
hooks-stopped = Stopped
hooks-stopped-title = Nothing is delivered any more
hooks-stopped-text = For a day nothing could be delivered to your address. Correct it, or resume once your program answers again.
hooks-resume = Resume
hooks-resume-effect = Events are delivered from now on. What happened meanwhile is not told.
hooks-secret = Shared secret
hooks-secret-note = Besides the certificate's signature, events can be signed with a secret that only your program and we know (HMAC-SHA256).
hooks-secret-there = Events are signed with a shared secret.
hooks-secret-none = Events are signed with the certificate's key alone.
hooks-secret-make = Make a secret
hooks-secret-replace = Replace the secret
hooks-secret-replace-effect = Events are signed with the new secret at once. Give it to your program straight away.
hooks-secret-remove = Remove the secret
hooks-secret-remove-effect = Events are no longer signed with a shared secret. The certificate's signature stays.
hooks-secret-lead = Put the secret where your program reads it. It is not shown again.
hooks-secret-lead-again = The secret was shown before. If nobody kept it, replace it.
hooks-actions = Test and remove
hooks-test = Send a test event
hooks-test-effect = A test-created event is sent to your address now. Two are possible in a minute.
hooks-remove = Remove the registration
hooks-remove-effect = Nothing is sent any more, and what waits is given up. The list of deliveries stays for seven days.
hooks-deliveries = Deliveries
hooks-deliveries-note = Those of the last seven days. An event is tried ten times within a day, in order for each thing; a receiver may get one twice and tells it by its X-Tongdao-Delivery header.
hooks-all = All
hook-state-pending = Waiting
hook-state-delivered = Delivered
hook-state-given-up = Given up
hooks-none = Nothing was sent yet.
hooks-no-match = There is no such delivery.
hooks-event = Event
hooks-at = Time
hooks-state = State
hooks-attempts = Attempts
hooks-last = Outcome
hooks-replayed = Sent again
hooks-delivery = Delivery
hooks-delivery-id = Delivery id
hooks-original = The delivery it repeats
hooks-next = Next attempt:
hooks-request = Request
hooks-request-note = The signatures are made anew for each attempt and are not kept.
hooks-no-attempts = It was not tried yet.
hooks-number = No.
hooks-took = Took
hooks-answer = Answer
hooks-replay = Send again
hook-problem-name-unknown = The name of the host is not in the DNS.
hook-problem-name-unanswered = The name servers gave no answer.
hook-problem-address-not-public = The host leads into a private network.
hook-problem-too-slow = No answer in time.
hook-problem-not-reached = No connection, or no answer that could be read.
hook-problem-redirected = Redirects are not followed.
hook-problem-refused = Your program refused it.
hook-problem-stopped = The registration was stopped or removed.
hook-problem-not-sent = Nothing is sent from this installation.
hooks-done-saved = The registration is saved.
hooks-done-removed = The registration is removed.
hooks-done-resumed = Events are delivered again.
hooks-done-unsigned = The shared secret is removed.
hooks-done-replayed = It is being sent again.
conflict-hook-registered = Your company has a registration already. Change that one.
conflict-hook-without-test = Register for test-created first.
conflict-hook-stopped = The registration is stopped, because nothing could be delivered. Resume it first.
conflict-hook-waits = This delivery is still being tried.
conflict-hook-old = Deliveries can be sent again for seven days.
conflict-hook-gone = There is no registration any more.
toomany-hook-tests = Two test events are possible in a minute. Try again in a minute.
toomany-hook-replays = Ten deliveries can be sent again in a minute. Try again in a minute.
audit-hook-register = Webhook registered
audit-hook-change = Webhook changed
audit-hook-remove = Webhook removed
audit-hook-resume = Webhook resumed
audit-hook-stop = Webhook stopped after a day of failures
audit-hook-add-secret = Shared secret of the webhook made
audit-hook-remove-secret = Shared secret of the webhook removed
audit-hook-reveal-secret = Shared secret of the webhook shown
audit-hook-test = Test event asked for
audit-hook-replay = Delivery sent again

## What programs are told about records

api-too-long-ago = Records go back 90 days. Begin later.
api-ends-before = The end lies before the beginning.

## W01: nothing reaches a receiver any more

mail-w01-subject = Events no longer reach your programs
mail-w01-body =
    Dear { $name },

    Since { $since } nothing could be delivered to the address { $company } registered for events. We have stopped trying.

    Correct the address, or resume once your program answers again, and send again what was given up:

    { $link }
