## Lists of what waits

nav-credit = 信用
credit-list-lead = 所有等待信用岗位处理的事项。
credit-list-overrides = 待确认的例外审批
credit-list-undecided = 待作出信用决定的申请
credit-list-reviews = 到期的年度复审
credit-list-reviews-note = 距上次决定满一年，或例外审批到期
credit-list-inquiries = 向征信机构的查询
credit-list-inquiries-note = 进行中，或近两周内已放弃
credit-none-overrides = 没有等待第二人确认的例外审批。
credit-none-undecided = 没有等待信用决定的申请。
credit-none-reviews = 没有到期复审的额度。
credit-none-inquiries = 没有等待答复的查询。
credit-due = 到期日
credit-review = 复审到期
credit-no-bureau = 信用由人工决定
credit-no-bureau-text = 尚未接入征信机构。

## Credit file of a case

credit-review-due = 此额度的年度复审已于 { $date } 到期
credit-review-text = 作出决定之前沿用现有额度。新额度立即生效。
credit-barred = 信用审查未通过
credit-barred-text = 只能通过例外审批授予额度：由一名分析员提出，信用主管批准。
credit-figures-changed = 公司修改了所填数额
credit-figures-changed-text = 最近的决定依据的数额与现在填写的不同。
credit-granted = 最近的额度如何得出
credit-granted-note = 取其中最小者，自动授予
credit-cap = 政策上限
credit-recommended = 征信机构建议
credit-least = 授予额度
credit-source = 决定方式
credit-source-analyst = 人工
credit-source-bureau = 征信机构答复
credit-source-override = 例外审批
credit-by-bureau = 征信机构
credit-by-two = { $proposer } 提出，{ $approver } 批准
credit-result-limit = { $result }，额度 { $limit }
credit-history = 历次决定
credit-bureau = 征信机构
credit-ask = 向征信机构查询
credit-not-asked = 尚未向征信机构查询。
credit-asked = 查询时间
credit-you = 您
credit-score = 评分
credit-reference = 征信机构编号
credit-report = 报告
credit-report-note = 征信机构原文。本次查看已记录。
credit-done-bureau = 正在向征信机构查询
inquiry-queued = 待发送
inquiry-waiting = 等待答复
inquiry-answered = 已答复
inquiry-refused = 征信机构拒绝
inquiry-failed = 无答复
inquiry-cancelled = 已取消
inquiry-decides = 即为决定
inquiry-informs = 供分析员参考
inquiry-dropped = 结案后收到，未保存

## Overrides

override-title = 例外审批
override-two-people = 需两人办理
override-nothing-yet = 作出信用决定之后才能提出例外审批。
override-propose = 提出例外审批
override-limit = 新额度
override-limit-hint = 以元为单位；可超过政策上限。
override-expires = 有效至
override-expires-hint = 最后一天，最迟 { $date }。过期后须重新决定额度。
override-reason-hint = 至少 { $min } 个字符。两人姓名和理由都会保留在记录中。
override-evidence = 依据
override-evidence-hint = 支持此决定的材料，例如保证函编号。
override-evidence-if = 未选择文件时必填
override-document = 作为依据的文件
override-no-document = 无文件
override-waits = 例外审批等待第二人确认
override-waits-note = 批准之前一切不变
override-old = 目前
override-new = 拟授额度
override-proposer = 提出人
override-proposed-at = 提出时间
override-own = 此项由您提出，须由未审核过此申请的信用主管决定。
override-lead-only = 由信用主管决定。
override-approve = 批准例外审批
override-decline = 拒绝例外审批
override-answer = 拒绝的理由
override-withdraw = 撤回
override-past = 以往的例外审批
override-people = 提出 → 决定
override-approved = 已批准
override-declined = 已拒绝
override-withdrawn = 已撤回
override-outdated = 已被其他决定取代
credit-done-proposed = 例外审批已提出，须由信用主管批准
credit-done-approved = 例外审批已批准，额度已授予
credit-done-declined = 例外审批已拒绝
credit-done-withdrawn = 例外审批已撤回
problem-amount-zero = 请输入大于零的金额。
problem-evidence-required = 请说明依据，或选择一份文件。
problem-override-too-long = 日期不得晚于 { $date }。
conflict-needs-override = 信用审查未通过。只能由两人通过例外审批授予额度。
conflict-no-bureau = 尚未接入征信机构，请人工决定。
conflict-no-credit-consent = 没有该公司的信用审查授权记录，因此不得向征信机构查询。
conflict-no-credit-figures = 申请中没有预计月采购额或申请额度，因此没有可向征信机构查询的内容。
conflict-bureau-asked = 已向征信机构查询，正在等待答复。
conflict-nothing-to-override = 尚未作出信用决定，因此无法提出例外审批。
conflict-override-waits = 另一项例外审批正在等待第二人确认，须先决定或撤回。
conflict-override-settled = 此项例外审批已被决定或撤回。
conflict-override-outdated = 提出例外审批之后已有新的信用决定。如仍有需要，请重新提出。
conflict-override-ended = 此项例外审批的有效期已过。请以新的日期重新提出。
conflict-not-your-override = 只有提出人可以撤回。

## What the applicant sees

status-credit-passed = 已通过
status-credit-failed = 未通过。如有疑问，请联系 { $email } 或 { $phone }。

## Audited actions and jobs

console-actor-bureau = 征信机构
console-job-bureau = 向征信机构查询
audit-credit-answer = 征信机构已答复
audit-credit-approve-override = 例外审批已批准
audit-credit-ask-bureau = 人工向征信机构查询
audit-credit-bureau = 征信查询状态变更
audit-credit-call-back = 拒绝征信机构回调
audit-credit-decline-override = 例外审批已拒绝
audit-credit-look = 查看信用报告
audit-credit-look-again = 再次向征信机构查询
audit-credit-open-review = 年度信用复审开始
audit-credit-propose-override = 例外审批已提出
audit-credit-withdraw-override = 例外审批已撤回
