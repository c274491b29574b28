# 全部丢失：凭公司函件申请，两名客服人员决定，等待期满后更换联系方式。

lost-link = 邮箱和电话也都无法使用？
lost-title = 无法以任何方式进入账户
lost-lead = 您既没有密码，也没有第二重验证，账户所留的邮箱和电话也无法再联系到您。您可以凭公司函件向我们申请更换联系方式。
lost-first = 您还能查看账户的邮箱或使用账户的电话吗？
lost-first-text = 那就不需要函件：三种证明中完成两种即可，只需几分钟而不是几天。
lost-first-link = 自行恢复账户
lost-who = 您是谁
lost-reach = 今后如何联系您
lost-papers = 函件和证明
lost-full-name = 您的姓名
lost-company = 公司
lost-company-hint = 与营业执照一致
lost-new-email = 新的联系邮箱
lost-new-email-hint = 您本人在公司的邮箱，不能使用免费邮箱。
lost-new-mobile = 新的手机号码
lost-new-mobile-hint = 仅由您本人使用的中国大陆号码
lost-reason = 发生了什么
lost-reason-hint = 例如：手机被盗，旧邮箱域名已停用。
lost-letter = 公司函件
lost-proof = 其他证明
lost-file-hint = PDF、JPEG 或 PNG，最大 5 MB、20 页。出现错误后须重新选择文件。
lost-proof-hint = 如有，例如报警回执。请勿提交身份证件。
lost-letter-says = 使用公司信笺、加盖公章并由法定代表人签字的函件，内容包括：
lost-letter-1 = 您的姓名和登录名；
lost-letter-2 = 您在该公司任职并有权使用该账户；
lost-letter-3 = 新的联系邮箱和新的手机号码，与上方填写的完全一致；
lost-letter-4 = 日期，距今不超过 30 天。
lost-send = 提交申请
lost-note = 凡旧邮箱和旧号码仍能联系到的人，都会收到通知，并可以停止您的申请。
lost-received-title = 已收到您的申请
lost-received-lead = 是否更换联系方式由工作人员决定。编号已发送到新的邮箱。
lost-reference = 编号
lost-about = 关于此申请
lost-next = 接下来
lost-next-1 = 我们审阅函件，并拨打此前留存的公司号码核实。我们绝不拨打申请中填写的号码。
lost-next-2 = 两名工作人员各自独立决定，通常需要几个工作日。
lost-next-3 = 之后等待 72 小时，期间凡能联系到的人都会收到通知，并可以停止申请。
lost-next-4 = 最后，链接发送到新邮箱，验证码发送到新手机。密码保持不变，您可以凭这两者设置新密码。
lost-link-unknown = 此链接无效
lost-link-unknown-text = 链接可能未复制完整，请从邮件中重新打开。
lost-stop-title = 停止申请
lost-stop-lead = 有人声称此账户的密码、第二重验证、邮箱和电话全部丢失，并申请更换。如果并非如此，请停止此申请。
lost-stop-button = 停止此申请
lost-stopped = 申请已停止
lost-stopped-text = 账户没有任何变化。如果您不知道是谁提出的申请，请更换密码并告知我们。
lost-too-late = 账户的联系方式已被更换
lost-too-late-text = 如果这并非您的意愿，请立即致电我们。
lost-over = 此申请已经结束，无须停止。
lost-received-at = 收到时间
lost-finish-title = 新的联系方式
lost-finish-lead = { $name } 的申请已获批准。还差一步：输入发送到新手机 { $number } 的验证码。
lost-finish-until = 此链接有效至 { $until }。
lost-finish-effect = 完成后，新邮箱和新手机即属于该账户；旧的验证器和恢复代码失效，所有会话结束。
lost-finish-button = 提交验证码
lost-done = 邮箱和手机已更换
lost-done-text = 现在请用发送到两处的验证码设置新密码。下次登录时以短信代替验证器，登录后请立即设置新的验证器。
lost-done-recover = 设置新密码
lost-over-link = 此链接已失效
lost-over-link-text = 链接已使用、已过期，或申请已被停止。
lost-again = 重新申请

## 客服人员

demo-for-support-agent = 帮助无法以任何方式进入账户的人
nav-access = 账户丢失
lost-list-lead = 密码、第二重验证、邮箱和电话全部丢失的人。由两名客服人员决定，同一人不能决定两次。
lost-list-empty = 没有等待决定的申请。
lost-list-no-closed = 尚无已结束的申请。
lost-open = 进行中
lost-closed = 已结束
lost-until = 决定期限
lost-nobody-short = 无此账户
lost-mine = 由您核实
lost-state-received = 已收到
lost-state-endorsed = 等待第二名客服
lost-state-waiting = 72 小时等待中
lost-state-ready = 链接已发送
lost-state-done = 已完成
lost-state-refused = 已拒绝
lost-state-cancelled = 已停止
lost-state-expired = 已过期
lost-asked = 申请内容
lost-account = 账户
lost-account-note = 当前情况。这些信息从未告知申请人。
lost-account-company = 账户所属公司
lost-account-name = 姓名
lost-account-status = 状态
lost-account-email = 联系邮箱
lost-account-mobile = 手机
lost-account-factor = 验证器
lost-none = 无
lost-confirmed = 确认于 { $at }
lost-unconfirmed = 从未确认
lost-factor-since = 自 { $at }
lost-papers-note = 每次查看都会记入审计日志。
lost-paper-letter = 公司函件
lost-paper-proof = 其他证明
lost-scan-none = 未扫描
lost-scan-pending = 扫描中
lost-scan-clean = 无恶意软件
lost-scan-infected = 恶意软件
lost-scan-failed = 扫描失败
lost-calls = 致电公司
lost-calls-note = 仅限申请提交之前已留存的号码。
lost-no-calls = 尚未致电。
lost-call-record = 记录通话
lost-call-number = 拨打的号码
lost-call-confirmed = 公司确认此申请
lost-call-not-reached = 无人接听
lost-call-denied = 公司不知情
lost-held-since = 留存自 { $at }
lost-source-account = 账户已确认的手机
lost-source-primary_phone = 主要联系人
lost-source-approval_phone = 审批联系人
lost-source-support_phone = 支持联系人
lost-no-number = 没有可供致电的留存号码
lost-no-number-text = 未经致电不能批准。请拒绝申请，由公司以书面形式与您联系。
lost-nobody = 没有此账户
lost-endorse = 核实通过
lost-endorse-note = 之后由另一名客服人员决定。系统会要求您输入验证器的验证码。
lost-letter-checked = 函件有公章和签字，写明本人、登录名和新的联系方式，且距今不超过 30 天。
lost-endorsement = 您核实了什么
lost-endorsement-hint = 供第二名客服参考：函件和通话中哪些内容使您确信。
lost-endorse-button = 核实通过
lost-endorsed-by = { $name } 已核实通过
lost-needs-another = 现在由另一名客服人员决定
lost-approve-note = 您同意后，72 小时开始计算，凡能联系到的人都会收到通知。请先亲自查看函件和通话记录。
lost-approve-button = 同意并开始 72 小时
lost-take-back = 撤回我的核实
lost-refuse = 拒绝申请
lost-refuse-note = 申请人会得知申请被拒绝，但不会得知原因。
lost-refuse-why = 原因
lost-refuse-why-hint = 仅供存档，只有工作人员可以看到。
lost-answer = 拒绝原因
lost-history = 经过
lost-endorsed-at = 第一名客服
lost-approved-at = 第二名客服
lost-ready-at = 72 小时期满
lost-closed-at = 结束时间
lost-is-waiting = 72 小时等待中
lost-is-waiting-text = 自最后一份通知发出时起算。收到通知的人可以停止申请，您也可以。
lost-is-ready = 链接已发送到新邮箱
lost-is-ready-text = 有效至 { $until }。您仍可以拒绝。
lost-was-done = 联系方式已于 { $at } 更换。
lost-was-refused = 已于 { $at } 拒绝。
lost-was-cancelled = 已于 { $at } 停止（通过通知中的链接或登录）。
lost-was-expired = 已于 { $at } 过期。
lost-done-called = 通话已记录
lost-done-endorsed = 您已核实通过
lost-done-taken-back = 您已撤回核实
lost-done-approved = 72 小时已开始
lost-done-refused = 申请已拒绝
toomany-lost-access = 今天对该登录名或从您的网络提交的申请过多。请明天再试，或致电我们。
toomany-lost-codes = 不能再向此号码发送验证码，请致电我们。
conflict-lost-moved = 此申请的状态已发生变化。请重新打开查看。
conflict-lost-same-agent = 此申请由您本人核实，须由另一名客服人员同意。
conflict-lost-not-yours = 只有核实此申请的客服人员可以撤回。
conflict-lost-other-waits = 同一账户的另一份申请已进入等待期。请拒绝其中一份。
conflict-lost-unknown = 没有人使用此登录名，或属于我方人员。请拒绝申请；答复不会说明原因。
conflict-lost-account-closed = 账户已被停用或删除。须先由其公司恢复。
conflict-lost-infected = 在文件中发现恶意软件。请拒绝申请。
conflict-lost-unscanned = 有文件尚未完成恶意软件扫描，系统每分钟重试一次。
conflict-lost-not-called = 尚无通话确认此申请，或最近一次通话否认了申请。
conflict-lost-email-taken = 该公司的另一名用户已使用新的联系邮箱。
conflict-lost-link-over = 此链接已失效。
kept-lost-access = 账户丢失的申请
kept-lost-access-note = 含函件和通话记录，自结束之日起算
holding-lost-access = 更换账户联系方式的申请
audit-lost-access-ask = 账户丢失：收到申请
audit-lost-access-infected = 账户丢失：文件含恶意软件，已拒收
audit-lost-access-scan = 账户丢失：文件已扫描
audit-lost-access-look = 账户丢失：查看文件
audit-lost-access-call-back = 账户丢失：致电公司
audit-lost-access-endorse = 账户丢失：第一名客服核实通过
audit-lost-access-take-back = 账户丢失：第一名客服撤回
audit-lost-access-approve = 账户丢失：第二名客服同意
audit-lost-access-refuse = 账户丢失：申请被拒绝
audit-lost-access-stop = 账户丢失：申请被停止
audit-lost-access-mature = 账户丢失：72 小时期满
audit-lost-access-expire = 账户丢失：申请过期
audit-lost-access-send-code = 账户丢失：向新手机发送验证码
audit-lost-access-complete = 账户丢失：输入新手机的验证码

## 邮件

mail-s08-subject = 已收到您的申请 { $reference }
mail-s08-body =
    您好：

    我们已收到您更换账户联系方式的申请，编号为 { $reference }。

    我们将审阅函件，拨打此前留存的公司号码核实，并由两名工作人员决定。之后还须等待 72 小时。结果会发送到此邮箱。

    如果不是您本人申请，无需处理。

mail-s09-subject = 有人声称您的账户已丢失
mail-s09-body =
    { $name }，您好：

    { $at }，有人告知我们 { $sign_in_name } 的密码、第二重验证、邮箱和电话全部丢失，并申请更换（编号 { $reference }）。我们正在审核。

    如果不是您本人，请停止此申请：

    { $link }

    如果是您本人，无需处理。

mail-s10-subject = 72 小时后，某账户的邮箱和手机将被更换
mail-s10-body =
    { $name }，您好：

    我们的两名工作人员已同意更换账户 { $sign_in_name } 联系方式的申请 { $reference }。自 { $until } 起，其联系邮箱和手机可以被更换。

    如果贵公司无人提出此申请，请立即停止：

    { $link }

    使用验证器登录同样会停止此申请。

mail-s11-subject = 还差一步：{ $reference }
mail-s11-body =
    { $name }，您好：

    72 小时已期满。请打开此链接，并输入我们发送到您新手机的验证码，两者即属于 { $sign_in_name }：

    { $link }

    链接只能使用一次，有效至 { $until }。

mail-s12-subject = 联系邮箱和手机已更换
mail-s12-body =
    { $name }，您好：

    { $sign_in_name } 的联系邮箱和手机已于 { $at } 更换（编号 { $reference }）。旧的验证器和恢复代码已失效，所有会话均已结束。密码未变。

    账户本人可在此设置新密码：

    { $link }

    如果这并非贵方意愿，请立即致电我们：{ $support_phone }。

mail-s13-subject = 您的申请 { $reference } 被拒绝
mail-s13-body =
    您好：

    我们无法批准您更换账户联系方式的申请 { $reference }。出于安全考虑，我们不说明原因。

    贵公司可以与我们联系：{ $support_phone }，{ $support_hours }。

mail-s14-subject = 申请 { $reference } 已停止
mail-s14-body =
    您好：

    更换账户联系方式的申请 { $reference } 已于 { $at } 被收到通知的人或因登录而停止。账户没有任何变化。

    如果您对此不知情，请致电我们：{ $support_phone }。

mail-s15-subject = 申请 { $reference } 已过期
mail-s15-body =
    您好：

    更换账户联系方式的申请 { $reference } 未在期限内完成。账户没有任何变化。您可以重新申请。

mail-s16-subject = 您的申请 { $reference } 已获同意，72 小时等待中
mail-s16-body =
    { $name }，您好：

    我们的两名工作人员已同意您的申请 { $reference }。凡旧邮箱和旧号码仍能联系到的人，现在都会收到通知，并可以停止申请。

    如果无人停止，{ $until } 之后您会在此邮箱收到链接。

telephone-notice-s09 = 【{ $product }】有人声称您的账户已丢失并申请更换联系方式。如非本人，请打开我们邮件中的链接、登录或致电我们。
telephone-notice-s10 = 【{ $product }】72 小时后您账户的邮箱和手机将被更换。如非本意，请登录、打开我们邮件中的链接或致电我们。
telephone-notice-s12 = 【{ $product }】您账户的邮箱和手机已更换。如非本意，请立即致电我们。
