## Form
enrol-title = 加入雲端解決方案提供者計畫
enrol-lead = { $company } · 參考編號 { $reference }
enrol-sections = 各部分
enrol-progress = 完成 { $done } / { $total } 部分
enrol-complete = 已完成
enrol-all = 全部部分
enrol-save-continue = 儲存並繼續
enrol-submit = 提交申請
enrol-submit-note = 所有內容均已填寫。提交後審核期間不能修改；如需補充，我們會列出具體項目。
enrol-incomplete = 尚有部分內容未完成。提交時會列出缺少的內容。
enrol-support-hours = 7 × 24 小時，全年
enrol-credit-proposal = 建議額度：{ $expected } × { $multiplier } = { $proposal }，涵蓋一個月預先收取費用與 30 天帳期。
enrol-read-authorisation = 檢視信用查詢授權書
enrol-read-documents = 檢視身分文件同意書
enrol-documents-kept = 已上傳的文件
enrol-documents-empty = 請至少上傳營業執照。
enrol-documents-add = 新增文件
enrol-documents-where = 文件由營運方儲存於中國境內，檢視均有記錄。
enrol-document-kind = 文件類型
enrol-document-file = 檔案
document-kept = 已收到
document-missing = { $name }（缺少）
field-file = 檔案

## Status
status-title = 申請狀態
status-checks = 審核項目
status-check-done = 已通過
status-check-open = 進行中
status-path = 進度
status-days = 第 { $days } 個工作日，目標 { $target } 個工作日內
status-now-draft = 申請尚未提交。
status-now-submitted = 正在進行自動檢查。
status-now-in-review = 審核人員正在處理您的申請。有結果或需要補充時，我們會以電子郵件通知。
status-now-information-requested = 我們需要您補充資料。
status-now-approved = 已核准。全域管理員現在可以簽署合約。
status-now-rejected = 申請未獲核准。
status-now-provisioning = 已簽署。我們正在設定您的帳戶，可能需要數小時。
status-now-active = 貴公司可以開始銷售。
status-now-withdrawn = 申請已撤回。
status-now-lapsed = 申請已失效。

## Signing
sign-title = 簽署經銷商合約
sign-lead = 審核已通過。請由全域管理員閱讀並簽署，最遲 { $until }。
sign-version = 版本
sign-governs = 以此語言文本為準
sign-governs-not = 以簡體中文文本為準
sign-accept = 接受並繼續
sign-later = 暫不簽署
sign-recorded = 將記錄：簽署人、時間、IP 位址、瀏覽器、驗證方式與時間，以及上方文本的雜湊值。記錄不可變更。
sign-billing-day = 今天簽署，帳單日期為每月 { $day } 日
sign-billing-note = 帳單日期由簽署當天決定，日後不能變更。
sign-first-bill = 首次帳單
sign-first-due = 首次到期
sign-terms = 帳期
sign-net = 淨 { $days } 天
sign-limit = 信用額度
sign-reauth-title = 請確認您的身分
sign-reauth-text = 簽署前 10 分鐘內須使用過驗證器。

## Agreements
agreements-title = 合約
agreements-empty = 尚未簽署任何合約。
agreements-name = 合約
agreements-accepted = 接受日期
agreements-version = 版本
agreements-by = 接受人
agreements-copies = 簽署副本
agreements-printing = 正在產生
agreements-verify = 驗證
