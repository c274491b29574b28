## A customer's own centre
surface-centre = 客戶系統管理中心
site-centre = 通道客戶系統管理中心
centre-home = 首頁
centre-company = 公司
centre-me = 我
centre-users = 使用者
centre-subscriptions = 訂閱
centre-licences = 授權
centre-role = 角色
centre-support = 支援
centre-support-note = 合作夥伴會為其銷售給您的所有產品提供協助。
centre-support-change = 如需購買、變更或取消，請聯絡銷售該產品的合作夥伴。
centre-no-partner = 沒有合作夥伴向貴公司銷售產品
centre-no-partner-text = 有意向的合作夥伴會向您傳送邀請。
centre-no-support = 該合作夥伴尚未提供支援聯絡方式。
centre-tiles = 概覽
centre-assigned = 已指派
centre-assigned-of = 已指派 { $count } / { $total }
centre-mine = 我的授權
centre-mine-none = 您目前沒有授權。
centre-mine-suspended = 已暫停：在合作夥伴重新啟用之前無法使用。
centre-ask = { $names }可以為您指派授權和角色。
centre-ask-nobody = 貴公司目前沒有人可以指派授權。請聯絡您的合作夥伴。
centre-suspended = { $name }已暫停
centre-suspended-text = 目前任何人都無法使用，但管理員仍可在此登入。除非{ $partner }在 { $day }之前重新啟用，否則屆時將刪除其資料。
centre-countdown = { $name }已暫停。其資料將於{ $left }（{ $day }）刪除。

## Subscriptions
centre-subscriptions-lead = 合作夥伴銷售給貴公司的產品。
centre-subscriptions-none = 尚未購買任何產品
centre-subscriptions-none-text = 合作夥伴銷售給貴公司的產品會列在這裡。請向合作夥伴訂購。
centre-sold-by = 銷售方
centre-ended = 已結束
centre-ended-note = 已無人可以使用。

## Users and licences
centre-users-lead = 可以代表貴公司登入的所有人，以及他們可以使用的產品。
centre-new-lead = 新使用者會取得登入名稱和暫時密碼，由您轉交。隨後再指派授權。
centre-own = 這是您自己的帳戶。請在「我的設定檔」中變更聯絡資料和密碼。
centre-licences-note = 此人可以使用的產品。
centre-licences-none = 沒有可指派的授權：目前沒有按人數計算且正在執行的訂閱。
centre-licence-left = 剩餘 { $left } / { $total } · 銷售方：{ $partner }
centre-licence-suspended = 已暫停：無法使用，也不能再指派給其他人
centre-save-licences = 儲存授權
centre-save-role = 儲存角色
centre-done-licences = 授權已變更。
centre-done-role = 角色已變更。
centre-delete-licences = 授權會立即收回；還原後的使用者需要重新指派。
centre-role-none-hint = 只使用已指派授權的產品
centre-role-global-admin-hint = 所有權限；只有此角色可以接受合作夥伴和授予角色
centre-role-billing-admin-hint = 查看訂閱、合作夥伴和客戶合約
centre-role-user-management-admin-hint = 管理沒有角色的使用者，以及所有人的授權
problem-licence-none-left = 所有授權均已指派。請從其他人處收回一個，或向合作夥伴增購。
problem-licence-not-running = 該訂閱未在執行，不能再指派。
problem-licence-not-for-people = 該訂閱不按人數計算。
problem-licence-user-deleted = 該使用者已被刪除。
refused-licences-assigned = 客戶已指派的授權多於此數量。必須先在客戶系統管理中心收回。

## The demonstration
demo-centre = 作為客戶
demo-centre-text = 使用下方的管理員帳戶，可以查看已購買的產品和支援聯絡人，新增使用者並指派授權；其中一個訂閱已暫停。
demo-centre-link = 開啟客戶系統管理中心
demo-customers = 客戶
demo-customers-note = 客戶系統管理中心

## Pages
centre-partners = 合作夥伴
centre-agreement = 客戶合約
centre-organisation = 組織
centre-security = 安全性
centre-export = 匯出
centre-account = 帳戶

## Partners and invitations
centre-partners-lead = 向貴公司銷售的合作夥伴，以及由誰管理各項服務。
centre-services = 服務
centre-services-note = 管理某項服務的合作夥伴可以代您管理該服務，這與其銷售權限無關。
centre-service = 服務
centre-administered-by = 管理方
centre-since = 起始時間
centre-nobody = 無
centre-partner-since = 自 { $day } 起為經銷商
centre-delegated = 已委派系統管理
centre-not-delegated = 未委派系統管理
centre-take = 移除委派系統管理
centre-take-effect = 五分鐘內，{ $partner } 將無法再代您管理所選服務，也無法升級相應的訂閱。其已銷售的產品繼續運作並由其計費。
centre-take-again = 如需讓 { $partner } 管理服務，請再次開啟其邀請連結。
centre-hand-to = 之後由誰管理
centre-only-global = 只有全域管理員可以變更。
centre-done-accepted = 已接受該合作夥伴。系統會透過郵件通知雙方。
centre-done-declined = 已拒絕邀請。未做任何變更。
centre-done-taken = 已移除委派系統管理，並已通知合作夥伴。
centre-done-moved = 已移交服務，並已通知失去服務的合作夥伴。
conflict-delegation-nothing = 所選服務均不由該合作夥伴管理。請至少選擇一項由其管理的服務。
relation-again-lead = 該合作夥伴已向貴公司銷售，現申請代您管理服務。如果接受：
relation-what-free = 它將代您管理目前無人管理的服務（委派系統管理）：
relation-what-held = 僅當您在下方勾選時，它才會接管其他合作夥伴管理的服務；
relation-held-by = 目前由 { $partner } 管理
relation-replace-services = 是否替換以下服務的管理方？
relation-replace-hint = 每項服務只有一個管理方。未勾選的保持不變。

## The customer agreement
centre-agreement-lead = 貴公司與營運方之間的條款。合作夥伴為您下單之前必須接受。
centre-agreement-read = 閱讀合約
centre-agreement-none = 尚無人代表貴公司接受客戶合約
centre-agreement-accepted = 已接受
centre-agreement-accept = 接受
centre-agreement-accept-note = 此後合作夥伴無需再確認。
centre-agreement-consent = 我代表{ $company }接受客戶合約。
centre-agreement-own = 在此接受
centre-agreement-told = 記錄
centre-done-agreement = 已接受客戶合約。

## The company
centre-organisation-lead = 您的合作夥伴也會看到這些資料。
centre-contact = 聯絡人
centre-contact-note = 合作夥伴和營運方的聯絡對象。
centre-done-organisation = 資料已變更，合作夥伴會看到。

## The log
centre-security-lead = 誰登入過、變更過什麼，以及合作夥伴代您做過什麼。
centre-policy = 登入方式
centre-policy-text = 始終需要密碼和驗證器。任何人都不能關閉驗證器，也不能重設他人的密碼。
centre-log = 記錄
centre-log-all = 全部
centre-log-partners = 合作夥伴的操作
centre-log-from = 從
centre-log-until = 至
centre-log-show = 顯示
centre-log-save = 儲存為表格
centre-log-when = 時間
centre-log-who = 操作者
centre-log-what = 操作
centre-log-more = 詳細資料
centre-log-partner = 代表操作方
centre-log-ip = 位址
centre-log-outcome = 結果
centre-log-failed = 失敗
centre-log-succeeded = 成功
centre-log-system = 本系統
centre-log-operator = 營運方
centre-log-none = 此期間沒有操作
centre-log-none-text = 請選擇其他日期。
centre-log-older = 更早的記錄
centre-log-cut = 此處僅包含最新的 { $count } 筆記錄。如需其他記錄，請縮短日期範圍。
centre-on-behalf = { $partner }，代表貴公司

## The copy of the data
centre-export-lead = 此處保存的貴公司資料的副本，在保存期內可隨時取得。
centre-kept = 僅保留一段時間
centre-kept-note = 以下產品的資料將在所示日期刪除。請在此之前儲存所需資料。
centre-kept-until = 刪除日期
centre-export-save = 儲存
centre-export-note = 可能需要輸入驗證器代碼。每次匯出都會記入記錄。
centre-export-all = 全部資料（JSON）
centre-export-users = 使用者和授權（CSV）
centre-export-subscriptions = 訂閱（CSV）

## What the log tells
audit-customer-create = 新增了客戶
audit-customer-update-profile = 變更了客戶資料
audit-customer-attest-agreement = 確認已接受客戶合約
audit-customer-end-relationship = 終止了與客戶的關係
audit-customer-remove-delegation = 合作夥伴放棄了委派系統管理
audit-customer-reveal-password = 顯示了客戶管理員的初始密碼
audit-customer-delete = 刪除了沙箱客戶
audit-order-place = 下單
audit-order-extend = 擴充了訂單
audit-order-set-cycle = 變更了訂單的計費週期
audit-order-cancel = 取消了訂單
audit-order-provision = 完成了訂單佈建
audit-cart-checkout = 透過購物車下單
audit-subscription-change = 變更了訂閱
audit-subscription-upgrade = 升級了訂閱
audit-subscription-convert = 轉換了試用
audit-licence-set = 變更了使用者的授權
audit-relationship-decline = 客戶拒絕了合作夥伴的請求
audit-delegation-take = 客戶移除了委派系統管理
audit-delegation-reduce = 客戶移除了部分服務的委派系統管理
audit-delegation-give = 客戶授予了委派系統管理
audit-delegation-extend = 客戶授予了更多服務的委派系統管理
audit-customer-accept-agreement = 客戶接受了客戶合約
audit-organisation-update = 客戶變更了公司資料
audit-centre-export = 儲存了客戶資料的副本

centre-fact-quantity = 數量
centre-fact-status = 狀態
centre-fact-became = 變為
centre-fact-services = 服務
centre-fact-given_to = 移交給
centre-fact-sign_in_name = 使用者
centre-fact-admin_setting = 角色
centre-fact-company_name = 公司
centre-fact-partner = 合作夥伴
centre-fact-auto_renew = 自動續訂
centre-fact-form = 內容
centre-fact-template = 版本

## R03: a partner is told that it administers less

mail-r03-subject = { $company } 變更了服務的管理方
mail-r03-body =
    { $name }，您好：

    { $company } 的全域管理員決定，貴公司不再代其管理以下服務：{ $services }。

    貴公司可以繼續向 { $company } 銷售產品，並就已銷售的產品計費；對其承擔的義務保持不變。如需重新管理，請向其傳送您的連結：

    { $link }
