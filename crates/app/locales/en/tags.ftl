## Tags of customers
tags-title = Tags
tag = Tag
tags-any = Any
tags-lead = Short names of your own to sort customers by. Customers do not see them.
tags-none = No tags yet
tags-none-text = Add the first one above, or on a customer’s account page.
tag-name = Name
tag-new = New tag
tag-hint = At most { $max } tags.
tag-add = Add tag
tag-change = Change
tag-rename = Rename
tag-remove = Remove tag
tag-remove-effect = The tag is taken from { $count } customers. The customers stay.
tag-done-added = The tag was added.
tag-done-renamed = The tag was renamed.
tag-done-removed = The tag was removed.
tags-note = Only your company sees them.
tags-hint = At most { $max } for one customer.
tags-save = Save tags
tags-manage = All tags
customer-done-tagged = The tags were saved.
problem-tag-separator = A tag holds no semicolon and no enumeration comma.
problem-tag-known = There is a tag of this name.
problem-tags-full = There are { $max } tags already. Remove one first.
problem-tags-too-many = A customer has at most { $max } tags.

## The first password of a customer from a file
customer-first-password = First sign-in
customer-first-password-text = This customer came from a file, so its administrator has no password yet. Make one when you are ready to pass it on: it is shown once.
customer-first-password-make = Make the temporary password
conflict-first-password-made = The first password was made before and cannot be shown again.

## In the audit log
audit-customer-tag = Customer tagged
audit-customer-tag-add = Tag added
audit-customer-tag-rename = Tag renamed
audit-customer-tag-remove = Tag removed
audit-customer-first-password = First password of a customer made
