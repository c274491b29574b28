## Uploading

field-dated_on = 出具日期
document-dated-if = 部分文件需要
document-dated-hint = { $kinds }：请填写文件上的日期，距今不超过 { $months } 个月。
document-dated = 出具于 { $date }
document-kept-unscanned = 已收到，正在扫描
document-kept-infected = 发现恶意软件，请重新上传

problem-document-missing-file = 请选择文件。
problem-document-name = 文件名中含有路径或不可见字符。请重命名后再上传。
problem-document-ending = 文件名以“.{ $ending }”结尾，但文件实际是 { $type }。请改为相符的扩展名，或选择正确的文件。
problem-document-unreadable = 文件已损坏或无法检查。请打开文件，另存或打印为 PDF 后再上传。
problem-document-truncated = 文件不完整，可能下载中断。请上传完整的文件。
problem-document-encrypted = 此 PDF 设有密码或权限限制。请上传未加密的文件。
problem-document-script = 此 PDF 含有脚本。请打印为 PDF 后再上传。
problem-document-attachment = 此 PDF 附带其他文件或媒体。请将各文件单独上传。
problem-document-action = 此 PDF 会启动程序或发送数据。请打印为 PDF 后再上传。
problem-document-form = 此 PDF 是动态表单（XFA）。请打印为 PDF 后再上传。
problem-document-polyglot = 文件中夹带另一个文件或隐藏内容。请打印为 PDF 或重新保存图片后再上传。
problem-document-pages = 此 PDF 超过 { $max } 页。请只上传所需的页面。
problem-document-swells = 文件解压后的体积远超正常文件。请换一种方式重新保存。
problem-document-dimensions = 图片过大：每边最多 { $side } 像素，总计最多 { $megapixels } 百万像素。请缩小图片。
problem-document-infected = 恶意软件扫描在此文件中有所发现。请检查您的电脑，再上传干净的文件。
problem-document-date-required = 请填写出具日期。此文件距今不得超过 { $months } 个月。
problem-document-too-old = 此文件距今已超过 { $months } 个月。请提供较新的文件。
toomany-uploads = 今天为此申请上传的文件过多。请明天再试。

## In the console

scan-clean = 无恶意软件
scan-pending = 正在扫描
scan-infected = 恶意软件：{ $note }
scan-failed = 未能扫描：{ $note }
console-scan-again = 重新扫描
console-done-scan = 已再次请求扫描
console-documents-withheld = 另有 { $count } 份财务报表，仅信用分析员可见。
console-credit-statements = 财务报表
console-job-scan = 恶意软件扫描
conflict-documents-unscanned = 尚有文件未通过恶意软件扫描。
conflict-document-infected = 此文件中发现恶意软件，已被删除，无法打开。
conflict-nothing-to-scan = 此文件无需再次扫描。
audit-document-infected = 拒绝上传：恶意软件
audit-document-scan = 文件已扫描
audit-document-scan-again = 再次请求扫描
audit-document-scan-later = 补充请求扫描
