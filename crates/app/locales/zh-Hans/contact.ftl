## Own contact data

contact-title = 联系与找回信息
contact-lead = 邮件和短信发送到此处，您也可以凭此自行找回账户。输入发送到新地址或新号码的验证码后，更改才会生效。
contact-title-email = 联系邮箱
contact-title-mobile = 手机号码
contact-new-email = 新的联系邮箱
contact-new-mobile = 新的手机号码
contact-send-code = 发送验证码
contact-code-sent = 验证码已发送至 { $to }，10 分钟内有效。
contact-code-hint = 6 位数字
contact-confirm = 确认
contact-give-up = 保留原来的
contact-preferences = 语言与姓名
contact-name-order = 姓名顺序
name-order-auto = 自动：{ $name }
name-order-family-first = 姓在前：{ $name }
name-order-given-first = 名在前：{ $name }
contact-done-sent = 验证码已发送。
contact-done-changed = 已保存，并已通知您原来的邮箱。
contact-done-preferences = 已保存。
contact-change = 更改联系信息
me-contact_email = 联系邮箱
me-mobile = 手机号码
problem-contact-same = 与现有信息相同。
conflict-contact-over = 此更改已失效，请重新开始。
toomany-contact-codes = 今天发送的验证码过多，请明天重试。
mail-c01-subject = 请确认新的联系邮箱
mail-c01-body =
    { $name }，您好：

    有人以 { $sign_in_name } 登录，希望将此地址设为该账户的联系邮箱。验证码：

    { $code }

    { $minutes } 分钟内有效。如果不是您本人操作，请忽略；没有验证码不会有任何更改。
mail-c02-subject = 您的联系邮箱已更改
mail-c02-body =
    { $name }，您好：

    { $sign_in_name } 的联系邮箱已于{ $on }更改为 { $value }，今后不再向此地址发送邮件。

    如果不是您本人操作，请立即致电我们，电话见下方，然后尝试在此找回账户：

    { $link }
mail-c03-subject = 您的手机号码已更改
mail-c03-body =
    { $name }，您好：

    { $sign_in_name } 的手机号码已于{ $on }更改为 { $value }。

    如果不是您本人操作，请立即致电我们，电话见下方，然后尝试在此找回账户：

    { $link }
audit-account-begin-contact-change = 已开始更改联系信息
audit-account-change-contact = 已更改联系信息
audit-account-give-up-contact-change = 已放弃更改联系信息
audit-account-set-preferences = 已选择语言和姓名顺序
