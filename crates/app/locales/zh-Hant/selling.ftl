## Why something of catalogue, customers, orders or subscriptions is refused

refused-partner-suspended = 貴公司的帳戶已暫停。請付清逾期款項後再試。
refused-not-a-partner = 貴公司的合作夥伴帳戶未啟用，目前無法銷售。
refused-agreement-unsigned = 貴公司簽署新版合約後才能下單。
refused-prices-hidden = 您的角色無法檢視價格。
refused-credit-too-low = 信用額度不足。請支付未結帳單，或申請提高額度。
refused-not-in-sandbox = 此操作只能在整合沙箱中進行。
refused-sandbox-limit = 已達整合沙箱的上限。請刪除不再需要的內容。
refused-no-relationship = 貴公司與該客戶沒有經銷商關係。
refused-relationship-in-use = 請先暫停或取消該客戶的所有訂閱。
refused-attestation-missing = 請先確認客戶已接受客戶合約。
refused-offer-unknown = 沒有此方案。
refused-offer-not-sold = 此方案目前未銷售。
refused-offer-not-for-customer = 該客戶不符合此方案的資格條件。
refused-reactivate-instead = 該客戶有此方案的已暫停訂閱，請重新啟用該訂閱。
refused-offer-limit-reached = 該客戶購買此方案的次數已達上限。
refused-trial-of-owned = 該客戶已擁有此試用所對應的方案。
refused-quantity-out-of-range = 數量超出此方案允許的範圍。
refused-cycle-not-offered = 此方案不支援該計費週期。
refused-base-missing = 附加元件需要基礎訂閱，請指定該客戶的一個訂閱。
refused-base-of-other-offer = 此附加元件不適用於該基礎訂閱。
refused-base-not-active = 基礎訂閱未啟用。
refused-more-than-base = 附加元件的數量不能超過基礎訂閱的數量。
refused-not-an-add-on = 此方案不是附加元件，不需要基礎訂閱。
refused-lines-invalid = 明細行編號不正確。
refused-name-invalid = 訂閱名稱過長，或含有無法使用的字元。請使用最多 100 個一般字元。
refused-order-not-cancellable = 此訂單無法取消。請暫停或取消其中的訂閱。
refused-order-change-unknown = 只能為訂單新增附加元件或變更計費週期。
refused-cycle-while-inactive = 訂單中的訂閱全部啟用時才能變更計費週期。
refused-cycle-not-in-offer = 訂單中有不支援該計費週期的方案。
refused-cart-expired = 此購物車已過期，請建立新的購物車。
refused-cart-empty = 購物車是空的。
refused-cart-has-errors = 購物車中有無法訂購的明細行。
refused-cart-ordered = 此購物車已提交過。
refused-pending = 訂閱正在開通，請稍後再試。
refused-deleted = 訂閱已結束，無法再變更。
refused-seats-while-suspended = 訂閱暫停期間無法變更數量。
refused-change-while-suspended = 已暫停的訂閱無法變更，請先重新啟用。
refused-no-such-status = 訂閱無法從目前狀態變更為該狀態。
refused-reactivated-too-late = 該訂閱已過可重新啟用的期限。
refused-not-by-partner = 該訂閱已由營運方暫停，請聯絡支援人員。
refused-trial-fixed = 試用的數量無法變更。
refused-trial-ends = 試用無法續約。
refused-trial-status = 試用無法暫停。請取消，或等待其結束。
refused-term-is-over = 訂閱期間即將結束，無法再變更。
refused-no-upgrade = 此訂閱無法升級到該方案。
refused-upgrade-not-active = 只有啟用中的訂閱才能升級。
refused-upgrade-needs-delegation = 升級需要客戶授予委派系統管理權限。
refused-upgrade-with-add-ons = 請先取消不適用於新方案的附加元件。
refused-target-owned = 該客戶已擁有該方案。
refused-no-conversion = 只有進行中的試用可以轉換，且只能轉換為其對應的方案。
refused-cycle-of-order = 訂閱的計費週期須在其訂單中變更。
refused-term-fixed = 此訂閱的期限無法變更。
refused-partner-fixed = 此訂閱的合作夥伴無法變更。

## Problems at fields of customers

problem-email-of-seller = 此信箱屬於銷售方自己的網域。請輸入客戶的信箱。
problem-customer-known = 該公司已有帳戶，請改為向其要求建立關係。

conflict-attested-before = 已確認過該客戶接受了客戶合約。
