## 已开通合作伙伴的资料

profile-title-security = 安全联系人
profile-update = 更新
profile-correct = 修改所申请的内容
profile-withdraw = 撤回更改
profile-nothing = 尚未填写。
profile-facts = 更改的事实
profile-fact = 事实
profile-before = 当前有效
profile-after = 申请更改为
profile-fields = 可更改的内容
profile-fixed = 保持不变的内容
profile-fixed-legal = 名称、统一社会信用代码和业务模式以协议为准。如需更改，请联系支持人员：更名的公司须重新签署协议。
profile-fixed-billing = 只有全局管理员可以更改这些内容。
profile-address = 其他地址
profile-address-note = 仅在与法定地址不同时填写：要么全部填写，要么全部留空。
profile-send = 提交审核
profile-save = 保存
profile-lead-legal = 这些事实经过审核。更改须先审核；审核完成前，原有事实继续有效。
profile-lead-billing = 更改自下一张账单起生效。银行、税号、收件人和联系人变更时，将通知所有全局管理员。
profile-lead-organisation = 贵组织的名称，以及账单所用的语言。
profile-lead-support = 客户会在其管理中心看到这些信息。
profile-lead-security = 账户出现异常时我们联系的人。
profile-done-saved = 资料已更改。
profile-done-unchanged = 没有不同之处：资料保持原样。
profile-done-waits = 更改已提交，审核通过后生效。
profile-done-withdrawn = 更改已撤回。
profile-waits-title = 有一项更改等待审核
profile-waits-text = 由 { $by } 于 { $at } 提交。在此之前，已审核的内容继续有效。
profile-rejected-title = 上一次更改未获通过
profile-rejected-text = 审核员说明：{ $reason }
field-name = 名称
field-security_name = 安全联系人姓名
field-security_email = 安全联系人电子邮件
field-security_phone = 安全联系人电话
problem-profile-fixed = 协议有效期间不能更改此项。请联系支持人员。
nav-profiles = 资料更改
profiles-lead = 等待审核的已审事实更改，最早的在前。
profiles-none = 没有等待审核的更改。
profiles-company = 公司
profiles-facts = 事实数
profiles-made = 提交时间
profiles-by = 提交人
profiles-one = 法律业务资料的更改
profiles-partner = 合作伙伴
profiles-about = 关于此更改
profiles-state = 状态
profiles-state-pending = 等待审核
profiles-state-approved = 已生效
profiles-state-rejected = 未通过
profiles-state-withdrawn = 已撤回
profiles-decided = 决定时间
profiles-decided-by = 决定人
profiles-reason = 不予通过的理由
profiles-reason-hint = 公司会看到此理由。使其生效时无需填写。
profiles-decide = 作出决定
profiles-decide-note = 请与登记信息核对；涉及人员的内容，请回电确认。
profiles-approve = 使其生效
profiles-reject = 不予通过
profiles-done-approved = 事实已生效，并已通知公司。
profiles-done-rejected = 更改未予通过，并已通知公司。
mail-profile-changed-subject = { $company } 的计费资料已更改
mail-profile-changed-body =
    { $name }，您好：

    { $by } 于 { $at } 更改了 { $company } 的计费资料。如果这出乎您的意料，请立即查看并告知{ $operator }：

    { $link }
mail-profile-waits-subject = { $company } 法律业务资料的更改等待审核
mail-profile-waits-body =
    { $name }，您好：

    { $by } 于 { $at } 申请更改 { $company } 的已审事实。{ $operator }将进行审核；在此之前，已审核的内容继续有效。您可在此查看或撤回：

    { $link }
mail-profile-approved-subject = { $company } 的法律业务资料已更改
mail-profile-approved-body =
    { $name }，您好：

    { $operator }已审核 { $company } 法律业务资料的更改。新的事实自 { $at } 起生效：

    { $link }
mail-profile-rejected-subject = { $company } 法律业务资料的更改未获通过
mail-profile-rejected-body =
    { $name }，您好：

    { $operator }于 { $at } 未通过 { $company } 法律业务资料的更改。理由：{ $reason }

    原先审核的内容继续有效。您可在此修改：

    { $link }
audit-profile-update = 资料已更改
audit-profile-propose = 已申请更改已审事实
audit-profile-withdraw = 已撤回已审事实的更改
audit-profile-approve = 已审事实的更改已生效
audit-profile-reject = 已审事实的更改未获通过
profile-documents = 文件
profile-documents-lead = 已审事实更改所需的文件，以及审核员的提问。
profile-documents-kept = 此更改的文件
profile-documents-empty = 尚未添加文件。
profile-documents-none = 没有等待审核的更改，因此无需添加文件。
profile-documents-send = 提交给审核员
profile-documents-send-note = 已提交的文件由审核员保留；提交前可以移除。
profile-documents-sent-text = 审核员已收到您提交的内容。作出决定前仍可补充。
profile-asked-title = 审核员有问题需要您答复
profile-awaited-title = 您的更改需要文件
profile-awaited-text = 请添加所需文件并提交，之后才会审核。在此之前，已审核的内容继续有效。
profile-wanted = 所需文件
profile-lines = 提问与答复
profile-line-asked = 提问
profile-line-sent = 已提交
profile-line-kinds = 需要：{ $kinds }
profile-document-unsent = 尚未提交
profile-comment = 说明
profile-comment-hint = 需要审核员了解的情况，或您的答复。
profile-done-awaited = 更改已保存。提交文件后才会审核。
profile-done-document = 文件已添加。备齐后请提交。
profile-done-removed = 文件已移除。
profile-done-sent = 已提交给审核员。
profiles-stage-awaited = 等待文件
profiles-stage-sent = 等待审核
profiles-stage-asked = 等待答复
profiles-done-asked = 已向公司提问。
profiles-ask = 向公司提问
profiles-ask-note = 在公司答复之前，此更改处于等待状态，期间只能不予通过。
profiles-ask-kinds = 所需文件
profiles-ask-kinds-hint = 公司必须为每一种提交新的文件，才能答复。
profiles-question = 问题
profiles-question-hint = 公司会看到此内容。请说明缺少什么或哪里不一致。
profiles-line-asked = 审核员提问
profiles-line-sent = 公司提交
profiles-document-reused = 也曾随 { $references } 上传
profiles-no-documents = 公司尚未提交文件。
profiles-decide-awaited = 公司须先提交内容。在此之前，此更改只能不予通过。
problem-document-asked = 需要{ $name }。请添加后再提交。
problem-nothing-to-send = 请先添加文件或填写说明。
conflict-no-change-waits = 已没有等待审核的更改。
conflict-document-sent = 此文件已提交给审核员，随更改一并保留。
conflict-too-many-lines = 关于此更改的提问与答复过多。请作出决定或撤回更改。
conflict-documents-awaited = 公司须先提交内容。
mail-profile-documents-subject = { $company } 法律业务资料的更改需要文件
mail-profile-documents-body =
    { $name }，您好：

    { $by } 于 { $at } 申请更改 { $company } 的已审事实。请提交所需文件，之后{ $operator }才会审核；在此之前，已审核的内容继续有效。请在此添加：

    { $link }
mail-profile-asked-subject = { $operator }就 { $company } 法律业务资料的更改提出问题
mail-profile-asked-body =
    { $name }，您好：

    { $operator }已查看 { $company } 法律业务资料的更改，并提出问题：{ $reason }

    在您答复之前，此更改处于等待状态。请在此添加文件或说明：

    { $link }
mail-profile-sent-subject = { $company } 已为其更改提交文件
mail-profile-sent-body =
    { $name }，您好：

    { $company } 已为其已审事实的更改提交文件或答复。此更改等待审核：

    { $link }
audit-profile-add-document = 已添加更改的文件
audit-profile-remove-document = 已移除更改的文件
audit-profile-send-documents = 已提交更改的文件
audit-profile-ask = 已就更改向公司提问
audit-profile-infected-document = 拒绝更改的文件：恶意软件
audit-profile-scan-document = 已扫描更改的文件
