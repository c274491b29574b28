## Another authenticator in place of the one a person has

authenticator-title = Replace the authenticator
authenticator-lead = For a new phone or another app. The old authenticator works until the new one has shown a right code.
authenticator-what = You scan a new code and enter the six digits the new app shows. All your other sessions end, and we tell you by mail and text message. Your recovery codes stay valid.
authenticator-begin = Show a new code
authenticator-time = You have 10 minutes. Until then, and if you keep the old one, nothing changes.
authenticator-confirm = Replace the authenticator
authenticator-keep = Keep the old one
authenticator-done = Your authenticator was replaced. The old one no longer works, and all your other sessions have ended.
field-new-totp = Code from the new authenticator

mail-s07-subject = Your authenticator was replaced
mail-s07-body =
    Dear { $name },

    The authenticator of { $sign_in_name } was replaced on { $at }. The old one no longer works, and all other sessions were ended.

    If this was not you, recover your account at once and tell us:

    { $link }

telephone-notice-s07 = { $product }: the authenticator of your account was replaced. Not you? Recover your account and call us.
conflict-replacement-over = No new authenticator is being set up here: more than 10 minutes passed, it was dropped or begun anew elsewhere, or too many codes were wrong. If it was replaced, you were told by mail; otherwise the old one is still in force.
audit-account-begin-new-authenticator = New authenticator begun
audit-account-replace-authenticator = Code of the new authenticator entered
audit-account-keep-authenticator = Old authenticator kept
