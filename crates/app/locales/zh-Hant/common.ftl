## Frame

brand = 通道
surface-portal = 合作夥伴中心
surface-console = 營運主控台
site-portal = 通道合作夥伴中心
site-console = 通道營運主控台
title-invalid = 有錯誤：
skip = 跳至主要內容
menu = 選單
main-nav = 主要導覽
breadcrumb = 導覽路徑
help = 說明
language = 語言：
account-menu = 帳戶：
notifications = 通知
search = 搜尋
my-profile = 我的設定檔
demo-strip = 示範環境，資料皆為虛構，不會送出任何內容。
demo-link = 關於此示範
footer-operator = 營運方：{ $name }
footer-status = 服務狀態
footer-privacy = 隱私權聲明
footer-terms = 使用條款
footer-reference = 參考編號 { $number }
zone-asia-shanghai = 北京時間
zone-note-asia-shanghai = 所有時間均為北京時間（UTC+8）
zone-note = 所有時間的時區為 { $zone }

## Navigation of the partner portal

nav-overview = 概觀
nav-customers = 客戶
nav-account = 帳戶設定
nav-profile = 合作夥伴設定檔
nav-users = 使用者與權限
nav-agreements = 合約
nav-application = 加入計畫
nav-locked = 灰色項目在審核通過並簽署合約後開放。

## Navigation of the operator console

nav-queue = 工作佇列
nav-applications = 註冊申請
nav-provisioning = 佈建作業
nav-platform = 平台
nav-staff = 員工與角色
nav-messages = 已傳送訊息
nav-audit = 稽核

## Actions

action-continue = 繼續
action-back = 返回
action-save = 儲存
action-save-later = 儲存，稍後繼續
action-copy = 複製
action-print = 列印
action-download = 下載
action-upload = 上傳
action-sign-in = 登入
action-sign-out = 登出
action-remove = 移除
action-retry = 重試
action-refresh = 重新整理
action-search = 搜尋
action-filter = 篩選
action-clear = 清除
action-view = 檢視
action-open = 開啟
action-undo = 復原
action-export-csv = 匯出 CSV
copied = 已複製

## Fields

optional = 選填
required = 必填
choose = 請選擇
file-drop = 選擇檔案，或拖放到此處
error-summary-title = 繼續前請更正 { $count } 處
error-item = { $label }：{ $error }
saved = 已儲存
domain-free = { $domain } 可以使用
saved-at = 已自動儲存，{ $time }
save-failed = 未能儲存。您填寫的內容仍在此頁。
yes = 是
no = 否
none = 無

## Lists, steps and states

pager = 分頁
pager-range = 第 { $from }–{ $to } 項，共 { $total } 項
pager-previous = 上一頁
pager-next = 下一頁
pager-page = 頁碼
steps = 進度
step-done = （已完成）
check-done = （已完成）
check-open = （待完成）
section-errors = { $count } 處錯誤
section-missing = { $count } 項未填
state-loading = 正在載入
state-empty = 這裡尚無內容
state-no-match = 沒有符合的結果
state-failed-text = 您的資料沒有變更。
correlation = 相互關聯識別碼
secret-gone = 僅顯示一次，已隱藏
secret-once = 僅顯示一次。離開此頁前請複製或記下。

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
relative-in-days = { $count } 天後
relative-days-ago = { $count } 天前

## Error pages

error-home = 回到首頁
error-retry-seconds = 請在 { $count } 秒後重試。
error-retry-minutes = 請在 { $count } 分鐘後重試。
error-400-title = 無法辨識此要求
error-400-text = 頁面可能開啟過久，或網址不完整。請返回並重新載入頁面後再試。沒有任何變更。
error-403-title = 您沒有執行此作業的權限
error-403-text = 您的帳戶沒有所需的角色。請聯絡貴組織的全域管理員指派。
error-403-needed = 需要：{ $role }。
error-404-title = 找不到此頁面
error-404-text = 網址可能有誤，或內容已不存在，或您無權檢視。
error-409-title = 內容已變更
error-409-text = 您開啟頁面後，其他人變更了此內容，因此您的變更未生效。請載入目前版本後再決定。
error-409-state = 目前狀態：{ $state }。
kept-title = 您填寫的內容
kept-lead = 以下內容未傳送，但沒有遺失：離開此頁面前，請複製仍需要的部分。
kept-text = 您的文字
error-413-title = 內容過大
error-413-text = 傳送的內容超過限制。請選擇較小的檔案後重新傳送。
error-413-limit = 上限為 { $limit }。
error-422-title = 無法完成此作業
error-422-text = 要求已收到，但所要求的作業無法完成。請返回並檢查填寫的內容。
error-429-title = 嘗試次數過多
error-429-text = 為保護您與他人的帳戶，此作業已暫停片刻。
error-500-title = 我們這邊發生問題
error-500-text = 您的要求未執行。如果再次發生，請向支援人員提供下方的相互關聯識別碼。
error-503-title = 服務暫時無法使用
error-503-text = 本站依賴的某項服務暫時沒有回應。您已儲存的內容不會遺失。如果您剛剛送出了表單，請稍後返回並重新送出：不會重複執行。
