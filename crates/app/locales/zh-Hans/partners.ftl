### Partners in the operator console.

nav-partners = 合作伙伴
partners-lead = 已签署协议的公司。
partners-search = 公司、域名、信用代码或网络 ID
partners-list = 合作伙伴列表
partners-empty = 还没有合作伙伴
partners-empty-text = 公司签署协议后会显示在这里。
partners-model = 业务模式
partners-billing-day = 账单日
partners-note = { $domain } · { $code } · { $network } · { $model }
partners-standing = 合作伙伴现状
partners-first-bill = 首期账单 { $date }
partners-version = { $version } 版
partners-ready = { $date } 起可用
partners-limit = 信用额度
partners-credit = 信用决定
partners-credit-note = 最新的在前
partners-credit-until = 签署截止
partners-users-note = { $count } 个用户
partners-set-up-log = 任务与尝试记录
partners-activity = 动态
partners-audit = 审计日志中的全部条目
partners-open = 打开合作伙伴
partners-no-orders-not-a-partner = 协议已终止：不能下新订单
partners-no-orders-setting-up = 正在开通：还不能下订单
partners-no-orders-suspended = 已暂停：不能下新订单
partners-no-orders-agreement-unsigned = 不能下新订单：新版协议尚未签署
partner-status-provisioning = 开通中
partner-status-active = 有效
partner-status-suspended-payment = 暂停：账单未付
partner-status-suspended-profile = 暂停：资料审核
partner-status-suspended-abuse = 暂停：滥用
partner-status-terminating = 终止中
partner-status-terminated = 已终止

### Suspending, restoring and ending partners.

standing-title = 暂停与终止
standing-none = 尚无操作。
standing-suspend = 暂停
standing-suspend-effect = 在恢复之前，该合作伙伴不能创建客户、下单或更改许可证数量。已售出的服务继续运行，合作伙伴仍可照管客户、付款，计费照常进行。其全局管理员会收到写明原因的邮件。
standing-suspend-confirm = 暂停该合作伙伴
standing-restore = 恢复
standing-restore-effect = 该合作伙伴立即恢复业务。如已决定终止，则不再终止。其全局管理员会收到写明原因的邮件。
standing-restore-confirm = 恢复该合作伙伴
standing-terminate = 终止合作
standing-terminate-effect = 须由第二人同意。同意后开始三十天通知期：该合作伙伴不能开展新业务，其客户会收到另寻合作伙伴的通知。
standing-terminate-confirm = 提议终止
standing-reason = 原因
standing-reason-hint = 合作伙伴会看到此内容。
standing-cause = 事由
standing-cause-payment = 账单未付
standing-cause-profile = 资料未能通过审核
standing-cause-abuse = 滥用
standing-domain = 合作伙伴的域名
standing-domain-hint = 请输入 { $domain } 以确认。
problem-partner-domain = 与 { $domain } 不一致。
standing-proposal = 已提议终止与该合作伙伴的合作
standing-proposal-effect = 第二人同意后，开始三十天通知期，该合作伙伴的每个客户都会收到邮件。
standing-approve = 同意
standing-decline = 拒绝
standing-take-back = 撤回
standing-act-suspend = 已暂停
standing-act-restore = 已恢复
standing-act-terminate = 已决定终止
standing-act-proposed = 已提议终止
standing-act-declined = 终止提议未通过
standing-ends = 最后一天 { $day }
standing-done-suspended = 已暂停该合作伙伴。
standing-done-restored = 该合作伙伴已恢复业务。
standing-done-proposed = 已提议终止，须由第二人同意。
standing-done-ending = 通知期已开始。
standing-done-declined = 提议已关闭。
conflict-partner-standing = 该合作伙伴的状态不允许此操作。
conflict-partner-act-open = 已有关于该合作伙伴的提议在等待处理。
conflict-partner-act-same = 须由其他人同意：该提议由您提出。
standing-banner-payment = 贵公司已被暂停：账单逾期
standing-banner-profile = 贵公司已被暂停：资料未能通过审核
standing-banner-abuse = 贵公司因滥用被暂停
standing-banner-text = 您不能添加客户、下单或更改许可证数量。已售出的服务继续运行，您仍可照管。
standing-banner-pay = 查看应付款
standing-banner-mend = 查看资料
standing-banner-terminating = 贵公司的合作即将终止
standing-banner-terminating-text = 发给贵公司全局管理员的邮件中写明了最后一天。您不能开展新业务；客户已收到另寻合作伙伴的通知。
standing-banner-terminated = 贵公司的合作已终止
standing-banner-terminated-text = 不能再销售任何产品。
audit-partner-suspend = 已暂停合作伙伴
audit-partner-restore = 已恢复合作伙伴
audit-partner-propose-end = 已提议终止合作
audit-partner-approve-end = 已决定终止合作
audit-partner-decline-end = 终止合作的提议未通过
audit-partner-end = 合作已终止
audit-partner-tell-customers = 已通知客户合作终止

mail-partner-suspended-subject = { $company } 已被暂停
mail-partner-suspended-body =
    { $name }，您好：

    { $company } 已被暂停。原因：

    { $reason }

    在此期间，贵公司不能添加客户、下单或更改许可证数量。已售出的服务继续运行，您仍可照管：

    { $link }

mail-partner-restored-subject = { $company } 已恢复业务
mail-partner-restored-body =
    { $name }，您好：

    { $company } 已恢复业务。决定如下：

    { $reason }

    您可以照常销售：

    { $link }

mail-partner-ends-subject = 与 { $company } 的合作将于 { $day } 后终止
mail-partner-ends-body =
    { $name }，您好：

    经我方两人决定，与 { $company } 的合作将终止，最后一天为 { $day }。原因：

    { $reason }

    自即日起，贵公司不能开展新业务。您的客户会收到另寻合作伙伴的通知；其使用的服务在此期间继续运行。最后一张账单将随后出具：

    { $link }

mail-partner-ended-subject = 与 { $company } 的合作已终止
mail-partner-ended-body =
    { $name }，您好：

    通知期已结束，与 { $company } 的合作已终止。您仍可在此查看：

    { $link }

mail-partner-leaves-subject = { $partner } 将不再是贵公司的合作伙伴
mail-partner-leaves-body =
    { $company }：

    向贵公司销售订阅的 { $partner } 将退出计划，最后一天为 { $day }。请在此之前另寻合作伙伴：新合作伙伴会向您发送链接，贵公司用户的账户保持不变。登录方式不变：

    { $link }
conflict-partner-overdue = 仍有未付款项，恢复后会立即再次暂停。请在逾期账单页面同意延期；暂停会随之自动解除。
standing-by-itself-suspend = 系统自动：账单 { $invoice } 未付
standing-by-itself-restore = 系统自动：已无逾期款项
