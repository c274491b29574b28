## Programs that call the interface

nav-apps = 應用程式與金鑰
apps-lead = 代表貴公司呼叫介面的應用程式，以及用來證明身分的金鑰。
apps-new = 註冊應用程式
apps-new-lead = 應用程式現在取得識別碼；金鑰在應用程式自己的頁面新增，每個只顯示一次。
apps-none = 還沒有應用程式代表貴公司呼叫介面。
apps-program = 應用程式
field-app_name = 名稱
hint-app_name = 給貴公司自己人看的：它做什麼，或由誰執行。最多 120 個字元。
apps-settings-note = 與使用者一樣，決定應用程式能看到什麼、能做什麼。只授予所需權限。
problem-app-name-taken = 貴公司已有同名應用程式，請換一個名稱。
apps-keys = 金鑰
apps-key = 金鑰
apps-no-keys = 沒有金鑰，應用程式就不能呼叫。請在下方新增。
apps-last-used = 最近使用
apps-never = 從未
apps-next-expiry = 最近到期
apps-status = 狀態
apps-enabled = 已啟用
apps-disabled = 已停用
apps-facts = 應用程式需要的資訊
apps-facts-note = 這些值不是機密，金鑰才是。
apps-client-id = 應用程式（用戶端）識別碼
apps-tenant-id = 租用戶識別碼
apps-api-address = 介面位址
apps-token-address = 權杖位址
apps-scope = 範圍（scope）
apps-key-created = 建立時間
apps-key-expires = 到期時間
apps-key-valid = 有效
apps-key-expiring = 即將到期
apps-key-expired = 已到期
apps-key-revoked = 已撤銷
apps-key-revoke = 撤銷
apps-key-revoke-effect = 金鑰以及用它取得的所有權杖將在幾秒內失效。此操作無法復原。
apps-validity = 金鑰有效期限
apps-validity-1 = 一年
apps-validity-2 = 兩年
apps-key-add = 新增金鑰
apps-key-title = 新金鑰
apps-key-lead = 請把金鑰放到應用程式讀取的位置。它不會再次顯示。
apps-key-lead-again = 金鑰已經顯示過。如果沒有人保存，請撤銷它並新增另一個金鑰。
apps-key-back = 返回應用程式
apps-actions = 停用或恢復
apps-disable = 停用應用程式
apps-disable-effect = 無論持有什麼金鑰或權杖，應用程式都不能再呼叫。金鑰保留，重新啟用後繼續有效。
apps-enable = 啟用應用程式
apps-enable-effect = 應用程式可以用仍然有效的金鑰重新呼叫。
apps-done-registered = 應用程式已註冊。請新增金鑰，應用程式才能呼叫。
apps-done-revoked = 金鑰已撤銷。
apps-done-disabled = 應用程式已停用。
apps-done-enabled = 應用程式已啟用。
audit-app-register = 註冊應用程式
audit-app-add-key = 為應用程式新增金鑰
audit-app-reveal-key = 顯示應用程式金鑰
audit-app-revoke-key = 撤銷應用程式金鑰
audit-app-disable = 停用應用程式
audit-app-enable = 啟用應用程式

## What programs are told

api-not-found = 此位址下沒有任何內容。
api-unauthorised = 需要有效的存取權杖：沒有傳送權杖，或權杖係偽造、已過期或已撤銷。
api-forbidden = 此應用程式的角色不允許此操作。
api-too-many = 超出速率限制，請在 { $seconds } 秒後重試。
api-wrong-method = 此位址不支援該方法。
api-too-large = 本文超過 1 MB。
api-not-acceptable = 回應為 JSON，請接受 application/json。
api-not-json = 本文必須是 JSON，請以 application/json 傳送。
api-not-in-programme = 本計畫沒有此操作。
api-no-such-terms = 本計畫沒有此類條款。
api-no-such-term = 此方案沒有該期限。
api-no-such-promotion = 沒有該促銷。
api-own-number = 不能將自己的編號設為記錄合作夥伴。
api-not-a-reseller = 該編號不屬於間接經銷商；本計畫沒有間接經銷商。
api-no-such-number = 合作夥伴網路中沒有該編號。
api-number-or-tenant = 請用編號或租用戶之一指明合作夥伴，且只用其中之一。
api-asked-of-customer = 委派存取須由客戶透過關係要求連結授予。
api-not-yet = 此版本尚未提供此操作。
api-malformed = 這不是格式正確的 JSON。
api-malformed-query = 無法讀取位址中的查詢部分。
api-bad-input = 要求中有無法使用的內容。
api-not-an-object = 此處應為物件。
api-not-a-text = 此處應為文字。
api-not-a-number = 此處應為非負整數。
api-not-a-flag = 此處應為 true 或 false。
api-not-a-list = 此處應為清單。
api-not-a-guid = 此處應為 GUID。
api-unknown-value = 此處不認識這個值。
api-said-twice = 此標頭出現多次，且值不同。
api-bad-continuation = 接續權杖無效，請重新從頭取得清單。
api-request-id-reused = 同一要求識別碼已用於另一個要求。請為每個新要求使用新的識別碼。
api-away = 服務目前無法完成此操作。沒有任何變更；用同一要求識別碼重試也不會重複變更。
api-failed = 我們這邊出了問題。詢問時請提供關聯識別碼。
api-stale = 此變更所依據的版本已不是目前版本，因此未作任何變更。請重新讀取物件，並使用新的 ETag 再次傳送變更。
audit-app-remind-key = 已提醒金鑰即將到期
mail-key-expiry-subject = 「{ $program }」的一個金鑰將於{ $day }到期
mail-key-expiry-body =
    { $name }，您好：

    程式「{ $program }」的金鑰 { $hint }… 自{ $day }起失效。請在此之前為該程式新增金鑰，並在舊金鑰不再使用後將其撤銷：

    { $link }
