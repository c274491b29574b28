## 服務健康狀況

nav-health = 服務健康狀況
customer-tab-services = 服務管理
health-lead = 營運方發布的、影響您客戶所用服務的事件。
health-lead-centre = 營運方發布的、影響貴公司所用服務的事件。
health-now = 目前
health-over = 已結束
health-over-note = 最近 365 天
health-none = 沒有已知事件
health-none-text = 營運方未發布影響這些服務的事件。這不代表對服務的實際測量。
health-none-known = 無已知事件
health-title = 事件
health-number = 編號
health-service = 服務
health-services = 服務
health-state = 狀態
health-state-now = 此後的狀態
health-state-advisory = 公告
health-state-advisory-hint = 服務可用，但有事項需要了解。
health-state-degraded = 服務降級
health-state-degraded-hint = 服務效能下降，或只有部分使用者可用。
health-state-interrupted = 服務中斷
health-state-interrupted-hint = 服務無法使用。須經第二人確認後才對外顯示。
health-state-restored = 服務已恢復
health-state-post-incident = 事後報告
health-changed = 最近更新
health-customers = 受影響的客戶
health-customers-note = 貴公司使用這些服務的客戶
health-started = 開始時間
health-posted = 發布時間
health-restored = 恢復時間
health-facts = 事件
health-updates = 更新
health-updates-note = 最新的在前
health-ask = 仍有問題？
health-ask-note = 如果事件結束後問題仍然存在，請提交支援要求。
health-services-lead = 客戶所用的服務、由誰管理以及健康狀況。
health-services-note = 由貴公司銷售且未結束
health-services-none = 沒有服務
health-services-none-text = 客戶目前未使用貴公司銷售的任何服務。
health-holder = 管理者
health-holder-ours = 貴公司
health-holder-other = 其他合作夥伴
health-holder-nobody = 客戶自己
health-administer = 訂閱與授權
health-view = 檢視服務健康狀況
health-history = 事件
health-no-delegation = 委派系統管理已被移除
health-no-delegation-text = 在客戶重新授予委派系統管理之前，您不能代表客戶操作，也不能為其提交支援要求。
health-banner-text = { $state }，自 { $at } 起。
health-open = 檢視事件
news-incident = 服務健康狀況：{ $title }
news-incident-over = 服務健康狀況：{ $title }（已結束）
health-desk-lead = 向合作夥伴和客戶通報的服務情況。首次更新須在一小時內發布，此後每小時一次，直到服務恢復；事後報告須在五個工作日內發布。
health-desk-none = 沒有事件
health-desk-none-text = 尚未發布任何事件。
health-due = 下次更新期限
health-no-due = 無
health-late = 自 { $at } 起逾期
health-late-many = 有 { $count } 項更新逾期
health-late-text = 合作夥伴及其客戶正在等待消息。請發布更新或事後報告。
health-concerns = 影響範圍
health-reach = 合作夥伴：{ $partners }，客戶：{ $customers }
health-new = 新增事件
health-new-lead = 一經發布，客戶使用相關服務的合作夥伴會立即收到郵件，其客戶的系統管理員會在管理中心看到。
health-post = 發布事件
health-started-on = 開始日期
health-started-time = 開始時刻
health-started-time-hint = 計畫所在時區的時和分，例如 09:30。
health-title-in = 標題（{ $language }）
health-text-in = 內文（{ $language }）
health-update = 發布更新
health-update-note = 目前已知的情況以及下次更新時間。服務中斷須先經第二人確認。
health-update-do = 發布更新
health-end = 結束事件
health-end-note = 服務已恢復正常。合作夥伴會收到郵件；此操作無法復原。
health-end-do = 服務已恢復
health-report = 事後報告
health-report-note = 發生了什麼、原因以及今後的預防措施
health-report-do = 發布報告
health-done-posted = 事件已發布，正在通知合作夥伴。
health-done-written = 已發布。
health-drafts = 雙人複核
health-drafts-note = 等待確認的服務中斷，以及最近七天內被駁回的
health-drafts-incident = 第二人確認或駁回的內容
health-drafts-wait = 有 { $count } 項服務中斷等待您確認
health-drafts-wait-text = 在此之前，合作夥伴和客戶看不到。
health-draft = 待確認的服務中斷
health-draft-lead = 服務中斷經第二人確認後，合作夥伴和客戶才會看到。
health-draft-proposed = 等待第二人確認
health-draft-confirmed = 已確認
health-draft-declined = 已駁回
health-draft-withdrawn = 已撤回
health-draft-what = 作用
health-draft-new = 發布新事件
health-draft-raises = 將已發布的事件升級為服務中斷
health-draft-by = 撰寫人
health-draft-decided-by = 決定人
health-draft-because = 駁回原因
health-draft-texts = 將顯示的內容
health-draft-next = 可執行的動作
health-draft-confirm = 確認並發布
health-draft-confirm-text = 客戶使用這些服務的合作夥伴會立即收到郵件，其客戶的系統管理員會看到。此操作無法復原。
health-draft-decline = 駁回
health-draft-reason = 駁回的原因
health-draft-waits = 正在等待其他人確認。如需修改，請撤回後重新撰寫。
health-draft-withdraw = 撤回
health-done-proposed = 服務中斷正在等待第二人確認，目前對外不可見。
health-done-confirmed = 服務中斷已確認並發布，正在通知合作夥伴。
health-done-declined = 服務中斷已駁回，撰寫人可在此看到原因。
health-done-withdrawn = 服務中斷已撤回。
conflict-health-draft-open = 此事件已有一項服務中斷等待第二人確認。
conflict-health-draft-decided = 此項已由他人決定。
conflict-health-draft-own = 這是您撰寫的，須由其他人確認或駁回。
conflict-health-draft-not-own = 這是其他人撰寫的。
audit-health-propose-outage = 服務中斷已提交第二人確認
audit-health-confirm-outage = 服務中斷已確認
audit-health-decline-outage = 服務中斷已駁回
audit-health-withdraw-outage = 服務中斷已撤回
health-maintenance = 計畫內維護
health-maintenance-note = 先列正在進行和即將開始的，再列已結束的
health-maintenance-planned = 已計畫
health-maintenance-under-way = 維護中
health-maintenance-over = 已結束
health-maintenance-cancelled = 已取消
health-maintenance-open = 檢視維護
health-window = 時間
health-window-text = { $from } 至 { $until }
health-starts = 開始時間
health-ends = 結束時間
health-cancelled = 取消時間
health-notice = 通知
health-short-notice = 臨時通知
health-said-planned = 已公告
health-said-moved = 已變更
health-said-cancelled = 已取消
health-plan = 計畫維護
health-plan-lead = 至少提前五天公告。客戶使用相關服務的合作夥伴會立即收到郵件，並在前一天再次收到；其客戶的系統管理員會在管理中心看到，所有人都可在公開的狀態頁面看到。時間一到，維護自動結束。
health-plan-do = 公告維護
health-starts-on = 開始日期
health-starts-time = 開始時刻
health-ends-on = 結束日期
health-ends-time = 結束時刻
health-emergency = 臨時通知
health-emergency-yes = 無法等待五天
health-emergency-hint = 合作夥伴和客戶會看到這是臨時通知；原因僅供營運方記錄。
health-emergency-reason = 無法等待的原因
health-move = 變更
health-move-note = 變更時間或補充說明。合作夥伴會收到郵件。超出已公告時間的，須再次提前五天通知。
health-move-do = 發布變更
health-cancel = 取消
health-cancel-note = 維護不再進行，或立即停止。合作夥伴會收到郵件；此操作無法復原。
health-cancel-do = 取消維護
health-done-planned = 維護已公告，正在通知合作夥伴。
health-done-moved = 變更已發布，正在通知合作夥伴。
health-done-cancelled = 維護已取消，正在通知合作夥伴。
service-planned = 此處所售服務三十天內的維護
news-maintenance = 計畫內維護：{ $title }
news-maintenance-cancelled = 計畫內維護：{ $title }（已取消）
problem-health-past = 該時間已過。請填寫維護開始的時間。
problem-health-far = 最多提前一年公告維護。
problem-health-begun = 維護已開始，開始時間不能再變更。
problem-health-ends-before = 結束時間須晚於開始時間，且不早於現在。
problem-health-long = 維護最長七天。
problem-health-notice = 距現在不足五天。請選擇更晚的時間，或勾選無法等待並說明原因。
conflict-health-maintenance-over = 此維護已結束或已取消。
audit-health-plan = 維護已公告
audit-health-replan = 維護已變更
audit-health-cancel = 維護已取消
problem-health-time = 請按 09:30 的格式填寫時間。
problem-health-future = 該時間尚未到來。請填寫事件開始的時間。
problem-health-long-ago = 事件須在開始後 30 天內發布。
conflict-health-over = 此事件已結束，只能再發布事後報告。
conflict-health-state = 事件無法從目前狀態變為此狀態，請重新檢視。
audit-health-post = 事件已發布
audit-health-update = 事件已更新
audit-health-tell = 已就事件通知合作夥伴
audit-health-remind = 已提醒客服人員更新事件
audit-health-feed = 監測來源狀態變化

## 監測

health-measured = 監測結果
health-measured-note = 由營運方的監測來源提供，以人工發布的資訊為準。
health-measured-regions = 地區
health-measured-at = 最近監測
health-measurements = 監測資料
health-never-measured = 從未
health-not-measured = –
health-region = 地區
health-region-state = { $region }：{ $state }
health-availability = 可用率
health-latency = 延遲
health-level-healthy = 正常
health-level-advisory = 提示
health-level-degraded = 效能下降
health-level-interrupted = 中斷
health-unknown = 狀態不明
health-unknown-since = 自 { $since } 起狀態不明
health-unknown-text = 此後沒有收到可信的監測資料。在此期間不作任何推斷。
health-people-first = 以人工發布的資訊為準
health-people-first-text = 此服務有已發布的事件或維護，下方的監測資料可能與之不同。
health-last-days = 最近 30 天
health-last-days-note = 每日平均值
health-no-days = 尚無監測資料
health-no-days-text = 監測來源在此期間沒有提供此服務的資料。
health-chart-availability = 可用率，{ $region }
health-chart-latency = 延遲，{ $region }
health-as-table = 以表格檢視
health-day = 日期
service-measured = 此處所售服務的狀態：監測結果與營運方發布的資訊
health-feed = 監測
health-feed-lead = 監測來源提供每項服務在每個地區的狀態。只有合理的資料才會被採信；資料失效後顯示為狀態不明。
health-feed-open = 檢視監測
health-feed-none = 未設定監測來源
health-feed-none-text = 沒有對服務進行監測。頁面只顯示人工發布的資訊。
health-feed-state = 監測來源
health-feed-source = 來源
health-feed-every = 查詢間隔
health-feed-holds = 資料有效時間
health-feed-seconds = { $seconds } 秒
health-feed-asked = 最近查詢
health-feed-news = 最近更新
health-feed-error = 最近異常
health-feed-error-at = { $what }，{ $at }
health-feed-history = 監測來源的情況
health-feed-history-note = 結果不變時合為一行；最近 30 天
health-feed-answer = 答覆
health-feed-from = 自
health-feed-until = 至
health-feed-times = 次數
health-feed-good = 正常
health-feed-partly = 部分採信
health-feed-stalled = 沒有新資料
health-feed-refused = 未採信
health-feed-large = 答覆過長
health-feed-unreadable = 無法識別的答覆
health-feed-away = 沒有答覆
health-feed-trouble = 監測來源：{ $what }，自 { $since } 起
health-feed-trouble-text = 沒有新資料的服務，在最後一次監測失效後顯示為狀態不明。
health-feed-unasked = 自 { $since } 起未再查詢監測來源
health-feed-unasked-text = 程式的定時工作已停止，或應由另一程式查詢。請檢查記錄檔。
health-feed-untold = 監測到異常但尚未發布事件：{ $services }
health-feed-untold-text = 合作夥伴和客戶能看到監測結果。請發布事件說明情況。
health-fault-unknown-service = 未知服務
health-fault-unknown-region = 未知地區
health-fault-no-time = 時間無效
health-fault-future = 時間在未來
health-fault-old = 資料過舊
health-fault-backwards = 時間倒退
health-fault-impossible = 數值不可能
health-fault-contradiction = 自相矛盾

mail-health-begun-subject = { $state }：{ $title }（{ $reference }）
mail-health-begun-body =
    { $name }，您好：

    { $company } 的客戶所用的服務受到影響：{ $services }。

    { $title }
    狀態：{ $state }。開始時間：{ $at }。

    { $text }

    後續更新及受影響的客戶：

    { $link }
mail-health-ended-subject = 服務已恢復：{ $title }（{ $reference }）
mail-health-ended-body =
    { $name }，您好：

    影響 { $company } 客戶的事件已於 { $at } 結束：{ $services }。

    { $title }

    { $text }

    事後報告將在此發布。如果問題仍然存在，請提交支援要求。

    { $link }
mail-maintenance-planned-subject = 計畫內維護：{ $title }（{ $reference }）
mail-maintenance-planned-body =
    { $name }，您好：

    { $company } 的客戶所用的服務將進行維護：{ $services }。

    { $title }
    時間：{ $from } 至 { $until }。{ $notice }

    { $text }

    受影響的客戶：

    { $link }
mail-maintenance-moved-subject = 已變更：{ $title }（{ $reference }）
mail-maintenance-moved-body =
    { $name }，您好：

    { $company } 的客戶所用服務的維護有變更：{ $services }。

    { $title }
    現定時間：{ $from } 至 { $until }。{ $notice }

    { $text }

    { $link }
mail-maintenance-cancelled-subject = 已取消：{ $title }（{ $reference }）
mail-maintenance-cancelled-body =
    { $name }，您好：

    { $company } 的客戶所用服務的維護不再進行，或已停止：{ $services }。

    { $title }
    原定時間：{ $from } 至 { $until }。

    { $text }

    { $link }
mail-maintenance-soon-subject = 一天之內：{ $title }（{ $reference }）
mail-maintenance-soon-body =
    { $name }，您好：

    { $company } 的客戶所用的服務將在一天之內進行維護：{ $services }。

    { $title }
    時間：{ $from } 至 { $until }。{ $notice }

    { $text }

    { $link }
mail-health-confirm-subject = 待確認：{ $title }（{ $reference }）
mail-health-confirm-body =
    { $name }，您好：

    { $author } 撰寫了一項服務中斷：「{ $title }」。經您或其他人確認後，合作夥伴和客戶才會看到：

    { $link }
mail-health-due-subject = 逾期：{ $title } 的更新（{ $reference }）
mail-health-due-body =
    { $name }，您好：

    「{ $title }」的更新應於 { $due } 發布。狀態：{ $state }。合作夥伴及其客戶正在等待消息：

    { $link }
mail-health-report-due-subject = 逾期：{ $title } 的事後報告（{ $reference }）
mail-health-report-due-body =
    { $name }，您好：

    「{ $title }」的事後報告應於 { $due } 發布，請撰寫：

    { $link }
