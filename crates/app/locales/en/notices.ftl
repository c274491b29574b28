audit-subscription-notice = A notice about subscriptions was sent

## N01: a subscription is suspended

mail-n01-subject = Suspended: a subscription of { $company }
mail-n01-body =
    Dear { $name },

    { $partner } has suspended this subscription of { $company }:

    { $list }

    Users can no longer sign in to it; administrators can still reach the data. Unless it is reactivated before { $last }, all its data is deleted on { $day }, for good.

    { $link }

## N02: its data will be deleted

mail-n02-subject =
    { $days ->
        [one] In { $days } day data of { $company } is deleted
       *[other] In { $days } days data of { $company } is deleted
    }
mail-n02-body =
    Dear { $name },

    These subscriptions of { $company } are suspended:

    { $list }

    Unless { $partner } reactivates them, which is possible only while their term lasts, all their data is deleted on { $day }, for good. Save what is needed.

    { $link }

## N03: it is cancelled

mail-n03-subject = Cancelled: a subscription of { $company }
mail-n03-body =
    Dear { $name },

    { $partner } has cancelled this subscription of { $company }:

    { $list }

    It has ended and cannot be brought back. Administrators can fetch the data until { $day }; then it is deleted.

    { $link }

## N04: it will renew

mail-n04-subject =
    { $days ->
        [one] Renewal in { $days } day: { $company }
       *[other] Renewal in { $days } days: { $company }
    }
mail-n04-body =
    Dear { $name },

    These subscriptions of { $company } renew on { $day } for twelve months. The price for one licence and month will be the one of that day, before VAT; as the list stands now:

    { $list }

    To end one instead, turn its renewal off before that day:

    { $link }

## N05: it will end

mail-n05-subject =
    { $days ->
        [one] Ends in { $days } day: { $company }
       *[other] Ends in { $days } days: { $company }
    }
mail-n05-body =
    Dear { $name },

    These subscriptions of { $company } end on { $day } and do not renew:

    { $list }

    Then users can no longer work with them. What can be done before that day is shown here:

    { $link }

## N06: a trial will end

mail-n06-subject =
    { $days ->
        [one] A trial ends in { $days } day: { $company }
       *[other] A trial ends in { $days } days: { $company }
    }
mail-n06-body =
    Dear { $name },

    These trials of { $company } end on { $day }:

    { $list }

    They are not converted by themselves. To keep one, convert it before that day:

    { $link }
