## Lists of what waits

nav-credit = Credit
credit-list-lead = Everything that waits for those who decide credit.
credit-list-overrides = Overrides to be confirmed
credit-list-undecided = Applications to be decided
credit-list-reviews = Yearly reviews due
credit-list-reviews-note = A year after the last decision, or when an override ends
credit-list-inquiries = Questions to the bureau
credit-list-inquiries-note = On their way, or given up in the last two weeks
credit-none-overrides = No override waits for a second person.
credit-none-undecided = No application waits for a credit decision.
credit-none-reviews = No partner’s limit is due for review.
credit-none-inquiries = The bureau owes no answer.
credit-due = Due since
credit-review = Review due
credit-no-bureau = Credit is decided by hand
credit-no-bureau-text = No credit bureau is set up.

## Credit file of a case

credit-review-due = The yearly review of this limit is due since { $date }
credit-review-text = The present limit holds until you decide. A new limit takes effect at once.
credit-barred = Credit was refused
credit-barred-text = A limit can only be granted by an override: one analyst proposes it, a credit lead approves it.
credit-figures-changed = The company has changed its figures
credit-figures-changed-text = The latest decision rests on other amounts than those stated now.
credit-granted = How the latest limit came about
credit-granted-note = The least of all, granted automatically
credit-cap = Most that policy allows
credit-recommended = Recommended by the bureau
credit-least = Granted limit
credit-source = Decided
credit-source-analyst = By hand
credit-source-bureau = By the bureau’s answer
credit-source-override = By override
credit-by-bureau = Credit bureau
credit-by-two = { $proposer } proposed, { $approver } approved
credit-result-limit = { $result }, limit { $limit }
credit-history = All decisions
credit-bureau = Credit bureau
credit-ask = Ask the bureau
credit-not-asked = The bureau has not been asked yet.
credit-asked = Asked
credit-you = You
credit-score = Score
credit-reference = Bureau’s reference
credit-report = Report
credit-report-note = As the bureau sent it. This look has been recorded.
credit-done-bureau = The bureau is being asked
inquiry-queued = To be sent
inquiry-waiting = Waiting for the answer
inquiry-answered = Answered
inquiry-refused = Refused by the bureau
inquiry-failed = No answer
inquiry-cancelled = Cancelled
inquiry-decides = Is the decision
inquiry-informs = For the analyst’s information
inquiry-dropped = Came after the case was closed; not kept

## Overrides

override-title = Override
override-two-people = Needs two people
override-nothing-yet = There is nothing to override until credit has been decided.
override-propose = Propose an override
override-limit = New limit
override-limit-hint = In yuan; may be above policy.
override-expires = Good until
override-expires-hint = The last day, at the latest { $date }. After it, the limit has to be decided again.
override-reason-hint = At least { $min } characters. Both names and the reason stay in the record.
override-evidence = Evidence
override-evidence-hint = What supports it, such as the number of a guarantee.
override-evidence-if = needed without a document
override-document = Document as evidence
override-no-document = No document
override-waits = An override waits for a second person
override-waits-note = Nothing changes until it is approved
override-old = So far
override-new = Proposed limit
override-proposer = Proposed by
override-proposed-at = Proposed
override-own = You have proposed it. A credit lead who has not reviewed the case decides.
override-lead-only = A credit lead decides.
override-approve = Approve the override
override-decline = Decline the override
override-answer = Why it is declined
override-withdraw = Withdraw the proposal
override-past = Earlier overrides
override-people = Proposed → decided by
override-approved = Approved
override-declined = Declined
override-withdrawn = Withdrawn
override-outdated = Overtaken by another decision
credit-done-proposed = The override has been proposed. A credit lead has to approve it
credit-done-approved = The override has been approved. The limit is granted
credit-done-declined = The override has been declined
credit-done-withdrawn = The proposal has been withdrawn
problem-amount-zero = Enter an amount above zero.
problem-evidence-required = Say what supports this, or choose a document.
problem-override-too-long = Choose a day not later than { $date }.
conflict-needs-override = Credit was refused. A limit can only be granted by an override, which takes two people.
conflict-no-bureau = No credit bureau is set up. Decide by hand.
conflict-no-credit-consent = The company’s authorisation for the credit check is not on record, so the bureau may not be asked.
conflict-no-credit-figures = The application holds no expected purchases or no requested limit, so there is nothing to ask the bureau.
conflict-bureau-asked = The bureau has been asked already and owes an answer.
conflict-nothing-to-override = Credit has not been decided yet, so there is nothing to override.
conflict-override-waits = Another override waits for a second person. It has to be decided or withdrawn first.
conflict-override-settled = This override has been decided or withdrawn in the meantime.
conflict-override-outdated = Credit has been decided anew since this override was proposed. Propose it again if it is still needed.
conflict-override-ended = The last day of this override is over. Propose it again with another date.
conflict-not-your-override = Only the person who proposed an override can withdraw it.

## What the applicant sees

status-credit-passed = Passed
status-credit-failed = Not passed. If you have questions, contact { $email } or { $phone }.

## Audited actions and jobs

console-actor-bureau = Credit bureau
console-job-bureau = Question to the credit bureau
audit-credit-answer = Credit bureau answered
audit-credit-approve-override = Credit override approved
audit-credit-ask-bureau = Credit bureau asked by hand
audit-credit-bureau = Question to the credit bureau moved on
audit-credit-call-back = Call-back of the credit bureau refused
audit-credit-decline-override = Credit override declined
audit-credit-look = Credit report looked at
audit-credit-look-again = Credit bureau asked again
audit-credit-open-review = Yearly credit review opened
audit-credit-propose-override = Credit override proposed
audit-credit-withdraw-override = Credit override withdrawn
