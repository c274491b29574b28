## E03: account created, to the new global admin

mail-e03-subject = Account created, reference { $reference }
mail-e03-body =
    Dear { $name },

    The account of { $company } has been created. You are its global admin.

    Sign-in name: { $sign_in_name }

    Sign in here:

    { $link }

    The temporary password was shown on screen only and is never sent by e-mail. At the first sign-in you replace it and set up an authenticator; then you continue with the application.

    If you did not save the password, contact us and give the reference number.

## E04: application received, to the applicant and the primary contact

mail-e04-subject = Application received, reference { $reference }
mail-e04-body =
    Dear { $name },

    We have received the application of { $company } to join the Cloud Solution Provider programme. The reference number is { $reference }.

    Review and credit check can take several weeks. If we need something from you, we write to you and list it in the portal.

    You can see where things stand here:

    { $link }

## E05: confirmation by the approval contact

mail-e05-subject = Please confirm the application of { $company }, reference { $reference }
mail-e05-body =
    Dear { $name },

    { $applicant } has applied for { $company } to join the Cloud Solution Provider programme of { $operator } and named you as the person entitled to confirm this.

    Please open this page and tell us whether your company stands behind the application. You can answer yes, or say that it is not from you. No account is needed.

    { $link }

    The link is valid until { $until }. Without your answer we cannot approve the application.

## E06: mailbox of the primary contact

mail-e06-subject = Please confirm your mailbox, reference { $reference }
mail-e06-body =
    Dear { $name },

    You are named as primary contact in the application of { $company }. Please confirm that you read this mailbox:

    { $link }

    The link is valid until { $until }. If you do not know of the application, do not open it and tell us.

## E09: approved

mail-e09-subject = Application approved: please sign the agreement, reference { $reference }
mail-e09-body =
    Dear { $name },

    The application of { $company } has been approved. What remains is to sign the agreement.

    A global admin reads and signs it here, by { $until }:

    { $link }

    The day you sign becomes your monthly billing day. It cannot be changed later.

## E13: agreement signed

mail-e13-subject = Agreement signed, reference { $reference }
mail-e13-body =
    Dear { $name },

    { $company } signed the agreement, version { $version }, on { $signed_at }.

    Monthly billing day: day { $billing_day } of the month. In shorter months it is the last day. The billing day cannot be changed.

    First bill: { $first_bill }

    The signed copy is here:

    { $link }

    We are setting up your account now. This can take several hours; we write to you when it is ready.

## E14: account ready

mail-e14-subject = Your account is ready, reference { $reference }
mail-e14-body =
    Dear { $name },

    The account of { $company } is set up. You can add customers and place orders now.

    First, we advise you to verify your profiles, add users and set their permissions, choose your catalogue top five, and complete the VAT invoice details. The list is on your overview:

    { $link }

## Below every mail

mail-footer =
    { $operator }
    Support: { $support_phone }, { $support_email }
    Hours: { $support_hours }

    We never ask for your password or a code. Links in our mails lead only to our own address; check it before you sign in.

## Text messages and calls

telephone-code-sms = { $product }: your code is { $code }, valid for { $minutes } min. Never share it with anyone; our staff do not ask for it.
telephone-code-voice = This is { $product }. Your code is: { $digits }. Once more, your code is: { $digits }. Never share it with anyone. Goodbye.

## Signed agreement on paper

print-signature-page = Signature page
print-company = Company
print-credit-code = Unified social credit code
print-signer = Signed by
print-signer-title = Title
print-signer-account = Account
print-signed-at-local = Signed at (local time)
print-signed-at-utc = Signed at (UTC)
print-billing-day = Monthly billing day
print-language-read = Language read
print-ip = IP address
print-method = Authentication
print-method-totp = Password and one-time code from an authenticator
print-authenticated-at = Authenticated at
print-text-hash = SHA-256 of the agreement text
print-signed-text-hash = SHA-256 of the text signed
print-signature-hash = SHA-256 of the signature record
print-verify = Check this signature here
print-footer = Version { $version }, signed { $date }
