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
