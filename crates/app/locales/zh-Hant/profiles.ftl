## 已開通合作夥伴的資料

profile-title-security = 安全連絡人
profile-update = 更新
profile-correct = 修改所申請的內容
profile-withdraw = 撤回變更
profile-nothing = 尚未填寫。
profile-facts = 變更的事實
profile-fact = 事實
profile-before = 目前有效
profile-after = 申請變更為
profile-fields = 可變更的內容
profile-fixed = 維持不變的內容
profile-fixed-legal = 名稱、統一社會信用代碼和業務模式以協議為準。如需變更，請聯絡支援人員：更名的公司須重新簽署協議。
profile-fixed-billing = 只有全域管理員可以變更這些內容。
profile-address = 其他地址
profile-address-note = 僅在與法定地址不同時填寫：要麼全部填寫，要麼全部留空。
profile-send = 送出審核
profile-save = 儲存
profile-lead-legal = 這些事實經過審核。變更須先審核；審核完成前，原有事實繼續有效。
profile-lead-billing = 變更自下一張帳單起生效。銀行、稅號、收件人和連絡人變更時，將通知所有全域管理員。
profile-lead-organisation = 貴組織的名稱，以及帳單所用的語言。
profile-lead-support = 客戶會在其管理中心看到這些資訊。
profile-lead-security = 帳戶出現異常時我們聯絡的人。
profile-done-saved = 設定檔已變更。
profile-done-unchanged = 沒有不同之處：設定檔維持原樣。
profile-done-waits = 變更已送出，審核通過後生效。
profile-done-withdrawn = 變更已撤回。
profile-waits-title = 有一項變更等待審核
profile-waits-text = 由 { $by } 於 { $at } 送出。在此之前，已審核的內容繼續有效。
profile-rejected-title = 上一次變更未獲通過
profile-rejected-text = 審核員說明：{ $reason }
field-name = 名稱
field-security_name = 安全連絡人姓名
field-security_email = 安全連絡人電子郵件
field-security_phone = 安全連絡人電話
problem-profile-fixed = 協議有效期間不能變更此項。請聯絡支援人員。
nav-profiles = 設定檔變更
profiles-lead = 等待審核的已審事實變更，最早的在前。
profiles-none = 沒有等待審核的變更。
profiles-company = 公司
profiles-facts = 事實數
profiles-made = 送出時間
profiles-by = 送出人
profiles-one = 合法商務設定檔的變更
profiles-partner = 合作夥伴
profiles-about = 關於此變更
profiles-state = 狀態
profiles-state-pending = 等待審核
profiles-state-approved = 已生效
profiles-state-rejected = 未通過
profiles-state-withdrawn = 已撤回
profiles-decided = 決定時間
profiles-decided-by = 決定人
profiles-reason = 不予通過的理由
profiles-reason-hint = 公司會看到此理由。使其生效時無需填寫。
profiles-decide = 作出決定
profiles-decide-note = 請與登記資訊核對；涉及人員的內容，請回電確認。
profiles-approve = 使其生效
profiles-reject = 不予通過
profiles-done-approved = 事實已生效，並已通知公司。
profiles-done-rejected = 變更未予通過，並已通知公司。
mail-profile-changed-subject = { $company } 的帳單設定檔已變更
mail-profile-changed-body =
    { $name }，您好：

    { $by } 於 { $at } 變更了 { $company } 的帳單設定檔。如果這出乎您的意料，請立即查看並告知{ $operator }：

    { $link }
mail-profile-waits-subject = { $company } 合法商務設定檔的變更等待審核
mail-profile-waits-body =
    { $name }，您好：

    { $by } 於 { $at } 申請變更 { $company } 的已審事實。{ $operator }將進行審核；在此之前，已審核的內容繼續有效。您可在此查看或撤回：

    { $link }
mail-profile-approved-subject = { $company } 的合法商務設定檔已變更
mail-profile-approved-body =
    { $name }，您好：

    { $operator }已審核 { $company } 合法商務設定檔的變更。新的事實自 { $at } 起生效：

    { $link }
mail-profile-rejected-subject = { $company } 合法商務設定檔的變更未獲通過
mail-profile-rejected-body =
    { $name }，您好：

    { $operator }於 { $at } 未通過 { $company } 合法商務設定檔的變更。理由：{ $reason }

    原先審核的內容繼續有效。您可在此修改：

    { $link }
audit-profile-update = 設定檔已變更
audit-profile-propose = 已申請變更已審事實
audit-profile-withdraw = 已撤回已審事實的變更
audit-profile-approve = 已審事實的變更已生效
audit-profile-reject = 已審事實的變更未獲通過
profile-documents = 文件
profile-documents-lead = 已審事實變更所需的文件，以及審核員的提問。
profile-documents-kept = 此變更的文件
profile-documents-empty = 尚未新增文件。
profile-documents-none = 沒有等待審核的變更，因此無需新增文件。
profile-documents-send = 送交審核員
profile-documents-send-note = 已送出的文件由審核員保留；送出前可以移除。
profile-documents-sent-text = 審核員已收到您送出的內容。作出決定前仍可補充。
profile-asked-title = 審核員有問題需要您答覆
profile-awaited-title = 您的變更需要文件
profile-awaited-text = 請新增所需文件並送出，之後才會審核。在此之前，已審核的內容繼續有效。
profile-wanted = 所需文件
profile-lines = 提問與答覆
profile-line-asked = 提問
profile-line-sent = 已送出
profile-line-kinds = 需要：{ $kinds }
profile-document-unsent = 尚未送出
profile-comment = 說明
profile-comment-hint = 需要審核員了解的情況，或您的答覆。
profile-done-awaited = 變更已儲存。送出文件後才會審核。
profile-done-document = 文件已新增。備齊後請送出。
profile-done-removed = 文件已移除。
profile-done-sent = 已送交審核員。
profiles-stage-awaited = 等待文件
profiles-stage-sent = 等待審核
profiles-stage-asked = 等待答覆
profiles-done-asked = 已向公司提問。
profiles-ask = 向公司提問
profiles-ask-note = 在公司答覆之前，此變更處於等待狀態，期間只能不予通過。
profiles-ask-kinds = 所需文件
profiles-ask-kinds-hint = 公司必須為每一種送出新的文件，才能答覆。
profiles-question = 問題
profiles-question-hint = 公司會看到此內容。請說明缺少什麼或哪裡不一致。
profiles-line-asked = 審核員提問
profiles-line-sent = 公司送出
profiles-document-reused = 也曾隨 { $references } 上傳
profiles-no-documents = 公司尚未送出文件。
profiles-decide-awaited = 公司須先送出內容。在此之前，此變更只能不予通過。
problem-document-asked = 需要{ $name }。請新增後再送出。
problem-nothing-to-send = 請先新增文件或填寫說明。
conflict-no-change-waits = 已沒有等待審核的變更。
conflict-document-sent = 此文件已送交審核員，隨變更一併保留。
conflict-too-many-lines = 關於此變更的提問與答覆過多。請作出決定或撤回變更。
conflict-documents-awaited = 公司須先送出內容。
mail-profile-documents-subject = { $company } 合法商務設定檔的變更需要文件
mail-profile-documents-body =
    { $name }，您好：

    { $by } 於 { $at } 申請變更 { $company } 的已審事實。請送出所需文件，之後{ $operator }才會審核；在此之前，已審核的內容繼續有效。請在此新增：

    { $link }
mail-profile-asked-subject = { $operator }就 { $company } 合法商務設定檔的變更提出問題
mail-profile-asked-body =
    { $name }，您好：

    { $operator }已查看 { $company } 合法商務設定檔的變更，並提出問題：{ $reason }

    在您答覆之前，此變更處於等待狀態。請在此新增文件或說明：

    { $link }
mail-profile-sent-subject = { $company } 已為其變更送出文件
mail-profile-sent-body =
    { $name }，您好：

    { $company } 已為其已審事實的變更送出文件或答覆。此變更等待審核：

    { $link }
audit-profile-add-document = 已新增變更的文件
audit-profile-remove-document = 已移除變更的文件
audit-profile-send-documents = 已送出變更的文件
audit-profile-ask = 已就變更向公司提問
audit-profile-infected-document = 拒絕變更的文件：惡意軟體
audit-profile-scan-document = 已掃描變更的文件
