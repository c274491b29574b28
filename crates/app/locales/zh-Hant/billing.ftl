## 帳單

mail-invoice-ready-subject = { $operator }發票 { $reference }
mail-invoice-ready-body =
    { $name } 您好：

    { $company }的發票 { $reference } 已開立。本期費用 { $total }，請於{ $due_on }前付款。發票和對帳檔案請見：

    { $link }

    付款時請註明發票號碼。

billing-lead = 您銷售的全部訂閱每月開立一張發票，按月預收。
billing-now = 目前
billing-balance = 應付金額
billing-overdue = 其中已逾期
billing-due = 到期日
billing-day = 帳單日
billing-day-of-month = 每月 { $day } 日；當月沒有該日時為月底
billing-next = 下一張發票
billing-none = 目前沒有發票
billing-none-text = 有銷售後，第一張發票會在您的帳單日期開立。
billing-days = { $from }至{ $to }
invoice-title = 發票 { $number }
invoice-lead = 已開立的發票不會變更。
invoice-file = 對帳檔案
invoice-file-save = 將明細儲存為 CSV
invoice-sums = 合計
invoice-facts = 發票資訊
invoice-parties = 開立方與付款方
invoice-lines = 明細
invoice-no-lines = 本期沒有費用。
invoice-charge = 費用類型
invoice-number = 發票號碼
invoice-date = 帳單日期
invoice-period = 已結束的週期
invoice-currency = 貨幣
invoice-recurring = 週期性費用
invoice-other-products = 其他產品和服務
invoice-subtotal = 稅前費用
invoice-tax = { $tax }，{ $rate }%，逐行計算
invoice-total = 本期費用
invoice-previous = 先前未付
invoice-amount-due = 應付總額
invoice-seller = 開立方
invoice-seller-code = 開立方信用代碼
invoice-buyer = 付款方
invoice-buyer-code = 付款方信用代碼
invoice-recipient = 收件人
invoice-recipient-email = 收件人電子郵件
invoice-purchase-order = 採購單
invoice-pay-title = 付款方式
invoice-pay = 請將應付總額匯至{ $bank }，帳號 { $account }，並註明發票號碼 { $number }。
charge-purchase-fee = 購買費用
charge-cycle-fee = 循環費用
charge-renew-fee = 續約費用
charge-cancel-instance-prorate = 取消執行個體按比例：退回預收費用
charge-cycle-instance-prorate = 循環執行個體按比例：依此數量計費的天數
charge-prorate-fees-when-cancel = 取消時按比例：未使用的天數
charge-prorate-fees-when-purchase = 購買時按比例：至帳單日期
charge-prorate-fees-when-activate = 啟用時按比例：重新啟用之後
explain-title = 第 { $line } 行
explain-how = 金額的計算
explain-facts = 費用所屬
explain-amount = 金額
explain-price = 每授權每月價格，期限內鎖定
explain-months = 預付月數
explain-seats = 數量
explain-days = 計費天數
explain-of-days = 週期天數
explain-credit = 退回
explain-billed = 先前為該週期收取
explain-exact = 取整前：{ $above } ÷ { $below } 分。
explain-rounding = 僅取整一次，四捨五入到分。
explain-reversal = 為該週期收取的全部費用原數退回，其後各行重新計費。
explain-customer = 客戶
explain-subscription = 訂閱
explain-charged = 計費期間
explain-span = 預收費用的週期
explain-line-tax = 稅額
explain-open = 開啟訂閱
nav-bill-runs = 出帳
bill-runs-lead = 每個合作夥伴在其帳單日期零點後出帳，錯過的日期依序補出。
bill-runs-none = 尚未出帳。
bill-run-title = { $day }的發票
bill-report-lead = 未能開立的發票列在最前，系統會自動重試。
bill-run-again-done = 發票已開立。
bill-run-again-failed = 發票未能開立，或沒有可計費的內容。
bill-partner = 合作夥伴
bill-state = 狀態
bill-state-published = 已開立
bill-state-empty = 無需計費
bill-state-failed = 失敗
bill-tried = 上次嘗試
bill-again = 重試
bill-preview-title = { $partner }的下一張發票
bill-preview-lead = 試算：如果不再變更，下一張發票會是這樣。不會開立任何發票。
