## Form
enrol-title = 加入云解决方案提供商计划
enrol-lead = { $company } · 参考号 { $reference }
enrol-sections = 各部分
enrol-progress = 完成 { $done } / { $total } 部分
enrol-complete = 已完成
enrol-all = 全部部分
enrol-save-continue = 保存并继续
enrol-submit = 提交申请
enrol-submit-note = 所有内容均已填写。提交后审核期间不能修改；如需补充，我们会列出具体项目。
enrol-incomplete = 还有部分内容未完成。提交时会列出缺少的内容。
enrol-support-hours = 7 × 24 小时，全年
enrol-credit-proposal = 建议额度：{ $expected } × { $multiplier } = { $proposal }，覆盖一个月预收费用和 30 天账期。
enrol-read-authorisation = 查看信用查询授权书
enrol-read-documents = 查看身份文件同意书
enrol-documents-kept = 已上传的文件
enrol-documents-empty = 请至少上传营业执照。
enrol-documents-add = 添加文件
enrol-documents-where = 文件由运营方存储于中国境内，查看均有记录。
enrol-document-kind = 文件类型
enrol-document-file = 文件
document-kept = 已收到
document-missing = { $name }（缺少）
field-file = 文件

## Status
status-title = 申请状态
status-checks = 审核项目
status-check-done = 已通过
status-check-open = 进行中
status-path = 进度
status-days = 第 { $days } 个工作日，目标 { $target } 个工作日内
status-now-draft = 申请尚未提交。
status-now-submitted = 正在进行自动检查。
status-now-in-review = 审核人员正在处理您的申请。有结果或需要补充时，我们会发邮件通知。
status-now-information-requested = 我们需要您补充资料。
status-now-approved = 已批准。全局管理员现在可以签署协议。
status-now-rejected = 申请未获批准。
status-now-provisioning = 已签署。我们正在设置您的账户，可能需要几小时。
status-now-active = 贵公司可以开始销售。
status-now-withdrawn = 申请已撤回。
status-now-lapsed = 申请已失效。

## Signing
sign-title = 签署经销商协议
sign-lead = 审核已通过。请由全局管理员阅读并签署，最迟 { $until }。
sign-version = 版本
sign-governs = 以此语言文本为准
sign-governs-not = 以简体中文文本为准
sign-accept = 接受并继续
sign-later = 暂不签署
sign-recorded = 将记录：签署人、时间、IP 地址、浏览器、验证方式与时间以及上方文本的哈希值。记录不可更改。
sign-billing-day = 今天签署，计费日为每月 { $day } 日
sign-billing-note = 计费日期由签署当天决定，以后不能更改。
sign-first-bill = 首次账单
sign-first-due = 首次到期
sign-terms = 账期
sign-net = 净 { $days } 天
sign-limit = 信用额度
sign-reauth-title = 请确认您的身份
sign-reauth-text = 签署前 10 分钟内须使用过身份验证器。

## Agreements
agreements-title = 协议
agreements-empty = 尚未签署任何协议。
agreements-name = 协议
agreements-accepted = 接受日期
agreements-version = 版本
agreements-by = 接受人
agreements-copies = 签署副本
agreements-printing = 正在生成
agreements-verify = 验证
