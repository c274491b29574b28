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
health-state-interrupted-hint = 服务无法使用。
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
health-update-note = 目前已知的情况以及下次更新时间
health-update-do = 发布更新
health-end = 结束事件
health-end-note = 服务已恢复正常。合作伙伴会收到邮件；此操作无法撤销。
health-end-do = 服务已恢复
health-report = 事后报告
health-report-note = 发生了什么、原因以及今后的预防措施
health-report-do = 发布报告
health-done-posted = 事件已发布，正在通知合作伙伴。
health-done-written = 已发布。
problem-health-time = 请按 09:30 的格式填写时间。
problem-health-future = 该时间尚未到来。请填写事件开始的时间。
problem-health-long-ago = 事件须在开始后 30 天内发布。
conflict-health-over = 此事件已结束，只能再发布事后报告。
conflict-health-state = 事件无法从当前状态变为此状态，请重新查看。
audit-health-post = 事件已发布
audit-health-update = 事件已更新
audit-health-tell = 已就事件通知合作伙伴
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
