## Staff

staff-lead = 在此主控台工作的人員，以及各自的權限。
staff-new = 新增員工
staff-roles = 角色
staff-roles-hint = 至少選擇一項
staff-apart-note = 部分角色不能由同一人擔任，因為其中一個負責監督另一個。
staff-save-roles = 儲存角色
staff-sessions = 使用中的工作階段
staff-actions = 登入
staff-end-sessions = 結束所有工作階段
staff-effect-end-sessions = { $name }將從所有裝置登出，可以立即重新登入。
staff-alone = 能登入的平台管理員只有一位
staff-alone-text = 如果此人失去存取權，沒有人能重新授予該角色。請再新增一位。
staff-own = 這是您自己的帳戶。任何人都不能變更自己的角色，請洽另一位平台管理員。
staff-password-text = 任何人都不能重設他人的密碼。登入頁上的「無法存取您的帳戶？」可以復原。
staff-done-title = 已新增員工
staff-done-roles = 角色已儲存，立即生效。
staff-done-sessions = 此人的所有工作階段已結束。
role-reviewer-about = 審核申請；不決定信用
role-credit-analyst-about = 決定信用，提出額度調整
role-credit-lead-about = 核准信用調整
role-catalogue-manager-about = 產品與價目表
role-billing-operator-about = 帳單批次與付款
role-support-agent-about = 服務要求；帳戶遺失
role-auditor-about = 查閱稽核記錄，不作任何變更
role-platform-admin-about = 員工、佈建作業、組態；不決定申請
problem-roles-none = 請至少選擇一個角色。
problem-roles-apart = 「{ $one }」與「{ $other }」不能由同一人擔任。請移除其中一個。
conflict-last-platform-admin = 這是最後一位能登入的平台管理員。請先將該角色授予他人，並等其首次登入。
mail-u03-subject = { $company }新增平台管理員
mail-u03-body =
    { $name } 您好：

    { $by }已將平台管理員角色授予 { $sign_in_name }。平台管理員可以新增員工並指派角色。

    如有不妥，請登入並撤銷該角色：

    { $link }
audit-staff-set-roles = 已變更員工角色
audit-staff-block = 已封鎖員工帳戶
audit-staff-unblock = 已解除封鎖員工帳戶
audit-staff-end-sessions = 已結束員工工作階段
audit-staff-reveal-password = 已開啟員工暫時密碼頁
