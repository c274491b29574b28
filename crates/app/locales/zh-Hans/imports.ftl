## Imports of customers and orders
imports-open = 导入
imports-title = 导入
imports-lead = 从文件导入客户和订单。离开页面后导入仍会继续。
imports-none = 尚无导入
imports-none-text = 从电子表格一次添加多个客户或订单。
import-new = 新建导入
import-new-lead = 先逐行检查，不创建任何内容；然后由您确认。再次上传同一文件不会重复创建。
import-file = 文件
import-file-hint = UTF-8 或 GB18030 编码的 CSV，最多 { $rows } 行、{ $megabytes } MB。
import-upload = 读取文件
import-template = 模板
import-rows = 行数
import-by = 上传者
import-at = 上传时间
import-state = 状态
import-kind = 文件内容
import-kind-customers = 客户
import-kind-customers-hint = 每行一个新客户。
import-kind-orders = 订单
import-kind-orders-hint = 每行一张现有客户的订单。
import-columns-customers = 客户文件的列
import-columns-orders = 订单文件的列
import-columns-note = 第一行为列名，顺序不限，也可用中文列名。
import-column-domain_prefix = 域名前缀；每个前缀只导入一次
import-column-company_name = 公司名称
import-column-credit_code = 统一社会信用代码；可为空
import-column-country = 国家，两个字母；可为空
import-column-province = 省份，代码或名称
import-column-city = 城市
import-column-district = 区县；可为空
import-column-address1 = 地址
import-column-address2 = 地址第二行；可为空
import-column-postal_code = 邮政编码
import-column-family_name = 联系人的姓
import-column-given_name = 联系人的名
import-column-email = 联系人的电子邮件
import-column-phone = 联系人的电话；可为空
import-column-language = 语言：zh-Hans、zh-Hant 或 en；可为空
import-column-agreed_on = 联系人接受客户协议的日期，例如 2026-03-01；可为空，首次下单前必须有
import-column-tags = 标签，以分号分隔；可为空
import-column-reference = 贵公司的订单编号；每个编号只导入一次
import-column-customer = 客户的域名或 ID
import-column-offer_id = 产品 ID
import-column-quantity = 许可证数量
import-column-name = 订阅名称；可为空
import-column-cycle = 计费周期：monthly 或 annual；可为空
import-column-base_id = 附加产品所属订阅的 ID；否则为空
import-lead-customers = 从文件导入客户。
import-lead-orders = 从文件导入订单。
import-state-receiving = 正在接收
import-state-checking = 正在检查
import-state-checked = 等待确认
import-state-running = 正在导入
import-state-stopped = 已停止
import-state-done = 已完成
import-state-discarded = 已放弃
import-checking = 正在检查各行，尚未创建任何内容。
import-running = 正在导入
import-leave = 您可以离开此页面；工作会继续，之后可在“导入”中找到。
import-progress-checking = 已检查 { $done } / { $total } 行
import-progress-running = 已处理 { $done } / { $total } 行
import-progress-stopped = 已处理 { $done } / { $total } 行
import-all-known = 所有行此前均已导入，无需操作。
import-nothing-right = 没有可导入的行
import-partly-text = 如果现在导入，这些行将被跳过。您也可以更正文件后再次上传：已导入的行不会重复导入。
import-again-text = 请下载有问题的行，更正后上传该文件。
import-ready-text = 尚未创建任何内容。
import-stopped = 导入已停止
import-stopped-text = 已导入的内容保留。您可以随时继续。
import-done = 导入已完成
import-discarded = 此导入已放弃。此前已导入的内容保留。
import-done-discarded = 已放弃导入。
import-confirm = 导入 { $count } 行
import-stop = 停止
import-resume = 继续
import-discard = 放弃
import-discard-effect = 将丢弃文件的其余内容。已导入的内容保留。
import-discard-confirm = 放弃导入
import-problems-file = 有问题的行 (CSV)
import-results-file = 结果 (CSV)
import-count-rows = 文件行数
import-count-ready = 可导入
import-count-done = 已导入
import-count-known = 此前已导入
import-count-wrong = 有误，跳过
import-count-failed = 无法导入
import-row-ready = 可导入
import-row-new = 未检查
import-row-wrong = 有误
import-row-known = 此前已导入
import-row-done = 已导入
import-row-failed = 失败
import-problems = 有问题的行
import-problems-note = 这些行不会被导入。
import-first = 前几行
import-first-note = 便于您核对各列是否识别正确。
import-what = 客户或订单
import-detail = 域名前缀或客户
import-made = ID
import-facts = 关于此导入
import-uploaded = 上传
import-confirmed = 确认
import-finished = 完成
problem-import-row-twice = 第 { $row } 行已有此值。
problem-import-key-other = 此项此前已以不同的值导入。请在原处更改，而不是在此处。
problem-import-customer-unknown = 没有使用此域名或 ID 的客户。
problem-import-id-format = 这不是订阅 ID。
conflict-import-state = 导入的状态已改变，请查看其页面。

## In the audit log
console-job-import = 导入客户或订单
audit-customer-import-upload = 导入文件已上传
audit-customer-import-judge = 导入文件已检查
audit-customer-import-confirm = 导入已确认
audit-customer-import-stop = 导入已停止
audit-customer-import-resume = 导入已继续
audit-customer-import-discard = 导入已放弃
audit-customer-import-finish = 导入已完成

## Mail to whoever started an import that took long
mail-import-done-subject = { $file } 已导入完毕
mail-import-done-body =
    { $name }，您好：

    { $file } 已导入完毕。

    已导入：{ $done }
    此前已导入：{ $known }
    因有问题未导入：{ $left }

    有问题的行和导入结果可在此查看：

    { $link }
