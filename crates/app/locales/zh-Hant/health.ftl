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
health-state-interrupted-hint = 服務無法使用。
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
health-update-note = 目前已知的情況以及下次更新時間
health-update-do = 發布更新
health-end = 結束事件
health-end-note = 服務已恢復正常。合作夥伴會收到郵件；此操作無法復原。
health-end-do = 服務已恢復
health-report = 事後報告
health-report-note = 發生了什麼、原因以及今後的預防措施
health-report-do = 發布報告
health-done-posted = 事件已發布，正在通知合作夥伴。
health-done-written = 已發布。
problem-health-time = 請按 09:30 的格式填寫時間。
problem-health-future = 該時間尚未到來。請填寫事件開始的時間。
problem-health-long-ago = 事件須在開始後 30 天內發布。
conflict-health-over = 此事件已結束，只能再發布事後報告。
conflict-health-state = 事件無法從目前狀態變為此狀態，請重新檢視。
audit-health-post = 事件已發布
audit-health-update = 事件已更新
audit-health-tell = 已就事件通知合作夥伴
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
