## Sign-in

signin-title = 登入
signin-lead = 請使用貴組織的公司帳戶。
signin-button = 登入
signin-join = 還沒有帳戶？加入計畫
locked-until = 請於 { $until } 之後重試。

## Changing the password

change-title = 變更密碼
change-lead = 須先更換暫時密碼，才能繼續其他作業。
change-new = 新密碼
change-rules = 至少 12 個字元；或至少 8 個字元，並含有小寫字母、大寫字母、數字、其他字元中的三類。不能含有姓名，不能容易猜到，不能與最近五次的密碼相同。
change-button = 變更密碼

## Authenticator

mfa-setup-title = 設定驗證器
mfa-setup-lead = 每次登入都需要密碼，以及手機上顯示的驗證碼。
mfa-setup-step1 = 在手機上開啟驗證器應用程式，掃描此 QR 碼。
mfa-setup-step2 = 輸入應用程式目前顯示的 6 位數字。
mfa-setup-secret = 無法掃描？請在應用程式中手動輸入此金鑰。
mfa-setup-qr = 供驗證器應用程式掃描的 QR 碼，內容與下方金鑰相同。
mfa-setup-button = 確認並繼續
mfa-title = 輸入驗證碼
mfa-lead = 請在手機上開啟驗證器應用程式，輸入此帳戶的驗證碼。
mfa-button = 繼續
reauth-title = 請確認是您本人
reauth-lead = 此作業影響長遠。請輸入驗證器應用程式中的新驗證碼。
reauth-button = 確認
reauth-kept = 您剛才填寫的內容已保留，會與驗證碼一起提交。

## Own profile and sessions

me-title = 我的設定檔
me-name = 姓名
me-organisation = 組織
me-sign-in-name = 登入名稱
me-role = 角色
me-administrators = 貴公司的全域管理員
me-language = 語言
me-sessions = 工作階段
me-sessions-lead = 您在以下位置登入。如有不認得的工作階段，請結束它，然後變更密碼。
me-session-this = 目前的工作階段
me-session-started = 登入時間
me-session-seen = 最近使用
me-session-address = 網路位址
me-session-browser = 瀏覽器
me-session-end = 結束工作階段
me-sessions-end-others = 結束其他所有工作階段
field-totp = 驗證器中的驗證碼
hint-totp = 6 位數字；每個驗證碼只能使用一次。
list-comma = {"、"}
list-or = 或
