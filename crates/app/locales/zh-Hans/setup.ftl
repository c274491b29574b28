## Console: partners being set up

setup-running = 正在设置
setup-none-running = 目前没有正在设置的合作伙伴。
setup-finished = 已设置完成
setup-age = 用时
setup-lasting = { $hours } 小时 { $minutes } 分
setup-internal = 程序故障
setup-stuck = { $count } 项设置已停滞
setup-stuck-text = 任务已失败三次，或已超过承诺时间。请查看尝试记录，排除原因后重试。
setup-partner-lead = 此合作伙伴的设置任务及每次尝试。
setup-task = 任务
setup-retry = 立即重试
setup-retry-all = 立即全部重试
setup-log = 尝试记录
setup-log-note = 最新在前；失败后依次在 1、5 分钟后、之后每 15 分钟自动重试
setup-no-attempts = 尚未尝试。
setup-attempt = 第 { $number } 次
setup-state-done = 完成
setup-state-failed = 失败
setup-state-waiting = 等待
setup-ready-at = 完成时间
setup-orders = 新订单
setup-orders-stopped = 自 { $day } 结束后停止：新协议尚未签署
setup-orders-until = 可以提交；新协议须在 { $day } 之前签署
setup-alerts = 警报
setup-alert-failing = 任务失败三次，已通知员工
setup-alert-late = 超时，已通知员工
setup-alert-escalated = 已升级：通知员工，并向合作伙伴致歉
setup-retried = 重试成功
setup-failed-again = 再次失败
setup-failed-again-text = 原因见下方尝试记录。系统会继续自动重试。

## Audited actions

audit-provisioning-retry = 手动重试设置
audit-provisioning-alert = 设置超时：已通知

## E15: set-up delayed, to global admins

mail-e15-subject = 账户设置延迟，参考号 { $reference }
mail-e15-body =
    { $name }，您好：

    { $company }的账户设置超过了我们承诺的时间，我们深表歉意。我们的员工正在处理，现预计在 { $estimate } 之前完成。

    您无需进行任何操作。已签署的协议和计费日期不受影响。账户就绪后我们会发送邮件，您也可以在此查看进度：

    { $link }


## Mail: a set-up is stuck, to platform admins

mail-setup-failing-subject = { $company }的设置已停滞，参考号 { $reference }
mail-setup-failing-body =
    { $name }，您好：

    { $company }的一项设置任务已失败三次。签署后 { $hours } 小时，{ $total } 项任务中还有 { $open } 项未完成。系统每 15 分钟继续重试。

    原因见尝试记录：

    { $link }

mail-setup-late-subject = { $company }的设置已超时，参考号 { $reference }
mail-setup-late-body =
    { $name }，您好：

    { $company }已签署 { $hours } 小时，账户仍未设置完成：{ $total } 项任务中还有 { $open } 项未完成。

    { $link }

mail-setup-escalated-subject = 升级：{ $company }已等待 { $hours } 小时，参考号 { $reference }
mail-setup-escalated-body =
    { $name }，您好：

    { $company }已签署 { $hours } 小时，账户仍未设置完成：{ $total } 项任务中还有 { $open } 项未完成。已向合作伙伴致歉，新的预计完成时间为下一个工作日。

    请今天排除原因：

    { $link }
