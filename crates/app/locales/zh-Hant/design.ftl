## Page

design-title = 元件
design-lead = 每個元件只寫一次，處處使用。本頁列出全部狀態。
design-toc = 本頁目錄
design-light = 淺色
design-dark = 深色
design-sample = 範例

## Mark and colours

design-brand = 標記與色彩
design-mark = 通道標記
design-mark-text = 兩岸之間的水道。最小 16 像素，可單色。
design-canvas = 底
design-surface = 面
design-sunken = 凹
design-line = 線
design-ink = 字
design-accent = 青
design-fill = 主要按鈕
design-copper = 銅
design-ok = 正常
design-warn = 注意
design-bad = 停止
design-c3 = 對照

## Text

design-type = 文字與數字
design-type-hero = 每一分錢都有出處
design-type-body = 內文 14，行高 1.7：訂閱、帳單、對帳檔案、全域管理員。
design-type-hint = 說明 13，次要文字仍符合 AA。

## Buttons

design-buttons = 按鈕
design-buttons-text = 每個檢視只有一個主要按鈕。停用時說明原因。
design-primary = 主要
design-secondary = 次要
design-quiet = 安靜
design-danger = 拒絕…
design-danger-do = 拒絕申請
design-busy = 正在提交
design-disabled = 無法使用
design-disabled-why = 帳戶設定完成後可用
design-small = 小
design-big = 大

## Fields

design-fields = 表單欄位
design-f-text = 組織法定名稱
design-f-text-hint = 須與營業執照完全一致
design-f-code = 統一社會信用代碼
design-f-code-hint = 18 位，不含字母 I、O、S、V、Z
design-f-code-error = 校驗位不正確，請對照營業執照核對第 18 位。
design-f-domain = 網域首碼
design-f-domain-good = 此首碼可用
design-f-note = 備註
design-f-website = 網站
design-f-website-warning = 此網站目前沒有回應，您可以繼續。
design-f-currency = 貨幣
design-f-currency-hint = 由計畫設定
design-f-currency-value = 人民幣
design-f-locked = 連絡人
design-f-locked-hint = 審核期間不能修改
design-f-amount = 預計每月採購額
design-f-amount-suffix = 人民幣／月
design-f-province = 省級行政區
design-f-founded = 成立日期
design-f-email = 電子郵件
design-f-phone = 中國電話號碼
design-f-password = 密碼
design-f-sms = 簡訊驗證碼
design-f-sms-hint = 6 位數字。請勿告訴任何人，我們的員工也不會索取。
design-f-reason = 原因
design-f-method = 驗證方式
design-f-sms-choice = 傳送簡訊
design-f-sms-choice-hint = 僅限行動電話號碼
design-f-voice-choice = 語音來電
design-f-voice-choice-hint = 行動電話或市話，驗證碼播報兩次
design-f-mail-choice = 信函
design-f-mail-choice-hint = 本計畫不提供
design-f-roles = 角色
design-f-role-billing = 計費管理員
design-f-role-agent = 管理代理程式
design-f-licence = 營業執照
design-f-licence-hint = PDF、JPG 或 PNG，每個不超過 10 MB
design-f-true = 所填資料真實、完整
design-f-guide = 我已閱讀
design-f-guide-link = 計畫指南
design-f-guide-error = 請勾選後繼續。

## Banners

design-banners = 橫幅
design-banners-text = 發生了什麼、影響什麼、怎麼辦。
design-b-bad = 帳戶已因逾期未付暫停
design-b-bad-text = 無法新增客戶或下單。現有服務照常運作，仍可管理客戶並付款。
design-b-bad-action = 立即付款
design-b-warn = 正在設定您的帳戶，可能需要數小時
design-b-warn-text = 5 項工作已完成 3 項，銷售功能就緒後自動開放。
design-b-info = 測試帳戶
design-b-info-text = 沙箱中的訂單不產生費用。
design-b-ok = 付款已入帳
design-b-mute = 您正在代表另一家公司操作

## Status

design-status = 狀態
design-status-text = 文字、色彩、形狀三者同時出現：● 正常，◐ 等待，▲ 注意，■ 停止，○ 無。
design-s-ok = 有效
design-s-wait = 審查中
design-s-info = 資訊
design-s-warn = 關閉續約
design-s-bad = 已暫停
design-s-mute = 已取消
design-s-tag = 重點
design-s-pass = 通過
design-s-fail = 不符
design-s-open = 等待
design-s-tie = 一致

## Amounts

design-money = 金額與識別碼
design-m-amount = 金額
design-m-credit = 貸項
design-m-zero = 零
design-m-date = 日期
design-m-time = 時間
design-m-short = 清單中
design-m-reference = 參考編號

## Tables

design-tables = 表格
design-t-customer = 客戶
design-t-seats = 授權
design-t-status = 狀態
design-t-amount = 金額
design-t-total = 合計
design-t-loading = 載入中
design-t-empty = 尚無客戶
design-t-empty-text = 新增一家公司，或向已有帳戶的公司要求經銷商關係。
design-t-empty-action = 新增客戶
design-t-failed = 無法載入客戶
design-t-locked = 檢視價格需要「管理代理程式」或「計費管理員」
design-t-locked-text = 您是銷售代理程式，下單時不顯示價格。

## Navigation, steps, progress

design-navigation = 導覽
design-n-account = 帳戶
design-n-subscriptions = 訂閱
design-n-requests = 要求
design-n-sections = 申請資料各部分
design-n-legal = 合法商務設定檔
design-n-contact = 核准連絡人
design-n-credit = 信用查核
design-steps = 步驟與進度
design-p-account = 登入帳戶
design-p-organisation = 組織設定檔
design-p-phone = 電話驗證
design-p-credentials = 儲存認證
design-p-import = 已匯入 184 列，共 240 列
design-p-credit = 未付帳單 29%，未出帳 31%
design-tiles = 關鍵數字
design-k-deadline = 處理時限
design-k-deadline-value = 第 4 天，共 15 天
design-k-balance = 應付餘額
design-k-balance-detail = 27 天後到期
design-k-customers = 客戶

## Confirmation, explanation, lists

design-confirm = 確認與決定
design-c-question = 取消訂閱？
design-c-effect = 立即生效，無法復原。10 位使用者將失去存取權。
design-c-open = 取消訂閱…
design-c-do = 取消訂閱
design-c-decide = 1 項不符，2 項等待
design-c-decide-note = 全部通過或豁免後才能核准
design-c-ask = 要求補充 1 項…
design-c-approve = 核准
design-explain = 金額說明
design-x-title = 7月20日 – 30日，12 個授權
design-x-price = 鎖定月單價
design-x-seats = 授權
design-x-days = 天
design-x-period = 本期天數
design-x-exact = 精確值
design-x-rounded = 僅捨入一次，四捨五入至分
design-lists = 時間軸、檔案、訊息
design-l-next = 設定帳戶
design-l-now = 簽署合約
design-l-past = 審核通過
design-l-about = 約 4 小時
design-l-file = 營業執照 · 1.8 MB
design-l-file-ok = 已掃描，可用
design-l-file-wait = 正在掃描
design-l-file-bad = 已超過 12 個月
design-l-check = 營業執照掃描檔
design-l-check-note = PDF、JPG 或 PNG
design-l-check-open = 核准連絡人確認
design-l-theirs = 授權書正本在法務處。
design-l-own = 收到，上傳後我們會繼續審查。
design-l-note = 財務報表兩年齊全。
design-l-applicant = 申請方
design-l-reviewer = 審查員
design-l-internal = 內部備註
design-secrets = 機密資訊
design-secret-password = 暫時密碼
design-secret-key = 應用程式金鑰
design-icons = 圖示
design-fold = 更多
design-d-same = 合作夥伴應在 30 日內付款。
design-d-old = 合作夥伴應在資料遺失後 24 小時內通知營運方。
design-d-new = 合作夥伴應在個人資料遺失後 12 小時內通知營運方。
