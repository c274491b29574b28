## Own contact data

contact-title = 聯絡與復原資料
contact-lead = 郵件與簡訊會傳送到此處，您也可以憑此自行復原帳戶。輸入傳送到新地址或新號碼的驗證碼後，變更才會生效。
contact-title-email = 聯絡電子郵件
contact-title-mobile = 行動電話號碼
contact-new-email = 新的聯絡電子郵件
contact-new-mobile = 新的行動電話號碼
contact-send-code = 傳送驗證碼
contact-code-sent = 驗證碼已傳送至 { $to }，10 分鐘內有效。
contact-code-hint = 6 位數字
contact-confirm = 確認
contact-give-up = 保留原來的
contact-preferences = 語言與姓名
contact-name-order = 姓名順序
name-order-auto = 自動：{ $name }
name-order-family-first = 姓在前：{ $name }
name-order-given-first = 名在前：{ $name }
contact-done-sent = 驗證碼已傳送。
contact-done-changed = 已儲存，並已通知您原來的信箱。
contact-done-preferences = 已儲存。
contact-change = 變更聯絡資料
me-contact_email = 聯絡電子郵件
me-mobile = 行動電話號碼
problem-contact-same = 與現有資料相同。
conflict-contact-over = 此變更已失效，請重新開始。
toomany-contact-codes = 今天傳送的驗證碼過多，請明天重試。
mail-c01-subject = 請確認新的聯絡電子郵件
mail-c01-body =
    { $name } 您好：

    有人以 { $sign_in_name } 登入，希望將此地址設為該帳戶的聯絡電子郵件。驗證碼：

    { $code }

    { $minutes } 分鐘內有效。如果不是您本人操作，請略過；沒有驗證碼不會有任何變更。
mail-c02-subject = 您的聯絡電子郵件已變更
mail-c02-body =
    { $name } 您好：

    { $sign_in_name } 的聯絡電子郵件已於{ $on }變更為 { $value }，今後不再傳送郵件到此地址。

    如果不是您本人操作，請立即致電我們，電話見下方，然後嘗試在此復原帳戶：

    { $link }
mail-c03-subject = 您的行動電話號碼已變更
mail-c03-body =
    { $name } 您好：

    { $sign_in_name } 的行動電話號碼已於{ $on }變更為 { $value }。

    如果不是您本人操作，請立即致電我們，電話見下方，然後嘗試在此復原帳戶：

    { $link }
audit-account-begin-contact-change = 已開始變更聯絡資料
audit-account-change-contact = 已變更聯絡資料
audit-account-give-up-contact-change = 已放棄變更聯絡資料
audit-account-set-preferences = 已選擇語言與姓名順序
