## 控制台中的受限制方
nav-screening = 受限制方名单
screening-lead = 公司提交申请时会与这些名单比对。疑似匹配由人工判断；没有名单时全部由人工核查。
screening-import = 导入名单
screening-import-lead = 导入会整体替换同名名单。先逐行检查，不作任何更改；确认后生效。
screening-none = 没有生效的名单：审核人员人工核查受限制方。
screening-list = 名单
screening-list-hint = 您对它的称呼，例如发布机构。同名会替换原名单。
screening-entries = 条目
screening-since = 生效时间
screening-retire = 停用
screening-retire-text = 不再与此名单比对。先前的结果保留在案件中。
screening-done-imported = 名单已生效。
screening-done-retired = 名单已停用。
screening-preview-lead = 此名单生效后的变化。
screening-confirm = 生效
screening-discard = 放弃
screening-wrong = 有误的行
screening-wrong-note = 这些行将被略过。
screening-name = 名称
screening-replaces = 替换的名单生效于
screening-fresh = 新增条目
screening-gone = 移除条目
screening-is-over = 此名单已失效。
screening-is-in-force = 此名单已生效。
screening-column-kind = 类型：organisation（组织）或 person（个人）
screening-column-name = 名称
screening-column-aliases = 别名，以分号分隔；可为空
screening-column-credit_code = 统一社会信用代码；可为空
screening-column-note = 名单的其他说明：项目、编号、日期；可为空
problem-screening-kind-unknown = 请填写 organisation 或 person。
problem-screening-too-many-aliases = 别名超过 { $max } 个。请拆分此行。
problem-screening-hit = 与名单条目相似。请写明核查结果，至少 5 个字符。
conflict-screening-done = 此名单已经生效或已失效。
conflict-screening-empty = 此名单没有正确的行。

## Audit log
audit-screening-upload = 已上传受限制方名单
audit-screening-import = 受限制方名单已生效
audit-screening-retire = 受限制方名单已停用

## 名单生效前已存在的公司
nav-restricted = 名单命中
restricted-lead = 受限制方名单生效时，已批准的公司和合作伙伴会与其比对。相似之处由您判断；审核中的案件会在检查项中列出。
restricted-none = 现有公司中没有与名单条目相似的。
restricted-company = 公司
restricted-state = 申请
restricted-list = 名单
restricted-found = 相似之处
restricted-at = 发现时间
restricted-reference = 参考号
restricted-one = 该公司与受限制方名单中的条目相似。
restricted-case = 案件
restricted-partner = 合作伙伴
restricted-about = 发现内容
restricted-judge = 作出判断
restricted-judge-note = 公司不会收到通知。后续由您自行处理：在案件页面将批准退回审核，或在合作伙伴页面暂停或终止合作。
restricted-outcome = 结论
restricted-state-cleared = 名单上的是其他主体
restricted-state-confirmed = 该公司在名单上
restricted-state-in-case = 随案件判断
restricted-note = 您查明的情况
restricted-note-hint = 至少 5 个字符：比对了什么，与什么比对。
restricted-save = 记录
restricted-judged = 判断时间
restricted-judged-by = 判断人
restricted-done-cleared = 已记录：名单上的是其他主体。
restricted-done-confirmed = 已记录：该公司在名单上。请在其页面进行后续处理。
conflict-screening-judged = 同事已作出判断。
audit-screening-hit = 在受限制方名单中发现公司
audit-screening-judge = 已判断与受限制方的相似之处

## 邮件：公司与条目相似，发给审核人员

mail-screening-hit-subject = { $company }与名单条目相似，参考号 { $reference }
mail-screening-hit-body =
    { $name }，您好：

    受限制方名单“{ $list }”已生效。{ $company }与其中的条目相似。请判断是否为同一方；公司未收到通知。

    { $link }
