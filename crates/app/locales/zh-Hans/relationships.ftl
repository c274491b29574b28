## Requesting a relationship (09 §4)

relation-request = 请求建立关系
relation-lead = 适用于已是本中心客户的公司：其他合作伙伴的客户，或贵公司以前的客户。对方接受后，即出现在贵公司的客户列表中，您可以向其销售。
relation-mail = 邮件
relation-mail-note = 文字可以随意修改，但请勿改动链接。链接对所有客户相同，不含任何客户信息。
relation-text = 正文
relation-text-hint = 此处的修改仅供复制，不会保存。
relation-open-mail = 在邮件程序中打开
relation-mail-subject = { $partner } 请求成为贵公司的经销商
relation-mail-body =
    我们希望成为贵公司采购和管理服务的合作伙伴之一。

    贵公司在别处购买的内容保持不变：现有订阅和账单都不会因此改变。

    如果同意，请打开以下链接，以贵公司全局管理员身份登录并确认：

    { $link }

    { $partner }
relation-link = 链接
relation-link-note = 只有此链接指向贵公司。在更换之前一直有效。
relation-replace = 更换链接
relation-replace-effect = 此前发出的链接将立即失效。已接受的客户仍是贵公司的客户。
relation-done-replaced = 已生成新链接，原链接已失效。
relation-invitation = 合作伙伴请求建立关系
relation-what-lead = 该合作伙伴请求成为贵公司的经销商之一。如果接受：
relation-what-sell = 对方可以向贵公司销售，并就其销售的内容开具账单；
relation-what-stays = 贵公司从他处购买的内容、账单和条款保持不变。
relation-phishing = 请仅在了解该合作伙伴并预期此请求时接受。我们绝不会通过邮件索要密码。
relation-consent = 我代表本公司接受 { $partner } 作为具有委派管理权限的经销商。
problem-consent-needed = 如需接受请勾选此项，否则请返回。
relation-accept = 接受
relation-decline = 不接受
relation-accepted = { $partner } 是 { $company } 的经销商。
relation-not-now = { $partner } 目前不能接收 { $company } 为客户。未作任何更改。
relation-needs-admin = 只有 { $company } 的全局管理员可以接受 { $partner }。请转交此链接。
relation-not-a-customer = { $company } 不是本中心的客户，不能接受 { $partner }。请使用客户的账户登录。
conflict-relationship-not-now = 该合作伙伴目前不能接收客户。未作任何更改。
conflict-relationship-no-customer = 只有客户可以接受此请求。请使用客户的账户登录。
audit-relationship-accept = 客户接受建立关系
audit-relationship-replace-link = 更换建立关系的链接
hook-event-reseller-relationship-accepted-by-customer = 客户接受了建立关系的请求。

## What programs are told

api-no-such-reseller = 没有此经销商，或其与贵公司没有关系。

## R01: the partner is told

mail-r01-subject = { $company } 已接受建立关系
mail-r01-body =
    { $name }，您好：

    { $company } 已接受 { $partner } 作为其经销商，现已出现在客户列表中：

    { $link }

## R02: the customer is told

mail-r02-subject = { $partner } 已成为贵公司的经销商
mail-r02-body =
    { $name }，您好：

    { $company } 的全局管理员已接受 { $partner } 作为具有委派管理权限的经销商。如非本意，请告知我们或该合作伙伴：

    { $link }
