## Text

problem-required = Fill in this field.
problem-too-short = Enter at least { $min } characters.
problem-too-long = Enter at most { $max } characters.
problem-control-characters = This text contains control characters. Delete them or type the text again.
problem-invisible-characters = This text contains invisible characters. Type it again instead of pasting it.
problem-unsupported-characters = This text contains characters we cannot store, such as emoji. Remove them.
problem-repeated = This field was sent twice. Reload the page and fill it in once.

## Names

problem-name-only-symbols = A name needs letters. Enter the full name.
problem-name-abbreviation = This looks like an abbreviation. Enter the full legal name.
problem-name-not-latin = Use Latin letters, digits and plain punctuation only.
problem-name-web-address = The name ends in “{ $ending }” like a web address. Check it against the business licence.
problem-name-repeated-character = “{ $character }” appears three or more times in a row. Check the name.
problem-name-spaced-characters = There are spaces between single characters. Check the name and remove them if they are not on the licence.

## Unified social credit code

problem-uscc-old-number = This is an old 15-digit registration number. Enter the 18-character unified social credit code from the current licence.
problem-uscc-length = The code has 18 characters; { $length } were entered. Compare it with the licence.
problem-uscc-alphabet = “{ $character }” does not occur in this code. It has digits and capitals without I, O, S, V and Z.
problem-uscc-check-digit = The check character is wrong. Compare the code with the licence, the 18th character above all.
problem-uscc-organisation-check = The organisation code in characters 9 to 17 does not fit its own check character. Some old codes are like this; check it and continue if it is on the licence.
problem-uscc-province-mismatch = The code was issued in division { $division }, not in the province chosen. Check both; continue if the company has moved.

## Postal code

problem-postal-code-format = Enter the 6 digits of the postal code.
problem-postal-code-province-mismatch = Postal codes beginning with { $prefix } belong to another province. Check the code and the province.

## Telephone

problem-phone-not-china = Use a telephone number in China (+86).
problem-phone-format = This is not a complete number. Enter a mobile number, or a landline with its area code, for example 021 5555 0123.
problem-phone-extension = This extension cannot be used. Landlines take up to 6 digits; other numbers have none.
problem-phone-service-number = Numbers beginning with 400, 800 or 95 cannot be used here. Enter a mobile or landline number.
problem-phone-not-mobile = Enter a mobile number. Landlines cannot receive text messages.

## E-mail

problem-email-format = This is not a complete e-mail address. Write it like name@company.cn.
problem-email-domain = “{ $domain }” is not a valid mail domain. Check the part after the @.
problem-email-webmail = Use a company address. Addresses at { $domain } are not accepted.
problem-email-in-new-tenant = This mailbox would be in the account you are just creating and cannot receive mail yet. Enter one that exists.
problem-email-other-domain = The primary contact uses { $domain }, this address does not. Check it, or add proof that the domain is your company’s to the documents.

## Web address

problem-url-not-https = The address must begin with https://.
problem-url-format = This is not a valid web address. Write it like https://support.company.cn.
problem-url-user-info = Remove the user name and password before the @.
problem-url-ip-address = Use a domain name, not an IP address.
problem-url-local-host = This address can only be reached inside a network. Enter one that customers can open.
problem-url-port = Remove the port number after the colon.

## Domain prefix and user name

problem-domain-characters = Use lower-case letters, digits and hyphens only.
problem-domain-first-character = Begin with a letter.
problem-domain-last-character = End with a letter or digit.
problem-domain-double-hyphen = The third and fourth characters cannot both be hyphens.
problem-domain-reserved = “{ $prefix }” is reserved. Choose another prefix.
problem-domain-taken = This prefix is taken. Choose another one.
problem-user-name-characters = Use lower-case letters, digits, dots, hyphens and underscores only.
problem-user-name-ends = Begin and end with a letter or digit.
problem-user-name-double-dot = Two dots cannot follow each other.

## Partner network

problem-network-id-format = Enter the 4 to 10 digits of the ID.
problem-network-id-unknown = The partner network does not know this ID. Check the digits.
problem-network-id-inactive = This membership is not active. Renew it with the partner network or enter another ID.
problem-network-id-not-location = This is not a location ID. Enter the ID of your location in China.
problem-network-id-other-country = This ID belongs to a location outside China. Enter a location ID in China.

## Numbers, dates and amounts

problem-bank-account-format = Enter the account number, 8 to 30 digits.
problem-verification-code-format = Enter the 6 digits of the code.
problem-date-format = Write the date like 2026-07-15.
problem-date-not-real = This date does not exist. Check the month and day.
problem-date-in-future = This date is in the future. Enter today’s date or an earlier one.
problem-date-in-past = This date is past. If the term has been extended, enter the new end.
problem-amount-format = Enter an amount in yuan, for example 60,000.00.
problem-amount-decimals = Use at most two decimals.
problem-amount-negative = The amount cannot be negative.
problem-amount-too-large = Enter at most { $max } yuan.
problem-number-format = Enter a whole number.
problem-number-too-small = Enter { $min } or more.
problem-number-too-large = Enter { $max } or less.
problem-limit-above-a-year = This limit is more than twelve months of the expected purchases. Check both amounts.
problem-tax-id-differs = The tax ID must equal the unified social credit code.

## Passwords and codes

problem-password-too-long = Use at most { $max } characters.
problem-password-too-short = Use at least { $long } characters, or at least { $short } with three of these: lower case, upper case, digits, other characters.
problem-password-contains-name = The password contains your name, your sign-in name or your organisation’s name. Choose another one.
problem-password-common = This password is easy to guess. Choose another one.
problem-password-reused = You have used this password recently. Choose another one.
problem-password-current-wrong = The current password is wrong.
problem-password-differs = The two new passwords differ. Type the new one again.
problem-sign-in-wrong = Sign-in name or password is wrong.
problem-code-wrong = This code is wrong or has been used. Enter the code the authenticator app shows now.
problem-code-wrong-left =
    { $left ->
        [one] The code is wrong. { $left } try is left.
       *[other] The code is wrong. { $left } tries are left.
    }
problem-code-none = This code is no longer valid. Ask for a new one.

## Choices and confirmations

problem-choice-unknown = Choose one of the values offered.
problem-tick-required = Tick this box to continue.
problem-country-fixed = This programme is only for companies in its own country or region.
problem-approval-same-person = The approval contact is also the primary contact. We advise naming somebody else; you can continue.

## Documents

problem-document-required = Upload this document.
problem-document-letter-required = The primary contact is not the legal representative. Upload an authorisation letter.
problem-document-permit-required = Your company runs a value-added telecom business. Upload its permit.
problem-document-domain-required = The approval contact’s address has another domain than the primary contact’s. Upload proof that the domain is your company’s.
problem-document-empty = This file is empty. Choose another one.
problem-document-too-large = This file is larger than { $megabytes } MB. Choose a smaller one.
problem-document-type = This file is not a PDF, JPG or PNG. Choose another one.
problem-document-too-many =
    { $max ->
        [one] You can upload { $max } file here. Remove it first.
       *[other] You can upload { $max } files here. Remove one first.
    }

## Conflicts

conflict-busy = The system is busy and nothing was changed. Try again.
conflict-illegal-transition = This is not possible at the present stage. Reload the page to see where things stand.
conflict-stale = Somebody else has changed this in the meantime, so your change was not made. Reload the page and decide again.
conflict-authenticator-exists = An authenticator has been set up for this account. Use the code it shows.
conflict-temporary-password-expired = The temporary password has expired. Choose a new password instead.
conflict-text-changed = The text has changed since you opened this page. Read the new version, then decide.
conflict-authenticate-again = Confirm that it is you with a code from your authenticator, then try again.
conflict-verify-again = Your telephone number has to be verified again before the account can be created.
conflict-already-signed = This agreement has been signed. You do not need to do anything.
conflict-cannot-continue = We could not continue. Contact us or ask your company’s administrator.
conflict-same-person = A second person has to decide this. Ask a colleague.
conflict-checks-open = Some checks are still open. Pass or waive each one before you approve.
conflict-credit-missing = No credit limit has been granted yet. That has to happen first.
conflict-credit-expired = The credit result is too old. The credit check has to be repeated first.
conflict-domain-taken = The domain prefix has been taken in the meantime. Go back and choose another one.
conflict-link-expired = This link has expired. Ask the sender for a new one.
conflict-link-used = This link has been answered. You do not need to do anything.
conflict-manual-review = Telephone verification has failed too often and is closed. Contact us; we will continue with you.

## Too many attempts

toomany-code-too-soon = A code was sent a moment ago. Wait a little before asking for another.
toomany-code-locked = Too many failed attempts. Telephone verification is locked for a while.
toomany-registrations = Too many registrations were begun from your network today. Try again tomorrow, or continue one already begun.
toomany-generic = That was too often. Wait a while, then try again.
conflict-signing-expired = The approval has expired. Ask the operator to reopen your application.
conflict-link-closed = This link can no longer be answered: the application has moved on.
