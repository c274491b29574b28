## Tags of customers
tags-title = 標籤
tag = 標籤
tags-any = 不限
tags-lead = 由貴公司自訂的簡短名稱，用於對客戶分類。客戶看不到標籤。
tags-none = 尚無標籤
tags-none-text = 請在上方或在客戶的帳戶頁面新增第一個標籤。
tag-name = 名稱
tag-new = 新標籤
tag-hint = 最多 { $max } 個標籤。
tag-add = 新增標籤
tag-change = 變更
tag-rename = 重新命名
tag-remove = 刪除標籤
tag-remove-effect = 將從 { $count } 個客戶移除此標籤。客戶本身不受影響。
tag-done-added = 已新增標籤。
tag-done-renamed = 已重新命名標籤。
tag-done-removed = 已刪除標籤。
tags-note = 僅貴公司可見。
tags-hint = 每個客戶最多 { $max } 個。
tags-save = 儲存標籤
tags-manage = 所有標籤
customer-done-tagged = 已儲存標籤。
problem-tag-separator = 標籤不能包含分號或頓號。
problem-tag-known = 已有同名標籤。
problem-tags-full = 已有 { $max } 個標籤，請先刪除一個。
problem-tags-too-many = 每個客戶最多 { $max } 個標籤。

## The first password of a customer from a file
customer-first-password = 首次登入
customer-first-password-text = 此客戶由檔案匯入，其管理員尚無密碼。請在準備轉交時產生密碼：密碼只顯示一次。
customer-first-password-make = 產生臨時密碼
conflict-first-password-made = 首個密碼已產生，無法再次顯示。

## In the audit log
audit-customer-tag = 客戶標籤已變更
audit-customer-tag-add = 標籤已新增
audit-customer-tag-rename = 標籤已重新命名
audit-customer-tag-remove = 標籤已刪除
audit-customer-first-password = 已產生客戶的首個密碼
