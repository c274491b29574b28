## Custom domains

nav-domains = 網域
domain-lead = 使用者登入名稱可以使用的網域。
domain-first = 您的第一個網域，永久有效。
domain-primary = 新使用者使用
domain-make-primary = 用於新使用者
domain-add = 新增網域
domain-add-note = 您需要在網域的 DNS 中新增一筆記錄，證明該網域屬於貴公司。
field-domain = 網域
hint-domain = 貴公司的網域，例如 contoso.cn
domain-no-resolver = 此系統暫時不能驗證網域
domain-no-resolver-text = 營運方尚未指定網域名稱伺服器。可以新增網域，等待驗證。
domain-state-pending = 待驗證
domain-state-verified = 已驗證
domain-state-failed = 未驗證
domain-reason-not-looked = 請在 DNS 服務商處新增此記錄，然後驗證。系統也會自動檢查。
domain-reason-no-record = 尚未找到此記錄。新記錄可能需要數小時才會在各處生效。
domain-reason-other-value = 找到了同名記錄，但內容不同。請核對記錄值。
domain-reason-no-answer = 該網域的 DNS 伺服器沒有回應，系統會自動重試。
domain-reason-too-late = 30 天內未找到此記錄。請新增記錄後重新驗證。
domain-reason-elsewhere = 該網域屬於另一個帳戶。如果它屬於貴公司，請與我們聯絡。
domain-record-type = 類型
domain-record-name = 名稱
domain-record-value = 值
domain-verified-at = 驗證時間：{ $time }
domain-checked-at = 最近檢查：{ $time }
domain-next-at = 下次檢查：{ $time }
domain-verify = 驗證
domain-remove = 移除
domain-effect-remove = 移除後，{ $domain }可以由您或其他擁有者重新新增並驗證。
domain-done-added = 已新增網域。請新增記錄，然後驗證。
domain-done-verified = 網域已驗證。請保留該記錄，系統每週會再次檢查。
domain-done-pending = 尚未找到該記錄。
domain-done-failed = 該網域未通過驗證。
domain-done-primary = 今後新的登入名稱使用此網域。
domain-done-removed = 已移除網域。
field-sign_in_domain = 登入名稱的網域
problem-domain-address = 只需輸入網域，不含 https://、路徑、@ 或連接埠。
problem-domain-format = 網域不完整。格式為 contoso.cn。
problem-domain-own-suffix = 本計畫的網域於註冊時分配，不能新增。
problem-domain-webmail = { $domain } 屬於郵件服務商。請輸入貴公司的網域。
problem-domain-too-many = 最多可以新增 { $max } 個網域。請先移除一個。
problem-domain-added = 清單中已有此網域。
conflict-resolver-missing = 此系統暫時不能驗證網域。請聯絡營運方。
conflict-domain-not-verified = 此網域尚未驗證。
conflict-domain-in-use = 有登入名稱使用此網域。請先刪除這些使用者；已刪除的使用者在 30 天內仍計算在內。
mail-d01-subject = 未找到 { $domain } 的驗證記錄
mail-d01-body =
    { $name } 您好：

    未找到證明 { $domain } 屬於貴公司的記錄 { $record }。如果兩天內仍未找到，該網域將視為未驗證。

    需要新增的記錄值請見此處：

    { $link }
mail-d02-subject = { $domain } 已不再通過驗證
mail-d02-body =
    { $name } 您好：

    記錄 { $record } 已連續數日未找到。{ $domain } 現視為未驗證：新的登入名稱不能使用該網域，現有使用者照常登入。

    請新增記錄並在此重新驗證：

    { $link }
audit-domain-add = 已新增網域
audit-domain-look = 已檢查網域
audit-domain-make-primary = 已選擇新使用者的網域
audit-domain-remove = 已移除網域

## Names that are looked up

problem-url-not-found = 找不到此網址：DNS 中沒有該名稱。請核對拼寫。
problem-url-not-public = 此網址指向內部網路。請填寫客戶可以開啟的網址。
problem-email-undeliverable = 「{ $domain }」似乎不能接收郵件。請核對；也可以繼續。
audit-application-check-website = 已查詢支援網站
console-job-website = 支援網站
