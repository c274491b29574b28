## 帳單

mail-invoice-ready-subject = { $operator }發票 { $reference }
mail-invoice-ready-body =
    { $name } 您好：

    { $company }的發票 { $reference } 已開立。本期費用 { $total }，請於{ $due_on }前付款。發票和對帳檔案請見：

    { $link }

    付款時請註明發票號碼。
