## Staff

staff-lead = 在此控制台工作的人员，以及各自的权限。
staff-new = 添加员工
staff-roles = 角色
staff-roles-hint = 至少选择一项
staff-apart-note = 部分角色不能由同一人担任，因为其中一个负责监督另一个。
staff-save-roles = 保存角色
staff-sessions = 活动会话
staff-actions = 登录
staff-end-sessions = 结束所有会话
staff-effect-end-sessions = { $name }将从所有设备退出，可以立即重新登录。
staff-alone = 能登录的平台管理员只有一位
staff-alone-text = 如果此人失去访问权限，没有人能重新授予该角色。请再添加一位。
staff-own = 这是您自己的账户。任何人都不能更改自己的角色，请联系另一位平台管理员。
staff-password-text = 任何人都不能重置他人的密码。登录页上的“无法访问您的账户？”可以找回。
staff-done-title = 已添加员工
staff-done-roles = 角色已保存，立即生效。
staff-done-sessions = 此人的所有会话已结束。
role-reviewer-about = 审核申请；不决定信用
role-credit-analyst-about = 决定信用，提出额度调整
role-credit-lead-about = 批准信用调整
role-catalogue-manager-about = 产品与价目表
role-billing-operator-about = 账单批次与付款
role-support-agent-about = 服务请求；账户丢失
role-auditor-about = 查阅审计日志，不作任何更改
role-platform-admin-about = 员工、开通作业、配置；不决定申请
problem-roles-none = 请至少选择一个角色。
problem-roles-apart = “{ $one }”与“{ $other }”不能由同一人担任。请去掉其中一个。
conflict-last-platform-admin = 这是最后一位能登录的平台管理员。请先将该角色授予他人，并等其首次登录。
mail-u03-subject = { $company }新增平台管理员
mail-u03-body =
    { $name }，您好：

    { $by }已将平台管理员角色授予 { $sign_in_name }。平台管理员可以添加员工并分配角色。

    如有不妥，请登录并撤销该角色：

    { $link }
audit-staff-set-roles = 已更改员工角色
audit-staff-block = 已阻止员工账户
audit-staff-unblock = 已取消阻止员工账户
audit-staff-end-sessions = 已结束员工会话
audit-staff-reveal-password = 已打开员工临时密码页
