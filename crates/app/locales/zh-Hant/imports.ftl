## Imports of customers and orders
imports-open = 匯入
imports-title = 匯入
imports-lead = 從檔案匯入客戶和訂單。離開頁面後匯入仍會繼續。
imports-none = 尚無匯入
imports-none-text = 從試算表一次新增多個客戶或訂單。
import-new = 新增匯入
import-new-lead = 先逐列檢查，不建立任何內容；然後由您確認。再次上傳同一檔案不會重複建立。
import-file = 檔案
import-file-hint = UTF-8 或 GB18030 編碼的 CSV，最多 { $rows } 列、{ $megabytes } MB。
import-upload = 讀取檔案
import-template = 範本
import-rows = 列數
import-by = 上傳者
import-at = 上傳時間
import-state = 狀態
import-kind = 檔案內容
import-kind-customers = 客戶
import-kind-customers-hint = 每列一個新客戶。
import-kind-orders = 訂單
import-kind-orders-hint = 每列一張現有客戶的訂單。
import-columns-customers = 客戶檔案的欄
import-columns-orders = 訂單檔案的欄
import-columns-note = 第一列為欄名，順序不限，也可用中文欄名。
import-column-domain_prefix = 網域首碼；每個首碼只匯入一次
import-column-company_name = 公司名稱
import-column-credit_code = 統一社會信用代碼；可為空
import-column-country = 國家，兩個字母；可為空
import-column-province = 省份，代碼或名稱
import-column-city = 城市
import-column-district = 區縣；可為空
import-column-address1 = 地址
import-column-address2 = 地址第二行；可為空
import-column-postal_code = 郵遞區號
import-column-family_name = 連絡人的姓
import-column-given_name = 連絡人的名
import-column-email = 連絡人的電子郵件
import-column-phone = 連絡人的電話；可為空
import-column-language = 語言：zh-Hans、zh-Hant 或 en；可為空
import-column-agreed_on = 連絡人接受客戶協議的日期，例如 2026-03-01；可為空，首次下單前必須有
import-column-tags = 標籤，以分號分隔；可為空
import-column-reference = 貴公司的訂單編號；每個編號只匯入一次
import-column-customer = 客戶的網域或識別碼
import-column-offer_id = 產品識別碼
import-column-quantity = 授權數量
import-column-name = 訂閱名稱；可為空
import-column-cycle = 計費週期：monthly 或 annual；可為空
import-column-base_id = 附加產品所屬訂閱的識別碼；否則為空
import-lead-customers = 從檔案匯入客戶。
import-lead-orders = 從檔案匯入訂單。
import-state-receiving = 正在接收
import-state-checking = 正在檢查
import-state-checked = 等待確認
import-state-running = 正在匯入
import-state-stopped = 已停止
import-state-done = 已完成
import-state-discarded = 已放棄
import-checking = 正在檢查各列，尚未建立任何內容。
import-running = 正在匯入
import-leave = 您可以離開此頁面；工作會繼續，之後可在「匯入」中找到。
import-progress-checking = 已檢查 { $done } / { $total } 列
import-progress-running = 已處理 { $done } / { $total } 列
import-progress-stopped = 已處理 { $done } / { $total } 列
import-all-known = 所有列先前均已匯入，無需操作。
import-nothing-right = 沒有可匯入的列
import-partly-text = 如果現在匯入，這些列將被略過。您也可以更正檔案後再次上傳：已匯入的列不會重複匯入。
import-again-text = 請下載有問題的列，更正後上傳該檔案。
import-ready-text = 尚未建立任何內容。
import-stopped = 匯入已停止
import-stopped-text = 已匯入的內容保留。您可以隨時繼續。
import-done = 匯入已完成
import-discarded = 此匯入已放棄。先前已匯入的內容保留。
import-done-discarded = 已放棄匯入。
import-confirm = 匯入 { $count } 列
import-stop = 停止
import-resume = 繼續
import-discard = 放棄
import-discard-effect = 將捨棄檔案的其餘內容。已匯入的內容保留。
import-discard-confirm = 放棄匯入
import-problems-file = 有問題的列 (CSV)
import-results-file = 結果 (CSV)
import-count-rows = 檔案列數
import-count-ready = 可匯入
import-count-done = 已匯入
import-count-known = 先前已匯入
import-count-wrong = 有誤，略過
import-count-failed = 無法匯入
import-row-ready = 可匯入
import-row-new = 未檢查
import-row-wrong = 有誤
import-row-known = 先前已匯入
import-row-done = 已匯入
import-row-failed = 失敗
import-problems = 有問題的列
import-problems-note = 這些列不會被匯入。
import-first = 前幾列
import-first-note = 便於您核對各欄是否辨識正確。
import-what = 客戶或訂單
import-detail = 網域首碼或客戶
import-made = 識別碼
import-facts = 關於此匯入
import-uploaded = 上傳
import-confirmed = 確認
import-finished = 完成
problem-import-row-twice = 第 { $row } 列已有此值。
problem-import-key-other = 此項先前已以不同的值匯入。請在原處變更，而不是在此處。
problem-import-customer-unknown = 沒有使用此網域或識別碼的客戶。
problem-import-id-format = 這不是訂閱識別碼。
conflict-import-state = 匯入的狀態已改變，請查看其頁面。

## In the audit log
console-job-import = 匯入客戶或訂單
audit-customer-import-upload = 匯入檔案已上傳
audit-customer-import-judge = 匯入檔案已檢查
audit-customer-import-confirm = 匯入已確認
audit-customer-import-stop = 匯入已停止
audit-customer-import-resume = 匯入已繼續
audit-customer-import-discard = 匯入已放棄
audit-customer-import-finish = 匯入已完成

## Mail to whoever started an import that took long
mail-import-done-subject = { $file } 已匯入完畢
mail-import-done-body =
    { $name }，您好：

    { $file } 已匯入完畢。

    已匯入：{ $done }
    先前已匯入：{ $known }
    因有問題未匯入：{ $left }

    有問題的列和匯入結果可在此查看：

    { $link }
