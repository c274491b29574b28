## Everywhere in the console

console-search = 公司、信用代碼或參考編號
console-separator = {" · "}
console-list = 、
console-state = 狀態
console-action = 動作
console-when = 時間
console-details = 詳細資料
console-last-error = 最近的錯誤
console-nobody = 尚無人領取
console-not-given = 未填寫
console-no-match-text = 請檢查拼寫，或減少搜尋字詞。
console-read-only = 您可以檢視，但不能作出決定
console-actor-system = 系統自動
console-actor-visitor = 訪客
console-refused = 遭拒絕

## Work queue and list of applications

console-queue-lead = 需要處理的註冊申請，最早的在前。
console-waiting = 待處理
console-rows-only = 您的角色可以檢視佇列，但不能開啟申請。
console-list-title = 申請清單
console-list-empty-text = 申請提交後會顯示在這裡。
console-all = 全部
console-cut = 僅顯示最早的 { $count } 份。請搜尋或選擇狀態以檢視其餘申請。
console-export-cut = 本檔案不完整：匯出時最多讀取 { $count } 列。請搜尋或選擇狀態後再次匯出。
console-submitted-at = 提交時間
console-sla = 已用工作天
console-sla-used = 已用 { $used } 個工作天，共 { $promised } 個
console-checks = 檢查

## Case

console-case-note = { $reference } · { $model } · { $submitted } 提交
console-case-state = 案件狀態
console-credit-open = 尚未決定
console-credit-asked = 申請 { $limit }
console-submitted = 自動檢查正在進行
console-waits-for-company = 等待申請方補充資料
console-approved = 已核准，等待公司簽署合約
console-provisioning = 已簽署，正在設定帳戶
console-active = 此合作夥伴可以銷售
console-closed = 此申請已結束
console-approved-by = { $name } 於 { $at } 核准，信用額度 { $limit }。
console-checks-note = { $passed } 項通過，{ $failed } 項不符，{ $open } 項等待
console-check = 檢查項目
console-evidence = 依據
console-decided-by = 決定者
console-decided-at = 決定時間
console-decide = 處理：
console-record = 記錄結果
console-reason-if-failed = 不符時必填
console-waive = 豁免此項檢查
console-waive-hint = 豁免後，此項檢查不再妨礙核准。您的姓名與原因會留在記錄中。
console-waive-do = 豁免
console-looks-recorded = 每次檢視都會記錄
console-open-tab = 在新索引標籤中開啟
console-document-note = { $type }，{ $size }，{ $at } 上傳
console-looked = 已檢視 { $count } 次，最近一次：{ $name }，{ $at }
console-no-documents = 沒有文件
console-no-documents-text = 申請方沒有上傳文件。
console-answers = 申請資料
console-answers-note = 以提交時為準
console-doubles = 疑似重複的申請
console-no-doubles = 沒有其他申請使用相同的信用代碼、網路識別碼或名稱。
console-same = 相同之處
console-timeline = 時間軸

## Decision

console-approve-ready = 可以核准
console-approve-not-ready = 尚不能核准
console-approve-effect = 核准後將請公司簽署合約，信用額度 { $limit }。
console-obstacles = 未完成：{ $checks }。
console-approve = 核准
console-claim = 領取此案
console-done-claimed = 您已領取此案
console-done-check = 結果已記錄
console-done-approved = 申請已核准
console-done-credit = 信用決定已記錄

## Credit

console-credit-answers = 申請方提供的資訊
console-credit-latest = 最近的決定
console-credit-none = 尚未作出信用決定。
console-valid-until = 有效期至
console-credit-proposal = 建議額度
console-credit-proposal-note = 由預計每月採購額得出
console-credit-months = 涵蓋月數
console-credit-product = 未計上限
console-credit-capped = 建議額度（已達上限）
console-credit-no-amount = 申請未填寫預計每月採購額，因此沒有建議額度。
console-credit-decide = 作出信用決定
console-credit-pass-hint = 給予信用額度
console-credit-refer-hint = 檢查維持未完成
console-credit-fail-hint = 申請不能核准
console-limit-hint = 人民幣元，最高 { $cap }
console-limit-if-pass = 通過時必填
console-credit-closed = 僅在審核期間可以作出信用決定
console-credit-reviewer = 您是此申請的審核員

## Provisioning

console-provisioning-lead = 已簽署的合作夥伴及其帳戶設定進度。
console-progress = 進度
console-tasks = 已完成 { $done } 項，共 { $tasks } 項
console-signed-at = 簽署時間
console-no-partners = 尚無合作夥伴
console-no-partners-text = 公司簽署合約後會立即顯示在這裡。

## Sent messages

console-outbox-lead = 已送出的郵件、簡訊與語音通話，以及未完成的作業。
console-recipient = 收件者地址或號碼
console-jobs = 未完成的作業
console-jobs-note = 會自動重試，直到放棄
console-no-jobs = 全部已執行。
console-job = 作業
console-job-mail = 郵件
console-job-telephone = 簡訊或語音通話
console-job-checks = 自動檢查
console-job-print = 列印合約
console-job-provision = 佈建合作夥伴
console-attempts = 嘗試次數
console-given-up = 已放棄
console-returned = 只看遭退回的郵件
console-bounced = 已退回
console-bounced-at = { $at } 退回：{ $reason }
console-waits = 等待
console-messages = 訊息
console-channel-mail = 郵件
console-channel-sms = 簡訊
console-channel-voice = 語音通話
console-text = 內文
console-no-text = 內文已交付傳送，此處不保留。
console-no-messages = 尚未傳送任何訊息。
console-no-message-to = 沒有傳送給此收件者的訊息。

## Audit log

console-audit-lead = 每次變更與每次檢視文件的記錄，最新的在前。
console-audit-search = 動作、對象或人員
console-entries = 稽核記錄
console-no-entries = 尚無記錄。
console-actor = 操作者
console-subject = 對象
console-outcome = 結果
console-outcome-succeeded = 成功
console-outcome-failed = 遭拒絕
console-chain = 鏈
console-older = 較早的記錄
console-verify = 驗證鏈
console-verify-lead = 每筆記錄都含有前一筆的雜湊值。驗證會重新計算全部記錄及每個簽名。
console-verify-again = 重新驗證
console-verify-ok = 稽核記錄完整且未遭變更
console-verify-faults = 稽核記錄前後不一致
console-verify-read = 已讀取 { $chains } 條鏈、{ $entries } 筆記錄。
console-verify-begin = 立即驗證
console-verify-running = 正在驗證
console-verify-progress = 已讀 { $done } 筆，共 { $total } 筆
console-verify-at = 驗證於 { $at }。
console-verify-past = 歷次驗證
console-verify-never = 尚未在此驗證
console-verify-never-text = 立即驗證，即可知道記錄是否完整且未被更動。
console-verify-sound = 完好
console-verify-count = { $count } 處不符
console-faults = 不一致之處
console-fault = 問題
console-place = 記錄序號
console-fault-no-head = 鏈沒有終點記錄
console-fault-end = 結尾的記錄遺失
console-fault-gap = 此筆之前的記錄遺失
console-fault-order = 與前一筆記錄不銜接
console-fault-changed = 此記錄已遭變更
console-fault-empty = 全部記錄遺失

audit-filter = 更多篩選條件
audit-filter-action-hint = 輸入開頭即可，例如 application.
audit-filter-subject-hint = 與項目中一致，例如 application/…
audit-filter-chain-hint = 一家公司或一次註冊的全部記錄，請輸入完整編號
problem-chain = 請輸入鏈的完整編號，與項目詳細資料顯示的一致。
audit-export-cut = 本檔案止於 { $count } 筆，其後還有記錄，續見 { $address }
audit-filter-from = 起始日期
audit-filter-until = 截止日期（含）
problem-correlation = 請輸入完整的請求編號，與項目或錯誤頁面顯示的一致。

## Audited actions

audit-audit-export = 匯出稽核記錄
audit-audit-verify = 要求驗證稽核記錄
audit-account-change-password = 變更密碼
audit-account-set-language = 選擇語言
audit-account-set-up-authenticator = 設定驗證器
audit-agreement-print = 產生合約副本
audit-agreement-sign = 簽署合約
audit-application-approve = 核准申請
audit-application-begin = 開始申請
audit-application-check = 自動檢查完成
audit-application-claim = 領取案件
audit-application-confirm = 確認連結已回覆
audit-application-decide-credit = 作出信用決定
audit-application-keep = 儲存草稿
audit-application-set-check = 檢查結果已記錄
audit-application-submit = 提交申請
audit-checklist-tick = 勾選入門事項
audit-document-look = 檢視文件
audit-document-remove = 移除文件
audit-document-upload = 上傳文件
audit-network-join = 加入合作夥伴網路
audit-operator-create = 建立營運方
audit-provisioning-finish = 帳戶設定完成
audit-provisioning-task = 完成設定工作
audit-provisioning-task-failed = 設定工作失敗
audit-registration-acknowledge = 確認已儲存登入資訊
audit-registration-begin = 開始註冊
audit-registration-create-account = 建立帳戶
audit-registration-enter-code = 輸入電話驗證碼
audit-registration-identify = 選擇帳戶方式
audit-registration-keep = 儲存註冊草稿
audit-registration-reveal-credentials = 開啟登入資訊頁
audit-registration-save-details = 儲存公司資訊
audit-registration-send-code = 傳送電話驗證碼
audit-session-begin = 嘗試登入
audit-session-end = 登出
audit-session-end-others = 結束其他工作階段
audit-session-verify-code = 輸入驗證器代碼
audit-staff-add = 新增員工帳戶
console-oldest-first = 最早的在前
