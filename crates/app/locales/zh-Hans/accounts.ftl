## List of users

users-lead = 可以代表贵公司登录的所有人，以及他们的权限。
users-new = 添加用户
users-search = 姓名、登录名或邮箱
users-role = 角色
users-all-roles = 所有角色
users-tab-present = 用户
users-tab-deleted = 已删除
users-none-deleted = 没有已删除的用户。删除后 30 天内可以恢复。
users-no-match = 没有匹配的用户。清除搜索条件可查看所有人。
users-last-sign-in = 最近登录
users-never = 从未
users-mfa = 验证器
users-mfa-on = 已设置
users-mfa-off = 未设置
users-status = 状态
users-created = 账户创建时间
users-temporary-until = 临时密码有效期至
users-restore-until = 可恢复至
users-too-few = 请添加第二位全局管理员
users-too-few-text = 贵公司能登录的全局管理员有 { $count } 位。建议至少 { $least } 位：任何人都不能重置他人的密码，如果唯一的管理员失去所有登录方式，公司将无法进入账户。
users-too-many = 全局管理员较多
users-too-many-text = 贵公司有 { $count } 位全局管理员，每一位都拥有全部权限。建议最多 { $most } 位，其他人只授予所需权限。
users-done-erased = 该用户从未登录，已被清除。登录名可以重新使用。
account-status-invited = 已邀请
account-status-active = 正常
account-status-blocked = 已阻止
account-status-deleted = 已删除

## Adding a user

users-new-lead = 临时密码只在下一页显示一次，请您自行转告。
users-person = 个人信息
users-sign-in = 登录
users-sign-in-note = 登录名以后不能更改。
users-recovery = 联系与找回
users-recovery-note = 用于接收邮件，以及本人自行找回账户。本人登录后，只有本人可以更改。
users-settings = 权限
users-settings-note = 每位用户有两项设置，权限取两者之和。
users-admin-only-global = 只有全局管理员可以授予或撤销管理员角色。
field-agent_setting = 代理设置
hint-agent_setting = 可以看到哪些客户和公司数据
field-admin_setting = 管理员设置
hint-admin_setting = 可以更改公司的哪些设置
setting-agent-none = 看不到客户；适合只做管理的人
setting-admin-none = 适合大多数人
role-admin-agent-about = 客户的全部信息，包括价格和账单
role-sales-agent-about = 客户和订单，不含价格
role-helpdesk-agent-about = 客户的服务和支持，不含计费数据
role-global-admin-about = 全部权限；只有全局管理员可以授予管理员角色和签署协议
role-billing-admin-about = 账单、付款、价格
role-user-management-admin-about = 没有管理员角色的用户

## Shown once

user-done-title = 已添加用户
user-done-lead = { $name }现在可以登录，首次登录时须更改临时密码。临时密码 { $days } 天内有效。
user-done-lead-again = { $name }可以用临时密码登录，临时密码 { $days } 天内有效。
user-done-pass-on = 请立即转告密码
user-done-pass-on-text = 请当面或通过电话告知本人。密码不会通过邮件发送，也不能再次显示。
user-done-gone = 密码已显示过一次
user-done-gone-text = 任何人都不能再次显示或重置密码。如果首次登录前丢失，请删除该用户后重新添加。
user-done-back = 返回列表
user-done-open = 打开此用户

## One user

user-account = 账户
user-own = 这是您自己的账户。联系信息和密码请在“我的资料”中更改；其他更改请联系另一位全局管理员。
user-has-admin-role = 此人拥有管理员角色，只有全局管理员可以更改该账户。
user-own-admin-setting = 任何人都不能更改自己的管理员设置，须由另一位全局管理员更改。
user-save-settings = 保存权限
user-password = 密码与找回信息
user-password-text = 任何人都不能重置他人的密码，全局管理员也不例外。登录页上的“无法访问您的账户？”可以凭本人的联系信息找回。
user-actions = 阻止或删除
user-action-block = 阻止
user-action-unblock = 取消阻止
user-action-delete = 删除
user-action-restore = 恢复
user-effect-block = { $name }将在一分钟内从所有设备退出，取消阻止前不能登录。
user-effect-unblock = { $name }可以用原来的密码和验证器重新登录。
user-effect-delete = { $name }将从所有设备退出，不能登录。{ $days } 天内可以恢复，之后账户将被清除。
user-effect-delete-invited = { $name }从未登录：账户将立即清除，登录名可以重新使用。
user-effect-restore = { $name }的账户将恢复原状，权限不变。
user-done-edited = 已保存。
user-done-settings = 权限已保存，立即生效。
user-done-block = 该用户已被阻止，并已从所有设备退出。
user-done-unblock = 该用户可以重新登录。
user-done-delete = 该用户已删除，一段时间内可以恢复。
user-done-restore = 该用户已恢复。

## Problems

problem-user-name-taken = 此登录名已被使用，请选择其他用户名。已删除用户的登录名在 30 天后可以重新使用。
problem-email-taken = 贵组织的另一位用户已使用此邮箱。每人须有自己的邮箱。
problem-email-in-tenant = 这是登录名，不是邮箱。请填写能收到邮件的地址。
conflict-own-account = 不能对自己的账户执行此操作。请联系另一位管理员。
conflict-last-global-admin = 这是最后一位能登录的全局管理员。请先指定另一位全局管理员，并等其首次登录。
conflict-restore-too-late = 此账户已无法恢复。
conflict-mailbox-taken = 此人的联系邮箱已被另一位用户使用。请先在那里更改。

## Mails

mail-u01-subject = 已在{ $company }为您创建账户
mail-u01-body =
    { $name }，您好：

    { $by }已在{ $company }为您创建账户。

    登录名：{ $sign_in_name }

    临时密码由{ $by }直接告知您，不会通过邮件发送，有效期至 { $until }。首次登录时，请更改密码并设置验证器：

    { $link }

    如果您对此并不知情，请不要登录，并告知贵公司。
mail-u02-subject = { $company }新增全局管理员
mail-u02-body =
    { $name }，您好：

    { $by }已将 { $sign_in_name } 设为{ $company }的全局管理员。全局管理员拥有全部权限，可以分配角色并签署协议。

    如有不妥，请登录并撤销该角色：

    { $link }

## Audit

audit-user-add = 已添加用户
audit-user-edit = 已更正用户信息
audit-user-set-roles = 已更改权限
audit-user-block = 已阻止用户
audit-user-unblock = 已取消阻止用户
audit-user-delete = 已删除用户
audit-user-restore = 已恢复用户
audit-user-erase = 已清除用户
audit-user-reveal-password = 已打开临时密码页
