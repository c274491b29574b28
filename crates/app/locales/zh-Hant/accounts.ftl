## List of users

users-lead = 可以代表貴公司登入的所有人，以及他們的權限。
users-new = 新增使用者
users-search = 姓名、登入名稱或電子郵件
users-role = 角色
users-all-roles = 所有角色
users-tab-present = 使用者
users-tab-deleted = 已刪除
users-none-deleted = 沒有已刪除的使用者。刪除後 30 天內可以還原。
users-no-match = 沒有符合的使用者。清除搜尋條件即可檢視所有人。
users-last-sign-in = 最近登入
users-never = 從未
users-mfa = 驗證器
users-mfa-on = 已設定
users-mfa-off = 尚未設定
users-status = 狀態
users-created = 帳戶建立時間
users-temporary-until = 暫時密碼有效期限
users-restore-until = 可還原至
users-too-few = 請新增第二位全域管理員
users-too-few-text = 貴公司能登入的全域管理員有 { $count } 位。建議至少 { $least } 位：任何人都不能重設他人的密碼，如果唯一的管理員失去所有登入方式，公司將無法進入帳戶。
users-too-many = 全域管理員較多
users-too-many-text = 貴公司有 { $count } 位全域管理員，每一位都擁有全部權限。建議最多 { $most } 位，其他人只授予所需權限。
users-done-erased = 該使用者從未登入，已被清除。登入名稱可以重新使用。
account-status-invited = 已邀請
account-status-active = 正常
account-status-blocked = 已封鎖
account-status-deleted = 已刪除

## Adding a user

users-new-lead = 暫時密碼只在下一頁顯示一次，請您自行轉告。
users-person = 個人資料
users-sign-in = 登入
users-sign-in-note = 登入名稱以後不能變更。
users-recovery = 聯絡與復原
users-recovery-note = 用於接收郵件，以及由本人自行復原帳戶。本人登入後，只有本人可以變更。
users-settings = 權限
users-settings-note = 每位使用者有兩項設定，權限為兩者的總和。
users-admin-only-global = 只有全域管理員可以授予或撤銷管理員角色。
field-agent_setting = 代理程式設定
hint-agent_setting = 可以看到哪些客戶與公司資料
field-admin_setting = 管理員設定
hint-admin_setting = 可以變更公司的哪些設定
setting-agent-none = 看不到客戶；適合只做管理的人
setting-admin-none = 適合大多數人
role-admin-agent-about = 客戶的所有資料，包括價格與帳單
role-sales-agent-about = 客戶與訂單，不含價格
role-helpdesk-agent-about = 客戶的服務與支援，不含計費資料
role-global-admin-about = 所有權限；只有全域管理員可以授予管理員角色及簽署合約
role-billing-admin-about = 帳單、付款、價格
role-user-management-admin-about = 沒有管理員角色的使用者

## Shown once

user-done-title = 已新增使用者
user-done-lead = { $name }現在可以登入，首次登入時須更換暫時密碼。暫時密碼 { $days } 天內有效。
user-done-lead-again = { $name }可以用暫時密碼登入，暫時密碼 { $days } 天內有效。
user-done-pass-on = 請立即轉告密碼
user-done-pass-on-text = 請當面或以電話告知本人。密碼不會以電子郵件傳送，也不能再次顯示。
user-done-gone = 密碼已顯示過一次
user-done-gone-text = 任何人都不能再次顯示或重設密碼。如果首次登入前遺失，請刪除該使用者後重新新增。
user-done-back = 返回清單
user-done-open = 開啟此使用者

## One user

user-account = 帳戶
user-own = 這是您自己的帳戶。聯絡資料與密碼請在「我的設定檔」中變更；其他變更請洽另一位全域管理員。
user-has-admin-role = 此人擁有管理員角色，只有全域管理員可以變更該帳戶。
user-own-admin-setting = 任何人都不能變更自己的管理員設定，須由另一位全域管理員變更。
user-save-settings = 儲存權限
user-password = 密碼與復原資料
user-password-text = 任何人都不能重設他人的密碼，全域管理員也不例外。登入頁上的「無法存取您的帳戶？」可以憑本人的聯絡資料復原。
user-actions = 封鎖或刪除
user-action-block = 封鎖
user-action-unblock = 解除封鎖
user-action-delete = 刪除
user-action-restore = 還原
user-effect-block = { $name }將在一分鐘內從所有裝置登出，解除封鎖前不能登入。
user-effect-unblock = { $name }可以用原來的密碼與驗證器重新登入。
user-effect-delete = { $name }將從所有裝置登出，不能登入。{ $days } 天內可以還原，之後帳戶將被清除。
user-effect-delete-invited = { $name }從未登入：帳戶將立即清除，登入名稱可以重新使用。
user-effect-restore = { $name }的帳戶將還原為原狀，權限不變。
user-done-edited = 已儲存。
user-done-settings = 權限已儲存，立即生效。
user-done-block = 該使用者已被封鎖，並已從所有裝置登出。
user-done-unblock = 該使用者可以重新登入。
user-done-delete = 該使用者已刪除，一段時間內可以還原。
user-done-restore = 該使用者已還原。

## Problems

problem-user-name-taken = 此登入名稱已被使用，請選擇其他使用者名稱。已刪除使用者的登入名稱在 30 天後可以重新使用。
problem-email-taken = 貴組織的另一位使用者已使用此電子郵件。每人須有自己的信箱。
problem-email-in-tenant = 這是登入名稱，不是信箱。請填寫能收到郵件的地址。
conflict-own-account = 不能對自己的帳戶執行此作業。請洽另一位管理員。
conflict-last-global-admin = 這是最後一位能登入的全域管理員。請先指定另一位全域管理員，並等其首次登入。
conflict-restore-too-late = 此帳戶已無法還原。
conflict-mailbox-taken = 此人的聯絡電子郵件已被另一位使用者使用。請先在那裡變更。

## Mails

mail-u01-subject = 已在{ $company }為您建立帳戶
mail-u01-body =
    { $name } 您好：

    { $by }已在{ $company }為您建立帳戶。

    登入名稱：{ $sign_in_name }

    暫時密碼由{ $by }直接告知您，不會以電子郵件傳送，有效期限至 { $until }。首次登入時，請變更密碼並設定驗證器：

    { $link }

    如果您對此並不知情，請不要登入，並告知貴公司。
mail-u02-subject = { $company }新增全域管理員
mail-u02-body =
    { $name } 您好：

    { $by }已將 { $sign_in_name } 設為{ $company }的全域管理員。全域管理員擁有所有權限，可以指派角色並簽署合約。

    如有不妥，請登入並撤銷該角色：

    { $link }

## Audit

audit-user-add = 已新增使用者
audit-user-edit = 已更正使用者資料
audit-user-set-roles = 已變更權限
audit-user-block = 已封鎖使用者
audit-user-unblock = 已解除封鎖使用者
audit-user-delete = 已刪除使用者
audit-user-restore = 已還原使用者
audit-user-erase = 已清除使用者
audit-user-reveal-password = 已開啟暫時密碼頁
