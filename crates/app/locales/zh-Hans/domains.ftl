## Custom domains

nav-domains = 域名
domain-lead = 用户登录名可以使用的域名。
domain-first = 您的第一个域名，永久有效。
domain-primary = 新用户使用
domain-make-primary = 用于新用户
domain-add = 添加域名
domain-add-note = 您需要在域名的 DNS 中添加一条记录，证明该域名属于贵公司。
field-domain = 域名
hint-domain = 贵公司的域名，例如 contoso.cn
domain-no-resolver = 此系统暂不能验证域名
domain-no-resolver-text = 运营方尚未指定域名服务器。可以添加域名，等待验证。
domain-state-pending = 待验证
domain-state-verified = 已验证
domain-state-failed = 未验证
domain-reason-not-looked = 请在 DNS 服务商处添加此记录，然后验证。系统也会自动检查。
domain-reason-no-record = 尚未找到此记录。新记录可能需要数小时才能在各处生效。
domain-reason-other-value = 找到了同名记录，但内容不同。请核对记录值。
domain-reason-no-answer = 该域名的 DNS 服务器没有应答，系统会自动重试。
domain-reason-too-late = 30 天内未找到此记录。请添加记录后重新验证。
domain-reason-elsewhere = 该域名属于另一个账户。如果它属于贵公司，请联系我们。
domain-record-type = 类型
domain-record-name = 名称
domain-record-value = 值
domain-verified-at = 验证时间：{ $time }
domain-checked-at = 最近检查：{ $time }
domain-next-at = 下次检查：{ $time }
domain-verify = 验证
domain-remove = 移除
domain-effect-remove = 移除后，{ $domain }可以由您或其他所有者重新添加和验证。
domain-done-added = 已添加域名。请添加记录，然后验证。
domain-done-verified = 域名已验证。请保留该记录，系统每周会再次检查。
domain-done-pending = 尚未找到该记录。
domain-done-failed = 该域名未通过验证。
domain-done-primary = 今后新的登录名使用此域名。
domain-done-removed = 已移除域名。
field-sign_in_domain = 登录名的域名
problem-domain-address = 只需输入域名，不含 https://、路径、@ 或端口。
problem-domain-format = 域名不完整。格式为 contoso.cn。
problem-domain-own-suffix = 本计划的域名在注册时分配，不能添加。
problem-domain-webmail = { $domain } 属于邮件服务商。请输入贵公司的域名。
problem-domain-too-many = 最多可以添加 { $max } 个域名。请先移除一个。
problem-domain-added = 列表中已有此域名。
conflict-resolver-missing = 此系统暂不能验证域名。请联系运营方。
conflict-domain-not-verified = 此域名尚未验证。
conflict-domain-in-use = 有登录名使用此域名。请先删除这些用户；已删除的用户在 30 天内仍计算在内。
mail-d01-subject = 未找到 { $domain } 的验证记录
mail-d01-body =
    { $name }，您好：

    未找到证明 { $domain } 属于贵公司的记录 { $record }。如果两天内仍未找到，该域名将视为未验证。

    需要添加的记录值见此处：

    { $link }
mail-d02-subject = { $domain } 已不再通过验证
mail-d02-body =
    { $name }，您好：

    记录 { $record } 已连续数日未找到。{ $domain } 现视为未验证：新的登录名不能使用该域名，现有用户照常登录。

    请添加记录并在此重新验证：

    { $link }
audit-domain-add = 已添加域名
audit-domain-look = 已检查域名
audit-domain-make-primary = 已选择新用户的域名
audit-domain-remove = 已移除域名

## Names that are looked up

problem-url-not-found = 找不到此网址：DNS 中没有该名称。请核对拼写。
problem-url-not-public = 此网址指向内部网络。请填写客户可以打开的网址。
problem-email-undeliverable = “{ $domain }”似乎不能接收邮件。请核对；也可以继续。
audit-application-check-website = 已查询支持网站
console-job-website = 支持网站
