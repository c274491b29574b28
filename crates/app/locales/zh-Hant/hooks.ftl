## Webhooks: where a company's programs are told of events

nav-hooks = 事件通知
hooks-lead = 客戶、訂單和訂閱發生變化後，我們會立即在這裡通知貴公司的應用程式。
hooks-registration = 註冊
hooks-registration-note = 每家公司一個位址。每個事件都有簽章，驗證方法請見介面文件。
hooks-register = 註冊
field-hook_url = 位址
hint-hook_url = 公開的 https 位址，須在十秒內傳回 200 至 299 的狀態碼。不跟隨重新導向。
problem-url-port-low = 1024 以下的連接埠屬於其他服務。請不要寫連接埠，或使用 1024 以上的連接埠。
field-hook_events = 事件
problem-hook-no-event = 請至少選擇一個事件。
problem-hook-event-unknown = 這裡沒有名為 { $event } 的事件。
hook-event-test-created = 有人要求測試。
hook-event-subscription-updated = 訂閱發生變化，無論由誰變更。
hook-event-customer-created = 新增了客戶。
hook-event-customer-updated = 客戶資料已變更。
hook-event-relationship-changed = 與客戶的關係開始或結束。
hook-event-order-created = 已下訂單。
hook-event-order-updated = 訂單已變更，或已開通。
hook-event-invoice-ready = 發票已開立。
hook-event-invoice-export-ready = 匯出的檔案已就緒。
hook-event-dap-admin-relationship-approved = 客戶授予了委派系統管理權限。
hook-event-dap-admin-relationship-terminated = 客戶收回了委派系統管理權限。
hook-event-service-request-updated = 支援要求已建立、已答覆或狀態已變化。
hook-event-price-list-published = 發布了價目表。
hook-event-application-status-changed = 貴公司的申請狀態已變化。
hook-event-partner-status-changed = 貴公司的帳戶已開通、暫停、恢復或終止。
field-ms_header = 將簽章放在 x-ms-signature 中
hint-ms_header = 否則放在 Authorization 標頭中。
hooks-working = 正常
hooks-failing = 失敗中
hooks-stopped = 已停止
hooks-stopped-title = 不再傳送任何事件
hooks-stopped-text = 一天之內沒有任何事件能送達貴公司的位址。請更正位址，或在應用程式恢復回應後繼續。
hooks-resume = 繼續
hooks-resume-effect = 從現在起重新傳送事件。停止期間發生的事件不會補送。
hooks-secret = 共用金鑰
hooks-secret-note = 除憑證簽章外，還可以用只有貴公司應用程式和我們知道的金鑰簽章（HMAC-SHA256）。
hooks-secret-there = 事件使用共用金鑰簽章。
hooks-secret-none = 事件只使用憑證金鑰簽章。
hooks-secret-make = 產生金鑰
hooks-secret-replace = 更換金鑰
hooks-secret-replace-effect = 事件將立即使用新金鑰簽章。請馬上交給貴公司的應用程式。
hooks-secret-remove = 移除金鑰
hooks-secret-remove-effect = 事件不再使用共用金鑰簽章，憑證簽章保留。
hooks-secret-lead = 請把金鑰放到應用程式讀取的位置。它不會再次顯示。
hooks-secret-lead-again = 金鑰已經顯示過。如果沒有人保存，請更換。
hooks-actions = 測試與移除
hooks-test = 傳送測試事件
hooks-test-effect = 現在向貴公司的位址傳送 test-created 事件。每分鐘最多兩次。
hooks-remove = 移除註冊
hooks-remove-effect = 不再傳送任何事件，等待中的事件將被放棄。傳送清單保留七天。
hooks-deliveries = 傳送記錄
hooks-deliveries-note = 最近七天的記錄。每個事件在一天內最多嘗試十次，同一對象的事件依序傳送；接收方可能收到兩次，可用 X-Tongdao-Delivery 標頭辨識。
hooks-all = 全部
hook-state-pending = 等待中
hook-state-delivered = 已送達
hook-state-given-up = 已放棄
hooks-none = 還沒有傳送任何事件。
hooks-no-match = 沒有這樣的記錄。
hooks-event = 事件
hooks-at = 時間
hooks-state = 狀態
hooks-attempts = 嘗試次數
hooks-last = 結果
hooks-replayed = 重新傳送
hooks-delivery = 傳送
hooks-delivery-id = 傳送識別碼
hooks-original = 所重送的原記錄
hooks-next = 下次嘗試：
hooks-request = 要求
hooks-request-note = 簽章在每次嘗試時重新產生，不會保存。
hooks-no-attempts = 尚未嘗試。
hooks-number = 序號
hooks-took = 耗時
hooks-answer = 回應
hooks-replay = 重新傳送
hook-problem-name-unknown = DNS 中沒有該主機名稱。
hook-problem-name-unanswered = 名稱伺服器沒有回應。
hook-problem-address-not-public = 該主機指向內部網路。
hook-problem-too-slow = 沒有及時回應。
hook-problem-not-reached = 無法連線，或回應無法讀取。
hook-problem-redirected = 不跟隨重新導向。
hook-problem-refused = 貴公司的應用程式拒絕了它。
hook-problem-stopped = 註冊已停止或已移除。
hook-problem-not-sent = 本系統不傳送任何事件。
hooks-done-saved = 註冊已儲存。
hooks-done-removed = 註冊已移除。
hooks-done-resumed = 已重新開始傳送事件。
hooks-done-unsigned = 共用金鑰已移除。
hooks-done-replayed = 正在重新傳送。
conflict-hook-registered = 貴公司已有註冊，請變更該註冊。
conflict-hook-without-test = 請先註冊 test-created 事件。
conflict-hook-stopped = 由於事件無法送達，註冊已停止。請先恢復。
conflict-hook-waits = 該事件仍在嘗試傳送。
conflict-hook-old = 七天之內的記錄可以重新傳送。
conflict-hook-gone = 註冊已不存在。
toomany-hook-tests = 每分鐘最多傳送兩個測試事件，請一分鐘後再試。
toomany-hook-replays = 每分鐘最多重新傳送十筆記錄，請一分鐘後再試。
audit-hook-register = 註冊事件通知
audit-hook-change = 變更事件通知
audit-hook-remove = 移除事件通知
audit-hook-resume = 恢復事件通知
audit-hook-stop = 連續失敗一天後停止事件通知
audit-hook-add-secret = 產生事件通知的共用金鑰
audit-hook-remove-secret = 移除事件通知的共用金鑰
audit-hook-reveal-secret = 顯示事件通知的共用金鑰
audit-hook-test = 要求測試事件
audit-hook-replay = 重新傳送事件

## What programs are told about records

api-too-long-ago = 記錄只保留 90 天。請使用較晚的開始日期。
api-ends-before = 結束日期早於開始日期。

## W01: nothing reaches a receiver any more

mail-w01-subject = 事件無法送達貴公司的應用程式
mail-w01-body =
    { $name } 您好：

    自{ $since }起，沒有任何事件能送達 { $company } 註冊的位址。我們已停止嘗試。

    請更正位址，或在應用程式恢復回應後繼續，並重新傳送已放棄的事件：

    { $link }
