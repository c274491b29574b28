## Sections of the account form

section-organisation = 組織設定檔
section-organisation-lead = 須與營業執照完全一致，審核時會核對。
section-account = 帳戶網域
section-account-lead = 貴組織將擁有自己的網域，所有使用者都以此網域登入。
section-admin = 首位管理員
section-admin-lead = 此人的登入認證會在最後一頁顯示一次。
section-consent = 同意
section-consent-lead = 請閱讀以下兩份內文。我們會保存您所同意的版本。

## Sections of the application

section-programme = 計畫與會員
section-programme-lead = 您的銷售方式，以及在合作夥伴網路中的會員資格。
section-legal = 合法商務設定檔
section-legal-lead = 已從組織設定檔帶入，須與營業執照一致。
section-documents = 證照文件
section-documents-lead = 檔案加密儲存於營運方所在地區，每次檢視均有記錄。
section-approval = 核准連絡人
section-approval-lead = 有權代表公司確認本申請的人，建議不同於填寫人。我們會向其傳送確認連結。
section-support = 客戶支援
section-support-lead = 客戶如何聯絡貴公司，將顯示於客戶系統管理中心。
section-billing = 計費與稅務
section-billing-lead = 指定發票收件人。稅務資料可在首次開立增值稅發票前填寫。
section-credit = 信用查核
section-credit-lead = 用於擬定信用額度，需要單獨授權。
section-declarations = 聲明與提交
section-declarations-lead = 提交後審核期間不能修改；如需補充，我們會列出具體項目。

## Organisation

field-country = 國家/地區
hint-country = 由計畫設定，日後無法變更
field-legal_name = 組織法定名稱
hint-legal_name = 須與營業執照完全一致
field-latin_name = 組織英文名稱
hint-latin_name = 用於英文文件
field-province = 省級行政區
field-city = 城市
field-district = 區縣
field-address_line1 = 地址
hint-address_line1 = 註冊地址：街道、門牌號碼、樓棟、室號
field-address_line2 = 地址（續）
field-postal_code = 郵遞區號
hint-postal_code = 6 位數字
field-organisation_phone = 組織電話
hint-organisation_phone = 貴組織的中國電話號碼，須能接聽來電。下一步將進行驗證。
field-language = 慣用語言
hint-language = 用於電子郵件與語音來電

## Account and administrator

field-domain_prefix = 網域首碼
hint-domain_prefix = 3–27 位小寫字母、數字與連字號。用於所有使用者的登入名稱，日後無法變更。
field-family_name = 姓氏
field-given_name = 名字
field-job_title = 職稱
field-user_name = 使用者名稱
hint-user_name = 登入名稱中 @ 之前的部分，可用小寫字母、數字、點、連字號與底線
field-contact_email = 連絡電子郵件
hint-contact_email = 已在使用的企業電子郵件，不接受免費信箱
field-mobile = 行動電話號碼
hint-mobile = 中國行動電話號碼，用於恢復存取權
field-terms = 我接受使用條款。
field-privacy = 我已閱讀隱私權聲明，並同意按其所述處理個人資訊。

## Programme

field-model = 業務模式
field-network_id = 合作夥伴網路識別碼
hint-network_id = 4–10 位數字，須為中國的位置識別碼

## Legal business profile

field-credit_code = 統一社會信用代碼
hint-credit_code = 18 位，不含字母 I、O、S、V、Z
field-registration_type = 登記類型
hint-registration_type = 以營業執照所載類型為準
field-established_on = 成立日期
hint-established_on = 例如 2017-04-12
field-registered_capital = 註冊資本
hint-registered_capital = 人民幣元
field-term_ends_on = 營業期限至
hint-term_ends_on = 營業執照未載明截止日期時留空
field-telecom_business = 經營增值電信業務
hint-telecom_business = 例如代管、內容傳遞或收費線上服務。選擇「是」時需上傳許可證。
field-legal_representative = 法定代表人
field-primary_name = 主要連絡人
hint-primary_name = 須任職於本公司，建議為全域管理員
field-primary_title = 主要連絡人職稱
field-primary_email = 主要連絡人電子郵件
hint-primary_email = 須使用企業電子郵件。我們會確認此信箱有人使用。
field-primary_phone = 主要連絡人電話

## Documents

document-business-licence = 營業執照
document-authorisation-letter = 授權書
document-telecom-permit = 增值電信業務經營許可證
document-domain-proof = 網域所有權證明
document-financial-statement = 財務報表
documents-limits = PDF、JPG 或 PNG，每個不超過 { $megabytes } MB，最多 { $max } 個
field-business-licence = { document-business-licence }
field-authorisation-letter = { document-authorisation-letter }
field-telecom-permit = { document-telecom-permit }
field-domain-proof = { document-domain-proof }
field-financial-statement = { document-financial-statement }

## Approval contact

field-approval_name = 核准連絡人
field-approval_title = 核准連絡人職稱
field-approval_email = 核准連絡人電子郵件
hint-approval_email = 須使用企業電子郵件，確認連結將傳送至此
field-approval_phone = 核准連絡人電話
field-approval_address = 核准連絡人地址

## Customer support

field-support_website = 支援網站
hint-support_website = 以 https:// 開頭，可從外部存取
field-support_email = 支援電子郵件
hint-support_email = 可以是共用信箱
field-support_phone = 支援電話
hint-support_phone = 中國的行動電話、市話，或 400、800、95 號碼
field-support_hours = 支援時間
hint-support_hours = 合作夥伴須為客戶提供持續支援，例如全年每天 24 小時

## Billing and tax

field-invoice_name = 發票收件人
hint-invoice_name = 發票只傳送給一位指定人員
field-invoice_email = 發票收件人電子郵件
field-taxpayer_type = 納稅人類型
taxpayer-general = 一般納稅人
taxpayer-small-scale = 小規模納稅人
field-tax_id = 納稅人識別號
hint-tax_id = 與統一社會信用代碼相同
field-bank_name = 開戶銀行
hint-bank_name = 首次開立增值稅發票前填寫
field-bank_account = 銀行帳號
hint-bank_account = 8–30 位數字
field-tax_address = 開票地址
hint-tax_address = 以稅務登記為準
field-tax_phone = 開票電話
field-purchase_order = 採購訂單號碼
hint-purchase_order = 將印在發票上

## Credit

field-expected_monthly = 預計每月採購額
hint-expected_monthly = 人民幣元，未稅
field-requested_limit = 申請信用額度
hint-requested_limit = 人民幣元。通常為預計每月採購額的兩倍，涵蓋一個月預先收取費用與付款期限。
field-years_trading = 經營年限
hint-years_trading = 整年數
field-bank_reference = 銀行資信證明編號
hint-bank_reference = 如銀行已出具資信證明
field-credit_authorisation = 本公司同意營運方為評定信用額度查詢企業信用資訊。

## Declarations

field-declare_true = 申請中的資訊與文件真實、準確、完整。
field-declare_entitled = 我有權代表公司提交本申請，並使其受約束。
field-declare_guide = 我已閱讀計畫指南。
field-declare_documents = 我同意處理所上傳的身分文件，並已取得文件所涉個人的同意。

## Signing

field-consent_bind = 簽署權限
field-consent_electronic = 數位簽章

## Sign-in, codes and decisions

field-sign_in_name = 登入名稱
hint-sign_in_name = 格式為「使用者名稱@網域」
field-password = 密碼
hint-password = 首次登入請輸入暫時密碼，連字號可省略
field-current = 目前的密碼
hint-current = 首次登入請輸入暫時密碼，連字號可省略
field-repeated = 再次輸入新密碼
hint-repeated = 以免輸入有誤
field-code = 驗證碼
hint-code = 6 位數字。請勿告訴任何人，我們的員工也不會索取。
field-phone = 中國電話號碼
hint-phone = 請使用貴組織的號碼。更換後，之前的驗證碼立即失效。
field-method = 驗證方式
method-sms = 傳送簡訊
method-sms-hint = 僅限行動電話號碼
method-voice = 語音來電
method-voice-hint = 行動電話或市話，驗證碼播報兩次
field-result = 結果
field-reason = 原因
hint-reason = 將保存在此申請的記錄中
field-limit = 信用額度
hint-limit = 人民幣元
field-company_name = 公司名稱

## Checks

check-mailbox = 主要連絡人信箱
check-employment = 僱傭關係與郵件網域
check-business-registration = 工商登記
check-network-id = 合作夥伴網路識別碼
check-approval-contact = 核准連絡人確認
check-duplicate = 重複申請
check-support-website = 支援網站
check-restricted-party = 受限制方與負面資訊
check-credit = 信用查核
outcome-not-started = 未開始
outcome-pending = 等待
outcome-passed = 通過
outcome-failed = 不符
outcome-waived = 豁免
credit-pass = 通過
credit-refer = 需進一步查核
credit-fail = 不通過

## States

application-draft = 草稿
application-submitted = 已提交
application-in-review = 審核中
application-information-requested = 待補充資料
application-approved = 已核准，待簽署
application-rejected = 未獲核准
application-provisioning = 正在設定帳戶
application-active = 已生效
application-withdrawn = 已撤回
application-lapsed = 已失效
registration-open = 已開始
registration-identified = 已確認身分
registration-details = 已儲存資料
registration-challenge = 正在驗證電話
registration-locked = 驗證已鎖定
registration-verified = 電話已驗證
registration-creating = 正在建立帳戶
registration-created = 帳戶已建立，登入資訊待確認
registration-done = 已完成
registration-expired = 已過期
registration-blocked = 已關閉

## Roles

role-none = 無
role-global-admin = 全域管理員
role-billing-admin = 計費管理員
role-user-management-admin = 使用者管理管理員
role-admin-agent = 管理代理程式
role-sales-agent = 銷售代理程式
role-helpdesk-agent = 協助支援中心代理程式
role-reviewer = 審核員
role-credit-analyst = 信用分析員
role-credit-lead = 信用主管
role-catalogue-manager = 型錄管理員
role-billing-operator = 計費專員
role-support-agent = 支援專員
role-auditor = 稽核員
role-platform-admin = 平台管理員

## Setting up

task-reseller-flag = 經銷權限
task-groups = 安全性群組
task-billing-account = 計費帳戶與帳單日期
task-credit-limit = 信用額度
task-catalogue = 型錄與價目表
task-profiles = 合法商務、帳單與組織設定檔
task-support-profile = 支援設定檔
task-top-five = 型錄前五項
task-activity-log = 活動記錄
task-integration = 應用程式與 Webhook
task-welcome = 開始使用
checklist-verify-profiles = 核對設定檔
checklist-verify-profiles-hint = 合法商務、帳單與組織設定檔，已從申請帶入
checklist-add-users = 新增使用者並設定權限
checklist-add-users-hint = 建議至少有兩位全域管理員，以免無人可以登入。
checklist-customise-catalogue = 自訂型錄
checklist-customise-catalogue-hint = 選出最常銷售的 5 項。
checklist-tax-details = 填寫增值稅發票資料
checklist-tax-details-hint = 開立首張發票前需要
