## Before you begin
join-title = 开始之前
join-lead = 请准备好以下资料。创建账户约需 15 分钟；申请、审核和信用审查可能需要数周。
join-resume-title = 您已在此浏览器中开始注册
join-resume-text = 您填写的内容都已保留。
join-resume-button = 从上次的位置继续
join-need = 需要准备的资料
join-need-admin = 工作账户的全局管理员凭据
join-need-admin-note = 如果贵公司还没有，可在注册过程中创建。
join-need-network = 合作伙伴网络 ID
join-need-network-note = 必须是会员，且为中国的位置 ID。
join-network-link = 查询或获取
join-need-code = 统一社会信用代码
join-need-code-note = 18 位，与营业执照一致。
join-need-licence = 营业执照扫描件
join-need-licence-note = PDF、JPG 或 PNG，不超过 10 MB。
join-need-phone = 可接听电话的中国号码
join-need-phone-note = 须为贵组织的号码。
join-need-address = 法定地址
join-need-address-note = 与工商登记一致。
join-need-signer = 有权签署的人
join-need-signer-note = 以及能代表公司确认申请的人。
join-need-support = 客户支持信息
join-need-support-note = 客户将使用的支持网站、邮箱和电话。
join-need-purchase = 预计月采购额
join-need-purchase-note = 信用审查以此为依据。
join-know = 须知
join-know-weeks = 您可以随时离开再回来，填写的内容会保存。
join-know-tenants = 用于销售的租户不能再向其他合作伙伴采购。
join-guide = 计划指南
join-agreement = 经销商协议
join-start = 开始注册
join-sign-in = 我已有账户

## Steps
step-account = 登录账户
step-details = 组织资料
step-phone = 电话验证
step-create = 创建账户
step-save = 保存凭据

## F2
account-title = 登录或创建工作账户
account-lead = 本计划与贵组织的工作账户绑定。
account-create = 创建新账户
account-create-text = 我们会为贵组织创建租户及第一位用户，该用户将成为全局管理员。
account-create-button = 创建
account-existing = 我已有工作账户
account-existing-text = 请以贵组织全局管理员的身份登录。
account-personal = 不能使用个人账户或网络邮箱账户。

## F3
details-title = 创建合作伙伴中心账户
details-lead = 请按登记信息填写贵组织，以及负责管理的人。
details-first-user = 第一个账户是全局管理员。全局管理员可使用所有管理功能，也只有全局管理员能分配其他管理角色。可以有多位，但应只限少数人。
country-CN = 中国

## F4
phone-title = 验证贵组织的电话
phone-lead = 我们会发送 6 位验证码。请使用贵组织的中国号码。
phone-code-title = 输入我们发送的验证码
phone-texted = 我们已发送短信至
phone-called = 我们正在拨打
phone-valid-until = { $time } 前有效
phone-no-code = 此验证码已失效，请重新发送。
phone-sends = 已发送 { $sends } 次，最多 { $max } 次
phone-verify = 验证并继续
phone-other = 没有收到？重新发送、改用语音来电或更换号码
phone-send = 发送验证码
phone-send-again = 发送新的验证码
phone-lock-note = 连续 3 个验证码失效后，注册将锁定 30 分钟。请勿将验证码告诉任何人，我们的员工也不会索取。

## Create
create-title = 核对并创建账户
create-lead = 域名和国家/地区以后不能更改。
create-facts = 将要创建的内容
create-address = 地址
create-sign-in-name = 登录名
create-admin = 全局管理员
create-verified-phone = 已验证的电话
create-change = 修改资料
create-button = 创建账户

## F5
done-title = 账户已创建
done-lead = 请现在保存以下信息，首次登录需要使用。临时密码只显示这一次，不会通过邮件发送，任何人都无法替您查询。
done-lead-again = 临时密码已显示过，不能再次显示。
done-sign-in-name = 登录名
done-password = 临时密码
done-domain = 租户域名
done-tenant = 账户 ID
done-portal = 门户地址
done-reference = 参考号
done-once = 只显示一次，刷新后密码不再出现
done-download = 下载文本
done-warning-title = 关闭或刷新本页后，密码不会再次出现
done-warning-text = 密码 7 天内有效，首次登录时必须更改。
done-gone-title = 本页不再显示密码
done-gone-text = 请使用您保存的密码。如已遗失，请凭参考号联系运营方支持；任何人都无法向您读出密码。
done-saved = 我已保存以上信息
done-next = 接下来：登录、更改密码、设置身份验证器、填写申请
