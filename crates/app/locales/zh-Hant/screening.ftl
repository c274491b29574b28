## 主控台中的受限制方
nav-screening = 受限制方名單
screening-lead = 公司提交申請時會與這些名單比對。疑似相符由人工判斷；沒有名單時全部由人工查核。
screening-import = 匯入名單
screening-import-lead = 匯入會整體取代同名名單。先逐列檢查，不作任何變更；確認後生效。
screening-none = 沒有生效的名單：審核人員人工查核受限制方。
screening-list = 名單
screening-list-hint = 您對它的稱呼，例如發布機構。同名會取代原名單。
screening-entries = 項目
screening-since = 生效時間
screening-retire = 停用
screening-retire-text = 不再與此名單比對。先前的結果保留在案件中。
screening-done-imported = 名單已生效。
screening-done-retired = 名單已停用。
screening-preview-lead = 此名單生效後的變化。
screening-confirm = 生效
screening-discard = 放棄
screening-wrong = 有誤的列
screening-wrong-note = 這些列將被略過。
screening-name = 名稱
screening-replaces = 取代的名單生效於
screening-fresh = 新增項目
screening-gone = 移除項目
screening-is-over = 此名單已失效。
screening-is-in-force = 此名單已生效。
screening-column-kind = 類型：organisation（組織）或 person（個人）
screening-column-name = 名稱
screening-column-aliases = 別名，以分號分隔；可為空
screening-column-credit_code = 統一社會信用代碼；可為空
screening-column-note = 名單的其他說明：計畫、編號、日期；可為空
problem-screening-kind-unknown = 請填寫 organisation 或 person。
problem-screening-too-many-aliases = 別名超過 { $max } 個。請拆分此列。
problem-screening-hit = 與名單項目相似。請寫明查核結果，至少 5 個字元。
conflict-screening-done = 此名單已經生效或已失效。
conflict-screening-empty = 此名單沒有正確的列。

## Audit log
audit-screening-upload = 已上傳受限制方名單
audit-screening-import = 受限制方名單已生效
audit-screening-retire = 受限制方名單已停用

## 名單生效前已存在的公司
nav-restricted = 名單命中
restricted-lead = 受限制方名單生效時，已核准的公司和合作夥伴會與其比對。相似之處由您判斷；審核中的案件會在檢查項目中列出。
restricted-none = 現有公司中沒有與名單條目相似的。
restricted-company = 公司
restricted-state = 申請
restricted-list = 名單
restricted-found = 相似之處
restricted-at = 發現時間
restricted-reference = 參考編號
restricted-one = 該公司與受限制方名單中的條目相似。
restricted-case = 案件
restricted-partner = 合作夥伴
restricted-about = 發現內容
restricted-judge = 作出判斷
restricted-judge-note = 公司不會收到通知。後續由您自行處理：在案件頁面將核准退回審核，或在合作夥伴頁面暫停或終止合作。
restricted-outcome = 結論
restricted-state-cleared = 名單上的是其他主體
restricted-state-confirmed = 該公司在名單上
restricted-state-in-case = 隨案件判斷
restricted-note = 您查明的情況
restricted-note-hint = 至少 5 個字元：比對了什麼，與什麼比對。
restricted-save = 記錄
restricted-judged = 判斷時間
restricted-judged-by = 判斷人
restricted-done-cleared = 已記錄：名單上的是其他主體。
restricted-done-confirmed = 已記錄：該公司在名單上。請在其頁面進行後續處理。
conflict-screening-judged = 同事已作出判斷。
audit-screening-hit = 在受限制方名單中發現公司
audit-screening-judge = 已判斷與受限制方的相似之處

## 郵件：公司與條目相似，寄給審核人員

mail-screening-hit-subject = { $company }與名單條目相似，參考編號 { $reference }
mail-screening-hit-body =
    { $name } 您好：

    受限制方名單「{ $list }」已生效。{ $company }與其中的條目相似。請判斷是否為同一方；公司未收到通知。

    { $link }
