## Why nothing can be sold now
error-refused-title = 目前不能執行此操作
error-refused-text = 沒有任何變更。請先處理上述原因，再返回重試。
selling-obstacle = 目前不能下單

## The catalogue as an order form
shop-units = { $offer }的數量
shop-range = { $min } 至 { $max }
shop-fixed = 新增（{ $units } 個授權）
price-per-licence = / 授權 / 月
price-per-gigabyte = / GB / 月
price-free = 免費
cycle-monthly = 按月計費
cycle-annual = 按年計費
cycle-none = 不計費
bill-title = 訂單
bill-offer = 訂閱
bill-units = 數量
bill-unit-price = 單價
bill-monthly = 每月
bill-sum = 每月合計
bill-note = 未含增值稅。價格在整個期限內不變。開始後至貴公司首個帳單日之前免費。
bill-note-unpriced = 您的角色不能檢視價格。價格自下單日起在整個期限內不變。

## Subscriptions and orders
subscription-add = 新增訂閱
subscriptions-none = 還沒有訂閱
subscriptions-none-text = 為該客戶訂購的內容將顯示在此處。
subscription-status = 狀態
subscription-status-pending = 正在開通
subscription-status-active = 有效
subscription-status-suspended = 已暫停
subscription-status-cancelled = 已取消
subscription-status-expired = 已到期
subscription-status-deleted = 已刪除
subscription-next = 後續
subscription-next-pending = 幾分鐘後可用
subscription-next-renews = { $day }自動續訂
subscription-next-trial = 試用於{ $day }結束
subscription-next-ends = { $day }到期
subscription-next-deleted = { $day }刪除資料
subscription-next-gone = 資料已刪除
add-on = 附加產品
orders-title = 訂單
orders-note = 最新的在前
order-when = 下單時間
order-lines = 內容
order-number = 訂單編號
order-cycle = 計費
order-pending = 正在開通
order-completed = 已完成
order-cancelled = 已取消

## Adding
subscription-add-lead = 請輸入各項數量。完成最後一步前不會下單。
shop-nothing = 請至少為一項輸入數量。
shop-submit = 送出訂單

## One subscription
subscription-facts = 訂閱資訊
subscription-id = 訂閱 ID
subscription-start = 開始
subscription-end = 期限結束
subscription-name = 暱稱
price-locked = 每月 { $price }，期限內不變
add-on-of = { $base }的附加產品
quantity-note = 當日最後一次變更為準。
quantity-now = 目前 { $quantity }
quantity-look = 檢視變更結果
quantity-change = 由 { $from } 改為 { $to }
quantity-cost-monthly = 每月費用由 { $before } 變為 { $after }，未含增值稅。
quantity-cost-yearly = 每年費用由 { $before } 變為 { $after }，未含增值稅。
quantity-when = 今天生效，差額按日計入下期帳單。
quantity-submit = 送出變更
quantity-leave = 放棄
add-ons-title = 附加產品
add-ons-note = 隨此訂閱一同結束。
add-on-submit = 新增
upgrade-title = 升級
upgrade-note = 可升級到的產品/服務。
upgrade-now = 立即升級
upgrade-effect = 新訂閱即刻生效，包含全部授權，依當日價格計費，期限重新計算十二個月；此訂閱同時結束。
upgrade-submit = 確認升級
convert-title = 轉為付費訂閱
convert-note = 試用到期自動結束。轉換後服務不中斷，自今天起計費。
convert-submit = 轉換

## Its status
renewal-on-text = 將於{ $day }按屆時價格自動續訂十二個月。
renewal-off-text = 將於{ $day }到期，不續訂。
renewal-on = 到期自動續訂
renewal-off = 到期不續訂
suspend = 暫停
suspend-effect = 使用者立即無法使用，附加產品一併暫停；管理員仍可存取資料。{ $days } 天內未重新啟用，全部資料將被永久刪除。
suspend-confirm = 確認暫停
reactivate = 重新啟用
cancel = 取消訂閱
cancel-effect = 訂閱立即結束且無法復原。使用者無法使用；管理員可在 { $days } 天內匯出資料。
cancel-confirm = 請輸入「{ $name }」以確認
cancel-submit = 確認取消
problem-name-not-typed = 請依顯示的名稱輸入。
countdown-title = 全部資料將於{ $day }刪除
countdown-days = 還剩 { $count } 天
countdown-suspended = 使用者無法登入，管理員仍可登入。請在該日之前重新啟用，價格與期限不變。
countdown-parent = 隨基礎訂閱暫停，將隨其恢復。
countdown-operator = 已被營運方暫停，請聯絡支援人員。
countdown-ended = 訂閱已結束，不能重新啟用。管理員可在此之前匯出資料。
subscription-done-quantity = 數量已變更。
subscription-done-name = 暱稱已變更。
subscription-done-suspended = 訂閱已暫停。
subscription-done-active = 訂閱已重新啟用。
subscription-done-renewal = 續訂設定已變更。
subscription-done-cancelled = 訂閱已取消。
subscription-done-add-on = 附加產品已訂購。
subscription-done-upgraded = 這是新訂閱，原訂閱已結束。
subscription-done-converted = 試用已轉為訂閱。

## Its history
history-title = 歷史
fact-ordered = 訂購 { $quantity }
fact-provisioned = 已開通
fact-renewed = 已續訂
fact-cycle = 計費週期已變更
fact-upgraded = 已升級並結束
fact-converted = 轉為{ $offer }
fact-suspended = 暫停
fact-reactivated = 重新啟用
fact-cancelled = 取消
fact-expired = 到期
fact-deleted = 資料已刪除
fact-quantity = 數量 { $from } → { $to }
fact-changed = 名稱或續訂已變更

## What a change does to the next bill, and whom the customer asks
quantity-bill-title = { $day }的帳單
quantity-bill-sum = 合計（未含增值稅）：
quantity-bill-same = 與不變更時相同：{ $before }。
quantity-bill-more = 比不變更時（{ $before }）多 { $change }。
quantity-bill-less = 比不變更時（{ $before }）少 { $change }。
subscription-reseller = 登記經銷商
support-contact = 支援聯絡人
support-contact-note = 客戶遇到問題時看到並使用的聯絡方式。
support-contact-who = 公司
support-contact-mail = 電子郵件
support-contact-phone = 電話
