## Requesting a relationship (09 §4)

relation-request = 要求建立關係
relation-lead = 適用於已是本中心客戶的公司：其他合作夥伴的客戶，或貴公司以前的客戶。對方接受後，即出現在貴公司的客戶清單中，您可以向其銷售。
relation-mail = 郵件
relation-mail-note = 文字可以任意修改，但請勿變更連結。連結對所有客戶相同，不含任何客戶資訊。
relation-text = 內文
relation-text-hint = 此處的修改僅供複製，不會儲存。
relation-open-mail = 在郵件程式中開啟
relation-mail-subject = { $partner } 要求成為貴公司的經銷商
relation-mail-body =
    我們希望成為貴公司採購和管理服務的合作夥伴之一。

    貴公司在別處購買的內容維持不變：現有訂閱和帳單都不會因此改變。

    如果同意，請開啟以下連結，以貴公司全域管理員身分登入並確認：

    { $link }

    { $partner }
relation-link = 連結
relation-link-note = 只有此連結指向貴公司。在更換之前一直有效。
relation-replace = 更換連結
relation-replace-effect = 先前送出的連結將立即失效。已接受的客戶仍是貴公司的客戶。
relation-done-replaced = 已產生新連結，原連結已失效。
relation-invitation = 合作夥伴要求建立關係
relation-what-lead = 該合作夥伴要求成為貴公司的經銷商之一。如果接受：
relation-what-sell = 對方可以向貴公司銷售，並就其銷售的內容開立帳單；
relation-what-stays = 貴公司從他處購買的內容、帳單和條款維持不變。
relation-phishing = 請僅在了解該合作夥伴並預期此要求時接受。我們絕不會透過郵件索取密碼。
relation-consent = 我代表本公司接受 { $partner } 作為具有委派管理權限的經銷商。
problem-consent-needed = 如需接受請勾選此項，否則請返回。
relation-accept = 接受
relation-decline = 不接受
relation-accepted = { $partner } 是 { $company } 的經銷商。
relation-not-now = { $partner } 目前不能接收 { $company } 為客戶。未作任何變更。
relation-needs-admin = 只有 { $company } 的全域管理員可以接受 { $partner }。請轉交此連結。
relation-not-a-customer = { $company } 不是本中心的客戶，不能接受 { $partner }。請使用客戶的帳戶登入。
conflict-relationship-not-now = 該合作夥伴目前不能接收客戶。未作任何變更。
conflict-relationship-no-customer = 只有客戶可以接受此要求。請使用客戶的帳戶登入。
audit-relationship-accept = 客戶接受建立關係
audit-relationship-replace-link = 更換建立關係的連結
hook-event-reseller-relationship-accepted-by-customer = 客戶接受了建立關係的要求。

## What programs are told

api-no-such-reseller = 沒有此經銷商，或其與貴公司沒有關係。

## R01: the partner is told

mail-r01-subject = { $company } 已接受建立關係
mail-r01-body =
    { $name } 您好：

    { $company } 已接受 { $partner } 作為其經銷商，現已出現在客戶清單中：

    { $link }

## R02: the customer is told

mail-r02-subject = { $partner } 已成為貴公司的經銷商
mail-r02-body =
    { $name } 您好：

    { $company } 的全域管理員已接受 { $partner } 作為具有委派管理權限的經銷商。如非本意，請告知我們或該合作夥伴：

    { $link }
