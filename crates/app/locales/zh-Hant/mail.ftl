## E03: account created, to the new global admin

mail-e03-subject = 帳戶已建立，參考編號 { $reference }
mail-e03-body =
    { $name } 您好：

    { $company }的帳戶已建立，您是全域管理員。

    登入名稱：{ $sign_in_name }

    請由此登入：

    { $link }

    暫時密碼只在畫面上顯示過一次，不會以電子郵件傳送。首次登入時，請變更密碼並設定驗證器，然後繼續填寫申請資料。

    如果沒有儲存密碼，請與我們聯絡並提供參考編號。

## E04: application received, to the applicant and the primary contact

mail-e04-subject = 已收到申請，參考編號 { $reference }
mail-e04-body =
    { $name } 您好：

    我們已收到{ $company }加入雲端解決方案提供者計畫的申請，參考編號為 { $reference }。

    審核與信用查核可能需要數週。如需補充資料，我們會以電子郵件通知，並在入口網站列出具體項目。

    您可以由此檢視進度：

    { $link }

## E05: confirmation by the approval contact

mail-e05-subject = 請確認{ $company }的申請，參考編號 { $reference }
mail-e05-body =
    { $name } 您好：

    { $applicant }已代表{ $company }申請加入{ $operator }的雲端解決方案提供者計畫，並指定您為有權確認申請的人。

    請開啟以下頁面，告知貴公司是否認可此申請。您可以選擇「是」，或說明並非貴公司提出。不需要帳戶。

    { $link }

    連結在 { $until } 之前有效。未收到您的答覆，我們無法核准申請。

## E06: mailbox of the primary contact

mail-e06-subject = 請確認您的信箱，參考編號 { $reference }
mail-e06-body =
    { $name } 您好：

    您在{ $company }的申請中列為主要連絡人。請確認此信箱由您使用：

    { $link }

    連結在 { $until } 之前有效。如果您不知道此申請，請不要開啟連結，並告知我們。

## E09: approved

mail-e09-subject = 申請已核准，請簽署合約，參考編號 { $reference }
mail-e09-body =
    { $name } 您好：

    { $company }的申請已獲核准，只需再簽署合約。

    請由全域管理員在 { $until } 之前閱讀並簽署：

    { $link }

    簽署當天即為每月帳單日期，日後無法變更。

## E13: agreement signed

mail-e13-subject = 合約已簽署，參考編號 { $reference }
mail-e13-body =
    { $name } 您好：

    { $company }已於 { $signed_at } 簽署合約，版本 { $version }。

    每月帳單日期：{ $billing_day } 日；當月沒有此日時，為當月最後一天。帳單日期無法變更。

    首張發票：{ $first_bill }

    已簽署的複本在此：

    { $link }

    我們正在設定您的帳戶，可能需要數小時。完成後會以電子郵件通知您。

## E14: account ready

mail-e14-subject = 帳戶已就緒，參考編號 { $reference }
mail-e14-body =
    { $name } 您好：

    { $company }的帳戶已設定完成，現在可以新增客戶並下單。

    建議先核對設定檔、新增使用者並設定權限、選出型錄前五項、填寫增值稅發票資料。清單在概觀頁面：

    { $link }

## Below every mail

mail-footer =
    { $operator }
    支援：{ $support_phone }，{ $support_email }
    時間：{ $support_hours }

    我們絕不會索取您的密碼或驗證碼。郵件中的連結只會連到我們自己的網址，登入前請核對。

## Text messages and calls

telephone-code-sms = 【{ $product }】驗證碼 { $code }，{ $minutes } 分鐘內有效。請勿告訴任何人，我們的員工也不會索取。
telephone-code-voice = 您好，這裡是{ $product }。您的驗證碼是：{ $digits }。再播報一次，您的驗證碼是：{ $digits }。請勿告訴任何人。再見。

## Signed agreement on paper

print-signature-page = 簽署頁
print-company = 公司
print-credit-code = 統一社會信用代碼
print-signer = 簽署人
print-signer-title = 職稱
print-signer-account = 帳戶
print-signed-at-local = 簽署時間（當地時間）
print-signed-at-utc = 簽署時間（UTC）
print-billing-day = 每月帳單日期（日）
print-language-read = 閱讀語言
print-ip = IP 位址
print-method = 驗證方式
print-method-totp = 密碼與驗證器的一次性驗證碼
print-authenticated-at = 驗證時間
print-text-hash = 合約內文的 SHA-256
print-signed-text-hash = 所簽內文的 SHA-256
print-signature-hash = 簽署記錄的 SHA-256
print-verify = 由此核驗簽章
print-footer = 版本 { $version }，{ $date }簽署
