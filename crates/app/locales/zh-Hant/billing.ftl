## 帳單

mail-invoice-ready-subject = { $operator }發票 { $reference }
mail-invoice-ready-body =
    { $name } 您好：

    { $company }的發票 { $reference } 已開立。本期費用 { $total }，請於{ $due_on }前付款。發票和對帳檔案請見：

    { $link }

    付款時請註明發票號碼。

billing-lead = 您銷售的全部訂閱每月開立一張發票，按月預收。
billing-now = 目前
billing-overdue = 其中已逾期
billing-overdue-disputed = 其中有異議
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
invoice-file-save-workbook = 將明細儲存為 XLSX
invoice-file-csv = 對帳檔案 (CSV)
invoice-file-xlsx = 對帳檔案 (XLSX)
invoice-file-hash = CSV 的 SHA-256：
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
billing-open = 應付金額
billing-unallocated = 已付款、尚未分配至發票
billing-balance = 帳戶餘額
billing-last-payment = 最近一次付款
billing-last-payment-words = { $day }付款 { $amount }
billing-payments = 付款記錄
billing-payments-none = 尚無付款記錄。營運商核對入帳後，匯款將顯示於此。
invoice-status-due = 待付款
invoice-status-partly-paid = 部分付款
invoice-status-overdue = 已逾期
invoice-status-paid = 已付清
invoice-status-credit = 有餘額可抵扣
invoice-stand = 付款情況
invoice-paid = 已付款或抵扣
invoice-used = 已用於抵扣其他發票
invoice-credited = 貸項通知減免
invoice-open = 未付金額
invoice-gives = 用於抵扣後續發票
invoice-movements = 未付金額的變動
ledger-invoice = 發票 { $about }
ledger-set-off = 與發票 { $about } 抵扣
ledger-payment = 付款 { $about }
ledger-payment-reversal = 沖銷付款 { $about }
ledger-allocation = 由匯款 { $about } 支付
ledger-release = 不再由匯款 { $about } 支付
ledger-credit-note = 貸項通知 { $about }
statement-title = 對帳單
statement-lead = 依日期列出每張發票和每筆付款，以及其後的應付餘額。
statement-years = 年份
statement-movements = 往來明細
statement-day = 日期
statement-what = 摘要
statement-balance = 餘額
statement-opening = 期初餘額
statement-closing = 期末餘額
statement-charged = 應收
statement-credited = 已付或減免
statement-owed = 應付餘額
statement-favour = 預付餘額
partner-account-title = { $partner }的往來帳戶
partner-account-lead = 該合作夥伴的應付與已付款項。每個餘額都是下列明細之和。
account-open = 往來帳戶
account-open-invoices = 未付清的發票
account-nothing-open = 沒有未付清的發票。
nav-payments = 付款
payments-lead = 匯入營運商帳戶的款項，以及所支付的發票。
payments-search = 依匯款號、公司或網域搜尋
payments-all = 全部
payments-left = 未全部分配
payments-none = 暫無付款。
payments-no-match = 沒有符合條件的付款。
payment-status-given = 已分配
payment-status-left = 有餘款
payment-status-reversed = 已沖銷
payment-new = 登記付款
payment-new-lead = 依銀行對帳單登記匯款。每筆匯款只能登記一次。
payment-record = 登記付款
payment-partner = 合作夥伴
payment-partner-hint = 網域、統一社會信用代碼、合作夥伴網路 ID、公司全稱，或其任一發票號碼。
payment-reference = 銀行流水號
payment-reference-hint = 銀行為該筆匯款給出的編號。
payment-value = 起息日
payment-value-hint = 款項入帳的日期。
payment-amount = 金額
payment-pays = 用於支付
payment-pays-oldest = 最早到期的發票
payment-pays-invoice = 下面填寫的發票，餘款暫不分配
payment-pays-nothing = 暫不分配
payment-invoice = 發票號碼
payment-invoice-hint = 僅在支付某一張發票時填寫。
payment-note = 備註
payment-note-hint = 匯款附言，以及憑證存放之處。
payment-title = 付款 { $reference }
payment-facts = 付款資訊
payment-recorded = 登記
payment-reversed-by = 沖銷
payment-reason = 原因
payment-given = 所支付的發票
payment-given-none = 尚未支付任何發票。
payment-release = 從該發票撤回
payment-release-hint = 撤回的金額可用於其他發票。合作夥伴可以看到原因。
payment-open = 該合作夥伴未付清的發票
payment-open-note = 請填寫金額，或先支付最早到期的發票。
payment-give = 分配金額
payment-give-to = 用於 { $number }
payment-give-typed = 依所填金額分配
payment-give-oldest = 先支付最早到期的
payment-reverse = 沖銷付款
payment-reverse-text = 用於誤登記或被退回的匯款。其支付的發票將重新變為未付，該匯款可以重新登記。
payment-reverse-hint = 合作夥伴可以看到原因。
payment-done-recorded = 付款已登記。
payment-done-given = 金額已分配至發票。
payment-done-released = 金額已撤回。
payment-done-reversed = 付款已沖銷。
problem-payment-partner-unknown = 沒有與之相符的計費合作夥伴。請核對網域、代碼或發票號碼。
problem-payment-partner-several = 有多個合作夥伴與之相符。請使用網域或信用代碼。
problem-payment-not-positive = 請輸入大於零的金額。
problem-payment-future = 該日期尚未到來。款項入帳後才能登記。
problem-payment-too-early = 該日期合作夥伴尚未簽約。請核對年份。
problem-payment-currency = 該合作夥伴以 { $currency } 計費。
problem-payment-twice = 該銀行流水號的付款已登記。
problem-payment-not-open = 該合作夥伴沒有此編號的未付清發票。
problem-payment-more-than-open = 超過該發票的未付金額。
problem-payment-more-than-left = 超過該筆付款的餘款。
problem-payment-nothing-chosen = 請至少為一張發票填寫金額。
conflict-payment-reversed = 該筆付款已被沖銷。
conflict-payment-nothing-open = 沒有未付清的發票，或該筆付款已無餘款。
conflict-payment-not-open = 該發票此時已付清，或沒有此編號的發票。未作任何變更；請重新開啟該筆付款查看餘款。
conflict-payment-not-given = 該筆付款已不再支付此發票。
audit-payment-record = 登記付款
audit-payment-allocate = 付款分配至發票
audit-payment-release = 從發票撤回付款
audit-payment-reverse = 沖銷付款
invoice-paper = 發票 PDF
invoice-bill-to = 付款方
invoice-do-not-pay = 請勿付款（DO NOT PAY）。本發票出自沙盒，不構成任何應付款項。
invoice-paper-note = 各項費用的明細見對帳檔案。已出具的發票不會更改，更正另行出具單據。
nav-credit-notes = 貸項通知
credit-notes-lead = 發票中經確認無需支付的金額。一人提出，另一人核准。
credit-notes-none = 尚無貸項通知。
credit-note-number = 貸項通知
credit-note-unnumbered = 未出具
credit-note-total = 含稅金額
credit-note-state-proposed = 待核准
credit-note-state-issued = 已出具
credit-note-state-declined = 未核准
credit-note-state-withdrawn = 已撤回
credit-note-new = 提出貸項通知
credit-note-new-lead = 經另一人核准後生效。發票本身不會更改。
credit-note-propose = 提出
credit-note-before-tax = 稅前金額
credit-note-before-tax-hint = 稅額依發票稅率計算。
credit-note-title = 貸項通知 { $number }
credit-note-facts = 貸項通知
credit-note-proposed = 提出
credit-note-decided = 決定
credit-note-issued = 出具日期
credit-note-declined-because = 未核准的原因
credit-note-next = 可執行的操作
credit-note-approve = 核准並出具
credit-note-approve-text = 將取得下一個編號，立即從發票中減去該金額，且不可再更改。已支付的部分用於其他發票。
credit-note-decline = 不核准
credit-note-decline-reason = 原因
credit-note-waits = 等待另一人核准。
credit-note-withdraw = 撤回提議
credit-note-done-proposed = 已提出，須由另一人核准。
credit-note-done-issued = 貸項通知已出具。
credit-note-done-declined = 貸項通知未獲核准。
credit-note-done-withdrawn = 提議已撤回。
problem-credit-note-invoice = 沒有此編號的發票。
problem-credit-note-not-positive = 請輸入大於零的金額。
problem-credit-note-too-much = 超過該發票的稅前費用減去先前貸項後的餘額。
problem-credit-note-nothing-left = 該發票沒有費用，或已全部沖減。
conflict-credit-note-open = 該發票已有一張待核准的貸項通知。
conflict-credit-note-decided = 該貸項通知已有決定。
conflict-credit-note-own = 該貸項通知由您提出，須由另一人決定。
conflict-credit-note-not-own = 該貸項通知由他人提出。
conflict-credit-note-too-much = 已超過該發票的剩餘金額。
conflict-credit-note-nothing-left = 該發票已全部沖減。
conflict-credit-note-not-positive = 貸項通知的金額須大於零。
audit-billing-propose-credit-note = 提出貸項通知
audit-billing-approve-credit-note = 出具貸項通知
audit-billing-decline-credit-note = 不核准貸項通知
audit-billing-withdraw-credit-note = 撤回貸項通知
compare-title = 與檔案核對
compare-lead = 上傳對帳檔案或自己的表格，逐列與本發票核對，精確到分。檔案內容不會保存。
compare-file = 檔案
compare-file-hint = UTF-8 或 GB18030 編碼的 CSV，不超過 10 MB，欄的順序不限。
compare-now = 核對
compare-result = 核對結果
compare-agrees = 一致
compare-differs = 有差異
compare-same = 檔案與發票一致，共 { $rows } 列。
compare-different = 有 { $count } 處差異；共讀取 { $rows } 列。
compare-sums = 合計
compare-invoice = 發票
compare-difference = 檔案減發票
compare-differences = 差異
compare-differences-note = 僅一方有的列也算差異。
compare-unknown = 本發票中沒有
compare-wrong = { $count } 列無法讀取
compare-wrong-note = 這些列不參與核對，例如表格末尾的合計列。
compare-columns-note = 檔案包含的下列欄越多，核對越細；其他欄會被忽略。
compare-role-must = 必須有：入口網站中顯示的訂閱識別碼
compare-role-apart = 用於區分同一訂閱的各列
compare-role-sum = 參與核對；至少要有其中一欄
problem-compare-subscription = 這不是訂閱識別碼。
problem-compare-charge = 發票沒有這種費用類型。
problem-compare-date = 這不是日期。
problem-compare-quantity = 這不是整數。
problem-compare-amount = 這不是最多兩位小數的金額。
problem-payment-paid-meanwhile = 發票 { $number } 此時已付清，或沒有此編號的發票。未作任何變更。

mail-payment-soon-subject = { $operator }發票 { $reference } 將於 { $due_on }到期
mail-payment-soon-body =
    { $name }，您好：

    { $company }的發票 { $reference } 應於 { $due_on }前支付，尚欠 { $open }。如已付款，無需再辦理。

    { $link }

    付款時請註明發票號碼。

mail-payment-due-subject = { $operator }發票 { $reference } 今日到期
mail-payment-due-body =
    { $name }，您好：

    今日（{ $due_on }）是 { $company }支付發票 { $reference } 的最後一天，尚欠 { $open }。今日入帳即為按時付款。

    { $link }

    付款時請註明發票號碼。

mail-payment-overdue-subject = { $operator }發票 { $reference } 已逾期
mail-payment-overdue-body =
    { $name }，您好：

    { $company }的發票 { $reference } 應於 { $due_on }前支付，現已逾期 { $days } 天，尚欠 { $open }。請儘快付款。依合約，逾期的每一天均可於下一期發票計收財務費用。

    { $link }

    付款時請註明發票號碼。如已付款，請將銀行交易序號告知我們。

invoice-finance-charges = 財務費用
ledger-waiver = 減免發票 { $about } 的財務費用
nav-overdue = 逾期發票
overdue-lead = 已超過到期日仍未付清的發票，逾期最久的在前。
overdue-none = 沒有逾期發票。
overdue-no-match = 沒有符合的逾期發票。可依號碼、公司或網域搜尋。
overdue-search = 號碼、公司或網域
overdue-days = 逾期 { $days } 天
overdue-reminded = 最近一次付款提醒
overdue-not-reminded = 尚未提醒
finance-charge-title = 發票 { $number } 的財務費用
finance-charge-lead = 發票超過到期日未付的天數所產生的費用。財務費用本身不再計收財務費用。
finance-charges-lead = 因逾期付款向合作夥伴計收的費用。仍有效的可以減免。
finance-charges-none = 沒有因逾期付款計收的費用。
finance-charge-late = 逾期發票
finance-charge-on = 計入發票
finance-charge-principal = 未付金額
finance-charge-rate = 月費率：約定費率與法定上限中較低者
finance-charge-days = 逾期天數
finance-charge-month = 一個月的天數
finance-charge-charged = 先前為這些天計收
finance-charge-gives-back-text = 現已查明這些天的未付金額與當時不同。先前計收的金額全數退回，其後各行重新計收。
finance-charge-given-back-on = 退回所在發票
finance-charge-open-late = 開啟逾期發票
finance-charge-state-charged = 已計收
finance-charge-state-waived = 已減免
finance-charge-state-given-back = 已退回
finance-charge-state-gives-back = 退回
finance-charge-waived-because = 減免原因
finance-charge-waived-by = 減免人
finance-charge-waive = 減免這筆財務費用
finance-charge-waive-text = { $amount } 將立即從發票中扣減，這些天不再計收。此操作無法復原。
finance-charge-done-waived = 財務費用已減免。
conflict-finance-charge-waived = 這筆財務費用已經減免。
conflict-finance-charge-given-back = 這筆財務費用已退回，或其本身即為退回，沒有可減免的金額。
conflict-finance-charge-credited = 貸項通知減免後，該發票所餘已少於這筆財務費用。
audit-billing-waive-finance-charge = 減免財務費用
audit-billing-remind = 付款提醒

billing-suspends = 若未付款，暫停日期
billing-suspended = 已暫停
billing-suspended-words = 逾期款項 { $amount } 入帳登記後，全部功能立即恢復
billing-deferred = 已展延
billing-deferred-words = 發票 { $number }，展延至 { $day }：{ $reason }
overdue-late = 逾期時間
overdue-deferred = 展延至 { $day }
overdue-suspended = 合作夥伴已暫停
overdue-suspends = 將於 { $day }暫停
deferral-title = 展延約定
deferral-new = 同意展延
deferral-new-text = 在該日之前，不會因此發票催款或暫停；若合作夥伴沒有其他逾期款項，將立即恢復業務。到期日和財務費用不變。填寫較早的日期可縮短先前的約定。
deferral-until = 展延至
deferral-until-hint = 最後一天，最遲 { $day }。
deferral-grant = 展延
deferral-done = 已展延。
problem-deferral-past = 該日期已過。
problem-deferral-too-long = 最遲 { $day }：同一發票的各次展延合併計算。
problem-deferral-not-overdue = 該發票沒有逾期。
conflict-deferral-not-overdue = 該發票已不再逾期。
audit-billing-suspend = 因逾期付款暫停
audit-billing-defer = 付款展延

mail-payment-suspension-subject = 若發票 { $reference } 仍未付清，{ $company }將於 { $suspends_on }被暫停
mail-payment-suspension-body =
    { $name }，您好：

    { $company }的發票 { $reference } 應於 { $due_on }前支付，尚欠 { $open }。如仍未付款，{ $company }將於 { $suspends_on }被暫停：屆時不能新增客戶、下訂單或變更授權數量。已售出的服務照常運作。

    { $link }

    如無法按時付款，請與我們聯絡：{ $operator }可以同意展延。如已付款，請將銀行交易編號告知我們。

mail-payment-suspended-subject = { $company }已被暫停：發票 { $reference } 未付
mail-payment-suspended-body =
    { $name }，您好：

    { $company }的發票 { $reference } 應於 { $due_on }前支付，至今未付。{ $company }自今日起被暫停：不能新增客戶、下訂單或變更授權數量。已售出的服務照常運作，您仍可照常管理客戶。

    應付：{ $overdue }。款項登記後，全部功能自動恢復。

    { $link }

mail-payment-released-subject = { $company }已恢復業務
mail-payment-released-body =
    { $name }，您好：

    { $company }已無逾期款項。暫停已解除，全部功能恢復正常。

    { $link }

mail-payment-deferred-subject = 發票 { $reference }：{ $operator }同意展延至 { $until }
mail-payment-deferred-body =
    { $name }，您好：

    { $operator }同意將{ $company }發票 { $reference } 的付款展延至 { $until }。尚欠 { $open }。原因：{ $reason }

    若屆時仍未付清，{ $company }最早於次日被暫停。到期日和財務費用不變。

    { $link }

dispute-list = 發票異議
dispute-lead = 您認為發票中不應支付的款項，以及處理結果。
dispute-none = 沒有異議。開啟發票或其中一行即可提出異議。
dispute-title = 異議
dispute-about = 關於
dispute-about-line = 發票 { $number } 第 { $line } 行
dispute-new = 提出異議
dispute-new-lead = 在作出決定之前，有異議的款項不計收財務費用，也不會導致暫停。
dispute-room = 最多可提出異議的金額（稅前）
dispute-amount-hint = 稅前金額；稅額依發票稅率計算。
dispute-reason-hint = 哪裡有誤、依據為何，至少十個字。
dispute-open = 提交異議
dispute-invoice = 開啟發票
dispute-sum = 有異議的金額（含稅）
dispute-opened = 提出時間
dispute-ended = 結束日期
dispute-answer = 答覆
dispute-withdraw = 撤回異議
dispute-withdraw-text = 自今日起該款項恢復應付。以後仍可再次提出。
dispute-support = 此決定有效。如有新的依據，
dispute-support-open = 請提交支援要求。
dispute-state-open = 處理中
dispute-state-agreed = 已接受，貸項通知待核准
dispute-state-accepted = 已接受
dispute-state-refused = 已拒絕
dispute-state-withdrawn = 已撤回
dispute-console-lead = 合作夥伴認為不應支付的款項，等待最久的在前。
dispute-console-none = 沒有異議。
dispute-accept = 接受
dispute-accept-text = 將提出一份貸項通知，由另一人核准。在此之前款項仍視為有異議；若未獲核准，異議重新開啟。
dispute-accept-hint = 全部金額，或其中不應支付的部分。
dispute-refuse = 拒絕
dispute-refuse-text = 自今日起該款項恢復應付。同一事項不能再次提出異議。
dispute-done-opened = 異議已提交。處理結果將以郵件通知您。
dispute-done-withdrawn = 異議已撤回。
dispute-done-accepted = 異議已接受。貸項通知須由另一人核准。
dispute-done-refused = 異議已拒絕。
problem-dispute-not-positive = 請輸入大於零的金額。
problem-dispute-too-much = 超過可提出異議的金額。
conflict-dispute-not-positive = 異議金額必須大於零。
conflict-dispute-too-much = 超過可提出異議的金額。
conflict-dispute-nothing-left = 沒有可提出異議的款項：未收費、已沖減或已在異議中。
conflict-dispute-twice = 該事項已提出過異議。如有新的依據，請提交支援要求。
conflict-dispute-decided = 該異議已有決定，或已被撤回。
overdue-disputed = 其中有異議 { $amount }
audit-billing-dispute = 提出發票異議
audit-billing-withdraw-dispute = 撤回發票異議
audit-billing-accept-dispute = 接受發票異議
audit-billing-refuse-dispute = 拒絕發票異議

mail-dispute-opened-subject = { $company }對發票 { $reference } 提出異議
mail-dispute-opened-body =
    { $name }，您好：

    { $company }認為發票 { $reference } 中的 { $amount } 不應支付。在作出決定之前，該款項不計收財務費用。理由見：

    { $link }

mail-dispute-accepted-subject = 您對發票 { $reference } 的異議已被接受
mail-dispute-accepted-body =
    { $name }，您好：

    { $company }對發票 { $reference } 中的 { $amount } 提出異議。{ $operator }已接受並開立貸項通知。答覆：{ $reason }

    { $link }

mail-dispute-refused-subject = 您對發票 { $reference } 的異議未被接受
mail-dispute-refused-body =
    { $name }，您好：

    { $company }對發票 { $reference } 中的 { $amount } 提出異議。{ $operator }核查後認為該款項應當支付。答覆：{ $reason }

    { $link }

    如有新的依據，請提交支援要求。

# Adjustments: discounts, and what the next invoice gives back of a line.
nav-adjustments = 調整
adjustments-lead = 對訂閱未來費用的折扣，以及下一張發票對某一行的退回。由一人提出，另一人核准。
adjustments-none = 尚未提出任何調整。
adjustment-kind = 調整
adjustment-kind-discount = 折扣
adjustment-kind-offset = 沖抵明細項目
adjustment-about = 涉及
adjustment-of = 退回自
adjustment-of-line = 發票 { $number } 第 { $line } 行
adjustment-customer = 客戶
adjustment-subscription = 訂閱
adjustment-subscription-hint = 訂閱的識別碼，即入口網站和 SyndicationPartnerSubscriptionNumber 欄所示。
adjustment-line = 行
adjustment-line-hint = 該行在發票上的編號，見其說明頁。
adjustment-amount-hint-discount = 從該訂閱之後的費用中扣減，直至用完；稅額按扣減後的金額計算。
adjustment-amount-hint-offset = 不超過該行的餘額。相應的稅額一併退回。
adjustment-reason-hint = 合作夥伴會看到。
adjustment-new-discount = 提出折扣
adjustment-new-discount-lead = 經另一人核准後，從之後產生的下一張發票起生效。
adjustment-new-offset = 沖抵明細項目
adjustment-new-offset-lead = 經另一人核准後，已開立發票某一行的一部分連同稅額在下一張發票上退回。
adjustment-title = { $partner } 的調整
adjustment-facts = 調整
adjustment-left = 該訂閱折扣的餘額
adjustment-given-on = 退回所在發票
adjustment-next-invoice = 下一張
adjustment-state-proposed = 待核准
adjustment-state-issued = 已核准
adjustment-state-declined = 未核准
adjustment-state-withdrawn = 已撤回
adjustment-approve = 核准
adjustment-approve-discount = 下一張產生的發票將從該訂閱的費用中扣減。此後不可變更。
adjustment-approve-offset = 下一張產生的發票將連同稅額退回該金額。此後不可變更。
adjustment-done-proposed = 已提出調整，須由另一人核准。
adjustment-done-issued = 調整已核准。
adjustment-done-declined = 調整未獲核准。
problem-adjustment-subscription = 沒有使用此識別碼且計費的訂閱。
problem-adjustment-line = 該發票沒有此編號的行。
problem-adjustment-not-positive = 請輸入大於零的金額。
problem-adjustment-too-much = 超過該行的餘額，或超過該發票減去貸項後的餘額。
problem-adjustment-nothing-left = 該行沒有費用，或已全部退回。
conflict-adjustment-decided = 該調整已有決定。
conflict-adjustment-own = 該調整由您提出，須由另一人決定。
conflict-adjustment-not-own = 該調整由他人提出。
conflict-adjustment-not-positive = 調整金額須大於零。
conflict-adjustment-too-much = 已超過該行的剩餘金額。
conflict-adjustment-nothing-left = 該行已全部退回。
audit-billing-propose-adjustment = 提出調整
audit-billing-approve-adjustment = 核准調整
audit-billing-decline-adjustment = 不核准調整
audit-billing-withdraw-adjustment = 撤回調整
charge-offset-a-line-item = 沖抵明細項目：連同稅額退回
invoice-discounts = 折扣
invoice-discounted = 含折扣
invoice-credits = 貸項與調整（含稅）
explain-adjusted = 調整
explain-discount = 折扣
explain-taxed = 折扣後稅前金額
explain-granted = 獲准折扣：{ $amount }
explain-given-back = 退回先前的一行
explain-offset = 退回先前發票某一行的一部分，連同該行相應的稅額。不再重新計收。

export-title = 供程式使用的匯出
export-lead = 全部授權明細以壓縮的 JSON 提供，每個檔案 { $lines } 列，在背景產生。檔案保留 { $days } 天；其位址在一小時內有效且無需登入，請勿轉交他人。
export-set = 屬性
export-set-full = 全部屬性
export-set-full-hint = 對帳檔案的所有欄。
export-set-basic = 基本屬性
export-set-basic-hint = 入帳一列所需的內容：誰、為何、何時、多少。
export-ask = 準備檔案
export-none = 此發票尚無匯出。
export-asked = 請求人
export-kept = 保留至
export-progress = 已寫入 { $done } / { $total } 列
export-state-ready = 就緒
export-state-waiting = 正在準備
export-file = 檔案
export-size = 大小（解壓縮後）
export-done-asked = 檔案正在準備中。
conflict-export-too-many = 保留的匯出過多。它們會在數天後刪除；在此之前請使用現有的匯出。
conflict-export-expired = 此匯出的檔案已刪除。請重新請求。
conflict-export-address-old = 此位址已過期。請開啟發票的匯出頁面或資訊清單以取得新位址。
audit-billing-export = 請求匯出發票
audit-billing-export-file = 寫入匯出檔案
audit-billing-export-expire = 刪除匯出檔案
nav-usage = 用量
usage-lead = 已接收的計量檔案。其中每筆記錄只計費一次，列入合作夥伴的下一張發票。
usage-none = 尚未接收任何檔案。
usage-new = 接收檔案
usage-new-lead = 每列是一筆計量記錄。有誤的列會被略去並列出原因，其餘列照常計入。已接收過的記錄不會再次計入。
usage-new-file = 檔案
usage-new-hint = CSV 檔案，最多 { $rows } 列。
usage-upload = 接收
usage-template = 範本
usage-columns-note = 第一列是欄名，順序不限；也可使用用量檔案中的欄名。
usage-column-optional = 可省略
usage-column-record_id = 計量系統的記錄編號，不得重複
usage-column-subscription_id = 訂閱，即入口網站中顯示的訂閱識別碼
usage-column-usage_date = 使用日期，例如 2026-06-20
usage-column-service_name = 服務
usage-column-service_type = 服務類型
usage-column-resource_id = 資源的 GUID
usage-column-resource_name = 資源
usage-column-region = 地區
usage-column-sku = SKU
usage-column-tier = 價格級距，從 1 起的數字；省略時為 1
usage-column-consumed_quantity = 使用的數量，最多六位小數
usage-column-included_quantity = 免費數量；省略時為 0
usage-column-list_price = 每單位稅前價格，最多六位小數
usage-column-metered_region = 計量地區
usage-column-metered_service = 計量服務
usage-column-metered_service_type = 計量服務類型
usage-column-project = 專案
usage-column-service_info = 服務的其他資訊
usage-state-all = 已全部接收
usage-state-part = 部分接收
usage-state-none = 未接收
usage-rows = 檔案列數
usage-taken = 接收的記錄
usage-known = 先前已接收
usage-refused = 略去的列
usage-uploaded = 接收時間
usage-sha256 = 檔案的 SHA-256
usage-facts = 檔案
usage-import-lead = 每一列的處理結果。請更正被略去的列後重新接收該檔案：其餘列不會重複計入。
usage-refusals = 被略去的列
usage-refusals-note = 這些列不會計費。
usage-record = 記錄
usage-done-taken = 檔案已接收。
usage-lines = 用量明細
usage-pager = 用量明細分頁
usage-what = 資源
usage-day = 使用日期
usage-consumed = 使用數量
usage-included = 免費數量
usage-overage = 計費數量
usage-price = 每單位價格，期限內鎖定
usage-total = 含稅金額
usage-rate = 平均每單位
usage-rate-taxed = 平均每單位（含稅）
usage-line-title = 用量明細第 { $line } 行
usage-discount-text = 此訂閱剩餘的折扣，以本發票中的用量費用為限。
usage-file = 用量檔案
usage-file-save = 將用量儲存為 CSV
usage-file-save-workbook = 將用量儲存為 XLSX
invoice-usage = 用量費用
invoice-usage-discounts = 用量的其他折扣
charge-assess-usage-fee-for-current-cycle = 本週期用量費用
charge-assess-usage-fee-when-cancel = 取消時的用量費用：訂閱結束時尚未支付的用量
charge-activation-discount = 啟用折扣
charge-cycle-discount = 週期折扣
charge-renew-discount = 續約折扣
conflict-usage-not-offered = 本計畫不提供按用量計費的產品：沒有用量記錄，也沒有用量檔案。
problem-usage-number = 請填寫數字，最多一個小數點，例如 11 或 0.0808。
problem-usage-decimals = 最多 { $max } 位小數。
problem-usage-too-large = 最大為 { $max }。
problem-usage-amount-too-large = 單筆記錄的金額不得超過 { $max } 元，請拆分。
problem-usage-id = 請填寫入口網站中顯示的 32 位識別碼。
problem-usage-day = 請按 2026-06-20 的格式填寫日期。
problem-usage-subscription = 沒有此識別碼的訂閱。
problem-usage-never-billed = 試用和沙箱中的訂閱不計費。
problem-usage-to-come = 該日期尚未到來。
problem-usage-before-start = 該日期早於訂閱開始日。
problem-usage-after-end = 該日期晚於訂閱結束日。
problem-usage-too-old = 該日期過早，不再計費。
problem-usage-price-changed = 該資源在本期限內的單價為 { $price }。
problem-usage-record-differs = 此編號的記錄內容不同。記錄不可更改，請以新的編號傳送更正。
adjustment-on = 抵減
adjustment-on-licences = 授權費用
adjustment-on-usage = 用量費用
nav-refunds = 退款
refunds-lead = 多付的款項或發票退回的金額退還給合作夥伴。由一人提出，另一人核准。
refunds-none = 尚未提出任何退款。
refund-new = 退款
refund-new-lead = 須由另一人核准；核准後立即計入帳目，並在銀行辦理轉帳。
refund-about = 匯款或發票
refund-about-hint = 多付款項的銀行匯款編號，或有退回金額的發票編號。
refund-amount-hint = 不超過該匯款的餘額，或該發票尚未退回的金額。
refund-account = 銀行帳戶
refund-account-hint = 收款銀行、戶名和帳號，以合作夥伴書面告知的為準。
refund-of = 退款依據
refund-of-payment = 匯款 { $about }
refund-of-invoice = 發票 { $about }
refund-title = 退款給{ $partner }
refund-facts = 退款資訊
refund-state-proposed = 待核准
refund-state-issued = 已退款
refund-state-declined = 已拒絕
refund-state-withdrawn = 已撤回
refund-approve = 核准並退款
refund-approve-text = 該金額立即從合作夥伴的餘額中扣除，並通知合作夥伴。請在銀行辦理轉帳。此操作無法復原。
refund-done-proposed = 已提出退款，須由另一人核准。
refund-done-issued = 退款已核准，將通知合作夥伴。
refund-done-declined = 退款已拒絕。
problem-refund-about = 沒有此編號的有效匯款或發票。
problem-refund-not-positive = 退款金額須大於零。
problem-refund-too-much = 超過可退還的金額。
problem-refund-nothing-left = 沒有可退還的金額。
problem-refund-owes = 合作夥伴有逾期發票，餘額應先用於支付。
conflict-refund-open = 同一款項已有退款待核准。
conflict-refund-decided = 此退款已有人處理。
conflict-refund-own = 此退款由您提出，須由他人決定。
conflict-refund-not-own = 此退款由他人提出。
conflict-refund-not-positive = 退款金額須大於零。
conflict-refund-too-much = 現已超過可退還的金額。
conflict-refund-nothing-left = 現已沒有可退還的金額。
conflict-refund-owes = 合作夥伴現有逾期發票，餘額應先用於支付。
conflict-payment-refunded = 此付款的一部分已退還給合作夥伴，不能再撤銷。
ledger-refund = 退款 { $about }
mail-refund-paid-subject = { $operator }向您退款 { $amount }
mail-refund-paid-body =
    { $name }，您好：

    { $operator }就 { $reference } 向{ $company }退款 { $amount }，收款帳戶：{ $account }

    原因：{ $reason }

    { $link }
audit-billing-take-usage = 接收用量檔案
audit-billing-propose-refund = 提出退款
audit-billing-approve-refund = 核准退款
audit-billing-decline-refund = 拒絕退款
audit-billing-withdraw-refund = 撤回退款
refund-choice-transfer = 有餘額的匯款
refund-choice-invoice = 有退回金額的發票
problem-usage-ended-free = 該訂閱在免費期間內結束，不計費。

# 增值稅發票：發票之外的稅務憑證。
nav-fapiao = 增值稅發票
fapiao-card = 增值稅發票
fapiao-card-none = 尚未申請增值稅發票。
fapiao-card-open = 檢視此發票的增值稅發票
fapiao-of = 發票 { $number } 的增值稅發票
fapiao-lead = 發票之外的稅務憑證。由營運方在稅務系統中開立；憑增值稅發票號碼和開立日期可在稅務機關網站查驗。
fapiao-ask = 申請增值稅發票
fapiao-ask-text = 金額為發票收取的費用減去已退回的部分，購買方資訊以貴公司目前資料為準。
fapiao-ask-profile = 資訊有誤？請在申請前修改：
fapiao-profile = 帳單設定檔
fapiao-missing = 資料不全
fapiao-missing-text = 帳單設定檔補充以下內容後即可申請增值稅發票：
fapiao-none-left = 此發票未收費，或費用已全部退回，無可開立的增值稅發票。
fapiao-may-not = 目前沒有增值稅發票，也沒有待處理的申請。貴公司的全域管理員和計費管理員可以申請。
fapiao-withdraw = 撤回申請
fapiao-withdraw-text = 將不開立增值稅發票。以後可以再次申請。
fapiao-kind = 種類
fapiao-kind-ordinary = 增值稅普通發票
fapiao-kind-special = 增值稅專用發票
fapiao-kind-red-ordinary = 紅字增值稅普通發票
fapiao-kind-red-special = 紅字增值稅專用發票
fapiao-state-requested = 已申請
fapiao-state-due = 待開立
fapiao-state-issued = 已開立
fapiao-state-refused = 未開立
fapiao-state-withdrawn = 已撤回
fapiao-number = 號碼
fapiao-number-hint = 稅務系統產生的 20 位數字。
fapiao-date = 開立日期
fapiao-original = 對應的藍字增值稅發票
fapiao-cause = 原因
fapiao-cause-adjustment = 退回部分明細項目的調整
fapiao-cause-waiver = 財務費用減免
fapiao-total = 價稅合計
fapiao-title = 抬頭
fapiao-email = 收件電子郵件地址
fapiao-email-hint = 除發票收件人和全域管理員外，號碼還將通知此地址。
fapiao-asked = 申請人
fapiao-reason = 未開立的原因
fapiao-done-asked = 已申請增值稅發票。開立後將以郵件通知您。
fapiao-done-withdrawn = 申請已撤回。
fapiao-done-issued = 增值稅發票已開立，將通知合作夥伴。
fapiao-done-refused = 申請已拒絕，將通知合作夥伴。
fapiao-console-lead = 合作夥伴申請的增值稅發票，以及因退回費用而應開立的紅字增值稅發票，最早的在前。
fapiao-console-none = 沒有處於此狀態的增值稅發票。
fapiao-tab-requested = 待處理
fapiao-tab-issued = 已開立
fapiao-tab-refused = 已拒絕
fapiao-tab-withdrawn = 已撤回
fapiao-since = 提出時間
fapiao-earliest = 最早開立日期
fapiao-issue = 登記為已開立
fapiao-issue-text = 請在稅務系統中依上述金額和購買方開立，然後填寫號碼和開立日期。登記後不能變更。
fapiao-issue-red-text = 請在稅務系統中對應上述藍字號碼、依上述金額開立紅字增值稅發票，然後填寫號碼和開立日期。登記後不能變更。
fapiao-refuse = 拒絕
fapiao-refuse-text = 將不開立增值稅發票。合作夥伴可以看到原因，並可再次申請。
problem-fapiao-number-format = 數電增值稅發票號碼為 20 位數字。
problem-fapiao-number-twice = 該號碼已用於另一張增值稅發票。
problem-fapiao-date-future = 該日期尚未到來。
problem-fapiao-date-early = 該日期早於增值稅發票所涉業務的日期。
conflict-fapiao-nothing-left = 此發票沒有可開立增值稅發票的金額：未收費，或費用已全部退回。
conflict-fapiao-live = 此發票已有增值稅發票，或已在申請中。
conflict-fapiao-decided = 該增值稅發票已開立或已拒絕，或申請已撤回。
conflict-fapiao-red = 依法須開立紅字增值稅發票，只能登記為已開立。
conflict-fapiao-changed = 開啟頁面後該發票又有費用退回，金額已變更。請重新開啟頁面，依顯示的金額開立。
audit-billing-ask-fapiao = 申請增值稅發票
audit-billing-withdraw-fapiao = 撤回增值稅發票申請
audit-billing-issue-fapiao = 開立增值稅發票
audit-billing-refuse-fapiao = 拒絕開立增值稅發票

mail-fapiao-asked-subject = { $company }申請發票 { $reference } 的增值稅發票
mail-fapiao-asked-body =
    { $name }，您好：

    { $company }申請發票 { $reference } 的增值稅發票，價稅合計 { $amount }。請在稅務系統中開立，並在此登記號碼：

    { $link }

mail-fapiao-red-due-subject = 發票 { $reference } 應開立紅字增值稅發票
mail-fapiao-red-due-body =
    { $name }，您好：

    { $company }的發票 { $reference } 退回了 { $amount }（含稅），該發票已開立增值稅發票。請在稅務系統中開立紅字增值稅發票，並在此登記號碼：

    { $link }

mail-fapiao-issued-subject = 發票 { $reference } 的增值稅發票已開立
mail-fapiao-issued-body =
    { $name }，您好：

    { $operator }已就發票 { $reference } 向{ $company }開立增值稅發票：號碼 { $number }，{ $on }，價稅合計 { $amount }。憑號碼可在稅務機關網站查驗。

    { $link }

mail-fapiao-red-issued-subject = 發票 { $reference } 的紅字增值稅發票已開立
mail-fapiao-red-issued-body =
    { $name }，您好：

    { $operator }就發票 { $reference } 向{ $company }退回了 { $amount }（含稅），並已開立紅字增值稅發票：號碼 { $number }，{ $on }，對應藍字增值稅發票 { $original }。

    { $link }

mail-fapiao-refused-subject = 發票 { $reference } 的增值稅發票未開立
mail-fapiao-refused-body =
    { $name }，您好：

    { $operator }未開立{ $company }申請的發票 { $reference } 的增值稅發票，價稅合計 { $amount }。原因：{ $reason }

    您可在此再次申請：

    { $link }
