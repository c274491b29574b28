## Webhooks: where a company's programs are told of events

nav-hooks = 事件通知
hooks-lead = 客户、订单和订阅发生变化后，我们会立即在这里通知贵公司的应用。
hooks-registration = 注册
hooks-registration-note = 每家公司一个地址。每个事件都有签名，验证方法见接口文档。
hooks-register = 注册
field-hook_url = 地址
hint-hook_url = 公网 https 地址，须在十秒内返回 200 至 299 的状态码。不跟随重定向。
problem-url-port-low = 1024 以下的端口属于其他服务。请不写端口，或使用 1024 及以上的端口。
field-hook_events = 事件
problem-hook-no-event = 请至少选择一个事件。
problem-hook-event-unknown = 这里没有名为 { $event } 的事件。
hook-event-test-created = 有人请求测试。
hook-event-subscription-updated = 订阅发生变化，无论由谁更改。
hook-event-customer-created = 添加了客户。
hook-event-customer-updated = 客户资料已更改。
hook-event-relationship-changed = 与客户的关系开始或结束。
hook-event-order-created = 已下订单。
hook-event-order-updated = 订单已更改，或已开通。
hook-event-invoice-ready = 账单已出。
hook-event-invoice-export-ready = 导出的文件已就绪。
hook-event-dap-admin-relationship-approved = 客户授予了委派管理权限。
hook-event-dap-admin-relationship-terminated = 客户收回了委派管理权限。
hook-event-service-request-updated = 支持请求已创建、已答复或状态已变化。
hook-event-price-list-published = 发布了价目表。
hook-event-application-status-changed = 贵公司的申请状态已变化。
hook-event-partner-status-changed = 贵公司的账户已开通、暂停、恢复或终止。
field-ms_header = 把签名放在 x-ms-signature 中
hint-ms_header = 否则放在 Authorization 标头中。
hooks-working = 正常
hooks-failing = 失败中
hooks-stopped = 已停止
hooks-stopped-title = 不再送达任何事件
hooks-stopped-text = 一天之内没有任何事件能送达贵公司的地址。请更正地址，或在应用恢复应答后继续。
hooks-resume = 继续
hooks-resume-effect = 从现在起重新送达事件。停止期间发生的事件不会补发。
hooks-secret = 共享密钥
hooks-secret-note = 除证书签名外，还可以用只有贵公司应用和我们知道的密钥签名（HMAC-SHA256）。
hooks-secret-there = 事件使用共享密钥签名。
hooks-secret-none = 事件只使用证书密钥签名。
hooks-secret-make = 生成密钥
hooks-secret-replace = 更换密钥
hooks-secret-replace-effect = 事件将立即使用新密钥签名。请马上交给贵公司的应用。
hooks-secret-remove = 删除密钥
hooks-secret-remove-effect = 事件不再使用共享密钥签名，证书签名保留。
hooks-secret-lead = 请把密钥放到应用读取的位置。它不会再次显示。
hooks-secret-lead-again = 密钥已经显示过。如果没有人保存，请更换。
hooks-actions = 测试与删除
hooks-test = 发送测试事件
hooks-test-effect = 现在向贵公司的地址发送 test-created 事件。每分钟最多两次。
hooks-remove = 删除注册
hooks-remove-effect = 不再发送任何事件，等待中的事件将被放弃。送达列表保留七天。
hooks-deliveries = 送达记录
hooks-deliveries-note = 最近七天的记录。每个事件在一天内最多尝试十次，同一对象的事件按顺序送达；接收方可能收到两次，可用 X-Tongdao-Delivery 标头识别。
hooks-all = 全部
hook-state-pending = 等待中
hook-state-delivered = 已送达
hook-state-given-up = 已放弃
hooks-none = 还没有发送任何事件。
hooks-no-match = 没有这样的记录。
hooks-event = 事件
hooks-at = 时间
hooks-state = 状态
hooks-attempts = 尝试次数
hooks-last = 结果
hooks-replayed = 重新发送
hooks-delivery = 送达
hooks-delivery-id = 送达标识
hooks-original = 所重发的原记录
hooks-next = 下次尝试：
hooks-request = 请求
hooks-request-note = 签名在每次尝试时重新生成，不会保存。
hooks-no-attempts = 尚未尝试。
hooks-number = 序号
hooks-took = 用时
hooks-answer = 应答
hooks-replay = 重新发送
hook-problem-name-unknown = DNS 中没有该主机名。
hook-problem-name-unanswered = 域名服务器没有应答。
hook-problem-address-not-public = 该主机指向内部网络。
hook-problem-too-slow = 没有及时应答。
hook-problem-not-reached = 无法连接，或应答无法读取。
hook-problem-redirected = 不跟随重定向。
hook-problem-refused = 贵公司的应用拒绝了它。
hook-problem-stopped = 注册已停止或已删除。
hook-problem-not-sent = 本系统不发送任何事件。
hooks-done-saved = 注册已保存。
hooks-done-removed = 注册已删除。
hooks-done-resumed = 已重新开始送达事件。
hooks-done-unsigned = 共享密钥已删除。
hooks-done-replayed = 正在重新发送。
conflict-hook-registered = 贵公司已有注册，请更改该注册。
conflict-hook-without-test = 请先注册 test-created 事件。
conflict-hook-stopped = 由于事件无法送达，注册已停止。请先恢复。
conflict-hook-waits = 该事件仍在尝试送达。
conflict-hook-old = 七天之内的记录可以重新发送。
conflict-hook-gone = 注册已不存在。
toomany-hook-tests = 每分钟最多发送两个测试事件，请一分钟后再试。
toomany-hook-replays = 每分钟最多重新发送十条记录，请一分钟后再试。
audit-hook-register = 注册事件通知
audit-hook-change = 更改事件通知
audit-hook-remove = 删除事件通知
audit-hook-resume = 恢复事件通知
audit-hook-stop = 连续失败一天后停止事件通知
audit-hook-add-secret = 生成事件通知的共享密钥
audit-hook-remove-secret = 删除事件通知的共享密钥
audit-hook-reveal-secret = 显示事件通知的共享密钥
audit-hook-test = 请求测试事件
audit-hook-replay = 重新发送事件

## What programs are told about records

api-too-long-ago = 记录只保留 90 天。请使用更晚的开始日期。
api-ends-before = 结束日期早于开始日期。

## W01: nothing reaches a receiver any more

mail-w01-subject = 事件无法送达贵公司的应用
mail-w01-body =
    { $name }，您好：

    自{ $since }起，没有任何事件能送达 { $company } 注册的地址。我们已停止尝试。

    请更正地址，或在应用恢复应答后继续，并重新发送已放弃的事件：

    { $link }
