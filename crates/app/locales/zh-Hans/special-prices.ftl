# 特价：个别合作伙伴低于价目表的价格。

special-prices = 特价
special-prices-lead = 贵公司低于价目表的价格。无需任何操作：在这些日期内下单、转换、升级和续订时，采用适用的最低价格。
special-prices-none-own = 贵公司没有特价。
special-prices-lock = 订阅在整个期限内沿用下单当日的价格，特价结束后也不变；续订时采用续订当日的价格。
special-prices-console-lead = 个别合作伙伴低于价目表的价格。由一位目录管理员提出，另一位批准。
special-prices-none = 尚未提出任何特价。
special-prices-all = 全部特价
special-price-new = 新建特价
special-price-new-lead = 适用于在有效期内下单、转换、升级或续订的订阅。进行中的期限内已锁定的价格不变。
special-price-partner-hint = 域名、统一社会信用代码、合作伙伴网络 ID 或名称。
special-price-for = 客户
special-price-all-customers = 全部客户
special-price-domain = 客户域名
special-price-customer-hint = 该合作伙伴某一客户的域名；留空表示全部客户。
special-price-choose = 选择产品
special-price-kind = 优惠方式
special-price-kind-fixed = 固定价格
special-price-kind-off = 价目表价格的折扣百分比
special-price-value = 价格或百分比
special-price-value-hint = 每单位每月的不含税价格，例如 49.90；或减免的百分比，例如 12.5。
special-price-until-hint = 最后一天。最长五年。
special-price-reason-hint = 为何给予该合作伙伴优惠：至少五个字符。记入审计日志；合作伙伴看不到。
special-price-propose = 提交审批
special-price-off = 比价目表低 { $percent }%
special-price-list = 价目表价格 { $list }
special-price-list-off = { $off }，{ $list }
special-price-price = 特价
special-price-percent = 减免百分比
special-price-list-price = 价目表价格
special-price-comes-to = 实际价格
special-price-terms = 优惠
special-price-days = 有效期
special-price-status = 状态
special-price-facts = 特价内容
special-price-proposed = 提出
special-price-decided = 决定
special-price-closed = 结束
special-price-because = 原因
special-price-shown-proposed = 等待批准
special-price-shown-declined = 未批准
special-price-shown-taken-back = 已撤回
special-price-shown-withdrawn = 提前结束
special-price-shown-ahead = 已批准
special-price-shown-applies = 生效中
special-price-shown-over = 已到期
special-price-waits = 该特价由您提出，须由他人批准。已通过邮件通知您的同事。
special-price-approve = 批准
special-price-approve-text = 自首日起生效；首日已过的，自今日起生效。系统会发邮件通知合作伙伴的全局管理员和计费管理员。
special-price-decline = 不批准
special-price-decline-reason = 不批准的原因
special-price-take-back = 撤回
special-price-withdraw = 提前结束
special-price-withdraw-text = 自今日起不再以此价格销售。已售出的订阅在期限结束前保持该价格。系统会发邮件通知合作伙伴。
special-price-withdraw-reason = 结束的原因
special-price-done-proposed = 已提出，须由他人批准。
special-price-done-approved = 已批准，正在通知合作伙伴。
special-price-done-declined = 未批准。
special-price-done-taken-back = 已撤回。
special-price-done-withdrawn = 已结束，正在通知合作伙伴。
special-price-banner = 贵公司有 { $count } 项特价
special-price-banner-text = 本价目表不含特价。下单页面会显示适用的最低价格。
special-price-open = 查看特价
special-price-instead = 特价，原价 { $list }
price-locked-special = 每月 { $price }（特价），期限结束前不变
explain-special-price = 单价为特价，有效期自 { $from } 至 { $until }，在期限开始时锁定。

problem-special-price-zero = 价格须大于零。
problem-special-price-percent = 百分比须大于 0 且小于 100，最多两位小数。
problem-special-price-not-lower = 不低于首日的价目表价格 { $list }。
problem-special-price-not-sold = 首日的价目表中没有该产品。
problem-special-price-past = 首日不能早于今天。
problem-special-price-order = 最后一天早于首日。
problem-special-price-long = 最长 { $years } 年。到期前可再次提出。
problem-special-price-customer = 该合作伙伴没有使用此域名的客户。

conflict-special-price-step = 无法再执行此步骤。请刷新页面查看该特价的状态。
conflict-special-price-own = 该特价由您提出，须由他人决定。
conflict-special-price-not-own = 该特价由他人提出。
conflict-special-price-over = 该特价的最后一天已过。
conflict-special-price-no-longer-lower = 价目表价格已不高于此价，或已不含该产品。请不予批准。

mail-special-price-proposed-subject = { $company } 的特价等待您批准
mail-special-price-proposed-body =
    { $name }，您好：

    { $author } 为 { $company } 提出特价：{ $offer }，{ $price }。客户：{ $customer }。须由另一位目录管理员批准：

    { $link }

mail-special-price-granted-subject = { $company } 自 { $from } 起享有特价
mail-special-price-granted-body =
    { $name }，您好：

    { $operator } 给予 { $company } 以下特价：{ $offer }，{ $price }（每单位每月，不含税）。客户：{ $customer }。适用于 { $from } 至 { $until } 期间下单、转换、升级或续订的订阅。

    进行中的订阅在期限内价格不变。全部特价见：

    { $link }

mail-special-price-ended-subject = { $company } 的一项特价结束
mail-special-price-ended-body =
    { $name }，您好：

    { $operator } 已结束 { $company } 的一项特价：{ $offer }，{ $price }。客户：{ $customer }。自 { $from } 起重新适用价目表或其他特价。已售出的订阅在期限结束前价格不变。

    { $link }

audit-special-price-propose = 提出特价
audit-special-price-approve = 批准特价
audit-special-price-decline = 不批准特价
audit-special-price-take-back = 撤回特价
audit-special-price-withdraw = 提前结束特价
