## Text

problem-required = 請填寫此項。
problem-too-short = 請至少輸入 { $min } 個字元。
problem-too-long = 請最多輸入 { $max } 個字元。
problem-control-characters = 文字中含有控制字元。請刪除，或重新輸入。
problem-invisible-characters = 文字中含有不可見字元。請直接輸入，不要貼上。
problem-unsupported-characters = 文字中含有無法儲存的字元，例如表情符號。請刪除。
problem-repeated = 此項重複提交。請重新載入頁面，只填寫一次。

## Names

problem-name-only-symbols = 名稱不能只有符號。請填寫完整名稱。
problem-name-abbreviation = 這看起來是縮寫。請填寫完整的法定名稱。
problem-name-not-latin = 只能使用拉丁字母、數字與半形標點。
problem-name-web-address = 名稱以「{ $ending }」結尾，像是網址。請對照營業執照核對。
problem-name-repeated-character = 「{ $character }」連續出現三次以上。請核對名稱。
problem-name-spaced-characters = 單一字元之間有空格。請核對名稱，執照上沒有的空格請刪除。

## Unified social credit code

problem-uscc-old-number = 這是舊的 15 位註冊號。請填寫現行營業執照上的 18 位統一社會信用代碼。
problem-uscc-length = 統一社會信用代碼應為 18 位，您輸入了 { $length } 位。請對照營業執照核對。
problem-uscc-alphabet = 代碼中不會出現「{ $character }」。只有數字與大寫字母，且不含 I、O、S、V、Z。
problem-uscc-check-digit = 校驗位不正確，請對照營業執照核對，特別是第 18 位。
problem-uscc-organisation-check = 第 9 至 17 位的組織機構代碼與其校驗位不符。部分舊代碼如此；請核對，與營業執照一致即可繼續。
problem-uscc-province-mismatch = 代碼的登記地區為 { $division }，與所選省級行政區不同。請核對；如公司已遷址，可以繼續。

## Postal code

problem-postal-code-format = 請輸入 6 位郵遞區號。
problem-postal-code-province-mismatch = 以 { $prefix } 開頭的郵遞區號屬於其他省級行政區。請核對郵遞區號與省級行政區。

## Telephone

problem-phone-not-china = 請使用中國電話號碼（+86）。
problem-phone-format = 號碼不完整。請輸入行動電話號碼，或含區碼的市話，例如 021 5555 0123。
problem-phone-extension = 此分機號碼無法使用。市話的分機號碼最多 6 位，其他號碼不能帶分機。
problem-phone-service-number = 此處不能使用 400、800 或 95 開頭的號碼。請輸入行動電話或市話號碼。
problem-phone-not-mobile = 請輸入行動電話號碼。市話無法接收簡訊。

## E-mail

problem-email-format = 電子郵件地址不完整。格式為 name@company.cn。
problem-email-domain = 「{ $domain }」不是有效的郵件網域。請核對 @ 後面的部分。
problem-email-webmail = 須使用企業電子郵件，不能使用 { $domain }。
problem-email-in-new-tenant = 此信箱屬於正在建立的帳戶，目前無法收信。請填寫已在使用的電子郵件。
problem-email-other-domain = 主要連絡人的郵件網域為 { $domain }，與此地址不同。請核對，或在文件中補充該網域屬於貴公司的證明。

## Web address

problem-url-not-https = 網址須以 https:// 開頭。
problem-url-format = 網址無效。格式為 https://support.company.cn。
problem-url-user-info = 請刪除 @ 之前的使用者名稱與密碼。
problem-url-ip-address = 請使用網域名稱，不要使用 IP 位址。
problem-url-local-host = 此網址只能在內部網路存取。請填寫客戶可以開啟的網址。
problem-url-port = 請刪除冒號後的連接埠號碼。

## Domain prefix and user name

problem-domain-characters = 只能使用小寫字母、數字與連字號。
problem-domain-first-character = 須以字母開頭。
problem-domain-last-character = 須以字母或數字結尾。
problem-domain-double-hyphen = 第三、第四個字元不能都是連字號。
problem-domain-reserved = 「{ $prefix }」為保留名稱。請選擇其他首碼。
problem-domain-taken = 此首碼已被使用。請選擇其他首碼。
problem-user-name-characters = 只能使用小寫字母、數字、點、連字號與底線。
problem-user-name-ends = 開頭與結尾須為字母或數字。
problem-user-name-double-dot = 不能有兩個連續的點。

## Partner network

problem-network-id-format = 請輸入 4 至 10 位數字。
problem-network-id-unknown = 合作夥伴網路中沒有此識別碼。請核對數字。
problem-network-id-inactive = 此會員資格未生效。請在合作夥伴網路續期，或填寫其他識別碼。
problem-network-id-not-location = 這不是位置識別碼。請填寫貴組織在中國的位置識別碼。
problem-network-id-other-country = 此識別碼的位置不在中國。請填寫中國的位置識別碼。

## Numbers, dates and amounts

problem-bank-account-format = 請輸入 8 至 30 位數字的銀行帳號。
problem-verification-code-format = 請輸入 6 位數字驗證碼。
problem-date-format = 請按 2026-07-15 的格式填寫日期。
problem-date-not-real = 沒有這一天。請核對月份與日期。
problem-date-in-future = 日期不能晚於今天。請核對。
problem-date-in-past = 此日期已過。如期限已延長，請填寫新的截止日期。
problem-amount-format = 請輸入人民幣金額，例如 60,000.00。
problem-amount-decimals = 最多兩位小數。
problem-amount-negative = 金額不能為負數。
problem-amount-too-large = 金額不能超過 { $max } 元。
problem-number-format = 請輸入整數。
problem-number-too-small = 不能小於 { $min }。
problem-number-too-large = 不能大於 { $max }。
problem-limit-above-a-year = 申請額度超過十二個月的預計採購額。請核對兩項金額。
problem-tax-id-differs = 納稅人識別號須與統一社會信用代碼一致。

## Passwords and codes

problem-password-too-long = 密碼最多 { $max } 個字元。
problem-password-too-short = 密碼至少 { $long } 個字元；或至少 { $short } 個字元，並含有小寫字母、大寫字母、數字、其他字元中的三類。
problem-password-contains-name = 密碼中含有您的姓名、登入名稱或組織名稱。請另選密碼。
problem-password-common = 此密碼容易被猜到。請另選密碼。
problem-password-reused = 您最近用過此密碼。請另選密碼。
problem-password-current-wrong = 目前的密碼不正確。
problem-password-differs = 兩次輸入的新密碼不一致。請重新輸入。
problem-sign-in-wrong = 登入名稱或密碼不正確。
problem-code-wrong = 驗證碼不正確，或已使用過。請輸入驗證器應用程式目前顯示的驗證碼。
problem-code-wrong-left = 驗證碼不正確，還可嘗試 { $left } 次。
problem-code-none = 此驗證碼已失效。請重新取得。

## Choices and confirmations

problem-choice-unknown = 請從所列選項中選擇。
problem-tick-required = 請勾選後繼續。
problem-country-fixed = 本計畫僅適用於所在國家或地區的公司。
problem-approval-same-person = 核准連絡人與主要連絡人為同一人。建議另選他人；也可以繼續。

## Documents

problem-document-required = 請上傳此文件。
problem-document-letter-required = 主要連絡人不是法定代表人。請上傳授權書。
problem-document-permit-required = 貴公司經營增值電信業務。請上傳許可證。
problem-document-domain-required = 核准連絡人與主要連絡人的郵件網域不同。請上傳該網域屬於貴公司的證明。
problem-document-empty = 檔案是空的。請選擇其他檔案。
problem-document-too-large = 檔案超過 { $megabytes } MB。請選擇較小的檔案。
problem-document-type = 檔案不是 PDF、JPG 或 PNG。請選擇其他檔案。
problem-document-too-many = 此處最多上傳 { $max } 個檔案。請先移除一個。

## Conflicts

conflict-busy = 系統忙碌中，沒有任何變更。請重試。
conflict-illegal-transition = 目前階段無法執行此作業。請重新載入頁面檢視最新狀態。
conflict-stale = 其他人剛剛變更了此內容，因此您的變更未生效。請重新載入頁面後再決定。
conflict-authenticator-exists = 此帳戶已設定驗證器。請使用其顯示的驗證碼。
conflict-temporary-password-expired = 暫時密碼已過期，請改為設定新密碼。
conflict-text-changed = 您開啟頁面後，內文已更新。請閱讀新版本後再決定。
conflict-authenticate-again = 請先用驗證器的驗證碼確認您的身分，然後重試。
conflict-verify-again = 建立帳戶前，需要重新驗證您的電話號碼。
conflict-already-signed = 此合約已簽署，您無需再做任何動作。
conflict-cannot-continue = 我們無法繼續辦理。請與我們聯絡，或詢問貴公司的管理員。
conflict-same-person = 此項須由另一人決定。請交由同事處理。
conflict-checks-open = 還有檢查未完成。全部通過或豁免後才能核准。
conflict-credit-missing = 尚未核定信用額度。核定後才能繼續。
conflict-credit-expired = 信用查核結果已過期，須先重新查核。
conflict-domain-taken = 網域首碼剛剛被使用。請返回並選擇其他首碼。
conflict-link-expired = 此連結已過期。請向寄件方索取新連結。
conflict-link-used = 此連結已答覆，您無需再做任何動作。
conflict-manual-review = 電話驗證失敗次數過多，已關閉。請與我們聯絡，由我們協助您繼續。

## Too many attempts

toomany-code-too-soon = 驗證碼剛剛傳送。請稍候再重新取得。
toomany-code-locked = 失敗次數過多，電話驗證已暫時鎖定。
toomany-registrations = 您所在網路今天開始的註冊過多。請明天重試，或繼續已開始的註冊。
toomany-generic = 操作過於頻繁。請稍候再試。
conflict-signing-expired = 核准已過期。請聯絡營運方重新開啟您的申請。
conflict-link-closed = 此連結已無法答覆：申請已進入下一階段。
