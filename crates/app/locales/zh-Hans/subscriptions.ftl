## Why nothing can be sold now
error-refused-title = 目前不能执行此操作
error-refused-text = 没有任何更改。请先处理上述原因，再返回重试。
selling-obstacle = 目前不能下单

## The catalogue as an order form
shop-units = { $offer }的数量
shop-range = { $min } 至 { $max }
shop-fixed = 添加（{ $units } 个许可证）
price-per-licence = / 许可证 / 月
price-per-gigabyte = / GB / 月
price-free = 免费
cycle-monthly = 按月计费
cycle-annual = 按年计费
cycle-none = 不计费
bill-title = 订单
bill-offer = 订阅
bill-units = 数量
bill-unit-price = 单价
bill-monthly = 每月
bill-sum = 每月合计
bill-note = 不含增值税。价格在整个期限内不变。开始后至贵公司首个账单日之前免费。
bill-note-unpriced = 您的角色不能查看价格。价格自下单日起在整个期限内不变。

## Subscriptions and orders
subscription-add = 添加订阅
subscriptions-none = 还没有订阅
subscriptions-none-text = 为该客户订购的内容将显示在此处。
subscription-status = 状态
subscription-status-pending = 正在开通
subscription-status-active = 有效
subscription-status-suspended = 已暂停
subscription-status-cancelled = 已取消
subscription-status-expired = 已到期
subscription-status-deleted = 已删除
subscription-next = 后续
subscription-next-pending = 几分钟后可用
subscription-next-renews = { $day }自动续订
subscription-next-trial = 试用于{ $day }结束
subscription-next-ends = { $day }到期
subscription-next-deleted = { $day }删除数据
subscription-next-gone = 数据已删除
add-on = 附加产品
orders-title = 订单
orders-note = 最新的在前
order-when = 下单时间
order-lines = 内容
order-number = 订单号
order-cycle = 计费
order-pending = 正在开通
order-completed = 已完成
order-cancelled = 已取消

## Adding
subscription-add-lead = 请输入各项数量。完成最后一步前不会下单。
shop-nothing = 请至少为一项输入数量。
shop-submit = 提交订单

## One subscription
subscription-facts = 订阅信息
subscription-id = 订阅 ID
subscription-start = 开始
subscription-end = 期限结束
subscription-name = 昵称
price-locked = 每月 { $price }，期限内不变
add-on-of = { $base }的附加产品
quantity-note = 当日最后一次更改为准。
quantity-now = 当前 { $quantity }
quantity-look = 查看更改结果
quantity-change = 由 { $from } 改为 { $to }
quantity-cost-monthly = 每月费用由 { $before } 变为 { $after }，不含增值税。
quantity-cost-yearly = 每年费用由 { $before } 变为 { $after }，不含增值税。
quantity-when = 今天生效，差额按天计入下期账单。
quantity-submit = 提交更改
quantity-leave = 放弃
add-ons-title = 附加产品
add-ons-note = 随此订阅一同结束。
add-on-submit = 添加
upgrade-title = 升级
upgrade-note = 可升级到的产品/服务。
upgrade-now = 立即升级
upgrade-effect = 新订阅即刻生效，包含全部许可证，按当日价格计费，期限重新计算十二个月；此订阅同时结束。
upgrade-submit = 确认升级
convert-title = 转为付费订阅
convert-note = 试用到期自动结束。转换后服务不中断，自今天起计费。
convert-submit = 转换

## Its status
renewal-on-text = 将于{ $day }按届时价格自动续订十二个月。
renewal-off-text = 将于{ $day }到期，不续订。
renewal-on = 到期自动续订
renewal-off = 到期不续订
suspend = 暂停
suspend-effect = 用户立即无法使用，附加产品一并暂停；管理员仍可访问数据。{ $days } 天内未重新激活，全部数据将被永久删除。
suspend-confirm = 确认暂停
reactivate = 重新激活
cancel = 取消订阅
cancel-effect = 订阅立即结束且无法恢复。用户无法使用；管理员可在 { $days } 天内导出数据。
cancel-confirm = 请输入“{ $name }”以确认
cancel-submit = 确认取消
problem-name-not-typed = 请按显示的名称输入。
countdown-title = 全部数据将于{ $day }删除
countdown-days = 还剩 { $count } 天
countdown-suspended = 用户无法登录，管理员仍可登录。请在该日之前重新激活，价格与期限不变。
countdown-parent = 随基础订阅暂停，将随其恢复。
countdown-operator = 已被运营方暂停，请联系支持人员。
countdown-ended = 订阅已结束，不能重新激活。管理员可在此之前导出数据。
subscription-done-quantity = 数量已更改。
subscription-done-name = 昵称已更改。
subscription-done-suspended = 订阅已暂停。
subscription-done-active = 订阅已重新激活。
subscription-done-renewal = 续订设置已更改。
subscription-done-cancelled = 订阅已取消。
subscription-done-add-on = 附加产品已订购。
subscription-done-upgraded = 这是新订阅，原订阅已结束。
subscription-done-converted = 试用已转为订阅。

## Its history
history-title = 历史
fact-ordered = 订购 { $quantity }
fact-provisioned = 已开通
fact-renewed = 已续订
fact-cycle = 计费周期已更改
fact-upgraded = 已升级并结束
fact-converted = 转为{ $offer }
fact-suspended = 暂停
fact-reactivated = 重新激活
fact-cancelled = 取消
fact-expired = 到期
fact-deleted = 数据已删除
fact-quantity = 数量 { $from } → { $to }
fact-changed = 名称或续订已更改

## What a change does to the next bill, and whom the customer asks
quantity-bill-title = { $day }的账单
quantity-bill-sum = 合计（不含增值税）：
quantity-bill-same = 与不更改时相同：{ $before }。
quantity-bill-more = 比不更改时（{ $before }）多 { $change }。
quantity-bill-less = 比不更改时（{ $before }）少 { $change }。
subscription-reseller = 登记经销商
support-contact = 支持联系人
support-contact-note = 客户遇到问题时看到并使用的联系方式。
support-contact-who = 公司
support-contact-mail = 电子邮件
support-contact-phone = 电话
