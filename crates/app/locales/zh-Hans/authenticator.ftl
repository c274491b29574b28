## 更换验证器

authenticator-title = 更换验证器
authenticator-lead = 适用于更换手机或应用。新验证器给出正确的验证码之前，旧验证器仍然有效。
authenticator-what = 您需要扫描新的二维码，并输入新应用显示的 6 位数字。其他所有会话都将结束，我们会通过邮件和短信通知您。恢复代码继续有效。
authenticator-begin = 显示新的二维码
authenticator-time = 请在 10 分钟内完成。在此之前，或者您选择保留旧验证器时，一切保持不变。
authenticator-confirm = 更换验证器
authenticator-keep = 保留旧验证器
authenticator-done = 验证器已更换。旧验证器不再有效，您的其他所有会话均已结束。
field-new-totp = 新验证器的验证码

mail-s07-subject = 您的验证器已更换
mail-s07-body =
    { $name }，您好：

    { $sign_in_name } 的验证器已于 { $at } 更换。旧验证器不再有效，其他所有会话均已结束。

    如果不是您本人操作，请立即恢复账户并告知我们：

    { $link }

telephone-notice-s07 = 【{ $product }】您的账户更换了验证器。如非本人操作，请立即恢复账户并致电我们。
conflict-replacement-over = 此处没有正在设置的新验证器：已超过 10 分钟、已放弃、已在别处重新开始，或验证码错误次数过多。如果验证器已更换，您会收到邮件通知；否则旧验证器仍然有效。
audit-account-begin-new-authenticator = 开始更换验证器
audit-account-replace-authenticator = 输入新验证器的验证码
audit-account-keep-authenticator = 保留旧验证器
