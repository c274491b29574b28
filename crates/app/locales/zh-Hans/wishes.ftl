# How people want to be told, the archive of the action centre, and the mail of the morning.
actions-archived = 已存档
actions-archive = 存档
actions-archive-lead = 您已存档的内容。内容有变化时会自动重新出现。
actions-archive-none = 存档为空
actions-archive-none-text = 建议事项和最新消息可在操作中心存档。必办事项在完成之前一直显示。
actions-archive-it = 存档
actions-archived-at = 存档时间
actions-restore-it = 放回
actions-done-archived = 已移入存档。
actions-done-restored = 已放回；如果仍然有效，会重新显示。
news-archive-all = 全部消息存档
conflict-action-mandatory = 此事项不能存档，完成后会自动消失。
audit-notice-archive = 已存档通知
audit-notice-restore = 已从存档中取回通知
audit-notice-choose = 已选择通知方式
audit-notice-digest = 已发送每日汇总邮件
notice-title = 通知偏好
notice-lead = 按类别选择通知方式。只对您本人有效，同事各自选择。
notice-always = 始终通知
notice-always-note = 立即发送邮件，任何人都不能关闭。
notice-kind = 类别
notice-about = 内容
notice-mails = 邮件
notice-mails-at-once = 立即逐封发送
notice-mails-daily = 每天一封汇总邮件
notice-mails-never = 不发送
notice-news = 显示在操作中心的最新消息中
notice-done-saved = 您的偏好已保存。
notice-subscriptions = 订阅变更
notice-subscriptions-note = 已暂停或已取消的订阅。
notice-terms = 续订和试用
notice-terms-note = 即将续订的期限及其价格，即将结束的试用。
notice-imports = 导入
notice-imports-note = 您启动的、耗时较长的客户或订单文件导入。
notice-customers = 新客户
notice-customers-note = 接受贵公司链接的客户。
notice-special-prices = 特价
notice-special-prices-note = 授予贵公司的特价。
notice-support = 服务请求
notice-support-note = 请求已收到、已答复、已解决或已关闭。向您提出的问题始终通知。
notice-inquiries = 客户请求
notice-inquiries-note = 客户向贵公司提出的请求和补充内容。
notice-health = 服务事件
notice-health-note = 客户的服务出现故障以及恢复正常。
notice-maintenance = 计划内维护
notice-maintenance-note = 维护的公告、开始、变更和取消。
notice-programs = 应用程序
notice-programs-note = 即将到期的密钥，以及无法送达的 Webhook。
notice-bills = 账单和付款
notice-bills-note = 账单、提醒、因逾期暂停、异议。
notice-prices = 价目表
notice-prices-note = 新的价目表、撤回的价目表，以及提前结束的特价。
notice-endings = 终止和删除
notice-endings-note = 不再续订的订阅，以及将被删除的数据。
notice-answers = 支持人员的提问
notice-answers-note = 支持人员向您提出并等待答复的问题。
notice-application = 申请
notice-application-note = 申请的进展，以及审核员的提问。
notice-agreement = 协议
notice-agreement-note = 经销商协议的新版本和签署。
notice-profiles = 资料和域名
notice-profiles-note = 已审事实和银行账户的变更，域名验证。
notice-standing = 贵公司的状态
notice-standing-note = 暂停、恢复以及合作关系的终止。
notice-access = 登录和管理员
notice-access-note = 密码、验证器、联系方式和新管理员。
digest-more = ……另有 { $count } 条

## DIGEST: everything of a day

mail-digest-subject = 昨日以来的通知：{ $count } 条
mail-digest-body =
    { $name }，您好：

    以下是您选择每天汇总一次的通知：

    { $list }

    可在此更改通知方式：

    { $link }
