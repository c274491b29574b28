## E03: account created, to the new global admin

mail-e03-subject = 账户已创建，参考号 { $reference }
mail-e03-body =
    { $name }，您好：

    { $company }的账户已创建，您是全局管理员。

    登录名：{ $sign_in_name }

    请在此登录：

    { $link }

    临时密码只在屏幕上显示过一次，不会通过邮件发送。首次登录时，请更改密码并设置验证器，然后继续填写申请资料。

    如果没有保存密码，请联系我们并提供参考号。

## E04: application received, to the applicant and the primary contact

mail-e04-subject = 已收到申请，参考号 { $reference }
mail-e04-body =
    { $name }，您好：

    我们已收到{ $company }加入云解决方案提供商计划的申请，参考号为 { $reference }。

    审核和信用审查可能需要几周。如需补充资料，我们会发送邮件，并在门户中列出具体项目。

    您可以在此查看进度：

    { $link }

## E05: confirmation by the approval contact

mail-e05-subject = 请确认{ $company }的申请，参考号 { $reference }
mail-e05-body =
    { $name }，您好：

    { $applicant }已代表{ $company }申请加入{ $operator }的云解决方案提供商计划，并指定您为有权确认申请的人。

    请打开以下页面，告知贵公司是否认可此申请。您可以选择“是”，或说明并非贵公司提出。无需账户。

    { $link }

    链接在 { $until } 之前有效。未收到您的答复，我们无法批准申请。

## E06: mailbox of the primary contact

mail-e06-subject = 请确认您的邮箱，参考号 { $reference }
mail-e06-body =
    { $name }，您好：

    您在{ $company }的申请中被列为主要联系人。请确认此邮箱由您使用：

    { $link }

    链接在 { $until } 之前有效。如果您不知道此申请，请不要打开链接，并告知我们。

## E09: approved

mail-e09-subject = 申请已批准，请签署协议，参考号 { $reference }
mail-e09-body =
    { $name }，您好：

    { $company }的申请已获批准，只需再签署协议。

    请由全局管理员在 { $until } 之前阅读并签署：

    { $link }

    签署当天即为每月计费日期，以后不能更改。

## E13: agreement signed

mail-e13-subject = 协议已签署，参考号 { $reference }
mail-e13-body =
    { $name }，您好：

    { $company }已于 { $signed_at } 签署协议，版本 { $version }。

    每月计费日期：{ $billing_day } 日；当月没有此日的，为当月最后一天。计费日期不能更改。

    首次账单：{ $first_bill }

    已签署的副本在此：

    { $link }

    我们正在设置您的账户，可能需要几小时。完成后会发送邮件通知您。

## E14: account ready

mail-e14-subject = 账户已就绪，参考号 { $reference }
mail-e14-body =
    { $name }，您好：

    { $company }的账户已设置完成，现在可以添加客户和下单。

    建议先核对资料、添加用户并设置权限、选出目录前五项、填写增值税发票资料。清单在概览页：

    { $link }

## Below every mail

mail-footer =
    { $operator }
    支持：{ $support_phone }，{ $support_email }
    时间：{ $support_hours }

    我们绝不会索取您的密码或验证码。邮件中的链接只指向我们自己的网址，登录前请核对。

## Text messages and calls

telephone-code-sms = 【{ $product }】验证码 { $code }，{ $minutes } 分钟内有效。请勿告诉任何人，我们的员工也不会索取。
telephone-code-voice = 您好，这里是{ $product }。您的验证码是：{ $digits }。再播报一遍，您的验证码是：{ $digits }。请勿告诉任何人。再见。

## Signed agreement on paper

print-signature-page = 签署页
print-company = 公司
print-credit-code = 统一社会信用代码
print-signer = 签署人
print-signer-title = 职务
print-signer-account = 账户
print-signed-at-local = 签署时间（当地时间）
print-signed-at-utc = 签署时间（UTC）
print-billing-day = 每月计费日期（日）
print-language-read = 阅读语言
print-ip = IP 地址
print-method = 验证方式
print-method-totp = 密码和验证器的一次性验证码
print-authenticated-at = 验证时间
print-text-hash = 协议文本的 SHA-256
print-signed-text-hash = 所签文本的 SHA-256
print-signature-hash = 签署记录的 SHA-256
print-verify = 在此核验签名
print-footer = 版本 { $version }，{ $date }签署
