## Overview
overview-greeting = 您好，{ $name }
overview-facts = 重要資訊
overview-selling-title = 貴公司可以開始銷售
overview-selling-text = 可新增客戶並向其銷售；需要處理的事項請見行動中心。

## The next step
application-none = 未開始
next-begin = 開始申請
next-continue = 繼續填寫申請
next-sign = 閱讀並簽署合約
next-status = 檢視狀態
next-none-title = 加入計畫
next-none-text = 貴組織沒有進行中的申請。
next-draft-title = 完成您的申請
next-draft-text = 填寫公司資料、上傳營業執照並提交。填寫的內容會自動儲存。
next-submitted-title = 我們已收到您的申請
next-submitted-text = 正在進行自動檢查。
next-in-review-title = 您的申請正在審核
next-in-review-text = 審核與信用查核可能需要數週。請主要連絡人與核准連絡人回覆我們傳送的郵件。
next-information-requested-title = 我們需要更多資料
next-information-requested-text = 檢視缺少的內容並補充。
next-approved-title = 已核准：請簽署合約
next-approved-text = 請全域管理員閱讀合約並按一下「接受並繼續」。簽署當天將成為每月帳單日期。
next-rejected-title = 申請未獲核准
next-rejected-text = 原因及您可以採取的措施請見狀態頁。
next-provisioning-title = 我們正在設定您的帳戶
next-provisioning-text = 可能需要數小時。
next-withdrawn-title = 申請已撤回
next-withdrawn-text = 您可以重新申請。
next-lapsed-title = 申請已失效
next-lapsed-text = 您可以在一段時間內重新開啟，或重新申請。

## Setting up
setup-title = 我們正在設定您的帳戶，可能需要數小時
setup-text = 您可以保持登入：本頁會自動重新整理，權限就緒後立即生效。
setup-tasks = 設定內容
setup-progress = 完成 { $done } / { $total }
setup-task-retrying = 將自動重試

## Tiles
tile-billing-day = 每月帳單日期
tile-billing-day-value = { $day } 日
tile-signed-on = 合約簽署於 { $date }
tile-first-bill = 首次帳單
tile-credit = 信用額度
tile-network = 合作夥伴網路識別碼
tile-reference = 參考編號

## First steps
checklist-title = 開始使用
checklist-done-by = 由{ $name }完成
checklist-mark = 標為已完成：{ $item }

## Profiles
profile-lead = 依您的申請設定。
profile-empty = 簽署合約後會產生資料。
profile-title-legal = 合法商務設定檔
profile-title-billing = 帳單設定檔
profile-title-organisation = 組織設定檔
profile-title-support = 支援設定檔
profile-name = 名稱
profile-domain = 網域
profile-language = 語言

## Search
search-title = 搜尋
search-label = 客戶、網域、ID 或帳單號碼
search-hint = 輸入客戶名稱或網域的開頭、ID、帳單號碼，或產品名稱的一部分。
search-for = 「{ $text }」的結果
search-nothing = 只能找到您的角色可以開啟的內容。名稱和網域依開頭尋找，訂閱和帳單須輸入完整的 ID 或號碼。
search-invoices = 帳單
search-more = 所有符合的客戶
