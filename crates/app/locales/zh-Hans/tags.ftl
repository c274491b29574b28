## Tags of customers
tags-title = 标签
tag = 标签
tags-any = 不限
tags-lead = 由贵公司自定义的简短名称，用于对客户分类。客户看不到标签。
tags-none = 尚无标签
tags-none-text = 请在上方或在客户的账户页面添加第一个标签。
tag-name = 名称
tag-new = 新标签
tag-hint = 最多 { $max } 个标签。
tag-add = 添加标签
tag-change = 更改
tag-rename = 重命名
tag-remove = 删除标签
tag-remove-effect = 将从 { $count } 个客户移除此标签。客户本身不受影响。
tag-done-added = 已添加标签。
tag-done-renamed = 已重命名标签。
tag-done-removed = 已删除标签。
tags-note = 仅贵公司可见。
tags-hint = 每个客户最多 { $max } 个。
tags-save = 保存标签
tags-manage = 所有标签
customer-done-tagged = 已保存标签。
problem-tag-separator = 标签不能包含分号或顿号。
problem-tag-known = 已有同名标签。
problem-tags-full = 已有 { $max } 个标签，请先删除一个。
problem-tags-too-many = 每个客户最多 { $max } 个标签。

## The first password of a customer from a file
customer-first-password = 首次登录
customer-first-password-text = 此客户由文件导入，其管理员尚无密码。请在准备转交时生成密码：密码只显示一次。
customer-first-password-make = 生成临时密码
conflict-first-password-made = 首个密码已生成，无法再次显示。

## In the audit log
audit-customer-tag = 客户标签已更改
audit-customer-tag-add = 标签已添加
audit-customer-tag-rename = 标签已重命名
audit-customer-tag-remove = 标签已删除
audit-customer-first-password = 已生成客户的首个密码
