# How people want to be told, the archive of the action centre, and the mail of the morning.
actions-archived = 已封存
actions-archive = 封存
actions-archive-lead = 您已封存的內容。內容有變更時會自動重新出現。
actions-archive-none = 沒有封存的內容
actions-archive-none-text = 建議事項和最新消息可在行動中心封存。必辦事項在完成之前一直顯示。
actions-archive-it = 封存
actions-archived-at = 封存時間
actions-restore-it = 放回
actions-done-archived = 已移入封存。
actions-done-restored = 已放回；若仍然有效，會重新顯示。
news-archive-all = 封存所有消息
conflict-action-mandatory = 此事項不能封存，完成後會自動消失。
audit-notice-archive = 已封存通知
audit-notice-restore = 已從封存中取回通知
audit-notice-choose = 已選擇通知方式
audit-notice-digest = 已傳送每日彙總郵件
notice-title = 通知偏好設定
notice-lead = 依類別選擇通知方式。只對您本人有效，同事各自選擇。
notice-always = 一律通知
notice-always-note = 立即傳送郵件，任何人都不能關閉。
notice-kind = 類別
notice-about = 內容
notice-mails = 郵件
notice-mails-at-once = 立即逐封傳送
notice-mails-daily = 每天一封彙總郵件
notice-mails-never = 不傳送
notice-news = 顯示在行動中心的最新消息中
notice-done-saved = 您的偏好設定已儲存。
notice-subscriptions = 訂閱變更
notice-subscriptions-note = 已暫停或已取消的訂閱。
notice-terms = 續約和試用
notice-terms-note = 即將續約的期間及其價格，即將結束的試用。
notice-imports = 匯入
notice-imports-note = 您啟動的、耗時較長的客戶或訂單檔案匯入。
notice-customers = 新客戶
notice-customers-note = 接受貴公司連結的客戶。
notice-special-prices = 特價
notice-special-prices-note = 授予貴公司的特價。
notice-support = 服務要求
notice-support-note = 要求已收到、已答覆、已解決或已關閉。向您提出的問題一律通知。
notice-inquiries = 客戶要求
notice-inquiries-note = 客戶向貴公司提出的要求和補充內容。
notice-health = 服務事件
notice-health-note = 客戶的服務發生異常以及恢復正常。
notice-maintenance = 計畫內維護
notice-maintenance-note = 維護的公告、開始、變更和取消。
notice-programs = 應用程式
notice-programs-note = 即將到期的金鑰，以及無法送達的 Webhook。
notice-bills = 發票和付款
notice-bills-note = 發票、提醒、因逾期暫停、異議。
notice-prices = 價目表
notice-prices-note = 新的價目表、撤回的價目表，以及提前結束的特價。
notice-endings = 終止和刪除
notice-endings-note = 不再續約的訂閱，以及將被刪除的資料。
notice-answers = 支援人員的提問
notice-answers-note = 支援人員向您提出並等待答覆的問題。
notice-application = 申請
notice-application-note = 申請的進度，以及審核員的提問。
notice-agreement = 合約
notice-agreement-note = 經銷商合約的新版本和簽署。
notice-profiles = 設定檔和網域
notice-profiles-note = 已審事實和銀行帳戶的變更，網域驗證。
notice-standing = 貴公司的狀態
notice-standing-note = 暫停、恢復以及合作關係的終止。
notice-access = 登入和系統管理員
notice-access-note = 密碼、驗證器、聯絡方式和新系統管理員。
digest-more = ……另有 { $count } 則

## DIGEST: everything of a day

mail-digest-subject = 昨日以來的通知：{ $count } 則
mail-digest-body =
    { $name }，您好：

    以下是您選擇每天彙總一次的通知：

    { $list }

    可在此變更通知方式：

    { $link }
