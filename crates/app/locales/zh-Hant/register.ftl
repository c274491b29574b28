## Registering with a work account (F2)
step-confirmation = 確認
field-work_account = 工作帳戶
hint-work_account = 您的登入名稱，例如 name@company.{ $suffix }
account-signed-in = 目前登入的帳戶：
account-use = 使用此帳戶繼續
account-elsewhere = 這是貴組織自己的網域嗎？
account-elsewhere-text = 如果貴組織已在本平台驗證過該網域，可以用它登入。
account-elsewhere-link = 仍要登入
existing-title = 使用工作帳戶註冊
existing-lead = 貴組織將以目前登入的帳戶註冊加入計畫，不會建立新使用者，密碼也不會改變。
existing-begun = 貴組織已開始註冊，您或同事可從目前步驟繼續。
existing-applied = 貴組織已完成註冊，請在入口網站中繼續填寫申請。
existing-too-early-lead = 貴組織上一次申請未獲核准。
existing-too-early = { $date }起可以重新申請
existing-too-early-text = 在此之前，您可以查看原因並提出申訴。
existing-partner = 貴組織已是本計畫的合作夥伴，無需再次註冊。
existing-needs-admin-lead = 此帳戶不能為貴組織註冊。
existing-needs-admin = 需要的角色：{ $role }
existing-needs-admin-text = 請聯絡以下人員，由其註冊或為您指派該角色。
existing-wrong-kind-lead = 此帳戶不能用於公司註冊。
existing-kind-operator = 您目前以營運方員工的身分登入
existing-kind-customer = 您目前登入的是客戶組織
existing-kind-sandbox = 您目前登入的是整合沙箱
existing-wrong-kind-text = 請先登出，再以準備成為合作夥伴的公司的工作帳戶登入，或建立新帳戶。
existing-signed-in = 目前登入
existing-organisation = 組織
existing-account = 工作帳戶
existing-name = 姓名
existing-choose = 使用此帳戶繼續
existing-to-application = 前往申請
existing-admins = 貴組織的全域管理員
existing-admins-note = 以下人員擁有所需角色。
existing-other = 不是這個帳戶？
section-holder = 全域管理員
section-holder-lead = 取自您的工作帳戶，可在個人資料中變更。
create-lead-existing = 將在貴組織自己的租用戶中建立合作夥伴帳戶，您的登入名稱和密碼維持不變。
create-failed = { $time } 的建立未成功
create-failed-text = 未建立任何內容。請再次點選「建立帳戶」。
creating-title = 正在建立帳戶
creating-text = 需要幾秒鐘，頁面會自動繼續。
creating-slow = 所需時間比平常長。您勾選的內容仍然有效：請再次選取「建立帳戶」。無論選取多少次，都只會建立一個帳戶。
done-lead-existing = 請使用您現有的認證：登入方式沒有任何變化。
done-existing-title = 此處不需要密碼
done-existing-text = 請照常以工作帳戶登入。貴組織的任何一位全域管理員都可以填寫申請。
done-next-existing = 接下來：填寫申請
problem-work-account-format = 請輸入完整的登入名稱，例如 name@company.{ $suffix }。
problem-work-account-personal = { $domain } 是個人信箱服務，不是工作帳戶。請使用貴組織的帳戶，或建立新帳戶。
problem-work-account-operator = 這是營運方員工的帳戶，不能用於公司註冊。
problem-work-account-elsewhere = { $domain } 不屬於 { $suffix }。其他雲端的帳戶（包括國際版帳戶）無法在此使用。
conflict-register-first = 貴組織尚未註冊加入本計畫。請從「加入」開始，大約需要 15 分鐘。
conflict-already-applied = 貴組織已有申請，請在入口網站中繼續。

problem-phone-extension-unsupported = 語音系統無法撥打分機，請填寫直線電話或行動電話。
problem-domain-lookalike = 與保留的「{ $like }」過於相似，請更換前綴。
problem-domain-looks-taken = 與其他組織的網域過於相似，請更換前綴。

## Programs and people
human-hidden = 請勿填寫
human-again = 請再試一次
human-again-text = 表單送出過快，或頁面已開啟超過一天。內容沒有遺失：請核對後重新送出。

## An ended registration
join-expired = 在此瀏覽器中開始的註冊已過期
join-expired-text = 未建立任何內容，您可以重新開始。
join-blocked = 在此瀏覽器中開始的註冊已被關閉
join-blocked-text = 如果您認為有誤，請與我們聯絡並提供參考編號。

## Save and finish later
later-title = 稍後完成
later-lead = 您填寫的內容已儲存。憑郵件中的連結，可在任何裝置上繼續。
later-lead-existing = 您填寫的內容已儲存。貴組織的任何一位全域管理員登入後即可繼續。
later-browser = 在此瀏覽器中無需連結即可繼續，7 天內有效。
later-sent = 已於{ $time }向 { $to } 傳送郵件
later-sent-text = 如未收到，請查看垃圾郵件資料夾，或重新傳送。
later-again-at = { $time }後可再次傳送。
later-bounced = 寄往 { $to } 的郵件被退回
later-bounced-text = 請返回檢查聯絡電子郵件。如果無誤，請再次寄送，或詢問該信箱的管理員。
later-not-sent = 尚未傳送郵件
later-not-sent-text = 可以傳送至 { $to }。
later-no-address = 沒有可以傳送連結的電子郵件地址
later-no-address-text = 請返回並填寫全域管理員的聯絡信箱。在此之前，只能在此瀏覽器中繼續。
later-send = 傳送連結
later-send-again = 重新傳送

## Continuing by the link
resume-title = 繼續註冊
resume-lead = 僅憑連結無法開啟任何內容。我們會將 6 位數驗證碼傳送至
resume-code-lead = 請輸入 6 位數驗證碼，已傳送至
resume-closed-lead = 此連結已無法使用。
resume-send = 傳送驗證碼
resume-button = 繼續
resume-wait = 距上次傳送滿一分鐘後，可再次傳送。
resume-note = 您無法查看此信箱？那麼您不能繼續這項註冊，我們也不會顯示其中填寫的內容。
resume-not-mine = 不是我開始的註冊
resume-not-mine-text = 可能有人誤填或擅自使用了您的地址。您可以在此終止這項註冊，之後不會再收到郵件。
resume-refuse = 終止這項註冊
resume-to-join = 開始註冊
resume-unknown = 無法辨識此連結
resume-unknown-text = 請確認已完整複製郵件中的網址。早已結束的註冊，其連結已被清除。
resume-expired = 此連結已於{ $time }過期
resume-expired-text = 請在最初使用的瀏覽器中繼續並重新傳送連結，或重新開始。
resume-used = 此連結已使用過
resume-used-text = 註冊在使用連結的瀏覽器中繼續。在那裡點選「儲存並稍後完成」可取得新的連結。
resume-replaced = 已傳送較新的連結
resume-replaced-text = 請使用最新郵件中的連結。
resume-refused = 已從此信箱終止這項註冊
resume-refused-text = 未建立任何內容，填寫的資訊將被清除。
resume-spent = 驗證碼傳送或輸錯次數過多
resume-spent-text = 請在最初使用的瀏覽器中繼續並重新傳送連結，或重新開始。
resume-ended = 這項註冊已結束
resume-ended-text = 註冊長時間沒有進展或已被關閉，您可以重新開始。
resume-finished = 帳戶已建立
resume-finished-text = 請登入後繼續填寫申請。如未儲存密碼，請使用「無法存取您的帳戶？」或與我們聯絡。

## Mails

mail-e01-subject = 繼續註冊，參考編號 { $reference }
mail-e01-body =
    { $name } 您好：

    有人以此信箱開始註冊加入雲端解決方案提供者計畫。透過以下連結，可在任何裝置上繼續：

    { $link }

    連結只能使用一次，{ $until }前有效。僅憑連結無法開啟任何內容：開啟時，我們會將驗證碼傳送至此信箱。

    如果不是您開始的註冊，請開啟連結告訴我們，或不予理會，註冊會自動過期。
mail-e01-existing-subject = 繼續註冊，參考編號 { $reference }
mail-e01-existing-body =
    { $name } 您好：

    您已使用工作帳戶開始為{ $company }註冊加入雲端解決方案提供者計畫。貴組織的任何一位全域管理員登入後即可繼續：

    { $link }

    如果不是您開始的註冊，請告訴我們。
mail-e02-subject = 電話驗證已鎖定，參考編號 { $reference }
mail-e02-body =
    { $name } 您好：

    由於驗證碼傳送或輸錯次數過多，您的電話驗證已鎖定至{ $until }。

    之後請在最初使用的瀏覽器中繼續：

    { $link }

    如果不是您本人操作，或您的電話收不到驗證碼，請與我們聯絡並提供參考編號。
mail-e02-people-subject = 電話驗證已關閉，參考編號 { $reference }
mail-e02-people-body =
    { $name } 您好：

    您的電話驗證失敗次數過多，已關閉。我們的工作人員將進行查核，如無問題會讓您繼續，屆時您會收到郵件。

    您可以在最初使用的瀏覽器中查看狀態：

    { $link }

    如情況緊急，請與我們聯絡並提供參考編號。
mail-e03-existing-subject = 帳戶已建立，參考編號 { $reference }
mail-e03-existing-body =
    { $name } 您好：

    { $company }已使用您的工作帳戶註冊加入雲端解決方案提供者計畫。

    登入名稱：{ $sign_in_name }

    登入方式沒有任何變化，請使用您現有的認證。請由此繼續填寫申請：

    { $link }
mail-resume-code-subject = 繼續註冊的驗證碼，參考編號 { $reference }
mail-resume-code-body =
    您繼續註冊的驗證碼是 { $code }，{ $minutes } 分鐘內有效。

    請勿告訴任何人，我們的員工也不會索取。如果不是您開啟的連結，請忽略此郵件。
mail-alert-codes-subject = 已停止向 { $prefix } 開頭的號碼傳送驗證碼
mail-alert-codes-body =
    { $name } 您好：

    24 小時內已向 { $prefix } 開頭的號碼傳送 { $ceiling } 則驗證碼。在數量回落之前不再傳送，可能有人藉簡訊和通話牟利。

    請查看註冊情況和電信帳單：

    { $link }
mail-alert-codes-all-subject = 已停止傳送簡訊和語音驗證碼
mail-alert-codes-all-body =
    { $name } 您好：

    24 小時內已傳送 { $ceiling } 則驗證碼。在數量回落之前不再向任何人傳送，可能有人藉簡訊和通話牟利，期間無法註冊。

    請查看註冊情況和電信帳單：

    { $link }

## Somebody else tried to register the same company (E19)
mail-e19-subject = 有人試圖註冊{ $company }，參考編號 { $reference }
mail-e19-body =
    { $name } 您好：

    { $date }，有人試圖為{ $company }註冊加入雲端解決方案提供者計畫。貴公司已是合作夥伴，因此該請求遭拒；對方未獲知任何關於您或帳戶的資訊。

    如果是同事所為，請告知如何使用現有帳戶；您可以在入口網站中新增使用者：

    { $link }

    如果貴公司無人進行此操作，請向我們通報。否則無需處理。
mail-e19-open-subject = 有人再次試圖註冊{ $company }，參考編號 { $reference }
mail-e19-open-body =
    { $name } 您好：

    { $date }，有人試圖為{ $company }註冊加入雲端解決方案提供者計畫。貴公司已有進行中的申請，因此該請求遭拒；對方未獲知任何關於您或申請的資訊。

    任何一位全域管理員登入後即可繼續申請：

    { $link }

    如果貴公司無人進行此操作，請向我們通報。
mail-e01-twice-subject = 繼續註冊，參考編號 { $reference }
mail-e01-twice-body =
    { $name } 您好：

    剛剛有人試圖註冊同一家公司。您的註冊在先，可透過以下連結繼續：

    { $link }

    連結只能使用一次，{ $until }前有效。僅憑連結無法開啟任何內容：開啟時，我們會將驗證碼傳送至此信箱。

    如果貴公司無人進行此操作，請告訴我們。

## Console: registrations
nav-registrations = 註冊
registrations-lead = 電話驗證已鎖定三次的註冊，需由人員處理。
registrations-waiting = 等待人工處理
registrations-none = 沒有等待處理的註冊。
registrations-waits = 待您處理
registrations-pauses = 暫時鎖定
registrations-not-typed = 未填寫
registrations-sharing = 使用此號碼的其他註冊
registrations-ip = IP 位址
registrations-locks = 已鎖定次數
registrations-begun = 開始時間
registrations-used = 最近使用
registrations-until = 鎖定至
registrations-reason = 原因
registrations-reason-hint = 記入稽核記錄，例如：已回撥核實，驗證碼未送達。
registrations-release = 允許繼續
registrations-block = 終止
registrations-effect = 允許繼續後，驗證重新開始，申請人會收到連結。終止後註冊結束，其號碼不再收到驗證碼。
registrations-released = 已允許該註冊繼續，申請人會收到連結。
registrations-blocked = 已終止該註冊。
registrations-pausing = 暫時鎖定
registrations-pausing-note = 到時自動解除。
registrations-none-pausing = 無。
registrations-codes = 24 小時內傳送的驗證碼
registrations-codes-note = 達到上限後停止傳送，並通知平台管理員。
registrations-codes-words = 已傳送 { $codes } 則，上限 { $most } 則
registrations-prefixes = 接收驗證碼最多的號段
registrations-prefix = 號碼開頭
registrations-sent = 驗證碼
registrations-ceiling = 上限
mail-e01-released-subject = 您可以繼續註冊，參考編號 { $reference }
mail-e01-released-body =
    { $name } 您好：

    我們已查核您的註冊，電話驗證已重新開放。請透過以下連結繼續：

    { $link }

    連結只能使用一次，{ $until }前有效。僅憑連結無法開啟任何內容：開啟時，我們會將驗證碼傳送至此信箱。

## The demonstration's guide
demo-existing = 使用工作帳戶註冊
demo-existing-text = 開始註冊，選擇「我已有工作帳戶」，並以下方任一組織登入。不會建立使用者，密碼也不會改變。
demo-existing-link = 開始註冊
demo-work-accounts = 已有工作帳戶的組織
demo-work-accounts-note = 尚未註冊
demo-colleagues = 沒有角色的同事
demo-colleagues-note = 會被告知誰可以註冊

## Audit log
audit-registration-begin-creation = 開始建立帳戶
audit-registration-destroy-secret = 未查看的密碼已銷毀
audit-registration-fail-creation = 建立帳戶失敗
audit-registration-pass-time = 時限已到
audit-registration-refuse = 從信箱終止註冊
audit-registration-resume = 透過連結繼續註冊
audit-registration-send-link = 已傳送繼續註冊的連結
audit-registration-send-link-code = 已傳送連結驗證碼
audit-registration-release = 允許註冊繼續
audit-registration-block = 終止註冊
audit-organisation-add = 已新增組織
audit-organisation-add-user = 已為組織新增使用者
