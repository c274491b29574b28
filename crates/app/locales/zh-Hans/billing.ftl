## 计费

mail-invoice-ready-subject = { $operator }账单 { $reference }
mail-invoice-ready-body =
    { $name }，您好：

    { $company }的账单 { $reference } 已出具。本期费用 { $total }，请于{ $due_on }前付款。账单和对账文件请见：

    { $link }

    付款时请注明账单编号。
