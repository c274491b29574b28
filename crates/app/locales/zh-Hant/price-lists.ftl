# 營運方的價目表：上傳、核准、發布、通知。

nav-price-lists = 價目表
price-lists-lead = 凡有異動的月份各有一份價目表，列出全部銷售中的產品；未列出的產品停售。須提前 { $days } 天通知合作夥伴。
price-lists-none = 尚未上傳價目表。發布之前，價格以計畫資料夾中的為準。
price-list-title = { $month }價目表
price-list-new = 新增價目表
price-list-new-lead = 檔案會整份讀取與檢查。所有資料列皆正確時成為草稿，由第二人核准；發布之前外部人員看不到。
price-list-month = 生效月份
price-list-month-hint = 價目表自當月一日起生效。漲價與停售須提前 { $days } 天發布。
price-list-file = 檔案
price-list-file-hint = UTF-8 或 GB18030 編碼的 CSV，不超過 4 MB。可先在此儲存目前價格，再進行修改。
price-list-upload = 上傳並檢查
price-list-template = 儲存目前價格
price-list-columns-note = 第一列為欄位名稱。未列出的產品自該月起停售。
price-column-offer_id = 產品識別碼
price-column-name = 名稱，僅供閱讀
price-column-list_price = 合作夥伴每單位每月支付的價格，未稅，例如 52.00
price-column-suggested_price = 建議零售價；不作建議時填 0
price-column-currency = 幣別，可省略
price-list-report = { $file } 中有 { $count } 處錯誤
price-list-report-note = 檔案未儲存。請改正各列後重新上傳。
price-list-cell = 原內容
price-list-problem = 問題
price-list-status = 狀態
price-list-revision = 版次
price-list-uploaded = 上傳
price-list-shown-draft = 等待核准
price-list-shown-approved = 已核准
price-list-shown-announced = 已發布
price-list-shown-in-force = 生效中
price-list-shown-superseded = 已被取代
price-list-shown-withdrawn = 已撤回
price-list-shown-discarded = 已作廢
price-list-counts = 各類異動的產品數
price-list-all = 全部產品
price-list-rows = 價目表中的產品
price-list-before = 原價
price-list-next = 下一步
price-list-facts = 價目表
price-list-effective = 生效日期
price-list-last-day = 最遲通知日期
price-list-acts = 處理紀錄
price-list-act-uploaded = 上傳
price-list-act-approved = 核准
price-list-act-consented = 同意縮短通知期
price-list-act-published = 發布
price-list-act-withdrawn = 撤回
price-list-act-discarded = 作廢
price-list-waits = 等待另一位型錄管理員核准
price-list-waits-mine = 由您上傳，須由他人核准。已透過郵件通知您的同事。
price-list-waits-other = 由 { $name } 上傳。核准前請與已作成的決定核對。
price-list-ready = 可以發布
price-list-ready-text = 兩人均已同意。合作夥伴目前還看不到。
price-list-is-withdrawn = 此價目表在生效前已撤回
price-list-late-begun = 生效日已到而未發布。請作廢，並為之後的月份重新上傳。
price-list-nothing-new = 與合作夥伴已知的內容沒有差別。
price-list-in-time = 及時：最遲於 { $day } 發布，均可提前 { $days } 天通知合作夥伴。
price-list-short = 通知期不足：最遲須於 { $day } 發布，才滿 { $days } 天
price-list-short-text = 沒有人支付高於已公布或現行的價格，因此計費專員可以說明理由後同意。
price-list-too-late = 已逾期：漲價與停售最遲須於 { $day } 發布
price-list-too-late-text = 所涉產品已標示。請作廢此價目表，去掉這些異動後重新上傳，或為之後的月份上傳。
price-list-consented = 計費部門已同意縮短通知期
price-notice-short = 通知期不足
price-notice-too-late = 已逾期
price-list-approve = 核准
price-list-approve-text = 您確認產品與價格和已作成的決定一致。
price-list-consent = 同意
price-list-consent-reason = 通知較晚的理由
price-list-consent-hint = 隨價目表與稽核記錄一併保存。
price-list-publish = 發布
price-list-publish-text = 合作夥伴立即可見，並以郵件通知其全域管理員與計費管理員。
price-list-discard = 作廢
price-list-discard-text = 價目表將標示為作廢並保留，不能再發布。
price-list-withdraw = 撤回
price-list-withdraw-reason = 撤回的理由
price-list-withdraw-hint = 僅可在生效前撤回。已收到通知的合作夥伴將再次收到通知。
price-list-done-approved = 已核准，可以發布。
price-list-done-consented = 已記錄您的同意。
price-list-done-published = 已發布，正在通知合作夥伴。
price-list-done-discarded = 已作廢。
price-list-done-withdrawn = 已撤回，正在通知先前已收到通知的合作夥伴。
price-told = 通知合作夥伴
price-told-published = 發布
price-told-withdrawn = 撤回
price-told-partners = 合作夥伴
price-told-mails = 郵件
price-told-sent = 已寄出
price-told-failed = 已放棄
price-told-save = 儲存通知紀錄
price-told-company = 公司
price-told-domain = 網域
price-told-occasion = 事由
price-told-recipient = 收件人
price-told-noted = 決定時間
price-told-left = 寄出時間
price-told-given-up = 放棄時間

problem-price-list-rows = 部分資料列有誤，列於下方。
problem-price-formula = 這是公式。請將儲存格存為數值後重新上傳。
problem-price-negative = 價格不能為負數。
problem-price-format = 金額只能包含數字與小數點，例如 1234.50。
problem-price-decimals = 小數點後最多 { $digits } 位。
problem-price-zero = 價格須大於零。如需停售，請刪除此列。
problem-price-too-high = 最高 10000000。
problem-price-currency = 價格以 { $currency } 計。
problem-price-offer-format = 這不是產品識別碼。
problem-price-offer-unknown = 沒有此識別碼的產品。
problem-price-offer-ended = 此產品自 { $day } 起永久停售。
problem-price-offer-twice = 此產品已出現在第 { $row } 列。
problem-price-of-trial = 試用產品不收費，請將價格留空。

conflict-price-list-other = 此月份還有已發布的價目表，不能撤回。請上傳更正後的價目表。
conflict-price-list-open = 此月份另有價目表等待發布。請先發布或作廢。
conflict-price-list-step = 此步驟已無法進行。請重新載入頁面，查看價目表的狀態。
conflict-price-list-own = 此價目表由您上傳，須由他人核准。
conflict-price-list-begun = 此價目表的生效日已到，不能再變更。
conflict-price-list-notice = 有漲價或停售的通知期過短。請去掉這些異動，或為之後的月份上傳。
conflict-price-list-consent = 通知期不足，須先由計費專員同意。
conflict-price-list-involved = 此價目表由您上傳或核准，須由他人同意。
conflict-price-list-moved = 您開啟頁面後另有價目表發布或撤回，異動可能已不同。請重新載入頁面後再作決定。

price-list-mail-nothing = 價格沒有異動。
price-list-mail-ADD = { $offer }：新增，{ $now }
price-list-mail-CHG = { $offer }：{ $now }（原價 { $before }）
price-list-mail-DEL = { $offer }：停售（原價 { $before }）
price-list-mail-more = 另有 { $count } 項

mail-price-list-subject = { $effective_on }起的新價格
mail-price-list-body =
    { $name }，您好：

    { $operator }已發布自 { $effective_on }起生效的價目表。價格為每單位每月，未稅。異動如下：

    { $changes }

    訂閱在期限屆滿前沿用下單當日的價格。完整的價目表請見：

    { $link }

mail-price-list-withdrawn-subject = 已撤回預告於 { $effective_on }生效的價格
mail-price-list-withdrawn-body =
    { $name }，您好：

    { $operator }已撤回預告於 { $effective_on }生效的價目表。屆時適用的價格請見：

    { $link }

mail-price-list-draft-subject = 有價目表等待您核准
mail-price-list-draft-body =
    { $name }，您好：

    { $author } 上傳了一份擬自 { $effective_on }起生效的價目表，須由另一位型錄管理員核准：

    { $link }

audit-prices-upload = 上傳價目表
audit-prices-approve = 核准價目表
audit-prices-consent = 同意縮短通知期
audit-prices-publish = 發布價目表
audit-prices-discard = 作廢價目表
audit-prices-withdraw = 撤回價目表
audit-prices-tell = 通知價目表
audit-prices-tell-withdrawal = 通知撤回價目表
audit-prices-told = 已通知全部合作夥伴
