## 计费

mail-invoice-ready-subject = { $operator }账单 { $reference }
mail-invoice-ready-body =
    { $name }，您好：

    { $company }的账单 { $reference } 已出具。本期费用 { $total }，请于{ $due_on }前付款。账单和对账文件请见：

    { $link }

    付款时请注明账单编号。

billing-lead = 您销售的全部订阅每月出具一张账单，按月预收。
billing-now = 当前
billing-overdue = 其中已逾期
billing-overdue-disputed = 其中有异议
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
invoice-file-save-workbook = 将明细保存为 XLSX
invoice-file-csv = 对账文件 (CSV)
invoice-file-xlsx = 对账文件 (XLSX)
invoice-file-hash = CSV 的 SHA-256：
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
billing-open = 应付金额
billing-unallocated = 已付款、尚未分配到账单
billing-balance = 账户余额
billing-last-payment = 最近一次付款
billing-last-payment-words = { $day }付款 { $amount }
billing-payments = 付款记录
billing-payments-none = 尚无付款记录。运营商核对到账后，汇款将显示在此处。
invoice-status-due = 待付款
invoice-status-partly-paid = 部分付款
invoice-status-overdue = 已逾期
invoice-status-paid = 已付清
invoice-status-credit = 有余额可抵扣
invoice-stand = 付款情况
invoice-paid = 已付款或抵扣
invoice-used = 已用于抵扣其他账单
invoice-credited = 贷项通知单减免
invoice-open = 未付金额
invoice-gives = 用于抵扣后续账单
invoice-movements = 未付金额的变动
ledger-invoice = 账单 { $about }
ledger-set-off = 与账单 { $about } 抵扣
ledger-payment = 付款 { $about }
ledger-payment-reversal = 冲销付款 { $about }
ledger-allocation = 由汇款 { $about } 支付
ledger-release = 不再由汇款 { $about } 支付
ledger-credit-note = 贷项通知单 { $about }
statement-title = 对账单
statement-lead = 按日期列出每张账单和每笔付款，以及其后的应付余额。
statement-years = 年份
statement-movements = 往来明细
statement-day = 日期
statement-what = 摘要
statement-balance = 余额
statement-opening = 期初余额
statement-closing = 期末余额
statement-charged = 应收
statement-credited = 已付或减免
statement-owed = 应付余额
statement-favour = 预付余额
partner-account-title = { $partner }的往来账户
partner-account-lead = 该合作伙伴的应付与已付款项。每个余额都是下列明细之和。
account-open = 往来账户
account-open-invoices = 未付清的账单
account-nothing-open = 没有未付清的账单。
nav-payments = 付款
payments-lead = 汇入运营商账户的款项，以及所支付的账单。
payments-search = 按汇款号、公司或域名搜索
payments-all = 全部
payments-left = 未全部分配
payments-none = 暂无付款。
payments-no-match = 没有符合条件的付款。
payment-status-given = 已分配
payment-status-left = 有余款
payment-status-reversed = 已冲销
payment-new = 登记付款
payment-new-lead = 按银行对账单登记汇款。每笔汇款只能登记一次。
payment-record = 登记付款
payment-partner = 合作伙伴
payment-partner-hint = 域名、统一社会信用代码、合作伙伴网络 ID、公司全称，或其任一账单编号。
payment-reference = 银行流水号
payment-reference-hint = 银行为该笔汇款给出的编号。
payment-value = 起息日
payment-value-hint = 款项到账的日期。
payment-amount = 金额
payment-pays = 用于支付
payment-pays-oldest = 最早到期的账单
payment-pays-invoice = 下面填写的账单，余款暂不分配
payment-pays-nothing = 暂不分配
payment-invoice = 账单编号
payment-invoice-hint = 仅在支付某一张账单时填写。
payment-note = 备注
payment-note-hint = 汇款附言，以及凭证存放之处。
payment-title = 付款 { $reference }
payment-facts = 付款信息
payment-recorded = 登记
payment-reversed-by = 冲销
payment-reason = 原因
payment-given = 所支付的账单
payment-given-none = 尚未支付任何账单。
payment-release = 从该账单撤回
payment-release-hint = 撤回的金额可用于其他账单。合作伙伴可以看到原因。
payment-open = 该合作伙伴未付清的账单
payment-open-note = 请填写金额，或先支付最早到期的账单。
payment-give = 分配金额
payment-give-to = 用于 { $number }
payment-give-typed = 按所填金额分配
payment-give-oldest = 先支付最早到期的
payment-reverse = 冲销付款
payment-reverse-text = 用于误登记或被退回的汇款。其支付的账单将重新变为未付，该汇款可以重新登记。
payment-reverse-hint = 合作伙伴可以看到原因。
payment-done-recorded = 付款已登记。
payment-done-given = 金额已分配到账单。
payment-done-released = 金额已撤回。
payment-done-reversed = 付款已冲销。
problem-payment-partner-unknown = 没有与之相符的计费合作伙伴。请核对域名、代码或账单编号。
problem-payment-partner-several = 有多个合作伙伴与之相符。请使用域名或信用代码。
problem-payment-not-positive = 请输入大于零的金额。
problem-payment-future = 该日期尚未到来。款项到账后才能登记。
problem-payment-too-early = 该日期合作伙伴尚未签约。请核对年份。
problem-payment-currency = 该合作伙伴以 { $currency } 计费。
problem-payment-twice = 该银行流水号的付款已登记。
problem-payment-not-open = 该合作伙伴没有此编号的未付清账单。
problem-payment-more-than-open = 超过该账单的未付金额。
problem-payment-more-than-left = 超过该笔付款的余款。
problem-payment-nothing-chosen = 请至少为一张账单填写金额。
conflict-payment-reversed = 该笔付款已被冲销。
conflict-payment-nothing-open = 没有未付清的账单，或该笔付款已无余款。
conflict-payment-not-open = 该账单此时已付清，或没有此编号的账单。未作任何更改；请重新打开该笔付款查看余款。
conflict-payment-not-given = 该笔付款已不再支付此账单。
audit-payment-record = 登记付款
audit-payment-allocate = 付款分配到账单
audit-payment-release = 从账单撤回付款
audit-payment-reverse = 冲销付款
invoice-paper = 账单 PDF
invoice-bill-to = 付款方
invoice-do-not-pay = 请勿付款（DO NOT PAY）。本账单出自沙盒，不构成任何应付款项。
invoice-paper-note = 各项费用的明细见对账文件。已出具的账单不会更改，更正另行出具单据。
nav-credit-notes = 贷项通知单
credit-notes-lead = 账单中经确认无需支付的金额。一人提出，另一人批准。
credit-notes-none = 尚无贷项通知单。
credit-note-number = 贷项通知单
credit-note-unnumbered = 未出具
credit-note-total = 含税金额
credit-note-state-proposed = 待批准
credit-note-state-issued = 已出具
credit-note-state-declined = 未批准
credit-note-state-withdrawn = 已撤回
credit-note-new = 提出贷项通知单
credit-note-new-lead = 经另一人批准后生效。账单本身不会更改。
credit-note-propose = 提出
credit-note-before-tax = 税前金额
credit-note-before-tax-hint = 税额按账单税率计算。
credit-note-title = 贷项通知单 { $number }
credit-note-facts = 贷项通知单
credit-note-proposed = 提出
credit-note-decided = 决定
credit-note-issued = 出具日期
credit-note-declined-because = 未批准的原因
credit-note-next = 可执行的操作
credit-note-approve = 批准并出具
credit-note-approve-text = 将获得下一个编号，立即从账单中减去该金额，且不可再更改。已支付的部分用于其他账单。
credit-note-decline = 不批准
credit-note-decline-reason = 原因
credit-note-waits = 等待另一人批准。
credit-note-withdraw = 撤回提议
credit-note-done-proposed = 已提出，须由另一人批准。
credit-note-done-issued = 贷项通知单已出具。
credit-note-done-declined = 贷项通知单未获批准。
credit-note-done-withdrawn = 提议已撤回。
problem-credit-note-invoice = 没有此编号的账单。
problem-credit-note-not-positive = 请输入大于零的金额。
problem-credit-note-too-much = 超过该账单的税前费用减去此前贷项后的余额。
problem-credit-note-nothing-left = 该账单没有费用，或已全部冲减。
conflict-credit-note-open = 该账单已有一张待批准的贷项通知单。
conflict-credit-note-decided = 该贷项通知单已有决定。
conflict-credit-note-own = 该贷项通知单由您提出，须由另一人决定。
conflict-credit-note-not-own = 该贷项通知单由他人提出。
conflict-credit-note-too-much = 已超过该账单的剩余金额。
conflict-credit-note-nothing-left = 该账单已全部冲减。
conflict-credit-note-not-positive = 贷项通知单的金额须大于零。
audit-billing-propose-credit-note = 提出贷项通知单
audit-billing-approve-credit-note = 出具贷项通知单
audit-billing-decline-credit-note = 不批准贷项通知单
audit-billing-withdraw-credit-note = 撤回贷项通知单
compare-title = 与文件核对
compare-lead = 上传对账文件或自己的表格，逐行与本账单核对，精确到分。文件内容不会保存。
compare-file = 文件
compare-file-hint = UTF-8 或 GB18030 编码的 CSV，不超过 10 MB，列的顺序不限。
compare-now = 核对
compare-result = 核对结果
compare-agrees = 一致
compare-differs = 有差异
compare-same = 文件与账单一致，共 { $rows } 行。
compare-different = 有 { $count } 处差异；共读取 { $rows } 行。
compare-sums = 合计
compare-invoice = 账单
compare-difference = 文件减账单
compare-differences = 差异
compare-differences-note = 仅一方有的行也算差异。
compare-unknown = 本账单中没有
compare-wrong = { $count } 行无法读取
compare-wrong-note = 这些行不参与核对，例如表格末尾的合计行。
compare-columns-note = 文件中含有以下列越多，核对越细；其他列会被忽略。
compare-role-must = 必须有：门户中显示的订阅 ID
compare-role-apart = 用于区分同一订阅的各行
compare-role-sum = 参与核对；至少要有其中一列
problem-compare-subscription = 这不是订阅 ID。
problem-compare-charge = 账单没有这种费用类型。
problem-compare-date = 这不是日期。
problem-compare-quantity = 这不是整数。
problem-compare-amount = 这不是最多两位小数的金额。
problem-payment-paid-meanwhile = 账单 { $number } 此时已付清，或没有此编号的账单。未作任何更改。

mail-payment-soon-subject = { $operator }账单 { $reference } 将于 { $due_on }到期
mail-payment-soon-body =
    { $name }，您好：

    { $company }的账单 { $reference } 应于 { $due_on }前支付，尚欠 { $open }。如已付款，无需再办理。

    { $link }

    付款时请注明账单编号。

mail-payment-due-subject = { $operator }账单 { $reference } 今日到期
mail-payment-due-body =
    { $name }，您好：

    今日（{ $due_on }）是 { $company }支付账单 { $reference } 的最后一天，尚欠 { $open }。今日到账即为按时付款。

    { $link }

    付款时请注明账单编号。

mail-payment-overdue-subject = { $operator }账单 { $reference } 已逾期
mail-payment-overdue-body =
    { $name }，您好：

    { $company }的账单 { $reference } 应于 { $due_on }前支付，现已逾期 { $days } 天，尚欠 { $open }。请尽快付款。按协议，逾期的每一天均可在下一期账单中计收滞纳金。

    { $link }

    付款时请注明账单编号。如已付款，请将银行流水号告知我们。

invoice-finance-charges = 滞纳金
ledger-waiver = 减免账单 { $about } 的滞纳金
nav-overdue = 逾期账单
overdue-lead = 现已超过到期日仍未付清的账单，逾期最久的在前。
overdue-none = 没有逾期账单。
overdue-no-match = 没有符合的逾期账单。可按编号、公司或域名搜索。
overdue-search = 编号、公司或域名
overdue-days = 逾期 { $days } 天
overdue-reminded = 最近一次付款提醒
overdue-not-reminded = 尚未提醒
finance-charge-title = 账单 { $number } 的滞纳金
finance-charge-lead = 账单超过到期日未付的天数所产生的费用。滞纳金本身不再计收滞纳金。
finance-charges-lead = 因逾期付款向合作伙伴计收的费用。仍有效的可以减免。
finance-charges-none = 没有因逾期付款计收的费用。
finance-charge-late = 逾期账单
finance-charge-on = 计入账单
finance-charge-principal = 未付金额
finance-charge-rate = 月费率：约定费率与法定上限中较低者
finance-charge-days = 逾期天数
finance-charge-month = 一个月的天数
finance-charge-charged = 此前为这些天计收
finance-charge-gives-back-text = 现已查明这些天的未付金额与当时不同。此前计收的金额全数退回，其后各行重新计收。
finance-charge-given-back-on = 退回所在账单
finance-charge-open-late = 打开逾期账单
finance-charge-state-charged = 已计收
finance-charge-state-waived = 已减免
finance-charge-state-given-back = 已退回
finance-charge-state-gives-back = 退回
finance-charge-waived-because = 减免原因
finance-charge-waived-by = 减免人
finance-charge-waive = 减免这笔滞纳金
finance-charge-waive-text = { $amount } 将立即从账单中扣减，这些天不再计收。此操作无法撤销。
finance-charge-done-waived = 滞纳金已减免。
conflict-finance-charge-waived = 这笔滞纳金已经减免。
conflict-finance-charge-given-back = 这笔滞纳金已退回，或其本身即为退回，没有可减免的金额。
conflict-finance-charge-credited = 贷项通知单减免后，该账单所余已少于这笔滞纳金。
audit-billing-waive-finance-charge = 减免滞纳金
audit-billing-remind = 付款提醒

billing-suspends = 若未付款，暂停日期
billing-suspended = 已暂停
billing-suspended-words = 逾期款项 { $amount } 到账登记后，全部功能立即恢复
billing-deferred = 已延期
billing-deferred-words = 账单 { $number }，延至 { $day }：{ $reason }
overdue-late = 逾期时间
overdue-deferred = 延期至 { $day }
overdue-suspended = 合作伙伴已暂停
overdue-suspends = 将于 { $day }暂停
deferral-title = 延期约定
deferral-new = 同意延期
deferral-new-text = 在该日之前，不会因此账单催款或暂停；若合作伙伴没有其他逾期款项，将立即恢复业务。到期日和滞纳金不变。填写更早的日期可缩短之前的约定。
deferral-until = 延期至
deferral-until-hint = 最后一天，最迟 { $day }。
deferral-grant = 延期
deferral-done = 已延期。
problem-deferral-past = 该日期已过。
problem-deferral-too-long = 最迟 { $day }：同一账单的各次延期合并计算。
problem-deferral-not-overdue = 该账单没有逾期。
conflict-deferral-not-overdue = 该账单已不再逾期。
audit-billing-suspend = 因逾期付款暂停
audit-billing-defer = 付款延期

mail-payment-suspension-subject = 若账单 { $reference } 仍未付清，{ $company }将于 { $suspends_on }被暂停
mail-payment-suspension-body =
    { $name }，您好：

    { $company }的账单 { $reference } 应于 { $due_on }前支付，尚欠 { $open }。如仍未付款，{ $company }将于 { $suspends_on }被暂停：届时不能新增客户、下订单或更改许可数量。已售出的服务照常运行。

    { $link }

    如无法按时付款，请与我们联系：{ $operator }可以同意延期。如已付款，请将银行流水号告知我们。

mail-payment-suspended-subject = { $company }已被暂停：账单 { $reference } 未付
mail-payment-suspended-body =
    { $name }，您好：

    { $company }的账单 { $reference } 应于 { $due_on }前支付，至今未付。{ $company }自今日起被暂停：不能新增客户、下订单或更改许可数量。已售出的服务照常运行，您仍可照常管理客户。

    应付：{ $overdue }。款项登记后，全部功能自动恢复。

    { $link }

mail-payment-released-subject = { $company }已恢复业务
mail-payment-released-body =
    { $name }，您好：

    { $company }已无逾期款项。暂停已解除，全部功能恢复正常。

    { $link }

mail-payment-deferred-subject = 账单 { $reference }：{ $operator }同意延期至 { $until }
mail-payment-deferred-body =
    { $name }，您好：

    { $operator }同意将{ $company }账单 { $reference } 的付款延期至 { $until }。尚欠 { $open }。原因：{ $reason }

    若届时仍未付清，{ $company }最早于次日被暂停。到期日和滞纳金不变。

    { $link }

dispute-list = 账单异议
dispute-lead = 您认为账单中不应支付的款项，以及处理结果。
dispute-none = 没有异议。打开账单或其中一行即可提出异议。
dispute-title = 异议
dispute-about = 关于
dispute-about-line = 账单 { $number } 第 { $line } 行
dispute-new = 提出异议
dispute-new-lead = 在作出决定之前，有异议的款项不计收滞纳金，也不会导致暂停。
dispute-room = 最多可提出异议的金额（税前）
dispute-amount-hint = 税前金额；税额按账单税率计算。
dispute-reason-hint = 哪里有误、依据是什么，至少十个字。
dispute-open = 提交异议
dispute-invoice = 打开账单
dispute-sum = 有异议的金额（含税）
dispute-opened = 提出时间
dispute-ended = 结束日期
dispute-answer = 答复
dispute-withdraw = 撤回异议
dispute-withdraw-text = 自今日起该款项恢复应付。以后仍可再次提出。
dispute-support = 此决定有效。如有新的依据，
dispute-support-open = 请提交支持请求。
dispute-state-open = 处理中
dispute-state-agreed = 已接受，贷项通知单待批准
dispute-state-accepted = 已接受
dispute-state-refused = 已拒绝
dispute-state-withdrawn = 已撤回
dispute-console-lead = 合作伙伴认为不应支付的款项，等待最久的在前。
dispute-console-none = 没有异议。
dispute-accept = 接受
dispute-accept-text = 将提出一份贷项通知单，由另一人批准。在此之前款项仍视为有异议；如未获批准，异议重新打开。
dispute-accept-hint = 全部金额，或其中不应支付的部分。
dispute-refuse = 拒绝
dispute-refuse-text = 自今日起该款项恢复应付。同一事项不能再次提出异议。
dispute-done-opened = 异议已提交。处理结果将以邮件通知您。
dispute-done-withdrawn = 异议已撤回。
dispute-done-accepted = 异议已接受。贷项通知单须由另一人批准。
dispute-done-refused = 异议已拒绝。
problem-dispute-not-positive = 请输入大于零的金额。
problem-dispute-too-much = 超过可提出异议的金额。
conflict-dispute-not-positive = 异议金额必须大于零。
conflict-dispute-too-much = 超过可提出异议的金额。
conflict-dispute-nothing-left = 没有可提出异议的款项：未收费、已冲减或已在异议中。
conflict-dispute-twice = 该事项已提出过异议。如有新的依据，请提交支持请求。
conflict-dispute-decided = 该异议已有决定，或已被撤回。
overdue-disputed = 其中有异议 { $amount }
audit-billing-dispute = 提出账单异议
audit-billing-withdraw-dispute = 撤回账单异议
audit-billing-accept-dispute = 接受账单异议
audit-billing-refuse-dispute = 拒绝账单异议

mail-dispute-opened-subject = { $company }对账单 { $reference } 提出异议
mail-dispute-opened-body =
    { $name }，您好：

    { $company }认为账单 { $reference } 中的 { $amount } 不应支付。在作出决定之前，该款项不计收滞纳金。理由见：

    { $link }

mail-dispute-accepted-subject = 您对账单 { $reference } 的异议已被接受
mail-dispute-accepted-body =
    { $name }，您好：

    { $company }对账单 { $reference } 中的 { $amount } 提出异议。{ $operator }已接受并开具贷项通知单。答复：{ $reason }

    { $link }

mail-dispute-refused-subject = 您对账单 { $reference } 的异议未被接受
mail-dispute-refused-body =
    { $name }，您好：

    { $company }对账单 { $reference } 中的 { $amount } 提出异议。{ $operator }核查后认为该款项应当支付。答复：{ $reason }

    { $link }

    如有新的依据，请提交支持请求。

# Adjustments: discounts, and what the next invoice gives back of a line.
nav-adjustments = 调整
adjustments-lead = 对订阅未来费用的折扣，以及下一张账单对某一行的退回。由一人提出，另一人批准。
adjustments-none = 尚未提出任何调整。
adjustment-kind = 调整
adjustment-kind-discount = 折扣
adjustment-kind-offset = 冲抵行项目
adjustment-about = 涉及
adjustment-of = 退回自
adjustment-of-line = 账单 { $number } 第 { $line } 行
adjustment-customer = 客户
adjustment-subscription = 订阅
adjustment-subscription-hint = 订阅的 ID，即门户和 SyndicationPartnerSubscriptionNumber 列所示。
adjustment-line = 行
adjustment-line-hint = 该行在账单上的编号，见其说明页。
adjustment-amount-hint-discount = 从该订阅之后的费用中扣减，直至用完；税款按扣减后的金额计算。
adjustment-amount-hint-offset = 不超过该行的余额。相应的税款一并退回。
adjustment-reason-hint = 合作伙伴会看到。
adjustment-new-discount = 提出折扣
adjustment-new-discount-lead = 经另一人批准后，从之后生成的下一张账单起生效。
adjustment-new-offset = 冲抵行项目
adjustment-new-offset-lead = 经另一人批准后，已出具账单某一行的一部分连同税款在下一张账单上退回。
adjustment-title = { $partner } 的调整
adjustment-facts = 调整
adjustment-left = 该订阅折扣的余额
adjustment-given-on = 退回所在账单
adjustment-next-invoice = 下一张
adjustment-state-proposed = 待批准
adjustment-state-issued = 已批准
adjustment-state-declined = 未批准
adjustment-state-withdrawn = 已撤回
adjustment-approve = 批准
adjustment-approve-discount = 下一张生成的账单将从该订阅的费用中扣减。此后不可更改。
adjustment-approve-offset = 下一张生成的账单将连同税款退回该金额。此后不可更改。
adjustment-done-proposed = 已提出调整，须由另一人批准。
adjustment-done-issued = 调整已批准。
adjustment-done-declined = 调整未获批准。
problem-adjustment-subscription = 没有使用此 ID 且计费的订阅。
problem-adjustment-line = 该账单没有此编号的行。
problem-adjustment-not-positive = 请输入大于零的金额。
problem-adjustment-too-much = 超过该行的余额，或超过该账单减去贷项后的余额。
problem-adjustment-nothing-left = 该行没有费用，或已全部退回。
conflict-adjustment-decided = 该调整已有决定。
conflict-adjustment-own = 该调整由您提出，须由另一人决定。
conflict-adjustment-not-own = 该调整由他人提出。
conflict-adjustment-not-positive = 调整金额须大于零。
conflict-adjustment-too-much = 已超过该行的剩余金额。
conflict-adjustment-nothing-left = 该行已全部退回。
audit-billing-propose-adjustment = 提出调整
audit-billing-approve-adjustment = 批准调整
audit-billing-decline-adjustment = 不批准调整
audit-billing-withdraw-adjustment = 撤回调整
charge-offset-a-line-item = 冲抵行项目：连同税款退回
invoice-discounts = 折扣
invoice-discounted = 含折扣
invoice-credits = 贷项与调整（含税）
explain-adjusted = 调整
explain-discount = 折扣
explain-taxed = 折扣后税前金额
explain-granted = 获批折扣：{ $amount }
explain-given-back = 退回此前的一行
explain-offset = 退回此前账单某一行的一部分，连同该行相应的税款。不再重新计收。

export-title = 供程序使用的导出
export-lead = 全部许可证明细以压缩的 JSON 提供，每个文件 { $lines } 行，在后台生成。文件保留 { $days } 天；其地址在一小时内有效且无需登录，请勿转交他人。
export-set = 属性
export-set-full = 全部属性
export-set-full-hint = 对账文件的所有列。
export-set-basic = 基本属性
export-set-basic-hint = 入账一行所需的内容：谁、为何、何时、多少。
export-ask = 准备文件
export-none = 此账单尚无导出。
export-asked = 请求人
export-kept = 保留至
export-progress = 已写入 { $done } / { $total } 行
export-state-ready = 就绪
export-state-waiting = 正在准备
export-file = 文件
export-size = 大小（解压后）
export-done-asked = 文件正在准备中。
conflict-export-too-many = 保留的导出过多。它们会在数天后删除；在此之前请使用现有的导出。
conflict-export-expired = 此导出的文件已删除。请重新请求。
conflict-export-address-old = 此地址已过期。请打开账单的导出页面或清单以获取新地址。
audit-billing-export = 请求导出账单
audit-billing-export-file = 写入导出文件
audit-billing-export-expire = 删除导出文件
nav-usage = 用量
usage-lead = 已接收的计量文件。其中每条记录只计费一次，列入合作伙伴的下一张账单。
usage-none = 尚未接收任何文件。
usage-new = 接收文件
usage-new-lead = 每行是一条计量记录。有误的行会被略去并列出原因，其余行照常计入。已接收过的记录不会再次计入。
usage-new-file = 文件
usage-new-hint = CSV 文件，最多 { $rows } 行。
usage-upload = 接收
usage-template = 模板
usage-columns-note = 第一行是列名，顺序不限；也可使用用量文件中的列名。
usage-column-optional = 可省略
usage-column-record_id = 计量系统的记录编号，不得重复
usage-column-subscription_id = 订阅，即门户中显示的订阅 ID
usage-column-usage_date = 使用日期，例如 2026-06-20
usage-column-service_name = 服务
usage-column-service_type = 服务类型
usage-column-resource_id = 资源的 GUID
usage-column-resource_name = 资源
usage-column-region = 地区
usage-column-sku = SKU
usage-column-tier = 价格档，从 1 起的数字；省略时为 1
usage-column-consumed_quantity = 使用的数量，最多六位小数
usage-column-included_quantity = 免费数量；省略时为 0
usage-column-list_price = 每单位税前价格，最多六位小数
usage-column-metered_region = 计量地区
usage-column-metered_service = 计量服务
usage-column-metered_service_type = 计量服务类型
usage-column-project = 项目
usage-column-service_info = 服务的其他信息
usage-state-all = 已全部接收
usage-state-part = 部分接收
usage-state-none = 未接收
usage-rows = 文件行数
usage-taken = 接收的记录
usage-known = 此前已接收
usage-refused = 略去的行
usage-uploaded = 接收时间
usage-sha256 = 文件的 SHA-256
usage-facts = 文件
usage-import-lead = 每一行的处理结果。请更正被略去的行后重新接收该文件：其余行不会重复计入。
usage-refusals = 被略去的行
usage-refusals-note = 这些行不会计费。
usage-record = 记录
usage-done-taken = 文件已接收。
usage-lines = 用量明细
usage-pager = 用量明细分页
usage-what = 资源
usage-day = 使用日期
usage-consumed = 使用数量
usage-included = 免费数量
usage-overage = 计费数量
usage-price = 每单位价格，期限内锁定
usage-total = 含税金额
usage-rate = 平均每单位
usage-rate-taxed = 平均每单位（含税）
usage-line-title = 用量明细第 { $line } 行
usage-discount-text = 此订阅剩余的折扣，以本账单中的用量费用为限。
usage-file = 用量文件
usage-file-save = 将用量保存为 CSV
usage-file-save-workbook = 将用量保存为 XLSX
invoice-usage = 用量费用
invoice-usage-discounts = 用量的其他折扣
charge-assess-usage-fee-for-current-cycle = 本周期用量费用
charge-assess-usage-fee-when-cancel = 取消时的用量费用：订阅结束时尚未支付的用量
charge-activation-discount = 激活折扣
charge-cycle-discount = 周期折扣
charge-renew-discount = 续订折扣
conflict-usage-not-offered = 本计划不提供按用量计费的产品：没有用量记录，也没有用量文件。
problem-usage-number = 请填写数字，最多一个小数点，例如 11 或 0.0808。
problem-usage-decimals = 最多 { $max } 位小数。
problem-usage-too-large = 最大为 { $max }。
problem-usage-amount-too-large = 单条记录的金额不得超过 { $max } 元，请拆分。
problem-usage-id = 请填写门户中显示的 32 位 ID。
problem-usage-day = 请按 2026-06-20 的格式填写日期。
problem-usage-subscription = 没有此 ID 的订阅。
problem-usage-never-billed = 试用和沙盒中的订阅不计费。
problem-usage-to-come = 该日期尚未到来。
problem-usage-before-start = 该日期早于订阅开始日。
problem-usage-after-end = 该日期晚于订阅结束日。
problem-usage-too-old = 该日期过早，不再计费。
problem-usage-price-changed = 该资源在本期限内的单价为 { $price }。
problem-usage-record-differs = 此编号的记录内容不同。记录不可更改，请以新的编号发送更正。
adjustment-on = 抵减
adjustment-on-licences = 许可证费用
adjustment-on-usage = 用量费用
nav-refunds = 退款
refunds-lead = 多付的款项或账单退回的金额退还给合作伙伴。由一人提出，另一人批准。
refunds-none = 尚未提出任何退款。
refund-new = 退款
refund-new-lead = 须由另一人批准；批准后立即计入账目，并在银行办理转账。
refund-about = 汇款或账单
refund-about-hint = 多付款项的银行汇款编号，或有退回金额的账单编号。
refund-amount-hint = 不超过该汇款的余额，或该账单尚未退回的金额。
refund-account = 银行账户
refund-account-hint = 收款银行、户名和账号，以合作伙伴书面告知的为准。
refund-of = 退款依据
refund-of-payment = 汇款 { $about }
refund-of-invoice = 账单 { $about }
refund-title = 退款给{ $partner }
refund-facts = 退款信息
refund-state-proposed = 待批准
refund-state-issued = 已退款
refund-state-declined = 已拒绝
refund-state-withdrawn = 已撤回
refund-approve = 批准并退款
refund-approve-text = 该金额立即从合作伙伴的余额中扣除，并通知合作伙伴。请在银行办理转账。此操作无法撤销。
refund-done-proposed = 已提出退款，须由另一人批准。
refund-done-issued = 退款已批准，将通知合作伙伴。
refund-done-declined = 退款已拒绝。
problem-refund-about = 没有此编号的有效汇款或账单。
problem-refund-not-positive = 退款金额须大于零。
problem-refund-too-much = 超过可退还的金额。
problem-refund-nothing-left = 没有可退还的金额。
problem-refund-owes = 合作伙伴有逾期账单，余额应先用于支付。
conflict-refund-open = 同一款项已有退款待批准。
conflict-refund-decided = 此退款已有人处理。
conflict-refund-own = 此退款由您提出，须由他人决定。
conflict-refund-not-own = 此退款由他人提出。
conflict-refund-not-positive = 退款金额须大于零。
conflict-refund-too-much = 现已超过可退还的金额。
conflict-refund-nothing-left = 现已没有可退还的金额。
conflict-refund-owes = 合作伙伴现有逾期账单，余额应先用于支付。
conflict-payment-refunded = 此付款的一部分已退还给合作伙伴，不能再撤销。
ledger-refund = 退款 { $about }
mail-refund-paid-subject = { $operator }向您退款 { $amount }
mail-refund-paid-body =
    { $name }，您好：

    { $operator }就 { $reference } 向{ $company }退款 { $amount }，收款账户：{ $account }

    原因：{ $reason }

    { $link }
audit-billing-take-usage = 接收用量文件
audit-billing-propose-refund = 提出退款
audit-billing-approve-refund = 批准退款
audit-billing-decline-refund = 拒绝退款
audit-billing-withdraw-refund = 撤回退款
refund-choice-transfer = 有余额的汇款
refund-choice-invoice = 有退回金额的账单
problem-usage-ended-free = 该订阅在免费期内结束，不计费。

# 增值税发票：账单之外的税务凭证。
nav-fapiao = 增值税发票
fapiao-card = 增值税发票
fapiao-card-none = 尚未申请增值税发票。
fapiao-card-open = 查看此账单的增值税发票
fapiao-of = 账单 { $number } 的增值税发票
fapiao-lead = 账单之外的税务凭证。由运营方在税务系统中开具；凭发票号码和开票日期可在税务机关网站查验。
fapiao-ask = 申请增值税发票
fapiao-ask-text = 金额为账单收取的费用减去已退回的部分，购买方信息以贵公司当前资料为准。
fapiao-ask-profile = 信息有误？请在申请前修改：
fapiao-profile = 计费资料
fapiao-missing = 资料不全
fapiao-missing-text = 计费资料补充以下内容后即可申请增值税发票：
fapiao-none-left = 此账单未收费，或费用已全部退回，无可开具的增值税发票。
fapiao-may-not = 目前没有增值税发票，也没有待处理的申请。贵公司的全局管理员和计费管理员可以申请。
fapiao-withdraw = 撤回申请
fapiao-withdraw-text = 将不开具增值税发票。以后可以再次申请。
fapiao-kind = 发票种类
fapiao-kind-ordinary = 增值税普通发票
fapiao-kind-special = 增值税专用发票
fapiao-kind-red-ordinary = 红字增值税普通发票
fapiao-kind-red-special = 红字增值税专用发票
fapiao-state-requested = 已申请
fapiao-state-due = 待开具
fapiao-state-issued = 已开具
fapiao-state-refused = 未开具
fapiao-state-withdrawn = 已撤回
fapiao-number = 发票号码
fapiao-number-hint = 税务系统生成的 20 位数字。
fapiao-date = 开票日期
fapiao-original = 对应的蓝字发票
fapiao-cause = 原因
fapiao-cause-adjustment = 退回部分行项目的调整
fapiao-cause-waiver = 滞纳金减免
fapiao-total = 价税合计
fapiao-title = 发票抬头
fapiao-email = 接收邮箱
fapiao-email-hint = 除账单接收人和全局管理员外，发票号码还将通知此邮箱。
fapiao-asked = 申请人
fapiao-reason = 未开具的原因
fapiao-done-asked = 已申请增值税发票。开具后将以邮件通知您。
fapiao-done-withdrawn = 申请已撤回。
fapiao-done-issued = 增值税发票已开具，将通知合作伙伴。
fapiao-done-refused = 申请已拒绝，将通知合作伙伴。
fapiao-console-lead = 合作伙伴申请的发票，以及因退回费用而应开具的红字发票，最早的在前。
fapiao-console-none = 没有处于此状态的发票。
fapiao-tab-requested = 待处理
fapiao-tab-issued = 已开具
fapiao-tab-refused = 已拒绝
fapiao-tab-withdrawn = 已撤回
fapiao-since = 提出时间
fapiao-earliest = 最早开票日期
fapiao-issue = 登记为已开具
fapiao-issue-text = 请在税务系统中按上述金额和购买方开具，然后填写发票号码和开票日期。登记后不能更改。
fapiao-issue-red-text = 请在税务系统中对应上述蓝字发票号码、按上述金额开具红字发票，然后填写发票号码和开票日期。登记后不能更改。
fapiao-refuse = 拒绝
fapiao-refuse-text = 将不开具增值税发票。合作伙伴可以看到原因，并可再次申请。
problem-fapiao-number-format = 数电发票号码为 20 位数字。
problem-fapiao-number-twice = 该号码已用于另一张增值税发票。
problem-fapiao-date-future = 该日期尚未到来。
problem-fapiao-date-early = 该日期早于发票所涉业务的日期。
conflict-fapiao-nothing-left = 此账单没有可开具发票的金额：未收费，或费用已全部退回。
conflict-fapiao-live = 此账单已有增值税发票，或已在申请中。
conflict-fapiao-decided = 该增值税发票已开具或已拒绝，或申请已撤回。
conflict-fapiao-red = 依法须开具红字发票，只能登记为已开具。
conflict-fapiao-changed = 打开页面后该账单又有费用退回，金额已变化。请重新打开页面，按显示的金额开具。
audit-billing-ask-fapiao = 申请增值税发票
audit-billing-withdraw-fapiao = 撤回增值税发票申请
audit-billing-issue-fapiao = 开具增值税发票
audit-billing-refuse-fapiao = 拒绝开具增值税发票

mail-fapiao-asked-subject = { $company }申请账单 { $reference } 的增值税发票
mail-fapiao-asked-body =
    { $name }，您好：

    { $company }申请账单 { $reference } 的增值税发票，价税合计 { $amount }。请在税务系统中开具，并在此登记发票号码：

    { $link }

mail-fapiao-red-due-subject = 账单 { $reference } 应开具红字增值税发票
mail-fapiao-red-due-body =
    { $name }，您好：

    { $company }的账单 { $reference } 退回了 { $amount }（含税），该账单已开具增值税发票。请在税务系统中开具红字发票，并在此登记发票号码：

    { $link }

mail-fapiao-issued-subject = 账单 { $reference } 的增值税发票已开具
mail-fapiao-issued-body =
    { $name }，您好：

    { $operator }已就账单 { $reference } 向{ $company }开具增值税发票：号码 { $number }，{ $on }，价税合计 { $amount }。凭发票号码可在税务机关网站查验。

    { $link }

mail-fapiao-red-issued-subject = 账单 { $reference } 的红字增值税发票已开具
mail-fapiao-red-issued-body =
    { $name }，您好：

    { $operator }就账单 { $reference } 向{ $company }退回了 { $amount }（含税），并已开具红字增值税发票：号码 { $number }，{ $on }，对应蓝字发票 { $original }。

    { $link }

mail-fapiao-refused-subject = 账单 { $reference } 的增值税发票未开具
mail-fapiao-refused-body =
    { $name }，您好：

    { $operator }未开具{ $company }申请的账单 { $reference } 的增值税发票，价税合计 { $amount }。原因：{ $reason }

    您可在此再次申请：

    { $link }
