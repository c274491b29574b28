## 支援要求

support-kind-partner = 合作夥伴中心要求
support-kind-customer = 代客戶提交的要求
support-lead = 貴公司向營運方支援人員提出的要求及其進展。
support-lead-own = 您自己的要求。管理代理程式和全域管理員可檢視全公司的要求。
support-new = 新增要求
support-new-lead = 請說明發生了什麼、您期望的結果。說明越詳細，來回詢問越少。
support-new-lead-customer = 針對{ $customer }。您是其首要支援方：請說明已嘗試過的方法。
support-choose = 選擇
support-choose-lead = 要求針對哪個客戶？
support-choose-no-delegation = 您在此沒有委派系統管理權限。請先向客戶申請。
support-search = 編號或摘要
support-search-desk = 編號、摘要或公司
support-none = 尚無要求
support-none-text = 您無法自行解決的問題由營運方支援人員答覆。
support-no-match = 沒有相符項目。請變更或清除篩選條件。
support-number = 編號
support-summary = 摘要
support-summary-hint = 雙方都能辨識的一句話。
support-topic = 主題
support-topic-choose = 請選擇主題
support-severity = 嚴重性
support-severity-critical = 嚴重
support-severity-critical-hint = 業務停滯。{ $count } 分鐘內答覆，晝夜不限。
support-severity-moderate = 中等
support-severity-moderate-hint = 工作受阻。{ $count } 個工作小時內答覆。
support-severity-minimal = 輕微
support-severity-minimal-hint = 一般問題。{ $count } 個工作日內答覆。
support-details = 詳細說明
support-details-hint = 您的操作、發生的情況、期望的結果；提示訊息請原樣抄錄。
support-effect = 對業務的影響
support-effect-hint = 嚴重要求必填：誰無法工作，從何時起。
support-tried = 已嘗試的方法
support-tried-hint = 您與客戶採取的步驟及結果。
support-related = 相關編號
support-related-hint = 發票或訂單編號、相互關聯識別碼。
support-phone = 回電號碼
support-phone-hint = 留空則僅書面答覆。
support-files = 附件
support-files-hint = PDF、JPEG 或 PNG；每則訊息最多 { $count } 個，合計不超過 { $size } MB。請勿附上密碼。
support-consent = 支援人員存取
support-consent-tick = 營運方支援人員可在處理本要求所需範圍內檢視我方資料。
support-consent-given = 已同意
support-consent-not = 未同意
support-send = 送出要求
support-state = 狀態
support-any-state = 全部
support-state-unfinished = 未結束
support-state-new = 新增
support-state-open = 處理中
support-state-waiting = 待補充資訊
support-state-resolved = 已解決
support-state-closed = 已關閉
support-state-cancelled = 已撤回
support-reporter = 提交者
support-created = 提交時間
support-changed = 上次變更
support-customer = 客戶
support-agent = 支援人員
support-facts = 要求內容
support-thread = 訊息
support-write = 撰寫訊息
support-due = 將在 { $due } 前答覆
support-waits = 支援人員正在等待您的答覆
support-waits-text = 如無答覆，要求將於 { $until } 關閉。
support-resolved = 支援人員表示已解決
support-resolved-text = 如未解決，請撰寫訊息，要求將繼續處理。否則請關閉；逾期將自動關閉。
support-close = 已解決，關閉要求
support-cancel = 撤回要求
support-cancel-note = 將不再處理，且無法重新開啟。
support-cancel-do = 撤回
support-reopen = 重新開啟
support-reopen-why = 哪些問題仍未解決？
support-done-sent = 要求已送出。
support-done-written = 訊息已傳送。
support-done-closed = 要求已關閉，感謝您的確認。
support-done-cancelled = 要求已撤回。
support-done-reopened = 要求已重新開啟。
support-step = { $what } · { $by } · { $at }
support-step-by-itself = { $what } · { $at }
support-step-create = 要求已送出
support-step-take = 已由支援人員接手
support-step-ask = 已請求補充資訊
support-step-answer = 已答覆
support-step-resolve = 標記為已解決
support-step-close = 已關閉
support-step-lapse = 因未獲答覆而關閉
support-step-reopen = 已重新開啟
support-step-cancel = 已撤回
support-step-critical = 嚴重性改為嚴重
support-step-moderate = 嚴重性改為中等
support-step-minimal = 嚴重性改為輕微
support-topic-invoice = 發票
support-topic-payment = 付款
support-topic-reconciliation = 對帳檔案
support-topic-credit = 信用額度
support-topic-profile = 公司設定檔
support-topic-users = 使用者和登入
support-topic-agreement = 合約
support-topic-customers = 客戶和合作關係
support-topic-orders = 訂單和訂閱
support-topic-pricing = 供應項目與價格
support-topic-interface = 程式介面
support-topic-outage = 中斷或故障
support-topic-other = 其他
support-topic-customer-access = 客戶登入
support-topic-customer-service = 服務無法使用
support-topic-customer-licence = 基座和授權
support-topic-customer-misuse = 濫用或詐欺
support-topic-customer-other = 其他
support-desk-lead = 合作夥伴的要求。最先到期的排在最前；顏色表示剩餘時間。
support-desk-none = 沒有等待答覆的要求。
support-queue = 待答覆
support-mine = 我的
support-all = 全部
support-due-head = 答覆期限
support-no-due = 無需答覆
support-take = 接手
support-take-over = 接管
support-write-partner = 回覆合作夥伴
support-how = 然後
support-how-goes-on = 繼續處理
support-how-goes-on-hint = 合作夥伴可閱讀，無需答覆。
support-how-asks = 等待合作夥伴答覆
support-how-asks-hint = 停止計時，並傳送提醒；無答覆則關閉。
support-how-solves = 已解決
support-how-solves-hint = 合作夥伴可表示未解決。
support-note = 內部備註
support-note-note = 僅工作人員可見。
support-note-save = 儲存備註
support-rate = 嚴重性
support-rate-note = 答覆時限將據此重新計算。
support-rate-do = 變更嚴重性
support-flag = 不當呈報
support-flag-note = 合作夥伴憑自身訓練、文件和工具本可解決。僅工作人員可見。
support-flag-why = 原因
support-flag-do = 標記為不當呈報
support-flag-back = 撤銷標記
support-flag-taken-back = 已撤銷不當呈報標記。
support-flagged = 已標記為不當呈報
support-plan = 請安排會議商討補救計畫
support-plan-text = 該合作夥伴九十天內有 { $count } 次不當呈報。
support-done-taken = 要求已由您接手。
support-done-answered = 答覆已傳送。
support-done-noted = 備註已儲存。
support-done-rated = 嚴重性已變更。
support-done-flagged = 已儲存。
conflict-support-over = 此要求已結束，不再接收訊息。請重新開啟或新增要求。
conflict-support-too-late = 此要求關閉過久，無法重新開啟。請新增要求。
conflict-support-no-delegation = 貴公司對此客戶沒有委派系統管理權限。請先向客戶申請。
problem-too-many-files = 最多選擇 { $max } 個檔案。
audit-support-create = 送出支援要求
audit-support-write = 支援要求訊息
audit-support-reopen = 重新開啟支援要求
audit-support-close = 關閉支援要求
audit-support-cancel = 撤回支援要求
audit-support-take = 接手支援要求
audit-support-answer = 答覆支援要求
audit-support-note = 支援要求內部備註
audit-support-rate = 變更支援要求嚴重性
audit-support-flag = 不當呈報
audit-support-look = 檢視支援要求附件
audit-support-scan = 掃描支援要求附件
audit-support-infected = 支援要求附件含惡意軟體
audit-support-time = 支援要求依時推進
mail-support-received-subject = 支援要求 { $reference } 已收到
mail-support-received-body =
    { $name }，您好：

    我們已收到您的要求「{ $summary }」，編號 { $reference }。將在 { $due } 前答覆。您可在此檢視和補充：

    { $link }
mail-support-answered-subject = 支援人員就要求 { $reference } 留言給您
mail-support-answered-body =
    { $name }，您好：

    { $agent } 就「{ $summary }」留言給您，無需答覆。請在此檢視：

    { $link }
mail-support-asked-subject = 支援人員就要求 { $reference } 向您提問
mail-support-asked-body =
    { $name }，您好：

    { $agent } 需要您就「{ $summary }」作出答覆。如無答覆，要求將在 { $days } 天後關閉。請在此答覆：

    { $link }
mail-support-resolved-subject = 要求 { $reference } 已解決
mail-support-resolved-body =
    { $name }，您好：

    { $agent } 表示「{ $summary }」已解決。如未解決，請留言，要求將繼續處理：

    { $link }
mail-support-reminder-subject = 支援人員仍在等待您的答覆，要求 { $reference }
mail-support-reminder-body =
    { $name }，您好：

    支援人員需要您就「{ $summary }」作出答覆。如無答覆，要求將於 { $until } 關閉。請在此答覆：

    { $link }
mail-support-closed-subject = 要求 { $reference } 已關閉
mail-support-closed-body =
    { $name }，您好：

    您的要求「{ $summary }」已關閉。{ $days } 天內可重新開啟：

    { $link }
mail-support-new-subject = { $company } 的新支援要求 { $reference }
mail-support-new-body =
    { $name }，您好：

    { $company } 提出要求：「{ $summary }」。須在 { $due } 前答覆：

    { $link }
mail-support-reply-subject = { $company } 就要求 { $reference } 留言
mail-support-reply-body =
    { $name }，您好：

    { $company } 就「{ $summary }」留言。須在 { $due } 前答覆：

    { $link }
support-kind-inquiry = 客戶提出的要求
support-partner = 合作夥伴
support-topic-customer-bill = 客戶帳單
support-step-consent = 已同意呈報營運方
support-step-pass-on = 已呈報營運方
inquiry-lead = 客戶向貴公司提出的要求。貴公司是客戶的首要支援方。
inquiry-none-text = 客戶在其客戶中心提問，內容會顯示在此處。
inquiry-severity-critical-hint = 業務停滯。
inquiry-severity-moderate-hint = 工作受阻。
inquiry-severity-minimal-hint = 一般問題。
inquiry-new-lead = 合作夥伴為貴公司提供支援。請說明發生了什麼、您期望的結果。
inquiry-consent = 呈報營運方
inquiry-consent-tick = 合作夥伴可將本要求呈報營運方，由其支援人員查閱。
inquiry-consent-text = 合作夥伴尚不能將本要求呈報營運方。如其無法獨自解決，請在此同意。
inquiry-consent-do = 同意呈報
inquiry-done-consented = 合作夥伴現在可以呈報。
inquiry-waits = 合作夥伴正在等待您的答覆
inquiry-resolved = 合作夥伴表示問題已解決
inquiry-passed-on = 已呈報營運方
inquiry-passed-on-note = 由此提交給營運方支援人員的要求。
inquiry-pass-on = 呈報營運方
inquiry-pass-on-note = 如貴公司憑自身訓練、文件和工具無法解決，可呈報營運方。
inquiry-pass-on-do = 提交給營運方
inquiry-no-consent = 客戶尚未同意呈報。請在訊息中請客戶同意：客戶可在其頁面上操作。
inquiry-share-tick = 客戶可看到已呈報及其進展。
inquiry-origin = 客戶提出的要求：
inquiry-write = 回覆客戶
inquiry-how-goes-on = 繼續處理
inquiry-how-goes-on-hint = 客戶可閱讀，無需答覆。
inquiry-how-asks = 等待客戶答覆
inquiry-how-asks-hint = 將傳送提醒；無答覆則關閉。
inquiry-how-solves = 已解決
inquiry-how-solves-hint = 客戶可表示未解決。
inquiry-note-note = 僅本公司人員可見。
centre-requests = 向合作夥伴提問
centre-requests-lead = 貴公司向合作夥伴提出的要求及其進展。
centre-requests-none = 遇到問題時，合作夥伴會提供協助。
conflict-inquiry-no-consent = 客戶尚未同意呈報。
audit-support-consent = 已允許將要求呈報營運方
mail-inquiry-received-subject = 您的要求 { $reference } 已收到
mail-inquiry-received-body =
    { $name }，您好：

    合作夥伴 { $company } 已收到您的要求「{ $summary }」。您可在此查看和補充：

    { $link }
mail-inquiry-answered-subject = { $company } 已回覆要求 { $reference }
mail-inquiry-answered-body =
    { $name }，您好：

    { $company } 的 { $agent } 已就「{ $summary }」給您留言，無需答覆。請在此閱讀：

    { $link }
mail-inquiry-asked-subject = { $company } 就要求 { $reference } 有問題需您答覆
mail-inquiry-asked-body =
    { $name }，您好：

    { $company } 的 { $agent } 需要您就「{ $summary }」答覆。如 { $days } 天內未答覆，要求將關閉。請在此答覆：

    { $link }
mail-inquiry-resolved-subject = 要求 { $reference } 已解決
mail-inquiry-resolved-body =
    { $name }，您好：

    { $company } 的 { $agent } 表示「{ $summary }」已解決。如未解決，請在此留言，要求將繼續處理：

    { $link }
mail-inquiry-reminder-subject = { $company } 仍在等待您的答覆，要求 { $reference }
mail-inquiry-reminder-body =
    { $name }，您好：

    { $company } 需要您就「{ $summary }」答覆。如仍未答覆，要求將於 { $until } 關閉。請在此答覆：

    { $link }
mail-inquiry-closed-subject = 要求 { $reference } 已關閉
mail-inquiry-closed-body =
    { $name }，您好：

    您的要求「{ $summary }」已關閉。您可在 { $days } 天內重新開啟：

    { $link }
mail-inquiry-new-subject = 客戶 { $company } 提出要求 { $reference }
mail-inquiry-new-body =
    { $name }，您好：

    客戶 { $company } 提出要求：「{ $summary }」。請在此答覆：

    { $link }
mail-inquiry-reply-subject = 客戶 { $company } 已就要求 { $reference } 留言
mail-inquiry-reply-body =
    { $name }，您好：

    客戶 { $company } 已就「{ $summary }」留言。請在此答覆：

    { $link }
conflict-inquiry-no-partner = 貴公司在此沒有可以詢問的合作夥伴。
conflict-inquiry-partner-gone = 該合作夥伴已不再向貴公司銷售，請詢問其他合作夥伴。
mail-answer-above = 請在此行上方填寫您的回覆
mail-answer-so = 您可以直接回覆此郵件：寫在第一行上方的內容將成為該要求的訊息，可附上 PDF、JPG 和 PNG 檔案。
mail-answer-not = 請勿回覆此郵件，寄往該地址的內容無人閱讀。請在網頁上填寫。
mail-support-returned-subject = 您關於要求 { $reference } 的郵件未被接收
mail-support-returned-body =
    { $name } 您好：

    您關於「{ $summary }」的郵件未被接收，其內容均未保留：{ $why }您可以在網頁上填寫：

    { $link }
audit-support-letter = 支援要求郵件已退回
audit-support-lost = 無法歸屬的郵件
conflict-support-letters = 一小時內寄往該要求的郵件過多。請在網頁上填寫。
support-letter-too-long = 郵件過大或部分過多。所有檔案合計不得超過 20 MB。
support-letter-empty = 郵件中沒有您填寫的內容。請寫在所回覆郵件的第一行上方。
support-letter-files = （請見檔案。）
support-letter-may-not = 您目前不能向該要求傳送訊息。
support-by-mail = { $at }，透過郵件
