## Console: partners being set up

setup-running = 正在設定
setup-none-running = 目前沒有正在設定的合作夥伴。
setup-finished = 已設定完成
setup-age = 耗時
setup-lasting = { $hours } 小時 { $minutes } 分
setup-internal = 程式故障
setup-stuck = { $count } 項設定已停滯
setup-stuck-text = 工作已失敗三次，或已超過承諾時間。請查看嘗試記錄，排除原因後重試。
setup-partner-lead = 此合作夥伴的設定工作及每次嘗試。
setup-task = 工作
setup-retry = 立即重試
setup-retry-all = 立即全部重試
setup-log = 嘗試記錄
setup-log-note = 最新在前；失敗後依序在 1、5 分鐘後、之後每 15 分鐘自動重試
setup-no-attempts = 尚未嘗試。
setup-attempt = 第 { $number } 次
setup-state-done = 完成
setup-state-failed = 失敗
setup-state-waiting = 等待
setup-ready-at = 完成時間
setup-orders = 新訂單
setup-orders-stopped = 自 { $day } 結束後停止：新合約尚未簽署
setup-orders-until = 可以提交；新合約須在 { $day } 之前簽署
setup-alerts = 警示
setup-alert-failing = 工作失敗三次，已通知員工
setup-alert-late = 逾時，已通知員工
setup-alert-escalated = 已升級：通知員工，並向合作夥伴致歉
setup-retried = 重試成功
setup-failed-again = 再次失敗
setup-failed-again-text = 原因見下方嘗試記錄。系統會繼續自動重試。

## Audited actions

audit-provisioning-retry = 手動重試設定
audit-provisioning-alert = 設定逾時：已通知

## E15: set-up delayed, to global admins

mail-e15-subject = 帳戶設定延遲，參考編號 { $reference }
mail-e15-body =
    { $name } 您好：

    { $company }的帳戶設定超過了我們承諾的時間，我們深表歉意。我們的員工正在處理，現預計在 { $estimate } 之前完成。

    您無需進行任何操作。已簽署的合約與帳單日期不受影響。帳戶就緒後我們會以電子郵件通知您，您也可以在此查看進度：

    { $link }


## Mail: a set-up is stuck, to platform admins

mail-setup-failing-subject = { $company }的設定已停滯，參考編號 { $reference }
mail-setup-failing-body =
    { $name } 您好：

    { $company }的一項設定工作已失敗三次。簽署後 { $hours } 小時，{ $total } 項工作中還有 { $open } 項未完成。系統每 15 分鐘繼續重試。

    原因見嘗試記錄：

    { $link }

mail-setup-late-subject = { $company }的設定已逾時，參考編號 { $reference }
mail-setup-late-body =
    { $name } 您好：

    { $company }已簽署 { $hours } 小時，帳戶仍未設定完成：{ $total } 項工作中還有 { $open } 項未完成。

    { $link }

mail-setup-escalated-subject = 升級：{ $company }已等待 { $hours } 小時，參考編號 { $reference }
mail-setup-escalated-body =
    { $name } 您好：

    { $company }已簽署 { $hours } 小時，帳戶仍未設定完成：{ $total } 項工作中還有 { $open } 項未完成。已向合作夥伴致歉，新的預計完成時間為下一個工作日。

    請今天排除原因：

    { $link }
