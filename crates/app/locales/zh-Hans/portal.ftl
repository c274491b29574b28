## Overview
overview-greeting = 您好，{ $name }
overview-facts = 关键信息
overview-selling-title = 贵公司可以开始销售
overview-selling-text = 可添加客户并向其销售；需要处理的事项见操作中心。

## The next step
application-none = 未开始
next-begin = 开始申请
next-continue = 继续填写申请
next-sign = 阅读并签署协议
next-status = 查看状态
next-none-title = 加入计划
next-none-text = 贵组织没有进行中的申请。
next-draft-title = 完成您的申请
next-draft-text = 填写公司资料、上传营业执照并提交。填写的内容会自动保存。
next-submitted-title = 我们已收到您的申请
next-submitted-text = 正在进行自动检查。
next-in-review-title = 您的申请正在审核
next-in-review-text = 审核和信用审查可能需要数周。请主要联系人和审批联系人回复我们发送的邮件。
next-information-requested-title = 我们需要更多资料
next-information-requested-text = 查看缺少的内容并补充。
next-approved-title = 已批准：请签署协议
next-approved-text = 请全局管理员阅读协议并点击“接受并继续”。签署当天将成为每月计费日期。
next-rejected-title = 申请未获批准
next-rejected-text = 原因及您可以采取的措施请见状态页。
next-provisioning-title = 我们正在设置您的账户
next-provisioning-text = 可能需要几小时。
next-withdrawn-title = 申请已撤回
next-withdrawn-text = 您可以重新申请。
next-lapsed-title = 申请已失效
next-lapsed-text = 您可以在一段时间内重新开启，或重新申请。

## Setting up
setup-title = 我们正在设置您的账户，可能需要几小时
setup-text = 您可以保持登录：本页会自动刷新，权限就绪后立即生效。
setup-tasks = 设置内容
setup-progress = 完成 { $done } / { $total }
setup-task-retrying = 将自动重试

## Tiles
tile-billing-day = 每月计费日期
tile-billing-day-value = { $day } 日
tile-signed-on = 协议签署于 { $date }
tile-first-bill = 首次账单
tile-credit = 信用额度
tile-network = 合作伙伴网络 ID
tile-reference = 参考号

## First steps
checklist-title = 开始使用
checklist-done-by = 由{ $name }完成
checklist-mark = 标为已完成：{ $item }

## Profiles
profile-lead = 根据您的申请设置。
profile-empty = 签署协议后会生成资料。
profile-title-legal = 法律业务资料
profile-title-billing = 计费资料
profile-title-organisation = 组织资料
profile-title-support = 支持资料
profile-name = 名称
profile-domain = 域名
profile-language = 语言

## Search
search-title = 搜索
search-label = 客户、域名、ID 或账单号
search-hint = 输入客户名称或域名的开头、ID、账单号，或产品名称的一部分。
search-for = “{ $text }”的结果
search-nothing = 只能找到您的角色可以打开的内容。名称和域名按开头查找，订阅和账单须输入完整的 ID 或编号。
search-invoices = 账单
search-more = 所有匹配的客户
