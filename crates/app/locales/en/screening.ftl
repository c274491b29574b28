## Restricted parties in the console
nav-screening = Restricted parties
screening-lead = Every company is held against these lists when it applies. What looks like an entry is left to a person; without a list everything is.
screening-import = Import a list
screening-import-lead = A list replaces the one of its name as a whole. First every row is judged and nothing changes; then you put it in force.
screening-none = No list is in force: reviewers check restricted parties by hand.
screening-list = List
screening-list-hint = What you call it, for example the authority that publishes it. The same name replaces the list of that name.
screening-entries = Entries
screening-since = In force since
screening-retire = Retire
screening-retire-text = Companies are no longer held against this list. What was found before stays with the cases.
screening-done-imported = The list is in force.
screening-done-retired = The list is no longer held against anybody.
screening-preview-lead = What putting this list in force changes.
screening-confirm = Put in force
screening-discard = Throw away
screening-wrong = Rows that are wrong
screening-wrong-note = They are left out.
screening-name = Name
screening-replaces = Replaces the list of
screening-fresh = Entries that are new
screening-gone = Entries that go
screening-is-over = This list has ended.
screening-is-in-force = This list is in force.
screening-column-kind = Kind: organisation or person
screening-column-name = Name
screening-column-aliases = Other names, divided by semicolons; may be empty
screening-column-credit_code = Unified social credit code; may be empty
screening-column-note = What the list says besides: programme, number, date; may be empty
problem-screening-kind-unknown = Write organisation or person.
problem-screening-too-many-aliases = More than { $max } other names. Divide the row.
problem-screening-hit = It looks like an entry of a list. Write what you found out, at least 5 characters.
conflict-screening-done = This list is in force already, or has ended.
conflict-screening-empty = No row of this list is right.

## Audit log
audit-screening-upload = List of restricted parties uploaded
audit-screening-import = List of restricted parties put in force
audit-screening-retire = List of restricted parties retired

## Companies that were there before a list
nav-restricted = Found on lists
restricted-lead = When a list of restricted parties comes into force, approved companies and partners are held against it. What looks alike is for you to judge; cases under review have it among their checks.
restricted-none = Nobody that is there looks like an entry of a list.
restricted-company = Company
restricted-state = Application
restricted-list = List
restricted-found = What is alike
restricted-at = Found
restricted-reference = Reference
restricted-one = This company looks like an entry of a list of restricted parties.
restricted-case = The case
restricted-partner = The partner
restricted-about = What was found
restricted-judge = Judge it
restricted-judge-note = The company is not told. What follows you do yourself: bring an approval back into review on the page of the case, or have a partner suspended or ended on the partner's page.
restricted-outcome = What it is
restricted-state-cleared = Somebody else is on the list
restricted-state-confirmed = The company is on the list
restricted-state-in-case = Judged with the case
restricted-note = What you found out
restricted-note-hint = At least 5 characters: what you compared, and with what.
restricted-save = Write it down
restricted-judged = Judged
restricted-judged-by = By
restricted-done-cleared = It is written down: somebody else is on the list.
restricted-done-confirmed = It is written down: the company is on the list. Now do what follows on its page.
conflict-screening-judged = A colleague has judged this already.
audit-screening-hit = Company found on a list of restricted parties
audit-screening-judge = Likeness with a restricted party judged

## Mail: a company looks like an entry, to reviewers

mail-screening-hit-subject = { $company } looks like an entry of a list, reference { $reference }
mail-screening-hit-body =
    Dear { $name },

    The list “{ $list }” of restricted parties has come into force. { $company } looks like one of its entries. Please judge whether it is the same; the company has not been told.

    { $link }
