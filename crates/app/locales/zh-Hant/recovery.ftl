## 復原：無法存取您的帳戶？

signin-recover = 無法存取您的帳戶？
recover-title = 無法存取您的帳戶？
recover-lead = 請輸入登入名稱，然後以兩種方式證明帳戶屬於您，並設定新密碼。
recover-nobody = 只有您本人可以操作。任何管理員與我方人員都不能重設您的密碼。
recover-prove-title = 證明您的身分
recover-prove-lead = 請完成三種方式中的兩種。驗證碼會傳送到帳戶所留的連絡方式；為安全起見，此處不顯示這些資訊。
recover-progress = 已完成 { $count }/2，有效至 { $until }。
recover-enough = 已完成兩種驗證
recover-proved = 已驗證
recover-send = 傳送驗證碼
recover-send-again = 重新傳送驗證碼
recover-verify = 核對驗證碼
recover-email = 電子郵件
recover-email-lead = 將驗證碼傳送到帳戶的連絡信箱。
recover-email-hint = 郵件中的 6 位數字，10 分鐘內有效
recover-phone = 電話
recover-phone-lead = 將驗證碼傳送到帳戶的復原電話。
recover-phone-hint = 簡訊或來電中的 6 位數字，10 分鐘內有效
recover-authenticator = 驗證器
recover-authenticator-lead = 驗證器應用程式目前顯示的驗證碼，或您的一個復原代碼。
recover-authenticator-hint = 6 位數字，或四組字元的復原代碼
field-authenticator = 驗證碼或復原代碼
recover-nothing-came = 沒有收到？登入名稱可能有誤，或連絡方式已過期。我們無法告知是哪一種情況。
recover-password-title = 設定新密碼
recover-password-lead = 完成後，您會在所有裝置上登出，我們會以郵件和簡訊通知您。
recover-know = 我知道密碼
recover-know-lead = 帳戶只是被鎖定？此操作僅解除鎖定，密碼維持不變。
recover-know-button = 解除鎖定並保留密碼
recovered-password = 密碼已變更，請使用新密碼登入。
recovered-unlocked = 帳戶已解除鎖定，請使用您的密碼登入。
bot-trap = 請將此欄留空

## 以簡訊或復原代碼代替驗證器

mfa-other = 手邊沒有驗證器？
mfa-text-lead = 我們可以向 { $number } 傳送簡訊驗證碼。
mfa-text-send = 傳送簡訊
mfa-texted = 簡訊已送出。請在此輸入其中的 6 位數字，10 分鐘內有效。
mfa-recovery-code = 也可以在此輸入一個復原代碼，每個代碼只能使用一次。
mfa-lost = 都無法使用？

codes-title = 復原代碼
codes-lead = 手機遺失時備用的十個代碼，每個可代替驗證器的驗證碼一次。請與其他貴重物品一起保管，不要存放在手機上。
codes-left = 未使用的代碼：{ $left }
codes-replace = 產生十個新代碼後，舊代碼全部失效。
codes-make = 產生十個代碼
codes-once = 您的十個代碼
codes-saved = 我已妥善保管

## 關於登入的郵件

mail-s01-subject = 您的驗證碼
mail-s01-body =
    { $name }，您好：

    您的驗證碼是 { $code }，{ $minutes } 分鐘內有效，只能使用一次。

    請只在您申請驗證碼的頁面輸入。如果您沒有申請，可能有人輸入了您的登入名稱；沒有此驗證碼，對方無法繼續。

mail-s02-subject = 您的密碼已變更
mail-s02-body =
    { $name }，您好：

    { $sign_in_name } 的密碼已於 { $at } 在兩種身分驗證後變更，所有工作階段均已結束。

    如果不是您本人操作，請立即復原帳戶並告知我們：

    { $link }

mail-s03-subject = 您的帳戶已解除鎖定
mail-s03-body =
    { $name }，您好：

    帳戶 { $sign_in_name } 已於 { $at } 在兩種身分驗證後解除鎖定，密碼未變。

    如果不是您本人操作，請立即設定新密碼：

    { $link }

mail-s04-subject = 復原代碼已被使用
mail-s04-body =
    { $name }，您好：

    { $at }，有人使用您的一個復原代碼以 { $sign_in_name } 登入。

    如果不是您本人操作，請立即設定新密碼：

    { $link }

mail-s05-subject = 新的復原代碼
mail-s05-body =
    { $name }，您好：

    { $at } 已為 { $sign_in_name } 產生新的復原代碼，舊代碼全部失效。

    如果不是您本人操作，請立即設定新密碼：

    { $link }

mail-s06-subject = 有人正在猜測您的密碼
mail-s06-body =
    { $name } 您好：

    { $at }，登入名稱 { $sign_in_name } 有五次或更多次錯誤的密碼或驗證碼。登入已暫時鎖定，鎖定會自動結束。

    如果是您本人操作，無須處理；也可以證明身分後立即解鎖：

    { $link }

    如果不是您本人操作，則有人正在猜測密碼。只要該密碼未在別處使用，您的帳戶就是安全的。此類郵件每天最多一封。

telephone-notice-s02 = 【{ $product }】您的帳戶密碼已變更。如非本人操作，請立即復原帳戶並致電我們。
telephone-notice-s03 = 【{ $product }】您的帳戶已解除鎖定。如非本人操作，請立即變更密碼並致電我們。
telephone-notice-s04 = 【{ $product }】有人使用復原代碼登入了您的帳戶。如非本人操作，請立即變更密碼並致電我們。
telephone-notice-s05 = 【{ $product }】您的帳戶產生了新的復原代碼。如非本人操作，請立即變更密碼並致電我們。

print-method-sms = 密碼與簡訊一次性驗證碼
print-method-recovery-code = 密碼與復原代碼
problem-bot-too-fast = 提交速度過快，請稍候再次提交。
problem-bot-stale = 此頁面開啟時間過長，請再次提交。
toomany-recovery = 今天對該登入名稱或從您的網路進行的復原次數過多。
toomany-recovery-codes = 不能再傳送驗證碼。請使用已收到的驗證碼，或改用其他方式。
conflict-recovery-over = 此次復原已結束：超過 15 分鐘、已經完成，或驗證碼多次錯誤。請重新開始。
conflict-recovery-unproved = 須先完成兩種驗證。

## Locks

locked-title = 登入已鎖定
locked-lead-general = 同一登入名稱連續五次輸入錯誤的密碼或驗證碼，將鎖定 5 分鐘，之後每錯一次鎖定時間加倍，最長 24 小時。同一網路錯誤過多時，該網路也依相同規則鎖定。
locked-lead-over = 鎖定已結束，您可以重新登入。
locked-lead-address = 來自您所在網路的錯誤密碼和驗證碼過多。鎖定結束之前，該網路中的任何人都無法登入。
locked-lead-name = 此登入名稱的錯誤密碼或驗證碼過多。鎖定結束之前，即使密碼正確也不會核對。
locked-when = 可重試時間
locked-left-minutes = { $count } 分鐘後
locked-left-hours = { $count } 小時後
locked-ways = 您可以怎麼做
locked-wait = 等待。鎖定會自動結束；提前重試不會延長鎖定。
locked-recover = 以兩種方式證明帳戶屬於您，即可立即解除鎖定，可以同時更換密碼，也可以保留原密碼。
locked-not-me = 不是您本人操作？那麼有人正在猜測密碼。鎖定期間帳戶是安全的；請使用從未在別處用過的密碼。
expired-title = 此暫時密碼已過期
expired-lead = 暫時密碼的有效期為 { $days } 天，期間未更換。
expired-recover = 帳戶已登記聯絡信箱和行動電話號碼：以傳送到兩處的驗證碼證明帳戶屬於您，然後設定自己的密碼。
expired-anew = 沒有行動電話號碼，帳戶無法復原，也沒有人能給您另一組密碼。請讓新增您的人刪除該使用者並重新新增。
expired-first = 如果公司是由您本人註冊的，請與我們聯絡；聯絡方式見頁尾。
mfa-text-none = 無法傳送簡訊：帳戶沒有已確認的行動電話號碼。
me-session-method = 第二重驗證
me-session-totp = 驗證器
me-session-sms = 簡訊
me-session-code = 復原代碼
me-session-half = 未完成
device-both = { $system } 上的 { $browser }
device-unknown = 未知瀏覽器
conflict-mobile-unconfirmed = 無法傳送簡訊：帳戶的行動電話號碼從未確認。
audit-account-show-recovery-codes = 檢視復原代碼
codes-contact-later = 以後再確認聯絡方式
