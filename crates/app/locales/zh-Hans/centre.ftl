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
centre-own = 这是您自己的账户。请在“我的资料”中更改联系方式和密码。
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
demo-centre-text = 使用下方的管理员账户，可以查看已购买的产品和支持联系人，添加用户并分配许可证；其中一个订阅已暂停。
demo-centre-link = 打开客户管理中心
demo-customers = 客户
demo-customers-note = 客户管理中心

## Pages
centre-partners = 合作伙伴
centre-agreement = 客户协议
centre-organisation = 组织
centre-security = 安全
centre-export = 导出
centre-account = 账户

## Partners and invitations
centre-partners-lead = 向贵公司销售的合作伙伴，以及由谁管理各项服务。
centre-services = 服务
centre-services-note = 管理某项服务的合作伙伴可以代您管理该服务，这与其销售权限无关。
centre-service = 服务
centre-administered-by = 管理方
centre-since = 起始时间
centre-nobody = 无
centre-partner-since = 自 { $day } 起为经销商
centre-delegated = 已委派管理
centre-not-delegated = 未委派管理
centre-take = 移除委派管理
centre-take-effect = 五分钟内，{ $partner } 将无法再代您管理所选服务，也无法升级相应的订阅。其已销售的产品继续运行并由其计费。
centre-take-again = 如需让 { $partner } 管理服务，请再次打开其邀请链接。
centre-hand-to = 之后由谁管理
centre-only-global = 只有全局管理员可以更改。
centre-done-accepted = 已接受该合作伙伴。系统会通过邮件通知双方。
centre-done-declined = 已拒绝邀请。未做任何更改。
centre-done-taken = 已移除委派管理，并已通知合作伙伴。
centre-done-moved = 已移交服务，并已通知失去服务的合作伙伴。
conflict-delegation-nothing = 所选服务均不由该合作伙伴管理。请至少选择一项由其管理的服务。
relation-again-lead = 该合作伙伴已向贵公司销售，现申请代您管理服务。如果接受：
relation-what-free = 它将代您管理目前无人管理的服务（委派管理）：
relation-what-held = 仅当您在下方勾选时，它才会接管其他合作伙伴管理的服务；
relation-held-by = 目前由 { $partner } 管理
relation-replace-services = 是否替换以下服务的管理方？
relation-replace-hint = 每项服务只有一个管理方。未勾选的保持不变。

## The customer agreement
centre-agreement-lead = 贵公司与运营方之间的条款。合作伙伴为您下单之前必须接受。
centre-agreement-read = 阅读协议
centre-agreement-none = 尚无人代表贵公司接受客户协议
centre-agreement-accepted = 已接受
centre-agreement-accept = 接受
centre-agreement-accept-note = 此后合作伙伴无需再确认。
centre-agreement-consent = 我代表{ $company }接受客户协议。
centre-agreement-own = 在此接受
centre-agreement-told = 记录
centre-done-agreement = 已接受客户协议。

## The company
centre-organisation-lead = 您的合作伙伴也会看到这些信息。
centre-contact = 联系人
centre-contact-note = 合作伙伴和运营方的联系对象。
centre-done-organisation = 信息已更改，合作伙伴会看到。

## The log
centre-security-lead = 谁登录过、更改过什么，以及合作伙伴代您做过什么。
centre-policy = 登录方式
centre-policy-text = 始终需要密码和身份验证器。任何人都不能关闭身份验证器，也不能重置他人的密码。
centre-log = 日志
centre-log-all = 全部
centre-log-partners = 合作伙伴的操作
centre-log-from = 从
centre-log-until = 至
centre-log-show = 显示
centre-log-save = 保存为表格
centre-log-when = 时间
centre-log-who = 操作者
centre-log-what = 操作
centre-log-more = 详情
centre-log-partner = 代表操作方
centre-log-ip = 地址
centre-log-outcome = 结果
centre-log-failed = 失败
centre-log-succeeded = 成功
centre-log-system = 本系统
centre-log-operator = 运营方
centre-log-none = 此期间没有操作
centre-log-none-text = 请选择其他日期。
centre-log-older = 更早的记录
centre-log-cut = 此处仅包含最新的 { $count } 条记录。如需其他记录，请缩短日期范围。
centre-on-behalf = { $partner }，代表贵公司

## The copy of the data
centre-export-lead = 此处保存的贵公司数据的副本，在保存期内可随时获取。
centre-kept = 仅保留一段时间
centre-kept-note = 以下产品的数据将在所示日期删除。请在此之前保存所需数据。
centre-kept-until = 删除日期
centre-export-save = 保存
centre-export-note = 可能需要输入身份验证器代码。每次导出都会记入日志。
centre-export-all = 全部数据（JSON）
centre-export-users = 用户和许可证（CSV）
centre-export-subscriptions = 订阅（CSV）

## What the log tells
audit-customer-create = 添加了客户
audit-customer-update-profile = 更改了客户信息
audit-customer-attest-agreement = 确认已接受客户协议
audit-customer-end-relationship = 终止了与客户的关系
audit-customer-remove-delegation = 合作伙伴放弃了委派管理
audit-customer-reveal-password = 显示了客户管理员的初始密码
audit-customer-delete = 删除了沙盒客户
audit-order-place = 下单
audit-order-extend = 扩展了订单
audit-order-set-cycle = 更改了订单的计费周期
audit-order-cancel = 取消了订单
audit-order-provision = 完成了订单开通
audit-cart-checkout = 通过购物车下单
audit-subscription-change = 更改了订阅
audit-subscription-upgrade = 升级了订阅
audit-subscription-convert = 转换了试用
audit-licence-set = 更改了用户的许可证
audit-relationship-decline = 客户拒绝了合作伙伴的请求
audit-delegation-take = 客户移除了委派管理
audit-delegation-reduce = 客户移除了部分服务的委派管理
audit-delegation-give = 客户授予了委派管理
audit-delegation-extend = 客户授予了更多服务的委派管理
audit-customer-accept-agreement = 客户接受了客户协议
audit-organisation-update = 客户更改了公司信息
audit-centre-export = 保存了客户数据的副本

centre-fact-quantity = 数量
centre-fact-status = 状态
centre-fact-became = 变为
centre-fact-services = 服务
centre-fact-given_to = 移交给
centre-fact-sign_in_name = 用户
centre-fact-admin_setting = 角色
centre-fact-company_name = 公司
centre-fact-partner = 合作伙伴
centre-fact-auto_renew = 自动续订
centre-fact-form = 内容
centre-fact-template = 版本

## R03: a partner is told that it administers less

mail-r03-subject = { $company } 更改了服务的管理方
mail-r03-body =
    { $name }，您好：

    { $company } 的全局管理员决定，贵公司不再代其管理以下服务：{ $services }。

    贵公司可以继续向 { $company } 销售产品，并就已销售的产品计费；对其承担的义务保持不变。如需重新管理，请向其发送您的链接：

    { $link }
