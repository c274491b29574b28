## Uploading

field-dated_on = Date of issue
document-dated-if = needed for some documents
document-dated-hint = For { $kinds }: the day printed on it, at most { $months } months ago.
document-dated = dated { $date }
document-kept-unscanned = Received, being scanned
document-kept-infected = Malware found, upload another

problem-document-missing-file = Choose a file.
problem-document-name = This file name contains a path or hidden characters. Rename the file and upload it again.
problem-document-ending = The name ends in “.{ $ending }”, but the file is a { $type }. Rename it to match, or choose the right file.
problem-document-unreadable = This file is damaged or cannot be checked. Open it, print it to PDF or save it again, and upload the result.
problem-document-truncated = This file ends too early, as after a broken download. Upload the complete file.
problem-document-encrypted = This PDF is protected with a password or restrictions. Upload one without protection.
problem-document-script = This PDF contains a script. Print it to PDF and upload the result.
problem-document-attachment = This PDF has other files or media attached. Upload each document by itself.
problem-document-action = This PDF starts programs or sends data. Print it to PDF and upload the result.
problem-document-form = This PDF is a dynamic form (XFA). Print it to PDF and upload the result.
problem-document-polyglot = This file holds a second file or hidden content. Print it to PDF or save the picture again, and upload the result.
problem-document-pages =
    { $max ->
        [one] This PDF has more than { $max } page. Upload only what is asked for.
       *[other] This PDF has more than { $max } pages. Upload only the pages that are asked for.
    }
problem-document-swells = This file would take far more space unpacked than a document needs. Save it again in another way.
problem-document-dimensions = This picture is too large: at most { $side } pixels a side and { $megapixels } million in all. Make it smaller.
problem-document-infected = The malware scanner found something in this file. Check your computer, then upload a clean copy.
problem-document-date-required = Enter the date of issue. This document may be at most { $months } months old.
problem-document-too-old = This document is more than { $months } months old. Obtain a newer one.
toomany-uploads = Too many documents were uploaded for this application today. Try again tomorrow.

## In the console

scan-clean = No malware
scan-pending = Being scanned
scan-infected = Malware: { $note }
scan-failed = Not scanned: { $note }
console-scan-again = Scan again
console-done-scan = The scanner has been asked again
console-documents-withheld =
    { $count ->
        [one] { $count } financial statement can be seen by credit analysts only.
       *[other] { $count } financial statements can be seen by credit analysts only.
    }
console-credit-statements = Financial statements
console-job-scan = Malware scan
conflict-documents-unscanned = The malware scanner has not passed every document yet.
conflict-document-infected = Malware was found in this document. It has been deleted and cannot be opened.
conflict-nothing-to-scan = This document does not wait for another scan.
audit-document-infected = Upload refused: malware
audit-document-scan = Document scanned
audit-document-scan-again = Scan asked for again
audit-document-scan-later = Scan asked for later
