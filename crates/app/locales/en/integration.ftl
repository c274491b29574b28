## Programs that call the interface

nav-apps = Programs and keys
apps-lead = Programs that call the interface for your company, and the keys they prove themselves with.
apps-new = Register a program
apps-new-lead = A program gets an id now. Its keys are given on its own page, each of them shown once.
apps-none = No program calls the interface for your company yet.
apps-program = Program
field-app_name = Name
hint-app_name = For your own people: what it does, or who runs it. Up to 120 characters.
apps-settings-note = What the program may see and do, as for a user. Give it no more than it needs.
problem-app-name-taken = Your company has a program of this name. Choose another one.
apps-keys = Keys
apps-key = Key
apps-no-keys = Without a key the program cannot call. Add one below.
apps-last-used = Last used
apps-never = Never
apps-next-expiry = Next expiry
apps-status = Status
apps-enabled = Enabled
apps-disabled = Disabled
apps-facts = What the program needs
apps-facts-note = These values are no secrets. The key is.
apps-client-id = Client id
apps-tenant-id = Tenant id
apps-api-address = Base address
apps-token-address = Token address
apps-scope = Scope
apps-key-created = Created
apps-key-expires = Expires
apps-key-valid = Valid
apps-key-expiring = Expires soon
apps-key-expired = Expired
apps-key-revoked = Revoked
apps-key-revoke = Revoke
apps-key-revoke-effect = The key and every token made with it are worth nothing within a few seconds. This cannot be undone.
apps-validity = How long the key is to last
apps-validity-1 = One year
apps-validity-2 = Two years
apps-key-add = Add a key
apps-key-title = New key
apps-key-lead = Put the key where the program reads it. It is not shown again.
apps-key-lead-again = The key was shown before. If nobody kept it, revoke it and add another one.
apps-key-back = Back to the program
apps-actions = Stop or resume
apps-disable = Disable the program
apps-disable-effect = The program can no longer call, whatever key or token it has. Its keys stay and work again when you enable it.
apps-enable = Enable the program
apps-enable-effect = The program can call again with the keys that are still valid.
apps-done-registered = The program is registered. Add a key so that it can call.
apps-done-revoked = The key is revoked.
apps-done-disabled = The program is disabled.
apps-done-enabled = The program is enabled.
audit-app-register = Program registered
audit-app-add-key = Key added to a program
audit-app-reveal-key = Key of a program shown
audit-app-revoke-key = Key of a program revoked
audit-app-disable = Program disabled
audit-app-enable = Program enabled

## What programs are told

api-not-found = There is nothing under this address.
api-unauthorised = A valid access token is needed: none was sent, or it is forged, expired or revoked.
api-forbidden = The roles of this program do not allow this operation.
api-too-many = Rate limit is exceeded. Try again in { $seconds } seconds.
api-wrong-method = This address knows no such method.
api-too-large = The body is larger than one megabyte.
api-not-acceptable = The answer is JSON. Accept application/json.
api-not-json = The body has to be JSON. Send it as application/json.
api-not-in-programme = This programme has no such operation.
api-no-such-terms = This programme has no such terms.
api-no-such-term = The offer has no such term.
api-no-such-promotion = There is no such promotion.
api-own-number = Your own number cannot be the partner on record.
api-not-a-reseller = This number is not that of an indirect reseller. The programme has none.
api-no-such-number = There is no such number in the partner network.
api-number-or-tenant = Name the partner by its number or by its tenant, and by one of them only.
api-asked-of-customer = Delegated access is given by the customer, through the link of a relationship request.
api-not-yet = This release does not offer this operation yet.
api-malformed = This is not well-formed JSON.
api-malformed-query = The query of the address cannot be read.
api-bad-input = Something in the request cannot be used.
api-not-an-object = An object is expected here.
api-not-a-text = A text is expected here.
api-not-a-number = A whole number that is not negative is expected here.
api-not-a-flag = true or false is expected here.
api-not-a-list = A list is expected here.
api-not-a-guid = A GUID is expected here.
api-unknown-value = This value is not known here.
api-said-twice = This header was sent more than once, with different values.
api-bad-continuation = The continuation token leads nowhere. Begin the list anew.
api-request-id-reused = The same request id was used for another request. Give every new request an id of its own.
api-away = The service cannot do this at present. Nothing was changed, or trying again with the same request id changes nothing twice.
api-failed = Something went wrong on our side. Give the correlation id when you ask about it.
api-stale = The version this change is based on is no longer the present one, so nothing was changed. Read the object again and send the change with its new ETag.
audit-app-remind-key = Reminded of a key that runs out
mail-key-expiry-subject = A key of “{ $program }” runs out on { $day }
mail-key-expiry-body =
    Dear { $name },

    The key { $hint }… of your program “{ $program }” opens nothing any more from { $day } on. Give the program a new key before that, and revoke the old one when nothing uses it any more:

    { $link }
