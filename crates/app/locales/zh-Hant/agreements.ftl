## Navigation and banners of the portal

nav-selling = 銷售
nav-pricing = 價格與供應項目
nav-billing = 帳單
nav-support = 支援要求
nav-locked-setting-up = 我們正在設定您的帳戶。就緒後，灰色項目會自動開放。
nav-locked-over = 貴公司已不再是合作夥伴，灰色項目不再開放。
resign-title = 經銷商合約有新版本需要簽署
resign-text = 請全域管理員在 { $day } 之前（含當日）簽署。逾期後，簽署前無法提交新訂單；現有訂閱不受影響。
resign-overdue-title = 新訂單已停止：經銷商合約的新版本尚未簽署
resign-overdue-text = 簽署期限已於 { $day } 結束。全域管理員簽署後，即可恢復下單。現有訂閱不受影響。
resign-open = 閱讀並簽署

## Signing again

sign-lead-again = 版本 { $version } 取代貴公司已簽署的版本。請全域管理員在 { $until } 之前（含當日）簽署。
sign-lead-free = 版本 { $version } 適用於新合作夥伴。貴公司可以簽署，但非必要。
sign-changes = 與版本 { $version } 相比的變更
sign-billing-stays = 帳單日期仍為每月 { $day } 日
sign-billing-stays-note = 帳單日期由首次簽署決定，簽署新版本不會改變。
sign-otherwise = 暫不由您簽署

## Another person, or declining

hand-over = 我不是合適的簽署人
hand-over-text = 請選擇應簽署的全域管理員。我們會寄送電子郵件給此人，內含本頁連結。
hand-over-choose = 全域管理員
hand-over-do = 請其簽署
hand-over-nobody = 貴公司尚無其他全域管理員。請先新增一位；建議不只一位。
hand-over-add = 新增使用者
hand-over-done = { $by }已請{ $to }簽署，{ $at }
hand-over-told = 我們已寄送含連結的電子郵件給您的同事
decline = 拒絕簽署
decline-text = 不會簽署任何內容，營運方會收到通知。期限內貴公司仍可簽署。
decline-reason = 原因
decline-reason-hint = 請說明貴公司不簽署的原因，以便我們回覆。
decline-do = 拒絕簽署合約
decline-done = { $name }已拒絕簽署此版本，{ $at }
decline-done-text = 營運方已收到通知，將會回覆。您仍可在下方簽署。
decline-told = 已記錄，並已通知營運方。
ask-admin-title = 請聯絡全域管理員
ask-admin-text = 只有貴公司的全域管理員可以簽署合約：
ask-admin-nobody = 貴公司沒有可用的全域管理員，請聯絡我們。
ask-admin-nothing = 目前沒有需要簽署的內容。
agreements-newer = 合約版本 { $version } 適用於新合作夥伴
agreements-newer-text = 您已簽署的版本繼續有效。您可以簽署新版本，但非必要。
text-ahead = 此版本自 { $day } 起生效

## Differences between two texts

differences-title = 差異
differences-added = 新增：
differences-removed = 刪除：
differences-none = 兩個文本逐字相同。
differences-clauses-same = { $count } 個條款未變更
differences-paragraphs-same = { $count } 個段落未變更

## Console: versions

agreement-console-lead = 合作夥伴簽署的版本、生效日期與簽署情況。
agreement-declines = 拒絕簽署的公司
agreement-declines-note = 請與公司溝通，然後記錄結果
agreement-declined-by = { $name }拒絕簽署版本 { $version }，{ $at }
agreement-decline-close = 結束處理
agreement-decline-answer = 處理結果
agreement-decline-answer-hint = 保留在記錄中，公司看不到。
agreement-versions-note = 版本存放在計畫資料夾中，須由兩人發布
agreement-effective = 生效日期
agreement-effective-hint = 以計畫時區的日期為準，自當日零時起簽署新版本。選擇今天表示自第二人同意之時起。
agreement-signed-count = 簽署公司數
agreement-bound-count = 目前適用的合作夥伴
agreement-compare = 比較
agreement-compare-lead = 從 { $from } 到 { $to }
agreement-compare-from = 舊版本
agreement-compare-to = 新版本
agreement-others = 其他文本
agreement-others-note = 依計畫檔案顯示，無需簽署
agreement-dated = 日期
agreement-standing-in-force = 生效中
agreement-standing-scheduled = 已排程
agreement-standing-proposed = 等待第二人同意
agreement-standing-replaced = 已被取代
agreement-standing-unpublished = 未發布
agreement-facts = 基本資訊
agreement-acts = 歷程
agreement-act-began = 系統以此版本開始運作
agreement-act-proposed = 提議發布
agreement-act-approved = 第二人已同意
agreement-act-withdrawn = 已撤回
agreement-act-day = 自 { $day } 起生效
agreement-waits = { $name }提議發布此版本
agreement-waits-mine = 須由另一位平台管理員同意。在此之前，合作夥伴不受影響。
agreement-waits-other = 請閱讀文本並與生效版本比較，然後同意或撤回。
agreement-comes = 此版本將於 { $day } 生效
agreement-unpublished = 此版本存放在計畫資料夾中，尚未發布
agreement-unpublished-text = 僅員工可以閱讀。公司繼續簽署生效版本。
agreement-propose = 發布此版本
agreement-propose-note = 須由兩位平台管理員完成
agreement-propose-do = 提議
agreement-publish = 發布
agreement-approve-do = 同意並發布
agreement-withdraw = 撤回
agreement-withdraw-text = 此版本不會發布，日後可以再次提議。
agreement-resign = 由誰簽署
agreement-resign-yes = 所有合作夥伴均須簽署
agreement-resign-yes-hint = 生效當日發出請求，期限 { $days } 天。逾期後新訂單停止，現有訂閱不受影響。
agreement-resign-no = 僅適用於此後簽署的公司
agreement-resign-no-hint = 現有合作夥伴保留已簽署的版本，也可以簽署新版本。
console-done-proposed = 已提議，並已通知另一位平台管理員
console-done-published = 版本已發布
console-done-withdrawn = 發布已撤回
console-done-decline = 工作項目已結束

## Console: signing again

campaign-title = 重新簽署
campaign-lead = 版本 { $version } 的簽署情況
campaign-progress = { $total } 家合作夥伴中已有 { $done } 家簽署
campaign-left = 還有 { $count } 家合作夥伴待通知
campaign-list = 合作夥伴
campaign-empty = 版本生效當日，合作夥伴會顯示在這裡。
campaign-search = 公司或網域
campaign-asked = 已通知
campaign-signed = 已簽署
campaign-waiting = 期限內
campaign-overdue = 逾期
campaign-declined = 已拒絕
campaign-superseded = 已被更新版本取代
campaign-ended = 不再是合作夥伴
campaign-show-all = 全部
campaign-show-waiting = 期限內
campaign-show-overdue = 逾期
campaign-show-signed = 已簽署
campaign-show-declined = 已拒絕
campaign-company = 公司
campaign-domain = 網域
campaign-asked-on = 通知日期
campaign-due = 最後期限
campaign-signed-on = 簽署日期
campaign-declined-on = 拒絕日期
campaign-told = 郵件數

## What is refused

problem-effective-past = 此日期已過，請選擇今天或之後的日期。
problem-effective-far = 此日期在一年之後，請選擇更早的日期。
conflict-version-published = 此版本已經發布。
conflict-publication-open = 另有版本正在提議或已排程。一次只能發布一個版本，請等待或撤回。
conflict-version-older = 此版本不比生效版本新。
conflict-effective-past = 預定的生效日期已過，請撤回後重新提議。
conflict-effective-far = 預定的生效日期過遠。
conflict-publication-decided = 其他人已經處理了此次發布。
conflict-version-in-force = 此版本已生效，只能由其他版本取代。
conflict-version-incomplete = 計畫資料夾中缺少此版本的某種語言。
conflict-version-changed = 資料夾中的文本與提議時不同，請撤回後重新提議。
conflict-agreement-unavailable = 合約暫時無法簽署，未做任何變更。我們的員工可在記錄中看到此情況，請稍後重試。
conflict-not-a-partner = 貴公司已不再是此計畫的合作夥伴。
conflict-nothing-to-retry = 此合作夥伴已設定完成，沒有需要重試的工作。
conflict-no-campaign = 此版本無需重新簽署。
toomany-hand-over = 剛剛已請此人簽署，請一小時後再試。

## Audited actions

audit-agreement-begin = 記錄初始合約版本
audit-agreement-propose = 提議發布合約版本
audit-agreement-publish = 發布合約版本
audit-agreement-withdraw = 撤回發布
audit-agreement-ask = 請求簽署新版本
audit-agreement-remind = 提醒簽署新版本
audit-agreement-decline = 拒絕簽署合約
audit-agreement-answer-decline = 結束處理拒絕簽署
audit-agreement-hand-over = 請其他管理員簽署

## The chains of signatures

console-verify-signatures = 已核對 { $signatures } 個簽章。
console-fault-signature-order = 簽章與前一個不銜接
console-fault-signature-changed = 簽章記錄已被變更
console-fault-signature-unknown = 稽核記錄中沒有此簽章
console-fault-signature-missing = 稽核記錄中的簽章已遺失

## Mail: a version waits for a second person, to platform admins

mail-publication-subject = 合約版本 { $version } 等待您同意發布
mail-publication-body =
    { $name } 您好：

    { $proposer }提議發布經銷商合約版本 { $version }，自 { $effective_on } 起生效。須由第二位平台管理員同意。

    請閱讀並與生效版本比較，然後同意或撤回：

    { $link }


## Mail: a company declined, to the reviewer or the platform admins

mail-declined-subject = { $company }拒絕簽署合約，參考編號 { $reference }
mail-declined-body =
    { $name } 您好：

    { $decliner }已代表{ $company }拒絕簽署經銷商合約版本 { $version }。未簽署任何內容，公司仍可簽署。

    請與公司溝通並記錄結果：

    { $link }


## Mail: a colleague asks to sign, to a global admin

mail-sign-request-subject = { $asker }請您簽署合約，參考編號 { $reference }
mail-sign-request-body =
    { $name } 您好：

    { $asker }請您以{ $company }全域管理員的身分閱讀並簽署經銷商合約版本 { $version }。

    請登入並開啟此頁面：

    { $link }

    簽署時須再次使用驗證器確認。如果您也不是合適的簽署人，可以在該頁面指定其他全域管理員。


## Mail: a new version to sign, to global admins

mail-new-version-subject = 請在 { $last_day } 之前簽署合約新版本，參考編號 { $reference }
mail-new-version-body =
    { $name } 您好：

    經銷商合約版本 { $version } 已生效。請代表{ $company }閱讀並簽署，最遲 { $last_day }。頁面會顯示變更內容：

    { $link }

    逾期後，簽署前無法提交新訂單。現有訂閱不受影響，帳單日期維持不變。

mail-new-version-reminder-subject = 提醒：請在 { $last_day } 之前簽署合約新版本，參考編號 { $reference }
mail-new-version-reminder-body =
    { $name } 您好：

    { $company }尚未簽署經銷商合約版本 { $version }。最後期限為 { $last_day }：

    { $link }

    逾期後，簽署前無法提交新訂單。現有訂閱不受影響。

mail-new-version-overdue-subject = 簽署合約之前新訂單已停止，參考編號 { $reference }
mail-new-version-overdue-body =
    { $name } 您好：

    { $company }簽署經銷商合約版本 { $version } 的期限已於 { $last_day } 結束。自現在起無法提交新訂單，現有訂閱不受影響。

    全域管理員簽署後，即可恢復下單：

    { $link }


## Mail: the new version is signed, to signer, primary contact and invoice recipient

mail-new-version-signed-subject = 合約新版本已簽署，參考編號 { $reference }
mail-new-version-signed-body =
    { $name } 您好：

    { $company }已於 { $signed_at } 簽署經銷商合約版本 { $version }。

    每月帳單日期仍為 { $billing_day } 日。

    已簽署的複本在此：

    { $link }
