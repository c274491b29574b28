# 全部遺失：憑公司函件申請，兩名客服人員決定，等待期滿後更換連絡方式。

lost-link = 信箱與電話也都無法使用？
lost-title = 無法以任何方式進入帳戶
lost-lead = 您既沒有密碼，也沒有第二重驗證，帳戶所留的信箱與電話也無法再連絡到您。您可以憑公司函件向我們申請更換連絡方式。
lost-first = 您還能查看帳戶的信箱或使用帳戶的電話嗎？
lost-first-text = 那就不需要函件：三種證明中完成兩種即可，只需幾分鐘而不是幾天。
lost-first-link = 自行復原帳戶
lost-who = 您是誰
lost-reach = 今後如何連絡您
lost-papers = 函件與證明
lost-full-name = 您的姓名
lost-company = 公司
lost-company-hint = 與營業執照一致
lost-new-email = 新的連絡信箱
lost-new-email-hint = 您本人在公司的信箱，不能使用免費信箱。
lost-new-mobile = 新的行動電話號碼
lost-new-mobile-hint = 僅由您本人使用的中國大陸號碼
lost-reason = 發生了什麼
lost-reason-hint = 例如：手機被竊，舊信箱網域已停用。
lost-letter = 公司函件
lost-proof = 其他證明
lost-file-hint = PDF、JPEG 或 PNG，最大 5 MB、20 頁。發生錯誤後須重新選擇檔案。
lost-proof-hint = 如有，例如報案證明。請勿提交身分證件。
lost-letter-says = 使用公司信箋、加蓋公章並由法定代表人簽字的函件，內容包括：
lost-letter-1 = 您的姓名與登入名稱；
lost-letter-2 = 您任職於該公司並有權使用該帳戶；
lost-letter-3 = 新的連絡信箱與新的行動電話號碼，與上方填寫的完全一致；
lost-letter-4 = 日期，距今不超過 30 天。
lost-send = 提交申請
lost-note = 凡舊信箱與舊號碼仍能連絡到的人，都會收到通知，並可以停止您的申請。
lost-received-title = 已收到您的申請
lost-received-lead = 是否更換連絡方式由工作人員決定。編號已傳送到新的信箱。
lost-reference = 編號
lost-about = 關於此申請
lost-next = 接下來
lost-next-1 = 我們審閱函件，並撥打先前留存的公司號碼核實。我們絕不撥打申請中填寫的號碼。
lost-next-2 = 兩名工作人員各自獨立決定，通常需要幾個工作日。
lost-next-3 = 之後等待 72 小時，期間凡能連絡到的人都會收到通知，並可以停止申請。
lost-next-4 = 最後，連結傳送到新信箱，驗證碼傳送到新手機。密碼維持不變，您可以憑這兩者設定新密碼。
lost-link-unknown = 此連結無效
lost-link-unknown-text = 連結可能未複製完整，請從郵件中重新開啟。
lost-stop-title = 停止申請
lost-stop-lead = 有人聲稱此帳戶的密碼、第二重驗證、信箱與電話全部遺失，並申請更換。如果並非如此，請停止此申請。
lost-stop-button = 停止此申請
lost-stopped = 申請已停止
lost-stopped-text = 帳戶沒有任何變化。如果您不知道是誰提出的申請，請更換密碼並告知我們。
lost-too-late = 帳戶的連絡方式已被更換
lost-too-late-text = 如果這並非您的意願，請立即致電我們。
lost-over = 此申請已經結束，無須停止。
lost-received-at = 收到時間
lost-finish-title = 新的連絡方式
lost-finish-lead = { $name } 的申請已獲核准。還差一步：輸入傳送到新手機 { $number } 的驗證碼。
lost-finish-until = 此連結有效至 { $until }。
lost-finish-effect = 完成後，新信箱與新手機即屬於該帳戶；舊的驗證器與復原代碼失效，所有工作階段結束。
lost-finish-button = 提交驗證碼
lost-done = 信箱與手機已更換
lost-done-text = 現在請以傳送到兩處的驗證碼設定新密碼。下次登入時以簡訊代替驗證器，登入後請立即設定新的驗證器。
lost-done-recover = 設定新密碼
lost-over-link = 此連結已失效
lost-over-link-text = 連結已使用、已過期，或申請已被停止。
lost-again = 重新申請

## 客服人員

demo-for-support-agent = 協助無法以任何方式進入帳戶的人
nav-access = 帳戶遺失
lost-list-lead = 密碼、第二重驗證、信箱與電話全部遺失的人。由兩名客服人員決定，同一人不能決定兩次。
lost-list-empty = 沒有等待決定的申請。
lost-list-no-closed = 尚無已結束的申請。
lost-open = 進行中
lost-closed = 已結束
lost-until = 決定期限
lost-nobody-short = 無此帳戶
lost-mine = 由您核實
lost-state-received = 已收到
lost-state-endorsed = 等待第二名客服
lost-state-waiting = 72 小時等待中
lost-state-ready = 連結已傳送
lost-state-done = 已完成
lost-state-refused = 已拒絕
lost-state-cancelled = 已停止
lost-state-expired = 已過期
lost-asked = 申請內容
lost-account = 帳戶
lost-account-note = 目前情況。這些資訊從未告知申請人。
lost-account-company = 帳戶所屬公司
lost-account-name = 姓名
lost-account-status = 狀態
lost-account-email = 連絡信箱
lost-account-mobile = 行動電話
lost-account-factor = 驗證器
lost-none = 無
lost-confirmed = 確認於 { $at }
lost-unconfirmed = 從未確認
lost-factor-since = 自 { $at }
lost-papers-note = 每次查看都會記入稽核記錄。
lost-paper-letter = 公司函件
lost-paper-proof = 其他證明
lost-scan-none = 未掃描
lost-scan-pending = 掃描中
lost-scan-clean = 無惡意軟體
lost-scan-infected = 惡意軟體
lost-scan-failed = 掃描失敗
lost-calls = 致電公司
lost-calls-note = 僅限申請提交之前已留存的號碼。
lost-no-calls = 尚未致電。
lost-call-record = 記錄通話
lost-call-number = 撥打的號碼
lost-call-confirmed = 公司確認此申請
lost-call-not-reached = 無人接聽
lost-call-denied = 公司不知情
lost-held-since = 留存自 { $at }
lost-source-account = 帳戶已確認的行動電話
lost-source-primary_phone = 主要連絡人
lost-source-approval_phone = 審批連絡人
lost-source-support_phone = 支援連絡人
lost-no-number = 沒有可供致電的留存號碼
lost-no-number-text = 未經致電不能核准。請拒絕申請，由公司以書面形式與您連絡。
lost-nobody = 沒有此帳戶
lost-endorse = 核實通過
lost-endorse-note = 之後由另一名客服人員決定。系統會要求您輸入驗證器的驗證碼。
lost-letter-checked = 函件有公章與簽字，寫明本人、登入名稱與新的連絡方式，且距今不超過 30 天。
lost-endorsement = 您核實了什麼
lost-endorsement-hint = 供第二名客服參考：函件與通話中哪些內容使您確信。
lost-endorse-button = 核實通過
lost-endorsed-by = { $name } 已核實通過
lost-needs-another = 現在由另一名客服人員決定
lost-approve-note = 您同意後，72 小時開始計算，凡能連絡到的人都會收到通知。請先親自查看函件與通話記錄。
lost-approve-button = 同意並開始 72 小時
lost-take-back = 撤回我的核實
lost-refuse = 拒絕申請
lost-refuse-note = 申請人會得知申請被拒絕，但不會得知原因。
lost-refuse-why = 原因
lost-refuse-why-hint = 僅供存檔，只有工作人員可以看到。
lost-answer = 拒絕原因
lost-history = 經過
lost-endorsed-at = 第一名客服
lost-approved-at = 第二名客服
lost-ready-at = 72 小時期滿
lost-closed-at = 結束時間
lost-is-waiting = 72 小時等待中
lost-is-waiting-text = 自最後一份通知送出時起算。收到通知的人可以停止申請，您也可以。
lost-is-ready = 連結已傳送到新信箱
lost-is-ready-text = 有效至 { $until }。您仍可以拒絕。
lost-was-done = 連絡方式已於 { $at } 更換。
lost-was-refused = 已於 { $at } 拒絕。
lost-was-cancelled = 已於 { $at } 停止（透過通知中的連結或登入）。
lost-was-expired = 已於 { $at } 過期。
lost-done-called = 通話已記錄
lost-done-endorsed = 您已核實通過
lost-done-taken-back = 您已撤回核實
lost-done-approved = 72 小時已開始
lost-done-refused = 申請已拒絕
toomany-lost-access = 今天對該登入名稱或從您的網路提交的申請過多。請明天再試，或致電我們。
toomany-lost-codes = 不能再向此號碼傳送驗證碼，請致電我們。
conflict-lost-moved = 此申請的狀態已發生變化。請重新開啟查看。
conflict-lost-same-agent = 此申請由您本人核實，須由另一名客服人員同意。
conflict-lost-not-yours = 只有核實此申請的客服人員可以撤回。
conflict-lost-other-waits = 同一帳戶的另一份申請已進入等待期。請拒絕其中一份。
conflict-lost-unknown = 沒有人使用此登入名稱，或屬於我方人員。請拒絕申請；答覆不會說明原因。
conflict-lost-account-closed = 帳戶已被停用或刪除。須先由其公司恢復。
conflict-lost-infected = 在檔案中發現惡意軟體。請拒絕申請。
conflict-lost-unscanned = 有檔案尚未完成惡意軟體掃描，系統每分鐘重試一次。
conflict-lost-not-called = 尚無通話確認此申請，或最近一次通話否認了申請。
conflict-lost-email-taken = 該公司的另一名使用者已使用新的連絡信箱。
conflict-lost-link-over = 此連結已失效。
kept-lost-access = 帳戶遺失的申請
kept-lost-access-note = 含函件與通話記錄，自結束之日起算
holding-lost-access = 更換帳戶連絡方式的申請
audit-lost-access-ask = 帳戶遺失：收到申請
audit-lost-access-infected = 帳戶遺失：檔案含惡意軟體，已拒收
audit-lost-access-scan = 帳戶遺失：檔案已掃描
audit-lost-access-look = 帳戶遺失：查看檔案
audit-lost-access-call-back = 帳戶遺失：致電公司
audit-lost-access-endorse = 帳戶遺失：第一名客服核實通過
audit-lost-access-take-back = 帳戶遺失：第一名客服撤回
audit-lost-access-approve = 帳戶遺失：第二名客服同意
audit-lost-access-refuse = 帳戶遺失：申請被拒絕
audit-lost-access-stop = 帳戶遺失：申請被停止
audit-lost-access-mature = 帳戶遺失：72 小時期滿
audit-lost-access-expire = 帳戶遺失：申請過期
audit-lost-access-send-code = 帳戶遺失：向新手機傳送驗證碼
audit-lost-access-complete = 帳戶遺失：輸入新手機的驗證碼

## 郵件

mail-s08-subject = 已收到您的申請 { $reference }
mail-s08-body =
    您好：

    我們已收到您更換帳戶連絡方式的申請，編號為 { $reference }。

    我們將審閱函件，撥打先前留存的公司號碼核實，並由兩名工作人員決定。之後還須等待 72 小時。結果會傳送到此信箱。

    如果不是您本人申請，無須處理。

mail-s09-subject = 有人聲稱您的帳戶已遺失
mail-s09-body =
    { $name } 您好：

    { $at }，有人告知我們 { $sign_in_name } 的密碼、第二重驗證、信箱與電話全部遺失，並申請更換（編號 { $reference }）。我們正在審核。

    如果不是您本人，請停止此申請：

    { $link }

    如果是您本人，無須處理。

mail-s10-subject = 72 小時後，某帳戶的信箱與手機將被更換
mail-s10-body =
    { $name } 您好：

    我們的兩名工作人員已同意更換帳戶 { $sign_in_name } 連絡方式的申請 { $reference }。自 { $until } 起，其連絡信箱與行動電話可以被更換。

    如果貴公司無人提出此申請，請立即停止：

    { $link }

    使用驗證器登入同樣會停止此申請。

mail-s11-subject = 還差一步：{ $reference }
mail-s11-body =
    { $name } 您好：

    72 小時已期滿。請開啟此連結，並輸入我們傳送到您新手機的驗證碼，兩者即屬於 { $sign_in_name }：

    { $link }

    連結只能使用一次，有效至 { $until }。

mail-s12-subject = 連絡信箱與行動電話已更換
mail-s12-body =
    { $name } 您好：

    { $sign_in_name } 的連絡信箱與行動電話已於 { $at } 更換（編號 { $reference }）。舊的驗證器與復原代碼已失效，所有工作階段均已結束。密碼未變。

    帳戶本人可在此設定新密碼：

    { $link }

    如果這並非貴方意願，請立即致電我們：{ $support_phone }。

mail-s13-subject = 您的申請 { $reference } 被拒絕
mail-s13-body =
    您好：

    我們無法核准您更換帳戶連絡方式的申請 { $reference }。基於安全考量，我們不說明原因。

    貴公司可以與我們連絡：{ $support_phone }，{ $support_hours }。

mail-s14-subject = 申請 { $reference } 已停止
mail-s14-body =
    您好：

    更換帳戶連絡方式的申請 { $reference } 已於 { $at } 被收到通知的人或因登入而停止。帳戶沒有任何變化。

    如果您對此不知情，請致電我們：{ $support_phone }。

mail-s15-subject = 申請 { $reference } 已過期
mail-s15-body =
    您好：

    更換帳戶連絡方式的申請 { $reference } 未在期限內完成。帳戶沒有任何變化。您可以重新申請。

mail-s16-subject = 您的申請 { $reference } 已獲同意，72 小時等待中
mail-s16-body =
    { $name } 您好：

    我們的兩名工作人員已同意您的申請 { $reference }。凡舊信箱與舊號碼仍能連絡到的人，現在都會收到通知，並可以停止申請。

    如果無人停止，{ $until } 之後您會在此信箱收到連結。

telephone-notice-s09 = 【{ $product }】有人聲稱您的帳戶已遺失並申請更換連絡方式。如非本人，請開啟我們郵件中的連結、登入或致電我們。
telephone-notice-s10 = 【{ $product }】72 小時後您帳戶的信箱與手機將被更換。如非本意，請登入、開啟我們郵件中的連結或致電我們。
telephone-notice-s12 = 【{ $product }】您帳戶的信箱與手機已更換。如非本意，請立即致電我們。
