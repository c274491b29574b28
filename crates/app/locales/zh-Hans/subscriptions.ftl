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
