### Partners in the operator console.

nav-partners = 合作夥伴
partners-lead = 已簽署協議的公司。
partners-search = 公司、網域、信用代碼或網路 ID
partners-list = 合作夥伴清單
partners-empty = 還沒有合作夥伴
partners-empty-text = 公司簽署協議後會顯示在這裡。
partners-model = 業務模式
partners-billing-day = 帳單日
partners-note = { $domain } · { $code } · { $network } · { $model }
partners-standing = 合作夥伴現況
partners-first-bill = 首期帳單 { $date }
partners-version = { $version } 版
partners-ready = { $date } 起可用
partners-limit = 信用額度
partners-credit = 信用決定
partners-credit-note = 最新的在前
partners-credit-until = 簽署期限
partners-users-note = { $count } 位使用者
partners-set-up-log = 工作與嘗試紀錄
partners-activity = 動態
partners-audit = 稽核記錄中的所有項目
partners-open = 開啟合作夥伴
partners-no-orders-not-a-partner = 協議已終止：無法下新訂單
partners-no-orders-setting-up = 正在開通：還無法下訂單
partners-no-orders-suspended = 已暫停：無法下新訂單
partners-no-orders-agreement-unsigned = 無法下新訂單：新版協議尚未簽署
partner-status-provisioning = 開通中
partner-status-active = 有效
partner-status-suspended-payment = 暫停：帳單未付
partner-status-suspended-profile = 暫停：資料審核
partner-status-suspended-abuse = 暫停：濫用
partner-status-terminating = 終止中
partner-status-terminated = 已終止

### Suspending, restoring and ending partners.

standing-title = 暫停與終止
standing-none = 尚無操作。
standing-suspend = 暫停
standing-suspend-effect = 在恢復之前，該合作夥伴不能建立客戶、下單或變更授權數量。已售出的服務繼續運作，合作夥伴仍可照管客戶、付款，計費照常進行。其全域管理員會收到寫明原因的郵件。
standing-suspend-confirm = 暫停該合作夥伴
standing-restore = 恢復
standing-restore-effect = 該合作夥伴立即恢復業務。如已決定終止，則不再終止。其全域管理員會收到寫明原因的郵件。
standing-restore-confirm = 恢復該合作夥伴
standing-terminate = 終止合作
standing-terminate-effect = 須由第二人同意。同意後開始三十天通知期：該合作夥伴不能開展新業務，其客戶會收到另尋合作夥伴的通知。
standing-terminate-confirm = 提議終止
standing-reason = 原因
standing-reason-hint = 合作夥伴會看到此內容。
standing-cause = 事由
standing-cause-payment = 帳單未付
standing-cause-profile = 資料未能通過審核
standing-cause-abuse = 濫用
standing-domain = 合作夥伴的網域
standing-domain-hint = 請輸入 { $domain } 以確認。
problem-partner-domain = 與 { $domain } 不一致。
standing-proposal = 已提議終止與該合作夥伴的合作
standing-proposal-effect = 第二人同意後，開始三十天通知期，該合作夥伴的每個客戶都會收到郵件。
standing-approve = 同意
standing-decline = 拒絕
standing-take-back = 撤回
standing-act-suspend = 已暫停
standing-act-restore = 已恢復
standing-act-terminate = 已決定終止
standing-act-proposed = 已提議終止
standing-act-declined = 終止提議未通過
standing-ends = 最後一天 { $day }
standing-done-suspended = 已暫停該合作夥伴。
standing-done-restored = 該合作夥伴已恢復業務。
standing-done-proposed = 已提議終止，須由第二人同意。
standing-done-ending = 通知期已開始。
standing-done-declined = 提議已關閉。
conflict-partner-standing = 該合作夥伴的狀態不允許此操作。
conflict-partner-act-open = 已有關於該合作夥伴的提議在等待處理。
conflict-partner-act-same = 須由其他人同意：該提議由您提出。
standing-banner-payment = 貴公司已被暫停：帳單逾期
standing-banner-profile = 貴公司已被暫停：資料未能通過審核
standing-banner-abuse = 貴公司因濫用被暫停
standing-banner-text = 您不能新增客戶、下單或變更授權數量。已售出的服務繼續運作，您仍可照管。
standing-banner-pay = 查看應付款
standing-banner-mend = 查看資料
standing-banner-terminating = 貴公司的合作即將終止
standing-banner-terminating-text = 寄給貴公司全域管理員的郵件中寫明了最後一天。您不能開展新業務；客戶已收到另尋合作夥伴的通知。
standing-banner-terminated = 貴公司的合作已終止
standing-banner-terminated-text = 不能再銷售任何產品。
audit-partner-suspend = 已暫停合作夥伴
audit-partner-restore = 已恢復合作夥伴
audit-partner-propose-end = 已提議終止合作
audit-partner-approve-end = 已決定終止合作
audit-partner-decline-end = 終止合作的提議未通過
audit-partner-end = 合作已終止
audit-partner-tell-customers = 已通知客戶合作終止

mail-partner-suspended-subject = { $company } 已被暫停
mail-partner-suspended-body =
    { $name }，您好：

    { $company } 已被暫停。原因：

    { $reason }

    在此期間，貴公司不能新增客戶、下單或變更授權數量。已售出的服務繼續運作，您仍可照管：

    { $link }

mail-partner-restored-subject = { $company } 已恢復業務
mail-partner-restored-body =
    { $name }，您好：

    { $company } 已恢復業務。決定如下：

    { $reason }

    您可以照常銷售：

    { $link }

mail-partner-ends-subject = 與 { $company } 的合作將於 { $day } 後終止
mail-partner-ends-body =
    { $name }，您好：

    經我方兩人決定，與 { $company } 的合作將終止，最後一天為 { $day }。原因：

    { $reason }

    自即日起，貴公司不能開展新業務。您的客戶會收到另尋合作夥伴的通知；其使用的服務在此期間繼續運作。最後一張帳單將隨後開立：

    { $link }

mail-partner-ended-subject = 與 { $company } 的合作已終止
mail-partner-ended-body =
    { $name }，您好：

    通知期已結束，與 { $company } 的合作已終止。您仍可在此查看：

    { $link }

mail-partner-leaves-subject = { $partner } 將不再是貴公司的合作夥伴
mail-partner-leaves-body =
    { $company }：

    向貴公司銷售訂閱的 { $partner } 將退出計畫，最後一天為 { $day }。請在此之前另尋合作夥伴：新合作夥伴會向您傳送連結，貴公司使用者的帳戶保持不變。登入方式不變：

    { $link }
conflict-partner-overdue = 仍有未付款項，恢復後會立即再次暫停。請在逾期發票頁面同意展延；暫停會隨之自動解除。
standing-by-itself-suspend = 系統自動：發票 { $invoice } 未付
standing-by-itself-restore = 系統自動：已無逾期款項
