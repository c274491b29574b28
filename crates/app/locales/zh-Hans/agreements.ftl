## Navigation and banners of the portal

nav-selling = 销售
nav-pricing = 价格和产品
nav-billing = 计费
nav-support = 支持请求
nav-locked-setting-up = 我们正在设置您的账户。就绪后，灰色项目会自动开放。
nav-locked-over = 贵公司已不再是合作伙伴，灰色项目不再开放。
resign-title = 经销商协议有新版本需要签署
resign-text = 请全局管理员在 { $day } 之前（含当日）签署。逾期后，签署前不能提交新订单；现有订阅不受影响。
resign-overdue-title = 新订单已停止：经销商协议的新版本尚未签署
resign-overdue-text = 签署期限已于 { $day } 结束。全局管理员签署后，即可恢复下单。现有订阅不受影响。
resign-open = 阅读并签署

## Signing again

sign-lead-again = 版本 { $version } 取代贵公司已签署的版本。请全局管理员在 { $until } 之前（含当日）签署。
sign-lead-free = 版本 { $version } 适用于新合作伙伴。贵公司可以签署，但不是必须。
sign-changes = 与版本 { $version } 相比的变更
sign-billing-stays = 计费日仍为每月 { $day } 日
sign-billing-stays-note = 计费日期由首次签署决定，签署新版本不会改变。
sign-otherwise = 暂不由您签署

## Another person, or declining

hand-over = 我不是合适的签署人
hand-over-text = 请选择应签署的全局管理员。我们会向其发送邮件，内含此页面的链接。
hand-over-choose = 全局管理员
hand-over-do = 请其签署
hand-over-nobody = 贵公司还没有其他全局管理员。请先添加一位；建议不止一位。
hand-over-add = 添加用户
hand-over-done = { $by }已请{ $to }签署，{ $at }
hand-over-told = 我们已向您的同事发送含链接的邮件
decline = 拒绝签署
decline-text = 不会签署任何内容，运营方会收到通知。期限内贵公司仍可签署。
decline-reason = 原因
decline-reason-hint = 请说明贵公司不签署的原因，以便我们答复。
decline-do = 拒绝签署协议
decline-done = { $name }已拒绝签署此版本，{ $at }
decline-done-text = 运营方已收到通知，将会答复。您仍可在下方签署。
decline-told = 已记录，并已通知运营方。
ask-admin-title = 请联系全局管理员
ask-admin-text = 只有贵公司的全局管理员可以签署协议：
ask-admin-nobody = 贵公司没有可用的全局管理员，请联系我们。
ask-admin-nothing = 目前没有需要签署的内容。
agreements-newer = 协议版本 { $version } 适用于新合作伙伴
agreements-newer-text = 您已签署的版本继续有效。您可以签署新版本，但不是必须。
text-ahead = 此版本自 { $day } 起生效

## Differences between two texts

differences-title = 差异
differences-added = 新增：
differences-removed = 删除：
differences-none = 两个文本逐字相同。
differences-clauses-same = { $count } 个条款未变更
differences-paragraphs-same = { $count } 个段落未变更

## Console: versions

agreement-console-lead = 合作伙伴签署的版本、生效日期和签署情况。
agreement-declines = 拒绝签署的公司
agreement-declines-note = 请与公司沟通，然后记录结果
agreement-declined-by = { $name }拒绝签署版本 { $version }，{ $at }
agreement-decline-close = 结束处理
agreement-decline-answer = 处理结果
agreement-decline-answer-hint = 保留在记录中，公司看不到。
agreement-versions-note = 版本存放在计划文件夹中，须由两人发布
agreement-effective = 生效日期
agreement-effective-hint = 以计划时区的日期为准，自当日零时起签署新版本。选择今天表示自第二人同意之时起。
agreement-signed-count = 签署公司数
agreement-bound-count = 当前适用的合作伙伴
agreement-compare = 比较
agreement-compare-lead = 从 { $from } 到 { $to }
agreement-compare-from = 旧版本
agreement-compare-to = 新版本
agreement-others = 其他文本
agreement-others-note = 按计划文件显示，不需签署
agreement-dated = 日期
agreement-standing-in-force = 生效中
agreement-standing-scheduled = 已排期
agreement-standing-proposed = 等待第二人同意
agreement-standing-replaced = 已被取代
agreement-standing-unpublished = 未发布
agreement-facts = 基本信息
agreement-acts = 历史
agreement-act-began = 系统以此版本开始运行
agreement-act-proposed = 提议发布
agreement-act-approved = 第二人已同意
agreement-act-withdrawn = 已撤回
agreement-act-day = 自 { $day } 起生效
agreement-waits = { $name }提议发布此版本
agreement-waits-mine = 须由另一位平台管理员同意。在此之前，合作伙伴不受影响。
agreement-waits-other = 请阅读文本并与生效版本比较，然后同意或撤回。
agreement-comes = 此版本将于 { $day } 生效
agreement-unpublished = 此版本存放在计划文件夹中，尚未发布
agreement-unpublished-text = 仅员工可以阅读。公司继续签署生效版本。
agreement-propose = 发布此版本
agreement-propose-note = 须由两位平台管理员完成
agreement-propose-do = 提议
agreement-publish = 发布
agreement-approve-do = 同意并发布
agreement-withdraw = 撤回
agreement-withdraw-text = 此版本不会发布，以后可以再次提议。
agreement-resign = 由谁签署
agreement-resign-yes = 所有合作伙伴均须签署
agreement-resign-yes-hint = 生效当日发出请求，期限 { $days } 天。逾期后新订单停止，现有订阅不受影响。
agreement-resign-no = 仅适用于此后签署的公司
agreement-resign-no-hint = 现有合作伙伴保留已签署的版本，也可以签署新版本。
console-done-proposed = 已提议，并已通知另一位平台管理员
console-done-published = 版本已发布
console-done-withdrawn = 发布已撤回
console-done-decline = 工作项已结束

## Console: signing again

campaign-title = 重新签署
campaign-lead = 版本 { $version } 的签署情况
campaign-progress = { $total } 家合作伙伴中已有 { $done } 家签署
campaign-left = 还有 { $count } 家合作伙伴待通知
campaign-list = 合作伙伴
campaign-empty = 版本生效当日，合作伙伴会显示在这里。
campaign-search = 公司或域名
campaign-asked = 已通知
campaign-signed = 已签署
campaign-waiting = 期限内
campaign-overdue = 逾期
campaign-declined = 已拒绝
campaign-superseded = 已被更新版本取代
campaign-ended = 不再是合作伙伴
campaign-show-all = 全部
campaign-show-waiting = 期限内
campaign-show-overdue = 逾期
campaign-show-signed = 已签署
campaign-show-declined = 已拒绝
campaign-company = 公司
campaign-domain = 域名
campaign-asked-on = 通知日期
campaign-due = 最后期限
campaign-signed-on = 签署日期
campaign-declined-on = 拒绝日期
campaign-told = 邮件数

## What is refused

problem-effective-past = 此日期已过，请选择今天或以后的日期。
problem-effective-far = 此日期在一年之后，请选择更早的日期。
conflict-version-published = 此版本已经发布。
conflict-publication-open = 另有版本正在提议或已排期。一次只能发布一个版本，请等待或撤回。
conflict-version-older = 此版本不比生效版本新。
conflict-effective-past = 预定的生效日期已过，请撤回后重新提议。
conflict-effective-far = 预定的生效日期过远。
conflict-publication-decided = 其他人已经处理了此次发布。
conflict-version-in-force = 此版本已生效，只能由其他版本取代。
conflict-version-incomplete = 计划文件夹中缺少此版本的某种语言。
conflict-version-changed = 文件夹中的文本与提议时不同，请撤回后重新提议。
conflict-agreement-unavailable = 协议暂时无法签署，未做任何更改。我们的员工可在日志中看到此情况，请稍后重试。
conflict-not-a-partner = 贵公司已不再是此计划的合作伙伴。
conflict-nothing-to-retry = 此合作伙伴已设置完成，没有需要重试的任务。
conflict-no-campaign = 此版本无需重新签署。
toomany-hand-over = 刚刚已请此人签署，请一小时后再试。

## Audited actions

audit-agreement-begin = 记录初始协议版本
audit-agreement-propose = 提议发布协议版本
audit-agreement-publish = 发布协议版本
audit-agreement-withdraw = 撤回发布
audit-agreement-ask = 请求签署新版本
audit-agreement-remind = 提醒签署新版本
audit-agreement-decline = 拒绝签署协议
audit-agreement-answer-decline = 结束处理拒绝签署
audit-agreement-hand-over = 请其他管理员签署

## The chains of signatures

console-verify-signatures = 已核对 { $signatures } 个签名。
console-fault-signature-order = 签名与前一个不衔接
console-fault-signature-changed = 签名记录已被更改
console-fault-signature-unknown = 审计日志中没有此签名
console-fault-signature-missing = 审计日志中的签名已缺失

## Mail: a version waits for a second person, to platform admins

mail-publication-subject = 协议版本 { $version } 等待您同意发布
mail-publication-body =
    { $name }，您好：

    { $proposer }提议发布经销商协议版本 { $version }，自 { $effective_on } 起生效。须由第二位平台管理员同意。

    请阅读并与生效版本比较，然后同意或撤回：

    { $link }


## Mail: a company declined, to the reviewer or the platform admins

mail-declined-subject = { $company }拒绝签署协议，参考号 { $reference }
mail-declined-body =
    { $name }，您好：

    { $decliner }已代表{ $company }拒绝签署经销商协议版本 { $version }。未签署任何内容，公司仍可签署。

    请与公司沟通并记录结果：

    { $link }


## Mail: a colleague asks to sign, to a global admin

mail-sign-request-subject = { $asker }请您签署协议，参考号 { $reference }
mail-sign-request-body =
    { $name }，您好：

    { $asker }请您以{ $company }全局管理员的身份阅读并签署经销商协议版本 { $version }。

    请登录并打开此页面：

    { $link }

    签署时须再次使用验证器确认。如果您也不是合适的签署人，可以在该页面指定其他全局管理员。


## Mail: a new version to sign, to global admins

mail-new-version-subject = 请在 { $last_day } 之前签署协议新版本，参考号 { $reference }
mail-new-version-body =
    { $name }，您好：

    经销商协议版本 { $version } 已生效。请代表{ $company }阅读并签署，最迟 { $last_day }。页面会显示变更内容：

    { $link }

    逾期后，签署前不能提交新订单。现有订阅不受影响，计费日期保持不变。

mail-new-version-reminder-subject = 提醒：请在 { $last_day } 之前签署协议新版本，参考号 { $reference }
mail-new-version-reminder-body =
    { $name }，您好：

    { $company }尚未签署经销商协议版本 { $version }。最后期限为 { $last_day }：

    { $link }

    逾期后，签署前不能提交新订单。现有订阅不受影响。

mail-new-version-overdue-subject = 签署协议之前新订单已停止，参考号 { $reference }
mail-new-version-overdue-body =
    { $name }，您好：

    { $company }签署经销商协议版本 { $version } 的期限已于 { $last_day } 结束。自现在起不能提交新订单，现有订阅不受影响。

    全局管理员签署后，即可恢复下单：

    { $link }


## Mail: the new version is signed, to signer, primary contact and invoice recipient

mail-new-version-signed-subject = 协议新版本已签署，参考号 { $reference }
mail-new-version-signed-body =
    { $name }，您好：

    { $company }已于 { $signed_at } 签署经销商协议版本 { $version }。

    每月计费日期仍为 { $billing_day } 日。

    已签署的副本在此：

    { $link }
