# 运营方的价目表：上传、批准、发布、通知。

nav-price-lists = 价目表
price-lists-lead = 凡有变化的月份各有一份价目表，列出全部在售产品；未列出的产品停售。须提前 { $days } 天通知合作伙伴。
price-lists-none = 尚未上传价目表。发布之前，价格以计划文件夹中的为准。
price-list-title = { $month }价目表
price-list-new = 新建价目表
price-list-new-lead = 文件作为整体读取和检查。所有行均正确时成为草稿，由第二人批准；发布之前外部人员看不到。
price-list-month = 生效月份
price-list-month-hint = 价目表自当月一日起生效。涨价和停售须提前 { $days } 天发布。
price-list-file = 文件
price-list-file-hint = UTF-8 或 GB18030 编码的 CSV，不超过 4 MB。可先在此保存当前价格，再进行修改。
price-list-upload = 上传并检查
price-list-template = 保存当前价格
price-list-columns-note = 首行为列名。没有列出的产品自该月起停售。
price-column-offer_id = 产品 ID
price-column-name = 名称，仅供阅读
price-column-list_price = 合作伙伴每单位每月支付的价格，不含税，例如 52.00
price-column-suggested_price = 建议零售价；不作建议时填 0
price-column-currency = 币种，可省略
price-list-report = { $file } 中有 { $count } 处错误
price-list-report-note = 文件未保存。请改正各行后重新上传。
price-list-cell = 原内容
price-list-problem = 问题
price-list-status = 状态
price-list-revision = 版次
price-list-uploaded = 上传
price-list-shown-draft = 等待批准
price-list-shown-approved = 已批准
price-list-shown-announced = 已发布
price-list-shown-in-force = 生效中
price-list-shown-superseded = 已被取代
price-list-shown-withdrawn = 已撤回
price-list-shown-discarded = 已作废
price-list-counts = 各类变化的产品数
price-list-all = 全部产品
price-list-rows = 价目表中的产品
price-list-before = 原价
price-list-next = 下一步
price-list-facts = 价目表
price-list-effective = 生效日期
price-list-last-day = 最迟通知日期
price-list-acts = 处理记录
price-list-act-uploaded = 上传
price-list-act-approved = 批准
price-list-act-consented = 同意缩短通知期
price-list-act-published = 发布
price-list-act-withdrawn = 撤回
price-list-act-discarded = 作废
price-list-waits = 等待另一位目录管理员批准
price-list-waits-mine = 由您上传，须由他人批准。已通过邮件通知您的同事。
price-list-waits-other = 由 { $name } 上传。批准前请与已作出的决定核对。
price-list-ready = 可以发布
price-list-ready-text = 两人均已同意。合作伙伴目前还看不到。
price-list-is-withdrawn = 此价目表在生效前已撤回
price-list-late-begun = 生效日已到而未发布。请作废，并为之后的月份重新上传。
price-list-nothing-new = 与合作伙伴已知的内容没有差别。
price-list-in-time = 及时：最迟于 { $day } 发布，均可提前 { $days } 天通知合作伙伴。
price-list-short = 通知期不足：最迟须于 { $day } 发布，才满 { $days } 天
price-list-short-text = 无人支付高于已公布或现行的价格，因此计费专员可以说明理由后同意。
price-list-too-late = 已逾期：涨价和停售最迟须于 { $day } 发布
price-list-too-late-text = 所涉产品已标出。请作废此价目表，去掉这些变化后重新上传，或为之后的月份上传。
price-list-consented = 计费部门已同意缩短通知期
price-notice-short = 通知期不足
price-notice-too-late = 已逾期
price-list-approve = 批准
price-list-approve-text = 您确认产品和价格与已作出的决定一致。
price-list-consent = 同意
price-list-consent-reason = 通知较晚的理由
price-list-consent-hint = 随价目表和审计日志一并保存。
price-list-publish = 发布
price-list-publish-text = 合作伙伴立即可见，并以邮件通知其全局管理员和计费管理员。
price-list-discard = 作废
price-list-discard-text = 价目表将标记为作废并保留，不能再发布。
price-list-withdraw = 撤回
price-list-withdraw-reason = 撤回的理由
price-list-withdraw-hint = 仅可在生效前撤回。已收到通知的合作伙伴将再次收到通知。
price-list-done-approved = 已批准，可以发布。
price-list-done-consented = 已记录您的同意。
price-list-done-published = 已发布，正在通知合作伙伴。
price-list-done-discarded = 已作废。
price-list-done-withdrawn = 已撤回，正在通知此前已收到通知的合作伙伴。
price-told = 通知合作伙伴
price-told-published = 发布
price-told-withdrawn = 撤回
price-told-partners = 合作伙伴
price-told-mails = 邮件
price-told-sent = 已发出
price-told-failed = 已放弃
price-told-save = 保存通知记录
price-told-company = 公司
price-told-domain = 域名
price-told-occasion = 事由
price-told-recipient = 收件人
price-told-noted = 决定时间
price-told-left = 发出时间
price-told-given-up = 放弃时间

problem-price-list-rows = 部分行有误，列于下方。
problem-price-formula = 这是公式。请将单元格保存为数值后重新上传。
problem-price-negative = 价格不能为负数。
problem-price-format = 金额只能包含数字和小数点，例如 1234.50。
problem-price-decimals = 小数点后最多 { $digits } 位。
problem-price-zero = 价格须大于零。如需停售，请删除此行。
problem-price-too-high = 最高 10000000。
problem-price-currency = 价格以 { $currency } 计。
problem-price-offer-format = 这不是产品 ID。
problem-price-offer-unknown = 没有此 ID 的产品。
problem-price-offer-ended = 此产品自 { $day } 起永久停售。
problem-price-offer-twice = 此产品已出现在第 { $row } 行。
problem-price-of-trial = 试用产品不收费，请将价格留空。

conflict-price-list-other = 此月份还有已发布的价目表，不能撤回。请上传更正后的价目表。
conflict-price-list-open = 此月份另有价目表等待发布。请先发布或作废。
conflict-price-list-step = 此步骤已无法进行。请重新载入页面，查看价目表的状态。
conflict-price-list-own = 此价目表由您上传，须由他人批准。
conflict-price-list-begun = 此价目表的生效日已到，不能再更改。
conflict-price-list-notice = 有涨价或停售的通知期过短。请去掉这些变化，或为之后的月份上传。
conflict-price-list-consent = 通知期不足，须先由计费专员同意。
conflict-price-list-involved = 此价目表由您上传或批准，须由他人同意。
conflict-price-list-moved = 您打开页面后另有价目表发布或撤回，变化可能已不同。请重新载入页面后再作决定。

price-list-mail-nothing = 价格没有变化。
price-list-mail-ADD = { $offer }：新增，{ $now }
price-list-mail-CHG = { $offer }：{ $now }（原价 { $before }）
price-list-mail-DEL = { $offer }：停售（原价 { $before }）
price-list-mail-more = 另有 { $count } 项

mail-price-list-subject = { $effective_on }起的新价格
mail-price-list-body =
    { $name }，您好：

    { $operator }已发布自 { $effective_on }起生效的价目表。价格为每单位每月，不含税。变化如下：

    { $changes }

    订阅在期限届满前沿用下单当日的价格。完整的价目表见：

    { $link }

mail-price-list-withdrawn-subject = 已撤回预告于 { $effective_on }生效的价格
mail-price-list-withdrawn-body =
    { $name }，您好：

    { $operator }已撤回预告于 { $effective_on }生效的价目表。届时适用的价格见：

    { $link }

mail-price-list-draft-subject = 有价目表等待您批准
mail-price-list-draft-body =
    { $name }，您好：

    { $author } 上传了一份拟自 { $effective_on }起生效的价目表，须由另一位目录管理员批准：

    { $link }

audit-prices-upload = 上传价目表
audit-prices-approve = 批准价目表
audit-prices-consent = 同意缩短通知期
audit-prices-publish = 发布价目表
audit-prices-discard = 作废价目表
audit-prices-withdraw = 撤回价目表
audit-prices-tell = 通知价目表
audit-prices-tell-withdrawal = 通知撤回价目表
audit-prices-told = 已通知全部合作伙伴
