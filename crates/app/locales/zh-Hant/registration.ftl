## Before you begin
join-title = 開始之前
join-lead = 請先備妥以下資料。建立帳戶約需 15 分鐘；申請、審核與信用查核可能需要數週。
join-resume-title = 您已在此瀏覽器中開始註冊
join-resume-text = 您填寫的內容都已保留。
join-resume-button = 從上次的位置繼續
join-need = 需要準備的資料
join-need-admin = 工作帳戶的全域管理員認證
join-need-admin-note = 若貴公司尚未擁有，可於註冊過程中建立。
join-need-network = 合作夥伴網路識別碼
join-need-network-note = 必須具備會員資格，且為中國的據點識別碼。
join-network-link = 查詢或取得
join-need-code = 統一社會信用代碼
join-need-code-note = 18 碼，與營業執照一致。
join-need-licence = 營業執照掃描檔
join-need-licence-note = PDF、JPG 或 PNG，不超過 10 MB。
join-need-phone = 可接聽電話的中國號碼
join-need-phone-note = 須為貴組織的號碼。
join-need-address = 法定地址
join-need-address-note = 與工商登記一致。
join-need-signer = 有權簽署的人
join-need-signer-note = 以及能代表公司確認申請的人。
join-need-support = 客戶支援資訊
join-need-support-note = 客戶將使用的支援網站、電子郵件與電話。
join-need-purchase = 預計每月採購額
join-need-purchase-note = 信用查核以此為依據。
join-know = 須知
join-know-weeks = 您可以隨時離開再回來，填寫的內容會保存。
join-know-tenants = 用於銷售的租用戶不得再向其他合作夥伴採購。
join-guide = 計畫指南
join-agreement = 經銷商合約
join-start = 開始註冊
join-sign-in = 我已有帳戶

## Steps
step-account = 登入帳戶
step-details = 組織資料
step-phone = 電話驗證
step-create = 建立帳戶
step-save = 儲存認證

## F2
account-title = 登入或建立工作帳戶
account-lead = 本計畫與貴組織的工作帳戶綁定。
account-create = 建立新帳戶
account-create-text = 我們會為貴組織建立租用戶及第一位使用者，該使用者將成為全域管理員。
account-create-button = 建立
account-existing = 我已有工作帳戶
account-existing-text = 請以貴組織全域管理員的身分登入。
account-personal = 不能使用個人帳戶或網路信箱帳戶。

## F3
details-title = 建立合作夥伴中心帳戶
details-lead = 請依登記資訊填寫貴組織，以及負責管理的人。
details-first-user = 第一個帳戶是全域管理員。全域管理員可使用所有管理功能，也只有全域管理員能指派其他管理角色。可以有多位，但應僅限少數人。
country-CN = 中國

## F4
phone-title = 驗證貴組織的電話
phone-lead = 我們會傳送 6 位數驗證碼。請使用貴組織的中國號碼。
phone-code-title = 輸入我們傳送的驗證碼
phone-texted = 我們已傳送簡訊至
phone-called = 我們正在撥打
phone-valid-until = { $time } 前有效
phone-no-code = 此驗證碼已失效，請重新傳送。
phone-sends = 已傳送 { $sends } 次，最多 { $max } 次
phone-verify = 驗證並繼續
phone-other = 沒有收到？重新傳送、改用語音來電或更換號碼
phone-send = 傳送驗證碼
phone-send-again = 傳送新的驗證碼
phone-lock-note = 連續 3 個驗證碼失效後，註冊將鎖定 30 分鐘。請勿將驗證碼告訴任何人，我們的員工也不會索取。

## Create
create-title = 核對並建立帳戶
create-lead = 網域與國家/地區日後不能變更。
create-facts = 將要建立的內容
create-address = 地址
create-sign-in-name = 登入名稱
create-admin = 全域管理員
create-verified-phone = 已驗證的電話
create-change = 修改資料
create-button = 建立帳戶

## F5
done-title = 帳戶已建立
done-lead = 請立即儲存以下資訊，首次登入需要使用。暫時密碼只顯示這一次，不會以電子郵件傳送，任何人都無法替您查詢。
done-lead-again = 暫時密碼已顯示過，不能再次顯示。
done-sign-in-name = 登入名稱
done-password = 暫時密碼
done-domain = 租用戶網域
done-tenant = 帳戶識別碼
done-portal = 入口網站位址
done-reference = 參考編號
done-once = 只顯示一次，重新整理後密碼不再出現
done-download = 下載文字檔
done-warning-title = 關閉或重新整理本頁後，密碼不會再次出現
done-warning-text = 密碼 7 天內有效，首次登入時必須變更。
done-gone-title = 本頁不再顯示密碼
done-gone-text = 請使用您儲存的密碼。如已遺失，請以參考編號聯絡營運方支援；任何人都無法向您讀出密碼。
done-saved = 我已儲存以上資訊
done-next = 接下來：登入、變更密碼、設定驗證器、填寫申請
