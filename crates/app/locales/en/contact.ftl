## Own contact data

contact-title = Contact and recovery data
contact-lead = Mail and text messages reach you here, and with this you get back into your account by yourself. A new address or number counts once you enter the code sent to it.
contact-title-email = Contact e-mail
contact-title-mobile = Mobile number
contact-new-email = New contact e-mail
contact-new-mobile = New mobile number
contact-send-code = Send code
contact-code-sent = A code was sent to { $to }. It is valid for 10 minutes.
contact-code-hint = Six digits
contact-confirm = Confirm
contact-give-up = Keep what it was
contact-preferences = Language and name
contact-name-order = Order of your names
name-order-auto = Automatic: { $name }
name-order-family-first = Family name first: { $name }
name-order-given-first = Given name first: { $name }
contact-done-sent = The code is on its way.
contact-done-changed = Saved. We have told your mailbox of before.
contact-done-preferences = Saved.
contact-change = Change contact data
me-contact_email = Contact e-mail
me-mobile = Mobile number
problem-contact-same = This is what is kept already.
conflict-contact-over = This change is no longer waiting. Begin it anew.
toomany-contact-codes = Too many codes were sent today. Try again tomorrow.
mail-c01-subject = Confirm your new contact e-mail
mail-c01-body =
    Dear { $name },

    Somebody who is signed in as { $sign_in_name } wants this address to be the contact e-mail of the account. The code is:

    { $code }

    It is valid for { $minutes } minutes. If it was not you, do nothing; nothing changes without the code.
mail-c02-subject = Your contact e-mail was changed
mail-c02-body =
    Dear { $name },

    The contact e-mail of { $sign_in_name } was changed to { $value } on { $on }. We write to this address no more.

    If it was not you, call us at once; our number is below. Then try to get back into your account here:

    { $link }
mail-c03-subject = Your mobile number was changed
mail-c03-body =
    Dear { $name },

    The mobile number of { $sign_in_name } was changed to { $value } on { $on }.

    If it was not you, call us at once; our number is below. Then try to get back into your account here:

    { $link }
audit-account-begin-contact-change = Change of contact data begun
audit-account-change-contact = Contact data changed
audit-account-give-up-contact-change = Change of contact data dropped
audit-account-set-preferences = Language and name order chosen
