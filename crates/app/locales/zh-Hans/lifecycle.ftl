## Status page: stages and the way so far

status-progress = 审核进度
status-fix = 立即处理
stage-started = 已开始审核
stage-email-ownership = 邮箱所有权
stage-employment = 雇佣关系
stage-business = 企业信息
standing-open = 未开始
standing-pending = 进行中
standing-accepted = 已通过
standing-rejected = 未通过
moment-draft = 开始申请
moment-submitted = 提交申请
moment-in-review = 开始审核
moment-information-requested = 要求补充资料
moment-approved = 通过审核与信用审查
moment-rejected = 申请未获批准
moment-provisioning = 签署协议
moment-active = 账户设置完成
moment-withdrawn = 撤回申请
moment-lapsed = 申请已失效
moment-reopened = 重新开启申请
moment-answered = 已提交补充资料，继续审核
moment-appealed = 收到申诉
moment-review-reopened = 重新审核已批准的申请
status-submit-by = 请在{ $date }前提交
status-answer-by = 请在{ $date }前答复
status-answer-by-text = 请逐项答复以下内容，然后提交。在此之前审核暂停。
status-sign-by = 请在{ $date }前签署
status-sign-by-text = 逾期未签署，申请将失效。
status-reopened = 已批准的申请正在重新审核
reopened-legal-data = 贵公司的法律业务资料在批准后有变更。
reopened-credit-age = 信用审查结果已过期，须重新审查后才能签署。
reopened-adverse-fact = 我们需要重新核实部分内容。
reopened-contact-denied = 您指定的一位联系人表示此申请并非贵公司提出。
status-done-answer = 已保存。全部答复后请提交
status-done-answered = 答复已提交
status-done-appealed = 申诉已提交
status-done-changed = 变更已记录，重新开始审核
status-done-corrected = 新联系人已记录，确认邮件已发送
status-done-document = 文件已添加
status-done-resent = 邮件正在发送
status-done-withdrawn = 申请已撤回

## Answers

answers-title = 需要您补充的内容
answers-note = 已答复 { $answered } / { $total } 项
answers-send = 提交答复
answers-send-note = 全部答复后提交，审核将继续进行。
answer-answered = 已答复
answer-open = 待答复
answer-open-section = 打开“{ $section }”
answer-comment = 说明
answer-comment-hint = 如无需更改，请说明原因。
answer-item = { $number }. { $title }
answer-back = 返回该问题
answer-files = 该问题的文件
answer-form = 答复问题
answer-keep = 保存答复
target-general = 整份申请
target-field = { $section }：{ $field }

## Contacts

contacts-title = 邮件确认
contacts-note = 点击邮件中的链接即可确认
contact-mailbox = 主要联系人邮箱
contact-approval = 审批联系人
contact-confirmed = 已确认
contact-confirmed-note = 无需操作。
contact-denied = 否认
contact-denied-note = 该联系人表示此申请并非贵公司提出。如有误，请另行指定联系人。
contact-bounced = 邮件被退回
contact-bounced-note = 邮件无法送达。请核对地址，或重新发送。
contact-expired = 链接已过期
contact-expired-note = 链接有效期至 { $until }。请重新发送。
contact-waiting = 等待确认
contact-waiting-note = 链接有效期至 { $until }。请提醒该联系人查收邮件。
contact-help = { $contact }：{ $standing }
contact-until = 链接有效期至 { $until }
contact-later = { $time } 后可重新发送。
contact-resend = 重新发送
contact-correct = 更换邮箱地址
contact-correct-do = 保存并发送

## Rejection and appeal

refused-title = 未获批准的原因
refused-on = 决定日期：{ $date }。
refused-appeal-until = 您可在{ $date }前申诉：添加文件或说明理由，然后提交。
refused-appeal-over = 申诉期限已于{ $date }结束。
refused-appeals-used = 申诉次数已用完，此决定为最终决定。
refused-reapply = 自{ $date }起可重新申请。
appeal-note = 申诉由另一位审核员处理。
appeal-files = 已添加的文件
appeal-comment = 有哪些变化，或为何决定有误
appeal-comment-hint = 未添加文件时必填。
appeal-send = 提交申诉
appeal-add = 仅添加文件

## Beginning again, leaving, changing

restart-title = 后续操作
restart-lapsed = 您可在{ $date }前重新开启此申请。已填写和上传的内容仍然保留，提交后重新进行各项检查。
restart-lapsed-late = 重新开启的期限已于{ $date }结束。您可以开始新的申请，已填写的内容会自动带入。
restart-withdrawn = 您可以开始新的申请，已填写的内容会自动带入。
restart-rejected = 您可以重新申请，已填写的内容会自动带入。
restart-reopen = 重新开启此申请
restart-begin = 开始新的申请
withdraw-open = 撤回申请
withdraw-question = 确定撤回此申请？
withdraw-effect = 审核将终止。您可以随时开始新的申请，但此申请无法恢复，其文件将在一段时间后删除。
withdraw-do = 撤回
legal-change-title = 变更法律业务资料
legal-change-lead = 仅在审核后资料发生变化时使用，例如换发营业执照后地址变更。
legal-change-effect = 变更将重新开启审核
legal-change-effect-text = 批准将暂停生效，与变更有关的检查须重新进行，之后才能签署。
legal-change-send = 保存并提交审核
legal-change-offer = 审核后贵公司的资料有变化？

## Case: what has happened

console-sla-paused = 等待申请方，计时暂停
case-reject-open = 拒绝…
case-ask-open = 要求补充…
case-earlier-reviewer = 您曾参与拒绝此申请
case-earlier-nobody-else = 已没有参与程度更低的审核人，因此可由您审理申诉。请像第一次那样审阅。
case-reopened = 此批准已重新开启审核
case-asked = 已要求补充资料
case-asked-note = { $name }，{ $at }；答复期限 { $due }
case-changes = 答复与变更
case-changes-note = 仅重新检查与变更有关的项目
case-field = 字段
case-before = 变更前
case-after = 变更后
case-document-added = 新增
case-document-removed = 移除
case-answered = { $at } 的答复
case-changed = 申请方于 { $at } 变更
case-nothing-changed = 没有变更，请查看说明。
case-appeals = 拒绝与申诉
case-appeal = 第 { $number } 次申诉，{ $at }
case-rejection = 拒绝
case-rejected-by = { $name } 于 { $at } 拒绝
case-appeal-comment = 申请方的说明
case-done-asked = 已向申请方发出补充要求
case-done-rejected = 已拒绝此申请
case-overtaken = 您打开页面后，此案有了变化，因此未作任何处理
case-overtaken-text = 您填写的内容仍保留在此。请先查看新的变化，再重新发送。
case-done-proposed = 已提议拒绝，须由另一位审核员确认
case-done-declined = 已否决拒绝提议
case-done-taken-back = 已撤回拒绝提议
case-done-reopened = 已重新开启审核
case-done-resent = 邮件正在发送

## Case: asking

ask-title = 要求补充资料
ask-due = 答复期限 { $date }
ask-lead = 申请方会看到每一项的原因和您的说明，且只能修改所涉及的内容。答复之前，审核计时暂停。
ask-item = 第 { $number } 项
ask-reason = 原因
ask-target = 涉及内容
ask-text = 申请方需要做什么
ask-text-hint = 申请方会在页面和邮件中看到。
ask-send = 发出要求

## Case: rejecting

reject-title = 拒绝
reject-effect = { $appeal } 天内可申诉，{ $reapply } 天后可重新申请
reject-reasons = 原因
reject-needs-second = 须另一位审核员确认，不透露细节
reject-text = 告知申请方的说明
reject-text-hint = 会写入邮件并显示在申请方的状态页。
reject-text-when = 保密原因不填
reject-note = 内部备注
reject-note-hint = 仅供同事查看，申请方看不到。
reject-note-when = 保密原因必填
reject-send = 拒绝申请
proposal-title = 已提议拒绝
proposal-by = { $name }，{ $at }
proposal-told = 申请方将看到
proposal-yours = 您的提议须由另一位审核员确认。
proposal-take-back = 撤回提议
proposal-confirm = 确认拒绝
proposal-decline = 否决提议…
proposal-decline-why = 为何应继续审核
proposal-decline-do = 否决

## Case: adverse facts

adverse-title = 登记不利事实
adverse-effect = 批准暂停生效，重新开启审核
adverse-checks = 须重新进行的检查
adverse-text-label = 告知申请方的说明
adverse-text-hint = 会写入发给其全局管理员的邮件。
adverse-note-label = 内部备注
adverse-note-hint = 仅供同事查看，申请方看不到。
adverse-send = 重新开启审核

## Audited actions

audit-application-answer = 提交答复
audit-application-appeal = 提出申诉
audit-application-ask = 要求补充资料
audit-application-bounce = 发给联系人的邮件被退回
audit-message-bounce = 邮件被退回
audit-application-change-legal-data = 批准后变更法律业务资料
audit-application-confirm-rejection = 确认拒绝
audit-application-correct-contact = 更正联系人
audit-application-decline-rejection = 否决拒绝提议
audit-application-end-checks = 停止自动检查
audit-application-keep-answer = 保存一项答复
audit-application-lapse = 申请失效
audit-application-propose-rejection = 提议拒绝
audit-application-reject = 拒绝申请
audit-application-remind = 发送提醒
audit-application-reopen = 重新开启申请
audit-application-reopen-review = 重新审核已批准的申请
audit-application-resend-link = 重新发送链接
audit-application-take-back-rejection = 撤回拒绝提议
audit-application-withdraw = 撤回申请

## Problems and conflicts

problem-choice-required = 请至少选择一项。
problem-text-confidential = 请留空：原因保密时不向申请方透露细节。
problem-item-required = 请至少填写一项。
problem-item-unanswered = 尚未答复。请修改所涉及的内容、上传文件或填写说明。
problem-appeal-empty = 请说明理由或添加文件。
problem-same-address = 我们已向此地址发送过邮件，请填写其他地址。
conflict-earlier-reviewer = 曾拒绝此申请的人不能处理申诉，须由另一人领取此案件。
conflict-rejection-proposed = 已有人提议拒绝此申请，须先对该提议作出决定。
conflict-not-proposer = 只有提议人可以撤回该提议。
conflict-not-asked = 未要求补充此内容。目前只能修改所要求的内容。
conflict-appeals-used = 申诉次数已用完。
conflict-appeal-too-late = 申诉期限已过。
conflict-reapply-later = 申请未获批准后须过一段时间才能重新申请，具体日期请见状态页。
conflict-reopen-too-late = 此申请失效已久，无法重新开启。请开始新的申请。
conflict-nothing-changed = 内容与现有资料相同，批准保持不变。
toomany-resend = 邮件刚刚发送过。每小时只能重新发送一次。

## Mails: draft

mail-draft-reminder-subject = 您的申请尚未提交，参考号 { $reference }
mail-draft-reminder-body =
    { $name }，您好：

    { $company }加入云解决方案提供商计划的申请已开始填写，但尚未提交。已填写的内容均已保存。

    请由此继续：

    { $link }

    如在 { $until } 前未提交，申请将失效。

## Mails: reminder of the approval contact

mail-e05-reminder-subject = 提醒：请确认{ $company }的申请，参考号 { $reference }
mail-e05-reminder-body =
    { $name }，您好：

    几天前，我们请您确认贵公司是否认可{ $applicant }代表{ $company }申请加入{ $operator }的云解决方案提供商计划，目前尚未收到答复。

    请选择“是”，或说明并非贵公司提出。无需账户。

    { $link }

    链接在 { $until } 前有效。未收到您的答复，我们无法批准申请。

## E07: more information needed

mail-e07-subject = 请在 { $until } 前补充申请资料，参考号 { $reference }
mail-e07-body =
    { $name }，您好：

    为继续处理{ $company }的申请，我们需要以下内容：

    { $items }

    请全局管理员在 { $until } 前由此逐项答复：

    { $link }

    收到答复之前，审核暂停。

mail-e07-reminder-subject = 提醒：请在 { $until } 前答复，参考号 { $reference }
mail-e07-reminder-body =
    { $name }，您好：

    我们仍在等待{ $company }申请的补充资料：

    { $items }

    请全局管理员在 { $until } 前由此逐项答复，逾期申请将失效：

    { $link }

## E08: answers received

mail-e08-subject = 已收到答复，参考号 { $reference }
mail-e08-body =
    { $name }，您好：

    我们已收到{ $company }申请的补充资料，审核继续进行。

    您可以由此查看进度：

    { $link }

## E09: reminder to sign

mail-e09-reminder-subject = 提醒：请在 { $until } 前签署协议，参考号 { $reference }
mail-e09-reminder-body =
    { $name }，您好：

    { $company }的申请已获批准，但协议尚未签署。

    请全局管理员在 { $until } 前由此阅读并签署，逾期申请将失效：

    { $link }

## E10: not approved

mail-e10-subject = 您的申请未获批准，参考号 { $reference }
mail-e10-body =
    { $name }，您好：

    { $company }的申请未获批准。

    { $reasons }

    { $appeal }

    { $link }

    自 { $reapply } 起可重新申请。
mail-e10-appeal = 您可在{ $until }前申诉：由全局管理员打开以下页面，选择“立即处理”，添加文件或说明理由后提交。申诉由另一位审核员处理。
mail-e10-final = 申诉次数已用完，此决定为最终决定。当前状态：

## E11: appeal received

mail-e11-subject = 已收到申诉，参考号 { $reference }
mail-e11-body =
    { $name }，您好：

    我们已收到{ $company }的申诉，将由另一位审核员重新审核申请。

    您可以由此查看进度：

    { $link }

## E12: withdrawn

mail-e12-subject = 申请已撤回，参考号 { $reference }
mail-e12-body =
    { $name }，您好：

    { $company }的申请已由全局管理员撤回。审核终止，文件将被删除。

    如属误操作，您可以由此开始新的申请：

    { $link }

## E16: approval reopened

mail-e16-subject = 您的批准正在重新审核，参考号 { $reference }
mail-e16-body =
    { $name }，您好：

    { $company }的批准暂停生效，目前不能签署协议。

    { $why }

    一有结果我们会通知您。当前状态：

    { $link }

## E17 and E18: lapse

mail-e17-subject = 您的申请将于 { $until } 失效，参考号 { $reference }
mail-e17-body =
    { $name }，您好：

    { $company }的申请正在等待您处理，逾期将于 { $until } 失效。

    请由此继续：

    { $link }

mail-e18-subject = 您的申请已失效，参考号 { $reference }
mail-e18-body =
    { $name }，您好：

    由于未在期限内收到您的回应，{ $company }的申请已失效。

    您可在 { $until } 前重新开启。已填写和上传的内容仍然保留，提交后重新进行各项检查：

    { $link }
