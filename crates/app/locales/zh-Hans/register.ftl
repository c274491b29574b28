## Registering with a work account (F2)
step-confirmation = 确认
field-work_account = 工作账户
hint-work_account = 您的登录名，例如 name@company.{ $suffix }
account-signed-in = 当前登录账户：
account-use = 使用此账户继续
account-elsewhere = 这是贵组织自己的域名吗？
account-elsewhere-text = 如果贵组织已在本平台验证过该域名，可以用它登录。
account-elsewhere-link = 仍然登录
existing-title = 使用工作账户注册
existing-lead = 贵组织将以当前登录的账户注册加入计划，不会创建新用户，密码也不会改变。
existing-begun = 贵组织已开始注册，您或同事可从当前步骤继续。
existing-applied = 贵组织已完成注册，请在门户中继续填写申请。
existing-too-early-lead = 贵组织上一次申请未获批准。
existing-too-early = { $date }起可以重新申请
existing-too-early-text = 在此之前，您可以查看原因并提出申诉。
existing-partner = 贵组织已是本计划的合作伙伴，无需再次注册。
existing-needs-admin-lead = 此账户不能为贵组织注册。
existing-needs-admin = 需要的角色：{ $role }
existing-needs-admin-text = 请联系以下人员，由其注册或为您分配该角色。
existing-wrong-kind-lead = 此账户不能用于公司注册。
existing-kind-operator = 您当前以运营方员工的身份登录
existing-kind-customer = 您当前登录的是客户组织
existing-kind-sandbox = 您当前登录的是集成沙盒
existing-wrong-kind-text = 请先退出，再以准备成为合作伙伴的公司的工作账户登录，或创建新账户。
existing-signed-in = 当前登录
existing-organisation = 组织
existing-account = 工作账户
existing-name = 姓名
existing-choose = 使用此账户继续
existing-to-application = 前往申请
existing-admins = 贵组织的全局管理员
existing-admins-note = 以下人员拥有所需角色。
existing-other = 不是这个账户？
section-holder = 全局管理员
section-holder-lead = 取自您的工作账户，可在个人资料中更改。
create-lead-existing = 将在贵组织自己的租户中创建合作伙伴账户，您的登录名和密码保持不变。
create-failed = { $time } 的创建未成功
create-failed-text = 未创建任何内容。请再次点击“创建账户”。
creating-title = 正在创建账户
creating-text = 需要几秒钟，页面会自动继续。
creating-slow = 所需时间比平常长。您勾选的内容仍然有效：请再次选择“创建账户”。无论选择多少次，都只会创建一个账户。
done-lead-existing = 请使用您现有的凭据：登录方式没有任何变化。
done-existing-title = 此处不需要密码
done-existing-text = 请照常以工作账户登录。贵组织的任何一位全局管理员都可以填写申请。
done-next-existing = 接下来：填写申请
problem-work-account-format = 请输入完整的登录名，例如 name@company.{ $suffix }。
problem-work-account-personal = { $domain } 是个人邮箱服务，不是工作账户。请使用贵组织的账户，或创建新账户。
problem-work-account-operator = 这是运营方员工的账户，不能用于公司注册。
problem-work-account-elsewhere = { $domain } 不属于 { $suffix }。其他云的账户（包括国际版账户）在此无法使用。
conflict-register-first = 贵组织尚未注册加入本计划。请从“加入”开始，大约需要 15 分钟。
conflict-already-applied = 贵组织已有申请，请在门户中继续。

problem-phone-extension-unsupported = 语音系统无法拨打分机，请填写直线电话或手机。
problem-domain-lookalike = 与保留的“{ $like }”过于相似，请更换前缀。
problem-domain-looks-taken = 与其他组织的域名过于相似，请更换前缀。

## Programs and people
human-hidden = 请勿填写
human-again = 请再试一次
human-again-text = 表单提交得过快，或页面已打开超过一天。内容没有丢失：请核对后重新提交。

## An ended registration
join-expired = 在此浏览器中开始的注册已过期
join-expired-text = 未创建任何内容，您可以重新开始。
join-blocked = 在此浏览器中开始的注册已被关闭
join-blocked-text = 如果您认为有误，请联系我们并提供参考号。

## Save and finish later
later-title = 稍后完成
later-lead = 您填写的内容已保存。凭邮件中的链接，可在任何设备上继续。
later-lead-existing = 您填写的内容已保存。贵组织的任何一位全局管理员登录后即可继续。
later-browser = 在此浏览器中无需链接即可继续，7 天内有效。
later-sent = 已于{ $time }向 { $to } 发送邮件
later-sent-text = 如未收到，请查看垃圾邮件文件夹，或重新发送。
later-again-at = { $time }后可再次发送。
later-bounced = 发往 { $to } 的邮件被退回
later-bounced-text = 请返回检查联系电子邮件。如果无误，请再次发送，或询问该邮箱的管理员。
later-not-sent = 尚未发送邮件
later-not-sent-text = 可以发送至 { $to }。
later-no-address = 没有可以发送链接的邮箱地址
later-no-address-text = 请返回并填写全局管理员的联系邮箱。在此之前，只能在此浏览器中继续。
later-send = 发送链接
later-send-again = 重新发送

## Continuing by the link
resume-title = 继续注册
resume-lead = 仅凭链接不能打开任何内容。我们会将 6 位验证码发送至
resume-code-lead = 请输入 6 位验证码，已发送至
resume-closed-lead = 此链接已不能使用。
resume-send = 发送验证码
resume-button = 继续
resume-wait = 距上次发送满一分钟后，可再次发送。
resume-note = 您无法查看此邮箱？那么您不能继续这项注册，我们也不会显示其中填写的内容。
resume-not-mine = 不是我开始的注册
resume-not-mine-text = 可能有人误填或擅自使用了您的地址。您可以在此终止这项注册，之后不会再收到邮件。
resume-refuse = 终止这项注册
resume-to-join = 开始注册
resume-unknown = 无法识别此链接
resume-unknown-text = 请确认已完整复制邮件中的地址。早已结束的注册，其链接已被清除。
resume-expired = 此链接已于{ $time }过期
resume-expired-text = 请在最初使用的浏览器中继续并重新发送链接，或重新开始。
resume-used = 此链接已使用过
resume-used-text = 注册在使用链接的浏览器中继续。在那里点击“保存并稍后完成”可获得新的链接。
resume-replaced = 已发送更新的链接
resume-replaced-text = 请使用最新邮件中的链接。
resume-refused = 已从此邮箱终止这项注册
resume-refused-text = 未创建任何内容，填写的信息将被清除。
resume-spent = 验证码发送或输错次数过多
resume-spent-text = 请在最初使用的浏览器中继续并重新发送链接，或重新开始。
resume-ended = 这项注册已结束
resume-ended-text = 注册长时间没有进展或已被关闭，您可以重新开始。
resume-finished = 账户已创建
resume-finished-text = 请登录后继续填写申请。如未保存密码，请使用“无法访问您的账户？”或联系我们。

## Mails

mail-e01-subject = 继续注册，参考号 { $reference }
mail-e01-body =
    { $name }，您好：

    有人以此邮箱开始注册加入云解决方案提供商计划。通过以下链接，可在任何设备上继续：

    { $link }

    链接只能使用一次，{ $until }前有效。仅凭链接不能打开任何内容：打开时，我们会将验证码发送至此邮箱。

    如果不是您开始的注册，请打开链接告诉我们，或不予理会，注册会自动过期。
mail-e01-existing-subject = 继续注册，参考号 { $reference }
mail-e01-existing-body =
    { $name }，您好：

    您已使用工作账户开始为{ $company }注册加入云解决方案提供商计划。贵组织的任何一位全局管理员登录后即可继续：

    { $link }

    如果不是您开始的注册，请告诉我们。
mail-e02-subject = 电话验证已锁定，参考号 { $reference }
mail-e02-body =
    { $name }，您好：

    由于验证码发送或输错次数过多，您的电话验证已锁定至{ $until }。

    之后请在最初使用的浏览器中继续：

    { $link }

    如果不是您本人操作，或您的电话收不到验证码，请联系我们并提供参考号。
mail-e02-people-subject = 电话验证已关闭，参考号 { $reference }
mail-e02-people-body =
    { $name }，您好：

    您的电话验证失败次数过多，已关闭。我们的工作人员将进行核查，如无问题会让您继续，届时您会收到邮件。

    您可以在最初使用的浏览器中查看状态：

    { $link }

    如情况紧急，请联系我们并提供参考号。
mail-e03-existing-subject = 账户已创建，参考号 { $reference }
mail-e03-existing-body =
    { $name }，您好：

    { $company }已使用您的工作账户注册加入云解决方案提供商计划。

    登录名：{ $sign_in_name }

    登录方式没有任何变化，请使用您现有的凭据。请在此继续填写申请：

    { $link }
mail-resume-code-subject = 继续注册的验证码，参考号 { $reference }
mail-resume-code-body =
    您继续注册的验证码是 { $code }，{ $minutes } 分钟内有效。

    请勿告诉任何人，我们的员工也不会索取。如果不是您打开的链接，请忽略此邮件。
mail-alert-codes-subject = 已停止向 { $prefix } 开头的号码发送验证码
mail-alert-codes-body =
    { $name }，您好：

    24 小时内已向 { $prefix } 开头的号码发送 { $ceiling } 条验证码。在数量回落之前不再发送，可能有人借短信和通话牟利。

    请查看注册情况和电信账单：

    { $link }
mail-alert-codes-all-subject = 已停止发送短信和语音验证码
mail-alert-codes-all-body =
    { $name }，您好：

    24 小时内已发送 { $ceiling } 条验证码。在数量回落之前不再向任何人发送，可能有人借短信和通话牟利，期间无法注册。

    请查看注册情况和电信账单：

    { $link }

## Somebody else tried to register the same company (E19)
mail-e19-subject = 有人试图注册{ $company }，参考号 { $reference }
mail-e19-body =
    { $name }，您好：

    { $date }，有人试图为{ $company }注册加入云解决方案提供商计划。贵公司已是合作伙伴，因此该请求被拒绝；对方未获知任何关于您或账户的信息。

    如果是同事所为，请告知如何使用现有账户；您可以在门户中添加用户：

    { $link }

    如果贵公司无人进行此操作，请向我们报告。否则无需处理。
mail-e19-open-subject = 有人再次试图注册{ $company }，参考号 { $reference }
mail-e19-open-body =
    { $name }，您好：

    { $date }，有人试图为{ $company }注册加入云解决方案提供商计划。贵公司已有进行中的申请，因此该请求被拒绝；对方未获知任何关于您或申请的信息。

    任何一位全局管理员登录后即可继续申请：

    { $link }

    如果贵公司无人进行此操作，请向我们报告。
mail-e01-twice-subject = 继续注册，参考号 { $reference }
mail-e01-twice-body =
    { $name }，您好：

    刚刚有人试图注册同一家公司。您的注册在先，可通过以下链接继续：

    { $link }

    链接只能使用一次，{ $until }前有效。仅凭链接不能打开任何内容：打开时，我们会将验证码发送至此邮箱。

    如果贵公司无人进行此操作，请告诉我们。

## Console: registrations
nav-registrations = 注册
registrations-lead = 电话验证已锁定三次的注册，需由人员处理。
registrations-waiting = 等待人工处理
registrations-none = 没有等待处理的注册。
registrations-waits = 待您处理
registrations-pauses = 暂时锁定
registrations-not-typed = 未填写
registrations-sharing = 使用此号码的其他注册
registrations-ip = IP 地址
registrations-locks = 已锁定次数
registrations-begun = 开始时间
registrations-used = 最近使用
registrations-until = 锁定至
registrations-reason = 原因
registrations-reason-hint = 记入审计日志，例如：已回拨核实，验证码未送达。
registrations-release = 允许继续
registrations-block = 终止
registrations-effect = 允许继续后，验证重新开始，申请人会收到链接。终止后注册结束，其号码不再收到验证码。
registrations-released = 已允许该注册继续，申请人会收到链接。
registrations-blocked = 已终止该注册。
registrations-pausing = 暂时锁定
registrations-pausing-note = 到时自动解除。
registrations-none-pausing = 无。
registrations-codes = 24 小时内发送的验证码
registrations-codes-note = 达到上限后停止发送，并通知平台管理员。
registrations-codes-words = 已发送 { $codes } 条，上限 { $most } 条
registrations-prefixes = 接收验证码最多的号段
registrations-prefix = 号码开头
registrations-sent = 验证码
registrations-ceiling = 上限
mail-e01-released-subject = 您可以继续注册，参考号 { $reference }
mail-e01-released-body =
    { $name }，您好：

    我们已核查您的注册，电话验证已重新开放。请通过以下链接继续：

    { $link }

    链接只能使用一次，{ $until }前有效。仅凭链接不能打开任何内容：打开时，我们会将验证码发送至此邮箱。

## The demonstration's guide
demo-existing = 使用工作账户注册
demo-existing-text = 开始注册，选择“我已有工作账户”，并以下方任一组织登录。不会创建用户，密码也不会改变。
demo-existing-link = 开始注册
demo-work-accounts = 已有工作账户的组织
demo-work-accounts-note = 尚未注册
demo-colleagues = 没有角色的同事
demo-colleagues-note = 会被告知谁可以注册

## Audit log
audit-registration-begin-creation = 开始创建账户
audit-registration-destroy-secret = 未查看的密码已销毁
audit-registration-fail-creation = 创建账户失败
audit-registration-pass-time = 时限已到
audit-registration-refuse = 从邮箱终止注册
audit-registration-resume = 通过链接继续注册
audit-registration-send-link = 已发送继续注册的链接
audit-registration-send-link-code = 已发送链接验证码
audit-registration-release = 允许注册继续
audit-registration-block = 终止注册
audit-organisation-add = 已添加组织
audit-organisation-add-user = 已为组织添加用户
