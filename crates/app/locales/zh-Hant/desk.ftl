## Queue

console-reference = 參考編號
queue-mine = 我的
queue-unassigned = 無人領取
queue-credit = 待信用決定
queue-second = 待第二人
queue-all = 全部
queue-views = 任務歸屬
queue-times = 已用時間
queue-time-late = 已逾時
queue-time-late-note = 承諾的工作天已用完
queue-time-soon = 已用過半
queue-time-soon-note = 請盡快處理
queue-time-calm = 時間充裕
queue-time-calm-note = 未用過半
queue-time-paused = 暫停計時
queue-time-paused-note = 等待申請方答覆
queue-time-chosen = 僅顯示這些
queue-next = 領取下一案
queue-unread = { $count } 則未讀訊息
queue-conflict = 利益衝突
queue-mine-empty = 您沒有領取案件
queue-mine-empty-text = 請領取下一案，或從無人領取的案件中選擇。
queue-unassigned-empty = 所有案件均已領取
queue-unassigned-empty-text = 新申請提交後會立即顯示在這裡。
queue-credit-empty = 沒有待信用決定的申請
queue-credit-empty-text = 新申請提交後會立即顯示在這裡。
queue-second-empty = 沒有等待第二人的決定
queue-second-empty-text = 被抽中複核的核准和重大拒絕會顯示在這裡。
queue-all-empty = 沒有待處理的申請
queue-all-empty-text = 新申請提交後會立即顯示在這裡。

## Checks

check-waived-by = 由 { $name } 豁免

## Documents

paper-smaller = 縮小
paper-larger = 放大
paper-next = 下一份
paper-pages = 文件頁碼
paper-page = 第 { $page } 頁，共 { $pages } 頁
paper-look-page = 第 { $page } 頁
paper-shown = 正在顯示
paper-recorded = 您的檢視已記錄。
conflict-document-unreadable = 此檔案無法在此顯示，請在新分頁中開啟。

## Who holds a case

desk-holder-you = { $name }（您）
desk-held-since = { $at } 領取
desk-held = { $name } 自 { $at } 起正在處理此案
desk-held-text = 您可以檢視並撰寫內部備註。若要作出決定，請先接手此案。
desk-release = 退回此案
desk-take-over = 接手…
desk-take-over-effect = 此案將由您處理。系統會以電子郵件告知同事並附上原因，同事在已開啟的頁面上不能再作出決定。
desk-take-over-why = 為什麼接手？
desk-take-over-do = 接手此案
desk-conflict = 聲明利益衝突…
desk-conflict-effect = 此後您不能再檢視該公司的資料，也不能就其作出任何決定。您領取的案件會退回佇列。此動作無法復原。
desk-conflict-why = 您與該公司有什麼關係？
desk-conflict-do = 聲明利益衝突
desk-conflict-declared = { $name } 於 { $at } 聲明了利益衝突
desk-closed-title = 此案對您關閉
desk-news = 自您 { $at } 上次檢視後，有 { $count } 項變更
desk-since = 您開啟頁面後發生的變更
desk-open-again = 重新開啟此案

## A second person

desk-second = 第二位審核員
desk-second-waits = { $name } 於 { $at } 核准，此次核准被抽中複核
desk-second-text = 請重新核對檢查結果、文件與登記資訊。第二位審核員確認後，核准才會生效。
desk-second-confirm = 確認核准
desk-second-decline = 不予確認…
desk-second-decline-why = 哪裡有問題？
desk-second-decline-hint = 第一位審核員會看到此內容。審核繼續進行，下一次核准仍需第二位審核員。
desk-second-decline-do = 退回此案
desk-second-declined = { $name } 於 { $at } 的核准未獲確認
desk-second-take-back = 撤回核准

## Thread

desk-thread = 溝通與備註
desk-thread-note = 申請方可見，備註除外
desk-thread-empty = 還沒有訊息。
desk-side-applicant = 申請方
desk-side-note = 內部備註
desk-reply = 回覆申請方
desk-reply-hint = 公司的全域管理員會收到電子郵件通知。
desk-send = 傳送給申請方
desk-note = 內部備註
desk-note-hint = 僅員工可見，申請方永遠看不到。
desk-note-write = 撰寫內部備註
desk-note-save = 儲存備註
message-new = 新
messages-title = 訊息
messages-thread = 與審核團隊的溝通
messages-note = 審核團隊在此檢視並回覆
messages-empty = 還沒有訊息。
messages-none-new = 沒有新訊息。
messages-new = 審核團隊有 { $count } 則新訊息。
messages-team = 審核團隊
messages-write = 留言給審核團隊
messages-hint = 請不要在此傳送密碼或文件。如需文件，我們會另行要求。
messages-send = 傳送
messages-sent = 訊息已傳送

## Business registry

registry-title = 資料與登記資訊
registry-note =
    { $differences ->
        [0] { $date }查詢，全部一致
       *[other] { $date }查詢，{ $differences } 項不一致
    }
registry-none = 尚未查詢登記資訊
registry-source = { $source }。由 { $name } 於 { $at } 輸入。
registry-source-default = 國家企業信用資訊公示系統
registry-source-hint = 哪個登記機關，在哪裡查詢
registry-column-field = 欄位
registry-column-stated = 申請資料
registry-column-registered = 登記資訊
registry-column-verdict = 核對
registry-same = 一致
registry-differs = 不一致
registry-missing = 未提供
registry-enter = 輸入登記資訊
registry-enter-again = 重新查詢並輸入
registry-save = 儲存登記資訊
registry-field-name = 登記名稱
registry-field-status = 登記狀態
registry-field-address = 登記地址
registry-field-checked_on = 查詢日期
registry-field-source = 來源
registry-evidence = 登記資訊 #{ $number }
registry-active = 存續
registry-irregular = 存續，列入經營異常名錄
registry-moved-out = 遷出
registry-liquidation = 清算中
registry-revoked = 撤銷執照
registry-deregistered = 註銷

## Risk and calls

desk-risk = 風險提示
desk-risk-points = { $points } 分
desk-risk-findings =
    { $count ->
        [0] 沒有提示
       *[other] { $count } 項提示
    }
desk-risk-must-call = 需要致電該公司
risk-note = 達到 { $limit } 分時，核准前須致電該公司
risk-none = 沒有異常。
risk-finding = 提示
risk-detail = 依據
risk-points = 分數
risk-sum = 合計
risk-virtual-operator-number = 虛擬電信業者號碼
risk-shared-number = 號碼用於多份註冊
risk-disposable-email = 拋棄式信箱
risk-document-reused = 文件曾用於其他申請
risk-name-similar-to-partner = 名稱與現有合作夥伴相似
risk-new-company = 成立不足一年
risk-applicant-is-approval-contact = 申請人與核准連絡人為同一人
call-needed-text = 請撥打登記資訊或公司官網上的號碼，不要使用申請資料中的號碼。
call-settled = 該公司已在電話中確認申請
call-record = 記錄致電
call-save = 儲存致電記錄
call-by = { $name } 於 { $at } 致電
call-number = 撥打的號碼
call-number-hint = 來自登記資訊或公司官網
call-reached = 接聽人
call-reached-hint = 姓名與職稱
call-reached-note = 有人接聽時必填
call-outcome = 致電結果
call-note = 通話內容
call-note-hint = 至少 5 個字元
call-confirmed = 公司確認此申請
call-not-reached = 無人接聽
call-denied = 公司不知情

## Done

desk-done-released = 您已退回此案
desk-done-taken-over = 您已接手此案
desk-done-conflict = 利益衝突已記錄
desk-done-nothing-free = 目前沒有等待您的案件
desk-done-drawn = 您的核准被抽中複核，同事確認後生效
desk-done-approval-declined = 此案已退回審核員
desk-done-approval-taken-back = 核准已撤回
desk-done-sent = 訊息已傳送
desk-done-noted = 備註已儲存
desk-done-extract = 登記資訊已儲存
desk-done-called = 致電已記錄

## What is wrong or not possible

problem-look-up-too-old = 查詢已超過 { $days } 天，請重新查詢。
problem-registry-missing = 請先輸入登記資訊，或說明未查詢即通過的原因（至少 5 個字元）。
problem-registry-differs = 登記資訊與申請資料不一致，請說明仍然通過的原因（至少 5 個字元）。
conflict-held = 同事正在處理此案。請先接手，再作出決定。
conflict-changed = 您開啟頁面後，此案有了變更，因此未作出任何決定。請檢視後重新決定。
conflict-not-yours = 此案由他人持有，您不能退回或撤回。
conflict-conflict-of-interest = 您已聲明與該公司存在利益衝突，因此不能檢視其資料或作出決定。
conflict-approval-proposed = 核准正在等待第二位審核員。請先確認、退回或撤回該核准。
conflict-no-proposal = 已沒有等待第二位審核員的決定。
conflict-call-back-missing = 依風險分數須致電該公司。請先記錄一次確認申請的致電。
conflict-thread-closed = 目前階段不能再留言。
toomany-messages = 一小時內訊息過多。請合併內容，或稍後再試。

## Mails to the company and to staff

mail-new-message-subject = 您有一則新訊息，參考編號 { $reference }
mail-new-message-body =
    { $name }，您好：

    審核團隊就 { $company } 的申請留言給您。請登入檢視並回覆：

    { $link }

    訊息內容不會透過電子郵件傳送。
mail-new-reply-subject = { $company } 的訊息，參考編號 { $reference }
mail-new-reply-body =
    { $name }，您好：

    { $company } 就其申請留言給您。請登入檢視並回覆：

    { $link }
mail-e20-case-subject = 待審核：{ $company }，參考編號 { $reference }
mail-e20-case-body =
    { $name }，您好：

    { $company } 的申請等待審核。

    { $link }
mail-e20-credit-subject = 待作信用決定：{ $company }，參考編號 { $reference }
mail-e20-credit-body =
    { $name }，您好：

    { $company } 的申請等待信用決定。

    { $link }
mail-e20-second-subject = 需要第二位審核員：{ $company }，參考編號 { $reference }
mail-e20-second-body =
    { $name }，您好：

    關於 { $company } 申請的決定需要第二位審核員。

    { $link }
mail-e20-time-subject = 審核時間已用 { $percent }%：{ $company }，參考編號 { $reference }
mail-e20-time-body =
    { $name }，您好：

    { $company } 的申請承諾在 { $promised } 個工作天內審核，現已用 { $percent }%。

    { $link }
mail-e20-taken-over-subject = { $by } 已接手您的案件，參考編號 { $reference }
mail-e20-taken-over-body =
    { $name }，您好：

    { $by } 已接手 { $company } 的案件。原因：{ $reason }

    { $link }

## Audited actions

audit-application-call-back = 已致電公司
audit-application-confirm-approval = 第二位審核員確認核准
audit-application-declare-conflict = 聲明利益衝突
audit-application-decline-approval = 核准未獲確認
audit-application-enter-extract = 輸入登記資訊
audit-application-message = 傳送訊息
audit-application-note = 撰寫內部備註
audit-application-release = 退回案件
audit-application-take-back-approval = 撤回核准
audit-application-take-over = 接手案件
audit-application-warn = 已提醒審核時間
