## Programs that call the interface

nav-apps = 应用与密钥
apps-lead = 代表贵公司调用接口的应用，以及用来证明身份的密钥。
apps-new = 注册应用
apps-new-lead = 应用现在获得标识；密钥在应用自己的页面上添加，每个只显示一次。
apps-none = 还没有应用代表贵公司调用接口。
apps-program = 应用
field-app_name = 名称
hint-app_name = 给贵公司自己人看的：它做什么，或由谁运行。最多 120 个字符。
apps-settings-note = 与用户一样，决定应用能看到什么、能做什么。只授予所需权限。
problem-app-name-taken = 贵公司已有同名应用，请换一个名称。
apps-keys = 密钥
apps-key = 密钥
apps-no-keys = 没有密钥，应用就不能调用。请在下方添加。
apps-last-used = 最近使用
apps-never = 从未
apps-next-expiry = 最近到期
apps-status = 状态
apps-enabled = 已启用
apps-disabled = 已停用
apps-facts = 应用需要的信息
apps-facts-note = 这些值不是机密，密钥才是。
apps-client-id = 应用（客户端）标识
apps-tenant-id = 租户标识
apps-api-address = 接口地址
apps-token-address = 令牌地址
apps-scope = 范围（scope）
apps-key-created = 创建时间
apps-key-expires = 到期时间
apps-key-valid = 有效
apps-key-expiring = 即将到期
apps-key-expired = 已到期
apps-key-revoked = 已吊销
apps-key-revoke = 吊销
apps-key-revoke-effect = 密钥以及用它取得的所有令牌将在几秒内失效。此操作无法撤销。
apps-validity = 密钥有效期
apps-validity-1 = 一年
apps-validity-2 = 两年
apps-key-add = 添加密钥
apps-key-title = 新密钥
apps-key-lead = 请把密钥放到应用读取的位置。它不会再次显示。
apps-key-lead-again = 密钥已经显示过。如果没有人保存，请吊销它并添加新的密钥。
apps-key-back = 返回应用
apps-actions = 停用或恢复
apps-disable = 停用应用
apps-disable-effect = 无论持有什么密钥或令牌，应用都不能再调用。密钥保留，重新启用后继续有效。
apps-enable = 启用应用
apps-enable-effect = 应用可以用仍然有效的密钥重新调用。
apps-done-registered = 应用已注册。请添加密钥，应用才能调用。
apps-done-revoked = 密钥已吊销。
apps-done-disabled = 应用已停用。
apps-done-enabled = 应用已启用。
audit-app-register = 注册应用
audit-app-add-key = 为应用添加密钥
audit-app-reveal-key = 显示应用密钥
audit-app-revoke-key = 吊销应用密钥
audit-app-disable = 停用应用
audit-app-enable = 启用应用

## What programs are told

api-not-found = 此地址下没有任何内容。
api-unauthorised = 需要有效的访问令牌：没有发送令牌，或令牌系伪造、已过期或已吊销。
api-forbidden = 此应用的角色不允许此操作。
api-too-many = 超出速率限制，请在 { $seconds } 秒后重试。
api-wrong-method = 此地址不支持该方法。
api-too-large = 正文超过 1 MB。
api-not-acceptable = 响应为 JSON，请接受 application/json。
api-not-json = 正文必须是 JSON，请以 application/json 发送。
api-not-in-programme = 本计划没有此操作。
api-no-such-terms = 本计划没有此类条款。
api-no-such-term = 此产品/服务没有该期限。
api-no-such-promotion = 没有该促销。
api-own-number = 不能将自己的编号设为记录合作伙伴。
api-not-a-reseller = 该编号不属于间接经销商；本计划没有间接经销商。
api-no-such-number = 合作伙伴网络中没有该编号。
api-number-or-tenant = 请用编号或租户之一指明合作伙伴，且只用其中之一。
api-asked-of-customer = 委派访问须由客户通过关系请求链接授予。
api-not-yet = 此版本尚未提供此操作。
api-malformed = 这不是格式正确的 JSON。
api-malformed-query = 无法读取地址中的查询部分。
api-bad-input = 请求中有无法使用的内容。
api-not-an-object = 此处应为对象。
api-not-a-text = 此处应为文本。
api-not-a-number = 此处应为非负整数。
api-not-a-flag = 此处应为 true 或 false。
api-not-a-list = 此处应为列表。
api-not-a-guid = 此处应为 GUID。
api-unknown-value = 此处不认识这个值。
api-said-twice = 此标头出现多次，且值不同。
api-bad-continuation = 续页令牌无效，请重新从头获取列表。
api-request-id-reused = 同一请求标识已用于另一个请求。请为每个新请求使用新的标识。
api-away = 服务目前无法完成此操作。没有任何更改；用同一请求标识重试也不会重复更改。
api-failed = 我们这边出了问题。询问时请提供关联标识。
api-stale = 此更改所依据的版本已不是当前版本，因此未作任何更改。请重新读取对象，并使用新的 ETag 再次发送更改。
audit-app-remind-key = 已提醒密钥即将到期
mail-key-expiry-subject = “{ $program }”的一个密钥将于{ $day }到期
mail-key-expiry-body =
    { $name }，您好：

    程序“{ $program }”的密钥 { $hint }… 自{ $day }起失效。请在此之前为该程序添加新密钥，并在旧密钥不再使用后将其吊销：

    { $link }
