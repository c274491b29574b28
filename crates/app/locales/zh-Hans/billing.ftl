## 计费

mail-invoice-ready-subject = { $operator }账单 { $reference }
mail-invoice-ready-body =
    { $name }，您好：

    { $company }的账单 { $reference } 已出具。本期费用 { $total }，请于{ $due_on }前付款。账单和对账文件请见：

    { $link }

    付款时请注明账单编号。

billing-lead = 您销售的全部订阅每月出具一张账单，按月预收。
billing-now = 当前
billing-balance = 应付金额
billing-overdue = 其中已逾期
billing-due = 到期日
billing-day = 计费日
billing-day-of-month = 每月 { $day } 日；当月没有该日时为月末
billing-next = 下一张账单
billing-none = 暂无账单
billing-none-text = 有销售后，第一张账单将在您的计费日期出具。
billing-days = { $from }至{ $to }
invoice-title = 账单 { $number }
invoice-lead = 已出具的账单不会更改。
invoice-file = 对账文件
invoice-file-save = 将明细保存为 CSV
invoice-sums = 合计
invoice-facts = 账单信息
invoice-parties = 出票方与付款方
invoice-lines = 明细
invoice-no-lines = 本期没有费用。
invoice-charge = 费用类型
invoice-number = 账单编号
invoice-date = 计费日期
invoice-period = 已结束的周期
invoice-currency = 货币
invoice-recurring = 周期性费用
invoice-other-products = 其他产品和服务
invoice-subtotal = 税前费用
invoice-tax = { $tax }，{ $rate }%，逐行计算
invoice-total = 本期费用
invoice-previous = 此前未付
invoice-amount-due = 应付总额
invoice-seller = 出具方
invoice-seller-code = 出具方信用代码
invoice-buyer = 付款方
invoice-buyer-code = 付款方信用代码
invoice-recipient = 收件人
invoice-recipient-email = 收件人邮箱
invoice-purchase-order = 采购订单
invoice-pay-title = 付款方式
invoice-pay = 请将应付总额汇至{ $bank }，账号 { $account }，并注明账单编号 { $number }。
charge-purchase-fee = 购买费用
charge-cycle-fee = 周期费用
charge-renew-fee = 续订费用
charge-cancel-instance-prorate = 取消实例按比例：退回预收费用
charge-cycle-instance-prorate = 周期实例按比例：按此数量计费的天数
charge-prorate-fees-when-cancel = 取消时按比例：未使用的天数
charge-prorate-fees-when-purchase = 购买时按比例：至计费日期
charge-prorate-fees-when-activate = 激活时按比例：重新激活之后
explain-title = 第 { $line } 行
explain-how = 金额的计算
explain-facts = 费用所属
explain-amount = 金额
explain-price = 每许可证每月价格，期限内锁定
explain-months = 预付月数
explain-seats = 数量
explain-days = 计费天数
explain-of-days = 周期天数
explain-credit = 退回
explain-billed = 此前为该周期收取
explain-exact = 取整前：{ $above } ÷ { $below } 分。
explain-rounding = 仅取整一次，四舍五入到分。
explain-reversal = 为该周期收取的全部费用原数退回，其后各行重新计费。
explain-customer = 客户
explain-subscription = 订阅
explain-charged = 计费期间
explain-span = 预收费用的周期
explain-line-tax = 税额
explain-open = 打开订阅
nav-bill-runs = 出账
bill-runs-lead = 每个合作伙伴在其计费日期零点后出账，错过的日期按顺序补出。
bill-runs-none = 尚未出账。
bill-run-title = { $day }的账单
bill-report-lead = 未能出具的账单列在最前，系统会自动重试。
bill-run-again-done = 账单已出具。
bill-run-again-failed = 账单未能出具，或没有可计费的内容。
bill-partner = 合作伙伴
bill-state = 状态
bill-state-published = 已出具
bill-state-empty = 无需计费
bill-state-failed = 失败
bill-tried = 上次尝试
bill-again = 重试
bill-preview-title = { $partner }的下一张账单
bill-preview-lead = 试算：如果不再变更，下一张账单将是这样。不会出具任何账单。
