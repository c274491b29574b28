## Console: partners being set up

setup-running = Being set up
setup-none-running = Nobody is being set up at the moment.
setup-finished = Set up
setup-age = Time taken
setup-lasting = { $hours } h { $minutes } min
setup-internal = Fault of the program
setup-stuck =
    { $count ->
        [one] { $count } set-up is stuck
       *[other] { $count } set-ups are stuck
    }

setup-stuck-text = A task has failed three times, or the promised time is over. See the log of attempts, mend the cause, then retry.
setup-partner-lead = What is set up for this partner, and every attempt at it.
setup-task = Task
setup-retry = Retry now
setup-retry-all = Retry all now
setup-log = Attempts
setup-log-note = Newest first; tried again by itself after 1, 5, then every 15 minutes
setup-no-attempts = Nothing has been tried yet.
setup-attempt = attempt { $number }
setup-state-done = Done
setup-state-failed = Failed
setup-state-waiting = Waiting
setup-ready-at = Ready
setup-orders = New orders
setup-orders-stopped = Stopped since the end of { $day }: the new agreement is not signed
setup-orders-until = Possible; the new agreement is to be signed by { $day }
setup-alerts = Alerts
setup-alert-failing = A task failed three times: staff told
setup-alert-late = Too late: staff told
setup-alert-escalated = Escalated: staff told, apology sent to the partner
setup-retried = Done: what was tried has succeeded
setup-failed-again = It failed again
setup-failed-again-text = The log of attempts below says why. It goes on being tried by itself.

## Audited actions

audit-provisioning-retry = Set-up retried by hand
audit-provisioning-alert = Set-up takes too long: told

## E15: set-up delayed, to global admins

mail-e15-subject = Setting up your account takes longer, reference { $reference }
mail-e15-body =
    Dear { $name },

    Setting up the account of { $company } takes longer than we promised. We apologise. Our staff are working on it; we now expect to finish by { $estimate }.

    You do not have to do anything. Your signed agreement and your billing day are safe. We write to you when the account is ready, and you can follow it here:

    { $link }


## Mail: a set-up is stuck, to platform admins

mail-setup-failing-subject = Set-up of { $company } is stuck, reference { $reference }
mail-setup-failing-body =
    Dear { $name },

    A task of setting up { $company } has failed three times. { $open } of { $total } tasks are open, { $hours } hours after the signature. It goes on being tried every 15 minutes.

    The log of attempts says why:

    { $link }

mail-setup-late-subject = Set-up of { $company } is late, reference { $reference }
mail-setup-late-body =
    Dear { $name },

    { $company } signed { $hours } hours ago and is not set up yet: { $open } of { $total } tasks are open.

    { $link }

mail-setup-escalated-subject = Escalation: { $company } has waited { $hours } hours, reference { $reference }
mail-setup-escalated-body =
    Dear { $name },

    { $company } signed { $hours } hours ago and is not set up yet: { $open } of { $total } tasks are open. The partner has been sent an apology with a new estimate, the next working day.

    Please mend the cause today:

    { $link }
