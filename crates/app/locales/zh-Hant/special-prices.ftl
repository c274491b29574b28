# 特價：個別合作夥伴低於價目表的價格。

special-prices = 特價
special-prices-lead = 貴公司低於價目表的價格。無需任何操作：在這些日期內下單、轉換、升級和續訂時，採用適用的最低價格。
special-prices-none-own = 貴公司沒有特價。
special-prices-lock = 訂閱在整個期限內沿用下單當日的價格，特價結束後也不變；續訂時採用續訂當日的價格。
special-prices-console-lead = 個別合作夥伴低於價目表的價格。由一位型錄管理員提出，另一位核准。
special-prices-none = 尚未提出任何特價。
special-prices-all = 全部特價
special-price-new = 新增特價
special-price-new-lead = 適用於在有效期內下單、轉換、升級或續訂的訂閱。進行中的期限內已鎖定的價格不變。
special-price-partner-hint = 網域、統一社會信用代碼、合作夥伴網路識別碼或名稱。
special-price-for = 客戶
special-price-all-customers = 全部客戶
special-price-domain = 客戶網域
special-price-customer-hint = 該合作夥伴某一客戶的網域；留空表示全部客戶。
special-price-choose = 選擇產品
special-price-kind = 優惠方式
special-price-kind-fixed = 固定價格
special-price-kind-off = 價目表價格的折扣百分比
special-price-value = 價格或百分比
special-price-value-hint = 每單位每月的不含稅價格，例如 49.90；或減免的百分比，例如 12.5。
special-price-until-hint = 最後一天。最長五年。
special-price-reason-hint = 為何給予該合作夥伴優惠：至少五個字元。記入稽核記錄；合作夥伴看不到。
special-price-propose = 提交核准
special-price-off = 比價目表低 { $percent }%
special-price-list = 價目表價格 { $list }
special-price-list-off = { $off }，{ $list }
special-price-price = 特價
special-price-percent = 減免百分比
special-price-list-price = 價目表價格
special-price-comes-to = 實際價格
special-price-terms = 優惠
special-price-days = 有效期
special-price-status = 狀態
special-price-facts = 特價內容
special-price-proposed = 提出
special-price-decided = 決定
special-price-closed = 結束
special-price-because = 原因
special-price-shown-proposed = 等待核准
special-price-shown-declined = 未核准
special-price-shown-taken-back = 已撤回
special-price-shown-withdrawn = 提前結束
special-price-shown-ahead = 已核准
special-price-shown-applies = 生效中
special-price-shown-over = 已到期
special-price-waits = 該特價由您提出，須由他人核准。已透過郵件通知您的同事。
special-price-approve = 核准
special-price-approve-text = 自首日起生效；首日已過的，自今日起生效。系統會寄郵件通知合作夥伴的全域管理員和計費管理員。
special-price-decline = 不核准
special-price-decline-reason = 不核准的原因
special-price-take-back = 撤回
special-price-withdraw = 提前結束
special-price-withdraw-text = 自今日起不再以此價格銷售。已售出的訂閱在期限結束前保持該價格。系統會寄郵件通知合作夥伴。
special-price-withdraw-reason = 結束的原因
special-price-done-proposed = 已提出，須由他人核准。
special-price-done-approved = 已核准，正在通知合作夥伴。
special-price-done-declined = 未核准。
special-price-done-taken-back = 已撤回。
special-price-done-withdrawn = 已結束，正在通知合作夥伴。
special-price-banner = 貴公司有 { $count } 項特價
special-price-banner-text = 本價目表不含特價。下單頁面會顯示適用的最低價格。
special-price-open = 檢視特價
special-price-instead = 特價，原價 { $list }
price-locked-special = 每月 { $price }（特價），期限結束前不變
explain-special-price = 單價為特價，有效期自 { $from } 至 { $until }，在期限開始時鎖定。

problem-special-price-zero = 價格須大於零。
problem-special-price-percent = 百分比須大於 0 且小於 100，最多兩位小數。
problem-special-price-not-lower = 不低於首日的價目表價格 { $list }。
problem-special-price-not-sold = 首日的價目表中沒有該產品。
problem-special-price-past = 首日不能早於今天。
problem-special-price-order = 最後一天早於首日。
problem-special-price-long = 最長 { $years } 年。到期前可再次提出。
problem-special-price-customer = 該合作夥伴沒有使用此網域的客戶。

conflict-special-price-step = 無法再執行此步驟。請重新整理頁面檢視該特價的狀態。
conflict-special-price-own = 該特價由您提出，須由他人決定。
conflict-special-price-not-own = 該特價由他人提出。
conflict-special-price-over = 該特價的最後一天已過。
conflict-special-price-no-longer-lower = 價目表價格已不高於此價，或已不含該產品。請不予核准。

mail-special-price-proposed-subject = { $company } 的特價等待您核准
mail-special-price-proposed-body =
    { $name }，您好：

    { $author } 為 { $company } 提出特價：{ $offer }，{ $price }。客戶：{ $customer }。須由另一位型錄管理員核准：

    { $link }

mail-special-price-granted-subject = { $company } 自 { $from } 起享有特價
mail-special-price-granted-body =
    { $name }，您好：

    { $operator } 給予 { $company } 以下特價：{ $offer }，{ $price }（每單位每月，不含稅）。客戶：{ $customer }。適用於 { $from } 至 { $until } 期間下單、轉換、升級或續訂的訂閱。

    進行中的訂閱在期限內價格不變。全部特價見：

    { $link }

mail-special-price-ended-subject = { $company } 的一項特價結束
mail-special-price-ended-body =
    { $name }，您好：

    { $operator } 已結束 { $company } 的一項特價：{ $offer }，{ $price }。客戶：{ $customer }。自 { $from } 起重新適用價目表或其他特價。已售出的訂閱在期限結束前價格不變。

    { $link }

audit-special-price-propose = 提出特價
audit-special-price-approve = 核准特價
audit-special-price-decline = 不核准特價
audit-special-price-take-back = 撤回特價
audit-special-price-withdraw = 提前結束特價
