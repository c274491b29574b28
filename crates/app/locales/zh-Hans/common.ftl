## Frame

brand = 通道
surface-portal = 合作伙伴中心
surface-console = 运营控制台
site-portal = 通道合作伙伴中心
site-console = 通道运营控制台
title-invalid = 有错误：
skip = 跳到主要内容
menu = 菜单
main-nav = 主导航
breadcrumb = 面包屑
help = 帮助
language = 语言：
account-menu = 账户：
notifications = 通知
search = 搜索
my-profile = 我的资料
demo-strip = 演示环境，数据均为虚构，不会发送任何内容。
demo-link = 关于此演示
footer-operator = 运营方：{ $name }
footer-status = 服务状态
footer-privacy = 隐私声明
footer-terms = 使用条款
footer-reference = 参考号 { $number }
zone-asia-shanghai = 北京时间
zone-note-asia-shanghai = 所有时间均为北京时间（UTC+8）
zone-note = 所有时间的时区为 { $zone }

## Navigation of the partner portal

nav-overview = 概览
nav-customers = 客户
nav-account = 账户设置
nav-profile = 合作伙伴资料
nav-users = 用户与权限
nav-agreements = 协议
nav-application = 加入计划
nav-locked = 灰色项目在审核通过并签署协议后开放。

## Navigation of the operator console

nav-queue = 工作队列
nav-applications = 注册申请
nav-provisioning = 开通作业
nav-platform = 平台
nav-staff = 员工与角色
nav-messages = 已发消息
nav-audit = 审计

## Actions

action-continue = 继续
action-back = 返回
action-save = 保存
action-save-later = 保存，稍后继续
action-copy = 复制
action-print = 打印
action-download = 下载
action-upload = 上传
action-sign-in = 登录
action-sign-out = 退出登录
action-remove = 移除
action-retry = 重试
action-refresh = 刷新
action-search = 搜索
action-filter = 筛选
action-clear = 清除
action-view = 查看
action-open = 打开
action-undo = 撤销
action-export-csv = 导出 CSV
copied = 已复制

## Fields

optional = 选填
required = 必填
choose = 请选择
file-drop = 选择文件，或拖放到这里
error-summary-title = 继续前请更正 { $count } 处
error-item = { $label }：{ $error }
saved = 已保存
domain-free = { $domain } 可以使用
saved-at = 已自动保存，{ $time }
save-failed = 未能保存。您填写的内容仍在此页。
yes = 是
no = 否
none = 无

## Lists, steps and states

pager = 分页
pager-range = 第 { $from }–{ $to } 项，共 { $total } 项
pager-previous = 上一页
pager-next = 下一页
pager-page = 页码
steps = 进度
step-done = （已完成）
check-done = （已完成）
check-open = （待完成）
section-errors = { $count } 处错误
section-missing = { $count } 项未填
state-loading = 正在载入
state-empty = 这里还没有内容
state-no-match = 没有符合的结果
state-failed-text = 您的数据没有变化。
correlation = 关联 ID
secret-gone = 只显示一次，已隐藏
secret-once = 只显示一次。离开此页前请复制或记下。

## Dates

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
relative-today = 今天
relative-tomorrow = 明天
relative-yesterday = 昨天
relative-in-days = { $count } 天后
relative-days-ago = { $count } 天前

## Error pages

error-home = 回到首页
error-retry-seconds = 请在 { $count } 秒后重试。
error-retry-minutes = 请在 { $count } 分钟后重试。
error-400-title = 无法识别此请求
error-400-text = 页面可能打开过久，或地址不完整。请返回并重新载入页面后再试。没有任何更改。
error-403-title = 您没有执行此操作的权限
error-403-text = 您的账户没有所需的角色。请联系贵组织的全局管理员分配。
error-403-needed = 需要：{ $role }。
error-404-title = 找不到此页面
error-404-text = 地址可能有误，或内容已不存在，或您无权查看。
error-409-title = 内容已被更改
error-409-text = 您打开页面后，其他人更改了此内容，因此您的更改没有生效。请载入当前版本后再决定。
error-409-state = 当前状态：{ $state }。
kept-title = 您填写的内容
kept-lead = 以下内容未发送，但没有丢失：离开此页面前，请复制仍需要的部分。
kept-text = 您的文字
error-413-title = 内容过大
error-413-text = 发送的内容超过限制。请选择较小的文件后重新发送。
error-413-limit = 上限为 { $limit }。
error-422-title = 无法完成此操作
error-422-text = 请求已收到，但所请求的操作无法完成。请返回并检查填写的内容。
error-429-title = 尝试次数过多
error-429-text = 为保护您和他人的账户，此操作已暂停片刻。
error-500-title = 我们这边出了问题
error-500-text = 您的请求没有执行。如果再次发生，请向支持人员提供下方的关联 ID。
error-503-title = 服务暂时不可用
error-503-text = 本站依赖的某项服务暂时没有响应。您已保存的内容不会丢失。如果您刚刚提交了表单，请稍后返回并重新提交：不会重复执行。
