## Sections of the account form

section-organisation = 组织资料
section-organisation-lead = 须与营业执照完全一致，审核时会核对。
section-account = 账户域名
section-account-lead = 贵组织将拥有自己的域名，所有用户都以此域名登录。
section-admin = 首位管理员
section-admin-lead = 此人的登录凭据将在最后一页显示一次。
section-consent = 同意
section-consent-lead = 请阅读以下两份文本。我们会保存您所同意的版本。

## Sections of the application

section-programme = 计划与会员
section-programme-lead = 您的销售方式，以及在合作伙伴网络中的会员资格。
section-legal = 法律业务资料
section-legal-lead = 已从组织资料带入，须与营业执照一致。
section-documents = 证照文件
section-documents-lead = 文件加密存储于运营方所在地区，每次查看均有记录。
section-approval = 审批联系人
section-approval-lead = 有权代表公司确认本申请的人，建议不同于填写人。我们会向其发送确认链接。
section-support = 客户支持
section-support-lead = 客户如何联系贵公司，将显示在客户管理中心。
section-billing = 计费与税务
section-billing-lead = 指定账单接收人。税务资料可在首次开具增值税发票前填写。
section-credit = 信用审查
section-credit-lead = 用于拟定信用额度，需要单独授权。
section-declarations = 声明与提交
section-declarations-lead = 提交后审核期间不能修改；如需补充，我们会列出具体项目。

## Organisation

field-country = 国家/地区
hint-country = 由计划设定，以后不能更改
field-legal_name = 组织法定名称
hint-legal_name = 须与营业执照完全一致
field-latin_name = 组织英文名称
hint-latin_name = 用于英文文件
field-province = 省级行政区
field-city = 城市
field-district = 区县
field-address_line1 = 地址
hint-address_line1 = 注册地址：街道、门牌号、楼栋、房间号
field-address_line2 = 地址（续）
field-postal_code = 邮政编码
hint-postal_code = 6 位数字
field-organisation_phone = 组织电话
hint-organisation_phone = 贵组织的中国电话号码，须能接听来电。下一步将进行验证。
field-language = 首选语言
hint-language = 用于邮件和语音来电

## Account and administrator

field-domain_prefix = 域名前缀
hint-domain_prefix = 3–27 位小写字母、数字和连字符。用于所有用户的登录名，以后不能更改。
field-family_name = 姓
field-given_name = 名
field-job_title = 职务
field-user_name = 用户名
hint-user_name = 登录名中 @ 之前的部分，可用小写字母、数字、点、连字符和下划线
field-contact_email = 联系邮箱
hint-contact_email = 已在使用的企业邮箱，不接受免费邮箱
field-mobile = 手机号码
hint-mobile = 中国手机号码，用于找回访问权限
field-terms = 我接受使用条款。
field-privacy = 我已阅读隐私声明，并同意按其所述处理个人信息。

## Programme

field-model = 业务模式
field-network_id = 合作伙伴网络 ID
hint-network_id = 4–10 位数字，须为中国的位置 ID

## Legal business profile

field-credit_code = 统一社会信用代码
hint-credit_code = 18 位，不含字母 I、O、S、V、Z
field-registration_type = 登记类型
hint-registration_type = 以营业执照所载类型为准
field-established_on = 成立日期
hint-established_on = 例如 2017-04-12
field-registered_capital = 注册资本
hint-registered_capital = 人民币元
field-term_ends_on = 营业期限至
hint-term_ends_on = 营业执照未载明截止日期时留空
field-telecom_business = 经营增值电信业务
hint-telecom_business = 例如托管、内容分发或收费在线服务。选择“是”时需上传许可证。
field-legal_representative = 法定代表人
field-primary_name = 主要联系人
hint-primary_name = 须任职于本公司，建议为全局管理员
field-primary_title = 主要联系人职务
field-primary_email = 主要联系人邮箱
hint-primary_email = 须使用企业邮箱。我们会确认此邮箱有人使用。
field-primary_phone = 主要联系人电话

## Documents

document-business-licence = 营业执照
document-authorisation-letter = 授权书
document-telecom-permit = 增值电信业务经营许可证
document-domain-proof = 域名所有权证明
document-financial-statement = 财务报表
documents-limits = PDF、JPG 或 PNG，每个不超过 { $megabytes } MB，最多 { $max } 个
field-business-licence = { document-business-licence }
field-authorisation-letter = { document-authorisation-letter }
field-telecom-permit = { document-telecom-permit }
field-domain-proof = { document-domain-proof }
field-financial-statement = { document-financial-statement }

## Approval contact

field-approval_name = 审批联系人
field-approval_title = 审批联系人职务
field-approval_email = 审批联系人邮箱
hint-approval_email = 须使用企业邮箱，确认链接将发送到此处
field-approval_phone = 审批联系人电话
field-approval_address = 审批联系人地址

## Customer support

field-support_website = 支持网站
hint-support_website = 以 https:// 开头，可从外部访问
field-support_email = 支持邮箱
hint-support_email = 可以是公用邮箱
field-support_phone = 支持电话
hint-support_phone = 中国的手机、固定电话，或 400、800、95 号码
field-support_hours = 支持时间
hint-support_hours = 合作伙伴须为客户提供持续支持，例如全年每天 24 小时

## Billing and tax

field-invoice_name = 账单接收人
hint-invoice_name = 账单只发送给一位指定人员
field-invoice_email = 账单接收人邮箱
field-taxpayer_type = 纳税人类型
taxpayer-general = 一般纳税人
taxpayer-small-scale = 小规模纳税人
field-tax_id = 纳税人识别号
hint-tax_id = 与统一社会信用代码相同
field-bank_name = 开户银行
hint-bank_name = 首次开具增值税发票前填写
field-bank_account = 银行账号
hint-bank_account = 8–30 位数字
field-tax_address = 开票地址
hint-tax_address = 以税务登记为准
field-tax_phone = 开票电话
field-purchase_order = 采购订单号
hint-purchase_order = 将印在账单上

## Credit

field-expected_monthly = 预计月采购额
hint-expected_monthly = 人民币元，不含税
field-requested_limit = 申请信用额度
hint-requested_limit = 人民币元。通常为预计月采购额的两倍，覆盖一个月预收费用和付款期限。
field-years_trading = 经营年限
hint-years_trading = 整年数
field-bank_reference = 银行资信证明编号
hint-bank_reference = 如银行已出具资信证明
field-credit_authorisation = 本公司同意运营方为评定信用额度查询企业信用信息。

## Declarations

field-declare_true = 申请中的信息和文件真实、准确、完整。
field-declare_entitled = 我有权代表公司提交本申请，并使其受约束。
field-declare_guide = 我已阅读计划指南。
field-declare_documents = 我同意处理所上传的身份文件，并已取得文件所涉个人的同意。

## Signing

field-consent_bind = 签署权限
field-consent_electronic = 电子签名

## Sign-in, codes and decisions

field-sign_in_name = 登录名
hint-sign_in_name = 格式为“用户名@域名”
field-password = 密码
hint-password = 首次登录请输入临时密码，连字符可省略
field-current = 当前密码
hint-current = 首次登录请输入临时密码，连字符可省略
field-repeated = 再次输入新密码
hint-repeated = 以免输入有误
field-code = 验证码
hint-code = 6 位数字。请勿告诉任何人，我们的员工也不会索取。
field-phone = 中国电话号码
hint-phone = 请使用贵组织的号码。更换后，之前的验证码立即失效。
field-method = 验证方式
method-sms = 发送短信
method-sms-hint = 仅限手机号码
method-voice = 语音来电
method-voice-hint = 手机或固定电话，验证码播报两遍
field-result = 结果
field-reason = 原因
hint-reason = 将保存在此申请的记录中
field-limit = 信用额度
hint-limit = 人民币元
field-company_name = 公司名称

## Checks

check-mailbox = 主要联系人邮箱
check-employment = 雇佣关系与邮箱域名
check-business-registration = 工商登记
check-network-id = 合作伙伴网络 ID
check-approval-contact = 审批联系人确认
check-duplicate = 重复申请
check-support-website = 支持网站
check-restricted-party = 受限制方与不良信息
check-credit = 信用审查
outcome-not-started = 未开始
outcome-pending = 等待
outcome-passed = 通过
outcome-failed = 不符
outcome-waived = 豁免
credit-pass = 通过
credit-refer = 需进一步审查
credit-fail = 不通过

## States

application-draft = 草稿
application-submitted = 已提交
application-in-review = 审核中
application-information-requested = 待补充资料
application-approved = 已批准，待签署
application-rejected = 未获批准
application-provisioning = 正在设置账户
application-active = 已生效
application-withdrawn = 已撤回
application-lapsed = 已失效
registration-open = 已开始
registration-identified = 已确认身份
registration-details = 已保存资料
registration-challenge = 正在验证电话
registration-locked = 验证已锁定
registration-verified = 电话已验证
registration-creating = 正在创建账户
registration-created = 账户已创建，登录信息待确认
registration-done = 已完成
registration-expired = 已过期
registration-blocked = 已关闭

## Roles

role-none = 无
role-global-admin = 全局管理员
role-billing-admin = 计费管理员
role-user-management-admin = 用户管理管理员
role-admin-agent = 管理代理
role-sales-agent = 销售代理
role-helpdesk-agent = 支持人员代理
role-reviewer = 审核员
role-credit-analyst = 信用分析员
role-credit-lead = 信用主管
role-catalogue-manager = 目录管理员
role-billing-operator = 计费专员
role-support-agent = 支持专员
role-auditor = 审计员
role-platform-admin = 平台管理员

## Setting up

task-reseller-flag = 经销权限
task-groups = 安全组
task-billing-account = 计费账户与计费日期
task-credit-limit = 信用额度
task-catalogue = 目录与价目表
task-profiles = 法律、计费与组织资料
task-support-profile = 支持资料
task-top-five = 目录前五项
task-activity-log = 活动日志
task-integration = 应用与 Webhook
task-welcome = 开始使用
checklist-verify-profiles = 核对资料
checklist-verify-profiles-hint = 法律、计费与组织资料，已从申请带入
checklist-add-users = 添加用户并设置权限
checklist-add-users-hint = 建议至少有两位全局管理员，以免无人可以登录。
checklist-customise-catalogue = 自定义目录
checklist-customise-catalogue-hint = 选出销售最常用的 5 项。
checklist-tax-details = 填写增值税发票资料
checklist-tax-details-hint = 开具首张发票前需要
