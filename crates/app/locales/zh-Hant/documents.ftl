## Uploading

field-dated_on = 開立日期
document-dated-if = 部分文件需要
document-dated-hint = { $kinds }：請填寫文件上的日期，距今不超過 { $months } 個月。
document-dated = 開立於 { $date }
document-kept-unscanned = 已收到，正在掃描
document-kept-infected = 發現惡意軟體，請重新上傳

problem-document-missing-file = 請選擇檔案。
problem-document-name = 檔名中含有路徑或看不見的字元。請重新命名後再上傳。
problem-document-ending = 檔名以「.{ $ending }」結尾，但檔案實際為 { $type }。請改成相符的副檔名，或選擇正確的檔案。
problem-document-unreadable = 檔案已損毀或無法檢查。請開啟檔案，另存或列印成 PDF 後再上傳。
problem-document-truncated = 檔案不完整，可能下載中斷。請上傳完整的檔案。
problem-document-encrypted = 此 PDF 設有密碼或權限限制。請上傳未加密的檔案。
problem-document-script = 此 PDF 含有指令碼。請列印成 PDF 後再上傳。
problem-document-attachment = 此 PDF 附帶其他檔案或媒體。請將各文件分開上傳。
problem-document-action = 此 PDF 會啟動程式或傳送資料。請列印成 PDF 後再上傳。
problem-document-form = 此 PDF 是動態表單（XFA）。請列印成 PDF 後再上傳。
problem-document-polyglot = 檔案中夾帶另一個檔案或隱藏內容。請列印成 PDF 或重新儲存圖片後再上傳。
problem-document-pages = 此 PDF 超過 { $max } 頁。請只上傳所需的頁面。
problem-document-swells = 檔案解壓縮後的大小遠超過一般文件。請換一種方式重新儲存。
problem-document-dimensions = 圖片過大：每邊最多 { $side } 像素，總計最多 { $megapixels } 百萬像素。請縮小圖片。
problem-document-infected = 惡意軟體掃描在此檔案中有所發現。請檢查您的電腦，再上傳乾淨的檔案。
problem-document-date-required = 請填寫開立日期。此文件距今不得超過 { $months } 個月。
problem-document-too-old = 此文件距今已超過 { $months } 個月。請提供較新的文件。
toomany-uploads = 今天為此申請上傳的文件過多。請明天再試。

## In the console

scan-clean = 無惡意軟體
scan-pending = 正在掃描
scan-infected = 惡意軟體：{ $note }
scan-failed = 未能掃描：{ $note }
console-scan-again = 重新掃描
console-done-scan = 已再次要求掃描
console-documents-withheld = 另有 { $count } 份財務報表，僅信用分析師可見。
console-credit-statements = 財務報表
console-job-scan = 惡意軟體掃描
conflict-documents-unscanned = 尚有文件未通過惡意軟體掃描。
conflict-document-infected = 此文件中發現惡意軟體，已遭刪除，無法開啟。
conflict-nothing-to-scan = 此文件不需再次掃描。
audit-document-infected = 拒絕上傳：惡意軟體
audit-document-scan = 文件已掃描
audit-document-scan-again = 再次要求掃描
audit-document-scan-later = 補充要求掃描
