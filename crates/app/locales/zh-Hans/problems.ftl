## Text

problem-required = 请填写此项。
problem-too-short = 请至少输入 { $min } 个字符。
problem-too-long = 请最多输入 { $max } 个字符。
problem-control-characters = 文本中含有控制字符。请删除，或重新输入。
problem-invisible-characters = 文本中含有不可见字符。请直接输入，不要粘贴。
problem-unsupported-characters = 文本中含有无法保存的字符，例如表情符号。请删除。
problem-repeated = 此项被重复提交。请重新载入页面，只填写一次。

## Names

problem-name-only-symbols = 名称不能只有符号。请填写完整名称。
problem-name-abbreviation = 这看起来是缩写。请填写完整的法定名称。
problem-name-not-latin = 只能使用拉丁字母、数字和半角标点。
problem-name-web-address = 名称以“{ $ending }”结尾，像是网址。请对照营业执照核对。
problem-name-repeated-character = “{ $character }”连续出现三次以上。请核对名称。
problem-name-spaced-characters = 单个字符之间有空格。请核对名称，执照上没有的空格请删除。

## Unified social credit code

problem-uscc-old-number = 这是旧的 15 位注册号。请填写现行营业执照上的 18 位统一社会信用代码。
problem-uscc-length = 统一社会信用代码应为 18 位，您输入了 { $length } 位。请对照营业执照核对。
problem-uscc-alphabet = 代码中不会出现“{ $character }”。只有数字和大写字母，且不含 I、O、S、V、Z。
problem-uscc-check-digit = 校验位不正确，请对照营业执照核对，特别是第 18 位。
problem-uscc-organisation-check = 第 9 至 17 位的组织机构代码与其校验位不符。部分旧代码如此；请核对，与营业执照一致即可继续。
problem-uscc-province-mismatch = 代码的登记地区为 { $division }，与所选省级行政区不同。请核对；如公司已迁址，可以继续。

## Postal code

problem-postal-code-format = 请输入 6 位邮政编码。
problem-postal-code-province-mismatch = 以 { $prefix } 开头的邮政编码属于其他省级行政区。请核对邮政编码和省级行政区。

## Telephone

problem-phone-not-china = 请使用中国电话号码（+86）。
problem-phone-format = 号码不完整。请输入手机号码，或带区号的固定电话，例如 021 5555 0123。
problem-phone-extension = 此分机号不可用。固定电话的分机号最多 6 位，其他号码不能带分机号。
problem-phone-service-number = 此处不能使用 400、800 或 95 开头的号码。请输入手机或固定电话号码。
problem-phone-not-mobile = 请输入手机号码。固定电话无法接收短信。

## E-mail

problem-email-format = 邮箱地址不完整。格式为 name@company.cn。
problem-email-domain = “{ $domain }”不是有效的邮箱域名。请核对 @ 后面的部分。
problem-email-webmail = 须使用企业邮箱，不能使用 { $domain }。
problem-email-in-new-tenant = 此邮箱属于正在创建的账户，目前无法收信。请填写已在使用的邮箱。
problem-email-other-domain = 主要联系人的邮箱域名为 { $domain }，与此邮箱不同。请核对，或在文件中补充该域名属于贵公司的证明。

## Web address

problem-url-not-https = 网址须以 https:// 开头。
problem-url-format = 网址无效。格式为 https://support.company.cn。
problem-url-user-info = 请删除 @ 之前的用户名和密码。
problem-url-ip-address = 请使用域名，不要使用 IP 地址。
problem-url-local-host = 此网址只能在内部网络访问。请填写客户可以打开的网址。
problem-url-port = 请删除冒号后的端口号。

## Domain prefix and user name

problem-domain-characters = 只能使用小写字母、数字和连字符。
problem-domain-first-character = 须以字母开头。
problem-domain-last-character = 须以字母或数字结尾。
problem-domain-double-hyphen = 第三、第四个字符不能都是连字符。
problem-domain-reserved = “{ $prefix }”为保留名称。请选择其他前缀。
problem-domain-taken = 此前缀已被占用。请选择其他前缀。
problem-user-name-characters = 只能使用小写字母、数字、点、连字符和下划线。
problem-user-name-ends = 开头和结尾须为字母或数字。
problem-user-name-double-dot = 不能有两个连续的点。

## Partner network

problem-network-id-format = 请输入 4 至 10 位数字。
problem-network-id-unknown = 合作伙伴网络中没有此 ID。请核对数字。
problem-network-id-inactive = 此会员资格未生效。请在合作伙伴网络续期，或填写其他 ID。
problem-network-id-not-location = 这不是位置 ID。请填写贵组织在中国的位置 ID。
problem-network-id-other-country = 此 ID 的位置不在中国。请填写中国的位置 ID。

## Numbers, dates and amounts

problem-bank-account-format = 请输入 8 至 30 位数字的银行账号。
problem-verification-code-format = 请输入 6 位数字验证码。
problem-date-format = 请按 2026-07-15 的格式填写日期。
problem-date-not-real = 没有这一天。请核对月份和日期。
problem-date-in-future = 日期不能晚于今天。请核对。
problem-date-in-past = 此日期已过。如期限已延长，请填写新的截止日期。
problem-amount-format = 请输入人民币金额，例如 60,000.00。
problem-amount-decimals = 最多两位小数。
problem-amount-negative = 金额不能为负数。
problem-amount-too-large = 金额不能超过 { $max } 元。
problem-number-format = 请输入整数。
problem-number-too-small = 不能小于 { $min }。
problem-number-too-large = 不能大于 { $max }。
problem-limit-above-a-year = 申请额度超过十二个月的预计采购额。请核对两项金额。
problem-tax-id-differs = 纳税人识别号须与统一社会信用代码一致。

## Passwords and codes

problem-password-too-long = 密码最多 { $max } 个字符。
problem-password-too-short = 密码至少 { $long } 个字符；或至少 { $short } 个字符，并含有小写字母、大写字母、数字、其他字符中的三类。
problem-password-contains-name = 密码中含有您的姓名、登录名或组织名称。请另选密码。
problem-password-common = 此密码容易被猜到。请另选密码。
problem-password-reused = 您最近用过此密码。请另选密码。
problem-password-current-wrong = 当前密码不正确。
problem-password-differs = 两次输入的新密码不一致。请重新输入。
problem-sign-in-wrong = 登录名或密码不正确。
problem-code-wrong = 验证码不正确，或已使用过。请输入验证器应用当前显示的验证码。
problem-code-wrong-left = 验证码不正确，还可尝试 { $left } 次。
problem-code-none = 此验证码已失效。请重新获取。

## Choices and confirmations

problem-choice-unknown = 请从所列选项中选择。
problem-tick-required = 请勾选后继续。
problem-country-fixed = 本计划仅面向所在国家或地区的公司。
problem-approval-same-person = 审批联系人与主要联系人为同一人。建议另选他人；也可以继续。

## Documents

problem-document-required = 请上传此文件。
problem-document-letter-required = 主要联系人不是法定代表人。请上传授权书。
problem-document-permit-required = 贵公司经营增值电信业务。请上传许可证。
problem-document-domain-required = 审批联系人与主要联系人的邮箱域名不同。请上传该域名属于贵公司的证明。
problem-document-empty = 文件为空。请选择其他文件。
problem-document-too-large = 文件超过 { $megabytes } MB。请选择较小的文件。
problem-document-type = 文件不是 PDF、JPG 或 PNG。请选择其他文件。
problem-document-too-many = 此处最多上传 { $max } 个文件。请先移除一个。

## Conflicts

conflict-busy = 系统繁忙，没有任何更改。请重试。
conflict-illegal-transition = 当前阶段不能执行此操作。请重新载入页面查看最新状态。
conflict-stale = 其他人刚刚更改了此内容，因此您的更改没有生效。请重新载入页面后再决定。
conflict-authenticator-exists = 此账户已设置验证器。请使用其显示的验证码。
conflict-temporary-password-expired = 临时密码已过期，请改为设置新密码。
conflict-text-changed = 您打开页面后，文本已更新。请阅读新版本后再决定。
conflict-authenticate-again = 请先用验证器的验证码确认您的身份，然后重试。
conflict-verify-again = 创建账户前，需要重新验证您的电话号码。
conflict-already-signed = 此协议已签署，您无需再做任何操作。
conflict-cannot-continue = 我们无法继续办理。请联系我们，或询问贵公司的管理员。
conflict-same-person = 此项须由另一人决定。请交由同事处理。
conflict-checks-open = 还有检查未完成。全部通过或豁免后才能批准。
conflict-credit-missing = 尚未核定信用额度。核定后才能继续。
conflict-credit-expired = 信用审查结果已过期，须先重新审查。
conflict-domain-taken = 域名前缀刚刚被占用。请返回并选择其他前缀。
conflict-link-expired = 此链接已过期。请向发送方索取新链接。
conflict-link-used = 此链接已答复，您无需再做任何操作。
conflict-manual-review = 电话验证失败次数过多，已关闭。请联系我们，由我们协助您继续。

## Too many attempts

toomany-code-too-soon = 验证码刚刚发送。请稍候再重新获取。
toomany-code-locked = 失败次数过多，电话验证已暂时锁定。
toomany-registrations = 您所在网络今天开始的注册过多。请明天重试，或继续已开始的注册。
toomany-generic = 操作过于频繁。请稍候再试。
conflict-signing-expired = 批准已过期。请联系运营方重新开启您的申请。
conflict-link-closed = 此链接已不能答复：申请已进入下一阶段。
