## The list
customers-lead = 贵公司的销售对象。
customers-search = 公司名称、域名或客户 ID
customers-name = 公司
customers-units = 许可证数量
customers-none = 还没有客户
customers-none-text = 请添加第一个客户。该公司将获得自己的账户和首位管理员，您可以立即为其下单。
customers-no-match = 没有名称或域名以此开头的客户。请检查拼写，或只输入开头部分。
customers-first-page = 首页
customer-done-ended = 关系已终止，该客户已从列表中移除。

tile-customers-open = 查找或添加客户

## About one customer
customer-tabs = 客户
customer-tab-sales = 订阅
customer-tab-account = 账户
customer-id = 客户 ID
customer-domain = 域名
customer-since = 成为客户时间
customer-delegated = 委派管理
customer-address = 地址
customer-contact = 主要联系人
customer-phone = 电话
customer-language = 语言
customer-account-lead = 公司资料、协议与关系。
customer-relationship = 关系
customer-company = 公司
customer-done-edited = 账户资料已更改。
customer-done-attested = 已记录客户接受协议，现在可以下单。
field-email = 电子邮件
field-address1 = 地址
field-address2 = 地址第二行

## Its agreement
customer-agreement = 客户协议
customer-agreement-note = 首次下单前必须确认。
customer-agreement-version = 版本
customer-agreement-by = 接受人
customer-agreement-told = 记录时间
customer-not-agreed = 尚未记录。
customer-agreed-on = 主要联系人已于{ $day }接受。
customer-attest = 记录接受
customer-attest-text = 请填写代表客户接受协议的人员及日期。此记录作为贵公司的声明保存。
customer-attest-open = 记录客户接受协议
field-agreed_on = 接受日期
customer-agreed-hint = 主要联系人接受协议的日期。暂不下单可留空。
problem-agreed-before-order = 请填写客户接受协议的日期，或暂不下单。

## The end of a relationship
customer-end = 终止关系
customer-end-confirm = 确认终止
customer-end-effect = { $name }将从列表中移除，委派管理终止，贵公司不能再向其销售。其账户和数据仍归其所有。此操作无法在此撤销。
customer-end-not-yet = 所有订阅均已结束后才能终止关系。请先取消剩余的订阅。

## A new customer
customer-new = 添加客户
customer-new-lead = 适用于尚无账户的公司。完成最后一步前不会创建任何内容。
customer-step-account = 账户
customer-step-products = 订阅
customer-step-review = 检查
customer-step-done = 确认
customer-company-note = 须与营业执照一致。
customer-contact-note = 将成为客户账户的首位管理员。
customer-credit-code-hint = 18 位。可避免重复添加同一公司。
customer-domain-hint = 3 至 27 个小写字母、数字或连字符，之后不能更改。
customer-email-hint = 须为客户自己的邮箱，不能是贵公司的邮箱。
customer-give-up = 取消
customer-to-products = 下一步：订阅
customer-to-review = 下一步：检查
customer-products-lead = 请输入各项数量。也可以全部留空，以后再下单。
customer-review-lead = 提交前请检查全部内容。
customer-first-order = 首个订单
customer-no-order = 暂不下单。
customer-submit = 创建客户
customer-update-account = 修改账户
customer-update-products = 修改订阅
customer-done-title = 客户已添加
customer-done-lead = 请立即将以下凭据转交给{ $name }。密码在 { $days } 天内有效，首次登录时必须更改。
customer-done-lead-again = { $name }的密码已显示过，自当时起 { $days } 天内有效。如已遗失，请客户在登录页恢复访问。
customer-done-pass-on = 此密码无法再次显示
customer-done-pass-on-text = 请当面或通过电话告知管理员，不要与登录名放在同一封消息中。
customer-done-open = 打开该客户
customer-done-list = 全部客户
customer-order-placed = 订单已提交，订阅自明天起生效。
customer-order-refused = 客户已创建，但订单未能提交
customer-order-again = 重新下单
