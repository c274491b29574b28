## Custom domains

nav-domains = Domains
domain-lead = What the sign-in names of your users may end in.
domain-first = Your first domain. It stays for ever.
domain-primary = For new users
domain-make-primary = Use for new users
domain-add = Add domain
domain-add-note = You prove that the domain is yours with a record in its DNS zone.
field-domain = Domain
hint-domain = A domain of your company, for example contoso.cn
domain-no-resolver = Domains cannot be proved on this installation
domain-no-resolver-text = The operator has not named any name servers. Domains can be added and wait for their proof.
domain-state-pending = Waiting for proof
domain-state-verified = Verified
domain-state-failed = Not verified
domain-reason-not-looked = Publish this record at your DNS provider, then verify. We also look by ourselves.
domain-reason-no-record = There is no such record yet. A new record can take some hours to be seen everywhere.
domain-reason-other-value = There is a record of this name, but it says something else. Compare the value.
domain-reason-no-answer = The name servers of the domain do not answer. We try again by ourselves.
domain-reason-too-late = The record was not seen within 30 days. Publish it, then verify.
domain-reason-elsewhere = The domain belongs to another account. Contact us if it is yours.
domain-record-type = Type
domain-record-name = Name
domain-record-value = Value
domain-verified-at = Verified { $time }
domain-checked-at = Looked at { $time }
domain-next-at = Next look { $time }
domain-verify = Verify
domain-remove = Remove
domain-effect-remove = { $domain } can then be added and proved again, by you or by somebody else who owns it.
domain-done-added = The domain was added. Publish the record, then verify.
domain-done-verified = The domain is verified. Leave the record where it is: we look again every week.
domain-done-pending = The record has not been found yet.
domain-done-failed = The domain is not verified.
domain-done-primary = New sign-in names end in this domain from now on.
domain-done-removed = The domain was removed.
field-sign_in_domain = Domain of the sign-in name
problem-domain-address = Enter only the domain, without https://, path, @ or port.
problem-domain-format = This is not a complete domain. Write it like contoso.cn.
problem-domain-own-suffix = Domains of this programme are given out at registration and cannot be added.
problem-domain-webmail = { $domain } belongs to a mail service. Enter a domain of your company.
problem-domain-too-many = You can add { $max } domains. Remove one first.
problem-domain-added = This domain is in the list already.
conflict-resolver-missing = Domains cannot be proved on this installation. Contact the operator.
conflict-domain-not-verified = This domain is not verified yet.
conflict-domain-in-use = Sign-in names end in this domain. Delete these users first; deleted users count for 30 days.
mail-d01-subject = The proof of { $domain } is missing
mail-d01-body =
    Dear { $name },

    The record { $record } that proves { $domain } to be yours was not found. If it is still missing in the next two days, the domain counts as not verified.

    The value to publish stands here:

    { $link }
mail-d02-subject = { $domain } is no longer verified
mail-d02-body =
    Dear { $name },

    The record { $record } has been missing for several days. { $domain } counts as not verified now: new sign-in names cannot end in it. Existing users sign in as before.

    Publish the record and verify again here:

    { $link }
audit-domain-add = Domain added
audit-domain-look = Domain looked at
audit-domain-make-primary = Domain for new users chosen
audit-domain-remove = Domain removed

## Names that are looked up

problem-url-not-found = This address cannot be found: its name is not in the DNS. Check the spelling.
problem-url-not-public = This address leads into a private network. Enter one that customers can open.
problem-email-undeliverable = “{ $domain }” does not seem to receive mail. Check the address; you can continue.
audit-application-check-website = Support website looked up
console-job-website = Support website
