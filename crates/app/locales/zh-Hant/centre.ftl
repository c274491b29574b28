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
centre-new-lead = 新使用者會取得登入名稱和臨時密碼，由您轉交。隨後再指派授權。
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
