## Status page: stages and the way so far

status-progress = 審核進度
status-fix = 立即處理
stage-started = 已開始審核
stage-email-ownership = 信箱所有權
stage-employment = 僱傭關係
stage-business = 企業資料
standing-open = 未開始
standing-pending = 進行中
standing-accepted = 已通過
standing-rejected = 未通過
moment-draft = 開始申請
moment-submitted = 提交申請
moment-in-review = 開始審核
moment-information-requested = 要求補充資料
moment-approved = 通過審核與信用查核
moment-rejected = 申請未獲核准
moment-provisioning = 簽署合約
moment-active = 帳戶設定完成
moment-withdrawn = 撤回申請
moment-lapsed = 申請已失效
moment-reopened = 重新開啟申請
moment-answered = 已提交補充資料，繼續審核
moment-appealed = 收到申訴
moment-review-reopened = 重新審核已核准的申請
status-submit-by = 請在{ $date }前提交
status-answer-by = 請在{ $date }前回覆
status-answer-by-text = 請逐項回覆以下內容，然後提交。在此之前審核暫停。
status-sign-by = 請在{ $date }前簽署
status-sign-by-text = 逾期未簽署，申請將失效。
status-reopened = 已核准的申請正在重新審核
reopened-legal-data = 貴公司的合法商務設定檔在核准後有變更。
reopened-credit-age = 信用查核結果已過期，須重新查核後才能簽署。
reopened-adverse-fact = 我們需要重新核實部分內容。
reopened-contact-denied = 您指定的一位連絡人表示此申請並非貴公司提出。
status-done-answer = 已儲存。全部回覆後請提交
status-done-answered = 回覆已提交
status-done-appealed = 申訴已提交
status-done-changed = 變更已記錄，重新開始審核
status-done-corrected = 新連絡人已記錄，確認郵件已傳送
status-done-document = 文件已新增
status-done-resent = 郵件正在傳送
status-done-withdrawn = 申請已撤回

## Answers

answers-title = 需要您補充的內容
answers-note = 已回覆 { $answered } / { $total } 項
answers-send = 提交回覆
answers-send-note = 全部回覆後提交，審核將繼續進行。
answer-answered = 已回覆
answer-open = 待回覆
answer-open-section = 開啟「{ $section }」
answer-comment = 說明
answer-comment-hint = 如無需更改，請說明原因。
answer-item = { $number }. { $title }
answer-back = 返回該問題
answer-files = 該問題的文件
answer-form = 回覆問題
answer-keep = 儲存回覆
target-general = 整份申請
target-field = { $section }：{ $field }

## Contacts

contacts-title = 郵件確認
contacts-note = 按一下郵件中的連結即可確認
contact-mailbox = 主要連絡人信箱
contact-approval = 核准連絡人
contact-confirmed = 已確認
contact-confirmed-note = 無需操作。
contact-denied = 否認
contact-denied-note = 該連絡人表示此申請並非貴公司提出。如有誤，請另行指定連絡人。
contact-bounced = 郵件遭退回
contact-bounced-note = 郵件無法送達。請核對地址，或重新傳送。
contact-expired = 連結已過期
contact-expired-note = 連結有效期至 { $until }。請重新傳送。
contact-waiting = 等待確認
contact-waiting-note = 連結有效期至 { $until }。請提醒該連絡人查收郵件。
contact-help = { $contact }：{ $standing }
contact-until = 連結有效期至 { $until }
contact-later = { $time } 後可重新傳送。
contact-resend = 重新傳送
contact-correct = 更換信箱地址
contact-correct-do = 儲存並傳送

## Rejection and appeal

refused-title = 未獲核准的原因
refused-on = 決定日期：{ $date }。
refused-appeal-until = 您可在{ $date }前申訴：新增文件或說明理由，然後提交。
refused-appeal-over = 申訴期限已於{ $date }結束。
refused-appeals-used = 申訴次數已用完，此決定為最終決定。
refused-reapply = 自{ $date }起可重新申請。
appeal-note = 申訴由另一位審核員處理。
appeal-files = 已新增的文件
appeal-comment = 有哪些變化，或為何決定有誤
appeal-comment-hint = 未新增文件時必填。
appeal-send = 提交申訴
appeal-add = 僅新增文件

## Beginning again, leaving, changing

restart-title = 後續操作
restart-lapsed = 您可在{ $date }前重新開啟此申請。已填寫和上傳的內容仍然保留，提交後重新進行各項檢查。
restart-lapsed-late = 重新開啟的期限已於{ $date }結束。您可以開始新的申請，已填寫的內容會自動帶入。
restart-withdrawn = 您可以開始新的申請，已填寫的內容會自動帶入。
restart-rejected = 您可以重新申請，已填寫的內容會自動帶入。
restart-reopen = 重新開啟此申請
restart-begin = 開始新的申請
withdraw-open = 撤回申請
withdraw-question = 確定撤回此申請？
withdraw-effect = 審核將終止。您可以隨時開始新的申請，但此申請無法恢復，其文件將在一段時間後刪除。
withdraw-do = 撤回
legal-change-title = 變更合法商務設定檔
legal-change-lead = 僅在審核後資料發生變化時使用，例如換發營業執照後地址變更。
legal-change-effect = 變更將重新開啟審核
legal-change-effect-text = 核准將暫停生效，與變更有關的檢查須重新進行，之後才能簽署。
legal-change-send = 儲存並提交審核
legal-change-offer = 審核後貴公司的資料有變化？

## Case: what has happened

console-sla-paused = 等待申請方，計時暫停
case-reject-open = 拒絕…
case-ask-open = 要求補充…
case-earlier-reviewer = 您曾參與拒絕此申請
case-earlier-nobody-else = 已沒有參與程度更低的審核人員，因此可由您審理申訴。請像第一次那樣審閱。
case-reopened = 此核准已重新開啟審核
case-asked = 已要求補充資料
case-asked-note = { $name }，{ $at }；回覆期限 { $due }
case-changes = 回覆與變更
case-changes-note = 僅重新檢查與變更有關的項目
case-field = 欄位
case-before = 變更前
case-after = 變更後
case-document-added = 新增
case-document-removed = 移除
case-answered = { $at } 的回覆
case-changed = 申請方於 { $at } 變更
case-nothing-changed = 沒有變更，請檢視說明。
case-appeals = 拒絕與申訴
case-appeal = 第 { $number } 次申訴，{ $at }
case-rejection = 拒絕
case-rejected-by = { $name } 於 { $at } 拒絕
case-appeal-comment = 申請方的說明
case-done-asked = 已向申請方發出補充要求
case-done-rejected = 已拒絕此申請
case-overtaken = 您開啟頁面後，此案有了變更，因此未作任何處理
case-overtaken-text = 您填寫的內容仍保留在此。請先檢視新的變更，再重新傳送。
case-done-proposed = 已提議拒絕，須由另一位審核員確認
case-done-declined = 已否決拒絕提議
case-done-taken-back = 已撤回拒絕提議
case-done-reopened = 已重新開啟審核
case-done-resent = 郵件正在傳送

## Case: asking

ask-title = 要求補充資料
ask-due = 回覆期限 { $date }
ask-lead = 申請方會看到每一項的原因和您的說明，且只能修改所涉及的內容。回覆之前，審核計時暫停。
ask-item = 第 { $number } 項
ask-reason = 原因
ask-target = 涉及內容
ask-text = 申請方需要做什麼
ask-text-hint = 申請方會在頁面和郵件中看到。
ask-send = 發出要求

## Case: rejecting

reject-title = 拒絕
reject-effect = { $appeal } 天內可申訴，{ $reapply } 天後可重新申請
reject-reasons = 原因
reject-needs-second = 須另一位審核員確認，不透露細節
reject-text = 告知申請方的說明
reject-text-hint = 會寫入郵件並顯示在申請方的狀態頁。
reject-text-when = 保密原因不填
reject-note = 內部備註
reject-note-hint = 僅供同事檢視，申請方看不到。
reject-note-when = 保密原因必填
reject-send = 拒絕申請
proposal-title = 已提議拒絕
proposal-by = { $name }，{ $at }
proposal-told = 申請方將看到
proposal-yours = 您的提議須由另一位審核員確認。
proposal-take-back = 撤回提議
proposal-confirm = 確認拒絕
proposal-decline = 否決提議…
proposal-decline-why = 為何應繼續審核
proposal-decline-do = 否決

## Case: adverse facts

adverse-title = 登錄不利事實
adverse-effect = 核准暫停生效，重新開啟審核
adverse-checks = 須重新進行的檢查
adverse-text-label = 告知申請方的說明
adverse-text-hint = 會寫入寄給其全域管理員的郵件。
adverse-note-label = 內部備註
adverse-note-hint = 僅供同事檢視，申請方看不到。
adverse-send = 重新開啟審核

## Audited actions

audit-application-answer = 提交回覆
audit-application-appeal = 提出申訴
audit-application-ask = 要求補充資料
audit-application-bounce = 寄給連絡人的郵件遭退回
audit-message-bounce = 郵件被退回
audit-application-change-legal-data = 核准後變更合法商務設定檔
audit-application-confirm-rejection = 確認拒絕
audit-application-correct-contact = 更正連絡人
audit-application-decline-rejection = 否決拒絕提議
audit-application-end-checks = 停止自動檢查
audit-application-keep-answer = 儲存一項回覆
audit-application-lapse = 申請失效
audit-application-propose-rejection = 提議拒絕
audit-application-reject = 拒絕申請
audit-application-remind = 傳送提醒
audit-application-reopen = 重新開啟申請
audit-application-reopen-review = 重新審核已核准的申請
audit-application-resend-link = 重新傳送連結
audit-application-take-back-rejection = 撤回拒絕提議
audit-application-withdraw = 撤回申請

## Problems and conflicts

problem-choice-required = 請至少選擇一項。
problem-text-confidential = 請留空：原因保密時不向申請方透露細節。
problem-item-required = 請至少填寫一項。
problem-item-unanswered = 尚未回覆。請修改所涉及的內容、上傳文件或填寫說明。
problem-appeal-empty = 請說明理由或新增文件。
problem-same-address = 我們已向此地址傳送過郵件，請填寫其他地址。
conflict-earlier-reviewer = 曾拒絕此申請的人不能處理申訴，須由另一人領取此案件。
conflict-rejection-proposed = 已有人提議拒絕此申請，須先對該提議作出決定。
conflict-not-proposer = 只有提議人可以撤回該提議。
conflict-not-asked = 未要求補充此內容。目前只能修改所要求的內容。
conflict-appeals-used = 申訴次數已用完。
conflict-appeal-too-late = 申訴期限已過。
conflict-reapply-later = 申請未獲核准後須過一段時間才能重新申請，具體日期請見狀態頁。
conflict-reopen-too-late = 此申請失效已久，無法重新開啟。請開始新的申請。
conflict-nothing-changed = 內容與現有資料相同，核准保持不變。
toomany-resend = 郵件剛剛傳送過。每小時只能重新傳送一次。

## Mails: draft

mail-draft-reminder-subject = 您的申請尚未提交，參考編號 { $reference }
mail-draft-reminder-body =
    { $name } 您好：

    { $company }加入雲端解決方案提供者計畫的申請已開始填寫，但尚未提交。已填寫的內容均已儲存。

    請由此繼續：

    { $link }

    如在 { $until } 前未提交，申請將失效。

## Mails: reminder of the approval contact

mail-e05-reminder-subject = 提醒：請確認{ $company }的申請，參考編號 { $reference }
mail-e05-reminder-body =
    { $name } 您好：

    幾天前，我們請您確認貴公司是否認可{ $applicant }代表{ $company }申請加入{ $operator }的雲端解決方案提供者計畫，目前尚未收到答覆。

    請選擇「是」，或說明並非貴公司提出。不需要帳戶。

    { $link }

    連結在 { $until } 之前有效。未收到您的答覆，我們無法核准申請。

## E07: more information needed

mail-e07-subject = 請在 { $until } 前補充申請資料，參考編號 { $reference }
mail-e07-body =
    { $name } 您好：

    為繼續處理{ $company }的申請，我們需要以下內容：

    { $items }

    請全域管理員在 { $until } 前由此逐項回覆：

    { $link }

    收到回覆之前，審核暫停。

mail-e07-reminder-subject = 提醒：請在 { $until } 前回覆，參考編號 { $reference }
mail-e07-reminder-body =
    { $name } 您好：

    我們仍在等待{ $company }申請的補充資料：

    { $items }

    請全域管理員在 { $until } 前由此逐項回覆，逾期申請將失效：

    { $link }

## E08: answers received

mail-e08-subject = 已收到回覆，參考編號 { $reference }
mail-e08-body =
    { $name } 您好：

    我們已收到{ $company }申請的補充資料，審核繼續進行。

    您可以由此檢視進度：

    { $link }

## E09: reminder to sign

mail-e09-reminder-subject = 提醒：請在 { $until } 前簽署合約，參考編號 { $reference }
mail-e09-reminder-body =
    { $name } 您好：

    { $company }的申請已獲核准，但合約尚未簽署。

    請全域管理員在 { $until } 前由此閱讀並簽署，逾期申請將失效：

    { $link }

## E10: not approved

mail-e10-subject = 您的申請未獲核准，參考編號 { $reference }
mail-e10-body =
    { $name } 您好：

    { $company }的申請未獲核准。

    { $reasons }

    { $appeal }

    { $link }

    自 { $reapply } 起可重新申請。
mail-e10-appeal = 您可在{ $until }前申訴：由全域管理員開啟以下頁面，選擇「立即處理」，新增文件或說明理由後提交。申訴由另一位審核員處理。
mail-e10-final = 申訴次數已用完，此決定為最終決定。目前狀態：

## E11: appeal received

mail-e11-subject = 已收到申訴，參考編號 { $reference }
mail-e11-body =
    { $name } 您好：

    我們已收到{ $company }的申訴，將由另一位審核員重新審核申請。

    您可以由此檢視進度：

    { $link }

## E12: withdrawn

mail-e12-subject = 申請已撤回，參考編號 { $reference }
mail-e12-body =
    { $name } 您好：

    { $company }的申請已由全域管理員撤回。審核終止，文件將被刪除。

    如屬誤操作，您可以由此開始新的申請：

    { $link }

## E16: approval reopened

mail-e16-subject = 您的核准正在重新審核，參考編號 { $reference }
mail-e16-body =
    { $name } 您好：

    { $company }的核准暫停生效，目前不能簽署合約。

    { $why }

    一有結果我們會通知您。目前狀態：

    { $link }

## E17 and E18: lapse

mail-e17-subject = 您的申請將於 { $until } 失效，參考編號 { $reference }
mail-e17-body =
    { $name } 您好：

    { $company }的申請正在等待您處理，逾期將於 { $until } 失效。

    請由此繼續：

    { $link }

mail-e18-subject = 您的申請已失效，參考編號 { $reference }
mail-e18-body =
    { $name } 您好：

    由於未在期限內收到您的回應，{ $company }的申請已失效。

    您可在 { $until } 前重新開啟。已填寫和上傳的內容仍然保留，提交後重新進行各項檢查：

    { $link }
