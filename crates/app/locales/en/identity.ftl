## Sign-in

signin-title = Sign in
signin-lead = With the work account of your organisation.
signin-button = Sign in
signin-join = No account yet? Join the programme
locked-until = You can try again from { $until }.

## Changing the password

change-title = Change your password
change-lead = The temporary password has to be replaced before you can do anything else.
change-new = New password
change-rules = At least 12 characters; or at least 8 with three of these: lower case, upper case, digits, other characters. No names, nothing easy to guess, none of your last five passwords.
change-button = Change password

## Authenticator

mfa-setup-title = Set up an authenticator
mfa-setup-lead = Every sign-in needs your password and a code from your phone.
mfa-setup-step1 = Open an authenticator app on your phone and scan this code.
mfa-setup-step2 = Enter the 6 digits the app shows now.
mfa-setup-secret = Cannot scan? Type this key into the app instead.
mfa-setup-qr = QR code for the authenticator app. The key below it says the same.
mfa-setup-button = Confirm and continue
mfa-title = Enter the code
mfa-lead = Open the authenticator app on your phone and enter the code for this account.
mfa-button = Continue
reauth-title = Confirm that it is you
reauth-lead = This step has lasting effect. Enter a new code from your authenticator app.
reauth-button = Confirm
reauth-kept = What you have just entered is kept and sent with the code.

## Own profile and sessions

me-title = My profile
me-name = Name
me-organisation = Organisation
me-sign-in-name = Sign-in name
me-role = Role
me-administrators = Your global admins
me-language = Language
me-sessions = Sessions
me-sessions-lead = Where you are signed in. End what you do not recognise, then change your password.
me-session-this = This session
me-session-started = Signed in
me-session-seen = Last used
me-session-address = Network address
me-session-browser = Browser
me-session-end = End session
me-sessions-end-others = End all other sessions
field-totp = Code from your authenticator
hint-totp = Six digits; a code works once.
list-comma = {", "}
list-or = {" or "}
