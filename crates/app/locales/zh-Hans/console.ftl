## Everywhere in the console

console-search = 公司、信用代码或参考号
console-separator = {" · "}
console-list = 、
console-state = 状态
console-action = 操作
console-when = 时间
console-details = 详情
console-last-error = 最近的错误
console-nobody = 尚无人领取
console-not-given = 未填写
console-no-match-text = 请检查拼写，或减少搜索词。
console-read-only = 您可以查看，但不能作出决定
console-actor-system = 系统自动
console-actor-visitor = 访客
console-refused = 被拒绝

## Work queue and list of applications

console-queue-lead = 需要处理的注册申请，最早的在前。
console-waiting = 待处理
console-rows-only = 您的角色可以查看队列，但不能打开申请。
console-list-title = 申请列表
console-list-empty-text = 申请提交后会显示在这里。
console-all = 全部
console-cut = 仅显示最早的 { $count } 份。请搜索或选择状态以查看其余申请。
console-export-cut = 本文件不完整：导出时最多读取 { $count } 行。请搜索或选择状态后再次导出。
console-submitted-at = 提交时间
console-sla = 已用工作日
console-sla-used = 已用 { $used } 个工作日，共 { $promised } 个
console-checks = 检查

## Case

console-case-note = { $reference } · { $model } · { $submitted } 提交
console-case-state = 案件状态
console-credit-open = 尚未决定
console-credit-asked = 申请 { $limit }
console-submitted = 自动检查正在进行
console-waits-for-company = 等待申请方补充资料
console-approved = 已批准，等待公司签署协议
console-provisioning = 已签署，正在设置账户
console-active = 该合作伙伴可以销售
console-closed = 该申请已结束
console-approved-by = { $name } 于 { $at } 批准，信用额度 { $limit }。
console-checks-note = { $passed } 项通过，{ $failed } 项不符，{ $open } 项等待
console-check = 检查项
console-evidence = 依据
console-decided-by = 决定人
console-decided-at = 决定时间
console-decide = 处理：
console-record = 记录结果
console-reason-if-failed = 不符时必填
console-waive = 豁免此项检查
console-waive-hint = 豁免后，此项检查不再妨碍批准。您的姓名和原因会留在记录中。
console-waive-do = 豁免
console-looks-recorded = 每次查看都会记录
console-open-tab = 在新标签页中打开
console-document-note = { $type }，{ $size }，{ $at } 上传
console-looked = 已查看 { $count } 次，最近一次：{ $name }，{ $at }
console-no-documents = 没有文件
console-no-documents-text = 申请方没有上传文件。
console-answers = 申请资料
console-answers-note = 以提交时为准
console-doubles = 疑似重复的申请
console-no-doubles = 没有其他申请使用相同的信用代码、网络 ID 或名称。
console-same = 相同之处
console-timeline = 时间线

## Decision

console-approve-ready = 可以批准
console-approve-not-ready = 暂时不能批准
console-approve-effect = 批准后将请公司签署协议，信用额度 { $limit }。
console-obstacles = 未完成：{ $checks }。
console-approve = 批准
console-claim = 领取此案
console-done-claimed = 您已领取此案
console-done-check = 结果已记录
console-done-approved = 申请已批准
console-done-credit = 信用决定已记录

## Credit

console-credit-answers = 申请方提供的信息
console-credit-latest = 最近的决定
console-credit-none = 尚未作出信用决定。
console-valid-until = 有效期至
console-credit-proposal = 建议额度
console-credit-proposal-note = 由预计月采购额得出
console-credit-months = 覆盖月数
console-credit-product = 未计上限
console-credit-capped = 建议额度（已达上限）
console-credit-no-amount = 申请未填写预计月采购额，因此没有建议额度。
console-credit-decide = 作出信用决定
console-credit-pass-hint = 给予信用额度
console-credit-refer-hint = 检查保持未完成
console-credit-fail-hint = 申请不能批准
console-limit-hint = 人民币元，最高 { $cap }
console-limit-if-pass = 通过时必填
console-credit-closed = 仅在审核期间可以作出信用决定
console-credit-reviewer = 您是此申请的审核员

## Provisioning

console-provisioning-lead = 已签署的合作伙伴及其账户设置进度。
console-progress = 进度
console-tasks = 已完成 { $done } 项，共 { $tasks } 项
console-signed-at = 签署时间
console-no-partners = 还没有合作伙伴
console-no-partners-text = 公司签署协议后会立即显示在这里。

## Sent messages

console-outbox-lead = 已发出的邮件、短信和语音通话，以及未完成的作业。
console-recipient = 收件人地址或号码
console-jobs = 未完成的作业
console-jobs-note = 会自动重试，直到放弃
console-no-jobs = 全部已执行。
console-job = 作业
console-job-mail = 邮件
console-job-telephone = 短信或语音通话
console-job-checks = 自动检查
console-job-print = 打印协议
console-job-provision = 开通合作伙伴
console-attempts = 尝试次数
console-given-up = 已放弃
console-returned = 只看被退回的邮件
console-bounced = 已退回
console-bounced-at = { $at } 退回：{ $reason }
console-waits = 等待
console-messages = 消息
console-channel-mail = 邮件
console-channel-sms = 短信
console-channel-voice = 语音通话
console-text = 正文
console-no-text = 正文已交付发送，此处不保留。
console-no-messages = 尚未发送任何消息。
console-no-message-to = 没有发给该收件人的消息。

## Audit log

console-audit-lead = 每次更改和每次查看文件的记录，最新的在前。
console-audit-search = 操作、对象或人员
console-entries = 审计记录
console-no-entries = 尚无记录。
console-actor = 操作者
console-subject = 对象
console-outcome = 结果
console-outcome-succeeded = 成功
console-outcome-failed = 被拒绝
console-chain = 链
console-older = 更早的记录
console-verify = 校验链
console-verify-lead = 每条记录都含有前一条的哈希值。验证会重新计算全部记录及每个签名。
console-verify-again = 重新校验
console-verify-ok = 审计记录完整且未被更改
console-verify-faults = 审计记录前后不一致
console-verify-read = 已读取 { $chains } 条链、{ $entries } 条记录。
console-verify-begin = 立即验证
console-verify-running = 正在验证
console-verify-progress = 已读 { $done } 条，共 { $total } 条
console-verify-at = 验证于 { $at }。
console-verify-past = 历次验证
console-verify-never = 尚未在此验证
console-verify-never-text = 立即验证，即可知道日志是否完整且未被改动。
console-verify-sound = 完好
console-verify-count = { $count } 处不符
console-faults = 不一致之处
console-fault = 问题
console-place = 记录序号
console-fault-no-head = 链没有终点记录
console-fault-end = 末尾的记录缺失
console-fault-gap = 此条之前的记录缺失
console-fault-order = 与前一条记录不衔接
console-fault-changed = 该记录已被更改
console-fault-empty = 全部记录缺失

audit-filter = 更多筛选条件
audit-filter-action-hint = 输入开头即可，例如 application.
audit-filter-subject-hint = 与条目中一致，例如 application/…
audit-filter-chain-hint = 一家公司或一次注册的全部记录，请输入完整编号
problem-chain = 请输入链的完整编号，与条目详情显示的一致。
audit-export-cut = 本文件止于 { $count } 条，其后还有记录，续见 { $address }
audit-filter-from = 起始日期
audit-filter-until = 截止日期（含）
problem-correlation = 请输入完整的请求编号，与条目或错误页面显示的一致。

## Audited actions

audit-audit-export = 导出审计日志
audit-audit-verify = 要求验证审计日志
audit-account-change-password = 更改密码
audit-account-set-language = 选择语言
audit-account-set-up-authenticator = 设置验证器
audit-agreement-print = 生成协议副本
audit-agreement-sign = 签署协议
audit-application-approve = 批准申请
audit-application-begin = 开始申请
audit-application-check = 自动检查完成
audit-application-claim = 领取案件
audit-application-confirm = 确认链接已答复
audit-application-decide-credit = 作出信用决定
audit-application-keep = 保存草稿
audit-application-set-check = 检查结果已记录
audit-application-submit = 提交申请
audit-checklist-tick = 勾选入门事项
audit-document-look = 查看文件
audit-document-remove = 移除文件
audit-document-upload = 上传文件
audit-network-join = 加入合作伙伴网络
audit-operator-create = 建立运营方
audit-provisioning-finish = 账户设置完成
audit-provisioning-task = 完成设置任务
audit-provisioning-task-failed = 设置任务失败
audit-registration-acknowledge = 确认已保存登录信息
audit-registration-begin = 开始注册
audit-registration-create-account = 创建账户
audit-registration-enter-code = 输入电话验证码
audit-registration-identify = 选择账户方式
audit-registration-keep = 保存注册草稿
audit-registration-reveal-credentials = 打开登录信息页
audit-registration-save-details = 保存公司信息
audit-registration-send-code = 发送电话验证码
audit-session-begin = 尝试登录
audit-session-end = 退出登录
audit-session-end-others = 结束其他会话
audit-session-verify-code = 输入验证器代码
audit-staff-add = 添加员工账户
console-oldest-first = 最早的在前
