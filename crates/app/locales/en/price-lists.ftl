# Price lists in the operator's hands: uploaded, approved, published, told.

nav-price-lists = Price lists
price-lists-lead = One list for each month in which something changes. It names every offer that is sold; what it does not name ends. Partners have to be told { $days } days ahead.
price-lists-none = No list has been uploaded yet. Until one is published, prices are those of the programme's folder.
price-list-title = Price list { $month }
price-list-new = New list
price-list-new-lead = The file is read and judged as a whole. If every row is right it becomes a draft, which a second person approves; nobody outside sees it before it is published.
price-list-month = Applies from
price-list-month-hint = A list applies from the first of a month. Dearer prices and ends of sale have to be published { $days } days before.
price-list-file = File
price-list-file-hint = CSV in UTF-8 or GB18030, at most 4 MB. Begin with the current prices, which you can save here.
price-list-upload = Upload and check
price-list-template = Save current prices
price-list-columns-note = The first row names the columns. An offer without a row is no longer sold from that month on.
price-column-offer_id = Offer ID
price-column-name = Name; only for reading
price-column-list_price = What a partner pays for one unit and month, before tax, such as 52.00
price-column-suggested_price = Suggested retail price; 0 where none is suggested
price-column-currency = Currency; may be left out
price-list-report =
    { $count ->
        [one] { $count } error in { $file }
       *[other] { $count } errors in { $file }
    }
price-list-report-note = Nothing was kept. Correct the rows and upload the file again.
price-list-cell = Found
price-list-problem = What is wrong
price-list-status = Status
price-list-revision = Revision
price-list-uploaded = Uploaded
price-list-shown-draft = Waits for approval
price-list-shown-approved = Approved
price-list-shown-announced = Published
price-list-shown-in-force = In force
price-list-shown-superseded = Replaced
price-list-shown-withdrawn = Withdrawn
price-list-shown-discarded = Discarded
price-list-counts = Offers by change
price-list-all = All offers
price-list-rows = Offers of the list
price-list-before = was
price-list-next = Next step
price-list-facts = The list
price-list-effective = Applies from
price-list-last-day = Last day for notice
price-list-acts = What was done
price-list-act-uploaded = Uploaded
price-list-act-approved = Approved
price-list-act-consented = Consent to short notice
price-list-act-published = Published
price-list-act-withdrawn = Withdrawn
price-list-act-discarded = Discarded
price-list-waits = Waits for a second catalogue manager
price-list-waits-mine = You uploaded it, so somebody else has to approve it. Your colleagues have been told by e-mail.
price-list-waits-other = { $name } uploaded it. Compare it with what was decided before you approve.
price-list-ready = Ready to be published
price-list-ready-text = Two people agree. Partners see nothing of it yet.
price-list-is-withdrawn = This list was withdrawn before it applied
price-list-late-begun = Its day has come without it being published. Discard it and upload it for a later month.
price-list-nothing-new = Nothing differs from what partners have been told.
price-list-in-time = In time: partners can be told { $days } days ahead until { $day }.
price-list-short = Short notice: the { $days } days began after { $day }
price-list-short-text = Nobody pays more than was announced or is paid now, so a billing operator may consent, with a reason.
price-list-too-late = Too late: dearer prices and ends of sale had to be published by { $day }
price-list-too-late-text = The offers concerned are marked. Discard the list and upload it without these changes, or for a later month.
price-list-consented = Billing has consented to short notice
price-notice-short = Short notice
price-notice-too-late = Too late
price-list-approve = Approve
price-list-approve-text = You confirm that offers and prices are those that were decided.
price-list-consent = Consent
price-list-consent-reason = Why partners are told late
price-list-consent-hint = Kept with the list and in the audit log.
price-list-publish = Publish
price-list-publish-text = Partners see the list at once, and their global and billing admins are told by e-mail.
price-list-discard = Discard
price-list-discard-text = The list is kept as discarded and cannot be published any more.
price-list-withdraw = Withdraw
price-list-withdraw-reason = Why it is withdrawn
price-list-withdraw-hint = Only possible before its day. Partners that were told of it are told again.
price-list-done-approved = Approved. It can be published now.
price-list-done-consented = Your consent is recorded.
price-list-done-published = Published. Partners are being told.
price-list-done-discarded = Discarded.
price-list-done-withdrawn = Withdrawn. Partners that were told of it are being told.
price-told = Notice to partners
price-told-published = Publication
price-told-withdrawn = Withdrawal
price-told-partners = Partners
price-told-mails = Mails
price-told-sent = Left
price-told-failed = Given up
price-told-save = Save who was told
price-told-company = Company
price-told-domain = Domain
price-told-occasion = Occasion
price-told-recipient = Recipient
price-told-noted = Decided at
price-told-left = Left at
price-told-given-up = Given up at

problem-price-list-rows = Some rows are wrong. They are listed below.
problem-price-formula = A formula. Save the values of the cells and upload the file again.
problem-price-negative = A price cannot be negative.
problem-price-format = Write the amount with digits and a point only, such as 1234.50.
problem-price-decimals = At most { $digits } digits after the point.
problem-price-zero = A price is more than zero. Leave the row out to end the sale.
problem-price-too-high = At most 10000000.
problem-price-currency = Prices are in { $currency }.
problem-price-offer-format = This is not an offer ID.
problem-price-offer-unknown = There is no offer with this ID.
problem-price-offer-ended = The sale of this offer ends on { $day } for good.
problem-price-offer-twice = This offer stands in row { $row } already.
problem-price-of-trial = A trial costs nothing. Leave the price empty.

conflict-price-list-other = Another list of this month has been published. Upload a corrected list instead of withdrawing this one.
conflict-price-list-open = Another list of this month waits to be published. Publish or discard it first.
conflict-price-list-step = This step is no longer possible. Reload the page to see how the list stands.
conflict-price-list-own = You uploaded this list, so somebody else has to approve it.
conflict-price-list-begun = The day of this list has come, so nothing can be changed about it.
conflict-price-list-notice = Something would become dearer or end on too short notice. Upload the list without that, or for a later month.
conflict-price-list-consent = Notice is short, so a billing operator has to consent first.
conflict-price-list-involved = You uploaded or approved this list, so somebody else has to consent.
conflict-price-list-moved = Another list was published or withdrawn since you opened the page, so the changes may be others now. Reload the page and decide again.

price-list-mail-nothing = No price changes.
price-list-mail-ADD = { $offer }: new, { $now }
price-list-mail-CHG = { $offer }: { $now } (was { $before })
price-list-mail-DEL = { $offer }: no longer sold (was { $before })
price-list-mail-more = and { $count } more

mail-price-list-subject = New prices from { $effective_on }
mail-price-list-body =
    Dear { $name },

    { $operator } has published the price list that applies from { $effective_on }. Prices are for one unit and one month, before tax. This changes:

    { $changes }

    Subscriptions keep the price of their order day until their term ends. The whole list is here:

    { $link }

mail-price-list-withdrawn-subject = The prices announced for { $effective_on } are withdrawn
mail-price-list-withdrawn-body =
    Dear { $name },

    { $operator } has withdrawn the price list that was announced for { $effective_on }. What applies instead is here:

    { $link }

mail-price-list-draft-subject = A price list waits for your approval
mail-price-list-draft-body =
    Dear { $name },

    { $author } has uploaded a price list that is to apply from { $effective_on }. A second catalogue manager has to approve it:

    { $link }

audit-prices-upload = Price list uploaded
audit-prices-approve = Price list approved
audit-prices-consent = Short notice consented to
audit-prices-publish = Price list published
audit-prices-discard = Price list discarded
audit-prices-withdraw = Price list withdrawn
audit-prices-tell = Told of a price list
audit-prices-tell-withdrawal = Told of a withdrawn price list
audit-prices-told = All partners told of a price list
