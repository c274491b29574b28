## Recovery: "Can't access your account?"

signin-recover = Can't access your account?
recover-title = Can't access your account?
recover-lead = Tell us your sign-in name. Then you prove in two ways that the account is yours and choose a new password.
recover-nobody = Only you can do this. No administrator and nobody of ours can reset your password.
recover-prove-title = Prove that it is you
recover-prove-lead = Prove two of the three. Codes go to the contact details kept with the account; for your safety they are not shown here.
recover-progress = { $count } of 2 proved. Open until { $until }.
recover-enough = Two ways are proved
recover-proved = proved
recover-send = Send a code
recover-send-again = Send another code
recover-verify = Check the code
recover-email = E-mail
recover-email-lead = A code to the contact e-mail of the account.
recover-email-hint = Six digits from the mail, valid for 10 minutes
recover-phone = Phone
recover-phone-lead = A code to the recovery phone of the account.
recover-phone-hint = Six digits from the message or call, valid for 10 minutes
recover-authenticator = Authenticator
recover-authenticator-lead = The code your authenticator app shows now, or one of your recovery codes.
recover-authenticator-hint = Six digits, or a recovery code of four groups
field-authenticator = Code or recovery code
recover-nothing-came = Nothing came? The sign-in name may be misspelt, or the contact details are out of date. We cannot say which.
recover-password-title = Choose a new password
recover-password-lead = You are signed out everywhere afterwards, and we tell you by mail and text message.
recover-know = I know my password
recover-know-lead = The account was only locked? This takes the lock away and leaves your password as it is.
recover-know-button = Unlock and keep the password
recovered-password = Your password has been changed. Sign in with the new one.
recovered-unlocked = Your account is unlocked. Sign in with your password.
bot-trap = Leave this field empty

## A text message or a recovery code in place of the authenticator

mfa-other = Authenticator not at hand?
mfa-text-lead = We can send a code by text message to { $number }.
mfa-text-send = Send a text message
mfa-texted = The text message is on its way. Enter its six digits here; they are valid for 10 minutes.
mfa-recovery-code = You can also enter one of your recovery codes here. Each works once.
mfa-lost = Nothing works?

codes-title = Recovery codes
codes-lead = Ten codes for the day your phone is lost. Each replaces the authenticator's code once. Keep them where you keep other valuables, not on the phone.
codes-left = Unused codes: { $left }
codes-replace = Ten new codes make all older ones void.
codes-make = Make ten codes
codes-once = Your ten codes
codes-saved = I have kept them

## Mails about the sign-in

mail-s01-subject = Your code
mail-s01-body =
    Dear { $name },

    Your code is { $code }. It is valid for { $minutes } minutes and works once.

    Enter it only on the page where you asked for it. If you did not ask for a code, somebody may have typed your sign-in name; without this code they get no further.

mail-s02-subject = Your password was changed
mail-s02-body =
    Dear { $name },

    The password of { $sign_in_name } was replaced on { $at } after two proofs of identity. All sessions were ended.

    If this was not you, recover your account at once and tell us:

    { $link }

mail-s03-subject = Your account was unlocked
mail-s03-body =
    Dear { $name },

    The account { $sign_in_name } was unlocked on { $at } after two proofs of identity. The password is unchanged.

    If this was not you, choose a new password at once:

    { $link }

mail-s04-subject = A recovery code was used
mail-s04-body =
    Dear { $name },

    One of your recovery codes was used to sign in as { $sign_in_name } on { $at }.

    If this was not you, choose a new password at once:

    { $link }

mail-s05-subject = New recovery codes
mail-s05-body =
    Dear { $name },

    New recovery codes were made for { $sign_in_name } on { $at }. All older ones are void.

    If this was not you, choose a new password at once:

    { $link }

mail-s06-subject = Somebody is guessing your password
mail-s06-body =
    Dear { $name },

    There were five or more wrong passwords or codes for { $sign_in_name } on { $at }. Signing in is locked for a while; the lock ends by itself.

    If that was you, you need do nothing, or you can prove who you are and unlock the account at once:

    { $link }

    If it was not you, somebody is guessing. Your account is safe as long as the password is used nowhere else. You get this mail at most once a day.

telephone-notice-s02 = { $product }: the password of your account was changed. Not you? Recover your account and call us.
telephone-notice-s03 = { $product }: your account was unlocked. Not you? Choose a new password and call us.
telephone-notice-s04 = { $product }: a recovery code was used to sign in to your account. Not you? Choose a new password and call us.
telephone-notice-s05 = { $product }: new recovery codes were made for your account. Not you? Choose a new password and call us.

print-method-sms = Password and one-time code by text message
print-method-recovery-code = Password and recovery code
problem-bot-too-fast = That was faster than people type. Please wait a moment and send it again.
problem-bot-stale = This page lay open for too long. Please send it again.
toomany-recovery = Recovery was tried too often for this name or from your network today.
toomany-recovery-codes = No more codes can be sent. Use a code you have, or another way.
conflict-recovery-over = This recovery is over: it took longer than 15 minutes, was completed, or too many codes were wrong. Begin again.
conflict-recovery-unproved = Two ways have to be proved first.

## Locks

locked-title = Signing in is locked
locked-lead-general = Five wrong passwords or codes lock a sign-in name for 5 minutes, and each further one for twice as long, up to 24 hours. Many wrong ones from one network lock that network in the same way.
locked-lead-over = The lock is over. You can sign in again.
locked-lead-address = There were too many wrong passwords and codes from your network. Until the lock ends, nobody can sign in from there.
locked-lead-name = There were too many wrong passwords or codes for this sign-in name. Until the lock ends, even the right password is not looked at.
locked-when = Try again from
locked-left-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
locked-left-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
locked-ways = What you can do
locked-wait = Wait. The lock ends by itself; trying again before does not make it longer.
locked-recover = Prove in two ways that the account is yours. That takes the lock away at once, with or without a new password.
locked-not-me = Was it not you? Then somebody is guessing. Your account is safe as long as the lock holds; choose a password you use nowhere else.
expired-title = This temporary password has expired
expired-lead = A temporary password works for { $days } days and was not replaced in that time.
expired-recover = Contact e-mail and mobile number of the account are known: prove with a code to each that it is yours, and choose a password of your own.
expired-anew = Without a mobile number the account cannot be recovered, and nobody can give you another password. Ask whoever added you to delete the user and to add you again.
expired-first = If you registered the company yourself, contact us; our details are at the foot of the page.
mfa-text-none = A text message cannot be sent: the account has no mobile number that was confirmed.
me-session-method = Second factor
me-session-totp = Authenticator
me-session-sms = Text message
me-session-code = Recovery code
me-session-half = Not completed
device-both = { $browser } on { $system }
device-unknown = Unknown browser
conflict-mobile-unconfirmed = No text message can be sent: the mobile number of the account was never confirmed.
audit-account-show-recovery-codes = Recovery codes looked at
codes-contact-later = Confirm my contact data later
