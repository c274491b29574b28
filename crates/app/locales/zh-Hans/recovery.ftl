## 恢复：无法访问您的账户？

signin-recover = 无法访问您的账户？
recover-title = 无法访问您的账户？
recover-lead = 请输入登录名，然后用两种方式证明账户属于您，并设置新密码。
recover-nobody = 只有您本人能够操作。任何管理员和我方人员都不能重置您的密码。
recover-prove-title = 证明您的身份
recover-prove-lead = 请完成三种方式中的两种。验证码将发送到账户所留的联系方式；为安全起见，此处不显示这些信息。
recover-progress = 已完成 { $count }/2，有效至 { $until }。
recover-enough = 已完成两种验证
recover-proved = 已验证
recover-send = 发送验证码
recover-send-again = 重新发送验证码
recover-verify = 核对验证码
recover-email = 电子邮件
recover-email-lead = 将验证码发送到账户的联系邮箱。
recover-email-hint = 邮件中的 6 位数字，10 分钟内有效
recover-phone = 电话
recover-phone-lead = 将验证码发送到账户的恢复电话。
recover-phone-hint = 短信或来电中的 6 位数字，10 分钟内有效
recover-authenticator = 验证器
recover-authenticator-lead = 验证器应用当前显示的验证码，或您的一个恢复代码。
recover-authenticator-hint = 6 位数字，或四组字符的恢复代码
field-authenticator = 验证码或恢复代码
recover-nothing-came = 没有收到？登录名可能有误，或联系方式已过期。我们无法告知是哪一种情况。
recover-password-title = 设置新密码
recover-password-lead = 完成后，您将在所有设备上退出登录，我们会通过邮件和短信通知您。
recover-know = 我知道密码
recover-know-lead = 账户只是被锁定？此操作仅解除锁定，密码保持不变。
recover-know-button = 解除锁定并保留密码
recovered-password = 密码已更改，请使用新密码登录。
recovered-unlocked = 账户已解除锁定，请使用您的密码登录。
bot-trap = 请将此栏留空

## 以短信或恢复代码代替验证器

mfa-other = 手边没有验证器？
mfa-text-lead = 我们可以向 { $number } 发送短信验证码。
mfa-text-send = 发送短信
mfa-texted = 短信已发出。请在此输入其中的 6 位数字，10 分钟内有效。
mfa-recovery-code = 也可以在此输入一个恢复代码，每个代码只能使用一次。
mfa-lost = 都无法使用？

codes-title = 恢复代码
codes-lead = 手机遗失时备用的十个代码，每个可代替验证器的验证码一次。请与其他贵重物品一起保管，不要存放在手机上。
codes-left = 未使用的代码：{ $left }
codes-replace = 生成十个新代码后，旧代码全部失效。
codes-make = 生成十个代码
codes-once = 您的十个代码
codes-saved = 我已妥善保管

## 关于登录的邮件

mail-s01-subject = 您的验证码
mail-s01-body =
    { $name }，您好：

    您的验证码是 { $code }，{ $minutes } 分钟内有效，只能使用一次。

    请只在您申请验证码的页面输入。如果您没有申请，可能有人输入了您的登录名；没有此验证码，对方无法继续。

mail-s02-subject = 您的密码已更改
mail-s02-body =
    { $name }，您好：

    { $sign_in_name } 的密码已于 { $at } 在两种身份验证后更改，所有会话均已结束。

    如果不是您本人操作，请立即恢复账户并告知我们：

    { $link }

mail-s03-subject = 您的账户已解除锁定
mail-s03-body =
    { $name }，您好：

    账户 { $sign_in_name } 已于 { $at } 在两种身份验证后解除锁定，密码未变。

    如果不是您本人操作，请立即设置新密码：

    { $link }

mail-s04-subject = 恢复代码已被使用
mail-s04-body =
    { $name }，您好：

    { $at }，有人使用您的一个恢复代码以 { $sign_in_name } 登录。

    如果不是您本人操作，请立即设置新密码：

    { $link }

mail-s05-subject = 新的恢复代码
mail-s05-body =
    { $name }，您好：

    { $at } 已为 { $sign_in_name } 生成新的恢复代码，旧代码全部失效。

    如果不是您本人操作，请立即设置新密码：

    { $link }

mail-s06-subject = 有人正在猜测您的密码
mail-s06-body =
    { $name }，您好：

    { $at }，登录名 { $sign_in_name } 有五次或更多次错误的密码或验证码。登录已暂时锁定，锁定会自动结束。

    如果是您本人操作，无需处理；也可以证明身份后立即解锁：

    { $link }

    如果不是您本人操作，则有人正在猜测密码。只要该密码未在别处使用，您的账户就是安全的。此类邮件每天最多一封。

telephone-notice-s02 = 【{ $product }】您的账户密码已更改。如非本人操作，请立即恢复账户并致电我们。
telephone-notice-s03 = 【{ $product }】您的账户已解除锁定。如非本人操作，请立即更改密码并致电我们。
telephone-notice-s04 = 【{ $product }】有人使用恢复代码登录了您的账户。如非本人操作，请立即更改密码并致电我们。
telephone-notice-s05 = 【{ $product }】您的账户生成了新的恢复代码。如非本人操作，请立即更改密码并致电我们。

print-method-sms = 密码和短信一次性验证码
print-method-recovery-code = 密码和恢复代码
problem-bot-too-fast = 提交速度过快，请稍候再次提交。
problem-bot-stale = 此页面打开时间过长，请再次提交。
toomany-recovery = 今天对该登录名或从您的网络进行的恢复次数过多。
toomany-recovery-codes = 不能再发送验证码。请使用已收到的验证码，或改用其他方式。
conflict-recovery-over = 此次恢复已结束：超过 15 分钟、已经完成，或验证码多次错误。请重新开始。
conflict-recovery-unproved = 须先完成两种验证。

## Locks

locked-title = 登录已锁定
locked-lead-general = 同一登录名连续五次输错密码或验证码将锁定 5 分钟，此后每错一次锁定时间加倍，最长 24 小时。同一网络错误过多时，该网络也按同样规则锁定。
locked-lead-over = 锁定已结束，您可以重新登录。
locked-lead-address = 来自您所在网络的错误密码和验证码过多。锁定结束之前，该网络中的任何人都无法登录。
locked-lead-name = 此登录名的错误密码或验证码过多。锁定结束之前，即使密码正确也不会被核对。
locked-when = 可重试时间
locked-left-minutes = { $count } 分钟后
locked-left-hours = { $count } 小时后
locked-ways = 您可以怎么做
locked-wait = 等待。锁定会自动结束；提前重试不会延长锁定。
locked-recover = 用两种方式证明账户属于您，即可立即解除锁定，可以同时换新密码，也可以保留原密码。
locked-not-me = 不是您本人操作？那么有人正在猜测密码。锁定期间账户是安全的；请使用从未在别处用过的密码。
expired-title = 此临时密码已过期
expired-lead = 临时密码的有效期为 { $days } 天，期间未被更换。
expired-recover = 账户已登记联系邮箱和手机号码：用发送到两处的验证码证明账户属于您，然后设置自己的密码。
expired-anew = 没有手机号码，账户无法恢复，也没有人能给您另一个密码。请让添加您的人删除该用户并重新添加。
expired-first = 如果公司是由您本人注册的，请与我们联系；联系方式见页脚。
mfa-text-none = 无法发送短信：账户没有已确认的手机号码。
me-session-method = 第二重验证
me-session-totp = 验证器
me-session-sms = 短信
me-session-code = 恢复代码
me-session-half = 未完成
device-both = { $system } 上的 { $browser }
device-unknown = 未知浏览器
conflict-mobile-unconfirmed = 无法发送短信：账户的手机号码从未确认。
audit-account-show-recovery-codes = 查看恢复代码
codes-contact-later = 以后再确认联系方式
