## 服务运行状况

nav-health = 服务运行状况
customer-tab-services = 服务管理
health-lead = 运营方发布的、影响您客户所用服务的事件。
health-lead-centre = 运营方发布的、影响贵公司所用服务的事件。
health-now = 当前
health-over = 已结束
health-over-note = 最近 365 天
health-none = 没有已知事件
health-none-text = 运营方未发布影响这些服务的事件。这不代表对服务的实际测量。
health-none-known = 无已知事件
health-title = 事件
health-number = 编号
health-service = 服务
health-services = 服务
health-state = 状态
health-state-now = 此后的状态
health-state-advisory = 公告
health-state-advisory-hint = 服务可用，但有事项需要了解。
health-state-degraded = 服务降级
health-state-degraded-hint = 服务性能下降，或只有部分用户可用。
health-state-interrupted = 服务中断
health-state-interrupted-hint = 服务无法使用。须经第二人确认后才对外显示。
health-state-restored = 服务已恢复
health-state-post-incident = 事后报告
health-changed = 最近更新
health-customers = 受影响的客户
health-customers-note = 贵公司使用这些服务的客户
health-started = 开始时间
health-posted = 发布时间
health-restored = 恢复时间
health-facts = 事件
health-updates = 更新
health-updates-note = 最新的在前
health-ask = 仍有问题？
health-ask-note = 如果事件结束后问题仍然存在，请提交支持请求。
health-services-lead = 客户所用的服务、由谁管理以及运行状况。
health-services-note = 由贵公司销售且未结束
health-services-none = 没有服务
health-services-none-text = 客户目前未使用贵公司销售的任何服务。
health-holder = 管理者
health-holder-ours = 贵公司
health-holder-other = 其他合作伙伴
health-holder-nobody = 客户自己
health-administer = 订阅与许可证
health-view = 查看服务运行状况
health-history = 事件
health-no-delegation = 委派管理已被移除
health-no-delegation-text = 在客户重新授予委派管理之前，您不能代表客户操作，也不能为其提交支持请求。
health-banner-text = { $state }，自 { $at } 起。
health-open = 查看事件
news-incident = 服务运行状况：{ $title }
news-incident-over = 服务运行状况：{ $title }（已结束）
health-desk-lead = 向合作伙伴和客户通报的服务情况。首次更新须在一小时内发布，此后每小时一次，直到服务恢复；事后报告须在五个工作日内发布。
health-desk-none = 没有事件
health-desk-none-text = 尚未发布任何事件。
health-due = 下次更新期限
health-no-due = 无
health-late = 自 { $at } 起逾期
health-late-many = 有 { $count } 项更新逾期
health-late-text = 合作伙伴及其客户正在等待消息。请发布更新或事后报告。
health-concerns = 影响范围
health-reach = 合作伙伴：{ $partners }，客户：{ $customers }
health-new = 新建事件
health-new-lead = 一经发布，客户使用相关服务的合作伙伴会立即收到邮件，其客户的管理员会在管理中心看到。
health-post = 发布事件
health-started-on = 开始日期
health-started-time = 开始时刻
health-started-time-hint = 计划所在时区的时和分，例如 09:30。
health-title-in = 标题（{ $language }）
health-text-in = 正文（{ $language }）
health-update = 发布更新
health-update-note = 目前已知的情况以及下次更新时间。服务中断须先经第二人确认。
health-update-do = 发布更新
health-end = 结束事件
health-end-note = 服务已恢复正常。合作伙伴会收到邮件；此操作无法撤销。
health-end-do = 服务已恢复
health-report = 事后报告
health-report-note = 发生了什么、原因以及今后的预防措施
health-report-do = 发布报告
health-done-posted = 事件已发布，正在通知合作伙伴。
health-done-written = 已发布。
health-drafts = 双人复核
health-drafts-note = 等待确认的服务中断，以及最近七天内被驳回的
health-drafts-incident = 第二人确认或驳回的内容
health-drafts-wait = 有 { $count } 项服务中断等待您确认
health-drafts-wait-text = 在此之前，合作伙伴和客户看不到。
health-draft = 待确认的服务中断
health-draft-lead = 服务中断经第二人确认后，合作伙伴和客户才会看到。
health-draft-proposed = 等待第二人确认
health-draft-confirmed = 已确认
health-draft-declined = 已驳回
health-draft-withdrawn = 已撤回
health-draft-what = 作用
health-draft-new = 发布新事件
health-draft-raises = 将已发布的事件升级为服务中断
health-draft-by = 撰写人
health-draft-decided-by = 决定人
health-draft-because = 驳回原因
health-draft-texts = 将显示的内容
health-draft-next = 可执行的操作
health-draft-confirm = 确认并发布
health-draft-confirm-text = 客户使用这些服务的合作伙伴会立即收到邮件，其客户的管理员会看到。此操作无法撤销。
health-draft-decline = 驳回
health-draft-reason = 驳回的原因
health-draft-waits = 正在等待其他人确认。如需修改，请撤回后重新撰写。
health-draft-withdraw = 撤回
health-done-proposed = 服务中断正在等待第二人确认，目前对外不可见。
health-done-confirmed = 服务中断已确认并发布，正在通知合作伙伴。
health-done-declined = 服务中断已驳回，撰写人可在此看到原因。
health-done-withdrawn = 服务中断已撤回。
conflict-health-draft-open = 此事件已有一项服务中断等待第二人确认。
conflict-health-draft-decided = 此项已由他人决定。
conflict-health-draft-own = 这是您撰写的，须由其他人确认或驳回。
conflict-health-draft-not-own = 这是其他人撰写的。
audit-health-propose-outage = 服务中断已提交第二人确认
audit-health-confirm-outage = 服务中断已确认
audit-health-decline-outage = 服务中断已驳回
audit-health-withdraw-outage = 服务中断已撤回
health-maintenance = 计划内维护
health-maintenance-note = 先列正在进行和即将开始的，再列已结束的
health-maintenance-planned = 已计划
health-maintenance-under-way = 维护中
health-maintenance-over = 已结束
health-maintenance-cancelled = 已取消
health-maintenance-open = 查看维护
health-window = 时间
health-window-text = { $from } 至 { $until }
health-starts = 开始时间
health-ends = 结束时间
health-cancelled = 取消时间
health-notice = 通知
health-short-notice = 临时通知
health-said-planned = 已公告
health-said-moved = 已更改
health-said-cancelled = 已取消
health-plan = 计划维护
health-plan-lead = 至少提前五天公告。客户使用相关服务的合作伙伴会立即收到邮件，并在前一天再次收到；其客户的管理员会在管理中心看到，所有人都可在公开的状态页面看到。时间一到，维护自动结束。
health-plan-do = 公告维护
health-starts-on = 开始日期
health-starts-time = 开始时刻
health-ends-on = 结束日期
health-ends-time = 结束时刻
health-emergency = 临时通知
health-emergency-yes = 无法等待五天
health-emergency-hint = 合作伙伴和客户会看到这是临时通知；原因仅供运营方记录。
health-emergency-reason = 无法等待的原因
health-move = 更改
health-move-note = 更改时间或补充说明。合作伙伴会收到邮件。超出已公告时间的，须再次提前五天通知。
health-move-do = 发布更改
health-cancel = 取消
health-cancel-note = 维护不再进行，或立即停止。合作伙伴会收到邮件；此操作无法撤销。
health-cancel-do = 取消维护
health-done-planned = 维护已公告，正在通知合作伙伴。
health-done-moved = 更改已发布，正在通知合作伙伴。
health-done-cancelled = 维护已取消，正在通知合作伙伴。
service-planned = 此处所售服务三十天内的维护
news-maintenance = 计划内维护：{ $title }
news-maintenance-cancelled = 计划内维护：{ $title }（已取消）
problem-health-past = 该时间已过。请填写维护开始的时间。
problem-health-far = 最多提前一年公告维护。
problem-health-begun = 维护已开始，开始时间不能再更改。
problem-health-ends-before = 结束时间须晚于开始时间，且不早于现在。
problem-health-long = 维护最长七天。
problem-health-notice = 距现在不足五天。请选择更晚的时间，或勾选无法等待并说明原因。
conflict-health-maintenance-over = 此维护已结束或已取消。
audit-health-plan = 维护已公告
audit-health-replan = 维护已更改
audit-health-cancel = 维护已取消
problem-health-time = 请按 09:30 的格式填写时间。
problem-health-future = 该时间尚未到来。请填写事件开始的时间。
problem-health-long-ago = 事件须在开始后 30 天内发布。
conflict-health-over = 此事件已结束，只能再发布事后报告。
conflict-health-state = 事件无法从当前状态变为此状态，请重新查看。
audit-health-post = 事件已发布
audit-health-update = 事件已更新
audit-health-tell = 已就事件通知合作伙伴
audit-health-remind = 已提醒客服人员更新事件
audit-health-feed = 监测源状态变化

## 监测

health-measured = 监测结果
health-measured-note = 由运营方的监测源提供，以人工发布的信息为准。
health-measured-regions = 地区
health-measured-at = 最近监测
health-measurements = 监测数据
health-never-measured = 从未
health-not-measured = –
health-region = 地区
health-region-state = { $region }：{ $state }
health-availability = 可用率
health-latency = 延迟
health-level-healthy = 正常
health-level-advisory = 提示
health-level-degraded = 性能下降
health-level-interrupted = 中断
health-unknown = 状态未知
health-unknown-since = 自 { $since } 起状态未知
health-unknown-text = 此后没有收到可信的监测数据。在此期间不作任何推断。
health-people-first = 以人工发布的信息为准
health-people-first-text = 此服务有已发布的事件或维护，下方的监测数据可能与之不同。
health-last-days = 最近 30 天
health-last-days-note = 每日平均值
health-no-days = 尚无监测数据
health-no-days-text = 监测源在此期间没有提供此服务的数据。
health-chart-availability = 可用率，{ $region }
health-chart-latency = 延迟，{ $region }
health-as-table = 以表格查看
health-day = 日期
service-measured = 此处所售服务的状态：监测结果与运营方发布的信息
health-feed = 监测
health-feed-lead = 监测源提供每项服务在每个地区的状态。只有合理的数据才会被采信；数据失效后显示为状态未知。
health-feed-open = 查看监测
health-feed-none = 未设置监测源
health-feed-none-text = 没有对服务进行监测。页面只显示人工发布的信息。
health-feed-state = 监测源
health-feed-source = 来源
health-feed-every = 查询间隔
health-feed-holds = 数据有效时间
health-feed-seconds = { $seconds } 秒
health-feed-asked = 最近查询
health-feed-news = 最近更新
health-feed-error = 最近异常
health-feed-error-at = { $what }，{ $at }
health-feed-history = 监测源的情况
health-feed-history-note = 结果不变时合为一行；最近 30 天
health-feed-answer = 答复
health-feed-from = 自
health-feed-until = 至
health-feed-times = 次数
health-feed-good = 正常
health-feed-partly = 部分采信
health-feed-stalled = 没有新数据
health-feed-refused = 未采信
health-feed-large = 答复过长
health-feed-unreadable = 无法识别的答复
health-feed-away = 没有答复
health-feed-trouble = 监测源：{ $what }，自 { $since } 起
health-feed-trouble-text = 没有新数据的服务，在最后一次监测失效后显示为状态未知。
health-feed-unasked = 自 { $since } 起未再查询监测源
health-feed-unasked-text = 程序的定时任务已停止，或应由另一程序查询。请检查日志。
health-feed-untold = 监测到异常但尚未发布事件：{ $services }
health-feed-untold-text = 合作伙伴和客户能看到监测结果。请发布事件说明情况。
health-fault-unknown-service = 未知服务
health-fault-unknown-region = 未知地区
health-fault-no-time = 时间无效
health-fault-future = 时间在未来
health-fault-old = 数据过旧
health-fault-backwards = 时间倒退
health-fault-impossible = 数值不可能
health-fault-contradiction = 自相矛盾

mail-health-begun-subject = { $state }：{ $title }（{ $reference }）
mail-health-begun-body =
    { $name }，您好：

    { $company } 的客户所用的服务受到影响：{ $services }。

    { $title }
    状态：{ $state }。开始时间：{ $at }。

    { $text }

    后续更新及受影响的客户：

    { $link }
mail-health-ended-subject = 服务已恢复：{ $title }（{ $reference }）
mail-health-ended-body =
    { $name }，您好：

    影响 { $company } 客户的事件已于 { $at } 结束：{ $services }。

    { $title }

    { $text }

    事后报告将在此发布。如果问题仍然存在，请提交支持请求。

    { $link }
mail-maintenance-planned-subject = 计划内维护：{ $title }（{ $reference }）
mail-maintenance-planned-body =
    { $name }，您好：

    { $company } 的客户所用的服务将进行维护：{ $services }。

    { $title }
    时间：{ $from } 至 { $until }。{ $notice }

    { $text }

    受影响的客户：

    { $link }
mail-maintenance-moved-subject = 已更改：{ $title }（{ $reference }）
mail-maintenance-moved-body =
    { $name }，您好：

    { $company } 的客户所用服务的维护有更改：{ $services }。

    { $title }
    现定时间：{ $from } 至 { $until }。{ $notice }

    { $text }

    { $link }
mail-maintenance-cancelled-subject = 已取消：{ $title }（{ $reference }）
mail-maintenance-cancelled-body =
    { $name }，您好：

    { $company } 的客户所用服务的维护不再进行，或已停止：{ $services }。

    { $title }
    原定时间：{ $from } 至 { $until }。

    { $text }

    { $link }
mail-maintenance-soon-subject = 一天之内：{ $title }（{ $reference }）
mail-maintenance-soon-body =
    { $name }，您好：

    { $company } 的客户所用的服务将在一天之内进行维护：{ $services }。

    { $title }
    时间：{ $from } 至 { $until }。{ $notice }

    { $text }

    { $link }
mail-health-confirm-subject = 待确认：{ $title }（{ $reference }）
mail-health-confirm-body =
    { $name }，您好：

    { $author } 撰写了一项服务中断：“{ $title }”。经您或其他人确认后，合作伙伴和客户才会看到：

    { $link }
mail-health-due-subject = 逾期：{ $title } 的更新（{ $reference }）
mail-health-due-body =
    { $name }，您好：

    “{ $title }”的更新应于 { $due } 发布。状态：{ $state }。合作伙伴及其客户正在等待消息：

    { $link }
mail-health-report-due-subject = 逾期：{ $title } 的事后报告（{ $reference }）
mail-health-report-due-body =
    { $name }，您好：

    “{ $title }”的事后报告应于 { $due } 发布，请撰写：

    { $link }
