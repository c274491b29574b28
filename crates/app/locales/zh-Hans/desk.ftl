## Queue

console-reference = 参考号
queue-mine = 我的
queue-unassigned = 无人领取
queue-credit = 待信用决定
queue-second = 待第二人
queue-all = 全部
queue-views = 任务归属
queue-times = 已用时间
queue-time-late = 已超时
queue-time-late-note = 承诺的工作日已用完
queue-time-soon = 已用过半
queue-time-soon-note = 请尽快处理
queue-time-calm = 时间充裕
queue-time-calm-note = 未用过半
queue-time-paused = 暂停计时
queue-time-paused-note = 等待申请方答复
queue-time-chosen = 仅显示这些
queue-next = 领取下一案
queue-unread = { $count } 条未读消息
queue-conflict = 利益冲突
queue-mine-empty = 您没有领取案件
queue-mine-empty-text = 请领取下一案，或从无人领取的案件中选择。
queue-unassigned-empty = 所有案件均已领取
queue-unassigned-empty-text = 新申请提交后会立即显示在这里。
queue-credit-empty = 没有待信用决定的申请
queue-credit-empty-text = 新申请提交后会立即显示在这里。
queue-second-empty = 没有等待第二人的决定
queue-second-empty-text = 被抽中复核的批准和重大拒绝会显示在这里。
queue-all-empty = 没有待处理的申请
queue-all-empty-text = 新申请提交后会立即显示在这里。

## Checks

check-waived-by = 由 { $name } 豁免

## Documents

paper-smaller = 缩小
paper-larger = 放大
paper-next = 下一份
paper-pages = 文件页码
paper-page = 第 { $page } 页，共 { $pages } 页
paper-look-page = 第 { $page } 页
paper-shown = 正在显示
paper-recorded = 您的查看已记录。
conflict-document-unreadable = 此文件无法在此显示，请在新标签页中打开。

## Who holds a case

desk-holder-you = { $name }（您）
desk-held-since = { $at } 领取
desk-held = { $name } 自 { $at } 起正在处理此案
desk-held-text = 您可以查看并写内部备注。要作出决定，请先接手此案。
desk-release = 退回此案
desk-take-over = 接手…
desk-take-over-effect = 此案将归您处理。系统会以邮件告知同事并附上原因，同事在已打开的页面上不能再作出决定。
desk-take-over-why = 为什么接手？
desk-take-over-do = 接手此案
desk-conflict = 声明利益冲突…
desk-conflict-effect = 此后您不能再查看该公司的资料，也不能就其作出任何决定。您领取的案件会退回队列。此操作不能撤销。
desk-conflict-why = 您与该公司有什么关系？
desk-conflict-do = 声明利益冲突
desk-conflict-declared = { $name } 于 { $at } 声明了利益冲突
desk-closed-title = 此案对您关闭
desk-news = 自您 { $at } 上次查看后，有 { $count } 项变化
desk-since = 您打开页面后发生的变化
desk-open-again = 重新打开此案

## A second person

desk-second = 第二位审核员
desk-second-waits = { $name } 于 { $at } 批准，此次批准被抽中复核
desk-second-text = 请重新核对检查结果、文件与登记信息。第二位审核员确认后，批准才会生效。
desk-second-confirm = 确认批准
desk-second-decline = 不予确认…
desk-second-decline-why = 哪里有问题？
desk-second-decline-hint = 第一位审核员会看到此内容。审核继续进行，下一次批准仍需第二位审核员。
desk-second-decline-do = 退回此案
desk-second-declined = { $name } 于 { $at } 的批准未获确认
desk-second-take-back = 撤回批准

## Thread

desk-thread = 沟通与备注
desk-thread-note = 申请方可见，备注除外
desk-thread-empty = 还没有消息。
desk-side-applicant = 申请方
desk-side-note = 内部备注
desk-reply = 回复申请方
desk-reply-hint = 公司的全局管理员会收到邮件通知。
desk-send = 发送给申请方
desk-note = 内部备注
desk-note-hint = 仅员工可见，申请方永远看不到。
desk-note-write = 写内部备注
desk-note-save = 保存备注
message-new = 新
messages-title = 消息
messages-thread = 与审核团队的沟通
messages-note = 审核团队在此查看并回复
messages-empty = 还没有消息。
messages-none-new = 没有新消息。
messages-new = 审核团队有 { $count } 条新消息。
messages-team = 审核团队
messages-write = 给审核团队留言
messages-hint = 请不要在此发送密码或文件。如需文件，我们会另行要求。
messages-send = 发送
messages-sent = 消息已发送

## Business registry

registry-title = 资料与登记信息
registry-note =
    { $differences ->
        [0] { $date }查询，全部一致
       *[other] { $date }查询，{ $differences } 项不一致
    }
registry-none = 尚未查询登记信息
registry-source = { $source }。由 { $name } 于 { $at } 录入。
registry-source-default = 国家企业信用信息公示系统
registry-source-hint = 哪个登记机关，在哪里查询
registry-column-field = 字段
registry-column-stated = 申请资料
registry-column-registered = 登记信息
registry-column-verdict = 核对
registry-same = 一致
registry-differs = 不一致
registry-missing = 未提供
registry-enter = 录入登记信息
registry-enter-again = 重新查询并录入
registry-save = 保存登记信息
registry-field-name = 登记名称
registry-field-status = 登记状态
registry-field-address = 住所
registry-field-checked_on = 查询日期
registry-field-source = 来源
registry-evidence = 登记信息 #{ $number }
registry-active = 存续
registry-irregular = 存续，列入经营异常名录
registry-moved-out = 迁出
registry-liquidation = 清算中
registry-revoked = 吊销
registry-deregistered = 注销

## Risk and calls

desk-risk = 风险提示
desk-risk-points = { $points } 分
desk-risk-findings =
    { $count ->
        [0] 没有提示
       *[other] { $count } 项提示
    }
desk-risk-must-call = 需要致电该公司
risk-note = 达到 { $limit } 分时，批准前须致电该公司
risk-none = 没有异常。
risk-finding = 提示
risk-detail = 依据
risk-points = 分值
risk-sum = 合计
risk-virtual-operator-number = 虚拟运营商号码
risk-shared-number = 号码用于多份注册
risk-disposable-email = 一次性邮箱
risk-document-reused = 文件曾用于其他申请
risk-name-similar-to-partner = 名称与现有合作伙伴相似
risk-new-company = 成立不足一年
risk-applicant-is-approval-contact = 申请人与审批联系人为同一人
call-needed-text = 请拨打登记信息或公司官网上的号码，不要使用申请资料中的号码。
call-settled = 该公司已在电话中确认申请
call-record = 记录致电
call-save = 保存致电记录
call-by = { $name } 于 { $at } 致电
call-number = 拨打的号码
call-number-hint = 来自登记信息或公司官网
call-reached = 接听人
call-reached-hint = 姓名与职务
call-reached-note = 有人接听时必填
call-outcome = 致电结果
call-note = 通话内容
call-note-hint = 至少 5 个字符
call-confirmed = 公司确认此申请
call-not-reached = 无人接听
call-denied = 公司不知情

## Done

desk-done-released = 您已退回此案
desk-done-taken-over = 您已接手此案
desk-done-conflict = 利益冲突已记录
desk-done-nothing-free = 目前没有等待您的案件
desk-done-drawn = 您的批准被抽中复核，同事确认后生效
desk-done-approval-declined = 此案已退回审核员
desk-done-approval-taken-back = 批准已撤回
desk-done-sent = 消息已发送
desk-done-noted = 备注已保存
desk-done-extract = 登记信息已保存
desk-done-called = 致电已记录

## What is wrong or not possible

problem-look-up-too-old = 查询已超过 { $days } 天，请重新查询。
problem-registry-missing = 请先录入登记信息，或说明未查询即通过的原因（至少 5 个字符）。
problem-registry-differs = 登记信息与申请资料不一致，请说明仍然通过的原因（至少 5 个字符）。
conflict-held = 同事正在处理此案。请先接手，再作出决定。
conflict-changed = 您打开页面后，此案有了变化，因此未作出任何决定。请查看后重新决定。
conflict-not-yours = 此案由他人持有，您不能退回或撤回。
conflict-conflict-of-interest = 您已声明与该公司存在利益冲突，因此不能查看其资料或作出决定。
conflict-approval-proposed = 批准正在等待第二位审核员。请先确认、退回或撤回该批准。
conflict-no-proposal = 已没有等待第二位审核员的决定。
conflict-call-back-missing = 按风险分值须致电该公司。请先记录一次确认申请的致电。
conflict-thread-closed = 当前阶段不能再留言。
toomany-messages = 一小时内消息过多。请合并内容，或稍后再试。

## Mails to the company and to staff

mail-new-message-subject = 您有一条新消息，参考号 { $reference }
mail-new-message-body =
    { $name }，您好：

    审核团队就 { $company } 的申请给您留言。请登录查看并回复：

    { $link }

    消息内容不会通过邮件发送。
mail-new-reply-subject = { $company } 的消息，参考号 { $reference }
mail-new-reply-body =
    { $name }，您好：

    { $company } 就其申请给您留言。请登录查看并回复：

    { $link }
mail-e20-case-subject = 待审核：{ $company }，参考号 { $reference }
mail-e20-case-body =
    { $name }，您好：

    { $company } 的申请等待审核。

    { $link }
mail-e20-credit-subject = 待作信用决定：{ $company }，参考号 { $reference }
mail-e20-credit-body =
    { $name }，您好：

    { $company } 的申请等待信用决定。

    { $link }
mail-e20-second-subject = 需要第二位审核员：{ $company }，参考号 { $reference }
mail-e20-second-body =
    { $name }，您好：

    关于 { $company } 申请的决定需要第二位审核员。

    { $link }
mail-e20-time-subject = 审核时间已用 { $percent }%：{ $company }，参考号 { $reference }
mail-e20-time-body =
    { $name }，您好：

    { $company } 的申请承诺在 { $promised } 个工作日内审核，现已用 { $percent }%。

    { $link }
mail-e20-taken-over-subject = { $by } 已接手您的案件，参考号 { $reference }
mail-e20-taken-over-body =
    { $name }，您好：

    { $by } 已接手 { $company } 的案件。原因：{ $reason }

    { $link }

## Audited actions

audit-application-call-back = 已致电公司
audit-application-confirm-approval = 第二位审核员确认批准
audit-application-declare-conflict = 声明利益冲突
audit-application-decline-approval = 批准未获确认
audit-application-enter-extract = 录入登记信息
audit-application-message = 发送消息
audit-application-note = 写内部备注
audit-application-release = 退回案件
audit-application-take-back-approval = 撤回批准
audit-application-take-over = 接手案件
audit-application-warn = 已提醒审核时间
