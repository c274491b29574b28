## The list
customers-lead = 貴公司的銷售對象。
customers-search = 公司名稱、網域或客戶 ID
customers-name = 公司
customers-units = 授權數量
customers-none = 還沒有客戶
customers-none-text = 請新增第一個客戶。該公司將取得自己的帳戶和首位管理員，您可以立即為其下單。
customers-no-match = 沒有名稱或網域以此開頭的客戶。請檢查拼寫，或只輸入開頭部分。
customers-first-page = 第一頁
customer-done-ended = 關係已終止，該客戶已從清單中移除。

tile-customers-open = 尋找或新增客戶

## About one customer
customer-tabs = 客戶
customer-tab-sales = 訂閱
customer-tab-account = 帳戶
customer-id = 客戶 ID
customer-domain = 網域
customer-since = 成為客戶時間
customer-delegated = 委派管理
customer-address = 地址
customer-contact = 主要聯絡人
customer-phone = 電話
customer-language = 語言
customer-account-lead = 公司資料、合約與關係。
customer-relationship = 關係
customer-company = 公司
customer-done-edited = 帳戶資料已變更。
customer-done-attested = 已記錄客戶接受合約，現在可以下單。
field-email = 電子郵件
field-address1 = 地址
field-address2 = 地址第二行

## Its agreement
customer-agreement = 客戶合約
customer-agreement-note = 首次下單前必須確認。
customer-agreement-version = 版本
customer-agreement-by = 接受人
customer-agreement-told = 記錄時間
customer-not-agreed = 尚未記錄。
customer-agreed-on = 主要聯絡人已於{ $day }接受。
customer-attest = 記錄接受
customer-attest-text = 請填寫代表客戶接受合約的人員及日期。此記錄作為貴公司的聲明保存。
customer-attest-open = 記錄客戶接受合約
field-agreed_on = 接受日期
customer-agreed-hint = 主要聯絡人接受合約的日期。暫不下單可留空。
problem-agreed-before-order = 請填寫客戶接受合約的日期，或暫不下單。

## The end of a relationship
customer-end = 終止關係
customer-end-confirm = 確認終止
customer-end-effect = { $name }將從清單中移除，委派管理終止，貴公司不能再向其銷售。其帳戶和資料仍歸其所有。此操作無法在此復原。
customer-end-not-yet = 所有訂閱均已結束後才能終止關係。請先取消剩餘的訂閱。

## A new customer
customer-new = 新增客戶
customer-new-lead = 適用於尚無帳戶的公司。完成最後一步前不會建立任何內容。
customer-step-account = 帳戶
customer-step-products = 訂閱
customer-step-review = 檢查
customer-step-done = 確認
customer-company-note = 須與營業執照一致。
customer-contact-note = 將成為客戶帳戶的首位管理員。
customer-credit-code-hint = 18 位。可避免重複新增同一公司。
customer-domain-hint = 3 至 27 個小寫字母、數字或連字號，之後不能變更。
customer-email-hint = 須為客戶自己的信箱，不能是貴公司的信箱。
customer-give-up = 取消
customer-to-products = 下一步：訂閱
customer-to-review = 下一步：檢查
customer-products-lead = 請輸入各項數量。也可以全部留空，以後再下單。
customer-review-lead = 提交前請檢查全部內容。
customer-first-order = 首個訂單
customer-no-order = 暫不下單。
customer-submit = 建立客戶
customer-update-account = 修改帳戶
customer-update-products = 修改訂閱
customer-done-title = 客戶已新增
customer-done-lead = 請立即將以下認證資訊轉交給{ $name }。密碼在 { $days } 天內有效，首次登入時必須變更。
customer-done-lead-again = { $name }的密碼已顯示過，自當時起 { $days } 天內有效。如已遺失，請客戶在登入頁恢復存取。
customer-done-pass-on = 此密碼無法再次顯示
customer-done-pass-on-text = 請當面或透過電話告知管理員，不要與登入名稱放在同一則訊息中。
customer-done-open = 開啟該客戶
customer-done-list = 全部客戶
customer-order-placed = 訂單已送出，訂閱自明天起生效。
customer-order-refused = 客戶已建立，但訂單未能送出
customer-order-again = 重新下單
