## Lists of what waits

nav-credit = 信用
credit-list-lead = 所有等待信用人員處理的事項。
credit-list-overrides = 待確認的例外核准
credit-list-undecided = 待作出信用決定的申請
credit-list-reviews = 到期的年度複審
credit-list-reviews-note = 距上次決定滿一年，或例外核准到期
credit-list-inquiries = 向徵信機構的查詢
credit-list-inquiries-note = 進行中，或近兩週內已放棄
credit-none-overrides = 沒有等待第二人確認的例外核准。
credit-none-undecided = 沒有等待信用決定的申請。
credit-none-reviews = 沒有到期複審的額度。
credit-none-inquiries = 沒有等待答覆的查詢。
credit-due = 到期日
credit-review = 複審到期
credit-no-bureau = 信用由人工決定
credit-no-bureau-text = 尚未接入徵信機構。

## Credit file of a case

credit-review-due = 此額度的年度複審已於 { $date } 到期
credit-review-text = 作出決定之前沿用現有額度。新額度立即生效。
credit-barred = 信用查核未通過
credit-barred-text = 只能透過例外核准給予額度：由一名分析師提出，信用主管核准。
credit-figures-changed = 公司修改了所填金額
credit-figures-changed-text = 最近的決定依據的金額與現在填寫的不同。
credit-granted = 最近的額度如何得出
credit-granted-note = 取其中最小者，自動給予
credit-cap = 政策上限
credit-recommended = 徵信機構建議
credit-least = 給予額度
credit-source = 決定方式
credit-source-analyst = 人工
credit-source-bureau = 徵信機構答覆
credit-source-override = 例外核准
credit-by-bureau = 徵信機構
credit-by-two = { $proposer } 提出，{ $approver } 核准
credit-result-limit = { $result }，額度 { $limit }
credit-history = 歷次決定
credit-bureau = 徵信機構
credit-ask = 向徵信機構查詢
credit-not-asked = 尚未向徵信機構查詢。
credit-asked = 查詢時間
credit-you = 您
credit-score = 評分
credit-reference = 徵信機構編號
credit-report = 報告
credit-report-note = 徵信機構原文。本次檢視已記錄。
credit-done-bureau = 正在向徵信機構查詢
inquiry-queued = 待傳送
inquiry-waiting = 等待答覆
inquiry-answered = 已答覆
inquiry-refused = 徵信機構拒絕
inquiry-failed = 沒有答覆
inquiry-cancelled = 已取消
inquiry-decides = 即為決定
inquiry-informs = 供分析師參考
inquiry-dropped = 結案後收到，未保存

## Overrides

override-title = 例外核准
override-two-people = 需兩人辦理
override-nothing-yet = 作出信用決定之後才能提出例外核准。
override-propose = 提出例外核准
override-limit = 新額度
override-limit-hint = 以元為單位；可超過政策上限。
override-expires = 有效至
override-expires-hint = 最後一天，最遲 { $date }。過期後須重新決定額度。
override-reason-hint = 至少 { $min } 個字元。兩人姓名和理由都會保留在記錄中。
override-evidence = 依據
override-evidence-hint = 支持此決定的資料，例如保證函編號。
override-evidence-if = 未選擇文件時必填
override-document = 作為依據的文件
override-no-document = 無文件
override-waits = 例外核准等待第二人確認
override-waits-note = 核准之前一切不變
override-old = 目前
override-new = 擬給額度
override-proposer = 提出人
override-proposed-at = 提出時間
override-own = 此項由您提出，須由未審核過此申請的信用主管決定。
override-lead-only = 由信用主管決定。
override-approve = 核准例外
override-decline = 拒絕例外
override-answer = 拒絕的理由
override-withdraw = 撤回
override-past = 以往的例外核准
override-people = 提出 → 決定
override-approved = 已核准
override-declined = 已拒絕
override-withdrawn = 已撤回
override-outdated = 已被其他決定取代
credit-done-proposed = 例外核准已提出，須由信用主管核准
credit-done-approved = 例外已核准，額度已給予
credit-done-declined = 例外已拒絕
credit-done-withdrawn = 例外核准已撤回
problem-amount-zero = 請輸入大於零的金額。
problem-evidence-required = 請說明依據，或選擇一份文件。
problem-override-too-long = 日期不得晚於 { $date }。
conflict-needs-override = 信用查核未通過。只能由兩人透過例外核准給予額度。
conflict-no-bureau = 尚未接入徵信機構，請人工決定。
conflict-no-credit-consent = 沒有該公司的信用查核授權記錄，因此不得向徵信機構查詢。
conflict-no-credit-figures = 申請中沒有預計每月採購額或申請額度，因此沒有可向徵信機構查詢的內容。
conflict-bureau-asked = 已向徵信機構查詢，正在等待答覆。
conflict-nothing-to-override = 尚未作出信用決定，因此無法提出例外核准。
conflict-override-waits = 另一項例外核准正在等待第二人確認，須先決定或撤回。
conflict-override-settled = 此項例外核准已被決定或撤回。
conflict-override-outdated = 提出例外核准之後已有新的信用決定。如仍有需要，請重新提出。
conflict-override-ended = 此項例外核准的有效期已過。請以新的日期重新提出。
conflict-not-your-override = 只有提出人可以撤回。

## What the applicant sees

status-credit-passed = 已通過
status-credit-failed = 未通過。如有疑問，請聯絡 { $email } 或 { $phone }。

## Audited actions and jobs

console-actor-bureau = 徵信機構
console-job-bureau = 向徵信機構查詢
audit-credit-answer = 徵信機構已答覆
audit-credit-approve-override = 例外核准已核准
audit-credit-ask-bureau = 人工向徵信機構查詢
audit-credit-bureau = 徵信查詢狀態變更
audit-credit-call-back = 拒絕徵信機構回呼
audit-credit-decline-override = 例外核准已拒絕
audit-credit-look = 檢視信用報告
audit-credit-look-again = 再次向徵信機構查詢
audit-credit-open-review = 年度信用複審開始
audit-credit-propose-override = 例外核准已提出
audit-credit-withdraw-override = 例外核准已撤回
