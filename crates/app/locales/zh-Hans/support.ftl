## 支持请求

support-kind-partner = 合作伙伴中心请求
support-kind-customer = 代客户提交的请求
support-lead = 贵公司向运营方支持人员提交的请求及其进展。
support-lead-own = 您自己的请求。管理代理和全局管理员可查看全公司的请求。
support-new = 新建请求
support-new-lead = 请说明发生了什么、您期望的结果。说明越详细，来回询问越少。
support-new-lead-customer = 针对{ $customer }。您是其首要支持方：请说明已尝试过的方法。
support-choose = 选择
support-choose-lead = 请求针对哪个客户？
support-choose-no-delegation = 您在此没有委派管理权限。请先向客户申请。
support-search = 编号或摘要
support-search-desk = 编号、摘要或公司
support-none = 尚无请求
support-none-text = 您无法自行解决的问题由运营方支持人员答复。
support-no-match = 没有匹配项。请更改或清除筛选条件。
support-number = 编号
support-summary = 摘要
support-summary-hint = 双方都能识别的一句话。
support-topic = 主题
support-topic-choose = 请选择主题
support-severity = 严重程度
support-severity-critical = 严重
support-severity-critical-hint = 业务停滞。{ $count } 分钟内答复，昼夜不限。
support-severity-moderate = 中等
support-severity-moderate-hint = 工作受阻。{ $count } 个工作小时内答复。
support-severity-minimal = 轻微
support-severity-minimal-hint = 一般问题。{ $count } 个工作日内答复。
support-details = 详细说明
support-details-hint = 您的操作、发生的情况、期望的结果；提示信息请原样抄录。
support-effect = 对业务的影响
support-effect-hint = 严重请求必填：谁无法工作，从何时起。
support-tried = 已尝试的方法
support-tried-hint = 您与客户采取的步骤及结果。
support-related = 相关编号
support-related-hint = 账单或订单编号、关联 ID。
support-phone = 回电号码
support-phone-hint = 留空则仅书面答复。
support-files = 附件
support-files-hint = PDF、JPEG 或 PNG；每条消息最多 { $count } 个，合计不超过 { $size } MB。请勿附上密码。
support-consent = 支持人员访问
support-consent-tick = 运营方支持人员可在处理本请求所需范围内查看我方数据。
support-consent-given = 已同意
support-consent-not = 未同意
support-send = 提交请求
support-state = 状态
support-any-state = 全部
support-state-unfinished = 未结束
support-state-new = 新建
support-state-open = 处理中
support-state-waiting = 待补充信息
support-state-resolved = 已解决
support-state-closed = 已关闭
support-state-cancelled = 已撤回
support-reporter = 提交人
support-created = 提交时间
support-changed = 上次更改
support-customer = 客户
support-agent = 支持人员
support-facts = 请求内容
support-thread = 消息
support-write = 写消息
support-due = 将在 { $due } 前答复
support-waits = 支持人员正在等待您的答复
support-waits-text = 如无答复，请求将于 { $until } 关闭。
support-resolved = 支持人员表示已解决
support-resolved-text = 如未解决，请写消息，请求将继续处理。否则请关闭；逾期将自动关闭。
support-close = 已解决，关闭请求
support-cancel = 撤回请求
support-cancel-note = 将不再处理，且无法重新打开。
support-cancel-do = 撤回
support-reopen = 重新打开
support-reopen-why = 哪些问题仍未解决？
support-done-sent = 请求已提交。
support-done-written = 消息已发送。
support-done-closed = 请求已关闭，感谢您的确认。
support-done-cancelled = 请求已撤回。
support-done-reopened = 请求已重新打开。
support-step = { $what } · { $by } · { $at }
support-step-by-itself = { $what } · { $at }
support-step-create = 请求已提交
support-step-take = 已由支持人员接手
support-step-ask = 已请求补充信息
support-step-answer = 已答复
support-step-resolve = 标记为已解决
support-step-close = 已关闭
support-step-lapse = 因未获答复而关闭
support-step-reopen = 已重新打开
support-step-cancel = 已撤回
support-step-critical = 严重程度改为严重
support-step-moderate = 严重程度改为中等
support-step-minimal = 严重程度改为轻微
support-topic-invoice = 账单
support-topic-payment = 付款
support-topic-reconciliation = 对账文件
support-topic-credit = 信用额度
support-topic-profile = 公司资料
support-topic-users = 用户和登录
support-topic-agreement = 协议
support-topic-customers = 客户和合作关系
support-topic-orders = 订单和订阅
support-topic-pricing = 产品与价格
support-topic-interface = 编程接口
support-topic-outage = 中断或故障
support-topic-other = 其他
support-topic-customer-access = 客户登录
support-topic-customer-service = 服务无法使用
support-topic-customer-licence = 席位和许可证
support-topic-customer-misuse = 滥用或欺诈
support-topic-customer-other = 其他
support-desk-lead = 合作伙伴的请求。最先到期的排在最前；颜色表示剩余时间。
support-desk-none = 没有等待答复的请求。
support-queue = 待答复
support-mine = 我的
support-all = 全部
support-due-head = 答复期限
support-no-due = 无需答复
support-take = 接手
support-take-over = 接管
support-write-partner = 回复合作伙伴
support-how = 然后
support-how-goes-on = 继续处理
support-how-goes-on-hint = 合作伙伴可阅读，无需答复。
support-how-asks = 等待合作伙伴答复
support-how-asks-hint = 停止计时，并发送提醒；无答复则关闭。
support-how-solves = 已解决
support-how-solves-hint = 合作伙伴可表示未解决。
support-note = 内部备注
support-note-note = 仅工作人员可见。
support-note-save = 保存备注
support-rate = 严重程度
support-rate-note = 答复时限将据此重新计算。
support-rate-do = 更改严重程度
support-flag = 不当上报
support-flag-note = 合作伙伴凭自身培训、文档和工具本可解决。仅工作人员可见。
support-flag-why = 原因
support-flag-do = 标记为不当上报
support-flag-back = 撤销标记
support-flag-taken-back = 已撤销不当上报标记。
support-flagged = 已标记为不当上报
support-plan = 请安排会议商讨补救计划
support-plan-text = 该合作伙伴九十天内有 { $count } 次不当上报。
support-done-taken = 请求已由您接手。
support-done-answered = 答复已发送。
support-done-noted = 备注已保存。
support-done-rated = 严重程度已更改。
support-done-flagged = 已保存。
conflict-support-over = 此请求已结束，不再接收消息。请重新打开或新建请求。
conflict-support-too-late = 此请求关闭过久，无法重新打开。请新建请求。
conflict-support-no-delegation = 贵公司对此客户没有委派管理权限。请先向客户申请。
problem-too-many-files = 最多选择 { $max } 个文件。
audit-support-create = 提交支持请求
audit-support-write = 支持请求消息
audit-support-reopen = 重新打开支持请求
audit-support-close = 关闭支持请求
audit-support-cancel = 撤回支持请求
audit-support-take = 接手支持请求
audit-support-answer = 答复支持请求
audit-support-note = 支持请求内部备注
audit-support-rate = 更改支持请求严重程度
audit-support-flag = 不当上报
audit-support-look = 查看支持请求附件
audit-support-scan = 扫描支持请求附件
audit-support-infected = 支持请求附件含恶意软件
audit-support-time = 支持请求按时推进
mail-support-received-subject = 支持请求 { $reference } 已收到
mail-support-received-body =
    { $name }，您好：

    我们已收到您的请求“{ $summary }”，编号 { $reference }。将在 { $due } 前答复。您可在此查看和补充：

    { $link }
mail-support-answered-subject = 支持人员就请求 { $reference } 给您留言
mail-support-answered-body =
    { $name }，您好：

    { $agent } 就“{ $summary }”给您留言，无需答复。请在此查看：

    { $link }
mail-support-asked-subject = 支持人员就请求 { $reference } 向您提问
mail-support-asked-body =
    { $name }，您好：

    { $agent } 需要您就“{ $summary }”作出答复。如无答复，请求将在 { $days } 天后关闭。请在此答复：

    { $link }
mail-support-resolved-subject = 请求 { $reference } 已解决
mail-support-resolved-body =
    { $name }，您好：

    { $agent } 表示“{ $summary }”已解决。如未解决，请留言，请求将继续处理：

    { $link }
mail-support-reminder-subject = 支持人员仍在等待您的答复，请求 { $reference }
mail-support-reminder-body =
    { $name }，您好：

    支持人员需要您就“{ $summary }”作出答复。如无答复，请求将于 { $until } 关闭。请在此答复：

    { $link }
mail-support-closed-subject = 请求 { $reference } 已关闭
mail-support-closed-body =
    { $name }，您好：

    您的请求“{ $summary }”已关闭。{ $days } 天内可重新打开：

    { $link }
mail-support-new-subject = { $company } 的新支持请求 { $reference }
mail-support-new-body =
    { $name }，您好：

    { $company } 提出请求：“{ $summary }”。须在 { $due } 前答复：

    { $link }
mail-support-reply-subject = { $company } 就请求 { $reference } 留言
mail-support-reply-body =
    { $name }，您好：

    { $company } 就“{ $summary }”留言。须在 { $due } 前答复：

    { $link }
support-kind-inquiry = 客户提出的请求
support-partner = 合作伙伴
support-topic-customer-bill = 客户账单
support-step-consent = 已同意上报运营方
support-step-pass-on = 已上报运营方
inquiry-lead = 客户向贵公司提出的请求。贵公司是客户的首要支持方。
inquiry-none-text = 客户在其客户中心提问，内容会显示在此处。
inquiry-severity-critical-hint = 业务停滞。
inquiry-severity-moderate-hint = 工作受阻。
inquiry-severity-minimal-hint = 一般问题。
inquiry-new-lead = 合作伙伴为贵公司提供支持。请说明发生了什么、您期望的结果。
inquiry-consent = 上报运营方
inquiry-consent-tick = 合作伙伴可将本请求上报运营方，由其支持人员查阅。
inquiry-consent-text = 合作伙伴尚不能将本请求上报运营方。如其无法独自解决，请在此同意。
inquiry-consent-do = 同意上报
inquiry-done-consented = 合作伙伴现在可以上报。
inquiry-waits = 合作伙伴正在等待您的答复
inquiry-resolved = 合作伙伴表示问题已解决
inquiry-passed-on = 已上报运营方
inquiry-passed-on-note = 由此提交给运营方支持人员的请求。
inquiry-pass-on = 上报运营方
inquiry-pass-on-note = 如贵公司凭自身培训、文档和工具无法解决，可上报运营方。
inquiry-pass-on-do = 提交给运营方
inquiry-no-consent = 客户尚未同意上报。请在消息中请客户同意：客户可在其页面上操作。
inquiry-share-tick = 客户可看到已上报及其进展。
inquiry-origin = 客户提出的请求：
inquiry-write = 回复客户
inquiry-how-goes-on = 继续处理
inquiry-how-goes-on-hint = 客户可阅读，无需答复。
inquiry-how-asks = 等待客户答复
inquiry-how-asks-hint = 将发送提醒；无答复则关闭。
inquiry-how-solves = 已解决
inquiry-how-solves-hint = 客户可表示未解决。
inquiry-note-note = 仅本公司人员可见。
centre-requests = 向合作伙伴提问
centre-requests-lead = 贵公司向合作伙伴提出的请求及其进展。
centre-requests-none = 遇到问题时，合作伙伴会提供帮助。
conflict-inquiry-no-consent = 客户尚未同意上报。
audit-support-consent = 已允许将请求上报运营方
mail-inquiry-received-subject = 您的请求 { $reference } 已收到
mail-inquiry-received-body =
    { $name }，您好：

    合作伙伴 { $company } 已收到您的请求“{ $summary }”。您可在此查看和补充：

    { $link }
mail-inquiry-answered-subject = { $company } 已回复请求 { $reference }
mail-inquiry-answered-body =
    { $name }，您好：

    { $company } 的 { $agent } 已就“{ $summary }”给您留言，无需答复。请在此阅读：

    { $link }
mail-inquiry-asked-subject = { $company } 就请求 { $reference } 有问题需您答复
mail-inquiry-asked-body =
    { $name }，您好：

    { $company } 的 { $agent } 需要您就“{ $summary }”答复。如 { $days } 天内未答复，请求将关闭。请在此答复：

    { $link }
mail-inquiry-resolved-subject = 请求 { $reference } 已解决
mail-inquiry-resolved-body =
    { $name }，您好：

    { $company } 的 { $agent } 表示“{ $summary }”已解决。如未解决，请在此留言，请求将继续处理：

    { $link }
mail-inquiry-reminder-subject = { $company } 仍在等待您的答复，请求 { $reference }
mail-inquiry-reminder-body =
    { $name }，您好：

    { $company } 需要您就“{ $summary }”答复。如仍未答复，请求将于 { $until } 关闭。请在此答复：

    { $link }
mail-inquiry-closed-subject = 请求 { $reference } 已关闭
mail-inquiry-closed-body =
    { $name }，您好：

    您的请求“{ $summary }”已关闭。您可在 { $days } 天内重新打开：

    { $link }
mail-inquiry-new-subject = 客户 { $company } 提出请求 { $reference }
mail-inquiry-new-body =
    { $name }，您好：

    客户 { $company } 提出请求：“{ $summary }”。请在此答复：

    { $link }
mail-inquiry-reply-subject = 客户 { $company } 已就请求 { $reference } 留言
mail-inquiry-reply-body =
    { $name }，您好：

    客户 { $company } 已就“{ $summary }”留言。请在此答复：

    { $link }
conflict-inquiry-no-partner = 贵公司在此没有可以询问的合作伙伴。
conflict-inquiry-partner-gone = 该合作伙伴已不再向贵公司销售，请询问其他合作伙伴。
mail-answer-above = 请在此行上方填写您的回复
mail-answer-so = 您可以直接回复此邮件：写在第一行上方的内容将成为该请求的消息，可附上 PDF、JPG 和 PNG 文件。
mail-answer-not = 请勿回复此邮件，发往该地址的内容无人阅读。请在网页上填写。
mail-support-returned-subject = 您关于请求 { $reference } 的邮件未被接收
mail-support-returned-body =
    尊敬的 { $name }：

    您关于“{ $summary }”的邮件未被接收，其内容均未保留：{ $why }您可以在网页上填写：

    { $link }
audit-support-letter = 支持请求邮件已退回
audit-support-lost = 无法归属的邮件
conflict-support-letters = 一小时内发往该请求的邮件过多。请在网页上填写。
support-letter-too-long = 邮件过大或部分过多。所有文件合计不得超过 20 MB。
support-letter-empty = 邮件中没有您填写的内容。请写在所回复邮件的第一行上方。
support-letter-files = （请见文件。）
support-letter-may-not = 您目前不能向该请求发送消息。
support-by-mail = { $at }，通过邮件
