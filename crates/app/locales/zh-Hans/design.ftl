## Page

design-title = 组件
design-lead = 每个组件只写一次，处处使用。本页列出全部状态。
design-toc = 本页目录
design-light = 浅色
design-dark = 深色
design-sample = 示例

## Mark and colours

design-brand = 标记与颜色
design-mark = 通道标记
design-mark-text = 两岸之间的水道。最小 16 像素，可单色。
design-canvas = 底
design-surface = 面
design-sunken = 凹
design-line = 线
design-ink = 字
design-accent = 青
design-fill = 主按钮
design-copper = 铜
design-ok = 正常
design-warn = 注意
design-bad = 停止
design-c3 = 对比

## Text

design-type = 文字与数字
design-type-hero = 每一分钱都有出处
design-type-body = 正文 14，行高 1.7，“引号”与……省略号均为全角。
design-type-hint = 说明 13，次要文字仍达到 AA。

## Buttons

design-buttons = 按钮
design-buttons-text = 每个视图只有一个主要按钮。禁用时说明原因。
design-primary = 主要
design-secondary = 次要
design-quiet = 安静
design-danger = 拒绝…
design-danger-do = 拒绝申请
design-busy = 正在提交
design-disabled = 不可用
design-disabled-why = 账户设置完成后可用
design-small = 小
design-big = 大

## Fields

design-fields = 表单字段
design-f-text = 组织法定名称
design-f-text-hint = 须与营业执照完全一致
design-f-code = 统一社会信用代码
design-f-code-hint = 18 位，不含字母 I、O、S、V、Z
design-f-code-error = 校验位不正确，请对照营业执照核对第 18 位。
design-f-domain = 域名前缀
design-f-domain-good = 此前缀可用
design-f-note = 备注
design-f-website = 网站
design-f-website-warning = 此网站目前没有响应，您可以继续。
design-f-currency = 货币
design-f-currency-hint = 由计划设定
design-f-currency-value = 人民币
design-f-locked = 联系人
design-f-locked-hint = 审核期间不能修改
design-f-amount = 预计月采购额
design-f-amount-suffix = 人民币 / 月
design-f-province = 省级行政区
design-f-founded = 成立日期
design-f-email = 邮箱
design-f-phone = 中国电话号码
design-f-password = 密码
design-f-sms = 短信验证码
design-f-sms-hint = 6 位数字。请勿告诉任何人，我们的员工也不会索取。
design-f-reason = 原因
design-f-method = 验证方式
design-f-sms-choice = 发送短信
design-f-sms-choice-hint = 仅限手机号码
design-f-voice-choice = 语音来电
design-f-voice-choice-hint = 手机或固定电话，验证码播报两遍
design-f-mail-choice = 信函
design-f-mail-choice-hint = 本计划不提供
design-f-roles = 角色
design-f-role-billing = 计费管理员
design-f-role-agent = 管理代理
design-f-licence = 营业执照
design-f-licence-hint = PDF、JPG 或 PNG，每个不超过 10 MB
design-f-true = 所填资料真实、完整
design-f-guide = 我已阅读
design-f-guide-link = 计划指南
design-f-guide-error = 请勾选后继续。

## Banners

design-banners = 横幅
design-banners-text = 发生了什么、影响什么、怎么办。
design-b-bad = 账户已因欠款暂停
design-b-bad-text = 不能新增客户或下单。现有服务照常运行，仍可管理客户和付款。
design-b-bad-action = 立即付款
design-b-warn = 正在设置您的账户，可能需要几小时
design-b-warn-text = 5 项任务已完成 3 项，销售功能就绪后自动开放。
design-b-info = 测试账户
design-b-info-text = 沙盒中的订单不产生费用。
design-b-ok = 付款已入账
design-b-mute = 您正在代表另一家公司操作

## Status

design-status = 状态
design-status-text = 文字、颜色、形状三者同时出现：● 正常，◐ 等待，▲ 注意，■ 停止，○ 无。
design-s-ok = 有效
design-s-wait = 审核中
design-s-info = 信息
design-s-warn = 关闭续订
design-s-bad = 已暂停
design-s-mute = 已取消
design-s-tag = 重点
design-s-pass = 通过
design-s-fail = 不符
design-s-open = 等待
design-s-tie = 一致

## Amounts

design-money = 金额与标识
design-m-amount = 金额
design-m-credit = 贷项
design-m-zero = 零
design-m-date = 日期
design-m-time = 时间
design-m-short = 列表中
design-m-reference = 参考号

## Tables

design-tables = 表格
design-t-customer = 客户
design-t-seats = 席位
design-t-status = 状态
design-t-amount = 金额
design-t-total = 合计
design-t-loading = 载入中
design-t-empty = 还没有客户
design-t-empty-text = 添加一家新公司，或向已有账户的公司请求经销商关系。
design-t-empty-action = 添加客户
design-t-failed = 未能载入客户
design-t-locked = 查看价格需要“管理代理”或“计费管理员”
design-t-locked-text = 您是销售代理，下单时不显示价格。

## Navigation, steps, progress

design-navigation = 导航
design-n-account = 账户
design-n-subscriptions = 订阅
design-n-requests = 请求
design-n-sections = 申请资料各部分
design-n-legal = 法律业务资料
design-n-contact = 审批联系人
design-n-credit = 信用审查
design-steps = 步骤与进度
design-p-account = 登录账户
design-p-organisation = 组织资料
design-p-phone = 电话验证
design-p-credentials = 保存凭据
design-p-import = 已导入 184 行，共 240 行
design-p-credit = 未付账单 29%，未出账 31%
design-tiles = 关键数字
design-k-deadline = 处理时限
design-k-deadline-value = 第 4 天，共 15 天
design-k-balance = 应付余额
design-k-balance-detail = 27 天后到期
design-k-customers = 客户

## Confirmation, explanation, lists

design-confirm = 确认与决定
design-c-question = 取消订阅？
design-c-effect = 立即生效，无法撤销。10 位用户将失去访问权限。
design-c-open = 取消订阅…
design-c-do = 取消订阅
design-c-decide = 1 项不符，2 项等待
design-c-decide-note = 全部通过或豁免后才能批准
design-c-ask = 要求补充 1 项…
design-c-approve = 批准
design-explain = 金额说明
design-x-title = 7月20日 – 30日，12 席
design-x-price = 锁定月单价
design-x-seats = 席位
design-x-days = 天
design-x-period = 本期天数
design-x-exact = 精确值
design-x-rounded = 只舍入一次，四舍五入至分
design-lists = 时间线、文件、消息
design-l-next = 设置账户
design-l-now = 签署协议
design-l-past = 审核通过
design-l-about = 约 4 小时
design-l-file = 营业执照 · 1.8 MB
design-l-file-ok = 已扫描，可用
design-l-file-wait = 正在扫描
design-l-file-bad = 已超过 12 个月
design-l-check = 营业执照扫描件
design-l-check-note = PDF、JPG 或 PNG
design-l-check-open = 审批联系人确认
design-l-theirs = 授权书原件在法务处。
design-l-own = 收到，上传后我们会继续审核。
design-l-note = 财务报表两年齐全。
design-l-applicant = 申请方
design-l-reviewer = 审核员
design-l-internal = 内部备注
design-secrets = 机密信息
design-secret-password = 临时密码
design-secret-key = 应用密钥
design-icons = 图标
design-fold = 更多
design-d-same = 合作伙伴应在 30 日内付款。
design-d-old = 合作伙伴应在数据丢失后 24 小时内通知运营方。
design-d-new = 合作伙伴应在个人数据丢失后 12 小时内通知运营方。
