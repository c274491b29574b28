## A customer's own centre
surface-centre = 客户管理中心
site-centre = 通道客户管理中心
centre-home = 首页
centre-company = 公司
centre-me = 我
centre-users = 用户
centre-subscriptions = 订阅
centre-licences = 许可证
centre-role = 角色
centre-support = 支持
centre-support-note = 合作伙伴为其销售给您的所有产品提供帮助。
centre-support-change = 如需购买、变更或取消，请联系销售该产品的合作伙伴。
centre-no-partner = 没有合作伙伴向贵公司销售产品
centre-no-partner-text = 有意向的合作伙伴会向您发送邀请。
centre-no-support = 该合作伙伴尚未提供支持联系方式。
centre-tiles = 概览
centre-assigned = 已分配
centre-assigned-of = 已分配 { $count } / { $total }
centre-mine = 我的许可证
centre-mine-none = 您目前没有许可证。
centre-mine-suspended = 已暂停：在合作伙伴重新激活之前无法使用。
centre-ask = { $names }可以为您分配许可证和角色。
centre-ask-nobody = 贵公司目前没有人可以分配许可证。请联系您的合作伙伴。
centre-suspended = { $name }已暂停
centre-suspended-text = 目前任何人都无法使用，但管理员仍可在此登录。除非{ $partner }在 { $day }之前重新激活，否则届时将删除其数据。
centre-countdown = { $name }已暂停。其数据将于{ $left }（{ $day }）删除。

## Subscriptions
centre-subscriptions-lead = 合作伙伴销售给贵公司的产品。
centre-subscriptions-none = 尚未购买任何产品
centre-subscriptions-none-text = 合作伙伴销售给贵公司的产品会列在这里。请向合作伙伴订购。
centre-sold-by = 销售方
centre-ended = 已结束
centre-ended-note = 已无人可以使用。

## Users and licences
centre-users-lead = 可以代表贵公司登录的所有人，以及他们可以使用的产品。
centre-new-lead = 新用户会获得登录名和临时密码，由您转交。随后再分配许可证。
centre-own = 这是您自己的帐户。请在“我的资料”中更改联系方式和密码。
centre-licences-note = 此人可以使用的产品。
centre-licences-none = 没有可分配的许可证：目前没有按人数计算且正在运行的订阅。
centre-licence-left = 剩余 { $left } / { $total } · 销售方：{ $partner }
centre-licence-suspended = 已暂停：无法使用，也不能再分配给其他人
centre-save-licences = 保存许可证
centre-save-role = 保存角色
centre-done-licences = 许可证已更改。
centre-done-role = 角色已更改。
centre-delete-licences = 许可证会立即收回；恢复后的用户需要重新分配。
centre-role-none-hint = 只使用已分配许可证的产品
centre-role-global-admin-hint = 全部权限；只有此角色可以接受合作伙伴和授予角色
centre-role-billing-admin-hint = 查看订阅、合作伙伴和客户协议
centre-role-user-management-admin-hint = 管理没有角色的用户，以及所有人的许可证
problem-licence-none-left = 所有许可证均已分配。请从其他人处收回一个，或向合作伙伴增购。
problem-licence-not-running = 该订阅未在运行，不能再分配。
problem-licence-not-for-people = 该订阅不按人数计算。
problem-licence-user-deleted = 该用户已被删除。
refused-licences-assigned = 客户已分配的许可证多于此数量。必须先在客户管理中心收回。

## The demonstration
demo-centre = 作为客户
demo-centre-text = 使用下方的管理员帐户，可以查看已购买的产品和支持联系人，添加用户并分配许可证；其中一个订阅已暂停。
demo-centre-link = 打开客户管理中心
demo-customers = 客户
demo-customers-note = 客户管理中心
