## Sign-in

signin-title = 登录
signin-lead = 请使用贵组织的工作账户。
signin-button = 登录
signin-join = 还没有账户？加入计划
locked-until = 请于 { $until } 之后重试。

## Changing the password

change-title = 更改密码
change-lead = 须先替换临时密码，才能继续其他操作。
change-new = 新密码
change-rules = 至少 12 个字符；或至少 8 个字符，并含有小写字母、大写字母、数字、其他字符中的三类。不能含有姓名，不能容易猜到，不能与最近五次的密码相同。
change-button = 更改密码

## Authenticator

mfa-setup-title = 设置验证器
mfa-setup-lead = 每次登录都需要密码，以及手机上显示的验证码。
mfa-setup-step1 = 在手机上打开验证器应用，扫描此二维码。
mfa-setup-step2 = 输入应用当前显示的 6 位数字。
mfa-setup-secret = 无法扫描？请在应用中手动输入此密钥。
mfa-setup-qr = 供验证器应用扫描的二维码，内容与下方密钥相同。
mfa-setup-button = 确认并继续
mfa-title = 输入验证码
mfa-lead = 请在手机上打开验证器应用，输入此账户的验证码。
mfa-button = 继续
reauth-title = 请确认是您本人
reauth-lead = 此操作影响长远。请输入验证器应用中的新验证码。
reauth-button = 确认
reauth-kept = 您刚才填写的内容已保留，会与验证码一起提交。

## Own profile and sessions

me-title = 我的资料
me-name = 姓名
me-organisation = 组织
me-sign-in-name = 登录名
me-role = 角色
me-administrators = 贵公司的全局管理员
me-language = 语言
me-sessions = 会话
me-sessions-lead = 您在以下位置登录。如有不认识的会话，请结束它，然后更改密码。
me-session-this = 当前会话
me-session-started = 登录时间
me-session-seen = 最近使用
me-session-address = 网络地址
me-session-browser = 浏览器
me-session-end = 结束会话
me-sessions-end-others = 结束其他所有会话
field-totp = 身份验证器中的验证码
hint-totp = 6 位数字；每个验证码只能使用一次。
list-comma = {"、"}
list-or = 或
